"""The report as logging commands of Azure DevOps.

Source: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands (read 2026-11-24)
"""

from __future__ import annotations

from collections.abc import Mapping

from aksnet.errors import Place, Problem, printable
from aksnet.findings import Finding, Severity
from aksnet.reports.report import STDIN, Options, Report, merged, names_of


def render(report: Report, options: Options) -> str:
    """One command for each finding and each problem; an info, which the commands do not know, is a line of the log."""
    found = merged(report.findings)
    lines = [*map(_problem, report.problems), *(_finding(one, names_of(clusters)) for one, clusters in found)]
    return "".join(f"{line}\n" for line in lines)


def _problem(problem: Problem) -> str:
    hint = f"; hint: {problem.hint}" if problem.hint else ""
    return _command("error", problem.place, {}, f"{problem.message}{hint}")


def _finding(finding: Finding, clusters: str) -> str:
    whose = f" ({clusters})" if clusters else ""
    message = f"{finding.slug}: {finding.text}{whose}; hint: {finding.hint}"
    if finding.severity is Severity.INFO:
        place = f"{finding.place}: " if finding.place is not None else ""
        return printable(f"{place}info {finding.rule} {message}")
    return _command(finding.severity.value, finding.place, {"code": finding.rule}, message)


def _command(kind: str, place: Place | None, rest: Mapping[str, str], message: str) -> str:
    rows = {"type": kind}
    if place is not None and place.line is not None and place.source != STDIN:
        rows |= {"sourcepath": place.source, "linenumber": str(place.line), "columnnumber": str(place.column or 1)}
    properties = "".join(f"{key}={_property(value)};" for key, value in (rows | dict(rest)).items())
    return f"##vso[task.logissue {properties}]{_data(printable(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")

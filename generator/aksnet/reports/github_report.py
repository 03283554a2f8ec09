"""The report as annotations of GitHub Actions.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands (read 2026-11-24)
"""

from __future__ import annotations

from aksnet.errors import Place, Problem
from aksnet.findings import Finding, Severity
from aksnet.reports.report import STDIN, Options, Report, merged, names_of

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, options: Options) -> str:
    """One workflow command for each finding, and for each problem with a file."""
    found = merged(report.findings)
    lines = [*map(_problem, report.problems), *(_finding(one, names_of(clusters)) for one, clusters in found)]
    return "".join(f"{line}\n" for line in lines)


def _problem(problem: Problem) -> str:
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    return _command("error", problem.place, "not read", f"{problem.message}{hint}")


def _finding(finding: Finding, clusters: str) -> str:
    see = f"\nsee: {finding.url}" if finding.url is not None else ""
    whose = f" ({clusters})" if clusters else ""
    message = f"{finding.text}{whose}\nhint: {finding.hint}{see}"
    return _command(_LEVELS[finding.severity], finding.place, f"{finding.rule} {finding.slug}", message)


def _command(level: str, place: Place | None, title: str, message: str) -> str:
    rows = {"title": title}
    if place is not None and place.line is not None and place.source != STDIN:
        rows = {"file": place.source, "line": str(place.line), "col": str(place.column or 1), **rows}
    properties = ",".join(f"{key}={_property(value)}" for key, value in rows.items())
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

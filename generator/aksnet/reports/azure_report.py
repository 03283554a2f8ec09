"""The report as logging commands of Azure DevOps.

Source: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands (read 2026-11-24)
"""

from __future__ import annotations

from aksnet.findings import Finding, Severity
from aksnet.reports.report import Options, Report
from aksnet.reports.text_report import printable


def render(report: Report, options: Options) -> str:
    """One command for each finding; an info, which the commands do not know, is a plain line of the log."""
    return "".join(f"{_line(finding)}\n" for finding in report.findings)


def _line(finding: Finding) -> str:
    message = printable(f"{finding.slug}: {finding.message} ({finding.cluster}); hint: {finding.hint}")
    if finding.severity is Severity.INFO:
        place = f"{finding.place}: " if finding.place is not None else ""
        return f"{printable(place)}info {finding.rule} {message}"
    place_of = finding.place
    rows = {"type": finding.severity.value}
    if place_of is not None and place_of.line is not None:
        rows |= {
            "sourcepath": place_of.source,
            "linenumber": str(place_of.line),
            "columnnumber": str(place_of.column or 1),
        }
    rows["code"] = finding.rule
    properties = "".join(f"{key}={_property(value)};" for key, value in rows.items())
    return f"##vso[task.logissue {properties}]{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")

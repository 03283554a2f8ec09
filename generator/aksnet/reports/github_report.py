"""The report as annotations of GitHub Actions.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands (read 2026-11-24)
"""

from __future__ import annotations

from aksnet.findings import Finding, Severity
from aksnet.reports.report import Options, Report

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, options: Options) -> str:
    """One workflow command for each finding."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    place = finding.place
    rows = {"title": f"{finding.rule} {finding.slug}"}
    if place is not None and place.line is not None:
        rows = {"file": place.source, "line": str(place.line), "col": str(place.column or 1), **rows}
    properties = ",".join(f"{key}={_property(value)}" for key, value in rows.items())
    see = f"\nsee: {finding.url}" if finding.url is not None else ""
    message = f"{finding.message} ({finding.cluster})\nhint: {finding.hint}{see}"
    return f"::{_LEVELS[finding.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

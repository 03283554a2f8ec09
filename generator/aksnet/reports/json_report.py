"""The report as JSON; `docs/check.schema.json` describes it."""

from __future__ import annotations

import json

from aksnet.findings import Finding
from aksnet.reports.regions import Regions
from aksnet.reports.report import Options, Report


def render(report: Report, options: Options) -> str:
    """One document with the summary and the findings."""
    regions = Regions(report.texts)
    document = {
        "version": 1,
        "summary": report.summary._asdict(),
        "findings": [_finding(one, report, regions) for one in report.findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _finding(finding: Finding, report: Report, regions: Regions) -> dict[str, object]:
    return {**finding.as_json(), "via": finding.via, "fix": _fix(finding, report, regions)}


def _fix(finding: Finding, report: Report, regions: Regions) -> list[dict[str, object]] | None:
    """The edits that mend a finding; None where only a person can."""
    edits = report.edits.get(finding)
    if edits is None:
        return None
    return [{"file": one.source, **regions.of(one), "text": one.text} for one in edits]

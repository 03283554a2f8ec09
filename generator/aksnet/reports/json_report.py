"""The report as JSON; `docs/check.schema.json` describes it."""

from __future__ import annotations

import json

from aksnet.findings import Finding
from aksnet.reports.regions import region_of
from aksnet.reports.report import Options, Report


def render(report: Report, options: Options) -> str:
    """One document with the summary and the findings."""
    document = {
        "version": 1,
        "summary": report.summary._asdict(),
        "findings": [{**finding.as_json(), "fix": _fix(finding, report)} for finding in report.findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _fix(finding: Finding, report: Report) -> list[dict[str, object]] | None:
    """The edits that mend a finding; None where only a person can."""
    edits = report.edits.get(finding)
    if edits is None:
        return None
    return [{"file": one.source, **region_of(one, report.texts), "text": one.text} for one in edits]

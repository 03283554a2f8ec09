"""The report as JSON; `docs/check.schema.json` describes it."""

from __future__ import annotations

import json

from aksnet.reports.report import Options, Report


def render(report: Report, options: Options) -> str:
    """One document with the summary and the findings."""
    document = {
        "version": 1,
        "summary": report.summary._asdict(),
        "findings": [finding.as_json() for finding in report.findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"

"""A plan for spreadsheets: a line for each range."""

from __future__ import annotations

import csv
from io import StringIO

from aksnet.planning.plan import Plan
from aksnet.reports.plans import PlanOptions
from aksnet.reports.plans.rows import COLUMNS, rows_of


def render(plan: Plan, options: PlanOptions) -> str:
    """A header and a line for each range, as RFC 4180 has it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in rows_of(plan))
    return out.getvalue()


def _cell(value: str | int | None) -> str | int:
    """A value that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return "" if value is None else value

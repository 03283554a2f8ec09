"""What retires for spreadsheets: a line for each cluster or pool that has it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from aksnet.reports.retiring.calendar import Calendar
from aksnet.reports.retiring.sentences import way_of
from aksnet.reports.tables import TableOptions

_COLUMNS = ("date", "days_left", "id", "what", "cluster", "pool", "place", "instead", "path", "steps")


def render(calendar: Calendar, options: TableOptions) -> str:
    """A header and the lines, as RFC 4180 has it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in _rows(calendar))
    return out.getvalue()


def _rows(calendar: Calendar) -> Iterator[tuple[object, ...]]:
    for row in calendar.rows:
        what, day, instead = row.retirement[:3]
        for one in row.concerned:
            steps = "; ".join(one.way.steps)
            who = (one.cluster, one.pool, one.place)
            yield (day, row.days(calendar.today), row.id, what, *who, instead, way_of(one.way), steps)


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None or isinstance(value, int):
        return "" if value is None else value
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text

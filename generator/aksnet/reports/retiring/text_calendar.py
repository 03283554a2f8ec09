"""What retires, for people: a table by date, then whom each concerns and the way out."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.errors import printable
from aksnet.reports.retiring.calendar import Calendar, Concerned, Row, Way
from aksnet.reports.retiring.sentences import (
    COLUMNS,
    SHOWN,
    command_of,
    days_of,
    lead_of,
    more,
    place_of,
    removed_of,
    table_of,
    undecided_of,
    way_of,
    who_of,
)
from aksnet.reports.tables import TableOptions, printed, table, wrapped


def render(calendar: Calendar, options: TableOptions) -> str:
    """One line where nothing retires; what cannot be told is always told."""
    parts = [f"{lead_of(calendar)}\n"]
    if calendar.rows:
        parts.append(printed(table(COLUMNS, list(table_of(calendar)), options.width), options))
    parts += ["".join(_row(row, calendar, options)) for row in calendar.rows]
    if calendar.undecided:
        parts.append("".join(f"{printable(line)}\n" for line in undecided_of(calendar)))
    return "\n".join(parts)


def _row(row: Row, calendar: Calendar, options: TableOptions) -> Iterator[str]:
    yield wrapped(f"{row.retirement.day}  ", f"{row.retirement.what} ({days_of(row, calendar)})", options)
    removed = removed_of(row, calendar)
    if removed is not None:
        yield wrapped("  ", removed, options)
    for way, some in row.ways().items():
        yield from _way(way, list(some), options)
    command = command_of(row)
    if command is not None:
        yield f"  each step in full: {command}\n"
    yield f"  see: {row.retirement.source.url}\n"


def _way(way: Way, some: list[Concerned], options: TableOptions) -> Iterator[str]:
    yield wrapped("  ", f"{who_of(some)}: {way_of(way)}", options)
    for number, step in enumerate(way.steps, 1):
        yield wrapped(f"    {number}. ", step, options)
    for one in some[:SHOWN]:
        yield f"    - {printable(place_of(one))}\n"
    if len(some) > SHOWN:
        yield f"  {more(len(some))}\n"

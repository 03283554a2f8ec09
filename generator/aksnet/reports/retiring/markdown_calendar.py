"""What retires in Markdown, to be pasted into an issue or a plan of work."""

from __future__ import annotations

from collections.abc import Iterator

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
from aksnet.reports.tables import TableOptions, escaped, markdown_table


def render(calendar: Calendar, options: TableOptions) -> str:
    """The table, then whom each concerns and the way out, and what cannot be told."""
    parts = [f"{escaped(lead_of(calendar))}\n"]
    if calendar.rows:
        parts.append(markdown_table(COLUMNS, table_of(calendar)))
    parts += ["".join(_row(row, calendar)) for row in calendar.rows]
    lead, *lines = [*undecided_of(calendar), ""]
    if lead:
        listed = "".join(f"- {escaped(line)}\n" for line in lines if line)
        parts.append(f"{escaped(lead)}\n\n{listed}")
    return "\n".join(parts)


def _row(row: Row, calendar: Calendar) -> Iterator[str]:
    yield f"**{row.retirement.day}**: {escaped(row.retirement.what)}, {days_of(row, calendar)}"
    yield f" <{row.retirement.source.url}>\n\n"
    removed = removed_of(row, calendar)
    if removed is not None:
        yield f"{escaped(removed)}\n\n"
    for way, some in row.ways().items():
        yield from _way(way, list(some))
    command = command_of(row)
    if command is not None:
        yield f"\neach step in full: `{command}`\n"


def _way(way: Way, some: list[Concerned]) -> Iterator[str]:
    yield f"- {who_of(some)}: {escaped(way_of(way))}\n"
    yield from (f"  {number}. {escaped(step)}\n" for number, step in enumerate(way.steps, 1))
    yield from (f"  - {escaped(place_of(one))}\n" for one in some[:SHOWN])
    if len(some) > SHOWN:
        yield f"  - {escaped(more(len(some)).strip())}\n"

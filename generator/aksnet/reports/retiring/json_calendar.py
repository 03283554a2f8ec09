"""What retires as JSON; `docs/retiring.schema.json` describes it."""

from __future__ import annotations

import json

from aksnet.errors import Place
from aksnet.reports.retiring.calendar import Calendar, Concerned, Row, Undecided, Way
from aksnet.reports.tables import TableOptions


def render(calendar: Calendar, options: TableOptions) -> str:
    """One document with all that retires, whom it concerns, and what cannot be told."""
    document = {
        "version": 1,
        "today": str(calendar.today),
        "within_days": calendar.within,
        "clusters": calendar.clusters,
        "expired": sum(1 for _ in calendar.expired()),
        "retirements": [_row(row, calendar) for row in calendar.rows],
        "undecided": [_undecided(one) for one in calendar.undecided],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _row(row: Row, calendar: Calendar) -> dict[str, object]:
    retirement = row.retirement
    return {
        "id": row.id,
        "what": retirement.what,
        "date": str(retirement.day),
        "days_left": row.days(calendar.today),
        "images_removed": str(retirement.removed) if retirement.removed is not None else None,
        "instead": retirement.instead,
        "source": retirement.source._asdict(),
        "clusters": row.clusters,
        "pools": row.pools,
        "goal": row.goal,
        "paths": [{**_way(way), "concerned": list(map(_concerned, some))} for way, some in row.ways().items()],
    }


def _way(way: Way) -> dict[str, object]:
    tool = {"provider": way.provider, "version": way.version, "verdict": way.tool}
    return {
        "azure": way.azure,
        "terraform": tool if way.tool is not None else None,
        "steps": list(way.steps),
        "unreachable": way.unreachable,
        "hint": way.hint,
        "open": list(way.open),
    }


def _concerned(one: Concerned) -> dict[str, object]:
    return {"cluster": one.cluster, "pool": one.pool, "place": _place(one.place)}


def _undecided(one: Undecided) -> dict[str, object]:
    place = _place(one.place)
    return {"cluster": one.cluster, "pool": one.pool, "path": one.path, "why": one.why, "place": place}


def _place(place: Place | None) -> dict[str, object] | None:
    return {"file": place.source, "line": place.line, "column": place.column} if place is not None else None

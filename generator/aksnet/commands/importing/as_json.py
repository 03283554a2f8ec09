"""What `aksnet import` made, for programs: docs/import.schema.json."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from aksnet.commands.importing.telling import is_other
from aksnet.commands.importing.text import Origin
from aksnet.errors import Place, Problem, printable
from aksnet.importing.imported import Imported, Left, Open
from aksnet.reports.json_text import json_text
from aksnet.spec.placeholders import placeholder

_Json = dict[str, Any]


def import_text(
    text: str,
    members: Sequence[Imported],
    origins: Sequence[Origin],
    notes: Iterable[Problem],
    unread: Iterable[Problem],
    unlike: frozenset[str],
) -> str:
    """The run as one document; `text` is the spec, `unlike` names clusters that two readings tell differently."""
    clusters = [_cluster(*pair, unlike) for pair in zip(members, origins, strict=True)]
    document = {
        "version": 1,
        "spec": text,
        "clusters": clusters,
        "notes": [_problem(one) for one in notes],
        "unread": [_problem(one) for one in unread],
    }
    return json_text(document)


def _cluster(member: Imported, origin: Origin, unlike: frozenset[str]) -> _Json:
    address = origin.view.declared.address if origin.view.declared is not None else None
    return {
        "name": origin.name,
        "address": address,
        **_where(origin.view.place),
        "same": not (is_other(member) or origin.name in unlike),
        "placeholders": [_open(one) for one in member.placeholders],
        "given": [{"name": one.name, **_where(one.place), "why": one.reason} for one in member.given],
        "left": [_left(one) for one in member.left],
    }


def _open(one: Open) -> _Json:
    path = ".".join(map(str, one.path))
    return {"text": placeholder(one.name), "path": path, "arm": one.arm, **_where(one.place), "why": one.reason}


def _left(one: Left) -> _Json:
    return {"arm": one.arm, "value": one.value, **_where(one.place), "why": one.why}


def _problem(problem: Problem) -> _Json:
    hint = {"hint": printable(problem.hint)} if problem.hint else {}
    return {**_where(problem.place), "why": printable(problem.message), **hint}


def _where(place: Place | None) -> _Json:
    if place is None:
        return {}
    found = {"file": place.source, "line": place.line, "column": place.column}
    return {key: value for key, value in found.items() if value is not None}

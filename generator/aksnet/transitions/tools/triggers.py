"""What azapi is told to replace a cluster for: replace_triggers_refs, and replace_triggers_external_values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from aksnet.facts.sources import AZAPI
from aksnet.transitions.tools.differing import words_of
from aksnet.transitions.verdicts import Reason, Tool
from aksnet.view import ClusterView, PoolView, Unknown, Value

_REFS, _VALUES = "replace_triggers_refs", "replace_triggers_external_values"
_POOL = re.compile(r"agentPoolProfiles\[(\d+)\]\.(.+)")


def triggered(before: ClusterView, after: ClusterView) -> Iterator[Reason]:
    """Every trigger whose value certainly changes."""
    arguments = after.declared.arguments if after.declared is not None else {}
    refs = arguments.get(_REFS)
    for ref in refs.data if refs is not None and isinstance(refs.data, list) else ():
        if isinstance(ref, str):
            yield from _ref(before, after, ref)
    yield from _external(before, after)


def _ref(before: ClusterView, after: ClusterView, ref: str) -> Iterator[Reason]:
    path = ref.removeprefix("properties.")
    one, two = before.values, after.values
    inner = _POOL.fullmatch(path)
    if inner is not None:
        at, path = int(inner[1]), inner[2]
        one, two = (_values(view.pools, at) for view in (before, after))
    old, new = _under(one, path), _under(two, path)
    if old is not None and new is not None and old != new:
        text = f"{_REFS} has it among what replaces the cluster"
        was, will = (words_of(values[path]) if path in values else None for values in (one, two))
        yield Reason(ref, text, Tool.REPLACE, was, will, (AZAPI,), place=after.where(path))


def _values(pools: tuple[PoolView, ...], at: int) -> Mapping[str, Value]:
    return pools[at].values if at < len(pools) else {}


def _under(values: Mapping[str, Value], path: str) -> dict[str, object] | None:
    """What is written at a path and below; None where it cannot be told."""
    found = {one: value for one, value in values.items() if one == path or one.startswith(f"{path}.")}
    if any(isinstance(value.data, Unknown) for value in found.values()):
        return None
    return {one: value.data for one, value in found.items() if not value.implied}


def _external(before: ClusterView, after: ClusterView) -> Iterator[Reason]:
    old, new = (view.declared.arguments.get(_VALUES) if view.declared is not None else None for view in (before, after))
    if old is not None and new is not None and old.known and new.known and old.data != new.data:
        text = f"{_VALUES} has another value, which replaces the cluster"
        yield Reason(_VALUES, text, Tool.REPLACE, words_of(old), words_of(new), (AZAPI,), place=new.place)

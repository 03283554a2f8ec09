"""Values of one path on both sides, and whether they certainly differ."""

from __future__ import annotations

import json

from aksnet.transitions.verdicts import Reason, Tool
from aksnet.view import ClusterView, Json, Parameter, PoolView, Subnet, Unknown, Value


def differs(before: ClusterView | PoolView, after: ClusterView | PoolView, path: str) -> bool:
    """Whether a path has two values that are not the same, in any case; what cannot be told does not differ."""
    old, new = (view.values.get(path) for view in (before, after))
    if old is None or new is None or not (_told(old) and _told(new)):
        return False
    return _folded(old) != _folded(new)


def _folded(value: Value) -> object:
    """Names, ids and regions are the same in any case, and regions with or without spaces."""
    return value.data.lower().replace(" ", "") if isinstance(value.data, str) else value.data


def _told(value: Value) -> bool:
    return not isinstance(value.data, (Unknown, Parameter))


def said(view: ClusterView | PoolView, path: str) -> str | None:
    """A value as people write it; None where nothing is said."""
    value = view.values.get(path)
    return None if value is None or isinstance(value.data, Unknown) else words_of(value)


def words_of(value: Value) -> str:
    """A value that is there as people write it."""
    data = value.data
    if isinstance(data, (Subnet, Parameter)):
        return data.name
    return data if isinstance(data, str) else _json(data) if not isinstance(data, Unknown) else data.reason


def _json(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False)


def replacing(before: ClusterView | PoolView, after: ClusterView | PoolView, path: str, text: str) -> Reason:
    """The reason that a path replaces, with both its values."""
    return Reason(path, text, Tool.REPLACE, said(before, path), said(after, path), place=after.where(path))

"""A release of azurerm that is not known, for which another one stands: what that refuses, it may well take."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.transitions.azurerm import is_default
from aksnet.transitions.changes import Maker
from aksnet.transitions.verdicts import OfTool, Open, Reason, Tool
from aksnet.view import ClusterView, Declaration, PoolView, Unknown, Value

_BETWEEN = (str(Tool.NO_OP), str(Tool.REPLACE))


def as_known(tool: OfTool, before: ClusterView | PoolView, after: ClusterView | PoolView, maker: Maker) -> OfTool:
    """What is told of a release that is not known: nothing of its arguments, but that the same text changes nothing."""
    if not maker.standing or tool.verdict is not Tool.ERROR_AT_VALIDATE:
        return tool
    told = tool._replace(replaced_by=(), reasons=())
    if _texts(before) is not None and _texts(before) == _texts(after):
        return told._replace(verdict=Tool.NO_OP)
    return told._replace(verdict=Tool.UNDECIDED, open=tuple(_open(one, maker) for one in tool.reasons))


def _open(reason: Reason, maker: Maker) -> Open:
    why = f"azurerm {maker.words} is not known here, and another release stands for it: {reason.text}"
    return Open(reason.path, why, _BETWEEN, reason.place)


def _texts(view: ClusterView | PoolView) -> list[dict[str, object]] | None:
    """What is written of a resource, its own block of a pool included; None where it is no text, or cannot be told."""
    inline = [pool for pool in view.pools if is_default(pool)] if isinstance(view, ClusterView) else []
    found = [_written(one.declared) for one in (view, *inline)]
    return None if any(one is None for one in found) else [one for one in found if one is not None]


def _written(declared: Declaration | None) -> dict[str, object] | None:
    if declared is None or declared.language != "terraform":
        return None
    told = dict(_told({**declared.written, **declared.blank}))
    return None if None in told.values() else told


def _told(values: dict[str, Value]) -> Iterator[tuple[str, object]]:
    """What stands at each path; of a value that cannot be told its sign."""
    for path, value in values.items():
        data = value.data
        yield path, (data.sign and ("unknown", data.sign)) if isinstance(data, Unknown) else ("known", data)

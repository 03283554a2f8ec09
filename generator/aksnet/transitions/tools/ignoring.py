"""What lifecycle.ignore_changes of azapi takes out of a change: the body then keeps what the state has."""

from __future__ import annotations

import re

from aksnet.transitions.verdicts import OfTool, Tool, worst_of_tool
from aksnet.view import ClusterView, PoolView

_IGNORED = "lifecycle.ignore_changes"
_WHOLE = ("all", "body", "body.properties")
_NUMBER = re.compile(r"\[\d+\]")


def without_ignored(verdict: OfTool, after: ClusterView | PoolView) -> OfTool:
    """The verdict without what is ignored; the same where nothing is."""
    paths = _ignored(after)
    if not paths:
        return verdict
    kept = tuple(one for one in verdict.reasons if not _covers(paths, one.path))
    still_open = tuple(one for one in verdict.open if not _covers(paths, one.path))
    if len(kept) == len(verdict.reasons) and len(still_open) == len(verdict.open):
        return verdict
    worst = worst_of_tool(one.verdict for one in kept if isinstance(one.verdict, Tool))
    return verdict._replace(verdict=Tool.UNDECIDED if still_open else worst, reasons=kept, open=still_open)


def _ignored(view: ClusterView | PoolView) -> tuple[str, ...]:
    value = view.declared.arguments.get(_IGNORED) if view.declared is not None else None
    return tuple(_NUMBER.sub("", str(one)) for one in value.data) if value and isinstance(value.data, list) else ()


def _covers(paths: tuple[str, ...], path: str) -> bool:
    inner = f"body.properties.{_NUMBER.sub('', path)}"
    return any(one in _WHOLE or inner == one or inner.startswith(f"{one}.") for one in paths)

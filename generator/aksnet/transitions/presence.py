"""What may not be there, or not be gone: clusters and pools whose count or for_each cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Open, Tool, worst_of_azure, worst_of_tool
from aksnet.view import ClusterView, PoolView, Unknown, Value

View = ClusterView | PoolView
_COUNTED = ("count", "for_each")
_POOLS = "agentPoolProfiles"
_KEY = re.compile(r"\[[^\]]*\]\Z")


class Doubt(NamedTuple):
    """What cannot be told, and between which verdicts it decides, at Azure and with the tool."""

    path: str
    value: Value
    azure: tuple[Azure, Azure]
    tool: tuple[Tool, Tool]


_GONE = (Azure.NO_CHANGE, Azure.DELETE), (Tool.NO_OP, Tool.DELETE)
_MADE = (Azure.NO_CHANGE, Azure.CREATE), (Tool.NO_OP, Tool.CREATE)


def doubt_of(before: View | None, after: View | None) -> Doubt | None:
    """Why it cannot be told whether something stays: how often it is there is unknown, and not the same as before."""
    old, new = how_often_untold(before), how_often_untold(after)
    if new is not None and (old is None or not _same(old[1], new[1])):
        return Doubt(*new, *(_GONE if before is not None else _MADE))
    return Doubt(*old, *_MADE) if old is not None and new is None and after is not None else None


def hidden(pool: PoolView, cluster: ClusterView) -> Doubt | None:
    """Why a pool may be there in a cluster that does not name it: some of its pools cannot be told."""
    whole = cluster.values.get(_POOLS)
    if whole is not None and isinstance(whole.data, Unknown):
        return Doubt(_POOLS, whole, *_GONE)
    some = (untold for one in cluster.pools if _may_be(pool, one) and (untold := how_often_untold(one)) is not None)
    return next((Doubt(*untold, *_GONE) for untold in some), None)


def with_doubt(judged: tuple[OfAzure, OfTool], doubts: Iterable[Doubt | None]) -> tuple[OfAzure, OfTool]:
    """What is judged, as far as it is there."""
    of_azure, of_tool = judged
    for doubt in doubts:
        if doubt is not None:
            of_azure, of_tool = _azure(of_azure, doubt), _tool(of_tool, doubt)
    return of_azure, of_tool


def how_often_untold(view: View | None) -> tuple[str, Value] | None:
    """The word of Terraform's that says how often it is there, where that cannot be told; ARM's count is of nodes."""
    declared = view.declared if view is not None else None
    written = declared.written if declared is not None and declared.by_azurerm else {}
    found = ((path, written[path]) for path in _COUNTED if path in written)
    return next((one for one in found if isinstance(one[1].data, Unknown)), None)


def _same(one: Value, other: Value) -> bool:
    return isinstance(one.data, Unknown) and one.data.same(other.data)


def _may_be(pool: PoolView, other: PoolView) -> bool:
    """Whether a pool of another side may be one of those that a resource makes: by its address, if it has one."""
    if other.text("name") not in (None, pool.name):
        return False
    one, two = (view.declared for view in (pool, other))
    if one is None or two is None or not one.language.startswith("terraform"):
        return True
    return _KEY.sub("", one.address) == _KEY.sub("", two.address)


def _open(doubt: Doubt, between: tuple[Azure, Azure] | tuple[Tool, Tool]) -> Open:
    why = doubt.value.data.reason if isinstance(doubt.value.data, Unknown) else ""
    return Open(doubt.path, why.removeprefix(f"{doubt.path}: "), tuple(map(str, between)), doubt.value.place)


def _azure(judged: OfAzure, doubt: Doubt) -> OfAzure:
    certain = Azure.NO_CHANGE if judged.verdict in doubt.azure else judged.verdict
    verdict = worst_of_azure([certain, Azure.UNDECIDED])
    return judged._replace(verdict=verdict, open=(_open(doubt, doubt.azure), *judged.open))


def _tool(judged: OfTool, doubt: Doubt) -> OfTool:
    certain = Tool.NO_OP if judged.verdict in doubt.tool else judged.verdict
    stretches = tuple(
        one._replace(verdict=worst_of_tool([Tool.NO_OP if one.verdict in doubt.tool else one.verdict, Tool.UNDECIDED]))
        for one in judged.stretches
    )
    verdict = worst_of_tool([certain, Tool.UNDECIDED])
    return judged._replace(verdict=verdict, open=(_open(doubt, doubt.tool), *judged.open), stretches=stretches)

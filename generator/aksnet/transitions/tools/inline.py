"""Pools in the body of a cluster: the PUT of the cluster has them in it, and comes to what becomes of the worst."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.facts.sources import RESOURCE_PUT
from aksnet.transitions.changes import PoolChange
from aksnet.transitions.tools import azapi, templates
from aksnet.transitions.tools.gone import is_inline
from aksnet.transitions.verdicts import OfTool, Open, Reason, Tool, worst_of_tool

POOLS = "agentPoolProfiles"


def with_pools(tool: OfTool, pools: Iterable[PoolChange]) -> OfTool:
    """What the tool does to a cluster, with the pools that it sends along; azurerm sends each by itself."""
    if tool.provider not in (*templates.NAMES, azapi.NAME):
        return tool
    found = [*_worse(tool, pools)]
    if not found:
        return tool
    worst = worst_of_tool(verdict for _, verdict in found)
    reasons = tuple(_reason(pool, verdict) for pool, verdict in found if verdict is not Tool.UNDECIDED)
    still_open = tuple(_open(pool, one) for pool, _ in found for one in pool.tool.open)
    return tool._replace(verdict=worst, reasons=(*reasons, *tool.reasons), open=(*still_open, *tool.open))


def _worse(tool: OfTool, pools: Iterable[PoolChange]) -> Iterator[tuple[PoolChange, Tool]]:
    """The pools in the body of which more becomes than of the cluster by itself."""
    for pool in pools:
        if pool.after is None or not is_inline(pool.after):
            continue
        new = pool.tool.verdict is Tool.CREATE
        verdict = Tool.IN_PLACE if new and tool.provider != azapi.NAME else pool.tool.verdict
        if verdict is not Tool.CREATE and _is_worse(verdict, tool):
            yield pool, verdict


def _is_worse(verdict: Tool, tool: OfTool) -> bool:
    return verdict is not tool.verdict and worst_of_tool([verdict, tool.verdict]) is verdict


def _reason(pool: PoolChange, verdict: Tool) -> Reason:
    text = f"the cluster is sent with its pool {pool.name!r} in it"
    place = next((one.place for one in pool.tool.reasons if one.verdict is verdict), None)
    if place is None and pool.after is not None:
        place = pool.after.place
    return Reason(POOLS, text, verdict, sources=(RESOURCE_PUT,), place=place)


def _open(pool: PoolChange, one: Open) -> Open:
    return one._replace(path=f"{POOLS}.{one.path}", why=f"of the pool {pool.name!r}: {one.why}")

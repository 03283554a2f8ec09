"""What a change to a cluster does, before it does it: at Azure, and in the exact version of the tool in use."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.transitions import azurerm, tools
from aksnet.transitions.azure import service
from aksnet.transitions.changes import Change, Maker, Pair, PoolChange
from aksnet.transitions.dangers import dangers_of
from aksnet.transitions.naming import with_names
from aksnet.transitions.pools import matched
from aksnet.transitions.presence import doubt_of, hidden, with_doubt
from aksnet.transitions.releases import over
from aksnet.transitions.steps import runbook_of
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Tool
from aksnet.view import ClusterView, PoolView


def judge(pair: Pair) -> Change:
    """All that is told of a cluster between before and after."""
    if pair.before is None or pair.after is None:
        change = _only_one(pair)
        return change._replace(dangers=tuple(dangers_of(change)))
    azure = service.of_cluster(pair.before, pair.after)
    tool = _tool_of_cluster(pair.before, pair.after, azure, pair.maker)
    azure, tool = with_doubt((azure, tool), [doubt_of(pair.before, pair.after)])
    change = Change(pair, azure, tool, tuple(_pools(pair.before, pair.after, pair.maker)))
    change = change._replace(runbook=runbook_of(change))
    return with_names(change._replace(dangers=tuple(dangers_of(change))), pair.before)


def _only_one(pair: Pair) -> Change:
    doubt = doubt_of(None, pair.after) if pair.before is None else None
    return Change(pair, *with_doubt(_on_one_side(pair.before, pair.maker), [doubt]))


def _on_one_side(before: ClusterView | PoolView | None, maker: Maker) -> tuple[OfAzure, OfTool]:
    """What happens to what is there afterwards alone, or before alone."""
    if before is not None:
        return tools.of_gone(before, maker)
    return OfAzure(Azure.CREATE), OfTool(maker.provider, maker.words, Tool.CREATE)


def _tool_of_cluster(before: ClusterView, after: ClusterView, azure: OfAzure, maker: Maker) -> OfTool:
    if maker.provider == "azurerm":
        return over(maker, lambda version: azurerm.of_cluster(before, after, version))
    return tools.of_cluster(before, after, azure, maker)


def _tool_of_pool(before: PoolView, after: PoolView, azure: OfAzure, maker: Maker) -> OfTool:
    if maker.provider == "azurerm":
        return over(maker, lambda version: azurerm.of_pool(before, after, version))
    return tools.of_pool(before, after, azure, maker)


def _pools(before: ClusterView, after: ClusterView, maker: Maker) -> Iterator[PoolChange]:
    """Every pool of the two, by name: those of before, then the new ones."""
    for pair in matched(before.pools, after.pools):
        view = pair[0] or pair[1]
        if view is not None:
            yield _pool(view.name, pair, (before, after), maker)


def _pool(
    name: str, pools: tuple[PoolView | None, PoolView | None], clusters: tuple[ClusterView, ClusterView], maker: Maker
) -> PoolChange:
    before, after = pools
    old, cluster = clusters
    if before is None or after is None:
        judged = _on_one_side(before, maker)
        if before is None:
            return PoolChange(name, before, after, *with_doubt(judged, [doubt_of(None, after)]))
        doubt = hidden(before, cluster) if judged[1].verdict is Tool.DELETE else None
        return PoolChange(name, before, after, *with_doubt(judged, [doubt]))
    of_azure = service.of_pool(before, after, cluster, old)
    both = of_azure, _tool_of_pool(before, after, of_azure, maker)
    return PoolChange(name, before, after, *with_doubt(both, [doubt_of(before, after)]))


__all__ = ["Change", "Maker", "Pair", "judge"]

"""What a change to a cluster does, before it does it: at Azure, and in the exact version of the tool in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.transitions import azurerm, tools
from aksnet.transitions.azure import service, unjudged
from aksnet.transitions.changes import Change, Maker, Pair, PoolChange
from aksnet.transitions.dangers import dangers_of
from aksnet.transitions.in_use import in_use
from aksnet.transitions.naming import with_names
from aksnet.transitions.placing import placed
from aksnet.transitions.pools import matched
from aksnet.transitions.presence import doubt_of, hidden, with_doubt
from aksnet.transitions.readdressing import at_another_address
from aksnet.transitions.releases import deciding, over
from aksnet.transitions.standing import as_known
from aksnet.transitions.steps import runbook_of
from aksnet.transitions.unsaid import with_what_is_said
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Reason, Tool
from aksnet.view import ClusterView, PoolView


def judge(pair: Pair) -> Change:
    """All that is told of a cluster between before and after."""
    pair = with_what_is_said(pair)
    if pair.before is None or pair.after is None:
        change = _only_one(pair)
        return change._replace(dangers=tuple(dangers_of(change)))
    before, after = placed(pair.before), placed(pair.after)
    if pair.maker.provider == "azurerm":
        after = azurerm.kept(before, after, deciding(pair.maker.releases))
    return _judged(pair._replace(before=before, after=after), before, after)


def _judged(pair: Pair, before: ClusterView, after: ClusterView) -> Change:
    """What is told of a cluster that is there before and afterwards."""
    pools = tuple(_pools(before, after, pair))
    pair = pair._replace(faults=_lasting(pair, before, after, pools))
    azure = _at_azure(before, after, pools, pair.faults)
    tool = _tool_of_cluster(before, after, azure, pair.maker)
    azure = unjudged.with_cluster(azure, tool)
    tool = at_another_address(tool, pair.readdressed, None, after.place)
    azure, tool = with_doubt((azure, tools.with_pools(tool, pools)), [doubt_of(before, after)])
    change = Change(pair, azure, tool, pools)
    change = change._replace(runbook=runbook_of(change))
    return with_names(change._replace(dangers=tuple(dangers_of(change))), before)


def _at_azure(
    before: ClusterView, after: ClusterView, pools: Sequence[PoolChange], faults: Sequence[Reason] = ()
) -> OfAzure:
    return service.with_pools(service.of_cluster(before, after, faults), (one.azure for one in pools))


def _lasting(pair: Pair, before: ClusterView, after: ClusterView, pools: Sequence[PoolChange]) -> tuple[Reason, ...]:
    """What is wrong with where it leads; where that is a new cluster, nothing of what is around the old one."""
    if not pair.surrounding or _at_azure(before, after, pools).verdict is not Azure.RECREATE:
        return pair.faults
    return tuple(fault for fault in pair.faults if fault not in pair.surrounding)


def _only_one(pair: Pair) -> Change:
    doubt = doubt_of(None, pair.after) if pair.before is None else None
    return Change(pair, *with_doubt(_on_one_side(pair.before, pair), [doubt]))


def _on_one_side(before: ClusterView | PoolView | None, pair: Pair) -> tuple[OfAzure, OfTool]:
    """What happens to what is there afterwards alone, or before alone."""
    if before is not None:
        return tools.of_gone(before, pair.maker, pair.forgotten, dict(pair.hidden))
    return OfAzure(Azure.CREATE), OfTool(pair.maker.provider, pair.maker.words, Tool.CREATE)


def _tool_of_cluster(before: ClusterView, after: ClusterView, azure: OfAzure, maker: Maker) -> OfTool:
    if maker.provider == "azurerm":
        tool = over(maker, lambda version: azurerm.of_cluster(before, after, version))
        return as_known(tool, before, after, maker)
    return tools.of_cluster(before, after, azure, maker)


def _tool_of_pool(
    before: PoolView, after: PoolView, azure: OfAzure, maker: Maker, clusters: tuple[ClusterView, ClusterView]
) -> OfTool:
    if maker.provider == "azurerm":
        tool = over(maker, lambda version: azurerm.of_pool(before, after, version, clusters))
        return as_known(tool, before, after, maker)
    return tools.of_pool(before, after, azure, maker)


def _pools(before: ClusterView, after: ClusterView, pair: Pair) -> Iterator[PoolChange]:
    """Every pool of the two, by name: those of before, then the new ones."""
    for pools in matched(before.pools, after.pools):
        view = pools[0] or pools[1]
        if view is not None:
            found = _pool(view.name, pools, (before, after), pair)
            place = found.after.place if found.after is not None else None
            yield found._replace(tool=at_another_address(found.tool, pair.readdressed, view.name, place))


def _pool(
    name: str, pools: tuple[PoolView | None, PoolView | None], clusters: tuple[ClusterView, ClusterView], pair: Pair
) -> PoolChange:
    before, after = pools
    old, cluster = clusters
    if before is None or after is None:
        judged = _on_one_side(before, pair)
        if before is None:
            return PoolChange(name, before, after, *with_doubt(judged, [doubt_of(None, after)]))
        doubt = hidden(before, cluster) if judged[1].verdict is Tool.DELETE else None
        return PoolChange(name, before, after, *with_doubt(judged, [doubt]))
    of_azure = service.of_pool(before, after, cluster, old)
    tool = _tool_of_pool(before, after, of_azure, pair.maker, clusters)
    of_azure = unjudged.with_pool(of_azure, tool)
    return PoolChange(name, before, after, *with_doubt((of_azure, tool), [doubt_of(before, after)]))


__all__ = ["Change", "Maker", "Pair", "in_use", "judge"]

"""Runbooks of two clusters, written as people would read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aksnet.facts.azurerm import Version
from aksnet.transitions.azure import service
from aksnet.transitions.changes import Change, Maker, Pair, PoolChange, Runbook, Step
from aksnet.transitions.steps import runbook_of
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Tool
from aksnet.view import ClusterView, PoolView
from arm_clusters import cluster_from_arm

NODES = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/net/subnets/nodes"
PODS = f"{NODES[:-5]}pods"
OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay", "podCidr": "10.244.0.0/16"}
CILIUM = {**OVERLAY, "networkDataplane": "cilium", "networkPolicy": "cilium"}
KUBENET = {"networkPlugin": "kubenet", "podCidr": "10.244.0.0/16"}
FLAT = {"networkPlugin": "azure"}
NEWEST = Maker("azurerm", (Version(5, 2),), "5.2.0")


def cluster(
    network: Mapping[str, Any], pools: tuple[Mapping[str, Any], ...] = (), name: str = "prod", **properties: Any
) -> ClusterView:
    """A cluster in the resource group rg, with a pool on a subnet of its own network where none is given."""
    default: tuple[Mapping[str, Any], ...] = ({"name": "system", "mode": "System", "vnetSubnetID": NODES},)
    resource = {
        "name": name,
        "properties": {"agentPoolProfiles": list(pools or default), "networkProfile": dict(network), **properties},
    }
    return cluster_from_arm(resource)._replace(resource_group="rg")


def change(before: ClusterView, after: ClusterView, maker: Maker = NEWEST, **azure: Any) -> Change:
    """What is told of a change, as the service judges it where nothing else is said."""
    of_azure = service.of_cluster(before, after)._replace(**azure)
    old, new = ({pool.name: pool for pool in one.pools} for one in (before, after))
    pools = tuple(_pool(name, old.get(name), new.get(name), after) for name in dict.fromkeys([*old, *new]))
    return Change(Pair(after.name, before, after, maker), of_azure, OfTool("azurerm", None, Tool.NO_OP), pools)


def _pool(name: str, before: PoolView | None, after: PoolView | None, cluster: ClusterView) -> PoolChange:
    kept = before is not None and after is not None
    of_azure = service.of_pool(before, after, cluster) if kept else OfAzure(Azure.DELETE)
    return PoolChange(name, before, after, of_azure, OfTool("azurerm", None, Tool.NO_OP))


def runbook(before: Mapping[str, Any], after: Mapping[str, Any], maker: Maker = NEWEST, **properties: Any) -> Runbook:
    """The runbook from one network profile to another."""
    return runbook_of(change(cluster(before, **properties), cluster(after, **properties), maker))


def written(found: Runbook) -> str:
    """A runbook as text."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Runbook) -> Iterator[str]:
    if found.unreachable is not None:
        yield found.unreachable
        yield from (f"  nearest: {words}" for words in found.nearest)
        yield ""
    yield from (f"open: {words}" for words in found.open)
    for number, step in enumerate(found.steps, 1):
        yield f"{number}. {step.title} ({step.edge})"
        yield from _step(step)
        yield ""


def _step(step: Step) -> Iterator[str]:
    yield from _part("before", step.preconditions)
    yield from _part("run", step.commands)
    for language, text in step.changes:
        yield from _part(language, tuple(text.splitlines()))
    yield from _part("what happens", step.effects)
    yield from _part("see that it is done", step.verify)
    yield from _part("back", (step.back or "no way back",))
    yield from _part("sources", step.sources)


def _part(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield f"   {title}:"
        yield from (f"     {line}" for line in lines)

"""What bounds the nodes of a cluster beside its ranges: the service's own ceilings, and the ports of its way out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.facts import scale
from aksnet.paths import PLUGIN, POLICY, base_sku
from aksnet.planning.counting import most_nodes, surge_nodes
from aksnet.planning.snat import Snat
from aksnet.view import ClusterView

TIER = "sku.tier"


class Ceiling(NamedTuple):
    """The most nodes of a cluster, or of one of its pools, and what it has at the most; `words` say what sets it.

    `upgraded` says whether the nodes that an upgrade adds count, too.
    """

    words: str
    most: int
    has: int
    facts: tuple[str, ...]
    upgraded: bool = True
    pool: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the cluster stays below it."""
        return self.has <= self.most


def ceilings_of(cluster: ClusterView, nodes: int | None, surge: int | None, snat: Snat | None) -> Iterator[Ceiling]:
    """The ceilings of a cluster with so many nodes at the most, and so many more in an upgrade."""
    if nodes is not None:
        upgraded = nodes + (surge or 0)
        if cluster.text(PLUGIN) == "kubenet":  # a node of an upgrade has a route like every other
            yield Ceiling("nodes with kubenet", scale.MAX_KUBENET_NODES, upgraded, ("KUB-02",))
        yield from (Ceiling(words, most, nodes, facts, upgraded=False) for words, most, facts in _of_cluster(cluster))
        if snat is not None and snat.ceiling is not None and snat.outbound == "loadBalancer":
            yield Ceiling("ports of the load balancer", snat.ceiling, upgraded, snat.facts)
    for pool in cluster.pools:
        most = most_nodes(pool)
        if most is not None and pool.text("type") != "VirtualMachines":
            has = most + (surge_nodes(pool) or 0)
            yield Ceiling(f"nodes of the pool {pool.name!r}", scale.MAX_POOL_NODES, has, ("IP-20",), pool=pool.name)


def _of_cluster(cluster: ClusterView) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    if cluster.text(POLICY) == "azure":
        yield "nodes with Azure Network Policy Manager", scale.MAX_NPM_NODES, ("POL-03",)
    if base_sku(cluster) and (cluster.absent(TIER) or (cluster.text(TIER) or "").lower() == "free"):
        default = " (the default)" if cluster.absent(TIER) else ""
        yield f"nodes in the tier Free{default}", scale.MAX_FREE_NODES, ("core-aks-concepts",)
    yield "nodes of a cluster", scale.MAX_NODES, ("SCALE-01",)

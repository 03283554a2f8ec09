"""The pods that a node is allowed where nobody says it: the service's defaults, for clusters that were read."""

from __future__ import annotations

from collections.abc import Iterable

from aksnet.facts import service
from aksnet.paths import MODE, PLUGIN, PODS, base_sku
from aksnet.planning.formulas import MAX_PODS
from aksnet.view import ClusterView, Origin, PoolView, Value


def with_implied_pods(clusters: Iterable[ClusterView]) -> list[ClusterView]:
    """The clusters with maxPods in all pools of which the default is known."""
    return [one._replace(pools=tuple(_pool(pool, one) for pool in one.pools)) for one in clusters]


def is_implied(pool: PoolView) -> bool:
    """Whether nobody says how many pods a node of the pool is allowed, and the default is counted."""
    value = pool.values.get(MAX_PODS)
    return value is not None and value.origin is Origin.IMPLIED


def _pool(pool: PoolView, cluster: ClusterView) -> PoolView:
    most = _default(pool, cluster) if pool.absent(MAX_PODS) else None
    return pool if most is None else pool._replace(values={**pool.values, MAX_PODS: Value(most, Origin.IMPLIED)})


def _default(pool: PoolView, cluster: ClusterView) -> int | None:
    """By mode: facts section 2.3; None where it cannot be told, and for pod subnets: documents disagree (DOC-02)."""
    plugin = (cluster.text(PLUGIN) or "").lower()
    if not base_sku(cluster) or not pool.absent(PODS):
        return None
    if plugin == "kubenet":
        return service.MAX_PODS["kubenet"]
    if plugin != "azure":
        return None
    if cluster.absent(MODE):
        return service.MAX_PODS["node-subnet"]
    return service.MAX_PODS["overlay"] if (cluster.text(MODE) or "").lower() == "overlay" else None

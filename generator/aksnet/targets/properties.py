"""The cluster and its pools as trees in ARM's own names, for the languages that speak ARM."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from aksnet.dialects import Dialect
from aksnet.view import ClusterView, Parameter, PoolView, Subnet, Value, Values, nest

_BEFORE_POOLS = ("kubernetesVersion", "dnsPrefix")

Resolve = Callable[[Subnet | Parameter], Any]


def resolved(value: Value, resolve: Resolve) -> Any:
    """The value's data, or what a reference is in the language."""
    data = value.data
    return resolve(data) if isinstance(data, Subnet | Parameter) else data


def pool_properties(pool: PoolView, dialect: Dialect, resolve: Resolve) -> dict[str, Any]:
    """One agent pool profile."""
    return nest({path: resolved(value, resolve) for path, value in dialect.pool_values(pool).items()})


def cluster_values(cluster: ClusterView, dialect: Dialect) -> Values:
    """The cluster's values as they are written: a DNS prefix that is the cluster's name follows it."""
    values = dict(dialect.values(cluster))
    if cluster.text("dnsPrefix") == cluster.name and "dnsPrefix" in values:
        values["dnsPrefix"] = Value(Parameter("name"))
    return values


def cluster_properties(cluster: ClusterView, dialect: Dialect, resolve: Resolve) -> dict[str, Any]:
    """The cluster's `properties` without its pools."""
    return nest({path: resolved(value, resolve) for path, value in cluster_values(cluster, dialect).items()})


def with_pools(cluster: ClusterView, dialect: Dialect, resolve: Resolve, pools: Sequence[PoolView]) -> dict[str, Any]:
    """The cluster's `properties` with some of its pools in their place, before the network profile."""
    properties = cluster_properties(cluster, dialect, resolve)
    if not pools:
        return properties
    head = {key: value for key, value in properties.items() if key in _BEFORE_POOLS}
    profiles = [pool_properties(pool, dialect, resolve) for pool in pools]
    return {**head, "agentPoolProfiles": profiles, **properties}


def one_by_one(pools: Sequence[PoolView]) -> Iterator[tuple[PoolView, PoolView | None]]:
    """Each further pool with the one that must be there before it: pools of one VNet are made one after the other.

    Fact SUB-29; https://github.com/Azure/AKS/issues/4522 (SetVNetOwnershipFailed).
    """
    before: PoolView | None = None
    for pool in pools:
        in_vnet = "vnetSubnetID" in pool.values
        yield pool, before if in_vnet else None
        before = pool if in_vnet else before


def sku(cluster: ClusterView) -> dict[str, Any] | None:
    """The cluster's sku, where the spec has one."""
    rows = {
        path.removeprefix("sku."): cluster.known(path) for path in ("sku.name", "sku.tier") if path in cluster.values
    }
    return rows or None


def autoscaled(pool: PoolView) -> bool:
    """Whether the autoscaler sets the pool's count."""
    return pool.known("enableAutoScaling") is True


def split_pools(cluster: ClusterView) -> tuple[PoolView | None, tuple[PoolView, ...]]:
    """The pool that stands in the cluster's own body (the first Linux system pool), and the further ones."""
    inline = next((pool for pool in cluster.pools if pool.text("mode") == "System"), None)
    return inline, tuple(pool for pool in cluster.pools if pool is not inline)

"""Clusters with more nodes than they have: what a plan asks where it asks what breaks first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from aksnet.planning.counting import COUNT, MAX_COUNT, size_path, whole
from aksnet.view import ClusterView, PoolView, Value


def grown(clusters: Sequence[ClusterView], factor: Fraction, sizes: Mapping[str, int]) -> list[ClusterView]:
    """The clusters with every pool `factor` times as large, but those whose largest size is given.

    `sizes` names a pool, or a pool of one cluster as "cluster/pool".
    """
    return [_cluster(cluster, factor, sizes) for cluster in clusters]


def pool_names(clusters: Sequence[ClusterView]) -> list[str]:
    """All that `sizes` may name."""
    names = [pool.name for cluster in clusters for pool in cluster.pools]
    qualified = [f"{cluster.name}/{pool.name}" for cluster in clusters for pool in cluster.pools]
    return list(dict.fromkeys([*names, *qualified]))


def _cluster(cluster: ClusterView, factor: Fraction, sizes: Mapping[str, int]) -> ClusterView:
    pools = []
    for pool in cluster.pools:
        size = sizes.get(f"{cluster.name}/{pool.name}", sizes.get(pool.name))
        pools.append(_multiplied(pool, factor) if size is None else _resized(pool, size))
    return cluster._replace(pools=tuple(pools))


def _multiplied(pool: PoolView, factor: Fraction) -> PoolView:
    changed = {}
    for path in (COUNT, MAX_COUNT):
        data = pool.known(path)
        if whole(data):
            changed[path] = _with(pool.values[path], -(-data * factor.numerator // factor.denominator))
    return pool._replace(values={**pool.values, **changed})


def _resized(pool: PoolView, size: int) -> PoolView:
    """The pool with a largest size: that of its autoscaler, or its count."""
    path = size_path(pool) or COUNT
    value = pool.values.get(path, Value(size))
    return pool._replace(values={**pool.values, path: _with(value, size)})


def _with(value: Value, data: int) -> Value:
    return value._replace(data=data)

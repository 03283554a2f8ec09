"""Pools of clusters that one side does not name: they belong to the cluster that the other side has them in."""

from __future__ import annotations

from collections.abc import Iterable

from aksnet.configuration import Configuration, Part
from aksnet.readers.views import orphans_of
from aksnet.view import ClusterView, PoolView


class LonePools:
    """The pools of one side whose cluster is not in it, until a cluster takes them.

    `left` has them by their addresses, each as the only pool of a cluster of which nothing but its name may be known.
    """

    def __init__(self, configurations: Iterable[Configuration]) -> None:
        found = [pair for one in configurations for pair in zip(one.pools, orphans_of(one), strict=False)]
        self.left = {pool.address: view._replace(name=_cluster_of(pool) or view.name) for pool, view in found}

    def given_to(self, view: ClusterView, other: ClusterView) -> ClusterView:
        """A cluster with the pools that the other side has in it."""
        more = [self.left.pop(one).pools[0] for one in _addresses(other.pools) if one in self.left]
        return view._replace(pools=(*view.pools, *more)) if more else view


def _cluster_of(pool: Part) -> str | None:
    """The name of the cluster that a pool says it is in."""
    said = pool.parent.data if pool.parent is not None else None
    return said.rpartition("/")[2] or None if isinstance(said, str) else None


def _addresses(pools: Iterable[PoolView]) -> list[str]:
    return [one.declared.address for one in pools if one.declared is not None]

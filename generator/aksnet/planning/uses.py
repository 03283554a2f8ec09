"""Who uses the subnets and route tables that several clusters of a run may use; each question is answered in one step.

Of thousands of clusters in one subnet each may be asked which others there are: it is enough to know the first ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from aksnet.paths import NODES, PLUGIN, PODS, allocation_of
from aksnet.planning.fleet import Fleet, is_one_everywhere
from aksnet.view import ClusterView, PoolView


class Use(NamedTuple):
    """A pool of some cluster that uses a subnet or a route table; `number` is the cluster's place in the run.

    `path` is that of the pool's reference to the subnet.
    """

    number: int
    cluster: ClusterView
    pool: PoolView
    path: str = NODES

    @property
    def allocation(self) -> str | None:
        """How its pods get addresses of the subnet; None where they get none of it, or it cannot be told."""
        return allocation_of(self.pool) if self.path == PODS else None


class Uses:
    """The uses of each subnet and route table, by its key in the fleet."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet

    @cached_property
    def _every(self) -> Mapping[str, Sequence[Use]]:
        found: dict[str, list[Use]] = defaultdict(list)
        for number, cluster in enumerate(self._fleet.clusters):
            for key, use in self._of_cluster(number, cluster):
                found[key].append(use)
        return dict(found)

    def _of_cluster(self, number: int, cluster: ClusterView) -> Iterator[tuple[str, Use]]:
        for pool in cluster.pools:
            for path in (NODES, PODS):
                key = self._fleet.key_of(number, pool.values.get(path))
                if key is not None:
                    yield key, Use(number, cluster, pool, path)
            subnet = self._fleet.subnet_of(number, pool.values.get(NODES))
            if subnet is not None and subnet.route_table is not None and is_one_everywhere(subnet.route_table):
                yield subnet.route_table.lower(), Use(number, cluster, pool)

    def of(self, key: str) -> Sequence[Use]:
        """All uses, in the order of the run."""
        return self._every.get(key, ())

    @cached_property
    def first_pods(self) -> Mapping[str, Use]:
        """The first use of each pod subnet of which the allocation can be told."""
        told = (
            (key, next((use for use in uses if use.allocation is not None), None)) for key, uses in self._every.items()
        )
        return {key: use for key, use in told if use is not None}

    def other_kubenet(self, key: str, number: int) -> Use | None:
        """The first use by a kubenet cluster that is certainly another one."""
        uses = self._kubenet.get(key, ())
        return next((use for use in uses if not self._fleet.is_one(use.number, number)), None)

    @cached_property
    def _kubenet(self) -> Mapping[str, Sequence[Use]]:
        kubenet = {key: [use for use in uses if is_kubenet(use.cluster)] for key, uses in self._every.items()}
        return {key: list(self._firsts(uses)) for key, uses in kubenet.items() if uses}

    def _firsts(self, uses: Sequence[Use]) -> Iterator[Use]:
        """The first use, the first of another cluster, and the first of another name: each cluster differs from one."""
        first, name = uses[0], uses[0].cluster.name.lower()
        yield first
        yield from islice((use for use in uses if not self._fleet.is_one(first.number, use.number)), 1)
        yield from islice((use for use in uses if use.cluster.name.lower() != name), 1)


def is_kubenet(cluster: ClusterView) -> bool:
    """Whether a cluster certainly has kubenet."""
    return cluster.text(PLUGIN) == "kubenet"

"""A pod range for a cluster that runs already and gets one of its own: one that meets nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.addresses import Network, network_of
from aksnet.facts import service
from aksnet.facts.ranges import IPV6_PODS, NODE_PREFIX
from aksnet.paths import dual_stack
from aksnet.planning.balance import RangeKind
from aksnet.planning.demand import ranges_of
from aksnet.planning.neighbourhood import Neighbourhood
from aksnet.planning.plan import TIGHT
from aksnet.planning.ranges import Index, Named, Ranges
from aksnet.planning.sizes import prefix_with_room
from aksnet.view import ClusterView, Origin, Value

_USUAL = network_of(service.POD_CIDR)


class Chosen(NamedTuple):
    """A pod range, and one of IPv6 with dual-stack; `nodes` are those that there may be, None where nothing says."""

    network: Network
    nodes: int | None
    ipv6: Network | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The ranges as they are written."""
        return tuple(str(one) for one in (self.network, self.ipv6) if one is not None)

    @property
    def holds(self) -> int:
        """Each node takes a block of its own (facts OVL-03, KUB-03)."""
        return 1 << max(NODE_PREFIX - self.network.prefixlen, 0)


class PodRanges:
    """What is free for pods, after all that the clusters of a run have and reach.

    Clusters may share a pod CIDR (fact CIDR-14), so that what one of them is given is free for the others.
    """

    def __init__(self, clusters: Sequence[ClusterView]) -> None:
        self._around = Neighbourhood([_stated(cluster) for cluster in clusters], (), (), ())
        for number in range(len(clusters)):
            self._around.pass_by(number)

    def choose(self, cluster: ClusterView) -> Chosen | None:
        """The range for a cluster whose mode has one; as large as the usual one where there is room for that."""
        needed, nodes = _needs(cluster)
        spaces = self._around.pods(shared_space=True)
        found = (self._around.best(spaces, prefix) for prefix in (min(needed, _USUAL.prefixlen), needed))
        ipv6 = self._around.ipv6(IPV6_PODS) if dual_stack(cluster) else None
        return next((Chosen(one, nodes, ipv6) for one in found if one is not None), None)


def _needs(cluster: ClusterView) -> tuple[int, int | None]:
    """The prefix length, and the nodes that there may be in an upgrade; the usual one where nothing tells."""
    balance = next((one for one in ranges_of([cluster]) if one.kind is RangeKind.POD_CIDR), None)
    if balance is None or balance.unknown is not None or not balance.shares:
        return _USUAL.prefixlen, None
    prefix = prefix_with_room(balance, TIGHT)
    return _USUAL.prefixlen if prefix is None else prefix, balance.nodes


def _stated(cluster: ClusterView) -> ClusterView:
    """The cluster with the ranges that the service took for it: it runs, and has them."""
    ranges = {path: _given(value) for path, value in cluster.values.items() if path.startswith("networkProfile.")}
    return cluster._replace(values={**cluster.values, **ranges})


def _given(value: Value) -> Value:
    return value._replace(origin=Origin.GIVEN)


def refused_by(network: Network, cluster: ClusterView) -> Iterator[Named]:
    """What a pod range may not meet: subnets of the VNet and Services (facts CIDR-10, CIDR-12)."""
    own = Ranges(cluster)
    yield from own.subnet_index.overlapping(network)
    yield from Index(own.services).overlapping(network)


def doubted_by(network: Network, cluster: ClusterView) -> Iterator[Named]:
    """What a pod range had better not meet: the VNet, and what it reaches (facts CIDR-11, CIDR-13)."""
    own = Ranges(cluster)
    yield from own.space_index.overlapping(network)
    yield from own.connected_index.overlapping(network)

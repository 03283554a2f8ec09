"""What new ranges must not meet: what somebody wrote, what is reserved, and what has been placed so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from aksnet.addresses import Network, inside, network_of
from aksnet.facts import ranges as known
from aksnet.facts import service
from aksnet.paths import NODES
from aksnet.planning.blocks import Space
from aksnet.planning.occupants import networks_of
from aksnet.planning.ranges import Index, Named
from aksnet.view import ClusterView, Range

Met = Callable[[Network], Sequence[Network]]


class _Written(NamedTuple):
    """A range that is there already; `around` says that VNets may lie in it, as in a network on premises."""

    network: Network
    vnet: bool
    around: bool = False


class Neighbourhood:
    """The ranges of all clusters of a run, and the spaces that new ones are taken from.

    What clusters up to the present one wrote has been taken out of the spaces. What later ones wrote has not, so that
    it does not change which block is the best; it is only not to be met: `met`, and `met_by_vnets`. Where nothing says
    what pod and service ranges are taken from, it is private ranges, but not what VNets are taken from.
    """

    def __init__(
        self,
        clusters: Sequence[ClusterView],
        supernets: Sequence[Network],
        pods: Sequence[Network],
        services: Sequence[Network],
    ) -> None:
        self._written = [list(_written(cluster)) for cluster in clusters]
        self.vnets = [Space([one]) for one in supernets]
        self._pods = _spaces(pods, known.POD_POOLS, supernets)
        self.services = _spaces(services, known.SERVICE_POOLS, supernets)
        self._everywhere = Space([network_of("0.0.0.0/0")])
        for space in self.vnets:
            _take_all(space, (*pods, *services))
        self._six = Space([network_of(known.IPV6_POOL)])
        self._supernets = supernets
        every = [one for written in self._written for one in written]
        self.met = _met(one.network for one in every)
        self.met_by_vnets = _met(one.network for one in every if not self._vnets_in(one))
        self._met_in_vnets = _met(one.network for one in every if not one.vnet)
        self._surrounding = [one for one in every if one.around]
        for text in (*known.RESERVED, *known.NOT_FOR_VNETS):
            self.take(network_of(text))

    def pass_by(self, number: int) -> None:
        """Take out what the cluster wrote."""
        for one in self._written[number]:
            for space in (*self._pods, *self.services, self._everywhere, self._six):
                space.take(one.network)
            for space in () if self._vnets_in(one) else self.vnets:
                space.take(one.network)

    def _vnets_in(self, one: _Written) -> bool:
        return one.around and any(inside(supernet, one.network) for supernet in self._supernets)

    def take(self, network: Network) -> None:
        """Take out a range that has been placed."""
        for space in (*self.vnets, *self._pods, *self.services, self._everywhere, self._six):
            space.take(network)

    def vnet(self, prefix: int) -> Network | None:
        """The best range for a VNet."""
        return _first(self.vnets, prefix, self.met_by_vnets)

    def pods(self, *, shared_space: bool) -> list[Space]:
        """What pod ranges are taken from; 100.64.0.0/10 only where that is allowed."""
        return self._pods if shared_space else [one for one in self._pods if not _in_shared(one)]

    def best(self, spaces: Sequence[Space], prefix: int) -> Network | None:
        """The best range of a cluster's own."""
        return _first(spaces, prefix, self.met)

    def is_free(self, network: Network) -> bool:
        """Whether a range meets nothing."""
        return self._everywhere.has(network) and not self.met(network)

    def ipv6(self, prefix: int) -> Network | None:
        """The best unique local range."""
        return self._six.best(prefix, self.met)

    def in_vnet(self, space: Sequence[Network]) -> Met:
        """What the subnets of a VNet must not meet beside each other: networks that the VNet lies in do not count."""
        around = {one.network for one in self._surrounding if any(inside(part, one.network) for part in space)}
        return lambda network: [one for one in self._met_in_vnets(network) if one not in around]


def largest_of(spaces: Sequence[Space]) -> Network | None:
    """The largest block that is left in some spaces."""
    found = [block for block in (one.largest() for one in spaces) if block is not None]
    return min(found, key=lambda one: one.prefixlen, default=None)


def _spaces(given: Sequence[Network], usual: Sequence[str], supernets: Sequence[Network]) -> list[Space]:
    spaces = [Space([one]) for one in given or map(network_of, usual)]
    for space in () if given else spaces:
        _take_all(space, supernets)
    return spaces


def _take_all(space: Space, networks: Iterable[Network]) -> None:
    for one in networks:
        space.take(one)


def _first(spaces: Sequence[Space], prefix: int, met: Met) -> Network | None:
    found = (space.best(prefix, met) for space in spaces)
    return next((one for one in found if one is not None), None)


def _in_shared(space: Space) -> bool:
    largest = space.largest()
    return largest is not None and inside(largest, network_of(known.SHARED))


def _met(networks: Iterable[Network]) -> Met:
    index = Index(Named("", "", one, None) for one in networks)
    return lambda network: [one.network for one in index.overlapping(network)]


def _written(cluster: ClusterView) -> Iterator[_Written]:
    """Every range that a cluster's spec has, and the one of AKS's own network where it gets that."""
    vnet = cluster.vnet
    if vnet is not None:
        yield from _of(vnet.address_space, vnet=True)
        for subnet in vnet.subnets.values():
            yield from _of(subnet.prefixes, vnet=True)
        yield from _of(vnet.peers, vnet=False)
        yield from _of(vnet.on_premises, vnet=False, around=True)
    elif not any(NODES in pool.values for pool in cluster.pools):
        yield _Written(network_of(service.MANAGED_VNET), vnet=True)
    for kind in ("pod", "service"):
        for text, value in cluster.ranges(kind):
            if not value.implied:
                yield from _of((Range(text),), vnet=False)


def _of(ranges: Iterable[Range], *, vnet: bool, around: bool = False) -> Iterator[_Written]:
    return (_Written(network, vnet, around) for _, network in networks_of(ranges))

"""Which VNets of a fleet are connected, as far as the ranges that specs name as peers say so.

A peer is named by its ranges alone, and copies of a landscape have the same ones: what is worked out here is likely,
and never certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from aksnet.addresses import Network, nested
from aksnet.planning.fleet import Fleet, Owned
from aksnet.planning.ranges import Named, listed
from aksnet.view import VnetView

# What is equal for one VNet in two clusters.
_Identity: TypeAlias = tuple[str, ...]


class Spoke(NamedTuple):
    """A VNet of the fleet, as the first cluster says it that lists it: its ranges, and those of its peers."""

    number: int
    space: tuple[Named, ...]
    peers: frozenset[Network]

    @property
    def networks(self) -> frozenset[Network]:
        """Its ranges."""
        return frozenset(one.network for one in self.space)


class Meeting(NamedTuple):
    """A range of a VNet that lies in one of another VNet with the same peer.

    `copy`: the two may be in copies of one landscape, which are never connected.
    """

    inner: Named
    outer: Named
    other: int
    peer: Network
    copy: bool


class Peerings:
    """The VNets of a fleet's specs, and how they are connected."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet

    @cached_property
    def _identities(self) -> Mapping[int, _Identity]:
        """Which VNet each cluster is in: by its name, or by the cluster's; without groups one name is one VNet."""
        names: dict[int, tuple[_Identity, str]] = {}
        for number in self._fleet.specs:
            cluster = self._fleet.clusters[number]
            if cluster.vnet is not None:
                name = ("vnet", cluster.vnet.name) if cluster.vnet.name else ("of", cluster.name)
                names[number] = (name[0], name[1].lower()), (cluster.resource_group or "").lower()
        vague = {name for name, group in names.values() if not group}
        return {number: name if name in vague else (*name, group) for number, (name, group) in names.items()}

    @cached_property
    def spokes(self) -> Mapping[_Identity, Spoke]:
        """The VNets, each once."""
        found: dict[_Identity, Spoke] = {}
        for number, identity in self._identities.items():
            vnet = self._fleet.clusters[number].vnet
            if identity not in found and vnet is not None and vnet.address_space:
                found[identity] = Spoke(number, *_ranges(vnet))
        return found

    @cached_property
    def meetings(self) -> Mapping[int, Sequence[Meeting]]:
        """Where VNets overlap that name the same range as a peer, by the clusters that list the inner ones."""
        found: dict[int, dict[tuple[Network, int], Meeting]] = defaultdict(dict)
        for peer, ranges in self._by_peer().items():
            for number, larger in nested([one.network for _, one in ranges]).items():
                (spoke, inner), (other, outer) = ranges[number], ranges[larger]
                told = (inner.network, other.number)
                if other is not spoke and outer.network not in spoke.peers and told not in found[spoke.number]:
                    copy = self._may_be_copies(inner, outer, peer)
                    found[spoke.number][told] = Meeting(inner, outer, other.number, peer, copy)
        return {number: list(of_cluster.values()) for number, of_cluster in found.items()}

    def _by_peer(self) -> Mapping[Network, list[tuple[Spoke, Named]]]:
        found: dict[Network, list[tuple[Spoke, Named]]] = defaultdict(list)
        for spoke in self.spokes.values():
            for peer in spoke.peers:
                found[peer] += [(spoke, one) for one in spoke.space]
        return dict(sorted(found.items(), key=lambda item: (item[0].version, item[0].network_address, str(item[0]))))

    def _may_be_copies(self, inner: Named, outer: Named, peer: Network) -> bool:
        """Whether two ranges may be one range of two environments: a copy keeps where it begins, if not its size."""
        begin = inner.network.network_address == outer.network.network_address
        return begin or len(self._by_range.get(peer, ())) > 1

    def naming(self, number: int) -> Owned | None:
        """The ranges of the VNets that name the VNet of a cluster as a peer, and that it does not name."""
        identity = self._identities.get(number)
        return self._naming.get(identity) if identity is not None else None

    @cached_property
    def _naming(self) -> Mapping[_Identity, Owned]:
        found: dict[_Identity, list[Spoke]] = defaultdict(list)
        for spoke in self.spokes.values():
            for identity in self._named_by(spoke):
                found[identity].append(spoke)
        return {
            identity: Owned((one, spoke.number) for spoke in spokes for one in spoke.space)
            for identity, spokes in found.items()
        }

    def _named_by(self, spoke: Spoke) -> Iterator[_Identity]:
        """The VNets of which a VNet names every range as a peer, where no other VNet of the fleet has that range."""
        told = dict.fromkeys(one for peer in spoke.peers for one in self._by_range.get(peer, ()))
        for identity in told:
            other = self.spokes[identity]
            alone = all(len(self._by_range[one]) == 1 for one in other.networks)
            if other is not spoke and alone and other.networks <= spoke.peers and not spoke.networks & other.peers:
                yield identity

    @cached_property
    def _by_range(self) -> Mapping[Network, Sequence[_Identity]]:
        """The VNets that have each range; two are enough to know that it is not the only one."""
        found: dict[Network, list[_Identity]] = defaultdict(list)
        for identity, spoke in self.spokes.items():
            for network in spoke.networks:
                if len(found[network]) < 2:
                    found[network].append(identity)
        return found


def _ranges(vnet: VnetView) -> tuple[tuple[Named, ...], frozenset[Network]]:
    space = tuple(listed("the VNet's address space", vnet.address_space))
    return space, frozenset(one.network for one in listed("", vnet.peers))

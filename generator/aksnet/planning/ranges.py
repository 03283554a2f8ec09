"""The ranges that a cluster has and meets, each with the words that a message uses for it, and how they overlap.

Two ranges in CIDR notation are apart, or one lies in the other. So what a range overlaps is what lies in it, which
stands together in a sorted list, and what it lies in, which is one of each larger size that there is: n log n in all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from aksnet.addresses import Network, network_of
from aksnet.errors import Place
from aksnet.facts import service
from aksnet.paths import HOSTED_NODES, NODES, SKU
from aksnet.view import ClusterView, Range

_BITS = {4: 32, 6: 128}


class Named(NamedTuple):
    """A range with the words that a message uses for it. `text` is as it was written, `certain` whether it holds."""

    words: str
    text: str
    network: Network
    place: Place | None
    certain: bool = True

    def __str__(self) -> str:
        network = "" if str(self.network) == self.text else f", which is in {self.network}"
        return f"{self.words}{network}"


class Index:
    """Ranges that can be asked what they overlap."""

    def __init__(self, ranges: Iterable[Named]) -> None:
        self._ranges = sorted(ranges, key=lambda one: _first(one.network))
        self._firsts = [_first(one.network) for one in self._ranges]
        self._by_prefix = {
            _prefix(first): one for first, one in zip(self._firsts[::-1], self._ranges[::-1], strict=True)
        }
        self._sizes = sorted({first[::2] for first in self._firsts}, reverse=True)

    @property
    def ranges(self) -> list[Named]:
        """All of them, from the lowest address on."""
        return self._ranges

    def overlapping(self, network: Network) -> list[Named]:
        """Every range that shares an address with `network`, the larger ones first, one of each size."""
        return [*self._around(network, network.prefixlen - 1), *self._inside(network)]

    def holding(self, network: Network) -> Named | None:
        """The range that is `network`, or the smallest one that it lies in."""
        return next(self._around(network, network.prefixlen), None)

    def _around(self, network: Network, longest: int) -> Iterator[Named]:
        """The ranges that `network` lies in, of prefixes no longer than `longest`: of each size one."""
        first = int(network.network_address)
        for version, length in self._sizes:
            if version == network.version and length <= longest:
                found = self._by_prefix.get((version, length, first >> (network.max_prefixlen - length)))
                if found is not None:
                    yield found

    def _inside(self, network: Network) -> list[Named]:
        version, first, length = _first(network)
        low = bisect_left(self._firsts, (version, first, length))
        high = bisect_right(self._firsts, (version, first + network.num_addresses - 1, network.max_prefixlen))
        return self._ranges[low:high]


def _first(network: Network) -> tuple[int, int, int]:
    return network.version, int(network.network_address), network.prefixlen


def _prefix(first: tuple[int, int, int]) -> tuple[int, int, int]:
    """IP version, prefix length, and the bits that it counts."""
    version, address, length = first
    return version, length, address >> (_BITS[version] - length)


class Ranges:
    """All ranges of one cluster, each worked out when it is first asked for."""

    def __init__(self, cluster: ClusterView) -> None:
        self._cluster = cluster

    @cached_property
    def pods(self) -> list[Named]:
        """The cluster's pod ranges; of a default the words say so."""
        return list(_own(self._cluster, "pod"))

    @cached_property
    def services(self) -> list[Named]:
        """The cluster's service ranges; of a default the words say so."""
        return list(_own(self._cluster, "service"))

    @cached_property
    def subnets(self) -> list[Named]:
        """The ranges of every subnet of the VNet, as far as they are given."""
        vnet = self._cluster.vnet
        found = vnet.subnets.items() if vnet is not None else ()
        return [one for name, subnet in found for one in listed(f"the subnet {name!r}", subnet.prefixes)]

    @cached_property
    def space(self) -> list[Named]:
        """The ranges of the VNet, as far as they are given."""
        vnet = self._cluster.vnet
        return list(listed("the VNet's address space", vnet.address_space)) if vnet is not None else []

    @cached_property
    def peers(self) -> list[Named]:
        """The ranges of peered VNets."""
        vnet = self._cluster.vnet
        return list(listed("the peered VNet", vnet.peers)) if vnet is not None else []

    @cached_property
    def on_premises(self) -> list[Named]:
        """The ranges of networks on premises that the VNet can reach."""
        vnet = self._cluster.vnet
        return list(listed("the on-premises network", vnet.on_premises)) if vnet is not None else []

    @cached_property
    def everything(self) -> list[Named]:
        """Every range that somebody wrote."""
        return [*self.pods, *self.services, *self.space, *self.subnets, *self.peers, *self.on_premises]

    @cached_property
    def subnet_index(self) -> Index:
        """The subnets, and the one that AKS makes where no subnet is given (fact CIDR-43)."""
        return Index([*self.subnets, *self._managed("the managed node subnet", service.MANAGED_NODE_SUBNET)])

    @cached_property
    def space_index(self) -> Index:
        """The VNet's ranges, or that of the VNet which AKS makes where no subnet is given (fact CIDR-43)."""
        return Index([*self.space, *self._managed("the managed VNet", service.MANAGED_VNET)])

    @cached_property
    def connected_index(self) -> Index:
        """The ranges of the networks that the VNet can reach."""
        return Index([*self.peers, *self.on_premises])

    def _managed(self, what: str, text: str) -> Iterator[Named]:
        """A range of AKS's own network; without pools it is not certain that the cluster gets one."""
        cluster = self._cluster
        own = not cluster.absent(HOSTED_NODES) or any(NODES in pool.values for pool in cluster.pools)
        if cluster.vnet is None and not own and not cluster.unknown("agentPoolProfiles"):
            certain = cluster.pools_stated or cluster.text(SKU) == "Automatic"
            yield Named(f"{what} {text} (the default)", text, network_of(text), None, certain)


def _named(words: str, text: str, place: Place | None) -> Iterator[Named]:
    """The range, where the text is one: a view of foreign input may hold anything."""
    try:
        yield Named(words, text, network_of(text), place)
    except ValueError:
        return


def _own(cluster: ClusterView, kind: str) -> Iterator[Named]:
    for text, value in cluster.ranges(kind):
        default = " (the default)" if value.implied else ""
        yield from _named(f"the {kind} CIDR {text}{default}", text, value.place)


def listed(words: str, ranges: tuple[Range, ...]) -> Iterator[Named]:
    """The ranges in a list, as far as they are ranges, each with the words before it."""
    for item in ranges:
        yield from _named(f"{words} {item.text}", item.text, item.place)

"""The plan as a picture tells it: a section for each VNet with all that belongs to it, and one for what has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ipaddress import IPv4Network, collapse_addresses
from typing import NamedTuple

from aksnet.addresses import inside, network_of, overlap
from aksnet.planning.balance import Balance
from aksnet.planning.plan import ClusterPlan, Plan, VnetPlan


class Entry(NamedTuple):
    """A range with the number that it has in its section, in the map and in the list beneath."""

    number: int
    balance: Balance


class Section(NamedTuple):
    """One VNet, or what has none: its address space, its ranges in the order of their addresses, its clusters.

    `clashes` has the numbers of the subnets that a subnet overlaps, its own where its ranges overlap each other.
    """

    vnet: VnetPlan | None
    space: tuple[IPv4Network, ...]
    entries: tuple[Entry, ...]
    clusters: tuple[ClusterPlan, ...]
    clashes: dict[int, set[int]]

    @property
    def subnets(self) -> list[Entry]:
        """The subnets that the VNet lists."""
        return [one for one in self.entries if self.vnet is not None and one.balance.vnet is not None]

    def of(self, cluster: ClusterPlan) -> list[Entry]:
        """The ranges that are a cluster's own: of pods and of services."""
        own = [one for one in self.entries if not one.balance.subnet]
        return [one for one in own if cluster.name in one.balance.clusters]

    @property
    def given(self) -> int:
        """The addresses of the space that subnets have; what two of them claim counts once."""
        subnets = [network for one in self.subnets for network in four(one.balance.networks)]
        inside = [one for one in collapse_addresses(subnets) if any(overlap(one, around) for around in self.space)]
        return sum(min(one.num_addresses, self.size) for one in inside)

    @property
    def size(self) -> int:
        """The addresses of the space."""
        return sum(one.num_addresses for one in collapse_addresses(self.space))


def sections_of(plan: Plan) -> list[Section]:
    """The sections in the order of the VNets; every range and every cluster stands in one of them."""
    left = set(range(len(plan.ranges)))
    told: set[int] = set()
    made = []
    for vnet in plan.vnets:
        users = {*vnet.clusters, *(name for index in vnet.subnets for name in plan.ranges[index].clusters)}
        numbers = [i for i, one in enumerate(plan.clusters) if one.name in users and i not in told]
        told.update(numbers)
        made.append(_section(plan, vnet, numbers, left))
    rest = [i for i in range(len(plan.clusters)) if i not in told]
    if rest or left:
        made.append(_section(plan, None, rest, left))
    return made


def _section(plan: Plan, vnet: VnetPlan | None, numbers: Sequence[int], left: set[int]) -> Section:
    clusters = tuple(plan.clusters[number] for number in numbers)
    listed = sorted((plan.ranges[index] for index in vnet.subnets), key=_address) if vnet is not None else []
    left.difference_update(vnet.subnets if vnet is not None else ())
    own = [index for one in clusters for index in one.ranges if index in left and plan.ranges[index].vnet is None]
    own = list(dict.fromkeys(own)) if vnet is not None else sorted(left)
    left.difference_update(own)
    ranges = [*listed, *(plan.ranges[index] for index in own)]
    entries = tuple(Entry(number, one) for number, one in enumerate(ranges, 1))
    space = _space(vnet.space if vnet is not None else ())
    return Section(vnet, space, entries, clusters, clashes_of(entries[: len(listed)]))


def clashes_of(entries: Iterable[Entry]) -> dict[int, set[int]]:
    """Which subnets overlap: blocks do so only where one is in the other, so the larger ones around are looked at."""
    found: dict[int, set[int]] = {}
    around: list[tuple[IPv4Network, int]] = []
    blocks = [(net, one.number) for one in entries for net in four(one.balance.networks)]
    for network, number in sorted(blocks, key=lambda one: (one[0].network_address, one[0].prefixlen, one[1])):
        while around and not inside(network, around[-1][0]):
            around.pop()
        for _, other in around:
            found.setdefault(number, set()).add(other)
            found.setdefault(other, set()).add(number)
        around.append((network, number))
    return found


def _address(balance: Balance) -> tuple[int, int]:
    first = next(iter(balance.networks), None)
    return (1 << 32, 0) if first is None else (int(first.network_address), first.prefixlen)


def _space(texts: Iterable[str]) -> tuple[IPv4Network, ...]:
    return tuple(dict.fromkeys(_networks(texts)))


def _networks(texts: Iterable[str]) -> Iterator[IPv4Network]:
    for text in texts:
        try:
            network = network_of(text)
        except ValueError:
            continue
        if isinstance(network, IPv4Network):
            yield network


def four(networks: Iterable[object]) -> list[IPv4Network]:
    """The IPv4 ranges among some."""
    return [one for one in networks if isinstance(one, IPv4Network)]

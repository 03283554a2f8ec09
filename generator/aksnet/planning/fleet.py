"""What the clusters of a run have in common: names, VNets and subnets; each index is made when it is first asked for.

Only what specs say is compared by name: files of other languages say the same cluster once more, and what they declare
has a place of its own. What names say is as good as the names: of subscriptions a spec says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from aksnet.addresses import Network, nested
from aksnet.errors import Place
from aksnet.planning.occupants import Arm, arm_of, occupants
from aksnet.planning.ranges import Index, Named, Ranges, listed
from aksnet.planning.sayings import Saying, of_subnet, of_vnet
from aksnet.view import ClusterView, Subnet, SubnetView, Value

# A VNet of a spec by resource group and name, in lower case.
VnetKey: TypeAlias = tuple[str, str]


class Listed(NamedTuple):
    """A subnet that a cluster, by its number, lists in its VNet."""

    number: int
    subnet: SubnetView


class Said(NamedTuple):
    """Something that a cluster, by its number, says of its VNet or of a subnet."""

    number: int
    saying: Saying


class Overlap(NamedTuple):
    """A range of a cluster that lies in a range of another one, by its number."""

    inner: Named
    outer: Named
    other: int


class Owned:
    """Ranges of clusters that can be asked what they overlap, and whose each of them is."""

    def __init__(self, ranges: Iterable[tuple[Named, int]]) -> None:
        self._owners = dict(ranges)
        self._index = Index(self._owners)

    def overlapping(self, network: Network) -> Iterator[tuple[Named, int]]:
        """The ranges that share an address with `network`, with the numbers of their clusters."""
        return ((one, self._owners[one]) for one in self._index.overlapping(network))


class Fleet:
    """The clusters of a run, by their numbers."""

    def __init__(self, clusters: Sequence[ClusterView] = ()) -> None:
        self.clusters = clusters

    @cached_property
    def specs(self) -> Sequence[int]:
        """The clusters that stand in specs."""
        return [number for number, one in enumerate(self.clusters) if one.declared is None]

    @cached_property
    def _namesakes(self) -> Mapping[tuple[str, str], Mapping[str | None, int]]:
        """The first cluster of each resource group, name and subscription, as far as specs say them."""
        found: dict[tuple[str, str], dict[str | None, int]] = defaultdict(dict)
        for number in self.specs:
            cluster = self.clusters[number]
            if cluster.resource_group is not None:
                name = cluster.resource_group.lower(), cluster.name.lower()
                found[name].setdefault(self.subscription(number), number)
        return found

    def namesake(self, number: int) -> int | None:
        """The first cluster before a spec's that has its group and name, and may be in its subscription."""
        cluster, subscription = self.clusters[number], self.subscription(number)
        known = self._namesakes.get(((cluster.resource_group or "").lower(), cluster.name.lower()), {})
        alike = (known.get(None, number), known.get(subscription, number))
        first = min(alike) if subscription is not None else next(iter(known.values()), number)
        return first if first != number else None

    def named(self, other: int, number: int) -> str:
        """A cluster in the words of a message about another one: its name, and its file where that is another.

        A file has each name once, and copies in other files may have the same ones.
        """
        words = f"the cluster {self.clusters[other].name!r}"
        there, here = self.clusters[other].place, self.clusters[number].place
        if there is None or here is None or there.source == here.source:
            return words
        return f"{words} of {Place(there.source)}"

    def is_one(self, one: int, other: int) -> bool:
        """Whether two of the run may be one cluster that is told twice, as by a spec and what is generated of it."""
        ours, theirs = self.clusters[one], self.clusters[other]
        groups = {(cluster.resource_group or "").lower() for cluster in (ours, theirs)}
        return one == other or (ours.name.lower() == theirs.name.lower() and (len(groups) == 1 or "" in groups))

    def subscription(self, number: int) -> str | None:
        """The subscription of a cluster: that of the existing subnets it is in (fact SUB-16)."""
        found = (one.arm for one in occupants(self.clusters[number]))
        return next((arm.whole_vnet[0] for arm in found if arm is not None), None)

    def vnet_key(self, number: int) -> VnetKey | None:
        """The VNet that a cluster lists, where its names say which one it is."""
        cluster = self.clusters[number]
        vnet, group = cluster.vnet, cluster.resource_group
        named = cluster.declared is None and vnet is not None and vnet.name is not None and group is not None
        return (str(group).lower(), str(vnet.name).lower()) if named and vnet is not None else None

    @cached_property
    def vnets(self) -> Mapping[VnetKey, Sequence[int]]:
        """The clusters that list each VNet."""
        found: dict[VnetKey, list[int]] = defaultdict(list)
        for number in self.specs:
            key = self.vnet_key(number)
            if key is not None:
                found[key].append(number)
        return found

    @cached_property
    def subnets(self) -> Mapping[VnetKey, Mapping[str, Listed]]:
        """The subnets of each VNet by name in lower case, as the first cluster lists them."""
        found: dict[VnetKey, dict[str, Listed]] = {key: {} for key in self.vnets}
        for key, numbers in self.vnets.items():
            for number in numbers:
                for name, subnet in subnets_of(self.clusters[number]).items():
                    found[key].setdefault(name, Listed(number, subnet))
        return found

    @cached_property
    def sayings(self) -> Mapping[VnetKey, Mapping[tuple[str, str], Said]]:
        """What is said of each VNet and of each of its subnets, as the first cluster says it that does.

        Subnets stand by name in lower case, the VNet as a whole under the empty name.
        """
        found: dict[VnetKey, dict[tuple[str, str], Said]] = {key: {} for key in self.vnets}
        for key, numbers in self.vnets.items():
            for number in numbers:
                for name, saying in said_by(self.clusters[number]):
                    found[key].setdefault((name, saying.what), Said(number, saying))
        return found

    @cached_property
    def _subscriptions(self) -> Mapping[VnetKey, set[str]]:
        """The subscriptions in which there is an existing VNet of such names."""
        found: dict[VnetKey, set[str]] = defaultdict(set)
        for cluster in self.clusters:
            for one in occupants(cluster):
                if one.arm is not None:
                    subscription, *key = one.arm.whole_vnet
                    found[key[0], key[1]].add(subscription)
        return found

    def listed_vnet(self, arm: Arm) -> VnetKey | None:
        """The VNet of a spec that an existing one can only be."""
        key = arm.whole_vnet[1:]
        return key if key in self.vnets and len(self._subscriptions[key]) == 1 else None

    def key_of(self, number: int, value: Value | None) -> str | None:
        """What is equal for one and the same subnet in two clusters; None where it cannot be told, or in one only."""
        data = value.data if value is not None else None
        if isinstance(data, Subnet):
            vnet = self.vnet_key(number)
            return "/".join((*vnet, data.name.lower())) if vnet is not None else None
        if not isinstance(data, str) or not is_one_everywhere(data):
            return None
        arm = arm_of(data)
        known = self._listed(arm) if arm is not None else None
        return "/".join((*arm.whole_vnet[1:], arm.subnet.lower())) if known and arm is not None else data.lower()

    def subnet_of(self, number: int, value: Value | None) -> SubnetView | None:
        """The subnet that a value refers to: one of the cluster's own VNet, or one that another cluster lists."""
        arm = arm_of(value.data) if value is not None and isinstance(value.data, str) else None
        known = self._listed(arm) if arm is not None else None
        return known.subnet if known is not None else self.clusters[number].subnet_at(value)

    def _listed(self, arm: Arm) -> Listed | None:
        vnet = self.listed_vnet(arm)
        return self.subnets[vnet].get(arm.subnet.lower()) if vnet is not None else None

    @cached_property
    def ranges(self) -> Mapping[VnetKey, Owned]:
        """The ranges of the subnets that clusters list, by VNet."""
        return {key: Owned(_ranges(found.values())) for key, found in self.subnets.items()}

    @cached_property
    def overlapping_subnets(self) -> Mapping[VnetKey, Mapping[int, Sequence[Overlap]]]:
        """The subnets of each VNet that lie in one that another cluster lists, by the cluster that lists the inner one.

        Of those that one cluster lists, be it both of them, a rule over that cluster speaks.
        """
        return {key: self._overlapping(list(_ranges(found.values()))) for key, found in self.subnets.items()}

    def _overlapping(self, ranges: Sequence[tuple[Named, int]]) -> Mapping[int, Sequence[Overlap]]:
        listers = {number for _, number in ranges}
        known = {number: {one.network for one in Ranges(self.clusters[number]).subnets} for number in listers}
        found: dict[int, list[Overlap]] = defaultdict(list)
        for at, larger in nested([one.network for one, _ in ranges]).items():
            (inner, number), (outer, other) = ranges[at], ranges[larger]
            if outer.network not in known[number] and inner.network not in known[other]:
                found[number].append(Overlap(inner, outer, other))
        return found


def _ranges(found: Iterable[Listed]) -> Iterator[tuple[Named, int]]:
    for number, subnet in found:
        for one in listed(f"the subnet {subnet.name!r}", subnet.prefixes):
            yield one, number


def subnets_of(cluster: ClusterView) -> Mapping[str, SubnetView]:
    """The subnets that a cluster lists, by name in lower case."""
    return {name.lower(): one for name, one in cluster.vnet.subnets.items()} if cluster.vnet is not None else {}


def said_by(cluster: ClusterView) -> Iterator[tuple[str, Saying]]:
    """What a cluster says of its VNet, with the name of the subnet in lower case, which is empty for the VNet."""
    if cluster.vnet is not None:
        yield from (("", one) for one in of_vnet(cluster.vnet))
    for name, subnet in subnets_of(cluster).items():
        yield from ((name, one) for one in of_subnet(subnet))


def is_one_everywhere(text: str) -> bool:
    """Whether a text is the same resource in every file: a whole id, and no address nor the group of a deployment."""
    return text.startswith("/") and "{" not in text

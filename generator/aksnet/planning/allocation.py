"""Where new ranges go: the smallest that do, in the order of the file, meeting nothing that is there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from aksnet.addresses import Network, network_of
from aksnet.errors import AksnetError, Place, Problem
from aksnet.facts import ranges as known
from aksnet.paths import PLUGIN, dual_stack, overlaid
from aksnet.planning.balance import NOTHING_TOLD, Balance, RangeKind
from aksnet.planning.blocks import Space
from aksnet.planning.demand import NOTHING, ranges_of
from aksnet.planning.neighbourhood import Met, Neighbourhood
from aksnet.planning.networks import Networks, SharedVnet
from aksnet.planning.plan import TIGHT
from aksnet.planning.sizes import prefix_with_room, room_of, services_prefix, with_room
from aksnet.view import ClusterView, SubnetView

Path: TypeAlias = tuple[str, ...]
Wanted: TypeAlias = list[tuple[SubnetView, Balance, int]]


class AllocationError(AksnetError):
    """There is no room for something, or nothing tells how large it has to be."""

    exit_code = 1


class Asked(NamedTuple):
    """What new ranges are taken from, and what they have to hold.

    `supernets` are for VNets; `pods` and `services` are where those ranges are taken from, private ranges where there
    are none; `service_count` are the Services of a cluster, `tight` is how much of a range may be taken, in percent;
    `running` as in `ranges_of`.
    """

    supernets: tuple[Network, ...] = ()
    pods: tuple[Network, ...] = ()
    services: tuple[Network, ...] = ()
    service_count: int = 1000
    tight: int = TIGHT
    running: Mapping[str, int] = NOTHING


class Placement(NamedTuple):
    """A new range: the number of the cluster it is for, the path in its spec, the value, and what it is in words."""

    number: int
    path: Path
    value: str | tuple[str, ...]
    words: str


def allocate(clusters: Sequence[ClusterView], asked: Asked) -> list[Placement]:
    """New ranges for all that is open; raises AllocationError with the reason and the nearest that could be had.

    What has addresses keeps them. The rest is placed cluster by cluster; what comes later in the file is not run into,
    and does not move what comes before it.
    """
    run = _Run(clusters, asked)
    for number, cluster in enumerate(clusters):
        run.place(number, cluster)
    if run.problems:
        raise AllocationError(*run.problems)
    return run.placements


def _refused(message: str, place: Place | None, hint: str) -> AllocationError:
    """Why something cannot be placed, where that stands, and what to do."""
    return AllocationError(Problem(message, place, hint))


class _Run:
    """What has been placed while clusters are served one after the other.

    What is `_full` has been told once, and is not asked again.
    """

    def __init__(self, clusters: Sequence[ClusterView], asked: Asked) -> None:
        self.placements: list[Placement] = []
        self.problems: list[Problem] = []
        self._asked = asked
        self._networks = Networks(clusters)
        self._around = Neighbourhood(clusters, asked.supernets, asked.pods, asked.services)
        self._full: set[str] = set()
        balances = ranges_of(clusters, self._networks, asked.running)
        self._subnets = {(one.vnet, one.name.lower()): one for one in balances if one.vnet is not None}
        self._pods = {one.clusters[0]: one for one in balances if one.kind is RangeKind.POD_CIDR}

    def place(self, number: int, cluster: ClusterView) -> None:
        """The VNet and its subnets, then the pod and the service range of one cluster."""
        self._around.pass_by(number)
        shared = self._networks.of(number)
        first = shared is not None and shared.clusters[0] == number
        for part in (*([self._place_vnet] if first else []), self._place_pods, self._place_services):
            try:
                part(number, cluster)
            except AllocationError as error:
                problem = error.problems[0]
                message, place = f"cluster {cluster.name!r}: {problem.message}", problem.place or cluster.place
                self.problems.append(problem._replace(message=message, place=place))

    def _put(self, number: int, path: Path, values: Sequence[Network], words: str, *, several: bool = False) -> None:
        for one in values:
            self._around.take(one)
        texts = tuple(str(one) for one in values)
        self.placements.append(Placement(number, path, texts if several else texts[0], words))

    def _place_vnet(self, number: int, cluster: ClusterView) -> None:
        """The VNet's own range where it is open, and a range for each of its subnets that is."""
        shared = self._networks.vnets[self._networks.key(number)]
        wanted = self._wanted(shared)
        space = [network_of(one.text) for one in shared.view.address_space]
        if (not space and "VNet" in self._full) or (space and not wanted):
            return
        space = space or self._new_vnet(number, cluster, shared, wanted)
        four, six = (Space([one for one in space if one.version == version]) for version in (4, 6))
        for subnet in shared.subnets.values():
            for one in subnet.prefixes:
                four.take(network_of(one.text))
                six.take(network_of(one.text))
        met = self._around.in_vnet(space)
        for subnet, balance, prefix in wanted:
            found = [_best(four, subnet, balance, prefix, met)]
            if dual_stack(cluster):
                found.append(_ipv6(six, subnet))
            key = "prefixes" if len(found) > 1 else "prefix"
            path = ("vnet", "subnets", subnet.name, key)
            self._put(number, path, found, f"subnet {subnet.name!r}", several=len(found) > 1)

    def _wanted(self, shared: SharedVnet) -> Wanted:
        """The subnets that are open, each with what it needs and its prefix length."""
        found = []
        for subnet in shared.subnets.values():
            if not subnet.prefixes:
                balance = self._subnets[shared.key, subnet.name.lower()]
                found.append((subnet, balance, self._subnet_prefix(subnet, balance)))
        return found

    def _subnet_prefix(self, subnet: SubnetView, balance: Balance) -> int:
        what, place = f"the subnet {subnet.name!r}", subnet.place
        if balance.name not in known.NAMED_SUBNETS:
            if balance.unknown == NOTHING_TOLD:
                hint = "name it in a pool (subnet, pod_subnet), or write its prefix, or other: with what it needs"
                raise _refused(f"nothing tells how large {what} has to be", place, hint)
            if balance.unknown is not None:
                raise _refused(f"{what} cannot be sized: {balance.unknown}", place, "write its prefix")
        return self._prefix(balance, what, place)

    def _prefix(self, balance: Balance, what: str, place: Place | None) -> int:
        prefix = prefix_with_room(balance, self._asked.tight)
        if prefix is None:
            message = f"{what} would need {balance.needed:,} addresses and room to grow, more than a /8 has"
            raise _refused(message, place, "let the pools grow less, or spread them over several clusters")
        return prefix

    def _new_vnet(self, number: int, cluster: ClusterView, shared: SharedVnet, wanted: Wanted) -> list[Network]:
        """A VNet out of a supernet, as large as its subnets together and room to grow: blocks of two halves fill it."""
        place = shared.view.place
        if any(subnet.prefixes for subnet in shared.subnets.values()):
            raise _refused("the VNet's subnets have prefixes, but it has no address_space", place, "write it")
        if not self._asked.supernets:
            hint = "write it, or say what to take it from, as in --supernet 10.128.0.0/12"
            raise _refused("the VNet has no address_space, and there is no supernet", place, hint)
        if not wanted:
            raise _refused("the VNet has neither an address_space nor subnets", place, "list its subnets")
        total = with_room(sum(2 ** (32 - prefix) for *_, prefix in wanted), self._asked.tight)
        prefix = max(32 - (total - 1).bit_length(), 0)
        found = self._around.vnet(prefix)
        if found is None:
            self._full.add("VNet")
            left = _left(self._around.largest("VNet"))
            hint = "give a larger --supernet, or one more of them, or let the pools grow less"
            raise _refused(f"its VNet needs a /{prefix}, {left} in the supernet", place, hint)
        space = [found]
        if dual_stack(cluster):
            space += [one for one in [self._around.ipv6(known.IPV6_VNET)] if one is not None]
        self._put(number, ("vnet", "address_space"), space, "VNet", several=True)
        return space

    def _place_pods(self, number: int, cluster: ClusterView) -> None:
        if _stated(cluster, "pod") or "pod" in self._full:
            return
        if cluster.text(PLUGIN) == "none":
            message = "the pod CIDR cannot be sized: what nodes take of it is your CNI's affair"
            raise _refused(message, cluster.where(PLUGIN), "write pod_cidr")
        balance = self._pods.get(cluster.name)
        if balance is None:
            return
        if balance.unknown is not None:
            raise _refused(f"the pod CIDR cannot be sized: {balance.unknown}", cluster.place, "write pod_cidr")
        prefix = self._prefix(balance, "the pod CIDR", cluster.where(PLUGIN))
        found = self._around.pods(prefix, shared_space=overlaid(cluster))
        self._place_own(number, cluster, "pod", (prefix, found), known.IPV6_PODS)

    def _place_services(self, number: int, cluster: ClusterView) -> None:
        if not _stated(cluster, "service") and "service" not in self._full:
            prefix = services_prefix(self._asked.service_count)
            self._place_own(number, cluster, "service", (prefix, self._around.services(prefix)), known.IPV6_SERVICES)

    def _place_own(
        self, number: int, cluster: ClusterView, kind: str, asked: tuple[int, Network | None], ipv6: int
    ) -> None:
        """A range of the cluster's own; in a fleet that is out of room several clusters may share one."""
        prefix, found = asked
        if found is None:
            self._full.add(kind)
            left = _left(self._around.largest(f"{kind} CIDR"))
            shared = "overlay clusters may share one pod CIDR (fact CIDR-14): write it"
            hint = shared if kind == "pod" else "clusters may share one service CIDR (fact CIDR-25): write it"
            message = f"the {kind} CIDR needs a /{prefix}, {left}"
            raise _refused(message, cluster.where(PLUGIN), f"{hint}, or give another --{kind}-range")
        values = [found]
        if dual_stack(cluster):
            values += [one for one in [self._around.ipv6(ipv6)] if one is not None]
        several = len(values) > 1
        path = ("network", f"{kind}_cidr{'s' if several else ''}")
        self._put(number, path, values, f"{kind} CIDR", several=several)


def _stated(cluster: ClusterView, kind: str) -> bool:
    return any(not value.implied for _, value in cluster.ranges(kind))


def _left(largest: Network | None) -> str:
    return "and nothing is left" if largest is None else f"and the largest block left is {largest}"


def _best(space: Space, subnet: SubnetView, balance: Balance, prefix: int, met: Met) -> Network:
    """The best range for a subnet; raises AllocationError with the largest that there is, and what that would hold."""
    found = space.best(prefix, met)
    if found is not None:
        space.take(found)
        return found
    largest = space.largest()
    nearest = f": a /{largest.prefixlen} holds {room_of(balance, largest.prefixlen)} nodes" if largest else ""
    hint = f"add a range to address_space, or let the pools grow less{nearest if balance.shares else ''}"
    needs = f"the subnet {subnet.name!r} needs a /{prefix} for {balance.upgrade:,} addresses"
    raise _refused(f"{needs}, {_left(largest)} in the VNet", subnet.place, hint)


def _ipv6(space: Space, subnet: SubnetView) -> Network:
    """An IPv6 range for a subnet: fact DS-08, it has to have one."""
    found = space.best(known.IPV6_SUBNET)
    if found is None:
        message = f"the subnet {subnet.name!r} needs an IPv6 /64, and the VNet has none left"
        raise _refused(message, subnet.place, "add an IPv6 range to address_space, as in fd00:db8:deca::/56")
    space.take(found)
    return found

"""Where new ranges go: the smallest that do, in the order of the file, meeting nothing that is there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from aksnet.addresses import Network, network_of
from aksnet.errors import AksnetError, Place, Problem
from aksnet.facts import ranges as known
from aksnet.facts import scale
from aksnet.facts.ranges import STATIC_BLOCK_PREFIX
from aksnet.paths import PLUGIN, dual_stack, overlaid
from aksnet.planning.balance import NOTHING_TOLD, Balance, RangeKind
from aksnet.planning.blocks import Space
from aksnet.planning.demand import NOTHING, ranges_of
from aksnet.planning.neighbourhood import Met, Neighbourhood, largest_of
from aksnet.planning.networks import Networks, SharedVnet
from aksnet.planning.plan import TIGHT
from aksnet.planning.sizes import prefix_with_room, room_of, services_prefix, with_room
from aksnet.view import ClusterView, SubnetView

DNS = "networkProfile.dnsServiceIP"
Path: TypeAlias = tuple[str, ...]
# Ranges that a message names at the most.
_TOLD = 3
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
        self._asked, self._clusters = asked, clusters
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
        self._repeat(shared)
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
            self._put_subnet(shared, subnet, found)

    def _repeat(self, shared: SharedVnet) -> None:
        """What one cluster says of a shared VNet, in those that leave it open."""
        for number in shared.clusters:
            vnet = self._clusters[number].vnet
            space = [network_of(one.text) for one in shared.view.address_space]
            if vnet is not None and space and not vnet.address_space:
                self._put(number, ("vnet", "address_space"), space, "VNet", several=True)
        for subnet in shared.subnets.values():
            if subnet.prefixes:
                self._put_subnet(shared, subnet, [network_of(one.text) for one in subnet.prefixes])

    def _put_subnet(self, shared: SharedVnet, subnet: SubnetView, found: Sequence[Network]) -> None:
        """The range of a subnet, in every cluster that lists it."""
        several = len(found) > 1
        for number in shared.clusters:
            vnet = self._clusters[number].vnet
            listed = vnet.subnets.values() if vnet is not None else ()
            for one in listed:
                if one.name.lower() == subnet.name.lower() and not one.prefixes:
                    path = ("vnet", "subnets", one.name, "prefixes" if several else "prefix")
                    self._put(number, path, found, f"subnet {one.name!r}", several=several)

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
            most = STATIC_BLOCK_PREFIX if balance.blocks else scale.MIN_PREFIX
            message = f"{what} would need {balance.needed:,} addresses, more than a /{most} has, which is the largest"
            raise _refused(message, place, "let the pools grow less, or spread them over several subnets or clusters")
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
            left = _left(largest_of(self._around.vnets), prefix, self._around.met_by_vnets, " in the supernet")
            hint = "give a larger --supernet, or one more of them, or let the pools grow less"
            raise _refused(f"its VNet needs a /{prefix}, {left}", place, hint)
        space = [found]
        if dual_stack(cluster):
            space += [one for one in [self._around.ipv6(known.IPV6_VNET)] if one is not None]
        for one in shared.clusters:  # each of them says it, and none of them otherwise: see conflicts
            self._put(one, ("vnet", "address_space"), space, "VNet", several=True)
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
        spaces = self._around.pods(shared_space=overlaid(cluster))
        found = self._around.best(spaces, prefix)
        if found is None:
            self._full |= {"pod"} if overlaid(cluster) else set()
            share = "overlay clusters may share one pod CIDR (fact CIDR-14): write it, or " if overlaid(cluster) else ""
            largest = largest_of(spaces)
            holds = f"; a /{largest.prefixlen} holds {room_of(balance, largest.prefixlen)} nodes" if largest else ""
            hint = f"{share}give another --pod-range{holds}"
            raise _no_room("pod", prefix, _left(largest, prefix, self._around.met), cluster, hint)
        self._place_own(number, cluster, "pod", found, known.IPV6_PODS)

    def _place_services(self, number: int, cluster: ClusterView) -> None:
        if _stated(cluster, "service") or "service" in self._full:
            return
        prefix = services_prefix(self._asked.service_count)
        dns = cluster.values.get(DNS)
        if dns is not None and not dns.implied and isinstance(dns.data, str):
            found: Network | None = self._around_dns(cluster, dns.data, prefix)
        else:
            found = self._around.best(self._around.services, prefix)
        if found is None:
            self._full.add("service")
            hint = "clusters may share one service CIDR (fact CIDR-25): write it, or give another --service-range"
            left = _left(largest_of(self._around.services), prefix, self._around.met)
            raise _no_room("service", prefix, left, cluster, hint)
        self._place_own(number, cluster, "service", found, known.IPV6_SERVICES)

    def _around_dns(self, cluster: ClusterView, address: str, prefix: int) -> Network:
        """The service CIDR that an address for DNS lies in, where that is free (facts CIDR-27, CIDR-28)."""
        found = network_of(f"{address}/{prefix}")
        if not self._around.is_free(found):
            message = f"the service CIDR around dns_service_ip would be {found}, which meets another range"
            raise _refused(message, cluster.where(DNS), "leave dns_service_ip out, or write service_cidr")
        return found

    def _place_own(self, number: int, cluster: ClusterView, kind: str, found: Network, ipv6: int) -> None:
        """A range of the cluster's own, and one of IPv6 beside it with dual-stack."""
        values = [found]
        if dual_stack(cluster):
            values += [one for one in [self._around.ipv6(ipv6)] if one is not None]
        several = len(values) > 1
        path = ("network", f"{kind}_cidr{'s' if several else ''}")
        self._put(number, path, values, f"{kind} CIDR", several=several)


def _no_room(kind: str, prefix: int, left: str, cluster: ClusterView, hint: str) -> AllocationError:
    return _refused(f"the {kind} CIDR needs a /{prefix}, {left}", cluster.where(PLUGIN), hint)


def _stated(cluster: ClusterView, kind: str) -> bool:
    return any(not value.implied for _, value in cluster.ranges(kind))


def _left(largest: Network | None, prefix: int, met: Met, where: str = "") -> str:
    """What is left where a range of such a prefix was looked for: too little, or what lies in other ranges."""
    if largest is None:
        return f"and nothing is left{where}"
    if largest.prefixlen > prefix:
        return f"and the largest block left is {largest}{where}"
    ranges = ", ".join(map(str, list(dict.fromkeys(met(largest)))[:_TOLD]))
    return f"and what is left{where} meets {ranges}"


def _best(space: Space, subnet: SubnetView, balance: Balance, prefix: int, met: Met) -> Network:
    """The best range for a subnet; raises AllocationError with the largest that there is, and what that would hold."""
    found = space.best(prefix, met)
    if found is not None:
        space.take(found)
        return found
    largest = space.largest()
    hint = f"add a range to address_space, or {_less(largest, prefix, balance)}"
    needs = f"the subnet {subnet.name!r} needs a /{prefix} for {balance.upgrade:,} addresses"
    raise _refused(f"{needs}, {_left(largest, prefix, met, ' in the VNet')}", subnet.place, hint)


def _less(largest: Network | None, prefix: int, balance: Balance) -> str:
    """What else helps than another range."""
    if largest is not None and largest.prefixlen <= prefix:
        return "give what it meets another range"
    nearest = f": a /{largest.prefixlen} holds {room_of(balance, largest.prefixlen)} nodes" if largest else ""
    return f"let the pools grow less{nearest if balance.shares else ''}"


def _ipv6(space: Space, subnet: SubnetView) -> Network:
    """An IPv6 range for a subnet: fact DS-08, it has to have one."""
    found = space.best(known.IPV6_SUBNET)
    if found is None:
        message = f"the subnet {subnet.name!r} needs an IPv6 /64, and the VNet has none left"
        raise _refused(message, subnet.place, "add an IPv6 range to address_space, as in fd00:db8:deca::/56")
    space.take(found)
    return found

"""34x: ranges that are too small for the nodes and pods of the cluster."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from aksnet.addresses import network_of
from aksnet.errors import Place
from aksnet.facts import scale, service
from aksnet.facts.sources import aks
from aksnet.findings import Severity
from aksnet.paths import (
    ALLOCATION,
    NODES,
    PODS,
    STATIC_BLOCK,
    base_sku,
    flat,
    gives_blocks,
)
from aksnet.planning.counting import Counted, most_nodes, most_of_all, surge_nodes, surge_of_all
from aksnet.planning.formulas import MAX_PODS, Take, take_of_node_subnet, take_of_pod_cidr, take_of_pod_subnet
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.pool_limits import IP_PLANNING
from aksnet.rules.scale import said
from aksnet.view import ClusterView, Origin, PoolView, SubnetView, Value

OVERLAY_IPS = aks("concepts-network-azure-cni-overlay")
SURGE = ("SURGE-01", "SURGE-02", "SURGE-03", "DOC-04")
REFUSED = (
    "Azure refuses the cluster or the pool, and counts the most nodes that the autoscaler makes. Where only the nodes"
    " of an upgrade do not fit, the upgrade fails."
)


class Need(NamedTuple):
    """The nodes of some pools, those that upgrades add, and the addresses that the ones and all of them take."""

    nodes: Counted
    surge: Counted
    addresses: int
    upgraded: int

    def taken(self) -> str:
        """What the nodes take, in words."""
        take = "takes" if self.nodes.number == 1 else "take"
        return f"{said(self.nodes)} {take} {self.addresses} {'address' if self.addresses == 1 else 'addresses'}"

    def taken_in_upgrades(self) -> str:
        """What the nodes and those of an upgrade take, in words."""
        default = " (10 % where none is stated: documents disagree)" if self.surge.default else ""
        return f"{said(self.nodes)} and {self.surge.number} more in an upgrade{default} take {self.upgraded} addresses"


class Room(NamedTuple):
    """A range that nodes take addresses of: what it is, how many it has, and how many it has for certain."""

    words: str
    place: Place | None
    addresses: int
    certain: int
    reserved: int = 0


# fact of section 2.3: what a node of the node subnet is allowed where nothing is said
_DEFAULT_PODS = service.MAX_PODS["node-subnet"]
Each = Callable[[PoolView], Take | None]


def need_of(cluster: ClusterView, pools: Sequence[PoolView], each: Each) -> Need | None:
    """What pools take, where a node of each takes so many; None where something cannot be told."""
    group = cluster._replace(pools=tuple(pools))
    nodes, surge = most_of_all(group), surge_of_all(group)
    if nodes is None:
        return None
    addresses = upgraded = 0
    for pool in pools:
        taken = each(pool)
        if taken is None:
            return None
        addresses += taken.least * (most_nodes(pool) or 0)
        upgraded += taken.least * (surge_nodes(pool) or 0)
    return Need(nodes, surge or Counted(0), addresses, addresses + (upgraded if surge is not None else 0))


def _too_small(room: Room, need: Need | None, advice: str) -> Iterator[Hit]:
    """That there is not room for what nodes need, or, as a warning, for what they need while they are upgraded."""
    if need is None or need.upgraded <= room.certain:
        return
    prefix = 32 - (need.upgraded + room.addresses - room.certain + room.reserved - 1).bit_length()
    hint = f"choose a /{prefix} or larger, or {advice}" if prefix >= scale.MIN_PREFIX else advice
    if need.addresses > room.addresses:
        yield Hit(f"{need.taken()} of {room.addresses} in {room.words}", room.place, hint=hint)
        return
    taken = need.taken_in_upgrades() if need.upgraded > need.addresses else need.taken()
    edges = ", whose first and last block are not to be counted on" if room.certain < room.addresses else ""
    yield Hit(f"{taken} of {room.addresses} in {room.words}{edges}", room.place, Severity.WARNING, hint)


@rule(
    "AKN345",
    "pod-cidr-capacity",
    "choose a larger pod CIDR, or let the pools grow less",
    OVERLAY_IPS,
    scale.INSUFFICIENT_SUBNET,
    scale.POD_CIDR_ANSWER,
    answer=f"{REFUSED} It has been seen to count a node more for each pool when the cluster is made.",
    facts=("CIDR-16", "OVL-03", "IP-03", "IP-06", "IP-07", "IP-08", "IP-10", *SURGE),
    codes=("InsufficientSubnetSize",),
)
def pod_cidr_capacity(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With overlay and kubenet the pod CIDR has 256 addresses for each node, those of an upgrade among them.

    Every node takes a /24 of it, however many pods the node is allowed: a /16 is enough for 256 nodes. Counted are
    the most nodes that the autoscaler makes.
    """
    ranges = [one for one in context.ranges.pods if one.network.version == 4]
    if not cluster.pools_stated or len(ranges) != 1 or not gives_blocks(cluster):
        return
    size = ranges[0].network.num_addresses
    if size < scale.NODE_BLOCK:
        return  # AKN118 tells of a range that no node gets a block of
    room = Room(str(ranges[0]), ranges[0].place, size, size)
    need = need_of(cluster, cluster.pools, lambda pool: take_of_pod_cidr(cluster))
    yield from _too_small(room, need, "let the pools grow less")


def _by_subnet(cluster: ClusterView, path: str) -> Iterator[tuple[SubnetView, list[PoolView]]]:
    """The subnets of the cluster's own VNet that pools name at `path`, each with these pools."""
    pools: dict[str, list[PoolView]] = defaultdict(list)
    subnets: dict[str, SubnetView] = {}
    for pool in cluster.pools:
        subnet = cluster.subnet_of(pool, path)
        if subnet is not None:
            subnets[subnet.name] = subnet
            pools[subnet.name].append(pool)
    for name, subnet in subnets.items():
        yield subnet, pools[name]


def room_of(subnet: SubnetView, what: str, reserved: int, edges: int = 0) -> Room | None:
    """The subnet's IPv4 ranges without the addresses that Azure keeps; None where one is no range, or there is none."""
    size, place = 0, subnet.place
    texts: list[str] = []
    for item in subnet.prefixes:
        try:
            network = network_of(item.text)
        except ValueError:
            return None
        if network.version == 4:
            place = place if texts else item.place
            size += network.num_addresses
            texts.append(item.text)
    beside = f", with {subnet.other} for others" if subnet.other else ""
    words = f"the {what} {subnet.name!r} {' and '.join(texts)}{beside}"
    left = max(size - reserved - subnet.other, 0)
    return Room(words, place, left, max(left - edges, 0), reserved + subnet.other) if texts else None


@rule(
    "AKN346",
    "node-subnet-capacity",
    "choose a larger subnet, or let the pools grow less",
    IP_PLANNING,
    scale.INSUFFICIENT_SUBNET,
    scale.AUTOSCALER_MAXIMUM,
    answer=REFUSED,
    facts=("IP-01", "IP-02", "IP-03", "IP-04", "IP-05", "IP-06", "NSN-01", "BYO-07", *SURGE),
    codes=("InsufficientSubnetSize",),
)
def node_subnet_capacity(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A node subnet has an address for each node of all its pools, on the node subnet mode for each of its pods, too.

    On the node subnet a node takes one address, and as many more as it is allowed pods, when it is made; in the other
    modes it takes the one. Azure keeps 5 addresses of every subnet: 10 nodes of 30 pods take 310 addresses, and a /24
    has 251. Counted are the most nodes that the autoscaler makes; what else is in the subnet, such as private endpoints
    and internal load balancers, as far as the spec says it with the subnet's `other`.

    A pool on the node subnet that leaves maxPods out gets 30 by default. That is a warning, and an error where nodes of
    10 pods, the fewest that a node can be allowed, do not fit either.
    """
    for subnet, pools in _by_subnet(cluster, NODES):
        room = room_of(subnet, "node subnet", scale.RESERVED)
        if room is not None:
            need = need_of(cluster, pools, lambda pool: take_of_node_subnet(cluster, pool))
            fewer = ", or give their nodes fewer pods" if flat(cluster) else ""
            yield from _too_small(room, need, f"let the pools grow less{fewer}")
            if need is None and flat(cluster) and base_sku(cluster):
                yield from _too_small_by_default(cluster, pools, room)


def _too_small_by_default(cluster: ClusterView, pools: Sequence[PoolView], room: Room) -> Iterator[Hit]:
    """That there is not room with the pods that the service allows a node where maxPods is left out."""
    usual, fewest = (_node_subnet_need(cluster, pools, pods) for pods in (_DEFAULT_PODS, service.MIN_MAX_PODS))
    certain = fewest is not None and fewest.addresses > room.addresses
    for hit in _too_small(room, usual, "let the pools grow less, or write maxPods"):
        message = f"{hit.message}, as maxPods is left out and {_DEFAULT_PODS} by default"
        yield hit._replace(message=message, severity=None if certain else Severity.WARNING)


def _node_subnet_need(cluster: ClusterView, pools: Sequence[PoolView], pods: int) -> Need | None:
    """What pools take where those that leave maxPods out allow a node so many."""
    left = Value(pods, Origin.IMPLIED)
    stated = [one._replace(values={**one.values, MAX_PODS: left}) if one.absent(MAX_PODS) else one for one in pools]
    return need_of(cluster, stated, lambda pool: take_of_node_subnet(cluster, pool))


@rule(
    "AKN347",
    "pod-subnet-capacity",
    "choose a larger pod subnet, or let the pools grow less",
    aks("concepts-network-azure-cni-pod-subnet"),
    aks("configure-azure-cni-dynamic-ip-allocation"),
    aks("configure-azure-cni-static-block-allocation"),
    scale.INSUFFICIENT_SUBNET,
    answer="Azure refuses the pool, or makes nodes whose pods get no addresses: the documents do not say which, and"
    " neither do they for upgrades.",
    facts=("PSD-01", "PSS-03", "IP-04", "IP-06", "IP-11", "IP-13", *SURGE),
    codes=("InsufficientSubnetSize",),
)
def pod_subnet_capacity(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pod subnet has the batches or blocks of 16 addresses that the nodes of all its pools take.

    With dynamic allocation a node takes 16 addresses to begin with, and more as it runs more pods: a /24 is enough for
    15 nodes at the very most. With static block a node takes whole blocks for the pods that it is allowed, and one
    address more: with 30 pods two, with 32 three.

    Azure keeps the first four addresses of every subnet and the last. No document says so, but the blocks that these
    are in can hardly be given to nodes: a static block subnet that needs its first or last block is a warning.
    """
    for subnet, pools in _by_subnet(cluster, PODS):
        blocks = all(pool.text(ALLOCATION) == STATIC_BLOCK for pool in pools)
        edges = scale.EDGE_BLOCKS * scale.BLOCK if blocks else 0
        room = room_of(subnet, "pod subnet", 0 if blocks else scale.RESERVED, edges)
        if room is not None:
            yield from _too_small(room, need_of(cluster, pools, take_of_pod_subnet), "let the pools grow less")


RULES = (pod_cidr_capacity, node_subnet_capacity, pod_subnet_capacity)

"""1xx and 34x to 36x: clusters of one run that are in one VNet, as far as a spec lists it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from aksnet.errors import Place
from aksnet.facts import scale
from aksnet.facts.sources import RESOURCE_PUT, VNET_SUBNETS, aks
from aksnet.findings import Severity
from aksnet.paths import NODES, PODS
from aksnet.planning.fleet import Said, VnetKey, said_by, subnets_of
from aksnet.planning.formulas import take_of_node_subnet, take_of_pod_subnet
from aksnet.planning.occupants import occupants
from aksnet.planning.ranges import Named
from aksnet.planning.sayings import Saying
from aksnet.planning.uses import Use
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.capacity import Need, Room, need_of, room_of
from aksnet.rules.pool_limits import IP_PLANNING
from aksnet.view import ClusterView, SubnetView

OVERLAY = aks("concepts-network-azure-cni-overlay")
# How many clusters or ranges a message names.
_NAMED = 3


@rule(
    "AKN128",
    "range-overlaps-listed-subnet",
    "choose a range outside every subnet of the VNet",
    OVERLAY,
    VNET_SUBNETS,
    answer="Azure refuses the cluster, or the subnet, whichever comes second.",
    codes=("ServiceCidrOverlapExistingSubnetsCidr",),
    facts=("CIDR-10", "CIDR-22"),
    severity=Severity.WARNING,
    across=True,
)
def range_overlaps_listed_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pod and service CIDRs do not overlap a subnet that another cluster lists in the same VNet.

    All subnets of the VNet count, whoever is in them. The VNet is the same where its name and its resource group are,
    or where the cluster is in an existing subnet of it. As nothing tells whether both are in one subscription, it is a
    warning.
    """
    own = {one.network for one in context.ranges.subnets}
    for key in _vnets(cluster, context):
        for one in (*context.ranges.pods, *context.ranges.services):
            found = context.fleet.ranges[key].overlapping(one.network)
            for subnet, number in islice((it for it in found if it[0].network not in own), 1):
                yield Hit(_overlaps(one, subnet, key, number, context), one.place, others=(number,))


def _overlaps(one: Named, subnet: Named, vnet: VnetKey, number: int, context: Context) -> str:
    other = context.fleet.named(number, context.number)
    return f"{one.words} overlaps {subnet.words} that {other} lists in the VNet {vnet[1]!r}"


def _vnets(cluster: ClusterView, context: Context) -> dict[VnetKey, None]:
    """The VNets that a cluster is in and some cluster lists."""
    own = context.fleet.vnet_key(context.number)
    arms = (one.arm for one in occupants(cluster) if one.arm is not None)
    existing = (context.fleet.listed_vnet(arm) for arm in arms) if context.fleet.vnets else ()
    return dict.fromkeys(key for key in (own, *existing) if key is not None)


@rule(
    "AKN349",
    "shared-subnet-capacity",
    "choose a larger subnet, or let the pools grow less",
    IP_PLANNING,
    scale.INSUFFICIENT_SUBNET,
    answer="Azure makes nodes as long as there are addresses, and refuses the next pool or the next node of whichever"
    " cluster comes last.",
    codes=("InsufficientSubnetSize",),
    facts=("IP-01", "IP-03", "IP-04", "IP-05", "IP-06", "SUB-07", "SUB-08"),
    severity=Severity.WARNING,
    across=True,
)
def shared_subnet_capacity(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A subnet that several clusters use has room for the nodes and pods of all of them.

    Each cluster by itself may fit. Counted are the most nodes that the autoscalers make, and not those of upgrades,
    which hardly come at once; and only the clusters of this run. The subnet is one that a spec lists in a VNet with a
    name and a resource group; other clusters list it too, or are in it by its ARM id.
    """
    key = context.fleet.vnet_key(context.number)
    listed = context.fleet.subnets[key] if key is not None else {}
    for name, subnet in subnets_of(cluster).items():
        if key is not None and listed[name].number == context.number:
            yield from _too_small(subnet, context.uses.of("/".join((*key, name))), context)


def _too_small(subnet: SubnetView, uses: Sequence[Use], context: Context) -> Iterator[Hit]:
    paths = {use.path for use in uses}
    room = _room(subnet, uses) if len(paths) == 1 else None
    needs = _needs(uses, context)
    if room is None or len(needs) < 2 or not all(needs.values()):
        return
    taken = [need.addresses for need in needs.values() if need is not None]
    if sum(taken) <= room.addresses or (max(taken) > room.addresses and _tells(needs, room, context)):
        return
    prefix = 32 - (sum(taken) + room.reserved - 1).bit_length()
    hint = f"choose a /{prefix} or larger, or let the pools grow less" if prefix >= scale.MIN_PREFIX else None
    names = _few([context.fleet.clusters[number].name for number in needs])
    message = f"the clusters {names} take {sum(taken)} addresses of {room.addresses} in {room.words}"
    yield Hit(message, room.place, hint=hint, others=tuple(needs))


def _room(subnet: SubnetView, uses: Sequence[Use]) -> Room | None:
    if any(use.path == NODES for use in uses):
        return room_of(subnet, "node subnet", scale.RESERVED)
    return room_of(subnet, "pod subnet", scale.RESERVED)


def _needs(uses: Sequence[Use], context: Context) -> Mapping[int, Need | None]:
    """What each cluster takes, by its number; one that is told twice counts once."""
    pools: dict[int, list[Use]] = defaultdict(list)
    firsts: dict[str, int] = {}
    for use in uses:
        first = firsts.setdefault(use.cluster.name.lower(), use.number)
        if use.number == first or not context.fleet.is_one(use.number, first):
            pools[use.number].append(use)
    return {number: _need(of_cluster) for number, of_cluster in pools.items()}


def _need(uses: Sequence[Use]) -> Need | None:
    cluster, pools = uses[0].cluster, [use.pool for use in uses]
    if uses[0].path == PODS:
        return need_of(cluster, pools, take_of_pod_subnet)
    return need_of(cluster, pools, lambda pool: take_of_node_subnet(cluster, pool))


def _tells(needs: Mapping[int, Need | None], room: Room, context: Context) -> bool:
    """Whether a cluster that lists the subnet is told already that it has no room for that cluster alone."""
    large = [number for number, need in needs.items() if need is not None and need.addresses > room.addresses]
    return any(context.fleet.vnet_key(number) is not None for number in large)


@rule(
    "AKN363",
    "shared-vnet-differs",
    "say the same in both clusters, or give one of the VNets another name or resource group",
    RESOURCE_PUT,
    VNET_SUBNETS,
    answer="Whichever configuration is deployed last makes the VNet its own; Azure refuses it where something is in the"
    " subnet that changes, or where two subnets overlap.",
    severity=Severity.WARNING,
    across=True,
)
def shared_vnet_differs(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Clusters that list one VNet say the same of it.

    A VNet is the same where its name and its resource group are. Each cluster may list the subnets that it uses, but
    what two of them list has one address space, and each subnet one range, one delegation, one route table and one NAT
    gateway; and no subnet of the one overlaps a subnet of the other. As nothing tells whether both are in one
    subscription, it is a warning.
    """
    key = context.fleet.vnet_key(context.number)
    if key is None or cluster.vnet is None or len(context.fleet.vnets[key]) < 2:
        return
    vnet = f"the VNet {cluster.vnet.name!r}"
    known, subnets = context.fleet.sayings[key], subnets_of(cluster)
    for name, saying in said_by(cluster):
        words, place = vnet, cluster.vnet.place
        if name:
            words, place = f"the subnet {subnets[name].name!r} of {vnet}", subnets[name].place
        yield from _differs(words, saying, known[name, saying.what], place, context)
    for inner, outer, number in context.fleet.overlapping_subnets[key].get(context.number, ()):
        message = f"{inner.words} of {vnet} overlaps {outer.words} that {context.fleet.named(number, context.number)}"
        yield Hit(f"{message} lists there", inner.place, others=(number,))


def _differs(words: str, ours: Saying, known: Said, place: Place | None, context: Context) -> Iterator[Hit]:
    number, theirs = known
    if ours.meaning != theirs.meaning:
        other = context.fleet.named(number, context.number)
        message = f"{words} has the {ours.what} {_few(ours.texts)} here, and {_few(theirs.texts)} in {other}"
        yield Hit(message, place, others=(number,))


def _few(texts: Sequence[str]) -> str:
    """Some texts in few words."""
    if len(texts) > _NAMED:
        return f"{', '.join(texts[:_NAMED])} and {len(texts) - _NAMED:,} more"
    return " and ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


RULES = (range_overlaps_listed_subnet, shared_subnet_capacity, shared_vnet_differs)

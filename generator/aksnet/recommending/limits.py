"""What excludes a way by numbers: ceilings on nodes and addresses, and the space for its subnets, at the very least."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import Network, network_of
from aksnet.facts import ranges as known
from aksnet.facts import scale, service
from aksnet.facts.sources import Source, aks
from aksnet.facts.support import BYO, KUBENET, LEGACY, OVERLAY, POD_SUBNET, POLICIES
from aksnet.planning.balance import prefix_for
from aksnet.recommending.leasts import GATEWAY, NODES, POD_CIDR, PODS, VIRTUAL, Least, leasts_of
from aksnet.recommending.needs import Needs
from aksnet.recommending.placing import own_ranges
from aksnet.recommending.reasons import Reason, Weight, listed
from aksnet.recommending.sizes import Sizes, other_sizes, sizes_of
from aksnet.recommending.ways import Way, engine_of

IP_PLANNING = aks("concepts-network-ip-address-planning")
DYNAMIC = aks("configure-azure-cni-dynamic-ip-allocation")
SPACE = frozenset({"--vnet-space"})
WORDS = {NODES: "the node subnet", PODS: "the pod subnet", GATEWAY: "the gateway's subnet", VIRTUAL: "virtual nodes"}


def fitting_sizes(needs: Needs, way: Way) -> Sizes:
    """The sizes by default; where these exclude the way, the first others that do not.

    Nothing is to be excluded by a number that nobody stated. Where no sizes will do it is those with the fewest
    addresses that are judged.
    """
    wanted = sizes_of(needs, way)
    if not _excluded(needs, way, wanted):
        return wanted
    others = dict.fromkeys(other_sizes(needs, way))
    found = next((one for one in others if not _excluded(needs, way, one)), None)
    return found or min([wanted, *others], key=lambda one: _subnets_of(needs, way, one))


def _excluded(needs: Needs, way: Way, sizes: Sizes) -> bool:
    return any(True for _ in exclusions_of(needs, way, sizes))


def _subnets_of(needs: Needs, way: Way, sizes: Sizes) -> int:
    return sum(one.addresses for one in leasts_of(needs, way, sizes) if one.subnet)


def exclusions_of(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Reason]:
    """Why so many nodes and pods cannot be."""
    leasts = list(leasts_of(needs, way, sizes))
    yield from _too_many_nodes(needs, way, sizes)
    yield from _too_many_addresses(needs, way, leasts)
    yield from _no_space(needs, way, leasts)
    yield from _no_pod_range(needs, way, leasts)


def numbers_of(needs: Needs) -> frozenset[str]:
    """The flags that say how many nodes and pods there are."""
    return needs.given & {"--nodes", "--pods", "--max-pods"}


def nodes_flags(needs: Needs) -> frozenset[str]:
    """The flags that the number of nodes comes from."""
    return frozenset({"--nodes"}) if needs.nodes is not None else numbers_of(needs)


def _too_many_nodes(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Reason]:
    flags = nodes_flags(needs)
    if way.ipam == "kubenet" and sizes.nodes > scale.MAX_KUBENET_NODES:
        text = f"{sizes.nodes:,} nodes: kubenet takes {scale.MAX_KUBENET_NODES} at the most"
        yield Reason(Weight.EXCLUDES, text, (KUBENET,), ("KUB-02",), flags)
    if engine_of(needs, way) == "azure" and sizes.nodes > scale.MAX_NPM_NODES:
        text = f"{sizes.nodes:,} nodes: Azure Network Policy Manager takes {scale.MAX_NPM_NODES} at the most"
        both = flags | {"--network-policy", "--node-provisioning"}
        yield Reason(Weight.EXCLUDES, text, (POLICIES,), ("POL-03",), both)


def _too_many_addresses(needs: Needs, way: Way, leasts: list[Least]) -> Iterator[Reason]:
    """What no VNet holds: so many addresses in use, but with static blocks a pod subnet as large as they may be."""
    if way.blocks:
        (pods,) = [one for one in leasts if one.name == PODS]
        if pods.addresses > scale.MAX_STATIC_ADDRESSES:
            most = f"a pod subnet of static blocks has {scale.MAX_STATIC_ADDRESSES:,}"
            text = f"the pods take {pods.addresses:,} addresses at the least ({pods.words}): {most}"
            facts = (*pods.facts, "PSS-04")
            yield Reason(Weight.EXCLUDES, text, (POD_SUBNET, IP_PLANNING), facts, numbers_of(needs))
        return
    total = sum(one.addresses for one in leasts if one.name in (NODES, PODS))
    if way.flat and total > scale.MAX_CONFIGURED:
        most = f"a VNet has no more than {scale.MAX_CONFIGURED:,} in use"
        text = f"its nodes and pods take {total:,} addresses at the least: {most}"
        yield Reason(Weight.EXCLUDES, text, (IP_PLANNING,), ("IP-16", "IP-06"), numbers_of(needs))


def _no_space(needs: Needs, way: Way, leasts: list[Least]) -> Iterator[Reason]:
    room = room_of(needs)
    parts = [one for one in leasts if one.subnet]
    if room is not None and sum(one.addresses for one in parts) > room:
        sums = listed([f"{one.addresses:,} addresses for {WORDS[one.name]} ({one.words})" for one in parts])
        facts = tuple(dict.fromkeys(fact for one in parts for fact in one.facts))
        yield Reason(Weight.EXCLUDES, f"it takes {sums}, and {room:,} are free", sources_of_space(way), facts, SPACE)


def room_of(needs: Needs) -> int | None:
    """The addresses that are free; None where nobody said it."""
    if needs.addresses is not None:
        return needs.addresses
    return sum(one.num_addresses for one in needs.space) if needs.space else None


def sources_of_space(way: Way) -> tuple[Source, ...]:
    """The pages of the formulas, of the addresses that Azure keeps, and of the node more in an upgrade."""
    own = {"pod-subnet": POD_SUBNET if way.blocks else DYNAMIC, "node-subnet": LEGACY, "byo": BYO, "kubenet": KUBENET}
    return tuple(dict.fromkeys([own.get(way.ipam, OVERLAY), IP_PLANNING, OVERLAY]))


def _no_pod_range(needs: Needs, way: Way, leasts: list[Least]) -> Iterator[Reason]:
    pods = next((one for one in leasts if one.name == POD_CIDR), None)
    prefix = prefix_for(pods.addresses, subnet=False) if pods is not None else None
    if prefix is not None and ranges_for(needs, way, (prefix,))[1] is None:
        text = f"no private range is left for a pod CIDR of a /{prefix} beside the VNet"
        source = KUBENET if way.ipam == "kubenet" else OVERLAY
        facts = ("CIDR-05", "CIDR-11", "CIDR-16")
        yield Reason(Weight.EXCLUDES, text, (source, aks("update-azure-cni")), facts, SPACE | nodes_flags(needs))


def ranges_for(needs: Needs, way: Way, pods: tuple[int, ...]) -> tuple[Network | None, Network | None]:
    """The service CIDR and the pod CIDR, the first of these prefixes that is left; each None where there is none.

    A CNI of one's own has a pod CIDR as large as overlay has, for nobody else can tell.
    """
    prefixes = (known.NODE_PREFIX,) if way.ipam == "byo" else pods
    return own_ranges(taken(needs), prefixes, shared=way.ipam != "kubenet")


def taken(needs: Needs) -> tuple[Network, ...]:
    """What a cluster's own ranges must not meet: the VNet's space, or what AKS may make of it; fact CIDR-43."""
    return needs.space or (network_of(service.MANAGED_VNET),)


def no_services(needs: Needs) -> Iterator[Reason]:
    """Whether no range is left for Services: what no size of the cluster changes."""
    if own_ranges(taken(needs), (), shared=True)[0] is None:
        text = "no private range is left for a service CIDR beside the VNet"
        yield Reason(Weight.EXCLUDES, text, (LEGACY,), ("CIDR-22", "CIDR-23"), SPACE)


def needed_sizes(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Reason]:
    """That other sizes than those by default are needed, and why."""
    wanted = sizes_of(needs, way)
    why = next(exclusions_of(needs, way, wanted), None)
    if why is not None and wanted != sizes and not _excluded(needs, way, sizes):
        text = f"it needs {sizes}: with {wanted} it does not fit ({why.text})"
        yield Reason(Weight.AGAINST, text, (*why.sources, IP_PLANNING), (*why.facts, "POD-01"), why.flags)

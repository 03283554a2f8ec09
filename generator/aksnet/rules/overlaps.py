"""1xx: address ranges against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.facts.sources import VNET_PEERING, VNET_SUBNETS, aks, aks_error
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.ranges import Index, Named
from aksnet.view import ClusterView

OVERLAY = aks("concepts-network-azure-cni-overlay")
LEGACY = aks("concepts-network-legacy-cni")


def _overlaps(ones: Sequence[Named], others: Index) -> Iterator[Hit]:
    """One hit for each of `ones` that overlaps something: the first that it overlaps, and how many more there are."""
    for one in ones:
        hits = others.overlapping(one.network)
        if hits:
            more = f" and {len(hits) - 1} more" if len(hits) > 1 else ""
            severity = None if any(hit.certain for hit in hits) else Severity.WARNING
            yield Hit(f"{one.words} overlaps {hits[0]}{more}", one.place or hits[0].place, severity)


def _overlaps_of_one_kind(ranges: Sequence[Named]) -> Iterator[Hit]:
    """One hit for each range that lies in an earlier or larger one of its kind."""
    index = Index(ranges)
    seen: set[object] = set()
    for one in ranges:
        twice = one.network in seen
        seen.add(one.network)
        larger = index.holding(one.network) if twice else next(index.around(one.network), None)
        if larger is not None:
            yield Hit(f"{one.words} overlaps {larger}", one.place)


@rule("AKN102", "pod-service-overlap", "give one of them a range of its own", OVERLAY, facts=("CIDR-12",))
def pod_service_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pods and Services must not share addresses: one of the two would be unreachable."""
    yield from _overlaps(context.ranges.pods, Index(context.ranges.services))


@rule(
    "AKN103",
    "pod-cidr-overlaps-subnet",
    "choose a pod CIDR outside every subnet of the VNet",
    OVERLAY,
    facts=("CIDR-10",),
)
def pod_cidr_overlaps_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS compares the pod CIDR with every subnet of the VNet, not only with the cluster's own."""
    yield from _overlaps(context.ranges.pods, context.ranges.subnet_index)


@rule(
    "AKN104",
    "service-cidr-overlaps-subnet",
    "choose a service CIDR outside every subnet of the VNet",
    aks_error("servicecidroverlapexistingsubnetscidr-error"),
    facts=("CIDR-22",),
)
def service_cidr_overlaps_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS refuses a service CIDR that overlaps any subnet of the VNet, at creation and again at every upgrade."""
    yield from _overlaps(context.ranges.services, context.ranges.subnet_index)


@rule(
    "AKN105",
    "pod-cidr-overlaps-connected-network",
    "choose a pod CIDR that no connected network uses",
    OVERLAY,
    facts=("CIDR-13",),
)
def pod_cidr_overlaps_connected(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A host outside whose address lies in the pod CIDR cannot be reached from pods."""
    yield from _overlaps(context.ranges.pods, context.ranges.connected_index)


@rule(
    "AKN106",
    "service-cidr-overlaps-connected-network",
    "choose a service CIDR that no connected network uses",
    LEGACY,
    facts=("CIDR-24",),
)
def service_cidr_overlaps_connected(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A host outside whose address lies in the service CIDR cannot be reached from the cluster."""
    yield from _overlaps(context.ranges.services, context.ranges.connected_index)


@rule("AKN107", "subnets-overlap", "give each subnet a range of its own", VNET_SUBNETS, facts=())
def subnets_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The subnets of a VNet may not overlap."""
    yield from _overlaps_of_one_kind(context.ranges.subnets)


@rule(
    "AKN108",
    "subnet-outside-vnet",
    "add its range to vnet.address_space, or move the subnet",
    VNET_SUBNETS,
    facts=(),
)
def subnet_outside_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A subnet lies within one range of its VNet's address space."""
    space = Index(context.ranges.space)
    for subnet in context.ranges.subnets:
        if space.holding(subnet.network) is None:
            ranges = ", ".join(one.text for one in space.ranges[:3]) + (", …" if len(space.ranges) > 3 else "")
            yield Hit(f"{subnet.words} {subnet.text} is outside the VNet ({ranges})", subnet.place)


@rule("AKN109", "peer-overlap", "VNets that are peered need different ranges", VNET_PEERING, facts=())
def peer_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Azure refuses to peer VNets whose address spaces overlap."""
    yield from _overlaps(context.ranges.peers, Index(context.ranges.space))


@rule(
    "AKN110",
    "pod-cidr-in-vnet",
    "choose a pod CIDR outside the VNet's address space, before a subnet needs it",
    aks("update-azure-cni"),
    OVERLAY,
    facts=("CIDR-11", "DOC-13"),
    severity=Severity.WARNING,
)
def pod_cidr_in_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Documents disagree: one page forbids any overlap with the VNet, a release note says that AKS compares with
    subnets only. A subnet that is made there later is refused in any case."""
    yield from _overlaps(_free_of_subnets(context.ranges.pods, context), context.ranges.space_index)


@rule(
    "AKN111",
    "service-cidr-in-vnet",
    "choose a service CIDR outside the VNet's address space, before a subnet needs it",
    LEGACY,
    facts=("CIDR-23", "DOC-14"),
    severity=Severity.WARNING,
)
def service_cidr_in_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """One page says both that the service CIDR must not, and that it should not, lie in the VNet's range."""
    yield from _overlaps(_free_of_subnets(context.ranges.services, context), context.ranges.space_index)


def _free_of_subnets(ranges: Sequence[Named], context: Context) -> list[Named]:
    """The ranges that overlap no subnet: for the others an error says it already."""
    return [one for one in ranges if not context.ranges.subnet_index.overlapping(one.network)]


@rule("AKN117", "address-space-overlap", "keep one of the two ranges", VNET_SUBNETS, facts=())
def address_space_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The ranges of one VNet may not overlap each other."""
    yield from _overlaps_of_one_kind(context.ranges.space)


RULES = (
    pod_service_overlap,
    pod_cidr_overlaps_subnet,
    service_cidr_overlaps_subnet,
    pod_cidr_overlaps_connected,
    service_cidr_overlaps_connected,
    subnets_overlap,
    subnet_outside_vnet,
    peer_overlap,
    pod_cidr_in_vnet,
    service_cidr_in_vnet,
    address_space_overlap,
)

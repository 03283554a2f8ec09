"""1xx: address ranges against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.addresses import Network
from aksnet.facts.sources import ARM_REFERENCE, RELEASES, VNET_PEERING, aks, aks_error
from aksnet.findings import Severity
from aksnet.paths import PLUGIN
from aksnet.planning.ranges import Index, Named
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.vnets import overlaps_of_one_kind
from aksnet.view import ClusterView

OVERLAY = aks("concepts-network-azure-cni-overlay")
LEGACY = aks("concepts-network-legacy-cni")


def _overlaps(ones: Sequence[Named], others: Index) -> Iterator[Hit]:
    """One hit for each of `ones` that overlaps something: the first that it overlaps, and how many more there are."""
    found: dict[Network, list[Named]] = {}
    for one in ones:
        if one.network not in found:
            found[one.network] = others.overlapping(one.network)
        hits = found[one.network]
        if hits:
            more = f" and {len(hits) - 1} more" if len(hits) > 1 else ""
            severity = None if any(hit.certain for hit in hits) else Severity.WARNING
            yield Hit(f"{one.words} overlaps {hits[0]}{more}", one.place or hits[0].place, severity)


@rule(
    "AKN102",
    "pod-service-overlap",
    "give one of them a range of its own",
    OVERLAY,
    aks("update-azure-cni"),
    answer="Not supported: the documents rule it out, and name no error.",
    facts=("CIDR-12", "CIDR-15", "CIDR-29"),
)
def pod_service_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pods and Services must not share addresses.

    Every node turns an address of the service range into that of a pod behind the Service. A pod with such an address
    would be unreachable, and there would be no telling which of the two is meant. A range that is left out takes part
    with the service's default: 10.244.0.0/16 for pods, 10.0.0.0/16 for Services.
    """
    yield from _overlaps(context.ranges.pods, Index(context.ranges.services))


@rule(
    "AKN103",
    "pod-cidr-overlaps-subnet",
    "choose a pod CIDR outside every subnet of the VNet",
    OVERLAY,
    RELEASES,
    answer="Azure refuses the request: with overlay it compares the pod CIDR with every subnet of the VNet.",
    facts=("CIDR-10", "CIDR-15", "CIDR-43"),
    since="2024-10-25",
)
def pod_cidr_overlaps_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The pod CIDR must not overlap a subnet of the VNet, be it the cluster's own or another.

    An address would belong to a pod and to a machine in the VNet at once, and pods could not reach that machine. Before
    the release of 2024-10-25 AKS compared with the address space of the VNet as a whole. Where no subnet is given AKS
    makes a VNet with nodes in 10.224.0.0/16, which takes part; without pools that is not certain, and a warning. With a
    CNI of your own it is a warning, too: what its range may be is your CNI's affair.
    """
    own = cluster.text(PLUGIN) == "none"
    for hit in _overlaps(context.ranges.pods, context.ranges.subnet_index):
        yield hit._replace(severity=Severity.WARNING) if own else hit


@rule(
    "AKN104",
    "service-cidr-overlaps-subnet",
    "choose a service CIDR outside every subnet of the VNet",
    aks_error("servicecidroverlapexistingsubnetscidr-error"),
    ARM_REFERENCE,
    answer="Azure refuses the request, at creation and again at every upgrade.",
    codes=("ServiceCidrOverlapExistingSubnetsCidr",),
    facts=("CIDR-22", "CIDR-29", "CIDR-43"),
)
def service_cidr_overlaps_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The service CIDR must not overlap a subnet of the VNet, be it the cluster's own or another.

    Nodes take every address of the service range for a Service, so that a machine in the VNet with such an address
    could not be reached from the cluster. A subnet that is made after the cluster stops its next upgrade. The default
    10.0.0.0/16 meets many VNets. Where no subnet is given, that of the VNet which AKS makes takes part; without pools
    that is not certain, and a warning.
    """
    yield from _overlaps(context.ranges.services, context.ranges.subnet_index)


@rule(
    "AKN105",
    "pod-cidr-overlaps-connected-network",
    "choose a pod CIDR that no connected network uses",
    OVERLAY,
    answer="Not supported: the documents rule it out, and name no error. Pods do not reach hosts outside whose"
    " addresses lie in the pod CIDR.",
    facts=("CIDR-13", "CIDR-15"),
)
def pod_cidr_overlaps_connected(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The pod CIDR must not overlap peered VNets and networks on premises.

    What a pod sends to such an address does not leave the cluster, because it looks like a pod's. The deployment may
    well succeed, and the fault shows when somebody first needs that host.
    """
    yield from _overlaps(context.ranges.pods, context.ranges.connected_index)


@rule(
    "AKN106",
    "service-cidr-overlaps-connected-network",
    "choose a service CIDR that no connected network uses",
    LEGACY,
    OVERLAY,
    answer="Not supported: the documents rule it out, and name no error. Hosts outside whose addresses lie in the"
    " service CIDR are not reached from the cluster.",
    facts=("CIDR-24", "CIDR-29"),
)
def service_cidr_overlaps_connected(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The service CIDR must not overlap peered VNets and networks on premises.

    Nodes take every address of the service range for a Service, and a host outside with such an address cannot be
    reached from the cluster. The range cannot be changed after creation: the repair is a new cluster.
    """
    yield from _overlaps(context.ranges.services, context.ranges.connected_index)


@rule(
    "AKN109",
    "peer-overlap",
    "VNets that are peered need different ranges",
    VNET_PEERING,
    answer="Azure refuses the peering.",
)
def peer_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """VNets that are peered may not have overlapping address spaces.

    Peering makes one network of two, and an address in both would lead to two places. The whole address space counts,
    be there a subnet or not. Peers that overlap each other are a warning: the second one to be peered is refused,
    unless the two are parts of one network.
    """
    yield from _overlaps(context.ranges.peers, Index(context.ranges.space))
    for hit in overlaps_of_one_kind(context.ranges.peers):
        yield hit._replace(severity=Severity.WARNING)


@rule(
    "AKN123",
    "on-premises-in-vnet",
    "give one of them another range, or leave the part that is meant for the VNet out of on_premises",
    VNET_PEERING,
    aks("concepts-network-cni-overview"),
    answer="Azure makes the VNet. Its own addresses stand before routes to the same ones: what has them on premises is"
    " not reached from the cluster.",
    facts=("CIDR-13", "CIDR-24"),
    severity=Severity.WARNING,
)
def on_premises_in_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A network on premises does not lie in the VNet's own address space.

    Both would have the same addresses. A network on premises that is larger than the VNet and contains it is another
    matter: many announce 10.0.0.0/8 as a whole, and the VNet's own range is the nearer one.
    """
    space = Index(context.ranges.space)
    for one in context.ranges.on_premises:
        around = space.holding(one.network)
        if around is not None:
            yield Hit(f"{one.words} lies in {around}", one.place)


@rule(
    "AKN110",
    "pod-cidr-in-vnet",
    "choose a pod CIDR outside the VNet's address space, before a subnet needs it",
    aks("update-azure-cni"),
    OVERLAY,
    RELEASES,
    answer="Until the release of 2024-10-25 Azure refused the request. Since then it compares with subnets, so that"
    " the fault shows when a subnet is made in that range.",
    codes=("NetworkProfileCIDROverlapVNET",),
    facts=("CIDR-11", "CIDR-43", "DOC-13"),
    severity=Severity.WARNING,
    until="2024-10-25",
)
def pod_cidr_in_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The pod CIDR should lie outside the VNet's whole address space.

    Documents disagree: the page on changing the CNI mode forbids any overlap with the VNet, a release note of
    2024-10-25 says that AKS compares with subnets only. A subnet that is made there later collides in any case.

    The VNet that AKS makes where no subnet is given takes part. The release note on its range is garbled: 10.224.0.0/12
    is kept free to be safe.
    """
    yield from _overlaps(_free_of_subnets(context.ranges.pods, context), context.ranges.space_index)


@rule(
    "AKN111",
    "service-cidr-in-vnet",
    "choose a service CIDR outside the VNet's address space, before a subnet needs it",
    LEGACY,
    answer="Azure takes it as long as no subnet overlaps the service CIDR, and refuses upgrades once there is one.",
    facts=("CIDR-23", "CIDR-43", "DOC-14"),
    severity=Severity.WARNING,
)
def service_cidr_in_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The service CIDR should lie outside the VNet's whole address space.

    One page says both that the service CIDR must not lie in the VNet's range, and that it can but should not, because a
    subnet that is made there later collides.

    The VNet that AKS makes where no subnet is given takes part. The release note on its range is garbled: 10.224.0.0/12
    is kept free to be safe.
    """
    yield from _overlaps(_free_of_subnets(context.ranges.services, context), context.ranges.space_index)


def _free_of_subnets(ranges: Sequence[Named], context: Context) -> list[Named]:
    """The ranges that overlap no subnet: for the others an error says it already."""
    networks = {one.network for one in ranges}
    free = {network for network in networks if not context.ranges.subnet_index.overlapping(network)}
    return [one for one in ranges if one.network in free]


RULES = (
    pod_service_overlap,
    pod_cidr_overlaps_subnet,
    service_cidr_overlaps_subnet,
    pod_cidr_overlaps_connected,
    service_cidr_overlaps_connected,
    peer_overlap,
    on_premises_in_vnet,
    pod_cidr_in_vnet,
    service_cidr_in_vnet,
)

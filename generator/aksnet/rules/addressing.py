"""1xx: address ranges, by themselves and against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.addresses import (
    Network,
    address_of,
    has_host_bits,
    inside,
    network_of,
    nth_address,
    overlap,
    usable_last,
)
from aksnet.errors import Place
from aksnet.facts import service
from aksnet.facts.sources import ARM_REFERENCE, PREFIXES, VNET_PEERING, VNET_SUBNETS, aks, aks_error
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Range

OVERLAY = aks("concepts-network-azure-cni-overlay")
LEGACY = aks("concepts-network-legacy-cni")
PLANNING = aks("concepts-network-ip-address-planning")


class _Named(NamedTuple):
    """A range with the words that a message uses for it."""

    words: str
    text: str
    network: Network
    place: Place | None


def _named(words: str, text: str, place: Place | None) -> Iterator[_Named]:
    """The range, where the text is one: a view of foreign input may hold anything."""
    try:
        yield _Named(words, text, network_of(text), place)
    except ValueError:
        return


def _own(cluster: ClusterView, kind: str) -> Iterator[_Named]:
    for text, value in cluster.ranges(kind):
        default = " (the default)" if value.implied else ""
        yield from _named(f"the {kind} CIDR {text}{default}", text, value.place)


def _listed(words: str, ranges: tuple[Range, ...]) -> Iterator[_Named]:
    for item in ranges:
        yield from _named(f"{words} {item.text}", item.text, item.place)


def _subnets(cluster: ClusterView) -> Iterator[_Named]:
    for name, subnet in cluster.vnet.subnets.items() if cluster.vnet else ():
        yield from _listed(f"the subnet {name!r}", subnet.prefixes)


def _space(cluster: ClusterView) -> Iterator[_Named]:
    if cluster.vnet is not None:
        yield from _listed("the VNet's address space", cluster.vnet.address_space)


def _reachable(cluster: ClusterView) -> Iterator[_Named]:
    if cluster.vnet is not None:
        yield from _listed("the peered VNet", cluster.vnet.peers)
        yield from _listed("the on-premises network", cluster.vnet.on_premises)


def _overlaps(ones: Iterator[_Named], others: list[_Named]) -> Iterator[Hit]:
    for one in ones:
        for other in others:
            if overlap(one.network, other.network):
                yield Hit(f"{one.words} overlaps {_with_words(other)}", one.place or other.place)


def _with_words(other: _Named) -> str:
    words = other.words
    network = f", which is in {other.network}" if str(other.network) != other.text else ""
    return f"{words}{network}"


@rule(
    "AKN101",
    "host-bits",
    "write the first address of the range",
    PREFIXES,
    ARM_REFERENCE,
    facts=("BCP-04",),
)
def host_bits(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A range is written with its first address. With another one it is not clear which range is meant: the API's
    patterns and the providers let it pass, and the deployment fails or takes another range than the one in mind."""
    everything = (
        *_own(cluster, "pod"),
        *_own(cluster, "service"),
        *_space(cluster),
        *_subnets(cluster),
        *_reachable(cluster),
    )
    for named in everything:
        if has_host_bits(named.text):
            yield Hit(f"{named.words} has host bits set", named.place, hint=f"write {named.network}")


@rule("AKN102", "pod-service-overlap", "give one of them a range of its own", OVERLAY, facts=("CIDR-12",))
def pod_service_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pods and Services must not share addresses: one of the two would be unreachable."""
    yield from _overlaps(_own(cluster, "pod"), list(_own(cluster, "service")))


@rule(
    "AKN103",
    "pod-cidr-overlaps-subnet",
    "choose a pod CIDR outside every subnet of the VNet",
    OVERLAY,
    facts=("CIDR-10",),
)
def pod_cidr_overlaps_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS compares the pod CIDR with every subnet of the VNet, not only with the cluster's own."""
    yield from _overlaps(_own(cluster, "pod"), list(_subnets(cluster)))


@rule(
    "AKN104",
    "service-cidr-overlaps-subnet",
    "choose a service CIDR outside every subnet of the VNet",
    aks_error("servicecidroverlapexistingsubnetscidr-error"),
    facts=("CIDR-22",),
)
def service_cidr_overlaps_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS refuses a service CIDR that overlaps any subnet of the VNet, at creation and again at every upgrade."""
    yield from _overlaps(_own(cluster, "service"), list(_subnets(cluster)))


@rule(
    "AKN105",
    "pod-cidr-overlaps-connected-network",
    "choose a pod CIDR that no connected network uses",
    OVERLAY,
    facts=("CIDR-13",),
)
def pod_cidr_overlaps_connected(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A host outside whose address lies in the pod CIDR cannot be reached from pods."""
    yield from _overlaps(_own(cluster, "pod"), list(_reachable(cluster)))


@rule(
    "AKN106",
    "service-cidr-overlaps-connected-network",
    "choose a service CIDR that no connected network uses",
    LEGACY,
    facts=("CIDR-24",),
)
def service_cidr_overlaps_connected(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A host outside whose address lies in the service CIDR cannot be reached from the cluster."""
    yield from _overlaps(_own(cluster, "service"), list(_reachable(cluster)))


@rule("AKN107", "subnets-overlap", "give each subnet a range of its own", VNET_SUBNETS, facts=())
def subnets_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The subnets of a VNet may not overlap."""
    subnets = list(_subnets(cluster))
    for index, one in enumerate(subnets):
        yield from _overlaps(iter([one]), subnets[:index])


@rule(
    "AKN108",
    "subnet-outside-vnet",
    "add its range to vnet.address_space, or move the subnet",
    VNET_SUBNETS,
    facts=(),
)
def subnet_outside_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A subnet lies within one range of its VNet's address space."""
    space = list(_space(cluster))
    for subnet in _subnets(cluster):
        if not any(inside(subnet.network, one.network) for one in space):
            ranges = ", ".join(one.text for one in space)
            yield Hit(f"{subnet.words} {subnet.text} is outside the VNet ({ranges})", subnet.place)


@rule("AKN109", "peer-overlap", "VNets that are peered need different ranges", VNET_PEERING, facts=())
def peer_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Azure refuses to peer VNets whose address spaces overlap."""
    peers = cluster.vnet.peers if cluster.vnet else ()
    yield from _overlaps(_listed("the peered VNet", peers), list(_space(cluster)))


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
    yield from _overlaps(_free_of_subnets(cluster, "pod"), list(_space(cluster)))


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
    yield from _overlaps(_free_of_subnets(cluster, "service"), list(_space(cluster)))


def _free_of_subnets(cluster: ClusterView, kind: str) -> Iterator[_Named]:
    """The ranges that overlap no subnet: for the others an error says it already."""
    subnets = list(_subnets(cluster))
    for one in _own(cluster, kind):
        if not any(overlap(one.network, subnet.network) for subnet in subnets):
            yield one


@rule(
    "AKN112",
    "service-cidr-too-large",
    "choose a smaller range: /16 is customary, /108 for IPv6",
    PLANNING,
    aks("azure-cni-overlay"),
    facts=("CIDR-20", "CIDR-21"),
)
def service_cidr_too_large(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The service CIDR must be smaller than /12, and /108 or smaller in IPv6."""
    for one in _own(cluster, "service"):
        least = service.MIN_SERVICE_PREFIX[one.network.version]
        if one.network.prefixlen < least:
            yield Hit(f"{one.words} is too large: the prefix must be /{least} or longer", one.place)


@rule(
    "AKN113",
    "dns-outside-service-cidr",
    "take the tenth address of the service CIDR, or leave dns_service_ip out",
    aks_error("dnsserviceipoutofservicecidr-error"),
    facts=("CIDR-27",),
)
def dns_outside_service_cidr(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The cluster's DNS is a Service: its address comes from the service CIDR."""
    path = "networkProfile.dnsServiceIP"
    dns = cluster.text(path)
    services = list(_own(cluster, "service"))
    if dns is None or not services or cluster.unknown("networkProfile.serviceCidrs"):
        return
    if not any(_holds(one.network, dns) for one in services):
        default = " (the default)" if cluster.values[path].implied else ""
        yield Hit(
            f"the DNS service IP {dns}{default} is outside {services[0].words}",
            cluster.where(path, "networkProfile.serviceCidr"),
        )


def _holds(network: Network, address: str) -> bool:
    try:
        return address_of(address) in network
    except ValueError:
        return False


@rule(
    "AKN114",
    "dns-on-reserved-address",
    "take the tenth address of the service CIDR",
    OVERLAY,
    facts=("CIDR-28",),
)
def dns_on_reserved_address(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The first usable address of the service CIDR is `kubernetes.default`; its first and last are no hosts."""
    path = "networkProfile.dnsServiceIP"
    dns = cluster.text(path)
    for one in _own(cluster, "service"):
        if dns is None or not _holds(one.network, dns):
            continue
        address = address_of(dns)
        if address in (one.network.network_address, usable_last(one.network)):
            yield Hit(f"the DNS service IP {dns} is the first or last of {one.words}", cluster.where(path))
        elif address == nth_address(one.network, 1):
            yield Hit(
                f"the DNS service IP {dns} is the first usable address of {one.words}, which is taken by"
                " kubernetes.default",
                cluster.where(path),
            )


@rule(
    "AKN115",
    "dns-without-room",
    "give dns_service_ip an address of the service CIDR, or choose a larger range",
    aks_error("dnsserviceipoutofservicecidr-error"),
    facts=("CIDR-29", "CIDR-30"),
)
def dns_without_room(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Service CIDR and DNS service IP go together: with only one of them, the other stays on the service's default."""
    services = list(_own(cluster, "service"))
    if services and "networkProfile.dnsServiceIP" not in cluster.values:
        one = services[0]
        yield Hit(f"{one.words} comes without a DNS service IP, and has no tenth address for it", one.place)


@rule(
    "AKN116",
    "ipv4-range-first",
    "put the IPv4 range first",
    aks("azure-cni-overlay"),
    facts=("CIDR-42",),
)
def ipv4_range_first(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In every list of two ranges the IPv4 range comes first, in the order of the IP families."""
    for kind in ("pod", "service"):
        ranges = list(_own(cluster, kind))
        if ranges and ranges[0].network.version == 6:
            yield Hit(f"{ranges[0].words} stands first in {kind}_cidrs, before an IPv4 range", ranges[0].place)


@rule("AKN117", "address-space-overlap", "keep one of the two ranges", VNET_SUBNETS, facts=())
def address_space_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The ranges of one VNet may not overlap each other."""
    space = list(_space(cluster))
    for index, one in enumerate(space):
        yield from _overlaps(iter([one]), space[:index])


RULES = (
    host_bits,
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
    service_cidr_too_large,
    dns_outside_service_cidr,
    dns_on_reserved_address,
    dns_without_room,
    ipv4_range_first,
    address_space_overlap,
)

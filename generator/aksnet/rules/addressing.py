"""1xx: address ranges by themselves, and the DNS service's address in its range."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import Network, address_of, has_host_bits, nth_address, usable_last
from aksnet.facts import service
from aksnet.facts.sources import ARM_REFERENCE, PREFIXES, aks, aks_error
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.ranges import Named
from aksnet.view import ClusterView

OVERLAY = aks("concepts-network-azure-cni-overlay")
PLANNING = aks("concepts-network-ip-address-planning")


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
    for named in context.ranges.everything:
        if has_host_bits(named.text):
            yield Hit(f"{named.words} has host bits set", named.place, hint=f"write {named.network}")


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
    for one in context.ranges.services:
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
    services = context.ranges.services
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
    for one in context.ranges.services:
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
    services = context.ranges.services
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
    kinds: tuple[tuple[str, list[Named]], ...] = (("pod", context.ranges.pods), ("service", context.ranges.services))
    for kind, ranges in kinds:
        if ranges and ranges[0].network.version == 6:
            yield Hit(f"{ranges[0].words} stands first in {kind}_cidrs, before an IPv4 range", ranges[0].place)


RULES = (
    host_bits,
    service_cidr_too_large,
    dns_outside_service_cidr,
    dns_on_reserved_address,
    dns_without_room,
    ipv4_range_first,
)

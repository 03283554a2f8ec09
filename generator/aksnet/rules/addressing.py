"""1xx: address ranges by themselves, and the DNS service's address in its range."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import Network, address_of, has_host_bits, nth_address, usable_last
from aksnet.facts import service
from aksnet.facts.sources import ARM_REFERENCE, PREFIXES, aks, aks_error
from aksnet.rules.azurerm_creation import alone
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

OVERLAY = aks("concepts-network-azure-cni-overlay")
PLANNING = aks("concepts-network-ip-address-planning")
DNS_ERROR = aks_error("dnsserviceipoutofservicecidr-error")
DNS, SERVICES, SERVICE = (f"networkProfile.{key}" for key in ("dnsServiceIP", "serviceCidrs", "serviceCidr"))


@rule(
    "AKN101",
    "host-bits",
    "write the first address of the range",
    PREFIXES,
    ARM_REFERENCE,
    answer="The provider azurerm and the API's own patterns let it pass. The deployment then fails, or takes another"
    " range than the one in mind.",
    facts=("BCP-04",),
)
def host_bits(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A range is written with its first address.

    With another one it is not clear which range is meant: whoever reads 10.244.0.5/16 may think of a range that begins
    there, while a range with that prefix begins at 10.244.0.0.
    """
    for named in context.ranges.everything:
        if str(named.network) != named.text and has_host_bits(named.text):
            yield Hit(f"{named.words} has host bits set", named.place, hint=f"write {named.network}")


@rule(
    "AKN112",
    "service-cidr-too-large",
    "choose a smaller range: /16 is customary, /108 for IPv6",
    PLANNING,
    aks("azure-cni-overlay"),
    answer="Not supported: the documents set the bounds, and name no error.",
    facts=("CIDR-20", "CIDR-21"),
)
def service_cidr_too_large(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The service CIDR must be smaller than /12, and /108 or smaller in IPv6.

    The documents say "smaller than /12", which makes /13 the largest range, and of IPv6 "no larger than /108". Nothing
    is lost by that: a /16 is enough for 65,000 Services. The range cannot be changed afterwards, except that from
    Kubernetes 1.33 on a ServiceCIDR object in the cluster adds to it.
    """
    for one in context.ranges.services:
        least = service.MIN_SERVICE_PREFIX[one.network.version]
        if one.network.prefixlen < least:
            yield Hit(f"{one.words} is too large: the prefix must be /{least} or longer", one.place)


@rule(
    "AKN113",
    "dns-outside-service-cidr",
    "take the tenth address of the service CIDR, or leave dns_service_ip out",
    DNS_ERROR,
    answer="Azure refuses the request.",
    codes=("DnsServiceIpOutOfServiceCidr",),
    facts=("CIDR-27", "CIDR-29", "CIDR-30"),
)
def dns_outside_service_cidr(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The DNS service IP lies in the service CIDR.

    The cluster's DNS is a Service, and its address comes out of the range of Services. The two go together: where only
    one of them is written, the other stays on the service's default (10.0.0.10 and 10.0.0.0/16), which does not follow.
    """
    dns = cluster.text(DNS)
    services = context.ranges.services
    if dns is None or not services or cluster.unknown(SERVICES) or cluster.unknown(SERVICE):
        return
    if alone(cluster) is not None:  # azurerm does not come to asking Azure: AKN810
        return
    if not any(_holds(one.network, dns) for one in services):
        message = f"{_dns_words(cluster, dns)} is outside {services[0].words}"
        tenth = nth_address(services[0].network, service.DNS_ADDRESS)
        hint = f"write dnsServiceIP {tenth} beside it" if cluster.values[DNS].implied and tenth is not None else None
        yield Hit(message, cluster.where(DNS, SERVICES, SERVICE), hint=hint)


def _holds(network: Network, address: str) -> bool:
    try:
        return address_of(address) in network
    except ValueError:
        return False


def _dns_words(cluster: ClusterView, dns: str) -> str:
    return f"the DNS service IP {dns}{' (the default)' if cluster.values[DNS].implied else ''}"


@rule(
    "AKN114",
    "dns-on-reserved-address",
    "take the tenth address of the service CIDR",
    OVERLAY,
    answer="Not supported: the documents rule it out, and name no error.",
    facts=("CIDR-28",),
)
def dns_on_reserved_address(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The DNS service IP is neither an end of the service CIDR nor its first usable address.

    The first usable address belongs to the Service kubernetes.default, under which pods reach the API server. The first
    and the last address of the range are no hosts.
    """
    dns = cluster.text(DNS)
    for one in context.ranges.services:
        if dns is None or not _holds(one.network, dns):
            continue
        address, words = address_of(dns), _dns_words(cluster, dns)
        if address in (one.network.network_address, usable_last(one.network)):
            yield Hit(f"{words} is the first or last of {one.words}", cluster.where(DNS))
        elif address == nth_address(one.network, 1):
            yield Hit(
                f"{words} is the first usable address of {one.words}, which is taken by kubernetes.default",
                cluster.where(DNS),
            )


@rule(
    "AKN115",
    "dns-without-room",
    "give dns_service_ip an address of the service CIDR, or choose a larger range",
    DNS_ERROR,
    answer="Azure refuses the request: the DNS service IP stays on the default, which is outside the service CIDR.",
    codes=("DnsServiceIpOutOfServiceCidr",),
    facts=("CIDR-29", "CIDR-30"),
)
def dns_without_room(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A service CIDR without a tenth address needs a DNS service IP beside it.

    Service CIDR and DNS service IP go together: with only one of them, the other stays on the service's default. So
    aksnet takes the tenth address of the range, as is customary, and in a range that ends before it nothing is left
    to take.
    """
    services = context.ranges.services
    if services and cluster.absent(DNS):
        one = services[0]
        yield Hit(f"{one.words} comes without a DNS service IP, and has no tenth address for it", one.place)


@rule(
    "AKN116",
    "ipv4-range-first",
    "put the IPv4 range first",
    aks("azure-cni-overlay"),
    aks("configure-dual-stack"),
    answer="Not supported: the documents demand the order of the IP families, and name no error.",
    facts=("CIDR-42", "DS-02"),
)
def ipv4_range_first(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In every list of two ranges the IPv4 range comes first.

    Pod and service ranges stand in the order of the IP families, and the families are IPv4 and then IPv6: there is no
    other order that the documents know.
    """
    for ranges in (context.ranges.pods, context.ranges.services):
        ipv4 = next((one for one in ranges if one.network.version == 4), None)
        if ipv4 is not None and ranges[0].network.version == 6:
            yield Hit(f"{ranges[0].words} stands before {ipv4.words}", ranges[0].place)


RULES = (
    host_bits,
    service_cidr_too_large,
    dns_outside_service_cidr,
    dns_on_reserved_address,
    dns_without_room,
    ipv4_range_first,
)

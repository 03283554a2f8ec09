"""81x: what the provider azurerm refuses when it makes a cluster, after it was validated and planned."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import network_of, nth_address
from aksnet.facts import service
from aksnet.facts.azurerm import Version
from aksnet.facts.sources import AUTOMATIC_CODE, CLUSTER_CODE, VALIDATION_CODE
from aksnet.findings import Beside
from aksnet.paths import HOSTED_NODES, IDENTITY, PLANE, PRIVATE, SKU
from aksnet.rules.azurerm import is_configuration, version_by, written
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

DNS, SERVICE, SERVICES = (f"networkProfile.{key}" for key in ("dnsServiceIP", "serviceCidr", "serviceCidrs"))
HOSTED = "hostedSystemProfile.enabled"
ZONE, CLIENT = "apiServerAccessProfile.privateDNSZone", "servicePrincipalProfile.clientId"
OBSERVED, SECURED = (f"networkProfile.advancedNetworking.{key}.enabled" for key in ("observability", "security"))
ACNS, ACNS_BLOCK = (Version(4, 45), Version(4, 67)), "network_profile.advanced_networking"
RANGES = "api_server_access.authorized_ip_ranges"


@rule(
    "AKN810",
    "service-cidr-and-dns",
    "write service_cidr and dns_service_ip, or neither of them",
    VALIDATION_CODE,
    answer="Terraform validates and plans it, and azurerm refuses to make the cluster. One that is there it lets be.",
)
def service_cidr_and_dns(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In azurerm service_cidr and dns_service_ip are written together.

    Both have defaults that fit each other. The provider does not send one of them without the other, and it looks at
    that when it makes the cluster, not before.
    """
    path = alone(cluster)
    if path == DNS:
        message = f"dns_service_ip {cluster.known(DNS)} is given without service_cidr"
        hint = f"add the range that it lies in, for example service_cidr {service.SERVICE_CIDR}"
        yield Hit(message, cluster.where(DNS), hint=hint)
    elif path is not None:
        yield _without_dns(cluster, path)


def alone(cluster: ClusterView) -> str | None:
    """Where one of the two stands without the other, in what somebody wrote for azurerm."""
    if version_by(cluster) is None or not is_configuration(cluster):
        return None
    ranges = next((path for path in (SERVICE, SERVICES) if _given(cluster, path)), None)
    if ranges is not None:
        return ranges if _left_out(cluster, DNS) else None
    return DNS if _given(cluster, DNS) and _left_out(cluster, SERVICE) else None


def _given(cluster: ClusterView, path: str) -> bool:
    """Whether somebody certainly wrote it."""
    value = cluster.values.get(path)
    return value is not None and value.known and not value.implied


def _left_out(cluster: ClusterView, path: str) -> bool:
    """Whether certainly nobody wrote it: then it is on the service's default."""
    return path in cluster.values and cluster.values[path].implied


def _without_dns(cluster: ClusterView, path: str) -> Hit:
    name = "service_cidr" if path == SERVICE else "service_cidrs"
    ranges = cluster.texts(path) or [str(cluster.known(path))]
    place, tenth = cluster.where(path), _tenth(next((one for one in ranges if ":" not in one), ""))
    hint = f"add dns_service_ip, for example {tenth}" if tenth else None
    fix = Beside(place, name, "dns_service_ip", tenth) if tenth and place and path == SERVICE else None
    return Hit(f"{name} {', '.join(ranges)} is given without dns_service_ip", place, hint=hint, fix=fix)


def _tenth(text: str) -> str | None:
    """The address that is customary for the DNS, where the range has one."""
    try:
        address = nth_address(network_of(text), service.DNS_ADDRESS)
    except ValueError:
        return None
    return str(address) if address is not None else None


@rule(
    "AKN813",
    "dns-prefix-private-cluster",
    "write dns_prefix, or make the cluster private with a private_dns_zone_id of your own",
    CLUSTER_CODE,
    answer="Terraform validates and plans it, and azurerm refuses to make the cluster.",
)
def dns_prefix_private_cluster(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In azurerm dns_prefix_private_cluster is for private clusters with a DNS zone of your own.

    It becomes a name in that zone. Every other cluster has dns_prefix in its place, and the provider looks at that when
    it makes the cluster.
    """
    prefix = written(cluster, "dns_prefix_private_cluster")
    if version_by(cluster) is None or prefix is None:
        return
    public = cluster.absent(PRIVATE) or cluster.known(PRIVATE) is False
    if public:
        message = f"dns_prefix_private_cluster {prefix.data} is given, but the cluster is not private"
        yield Hit(message, prefix.place)
    elif cluster.absent(ZONE) or cluster.text(ZONE) in ("System", "None"):
        zone = cluster.text(ZONE) or "System (the default)"
        yield Hit(f"dns_prefix_private_cluster {prefix.data} stands beside private_dns_zone_id {zone}", prefix.place)


@rule(
    "AKN814",
    "private-zone-identity",
    "give the cluster identity type UserAssigned, with rights on the zone",
    CLUSTER_CODE,
    answer="Terraform validates and plans it, and azurerm refuses to make the cluster. An AKS Automatic cluster it"
    " refuses to plan.",
)
def private_zone_identity(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A private DNS zone of your own needs a user-assigned identity, or a service principal.

    The cluster writes its name into the zone while it is made, so that its identity must be there, with its rights,
    before the cluster. One that is assigned by the system comes with the cluster. An AKS Automatic cluster of azurerm
    has a user-assigned one with hosted_system only, and so has a zone of your own.
    """
    identity = cluster.text(IDENTITY)
    ours = version_by(cluster) is not None and cluster.absent(CLIENT)
    if ours and identity not in (None, "UserAssigned") and _own_zone(cluster):
        hosted = cluster.text(SKU) != "Automatic" or cluster.known(HOSTED) is True
        message = f"private_dns_zone_id is given beside identity type {identity}"
        yield Hit(message, cluster.where(ZONE), hint=None if hosted else _HOST)


_HOST = "leave private_dns_zone_id to System, or give the cluster a hosted_system, and identity type UserAssigned"


def _own_zone(cluster: ClusterView) -> bool:
    """Whether a zone is certainly named, be it by a reference."""
    return cluster.later(ZONE) or cluster.text(ZONE) not in (None, "System", "None")


@rule(
    "AKN818",
    "advanced-networking-by-version",
    "raise azurerm to 4.67 or newer, or leave the block out",
    CLUSTER_CODE,
    answer="Terraform validates it, and azurerm refuses to plan it.",
)
def advanced_networking_by_version(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """From 4.45 to 4.66 azurerm has advanced_networking with the Cilium data plane only.

    Azure has observability on both data planes, and so has azurerm from 4.67 on. Before, the provider asks for
    network_plugin azure and network_data_plane cilium wherever the block stands. Of security the documents ask the
    same, and another rule tells of it.
    """
    version = version_by(cluster)
    if version is None or not ACNS[0] <= version < ACNS[1] or cluster.declared is None:
        return
    block = cluster.declared.written.get(ACNS_BLOCK)
    if block is None or cluster.known(OBSERVED) is not True or cluster.known(SECURED) or cluster.unknown(SECURED):
        return
    if cluster.text(PLANE) == "azure":
        default = " (the default)" if cluster.values[PLANE].implied else ""
        message = f"advanced_networking stands beside network_data_plane azure{default} in azurerm {version}"
        yield Hit(message, block.place or cluster.place)


@rule(
    "AKN819",
    "automatic-identity",
    "choose UserAssigned with hosted_system, and SystemAssigned without it",
    AUTOMATIC_CODE,
    answer="Terraform validates it, and azurerm refuses to plan it.",
)
def automatic_identity(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In azurerm the identity of an AKS Automatic cluster goes with its network.

    In a VNet of your own the identity needs rights on the subnets before there is a cluster: it is a user-assigned one.
    In the network that AKS makes the provider takes the one that is assigned by the system, and no other.
    """
    identity = cluster.text(IDENTITY)
    if version_by(cluster) is None or cluster.text(SKU) != "Automatic" or identity is None:
        return
    if cluster.known(HOSTED) is True and identity != "UserAssigned":
        yield Hit(f"identity type {identity} stands beside hosted_system", cluster.where(IDENTITY))
    elif cluster.absent(HOSTED) and cluster.absent(HOSTED_NODES) and identity != "SystemAssigned":
        yield Hit(f"identity type {identity} stands without hosted_system", cluster.where(IDENTITY))


@rule(
    "AKN823",
    "automatic-private-ranges",
    "leave authorized_ip_ranges out, or private_cluster",
    AUTOMATIC_CODE,
    answer="Terraform refuses the configuration as it validates it: conflicting configuration arguments.",
)
def automatic_private_ranges(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In azurerm a private AKS Automatic cluster has no authorized_ip_ranges.

    They are ranges of the internet that may call the API server. That of a private cluster has no address there.
    """
    ranges, private = written(cluster, RANGES), written(cluster, "private_cluster")
    automatic = version_by(cluster) is not None and cluster.text(SKU) == "Automatic"
    if automatic and ranges is not None and ranges.data != [] and private is not None and private.data != []:
        yield Hit("authorized_ip_ranges stand beside private_cluster", ranges.place)


RULES = (
    service_cidr_and_dns,
    dns_prefix_private_cluster,
    private_zone_identity,
    advanced_networking_by_version,
    automatic_identity,
    automatic_private_ranges,
)

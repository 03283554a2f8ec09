"""What each version of the azurerm provider can say, and how it spells it.

Source: the schemas and releases of azurerm 3.117.1, 4.81.0 and 5.2.0, 37 releases executed on 2026-11-23;
https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG.md
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Version(NamedTuple):
    """An exact provider version."""

    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self) -> str:
        return ".".join(map(str, self))


NEWEST = {3: Version(3, 117, 1), 4: Version(4, 81), 5: Version(5, 2)}
# The oldest release whose behaviour was executed.
OLDEST = Version(3, 70)
AZAPI_NEWEST = Version(2, 12)

ALWAYS = Version(0)
NEVER = Version(999)


class Argument(NamedTuple):
    """How the provider spells an ARM path from `since` on and before `until`.

    `name` is the dotted argument path, None where the provider has none. A value in `omits` is said by leaving the
    argument out. `values` has the first version of values that came later than the argument. `bounds` are the
    provider's own, where they are narrower than ARM's, from `bounded` on.
    """

    path: str
    name: str | None
    since: Version = ALWAYS
    until: Version = NEVER
    omits: tuple[object, ...] = ()
    values: Mapping[str, Version] = MappingProxyType({})
    bounds: tuple[int, int] | None = None
    bounded: Version = ALWAYS


_V4 = Version(4)
_LB, _LB_HERE = "networkProfile.loadBalancerProfile", "network_profile.load_balancer_profile"
_NAT, _NAT_HERE = "networkProfile.natGatewayProfile", "network_profile.nat_gateway_profile"
_ACNS, _ACNS_HERE = "networkProfile.advancedNetworking", "network_profile.advanced_networking"
_ACNS_SINCE = Version(4, 45)

CLUSTER = (
    Argument("kubernetesVersion", "kubernetes_version"),
    Argument("dnsPrefix", "dns_prefix"),
    Argument("sku.name", None, omits=("Base",)),
    Argument("sku.tier", "sku_tier"),
    Argument("windowsProfile.adminUsername", "windows_profile.admin_username"),
    Argument("windowsProfile.adminPassword", "windows_profile.admin_password"),
    Argument("apiServerAccessProfile.enablePrivateCluster", "private_cluster_enabled"),
    Argument("bootstrapProfile.artifactSource", "bootstrap_profile.artifact_source", since=Version(4, 44)),
    Argument("networkProfile.networkPlugin", "network_profile.network_plugin"),
    Argument("networkProfile.networkPluginMode", "network_profile.network_plugin_mode"),
    Argument(
        "networkProfile.networkDataplane",
        "network_profile.ebpf_data_plane",
        until=Version(3, 108),
        omits=("azure",),
    ),
    Argument(
        "networkProfile.networkDataplane",
        "network_profile.network_data_plane",
        since=Version(3, 108),
        until=_V4,
        omits=("azure",),
    ),
    Argument("networkProfile.networkDataplane", "network_profile.network_data_plane", since=_V4),
    Argument(
        "networkProfile.networkPolicy",
        "network_profile.network_policy",
        omits=("none",),
        values={"cilium": Version(3, 75)},
    ),
    Argument("networkProfile.ipFamilies", "network_profile.ip_versions"),
    Argument("networkProfile.podCidr", "network_profile.pod_cidr"),
    Argument("networkProfile.podCidrs", "network_profile.pod_cidrs"),
    Argument("networkProfile.serviceCidr", "network_profile.service_cidr"),
    Argument("networkProfile.serviceCidrs", "network_profile.service_cidrs"),
    Argument("networkProfile.dnsServiceIP", "network_profile.dns_service_ip"),
    Argument("networkProfile.outboundType", "network_profile.outbound_type", values={"none": Version(4, 44)}),
    Argument(f"{_LB}.managedOutboundIPs.count", f"{_LB_HERE}.managed_outbound_ip_count"),
    Argument(f"{_LB}.managedOutboundIPs.countIPv6", f"{_LB_HERE}.managed_outbound_ipv6_count", bounds=(1, 100)),
    Argument(f"{_LB}.outboundIPPrefixes.publicIPPrefixes", f"{_LB_HERE}.outbound_ip_prefix_ids"),
    Argument(f"{_LB}.outboundIPs.publicIPs", f"{_LB_HERE}.outbound_ip_address_ids"),
    Argument(f"{_LB}.allocatedOutboundPorts", f"{_LB_HERE}.outbound_ports_allocated"),
    Argument(
        f"{_LB}.idleTimeoutInMinutes",
        f"{_LB_HERE}.idle_timeout_in_minutes",
        bounds=(4, 100),
        bounded=Version(3, 97),
    ),
    Argument(
        f"{_LB}.backendPoolType",
        f"{_LB_HERE}.backend_pool_type",
        since=Version(4, 8),
        omits=("NodeIPConfiguration",),
    ),
    Argument(f"{_NAT}.sku", None),
    Argument(f"{_NAT}.managedOutboundIPProfile.count", f"{_NAT_HERE}.managed_outbound_ip_count"),
    Argument(f"{_NAT}.managedOutboundIPProfile.countIPv6", None),
    Argument(f"{_NAT}.outboundIPPrefixes.publicIPPrefixes", None),
    Argument(f"{_NAT}.outboundIPs.publicIPs", None),
    Argument(f"{_NAT}.idleTimeoutInMinutes", f"{_NAT_HERE}.idle_timeout_in_minutes"),
    # the block itself is what enables ACNS
    Argument(f"{_ACNS}.enabled", None, omits=(True,)),
    Argument(f"{_ACNS}.observability.enabled", f"{_ACNS_HERE}.observability_enabled", since=_ACNS_SINCE),
    Argument(f"{_ACNS}.security.enabled", f"{_ACNS_HERE}.security_enabled", since=_ACNS_SINCE),
    # FQDN is what the service takes when security is on
    Argument(f"{_ACNS}.security.advancedNetworkPolicies", None, omits=("FQDN",)),
    Argument(f"{_ACNS}.security.transitEncryption.type", None, omits=("None",)),
    Argument(f"{_ACNS}.performance.accelerationMode", None, omits=("None",)),
)

POOL = (
    Argument("name", "name"),
    Argument("mode", "mode", values={"Gateway": NEVER}),
    Argument("vmSize", "vm_size"),
    Argument("osType", "os_type"),
    Argument(
        "osSKU",
        "os_sku",
        values={
            "AzureLinux3": Version(4, 48),
            "Ubuntu2204": Version(4, 48),
            "Ubuntu2404": Version(4, 67),
            "Windows2025": NEVER,
        },
    ),
    Argument("count", "node_count"),
    Argument("enableAutoScaling", "enable_auto_scaling", until=_V4),
    Argument("enableAutoScaling", "auto_scaling_enabled", since=_V4),
    Argument("minCount", "min_count"),
    Argument("maxCount", "max_count"),
    Argument("availabilityZones", "zones"),
    Argument("maxPods", "max_pods"),
    Argument("vnetSubnetID", "vnet_subnet_id"),
    Argument("podSubnetID", "pod_subnet_id"),
    Argument("podIPAllocationMode", None, omits=("DynamicIndividual",)),
    # the provider takes one or the other: no surge is said by leaving it out
    Argument("upgradeSettings.maxSurge", "upgrade_settings.max_surge", omits=("0",)),
    Argument("upgradeSettings.maxUnavailable", "upgrade_settings.max_unavailable", since=Version(4, 53)),
)

# What the block default_node_pool has no argument for: schemas of 3.117.1, 4.81.0 and 5.2.0.
NOT_INLINE = ("upgradeSettings.maxUnavailable",)
# When a pool other than the default one got temporary_name_for_rotation.
POOL_ROTATION = Version(4, 16)


def _row(rows: tuple[Argument, ...], path: str, version: Version) -> Argument | None:
    """The row that holds for the version; failing that, the one that would need a newer version."""
    candidates = [row for row in rows if row.path == path and version < row.until]
    return candidates[0] if candidates else None


def spelling(rows: tuple[Argument, ...], path: str, data: object, version: Version) -> str | None:
    """The argument for `path` in this version, or None where the value is said by leaving it out."""
    row = _row(rows, path, version)
    return None if row is None or data in row.omits else row.name


class Obstacle(NamedTuple):
    """Why a version cannot say a value: the end of a sentence; and the first version that can, where one does."""

    reason: str
    since: Version | None = None


def obstacle(rows: tuple[Argument, ...], path: str, data: object, version: Version) -> Obstacle | None:
    """Why this version of the provider cannot say the value, or None where it can."""
    row = _row(rows, path, version)
    if row is not None and data in row.omits:
        return None
    if row is None:  # newer releases have some arguments, of which it is not known when they came
        return Obstacle("has no argument for it that aksnet knows of")
    if row.name is None:
        return Obstacle("has no argument for it")
    since = max(row.since, row.values.get(data, ALWAYS) if isinstance(data, str) else ALWAYS)
    if since == NEVER:
        return Obstacle("does not know this value")
    if version < since:
        return Obstacle(f"is too old for it: it came with {since}", since)
    if row.bounds and version >= row.bounded and isinstance(data, int) and not row.bounds[0] <= data <= row.bounds[1]:
        return Obstacle(f"takes {row.bounds[0]} to {row.bounds[1]}")
    return None

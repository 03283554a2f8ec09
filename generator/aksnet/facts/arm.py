"""ARM API versions of managedClusters, and the first stable version of every property aksnet writes.

Source: Azure/bicep-types-az (2026-08-20) and the azure-mgmt-containerservice packages up to 41.8.0.
The order of the rows is the order in which every target writes the properties.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

PREVIEW = "preview"

STABLE_VERSIONS = (
    "2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01", "2023-06-01", "2023-07-01",
    "2023-08-01", "2023-09-01", "2023-10-01", "2023-11-01", "2024-01-01", "2024-02-01", "2024-05-01",
    "2024-07-01", "2024-08-01", "2024-09-01", "2024-10-01", "2025-01-01", "2025-02-01", "2025-03-01",
    "2025-04-01", "2025-05-01", "2025-07-01", "2025-08-01", "2025-09-01", "2025-10-01", "2026-01-01",
    "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01",
)  # fmt: skip
# Previews work for about a year: https://learn.microsoft.com/azure/aks/concepts-preview-api-life-cycle
PREVIEW_VERSIONS = (
    "2026-01-02-preview", "2026-02-02-preview", "2026-03-02-preview", "2026-04-02-preview",
    "2026-05-02-preview", "2026-06-02-preview", "2026-07-02-preview", "2026-08-02-preview",
)  # fmt: skip
# What AVM and azurerm 5.2 pin; older compilers have no types for much newer ones.
FLOOR = "2025-10-01"
# The newest version that azapi 2.12.0 has types for (executed 2026-11-23).
NEWEST_IN_AZAPI = "2026-05-01"


class Property(NamedTuple):
    """A property's path and first stable version; `values` has those that came later than the property.

    "preview" instead of a version means that no stable version has it. `first_preview` is the first of the known
    previews that has it all, where that is not told by `since`.
    """

    path: str
    since: str
    values: Mapping[str, str] = MappingProxyType({})
    first_preview: str | None = None


def _rows(*rows: Property) -> dict[str, Property]:
    return {row.path: row for row in rows}


_OLD = "2021-01-01"  # older than every version that aksnet renders

_LB = "networkProfile.loadBalancerProfile"
_NAT = "networkProfile.natGatewayProfile"
_ACNS = "networkProfile.advancedNetworking"

CLUSTER = _rows(
    Property("kubernetesVersion", _OLD),
    Property("dnsPrefix", _OLD),
    Property("windowsProfile.adminUsername", _OLD),
    Property("windowsProfile.adminPassword", _OLD),
    Property("apiServerAccessProfile.enablePrivateCluster", _OLD),
    Property("apiServerAccessProfile.enableVnetIntegration", "2025-03-01"),
    Property("apiServerAccessProfile.subnetId", "2025-03-01"),
    Property("bootstrapProfile.artifactSource", "2025-01-01"),
    Property("hostedSystemProfile.enabled", "2026-02-01"),
    Property("hostedSystemProfile.nodeSubnetID", "2026-02-01"),
    Property("hostedSystemProfile.systemNodeSubnetID", "2026-02-01"),
    Property("networkProfile.networkPlugin", _OLD, {"none": "2022-06-01"}),
    Property("networkProfile.networkPluginMode", "2023-02-01"),
    Property("networkProfile.networkDataplane", "2023-02-01"),
    Property("networkProfile.networkPolicy", _OLD, {"cilium": "2023-02-01", "none": "2024-05-01"}),
    Property("networkProfile.ipFamilies", "2021-10-01"),
    Property("networkProfile.podCidr", _OLD),
    Property("networkProfile.podCidrs", "2021-10-01"),
    Property("networkProfile.serviceCidr", _OLD),
    Property("networkProfile.serviceCidrs", "2021-10-01"),
    Property("networkProfile.dnsServiceIP", _OLD),
    Property("networkProfile.outboundType", _OLD, {"none": "2025-01-01"}),
    Property(f"{_LB}.managedOutboundIPs.count", _OLD),
    Property(f"{_LB}.managedOutboundIPs.countIPv6", "2021-10-01"),
    Property(f"{_LB}.outboundIPPrefixes.publicIPPrefixes", _OLD),
    Property(f"{_LB}.outboundIPs.publicIPs", _OLD),
    Property(f"{_LB}.allocatedOutboundPorts", _OLD),
    Property(f"{_LB}.idleTimeoutInMinutes", _OLD),
    Property(f"{_LB}.backendPoolType", "2023-10-01"),
    Property(f"{_NAT}.sku", "2026-06-01", first_preview="2026-06-02-preview"),
    Property(f"{_NAT}.managedOutboundIPProfile.count", "2021-07-01"),
    Property(f"{_NAT}.managedOutboundIPProfile.countIPv6", "2026-06-01", first_preview="2026-01-02-preview"),
    Property(f"{_NAT}.outboundIPPrefixes.publicIPPrefixes", "2026-06-01", first_preview="2026-01-02-preview"),
    Property(f"{_NAT}.outboundIPs.publicIPs", "2026-06-01", first_preview="2026-01-02-preview"),
    Property(f"{_NAT}.idleTimeoutInMinutes", "2021-07-01"),
    Property(f"{_ACNS}.enabled", "2024-09-01"),
    Property(f"{_ACNS}.observability.enabled", "2024-09-01"),
    Property(f"{_ACNS}.security.enabled", "2024-09-01"),
    Property(f"{_ACNS}.security.advancedNetworkPolicies", "2025-08-01"),
    Property(
        f"{_ACNS}.security.transitEncryption.type",
        "2026-01-01",
        {"mTLS": PREVIEW},
        first_preview="2026-01-02-preview",
    ),
    Property(f"{_ACNS}.performance.accelerationMode", "2026-01-01"),
)

POOL = _rows(
    Property("name", _OLD),
    Property("mode", _OLD, {"Gateway": "2025-04-01"}),
    Property("vmSize", _OLD),
    Property("osType", _OLD),
    Property(
        "osSKU",
        "2021-03-01",
        {
            "Windows2019": "2022-07-01",
            "Windows2022": "2022-07-01",
            "AzureLinux": "2023-04-01",
            "Ubuntu2204": "2025-03-01",
            "AzureLinux3": "2025-07-01",
            "Ubuntu2404": "2025-10-01",
            "Windows2025": "2026-02-01",
        },
    ),
    Property("count", _OLD),
    Property("enableAutoScaling", _OLD),
    Property("minCount", _OLD),
    Property("maxCount", _OLD),
    Property("availabilityZones", _OLD),
    Property("maxPods", _OLD),
    Property("vnetSubnetID", _OLD),
    Property("podSubnetID", _OLD),
    Property("podIPAllocationMode", "2025-04-01"),
    Property("upgradeSettings.maxSurge", _OLD),
    Property("upgradeSettings.maxUnavailable", "2025-03-01"),
)


def first_version(row: Property, data: object) -> str:
    """The first version that has both the property and its value: a date, or "preview"."""
    return max(row.since, row.values.get(data, row.since) if isinstance(data, str) else row.since)


def smallest(firsts: Iterable[str], *, preview: bool) -> str:
    """The smallest stable version from the floor on that has everything; the newest preview where none has."""
    newest = max(firsts, default=FLOOR)
    if newest == PREVIEW:
        return PREVIEW_VERSIONS[-1] if preview else STABLE_VERSIONS[-1]
    return next(version for version in STABLE_VERSIONS if version >= max(newest, FLOOR))


def has(version: str, row: Property, data: object) -> bool:
    """Whether the API version has the property with this value; a preview has what stable ones before it have."""
    first = first_version(row, data)
    if version.endswith(PREVIEW) and row.first_preview is not None:
        return version >= row.first_preview
    return first != PREVIEW and version >= first


def in_azapi(version: str) -> bool:
    """Whether azapi 2.12.0 has the types of an API version."""
    return version[:7] <= NEWEST_IN_AZAPI[:7]


Words: TypeAlias = tuple[str, ...]
# The words that rules ask for, as ARM spells them: the service takes the plugin in any case (fact MODE-13), and
# documents and tools write others in lower case, too.
CLUSTER_WORDS: Mapping[str, Words] = {
    "sku.name": ("Base", "Automatic"),
    "sku.tier": ("Free", "Standard", "Premium"),
    "identity.type": ("SystemAssigned", "UserAssigned", "None"),
    "networkProfile.networkPlugin": ("azure", "kubenet", "none"),
    "networkProfile.networkPluginMode": ("overlay",),
    "networkProfile.networkDataplane": ("azure", "cilium"),
    "networkProfile.networkPolicy": ("none", "azure", "calico", "cilium"),
    "networkProfile.networkMode": ("transparent", "bridge"),
    "networkProfile.ipFamilies": ("IPv4", "IPv6"),
    "networkProfile.loadBalancerSku": ("standard", "basic", "service"),
    "networkProfile.outboundType": (
        "loadBalancer",
        "userDefinedRouting",
        "managedNATGateway",
        "managedNATGatewayV2",
        "userAssignedNATGateway",
        "none",
        "block",
    ),
    f"{_NAT}.sku": ("Standard", "StandardV2"),
    f"{_ACNS}.security.advancedNetworkPolicies": ("None", "FQDN", "L7"),
    f"{_ACNS}.security.transitEncryption.type": ("None", "WireGuard", "mTLS"),
    f"{_ACNS}.performance.accelerationMode": ("None", "BpfVeth"),
    "networkProfile.kubeProxyConfig.mode": ("IPTABLES", "IPVS", "NFTABLES"),
    "networkProfile.podLinkLocalAccess": ("IMDS", "None"),
    "nodeProvisioningProfile.mode": ("Manual", "Auto"),
    "serviceMeshProfile.mode": ("Istio", "Disabled"),
    "bootstrapProfile.artifactSource": ("Cache", "Direct"),
    "supportPlan": ("KubernetesOfficial", "AKSLongTermSupport"),
}
POOL_WORDS: Mapping[str, Words] = {
    "mode": ("System", "User", "Gateway"),
    "type": ("VirtualMachineScaleSets", "VirtualMachines", "AvailabilitySet"),
    "osType": ("Linux", "Windows"),
    "osSKU": (
        "Ubuntu",
        "Ubuntu2204",
        "Ubuntu2404",
        "AzureLinux",
        "AzureLinux3",
        "CBLMariner",
        "Mariner",
        "Windows2019",
        "Windows2022",
        "Windows2025",
        "WindowsAnnual",
    ),
    "podIPAllocationMode": ("DynamicIndividual", "StaticBlock"),
    "localDNSProfile.mode": ("Required", "Preferred", "Disabled"),
}

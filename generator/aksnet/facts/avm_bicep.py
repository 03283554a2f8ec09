"""The Bicep module of Azure Verified Modules for clusters: which parameter goes where, and what it sends by itself.

Source: main.bicep and agent-pool/main.bicep of avm/res/container-service/managed-cluster 0.14.0 in
https://github.com/Azure/bicep-registry-modules, read on 2026-11-30. What reaches the service was executed on
2026-11-23.
"""

from collections.abc import Mapping

NAME = "avm/res/container-service/managed-cluster"
# The newest, which is written: a release of 0.x may break what the one before took.
RELEASE = "0.14.0"
SOURCE = f"br/public:{NAME}:{RELEASE}"
# What it sends clusters and pools with.
API_VERSION = "2025-10-01"

_NET, _LB = "networkProfile", "networkProfile.loadBalancerProfile"
# Parameters that are not called as ARM's properties are, by the property; all other parameters of the network profile
# are called as its properties.
RENAMED: Mapping[str, str] = {
    f"{_LB}.managedOutboundIPs.count": "managedOutboundIPCount",
    f"{_LB}.allocatedOutboundPorts": "allocatedOutboundPorts",
    f"{_LB}.idleTimeoutInMinutes": "idleTimeoutInMinutes",
    f"{_LB}.backendPoolType": "backendPoolType",
}
# What they have where nothing is given: then the module sends nothing, or what the service would take by itself.
DEFAULTS: Mapping[str, object] = {
    "managedOutboundIPCount": 0,
    "allocatedOutboundPorts": 0,
    "idleTimeoutInMinutes": 30,
    "backendPoolType": "NodeIPConfiguration",
}
# Parameters that take ids alone, where ARM has a list of objects.
IDS: Mapping[str, str] = {
    f"{_LB}.outboundIPs.publicIPs": "outboundPublicIPResourceIds",
    f"{_LB}.outboundIPPrefixes.publicIPPrefixes": "outboundPublicIPPrefixResourceIds",
}
# The parameter of a property or of an object with all that is in it. Members that are not in the table have none.
CLUSTER: Mapping[str, str] = {
    **{path: path for path in ("kubernetesVersion", "dnsPrefix", "windowsProfile", "location", "tags")},
    "sku.name": "skuName",
    "sku.tier": "skuTier",
    "apiServerAccessProfile": "apiServerAccessProfile",
    "bootstrapProfile": "bootstrapProfile",
    **{
        f"{_NET}.{name}": name
        for name in (
            "networkPlugin",
            "networkPluginMode",
            "networkDataplane",
            "networkPolicy",
            "ipFamilies",
            "podCidr",
            "podCidrs",
            "serviceCidr",
            "serviceCidrs",
            "dnsServiceIP",
            "outboundType",
            "natGatewayProfile",
            "advancedNetworking",
        )
    },
    **RENAMED,
    **IDS,
}
POOL: Mapping[str, str] = {
    **{
        path: path
        for path in (
            "name",
            "mode",
            "vmSize",
            "osType",
            "osSKU",
            "count",
            "enableAutoScaling",
            "minCount",
            "maxCount",
            "availabilityZones",
            "maxPods",
            "podIPAllocationMode",
            "upgradeSettings",
        )
    },
    "vnetSubnetID": "vnetSubnetResourceId",
    "podSubnetID": "podSubnetResourceId",
}
# What it sends of a cluster with Cilium, whatever it is given.
WITH_CILIUM: Mapping[str, str] = {f"{_NET}.networkPluginMode": "overlay", f"{_NET}.networkPolicy": "cilium"}

# What it turns on and off beside the network where a call says nothing of it, otherwise than the service by itself (of
# whose defaults https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters tells), and the
# parameters that say otherwise. The driver of blobs is off with both.
TURNED_ON = "Azure Policy and the upgrade channel stable"
TURNED_OFF = "the CSI drivers of disks and files and the snapshot controller"
ASK_OTHERWISE = "azurePolicyEnabled, autoUpgradeProfile, enableStorageProfileDiskCSIDriver and the others for storage"
# The only outbound type with which it sends no load balancer profile.
WITHOUT_LOAD_BALANCER = "userDefinedRouting"

LOCAL_ACCOUNTS, PUBLIC_ACCESS = "disableLocalAccounts", "publicNetworkAccess"
# What the service takes where nothing is said, and the module does not: it chooses the tier Standard, and an API server
# that nobody reaches (https://github.com/Azure/AKS/issues/4220, read on 2026-11-30). Local accounts can only be
# disabled together with Microsoft Entra ID (https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad).
AS_THE_SERVICE: Mapping[str, object] = {
    "skuName": "Base",
    "skuTier": "Free",
    LOCAL_ACCOUNTS: False,
    PUBLIC_ACCESS: "Enabled",
}


def parameter(table: Mapping[str, str], path: str) -> str | None:
    """The parameter that an ARM path is given to, with the members below it ("natGatewayProfile.sku")."""
    base, rest = path, ""
    while base:
        if base in table:
            return f"{table[base]}{rest}"
        base, dot, leaf = base.rpartition(".")
        rest = f"{dot}{leaf}{rest}"
    return None

"""The flags of `az aks create` and `az aks nodepool add` for ARM's properties.

Source: azure-cli 2.91.0, its module acs (read and executed without a service on 2026-11-24, older releases read);
https://learn.microsoft.com/cli/azure/aks
"""

from typing import NamedTuple

NEWEST = "2.91.0"
# fact MODE-17: the release that overlay asks for
OLDEST = "2.48.0"


class Flag(NamedTuple):
    """How az says an ARM path. `when` makes it a switch that stands where the value is just that.

    `flag` is None where `aks create` has none: its one pool is a Linux system pool. `added` is the flag in
    `nodepool add`. `lower` writes the value in lower case, `words` a list as separate words instead of with commas,
    and `joined` puts a = before a value that may begin with a dash. `since` is the first release that has the flag,
    as far as it is known.
    """

    path: str
    flag: str | None
    when: bool | None = None
    added: str | None = None
    lower: bool = False
    words: bool = False
    bounds: tuple[int, int] | None = None
    refused: tuple[str, ...] = ()
    since: str = OLDEST
    joined: bool = False


_LB = "networkProfile.loadBalancerProfile"
_NAT = "networkProfile.natGatewayProfile"
_ACNS = "networkProfile.advancedNetworking"


def _rows(*rows: Flag) -> dict[str, Flag]:
    return {row.path: row for row in rows}


CLUSTER = _rows(
    Flag("sku.name", "--sku", lower=True),
    Flag("sku.tier", "--tier", lower=True),
    Flag("kubernetesVersion", "--kubernetes-version"),
    Flag("dnsPrefix", "--dns-name-prefix"),
    Flag("windowsProfile.adminUsername", "--windows-admin-username", joined=True),
    Flag("windowsProfile.adminPassword", "--windows-admin-password", joined=True),
    Flag("apiServerAccessProfile.enablePrivateCluster", "--enable-private-cluster", when=True),
    Flag("apiServerAccessProfile.enableVnetIntegration", "--enable-apiserver-vnet-integration", when=True),
    Flag("apiServerAccessProfile.subnetId", "--apiserver-subnet-id"),
    Flag("bootstrapProfile.artifactSource", "--bootstrap-artifact-source", since="2.71.0"),
    Flag("hostedSystemProfile.enabled", "--enable-hosted-system", when=True, since="2.86.0"),
    Flag("hostedSystemProfile.nodeSubnetID", "--node-subnet-id", since="2.86.0"),
    Flag("hostedSystemProfile.systemNodeSubnetID", "--system-node-subnet-id", since="2.86.0"),
    Flag("networkProfile.networkPlugin", "--network-plugin"),
    Flag("networkProfile.networkPluginMode", "--network-plugin-mode"),
    Flag("networkProfile.networkDataplane", "--network-dataplane"),
    Flag("networkProfile.networkPolicy", "--network-policy"),
    Flag("networkProfile.ipFamilies", "--ip-families"),
    Flag("networkProfile.podCidr", "--pod-cidr"),
    Flag("networkProfile.podCidrs", "--pod-cidrs"),
    Flag("networkProfile.serviceCidr", "--service-cidr"),
    Flag("networkProfile.serviceCidrs", "--service-cidrs"),
    Flag("networkProfile.dnsServiceIP", "--dns-service-ip"),
    Flag("networkProfile.outboundType", "--outbound-type"),
    Flag(f"{_LB}.managedOutboundIPs.count", "--load-balancer-managed-outbound-ip-count"),
    Flag(f"{_LB}.managedOutboundIPs.countIPv6", "--load-balancer-managed-outbound-ipv6-count"),
    Flag(f"{_LB}.outboundIPPrefixes.publicIPPrefixes", "--load-balancer-outbound-ip-prefixes"),
    Flag(f"{_LB}.outboundIPs.publicIPs", "--load-balancer-outbound-ips"),
    Flag(f"{_LB}.allocatedOutboundPorts", "--load-balancer-outbound-ports"),
    Flag(f"{_LB}.idleTimeoutInMinutes", "--load-balancer-idle-timeout", bounds=(4, 100)),
    Flag(f"{_LB}.backendPoolType", "--load-balancer-backend-pool-type"),
    Flag(f"{_NAT}.sku", "--outbound-type-sku", since="2.91.0"),
    Flag(f"{_NAT}.managedOutboundIPProfile.count", "--nat-gateway-managed-outbound-ip-count"),
    Flag(f"{_NAT}.managedOutboundIPProfile.countIPv6", "--nat-gateway-managed-outbound-ipv6-count", since="2.91.0"),
    Flag(f"{_NAT}.outboundIPPrefixes.publicIPPrefixes", "--nat-gateway-outbound-ip-prefixes", since="2.91.0"),
    Flag(f"{_NAT}.outboundIPs.publicIPs", "--nat-gateway-outbound-ips", since="2.91.0"),
    Flag(f"{_NAT}.idleTimeoutInMinutes", "--nat-gateway-idle-timeout"),
    Flag(f"{_ACNS}.enabled", "--enable-acns", when=True, since="2.79.0"),
    Flag(f"{_ACNS}.observability.enabled", "--disable-acns-observability", when=False, since="2.79.0"),
    Flag(f"{_ACNS}.security.enabled", "--disable-acns-security", when=False, since="2.79.0"),
    Flag(f"{_ACNS}.security.advancedNetworkPolicies", "--acns-advanced-networkpolicies", since="2.79.0"),
    Flag(
        f"{_ACNS}.security.transitEncryption.type", "--acns-transit-encryption-type", refused=("mTLS",), since="2.86.0"
    ),
    Flag(f"{_ACNS}.performance.accelerationMode", "--acns-datapath-acceleration-mode", since="2.86.0"),
)

POOL = _rows(
    Flag("name", "--nodepool-name", added="--name"),
    Flag("mode", None, added="--mode"),
    Flag("vmSize", "--node-vm-size", added="--node-vm-size"),
    Flag("osType", None, added="--os-type"),
    Flag("osSKU", "--os-sku", added="--os-sku"),
    Flag("count", "--node-count", added="--node-count"),
    Flag("enableAutoScaling", "--enable-cluster-autoscaler", added="--enable-cluster-autoscaler", when=True),
    Flag("minCount", "--min-count", added="--min-count"),
    Flag("maxCount", "--max-count", added="--max-count"),
    Flag("availabilityZones", "--zones", added="--zones", words=True),
    Flag("maxPods", "--max-pods", added="--max-pods"),
    Flag("vnetSubnetID", "--vnet-subnet-id", added="--vnet-subnet-id"),
    Flag("podSubnetID", "--pod-subnet-id", added="--pod-subnet-id"),
    Flag("podIPAllocationMode", "--pod-ip-allocation-mode", added="--pod-ip-allocation-mode", since="2.75.0"),
    # `az aks create` has no flag for them: a `nodepool update` follows where the spec gives one
    Flag("upgradeSettings.maxSurge", None, added="--max-surge"),
    Flag("upgradeSettings.maxUnavailable", None, added="--max-unavailable", since="2.75.0"),
)

# What a pool may have beside, and aksnet never writes: the flags of `az aks nodepool add` that carry it to a new pool.
POOL_MORE = _rows(
    Flag("type", None, added="--vm-set-type"),
    Flag("orchestratorVersion", None, added="--kubernetes-version"),
    Flag("scaleSetPriority", None, added="--priority"),
    Flag("scaleSetEvictionPolicy", None, added="--eviction-policy"),
    Flag("spotMaxPrice", None, added="--spot-max-price"),
    Flag("scaleDownMode", None, added="--scale-down-mode"),
    Flag("nodeTaints", None, added="--node-taints"),
    Flag("nodeLabels", None, added="--labels", words=True),
    Flag("tags", None, added="--tags", words=True),
    Flag("osDiskType", None, added="--node-osdisk-type"),
    Flag("osDiskSizeGB", None, added="--node-osdisk-size"),
    Flag("enableFIPS", None, added="--enable-fips-image", when=True),
    Flag("enableEncryptionAtHost", None, added="--enable-encryption-at-host", when=True),
    Flag("enableUltraSSD", None, added="--enable-ultra-ssd", when=True),
    Flag("enableNodePublicIP", None, added="--enable-node-public-ip", when=True),
    Flag("nodePublicIPPrefixID", None, added="--node-public-ip-prefix-id"),
    Flag("proximityPlacementGroupID", None, added="--ppg"),
    Flag("hostGroupID", None, added="--host-group-id"),
    Flag("capacityReservationGroupID", None, added="--crg-id"),
    Flag("creationData.sourceResourceId", None, added="--snapshot-id"),
    Flag("gpuInstanceProfile", None, added="--gpu-instance-profile"),
    Flag("gpuProfile.driver", None, added="--gpu-driver"),
    Flag("workloadRuntime", None, added="--workload-runtime"),
    Flag("securityProfile.enableSecureBoot", None, added="--enable-secure-boot", when=True),
    Flag("securityProfile.enableVTPM", None, added="--enable-vtpm", when=True),
    Flag("windowsProfile.disableOutboundNat", None, added="--disable-windows-outbound-nat", when=True),
    Flag("networkProfile.applicationSecurityGroups", None, added="--asg-ids", words=True),
    Flag("gatewayProfile.publicIPPrefixSize", None, added="--gateway-prefix-size"),
    Flag("upgradeSettings.drainTimeoutInMinutes", None, added="--drain-timeout"),
    Flag("upgradeSettings.nodeSoakDurationInMinutes", None, added="--node-soak-duration"),
    Flag("upgradeSettings.undrainableNodeBehavior", None, added="--undrainable-node-behavior"),
)


def tag_obstacle(key: str, value: str) -> str | None:
    """Why az would take a tag for something else: the end of a sentence, or None where it would not."""
    if key.startswith("-"):
        return "takes a name that begins with - for an option"
    if "=" in key:
        return "takes what comes after the first = for the value"
    if value.startswith("@"):
        return "takes a value that begins with @ for the name of a file to read"
    return None


def obstacle(row: Flag | None, data: object) -> str | None:
    """Why az cannot say the value: the end of a sentence, or None where it can."""
    if row is None:
        return "has no flag for it"
    if isinstance(data, str) and data.startswith(("-", "@")):
        return "takes a value that begins with - for an option, and one with @ for the name of a file"
    if data in row.refused:
        return "does not know this value"
    if row.bounds and isinstance(data, int) and not row.bounds[0] <= data <= row.bounds[1]:
        return f"takes {row.bounds[0]} to {row.bounds[1]}"
    return None

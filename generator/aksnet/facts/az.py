"""The flags of `az aks create` and `az aks nodepool add` for ARM's properties.

Source: azure-cli 2.91.0, its module acs (read 2026-11-24); https://learn.microsoft.com/cli/azure/aks
"""

from __future__ import annotations

from dataclasses import dataclass

NEWEST = "2.91.0"


@dataclass(frozen=True, slots=True)
class Flag:
    """How az says an ARM path. `when` makes it a switch that stands where the value is just that.

    `lower` writes the value in lower case, `words` a list as separate words instead of with commas. `flag` is None
    where az has none; values in `omits` are then said by silence. `added` is the flag in `nodepool add`.
    """

    path: str
    flag: str | None
    when: bool | None = None
    added: str | None = None
    lower: bool = False
    words: bool = False
    omits: tuple[object, ...] = ()
    bounds: tuple[int, int] | None = None
    refused: tuple[str, ...] = ()


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
    Flag("windowsProfile.adminUsername", "--windows-admin-username"),
    Flag("windowsProfile.adminPassword", "--windows-admin-password"),
    Flag("apiServerAccessProfile.enablePrivateCluster", "--enable-private-cluster", when=True),
    Flag("apiServerAccessProfile.enableVnetIntegration", "--enable-apiserver-vnet-integration", when=True),
    Flag("apiServerAccessProfile.subnetId", "--apiserver-subnet-id"),
    Flag("bootstrapProfile.artifactSource", "--bootstrap-artifact-source"),
    Flag("hostedSystemProfile.enabled", "--enable-hosted-system", when=True),
    Flag("hostedSystemProfile.nodeSubnetID", "--node-subnet-id"),
    Flag("hostedSystemProfile.systemNodeSubnetID", "--system-node-subnet-id"),
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
    Flag(f"{_NAT}.sku", "--outbound-type-sku"),
    Flag(f"{_NAT}.managedOutboundIPProfile.count", "--nat-gateway-managed-outbound-ip-count"),
    Flag(f"{_NAT}.managedOutboundIPProfile.countIPv6", "--nat-gateway-managed-outbound-ipv6-count"),
    Flag(f"{_NAT}.outboundIPPrefixes.publicIPPrefixes", "--nat-gateway-outbound-ip-prefixes"),
    Flag(f"{_NAT}.outboundIPs.publicIPs", "--nat-gateway-outbound-ips"),
    Flag(f"{_NAT}.idleTimeoutInMinutes", "--nat-gateway-idle-timeout"),
    Flag(f"{_ACNS}.enabled", "--enable-acns", when=True),
    Flag(f"{_ACNS}.observability.enabled", "--disable-acns-observability", when=False),
    Flag(f"{_ACNS}.security.enabled", "--disable-acns-security", when=False),
    Flag(f"{_ACNS}.security.advancedNetworkPolicies", "--acns-advanced-networkpolicies"),
    Flag(f"{_ACNS}.security.transitEncryption.type", "--acns-transit-encryption-type", refused=("mTLS",)),
    Flag(f"{_ACNS}.performance.accelerationMode", "--acns-datapath-acceleration-mode"),
)

POOL = _rows(
    Flag("name", "--nodepool-name", added="--name"),
    Flag("mode", None, added="--mode", omits=("System",)),
    Flag("vmSize", "--node-vm-size", added="--node-vm-size"),
    Flag("osType", None, added="--os-type", omits=("Linux",)),
    Flag("osSKU", "--os-sku", added="--os-sku"),
    Flag("count", "--node-count", added="--node-count"),
    Flag("enableAutoScaling", "--enable-cluster-autoscaler", added="--enable-cluster-autoscaler", when=True),
    Flag("minCount", "--min-count", added="--min-count"),
    Flag("maxCount", "--max-count", added="--max-count"),
    Flag("availabilityZones", "--zones", added="--zones", words=True),
    Flag("maxPods", "--max-pods", added="--max-pods"),
    Flag("vnetSubnetID", "--vnet-subnet-id", added="--vnet-subnet-id"),
    Flag("podSubnetID", "--pod-subnet-id", added="--pod-subnet-id"),
    Flag("podIPAllocationMode", "--pod-ip-allocation-mode", added="--pod-ip-allocation-mode"),
    # `az aks create` has no flag for it: a `nodepool update` follows where the spec gives one
    Flag("upgradeSettings.maxSurge", None, added="--max-surge"),
)


def obstacle(row: Flag | None, data: object) -> str | None:
    """Why az cannot say the value: the end of a sentence, or None where it can."""
    if row is None:
        return "has no flag for it"
    if data in row.refused:
        return "does not know this value"
    if row.bounds and isinstance(data, int) and not row.bounds[0] <= data <= row.bounds[1]:
        return f"takes {row.bounds[0]} to {row.bounds[1]}"
    return None

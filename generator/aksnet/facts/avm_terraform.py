"""The Terraform module of Azure Verified Modules for clusters: which input goes where, since when, and what it drops.

Source: variables.tf, locals.*.tf, main.*.tf and modules/agentpool at the tags of
https://github.com/Azure/terraform-azurerm-avm-res-containerservice-managedcluster, read on 2026-11-30. Up to 0.3 it
makes azurerm's resources, from 0.4 on ARM's own by azapi: the rows are about these.
"""

from enum import StrEnum
from typing import NamedTuple

from aksnet.facts.azurerm import ALWAYS, Version

SOURCE = "Azure/avm-res-containerservice-managedcluster/azurerm"
_NUMBERS = (
    "0.1.0 0.1.1 0.1.2 0.1.3 0.1.4 0.1.5 0.1.6 0.1.7 0.1.8 0.1.9 0.2.0 0.2.1 0.2.2 0.2.3 0.2.4 0.2.5 0.2.6 0.2.7 0.2.8 "
    "0.2.9 0.3.0 0.3.1 0.3.2 0.3.3 0.4.0 0.4.1 0.4.2 0.4.3 0.5.0 0.5.1 0.5.2 0.5.3 0.5.4 0.5.5 0.5.6 0.5.7 0.6.0 0.6.1 "
    "0.6.2 0.6.3 0.6.4 0.6.5 0.6.6 0.6.7 0.7.0 0.7.1 0.7.2 0.7.3 0.8.0 0.8.1"
)
RELEASES = tuple(Version(*map(int, number.split("."))) for number in _NUMBERS.split())
# The newest, which is written: a release of 0.x may break what the one before took.
RELEASE = RELEASES[-1]
# What it sends clusters with; pools go with a preview of the same year, 2026-01-02-preview.
API_VERSION = "2026-03-01"
# The first releases of Terraform and OpenTofu that skip what stands behind "true ||", as conditions of its variables
# take for granted: with 1.11.4 they fail on a variable that is left out (executed on 2026-11-30), although the module
# asks for 1.11. https://github.com/hashicorp/terraform/pull/36840, https://github.com/opentofu/opentofu/issues/3501
SHORT_CIRCUIT = ("1.12", "1.10")


class Takes(StrEnum):
    """What an input takes."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    TEXTS = "texts"
    ANY = "any"


class Input(NamedTuple):
    """An input, or a member of one, and the ARM path that it is given to; it is there from `since` on."""

    name: str
    path: str
    takes: Takes = Takes.TEXT
    since: Version = ALWAYS


_V4, _V6_1, _V6_2, _V7, _V7_1 = Version(0, 4), Version(0, 6, 1), Version(0, 6, 2), Version(0, 7), Version(0, 7, 1)
_NET, _LB, _NAT = "networkProfile", "networkProfile.loadBalancerProfile", "networkProfile.natGatewayProfile"
_NET_IN, _LB_IN = "network_profile", "network_profile.load_balancer_profile"
_ACNS, _ACNS_IN = f"{_NET}.advancedNetworking", f"{_NET_IN}.advanced_networking"
_API, _API_IN = "apiServerAccessProfile", "api_server_access_profile"
CLUSTER = (
    Input("name", "name"),
    Input("location", "location"),
    Input("kubernetes_version", "kubernetesVersion"),
    Input("fqdn_subdomain", "fqdnSubdomain", since=_V4),
    Input("node_resource_group", "nodeResourceGroup", since=_V4),
    Input("sku.name", "sku.name", since=_V4),
    Input("sku.tier", "sku.tier", since=_V4),
    Input(f"{_API_IN}.authorized_ip_ranges", f"{_API}.authorizedIPRanges", Takes.TEXTS, _V4),
    Input(f"{_API_IN}.enable_private_cluster", f"{_API}.enablePrivateCluster", Takes.FLAG, _V4),
    Input(f"{_API_IN}.enable_private_cluster_public_fqdn", f"{_API}.enablePrivateClusterPublicFQDN", Takes.FLAG, _V4),
    Input(f"{_API_IN}.enable_vnet_integration", f"{_API}.enableVnetIntegration", Takes.FLAG, _V4),
    Input(f"{_API_IN}.private_dns_zone", f"{_API}.privateDNSZone", since=_V4),
    Input(f"{_API_IN}.subnet_id", f"{_API}.subnetId", since=_V4),
    Input("bootstrap_profile.artifact_source", "bootstrapProfile.artifactSource", since=_V4),
    Input("bootstrap_profile.container_registry_id", "bootstrapProfile.containerRegistryId", since=_V4),
    Input("hosted_system_profile.enabled", "hostedSystemProfile.enabled", Takes.FLAG, _V6_2),
    Input("hosted_system_profile.node_subnet_id", "hostedSystemProfile.nodeSubnetID", since=_V6_2),
    Input("hosted_system_profile.system_node_subnet_id", "hostedSystemProfile.systemNodeSubnetID", since=_V6_2),
    Input("node_provisioning_profile.mode", "nodeProvisioningProfile.mode", since=_V4),
    Input("service_mesh_profile.mode", "serviceMeshProfile.mode", since=_V4),
    Input(f"{_NET_IN}.network_plugin", f"{_NET}.networkPlugin"),
    Input(f"{_NET_IN}.network_plugin_mode", f"{_NET}.networkPluginMode"),
    Input(f"{_NET_IN}.network_dataplane", f"{_NET}.networkDataplane"),
    Input(f"{_NET_IN}.network_policy", f"{_NET}.networkPolicy"),
    Input(f"{_NET_IN}.network_mode", f"{_NET}.networkMode"),
    Input(f"{_NET_IN}.ip_families", f"{_NET}.ipFamilies", Takes.TEXTS),
    Input(f"{_NET_IN}.pod_cidr", f"{_NET}.podCidr"),
    Input(f"{_NET_IN}.pod_cidrs", f"{_NET}.podCidrs", Takes.TEXTS),
    Input(f"{_NET_IN}.service_cidr", f"{_NET}.serviceCidr"),
    Input(f"{_NET_IN}.service_cidrs", f"{_NET}.serviceCidrs", Takes.TEXTS),
    Input(f"{_NET_IN}.dns_service_ip", f"{_NET}.dnsServiceIP"),
    Input(f"{_NET_IN}.outbound_type", f"{_NET}.outboundType"),
    Input(f"{_NET_IN}.load_balancer_sku", f"{_NET}.loadBalancerSku"),
    Input(f"{_LB_IN}.allocated_outbound_ports", f"{_LB}.allocatedOutboundPorts", Takes.NUMBER),
    Input(f"{_LB_IN}.backend_pool_type", f"{_LB}.backendPoolType"),
    Input(f"{_LB_IN}.idle_timeout_in_minutes", f"{_LB}.idleTimeoutInMinutes", Takes.NUMBER),
    Input(f"{_LB_IN}.managed_outbound_ips.count", f"{_LB}.managedOutboundIPs.count", Takes.NUMBER),
    Input(f"{_LB_IN}.managed_outbound_ips.count_i_pv6", f"{_LB}.managedOutboundIPs.countIPv6", Takes.NUMBER),
    Input(f"{_LB_IN}.outbound_ips.public_ips", f"{_LB}.outboundIPs.publicIPs", Takes.ANY),
    Input(f"{_LB_IN}.outbound_ip_prefixes.public_ip_prefixes", f"{_LB}.outboundIPPrefixes.publicIPPrefixes", Takes.ANY),
    Input(f"{_NET_IN}.nat_gateway_profile.idle_timeout_in_minutes", f"{_NAT}.idleTimeoutInMinutes", Takes.NUMBER),
    Input(
        f"{_NET_IN}.nat_gateway_profile.managed_outbound_ip_profile.count",
        f"{_NAT}.managedOutboundIPProfile.count",
        Takes.NUMBER,
    ),
    Input(f"{_ACNS_IN}.enabled", f"{_ACNS}.enabled", Takes.FLAG),
    Input(f"{_ACNS_IN}.observability.enabled", f"{_ACNS}.observability.enabled", Takes.FLAG),
    Input(f"{_ACNS_IN}.security.enabled", f"{_ACNS}.security.enabled", Takes.FLAG),
    Input(f"{_ACNS_IN}.security.advanced_network_policies", f"{_ACNS}.security.advancedNetworkPolicies"),
    Input(f"{_NET_IN}.static_egress_gateway_profile.enabled", f"{_NET}.staticEgressGatewayProfile.enabled", Takes.FLAG),
    Input("kube_proxy_config.enabled", f"{_NET}.kubeProxyConfig.enabled", Takes.FLAG, _V7),
    Input("kube_proxy_config.mode", f"{_NET}.kubeProxyConfig.mode", since=_V7),
)
# Members of any pool; and those that stand before them, in the default pool and in further ones.
POOL = (
    Input("availability_zones", "availabilityZones", Takes.TEXTS),
    Input("enable_auto_scaling", "enableAutoScaling", Takes.FLAG),
    Input("enable_node_public_ip", "enableNodePublicIP", Takes.FLAG),
    Input("gateway_profile.public_ip_prefix_size", "gatewayProfile.publicIPPrefixSize", Takes.NUMBER),
    Input("local_dns_profile.mode", "localDNSProfile.mode"),
    Input("max_count", "maxCount", Takes.NUMBER),
    Input("max_pods", "maxPods", Takes.NUMBER),
    Input("min_count", "minCount", Takes.NUMBER),
    Input("node_public_ip_prefix_id", "nodePublicIPPrefixID"),
    Input("node_taints", "nodeTaints", Takes.TEXTS),
    Input("orchestrator_version", "orchestratorVersion"),
    Input("os_sku", "osSKU"),
    Input("pod_ip_allocation_mode", "podIPAllocationMode"),
    Input("pod_subnet_id", "podSubnetID"),
    Input("scale_set_priority", "scaleSetPriority"),
    Input("type", "type"),
    Input("upgrade_settings.max_surge", "upgradeSettings.maxSurge"),
    Input("upgrade_settings.max_unavailable", "upgradeSettings.maxUnavailable"),
    Input("vm_size", "vmSize"),
    Input("vnet_subnet_id", "vnetSubnetID"),
    Input("windows_profile.disable_outbound_nat", "windowsProfile.disableOutboundNat", Takes.FLAG),
)
DEFAULT_POOL = (Input("name", "name"), Input("count_of", "count", Takes.NUMBER))
FURTHER_POOL = (*DEFAULT_POOL, Input("mode", "mode"), Input("os_type", "osType"))
# An input that the releases before 0.4 may have had, too, in another shape.
ADMINISTRATOR = Input("windows_profile.admin_username", "windowsProfile.adminUsername", since=_V4)
# What else is written: of a name and a password more is read than a row says, or nothing.
WRITTEN = (
    Input("dns_prefix", "dnsPrefix"),
    ADMINISTRATOR,
    Input("windows_profile_password", "windowsProfile.adminPassword"),
)
# What is left of a cluster of the sku Automatic, from when on.
_AUTOMATIC = dict.fromkeys(
    ("name", "location", "sku", "agentPoolProfiles", _API, "kubernetesVersion", _NET, "nodeResourceGroup"), _V4
) | {"serviceMeshProfile": _V4, "nodeProvisioningProfile": _V6_1, "hostedSystemProfile": _V6_2}
_AUTOMATIC_NET = {
    "dnsServiceIP": _V4,
    "outboundType": _V4,
    "serviceCidr": _V4,
    "podCidr": _V7_1,
    "kubeProxyConfig": _V7,
}
# What the first pool of such a cluster can have: what is left of it in the request that makes the cluster
# (locals.agent_pool_profiles.tf), and what the update of the pool that follows (main.default_agent_pool.tf) changes on
# nodes that are there; it is of Linux by itself. All else would have to be so when the pool is made.
_AUTOMATIC_POOL = frozenset(
    {"name", "mode", "osType", "count", "vnetSubnetID", "tags", "upgradeSettings", "localDNSProfile"}
    | {"enableAutoScaling", "minCount", "maxCount"}
)


def kept_of_automatic(path: str, version: Version) -> bool:
    """Whether a release sends a property of a cluster of the sku Automatic."""
    first, _, rest = path.partition(".")
    if first not in _AUTOMATIC or version < _AUTOMATIC[first]:
        return False
    second = rest.partition(".")[0]
    return first != _NET or not second or (second in _AUTOMATIC_NET and version >= _AUTOMATIC_NET[second])


def kept_of_automatic_pool(path: str) -> bool:
    """Whether the first pool of a cluster of the sku Automatic gets a property."""
    return path.partition(".")[0] in _AUTOMATIC_POOL

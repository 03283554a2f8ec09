"""Which key of a spec says which property of ARM: the way back from what spec/views.py and its neighbours make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from aksnet.facts import service
from aksnet.importing.imported import Path
from aksnet.paths import API_SERVER_SUBNET, AUTHORIZED, HOSTED_NODES, HOSTED_SYSTEM, INTEGRATED, NODES, PODS, PRIVATE
from aksnet.view import Json


class Row(NamedTuple):
    """A key of the spec and its property.

    `stated` is what aksnet writes where the key is left out, `default` what the service takes there.
    """

    path: Path
    arm: str
    stated: Json = None
    default: Json = None


def _rows(base: Path, *rows: tuple[str, str] | tuple[str, str, Json] | tuple[str, str, Json, Json]) -> tuple[Row, ...]:
    return tuple(Row((*base, field), *rest) for field, *rest in rows)


_NET, _LB, _NAT = "networkProfile", "networkProfile.loadBalancerProfile", "networkProfile.natGatewayProfile"
_ACNS = f"{_NET}.advancedNetworking"

# Beside name, location, resource group, tags and DNS prefix.
BEFORE_NETWORK = _rows(
    (),
    ("kubernetes_version", "kubernetesVersion"),
    ("tier", "sku.tier", None, "Free"),
    ("support_plan", "supportPlan", None, "KubernetesOfficial"),
)
NETWORK = _rows(
    ("network",), ("network_policy", f"{_NET}.networkPolicy"), ("ip_families", f"{_NET}.ipFamilies", None, ["IPv4"])
)
ACNS = _rows(
    ("network", "acns"),
    ("observability", f"{_ACNS}.observability.enabled"),
    ("security", f"{_ACNS}.security.enabled"),
    ("advanced_network_policies", f"{_ACNS}.security.advancedNetworkPolicies"),
    ("transit_encryption", f"{_ACNS}.security.transitEncryption.type", None, "None"),
    ("acceleration", f"{_ACNS}.performance.accelerationMode", None, "None"),
)
OUTBOUND: Mapping[str, tuple[Row, ...]] = {
    "loadBalancer": _rows(
        ("outbound",),
        ("managed_outbound_ip_count", f"{_LB}.managedOutboundIPs.count"),
        ("managed_outbound_ipv6_count", f"{_LB}.managedOutboundIPs.countIPv6"),
        ("outbound_ip_prefixes", f"{_LB}.outboundIPPrefixes.publicIPPrefixes"),
        ("outbound_ips", f"{_LB}.outboundIPs.publicIPs"),
        ("allocated_outbound_ports", f"{_LB}.allocatedOutboundPorts", None, 0),
        ("idle_timeout_in_minutes", f"{_LB}.idleTimeoutInMinutes", None, 30),
        ("backend_pool_type", f"{_LB}.backendPoolType", None, "NodeIPConfiguration"),
    ),
    "managedNATGateway": _rows(
        ("outbound",),
        ("sku", f"{_NAT}.sku"),
        ("managed_outbound_ip_count", f"{_NAT}.managedOutboundIPProfile.count"),
        ("managed_outbound_ipv6_count", f"{_NAT}.managedOutboundIPProfile.countIPv6"),
        ("outbound_ip_prefixes", f"{_NAT}.outboundIPPrefixes.publicIPPrefixes"),
        ("outbound_ips", f"{_NAT}.outboundIPs.publicIPs"),
        ("idle_timeout_in_minutes", f"{_NAT}.idleTimeoutInMinutes", None, 4),
    ),
}
HOSTED = _rows(
    ("hosted_system",),
    ("node_subnet", HOSTED_NODES),
    ("system_node_subnet", HOSTED_SYSTEM),
    ("api_server_subnet", API_SERVER_SUBNET),
)
API_SERVER = _rows(
    ("api_server",),
    ("enable_private_cluster", PRIVATE, None, False),
    ("enable_vnet_integration", INTEGRATED, None, False),
    ("subnet", API_SERVER_SUBNET),
    ("authorized_ip_ranges", AUTHORIZED),
)
AFTER_NETWORK = _rows(
    (),
    ("node_provisioning_mode", "nodeProvisioningProfile.mode", None, "Manual"),
    ("kube_proxy_mode", f"{_NET}.kubeProxyConfig.mode"),
    ("artifact_source", "bootstrapProfile.artifactSource", None, "Direct"),
)
# Switches: where one is off, a spec says nothing of it.
ADDONS = _rows(
    ("addons",),
    ("ingress_application_gateway", "addonProfiles.ingressApplicationGateway.enabled", False),
    ("application_gateway_for_containers", "ingressProfile.applicationLoadBalancer.enabled", False),
    ("virtual_node", "addonProfiles.aciConnectorLinux.enabled", False),
    ("istio", "serviceMeshProfile.mode", "Disabled"),
    ("static_egress_gateway", f"{_NET}.staticEgressGatewayProfile.enabled", False),
    ("web_app_routing", "ingressProfile.webAppRouting.enabled", False),
    ("open_service_mesh", "addonProfiles.openServiceMesh.enabled", False),
)
# What the add-ons have that are more than a switch: a subnet, an egress gateway.
ADDON_PARTS = (
    Row(("addons", "application_gateway_for_containers", "subnet"), service.AGC_SUBNET),
    Row(("addons", "virtual_node", "subnet"), service.VIRTUAL_NODE_SUBNET),
    Row(("addons", "istio", "egress_gateway"), "serviceMeshProfile.istio.components.egressGateways"),
)
# Of a pool, whose number stands before the key.
POOL = _rows(
    (),
    ("name", "name"),
    ("mode", "mode"),
    ("type", "type", "VirtualMachineScaleSets"),
    ("os", "osType", "Linux"),
    ("os_sku", "osSKU"),
    ("vm_size", "vmSize"),
    ("count", "count"),
    ("min", "minCount"),
    ("max", "maxCount"),
    ("max_pods", "maxPods"),
    ("max_surge", "upgradeSettings.maxSurge", service.MAX_SURGE),
    ("max_unavailable", "upgradeSettings.maxUnavailable", "0"),
    ("zones", "availabilityZones"),
    ("subnet", NODES),
    ("pod_subnet", PODS),
    ("allocation", "podIPAllocationMode"),
    ("enable_node_public_ip", "enableNodePublicIP", False),
    ("gateway_prefix_size", "gatewayProfile.publicIPPrefixSize"),
    ("local_dns", "localDNSProfile.mode"),
)
POOL_ROWS: Mapping[str, Row] = {str(row.path[0]): row for row in POOL}

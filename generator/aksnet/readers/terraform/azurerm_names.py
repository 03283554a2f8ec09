"""Which argument of azurerm is which property of ARM, for reading: every spelling of every version."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import commonpath

from aksnet.facts import azurerm as facts

_LB, _NAT = "network_profile.load_balancer_profile", "network_profile.nat_gateway_profile"
_ACNS = "network_profile.advanced_networking"
_API = "api_server_access_profile"
# Arguments that are read and never written, by the same names in all versions unless both are here.
_CLUSTER_MORE = {
    "location": "location",
    "tags": "tags",
    "identity.type": "identity.type",
    "service_principal.client_id": "servicePrincipalProfile.clientId",
    "node_resource_group": "nodeResourceGroup",
    "private_dns_zone_id": "apiServerAccessProfile.privateDNSZone",
    "private_cluster_public_fqdn_enabled": "apiServerAccessProfile.enablePrivateClusterPublicFQDN",
    "api_server_authorized_ip_ranges": "apiServerAccessProfile.authorizedIPRanges",
    f"{_API}.authorized_ip_ranges": "apiServerAccessProfile.authorizedIPRanges",
    f"{_API}.subnet_id": "apiServerAccessProfile.subnetId",
    f"{_API}.vnet_integration_enabled": "apiServerAccessProfile.enableVnetIntegration",
    f"{_API}.virtual_network_integration_enabled": "apiServerAccessProfile.enableVnetIntegration",
    "bootstrap_profile.container_registry_id": "bootstrapProfile.containerRegistryId",
    "network_profile.load_balancer_sku": "networkProfile.loadBalancerSku",
    "network_profile.network_mode": "networkProfile.networkMode",
    "network_profile.docker_bridge_cidr": "networkProfile.dockerBridgeCidr",
    "service_mesh_profile.mode": "serviceMeshProfile.mode",
    "node_provisioning_profile.mode": "nodeProvisioningProfile.mode",
    "http_proxy_config.http_proxy": "httpProxyConfig.httpProxy",
    "http_proxy_config.https_proxy": "httpProxyConfig.httpsProxy",
    "http_proxy_config.no_proxy": "httpProxyConfig.noProxy",
    "open_service_mesh_enabled": "addonProfiles.openServiceMesh.enabled",
    "azure_policy_enabled": "addonProfiles.azurepolicy.enabled",
    "http_application_routing_enabled": "addonProfiles.httpApplicationRouting.enabled",
    "aci_connector_linux.subnet_name": "addonProfiles.aciConnectorLinux.config.SubnetName",
    "ingress_application_gateway.gateway_id": ("addonProfiles.ingressApplicationGateway.config.applicationGatewayId"),
    "ingress_application_gateway.gateway_name": (
        "addonProfiles.ingressApplicationGateway.config.applicationGatewayName"
    ),
    "ingress_application_gateway.subnet_cidr": "addonProfiles.ingressApplicationGateway.config.subnetCIDR",
    "ingress_application_gateway.subnet_id": "addonProfiles.ingressApplicationGateway.config.subnetId",
    "web_app_routing.default_nginx_controller": "ingressProfile.webAppRouting.nginx.defaultIngressControllerType",
}
_POOL_MORE = {
    "count": "count",  # of azurerm 1's agent_pool_profile
    "availability_zones": "availabilityZones",  # of azurerm 2: facts/azurerm_renames.py
    "type": "type",
    "tags": "tags",
    "orchestrator_version": "orchestratorVersion",
    "priority": "scaleSetPriority",
    "node_taints": "nodeTaints",
    "node_labels": "nodeLabels",
    "enable_node_public_ip": "enableNodePublicIP",
    "node_public_ip_enabled": "enableNodePublicIP",
    "node_public_ip_prefix_id": "nodePublicIPPrefixID",
    "windows_profile.outbound_nat_enabled": "",  # told below: ARM has the opposite
}
# What a block by being there says.
SWITCHES = {
    "network_profile.advanced_networking": "networkProfile.advancedNetworking.enabled",
    "aci_connector_linux": "addonProfiles.aciConnectorLinux.enabled",
    "ingress_application_gateway": "addonProfiles.ingressApplicationGateway.enabled",
    "web_app_routing": "ingressProfile.webAppRouting.enabled",
}
# Lists of ids, which are lists of objects in ARM.
IDS = frozenset({"outboundIPs", "outboundIPPrefixes"})
# Maps, which are values and no blocks.
MAPS = frozenset({"tags", "nodeLabels"})
# What of the provider's own is told.
ARGUMENTS = frozenset({"temporary_name_for_rotation", "lifecycle.ignore_changes", "network_profile.ebpf_data_plane"})


def _reading(rows: tuple[facts.Argument, ...], more: Mapping[str, str]) -> dict[str, str]:
    return {row.name: row.path for row in rows if row.name is not None} | dict(more)


CLUSTER, POOL = _reading(facts.CLUSTER, _CLUSTER_MORE), _reading(facts.POOL, _POOL_MORE)
AUTOMATIC = {
    "location": "location",
    "tags": "tags",
    "kubernetes_version": "kubernetesVersion",
    "dns_prefix": "dnsPrefix",
    "identity.type": "identity.type",
    "hosted_system.node_subnet_id": "hostedSystemProfile.nodeSubnetID",
    "hosted_system.system_node_subnet_id": "hostedSystemProfile.systemNodeSubnetID",
    "api_server_access.authorized_ip_ranges": "apiServerAccessProfile.authorizedIPRanges",
    "api_server_access.subnet_id": "apiServerAccessProfile.subnetId",
    "private_cluster.private_dns_zone_id": "apiServerAccessProfile.privateDNSZone",
}


def blocks_of(names: Mapping[str, str]) -> dict[str, str]:
    """The blocks among arguments, each with the object of ARM that holds all it says."""
    inside: dict[str, list[str]] = {}
    for path, name in [*names.items(), *((f"{block}.", name) for block, name in SWITCHES.items())]:
        block = path.rpartition(".")[0]
        if block and name:
            inside.setdefault(block, []).append("/".join(name.split(".")[:-1]))
    return {block: commonpath(all_).replace("/", ".") for block, all_ in inside.items()}

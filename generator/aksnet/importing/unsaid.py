"""Words about a VNet and what is around it that need not be told: a spec says them, or they say what is so anyway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksnet.configuration import Entries, Partly
from aksnet.view import Unknown

# Words of all languages that a spec says, that are told otherwise, or that the service or Terraform has for itself.
_SAID = frozenset(
    (
        *("name", "id", "etag", "type", "kind", "location", "tags", "guid", "resourceGuid", "resource_guid", "*"),
        *("resource_group_name", "virtual_network_name", "virtual_network_id", "address_space", "addressSpace"),
        *("address_prefix", "address_prefixes", "addressPrefix", "addressPrefixes", "subnet", "subnets", "routes"),
        *("delegation", "delegations", "service_endpoint", "service_endpoints", "serviceEndpoints", "ipConfigurations"),
        *("nat_gateway_id", "natGateway", "route_table_id", "routeTable", "security_group", "networkSecurityGroup"),
        *("virtualNetworkPeerings", "provisioningState", "timeouts", "lifecycle", "depends_on", "count", "for_each"),
        *("publicIpAddresses", "purpose", "resourceGroup", "apiVersion"),
    )
)
# What says the same as leaving it out.
# Source: the schemas of azurerm 3.117.1, 4.81.0 and 5.2.0; https://learn.microsoft.com/azure/templates/microsoft.network
_DEFAULTS: Mapping[str, Partly] = {
    "enableDdosProtection": False,
    "enableVmProtection": False,
    "privateEndpointVNetPolicies": "Disabled",
    "private_endpoint_vnet_policies": "Disabled",
    "flow_timeout_in_minutes": 0,
    "privateEndpointNetworkPolicies": "Disabled",
    "private_endpoint_network_policies": "Disabled",
    "private_endpoint_network_policies_enabled": True,
    "privateLinkServiceNetworkPolicies": "Enabled",
    "private_link_service_network_policies_enabled": True,
    "enforce_private_link_endpoint_network_policies": False,
    "enforce_private_link_service_network_policies": False,
    "default_outbound_access_enabled": True,
    "bgp_route_propagation_enabled": True,
    "disable_bgp_route_propagation": False,
    "disableBgpRoutePropagation": False,
    "sku.name": "Standard",
    "sku_name": "Standard",
    "idleTimeoutInMinutes": 4,
    "idle_timeout_in_minutes": 4,
}


def words_of(written: Entries, is_answer: bool) -> Iterator[str]:
    """What is said beside all that; of what a tool answers, only what can be told: it fills in the rest itself."""
    for path, entry in written.items():
        word = path.partition(".")[0]
        blank = entry.data in (None, "", [], {}) or (is_answer and isinstance(entry.data, Unknown))
        if word not in _SAID and not blank and _DEFAULTS.get(path, None) != entry.data:
            yield word

"""ARM's names of properties in a message, in the words of whoever wrote the configuration: azurerm has its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from aksnet.facts import azurerm
from aksnet.view import Declaration

_PROPERTY = re.compile(r"\b[a-z]+[A-Z]\w*\b")
# Blocks, and arguments that azurerm has and nothing of aksnet writes.
_MORE = {
    "networkProfile": "network_profile",
    "loadBalancerProfile": "load_balancer_profile",
    "natGatewayProfile": "nat_gateway_profile",
    "advancedNetworking": "advanced_networking",
    "windowsProfile": "windows_profile",
    "nodeProvisioningProfile": "node_provisioning_profile",
    "bootstrapProfile": "bootstrap_profile",
    "apiServerAccessProfile": "api_server_access_profile",
    "authorizedIPRanges": "authorized_ip_ranges",
    "loadBalancerSku": "load_balancer_sku",
    "networkMode": "network_mode",
    "dockerBridgeCidr": "docker_bridge_cidr",
    "enableNodePublicIP": "node_public_ip_enabled",
    "upgradeSettings": "upgrade_settings",
}


def in_words_of(text: str, declared: Declaration | None) -> str:
    """The text with the provider's names in place of ARM's, where azurerm's own resources declare what it is about."""
    if declared is None or declared.module is not None or not _of_azurerm(declared):
        return text
    return _PROPERTY.sub(lambda found: _names().get(found[0], found[0]), text)


def _of_azurerm(declared: Declaration) -> bool:
    return declared.provider is not None and declared.provider.name == "azurerm"


@cache
def _names() -> Mapping[str, str]:
    """The newest argument for each property, by the last part of their paths."""
    rows = [row for row in (*azurerm.CLUSTER, *azurerm.POOL) if row.name is not None]
    return {row.path.rpartition(".")[2]: str(row.name).rpartition(".")[2] for row in rows} | _MORE

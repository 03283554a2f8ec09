"""ARM's names of properties in a message, in the words of whoever wrote the configuration: azurerm has its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from aksnet.facts import azurerm
from aksnet.view import Declaration

_PATH = re.compile(r"\b[a-z]\w*(?:\.\w+)+\b")
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
    return _PROPERTY.sub(_name, _PATH.sub(_name, text))


def _name(found: re.Match[str]) -> str:
    return _names().get(found[0], found[0])


def _of_azurerm(declared: Declaration) -> bool:
    return declared.provider is not None and declared.provider.name == "azurerm"


@cache
def _names() -> Mapping[str, str]:
    """The newest argument for each property: by the last part of its path, and by its path in the network profile."""
    rows = [(row.path, row.name) for row in (*azurerm.CLUSTER, *azurerm.POOL) if row.name is not None]
    inside = {path.removeprefix("networkProfile."): name.removeprefix("network_profile.") for path, name in rows}
    return {path.rpartition(".")[2]: name.rpartition(".")[2] for path, name in rows} | inside | _MORE

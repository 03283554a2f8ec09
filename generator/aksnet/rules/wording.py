"""What a rule says in the words of whoever wrote the configuration: keys of a spec are ARM's properties in files, and
azurerm has names of its own for these.
"""

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
# Keys of a spec that hints name, and what they are in files; two of them are no property, but a resource there.
_OF_SPECS = {
    "dns_service_ip": "dnsServiceIP",
    "ip_families": "ipFamilies",
    "local_dns": "localDNSProfile.mode",
    "max_pods": "maxPods",
    "max_surge": "maxSurge",
    "nat_gateway": "NAT gateway",
    "os_sku": "osSKU",
    "pod_cidr": "podCidr",
    "route_table": "route table",
    "vnet.address_space": "the address space of the VNet",
}
_SPEC_KEY = re.compile(rf"(?<!['\w.])(?:{'|'.join(map(re.escape, _OF_SPECS))})(?!['\w.])")
# What only somebody with a spec has to know.
_FOR_SPECS = re.compile(r" \([a-z_]+ in a spec\)")


def in_words_of(text: str, declared: Declaration | None) -> str:
    """The text in the words of the file that declares what it is about; a spec has the words of the rules."""
    if declared is None:
        return text
    text = _FOR_SPECS.sub("", text)
    if declared.module is not None and declared.provider is not None:  # its parameters are called as in Terraform
        return text
    text = _SPEC_KEY.sub(lambda found: _OF_SPECS[found[0]], text)
    return _PROPERTY.sub(_name, _PATH.sub(_name, text)) if _of_azurerm(declared) else text


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

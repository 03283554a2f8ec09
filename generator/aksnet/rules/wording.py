"""What a rule says in the words of whoever wrote the configuration: keys of a spec are ARM's properties in files, and
azurerm has names of its own for these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from aksnet.facts import azurerm, azurerm_renames
from aksnet.facts.azurerm import Argument, Version
from aksnet.facts.constraints import chosen
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
    "disableOutboundNat": "outbound_nat_enabled",
    "nginx.defaultIngressControllerType": "web_app_routing.default_nginx_controller",
}
# What azurerm_kubernetes_automatic_cluster has in other blocks.
_AUTOMATIC = {
    "hostedSystemProfile.nodeSubnetID": "hosted_system.node_subnet_id",
    "hostedSystemProfile.systemNodeSubnetID": "hosted_system.system_node_subnet_id",
    "apiServerAccessProfile.subnetId": "api_server_access.subnet_id",
}
# Keys of a spec that hints name, and what they are in files; two of them are no property, but a resource there.
_OF_SPECS = {
    "acns": "advancedNetworking",
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
_FOR_SPECS = re.compile(r" \([a-z_ -]+ in a spec\)")


def in_words_of(text: str, declared: Declaration | None) -> str:
    """The text in the words of the file that declares what it is about; a spec has the words of the rules."""
    if declared is None:
        return text
    text = _FOR_SPECS.sub("", text)
    if declared.module is not None and declared.provider is not None:  # its parameters are called as in Terraform
        return text
    text = _SPEC_KEY.sub(lambda found: _OF_SPECS[found[0]], text)
    if not declared.by_azurerm:
        return text
    names = _names_for(declared)
    return _PROPERTY.sub(lambda found: _name(found, names), _PATH.sub(lambda found: _name(found, names), text))


def _name(found: re.Match[str], names: Mapping[str, str]) -> str:
    return names.get(found[0], found[0])


def _names_for(declared: Declaration) -> Mapping[str, str]:
    """The names of the release in use; where its author writes an older one that other releases have, that one."""
    version = chosen("azurerm", declared.provider.version if declared.provider is not None else None)
    names = _names(version)
    old = {
        _last(row.new): _last(row.old)
        for row in azurerm_renames.CLUSTER
        if row.old in declared.written and row.new not in declared.written
    }
    automatic = "azurerm_kubernetes_automatic_cluster." in declared.address
    return {path: old.get(name, name) for path, name in names.items()} | (_AUTOMATIC if automatic else {})


@cache
def _names(version: Version) -> Mapping[str, str]:
    """The argument for each property: by the last part of its path, and by its path in the network profile."""
    rows = [(row.path, row.name) for row in _rows(version) if row.name is not None]
    inside = {path.removeprefix("networkProfile."): name.removeprefix("network_profile.") for path, name in rows}
    names = {_last(path): _last(name) for path, name in rows} | inside | _MORE
    renamed = (*azurerm_renames.CLUSTER, *azurerm_renames.POOL)
    old = {_last(row.new): _last(row.old) for row in renamed if version < row.since}
    return {path: old.get(name, name) for path, name in names.items()}


def _rows(version: Version) -> list[Argument]:
    """One row for each path, that of the release; failing that, the one of a newer release."""
    rows = [row for row in (*azurerm.CLUSTER, *azurerm.POOL) if version < row.until]
    return list({row.path: row for row in reversed(rows)}.values())


def _last(path: str) -> str:
    return path.rpartition(".")[2]

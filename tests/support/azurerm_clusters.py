"""A cluster of azurerm as text, for tests: what is given is written over one in which nothing is found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_HEAD = 'terraform {{\n  required_providers {{\n    azurerm = {{ source = "hashicorp/azurerm", version = "{}" }}\n  }}\n}}\n'
_POOL = {"name": "system", "vm_size": "Standard_D4s_v5", "node_count": 3, "temporary_name_for_rotation": "systemtmp"}
_CLUSTER = {"name": "prod", "location": "westeurope", "resource_group_name": "rg-prod", "dns_prefix": "prod"}
FIVE = {"node_provisioning_profile": {"mode": "Manual"}}
SYSTEM = {"identity": {"type": "SystemAssigned"}}
USER = {"identity": {"type": "UserAssigned", "identity_ids": ["/subscriptions/s/x"]}}
NETWORK = """
resource "azurerm_virtual_network" "net" {
  name          = "net"
  address_space = ["10.240.0.0/16"]
}

resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  virtual_network_name = azurerm_virtual_network.net.name
  address_prefixes     = ["10.240.0.0/22"]
}

resource "azurerm_subnet" "pods" {
  name                 = "pods"
  virtual_network_name = azurerm_virtual_network.net.name
  address_prefixes     = ["10.240.64.0/18"]
}
"""


def cluster(
    network: Mapping[str, Any] | None,
    pool: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
    *beside: str,
    version: str = "4.81.0",
) -> str:
    """A cluster with these arguments: a text that begins with "=" is an expression, None leaves an argument out."""
    arguments = {**_CLUSTER, **SYSTEM, **(more or {})}
    arguments["default_node_pool"] = {**_POOL, **(pool or {})}
    arguments["network_profile"] = network
    body = "\n".join(_lines(arguments, "  "))
    resource = f'resource "azurerm_kubernetes_cluster" "aks" {{\n{body}\n}}\n'
    return _HEAD.format(version) + "".join((resource, *beside))


def node_pool(name: str = "user", **arguments: Any) -> str:
    """A pool of that cluster with these arguments."""
    own = {"vm_size": "Standard_D4s_v5", "node_count": 1, "kubernetes_cluster_id": "=azurerm_kubernetes_cluster.aks.id"}
    body = "\n".join(_lines({"name": name, **own, **arguments}, "  "))
    return f'\nresource "azurerm_kubernetes_cluster_node_pool" "{name}" {{\n{body}\n}}\n'


def _lines(arguments: Mapping[str, Any], margin: str) -> Iterator[str]:
    for name, value in arguments.items():
        if isinstance(value, Mapping):
            yield f"{margin}{name} {{"
            yield from _lines(value, f"{margin}  ")
            yield f"{margin}}}"
        elif value is not None:
            yield f"{margin}{name} = {value[1:] if str(value).startswith('=') else json.dumps(value)}"

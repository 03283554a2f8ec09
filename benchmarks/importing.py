"""How fast `aksnet import` is: `python benchmarks/importing.py [NUMBER…]`, with aksnet installed.

Fleets of so many clusters (1, 100 and 1,000), each with two pools and a network of its own, as one folder of Terraform,
as one ARM template, as one plan of Terraform and as a list of `az aks list`. No file says which release of azurerm is
in use, so that the first and the last of each major are asked. Whole runs with the start of the interpreter.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checking import seconds

NUMBERS = (1, 100, 1_000)
# What a fleet of 100 clusters may take, in seconds.
SECONDS = 3
AZURERM = "registry.terraform.io/hashicorp/azurerm"
TERRAFORM = """\
resource "azurerm_virtual_network" "v{0}" {{
  name                = "v{0}"
  location            = "westeurope"
  resource_group_name = "rg-{0}"
  address_space       = [cidrsubnet("10.0.0.0/8", 8, {1})]
}}

resource "azurerm_subnet" "s{0}" {{
  name                 = "nodes"
  resource_group_name  = "rg-{0}"
  virtual_network_name = azurerm_virtual_network.v{0}.name
  address_prefixes     = [cidrsubnet("10.0.0.0/8", 14, 64 * {1})]
}}

resource "azurerm_kubernetes_cluster" "c{0}" {{
  name                = "c{0}"
  location            = "westeurope"
  resource_group_name = "rg-{0}"
  dns_prefix          = "c{0}"

  identity {{
    type = "SystemAssigned"
  }}

  default_node_pool {{
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    node_count     = 3
    vnet_subnet_id = azurerm_subnet.s{0}.id
  }}

  network_profile {{
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = "192.168.0.0/16"
    service_cidr        = "172.16.0.0/16"
    dns_service_ip      = "172.16.0.10"
  }}
}}

resource "azurerm_kubernetes_cluster_node_pool" "p{0}" {{
  name                  = "user"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.c{0}.id
  vm_size               = "Standard_D8s_v5"
  auto_scaling_enabled  = true
  min_count             = 1
  max_count             = 20
  vnet_subnet_id        = azurerm_subnet.s{0}.id
}}

"""


def _network() -> dict[str, Any]:
    return {
        "networkPlugin": "azure", "networkPluginMode": "overlay", "podCidr": "192.168.0.0/16",
        "serviceCidr": "172.16.0.0/16", "dnsServiceIP": "172.16.0.10", "networkDataplane": "azure",
    }  # fmt: skip


def _pools() -> list[dict[str, Any]]:
    system = {"name": "system", "mode": "System", "vmSize": "Standard_D4s_v5", "count": 3}
    user = {"name": "user", "mode": "User", "vmSize": "Standard_D8s_v5", "enableAutoScaling": True}
    return [system, {**user, "minCount": 1, "maxCount": 20}]


def _terraform(count: int) -> dict[str, str]:
    return {f"c{number}.tf": TERRAFORM.format(number, number % 256) for number in range(count)}


def _arm(count: int) -> dict[str, str]:
    resources = [
        {
            "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2025-10-01", "name": f"c{number}",
            "location": "westeurope", "identity": {"type": "SystemAssigned"},
            "properties": {"dnsPrefix": f"c{number}", "networkProfile": _network(), "agentPoolProfiles": _pools()},
        }
        for number in range(count)
    ]  # fmt: skip
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    return {"fleet.json": json.dumps({"$schema": schema, "contentVersion": "1.0.0.0", "resources": resources})}


def _plan(count: int) -> dict[str, str]:
    resources = [
        {
            "address": f"azurerm_kubernetes_cluster.c{number}", "mode": "managed", "type": "azurerm_kubernetes_cluster",
            "name": f"c{number}", "provider_name": AZURERM,
            "values": {
                "name": f"c{number}", "location": "westeurope", "resource_group_name": "rg", "dns_prefix": f"c{number}",
                "identity": [{"type": "SystemAssigned"}],
                "default_node_pool": [
                    {"name": "system", "vm_size": "Standard_D4s_v5", "node_count": 3, "max_pods": 250}
                ],
                "network_profile": [
                    {
                        "network_plugin": "azure", "network_plugin_mode": "overlay", "pod_cidr": "192.168.0.0/16",
                        "service_cidr": "172.16.0.0/16", "dns_service_ip": "172.16.0.10",
                    }
                ],
            },
        }
        for number in range(count)
    ]  # fmt: skip
    changes = [
        {"address": one["address"], "change": {"actions": ["create"], "after": one["values"], "after_unknown": {}}}
        for one in resources
    ]
    planned = {"root_module": {"resources": resources}}
    return {"plan.json": json.dumps({"format_version": "1.2", "planned_values": planned, "resource_changes": changes})}


def _az(count: int) -> dict[str, str]:
    clusters = [
        {
            "id": f"/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/c{number}",
            "type": "Microsoft.ContainerService/ManagedClusters", "name": f"c{number}", "location": "westeurope",
            "dnsPrefix": f"c{number}", "identity": {"type": "SystemAssigned"},
            "networkProfile": _network(), "agentPoolProfiles": _pools(),
        }
        for number in range(count)
    ]  # fmt: skip
    return {"list.json": json.dumps(clusters)}


INPUTS: dict[str, Callable[[int], dict[str, str]]] = {
    "a folder of Terraform": _terraform,
    "one ARM template": _arm,
    "one plan of Terraform": _plan,
    "az aks list": _az,
}


def main() -> None:
    """Run everything that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=NUMBERS, metavar="NUMBER")
    aksnet = shutil.which("aksnet")
    if aksnet is None:
        sys.exit("aksnet is not on PATH: install it first, and activate its environment")
    for number in parser.parse_args().numbers:
        for name, files in INPUTS.items():
            with tempfile.TemporaryDirectory() as directory:
                for file, text in files(number).items():
                    Path(directory, file).write_text(text, encoding="utf-8")
                taken = seconds([aksnet, "import", "."], Path(directory))
            bound = f" (at most {SECONDS})" if number == 100 else ""
            print(f"{name}, {number:,} clusters: {taken:.2f} s{bound}")


if __name__ == "__main__":
    main()

"""One cluster in every language that is read, and calls of migrate over files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from terraform_outputs import CLUSTER, ID, change, cluster, plan, shown, stored

TERRAFORM = """terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "4.81.0" }
  }
}

resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"
  kubernetes_version  = "1.33"

  identity {
    type = "SystemAssigned"
  }

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
    max_pods   = 30

    upgrade_settings {
      max_surge = "10%"
    }
  }

  network_profile {
    network_plugin = "azure"
  }
}
"""
BICEP = """resource aks 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'prod'
  location: 'westeurope'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dnsPrefix: 'prod'
    kubernetesVersion: '1.33'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4s_v5'
        maxPods: 30
        osType: 'Linux'
        upgradeSettings: {
          maxSurge: '10%'
        }
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
    }
  }
}
"""
SPEC = """name: prod
location: westeurope
resource_group: rg-prod
kubernetes_version: "1.33"
network: {plugin: node-subnet}
pools: [{name: system, mode: System, vm_size: Standard_D4s_v5, count: 3, max_pods: 30}]
"""
THIS = f"{CLUSTER}.this"
_TYPE = "Microsoft.ContainerService/managedClusters"


def _properties() -> dict[str, Any]:
    pool = {
        "name": "system", "mode": "System", "count": 3, "vmSize": "Standard_D4s_v5", "maxPods": 30, "osType": "Linux",
        "upgradeSettings": {"maxSurge": "10%"},
    }  # fmt: skip
    network = {"networkPlugin": "azure"}
    return {"dnsPrefix": "prod", "kubernetesVersion": "1.33", "agentPoolProfiles": [pool], "networkProfile": network}


def _resource(**more: Any) -> dict[str, Any]:
    return {"type": _TYPE, "name": "prod", "location": "westeurope", "identity": {"type": "SystemAssigned"}, **more}


def files() -> dict[str, str]:
    """The same cluster in every language, by the name of its file."""
    template = {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [_resource(apiVersion="2025-10-01", properties=_properties())],
    }
    snapshot = {"predictedResources": [_resource(id=ID, apiVersion="2025-10-01", properties=_properties())]}
    there = cluster()
    there["default_node_pool"][0]["upgrade_settings"] = [{"max_surge": "10%", "drain_timeout_in_minutes": 0}]
    documents = {
        "template.json": template,
        "snapshot.json": snapshot,
        "az.json": _resource(id=ID, resourceGroup="rg-prod", **_properties()),
        "plan.json": plan(change(THIS, there, there)),
        "shown.json": shown(change(THIS, there, None)),
        "terraform.tfstate": stored((THIS, there)),
    }
    texts = {"main.tf": TERRAFORM, "main.bicep": BICEP, "aksnet.yaml": SPEC}
    return texts | {name: json.dumps(document) for name, document in documents.items()}


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write files, with the folders that they are in."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

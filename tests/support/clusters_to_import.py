"""Clusters as texts for tests of imports: of azurerm in HCL, of ARM in JSON, and as az answers."""

from __future__ import annotations

import json
from typing import Any

BASE = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/rg/providers"
NETWORK = f"{BASE}/Microsoft.Network"
SUBNET_ID = f"{NETWORK}/virtualNetworks/vnet/subnets/nodes"
VNET = """
resource "azurerm_virtual_network" "v" {
  name          = "vnet"
  address_space = ["10.240.0.0/16"]
}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.240.0.0/24"]
}
"""
OVERLAY = 'network_plugin = "azure"\nnetwork_plugin_mode = "overlay"'


def cluster(profile: str = OVERLAY, pool: str = "", more: str = "", beside: str = "", name: str = '"shop"') -> str:
    """A cluster of azurerm in HCL."""
    network = f"network_profile {{\n{profile}\n}}" if profile else ""
    return f"""
resource "azurerm_kubernetes_cluster" "shop" {{
  name       = {name}
  location   = "westeurope"
  dns_prefix = "shop"
  default_node_pool {{
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
    {pool}
  }}
  {network}
  {more}
}}
variable "x" {{}}
variable "y" {{}}
{beside}
"""


def arm(properties: dict[str, Any], **beside: Any) -> str:
    """A cluster of ARM in JSON, as a template."""
    pools = [{"name": "system", "mode": "System", "vmSize": "Standard_D4s_v5", "count": 3}]
    resource = {
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2026-06-01",
        "name": "shop",
        "location": "westeurope",
        "properties": {"dnsPrefix": "shop", "agentPoolProfiles": pools, **properties},
        **beside,
    }
    return json.dumps({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0", "resources": [resource]})  # fmt: skip


ANSWER: dict[str, Any] = {
    "id": f"{BASE}/Microsoft.ContainerService/managedClusters/shop",
    "name": "shop",
    "type": "Microsoft.ContainerService/ManagedClusters",
    "location": "westeurope",
    "dnsPrefix": "shop",
    "eTag": "e",
    "provisioningState": "Succeeded",
    "resourceGroup": "rg",
    "kubernetesVersion": "1.33",
    "currentKubernetesVersion": "1.33.5",
    "supportPlan": "KubernetesOfficial",
    "sku": {"name": "Base", "tier": "Free"},
    "identity": {"type": "SystemAssigned", "principalId": "p", "tenantId": "t"},
    "servicePrincipalProfile": {"clientId": "msi"},
    "disableLocalAccounts": False,
    "nodeProvisioningProfile": {"mode": "Manual"},
    "bootstrapProfile": {"artifactSource": "Direct"},
    "agentPoolProfiles": [
        {
            "name": "nodepool1",
            "mode": "System",
            "count": 3,
            "enableAutoScaling": False,
            "enableNodePublicIp": False,
            "maxPods": 250,
            "nodeImageVersion": "AKSUbuntu",
            "osType": "Linux",
            "type": "VirtualMachineScaleSets",
            "upgradeSettings": {"maxSurge": "10%", "maxUnavailable": "0"},
            "vmSize": "Standard_D4s_v5",
        }
    ],
    "networkProfile": {
        "networkPlugin": "azure",
        "networkPluginMode": "overlay",
        "networkDataplane": "azure",
        "ipFamilies": ["IPv4"],
        "podCidr": "10.244.0.0/16",
        "podCidrs": ["10.244.0.0/16"],
        "serviceCidr": "10.0.0.0/16",
        "serviceCidrs": ["10.0.0.0/16"],
        "dnsServiceIp": "10.0.0.10",
        "outboundType": "loadBalancer",
        "loadBalancerSku": "standard",
        "loadBalancerProfile": {
            "backendPoolType": "nodeIPConfiguration",
            "effectiveOutboundIPs": [{"id": "x"}],
            "managedOutboundIPs": {"count": 1},
        },
    },
}

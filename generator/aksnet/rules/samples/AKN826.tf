# bad
resource "azurerm_kubernetes_cluster" "aks" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  default_node_pool {
    name                        = "system"
    node_count                  = 3
    node_public_ip_enabled      = true
    node_public_ip_prefix_id    = azurerm_public_ip_prefix.nodes.id
    temporary_name_for_rotation = "systemtmp"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_public_ip_prefix" "nodes" {
  name = "nodes"
}
---
# good
resource "azurerm_kubernetes_cluster" "aks" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  default_node_pool {
    name                        = "system"
    node_count                  = 3
    temporary_name_for_rotation = "systemtmp"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "user" {
  name                     = "user"
  kubernetes_cluster_id    = azurerm_kubernetes_cluster.aks.id
  node_public_ip_enabled   = true
  node_public_ip_prefix_id = azurerm_public_ip_prefix.nodes.id
}

resource "azurerm_public_ip_prefix" "nodes" {
  name = "nodes"
}

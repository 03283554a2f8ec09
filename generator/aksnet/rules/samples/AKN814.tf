# bad
resource "azurerm_kubernetes_cluster" "aks" {
  name                    = "prod"
  location                = "westeurope"
  resource_group_name     = "rg-prod"
  dns_prefix              = "prod"
  private_cluster_enabled = true
  private_dns_zone_id     = azurerm_private_dns_zone.aks.id

  identity {
    type = "SystemAssigned"
  }

  default_node_pool {
    name                        = "system"
    node_count                  = 3
    temporary_name_for_rotation = "systemtmp"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
  }
}

resource "azurerm_private_dns_zone" "aks" {
  name = "privatelink.westeurope.azmk8s.io"
}
---
# good
resource "azurerm_kubernetes_cluster" "aks" {
  name                    = "prod"
  location                = "westeurope"
  resource_group_name     = "rg-prod"
  dns_prefix              = "prod"
  private_cluster_enabled = true
  private_dns_zone_id     = azurerm_private_dns_zone.aks.id

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.aks.id]
  }

  default_node_pool {
    name                        = "system"
    node_count                  = 3
    temporary_name_for_rotation = "systemtmp"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
  }
}

resource "azurerm_private_dns_zone" "aks" {
  name = "privatelink.westeurope.azmk8s.io"
}

resource "azurerm_user_assigned_identity" "aks" {
  name = "aks"
}

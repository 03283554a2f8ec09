# bad
resource "azurerm_kubernetes_cluster" "this" {
  name = "prod
  location = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix = "prod"

  identity {
    type = "SystemAssigned"
  }
}
---
# good
resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  default_node_pool {
    name                        = "system"
    temporary_name_for_rotation = "temp"
    node_count                  = 3
    vm_size                     = "Standard_D4s_v5"
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "cilium"
    network_policy      = "cilium"
  }
}

# bad
resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  default_node_pool {
    name                        = "system"
    vm_size                     = "Standard_D4s_v5"
    node_count                  = 3
    zones                       = "1"
    temporary_name_for_rotation = "temp"
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
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
    vm_size                     = "Standard_D4s_v5"
    node_count                  = "3"
    zones                       = ["1"]
    temporary_name_for_rotation = "temp"
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
  }
}

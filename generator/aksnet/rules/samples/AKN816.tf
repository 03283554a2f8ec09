# bad
resource "azurerm_kubernetes_cluster" "aks" {
  name       = "prod"
  dns_prefix = "prod"

  default_node_pool {
    name                        = "system"
    temporary_name_for_rotation = "systemtmp"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
  }
}
---
# good
resource "azurerm_kubernetes_cluster" "aks" {
  name       = "prod"
  dns_prefix = "prod"

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

# bad
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
    service_cidr        = "172.${random_integer.net.result}.0.0/16"
    dns_service_ip      = "172.${random_integer.net.result}.0.10"
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "random_integer" "net" {
  min = 16
  max = 31
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
    service_cidr        = "172.16.0.0/16"
    dns_service_ip      = "172.16.0.10"
  }

  identity {
    type = "SystemAssigned"
  }
}

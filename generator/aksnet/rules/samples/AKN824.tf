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
    network_plugin = "none"
    pod_cidr       = "10.244.0.0/16"
  }

  identity {
    type = "SystemAssigned"
  }
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
    network_plugin = "none"
    pod_cidr       = "10.244.0.0/16"
  }

  lifecycle {
    ignore_changes = [network_profile[0].pod_cidr]
  }

  identity {
    type = "SystemAssigned"
  }
}

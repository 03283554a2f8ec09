# bad
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.60.0" }
  }
}

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

    advanced_networking {
      observability_enabled = true
    }
  }

  identity {
    type = "SystemAssigned"
  }
}
---
# good
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.67" }
  }
}

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

    advanced_networking {
      observability_enabled = true
    }
  }

  identity {
    type = "SystemAssigned"
  }
}

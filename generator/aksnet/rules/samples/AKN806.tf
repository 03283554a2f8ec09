# bad
terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.60"
    }
  }
}

resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  default_node_pool {
    name                        = "system"
    temporary_name_for_rotation = "temp"
    vm_size                     = "Standard_D4s_v5"
    node_count                  = 3
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "cilium"
    network_policy      = "cilium"
    load_balancer_sku   = "standard"
  }

  identity {
    type = "SystemAssigned"
  }
}
---
# good
terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.60"
    }
  }
}

resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  default_node_pool {
    name                        = "system"
    temporary_name_for_rotation = "temp"
    vm_size                     = "Standard_D4s_v5"
    node_count                  = 3
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "cilium"
    network_policy      = "cilium"
    load_balancer_sku   = "standard"
  }
}

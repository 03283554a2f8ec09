# bad
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 3.117" }
  }
}

resource "azurerm_kubernetes_cluster" "aks" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  default_node_pool {
    name                        = "system"
    vm_size                     = "Standard_D4s_v5"
    node_count                  = 3
    temporary_name_for_rotation = "systemtmp"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    ebpf_data_plane     = "cilium"
    network_policy      = "cilium"
  }

  identity {
    type = "SystemAssigned"
  }
}
---
# good
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 3.117" }
  }
}

resource "azurerm_kubernetes_cluster" "aks" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  default_node_pool {
    name                        = "system"
    vm_size                     = "Standard_D4s_v5"
    node_count                  = 3
    temporary_name_for_rotation = "systemtmp"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "cilium"
    network_policy      = "cilium"
  }

  identity {
    type = "SystemAssigned"
  }
}

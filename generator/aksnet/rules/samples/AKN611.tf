# bad
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

  # aksnet:begin prod/network-profile sha256=e0baaa8c7dc0f23b
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "azure"
    pod_cidr            = "10.64.0.0/16"
    service_cidr        = "10.0.0.0/16"
    dns_service_ip      = "10.0.0.10"
  }
  # aksnet:end
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

  # aksnet:begin prod/network-profile sha256=e0baaa8c7dc0f23b
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "azure"
    pod_cidr            = "10.244.0.0/16"
    service_cidr        = "10.0.0.0/16"
    dns_service_ip      = "10.0.0.10"
  }
  # aksnet:end
}

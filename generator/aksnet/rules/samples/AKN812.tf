# bad: --ignore AKN403
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
    load_balancer_sku   = "basic"

    load_balancer_profile {
      managed_outbound_ip_count = 2
    }
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
    load_balancer_sku   = "standard"

    load_balancer_profile {
      managed_outbound_ip_count = 2
    }
  }
}

# bad
resource "azurerm_kubernetes_automatic_cluster" "aks" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  identity {
    type = "SystemAssigned"
  }

  private_cluster {
    private_dns_zone_id = "System"
  }

  api_server_access {
    authorized_ip_ranges = ["203.0.113.0/24"]
  }
}
---
# good
resource "azurerm_kubernetes_automatic_cluster" "aks" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

  identity {
    type = "SystemAssigned"
  }

  api_server_access {
    authorized_ip_ranges = ["203.0.113.0/24"]
  }
}

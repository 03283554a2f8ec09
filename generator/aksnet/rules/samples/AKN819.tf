# bad
resource "azurerm_kubernetes_automatic_cluster" "aks" {
  name       = "prod"
  dns_prefix = "prod"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.aks.id]
  }
}

resource "azurerm_user_assigned_identity" "aks" {
  name = "aks"
}
---
# good
resource "azurerm_kubernetes_automatic_cluster" "aks" {
  name       = "prod"
  dns_prefix = "prod"

  identity {
    type = "SystemAssigned"
  }
}

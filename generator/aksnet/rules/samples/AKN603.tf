# bad
resource "azurerm_kubernetes_cluster" "this" {
  name = "prod
}
---
# good
resource "azurerm_kubernetes_cluster" "this" {
  name = "prod"
}

# bad
terraform {
  required_providers {
    azapi = {
      source  = "azure/azapi"
      version = "2.12.0"
    }
  }
}

resource "azapi_resource" "aks" {
  type      = "Microsoft.ContainerService/managedClusters@2026-06-01"
  name      = "prod"
  parent_id = "/subscriptions/s/resourceGroups/g"
  location  = "westeurope"

  body = {
    properties = {
      dnsPrefix = "prod"
      agentPoolProfiles = [{
        name   = "system"
        mode   = "System"
        count  = 3
        vmSize = "Standard_D4s_v5"
      }]
      networkProfile = {
        networkPlugin     = "azure"
        networkPluginMode = "overlay"
      }
    }
  }
}
---
# good
terraform {
  required_providers {
    azapi = {
      source  = "azure/azapi"
      version = "2.12.0"
    }
  }
}

resource "azapi_resource" "aks" {
  type      = "Microsoft.ContainerService/managedClusters@2026-06-01"
  name      = "prod"
  parent_id = "/subscriptions/s/resourceGroups/g"
  location  = "westeurope"

  body = {
    properties = {
      dnsPrefix = "prod"
      agentPoolProfiles = [{
        name   = "system"
        mode   = "System"
        count  = 3
        vmSize = "Standard_D4s_v5"
      }]
      networkProfile = {
        networkPlugin     = "azure"
        networkPluginMode = "overlay"
      }
    }
  }

  schema_validation_enabled = false
}

// bad: --today 2026-11-24
resource aks 'Microsoft.ContainerService/managedClusters@2025-09-02-preview' = {
  name: 'prod'
  location: 'westeurope'
  properties: {
    dnsPrefix: 'prod'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4s_v5'
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
    }
  }
}
---
// good: --today 2026-11-24
resource aks 'Microsoft.ContainerService/managedClusters@2026-08-02-preview' = {
  name: 'prod'
  location: 'westeurope'
  properties: {
    dnsPrefix: 'prod'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4s_v5'
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
    }
  }
}

// bad
resource aks 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'prod'
  location: 'westeurope'
  properties: {
    dnsPrefix: 'prod'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: '3'
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
// good
resource aks 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
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

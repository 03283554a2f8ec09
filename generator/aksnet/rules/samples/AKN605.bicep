// bad
param location string = 'westeurope'

resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'prod'
  location: location
  properties: {
    dnsPrefix: 'prod'
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay' // aksnet: ignore AKN401
    }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4s_v5'
      }
    ]
  }
}
---
// good
param location string = 'westeurope'

resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'prod'
  location: location
  properties: {
    dnsPrefix: 'prod'
    networkProfile: {
      networkPlugin: 'kubenet' // aksnet: ignore[AKN401] moves to overlay in spring
    }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4s_v5'
      }
    ]
  }
}

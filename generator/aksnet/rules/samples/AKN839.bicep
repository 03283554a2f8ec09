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
        count: 3
        vmSize: 'Standard_D4s_v5'
        networkProfile: {
          allowedHostPorts: [
            {
              portStart: 0
              portEnd: 32000
              protocol: 'TCP'
            }
          ]
        }
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
        networkProfile: {
          allowedHostPorts: [
            {
              portStart: 30000
              portEnd: 32000
              protocol: 'TCP'
            }
          ]
        }
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
    }
  }
}

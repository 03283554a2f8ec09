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
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      podCIDR: '10.244.0.0/16'
      serviceCdir: '10.0.0.0/16'
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
      podCIDR: '10.244.0.0/16'
      serviceCidr: '10.0.0.0/16'
    }
  }
}

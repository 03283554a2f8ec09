// bad
module aks 'br/public:avm/res/container-service/managed-cluster:0.14.0' = {
  params: {
    name: 'prod'
    networkPlugin: 'azure'
    networkDataplane: 'cilium'
    networkPolicy: 'none'
    primaryAgentPoolProfiles: [
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
module aks 'br/public:avm/res/container-service/managed-cluster:0.14.0' = {
  params: {
    name: 'prod'
    networkPlugin: 'azure'
    networkPluginMode: 'overlay'
    networkDataplane: 'cilium'
    networkPolicy: 'cilium'
    primaryAgentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4s_v5'
      }
    ]
  }
}

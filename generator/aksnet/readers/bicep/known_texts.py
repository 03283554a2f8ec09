"""What modules of the public registry (Azure Verified Modules) send of networking, in Bicep, by their versions.

Read in Azure/bicep-registry-modules at the releases named; `rest` stands for all that is left out here.
"""

from __future__ import annotations

_CLUSTER = """
param rest object
param name string
param location string = resourceGroup().location
param tags object?
param kubernetesVersion string?
param dnsPrefix string = name
param skuName string = 'Base'
param skuTier string = 'Standard'
param networkDataplane string?
param networkPlugin string?
param networkPluginMode string?
param networkPolicy string?
param podCidr string?
param serviceCidr string?
param dnsServiceIP string?
param loadBalancerSku string = 'standard'
param managedOutboundIPCount int = 0
param allocatedOutboundPorts int = 0
param idleTimeoutInMinutes int = 30
param outboundPublicIPResourceIds string[]?
param outboundPublicIPPrefixResourceIds string[]?
param backendPoolType string = 'NodeIPConfiguration'
param outboundType string = 'loadBalancer'
param publicNetworkAccess string = 'Disabled'
param primaryAgentPoolProfiles array
param agentPools array?
PARAMS
resource main 'Microsoft.ContainerService/managedClusters@VERSION' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: skuName
    tier: skuTier
  }
  properties: {
    ...rest
    kubernetesVersion: kubernetesVersion
    dnsPrefix: dnsPrefix
    publicNetworkAccess: publicNetworkAccess
    agentPoolProfiles: map(primaryAgentPoolProfiles, pool => {
      ...rest
      name: pool.name
POOL
    })
    networkProfile: {
      networkDataplane: networkDataplane
      networkPlugin: networkPlugin
      networkPluginMode: networkDataplane == 'cilium' ? 'overlay' : networkPluginMode
      networkPolicy: networkDataplane == 'cilium' ? 'cilium' : networkPolicy
      podCidr: podCidr
      serviceCidr: serviceCidr
      dnsServiceIP: dnsServiceIP
      outboundType: outboundType
      loadBalancerSku: loadBalancerSku
PROFILE
    }
PROPERTIES
  }
}

resource pools 'Microsoft.ContainerService/managedClusters/agentPools@BESIDE' = [for pool in agentPools ?? []: {
  parent: main
  name: pool.name
  properties: {
    ...rest
POOL
  }
}]
"""

_POOL = """
      count: pool.?type == 'VirtualMachines' ? null : (pool.?count ?? 1)
      availabilityZones: pool.?type == 'VirtualMachines'
        ? null
        : map(pool.?availabilityZones ?? [1, 2, 3], zone => '${zone}')
      enableAutoScaling: pool.?type == 'VirtualMachines' ? null : (pool.?enableAutoScaling ?? false)
      minCount: pool.?type == 'VirtualMachines' ? null : pool.?minCount
      maxCount: pool.?type == 'VirtualMachines' ? null : pool.?maxCount
      vmSize: pool.?type == 'VirtualMachines' ? null : (pool.?vmSize ?? 'Standard_D2s_v3')
      enableNodePublicIP: pool.?enableNodePublicIP ?? false
      maxPods: pool.?maxPods
      mode: pool.?mode
      nodePublicIPPrefixID: pool.?nodePublicIpPrefixResourceId
      osSKU: pool.?osSKU
      osType: pool.?osType ?? 'Linux'
      podSubnetID: pool.?podSubnetResourceId
      scaleDownMode: pool.?scaleDownMode ?? 'Delete'
      type: pool.?type
      vnetSubnetID: pool.?vnetSubnetResourceId"""

_NEW_POOL = (
    _POOL
    + """
      gatewayProfile: pool.?gatewayProfile
      localDNSProfile: pool.?localDNSProfile
      networkProfile: pool.?networkProfile
      podIPAllocationMode: pool.?podIPAllocationMode
      upgradeSettings: pool.?upgradeSettings
      windowsProfile: pool.?windowsProfile"""
)

_BALANCER = """
        managedOutboundIPs: managedOutboundIPCount != 0 ? { count: managedOutboundIPCount } : null
        backendPoolType: backendPoolType"""
_BALANCER_OF_LATER = (
    _BALANCER
    + """
        allocatedOutboundPorts: allocatedOutboundPorts
        idleTimeoutInMinutes: idleTimeoutInMinutes
        outboundIPPrefixes: !empty(outboundPublicIPPrefixResourceIds) ? {
          publicIPPrefixes: map(outboundPublicIPPrefixResourceIds ?? [], id => { id: id })
        } : null
        outboundIPs: !empty(outboundPublicIPResourceIds) ? {
          publicIPs: map(outboundPublicIPResourceIds ?? [], id => { id: id })
        } : null"""
)
_OLD_PARAMS = """
param authorizedIPRanges array?
param disableRunCommand bool = false
param enablePrivateCluster bool = false
param enablePrivateClusterPublicFQDN bool = false
param privateDNSZone string?"""
_OLD_PROPERTIES = """
    apiServerAccessProfile: {
      authorizedIPRanges: authorizedIPRanges
      disableRunCommand: disableRunCommand
      enablePrivateCluster: enablePrivateCluster
      enablePrivateClusterPublicFQDN: enablePrivateClusterPublicFQDN
      privateDNSZone: privateDNSZone
    }"""
_NEW_PARAMS = """
param advancedNetworking object?
param apiServerAccessProfile object?
param bootstrapProfile object?
param ipFamilies string[] = ['IPv4']
param natGatewayProfile object?
param networkMode string?
param nodeProvisioningProfile object?
param podCidrs string[]?
param serviceCidrs string[]?
param serviceMeshProfile object?
param staticEgressGatewayProfile object?"""
_NEW_PROFILE = """
      advancedNetworking: advancedNetworking
      ipFamilies: ipFamilies
      natGatewayProfile: natGatewayProfile
      networkMode: networkMode
      podCidrs: podCidrs
      serviceCidrs: serviceCidrs
      staticEgressGatewayProfile: staticEgressGatewayProfile"""
_NEW_PROPERTIES = """
    apiServerAccessProfile: apiServerAccessProfile
    bootstrapProfile: bootstrapProfile
    nodeProvisioningProfile: nodeProvisioningProfile
    serviceMeshProfile: serviceMeshProfile"""

_NETWORK = """
param rest object
param name string
param location string = resourceGroup().location
param tags object?
param addressPrefixes array
param subnets array?
param dnsServers array?
param ddosProtectionPlanResourceId string?
param peerings array?

resource main 'Microsoft.Network/virtualNetworks@VERSION' = {
  name: name
  location: location
  tags: tags
  properties: {
    ...rest
    addressSpace: contains(addressPrefixes[0], '/Microsoft.Network/networkManagers/') ? rest : {
      addressPrefixes: addressPrefixes
    }
    dhcpOptions: !empty(dnsServers) ? { dnsServers: dnsServers } : null
    enableDdosProtection: !empty(ddosProtectionPlanResourceId)
  }
}

resource subnet 'Microsoft.Network/virtualNetworks/subnets' = [for subnet in subnets ?? []: {
  parent: main
  name: subnet.name
  properties: {
    ...rest
    addressPrefix: subnet.?addressPrefix
    addressPrefixes: subnet.?addressPrefixes
    networkSecurityGroup: empty(subnet.?networkSecurityGroupResourceId) ? null : {
      id: subnet.?networkSecurityGroupResourceId
    }
    routeTable: empty(subnet.?routeTableResourceId) ? null : { id: subnet.?routeTableResourceId }
    natGateway: empty(subnet.?natGatewayResourceId) ? null : { id: subnet.?natGatewayResourceId }
    delegations: empty(subnet.?delegation) ? [] : [
      { name: subnet.?delegation, properties: { serviceName: subnet.?delegation } }
    ]
    serviceEndpoints: [for endpoint in subnet.?serviceEndpoints ?? []: { service: endpoint }]
  }
}]

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings' = [for peering in peerings ?? []: {
  parent: main
  name: peering.?name ?? 'peer-${name}-${last(split(peering.remoteVirtualNetworkResourceId, '/'))}'
  properties: {
    ...rest
    allowForwardedTraffic: peering.?allowForwardedTraffic ?? true
    allowGatewayTransit: peering.?allowGatewayTransit ?? false
    allowVirtualNetworkAccess: peering.?allowVirtualNetworkAccess ?? true
    useRemoteGateways: peering.?useRemoteGateways ?? false
    remoteVirtualNetwork: { id: peering.remoteVirtualNetworkResourceId }
  }
}]
"""


def _filled(text: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        text = text.replace(name, part)
    return text


def _cluster(version: str, of_pools: str, balancer: str, *, new: bool) -> str:
    """The text for the API versions of cluster and pools, that of the pools as `@version`; `new` from 0.12 on."""
    always = "      loadBalancerProfile: {" + balancer + "\n      }"
    unless_routed = always.replace("{", "outboundType == 'userDefinedRouting' ? null : {", 1)
    profile = always if balancer == _BALANCER or version < "2025" else unless_routed
    return _filled(
        _CLUSTER,
        {
            "PARAMS": _NEW_PARAMS if new else _OLD_PARAMS,
            "PROFILE": profile + (_NEW_PROFILE if new else ""),
            "PROPERTIES": _NEW_PROPERTIES if new else _OLD_PROPERTIES,
            "POOL": _NEW_POOL if new else _POOL,
            "@BESIDE": of_pools,
            "VERSION": version,
        },
    )


# By the module, and by the first two numbers of its version.
TEXTS: dict[str, dict[str, str]] = {
    "avm/res/container-service/managed-cluster": {
        "0.8": _cluster("2024-09-02-preview", "", _BALANCER, new=False),
        "0.9": _cluster("2024-09-02-preview", "@2024-09-01", _BALANCER, new=False),
        "0.10": _cluster("2024-09-02-preview", "@2024-09-01", _BALANCER_OF_LATER, new=False),
        "0.11": _cluster("2025-05-02-preview", "@2025-05-02-preview", _BALANCER_OF_LATER, new=False),
        "0.12": _cluster("2025-09-01", "@2025-09-01", _BALANCER_OF_LATER, new=True),
        "0.13": _cluster("2025-10-01", "@2025-10-01", _BALANCER_OF_LATER, new=True),
        "0.14": _cluster("2025-10-01", "@2025-10-01", _BALANCER_OF_LATER, new=True),
    },
    "avm/res/network/virtual-network": {
        "0.4": _NETWORK.replace("VERSION", "2024-01-01"),
        "0.5": _NETWORK.replace("VERSION", "2024-01-01"),
        "0.6": _NETWORK.replace("VERSION", "2024-01-01"),
        "0.7": _NETWORK.replace("VERSION", "2024-05-01"),
        "0.8": _NETWORK.replace("VERSION", "2024-05-01"),
        "0.9": _NETWORK.replace("VERSION", "2025-05-01"),
        "0.10": _NETWORK.replace("VERSION", "2025-05-01"),
    },
}

# Of a version that is not known here, only what it makes and what that is called.
UNKNOWN: dict[str, str] = {
    "avm/res/container-service/managed-cluster": """
param rest object
param name string
resource main 'Microsoft.ContainerService/managedClusters' = {
  ...rest
  name: name
}
""",
    "avm/res/network/virtual-network": """
param rest object
param name string
resource main 'Microsoft.Network/virtualNetworks' = {
  ...rest
  name: name
}
""",
}

"""What the service fills in when a value is left out, and the bounds it sets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# facts CIDR-15, CIDR-29: azure-cni-overlay, configure-kubenet (read 2026-08-21)
POD_CIDR = "10.244.0.0/16"
SERVICE_CIDR = "10.0.0.0/16"
# fact CIDR-40: azure-cni-overlay; the service would pick pseudo-random ones, so aksnet states these
POD_CIDR_IPV6 = "fd12:3456:789a::/64"
SERVICE_CIDR_IPV6 = "fd12:3456:789a:1::/108"
# fact CIDR-29: the convention is the tenth address
DNS_ADDRESS = 10

# fact POD-01: concepts-network-ip-address-planning
MIN_MAX_PODS, MAX_MAX_PODS = 10, 250
# facts section 2.3; 110 for pod subnets where documents disagree (DOC-02), so it is always written out
MAX_PODS = {"overlay": 250, "pod-subnet": 110, "node-subnet": 30, "kubenet": 110}

# fact MODE-15: create-node-pools
MAX_WINDOWS_POOL_NAME = 6

# facts OVL-08, POD-04: concepts-network-azure-cni-overlay recommends no more on Windows
MAX_PODS_WINDOWS = 110

# facts CIDR-20, CIDR-21: concepts-network-ip-address-planning, azure-cni-overlay
MIN_SERVICE_PREFIX = {4: 13, 6: 108}

# fact SURGE-02: documents disagree between 1 node and 10 %; the API's own text says 10 %
MAX_SURGE = "10%"

# facts SUB-10, 2.2: what a pod subnet is delegated to, and the action that goes with it
AKS_DELEGATION = "Microsoft.ContainerService/managedClusters"
JOIN_ACTION = "Microsoft.Network/virtualNetworks/subnets/join/action"
# https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/networking (read 2026-11-23)
NETWORK_CONTRIBUTOR = "4d97b98b-1d4f-4787-a291-c67834d212e7"

# facts ING-01, VN-01, SUB-12: what their subnets are delegated to
AGC_DELEGATION = "Microsoft.ServiceNetworking/trafficControllers"
VIRTUAL_NODE_DELEGATION = "Microsoft.ContainerInstance/containerGroups"
# where a view has these subnets: ARM keeps the one outside the cluster, the other as a bare name in the add-on
AGC_SUBNET = "ingressProfile.applicationLoadBalancer.subnetId"
VIRTUAL_NODE_SUBNET = "addonProfiles.aciConnectorLinux.subnetId"
# fact CIDR-43: the node subnet of a VNet that AKS makes; the release note garbles the VNet's own range, and the /12
# is reserved to be safe
MANAGED_NODE_SUBNET, MANAGED_VNET = "10.224.0.0/16", "10.224.0.0/12"

# What the service takes of a network profile where nothing is said, beside its IP family: aks-networking-facts.md
# section 1.1, facts OUT-05, OUT-07 (managedClusters.json, API version 2026-06-01).
OUTBOUND_DEFAULTS: Mapping[str, str | int] = MappingProxyType(
    {
        "networkProfile.loadBalancerProfile.managedOutboundIPs.count": 1,
        "networkProfile.loadBalancerProfile.allocatedOutboundPorts": 0,
        "networkProfile.loadBalancerProfile.idleTimeoutInMinutes": 30,
        "networkProfile.loadBalancerProfile.backendPoolType": "NodeIPConfiguration",
        "networkProfile.natGatewayProfile.managedOutboundIPProfile.count": 1,
        "networkProfile.natGatewayProfile.idleTimeoutInMinutes": 4,
    }
)
NETWORK_DEFAULTS: Mapping[str, str | int] = MappingProxyType(
    {
        "networkProfile.networkDataplane": "azure",
        "networkProfile.outboundType": "loadBalancer",
        "networkProfile.loadBalancerSku": "standard",
        **OUTBOUND_DEFAULTS,
    }
)

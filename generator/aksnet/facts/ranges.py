"""Address ranges that are set aside, on the internet or by AKS: facts section 3.1."""

from __future__ import annotations

# facts CIDR-01, CIDR-03: concepts-network-cni-overview (read 2026-08-21); not for pods, nor Services, nor the VNet
RESERVED = ("169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24")

# fact CIDR-05: RFC 1918 and RFC 6598
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")

# fact CIDR-04: what no VNet may have, beside the reserved ranges:
# https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq (read 2026-11-24)
NOT_FOR_VNETS = {
    "224.0.0.0/4": "multicast",
    "255.255.255.255/32": "broadcast",
    "127.0.0.0/8": "loopback",
    "ff00::/8": "multicast",
    "::1/128": "loopback",
    "fe80::/10": "link-local",
}

# https://www.iana.org/assignments/iana-ipv4-special-registry (read 2026-11-24): neither public nor for private use
SPECIAL = ("0.0.0.0/8", "192.0.0.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4")

# fact CIDR-06: what answers in every VNet, Azure's DNS among it, and is in none: virtual-networks-faq
WIRE_SERVER = "168.63.129.16/32"

# concepts-network-legacy-cni (read 2026-08-21): what networks on premises often announce
OFTEN_ANNOUNCED = "10.0.0.0/8"

# fact OVL-03, KUB-03: what each node takes of the pod CIDR
NODE_PREFIX = 24

# facts API-01, PSS-04, IP-17: the smallest subnet of an API server, the largest ones of pods
API_SERVER_PREFIX = 28
STATIC_BLOCK_PREFIX = 12
DYNAMIC_PREFIX = 16

# facts OVL-06, SUB-13: names that become labels of nodes
MAX_LABEL = 63

# Where new ranges are taken from, the first one that has room. For pods what everybody knows comes first; fact CIDR-05
# speaks of 100.64.0.0/10, which carriers share (RFC 6598), with overlay only.
SHARED = "100.64.0.0/10"
POD_POOLS = ("10.244.0.0/14", "100.64.0.0/10", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
SERVICE_POOLS = ("10.0.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "10.0.0.0/8")
# unique local addresses (RFC 4193) around the documented ranges of fact CIDR-40; what of them a VNet, a subnet, and the
# pods and Services of a cluster get: virtual-network ip-services/ipv6-overview (a subnet is exactly a /64), CIDR-41,
# CIDR-21
IPV6_POOL = "fd12:3456::/32"
IPV6_VNET, IPV6_SUBNET, IPV6_PODS, IPV6_SERVICES = 56, 64, 64, 108

# Subnets that Azure knows by name, each with the prefix that its documentation asks for or recommends
# (read 2026-11-24): https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#gwsub,
# https://learn.microsoft.com/azure/firewall/firewall-faq,
# https://learn.microsoft.com/azure/bastion/configuration-settings#subnet
NAMED_SUBNETS = {
    "GatewaySubnet": 27,
    "AzureFirewallSubnet": 26,
    "AzureFirewallManagementSubnet": 26,
    "AzureBastionSubnet": 26,
}

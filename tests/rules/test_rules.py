"""Every rule with inputs that it is about and inputs that it must not be about, and the registry's own order."""

from __future__ import annotations

import re
from datetime import date
from ipaddress import IPv4Address
from typing import Any

import pytest

from aksnet.dialects import Dialect
from aksnet.findings import Severity
from aksnet.rules import RULES, Context, addressing, check, families, modes, overlaps, vnets
from aksnet.view import ClusterView, Provider, Range, SubnetView, Value, VnetView
from arm_clusters import cluster_from_arm
from places import ROOT
from rendering import TODAY, dialect, rules_hit, view
from timing import within


def spec(**network: Any) -> dict[str, Any]:
    return {"network": {"plugin": "overlay", **network}}


def vnet(*subnets: str, space: str = "10.240.0.0/16", **rest: Any) -> dict[str, Any]:
    named = {f"s{index}": {"prefix": prefix} for index, prefix in enumerate(subnets)}
    return {"vnet": {"address_space": [space], "subnets": named, **rest}}


def pools(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"pools": [{"name": f"p{index}", **row} for index, row in enumerate(rows)]}


SYSTEM = {"mode": "System"}
WINDOWS = {"os": "Windows"}
DUAL = {"ip_families": ["IPv4", "IPv6"]}
TWO_PODS = ["10.244.0.0/16", "fd12:3456:789a::/64"]
TWO_SERVICES = ["10.0.0.0/16", "fd12:3456:789a:1::/108"]
SUBNETS = {"vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"n": {"prefix": "10.240.0.0/24"}, "p": {"prefix": "10.240.64.0/18"}}}}  # fmt: skip
POD_SUBNET = {"network": {"plugin": "pod-subnet"}, **SUBNETS}
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
HOSTED = {
    "vnet": {"address_space": ["10.240.0.0/16"], "subnets": {name: {"prefix": f"10.240.{index}.0/24"} for index, name in enumerate("abc")}},
    "hosted_system": {"node_subnet": "a", "system_node_subnet": "b", "api_server_subnet": "c"},
}  # fmt: skip

BAD: list[Any] = [
    pytest.param("AKN101", spec(pod_cidr="10.244.0.5/16"), id="a pod CIDR with host bits"),
    pytest.param("AKN101", spec(service_cidr="10.0.0.1/16"), id="a service CIDR with host bits"),
    pytest.param("AKN101", spec() | vnet("10.240.0.1/24"), id="a subnet with host bits"),
    pytest.param("AKN101", spec() | vnet(space="10.240.0.1/16"), id="an address space with host bits"),
    pytest.param("AKN101", spec() | vnet(peers=["10.9.0.1/16"]), id="a peer with host bits"),
    pytest.param("AKN102", spec(pod_cidr="10.0.0.0/8"), id="pods over the default of Services"),
    pytest.param("AKN102", spec(service_cidr="10.244.8.0/22"), id="Services in the default of pods"),
    pytest.param("AKN102", spec(**DUAL, pod_cidrs=TWO_PODS, service_cidrs=["10.0.0.0/16", "fd12:3456:789a::/112"]), id="the IPv6 ranges overlap"),
    pytest.param("AKN103", spec(pod_cidr="10.240.0.0/20") | vnet("10.240.0.0/24"), id="pods over a subnet"),
    pytest.param("AKN103", spec(pod_cidr="10.240.1.0/24") | vnet("10.240.0.0/24", "10.240.1.0/25"), id="pods over a subnet that is not the cluster's"),
    pytest.param("AKN103", spec() | vnet("10.244.3.0/24", space="10.244.0.0/16"), id="the default of pods over a subnet"),
    pytest.param("AKN104", spec(service_cidr="10.240.0.0/24") | vnet("10.240.0.0/24"), id="Services over a subnet"),
    pytest.param("AKN104", spec() | vnet("10.0.1.0/24", space="10.0.0.0/16"), id="the default of Services over a subnet"),
    pytest.param("AKN105", spec() | vnet(peers=["10.244.0.0/14"]), id="pods in a peered VNet"),
    pytest.param("AKN105", spec() | vnet(on_premises=["10.244.1.0/24"]), id="pods in a network on premises"),
    pytest.param("AKN106", spec() | vnet(peers=["10.0.0.0/20"]), id="Services in a peered VNet"),
    pytest.param("AKN106", spec() | vnet(on_premises=["10.0.255.0/24"]), id="Services in a network on premises"),
    pytest.param("AKN107", spec() | vnet("10.240.0.0/24", "10.240.0.128/25"), id="a subnet in a subnet"),
    pytest.param("AKN108", spec() | vnet("10.241.0.0/24"), id="a subnet outside the VNet"),
    pytest.param("AKN108", spec() | vnet("10.240.0.0/15"), id="a subnet larger than the VNet"),
    pytest.param("AKN108", spec() | {"vnet": {"address_space": ["10.240.0.0/24", "10.240.1.0/24"], "subnets": {"a": {"prefix": "10.240.0.0/23"}}}}, id="a subnet over two ranges of the VNet"),
    pytest.param("AKN108", spec() | {"vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"a": {"prefixes": ["10.240.0.0/24", "fd00::/64"]}}}}, id="an IPv6 range in a VNet that has none"),
    pytest.param("AKN103", spec(pod_cidr="10.224.8.0/21") | pools(SYSTEM), id="pods over the subnet that AKS makes"),
    pytest.param("AKN104", spec(service_cidr="10.224.8.0/21") | pools(SYSTEM), id="Services over the subnet that AKS makes"),
    pytest.param("AKN109", spec() | vnet(peers=["10.9.0.0/16", "10.9.8.0/24"]), id="a peer in another peer"),
    pytest.param("AKN123", spec() | vnet("10.240.0.0/24", on_premises=["10.240.128.0/24"]), id="a network on premises in the VNet's range"),
    pytest.param("AKN123", spec() | vnet("10.240.0.0/24", on_premises=["10.240.0.0/16"]), id="a network on premises with the VNet's range"),
    pytest.param("AKN110", spec(pod_cidr="10.232.0.0/16") | pools(SYSTEM), id="pods in the VNet that AKS makes"),
    pytest.param("AKN111", spec(service_cidr="10.232.0.0/16") | pools(SYSTEM), id="Services in the VNet that AKS makes"),
    pytest.param("AKN107", spec() | {"vnet": {"address_space": ["10.240.0.0/16", "fd00::/48"], "subnets": {"a": {"prefix": "fd00::/64"}, "b": {"prefix": "fd00::/64"}}}}, id="one IPv6 range in two subnets"),
    pytest.param("AKN109", spec() | vnet(peers=["10.240.128.0/17"]), id="a peer in the VNet's own range"),
    pytest.param("AKN110", spec(pod_cidr="10.240.128.0/17") | vnet("10.240.0.0/24"), id="pods in the VNet, beside its subnets"),
    pytest.param("AKN111", spec(service_cidr="10.240.128.0/17") | vnet("10.240.0.0/24"), id="Services in the VNet, beside its subnets"),
    pytest.param("AKN112", spec(service_cidr="172.16.0.0/12"), id="Services in a /12"),
    pytest.param("AKN112", spec(**DUAL, pod_cidrs=TWO_PODS, service_cidrs=["10.0.0.0/16", "fd12:3456:789b::/107"]), id="IPv6 Services in a /107"),
    pytest.param("AKN113", spec(dns_service_ip="10.1.0.10"), id="the DNS outside the default of Services"),
    pytest.param("AKN113", spec(service_cidr="172.16.0.0/20", dns_service_ip="172.16.16.10"), id="the DNS outside the service CIDR"),
    pytest.param("AKN114", spec(dns_service_ip="10.0.0.1"), id="the DNS on the first usable address"),
    pytest.param("AKN114", spec(dns_service_ip="10.0.0.0"), id="the DNS on the network's address"),
    pytest.param("AKN114", spec(dns_service_ip="10.0.255.255"), id="the DNS on the last address"),
    pytest.param("AKN115", spec(service_cidr="172.16.0.0/29"), id="no tenth address for the DNS"),
    pytest.param("AKN116", spec(**DUAL, pod_cidrs=list(reversed(TWO_PODS))), id="IPv6 first among the pod ranges"),
    pytest.param("AKN116", spec(**DUAL, service_cidrs=list(reversed(TWO_SERVICES))), id="IPv6 first among the service ranges"),
    pytest.param("AKN117", spec() | {"vnet": {"address_space": ["10.16.0.0/12", "10.16.0.0/16"]}}, id="a range of the VNet in another one"),
    pytest.param("AKN206", {"network": {"plugin": "byo"}}, id="bring your own CNI without a pod CIDR"),
    pytest.param("AKN207", spec(ip_families=["IPv6"]), id="IPv6 alone"),
    pytest.param("AKN207", spec(ip_families=["IPv6", "IPv4"]), id="IPv6 before IPv4"),
    pytest.param("AKN207", spec(ip_families=["IPv4", "IPv4"]), id="IPv4 twice"),
    pytest.param("AKN207", spec(ip_families=[]), id="no family"),
    pytest.param("AKN208", spec(pod_cidrs=TWO_PODS), id="two pod ranges on a single stack"),
    pytest.param("AKN208", spec(service_cidrs=TWO_SERVICES), id="two service ranges on a single stack"),
    pytest.param("AKN208", spec(**DUAL, pod_cidr="10.244.0.0/16"), id="one pod range with dual-stack"),
    pytest.param("AKN208", spec(**DUAL, service_cidr="10.0.0.0/16"), id="one service range with dual-stack"),
    pytest.param("AKN208", spec(**DUAL, pod_cidrs=["10.244.0.0/16", "10.245.0.0/16"]), id="two IPv4 ranges with dual-stack"),
    pytest.param("AKN209", {"network": {"plugin": "node-subnet", **DUAL}}, id="dual-stack on the node subnet"),
    pytest.param("AKN209", {"network": {"plugin": "pod-subnet", **DUAL}}, id="dual-stack with dynamic allocation"),
    pytest.param("AKN209", {"network": {"plugin": "pod-subnet", "allocation": "static-block", **DUAL}}, id="dual-stack with static block"),
    pytest.param("AKN209", {"network": {"plugin": "kubenet", **DUAL}}, id="dual-stack with kubenet"),
    pytest.param("AKN210", spec(**DUAL, network_policy="calico"), id="Calico with dual-stack"),
    pytest.param("AKN210", spec(**DUAL, network_policy="azure"), id="NPM with dual-stack"),
    pytest.param("AKN211", {"network": {"plugin": "cilium"}} | pools(SYSTEM, WINDOWS), id="Windows with Cilium"),
    pytest.param("AKN211", {"network": {"plugin": "kubenet"}} | pools(SYSTEM, WINDOWS), id="Windows with kubenet"),
    pytest.param("AKN211", {"network": {"plugin": "byo", "pod_cidr": "10.9.0.0/16"}} | pools(SYSTEM, WINDOWS), id="Windows with a CNI of your own"),
    pytest.param("AKN211", spec() | pools(SYSTEM, WINDOWS) | {"outbound": {"type": "none"}}, id="Windows in an isolated cluster"),
    pytest.param("AKN211", spec() | pools(SYSTEM, WINDOWS) | {"node_provisioning_mode": "Auto"}, id="Windows with node auto-provisioning"),
    pytest.param("AKN211", spec() | pools(SYSTEM, {**WINDOWS, "type": "VirtualMachines"}), id="Windows on virtual machines that are no scale set"),
    pytest.param("AKN212", spec() | SUBNETS | pools({**SYSTEM, "subnet": "n", "pod_subnet": "p"}), id="a pod subnet with overlay"),
    pytest.param("AKN213", spec() | pools({**SYSTEM, "allocation": "static-block"}), id="an allocation without a pod subnet"),
    pytest.param("AKN214", spec() | {"sku": "automatic"}, id="Automatic with plain overlay"),
    pytest.param("AKN215", {"network": {"plugin": "cilium", "acns": {"observability": False, "security": False}}}, id="ACNS with all its parts off"),
    pytest.param("AKN216", {"network": {"plugin": "cilium", "acns": {"security": False, "transit_encryption": "WireGuard"}}}, id="encryption with security off"),
    pytest.param("AKN216", {"network": {"plugin": "cilium", "acns": {"security": False, "advanced_network_policies": "FQDN"}}}, id="policies with security off"),
    pytest.param("AKN217", {"network": {"plugin": "cilium"}, "sku": "automatic", "tier": "Free"}, id="Automatic in the Free tier"),
    pytest.param("AKN301", spec() | pools({**SYSTEM, "max_pods": 9}), id="9 pods for each node"),
    pytest.param("AKN301", spec() | pools({**SYSTEM, "max_pods": 251}), id="251 pods for each node"),
    pytest.param("AKN302", POD_SUBNET | pools({**SYSTEM, "subnet": "n", "pod_subnet": "n"}), id="pods in the node subnet"),
    pytest.param("AKN302", POD_SUBNET | pools({**SYSTEM, "subnet": "n", "pod_subnet": "p"}, {"subnet": "p", "pod_subnet": "p"}), id="pods in the node subnet of another pool"),
    pytest.param("AKN304", spec() | pools({"mode": "User"}), id="no system pool"),
    pytest.param("AKN304", spec() | pools({**SYSTEM, **WINDOWS}), id="a system pool with Windows"),
    pytest.param("AKN305", spec() | {"pools": [{"name": "system", **SYSTEM}, {"name": "windows", **WINDOWS}]}, id="a Windows pool with a name of 7 characters"),
    pytest.param("AKN306", spec() | pools({**SYSTEM, "os_sku": "Windows2022"}), id="a Windows SKU on Linux"),
    pytest.param("AKN306", spec() | pools(SYSTEM, {**WINDOWS, "os_sku": "Ubuntu"}), id="Ubuntu on Windows"),
    pytest.param("AKN307", spec() | pools({**SYSTEM, "count": 0}), id="a system pool of no node"),
    pytest.param("AKN307", spec() | pools({**SYSTEM, "min": 0, "max": 3}), id="a system pool that scales to nothing"),
    pytest.param("AKN311", spec() | SUBNETS | pools({**SYSTEM, "subnet": "n"}) | {"outbound": {"type": "managedNATGateway"}}, id="the managed NAT gateway with a subnet"),
    pytest.param("AKN313", spec() | {"outbound": {"type": "loadBalancer", "managed_outbound_ip_count": 1, "outbound_ips": [f"{ID}/publicIPAddresses/a"]}}, id="a managed count and addresses"),
    pytest.param("AKN313", spec() | {"outbound": {"type": "loadBalancer", "outbound_ip_prefixes": [f"{ID}/publicIPPrefixes/p"], "outbound_ips": [f"{ID}/publicIPAddresses/a"]}}, id="addresses and prefixes of a load balancer"),
    pytest.param("AKN313", spec() | {"outbound": {"type": "managedNATGateway", "managed_outbound_ip_count": 1, "outbound_ips": [f"{ID}/publicIPAddresses/a"]}}, id="a managed count and addresses of a NAT gateway"),
    pytest.param("AKN314", {"network": {"plugin": "cilium"}, "sku": "automatic", "outbound": {"type": "loadBalancer"}}, id="Automatic in AKS's network with a load balancer"),
    pytest.param("AKN314", {"network": {"plugin": "cilium"}, "sku": "automatic", "outbound": {"type": "managedNATGateway"}, **HOSTED}, id="Automatic in its own VNet with the managed NAT gateway"),
    pytest.param("AKN315", spec() | {"outbound": {"type": "managedNATGateway", "sku": "Standard", "managed_outbound_ipv6_count": 1}}, id="IPv6 with the old NAT gateway"),
    pytest.param("AKN315", spec() | {"outbound": {"type": "managedNATGateway", "sku": "Standard", "outbound_ips": [f"{ID}/publicIPAddresses/a"]}}, id="addresses with the old NAT gateway"),
    pytest.param("AKN316", {"network": {"plugin": "kubenet"}} | pools({**SYSTEM, "subnet": f"{ID}/virtualNetworks/v/subnets/n"}), id="kubenet in a subnet that is there already"),
    pytest.param("AKN316", {"network": {"plugin": "kubenet"}, "outbound": {"type": "userDefinedRouting"}}, id="kubenet in a subnet that is left out"),
    pytest.param("AKN317", spec(**DUAL) | {"outbound": {"type": "managedNATGateway", "sku": "Standard"}}, id="dual-stack with the old NAT gateway"),
    pytest.param("AKN317", spec(**DUAL) | SUBNETS | pools({**SYSTEM, "subnet": "n"}) | {"outbound": {"type": "userAssignedNATGateway"}}, id="dual-stack with the NAT gateway that is made here"),
    pytest.param("AKN318", spec() | pools({**SYSTEM, "subnet": f"{ID}/virtualNetworks/v/subnets/n"}) | {"outbound": {"type": "none"}}, id="no outbound in a subnet that is there already"),
    pytest.param("AKN211", {"network": {"plugin": "cilium"}, "sku": "automatic"} | pools(WINDOWS), id="Windows with Automatic"),
    pytest.param("AKN209", {"network": {"plugin": "pod-subnet", **DUAL}} | pools({**SYSTEM, "allocation": "static-block"}, {}), id="dual-stack with a mix of allocations"),
    pytest.param("AKN301", spec() | pools({**SYSTEM, "max_pods": 0}), id="0 pods for each node"),
    pytest.param("AKN401", {"network": {"plugin": "kubenet"}}, id="kubenet"),
    pytest.param("AKN402", spec(network_policy="azure"), id="Network Policy Manager"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN101", spec(pod_cidr="10.244.0.0/16", service_cidr="172.16.8.0/21"), id="ranges with their first address"),
    pytest.param("AKN102", spec(pod_cidr="10.1.0.0/16"), id="ranges side by side"),
    pytest.param("AKN102", {"network": {"plugin": "node-subnet", "service_cidr": "10.244.0.0/16"}}, id="the default of pods where pods have none"),
    pytest.param("AKN103", spec(pod_cidr="10.240.1.0/24") | vnet("10.240.0.0/24"), id="pods beside the subnets"),
    pytest.param("AKN104", spec(service_cidr="10.240.1.0/24") | vnet("10.240.0.0/24"), id="Services beside the subnets"),
    pytest.param("AKN105", spec() | vnet(peers=["10.245.0.0/16"], on_premises=["192.168.0.0/16"]), id="pods beside connected networks"),
    pytest.param("AKN106", spec() | vnet(peers=["10.1.0.0/16"]), id="Services beside connected networks"),
    pytest.param("AKN107", spec() | vnet("10.240.0.0/24", "10.240.1.0/24"), id="subnets side by side"),
    pytest.param("AKN107", spec() | {"vnet": {"address_space": ["10.240.0.0/16", "fd00::/48"], "subnets": {"a": {"prefixes": ["10.240.0.0/24", "fd00::/64"]}}}}, id="two families in one subnet"),
    pytest.param("AKN108", spec() | vnet("10.240.0.0/16"), id="a subnet that fills the VNet"),
    pytest.param("AKN108", spec() | {"vnet": {"address_space": ["10.240.0.0/24", "10.241.0.0/24"], "subnets": {"a": {"prefix": "10.241.0.0/25"}}}}, id="a subnet in the second range"),
    pytest.param("AKN108", spec() | {"vnet": {"address_space": ["10.240.0.0/16", "10.240.0.0/24"], "subnets": {"a": {"prefix": "10.240.8.0/24"}}}}, id="a subnet in the larger of two ranges that overlap"),
    pytest.param("AKN103", spec(pod_cidr="10.224.8.0/21") | pools({**SYSTEM, "subnet": f"{ID}/virtualNetworks/v/subnets/n"}), id="pods in the range of a subnet that AKS does not make"),
    pytest.param("AKN104", spec(service_cidr="10.224.8.0/21") | pools({**SYSTEM, "subnet": f"{ID}/virtualNetworks/v/subnets/n"}), id="Services in the range of a subnet that AKS does not make"),
    pytest.param("AKN109", spec() | vnet(peers=["10.9.0.0/16", "10.10.0.0/16"]), id="peers side by side"),
    pytest.param("AKN123", spec() | vnet("10.240.0.0/24", on_premises=["10.241.0.0/16", "192.168.0.0/16"]), id="networks on premises elsewhere"),
    pytest.param("AKN123", spec() | vnet("10.240.0.0/24", on_premises=["10.240.0.0/12"]), id="a network on premises that announces more than the VNet"),
    pytest.param("AKN110", spec(pod_cidr="10.224.0.0/12") | pools({**SYSTEM, "subnet": f"{ID}/virtualNetworks/v/subnets/n"}), id="pods in the range of a VNet that AKS does not make"),
    pytest.param("AKN111", spec(service_cidr="10.232.0.0/16") | pools({**SYSTEM, "subnet": f"{ID}/virtualNetworks/v/subnets/n"}), id="Services in the range of a VNet that AKS does not make"),
    pytest.param("AKN110", spec(pod_cidr="10.223.0.0/16") | pools(SYSTEM), id="pods just below the VNet that AKS makes"),
    pytest.param("AKN109", spec() | vnet(peers=["10.241.0.0/16"]), id="a peer beside the VNet"),
    pytest.param("AKN109", spec() | vnet(on_premises=["10.240.0.0/12"]), id="a supernet that is announced from on premises"),
    pytest.param("AKN110", spec() | vnet("10.240.0.0/24"), id="pods outside the VNet"),
    pytest.param("AKN111", spec() | vnet("10.240.0.0/24"), id="Services outside the VNet"),
    pytest.param("AKN112", spec(service_cidr="172.16.0.0/13"), id="Services in a /13"),
    pytest.param("AKN112", spec(**DUAL), id="IPv6 Services in a /108"),
    pytest.param("AKN113", spec(dns_service_ip="10.0.255.10"), id="the DNS in the service CIDR"),
    pytest.param("AKN114", spec(dns_service_ip="10.0.0.2"), id="the DNS on the second usable address"),
    pytest.param("AKN115", spec(service_cidr="172.16.0.0/29", dns_service_ip="172.16.0.5"), id="a small range with its DNS"),
    pytest.param("AKN116", spec(**DUAL, pod_cidrs=TWO_PODS, service_cidrs=TWO_SERVICES), id="IPv4 first"),
    pytest.param("AKN117", spec() | {"vnet": {"address_space": ["10.16.0.0/16", "10.17.0.0/16", "fd00::/48"]}}, id="ranges of the VNet side by side"),
    pytest.param("AKN206", {"network": {"plugin": "byo", "pod_cidr": "10.9.0.0/16"}}, id="bring your own CNI with its range"),
    pytest.param("AKN208", {"network": {"plugin": "byo", "pod_cidrs": TWO_PODS, **DUAL}}, id="bring your own CNI with two ranges"),
    pytest.param("AKN208", {"network": {"plugin": "kubenet", **DUAL}}, id="kubenet with two ranges"),
    pytest.param("AKN207", spec(ip_families=["IPv4"]), id="IPv4 alone"),
    pytest.param("AKN208", spec(pod_cidrs=["10.244.0.0/16"], service_cidrs=["10.0.0.0/16"]), id="lists of one"),
    pytest.param("AKN208", {"network": {"plugin": "pod-subnet", "allocation": "static-block", **DUAL}}, id="no pod range where pods have none"),
    pytest.param("AKN208", spec(**DUAL, pod_cidrs=list(reversed(TWO_PODS))), id="two ranges in the wrong order, which is said elsewhere"),
    pytest.param("AKN209", {"network": {"plugin": "cilium", **DUAL}}, id="dual-stack with Cilium on overlay"),
    pytest.param("AKN210", {"network": {"plugin": "cilium", **DUAL}}, id="Cilium with dual-stack"),
    pytest.param("AKN210", spec(**DUAL, network_policy="none"), id="no engine with dual-stack"),
    pytest.param("AKN211", spec() | pools(SYSTEM, WINDOWS), id="Windows with overlay"),
    pytest.param("AKN211", {"network": {"plugin": "node-subnet"}} | pools(SYSTEM, WINDOWS), id="Windows on the node subnet"),
    pytest.param("AKN211", {"network": {"plugin": "cilium"}, "node_provisioning_mode": "Auto"} | pools(SYSTEM, {"type": "VirtualMachines"}), id="Linux where Windows is not supported"),
    pytest.param("AKN211", spec() | pools(SYSTEM, {**WINDOWS, "type": "VirtualMachineScaleSets"}, {"type": "VirtualMachines"}) | {"node_provisioning_mode": "Manual"}, id="Windows scale sets beside virtual machines"),
    pytest.param("AKN212", POD_SUBNET | pools({**SYSTEM, "subnet": "n", "pod_subnet": "p"}), id="a pod subnet where it belongs"),
    pytest.param("AKN213", {"network": {"plugin": "pod-subnet"}} | pools({**SYSTEM, "allocation": "static-block"}), id="an allocation with a pod subnet that is left out"),
    pytest.param("AKN214", {"network": {"plugin": "cilium"}, "sku": "automatic"}, id="Automatic with Cilium on overlay"),
    pytest.param("AKN215", {"network": {"plugin": "cilium", "acns": {"observability": False, "security": False, "acceleration": "BpfVeth"}}}, id="ACNS for acceleration alone"),
    pytest.param("AKN215", {"network": {"plugin": "cilium", "acns": {}}}, id="ACNS as it comes"),
    pytest.param("AKN216", {"network": {"plugin": "cilium", "acns": {"security": False, "transit_encryption": "None"}}}, id="no encryption with security off"),
    pytest.param("AKN217", {"network": {"plugin": "cilium"}, "sku": "automatic", "tier": "Premium"}, id="Automatic in another tier"),
    pytest.param("AKN301", spec() | pools({**SYSTEM, "max_pods": 10}, {"max_pods": 250}), id="10 and 250 pods for each node"),
    pytest.param("AKN302", POD_SUBNET | pools({**SYSTEM, "subnet": "n", "pod_subnet": "p"}), id="pods in a subnet of their own"),
    pytest.param("AKN303", POD_SUBNET | pools({**SYSTEM, "subnet": "n", "pod_subnet": "p"}, {"subnet": "n", "pod_subnet": "p"}), id="a pod subnet on every pool"),
    pytest.param("AKN304", spec() | pools(SYSTEM, WINDOWS), id="a Linux system pool beside Windows"),
    pytest.param("AKN304", spec() | pools({}), id="one pool, whose mode is left out"),
    pytest.param("AKN304", {"network": {"plugin": "cilium"}, "sku": "automatic"} | pools({"mode": "User"}), id="Automatic, whose system pools are hosted"),
    pytest.param("AKN305", spec() | {"pools": [{"name": "linuxsystem1", **SYSTEM}, {"name": "window", **WINDOWS}]}, id="names of 12 and 6 characters"),
    pytest.param("AKN306", spec() | pools({**SYSTEM, "os_sku": "AzureLinux3"}, {**WINDOWS, "os_sku": "Windows2025"}), id="each SKU on its system"),
    pytest.param("AKN307", spec() | pools(SYSTEM, {"count": 0}, {"min": 0, "max": 3}), id="user pools of no node"),
    pytest.param("AKN311", spec() | {"outbound": {"type": "managedNATGateway"}}, id="the managed NAT gateway in AKS's network"),
    pytest.param("AKN311", spec() | {"outbound": {"type": "userDefinedRouting"}}, id="a route table on a subnet that is left out"),
    pytest.param("AKN312", spec() | {"outbound": {"type": "loadBalancer", "idle_timeout_in_minutes": 4}}, id="load balancer settings of a load balancer"),
    pytest.param("AKN313", spec() | {"outbound": {"type": "loadBalancer", "managed_outbound_ip_count": 1, "managed_outbound_ipv6_count": 1}}, id="counts of both families"),
    pytest.param("AKN313", spec() | {"outbound": {"type": "managedNATGateway", "outbound_ip_prefixes": [f"{ID}/publicIPPrefixes/p"], "outbound_ips": [f"{ID}/publicIPAddresses/a"]}}, id="addresses and prefixes of a NAT gateway"),
    pytest.param("AKN314", {"network": {"plugin": "cilium"}, "sku": "automatic", "outbound": {"type": "userDefinedRouting"}, **HOSTED}, id="Automatic in its own VNet with a route table"),
    pytest.param("AKN315", spec() | {"outbound": {"type": "managedNATGateway", "sku": "StandardV2", "managed_outbound_ipv6_count": 1}}, id="IPv6 with the new NAT gateway"),
    pytest.param("AKN316", {"network": {"plugin": "kubenet"}, "outbound": {"type": "userDefinedRouting"}, **SUBNETS} | pools({**SYSTEM, "subnet": "n"}), id="kubenet with the route table that is made here"),
    pytest.param("AKN316", {"network": {"plugin": "kubenet"}}, id="kubenet in the network that AKS makes"),
    pytest.param("AKN317", spec(**DUAL) | {"outbound": {"type": "managedNATGateway"}}, id="dual-stack with the NAT gateway that the service chooses"),
    pytest.param("AKN317", spec(**DUAL) | {"outbound": {"type": "managedNATGateway", "sku": "StandardV2"}}, id="dual-stack with the new NAT gateway"),
    pytest.param("AKN317", spec(**DUAL) | {"outbound": {"type": "userAssignedNATGateway"}, "vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"n": {"prefix": "10.240.0.0/24", "nat_gateway": f"{ID}/natGateways/g"}}}} | pools({**SYSTEM, "subnet": "n"}), id="dual-stack with a NAT gateway of your own"),
    pytest.param("AKN317", spec() | SUBNETS | pools({**SYSTEM, "subnet": "n"}) | {"outbound": {"type": "userAssignedNATGateway"}}, id="a single stack with the NAT gateway that is made here"),
    pytest.param("AKN318", spec() | SUBNETS | pools({**SYSTEM, "subnet": "n"}) | {"outbound": {"type": "none"}}, id="no outbound in a subnet that is made here"),
    pytest.param("AKN318", spec() | pools({**SYSTEM, "subnet": f"{ID}/virtualNetworks/v/subnets/n"}), id="a subnet that is there already with a way out"),
    pytest.param("AKN307", {"network": {"plugin": "cilium"}, "sku": "automatic"} | pools({**SYSTEM, "count": 0}), id="Automatic, whose system pools are hosted, with one of no node"),
    pytest.param("AKN311", {"network": {"plugin": "cilium"}, "sku": "automatic", "outbound": {"type": "userDefinedRouting"}, **HOSTED} | pools({}), id="Automatic with a route table, whose subnets are in another place"),
    pytest.param("AKN401", spec(), id="overlay"),
    pytest.param("AKN402", spec(network_policy="calico"), id="Calico"),
]  # fmt: skip

# What no model can say, as ARM JSON.
OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay"}
BAD_ARM: list[Any] = [
    pytest.param("AKN201", {"networkPlugin": "none", "networkPluginMode": "overlay", "podCidr": "10.9.0.0/16"}, id="overlay with plugin none"),
    pytest.param("AKN201", {"networkPlugin": "kubenet", "networkPluginMode": "overlay"}, id="overlay with kubenet"),
    pytest.param("AKN202", {"networkPlugin": "azure", "podCidr": "10.244.0.0/16"}, id="a pod CIDR without overlay"),
    pytest.param("AKN202", {"networkPlugin": "azure", "podCidrs": ["10.244.0.0/16"]}, id="a list of pod CIDRs without overlay"),
    pytest.param("AKN203", {"networkPlugin": "kubenet", "networkDataplane": "cilium"}, id="the Cilium data plane with kubenet"),
    pytest.param("AKN203", {"networkPlugin": "none", "networkDataplane": "cilium", "podCidr": "10.9.0.0/16"}, id="the Cilium data plane with plugin none"),
    pytest.param("AKN204", {"networkPlugin": "azure", "networkPolicy": "cilium"}, id="the Cilium policy on the default data plane"),
    pytest.param("AKN204", {"networkPlugin": "azure", "networkDataplane": "azure", "networkPolicy": "cilium"}, id="the Cilium policy on the azure data plane"),
    pytest.param("AKN205", {"networkPlugin": "azure", "networkDataplane": "cilium", "networkPolicy": "calico"}, id="Calico on the Cilium data plane"),
    pytest.param("AKN205", {"networkPlugin": "azure", "networkDataplane": "cilium", "networkPolicy": "azure"}, id="NPM on the Cilium data plane"),
    pytest.param("AKN205", {"networkPlugin": "azure", "networkDataplane": "cilium", "networkPolicy": "none"}, id="no engine, in so many words, on the Cilium data plane"),
    pytest.param("AKN207", {**OVERLAY, "ipFamilies": ["ipv6", "ipv4"]}, id="IPv6 first, in lower case"),
    pytest.param("AKN209", {"networkPlugin": "azure", "ipFamilies": ["ipv4", "ipv6"]}, id="dual-stack in lower case without overlay"),
    pytest.param("AKN116", {**OVERLAY, "serviceCidrs": list(reversed(TWO_SERVICES))}, id="IPv6 first among the service ranges, whatever the families"),
    pytest.param("AKN208", {**OVERLAY, "podCidrs": TWO_PODS, "podCidr": "10.244.0.0/16"}, id="two pod ranges on a single stack, the first of them said twice"),
    pytest.param("AKN212", {"networkPlugin": "kubenet", "pod_subnets": (True, False)}, id="a pod subnet with kubenet"),
    pytest.param("AKN212", {"networkPlugin": "none", "podCidr": "10.9.0.0/16", "pod_subnets": (True, False)}, id="a pod subnet with a CNI of your own"),
    pytest.param("AKN113", {**OVERLAY, "serviceCidr": "172.16.0.0/20"}, id="a service range without the DNS, which does not follow"),
    pytest.param("AKN114", {**OVERLAY, "serviceCidr": "10.0.0.10/31"}, id="a service range that begins with the default of the DNS"),
    pytest.param("AKN303", {"networkPlugin": "azure", "pod_subnets": (True, False)}, id="a pod subnet on one pool only"),
    pytest.param("AKN311", {"networkPlugin": "azure", "networkPluginMode": "overlay", "outboundType": "userDefinedRouting"}, id="a route table without a subnet"),
    pytest.param("AKN312", {"networkPlugin": "azure", "outboundType": "userDefinedRouting", "loadBalancerProfile": {"allocatedOutboundPorts": 0}}, id="load balancer settings with a route table"),
    pytest.param("AKN312", {"networkPlugin": "azure", "natGatewayProfile": {"idleTimeoutInMinutes": 4}}, id="NAT gateway settings with the default outbound type"),
]  # fmt: skip
GOOD_ARM: list[Any] = [
    pytest.param("AKN201", {"networkPlugin": "azure", "networkPluginMode": "overlay"}, id="overlay with azure"),
    pytest.param("AKN201", {"networkPluginMode": "overlay"}, id="overlay with the plugin left out, which means azure"),
    pytest.param("AKN202", {"networkPlugin": "azure", "networkPluginMode": "overlay", "podCidr": "10.244.0.0/16"}, id="a pod CIDR with overlay"),
    pytest.param("AKN202", {"networkPlugin": "azure", "networkPluginMode": "[parameters('mode')]", "podCidr": "10.244.0.0/16"}, id="a pod CIDR with a mode that is not known"),
    pytest.param("AKN203", {"networkPlugin": "azure", "networkDataplane": "cilium"}, id="the Cilium data plane with azure"),
    pytest.param("AKN204", {"networkPlugin": "azure", "networkDataplane": "[parameters('plane')]", "networkPolicy": "cilium"}, id="the Cilium policy on a data plane that is not known"),
    pytest.param("AKN205", {"networkPlugin": "azure", "networkDataplane": "cilium"}, id="no engine said: the service takes Cilium"),
    pytest.param("AKN206", {"networkPlugin": "none", "podCidr": "[parameters('range')]"}, id="a range of your CNI that is not known"),
    pytest.param("AKN207", {**OVERLAY, "ipFamilies": ["ipv4", "ipv6"]}, id="families in lower case, as az sends them"),
    pytest.param("AKN207", {**OVERLAY, "ipFamilies": ["[parameters('family')]"]}, id="a family that is not known"),
    pytest.param("AKN207", {**OVERLAY, "ipFamilies": ["IPv6", "[parameters('family')]"]}, id="one of two families that is not known"),
    pytest.param("AKN116", {**OVERLAY, "podCidrs": TWO_PODS[1:]}, id="an IPv6 range alone, which is no matter of order"),
    pytest.param("AKN208", {**OVERLAY, "ipFamilies": ["IPv4", "IPv6"]}, id="dual-stack with ranges that the service chooses"),
    pytest.param("AKN208", {**OVERLAY, "ipFamilies": ["IPv4"], "podCidr": "10.244.0.0/16", "podCidrs": ["10.244.0.0/16"], "serviceCidr": "10.0.0.0/16", "serviceCidrs": ["10.0.0.0/16"]}, id="a single stack as the service returns it, each range twice"),
    pytest.param("AKN208", {**OVERLAY, "ipFamilies": ["IPv4", "IPv6"], "podCidr": "10.244.0.0/16", "podCidrs": TWO_PODS, "serviceCidr": "10.0.0.0/16", "serviceCidrs": TWO_SERVICES}, id="dual-stack as the service returns it, each first range twice"),
    pytest.param("AKN208", {**OVERLAY, "ipFamilies": ["IPv4", "IPv6"], "podCidr": "10.244.0.0/16", "podCidrs": "[parameters('pods')]"}, id="a list of pod ranges that is not known, beside its first"),
    pytest.param("AKN208", {"networkPlugin": "azure", "ipFamilies": ["IPv4", "IPv6"], "podCidrs": TWO_PODS[1:]}, id="a pod range where pods have none, which is said elsewhere"),
    pytest.param("AKN208", {**OVERLAY, "ipFamilies": "[parameters('families')]", "podCidrs": TWO_PODS}, id="two ranges beside families that are not known"),
    pytest.param("AKN209", {"networkPlugin": "azure", "networkPluginMode": "[parameters('mode')]", "ipFamilies": ["IPv4", "IPv6"]}, id="dual-stack with a mode that is not known"),
    pytest.param("AKN113", {**OVERLAY, "serviceCidrs": ["10.1.0.0/16"], "serviceCidr": "[parameters('range')]", "dnsServiceIP": "10.9.0.10"}, id="one service range that is known and one that is not"),
    pytest.param("AKN303", {"networkPlugin": "azure", "pod_subnets": (True, True)}, id="a pod subnet on both pools"),
    pytest.param("AKN312", {"networkPlugin": "azure", "outboundType": "userDefinedRouting", "loadBalancerProfile": {"backendPoolType": "NodeIPConfiguration"}}, id="how pools join the backend is no outbound setting"),
    pytest.param("AKN312", {"networkPlugin": "azure", "outboundType": "[parameters('out')]", "loadBalancerProfile": {"idleTimeoutInMinutes": 4}}, id="load balancer settings with an outbound type that is not known"),
    pytest.param("AKN312", {"networkPlugin": "azure", "outboundType": "userDefinedRouting", "loadBalancerProfile": None}, id="settings that are null"),
    pytest.param("AKN113", {"networkPlugin": "azure", "serviceCidr": "[parameters('range')]", "dnsServiceIP": "10.9.0.10"}, id="a service range that is not known"),
    pytest.param("AKN101", {"networkPlugin": "azure", "serviceCidr": "banana", "dnsServiceIP": "pear"}, id="what is no address at all"),
]  # fmt: skip


def _arm(profile: dict[str, Any]) -> ClusterView:
    """A cluster in ARM JSON; `pod_subnets` says which of its two pools has one."""
    profile = dict(profile)
    pod_subnet = {"podSubnetID": f"{ID}/virtualNetworks/v/subnets/p"}
    first, second = (pod_subnet if has else {} for has in profile.pop("pod_subnets", (False, False)))
    agents = [{"name": "a", "mode": "System", **first}, {"name": "b", "mode": "User", **second}]
    return cluster_from_arm({"name": "c", "properties": {"networkProfile": profile, "agentPoolProfiles": agents}})


@pytest.mark.parametrize(("rule", "cluster"), BAD)
def test_rule_finds_what_is_wrong(rule: str, cluster: dict[str, Any]) -> None:
    assert rule in rules_hit(view(**cluster))


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_rule_is_silent_about_what_is_right(rule: str, cluster: dict[str, Any]) -> None:
    assert rule not in rules_hit(view(**cluster))


@pytest.mark.parametrize(("rule", "profile"), BAD_ARM)
def test_rule_finds_what_no_model_can_say(rule: str, profile: dict[str, Any]) -> None:
    assert rule in rules_hit(_arm(profile))


@pytest.mark.parametrize(("rule", "profile"), GOOD_ARM)
def test_rule_is_silent_about_foreign_input_that_is_right_or_unknown(rule: str, profile: dict[str, Any]) -> None:
    assert rule not in rules_hit(_arm(profile))


def _hits(profile: dict[str, Any], *agents: dict[str, Any], **properties: Any) -> dict[str, str]:
    """What the rules of this table say of a cluster with these pools, made as a spec is: the severity by the rule."""
    given = [{"name": f"p{index}", "mode": "System", **agent} for index, agent in enumerate(agents)]
    data = {"networkProfile": profile, "agentPoolProfiles": given, **properties.pop("rest", {})}
    view = cluster_from_arm({"name": "c", "properties": data, **properties})
    return _hits_of(view._replace(declared=None))


def _hits_of(view: ClusterView) -> dict[str, str]:
    judged = check([view], Context(TODAY))
    assert judged.failures == ()
    return {finding.rule: str(finding.severity) for finding in judged.findings if finding.rule in OURS}


RANGES = (*overlaps.RULES, *vnets.RULES)
OURS = {rule.id for rule in (*addressing.RULES, *RANGES, *modes.RULES, *families.RULES)}
POD_RANGE = {"networkPlugin": "azure", "podCidrs": TWO_PODS[1:], "ipFamilies": ["IPv4", "IPv6"]}
PODS_AT = f"{ID}/virtualNetworks/v/subnets/p"
STATIC_BLOCK = {"podSubnetID": PODS_AT, "podIPAllocationMode": "StaticBlock"}


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        pytest.param(_hits(POD_RANGE, STATIC_BLOCK), {"AKN202": "warning", "AKN209": "warning"}, id="static block once asked for the IPv6 range"),
        pytest.param(_hits(POD_RANGE, {**STATIC_BLOCK, "podIPAllocationMode": "[parameters('mode')]"}), {"AKN202": "warning"}, id="an allocation that is not known may be static block"),
        pytest.param(_hits(POD_RANGE), {"AKN202": "warning"}, id="pools that are not here may be static block"),
        pytest.param(_hits(POD_RANGE, STATIC_BLOCK, {**STATIC_BLOCK, "podIPAllocationMode": "[parameters('mode')]"}), {"AKN202": "warning"}, id="one of two allocations that is not known may be static block"),
        pytest.param(_hits({**POD_RANGE, "ipFamilies": "[parameters('families')]"}, STATIC_BLOCK), {"AKN202": "warning"}, id="families that are not known may be two"),
        pytest.param(_hits({**POD_RANGE, "ipFamilies": ["IPv4"]}, STATIC_BLOCK), {"AKN202": "error"}, id="a single stack with static block has no pod range"),
        pytest.param(_hits(POD_RANGE, STATIC_BLOCK, {"podSubnetID": PODS_AT}), {"AKN202": "error", "AKN209": "error"}, id="a pool with dynamic allocation is beside it"),
    ],
)  # fmt: skip
def test_pod_range_in_a_flat_network(hits: dict[str, str], expected: dict[str, str]) -> None:
    assert hits == expected


@pytest.mark.parametrize(
    ("profile", "rule"),
    [
        pytest.param(
            {"networkPlugin": "azure", "podCidr": "10.244.0.0/16"}, "AKN202", id="a pod range in a flat network"
        ),
    ],
)
def test_what_only_clients_refuse_is_a_warning_in_a_template(profile: dict[str, Any], rule: str) -> None:
    view = cluster_from_arm({"name": "c", "properties": {"networkProfile": profile}})
    azurerm = view.declared._replace(provider=Provider("azurerm", "4.81.0")) if view.declared is not None else None
    assert _hits_of(view)[rule] == "warning"
    assert _hits_of(view._replace(declared=azurerm))[rule] == "error"


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        pytest.param(_hits({"networkPolicy": "cilium"}, sku={"name": "Automatic"}), [], id="AKS Automatic has the data plane preset"),
        pytest.param(_hits({"networkPolicy": "cilium"}, sku={"name": "[parameters('sku')]"}), [], id="the SKU is not known"),
        pytest.param(_hits({"networkPolicy": "cilium"}, sku={"name": "Base"}), ["AKN204"], id="the Base SKU has none preset"),
        pytest.param(_hits({"networkPolicy": "cilium", "networkDataplane": "azure"}, sku={"name": "Automatic"}), ["AKN204"], id="another data plane is asked for with Automatic"),
    ],
)  # fmt: skip
def test_cilium_policy_alone_is_enough_where_the_data_plane_is_preset(
    hits: dict[str, str], expected: list[str]
) -> None:
    assert list(hits) == expected


WINDOWS_POOL = {"osType": "Windows"}


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        pytest.param(_hits(OVERLAY, {"osType": "windows"}, rest={"nodeProvisioningProfile": {"mode": "Auto"}}), ["AKN211"], id="Windows in lower case"),
        pytest.param(_hits({**OVERLAY, "outboundType": "block"}, WINDOWS_POOL), ["AKN211"], id="the other outbound type of an isolated cluster"),
        pytest.param(_hits(OVERLAY, {**WINDOWS_POOL, "type": "VirtualMachines"}), ["AKN211"], id="a pool of virtual machines"),
        pytest.param(_hits(OVERLAY, {**WINDOWS_POOL, "type": "[parameters('type')]"}), [], id="a type that is not known"),
        pytest.param(_hits(OVERLAY, {"osType": "[parameters('os')]", "type": "VirtualMachines"}), [], id="an operating system that is not known"),
        pytest.param(_hits(OVERLAY, {"osType": 3, "type": ["VirtualMachines"]}), [], id="what is no text at all"),
        pytest.param(_hits(OVERLAY, WINDOWS_POOL, rest={"nodeProvisioningProfile": {"mode": "[parameters('mode')]"}}), [], id="a provisioning mode that is not known"),
        pytest.param(_hits(OVERLAY, {"podSubnetID": PODS_AT}), ["AKN212"], id="a pod subnet with overlay"),
        pytest.param(_hits(OVERLAY, {"podSubnetID": "[parameters('subnet')]"}), [], id="a pod subnet that may be null"),
        pytest.param(_hits({"networkPlugin": "azure"}, {"podIPAllocationMode": "StaticBlock"}), ["AKN213"], id="an allocation without a pod subnet"),
        pytest.param(_hits({"networkPlugin": "azure"}, {"podIPAllocationMode": "[parameters('mode')]"}), [], id="an allocation that may be null"),
        pytest.param(_hits({"networkPlugin": "azure"}, {**STATIC_BLOCK, "podSubnetID": "[parameters('subnet')]"}), [], id="an allocation with a pod subnet that is not known"),
    ],
)  # fmt: skip
def test_pools_against_the_mode_of_the_cluster(hits: dict[str, str], expected: list[str]) -> None:
    assert list(hits) == expected


@pytest.mark.parametrize(
    ("cluster", "words"),
    [
        pytest.param(spec() | pools(SYSTEM, {**WINDOWS, "type": "VirtualMachines"}), "the type VirtualMachines", id="virtual machines"),
        pytest.param(spec() | pools(SYSTEM, WINDOWS) | {"node_provisioning_mode": "Auto"}, "node auto-provisioning", id="node auto-provisioning"),
        pytest.param({"network": {"plugin": "cilium"}} | pools(SYSTEM, {**WINDOWS, "type": "VirtualMachines"}), "the Cilium data plane", id="the cluster's reason comes before the pool's"),
    ],
)  # fmt: skip
def test_refusal_of_windows_names_one_reason(cluster: dict[str, Any], words: str) -> None:
    messages = [one.message for one in check([view(**cluster)], Context(TODAY)).findings if one.rule == "AKN211"]
    assert messages == [f"the pool 'p1' is Windows, which {words} does not support"]


@pytest.mark.parametrize("rule", ["AKN103", "AKN104"])
def test_the_subnet_that_aks_makes_is_certain_only_where_pools_are_given(rule: str) -> None:
    clusters = {
        Severity.WARNING: spec(pod_cidr="10.224.0.0/17", service_cidr="10.224.128.0/17"),
        Severity.ERROR: spec(pod_cidr="10.224.0.0/17", service_cidr="10.224.128.0/17") | pools(SYSTEM),
    }
    for severity, cluster in clusters.items():
        findings = check([view(**cluster)], Context(TODAY)).findings
        assert [finding.severity for finding in findings if finding.rule == rule] == [severity]


def test_each_subnet_names_the_smallest_that_it_lies_in() -> None:
    cluster = view(
        **spec(), **vnet("10.240.1.0/25", "10.240.0.0/20", "10.240.1.0/24", "10.240.1.0/25", "10.240.64.0/24")
    )
    messages = [finding.message for finding in check([cluster], Context(TODAY), RANGES).findings]
    assert messages == [
        "the subnet 's0' 10.240.1.0/25 overlaps the subnet 's2' 10.240.1.0/24",
        "the subnet 's2' 10.240.1.0/24 overlaps the subnet 's1' 10.240.0.0/20",
        "the subnet 's3' 10.240.1.0/25 overlaps the subnet 's0' 10.240.1.0/25",
    ]


def test_a_subnet_outside_the_vnet_is_named_with_its_range_once() -> None:
    cluster = view(**spec(), **vnet("10.241.0.0/24"))
    (finding,) = check([cluster], Context(TODAY)).findings
    assert finding.message == "the subnet 's0' 10.241.0.0/24 is outside the VNet (10.240.0.0/16)"


def _hostile(space: tuple[Range, ...], subnets: list[str], peers: tuple[Range, ...] = ()) -> ClusterView:
    """A cluster with ranges that no spec would have, made without the models, which are not what is measured."""
    named = {f"s{index}": SubnetView(f"s{index}", (Range(text),)) for index, text in enumerate(subnets)}
    values = {"networkProfile.podCidr": Value("172.16.0.0/16"), "networkProfile.serviceCidr": Value("172.20.0.0/16")}
    return ClusterView("hostile", values, vnet=VnetView("v", space, named, peers))


def _small(number: int) -> str:
    return f"{IPv4Address('10.0.0.0') + 16 * number}/28"


def test_overlaps_among_a_hundred_thousand_subnets_are_found_in_seconds() -> None:
    subnets = [_small(number) for number in range(100_000)]
    cluster = _hostile((Range("10.0.0.0/8"),), [*subnets, "10.0.0.8/29"])
    with within(10):
        judged = check([cluster], Context(TODAY), RANGES)
    messages = [finding.message for finding in judged.findings]
    assert messages == ["the subnet 's100000' 10.0.0.8/29 overlaps the subnet 's0' 10.0.0.0/28"]
    assert judged.failures == ()


def test_a_peer_that_is_said_thousands_of_times_is_compared_once() -> None:
    space = tuple(Range(_small(number)) for number in range(20_000))
    cluster = _hostile(space, [], (Range("10.0.0.0/8"),) * 20_000)
    with within(4):
        findings = check([cluster], Context(TODAY), RANGES).findings
    assert [finding.message for finding in findings] == [
        "the peered VNet 10.0.0.0/8 overlaps the VNet's address space 10.0.0.0/28 and 19999 more",
        "the peered VNet 10.0.0.0/8 overlaps the peered VNet 10.0.0.0/8",
    ]


L7 = {"network": {"plugin": "cilium", "acns": {"advanced_network_policies": "L7"}}}
STATIC = {"network": {"plugin": "pod-subnet", "allocation": "static-block"}}
TARGET_CASES: list[Any] = [
    pytest.param(L7, dialect(), ["AKN501"], id="L7 in azurerm"),
    pytest.param({**spec(), **pools({**SYSTEM, "max_unavailable": 1}), "ignore": {"AKN365": "known"}}, dialect(emit="cluster"), ["AKN501"], id="nodes that an upgrade takes away from azurerm's default pool"),
    pytest.param({**spec(), **pools(SYSTEM, {**SYSTEM, "name": "more", "max_unavailable": 1}), "ignore": {"AKN365": "known"}}, dialect(emit="cluster"), [], id="from another pool of the system, which has the argument"),
    pytest.param({**spec(), **pools({**SYSTEM, "max_unavailable": 1}), "ignore": {"AKN365": "known"}}, dialect(provider="azapi", emit="cluster"), [], id="from azapi's, which has it as well"),
    pytest.param({"network": {"plugin": "cilium", "acns": {"transit_encryption": "WireGuard"}}}, dialect(), ["AKN501"], id="WireGuard in azurerm"),
    pytest.param({"network": {"plugin": "cilium", "acns": {"acceleration": "BpfVeth"}}}, dialect(), ["AKN501"], id="acceleration in azurerm"),
    pytest.param(STATIC, dialect(), ["AKN501"], id="static block in azurerm"),
    pytest.param({**spec(), "outbound": {"type": "managedNATGateway", "sku": "StandardV2"}}, dialect(), ["AKN501"], id="the SKU of a NAT gateway in azurerm"),
    pytest.param({**spec(), "outbound": {"type": "loadBalancer", "idle_timeout_in_minutes": 110}}, dialect(), ["AKN501"], id="110 minutes in azurerm, which takes 100"),
    pytest.param({**spec(), "outbound": {"type": "loadBalancer", "idle_timeout_in_minutes": 100}}, dialect(), [], id="100 minutes in azurerm"),
    pytest.param({**spec(), "outbound": {"type": "none"}}, dialect(version="4.43.0"), ["AKN501"], id="no outbound in azurerm 4.43"),
    pytest.param({**spec(), "outbound": {"type": "none"}}, dialect(version="4.44.0"), [], id="no outbound in azurerm 4.44"),
    pytest.param({"network": {"plugin": "cilium", "acns": {}}}, dialect(version="3"), ["AKN501"], id="ACNS in azurerm 3"),
    pytest.param({"network": {"plugin": "cilium", "acns": {}}}, dialect(version="4.44.0"), ["AKN501"], id="ACNS in azurerm 4.44"),
    pytest.param({"network": {"plugin": "cilium", "acns": {}}}, dialect(version="4.45.0"), [], id="ACNS in azurerm 4.45"),
    pytest.param({"network": {"plugin": "cilium"}}, dialect(version="3.74.0"), ["AKN501"], id="the Cilium policy in azurerm 3.74"),
    pytest.param({"network": {"plugin": "cilium", "acns": {"advanced_network_policies": "FQDN"}}}, dialect(), [], id="FQDN in azurerm, where it is the default"),
    pytest.param(L7, dialect(provider="azapi"), [], id="L7 in azapi"),
    pytest.param(STATIC, dialect(provider="azapi"), [], id="static block in azapi"),
    pytest.param({"network": {"plugin": "cilium"}, "sku": "automatic"}, dialect(), ["AKN502"], id="Automatic in azurerm"),
    pytest.param({"network": {"plugin": "cilium"}, "sku": "automatic"}, dialect("bicep"), [], id="Automatic in Bicep"),
    pytest.param({"network": {"plugin": "cilium", "acns": {"transit_encryption": "mTLS"}}}, dialect("az"), ["AKN505"], id="mTLS in az"),
    pytest.param({**spec(), "outbound": {"type": "loadBalancer", "idle_timeout_in_minutes": 110}}, dialect("az"), ["AKN505"], id="110 minutes in az"),
    pytest.param({**spec(), "outbound": {"type": "managedNATGateway", "sku": "StandardV2"}}, dialect(provider="azapi"), ["AKN506"], id="an API version that azapi has no types of"),
    pytest.param({**spec(), "outbound": {"type": "managedNATGateway", "sku": "StandardV2"}}, dialect("bicep"), [], id="the same API version in Bicep"),
    pytest.param(spec(), dialect(version="5.99.0"), ["AKN507"], id="a provider newer than what is known"),
    pytest.param(spec(), dialect(version="5.2.0"), [], id="the newest provider"),
    pytest.param({"network": {"plugin": "kubenet"}, **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect("bicep", "cluster"), ["AKN508"], id="kubenet and its subnet in one template"),
    pytest.param({**spec(), **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect("bicep", "module"), ["AKN515"], id="a VNet beside a Bicep module"),
    pytest.param({**spec(), **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect(emit="module"), ["AKN515"], id="a VNet beside a Terraform module"),
    pytest.param({"network": {"plugin": "cilium"}, "sku": "automatic"}, dialect(emit="module"), ["AKN502"], id="Automatic in a Terraform module, which azurerm cannot say"),
    pytest.param({**spec(), "outbound": {"type": "userDefinedRouting", "next_hop_ip_address": "10.240.0.4"}, **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect(emit="module"), ["AKN515"], id="the next hop of a route table that a Terraform module does not make"),
    pytest.param({**spec(), "outbound": {"type": "userDefinedRouting", "next_hop_ip_address": "10.240.0.4"}, **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect("bicep", "module"), ["AKN515"], id="the next hop of a route table that a Bicep module does not make"),
    pytest.param({**spec(), "outbound": {"type": "userDefinedRouting", "next_hop_ip_address": "10.240.0.4"}, **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect(emit="cluster"), [], id="the next hop of a route table that is made"),
    pytest.param({"network": {"plugin": "cilium"}, "sku": "automatic"}, dialect("bicep", "module"), ["AKN516"], id="Automatic in a Bicep module"),
    pytest.param({"network": {"plugin": "kubenet"}, **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect("bicep", "module"), ["AKN515"], id="kubenet in a module, which has no routes to undo"),
    pytest.param({**spec(), **SUBNETS}, dialect("bicep", "module"), ["AKN308"], id="a VNet that no pool of a module is in"),
    pytest.param({**spec(), **pools({**SYSTEM, "subnet": "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"})}, dialect("bicep", "module"), [], id="a module in subnets that are there"),
    pytest.param({"network": {"plugin": "kubenet"}, **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect(emit="cluster"), [], id="kubenet and its subnet in Terraform"),
    pytest.param({"network": {"plugin": "kubenet"}}, dialect("arm", "cluster"), [], id="kubenet in AKS's network in a template"),
    pytest.param({**spec(), **pools({**SYSTEM, "vm_size": "-x"})}, dialect("az", "cluster"), ["AKN505"], id="a VM size that az would take for an option"),
    pytest.param({**spec(), "outbound": {"type": "loadBalancer", "managed_outbound_ipv6_count": 0}}, dialect(), ["AKN501"], id="no IPv6 address in azurerm, which takes 1 or more"),
    pytest.param({"network": {"plugin": "cilium", "acns": {"security": False, "advanced_network_policies": "None", "transit_encryption": "None"}}}, dialect(), [], id="parts of ACNS that say None, in azurerm"),
    pytest.param({"network": {"plugin": "cilium", "acns": {"advanced_network_policies": "None"}}}, dialect(), ["AKN501"], id="no policies with security on, which azurerm cannot say"),
    pytest.param({"network": {"plugin": "cilium", "acns": {"transit_encryption": "None", "acceleration": "None"}}}, dialect(), [], id="no encryption and no acceleration, which azurerm says by silence"),
    pytest.param({"network": {"plugin": "pod-subnet", "allocation": "dynamic"}}, dialect(), [], id="dynamic allocation, which azurerm says by silence"),
    pytest.param({**spec(), "outbound": {"type": "loadBalancer", "backend_pool_type": "NodeIPConfiguration"}}, dialect(version="3"), [], id="the default backend, which azurerm 3 says by silence"),
    pytest.param({**spec(), "tier": "Standard"}, dialect(emit="cluster"), [], id="the base sku, which azurerm says by silence"),
    pytest.param(spec(), dialect(provider="azapi", version="2.5.0"), ["AKN507"], id="an azapi that is older than what is known"),
    pytest.param(spec(), dialect(provider="azapi", version="2.12.1"), [], id="another patch of the known azapi"),
    pytest.param({"network": {"plugin": "cilium", "acns": {"transit_encryption": "mTLS"}}}, dialect(provider="azapi"), ["AKN504"], id="a preview value, refused once"),
    pytest.param({**spec(), **SUBNETS}, dialect(emit="cluster"), ["AKN308"], id="a VNet that no pool is in"),
    pytest.param({**spec(), **SUBNETS}, dialect(), [], id="a VNet to check against, for a fragment"),
    pytest.param({**spec(), **SUBNETS, **pools({**SYSTEM, "subnet": "n"})}, dialect(emit="cluster"), [], id="a VNet that a pool is in"),
    pytest.param({**spec(), "tags": {"a": "@/etc/hostname"}}, dialect("az", "cluster"), ["AKN505"], id="a tag that az would read from a file"),
    pytest.param({**spec(), "tags": {"-zone": "3"}}, dialect("az", "cluster"), ["AKN505"], id="a tag that az would take for an option"),
    pytest.param({**spec(), "tags": {"a=b": "c"}}, dialect("az", "cluster"), ["AKN505"], id="a tag that az would cut at another place"),
    pytest.param({**spec(), "tags": {"@a": "b=@c"}}, dialect("az", "cluster"), [], id="a tag that az takes as it is"),
    pytest.param({**spec(), "tags": {"a": "@x"}}, dialect("bicep", "cluster"), [], id="the same tag in Bicep"),
    pytest.param({**spec(), **pools({**SYSTEM, "vm_size": "@/etc/hostname"})}, dialect("az", "cluster"), ["AKN505"], id="a VM size that az would read from a file"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "asked", "expected"), TARGET_CASES)
def test_what_a_target_cannot_say_is_refused(cluster: dict[str, Any], asked: Dialect, expected: list[str]) -> None:
    assert _added(view(**cluster), asked) == expected


def _added(cluster: ClusterView, asked: Dialect) -> list[str]:
    """The ids of the rules that speak only because the cluster is to be written in this dialect."""
    anyway = rules_hit(cluster)
    return [rule for rule in rules_hit(cluster, asked) if rule not in anyway]


def test_refusal_claims_no_more_than_is_known() -> None:
    """azurerm has an argument for it in newer releases, and it is not known since when."""
    cluster = view(**spec(), api_server={"enable_vnet_integration": True})
    (finding,) = (one for one in check([cluster], Context(TODAY, (dialect(),))).findings if one.rule == "AKN501")
    assert finding.message.endswith("azurerm 5.2.0 has no argument for it that aksnet knows of")


def test_refusal_names_the_setting_the_version_and_the_way_out() -> None:
    (finding,) = check([view(**STATIC)], Context(TODAY, (dialect(version="4"),))).findings
    assert "podIPAllocationMode StaticBlock" in finding.message
    assert "azurerm 4.81.0" in finding.message
    assert "--provider azapi" in finding.hint


@pytest.mark.parametrize(
    ("cluster", "today", "severity", "words"),
    [
        pytest.param({"network": {"plugin": "kubenet"}}, date(2028, 3, 31), "warning", "retires on 2028-03-31", id="kubenet on its last day"),
        pytest.param({"network": {"plugin": "kubenet"}}, date(2028, 4, 1), "error", "retired on 2028-03-31", id="kubenet on the day after"),
        pytest.param(spec(network_policy="azure"), date(2028, 9, 30), "warning", "retires on 2028-09-30", id="NPM on Linux"),
        pytest.param(spec(network_policy="azure") | pools(SYSTEM, WINDOWS), date(2026, 9, 30), "warning", "retires on 2026-09-30", id="NPM on Windows"),
        pytest.param(spec(network_policy="azure") | pools(SYSTEM, WINDOWS), date(2026, 10, 1), "error", "retired on 2026-09-30", id="NPM on Windows, the day after"),
    ],
)  # fmt: skip
def test_retirement_is_a_warning_before_the_day_and_an_error_after(
    cluster: dict[str, Any], today: date, severity: str, words: str
) -> None:
    (finding,) = check([view(**cluster)], Context(today)).findings
    assert (finding.severity, words in finding.message) == (severity, True)


@pytest.mark.parametrize(
    ("rule", "cluster", "severity"),
    [
        pytest.param("AKN209", {"network": {"plugin": "pod-subnet", "allocation": "static-block", **DUAL}}, Severity.WARNING, id="static block: documents disagree"),
        pytest.param("AKN209", {"network": {"plugin": "pod-subnet", **DUAL}}, Severity.ERROR, id="dynamic allocation: they do not"),
        pytest.param("AKN209", {"network": {"plugin": "kubenet", **DUAL}}, Severity.WARNING, id="kubenet: its page is gone"),
        pytest.param("AKN110", spec(pod_cidr="10.240.128.0/17") | vnet("10.240.0.0/24"), Severity.WARNING, id="pods in the VNet: documents disagree"),
        pytest.param("AKN111", spec(service_cidr="10.240.128.0/17") | vnet("10.240.0.0/24"), Severity.WARNING, id="Services in the VNet: documents disagree"),
    ],
)  # fmt: skip
def test_what_documents_disagree_on_is_never_an_error(rule: str, cluster: dict[str, Any], severity: Severity) -> None:
    (finding,) = (one for one in check([view(**cluster)], Context(TODAY)).findings if one.rule == rule)
    assert finding.severity is severity


def test_refusal_of_an_old_provider_names_the_first_version_that_will_do() -> None:
    cluster = view(network={"plugin": "cilium", "acns": {}})
    hints = {finding.hint for finding in check([cluster], Context(TODAY, (dialect(version="4.44.0"),))).findings}
    assert hints == {"choose --provider-version 4.45.0 or newer, or --provider azapi"}


def test_two_ranges_on_a_single_stack_say_what_is_missing() -> None:
    (finding,) = check([view(**spec(pod_cidrs=TWO_PODS))], Context(TODAY)).findings
    assert finding.hint == "add ip_families: [IPv4, IPv6], or keep the IPv4 range alone"


def test_message_about_a_default_says_so() -> None:
    (finding,) = check([view(**spec(service_cidr="10.244.0.0/20"))], Context(TODAY)).findings
    assert finding.message == ("the pod CIDR 10.244.0.0/16 (the default) overlaps the service CIDR 10.244.0.0/20")


# Where a release of azurerm began to say something: executed or read per release, see facts/azurerm.py.
AZURERM_SINCE = [
    (
        "a load balancer's backend",
        {"outbound": {"type": "loadBalancer", "backend_pool_type": "NodeIP"}},
        "4.7.0",
        "4.8.0",
    ),
    ("no outbound", {"outbound": {"type": "none"}}, "4.43.0", "4.44.0"),
    ("ACNS", {"network": {"plugin": "cilium", "acns": {}}}, "4.44.0", "4.45.0"),
    ("the Cilium policy", {"network": {"plugin": "cilium"}}, "3.74.0", "3.75.0"),
]
AZURERM_SKU_SINCE = [
    ("AzureLinux3", "4.47.0", "4.48.0"),
    ("Ubuntu2204", "4.47.0", "4.48.0"),
    ("Ubuntu2404", "4.66.0", "4.67.0"),
]


@pytest.mark.parametrize(
    ("what", "cluster", "before", "since"), AZURERM_SINCE, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_setting_is_refused_before_the_release_that_brought_it(
    what: str, cluster: dict[str, Any], before: str, since: str
) -> None:
    old, new = (
        check([view(**{**spec(), **cluster})], Context(TODAY, (dialect(version=version),))).findings
        for version in (before, since)
    )
    assert [finding.rule for finding in new] == []
    assert {finding.rule for finding in old} == {"AKN501"}
    assert all(f"it came with {since}" in finding.message for finding in old)


@pytest.mark.parametrize(("sku", "before", "since"), AZURERM_SKU_SINCE)
def test_an_os_sku_is_refused_before_the_release_that_brought_it(sku: str, before: str, since: str) -> None:
    cluster = view(**spec(), **pools({**SYSTEM, "os_sku": sku}))
    assert _added(cluster, dialect(emit="cluster", version=before)) == ["AKN501"]
    assert _added(cluster, dialect(emit="cluster", version=since)) == []


# --- the registry


def test_rules_have_a_positive_and_a_negative() -> None:
    """Those of this table; the others have tables of their own, and every rule has its sample."""
    bad = {case.values[0] for case in (*BAD, *BAD_ARM)}
    good = {case.values[0] for case in (*GOOD, *GOOD_ARM)}
    assert bad == good
    assert bad >= OURS


def test_ids_and_slugs_are_unique_and_in_order() -> None:
    ids, slugs = [rule.id for rule in RULES], [rule.slug for rule in RULES]
    assert ids == sorted(set(ids))
    assert len(slugs) == len(set(slugs))
    assert all(re.fullmatch(r"AKN[1-9][0-9]{2}", one) for one in ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_explains_itself(rule: Any) -> None:
    assert all(source.url.startswith("https://") and date.fromisoformat(source.read) for source in rule.sources)
    assert rule.hint[0].islower() or rule.hint.startswith(("managedNATGateway", "VNets"))
    assert not rule.hint.endswith(".")


def test_facts_of_rules_are_facts() -> None:
    path = ROOT.parent / "shared" / "reference" / "aks-networking-facts.md"
    if not path.exists():
        pytest.skip("the facts are not on this machine")
    known = set(re.findall(r"\*\*([A-Z]+-\d+)\*\*", path.read_text(encoding="utf-8")))
    known |= set(re.findall(r"\b(DOC-\d+)\b", path.read_text(encoding="utf-8")))
    assert {fact for rule in RULES for fact in rule.facts} <= known


def test_no_engine_on_the_cilium_data_plane_is_a_warning_and_another_one_an_error() -> None:
    cilium = {"networkPlugin": "azure", "networkDataplane": "cilium"}
    found = [_hits({**cilium, "networkPolicy": engine}) for engine in ("none", "calico", "azure")]
    assert found == [{"AKN205": "warning"}, {"AKN205": "error"}, {"AKN205": "error"}]


def test_automatic_without_pools_certainly_gets_the_subnet_that_aks_makes() -> None:
    cluster = view(**spec(pod_cidr="10.224.0.0/17"), sku="automatic")
    assert [one.severity for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN103"] == [
        Severity.ERROR
    ]


@pytest.mark.parametrize("networks", ["[variables('network')]", None], ids=["an expression", "left out"])
def test_what_the_service_takes_is_no_default_beside_an_expression_for_the_whole(networks: Any) -> None:
    properties = {"networkProfile": networks} if networks else {}
    values = cluster_from_arm({"name": "c", "properties": properties}).values
    assert ("networkProfile.serviceCidr" in values) is (networks is None)


def _breaks(*_: Any) -> Any:
    raise KeyError("x")


def test_a_rule_that_breaks_does_not_find_what_the_one_before_it_found() -> None:
    kubenet = next(rule for rule in RULES if rule.id == "AKN401")
    judged = check(
        [view(network={"plugin": "kubenet"})], Context(TODAY), [kubenet, kubenet._replace(id="AKN402", check=_breaks)]
    )
    assert [finding.rule for finding in judged.findings] == ["AKN401"]
    assert [failure.rule for failure in judged.failures] == ["AKN402"]


def test_hint_for_the_cilium_policy_names_the_plugin_that_it_needs() -> None:
    cluster = cluster_from_arm(
        {"name": "c", "properties": {"networkProfile": {"networkPlugin": "kubenet", "networkPolicy": "cilium"}}}
    )
    assert [one.hint for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN204"] == [
        "choose networkPlugin azure with networkDataplane cilium, or another policy"
    ]


@pytest.mark.parametrize(
    ("network", "hint"),
    [
        pytest.param({"serviceCidr": "172.16.0.0/20"}, "write dnsServiceIP 172.16.0.10 beside it", id="the default"),
        pytest.param({"serviceCidr": "172.16.0.0/20", "dnsServiceIP": "10.0.0.10"}, "take the tenth address of the service CIDR, or leave dnsServiceIP out", id="as it is written"),
        pytest.param({"serviceCidr": "172.16.0.0/29"}, "take the tenth address of the service CIDR, or leave dnsServiceIP out", id="a range without a tenth address"),
    ],
)  # fmt: skip
def test_hint_for_the_dns_outside_names_an_address_where_none_is_written(network: dict[str, str], hint: str) -> None:
    cluster = cluster_from_arm({"name": "c", "properties": {"networkProfile": {**OVERLAY, **network}}})
    assert [one.hint for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN113"] == [hint]


def test_a_vnet_that_is_not_made_is_a_warning() -> None:
    findings = check([view(**spec(), **SUBNETS)], Context(TODAY, (dialect(emit="cluster"),))).findings
    assert [finding.severity for finding in findings if finding.rule == "AKN308"] == [Severity.WARNING]


def test_of_two_ranges_that_are_met_the_second_is_counted() -> None:
    cluster = view(**spec(pod_cidr="10.240.0.0/20"), **vnet("10.240.0.0/24", "10.240.1.0/24"))
    (message,) = (one.message for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN103")
    assert message == "the pod CIDR 10.240.0.0/20 overlaps the subnet 's0' 10.240.0.0/24 and 1 more"


def test_a_subnet_of_one_pool_is_enough_for_the_cluster_to_be_in_no_vnet_of_aks() -> None:
    given, none = {"vnetSubnetID": f"{ID}/virtualNetworks/v/subnets/n"}, {}
    profile = {**OVERLAY, "podCidr": "10.224.0.0/17"}
    assert "AKN103" not in _hits(profile, given, none)
    assert _hits(profile, none, none)["AKN103"] == "error"


def test_the_range_of_a_cni_of_your_own_is_a_warning_over_a_subnet() -> None:
    own, overlay = ({"networkPlugin": "none"}, OVERLAY)
    found = [_hits({**network, "podCidr": "10.224.0.0/17"}, {}) for network in (own, overlay)]
    assert [one["AKN103"] for one in found] == ["warning", "error"]


@pytest.mark.parametrize("network", [OVERLAY, {"networkPlugin": "kubenet"}], ids=["overlay", "kubenet"])
def test_the_service_takes_a_pod_range_with_overlay_and_kubenet(network: dict[str, str]) -> None:
    value = cluster_from_arm({"name": "c", "properties": {"networkProfile": network}}).values["networkProfile.podCidr"]
    assert (value.data, value.implied) == ("10.244.0.0/16", True)


def test_what_azapi_has_no_types_of_is_for_information() -> None:
    cluster = view(**spec(), outbound={"type": "managedNATGateway", "sku": "StandardV2"})
    findings = check([cluster], Context(TODAY, (dialect(provider="azapi"),))).findings
    assert [one.severity for one in findings if one.rule == "AKN506"] == [Severity.INFO]


def test_hint_of_a_range_with_host_bits_is_the_range() -> None:
    (finding,) = (
        one for one in check([view(**spec(pod_cidr="10.244.0.5/16"))], Context(TODAY)).findings if one.rule == "AKN101"
    )
    assert finding.hint == "write 10.244.0.0/16"


def test_tags_of_an_arm_resource_are_one_value() -> None:
    """A tag's name may have dots, which are no path."""
    assert cluster_from_arm({"name": "c", "tags": {"a.b": "x"}, "properties": {}}).values["tags"].data == {"a.b": "x"}

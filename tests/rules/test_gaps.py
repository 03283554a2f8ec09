"""What azurerm validates and plans, and what fails or destroys something when it is applied: one row for each known gap.

The numbers G1 to G28 are those of the research that the rules come from: each configuration was accepted by `terraform
validate` and `plan` of azurerm 3.117.1, 4.81.0 and 5.2.0.
"""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.rules.sampling import Part
from azurerm_clusters import NETWORK, USER, cluster, node_pool
from judging import findings_of

OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
CILIUM = {**OVERLAY, "network_data_plane": "cilium", "network_policy": "cilium"}
FLAT = {"network_plugin": "azure"}
KUBENET = {"network_plugin": "kubenet"}
BYO = {"network_plugin": "none", "pod_cidr": "10.244.0.0/16"}
IGNORED = {"lifecycle": {"ignore_changes": "=[network_profile[0].pod_cidr]"}}
NODES = {"vnet_subnet_id": "=azurerm_subnet.nodes.id"}
PODS = {**NODES, "pod_subnet_id": "=azurerm_subnet.pods.id", "max_pods": 110}
DUAL = {**OVERLAY, "ip_versions": ["IPv4", "IPv6"]}
TWO_PODS, TWO_SERVICES = ["10.244.0.0/16", "fd00:1::/64"], ["10.0.0.0/16", "fd00:2::/108"]
LB = {"load_balancer_profile": {"managed_outbound_ip_count": 2}}
NAT = {"nat_gateway_profile": {"managed_outbound_ip_count": 2}}
UDR, OWN_NAT, MANAGED = ({"outbound_type": one} for one in ("userDefinedRouting", "userAssignedNATGateway", "managedNATGateway"))  # fmt: skip
TABLE = """
resource "azurerm_subnet_route_table_association" "nodes" {
  subnet_id      = azurerm_subnet.nodes.id
  route_table_id = azurerm_route_table.nodes.id
}
"""
GATEWAY = """
resource "azurerm_subnet_nat_gateway_association" "nodes" {
  subnet_id      = azurerm_subnet.nodes.id
  nat_gateway_id = azurerm_nat_gateway.nodes.id
}
"""
WINDOWS = {"os_type": "Windows"}
PROFILE = {"windows_profile": {"admin_username": "aks", "admin_password": "Not-a-secret-1"}}
WIDE = NETWORK.replace("10.240.0.0/16", "10.0.0.0/8")
SMALL = NETWORK.replace("10.240.0.0/22", "10.240.0.0/26")
OTHER = NETWORK.replace('"net"', '"other"').replace('"nodes"', '"others"').replace(".net.", ".other.").replace('"pods"', '"further"').replace("10.240.", "10.241.")  # fmt: skip
PRIVATE = {"private_cluster_enabled": True, "private_dns_zone_id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io"}  # fmt: skip
ACI = {"aci_connector_linux": {"subnet_name": "virtual"}}
VIRTUAL = """
resource "azurerm_subnet" "virtual" {
  name                 = "virtual"
  virtual_network_name = azurerm_virtual_network.net.name
  address_prefixes     = ["10.240.8.0/24"]

  delegation {
    name = "aci"

    service_delegation {
      name = "Microsoft.ContainerInstance/containerGroups"
    }
  }
}
"""
RANDOM = """
resource "random_shuffle" "one" {
  input = ["azure"]
}
"""


def gap(name: str, bad: str, good: str, *found: tuple[str, str]) -> Any:
    """A row: what is found in the bad text, each by its rule and the line, and the text where nothing is."""
    return pytest.param(bad, good, found, id=name)


GAPS: list[Any] = [
    gap("G1 plugin azure without overlay, with a pod CIDR", cluster({**FLAT, "pod_cidr": "10.244.0.0/16"}), cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16"}), ("AKN202", 'pod_cidr = "10.244.0.0/16"')),
    gap("G1 the same with pod_cidrs", cluster({**FLAT, "pod_cidrs": ["10.244.0.0/16"]}), cluster(FLAT), ("AKN202", 'pod_cidrs = ["10.244.0.0/16"]')),
    gap("G2 a service_cidr without dns_service_ip", cluster({**OVERLAY, "service_cidr": "172.16.0.0/16"}), cluster({**OVERLAY, "service_cidr": "172.16.0.0/16", "dns_service_ip": "172.16.0.10"}), ("AKN810", 'service_cidr = "172.16.0.0/16"')),
    gap("G2 the service's default without dns_service_ip", cluster({**OVERLAY, "service_cidr": "10.0.0.0/16"}), cluster(OVERLAY), ("AKN810", 'service_cidr = "10.0.0.0/16"')),
    gap("G2 service_cidrs without dns_service_ip", cluster({**OVERLAY, "service_cidrs": ["172.16.0.0/16"]}), cluster({**OVERLAY, "service_cidrs": ["172.16.0.0/16"], "dns_service_ip": "172.16.0.10"}), ("AKN810", 'service_cidrs = ["172.16.0.0/16"]')),
    gap("G2 dns_service_ip without a service_cidr", cluster({**OVERLAY, "dns_service_ip": "10.0.0.10"}), cluster({**OVERLAY, "dns_service_ip": "10.0.0.10", "service_cidr": "10.0.0.0/16"}), ("AKN810", 'dns_service_ip = "10.0.0.10"')),
    gap("G3 two pod_cidrs without two ip_versions", cluster({**OVERLAY, "pod_cidrs": TWO_PODS}), cluster({**OVERLAY, "pod_cidrs": TWO_PODS[:1]}), ("AKN208", 'pod_cidrs = ["10.244.0.0/16", "fd00:1::/64"]')),
    gap("G3 two service_cidrs without two ip_versions", cluster({**OVERLAY, "service_cidrs": TWO_SERVICES, "dns_service_ip": "10.0.0.10"}), cluster({**DUAL, "pod_cidrs": TWO_PODS, "service_cidrs": TWO_SERVICES, "dns_service_ip": "10.0.0.10"}), ("AKN208", 'service_cidrs = ["10.0.0.0/16", "fd00:2::/108"]')),
    gap("G3 IPv6 alone", cluster({**OVERLAY, "ip_versions": ["IPv6"]}), cluster({**OVERLAY, "ip_versions": ["IPv4"]}), ("AKN207", 'ip_versions = ["IPv6"]')),
    gap("G4 network_mode with kubenet", cluster({**KUBENET, "network_mode": "transparent"}), cluster(OVERLAY), ("AKN222", 'network_mode = "transparent"'), ("AKN401", 'network_plugin = "kubenet"')),
    gap("G4 network_mode with the plugin none", cluster({**BYO, "network_mode": "bridge"}, None, IGNORED), cluster(BYO, None, IGNORED), ("AKN222", 'network_mode = "bridge"')),
    gap("G4 a load balancer profile with the SKU basic", cluster({**OVERLAY, **LB, "load_balancer_sku": "basic"}), cluster({**OVERLAY, **LB, "load_balancer_sku": "standard"}), ("AKN403", 'load_balancer_sku = "basic"')),
    gap("G4 a NAT gateway profile with the SKU basic", cluster({**OVERLAY, **MANAGED, **NAT, "load_balancer_sku": "basic"}), cluster({**OVERLAY, **MANAGED, **NAT}), ("AKN403", 'load_balancer_sku = "basic"')),
    gap("G5 kubenet with overlay", cluster({**OVERLAY, **KUBENET}), cluster(OVERLAY), ("AKN201", 'network_plugin_mode = "overlay"'), ("AKN401", 'network_plugin = "kubenet"')),
    gap("G5 the plugin none with overlay", cluster({**OVERLAY, **BYO}, None, IGNORED), cluster(BYO, None, IGNORED), ("AKN201", 'network_plugin_mode = "overlay"')),
    gap("G6 kubenet with the Cilium data plane", cluster({**KUBENET, "network_data_plane": "cilium"}), cluster(CILIUM), ("AKN203", 'network_data_plane = "cilium"'), ("AKN401", 'network_plugin = "kubenet"')),
    gap("G7 the Cilium policy on the azure data plane", cluster({**OVERLAY, "network_policy": "cilium", "network_data_plane": "azure"}), cluster(CILIUM), ("AKN204", 'network_policy = "cilium"')),
    gap("G7 the Cilium policy without a data plane", cluster({**OVERLAY, "network_policy": "cilium"}), cluster(CILIUM), ("AKN204", 'network_policy = "cilium"')),
    gap("G7 the same in azurerm 3", cluster({**OVERLAY, "network_policy": "cilium"}, version="3.117.1"), cluster(CILIUM, version="3.117.1"), ("AKN204", 'network_policy = "cilium"')),
    gap("G8 the azure policy on the Cilium data plane", cluster({**CILIUM, "network_policy": "azure"}), cluster(CILIUM), ("AKN205", 'network_policy = "azure"'), ("AKN402", 'network_policy = "azure"')),
    gap("G8 Calico on the Cilium data plane", cluster({**CILIUM, "network_policy": "calico"}), cluster({**CILIUM, "network_policy": None}), ("AKN205", 'network_policy = "calico"')),
    gap("G9 kubenet with the azure policy", cluster({**KUBENET, "network_policy": "azure"}), cluster({**OVERLAY, "network_policy": "calico"}), ("AKN225", 'network_policy = "azure"'), ("AKN401", 'network_plugin = "kubenet"'), ("AKN402", 'network_policy = "azure"')),
    gap("G9 the plugin none with a policy", cluster({**BYO, "network_policy": "calico"}, None, IGNORED), cluster(BYO, None, IGNORED), ("AKN226", 'network_policy = "calico"')),
    gap("G10 overlay with a pod subnet", cluster(OVERLAY, PODS, None, NETWORK), cluster(FLAT, PODS, None, NETWORK), ("AKN212", "pod_subnet_id = azurerm_subnet.pods.id")),
    gap("G10 kubenet with a pod subnet", cluster(KUBENET, PODS, USER, NETWORK), cluster(FLAT, PODS, None, NETWORK), ("AKN212", "pod_subnet_id = azurerm_subnet.pods.id"), ("AKN401", 'network_plugin = "kubenet"')),
    gap("G10 a pod subnet without a node subnet", cluster(FLAT, {**PODS, "vnet_subnet_id": None}, None, NETWORK), cluster(FLAT, PODS, None, NETWORK), ("AKN354", "pod_subnet_id = azurerm_subnet.pods.id")),
    gap("G10 the pod subnet is the node subnet", cluster(FLAT, {**PODS, "pod_subnet_id": "=azurerm_subnet.nodes.id"}, None, NETWORK), cluster(FLAT, PODS, None, NETWORK), ("AKN302", "pod_subnet_id = azurerm_subnet.nodes.id")),
    gap("G11 user-defined routing without a subnet", cluster({**OVERLAY, **UDR}), cluster({**OVERLAY, **UDR}, NODES, None, NETWORK), ("AKN311", 'outbound_type = "userDefinedRouting"')),
    gap("G11 a NAT gateway of one's own without a subnet", cluster({**OVERLAY, **OWN_NAT}), cluster({**OVERLAY, **OWN_NAT}, NODES, None, NETWORK, GATEWAY), ("AKN311", 'outbound_type = "userAssignedNATGateway"')),
    gap("G11 the managed NAT gateway in a subnet of one's own", cluster({**OVERLAY, **MANAGED}, NODES, None, NETWORK), cluster({**OVERLAY, **MANAGED}), ("AKN311", 'outbound_type = "managedNATGateway"')),
    gap("G11 user-defined routing with kubenet's route table and a system identity", cluster({**KUBENET, **UDR}, NODES, None, NETWORK, TABLE), cluster({**OVERLAY, **UDR}, NODES, USER, NETWORK, TABLE), ("AKN328", 'type = "SystemAssigned"'), ("AKN401", 'network_plugin = "kubenet"')),
    gap("G12 a load balancer profile with user-defined routing", cluster({**OVERLAY, **UDR, **LB}, NODES, None, NETWORK), cluster({**OVERLAY, **UDR}, NODES, None, NETWORK), ("AKN312", "managed_outbound_ip_count = 2")),
    gap("G13 a NAT gateway profile with the load balancer", cluster({**OVERLAY, **NAT}), cluster(OVERLAY), ("AKN312", "managed_outbound_ip_count = 2")),
    # its SKU alone is enough: every outbound type needs standard, fact OUT-01, and so do both profiles of G4
    gap("G13 user-defined routing with the SKU basic", cluster({**OVERLAY, **UDR, "load_balancer_sku": "basic"}, NODES, None, NETWORK), cluster({**OVERLAY, **UDR}, NODES, None, NETWORK), ("AKN403", 'load_balancer_sku = "basic"')),
    gap("G14 seventeen addresses of a NAT gateway", cluster({**OVERLAY, **MANAGED, "nat_gateway_profile": {"managed_outbound_ip_count": 17}}), cluster({**OVERLAY, **MANAGED, "nat_gateway_profile": {"managed_outbound_ip_count": 16}}), ("AKN324", "managed_outbound_ip_count = 17")),
    gap("G14 a hundred addresses of a NAT gateway", cluster({**OVERLAY, **MANAGED, "nat_gateway_profile": {"managed_outbound_ip_count": 100}}), cluster({**OVERLAY, **MANAGED, "nat_gateway_profile": {"managed_outbound_ip_count": 1}}), ("AKN324", "managed_outbound_ip_count = 100")),
    gap("G15 pods and Services overlap", cluster({**OVERLAY, "pod_cidr": "10.0.0.0/14"}), cluster({**OVERLAY, "pod_cidr": "10.4.0.0/14"}), ("AKN102", 'pod_cidr = "10.0.0.0/14"')),
    gap("G15 pods over a subnet", cluster({**OVERLAY, "pod_cidr": "10.240.0.0/20"}, NODES, None, NETWORK), cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16"}, NODES, None, NETWORK), ("AKN103", 'pod_cidr = "10.240.0.0/20"')),
    gap("G15 Services over a subnet", cluster({**OVERLAY, "service_cidr": "10.240.0.0/22", "dns_service_ip": "10.240.0.10"}, NODES, None, NETWORK), cluster({**OVERLAY, "service_cidr": "10.2.0.0/22", "dns_service_ip": "10.2.0.10"}, NODES, None, NETWORK), ("AKN104", 'service_cidr = "10.240.0.0/22"')),
    gap("G15 the defaults in a VNet that takes all of 10.0.0.0/8", cluster(OVERLAY, NODES, None, WIDE), cluster(OVERLAY, NODES, None, NETWORK), ("AKN110", 'address_space = ["10.0.0.0/8"]'), ("AKN111", 'address_space = ["10.0.0.0/8"]'), ("AKN122", 'address_space = ["10.0.0.0/8"]')),
    gap("G15 the default of Services over a subnet", cluster(OVERLAY, NODES, None, NETWORK.replace("10.240.", "10.0.")), cluster(OVERLAY, NODES, None, NETWORK), ("AKN104", 'address_prefixes = ["10.0.0.0/22"]')),
    gap("G15 the default of pods over a subnet", cluster(OVERLAY, NODES, None, NETWORK.replace("10.240.", "10.244.")), cluster(OVERLAY, NODES, None, NETWORK), ("AKN103", 'address_prefixes = ["10.244.0.0/22"]')),
    gap("G16 the DNS outside the service_cidr", cluster({**OVERLAY, "service_cidr": "172.16.0.0/16", "dns_service_ip": "10.0.0.10"}), cluster({**OVERLAY, "service_cidr": "172.16.0.0/16", "dns_service_ip": "172.16.0.10"}), ("AKN113", 'dns_service_ip = "10.0.0.10"')),
    gap("G16 the DNS on the first usable address", cluster({**OVERLAY, "service_cidr": "172.16.0.0/16", "dns_service_ip": "172.16.0.1"}), cluster({**OVERLAY, "service_cidr": "172.16.0.0/16", "dns_service_ip": "172.16.0.10"}), ("AKN114", 'dns_service_ip = "172.16.0.1"')),
    gap("G16 a service_cidr of a /11", cluster({**OVERLAY, "service_cidr": "10.32.0.0/11", "dns_service_ip": "10.32.0.10", "pod_cidr": "192.168.0.0/16"}), cluster({**OVERLAY, "service_cidr": "10.32.0.0/13", "dns_service_ip": "10.32.0.10", "pod_cidr": "192.168.0.0/16"}), ("AKN112", 'service_cidr = "10.32.0.0/11"')),
    gap("G17 an address of more than 255", cluster({**OVERLAY, "pod_cidr": "999.1.1.1/8"}), cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16"}), ("AKN124", 'pod_cidr = "999.1.1.1/8"')),
    gap("G17 no prefix", cluster({**OVERLAY, "pod_cidr": "10.244.0.0"}), cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16"}), ("AKN124", 'pod_cidr = "10.244.0.0"')),
    gap("G17 host bits", cluster({**OVERLAY, "pod_cidr": "10.244.0.5/16"}), cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16"}), ("AKN101", 'pod_cidr = "10.244.0.5/16"')),
    gap("G17 a pod range without room for a node", cluster({**OVERLAY, "pod_cidr": "10.244.0.0/30"}), cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16"}), ("AKN118", 'pod_cidr = "10.244.0.0/30"')),
    gap("G17 a word for a pod range", cluster({**OVERLAY, "pod_cidrs": ["foo"]}), cluster({**OVERLAY, "pod_cidrs": ["10.244.0.0/16"]}), ("AKN124", 'pod_cidrs = ["foo"]')),
    gap("G17 a word for a service range", cluster({**OVERLAY, "service_cidrs": ["foo"], "dns_service_ip": "10.0.0.10"}), cluster({**OVERLAY, "service_cidrs": ["10.0.0.0/16"], "dns_service_ip": "10.0.0.10"}), ("AKN124", 'service_cidrs = ["foo"]')),
    gap("G17 a service_cidr without a prefix", cluster({**OVERLAY, "service_cidr": "10.0.0.0", "dns_service_ip": "10.0.0.10"}), cluster({**OVERLAY, "service_cidr": "10.0.0.0/16", "dns_service_ip": "10.0.0.10"}), ("AKN124", 'service_cidr = "10.0.0.0"')),
    gap("G17 pod_cidr and pod_cidrs contradict each other", cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16", "pod_cidrs": ["10.245.0.0/16"]}), cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16", "pod_cidrs": ["10.244.0.0/16"]}), ("AKN125", 'pod_cidrs = ["10.245.0.0/16"]')),
    gap("G17 service_cidr and service_cidrs contradict each other", cluster({**OVERLAY, "service_cidr": "10.0.0.0/16", "service_cidrs": ["10.1.0.0/16"], "dns_service_ip": "10.1.0.10"}), cluster({**OVERLAY, "service_cidr": "10.1.0.0/16", "service_cidrs": ["10.1.0.0/16"], "dns_service_ip": "10.1.0.10"}), ("AKN125", 'service_cidrs = ["10.1.0.0/16"]')),
    gap("G18 max_pods 5", cluster(OVERLAY, {"max_pods": 5}), cluster(OVERLAY, {"max_pods": 10}), ("AKN301", "max_pods = 5")),
    gap("G18 max_pods 300", cluster(OVERLAY, {"max_pods": 300}), cluster(OVERLAY, {"max_pods": 250}), ("AKN301", "max_pods = 300")),
    gap("G18 max_pods -1", cluster(OVERLAY, {"max_pods": -1}), cluster(OVERLAY, {"max_pods": 30}), ("AKN301", "max_pods = -1")),
    gap("G19 a subnet that is too small for nodes and pods", cluster(FLAT, {**NODES, "max_pods": 30}, None, SMALL), cluster(FLAT, {**NODES, "max_pods": 30}, None, NETWORK), ("AKN346", 'address_prefixes = ["10.240.0.0/26"]')),
    gap("G20 the temporary name is the pool's own", cluster(OVERLAY, {"temporary_name_for_rotation": "system"}), cluster(OVERLAY), ("AKN820", 'temporary_name_for_rotation = "system"')),
    gap("G20 the temporary name of a further pool is its own", cluster(OVERLAY, None, None, node_pool(temporary_name_for_rotation="user")), cluster(OVERLAY, None, None, node_pool(temporary_name_for_rotation="usertmp")), ("AKN820", 'temporary_name_for_rotation = "user"')),
    gap("G20 the temporary name is another pool's", cluster(OVERLAY, {"temporary_name_for_rotation": "user"}, None, node_pool()), cluster(OVERLAY, None, None, node_pool()), ("AKN820", 'temporary_name_for_rotation = "user"')),
    gap("G21 a long name of a Windows pool", cluster(OVERLAY, None, PROFILE, node_pool("windows", **WINDOWS)), cluster(OVERLAY, None, PROFILE, node_pool("win", **WINDOWS)), ("AKN305", 'name = "windows"')),
    gap("G21 a Windows os_sku on the default pool", cluster(OVERLAY, {"os_sku": "Windows2022"}, PROFILE), cluster(OVERLAY, {"os_sku": "Ubuntu"}, PROFILE), ("AKN306", 'os_sku = "Windows2022"'), ("AKN405", 'os_sku = "Windows2022"')),
    gap("G21 no OutboundNAT beside the load balancer", cluster(OVERLAY, None, PROFILE, node_pool("win", **WINDOWS, windows_profile={"outbound_nat_enabled": False})), cluster(OVERLAY, None, PROFILE, node_pool("win", **WINDOWS, windows_profile={"outbound_nat_enabled": True})), ("AKN329", "outbound_nat_enabled = false")),
    gap("G22 virtual nodes with overlay", cluster(OVERLAY, NODES, ACI, NETWORK, VIRTUAL), cluster(FLAT, NODES, ACI, NETWORK, VIRTUAL), ("AKN331", "aci_connector_linux {")),
    gap("G22 virtual nodes with kubenet", cluster(KUBENET, NODES, {**ACI, **USER}, NETWORK, VIRTUAL), cluster(FLAT, NODES, ACI, NETWORK, VIRTUAL), ("AKN331", "aci_connector_linux {"), ("AKN401", 'network_plugin = "kubenet"')),
    gap("G23 a default pool without a number of nodes", cluster(OVERLAY, {"node_count": None}), cluster(OVERLAY, {"node_count": 1}), ("AKN816", "default_node_pool {")),
    gap("G24 the plugin none with a pod_cidr", cluster(BYO), cluster(BYO, None, IGNORED), ("AKN824", 'pod_cidr = "10.244.0.0/16"')),
    gap("G24 the same in azurerm 3, which replaces the cluster", cluster(BYO, version="3.117.1"), cluster(BYO, None, IGNORED, version="3.117.1"), ("AKN824", 'pod_cidr = "10.244.0.0/16"')),
    gap("G25 a pool in another VNet", cluster(OVERLAY, NODES, None, NETWORK, OTHER, node_pool(vnet_subnet_id="=azurerm_subnet.others.id")), cluster(OVERLAY, NODES, None, NETWORK, node_pool(**NODES)), ("AKN353", "vnet_subnet_id = azurerm_subnet.others.id")),
    gap("G26 a plugin that is known after apply", cluster({**OVERLAY, "network_plugin": "=random_shuffle.one.result[0]"}, None, None, RANDOM), cluster(OVERLAY), ("AKN825", "network_plugin = random_shuffle.one.result[0]")),
    gap("G27 a private DNS zone of one's own with a system identity", cluster(OVERLAY, None, PRIVATE), cluster(OVERLAY, None, {**PRIVATE, **USER}), ("AKN814", "private_dns_zone_id = " + f'"{PRIVATE["private_dns_zone_id"]}"')),
    gap("G28 the load balancer's SKU basic", cluster({**OVERLAY, "load_balancer_sku": "basic"}), cluster({**OVERLAY, "load_balancer_sku": "standard"}), ("AKN403", 'load_balancer_sku = "basic"')),
]  # fmt: skip


def _loud(text: str) -> list[tuple[str, str]]:
    """What is found above info: the rule, and the line."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    findings = findings_of(Part(text, (), ".tf"))
    loud = [one for one in findings if one.severity is not Severity.INFO]
    return sorted((one.rule, lines[one.place.line - 1]) for one in loud if one.place is not None and one.place.line)


@pytest.mark.parametrize(("bad", "found"), [pytest.param(one.values[0], one.values[2], id=one.id) for one in GAPS])
def test_gap_is_found_where_it_is_written(bad: str, found: tuple[tuple[str, str], ...]) -> None:
    assert _loud(bad) == sorted(found)


def test_g20_no_temporary_name_informs() -> None:
    found = findings_of(Part(cluster(OVERLAY, {"temporary_name_for_rotation": None}), (), ".tf"))
    assert [(one.rule, one.severity) for one in found] == [("AKN821", Severity.INFO)]


@pytest.mark.parametrize("good", [pytest.param(one.values[1], id=one.id) for one in GAPS])
def test_nothing_is_found_in_what_is_right(good: str) -> None:
    assert _loud(good) == []

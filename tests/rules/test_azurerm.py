"""Rules about what the provider azurerm refuses, destroys or replaces: what they are about, and what they must not be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.findings import Beside, Finding, Rename
from aksnet.rules.sampling import Part
from azurerm_clusters import FIVE, NETWORK, USER, cluster, node_pool
from judging import findings_of

OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
CILIUM = {**OVERLAY, "network_data_plane": "cilium", "network_policy": "cilium"}
BYO = {"network_plugin": "none", "pod_cidr": "10.244.0.0/16"}
NODES = {"vnet_subnet_id": "=azurerm_subnet.nodes.id"}
LB = {"load_balancer_profile": {"managed_outbound_ip_count": 2}}
SCALED = {"node_count": None, "auto_scaling_enabled": True, "min_count": 1, "max_count": 3}
ZONE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io"
PRIVATE = {"private_cluster_enabled": True, "private_dns_zone_id": ZONE}
PREFIX = {"dns_prefix": None, "dns_prefix_private_cluster": "prod"}
PRINCIPAL = {"identity": None, "service_principal": {"client_id": "x", "client_secret": "y"}}
OBSERVED, SECURED = ({"advanced_networking": {f"{one}_enabled": True}} for one in ("observability", "security"))
NUMBER = '\nresource "random_integer" "n" {\n  min = 1\n  max = 9\n}\n'
DATA = '\ndata "azurerm_kubernetes_cluster" "old" {\n  name = "old"\n}\n'
DEFAULTS = """
resource "azurerm_kubernetes_cluster" "other" {
  name = "other"
  network_profile {
    network_plugin = "azure"
  }
}

resource "azurerm_public_ip" "one" {
  name = "one"
}
"""
UNTOLD = '\nvariable "x" {\n  type = string\n}\n'
FED = "=random_integer.n.result"
WINDOWS = {"os_type": "Windows"}
PROFILE = {"windows_profile": {"admin_username": "aks", "admin_password": "Not-a-secret-1"}}
PUBLIC = {"node_public_ip_enabled": True, "node_public_ip_prefix_id": "=azurerm_public_ip_prefix.nodes.id"}
PUBLIC_PREFIX = '\nresource "azurerm_public_ip_prefix" "nodes" {\n  name = "nodes"\n}\n'
TAGS = {"node_network_profile": {"node_public_ip_tags": '={ RoutingPreference = "Internet" }'}}
OTHERS = {"vnet_subnet_id": "=azurerm_subnet.others.id"}
OTHER = """
resource "azurerm_virtual_network" "other" {
  name          = "elsewhere"
  address_space = ["10.241.0.0/16"]
}

resource "azurerm_subnet" "others" {
  name                 = "others"
  virtual_network_name = azurerm_virtual_network.other.name
  address_prefixes     = ["10.241.0.0/22"]
}
"""
SUBNETS = {"node_subnet_id": "=azurerm_subnet.nodes.id", "system_node_subnet_id": "=azurerm_subnet.pods.id"}


def ignoring(*paths: str) -> dict[str, Any]:
    return {"lifecycle": {"ignore_changes": f"=[{', '.join(paths)}]"}}


def fed(name: str, **more: Any) -> dict[str, Any]:
    return {**OVERLAY, "dns_service_ip": "10.0.0.10", "service_cidr": "10.0.0.0/16", **more, name: FED}


def automatic(identity: str, **hosted: str) -> str:
    lines = "\n".join(f"    {name} = {value[1:]}" for name, value in hosted.items())
    block = f"  hosted_system {{\n{lines}\n  }}\n  api_server_access {{\n    subnet_id = azurerm_subnet.api.id\n  }}\n"
    return f'resource "azurerm_kubernetes_automatic_cluster" "a" {{\n  name = "prod"\n  identity {{\n    type = "{identity}"\n  }}\n{block if hosted else ""}}}\n'  # fmt: skip


def private(ranges: str) -> str:
    """A private Automatic cluster, with ranges that may call its API server."""
    listed = f'["{ranges}"]' if ranges else "[]"
    blocks = f'  private_cluster {{\n    private_dns_zone_id = "System"\n  }}\n  api_server_access {{\n    authorized_ip_ranges = {listed}\n  }}\n}}\n'  # fmt: skip
    return automatic("SystemAssigned").removesuffix("}\n") + blocks


def module(**inputs: str) -> str:
    lines = "\n".join(f"  {name} = {value}" for name, value in inputs.items())
    return f'module "aks" {{\n  source  = "Azure/aks/azurerm"\n  version = "9.4.1"\n  prefix  = "prod"\n  resource_group_name = "rg"\n{lines}\n}}\n'


def _of(rule: str, text: str) -> list[Finding]:
    return [one for one in findings_of(Part(text, (), ".tf")) if one.rule == rule]


BAD: list[Any] = [
    pytest.param("AKN810", cluster({**OVERLAY, "service_cidr": "172.16.0.0/29"}), "service_cidr 172.16.0.0/29 is given without dns_service_ip", id="a service_cidr that has no tenth address"),
    pytest.param("AKN810", cluster({**OVERLAY, "dns_service_ip": "10.9.0.10"}, version="3.117.1"), "dns_service_ip 10.9.0.10 is given without service_cidr", id="a DNS outside the default, in azurerm 3"),
    pytest.param("AKN810", module(net_profile_service_cidr='"172.16.0.0/16"'), "service_cidr 172.16.0.0/16 is given without dns_service_ip", id="a service_cidr that a known module sends"),
    pytest.param("AKN813", cluster(OVERLAY, None, PREFIX), "dns_prefix_private_cluster prod is given, but the cluster is not private", id="a private prefix of a public cluster"),
    pytest.param("AKN813", cluster(OVERLAY, None, {**PREFIX, "private_cluster_enabled": True}), "dns_prefix_private_cluster prod stands beside private_dns_zone_id System (the default)", id="a private prefix without a zone"),
    pytest.param("AKN813", cluster(OVERLAY, None, {**PREFIX, **PRIVATE, "private_dns_zone_id": "None"}), "dns_prefix_private_cluster prod stands beside private_dns_zone_id None", id="a private prefix with no zone at all"),
    pytest.param("AKN814", cluster(OVERLAY, None, {**PRIVATE, "private_dns_zone_id": "=azurerm_private_dns_zone.z.id"}, '\nresource "azurerm_private_dns_zone" "z" {\n  name = "z"\n}\n'), "private_dns_zone_id is given beside identity type SystemAssigned", id="a zone by reference with a system identity"),
    pytest.param("AKN815", cluster(OVERLAY, {**SCALED, "max_count": None}), "the pool 'system' has auto_scaling_enabled true without max_count", id="no max_count"),
    pytest.param("AKN815", cluster(OVERLAY, {**SCALED, "max_count": None, "min_count": None}), "the pool 'system' has auto_scaling_enabled true without min_count and max_count", id="neither of the two"),
    pytest.param("AKN815", cluster(OVERLAY, {**SCALED, "min_count": 5}), "the pool 'system' has min_count 5 and max_count 3", id="more at the least than at the most"),
    pytest.param("AKN815", cluster(OVERLAY, {**SCALED, "node_count": 7}), "the pool 'system' has node_count 7, more than max_count 3", id="a start above the most"),
    pytest.param("AKN815", cluster(OVERLAY, {**SCALED, "min_count": 2, "node_count": 1}), "the pool 'system' has node_count 1, less than min_count 2", id="a start below the least"),
    pytest.param("AKN815", cluster(OVERLAY, {"min_count": 1, "max_count": 3}), "the pool 'system' has min_count 1 and no auto_scaling_enabled", id="bounds without the autoscaler"),
    pytest.param("AKN815", cluster(OVERLAY, {"enable_auto_scaling": False, "max_count": 3}, version="3.117.1"), "the pool 'system' has max_count 3 and enable_auto_scaling false", id="bounds with the autoscaler off, in azurerm 3"),
    pytest.param("AKN815", cluster(OVERLAY, None, None, node_pool(auto_scaling_enabled=True, min_count=1)), "the pool 'user' has min_count 1 and no max_count", id="a further pool without max_count"),
    pytest.param("AKN816", cluster(OVERLAY, {"node_count": None, "auto_scaling_enabled": False}), "the pool 'system' has neither node_count nor the autoscaler: it gets 0 nodes", id="no number of nodes with the autoscaler off"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(upgrade_settings={"drain_timeout_in_minutes": 30})), "the pool 'user' has upgrade_settings without max_surge and max_unavailable", id="upgrade_settings with a timeout alone"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(upgrade_settings={"max_surge": "10%", "max_unavailable": "1"})), "the pool 'user' has max_surge and max_unavailable", id="surge nodes and missing nodes together"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(priority="Spot", upgrade_settings={"drain_timeout_in_minutes": 30}), version="4.60.0"), "the pool 'user' has upgrade_settings without max_surge and max_unavailable", id="a Spot pool with a timeout alone before 4.65"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(priority="Spot", upgrade_settings={"max_surge": "10%"}), version="4.65.0"), "the pool 'user' has max_surge and priority Spot", id="surge nodes of a Spot pool from 4.65 on"),
    pytest.param("AKN827", cluster({**CILIUM, "ebpf_data_plane": "cilium"}, version="~> 3.0"), "ebpf_data_plane cilium stands beside network_data_plane cilium: they exclude each other", id="both names of the data plane"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(priority="Spot", upgrade_settings={"max_surge": "10%"})), "the pool 'user' has max_surge and priority Spot", id="surge nodes of a Spot pool"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(priority="Spot", upgrade_settings={"max_unavailable": "1"})), "the pool 'user' has max_unavailable and priority Spot", id="missing nodes of a Spot pool"),
    pytest.param("AKN818", cluster({**OVERLAY, **OBSERVED}, version="4.45.0"), "advanced_networking stands beside network_data_plane azure (the default) in azurerm 4.45.0", id="observability on iptables in 4.45"),
    pytest.param("AKN818", cluster({**OVERLAY, **OBSERVED, "network_data_plane": "azure"}, version="4.66.0"), "advanced_networking stands beside network_data_plane azure in azurerm 4.66.0", id="observability on iptables in 4.66"),
    pytest.param("AKN819", automatic("SystemAssigned", **SUBNETS), "identity type SystemAssigned stands beside hosted_system", id="Automatic in its own VNet with a system identity"),
    pytest.param("AKN823", private("203.0.113.0/24"), "authorized_ip_ranges stand beside private_cluster", id="a private Automatic cluster with ranges that may call it"),
    pytest.param("AKN819", automatic("UserAssigned"), "identity type UserAssigned stands without hosted_system", id="Automatic in AKS's network with an identity of one's own"),
    pytest.param("AKN820", cluster(OVERLAY, None, PROFILE, node_pool("win", **WINDOWS, temporary_name_for_rotation="windows")), "temporary_name_for_rotation windows of the pool 'win' is no name of a pool", id="a long temporary name of a Windows pool"),
    pytest.param("AKN820", cluster(OVERLAY, {"temporary_name_for_rotation": "Temp-1"}), "temporary_name_for_rotation Temp-1 of the pool 'system' is no name of a pool", id="a temporary name of other characters"),
    pytest.param("AKN820", cluster(OVERLAY, None, None, node_pool(temporary_name_for_rotation="system")), "temporary_name_for_rotation system of the pool 'user' is the name of another pool: a rotation deletes that", id="the default pool's name"),
    pytest.param("AKN821", cluster(OVERLAY, {"temporary_name_for_rotation": None}), "the pool 'system' has no temporary_name_for_rotation", id="no temporary name"),
    pytest.param("AKN821", cluster(OVERLAY, {"temporary_name_for_rotation": None}, version="3.47.0"), "the pool 'system' has no temporary_name_for_rotation", id="no temporary name in the first release that has it"),
    pytest.param("AKN822", cluster(OVERLAY, NODES, None, NETWORK, node_pool()), "the pool 'user' has no vnet_subnet_id: every plan changes it, and every apply is refused", id="a pool without the subnet"),
    pytest.param("AKN822", cluster(OVERLAY, NODES, None, NETWORK, node_pool(temporary_name_for_rotation="usertmp")), "the pool 'user' has no vnet_subnet_id: every apply moves its nodes to new ones", id="a pool without the subnet, with a temporary name"),
    pytest.param("AKN820", cluster(OVERLAY, {"temporary_name_for_rotation": "system"}), "temporary_name_for_rotation system is the name of the pool itself: a rotation deletes the pool", id="the pool's own name"),
    pytest.param("AKN822", cluster(OVERLAY, NODES, None, NETWORK, node_pool(), version="4.15.0"), "the pool 'user' has no vnet_subnet_id: every plan replaces it", id="a pool without the subnet before 4.16"),
    pytest.param("AKN822", cluster(OVERLAY, {"vnet_subnet_id": "=azapi_resource.subnet.id"}, None, '\nresource "azapi_resource" "subnet" {\n  type = "x"\n}\n', node_pool()), "the pool 'user' has no vnet_subnet_id: every plan changes it, and every apply is refused", id="a subnet that another provider makes"),
    pytest.param("AKN824", cluster(BYO), "pod_cidr stands beside network_plugin none: it is a change in every plan", id="a pod CIDR of a CNI of one's own"),
    pytest.param("AKN824", cluster(BYO, None, ignoring("tags", "network_profile[0].service_cidr"), version="3.117.1"), "pod_cidr stands beside network_plugin none: it replaces the cluster at every plan", id="other changes are ignored, in azurerm 3"),
    pytest.param("AKN824", cluster({"network_plugin": "none", "pod_cidrs": ["10.244.0.0/16"]}), "pod_cidrs stands beside network_plugin none: it is a change in every plan", id="the same as a list"),
    pytest.param("AKN824", module(network_plugin='"none"', net_profile_pod_cidr='"10.244.0.0/16"'), "pod_cidr stands beside network_plugin none: it is a change in every plan", id="a known module, which ignores no such change"),
    pytest.param("AKN353", cluster(OVERLAY, NODES, None, NETWORK, OTHER, node_pool(**OTHERS)), "the subnet for the nodes of pool 'user' is in the VNet 'elsewhere', and others are in 'net'", id="a pool in another declared network"),
    pytest.param("AKN826", cluster(OVERLAY, PUBLIC, None, PUBLIC_PREFIX), "node_public_ip_prefix_id of the default pool is given: a change of it replaces the cluster", id="a prefix of public addresses"),
    pytest.param("AKN826", cluster(OVERLAY, TAGS), "node_public_ip_tags of the default pool is given: a change of it replaces the cluster", id="tags of public addresses"),
    pytest.param("AKN827", cluster({**OVERLAY, "ebpf_data_plane": "cilium", "network_policy": "cilium"}, version="3.90.0"), "ebpf_data_plane cilium is gone in azurerm 4, where the data plane is azure by default", id="Cilium by the name of old"),
    pytest.param("AKN312", cluster({**OVERLAY, **LB, "outbound_type": "userDefinedRouting"}, NODES, None, NETWORK), "load_balancer_profile.managed_outbound_ip_count is set, but the outbound type is userDefinedRouting", id="a load balancer profile that stays beside routes"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "message"), BAD)
def test_fault_is_told(rule: str, text: str, message: str) -> None:
    assert [one.message for one in _of(rule, text)] == [message]


LATER: list[Any] = [
    pytest.param(fed("network_plugin"), "4.81.0", "network_plugin", id="the plugin"),
    pytest.param(fed("network_plugin_mode"), "4.81.0", "network_plugin_mode", id="the mode"),
    pytest.param(fed("network_data_plane"), "4.81.0", "network_data_plane", id="the data plane from 4 on"),
    pytest.param(fed("network_data_plane"), "3.117.1", None, id="the data plane in 3, which is changed in place"),
    pytest.param(fed("network_policy"), "3.74.0", "network_policy", id="the policy before 3.75"),
    pytest.param(fed("network_policy"), "3.75.0", None, id="the policy from 3.75 on"),
    pytest.param(fed("service_cidr"), "5.2.0", "service_cidr", id="the service range"),
    pytest.param(fed("dns_service_ip"), "3.117.1", "dns_service_ip", id="the DNS"),
    pytest.param(fed("ip_versions"), "4.81.0", "ip_versions", id="the families"),
    pytest.param(fed("load_balancer_sku"), "4.81.0", "load_balancer_sku", id="the load balancer's SKU"),
    pytest.param(fed("pod_cidrs"), "4.81.0", "pod_cidrs", id="the pod ranges"),
    pytest.param(fed("pod_cidr"), "4.65.0", "pod_cidr", id="the pod range before 4.66"),
    pytest.param(fed("pod_cidr"), "4.66.0", None, id="the pod range from 4.66 on"),
    pytest.param(fed("outbound_type"), "3.93.0", "outbound_type", id="the outbound type before 3.94"),
    pytest.param(fed("outbound_type"), "3.94.0", None, id="the outbound type from 3.94 on"),
    pytest.param(fed("outbound_type"), "4.81.0", None, id="the outbound type, which is changed in place"),
    pytest.param({**OVERLAY, "pod_cidrs": '=["10.${random_integer.n.result}.0.0/16"]'}, "4.81.0", "pod_cidrs", id="a part of a text in a list"),
    pytest.param({**OVERLAY, "network_plugin_mode": '=random_integer.n.result > 5 ? "overlay" : null'}, "4.81.0", "network_plugin_mode", id="a choice by what is not known"),
    pytest.param({**OVERLAY, "pod_cidrs": "=[data.azurerm_kubernetes_cluster.old.network_profile[0].pod_cidr]"}, "4.81.0", None, id="a data source"),
    pytest.param({**OVERLAY, "pod_cidrs": "=[var.x]"}, "4.81.0", None, id="a variable without a value"),
    *(pytest.param({**OVERLAY, name: f"=azurerm_kubernetes_cluster.other.network_profile[0].{name}"}, "4.81.0", None, id=f"{name} of a resource that leaves it to its default") for name in ("network_data_plane", "load_balancer_sku")),
    pytest.param({**OVERLAY, "load_balancer_sku": "=lower(azurerm_public_ip.one.sku)"}, "4.81.0", None, id="a default of another kind of resource"),
    pytest.param({**OVERLAY, "pod_cidrs": "=[random_integer.n.min]"}, "4.81.0", None, id="an argument of a resource, which is known"),
]  # fmt: skip


@pytest.mark.parametrize(("network", "version", "name"), LATER)
def test_value_that_is_known_after_apply_only(network: dict[str, Any], version: str, name: str | None) -> None:
    text = cluster(network, None, FIVE if version[0] == "5" else None, NUMBER, DATA, UNTOLD, DEFAULTS, version=version)
    told = [one.message for one in _of("AKN825", text)]
    reason = "random_integer.n.result is known only once it is deployed"
    assert told == ([f"{name} can replace the cluster: {reason}"] if name else [])


GOOD: list[Any] = [
    pytest.param("AKN810", cluster({**OVERLAY, "service_cidr": "=var.x"}, None, None, UNTOLD), id="a service_cidr that may be null"),
    pytest.param("AKN810", cluster({**OVERLAY, "service_cidr": "172.16.0.0/16", "dns_service_ip": "=var.x"}, None, None, UNTOLD), id="a DNS that cannot be told"),
    pytest.param("AKN810", cluster({**OVERLAY, "service_cidr": "172.16.0.0/16"}, version="~> 2.99"), id="a provider of which nothing is known"),
    pytest.param("AKN813", cluster(OVERLAY, None, {**PREFIX, **PRIVATE, **USER}), id="a private prefix in a zone of one's own"),
    pytest.param("AKN813", cluster(OVERLAY, None, {**PREFIX, **PRIVATE, **USER, "private_dns_zone_id": "=var.x"}, UNTOLD), id="a zone that cannot be told"),
    pytest.param("AKN814", cluster(OVERLAY, None, {**PRIVATE, **PRINCIPAL}), id="a service principal"),
    pytest.param("AKN814", cluster(OVERLAY, None, {**PRIVATE, "private_dns_zone_id": "System"}), id="the system's zone"),
    pytest.param("AKN814", cluster(OVERLAY, None, {**PRIVATE, "private_dns_zone_id": "=var.x"}, UNTOLD), id="a zone that may be the system's"),
    pytest.param("AKN815", cluster(OVERLAY, SCALED), id="the autoscaler with its bounds"),
    pytest.param("AKN815", cluster(OVERLAY, {**SCALED, "node_count": 2}), id="a start between the bounds"),
    pytest.param("AKN815", cluster(OVERLAY, {"auto_scaling_enabled": "=var.x", "min_count": 1}, None, UNTOLD), id="an autoscaler that may be on"),
    pytest.param("AKN815", cluster(OVERLAY, {**SCALED, "max_count": "=var.x"}, None, UNTOLD), id="a bound that cannot be told"),
    pytest.param("AKN815", cluster(OVERLAY, None, None, node_pool(auto_scaling_enabled=True, min_count=0, max_count=0)), id="a further pool that is scaled to nothing"),
    pytest.param("AKN815", cluster(OVERLAY, None, None, node_pool(auto_scaling_enabled=False, min_count=0, max_count=0)), id="zeros, which say nothing"),
    pytest.param("AKN815", cluster(OVERLAY, None, None, node_pool(auto_scaling_enabled=True, node_count=9, min_count=1, max_count=3)), id="a number of nodes of a further pool, which the provider does not look at"),
    pytest.param("AKN816", cluster(OVERLAY, SCALED), id="the number is the autoscaler's"),
    pytest.param("AKN816", cluster(OVERLAY, {"node_count": "=var.x"}, None, UNTOLD), id="a number that cannot be told"),
    pytest.param("AKN816", cluster(OVERLAY, None, None, node_pool(node_count=None)), id="a further pool, which may have no nodes"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(upgrade_settings={"drain_timeout_in_minutes": 30, "max_unavailable": "1"})), id="missing nodes in place of a surge"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(upgrade_settings={"max_surge": "=var.x", "drain_timeout_in_minutes": 30}), UNTOLD), id="a surge that cannot be told"),
    pytest.param("AKN817", cluster(OVERLAY, {"upgrade_settings": {"drain_timeout_in_minutes": 30}}), id="the default pool, of which the provider does not ask it"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(priority="Spot", upgrade_settings={"drain_timeout_in_minutes": 30})), id="a Spot pool with a timeout alone"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(priority="=var.x", upgrade_settings={"drain_timeout_in_minutes": 30}), UNTOLD), id="a pool that may be Spot"),
    pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(priority="Spot", upgrade_settings={"max_surge": "10%"}), version="4.46.0"), id="before the provider looked at it"),
    *(pytest.param("AKN817", cluster(OVERLAY, None, None, node_pool(priority="Spot", upgrade_settings={"max_surge": "10%"}), version=version), id=f"surge nodes of a Spot pool in {version}, which asks for them") for version in ("~> 4.60.0", "4.64.0", ">= 4.53, < 4.65")),
    pytest.param("AKN818", cluster({**OVERLAY, **OBSERVED}, version="4.67.0"), id="observability on iptables in 4.67"),
    pytest.param("AKN818", cluster({**CILIUM, **OBSERVED}, version="4.45.0"), id="observability on Cilium in 4.45"),
    pytest.param("AKN818", cluster({**OVERLAY, **SECURED}, version="4.45.0"), id="security on iptables, of which another rule tells"),
    pytest.param("AKN818", cluster({**OVERLAY, **OBSERVED, "network_data_plane": "=var.x"}, None, None, UNTOLD, version="4.45.0"), id="a data plane that cannot be told"),
    pytest.param("AKN819", automatic("UserAssigned", **SUBNETS), id="Automatic in its own VNet with an identity of one's own"),
    pytest.param("AKN823", private("203.0.113.0/24").replace("authorized_ip_ranges", "subnet_id"), id="a private Automatic cluster in a subnet"),
    pytest.param("AKN823", private(""), id="a private Automatic cluster with an empty list of ranges"),
    pytest.param("AKN823", private("203.0.113.0/24").replace("private_cluster {", "lifecycle {"), id="an Automatic cluster with ranges that may call it"),
    pytest.param("AKN819", automatic("SystemAssigned"), id="Automatic in AKS's network with a system identity"),
    pytest.param("AKN820", cluster(OVERLAY, {"temporary_name_for_rotation": "=var.x"}, None, UNTOLD), id="a temporary name that cannot be told"),
    pytest.param("AKN821", cluster(OVERLAY, {"temporary_name_for_rotation": "=var.x"}, None, UNTOLD), id="a temporary name that is there, whatever it is"),
    pytest.param("AKN821", cluster(OVERLAY, {"temporary_name_for_rotation": None}, version="3.46.0"), id="a release that has no temporary names"),
    pytest.param("AKN821", cluster(OVERLAY, None, None, node_pool()), id="a further pool"),
    pytest.param("AKN821", cluster(OVERLAY, {"temporary_name_for_rotation": "=var.t"}, None, 'variable "t" {\n  default = null\n}\n'), id="a temporary name that is null here, and a variable's"),
    pytest.param("AKN821", 'resource "azurerm_kubernetes_cluster" "old" {\n  name = "old"\n  agent_pool_profile {\n    name = "default"\n  }\n}\n', id="a pool of azurerm 1, which has no temporary names"),
    pytest.param("AKN816", 'resource "azurerm_kubernetes_cluster" "old" {\n  name = "old"\n  agent_pool_profile {\n    name = "default"\n    count = 1\n  }\n}\n', id="a pool of azurerm 1, whose number is called count"),
    pytest.param("AKN822", cluster(OVERLAY, NODES, None, NETWORK, node_pool(**NODES)), id="every pool has the subnet"),
    pytest.param("AKN822", cluster(OVERLAY, None, None, node_pool()), id="no pool has a subnet"),
    pytest.param("AKN822", cluster(OVERLAY, NODES, None, NETWORK, node_pool(vnet_subnet_id="=var.x"), UNTOLD), id="a subnet that cannot be told"),
    pytest.param("AKN822", cluster(OVERLAY, {"vnet_subnet_id": "=var.x"}, None, UNTOLD, node_pool()), id="a subnet of the default pool that may be null"),
    pytest.param("AKN822", cluster(OVERLAY, NODES, None, NETWORK, node_pool(**ignoring("vnet_subnet_id"))), id="the change is ignored"),
    pytest.param("AKN354", cluster(OVERLAY, NODES, None, NETWORK, node_pool()), id="one finding is enough"),
    pytest.param("AKN354", cluster(OVERLAY, NODES, None, NETWORK, node_pool(**ignoring("vnet_subnet_id"))), id="the subnet is that of the default pool, and the change is ignored"),
    *(pytest.param("AKN824", cluster(BYO, None, ignoring(path)), id=f"ignored by {path}") for path in ("network_profile", "network_profile[0]", "network_profile[0].pod_cidr", "network_profile.0.pod_cidr")),
    pytest.param("AKN824", cluster(BYO, None, {"lifecycle": {"ignore_changes": "=all"}}), id="all changes are ignored"),
    pytest.param("AKN824", cluster({"network_plugin": "none"}), id="no pod CIDR"),
    pytest.param("AKN824", cluster({**OVERLAY, "pod_cidr": "10.244.0.0/16"}), id="a pod CIDR of overlay"),
    pytest.param("AKN825", cluster(fed("network_plugin"), None, ignoring("network_profile[0].network_plugin"), NUMBER), id="the change is ignored"),
    pytest.param("AKN353", cluster(OVERLAY, NODES, None, NETWORK, OTHER.replace('"elsewhere"', '"net"'), node_pool(**OTHERS)), id="two declarations of one name, which may be two environments"),
    pytest.param("AKN353", cluster(OVERLAY, NODES, None, NETWORK, OTHER.replace('"elsewhere"', "var.x"), UNTOLD, node_pool(**OTHERS)), id="a network whose name cannot be told"),
    pytest.param("AKN353", cluster(OVERLAY, NODES, {"api_server_access_profile": {"virtual_network_integration_enabled": True, "subnet_id": "=azurerm_subnet.others.id"}}, NETWORK, OTHER), id="the API server in another network, of which nothing is said"),
    pytest.param("AKN353", cluster(OVERLAY, NODES, None, NETWORK, OTHER.replace("{\n", "{\n  count = var.x\n", 1).replace("other.name", "other[0].name"), UNTOLD, node_pool(**OTHERS)), id="a network that may not be there"),
    pytest.param("AKN826", cluster(OVERLAY, {"node_public_ip_enabled": True}), id="public addresses without a prefix"),
    pytest.param("AKN826", cluster(OVERLAY, None, None, node_pool(**PUBLIC), PUBLIC_PREFIX), id="a prefix of a pool that can be replaced alone"),
    pytest.param("AKN827", cluster({**CILIUM}, version="3.117.1"), id="Cilium by its name of today"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_what_is_right_or_not_known_is_left_alone(rule: str, text: str) -> None:
    assert _of(rule, text) == []


def _planned(kind: str, name: str, values: dict[str, Any]) -> dict[str, Any]:
    provider = "registry.terraform.io/hashicorp/azurerm"
    return {"address": f"{kind}.{name}", "mode": "managed", "type": kind, "name": name, "provider_name": provider, "values": values}  # fmt: skip


def test_nothing_is_found_in_a_plan_for_what_it_leaves_to_azure() -> None:
    """A plan has null for what is left out, and empty lists for blocks; what ignore_changes says is not in it."""
    subnet = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
    pool = {"name": "system", "node_count": 3, "vnet_subnet_id": subnet, "temporary_name_for_rotation": None, "upgrade_settings": []}  # fmt: skip
    network = {**BYO, "service_cidr": "10.0.0.0/16", "outbound_type": "loadBalancer", "load_balancer_sku": "standard"}
    resources = [
        _planned("azurerm_kubernetes_cluster", "a", {"name": "a", "default_node_pool": [pool], "network_profile": [network], "identity": [{"type": "SystemAssigned"}]}),
        _planned("azurerm_kubernetes_cluster_node_pool", "b", {"name": "b", "mode": "User", "node_count": 1, "vnet_subnet_id": None, "upgrade_settings": []}),
        _planned("azurerm_kubernetes_automatic_cluster", "c", {"name": "c", "hosted_system": [], "private_cluster": [], "identity": [{"type": "SystemAssigned"}]}),
    ]  # fmt: skip
    later = {"id": True, "kubernetes_cluster_id": True, "network_profile": [{"dns_service_ip": True}]}
    changes = [{"address": one["address"], "change": {"actions": ["create"], "after_unknown": later}} for one in resources]  # fmt: skip
    parent = {"address": "azurerm_kubernetes_cluster_node_pool.b", "expressions": {"kubernetes_cluster_id": {"references": ["azurerm_kubernetes_cluster.a.id", "azurerm_kubernetes_cluster.a"]}}}  # fmt: skip
    plan = {"format_version": "1.2", "planned_values": {"root_module": {"resources": resources}}, "resource_changes": changes, "configuration": {"root_module": {"resources": [parent]}}}  # fmt: skip
    assert findings_of(Part(json.dumps(plan), (), ".json")) == ()


def test_hint_about_a_missing_dns_takes_the_ipv4_range() -> None:
    (found,) = _of("AKN810", cluster({**OVERLAY, "service_cidrs": ["fd00::/108", "172.16.0.0/16"]}))
    assert found.hint == "add dns_service_ip, for example 172.16.0.10"
    assert found.fix is None


def test_fix_of_a_missing_dns_is_the_tenth_address() -> None:
    (found,) = _of("AKN810", cluster({**OVERLAY, "service_cidr": "172.16.0.0/16"}))
    assert found.place is not None
    assert found.fix == Beside(found.place, "service_cidr", "dns_service_ip", "172.16.0.10")


@pytest.mark.parametrize(
    ("version", "fixed"),
    [pytest.param("3.107.0", False, id="before the new name"), pytest.param("3.108.0", True, id="with the new name")],
)
def test_fix_of_ebpf_data_plane_is_its_new_name(version: str, fixed: bool) -> None:
    (found,) = _of("AKN827", cluster({**OVERLAY, "ebpf_data_plane": "cilium"}, version=version))
    assert found.place is not None
    renamed = Rename(found.place, "ebpf_data_plane", "network_data_plane")
    assert found.fix == (renamed if fixed else None)


def test_hint_about_a_load_balancer_profile_that_stays() -> None:
    beside = {**OVERLAY, **LB, "outbound_type": "userDefinedRouting"}
    (found,) = _of("AKN312", cluster(beside, NODES, None, NETWORK))
    (old,) = _of("AKN312", cluster(beside, NODES, None, NETWORK, version="3.102.0"))
    assert "the next plan replaces the cluster" in found.hint
    assert "the next plan replaces the cluster" not in old.hint


@pytest.mark.parametrize(
    ("new", "hint"),
    [
        pytest.param("cilium", "take ebpf_data_plane out: network_data_plane stands beside it", id="the same word"),
        pytest.param("=var.x", "take ebpf_data_plane out: network_data_plane stands beside it", id="a word that cannot be told"),
        pytest.param("=null", "take ebpf_data_plane out: network_data_plane stands beside it", id="no word at all"),
    ],
)  # fmt: skip
def test_new_name_of_the_data_plane_is_not_written_twice(new: str, hint: str) -> None:
    beside = {**OVERLAY, "ebpf_data_plane": "cilium", "network_data_plane": new}
    (found,) = _of("AKN827", cluster(beside, None, None, UNTOLD, version="3.117.1"))
    assert (found.hint, found.fix) == (hint, None)


def test_hint_about_a_temporary_name_speaks_of_the_module() -> None:
    (found,) = _of("AKN821", module())
    assert found.hint == 'give the module temporary_name_for_rotation, for example "temp"'


@pytest.mark.parametrize(
    ("hosted", "hint"),
    [
        pytest.param({}, "leave private_dns_zone_id to System, or give the cluster a hosted_system", id="in the network of AKS"),
        pytest.param(SUBNETS, "give the cluster identity type UserAssigned", id="in a network of one's own"),
    ],
)  # fmt: skip
def test_hint_about_a_zone_of_an_automatic_cluster_goes_with_its_network(hosted: dict[str, str], hint: str) -> None:
    zone = f'\n  private_cluster {{\n    private_dns_zone_id = "{ZONE}"\n  }}\n}}\n'
    text = automatic("SystemAssigned", **hosted).removesuffix("}\n") + zone
    (found,) = _of("AKN814", text + NETWORK)
    assert found.hint.startswith(hint)

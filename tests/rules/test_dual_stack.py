"""Dual-stack in a network of one's own: both families in VNet and subnet, and both ways out."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from arm_clusters import cluster_from_arm
from rendering import TODAY, view


def found(rule: str, cluster: dict[str, Any]) -> list[Finding]:
    """What one rule finds in a spec's keys, or in an ARM resource: that is what has `properties`."""
    views = [cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)]
    judged = check(views, Context(TODAY))
    assert judged.failures == ()
    return [finding for finding in judged.findings if finding.rule == rule]


NET = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
V4, V6 = "10.240.0.0/16", "fd00:db8::/48"
NODES4 = {"prefix": "10.240.0.0/22"}
NODES = {"prefixes": ["10.240.0.0/22", "fd00:db8:0:1::/64"]}
ROUTED = {**NODES, "route_table": f"{NET}/routeTables/r"}
FIREWALL = {"outbound": {"type": "userDefinedRouting"}}


def dual(space: list[str], plugin: str = "overlay", pools: Any = None, **subnets: Any) -> dict[str, Any]:
    given = [{"name": "p", "mode": "System", "subnet": "nodes"}] if pools is None else pools
    network = {"plugin": plugin, "ip_families": ["IPv4", "IPv6"]}
    return {"network": network, "vnet": {"address_space": space, "subnets": subnets}, "pools": given}


def single(cluster: dict[str, Any]) -> dict[str, Any]:
    return {**cluster, "network": {"plugin": "overlay"}}


ELSEWHERE = [{"name": "p", "mode": "System", "subnet": f"{NET}/virtualNetworks/v/subnets/n"}]
HOSTED = {
    "sku": "automatic",
    "hosted_system": {"node_subnet": "a", "system_node_subnet": "b", "api_server_subnet": "c"},
}
THREE = {"a": {"prefix": "10.240.0.0/24"}, "b": {"prefix": "10.240.1.0/24"}, "c": {"prefix": "10.240.2.0/24"}}
ARM = {"name": "c", "properties": {"networkProfile": {"networkPlugin": "azure", "networkPluginMode": "overlay", "ipFamilies": "[parameters('f')]", "outboundType": "userDefinedRouting"}, "agentPoolProfiles": [{"name": "p", "vnetSubnetID": f"{NET}/virtualNetworks/v/subnets/n"}]}}  # fmt: skip

MESSAGES: list[Any] = [
    pytest.param("AKN218", dual([V4, V6], nodes=NODES4), ["dual-stack is asked for in the subnet 'nodes', which has no IPv6 range"], id="a subnet of IPv4 alone"),
    pytest.param("AKN218", dual([V4], nodes=NODES), ["dual-stack is asked for in a VNet without an IPv6 range"], id="a VNet of IPv4 alone"),
    pytest.param("AKN218", dual([V4], nodes=NODES4), ["dual-stack is asked for in a VNet without an IPv6 range", "dual-stack is asked for in the subnet 'nodes', which has no IPv6 range"], id="both of IPv4 alone"),
    pytest.param("AKN218", dual([V4, V6], nodes=NODES, more={"prefix": "10.240.4.0/24"}, pools=[{"name": "a", "mode": "System", "subnet": "nodes"}, {"name": "b", "subnet": "more"}, {"name": "c", "subnet": "more"}]), ["dual-stack is asked for in the subnet 'more', which has no IPv6 range"], id="the second of two subnets, once"),
    pytest.param("AKN218", {**dual([V4, V6], "cilium", pools=[], **THREE), **HOSTED}, [f"dual-stack is asked for in the subnet '{name}', which has no IPv6 range" for name in "ab"], id="the nodes' subnets of AKS Automatic"),
    pytest.param("AKN218", dual([V4, V6], nodes=NODES), [], id="both families in both"),
    pytest.param("AKN218", dual([V4, V6], nodes=NODES, other={"prefix": "10.240.4.0/24"}), [], id="a subnet of IPv4 alone that no pool is in"),
    pytest.param("AKN218", single(dual([V4], nodes=NODES4)), [], id="one family"),
    pytest.param("AKN218", dual([V4], nodes=NODES4, pools=ELSEWHERE), [], id="pools in an existing subnet"),
    pytest.param("AKN218", dual([V4], nodes=NODES4, pools=[]), [], id="no pool in the VNet"),
    pytest.param("AKN218", ARM, [], id="families that cannot be told"),
    pytest.param("AKN219", {**dual([V4, V6], nodes=NODES), **FIREWALL}, ["the route table that is made for the subnet 'nodes' has no default route for IPv6"], id="a route table that is made"),
    pytest.param("AKN219", {**dual([V4, V6], nodes=ROUTED, more={"prefixes": ["10.240.4.0/24", "fd00:db8:0:2::/64"]}, pools=[{"name": "a", "mode": "System", "subnet": "nodes"}, {"name": "b", "subnet": "more"}, {"name": "c", "subnet": "more"}]), **FIREWALL}, ["the route table that is made for the subnet 'more' has no default route for IPv6"], id="one of two subnets has a route table of its own"),
    pytest.param("AKN219", {**dual([V4, V6], nodes=ROUTED), **FIREWALL}, [], id="an existing route table"),
    pytest.param("AKN219", dual([V4, V6], nodes=NODES), [], id="the load balancer leads out"),
    pytest.param("AKN219", {**single(dual([V4, V6], nodes=NODES)), **FIREWALL}, [], id="one family behind a firewall"),
    pytest.param("AKN219", {**dual([V4, V6], nodes=NODES, pools=ELSEWHERE), **FIREWALL}, [], id="an existing subnet"),
    pytest.param("AKN219", {"network": {"plugin": "overlay", "ip_families": ["IPv4", "IPv6"]}, **FIREWALL}, [], id="no subnet at all"),
    pytest.param("AKN219", ARM, [], id="families that cannot be told behind a firewall"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster", "messages"), MESSAGES)
def test_what_dual_stack_needs(rule: str, cluster: dict[str, Any], messages: list[str]) -> None:
    findings = found(rule, cluster)
    assert [finding.message for finding in findings] == messages
    assert {finding.severity for finding in findings} <= {Severity.ERROR if rule == "AKN218" else Severity.WARNING}

"""Bounds of outbound profiles: inputs that each rule is about, and their neighbours that it must not be about."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.dialects import Dialect
from aksnet.findings import Finding, Severity
from aksnet.rules import RULES, Context, check
from aksnet.rules.outbound_limits import outbound_type
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from judging import views_of
from rendering import TODAY, dialect, view
from timing import within

UNKNOWN = "[parameters('x')]"
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
NAT_GATEWAY, ROUTE_TABLE = {"nat_gateway": f"{ID}/natGateways/g"}, {"route_table": f"{ID}/routeTables/t"}
SYSTEM_IDENTITY = {"type": "SystemAssigned"}
AUTOMATIC = {"name": "Automatic"}
UDR = {"type": "userDefinedRouting"}
WINDOWS_NAT = {"osType": "Windows", "windowsProfile": {"disableOutboundNat": True}}
HOSTED = {"node_subnet": "a", "system_node_subnet": "b", "api_server_subnet": "c"}


def arm(*pools: dict[str, Any], network: Any = None, **resource: Any) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    profile = {"networkPlugin": "azure", **network} if isinstance(network, dict | None) and network else network
    return {"properties": {"networkProfile": profile, "agentPoolProfiles": named}, **resource}


def balancer(**profile: Any) -> dict[str, Any]:
    return arm(network={"outboundType": "loadBalancer", "loadBalancerProfile": profile})


def gateway(**profile: Any) -> dict[str, Any]:
    return arm(network={"outboundType": "managedNATGateway", "natGatewayProfile": profile})


def spec(*pools: dict[str, Any], plugin: str = "overlay", **rest: Any) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    return {"network": {"plugin": plugin}, "pools": named, **rest}


def subnets(*names: str, **settings: Any) -> dict[str, Any]:
    made = {name: {"prefix": f"10.240.{index}.0/24", **settings} for index, name in enumerate(names)}
    return {"vnet": {"address_space": ["10.240.0.0/16"], "subnets": made}}


def ports(number: int, *pools: dict[str, Any], **outbound: Any) -> dict[str, Any]:
    given = {"type": "loadBalancer", "allocated_outbound_ports": number, **outbound}
    return spec(*pools, outbound=given)


def snat(*pools: dict[str, Any], **profile: Any) -> dict[str, Any]:
    return arm(*pools, network={"loadBalancerProfile": {"allocatedOutboundPorts": 32000, **profile}})


def found(rule: str, cluster: dict[str, Any], *dialects: Dialect) -> tuple[Finding, ...]:
    return judged_by(rule, cluster_from_arm(cluster) if "properties" in cluster else view(**cluster), *dialects)


def judged_by(rule: str, seen: ClusterView, *dialects: Dialect) -> tuple[Finding, ...]:
    judged = check([seen], Context(TODAY, dialects), [one for one in RULES if one.id == rule])
    assert not judged.failures, judged.failures
    return judged.findings


TWO_IPS = {"outbound_ips": [f"{ID}/publicIPAddresses/{name}" for name in "ab"]}
KUBENET = {"plugin": "kubenet", "identity": "SystemAssigned"}
IN_N = {"subnet": "n"}

ERROR: list[Any] = [
    pytest.param("AKN324", balancer(managedOutboundIPs={"count": 0}), id="no managed address"),
    pytest.param("AKN324", balancer(managedOutboundIPs={"count": 101}), id="101 managed addresses"),
    pytest.param("AKN324", balancer(managedOutboundIPs={"countIPv6": -1}), id="less than no IPv6 address"),
    pytest.param("AKN324", balancer(managedOutboundIPs={"countIPv6": 101}), id="101 managed IPv6 addresses"),
    pytest.param("AKN324", balancer(allocatedOutboundPorts=-8), id="less than no port"),
    pytest.param("AKN324", balancer(allocatedOutboundPorts=64008), id="64,008 ports"),
    pytest.param("AKN324", balancer(allocatedOutboundPorts=1001), id="ports in no multiple of 8"),
    pytest.param("AKN324", balancer(idleTimeoutInMinutes=3), id="3 minutes at the load balancer"),
    pytest.param("AKN324", balancer(idleTimeoutInMinutes=121), id="121 minutes at the load balancer"),
    pytest.param("AKN324", gateway(managedOutboundIPProfile={"count": 0}), id="no address of a NAT gateway"),
    pytest.param("AKN324", gateway(managedOutboundIPProfile={"count": 17}), id="17 addresses of a NAT gateway"),
    pytest.param("AKN324", gateway(managedOutboundIPProfile={"countIPv6": 0}), id="no IPv6 address of a NAT gateway"),
    pytest.param("AKN324", gateway(managedOutboundIPProfile={"countIPv6": 17}), id="17 IPv6 addresses of a NAT gateway"),
    pytest.param("AKN324", gateway(idleTimeoutInMinutes=3), id="3 minutes at a NAT gateway"),
    pytest.param("AKN324", gateway(idleTimeoutInMinutes=121), id="121 minutes at a NAT gateway"),
    pytest.param("AKN325", ports(21000, {"count": 4}), id="four nodes of 21,000 ports on one address"),
    pytest.param("AKN325", ports(32000, {"count": 2}, {"count": 1}), id="the nodes of two pools"),
    pytest.param("AKN325", ports(32000, {}), id="the default number of nodes"),
    pytest.param("AKN325", ports(4000, {"min": 1, "max": 33}, managed_outbound_ip_count=2), id="the autoscaler's most nodes, on two addresses"),
    pytest.param("AKN325", ports(32000, {"count": 5}, **TWO_IPS), id="two addresses of one's own"),
    pytest.param("AKN325", snat({"count": 3}), id="three nodes of 32,000 ports, and no outbound type"),
    pytest.param("AKN325", snat({"count": 5}, managedOutboundIPs={"count": 2}), id="ARM's managed addresses"),
    pytest.param("AKN325", snat({"count": 3}, outboundIPs={"publicIPs": [{"id": UNKNOWN}]}), id="one address, wherever it is"),
    pytest.param("AKN328", spec(IN_N, **KUBENET, **subnets("n"), outbound=UDR), id="kubenet with userDefinedRouting"),
    pytest.param("AKN328", arm(network={"networkPlugin": "Kubenet", "outboundType": "userDefinedRouting"}, identity=SYSTEM_IDENTITY), id="kubenet with userDefinedRouting in ARM"),
    pytest.param("AKN329", arm(WINDOWS_NAT), id="no outbound type is the load balancer"),
    pytest.param("AKN329", arm(WINDOWS_NAT, network={"outboundType": "loadBalancer"}), id="the load balancer"),
    pytest.param("AKN329", arm({**WINDOWS_NAT, "osType": "Linux"}, network={"outboundType": "managedNATGateway"}), id="a Linux pool"),
    pytest.param("AKN329", arm({"windowsProfile": {"disableOutboundNat": True}}, network={"outboundType": "managedNATGateway"}), id="a pool that is Linux by default"),
    pytest.param("AKN330", spec(IN_N, **subnets("n", **NAT_GATEWAY)), id="no outbound type is the load balancer, with a NAT gateway"),
    pytest.param("AKN330", spec(IN_N, **subnets("n", **NAT_GATEWAY), outbound={"type": "loadBalancer"}), id="the load balancer with a NAT gateway"),
    pytest.param("AKN330", spec(IN_N, **subnets("n", **NAT_GATEWAY), outbound=UDR), id="userDefinedRouting with a NAT gateway"),
    pytest.param("AKN330", spec({}, {"subnet": "m"}, {"subnet": "m"}, **subnets("m", **NAT_GATEWAY)), id="a subnet of several pools, once"),
]  # fmt: skip

WARNING: list[Any] = [
    pytest.param("AKN325", ports(21000, {"count": 3}), id="no ports for the node that an upgrade adds"),
    pytest.param("AKN325", ports(6400, {"count": 8, "max_surge": "33%"}), id="no ports for the three nodes of a surge"),
    pytest.param("AKN325", ports(32000, {"count": 1}, {"count": 1}), id="a node for the upgrade of each pool"),
    pytest.param("AKN325", snat({"count": 2}), id="ARM's default surge"),
    pytest.param("AKN326", spec({"zones": ["1", "2"]}, outbound={"type": "managedNATGateway", "sku": "Standard"}), id="two zones"),
    pytest.param("AKN326", arm({"availabilityZones": [1, 2, 3]}, network={"outboundType": "managedNATGateway", "natGatewayProfile": {"sku": "Standard"}}), id="three zones as numbers"),
    pytest.param("AKN327", arm(network={"outboundType": "managedNATGatewayV2"}, apiVersion="2026-05-02-preview"), id="the word of the previews"),
    pytest.param("AKN328", spec(IN_N, **KUBENET, **subnets("n", **ROUTE_TABLE)), id="kubenet with a route table of one's own"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN327", arm(network={"outboundType": "managedNATGatewayV2"}), id="the word of the previews in a version without it, which AKN836 tells"),
    pytest.param("AKN324", balancer(managedOutboundIPs={"count": 1, "countIPv6": 0}, allocatedOutboundPorts=0, idleTimeoutInMinutes=4), id="the least at the load balancer"),
    pytest.param("AKN324", balancer(managedOutboundIPs={"count": 100, "countIPv6": 100}, allocatedOutboundPorts=64000, idleTimeoutInMinutes=120), id="the most at the load balancer"),
    pytest.param("AKN324", gateway(managedOutboundIPProfile={"count": 1, "countIPv6": 1}, idleTimeoutInMinutes=4), id="the least at a NAT gateway"),
    pytest.param("AKN324", gateway(managedOutboundIPProfile={"count": 16, "countIPv6": 16}, idleTimeoutInMinutes=120), id="the most at a NAT gateway"),
    pytest.param("AKN324", gateway(managedOutboundIPProfile={"count": UNKNOWN}), id="a count that is not known"),
    pytest.param("AKN324", balancer(allocatedOutboundPorts="1001"), id="ports that are a text"),
    pytest.param("AKN324", balancer(idleTimeoutInMinutes=True), id="minutes that are true"),
    pytest.param("AKN325", ports(16000, {"count": 3}), id="ports for the node of an upgrade, too"),
    pytest.param("AKN325", ports(32000, {"count": 3}, managed_outbound_ip_count=2), id="as many nodes as two addresses carry, upgrades counted"),
    pytest.param("AKN325", ports(32000, {"count": 3}, **TWO_IPS), id="two addresses of one's own carry them"),
    pytest.param("AKN325", ports(0, {"count": 100}), id="ports that Azure works out"),
    pytest.param("AKN325", spec({"count": 1000}), id="no ports are stated"),
    pytest.param("AKN325", ports(64000, {"count": 100}, outbound_ip_prefixes=[f"{ID}/publicIPPrefixes/a"]), id="prefixes of an unknown size"),
    pytest.param("AKN325", {"network": {"plugin": "overlay"}, "outbound": {"type": "loadBalancer", "allocated_outbound_ports": 64000}}, id="no pools are stated"),
    pytest.param("AKN325", snat({"count": UNKNOWN}, {"count": 9}), id="a size that is not known"),
    pytest.param("AKN325", snat({"count": 2, "upgradeSettings": {"maxSurge": UNKNOWN}}), id="a surge that is not known"),
    pytest.param("AKN325", snat({"count": 9}, managedOutboundIPs={"count": UNKNOWN}), id="a number of addresses that is not known"),
    pytest.param("AKN325", snat({"count": 9}, managedOutboundIPs=UNKNOWN), id="managed addresses that are not known"),
    pytest.param("AKN325", snat({"count": 9}, outboundIPs=UNKNOWN), id="addresses of one's own that are not known"),
    pytest.param("AKN325", snat({"count": 9}, outboundIPs={"publicIPs": UNKNOWN}), id="a list of addresses that is not known"),
    pytest.param("AKN325", snat({"count": 9}, managedOutboundIPs={"count": "1"}), id="a number of addresses that is a text"),
    pytest.param("AKN325", snat({"count": 9}, allocatedOutboundPorts=UNKNOWN), id="ports that are not known"),
    pytest.param("AKN325", snat({"count": 9}, allocatedOutboundPorts=64008), id="ports that no address has are another rule's"),
    pytest.param("AKN325", arm({"count": 9}, network={"outboundType": UNKNOWN, "loadBalancerProfile": {"allocatedOutboundPorts": 32000}}), id="an outbound type that is not known"),
    pytest.param("AKN325", arm({"count": 9}, network={"outboundType": "userDefinedRouting", "loadBalancerProfile": {"allocatedOutboundPorts": 32000}}), id="another outbound type"),
    pytest.param("AKN326", spec({"zones": ["1", "2"]}, outbound={"type": "managedNATGateway", "sku": "StandardV2"}), id="StandardV2 in two zones"),
    pytest.param("AKN326", spec({"zones": ["1", "2"]}, outbound={"type": "managedNATGateway"}), id="no SKU is stated"),
    pytest.param("AKN326", spec({}, outbound={"type": "managedNATGateway", "sku": "Standard"}), id="no zones"),
    pytest.param("AKN326", spec({"zones": ["1", "2"]}), id="two zones and the load balancer"),
    pytest.param("AKN326", arm({"availabilityZones": UNKNOWN}, network={"outboundType": "managedNATGateway", "natGatewayProfile": {"sku": "Standard"}}), id="zones that are not known"),
    pytest.param("AKN326", arm({"availabilityZones": ["1", "2"]}, network={"outboundType": "managedNATGateway", "natGatewayProfile": {"sku": UNKNOWN}}), id="a SKU that is not known"),
    pytest.param("AKN327", gateway(sku="StandardV2"), id="the word of today"),
    pytest.param("AKN327", arm(network={"outboundType": UNKNOWN}), id="an outbound type that is not known, and maybe V2"),
    pytest.param("AKN328", spec(IN_N, plugin="kubenet", identity="UserAssigned", **subnets("n", **ROUTE_TABLE), outbound=UDR), id="a user-assigned identity"),
    pytest.param("AKN328", spec(IN_N, plugin="kubenet", **subnets("n", **ROUTE_TABLE), outbound=UDR), id="no identity is stated"),
    pytest.param("AKN328", spec(IN_N, identity="SystemAssigned", **subnets("n", **ROUTE_TABLE), outbound=UDR), id="the azure plugin"),
    pytest.param("AKN328", spec(IN_N, **KUBENET, **subnets("n")), id="kubenet with the load balancer and no route table"),
    pytest.param("AKN328", spec({}, **KUBENET), id="kubenet in the network that AKS makes"),
    pytest.param("AKN328", arm(network={"networkPlugin": "kubenet", "outboundType": UNKNOWN}, identity=SYSTEM_IDENTITY), id="kubenet with an outbound type that is not known"),
    pytest.param("AKN328", arm(network={"networkPlugin": "kubenet", "outboundType": "userDefinedRouting"}, identity={"type": UNKNOWN}), id="an identity that is not known"),
    pytest.param("AKN329", arm(WINDOWS_NAT, network={"outboundType": "managedNATGateway"}), id="the managed NAT gateway"),
    pytest.param("AKN329", arm(WINDOWS_NAT, network={"outboundType": "managedNATGatewayV2"}), id="the managed NAT gateway as previews call it"),
    pytest.param("AKN329", arm(WINDOWS_NAT, network={"outboundType": "userAssignedNATGateway"}), id="a NAT gateway of one's own"),
    pytest.param("AKN329", arm(WINDOWS_NAT, network={"outboundType": "userDefinedRouting"}), id="routes of one's own"),
    pytest.param("AKN329", arm(WINDOWS_NAT, network={"outboundType": UNKNOWN}), id="an outbound type that is not known with Windows"),
    pytest.param("AKN329", arm(WINDOWS_NAT, network=UNKNOWN), id="a network profile that is not known"),
    pytest.param("AKN329", arm({**WINDOWS_NAT, "osType": UNKNOWN}), id="an operating system that is not known"),
    pytest.param("AKN329", arm({**WINDOWS_NAT, "windowsProfile": {"disableOutboundNat": False}}), id="OutboundNAT is on"),
    pytest.param("AKN329", arm({**WINDOWS_NAT, "windowsProfile": {"disableOutboundNat": UNKNOWN}}), id="OutboundNAT that is not known"),
    pytest.param("AKN329", arm({**WINDOWS_NAT, "windowsProfile": {"disableOutboundNat": "true"}}), id="OutboundNAT that is a text"),
    pytest.param("AKN330", spec(IN_N, **subnets("n", **NAT_GATEWAY), outbound={"type": "userAssignedNATGateway"}), id="the outbound type of the NAT gateway"),
    pytest.param("AKN330", spec(IN_N, **subnets("n", **NAT_GATEWAY), outbound={"type": "none"}), id="a way out of one's own in an isolated cluster"),
    pytest.param("AKN330", spec(IN_N, **subnets("n", **NAT_GATEWAY), outbound={"type": "managedNATGateway"}), id="the managed NAT gateway is another rule's"),
    pytest.param("AKN330", spec(IN_N, **subnets("n")), id="no NAT gateway"),
    pytest.param("AKN330", spec({}, **subnets("n", **NAT_GATEWAY)), id="a NAT gateway on a subnet that no pool is in"),
    pytest.param("AKN330", {"network": {"plugin": "pod-subnet"}, "pools": [{"name": "a", "subnet": f"{ID}/virtualNetworks/v/subnets/n", "pod_subnet": "p"}], **subnets("p", **NAT_GATEWAY)}, id="a NAT gateway for pods, which the documents praise"),
    pytest.param("AKN330", {"network": {"plugin": "cilium"}, "sku": "automatic", "hosted_system": HOSTED, **subnets("a", "b", "c", **NAT_GATEWAY)}, id="the subnets of AKS Automatic"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster"), ERROR)
def test_rule_fires_once(rule: str, cluster: dict[str, Any]) -> None:
    assert [finding.severity for finding in found(rule, cluster)] == [Severity.ERROR]


@pytest.mark.parametrize(("rule", "cluster"), WARNING)
def test_rule_warns_once(rule: str, cluster: dict[str, Any]) -> None:
    assert [finding.severity for finding in found(rule, cluster)] == [Severity.WARNING]


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_rule_is_silent(rule: str, cluster: dict[str, Any]) -> None:
    assert found(rule, cluster) == ()


@pytest.mark.parametrize(
    ("target", "expected"),
    [("az", Severity.WARNING), ("bicep", Severity.ERROR), ("arm", Severity.ERROR), ("terraform", Severity.ERROR)],
)
def test_az_gives_the_rights_on_a_route_table_itself(target: str, expected: Severity) -> None:
    cluster = spec(IN_N, **KUBENET, **subnets("n", **ROUTE_TABLE))
    findings = found("AKN328", cluster, dialect(target, "cluster"))
    assert [finding.severity for finding in findings] == [expected]


@pytest.mark.parametrize(
    ("cluster", "expected"),
    [
        pytest.param(arm(), "loadBalancer", id="left out"),
        pytest.param(arm(network={"outboundType": "none"}), "none", id="stated"),
        pytest.param(arm(network={"outboundType": UNKNOWN}), None, id="an expression"),
        pytest.param(arm(network=UNKNOWN), None, id="in a profile that is an expression"),
        pytest.param(arm(sku=AUTOMATIC), None, id="left out with Automatic, which has other defaults"),
        pytest.param(arm(sku={"name": UNKNOWN}), None, id="left out with a SKU that is an expression"),
    ],
)
def test_outbound_type(cluster: dict[str, Any], expected: str | None) -> None:
    assert outbound_type(cluster_from_arm(cluster)) == expected


def test_hint_names_the_range() -> None:
    hints = [finding.hint for finding in found("AKN324", balancer(allocatedOutboundPorts=12, idleTimeoutInMinutes=1))]
    assert hints == ["choose 0 to 64000, in multiples of 8", "choose 4 to 120"]


def test_message_counts_nodes_and_says_what_nobody_wrote() -> None:
    (finding,) = found("AKN325", ports(21000, {"count": 3}))
    assert finding.message == (
        "21000 ports for each node with 1 outbound address (the default) are enough for 3 nodes: the pools have 3,"
        " and 1 (some by default) more in an upgrade"
    )


def test_nat_gateway_is_told_of_at_its_subnet_where_nobody_wrote_the_type() -> None:
    text = """\
network: {plugin: overlay}
vnet:
  address_space: [10.240.0.0/16]
  subnets:
    nodes:
      prefix: 10.240.0.0/24
      nat_gateway: /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/natGateways/egress
pools: [{name: system, subnet: nodes}]
"""
    for outbound, line, said in (
        ("", 6, "loadBalancer (the default)"),
        ("outbound: {type: loadBalancer}\n", 9, "loadBalancer"),
    ):
        judged = check(views_of(text + outbound), Context(TODAY), [one for one in RULES if one.id == "AKN330"])
        (finding,) = judged.findings
        assert finding.message == f"the subnet 'nodes' has a NAT gateway of its own, but the outbound type is {said}"
        assert finding.place is not None
        assert finding.place.line == line


def test_ten_thousand_pools_are_judged_in_a_moment() -> None:
    pool = {**WINDOWS_NAT, "count": 1, "upgradeSettings": {"maxSurge": "33%"}}
    profile = {"loadBalancerProfile": {"allocatedOutboundPorts": 8}}
    cluster = cluster_from_arm(arm(*[pool] * 10_000, network=profile))
    with within(5):
        assert len(judged_by("AKN329", cluster)) == 10_000
        assert len(judged_by("AKN325", cluster)) == 1


def test_zones_of_the_nat_gateway_are_told_at_the_first_pool_that_has_some() -> None:
    text = "network: {plugin: overlay}\noutbound: {type: managedNATGateway, sku: Standard}\npools:\n  - {name: a, mode: System}\n  - {name: b, zones: ['1', '2']}\n"
    (finding,) = check(views_of(text), Context(TODAY), [one for one in RULES if one.id == "AKN326"]).findings
    assert finding.place is not None
    assert finding.place.line == 5

"""The static egress gateway, its pools, and the egress gateway of Istio."""

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


SYSTEM = {"name": "system", "mode": "System", "count": 3}
GATEWAY = {"name": "gateway", "mode": "Gateway", "count": 2}
DUAL = {"ip_families": ["IPv4", "IPv6"]}
STATIC = {"addons": {"static_egress_gateway": True}}
MESH = {"addons": {"istio": {"egress_gateway": True}}}


def spec(plugin: str = "overlay", *pools: dict[str, Any], **network: Any) -> dict[str, Any]:
    return {"network": {"plugin": plugin, **network}, "pools": [SYSTEM, *pools]}


def arm(*pools: dict[str, Any], mesh: Any = None, **network: Any) -> dict[str, Any]:
    """A cluster as ARM has it; its pools are as they are given."""
    properties: dict[str, Any] = {"networkProfile": network, "agentPoolProfiles": list(pools)}
    return {"name": "c", "properties": {**properties, **({"serviceMeshProfile": mesh} if mesh else {})}}


def istio(gateways: Any, mode: str = "Istio") -> dict[str, Any]:
    return {"mode": mode, "istio": {"components": {"egressGateways": gateways}}}


ON = {"staticEgressGatewayProfile": {"enabled": True}}
POD_SUBNET = {"name": "p", "mode": "System", "podSubnetID": "/x"}
IPV6 = "the static egress gateway is asked for with IPv6"
PODS = "the static egress gateway is asked for, but the pool 'system' has a pod subnet"
ARM_PODS = PODS.replace("system", "p")
ISTIO = "an egress gateway of Istio is asked for, but the pool 'p' has a pod subnet"

CLUSTERS: list[Any] = [
    pytest.param({**spec(), **STATIC}, [], id="overlay"),
    pytest.param({**spec("cilium"), **STATIC}, [], id="Cilium on overlay"),
    pytest.param({**spec("node-subnet"), **STATIC}, [], id="node subnet"),
    pytest.param({**spec("kubenet"), **STATIC}, [], id="kubenet: nothing is stated"),
    pytest.param({**spec(**DUAL), **STATIC}, [IPV6], id="dual-stack"),
    pytest.param(spec(**DUAL), [], id="dual-stack without it"),
    pytest.param({**spec("pod-subnet"), **STATIC}, [PODS], id="pod subnet"),
    pytest.param({**spec("pod-subnet", allocation="static-block"), **STATIC}, [PODS], id="static block"),
    pytest.param({**spec("cilium", ipam="pod-subnet"), **STATIC}, [PODS], id="Cilium on a pod subnet"),
    pytest.param({**spec("pod-subnet", **DUAL), **STATIC}, [IPV6, PODS], id="two reasons, one hit for each"),
    pytest.param(spec("overlay", GATEWAY, **DUAL), ["the gateway pool 'gateway' is asked for with IPv6"], id="a gateway pool alone, with dual-stack"),
    pytest.param(spec("pod-subnet", GATEWAY), ["the gateway pool 'gateway' is asked for, but the pool 'system' has a pod subnet"], id="a gateway pool alone, with pod subnet"),
    pytest.param({**spec("pod-subnet"), **MESH}, [ISTIO.replace("'p'", "'system'")], id="Istio's egress gateway with pod subnet"),
    pytest.param({**spec(), **MESH}, [], id="Istio's egress gateway with overlay"),
    pytest.param({**spec("pod-subnet"), "addons": {"istio": {}}}, [], id="Istio without an egress gateway"),
    pytest.param(arm(POD_SUBNET, **ON), [ARM_PODS], id="ARM: pod subnet"),
    pytest.param(arm({**POD_SUBNET, "podSubnetID": "[parameters('subnet')]"}, **ON), [], id="ARM: a pod subnet that cannot be told"),
    pytest.param(arm(POD_SUBNET, staticEgressGatewayProfile={"enabled": False}), [], id="ARM: switched off"),
    pytest.param(arm(POD_SUBNET, staticEgressGatewayProfile={"enabled": "[parameters('on')]"}), [], id="ARM: whether it is on cannot be told"),
    pytest.param(arm(ipFamilies="[parameters('families')]", **ON), [], id="ARM: families that cannot be told"),
    pytest.param(arm(POD_SUBNET, mesh=istio([{"enabled": False}, {"enabled": True}])), [ISTIO], id="ARM: one of two egress gateways of Istio"),
    pytest.param(arm(POD_SUBNET, mesh=istio([{"enabled": False}])), [], id="ARM: an egress gateway of Istio that is off"),
    pytest.param(arm(POD_SUBNET, mesh=istio([])), [], id="ARM: no egress gateway of Istio"),
    pytest.param(arm(POD_SUBNET, mesh=istio(["x", 3, None])), [], id="ARM: egress gateways that are none"),
    pytest.param(arm(POD_SUBNET, mesh=istio("[parameters('gateways')]")), [], id="ARM: egress gateways that cannot be told"),
    pytest.param(arm(POD_SUBNET, mesh=istio([{"enabled": True}], mode="Disabled")), [], id="ARM: the mesh is off"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), CLUSTERS)
def test_clusters_of_the_egress_gateway(cluster: dict[str, Any], messages: list[str]) -> None:
    findings = found("AKN332", cluster)
    assert [finding.message for finding in findings] == messages
    assert all(finding.severity is Severity.ERROR for finding in findings)


def gateways(**pool: Any) -> dict[str, Any]:
    """A spec with one gateway pool."""
    return spec("overlay", {**GATEWAY, **pool})


def profile(size: Any, **pool: Any) -> dict[str, Any]:
    """An ARM resource with one pool and its gateway profile."""
    return arm({"name": "g", "mode": "Gateway", "gatewayProfile": {"publicIPPrefixSize": size}, **pool})


def too_many(nodes: str, prefix: str, addresses: int, pool: str = "gateway") -> list[str]:
    return [f"the gateway pool '{pool}' has {nodes}, but the public prefix {prefix} has {addresses} addresses"]


POOLS: list[Any] = [
    pytest.param(gateways(), [], id="two nodes with the default prefix"),
    pytest.param(gateways(count=3), too_many("3 nodes", "/31 (the default)", 2), id="three nodes with the default prefix"),
    pytest.param(spec("overlay", {"name": "gateway", "mode": "Gateway"}), [], id="the default number of nodes with the default prefix"),
    pytest.param(gateways(count=2, gateway_prefix_size=31), [], id="2 nodes in a /31"),
    pytest.param(gateways(count=3, gateway_prefix_size=31), too_many("3 nodes", "/31", 2), id="3 nodes in a /31"),
    pytest.param(gateways(count=4, gateway_prefix_size=30), [], id="4 nodes in a /30"),
    pytest.param(gateways(count=5, gateway_prefix_size=30), too_many("5 nodes", "/30", 4), id="5 nodes in a /30"),
    pytest.param(gateways(count=8, gateway_prefix_size=29), [], id="8 nodes in a /29"),
    pytest.param(gateways(count=9, gateway_prefix_size=29), too_many("9 nodes", "/29", 8), id="9 nodes in a /29"),
    pytest.param(gateways(count=16, gateway_prefix_size=28), [], id="16 nodes in a /28"),
    pytest.param(gateways(count=17, gateway_prefix_size=28), too_many("17 nodes", "/28", 16), id="17 nodes in a /28"),
    pytest.param(gateways(count=99, gateway_prefix_size=27), ["the gateway pool 'gateway' has publicIPPrefixSize 27"], id="a /27"),
    pytest.param(gateways(gateway_prefix_size=32), ["the gateway pool 'gateway' has publicIPPrefixSize 32"], id="a /32"),
    pytest.param(gateways(os="Windows"), ["the gateway pool 'gateway' is Windows"], id="Windows"),
    pytest.param(spec("overlay", {"name": "gateway", "mode": "Gateway", "min": 2, "max": 9}), ["the gateway pool 'gateway' has the autoscaler"], id="the autoscaler"),
    pytest.param(spec("overlay", {"name": "web", "mode": "User", "gateway_prefix_size": 30}), ["the pool 'web' has publicIPPrefixSize 30, but is of the mode User"], id="a prefix on a user pool"),
    pytest.param(spec("overlay", {"name": "web", "gateway_prefix_size": 30}), ["the pool 'web' has publicIPPrefixSize 30, but is of the mode User (the default)"], id="a prefix on a pool that is a user pool by default"),
    pytest.param(spec("overlay", {"name": "web", "os": "Windows", "min": 1, "max": 99}), [], id="Windows and the autoscaler on a user pool"),
    pytest.param(profile(30, count=4), [], id="ARM: as it should be"),
    pytest.param(profile(30), [], id="ARM: no number of nodes"),
    pytest.param(profile(30, mode="User"), ["the pool 'g' has publicIPPrefixSize 30, but is of the mode User"], id="ARM: a prefix on a user pool"),
    pytest.param(arm({"name": "g", "gatewayProfile": {"publicIPPrefixSize": 30}}), ["the pool 'g' has publicIPPrefixSize 30, but is without a mode"], id="ARM: a prefix on a pool without a mode"),
    pytest.param(profile(30, mode="[parameters('mode')]"), [], id="ARM: a mode that cannot be told"),
    pytest.param(profile("[parameters('size')]", mode="User"), [], id="ARM: a prefix on a user pool that may be none"),
    pytest.param(profile("[parameters('size')]", count=99), [], id="ARM: a prefix that cannot be told"),
    pytest.param(profile(True, count=99), [], id="ARM: a prefix that is no number"),
    pytest.param(arm({"name": "g", "mode": "Gateway", "count": 99, "gatewayProfile": "[parameters('profile')]"}), [], id="ARM: a gateway profile that cannot be told"),
    pytest.param(arm({"name": "g", "mode": "Gateway", "count": 3}), too_many("3 nodes", "/31 (the default)", 2, "g"), id="ARM: three nodes with the default prefix"),
    pytest.param(profile(31, count="[parameters('count')]"), [], id="ARM: a number of nodes that cannot be told"),
    pytest.param(profile(31, osType="[parameters('os')]", enableAutoScaling="[parameters('auto')]"), [], id="ARM: an operating system that cannot be told"),
    pytest.param(profile(31, enableAutoScaling=False, count=2), [], id="ARM: the autoscaler is off"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), POOLS)
def test_gateway_pools(cluster: dict[str, Any], messages: list[str]) -> None:
    findings = found("AKN333", cluster)
    assert [finding.message for finding in findings] == messages
    assert all(finding.severity is Severity.ERROR for finding in findings)


FEW: list[Any] = [
    pytest.param(gateways(count=0), ["the gateway pool 'gateway' has no node"], id="no node"),
    pytest.param(gateways(count=1), ["the gateway pool 'gateway' has 1 node"], id="one node"),
    pytest.param(gateways(count=2), [], id="two nodes"),
    pytest.param(spec("overlay", {"name": "gateway", "mode": "Gateway", "min": 1, "max": 2}), [], id="the autoscaler, which is an error of its own"),
    pytest.param(spec("overlay", {"name": "web", "count": 1}), [], id="one node in a user pool"),
    pytest.param(profile(31), [], id="ARM: no number of nodes"),
    pytest.param(profile(31, count="[parameters('count')]"), [], id="ARM: a number of nodes that cannot be told"),
    pytest.param(profile(31, count=True), [], id="ARM: a number of nodes that is none"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), FEW)
def test_nodes_of_gateway_pools(cluster: dict[str, Any], messages: list[str]) -> None:
    findings = found("AKN334", cluster)
    assert [finding.message for finding in findings] == messages
    assert all(finding.severity is Severity.WARNING for finding in findings)


def test_hints_say_what_to_do_with_a_gateway_pool() -> None:
    pool = {"name": "gateway", "mode": "Gateway"}
    (scales,) = found("AKN333", spec("overlay", {**pool, "min": 2, "max": 9}))
    (windows,) = found("AKN333", spec("overlay", {**pool, "count": 2, "os": "Windows"}))
    assert (scales.hint, windows.hint) == ("give it a count in place of min and max", "make it Linux")

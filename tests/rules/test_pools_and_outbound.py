"""Pools and outbound types as ARM JSON has them: names, unknown values, odd types, and where documents disagree."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from judging import views_of
from rendering import TODAY

NODES = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes"
EXPRESSION = "[parameters('x')]"
HOSTED = {"hostedSystemProfile": {"enabled": True, "nodeSubnetID": NODES}}
V2 = "managedNATGatewayV2"


def arm(
    *pools: dict[str, Any], outbound: str | None = None, sku: str = "Base", profile: Any = None, **properties: Any
) -> str:
    network = {"networkPlugin": "azure", **(profile or {}), **({"outboundType": outbound} if outbound else {})}
    rows = [{"mode": "System", "name": "system", **one} for one in pools]
    return json.dumps(
        {
            "name": "prod",
            "sku": {"name": sku},
            "properties": {"networkProfile": network, "agentPoolProfiles": rows, **properties},
        }
    )


def named(name: Any, system: str = "Linux") -> str:
    return arm({}, {"name": name, "mode": "User", "osType": system})


def hits(rule: str, cluster: str) -> list[Finding]:
    judged = check(views_of(cluster), Context(TODAY))
    assert not judged.failures
    return [finding for finding in judged.findings if finding.rule == rule]


LOAD_BALANCER = {"loadBalancerProfile": {"managedOutboundIPs": {"count": 2}}}
NAT = {"natGatewayProfile": {"idleTimeoutInMinutes": 4}}
BAD: list[Any] = [
    pytest.param("AKN301", arm({"maxPods": 9}), id="9 pods"),
    pytest.param("AKN302", arm({"vnetSubnetID": NODES, "podSubnetID": NODES.upper()}), id="one subnet in two spellings"),
    pytest.param("AKN303", arm({"podSubnetID": NODES}, {"name": "b"}), id="a pool without a pod subnet"),
    pytest.param("AKN304", arm({"mode": "User"}), id="no system pool"),
    pytest.param("AKN305", named("windows", "Windows"), id="a Windows pool of 7 characters"),
    pytest.param("AKN305", named("windowspools1", "Windows"), id="a Windows pool of 13 characters, told once"),
    pytest.param("AKN305", named("linuxpoolno13"), id="a Linux pool of 13 characters"),
    pytest.param("AKN305", named("linuxpoolno13", EXPRESSION), id="13 characters, too many for every system"),
    pytest.param("AKN305", named("Apps"), id="a capital"),
    pytest.param("AKN305", named("1apps"), id="a digit first"),
    pytest.param("AKN305", named("my-apps"), id="a hyphen"),
    pytest.param("AKN305", named("apps\n"), id="a line break at the end"),
    pytest.param("AKN305", named("ärger"), id="a letter that is no ASCII"),
    pytest.param("AKN306", arm({"osSKU": "Windows2025"}), id="Windows where the system is left out"),
    pytest.param("AKN307", arm({"count": 0}), id="no node"),
    pytest.param("AKN307", arm({"enableAutoScaling": True, "minCount": 0, "maxCount": 3}), id="no node at least"),
    pytest.param("AKN311", arm({"vnetSubnetID": NODES}, outbound="managedNATGateway"), id="the managed NAT gateway with a subnet"),
    pytest.param("AKN311", arm({}, outbound="userAssignedNATGateway"), id="a NAT gateway without a subnet"),
    pytest.param("AKN312", arm({}, outbound="userDefinedRouting", profile=LOAD_BALANCER), id="load balancer settings with a route table"),
    pytest.param("AKN312", arm({}, outbound=V2, profile=LOAD_BALANCER), id="load balancer settings with the preview's NAT gateway"),
    pytest.param("AKN312", arm({}, profile=NAT), id="NAT settings with the default"),
    pytest.param("AKN312", arm({}, outbound="userAssignedNATGateway", profile=NAT), id="NAT settings with a NAT gateway of your own"),
    pytest.param("AKN313", arm({}, profile={"loadBalancerProfile": {"managedOutboundIPs": {"count": 1}, "outboundIPs": {"publicIPs": [{"id": "/a"}]}}}), id="two styles of addresses"),
    pytest.param("AKN314", arm(sku="Automatic", outbound="loadBalancer"), id="a load balancer in AKS's network"),
    pytest.param("AKN314", arm(sku="Automatic", outbound="userDefinedRouting"), id="a route table in AKS's network"),
    pytest.param("AKN314", arm(sku="Automatic", outbound="block", **HOSTED), id="no way out of a VNet of its own"),
    pytest.param("AKN315", arm({}, outbound="managedNATGateway", profile={"natGatewayProfile": {"sku": "Standard", "managedOutboundIPProfile": {"countIPv6": 1}}}), id="IPv6 with the old NAT gateway"),
    pytest.param("AKN316", arm({"vnetSubnetID": NODES}, profile={"networkPlugin": "kubenet"}), id="kubenet in a subnet that is there"),
    pytest.param("AKN318", arm({"vnetSubnetID": NODES}, outbound="none"), id="an isolated cluster in a subnet that is there"),
]  # fmt: skip
GOOD: list[Any] = [
    pytest.param("AKN301", arm({"maxPods": EXPRESSION}), id="pods that are not known"),
    pytest.param("AKN302", arm({"vnetSubnetID": EXPRESSION, "podSubnetID": EXPRESSION}), id="subnets that are not known"),
    pytest.param("AKN302", arm({"vnetSubnetID": [NODES], "podSubnetID": [NODES]}), id="subnets that are lists"),
    pytest.param("AKN303", arm({"podSubnetID": EXPRESSION}, {"name": "b"}), id="a pod subnet that may be null"),
    pytest.param("AKN303", arm({"podSubnetID": NODES}, {"name": "b", "podSubnetID": EXPRESSION}), id="another pod subnet that is not known"),
    pytest.param("AKN304", arm({"mode": EXPRESSION}), id="a mode that is not known"),
    pytest.param("AKN304", arm({"mode": "User"}, {"name": "b", "mode": EXPRESSION}), id="one of two modes that is not known"),
    pytest.param("AKN304", arm({"osType": EXPRESSION}), id="a system that is not known"),
    pytest.param("AKN305", named("window", "Windows"), id="a Windows pool of 6 characters"),
    pytest.param("AKN305", named("linuxpool012"), id="a Linux pool of 12 characters"),
    pytest.param("AKN305", named("windows", EXPRESSION), id="7 characters with a system that is not known"),
    pytest.param("AKN305", named(EXPRESSION), id="a name that is not known"),
    pytest.param("AKN305", arm({"name": None}), id="a name that is left out"),
    pytest.param("AKN305", named(5), id="a name that is a number"),
    pytest.param("AKN306", arm({"osType": EXPRESSION, "osSKU": "Windows2025"}), id="a Windows SKU with a system that is not known"),
    pytest.param("AKN307", arm({"count": EXPRESSION}), id="nodes that are not known"),
    pytest.param("AKN307", arm({"count": False}), id="nodes that are a boolean"),
    pytest.param("AKN307", arm({"count": 1}), id="one node"),
    pytest.param("AKN311", arm({"vnetSubnetID": EXPRESSION}, outbound="managedNATGateway"), id="the managed NAT gateway with a subnet that may be null"),
    pytest.param("AKN311", arm({"vnetSubnetID": EXPRESSION}, outbound="userDefinedRouting"), id="a route table with a subnet that is not known"),
    pytest.param("AKN311", arm({}, outbound=EXPRESSION), id="an outbound type that is not known"),
    pytest.param("AKN312", arm({}, outbound="userDefinedRouting", profile={"loadBalancerProfile": {"allocatedOutboundPorts": EXPRESSION}}), id="settings that may be null"),
    pytest.param("AKN312", arm({}, outbound=V2, profile=NAT), id="NAT settings with the preview's NAT gateway"),
    pytest.param("AKN312", arm(sku="Automatic", profile=NAT), id="NAT settings on Automatic, whose default is a NAT gateway"),
    pytest.param("AKN313", arm({}, profile={"loadBalancerProfile": {"managedOutboundIPs": {"count": EXPRESSION}, "outboundIPs": {"publicIPs": [{"id": "/a"}]}}}), id="a style of addresses that may be null"),
    pytest.param("AKN314", arm(sku="Automatic", outbound=V2), id="the preview's NAT gateway in AKS's network"),
    pytest.param("AKN314", arm(sku="Automatic", outbound="managedNATGateway"), id="the managed NAT gateway in AKS's network"),
    pytest.param("AKN314", arm(sku="Automatic", outbound="loadBalancer", **HOSTED), id="a load balancer in a VNet of its own"),
    pytest.param("AKN314", arm(sku="Automatic", outbound="userAssignedNATGateway", **HOSTED), id="a NAT gateway of your own in a VNet of its own"),
    pytest.param("AKN314", arm(sku="Automatic", outbound="loadBalancer", hostedSystemProfile={"nodeSubnetID": EXPRESSION}), id="a VNet of which nothing is known"),
    pytest.param("AKN314", arm(sku="Automatic", outbound=EXPRESSION), id="Automatic with an outbound type that is not known"),
    pytest.param("AKN314", arm({}, outbound="loadBalancer"), id="a load balancer on the base SKU"),
    pytest.param("AKN315", arm({}, outbound="managedNATGateway", profile={"natGatewayProfile": {"sku": "Standard", "managedOutboundIPProfile": {"countIPv6": EXPRESSION}}}), id="IPv6 that may be null"),
    pytest.param("AKN315", arm({}, outbound="managedNATGateway", profile={"natGatewayProfile": {"sku": EXPRESSION, "managedOutboundIPProfile": {"countIPv6": 1}}}), id="a SKU that is not known"),
    pytest.param("AKN316", arm({"vnetSubnetID": EXPRESSION}, profile={"networkPlugin": "kubenet"}), id="kubenet in a subnet that is not known"),
    pytest.param("AKN318", arm({"vnetSubnetID": EXPRESSION}, outbound="none"), id="an isolated cluster in a subnet that is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster"), BAD)
def test_rule_finds_what_is_wrong_once(rule: str, cluster: str) -> None:
    assert len(hits(rule, cluster)) == 1


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_rule_is_silent_about_what_is_right_or_not_known(rule: str, cluster: str) -> None:
    assert hits(rule, cluster) == []


def test_a_name_is_told_for_its_length_and_for_its_characters() -> None:
    assert [finding.message for finding in hits("AKN305", named("Windows", "Windows"))] == [
        "the Windows pool 'Windows' has a name of 7 characters",
        "the pool 'Windows' has a name of other characters than are allowed",
    ]


@pytest.mark.parametrize("outbound", ["managedNATGateway", V2])
def test_managed_nat_gateway_of_automatic_in_its_own_vnet_is_contested_and_a_warning(outbound: str) -> None:
    (finding,) = hits("AKN314", arm(sku="Automatic", outbound=outbound, **HOSTED))
    assert finding.severity is Severity.WARNING
    assert "try it" in finding.hint


@pytest.mark.parametrize(
    "cluster",
    [arm(sku="Automatic", outbound="loadBalancer"), arm(sku="Automatic", outbound="none", **HOSTED)],
    ids=["in AKS's network", "in a VNet of its own"],
)
def test_other_outbound_types_of_automatic_are_errors(cluster: str) -> None:
    assert [finding.severity for finding in hits("AKN314", cluster)] == [Severity.ERROR]


def test_a_default_is_called_one() -> None:
    (outbound,) = hits("AKN312", arm({}, profile=NAT))
    assert outbound.message.endswith("but the outbound type is loadBalancer (the default)")
    (system,) = hits("AKN306", arm({"osSKU": "Windows2025"}))
    assert system.message == "the pool 'system' is Linux (the default), with the OS SKU Windows2025"


@pytest.mark.parametrize(
    ("mode", "severity"),
    [
        pytest.param("User", Severity.ERROR, id="another mode"),
        pytest.param(None, Severity.WARNING, id="no mode, as before API version 2020-03-01"),
    ],
)
def test_no_system_pool_is_a_warning_where_no_pool_has_a_mode(mode: str | None, severity: Severity) -> None:
    assert [finding.severity for finding in hits("AKN304", arm({"mode": mode}))] == [severity]

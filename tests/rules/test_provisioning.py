"""Node auto-provisioning, and what it does not go with."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.rules import Context, check
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from rendering import TODAY, rules_hit, view

OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "azure"}
FLAT = {"networkPlugin": "azure", "networkDataplane": "azure"}
DUAL = {"ip_families": ["IPv4", "IPv6"]}
AUTO = {"node_provisioning_mode": "Auto"}
UNKNOWN = "[parameters('x')]"
SUBNET = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"


def arm(profile: dict[str, Any], mode: Any = "Auto", pool: Any = None, **resource: Any) -> ClusterView:
    properties: dict[str, Any] = {"networkProfile": profile, "agentPoolProfiles": [{"name": "p", **(pool or {})}]}
    if mode is not None:
        properties["nodeProvisioningProfile"] = {"mode": mode}
    properties.update(resource.pop("properties", {}))
    return cluster_from_arm({"name": "c", "properties": properties, **resource})


def principal(client: Any, **resource: Any) -> ClusterView:
    return arm(OVERLAY, properties={"servicePrincipalProfile": {"clientId": client}}, **resource)


BAD: list[Any] = [
    pytest.param("AKN230", view(network={"plugin": "overlay", "network_policy": "calico"}, **AUTO), id="Calico"),
    pytest.param("AKN230", view(network={"plugin": "kubenet"}, **AUTO), id="kubenet"),
    pytest.param("AKN230", view(network={"plugin": "pod-subnet"}, **AUTO), id="a pod subnet that is left out, dynamic"),
    pytest.param("AKN230", view(network={"plugin": "pod-subnet", "allocation": "static-block"}, **AUTO), id="a pod subnet that is left out, static block"),
    pytest.param("AKN230", arm(FLAT, pool={"podSubnetID": SUBNET}), id="a pod subnet with its id"),
    pytest.param("AKN230", arm({"networkPolicy": "calico"}, mode=None, sku={"name": "Automatic"}), id="Calico with Automatic, which comes with it"),
    pytest.param("AKN231", view(network={"plugin": "cilium", **DUAL}, **AUTO), id="dual-stack"),
    pytest.param("AKN231", view(network={"plugin": "cilium", **DUAL}, sku="automatic"), id="dual-stack with Automatic, which comes with it"),
    pytest.param("AKN231", view(network={"plugin": "cilium"}, identity="ServicePrincipal", **AUTO), id="a service principal in a spec"),
    pytest.param("AKN231", principal("11111111-1111-1111-1111-111111111111"), id="a service principal in ARM JSON"),
    pytest.param("AKN231", arm({**OVERLAY, "loadBalancerSku": "basic"}, pool={"vnetSubnetID": SUBNET}), id="the Basic load balancer in a VNet of your own"),
    pytest.param("AKN231", arm({**OVERLAY, "loadBalancerSku": "Basic"}, pool={"vnetSubnetID": SUBNET}), id="the Basic load balancer with a capital"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN230", view(network={"plugin": "cilium"}, **AUTO), id="Cilium on overlay"),
    pytest.param("AKN230", view(network={"plugin": "overlay"}, **AUTO), id="overlay"),
    pytest.param("AKN230", view(network={"plugin": "node-subnet"}, **AUTO), id="the node subnet"),
    pytest.param("AKN230", view(network={"plugin": "byo", "pod_cidr": "10.9.0.0/16"}, **AUTO), id="a CNI of your own"),
    pytest.param("AKN230", view(network={"plugin": "kubenet"}, node_provisioning_mode="Manual"), id="kubenet with the mode Manual"),
    pytest.param("AKN230", view(network={"plugin": "overlay", "network_policy": "calico"}), id="Calico with the default mode"),
    pytest.param("AKN230", arm({**OVERLAY, "networkPolicy": "calico"}, mode=UNKNOWN), id="Calico with a mode that is not known"),
    pytest.param("AKN230", arm({"networkPolicy": "calico"}, mode="Manual", sku={"name": "Automatic"}), id="Automatic with the mode Manual"),
    pytest.param("AKN230", arm({"networkPolicy": "calico"}, mode=UNKNOWN, sku={"name": "Automatic"}), id="Automatic with a mode that is not known"),
    pytest.param("AKN230", arm({"networkPolicy": "calico"}, mode=None, sku={"name": UNKNOWN}), id="a SKU that is not known"),
    pytest.param("AKN230", arm({"networkPlugin": UNKNOWN, "networkPolicy": UNKNOWN}), id="a network that is not known"),
    pytest.param("AKN230", arm(FLAT, pool={"podSubnetID": UNKNOWN}), id="a pod subnet that may be null"),
    pytest.param("AKN231", view(network={"plugin": "cilium", "ip_families": ["IPv4"]}, **AUTO), id="IPv4 alone"),
    pytest.param("AKN231", view(network={"plugin": "cilium", **DUAL}), id="dual-stack without node auto-provisioning"),
    pytest.param("AKN231", view(network={"plugin": "cilium"}, identity="UserAssigned", **AUTO), id="a managed identity"),
    pytest.param("AKN231", view(network={"plugin": "cilium"}, identity="ServicePrincipal"), id="a service principal without node auto-provisioning"),
    pytest.param("AKN231", arm({**OVERLAY, "ipFamilies": UNKNOWN}), id="families that are not known"),
    pytest.param("AKN231", principal("msi"), id="what stands for a managed identity"),
    pytest.param("AKN231", principal("MSI"), id="the same in capitals"),
    pytest.param("AKN231", principal(UNKNOWN), id="an expression, which may be msi"),
    pytest.param("AKN231", principal(3), id="a number in place of a client"),
    pytest.param("AKN231", principal("11111111-1111-1111-1111-111111111111", identity={"type": "SystemAssigned"}), id="a remnant beside a managed identity"),
    pytest.param("AKN231", principal("11111111-1111-1111-1111-111111111111", identity=UNKNOWN), id="an identity that is not known"),
    pytest.param("AKN231", arm({**OVERLAY, "loadBalancerSku": "standard"}, pool={"vnetSubnetID": SUBNET}), id="the Standard load balancer"),
    pytest.param("AKN231", arm({**OVERLAY, "loadBalancerSku": "basic"}), id="the Basic load balancer in AKS's network"),
    pytest.param("AKN231", arm({**OVERLAY, "loadBalancerSku": "basic"}, pool={"vnetSubnetID": UNKNOWN}), id="the Basic load balancer with a subnet that may be null"),
    pytest.param("AKN231", arm({**OVERLAY, "loadBalancerSku": UNKNOWN}, pool={"vnetSubnetID": SUBNET}), id="a load balancer that is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster"), BAD)
def test_rule_finds_what_is_wrong(rule: str, cluster: ClusterView) -> None:
    assert rule in rules_hit(cluster)


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_rule_is_silent_about_what_is_right_or_unknown(rule: str, cluster: ClusterView) -> None:
    assert rule not in rules_hit(cluster)


@pytest.mark.parametrize(
    ("cluster", "severity"),
    [
        pytest.param(view(network={"plugin": "overlay", "network_policy": "calico"}, **AUTO), Severity.ERROR, id="Calico: documents agree"),
        pytest.param(view(network={"plugin": "kubenet"}, **AUTO), Severity.ERROR, id="kubenet: documents agree"),
        pytest.param(view(network={"plugin": "pod-subnet"}, **AUTO), Severity.WARNING, id="a pod subnet, dynamic: they do not"),
        pytest.param(view(network={"plugin": "pod-subnet", "allocation": "static-block"}, **AUTO), Severity.WARNING, id="a pod subnet, static block: they do not"),
    ],
)  # fmt: skip
def test_what_documents_disagree_on_is_a_warning(cluster: ClusterView, severity: Severity) -> None:
    (finding,) = (one for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN230")
    assert finding.severity is severity


def test_pod_subnets_of_many_pools_are_one_finding() -> None:
    cluster = view(network={"plugin": "pod-subnet"}, pools=[{"name": "a", "mode": "System"}, {"name": "b"}], **AUTO)
    (finding,) = (one for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN230")
    assert "'a'" in finding.message


def test_message_about_automatic_says_that_it_is_a_default() -> None:
    cluster = view(network={"plugin": "cilium", **DUAL}, sku="automatic")
    (finding,) = (one for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN231")
    expected = "the IP families IPv4, IPv6 stand beside node auto-provisioning (the default of AKS Automatic)"
    assert finding.message == expected

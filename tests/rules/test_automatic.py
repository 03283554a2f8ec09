"""AKS Automatic: what it presets, and what it asks for."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.rules import Context, check
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from rendering import TODAY, rules_hit, view

CILIUM = {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "cilium"}
UNKNOWN = "[parameters('x')]"
SUBNETS = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets"
NODES, SYSTEM, API = f"{SUBNETS}/nodes", f"{SUBNETS}/system", f"{SUBNETS}/api"
HOSTED = {
    "vnet": {"address_space": ["10.240.0.0/16"], "subnets": {name: {"prefix": f"10.240.{index}.0/24"} for index, name in enumerate("abc")}},
    "hosted_system": {"node_subnet": "a", "system_node_subnet": "b", "api_server_subnet": "c"},
    "outbound": {"type": "loadBalancer"},
}  # fmt: skip


def arm(profile: Any = None, sku: Any = "Automatic", tier: Any = "Standard", **properties: Any) -> ClusterView:
    if profile is not None:
        properties["networkProfile"] = profile
    return cluster_from_arm({"name": "c", "properties": properties, "sku": {"name": sku, "tier": tier}})


def subnets(nodes: Any = None, system: Any = None, api: Any = None, **rest: Any) -> ClusterView:
    hosted = {"nodeSubnetID": nodes, "systemNodeSubnetID": system}
    return arm(hostedSystemProfile=hosted, apiServerAccessProfile={"subnetId": api}, **rest)


BAD: list[Any] = [
    pytest.param("AKN214", view(network={"plugin": "overlay"}, sku="automatic"), id="overlay on the azure data plane"),
    pytest.param("AKN214", view(network={"plugin": "cilium", "ipam": "node-subnet"}, sku="automatic"), id="Cilium on the node subnet"),
    pytest.param("AKN214", view(network={"plugin": "kubenet"}, sku="automatic"), id="kubenet"),
    pytest.param("AKN214", view(network={"plugin": "byo", "pod_cidr": "10.9.0.0/16"}, sku="automatic"), id="a CNI of your own"),
    pytest.param("AKN214", arm({"networkPolicy": "calico"}), id="Calico with the rest left out"),
    pytest.param("AKN214", arm({"networkDataplane": "azure"}), id="the azure data plane with the rest left out"),
    pytest.param("AKN214", arm({"networkPlugin": "azure", "networkDataplane": "cilium"}), id="the azure plugin without a mode"),
    pytest.param("AKN217", view(network={"plugin": "cilium"}, sku="automatic", tier="Free"), id="the Free tier"),
    pytest.param("AKN232", arm(hostedSystemProfile={"enabled": False}), id="no managed system pools"),
    pytest.param("AKN233", subnets(nodes=NODES), id="the nodes' subnet alone"),
    pytest.param("AKN233", subnets(nodes=NODES, system=SYSTEM), id="no subnet of the API server"),
    pytest.param("AKN233", subnets(nodes=NODES, api=API), id="no subnet of the system nodes"),
    pytest.param("AKN233", subnets(api=API), id="the API server's subnet alone"),
    pytest.param("AKN233", subnets(nodes=NODES, system=UNKNOWN), id="one given, one not known, one left out"),
    pytest.param("AKN233", subnets(nodes=NODES, agentPoolProfiles=[{"name": "p", "vnetSubnetID": NODES}]), id="the nodes' subnet alone, with one in a pool"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN214", view(network={"plugin": "cilium"}, sku="automatic"), id="Cilium on overlay"),
    pytest.param("AKN214", view(network={"plugin": "overlay"}), id="overlay in the base SKU"),
    pytest.param("AKN214", arm(), id="nothing said of the network"),
    pytest.param("AKN214", arm({"outboundType": "managedNATGateway", "podCidr": "10.9.0.0/16"}), id="a pod CIDR of your own"),
    pytest.param("AKN214", arm({"networkPlugin": "azure", "networkPluginMode": "overlay"}), id="overlay with a data plane that is filled in"),
    pytest.param("AKN214", arm({**CILIUM, "networkPolicy": "cilium"}), id="everything that is preset, said again"),
    pytest.param("AKN214", arm({"networkPlugin": "azure", "networkPluginMode": UNKNOWN}), id="a mode that is not known"),
    pytest.param("AKN214", arm({**CILIUM, "networkDataplane": UNKNOWN}), id="a data plane that is not known"),
    pytest.param("AKN214", arm({"networkPlugin": "kubenet"}, sku=UNKNOWN), id="a SKU that is not known"),
    pytest.param("AKN217", view(network={"plugin": "cilium"}, sku="automatic", tier="Premium"), id="the Premium tier"),
    pytest.param("AKN217", view(network={"plugin": "cilium"}, tier="Free"), id="the Free tier in the base SKU"),
    pytest.param("AKN217", arm(tier=UNKNOWN), id="a tier that is not known"),
    pytest.param("AKN232", view(network={"plugin": "cilium"}, sku="automatic"), id="managed system pools"),
    pytest.param("AKN232", arm(), id="nothing said of system pools"),
    pytest.param("AKN232", arm(hostedSystemProfile={"enabled": UNKNOWN}), id="managed system pools, maybe"),
    pytest.param("AKN232", arm(hostedSystemProfile={"enabled": False}, sku="Base"), id="no managed system pools in the base SKU"),
    pytest.param("AKN233", view(network={"plugin": "cilium"}, sku="automatic", **HOSTED), id="a spec with all three"),
    pytest.param("AKN233", subnets(nodes=NODES, system=SYSTEM, api=API), id="all three"),
    pytest.param("AKN233", subnets(), id="none of the three"),
    pytest.param("AKN233", subnets(nodes=UNKNOWN), id="one that may be null"),
    pytest.param("AKN233", subnets(nodes=NODES, system=UNKNOWN, api=UNKNOWN), id="two that are not known"),
    pytest.param("AKN233", arm(hostedSystemProfile=UNKNOWN, apiServerAccessProfile={"subnetId": API}), id="a profile that is not known"),
    pytest.param("AKN233", subnets(api=API, sku="Base"), id="the API server's subnet in the base SKU"),
    pytest.param("AKN233", subnets(api=API, agentPoolProfiles=[{"name": "p", "vnetSubnetID": NODES}]), id="a cluster of before, with its subnets in the pools"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster"), BAD)
def test_rule_finds_what_is_wrong(rule: str, cluster: ClusterView) -> None:
    assert rule in rules_hit(cluster)


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_rule_is_silent_about_what_is_right_or_unknown(rule: str, cluster: ClusterView) -> None:
    assert rule not in rules_hit(cluster)


@pytest.mark.parametrize(
    ("cluster", "message"),
    [
        pytest.param(arm({"networkPlugin": "kubenet", "networkDataplane": "azure"}), "networkPlugin kubenet is asked for with AKS Automatic, which has azure", id="the first difference"),
        pytest.param(arm({**CILIUM, "networkPolicy": "calico"}), "networkPolicy calico is asked for with AKS Automatic, which has cilium", id="the last difference"),
    ],
)  # fmt: skip
def test_another_network_is_one_finding(cluster: ClusterView, message: str) -> None:
    assert [one.message for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN214"] == [message]


@pytest.mark.parametrize(
    ("cluster", "message"),
    [
        pytest.param(subnets(nodes=NODES), "hostedSystemProfile.nodeSubnetID stands without hostedSystemProfile.systemNodeSubnetID and apiServerAccessProfile.subnetId", id="one of three"),
        pytest.param(subnets(nodes=NODES, api=API), "hostedSystemProfile.nodeSubnetID and apiServerAccessProfile.subnetId stand without hostedSystemProfile.systemNodeSubnetID", id="two of three"),
    ],
)  # fmt: skip
def test_message_names_the_subnets_that_are_missing(cluster: ClusterView, message: str) -> None:
    assert [one.message for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN233"] == [message]

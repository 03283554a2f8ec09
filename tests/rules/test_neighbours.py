"""Clusters of one run that use the same subnets and route tables."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.errors import Place
from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from arm_clusters import cluster_from_arm
from rendering import TODAY, view

NET = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
NODES, PODS, BLOCKS = (f"{NET}/virtualNetworks/v/subnets/{name}" for name in ("nodes", "pods", "blocks"))
TABLE = f"{NET}/routeTables/r"
UNKNOWN = "[parameters('x')]"
IN_ITS_GROUP = "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'nodes')]"
STATIC, DYNAMIC = "StaticBlock", "DynamicIndividual"


def found(rule: str, *clusters: dict[str, Any]) -> list[Finding]:
    """What one rule finds in specs' keys, or in ARM resources: those are what has `properties`."""
    views = [cluster_from_arm(one) if "properties" in one else view(**one) for one in clusters]
    judged = check(views, Context(TODAY))
    assert judged.failures == ()
    return [finding for finding in judged.findings if finding.rule == rule]


def flat(name: str, *pools: tuple[str, Any]) -> dict[str, Any]:
    """A cluster in ARM JSON: a pod subnet and an allocation for each pool."""
    profiles = [
        {"name": f"p{index}", "vnetSubnetID": NODES, "podSubnetID": pods, "podIPAllocationMode": mode}
        for index, (pods, mode) in enumerate(pools)
    ]
    return {"name": name, "properties": {"networkProfile": {"networkPlugin": "azure"}, "agentPoolProfiles": profiles}}


def own(name: str, *pools: tuple[str, str]) -> dict[str, Any]:
    """A spec with a VNet of its own: a pod subnet and an allocation for each pool."""
    subnets = {
        key: {"prefix": prefix}
        for key, prefix in (("nodes", "10.240.0.0/22"), ("pods", "10.240.64.0/18"), ("blocks", "10.240.128.0/18"))
    }
    rows = [
        {
            "name": f"p{index}",
            "mode": "User" if index else "System",
            "subnet": "nodes",
            "pod_subnet": pods,
            "allocation": mode,
        }
        for index, (pods, mode) in enumerate(pools)
    ]
    return {
        "name": name,
        "network": {"plugin": "pod-subnet"},
        "vnet": {"address_space": ["10.240.0.0/16"], "subnets": subnets},
        "pools": rows,
    }


def nodes(name: str, *subnets: str, plugin: str = "kubenet", **network: Any) -> dict[str, Any]:
    rows = [
        {"name": f"p{index}", "mode": "User" if index else "System", "subnet": subnet}
        for index, subnet in enumerate(subnets)
    ]
    return {"name": name, "network": {"plugin": plugin, **network}, "pools": rows}


def routed(name: str, table: str | None, plugin: str = "kubenet") -> dict[str, Any]:
    subnet = {"prefix": "10.240.0.0/22", **({"route_table": table} if table else {})}
    vnet = {"address_space": ["10.240.0.0/16"], "subnets": {"nodes": subnet}}
    return {
        "name": name,
        "network": {"plugin": plugin},
        "vnet": vnet,
        "pools": [{"name": "p0", "mode": "System", "subnet": "nodes"}],
    }


def arm(name: str, plugin: Any, subnet: Any = NODES) -> dict[str, Any]:
    return {
        "name": name,
        "properties": {
            "networkProfile": {"networkPlugin": plugin},
            "agentPoolProfiles": [{"name": "p0", "vnetSubnetID": subnet}],
        },
    }


def in_vnet(cluster: dict[str, Any], group: str | None = "g", name: str = "v") -> dict[str, Any]:
    """The spec with the name of its VNet and its resource group: these say which VNet it is."""
    where = {"resource_group": group} if group is not None else {}
    return {**cluster, **where, "vnet": {**cluster["vnet"], "name": name}}


ALLOCATIONS: list[Any] = [
    pytest.param([flat("a", (PODS, DYNAMIC), (PODS, STATIC))], [("a", "the pod subnet 'pods' is used with StaticBlock by the pods of pool 'p1', and with DynamicIndividual by the pods of pool 'p0'")], id="two pools of one cluster"),
    pytest.param([flat("a", (PODS, STATIC), (PODS, None))], [("a", "the pod subnet 'pods' is used with DynamicIndividual by the pods of pool 'p1', and with StaticBlock by the pods of pool 'p0'")], id="an allocation that is left out is dynamic"),
    pytest.param([flat("a", (PODS, DYNAMIC), (PODS, STATIC), (PODS.upper(), STATIC), (PODS, DYNAMIC))], [("a", "the pod subnet 'pods' is used with StaticBlock by the pods of pool 'p1', and with DynamicIndividual by the pods of pool 'p0'")], id="four pools of one cluster, once"),
    pytest.param([own("a", ("pods", "dynamic"), ("pods", "static-block"))], [("a", "the pod subnet 'pods' is used with StaticBlock by the pods of pool 'p1', and with DynamicIndividual by the pods of pool 'p0'")], id="two pools of a spec, by name"),
    pytest.param([flat("a", (PODS, DYNAMIC)), flat("b", (PODS.upper(), STATIC))], [("b", "the pod subnet 'PODS' is used with StaticBlock by the pods of pool 'p0', and with DynamicIndividual by the pods of pool 'p0' of the cluster 'a'")], id="two clusters"),
    pytest.param([flat("a", (PODS, STATIC)), flat("b", (PODS, STATIC)), flat("c", (PODS, DYNAMIC)), flat("d", (PODS, DYNAMIC))], [(name, "the pod subnet 'pods' is used with DynamicIndividual by the pods of pool 'p0', and with StaticBlock by the pods of pool 'p0' of the cluster 'a'") for name in "cd"], id="each cluster that differs from the first"),
    pytest.param([flat("a", (PODS, DYNAMIC)), flat("b", (BLOCKS, STATIC), (PODS, DYNAMIC))], [], id="a subnet for each allocation"),
    pytest.param([flat("a", (PODS, DYNAMIC), (PODS, None))], [], id="one allocation, once by default"),
    pytest.param([own("a", ("pods", "dynamic")), own("b", ("pods", "static-block"))], [], id="one name in two VNets"),
    pytest.param([own("a", ("pods", "dynamic"), ("blocks", "static-block"))], [], id="a subnet for each allocation in a spec"),
    pytest.param([flat("a", (PODS, UNKNOWN), (PODS, STATIC))], [], id="an allocation that cannot be told"),
    pytest.param([flat("a", (PODS, UNKNOWN)), flat("b", (PODS, STATIC))], [], id="an allocation in another cluster that cannot be told"),
    pytest.param([flat("a", (NODES, DYNAMIC)), flat("b", (NODES, STATIC))], [("b", "the pod subnet 'nodes' is used with StaticBlock by the pods of pool 'p0', and with DynamicIndividual by the pods of pool 'p0' of the cluster 'a'")], id="a subnet that is that of the nodes too"),
    pytest.param([flat("a", (PODS, DYNAMIC), (PODS, UNKNOWN)), flat("b", (PODS, STATIC))], [], id="one of two allocations in another cluster that cannot be told"),
    pytest.param([flat("a", (UNKNOWN, DYNAMIC), (UNKNOWN, STATIC))], [], id="subnets that cannot be told"),
    pytest.param([flat("a", ("", DYNAMIC), ("", STATIC))], [], id="subnets that are empty"),
    pytest.param([flat("a", (IN_ITS_GROUP, DYNAMIC)), flat("b", (IN_ITS_GROUP, STATIC))], [], id="one name in the groups of two deployments"),
    pytest.param([flat("a", (IN_ITS_GROUP, DYNAMIC), (IN_ITS_GROUP, STATIC))], [("a", "the pod subnet 'nodes' is used with StaticBlock by the pods of pool 'p1', and with DynamicIndividual by the pods of pool 'p0'")], id="two pools of one cluster in the group of its deployment"),
    pytest.param([flat("a", (NODES, STATIC)), flat("b", (PODS, DYNAMIC))], [], id="the pod subnet of one is the node subnet of the other"),
]  # fmt: skip

KUBENET: list[Any] = [
    pytest.param([nodes("a", NODES), nodes("b", NODES.replace("/v/", "/V/"))], [("a", "the node subnet 'nodes' of pool 'p0' is used by the cluster 'b' too, with kubenet in both"), ("b", "the node subnet 'nodes' of pool 'p0' is used by the cluster 'a' too, with kubenet in both")], id="two kubenet clusters in one subnet"),
    pytest.param([nodes("a", NODES, NODES), nodes("b", PODS, NODES)], [("a", "the node subnet 'nodes' of pool 'p0' is used by the cluster 'b' too, with kubenet in both"), ("b", "the node subnet 'nodes' of pool 'p1' is used by the cluster 'a' too, with kubenet in both")], id="several pools, once for each cluster"),
    pytest.param([routed("a", TABLE), routed("b", TABLE.removesuffix("r") + "R")], [("a", "the route table 'r' of pool 'p0' is used by the cluster 'b' too, with kubenet in both"), ("b", "the route table 'R' of pool 'p0' is used by the cluster 'a' too, with kubenet in both")], id="two kubenet clusters with one route table"),
    pytest.param([arm("a", "KUBENET"), nodes("b", NODES)], [("a", "the node subnet 'nodes' of pool 'p0' is used by the cluster 'b' too, with kubenet in both"), ("b", "the node subnet 'nodes' of pool 'p0' is used by the cluster 'a' too, with kubenet in both")], id="a plugin in another case"),
    pytest.param([nodes("a", NODES), nodes("b", PODS)], [], id="a subnet for each"),
    pytest.param([nodes("a", NODES, NODES)], [], id="two pools of one cluster in one subnet"),
    pytest.param([nodes("a", NODES), nodes("b", NODES, plugin="overlay")], [], id="an overlay cluster beside it: the documents speak of kubenet clusters"),
    pytest.param([nodes("a", NODES, plugin="overlay"), nodes("b", NODES, plugin="node-subnet")], [], id="other modes share"),
    pytest.param([routed("a", TABLE), routed("b", None)], [], id="a route table that is made for the other"),
    pytest.param([routed("a", None), routed("b", None)], [], id="one name in two VNets"),
    pytest.param([routed("a", TABLE, "overlay"), routed("b", TABLE, "overlay")], [], id="overlay clusters with one route table"),
    pytest.param([arm("a", "kubenet"), arm("b", UNKNOWN)], [], id="a plugin that cannot be told"),
    pytest.param([arm("a", "kubenet", UNKNOWN), arm("b", "kubenet", UNKNOWN)], [], id="subnets that cannot be told"),
    pytest.param([arm("a", "kubenet", ""), arm("b", "kubenet", "")], [], id="subnets that are empty"),
    pytest.param([arm("a", "kubenet", IN_ITS_GROUP), arm("b", "kubenet", IN_ITS_GROUP)], [], id="one name in the groups of two deployments"),
    pytest.param([arm("a", "kubenet", [NODES]), arm("b", "kubenet", [NODES])], [], id="something that is no id"),
]  # fmt: skip


@pytest.mark.parametrize(("clusters", "expected"), ALLOCATIONS)
def test_one_allocation_for_each_pod_subnet(clusters: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    findings = found("AKN352", *clusters)
    assert [(finding.cluster, finding.message) for finding in findings] == expected
    assert {finding.severity for finding in findings} <= {Severity.ERROR}


@pytest.mark.parametrize(("clusters", "expected"), KUBENET)
def test_kubenet_clusters_keep_apart(clusters: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    findings = found("AKN361", *clusters)
    assert [(finding.cluster, finding.message) for finding in findings] == expected
    assert {finding.severity for finding in findings} <= {Severity.ERROR}


ONE_PODS = "the pod subnet 'pods' is used with StaticBlock by the pods of pool 'p0', and with DynamicIndividual by the pods of pool 'p0' of the cluster 'a'"
ONE_NODES = "the node subnet 'nodes' of pool 'p0' is used by the cluster 'a' too, with kubenet in both"
BY_NAME: list[Any] = [
    pytest.param("AKN352", [in_vnet(own("a", ("pods", "dynamic"))), in_vnet(own("b", ("pods", "static-block")), "G", "V")], [("b", ONE_PODS)], id="a pod subnet of one VNet, listed by both"),
    pytest.param("AKN352", [in_vnet(own("a", ("pods", "dynamic"))), flat("b", (PODS, STATIC))], [("b", ONE_PODS)], id="a pod subnet that one lists and the other has by its ARM id"),
    pytest.param("AKN361", [in_vnet(routed("a", None)), in_vnet(routed("b", None))], [("a", ONE_NODES.replace("'a'", "'b'")), ("b", ONE_NODES)], id="a node subnet of one VNet, listed by both"),
    pytest.param("AKN361", [in_vnet(routed("a", None)), nodes("b", NODES)], [("a", ONE_NODES.replace("'a'", "'b'")), ("b", ONE_NODES)], id="a node subnet that one lists and the other has by its ARM id"),
    pytest.param("AKN352", [in_vnet(own("a", ("pods", "dynamic"))), in_vnet(own("b", ("pods", "static-block")), "h")], [], id="VNets of two groups"),
    pytest.param("AKN352", [in_vnet(own("a", ("pods", "dynamic"))), in_vnet(own("b", ("pods", "static-block")), name="w")], [], id="two VNets of one group"),
    pytest.param("AKN352", [in_vnet(own("a", ("pods", "dynamic")), None), in_vnet(own("b", ("pods", "static-block")), None)], [], id="groups that nobody tells"),
    pytest.param("AKN352", [in_vnet(own("a", ("pods", "dynamic"))), flat("b", (PODS, STATIC)), nodes("c", NODES.replace("/s/", "/t/"))], [], id="VNets of that name in two subscriptions"),
]  # fmt: skip

ONE_TABLE = "the route table 'r' of pool 'p0' is used by the cluster 'a' too, with kubenet in both"


def test_the_route_table_of_an_existing_subnet_is_what_another_spec_says() -> None:
    lists = in_vnet(routed("x", TABLE, "overlay"))
    findings = found("AKN361", routed("a", TABLE), lists, nodes("b", NODES))
    assert [(finding.cluster, finding.message) for finding in findings] == [
        ("a", ONE_TABLE.replace("'a'", "'b'")),
        ("b", ONE_TABLE),
    ]


TWICE: list[Any] = [
    pytest.param("AKN361", [nodes("a", NODES), arm("A", "kubenet")], id="a spec and what is generated of it"),
    pytest.param("AKN361", [{**nodes("a", NODES), "resource_group": "g"}, arm("a", "kubenet")], id="one of them with its group"),
    pytest.param("AKN352", [flat("a", (PODS, DYNAMIC)), flat("a", (PODS, STATIC))], id="one cluster before and after a change"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "clusters", "expected"), BY_NAME)
def test_names_may_say_that_a_subnet_is_one(
    rule: str, clusters: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    """Names do not say the subscription: it is a warning."""
    findings = found(rule, *clusters)
    assert [(finding.cluster, finding.message) for finding in findings] == expected
    assert {finding.severity for finding in findings} <= {Severity.WARNING}


@pytest.mark.parametrize(("rule", "clusters"), TWICE)
def test_a_cluster_that_is_told_twice_does_not_share_with_itself(rule: str, clusters: list[dict[str, Any]]) -> None:
    assert found(rule, *clusters) == []


def test_clusters_of_one_name_in_two_groups_are_two() -> None:
    """Their findings are in the same words, and so they are one."""
    clusters = [{**nodes("a", NODES), "resource_group": group} for group in "gh"]
    assert [finding.cluster for finding in found("AKN361", *clusters)] == ["a"]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param("a.yaml", "by the cluster 'a' too", id="in one file"),
        pytest.param("b.yaml", "by the cluster 'a' of a.yaml too", id="in two files"),
    ],
)
def test_the_file_of_another_cluster_is_told_where_it_is_another(file: str, expected: str) -> None:
    clusters = [view(**nodes(name, NODES)) for name in "ab"]
    placed = [one._replace(place=Place(name, 1)) for one, name in zip(clusters, ("a.yaml", file), strict=True)]
    messages = [one.message for one in check(placed, Context(TODAY)).findings if one.rule == "AKN361"]
    assert expected in messages[-1]


def test_overlay_clusters_may_have_one_pod_cidr_and_one_subnet() -> None:
    """Fact CIDR-14."""
    clusters = [view(**nodes(name, NODES, plugin="overlay", pod_cidr="10.244.0.0/16")) for name in "ab"]
    assert check(clusters, Context(TODAY)).findings == ()

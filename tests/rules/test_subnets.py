"""Subnets: their names, sizes, VNets and delegations, and what may share one."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from arm_clusters import cluster_from_arm
from rendering import TODAY, view


def judged(cluster: dict[str, Any]) -> tuple[Finding, ...]:
    """What all rules find in a spec's keys, or in an ARM resource: that is what has `properties`."""
    views = [cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)]
    judged = check(views, Context(TODAY))
    assert judged.failures == ()
    return judged.findings


def found(rule: str, cluster: dict[str, Any]) -> list[Finding]:
    """What one rule finds in it."""
    return [finding for finding in judged(cluster) if finding.rule == rule]


AKS, ACI, AGC, WEB = "Microsoft.ContainerService/managedClusters", "Microsoft.ContainerInstance/containerGroups", "Microsoft.ServiceNetworking/trafficControllers", "Microsoft.Web/serverFarms"  # fmt: skip
UNKNOWN = "[parameters('x')]"
SUBNETS = {"nodes": "10.240.0.0/22", "pods": "10.240.64.0/18", "blocks": "10.240.128.0/18", "api": "10.240.4.0/28", "aci": "10.240.5.0/24", "agc": "10.240.6.0/24"}  # fmt: skip


def spec(
    network: dict[str, Any], *pools: dict[str, Any], vnet: Any = None, subnets: Any = None, **rest: Any
) -> dict[str, Any]:
    """A cluster in a VNet with every subnet that is asked for; `subnets` change or add some."""
    named = {name: {"prefix": prefix} for name, prefix in SUBNETS.items()}
    for name, given in (subnets or {}).items():
        named[name] = {**named.get(name, {}), **given}
    rows = [
        {"name": f"p{index}", **({"mode": "System"} if index == 0 else {}), **row} for index, row in enumerate(pools)
    ]
    return {
        "network": network,
        "vnet": {"address_space": ["10.240.0.0/16"], "subnets": named, **(vnet or {})},
        "pools": rows,
        **rest,
    }


def subnet(name: str = "n", vnet: str = "v", group: str = "g", subscription: str = "s") -> str:
    return f"/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/{vnet}/subnets/{name}"


def arm(*pools: dict[str, Any], sku: Any = None, **properties: Any) -> dict[str, Any]:
    profiles = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    network = {"networkPlugin": "azure", "networkPluginMode": "overlay"}
    return {
        "name": "c",
        "sku": {"name": sku} if sku else None,
        "properties": {"networkProfile": network, **properties, "agentPoolProfiles": profiles},
    }


def delegated(name: str, to: str) -> dict[str, Any]:
    return {name: {"delegation": to}}


OVERLAY, FLAT, NODE_SUBNET = {"plugin": "overlay"}, {"plugin": "pod-subnet"}, {"plugin": "node-subnet"}
BLOCKS = {"plugin": "pod-subnet", "allocation": "static-block"}
NODES, BOTH = {"subnet": "nodes"}, {"subnet": "nodes", "pod_subnet": "pods"}
L63, L64 = "x" * 63, "x" * 64
FLAT_ARM = {"networkProfile": {"networkPlugin": "azure"}}


def large(prefix: str, network: dict[str, Any]) -> dict[str, Any]:
    return spec(
        network,
        {"subnet": "n", "pod_subnet": "big"},
        vnet={"address_space": ["10.0.0.0/9"]},
        subnets={"n": {"prefix": "10.120.0.0/22"}, "big": {"prefix": prefix}},
    )


def api(name: str, **rest: Any) -> dict[str, Any]:
    return {"api_server": {"enable_vnet_integration": True, "subnet": name}, **rest}


def hosted(node: str, system: str, server: str, **rest: Any) -> dict[str, Any]:
    names = {"node_subnet": node, "system_node_subnet": system, "api_server_subnet": server}
    return spec({"plugin": "cilium"}, sku="automatic", hosted_system=names, **rest)


def hosted_arm(node: str, system: str, server: str) -> dict[str, Any]:
    profile = {"enabled": True, "nodeSubnetID": node, "systemNodeSubnetID": system}
    return arm(
        sku="Automatic",
        hostedSystemProfile=profile,
        apiServerAccessProfile={"enableVnetIntegration": True, "subnetId": server},
    )


def addons(**subnets: str) -> dict[str, Any]:
    keys = {"aci": "virtual_node", "agc": "application_gateway_for_containers"}
    return {"addons": {keys[key]: {"subnet": name} for key, name in subnets.items()}}


BAD: list[Any] = [
    pytest.param("AKN350", spec(OVERLAY, {"subnet": L64}, subnets={L64: {"prefix": "10.240.7.0/24"}}), [f"the name of the subnet '{L64}' has 64 characters"], id="overlay in a subnet of 64 characters"),
    pytest.param("AKN350", spec(OVERLAY, NODES, vnet={"name": L64}), [f"the name of the VNet '{L64}' has 64 characters"], id="overlay in a VNet of 64 characters"),
    pytest.param("AKN350", spec(OVERLAY, NODES, resource_group=L64), [f"the name of the resource group '{L64}' has 64 characters"], id="overlay in a resource group of 64 characters"),
    pytest.param("AKN350", spec(OVERLAY, NODES, NODES, vnet={"name": L64}), [f"the name of the VNet '{L64}' has 64 characters"], id="two pools in one VNet, once"),
    pytest.param("AKN350", arm({"vnetSubnetID": subnet(vnet=L64.upper())}, {"vnetSubnetID": subnet("m", vnet=L64)}), [f"the name of the VNet '{L64.upper()}' has 64 characters"], id="two pools in one VNet in two spellings, once"),
    pytest.param("AKN350", spec(FLAT, {"subnet": "nodes", "pod_subnet": L64}, subnets={L64: {"prefix": "10.240.7.0/24"}}), [f"the name of the subnet '{L64}' has 64 characters"], id="a dynamic pod subnet of 64 characters"),
    pytest.param("AKN350", arm({"vnetSubnetID": subnet(L64, L64, L64)}), [f"the name of the {what} '{L64}' has 64 characters" for what in ("subnet", "VNet", "resource group")], id="an existing subnet with long names all over"),
    pytest.param("AKN350", arm({"vnetSubnetID": subnet(), "podSubnetID": subnet(L64)}, **FLAT_ARM), [f"the name of the subnet '{L64}' has 64 characters"], id="an existing dynamic pod subnet of 64 characters"),
    pytest.param("AKN350", hosted_arm(subnet("a", L64), subnet("b", L64), subnet("c", L64)), [f"the name of the VNet '{L64}' has 64 characters"], id="AKS Automatic in a VNet of 64 characters"),
    pytest.param("AKN351", large("10.0.0.0/11", BLOCKS), ["the pod subnet 'big' 10.0.0.0/11 is larger than a /12, the most for static block"], id="static block in a /11"),
    pytest.param("AKN351", large("10.0.0.0/15", FLAT), ["the pod subnet 'big' 10.0.0.0/15 is larger than a /16, the most for dynamic allocation"], id="dynamic allocation in a /15"),
    pytest.param("AKN353", spec(FLAT, {"subnet": subnet("n"), "pod_subnet": subnet("p", "w")}), ["the subnet for the pods of pool 'p0' is in the VNet s/g/w, and the subnet for the nodes of pool 'p0' is in the VNet s/g/v"], id="pods in another existing VNet"),
    pytest.param("AKN353", spec(OVERLAY, {"subnet": subnet("n")}, {"subnet": subnet("n", group="h")}), ["the subnet for the nodes of pool 'p1' is in the VNet s/h/v, and the subnet for the nodes of pool 'p0' is in the VNet s/g/v"], id="nodes in a VNet of that name in another group"),
    pytest.param("AKN353", arm({"vnetSubnetID": subnet("n")}, {"vnetSubnetID": subnet("n", subscription="t")}), ["the subnet for the nodes of pool 'p1' is in the VNet t/g/v, and the subnet for the nodes of pool 'p0' is in the VNet s/g/v"], id="nodes in another subscription"),
    pytest.param("AKN353", spec(OVERLAY, NODES, {"subnet": subnet("n", "other")}, vnet={"name": "own"}), ["the subnet for the nodes of pool 'p1' is in the VNet s/g/other, and for the nodes of pool 'p0' in the spec's own VNet 'own'"], id="an existing VNet beside the spec's own"),
    pytest.param("AKN353", hosted_arm(subnet("a"), subnet("b"), subnet("c", "w")), ["the subnet for the API server is in the VNet s/g/w, and the subnet for the nodes of AKS Automatic is in the VNet s/g/v"], id="the API server of AKS Automatic in another VNet"),
    pytest.param("AKN354", arm({}, {"vnetSubnetID": subnet()}), ["the pool 'p1' has a vnetSubnetID, but the first pool 'p0' has none"], id="only the second pool in a subnet"),
    pytest.param("AKN354", arm({}, {"vnetSubnetID": subnet()}, {"vnetSubnetID": None}), ["the pool 'p1' has a vnetSubnetID, but the first pool 'p0' has none"], id="the first and the third pool in no subnet"),
    pytest.param("AKN354", arm({}, {"vnetSubnetID": subnet()}, sku="Base"), ["the pool 'p1' has a vnetSubnetID, but the first pool 'p0' has none"], id="a cluster that says it is no Automatic one"),
    pytest.param("AKN354", arm({"podSubnetID": subnet("m")}, **FLAT_ARM), ["the pool 'p0' has a podSubnetID and no vnetSubnetID"], id="pods in a subnet, and nodes in AKS's"),
    pytest.param("AKN355", spec(OVERLAY, NODES, NODES, subnets=delegated("nodes", WEB)), [f"the subnet 'nodes' for the nodes of pool 'p0' is delegated to {WEB}"], id="nodes in a subnet of App Service, once"),
    pytest.param("AKN355", hosted("aci", "agc", "api", subnets=delegated("agc", WEB)), [f"the subnet 'agc' for the system nodes of AKS Automatic is delegated to {WEB}"], id="system nodes of AKS Automatic in a subnet of App Service"),
    pytest.param("AKN355", spec(OVERLAY, NODES, subnets=delegated("nodes", AKS.lower())), [f"the subnet 'nodes' for the nodes of pool 'p0' is delegated to {AKS.lower()}, on which documents disagree"], id="nodes in a subnet that is delegated to AKS"),
    pytest.param("AKN356", spec(FLAT, BOTH, subnets=delegated("pods", ACI)), [f"the subnet 'pods' for the pods of pool 'p0' is delegated to {ACI}"], id="pods in a subnet of container instances"),
    pytest.param("AKN357", spec(OVERLAY, NODES, **api("api"), subnets={"api": {"prefix": "10.240.4.0/29"}}), ["the subnet 'api' for the API server is a /29, smaller than /28"], id="an API server in a /29"),
    pytest.param("AKN357", spec(OVERLAY, NODES, **api("api"), subnets=delegated("api", WEB)), [f"the subnet 'api' for the API server is delegated to {WEB}"], id="an API server in a subnet of App Service"),
    pytest.param("AKN357", hosted("aci", "agc", "api", subnets={"api": {"prefix": "10.240.4.0/29"}}), ["the subnet 'api' for the API server is a /29, smaller than /28"], id="the API server of AKS Automatic in a /29"),
    pytest.param("AKN357", hosted("nodes", "nodes", "api"), ["the subnet 'nodes' is for the nodes of AKS Automatic and for the system nodes of AKS Automatic"], id="both kinds of nodes of AKS Automatic in one subnet"),
    pytest.param("AKN357", hosted("aci", "nodes", "nodes"), ["the subnet 'nodes' is for the system nodes of AKS Automatic and for the API server"], id="system nodes and API server of AKS Automatic in one subnet"),
    pytest.param("AKN357", hosted_arm(subnet("a"), subnet("b"), subnet("A")), ["the subnet 'A' is for the nodes of AKS Automatic and for the API server"], id="nodes and API server of AKS Automatic in one existing subnet"),
    pytest.param("AKN358", spec(OVERLAY, NODES, **api("nodes")), ["the subnet 'nodes' is for the API server and for the nodes of pool 'p0'"], id="an API server among nodes"),
    pytest.param("AKN358", spec(FLAT, BOTH, **api("pods")), ["the subnet 'pods' is for the API server and for the pods of pool 'p0'"], id="an API server among pods"),
    pytest.param("AKN358", spec(NODE_SUBNET, NODES, **addons(aci="nodes")), ["the subnet 'nodes' is for virtual nodes and for the nodes of pool 'p0'"], id="virtual nodes among nodes"),
    pytest.param("AKN358", spec(OVERLAY, NODES, **addons(agc="nodes")), ["the subnet 'nodes' is for Application Gateway for Containers and for the nodes of pool 'p0'"], id="Application Gateway for Containers among nodes"),
    pytest.param("AKN358", spec(NODE_SUBNET, NODES, **addons(aci="aci", agc="aci")), ["the subnet 'aci' is for Application Gateway for Containers and for virtual nodes"], id="two features in one subnet"),
    pytest.param("AKN358", spec(OVERLAY, NODES, **api("api", **addons(agc="api"))), ["the subnet 'api' is for Application Gateway for Containers and for the API server"], id="a gateway beside the API server"),
    pytest.param("AKN358", hosted("nodes", "blocks", "api", **addons(agc="nodes")), ["the subnet 'nodes' is for Application Gateway for Containers and for the nodes of AKS Automatic"], id="a gateway among the nodes of AKS Automatic"),
    pytest.param("AKN358", arm({"vnetSubnetID": subnet("Nodes")}, apiServerAccessProfile={"enableVnetIntegration": True, "subnetId": subnet("nodes")}), ["the subnet 'nodes' is for the API server and for the nodes of pool 'p0'"], id="an API server in an existing subnet of nodes, in another case"),
    pytest.param("AKN359", spec(NODE_SUBNET, NODES, **addons(aci="aci"), subnets=delegated("aci", AKS)), [f"the subnet 'aci' for virtual nodes is delegated to {AKS}, not to {ACI}"], id="virtual nodes in a subnet of AKS"),
    pytest.param("AKN359", spec(OVERLAY, NODES, **addons(agc="agc"), subnets=delegated("agc", ACI)), [f"the subnet 'agc' for Application Gateway for Containers is delegated to {ACI}, not to {AGC}"], id="a gateway in a subnet of container instances"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN350", spec(OVERLAY, {"subnet": L63}, vnet={"name": L63}, resource_group=L63, subnets={L63: {"prefix": "10.240.7.0/24"}}), id="names of 63 characters"),
    pytest.param("AKN350", spec(NODE_SUBNET, {"subnet": L64}, subnets={L64: {"prefix": "10.240.7.0/24"}}), id="a long name with the node subnet"),
    pytest.param("AKN350", spec(BLOCKS, {"subnet": "nodes", "pod_subnet": L64}, subnets={L64: {"prefix": "10.240.7.0/24"}}), id="a long name with static block"),
    pytest.param("AKN350", spec(OVERLAY, NODES, subnets={L64: {"prefix": "10.240.7.0/24"}}), id="a long name of a subnet that is not used"),
    pytest.param("AKN350", spec(OVERLAY, {}, resource_group=L64), id="a long group, and no subnet of one's own"),
    pytest.param("AKN350", arm({"vnetSubnetID": UNKNOWN}), id="a subnet that cannot be told"),
    pytest.param("AKN350", arm({"vnetSubnetID": L64 * 2}), id="something that is no id"),
    pytest.param("AKN350", arm({"vnetSubnetID": subnet(), "podSubnetID": subnet(L64), "podIPAllocationMode": UNKNOWN}, **FLAT_ARM), id="an allocation that cannot be told"),
    pytest.param("AKN350", arm({"vnetSubnetID": subnet(L64)}, networkProfile={"networkPlugin": "azure", "networkPluginMode": UNKNOWN}), id="a mode that cannot be told"),
    pytest.param("AKN351", large("10.0.0.0/12", BLOCKS), id="static block in a /12"),
    pytest.param("AKN357", spec(OVERLAY, NODES, **api("api"), subnets={"api": {"prefix": None, "prefixes": ["10.240.4.0/28", "10.240.4.16/29"]}}), id="an API server in a /28 and a /29"),
    pytest.param("AKN351", large("10.0.0.0/16", FLAT), id="dynamic allocation in a /16"),
    pytest.param("AKN351", spec(OVERLAY, {"subnet": "big"}, vnet={"address_space": ["10.0.0.0/9"]}, subnets={"big": {"prefix": "10.0.0.0/10"}}), id="a large node subnet"),
    pytest.param("AKN353", spec(FLAT, {"subnet": subnet("n"), "pod_subnet": subnet("p", "V", "G", "S")}), id="one existing VNet in another case"),
    pytest.param("AKN353", spec(OVERLAY, NODES, {"subnet": subnet("n", "OWN")}, vnet={"name": "own"}), id="an existing subnet of the spec's own VNet"),
    pytest.param("AKN353", spec(OVERLAY, NODES, {"subnet": subnet("n", "other")}), id="the spec's VNet has no name"),
    pytest.param("AKN353", spec(FLAT, BOTH, {"subnet": "nodes", "pod_subnet": "blocks"}), id="several subnets of the spec's VNet"),
    pytest.param("AKN353", arm({"vnetSubnetID": subnet("n")}, {"vnetSubnetID": UNKNOWN}), id="one of two subnets cannot be told"),
    pytest.param("AKN353", hosted_arm(subnet("a"), subnet("b"), subnet("c")), id="AKS Automatic in one VNet"),
    pytest.param("AKN353", arm({"vnetSubnetID": subnet("n")}, apiServerAccessProfile={"subnetId": subnet("a", "w")}), id="nothing is documented of the VNet of other API servers"),
    pytest.param("AKN354", arm({"vnetSubnetID": subnet()}, {"vnetSubnetID": subnet("m")}), id="every pool in a subnet"),
    pytest.param("AKN354", arm({}, {}), id="no pool in a subnet"),
    pytest.param("AKN354", arm({}, {"vnetSubnetID": UNKNOWN}), id="the second subnet cannot be told"),
    pytest.param("AKN354", arm({"vnetSubnetID": UNKNOWN}, {"vnetSubnetID": subnet()}), id="the first subnet cannot be told"),
    pytest.param("AKN354", arm({}, {"vnetSubnetID": ""}), id="a subnet that is empty"),
    pytest.param("AKN354", arm({}, {"vnetSubnetID": subnet()}, sku="Automatic"), id="AKS Automatic"),
    pytest.param("AKN354", arm({}, {"vnetSubnetID": subnet()}, sku=UNKNOWN), id="maybe AKS Automatic"),
    pytest.param("AKN354", arm({"vnetSubnetID": subnet()}, {}), id="the second pool takes the subnet of the first"),
    pytest.param("AKN354", arm({"vnetSubnetID": subnet(), "podSubnetID": subnet("m")}, **FLAT_ARM), id="pods and nodes in subnets"),
    pytest.param("AKN354", arm({"vnetSubnetID": UNKNOWN, "podSubnetID": subnet("m")}, **FLAT_ARM), id="pods in a subnet, and that of the nodes cannot be told"),
    pytest.param("AKN354", arm({"podSubnetID": subnet("m")}), id="pods in a subnet with overlay, of which another rule tells"),
    pytest.param("AKN354", spec(OVERLAY, NODES, {}), id="in a spec the second pool takes the subnet of the first"),
    pytest.param("AKN355", spec(OVERLAY, NODES), id="nodes in a subnet without a delegation"),
    pytest.param("AKN355", spec(FLAT, BOTH, subnets=delegated("pods", AKS)), id="the pod subnet is delegated to AKS"),
    pytest.param("AKN355", spec(NODE_SUBNET, NODES, **addons(aci="nodes")), id="the delegation that virtual nodes bring with them is AKN358's affair"),
    pytest.param("AKN356", spec(FLAT, BOTH, subnets=delegated("pods", AKS.upper())), id="pods in a subnet of AKS, in another case"),
    pytest.param("AKN356", spec(FLAT, BOTH), id="pods in a subnet without a delegation"),
    pytest.param("AKN357", spec(OVERLAY, NODES, **api("api"), subnets=delegated("api", AKS.lower())), id="an API server in a /28 of AKS"),
    pytest.param("AKN357", spec(OVERLAY, NODES, subnets={"api": {"prefix": "10.240.4.0/29", "delegation": WEB}}), id="no API server in the VNet"),
    pytest.param("AKN357", spec(OVERLAY, NODES, **api(subnet("api"))), id="an API server in an existing subnet"),
    pytest.param("AKN357", hosted("aci", "agc", "api"), id="three subnets for AKS Automatic"),
    pytest.param("AKN357", hosted_arm(subnet("a"), subnet("b"), UNKNOWN), id="the subnet of the API server cannot be told"),
    pytest.param("AKN357", hosted_arm(UNKNOWN, UNKNOWN, subnet("c")), id="the subnets of nodes cannot be told"),
    pytest.param("AKN357", spec(OVERLAY, NODES, **api("api", **addons(agc="api"))), id="the delegation that a gateway brings with it is AKN358's affair, for the API server"),
    pytest.param("AKN358", spec(FLAT, BOTH, **api("api", **addons(aci="aci", agc="agc"))), id="a subnet for each feature"),
    pytest.param("AKN358", spec(FLAT, BOTH, BOTH), id="two pools in one subnet"),
    pytest.param("AKN358", hosted("nodes", "blocks", "nodes"), id="the three subnets of AKS Automatic are AKN357's affair"),
    pytest.param("AKN358", arm({"vnetSubnetID": UNKNOWN}, apiServerAccessProfile={"enableVnetIntegration": True, "subnetId": UNKNOWN}), id="two subnets that cannot be told"),
    pytest.param("AKN358", arm({"vnetSubnetID": subnet()}, apiServerAccessProfile={"enableVnetIntegration": False, "subnetId": subnet()}), id="an API server that is not in the VNet"),
    pytest.param("AKN358", arm({"vnetSubnetID": subnet()}, apiServerAccessProfile={"enableVnetIntegration": True, "subnetId": [subnet()]}), id="something that is no id of the API server's subnet"),
    pytest.param("AKN359", spec(NODE_SUBNET, NODES, **addons(aci="aci", agc="agc")), id="delegations that are filled in"),
    pytest.param("AKN359", spec(NODE_SUBNET, NODES, **addons(aci="aci", agc="agc"), subnets={**delegated("aci", ACI.lower()), **delegated("agc", AGC)}), id="delegations that are right"),
    pytest.param("AKN359", spec(NODE_SUBNET, NODES, subnets=delegated("aci", WEB)), id="no feature"),
    pytest.param("AKN359", spec(NODE_SUBNET, NODES, **addons(aci="aci", agc="aci")), id="two features in one subnet are AKN358's affair"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster", "messages"), BAD)
def test_subnet_is_found(rule: str, cluster: dict[str, Any], messages: list[str]) -> None:
    assert [finding.message for finding in found(rule, cluster)] == messages


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_subnet_is_left_alone(rule: str, cluster: dict[str, Any]) -> None:
    assert found(rule, cluster) == []


@pytest.mark.parametrize(
    ("rule", "cluster", "severity"),
    [
        pytest.param("AKN351", large("10.0.0.0/11", BLOCKS), Severity.ERROR, id="static block has a limit"),
        pytest.param("AKN351", large("10.0.0.0/11", FLAT), Severity.WARNING, id="dynamic allocation makes no use of more"),
        pytest.param("AKN355", spec(OVERLAY, NODES, subnets=delegated("nodes", WEB)), Severity.ERROR, id="a delegation to another service"),
        pytest.param("AKN355", spec(OVERLAY, NODES, subnets=delegated("nodes", AKS)), Severity.WARNING, id="a delegation on which documents disagree"),
        pytest.param("AKN356", spec(FLAT, BOTH, subnets=delegated("pods", WEB)), Severity.ERROR, id="pods in a subnet of another service"),
    ],
)  # fmt: skip
def test_severity(rule: str, cluster: dict[str, Any], severity: Severity) -> None:
    (finding,) = found(rule, cluster)
    assert finding.severity is severity


def test_name_of_10_000_pools_is_found_once() -> None:
    pools = [{"name": f"p{index}", "vnetSubnetID": subnet(L64)} for index in range(10_000)]
    cluster = arm(apiServerAccessProfile={"enableVnetIntegration": True, "subnetId": subnet(L64)})
    cluster["properties"]["agentPoolProfiles"] = pools
    rules = Counter(finding.rule for finding in judged(cluster))
    assert (rules["AKN350"], rules["AKN358"]) == (1, 1)


def test_hint_of_a_wrong_delegation_names_the_right_one() -> None:
    (finding,) = found("AKN359", spec(NODE_SUBNET, NODES, **addons(aci="aci"), subnets=delegated("aci", AKS)))
    assert finding.hint == f"delegate it to {ACI}"

"""Add-ons in every mode: where they are refused, and where they must be left alone."""

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


NODES, BURST = {"nodes": {"prefix": "10.240.0.0/22"}}, {"burst": {"prefix": "10.240.4.0/24"}}
PODS = {"pods": {"prefix": "10.240.64.0/18"}}
VNET = {"vnet": {"address_space": ["10.240.0.0/16"], "subnets": {**NODES, **BURST, **PODS}}}
POOLS = {"pools": [{"name": "system", "mode": "System", "subnet": "nodes"}]}
FLAT = {"network": {"plugin": "pod-subnet"}, **VNET, "pools": [{"name": "system", "mode": "System", "subnet": "nodes", "pod_subnet": "pods"}]}  # fmt: skip
NODE_SUBNET = {"network": {"plugin": "node-subnet"}, **VNET, **POOLS}
VIRTUAL = {"addons": {"virtual_node": {"subnet": "burst"}}}
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks"


def arm(network: Any = None, addon: Any = None, pools: Any = None, **properties: Any) -> dict[str, Any]:
    """A cluster with virtual nodes, as ARM has it."""
    given = {"enabled": True, "config": {"SubnetName": "burst"}} if addon is None else addon
    profiles = [{"name": "p", "mode": "System", "vnetSubnetID": f"{ID}/v/subnets/n"}] if pools is None else pools
    return {
        "name": "c",
        "properties": {
            "networkProfile": {"networkPlugin": "azure"} if network is None else network,
            "agentPoolProfiles": profiles,
            "addonProfiles": {"aciConnectorLinux": given},
            **properties,
        },
    }


OVERLAID = "virtual nodes are asked for with networkPluginMode overlay"
NO_SUBNET = "virtual nodes are asked for without a subnet of their own"
NO_NODES = "virtual nodes are asked for, but the pool 'p' has no subnet"

VIRTUAL_NODES: list[Any] = [
    pytest.param({"network": {"plugin": "overlay"}, **VNET, **POOLS, **VIRTUAL}, [OVERLAID], id="overlay"),
    pytest.param({"network": {"plugin": "kubenet"}, **VNET, **POOLS, **VIRTUAL}, ["virtual nodes are asked for with networkPlugin kubenet"], id="kubenet"),
    pytest.param({"network": {"plugin": "cilium"}, **VNET, **POOLS, **VIRTUAL}, [OVERLAID, "virtual nodes are asked for with networkPolicy cilium"], id="two reasons, one hit for each"),
    pytest.param({**FLAT, **VIRTUAL}, [], id="pod subnet"),
    pytest.param({**NODE_SUBNET, **VIRTUAL}, [], id="node subnet"),
    pytest.param({**FLAT, "addons": {"virtual_node": {"subnet": f"{ID}/v/subnets/burst"}}}, [], id="a subnet that is there already"),
    pytest.param({**FLAT, "addons": {"virtual_node": {}}}, [NO_SUBNET], id="a spec without a subnet for them"),
    pytest.param({"network": {"plugin": "node-subnet"}, "pools": [{"name": "p", "mode": "System"}], "addons": {"virtual_node": {"subnet": f"{ID}/v/subnets/burst"}}}, [NO_NODES], id="pools without a subnet"),
    pytest.param({"network": {"plugin": "node-subnet"}, "addons": {"virtual_node": {"subnet": f"{ID}/v/subnets/burst"}}}, [], id="a fragment that says nothing of pools"),
    pytest.param({"network": {"plugin": "byo", "pod_cidr": "10.9.0.0/16"}, **VNET, **POOLS, **VIRTUAL}, [], id="a CNI of your own: nothing is stated"),
    pytest.param({**FLAT, "network": {"plugin": "pod-subnet", "network_policy": "calico"}, **VIRTUAL}, ["virtual nodes are asked for with networkPolicy calico"], id="Calico"),
    pytest.param({**FLAT, "network": {"plugin": "pod-subnet", "network_policy": "azure"}, **VIRTUAL}, ["virtual nodes are asked for with networkPolicy azure"], id="NPM"),
    pytest.param({**FLAT, "network": {"plugin": "pod-subnet", "network_policy": "none"}, **VIRTUAL}, [], id="the policy none"),
    pytest.param({**FLAT, **VIRTUAL, "api_server": {"authorized_ip_ranges": ["198.51.100.0/24"]}}, ["virtual nodes are asked for with authorizedIPRanges of the API server"], id="authorized IP ranges"),
    pytest.param({**FLAT, "addons": {"ingress_application_gateway": True}}, [], id="another add-on"),
    pytest.param(arm(), [], id="ARM: flat, with a subnet"),
    pytest.param(arm({"networkPlugin": "azure", "ipFamilies": ["IPv4", "IPv6"]}), ["virtual nodes are asked for with IPv6"], id="ARM: IPv6"),
    pytest.param(arm({"networkPlugin": "azure", "ipFamilies": ["IPv4"]}), [], id="ARM: IPv4"),
    pytest.param(arm({"networkPlugin": "azure", "networkPluginMode": "[parameters('mode')]"}), [], id="ARM: a mode that cannot be told"),
    pytest.param(arm({"networkPlugin": "[parameters('plugin')]", "networkPolicy": "[parameters('policy')]", "ipFamilies": "[parameters('families')]"}), [], id="ARM: a network that cannot be told"),
    pytest.param(arm({}), [], id="ARM: a plugin that the service chooses"),
    pytest.param(arm(addon={"enabled": True}), [NO_SUBNET], id="ARM: no subnet for them"),
    pytest.param(arm(addon={"enabled": True, "config": {"other": "x"}}), [NO_SUBNET], id="ARM: a config without a subnet"),
    pytest.param(arm(addon={"enabled": True, "config": {"subnetName": "burst"}}), [], id="ARM: the subnet's key in other letters"),
    pytest.param(arm(addon={"enabled": True, "config": "[parameters('config')]"}), [], id="ARM: a config that cannot be told"),
    pytest.param(arm(addon={"enabled": True, "config": {"SubnetName": "[parameters('subnet')]"}}), [], id="ARM: a subnet that cannot be told"),
    pytest.param(arm({"networkPlugin": "kubenet"}, {"enabled": False}), [], id="ARM: the add-on is off"),
    pytest.param(arm({"networkPlugin": "kubenet"}, {"enabled": "[parameters('on')]"}), [], id="ARM: whether it is on cannot be told"),
    pytest.param(arm(pools=[{"name": "p", "mode": "System"}]), [NO_NODES], id="ARM: pools without a subnet"),
    pytest.param(arm(pools=[{"name": "p", "vnetSubnetID": "[parameters('subnet')]"}]), [], id="ARM: a pool's subnet that cannot be told"),
    pytest.param(arm(pools=[{"name": "p"}, {"name": "q", "vnetSubnetID": f"{ID}/v/subnets/n"}]), [], id="ARM: one pool has a subnet"),
    pytest.param(arm(pools=[]), [], id="ARM: pools are elsewhere"),
    pytest.param(arm(apiServerAccessProfile={"authorizedIPRanges": []}), [], id="ARM: no authorized IP range"),
    pytest.param(arm(apiServerAccessProfile={"authorizedIPRanges": ["[parameters('office')]"]}), [], id="ARM: authorized IP ranges that cannot be told"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), VIRTUAL_NODES)
def test_virtual_nodes(cluster: dict[str, Any], messages: list[str]) -> None:
    assert [finding.message for finding in found("AKN331", cluster)] == messages


def test_pools_without_a_subnet_are_a_warning() -> None:
    """az refuses them when it makes a cluster, and adds virtual nodes to such a cluster later."""
    findings = found("AKN331", arm(addon={"enabled": True}, pools=[{"name": "p"}]))
    assert [finding.severity for finding in findings] == [Severity.ERROR, Severity.WARNING]


def gateway(plugin: str, *prefixes: str, nodes: str = "nodes", subnet: str = "agc", **network: Any) -> dict[str, Any]:
    """A spec with Application Gateway for Containers in a subnet of these ranges."""
    subnets = {**NODES, **PODS, "agc": {"prefixes": list(prefixes)}}
    pool = {"name": "system", "mode": "System", "subnet": nodes}
    return {
        "network": {"plugin": plugin, **network},
        "vnet": {"address_space": ["10.240.0.0/16", "fd00::/48"], "subnets": subnets},
        "pools": [{**pool, "pod_subnet": "pods"} if plugin == "pod-subnet" else pool],
        "addons": {"application_gateway_for_containers": {"subnet": subnet}},
    }


def ingress(plugin: Any, enabled: Any = True) -> dict[str, Any]:
    profile = {"applicationLoadBalancer": {"enabled": enabled}}
    return {"name": "c", "properties": {"networkProfile": {"networkPlugin": plugin}, "ingressProfile": profile}}


SIZE = "the subnet 'agc' of Application Gateway for Containers is "
KUBENET = "Application Gateway for Containers is asked for with networkPlugin kubenet"
ELSEWHERE = "Application Gateway for Containers is in another VNet than the nodes of pool 'system'"

GATEWAYS: list[Any] = [
    pytest.param(gateway("overlay", "10.240.4.0/24"), [], id="a /24 with overlay"),
    pytest.param(gateway("overlay", "10.240.4.0/23"), [SIZE + "10.240.4.0/23"], id="a /23 with overlay"),
    pytest.param(gateway("overlay", "10.240.4.0/25"), [SIZE + "10.240.4.0/25"], id="a /25 with overlay"),
    pytest.param(gateway("cilium", "10.240.4.0/23"), [SIZE + "10.240.4.0/23"], id="a /23 with Cilium on overlay"),
    pytest.param(gateway("overlay", "10.240.4.0/24", "fd00::/64"), [], id="a /24 beside an IPv6 range"),
    pytest.param(gateway("node-subnet", "10.240.4.0/23"), [], id="a /23 with node subnet"),
    pytest.param(gateway("pod-subnet", "10.240.4.0/25"), [], id="a /25 with pod subnet"),
    pytest.param(gateway("cilium", "10.240.4.0/25", ipam="node-subnet"), [], id="a /25 with Cilium on the node subnet"),
    pytest.param(gateway("byo", "10.240.4.0/25", pod_cidr="10.9.0.0/16"), [], id="a CNI of your own: nothing is stated"),
    pytest.param(gateway("kubenet", "10.240.4.0/24"), [KUBENET], id="kubenet, with a /24 too"),
    pytest.param({"network": {"plugin": "overlay"}, "addons": {"application_gateway_for_containers": {}}}, [], id="a subnet that is not named"),
    pytest.param(gateway("overlay", "10.240.4.0/25", nodes=f"{ID}/one/subnets/n", subnet=f"{ID}/two/subnets/a"), [ELSEWHERE], id="another VNet than the nodes'"),
    pytest.param(gateway("overlay", "10.240.4.0/25", nodes=f"{ID}/one/subnets/n", subnet=f"{ID}/ONE/subnets/a"), [], id="the nodes' VNet, in other letters"),
    pytest.param(gateway("overlay", "10.240.4.0/25", subnet=f"{ID}/two/subnets/a"), [], id="a subnet that is there already, and pools in the spec's VNet"),
    pytest.param(gateway("node-subnet", "10.240.4.0/25", nodes=f"{ID}/one/subnets/n", subnet=f"{ID}/two/subnets/a"), [], id="another VNet, with node subnet"),
    pytest.param(ingress("kubenet"), [KUBENET], id="ARM: kubenet"),
    pytest.param(ingress("azure"), [], id="ARM: azure"),
    pytest.param(ingress("kubenet", enabled=False), [], id="ARM: switched off"),
    pytest.param(ingress("[parameters('plugin')]"), [], id="ARM: a plugin that cannot be told"),
    pytest.param(ingress("kubenet", enabled="[parameters('on')]"), [], id="ARM: whether it is on cannot be told"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), GATEWAYS)
def test_application_gateway_for_containers(cluster: dict[str, Any], messages: list[str]) -> None:
    assert [finding.message for finding in found("AKN335", cluster)] == messages


@pytest.mark.parametrize("plugin", ["overlay", "cilium", "node-subnet", "pod-subnet", "kubenet", "byo"])
def test_the_ingress_controller_of_application_gateway_goes_with_every_mode(plugin: str) -> None:
    """Older notes that overlay excludes it are obsolete: fact OVL-09."""
    network = {"plugin": plugin, **({"pod_cidr": "10.9.0.0/16"} if plugin == "byo" else {})}
    without: dict[str, Any] = {"network": network}
    clusters = [view(**without), view(**without, addons={"ingress_application_gateway": True})]
    one, other = ([(f.rule, f.message) for f in check([c], Context(TODAY)).findings] for c in clusters)
    assert one == other


def test_hint_with_overlay_is_the_one_size() -> None:
    (finding,) = found("AKN335", gateway("overlay", "10.240.4.0/25"))
    assert finding.hint == "with overlay make it exactly /24"

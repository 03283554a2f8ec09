"""Valid clusters that other tools refuse: aksnet finds nothing, or no more than is said here."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.readers.arm import cluster_from_arm
from aksnet.rules import RULES, Context, check
from judging import views_of
from rendering import TODAY, view

VNET = {
    "vnet": {
        "address_space": ["10.240.0.0/16"],
        "subnets": {"nodes": {"prefix": "10.240.0.0/22"}, "pods": {"prefix": "10.240.64.0/18"}, "agc": {"prefix": "10.240.4.0/24"}},
    },
}  # fmt: skip
SYSTEM = {"name": "system", "mode": "System", "count": 3, "subnet": "nodes"}
IN_VNET = {**VNET, "pools": [SYSTEM]}
WITH_PODS = {**VNET, "pools": [{**SYSTEM, "pod_subnet": "pods", "max_pods": 110}]}
DUAL = {"ip_families": ["IPv4", "IPv6"], "pod_cidrs": ["10.244.0.0/16", "fd12:3456:789a::/64"], "service_cidrs": ["10.0.0.0/16", "fd12:3456:789a:1::/108"]}  # fmt: skip
OVERLAY = {"plugin": "overlay", "pod_cidr": "10.244.0.0/16"}

VALID: list[Any] = [
    pytest.param({"network": {"plugin": "cilium", "ipam": "node-subnet"}, **IN_VNET}, [], id="Cilium on the node subnet"),
    pytest.param({"network": {"plugin": "cilium", "ipam": "pod-subnet"}, **WITH_PODS}, [], id="Cilium on a pod subnet, dynamic allocation"),
    pytest.param({"network": {"plugin": "cilium", "ipam": "pod-subnet", "allocation": "static-block"}, **WITH_PODS}, [], id="Cilium on a pod subnet, static block"),
    pytest.param({"network": OVERLAY, **IN_VNET, "addons": {"ingress_application_gateway": True}}, [], id="AGIC with overlay"),
    pytest.param({"network": {"plugin": "cilium"}, **IN_VNET, "addons": {"ingress_application_gateway": True}}, [], id="AGIC with Cilium on overlay"),
    pytest.param({"network": OVERLAY, **IN_VNET, "addons": {"application_gateway_for_containers": {"subnet": "agc"}}}, [], id="Application Gateway for Containers with overlay"),
    pytest.param({"network": {**OVERLAY, "network_policy": "calico"}, **IN_VNET}, [], id="overlay with Calico"),
    pytest.param({"network": {"plugin": "overlay", "pod_cidr": "100.64.0.0/10"}, **IN_VNET}, [], id="pods in 100.64.0.0/10"),
    pytest.param({"network": {"plugin": "cilium", **DUAL}}, [], id="dual-stack overlay with Cilium"),
    pytest.param({"network": {"plugin": "overlay", **DUAL}}, [], id="dual-stack overlay without policies"),
    pytest.param({"network": {**OVERLAY, "service_cidr": "10.240.128.0/20"}, **IN_VNET}, ["AKN111"], id="Services in the VNet's space and in no subnet: a warning"),
    pytest.param({"network": {**OVERLAY, "network_policy": "none"}, **IN_VNET}, [], id="no network policy"),
    pytest.param({"network": OVERLAY, **VNET, "pools": [{**SYSTEM, "max_pods": 250}]}, [], id="250 pods for each node on overlay"),
    pytest.param({"network": {"plugin": "byo", "pod_cidr": "192.168.0.0/16"}, **IN_VNET}, [], id="bring your own CNI with a pod CIDR"),
    pytest.param({"network": OVERLAY, **IN_VNET, "api_server": {"enable_private_cluster": True}}, [], id="a private cluster"),
    pytest.param({"network": OVERLAY, **VNET, "pools": [SYSTEM, {"name": "win", "os": "Windows", "max_pods": 110, "count": 1}]}, [], id="Windows with overlay"),
    pytest.param({"network": OVERLAY, "outbound": {"type": "userDefinedRouting"}, **IN_VNET}, [], id="overlay behind a firewall"),
    pytest.param({"network": {"plugin": "cilium"}, "node_provisioning_mode": "Auto", **IN_VNET}, [], id="node auto-provisioning with Cilium on overlay"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "expected"), VALID)
def test_valid_cluster_is_left_alone(cluster: dict[str, Any], expected: list[str]) -> None:
    judged = check([view(**cluster)], Context(TODAY))
    assert judged.failures == ()
    assert [finding.rule for finding in judged.findings] == expected, judged.findings


def test_one_pod_cidr_in_two_clusters() -> None:
    """Overlay clusters are independent of each other: fact CIDR-14."""
    cluster = {"network": OVERLAY, **IN_VNET}
    clusters = [view(name="one", **cluster), view(name="two", **cluster)]
    assert check(clusters, Context(TODAY)).findings == ()


def test_mixed_case_of_the_plugin() -> None:
    """The service takes it on creation: fact MODE-13."""
    text = '{"name": "c", "properties": {"networkProfile": {"networkPlugin": "Azure", "networkPluginMode": "overlay", "podCidr": "10.244.0.0/16"}}}'  # fmt: skip
    assert check(views_of(text), Context(TODAY)).findings == ()


ODD: list[Any] = [
    pytest.param({"networkProfile": None, "agentPoolProfiles": None}, id="nothing"),
    pytest.param({"networkProfile": dict.fromkeys(("networkPlugin", "networkPluginMode", "networkDataplane", "networkPolicy", "podCidr", "serviceCidr", "dnsServiceIP", "outboundType", "ipFamilies"), 7)}, id="numbers"),
    pytest.param({"networkProfile": {"networkPlugin": ["azure"], "podCidrs": [1, None, "x"], "serviceCidrs": "10.0.0.0/16", "ipFamilies": "IPv4"}}, id="lists for words and words for lists"),
    pytest.param({"networkProfile": {"networkPlugin": True, "loadBalancerProfile": {"allocatedOutboundPorts": "8", "managedOutboundIPs": {"count": "x"}, "outboundIPs": {"publicIPs": "x"}}, "outboundType": "loadBalancer"}}, id="words for numbers in profiles"),
    pytest.param({"kubernetesVersion": 1.34, "agentPoolProfiles": [{"name": 5, "count": "3", "maxPods": "x", "vnetSubnetID": 5, "podSubnetID": ["x"], "osType": 1, "vmSize": 2, "availabilityZones": "1", "upgradeSettings": {"maxSurge": 33}, "gatewayProfile": {"publicIPPrefixSize": "31"}, "mode": "Gateway"}]}, id="odd pools"),
    pytest.param({"agentPoolProfiles": [{}, {"name": None}], "addonProfiles": {"aciConnectorLinux": {"enabled": "true"}}, "serviceMeshProfile": {"mode": "Istio", "istio": {"components": {"egressGateways": {"enabled": True}}}}}, id="empty pools and odd add-ons"),
    pytest.param({"agentPoolProfiles": [{"name": "a", "vnetSubnetID": "/x", "podSubnetID": "subnet", "maxPods": 0, "count": -1, "enableAutoScaling": True, "upgradeSettings": {"maxSurge": "-5%"}}], "networkProfile": {"networkPlugin": "azure"}, "kubernetesVersion": "1"}, id="texts that are nearly right"),
]  # fmt: skip


@pytest.mark.parametrize("properties", ODD)
def test_no_rule_breaks_on_odd_input(properties: dict[str, Any]) -> None:
    view_ = cluster_from_arm(
        {"name": "odd", "properties": properties, "sku": {"name": "Automatic"}, "identity": {"type": 5}}
    )
    for clusters in ([view_], [view_, view_]):
        assert check(clusters, Context(TODAY), RULES).failures == ()

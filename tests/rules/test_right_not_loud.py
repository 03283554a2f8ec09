"""Valid clusters that other tools refuse: aksnet finds nothing, or no more than is said here."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.rules import RULES, Context, check
from aksnet.spec.policy import Policy
from arm_clusters import cluster_from_arm
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


POOL = {"name": "system", "mode": "System", "count": 3, "osType": "Linux"}
SUBNET_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
AZURE = {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "azure"}
CILIUM = {
    "networkPlugin": "azure",
    "networkPluginMode": "overlay",
    "networkDataplane": "cilium",
    "networkPolicy": "cilium",
}
X = "[parameters('x')]"
SILENT: list[Any] = [
    pytest.param({"properties": X}, id="properties that are an expression"),
    pytest.param({"properties": {"networkProfile": X, "agentPoolProfiles": [POOL]}}, id="a network profile that is an expression"),
    pytest.param({"properties": {"networkProfile": {**AZURE, "podCidr": "10.224.0.0/16"}, "agentPoolProfiles": X}}, id="pools that are an expression, which may be in a subnet"),
    pytest.param({"properties": {"networkProfile": AZURE, "agentPoolProfiles": [X, {"name": "user", "mode": "User"}]}}, id="a pool that is an expression, which may be the system pool"),
    pytest.param({"sku": {"name": "Automatic"}, "properties": {"hostedSystemProfile": X, "networkProfile": {"outboundType": "loadBalancer"}}}, id="Automatic, maybe in a VNet of its own"),
    pytest.param({"sku": X, "properties": {"networkProfile": {**AZURE, "networkPolicy": "cilium", "networkDataplane": X}, "agentPoolProfiles": [POOL]}}, id="a sku that is an expression, with the Cilium policy"),
    pytest.param({"sku": X, "properties": {"networkProfile": AZURE, "agentPoolProfiles": [{"name": "user", "mode": "User"}]}}, id="a sku that is an expression, without a system pool"),
    pytest.param({"sku": {"name": X}, "properties": {"networkProfile": {**AZURE, "outboundType": "userDefinedRouting"}, "agentPoolProfiles": [POOL]}}, id="a sku that is an expression, with a route table and no subnet"),
    pytest.param({"sku": X, "properties": {"networkProfile": {**AZURE, "natGatewayProfile": {"idleTimeoutInMinutes": 4}}, "agentPoolProfiles": [POOL]}}, id="a sku that is an expression, with settings of a NAT gateway"),
    pytest.param({"properties": {"networkProfile": AZURE, "agentPoolProfiles": [POOL, {"name": "win", "osType": "windows", "osSKU": "windows2025", "count": 1}], "windowsProfile": {"adminUsername": "a"}}}, id="Windows in lower case"),
    pytest.param({"properties": {"networkProfile": {**AZURE, "outboundType": "userDefinedRouting", "loadBalancerProfile": {"clusterServiceLoadBalancerHealthProbeMode": "Shared"}}, "agentPoolProfiles": [{**POOL, "vnetSubnetID": SUBNET_ID}]}}, id="how traffic comes in, beside a route table"),
    pytest.param({"sku": {"name": "Automatic"}, "properties": {"networkProfile": {"outboundType": "loadBalancer"}, "apiServerAccessProfile": {"enableVnetIntegration": True, "subnetId": SUBNET_ID.replace("/n", "/a")}, "agentPoolProfiles": [{**POOL, "vnetSubnetID": SUBNET_ID}]}}, id="Automatic of before the hosted system pools, in its own VNet"),
    pytest.param({"properties": {"networkProfile": {**AZURE, "loadBalancerProfile": {"managedOutboundIPs": {"count": 1, "countIPv6": 0}, "outboundIPs": {"publicIPs": []}}}, "agentPoolProfiles": [POOL]}}, id="empty lists of addresses"),
    pytest.param({"properties": {"networkProfile": {**AZURE, "outboundType": "managedNATGateway", "natGatewayProfile": {"sku": "Standard", "managedOutboundIPProfile": {"count": 1}, "outboundIPs": {"publicIPs": []}}}, "agentPoolProfiles": [POOL]}}, id="empty lists of addresses of a NAT gateway"),
    pytest.param({"properties": {"networkProfile": AZURE, "agentPoolProfiles": [{**POOL, "mode": "ManagedSystem"}]}}, id="a system pool that AKS manages"),
    pytest.param({"properties": {"networkProfile": AZURE, "agentPoolProfiles": [{**POOL, "count": 0, "minCount": 1, "maxCount": 3, "enableAutoScaling": True}]}}, id="a count that the autoscaler does not look at"),
    pytest.param({"properties": {"networkProfile": AZURE, "agentPoolProfiles": [{**POOL, "minCount": 0, "enableAutoScaling": False}]}}, id="a minimum without the autoscaler"),
    pytest.param({"properties": {"networkProfile": {**AZURE, "podCidr": "", "serviceCidr": "", "ipFamilies": []}, "agentPoolProfiles": [{**POOL, "podSubnetID": "", "vnetSubnetID": ""}]}}, id="empty texts"),
    pytest.param({"properties": {"networkProfile": {**AZURE, "networkPluginMode": "Overlay", "outboundType": "LoadBalancer", "loadBalancerProfile": {"idleTimeoutInMinutes": 4}, "ipFamilies": ["ipv4"]}, "agentPoolProfiles": [{**POOL, "mode": "system"}]}}, id="words in another case"),
    pytest.param({"sku": {"name": "Automatic"}, "properties": {"hostedSystemProfile": {"enabled": True}}}, id="Automatic, which presets everything"),
    pytest.param({"sku": {"name": "Automatic"}, "properties": {"apiServerAccessProfile": {"enableVnetIntegration": True, "subnetId": ""}, "networkProfile": CILIUM}}, id="Automatic as the service returns it"),
    pytest.param({"properties": {"networkProfile": {**AZURE, "outboundType": "managedNATGateway", "loadBalancerProfile": {"allocatedOutboundPorts": 0, "idleTimeoutInMinutes": 30, "backendPoolType": "nodeIPConfiguration"}}, "agentPoolProfiles": [POOL]}}, id="what the service returns of a load balancer that was"),
    pytest.param({"properties": {"addonProfiles": {"omsagent": {"enabled": True}}}}, id="a template that only changes an add-on"),
]  # fmt: skip


@pytest.mark.parametrize("resource", SILENT)
def test_template_that_is_right_or_not_known_is_left_alone(resource: dict[str, Any]) -> None:
    policy = Policy.model_validate({"network_policy": ("cilium", "none"), "allowed_modes": ("overlay", "cilium"), "forbidden_ranges": ("192.168.0.0/16",)})  # fmt: skip
    judged = check([cluster_from_arm({"name": "c", **resource})], Context(TODAY, policy=policy))
    assert judged.failures == ()
    assert [finding for finding in judged.findings if finding.severity is not Severity.INFO] == []


WRONG: list[Any] = [
    pytest.param("AKN311", {"properties": {"networkProfile": {**AZURE, "outboundType": "block"}, "agentPoolProfiles": [{**POOL, "vnetSubnetID": SUBNET_ID}]}}, id="block in a subnet of one's own"),
    pytest.param("AKN311", {"properties": {"networkProfile": {**AZURE, "outboundType": "managedNATGatewayV2"}, "agentPoolProfiles": [{**POOL, "vnetSubnetID": SUBNET_ID}]}}, id="the NAT gateway of a preview in a subnet of one's own"),
    pytest.param("AKN326", {"properties": {"networkProfile": {**AZURE, "outboundType": "managedNATGateway", "natGatewayProfile": {"sku": "Standard"}}, "agentPoolProfiles": [{**POOL, "availabilityZones": ["1"]}, {**POOL, "name": "b", "availabilityZones": ["2"]}]}}, id="pools in one zone each, and one NAT gateway"),
    pytest.param("AKN216", {"properties": {"networkProfile": {**CILIUM, "advancedNetworking": {"enabled": False, "security": {"transitEncryption": {"type": "WireGuard"}}}}, "agentPoolProfiles": [POOL]}}, id="encryption with the services off"),
    pytest.param("AKN216", {"properties": {"networkProfile": {**CILIUM, "advancedNetworking": {"performance": {"accelerationMode": "BpfVeth"}}}, "agentPoolProfiles": [POOL]}}, id="acceleration without the services"),
    pytest.param("AKN310", {"sku": {"name": "Automatic"}, "properties": {"agentPoolProfiles": [{**POOL, "vmSize": "Standard_DC2s_v2"}]}}, id="DCsv2 with Automatic, which presets overlay"),
    pytest.param("AKN331", {"properties": {"networkProfile": {"networkPlugin": "azure", "networkDataplane": "cilium"}, "addonProfiles": {"aciConnectorLinux": {"enabled": True, "config": {"SubnetName": "aci"}}}, "agentPoolProfiles": [{**POOL, "vnetSubnetID": SUBNET_ID}]}}, id="virtual nodes with the policies that Cilium brings"),
    pytest.param("AKN305", {"properties": {"networkProfile": AZURE, "windowsProfile": {"adminUsername": "a"}, "agentPoolProfiles": [POOL, {"name": "winpool1", "osType": "windows", "count": 1}]}}, id="a long name of a Windows pool in lower case"),
    pytest.param("AKN113", {"properties": {"networkProfile": {**AZURE, "serviceCidr": "10.1.0.0/16"}, "agentPoolProfiles": [POOL]}}, id="a service CIDR without its DNS, which stays on the default"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "resource"), WRONG)
def test_template_that_is_wrong_is_found(rule: str, resource: dict[str, Any]) -> None:
    findings = check([cluster_from_arm({"name": "c", **resource})], Context(TODAY)).findings
    assert rule in [finding.rule for finding in findings]


def test_hint_of_a_dns_that_is_left_out_says_what_to_write() -> None:
    resource = {"properties": {"networkProfile": {**AZURE, "serviceCidr": "10.1.0.0/16"}, "agentPoolProfiles": [POOL]}}
    (finding,) = check([cluster_from_arm(resource)], Context(TODAY)).findings
    assert finding.hint == "write dnsServiceIP 10.1.0.10 beside it"

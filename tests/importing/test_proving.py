"""The proof of an import: what a spec would change is told as that, and what is as it was is no change."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from clusters_to_import import ANSWER, OVERLAY, SUBNET_ID, arm, cluster
from importing import import_of

AZURERM = 'terraform {{\nrequired_providers {{\nazurerm = {{ source = "hashicorp/azurerm", version = "{}" }}\n}}\n}}\n'


def release(version: str, text: str) -> str:
    """A text in HCL for a release of azurerm."""
    return AZURERM.format(version) + text


def answer(*pools: dict[str, Any], **profile: Any) -> str:
    """What az says of a cluster, with other words in its network profile, and other pools."""
    said = deepcopy(ANSWER)
    said["networkProfile"] |= profile
    if pools:
        said["agentPoolProfiles"] = [{**said["agentPoolProfiles"][0], **pool} for pool in pools]
    return json.dumps(said)


POD_SUBNET = {"podCidr": None, "podCidrs": None, "networkPluginMode": None}
PODS = {"vnetSubnetId": SUBNET_ID, "podSubnetId": SUBNET_ID.replace("nodes", "pods")}
SUBDOMAIN = {**ANSWER, "dnsPrefix": None, "fqdnSubdomain": "shop"}
PRIVATE = cluster(OVERLAY, more='dns_prefix_private_cluster = "private"').replace('dns_prefix = "shop"', "")
CHANGED = [
    pytest.param(release("~> 4.60", cluster(OVERLAY + '\nload_balancer_sku = "basic"')), "networkProfile.loadBalancerSku", "(replace)", id="a plan would replace it, though a spec has no key for it"),
    pytest.param(answer(loadBalancerSku="basic"), "networkProfile.loadBalancerSku", "where nothing is said it is standard", id="a value without a key is another where nothing is said"),
    pytest.param(answer(outboundType="block"), "networkProfile.outboundType", "where nothing is said it is loadBalancer", id="an outbound type that a spec does not have"),
    pytest.param(answer(networkDataplane="cilium", networkPolicy="none"), "networkProfile.networkPolicy", "it would be cilium", id="a policy engine that the mode has in one word only"),
    pytest.param(answer(PODS, {"name": "user", "vnetSubnetId": SUBNET_ID}, **POD_SUBNET), "agentPoolProfiles[user].podSubnetID", "(recreate)", id="a pool without a pod subnet beside one that has it"),
    pytest.param(PRIVATE, "dns_prefix_private_cluster", "states the DNS prefix shop", id="a name in a private zone, of azurerm"),
    pytest.param(json.dumps(SUBDOMAIN), "fqdnSubdomain", "states the DNS prefix shop", id="a name in a private zone, of an answer"),
    pytest.param(answer(kubeProxyConfig={"enabled": False}), "networkProfile.kubeProxyConfig.enabled", "where nothing is said it is true", id="kube-proxy that is off, of an answer"),
    pytest.param(arm({"networkProfile": {"networkPlugin": "none", "kubeProxyConfig": {"enabled": False}}}), "networkProfile.kubeProxyConfig.enabled", "without kubeProxyConfig AKS runs it", id="kube-proxy that is off, of a template"),
]  # fmt: skip
SAME = [
    pytest.param(answer(kubeProxyConfig={"enabled": True}), "networkProfile.kubeProxyConfig.enabled", id="kube-proxy that is on, which it is anyway"),
    pytest.param(answer(advancedNetworking={"enabled": False, "observability": {"enabled": False}}), "networkProfile.advancedNetworking.enabled", id="network services that nobody turned on"),
    pytest.param(release("4.9.0", cluster(OVERLAY, 'os_sku = "Ubuntu2404"')), "agentPoolProfiles[system].osSKU", id="a word that its own release refuses already"),
    pytest.param(cluster(OVERLAY, 'upgrade_settings {\nmax_unavailable = "1"\n}'), "agentPoolProfiles[system].upgradeSettings.maxSurge", id="no surge, which azurerm says by leaving it out"),
    pytest.param(arm({"networkProfile": {"networkPlugin": "none"}, "agentPoolProfiles": [{"name": "a", "mode": "System", "vmSize": "s", "count": "[parameters('n')]"}]}), "agentPoolProfiles[a].count", id="a number of nodes that is asked for"),
    pytest.param(answer(loadBalancerSku="Standard"), "networkProfile.loadBalancerSku", id="the same word in another case"),
]  # fmt: skip


def _name(text: str) -> str:
    return "show.json" if text.startswith("{") else "main.tf"


@pytest.mark.parametrize(("text", "path", "why"), CHANGED)
def test_what_the_spec_would_change_is_told_as_a_change(text: str, path: str, why: str) -> None:
    (found,) = [one for one in import_of(text, _name(text)).left if one.arm == path]
    assert found.is_change
    assert why in found.why


@pytest.mark.parametrize(("text", "path"), SAME)
def test_what_stays_as_it_is_is_not_told(text: str, path: str) -> None:
    assert [one for one in import_of(text, _name(text)).left if one.arm == path or one.is_change] == []


def test_what_the_autoscaler_decides_is_no_change() -> None:
    scales = "node_count = 4\nauto_scaling_enabled = true\nmin_count = 2\nmax_count = 5"
    made = import_of(cluster(OVERLAY, scales).replace("node_count = 3\n", ""))
    assert [(one.arm, one.value, one.is_change) for one in made.left] == [
        ("agentPoolProfiles[system].count", "4", False)
    ]


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        pytest.param({"enableRbac": False}, "enableRbac", id="access control that is off"),
        pytest.param({"storageProfile": {"diskCsiDriver": {"enabled": False}}}, "storageProfile", id="a driver that is on unless somebody turns it off"),
        pytest.param({"oidcIssuerProfile": {"enabled": False}}, "oidcIssuerProfile", id="an issuer that newer clusters have anyway"),
        pytest.param({"storageProfile": {"blobCsiDriver": {"enabled": False}}}, None, id="a driver that is off unless somebody turns it on"),
        pytest.param({"addonProfiles": {"kubeDashboard": {"enabled": False}}}, None, id="an add-on that nobody turned on"),
    ],
)  # fmt: skip
def test_of_what_is_off_only_what_nobody_asked_for_is_left_out(beside: dict[str, Any], told: str | None) -> None:
    left = import_of(json.dumps({**ANSWER, **beside}), "show.json").left
    assert [one.value for one in left] == ([told] if told is not None else [])


def test_the_support_plan_of_azurerm_is_said() -> None:
    made = import_of(cluster(OVERLAY, more='sku_tier = "Premium"\nsupport_plan = "AKSLongTermSupport"'))
    assert made.spec["support_plan"] == "AKSLongTermSupport"
    assert [one.arm for one in made.left] == ["supportPlan"]  # targets do not write it


def test_a_pool_of_terraform_that_may_not_be_there_says_so() -> None:
    pool = 'resource "azurerm_kubernetes_cluster_node_pool" "user" {\ncount = var.x\nkubernetes_cluster_id = azurerm_kubernetes_cluster.shop.id\nname = "user"\nvm_size = "Standard_D4s_v5"\nnode_count = 1\n}\n'  # fmt: skip
    (left,) = import_of(cluster(beside=pool)).left
    assert (left.arm, left.why) == ("agentPoolProfiles[user].count", "how often the pool is there cannot be told")


def plan(unknown: dict[str, Any], expressions: dict[str, Any], **profile: Any) -> str:
    """A plan that makes a cluster; `unknown` of its network profile is known only once it is deployed."""
    address = {"address": "azurerm_kubernetes_cluster.shop", "mode": "managed", "type": "azurerm_kubernetes_cluster"}
    pool = {"name": "system", "vm_size": "Standard_D4s_v5", "node_count": 3, "max_pods": 250}
    network = {"network_plugin": "azure", "network_plugin_mode": "overlay", **profile}
    after = {"name": "shop", "location": "westeurope", "dns_prefix": "shop", "default_node_pool": [pool]}
    later = {"after_unknown": {"network_profile": [unknown]}, "after": {**after, "network_profile": [network]}}
    resource = {**address, "name": "shop", "provider_name": "registry.terraform.io/hashicorp/azurerm"}
    written = {**address, "name": "shop", "expressions": {"network_profile": [expressions]}}
    planned = {**resource, "values": later["after"]}
    return json.dumps(
        {
            "format_version": "1.2",
            "planned_values": {"root_module": {"resources": [planned]}},
            "resource_changes": [{**resource, "change": {"actions": ["create"], "before": None, **later}}],
            "configuration": {"root_module": {"resources": [written]}},
        }
    )


def test_a_plan_has_what_is_known_and_leaves_to_the_service_what_nobody_says() -> None:
    unknown = dict.fromkeys(("pod_cidrs", "service_cidr", "service_cidrs", "dns_service_ip", "network_policy"), True)
    made = import_of(plan(unknown, {"pod_cidr": {}}, pod_cidr="10.64.0.0/16"), "plan.json")
    assert made.spec["network"] == {"plugin": "overlay", "pod_cidr": "10.64.0.0/16"}
    assert (made.placeholders, made.left) == ((), ())


def test_what_a_plan_takes_of_another_resource_is_to_be_filled_in() -> None:
    taken = {"pod_cidr": {"references": ["azurerm_virtual_network.hub.address_space"]}}
    made = import_of(plan({"pod_cidr": True}, taken), "plan.json")
    assert [one.path for one in made.placeholders] == [("network", "pod_cidr")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(cluster(OVERLAY, f'vnet_subnet_id = "{SUBNET_ID}"', 'identity {\ntype = "SystemAssigned"\n}'), {"identity.type": "writes UserAssigned, which its rights ask for"}, id="an identity that has no rights on a subnet before it is there"),
        pytest.param(cluster(OVERLAY, more='identity {\ntype = "SystemAssigned"\n}'), {}, id="an identity that needs no rights"),
        pytest.param(answer(kubeProxyConfig={"enabled": True, "mode": "IPVS"}), {"networkProfile.kubeProxyConfig.mode": "does not write it"}, id="a mode of kube-proxy"),
        pytest.param(answer(kubeProxyConfig={"enabled": True, "mode": "IPTABLES"}), {}, id="the mode of kube-proxy that it has anyway"),
    ],
)  # fmt: skip
def test_what_a_target_writes_otherwise_is_told_and_is_no_change(text: str, told: dict[str, str]) -> None:
    left = import_of(text, _name(text)).left
    assert {one.arm: one.why.partition("--emit cluster ")[2] for one in left} == told
    assert not any(one.is_change for one in left)


AVM = 'module "aks" {{\nsource = "Azure/avm-res-containerservice-managedcluster/azurerm"\nversion = "0.8.1"\nname = "shop"\nlocation = "westeurope"\nparent_id = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/rg"\ndns_prefix = "shop"\ndefault_agent_pool = {{ name = "system", vm_size = "Standard_D4s_v5", count_of = 3 }}\nnetwork_profile = {{ network_plugin = "none" }}\n{0}\n}}\n'  # fmt: skip
OLD = 'module "aks" {{\nsource = "Azure/aks/azurerm"\nversion = "9.4.1"\nprefix = "shop"\ncluster_name = "shop"\nresource_group_name = "rg"\nnetwork_plugin = "azure"\nnetwork_plugin_mode = "overlay"\n{0}\n}}\n'  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param(AVM.format('tags = { a = "b" }\ndisable_local_accounts = true\nhttp_proxy_config = null'), "disable_local_accounts", id="the verified module"),
        pytest.param(OLD.format('tags = { a = "b" }\nhttp_application_routing_enabled = true'), "http_application_routing_enabled", id="the older module"),
    ],
)  # fmt: skip
def test_what_a_module_is_given_is_said_or_listed(text: str, rest: str) -> None:
    made = import_of(text)
    assert (made.spec["resource_group"], made.spec["tags"]) == ("rg", {"a": "b"})
    assert [one.value for one in made.left if one.arm == "*"] == [rest]

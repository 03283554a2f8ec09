"""Policy engines, kube-proxy and what a network profile has beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.rules import RULES, Context, check
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from rendering import TODAY, rules_hit, view

AZURE = {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "azure"}
CILIUM = {**AZURE, "networkDataplane": "cilium", "networkPolicy": "cilium"}
KUBENET = {"networkPlugin": "kubenet"}
BYO = {"networkPlugin": "none", "podCidr": "192.168.0.0/16"}
UNKNOWN = "[parameters('x')]"
AGIC = {"addonProfiles": {"ingressApplicationGateway": {"enabled": True}}}


def arm(profile: Any = None, sku: Any = None, pools: Any = None, **properties: Any) -> ClusterView:
    resource: dict[str, Any] = {"name": "c", "properties": dict(properties)}
    if profile is not None:
        resource["properties"]["networkProfile"] = profile
    if pools is not None:
        resource["properties"]["agentPoolProfiles"] = pools
    if sku is not None:
        resource["sku"] = sku
    return cluster_from_arm(resource)


def kube_proxy(profile: dict[str, Any], **config: Any) -> ClusterView:
    return arm({**profile, "kubeProxyConfig": config})


def imds(**properties: Any) -> ClusterView:
    return arm({**CILIUM, "podLinkLocalAccess": "None"}, **properties)


BAD: list[Any] = [
    pytest.param("AKN220", arm({"podCidr": "10.244.0.0/16"}), id="a network profile without a plugin"),
    pytest.param("AKN220", arm(pools=[{"name": "a", "mode": "System"}]), id="no network profile"),
    pytest.param("AKN220", arm({"podCidr": "10.244.0.0/16"}, dnsPrefix="c"), id="a network profile without a plugin among other properties"),
    pytest.param("AKN220", arm({"networkDataplane": "cilium"}), id="a data plane without a plugin"),
    pytest.param("AKN220", arm({}, sku={"name": "Base", "tier": "Free"}, pools=[{"name": "a", "mode": "System"}]), id="no plugin in the base SKU"),
    pytest.param("AKN221", arm({**AZURE, "networkDataplane": "cilium"}), id="the Cilium data plane without a policy"),
    pytest.param("AKN221", arm({**AZURE, "networkDataplane": "cilium"}, sku={"name": "Base"}), id="the same in the base SKU"),
    pytest.param("AKN222", arm({**KUBENET, "networkMode": "bridge"}), id="a network mode with kubenet"),
    pytest.param("AKN222", arm({**BYO, "networkMode": "transparent"}), id="a network mode with a CNI of your own"),
    pytest.param("AKN222", arm({**AZURE, "networkMode": "bridge"}), id="bridge with the azure plugin"),
    pytest.param("AKN223", cluster_from_arm({"name": "c", "apiVersion": "2023-03-01", "properties": {"networkProfile": {**AZURE, "dockerBridgeCidr": "172.17.0.1/16"}}}), id="a Docker bridge"),
    pytest.param("AKN224", kube_proxy(CILIUM, mode="NFTABLES"), id="a mode of kube-proxy on Cilium"),
    pytest.param("AKN224", kube_proxy(CILIUM, enabled=True), id="kube-proxy switched on with Cilium"),
    pytest.param("AKN224", view(network={"plugin": "cilium"}, kube_proxy_mode="IPTABLES"), id="a mode of kube-proxy in a spec with Cilium"),
    pytest.param("AKN225", arm({**KUBENET, "networkPolicy": "azure"}), id="NPM on kubenet"),
    pytest.param("AKN226", arm({**BYO, "networkPolicy": "azure"}), id="NPM with a CNI of your own"),
    pytest.param("AKN226", arm({**BYO, "networkPolicy": "calico"}), id="Calico with a CNI of your own"),
    pytest.param("AKN226", arm({**BYO, "networkPolicy": "cilium"}), id="Cilium's policy with a CNI of your own"),
    pytest.param("AKN227", kube_proxy(AZURE, mode="IPTABLES"), id="a mode of kube-proxy"),
    pytest.param("AKN227", kube_proxy(BYO, enabled=False), id="kube-proxy switched off for a CNI of your own"),
    pytest.param("AKN227", kube_proxy(CILIUM, enabled=False), id="kube-proxy switched off on Cilium, where there is none"),
    pytest.param("AKN227", view(network={"plugin": "overlay"}, kube_proxy_mode="NFTABLES"), id="a mode of kube-proxy in a spec"),
    pytest.param("AKN228", kube_proxy(AZURE, mode="NFTABLES", ipvsConfig={"scheduler": "RoundRobin"}), id="settings of IPVS with nftables"),
    pytest.param("AKN228", kube_proxy(AZURE, ipvsConfig={"tcpTimeoutSeconds": 900}), id="settings of IPVS with the default mode"),
    pytest.param("AKN228", kube_proxy({**AZURE, "networkPolicy": "azure"}, mode="IPVS"), id="IPVS with NPM"),
    pytest.param("AKN228", view(network={"plugin": "overlay", "network_policy": "azure"}, kube_proxy_mode="IPVS"), id="IPVS with NPM in a spec"),
    pytest.param("AKN229", imds(**AGIC), id="AGIC without the metadata service"),
    pytest.param("AKN229", imds(addonProfiles={"omsAgent": {"enabled": True}}), id="Container Insights, in a case of its own"),
    pytest.param("AKN229", imds(addonProfiles={"azurepolicy": {"enabled": True}}), id="Azure Policy without the metadata service"),
    pytest.param("AKN229", imds(ingressProfile={"webAppRouting": {"enabled": True}}), id="application routing without the metadata service"),
    pytest.param("AKN229", arm({**AZURE, "podLinkLocalAccess": "None"}, pools=[{"name": "win", "osType": "Windows"}]), id="Windows without the metadata service"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN220", arm(AZURE), id="a plugin"),
    pytest.param("AKN220", arm({"networkPlugin": UNKNOWN}), id="a plugin that is not known"),
    pytest.param("AKN220", arm("[variables('profile')]"), id="a profile that is not known"),
    pytest.param("AKN220", arm({}, sku={"name": "Automatic"}), id="Automatic, which presets the plugin"),
    pytest.param("AKN220", arm({}, sku={"name": UNKNOWN}), id="a SKU that is not known"),
    pytest.param("AKN220", arm({}, sku=UNKNOWN), id="a SKU that is an expression"),
    pytest.param("AKN220", view(network={"plugin": "kubenet"}), id="a spec, which always states the plugin"),
    pytest.param("AKN221", arm(CILIUM), id="the Cilium data plane with its policy"),
    pytest.param("AKN221", arm({**CILIUM, "networkPolicy": UNKNOWN}), id="the Cilium data plane with a policy that is not known"),
    pytest.param("AKN221", arm({**CILIUM, "networkPolicy": "calico"}), id="the Cilium data plane with another policy: AKN205's affair"),
    pytest.param("AKN221", arm({**AZURE, "networkDataplane": UNKNOWN}), id="a data plane that is not known"),
    pytest.param("AKN221", arm(AZURE), id="the azure data plane without a policy"),
    pytest.param("AKN221", arm({"networkDataplane": "cilium"}, sku={"name": "Automatic"}), id="Automatic, which presets the policy"),
    pytest.param("AKN221", arm({**KUBENET, "networkDataplane": "cilium"}), id="the Cilium data plane with kubenet: AKN203's affair"),
    pytest.param("AKN222", arm({**AZURE, "networkMode": "transparent"}), id="transparent with the azure plugin"),
    pytest.param("AKN222", arm({**KUBENET, "networkMode": UNKNOWN}), id="a network mode that is not known"),
    pytest.param("AKN222", arm({"networkPlugin": UNKNOWN, "networkMode": "bridge"}), id="bridge with a plugin that is not known"),
    pytest.param("AKN222", arm(KUBENET), id="kubenet without a network mode"),
    pytest.param("AKN223", arm({**AZURE, "dockerBridgeCidr": None}), id="a Docker bridge that is null"),
    pytest.param("AKN223", arm({**AZURE, "dockerBridgeCidr": "172.17.0.1/16"}), id="a Docker bridge in an API version without it, which AKN832 tells"),
    pytest.param("AKN227", cluster_from_arm({"name": "c", "apiVersion": "2026-08-01", "properties": {"networkProfile": {**AZURE, "kubeProxyConfig": {"mode": "NFTABLES"}}}}), id="kube-proxy in an API version without it, which AKN832 tells"),
    pytest.param("AKN223", arm({**AZURE, "dockerBridgeCidr": UNKNOWN}), id="a Docker bridge that may be null"),
    pytest.param("AKN224", kube_proxy(AZURE, mode="NFTABLES"), id="a mode of kube-proxy where there is one"),
    pytest.param("AKN224", kube_proxy({**AZURE, "networkDataplane": UNKNOWN}, mode="NFTABLES"), id="a mode of kube-proxy on a data plane that is not known"),
    pytest.param("AKN224", kube_proxy(CILIUM, mode=UNKNOWN), id="a mode of kube-proxy that is not known"),
    pytest.param("AKN224", kube_proxy(CILIUM, enabled=False, mode="IPTABLES"), id="kube-proxy switched off on Cilium"),
    pytest.param("AKN224", kube_proxy(CILIUM, enabled=UNKNOWN, mode="IPTABLES"), id="kube-proxy switched off on Cilium, maybe"),
    pytest.param("AKN225", arm({**KUBENET, "networkPolicy": "calico"}), id="Calico on kubenet"),
    pytest.param("AKN225", arm({**AZURE, "networkPolicy": "azure"}), id="NPM on Azure CNI"),
    pytest.param("AKN225", arm({"networkPlugin": UNKNOWN, "networkPolicy": "azure"}), id="NPM on a plugin that is not known"),
    pytest.param("AKN226", arm({**BYO, "networkPolicy": "none"}), id="no engine with a CNI of your own"),
    pytest.param("AKN226", arm(BYO), id="nothing said of an engine with a CNI of your own"),
    pytest.param("AKN226", arm({**BYO, "networkPolicy": UNKNOWN}), id="an engine that is not known"),
    pytest.param("AKN226", arm({**AZURE, "networkPolicy": "calico"}), id="Calico on Azure CNI"),
    pytest.param("AKN227", arm(AZURE), id="kube-proxy as it comes"),
    pytest.param("AKN227", kube_proxy(CILIUM, mode="IPVS"), id="a mode of kube-proxy on Cilium: AKN224 says more"),
    pytest.param("AKN227", arm({**AZURE, "kubeProxyConfig": UNKNOWN}), id="a configuration that is not known"),
    pytest.param("AKN227", kube_proxy(AZURE, mode=UNKNOWN), id="a mode that is not known"),
    pytest.param("AKN228", kube_proxy(AZURE, mode="IPVS", ipvsConfig={"scheduler": "RoundRobin"}), id="settings of IPVS with IPVS"),
    pytest.param("AKN228", kube_proxy(AZURE, mode=UNKNOWN, ipvsConfig={"scheduler": "RoundRobin"}), id="settings of IPVS with a mode that is not known"),
    pytest.param("AKN228", kube_proxy(AZURE, mode="NFTABLES", ipvsConfig=UNKNOWN), id="settings of IPVS that are not known"),
    pytest.param("AKN228", kube_proxy(AZURE, mode="NFTABLES", ipvsConfig={"scheduler": UNKNOWN}), id="a setting of IPVS that may be null"),
    pytest.param("AKN228", kube_proxy({**AZURE, "networkPolicy": "calico"}, mode="IPVS"), id="IPVS with Calico"),
    pytest.param("AKN228", kube_proxy({**AZURE, "networkPolicy": "azure"}, mode="NFTABLES"), id="nftables with NPM"),
    pytest.param("AKN228", kube_proxy({**AZURE, "networkPolicy": UNKNOWN}, mode="IPVS"), id="IPVS with an engine that is not known"),
    pytest.param("AKN229", imds(), id="no add-on"),
    pytest.param("AKN229", imds(addonProfiles={"ingressApplicationGateway": {"enabled": False}}), id="AGIC switched off"),
    pytest.param("AKN229", imds(addonProfiles={"ingressApplicationGateway": {"enabled": UNKNOWN}}), id="AGIC switched on, maybe"),
    pytest.param("AKN229", imds(addonProfiles={"azureKeyvaultSecretsProvider": {"enabled": True}}), id="an add-on that does without the metadata service"),
    pytest.param("AKN229", arm({**CILIUM, "podLinkLocalAccess": "IMDS"}, **AGIC), id="AGIC with the metadata service"),
    pytest.param("AKN229", arm({**CILIUM, "podLinkLocalAccess": UNKNOWN}, **AGIC), id="AGIC with an access that is not known"),
    pytest.param("AKN229", arm(CILIUM, **AGIC), id="AGIC with the default"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster"), BAD)
def test_rule_finds_what_is_wrong(rule: str, cluster: ClusterView) -> None:
    assert rule in rules_hit(cluster)


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_rule_is_silent_about_what_is_right_or_unknown(rule: str, cluster: ClusterView) -> None:
    assert rule not in rules_hit(cluster)


@pytest.mark.parametrize(
    ("rule", "cluster", "severity"),
    [
        pytest.param("AKN221", arm({**AZURE, "networkDataplane": "cilium"}), Severity.INFO, id="a policy that the service fills in"),
        pytest.param("AKN222", arm({**KUBENET, "networkMode": "bridge"}), Severity.ERROR, id="bridge with kubenet"),
        pytest.param("AKN222", arm({**AZURE, "networkMode": "bridge"}), Severity.WARNING, id="bridge of an old cluster, maybe"),
        pytest.param("AKN228", kube_proxy(AZURE, mode="NFTABLES", ipvsConfig={"scheduler": "RoundRobin"}), Severity.ERROR, id="settings of IPVS with nftables"),
        pytest.param("AKN228", kube_proxy({**AZURE, "networkPolicy": "azure"}, mode="IPVS"), Severity.WARNING, id="IPVS with NPM"),
    ],
)  # fmt: skip
def test_severity_is_that_of_the_fact(rule: str, cluster: ClusterView, severity: Severity) -> None:
    (finding,) = (one for one in check([cluster], Context(TODAY)).findings if one.rule == rule)
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("rule", "cluster", "message"),
    [
        ("AKN228", kube_proxy(AZURE, ipvsConfig={"tcpTimeoutSeconds": 900}), "kubeProxyConfig.ipvsConfig.tcpTimeoutSeconds 900 stands beside kubeProxyConfig.mode IPTABLES (the default)"),
        ("AKN227", kube_proxy(BYO, enabled=False), "kubeProxyConfig.enabled false is given, which only preview versions of the API have"),
    ],
    ids=["a mode that is a default", "a setting with its value"],
)  # fmt: skip
def test_message_has_the_values(rule: str, cluster: ClusterView, message: str) -> None:
    assert [one.message for one in check([cluster], Context(TODAY)).findings if one.rule == rule] == [message]


def test_every_add_on_that_needs_the_metadata_service_is_named() -> None:
    both = imds(addonProfiles={"ingressApplicationGateway": {"enabled": True}, "aciConnectorLinux": {"enabled": True}})
    messages = [one.message for one in check([both], Context(TODAY)).findings if one.rule == "AKN229"]
    assert messages == [
        "podLinkLocalAccess None stands beside the Application Gateway ingress controller",
        "podLinkLocalAccess None stands beside virtual nodes",
    ]


PATHS = [
    ("networkProfile", "networkPlugin"),
    ("networkProfile", "networkPluginMode"),
    ("networkProfile", "networkDataplane"),
    ("networkProfile", "networkPolicy"),
    ("networkProfile", "networkMode"),
    ("networkProfile", "dockerBridgeCidr"),
    ("networkProfile", "podLinkLocalAccess"),
    ("networkProfile", "ipFamilies"),
    ("networkProfile", "loadBalancerSku"),
    ("networkProfile", "kubeProxyConfig"),
    ("networkProfile", "kubeProxyConfig", "mode"),
    ("networkProfile", "kubeProxyConfig", "ipvsConfig"),
    ("networkProfile", "advancedNetworking"),
    ("networkProfile", "advancedNetworking", "enabled"),
    ("networkProfile", "advancedNetworking", "security"),
    ("networkProfile", "advancedNetworking", "security", "enabled"),
    ("networkProfile", "advancedNetworking", "security", "transitEncryption", "type"),
    ("networkProfile", "advancedNetworking", "performance", "accelerationMode"),
    ("networkProfile", "staticEgressGatewayProfile", "enabled"),
    ("nodeProvisioningProfile", "mode"),
    ("servicePrincipalProfile", "clientId"),
    ("hostedSystemProfile", "nodeSubnetID"),
    ("serviceMeshProfile", "mode"),
    ("addonProfiles", "ingressApplicationGateway", "enabled"),
]
OURS = [one for one in RULES if "AKN214" <= one.id <= "AKN239"]


@pytest.mark.parametrize("path", PATHS, ids=".".join)
@pytest.mark.parametrize("sku", ["Base", "Automatic"])
def test_odd_values_break_no_rule(path: tuple[str, ...], sku: str) -> None:
    """Anything may stand in foreign JSON, and none of it is a reason to fail."""
    pool: dict[str, Any] = {"name": 3, "osSKU": ["x"], "vmSize": 4, "podSubnetID": 5, "osType": {}, "mode": False}
    for odd in (0, True, 1.5, "", "x", UNKNOWN, [], [1, None], {"deep": 1}, ["[x]"]):
        tree: dict[str, Any] = {
            "networkProfile": {
                "podLinkLocalAccess": "None",
                "advancedNetworking": {
                    "enabled": True,
                    "security": {"transitEncryption": {"type": "mTLS"}},
                    "performance": {"accelerationMode": "BpfVeth"},
                },
            },
            "nodeProvisioningProfile": {"mode": "Auto"},
        }
        *parents, leaf = path
        node = tree
        for parent in parents:
            node = node.setdefault(parent, {})
        node[leaf] = odd
        cluster = arm(**{"sku": {"name": sku}, "pools": [pool], "profile": tree.pop("networkProfile"), **tree})
        judged = check([cluster], Context(TODAY), OURS)
        assert judged.failures == (), json.dumps(odd)


def test_ipvs_beside_network_policy_manager_is_a_warning_and_its_settings_alone_an_error() -> None:
    beside, alone = kube_proxy({**AZURE, "networkPolicy": "azure"}, mode="IPVS"), kube_proxy(AZURE, ipvsConfig={"tcpTimeoutSeconds": 900})  # fmt: skip
    (first,), (second,) = ([one for one in check([of], Context(TODAY)).findings if one.rule == "AKN228"] for of in (beside, alone))  # fmt: skip
    assert (first.severity, second.severity) == (Severity.WARNING, Severity.ERROR)
    assert second.hint == "set mode IPVS, or leave ipvsConfig out"


def test_the_restriction_of_the_metadata_service_is_a_warning() -> None:
    assert {one.severity for one in check([imds(**AGIC)], Context(TODAY)).findings if one.rule == "AKN229"} == {
        Severity.WARNING
    }

"""Advanced Container Networking Services: what their parts need, and what they do not go with."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.rules import Context, check
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from rendering import TODAY, rules_hit, view

AZURE = {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "azure"}
IMPLIED = {"networkPlugin": "azure", "networkPluginMode": "overlay"}
CILIUM = {**AZURE, "networkDataplane": "cilium", "networkPolicy": "cilium"}
UNKNOWN = "[parameters('x')]"
SECURITY = {"security": {"enabled": True}}
L7, FQDN = ({"security": {"advancedNetworkPolicies": data}} for data in ("L7", "FQDN"))
WIREGUARD, MTLS = ({"security": {"transitEncryption": {"type": data}}} for data in ("WireGuard", "mTLS"))
BPF = {"performance": {"accelerationMode": "BpfVeth"}}


def arm(profile: dict[str, Any], sku: Any = None, pools: Any = (), mesh: Any = None, **services: Any) -> ClusterView:
    services = {key: value for key, value in {"enabled": True, **services}.items() if value is not None}
    properties = {"networkProfile": {**profile, "advancedNetworking": services}, "agentPoolProfiles": list(pools)}
    if mesh is not None:
        properties["serviceMeshProfile"] = {"mode": mesh}
    return cluster_from_arm({"name": "c", "properties": properties, **({"sku": {"name": sku}} if sku else {})})


def spec(pool: Any = None, addons: Any = None, **acns: Any) -> ClusterView:
    rest = {"addons": addons} if addons is not None else {}
    pools = [{"name": "system", "mode": "System", **(pool or {})}]
    return view(network={"plugin": "cilium", "acns": acns}, pools=pools, **rest)


def fast(**pool: Any) -> ClusterView:
    """An accelerated cluster with one pool, in ARM JSON."""
    return arm(CILIUM, pools=[{"name": "p", **pool}], **BPF)


BAD: list[Any] = [
    pytest.param("AKN215", spec(observability=False, security=False), id="all parts off"),
    pytest.param("AKN215", spec(observability=False, security=False, acceleration="None"), id="all parts off, and said so"),
    pytest.param("AKN216", spec(security=False, transit_encryption="WireGuard"), id="encryption without security"),
    pytest.param("AKN216", spec(security=False, advanced_network_policies="L7"), id="policies without security"),
    pytest.param("AKN235", arm(AZURE, **SECURITY), id="security on the azure data plane"),
    pytest.param("AKN235", arm(IMPLIED, **SECURITY), id="security on the data plane that is the default"),
    pytest.param("AKN235", arm({"networkPlugin": "kubenet"}, **SECURITY), id="security on kubenet"),
    pytest.param("AKN235", arm({"networkPlugin": "none", "podCidr": "10.9.0.0/16"}, **BPF), id="acceleration of a CNI of your own"),
    pytest.param("AKN235", arm(AZURE, **FQDN), id="policies by name on the azure data plane"),
    pytest.param("AKN235", arm(AZURE, **WIREGUARD), id="encryption on the azure data plane"),
    pytest.param("AKN235", arm(AZURE, **BPF), id="acceleration on the azure data plane"),
    pytest.param("AKN235", arm(AZURE, enabled=None, **SECURITY), id="security without the switch of the whole"),
    pytest.param("AKN235", arm(AZURE, sku="Base", **SECURITY), id="security on the azure data plane in the base SKU"),
    pytest.param("AKN236", spec(transit_encryption="mTLS", addons={"istio": {}}), id="mTLS with Istio"),
    pytest.param("AKN236", spec(transit_encryption="mTLS", advanced_network_policies="L7"), id="mTLS with L7 policies"),
    pytest.param("AKN237", spec(acceleration="BpfVeth", pool={"os_sku": "Ubuntu2204"}), id="acceleration on Ubuntu 22.04"),
    pytest.param("AKN237", fast(osSKU="Flatcar"), id="acceleration on Flatcar"),
    pytest.param("AKN237", fast(osSKU="AzureContainerLinux"), id="acceleration on another Linux of Azure's"),
    pytest.param("AKN237", spec(acceleration="BpfVeth", pool={"vm_size": "Standard_DC4as_v5"}), id="acceleration on confidential VMs of AMD"),
    pytest.param("AKN237", spec(acceleration="BpfVeth", pool={"vm_size": "standard_ec8eds_v5"}), id="acceleration on confidential VMs of Intel, in small letters"),
    pytest.param("AKN237", fast(workloadRuntime="KataVmIsolation"), id="acceleration with sandboxed pods"),
    pytest.param("AKN237", fast(mode="Gateway"), id="acceleration with a gateway pool"),
    pytest.param("AKN237", spec(acceleration="BpfVeth", addons={"static_egress_gateway": True}), id="acceleration with the static egress gateway"),
    pytest.param("AKN238", spec(advanced_network_policies="L7", addons={"istio": {}}), id="L7 policies with Istio"),
    pytest.param("AKN239", spec(acceleration="BpfVeth"), id="acceleration"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN215", spec(), id="all parts on"),
    pytest.param("AKN215", spec(observability=False), id="security alone"),
    pytest.param("AKN215", spec(security=False), id="observability alone"),
    pytest.param("AKN215", spec(observability=False, security=False, acceleration="BpfVeth"), id="acceleration alone"),
    pytest.param("AKN215", arm(CILIUM, observability={"enabled": False}, security={"enabled": False}, performance={"accelerationMode": UNKNOWN}), id="an acceleration that is not known"),
    pytest.param("AKN215", arm(CILIUM, observability={"enabled": False}, security={"enabled": False}, performance=UNKNOWN), id="a performance that is not known"),
    pytest.param("AKN215", arm(CILIUM, observability={"enabled": UNKNOWN}, security={"enabled": False}), id="an observability that is not known"),
    pytest.param("AKN215", arm(CILIUM, enabled=False, observability={"enabled": False}, security={"enabled": False}), id="the whole off"),
    pytest.param("AKN216", spec(transit_encryption="WireGuard"), id="encryption with security"),
    pytest.param("AKN216", spec(security=False, transit_encryption="None", advanced_network_policies="None"), id="neither with security off"),
    pytest.param("AKN216", arm(CILIUM, security={"enabled": UNKNOWN, "advancedNetworkPolicies": "L7"}), id="a security that is not known"),
    pytest.param("AKN216", arm(CILIUM, security={"enabled": False, "advancedNetworkPolicies": UNKNOWN}), id="policies that are not known"),
    pytest.param("AKN235", arm(AZURE, observability={"enabled": True}), id="observability on the azure data plane"),
    pytest.param("AKN235", arm(AZURE, security={"enabled": False}), id="security off on the azure data plane"),
    pytest.param("AKN235", arm(AZURE, security={"enabled": False, "advancedNetworkPolicies": "None", "transitEncryption": {"type": "None"}}, performance={"accelerationMode": "None"}), id="all that says None on the azure data plane"),
    pytest.param("AKN235", arm(AZURE, enabled=False, **SECURITY), id="the whole off on the azure data plane"),
    pytest.param("AKN235", arm(AZURE, enabled=UNKNOWN, **SECURITY), id="the whole on, maybe"),
    pytest.param("AKN235", arm(AZURE, security={"enabled": UNKNOWN, "advancedNetworkPolicies": UNKNOWN}), id="settings that are not known"),
    pytest.param("AKN235", arm({**AZURE, "networkDataplane": UNKNOWN}, **SECURITY), id="a data plane that is not known"),
    pytest.param("AKN235", arm(CILIUM, **SECURITY, **BPF), id="security on Cilium"),
    pytest.param("AKN235", arm({}, sku="Automatic", **SECURITY), id="security with Automatic, which presets Cilium"),
    pytest.param("AKN235", arm(IMPLIED, sku=UNKNOWN, **SECURITY), id="security with a SKU that is not known"),
    pytest.param("AKN236", spec(transit_encryption="WireGuard", addons={"istio": {}}), id="WireGuard with Istio"),
    pytest.param("AKN236", spec(transit_encryption="mTLS"), id="mTLS alone"),
    pytest.param("AKN236", spec(transit_encryption="mTLS", advanced_network_policies="FQDN"), id="mTLS with policies by name, of which nothing is said"),
    pytest.param("AKN236", arm(CILIUM, mesh="Disabled", **MTLS), id="mTLS with the mesh switched off"),
    pytest.param("AKN236", arm(CILIUM, mesh=UNKNOWN, **MTLS), id="mTLS with a mesh that is not known"),
    pytest.param("AKN236", arm(CILIUM, mesh="Istio", security={"transitEncryption": {"type": UNKNOWN}}), id="an encryption that is not known"),
    pytest.param("AKN236", arm(CILIUM, mesh="Istio", enabled=False, **MTLS), id="mTLS with the whole off"),
    pytest.param("AKN237", spec(acceleration="BpfVeth", pool={"os_sku": "Ubuntu2404"}), id="acceleration on Ubuntu 24.04"),
    pytest.param("AKN237", spec(acceleration="BpfVeth", pool={"os_sku": "AzureLinux3"}), id="acceleration on Azure Linux 3"),
    pytest.param("AKN237", spec(acceleration="BpfVeth", pool={"os_sku": "Ubuntu"}), id="acceleration on an Ubuntu of some version"),
    pytest.param("AKN237", spec(acceleration="BpfVeth", pool={"os_sku": "AzureLinux"}), id="acceleration on an Azure Linux of some version"),
    pytest.param("AKN237", fast(osSKU="CBLMariner"), id="acceleration on Azure Linux by its old name"),
    pytest.param("AKN237", fast(osSKU="Windows2022", osType="Windows"), id="acceleration on Windows, which is another rule's affair"),
    pytest.param("AKN237", fast(), id="acceleration on a system that is left out"),
    pytest.param("AKN237", fast(osSKU=UNKNOWN, vmSize=UNKNOWN, mode=UNKNOWN, workloadRuntime=UNKNOWN), id="acceleration on a pool that is not known"),
    pytest.param("AKN237", fast(vmSize="Standard_DC4s_v3"), id="acceleration on VMs with enclaves"),
    pytest.param("AKN237", fast(vmSize="Standard_DC4ds_v3"), id="acceleration on VMs with enclaves and a disk"),
    pytest.param("AKN237", fast(vmSize="Standard_D4as_v5"), id="acceleration on ordinary VMs of AMD"),
    pytest.param("AKN237", fast(vmSize="Standard_E4ads_v5"), id="acceleration on ordinary VMs with much memory"),
    pytest.param("AKN237", fast(workloadRuntime="OCIContainer", mode="User"), id="acceleration with ordinary pods"),
    pytest.param("AKN237", spec(pool={"os_sku": "Ubuntu2204", "vm_size": "Standard_DC4as_v5"}), id="Ubuntu 22.04 on confidential VMs without acceleration"),
    pytest.param("AKN237", arm({**CILIUM, "staticEgressGatewayProfile": {"enabled": False}}, **BPF), id="acceleration with the gateway off"),
    pytest.param("AKN237", arm({**CILIUM, "staticEgressGatewayProfile": {"enabled": UNKNOWN}}, **BPF), id="acceleration with a gateway that is not known"),
    pytest.param("AKN238", spec(advanced_network_policies="FQDN", addons={"istio": {}}), id="policies by name with Istio"),
    pytest.param("AKN238", spec(addons={"istio": {}}), id="the policies that are the default with Istio"),
    pytest.param("AKN238", spec(advanced_network_policies="L7"), id="L7 policies without Istio"),
    pytest.param("AKN238", arm(CILIUM, mesh="Istio", security={"advancedNetworkPolicies": UNKNOWN}), id="policies that are not known with Istio"),
    pytest.param("AKN238", arm(CILIUM, mesh="Istio", enabled=False, **L7), id="L7 policies with the whole off"),
    pytest.param("AKN239", spec(acceleration="None"), id="no acceleration"),
    pytest.param("AKN239", spec(), id="nothing said of acceleration"),
    pytest.param("AKN239", arm(CILIUM, performance={"accelerationMode": UNKNOWN}), id="an acceleration that may be none"),
    pytest.param("AKN239", arm(CILIUM, enabled=False, **BPF), id="acceleration with the whole off"),
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
        ("AKN236", spec(transit_encryption="mTLS", addons={"istio": {}}), Severity.ERROR),
        ("AKN238", spec(advanced_network_policies="L7", addons={"istio": {}}), Severity.WARNING),
        ("AKN239", spec(acceleration="BpfVeth"), Severity.WARNING),
    ],
    ids=["mTLS with Istio is ruled out", "L7 with Istio is a question of use", "a status that documents disagree on"],
)
def test_severity_is_that_of_the_fact(rule: str, cluster: ClusterView, severity: Severity) -> None:
    (finding,) = (one for one in check([cluster], Context(TODAY)).findings if one.rule == rule)
    assert finding.severity is severity


def messages(cluster: ClusterView, rule: str) -> list[str]:
    return [one.message for one in check([cluster], Context(TODAY)).findings if one.rule == rule]


def test_all_that_needs_cilium_is_one_finding_that_says_what_is_a_default() -> None:
    cluster = arm(IMPLIED, security={"enabled": True, "advancedNetworkPolicies": "L7"}, **BPF)
    assert messages(cluster, "AKN235") == [
        "security.enabled true, security.advancedNetworkPolicies L7, performance.accelerationMode BpfVeth of"
        " advancedNetworking beside networkDataplane azure (the default)"
    ]


def test_another_plugin_is_named_in_place_of_a_data_plane() -> None:
    assert messages(arm({"networkPlugin": "kubenet"}, **SECURITY), "AKN235") == [
        "security.enabled true of advancedNetworking beside networkPlugin kubenet"
    ]


def test_each_reason_in_each_pool_is_told() -> None:
    pools = [{"name": "a", "osSKU": "Ubuntu2204", "vmSize": "Standard_DC4as_v5"}, {"name": "b", "osSKU": "Ubuntu2204"}]
    assert len(messages(arm(CILIUM, pools=pools, **BPF), "AKN237")) == 3


def test_the_gateway_is_told_once() -> None:
    profile = {**CILIUM, "staticEgressGatewayProfile": {"enabled": True}}
    cluster = arm(profile, pools=[{"name": "gw", "mode": "Gateway"}], **BPF)
    assert messages(cluster, "AKN237") == ["accelerationMode BpfVeth stands beside the static egress gateway"]


def test_hint_for_a_setting_without_the_services_is_to_switch_them_on() -> None:
    off, insecure = arm(CILIUM, enabled=False, **WIREGUARD), spec(security=False, transit_encryption="WireGuard")
    hints = [one.hint for of in (off, insecure) for one in check([of], Context(TODAY)).findings if one.rule == "AKN216"]
    assert hints == [
        "set advancedNetworking.enabled true, or leave the setting out",
        "switch security on, or leave the setting out",
    ]

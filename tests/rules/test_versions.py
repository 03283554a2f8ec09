"""Kubernetes versions: what features need and what is supported, with the versions on both sides of every bound."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts import versions
from aksnet.findings import Finding, Severity
from aksnet.rules import RULES, Context, check
from arm_clusters import cluster_from_arm
from judging import views_of
from rendering import TODAY, view

UNKNOWN = "[parameters('x')]"
CILIUM = {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "cilium"}
DUAL = {"ipFamilies": ["IPv4", "IPv6"]}


def arm(version: object, *pools: dict[str, Any], network: Any = None, **properties: Any) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    stated = {} if version is None else {"kubernetesVersion": version}
    return {"properties": {**stated, "networkProfile": network or {}, "agentPoolProfiles": named, **properties}}


def acns(**parts: Any) -> dict[str, Any]:
    return {**CILIUM, "advancedNetworking": {"enabled": True, **parts}}


def found(rule: str, cluster: dict[str, Any]) -> tuple[Finding, ...]:
    seen = cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)
    judged = check([seen], Context(TODAY), [one for one in RULES if one.id == rule])
    assert not judged.failures, judged.failures
    return judged.findings


BLOCKS, BPF = {"podIPAllocationMode": "StaticBlock"}, {"accelerationMode": "BpfVeth"}
WINDOWS_NAT = {"osType": "Windows", "windowsProfile": {"disableOutboundNat": True}}
MTLS = {"security": {"transitEncryption": {"type": "mTLS"}}}
INTEGRATED = {"apiServerAccessProfile": {"enableVnetIntegration": True}}
FLOORS: list[Any] = [
    pytest.param("1.25.9", "1.26.0", "Windows without its OutboundNAT of the pool 'p0'", [WINDOWS_NAT], {}, {}, id="OutboundNAT of Windows"),
    pytest.param("1.26.2", "1.26.3", "API server VNet integration with IPv6", [], DUAL, INTEGRATED, id="VNet integration with dual-stack"),
    pytest.param("1.26", "1.27", "the type VirtualMachines of the pool 'p0'", [{"type": "VirtualMachines"}], {}, {}, id="VirtualMachines pools"),
    pytest.param("1.27", "1.28", "static block allocation of the pool 'p0'", [BLOCKS], {}, {}, id="static block"),
    pytest.param("1.28", "1.29", "IPv6 with Cilium", [], {**CILIUM, **DUAL}, {}, id="dual-stack with Cilium"),
    pytest.param("1.28", "1.29", "IPv6 with Cilium", [], {**CILIUM, "ipFamilies": ["ipv4", "ipv6"]}, {}, id="dual-stack in lower case"),
    pytest.param("1.28", "1.29", "advancedNetworking with Cilium", [], acns(), {}, id="ACNS on Cilium"),
    pytest.param("1.28", "1.29", "advancedNetworking with Cilium", [], acns(security={"advancedNetworkPolicies": "L7"}), {}, id="L7 policies"),
    pytest.param("1.29", "1.30", "an outbound type of network-isolated clusters", [], {"outboundType": "none"}, {}, id="outbound type none"),
    pytest.param("1.29", "1.30", "an outbound type of network-isolated clusters", [], {"outboundType": "block"}, {}, id="outbound type block"),
    pytest.param("1.30", "1.31", "LocalDNS with the mode Required of the pool 'p0'", [{"localDNSProfile": {"mode": "Required"}}], {}, {}, id="LocalDNS"),
    pytest.param("1.32", "1.33", "accelerationMode BpfVeth", [], acns(performance=BPF), {}, id="eBPF host routing"),
    pytest.param("1.32", "1.33", "kube-proxy with NFTABLES", [], {"kubeProxyConfig": {"mode": "NFTABLES"}}, {}, id="nftables"),
    pytest.param("1.33", "1.34", "transitEncryption mTLS", [], acns(**MTLS), {}, id="mutual TLS"),
]  # fmt: skip


@pytest.mark.parametrize(("below", "floor", "words", "pools", "network", "rest"), FLOORS)
def test_feature_needs_its_version(
    below: str, floor: str, words: str, pools: list[Any], network: Any, rest: dict[str, Any]
) -> None:
    (finding,) = found("AKN410", arm(below, *pools, network=network, **rest))
    needed = floor.removesuffix(".0")
    assert finding.message == f"kubernetesVersion {below} is older than {needed}, which {words} needs"
    assert finding.severity is Severity.ERROR
    assert finding.hint.startswith(f"choose {needed} or newer, or do without ")
    assert found("AKN410", arm(floor, *pools, network=network, **rest)) == ()


def test_every_floor_has_a_row_here() -> None:
    told = {f"{row.values[2]}".split(" of the pool ")[0] for row in FLOORS}
    assert told == {floor.words for floor in versions.FLOORS}


@pytest.mark.parametrize(
    "cluster",
    [
        pytest.param(arm(None, BLOCKS), id="no version"),
        pytest.param(arm(UNKNOWN, BLOCKS), id="an unknown version"),
        pytest.param(arm(1.27, BLOCKS), id="a version that is a number"),
        pytest.param(arm("v1.27", BLOCKS), id="a version with a v"),
        pytest.param(arm("1.27.3.4", BLOCKS), id="a version of four parts"),
        pytest.param(arm("1.27.9-preview", BLOCKS), id="a version with a word"),
        pytest.param(arm("2.1", BLOCKS), id="a Kubernetes that is not there yet"),
        pytest.param(arm("1.2777777", BLOCKS), id="a version that is none"),
        pytest.param(arm("1.26", network=DUAL, **INTEGRATED), id="no patch, which is the newest"),
        pytest.param(arm("1.27", {"podIPAllocationMode": UNKNOWN}), id="an unknown allocation"),
        pytest.param(arm("1.27", {"podIPAllocationMode": "DynamicIndividual"}), id="dynamic allocation"),
        pytest.param(arm("1.28", network={**acns(), "networkDataplane": "azure"}), id="ACNS off Cilium"),
        pytest.param(arm("1.28", network={**CILIUM, "advancedNetworking": {"enabled": False}}), id="ACNS that is off"),
        pytest.param(arm("1.28", network={**CILIUM, "advancedNetworking": {"enabled": UNKNOWN}}), id="ACNS that may be off"),
        pytest.param(arm("1.28", network=DUAL), id="dual-stack off Cilium"),
        pytest.param(arm("1.20", network=DUAL, apiServerAccessProfile={"enableVnetIntegration": False}), id="no VNet integration"),
        pytest.param(arm("1.20", network={"ipFamilies": ["IPv4"]}, **INTEGRATED), id="VNet integration with IPv4 alone"),
        pytest.param(arm("1.30", {"localDNSProfile": {"mode": "Preferred"}}), id="LocalDNS that waits for its version"),
        pytest.param(arm("1.30", {"localDNSProfile": {"mode": "Disabled"}}), id="LocalDNS that is off"),
        pytest.param(arm("1.32", network={"kubeProxyConfig": {"mode": "IPVS"}}), id="IPVS"),
        pytest.param(arm("1.25", {**WINDOWS_NAT, "osType": "Linux"}), id="OutboundNAT of a Linux pool"),
        pytest.param(arm("1.25", {"osType": "Windows"}, {"osType": "Windows", "windowsProfile": {"disableOutboundNat": False}}), id="Windows with its OutboundNAT"),
        pytest.param(arm("1.26", {**BLOCKS, "orchestratorVersion": "1.28"}), id="a pool with a newer version of its own"),
        pytest.param(arm("1.26", {**BLOCKS, "orchestratorVersion": UNKNOWN}), id="a pool with an unknown version of its own"),
    ],
)  # fmt: skip
def test_version_is_left_alone(cluster: dict[str, Any]) -> None:
    assert found("AKN410", cluster) == ()


def test_pool_has_a_version_of_its_own() -> None:
    (finding,) = found("AKN410", arm("1.29", {**BLOCKS, "orchestratorVersion": "1.27.1"}))
    assert finding.message == (
        "orchestratorVersion 1.27.1 is older than 1.28, which static block allocation of the pool 'p0' needs"
    )


def test_of_several_pools_the_first_is_named() -> None:
    (finding,) = found("AKN410", arm("1.27", {}, BLOCKS, BLOCKS, {**BLOCKS, "orchestratorVersion": "1.28"}))
    assert finding.message.endswith("which static block allocation of the pool 'p1' and 1 more needs")


def test_finding_stands_at_the_version_of_a_spec() -> None:
    (cluster,) = views_of('kubernetes_version: "1.28"\nnetwork: {plugin: cilium, ip_families: [IPv4, IPv6]}\n')
    (finding,) = check([cluster], Context(TODAY), [one for one in RULES if one.id == "AKN410"]).findings
    assert finding.place is not None
    assert finding.place.line == 1


def windows(version: object, sku: object = "Windows2022", **pool: Any) -> dict[str, Any]:
    return arm(version, {}, {"osType": "Windows", "osSKU": sku, **pool})


@pytest.mark.parametrize(
    ("cluster", "hint"),
    [
        pytest.param(windows("1.33", "Windows2019"), "choose Windows2022 or Windows2025", id="Windows 2019 on 1.33"),
        pytest.param(windows("1.36.9", "Windows2019"), "choose Windows2022 or Windows2025", id="Windows 2019 on 1.36"),
        pytest.param(windows("1.37", "Windows2019"), "choose Windows2025", id="Windows 2019 where 2022 is no help"),
        pytest.param(windows("1.37.0"), "choose Windows2025", id="Windows 2022 on 1.37.0"),
        pytest.param(windows("1.38"), "choose Windows2025", id="Windows 2022 on 1.38"),
        pytest.param(windows("1.37", "windows2022"), "choose Windows2025", id="Windows 2022 in lower case"),
        pytest.param(windows("1.36", orchestratorVersion="1.37"), "choose Windows2025", id="a pool with a newer version of its own"),
    ],
)  # fmt: skip
def test_windows_is_not_there_for_the_version(cluster: dict[str, Any], hint: str) -> None:
    (finding,) = found("AKN411", cluster)
    assert (finding.severity, finding.hint) == (Severity.ERROR, hint)
    assert "'p1'" in finding.message


@pytest.mark.parametrize(
    "cluster",
    [
        pytest.param(windows("1.32.9", "Windows2019"), id="Windows 2019 on 1.32"),
        pytest.param(windows("1.36.9"), id="Windows 2022 on 1.36"),
        pytest.param(windows("1.40", "Windows2025"), id="Windows 2025"),
        pytest.param(windows(None), id="Windows 2022 on no version"),
        pytest.param(windows(UNKNOWN), id="Windows 2022 on an unknown version"),
        pytest.param(windows("1.37", UNKNOWN), id="an unknown SKU"),
        pytest.param(windows("1.37", 2022), id="a SKU that is a number"),
        pytest.param(windows("1.37", orchestratorVersion="1.36"), id="a pool with an older version of its own"),
        pytest.param(arm("1.36", {"osType": "Windows"}), id="Windows without a SKU, before the default changes"),
        pytest.param(
            arm("1.37", {"osType": "Windows", "osSKU": "[parameters('sku')]"}),
            id="Windows with a SKU that cannot be told",
        ),
        pytest.param(arm("1.37", {"osSKU": "Ubuntu2204"}), id="Ubuntu"),
    ],
)
def test_windows_is_left_alone(cluster: dict[str, Any]) -> None:
    assert found("AKN411", cluster) == ()


LONG_TERM = {"supportPlan": "AKSLongTermSupport"}


@pytest.mark.parametrize(
    ("cluster", "words"),
    [
        pytest.param(arm("1.33"), "kubernetesVersion 1.33 is out of standard support", id="1.33"),
        pytest.param(arm("1.33.13", supportPlan="KubernetesOfficial"), "kubernetesVersion 1.33.13 is out of standard support", id="1.33 with the plan for standard support"),
        pytest.param(arm("1.31"), "kubernetesVersion 1.31 is out of standard support", id="1.31"),
        pytest.param(arm("1.30"), "kubernetesVersion 1.30 is deprecated", id="1.30"),
        pytest.param(arm("1.30.9", **LONG_TERM), "kubernetesVersion 1.30.9 is deprecated", id="1.30 with long-term support"),
        pytest.param(arm("1.21"), "kubernetesVersion 1.21 is deprecated", id="1.21"),
        pytest.param({"network": {"plugin": "overlay"}, "kubernetes_version": "1.32"}, "kubernetesVersion 1.32 is out of standard support", id="1.32 in a spec"),
    ],
)  # fmt: skip
def test_version_is_out_of_support(cluster: dict[str, Any], words: str) -> None:
    (finding,) = found("AKN412", cluster)
    assert finding.message == f"{words}, as of 2026-08-21"
    assert finding.severity is Severity.WARNING
    assert ("AKSLongTermSupport" in finding.hint) == ("standard" in words)


@pytest.mark.parametrize(
    "cluster",
    [
        pytest.param(arm("1.34"), id="1.34"),
        pytest.param(arm("1.34.0"), id="the first patch of 1.34"),
        pytest.param(arm("1.36.2"), id="1.36"),
        pytest.param(arm("1.37"), id="1.37, which was only planned"),
        pytest.param(arm("1.33", **LONG_TERM), id="1.33 with long-term support"),
        pytest.param(arm("1.31", **LONG_TERM), id="1.31 with long-term support, on which the facts are silent"),
        pytest.param(arm("1.33", supportPlan=UNKNOWN), id="an unknown plan"),
        pytest.param(arm(None), id="no version"),
        pytest.param(arm(UNKNOWN), id="an unknown version"),
        pytest.param(arm("latest"), id="a word"),
        pytest.param({"network": {"plugin": "overlay"}, "kubernetes_version": "1.33", "tier": "Premium", "support_plan": "AKSLongTermSupport"}, id="long-term support in a spec"),
    ],
)  # fmt: skip
def test_version_is_supported_or_unknown(cluster: dict[str, Any]) -> None:
    assert found("AKN412", cluster) == ()


def test_windows_without_a_sku_is_a_warning_once_the_default_changes() -> None:
    cluster = cluster_from_arm(arm("1.37", {"osType": "Windows"}))
    (finding,) = (one for one in check([cluster], Context(TODAY)).findings if one.rule == "AKN411")
    assert finding.severity is Severity.WARNING

"""How large clusters and pools may be: inputs that each rule is about, and their neighbours that it must not be about."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import RULES, Context, check
from arm_clusters import cluster_from_arm
from judging import views_of
from rendering import TODAY, view
from timing import within

UNKNOWN = "[parameters('x')]"
OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay"}
STANDARD = {"name": "Base", "tier": "Standard"}
L7 = {"advancedNetworking": {"enabled": True, "security": {"advancedNetworkPolicies": "L7"}}}


def spec(*pools: dict[str, Any], plugin: str = "overlay", policy: str | None = None, **rest: Any) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    network = {"plugin": plugin} | ({"network_policy": policy} if policy else {})
    return {"network": network, "pools": named, **rest}


def arm(*pools: dict[str, Any], network: Any = OVERLAY, sku: Any = None) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    resource = {"properties": {"networkProfile": network, "agentPoolProfiles": named}}
    return {**resource, "sku": sku} if sku else resource


def found(rule: str, cluster: dict[str, Any]) -> tuple[Finding, ...]:
    seen = cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)
    judged = check([seen], Context(TODAY), [one for one in RULES if one.id == rule])
    assert not judged.failures, judged.failures
    return judged.findings


def l7(*pools: dict[str, Any], **acns: Any) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    return {"network": {"plugin": "cilium", "acns": {"advanced_network_policies": "L7", **acns}}, "pools": named}


NPM = {"networkPlugin": "azure", "networkPolicy": "azure"}
KUBENET = {"networkPlugin": "kubenet"}
ERROR: list[Any] = [
    pytest.param("AKN340", arm(*[{"count": 1000}] * 5, {"count": 1}, sku=STANDARD), id="5,001 nodes"),
    pytest.param("AKN340", arm(*[{"count": 1000}] * 5, {"count": 1}), id="5,001 nodes in the Free tier, once"),
    pytest.param("AKN340", arm({"count": 5001}, sku={"name": "Automatic"}), id="5,001 nodes with Automatic"),
    pytest.param("AKN340", arm({"count": 5001}, sku={"name": "Base", "tier": UNKNOWN}), id="5,001 nodes in an unknown tier"),
    pytest.param("AKN340", spec({"count": 1000}, {"count": 1}), id="1,001 nodes without a tier"),
    pytest.param("AKN340", spec({"count": 1000}, {"count": 1}, tier="Free"), id="1,001 nodes in the Free tier"),
    pytest.param("AKN340", spec({"count": 3}, {"min": 1, "max": 998}), id="1,001 nodes at the autoscaler's most"),
    pytest.param("AKN340", arm({"count": 1001}, sku={"name": "Base", "tier": "free"}), id="1,001 nodes in a tier in lower case"),
    pytest.param("AKN341", spec({"count": 401}, plugin="kubenet"), id="401 nodes on kubenet"),
    pytest.param("AKN341", spec({"count": 1}, {"min": 0, "max": 400}, plugin="kubenet"), id="401 nodes of two pools on kubenet"),
    pytest.param("AKN341", arm({"count": 401}, network={"networkPlugin": "Kubenet"}), id="401 nodes on kubenet in ARM"),
    pytest.param("AKN342", spec(*[{"count": 1}] * 101), id="101 pools"),
    pytest.param("AKN342", arm({"count": 1001}), id="1,001 nodes in a pool"),
    pytest.param("AKN342", arm({"count": 1001, "type": "VirtualMachineScaleSets"}), id="1,001 nodes in a scale set"),
    pytest.param("AKN342", arm({"count": 1, "enableAutoScaling": True, "maxCount": 1001}), id="1,001 nodes at the autoscaler's most in a pool"),
    pytest.param("AKN342", arm({"count": 1001, "upgradeSettings": {"maxSurge": UNKNOWN}}), id="1,001 nodes and an unknown surge"),
    pytest.param("AKN343", spec({"count": 251}, policy="azure"), id="251 nodes with Network Policy Manager"),
    pytest.param("AKN343", spec({"count": 51}, {"min": 1, "max": 200}, policy="azure"), id="251 nodes of two pools with Network Policy Manager"),
]  # fmt: skip

WARNING: list[Any] = [
    pytest.param("AKN342", spec({"count": 1000}), id="a full pool, and the default surge"),
    pytest.param("AKN342", spec({"count": 910}), id="910 nodes and 91 of the default surge"),
    pytest.param("AKN342", spec({"count": 999, "max_surge": 2}), id="999 nodes and two of a surge"),
    pytest.param("AKN342", spec({"min": 1, "max": 800, "max_surge": "33%"}), id="800 nodes at the autoscaler's most and a third"),
    pytest.param("AKN344", l7({"count": 1000, "max_pods": 100}, {"count": 1, "max_pods": 100}), id="L7 on 1,001 nodes with room for 100,100 pods"),
    pytest.param("AKN344", l7({"count": 1000, "max_pods": 40}, {"count": 1, "max_pods": 10}), id="L7 on 1,001 nodes with room for 40,010 pods"),
    pytest.param("AKN344", arm({"count": 1001, "maxPods": 250}, network=L7), id="L7 in ARM"),
]  # fmt: skip

INFO: list[Any] = [
    pytest.param("AKN340", spec({"count": 11}), id="11 nodes without a tier"),
    pytest.param("AKN340", spec({"count": 11}, tier="Free"), id="11 nodes in the Free tier"),
    pytest.param("AKN340", spec({}, {"min": 1, "max": 8}), id="a default number of nodes and 8 more"),
    pytest.param("AKN340", spec({"count": 1000}), id="1,000 nodes in the Free tier"),
    pytest.param("AKN340", arm({"count": 11}, sku={"name": "Base"}), id="11 nodes of SKU Base without a tier"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN340", spec({"count": 10}), id="10 nodes without a tier"),
    pytest.param("AKN340", spec({"count": 1000}, {"count": 1}, tier="Standard"), id="1,001 nodes in the Standard tier"),
    pytest.param("AKN340", spec({"count": 1000}, {"count": 1}, tier="Premium"), id="1,001 nodes in the Premium tier"),
    pytest.param("AKN340", arm(*[{"count": 1000}] * 5, sku=STANDARD), id="5,000 nodes"),
    pytest.param("AKN340", {"network": {"plugin": "cilium"}, "sku": "automatic", "pools": [{"name": "a", "count": 20}]}, id="20 nodes with Automatic"),
    pytest.param("AKN340", arm({"count": 2000}, sku={"name": "Automatic"}), id="2,000 nodes with Automatic in ARM"),
    pytest.param("AKN340", arm({"count": 2000}, sku={"name": UNKNOWN}), id="an unknown SKU"),
    pytest.param("AKN340", arm({"count": 2000}, sku=UNKNOWN), id="a whole SKU that is unknown"),
    pytest.param("AKN340", arm({"count": 2000}, sku={"name": "Base", "tier": UNKNOWN}), id="an unknown tier"),
    pytest.param("AKN340", arm({"count": 9000}, {"count": UNKNOWN}), id="an unknown number of nodes"),
    pytest.param("AKN340", arm({"count": 3, "maxCount": 9000, "enableAutoScaling": False}), id="a maximum that no autoscaler goes to"),
    pytest.param("AKN340", {"network": {"plugin": "overlay"}}, id="no pools"),
    pytest.param("AKN341", spec({"count": 400}, plugin="kubenet"), id="400 nodes on kubenet"),
    pytest.param("AKN341", spec({"count": 401}), id="401 nodes on overlay"),
    pytest.param("AKN341", arm({"count": 401}, network={"networkPlugin": UNKNOWN}), id="401 nodes and an unknown plugin"),
    pytest.param("AKN341", arm({"count": UNKNOWN}, {"count": 500}, network=KUBENET), id="an unknown number of nodes on kubenet"),
    pytest.param("AKN342", spec(*[{"count": 1}] * 100), id="100 pools"),
    pytest.param("AKN342", spec({"count": 909}), id="909 nodes and 91 of the default surge"),
    pytest.param("AKN342", spec({"count": 900}, {"count": 900}), id="1,800 nodes of two pools"),
    pytest.param("AKN342", arm({"count": 1000, "upgradeSettings": {"maxSurge": "0", "maxUnavailable": "10%"}}), id="1,000 nodes that are upgraded in place"),
    pytest.param("AKN342", arm({"count": 1000, "upgradeSettings": {"maxSurge": UNKNOWN}}), id="1,000 nodes and an unknown surge"),
    pytest.param("AKN342", arm({"count": UNKNOWN}), id="an unknown number of nodes in a pool"),
    pytest.param("AKN342", arm({"count": 1001, "type": "VirtualMachines"}), id="1,001 virtual machines in no scale set"),
    pytest.param("AKN342", arm({"count": 1001, "type": UNKNOWN}), id="1,001 nodes in a pool of an unknown type"),
    pytest.param("AKN343", spec({"count": 250}, policy="azure"), id="250 nodes with Network Policy Manager"),
    pytest.param("AKN343", spec({"count": 251}, policy="calico"), id="251 nodes with Calico"),
    pytest.param("AKN343", arm({"count": 251}, network={**OVERLAY, "networkPolicy": UNKNOWN}), id="251 nodes and an unknown policy"),
    pytest.param("AKN343", arm({"count": 251}, {"count": UNKNOWN}, network=NPM), id="an unknown number of nodes with Network Policy Manager"),
    pytest.param("AKN344", l7({"count": 1000, "max_pods": 250}), id="L7 on 1,000 nodes with room for many pods"),
    pytest.param("AKN344", l7({"count": 1000, "max_pods": 39}, {"count": 100, "max_pods": 10}), id="L7 on 1,100 nodes with room for 40,000 pods"),
    pytest.param("AKN344", l7({"count": 1000}, {"count": 1000}, advanced_network_policies="FQDN"), id="FQDN on 2,000 nodes"),
    pytest.param("AKN344", arm({"count": 1001, "maxPods": UNKNOWN}, network=L7), id="L7 and unknown pods"),
    pytest.param("AKN344", arm({"count": 1001}, network=L7), id="L7 and pods that are left out"),
    pytest.param("AKN344", arm({"count": UNKNOWN, "maxPods": 250}, network=L7), id="L7 and an unknown number of nodes"),
    pytest.param("AKN344", arm({"count": 1001, "maxPods": 250}, network={"advancedNetworking": {"enabled": False, "security": {"advancedNetworkPolicies": "L7"}}}), id="L7 that is off"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "cluster", "severity"),
    [
        pytest.param(*one.values, severity, id=one.id)
        for severity, rows in ((Severity.ERROR, ERROR), (Severity.WARNING, WARNING), (Severity.INFO, INFO))
        for one in rows
    ],
)
def test_size_is_told(rule: str, cluster: dict[str, Any], severity: Severity) -> None:
    (finding,) = found(rule, cluster)
    assert finding.severity is severity


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_size_is_left_alone(rule: str, cluster: dict[str, Any]) -> None:
    assert found(rule, cluster) == ()


def test_messages_have_the_numbers_and_say_what_is_a_default() -> None:
    (finding,) = found("AKN340", spec({}, {"min": 1, "max": 8}))
    assert finding.message == (
        "the pools have 11 nodes (some by default) together: the tier Free (the default) is recommended for 10 at the most"
    )
    (finding,) = found("AKN340", spec({"count": 11}, tier="Free"))
    assert "11 nodes together: the tier Free is" in finding.message
    (finding,) = found("AKN342", spec({"count": 950, "max_surge": 60}))
    assert finding.message == "the pool 'p0' has 950 nodes and 60 more in an upgrade: a pool has 1000 at the most"


def test_every_pool_that_is_too_large_is_told() -> None:
    findings = found("AKN342", arm({"count": 1001}, {"count": 5}, {"count": 1000}))
    assert [(one.severity, one.message.split(" has ")[0]) for one in findings] == [
        (Severity.ERROR, "the pool 'p0'"),
        (Severity.WARNING, "the pool 'p2'"),
    ]


def test_rules_are_quick_with_many_pools() -> None:
    cluster = cluster_from_arm(arm(*[{"count": 3, "maxPods": 30}] * 10_000, network={**NPM, **L7}))
    rules = [one for one in RULES if "AKN340" <= one.id <= "AKN347" or one.id in ("AKN410", "AKN411")]
    with within(3):
        check([cluster], Context(TODAY), rules)


def test_hint_for_too_many_nodes_is_no_tier() -> None:
    (finding,) = found("AKN340", arm({"count": 5001}, sku=STANDARD))
    assert finding.hint == "spread them over several clusters, or let the pools grow less"


def test_too_many_nodes_stand_at_the_largest_pool() -> None:
    text = "network: {plugin: overlay}\ntier: Standard\npools:\n  - {name: a, count: 900}\n" + "".join(
        f"  - {{name: {name}, count: 1000}}\n" for name in "bcdef"
    )
    (finding,) = check(views_of(text), Context(TODAY), [one for one in RULES if one.id == "AKN340"]).findings
    assert finding.place is not None
    assert finding.place.line == 5

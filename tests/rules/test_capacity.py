"""What nodes take of ranges and subnets: the figures of threads and documents, and their neighbours on both sides."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import RULES, Context, check
from aksnet.view import ClusterView, Unknown, Value
from arm_clusters import cluster_from_arm
from judging import views_of
from rendering import TODAY, view
from timing import within

UNKNOWN = "[parameters('x')]"
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets"
OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay"}


def overlay(cidr: str, *pools: dict[str, Any], plugin: str = "overlay") -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    return {"network": {"plugin": plugin, "pod_cidr": cidr}, "pools": named}


def arm(*pools: dict[str, Any], **network: Any) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    return {"properties": {"networkProfile": network, "agentPoolProfiles": named}}


def nodes(prefix: str | list[str], *pools: dict[str, Any], plugin: str = "node-subnet", **rest: Any) -> dict[str, Any]:
    """A cluster whose pools are in the subnet `n`; the subnet `m` is a large one."""
    at = {"prefixes": prefix} if isinstance(prefix, list) else {"prefix": prefix}
    named = [{"name": f"p{index}", "subnet": "n", **pool} for index, pool in enumerate(pools)]
    space = {"address_space": ["10.240.0.0/12", "fd00::/48"], "subnets": {"n": at, "m": {"prefix": "10.248.0.0/16"}}}
    return {"network": {"plugin": plugin, **rest}, "vnet": space, "pools": named}


def pods(prefix: str, *pools: dict[str, Any], allocation: str = "dynamic") -> dict[str, Any]:
    """A cluster whose pools have their pods in the subnet `p`; `n` and `q` are large ones."""
    subnets = {"n": "10.248.0.0/16", "p": prefix, "q": "10.249.0.0/16"}
    named = [{"name": f"p{index}", "subnet": "n", "pod_subnet": "p", **pool} for index, pool in enumerate(pools)]
    return {
        "network": {"plugin": "pod-subnet", "allocation": allocation},
        "vnet": {"address_space": ["10.240.0.0/12"], "subnets": {name: {"prefix": at} for name, at in subnets.items()}},
        "pools": named,
    }


def static(prefix: str, *pools: dict[str, Any]) -> dict[str, Any]:
    return pods(prefix, *pools, allocation="static-block")


def seen(cluster: dict[str, Any]) -> ClusterView:
    return cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)


def found(rule: str, cluster: ClusterView) -> tuple[Finding, ...]:
    judged = check([cluster], Context(TODAY), [one for one in RULES if one.id == rule])
    assert not judged.failures, judged.failures
    return judged.findings


def pool(count: int, max_pods: int | None = None, surge: int | str = 1) -> dict[str, Any]:
    return {"count": count, "max_surge": surge, **({"max_pods": max_pods} if max_pods else {})}


POD_CIDR, NODE_SUBNET, POD_SUBNET = "AKN345", "AKN346", "AKN347"
IN_PLACE = {"upgradeSettings": {"maxSurge": "0", "maxUnavailable": "1"}}
DUAL = {"ip_families": ["IPv4", "IPv6"]}
AUTOSCALED = {"min": 1, "max": 3}

ERROR: list[Any] = [
    # E07 and AKS-Construction#701: 1280 addresses of 1024
    pytest.param(POD_CIDR, overlay("10.64.100.0/22", {"count": 2}, AUTOSCALED), "5 nodes take 1280 addresses of 1024 in the pod CIDR 10.64.100.0/22", id="five nodes on a /22"),
    pytest.param(POD_CIDR, overlay("192.168.128.0/17", pool(129)), "129 nodes take 33024 addresses of 32768 in the pod CIDR 192.168.128.0/17", id="more than 128 nodes on a /17"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/24", pool(2)), "2 nodes take 512 addresses of 256 in the pod CIDR 10.244.0.0/24", id="two nodes on a /24"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/16", pool(200), pool(57)), "257 nodes take 65792 addresses of 65536 in the pod CIDR 10.244.0.0/16", id="257 nodes of two pools"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/22", pool(5), plugin="cilium"), "5 nodes take 1280 addresses of 1024 in the pod CIDR 10.244.0.0/22", id="Cilium on overlay"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/22", pool(5), plugin="kubenet"), "5 nodes take 1280 addresses of 1024 in the pod CIDR 10.244.0.0/22", id="kubenet"),
    pytest.param(POD_CIDR, arm({"count": 300}, **OVERLAY), "300 nodes take 76800 addresses of 65536 in the pod CIDR 10.244.0.0/16 (the default)", id="the default pod CIDR"),
    pytest.param(POD_CIDR, arm({"count": 300}, podCidr="10.244.0.0/16"), "300 nodes take 76800 addresses of 65536 in the pod CIDR 10.244.0.0/16", id="no plugin, which is overlay or kubenet"),
    pytest.param(POD_CIDR, arm({"count": 5, "upgradeSettings": {"maxSurge": UNKNOWN}}, **OVERLAY, podCidr="10.244.0.0/22"), "5 nodes take 1280 addresses of 1024 in the pod CIDR 10.244.0.0/22", id="too many nodes before any surge, which is unknown"),
    pytest.param(POD_CIDR, arm({"count": 5}, **OVERLAY, podCidrs=["10.244.0.0/22", "fd12::/64"]), "5 nodes take 1280 addresses of 1024 in the pod CIDR 10.244.0.0/22", id="the IPv4 range of dual-stack"),
    # E08 and AKS#456: 310 addresses of 251
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(10, 30)), "10 nodes take 310 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="10 nodes of 30 pods in a /24"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", {"min": 1, "max": 10, "max_pods": 30}), "10 nodes take 310 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="10 nodes at the autoscaler's most"),
    # E10 and AKS#3653: a pool of 2 nodes with 30 pods beside one of 2 with 110, in a /24
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(2, 110), pool(2, 30)), "4 nodes take 284 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="a second pool that does not fit"),
    # rancher#20784: 333 addresses of 251
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(3, 110)), "3 nodes take 333 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="3 nodes of 110 pods in a /24"),
    # fact IP-05: 8 nodes of 30 pods in a /24, and not 9
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(9, 30)), "9 nodes take 279 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="9 nodes of 30 pods in a /24"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", {"count": 9}), "9 nodes take 279 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="the default of pods"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(9, 30), plugin="cilium", ipam="node-subnet"), "9 nodes take 279 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="Cilium on the node subnet"),
    # E11: nothing left in a /29 for one more
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(4), plugin="overlay"), "4 nodes take 4 addresses of 3 in the node subnet 'n' 10.240.0.0/29", id="overlay in a /29"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(252), plugin="overlay"), "252 nodes take 252 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="252 nodes of overlay in a /24"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(4), plugin="byo", pod_cidr="10.64.0.0/16"), "4 nodes take 4 addresses of 3 in the node subnet 'n' 10.240.0.0/29", id="a CNI of one's own in a /29"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(4), plugin="kubenet"), "4 nodes take 4 addresses of 3 in the node subnet 'n' 10.240.0.0/29", id="kubenet in a /29"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(4), plugin="pod-subnet"), "4 nodes take 4 addresses of 3 in the node subnet 'n' 10.240.0.0/29", id="pods that have a subnet of their own"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/30", pool(1), plugin="overlay"), "1 node takes 1 address of 0 in the node subnet 'n' 10.240.0.0/30", id="a subnet with nothing but Azure's own addresses"),
    pytest.param(NODE_SUBNET, nodes(["10.240.0.0/25", "10.240.1.0/25"], pool(9, 30)), "9 nodes take 279 addresses of 251 in the node subnet 'n' 10.240.0.0/25 and 10.240.1.0/25", id="two ranges in a subnet"),
    pytest.param(NODE_SUBNET, nodes(["10.240.0.0/29", "fd00::/64"], pool(4), plugin="overlay", **DUAL), "4 nodes take 4 addresses of 3 in the node subnet 'n' 10.240.0.0/29", id="the IPv4 range of a dual-stack subnet"),
    # azure-docs#97370: a /24 is enough for 15 nodes
    pytest.param(POD_SUBNET, pods("10.240.0.0/24", pool(16, 32)), "16 nodes take 256 addresses of 251 in the pod subnet 'p' 10.240.0.0/24", id="16 nodes in a /24 of dynamic allocation"),
    pytest.param(POD_SUBNET, pods("10.240.0.0/24", pool(8, 250), {"min": 1, "max": 8, "max_pods": 10}), "16 nodes take 256 addresses of 251 in the pod subnet 'p' 10.240.0.0/24", id="16 nodes of two pools, however many pods"),
    # fact IP-11: 30 and 31 pods take two blocks, 32 three, 110 seven, 250 sixteen
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(9, 30)), "9 nodes take 288 addresses of 256 in the pod subnet 'p' 10.240.0.0/24", id="two blocks for 30 pods"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(9, 31)), "9 nodes take 288 addresses of 256 in the pod subnet 'p' 10.240.0.0/24", id="two blocks for 31 pods"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(6, 32)), "6 nodes take 288 addresses of 256 in the pod subnet 'p' 10.240.0.0/24", id="three blocks for 32 pods"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(3, 110)), "3 nodes take 336 addresses of 256 in the pod subnet 'p' 10.240.0.0/24", id="seven blocks for 110 pods"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(2, 250)), "2 nodes take 512 addresses of 256 in the pod subnet 'p' 10.240.0.0/24", id="sixteen blocks for 250 pods"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(1, 110), pool(1, 150)), "2 nodes take 272 addresses of 256 in the pod subnet 'p' 10.240.0.0/24", id="blocks of two pools"),
]  # fmt: skip

WARNING: list[Any] = [
    # E12 and AKS#4467: 128 nodes on a /17, less one for the upgrade
    pytest.param(POD_CIDR, overlay("192.168.128.0/17", pool(128)), "128 nodes and 1 more in an upgrade take 33024 addresses of 32768 in the pod CIDR 192.168.128.0/17", id="128 nodes on a /17"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/24", pool(1)), "1 node and 1 more in an upgrade take 512 addresses of 256 in the pod CIDR 10.244.0.0/24", id="one node on a /24"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/16", {"count": 250}), "250 nodes and 25 more in an upgrade (10 % where none is stated: documents disagree) take 70400 addresses of 65536 in the pod CIDR 10.244.0.0/16", id="the default surge of a tenth"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/16", pool(200, surge="33%")), "200 nodes and 66 more in an upgrade take 68096 addresses of 65536 in the pod CIDR 10.244.0.0/16", id="a surge of a third"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/16", pool(127, surge=2), pool(126, surge=2)), "253 nodes and 4 more in an upgrade take 65792 addresses of 65536 in the pod CIDR 10.244.0.0/16", id="pools that surge each on its own"),
    # E09 and AKS#1795: 2 pools of 2 nodes, 276 addresses of 251 in an upgrade; it names no maxPods, and 45 make 276
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(2, 45), pool(2, 45)), "4 nodes and 2 more in an upgrade take 276 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="two pools that fit, and cannot be upgraded"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(8, 30)), "8 nodes and 1 more in an upgrade take 279 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="8 nodes of 30 pods in a /24"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(3), plugin="overlay"), "3 nodes and 1 more in an upgrade take 4 addresses of 3 in the node subnet 'n' 10.240.0.0/29", id="overlay in a /29 that it fills"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(251), plugin="overlay"), "251 nodes and 1 more in an upgrade take 252 addresses of 251 in the node subnet 'n' 10.240.0.0/24", id="251 nodes of overlay in a /24"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/25", {"max_pods": 30}), "3 nodes (some by default) and 1 more in an upgrade (10 % where none is stated: documents disagree) take 124 addresses of 123 in the node subnet 'n' 10.240.0.0/25", id="a number of nodes that nobody wrote"),
    pytest.param(POD_SUBNET, pods("10.240.0.0/24", pool(15, 32)), "15 nodes and 1 more in an upgrade take 256 addresses of 251 in the pod subnet 'p' 10.240.0.0/24", id="15 nodes in a /24 of dynamic allocation"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(8, 30)), "8 nodes and 1 more in an upgrade take 288 addresses of 256 in the pod subnet 'p' 10.240.0.0/24, whose first and last block are not to be counted on", id="8 nodes of two blocks in a /24"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(7, 30)), "7 nodes and 1 more in an upgrade take 256 addresses of 256 in the pod subnet 'p' 10.240.0.0/24, whose first and last block are not to be counted on", id="an upgrade that needs the first or last block"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(8, 30, surge="10%"), {"name": "q", "count": 0, "max_pods": 30}), "8 nodes and 1 more in an upgrade (10 % where none is stated: documents disagree) take 288 addresses of 256 in the pod subnet 'p' 10.240.0.0/24, whose first and last block are not to be counted on", id="a pool of no nodes is no matter"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param(POD_CIDR, overlay("10.64.100.0/21", pool(5)), id="five nodes on a /21"),
    pytest.param(POD_CIDR, overlay("192.168.128.0/17", pool(127)), id="127 nodes and one more on a /17"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/23", pool(1)), id="one node and one more on a /23"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/16", {"count": 232}), id="232 nodes and the default surge on a /16"),
    pytest.param(POD_CIDR, arm({"count": 256, **IN_PLACE}, **OVERLAY), id="256 nodes that are upgraded in place"),
    pytest.param(POD_CIDR, overlay("10.240.0.0/25", pool(1)), id="a range for no node, of which AKN118 tells"),
    pytest.param(POD_CIDR, {"network": {"plugin": "overlay", "pod_cidr": "10.244.0.0/23"}}, id="no pools"),
    pytest.param(POD_CIDR, arm(**OVERLAY, podCidr="10.244.0.0/24"), id="no pools in ARM"),
    pytest.param(POD_CIDR, arm({"count": UNKNOWN}, {"count": 900}, **OVERLAY), id="an unknown number of nodes"),
    pytest.param(POD_CIDR, arm({"count": 900}, **OVERLAY, podCidr=UNKNOWN), id="an unknown pod CIDR"),
    pytest.param(POD_CIDR, arm({"count": 900}, **OVERLAY, podCidr="ten"), id="a pod CIDR that is none"),
    pytest.param(POD_CIDR, arm({"count": 256, "upgradeSettings": {"maxSurge": UNKNOWN}}, **OVERLAY), id="256 nodes and an unknown surge"),
    pytest.param(POD_CIDR, arm({"count": 900}, networkPlugin=UNKNOWN, podCidr="10.244.0.0/24"), id="an unknown plugin"),
    pytest.param(POD_CIDR, arm({"count": 900}, networkPlugin="none", podCidr="10.244.0.0/24"), id="a CNI of one's own does as it likes"),
    pytest.param(POD_CIDR, arm({"count": 900}, **OVERLAY, podCidrs=["10.244.0.0/24", "10.245.0.0/16"]), id="two IPv4 ranges, of which AKN208 tells"),
    pytest.param(POD_CIDR, overlay("10.244.0.0/22", pool(3), {"count": 0}), id="a pool of no nodes beside three and one more on a /22"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(7, 30)), id="7 nodes of 30 pods and one more in a /24"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(250), plugin="overlay"), id="250 nodes of overlay and one more in a /24"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(250), plugin="cilium"), id="250 nodes of Cilium on overlay and one more in a /24"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(2), plugin="overlay"), id="two nodes of overlay and one more in a /29"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(7, 30), {**pool(40, 30), "subnet": "m"}), id="a pool in another subnet"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/24", pool(7, 30), {"count": 0, "max_pods": 250}), id="a pool of no nodes"),
    pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", {**pool(900, 30), "subnet": f"{ID}/n"}), id="a subnet that is there already"),
    pytest.param(NODE_SUBNET, nodes(["10.240.0.0/25", "10.240.1.0/24"], pool(9, 30)), id="9 nodes of 30 pods and one more in two ranges"),
    pytest.param(NODE_SUBNET, nodes("fd00::/64", pool(900, 30)), id="a subnet without IPv4"),
    pytest.param(POD_SUBNET, pods("10.240.0.0/24", pool(14, 32)), id="14 nodes and one more in a /24 of dynamic allocation"),
    pytest.param(POD_SUBNET, pods("10.240.0.0/24", pool(14, 32), {**pool(90, 32), "pod_subnet": "q"}), id="a pool in another pod subnet"),
    pytest.param(POD_SUBNET, pods("10.240.0.0/29", {**pool(900, 30), "pod_subnet": f"{ID}/p"}), id="a pod subnet that is there already"),
    pytest.param(POD_SUBNET, static("10.240.0.0/24", pool(6, 30)), id="6 nodes of two blocks and one more, and two to spare"),
    pytest.param(POD_SUBNET, static("10.240.0.0/23", pool(2, 110)), id="two nodes of seven blocks and one more in a /23"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "cluster", "message", "severity"),
    [
        pytest.param(*one.values, severity, id=one.id)
        for severity, rows in ((Severity.ERROR, ERROR), (Severity.WARNING, WARNING))
        for one in rows
    ],
)
def test_range_is_too_small(rule: str, cluster: dict[str, Any], message: str, severity: Severity) -> None:
    (finding,) = found(rule, seen(cluster))
    assert (finding.message, finding.severity) == (message, severity)


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_range_is_large_enough_or_unknown(rule: str, cluster: dict[str, Any]) -> None:
    assert found(rule, seen(cluster)) == ()


# facts IP-01 and IP-02; the ranges are enough for the nodes, and not for one more
@pytest.mark.parametrize(
    ("count", "sizes", "taken"),
    [
        pytest.param(50, [22, 23, 28, 29], 1581, id="50 nodes of 30 pods and one more"),
        pytest.param(60, [22, 23, 24, 26, 28], 1891, id="60 nodes of 30 pods and one more"),
    ],
)
def test_examples_of_the_documents_need_a_21(count: int, sizes: list[int], taken: int) -> None:
    ranges = [f"10.{240 + index}.0.0/{size}" for index, size in enumerate(sizes)]
    (finding,) = found(NODE_SUBNET, seen(nodes(ranges, pool(count, 30))))
    assert f"{count} nodes and 1 more in an upgrade take {taken} addresses of" in finding.message
    assert finding.hint.startswith("choose a /21 or larger")
    assert found(NODE_SUBNET, seen(nodes("10.240.0.0/21", pool(count, 30)))) == ()


@pytest.mark.parametrize(
    ("rule", "make", "pools", "prefix"),
    [
        pytest.param(POD_CIDR, overlay, [pool(300)], 15, id="a pod CIDR"),
        pytest.param(POD_CIDR, overlay, [pool(1)], 23, id="a /23 for one node and one more"),
        pytest.param(POD_CIDR, overlay, [pool(1000)] * 5, 11, id="the /11 for 5,000 nodes"),
        pytest.param(POD_CIDR, overlay, [pool(400), pool(600)], 14, id="a pod CIDR for two pools"),
        pytest.param(NODE_SUBNET, nodes, [pool(100, 110)], 18, id="a node subnet"),
        pytest.param(POD_SUBNET, pods, [pool(100, 110)], 21, id="a pod subnet"),
        pytest.param(POD_SUBNET, static, [pool(100, 110)], 18, id="a pod subnet of blocks"),
    ],
)
def test_hint_is_the_smallest_that_is_large_enough(rule: str, make: Any, pools: list[Any], prefix: int) -> None:
    (finding,) = found(rule, seen(make("10.240.0.0/28" if rule != POD_CIDR else "10.64.0.0/24", *pools)))
    assert finding.hint.startswith(f"choose a /{prefix} or larger, or let the pools grow less")
    start = "10.240.0.0" if rule != POD_CIDR else "10.64.0.0"
    assert found(rule, seen(make(f"{start}/{prefix}", *pools))) == ()
    assert found(rule, seen(make(f"{start}/{prefix + 1}", *pools))) != ()


def test_hint_asks_for_no_range_that_there_is_not() -> None:
    (finding,) = found(POD_CIDR, seen(arm({"count": 10**6}, **OVERLAY)))
    assert finding.hint == "let the pools grow less"


def test_finding_stands_at_the_range() -> None:
    text = "network: {plugin: node-subnet}\nvnet:\n  address_space: [10.240.0.0/16]\n  subnets:\n    n: {prefix: 10.240.0.0/27}\npools:\n  - {name: a, subnet: n}\n"
    (finding,) = found(NODE_SUBNET, views_of(text)[0])
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (5, 17)


@pytest.mark.parametrize(
    ("rule", "cluster", "changes", "of_pool"),
    [
        pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(90, 30)), {"networkProfile.networkPlugin": "x"}, {}, id="an unknown plugin"),
        pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(90, 30)), {"networkProfile.networkPluginMode": "x"}, {}, id="an unknown mode"),
        pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(90, 30)), {}, {"podSubnetID": "x"}, id="an unknown pod subnet"),
        pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(90, 30)), {}, {"maxPods": "x"}, id="unknown pods on the node subnet"),
        pytest.param(NODE_SUBNET, nodes("10.240.0.0/29", pool(90, 30)), {}, {"count": "x"}, id="an unknown number of nodes in a subnet"),
        pytest.param(POD_SUBNET, pods("10.240.0.0/29", pool(90, 30)), {}, {"podIPAllocationMode": "x"}, id="an unknown allocation"),
        pytest.param(POD_SUBNET, static("10.240.0.0/29", pool(90, 30)), {}, {"maxPods": "x"}, id="unknown pods with static block"),
        pytest.param(POD_SUBNET, pods("10.240.0.0/29", pool(90, 30)), {}, {"count": "x"}, id="an unknown number of nodes in a pod subnet"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_left_alone(rule: str, cluster: Any, changes: Any, of_pool: Any) -> None:
    known = seen(cluster)
    assert found(rule, known) != ()
    unknown = Value(Unknown("an expression"))
    pools = tuple(one._replace(values={**one.values, **dict.fromkeys(of_pool, unknown)}) for one in known.pools)
    assert found(rule, known._replace(values={**known.values, **dict.fromkeys(changes, unknown)}, pools=pools)) == ()


def test_dynamic_pods_are_told_however_many_they_are() -> None:
    known = seen(pods("10.240.0.0/29", pool(90, 30)))
    unknown = {"maxPods": Value(Unknown("an expression"))}
    pools = tuple(one._replace(values={**one.values, **unknown}) for one in known.pools)
    assert len(found(POD_SUBNET, known._replace(pools=pools))) == 1


def test_first_and_last_block_are_told_where_the_surge_is_unknown() -> None:
    known = seen(static("10.240.0.0/24", pool(8, 30)))
    unknown = {"upgradeSettings.maxSurge": Value(Unknown("an expression"))}
    pools = tuple(one._replace(values={**one.values, **unknown}) for one in known.pools)
    (finding,) = found(POD_SUBNET, known._replace(pools=pools))
    assert finding.severity is Severity.WARNING
    assert finding.message.startswith(
        "8 nodes take 256 addresses of 256 in the pod subnet 'p' 10.240.0.0/24, whose first"
    )


def test_every_subnet_is_told_once() -> None:
    cluster = nodes("10.240.0.0/28", pool(90, 30), {**pool(1000, 250), "subnet": "m"}, pool(5, 30))
    messages = [one.message for one in found(NODE_SUBNET, seen(cluster))]
    assert [message.split(" take")[0] for message in messages] == ["95 nodes", "1000 nodes"]


def test_rules_are_quick_with_many_subnets() -> None:
    subnets = {f"s{index}": {"prefix": f"10.{index >> 8}.{index & 255}.0/29"} for index in range(20_000)}
    named = [{"name": f"p{index}", "subnet": f"s{index}", "count": 3} for index in range(5_000)]
    cluster = view(
        network={"plugin": "overlay"}, vnet={"address_space": ["10.0.0.0/8"], "subnets": subnets}, pools=named
    )
    rules = [one for one in RULES if one.id in (POD_CIDR, NODE_SUBNET, POD_SUBNET)]
    with within(3):
        findings = check([cluster], Context(TODAY), rules).findings
    assert len(findings) == 5_001


def test_what_else_is_in_a_node_subnet_takes_room() -> None:
    text = (
        "network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/16], subnets: {n: {prefix: 10.0.0.0/28, other: %d}}}\n"
        "pools: [{name: a, count: 8, max_surge: 1, subnet: n}]\n"
    )
    clusters = [views_of(text % other)[0] for other in (2, 3, 4)]
    fits, tight, full = ([one.message for one in found(NODE_SUBNET, cluster)] for cluster in clusters)
    assert (fits, tight) == (
        [],
        [
            "8 nodes and 1 more in an upgrade take 9 addresses of 8 in the node subnet 'n' 10.0.0.0/28, with 3 for others"
        ],
    )
    assert full == ["8 nodes take 8 addresses of 7 in the node subnet 'n' 10.0.0.0/28, with 4 for others"]

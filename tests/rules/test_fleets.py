"""Clusters of one run against each other: names, VNets that are peered, and what is in a VNet that several list."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from aksnet.errors import Place
from aksnet.findings import Finding
from aksnet.planning.ranges import Ranges
from aksnet.rules import RULES, Context, Rule, check
from aksnet.rules.sampling import sample_of
from aksnet.view import ClusterView, Declaration
from judging import SAMPLED, views_of
from rendering import TODAY, view

FLEET = [one for one in RULES if one.across]
S, T = "/subscriptions/s/resourceGroups", "/subscriptions/t/resourceGroups"
HUB = "10.0.0.0/20"
NET = {"plugin": "overlay", "service_cidr": "172.16.0.0/16"}


def existing(name: str = "nodes", root: str = S) -> str:
    return f"{root}/net/providers/Microsoft.Network/virtualNetworks/v/subnets/{name}"


def cluster(
    name: str,
    space: str | list[str] = "",
    *,
    peers: Sequence[str] = (),
    group: str | None = None,
    vnet: str | None = None,
    file: str = "fleet.yaml",
    subnets: dict[str, Any] | None = None,
    count: int = 3,
    subnet: str = "nodes",
    pod_subnet: str | None = None,
    generated: bool = False,
    **network: Any,
) -> ClusterView:
    """A cluster of a spec: its VNet, where it has one, and one pool."""
    ranges = [space] if isinstance(space, str) else space
    first = f"{ranges[0].rpartition('/')[0]}/26"
    own = {
        "name": vnet,
        "address_space": ranges,
        "peers": list(peers),
        "subnets": {"nodes": {"prefix": first}} if subnets is None else subnets,
    }
    keys: dict[str, Any] = {"resource_group": group, "vnet": own if space else None}
    pods = {"pod_subnet": pod_subnet} if pod_subnet is not None else {}
    said = view(
        name=name,
        network={**NET, **network},
        pools=[{"name": "p", "mode": "System", "count": count, "subnet": subnet} | pods],
        **{key: data for key, data in keys.items() if data is not None},
    )
    declared = Declaration("terraform", "azurerm_kubernetes_cluster.a") if generated else None
    return said._replace(place=Place(file, 1), declared=declared)


def shared(
    name: str, prefix: str = "10.1.0.0/26", /, space: str | list[str] = "10.1.0.0/16", **rest: Any
) -> ClusterView:
    """A cluster that lists the VNet `v` of the group `net`, with its nodes in a subnet of it."""
    keys = {"group": "net", "vnet": "v", "subnets": {"nodes": {"prefix": prefix}}, **rest}
    return cluster(name, space, **keys)


def found(rule: str, clusters: Sequence[ClusterView]) -> list[Finding]:
    judged = check(clusters, Context(TODAY), FLEET)
    assert judged.failures == ()
    return [one for one in judged.findings if one.rule == rule]


def told(rule: str, clusters: Sequence[ClusterView]) -> list[tuple[str, str, str]]:
    return [(one.cluster, one.severity.value, one.message) for one in found(rule, clusters)]


A = cluster("a", "10.1.0.0/16", peers=[HUB])
OVERLAPS = "the VNet's address space 10.1.4.0/22 overlaps that of the cluster 'a', 10.1.0.0/16, and 10.0.0.0/20 is a peer of both"
EQUAL = "the VNet's address space 10.1.0.0/16 overlaps that of the cluster 'a', 10.1.0.0/16, and 10.0.0.0/20 is a peer of both"
EQUAL_FILE = EQUAL.replace("'a'", "'a' of fleet.yaml")

PEERS: list[Any] = [
    pytest.param([A, cluster("b", "10.1.4.0/22", peers=[HUB])], [("b", "warning", OVERLAPS)], id="one lies in the other"),
    pytest.param([cluster("b", "10.1.4.0/22", peers=[HUB]), A], [("b", "warning", OVERLAPS)], id="the larger one comes second"),
    pytest.param([A, cluster("b", "10.1.0.0/16", peers=[HUB])], [("b", "info", EQUAL)], id="the same range twice in one file, which may be a copy of the landscape"),
    pytest.param([A, cluster("b", "10.1.0.0/16", peers=[HUB], file="other.yaml")], [("b", "info", EQUAL_FILE)], id="the same in another file"),
    pytest.param([A, cluster("b", "10.1.0.0/16", peers=[HUB, "10.3.0.0/16"], file="other.yaml")], [("b", "info", EQUAL_FILE)], id="the same in another file, with other peers"),
    pytest.param([A, cluster("b", ["10.1.0.0/16", "10.5.0.0/16"], peers=[HUB], file="other.yaml")], [("b", "info", EQUAL_FILE)], id="production, which has one range more"),
    pytest.param([A, cluster("b", "10.1.0.0/20", peers=[HUB])], [("b", "info", OVERLAPS.replace("10.1.4.0/22", "10.1.0.0/20"))], id="a smaller copy, which begins at the same address"),
    pytest.param([A, cluster("b", "10.1.4.0/22", peers=[HUB]), *(cluster(name, HUB) for name in "hi")], [("b", "info", OVERLAPS)], id="two VNets of the run have the range of the hub"),
    pytest.param([A, cluster("b", "10.1.4.0/22", peers=[HUB]), cluster("h", HUB)], [("b", "warning", OVERLAPS)], id="one VNet of the run has the range of the hub"),
    pytest.param([A, cluster("b", "10.1.4.0/22", peers=[HUB], file="other.yaml")], [("b", "warning", OVERLAPS.replace("'a'", "'a' of fleet.yaml"))], id="one lies in the other, in two files"),
    pytest.param([A, cluster("b", "10.1.0.0/16", peers=["10.0.0.1/20"])], [("b", "info", EQUAL)], id="the hub with host bits"),
    pytest.param([A, cluster("b", ["10.9.0.0/16", "10.1.4.0/22"], peers=["10.3.0.0/16", HUB])], [("b", "warning", OVERLAPS)], id="one of several ranges and peers"),
    pytest.param([cluster("a", "10.1.0.0/16", peers=[HUB, "10.3.0.0/16"]), cluster("b", "10.1.4.0/22", peers=["10.3.0.0/16", HUB])], [("b", "warning", OVERLAPS)], id="two hubs, told once"),
    pytest.param([A, *(cluster(name, "10.1.0.0/16", peers=[HUB]) for name in "bc")], [("b", "info", EQUAL), ("c", "info", EQUAL)], id="three of one range, each against the first"),
    pytest.param([A, cluster("b", "10.2.0.0/16", peers=[HUB])], [], id="ranges of their own"),
    pytest.param([A, cluster("b", "10.1.4.0/22")], [], id="one that is peered with nothing: copies of a landscape overlap"),
    pytest.param([A, cluster("b", "10.1.4.0/22", peers=["10.0.0.0/16"])], [], id="a peer that is another network, though it overlaps"),
    pytest.param([A, cluster("b", "10.1.4.0/22", peers=[HUB, "10.1.0.0/16"])], [], id="one that names the other as a peer: AKN109 tells"),
    pytest.param([cluster("a", "10.1.0.0/16", peers=[HUB], vnet="v", group="g"), cluster("b", "10.1.0.0/16", peers=[HUB], vnet="V", group="G")], [], id="two clusters in one VNet"),
    pytest.param([cluster("a", "10.1.0.0/16", peers=[HUB], vnet="v", group="g"), cluster("b", "10.1.0.0/16", peers=[HUB], vnet="v", group="h")], [("b", "info", EQUAL)], id="one name in two groups"),
    pytest.param([cluster("a", "10.1.0.0/16", peers=[HUB], vnet="v", group="g"), cluster("b", "10.1.0.0/16", peers=[HUB], vnet="v")], [], id="one name, and one group that is not told"),
    pytest.param([A, cluster("a", "10.1.0.0/17", peers=[HUB], file="other.yaml")], [], id="one cluster in two specs"),
    pytest.param([A, cluster("b", "10.1.4.0/22", peers=[HUB], generated=True)], [], id="a file of another language"),
    pytest.param([A, cluster("b", "fd00:1::/64", peers=[HUB])], [], id="another version"),
    pytest.param([cluster("a", ["10.1.0.0/16", "10.1.4.0/22"], peers=[HUB])], [], id="within one VNet: AKN117 tells"),
]  # fmt: skip

PODS_IN_B = "the pod CIDR 10.2.0.0/16 overlaps the VNet 10.2.0.0/16 of the cluster 'b', which names this cluster's VNet as a peer"
IN_B = {"pod_cidr": "10.2.0.0/16"}
B = cluster("b", "10.2.0.0/16", peers=["10.1.0.0/16"])
NAMED: list[Any] = [
    pytest.param([cluster("a", "10.1.0.0/16", **IN_B), B], [("a", "warning", PODS_IN_B)], id="a pod CIDR"),
    pytest.param([cluster("a", "10.1.0.0/16", service_cidr="10.2.0.0/20"), B], [("a", "warning", PODS_IN_B.replace("pod CIDR 10.2.0.0/16", "service CIDR 10.2.0.0/20"))], id="a service CIDR"),
    pytest.param([cluster("a", "10.1.0.0/16"), cluster("b", "10.244.0.0/20", peers=["10.1.0.0/16"])], [("a", "warning", "the pod CIDR 10.244.0.0/16 (the default) overlaps the VNet 10.244.0.0/20 of the cluster 'b', which names this cluster's VNet as a peer")], id="the default of pods"),
    pytest.param([cluster("a", "10.1.0.0/16", peers=["10.9.0.0/16"], **IN_B), B], [("a", "warning", PODS_IN_B)], id="it names others"),
    pytest.param([*(cluster(name, "10.1.0.0/16", vnet="v", group="g", **IN_B) for name in "ac"), B], [("a", "warning", PODS_IN_B), ("c", "warning", PODS_IN_B)], id="each cluster of the VNet"),
    pytest.param([cluster("a", "10.1.0.0/16"), B], [], id="ranges apart"),
    pytest.param([cluster("a", "10.1.0.0/16", peers=["10.2.0.0/16"], **IN_B), B], [], id="both name each other: AKN105 tells"),
    pytest.param([cluster("a", "10.1.0.0/16", **IN_B), cluster("b", "10.2.0.0/16")], [], id="nobody names anybody"),
    pytest.param([cluster("a", "10.1.0.0/16", **IN_B), cluster("b", "10.2.0.0/16", peers=["10.0.0.0/8"])], [], id="a range around it is no name of it"),
    pytest.param([cluster("a", "10.1.0.0/16", **IN_B), cluster("c", "10.1.0.0/16"), B], [], id="two VNets that may be meant"),
    pytest.param([cluster("a", ["10.1.0.0/16", "10.5.0.0/16"], **IN_B), B], [], id="one of two ranges that is named"),
    pytest.param([cluster("a", "10.1.0.0/16", generated=True, **IN_B), B], [], id="a file of another language"),
]  # fmt: skip

OTHERS = {"nodes": {"prefix": "10.1.0.0/26"}, "apps": {"prefix": "10.1.64.0/18"}}
LISTS = shared("a", subnets=OTHERS)
IN_APPS = "the pod CIDR 10.1.64.0/20 overlaps the subnet 'apps' 10.1.64.0/18 that the cluster 'a' lists in the VNet 'v'"
PODS = {"pod_cidr": "10.1.64.0/20"}
SUBNETS: list[Any] = [
    pytest.param([LISTS, cluster("b", subnet=existing(), **PODS)], [("b", "warning", IN_APPS)], id="a cluster that is in the VNet by an ARM id"),
    pytest.param([LISTS, cluster("b", subnet=existing("else").replace("/net/", "/NET/").replace("/v/", "/V/"), **PODS)], [("b", "warning", IN_APPS)], id="in a subnet that is not listed, in other case"),
    pytest.param([LISTS, shared("b", **PODS)], [("b", "warning", IN_APPS)], id="a cluster that lists a part of the VNet"),
    pytest.param([LISTS, shared("b", service_cidr="10.1.64.0/20")], [("b", "warning", IN_APPS.replace("pod", "service"))], id="a service CIDR"),
    pytest.param([LISTS, shared("b", subnets=OTHERS, **PODS)], [], id="one that lists the subnet itself: AKN103 tells"),
    pytest.param([LISTS, cluster("b", subnet=existing())], [], id="ranges apart"),
    pytest.param([shared("a", subnets={}, subnet=existing(), **PODS)], [], id="a VNet of which no subnet is listed"),
    pytest.param([LISTS, cluster("b", subnet=existing().replace("/v/", "/w/"), **PODS)], [], id="another VNet"),
    pytest.param([LISTS, cluster("b", subnet=existing(root=T), **PODS), cluster("c", subnet=existing(), **PODS)], [], id="VNets of that name in two subscriptions"),
    pytest.param([cluster("a", "10.1.0.0/16", vnet="v", subnets=OTHERS), cluster("b", "10.1.0.0/16", vnet="v", **PODS)], [], id="no group says that it is one VNet"),
]  # fmt: skip

FULL = "the clusters a and b take 60 addresses of 59 in the node subnet 'nodes' 10.1.0.0/26"
CAPACITY: list[Any] = [
    pytest.param([shared("a", count=30), shared("b", count=30)], [("a", "warning", FULL)], id="two clusters that list the subnet"),
    pytest.param([shared("a", count=30), cluster("b", subnet=existing(), count=30)], [("a", "warning", FULL)], id="one lists it, the other is in it by its ARM id"),
    pytest.param([cluster("b", subnet=existing(), count=30), shared("a", count=30)], [("a", "warning", FULL.replace("a and b", "b and a"))], id="told where the subnet is listed"),
    pytest.param([shared(name, count=15) for name in "abcde"], [("a", "warning", "the clusters a, b, c and 2 more take 75 addresses of 59 in the node subnet 'nodes' 10.1.0.0/26")], id="many clusters"),
    pytest.param([shared("a", count=1), cluster("b", subnet=existing(), count=60)], [("a", "warning", FULL.replace("60", "61"))], id="one too large by itself, which no other rule can tell"),
    pytest.param([shared("a", count=29), shared("b", count=30)], [], id="just enough"),
    pytest.param([shared("a", count=60), shared("b", count=3)], [], id="one too large by itself: AKN346 tells"),
    pytest.param([shared("a", count=40)], [], id="one cluster"),
    pytest.param([shared("a", count=30), shared("a", count=30, file="other.yaml")], [], id="one cluster in two files"),
    pytest.param([shared("a", count=30), cluster("a", subnet=existing(), count=30, generated=True)], [], id="a spec and what is generated of it"),
    pytest.param([shared("a", count=30), cluster("b", "10.1.0.0/16", count=30, vnet="w", group="net")], [], id="two VNets"),
]  # fmt: skip

FLAT: list[Any] = [
    pytest.param([shared("a", count=2, plugin="node-subnet"), shared("b", count=2)], [], id="node subnet and overlay, with room"),
    pytest.param([shared("a", "10.1.0.0/25", count=3, plugin="node-subnet"), shared("b", "10.1.0.0/25", count=31)], [("a", "warning", "the clusters a and b take 124 addresses of 123 in the node subnet 'nodes' 10.1.0.0/25")], id="node subnet and overlay, each with its own formula"),
]  # fmt: skip


def flat(name: str, count: int, pods: str = "pods", **network: Any) -> ClusterView:
    """A cluster with pods in a subnet that it lists, or in an existing one."""
    subnets = {"nodes": {"prefix": "10.1.0.0/20"}, "pods": {"prefix": "10.1.64.0/24"}}
    return shared(name, subnets=subnets, count=count, pod_subnet=pods, plugin="pod-subnet", **network)


FULL_PODS = "the clusters a and b take 256 addresses of 251 in the pod subnet 'pods' 10.1.64.0/24"
OF_PODS: list[Any] = [
    pytest.param([flat("a", 8), flat("b", 8)], [("a", "warning", FULL_PODS)], id="batches for pods"),
    pytest.param([flat("a", 8), flat("b", 8, existing("pods"))], [("a", "warning", FULL_PODS)], id="pods in the subnet by its ARM id"),
    pytest.param([flat("a", 7), flat("b", 8)], [], id="batches that fit"),
    pytest.param([flat("a", 8, allocation="static-block"), flat("b", 1, allocation="static-block")], [], id="blocks of one that do not fit alone: AKN347 tells"),
    pytest.param([flat("a", 2, allocation="static-block"), flat("b", 1, allocation="static-block")], [("a", "warning", FULL_PODS.replace("256", "336"))], id="blocks"),
    pytest.param([flat("a", 1, allocation="static-block"), flat("b", 1, allocation="static-block")], [], id="blocks that fit"),
]  # fmt: skip


def at(name: str, group: str | None, **rest: Any) -> ClusterView:
    return cluster(name, subnet=rest.pop("subnet", existing(name)), group=group, **rest)


ANOTHER = "the resource group 'G' has another cluster 'A' at fleet.yaml:1"
NAMES: list[Any] = [
    pytest.param([at("a", "g"), at("A", "G", file="b.yaml")], [("A", "warning", ANOTHER)], id="in two files, in other case"),
    pytest.param([at("a", "g"), at("A", "G"), at("A", "G", file="c.yaml")], [("A", "warning", ANOTHER)] * 2, id="three, each against the first"),
    pytest.param([at("A", "G"), at("A", "G", file="b.yaml", subnet=existing(root=T)), at("A", "G", file="c.yaml", subnet=existing(root=T))], [("A", "warning", ANOTHER.replace("fleet", "b"))], id="the first is in another subscription, the second is not"),
    pytest.param([at("A", "G"), cluster("A", "10.7.0.0/16", group="G", file="b.yaml"), at("A", "G", file="c.yaml", subnet=existing(root=T))], [("A", "warning", ANOTHER), ("A", "warning", ANOTHER.replace("fleet", "b"))], id="one that may be in either subscription"),
    pytest.param([at("A", "G", subnet=existing(root=S.replace("/s/", f"/{one}/"))) for one in "stu"], [], id="in three subscriptions"),
    pytest.param([at("a", "g"), at("a", "h")], [], id="in two groups"),
    pytest.param([at("a", "g"), at("b", "g")], [], id="two names"),
    pytest.param([at("a", None), at("a", None, file="b.yaml")], [], id="in groups that nobody tells"),
    pytest.param([at("a", "g"), at("a", "g", file="b.yaml", subnet=existing(root=T))], [], id="in two subscriptions, by their subnets"),
    pytest.param([at("a", "g"), at("a", "g", generated=True)], [], id="a spec and what is generated of it"),
]  # fmt: skip

HERE = "the VNet 'v' has the address space 10.1.0.0/16 and 10.2.0.0/16 here, and 10.1.0.0/16 in the cluster 'a'"
OF_NODES = "the subnet 'nodes' of the VNet 'v' has the"
TABLE, TABLE_2 = (f"{S}/net/providers/Microsoft.Network/routeTables/{name}" for name in "rt")

GATEWAY, GATEWAY_2 = (f"{S}/net/providers/Microsoft.Network/natGateways/{name}" for name in "gh")


def listing(name: str, **subnet: Any) -> ClusterView:
    return shared(name, subnets={"nodes": {"prefix": "10.1.0.0/26", **subnet}})


DIFFERS: list[Any] = [
    pytest.param([shared("a"), shared("b", space=["10.1.0.0/16", "10.2.0.0/16"])], [("b", "warning", HERE)], id="the address space"),
    pytest.param([shared("a"), shared("b", "10.1.4.0/26")], [("b", "warning", f"{OF_NODES} range 10.1.4.0/26 here, and 10.1.0.0/26 in the cluster 'a'")], id="the range of a subnet"),
    pytest.param([listing("a", route_table=TABLE), listing("b", route_table=TABLE_2)], [("b", "warning", f"{OF_NODES} route table {TABLE_2} here, and {TABLE} in the cluster 'a'")], id="the route table of a subnet"),
    pytest.param([listing("a", delegation="A/b"), listing("b", delegation="A/c")], [("b", "warning", f"{OF_NODES} delegation A/c here, and A/b in the cluster 'a'")], id="the delegation of a subnet"),
    pytest.param([listing("a"), listing("b", delegation="A/b"), listing("c", delegation="A/c")], [("c", "warning", f"{OF_NODES} delegation A/c here, and A/b in the cluster 'b'")], id="the delegation, of which the first says nothing"),
    pytest.param([listing("a"), listing("b", route_table=TABLE), listing("c", route_table=TABLE_2)], [("c", "warning", f"{OF_NODES} route table {TABLE_2} here, and {TABLE} in the cluster 'b'")], id="the route table, of which the first says nothing"),
    pytest.param([listing("a"), listing("b", nat_gateway=GATEWAY), listing("c", nat_gateway=GATEWAY_2)], [("c", "warning", f"{OF_NODES} NAT gateway {GATEWAY_2} here, and {GATEWAY} in the cluster 'b'")], id="the NAT gateway, of which the first says nothing"),
    pytest.param([listing("a"), listing("b", delegation="A/b"), listing("c"), listing("d", delegation="a/B")], [], id="one delegation, of which some say nothing"),
    pytest.param([listing("a", delegation="A/b"), listing("b", delegation="A/c")._replace(place=Place("b.yaml", 1))], [("b", "warning", f"{OF_NODES} delegation A/c here, and A/b in the cluster 'a' of fleet.yaml")], id="in two files"),
    pytest.param([shared("a"), shared("b", subnets={"nodes": {"prefix": "10.1.0.0/26"}, "apps": {"prefix": "10.1.0.0/28"}})], [], id="a subnet in another that it lists itself: AKN107 tells"),
    pytest.param([shared("a"), shared("b", subnets={"apps": {"prefix": "10.1.0.0/28"}}, subnet="apps")], [("b", "warning", "the subnet 'apps' 10.1.0.0/28 of the VNet 'v' overlaps the subnet 'nodes' 10.1.0.0/26 that the cluster 'a' lists there")], id="a subnet in one of the other cluster"),
    pytest.param([shared(name, subnets={}, subnet=existing()) for name in "ab"], [], id="the same, without a subnet"),
    pytest.param([shared("a"), shared("b", space=["10.1.0.0/16"])], [], id="the same"),
    pytest.param([shared("a"), shared("b", subnets={"apps": {"prefix": "10.1.4.0/26"}}, subnet="apps")], [], id="each lists the subnet that it uses"),
    pytest.param([shared("a"), shared("b", space="10.1.0.1/16")], [], id="one range with host bits: AKN101 tells"),
    pytest.param([listing("a", route_table=TABLE), listing("b", route_table=TABLE.removesuffix("r") + "R")], [], id="one route table, in other case"),
    pytest.param([shared("a"), shared("b", "10.1.4.0/26", group="other")], [], id="one name in two groups"),
    pytest.param([shared("a", group=None), shared("b", "10.1.4.0/26", group=None)], [], id="groups that nobody tells"),
    pytest.param([shared("a"), shared("b", "10.1.4.0/26", generated=True)], [], id="a file of another language"),
]  # fmt: skip


@pytest.mark.parametrize(("clusters", "expected"), PEERS)
def test_vnets_with_one_peer_do_not_overlap(clusters: list[ClusterView], expected: list[Any]) -> None:
    assert told("AKN126", clusters) == expected


@pytest.mark.parametrize(("clusters", "expected"), NAMED)
def test_ranges_keep_off_vnets_that_name_the_clusters_own(clusters: list[ClusterView], expected: list[Any]) -> None:
    assert told("AKN127", clusters) == expected


@pytest.mark.parametrize(("clusters", "expected"), SUBNETS)
def test_ranges_keep_off_subnets_that_others_list(clusters: list[ClusterView], expected: list[Any]) -> None:
    assert told("AKN128", clusters) == expected


@pytest.mark.parametrize(("clusters", "expected"), [*CAPACITY, *FLAT, *OF_PODS])
def test_a_shared_subnet_has_room_for_all(clusters: list[ClusterView], expected: list[Any]) -> None:
    assert told("AKN349", clusters) == expected


@pytest.mark.parametrize(("clusters", "expected"), NAMES)
def test_a_group_has_one_cluster_of_a_name(clusters: list[ClusterView], expected: list[Any]) -> None:
    assert told("AKN362", clusters) == expected


@pytest.mark.parametrize(("clusters", "expected"), DIFFERS)
def test_clusters_say_the_same_of_one_vnet(clusters: list[ClusterView], expected: list[Any]) -> None:
    assert told("AKN363", clusters) == expected


def _each_with_all(number: int, _: int) -> ClusterView:
    said = shared(f"c{number}", peers=[HUB], count=30, plugin="kubenet")
    return said._replace(resource_group=f"net{number % 2}")


def _half_of_another_mode(number: int, count: int) -> ClusterView:
    plugin = "kubenet" if number >= count // 2 else "overlay"
    return cluster(f"c{number}", subnet=existing(), plugin=plugin)


def _of_one_name(number: int, _: int) -> ClusterView:
    return cluster("aks", "10.1.0.0/16", peers=[HUB], subnet=existing(), plugin="kubenet", file=f"{number}.yaml")


def _named_by_all(number: int, _: int) -> ClusterView:
    space = f"10.{number // 250 + 2}.{number % 250}.0/24" if number else "10.1.0.0/16"
    return cluster(f"c{number}", space, peers=["10.1.0.0/16"] if number else [], pod_cidr="10.0.0.0/8")


def _one_in_each_subscription(number: int, _: int) -> ClusterView:
    return at("aks", "g", subnet=existing(root=S.replace("/s/", f"/{number}/")))


@pytest.mark.parametrize(
    "crowd", [_one_in_each_subscription, _each_with_all, _half_of_another_mode, _of_one_name, _named_by_all]
)
def test_the_cost_is_linear_in_clusters(crowd: Callable[[int, int], ClusterView]) -> None:
    """Eight times the clusters take some eight times as long, and not 64 times; of three runs the quickest counts."""
    few, many = ([crowd(number, count) for number in range(count)] for count in (250, 2_000))
    assert min(_taken(many) for _ in range(3)) < 25 * min(_taken(few) for _ in range(3))


def _taken(clusters: list[ClusterView]) -> float:
    """The processor's time without the collector's, which looks through all that other tests have left."""
    gc.disable()
    try:
        start = time.process_time()
        assert check(clusters, Context(TODAY), FLEET).failures == ()
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("rule", [one for one in SAMPLED if not one.across], ids=lambda rule: rule.id)
def test_a_rule_that_asks_for_other_clusters_says_that_it_is_across(rule: Rule) -> None:
    """Of the others a shard runs no rule but those: what is not there cannot be asked for."""
    for part in (sample_of(rule.id).bad, sample_of(rule.id).good):
        for one in views_of(part.text) if part.is_spec else ():
            alone: Any = {"fleet": None, "peerings": None, "uses": None}
            list(rule.check(one, Context(TODAY, ranges=Ranges(one), **alone)))

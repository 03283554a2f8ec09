"""Pod ranges for clusters that run already: what is free, how large, and what a given one would meet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from aksnet.addresses import network_of
from aksnet.planning.pod_ranges import Chosen, PodRanges, doubted_by, refused_by
from aksnet.planning.ranges import Named
from aksnet.view import ClusterView
from judging import views_of


def spec(name: str = "prod", **cluster: Any) -> ClusterView:
    (view,) = views_of(json.dumps({"name": name, "network": {"plugin": "node-subnet"}, **cluster}))
    return view


def overlaid(cluster: ClusterView) -> ClusterView:
    """The cluster as it is to be: overlay, without a range yet."""
    value = cluster.values["networkProfile.networkPlugin"]._replace(data="overlay")
    return cluster._replace(values={**cluster.values, "networkProfile.networkPluginMode": value})


def vnet(*space: str, **more: Any) -> dict[str, Any]:
    return {"name": "v", "address_space": [*space], "subnets": {"nodes": {"prefix": space[0]}}, **more}


def placed(*space: str, **more: Any) -> dict[str, Any]:
    """A cluster in a VNet."""
    return {"vnet": vnet(*space, **more), "pools": [{"name": "system", "count": 3, "subnet": "nodes"}]}


WIDE: dict[str, Any] = {
    "vnet": {
        "name": "v",
        "address_space": ["10.1.0.0/16"],
        "subnets": {"nodes": {"prefix": "10.1.0.0/20"}},
        "peers": ["10.7.0.0/24"],
    },
    "pools": [{"name": "system", "count": 3, "subnet": "nodes"}],
}


@pytest.mark.parametrize(
    ("cluster", "expected"),
    [
        pytest.param(spec(), "10.244.0.0/16", id="the usual one, where nothing is in its way"),
        pytest.param(spec(**placed("10.244.0.0/16")), "10.245.0.0/16", id="beside the VNet"),
        pytest.param(spec(**placed("10.1.0.0/16", peers=["10.244.0.0/15"])), "10.246.0.0/16", id="beside a peered VNet"),
        pytest.param(spec(**placed("10.1.0.0/16", on_premises=["10.0.0.0/8"])), "100.64.0.0/16", id="beside what is on premises"),
        pytest.param(spec(network={"plugin": "node-subnet", "service_cidr": "10.244.0.0/16"}), "10.245.0.0/16", id="beside the Services"),
        pytest.param(spec(pools=[{"name": "system", "count": 500}]), "10.244.0.0/14", id="as large as the nodes need"),
        pytest.param(spec(pools=[{"name": "system", "count": 1000}]), "100.64.0.0/13", id="larger than what everybody knows has room for"),
    ],
)  # fmt: skip
def test_a_range_meets_nothing_that_is_known(cluster: ClusterView, expected: str) -> None:
    chosen = PodRanges([cluster]).choose(overlaid(cluster))
    assert chosen is not None
    assert chosen.texts == (expected,)


def test_clusters_may_share_what_is_chosen() -> None:
    one, two = spec("one"), spec("two")
    free = PodRanges([one, two])
    assert free.choose(overlaid(one)) == free.choose(overlaid(two)) != None  # noqa: E711


def test_what_another_cluster_has_is_not_chosen() -> None:
    other = spec("other", network={"plugin": "kubenet", "pod_cidr": "10.244.0.0/16"})
    chosen = PodRanges([spec(), other]).choose(overlaid(spec()))
    assert chosen is not None
    assert chosen.texts == ("10.245.0.0/16",)


def test_what_the_service_took_is_not_chosen_either() -> None:
    other = spec("other", network={"plugin": "kubenet"})
    chosen = PodRanges([spec(), other]).choose(overlaid(spec()))
    assert chosen is not None
    assert chosen.texts == ("10.245.0.0/16",)


def test_a_smaller_range_does_where_no_usual_one_is_free() -> None:
    taken = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/11", "100.96.0.0/12", "100.112.0.0/13"]
    taken += ["100.120.0.0/14", "100.124.0.0/15", "100.126.0.0/16", "100.127.0.0/17"]
    cluster = spec(**placed("10.1.0.0/16", on_premises=taken))
    chosen = PodRanges([cluster]).choose(overlaid(cluster))
    assert chosen is not None
    assert (chosen.network.prefixlen, chosen.holds, chosen.nodes) == (21, 8, 4)


def test_nothing_is_chosen_where_nothing_is_free() -> None:
    taken = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
    cluster = spec(**placed("10.1.0.0/16", on_premises=taken))
    assert PodRanges([cluster]).choose(overlaid(cluster)) is None


def test_dual_stack_gets_a_range_of_each_family() -> None:
    cluster = spec(network={"plugin": "node-subnet", "ip_families": ["IPv4", "IPv6"]})
    chosen = PodRanges([cluster]).choose(overlaid(cluster))
    assert chosen is not None
    assert [network_of(text).version for text in chosen.texts] == [4, 6]


def test_nodes_are_not_told_where_nothing_says_how_many_there_are() -> None:
    cluster = spec()._replace(pools=())
    chosen = PodRanges([cluster]).choose(overlaid(cluster))
    assert chosen == Chosen(network_of("10.244.0.0/16"), None)


@pytest.mark.parametrize(
    ("find", "text", "met"),
    [
        pytest.param(refused_by, "10.1.4.0/22", "the subnet 'nodes' 10.1.0.0/20", id="a subnet"),
        pytest.param(refused_by, "10.0.0.0/17", "the service CIDR 10.0.0.0/16 (the default)", id="the Services"),
        pytest.param(doubted_by, "10.1.128.0/17", "the VNet's address space 10.1.0.0/16", id="the VNet where no subnet is"),
        pytest.param(doubted_by, "10.0.0.0/14", "the VNet's address space 10.1.0.0/16", id="a range around the VNet"),
        pytest.param(doubted_by, "10.7.0.0/16", "the peered VNet 10.7.0.0/24", id="a peered VNet"),
    ],
)  # fmt: skip
def test_a_given_range_that_meets_something(find: Callable[..., Iterator[Named]], text: str, met: str) -> None:
    assert next(find(network_of(text), spec(**WIDE))).words == met


@pytest.mark.parametrize("find", [refused_by, doubted_by])
@pytest.mark.parametrize("text", ["10.244.0.0/16", "10.2.0.0/16"])
def test_a_given_range_that_meets_nothing(find: Callable[..., Iterator[Named]], text: str) -> None:
    assert not list(find(network_of(text), spec(**WIDE)))


def test_a_range_in_the_vnet_beside_its_subnets_is_not_refused() -> None:
    assert not list(refused_by(network_of("10.1.128.0/17"), spec(**WIDE)))

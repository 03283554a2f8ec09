"""What the space for subnets holds: at the very least, in blocks, and beside the cluster's own ranges."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.addresses import network_of
from aksnet.errors import UsageError
from aksnet.recommending.contradictions import contradiction_of
from aksnet.recommending.leasts import leasts_of
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import recommend
from aksnet.recommending.reasons import Weight
from choosing import fitting, needs, reason, said, way

ROOM = "no private range is left for a service CIDR beside the VNet"


@pytest.mark.parametrize(
    ("of", "name", "doubt"),
    [
        pytest.param(needs(nodes=240, space="10.1.0.0/24"), "cilium", "its subnets take 246 addresses at the least, 269 at the most: 256 are free", id="room for one node more, and not for 10 %"),
        pytest.param(needs(nodes=240, addresses=256), "cilium", "its subnets take 246 addresses at the least, 269 at the most: 256 are free", id="the same, as a number"),
        pytest.param(needs("direct-pod-access", pods=900_000, nodes=5000), "cilium-static-block", "the pods take 961,152 addresses at the least, 1,056,800 at the most: a pod subnet of static blocks has 1,048,576", id="900,000 pods in static blocks: 5,006 nodes fit"),
        pytest.param(needs(pods=1_000_000), "cilium-static-block", "the pods take 1,041,248 addresses at the least, 1,144,864 at the most: a pod subnet of static blocks has 1,048,576", id="1,000,000 pods in static blocks"),
        pytest.param(needs(nodes=2000), "pod-subnet", "its nodes and pods take 283,939 addresses at the most: a VNet has no more than 65,536 in use", id="more than a VNet has, with all pods that nodes are allowed"),
        pytest.param(needs(nodes=2000), "node-subnet", "its nodes and pods take 68,236 addresses at the most: a VNet has no more than 65,536 in use", id="more than a VNet has, with 10 % more nodes"),
        pytest.param(needs(nodes=300, pods=3000, addresses=1000), "cilium-static-block", None, id="no room for blocks"),
        pytest.param(needs(nodes=10, pods=300, addresses=520), "node-subnet", None, id="enough in one block"),
        pytest.param(needs(nodes=9, pods=144, addresses=400), "pod-subnet", "at the most its subnets are a /28 and a /23, 528 addresses: 400 are free", id="blocks of less than is planned with"),
        pytest.param(needs(nodes=10, pods=300, addresses=400), "cilium-pod-subnet", "its subnets are a /28 and a /23, 528 addresses, and 400 are free: give pools subnets of their own", id="enough addresses, and not in powers of two"),
        pytest.param(needs(nodes=50, space="10.0.0.0/26 10.0.1.0/26 10.0.2.0/26"), "cilium", "fits", id="one of several ranges"),
    ],
)  # fmt: skip
def test_what_is_in_doubt_by_space(of: Needs, name: str, doubt: str | None) -> None:
    doubts = said(of, name, Weight.DOUBT)
    assert (doubts == [doubt]) if doubt not in (None, "fits") else not doubts


@pytest.mark.parametrize("name", ["cilium", "pod-subnet", "pod-subnet-static-block", "node-subnet"])
@pytest.mark.parametrize("nodes", [5, 10, 27, 50, 100, 240])
@pytest.mark.parametrize("prefix", [20, 22, 24, 26])
def test_the_same_space_said_two_ways_is_judged_the_same(name: str, nodes: int, prefix: int) -> None:
    of = needs(nodes=nodes, pods=nodes * 20)
    ranges, number = (of._replace(space=(network_of(f"10.1.0.0/{prefix}"),)), of._replace(addresses=2 ** (32 - prefix)))
    weights = [[(one.weight, one.text) for one in way(each, name).reasons] for each in (ranges, number)]
    assert weights[0] == weights[1]
    assert fitting(ranges) == fitting(number)


def test_what_has_room_for_one_node_more_says_so_in_the_command() -> None:
    command = shlex.join(way(needs(nodes=240, space="10.1.0.0/24"), "cilium").command)
    assert "max_surge: 1" in command
    assert "max_surge" not in shlex.join(way(needs(nodes=100, space="10.1.0.0/24"), "cilium").command)


def test_a_subnet_is_as_large_as_the_space_lets_it_be() -> None:
    command = shlex.join(way(needs(nodes=10, space="10.1.0.0/22"), "pod-subnet").command)
    assert "nodes: {prefix: 10.1.2.0/28}, pods: {prefix: 10.1.0.0/23}" in command


@pytest.mark.parametrize(
    ("space", "message"),
    [
        pytest.param("172.30.4.0/22", "172.30.4.0/22 overlaps 172.30.0.0/16, which AKS reserves [CIDR-01]", id="reserved by AKS"),
        pytest.param("224.0.0.0/16", "224.0.0.0/16 overlaps 224.0.0.0/4, multicast addresses, which no VNet has [CIDR-04]", id="multicast"),
        pytest.param("127.0.0.0/16", "127.0.0.0/16 overlaps 127.0.0.0/8, loopback addresses, which no VNet has [CIDR-04]", id="loopback"),
        pytest.param("198.18.0.0/16", "198.18.0.0/16 overlaps 198.18.0.0/15, which is neither private nor public", id="for benchmarks"),
        pytest.param("0.0.0.0/8", "0.0.0.0/8 overlaps 0.0.0.0/8, which is neither private nor public", id="this network"),
        pytest.param("203.0.113.0/24", "which is neither private nor public", id="for examples"),
        pytest.param("240.0.0.0/8", "which is neither private nor public", id="for a future that does not come"),
    ],
)  # fmt: skip
def test_space_that_is_for_no_vnet(space: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        recommend(needs(space=space))
    assert message in str(caught.value)


@pytest.mark.parametrize("space", ["168.63.128.0/24", "20.0.0.0/16", "100.64.0.0/16", "192.168.0.0/16"])
def test_space_that_may_be_a_vnets(space: str) -> None:
    assert recommend(needs(space=space))[0].fits


def test_no_range_left_for_services_excludes_everything_and_is_told() -> None:
    of = needs(nodes=5, space="10.0.0.0/8 172.16.0.0/13 172.24.0.0/14 172.28.0.0/15 192.168.0.0/16")
    choices = recommend(of)
    assert all(ROOM in [one.text for one in choice.reasons] for choice in choices)
    problem = contradiction_of(of, choices)
    assert problem is not None
    assert f"with another --vnet-space: cilium fits; with this one, {ROOM}" in str(problem)


@pytest.mark.parametrize(
    ("space", "words"),
    [
        pytest.param("10.0.0.0/8 172.16.0.0/13 172.24.0.0/14 172.28.0.0/15", "--service-cidr 192.168.0.0/16 --pod-cidr 100.64.0.0/16", id="all but 192.168.0.0/16"),
        pytest.param("10.0.0.0/8 100.64.0.0/10 172.16.0.0/13 172.24.0.0/14 172.28.0.0/15", "--service-cidr 192.168.0.0/20 --pod-cidr 192.168.16.0/21", id="one /16 for both"),
    ],
)  # fmt: skip
def test_ranges_are_smaller_where_little_is_left(space: str, words: str) -> None:
    choice = way(needs(nodes=5, space=space), "cilium")
    assert words.split()[1] in choice.command
    assert words.split()[3] in choice.command


def test_a_smaller_pod_range_than_planned_with_is_a_doubt() -> None:
    of = needs(nodes=60, space="10.0.0.0/8 100.64.0.0/10 172.16.0.0/13 172.24.0.0/14 172.28.0.0/15 192.168.0.0/17")
    doubt = "a pod CIDR of a /17 is planned with, and no more than a /18 is left"
    assert said(of, "cilium", Weight.DOUBT) == [doubt]
    assert {"--pod-cidr", "192.168.192.0/18"} <= set(way(of, "cilium").command)
    assert not way(of._replace(nodes=65), "cilium").fits


@pytest.mark.parametrize(
    ("of", "name", "facts", "page"),
    [
        pytest.param(needs(nodes=50, addresses=10), "cilium", {"IP-03", "IP-04", "IP-06"}, "concepts-network-ip-address-planning", id="nodes on overlay"),
        pytest.param(needs(nodes=50, addresses=10), "node-subnet", {"IP-01", "NSN-01"}, "concepts-network-legacy-cni", id="the node subnet"),
        pytest.param(needs(nodes=50, addresses=10), "pod-subnet", {"PSD-01"}, "configure-azure-cni-dynamic-ip-allocation", id="batches"),
        pytest.param(needs(nodes=50, addresses=10), "pod-subnet-static-block", {"PSS-03", "IP-11"}, "concepts-network-azure-cni-pod-subnet", id="blocks"),
    ],
)  # fmt: skip
def test_arithmetic_has_its_facts_and_pages(of: Needs, name: str, facts: set[str], page: str) -> None:
    found = reason(of, name, "it takes ")
    assert facts <= set(found.facts)
    assert any(page in source.url for source in found.sources)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["overlay", "pod-subnet", "pod-subnet-static-block", "node-subnet", "kubenet", "cilium"]),
    st.integers(1, 400),
    st.integers(1, 30),
    st.booleans(),
)
def test_the_least_is_never_more_than_what_is_planned_with(name: str, nodes: int, each: int, windows: bool) -> None:
    of = needs(*(["windows"] if windows and nodes > 1 else []), nodes=nodes, pods=nodes * each)
    choice = way(of, name)
    leasts = {one.name: one.addresses for one in leasts_of(of, choice.way, choice.sizes)}
    assert [one.name for one in choice.demands] == list(leasts)
    assert all(one.least == leasts[one.name] <= one.addresses for one in choice.demands)


@pytest.mark.parametrize(
    ("of", "name", "words"),
    [
        pytest.param(needs(pods=1_000_000, space="10.0.0.0/8"), "cilium-static-block", "pods: {prefix: 10.0.0.0/12}", id="static blocks end at a /12"),
        pytest.param(needs(nodes=2000, space="10.0.0.0/8"), "pod-subnet", "pods: {prefix: 10.0.0.0/16}", id="dynamic allocation ends at a /16"),
    ],
)  # fmt: skip
def test_no_pod_subnet_is_larger_than_pods_can_have(of: Needs, name: str, words: str) -> None:
    assert words in shlex.join(way(of, name).command)
    assert len(said(of, name, Weight.DOUBT)) == 1
    assert any(text.startswith("its subnets take ") for text in said(of, name, Weight.FOR))


def test_virtual_nodes_take_the_smallest_subnet_at_the_least() -> None:
    of = needs("virtual-nodes", nodes=5, space="10.1.0.0/20")
    assert [(one.name, one.least, one.prefix) for one in way(of, "node-subnet").demands][1:] == [("virtual", 8, 29)]
    command = shlex.join(way(of, "pod-subnet").command)
    assert "virtual: {prefix: 10.1." in command
    assert "'addons.virtual_node={subnet: virtual}'" in command

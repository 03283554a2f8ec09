"""The address plan: the worked examples of the documents, what binds first, and what several clusters share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.errors import SpecError
from aksnet.planning.balance import RangeKind, Verdict
from aksnet.planning.conflicts import refuse_conflicts
from aksnet.planning.plan import Plan
from plans import only, plan, views

NODES, PODS, CIDR, SERVICES = (
    RangeKind.NODE_SUBNET,
    RangeKind.POD_SUBNET,
    RangeKind.POD_CIDR,
    RangeKind.SERVICE_CIDR,
)
VNET = "vnet: {address_space: [10.0.0.0/8], subnets: {nodes: {prefix: %s}, pods: {prefix: %s}}}\n"


def flat(nodes: str, *pools: str) -> str:
    return _spec("{plugin: node-subnet}", nodes, "10.128.0.0/16", "", *pools)


def overlay(cidr: str, *pools: str, plugin: str = "overlay") -> str:
    return _spec(f"{{plugin: {plugin}, pod_cidr: {cidr}}}", "10.0.0.0/16", "10.128.0.0/16", "", *pools)


def dynamic(pods: str, *pools: str) -> str:
    return _spec("{plugin: pod-subnet}", "10.0.0.0/16", pods, ", pod_subnet: pods", *pools)


def static(pods: str, *pools: str) -> str:
    return _spec("{plugin: pod-subnet, allocation: static-block}", "10.0.0.0/16", pods, ", pod_subnet: pods", *pools)


def _spec(network: str, nodes: str, pods: str, more: str, *pools: str) -> str:
    listed = "".join(f"  - {{name: p{i}, subnet: nodes{more}, {pool}}}\n" for i, pool in enumerate(pools))
    return f"network: {network}\n{VNET % (nodes, pods)}pools:\n{listed}"


@pytest.mark.parametrize(
    ("text", "kind", "upgrade", "room", "prefix", "verdict"),
    [
        pytest.param(flat("10.0.0.0/21", "count: 50, max_surge: 1, max_pods: 30"), NODES, 1581, 2043, 21, Verdict.FITS, id="IP-01: 50 nodes and one more, of 30 pods"),
        pytest.param(flat("10.0.0.0/21", "count: 60, max_surge: 1, max_pods: 30"), NODES, 1891, 2043, 21, Verdict.TIGHT, id="IP-01: 60 nodes and one more, of 30 pods"),
        pytest.param(flat("10.0.0.0/24", "count: 10, max_unavailable: 1, max_pods: 30"), NODES, 310, 251, 23, Verdict.DOES_NOT_FIT, id="AKS#456: 310 of 251"),
        pytest.param(flat("10.0.0.0/24", "count: 2, max_surge: 1, max_pods: 45", "count: 2, max_surge: 1, max_pods: 45"), NODES, 276, 251, 23, Verdict.DOES_NOT_FIT, id="AKS#1795: it fits until it is upgraded"),
        pytest.param(flat("10.0.0.0/24", "count: 8, max_unavailable: 1, max_pods: 30"), NODES, 248, 251, 24, Verdict.TIGHT, id="IP-05: 8 nodes of 30 pods on a /24"),
        pytest.param(flat("10.0.0.0/24", "count: 2, max_surge: 1, max_pods: 30", "count: 3, max_surge: 1, max_pods: 50"), NODES, 3 * 31 + 4 * 51, 251, 23, Verdict.DOES_NOT_FIT, id="AKS#3653: all pools of the subnet are added up"),
        pytest.param(overlay("10.244.0.0/22", "count: 5, max_unavailable: 1"), CIDR, 1280, 1024, 21, Verdict.DOES_NOT_FIT, id="AKS-Construction#701: 1,280 of 1,024"),
        pytest.param(overlay("10.244.0.0/16", "count: 200, max_surge: 28%"), CIDR, 256 * 256, 65536, 16, Verdict.TIGHT, id="IP-07: 256 nodes, those of an upgrade among them, fill a /16"),
        pytest.param(overlay("10.244.0.0/16", "count: 200, max_surge: 57"), CIDR, 257 * 256, 65536, 15, Verdict.DOES_NOT_FIT, id="IP-07: 257 do not fit"),
        pytest.param(overlay("10.32.0.0/11", "count: 1000, max_unavailable: 1", "count: 1000, max_unavailable: 1", "count: 1000, max_unavailable: 1", "count: 1000, max_unavailable: 1", "count: 1000, max_unavailable: 1") + "tier: Standard", CIDR, 1_280_000, 2**21, 11, Verdict.FITS, id="IP-08: 5,000 nodes need a /11"),
        pytest.param(overlay("10.244.0.0/24", "count: 1, max_unavailable: 1"), CIDR, 256, 256, 24, Verdict.TIGHT, id="IP-09: a /24 holds one node"),
        pytest.param(overlay("10.244.0.0/22", "count: 2, max_surge: 1, max_pods: 10"), CIDR, 768, 1024, 22, Verdict.FITS, id="IP-10: few pods take a /24 as well"),
        pytest.param(overlay("10.244.0.0/22", "count: 3, max_surge: 1", plugin="kubenet"), CIDR, 1024, 1024, 22, Verdict.TIGHT, id="KUB-03: kubenet takes a /24 for each node"),
        pytest.param(overlay("10.244.0.0/16", "count: 3"), NODES, 4, 65531, 28, Verdict.FITS, id="overlay takes one address of the node subnet for each node"),
        pytest.param(dynamic("10.1.0.0/24", "count: 14, max_surge: 1, max_pods: 30"), PODS, 15 * 48, 251, 22, Verdict.TIGHT, id="PSD-01: 15 nodes begin with 240 of 251, and ask for more"),
        pytest.param(dynamic("10.1.0.0/24", "count: 15, max_surge: 1, max_pods: 30"), PODS, 16 * 48, 251, 22, Verdict.DOES_NOT_FIT, id="PSD-01: 16 nodes cannot even begin"),
        pytest.param(static("10.1.0.0/24", "count: 5, max_surge: 1, max_pods: 31"), PODS, 6 * 32, 224, 24, Verdict.TIGHT, id="PSS-03: two blocks for 31 pods"),
        pytest.param(static("10.1.0.0/24", "count: 4, max_surge: 1, max_pods: 32"), PODS, 5 * 48, 224, 23, Verdict.TIGHT, id="IP-13: it may need the first or the last block"),
        pytest.param(static("10.1.0.0/24", "count: 5, max_surge: 1, max_pods: 32"), PODS, 6 * 48, 224, 23, Verdict.DOES_NOT_FIT, id="PSS-03: three blocks for 32 pods"),
        pytest.param(_spec("{plugin: byo, pod_cidr: 10.244.0.0/16}", "10.0.0.0/24", "10.1.0.0/24", "", "count: 100, max_surge: 33%"), NODES, 133, 251, 24, Verdict.FITS, id="BYO-07: nodes only, whatever the CNI does"),
        pytest.param(flat("10.0.0.0/29", "count: 1, max_surge: 1, max_pods: 30"), NODES, 62, 3, 25, Verdict.DOES_NOT_FIT, id="the smallest subnet there is"),
        pytest.param(flat("10.0.0.0/31", "count: 1, max_surge: 1, max_pods: 30"), NODES, 62, 0, 25, Verdict.DOES_NOT_FIT, id="a /31, of which Azure keeps more than there is"),
        pytest.param(flat("10.0.0.0/24", "count: 0, max_pods: 30"), NODES, 0, 251, 29, Verdict.FITS, id="no nodes at all"),
    ],
)  # fmt: skip
def test_worked_examples(text: str, kind: RangeKind, upgrade: int, room: int, prefix: int, verdict: Verdict) -> None:
    made = plan(text)
    balance = only(made, kind)
    assert (balance.upgrade, balance.room, balance.prefix_needed) == (upgrade, room, prefix)
    assert made.verdict(balance) is verdict
    assert made.fits is (verdict is not Verdict.DOES_NOT_FIT)


@pytest.mark.parametrize(
    ("pods", "addresses"),
    [
        pytest.param(8, 16, id="a batch while 8 are free"),
        pytest.param(9, 32, id="a second one when fewer are"),
        pytest.param(24, 32, id="24 pods"),
        pytest.param(30, 48, id="30 pods"),
        pytest.param(110, 128, id="110 pods"),
        pytest.param(250, 272, id="250 pods"),
    ],
)
def test_batches_of_running_pods(pods: int, addresses: int) -> None:
    """What is known to run is what is counted: then more than there is does not fit."""
    made = plan(dynamic("10.1.0.0/24", "count: 2, max_surge: 1, max_pods: 250"), running={"": pods})
    assert only(made, PODS).upgrade == 3 * addresses
    assert made.fits is (3 * addresses <= 251)


def test_running_pods_of_one_pool_of_one_cluster() -> None:
    text = dynamic("10.1.0.0/24", "count: 1, max_surge: 1, max_pods: 100", "count: 1, max_surge: 1, max_pods: 100")
    made = plan(text, running={"": 8, "p1": 24, "aks/p1": 40})
    assert [share.take.full for share in only(made, PODS).shares] == [16, 48]


@pytest.mark.parametrize(
    ("pods", "blocks", "unused"),
    [(30, 2, 1), (31, 2, 0), (32, 3, 15), (110, 7, 1), (250, 16, 5), (239, 15, 0), (15, 1, 0)],
)
def test_block_table(pods: int, blocks: int, unused: int) -> None:
    """IP-11: a node holds whole blocks of 16 for its pods and one address."""
    made = plan(static("10.16.0.0/12", f"count: 10, max_pods: {pods}"))
    assert only(made, PODS).shares[0].take.full == 16 * blocks
    assert sum(one.each for one in made.clusters[0].waste) == unused


@pytest.mark.parametrize(
    ("text", "better"),
    [
        pytest.param(static("10.16.0.0/12", "count: 1, max_pods: 32"), (31, 47), id="static block: 16 n - 1"),
        pytest.param(
            static("10.16.0.0/12", "count: 1, max_pods: 250"), (239,), id="static block: there is none above 250"
        ),
        pytest.param(
            static("10.16.0.0/12", "count: 1, max_pods: 12"), (15,), id="static block: there is none below 10"
        ),
        pytest.param(dynamic("10.16.0.0/12", "count: 1, max_pods: 110"), (104, 120), id="dynamic: 16 n - 8"),
        pytest.param(overlay("10.16.0.0/12", "count: 1, max_pods: 30"), (250,), id="overlay: more pods cost nothing"),
        pytest.param(overlay("10.16.0.0/12", "count: 1, max_pods: 250"), (), id="overlay: no more than 250"),
    ],
)
def test_max_pods_nearby_that_wastes_least(text: str, better: tuple[int, ...]) -> None:
    (waste,) = plan(text).clusters[0].waste
    assert waste.better == better


def test_moments_of_an_autoscaled_pool() -> None:
    balance = only(plan(overlay("10.244.0.0/16", "min: 2, max: 20, max_surge: 50%")), CIDR)
    assert (balance.now // 256, balance.most // 256, balance.upgrade // 256) == (2, 20, 30)


def test_surge_is_added_up_pool_by_pool() -> None:
    """SURGE-03: every pool is upgraded with a surge of its own; 10 % of each where nothing is stated."""
    made = plan(overlay("10.244.0.0/16", "count: 11", "count: 5, max_surge: 33%", "count: 4, max_unavailable: 1"))
    assert made.clusters[0].surge == 2 + 2 + 0
    assert made.clusters[0].surge_default
    assert [share.added for share in only(made, CIDR).shares] == [2, 2, 0]


def test_what_else_is_in_a_subnet_is_counted() -> None:
    text = (
        "network: {plugin: overlay}\napi_server: {enable_vnet_integration: true, subnet: api}\n"
        "vnet: {address_space: [10.0.0.0/16], subnets: {nodes: {prefix: 10.0.0.0/28, other: 8}, api: {prefix: 10.0.1.0/28}}}\n"
        "pools: [{name: a, count: 3, max_surge: 1, subnet: nodes}]"
    )
    made = plan(text)
    nodes, api = made.ranges[:2]
    assert (nodes.upgrade, nodes.room, made.verdict(nodes)) == (12, 11, Verdict.DOES_NOT_FIT)
    assert (api.upgrade, api.room, made.verdict(api)) == (9, 11, Verdict.FITS)


FLEET = """
defaults: {resource_group: rg, vnet: {name: hub, address_space: [10.0.0.0/16], subnets: {nodes: {prefix: 10.0.0.0/28}}}}
clusters:
  blue: {network: {plugin: overlay}, pools: [{name: a, count: 4, max_surge: 1, subnet: nodes}]}
  green: {network: {plugin: overlay}, pools: [{name: a, count: 6, max_surge: 1, subnet: nodes}]}
"""
BY_ID = """
clusters:
  blue:
    resource_group: rg
    network: {plugin: overlay}
    vnet: {name: hub, address_space: [10.0.0.0/16], subnets: {nodes: {prefix: 10.0.0.0/28}}}
    pools: [{name: a, count: 4, max_surge: 1, subnet: nodes}]
  green:
    network: {plugin: overlay}
    pools: [{name: a, count: 6, max_surge: 1, subnet: /subscriptions/s/resourceGroups/RG/providers/Microsoft.Network/virtualNetworks/Hub/subnets/Nodes}]
"""


@pytest.mark.parametrize(
    "text", [pytest.param(FLEET, id="by name"), pytest.param(BY_ID, id="by ARM id, whatever its case")]
)
def test_clusters_in_one_subnet_are_added_up(text: str) -> None:
    made = plan(text)
    balance = only(made, NODES)
    assert balance.clusters == ("blue", "green")
    assert (balance.upgrade, balance.room) == (12, 11)
    assert not made.fits


def test_networks_of_the_same_addresses_without_a_name_are_each_cluster_s_own() -> None:
    made = plan(FLEET.replace("name: hub, ", ""))
    assert [one.clusters for one in made.ranges if one.kind is NODES] == [("blue",), ("green",)]
    assert len(made.vnets) == 2
    assert made.fits


def test_a_subnet_elsewhere_says_what_it_has_to_have() -> None:
    made = plan(
        "network: {plugin: node-subnet}\npools: [{name: a, count: 50, max_surge: 1, max_pods: 30, subnet: /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n}]"
    )
    balance = only(made, NODES)
    assert (balance.name, balance.room, balance.needed, balance.prefix_needed) == ("n", None, 1586, 21)
    assert made.verdict(balance) is Verdict.OPEN


def test_without_subnets_the_network_is_aks_s_own() -> None:
    balance = only(plan("network: {plugin: overlay}\npools: [{name: a, count: 3}]"), NODES)
    assert (balance.texts, balance.implied, balance.room) == (("10.224.0.0/16",), True, 65531)


def _binding(made: Plan) -> tuple[str, int]:
    binding = made.clusters[0].binding
    assert binding is not None
    return binding.words, binding.nodes


@pytest.mark.parametrize(
    ("text", "words", "nodes"),
    [
        pytest.param(overlay("10.244.0.0/20", "count: 3"), "pod CIDR 10.244.0.0/20", 16, id="the pod CIDR"),
        pytest.param(flat("10.0.0.0/24", "count: 3, max_pods: 30"), "node subnet 'nodes' 10.0.0.0/24", 8, id="the node subnet"),
        pytest.param(dynamic("10.1.0.0/24", "count: 3, max_pods: 30"), "pod subnet 'pods' 10.1.0.0/24", 5, id="the pod subnet, with all pods that nodes are allowed"),
        pytest.param(overlay("10.16.0.0/12", "count: 100", plugin="kubenet"), "nodes with kubenet", 400, id="what kubenet takes"),
        pytest.param(overlay("10.16.0.0/12", "count: 240").replace("pod_cidr: 10.16.0.0/12", "pod_cidr: 10.16.0.0/12, network_policy: azure"), "nodes with Azure Network Policy Manager", 250, id="what Azure Network Policy Manager takes"),
        pytest.param(overlay("10.16.0.0/12", "count: 100") + "outbound: {type: loadBalancer, allocated_outbound_ports: 4000, managed_outbound_ip_count: 8}", "ports of the load balancer", 128, id="the ports of the load balancer"),
        pytest.param(overlay("10.16.0.0/11", "count: 900, max_surge: 90") + "tier: Standard", "nodes of the pool 'p0'", 1000, id="the largest pool there is"),
    ],
)  # fmt: skip
def test_what_binds_first(text: str, words: str, nodes: int) -> None:
    assert _binding(plan(text)) == (words, nodes)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        pytest.param(overlay("10.244.0.0/16", "count: 3, max_surge: 1"), {"p0": 255}, id="all but the one of an upgrade"),
        pytest.param(overlay("10.244.0.0/16", "count: 3"), {"p0": 232}, id="with 10 % more in an upgrade: 232 and 24"),
        pytest.param(overlay("10.244.0.0/16", "count: 100, max_unavailable: 1", "count: 3, max_unavailable: 1"), {"p0": 253, "p1": 156}, id="each beside the other"),
        pytest.param(flat("10.0.0.0/24", "count: 10, max_unavailable: 1, max_pods: 30"), {"p0": 8}, id="fewer than it has"),
        pytest.param(dynamic("10.1.0.0/24", "count: 1, max_surge: 1, max_pods: 30"), {"p0": 4}, id="with all the pods that nodes are allowed"),
        pytest.param(overlay("10.16.0.0/12", "count: 10") + "outbound: {type: loadBalancer, allocated_outbound_ports: 1000, managed_outbound_ip_count: 2}", {"p0": 116}, id="as many as the ports are for, those of an upgrade among them"),
        pytest.param(overlay("10.16.0.0/12", "count: 10", plugin="kubenet"), {"p0": 363}, id="as many as kubenet takes, those of an upgrade among them"),
    ],
)  # fmt: skip
def test_how_far_pools_can_grow(text: str, most: dict[str, int]) -> None:
    assert {one.pool: one.nodes for one in plan(text).clusters[0].growth} == most


def test_dual_stack_counts_ipv4() -> None:
    made = plan(
        "network: {plugin: overlay, ip_families: [IPv4, IPv6], pod_cidrs: [10.244.0.0/16, 'fd12::/16'], service_cidrs: [10.0.0.0/16, 'fd13::/108']}\npools: [{name: a, count: 3}]"
    )
    balance = only(made, CIDR)
    assert (balance.size, balance.texts) == (65536, ("10.244.0.0/16", "fd12::/16"))


def test_a_subnet_of_ipv6_only_has_no_room_that_is_counted() -> None:
    text = "network: {plugin: overlay}\nvnet: {address_space: ['fd00::/8'], subnets: {nodes: {prefix: 'fd00::/8'}}}\npools: [{name: a, count: 3, subnet: nodes}]"
    assert only(plan(text), NODES).room is None


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param(overlay("10.244.0.0/16", "count: 3"), "where no max_surge is stated", id="a surge that nobody stated"),
        pytest.param(overlay("10.244.0.0/16", "count: 3, max_unavailable: 1"), "a pool with max_unavailable", id="an upgrade without more nodes"),
        pytest.param(overlay("10.244.0.0/16", "count: 3") + "node_provisioning_mode: Auto", "nodes of node auto-provisioning", id="nodes that nobody can count"),
        pytest.param("network: {plugin: overlay}", "the spec has no pools", id="no pools"),
        pytest.param(static("10.16.0.0/12", "count: 3"), "the first and the last block", id="static block"),
        pytest.param(flat("10.0.0.0/16", "count: 3, max_pods: 1000"), "a pool has a max_pods outside of 10 to 250", id="more pods than a node takes"),
        pytest.param(overlay("10.244.0.0/16", "count: 0"), "a pool has no nodes", id="no nodes"),
        pytest.param(overlay("10.16.0.0/12", "count: 250").replace("pod_cidr", "network_policy: azure, pod_cidr"), "Azure Network Policy Manager is supported for 20,000 pods", id="more pods than Azure Network Policy Manager is for"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, subnet: /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n}]", "ranges of VNets that are there already", id="a VNet that the spec does not know"),
        pytest.param(overlay("10.16.0.0/11", *["count: 1000"] * 5), "at 5,000 nodes upgrades are blocked", id="the largest cluster"),
        pytest.param(dynamic("10.16.0.0/12", "count: 3"), "dynamic allocation ends", id="a pod subnet that dynamic allocation cannot use up"),
    ],
)  # fmt: skip
def test_notes(text: str, note: str) -> None:
    assert any(one.text.startswith(note) for one in plan(text).clusters[0].notes)


def test_stated_surge_needs_no_note() -> None:
    assert not plan(overlay("10.244.0.0/16", "count: 3, max_surge: 1")).clusters[0].notes


counts = st.integers(0, 300)
pools = st.tuples(counts, st.sampled_from(["1", "10%", "33%", "100%"]), st.integers(10, 250))
makers = st.sampled_from([flat, overlay, dynamic, static])


def _upgrade(maker: object, count: int, surge: str, pods: int) -> list[int]:
    assert callable(maker)
    text = maker("10.64.0.0/12", f"count: {count}, max_surge: {surge}, max_pods: {pods}")
    return [one.upgrade for one in plan(text).ranges]


@given(makers, pools, st.integers(0, 50), st.integers(0, 50))
def test_growing_any_count_never_shrinks_a_need(
    maker: object, pool: tuple[int, str, int], more: int, pods: int
) -> None:
    count, surge, max_pods = pool
    before = _upgrade(maker, count, surge, max_pods)
    after = _upgrade(maker, count + more, surge, min(max_pods + pods, 250))
    assert all(one <= other for one, other in zip(before, after, strict=True))


@given(makers, pools)
def test_the_prefix_that_would_do_does_and_no_longer_one_does(maker: object, pool: tuple[int, str, int]) -> None:
    assert callable(maker)
    count, surge, pods = pool
    for balance in plan(maker("10.64.0.0/12", f"count: {count}, max_surge: {surge}, max_pods: {pods}")).ranges:
        prefix = balance.prefix_needed
        assert prefix is not None
        assert balance.needed <= 2 ** (32 - prefix)
        assert balance.needed > 2 ** (31 - prefix) or prefix == 29 or balance.needed <= 1


def test_kubenet_has_routes_for_nodes_of_an_upgrade_too() -> None:
    assert not plan(overlay("10.16.0.0/12", "count: 400", plugin="kubenet")).fits
    assert plan(overlay("10.16.0.0/12", "count: 363", plugin="kubenet")).fits


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        pytest.param("address_space: [10.0.0.0/16]", "address_space: [10.9.0.0/16]", "the VNet 'Hub' has another address_space here than in the cluster 'a'", id="the VNet"),
        pytest.param("address_space: [10.0.0.0/16], subnets: {n: {prefix: 10.0.0.0/24}}", "address_space: [10.0.0.0/16], subnets: {N: {prefix: 10.0.1.0/24}}", "the subnet 'N' of the VNet 'Hub' has another range in another cluster", id="a subnet"),
    ],
)  # fmt: skip
def test_clusters_that_disagree_on_a_network_are_refused(one: str, other: str, message: str) -> None:
    text = f"clusters:\n  a: {{network: {{plugin: overlay}}, vnet: {{name: hub, {one}}}}}\n  b: {{network: {{plugin: overlay}}, vnet: {{name: Hub, {other}}}}}\n"
    with pytest.raises(SpecError) as raised:
        refuse_conflicts(views(text))
    assert [one.message for one in raised.value.problems] == [message]

"""Where new ranges go: smallest that do, apart from all that is there, and stable."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.addresses import network_of, overlap
from aksnet.facts.ranges import RESERVED
from aksnet.planning.allocation import AllocationError, Asked, Placement, allocate
from plans import views

SUPERNET = Asked(supernets=(network_of("10.128.0.0/12"),))


def chosen(text: str, asked: Asked = SUPERNET) -> dict[str, Any]:
    """The chosen values by cluster number and path."""
    return {_key(one): one.value for one in allocate(views(text), asked)}


def _key(placement: Placement) -> str:
    return f"{placement.number} {'.'.join(placement.path)}"


ONE = """
name: shop
network: {plugin: overlay}
vnet: {address_space: [10.0.0.0/16], subnets: {nodes: , endpoints: {other: 20}}}
pools: [{name: a, count: 50, max_surge: 1, subnet: nodes}]
"""


def test_the_smallest_that_leave_room_to_grow() -> None:
    """51 addresses are 46 % of a /25, and 86 % of a /26; what does not grow gets what it needs."""
    assert chosen(ONE) == {
        "0 vnet.subnets.nodes.prefix": "10.0.0.0/25",
        "0 vnet.subnets.endpoints.prefix": "10.0.0.128/27",
        "0 network.pod_cidr": "10.244.0.0/18",
        "0 network.service_cidr": "172.28.0.0/22",
    }


def test_the_smallest_that_do_where_all_may_be_taken() -> None:
    assert chosen(ONE, Asked(tight=100))["0 vnet.subnets.nodes.prefix"] == "10.0.0.0/26"


def test_what_has_addresses_keeps_them() -> None:
    text = ONE.replace("nodes: ,", "nodes: {prefix: 10.0.1.0/24},").replace(
        "overlay}", "overlay, pod_cidr: 10.9.0.0/16}"
    )
    assert chosen(text) == {
        "0 vnet.subnets.endpoints.prefix": "10.0.0.0/27",
        "0 network.service_cidr": "172.28.0.0/22",
    }


@pytest.mark.parametrize(
    ("network", "space", "expected"),
    [
        pytest.param("{plugin: overlay, service_cidr: 10.0.0.0/25}", "[10.0.0.0/16]", "10.0.0.128/25", id="a service CIDR inside the VNet"),
        pytest.param("{plugin: overlay, pod_cidr: 10.0.0.0/17}", "[10.0.0.0/16]", "10.0.128.0/25", id="a pod CIDR inside the VNet"),
        pytest.param("{plugin: overlay}", "[10.0.0.0/16], peers: [10.0.0.0/24]", "10.0.1.0/25", id="a peered network"),
        pytest.param("{plugin: overlay}", "[10.0.0.0/16], on_premises: [10.0.0.0/24]", "10.0.1.0/25", id="a network on premises in the VNet"),
        pytest.param("{plugin: overlay}", "[10.0.0.0/16], on_premises: [10.0.0.0/8]", "10.0.0.0/25", id="not the network on premises that the VNet lies in"),
        pytest.param("{plugin: overlay}", "[192.168.0.0/25, 10.0.0.0/16]", "192.168.0.0/25", id="the smallest block of several ranges"),
        pytest.param("{plugin: overlay}", "[192.168.0.0/26, 10.0.0.0/16]", "10.0.0.0/25", id="the range that has room"),
    ],
)  # fmt: skip
def test_subnets_meet_nothing(network: str, space: str, expected: str) -> None:
    text = f"network: {network}\nvnet: {{address_space: {space}, subnets: {{nodes: }}}}\npools: [{{name: a, count: 50, subnet: nodes}}]"
    assert chosen(text)["0 vnet.subnets.nodes.prefix"] == expected


@pytest.mark.parametrize(
    ("vnet", "pods", "services"),
    [
        pytest.param("{address_space: [192.168.0.0/16]}", "10.244.0.0/21", "10.0.0.0/22", id="the usual ranges where they are free"),
        pytest.param("{address_space: [10.0.0.0/8]}", "100.64.0.0/21", "172.28.0.0/22", id="not inside the VNet"),
        pytest.param("{address_space: [192.168.0.0/16], peers: [10.0.0.0/8]}", "100.64.0.0/21", "172.28.0.0/22", id="not in a peered network"),
        pytest.param("{address_space: [192.168.0.0/16], on_premises: [10.0.0.0/8, 100.64.0.0/10]}", "172.28.0.0/21", "172.28.8.0/22", id="not in a network on premises"),
    ],
)  # fmt: skip
def test_pod_and_service_ranges_meet_nothing(vnet: str, pods: str, services: str) -> None:
    found = chosen(f"network: {{plugin: overlay}}\nvnet: {vnet}\npools: [{{name: a, count: 5}}]")
    assert (found["0 network.pod_cidr"], found["0 network.service_cidr"]) == (pods, services)


def test_carrier_space_is_for_overlay_only() -> None:
    """CIDR-05 speaks of 100.64.0.0/10 with overlay."""
    text = "network: {plugin: %s}\nvnet: {address_space: [10.0.0.0/8]}\npools: [{name: a, count: 5}]"
    assert chosen(text % "kubenet")["0 network.pod_cidr"] == "172.28.0.0/21"


def test_services_lie_around_a_stated_address_for_dns() -> None:
    """CIDR-27."""
    text = "network: {plugin: overlay, dns_service_ip: 10.0.0.10}\nvnet: {address_space: [192.168.0.0/16]}\n"
    assert chosen(text)["0 network.service_cidr"] == "10.0.0.0/22"


@pytest.mark.parametrize(("services", "prefix"), [(1, 28), (12, 28), (13, 27), (1020, 22), (1021, 21)])
def test_services_have_addresses_each_and_a_tenth_one_for_dns(services: int, prefix: int) -> None:
    found = chosen("network: {plugin: overlay}", Asked(service_count=services))
    assert found["0 network.service_cidr"] == f"10.0.0.0/{prefix}"


def test_a_pod_cidr_holds_one_node_at_the_least() -> None:
    """IP-09."""
    assert chosen("network: {plugin: overlay}\npools: [{name: a, count: 0}]")["0 network.pod_cidr"] == "10.244.0.0/24"


def test_a_pod_subnet_of_blocks_is_no_larger_than_azure_allows() -> None:
    """PSS-04: this would be a /11 with room to grow."""
    pools = ", ".join(
        f"{{name: a{i}, count: 640, max_unavailable: 1, max_pods: 250, subnet: n, pod_subnet: p}}" for i in range(6)
    )
    text = f"network: {{plugin: pod-subnet, allocation: static-block}}\nvnet: {{address_space: [10.0.0.0/8], subnets: {{n: , p: }}}}\npools: [{pools}]"
    assert chosen(text)["0 vnet.subnets.p.prefix"].endswith("/12")


SHARED = """
defaults: {resource_group: rg, vnet: {name: hub, subnets: {nodes: }}}
clusters:
  a: {network: {plugin: overlay}, pools: [{name: s, count: 3, subnet: nodes}]}
  b: {network: {plugin: overlay}, pools: [{name: s, count: 3, subnet: nodes}]}
"""


def test_every_cluster_that_lists_a_shared_network_says_its_ranges() -> None:
    found = chosen(SHARED)
    assert found["0 vnet.address_space"] == found["1 vnet.address_space"] == ("10.128.0.0/27",)
    assert found["0 vnet.subnets.nodes.prefix"] == found["1 vnet.subnets.nodes.prefix"] == "10.128.0.0/28"


def test_what_one_cluster_says_of_a_shared_network_is_repeated_in_the_others() -> None:
    text = """
clusters:
  a: {network: {plugin: overlay}, resource_group: rg, vnet: {name: hub, address_space: [10.0.0.0/16], subnets: {nodes: {prefix: 10.0.0.0/24}}}}
  b: {network: {plugin: overlay}, resource_group: rg, vnet: {name: hub, subnets: {nodes: }}, pools: [{name: s, subnet: nodes}]}
"""
    found = chosen(text, Asked())
    assert found["1 vnet.address_space"] == ("10.0.0.0/16",)
    assert found["1 vnet.subnets.nodes.prefix"] == "10.0.0.0/24"


def test_the_network_that_aks_makes_is_left_alone() -> None:
    found = chosen(
        "network: {plugin: overlay}\npools: [{name: a, count: 5}]", Asked(pods=(network_of("10.192.0.0/10"),))
    )
    assert found["0 network.pod_cidr"] == "10.240.0.0/21"


def test_dual_stack() -> None:
    text = """
network: {plugin: overlay, ip_families: [IPv4, IPv6]}
vnet: {subnets: {nodes: }}
pools: [{name: a, count: 3, subnet: nodes}]
"""
    assert chosen(text) == {
        "0 vnet.address_space": ("10.128.0.0/27", "fd12:3456::/56"),
        "0 vnet.subnets.nodes.prefixes": ("10.128.0.0/28", "fd12:3456::/64"),
        "0 network.pod_cidrs": ("10.244.0.0/21", "fd12:3456:0:100::/64"),
        "0 network.service_cidrs": ("10.0.0.0/22", "fd12:3456:0:101::/108"),
    }


def test_subnets_that_azure_knows_by_name() -> None:
    text = """
network: {plugin: overlay}
addons: {application_gateway_for_containers: {subnet: agc}}
api_server: {enable_vnet_integration: true, subnet: api}
vnet: {address_space: [10.0.0.0/16], subnets: {AzureFirewallSubnet: , GatewaySubnet: , agc: , api: }}
"""
    found = chosen(text)
    prefixes = {key.split(".")[-2]: value.split("/")[1] for key, value in found.items() if "subnets" in key}
    assert prefixes == {"AzureFirewallSubnet": "26", "GatewaySubnet": "27", "agc": "24", "api": "28"}


FLEET = "clusters:\n" + "".join(
    f"  - {{name: c{i}, network: {{plugin: overlay}}, vnet: {{subnets: {{nodes: }}}}, pools: [{{name: a, count: {count}, subnet: nodes}}]}}\n"
    for i, count in enumerate((3, 40, 7))
)
APPENDED = "  - {name: new, network: {plugin: overlay}, vnet: {subnets: {nodes: }}, pools: [{name: a, count: 90, subnet: nodes}]}\n"
FIXED = "  - {name: new, network: {plugin: overlay, pod_cidr: 10.244.128.0/18, service_cidr: 10.0.128.0/17}, vnet: {address_space: [10.128.64.0/24], subnets: {nodes: {prefix: 10.128.64.0/24}}}, pools: [{name: a, count: 9, subnet: nodes}]}\n"


@pytest.mark.parametrize(
    "more",
    [pytest.param(APPENDED, id="with all its addresses open"), pytest.param(FIXED, id="with addresses of its own")],
)
def test_a_cluster_appended_moves_no_other(more: str) -> None:
    before = chosen(FLEET)
    after = chosen(FLEET + more)
    assert {key: value for key, value in after.items() if not key.startswith("3 ")} == before


def test_what_a_later_cluster_wrote_is_not_run_into() -> None:
    """The first of the file would have taken what the last one has."""
    first = chosen(FLEET)["0 vnet.address_space"][0]
    taken = f"  - {{name: new, network: {{plugin: byo, pod_cidr: 10.99.0.0/16, service_cidr: 10.98.0.0/16}}, vnet: {{address_space: [{first}]}}}}\n"
    after = chosen(FLEET + taken)
    assert after["0 vnet.address_space"][0] != first
    assert not overlap(network_of(after["0 vnet.address_space"][0]), network_of(first))


@pytest.mark.parametrize(
    ("text", "asked", "message", "hint"),
    [
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/27], subnets: {nodes: }}\npools: [{name: a, count: 50, subnet: nodes}]", SUPERNET, "cluster 'aks': the subnet 'nodes' needs a /25 for 55 addresses, and the largest block left is 10.0.0.0/27 in the VNet", "a /27 holds 27 nodes", id="a VNet that is too small"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/27], subnets: {all: {prefix: 10.0.0.0/27}, nodes: }}\npools: [{name: a, count: 50, subnet: nodes}]", SUPERNET, "and nothing is left in the VNet", "add a range to address_space", id="a VNet that is full to the last address"),
        pytest.param("network: {plugin: overlay}\nvnet: {subnets: {nodes: }}\npools: [{name: a, count: 5, subnet: nodes}]", Asked(), "the VNet has no address_space, and there is no supernet", "--supernet 10.128.0.0/12", id="no supernet"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0/8}\nvnet: {address_space: [10.0.0.0/16], subnets: {nodes: }}\npools: [{name: a, count: 50, subnet: nodes}]", SUPERNET, "the subnet 'nodes' needs a /25 for 55 addresses, and what is left in the VNet meets 10.0.0.0/8", "add a range to address_space, or give what it meets another range", id="a VNet that lies in a pod CIDR"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0/8}\nvnet: {subnets: {nodes: }}\npools: [{name: a, count: 50, subnet: nodes}]", Asked(supernets=(network_of("10.0.0.0/20"),)), "its VNet needs a /24, and nothing is left in the supernet", "give a larger --supernet", id="a supernet that lies in a pod CIDR"),
        pytest.param("network: {plugin: overlay}\nvnet: {subnets: {nodes: }}\npools: [{name: a, count: 500, subnet: nodes}]", Asked(supernets=(network_of("10.0.0.0/24"),)), "its VNet needs a /21, and the largest block left is 10.0.0.0/24 in the supernet", "give a larger --supernet", id="a supernet that is too small"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/16], subnets: {nodes: }}", SUPERNET, "nothing tells how large the subnet 'nodes' has to be", "name it in a pool", id="a subnet that nobody uses"),
        pytest.param("network: {plugin: overlay}\nvnet: {subnets: {nodes: {prefix: 10.0.0.0/24}}}", SUPERNET, "the VNet's subnets have prefixes, but it has no address_space", "write it", id="a VNet around subnets with prefixes"),
        pytest.param("network: {plugin: overlay}\nvnet: {}", SUPERNET, "the VNet has neither an address_space nor subnets", "list its subnets", id="an empty VNet"),
        pytest.param("network: {plugin: byo}", SUPERNET, "the pod CIDR cannot be sized: what nodes take of it is your CNI's affair", "write pod_cidr", id="the pod CIDR of another CNI"),
        pytest.param("network: {plugin: overlay}\naddons: {virtual_node: {subnet: aci}}\nvnet: {address_space: [10.0.0.0/16], subnets: {aci: }}", SUPERNET, "the subnet 'aci' cannot be sized: how many pods run on virtual nodes is not in the spec", "write its prefix", id="virtual nodes"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, count: 100}]", Asked(pods=(network_of("10.0.0.0/24"),)), "the pod CIDR needs a /16, and the largest block left is 10.0.0.0/24", "give another --pod-range", id="a pod range that is too small"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, count: 100}]", Asked(pods=(network_of("10.0.0.0/24"),)), "", "a /24 holds 1 nodes", id="what the largest pod range left would hold"),
        pytest.param("network: {plugin: kubenet}\npools: [{name: a}]", Asked(pods=(network_of("100.64.0.0/10"),)), "the pod CIDR needs a /21, and nothing is left", "give another --pod-range", id="carrier space for kubenet"),
        pytest.param("network: {plugin: overlay, dns_service_ip: 10.0.0.10}\nvnet: {address_space: [10.0.0.0/16]}", SUPERNET, "the service CIDR around dns_service_ip would be 10.0.0.0/22, which meets another range", "leave dns_service_ip out", id="an address for DNS in the VNet"),
        pytest.param("network: {plugin: pod-subnet, allocation: static-block}\nvnet: {address_space: [10.0.0.0/8], subnets: {n: , p: }}\npools: [" + ", ".join(f"{{name: a{i}, count: 900, max_pods: 250, subnet: n, pod_subnet: p}}" for i in range(5)) + "]", SUPERNET, "the subnet 'p' would need 1,267,232 addresses, more than a /12 has, which is the largest", "let the pools grow less", id="more blocks than a pod subnet may have"),
        pytest.param("network: {plugin: overlay, ip_families: [IPv4, IPv6]}\nvnet: {address_space: [10.0.0.0/16], subnets: {nodes: }}\npools: [{name: a, subnet: nodes}]", SUPERNET, "needs an IPv6 /64, and the VNet has none left", "add an IPv6 range to address_space", id="dual-stack in a VNet without IPv6"),
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_told_with_the_nearest(text: str, asked: Asked, message: str, hint: str) -> None:
    with pytest.raises(AllocationError) as raised:
        allocate(views(text), asked)
    problem = raised.value.problems[0]
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.place is not None


def test_a_supernet_that_is_full_is_told_once() -> None:
    with pytest.raises(AllocationError) as raised:
        allocate(views(FLEET), Asked(supernets=(network_of("10.0.0.0/28"),)))
    assert len(raised.value.problems) == 1


counts = st.lists(st.integers(0, 120), min_size=1, max_size=6)
plugins = st.sampled_from(["overlay", "node-subnet", "cilium", "kubenet"])


def _fleet(sizes: list[int], plugin: str, start: int = 0) -> str:
    return "".join(
        f"  - {{name: c{start + i}, network: {{plugin: {plugin}}}, vnet: {{subnets: {{nodes: , other: {{other: {size + 1}}}}}}}, pools: [{{name: a, count: {size}, max_pods: 30, subnet: nodes}}]}}\n"
        for i, size in enumerate(sizes)
    )


def _networks(found: dict[str, Any], *kinds: str) -> list[str]:
    values = [value for key, value in found.items() if key.split(".")[-1] in kinds]
    return [text for value in values for text in ((value,) if isinstance(value, str) else value)]


@settings(deadline=None, max_examples=60)
@given(counts, counts, plugins)
def test_allocations_never_overlap_and_are_stable_under_appended_clusters(
    sizes: list[int], more: list[int], plugin: str
) -> None:
    text = "clusters:\n" + _fleet(sizes, plugin)
    found = chosen(text)
    after = chosen(text + _fleet(more, plugin, len(sizes)))
    assert {key: after[key] for key in found} == found
    for kinds in (("prefix", "pod_cidr", "service_cidr"), ("address_space", "pod_cidr", "service_cidr")):
        networks = [network_of(one) for one in _networks(after, *kinds)]
        assert not any(overlap(one, other) for one, other in combinations(networks, 2))
        assert not any(overlap(one, network_of(reserved)) for one in networks for reserved in RESERVED)

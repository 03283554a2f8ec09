"""The encoding matrix: each CNI mode and pairing as the service wants it (facts 1.2)."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts import choices
from aksnet.modes import MODES
from aksnet.view import Parameter
from places import PACKAGE, SAMPLES
from rendering import view

DUAL = {"ip_families": ["IPv4", "IPv6"]}
V6 = {"pod_cidrs": ["10.244.0.0/16", "fd12:3456:789a::/64"], "service_cidrs": ["10.0.0.0/16", "fd12:3456:789a:1::/108"]}


@pytest.mark.parametrize(
    ("network", "plugin", "mode", "plane", "policy", "pods", "pod_subnet", "allocation"),
    [
        pytest.param({"plugin": "overlay"}, "azure", "overlay", "azure", None, "10.244.0.0/16", False, None, id="overlay"),
        pytest.param({"plugin": "overlay", "network_policy": "calico"}, "azure", "overlay", "azure", "calico", "10.244.0.0/16", False, None, id="overlay with Calico"),
        pytest.param({"plugin": "overlay", "network_policy": "none"}, "azure", "overlay", "azure", "none", "10.244.0.0/16", False, None, id="overlay without an engine, said aloud"),
        pytest.param({"plugin": "cilium"}, "azure", "overlay", "cilium", "cilium", "10.244.0.0/16", False, None, id="overlay-cilium"),
        pytest.param({"plugin": "overlay", **DUAL}, "azure", "overlay", "azure", None, ["10.244.0.0/16", "fd12:3456:789a::/64"], False, None, id="overlay-dualstack"),
        pytest.param({"plugin": "cilium", **DUAL}, "azure", "overlay", "cilium", "cilium", ["10.244.0.0/16", "fd12:3456:789a::/64"], False, None, id="overlay-dualstack-cilium"),
        pytest.param({"plugin": "pod-subnet"}, "azure", None, "azure", None, None, True, None, id="podsubnet-dynamic"),
        pytest.param({"plugin": "pod-subnet", "allocation": "dynamic"}, "azure", None, "azure", None, None, True, "DynamicIndividual", id="podsubnet-dynamic, said aloud"),
        pytest.param({"plugin": "cilium", "ipam": "pod-subnet"}, "azure", None, "cilium", "cilium", None, True, None, id="podsubnet-dynamic-cilium"),
        pytest.param({"plugin": "pod-subnet", "allocation": "static-block"}, "azure", None, "azure", None, None, True, "StaticBlock", id="podsubnet-static"),
        pytest.param({"plugin": "cilium", "ipam": "pod-subnet", "allocation": "static-block"}, "azure", None, "cilium", "cilium", None, True, "StaticBlock", id="podsubnet-static-cilium"),
        pytest.param({"plugin": "node-subnet"}, "azure", None, "azure", None, None, False, None, id="nodesubnet"),
        pytest.param({"plugin": "node-subnet", "network_policy": "azure"}, "azure", None, "azure", "azure", None, False, None, id="nodesubnet with NPM"),
        pytest.param({"plugin": "cilium", "ipam": "node-subnet"}, "azure", None, "cilium", "cilium", None, False, None, id="nodesubnet-cilium"),
        pytest.param({"plugin": "byo", "pod_cidr": "10.9.0.0/16"}, "none", None, None, None, "10.9.0.0/16", False, None, id="byo-cni"),
        pytest.param({"plugin": "kubenet"}, "kubenet", None, None, None, "10.244.0.0/16", False, None, id="kubenet"),
        pytest.param({"plugin": "kubenet", "network_policy": "calico"}, "kubenet", None, None, "calico", "10.244.0.0/16", False, None, id="kubenet with Calico"),
    ],
)  # fmt: skip
def test_mode_is_encoded_as_the_service_wants_it(
    network: dict[str, Any],
    plugin: str,
    mode: str | None,
    plane: str | None,
    policy: str | None,
    pods: str | list[str] | None,
    pod_subnet: bool,
    allocation: str | None,
) -> None:
    cluster = view(network=network)
    profile = {path.removeprefix("networkProfile."): value.data for path, value in cluster.values.items()}
    assert profile["networkPlugin"] == plugin
    assert profile.get("networkPluginMode") == mode
    assert profile.get("networkDataplane") == plane
    assert profile.get("networkPolicy") == policy
    assert profile.get("podCidrs", profile.get("podCidr")) == pods
    (pool,) = cluster.pools
    assert ("podSubnetID" in pool.values) == pod_subnet
    assert pool.known("podIPAllocationMode") == allocation
    assert cluster.pools_stated == pod_subnet
    if pod_subnet:
        assert pool.values["vnetSubnetID"].data == Parameter("node_subnet_id")


@pytest.mark.parametrize(
    ("network", "services", "dns"),
    [
        pytest.param({}, "10.0.0.0/16", "10.0.0.10", id="nothing given: what the service would take"),
        pytest.param({"service_cidr": "172.16.0.0/20"}, "172.16.0.0/20", "172.16.0.10", id="only the range: its tenth address"),
        pytest.param({"service_cidr": "172.16.0.0/20", "dns_service_ip": "172.16.0.53"}, "172.16.0.0/20", "172.16.0.53", id="both"),
        pytest.param({"dns_service_ip": "10.0.0.53"}, "10.0.0.0/16", "10.0.0.53", id="only the address"),
        pytest.param({"service_cidr": "172.16.0.0/28"}, "172.16.0.0/28", "172.16.0.10", id="a small range that has a tenth address"),
        pytest.param({"service_cidr": "172.16.0.0/29"}, "172.16.0.0/29", None, id="a range without a tenth address"),
        pytest.param({**DUAL, **V6}, V6["service_cidrs"], "10.0.0.10", id="two ranges: of the first one"),
        pytest.param(DUAL, ["10.0.0.0/16", "fd12:3456:789a:1::/108"], "10.0.0.10", id="dual-stack, nothing given"),
    ],
)  # fmt: skip
def test_dns_service_ip_follows_the_service_range(
    network: dict[str, Any], services: str | list[str], dns: str | None
) -> None:
    cluster = view(network={"plugin": "overlay", **network})
    paths = ("networkProfile.serviceCidrs", "networkProfile.serviceCidr")
    assert next(cluster.known(path) for path in paths if path in cluster.values) == services
    assert cluster.known("networkProfile.dnsServiceIP") == dns


@pytest.mark.parametrize(
    ("plugin", "expected"),
    [("overlay", 250), ("cilium", 250), ("pod-subnet", 110), ("node-subnet", 30), ("kubenet", 110), ("byo", None)],
)
def test_max_pods_of_a_pool_is_the_modes_default(plugin: str, expected: int | None) -> None:
    pools = [{"name": "a", "mode": "System"}]
    assert view(network={"plugin": plugin}, pools=pools).pools[0].known("maxPods") == expected


@pytest.mark.parametrize(("pool", "expected"), [({"os": "Windows"}, 110), ({"os": "Windows", "max_pods": 200}, 200), ({"max_pods": 0}, 0), ({}, 250)])  # fmt: skip
def test_max_pods_on_windows_are_what_microsoft_recommends(pool: dict[str, Any], expected: int) -> None:
    pools = [{"name": "a", "mode": "System"}, {"name": "b", **pool}]
    assert view(network={"plugin": "overlay"}, pools=pools).pools[1].known("maxPods") == expected


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        pytest.param([None], ["System"], id="one pool is the system pool"),
        pytest.param([None, None], ["System", "User"], id="the first of several is"),
        pytest.param([None, "System"], ["User", "System"], id="but where another one says so"),
        pytest.param(["User"], ["User"], id="what is said stands"),
    ],
)
def test_mode_of_a_pool_that_is_left_out(modes: list[str | None], expected: list[str]) -> None:
    pools = [{"name": f"p{index}", **({"mode": mode} if mode else {})} for index, mode in enumerate(modes)]
    assert [pool.text("mode") for pool in view(network={"plugin": "overlay"}, pools=pools).pools] == expected


def test_name_that_is_too_long_for_a_dns_prefix_is_cut() -> None:
    cluster = view(name="a" * 53 + "_" + "b" * 9, network={"plugin": "overlay"})
    assert cluster.text("dnsPrefix") == "a" * 53


@pytest.mark.parametrize(("hosted", "expected"), [(False, "managedNATGateway"), (True, "loadBalancer")])
def test_automatic_leaves_its_network_as_it_may(hosted: bool, expected: str) -> None:
    names = {"node_subnet": "a", "system_node_subnet": "b", "api_server_subnet": "c"}
    vnet = {
        "address_space": ["10.240.0.0/16"],
        "subnets": {n: {"prefix": f"10.240.{i}.0/24"} for i, n in enumerate("abc")},
    }
    own = {"hosted_system": names, "vnet": vnet} if hosted else {}
    cluster = view(network={"plugin": "cilium"}, sku="automatic", **own)
    assert cluster.text("networkProfile.outboundType") == expected


def test_allocation_that_is_said_of_one_pool_alone_asks_for_its_own_subnet() -> None:
    network = {"plugin": "pod-subnet", "allocation": "static-block"}
    pools = [
        {"name": "a", "mode": "System"},
        {"name": "b", "allocation": "static-block"},
        {"name": "c", "allocation": "dynamic"},
    ]
    found = [pool.values["podSubnetID"].data for pool in view(network=network, pools=pools).pools]
    assert found == [Parameter("pod_subnet_id"), Parameter("pod_subnet_id"), Parameter("dynamic_pod_subnet_id")]


def test_acns_is_on_with_all_that_it_has_unless_switched_off() -> None:
    cluster = view(network={"plugin": "cilium", "acns": {"observability": False, "advanced_network_policies": "L7"}})
    base = "networkProfile.advancedNetworking."
    said = {path.removeprefix(base): value.data for path, value in cluster.values.items() if path.startswith(base)}
    assert said == {
        "enabled": True,
        "observability.enabled": False,
        "security.enabled": True,
        "security.advancedNetworkPolicies": "L7",
    }


def test_pools_of_one_cluster_may_mix_the_allocations() -> None:
    pools = [{"name": "a", "mode": "System"}, {"name": "b", "allocation": "static-block"}]
    first, second = view(network={"plugin": "pod-subnet"}, pools=pools).pools
    assert first.values["podSubnetID"].data == Parameter("pod_subnet_id")
    assert second.values["podSubnetID"].data == Parameter("static_block_pod_subnet_id")
    assert second.known("podIPAllocationMode") == "StaticBlock"


# --- the registry


def test_the_table_of_choices_is_the_union() -> None:
    assert set(choices.PLUGINS) == set(MODES)
    assert not set(choices.ALIASES) & set(MODES)


def test_the_words_of_options_are_those_of_the_models() -> None:
    from typing import get_args

    from aksnet.modes import Network
    from aksnet.modes.cilium import Cilium
    from aksnet.spec.outbound import Outbound

    policies = {
        word
        for mode in get_args(get_args(Network)[0])
        for option in [mode.model_fields.get("network_policy")]
        if option
        for word in _words(option.annotation)
    }
    assert policies == set(choices.POLICIES)
    assert _words(Cilium.model_fields["ipam"].annotation) == set(choices.IPAM)
    assert _words(Cilium.model_fields["allocation"].annotation) == set(choices.ALLOCATIONS)
    types = {_words(one.model_fields["type"].annotation).pop() for one in get_args(get_args(Outbound)[0])}
    assert types == set(choices.OUTBOUND_TYPES)


def _words(annotation: Any) -> set[str]:
    from typing import get_args

    args = get_args(annotation)
    return {word for arg in args for word in ([arg] if isinstance(arg, str) else _words(arg))}


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_has_a_module_and_a_sample_of_its_name(mode: str) -> None:
    assert (PACKAGE / "modes" / f"{mode.replace('-', '_')}.py").exists()
    assert (SAMPLES / mode / "aksnet.yaml").exists()


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_says_what_it_is_and_where_that_is_written(mode: str) -> None:
    assert "https://learn.microsoft.com/azure/aks/" in (MODES[mode].__doc__ or "")

"""What stands beside a cluster: names that never clash, rights where they are needed, in every language."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aksnet.targets import render
from aksnet.targets.naming import temporary_names, unique
from aksnet.targets.surroundings import delegation, surroundings
from rendering import WHOLE, view

GROUP = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["nodes", "pods"], ["nodes", "pods"], id="plain names"),
        pytest.param(["snet-Nodes.1"], ["snet_nodes_1"], id="other marks become underscores"),
        pytest.param(["a-b", "a_b", "a.b"], ["a_b", "a_b_2", "a_b_3"], id="names that become the same"),
        pytest.param(["nodes-2", "nodes2"], ["nodes_2", "nodes2_2"], id="names that are the same in camelCase"),
        pytest.param(["Ab", "a-b"], ["ab", "a_b_2"], id="names that differ in case and marks"),
        pytest.param(["1st", "---"], ["subnet_1st", "subnet"], id="names that begin with no letter"),
        pytest.param(["route-table", "vnet"], ["route_table_2", "vnet_2"], id="names that are taken from the start"),
    ],
)
def test_identifiers_never_clash(names: list[str], expected: list[str]) -> None:
    taken = ("route_table", "vnet") if "route-table" in names else ()
    assert list(unique(names, taken)) == expected


@pytest.mark.parametrize("language", ["terraform", "azapi", "bicep"])
@pytest.mark.parametrize(
    "names",
    [("nodes-2", "nodes2"), ("route-table", "routeTable"), ("vnet", "identity"), ("cluster", "system"), ("A-b", "a_B")],
    ids=" ".join,
)
def test_declarations_of_awkward_subnets_are_all_different(names: tuple[str, str], language: str) -> None:
    first, second = names
    cluster = view(
        network={"plugin": "kubenet"},
        outbound={"type": "userDefinedRouting"},
        vnet={
            "address_space": ["10.240.0.0/16"],
            "subnets": {first: {"prefix": "10.240.0.0/24"}, second: {"prefix": "10.240.1.0/24"}},
        },
        pools=[{"name": "system", "mode": "System", "subnet": first}, {"name": "cluster", "subnet": second}],
    )
    text = "".join(file.text for file in render(cluster, WHOLE[language]) if file.path.endswith((".tf", "main.bicep")))
    pattern = r"^ *(?:param|var|resource|module) (\w+)" if language == "bicep" else r'^resource ("\w+" "\w+")'
    declared = [name.lower() for name in re.findall(pattern, text, re.M)]
    assert len(declared) == len(set(declared))


@pytest.mark.parametrize(
    ("pools", "expected"),
    [
        pytest.param(["system"], ["systemtmp"], id="a short name"),
        pytest.param(["abcdefghijkl"], ["abcdefghitmp"], id="a name of 12 characters"),
        pytest.param(["windows:winpol"], ["wintmp"], id="a Windows name stays within 6"),
        pytest.param(["system", "systemtmp"], ["systemt00", "systemtmptmp"], id="a name that is taken"),
        pytest.param(
            ["workload0001", "workload0002"], ["workload0tmp", "workload0t00"], id="two pools that begin alike"
        ),
        pytest.param(
            ["windows:npwin1", "windows:npwin2"], ["npwtmp", "npwt00"], id="two Windows pools that begin alike"
        ),
    ],
)
def test_temporary_names_fit_and_are_free(pools: list[str], expected: list[str]) -> None:
    rows = [
        {"name": name.removeprefix("windows:"), "mode": "User", "os": "Windows" if ":" in name else "Linux"}
        for name in pools
    ]
    names = temporary_names(view(network={"plugin": "overlay"}, pools=rows).pools)
    assert list(names.values()) == expected
    assert not set(names) & set(names.values())


SUBNETS: dict[str, Any] = {
    "address_space": ["10.240.0.0/16"],
    "subnets": {
        "n": {"prefix": "10.240.0.0/24"},
        "p": {"prefix": "10.240.64.0/18"},
        "own": {
            "prefix": "10.240.1.0/24",
            "route_table": f"{GROUP}/routeTables/t",
            "nat_gateway": f"{GROUP}/natGateways/g",
        },
        "other": {"prefix": "10.240.2.0/24"},
    },
}


@pytest.mark.parametrize(
    ("cluster", "routed", "translated"),
    [
        pytest.param(
            {"outbound": {"type": "userDefinedRouting"}}, ("n", "p"), (), id="routes go to node and pod subnets"
        ),
        pytest.param({"outbound": {"type": "userAssignedNATGateway"}}, (), ("n", "p"), id="and so does a NAT gateway"),
        pytest.param({}, (), (), id="a load balancer needs neither"),
    ],
)
def test_route_table_and_nat_gateway_stand_on_the_subnets_in_use(
    cluster: dict[str, Any], routed: tuple[str, ...], translated: tuple[str, ...]
) -> None:
    pools = [
        {"name": "a", "mode": "System", "subnet": "n", "pod_subnet": "p"},
        {"name": "b", "subnet": "own", "pod_subnet": "p"},
    ]
    around = surroundings(view(network={"plugin": "pod-subnet"}, vnet=SUBNETS, pools=pools, **cluster))
    assert (around.routed, around.translated) == (routed, translated)
    assert around.delegated == {"p"}
    assert [grant.name for grant in around.grants] == ["n", "own", "p"]


@pytest.mark.parametrize(
    ("cluster", "expected"),
    [
        pytest.param({"outbound": {"type": "loadBalancer", "outbound_ips": [f"{GROUP}/publicIPAddresses/a", f"{GROUP}/publicIPAddresses/b"]}}, ["a", "b"], id="addresses of your own"),
        pytest.param({"outbound": {"type": "loadBalancer", "outbound_ip_prefixes": [f"{GROUP}/publicIPPrefixes/p"]}}, ["p"], id="prefixes of your own"),
        pytest.param({"outbound": {"type": "managedNATGateway", "sku": "StandardV2", "outbound_ips": [f"{GROUP}/publicIPAddresses/a"]}}, ["a"], id="addresses of a NAT gateway"),
        pytest.param({"network": {"plugin": "kubenet"}, "vnet": SUBNETS, "pools": [{"name": "a", "mode": "System", "subnet": "own"}]}, ["own", "t"], id="kubenet and the route table of its subnet"),
        pytest.param({"network": {"plugin": "kubenet"}, "vnet": SUBNETS, "pools": [{"name": "a", "mode": "System", "subnet": "n"}], "outbound": {"type": "userDefinedRouting"}}, ["n", "route_table"], id="kubenet and the route table that is made"),
        pytest.param({"vnet": SUBNETS, "pools": [{"name": "a", "mode": "System", "subnet": "own"}]}, ["own"], id="overlay needs no rights on the route table"),
        pytest.param({"pools": [{"name": "a", "mode": "System", "subnet": f"/subscriptions/s/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/v/subnets/{n}"} for n in "n"] + [{"name": "b", "subnet": "/subscriptions/S/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/V/subnets/N"}]}, ["n"], id="one subnet in two spellings"),
        pytest.param({}, [], id="nothing of your own"),
    ],
)  # fmt: skip
def test_identity_has_rights_on_all_that_the_cluster_uses(cluster: dict[str, Any], expected: list[str]) -> None:
    around = surroundings(view(**{"network": {"plugin": "overlay"}, **cluster}))
    assert [grant.name for grant in around.grants] == expected
    assert around.owns_identity == bool(expected)


@pytest.mark.parametrize("language", WHOLE)
def test_subnets_of_an_isolated_cluster_have_no_default_way_out(language: str) -> None:
    said = {
        "az": "--default-outbound-access false",
        "bicep": "defaultOutboundAccess: false",
        "arm": '"defaultOutboundAccess": false',
    }
    pools = [{"name": "a", "mode": "System", "subnet": "n"}]
    for outbound, count in (("none", 1), ("loadBalancer", 0)):
        cluster = view(network={"plugin": "overlay"}, vnet=SUBNETS, pools=pools, outbound={"type": outbound})
        text = "".join(file.text for file in render(cluster, WHOLE[language]))
        assert len(re.findall(said.get(language, r"default_outbound_access_enabled += false"), text)) == count


@pytest.mark.parametrize(
    ("language", "waits"),
    [
        ("terraform", "depends_on = [\n    azurerm_kubernetes_cluster_node_pool.b,\n  ]"),
        ("azapi", "depends_on = [\n    azapi_resource.pool_b,\n  ]"),
        ("bicep", "dependsOn: [\n    bPool\n  ]"),
        ("arm", "agentPools', parameters('name'), 'b')]"),
    ],
)
def test_pools_of_one_vnet_are_made_one_after_the_other(language: str, waits: str) -> None:
    pools = [{"name": "a", "mode": "System", "subnet": "n"}, {"name": "b"}, {"name": "c"}]
    apart = [{key: value for key, value in pool.items() if key != "subnet"} for pool in pools]
    for rows, count in ((pools, 1), (apart, 0)):
        cluster = view(network={"plugin": "overlay"}, vnet=SUBNETS, pools=rows)
        assert "".join(file.text for file in render(cluster, WHOLE[language])).count(waits) == count


def test_a_delegation_that_is_given_stands() -> None:
    given = {
        **SUBNETS,
        "subnets": {
            **SUBNETS["subnets"],
            "other": {"prefix": "10.240.2.0/24", "delegation": "Microsoft.Web/serverFarms"},
        },
    }
    pools = [{"name": "a", "mode": "System", "subnet": "n", "pod_subnet": "p"}]
    cluster = view(network={"plugin": "pod-subnet"}, vnet=given, pools=pools)
    around = surroundings(cluster)
    assert cluster.vnet
    delegations = {name: delegation(subnet, around) for name, subnet in cluster.vnet.subnets.items()}
    assert delegations == {
        "n": None,
        "p": "Microsoft.ContainerService/managedClusters",
        "own": None,
        "other": "Microsoft.Web/serverFarms",
    }


def test_a_pool_shares_the_subnets_of_the_first_with_its_allocation() -> None:
    pools = [
        {"name": "a", "mode": "System", "subnet": "n", "pod_subnet": "p"},
        {"name": "b"},
        {"name": "c", "allocation": "static-block"},
    ]
    cluster = view(network={"plugin": "pod-subnet"}, vnet=SUBNETS, pools=pools)
    assert surroundings(cluster).parameters == ("static_block_pod_subnet_id",)
    first, second, third = cluster.pools
    assert second.values["podSubnetID"].data == first.values["podSubnetID"].data
    assert third.values["vnetSubnetID"].data == first.values["vnetSubnetID"].data
    assert third.values["podSubnetID"].data != first.values["podSubnetID"].data

"""What stands beside a cluster: names that never clash, rights where they are needed, in every language."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aksnet.targets import render
from aksnet.targets.surroundings import surroundings, temporary_name, unique
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
    ("pool", "taken", "windows", "expected"),
    [
        pytest.param("system", [], False, "systemtmp", id="a short name"),
        pytest.param("abcdefghijkl", [], False, "abcdefghitmp", id="a name of 12 characters"),
        pytest.param("winpol", [], True, "wintmp", id="a Windows name stays within 6"),
        pytest.param("system", ["systemtmp"], False, "systemt00", id="a name that is taken"),
    ],
)
def test_temporary_names_fit_and_are_free(pool: str, taken: list[str], windows: bool, expected: str) -> None:
    assert temporary_name(pool, [pool, *taken], windows=windows) == expected


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

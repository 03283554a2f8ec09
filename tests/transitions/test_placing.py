"""Which subnet is meant, by its name and by the network that it is in."""

from __future__ import annotations

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import judge
from aksnet.transitions.changes import Maker, Pair
from aksnet.transitions.placing import same_subnet
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import ClusterView, Subnet
from azurerm_clusters import NETWORK, cluster
from azurerm_states import SUBNET, before, state, view

NET = f"{SUBNET}nodes".replace("/v/", "/net/")
BARE = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
V = Version(4, 81)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(Subnet("nodes"), Subnet("Nodes"), True, id="one name"),
        pytest.param(Subnet("nodes"), Subnet("pods"), False, id="two names"),
        pytest.param(Subnet("nodes", network="net"), NET, True, id="a reference and its id"),
        pytest.param(Subnet("nodes", network="other"), NET, False, id="one name in two networks"),
        pytest.param(Subnet("nodes"), NET, True, id="a network that is not told"),
        pytest.param(NET, NET.upper(), True, id="an id in capitals"),
        pytest.param(NET, f"{SUBNET}nodes", False, id="ids in two networks"),
        pytest.param(Subnet("nodes"), "nodes", None, id="what is no id"),
        pytest.param(Subnet("x.s", sign="a"), Subnet("x.s", sign="a"), True, id="one unknown name of one resource"),
        pytest.param(Subnet("x.s", sign="a"), Subnet("x.s", sign="b"), None, id="one resource with two unknown names"),
        pytest.param(Subnet("x.s", sign="a"), Subnet("x.t", sign="b"), False, id="two resources"),
        pytest.param(Subnet("x.s", sign="a"), Subnet("x.s"), True, id="one resource, and one name without a sign"),
        pytest.param(Subnet("nodes"), None, None, id="nothing"),
    ],
)
def test_whether_two_are_one_subnet(one: Subnet | str, other: Subnet | str | None, same: bool | None) -> None:
    assert same_subnet(one, other) is same
    assert same_subnet(other, one) is same


def test_another_unknown_name_of_a_subnet_is_undecided() -> None:
    def named(name: str) -> ClusterView:
        return view(
            cluster(
                BARE, {"vnet_subnet_id": "=azurerm_subnet.nodes.id"}, None, NETWORK.replace('"nodes"\n', f"{name}\n")
            )
        )

    change = judge(Pair("prod", named("var.a"), named("var.b"), Maker("azurerm", (V,), "4.81.0")))
    assert (change.pools[0].azure.verdict, change.tool.verdict) == (Azure.UNDECIDED, Tool.UNDECIDED)
    assert change.pools[0].azure.open[0].why == "the name of the subnet azurerm_subnet.nodes cannot be told"
    again = judge(Pair("prod", named("var.a"), named("var.a"), Maker("azurerm", (V,), "4.81.0")))
    assert (again.pools[0].azure.verdict, again.tool.verdict) == (Azure.NO_CHANGE, Tool.NO_OP)


@pytest.mark.parametrize(
    ("was", "azure", "tool"),
    [
        pytest.param(NET, Azure.NO_CHANGE, Tool.NO_OP, id="the one of that network"),
        pytest.param(f"{SUBNET}nodes", Azure.NEW_POOL, Tool.ROTATE, id="one of the same name in another network"),
    ],
)
def test_a_subnet_is_looked_for_in_its_network(was: str, azure: Azure, tool: Tool) -> None:
    old = before(state(V, BARE, {"vnet_subnet_id": was}))
    new = view(cluster(BARE, {"vnet_subnet_id": "=azurerm_subnet.nodes.id"}, None, NETWORK))
    change = judge(Pair("prod", old, new, Maker("azurerm", (V,), "4.81.0")))
    assert (change.tool.verdict, change.pools[0].azure.verdict, change.pools[0].tool.verdict) == (tool, azure, tool)

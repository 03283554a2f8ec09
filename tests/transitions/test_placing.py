"""Which subnet is meant, by its name and by the network that it is in."""

from __future__ import annotations

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import judge
from aksnet.transitions.changes import Maker, Pair
from aksnet.transitions.placing import same_subnet
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import Subnet
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
        pytest.param(Subnet("nodes"), None, None, id="nothing"),
    ],
)
def test_whether_two_are_one_subnet(one: Subnet | str, other: Subnet | str | None, same: bool | None) -> None:
    assert same_subnet(one, other) is same
    assert same_subnet(other, one) is same


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

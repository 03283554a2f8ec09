"""The bounds of the autoscaler and the number of nodes: what azurerm refuses as it applies a change of a pool."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.verdicts import Tool
from azurerm_clusters import cluster, node_pool
from azurerm_states import before, named, pool_state, state, view

V = Version(4, 81)
PLACE, NO_OP, REFUSED = Tool.IN_PLACE, Tool.NO_OP, Tool.ERROR_AT_APPLY
BARE: dict[str, Any] = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
ON: dict[str, Any] = {"auto_scaling_enabled": True, "min_count": 1, "max_count": 5, "node_count": None}
OFF: dict[str, Any] = {"auto_scaling_enabled": False, "min_count": 0, "max_count": 0}


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        pytest.param(ON, ON | {"max_count": 9}, PLACE, id="a larger bound"),
        pytest.param(ON, ON | {"min_count": 7}, REFUSED, id="more at least than at most"),
        pytest.param(ON, ON | {"max_count": None}, REFUSED, id="no upper bound"),
        pytest.param(ON, ON | {"min_count": None}, REFUSED, id="no lower bound of a default pool"),
        pytest.param(ON, ON | {"auto_scaling_enabled": None}, REFUSED, id="bounds without the autoscaler"),
        pytest.param(ON, {"node_count": None}, PLACE, id="off with both its bounds"),
        pytest.param(OFF, ON, PLACE, id="on with both its bounds"),
        pytest.param(ON | {"node_count": 4}, ON | {"node_count": 1}, REFUSED, id="another number of nodes"),
        pytest.param(ON | {"node_count": 4}, ON, NO_OP, id="the number of nodes left to the autoscaler"),
        pytest.param(OFF, {"node_count": 5}, PLACE, id="another number of nodes without the autoscaler"),
    ],
)
@pytest.mark.parametrize("version", [Version(3, 117, 1), V], ids=str)
def test_bounds_of_the_default_pool(old: Any, new: Any, verdict: Tool, version: Version) -> None:
    text = cluster(BARE, named(new, version), version=str(version))
    was = before(state(version, BARE, {"node_count": 3, **{name: one for name, one in old.items() if one is not None}}))
    assert azurerm.of_cluster(was, view(text), version).verdict is verdict


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        pytest.param(ON | {"min_count": 7}, REFUSED, id="more at least than at most"),
        pytest.param(ON | {"min_count": 0}, PLACE, id="no node at least"),
        pytest.param(ON | {"max_count": None}, REFUSED, id="no upper bound"),
        pytest.param(ON | {"auto_scaling_enabled": False}, REFUSED, id="bounds without the autoscaler"),
        pytest.param(ON | {"node_count": 4}, PLACE, id="another number of nodes"),
        pytest.param(ON, NO_OP, id="nothing"),
    ],
)
def test_bounds_of_a_node_pool(new: Any, verdict: Tool) -> None:
    was = before(pool_state(V, ON | {"node_count": 3, "kubernetes_cluster_id": "/c"})).pools[0]
    asked = view(node_pool(kubernetes_cluster_id=was.declared.written["kubernetes_cluster_id"].data, **new)).pools[0]  # type: ignore[union-attr]
    assert azurerm.of_pool(was, asked, V).verdict is verdict


def test_the_number_of_nodes_may_be_ignored() -> None:
    left = {"lifecycle": {"ignore_changes": "=[default_node_pool[0].node_count]"}}
    asked = view(cluster(BARE, ON | {"node_count": 1, "max_count": 9}, left))
    assert azurerm.of_cluster(before(state(V, BARE, ON | {"node_count": 4})), asked, V).verdict is PLACE


def test_a_refusal_says_both_numbers_and_where_they_stand() -> None:
    told = azurerm.of_cluster(
        before(state(V, BARE, ON | {"node_count": 4})), view(cluster(BARE, ON | {"min_count": 7})), V
    )
    (reason,) = told.reasons
    assert reason.path == "default_node_pool.0.min_count"
    assert reason.text == "min_count 7 is more than max_count 5: azurerm refuses to send it"
    assert reason.place is not None

"""Nodes of a pool at the most, and those that an upgrade adds."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.planning.counting import Counted, most_nodes, most_of_all, surge_nodes, surge_of_all
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from rendering import view

SCALING = {"enableAutoScaling": True, "minCount": 1, "count": 2}


def of_arm(*pools: dict[str, Any]) -> ClusterView:
    return cluster_from_arm({"properties": {"agentPoolProfiles": [{"name": "p", **pool} for pool in pools]}})


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        pytest.param({"count": 3}, 3, id="a count"),
        pytest.param({"count": 0}, 0, id="no nodes"),
        pytest.param({"count": 3, "maxCount": 9}, 3, id="a maximum that no autoscaler goes to"),
        pytest.param({"count": 3, "maxCount": 9, "enableAutoScaling": False}, 3, id="the autoscaler is off"),
        pytest.param({**SCALING, "maxCount": 9}, 9, id="the autoscaler's maximum"),
        pytest.param(SCALING, None, id="an autoscaler without a maximum"),
        pytest.param({**SCALING, "maxCount": "[parameters('x')]"}, None, id="an unknown maximum"),
        pytest.param({"count": 3, "maxCount": 9, "enableAutoScaling": "[parameters('x')]"}, None, id="an autoscaler that may be on"),
        pytest.param({"count": 3, "enableAutoScaling": "yes"}, None, id="an autoscaler that is a text"),
        pytest.param({"count": "[parameters('x')]"}, None, id="an unknown count"),
        pytest.param({}, None, id="no count"),
        pytest.param({"count": "3"}, None, id="a count that is a text"),
        pytest.param({"count": True}, None, id="a count that is true"),
        pytest.param({"count": -1}, None, id="a negative count"),
    ],
)  # fmt: skip
def test_most_nodes(pool: dict[str, Any], expected: int | None) -> None:
    assert most_nodes(of_arm(pool).pools[0]) == expected


@pytest.mark.parametrize(
    ("count", "surge", "expected"),
    [
        pytest.param(1, None, 1, id="the default of a small pool is one node"),
        pytest.param(10, None, 1, id="the default of ten nodes is one"),
        pytest.param(11, None, 2, id="the default is rounded up"),
        pytest.param(3, "33%", 1, id="a third of three nodes is one"),
        pytest.param(4, "33%", 2, id="a third of four nodes is rounded up"),
        pytest.param(4, "50%", 2, id="half of four nodes, exactly"),
        pytest.param(1000, "33%", 330, id="a third of a thousand nodes, to the node"),
        pytest.param(5, "100%", 5, id="all nodes"),
        pytest.param(5, "2", 2, id="a number of nodes as ARM writes it"),
        pytest.param(5, 2, 2, id="a number of nodes"),
        pytest.param(5, 9, 5, id="no more nodes than there are to be upgraded"),
        pytest.param(5, "0", 0, id="no surge, which maxUnavailable allows"),
        pytest.param(0, None, 0, id="no nodes, and none to be upgraded"),
        pytest.param(5, "[parameters('x')]", None, id="an unknown surge"),
        pytest.param(5, "many", None, id="a surge in words"),
        pytest.param(5, "9" * 5000, None, id="a surge longer than Python reads"),
        pytest.param(5, True, None, id="a surge that is true"),
        pytest.param(5, -1, None, id="a negative surge"),
        pytest.param(5, ["1"], None, id="a surge that is a list"),
    ],
)
def test_surge_nodes(count: int, surge: object, expected: int | None) -> None:
    settings = {} if surge is None else {"upgradeSettings": {"maxSurge": surge}}
    assert surge_nodes(of_arm({"count": count, **settings}).pools[0]) == expected


def test_surge_is_of_the_largest_size() -> None:
    pool = {**SCALING, "maxCount": 20, "upgradeSettings": {"maxSurge": "25%"}}
    assert surge_nodes(of_arm(pool).pools[0]) == 5


def test_surge_of_unknown_sizes_and_settings_is_unknown() -> None:
    assert surge_nodes(of_arm({"upgradeSettings": {"maxSurge": "1"}}).pools[0]) is None
    assert surge_nodes(of_arm({"count": 5, "upgradeSettings": "[variables('x')]"}).pools[0]) is None


def test_pools_are_counted_together() -> None:
    given = {"upgradeSettings": {"maxSurge": "50%"}}
    pools = of_arm({"count": 3, **given}, {**SCALING, "maxCount": 40, **given})
    assert most_of_all(pools) == Counted(43)
    assert surge_of_all(pools) == Counted(22)
    assert surge_of_all(of_arm({"count": 3}, {"count": 40, **given})) == Counted(21, default=True)


def test_one_pool_that_cannot_be_told_leaves_all_untold() -> None:
    pools = of_arm({"count": 3}, {"count": "[parameters('x')]"})
    assert most_of_all(pools) is None
    assert surge_of_all(pools) is None


def test_defaults_are_told() -> None:
    pools = view(network={"plugin": "overlay"}, pools=[{"name": "a"}, {"name": "b", "count": 2}])
    assert str(most_of_all(pools)) == "5 (some by default)"
    scaled = view(network={"plugin": "overlay"}, pools=[{"name": "a", "min": 1, "max": 4, "max_surge": 2}])
    assert str(most_of_all(scaled)) == "4"
    assert str(surge_of_all(scaled)) == "2"

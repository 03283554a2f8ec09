"""The service's default of pods for each node is counted where nobody says it, and only where it is known."""

from __future__ import annotations

import pytest

from aksnet.paths import ALLOCATION, MODE, PLUGIN, PODS, SKU
from aksnet.planning.formulas import MAX_PODS
from aksnet.planning.implied import is_implied, with_implied_pods
from aksnet.view import ClusterView, Json, PoolView, Unknown, Value

UNKNOWN = Unknown("var.x has no value")
FLAT = {PLUGIN: "azure"}
OVERLAY = {PLUGIN: "azure", MODE: "overlay"}


def _pods(cluster: dict[str, Json | Unknown], pool: dict[str, Json | Unknown]) -> tuple[object, bool]:
    """The pods that are counted, and whether nobody said them."""
    pools = (PoolView({"name": Value("a"), **{path: Value(data) for path, data in pool.items()}}, None),)
    view = ClusterView("c", {path: Value(data) for path, data in cluster.items()}, pools)
    ((made,),) = [one.pools for one in with_implied_pods([view])]
    value = made.values.get(MAX_PODS)
    return value.data if value is not None else None, is_implied(made)


@pytest.mark.parametrize(
    ("cluster", "pool", "pods"),
    [
        pytest.param(FLAT, {}, 30, id="the node subnet"),
        pytest.param({PLUGIN: "Azure"}, {}, 30, id="the node subnet in another case"),
        pytest.param(OVERLAY, {}, 250, id="overlay"),
        pytest.param({PLUGIN: "kubenet"}, {}, 110, id="kubenet"),
        pytest.param(FLAT, {PODS: "/subnets/p"}, None, id="pod subnets: documents disagree"),
        pytest.param(FLAT, {PODS: UNKNOWN}, None, id="a pod subnet that cannot be told"),
        pytest.param(FLAT, {PODS: "/subnets/p", ALLOCATION: "StaticBlock"}, None, id="static blocks"),
        pytest.param({PLUGIN: "azure", MODE: UNKNOWN}, {}, None, id="a mode that cannot be told"),
        pytest.param({PLUGIN: UNKNOWN}, {}, None, id="a plugin that cannot be told"),
        pytest.param({PLUGIN: "none"}, {}, None, id="a CNI of one's own"),
        pytest.param({}, {}, None, id="no plugin: it depends on the version"),
        pytest.param({**FLAT, SKU: "Automatic"}, {}, None, id="AKS Automatic presets others"),
        pytest.param({**FLAT, SKU: UNKNOWN}, {}, None, id="what may be AKS Automatic"),
    ],
)
def test_the_default_is_counted_where_it_is_known(
    cluster: dict[str, Json | Unknown], pool: dict[str, Json | Unknown], pods: int | None
) -> None:
    assert _pods(cluster, pool) == (pods, pods is not None)


@pytest.mark.parametrize(
    "said", [pytest.param(50, id="a number"), pytest.param(UNKNOWN, id="what cannot be told is no default")]
)
def test_what_is_said_stays(said: Json | Unknown) -> None:
    assert _pods(FLAT, {MAX_PODS: said}) == (said, False)

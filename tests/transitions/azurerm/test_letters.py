"""A word in a case that the release refuses is not what a state has, so that nothing is replaced for it."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.verdicts import Tool
from aksnet.view import ClusterView
from azurerm_clusters import cluster, node_pool
from azurerm_states import pool_of, view

OVERLAY: dict[str, Any] = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
FOUR = "4.60.0"


def _text(version: str = FOUR, **network: Any) -> ClusterView:
    return view(cluster(OVERLAY | network, version=version))


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param(_text(load_balancer_sku="Standard"), _text(load_balancer_sku="standard"), Tool.NO_OP, id="the load balancer's SKU is mended"),
        pytest.param(_text(load_balancer_sku="Standard"), _text(), Tool.NO_OP, id="the load balancer's SKU is left out, which is standard"),
        pytest.param(_text(load_balancer_sku="Basic"), _text(), Tool.REPLACE, id="another SKU replaces in whatever case it was"),
        pytest.param(_text(network_policy="Calico"), _text(network_policy="calico"), Tool.NO_OP, id="the policy is mended"),
        pytest.param(_text(ip_versions=["ipv4"]), _text(ip_versions=["IPv4"]), Tool.NO_OP, id="a word in a list is mended"),
        pytest.param(_text(load_balancer_sku="Standard"), _text(load_balancer_sku="Standard"), Tool.ERROR_AT_VALIDATE, id="a word that is still wrong is refused"),
        pytest.param(_text(load_balancer_sku="standard"), _text(load_balancer_sku="Standard"), Tool.ERROR_AT_VALIDATE, id="a word that becomes wrong is refused"),
    ],
)  # fmt: skip
def test_a_word_in_another_case(before: ClusterView, after: ClusterView, verdict: Tool) -> None:
    assert azurerm.of_cluster(before, after, Version(4, 60)).verdict is verdict


def test_a_word_that_is_taken_in_any_case_stays_as_it_is() -> None:
    settings = {"max_surge": "10%", "undrainable_node_behavior": "cordon"}
    read = view(cluster(OVERLAY, None, None, node_pool(upgrade_settings=settings), version=FOUR))
    pool = pool_of(read, "user")
    assert azurerm.of_pool(pool, pool, Version(4, 60)).verdict is Tool.NO_OP

"""Blocks that are written twice: what is told of them, and where nothing is."""

from __future__ import annotations

import pytest

from terraform_clusters import SIZE, cluster, found, with_pool

TWICE = "load_balancer_profile {\n    }\n    load_balancer_profile {\n    }"
SURGE = 'upgrade_settings {\n    max_surge = "10%"\n  }\n'
PROFILE = 'network_profile {\n    network_plugin = "azure"\n  }'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(cluster("4.81.0", rest=PROFILE), "there are 2 blocks network_profile, and azurerm 4.81.0 takes one", id="the network profile"),
        pytest.param(cluster("~> 3.0", TWICE), "there are 2 blocks load_balancer_profile, and azurerm ~> 3.0 takes one", id="a block in a block"),
        pytest.param(cluster("~> 4.0", pool=SURGE * 2), "there are 2 blocks upgrade_settings, and azurerm ~> 4.0 takes one", id="a block of the cluster's own pool"),
        pytest.param(with_pool("~> 4.0", SIZE, SURGE * 3), "there are 3 blocks upgrade_settings, and azurerm ~> 4.0 takes one", id="a block of a pool of its own"),
    ],
)  # fmt: skip
def test_block_is_written_twice(text: str, message: str) -> None:
    assert [one.message for one in found("AKN806", text)] == [message]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(cluster("4.81.0"), id="one of each"),
        pytest.param(cluster("~> 4.0", rest='maintenance_window {\n    allowed {\n      day   = "Monday"\n      hours = [1]\n    }\n    allowed {\n      day   = "Friday"\n      hours = [1]\n    }\n  }'), id="blocks that may be many"),
        pytest.param(cluster("~> 4.0", rest='dynamic "network_profile" {\n    for_each = var.x\n    content {\n    }\n  }') + 'variable "x" {}\n', id="blocks of which nobody knows how many there are"),
        pytest.param(cluster("~> 2.0", rest=PROFILE), id="a release of which nothing is known"),
    ],
)  # fmt: skip
def test_block_may_be_written_as_it_is(text: str) -> None:
    assert found("AKN806", text) == ()

"""What a spec leaves to aksnet: nobody said it of what runs, and between two specs it is a change."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.transitions import judge
from aksnet.transitions.changes import Pair
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from azurerm_clusters import cluster
from changing import maker, read_cluster
from rendering import view

FLAT = {"network_plugin": "azure"}
POOL = {"name": "system", "mode": "System"}


def _spec(pool: dict[str, Any] | None = None, **more: Any) -> ClusterView:
    return view(name="prod", network={"plugin": "node-subnet"}, pools=[{**POOL, **(pool or {})}], **more)


def _az(prefix: str, size: str = "Standard_D4s_v5") -> ClusterView:
    pools = [{**POOL, "vmSize": size, "count": 3, "maxPods": 30}]
    properties = {"networkProfile": {"networkPlugin": "azure"}, "dnsPrefix": prefix, "agentPoolProfiles": pools}
    return cluster_from_arm({"name": "prod", "properties": properties})


def _tf(prefix: str, **pool: Any) -> ClusterView:
    return read_cluster(cluster(FLAT, {"max_pods": 30, **pool}, {"dns_prefix": prefix}))


NOTHING, REPLACE = (Azure.NO_CHANGE, Tool.NO_OP), (Azure.RECREATE, Tool.REPLACE)


@pytest.mark.parametrize(
    ("before", "after", "verdicts"),
    [
        pytest.param(_spec(), _tf("x"), NOTHING, id="a prefix that the spec before does not say"),
        pytest.param(_tf("prod"), _spec(), NOTHING, id="a region that the spec afterwards does not say"),
        pytest.param(_spec(), _tf("prod"), NOTHING, id="a region that the spec before does not say"),
        pytest.param(_spec(location="northeurope"), _tf("prod"), REPLACE, id="a region that the spec before says"),
        pytest.param(_az("x"), _spec(), NOTHING, id="a prefix that the spec afterwards does not say"),
        pytest.param(_tf("x"), _spec(), NOTHING, id="the same of Terraform"),
        pytest.param(_spec(dns_prefix="y"), _tf("x"), REPLACE, id="a prefix that the spec before says"),
        pytest.param(_az("x"), _spec(dns_prefix="y"), REPLACE, id="a prefix that the spec afterwards says"),
        pytest.param(_spec(), _spec(), NOTHING, id="two specs that leave it out"),
        pytest.param(_spec(dns_prefix="x"), _spec(), REPLACE, id="two specs of which one leaves another one out"),
        pytest.param(_spec(), _spec(dns_prefix="x"), REPLACE, id="two specs of which one adds another one"),
        pytest.param(_spec(), _spec(dns_prefix="prod"), NOTHING, id="two specs of which one says what was written"),
    ],
)
def test_prefix_of_a_cluster(before: ClusterView, after: ClusterView, verdicts: tuple[Azure, Tool]) -> None:
    change = judge(Pair("prod", before, after, maker("4.81.0")))
    assert (change.azure.verdict, change.tool.verdict) == verdicts


@pytest.mark.parametrize(
    ("before", "after", "verdicts"),
    [
        pytest.param(_spec(), _tf("prod", vm_size="large"), NOTHING, id="a size that the spec before does not say"),
        pytest.param(_az("prod", "large"), _spec(), NOTHING, id="a size that the spec afterwards does not say"),
        pytest.param(_spec(), _tf("prod"), NOTHING, id="a surge that the spec before does not say"),
        pytest.param(
            _spec({"vm_size": "small"}), _tf("prod", vm_size="large"), (Azure.NEW_POOL, Tool.ROTATE),
            id="a size that the spec before says",
        ),
        pytest.param(
            _spec(), _spec({"vm_size": "large"}), (Azure.NEW_POOL, Tool.ROTATE),
            id="two specs of which one adds another one",
        ),
    ],
)  # fmt: skip
def test_size_of_a_pool(before: ClusterView, after: ClusterView, verdicts: tuple[Azure, Tool]) -> None:
    (pool,) = judge(Pair("prod", before, after, maker("4.81.0"))).pools
    assert (pool.azure.verdict, pool.tool.verdict) == verdicts

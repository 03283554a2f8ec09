"""What azurerm keeps, or is told to ignore, is no change at Azure either, and no danger."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import judge
from aksnet.transitions.changes import Change, Maker, Pair
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from azurerm_clusters import NETWORK, cluster
from azurerm_states import view

BARE: dict[str, Any] = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
OTHER, SERVICES = {"pod_cidr": "10.99.0.0/16"}, {"service_cidr": "10.1.0.0/16", "dns_service_ip": "10.1.0.10"}
CILIUM = {"network_data_plane": "cilium", "network_policy": "cilium"}
IGNORED = "network_profile[0].pod_cidr, network_profile[0].pod_cidrs"
V3, V4 = Version(3, 117, 1), Version(4, 81)


def ignoring(what: str) -> dict[str, Any]:
    return {"lifecycle": {"ignore_changes": f"=[{what}]"}}


def judged(before: ClusterView, after: ClusterView, *releases: Version) -> Change:
    return judge(Pair("prod", before, after, Maker("azurerm", releases or (V4,), "these")))


def text(network: Any, more: Any = None, pool: Any = None, version: Version = V4) -> ClusterView:
    return view(cluster(network, pool, more, NETWORK, version=str(version)))


def verdicts(change: Change) -> tuple[Azure, Tool, list[str]]:
    return change.azure.verdict, change.tool.verdict, [one.rule for one in change.dangers]


NOTHING = (Azure.NO_CHANGE, Tool.NO_OP, [])


@pytest.mark.parametrize(
    ("old", "new", "more", "version"),
    [
        pytest.param(BARE | OTHER, BARE, None, V4, id="a pod range that is left out"),
        pytest.param(BARE | OTHER, BARE | {"pod_cidrs": ["10.99.0.0/16"]}, None, V4, id="a pod range as a list"),
        pytest.param(BARE | SERVICES, BARE, None, V4, id="the ranges of services that are left out"),
        pytest.param(BARE | SERVICES, BARE | {"service_cidr": "10.1.0.0/16"}, None, V4, id="the address of DNS alone"),
        pytest.param(BARE | CILIUM, BARE, None, V3, id="the data plane that azurerm 3 keeps"),
        pytest.param(BARE | OTHER | CILIUM, None, None, V4, id="the whole profile"),
        pytest.param(BARE | OTHER, BARE | {"pod_cidr": "10.98.0.0/16"}, ignoring(IGNORED), V4, id="a pod range that is ignored"),
        pytest.param(BARE | CILIUM, BARE, ignoring("network_profile"), V4, id="a profile that is ignored"),
        pytest.param(BARE | CILIUM, BARE, ignoring("network_profile[0].network_data_plane"), V4, id="a data plane that is ignored"),
        pytest.param(BARE, {"network_plugin": "kubenet"}, {"lifecycle": {"ignore_changes": "=all"}}, V4, id="all is ignored"),
        pytest.param(BARE, BARE, {"tags": '={ a = "b" }', **ignoring("tags")}, V4, id="tags that are ignored"),
    ],
)  # fmt: skip
def test_nothing_changes(old: Any, new: Any, more: Any, version: Version) -> None:
    assert verdicts(judged(text(old, version=version), text(new, more, version=version), version)) == NOTHING


@pytest.mark.parametrize(
    ("old", "new", "more", "azure", "tool"),
    [
        pytest.param(BARE | OTHER, BARE | {"pod_cidr": "10.98.0.0/16"}, None, Azure.RECREATE, Tool.REPLACE, id="another pod range"),
        pytest.param(BARE | CILIUM, BARE, None, Azure.RECREATE, Tool.REPLACE, id="a data plane that azurerm 4 does not keep"),
        pytest.param(BARE | OTHER, BARE | {"pod_cidr": "10.98.0.0/16"}, ignoring("tags"), Azure.RECREATE, Tool.REPLACE, id="something else is ignored"),
        pytest.param(BARE | OTHER, BARE | {"pod_cidrs": ["10.98.0.0/16"]}, None, Azure.RECREATE, Tool.REPLACE, id="another pod range as a list"),
    ],
)  # fmt: skip
def test_what_is_not_kept_changes(old: Any, new: Any, more: Any, azure: Azure, tool: Tool) -> None:
    change = judged(text(old), text(new, more))
    assert (change.azure.verdict, change.tool.verdict) == (azure, tool)


def test_what_only_some_releases_keep_changes() -> None:
    change = judged(text(BARE | CILIUM), text(BARE), V3, V4)
    assert change.azure.verdict is Azure.RECREATE


@pytest.mark.parametrize(
    ("new", "more"),
    [
        pytest.param(BARE, None, id="it is left out"),
        pytest.param(BARE | {"pod_cidr": "10.244.0.0/16"}, ignoring(IGNORED), id="it is ignored"),
    ],
)
def test_a_range_that_az_tells_is_kept(new: Any, more: Any) -> None:
    profile = {"networkPlugin": "azure", "networkPluginMode": "overlay", "podCidr": "10.240.0.0/13"}
    change = judged(cluster_from_arm({"name": "prod", "properties": {"networkProfile": profile}}), text(new, more))
    assert (change.azure.verdict, [one.rule for one in change.dangers]) == (Azure.NO_CHANGE, [])


@pytest.mark.parametrize(
    ("old", "new", "more", "azure"),
    [
        pytest.param({"max_pods": 60}, {}, None, Azure.NO_CHANGE, id="a number of pods that is left out"),
        pytest.param({"max_pods": 60}, {"max_pods": 90}, None, Azure.NEW_POOL, id="another number of pods"),
        pytest.param(
            {"max_pods": 60},
            {"max_pods": 90},
            ignoring("default_node_pool[0].max_pods"),
            Azure.NO_CHANGE,
            id="a number of pods that is ignored",
        ),
    ],
)
def test_a_pool_keeps_what_it_was(old: Any, new: Any, more: Any, azure: Azure) -> None:
    change = judged(text(BARE, None, old), text(BARE, more, new))
    assert [one.azure.verdict for one in change.pools] == [azure]

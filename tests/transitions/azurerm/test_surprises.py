"""What azurerm does that its plan does not show: its releases as they were executed, section 3."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.verdicts import OfTool, Tool
from azurerm_clusters import cluster, node_pool
from azurerm_states import BALANCER, SUBNET, before, pool_of, pool_state, state, view

LB = {"load_balancer_profile": BALANCER}
NPM: dict[str, Any] = {"network_plugin": "azure", "network_policy": "azure", **LB}
BARE: dict[str, Any] = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
CILIUM = {"network_data_plane": "cilium", "network_policy": "cilium"}
TMP = {"temporary_name_for_rotation": "tmp"}


def _of_cluster(version: Version, old: dict[str, Any], new: dict[str, Any]) -> OfTool:
    return azurerm.of_cluster(before(state(version, old)), view(cluster(new, version=str(version))), version)


def _of_pool(version: Version, old: dict[str, Any], new: dict[str, Any]) -> OfTool:
    asked = view(cluster(BARE, None, None, node_pool(**new), version=str(version)))
    return azurerm.of_pool(before(pool_state(version, old)).pools[0], pool_of(asked, "user"), version)


@pytest.mark.parametrize("version", [Version(4, 58), Version(4, 65)], ids=str)
def test_half_a_migration_to_overlay_with_cilium_is_left_behind(version: Version) -> None:
    told = _of_cluster(version, NPM, BARE | CILIUM)
    assert told.verdict is Tool.PERMANENT_DIFF
    assert {one.path.rpartition(".")[2]: one.verdict for one in told.reasons} == {
        "network_plugin_mode": Tool.PERMANENT_DIFF,
        "network_data_plane": Tool.IN_PLACE,
        "network_policy": Tool.IN_PLACE,
    }


@pytest.mark.parametrize("version", [Version(4, 66), Version(4, 81)], ids=str)
def test_from_4_66_on_the_migration_is_whole(version: Version) -> None:
    told = _of_cluster(version, NPM, BARE | CILIUM)
    assert {one.verdict for one in told.reasons} == {Tool.IN_PLACE}


def test_the_same_migration_with_its_range_replaces_before_4_66() -> None:
    told = _of_cluster(Version(4, 65), NPM, BARE | CILIUM | {"pod_cidr": "10.244.0.0/16"})
    assert told.replaced_by == ("network_profile.0.pod_cidr",)


@pytest.mark.parametrize("version", [Version(3, 117, 1), Version(4, 65), Version(4, 81)], ids=str)
def test_a_load_balancer_block_that_is_kept_replaces_at_the_next_plan(version: Version) -> None:
    routed = BARE | {"outbound_type": "userDefinedRouting"}
    kept = routed | {"load_balancer_profile": {"managed_outbound_ip_count": 1}}
    assert _of_cluster(version, BARE | LB, kept).verdict is Tool.IN_PLACE
    assert _of_cluster(version, routed, kept).replaced_by == ("network_profile.0.load_balancer_profile",)


@pytest.mark.parametrize("version", [Version(4, 16), Version(4, 81)], ids=str)
def test_a_rotation_under_its_own_name_deletes_the_pool(version: Version) -> None:
    told = _of_pool(version, {}, {"max_pods": 60, "temporary_name_for_rotation": "user"})
    assert "the pool is deleted" in next(one.text for one in told.reasons if one.path == "max_pods")


@pytest.mark.parametrize("version", [Version(3, 117, 1), Version(4, 81)], ids=str)
@pytest.mark.parametrize("outbound", ["userDefinedRouting", "managedNATGateway", "userAssignedNATGateway"])
def test_a_policy_is_not_sent_without_a_load_balancer_profile(version: Version, outbound: str) -> None:
    told = _of_cluster(
        version, BARE | {"outbound_type": outbound}, BARE | {"outbound_type": outbound, "network_policy": "calico"}
    )
    assert told.verdict is Tool.PERMANENT_DIFF


@pytest.mark.parametrize(
    ("version", "new", "verdict"),
    [
        pytest.param(Version(4, 15), {}, Tool.REPLACE, id="up to 4.15 every plan replaces the pool"),
        pytest.param(Version(4, 16), TMP, Tool.PERMANENT_DIFF, id="from 4.16 on its nodes move at every apply"),
        pytest.param(Version(4, 81), {}, Tool.ERROR_AT_APPLY, id="without a name every apply fails"),
    ],
)
def test_a_pool_without_its_inherited_subnet_never_comes_to_rest(
    version: Version, new: dict[str, Any], verdict: Tool
) -> None:
    assert _of_pool(version, {**new, "vnet_subnet_id": f"{SUBNET}nodes"}, new).verdict is verdict


def test_a_policy_on_routed_clusters_leaves_cilium_with_the_old_one() -> None:
    routed = BARE | {"outbound_type": "userDefinedRouting"}
    told = _of_cluster(Version(4, 81), routed | {"network_policy": "calico"}, routed | CILIUM)
    assert {one.path.rpartition(".")[2]: one.verdict for one in told.reasons} == {
        "network_policy": Tool.PERMANENT_DIFF,
        "network_data_plane": Tool.IN_PLACE,
    }

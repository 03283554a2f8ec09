"""What becomes of a cluster that is sent with its pools in it."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.reports.migrations.words import disagreement
from aksnet.transitions import judge
from aksnet.transitions.changes import Maker, Pair
from aksnet.transitions.verdicts import Azure, Tool
from arm_clusters import cluster_from_arm

POOL = {"name": "system", "mode": "System", "vmSize": "Standard_D4s_v5", "count": 3}
USER = {**POOL, "name": "user", "mode": "User"}
OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay"}


def pair(before: list[dict[str, Any]], after: list[dict[str, Any]], tool: str = "bicep", **more: Any) -> Pair:
    def view(pools: list[dict[str, Any]], **more: Any) -> Any:
        return cluster_from_arm({"name": "prod", "properties": {"networkProfile": OVERLAY, "agentPoolProfiles": pools, **more}})  # fmt: skip

    return Pair("prod", view(before), view(after, **more), Maker(tool, words="2026-01-01"))


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        pytest.param(pair([POOL], [POOL]), Tool.NO_OP, id="nothing changes"),
        pytest.param(pair([POOL], [{**POOL, "vmSize": "Standard_D8s_v5"}]), Tool.ERROR_AT_APPLY, id="a pool that Azure refuses refuses the cluster"),
        pytest.param(pair([POOL], [{**POOL, "vmSize": "Standard_D8s_v5"}], "arm"), Tool.ERROR_AT_APPLY, id="so it is with ARM"),
        pytest.param(pair([POOL], [{**POOL, "vmSize": "Standard_D8s_v5"}], "azapi"), Tool.ERROR_AT_APPLY, id="and with azapi"),
        pytest.param(pair([POOL], [{**POOL, "count": 5}]), Tool.IN_PLACE, id="a pool that changes in place"),
        pytest.param(pair([POOL], [POOL, USER]), Tool.IN_PLACE, id="a pool that comes changes the cluster"),
        pytest.param(pair([POOL, USER], [POOL]), Tool.NO_OP, id="a pool that is left out stays"),
        pytest.param(pair([POOL], [{**POOL, "kubeletDiskType": "Temporary"}]), Tool.UNDECIDED, id="a pool of which nobody knows"),
        pytest.param(pair([POOL], [{**POOL, "count": 5}], tags={"a": "b"}, networkProfile={"networkPlugin": "kubenet"}), Tool.ERROR_AT_APPLY, id="a cluster that is worse off than its pools"),
    ],
)  # fmt: skip
def test_the_cluster_comes_to_what_its_worst_pool_does(change: Pair, verdict: Tool) -> None:
    found = judge(change)
    assert found.tool.verdict is verdict
    assert bool(found.tool.open) is (verdict is Tool.UNDECIDED)


def test_azure_is_told_of_the_pool_alone_and_the_cluster_names_it() -> None:
    found = judge(pair([POOL], [{**POOL, "vmSize": "Standard_D8s_v5"}]))
    assert (found.azure.verdict, found.pools[0].azure.verdict) == (Azure.NO_CHANGE, Azure.NEW_POOL)
    assert [one.text for one in found.tool.reasons] == ["the cluster is sent with its pool 'system' in it"]


def test_nobody_disagrees_about_a_cluster_that_fails_with_its_pool() -> None:
    bigger = [{**POOL, "vmSize": "Standard_D8s_v5"}]
    changed = judge(pair([POOL], bigger, networkProfile={**OVERLAY, "networkDataplane": "cilium"}))
    assert (changed.azure.verdict, changed.tool.verdict) == (Azure.IRREVERSIBLE, Tool.ERROR_AT_APPLY)
    assert disagreement(changed) is None

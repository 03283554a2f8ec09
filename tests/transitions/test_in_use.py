"""Which releases may be in use: not what refuses both texts, nor what contradicts a plan; and the tool of specs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from aksnet.facts.azurerm import NEWEST, Version
from aksnet.transitions.changes import Maker, Pair, Planned
from aksnet.transitions.in_use import in_use
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from azurerm_clusters import cluster, node_pool
from changing import maker, read_cluster
from rendering import view

KUBENET = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}
BARE = {"temporary_name_for_rotation": None}
FLAT = {"network_plugin": "azure"}
OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay", "pod_cidr": "10.244.0.0/16"}
CILIUM = {**OVERLAY, "network_data_plane": "cilium", "network_policy": "cilium"}
NEVER = {**OVERLAY, "network_plugin": "cni"}
ADDRESS, POOL = "azurerm_kubernetes_cluster.aks", "azurerm_kubernetes_cluster_node_pool.user"
UPDATE, REPLACE, NOTHING = (Planned(words) for words in (("update",), ("delete", "create"), ("no-op",)))


def _pair(before: Any, after: Any, words: str, *planned: tuple[str, Planned]) -> Pair:
    one, two = (read_cluster(cluster(side, BARE)) if isinstance(side, Mapping) else side for side in (before, after))
    return Pair("prod", one, two, maker(words), planned)


def _ends(made: Maker) -> tuple[str, str]:
    return str(min(made.releases)), str(max(made.releases))


@pytest.mark.parametrize(
    ("before", "after", "words", "ends"),
    [
        pytest.param(OVERLAY, OVERLAY, ">= 3.0, < 5", ("3.62.0", "4.81.0"), id="both need the mode"),
        pytest.param(KUBENET, OVERLAY, ">= 3.0, < 5", ("3.0.0", "4.81.0"), id="only the new text needs it"),
        pytest.param(OVERLAY, KUBENET, ">= 3.0, < 5", ("3.0.0", "4.81.0"), id="only the old text needs it, as before an upgrade"),
        pytest.param(CILIUM, CILIUM, ">= 3.100, < 5", ("3.108.0", "4.81.0"), id="both need the data plane by its newer name"),
        pytest.param(NEVER, NEVER, "~> 4.80", ("4.80.0", "4.81.0"), id="no release takes them, so that all stay"),
    ],
)  # fmt: skip
def test_a_release_that_refuses_both_texts_is_none_in_use(
    before: Mapping[str, Any], after: Mapping[str, Any], words: str, ends: tuple[str, str]
) -> None:
    made = in_use(_pair(before, after, words))
    assert _ends(made) == ends
    assert (made.narrowed is None) == (len(made.releases) == len(maker(words).releases))
    assert made.words == words


def test_what_nobody_wrote_rules_out_no_release() -> None:
    profile = {"networkPlugin": "azure", "networkPluginMode": "overlay"}
    there = cluster_from_arm({"name": "prod", "properties": {"networkProfile": profile}})
    assert in_use(_pair(there, OVERLAY, ">= 3.0")).releases == maker(">= 3.0").releases


@pytest.mark.parametrize(
    ("before", "after", "planned", "ends"),
    [
        pytest.param(KUBENET, OVERLAY, (ADDRESS, UPDATE), ("4.66.0", "4.81.0"), id="an update of what older ones replace"),
        pytest.param(KUBENET, OVERLAY, (ADDRESS, REPLACE), ("4.0.0", "4.65.0"), id="a replacement of what newer ones update"),
        pytest.param(OVERLAY, OVERLAY, (ADDRESS, REPLACE), ("4.0.0", "4.81.0"), id="what none of them plans"),
        pytest.param(KUBENET, OVERLAY, ("azurerm_kubernetes_cluster.other", UPDATE), ("4.0.0", "4.81.0"), id="another cluster"),
    ],
)  # fmt: skip
def test_a_release_that_contradicts_the_plan_is_none_in_use(
    before: Mapping[str, Any], after: Mapping[str, Any], planned: tuple[str, Planned], ends: tuple[str, str]
) -> None:
    assert _ends(in_use(_pair(before, after, "~> 4.0", planned))) == ends


def test_what_a_plan_says_of_a_pool_rules_out_releases_as_well() -> None:
    one, two = (read_cluster(cluster(FLAT, BARE, None, node_pool(vm_size=size))) for size in ("a", "b"))  # fmt: skip
    kept = in_use(_pair(one, two, "~> 4.0", (ADDRESS, NOTHING), (POOL, REPLACE)))
    assert _ends(kept) == ("4.0.0", "4.15.0")


def test_an_exact_version_stays_whatever_a_plan_says() -> None:
    made = in_use(_pair(KUBENET, OVERLAY, "4.60.0", (ADDRESS, UPDATE)))
    assert (made.releases, made.narrowed) == ((Version(4, 60),), None)


GUESSED = Maker("azurerm", (NEWEST[5],), str(NEWEST[5]), assumed=True, guessed=True)
STATIC = view(network={"plugin": "pod-subnet", "allocation": "static-block"}, pools=[{"name": "system"}])
DYNAMIC = view(network={"plugin": "pod-subnet"}, pools=[{"name": "system"}])


@pytest.mark.parametrize(
    ("after", "made", "provider"),
    [
        pytest.param(DYNAMIC, GUESSED, "azurerm", id="what azurerm has words for"),
        pytest.param(STATIC, GUESSED, "azapi", id="what it has no words for"),
        pytest.param(STATIC, GUESSED._replace(guessed=False), "azurerm", id="what it has no words for, where somebody asks for it"),
    ],
)  # fmt: skip
def test_a_spec_of_which_nobody_says_the_tool_is_made_by_one_that_can(
    after: ClusterView, made: Maker, provider: str
) -> None:
    assert in_use(Pair("prod", DYNAMIC, after, made)).provider == provider

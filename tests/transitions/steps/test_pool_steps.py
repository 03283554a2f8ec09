"""Steps for pools: none of them replaces the cluster, and a new pool has what the old one has."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from aksnet.facts.az import tag_obstacle
from aksnet.facts.azurerm import Version
from aksnet.transitions import judge
from aksnet.transitions.changes import Maker, Pair, Step
from aksnet.transitions.steps import runbook_of
from aksnet.transitions.steps.pool_flags import flags_of
from aksnet.transitions.verdicts import Tool
from aksnet.view import PoolView, Value
from changing import read_cluster
from hostile import HOSTILE
from runbooks import FLAT, NODES, OVERLAY, PODS, change, cluster

_CLUSTER = """resource "azurerm_kubernetes_cluster" "this" {{
  name = "prod"
  resource_group_name = "rg"
  location = "westeurope"
  dns_prefix = "prod"
  default_node_pool {{
    name = "system"
    vm_size = "Standard_D4s_v5"
    {pool}
  }}
  identity {{
    type = "SystemAssigned"
  }}
  network_profile {{
    network_plugin = "azure"
  }}
}}
"""
_SYSTEM = {"name": "system", "mode": "System", "vmSize": "Standard_D4s_v5", "vnetSubnetID": NODES}
_BATCH = {"name": "batch", "mode": "User", "vmSize": "Standard_D4s_v5", "vnetSubnetID": NODES, "maxPods": 30}


def _of_default(before: str, after: str, release: Version) -> Step:
    """The step of a default pool that one release of azurerm is asked to change."""
    old, new = (read_cluster(_CLUSTER.format(pool=text)) for text in (before, after))
    (step,) = judge(Pair("prod", old, new, Maker("azurerm", (release,), str(release)))).runbook.steps
    return step


def _of_pool(maker: Maker = Maker("bicep"), **said: Any) -> Step:  # noqa: B008
    """The step that makes the pool `batch` anew with more pods."""
    before, after = (cluster(OVERLAY, (_SYSTEM, {**_BATCH, **said, **more})) for more in ({}, {"maxPods": 110}))
    (step,) = runbook_of(change(before, after, maker)).steps
    return step


@pytest.mark.parametrize(
    ("before", "after", "last", "first"),
    [
        pytest.param(f'pod_subnet_id = "{PODS}"', f'pod_subnet_id = "{PODS}2"', (3, 58), (3, 59), id="another pod subnet"),
        pytest.param(f'vnet_subnet_id = "{NODES}"', f'vnet_subnet_id = "{NODES}2"', (3, 58), (3, 59), id="another node subnet"),
        pytest.param("max_pods = 30", "max_pods = 110", (3, 58), (3, 59), id="another number of pods"),
    ],
)  # fmt: skip
def test_a_default_pool_rotates_only_where_that_does_not_replace_the_cluster(
    before: str, after: str, last: tuple[int, ...], first: tuple[int, ...]
) -> None:
    beside, rotated = (_of_default(before, after, Version(*one)) for one in (last, first))
    assert beside.title == "put a pool 'system2' beside 'system', the default_node_pool, which stays as it is"
    text = dict(beside.changes)["terraform"]
    assert text.startswith(f"azurerm {Version(*last)} replaces the cluster for another ")
    assert f"or use azurerm {Version(*first)} or newer first" in text
    assert "temporary_name_for_rotation" not in text
    assert not any("nodepool delete" in command for command in beside.commands)
    assert rotated.title == "rotate the pool 'system', the default_node_pool"
    assert "temporary_name_for_rotation" in dict(rotated.changes)["terraform"]


def test_a_rotation_is_what_the_release_plans_for_the_text_that_the_step_asks_for() -> None:
    for release in (Version(3, 59), Version(3, 117, 1), Version(4, 81)):
        old = read_cluster(_CLUSTER.format(pool="max_pods = 30"))
        new = read_cluster(_CLUSTER.format(pool='max_pods = 110\n    temporary_name_for_rotation = "temp"'))
        made = judge(Pair("prod", old, new, Maker("azurerm", (release,), str(release))))
        assert made.tool.verdict is Tool.ROTATE, release
        assert made.runbook.steps[0].title.startswith("rotate the pool"), release


def test_where_one_of_the_releases_in_use_replaces_the_cluster_the_default_pool_stays() -> None:
    old, new = (read_cluster(_CLUSTER.format(pool=f"max_pods = {number}")) for number in (30, 110))
    maker = Maker("azurerm", (Version(3, 40), Version(3, 100)), "~> 3.0")
    (step,) = judge(Pair("prod", old, new, maker)).runbook.steps
    assert step.title.startswith("put a pool 'system2' beside 'system'")


def test_a_default_pool_that_azurerm_has_no_words_for_is_told_as_undone() -> None:
    dynamic = {**_SYSTEM, "podSubnetID": PODS}
    blocks = {**dynamic, "podSubnetID": f"{PODS}2", "podIPAllocationMode": "StaticBlock"}
    maker = Maker("azurerm", (Version(5, 2),), "5.2.0")
    before, after = (cluster(FLAT, (pool,)) for pool in (dynamic, blocks))
    of_spec = after._replace(pools=tuple(pool._replace(declared=None) for pool in after.pools))
    (step,) = runbook_of(change(before, of_spec, maker)).steps
    assert step.title.startswith("put a pool 'system2' beside 'system'")
    assert step.commands[0].endswith("--pod-ip-allocation-mode StaticBlock")
    assert any("podIPAllocationMode: that stays undone" in line for line in step.effects)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param({"scaleSetPriority": "Spot", "scaleSetEvictionPolicy": "Deallocate", "spotMaxPrice": -1}, "--priority Spot --eviction-policy Deallocate --spot-max-price=-1", id="a Spot pool stays one, with its eviction and its price"),
        pytest.param({"nodeTaints": ["a=b:NoSchedule", "c=d:NoExecute"]}, "--node-taints a=b:NoSchedule,c=d:NoExecute", id="taints are one list"),
        pytest.param({"nodeLabels": {"team": "x", "tier": "gold"}}, "--labels team=x tier=gold", id="labels are words"),
        pytest.param({"tags": {"cost centre": "4 2"}}, "--tags 'cost centre=4 2'", id="a tag with a space is one word"),
        pytest.param({"osDiskType": "Ephemeral", "osDiskSizeGB": 64}, "--node-osdisk-type Ephemeral --node-osdisk-size 64", id="the disk keeps its type and its size"),
        pytest.param({"enableFIPS": True, "enableEncryptionAtHost": True, "enableUltraSSD": True}, "--enable-fips-image --enable-encryption-at-host --enable-ultra-ssd", id="FIPS, encryption and ultra disks stay on"),
        pytest.param({"availabilityZones": ["1", "2"]}, "--zones 1 2", id="zones are words"),
        pytest.param({"enableNodePublicIP": True, "nodePublicIPPrefixID": "p"}, "--enable-node-public-ip --node-public-ip-prefix-id p", id="nodes keep public addresses"),
        pytest.param({"orchestratorVersion": "1.34.1"}, "--kubernetes-version 1.34.1", id="the version of Kubernetes stays"),
        pytest.param({"type": "VirtualMachines"}, "--vm-set-type VirtualMachines", id="a pool of virtual machines stays one"),
    ],
)  # fmt: skip
def test_a_new_pool_has_what_the_old_one_has(said: dict[str, Any], words: str) -> None:
    assert f" {words}" in _of_pool(**said).commands[0]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"enableFIPS": False, "enableNodePublicIP": False}, id="switches that are off"),
        pytest.param(
            {"type": "VirtualMachineScaleSets", "scaleDownMode": "Delete"}, id="what a new pool has of itself"
        ),
        pytest.param({"nodeTaints": [], "nodeLabels": {}}, id="lists with nothing in them"),
        pytest.param({"kubeletDiskType": "OS"}, id="the disk that the kubelet has of itself"),
    ],
)
def test_what_says_nothing_is_no_flag_and_no_line(said: dict[str, Any]) -> None:
    assert _of_pool(**said) == _of_pool()


def test_azurerms_own_words_of_a_pool_reach_the_new_one() -> None:
    pool = """resource "azurerm_kubernetes_cluster_node_pool" "batch" {{
  name = "batch"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.this.id
  vm_size = "Standard_D4s_v5"
  priority = "Spot"
  eviction_policy = "Delete"
  spot_max_price = 0.5
  os_disk_type = "Ephemeral"
  fips_enabled = true
  host_encryption_enabled = true
  max_pods = {number}
  kubelet_config {{
    cpu_manager_policy = "static"
  }}
}}
"""
    old, new = (read_cluster(_CLUSTER.format(pool="") + pool.format(number=number)) for number in (30, 110))
    (step,) = judge(Pair("prod", old, new, Maker("azurerm", (Version(4, 81),), "4.81.0"))).runbook.steps
    for words in (
        "--priority Spot --eviction-policy Delete --spot-max-price 0.5",
        "--node-osdisk-type Ephemeral",
        "--enable-fips-image --enable-encryption-at-host",
    ):
        assert words in step.commands[0]
    line = "the new pool gets by hand what no flag here says: kubelet_config: --kubelet-config takes a file"
    assert line in step.preconditions


@pytest.mark.parametrize(
    ("said", "line"),
    [
        pytest.param({"kubeletDiskType": "Temporary"}, "kubeletDiskType: az has no flag for it", id="the kubelet's other disk"),
        pytest.param({"linuxOSConfig": {"swapFileSizeMB": 1500}}, "linuxOSConfig: --linux-os-config takes a file", id="settings that az reads from a file"),
        pytest.param({"tags": {"-x": "y"}}, "tags: az takes a name that begins with - for an option", id="a tag that az takes for an option"),
        pytest.param({"nodeTaints": ["@x"]}, "nodeTaints: az takes a value that begins with @ for the name of a file", id="a value that az takes for a file"),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_to_the_new_pool_is_a_line(said: dict[str, Any], line: str) -> None:
    step = _of_pool(**said)
    assert f"the new pool gets by hand what no flag here says: {line}" in step.preconditions
    assert step.commands == _of_pool().commands


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=name) for name, text in HOSTILE.items() if text and not text.startswith("@")]
)
def test_labels_tags_and_taints_are_words_of_the_shell_whatever_is_in_them(text: str) -> None:
    pool = PoolView(
        {
            "nodeLabels": Value({"a": text}),
            "tags": Value({"b": text}),
            "nodeTaints": Value(["x", text]),
            "scaleSetEvictionPolicy": Value(text),
        }
    )
    words = shlex.split(" ".join(flags_of(pool)))
    assert words[words.index("--labels") + 1] == f"a={text}"
    assert words[words.index("--node-taints") + 1] == f"x,{text}"
    given = [word.removeprefix("--eviction-policy=") for word in words]
    assert text in given
    assert (f"b={text}" in words) == (tag_obstacle("b", text) is None)


def test_a_copy_of_the_old_resource_is_what_the_new_text_is() -> None:
    for provider, language in (("azurerm", "terraform"), ("bicep", "bicep"), ("azapi", "terraform")):
        releases = (Version(5, 2),) if provider == "azurerm" else ()
        text = dict(_of_pool(Maker(provider, releases)).changes)[language]
        assert "with all that the old one says beside" in text, provider


@pytest.mark.parametrize(
    ("release", "said", "told"),
    [
        pytest.param((4, 15), {"maxPods": 110}, "with azurerm 4.15.0 an edit of the old one deletes it first", id="before pools rotate"),
        pytest.param((4, 16), {"maxPods": 110}, "an edit of the old one, with temporary_name_for_rotation, moves it too", id="where they do"),
        pytest.param((5, 2), {"scaleSetPriority": "Spot"}, "with azurerm 5.2.0 an edit of the old one deletes it first", id="what never rotates"),
    ],
)  # fmt: skip
def test_what_an_edit_of_the_old_pool_does_is_what_the_release_does(
    release: tuple[int, ...], said: dict[str, Any], told: str
) -> None:
    before, after = (cluster(OVERLAY, (_SYSTEM, {**_BATCH, **one})) for one in ({}, said))
    maker = Maker("azurerm", (Version(*release),), str(Version(*release)))
    (step,) = runbook_of(change(before, after, maker)).steps
    assert told in dict(step.changes)["terraform"]

"""`aksnet.migrate` judges what the command judges, whatever its sides come from."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import aksnet
from aksnet import AzureVerdict, ReadError, SpecError, ToolVerdict, UsageError
from aksnet.commands.migrate import run
from aksnet.commands.migrate.goal_options import Given
from aksnet.commands.migrate.goals import run as aim
from aksnet.readers.inputs import Request
from migrating import TERRAFORM, files
from rendering import TODAY
from terraform_outputs import CLUSTER, change, cluster, plan, profile

OVERLAY = TERRAFORM.replace('plugin = "azure"', 'plugin = "azure"\n    network_plugin_mode = "overlay"')
KUBENET_SPEC = {"name": "prod", "network": {"plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}}
OVERLAY_SPEC = {"name": "prod", "network": {"plugin": "overlay", "pod_cidr": "10.244.0.0/16"}}
PLAN = plan(
    change(
        f"{CLUSTER}.this",
        cluster(),
        cluster(network=profile(network_plugin_mode="overlay", pod_cidr="10.244.0.0/16", pod_cidrs=["10.244.0.0/16"])),
    )
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    for name, text in {"old/main.tf": TERRAFORM, "new/main.tf": OVERLAY, "plan.json": json.dumps(PLAN)}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "paths", [("plan.json",), ("old", "new"), ("old/main.tf", "new/main.tf"), ("old", "old")], ids=" ".join
)
def test_it_judges_what_the_command_judges(paths: tuple[str, ...]) -> None:
    expected = run(paths, Request(()), TODAY, None)
    assert aksnet.migrate(*paths, today=TODAY) == expected
    assert aksnet.migrate(*map(Path, paths), today=TODAY) == expected


@pytest.mark.parametrize("language", [one for one in files() if one.endswith((".tf", ".bicep", ".json"))])
def test_sides_that_are_loaded_are_judged_as_their_paths(language: str) -> None:
    Path(language).write_text(files()[language], encoding="utf-8")
    by_paths = aksnet.migrate(language, "new", today=TODAY)
    loaded = aksnet.migrate(aksnet.load(language), aksnet.load("new"), today=TODAY)
    assert [(one.name, one.azure, one.tool) for one in loaded.changes] == [
        (one.name, one.azure, one.tool) for one in by_paths.changes
    ]


def test_verdicts_are_data() -> None:
    migration = aksnet.migrate("plan.json", today=TODAY)
    (change,) = migration.changes
    assert (change.name, change.azure.verdict, change.tool.verdict) == (
        "prod", AzureVerdict.IRREVERSIBLE, ToolVerdict.IN_PLACE,
    )  # fmt: skip
    assert len(migration.findings) == len(migration.changes)
    assert change.runbook.steps


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(lambda: KUBENET_SPEC, lambda: OVERLAY_SPEC, id="plain data"),
        pytest.param(lambda: aksnet.load(KUBENET_SPEC), lambda: aksnet.load(OVERLAY_SPEC), id="clusters"),
        pytest.param(lambda: KUBENET_SPEC, lambda: aksnet.loads(json.dumps(OVERLAY_SPEC)), id="plain data, and a text"),
    ],
)
def test_sides_may_be_of_different_kinds(
    old: Callable[[], aksnet.Clusters], new: Callable[[], aksnet.Clusters]
) -> None:
    (change,) = aksnet.migrate(old(), new(), today=TODAY).changes
    assert change.azure.verdict is AzureVerdict.IRREVERSIBLE


def test_an_error_of_the_tool_with_a_pool_fails() -> None:
    pool = """
resource "azurerm_kubernetes_cluster_node_pool" "apps" {
  name                  = "apps"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.this.id
  vm_size               = "Standard_D4s_v5"
  node_count            = 3
  max_pods              = 110
}
"""
    for folder, text in (("old", pool), ("new", pool.replace("110", "50"))):
        Path(folder, "main.tf").write_text(f"{TERRAFORM}{text}", encoding="utf-8")
    migration = aksnet.migrate("old", "new", provider_version="4.81.0", today=TODAY)
    (change,) = migration.changes
    assert (change.tool.verdict, change.tool_verdict) == (ToolVerdict.NO_OP, ToolVerdict.ERROR_AT_APPLY)
    assert migration.failing == (change,)


def test_the_release_of_the_provider_decides() -> None:
    old, new = KUBENET_SPEC, OVERLAY_SPEC
    verdicts = [
        aksnet.migrate(old, new, provider_version=version, today=TODAY).changes[0].tool.verdict
        for version in ("4.50.0", "5.2.0")
    ]
    assert verdicts[0] is ToolVerdict.REPLACE
    assert verdicts[1] is not ToolVerdict.REPLACE


KUBENET = """\
resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  kubernetes_version  = "1.33"

  network_profile {
    network_plugin = "kubenet"
    pod_cidr       = "10.244.0.0/16"
  }
}
"""


@pytest.mark.parametrize(("to", "verdict"), [("overlay", AzureVerdict.IRREVERSIBLE), ("cilium", AzureVerdict.STEPS)])
def test_clusters_go_to_a_mode_as_by_the_command(to: str, verdict: AzureVerdict) -> None:
    Path("kubenet.tf").write_text(KUBENET, encoding="utf-8")
    expected = aim(["kubenet.tf"], Request(()), Given(to), TODAY, None)
    for source in ("kubenet.tf", Path("kubenet.tf"), aksnet.load("kubenet.tf"), aksnet.loads(KUBENET, "kubenet.tf")):
        found = aksnet.migrate(source, to=to, today=TODAY)
        assert (found.changes, found.findings) == (expected.changes, expected.findings)
    assert expected.changes[0].azure.verdict is verdict


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on PATH")
def test_files_are_held_against_what_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("GIT_")]:
        monkeypatch.delenv(name)
    (tmp_path / ".git").rmdir()
    who = "-c user.name=a -c user.email=a@example.com"
    commands = f"git init -q . && git add old && git {who} commit -q -m x && cp new/main.tf old/main.tf"
    subprocess.run(["bash", "-c", commands], check=True)
    (change,) = aksnet.migrate(Path("old"), since="HEAD", today=TODAY).changes
    assert change.azure.verdict is AzureVerdict.IRREVERSIBLE
    assert aksnet.migrate(["old"], since="HEAD", today=TODAY) == aksnet.migrate("old", since="HEAD", today=TODAY)


def test_what_is_read_in_part_is_an_error_or_told() -> None:
    Path("new/more.tf").write_text('locals {\n  a = "\n}\n', encoding="utf-8")
    for new in ("new", aksnet.load("new", partial=True)):
        with pytest.raises(ReadError) as caught:
            aksnet.migrate("old", new, today=TODAY)
        assert aksnet.migrate("old", new, today=TODAY, partial=True).unread == caught.value.problems


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(lambda: aksnet.migrate("old"), "is one side only: what is it to be compared with\n  hint: say what is to be: aksnet.migrate(old, new)", id="one side"),
        pytest.param(lambda: aksnet.migrate(KUBENET_SPEC), "new: error: two sides are compared, and there is one", id="one side as plain data"),
        pytest.param(lambda: aksnet.migrate("old", "new", since="HEAD"), "since: error: since stands beside new, and each says what the one side is", id="two sides and a revision"),
        pytest.param(lambda: aksnet.migrate("old", "new", to="overlay"), "to: error: to stands beside new", id="two sides and a mode"),
        pytest.param(lambda: aksnet.migrate("old", to="overlai"), "to: error: 'overlai' is none of", id="a mode that there is none of"),
        pytest.param(lambda: aksnet.migrate("old", pod_cidr="10.0.0.0/8"), "pod_cidr: error: this is for a mode that clusters go to", id="a range without a mode"),
        pytest.param(lambda: aksnet.migrate("old", to="overlay", pod_cidr="x"), "pod_cidr: error: 'x' is no address range", id="a range that is none"),
        pytest.param(lambda: aksnet.migrate(aksnet.loads("", "empty.tf"), to="overlay"), "there are no AKS clusters in it", id="a mode for no cluster"),
        pytest.param(lambda: aksnet.migrate("old", "nope"), "nope: error: there is no such file or folder", id="a path that is not there"),
        pytest.param(lambda: aksnet.migrate("old", {**OVERLAY_SPEC, "name": "dev", "location": "northeurope"}), "these are different clusters", id="different clusters"),
        pytest.param(lambda: aksnet.migrate("old", "new", provider_version="nine"), "provider_version: error: 'nine' is no version of azurerm", id="a version that is none"),
        pytest.param(lambda: aksnet.migrate("old", "new", var_files="x.json", parameters="y.json"), "parameters: error: there is no template to give these values to", id="values that nothing takes"),
        pytest.param(lambda: aksnet.migrate(aksnet.loads("", "empty.tf"), "new"), "there are no AKS clusters in it", id="a side of no cluster"),
    ],
)  # fmt: skip
def test_sides_that_cannot_be_compared_are_a_usage_error(call: Callable[[], object], message: str) -> None:
    Path("x.json").write_text("{}", encoding="utf-8")
    Path("y.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(message)):
        call()


@pytest.mark.parametrize("partial", [False, True])
def test_a_side_that_cannot_be_read_at_all_is_a_read_error(partial: bool) -> None:
    Path("broken.json").write_text("{", encoding="utf-8")
    for sides in (
        ("broken.json", "new"),
        ("broken.json",),
        ("old", "broken.json"),
        (aksnet.load("old"), "broken.json"),
    ):
        with pytest.raises(ReadError):
            aksnet.migrate(*sides, partial=partial)


def test_names_of_users_are_told_as_they_are() -> None:
    Path("x--since").mkdir()
    Path("x--since/main.tf").write_text(TERRAFORM.replace('"prod"', '"dev"').replace("west", "north"), encoding="utf-8")
    with pytest.raises(UsageError, match="'dev' in northeurope in x--since"):
        aksnet.migrate("x--since", "new")


def test_a_side_that_is_no_spec_is_a_spec_error() -> None:
    with pytest.raises(SpecError, match=r"network\.plugin"):
        aksnet.migrate("old", {"network": {"plugin": "x"}})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(lambda: aksnet.migrate(5), "old takes a path, and this is an int", id="a number"),
        pytest.param(lambda: aksnet.migrate(["old"], "new"), "old takes a path, and this is a list", id="several paths as a side"),
        pytest.param(lambda: aksnet.migrate(["old", "new"], to="overlay"), "old takes a path, and this is a list", id="several paths on the way to a mode"),
        pytest.param(lambda: aksnet.migrate(aksnet.load("old"), since="HEAD"), "with since, old takes the paths of files of a repository, and this is a Clusters", id="clusters with a revision"),
        pytest.param(lambda: aksnet.migrate(KUBENET_SPEC, since="HEAD"), "with since, old takes the paths of files of a repository, and this is a dict", id="plain data with a revision"),
        pytest.param(lambda: aksnet.migrate("old", 5), "new takes a path, and this is an int", id="a number as the other side"),
        pytest.param(lambda: aksnet.migrate("old", since=5), "since takes a text, and this is an int", id="a revision that is a number"),
        pytest.param(lambda: aksnet.migrate("old", "new", provider_version=5), "provider_version takes a text, and this is an int", id="a version that is a number"),
        pytest.param(lambda: aksnet.migrate("old", "new", today="x"), "today takes a datetime.date, and this is a str", id="a day as a text"),
    ],
)  # fmt: skip
def test_another_type_is_a_type_error(call: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        call()


def _fleet(**extra: object) -> dict[str, object]:
    """A cluster that also has a pool for apps, with these properties; without it where none are given."""
    apps = [{"name": "apps", "count": 3, **extra}] if extra else []
    pools = [{"name": "system", "mode": "System", "count": 3}, *apps]
    return {"name": "prod", "kubernetes_version": "1.33", "network": OVERLAY_SPEC["network"], "pools": pools}


@pytest.mark.parametrize(
    ("before", "after", "azure", "tool", "fails"),
    [
        pytest.param(_fleet(max_pods=110), _fleet(), AzureVerdict.DELETE, ToolVerdict.DELETE, True, id="a pool that goes is the worst, and fails"),
        pytest.param(_fleet(), _fleet(max_pods=110), AzureVerdict.CREATE, ToolVerdict.CREATE, False, id="a pool that comes fails nothing"),
        pytest.param(_fleet(max_pods=110), _fleet(max_pods=50), AzureVerdict.NEW_POOL, ToolVerdict.ROTATE, False, id="a pool that is rotated is worse than its cluster, and fails nothing"),
        pytest.param(_fleet(max_pods=110), _fleet(max_pods=110), AzureVerdict.NO_CHANGE, ToolVerdict.NO_OP, False, id="pools that stay fail nothing"),
        pytest.param(_fleet(max_pods=110), _fleet(max_pods=110, count=4), AzureVerdict.IN_PLACE, ToolVerdict.IN_PLACE, False, id="a pool that grows fails nothing"),
    ],
)  # fmt: skip
def test_the_worst_of_a_cluster_and_its_pools_is_one_value(
    before: dict[str, object], after: dict[str, object], azure: AzureVerdict, tool: ToolVerdict, fails: bool
) -> None:
    migration = aksnet.migrate(before, after, provider_version="4.81.0", today=TODAY)
    (change,) = migration.changes
    assert (change.azure.verdict, change.tool.verdict) == (AzureVerdict.NO_CHANGE, ToolVerdict.NO_OP)
    assert (change.azure_verdict, change.tool_verdict) == (azure, tool)
    assert migration.failing == ((change,) if fails else ())


@pytest.mark.parametrize(
    "sides",
    [
        pytest.param(lambda: (aksnet.load("old"), aksnet.load("new")), id="clusters"),
        pytest.param(lambda: (KUBENET_SPEC, OVERLAY_SPEC), id="plain data"),
    ],
)
@pytest.mark.parametrize("name", ["var_files", "parameters"])
def test_values_for_sides_that_are_no_paths_are_refused(sides: Callable[[], tuple[object, object]], name: str) -> None:
    with pytest.raises(UsageError, match=f"{name}: error: values are for sides that are paths, and none is"):
        aksnet.migrate(*sides(), **{name: "nope"})  # type: ignore[call-overload]


def test_notes_name_arguments() -> None:
    notes = aksnet.migrate(KUBENET_SPEC, to="overlay", today=TODAY).notes
    assert any(note.place is not None and note.place.source == "provider_version" for note in notes)
    assert "--" not in str(notes)

"""`aksnet migrate --since`: files against their version in git, of which nothing is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from aksnet import cli
from aksnet.commands.migrate.pairing import pairs_of
from aksnet.commands.migrate.sides import Sides, sides_of
from aksnet.errors import UsageError
from aksnet.readers.inputs import Request
from aksnet.transitions import judge
from aksnet.transitions.verdicts import Azure, Tool
from calling import Done
from hostile import HOSTILE
from migrating import BICEP, SPEC, TERRAFORM, THIS, write

if shutil.which("git") is None:
    pytest.skip("git is not on PATH", allow_module_level=True)

Git = Callable[..., str]
MODE = "networkProfile.networkPluginMode"
OVERLAY = TERRAFORM.replace('plugin = "azure"', 'plugin = "azure"\n    network_plugin_mode = "overlay"')
VARIABLE = 'variable "mode" {}\n' + TERRAFORM.replace(
    'plugin = "azure"', 'plugin = "azure"\n    network_plugin_mode = var.mode'
)


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A function that calls git in a new repository, where nobody's settings hold."""
    folder = tmp_path / "repository"
    folder.mkdir()
    for name in [one for one in os.environ if one.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(folder)

    def call(*words: str) -> str:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always")
        return subprocess.run(["git", *who, *words], check=True, capture_output=True, text=True).stdout

    call("init", "--quiet", "--initial-branch", "main")
    return call


def commit(git: Git, texts: dict[str, str], *more: str) -> None:
    write(Path(), texts)
    git("add", "--all", *more)
    git("commit", "--quiet", "--message", "x")


def since(*paths: str, revision: str = "HEAD", **more: object) -> Sides:
    return sides_of(paths, Request([], **more), revision)  # type: ignore[arg-type]


def modes(sides: Sides) -> list[tuple[object, object]]:
    """The mode of each cluster before and after; nothing where it is not there."""
    found = pairs_of(sides).pairs
    return [tuple("-" if one is None else one.known(MODE) for one in (pair.before, pair.after)) for pair in found]  # type: ignore[misc]


@pytest.mark.parametrize("paths", [(), (".",), ("main.tf",)])
def test_a_file_is_held_against_what_it_was(paths: tuple[str, ...], git: Git) -> None:
    commit(git, {"main.tf": TERRAFORM})
    write(Path(), {"main.tf": OVERLAY})
    sides = since(*paths)
    assert modes(sides) == [(None, "overlay")]
    (pair,) = pairs_of(sides).pairs
    assert pair.before is not None
    assert str(pair.before.place) == "main.tf@HEAD:7:1"
    assert pair.before.values["location"].place is not None
    assert str(pair.before.values["location"].place) == "main.tf@HEAD:9:3"
    assert sides.old.texts == {"main.tf@HEAD": TERRAFORM}


@pytest.mark.parametrize(
    ("texts", "changed"),
    [
        pytest.param({"main.bicep": BICEP}, {"main.bicep": BICEP.replace("'azure'", "'azure'\n      networkPluginMode: 'overlay'")}, id="Bicep"),
        pytest.param({"aksnet.yaml": SPEC}, {"aksnet.yaml": SPEC.replace("node-subnet", "overlay")}, id="a spec"),
        pytest.param({"main.tf": VARIABLE, "terraform.tfvars": 'mode = ""\n'}, {"terraform.tfvars": 'mode = "overlay"\n'}, id="values of variables"),
        pytest.param({"main.tf": TERRAFORM}, {"main.tf": "", "other.tf": OVERLAY}, id="another file of the folder"),
        pytest.param({"main.tf": 'module "a" {\n  source = "../aks"\n}\n', "../aks/main.tf": TERRAFORM}, {"../aks/main.tf": OVERLAY}, id="a module beside the folder"),
    ],
)  # fmt: skip
def test_what_a_folder_was_is_read_with_all_that_it_takes(
    texts: dict[str, str], changed: dict[str, str], git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("infra").mkdir()
    monkeypatch.chdir("infra")
    commit(git, texts, "..")
    write(Path(), changed)
    assert modes(since()) == [(None, "overlay")]
    monkeypatch.chdir("..")
    assert modes(since("infra")) == [(None, "overlay")]


def test_revisions_are_any_that_git_knows(git: Git) -> None:
    commit(git, {"main.tf": TERRAFORM})
    git("tag", "old")
    commit(git, {"main.tf": OVERLAY})
    for revision in ("HEAD~1", "old", "main^", git("rev-parse", "--short", "old").strip()):
        assert modes(since(revision=revision)) == [(None, "overlay")], revision
    assert modes(since(revision="main")) == [("overlay", "overlay")]


def test_the_provider_is_that_of_today(git: Git) -> None:
    lock = 'provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "%s"\n}\n'
    commit(git, {"main.tf": TERRAFORM, ".terraform.lock.hcl": lock % "4.60.0"})
    write(Path(), {".terraform.lock.hcl": lock % "4.70.0"})
    (pair,) = pairs_of(since()).pairs
    assert pair.before is not None
    assert pair.before.declared is not None
    assert pair.before.declared.provider is not None
    assert (pair.before.declared.provider.version, pair.maker.words) == ("4.60.0", "4.70.0")


def test_files_that_are_called_otherwise_today_are_found(git: Git) -> None:
    commit(git, {"main.bicep": BICEP, "a.tf": TERRAFORM})
    git("mv", "main.bicep", "aks.bicep")
    git("mv", "a.tf", "b.tf")
    git("commit", "--quiet", "--message", "moved")
    assert modes(since("aks.bicep", revision="HEAD~1")) == [(None, None)]
    assert modes(since("b.tf", revision="HEAD~1")) == [(None, None)]


@pytest.mark.parametrize("committed", [True, False], ids=["in a commit", "in the index"])
@pytest.mark.parametrize(
    ("texts", "moves", "paths"),
    [
        pytest.param({"main.bicep": BICEP}, {"main.bicep": "aks.bicep"}, ["aks.bicep"], id="a file"),
        pytest.param({"infra/main.tf": TERRAFORM}, {"infra": "platform"}, ["platform"], id="a folder"),
        pytest.param({"infra/a/main.tf": TERRAFORM}, {"infra": "platform"}, ["platform"], id="a folder of folders"),
        pytest.param({"infra/main.tf": TERRAFORM}, {"infra": "platform"}, ["platform/main.tf"], id="a file of a folder"),
        pytest.param({"main.tf": TERRAFORM, "other/main.tf": ""}, {"main.tf": "infra/main.tf"}, ["infra"], id="what stood at the root"),
        pytest.param({"infra/main.bicep": BICEP, "infra/a.md": "a"}, {"infra/main.bicep": "aks/main.bicep"}, ["aks"], id="the configuration of a folder"),
    ],
)  # fmt: skip
def test_what_is_called_otherwise_today_is_no_new_cluster(
    texts: dict[str, str], moves: dict[str, str], paths: list[str], committed: bool, git: Git
) -> None:
    commit(git, texts)
    for old, new in moves.items():
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        git("mv", old, new)
    if committed:
        git("commit", "--quiet", "--message", "moved")
    sides = since(*paths, revision="HEAD~1" if committed else "HEAD")
    assert modes(sides) == [(None, None)]
    assert sides.notes == ()


UNNAMED = {"main.tf": 'variable "name" {}\n' + TERRAFORM.replace('"prod"\n  loc', "var.name\n  loc"), "main.bicep": "param name string\n" + BICEP.replace("name: 'prod'", "name: name")}  # fmt: skip


@pytest.mark.parametrize("name", UNNAMED)
def test_clusters_without_a_name_in_folders_that_moved_are_those_that_they_were(name: str, git: Git) -> None:
    commit(git, {f"envs/{one}/{name}": UNNAMED[name] + f"// {one}\n" * 9 for one in ("dev", "prod")})
    git("mv", "envs", "roots")
    changed = UNNAMED[name].replace('plugin = "azure"', 'plugin = "azure"\n    network_plugin_mode = "overlay"')
    changed = changed.replace("'azure'", "'azure'\n      networkPluginMode: 'overlay'")
    write(Path(), {f"roots/prod/{name}": changed + "// prod\n" * 9})
    git("add", "--all")
    assert modes(since()) == [(None, None), (None, "overlay")]


def test_a_folder_that_lost_a_file_has_not_become_another(git: Git) -> None:
    commit(git, {"infra/a.tf": TERRAFORM, "infra/b.tf": TERRAFORM.replace('"this"', '"b"').replace('"prod"', '"b"')})
    Path("other").mkdir()
    git("mv", "infra/b.tf", "other/b.tf")
    sides = since("other")
    assert modes(sides) == [("-", None)]
    assert [note.message for note in sides.notes] == [
        "nothing at HEAD is known to have become this: all that is in it is new"
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("infra", [(None, "-")], id="a folder"),
        pytest.param("infra/main.tf", [(None, "-")], id="the only file of a folder"),
        pytest.param("aks.bicep", [(None, "-")], id="a template"),
        pytest.param("more/b.tf", [(None, None), (None, "-")], id="one of several files of a folder, which belong together"),
    ],
)  # fmt: skip
def test_what_is_named_and_gone_is_deleted(path: str, expected: object, git: Git) -> None:
    more = {"more/a.tf": TERRAFORM, "more/b.tf": TERRAFORM.replace('"this"', '"b"').replace('"prod"', '"b"')}
    more["more/below/main.tf"] = TERRAFORM
    commit(git, {"infra/main.tf": TERRAFORM, "aks.bicep": BICEP, **more})
    shutil.rmtree("infra")
    Path("aks.bicep").unlink()
    Path("more/b.tf").unlink()
    assert modes(since(path)) == expected


@pytest.mark.parametrize(
    ("old", "new"), [("a.bicep", "b.bicep"), ("infra", "platform"), ("infra/main.tf", "infra/b.tf")]
)
def test_what_is_named_as_it_was_called_is_what_it_is_called_today(old: str, new: str, git: Git) -> None:
    commit(git, {"infra/main.tf": TERRAFORM, "a.bicep": BICEP})
    git("mv", old, new)
    assert modes(since(old)) == [(None, None)]


def test_before_the_first_commit_all_is_new(git: Git) -> None:
    write(Path(), {"main.tf": TERRAFORM})
    for revision in ("HEAD", "@"):
        sides = since(revision=revision)
        assert modes(sides) == [("-", None)]
        assert [str(note) for note in sides.notes] == [
            "--since: error: there is no commit yet: all that is there is new"
        ]
    with pytest.raises(UsageError, match="there is no revision 'HEAD~1' here"):
        since(revision="HEAD~1")


def submodule(git: Git, tmp_path: Path, name: str) -> None:
    """Commit a repository with a cluster as a submodule."""
    other = tmp_path / "other"
    write(other, {"main.tf": TERRAFORM})
    git("-C", str(other), "init", "--quiet")
    git("-C", str(other), "add", "--all")
    git("-C", str(other), "commit", "--quiet", "--message", "x")
    git("submodule", "--quiet", "add", str(other), name)


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        pytest.param({"readme.md": "x"}, "sub", id="a cluster in a submodule"),
        pytest.param({"infra/main.tf": 'module "a" {\n  source = "../sub"\n}\n'}, "sub", id="a module in one"),
        pytest.param({"readme.md": "x"}, "a/b", id="a submodule in a folder"),
    ],
)
def test_what_is_in_submodules_is_read_as_it_was(texts: dict[str, str], name: str, git: Git, tmp_path: Path) -> None:
    submodule(git, tmp_path, name)
    commit(git, texts)
    assert modes(since()) == [(None, None)]
    write(Path(), {f"{name}/main.tf": OVERLAY})
    assert modes(since()) == [(None, "overlay")]
    git("-C", name, "commit", "--quiet", "--all", "--message", "y")
    assert modes(since()) == [(None, "overlay")]
    git("add", "--all")
    git("commit", "--quiet", "--message", "y")
    assert modes(since()) == [("overlay", "overlay")]
    assert modes(since(revision="HEAD~1")) == [(None, "overlay")]


def test_a_submodule_that_moved_is_what_it_was(git: Git, tmp_path: Path) -> None:
    submodule(git, tmp_path, "sub")
    commit(git, {"readme.md": "x"})
    git("mv", "sub", "other")
    assert modes(since()) == [(None, None)]
    assert modes(since("other")) == [(None, None)]


def test_a_submodule_that_is_not_in_the_clone_is_told(git: Git, tmp_path: Path) -> None:
    submodule(git, tmp_path, "sub")
    commit(git, {"main.tf": TERRAFORM})
    shutil.rmtree("sub")
    problems = [problem for one in since().old.configurations for problem in one.unread]
    assert [str(one).partition(":")[0] for one in problems] == ["sub"]
    assert "what this submodule was at HEAD is not in this clone" in str(problems[0])
    Path("sub").symlink_to(tmp_path / "other")  # a link is no submodule, wherever it leads
    assert [str(one.place) for side in since().old.configurations for one in side.unread] == ["sub"]
    Path("sub").unlink()
    Path("sub").mkdir()  # as a clone has it that nobody asked for submodules
    assert modes(since()) == [(None, None)]
    assert [problem for one in since().old.configurations for problem in one.unread] == []


def test_values_that_came_later_are_no_values_of_then(git: Git) -> None:
    commit(git, {"main.tf": VARIABLE, "terraform.tfvars": 'mode = ""\n'})
    commit(git, {"new.tfvars": 'mode = "overlay"\n'})
    sides = since(".", revision="HEAD~1", var_files=["new.tfvars"])
    assert modes(sides) == [(None, "overlay")]
    assert [str(note) for note in sides.notes] == [
        "new.tfvars: error: this is not there at HEAD~1: what was is read without it"
    ]
    git("mv", "new.tfvars", "newer.tfvars")
    assert modes(since(".", var_files=["newer.tfvars"])) == [("overlay", "overlay")]


def test_values_may_be_for_what_came_into_a_folder(git: Git) -> None:
    commit(git, {"infra/readme.md": "x", "x.tfvars": 'mode = "overlay"\n'})
    write(Path(), {"infra/main.tf": VARIABLE})
    assert modes(since("infra", var_files=["x.tfvars"])) == [("-", "overlay")]


@pytest.mark.parametrize(
    ("beside", "certain"),
    [
        pytest.param("", [True], id="another resource of the same state"),
        pytest.param("moved {\n  from = THIS\n  to   = THISother\n}\n", [], id="one that moved"),
    ],
)
def test_an_address_that_changes_is_another_resource(beside: str, certain: list[bool], git: Git) -> None:
    commit(git, {"main.tf": TERRAFORM})
    kind, label = THIS.split(".")
    text = TERRAFORM.replace(f'"{kind}" "{label}"', f'"{kind}" "{label}other"')
    write(Path(), {"main.tf": text + beside.replace("THIS", THIS)})
    (pair,) = pairs_of(since()).pairs
    assert [one.certain for one in pair.readdressed] == certain


CALLED = 'module "m" {\n  source = "%s"\n}\n'
AWAY = CALLED % "git::https://example.com/m.git?ref=v1"
MOVED = f"moved {{\n  from = {THIS}\n  to   = module.m.{THIS}\n}}\n"
OTHER = TERRAFORM.replace('"this"', '"b"').replace('"prod"', '"b"')
ANOTHER = AWAY.replace('"m"', '"n"')


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [
        pytest.param({"main.tf": CALLED % "./m", "m/main.tf": TERRAFORM}, {"main.tf": AWAY}, Azure.UNDECIDED, id="a module that is not here any more may have it"),
        pytest.param({"main.tf": OTHER + CALLED % "./m", "m/main.tf": TERRAFORM}, {"main.tf": OTHER + AWAY}, Azure.UNDECIDED, id="so it may beside another cluster"),
        pytest.param({"main.tf": TERRAFORM}, {"main.tf": AWAY + MOVED}, Azure.UNDECIDED, id="a module that it is moved into may have it"),
        pytest.param({"main.tf": TERRAFORM}, {"main.tf": AWAY}, Azure.DELETE, id="a module that it is not moved into has it not"),
        pytest.param({"main.tf": ANOTHER + CALLED % "./m", "m/main.tf": TERRAFORM}, {"main.tf": ANOTHER}, Azure.DELETE, id="another module has it not"),
        pytest.param({"main.tf": CALLED % "./m", "m/main.tf": TERRAFORM}, {"main.tf": CALLED % "./n"}, Azure.UNDECIDED, id="a module whose folder is not there may have it"),
        pytest.param({"main.tf": TERRAFORM}, {"main.tf": TERRAFORM.replace("= 3", "= (3")}, Azure.UNDECIDED, id="it may be where a parenthesis is missing"),
        pytest.param({"main.tf": OTHER, "b.tf": TERRAFORM}, {"b.tf": TERRAFORM.replace("= 3", "= (3")}, Azure.UNDECIDED, id="it may be in another file that cannot be read"),
        pytest.param({"main.tf": OTHER, "a.tf": "a = (", "b.tf": TERRAFORM}, {"b.tf": ""}, Azure.DELETE, id="what could not be read before does not hide it"),
        pytest.param({"a/main.tf": TERRAFORM, "b/main.tf": OTHER}, {"a/main.tf": "", "b/main.tf": OTHER.replace("= 3", "= (3")}, Azure.DELETE, id="another root module does not hide it"),
        pytest.param({"aksnet.yaml": SPEC}, {"aksnet.yaml": SPEC.replace("{name: system", "{{name: system")}, Azure.UNDECIDED, id="it may be in a spec that cannot be read"),
    ],
)  # fmt: skip
def test_what_could_not_be_read_may_have_what_is_gone(
    then: dict[str, str], now: dict[str, str], verdict: Azure, git: Git
) -> None:
    commit(git, then)
    if "m/main.tf" in then:
        shutil.rmtree("m")
    write(Path(), now)
    told = {change.name: change for change in map(judge, pairs_of(since()).pairs)}
    assert told["prod"].azure.verdict is verdict
    assert [one.rule for one in told["prod"].dangers] == (["AKN918"] if verdict is Azure.DELETE else [])
    assert all("could not be read: " in one.why for one in told["prod"].azure.open)


def test_a_module_that_is_not_here_may_have_what_another_folder_had(tmp_path: Path) -> None:
    texts = {"old/a/main.tf": CALLED % "./m", "old/a/m/main.tf": TERRAFORM, "old/b/main.tf": OTHER}
    write(tmp_path, texts | {"new/a/main.tf": AWAY, "new/b/main.tf": OTHER})
    sides = sides_of([str(tmp_path / one) for one in ("old", "new")], Request([]))
    told = {change.name: change.azure.verdict for change in map(judge, pairs_of(sides).pairs)}
    assert told == {"prod": Azure.UNDECIDED, "b": Azure.NO_CHANGE}


def test_a_pool_may_be_in_a_file_that_cannot_be_read(git: Git) -> None:
    said = f'  name = "user"\n  kubernetes_cluster_id = {THIS}.id\n  vm_size = "Standard_D4s_v5"\n'
    pool = f'resource "azurerm_kubernetes_cluster_node_pool" "user" {{\n{said}}}\n'
    commit(git, {"main.tf": TERRAFORM, "pool.tf": pool})
    for text, verdict in ((pool.replace('= "user"', '= ("user"'), Tool.UNDECIDED), ("", Tool.DELETE)):
        write(Path(), {"pool.tf": text})
        (change,) = map(judge, pairs_of(since()).pairs)
        assert {one.name: one.tool.verdict for one in change.pools}["user"] is verdict


def test_what_is_new_is_made(git: Git) -> None:
    commit(git, {"readme.md": "x"})
    write(Path(), {"main.bicep": BICEP})
    sides = since("main.bicep")
    assert modes(sides) == [("-", None)]
    assert [str(note) for note in sides.notes] == [
        "main.bicep: error: nothing at HEAD is known to have become this: all that is in it is new"
    ]


def test_what_is_gone_is_deleted(git: Git) -> None:
    commit(git, {"main.tf": TERRAFORM, "b.tf": TERRAFORM.replace('"this"', '"b"').replace('"prod"', '"b"')})
    Path("b.tf").unlink()
    assert sorted(modes(since()), key=str) == [(None, "-"), (None, None)]


def test_values_that_git_never_knew_stand_for_then_as_well(git: Git) -> None:
    commit(git, {"main.tf": VARIABLE, ".gitignore": "*.tfvars\n"})
    write(Path(), {"terraform.tfvars": 'mode = "overlay"\n', "main.tf": VARIABLE.replace("var.mode", '""')})
    sides = since()
    assert modes(sides) == [("overlay", None)]
    (note,) = sides.notes
    assert str(note.place) == "terraform.tfvars"
    assert note.message == "git does not know this file: what it says today stands for HEAD as well"


def test_values_that_git_never_knew_are_those_of_the_folder_as_it_is_called_today(git: Git) -> None:
    commit(git, {"infra/main.tf": VARIABLE, ".gitignore": "*.tfvars\n"})
    git("mv", "infra", "platform")
    write(Path(), {"platform/terraform.tfvars": 'mode = "overlay"\n'})
    for sides in (since("platform"), since()):
        assert modes(sides) == [("overlay", "overlay")]
        assert [str(note.place) for note in sides.notes] == ["platform/terraform.tfvars"]


def test_values_that_git_knows_are_those_of_then(git: Git) -> None:
    commit(git, {"main.tf": VARIABLE})
    write(Path(), {"terraform.tfvars": 'mode = "overlay"\n'})
    git("add", "--all")
    sides = since()
    (pair,) = pairs_of(sides).pairs
    assert pair.before is not None
    assert pair.before.unknown(MODE)
    assert sides.notes == ()


def test_a_file_of_values_that_is_named_is_that_of_then(git: Git) -> None:
    commit(git, {"main.tf": VARIABLE, "x.tfvars": 'mode = ""\n'})
    write(Path(), {"x.tfvars": 'mode = "overlay"\n', "new.tfvars": 'mode = "overlay"\n'})
    assert modes(since(".", var_files=["x.tfvars"])) == [(None, "overlay")]
    assert modes(since(".", var_files=["new.tfvars"])) == [("overlay", "overlay")]


def test_nothing_of_a_repository_is_run(git: Git, tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{touched}'\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    commit(git, {"main.tf": TERRAFORM, ".gitattributes": "* filter=x diff=x merge=x text\n"})
    for name in ("post-checkout", "post-index-change", "fsmonitor-watchman", "pre-auto-gc"):
        shutil.copy(script, f".git/hooks/{name}")
    for key in (
        "filter.x.smudge",
        "filter.x.clean",
        "filter.x.process",
        "core.fsmonitor",
        "diff.x.textconv",
        "diff.x.command",
        "core.pager",
        "diff.external",
        "core.sshCommand",
    ):
        git("config", key, str(script))
    write(Path(), {"main.tf": OVERLAY, "new.bicep": BICEP})
    index = Path(".git/index").read_bytes()
    assert sorted(map(str, modes(since("main.tf", "new.bicep")))) == ["('-', None)", "(None, 'overlay')"]
    assert not touched.exists()
    assert Path(".git/index").read_bytes() == index


def test_links_that_lead_out_are_not_followed(git: Git, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, {"secret.tf": TERRAFORM})
    commit(git, {"main.tf": OVERLAY})
    Path("evil.tf").symlink_to(outside / "secret.tf")
    Path("folder").symlink_to(outside)
    git("add", "--all")
    git("commit", "--quiet", "--message", "links")
    Path("evil.tf").unlink()
    Path("folder").unlink()
    sides = since()
    assert [view for view, _ in modes(sides)] == ["overlay"]
    assert all("secret" not in text for text in sides.old.texts)


@pytest.mark.parametrize(
    "name",
    sorted({text for text in HOSTILE.values() if text and not set(text) & set("/\0\\") and len(text.encode()) < 200}),
)
def test_names_of_files_may_be_anything(name: str, git: Git) -> None:
    commit(git, {f"{name}/main.tf": TERRAFORM})
    write(Path(), {f"{name}/main.tf": OVERLAY})
    sides = since(f"{name}/main.tf")
    assert modes(sides) == [(None, "overlay")]
    assert list(sides.old.texts) == [f"{name}/main.tf@HEAD"]


def test_what_hooks_of_git_set_is_not_taken_for_another_repository(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, {"main.tf": TERRAFORM})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere"))
    assert modes(since()) == [(None, None)]


BAD = [
    pytest.param(["--since", "nope"], "--since: error: there is no revision 'nope' here\n  hint: a commit, a tag or a branch", id="no such revision"),
    pytest.param(["--since", ""], "there is no revision '' here", id="an empty one"),
    pytest.param(["--since", "HEAD:main.tf"], "there is no revision 'HEAD:main.tf' here", id="a file"),
    pytest.param(["--since=--output=x"], "there is no revision '--output=x' here", id="an option of git's"),
    pytest.param(["--since", "HEAD; touch x"], "there is no revision 'HEAD; touch x' here", id="a command"),
    pytest.param(["--since", "HEAD", "missing.tf"], "missing.tf: error: there is no such file or folder, and there was none at HEAD", id="a file that is not there"),
    pytest.param(["--since", "HEAD", "missing"], "missing: error: there is no such file or folder", id="a folder that is not there"),
    pytest.param(["--since", "^HEAD"], "there is no revision '^HEAD' here", id="all but a revision"),
    pytest.param(["--since", "HEAD", "empty", "--var-file", "x.tfvars"], "there is no Terraform to give these values to", id="values that are for nothing"),
    pytest.param(["--since", "HEAD", "-", "--stdin-filename", "main.tf"], "-: error: standard input has no earlier version", id="standard input"),
    pytest.param(["--since", "HEAD", "main.tf", "../outside"], "../outside: error: it is outside of the repository", id="a path outside"),
    pytest.param(["--since", "HEAD", "../outside"], "../outside is in no git repository", id="no repository"),
]  # fmt: skip


def _run(words: list[str], monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[bytes]) -> Done:
    monkeypatch.setattr(sys, "argv", ["aksnet", "migrate", *words])
    code = cli.run()
    sys.stdout.flush()
    printed = captured.readouterr()
    return Done(code, printed.out.decode(), printed.err.decode())


@pytest.mark.parametrize(("words", "said"), BAD)
def test_what_is_wrong_gets_one_clear_error(
    words: list[str],
    said: str,
    git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    commit(git, {"main.tf": TERRAFORM, "empty/readme.md": "x"})
    write(tmp_path / "outside", {"main.tf": TERRAFORM})
    done = _run(words, monkeypatch, capfdbinary)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("error: ") == 1
    assert not Path("x").exists()


def test_where_no_cluster_is_nothing_fails(
    git: Git, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    commit(git, {"main.tf": TERRAFORM, "empty/readme.md": "x"})
    done = _run(["--since", "HEAD", "empty"], monkeypatch, capfdbinary)
    assert (done.code, done.err) == (0, "empty: note: there are no AKS clusters in it\n")


def test_without_git_there_is_one_clear_error(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(git, {"main.tf": TERRAFORM})
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git is not on PATH, and only git has files as they were"):
        since()


def test_a_shallow_clone_is_told_how_to_get_the_rest(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(git, {"main.tf": TERRAFORM})
    commit(git, {"main.tf": OVERLAY})
    git("clone", "--quiet", "--depth", "1", f"file://{Path.cwd()}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    with pytest.raises(UsageError) as error:
        since(revision="HEAD~1")
    assert "this clone is shallow: git fetch --unshallow" in str(error.value)
    assert modes(since()) == [("overlay", "overlay")]


def test_a_file_that_was_broken_is_told_by_its_own_name(git: Git) -> None:
    commit(git, {"main.tf": 'resource "azurerm_kubernetes_cluster" "a" {\n  name = \n'})
    write(Path(), {"main.tf": TERRAFORM})
    sides = since()
    places = [str(problem.place) for one in sides.old.configurations for problem in one.unread]
    assert places
    assert all(place.startswith("main.tf@HEAD:") for place in places)


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_nobody_is_told_of_the_folder_that_is_gone(
    output_format: str,
    git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    module = 'module "a" {\n  source = "./nowhere"\n}\n'
    commit(git, {"main.tf": VARIABLE + module, "b.tf": 'output "x" {\n'})
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    done = _run(["--since", "HEAD", "--format", output_format], monkeypatch, capfdbinary)
    assert done.code == 1
    assert str(temporary) not in done.out + done.err
    assert "aksnet-" not in done.out + done.err
    assert list(temporary.iterdir()) == []


def test_of_a_repository_with_very_many_files_those_are_read_that_matter(
    git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aksnet.commands.migrate.history._FEW", 2)
    monkeypatch.setattr("aksnet.commands.migrate.history._AT_ONCE", 2)
    module = 'module "a" {\n  source = "../aks"\n}\n'
    commit(
        git,
        {"infra/main.tf": module, "infra/a.txt": "a", "aks/main.tf": TERRAFORM, "docs/b.txt": "b", "docs/c.txt": "c"},
    )
    write(Path(), {"aks/main.tf": OVERLAY})
    assert modes(since("infra")) == [(None, "overlay")]


TWIN = """name: prod
location: westeurope
resource_group: rg-prod
network: {plugin: node-subnet}
pools:
- {name: system, mode: System, vm_size: Standard_D4s_v5, count: 3}
"""


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        pytest.param({"main.tf": TERRAFORM}, {"aksnet.yaml": TWIN}, ["both"], id="a spec is imported from Terraform"),
        pytest.param({"tf/main.tf": TERRAFORM}, {"aksnet.yaml": TWIN}, ["both"], id="in a folder above it"),
        pytest.param({"main.tf": TERRAFORM, "aksnet.yaml": TWIN}, {"aksnet.yaml": ""}, ["both"], id="the spec is deleted, and its Terraform stays"),
        pytest.param({"main.tf": TERRAFORM, "aksnet.yaml": TWIN}, {"main.tf": OVERLAY}, ["both", "both"], id="both are there on both sides"),
        pytest.param({"main.tf": TERRAFORM}, {"aksnet.yaml": TWIN.replace("rg-prod", "rg-two")}, ["both", "made"], id="another resource group is another cluster"),
        pytest.param({"main.tf": TERRAFORM}, {"aksnet.yaml": TWIN.replace("name: prod", "name: two")}, ["both", "made"], id="another name is another cluster"),
        pytest.param({"README.md": ""}, {"main.tf": TERRAFORM, "aksnet.yaml": TWIN}, ["made"], id="both are new, and are one cluster"),
    ],
)  # fmt: skip
def test_a_spec_beside_its_terraform_is_no_cluster_of_its_own(
    before: dict[str, str], after: dict[str, str], pairs: list[str], git: Git
) -> None:
    commit(git, before)
    write(Path(), after)
    for name in (name for name, text in after.items() if not text):
        Path(name).unlink()
    found = pairs_of(since())
    sides = [(pair.before is not None, pair.after is not None) for pair in found.pairs]
    words = {(True, True): "both", (False, True): "made", (True, False): "deleted"}
    assert sorted(words[one] for one in sides) == sorted(pairs)
    told = any("this is the cluster 'prod' of " in note.message for note in found.notes)
    assert told == (len(pairs) == 1)

"""`aksnet init` with flags: every mode and target, what is in the way, what cannot be, and what stands beside the spec."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from aksnet.commands.init.places import Spot
from aksnet.facts.choices import ALIASES, TARGETS, WAYS
from aksnet.schema.spec_schema import schema_text
from aksnet.spec.printing import scalar_text
from calling import Call, Done
from golden import assert_golden
from hostile import HOSTILE
from places import GOLDEN

SPEC, SCHEMA, HOOKS, WORKFLOW = (
    "aksnet.yaml",
    "aksnet.schema.json",
    ".pre-commit-config.yaml",
    ".github/workflows/aksnet.yml",
)
needs_terraform = pytest.mark.skipif(shutil.which("terraform") is None, reason="there is no terraform")


def _files(folder: Path) -> set[str]:
    """The files below a folder, but for git's."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != ".git"}


def _next(done: Done) -> list[str]:
    """The commands that it ends with."""
    lines = done.err.splitlines()
    return [line.strip() for line in lines[lines.index("next:") + 1 :]]


# --- what is written


@pytest.mark.parametrize("way", WAYS)
def test_every_mode_gives_a_spec_with_its_reasons(way: str, aksnet: Call, tmp_path: Path, update_golden: bool) -> None:
    assert aksnet("init", "--plugin", way, "--yes").code == 0
    assert (tmp_path / SCHEMA).read_text(encoding="utf-8") == schema_text()
    assert_golden(GOLDEN / "init" / way, {SPEC: (tmp_path / SPEC).read_text(encoding="utf-8")}, update=update_golden)


# What no cluster of a mode is without: it retires, or a template undoes its routes.
_UNAVOIDABLE = {"kubenet": {"AKN401", "AKN508"}}


@pytest.mark.parametrize("target", [*TARGETS, "none"])
@pytest.mark.parametrize("way", WAYS)
def test_what_is_written_is_clean_and_the_next_commands_work(way: str, target: str, aksnet: Call) -> None:
    made = aksnet("init", "-p", way, "--target", target, "--yes")
    assert made.code == 0
    warned = {word for word in made.err.split() if word.startswith("AKN")}
    assert warned <= _UNAVOIDABLE.get(way, set())
    checked = aksnet("check", SPEC, "--fail-on", "info")
    assert checked.code == 0 or way in _UNAVOIDABLE, checked.out
    for command in _next(made):
        assert aksnet(*command.split()[1:]).code == 0
    if target != "none":
        assert aksnet("sync", "--check").code == 0


@needs_terraform
@pytest.mark.parametrize("way", WAYS)
def test_what_sync_writes_of_it_is_as_terraform_formats_it(way: str, aksnet: Call, tmp_path: Path) -> None:
    aksnet("init", "-p", way, "--yes")
    assert aksnet("sync").code == 0
    done = subprocess.run(["terraform", "fmt", "-check", "-diff", str(tmp_path)], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("alias", ALIASES)
def test_a_mode_may_be_named_as_people_know_it(alias: str, aksnet: Call, tmp_path: Path) -> None:
    assert aksnet("init", "-p", alias.upper(), "--yes").code == 0
    assert yaml.safe_load((tmp_path / SPEC).read_text(encoding="utf-8"))["network"]["plugin"] == ALIASES[alias]


def _spec(aksnet: Call, folder: Path, *words: str) -> dict[str, object]:
    done = aksnet("init", "--yes", *words)
    assert done.code == 0, done.err
    return dict(yaml.safe_load((folder / SPEC).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("words", "path", "expected"),
    [
        pytest.param([], ["network", "plugin"], "cilium", id="without a mode it is what is recommended"),
        pytest.param(["--name", "prod"], ["name"], "prod", id="a name"),
        pytest.param(["--location", "eastus2"], ["location"], "eastus2", id="a region"),
        pytest.param(["--nodes", "2"], ["pools", 0, "count"], 2, id="few nodes are a fixed number"),
        pytest.param(["--nodes", "50"], ["pools", 0, "max"], 50, id="more nodes are what the autoscaler goes up to"),
        pytest.param(["--nodes", "50"], ["tier"], "Standard", id="more nodes than the Free tier is for"),
        pytest.param(["--nodes", "50"], ["vnet", "subnets", "nodes", "prefix"], "10.240.0.0/25", id="50 nodes and 5 in an upgrade"),
        pytest.param(["--vnet-space", "10.9.0.0/20"], ["vnet", "address_space"], ["10.9.0.0/20"], id="a VNet's range"),
        pytest.param(["--vnet-space", "10.9.0.0/24", "--vnet-space", "10.10.0.0/24"], ["vnet", "address_space"], ["10.9.0.0/24", "10.10.0.0/24"], id="two ranges"),
        pytest.param(["--vnet-space", "10.0.0.0/20"], ["network", "service_cidr"], "172.28.0.0/16", id="Services keep clear of the VNet"),
        pytest.param(["--set", "vnet.peers=[10.240.0.0/16]"], ["vnet", "address_space"], ["10.128.0.0/26"], id="the VNet keeps clear of a peer"),
        pytest.param(["--set", "vnet.peers=[10.244.0.0/16]"], ["network", "pod_cidr"], "10.245.0.0/16", id="pods keep clear of a peer"),
        pytest.param(["--set", "network.plugin=kubenet"], ["network", "plugin"], "kubenet", id="a mode that is set"),
        pytest.param(["--set", "network.ipam=pod-subnet"], ["pools", 0, "max_pods"], 110, id="pools are sized for what is set"),
        pytest.param(["--set", "pools.system.max_pods=50"], ["pools", 0, "max_pods"], 50, id="a pool's field"),
        pytest.param(["--set", "kubernetes_version=1.35"], ["kubernetes_version"], "1.35", id="any other field"),
        pytest.param(["--set", "tags={team: platform}"], ["tags", "team"], "platform", id="a field with keys"),
        pytest.param(["-t", "bicep", "-t", "terraform"], ["outputs", 0, "path"], "bicep", id="targets in the order asked for"),
        pytest.param(["-p", "cilium-static-block"], ["outputs", 0, "provider"], "azapi", id="azapi where azurerm has no argument"),
    ],
)  # fmt: skip
def test_flags_say_what_is_in_the_spec(
    words: list[str], path: list[str | int], expected: object, aksnet: Call, tmp_path: Path
) -> None:
    found: object = _spec(aksnet, tmp_path, *words)
    for key in path:
        assert isinstance(found, dict | list)
        found = found[key]  # type: ignore[index]
    assert found == expected


def test_dual_stack_has_ranges_of_both_families(aksnet: Call, tmp_path: Path) -> None:
    spec = _spec(aksnet, tmp_path, "-p", "overlay", "--set", "network.ip_families=[IPv4, IPv6]")
    text = (tmp_path / SPEC).read_text(encoding="utf-8")
    assert text.count(" for Services, in the cluster only") == 1
    assert [len(spec["network"][key]) for key in ("pod_cidrs", "service_cidrs")] == [2, 2]  # type: ignore[index]
    assert aksnet("check", SPEC, "--fail-on", "info").code == 0


def test_subnets_that_are_there_already_need_no_vnet(aksnet: Call, tmp_path: Path) -> None:
    subnet = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes"
    spec = _spec(aksnet, tmp_path, "-p", "overlay", "--set", f"pools.system.subnet={subnet}")
    assert "vnet" not in spec


def test_a_spec_says_that_a_range_was_given(aksnet: Call, tmp_path: Path) -> None:
    _spec(aksnet, tmp_path, "--vnet-space", "10.9.0.0/20")
    assert "as you said; no network" in (tmp_path / SPEC).read_text(encoding="utf-8")


def test_a_vnet_in_a_network_on_premises_is_no_fault(aksnet: Call, tmp_path: Path) -> None:
    _spec(aksnet, tmp_path, "--vnet-space", "10.9.0.0/20", "--set", "vnet.on_premises=[10.0.0.0/8]")
    text = (tmp_path / SPEC).read_text(encoding="utf-8")
    assert "as you said; no other network that this one is connected to may have any of it" in text
    assert aksnet("check", SPEC, "--fail-on", "info").code == 0


# --- where it is written


def test_a_new_folder_is_made_and_gives_the_cluster_its_name(aksnet: Call, tmp_path: Path) -> None:
    done = aksnet("init", "infra/prod", "--yes")
    assert (done.code, done.out) == (0, "")
    assert _files(tmp_path / "infra") == {"prod", f"prod/{SPEC}", f"prod/{SCHEMA}"}
    assert "name: prod\n" in (tmp_path / "infra" / "prod" / SPEC).read_text(encoding="utf-8")
    assert _next(done) == [f"aksnet {word} infra/prod/{SPEC}" for word in ("check", "plan", "sync")]


@pytest.mark.parametrize(
    "name", ["my project", "-x", "ünïcode", "it's"], ids=["a blank", "a dash", "other letters", "a quote"]
)
def test_folders_with_odd_names(name: str, aksnet: Call, tmp_path: Path) -> None:
    done = aksnet("init", "--yes", "--", name)
    assert done.code == 0
    assert "name: aks\n" in (tmp_path / name / SPEC).read_text(encoding="utf-8")
    for command in _next(done):
        assert aksnet(*shlex.split(command)[1:]).code == 0


def test_hooks_and_pipelines_go_to_the_root_of_the_repository(aksnet: Call, tmp_path: Path) -> None:
    done = aksnet("init", "infra", "--yes", "--pre-commit", "--pipeline", "github")
    assert done.code == 0
    assert {HOOKS, WORKFLOW, f"infra/{SPEC}"} <= _files(tmp_path)
    for name in (HOOKS, WORKFLOW):
        assert f" infra/{SPEC}" in (tmp_path / name).read_text(encoding="utf-8")
    assert f"note: {WORKFLOW} has one place to fill in: SOURCE" in done.err


def test_a_folder_that_looks_like_an_option_is_none_in_hooks(aksnet: Call, tmp_path: Path) -> None:
    assert aksnet("init", "--yes", "--pre-commit", "--", "-x").code == 0
    assert '"aksnet check ./-x/aksnet.yaml"' in (tmp_path / HOOKS).read_text(encoding="utf-8")


def test_a_pipeline_of_azure_is_to_be_made_by_somebody(aksnet: Call) -> None:
    assert (
        "note: Azure DevOps runs azure-pipelines-aksnet.yml once" in aksnet("init", "--yes", "--pipeline", "azure").err
    )


def test_a_folder_above_is_named_from_the_root_too(
    aksnet: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert aksnet("init", "../there", "--yes", "--pre-commit").code == 0
    assert "aksnet check there/aksnet.yaml" in (tmp_path / HOOKS).read_text(encoding="utf-8")


def test_without_a_repository_they_go_beside_the_spec(tmp_path: Path) -> None:
    assert Spot(tmp_path, tmp_path).from_root == SPEC


def test_a_folder_of_that_name_is_left_alone(aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / "terraform").mkdir()
    (tmp_path / "terraform" / "main.tf").write_text("# mine\n", encoding="utf-8")
    assert _spec(aksnet, tmp_path)["outputs"] == [{"target": "terraform", "emit": "cluster", "path": "aks-terraform"}]
    assert aksnet("sync").code == 0


# --- what is in the way


@pytest.mark.parametrize("name", [SPEC, "aksnet.yml", "aksnet.json", "aksnet.toml"])
def test_a_spec_that_is_there_is_not_overwritten(name: str, aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    done = aksnet("init", "--yes")
    assert done.code == 2
    assert done.err.startswith(f"{name}: error: there is a spec already, and it is not overwritten\n")
    assert _files(tmp_path) == {name}
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_link_to_nowhere_is_a_spec_that_is_there(aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / SPEC).symlink_to("elsewhere.yaml")
    assert aksnet("init", "--yes").code == 2
    assert not (tmp_path / "elsewhere.yaml").exists()


@pytest.mark.parametrize(
    ("there", "code"),
    [
        pytest.param("{}", 2, id="one of somebody else"),
        pytest.param('{"$id": "urn:aksnet:spec:v0"}', 0, id="one of another aksnet is written anew"),
        pytest.param(schema_text(), 0, id="the same"),
    ],
)
def test_a_schema_that_is_there(there: str, code: int, aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / SCHEMA).write_text(there, encoding="utf-8")
    done = aksnet("init", "--yes")
    assert done.code == code
    assert (tmp_path / SCHEMA).read_text(encoding="utf-8") == (there if code else schema_text())
    assert (tmp_path / SPEC).exists() is (code == 0)
    assert (SCHEMA in done.err) is (there != schema_text())


def test_hooks_that_are_there_stay_and_what_to_add_is_printed(aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / HOOKS).write_text("repos: []\n", encoding="utf-8")
    done = aksnet("init", "--yes", "--pre-commit")
    assert done.code == 0
    assert done.err.startswith(
        f"note: {HOOKS} is there already and stays as it is: hooks are printed, and not written into it"
    )
    assert (tmp_path / HOOKS).read_text(encoding="utf-8") == "repos: []\n"
    assert "note: add this under repos: in .pre-commit-config.yaml\n" in done.err
    assert [hook["id"] for repo in yaml.safe_load(done.out) for hook in repo["hooks"]] == [
        "aksnet-check",
        "aksnet-sync",
    ]


@pytest.mark.parametrize(
    "there",
    [
        pytest.param("repos:\n  - repo: meta\n    hooks: [{id: identity}]\n", id="items that are indented"),
        pytest.param("repos:\n- repo: meta\n  hooks: [{id: identity}]\n", id="items that are not"),
        pytest.param("fail_fast: true\ndefault_stages:\n      - pre-push\nrepos:\n    - repo: meta\n      hooks: [{id: identity}]\n", id="another list before them"),
    ],
)  # fmt: skip
def test_what_to_add_goes_under_the_repos_that_are_there(there: str, aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / HOOKS).write_text(there, encoding="utf-8")
    printed = aksnet("init", "--yes", "--pre-commit").out
    repos = yaml.safe_load(there + printed)["repos"]
    assert [hook["id"] for repo in repos for hook in repo["hooks"]] == ["identity", "aksnet-check", "aksnet-sync"]


def test_hooks_that_nobody_asked_for_are_not_told_of(aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / HOOKS).write_text("repos: []\n", encoding="utf-8")
    assert aksnet("init").err.startswith("error: there is no terminal to ask on\n")
    assert HOOKS not in aksnet("init", "--yes").err


def test_a_pipeline_that_is_there_stays(aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / WORKFLOW).parent.mkdir(parents=True)
    (tmp_path / WORKFLOW).write_text("mine", encoding="utf-8")
    done = aksnet("init", "--yes", "--pipeline", "github")
    assert (done.code, (tmp_path / WORKFLOW).read_text(encoding="utf-8")) == (0, "mine")
    assert f"note: {WORKFLOW} is there already and stays as it is: no other is written" in done.err


def test_defaults_of_the_folder_are_judged_with_the_spec(aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / "defaults.yaml").write_text("defaults: {network: {dns_service_ip: 192.0.2.1}}\n", encoding="utf-8")
    assert "error: AKN1" in _refused(aksnet, tmp_path, "-p", "overlay").err


def _refused(aksnet: Call, folder: Path, *words: str) -> Done:
    """A call that ends with an error and leaves nothing behind."""
    before = _files(folder)
    done = aksnet("init", "--yes", *words)
    assert done.code in (1, 2)
    assert done.out == ""
    assert _files(folder) == before
    return done


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["file"], "file: error: this is a file", id="a file in place of a folder"),
        pytest.param(["file/below"], "is a file", id="a folder below a file"),
        pytest.param([""], "the folder has no name", id="a folder without a name"),
        pytest.param(["x" * 300], "this is no path", id="a name that is too long"),
        pytest.param(["--plugin", "overly"], "did you mean overlay?", id="nearly a mode"),
        pytest.param(["--plugin", ""], "--plugin: error: nothing is said with it", id="an empty mode"),
        pytest.param(["--name", "a b"], "--name: error: name: 'a b' is no cluster name", id="a name with a blank"),
        pytest.param(["--location", "West Europe"], "a region's short name is due, such as westeurope", id="a region as people say it"),
        pytest.param(["--nodes", "0"], "--nodes: error: 0 nodes are no cluster", id="no nodes"),
        pytest.param(["--nodes", "9999"], "a cluster has 5,000 at the most", id="too many nodes"),
        pytest.param(["--nodes", "401", "-p", "kubenet"], "error: AKN341", id="more nodes than the mode takes"),
        pytest.param(["--vnet-space", "10.0.0.1/16"], "write 10.0.0.0/16", id="a range that begins elsewhere"),
        pytest.param(["--location", "0"], "'0' is no location: a region's short name is due, such as westeurope", id="a region that is a number"),
        pytest.param(["--vnet-space", "4096"], "'4096' is no address range: it has no prefix length\n  hint: for example 10.128.0.0/12\n", id="a number of addresses"),
        pytest.param(["--vnet-space", "none"], "'none' is no address range: it has no prefix length\n  hint: for example 10.128.0.0/12\n", id="no range"),
        pytest.param(["--vnet-space", "10.0.0.0/16", "--vnet-space", "10.0.1.0/24"], "10.0.1.0/24 overlaps 10.0.0.0/16", id="ranges that overlap"),
        pytest.param(["--vnet-space", "10.0.0.0/28", "--nodes", "50", "-p", "overlay"], "the subnet 'nodes' needs a /25 for 55 addresses, and the largest block left is 10.0.0.0/28", id="a VNet that is too small"),
        pytest.param(["--vnet-space", "172.30.0.0/16"], "which AKS reserves", id="a range that AKS has"),
        pytest.param(["--target", "pulumi"], "--target: error: 'pulumi' is none of terraform", id="a target that there is not"),
        pytest.param(["--pipeline", "gitlab"], "--pipeline: error: 'gitlab' is none of github, azure", id="a service that there is not"),
        pytest.param(["--set", "pools.system.max=1"], "min 3 is more than max 1", id="a size that is below the least"),
        pytest.param(["--set", "colour=blue"], "colour", id="a field that there is not"),
        pytest.param(["--set", "network.pod_cidr=10.240.0.0/12", "--vnet-space", "10.240.0.0/16"], "--set network.pod_cidr: error: the pod CIDR 10.240.0.0/12 overlaps the VNet's 10.240.0.0/16", id="pods that have all of the VNet"),
        pytest.param(["--set", "network.service_cidr=10.244.0.0/16", "--set", "network.pod_cidr=10.244.0.0/16"], "error: AKN", id="ranges that rules refuse"),
        pytest.param(["--set", "vnet.peers=[10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]"], "no private range is left for Services: connected networks have all of them\n  hint: name the ranges that are in use there, or say another one with --set network.service_cidr=…", id="no private range is left"),
        pytest.param(["--set", "vnet.peers=[10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]", "--set", "network.service_cidr=100.80.0.0/16"], "no private range is left: cluster 'aks': its VNet needs a /26, and nothing is left in the supernet\n  hint: say one with --vnet-space", id="no private range is left for the VNet"),
        pytest.param(["--set", "vnet.peers=[10.0.0.0/8]", "--vnet-space", "10.5.0.0/16"], "the VNet's 10.5.0.0/16 overlaps the peered network 10.0.0.0/8: Azure refuses the peering\n  hint: give one of them another range; where it is a part of 10.0.0.0/8 that is set aside on premises, say --set vnet.on_premises=[10.0.0.0/8] in its place", id="a VNet in a peer"),
        pytest.param(["--vnet-space", "10.0.0.0/8", "--set", "vnet.peers=[172.16.0.0/12, 192.168.0.0/16]", "-p", "kubenet"], "hint: say one with --set network.pod_cidr=…", id="no private range is left for pods"),
        pytest.param(["--set", "vnet.subnets.nodes.prefix=10.9.0.0/24"], "have prefixes, but it has no address_space\n  hint: write it", id="a subnet without a VNet around it"),
        pytest.param(["a$(b)", "--pipeline", "github"], "cannot stand in hooks and pipelines", id="a name that would be a command in a pipeline"),
        pytest.param(["a${{ b }}", "--pre-commit"], "cannot stand in hooks and pipelines", id="a name that would be an expression"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_written(
    words: list[str], message: str, aksnet: Call, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert message in _refused(aksnet, tmp_path, *words).err


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_texts_stay_texts(text: str, aksnet: Call, tmp_path: Path) -> None:
    done = aksnet("init", "--yes", "--set", f"tags.a={scalar_text(text)}")
    assert done.code == 0, done.err
    assert yaml.safe_load((tmp_path / SPEC).read_text(encoding="utf-8"))["tags"] == {"a": text}
    assert aksnet("check", SPEC).code == 0


# What is a word that a flag takes.
_TAKEN = {"--name": ("a number", "null"), "--nodes": ("a number",)}


@pytest.mark.parametrize(
    ("flag", "name"),
    [(flag, name) for flag in ("--plugin", "--name", "--nodes", "--vnet-space") for name in HOSTILE if name not in _TAKEN.get(flag, ())],
)  # fmt: skip
def test_hostile_flags_are_refused_in_printable_lines(flag: str, name: str, aksnet: Call, tmp_path: Path) -> None:
    done = _refused(aksnet, tmp_path, f"{flag}={HOSTILE[name]}")
    assert all(line.isprintable() for line in done.err.splitlines())


def test_a_folder_that_nobody_may_write_into(aksnet: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    assert "nothing can be written here" in _refused(aksnet, tmp_path).err


def test_a_full_disk_leaves_nothing_behind(aksnet: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = _refused(aksnet, tmp_path, "new", "--pre-commit")
    assert "cannot be written: No space left on device" in done.err


def test_nothing_is_asked_where_nobody_would_answer(aksnet: Call, tmp_path: Path) -> None:
    done = aksnet("init", "-p", "overlay")
    assert (done.code, _files(tmp_path)) == (2, set())
    assert "there is no terminal to ask on" in done.err
    assert "--yes" in done.err


def test_where_nobody_would_answer_nothing_is_said_of_hooks_that_are_there(aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / HOOKS).write_text("repos: []\n", encoding="utf-8")
    assert aksnet("init").err.startswith("error: there is no terminal to ask on\n")

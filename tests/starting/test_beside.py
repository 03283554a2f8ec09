"""Hooks and pipelines that `aksnet init` writes: of the shape that services ask for, as docs/pipelines.md has them, and run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from aksnet.starting.beside import PIPELINES, pipeline, pre_commit
from aksnet.starting.origin import FILL_IN, Origin
from pipelines import RECORDING, Machine
from places import ROOT

HERE = Origin("https://example.com/team/aksnet.git", "0123456789abcdef0123456789abcdef01234567")
SOURCES = [pytest.param(None, id="a source to fill in"), pytest.param(HERE, id="a source that is known")]
SCHEMAS = {
    "github": ["vendor.github-workflows"],
    "azure": ["vendor.azure-pipelines", "--data-transform", "azure-pipelines", "--regex-variant", "nonunicode"],
}
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def _steps(service: str, text: str) -> list[dict[str, Any]]:
    document = yaml.safe_load(text)
    return list(document["steps"] if service == "azure" else document["jobs"]["aksnet"]["steps"])


def _shell(service: str, text: str) -> list[tuple[str, dict[str, str]]]:
    """The steps that are shell, each with its variables."""
    key = "bash" if service == "azure" else "run"
    return [(step[key], step.get("env", {})) for step in _steps(service, text) if key in step]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("syncs", [True, False], ids=["with outputs", "without outputs"])
@pytest.mark.parametrize("service", PIPELINES)
def test_pipelines_are_of_the_shape_that_their_service_asks_for(
    service: str, syncs: bool, source: Origin | None, tmp_path: Path
) -> None:
    path = tmp_path / "pipeline.yml"
    path.write_text(pipeline(service, "my project/aksnet.yaml", source, syncs=syncs), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *SCHEMAS[service], str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_bash
@pytest.mark.parametrize("service", PIPELINES)
def test_steps_check_the_spec_and_what_is_generated(service: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.install(RECORDING)
    _install, *steps = _shell(service, pipeline(service, "it's/aksnet.yaml", None, syncs=True))
    for text, variables in steps:
        assert machine.run(text, variables).code == 0
    assert machine.called() == [
        ["check", "it's/aksnet.yaml", "--format", service],
        ["sync", "it's/aksnet.yaml", "--check", "--format", service],
    ]


@needs_bash
@pytest.mark.parametrize("service", PIPELINES)
def test_steps_pass_where_all_is_well_and_fail_where_something_was_edited(service: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    folder = machine.repository
    assert machine.run(f"aksnet init --yes --pipeline {service} && aksnet sync", {}).code == 0
    text = (folder / PIPELINES[service]).read_text(encoding="utf-8")
    codes = [machine.run(step, variables).code for step, variables in _shell(service, text)[1:]]
    assert codes == [0, 0]
    (folder / "terraform" / "main.tf").write_text("", encoding="utf-8")
    codes = [machine.run(step, variables).code for step, variables in _shell(service, text)[1:]]
    assert codes == [0, 1]


@pytest.mark.parametrize("service", PIPELINES)
def test_the_one_place_to_fill_in_has_a_remark(service: str) -> None:
    text = pipeline(service, "aksnet.yaml", None, syncs=True)
    (_install, variables), *_ = _shell(service, text)
    assert variables == {"SOURCE": FILL_IN}
    assert text.count("<") == 2  # the address, and the commit
    assert "# fill this in, once\n" in text


@pytest.mark.parametrize("service", PIPELINES)
def test_a_source_that_is_known_leaves_nothing_to_fill_in(service: str) -> None:
    text = pipeline(service, "aksnet.yaml", HERE, syncs=True)
    assert f'SOURCE: "git+https://example.com/team/aksnet.git@{HERE.commit}"\n' in text
    assert "fill" not in text


def _example(name: str) -> Any:
    page = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    found = re.search(rf"^```yaml\n# {re.escape(name)}\n(.*?)^```$", page, re.S | re.M)
    assert found is not None
    return yaml.safe_load(found[1])


def test_the_workflow_uses_what_the_page_on_pipelines_uses() -> None:
    mine = yaml.safe_load(pipeline("github", "aksnet.yaml", None, syncs=True))
    shown = _example(".github/workflows/aksnet-by-hand.yml")
    (job,), (other,) = mine["jobs"].values(), shown["jobs"].values()
    assert job["runs-on"] == other["runs-on"]
    assert [step for step in job["steps"] if "uses" in step] == [step for step in other["steps"] if "uses" in step]
    # YAML 1.1 reads the key "on" as true
    assert {key: mine[key] for key in (True, "permissions")} == {key: shown[key] for key in (True, "permissions")}


def test_the_pipeline_of_azure_has_the_machine_and_the_python_of_the_page() -> None:
    mine, shown = yaml.safe_load(pipeline("azure", "aksnet.yaml", None, syncs=True)), _example("azure-pipelines.yml")
    template = yaml.safe_load((ROOT / "azure-pipelines" / "aksnet.yml").read_text(encoding="utf-8"))
    python = next(one["default"] for one in template["parameters"] if one["name"] == "python")
    assert (mine["trigger"], mine["pool"]) == (shown["trigger"], shown["pool"])
    assert mine["steps"][0] == {"task": template["steps"][0]["task"], "inputs": {"versionSpec": python}}


def _hooks(text: str) -> list[dict[str, Any]]:
    return [hook for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("syncs", [True, False], ids=["with outputs", "without outputs"])
def test_hooks_are_those_that_there_are(syncs: bool, source: Origin | None) -> None:
    known = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entries = {one["id"]: one for one in known}
    hooks = _hooks(pre_commit("a b/aksnet.yaml", source, syncs=syncs))
    assert [one["id"] for one in hooks] == ["aksnet-check", *(["aksnet-sync"] if syncs else [])]
    for hook in hooks:
        if source is None:
            assert hook["name"] == entries[hook["id"]]["name"]
            words = shlex.split(hook["entry"])
            assert (words[:-1], words[-1]) == (entries[hook["id"]]["entry"].split(), "a b/aksnet.yaml")


def test_hooks_of_a_repository_that_is_known_come_from_its_commit() -> None:
    (repo,) = yaml.safe_load(pre_commit("infra/aksnet.yaml", HERE, syncs=True))["repos"]
    assert (repo["repo"], repo["rev"]) == (HERE.url, HERE.commit)
    assert repo["hooks"][1] == {"id": "aksnet-sync", "args": ["infra/aksnet.yaml"]}


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_hooks_run_with_the_aksnet_on_the_path(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.run("rmdir .git && git init -q . && aksnet init --yes --pre-commit && aksnet sync && git add --all", {})
    call = f"{shlex.quote(sys.executable)} -m pre_commit run --all-files"
    done = machine.run(call, {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PRE_COMMIT_COLOR": "never"})
    assert done.code == 0, done.out + done.err
    assert [line.rpartition(".")[2] for line in done.out.splitlines()] == ["Passed", "Passed"]

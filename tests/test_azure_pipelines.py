"""The template for Azure Pipelines: its steps as shell in a repository, with parameters as an agent gives them.

Not run are the two tasks, `UsePythonVersion` and `PublishTestResults`, which need Azure DevOps.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from hostile import HOSTILE
from pipelines import OURS, PACKAGES, RECORDING, Machine, Ran, environment_of, loaded, named, offline
from places import ROOT

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")

TEMPLATE: dict[str, Any] = loaded("azure-pipelines/aksnet.yml")
STEPS = TEMPLATE["steps"]
DEFAULTS = {one["name"]: one["default"] for one in TEMPLATE["parameters"]}
AGENT = ("bash", "--noprofile", "--norc")
GOOD = "network: {plugin: overlay, pod_cidr: 10.244.0.0/16}\n"
WARNED = "network: {plugin: kubenet}\n"
BAD = "network: {plugin: overlay, pod_cidr: 10.0.0.0/12}\n"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine on which aksnet is where the step that installs it puts it."""
    machine = Machine(tmp_path)
    folder = machine.temporary / "aksnet" / "bin"
    folder.mkdir(parents=True)
    machine.aksnet = folder / "aksnet"
    machine.install(OURS)
    return machine


def run(machine: Machine, parameters: Mapping[str, str], name: str = "Run aksnet") -> Ran:
    """Run a step of the template with parameters, of which the others have their defaults."""
    assert parameters.keys() <= DEFAULTS.keys()
    names = {f"parameters.{key}": parameters.get(key, default) for key, default in DEFAULTS.items()}
    step = named(STEPS, name)
    return machine.run(step["bash"], environment_of(step, names), AGENT)


def results(machine: Machine) -> Path:
    """The file that the last step publishes."""
    inputs = named(STEPS, "Publish what aksnet found")["inputs"]
    folder = inputs["searchFolder"].replace("$(Agent.TempDirectory)", str(machine.temporary))
    return Path(folder) / inputs["testResultsFiles"]


def parsed(machine: Machine) -> Xml.Element:
    return Xml.fromstring(results(machine).read_text(encoding="utf-8"))  # noqa: S314 - it is ours


def test_what_is_clean_passes_and_is_published(machine: Machine) -> None:
    machine.write({"aksnet.yaml": GOOD})
    assert run(machine, {})[:3] == (0, "", "")
    assert parsed(machine).find(".//testcase[@classname='aksnet.yaml']") is not None


def test_findings_are_issues_and_fail_the_job_and_are_published(machine: Machine) -> None:
    machine.write({"prod/aksnet.yaml": BAD})
    done = run(machine, {})
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("##vso[task.logissue type=error;sourcepath=prod/aksnet.yaml;linenumber=1;")
    failure = parsed(machine).find(".//failure")
    assert failure is not None
    assert "10.0.0.0/12 overlaps" in failure.attrib["message"]


@pytest.mark.parametrize(
    ("parameters", "code", "published"),
    [
        pytest.param({"failOn": "warning"}, 1, True, id="a severity"),
        pytest.param({}, 0, True, id="and its default"),
        pytest.param({"paths": "good\n", "failOn": "warning"}, 0, True, id="a path"),
        pytest.param({"args": "--ignore\nAKN401\n", "failOn": "warning"}, 0, True, id="arguments"),
        pytest.param({"paths": "nowhere"}, 2, False, id="a path that is not there"),
        pytest.param({"args": "--nope"}, 2, False, id="an option that there is not"),
    ],
)
def test_parameters_reach_the_program(parameters: dict[str, str], code: int, published: bool, machine: Machine) -> None:
    machine.write({"good/aksnet.yaml": GOOD, "warned/aksnet.yaml": WARNED})
    assert run(machine, parameters).code == code
    assert results(machine).exists() is published


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_the_code_of_sync_is_that_of_the_job(code: int, machine: Machine) -> None:
    machine.install(RECORDING, code=code)
    assert run(machine, {"command": "sync", "paths": "a.yaml", "args": "-f\nb.yaml"}).code == code
    assert machine.called() == [
        ["sync", "--check", "-f", "b.yaml", "--format", format_, "--", "a.yaml"] for format_ in ("azure", "junit")
    ]


@pytest.mark.parametrize("code", [0, 1, 2])
def test_a_migration_is_judged_published_and_shown_with_the_run(code: int, machine: Machine) -> None:
    machine.install(RECORDING, printed="<xml/>", code=code)
    done = run(machine, {"command": "migrate", "paths": "plan.json", "args": "--fail-on\nreplace"})
    assert done.code == code
    assert machine.called() == [
        ["migrate", "--fail-on", "replace", "--format", format_, "--", "plan.json"]
        for format_ in ("azure", "junit", "markdown")
    ]
    summary = machine.temporary / "aksnet.md"
    assert summary.exists()
    assert f"##vso[task.uploadsummary]{summary}" in done.out


# What a line of a parameter cannot hold: the others are words as they are.
WORDS = {kind: word for kind, word in HOSTILE.items() if "\n" not in word and word.strip(" \t")}


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_parameter_is_never_code(word: str, machine: Machine) -> None:
    machine.install(RECORDING, printed="<xml/>")
    line = word.strip(" \t")
    assert run(machine, {"paths": word, "args": word, "failOn": word}).code == 0
    assert machine.called() == [
        ["check", "--fail-on", word, line, "--format", format_, "--", line] for format_ in ("azure", "junit")
    ]


def test_a_script_holds_nothing_that_the_agent_would_expand() -> None:
    for step in STEPS:
        assert not re.search(r"\$\{\{|\$\(|\$\[", step.get("bash", ""))


def test_what_was_found_is_published_when_the_step_before_failed() -> None:
    assert STEPS[-1]["task"] == "PublishTestResults@2"
    assert STEPS[-1]["condition"] == "succeededOrFailed()"


def test_the_template_installs_aksnet_where_it_runs_it(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (machine.programs / "python").symlink_to(sys.executable)
    step = named(STEPS, "Install aksnet")
    done = machine.run(offline(step["bash"]), PACKAGES | environment_of(step, {"parameters.source": str(ROOT)}), AGENT)
    assert done.code == 0, done.err
    machine.write({"aksnet.yaml": BAD})
    names = {f"parameters.{key}": default for key, default in DEFAULTS.items()}
    step = named(STEPS, "Run aksnet")
    done = machine.run(step["bash"], PACKAGES | environment_of(step, names), AGENT)
    assert (done.code, done.err) == (1, "")
    assert "AKN102" in done.out

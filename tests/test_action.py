"""The GitHub Action: its steps as shell in a repository, with inputs as a runner gives them.

Not run is what the runner itself does: `actions/setup-python`, which needs GitHub; its output is this interpreter.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hostile import HOSTILE
from pipelines import PACKAGES, RECORDING, Machine, Ran, environment_of, loaded, named, offline
from places import ROOT

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")

ACTION: dict[str, Any] = loaded("action.yml")
STEPS = ACTION["runs"]["steps"]
GOOD = "network: {plugin: overlay, pod_cidr: 10.244.0.0/16}\n"
WARNED = "network: {plugin: kubenet}\n"
BAD = "network: {plugin: overlay, pod_cidr: 10.0.0.0/12}\n"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def run(machine: Machine, inputs: Mapping[str, str], name: str = "Run aksnet") -> Ran:
    """Run a step of the action with inputs, of which the others have their defaults."""
    assert inputs.keys() <= ACTION["inputs"].keys()
    names = {f"inputs.{key}": inputs.get(key, one["default"]) for key, one in ACTION["inputs"].items()}
    names |= {
        "steps.install.outputs.program": str(machine.aksnet),
        "steps.python.outputs.python-path": sys.executable,
    }
    step = named(STEPS, name)
    assert step["shell"] == "bash"
    return machine.run(step["run"], environment_of(step, names))


def test_what_is_clean_passes(machine: Machine) -> None:
    machine.write({"aksnet.yaml": GOOD})
    assert run(machine, {}) == Ran(0, "", "", {"exit-code": "0"})


def test_findings_are_annotations_and_fail_the_job(machine: Machine) -> None:
    machine.write({"prod/aksnet.yaml": BAD})
    done = run(machine, {})
    assert (done.code, done.outputs, done.err) == (1, {"exit-code": "1"}, "")
    assert done.out.startswith("::error file=prod/aksnet.yaml,line=1,col=38,title=AKN102 pod-service-overlap::")


def test_the_findings_are_in_the_sarif_file_as_well(machine: Machine) -> None:
    machine.write({"prod/aksnet.yaml": BAD})
    done = run(machine, {"sarif-file": "reports/of aksnet.sarif"})
    assert (done.code, done.outputs) == (1, {"exit-code": "1", "sarif-file": "reports/of aksnet.sarif"})
    assert done.out.startswith("::error file=prod/aksnet.yaml")
    report = json.loads((machine.repository / "reports/of aksnet.sarif").read_text(encoding="utf-8"))
    assert [one["ruleId"] for one in report["runs"][0]["results"]] == ["AKN102"]


def test_a_change_that_destroys_fails_the_job_and_is_written_for_a_comment(machine: Machine) -> None:
    machine.write({"old.yaml": f"clusters:\n- {{name: a, {GOOD[:-1]}}}\n- {{name: b, {GOOD[:-1]}}}\n"})
    machine.write({"new.yaml": f"name: a\n{GOOD}"})
    files = {"markdown-file": "reports/of aksnet.md", "sarif-file": "a.sarif"}
    done = run(machine, {"command": "migrate", "paths": "old.yaml\nnew.yaml"} | files)
    assert (done.code, done.outputs) == (1, {"exit-code": "1"} | files)
    assert "title=AKN900 failing-verdict::cluster b: Azure: delete" in done.out
    assert (machine.repository / "reports/of aksnet.md").read_text(encoding="utf-8").startswith("### ❌ aksnet migrate")


@pytest.mark.parametrize(
    ("inputs", "code", "told"),
    [
        pytest.param({"fail-on": "warning"}, 1, True, id="a severity"),
        pytest.param({}, 0, True, id="and its default"),
        pytest.param({"paths": "good\n", "fail-on": "warning"}, 0, False, id="a path"),
        pytest.param({"paths": "good\nwarned\n", "fail-on": "warning"}, 1, True, id="two paths"),
        pytest.param({"args": "--ignore\nAKN401\n", "fail-on": "warning"}, 0, False, id="arguments"),
        pytest.param({"args": "--format\njson\n", "fail-on": "warning"}, 1, True, id="a format, which the action chooses"),
        pytest.param({"paths": "nowhere"}, 2, False, id="a path that is not there"),
        pytest.param({"fail-on": "never"}, 2, False, id="a severity that there is not"),
        pytest.param({"args": "--nope"}, 2, False, id="an option that there is not"),
    ],
)  # fmt: skip
def test_inputs_reach_the_program(inputs: dict[str, str], code: int, told: bool, machine: Machine) -> None:
    machine.write({"good/aksnet.yaml": GOOD, "warned/aksnet.yaml": WARNED})
    done = run(machine, inputs | {"sarif-file": "aksnet.sarif"})
    assert done.code == code
    assert done.outputs["exit-code"] == str(code)
    assert ("::warning file=warned/aksnet.yaml" in done.out) is told
    assert ("sarif-file" in done.outputs) is (code < 2)


def test_a_spec_that_does_not_load_is_an_annotation_and_told_once(machine: Machine) -> None:
    machine.write({"aksnet.yaml": "network: [\n"})
    done = run(machine, {"sarif-file": "aksnet.sarif"})
    assert done.code == 2
    assert done.out.count("::error file=aksnet.yaml") == 1
    assert done.err.count("error: this is no valid YAML") == 1


def test_a_sarif_file_that_cannot_be_written_fails_the_job(machine: Machine) -> None:
    machine.write({"aksnet.yaml": GOOD, "reports": ""})
    done = run(machine, {"sarif-file": "reports/aksnet.sarif"})
    assert done.code != 0
    assert "reports" in done.err
    assert done.outputs == {"exit-code": "0"}


@pytest.mark.parametrize(
    ("inputs", "calls"),
    [
        pytest.param({}, [["check", "--fail-on", "error", "--format", "github", "--", "."]], id="nothing"),
        pytest.param(
            {"paths": "  infra \n\n\nmy specs/prod.yaml", "args": "--select\nAKN1, AKN2\n", "sarif-file": "a.sarif\n"},
            [
                ["check", "--fail-on", "error", "--select", "AKN1, AKN2", "--format", format_, "--", "infra", "my specs/prod.yaml"]
                for format_ in ("github", "sarif")
            ],
            id="words on lines of their own",
        ),
        pytest.param({"paths": "-rf"}, [["check", "--fail-on", "error", "--format", "github", "--", "-rf"]], id="a path like an option"),
        pytest.param({"command": "sync"}, [["sync", "--check", "--format", "github", "--"]], id="sync"),
        pytest.param({"args": "--fail-on\nwarning"}, [["check", "--fail-on", "error", "--fail-on", "warning", "--format", "github", "--", "."]], id="arguments count more than the severity"),
        pytest.param({"command": "migrate", "paths": "old\nnew.tf", "args": "--fail-on\nreplace", "sarif-file": "a.sarif", "markdown-file": "a.md"}, [["migrate", "--fail-on", "replace", "--format", format_, "--", "old", "new.tf"] for format_ in ("github", "sarif", "markdown")], id="a migration"),
        pytest.param({"paths": "infra", "markdown-file": "a.md"}, [["check", "--fail-on", "error", "--format", "github", "--", "infra"]], id="Markdown of what has none"),
        pytest.param({"command": "sync", "paths": "a.yaml", "args": "-f\nb.yaml", "sarif-file": "a.sarif"}, [["sync", "--check", "-f", "b.yaml", "--format", format_, "--", "a.yaml"] for format_ in ("github", "sarif")], id="sync of a spec in layers"),
    ],
)  # fmt: skip
def test_the_program_is_called_with_those_words(
    inputs: dict[str, str], calls: list[list[str]], machine: Machine
) -> None:
    machine.install(RECORDING, printed="{}")
    assert run(machine, inputs).code == 0
    assert machine.called() == calls


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_the_code_of_sync_is_that_of_the_job(code: int, machine: Machine) -> None:
    machine.install(RECORDING, code=code)
    done = run(machine, {"command": "sync"})
    assert (done.code, done.outputs) == (code, {"exit-code": str(code)})


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        pytest.param({"command": "gen"}, "the command is none of check, migrate and sync", id="another command"),
        pytest.param({"command": ""}, "the command is none of check, migrate and sync", id="no command"),
        pytest.param({"command": "migrate"}, "migrate takes a plan in JSON", id="a migration of nothing"),
        pytest.param(
            {"command": "sync", "paths": "a.yaml\nb.yaml"},
            "sync takes one spec: say further layers in args, as -f",
            id="two specs",
        ),
    ],
)
def test_inputs_that_cannot_be_are_refused(inputs: dict[str, str], message: str, machine: Machine) -> None:
    machine.install(RECORDING)
    done = run(machine, inputs)
    assert (done.code, machine.called()) == (2, [])
    assert done.out.startswith(f"::error title=aksnet::{message}")


# What a line of an input cannot hold: the others are words as they are.
WORDS = {kind: word for kind, word in HOSTILE.items() if "\n" not in word and "\0" not in word and word.strip(" \t")}


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_an_input_is_never_code(word: str, machine: Machine) -> None:
    machine.install(RECORDING, printed="{}")
    done = run(machine, {"paths": word, "args": word, "fail-on": word, "sarif-file": f"a/{word[:50]}"})
    assert done.code == 0
    line = word.strip(" \t")
    words = ["check", "--fail-on", word, line, "--format", "github", "--", line]
    assert [call for call in machine.called() if "github" in call] == [words]
    assert not (machine.repository / "x").exists()


def test_a_script_holds_no_expressions() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")


def test_what_the_action_uses_is_pinned_by_a_commit() -> None:
    used = re.findall(r"uses: (\S+)(.*)", (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert used
    for what, comment in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", what)
        assert re.fullmatch(r" # v[0-9.]+", comment)


def test_outputs_are_those_that_steps_set() -> None:
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.run.outputs.{name} }}}}"
        script = named(STEPS, "Run aksnet")["run"]
        assert f'echo "{name}=' in script or f"write {name.removesuffix('-file')} " in script


def test_the_action_installs_aksnet_from_its_own_checkout(machine: Machine) -> None:
    step = named(STEPS, "Install aksnet")
    done = machine.run(offline(step["run"]), PACKAGES | {"PYTHON": sys.executable})
    assert done.code == 0, done.err
    program = Path(done.outputs["program"])
    assert program.is_relative_to(machine.temporary)
    assert machine.run('"$PROGRAM" --version', PACKAGES | {"PROGRAM": str(program)}).out.startswith("aksnet ")
    asked = machine.run(
        '"$PROGRAM" -c "import aksnet; print(aksnet.__file__)"',
        PACKAGES | {"PROGRAM": str(program.with_name("python"))},
    )
    assert Path(asked.out.strip()).is_relative_to(machine.temporary)

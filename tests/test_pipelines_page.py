"""The examples of docs/pipelines.md: of the shape that each service asks for, and their steps run as shell.

Not run are actions and tasks of others, what fetches aksnet (tests of the action and of the template install it from the
checkout), docker, and what Terraform and GitHub's program do. Where a step does what runners of more than one job do, a stand-in writes down how it is called.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines import RECORDING, Machine, Ran, environment_of, expanded, loaded, named
from places import ROOT

PAGE = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
EXAMPLES: dict[str, str] = dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", PAGE, re.S | re.M))
SHELL: list[str] = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.S | re.M) for line in block.splitlines()
]
ACTION, TEMPLATE = loaded("action.yml"), loaded("azure-pipelines/aksnet.yml")
# What services put in place of expressions, in the second of four jobs.
GITHUB = {"matrix.shard": "2", "strategy.job-total": "4"}
AZURE = {"System.JobPositionInPhase": "2", "System.TotalJobsInPhase": "4"}
SCHEMAS = {
    "action.yml": ["vendor.github-actions"],
    # its patterns are written for expressions without the flag for Unicode
    "azure-pipelines": [
        "vendor.azure-pipelines",
        "--data-transform",
        "azure-pipelines",
        "--regex-variant",
        "nonunicode",
    ],
    ".github/workflows/": ["vendor.github-workflows"],
    ".gitlab-ci.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
FILES = {"action.yml", "azure-pipelines/aksnet.yml", ".github/workflows/ci.yml"}
GOOD = "network: {plugin: overlay, pod_cidr: 10.244.0.0/16}\n"
BAD = "network: {plugin: overlay, pod_cidr: 10.0.0.0/12}\n"

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    (machine.temporary / "aksnet" / "bin").mkdir(parents=True)
    (machine.temporary / "aksnet" / "bin" / "aksnet").symlink_to(machine.aksnet)
    for program in ("terraform", "gh"):  # what they do needs a network
        (machine.programs / program).symlink_to("/bin/true")
    machine.write(dict.fromkeys(("infra/aksnet.yaml", "clusters/prod.aksnet.yaml", "spec.json"), GOOD))
    return machine


def _steps(example: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What aksnet's part of an example does: the name of its job, the text of a step, and its variables."""
    document = yaml.safe_load(EXAMPLES[example])
    if example.startswith(".github/"):
        for job, one in document["jobs"].items():
            yield from ((job, *step) for step in _of_github(one["steps"]))
    elif example.startswith("azure"):
        jobs = document.get("jobs", [{"job": "the only one", **document}])
        for one in jobs:
            yield from ((one["job"], *step) for step in _of_azure(one["steps"]))
    elif example == ".gitlab-ci.yml":
        for job, one in document.items():
            yield job, "\n".join(one["script"]), {}
            yield job, "\n".join(one["after_script"]), {}


def _of_github(steps: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, str]]]:
    for step in steps:
        if "/aksnet@" in step.get("uses", ""):
            given = {name: expanded(value, GITHUB) for name, value in step["with"].items()}
            assert given.keys() <= ACTION["inputs"].keys()
            names = {f"inputs.{name}": given.get(name, one["default"]) for name, one in ACTION["inputs"].items()}
            mine = named(ACTION["runs"]["steps"], "Run aksnet")
            yield mine["run"], environment_of(mine, names | {"steps.install.outputs.program": "aksnet"})
        elif "run" in step and step.get("name") != "Install aksnet":
            yield expanded(step["run"], {}), {}


def _of_azure(steps: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, str]]]:
    for step in steps:
        if "template" in step:
            assert (ROOT / step["template"].removesuffix("@aksnet")).is_file()
            defaults = {one["name"]: one["default"] for one in TEMPLATE["parameters"]}
            assert step["parameters"].keys() <= defaults.keys()
            names = {f"parameters.{name}": value for name, value in (defaults | step["parameters"]).items()}
            mine = named(TEMPLATE["steps"], "Run aksnet")
            variables = environment_of(mine, names)
            yield mine["bash"], {name: _without_macros(value) for name, value in variables.items()}


def _without_macros(value: str) -> str:
    return re.sub(r"\$\(([\w.]+)\)", lambda found: AZURE[found[1]], value)


def _run(example: str, machine: Machine, environment: Mapping[str, str] | None = None) -> dict[str, Ran]:
    """The last step of each job, of which every step runs."""
    return {job: machine.run(text, variables | dict(environment or {})) for job, text, variables in _steps(example)}


PATHS = ["infra", "clusters/prod.aksnet.yaml"]


@needs_bash
@pytest.mark.parametrize(
    ("example", "calls"),
    [
        (
            ".github/workflows/aksnet.yml",
            [
                ["check", "--fail-on", "warning", "--format", "github", "--", *PATHS],
                ["check", "--fail-on", "warning", "--format", "sarif", "--", *PATHS],
                ["sync", "--check", "--format", "github", "--"],
            ],
        ),
        (".github/workflows/aksnet-by-hand.yml", [["check", ".", "--format", "github"]]),
        (
            ".github/workflows/fleet.yml",
            [["check", "--fail-on", "error", "--shard", "2/4", "--format", "github", "--", "clusters"]],
        ),
        (
            ".github/workflows/plan.yml",
            [["migrate", "--format", format_, "--", "plan.json"] for format_ in ("github", "markdown")],
        ),
        (
            "azure-pipelines-plan.yml",
            [["migrate", "--format", format_, "--", "plan.json"] for format_ in ("azure", "junit", "markdown")],
        ),
        (
            "azure-pipelines.yml",
            [
                ["check", "--fail-on", "warning", "--format", "azure", "--", *PATHS],
                ["check", "--fail-on", "warning", "--format", "junit", "--", *PATHS],
                ["sync", "--check", "--format", "azure", "--"],
                ["sync", "--check", "--format", "junit", "--"],
            ],
        ),
        (
            "azure-pipelines-fleet.yml",
            [
                ["check", "--fail-on", "error", "--shard", "2/4", "--format", format_, "--", "clusters"]
                for format_ in ("azure", "junit")
            ],
        ),
        (".gitlab-ci.yml", [["check", "."], ["check", ".", "--quiet", "--format", "junit"]]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_steps_call_the_program_as_they_should(example: str, calls: list[list[str]], machine: Machine) -> None:
    machine.install(RECORDING, printed="{}")
    assert {job: ran.code for job, ran in _run(example, machine).items()} == dict.fromkeys(dict(_jobs(example)), 0)
    assert machine.called() == calls


def _jobs(example: str) -> Iterator[tuple[str, str]]:
    return ((job, text) for job, text, _ in _steps(example))


@needs_bash
@pytest.mark.parametrize("text", [GOOD, BAD], ids=["what is clean passes", "a finding fails"])
@pytest.mark.parametrize("example", [".github/workflows/aksnet-by-hand.yml", ".gitlab-ci.yml"])
def test_steps_that_call_the_program_themselves_pass_and_fail(example: str, text: str, machine: Machine) -> None:
    machine.write({"infra/aksnet.yaml": text})
    ran = _run(example, machine)
    assert {one.code for one in ran.values()} == {int(text == BAD)}
    assert (machine.repository / "aksnet.xml").exists() is (example == ".gitlab-ci.yml")


@needs_bash
@pytest.mark.parametrize("line", [line for line in SHELL if not line.startswith("docker")])
def test_steps_that_render_print_what_they_made(line: str, machine: Machine) -> None:
    done = machine.run(line, {})
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (machine.repository / line.rpartition("> ")[2]).read_text(encoding="utf-8")
    machine.write({"spec.json": BAD})
    done = machine.run(line, {})
    assert done.code == 1
    assert "AKN102" in done.err + (machine.repository / line.rpartition("> ")[2]).read_text(encoding="utf-8")


def test_containers_run_without_a_network_and_the_words_are_those_of_the_program() -> None:
    runs = [line for line in SHELL if line.startswith("docker run")]
    assert runs
    for line in runs:
        assert "--rm --network none " in line
        assert re.search(r" aksnet (check|gen) ", line)


def _schema(name: str) -> list[str]:
    return next(words for start, words in SCHEMAS.items() if name.startswith(start))


@pytest.mark.parametrize("name", [*sorted(FILES), *(one for one in EXAMPLES if not one.startswith(".pre-commit"))])
def test_files_are_of_the_shape_that_their_service_asks_for(name: str, tmp_path: Path) -> None:
    path = ROOT / name if name in FILES else tmp_path / "example.yml"
    if name not in FILES:
        path.write_text(EXAMPLES[name], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *_schema(name), str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("action.yml", "name: a\nruns: {using: composite}\n", id="an action without steps"),
        pytest.param(".github/workflows/", "on: push\njobs: {a: {steps: []}}\n", id="a job without a machine"),
        pytest.param("azure-pipelines.yml", "steps: [{bsh: x}]\n", id="a step of no kind"),
        pytest.param(".gitlab-ci.yml", "a: {script: 1}\n", id="a script that is a number"),
    ],
)
def test_schemas_refuse_what_is_of_another_shape(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "example.yml").write_text(text, encoding="utf-8")
    words = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        *_schema(name),
        str(tmp_path / "example.yml"),
    ]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1


def test_the_configuration_of_pre_commit_is_one(tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(EXAMPLES[".pre-commit-config.yaml"], encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(file)], check=True)


@pytest.mark.parametrize(
    ("heading", "names"), [("input", ACTION["inputs"]), ("parameter", [one["name"] for one in TEMPLATE["parameters"]])]
)
def test_tables_name_what_there_is(heading: str, names: Any) -> None:
    (table,) = re.findall(rf"^\| {heading} \|.*\n\|.*\n((?:\|.*\n)+)", PAGE, re.M)
    first = [row.split("|")[1] for row in table.splitlines()]
    assert {name for cell in first for name in re.findall(r"`([\w-]+)`", cell)} == set(names)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert target.startswith("https://") or (ROOT / "docs" / target).exists(), target

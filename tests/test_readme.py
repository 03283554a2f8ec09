"""Every example in the README is true: what it shows is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.S | re.M)


def _of(language: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == language]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """An empty directory with the README's files, the first of which is `cluster.yaml`, and a place for output."""
    for spec in [*_of("yaml"), *_of("hcl")[1:]]:
        named = re.match(r"# (\S+\.(?:yaml|tf))\n", spec)
        path = tmp_path / (named.group(1) if named else "cluster.yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(spec, encoding="utf-8")
    (tmp_path / "infra").mkdir()
    return tmp_path


def _run(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What the shell makes of a command, in which `aksnet` is the one of the tests."""
    assert command.startswith("aksnet ")
    # the pinned date keeps the examples true on every day
    pinned = re.sub(r"^aksnet (gen|check|sync)\b", r"\g<0> --today 2026-11-24", command)
    called = pinned.replace("aksnet", f"{shlex.quote(sys.executable)} -m aksnet", 1)
    return subprocess.run(["bash", "-c", called], cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def _consoles() -> list[Any]:
    cases = []
    for block in _of("console"):
        for example in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = example.partition("\n")
            cases.append(pytest.param(command, output, id=command))
    return cases


@pytest.mark.parametrize(("command", "output"), _consoles())
def test_what_the_console_shows_is_what_is_printed(command: str, output: str, directory: Path) -> None:
    done = _run(command, directory)
    assert done.stdout + done.stderr == output


def test_the_first_command_prints_what_stands_below_it(directory: Path) -> None:
    first, _ = _of("sh")
    command = first.rsplit(" && ", 1)[1].strip().removeprefix(".venv/bin/")
    assert _run(command, directory).stdout == _of("hcl")[0]


def test_the_two_commands_need_only_python_and_git() -> None:
    commands = _of("sh")
    assert len(commands) == 2
    for command in commands:
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")
        assert command.count("\n") == 1
    assert commands[1].endswith(".venv/bin/python -m pytest -q -n auto\n")


def test_commands_in_the_text_work(directory: Path) -> None:
    # one of these alone names the command, not a call of it
    named = ("aksnet check", "aksnet plan", "aksnet recommend", "aksnet gen", "aksnet show", "aksnet gen -")
    # of what is documented elsewhere, and run there
    named += ("aksnet sync", "aksnet sync synced.yaml --init live/aks.tf", "aksnet sync --check")
    named += ("aksnet migrate", "aksnet migrate plan.json")
    commands = [one for one in re.findall(r"`(aksnet [^`]+)`", README) if one not in named]
    assert commands
    for command in commands:
        # of all examples together one spec is no whole one
        assert _run(command, directory).returncode == (2 if command == "aksnet check ." else 0), command


def test_every_file_that_is_shown_loads_and_has_no_error_but_two(directory: Path) -> None:
    """One is shown for its errors, and one leaves its subnets open until they are planned."""
    shown = [*(path.name for path in directory.glob("[a-z]*.yaml")), "shop", "west"]
    codes = {name: _run(f"aksnet check {name}", directory).returncode for name in shown}
    assert codes == {"cluster.yaml": 0, "shop": 1, "meant.yaml": 0, "west": 1, "west.yaml": 2, "synced.yaml": 0}


def test_the_python_example_runs(directory: Path) -> None:
    (example,) = _of("python")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=directory, capture_output=True, encoding="utf-8", check=True
    )
    assert "networkPluginMode: 'overlay'" in done.stdout


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_and_named_places_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (ROOT / target).exists(), target
    for named in re.findall(r"`((?:tests|benchmarks|templates|\.ci|\.github)/[\w./-]*)`", text):
        assert (ROOT / named).exists(), named


def test_every_option_value_in_the_tables_is_one_that_exists() -> None:
    from aksnet.facts import choices

    rows = re.findall(r"^\| `([\w-]+)`(?: \(((?:`[\w-]+`(?:, )?)+)\))? \|", README, re.M)
    plugins = {name: tuple(re.findall(r"`([\w-]+)`", aliases)) for name, aliases in rows if name in choices.PLUGINS}
    assert plugins == choices.PLUGINS
    assert {name for name, _ in rows} >= set(choices.TARGETS)


def test_what_is_planned_can_be_written_and_has_no_error(directory: Path) -> None:
    assert _run("aksnet plan west.yaml --allocate --write", directory).returncode == 0
    assert _run("aksnet check west.yaml", directory).returncode == 0

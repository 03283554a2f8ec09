"""Every example in the README is true: what it shows is what happens, and its picture is what aksnet draws."""

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
PICTURE, DRAWN = ROOT / "docs" / "diagrams" / "plan.svg", ROOT / "samples" / "pod-subnet" / "aksnet.yaml"


def _of(language: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == language]


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
def test_what_the_console_shows_is_what_is_printed(command: str, output: str, tmp_path: Path) -> None:
    done = _run(command, tmp_path)
    assert done.stdout + done.stderr == output


def test_the_first_command_prints_what_stands_below_it(tmp_path: Path) -> None:
    first, _ = _of("sh")
    command = first.rsplit(" && ", 1)[1].strip().removeprefix(".venv/bin/")
    assert _run(command, tmp_path).stdout == _of("hcl")[0]


def test_the_two_commands_need_only_python_and_git() -> None:
    commands = _of("sh")
    assert len(commands) == 2
    for command in commands:
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")
        assert command.count("\n") == 1
    assert commands[1].endswith(".venv/bin/python -m pytest -q -n auto\n")


def test_the_picture_is_what_aksnet_draws(tmp_path: Path, update_golden: bool) -> None:
    drawn = _run(f"aksnet plan {shlex.quote(str(DRAWN))} --format svg --quiet", tmp_path).stdout
    assert f"]({PICTURE.relative_to(ROOT).as_posix()})" in README
    if update_golden:
        PICTURE.write_text(drawn, encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_named_places_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for named in re.findall(r"`((?:tests|benchmarks|templates|\.ci|\.github)/[\w./-]*)`", text):
        assert (ROOT / named).exists(), named


def test_the_table_has_every_mode_with_its_aliases() -> None:
    from aksnet.facts import choices

    rows = re.findall(r"^\| `([\w-]+)`(?: \(((?:`[\w-]+`(?:, )?)+)\))? \|", README, re.M)
    assert {name: tuple(re.findall(r"`([\w-]+)`", aliases)) for name, aliases in rows} == choices.PLUGINS


def test_the_commands_of_the_tour_are_there() -> None:
    from aksnet.cli.catalogue import COMMANDS

    called = set(re.findall(r"`aksnet ([a-z-]+)", README))
    assert {"init", "import", "check", "migrate", "sync", "plan"} <= called <= COMMANDS.keys()


def test_the_readme_is_a_screen_or_two() -> None:
    assert len(README.splitlines()) <= 90

"""Steps of pipelines, run as their runners would: shell in a repository, with what the runner puts in place of expressions."""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from places import ROOT

# A program that writes down what it is called with, each word with a NUL behind it, and a newline after each call.
RECORDING = """\
#!{python}
import sys
with open({calls!r}, "a", encoding="utf-8", newline="") as file:
    file.write("".join(word + chr(0) for word in sys.argv[1:]) + chr(10) + chr(0))
print({printed!r})
sys.exit({code})
"""
# This interpreter's aksnet.
OURS = """\
#!{python}
import os, sys
os.execv({python!r}, [{python!r}, "-m", "aksnet", *sys.argv[1:]])
"""
# How the runner of GitHub calls bash; that of Azure Pipelines leaves the last two words out, and GitLab's sets them too.
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")


class Ran(NamedTuple):
    """A step that ran: its code, what it printed on both streams, and the outputs that it set."""

    code: int
    out: str
    err: str
    outputs: Mapping[str, str]


class Machine:
    """A machine of a pipeline with a repository of git, and an `aksnet` on its PATH."""

    def __init__(self, path: Path) -> None:
        self.repository, self.temporary = path / "repository", path / "temporary files"
        self.programs, self.calls = path / "programs", path / "calls"
        for folder in (self.repository / ".git", self.temporary, self.programs):
            folder.mkdir(parents=True)
        self.aksnet = self.programs / "aksnet"
        self.install(OURS)

    def install(self, text: str, printed: str = "", code: int = 0) -> None:
        """Make a text the program, of which `RECORDING` prints and ends as it is told."""
        text = text.format(python=sys.executable, calls=str(self.calls), printed=printed, code=code)
        self.aksnet.write_text(text, encoding="utf-8")
        self.aksnet.chmod(0o755)

    def called(self) -> list[list[str]]:
        """The words of each call of a recording program."""
        text = self.calls.read_text(encoding="utf-8") if self.calls.exists() else ""
        return [call.split("\0")[:-1] for call in text.split("\n\0")[:-1]]

    def write(self, files: Mapping[str, str]) -> None:
        """Put files into the repository."""
        for name, text in files.items():
            (self.repository / name).parent.mkdir(parents=True, exist_ok=True)
            (self.repository / name).write_text(text, encoding="utf-8")

    def run(self, script: str, environment: Mapping[str, str], shell: tuple[str, ...] = BASH) -> Ran:
        """Run the text of a step."""
        output = self.temporary / "output"
        output.write_text("", encoding="utf-8")
        file = self.temporary / "step.sh"
        file.write_text(script, encoding="utf-8")
        done = subprocess.run(
            [*shell, str(file)],
            cwd=self.repository,
            env=self.environment() | {"GITHUB_OUTPUT": str(output)} | dict(environment),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        outputs = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").split("\n") if line)
        return Ran(done.returncode, done.stdout, done.stderr, outputs)

    def environment(self) -> dict[str, str]:
        """What every step finds in its environment."""
        return {
            **os.environ,
            "PATH": os.pathsep.join([str(self.programs), os.environ["PATH"]]),
            "PYTHONPATH": str(ROOT / "generator"),
            "RUNNER_TEMP": str(self.temporary),
            "AGENT_TEMPDIRECTORY": str(self.temporary),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.repository),
        }


def offline(script: str) -> str:
    """The text of a step that installs, so that nothing is fetched: hatchling and what aksnet depends on are those of
    this environment, and `PACKAGES` has them."""
    changed = script.replace("pip install", "pip install --no-deps --no-build-isolation --no-index")
    assert changed != script
    return changed


PACKAGES = {"PYTHONPATH": os.pathsep.join(site.getsitepackages())}


def expanded(text: str, names: Mapping[str, str]) -> str:
    """A text with the values of the expressions in it; one that has no value here is a KeyError."""
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda found: names[found[1]], text)


def environment_of(step: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """The variables that a step asks for."""
    return {name: expanded(str(value), names) for name, value in step.get("env", {}).items()}


def loaded(path: str) -> Any:
    """A file of YAML of the checkout."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def named(steps: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The step of a name."""
    (step,) = (one for one in steps if name in (one.get("name"), one.get("displayName")))
    return step

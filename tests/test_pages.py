"""The pages of `docs` that tell a story: their files are written, and their commands run in order, as they are shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from places import ROOT

DAY = "2026-11-30"
# An `aksnet` whose day is pinned, so that the pages stay true.
SHIM = f"""\
#!/bin/sh
case "$1" in gen|check|sync|migrate) exec "{sys.executable}" -m aksnet "$@" --today {DAY};; esac
exec "{sys.executable}" -m aksnet "$@"
"""
_BLOCK = re.compile(r"^```(yaml|hcl|bicep|json|console)(?: (\S+))?\n(.*?)^```$", re.S | re.M)
_NAME = re.compile(r"(?:#|//) (\S+\.\w+)\n")


class Shell:
    """A repository of git in which the commands of a page run."""

    def __init__(self, path: Path) -> None:
        self.path = path / "repository"
        self.path.mkdir()
        programs = path / "programs"
        programs.mkdir()
        (programs / "aksnet").write_text(SHIM, encoding="utf-8")
        (programs / "aksnet").chmod(0o755)
        around = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "AKSNET_"))}
        self._environment = around | {
            "PATH": os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "generator"), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "PRE_COMMIT_HOME": str(path / "home"),
            "PRE_COMMIT_COLOR": "never",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{
                f"GIT_{who}_{what}": f"a{at}"
                for who in ("AUTHOR", "COMMITTER")
                for what, at in (("NAME", ""), ("EMAIL", "@b"))
            },
        }
        self.run("git init -q .")

    def run(self, command: str) -> str:
        """What a command prints, on both streams as people see it."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.path,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.stdout

    def write(self, text: str, name: str | None) -> None:
        """A file as a page shows it, with its name behind the fence, or in its first line."""
        named = _NAME.match(text)
        assert name is not None or named is not None, text
        path = self.path / (name or (named[1] if named is not None else ""))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_with_hooks(text) if path.name == ".pre-commit-config.yaml" else text, encoding="utf-8")


def _with_hooks(text: str) -> str:
    """The same hooks out of this checkout, with the `aksnet` of the tests: nothing is installed."""
    hooks = {one["id"]: one for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    asked = [one["id"] for repo in yaml.safe_load(text)["repos"] for one in repo["hooks"]]
    mine = [{**hooks[hook], "language": "system"} for hook in asked]
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": mine}]})


@pytest.mark.parametrize("page", ["layers.md", "migrate.md", "sync.md"])
def test_a_page_shows_what_happens(page: str, tmp_path: Path, update_golden: bool) -> None:
    path = ROOT / "docs" / page
    text = path.read_text(encoding="utf-8")
    shell = Shell(tmp_path)

    def done(block: re.Match[str]) -> str:
        kind, name, body = block.groups()
        if kind != "console":
            shell.write(body, name)
            return block[0]
        return f"```console\n{''.join(map(_ran, _commands(body)))}```"

    def _ran(command: str) -> str:
        return f"$ {command}\n{shell.run(command)}"

    true = _BLOCK.sub(done, text)
    if update_golden:
        path.write_text(true, encoding="utf-8")
    assert true == text or update_golden


def _commands(body: str) -> list[str]:
    return re.findall(r"^\$ (.*)$", body, re.M)

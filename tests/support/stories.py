"""Pages that tell a story: their blocks, and a repository of git in which their commands run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from places import ROOT

DOCS = ROOT / "docs"
DAY = "2026-11-30"
# What pages write where a reader has an address of their own.
REPOSITORY = "<where this repository is>"
# A file, what a terminal shows, or commands that print nothing worth showing. Blocks of `sh` are calls by example.
BLOCK = re.compile(r"^```(yaml|hcl|bicep|json|toml|python|console|bash)(?: (\S+))?\n(.*?)^```$", re.S | re.M)
_NAME = re.compile(r"(?:#|//) (\S+\.\w+)\n")
# The day is pinned, so that pages stay true, where a page does not say one.
_AKSNET = f"""\
#!/bin/sh
case "$*" in *" --today "*) exec "{sys.executable}" -m aksnet "$@";; esac
case "$1" in gen|check|sync|migrate) exec "{sys.executable}" -m aksnet "$@" --today {DAY};; esac
exec "{sys.executable}" -m aksnet "$@"
"""
# Nothing is installed: `.ci/run` does that. But what is to be installed has to be there.
_PIPX = """\
#!/bin/sh
[ "$*" = "install pre-commit" ] || { [ "$*" = "install ./aksnet" ] && [ -f aksnet/pyproject.toml ]; }
"""
_PRE_COMMIT = """\
#!/bin/sh
exec "{python}" -m pre_commit "$@" --config "{hooks}"
"""


class Story:
    """A page, and the empty repository in which it happens."""

    def __init__(self, path: Path) -> None:
        self.path = path / "repository"
        self._hooks = path / "hooks.yaml"
        self._origin = path / "origin"
        programs = path / "programs"
        for folder in (self.path, self._origin, programs):
            folder.mkdir()
        shims = {
            "aksnet": _AKSNET,
            "pipx": _PIPX,
            "pre-commit": _PRE_COMMIT.format(python=sys.executable, hooks=self._hooks),
        }
        for name, text in shims.items():
            (programs / name).write_text(text, encoding="utf-8")
            (programs / name).chmod(0o755)
        self._environment = _environment(programs, path / "home")
        (self._origin / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
        self.run(f"git init -q . && cd '{self._origin}' && git init -q . && git add . && git commit -q -m x")

    def told(self, text: str) -> str:
        """The text of a page with what really happens."""
        return BLOCK.sub(self._block, text)

    def _block(self, block: re.Match[str]) -> str:
        kind, name, body = block.groups()
        if kind == "console":
            return f"```console\n{''.join(self._shown(body))}```"
        if kind == "bash":
            self.run(f"set -e\n{body}", check=True)
        else:
            self.write(body, name)
        return block[0]

    def _shown(self, body: str) -> Iterator[str]:
        for command in re.findall(r"^\$ (.*)$", body, re.M):
            yield f"$ {command}\n{self.run(command)}"

    def run(self, command: str, check: bool = False) -> str:
        """What a command prints, on both streams as people see it."""
        self._install_hooks()
        done = subprocess.run(
            ["bash", "-c", command.replace(REPOSITORY, f"'{self._origin}'")],
            cwd=self.path,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert not check or done.returncode == 0, f"{command}{done.stdout}"
        return done.stdout

    def write(self, text: str, name: str | None) -> None:
        """A file as a page shows it, with its name behind the fence, or in its first line."""
        named = _NAME.match(text)
        assert name is not None or named is not None, f"this block names no file:\n{text}"
        path = self.path / (name or (named[1] if named is not None else ""))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _install_hooks(self) -> None:
        """The same hooks out of this checkout, with the `aksnet` of the tests, beside the file that people see."""
        asked = self.path / ".pre-commit-config.yaml"
        if asked.exists():
            self._hooks.write_text(_local(asked.read_text(encoding="utf-8")), encoding="utf-8")


def _local(text: str) -> str:
    hooks = {one["id"]: one for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    asked = [(repo["repo"], hook) for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]
    mine = [hook if repo == "local" else {**hooks[hook["id"]], **hook, "language": "system"} for repo, hook in asked]
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": mine}]})


def _environment(programs: Path, home: Path) -> dict[str, str]:
    around = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "AKSNET_"))}
    return around | {
        "PATH": os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "generator"), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PRE_COMMIT_HOME": str(home),
        "PRE_COMMIT_COLOR": "never",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{who}_{what}": f"a{at}"
            for who in ("AUTHOR", "COMMITTER")
            for what, at in (("NAME", ""), ("EMAIL", "@b"))
        },
    }

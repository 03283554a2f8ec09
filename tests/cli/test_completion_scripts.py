"""The scripts work in the shells themselves, where they are on this machine."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aksnet.cli.shell import SHELLS
from aksnet.commands.completion import script
from calling import Call

needs_bash = pytest.mark.skipif(shutil.which("bash") is None or os.name != "posix", reason="there is no bash")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with the program on the path, a spec, a folder, and the scripts."""
    program = tmp_path / "bin" / "aksnet"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aksnet "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "spec.yaml").write_text("clusters:\n  prod: {}\n  test: {}\n", encoding="utf-8")
    (tmp_path / "my spec.yaml").write_text("clusters: [{name: z1}]\n", encoding="utf-8")
    (tmp_path / "a folder").mkdir()
    for name in SHELLS:
        (tmp_path / name).write_text(script(name), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", SHELLS)
def test_script_is_printed(name: str, aksnet: Call) -> None:
    done = aksnet("completion", name)
    assert (done.code, done.err) == (0, "")
    assert done.out == script(name)
    assert f"aksnet completion {name}" in done.out
    assert f"_AKSNET_COMPLETE={name}" in done.out or f"_AKSNET_COMPLETE = '{name}'" in done.out


def test_unknown_shell_is_told(aksnet: Call) -> None:
    assert "'tcsh' is none of bash, zsh, fish, powershell" in aksnet("completion", "tcsh").err
    assert "did you mean bash?" in aksnet("completion", "bsh").err


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("bash", ["bash", "-n"]),
        ("zsh", ["zsh", "-n"]),
        ("fish", ["fish", "--no-execute"]),
        ("powershell", ["pwsh", "-NoProfile", "-File"]),
    ],
)
def test_script_is_valid_for_its_shell(name: str, command: list[str], shell: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} on this machine")
    file = shell / ("x.ps1" if name == "powershell" else name)
    file.write_text(script(name), encoding="utf-8")
    done = subprocess.run([*command, str(file)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@needs_bash
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(["gen", "--plugin", "ov"], ["overlay"], id="a mode"),
        pytest.param(["gen", "--format", "=", "j"], ["json"], id="a value behind an equals sign"),
        pytest.param(["gen", "spec.yaml", "--cluster", ""], ["prod", "test"], id="clusters"),
        pytest.param(["gen", ""], [], id="files are bash's own"),
        pytest.param(["gen", "--set", "network.ipa"], ["network.ipam="], id="a field"),
    ],
)
def test_bash_function_gives_the_words(line: list[str], expected: list[str], shell: Path) -> None:
    code = (
        'source ./bash; COMP_WORDS=(aksnet "$@"); COMP_CWORD=$#; _aksnet aksnet; '
        '((${#COMPREPLY[@]})) && printf "%s\\n" "${COMPREPLY[@]}"; complete -p aksnet'
    )
    done = subprocess.run(
        ["bash", "-c", code, "x", *line], cwd=shell, capture_output=True, encoding="utf-8", check=True
    )
    assert (done.stdout.splitlines(), done.stderr) == ([*expected, "complete -F _aksnet aksnet"], "")


@needs_bash
def test_bash_finds_the_program_by_a_path_from_home(shell: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(shell))
    code = (
        'source ./bash; COMP_WORDS=("~/bin/aksnet" sho); COMP_CWORD=1; _aksnet "~/bin/aksnet"; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", code], cwd=shell, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "show\n"


@needs_bash
def test_tab_completes_in_bash(shell: Path) -> None:
    with _terminal(["bash", "--norc", "--noprofile", "-i"], shell) as terminal:
        terminal.types("PS1=; source ./bash; seen() { printf 'SAW<%s>\\n' \"$*\"; }\r")
        assert terminal.completes("aksnet gen --plugin ov\t") == "aksnet gen --plugin overlay"
        assert terminal.completes("aksnet gen --format=j\t") == "aksnet gen --format=json"
        assert terminal.completes("aksnet gen sp\t--cluster te\t") == "aksnet gen spec.yaml --cluster test"
        assert terminal.completes('aksnet gen "my spec.yaml" --cluster z\t') == "aksnet gen my spec.yaml --cluster z1"
        assert terminal.completes("aksnet gen my\\ spec.yaml --cluster z\t") == "aksnet gen my spec.yaml --cluster z1"
        assert terminal.completes("aksnet gen --file=$PWD/spec.yaml --cluster te\t").endswith(
            "/spec.yaml --cluster test"
        )
        assert terminal.completes("aksnet gen -fspec.yaml --cluster te\t") == "aksnet gen -fspec.yaml --cluster test"
        assert terminal.completes("aksnet gen -o a\t") == "aksnet gen -o a folder/"
        assert terminal.completes("aksnet gen --set network.ipam\tcil") == "aksnet gen --set network.ipam=cil"


class _Terminal:
    """A shell that somebody types into."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def types(self, text: str) -> None:
        os.write(self._handle, text.encode())

    def completes(self, line: str) -> str:
        """What the line has become when it is run as words of `seen`, which is put before it."""
        self.types(line)
        self.types("\x01seen \r")
        return self._until(b">\r\n").rpartition("SAW<")[2].partition(">")[0]

    def _until(self, end: bytes) -> str:
        shown, deadline = b"", time.monotonic() + 30
        while b"SAW<" not in shown or end not in shown.rpartition(b"SAW<")[2]:
            assert time.monotonic() < deadline, shown.decode(errors="replace")
            if select.select([self._handle], [], [], 0.1)[0]:
                shown += os.read(self._handle, 65536)
        return shown.decode()


@contextmanager
def _terminal(command: list[str], directory: Path) -> Iterator[_Terminal]:
    import pty

    handle, other = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "200", "INPUTRC": os.devnull, "HISTFILE": os.devnull}
    process = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, cwd=directory, env=environment, start_new_session=True)  # fmt: skip
    os.close(other)
    try:
        yield _Terminal(handle)
    finally:
        process.kill()
        process.wait()
        os.close(handle)

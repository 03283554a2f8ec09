"""The program as a person calls it: what it prints where, its exit codes, and that it never falls over."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aksnet.cli import run
from places import ROOT, SPECS

DATE = ("--today", "2026-11-24")


def aksnet(*words: str, stdin: bytes = b"", cwd: Path | None = None, **rest: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "aksnet", *words], input=stdin, capture_output=True, cwd=cwd, check=False, **rest
    )


def _err(done: subprocess.CompletedProcess[bytes]) -> str:
    text = done.stderr.decode()
    assert "Traceback" not in text
    assert "a bug in aksnet" not in text
    return text


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param(["gen"], 2, "there is nothing to generate from", id="nothing to do"),
        pytest.param(["gen", "--plugin", "overley"], 2, "hint: did you mean overlay?", id="a plugin with a typing error"),
        pytest.param(["gen", "nope.yaml"], 2, "nope.yaml: error: the spec cannot be read: No such file", id="a missing spec"),
        pytest.param(["gen", "--plugin", "overlay", "--target", "terafrom"], 2, "--target: error: 'terafrom' is none of terraform, bicep, arm, az\n  hint: did you mean terraform?", id="an unknown target"),
        pytest.param(["gen", "--plugin", "overlay", "--emit", "inputs", "--provider", "azapi"], 2, "--provider: error: the module that is called decides it", id="a provider for a module that has chosen"),
        pytest.param(["gen", "--plugin", "overlay", "--emit", "inputs", "-t", "bicep", "--api-version", "2025-10-01"], 2, "--api-version: error: the module that is called decides it", id="an API version for a module that has chosen"),
        pytest.param(["gen", "--plugin", "overlay", "--emit", "all"], 2, "--emit: error: 'all' is none of", id="an unknown extent"),
        pytest.param(["gen", "--plugin", "overlay", "--provider", "aws"], 2, "--provider: error", id="an unknown provider"),
        pytest.param(["gen", "--plugin", "overlay", "--provider-version", "6"], 2, "azurerm is known from 3.70.0 on, in the majors 3, 4, 5", id="an unknown major"),
        pytest.param(["gen", "--plugin", "overlay", "--provider-version", "3.60.0"], 2, "azurerm is known from 3.70.0 on", id="a version before the oldest"),
        pytest.param(["gen", "--plugin", "overlay", "--provider-version", "~> 5"], 2, "a version is a major such as 5, or exact such as 4.81.0", id="a constraint"),
        pytest.param(["gen", "--plugin", "overlay", "--provider", "azapi", "--provider-version", "1"], 2, "azapi is known in the major 2", id="an unknown major of azapi"),
        pytest.param(["gen", "--plugin", "overlay", "-t", "arm", "--api-version", "2020-01-01"], 2, "is no API version of managedClusters that aksnet knows", id="an unknown API version"),
        pytest.param(["gen", "--plugin", "overlay", "-t", "arm", "--api-version", "2026-08-02-preview"], 2, "add --preview", id="a preview without its flag"),
        pytest.param(["gen", "--plugin", "overlay", "--api-version", "2026-01-01"], 2, "--api-version: error: this only means something for the target bicep, arm", id="an API version for azurerm"),
        pytest.param(["gen", "--plugin", "overlay", "-t", "az", "--provider-version", "4"], 2, "--provider-version: error: this only means something for the target terraform", id="a provider version for az"),
        pytest.param(["gen", "--plugin", "overlay", "--today", "tomorrow"], 2, "--today: error: 'tomorrow' is no date", id="a date that is none"),
        pytest.param(["gen", "--plugin", "overlay", "--max-pods", "many"], 2, "--max-pods: error: 'many' is no whole number", id="a word for a number"),
        pytest.param(["gen", "--plugin", "overlay", "--format", "xml"], 2, "--format: error", id="an unknown format"),
        pytest.param(["gen", "--plugin", "overlay", "--format", "json", "-o", "."], 2, "--format json is about standard output", id="JSON into a directory"),
        pytest.param(["gen", "--plugin", "overlay", "-o", ""], 2, "the output directory has no name", id="an empty directory name"),
        pytest.param(["gen", "--plugin", "overlay", "-o", "nope"], 1, "nope: error: the output directory does not exist", id="a missing directory"),
        pytest.param(["gen", "--plugin", "overlay", "-t", "bicep", "-t", "arm"], 2, "standard output takes one file, and this is several: block.bicep.txt, block.json.txt", id="two targets on standard output"),
        pytest.param(["gen", "--plugin", "byo"], 1, "AKN206 byo-needs-pod-cidr", id="a rule that is broken"),
        pytest.param(["gen", "--plugin", "overlay", "--set", "x"], 2, "'x' is no path=value", id="--set without a value"),
    ],
)  # fmt: skip
def test_wrong_call_gets_one_clear_error(words: list[str], code: int, message: str, tmp_path: Path) -> None:
    done = aksnet(*words, cwd=tmp_path)
    assert message in _err(done)
    assert (done.returncode, done.stdout) == (code, b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("plugin", "expected"),
    [("azure", "node-subnet"), ("traditional", "node-subnet"), ("dynamic", "pod-subnet")],
)
def test_alias_is_the_mode_it_stands_for(plugin: str, expected: str) -> None:
    assert aksnet("gen", "--plugin", plugin).stdout == aksnet("gen", "--plugin", expected).stdout != b""


def test_warnings_go_to_standard_error_and_the_result_to_standard_output() -> None:
    done = aksnet("gen", "--plugin", "kubenet", *DATE)
    assert done.returncode == 0
    assert done.stdout.startswith(b"network_profile {")
    assert "warning AKN401 kubenet-retires: kubenet retires on 2028-03-31" in _err(done)
    assert aksnet("gen", "--plugin", "kubenet", "--today", "2028-04-01").returncode == 1


def test_json_has_files_and_findings() -> None:
    done = aksnet("gen", str(SPECS["kubenet"]), "-t", "terraform", "-t", "bicep", "--format", "json", *DATE)
    printed = json.loads(done.stdout)
    assert (done.returncode, printed["version"]) == (0, 1)
    assert [(file["path"], file["target"]) for file in printed["files"]] == [
        ("block.tf.txt", "terraform"),
        ("block.bicep.txt", "bicep"),
    ]
    (finding,) = printed["findings"]
    assert finding == {
        "id": "AKN401",
        "slug": "kubenet-retires",
        "severity": "warning",
        "message": "kubenet retires on 2028-03-31",
        "cluster": "kubenet",
        "file": str(SPECS["kubenet"]),
        "line": 5,
        "column": 19,
        "hint": "choose overlay: it needs as few addresses of the VNet",
        "url": "https://learn.microsoft.com/azure/aks/configure-kubenet",
    }


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            [str(SPECS["fleet"]), "-t", "bicep", "-t", "az", "--emit", "cluster"], id="a fleet in two languages"
        ),
        pytest.param([str(SPECS["kubenet"])], id="a warning with its place"),
        pytest.param(["--plugin", "byo"], id="a refusal without a place in a file"),
        pytest.param(["--plugin", "overlay", "--provider-version", "5.99"], id="a warning without any place"),
    ],
)
def test_json_is_of_the_shape_that_its_schema_says(words: list[str]) -> None:
    schema = json.loads((ROOT / "docs" / "gen.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(aksnet("gen", *words, "--format", "json").stdout), schema)


def test_json_of_a_refusal_has_no_files() -> None:
    done = aksnet("gen", "--plugin", "byo", "--format", "json")
    printed = json.loads(done.stdout)
    assert (done.returncode, printed["files"]) == (1, [])
    assert [finding["id"] for finding in printed["findings"]] == ["AKN206"]


def test_files_are_written_once_and_an_edited_one_is_kept(tmp_path: Path) -> None:
    words = ("gen", str(SPECS["overlay"]), "--emit", "cluster", "-o", str(tmp_path))
    assert "4 of 4 files written" in _err(aksnet(*words))
    assert "0 of 4 files written" in _err(aksnet(*words))
    (tmp_path / "main.tf").write_text("# mine\n", encoding="utf-8")
    refused = aksnet(*words)
    assert refused.returncode == 1
    assert "main.tf: error: aksnet did not write this file, or it was edited since" in _err(refused)
    assert (tmp_path / "main.tf").read_text(encoding="utf-8") == "# mine\n"
    assert "1 of 4 files written" in _err(aksnet(*words, "--force"))


def test_nothing_is_written_when_an_error_stands(tmp_path: Path) -> None:
    done = aksnet("gen", "--plugin", "overlay", "--pod-cidr", "10.0.0.0/8", "-o", str(tmp_path))
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_spec_comes_from_standard_input() -> None:
    done = aksnet("gen", "-", stdin=b"network: {plugin: overlay}\n")
    assert done.stdout == aksnet("gen", "--plugin", "overlay").stdout
    assert _err(aksnet("gen", "-", stdin=b"network: {plugin: nope}\n")).startswith(
        "<stdin>:1:19: error: network.plugin"
    )


@pytest.mark.parametrize("words", [["gen", "--plugin", "overlay"], ["gen", "--plugin", "overlay", "--format", "json"], ["--version"]], ids=" ".join)  # fmt: skip
def test_a_closed_pipe_and_a_full_disk_get_one_clear_error(words: list[str]) -> None:
    command = [sys.executable, "-m", "aksnet", *words]
    reader, writer = os.pipe()
    os.close(reader)
    closed = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert closed.returncode == 1
    assert closed.stderr == b"error: standard output cannot be written: Broken pipe\n"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"error: standard output cannot be written: No space left on device\n"


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no POSIX shell")
@pytest.mark.parametrize(
    ("redirection", "code", "message"),
    [
        pytest.param(">&-", 1, "error: standard output is closed\n", id="standard output"),
        pytest.param(
            "- <&-", 2, "<stdin>: error: the spec cannot be read: standard input is closed\n", id="standard input"
        ),
        pytest.param("2>&-", 0, "", id="standard error"),
    ],
)
def test_closed_streams_are_told(redirection: str, code: int, message: str) -> None:
    words = "gen" if redirection.startswith("-") else "gen --plugin kubenet"
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m aksnet {words} {redirection}', sys.executable],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, message)
    assert done.stdout == "" or done.stdout.startswith("network_profile {")


def test_bytes_that_are_no_utf8_get_one_clear_error() -> None:
    done = aksnet("gen", "--plugin", "overlay", "--set", os.fsdecode(b"name=\xff"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert "the text has bytes that are no UTF-8" in _err(done)
    done = aksnet("gen", "--plugin", "overlay", "--name", os.fsdecode(b"\xff"))
    assert done.returncode == 2
    assert "the text has bytes that are no UTF-8" in _err(done)


def test_names_of_any_script_come_out_whatever_the_locale(tmp_path: Path) -> None:
    spec = tmp_path / "ключ.yaml"
    spec.write_text("network: {plugin: overlay}\ntags: {ключ: 値 😀}\n", encoding="utf-8")
    done = aksnet("gen", str(spec), "--emit", "cluster", env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert "値 😀" in done.stdout.decode()


def test_a_bug_is_told_as_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from aksnet import cli

    def broken(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(cli, "app", broken)
    assert cli.run() == 3
    assert "a bug in aksnet" in capsys.readouterr().err


def test_an_interruption_while_modules_load_is_quiet() -> None:
    interrupted = (
        "import sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'aksnet.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from aksnet.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", interrupted, "check"], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(
            OSError(28, "No space left on device"),
            "standard output cannot be written: No space left on device",
            id="a stream, which has no name",
        ),
        pytest.param(
            OSError(36, "File name too long", "a\nb"),
            "a\N{REPLACEMENT CHARACTER}b cannot be used: File name too long",
            id="a file, by its name",
        ),
    ],
)
def test_what_the_system_refuses_is_told_of_what_it_refused(
    error: OSError, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(**_: object) -> None:
        raise error

    refused.registered_commands = []  # type: ignore[attr-defined]
    monkeypatch.setattr("sys.argv", ["aksnet", "rules"])
    monkeypatch.setattr("aksnet.cli.app", refused)
    assert (run(), capsys.readouterr().err) == (1, f"error: {said}\n")


def test_an_interruption_while_modules_load_ends_the_run_whatever_python_makes_of_it() -> None:
    interrupted = (
        # whoever runs the tests in the background may have told their children to ignore it
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name != 'aksnet.errors': return\n"
        "        try: signal.raise_signal(signal.SIGINT)\n"
        "        except KeyboardInterrupt: raise SyntaxError('a codec did not load')\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from aksnet.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", interrupted, "check"], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(
    "handler",
    [
        pytest.param("signal.default_int_handler", id="Python's own"),
        pytest.param("signal.SIG_IGN", id="none, as in the background of a shell"),
    ],
)
def test_what_answers_interruptions_is_the_same_when_modules_are_loaded(handler: str) -> None:
    looked = (
        "import signal\n"
        f"signal.signal(signal.SIGINT, {handler})\n"
        "from aksnet.__main__ import _loaded\n"
        "_loaded()\n"
        f"assert signal.getsignal(signal.SIGINT) == {handler}\n"
    )
    done = subprocess.run([sys.executable, "-c", looked], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    from aksnet import cli

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(cli.app), "__call__", interrupted)
    assert cli.run() == 130

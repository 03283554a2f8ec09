"""What a shell is told to complete, at each point of a line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from aksnet import cli
from aksnet.cli import offering
from aksnet.facts import choices
from aksnet.options import words_of
from hostile import HOSTILE
from places import SPECS

FLEET = "clusters:\n  prod: {network: {plugin: overlay}}\n  production: {network: {plugin: cilium}}\n"
BROKEN = "clusters: [\n"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    """The answer to a line, in a directory with a fleet and a broken spec: its kind, and the words."""
    (tmp_path / "fleet.yaml").write_text(FLEET, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def ask(*words: str, by: str = "zsh") -> tuple[str, dict[str, str]]:
        monkeypatch.setenv("_AKSNET_COMPLETE", by)
        monkeypatch.setattr(sys, "argv", ["aksnet", *words])
        assert cli.run() == 0
        printed = capfdbinary.readouterr()
        assert printed.err == b""
        kind, *rows = printed.out.decode().splitlines() or [""]
        return kind, dict(row.split("\t") for row in rows)

    return ask


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["g"], ["gen"], id="a command"),
        pytest.param(["help", "ch"], ["check"], id="a command to help with"),
        pytest.param(["--v"], ["--version"], id="what stands before a command"),
        pytest.param(["gen", "--plu"], ["--plugin"], id="an option"),
        pytest.param(["gen", "--plugin", "byo", "--plu"], [], id="an option that was given"),
        pytest.param(["gen", "--target", "az", "--targ"], ["--target"], id="an option that may be given once more"),
        pytest.param(["gen", "--plugin", "ov"], ["overlay"], id="a mode"),
        pytest.param(["gen", "-p", "tra"], ["traditional"], id="an alias of a mode by the short option"),
        pytest.param(["gen", "--plugin=ov"], ["--plugin=overlay"], id="a mode behind an equals sign"),
        pytest.param(["gen", "--plugin", ""], list(choices.PLUGINS), id="all modes"),
        pytest.param(["gen", "--plugin", "overlay", "--target", "b"], ["bicep"], id="a target"),
        pytest.param(["gen", "--api-version", "2026-07"], ["2026-07-01", "2026-07-02-preview"], id="an API version"),
        pytest.param(["gen", "--provider-version", "4.8"], ["4.8.0", "4.80.0", "4.81.0"], id="releases of a provider"),
        pytest.param(["gen", "fleet.yaml", "--cluster", "prod"], ["prod", "production"], id="clusters of a spec"),
        pytest.param(["gen", "-f", "fleet.yaml", "--cluster", "produ"], ["production"], id="clusters of a spec by option"),
        pytest.param(["gen", "broken.yaml", "--cluster", ""], [], id="a broken spec says nothing"),
        pytest.param(["gen", "nope.yaml", "--cluster", ""], [], id="a spec that is not there says nothing"),
        pytest.param(["gen", "--set", "network.po"], ["network.pod_cidr=", "network.pod_cidrs="], id="a field of the spec"),
        pytest.param(["gen", "--set", "network.ipam=n"], ["network.ipam=node-subnet"], id="a word of a field"),
        pytest.param(["gen", "--set", "pools.user.os="], ["pools.user.os=Linux", "pools.user.os=Windows"], id="a word of a pool's field"),
        pytest.param(["check", "--select", "AKN22"], [f"AKN22{n}" for n in range(10)], id="rules by id"),
        pytest.param(["check", "--ignore", "pod-service"], ["pod-service-overlap"], id="a rule by its slug"),
        pytest.param(["check", "--ignore", "AKN101,AKN102,AKN10"], [f"AKN101,AKN102,AKN10{n}" for n in range(3, 10)], id="a rule behind others"),
        pytest.param(["check", "--fail-on", "w"], ["warning"], id="a severity"),
        pytest.param(["check", "--format", "s"], ["sarif"], id="a format"),
        pytest.param(["migrate", "--fail-on", "replace,re"], ["replace,recreate", "replace,refused"], id="a verdict behind another"),
        pytest.param(["migrate", "--retiring", "--fail-on", ""], ["expired", "retiring"], id="what retires"),
        pytest.param(["migrate", "--to", "cilium-"], ["cilium-pod-subnet", "cilium-static-block", "cilium-node-subnet"], id="a way to go to"),
        pytest.param(["modes", "overlay", "cil"], ["cilium"], id="another mode"),
        pytest.param(["explain", "AKN101"], ["AKN101"], id="a rule to explain"),
        pytest.param(["explain", "ServiceCidrOv"], ["ServiceCidrOverlapExistingSubnetsCidr"], id="an error code to explain"),
        pytest.param(["completion", "p"], ["powershell"], id="a shell"),
        pytest.param(["gen", "--pod-cidr", "1"], [], id="a value that people make up"),
    ],
)  # fmt: skip
def test_words(words: list[str], expected: list[str], asked: Any) -> None:
    kind, found = asked(*words)
    assert (kind, list(found)) == ("words", expected)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        pytest.param(["gen", ""], "files", id="a spec"),
        pytest.param(["check", "a.tf", "b"], "files", id="one more path"),
        pytest.param(["check", "--policy", "x"], "files", id="a file of an option"),
        pytest.param(["check", "--", "-x"], "files", id="a file that looks like an option"),
        pytest.param(["gen", "--output=in"], "folders", id="a folder behind an equals sign"),
        pytest.param(["gen", "-o", ""], "folders", id="a folder"),
        pytest.param(["gen", "--quiet", ""], "files", id="a flag takes no value"),
    ],
)
def test_files_and_folders_are_the_shells_own(words: list[str], kind: str, asked: Any) -> None:
    assert asked(*words) == (kind, {})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["gen", "--format", "=", "js"], ["json"], id="a value"),
        pytest.param(["gen", "--format", "="], ["text", "json"], id="no value yet"),
        pytest.param(["gen", "--set", "network.ipam", "=", "n"], ["node-subnet"], id="a word of a field"),
        pytest.param(["gen", "--plugin", "ov"], ["overlay"], id="nothing was parted"),
    ],
)
def test_bash_parts_words_at_marks(words: list[str], expected: list[str], asked: Any) -> None:
    """It puts back what stands behind the mark alone."""
    assert list(asked(*words, by="bash")[1]) == expected


def test_two_quotes_are_a_word_that_is_not_begun(asked: Any) -> None:
    assert list(asked("gen", "--format", '""', by="powershell")[1]) == ["text", "json"]


def test_words_come_with_what_they_are(asked: Any) -> None:
    assert asked("gen", "--pod")[1] == {"--pod-cidr": "The pod range."}
    assert asked("explain", "AKN102")[1] == {
        "AKN102": "pod-service-overlap: Pods and Services must not share addresses."
    }


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_name_that_is_none_never_reaches_the_shell(text: str, asked: Any, tmp_path: Path) -> None:
    """Nor does a name of a file as it is: both are what somebody else may have written."""
    (tmp_path / "b\ta\nd.json").write_text(json.dumps({"clusters": {text: {}, "fine": {}}}), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(f"clusters:\n  {json.dumps(text)}: {{}}\n  good: {{}}\n", encoding="utf-8")
    kind, found = asked("gen", "-f", "b\ta\nd.json", "-f", "c.yaml", "--cluster", "")
    assert kind == "words"
    assert set(found) - {"fine", "good"} <= ({text} if re.fullmatch("[A-Za-z0-9_-]+", text) else set())
    assert found["fine"].isprintable()


def test_whatever_stands_on_the_line_is_no_error(asked: Any) -> None:
    for words in (
        [],
        [""],
        ["--"],
        ["gen", "="],
        ["=", "="],
        ["gen", "\x00"],
        ["gen", "--cluster", "\udc80"],
        ["gen", "-", "--cluster", ""],
        ["gen", "/", "--cluster", ""],
    ):
        for shell in ("bash", "zsh", "tcsh", ""):
            asked(*words, by=shell)


def _parameters() -> list[Any]:
    group: Any = typer.main.get_command(cli.app)
    return [parameter for command in group.commands.values() for parameter in command.params]


def test_every_value_is_completed_or_is_made_up_by_people() -> None:
    """What help calls a value says how it is completed, so no name may be new to the table."""
    called = {one.metavar for one in _parameters() if one.metavar and not words_of(one)}
    assert called == offering.FILES & called | offering.FOLDERS & called | set(offering.VALUES) | offering.FREE & called
    assert set(offering.VALUES) >= offering.LISTS


@pytest.mark.skipif(os.name != "posix", reason="the time of other processes is counted on POSIX alone")
def test_answer_comes_within_150_milliseconds() -> None:
    """Of the whole process that a shell starts: the processor's time, as another program may have it now."""
    fleet = ["gen", str(SPECS["fleet"]), "--cluster", ""]
    for line in (["gen", "--plugin", ""], ["check", "--select", "AKN"], fleet, ["gen", "--set", "pools."]):
        assert min(_seconds(line) for _ in range(7)) < 0.15, line


def _seconds(words: list[str]) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-m", "aksnet", *words], env={**os.environ, "_AKSNET_COMPLETE": "zsh"}, capture_output=True, check=True)  # fmt: skip
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_completion_loads_no_models_and_no_rules() -> None:
    code = (
        "import os, sys\nos.environ['_AKSNET_COMPLETE'] = 'zsh'\nfrom aksnet.__main__ import main\n"
        "sys.argv = ['aksnet', 'check', '--select', 'AKN1']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "absent = ['pydantic', 'yaml', 'jinja2', 'rich', 'aksnet.rules', 'aksnet.modes', 'aksnet.spec', 'aksnet.cli.helping']\n"
        "print([name for name in absent if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr.splitlines()[-1] == "[]"

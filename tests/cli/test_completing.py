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
from aksnet.cli import naming, offering
from aksnet.facts import choices
from aksnet.options import words_of
from calling import Call
from hostile import HOSTILE
from places import SPECS

FLEET = "clusters:\n  prod: {network: {plugin: overlay}}\n  production: {network: {plugin: cilium}}\n"
BROKEN = "clusters: [\n"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    """The answer to a line, in a directory with a fleet and a broken spec: its kind, and the words."""
    (tmp_path / "fleet.yaml").write_text(FLEET, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "my spec.yaml").write_text("clusters: [{name: z1}]\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for name in ("blue", "green"):
        (tmp_path / "folder" / f"{name}.yaml").write_text(f"name: {name}\n", encoding="utf-8")
    (tmp_path / "folder" / "defaults.yaml").write_text("defaults: {tags: {name: x}}\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("SPEC", "my spec.yaml")
    monkeypatch.chdir(tmp_path)

    def ask(*words: str, by: str = "zsh") -> tuple[str, dict[str, str]]:
        monkeypatch.setenv("_AKSNET_COMPLETE", by)
        monkeypatch.setattr(sys, "argv", ["aksnet", *words])
        assert cli.run() == 0
        printed = capfdbinary.readouterr()
        assert printed.err == b""
        kind, *rows = printed.out.decode().splitlines() or [""]
        words = [row.partition("\t")[0] for row in rows]
        assert len(words) == len(set(words)), "a word is offered twice"
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
        pytest.param(["gen", "--file=fleet.yaml", "--cluster", ""], ["prod", "production"], id="clusters of a spec behind an equals sign"),
        pytest.param(["gen", "-ffleet.yaml", "--cluster", ""], ["prod", "production"], id="clusters of a spec behind a letter"),
        pytest.param(["gen", "-qffleet.yaml", "--cluster", ""], ["prod", "production"], id="clusters of a spec behind two letters"),
        pytest.param(["gen", "fleet.yaml", "-f", "fleet.yaml", "--cluster", ""], ["prod", "production"], id="a cluster of two specs is offered once"),
        pytest.param(["gen", "folder", "--cluster", ""], ["blue", "green"], id="clusters of a folder with defaults"),
        pytest.param(["gen", "--output", "fleet.yaml", "--cluster", ""], [], id="another file on the line is no spec"),
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
        pytest.param(["migrate", "--format", "c"], [], id="a change has no calendar"),
        pytest.param(["migrate", "--retiring", "--format", ""], list(choices.CALENDARS), id="the formats of what retires"),
        pytest.param(["migrate", "--retiring", "--format="], [f"--format={one}" for one in choices.CALENDARS], id="the formats of what retires behind an equals sign"),
        pytest.param(["plan", "--explain", "--format", ""], ["text", "json", "markdown", "html"], id="the formats with room for formulas"),
        pytest.param(["check", "--diff", "--format", ""], ["text"], id="a diff is no report"),
        pytest.param(["gen", "-o", "out", "--format", ""], ["text"], id="files have no format"),
        pytest.param(["migrate", "--to", "cilium-"], ["cilium-pod-subnet", "cilium-static-block", "cilium-node-subnet"], id="a way to go to"),
        pytest.param(["modes", "overlay", "cil"], ["cilium"], id="another mode"),
        pytest.param(["explain", "AKN101"], ["AKN101"], id="a rule to explain"),
        pytest.param(["explain", "ServiceCidrOv"], ["ServiceCidrOverlapExistingSubnetsCidr"], id="an error code to explain"),
        pytest.param(["help", "gen", ""], [], id="nothing behind the command to help with"),
        pytest.param(["help", "--"], [], id="help takes no options"),
        pytest.param(["schema", "spec", ""], [], id="one schema alone"),
        pytest.param(["completion", "bash", ""], [], id="one shell alone"),
        pytest.param(["explain", "byo", ""], [], id="one word alone to explain"),
        pytest.param(["gen", "fleet.yaml", ""], [], id="one spec alone"),
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
        pytest.param(["migrate", "old.tf", ""], "files", id="the second side of a change"),
        pytest.param(["gen", "-f", "fleet.yaml", ""], "files", id="a spec beside that of an option"),
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


@pytest.mark.parametrize(
    ("word", "shells"),
    [
        pytest.param("~/my\\ spec.yaml", ["bash", "zsh", "fish"], id="the home directory and an escaped space"),
        pytest.param("$HOME/my\\ spec.yaml", ["bash", "zsh", "fish"], id="a variable and an escaped space"),
        pytest.param("${SPEC}", ["bash", "zsh", "fish"], id="a variable in braces"),
        pytest.param("my\\ spec.yaml", ["bash", "zsh", "fish"], id="an escaped space"),
        pytest.param('"my spec.yaml"', ["bash", "zsh", "fish", "powershell"], id="double quotes"),
        pytest.param("'my spec.yaml'", ["bash", "zsh", "fish", "powershell"], id="single quotes"),
        pytest.param("\"$HOME\"/'my spec'.yaml", ["bash", "zsh", "fish"], id="quotes within a word"),
        pytest.param("my` spec.yaml", ["powershell"], id="an escape of PowerShell"),
        pytest.param("$env:SPEC", ["powershell"], id="a variable of PowerShell"),
        pytest.param("my spec.yaml", ["fish"], id="fish has taken the quotes off"),
    ],
)
def test_a_spec_is_found_by_what_the_shell_makes_of_its_word(word: str, shells: list[str], asked: Any) -> None:
    for shell in shells:
        assert list(asked("gen", word, "--cluster", "", by=shell)[1]) == ["z1"], shell
        assert list(asked("gen", f"-f{word}", "--cluster", "", by=shell)[1]) in (["z1"], []), shell


def test_quotes_of_an_option_are_taken_off(asked: Any) -> None:
    assert list(asked("gen", "--file", "=", '"my spec.yaml"', "--cluster", "", by="bash")[1]) == ["z1"]
    assert list(asked("gen", "--file='my spec.yaml'", "--cluster", "", by="zsh")[1]) == ["z1"]


@pytest.mark.parametrize(
    "word", ["$(touch ran)", "`touch ran`", "'$SPEC'", "\\$SPEC", '"\\$SPEC"', "$NO_SUCH", '"', "\\"]
)
def test_a_word_that_only_the_shell_can_tell_is_not_run(word: str, asked: Any, tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert asked("gen", word, "--cluster", "", by=shell) == ("words", {})
    assert not (tmp_path / "ran").exists()


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
        for shell in ("bash", "zsh", "tcsh"):
            asked(*words, by=shell)


def test_an_empty_name_of_a_shell_asks_for_nothing(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_AKSNET_COMPLETE", "")
    assert aksnet("--version").out.startswith("aksnet ")
    assert aksnet("modes", "byo", "--format", "json").out.startswith("{")


def _parameters() -> list[Any]:
    group: Any = typer.main.get_command(cli.app)
    return [parameter for command in group.commands.values() for parameter in command.params]


def test_every_value_is_completed_or_is_made_up_by_people() -> None:
    """What help calls a value says how it is completed, so no name may be new to the table."""
    called = {one.metavar for one in _parameters() if one.metavar and not words_of(one)}
    assert called == offering.FILES & called | offering.FOLDERS & called | set(offering.VALUES) | offering.FREE & called
    assert set(offering.VALUES) >= offering.LISTS
    assert called >= offering.SPECS


@pytest.mark.skipif(os.name != "posix", reason="the time of other processes is counted on POSIX alone")
def test_answer_comes_within_150_milliseconds(tmp_path: Path) -> None:
    """Of the whole process that a shell starts: the processor's time, as another program may have it now."""
    fleet = ["gen", str(SPECS["fleet"]), "--cluster", ""]
    large = tmp_path / "large.yaml"
    one = "  c{}:\n    network: {{plugin: cilium, pod_cidr: 10.244.0.0/16}}\n    pools: [{{name: a, mode: System, count: 3}}]\n"
    large.write_text("clusters:\n" + "".join(map(one.format, range(1080))), encoding="utf-8")
    assert 0.9 < large.stat().st_size / naming.MOST_BYTES < 1
    most = ["gen", str(large), "--cluster", ""]
    for line in (["gen", "--plugin", ""], ["check", "--select", "AKN"], fleet, most, ["gen", "--set", "pools."]):
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

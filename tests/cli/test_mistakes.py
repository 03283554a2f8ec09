"""A call with a mistake in it gets one clear error in the words of all others, and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from aksnet.cli import mistakes
from aksnet.cli.catalogue import COMMANDS
from aksnet.facts import choices
from calling import Call


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("gne", "gne: error: aksnet has no such command\n  hint: did you mean aksnet gen?", id="a command with a typing error"),
        pytest.param("CHECK", "CHECK: error: aksnet has no such command\n  hint: did you mean aksnet check?", id="a command in capitals"),
        pytest.param("overlay", "overlay: error: aksnet has no such command\n  hint: for the mode write aksnet gen --plugin overlay", id="a mode is no command"),
        pytest.param("akn101", "akn101: error: aksnet has no such command\n  hint: for the rule write aksnet explain AKN101", id="a rule is no command"),
        pytest.param("validate", "validate: error: aksnet has no such command\n  hint: here it is aksnet check", id="a word of other tools"),
        pytest.param("lint x.tf", "lint: error: aksnet has no such command\n  hint: here it is aksnet check", id="another word of other tools"),
        pytest.param("apply", "hint: here it is aksnet sync", id="there is nothing to apply"),
        pytest.param("diff", "hint: here it is aksnet migrate, of two sides; aksnet sync --diff, of generated files", id="two things are differences"),
        pytest.param("here.yaml", "here.yaml: error: aksnet has no such command\n  hint: to look at what is there write aksnet check here.yaml", id="a file is no command"),
        pytest.param("xyzzy", "xyzzy: error: aksnet has no such command\n  hint: aksnet --help lists the commands", id="a word that means nothing"),
        pytest.param("gen --plugn overlay", "--plugn: error: aksnet gen has no such option\n  hint: did you mean --plugin?", id="an option with a typing error"),
        pytest.param("gen --plugn=overlay", "--plugn: error: aksnet gen has no such option\n  hint: did you mean --plugin?", id="an option with a typing error and its value"),
        pytest.param("check --plugin overlay", "--plugin: error: aksnet check has no such option\n  hint: aksnet init, aksnet gen and aksnet plan have it", id="an option of other commands"),
        pytest.param("check --emit block", "hint: aksnet gen has it", id="an option of one other command"),
        pytest.param("gen --xyzzy", "--xyzzy: error: aksnet gen has no such option\n  hint: aksnet gen --help lists them", id="an option that means nothing"),
        pytest.param("gen -Z", "-Z: error: aksnet gen has no such option\n  hint: aksnet gen --help lists them", id="a letter that means nothing"),
        pytest.param("--plugin overlay", "--plugin: error: aksnet itself has no such option\n  hint: options stand behind the command; aksnet init, aksnet gen and aksnet plan have it", id="an option before the command"),
        pytest.param("-x", "-x: error: aksnet itself has no such option\n  hint: aksnet --help lists the commands", id="a letter before the command"),
        pytest.param("gen --plugin", "--plugin: error: this needs a value\n  hint: write --plugin overlay|cilium|pod-subnet|node-subnet|byo|kubenet", id="an option without its value"),
        pytest.param("gen --preview=yes", "--preview: error: this takes no value\n  hint: write --preview", id="a flag with a value"),
        pytest.param("gen a.yaml b.yaml", "b.yaml: error: this is one word too many\n  hint: aksnet gen takes [SPEC|-]", id="an argument too many"),
        pytest.param("rules AKN101", "AKN101: error: this is one word too many\n  hint: aksnet rules takes options only", id="an argument where there is none"),
        pytest.param("explain", "aksnet explain: error: a word is missing\n  hint: write aksnet explain WORD", id="an argument too few"),
        pytest.param("completion", "aksnet completion: error: a word is missing\n  hint: write aksnet completion bash|zsh|fish|powershell", id="a shell too few"),
        pytest.param("--verison", "--verison: error: aksnet itself has no such option\n  hint: did you mean --version?", id="the version with letters swapped"),
        pytest.param("--versoin", "hint: did you mean --version?", id="the version with other letters swapped"),
        pytest.param("--hlep", "--hlep: error: aksnet itself has no such option\n  hint: did you mean --help?", id="help with letters swapped"),
        pytest.param("-version", "-version: error: aksnet itself has no such option\n  hint: did you mean --version?", id="the version with one dash"),
        pytest.param("-help", "hint: did you mean --help?", id="help with one dash"),
        pytest.param("gen --hlep", "hint: did you mean --help?", id="help of a command with letters swapped"),
        pytest.param("check --helpp", "hint: did you mean --help?", id="help of a command with a letter too many"),
        pytest.param("gen --version", "--version: error: aksnet gen has no such option\n  hint: write aksnet --version", id="the version behind a command"),
        pytest.param("genrate", "hint: here it is aksnet gen", id="a word of other tools with a typing error"),
        pytest.param("overlya", "hint: for the mode write aksnet gen --plugin overlay", id="a mode with a typing error"),
        pytest.param("comp", "hint: did you mean aksnet completion?", id="the beginning of a command"),
        pytest.param("sh", "hint: did you mean aksnet show?", id="a short beginning of a command"),
        pytest.param("ge", "hint: did you mean aksnet gen?", id="the beginning of two words for one command"),
        pytest.param("re", "hint: aksnet --help lists the commands", id="the beginning of words for several commands"),
        pytest.param("check --sel AKN1", "hint: did you mean --select?", id="the beginning of an option"),
        pytest.param("gen --out x", "hint: did you mean --outbound-type or --output?", id="the beginning of two options"),
        pytest.param("gen --p x", "hint: aksnet gen --help lists them", id="the beginning of many options"),
        pytest.param("gen --region x", "hint: aksnet gen --help lists them", id="an option that is like none"),
        pytest.param("gen --podcidr x", "hint: did you mean --pod-cidr?", id="an option without its dash"),
        pytest.param("gen --pod_cidr x", "hint: did you mean --pod-cidr?", id="an option with an underscore"),
        pytest.param("gen --plugin=overlay --no-color", "--no-color: error: aksnet gen has no such option\n  hint: set NO_COLOR in the environment", id="no colours"),
        pytest.param("gen --color never", "hint: set NO_COLOR or FORCE_COLOR in the environment", id="colours"),
        pytest.param("version --json", "--json: error: aksnet version has no such option\n  hint: write --format json", id="a format as an option"),
        pytest.param("gen --bicep", "hint: write --target bicep", id="a target as an option"),
        pytest.param("gen --overlay", "hint: aksnet gen --help lists them", id="a word of two options as an option"),
        pytest.param("gen --azure", "hint: aksnet gen --help lists them", id="a word that is an alias elsewhere as an option"),
        pytest.param("gen -plugin overlay", "-plugin: error: aksnet gen has no such option\n  hint: did you mean --plugin?", id="a long option with one dash"),
        pytest.param("gen -plugin", "-plugin: error: aksnet gen has no such option\n  hint: did you mean --plugin?", id="a long option with one dash and without its value"),
        pytest.param("gen -plugin=overlay", "-plugin: error: aksnet gen has no such option\n  hint: did you mean --plugin?", id="a long option with one dash and its value"),
        pytest.param("check -format json here.yaml", "-format: error: aksnet check has no such option\n  hint: did you mean --format?", id="a format with one dash"),
        pytest.param("gen -quiet", "hint: did you mean --quiet?", id="a flag with one dash"),
        pytest.param("gen -help", "hint: did you mean --help?", id="help of a command with one dash"),
        pytest.param("--version foo", "foo: error: this is one word too many\n  hint: write aksnet --version", id="a word behind the version"),
        pytest.param("help gen check", "check: error: this is one word too many\n  hint: write aksnet help gen", id="help of two commands"),
        pytest.param("help --version", "--version: error: this is no command\n  hint: write aksnet --version", id="help of the version"),
        pytest.param("help gne", "gne: error: aksnet has no such command\n  hint: did you mean aksnet gen?", id="help of a command with a typing error"),
    ],
)  # fmt: skip
def test_mistake_is_told_with_the_way_out(words: str, expected: str, aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / "here.yaml").touch()
    done = aksnet(*words.split())
    assert (done.code, done.out) == (2, "")
    assert expected in done.err
    assert len(done.err.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["gen", "-pbyo", "-ffile.yaml"], id="a letter with its value behind it"),
        pytest.param(["gen", "-qf", "file.yaml"], id="two letters"),
        pytest.param(["gen", "file.yaml", "--set", "-plugin"], id="a value that looks like an option"),
        pytest.param(["gen", "--", "-plugin"], id="a file that looks like an option"),
    ],
)
def test_short_options_and_values_are_no_mistake(words: list[str], aksnet: Call) -> None:
    assert "no such option" not in aksnet(*words).err


@pytest.mark.parametrize("words", [["help"], ["help", "-h"], ["help", "--help"], ["help", "help"], ["-h"], ["--help"]])
def test_help_of_help_is_what_there_is(words: list[str], aksnet: Call) -> None:
    done = aksnet(*words)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: aksnet COMMAND")


def test_help_before_or_behind_a_command_is_the_same(aksnet: Call) -> None:
    assert aksnet("--help", "gen") == aksnet("help", "gen") == aksnet("gen", "--help")


def test_a_mistake_with_control_characters_moves_no_cursor(aksnet: Call) -> None:
    for words in (["\x1b[2Jgen"], ["gen", "--\x1b[2J"], ["gen", "a", "\x1b[2J\n::error::x"]):
        done = aksnet(*words)
        assert (done.code, "\x1b" in done.err, "\n::" in done.err) == (2, False, False)


def test_words_of_other_tools_lead_to_commands() -> None:
    for word, here in mistakes._ELSEWHERE.items():
        assert word not in COMMANDS
        assert here.split(",")[0].split()[0] in COMMANDS


def test_every_mode_and_alias_is_told_apart_from_commands(aksnet: Call) -> None:
    for mode in choices.PLUGINS:
        assert f"aksnet gen --plugin {mode}" in aksnet(mode).err

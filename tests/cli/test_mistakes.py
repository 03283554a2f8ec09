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
        pytest.param("help gne", "gne: error: aksnet has no such command\n  hint: did you mean aksnet gen?", id="help of a command with a typing error"),
    ],
)  # fmt: skip
def test_mistake_is_told_with_the_way_out(words: str, expected: str, aksnet: Call, tmp_path: Path) -> None:
    (tmp_path / "here.yaml").touch()
    done = aksnet(*words.split())
    assert (done.code, done.out) == (2, "")
    assert expected in done.err
    assert len(done.err.splitlines()) == 2


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

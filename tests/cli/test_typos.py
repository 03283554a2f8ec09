"""What a mistyped word may be: slips of fingers are found, and nothing is guessed."""

from __future__ import annotations

import pytest

from aksnet.cli.typos import meant, slips_between


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        pytest.param("gen", "gen", 0, id="the same word"),
        pytest.param("gne", "gen", 1, id="two letters that changed places"),
        pytest.param("gn", "gen", 1, id="a letter that is missing"),
        pytest.param("geen", "gen", 1, id="a letter too many"),
        pytest.param("gem", "gen", 1, id="another letter"),
        pytest.param("neg", "gen", 2, id="a word turned round"),
        pytest.param("", "gen", 3, id="no word"),
    ],
)
def test_slips_are_counted_either_way(one: str, other: str, slips: int) -> None:
    assert (slips_between(one, other), slips_between(other, one)) == (slips, slips)


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        pytest.param("CHEKC", ["check", "show"], ["check"], id="capitals"),
        pytest.param("--sel", ["--set", "--select"], ["--select"], id="a beginning before a slip"),
        pytest.param("--foo", ["--for", "--fob"], ["--for", "--fob"], id="two that are as near"),
        pytest.param("migraet", ["migrate"], ["migrate"], id="a long word with one slip"),
        pytest.param("imgraet", ["migrate"], ["migrate"], id="a long word with two slips"),
        pytest.param("hcekc", ["check"], [], id="a short word with two slips"),
        pytest.param("x", ["y", "xy"], [], id="one letter"),
        pytest.param("--", ["--set"], [], id="no letter"),
        pytest.param("", ["gen"], [], id="nothing"),
        pytest.param("gen", [], [], id="nothing known"),
        pytest.param("ge", ["gen", "gen"], ["gen"], id="a word that is known twice"),
    ],
)
def test_near_words_are_found_and_far_ones_are_not(word: str, known: list[str], found: list[str]) -> None:
    assert meant(word, known) == found

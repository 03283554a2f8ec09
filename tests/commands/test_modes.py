"""`aksnet modes`: the modes side by side, in every format."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aksnet.commands.modes import modes
from aksnet.errors import UsageError
from aksnet.facts.choices import PLUGINS, TABLES
from aksnet.facts.support import DESCRIBED, FEATURES
from aksnet.reports.modes import render
from aksnet.reports.tables import TableOptions
from places import ROOT


@pytest.fixture
def schema() -> Any:
    return json.loads((ROOT / "docs" / "modes.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([], list(PLUGINS), id="all"),
        pytest.param(["kubenet", "overlay"], ["kubenet", "overlay"], id="two, in the order asked for"),
        pytest.param(["Azure"], ["node-subnet"], id="an alias, in capitals"),
        pytest.param(["none", "byo", " byo "], ["byo"], id="one mode under three names"),
    ],
)
def test_which_modes_are_shown(words: list[str], expected: list[str]) -> None:
    document = json.loads(modes(words, "json"))
    assert [one["plugin"] for one in document["modes"]] == expected
    assert all(list(one["support"]) == expected for one in document["features"])


@pytest.mark.parametrize(
    ("word", "message"),
    [
        pytest.param("overlays", "hint: did you mean overlay?", id="nearly a mode"),
        pytest.param(
            "foo",
            "MODE: error: 'foo' is none of overlay, cilium, pod-subnet, node-subnet, byo, kubenet, dynamic, azure, traditional, none",
            id="no mode at all",
        ),
        pytest.param("", "MODE: error: '' is none of", id="nothing"),
        pytest.param("\x1b[31m", "is none of", id="a command to the terminal"),
    ],
)
def test_a_word_that_is_no_mode(word: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        modes([word], "text")
    assert message in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_json_is_of_the_documented_shape(schema: Any) -> None:
    Draft7Validator.check_schema(schema)
    document = json.loads(modes([], "json"))
    Draft7Validator(schema).validate(document)
    assert [one["id"] for one in document["features"]] == [feature.id for feature in FEATURES]
    assert [one["retires"] for one in document["modes"] if one["retires"]] == ["2028-03-31"]


@pytest.mark.parametrize("output_format", ["text", "markdown"])
def test_all_that_is_known_is_shown(output_format: str) -> None:
    text = " ".join(modes([], output_format).replace("\\", "").split())
    for feature in FEATURES:
        assert feature.words in text
        assert all(source.url in text for source in feature.all_sources)
    assert all(source.url in text for one in DESCRIBED.values() for source in one.sources)


def test_text_has_the_modes_side_by_side_with_notes() -> None:
    lines = modes([], "text").splitlines()
    head = next(line for line in lines if "cilium" in line)
    assert [plugin for plugin in PLUGINS if plugin in head] == list(PLUGINS)
    windows = next(line for line in lines if line.startswith("Windows pools"))
    assert windows.split() == ["Windows", "pools", "yes", "no", "[6]", "yes", "yes", "no", "no"]
    assert " [6] Linux only" in lines


def test_notes_that_say_the_same_are_one() -> None:
    notes = [line for line in modes([], "text").splitlines() if line.strip().startswith("[")]
    texts = [line.partition("] ")[2] for line in notes]
    assert len(texts) == len(set(texts))


def test_what_may_be_chosen_is_listed_once() -> None:
    with pytest.raises(UsageError) as caught:
        modes(["foo"], "text")
    assert str(caught.value).count("kubenet") == 1
    assert "hint" not in str(caught.value)


WIDTHS = [60, 80, 100, 140, 400]


@pytest.mark.parametrize("width", WIDTHS)
def test_text_is_no_wider_than_asked(width: int) -> None:
    text = render(list(PLUGINS), "text", TableOptions(width=width))
    assert all(len(line) <= width for line in text.splitlines() if not line.startswith(("see: ", "? no document")))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_is_broken(width: int) -> None:
    words = set(render(list(PLUGINS), "text", TableOptions(width=width)).split())
    assert words <= set(render(list(PLUGINS), "text", TableOptions(width=100_000)).split())


@pytest.mark.parametrize(
    ("width", "parts"), [(60, [2, 2, 2]), (80, [3, 3]), (100, [3, 3]), (120, [3, 3]), (140, [6]), (400, [6])]
)
def test_modes_that_do_not_fit_beside_each_other_stand_below(width: int, parts: list[int]) -> None:
    lines = render(list(PLUGINS), "text", TableOptions(width=width)).splitlines()
    above = zip(["", *lines], lines, strict=False)
    heads = [line.split() for before, line in above if not before and line and set(line.split()) <= set(PLUGINS)]
    assert [len(head) for head in heads[: len(parts)]] == parts
    assert [plugin for head in heads[: len(parts)] for plugin in head] == list(PLUGINS)


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b[" in render(["overlay"], "text", TableOptions(colour=True))
    assert "\x1b[" not in render(["overlay"], "text", TableOptions())


def test_markdown_is_two_tables_with_as_many_cells_in_every_row() -> None:
    rows = [line for line in modes([], "markdown").splitlines() if line.startswith("|")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {len(PLUGINS) + 2}


@pytest.mark.parametrize("output_format", TABLES)
def test_the_same_every_time(output_format: str) -> None:
    assert modes([], output_format) == modes([], output_format)
    assert modes([], output_format).endswith("\n")

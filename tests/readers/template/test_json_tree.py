"""JSON as a tree: the same data as the standard library reads, and a place for every key and value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.expressions.tree import MAX_DEPTH, Array, Call, Item, Literal, Node, Object, Spread
from aksnet.readers.template.json_tree import MAX_FAULTS, MAX_VALUES, JsonFile, parse, plain
from places import REFERENCE
from timing import within

CASES = REFERENCE / "bicep-cases"


def read(text: str) -> JsonFile:
    return parse(Source("main.json", text))


def data(text: str) -> object:
    root, faults = read(text)
    assert not faults
    assert root is not None
    return plain(root)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('{"a": [1, -2, true, false, null, "x"], "b": {}, "c": []}', {"a": [1, -2, True, False, None, "x"], "b": {}, "c": []}, id="every kind of value"),
        pytest.param('"x"', "x", id="a text alone"),
        pytest.param("[1.5, 1e3, -0.0]", [1.5, 1000.0, 0.0], id="fractions and exponents"),
        pytest.param("9" * 400, int("9" * 400), id="a number of 400 digits"),
        pytest.param('// a\n{/* b */"a"/* c */:/* ** / */1/**/,// d\n"b":2}// e', {"a": 1, "b": 2}, id="comments wherever a space may stand"),
        pytest.param('{"a": "x // y /* z */"}', {"a": "x // y /* z */"}, id="what looks like a comment in a text"),
        pytest.param('{"a": [1, 2,], "b": 3,}', {"a": [1, 2], "b": 3}, id="a comma behind the last member"),
        pytest.param('{"a": "[concat(\n\t\'x\')]"}', {"a": "[concat(\n\t'x')]"}, id="line breaks and tabs in a text"),
        pytest.param(r'{"a\u0062\n": "\"\\\/\b\f\r\t\u00e9\ud83d\ude00"}', {"ab\n": '"\\/\b\f\r\té😀'}, id="escapes in keys and values"),
        pytest.param(r'"\ud83d"', "\N{REPLACEMENT CHARACTER}", id="half a surrogate pair, which nobody could print"),
        pytest.param('\r\n {"a"\r\n:\r\n1} \r\n', {"a": 1}, id="Windows line ends around everything"),
    ],
)  # fmt: skip
def test_text_becomes_data(text: str, expected: object) -> None:
    assert data(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("3", int, id="a number without a point is an integer"),
        pytest.param("3.0", float, id="a number with a point is a float"),
        pytest.param("true", bool, id="a truth value is no number"),
    ],
)
def test_kinds_of_scalars(text: str, kind: type) -> None:
    assert type(data(text)) is kind


def test_places() -> None:
    """Items stand at their keys' quotes, containers at their brackets, whatever stands between."""
    text = '{ // c\n "k\\u0061": [ 10,\n  "x"], "b" : {"c": null} }'
    assert read(text).root == Object(
        (
            Item(Literal("ka", 8), Array((Literal(10, 21), Literal("x", 27)), 19), 8),
            Item(Literal("b", 33), Object((Item(Literal("c", 40), Literal(None, 45), 40),), 39), 33),
        ),
        0,
    )
    assert Source("main.json", text).place(27)[1:] == (3, 3)


BROKEN = [
    pytest.param('{"a": 1 "b": 2}', "a comma or a closing brace is missing here", 8, id="no comma in an object"),
    pytest.param("[1 2]", "a comma or a closing bracket is missing here", 3, id="no comma in an array"),
    pytest.param('{"a": [1}', "a comma or a closing bracket is missing here", 8, id="a bracket closed by a brace"),
    pytest.param('{"a": }', "a value is missing here", 6, id="no value"),
    pytest.param("[,]", "a value is missing here", 1, id="nothing before a comma"),
    pytest.param("[1,,2]", "a value is missing here", 3, id="nothing between commas"),
    pytest.param("{a: 1}", "a key in double quotes is missing here", 1, id="a key without quotes"),
    pytest.param('{"a" 1}', "a colon is missing here", 5, id="no colon"),
    pytest.param('{"a": {"b": 1}', "this brace is not closed", 0, id="an open object"),
    pytest.param('{"a": [', "this bracket is not closed", 6, id="an open array, the innermost"),
    pytest.param('{"a', "this text is not closed", 1, id="an open key"),
    pytest.param('{"a": "x\\"}', "this text is not closed", 6, id="a text whose last quote is escaped"),
    pytest.param('{"a": 1 /* }', "this comment is not closed", 8, id="an open comment"),
    pytest.param('{"a": "x\\q"}', "this escape is not one that JSON has", 8, id="an unknown escape"),
    pytest.param('{"a": True}', "True is no value", 6, id="a word in the letters of another language"),
    pytest.param("[NaN]", "NaN is no value", 1, id="not a number"),
    pytest.param("[01]", "01 is no value", 1, id="a leading zero"),
    pytest.param("[1e999]", "the number 1e999 is too large", 1, id="a number beyond floats"),
    pytest.param("[" + "9" * 401 + "]", "this number has more than 400 digits", 1, id="a number of 401 digits"),
    pytest.param("", "there is no value in this file", 0, id="an empty file"),
    pytest.param(" // x", "there is no value in this file", 0, id="a file of comments"),
    pytest.param("{} {}", "the file goes on behind its end", 3, id="two values"),
    pytest.param("[" * (MAX_DEPTH + 1), "this is nested more than 120 deep", MAX_DEPTH, id="too deep"),
    pytest.param("[" + "1," * MAX_VALUES, "this file holds more than 250,000 values", 2 * MAX_VALUES - 3, id="too much"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "at"), BROKEN)
def test_a_broken_text_has_one_fault_and_no_tree(text: str, message: str, at: int) -> None:
    root, faults = read(text)
    assert root is None
    assert [(fault.message, fault.at) for fault in faults] == [(message, at)]


def test_single_quotes_come_with_a_hint() -> None:
    assert [fault.hint for fault in read("{'a': 1}").faults] == ["JSON has double quotes"]


def test_nesting_at_the_limit_is_read() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert data(text) == json.loads(text)


def test_a_key_that_stands_twice_is_told_and_the_last_one_counts() -> None:
    root, faults = read('{"a": 1, "b": 2, "a": 3, "A": 4, "c": {"a": 5}}')
    assert root is not None
    assert plain(root) == {"a": 3, "b": 2, "A": 4, "c": {"a": 5}}
    assert [(fault.message, fault.at) for fault in faults] == [("the key a stands twice in this object", 17)]


def test_faults_are_bounded() -> None:
    assert len(read("{" + '"a": 1,' * 100).faults) == MAX_FAULTS


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(Call("f", (), 0), id="a call"),
        pytest.param(Array((Spread(Literal(1, 0), 0),), 0), id="a spread in an array"),
        pytest.param(Object((Spread(Literal(1, 0), 0),), 0), id="a spread in an object"),
    ],
)
def test_what_is_no_data_is_refused(node: Node) -> None:
    with pytest.raises(TypeError, match="is no plain data"):
        plain(node)


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases of Bicep are not on this machine")
def test_compiled_templates_read_as_the_standard_library_reads_them() -> None:
    paths = sorted(CASES.glob("*/arm*.json"))
    assert len(paths) > 100
    for path in paths:
        text = path.read_text(encoding="utf-8-sig")
        assert data(text) == json.loads(text), path


@pytest.mark.parametrize(
    "unit",
    ["[", "{", '"', '{"a":', '["\\u0061",', "/*", "/**/", "// x\n", '"\\', '{"a":1},', "'", " "],
)
def test_garbage_is_read_in_linear_time(unit: str) -> None:
    """Two megabytes in the processor's time; what is quadratic would take minutes."""
    text = "[" + unit * (2_000_000 // len(unit))
    with within(4):
        root, faults = read(text)
    assert root is None
    assert 1 <= len(faults) <= MAX_FAULTS


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 0, 3]))
def test_what_the_standard_library_writes_is_read_back(value: object, ascii_only: bool, indent: int | None) -> None:
    assert data(json.dumps(value, ensure_ascii=ascii_only, indent=indent)) == value


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["{", "}", "[", "]", ":", ",", '"', '"a"', "1", "-", "true", "\\", "\\u12", "//", "/*", "*/", "\n", "'", "\0", "é"])).map("".join))  # fmt: skip
def test_no_text_crashes_the_reader(text: str) -> None:
    root, faults = read(text)
    assert (root is None) <= bool(faults)
    assert all(0 <= fault.at <= len(text) for fault in faults)

"""Whatever a Bicep file holds, reading it ends, soon, and without a crash."""

from __future__ import annotations

import random
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.readers.bicep.statements import parse
from aksnet.readers.bicep.tokens import MAX_FAULTS
from bicep_nodes import faults_of, read, shown, statements_of
from timing import within

PIECES = [
    "param a string", "var b = ", "resource c 'd@1' = {", "module", "@e()", "type f = {", "import {", "func g(", " existing",
    "[for h in i: ", "if (", "{", "}", "[", "]", "(", ")", "'", "'''", "$'''", "'${", "${", "\\", "\\u{", "\n", "\r\n", " ", "\t",
    "?", ":", "??", "?.", ".?", "!", "=>", "...", "::", "<", ">", "|", "&&", "-", "%", "1", "99999999999999999999", "k", "true",
    ",", ";", "#", '"', "/*", "*/", "//", "#disable-next-line x\n", "\n<<<<<<< a\n", "\n=======\n", "\n>>>>>>> b\n", "{{ x }}", "\u00a0",
    "\x00", "\ud800", "é",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60), parameters=st.booleans())
def test_no_text_makes_the_reader_crash(pieces: list[str], parameters: bool) -> None:
    source = Source("main.bicep", "".join(pieces))
    file = parse(source, parameters)
    assert len(file.faults) <= MAX_FAULTS
    assert all(0 <= fault.at <= len(source.text) for fault in file.faults)
    assert sorted(file.faults, key=lambda fault: fault.at) == list(file.faults)
    for statement in file.statements:
        shown(statement)


@settings(max_examples=100, deadline=None)
@given(cut=st.integers(min_value=0, max_value=400))
def test_a_file_that_is_cut_off_still_gives_what_is_whole(cut: int) -> None:
    whole = "var first = 1\n" + "resource a 'b/c@1' = {\n  d: {\n    e: [\n      '${f}'\n    ]\n  }\n}\n" * 6
    file = read(whole[:cut])
    kept = whole[:cut].count("\n}\n")
    known = [text for text in map(shown, file.statements) if text == 'resource a "b/c@1" {"d": {"e": [t("", f)]}}']
    assert len(known) >= kept


NESTED = [
    "{a:",
    "[",
    "(",
    "'${",
    "f(",
    "!(",
    "a[",
    "x=>",
    "a?",
    "1+(",
    "[for x in ",
    "[for x in y: ",
    "{\n}\nresource a 'b' = {\n  x: ",
    "{a:[(!'${",
]


@pytest.mark.parametrize("piece", NESTED)
def test_what_is_nested_too_deep_is_told(piece: str) -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(700 + _frames())  # what a program with some frames of its own has left
    try:
        text = "resource r 'r@1' = {\n  x: " + piece * 1000 + "\n}\n"
        assert any("nested too deep" in fault for fault in faults_of(text))
    finally:
        sys.setrecursionlimit(limit)


def _frames() -> int:
    frame, count = sys._getframe(), 0
    while frame.f_back:
        frame, count = frame.f_back, count + 1
    return count


@pytest.mark.parametrize("piece", ["+1", ".a", "[0]", "!", "?b:c"])
def test_a_chain_is_as_deep_as_it_is_long(piece: str) -> None:
    assert faults_of("var x = a" + piece * 50) == []
    assert "nested too deep" in faults_of("var x = a" + piece * 1000)[0]


def test_a_long_list_is_not_deep() -> None:
    text = "var x = [\n" + "  a.b.c + 1\n" * 1000 + "]\n"
    assert faults_of(text) == []


def test_no_more_faults_are_told_than_can_be_read() -> None:
    text = "wrong\nvar a = 1\n" * 100
    file = read(text)
    assert len(file.faults) == MAX_FAULTS
    assert file.faults[-1].hint == "these are 20 faults: what follows is not read"
    assert len(statements_of(text)) == MAX_FAULTS - 1


SIZE = 10_000_000
GARBAGE = [
    "{",
    "[",
    "'",
    "${",
    "'${'",
    "(",
    "/*",
    "/*/",
    "\u00a0",
    "a\n",
    "@",
    "'''",
    "$",
    "{\n",
    "var a = {\n",
    "var a = [",
    "\\",
    "<<<<<<< a\n",
]


@pytest.mark.parametrize("piece", GARBAGE, ids=repr)
@pytest.mark.parametrize(
    "before", ["", "var x = ", "resource a 'b' = {\n  c: '"], ids=["alone", "as a value", "in a text"]
)
def test_ten_megabytes_of_garbage_are_read_in_no_time(before: str, piece: str) -> None:
    source = Source("main.bicep", before + piece * (SIZE // len(piece)))
    with within(2):
        assert len(parse(source).faults) <= MAX_FAULTS


def test_ten_megabytes_of_chance_are_read_in_no_time() -> None:
    chance = random.Random(6)  # noqa: S311
    text = chance.randbytes(100_000).decode("latin-1") * (SIZE // 100_000)
    with within(2):
        assert parse(Source("main.bicep", text)).faults


def test_a_large_file_is_read_fast() -> None:
    text = ""
    while len(text) < 160_000:
        text += f"@description('Optional. The number {len(text)}.')\nparam p{len(text)} resourceInput<'a/b@1'>.properties.c?\n\n"
        text += f"resource r{len(text)} 'a/b@1' = if (!empty(p0)) {{\n  name: 'n-${{uniqueString(a.id, 'x')}}'\n  properties: {{\n"
        text += "    one: two ?? 'three'\n    four: !empty(five)\n      ? [for six in seven: six.?eight]\n      : null\n  }\n}\n"
    source = Source("main.bicep", text)
    fastest = 9.0
    for _ in range(5):
        start = time.process_time()
        assert not parse(source).faults
        fastest = min(fastest, time.process_time() - start)
    assert fastest < 0.12  # 0.03 where nothing else runs

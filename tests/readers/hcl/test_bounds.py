"""No text crashes the reader or holds it up, however long and however wrong it is."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.readers.hcl.json_form import parse_json
from aksnet.readers.hcl.parsing import parse, parse_expression, parse_template
from aksnet.readers.hcl.syntax import Body
from aksnet.readers.hcl.telling import MAX_FAULTS
from timing import within

SIZE = 2_000_000
# Ten million characters are to take two seconds; other tests run beside this one.
SECONDS = 2.0
UNITS = [
    "{", "}", "[", "(", '"', "${", "%{", "a=[", "a={\n", "a {\n", "a{", "/*", "<<A\n", "a=<<A\n", 'a="', 'a="${', "a=f(",
    "a=!", "a=1+", "a?b:", "a.", "a[*]", "a ", "a\n", "a = =\n", "a=1\n", "x {\na = =\n", "\\", "\0", "\n", "\r", "\r\n", " ",
    "é", "\u00a0", "1", "1.", "a {}}\n", 'resource "a" "b" {\n', "{{ x }}\n", "<<<<<<< \n", "# x\n", "a=[1,\n", '"a":', "[1,",
]  # fmt: skip
STARTED = [
    ("a = <<E\n", "x\n"), ("a = <<-E\n", "  $x %\n"), ('a = "', "$"), ('a = "', r"\n"), ("a = [", "1,"), ("a = [", "[],"),
    ("a = {\n", "b=1\n"), ("a = f(", "g(),"), ('a = "', "${1}"), ('a = "', "%{if x}"), ("a = 1", "+1"), ("x {\n", "b {\n}\n"),
    ("a ", "b "), ("a = x", ".a"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _without_collector() -> Iterator[None]:
    """As the program reads: the heap of a test run is large, and is no part of what is measured."""
    gc.disable()
    yield
    gc.enable()


def _check(text: str) -> None:
    for read in (parse, parse_json):
        with within(SECONDS):
            file = read(Source("a.tf", text))
        assert len(file.faults) <= MAX_FAULTS
        assert all(0 <= fault.at <= len(text) for fault in file.faults)
        assert list(file.faults) == sorted(file.faults, key=lambda fault: fault.at)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_a_long_row_of_one_thing_is_read_in_time(unit: str) -> None:
    _check(unit * (SIZE // len(unit)))


@pytest.mark.parametrize(("start", "unit"), STARTED, ids=repr)
def test_a_long_row_within_something_is_read_in_time(start: str, unit: str) -> None:
    _check(start + unit * (SIZE // len(unit)))


def test_random_bytes_are_read_in_time() -> None:
    _check(random.Random(1).randbytes(SIZE).decode("latin-1"))  # noqa: S311 - garbage, not a secret


def test_a_large_configuration_is_read_in_a_fraction_of_a_second() -> None:
    block = 'resource "a" "b{0}" {{\n  name = "x"\n  list = [1, 2]\n  tags = {{\n    k = "v-${{var.x}}"\n  }}\n  c {{\n    d = var.e.f\n  }}\n}}\n'
    text = "".join(block.format(number) for number in range(2_000))
    with within(2.0):
        file = parse(Source("a.tf", text))
    assert (len(file.body.blocks), file.faults) == (2_000, ())


_FRAGMENTS = st.sampled_from(
    [*'{}[]()"=,.:?!-+*/%<>&|~#$\\\n\r\t \0', "${", "%{", "~}", "a", "b.c", "for", "in", "if", "1", "1.5e3", "==", "=>", "...", "::",
     "/*", "*/", "<<E\n", "<<-E\n", "E\n", "\n", '"x"', "$${", "%{if a}", "%{else}", "%{endif}", "%{for x in y}", "%{endfor}",
     "a = ", "a {\n", "}\n", 'resource "a" "b" {\n', "[*]", ".*", "null", "é", "\u00a0", "“", "'", "__x__", "{{ x }}", "=======", '"a":', "//"]
)  # fmt: skip
_TEXTS = st.lists(_FRAGMENTS, max_size=40).map("".join) | st.text(max_size=60)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_text_crashes_the_reader(text: str) -> None:
    for file in (parse(Source("a.tf", text)), parse_json(Source("a.tf.json", text))):
        assert len(file.faults) <= MAX_FAULTS
        assert not any(block.faulty for block in file.body.blocks) or file.faults
        assert all(0 <= at <= len(text) for at in _offsets(file.body))
    for read in (parse_expression, parse_template):
        assert 0 <= read(Source("a", text), 0, len(text)).at <= len(text)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_block_before_and_one_behind_a_broken_one_are_read(text: str) -> None:
    broken = text.replace("/*", "").replace("<<", "").replace("\n}", "}")
    around = f'resource "a" "before" {{\n  x = 1\n}}\nresource "a" "broken" {{\n  {broken}\n}}\n'
    file = parse(Source("a.tf", f'{around}resource "a" "behind" {{\n  x = 1\n}}\n'))
    whole = [block.labels[-1] for block in file.body.blocks if block.labels and not block.faulty]
    assert whole[0] == "before"
    assert whole[-1] == "behind"


def _offsets(body: Body) -> list[int]:
    inner = [at for block in body.blocks for at in (block.at, *_offsets(block.body))]
    return [*(at for one in body.attributes.values() for at in (one.at, one.value.at)), *inner]

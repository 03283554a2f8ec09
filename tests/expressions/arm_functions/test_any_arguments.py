"""Whatever a function is given, it answers, refuses or says that it cannot tell, and soon."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.arm_functions import FUNCTIONS
from aksnet.expressions.evaluator import Evaluator
from aksnet.expressions.functions import Function
from aksnet.expressions.values import (
    Closure,
    OpenObject,
    Ref,
    RefusedError,
    UndeterminedError,
    Val,
    unknown,
    wrap,
)
from timing import within

ENGINE = Evaluator()
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["", "10.0.0.0/16", "fd00::/48", "{0}", "{0:D9}", "/a/b", "P1D", "2026-01-01T00:00:00Z", "aGk=", "[1]", "\ufdd0x\ufdd1", "*"]
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers(-(2**64), 2**64) | st.integers(-3, 40) | st.floats() | TEXTS
PLAIN = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=8
)


def _opened(members: dict[str, Val]) -> Val:
    return Val(OpenObject(members))


LEAVES = st.builds(wrap, PLAIN) | st.just(unknown("later")) | st.just(Val(Ref("r.id")))
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Val, st.lists(inner, max_size=4))
        | st.builds(Val, st.dictionaries(TEXTS, inner, max_size=4))
        | st.builds(_opened, st.dictionaries(TEXTS, inner, max_size=3))
    ),
    max_leaves=6,
)
LAMBDAS = st.builds(lambda value: Val(Closure(lambda *given: value)), VALUES) | st.just(
    Val(Closure(lambda *given: given[0]))
)


def answer(function: Function, arguments: list[Val]) -> Val | str:
    """The value, or why there is none."""
    try:
        return ENGINE.apply(function, arguments)
    except (RefusedError, UndeterminedError) as error:
        return str(error)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(FUNCTIONS)), st.lists(VALUES | LAMBDAS, max_size=4))
def test_no_argument_breaks_a_function(name: str, arguments: list[Val]) -> None:
    function = FUNCTIONS[name]
    if function.takes(len(arguments)):
        made = answer(function, arguments)
        assert isinstance(made, Val) or made


MANY = [f"k{number}" for number in range(10_000)]
LARGE: list[tuple[str, str, tuple[Any, ...]]] = [
    ("a union of large arrays", "union", (MANY[:5000], MANY[5000:])),
    ("an intersection of large arrays", "intersection", (MANY, MANY[::-1])),
    ("a union of large objects", "union", (dict.fromkeys(MANY, 1), dict.fromkeys(MANY, 2))),
    ("many objects merged", "shallowmerge", ([{key: 1} for key in MANY],)),
    ("the members of a large object", "items", (dict.fromkeys(sorted(MANY), 1),)),
    ("a text replaced throughout", "replace", ("a" * 900_000, "a", "b")),
    ("a text of braces", "format", ("{{" * 400_000,)),
    ("a text of open braces", "format", ("{0," + " " * 900_000, 1)),
    ("a text of separators", "split", ("," * 900_000, ",")),
    ("a text as a pattern", "like", ("a" * 900_000, "*a" * 1_000 + "b*")),
    ("a text with many placeholders", "tolower", ("\ufdd0x\ufdd1" * 200_000,)),
    ("a text of what opens a placeholder", "tolower", ("\ufdd0" * 900_000,)),
    ("a text that is no address range", "parsecidr", ("1." * 450_000,)),
    ("digits that are no number", "int", ("9" * 900_000,)),
]


@pytest.mark.parametrize(("name", "arguments"), [row[1:] for row in LARGE], ids=[row[0] for row in LARGE])
def test_large_arguments_take_little_time(name: str, arguments: tuple[Any, ...]) -> None:
    values = [wrap(argument) for argument in arguments]
    with within(2):
        assert answer(FUNCTIONS[name], values)

"""Expressions of Terraform: operators, conditionals, loops, splats and what is unknown."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.expressions.terraform import TerraformEvaluator
from aksnet.expressions.values import (
    Handle,
    Lazy,
    Ref,
    RefusedError,
    Scope,
    UndeterminedError,
    Val,
    plain,
    unknown,
    wrap,
)
from aksnet.readers.hcl.parsing import parse_expression

UNKNOWN = unknown("nobody knows")
NAMES: dict[str, Val | Lazy] = {
    "x": UNKNOWN,
    "id": Val(Ref("azurerm_subnet.a.id")),
    "list": wrap(["a", "b"]),
    "map": wrap({"b": 2, "a": 1}),
    "half": Val({"known": Val(1), "unknown": UNKNOWN}),
    "none": Val(None),
    "me": Lazy(lambda: _evaluated("me")),
    "broken": Lazy(lambda: _evaluated("1 / 0")),
}


def _evaluated(text: str, names: dict[str, Val | Lazy] = NAMES) -> Val:
    source = Source("a.tf", text)
    return TerraformEvaluator().evaluate(parse_expression(source, 0, len(text)), Scope(source, names))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7), ("7 / 2", 3.5), ("6 / 2", 3), ("-7 % 3", -1), ("7 - -2", 9), ('"1" + 1', 2), ("1 < 2", True), ('"10" >= 9', True),
        ("1 == 1", True), ('1 == "1"', False), ("none == null", True), ("[1] == [1]", True), ("{a = 1} == {a = 1}", True), ("true != false", True),
        ("!true", False), ("true && false", False), ("false || true", True), ("false && x", False), ("true || x", True),
        ('true ? "a" : 1', "a"), ('true ? 1 : "a"', "1"), ("none == null ? 1 : 2", 1), ("x ? 1 : 1", 1), ("false ? 1 / 0 : 2", 2),
        ('"a-${1}-${true}"', "a-1-true"), ('"${[1]}"', [1]), ("list[0]", "a"), ("list.1", "b"), ('list["0"]', "a"), ('map["a"]', 1), ("map.b", 2),
        ("[for v in list : upper(v)]", ["A", "B"]), ("[for i, v in list : i]", [0, 1]), ("[for k, v in map : k]", ["a", "b"]),
        ("{for k, v in map : v => k}", {"1": "a", "2": "b"}), ("[for v in list : v if v != list[0]]", ["b"]), ('{for v in list : "k" => v...}', {"k": ["a", "b"]}),
        ("list[*]", ["a", "b"]), ("none[*]", []), ("[{a = 1}, {a = 2}][*].a", [1, 2]), ("[{a = [1]}, {a = [2]}].*.a[0]", [1]), ('"one"[*]', ["one"]),
        ("half.known", 1), ("try(1 / 0, 2)", 2), ("try(map.z, 3)", 3), ("can(map.z)", False), ("can(map.a)", True), ("max([1, 3]...)", 3), ("list[*] == tolist(list)", False),
        ("id == null", False), ("null != id", True), ('core::upper("a")', "A"), ("[for x in [1] : x]", [1]),
    ],
)  # fmt: skip
def test_what_is_known_is_evaluated(text: str, value: Any) -> None:
    result = plain(_evaluated(text))
    assert (result, type(result)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x + 1", "nobody knows"), ("1 == x", "nobody knows"), ("x && false", "nobody knows"), ("!x", "nobody knows"), ("-x", "nobody knows"),
        ("x ? 1 : 2", "nobody knows"), ('"a${x}"', "nobody knows"), ('"a${id}"', "azurerm_subnet.a.id is known only once it is deployed"),
        ("x.a", "nobody knows"), ("x[0]", "nobody knows"), ("list[x]", "nobody knows"), ("x[*]", "nobody knows"), ("[for v in x : v]", "nobody knows"),
        ("half.unknown", "nobody knows"), ("try(x, 1)", "nobody knows"), ("can(x)", "nobody knows"), ("upper(x)", "nobody knows"), ("me", "it depends on itself"),
        ("broken", "this divides by zero"), ("try(broken, 1)", "this divides by zero"), ("uuid()", "differs"), ("nothing_like_it(1)", "aksnet does not evaluate the function nothing_like_it"),
        ("toset([x, 1]) == toset([1])", "nobody knows"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_unknown_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UndeterminedError) as caught:
        plain(_evaluated(text))
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0", "1 % 0", '"a" + 1', "list[2]", "list[-1]", "list[0.5]", "map.z", 'map["z"]', "none.a", "none[0]", '"a".b', "toset([1])[0]", "nowhere", "null + 1",
        '"a${null}"', '"a${[1]}"', "[for v in 1 : v]", "[for v in none : v]", '{for v in list : "k" => v}', "1 ? 2 : 3", "try(1 / 0)", "upper()", "upper(1, 2)", "upper(list...)", "can()",
    ],
)  # fmt: skip
def test_what_terraform_refuses_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        _evaluated(text)


def test_members_keep_who_decided_them_and_where_they_stand() -> None:
    value = _evaluated('merge({a = "x"}, {b = "y"})')
    assert isinstance(value.data, dict)
    places = {key: item.at.place for key, item in value.data.items() if item.at is not None}
    assert [(place.line, place.column) for place in places.values()] == [(1, 8), (1, 19)]


def test_a_namespace_is_no_value() -> None:
    with pytest.raises(UndeterminedError, match="a whole resource"):
        plain(Val(Handle()))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='abx01"[]{}().,:?=+-*/%!<>&|$\n~ ', max_size=60))
def test_no_text_breaks_the_evaluator(text: str) -> None:
    with suppress(RefusedError):
        _evaluated(text)

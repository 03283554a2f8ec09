"""What is said of collections of which some is unknown: what is certain, with its place, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.expressions.arm_functions import FUNCTIONS
from aksnet.expressions.arm_functions.arguments import opened
from aksnet.expressions.arm_functions.comparing import MAX_COMPARED, Comparison, equal, find_key, text_of
from aksnet.expressions.evaluator import Evaluator
from aksnet.expressions.source import At, Source
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
from aksnet.view import Origin

ENGINE = Evaluator()
SOURCE = Source("main.bicep", "")
LATER = unknown("it is known later")
SUBNET = Val(Ref("nodes.id"))


def call(name: str, *arguments: Any) -> Val:
    values = [argument if isinstance(argument, Val) else wrap(argument) for argument in arguments]
    return ENGINE.apply(FUNCTIONS[name.lower()], values)


def obj(**members: Any) -> Val:
    return Val({key: member if isinstance(member, Val) else wrap(member) for key, member in members.items()})


def arr(*items: Any) -> Val:
    return Val([item if isinstance(item, Val) else wrap(item) for item in items])


def open_object(**members: Any) -> Val:
    return Val(opened({key: wrap(member) for key, member in members.items()}, "its keys are known later"))


def shape(value: Val) -> Any:
    """The value with `?` for what is unknown, and a member `*` in what may have more."""
    data = value.data
    if not value.known:
        return "?"
    if isinstance(data, list):
        return [shape(item) for item in data]
    if isinstance(data, dict):
        more = {"*": "?"} if isinstance(data, OpenObject) else {}
        return {key: shape(item) for key, item in data.items()} | more
    return data


KNOWN: list[tuple[str, Any, str, tuple[Any, ...]]] = [
    ("an unknown later member hides the earlier", {"a": "?", "b": 2}, "union", (obj(a=1, b=2), obj(a=LATER),)),
    ("a known later member wins over an unknown", {"a": 1}, "union", (obj(a=LATER), obj(a=1),)),
    ("null leaves an unknown as it is", {"a": "?"}, "union", (obj(a=LATER), obj(a=None),)),
    ("an object over an unknown is unknown", {"a": "?"}, "union", (obj(a=LATER), obj(a={"b": 1}),)),
    ("further members may hide all the earlier", {"a": "?", "b": 2, "*": "?"}, "union", (obj(a=1), open_object(b=2),)),
    ("later members hide what may be there", {"a": 1, "*": "?"}, "union", (open_object(), obj(a=1),)),
    ("a member that may be merged is unknown", {"a": "?", "*": "?"}, "union", (open_object(), obj(a={"b": 1}),)),
    ("nested members that are unknown stay", {"p": {"a": "?", "b": 1}}, "union", (obj(p=obj(a=SUBNET)), obj(p={"b": 1}),)),
    ("pools of different names are different", [{"name": "a", "s": "?"}, {"name": "b", "s": "?"}], "union", (arr(obj(name="a", s=SUBNET)), arr(obj(name="b", s=SUBNET)),)),
    ("an unknown entry hides all before it", {"a": "?", "b": 2, "*": "?"}, "shallowMerge", (arr({"a": 1, "b": 1}, LATER, {"b": 2}),)),
    ("an unknown member is merged as it is", {"a": "?"}, "shallowMerge", (arr({"a": 1}, obj(a=LATER)),)),
    ("arrays join with unknown items", ["?", 1], "concat", (arr(LATER), arr(1),)),
    ("an array with unknown items has a length", 2, "length", (arr(LATER, SUBNET),)),
    ("an array with an unknown item is not empty", False, "empty", (arr(LATER),)),
    ("an unknown item may be the first", "?", "first", (arr(LATER, 1),)),
    ("a known last item behind an unknown", 1, "last", (arr(LATER, 1),)),
    ("items are taken as they are", ["?"], "take", (arr(LATER, 1), 1,)),
    ("what is certainly there is there", True, "contains", (arr(LATER, "a"), "a",)),
    ("a key is there whatever its value", True, "contains", (obj(Name=LATER), "name",)),
    ("a key is there whatever else is", True, "contains", (open_object(a=1), "A",)),
    ("a known item before an unknown has its place", 0, "indexOf", (arr("a", LATER), "a",)),
    ("an unknown item makes an array", ["?", 1], "createArray", (LATER, 1,)),
    ("an unknown value makes an object", {"a": "?"}, "createObject", ("a", LATER,)),
    ("an unknown key makes further members", {"a": 1, "*": "?"}, "createObject", (LATER, 2, "a", 1,)),
    ("the members of a partly unknown object", [{"key": "a", "value": "?"}], "items", (obj(a=SUBNET),)),
    ("its keys", ["a"], "objectKeys", (obj(a=SUBNET),)),
    ("false decides", False, "and", (LATER, False,)),
    ("true decides", True, "or", (LATER, True,)),
    ("a known value before an unknown", 1, "coalesce", (None, 1, LATER,)),
    ("a member of a partly unknown object", 1, "tryGet", (obj(a=1, b=LATER), "a",)),
    ("an unknown member", "?", "tryGet", (obj(a=1, b=LATER), "b",)),
    ("a lambda is called for unknown items", ["?", 2], "map", (arr(LATER, 1), Val(Closure(lambda item, *_: item if not item.known else Val(item.data + 1))),)),
    ("a lambda that cannot tell gives an unknown", ["?"], "map", (arr(1), Val(Closure(lambda item, *_: call("newGuid"))),)),
    ("values are mapped in what may have more", {"a": 1, "*": "?"}, "mapValues", (open_object(a=1), Val(Closure(lambda item, *_: item)),)),
    ("items with unknown parts are grouped", {"x": ["?"]}, "groupBy", (arr(LATER), Val(Closure(lambda item, *_: Val("x"))),)),
    ("items with unknown parts are kept by key", {"x": "?"}, "toObject", (arr(LATER), Val(Closure(lambda item, *_: Val("x"))),)),
    ("the same array within arrays", ["?"], "flatten", (arr(arr(LATER), arr()),)),
    ("arrays without items have none in common", [], "intersection", (arr(LATER), arr(),)),
    ("any is the value, unknown or not", "?", "any", (LATER,)),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "name", "arguments"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN])
def test_what_is_certain_is_said(expected: Any, name: str, arguments: tuple[Any, ...]) -> None:
    assert shape(call(name, *arguments)) == expected


TRUE = Val(Closure(lambda *items: Val(True)))
UNTOLD: list[tuple[str, str, tuple[Any, ...]]] = [
    ("an unknown item may be the same as another", "union", (arr(LATER), arr(1))),
    ("two of one unknown item may be the same", "union", (arr(obj(a=SUBNET)), arr(obj(a=SUBNET)))),
    ("the same unknown item twice", "distinct", (arr(SUBNET, SUBNET),)),
    ("whether an unknown item is the one sought", "contains", (arr(LATER), "a")),
    ("whether a further key is there", "contains", (open_object(a=1), "b")),
    ("which place is the first", "indexOf", (arr(LATER, "a"), "a")),
    ("how many members there are", "length", (open_object(a=1),)),
    ("whether there are any members", "empty", (open_object(),)),
    ("what further items there are", "items", (open_object(a=1),)),
    ("which items are common", "intersection", (arr(LATER), arr(1))),
    ("which members are common", "intersection", (obj(a=LATER), obj(a=1))),
    ("whether a further member is there", "tryGet", (open_object(a=1), "b")),
    ("what comes first of an unknown", "coalesce", (LATER, 1)),
    ("an unknown with true", "and", (LATER, True)),
    ("an unknown with false", "or", (False, LATER)),
    ("an unknown array", "length", (LATER,)),
    ("an unknown array within an array", "flatten", (arr(LATER),)),
    ("whether an item is kept", "filter", (arr(1), Val(Closure(lambda item, *_: LATER)))),
    ("which of two stands first", "sort", (arr(1, 2), Val(Closure(lambda a, b: LATER)))),
    ("the order of items of the same rank", "sort", (arr(1, 2), Val(Closure(lambda a, b: Val(False))))),
    ("the order where each stands before the other", "sort", (arr(1, 2), TRUE)),
    ("which key an item has", "toObject", (arr(1), Val(Closure(lambda item, *_: LATER)))),
    ("two items of one key", "toObject", (arr(1, 2), Val(Closure(lambda item, *_: Val("x"))))),
    ("a text with an unknown part", "join", (arr("a", LATER), "-")),
    ("two keys that differ in their case", "union", (obj(a=1, A=2), obj(b=1))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments"), [row[1:] for row in UNTOLD], ids=[row[0] for row in UNTOLD])
def test_what_is_not_certain_is_not_said(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(UndeterminedError):
        call(name, *arguments)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("map", (arr(1), 5)),
        ("map", ("abc", TRUE)),
        ("filter", (arr(1), Val(Closure(lambda item, *_: Val("yes"))))),
        ("mapValues", (arr(1), TRUE)),
        ("reduce", (obj(a=1), 0, TRUE)),
        ("groupBy", (arr(1), Val(Closure(lambda item, *_: Val(5))))),
        ("shallowMerge", (arr(5),)),
        ("items", (arr(1),)),
    ],
    ids=["a number is no lambda", "a text is no array", "a text keeps no item", "an array has no values", "an object is not reduced", "a number is no key", "a number is not merged", "an array has no members"],
)  # fmt: skip
def test_the_service_refuses(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(RefusedError):
        call(name, *arguments)


def test_members_keep_their_places_and_origins() -> None:
    at = At(SOURCE, 7)
    member = Val("x", Origin.DEFAULT, at, "param a")
    merged = call("union", Val({"a": Val({"b": member})}), obj(a={"c": 1}))
    assert isinstance(merged.data, dict)
    inner = merged.data["a"].data
    assert isinstance(inner, dict)
    assert inner["b"] == member
    (row,) = list[Val](call("items", Val({"a": member})).data)  # type: ignore[arg-type]
    assert row.at == at
    assert isinstance(row.data, dict)
    assert row.data["value"] == member


def test_equal_sorted_items_may_stand_in_any_order() -> None:
    rank = Val(Closure(lambda a, b: Val(a.data < b.data)))
    assert shape(call("sort", arr(2, 1, 2), rank)) == [1, 2, 2]


def test_keys_are_found_without_their_case() -> None:
    assert find_key({"networkProfile": LATER}, "NETWORKPROFILE") == "networkProfile"
    assert find_key({"a": LATER, "A": LATER}, "A") == "A"
    assert find_key({"a": LATER}, "b") is None
    with pytest.raises(UndeterminedError):
        find_key({"ab": LATER, "AB": LATER}, "aB")


def test_a_comparison_ends() -> None:
    long = wrap(list(range(MAX_COMPARED)))
    assert Comparison().alike(long, long) is None
    deep = wrap("x")
    for _ in range(500):
        deep = Val([deep])
    assert Comparison().alike(deep, deep) is None
    assert equal([1, "a"], [1, "a"])


def test_values_stand_in_texts() -> None:
    assert [text_of(data) for data in (True, False, None, 5, "a", [], {})] == [
        "True",
        "False",
        "",
        "5",
        "a",
        "[]",
        "{}",
    ]

"""Types of Terraform: what a `type =` argument says, what is converted to it, and what several values become."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions import tree
from aksnet.expressions.source import At, Source
from aksnet.expressions.terraform_functions.comparing import equal
from aksnet.expressions.terraform_functions.conversions import alike, convert, number_of, text_of, unify
from aksnet.expressions.terraform_functions.types import (
    ANY,
    BOOL,
    NUMBER,
    STRING,
    Constraint,
    ListOf,
    MapOf,
    constraint_of,
    list_of,
    type_of,
)
from aksnet.expressions.tree import MAX_DEPTH, Node
from aksnet.expressions.values import Ref, RefusedError, SetOf, UndeterminedError, Val, plain, same, unknown
from aksnet.view import Origin
from terraform_calls import f, value

SUBNET = Val(Ref("azurerm_subnet.a.id"))


def node(written: Any) -> Node:
    """`["list", "string"]` as the tree of `list(string)`; a dict is the argument of object()."""
    match written:
        case str():
            return tree.Name(written, 0)
        case ["tuple", *items]:
            return tree.Call("tuple", (tree.Array(tuple(map(node, items)), 0),), 0)
        case ["optional", of, default]:
            return tree.Call("optional", (node(of), literal(default)), 0)
        case [name, *arguments]:
            return tree.Call(name, tuple(map(node, arguments)), 0)
    items = tuple(tree.Item(tree.Name(name, 0), node(one), 0) for name, one in written.items())
    return tree.Call("object", (tree.Object(items, 0),), 0)


def literal(data: Any) -> Node:
    if isinstance(data, dict):
        return tree.Object(tuple(tree.Item(tree.Name(key, 0), literal(one), 0) for key, one in data.items()), 0)
    return tree.Literal(data, 0)


def default(given_: Node) -> Val:
    """What an evaluator makes of a default."""
    if isinstance(given_, tree.Object):
        items = [item for item in given_.items if isinstance(item, tree.Item) and isinstance(item.key, tree.Name)]
        return Val({item.key.name: default(item.value) for item in items if isinstance(item.key, tree.Name)})
    assert isinstance(given_, tree.Literal)
    return Val(given_.value, Origin.DEFAULT)


def converted(written: Any, data: Any) -> Val:
    return convert(value(data), constraint_of(node(written)), default)


NETWORK = {
    "plugin": "string",
    "mode": ["optional", "string"],
    "data_plane": ["optional", "string", "azure"],
    "pod_cidr": ["optional", "string", "10.244.0.0/16"],
    "service": ["optional", {"cidr": ["optional", "string", "10.0.0.0/16"], "dns": ["optional", "string"]}, {}],
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("string", STRING, id="a primitive type"),
        pytest.param("any", ANY, id="any"),
        pytest.param(["list", "number"], Constraint("list", NUMBER), id="a list of a type"),
        pytest.param(["map", ["set", "bool"]], Constraint("map", Constraint("set", BOOL)), id="types nest"),
        pytest.param(["tuple", "string", "any"], Constraint("tuple", items=(STRING, ANY)), id="a tuple"),
        pytest.param({"a": "string"}, Constraint("object", members={"a": STRING}), id="an object"),
        pytest.param("list", Constraint("list", ANY), id="a list as before Terraform 0.12"),
        pytest.param("map", Constraint("map", ANY), id="a map as before Terraform 0.12"),
    ],
)
def test_a_type_argument_is_a_type(written: Any, expected: Constraint) -> None:
    assert constraint_of(node(written)) == expected


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [("string", STRING), ("list", Constraint("list", ANY)), ("map", Constraint("map", ANY))],
    ids=["a quoted string", "a quoted list", "a quoted map"],
)
def test_a_type_in_quotes_is_read(quoted: str, expected: Constraint) -> None:
    assert constraint_of(tree.Literal(quoted, 0)) == expected
    assert constraint_of(tree.Template((tree.Literal(quoted, 0),), 0)) == expected


def test_an_optional_member_is_remembered_with_its_default() -> None:
    made = constraint_of(node(NETWORK))
    assert {name: None if at is None else type(at).__name__ for name, at in made.optional.items()} == {
        "mode": None,
        "data_plane": "Literal",
        "pod_cidr": "Literal",
        "service": "Object",
    }
    assert made.members["mode"] == STRING


@pytest.mark.parametrize(
    "given_",
    [
        pytest.param(tree.Name("text", 0), id="a name that is no type"),
        pytest.param(tree.Literal("number", 0), id="a quoted type that never was"),
        pytest.param(tree.Literal(3, 0), id="a number"),
        pytest.param(node(["list", "list"]), id="a list without a type inside another"),
        pytest.param(node(["list", "string", "string"]), id="a list of two types"),
        pytest.param(node(["string", "string"]), id="a string of something"),
        pytest.param(node(["optional", "string"]), id="optional outside an object"),
        pytest.param(node({"a": ["optional"]}), id="optional without a type"),
        pytest.param(tree.Call("object", (tree.Name("string", 0),), 0), id="an object of no members"),
        pytest.param(tree.Call("tuple", (tree.Name("string", 0),), 0), id="a tuple of no list"),
        pytest.param(tree.Call("object", (tree.Object((tree.Item(tree.Name("a", 0), tree.Name("string", 0), 0),) * 2, 0),), 0), id="an object with a member twice"),
    ],
)  # fmt: skip
def test_nonsense_is_no_type(given_: Node) -> None:
    with pytest.raises(RefusedError):
        constraint_of(given_)


def test_a_type_that_is_nested_too_deep_is_not_read() -> None:
    deep: Any = "string"
    for _ in range(MAX_DEPTH + 5):
        deep = ["list", deep]
    with pytest.raises(UndeterminedError):
        constraint_of(node(deep))


@pytest.mark.parametrize(
    ("written", "data", "expected"),
    [
        pytest.param("number", "110", 110, id="a text as a number"),
        pytest.param("string", 3, "3", id="a number as a text"),
        pytest.param("string", True, "true", id="a truth value as a text"),
        pytest.param("bool", "false", False, id="a text as a truth value"),
        pytest.param("any", [1, "a"], [1, "a"], id="any keeps what it is"),
        pytest.param("number", None, None, id="null stays"),
        pytest.param(["list", "string"], [1, True, "x"], ["1", "true", "x"], id="a tuple as a list"),
        pytest.param(["list", "any"], [1, "x"], ["1", "x"], id="a list of any is of one type"),
        pytest.param(["set", "string"], ["c", "a", "b", "a"], ["a", "b", "c"], id="a set drops duplicates"),
        pytest.param(["set", "number"], ["10", 9, 9.0], [9, 10], id="a set of numbers ascends"),
        pytest.param(["map", "string"], {"a": 1}, {"a": "1"}, id="an object as a map"),
        pytest.param(["tuple", "string", "number", "bool"], [10, "20", "true"], ["10", 20, True], id="a tuple by its items"),
        pytest.param({"a": "string"}, {"a": 1, "b": 2}, {"a": "1"}, id="further members are dropped"),
        pytest.param({"a": ["optional", "number"]}, {}, {"a": None}, id="an optional member is null"),
        pytest.param({"a": ["optional", "number", "3"]}, {"a": None}, {"a": 3}, id="a default stands for null, converted"),
        pytest.param({"a": ["optional", "number", "3"]}, f("tomap", {"a": "5"}), {"a": 5}, id="a map as an object"),
        pytest.param(["map", {"n": ["optional", "number", 1]}], {"x": {}, "y": {"n": "2"}}, {"x": {"n": 1}, "y": {"n": 2}}, id="a map of objects"),
        pytest.param(["list", "string"], f("toset", ["b", "a"]), ["a", "b"], id="a set as a list"),
        pytest.param(
            NETWORK,
            {"plugin": "azure", "mode": "overlay", "pod_cidr": None, "ignored": "x"},
            {"plugin": "azure", "mode": "overlay", "data_plane": "azure", "pod_cidr": "10.244.0.0/16", "service": {"cidr": "10.0.0.0/16", "dns": None}},
            id="nested defaults",
        ),
    ],
)  # fmt: skip
def test_a_value_is_converted(written: Any, data: Any, expected: Any) -> None:
    assert same(plain(converted(written, data)), expected)


@pytest.mark.parametrize(
    ("written", "data"),
    [
        pytest.param("number", "abc", id="a word as a number"),
        pytest.param("number", True, id="a truth value as a number"),
        pytest.param("bool", 1, id="a number as a truth value"),
        pytest.param("bool", "True", id="a truth value with a capital"),
        pytest.param("string", [], id="a list as a text"),
        pytest.param(["list", "string"], {"a": "b"}, id="an object as a list"),
        pytest.param(["list", "string"], "a", id="a text as a list"),
        pytest.param(["list", "number"], ["a"], id="a list of words as numbers"),
        pytest.param(["list", "any"], [1, True], id="a list of a number and a truth value"),
        pytest.param(["map", "string"], ["a"], id="a list as a map"),
        pytest.param(["tuple", "string"], ["a", "b"], id="a tuple that is too long"),
        pytest.param(["tuple", "string"], f("tolist", ["a"]), id="a list as a tuple"),
        pytest.param({"a": "string"}, {}, id="a member is missing"),
        pytest.param({"a": "string"}, ["a"], id="a list as an object"),
    ],
)
def test_what_terraform_does_not_convert_is_refused(written: Any, data: Any) -> None:
    with pytest.raises(RefusedError):
        converted(written, data)


def test_members_that_are_unknown_stay_and_places_stay() -> None:
    at = At(Source("a.tf", "x"), 0)
    made = converted(["list", "string"], [SUBNET, Val(1, Origin.VARIABLE, at, "var.x")])
    assert made.data == [SUBNET, Val("1", Origin.VARIABLE, at, "var.x")]
    assert isinstance(made.data, ListOf)
    assert made.data.of == STRING


@pytest.mark.parametrize(
    ("written", "kind"),
    [("list", ListOf), ("set", SetOf), ("map", MapOf)],
    ids=["a list", "a set", "a map"],
)
def test_a_collection_knows_that_it_is_one(written: str, kind: type) -> None:
    made = converted([written, "string"], {} if written == "map" else [])
    assert isinstance(made.data, kind)
    assert type_of(made) == Constraint(written, STRING)


def test_a_default_says_that_it_is_one() -> None:
    made = converted({"a": ["optional", "string", "x"]}, {})
    assert made.data == {"a": Val("x", Origin.DEFAULT)}


def test_a_member_that_cannot_be_told_leaves_its_neighbours() -> None:
    made = converted(["list", "string"], [1 / 3, "a"])
    assert isinstance(made.data, list)
    assert [item.known for item in made.data] == [False, True]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param([16, "8"], ["16", "8"], id="a number beside a text"),
        pytest.param([True, "no"], ["true", "no"], id="a truth value beside a text"),
        pytest.param([1, 2], [1, 2], id="numbers stay"),
        pytest.param([None, "a"], [None, "a"], id="null stays"),
        pytest.param([{"a": 1}, {"a": "x"}], [{"a": "1"}, {"a": "x"}], id="objects by their members"),
        pytest.param([{"a": "x"}, {}], [{"a": "x"}, {}], id="objects of other members as maps"),
        pytest.param([{"a": 1}, {"b": "x"}], [{"a": "1"}, {"b": "x"}], id="maps by their elements"),
        pytest.param([[1], ["a", "b"]], [["1"], ["a", "b"]], id="tuples of other lengths as lists"),
        pytest.param([f("tolist", ["a"]), []], [["a"], []], id="a list beside an empty tuple"),
        pytest.param([f("toset", ["b", "a"]), ["c"]], [["a", "b"], ["c"]], id="a set beside a tuple"),
        pytest.param([{"a": None}, {"a": ["x"]}], [{"a": None}, {"a": ["x"]}], id="a null member beside a list"),
    ],
)
def test_values_are_made_one_type(data: Any, expected: Any) -> None:
    assert same([plain(one) for one in unify([value(one) for one in data])], expected)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param([1, True], id="a number and a truth value"),
        pytest.param([["a"], "a"], id="a tuple and a text"),
        pytest.param([{"a": 1}, ["a"]], id="an object and a tuple"),
        pytest.param([{"a": 1, "b": "x", "c": []}, {}], id="an object of many types and an empty one"),
    ],
)
def test_values_that_have_no_common_type_are_refused(data: Any) -> None:
    with pytest.raises(RefusedError):
        unify([value(one) for one in data])


def test_an_object_and_an_empty_one_become_maps() -> None:
    assert all(isinstance(one.data, MapOf) for one in unify([value({"a": "x"}), value({})]))


def test_beside_the_unknown_the_others_become_what_they_have_in_common() -> None:
    assert unify([SUBNET, Val(1)]) == [SUBNET, Val(1)]
    assert unify([unknown("x"), Val(1), Val("a")]) == [unknown("x"), Val("1"), Val("a")]


def test_only_the_arm_that_is_chosen_is_converted() -> None:
    chosen = value({"a": "x", "b": []})
    assert plain(alike(chosen, value(f("tomap", {})))) == {"a": "x", "b": []}
    with pytest.raises(RefusedError):
        unify([chosen, value(f("tomap", {}))])


@pytest.mark.parametrize(
    ("data", "expected"),
    [(True, "true"), (5.0, "5"), (1.5, "1.5"), (1e100, "1" + "0" * 100), (0.000001, "0.000001"), (10**30, "1" + "0" * 30), (-2, "-2"), ("a", "a")],
    ids=str,
)  # fmt: skip
def test_a_primitive_as_text(data: Any, expected: str) -> None:
    assert text_of(data) == expected


@pytest.mark.parametrize("data", [None, [], {}], ids=["null", "a list", "an object"])
def test_what_is_no_primitive_is_no_text(data: Any) -> None:
    with pytest.raises(RefusedError):
        text_of(data)


@pytest.mark.parametrize(
    "data", [1 / 3, 0.1 + 0.2, float("inf"), 2**600], ids=["a third", "a sum", "infinity", "600 bits"]
)
def test_a_number_that_terraform_writes_otherwise_is_not_told(data: Any) -> None:
    with pytest.raises(UndeterminedError):
        text_of(data)


@pytest.mark.parametrize(
    "text", ["0.1234567890123456789", "1e999999999", "9" * 700, "inf", "1p4"],
    ids=["many digits", "a large exponent", "many figures", "infinity", "a binary exponent"],
)  # fmt: skip
def test_a_number_that_is_not_exact_is_not_read(text: str) -> None:
    with pytest.raises(UndeterminedError):
        number_of(text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("1", 1, False, id="a text is no number"),
        pytest.param(1, 1.0, True, id="numbers by value"),
        pytest.param(None, None, True, id="null"),
        pytest.param(["a"], ["a"], True, id="tuples"),
        pytest.param(["a"], f("tolist", ["a"]), False, id="a tuple is no list"),
        pytest.param([], list_of([], STRING), False, id="an empty tuple is no empty list"),
        pytest.param({"a": 1}, f("tomap", {"a": 1}), False, id="an object is no map"),
        pytest.param(f("toset", [1, 2]), f("toset", [2, 1]), True, id="sets have no order"),
    ],
)
def test_equality_is_of_type_and_value(one: Any, other: Any, expected: bool) -> None:
    left, right = value(one), Val(other) if isinstance(other, ListOf) else value(other)
    assert equal(left, right) is expected


TYPES = st.recursive(
    st.sampled_from(["string", "number", "bool", "any"]),
    lambda one: (
        st.tuples(st.sampled_from(["list", "set", "map", "tuple"]), one).map(list)
        | st.dictionaries(st.sampled_from("abc"), one, max_size=3)
    ),
    max_leaves=5,
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.sampled_from(["", "1", "true", "x", "é"]),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from("abcd"), one, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(written=TYPES, data=DATA)
def test_what_is_converted_once_is_of_that_type(written: Any, data: Any) -> None:
    try:
        once = converted(written, data)
        twice = convert(once, constraint_of(node(written)), default)
        first = plain(once)
    except (RefusedError, UndeterminedError):
        return
    assert same(plain(twice), first)

"""Terraform's functions answer as Terraform does, refuse what it refuses, and never fail otherwise."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.evaluator import Evaluator
from aksnet.expressions.source import At, Source
from aksnet.expressions.terraform_functions import FUNCTIONS
from aksnet.expressions.terraform_functions.types import ListOf, MapOf
from aksnet.expressions.values import (
    MAX_ITEMS,
    OpenObject,
    Ref,
    RefusedError,
    SetOf,
    UndeterminedError,
    Val,
    plain,
    same,
    unknown,
)
from aksnet.view import Origin, Unknown
from terraform_calls import Call, f, result, value
from terraform_examples import EXAMPLES, REFUSED, UNDETERMINED

SUBNET = Val(Ref("azurerm_subnet.a.id"))
MISSING = unknown("var.x has no value")


def told(value: Val) -> Any:
    """Data with the reasons where it is unknown."""
    if isinstance(value.data, list):
        return [told(item) for item in value.data]
    if isinstance(value.data, dict):
        return {key: told(item) for key, item in value.data.items()}
    if isinstance(value.data, Ref):
        return f"<{value.data.text}>"
    return f"<{value.data.reason}>" if isinstance(value.data, Unknown) else value.data


@pytest.mark.parametrize(("call", "expected"), [pytest.param(*row, id=str(row[0])[:90]) for row in EXAMPLES])
def test_a_function_answers_as_terraform_does(call: Call, expected: Any) -> None:
    assert same(result(call), expected)


@pytest.mark.parametrize("call", [pytest.param(call, id=str(call)[:90]) for call in REFUSED])
def test_what_terraform_refuses_is_refused(call: Call) -> None:
    with pytest.raises(RefusedError) as caught:
        result(call)
    assert caught.value.message[0] == caught.value.message[0].lower()
    assert not caught.value.message.endswith(".")


@pytest.mark.parametrize("call", [pytest.param(call, id=str(call)[:90]) for call in UNDETERMINED])
def test_what_cannot_be_told_is_not_told(call: Call) -> None:
    with pytest.raises(UndeterminedError):
        result(call)


def test_every_function_is_tried() -> None:
    def names(call: Call) -> set[str]:
        return {call.name}.union(*(names(one) for one in call.arguments if isinstance(one, Call)))

    tried = set().union(*(names(call) for call in [*(row[0] for row in EXAMPLES), *UNDETERMINED]))
    others = {"plantimestamp", "rsadecrypt", "sensitive", "ephemeralasnull", "sha256", "sha512", "base64sha512"}
    providers = {"provider::terraform::encode_tfvars", "provider::terraform::decode_tfvars"}
    assert {name for name in FUNCTIONS if not name.startswith("core::")} - tried == others | providers


def test_a_function_has_a_second_name() -> None:
    assert result(f("core::upper", "a")) == "A"


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_terraform_itself_says_the_same(tmp_path: Path) -> None:
    calls = [*(row[0] for row in EXAMPLES), *REFUSED]
    expected = [*([True, row[1]] for row in EXAMPLES), *([False] for _ in REFUSED)]
    # a call that is refused for its number of arguments is no error to `try` but to the parser of some versions
    tries = ", ".join(f"try([true, {call}], [false])" for call in calls)
    done = subprocess.run(
        ["terraform", "console"],
        input=f"base64encode(jsonencode([{tries}]))\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
        env={**os.environ, "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1"},
    )
    answers = json.loads(base64.b64decode(done.stdout.strip().strip('"')))
    wrong = [
        (str(call), is_, should)
        for call, is_, should in zip(calls, answers, expected, strict=True)
        if not same(is_, should)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        pytest.param(f("merge", {"a": 1, "b": 2}, {"b": SUBNET}), {"a": 1, "b": "<azurerm_subnet.a.id>"}, id="merge keeps an unknown member"),
        pytest.param(f("merge", MISSING, {"a": 1}), {"a": 1}, id="merge keeps what stands behind an unknown map"),
        pytest.param(f("merge", {"a": 1}, MISSING), {"a": "<var.x has no value>"}, id="merge doubts what an unknown map may overwrite"),
        pytest.param(f("concat", ["a"], [SUBNET]), ["a", "<azurerm_subnet.a.id>"], id="concat keeps an unknown item"),
        pytest.param(f("lookup", {"a": 1, "b": SUBNET}, "a", MISSING), 1, id="lookup does not need the default"),
        pytest.param(f("lookup", {"a": SUBNET}, "a", 1), "<azurerm_subnet.a.id>", id="lookup finds an unknown member"),
        pytest.param(f("element", [MISSING, "b"], 1), "b", id="element beside an unknown item"),
        pytest.param(f("keys", {"b": MISSING, "a": 1}), ["a", "b"], id="keys of unknown members"),
        pytest.param(f("values", {"b": MISSING, "a": 1}), [1, "<var.x has no value>"], id="values of unknown members"),
        pytest.param(f("length", [MISSING, SUBNET]), 2, id="length of unknown items"),
        pytest.param(f("tolist", [SUBNET, 1, "a"]), ["<azurerm_subnet.a.id>", "1", "a"], id="tolist unifies what is known"),
        pytest.param(f("toset", [SUBNET, "b", "a"]), ["a", "b", "<azurerm_subnet.a.id>"], id="toset puts what is unknown last"),
        pytest.param(f("tomap", {"a": SUBNET}), {"a": "<azurerm_subnet.a.id>"}, id="tomap keeps an unknown member"),
        pytest.param(f("zipmap", ["a", "b"], [1, SUBNET]), {"a": 1, "b": "<azurerm_subnet.a.id>"}, id="zipmap of unknown values"),
        pytest.param(f("slice", [MISSING, "b", "c"], 1, 3), ["b", "c"], id="slice beside an unknown item"),
        pytest.param(f("reverse", ["a", SUBNET]), ["<azurerm_subnet.a.id>", "a"], id="reverse with an unknown item"),
        pytest.param(f("one", [SUBNET]), "<azurerm_subnet.a.id>", id="one unknown item"),
        pytest.param(f("coalesce", "a", MISSING), "a", id="coalesce does not need what stands behind"),
        pytest.param(f("coalescelist", [], ["a", SUBNET], MISSING), ["a", "<azurerm_subnet.a.id>"], id="coalescelist likewise"),
        pytest.param(f("contains", [MISSING, "a"], "a"), True, id="contains beside an unknown item"),
        pytest.param(f("anytrue", [MISSING, True]), True, id="anytrue beside an unknown item"),
        pytest.param(f("alltrue", [False, MISSING]), False, id="alltrue before an unknown item"),
        pytest.param(f("formatlist", "%s/24", ["10.0.0.0", SUBNET]), ["10.0.0.0/24", "<azurerm_subnet.a.id is known only once it is deployed>"], id="formatlist with an unknown item"),
        pytest.param(f("setproduct", ["a"], [1, SUBNET]), [["a", 1], ["a", "<azurerm_subnet.a.id>"]], id="setproduct of lists with an unknown item"),
        pytest.param(f("chunklist", ["a", SUBNET, "c"], 2), [["a", "<azurerm_subnet.a.id>"], ["c"]], id="chunklist with an unknown item"),
    ],
)  # fmt: skip
def test_what_is_known_beside_the_unknown_is_told(call: Call, expected: Any) -> None:
    assert told(value(call)) == expected


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(f("flatten", [MISSING, ["a"]]), id="flatten of what may be a list"),
        pytest.param(f("length", MISSING), id="length of the unknown"),
        pytest.param(f("length", f("toset", [SUBNET, "a"])), id="length of a set whose items may be the same"),
        pytest.param(f("contains", [MISSING, "a"], "b"), id="contains what may be unknown"),
        pytest.param(f("index", [MISSING, "a"], "a"), id="index behind the unknown"),
        pytest.param(f("compact", [SUBNET, ""]), id="compact of what may be empty"),
        pytest.param(f("distinct", [SUBNET, "a"]), id="distinct of what may be the same"),
        pytest.param(f("sort", [SUBNET, "a"]), id="sort of the unknown"),
        pytest.param(f("join", ",", ["a", SUBNET]), id="join of the unknown"),
        pytest.param(f("coalesce", MISSING, "a"), id="coalesce of what may be null"),
        pytest.param(f("alltrue", [MISSING, False]), id="alltrue behind the unknown"),
        pytest.param(f("keys", f("merge", MISSING, {"a": 1})), id="keys of an open object"),
        pytest.param(f("lookup", f("merge", MISSING, {"a": 1}), "b", 1), id="lookup in an open object"),
        pytest.param(f("tolist", f("toset", [SUBNET, "a"])), id="the order of a set with an unknown item"),
        pytest.param(f("setsubtract", ["a"], [SUBNET]), id="setsubtract of the unknown"),
    ],
)
def test_what_depends_on_the_unknown_is_unknown(call: Call) -> None:
    with pytest.raises(UndeterminedError):
        value(call)


def test_members_keep_their_places_and_who_decided_them() -> None:
    at = At(Source("main.tf", "x"), 0)
    mode = Val("overlay", Origin.VARIABLE, at, "var.mode")
    members = value(f("merge", {"a": 1}, {"mode": mode})).data
    assert isinstance(members, dict)
    assert members["mode"] == mode
    items = value(f("concat", [mode], ["a"])).data
    assert isinstance(items, list)
    assert items[0] == mode


def test_what_is_computed_of_a_variable_came_through_it() -> None:
    made = value(f("split", ",", Val("a,b", Origin.VARIABLE, None, "var.list")))
    assert isinstance(made.data, list)
    assert {(one.origin, one.via) for one in (made, *made.data)} == {(Origin.VARIABLE, "var.list")}


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        pytest.param(f("split", ",", "a"), ListOf, id="split makes a list"),
        pytest.param(f("cidrsubnets", "10.0.0.0/8", 1), ListOf, id="cidrsubnets makes a list"),
        pytest.param(f("flatten", f("tolist", ["a"])), list, id="flatten makes a tuple"),
        pytest.param(f("keys", {"a": 1}), list, id="keys of an object are a tuple"),
        pytest.param(f("keys", f("tomap", {"a": 1})), ListOf, id="keys of a map are a list"),
        pytest.param(f("reverse", f("toset", ["a"])), ListOf, id="a reversed set is a list"),
        pytest.param(f("slice", ["a"], 0, 1), list, id="a slice of a tuple is a tuple"),
        pytest.param(f("setunion", ["a"], ["b"]), SetOf, id="setunion makes a set"),
        pytest.param(f("zipmap", ["a"], f("tolist", [1])), MapOf, id="zipmap of a list makes a map"),
        pytest.param(f("zipmap", ["a"], [1]), dict, id="zipmap of a tuple makes an object"),
        pytest.param(
            f("merge", f("tomap", {"a": 1}), f("tomap", {"b": 2})), MapOf, id="merged maps of one type are a map"
        ),
        pytest.param(f("merge", f("tomap", {"a": 1}), {"b": 2}), dict, id="a map merged with an object is an object"),
        pytest.param(f("merge", {"a": 1}, MISSING), OpenObject, id="what was merged with the unknown is open"),
        pytest.param(f("jsondecode", "[1]"), list, id="JSON has tuples"),
    ],
)
def test_a_function_makes_the_kind_that_terraform_makes(call: Call, kind: type) -> None:
    data = value(call).data
    assert isinstance(data, SetOf) if kind is SetOf else type(data) is kind


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(f("setproduct", *[list(range(20))] * 5), id="a product of millions"),
        pytest.param(f("replace", "a" * 5000, "a", "b" * 5000), id="a replacement of millions"),
        pytest.param(f("indent", 100_000, "\n" * 1000), id="an indent of millions"),
        pytest.param(f("format", "%99999s", "a"), id="a width of thousands"),
        pytest.param(f("split", "", "a" * 20_000), id="a split into thousands"),
        pytest.param(f("parseint", "9" * 2_000, 10), id="a number of thousands of digits"),
        pytest.param(f("regex", "(a|b|ab){500}(a|b)*c", "ab" * 5_000), id="a pattern that is slow on a long text"),
        pytest.param(f("regex", "((a{1000}){1000})", "a"), id="a pattern that is large"),
        pytest.param(f("regex", "(" * 200 + ")" * 200, "a"), id="a pattern that is deep"),
        pytest.param(f("jsondecode", "[" * 5_000 + "]" * 5_000), id="JSON that is deep"),
        pytest.param(f("yamldecode", "[" * 500 + "]" * 500), id="YAML that is deep"),
        pytest.param(f("yamldecode", "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))), id="YAML of a billion laughs"),
        pytest.param(f("pow", 3, 1_000_000), id="a power of half a million digits"),
        pytest.param(f("concat", *[[0] * MAX_ITEMS] * 2), id="more items than are expanded"),
    ],
)  # fmt: skip
def test_what_is_too_much_is_not_computed(call: Call) -> None:
    with pytest.raises(UndeterminedError):
        result(call)


TEXTS = [
    "",
    "a",
    "10.0.0.0/8",
    "fd00::/48",
    "%s%d",
    "[a-z]+(x)?",
    "{}",
    "a: 1",
    "1",
    "2024-01-02T03:04:05Z",
    "YWtz",
    "é\r\n",
    "\u0301",
]
SCALARS = st.none() | st.booleans() | st.integers(-300, 300) | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(TEXTS) | st.text(max_size=12)  # fmt: skip
DATA = st.recursive(SCALARS, lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(max_size=3), one, max_size=4), max_leaves=8)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(name=st.sampled_from(sorted(FUNCTIONS)), arguments=st.lists(DATA, max_size=4), hidden=st.booleans())
def test_a_function_answers_or_refuses_whatever_it_is_given(name: str, arguments: list[Any], hidden: bool) -> None:
    function = FUNCTIONS[name]
    values = [value(argument) for argument in arguments]
    if hidden and values and isinstance(values[0].data, list):
        values[0].data.append(MISSING)
    if not function.takes(len(values)):
        return
    try:
        made = Evaluator().apply(function, values)
        assert json.dumps(plain(made)) != ""
    except (RefusedError, UndeterminedError):
        return

"""Expressions of ARM templates: what a text stands for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.expressions.tree import MAX_DEPTH, Array, Call, Get, Index, Item, Literal, Name, Node, Object, Opaque
from aksnet.readers.template.expression import MAX_LENGTH, parse, templated
from aksnet.readers.template.json_tree import parse as parse_json
from places import REFERENCE

CASES = REFERENCE / "bicep-cases"


def call(name: str, *arguments: Node, of: str | None = None) -> Call:
    return Call(name, arguments, 7, Name(of, 7) if of else None)


def value(data: str | int) -> Literal:
    return Literal(data, 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("azure", "azure", id="a text without brackets"),
        pytest.param("", "", id="an empty text"),
        pytest.param("[[x]", "[x]", id="a doubled bracket stands for one"),
        pytest.param("[[[x]]", "[[x]]", id="of three brackets one is taken"),
        pytest.param("[[]", "[]", id="escaped empty brackets"),
        pytest.param("[open", "[open", id="a bracket that is not closed is text"),
        pytest.param("[[open", "[[open", id="a doubled bracket in a text that does not end with one is no escape"),
        pytest.param("[Preview] cluster", "[Preview] cluster", id="a bracket closed too early"),
        pytest.param(" [f()]", " [f()]", id="a bracket that is not the first character"),
        pytest.param("[f()] ", "[f()] ", id="a bracket that is not the last character"),
        pytest.param("[", "[", id="one bracket"),
    ],
)
def test_texts_that_are_no_expressions(text: str, expected: str) -> None:
    assert parse(text, 7) == value(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[true()]", call("true"), id="a call without arguments"),
        pytest.param("[PARAMETERS('x')]", call("PARAMETERS", value("x")), id="a name keeps its case"),
        pytest.param("['it''s']", value("it's"), id="a doubled quote is one"),
        pytest.param("[f('', '''', 'a]b(')]", call("f", value(""), value("'"), value("a]b(")), id="quotes, and brackets in texts"),
        pytest.param("[f(1, -2, +3, 007)]", call("f", value(1), value(-2), value(3), value(7)), id="integers with signs"),
        pytest.param("[if(equals(a(), 1), 'x', null())]", call("if", call("equals", call("a"), value(1)), value("x"), call("null")), id="nested calls"),
        pytest.param("[resourceGroup().location]", Get(call("resourceGroup"), "location", 7), id="a property"),
        pytest.param("[f().a[0].b['c']]", Index(Get(Index(Get(call("f"), "a", 7), value(0), 7), "b", 7), value("c"), 7), id="a chain of properties and items"),
        pytest.param("[f()[g().x]]", Index(call("f"), Get(call("g"), "x", 7), 7), id="an expression as an index"),
        pytest.param("[contoso.uniqueName('x')]", call("uniqueName", value("x"), of="contoso"), id="a function of the template's own"),
        pytest.param("[__bicep.f().g]", Get(call("f", of="__bicep"), "g", 7), id="a property of such a function's value"),
        pytest.param("[lambda('x', lambdaVariables('x'))]", call("lambda", value("x"), call("lambdaVariables", value("x"))), id="a lambda is a call"),
        pytest.param("[tryGet(f(), 'a', 0)]", call("tryGet", call("f"), value("a"), value(0)), id="safe access is a call"),
        pytest.param("[\n f ( 'a' ,\t1 ) . b [ 0 ]\r\n]", Index(Get(call("f", value("a"), value(1)), "b", 7), value(0), 7), id="spaces between all tokens"),
        pytest.param("[f().$root]", Get(call("f"), "$root", 7), id="a dollar in a name"),
    ],
)  # fmt: skip
def test_expressions(text: str, expected: Node) -> None:
    assert parse(text, 7) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("[]", "a value is missing at the end", id="nothing"),
        pytest.param("[10.0.0.0/16]", "its end is missing before '.'", id="a range in brackets"),
        pytest.param("[x]", "an opening parenthesis is missing at the end", id="a name alone"),
        pytest.param("[true]", "an opening parenthesis is missing at the end", id="a truth value, which ARM spells as a call"),
        pytest.param("[f('a' 'b')]", "a comma or a closing parenthesis is missing before 'b'", id="no comma"),
        pytest.param("[f('a'", None, id="no closing bracket at all, so a text"),
        pytest.param("[f('a']", "a comma or a closing parenthesis is missing at the end", id="no closing parenthesis"),
        pytest.param("[f(,)]", "a value is missing before ','", id="nothing before a comma"),
        pytest.param("[f(1,)]", "a value is missing before ')'", id="nothing behind a comma"),
        pytest.param("[f('a)]", "a text is not closed", id="an open text"),
        pytest.param("[f().]", "a name is missing at the end", id="no name behind a point"),
        pytest.param("[f().1]", "a name is missing before '1'", id="a number behind a point"),
        pytest.param("[f()[0]", "a closing bracket is missing at the end", id="an index that is not closed"),
        pytest.param("[f()[]]", "a value is missing before ']'", id="an empty index"),
        pytest.param("[f() g()]", "its end is missing before 'g'", id="two expressions"),
        pytest.param("[f().g('x')]", "its end is missing before '('", id="a method, which ARM does not have"),
        pytest.param("[a.b.c()]", "an opening parenthesis is missing before '.'", id="a namespace in a namespace"),
        pytest.param("['a'[0]]", "its end is missing before '['", id="an item of a text"),
        pytest.param("[f(1.5)]", "a comma or a closing parenthesis is missing before '.'", id="a fraction"),
        pytest.param("[f(12345678901234567890)]", "a value is missing before '1'", id="an integer of 20 digits"),
        pytest.param("[f(- 1)]", "a value is missing before '-'", id="a sign by itself"),
        pytest.param("[f()?.x]", "its end is missing before '?'", id="an operator of Bicep"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_opaque_and_never_a_value(text: str, reason: str | None) -> None:
    wrong = Opaque(f"an expression that cannot be read: {reason}", 7)
    assert parse(text, 7) == (wrong if reason else value(text))


@pytest.mark.parametrize(
    ("make", "levels"),
    [
        pytest.param(lambda n: "f(" * n + ")" * n, MAX_DEPTH, id="calls in calls"),
        pytest.param(lambda n: "f()" + ".a" * n, MAX_DEPTH - 1, id="a chain of properties"),
        pytest.param(lambda n: "f()[" * n + "0" + "]" * n, MAX_DEPTH - 1, id="indexes in indexes"),
        pytest.param(
            lambda n: "f(" * (n - 50) + "g()" + ".a" * 50 + ")" * (n - 50), MAX_DEPTH - 1, id="a chain in calls"
        ),
    ],
)
def test_how_deep_expressions_may_be(make: object, levels: int) -> None:
    assert callable(make)
    assert not isinstance(parse(f"[{make(levels)}]", 7), Opaque)
    assert parse(f"[{make(levels + 1)}]", 7) == Opaque("an expression that cannot be read: it is nested more than 120 deep", 7)  # fmt: skip


def test_how_long_expressions_may_be() -> None:
    longest = f"['{'x' * (MAX_LENGTH - 4)}']"
    assert isinstance(parse(longest, 7), Literal)
    assert isinstance(parse(longest.replace("x", "xx", 1), 7), Opaque)


def test_every_text_of_a_tree_is_translated() -> None:
    root = parse_json(Source("main.json", '{"a": ["[f()]", "[[x]", 1, null], "[g()]": {"b": "c"}}')).root
    assert root is not None
    assert templated(root) == Object(
        (
            Item(
                Literal("a", 1), Array((Call("f", (), 7), Literal("[x]", 16), Literal(1, 24), Literal(None, 27)), 6), 1
            ),
            Item(Call("g", (), 34), Object((Item(Literal("b", 44), Literal("c", 49), 44),), 43), 34),
        ),
        0,
    )


def opaque(node: object) -> list[Opaque]:
    if isinstance(node, Opaque):
        return [node]
    return [one for part in node for one in opaque(part)] if isinstance(node, tuple) else []


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases of Bicep are not on this machine")
def test_every_expression_of_compiled_templates_is_read() -> None:
    read = 0
    for path in sorted(CASES.glob("*/arm*.json")):
        text = path.read_text(encoding="utf-8-sig")
        root = parse_json(Source(path.name, text)).root
        assert root is not None
        assert opaque(templated(root)) == [], path
        read += text.count('"[')
    assert read > 900


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["f", "(", ")", "[", "]", ".", ",", "'", "''", "1", "-", " ", "\n", "x", "é", "$", "\\"])).map("".join))  # fmt: skip
def test_no_text_crashes_the_reader(text: str) -> None:
    assert parse(f"[{text}]", 7).at == 7

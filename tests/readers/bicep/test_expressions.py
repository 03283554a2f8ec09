"""Expressions of Bicep: what they mean, where they stand, and how they may be broken into lines."""

from __future__ import annotations

import pytest

from aksnet.expressions.tree import Call, Get, Index, Item, Literal, Object, Opaque, Template
from aksnet.readers.bicep.syntax import Var
from bicep_nodes import faults_of, read, statements_of, value_of

TEXTS = {
    "a plain text": ("'a b'", '"a b"'),
    "an empty text": ("''", '""'),
    "every escape": (r"'\'\\\n\r\t\$'", r'''"'\\\n\r\t$"'''),
    "an escaped dollar before a brace opens nothing": (r"'\${a}'", '"${a}"'),
    "a dollar that opens nothing": ("'$ $$ a$'", '"$ $$ a$"'),
    "a dollar before an interpolation": ("'$${a}'", 't("$", a)'),
    "an escape by its number": (r"'\u{4d}\u{1F680}'", '"M🚀"'),
    "the two halves of a character": (r"'\u{d83d}\u{de80}'", '"🚀"'),
    "half a character is none": (r"'\u{d800}'", '"\ufffd"'),
    "text beyond ASCII": ("'köln-東京'", '"köln-東京"'),
    "an interpolation": ("'a${b}c'", 't("a", b, "c")'),
    "interpolations side by side": ("'${a}${b}'", "t(a, b)"),
    "a text of one interpolation is a text still": ("'${a}'", 't("", a)'),
    "interpolations in interpolations": ("'${'${'${a}'}x'}'", 't("", t(t("", a), "x"))'),
    "an interpolation with texts and a ternary": ("'${a ? 'x}' : f('y')}'", 't("", (a ? "x}" : f("y")))'),
    "braces in a text": ("'{{ a }} }'", '"{{ a }} }"'),
    "comment signs in a text": ("'// /* */'", '"// /* */"'),
    "placeholders in a text": ("'#{a}# __b__ $(c) <d>'", '"#{a}# __b__ $(c) <d>"'),
    "three quotes on one line": ("'''azure'''", '"azure"'),
    "three quotes drop the first line break": ("'''\na\n'''", r'"a\n"'),
    "three quotes drop the first line break of Windows": ("'''\r\na\r\n'''", r'"a\r\n"'),
    "three quotes keep what looks like escapes and interpolation": (r"'''\n${a}\'''", r'"\\n${a}\\"'),
    "quotes within three quotes": ("'''a'b''c'''", "\"a'b''c\""),
    "more quotes at the end": ("'''a''''", '"a\'"'),
    "three quotes with nothing between": ("''''''", '""'),
    "a dollar makes three quotes interpolate": ("$'''a${b}c'''", 't("a", b, "c")'),
    "two dollars take two dollars": ("$$'''a${b}$${c}$$${d}'''", 't("a${b}", c, "$", d)'),
    "a dollar and no interpolation": ("$'''a $ b'''", '"a $ b"'),
    "only an interpolation in three quotes": ("$'''${a}'''", 't("", a)'),
}  # fmt: skip
OPERATORS = {
    "a ternary is last": ("a ?? b ? c : d", "((a ?? b) ? c : d)"),
    "ternaries nest to the right": ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
    "a ternary within a ternary": ("a ? b ? c : d : e", "(a ? (b ? c : d) : e)"),
    "?? binds less than ||": ("a ?? b || c", "(a ?? (b || c))"),
    "|| binds less than &&": ("a || b && c", "(a || (b && c))"),
    "&& binds less than ==": ("a && b == c", "(a && (b == c))"),
    "== binds less than <": ("a == b < c", "(a == (b < c))"),
    "< binds less than +": ("a < b + c", "(a < (b + c))"),
    "+ binds less than *": ("a + b * c", "(a + (b * c))"),
    "operators of a rank go from the left": ("a - b + c", "((a - b) + c)"),
    "?? goes from the left": ("a ?? b ?? c", "((a ?? b) ?? c)"),
    "every comparison": ("[a == b, a != b, a =~ b, a !~ b, a < b, a <= b, a > b, a >= b]",
                         "[(a == b), (a != b), (a =~ b), (a !~ b), (a < b), (a <= b), (a > b), (a >= b)]"),
    "division and remainder": ("a / b % c", "((a / b) % c)"),
    "a sign binds closest": ("-a + !b.c", "((-a) + (!b.c))"),
    "parentheses": ("(a + b) * (c)", "((a + b) * c)"),
    "not null": ("a!.b!", "((a!).b!)"),
    "not null and not equal": ("a! != b", "((a!) != b)"),
    "the lowest number": ("-9223372036854775808", "(-9223372036854775808)"),
    "zeros before a number": ("007", "7"),
    "true, false and null": ("[true, false, null]", "[true, false, null]"),
}  # fmt: skip
ACCESS = {
    "properties": ("a.b.c", "a.b.c"),
    "a property that may be absent": ("a.?b.c", "a.?b.c"),
    "an index": ("a['b'][0]", 'a["b"][0]'),
    "an index that may be absent": ("a[?0].b", "a[?0].b"),
    "an index from the end": ("a[^1]", "a[^1]"),
    "an index from the end that may be absent": ("a[?^1]", "a[?^1]"),
    "a nested resource": ("a::b.id", "a.b.id"),
    "words of the language as names": ("resource.param.if(module)", "resource.param.if(module)"),
    "a call": ("f(a, 'b')", 'f(a, "b")'),
    "a call without arguments": ("f()", "f()"),
    "a call of the language's own namespaces": ("[az.f(a), sys.g()]", "[f(a), g()]"),
    "a call of a resource or import": ("a.b.f(c)", "a.b.f(c)"),
    "a call's property": ("f().a", "f().a"),
    "a lambda": ("map(a, b => b.c)", "map(a, ((b) => b.c))"),
    "a lambda of two": ("reduce(a, 0, (b, c) => b + c)", "reduce(a, 0, ((b, c) => (b + c)))"),
    "a lambda of none": ("f(() => 1)", "f((() => 1))"),
    "a lambda that makes an object": ("map(a, b => { c: b })", 'map(a, ((b) => {"c": b}))'),
}  # fmt: skip
OBJECTS = {
    "an object on one line": ("{ a: 1, 'b-c': 2 }", '{"a": 1, "b-c": 2}'),
    "an object on lines": ("{\n  a: 1\n\n  b: 2\n}", '{"a": 1, "b": 2}'),
    "lines and commas": ("{ a: 1, b: 2\n  c: 3 }", '{"a": 1, "b": 2, "c": 3}'),
    "a comma before the closing bracket of one line": ("[1, 2,]", "[1, 2]"),
    "nothing in brackets": ("[{}, [], {\n}, [\n]]", "[{}, [], {}, []]"),
    "an interpolated key": ("{ '${a}b': 1 }", '{t(a, "b"): 1}'),
    "keys that differ in case": ("{ a: 1, A: 2 }", '{"a": 1, "A": 2}'),
    "words of the language as keys": ("{ resource: 1, for: 2, if: 3, type: 4 }", '{"resource": 1, "for": 2, "if": 3, "type": 4}'),
    "a spread in an object": ("{ a: 1, ...b, ...(c ? d : {}) }", '{"a": 1, ...b, ...(c ? d : {})}'),
    "a spread in an array": ("[\n  ...a\n  b\n]", "[...a, b]"),
    "a negative number in an array begins a line": ("[\n  a\n  -1\n]", "[a, (-1)]"),
    "a loop": ("[for a in b: a.c]", "for(a in b: a.c)"),
    "a loop with a number": ("[for (a, i) in b: '${i}']", 'for(a, i in b: t("", i))'),
    "a loop on lines": ("[\n  for a in b: {\n    c: a\n  }\n]", 'for(a in b: {"c": a})'),
    "a loop in a property": ("{ a: [for b in c: b] }", '{"a": for(b in c: b)}'),
    "an item that only begins like a loop": ("[format('a')]", '[format("a")]'),
}  # fmt: skip
LINES = {
    "a ternary's parts begin lines": ("a\n  ? b\n\n  : c", "(a ? b : c)"),
    "comments between a ternary's parts": ("a // x\n  // y\n  ? b /* z */\n  /* v */ : c", "(a ? b : c)"),
    "a ternary's parts in parentheses": ("(a\n  ? b\n  : c\n)", "(a ? b : c)"),
    "arguments on lines": ("f(\n\n  a,\n  b\n)", "f(a, b)"),
    "a last argument over lines": ("f(a, {\n  b: 1\n})", 'f(a, {"b": 1})'),
    "the body of a lambda in its own line": ("map(a, b =>\n  b)", "map(a, ((b) => b))"),
    "a pragma between lines": ("[\n  #disable-next-line BCP035 // why\n  1\n]", "[1]"),
    "comments everywhere": ("/* a */ [ /* b */ 1 /* c\n d */, 2 // ]\n  /* e */ ] // f", "[1, 2]"),
    "tabs and line ends of Windows": ("[\r\n\t1\r\n\t2\r\n]", "[1, 2]"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meaning"), TEXTS.values(), ids=TEXTS)
def test_a_text_says_what_it_says(text: str, meaning: str) -> None:
    assert value_of(text) == meaning


@pytest.mark.parametrize(("text", "meaning"), OPERATORS.values(), ids=OPERATORS)
def test_operators_bind_as_bicep_has_it(text: str, meaning: str) -> None:
    assert value_of(text) == meaning


@pytest.mark.parametrize(("text", "meaning"), ACCESS.values(), ids=ACCESS)
def test_what_is_taken_of_values(text: str, meaning: str) -> None:
    assert value_of(text) == meaning


@pytest.mark.parametrize(("text", "meaning"), OBJECTS.values(), ids=OBJECTS)
def test_objects_arrays_and_loops(text: str, meaning: str) -> None:
    assert value_of(text) == meaning


@pytest.mark.parametrize(("text", "meaning"), LINES.values(), ids=LINES)
def test_where_lines_may_end(text: str, meaning: str) -> None:
    assert value_of(text) == meaning


def test_nodes_know_where_they_stand() -> None:
    (statement,) = read("var x = { ab: c.d[e], f: g(h), 'i': 'j${k}' }").statements
    assert isinstance(statement, Var)
    assert isinstance(statement.value, Object)
    first, second, third = statement.value.items
    assert isinstance(first, Item)
    assert isinstance(first.value, Index)
    assert isinstance(first.value.target, Get)
    assert isinstance(second, Item)
    assert isinstance(second.value, Call)
    assert isinstance(third, Item)
    assert isinstance(third.value, Template)
    places = [statement.at, statement.value.at, first.at, first.value.at, first.value.target.at, first.value.key.at]
    assert places == [0, 8, 10, 17, 16, 18]
    assert [second.value.at, third.at, third.key.at, third.value.at] == [25, 31, 31, 36]
    assert third.value.parts == (Literal("j", 37), third.value.parts[1])


FAULTY = {
    "a value that is missing": ("var x =\nvar y = 1", "1:8 a value is missing here"),
    "an operand that is missing": ("var x = 1 +\nvar y = 1", "1:12 a value is missing here"),
    "an operator at the end of a line": ("var x = 1 +\n  2\nvar y = 1", "1:12 the line ends behind `+`"),
    "a question mark at the end of a line": ("var x = a ?\n  b : c\nvar y = 1", "1:12 the line ends behind `?`"),
    "a text that is not closed": ("var x = 'abc\nvar y = 1", "1:9 this text is not closed"),
    "an interpolation that is not closed": ("var x = 'a${b\nvar y = 1", "1:9 this text is not closed"),
    "three quotes that are not closed": ("var x = '''abc\nvar y = 1", "1:9 this text is not closed"),
    "an unknown escape": (r"var x = 'a\q'" "\nvar y = 1", r"1:11 `\q` is no escape"),
    "an escape of no character": (r"var x = '\u{110000}'" "\nvar y = 1", r"1:10 `\u{110000}` is no escape"),
    "an empty interpolation": ("var x = '${}'\nvar y = 1", "1:12 `}` stands where a value should"),
    "more than 64 bits": ("var x = 9223372036854775809\nvar y = 1", "1:9 this number has more than 64 bits"),
    "a double sign": ("var x = !!a\nvar y = 1", "1:10 `!` stands where a value should"),
    "a call without a comma": ("var x = f(a b)\nvar y = 1", "1:13 `b` stands where `,` or `)` should"),
    "a comma before a closing parenthesis": ("var x = f(a,)\nvar y = 1", "1:12 a comma stands before `)`"),
    "empty parentheses": ("var x = ()\nvar y = 1", "1:9 parentheses hold one value"),
    "an empty index": ("var x = a[]\nvar y = 1", "1:11 `]` stands where a value should"),
    "a function that may be absent": ("var x = a.?f()\nvar y = 1", "1:12 `.?` does not go with a function"),
    "parameters that are no names": ("var x = f((a.b) => 1)\nvar y = 1", "1:11 a lambda takes names in its parentheses"),
    "a loop of values with a condition": ("var x = [for a in b: if (c) {}]\nvar y = 1",
                                          "1:22 a loop that makes values has no condition"),
    "a comment that is not closed": ("var y = 1\n/* a", "2:1 this comment is not closed"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_value_is_told_and_the_next_statement_is_read(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]
    assert statements_of(text)[-1] == "var y = 1"


def test_a_faulty_value_is_not_known() -> None:
    (statement,) = read("var x = 'a${b c}'\n").statements
    assert isinstance(statement, Var)
    assert statement.value == Opaque("`c` stands where the `}` that closes `${` should", 8)

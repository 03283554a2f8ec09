"""Expressions of HCL as nodes; what each text means is what Terraform 1.11.4 makes of it."""

from __future__ import annotations

import pytest

from aksnet.expressions.source import Source
from aksnet.expressions.tree import MAX_DEPTH, Binary, Call, Conditional, Get, Index, Literal, Name, Object, Opaque
from aksnet.readers.hcl.parsing import parse_expression, parse_template
from hcl_nodes import faults_of, shown, value_of

EXPRESSIONS = {
    "a text": ('"azure"', '"azure"'),
    "a whole number": ("42", "42"),
    "a number with an exponent is whole": ("1e3", "1000"),
    "a number with a zero behind the point is whole": ("5.0", "5"),
    "a fraction that an exponent makes whole": ("1.25e2", "125"),
    "zeros before a number": ("007", "7"),
    "zero in other words": ("0.00e7", "0"),
    "a fraction": ("0.5", "0.5"),
    "a small fraction": ("25e-1", "2.5"),
    "true": ("true", "true"),
    "null": ("null", "null"),
    "a reference": ("var.a.b", "var.a.b"),
    "a name with hyphens is one name": ("local.a-b", "local.a-b"),
    "a minus with spaces subtracts": ("a - b", "(a - b)"),
    "a reference across spaces and comments": ("a . /* x */ b", "a.b"),
    "a reference beyond ASCII": ("local.größe", "local.größe"),
    "an index": ('a.b[0]["k"]', 'a.b[0]["k"]'),
    "an index on lines of its own": ("a[\n0\n]", "a[0]"),
    "the old index": ("a.0.b", "a[0].b"),
    "a full splat takes all that follows": ("a[*].b[0].c", "a<*.b[0].c>"),
    "a splat of a splat": ("a[*].b[*].c", "a<*.b<*.c>>"),
    "a splat of members takes no index": ("a.*.b.c[0]", "a<*.b.c>[0]"),
    "a splat of members takes the old index": ("a.*.b.0", "a<*.b[0]>"),
    "a splat of nothing more": ("a[*]", "a<*>"),
    "a product before a sum": ("1 + 2 * 3", "(1 + (2 * 3))"),
    "sums group to the left": ("1 - 2 + 3", "((1 - 2) + 3)"),
    "brackets before a product": ("(1 + 2) * 3", "((1 + 2) * 3)"),
    "a comparison before an equality": ("1 < 2 == true", "((1 < 2) == true)"),
    "and before or": ("a || b && c", "(a || (b && c))"),
    "an equality before and": ("a == b && c != d", "((a == b) && (c != d))"),
    "a sign before a product": ("-a * b", "((-a) * b)"),
    "a sign after an index": ("-a[0]", "(-a[0])"),
    "two signs": ("!!true", "(!(!true))"),
    "not before an equality": ("!a == b", "((!a) == b)"),
    "a conditional": ("a ? b : c", "(a ? b : c)"),
    "conditionals in the other case": ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
    "conditionals in the first case": ("a ? b ? c : d : e", "(a ? (b ? c : d) : e)"),
    "a condition with operators": ("a || b ? 1 : 2", "((a || b) ? 1 : 2)"),
    "line breaks in round brackets": ("(\n  a\n  ? b # x\n  : c\n)", "(a ? b : c)"),
    "a call": ("f(a, 1)", "f(a, 1)"),
    "a call with a comma at its end": ("f(\n  a,\n  1,\n)", "f(a, 1)"),
    "a call without arguments": ("f()", "f()"),
    "a call with spread arguments": ("merge(a, b...)", "merge(a, b...)"),
    "a call of a provider's function": ("provider::azurerm::f(a)", "provider::azurerm::f(a)"),
    "a member of what a call gives": ("f(a)[0].b", "f(a)[0].b"),
    "a comment between any two tokens": ("f( /* x */ a // y\n, b)", "f(a, b)"),
    "a list": ("[1, a, [2],]", "[1, a, [2]]"),
    "an empty list": ("[\n]", "[]"),
    "an object": ('{ a = 1, "b" : 2 }', '{"a": 1, "b": 2}'),
    "an object on lines": ("{\n  a = 1\n\n  b = 2,\n  # x\n  c = 3 }", '{"a": 1, "b": 2, "c": 3}'),
    "an empty object": ("{}", "{}"),
    "a key in round brackets is a reference": ("{ (a) = 1 }", "{a: 1}"),
    "a key that is a number": ("{ 1 = 2 }", "{1: 2}"),
    "a key that is a template": ('{ "${a}-x" = 1 }', '{t(a, "-x"): 1}'),
    "a key that is a keyword": ("{ true = 1, null = 2 }", '{"true": 1, "null": 2}'),
    "a key with a dot is refused by Terraform": ("{ a.b = 1 }", "{<a key that is a reference stands in round brackets>: 1}"),
    "a key that is a call": ("{ f(a) = 1 }", "{f(a): 1}"),
    "a loop over a list": ("[for x in xs : x.a]", "for(x in xs: x.a)"),
    "a loop with an index": ("[for i, x in xs : i if x]", "for(i, x in xs: i if x)"),
    "a loop that makes an object": ("{ for k, v in m : k => v }", "for(k, v in m: k => v)"),
    "a loop that groups": ("{\n  for x in xs :\n  x.a => x.b...\n  if x.c\n}", "for(x in xs: x.a => x.b... if x.c)"),
    "a loop in a call": ("f([for x in xs : x]...)", "f(for(x in xs: x)...)"),
    "a condition in a loop": ("[for x in xs : x ? 1 : 2]", "for(x in xs: (x ? 1 : 2))"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_an_expression_reads_as_terraform_reads_it(text: str, expected: str) -> None:
    assert shown(value_of(text)) == expected


NO_EXPRESSIONS = {
    "nothing": ("", "1:5 a value is missing here"),
    "a value on the next line": ("\n1", "1:5 a value is missing here"),
    "an operator without an operand": ("1 +", "1:8 a value is missing here"),
    "an operator at the end of a line": ("1 +\n2", "1:8 a value is missing here"),
    "two values": ("1 2", "1:7 a line break is wanted behind an argument"),
    "a comma behind an argument": ("1,", "1:6 a comma stands behind an argument"),
    "a bitwise operator": ("a & b", "1:7 & cannot stand here"),
    "a conditional without another case": ("a ? b", '1:10 ":" and what holds otherwise is missing here'),
    "a list that a brace ends": ("[1 }", "1:8 a comma or a closing bracket is missing here"),
    "a list that nothing ends": ("[1", '1:5 this bracket is not closed with "]"'),
    "a list of two commas": ("[1,,2]", "1:8 a value is missing here"),
    "a call that a comma starts": ("f(,)", "1:7 a value is missing here"),
    "something behind spread arguments": ("f(a..., b)", '1:11 ")" is missing here'),
    "a method": ("a.b()", "1:8 a line break is wanted behind an argument"),
    "an object without a value": ("{ a }", '1:9 "=" and a value are missing here'),
    "an object with a semicolon": ("{ a = 1; b = 2 }", "1:12 ; cannot stand here"),
    "a comma before a line break's comma": ("{\n a = 1\n , b = 2\n}", "3:2 a value is missing here"),
    "an item's value on the next line": ("{ a =\n 1 }", "1:10 a value is missing here"),
    "an object that starts with for": ("{ for = 1 }", "1:11 a name is wanted behind \"for\""),
    "a loop without in": ("[for x of xs : x]", '1:12 "in" is missing here'),
    "a loop over a list with a key": ("[for x in xs : x => x]", '1:22 "=>" makes an object, which stands in braces'),
    "a loop over an object without a key": ("{for x in xs : x}", '1:21 "=>" and a value are missing behind the key'),
    "a grouping list": ("[for x in xs : x...]", '1:21 "..." groups the values of an object, and this makes a list'),
    "two old indexes": ("a.0.0", "1:7 .0.0 is no index"),
    "a nested splat of members": ("a.*.*", "1:9 a name is wanted behind the dot"),
    "an address without quotes": ("10.0.0.0/16", "1:5 10.0.0.0 is not a number"),
    "a name with a space that does not break": ("a\u00a0", "1:6 a no-break space (U+00A0) stands here, where a plain space is wanted"),
    "a space of no width": ("\u200b1", "1:5 a zero width space (U+200B) stands here, where a plain space is wanted"),
    "curly quotes": ("“azure”", "1:5 a curly quote (U+201C) stands here, where a straight one is wanted"),
    "single quotes": ("'azure'", "1:5 a single quote stands here, where a double one is wanted"),
    "a NUL": ("\0", "1:5 a control character (U+0000) stands here"),
    "an interpolation outside a string": ("${a}", "1:5 $ cannot stand here"),
    "a digit of another script": ("²", "1:5 ² cannot stand here"),
    "a placeholder as a value": ("{{ plugin }}", "1:5 {{ plugin }} stands here, a placeholder of a template engine that was not filled in"),
    "a placeholder of another engine": ("<%= x %>", "1:5 <%= x %> stands here, a placeholder of a template engine that was not filled in"),
    "a comment that is not closed": ("1 /* x", "1:7 this comment is not closed"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), NO_EXPRESSIONS.values(), ids=NO_EXPRESSIONS)
def test_what_is_no_expression_is_a_fault_at_its_place(text: str, fault: str) -> None:
    assert faults_of(f"a = {text}\n")[0] == fault


def test_nodes_know_where_they_stand() -> None:
    text = "a = c.d == f(1) ? x[0] : { k = 2 }\n"
    offset = text.index
    match value_of(text[4:-1]):
        case Conditional(Binary("==", left, right, equals), yes, Object((item,), brace), question):
            assert (equals, question, brace) == (offset("=="), offset("?"), offset("{"))
            assert left == Get(Name("c", 4), "d", 6)
            assert right == Call("f", (Literal(1, offset("1")),), offset("f"))
            assert yes == Index(Name("x", offset("x")), Literal(0, offset("0")), offset("["))
            assert (item.at, item.key) == (offset("k"), Literal("k", offset("k")))
        case other:
            pytest.fail(shown(other))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9" * 401, id="too many digits"),
        pytest.param("1e400", id="an exponent that makes too many"),
        pytest.param("1e99999999999", id="an exponent out of all bounds"),
        pytest.param("0.12345678901234567890", id="a fraction that no float holds"),
        pytest.param("1.5e-400", id="a fraction that a float takes for zero"),
    ],
)
def test_a_number_that_cannot_be_held_exactly_is_opaque(text: str) -> None:
    assert isinstance(value_of(text), Opaque)


def test_a_number_of_many_digits_is_held_exactly() -> None:
    assert shown(value_of("9" * 400)) == "9" * 400


@pytest.mark.parametrize(
    ("opener", "closer"),
    [
        pytest.param("[", "]", id="lists"),
        pytest.param("{ a = ", "}", id="objects"),
        pytest.param("(", ")", id="round brackets"),
        pytest.param("f(", ")", id="calls"),
        pytest.param('"${', '}"', id="interpolations"),
        pytest.param("!", "", id="signs"),
        pytest.param("1 + ", "", id="sums"),
        pytest.param("a ? b : ", "", id="conditionals"),
        pytest.param("", ".a", id="members"),
        pytest.param("", "[0]", id="indexes"),
        pytest.param("", "[*]", id="splats"),
    ],
)
def test_what_is_nested_too_deeply_is_a_fault_and_no_crash(opener: str, closer: str) -> None:
    for times in (MAX_DEPTH + 1, 5_000):
        faults = faults_of(f"a = {opener * times}x{closer * times}\nb = 1\n")
        assert [fault.split(" ", 1)[1] for fault in faults] == ["this is nested too deeply to be read"]
    assert not faults_of(f"a = {opener * 20}x{closer * 20}\n")


def test_an_expression_can_be_read_out_of_a_larger_text() -> None:
    source = Source("x", "type = list(string) # x")
    node = parse_expression(source, 7, 19)
    assert (shown(node), node.at) == ("list(string)", 7)


@pytest.mark.parametrize(
    "text", [pytest.param("", id="nothing"), pytest.param("a b", id="too much"), pytest.param("f(", id="too little")]
)
def test_what_is_no_expression_is_opaque(text: str) -> None:
    assert isinstance(parse_expression(Source("x", text), 0, len(text)), Opaque)


def test_a_template_can_be_read_out_of_a_larger_text() -> None:
    source = Source("x", '"${a}-\\n"')
    assert shown(parse_template(source, 1, 8)) == 't(a, "-\\\\n")'
    assert isinstance(parse_template(source, 1, 4), Opaque)

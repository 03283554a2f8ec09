"""Statements of Bicep: declarations with their types and decorators, resources in resources, parameter files."""

from __future__ import annotations

import pytest

from bicep_nodes import faults_of, read, shown, statements_of

DECLARATIONS = {
    "an empty file": ("", []),
    "a file of comments": ("// a\n\n/* b\n */", []),
    "what is not reported": ("metadata a = { b: 1 }\nassert c = true\ntest d 'e' = {\n}\n", []),
    "extensions of every time": ("extension graph\nextension 'br:a:1' with {\n  b: c\n} as d\nprovider 'x@1'\nimport 'y@1' as z", []),
    "a parameter": ("param a string", ["param a <string>"]),
    "a parameter with a default": ("param a int = 1 // x", ["param a <int> = 1"]),
    "a variable": ("var a = b.c", ["var a = b.c"]),
    "a variable with a type": ("var a string[] = []", ["var a = []"]),
    "a function": ("func f(a string, b int?) string =>\n  '${a}'", ['func f(a, b) => t("", a)']),
    "a function on lines": ("func f(\n  a string,\n  b { c: int }\n) object => {}", ["func f(a, b) => {}"]),
    "an output": ("output a string = b\noutput c resource 'x@1' = d", ["output a = b", "output c = d"]),
    "an import of names": ("import { a, b as c } from 'd.bicep'", ['import {a->a, b->c} "d.bicep"']),
    "an import on lines": ("import {\n  'a-b' as c\n  type\n} from 'd'", ['import {a-b->c, type->type} "d"']),
    "an import of everything": ("import * as a from 'b'", ['import a "b"']),
    "a module": ("module a 'b.bicep' = {\n  params: { c: 1 }\n}", ['module a "b.bicep" {"params": {"c": 1}}']),
    "a module with a condition": ("module a 'b' = if (c) {\n}", ['module a "b" if c {}']),
    "a module in a loop": ("module a 'b' = [for c in d: {\n}]", ['module a "b" for(c in d: {})']),
    "a resource": ("resource a 'b@1' = {\n  name: 'c'\n}", ['resource a "b@1" {"name": "c"}']),
    "a resource that exists": ("resource a 'b@1' existing = {}", ['resource a "b@1" existing {}']),
    "a resource with a condition": ("resource a 'b@1' = if (c\n ? d\n : e) {\n}", ['resource a "b@1" if (c ? d : e) {}']),
    "a condition in the next line": ("resource a 'b@1' =\n  if (c) {\n}", ['resource a "b@1" if c {}']),
    "a resource in a loop": ("resource a 'b@1' = [for (c, i) in d: {\n}]", ['resource a "b@1" for(c, i in d: {})']),
    "a resource in a loop with a condition": ("resource a 'b@1' = [for c in d: if (e) {\n}]", ['resource a "b@1" for(c in d if e: {})']),
    "a type with an interpolation": ("resource a 'b@${c}' = {}", ['resource a t("b@", c) {}']),
    "decorators": ("@description('a')\n@sys.allowed([\n  'b'\n])\n\n  @secure()\nparam c string",
                   ['@description("a") @allowed(["b"]) @secure() param c <string>']),
    "a decorator with comments": ("@a() // x\n// y\nvar b = 1", ["@a() var b = 1"]),
    "words of the language as names": ("param resource string\nvar var = module\nparam for int = if",
                                       ["param resource <string>", "var var = module", "param for <int> = if"]),
    "a pragma in the first line": ("#disable-diagnostics a\nvar b = 1", ["var b = 1"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "statements"), DECLARATIONS.values(), ids=DECLARATIONS)
def test_a_declaration_is_read_whole(text: str, statements: list[str]) -> None:
    assert (statements_of(text), faults_of(text)) == (statements, [])


TYPES = {
    "a name": ("string", False),
    "a nullable name": ("string?", True),
    "an array": ("string[]", False),
    "a nullable array": ("string[]?", True),
    "a union": ("'a' | 'b'", False),
    "a union with null": ("'a' | null", True),
    "a nullable union in parentheses": ("('a' | 'b')?", True),
    "a union on lines": ("\n  | 'a'\n  // why\n  | 'b'", False),
    "numbers and truth": ("1 | -2 | true | !false", False),
    "an object": ("{\n  a: string?\n  @b('c')\n  'd': { e: int }\n  *: string\n}", False),
    "a nullable object": ("{ a: string }?", True),
    "a tuple": ("[\n  string\n  @a()\n  int?\n]", False),
    "a type of a resource": ("resourceInput<'a/b@1'>.properties.c?", True),
    "a type of a resource on lines": ("resourceOutput<\n  'a@1'\n>.name", False),
    "what is taken of types": ("a.b.*[*][0]", False),
    "a resource": ("resource 'a@1'", False),
    "not null": ("a?!", False),
}  # fmt: skip


@pytest.mark.parametrize(("written", "nullable"), TYPES.values(), ids=TYPES)
def test_a_type_is_kept_as_written(written: str, nullable: bool) -> None:
    marked = " (nullable)" * nullable
    for text, rest in ((f"param a {written}\nvar b = 1", ""), (f"param a {written} /* x */ = 1\nvar b = 1", " = 1")):
        assert faults_of(text) == []
        assert statements_of(text) == [f"param a <{written.lstrip()}>{marked}{rest}", "var b = 1"]
    (statement, *_) = read(f"param a {written}").statements
    assert statement.type.at == 8 + len(written) - len(written.lstrip())  # type: ignore[union-attr]


NESTED = """\
resource a 'b@1' = {
  name: 'c'
  // a child
  resource d 'e' = {
    name: 'f'
    @batchSize(1)
    resource g 'h' existing = [for i in j: if (k) {
      name: i
    }]
  }
  resource: 'a property'
  tags: {
    resource: 'another'
  }
  @description('l')
  resource /* x */ m 'n' = if (o) {}
}
"""


def test_resources_in_resources_stand_apart_from_the_properties() -> None:
    (text,) = statements_of(NESTED)
    inner = 'resource d "e" {"name": "f"} [@batchSize(1) resource g "h" existing for(i in j if k: {"name": i})]'
    last = '@description("l") resource m "n" if o {}'
    body = '{"name": "c", "resource": "a property", "tags": {"resource": "another"}}'
    assert text == f'resource a "b@1" {body} [{inner}] [{last}]'
    assert faults_of(NESTED) == []


def test_resources_in_a_loop_have_children_too() -> None:
    text = "resource a 'b@1' = [for c in d: {\n  resource e 'f' = {}\n}]"
    assert statements_of(text) == ['resource a "b@1" for(c in d: {}) [resource e "f" {}]']


def test_a_child_may_begin_its_line() -> None:
    text = "resource a 'b@1' = {\nname: 'c'\nresource d 'e' = {\nname: 'f'\n}\n}\n"
    assert (statements_of(text), faults_of(text)) == (
        ['resource a "b@1" {"name": "c"} [resource d "e" {"name": "f"}]'],
        [],
    )


def test_statements_know_where_their_keyword_stands() -> None:
    file = read("@a()\nparam b string\n\n  var c = 1\nresource d 'e' = {\n  resource f 'g' = {}\n}")
    assert [statement.at for statement in file.statements] == [5, 23, 33]
    assert [child.at for child in file.statements[-1].children] == [54]  # type: ignore[union-attr]


def test_the_scope_of_a_file() -> None:
    scope = read("targetScope = 'subscription'\n").target_scope
    assert shown(scope) == '"subscription"'
    assert read("param targetScope string\n").target_scope is None


PARAMETERS = {
    "the file that is parametrised": ("using 'main.bicep'", ['using "main.bicep"']),
    "no file": ("using none\n", ["using none"]),
    "a deployment stack": ("using 'a' with {\n  mode: 'b'\n}", ['using "a"']),
    "a base": ("extends 'base.bicepparam'", ['extends "base.bicepparam"']),
    "values": ("param a = 'b'\nparam c = [\n  1\n]", ['a = "b"', "c = [1]"]),
    "variables, types and imports": ("import { a } from 'b'\ntype c = string\nvar d = a", ['import {a->a} "b"', "type c <string>", "var d = a"]),
    "values of the environment": ("param a = readEnvironmentVariable('A', 'b')", ['a = readEnvironmentVariable("A", "b")']),
    "settings of an extension": ("extensionConfig a with {\n  b: 1\n}\nparam c = 1", ["c = 1"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "statements"), PARAMETERS.values(), ids=PARAMETERS)
def test_a_parameter_file_is_read_whole(text: str, statements: list[str]) -> None:
    assert (statements_of(text, True), faults_of(text, True)) == (statements, [])


WRONG_FILE = {
    "a resource in a parameter file": ("resource a 'b@1' = {\n}", True, "1:1 `resource` stands where a declaration should"),
    "a parameter's type in a parameter file": ("param a string", True, "1:9 `string` stands where `=` should"),
    "using in a template": ("using 'a'", False, "1:1 `using` stands where a declaration should"),
    "a value for a parameter in a template": ("param a = 1", False, "1:9 `=` stands where a type should"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "parameters", "fault"), WRONG_FILE.values(), ids=WRONG_FILE)
def test_a_file_holds_what_its_kind_may_hold(text: str, parameters: bool, fault: str) -> None:
    assert faults_of(text, parameters) == [fault]

"""Faulty Bicep: what is wrong is told where it stands, what is right is read, and nothing doubtful counts as known."""

from __future__ import annotations

import pytest

from bicep_nodes import faults_of, statements_of

INTACT = "resource z 'y@1' = {\n  name: 'x'\n}\n"
READ = 'resource z "y@1" {"name": "x"}'
BETWEEN = {
    "a stray character": (";\n", ["1:1 `;` stands here"], []),
    "a word": ("wrong\n", ["1:1 `wrong` stands where a declaration should"], []),
    "a header without a type": ("resource a\n", ["1:11 a text between single quotes is missing here"], []),
    "a header in double quotes": ('resource a "b@1" = {\n  name: "c"\n}\n', ["1:12 a double quote stands here"], []),
    "a parameter without a type": ("param a\n", ["1:8 a type is missing here"], []),
    "a tag of a template engine": ("{% if a %}\n", ["1:1 `{% if a %}` is a placeholder of another tool"], []),
    "a bracket too many": ("var a = {\n}\n}\n", ["3:1 `}` stands where a declaration should"], ["var a = <?>"]),
    "a bracket too many behind a resource": ("resource a 'b@1' = {\n  c: 1\n}\n}\n", ["4:1 `}` stands where a declaration should"],
                                             ['resource a "b@1" {"c": 1}!']),
    "a semicolon behind a statement": ("param a int = 1;\n", ["1:16 `;` stands here"], ["param a <int> = 1"]),
    "words behind a statement": ("var a = b c\n", ["1:11 `c` stands where the end of the line should"], ["var a = <?>"]),
    "a line that begins with an operator": ("var a = b\n  ?? c\n", ["2:3 this line begins with `??`"], ["var a = <?>"]),
    "a decorator in the line of its declaration": ("@a() param b int\n", ["1:6 `param` stands in the line of a decorator"], ["@a() param b <int>"]),
    "a bracket in the next line": ("resource a 'b@1' =\n{\n  c: 1\n}\n", ["1:19 the line ends before its value"], ['resource a "b@1" {"c": 1}!']),
    "a resource that is no object": ("resource a 'b@1' = c\n", ["1:20 `c` stands where `{` should"], ['resource a "b@1" <?>!']),
    "a no-break space": ("var a =\u00a0\u00a01\nvar b\u00a0= 2\n", ["1:8 a no-break space (U+00A0) stands here, where only a plain space may"],
                         ["var a = 1", "var b = 2"]),
    "a whole conflict": ("<<<<<<< HEAD\nvar a = 1\n=======\nvar a = 2\n>>>>>>> b\n", ["1:1 a merge conflict marker stands here"],
                         ["var a = <?>", "var a = <?>"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "faults", "statements"), BETWEEN.values(), ids=BETWEEN)
def test_what_follows_a_fault_is_read(text: str, faults: list[str], statements: list[str]) -> None:
    assert faults_of(text + INTACT) == faults
    assert statements_of(text + INTACT) == [*statements, READ]


UNCLOSED = {
    "an object": ("resource a 'b@1' = {\n  c: 1\n  d: {\n    e: 2\n", "`}` is missing: the `{` of line 3 is not closed",
                  'resource a "b@1" {...<?>, "c": 1, "d": <?>}!'),
    "an array": ("var a = [\n  1\n  2\n", "`]` is missing: the `[` of line 1 is not closed", "var a = [1, ...<?>, ...<?>]"),
    "an argument list": ("var a = f(\n", "a value is missing here", "var a = <?>"),
    "a type": ("param a {\n  b: string\n", "`}` is missing: the `{` of line 1 is not closed", "param a <{\n  b: string\n>"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message", "statement"), UNCLOSED.values(), ids=UNCLOSED)
def test_a_bracket_that_is_not_closed_does_not_swallow_the_next_declaration(
    text: str, message: str, statement: str
) -> None:
    here = "resource z 'y/v@1' = {\n  name: 'x'\n}\n"
    line = text.count("\n") + 1
    assert faults_of(text + here) == [f"{line}:1 {message}"]
    assert [one.rstrip("\n") for one in statements_of(text + here)] == [
        statement.replace("\n>", ">"),
        READ.replace("y@1", "y/v@1"),
    ]


@pytest.mark.parametrize("end", ["", "\n", "\n\n  "], ids=["at once", "behind a line", "behind blank lines"])
def test_a_bracket_may_be_open_at_the_end_of_the_file(end: str) -> None:
    text = f"resource a 'b@1' = {{\n  c: 1\n  d: {{ e: 2{end}"
    (fault,) = faults_of(text)
    assert fault.endswith(" `}` is missing: the `{` of line 3 is not closed")
    assert statements_of(text) == ['resource a "b@1" {...<?>, "c": 1, "d": <?>}!']


INSIDE = {
    "a key without a value": ("a: 1\nb\nc: 2", ["3:2 a value is missing here"], '{"a": 1, "b": <?>, "c": 2}'),
    "a key with a colon and no value": ("a: 1\nb:\nc: 2", ["3:3 a value is missing here"], '{"a": 1, "b": <?>, "c": 2}'),
    "an equals sign": ("a = 1\nb: 2", ["2:3 `=` stands where `:` should"], '{"a": <?>, "b": 2}'),
    "a line that is no property": ("a: 1\n???\nb: 2", ["3:1 this line begins with `??`"], '{...<?>, "a": <?>, "b": 2}'),
    "lines that are something else": ("a: 1\n%>\n= 7\nb: 2", ["3:1 this line begins with `%`", "4:1 `=` stands where the key of a property should"],
                                      '{...<?>, "a": <?>, "b": 2}'),
    "a word in braces": ("a: {{ b }}\nc: 2", ["2:4 `{{ b }}` is a placeholder of another tool"], '{"a": <?>, "c": 2}'),
    "a token": ("a: #{b}#\nc: 2", ["2:4 `#{b}#` is a placeholder of another tool"], '{"a": <?>, "c": 2}'),
    "a macro of a pipeline": ("a: $(b.c)\nc: 2", ["2:4 `$(b.c)` is a placeholder of another tool"], '{"a": <?>, "c": 2}'),
    "double quotes": ('a: "b"\nc: 2', ["2:4 a double quote stands here"], '{"a": <?>, "c": 2}'),
    "curly quotes": ("a: \u2018b\u2019\nc: 2", ["2:4 a curly quote (U+2018) stands here"], '{"a": <?>, "c": 2}'),
    "commas at the ends of lines": ("a: 1,\nb: 2", ["2:5 a comma ends this line"], '{"a": 1, "b": 2}'),
    "no comma on one line": ("a: 1 b: 2", ["2:6 `b` stands where a new line or a comma should"], '{...<?>, "a": <?>}'),
    "a key twice": ("a: 1\nb: 2\na: 3", ["2:1 the key `a` is written more than once in this object",
                                          "4:1 the key `a` is written more than once in this object"], '{"a": <?>, "b": 2, "a": <?>}'),
    "a bracket in the next line": ("a:\n{ b: 1 }\nc: 2", ["2:3 the line ends before its value"], '{"a": {"b": 1}, "c": 2}'),
    "an operator in the next line": ("a: b\n  ?? c\nd: 2", ["3:3 this line begins with `??`"], '{...<?>, "a": <?>, "d": 2}'),
    "a property in the next line": ("a: b\n  .c\nd: 2", ["3:3 this line begins with `.`"], '{...<?>, "a": <?>, "d": 2}'),
    "a fault in an argument over lines": ("a: f({\n  b: 1\n}, c d)\ne: 2", ["4:6 `d` stands where `,` or `)` should"], '{"a": <?>, "e": 2}'),
    "a fault within an argument": ("a: f({\n  b: %\n  c: 1\n})\ne: 2", ["3:6 `%` stands where a value should"], '{"a": f({"b": <?>, "c": 1}), "e": 2}'),
    "a fault on one line": ("a: { b: %, c: 1 }\ne: 2", ["2:9 `%` stands where a value should"], '{"a": {"b": <?>, "c": 1}, "e": 2}'),
    "a fault in an array": ("a: [\n  1\n  %\n]\ne: 2", ["4:3 this line begins with `%`"], '{"a": [...<?>, ...<?>], "e": 2}'),
    "a conflict": ("a: 1\n<<<<<<< HEAD\nb: 2\n||||||| x\nb: 3\n=======\nc: 4\n>>>>>>> y\nd: 5", ["3:1 a merge conflict marker stands here"],
                   '{"a": 1, "b": <?>, "b": <?>, "c": <?>, "d": 5}'),
    "a conflict in an array": ("a: [\n<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> y\n  3\n]", ["3:1 a merge conflict marker stands here"],
                               '{"a": [...<?>, ...<?>, 3]}'),
    "the end of a conflict alone": ("a: 1\n>>>>>>> y\nd: 5", ["3:1 a merge conflict marker stands here"], '{"a": 1, "d": 5}'),
}  # fmt: skip


@pytest.mark.parametrize(("items", "faults", "body"), INSIDE.values(), ids=INSIDE)
def test_the_rest_of_an_object_is_kept(items: str, faults: list[str], body: str) -> None:
    text = f"resource q 'r@1' = {{\n{items}\n}}\n{INTACT}"
    assert faults_of(text) == faults
    assert statements_of(text) == [f'resource q "r@1" {body}!', READ]


def test_a_fault_in_a_child_is_a_fault_of_both() -> None:
    text = "resource a 'b@1' = {\n  resource c 'd' = {\n    e: %\n  }\n  resource f 'g' = {}\n}\n"
    assert statements_of(text) == ['resource a "b@1" {}! [resource c "d" {"e": <?>}!] [resource f "g" {}]']


def test_markers_in_a_text_of_lines_are_text() -> None:
    text = "var a = '''\n<<<<<<< HEAD\n{{ b }}\nparam c string\n'''\n" + INTACT
    assert (statements_of(text), faults_of(text)) == ([r'var a = "<<<<<<< HEAD\n{{ b }}\nparam c string\n"', READ], [])

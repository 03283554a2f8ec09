"""Files of Terraform in JSON: blocks and arguments as in native syntax, templates in texts, faults with their places."""

from __future__ import annotations

import json

import pytest

from aksnet.expressions.source import Source
from aksnet.expressions.tree import MAX_DEPTH, Literal, Opaque
from aksnet.readers.hcl.json_form import parse_json
from aksnet.readers.hcl.syntax import File
from hcl_nodes import shown


def _read(text: str, name: str = "a.tf.json") -> File:
    return parse_json(Source(name, text))


def _outline(file: File) -> list[str]:
    arguments = [f"{one.name}={shown(one.value)}" for one in file.body.attributes.values()]
    for block in file.body.blocks:
        inner = " ".join(f"{one.name}={shown(one.value)}" for one in block.body.attributes.values())
        arguments.append(f"{'.'.join((block.type, *block.labels))}{{{inner}}}{'!' * block.faulty}")
    return arguments


def _faults(text: str, name: str = "a.tf.json") -> list[str]:
    source = Source(name, text)
    return [
        f"{source.place(one.at).line}:{source.place(one.at).column} {one.message}" for one in parse_json(source).faults
    ]


BLOCKS = {
    "a resource": ('{"resource": {"t": {"n": {"a": 1}}}}', ["resource.t.n{a=1}"]),
    "several names and types": (
        '{"resource": {"t": {"n": {}, "m": {}}, "u": {"n": {}}}}',
        ["resource.t.n{}", "resource.t.m{}", "resource.u.n{}"],
    ),
    "lists of objects at each level": (
        '[{"resource": [{"t": [{"n": [{"a": 1}]}]}, {"t": {"m": {}}}]}]',
        ["resource.t.n{a=1}", "resource.t.m{}"],
    ),
    "a type that stands twice": ('{"locals": {"a": 1}, "locals": {"b": 2}}', ["locals{a=1}", "locals{b=2}"]),
    "locals in a list": ('{"locals": [{"a": 1}, {"b": 2}]}', ["locals{a=1}", "locals{b=2}"]),
    "a provider, twice": ('{"provider": {"p": [{"alias": "x"}, {}]}}', ['provider.p{alias="x"}', "provider.p{}"]),
    "nested blocks are arguments": (
        '{"module": {"m": {"b": {"c": [{"d": true}]}}}}',
        ['module.m{b={"c": [{"d": true}]}}'],
    ),
    "comments": ('{"//": "x", "locals": {"//": "y", "a": null}}', ["locals{a=null}"]),
    "numbers": ('{"locals": {"a": -1, "b": 1e3, "c": 0.5, "d": -0}}', ["locals{a=-1 b=1000 c=0.5 d=0}"]),
    "a block that is null": ('{"terraform": null, "output": {"o": null}}', []),
    "a nested block under two keys": ('{"module": {"m": {"b": {"c": 1}, "b": [{"c": 2}]}}}', ['module.m{b=[{"c": 1}, {"c": 2}]}']),
    "an unknown type": ('{"x": {"y": 1}}', ['x={"y": 1}']),
}  # fmt: skip


@pytest.mark.parametrize(("text", "outline"), BLOCKS.values(), ids=BLOCKS)
def test_blocks_are_found_under_their_labels(text: str, outline: list[str]) -> None:
    file = _read(text)
    assert (_outline(file), file.faults) == (outline, ())


TEMPLATES = {
    "a text": ("a b", '"a b"'),
    "a reference": ("${var.a}", "t(var.a)"),
    "a text with a reference": ("a-${var.b}", 't("a-", var.b)'),
    "quotes in an interpolation": ('${f("x")}', 't(f("x"))'),
    "a backslash is no escape of a template": ("\\n${a}", 't("\\\\n", a)'),
    "line breaks": ("a\n${b}\n", 't("a\\n", b, "\\n")'),
    "a literal interpolation": ("$${a}", '"${a}"'),
    "a directive": ("%{ if a }b%{ endif }", 't((a ? "b" : ""))'),
    "no heredoc": ("<<E\nx\nE\n", '"<<E\\nx\\nE\\n"'),
}


@pytest.mark.parametrize(("text", "expected"), TEMPLATES.values(), ids=TEMPLATES)
def test_texts_are_templates(text: str, expected: str) -> None:
    file = _read(json.dumps({"locals": {"a": text}}))
    assert (shown(file.body.blocks[0].body.attributes["a"].value), file.faults) == (expected, ())


def test_keys_of_objects_are_templates_too() -> None:
    assert _outline(_read('{"locals": {"a": {"${var.k}": 1}}}')) == ["locals{a={t(var.k): 1}}"]


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        pytest.param(
            '{"variable": {"v": {"type": "list(string)", "default": "${x}"}}}',
            ['variable.v{type="list(string)" default="${x}"}'],
            id="the default of a variable",
        ),
        pytest.param(
            '{"variable": {"v": {"validation": {"condition": "${var.v != 1}"}}}}',
            ['variable.v{validation={"condition": t((var.v != 1))}}'],
            id="a condition of a variable is a template all the same",
        ),
        pytest.param(
            '{"terraform": {"backend": {"x": {"y": "${z}"}}}}',
            ['terraform{backend={"x": {"y": "${z}"}}}'],
            id="the settings of Terraform",
        ),
    ],
)
def test_where_terraform_takes_no_reference_texts_are_taken_as_they_stand(text: str, outline: list[str]) -> None:
    assert _outline(_read(text)) == outline


def test_a_file_of_values_holds_no_templates_and_no_blocks() -> None:
    file = _read('{"locals": {"a": "${b}"}, "n": "1"}', "x.auto.tfvars.json")
    assert (_outline(file), file.faults) == (['locals={"a": "${b}"}', 'n="1"'], ())


def test_everything_knows_where_it_stands() -> None:
    text = '{\n  "resource": {"t": {"n": {"a": "x-${var.b}", "c": "\\"${var.d}"}}},\n  "locals": {"e": [1]}\n}'
    file = _read(text)
    resource, local = file.body.blocks
    a, c = resource.body.attributes.values()
    assert [resource.at, local.at, a.at, c.at] == [text.index(key) for key in ('"n"', '"locals"', '"a"', '"c"')]
    assert (a.value.at, a.value.parts[1].at) == (text.index("x-"), text.index(".b") + 1)  # type: ignore[union-attr]
    # within a text with escapes all stands where the text does
    assert c.value.parts[1].at == text.index('"\\"')  # type: ignore[union-attr]
    assert local.body.attributes["e"].value.items[0] == Literal(1, text.index("1]"))  # type: ignore[union-attr]


FAULTS = {
    "nothing": ("", ["1:1 a value is missing here"]),
    "a comma at the end of an object": (
        '{\n  "locals": {\n    "a": 1,\n  }\n}\n',
        ['2:3 "locals" is not read: its JSON is broken in line 3', '3:11 a comma stands before the closing "}"'],
    ),
    "a comma at the end of a list": ('{"a": [1,]}', ['1:9 a comma stands before the closing "]"']),
    "a comma too few": ('{"a": 1 "b": 2}', ['1:9 a comma or a closing "}" is missing here']),
    "a colon too few": ('{"a" 1}', ["1:6 a colon is missing behind the key"]),
    "an equals sign": ('{"a" = 1}', ["1:6 a colon is missing behind the key"]),
    "a key without quotes": ("{a: 1}", ["1:2 a key in double quotes is missing here"]),
    "single quotes": ("{'a': 1}", ["1:2 a single quote stands here, where a double one is wanted"]),
    "a comment": ('{\n  // x\n  "a": 1}', ["2:3 / cannot stand here"]),
    "a brace too few": ('{"a": 1', ['1:1 this bracket is not closed with "}"']),
    "a brace too many": ('{"a": 1}}', ["1:9 the text goes on behind its last brace"]),
    "a string over two lines": ('{"a": "x\ny"}', ["1:7 this string is not closed in its line"]),
    "an escape that does not exist": ('{"a": "\\q"}', ["1:7 an escape of this string is none of JSON"]),
    "a word that is no value": ('{"a": True}', ["1:7 a value is missing here"]),
    "a number that is none": ('{"a": 01}', ["1:7 a value is missing here"]),
    "a conflict": ('{\n<<<<<<< HEAD\n"a": 1}', ["2:1 a merge conflict marker stands here"]),
    "a text in place of a block": ('{"resource": {"t": "x"}}', ["1:20 an object is wanted here, with the labels of the resource blocks as keys"]),
    "a number in place of a body": ('{"locals": 1}', ["1:12 an object is wanted here, with the arguments of a locals block"]),
    "a list in place of everything": ("[1]", ["1:2 an object is wanted here, with blocks"]),
    "an argument set twice": ('{"locals": {"a": 1, "a": 2}}', ["1:21 a is set a second time"]),
    "a broken template": ('{"locals": {"a": "x${"}}', ["1:22 a value is missing here"]),
    "a broken template with escapes": ('{"locals": {"a": "\\"${"}}', ["1:18 a value is missing here"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "faults"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_is_told_at_its_place(text: str, faults: list[str]) -> None:
    assert _faults(text) == faults


def test_blocks_before_the_broken_place_are_kept() -> None:
    assert _outline(_read('{"locals": {"a": 1}, "module": {"m": {,}}}')) == ["locals{a=1}"]


def test_a_broken_template_makes_its_block_faulty_and_its_value_opaque() -> None:
    first, second = _read('{"module": {"m": {"a": "${", "b": 1}, "n": {}}}').body.blocks
    assert (first.faulty, second.faulty) == (True, False)
    assert isinstance(first.body.attributes["a"].value, Opaque)


def test_what_is_nested_too_deeply_is_a_fault_and_no_crash() -> None:
    for times in (MAX_DEPTH + 1, 100_000):
        assert [one.split(" ", 1)[1] for one in _faults("[" * times)] == ["this is nested too deeply to be read"]

"""Bicep: literals as the compiler reads them, and files that its formatter leaves alone.

What the compiler did is in the reference data; test_engine.py asks the compiler itself where it is installed.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from aksnet.targets import render
from aksnet.targets.bicep_text import MAX_LITERAL, WIDTH, encode, key, layout, string
from bicep_reading import read
from hostile import HOSTILE
from places import SPECS, reference
from rendering import FRAGMENT, WHOLE, files_of, view

# Constructs that aksnet does not write, whose layout is more than indent by brackets.
_NOT_WRITTEN = re.compile(r"\bif \(|^ *[?:|] |=>|'''|/\*|\(\[$|\(\{$|\w\(\w+\($|\w\(.*[\[{]$| = // | =$| \?$", re.M)


def _flat(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def _files(languages: dict[str, Any]) -> list[Any]:
    return [
        pytest.param(file.text, id=f"{sample} {file.path}")
        for sample in SPECS
        for file in files_of(sample, languages["bicep"])
    ]


def test_every_value_has_the_literal_that_compiles_to_it() -> None:
    for row in reference("bicep-string-cases.json")["cases"]:
        assert string(row["value"]) == row["literal"], row["name"]


def test_every_key_has_the_literal_that_compiles_to_it() -> None:
    for row in reference("bicep-string-cases.json")["keys"]:
        assert key(row["value"]) == row["literal"], row["name"]


def test_literals_that_the_compiler_dies_of_are_refused() -> None:
    for row in reference("bicep-string-cases.json")["long"]:
        text = row["character"] * row["count"]
        if row["compiles"]:
            assert string(text)
        else:
            with pytest.raises(TypeError, match="no literal"):
                string(text)
    assert string("x" * MAX_LITERAL)


def test_reader_of_literals_agrees_with_the_compiler() -> None:
    for row in reference("bicep-string-cases.json")["cases"]:
        assert read(row["literal"]) == row["value"], row["name"]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_hostile_texts_read_back_as_they_are(text: str) -> None:
    assert read(string(text)) == text
    name = key(text)
    assert (read(name) if name.startswith("'") else name) == text
    # no character that the formatter would turn into the end of a line
    assert not set("\n\r\x0b\x0c\x85\u2028\u2029") & set(string(text))


def test_layout_agrees_with_the_formatter() -> None:
    """Each text that the formatter gave is given back from its lines without indent."""
    tried = 0
    for case in reference("bicep-format-cases.json"):
        if "formatted_errors" not in case and not _NOT_WRITTEN.search(case["formatted"]):
            assert layout(_flat(case["formatted"])) == case["formatted"], case["name"]
            tried += 1
    assert tried > 200


@pytest.mark.parametrize("text", [*_files(WHOLE), *_files(FRAGMENT)])
def test_golden_file_is_a_fixed_point_of_the_rules(text: str) -> None:
    """The recipe: filled objects and arrays on several lines, calls on one where they fit, single blank lines."""
    assert not _NOT_WRITTEN.search(text), "a construct that the layout does not know"
    assert layout(_flat(text)) == text
    for line in text.splitlines():
        code = re.sub(r"'(?:[^'\\]|\\.)*'", "''", line).replace("{ *: string }", "")
        one_line = re.search(r"\{[^}]+\}|(?<!\))\[[^]0-9]+\]", code)
        assert not one_line, f"a filled object or array stands on one line: {line}"
        assert line == line.rstrip()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "name: guid(" + "a" * 50 + ", " + "b" * 53 + ", c)\n",
            "name: guid(" + "a" * 50 + ", " + "b" * 53 + ", c)\n",
            id="a call that ends in column 120 stays",
        ),
        pytest.param(
            "name: guid(" + "a" * 50 + ", " + "b" * 54 + ", c)\n",
            "name: guid(\n  " + "a" * 50 + ",\n  " + "b" * 54 + ",\n  c\n)\n",
            id="one that does not fit has one line for each argument",
        ),
        pytest.param(
            "scope: resourceGroup('" + "é" * 36 + "', 'a, (b) \\' [" + "😀" * 30 + "')\n",
            "scope: resourceGroup(\n  '" + "é" * 36 + "',\n  'a, (b) \\' [" + "😀" * 30 + "'\n)\n",
            id="columns are UTF-16 units, and commas in texts do not count",
        ),
        pytest.param(
            "name: f(" + "a" * 130 + ")\n",
            "name: f(" + "a" * 130 + ")\n",
            id="a call with one argument is never broken",
        ),
    ],
)
def test_wide_calls_are_broken_as_the_formatter_breaks_them(line: str, expected: str) -> None:
    if expected == line and "," in line:
        assert len(line.rstrip()) == WIDTH
    assert layout(line) == expected


def test_names_of_any_length_give_files_that_fit() -> None:
    long = "a" * 80
    vnet = {"address_space": ["10.0.0.0/8"], "subnets": {long: {"prefix": "10.240.0.0/24"}}}
    (main, _) = render(
        view(
            network={"plugin": "overlay", "service_cidr": "192.168.0.0/24", "pod_cidr": "172.20.0.0/16"},
            vnet=vnet,
            pools=[{"name": "system", "mode": "System", "subnet": long}],
        ),
        WHOLE["bicep"],
    )
    assert f"guid(\n    vnet::{long}Subnet.id,\n    identity.id,\n    networkContributorRoleId\n  )" in main.text


@pytest.mark.parametrize("text", _files(WHOLE))
def test_every_declaration_is_used_and_described(text: str) -> None:
    """The linter's no-unused-* and use-description-* rules."""
    declared = re.findall(r"^(?:(@secure\(\))\n)?(param|var|output) (\w+)", text, re.M)
    described = re.findall(r"^@description\('.*'\)\n(?:@secure\(\)\n)?(?:param|var|output) (\w+)", text, re.M)
    if not text.startswith("using"):
        assert [name for *_, name in declared] == described
    for _, kind, name in declared:
        if kind != "output" and not text.startswith("using"):
            assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{kind} {name} is not used"
    for symbol in re.findall(r"^ *resource (\w+) '\w+' existing", text, re.M):
        assert re.search(rf"::{symbol}\b", text), f"{symbol} is not used"


@pytest.mark.parametrize("text", _files(WHOLE))
def test_every_symbol_in_use_is_declared(text: str) -> None:
    if text.startswith("using"):
        return
    declared = set(re.findall(r"^ *(?:param|var|resource|module) (\w+)", text, re.M))
    code = re.sub(r"'(?:[^'\\$]|\\.|\$(?!\{))*'", "''", text)
    for symbol in re.findall(r"\b(\w+)(?:::(\w+))?\.(?:id|name|properties)\b", code):
        assert {part for part in symbol if part} <= declared
    waits = re.search(r"dependsOn: \[\n(.*?)\n *\]", code, re.S)
    assert not waits or set(waits[1].split()) <= declared


def test_parameters_file_asks_the_environment_for_what_the_spec_leaves_open() -> None:
    cluster = view(network={"plugin": "pod-subnet"})
    main, parameters, _ = render(cluster, WHOLE["bicep"])
    assert "param nodeSubnetId = readEnvironmentVariable('NODE_SUBNET_ID')" in parameters.text
    assert "param nodeSubnetId string\n" in main.text


def test_values_that_are_no_data_have_no_literal() -> None:
    with pytest.raises(TypeError, match="no literal"):
        encode(None)

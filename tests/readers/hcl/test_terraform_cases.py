"""The cases that Terraform itself was run on: no fault in what it takes, a fault on the line that it names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hcl2
import pytest

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal, Node, Template
from aksnet.readers.hcl.json_form import parse_json
from aksnet.readers.hcl.parsing import parse
from aksnet.readers.hcl.syntax import Body, File
from places import REFERENCE

CASES = REFERENCE / "terraform-cases"
# What Terraform says of a text that cannot be read, and not of what is written in it.
SYNTAX = {
    "Argument definition required",
    "Argument or block definition required",
    "Attribute redefined",
    "Incorrect JSON value type",
    "Invalid character",
    "Invalid multi-line string",
    "Invalid single-argument block definition",
    "Missing key/value separator",
    "Missing newline after block definition",
    "Unclosed configuration block",
    "Unterminated template string",
}
ENDINGS = (".tf", ".tofu", ".tfvars", ".terraform.lock.hcl", ".tf.json", ".tfvars.json")

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases for reading Terraform are not on this machine")


def _cases() -> list[Path]:
    return sorted(path for path in CASES.glob("*") if path.is_dir()) if CASES.is_dir() else []


def _files(case: Path) -> Iterator[tuple[str, Source]]:
    for path in sorted(case.rglob("*")):
        if path.name.endswith(ENDINGS) and not path.name.startswith("._"):
            name = path.relative_to(case).as_posix()
            yield name, Source(name, path.read_bytes().decode("utf-8-sig"))


def _read(source: Source) -> File:
    return parse_json(source) if source.name.endswith(".json") else parse(source)


def _error(case: Path) -> dict[str, Any]:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    error: dict[str, Any] = expected.get("error") or {}
    return error if error.get("summary") in SYNTAX else {}


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_faults_are_told_where_terraform_tells_them_and_nowhere_else(case: Path) -> None:
    error = _error(case)
    for name, source in _files(case):
        lines = [source.place(fault.at).line for fault in _read(source).faults]
        if name == error.get("file"):
            assert lines[0] == error["line"]
        else:
            assert lines == []


def test_there_are_cases_of_every_kind_of_fault() -> None:
    assert {_error(case).get("summary") for case in _cases()} == {*SYNTAX, None}


@pytest.mark.parametrize("case", [case for case in _cases() if "-bad-" not in case.name], ids=lambda case: case.name)
def test_literal_arguments_are_those_that_another_parser_reads(case: Path) -> None:
    if not _compared(case):
        pytest.skip("the other parser reads no file of this case")


def test_the_other_parser_does_read_files() -> None:
    assert _compared(CASES / "001-node-subnet-v4") > 10


def _compared(case: Path) -> int:
    readings = [
        (_read(source).body, _other(source.text)) for name, source in _files(case) if name.endswith((".tf", ".tfvars"))
    ]
    return sum(_compare(body, other) for body, other in readings if other is not None)


def _other(text: str) -> dict[str, Any] | None:
    try:
        loaded: dict[str, Any] = hcl2.loads(text if text.endswith("\n") else f"{text}\n")
    except Exception:  # it does not read all that Terraform reads, and raises what comes
        return None
    return loaded


def _compare(body: Body, other: dict[str, Any]) -> int:
    """Compare texts, numbers and truth values of both readings; how many there were is given back."""
    compared = 0
    for attribute in body.attributes.values():
        if isinstance(attribute.value, Literal):
            assert _plain(other[attribute.name]) == attribute.value.value or _is_escaped(other[attribute.name])
            compared += 1
    seen: dict[str, int] = {}
    for block in body.blocks:
        items = other[block.type]
        inner = items[seen.get(block.type, 0)]
        seen[block.type] = seen.get(block.type, 0) + 1
        for label in block.labels:
            inner = inner.get(f'"{label}"', inner.get(label))
        compared += _compare(block.body, inner)
    for kind, count in seen.items():
        assert len(other[kind]) == count
    return compared


def _plain(value: Any) -> Any:
    if isinstance(value, str) and value.startswith('"'):
        return value[1:-1]
    return {"null": None, "true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _is_escaped(value: Any) -> bool:
    """Whether the other parser leaves in the text what has to be replaced, or does not compute the number."""
    text = str(value)
    return (
        any(sign in text for sign in ("\\", "$", "%", "<<"))
        or not text.isascii()
        or (text[:1].isdigit() and "e" in text)
    )


def test_no_template_of_the_cases_is_empty() -> None:
    for case in _cases():
        for _, source in _files(case):
            for node in _nodes(_read(source).body):
                assert not isinstance(node, Template) or node.parts


def _nodes(part: object) -> Iterator[Node]:
    if isinstance(part, dict):
        part = tuple(part.values())
    if isinstance(part, tuple):
        if isinstance(part, Literal | Template):
            yield part
        for one in part:
            yield from _nodes(one)

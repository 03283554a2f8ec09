"""Tables about the fields of JSON, out of a schema."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.documenting.json_schemas import tables_of


def _rows(schema: dict[str, Any]) -> list[str]:
    return [line for line in tables_of(schema) if line.startswith("| `")]


@pytest.mark.parametrize(
    ("field", "rows"),
    [
        pytest.param({"type": "string", "description": "Said."}, ["| `a` | string | Said. |"], id="a text with what it says"),
        pytest.param({"const": 1}, ["| `a` | `1` |  |"], id="one value"),
        pytest.param({"enum": ["x", None]}, ['| `a` | `"x"`, `null` |  |'], id="words"),
        pytest.param({"type": ["string", "null"]}, ["| `a` | string or null |  |"], id="what may be null"),
        pytest.param({"type": "string", "allOf": [{"pattern": "^a"}]}, ["| `a` | string |  |"], id="a text with more that holds"),
        pytest.param({"$ref": "#/definitions/side"}, ["| `a` | `side` |  |"], id="a part that is described below"),
        pytest.param(
            {"oneOf": [{"type": "null"}, {"type": "object", "required": ["b"], "properties": {"b": {"type": "number"}}}]},
            ["| `a` | null or object |  |", "| `a.b` | number |  |"],
            id="one of two, with what is in it",
        ),
        pytest.param(
            {"type": "array", "items": {"type": "object", "properties": {"b": {"type": "array", "items": {"type": "integer"}}}}},
            ["| `a` | list of object |  |", "| `a[].b` | list of integer, may be left out |  |"],
            id="a list of what has members, one of which may be missing",
        ),
        pytest.param(
            {"type": "object", "additionalProperties": {"type": "object", "required": ["b"], "properties": {"b": {"type": "boolean"}}}},
            ["| `a` | object |  |", "| `a.*` | object |  |", "| `a.*.b` | boolean |  |"],
            id="any keys",
        ),
    ],
)  # fmt: skip
def test_a_field_is_told_with_all_that_is_in_it(field: dict[str, Any], rows: list[str]) -> None:
    assert _rows({"required": ["a"], "properties": {"a": field}}) == rows


def test_a_part_has_its_own_table_and_what_contains_itself_ends() -> None:
    side = {"description": "One side.", "required": ["next"], "properties": {"next": {"$ref": "#/definitions/side"}}}
    lines = list(tables_of({"properties": {}, "definitions": {"side": side}}))
    assert lines.count("| `next` | `side` |  |") == 1
    assert "`side`: One side." in lines

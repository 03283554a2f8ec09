"""The fields that a JSON Schema describes, as tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from aksnet.documenting.markdown import code, table

_NAMES = ("field", "type", "what it says")
_UNIONS = ("oneOf", "anyOf", "allOf")


def tables_of(schema: Any) -> Iterator[str]:
    """The lines of all tables: of a whole document, and then of each of its parts that has a name."""
    yield from (*table(_NAMES, _rows(schema)), "")
    for name, part in schema.get("definitions", {}).items():
        yield from (f"{code(name)}{_said(part)}", "", *table(_NAMES, _rows(part)), "")


def _said(part: Any) -> str:
    return f": {part['description']}" if "description" in part else ":"


def _rows(schema: Any) -> list[tuple[str, str, str]]:
    """The rows of a schema; of one that is no object, the one row that says what it is."""
    return list(_fields(schema, "")) or [("", _kind(schema), "")]


def _fields(node: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Every field of an object, with those of what is in it."""
    for name, one in _members(node):
        inner = f"{path}.{name}" if path else name
        missing = "" if name in (*node.get("required", ()), "*") else ", may be left out"
        yield code(inner), _kind(one) + missing, one.get("description", "").replace("<", "&lt;")
        yield from _below(one, inner)


def _members(node: Any) -> Iterator[tuple[str, Any]]:
    yield from node.get("properties", {}).items()
    if isinstance(node.get("additionalProperties"), dict):
        yield "*", node["additionalProperties"]


def _below(node: Any, path: str) -> Iterator[tuple[str, str, str]]:
    yield from _fields(node, path)
    if isinstance(node.get("items"), dict):
        yield from _below(node["items"], f"{path}[]")
    for union in _UNIONS:
        for part in node.get(union, ()):
            yield from _below(part, path)


def _kind(node: Any) -> str:
    """What a value is, in words."""
    for union in _UNIONS:
        if union in node and "type" not in node:
            return " or ".join(map(_kind, node[union]))
    if "$ref" in node:
        return code(node["$ref"].rpartition("/")[2])
    if "const" in node or "enum" in node:
        return code(*map(json.dumps, node.get("enum", (node.get("const"),))))
    kinds = node.get("type", "any")
    return " or ".join(_named(kind, node) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _named(kind: str, node: Any) -> str:
    return f"list of {_kind(node['items'])}" if kind == "array" and "items" in node else kind

"""The page about JSON outputs: the fields of each, out of its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from aksnet.documenting.markdown import code, table

_INTRODUCTION = """\
# JSON outputs

What `aksnet` prints as JSON is one document with `"version": 1` in it. Each has a JSON Schema (draft-07), which is what
these tables are written from; the tests hold the outputs against it.

In the path of a field `[]` stands for each item of a list, and `*` for any key. A field is there whenever what is
around it is, unless its type says that it may be left out; what has no value is `null`. A type in code is described
below its output.
"""
_NAMES = ("field", "type", "what it says")
_UNIONS = ("oneOf", "anyOf", "allOf")


def outputs_page(schemas: Mapping[str, Any]) -> str:
    """The page with every output, of the schemas by their files' names."""
    lines = [_INTRODUCTION]
    for file, schema in sorted(schemas.items()):
        lines += [f"## {_title(schema)}", "", f"[{file}](../{file})", "", *table(_NAMES, _rows(schema)), ""]
        for name, part in schema.get("definitions", {}).items():
            lines += [f"{code(name)}{_said(part)}", "", *table(_NAMES, _rows(part)), ""]
    return "\n".join(lines)


def _title(schema: Any) -> str:
    return str(schema["title"]).removeprefix("What ").partition(" prints")[0].partition(" writes")[0]


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
        if union in node:
            return " or ".join(map(_kind, node[union]))
    if "$ref" in node:
        return code(node["$ref"].rpartition("/")[2])
    if "const" in node or "enum" in node:
        return code(*map(json.dumps, node.get("enum", (node.get("const"),))))
    kinds = node.get("type", "any")
    return " or ".join(_named(kind, node) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _named(kind: str, node: Any) -> str:
    return f"list of {_kind(node['items'])}" if kind == "array" and "items" in node else kind

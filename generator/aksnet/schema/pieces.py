"""Small pieces that schemas are made of."""

from __future__ import annotations

from typing import Any, TypeAlias

from aksnet.schema.patterns import Pattern

Schema: TypeAlias = dict[str, Any]


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def nullable(schema: Schema) -> Schema:
    """The schema with nothing as well."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*kinds, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def patterned(schema: Schema, pattern: Pattern) -> Schema:
    """The schema with a pattern for its texts."""
    return {**schema, "pattern": pattern.whole, "patternErrorMessage": pattern.message}


def with_words(schema: Schema, *words: object) -> Schema:
    """A choice with more words."""
    return {**schema, "enum": [*schema["enum"], *words]}

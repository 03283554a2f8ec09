"""What a field takes in words: "whole number, 1 to 100", "list of address ranges"."""

from __future__ import annotations

import re

from aksnet.schema.pieces import Schema

# What the messages of patterns do not say by themselves.
_TEXTS = {
    "the text is empty": "text",
    "no surge": "number of nodes, or percentage",
    "no number of nodes, nor a percentage": "number of nodes, or percentage",
    "neither true nor false": "true or false",
}


def kind_of(schema: Schema) -> str:
    """What a schema takes, in words."""
    for key in ("anyOf", "allOf"):
        if key in schema:
            return kind_of(schema[key][0])
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return ", ".join(str(word) for word in schema["enum"] if word is not None)
    if "items" in schema:
        return _many(kind_of(schema["items"]))
    if "propertyNames" in schema:
        return f"map of {kind_of(schema['additionalProperties'])}s by name"
    return _plain(schema)


def _many(item: str) -> str:
    if ", " in item:
        return f"list of {item}"
    several = item.replace("id of", "ids of") if "id of" in item else " or ".join(map(_plural, item.split(" or ")))
    return f"list of {several}"


def _plural(word: str) -> str:
    return f"{word}es" if word.endswith("s") else f"{word}s"


def _plain(schema: Schema) -> str:
    if "patternErrorMessage" in schema:
        return _text(schema["patternErrorMessage"])
    if "$ref" in schema:
        return "mapping"
    if "integer" not in schema["type"]:
        return "text"
    bounds = f", {schema['minimum']:,} to {schema['maximum']:,}" if "minimum" in schema else ""
    steps = f", in multiples of {schema['multipleOf']}" if "multipleOf" in schema else ""
    return f"whole number{bounds}{steps}"


def _text(message: str) -> str:
    lead = message.partition(":")[0]
    if lead.startswith("neither a"):
        one, other = re.sub(r"\ban? ", "", lead.removeprefix("neither ")).split(" nor ")
        return f"{one} or {other.partition(',')[0]}"
    return _TEXTS.get(lead, lead.removeprefix("no "))

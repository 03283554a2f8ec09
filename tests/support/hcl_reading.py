"""Terraform text read back with python-hcl2: blocks as (type, labels, body), strings without their quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import hcl2

Block = tuple[str, tuple[str, ...], dict[str, Any]]
_META = re.compile(r"__\w+__")


def blocks(text: str) -> list[Block]:
    """The top-level blocks of a configuration."""
    parsed = hcl2.loads(text)
    return [block for kind, items in parsed.items() if not _META.fullmatch(kind) for block in _labelled(kind, items)]


def _labelled(kind: str, items: list[Any]) -> Iterator[Block]:
    for item in items:
        labels: list[str] = []
        body = item
        while len(keys := [key for key in body if not _META.fullmatch(key)]) == 1 and keys[0].startswith('"'):
            labels.append(keys[0].strip('"'))
            body = body[keys[0]]
        yield kind, tuple(labels), body


def resources(text: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The resources of a configuration: type, name, body."""
    return [(labels[0], labels[1], body) for kind, labels, body in blocks(text) if kind == "resource"]


def arguments(body: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a body, as data: texts without quotes, expressions as they stand."""
    return {key: plain(value) for key, value in body.items() if not _META.fullmatch(key) and not is_block(value)}


def inner_blocks(body: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The blocks in a body."""
    return [(key, one) for key, value in body.items() if not _META.fullmatch(key) and is_block(value) for one in value]


def is_block(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and "__is_block__" in one for one in value)
    )


def plain(value: Any) -> Any:
    """A value as data; `"…"` is a literal, everything else that is text is an expression."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {literal(key): plain(one) for key, one in value.items() if not _META.fullmatch(key)}
    return literal(value) if isinstance(value, str) else value


def literal(text: str) -> str:
    """The value of a quoted literal; other texts as they are."""
    if len(text) < 2 or not (text.startswith('"') and text.endswith('"')):
        return text
    unescaped = re.sub(r"\\U([0-9a-f]{8})", lambda found: json.dumps(chr(int(found[1], 16)))[1:-1], text)
    return str(json.loads(unescaped)).replace("$${", "${").replace("%%{", "%{")

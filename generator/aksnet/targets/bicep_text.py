"""Bicep: literals and layout, as the compiler's own formatter leaves them."""

from __future__ import annotations

import re
from typing import Any

from aksnet.literals import bicep_text
from aksnet.targets.printing import Code, laid_out

_IDENTIFIER = re.compile(r"(?!(?:true|false|null)\Z)[A-Za-z_][A-Za-z0-9_]{0,254}")
_NOT_CODE = re.compile(r"'(?:[^'\\]|\\.)*'|//.*")
_CALL = re.compile(r"(?P<indent> *)(?P<head>(?:\w+: )?\w+)\((?P<arguments>.*)\)")
_MARKS = re.compile(r"'(?:[^'\\]|\\.)*'|[][(){},]")
# How wide a group may be before the formatter breaks it.
WIDTH = 120
# The compiler's limit, in UTF-16 units: a longer literal stops it with an unhandled exception.
MAX_LITERAL = 131_072


def string(text: str) -> Code:
    """The shortest literal of a text; TypeError for one that no literal can hold."""
    if _width(text) > MAX_LITERAL:
        raise TypeError(f"a text of more than {MAX_LITERAL:,} characters has no literal in Bicep")
    return Code(bicep_text(text))


def key(text: str) -> str:
    """A property's key: bare where it can be."""
    return text if isinstance(text, Code) or _IDENTIFIER.fullmatch(text) else string(text)


def encode(value: Any) -> Code:
    """The literal of a value, every filled object and array on several lines; anything else is a TypeError."""
    match value:
        case Code():
            return value
        case bool():
            return Code("true" if value else "false")
        case int():
            return Code(value)
        case str():
            return string(value)
        case list() | tuple():
            items = "".join(f"{encode(item)}\n" for item in value)
            return Code(f"[\n{items}]" if items else "[]")
        case dict():
            rows = members(value)
            return Code(f"{{\n{rows}}}" if rows else "{}")
    raise TypeError(f"{value!r} has no literal in Bicep")


def members(value: dict[str, Any]) -> Code:
    """The properties of an object without its braces."""
    return Code("".join(f"{key(name)}: {encode(item)}\n" for name, item in value.items()))


def layout(text: str) -> str:
    """The text with the formatter's indent, and calls that are too wide broken as it breaks them."""
    lines = [part for line in laid_out(text, _NOT_CODE) for part in _fitted(line)]
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    """Columns as the formatter counts them: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _fitted(line: str) -> list[str]:
    """The line, or one line for each argument of its call where the call does not fit."""
    found = _CALL.fullmatch(line)
    if found is None or _width(line) <= WIDTH:
        return [line]
    arguments = _arguments(found["arguments"])
    if len(arguments) < 2:
        return [line]
    indent = found["indent"]
    broken = [f"{indent}  {argument}," for argument in arguments[:-1]]
    return [f"{indent}{found['head']}(", *broken, f"{indent}  {arguments[-1]}", f"{indent})"]


def _arguments(text: str) -> list[str]:
    """The arguments of a call, split at the commas that are in no string and in no bracket."""
    parts, depth, start = [], 0, 0
    for mark in _MARKS.finditer(text):
        depth += (mark[0] in "([{") - (mark[0] in ")]}")
        if mark[0] == "," and depth == 0:
            parts.append(text[start : mark.start()].strip())
            start = mark.end()
    return [*parts, text[start:].strip()]

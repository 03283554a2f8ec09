"""Bicep: literals and layout, as the compiler's own formatter leaves them."""

from __future__ import annotations

import re
from typing import Any

from aksnet.targets.printing import Code, laid_out

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Invisible characters, for reviewers; and the four that the formatter would turn into newlines.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_IDENTIFIER = re.compile(r"(?!(?:true|false|null)\Z)[A-Za-z_][A-Za-z0-9_]{0,254}")
_NOT_CODE = re.compile(r"'(?:[^'\\]|\\.)*'|//.*")
# The compiler's limit, in UTF-16 units: a longer literal stops it with an unhandled exception.
MAX_LITERAL = 131_072


def string(text: str) -> Code:
    """The shortest literal of a text; TypeError for one that no literal can hold."""
    if len(text.encode("utf-16-le")) // 2 > MAX_LITERAL:
        raise TypeError(f"a text of more than {MAX_LITERAL:,} characters has no literal in Bicep")
    escaped = "".join(_ESCAPES.get(char, char) for char in text).replace("${", "\\${")
    return Code("'" + _INVISIBLE.sub(lambda char: f"\\u{{{ord(char[0]):x}}}", escaped) + "'")


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
    """The text with the formatter's indent."""
    return "\n".join(laid_out(text, _NOT_CODE)) + "\n"

"""ARM templates: expressions, and texts that never become one."""

from __future__ import annotations

import re
from typing import Any


class Expression(str):
    """A template expression without its brackets; every other string is a literal."""

    __slots__ = ()


def quoted(text: str) -> str:
    """A text as the literal of an expression."""
    return "'" + text.replace("'", "''") + "'"


def call(function: str, *arguments: str) -> Expression:
    """A call; expressions stay, other arguments become literals."""
    shown = (one if isinstance(one, Expression) else quoted(one) for one in arguments)
    return Expression(f"{function}({', '.join(shown)})")


def parameter(name: str) -> Expression:
    """The value of a parameter."""
    return call("parameters", name)


def beside(suffix: str) -> Expression:
    """The name of something beside the cluster: the cluster's name with a suffix."""
    return call("format", f"{{0}}-{suffix}", parameter("name"))


def encode(value: Any) -> Any:
    """The value as JSON data, expressions in brackets, texts that would read as expressions escaped."""
    match value:
        case Expression():
            return f"[{value}]"
        case str():
            return f"[{value}" if re.fullmatch(r"\[.*\]", value, re.S) else value
        case dict():
            return {encode(key): encode(item) for key, item in value.items()}
        case list() | tuple():
            return [encode(item) for item in value]
    return value

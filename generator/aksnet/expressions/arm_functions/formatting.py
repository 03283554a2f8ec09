"""Values as texts: string(), and format() with the composite format strings of .NET."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from aksnet.expressions.arm_functions.arguments import shown, text, within
from aksnet.expressions.arm_functions.comparing import text_of
from aksnet.expressions.arm_functions.placeholders import settled
from aksnet.expressions.functions import Table
from aksnet.expressions.values import RefusedError, UndeterminedError
from aksnet.view import Json

TABLE = Table()

# Literal text, a doubled brace, or an item: its number, width and format.
_PIECE = re.compile(r"([^{}]+)|(\{\{|\}\})|\{([0-9]{1,6}) *(?:, *(-?[0-9]{1,6}) *)?(?::([^{}]*))?\}")
_DIGITS = re.compile("[Dd]([0-9]{0,2})|(0+)")
_GROUPED = re.compile("[Nn]([0-9]{1,2})")
# What the service's writer of JSON escapes, and Python's does not.
_ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


@TABLE.plain("string")
def string(data: Json) -> Json:
    """The value as a text; objects and arrays are compact JSON."""
    if data is None:
        raise UndeterminedError("it takes null as a text")
    if not isinstance(data, list | dict):
        return text_of(data)
    if _has_fraction(data):
        raise UndeterminedError("it writes a number with a fraction as JSON")
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if _ESCAPED.search(written):
        raise UndeterminedError("how the service writes a character of it as JSON is not known")
    return written


def _has_fraction(data: Json) -> bool:
    waiting: list[Json] = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, float):
            return True
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
    return False


@TABLE.plain("format")
def composite(pattern: Json, *values: Json) -> Json:
    """The text with the values in place of its items."""
    pieces: list[str] = []
    size = 0
    for piece in _pieces(text(pattern, open_too=True), values):
        size += len(piece)
        within(size)
        pieces.append(piece)
    return "".join(pieces)


def _pieces(pattern: str, values: tuple[Json, ...]) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        found = _PIECE.match(pattern, at)
        if found is None:
            raise UndeterminedError(f"what {shown(pattern[at:])} means in a format is not known")
        at = found.end()
        literal, brace, number, width, form = found.groups()
        if number is None:
            yield literal or brace[0]
        elif int(number) >= len(values):
            raise RefusedError(f"the format has no value for {found.group()}")
        else:
            yield _aligned(_formed(values[int(number)], form), int(width or 0))


def _aligned(written: str, width: int) -> str:
    if not width:
        return written
    within(abs(width))
    return settled(written).rjust(width) if width > 0 else settled(written).ljust(-width)


def _formed(data: Json, form: str | None) -> str:
    if not form:
        return text_of(data)
    if isinstance(data, bool) or not isinstance(data, int):
        raise UndeterminedError(f"what the format {form} makes of such a value is not known")
    digits, grouped = _DIGITS.fullmatch(form), _GROUPED.fullmatch(form)
    if digits:
        least = len(digits[2]) if digits[2] else int(digits[1] or 1)
        within(least)
        return ("-" if data < 0 else "") + str(abs(data)).rjust(least, "0")
    if grouped:
        return f"{data:,}" + (f".{'0' * int(grouped[1])}" if int(grouped[1]) else "")
    raise UndeterminedError(f"what the format {form} makes of a number is not known")

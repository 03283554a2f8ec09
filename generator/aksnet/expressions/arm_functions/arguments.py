"""What a function takes an argument for: a text, a whole number, an array, an object, a lambda."""

from __future__ import annotations

import json

from aksnet.expressions.arm_functions.placeholders import settled
from aksnet.expressions.values import (
    MAX_TEXT,
    Closure,
    Handle,
    OpenObject,
    RefusedError,
    UndeterminedError,
    Val,
    plain,
    reason_of,
    unknown,
    whole,
)
from aksnet.view import Json

MIN_INT, MAX_INT = -(2**63), 2**63 - 1
# A value is shown with so many characters in a message.
_SHOWN = 40


def shown(data: Json) -> str:
    """Plain data as a message tells it."""
    if isinstance(data, list):
        return "this array"
    if isinstance(data, dict):
        return "this object"
    text = json.dumps(data[: _SHOWN + 1] if isinstance(data, str) else data, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def text(data: Json, *, open_too: bool = False) -> str:
    """A text; unless `open_too`, one that holds no placeholder."""
    if not isinstance(data, str):
        raise RefusedError(f"{shown(data)} is no text")
    return data if open_too else settled(data)


def counted(data: str) -> str:
    """A text whose characters are what .NET counts as characters."""
    if not data.isascii() and max(data) > "\uffff":
        raise UndeterminedError("it counts the characters of a text with characters beyond U+FFFF")
    return settled(data)


def encoded(data: str) -> bytes:
    """The text in UTF-8."""
    try:
        return settled(data).encode()
    except UnicodeEncodeError:
        raise UndeterminedError("it is a text with half a character") from None


def whole_number(data: Json) -> int:
    """A whole number of 64 bits."""
    if isinstance(data, float):
        raise UndeterminedError(f"{shown(data)} stands where a whole number is expected")
    if isinstance(data, bool) or not isinstance(data, int):
        raise RefusedError(f"{shown(data)} is no whole number")
    return in_range(data)


def in_range(number: int) -> int:
    """The number; raises UndeterminedError where it has more than 64 bits."""
    if not MIN_INT <= number <= MAX_INT:
        raise UndeterminedError("it is a number of more than 64 bits")
    return number


def within(size: int) -> None:
    """Raise UndeterminedError where a text is to have more characters than are built."""
    if size > MAX_TEXT:
        raise UndeterminedError(f"it is a text of more than {MAX_TEXT:,} characters")


def array(value: Val) -> list[Val]:
    """The items of an array."""
    if isinstance(value.data, list):
        return value.data
    raise RefusedError("this is no array")


def members(value: Val) -> dict[str, Val]:
    """The members of an object; there may be more where it is an OpenObject."""
    if isinstance(value.data, dict):
        return value.data
    raise RefusedError("this is no object")


def closed(value: Val) -> dict[str, Val]:
    """All members of an object."""
    found = members(value)
    if isinstance(found, OpenObject):
        raise UndeterminedError(found.reason)
    return found


def opened(found: dict[str, Val], reason: str) -> OpenObject:
    """Members that may be more, and why."""
    result = OpenObject(found)
    result.reason = reason
    return result


def known(value: Val) -> Val:
    """The value with a handle as the data behind it; raises UndeterminedError where it is unknown."""
    value = whole(value)
    if not value.known:
        raise UndeterminedError(reason_of(value))
    return value


def settled_whole(value: Val) -> Val:
    """The value with a handle as the data behind it, unknown where that cannot be told."""
    if not isinstance(value.data, Handle):
        return value
    try:
        return whole(value)
    except UndeterminedError as error:
        return unknown(error.reason)._replace(at=value.at)


def number_of(value: Val) -> int:
    """A whole number that is given as a value."""
    return whole_number(plain(value))


def closure(value: Val) -> Closure:
    """A lambda."""
    if isinstance(value.data, Closure):
        return value.data
    raise RefusedError("this is no lambda")

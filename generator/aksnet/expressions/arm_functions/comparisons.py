"""Comparisons and logic, which ARM templates write as functions."""

from __future__ import annotations

from aksnet.expressions.arm_functions.arguments import shown, whole_number
from aksnet.expressions.arm_functions.comparing import equal
from aksnet.expressions.arm_functions.placeholders import settled
from aksnet.expressions.functions import Table
from aksnet.expressions.values import RefusedError, UndeterminedError, Val, plain, reason_of
from aksnet.view import Json

TABLE = Table()


@TABLE.plain("equals")
def equals(one: Json, other: Json) -> Json:
    """Whether two values are equal."""
    return equal(one, other)


def order(one: Json, other: Json) -> int:
    """Below, at or above zero as one value stands before, with or behind the other: numbers, or texts by code."""
    if isinstance(one, str) and isinstance(other, str):
        left, right = _units(one), _units(other)
        return (left > right) - (left < right)
    if isinstance(one, str) or isinstance(other, str):
        raise RefusedError(f"{shown(one)} and {shown(other)} cannot be compared")
    first, second = whole_number(one), whole_number(other)
    return (first > second) - (first < second)


def _units(text: str) -> bytes:
    return settled(text).encode("utf-16-be", "surrogatepass")


@TABLE.plain("less")
def less(one: Json, other: Json) -> Json:
    """Whether the first is less than the second."""
    return order(one, other) < 0


@TABLE.plain("lessorequals")
def less_or_equals(one: Json, other: Json) -> Json:
    """Whether the first is less than the second or equals it."""
    return order(one, other) <= 0


@TABLE.plain("greater")
def greater(one: Json, other: Json) -> Json:
    """Whether the first is greater than the second."""
    return order(one, other) > 0


@TABLE.plain("greaterorequals")
def greater_or_equals(one: Json, other: Json) -> Json:
    """Whether the first is greater than the second or equals it."""
    return order(one, other) >= 0


@TABLE.lenient("and")
def all_of(first: Val, second: Val, *rest: Val) -> Val:
    """Whether all are true: one that is false decides, whatever the unknown ones are."""
    return _decided((first, second, *rest), deciding=False)


@TABLE.lenient("or")
def any_of(first: Val, second: Val, *rest: Val) -> Val:
    """Whether one is true: that decides, whatever the unknown ones are."""
    return _decided((first, second, *rest), deciding=True)


def _decided(values: tuple[Val, ...], *, deciding: bool) -> Val:
    for value in values:
        if value.known and truth(plain(value)) is deciding:
            return Val(deciding)
    for value in values:
        if not value.known:
            raise UndeterminedError(reason_of(value))
    return Val(not deciding)


def truth(data: Json) -> bool:
    """A truth value."""
    if isinstance(data, bool):
        return data
    raise RefusedError(f"{shown(data)} is neither true nor false")


@TABLE.plain("not")
def negated(data: Json) -> Json:
    """The other truth value."""
    return not truth(data)


@TABLE.plain("true")
def true() -> Json:
    """True."""
    return True


@TABLE.plain("false")
def false() -> Json:
    """False."""
    return False


@TABLE.plain("null")
def null() -> Json:
    """Null."""
    return None


@TABLE.plain("bool")
def boolean(data: Json) -> Json:
    """A text or number as a truth value."""
    if isinstance(data, bool):
        return data
    if isinstance(data, str) and settled(data).lower() in {"true", "false"}:
        return data.lower() == "true"
    if isinstance(data, int) and data in {0, 1}:
        return data == 1
    raise UndeterminedError(f"it takes {shown(data)} as true or false")


@TABLE.lenient("any")
def any_type(value: Val) -> Val:
    """The value, of any type."""
    return value


@TABLE.lenient("coalesce")
def coalesce(first: Val, *rest: Val) -> Val:
    """The first value that is not null."""
    for value in (first, *rest):
        if not value.known:
            raise UndeterminedError(reason_of(value))
        if value.data is not None:
            return value
    return Val(None)


@TABLE.plain("fail")
def fail(message: Json) -> Json:
    """Refuse the template."""
    raise RefusedError(message if isinstance(message, str) else "the template says fail()")

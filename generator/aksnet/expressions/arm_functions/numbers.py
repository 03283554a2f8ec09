"""Arithmetic with whole numbers of 64 bits."""

from __future__ import annotations

import re

from aksnet.expressions.arm_functions.arguments import in_range, shown, text, whole_number
from aksnet.expressions.functions import Table
from aksnet.expressions.values import RefusedError, UndeterminedError
from aksnet.view import Json

TABLE = Table()
# range() gives at most so many numbers, none of them above the other.
MAX_RANGE, MAX_LAST = 10_000, 2**31 - 1

_PLAIN = re.compile("-?(0|[1-9][0-9]{0,18})")


@TABLE.plain("add")
def add(one: Json, other: Json) -> Json:
    """The sum."""
    return in_range(whole_number(one) + whole_number(other))


@TABLE.plain("sub")
def sub(one: Json, other: Json) -> Json:
    """The difference."""
    return in_range(whole_number(one) - whole_number(other))


@TABLE.plain("mul")
def mul(one: Json, other: Json) -> Json:
    """The product."""
    return in_range(whole_number(one) * whole_number(other))


@TABLE.plain("div")
def div(one: Json, other: Json) -> Json:
    """The quotient, cut to a whole number."""
    dividend, divisor = whole_number(one), whole_number(other)
    if divisor == 0:
        raise RefusedError(f"{dividend} is divided by zero")
    quotient = abs(dividend) // abs(divisor)
    return in_range(quotient if (dividend < 0) == (divisor < 0) else -quotient)


@TABLE.plain("mod")
def mod(one: Json, other: Json) -> Json:
    """The remainder, with the sign of what is divided."""
    dividend, divisor = whole_number(one), whole_number(other)
    if divisor == 0:
        raise RefusedError(f"{dividend} is divided by zero")
    remainder = abs(dividend) % abs(divisor)
    return remainder if dividend >= 0 else -remainder


@TABLE.plain("min")
def least(first: Json, *rest: Json) -> Json:
    """The least of the numbers, or of those of an array."""
    return min(_numbers(first, rest))


@TABLE.plain("max")
def greatest(first: Json, *rest: Json) -> Json:
    """The greatest of the numbers, or of those of an array."""
    return max(_numbers(first, rest))


def _numbers(first: Json, rest: tuple[Json, ...]) -> list[int]:
    if rest and any(isinstance(data, list) for data in (first, *rest)):
        raise UndeterminedError("it mixes numbers and arrays")
    numbers = [whole_number(data) for data in (first if isinstance(first, list) else (first, *rest))]
    if not numbers:
        raise RefusedError("this array holds no number")
    return numbers


@TABLE.plain("range")
def counting(start: Json, count: Json) -> Json:
    """So many whole numbers from a first one on."""
    first, size = whole_number(start), whole_number(count)
    if not 0 <= size <= MAX_RANGE:
        raise RefusedError(f"range() makes 0 to {MAX_RANGE:,} numbers, and not {size}")
    if first + size > MAX_LAST:
        raise RefusedError(f"{first} and {size} together are more than {MAX_LAST:,}")
    return list(range(first, first + size))


@TABLE.plain("int")
def integer(data: Json) -> Json:
    """A text as a whole number."""
    if not isinstance(data, str):
        return whole_number(data)
    digits = text(data)
    if _PLAIN.fullmatch(digits):
        return in_range(int(digits))
    if any(char.isdigit() for char in digits):
        raise UndeterminedError(f"it takes {shown(digits)} as a whole number")
    raise RefusedError(f"{shown(digits)} is no whole number")

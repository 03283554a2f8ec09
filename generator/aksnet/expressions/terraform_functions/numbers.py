"""Terraform's functions of numbers."""

from __future__ import annotations

import math

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import number, small, whole_if_integral
from aksnet.expressions.values import RefusedError, UndeterminedError
from aksnet.view import Json

NUMBERS = Table()
# Whole numbers up to here are exact in Terraform's `pow` and `log`, which compute with 64-bit floats.
_EXACT = 2**53
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST = 1_000


@NUMBERS.plain("abs")
def _abs(value: Json) -> Json:
    return abs(number(value))


@NUMBERS.plain("ceil")
def _ceil(value: Json) -> Json:
    return math.ceil(number(value))


@NUMBERS.plain("floor")
def _floor(value: Json) -> Json:
    return math.floor(number(value))


@NUMBERS.plain("max")
def _max(first: Json, *others: Json) -> Json:
    return max(map(number, (first, *others)))


@NUMBERS.plain("min")
def _min(first: Json, *others: Json) -> Json:
    return min(map(number, (first, *others)))


@NUMBERS.plain("signum")
def _signum(value: Json) -> Json:
    given = small(value)
    return (given > 0) - (given < 0)


@NUMBERS.plain("pow")
def _pow(value: Json, power: Json) -> Json:
    base, exponent = whole_if_integral(number(value)), whole_if_integral(number(power))
    if isinstance(base, int) and isinstance(exponent, int) and exponent >= 0:
        if abs(base) <= 1:
            return int(base ** min(exponent, 2 - exponent % 2))
        made = int(base**exponent) if exponent <= 53 and abs(base) < _EXACT else _EXACT
        if abs(made) < _EXACT:
            return made
    raise UndeterminedError("this power is not exact: it is computed with 64-bit floats")


@NUMBERS.plain("log")
def _log(value: Json, base: Json) -> Json:
    given, of = float(_bounded(value)), float(_bounded(base))
    if given <= 0 or of <= 0 or of == 1:
        raise UndeterminedError("this logarithm is infinite or no number")
    found = _logarithm(given) / _logarithm(of)
    return whole_if_integral(found)


def _bounded(value: Json) -> int | float:
    given = number(value)
    if abs(given) > _EXACT:
        raise UndeterminedError("the logarithm of so large a number is not exact")
    return given


def _logarithm(value: float) -> float:
    """The natural logarithm rounded as Go rounds it, so that `ceil(log(n, 2))` is what Terraform says.

    It is FreeBSD's e_log.c: value = 2**k * (1 + f), and log(1 + f) by a polynomial in s = f / (2 + f).
    """
    fraction, exponent = math.frexp(value)
    if fraction < math.sqrt(2) / 2:
        fraction *= 2
        exponent -= 1
    f = fraction - 1
    s = f / (2 + f)
    s2 = s * s
    s4 = s2 * s2
    t1 = s2 * (6.666666666666735130e-01 + s4 * (2.857142874366239149e-01 + s4 * (1.818357216161805012e-01 + s4 * 1.479819860511658591e-01)))  # fmt: skip  # noqa: E501
    t2 = s4 * (3.999999999940941908e-01 + s4 * (2.222219843214978396e-01 + s4 * 1.531383769920937332e-01))
    half = 0.5 * f * f
    return exponent * 6.93147180369123816490e-01 - ((half - (s * (half + t1 + t2) + exponent * 1.90821492927058770002e-10)) - f)  # fmt: skip  # noqa: E501


@NUMBERS.plain("parseint")
def _parseint(value: Json, base: Json) -> Json:
    if not isinstance(value, str):
        raise RefusedError("parseint reads a string")
    of = small(base)
    if not 2 <= of <= 62:
        raise RefusedError("the base is from 2 to 62")
    if len(value) > _LONGEST:
        raise UndeterminedError(f"it is a number of more than {_LONGEST:,} digits")
    digits = value[1:] if value[:1] in {"+", "-"} else value
    found = 0
    for char in digits if of > 36 else digits.lower():
        place = _DIGITS.find(char)
        if not 0 <= place < of:
            raise RefusedError(f"{value!r} is no number of base {of}")
        found = found * of + place
    if not digits:
        raise RefusedError(f"{value!r} is no number")
    if value[0] == "-" and found == 0:
        raise UndeterminedError("aksnet has no negative zero")
    return -found if value[0] == "-" else found

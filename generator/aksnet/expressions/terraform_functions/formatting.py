"""Terraform's `format` and `formatlist`."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import (
    composed,
    convert,
    number,
    number_text,
    text,
    whole_if_integral,
)
from aksnet.expressions.terraform_functions.documents import json_text
from aksnet.expressions.terraform_functions.segments import clusters
from aksnet.expressions.terraform_functions.sequences import counted
from aksnet.expressions.terraform_functions.types import BOOL, STRING, list_of
from aksnet.expressions.values import (
    MAX_TEXT,
    RefusedError,
    UndeterminedError,
    Val,
    decided_by,
    plain,
    unknown,
    wrap,
)
from aksnet.view import Json

FORMATTING = Table()
_VERB = re.compile(r"%(?:%|([0#+ -]*)([1-9][0-9]*)?(?:\.([0-9]*))?(?:\[([1-9][0-9]*)\])?([a-zA-Z]))")
_MAX_WIDTH = 10_000
_EXACT = Context(prec=300)
_BASES = {"b": ("b", "0b"), "o": ("o", "0"), "x": ("x", "0x"), "X": ("X", "0X"), "d": ("d", "")}


class _Verb(NamedTuple):
    flags: str
    width: int
    precision: int | None
    mode: str


@FORMATTING.plain("format")
def _format(layout: Json, *values: Json) -> Json:
    return formatted(text(layout), list(values))


@FORMATTING.shaped("formatlist")
def _formatlist(layout: Val, *values: Val) -> Val:
    lists = {place: counted(value.data) for place, value in enumerate(values) if isinstance(value.data, list)}
    counts = {len(items) for items in lists.values()}
    if any(value.data is None for value in values):
        raise UndeterminedError("null in a format is not computed")
    if len(counts) > 1:
        raise RefusedError("the lists differ in length")
    pattern = text(plain(layout))
    origin, via = decided_by([layout, *values])
    made: list[Val] = []
    for at in range(counts.pop() if counts else 1):
        row = [lists[place][at] if place in lists else value for place, value in enumerate(values)]
        made.append(_told(pattern, row)._replace(origin=origin, via=via))
    return Val(list_of(made, STRING))


def _told(pattern: str, row: list[Val]) -> Val:
    try:
        return wrap(formatted(pattern, [plain(value) for value in row]))
    except UndeterminedError as error:
        return unknown(error.reason)


def formatted(pattern: str, values: list[Json]) -> str:
    """A text with its verbs filled in, as Terraform does it."""
    if None in values:
        # a null whose type is not known makes the whole text unknown
        raise UndeterminedError("null in a format is not computed")
    parts: list[str] = []
    at = size = highest = 0
    following = 1
    while (start := pattern.find("%", at)) >= 0:
        match = _VERB.match(pattern, start)
        if match is None:
            raise RefusedError("the format has a % that begins no verb")
        parts.append(pattern[at:start])
        at = match.end()
        if match[5] is None:
            parts.append("%")
            continue
        place = _bounded(match[4]) if match[4] else following
        highest, following = max(highest, place), place + 1
        if place > len(values):
            raise RefusedError(f"the format has no argument {place}")
        parts.append(_filled(_verb(match), values[place - 1]))
        size += len(parts[-1])
        if size > MAX_TEXT:
            raise UndeterminedError(f"it is a text of more than {MAX_TEXT:,} characters")
    if highest < len(values):
        raise RefusedError("the format has more arguments than verbs")
    return composed("".join([*parts, pattern[at:]]))


def _bounded(digits: str) -> int:
    if len(digits) > 5:
        raise UndeterminedError("a number in the format is too large")
    return int(digits)


def _verb(match: re.Match[str]) -> _Verb:
    width = _bounded(match[2]) if match[2] else -1
    precision = None if match[3] is None else _bounded(match[3] or "0")
    if max(width, precision or 0) > _MAX_WIDTH:
        raise UndeterminedError("a width in the format is too large")
    return _Verb(match[1], width, precision, match[5])


def _filled(verb: _Verb, value: Json) -> str:
    if verb.mode == "v":
        return _padded(verb, _as_is(verb, value))
    if verb.mode == "t":
        return "true" if _truth(value) else "false"
    if verb.mode in {"s", "q"}:
        given = text(value)
        if verb.precision:
            given = "".join(clusters(given)[: verb.precision])
        return _padded(verb, json_text(given) if verb.mode == "q" else given)
    if verb.mode in _BASES:
        return _integer(verb, number(value))
    if verb.mode in {"f", "e", "E", "g", "G"}:
        return _decimal(verb, number(value))
    raise RefusedError(f"%{verb.mode} is no verb of a format")


def _truth(value: Json) -> bool:
    if isinstance(value, list | dict):
        raise RefusedError("a truth value is required")
    return convert(Val(value), BOOL).data is True


def _as_is(verb: _Verb, value: Json) -> str:
    if "#" not in verb.flags and isinstance(value, str):
        return value
    if "#" not in verb.flags and isinstance(value, int | float) and not isinstance(value, bool):
        return _general(value)
    return json_text(value)


def _general(value: int | float) -> str:
    """A number as Go's %g: with an exponent from a million up."""
    written = number_text(value)
    exponent = Decimal(written).adjusted()
    if value == 0 or -4 <= exponent < 6:
        return written
    figures = written.lstrip("-").replace(".", "").strip("0")
    sign, point = "-" if value < 0 else "", "." if len(figures) > 1 else ""
    return f"{sign}{figures[0]}{point}{figures[1:]}e{'-' if exponent < 0 else '+'}{abs(exponent):02}"


def _padded(verb: _Verb, given: str) -> str:
    missing = verb.width - len(clusters(given)) if verb.width > 0 else 0
    if missing <= 0:
        return given
    padding = ("0" if "0" in verb.flags else " ") * missing
    return given + padding if "-" in verb.flags else padding + given


def _integer(verb: _Verb, value: int | float) -> str:
    whole = whole_if_integral(value)
    if not isinstance(whole, int):
        raise RefusedError("a whole number is required")
    if verb.precision is not None:
        raise UndeterminedError("a precision of whole numbers is not computed")
    kind, prefix = _BASES[verb.mode]
    digits = format(abs(whole), kind)
    return _signed(verb, whole < 0, prefix if "#" in verb.flags else "", digits)


def _signed(verb: _Verb, negative: bool, prefix: str, digits: str) -> str:
    sign = "-" if negative else "+" if "+" in verb.flags else " " if " " in verb.flags else ""
    missing = verb.width - len(sign + prefix + digits)
    if missing <= 0:
        return sign + prefix + digits
    if "-" in verb.flags:
        return sign + prefix + digits + " " * missing
    if "0" in verb.flags:
        return sign + prefix + "0" * missing + digits
    return " " * missing + sign + prefix + digits


def _decimal(verb: _Verb, value: int | float) -> str:
    if verb.mode != "f" or "#" in verb.flags:
        raise UndeterminedError(f"%{verb.mode} is not computed")
    exact = Decimal(number_text(value))
    places = 6 if verb.precision is None else verb.precision
    if places > 100 or exact.adjusted() > 100:
        raise UndeterminedError("this number has too many digits")
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, _EXACT)
    tie = _EXACT.abs(_EXACT.subtract(exact, rounded)) == Decimal(5).scaleb(-places - 1)
    if tie and Decimal(value) != exact:
        raise UndeterminedError("how this number is rounded depends on more digits")
    return _signed(verb, value < 0, "", f"{abs(rounded):f}")

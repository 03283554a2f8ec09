"""Terraform's functions of times that are written in a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import text
from aksnet.expressions.values import RefusedError, UndeterminedError
from aksnet.view import Json

DATES = Table()
_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_DURATION = re.compile(r"([0-9]{1,12}\.?[0-9]{0,12}|\.[0-9]{1,12})(ns|us|µs|μs|ms|s|m|h)")
_NANOSECONDS = {
    "ns": 1,
    "us": 10**3,
    "µs": 10**3,
    "μs": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TOKEN = re.compile(r"'(?:[^']|'')*'|'|([a-zA-Z])\1*|[^a-zA-Z']+")


def _time(value: Json) -> tuple[datetime, int]:
    """A time of RFC 3339 in whole seconds, and its nanoseconds."""
    given = text(value)
    match = _TIME.fullmatch(given)
    if match is None:
        if re.match(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[tT ]", given):
            raise UndeterminedError(f"{given[:40]!r} is not written as RFC 3339 has it")
        raise RefusedError(f"{given[:40]!r} is no time of RFC 3339")
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=_zone(match[8]))
    except ValueError:
        if year == 0:
            raise UndeterminedError("the year 0 is not computed with") from None
        raise RefusedError(f"{given!r} is no time of RFC 3339") from None
    return at, int((match[7] or ".")[1:].ljust(9, "0"))


def _zone(written: str) -> timezone:
    if written == "Z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[4:])
    if hours > 23 or minutes > 59:
        raise UndeterminedError(f"the offset {written} is not computed with")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)


def _offset(at: datetime, *, colon: bool) -> str:
    seconds = int((at.utcoffset() or timedelta()).total_seconds())
    sign, minutes = "-" if seconds < 0 else "+", abs(seconds) // 60
    return f"{sign}{minutes // 60:02}{':' if colon else ''}{minutes % 60:02}"


def _written(at: datetime) -> str:
    zone = _offset(at, colon=True)
    return f"{at.year:04}-{at.month:02}-{at.day:02}T{at:%H:%M:%S}{'Z' if zone in {'+00:00', '-00:00'} else zone}"


def _duration(value: Json) -> int:
    """A duration in nanoseconds, as Go reads it."""
    given = text(value)
    sign, body = (given[0], given[1:]) if given[:1] in {"+", "-"} else ("+", given)
    if body == "0":
        return 0
    end, total = 0, Fraction(0)
    while (match := _DURATION.match(body, end)) is not None:
        total += Fraction(f"0{match[1]}".rstrip(".")) * _NANOSECONDS[match[2]]
        end = match.end()
    if not end or end != len(body):
        if re.search(r"[0-9]{13}", body):
            raise UndeterminedError("this duration is too long")
        raise RefusedError(f"{given[:40]!r} is no duration")
    if total.denominator != 1 or total >= 2**63:
        raise UndeterminedError("this duration is not a whole number of nanoseconds")
    return -int(total) if sign == "-" else int(total)


@DATES.plain("timeadd")
def _timeadd(value: Json, duration: Json) -> Json:
    (at, nanoseconds), more = _time(value), _duration(duration)
    try:
        return _written(at + timedelta(seconds=(nanoseconds + more) // 10**9))
    except OverflowError:
        raise UndeterminedError("this time is out of range") from None


@DATES.plain("timecmp")
def _timecmp(one: Json, other: Json) -> Json:
    left, right = _time(one), _time(other)
    return (left > right) - (left < right)


@DATES.plain("formatdate")
def _formatdate(layout: Json, value: Json) -> Json:
    given, (at, _) = text(layout), _time(value)
    return "".join(_part(match[0], at) for match in _TOKEN.finditer(given))


def _part(token: str, at: datetime) -> str:
    if token[0] == "'":
        if len(token) == 1:
            raise RefusedError("a quoted text of the format is not closed")
        return token[1:-1].replace("''", "'") if len(token) > 2 else "'"
    if not (token[0].isascii() and token[0].isalpha()):
        return token
    verb = _VERBS.get(token)
    if verb is None:
        raise RefusedError(f"{token!r} is no verb of a date format")
    return verb(at)


_VERBS: dict[str, Callable[[datetime], str]] = {
    "YYYY": lambda at: f"{at.year:04}",
    "YY": lambda at: f"{at.year % 100:02}",
    "MMMM": lambda at: _MONTHS[at.month - 1],
    "MMM": lambda at: _MONTHS[at.month - 1][:3],
    "MM": lambda at: f"{at.month:02}",
    "M": lambda at: str(at.month),
    "DD": lambda at: f"{at.day:02}",
    "D": lambda at: str(at.day),
    "EEEE": lambda at: _DAYS[at.weekday()],
    "EEE": lambda at: _DAYS[at.weekday()][:3],
    "hh": lambda at: f"{at.hour:02}",
    "h": lambda at: str(at.hour),
    "HH": lambda at: f"{at.hour % 12 or 12:02}",
    "H": lambda at: str(at.hour % 12 or 12),
    "AA": lambda at: "PM" if at.hour >= 12 else "AM",
    "aa": lambda at: "pm" if at.hour >= 12 else "am",
    "mm": lambda at: f"{at.minute:02}",
    "m": lambda at: str(at.minute),
    "ss": lambda at: f"{at.second:02}",
    "s": lambda at: str(at.second),
    "Z": lambda at: "Z" if not at.utcoffset() else _offset(at, colon=True),
    "ZZZ": lambda at: "UTC" if not at.utcoffset() else _offset(at, colon=False),
    "ZZZZ": lambda at: _offset(at, colon=False),
    "ZZZZZ": lambda at: _offset(at, colon=True),
}

"""Dates and times, in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from aksnet.expressions.arm_functions.arguments import shown, text, whole_number
from aksnet.expressions.functions import Table
from aksnet.expressions.values import UndeterminedError
from aksnet.view import Json

TABLE = Table()

_WRITTEN = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_DURATION = re.compile("(-?)P(?:([0-9]{1,7})D)?(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,7})S)?)?")
# Parts of a format that mean the same in every culture, and where they stand in a time that is written in full.
_FORMAT = {
    "yyyy": slice(4),
    "MM": slice(5, 7),
    "dd": slice(8, 10),
    "HH": slice(11, 13),
    "mm": slice(14, 16),
    "ss": slice(17, 19),
}
_PIECE = re.compile("yyyy(?!y)|MM(?!M)|dd(?!d)|HH(?!H)|mm(?!m)|ss(?!s)|[-:_. TZ]")
# A format of one letter means another thing.
_SHORTEST = 2


@TABLE.plain("datetimefromepoch")
def from_epoch(seconds: Json) -> Json:
    """The time so many seconds after 1970 began."""
    try:
        return _written(datetime.fromtimestamp(whole_number(seconds), UTC))
    except (OverflowError, ValueError, OSError):
        raise UndeterminedError(f"{shown(seconds)} seconds are no time of a year with four digits") from None


@TABLE.plain("datetimetoepoch")
def to_epoch(data: Json) -> Json:
    """How many seconds after 1970 began a time is."""
    return int(_read(text(data)).timestamp())


@TABLE.plain("datetimeadd")
def add(base: Json, duration: Json, form: Json = None) -> Json:
    """A time with a duration added."""
    start, length = _read(text(base)), _duration(text(duration))
    try:
        moment = start + length
    except OverflowError:
        raise UndeterminedError("it gives no time of a year with four digits") from None
    return _written(moment) if form is None else _formed(moment, text(form))


@TABLE.plain("utcnow")
def utc_now(form: Json = None) -> Json:
    """The time of the deployment."""
    raise UndeterminedError("utcNow() differs with every deployment")


def _written(moment: datetime) -> str:
    return moment.isoformat()[:19] + "Z"


def _read(written: str) -> datetime:
    try:
        if _WRITTEN.fullmatch(written):
            return datetime.fromisoformat(written)
    except ValueError:
        pass
    raise UndeterminedError(f"{shown(written)} is no time such as 2026-01-31T08:00:00Z")


def _duration(written: str) -> timedelta:
    found = _DURATION.fullmatch(written)
    if found is None or not any(found.groups()[1:]) or written.endswith("T"):
        raise UndeterminedError(f"{shown(written)} is no duration of days, hours, minutes and seconds")
    days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] else length


def _formed(moment: datetime, form: str) -> str:
    pieces: list[str] = []
    at = 0
    while at < len(form):
        found = _PIECE.match(form, at)
        if found is None or len(form) < _SHORTEST:
            raise UndeterminedError(f"what the format {shown(form)} makes of a time is not known")
        at = found.end()
        piece = found.group()
        pieces.append(_written(moment)[_FORMAT[piece]] if piece in _FORMAT else piece)
    return "".join(pieces)

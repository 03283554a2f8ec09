"""Texts: cutting, joining, padding and changing them, and what they begin and end with."""

from __future__ import annotations

import re

from aksnet.expressions.arm_functions.arguments import counted, shown, text, whole_number, within
from aksnet.expressions.arm_functions.comparing import text_of
from aksnet.expressions.arm_functions.placeholders import in_no_placeholder, is_open, parts, rejoined, settled
from aksnet.expressions.functions import Table
from aksnet.expressions.values import MAX_ITEMS, RefusedError, UndeterminedError
from aksnet.view import Json

TABLE = Table()
# How many separators one text is split at.
MAX_SEPARATORS = 100

# What .NET takes as white space.
_SPACE = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


@TABLE.plain("tolower")
def to_lower(data: Json) -> Json:
    """The text in lower case."""
    found = text(data, open_too=True)
    return rejoined([_recased(part, part.lower()) for part in parts(found)], found)


@TABLE.plain("toupper")
def to_upper(data: Json) -> Json:
    """The text in upper case."""
    found = text(data, open_too=True)
    return rejoined([_recased(part, part.upper()) for part in parts(found)], found)


def _recased(before: str, behind: str) -> str:
    if not before.isascii() and before != behind:
        raise UndeterminedError("it changes the case of letters beyond ASCII")
    return behind


@TABLE.plain("trim")
def trim(data: Json) -> Json:
    """The text without white space around it."""
    return text(data, open_too=True).strip(_SPACE)


@TABLE.plain("substring")
def substring(data: Json, start: Json, length: Json = None) -> Json:
    """So many characters of a text, or all, from one on."""
    found, at = counted(text(data)), whole_number(start)
    size = len(found) - at if length is None else whole_number(length)
    if at < 0 or size < 0 or at + size > len(found):
        raise RefusedError(f"{shown(found)} has no {size} characters from {at} on")
    return found[at : at + size]


@TABLE.plain("startswith")
def starts_with(data: Json, sought: Json) -> Json:
    """Whether a text begins with another, whatever the case."""
    found, part = text(data), text(sought)
    return found.startswith(part) or _folded(found).startswith(_folded(part))


@TABLE.plain("endswith")
def ends_with(data: Json, sought: Json) -> Json:
    """Whether a text ends with another, whatever the case."""
    found, part = text(data), text(sought)
    return found.endswith(part) or _folded(found).endswith(_folded(part))


def _folded(data: str) -> str:
    if not data.isascii():
        raise UndeterminedError("it ignores the case of a text with letters beyond ASCII")
    return data.lower()


@TABLE.plain("padleft")
def pad_left(data: Json, length: Json, padding: Json = " ") -> Json:
    """A text or number, with a character before it until it is so long."""
    found = str(whole_number(data)) if isinstance(data, int) else counted(text(data))
    size, char = whole_number(length), counted(text(padding))
    if len(char) != 1:
        raise RefusedError(f"{shown(char)} is not one character")
    if size < 0:
        raise RefusedError(f"{size} is no length of a text")
    within(size)
    return found.rjust(size, char)


@TABLE.plain("replace")
def replace(data: Json, old: Json, new: Json) -> Json:
    """The text with another in place of each that is sought."""
    found, sought, put = text(data, open_too=True), text(old), text(new, open_too=True)
    if not sought:
        raise UndeterminedError("it replaces an empty text")
    if is_open(found) and not in_no_placeholder(sought):
        settled(found)
    within(len(found) + found.count(sought) * (len(put) - len(sought)))
    return rejoined([part.replace(sought, put) for part in parts(found)], found)


@TABLE.plain("split")
def split(data: Json, separator: Json) -> Json:
    """What stands between the separators of a text."""
    found = text(data, open_too=True)
    separators = [text(one) for one in (separator if isinstance(separator, list) else [separator])]
    if not separators or not all(separators):
        raise UndeterminedError("it splits a text at no separator")
    if len(separators) > MAX_SEPARATORS:
        raise UndeterminedError(f"it splits a text at more than {MAX_SEPARATORS} separators")
    if is_open(found) and separators != ["/"]:
        settled(found)
    if sum(map(found.count, separators)) >= MAX_ITEMS:
        raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")
    return list[Json](re.split("|".join(map(re.escape, separators)), found))


@TABLE.plain("join")
def join(items: Json, separator: Json) -> Json:
    """The items of an array as one text."""
    if not isinstance(items, list):
        raise RefusedError(f"{shown(items)} is no array")
    between = text(separator, open_too=True)
    pieces = [_piece(item) for item in items]
    within(sum(map(len, pieces)) + len(between) * max(len(pieces) - 1, 0))
    return between.join(pieces)


def _piece(data: Json) -> str:
    if data is None or isinstance(data, list | dict):
        raise UndeterminedError(f"it joins {'null' if data is None else shown(data)} with texts")
    return text_of(data)


@TABLE.plain("like")
def like(data: Json, pattern: Json) -> Json:
    """Whether a text is as a pattern says in which `*` stands for anything, whatever the case."""
    found, wanted = _folded(text(data)), _folded(text(pattern))
    if any(char in wanted for char in "?[]\\"):
        raise UndeterminedError("what its pattern means is not known")
    first, *others = wanted.split("*")
    if not others:
        return found == first
    last = others.pop()
    if not found.startswith(first) or not found.endswith(last) or len(found) < len(first) + len(last):
        return False
    at, end = len(first), len(found) - len(last)
    for part in others:
        at = found.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True

"""Terraform's `yamldecode`: what a scalar is follows its own rules, which are neither those of YAML 1.1 nor of 1.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import composed, number_of, text, text_of
from aksnet.expressions.tree import MAX_DEPTH
from aksnet.expressions.values import MAX_ITEMS, RefusedError, UndeterminedError
from aksnet.view import Json

YAML_DOCUMENTS = Table()
_WORDS: dict[str, Json] = {
    **dict.fromkeys(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"], True),
    **dict.fromkeys(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"], False),
    **dict.fromkeys(["", "~", "null", "Null", "NULL"]),
}
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o([0-7]{1,30})|0x([0-9a-fA-F]{1,30})")
_MERGE = "<<"


@YAML_DOCUMENTS.plain("yamldecode")
def _yamldecode(value: Json) -> Json:
    import yaml

    given = text(value)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(iter(yaml.parse(given, Loader=loader))).document()
    except yaml.YAMLError as error:
        raise RefusedError("this is no YAML") from error
    except (RecursionError, UnicodeEncodeError):
        raise UndeterminedError("this YAML cannot be read") from None


class _Reader:
    """Makes data of the events of a YAML parser; an alias counts as often as it is used."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, tuple[Json, int]] = {}
        self._parts = 0

    def document(self) -> Json:
        """The one document."""
        if self._name(next(self._events)) != "StreamStart" or self._name(next(self._events)) != "DocumentStart":
            raise RefusedError("this YAML has no document")
        found = self._value(next(self._events), 0)
        next(self._events)
        if self._name(next(self._events)) != "StreamEnd":
            raise RefusedError("this YAML has more than one document")
        return found

    @staticmethod
    def _name(event: Any) -> str:
        return type(event).__name__.removesuffix("Event")

    def _value(self, event: Any, depth: int) -> Json:
        if depth > MAX_DEPTH:
            raise UndeterminedError(f"this YAML is nested deeper than {MAX_DEPTH} levels")
        if self._name(event) == "Alias":
            if event.anchor not in self._anchors:
                raise RefusedError(f"there is no anchor {event.anchor!r} before its use")
            aliased, parts = self._anchors[event.anchor]
            self._count(parts)
            return aliased
        before = self._parts
        self._count(1)
        found = self._made(event, depth)
        if event.anchor:
            self._anchors[event.anchor] = found, self._parts - before
        return found

    def _count(self, parts: int) -> None:
        self._parts += parts
        if self._parts > MAX_ITEMS * 10:
            raise UndeterminedError(f"it has more than {MAX_ITEMS * 10:,} parts")

    def _made(self, event: Any, depth: int) -> Json:
        if event.tag is not None:
            raise UndeterminedError(f"the YAML tag {event.tag} is not read")
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        match self._name(event):
            case "Scalar":
                return scalar(event.value, quoted=event.style in {"'", '"'})
            case "SequenceStart":
                return list(self._items(depth))
        return self._mapping(depth)

    def _items(self, depth: int) -> Iterator[Json]:
        while self._name(event := next(self._events)) != "SequenceEnd":
            yield self._value(event, depth + 1)

    def _mapping(self, depth: int) -> Json:
        members: dict[str, Json] = {}
        while self._name(event := next(self._events)) != "MappingEnd":
            if self._name(event) != "Scalar":
                raise RefusedError("a key of this YAML is no string")
            if event.tag is not None or event.anchor:
                raise UndeterminedError("a key of this YAML has a tag or an anchor")
            if event.value == _MERGE:
                members.update(self._merged(self._value(next(self._events), depth + 1)))
                continue
            key = scalar(event.value, quoted=event.style in {"'", '"'})
            if key is None:
                raise RefusedError("a key of this YAML is null")
            members[text_of(key)] = self._value(next(self._events), depth + 1)
        return members

    def _merged(self, value: Json) -> dict[str, Json]:
        """What `<<` brings: members of a mapping, or of each of a list."""
        found: dict[str, Json] = {}
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, dict):
                raise RefusedError("only a mapping can be merged")
            self._count(len(one))
            found.update(one)
        return found


def scalar(source: str, *, quoted: bool) -> Json:
    """What a scalar of YAML is to Terraform."""
    if quoted:
        return composed(source)
    if source in _WORDS:
        return _WORDS[source]
    if source[0].isdigit() or source[0] in "+-.":
        return _number(source)
    return composed(source)


def _number(source: str) -> Json:
    if source.lower().lstrip("+-") == ".inf" or source in {".nan", ".NaN", ".NAN"}:
        raise UndeterminedError(f"{source} is not computed with")
    if source[0] == "." and not _DECIMAL.fullmatch(source) and re.match(r"\.[0-9]", source):
        raise UndeterminedError(f"{source[:40]!r} may be a number that aksnet does not read")
    if (time := _DATE.match(source)) is not None:
        return _day(source, time)
    if _DECIMAL.fullmatch(source):
        return number_of(source)
    based = _BASED.fullmatch(source)
    if based is None:
        return composed(source)
    found = int(based[1], 8) if based[1] else int(based[2], 16)
    if found >= 2**64:
        raise RefusedError(f"{source!r} is no number")
    return found


def _day(source: str, found: re.Match[str]) -> Json:
    """A date is a time of RFC 3339."""
    if source[found.end() : found.end() + 1] in {"T", "t", " "}:
        raise UndeterminedError(f"the time {source[:40]!r} is not read")
    if found.end() != len(source):
        return composed(source)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return composed(source)
    return f"{day.isoformat()}T00:00:00Z"

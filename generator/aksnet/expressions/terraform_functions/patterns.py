"""Terraform's `regex`, `regexall` and `replace` by a pattern, matched as RE2 does: in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import composed, text
from aksnet.expressions.terraform_functions.pattern_syntax import (
    Assertion,
    Char,
    Jump,
    Match,
    Pattern,
    Save,
    Split,
    compile_pattern,
)
from aksnet.expressions.terraform_functions.types import STRING, list_of
from aksnet.expressions.values import MAX_ITEMS, MAX_TEXT, RefusedError, UndeterminedError, Val, plain, wrap
from aksnet.view import Json

PATTERNS = Table()
# Steps of the matcher for one call.
_MAX_STEPS = 100_000
Spans: TypeAlias = tuple[int, ...]
_Thread: TypeAlias = tuple[int, Spans]
_REFERENCE = re.compile(r"\$(?:\$|([0-9A-Za-z_]+)|\{([0-9A-Za-z_]+)\})")


class _Matcher:
    """Goes through a text once for each match, with all ways of the pattern side by side (Pike's machine)."""

    def __init__(self, pattern: Pattern, given: str) -> None:
        if pattern.folds and not given.isascii():
            raise UndeterminedError("case is not folded beyond ASCII")
        self._program = pattern.program
        self._text = given
        self._steps = 0
        self._unset: Spans = (-1,) * (2 * len(pattern.groups) + 2)

    def all(self) -> Iterator[Spans]:
        """All matches that do not overlap, as Go finds them."""
        at, before = 0, -1
        while at <= len(self._text):
            found = self.first(at)
            if found is None:
                return
            start, end = found[:2]
            # an empty match right behind the one before does not count
            if end > start or start != before:
                yield found
            before = end
            at = end if end > at and end > start else max(end, at) + (end <= at or end == start)

    def first(self, at: int) -> Spans | None:
        """Groups of the leftmost match from a place on."""
        threads: list[_Thread] = []
        found: Spans | None = None
        while True:
            if found is None:
                threads = self._closed([*threads, (0, self._unset)], at)
            if not threads and found is not None:
                return found
            char = self._text[at : at + 1]
            following: list[_Thread] = []
            for place, spans in threads:
                one = self._program[place]
                if isinstance(one, Match):
                    found = spans
                    break
                if isinstance(one, Char) and char and one.test(char):
                    following.append((place + 1, spans))
            at += 1
            if at > len(self._text):
                return found
            threads = self._closed(following, at) if found is not None else following

    def _closed(self, threads: list[_Thread], at: int) -> list[_Thread]:
        """Threads followed up to where they read a character, each place once, in their order."""
        made: list[_Thread] = []
        seen: set[int] = set()
        waiting = threads[::-1]
        while waiting:
            place, spans = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            self._steps += 1
            one = self._program[place]
            if isinstance(one, Jump):
                waiting.append((one.to, spans))
            elif isinstance(one, Split):
                waiting += [(one.second, spans), (one.first, spans)]
            elif isinstance(one, Save):
                waiting.append((place + 1, (*spans[: one.slot], at, *spans[one.slot + 1 :])))
            elif not isinstance(one, Assertion):
                made.append((place, spans))
            elif self._holds(one.kind, at):
                waiting.append((place + 1, spans))
        if self._steps > _MAX_STEPS:
            raise UndeterminedError("this pattern takes too long on this text")
        return made

    def _holds(self, kind: str, at: int) -> bool:
        given = self._text
        if kind in {"^", "^^"}:
            return at == 0 or (kind == "^^" and given[at - 1] == "\n")
        if kind in {"$", "$$"}:
            return at == len(given) or (kind == "$$" and given[at] == "\n")
        boundary = (at > 0 and _in_word(given[at - 1])) != (at < len(given) and _in_word(given[at]))
        return boundary == (kind == "b")


def _in_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


def replaced(source: str, given: str, by: str) -> str:
    """A text with all matches of a pattern replaced; `$1`, `${name}` stand for groups."""
    pattern = compile_pattern(source)
    parts: list[str] = []
    at = size = 0
    for spans in _Matcher(pattern, given).all():
        parts += [given[at : spans[0]], _expanded(by, given, spans, pattern.groups)]
        at = spans[1]
        size += len(parts[-1])
        if size > MAX_TEXT:
            raise UndeterminedError(f"it is a text of more than {MAX_TEXT:,} characters")
    return "".join([*parts, given[at:]])


def _expanded(by: str, given: str, spans: Spans, groups: tuple[str | None, ...]) -> str:
    def group(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name is None:
            return "$"
        # a group that is not there is empty
        place = int(name[:6]) if name.isdigit() else [*groups, name].index(name) + 1
        return given[spans[2 * place] : spans[2 * place + 1]] if place <= len(groups) and spans[2 * place] >= 0 else ""

    return _REFERENCE.sub(group, by)


def _result(pattern: Pattern, given: str, spans: Spans) -> Json:
    """What a match is: the text, a list of its groups, or an object of them where they have names."""
    if not pattern.groups:
        return composed(given[spans[0] : spans[1]])
    starts, ends = spans[2::2], spans[3::2]
    found: list[Json] = [
        composed(given[start:end]) if start >= 0 else None for start, end in zip(starts, ends, strict=True)
    ]
    names = [name for name in pattern.groups if name is not None]
    return dict(zip(names, found, strict=True)) if names else found


def _compiled(source: Val) -> Pattern:
    pattern = compile_pattern(text(plain(source)))
    if pattern.groups and len({name is None for name in pattern.groups}) > 1:
        raise RefusedError("the pattern has groups with and without names")
    return pattern


@PATTERNS.shaped("regex")
def _regex(source: Val, value: Val) -> Val:
    pattern, given = _compiled(source), text(plain(value))
    spans = _Matcher(pattern, given).first(0)
    if spans is None:
        raise RefusedError("the pattern matches nothing of the text")
    return wrap(_result(pattern, given, spans), value)


@PATTERNS.shaped("regexall")
def _regexall(source: Val, value: Val) -> Val:
    pattern, given = _compiled(source), text(plain(value))
    found: list[Val] = []
    for spans in _Matcher(pattern, given).all():
        found.append(wrap(_result(pattern, given, spans), value))
        if len(found) > MAX_ITEMS:
            raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")
    return value._replace(data=list_of(found, None if pattern.groups else STRING))

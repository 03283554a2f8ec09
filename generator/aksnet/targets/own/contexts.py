"""Where in a text values stand: among the code, in a comment, or between quotes, where a literal would come apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

# Stands for a value; no template has it.
HOLE = "\0"
# What changes the place, in code and between quotes, by the quotes of the language: HCL's and Bicep's.
_PATTERNS = {
    '"': (r'\0|"|[{}]|(?:#|//)[^\n]*|/\*|<<-?[A-Za-z_\0]', r'\0|\\[^\0\n]|\$\$\{|%%\{|[$%]\{|"|\n'),
    "'": (r"\0|'''|'|[{}]|(?:#|//)[^\n]*|/\*", r"\0|\\[^\0\n]|\$\{|'|\n"),
}
_REFUSED = {"/*": "a comment in /* */", "'''": "a text in '''"}


class Context(StrEnum):
    """What stands around a value."""

    CODE = "code"
    COMMENT = "a comment"
    QUOTES = "quotes"


class WontDoError(Exception):
    """A construct that the layout of the language would not leave as it is, at an offset."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.what = what
        self.at = at


def contexts(skeleton: str, quote: str) -> Iterator[Context]:
    """What stands around each hole of a text, in order; raises WontDoError."""
    patterns = [re.compile(one) for one in _PATTERNS[quote]]
    opened: list[str] = []
    at = 0
    while found := patterns[opened[-1:] == [quote]].search(skeleton, at):
        at = found.end()
        yield from _within(found[0], found.start(), opened, quote)


def _within(mark: str, at: int, opened: list[str], quote: str) -> Iterator[Context]:
    """Take a mark, and say what stands around the holes in it."""
    quoted = opened[-1:] == [quote]
    if mark == HOLE:
        # what is put into a text by the language itself, ${…}, is code
        yield Context.QUOTES if quoted else Context.CODE
    elif quoted and mark in (quote, "\n"):
        opened.pop()
    elif mark == quote or mark in ("{", "${", "%{"):
        opened.append(mark[-1])
    elif mark == "}":
        del opened[-1:]
    elif not quoted and mark.startswith(("#", "//")):
        yield from [Context.COMMENT] * mark.count(HOLE)
    elif not quoted:
        raise WontDoError(_REFUSED.get(mark, "a heredoc"), at)

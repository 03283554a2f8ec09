"""A look at what users' templates made: values where a literal may stand, and a text that can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aksnet.errors import AksnetError, Place, Problem
from aksnet.targets.own.contexts import HOLE, Context, WontDoError, contexts
from aksnet.targets.own.environment import Piece
from aksnet.targets.printing import Code

# Code that may stand between quotes: names and versions.
_WORD = re.compile(r"[\w.@/-]*", re.ASCII)


class Made(NamedTuple):
    """A text in pieces; `files` are the paths of the user's parts by name, `used` those parts that took part."""

    pieces: Sequence[Piece]
    files: Mapping[str, str]
    used: Sequence[str]

    @property
    def text(self) -> str:
        """The text as one."""
        return "".join(piece.text for piece in self.pieces)

    def author(self, at: int) -> Place | None:
        """The user's part and its line that made what stands at an offset; None where aksnet's did."""
        start = 0
        for piece in self.pieces:
            if at - start < len(piece.text):
                mine = self.files.get(piece.template)
                return Place(mine, piece.line_at(at - start)) if mine is not None else None
            start += len(piece.text)
        return None

    def problem(self, message: str, at: int, hint: str | None) -> Problem:
        """A problem at an offset: with the line of the user's part there, else of the last one before it."""
        start, last = 0, Place(self.files[self.used[0]])
        for piece in self.pieces:
            own, inside = piece.template in self.files, at - start < len(piece.text)
            if own:
                last = Place(self.files[piece.template], piece.line_at(at - start))
            if inside:
                return Problem(message, last, hint if own else f"it shows in a part of aksnet's, at: {self.line(at)}")
            start += len(piece.text)
        return Problem(message, last, hint)

    def line(self, at: int) -> str:
        """The line of the text at an offset, or the beginning of a long one."""
        text = self.text
        return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0].strip()[:80]


def look_at_values(made: Made, quote: str) -> None:
    """Raise AksnetError for a value that stands where its literal would come apart."""
    holes = [piece._replace(text=HOLE) if piece.printed else piece for piece in made.pieces]
    skeleton = "".join(piece.text for piece in holes)
    try:
        around = iter(list(contexts(skeleton, quote)))
    except WontDoError as error:
        hint = "the layout of generated text would change it"
        raise AksnetError(
            made._replace(pieces=holes).problem(f"{error.what} cannot stand in a template", error.at, hint)
        ) from None
    text = made.text
    at = 0
    for piece in made.pieces:
        end = at + len(piece.text)
        fault = (
            _fault(piece, next(around), quote, text[max(at - 1, 0) : at], text[end : end + 1])
            if piece.printed
            else None
        )
        if fault is not None:
            raise AksnetError(made.problem(fault[0], at, fault[1]))
        at = end


def _fault(piece: Piece, around: Context, quote: str, before: str, behind: str) -> tuple[str, str] | None:
    """What is wrong with the place of a value, and what to do."""
    text = piece.text
    if around is Context.COMMENT:
        several = "\n" in text
        return ("a value of several lines stands in a comment", "print it among the code") if several else None
    if around is Context.QUOTES:
        plain = isinstance(piece.value, Code) and _WORD.fullmatch(text)
        hint = "leave the quotes out: what is printed is a literal that has its own"
        return None if plain else ("a value stands between quotes", hint)
    beside = quote in (before if text.startswith(quote) else "", behind if text.endswith(quote) else "")
    return ("a value stands right beside a quote", "put something between them") if beside else None

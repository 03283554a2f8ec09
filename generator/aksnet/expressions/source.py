"""A text that is read, and places in it."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from aksnet.errors import Place


class Source:
    """A text with its name; `place` turns an offset in characters into line and column, counted from 1."""

    __slots__ = ("_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: list[int] = []

    def place(self, offset: int) -> Place:
        """Where an offset stands."""
        if not self._starts:
            self._starts = [0]
            for text in self.text.split("\n"):
                self._starts.append(self._starts[-1] + len(text) + 1)
            self._starts.pop()
        line = bisect_right(self._starts, offset)
        return Place(self.name, line, offset - self._starts[line - 1] + 1)


class At(NamedTuple):
    """An offset in a source: a place that is counted out only where it is told."""

    source: Source
    offset: int

    @property
    def place(self) -> Place:
        """The place with line and column."""
        return self.source.place(self.offset)


class Fault(NamedTuple):
    """What is wrong with a text, and at which offset; the hint says what to do, where that can be said."""

    message: str
    at: int
    hint: str | None = None

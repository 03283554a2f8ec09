"""How wide words are at the most, whatever font they are drawn in, and how they are made to fit."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import combining

# The widths of Verdana and DejaVu Sans, the widest of the common fonts, in parts of the letter height.
_NARROW, _MIDDLE, _BROAD, _BROADEST = 0.4, 0.64, 0.8, 1.02
_WIDTHS = {
    **dict.fromkeys("abcdeghknopqsuvxyz0123456789", _MIDDLE),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ#$+=<>~^_*?&×≤", _BROAD),
    **dict.fromkeys("ijlftrI.,:;'!|()[]{}/\\- \"`·", _NARROW),
    **dict.fromkeys("mwMW@%…—–✓✗⌈⌉", _BROADEST),
}
_FOREIGN = 1.1
_BOLD = 1.12
ELLIPSIS = "…"


class Letters(NamedTuple):
    """A way to write: the class of the style sheet, the height of its letters, and whether they are bold."""

    name: str
    size: float
    bold: bool = False

    def width(self, text: str) -> float:
        """How wide a text is at the most."""
        return sum(map(_width, text)) * self.size * (_BOLD if self.bold else 1)

    def fits(self, text: str, room: float) -> bool:
        """Whether a text has room."""
        return self.width(text) <= room

    def shortened(self, text: str, room: float, least: int = 3) -> str:
        """The text, or as much of it as there is room for; nothing where that is less than `least` characters."""
        if self.fits(text, room):
            return text
        room -= self.width(ELLIPSIS)
        end = 0
        while end < len(text) and (wide := self.width(text[end])) <= room:
            room -= wide
            end += 1
        return text[:end].rstrip() + ELLIPSIS if end >= least else ""

    def wrapped(self, text: str, room: float) -> list[str]:
        """The text in lines; a word that is wider than a line is shortened."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.fits(longer, room) or not lines[-1]:
                lines[-1] = self.shortened(longer, room, 1)
            else:
                lines.append(self.shortened(word, room, 1))
        return lines


def foreign(text: str) -> bool:
    """Whether there are characters in a text whose width is only guessed."""
    return any(char not in _WIDTHS for char in text)


def _width(char: str) -> float:
    return _WIDTHS.get(char, 0.0 if combining(char) else _FOREIGN)


TITLE = Letters("title", 22, bold=True)
HEADING = Letters("heading", 16, bold=True)
NAME = Letters("name", 12, bold=True)
TEXT = Letters("text", 12)
SMALL = Letters("small", 11)
NUMBER = Letters("number", 11, bold=True)

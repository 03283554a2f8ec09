"""Texts of Bicep: escapes, interpolation, and texts of several lines."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import cast

from aksnet.expressions.tree import Literal, Node, Opaque, Template
from aksnet.readers.bicep.tokens import END, NEWLINE, TEXT, Tokens, UnreadableError

_piece = cast("Callable[[str, int], re.Match[str]]", re.compile(r"(?:[^'\\$\r\n]++|\\[^\r\n]|\$(?!\{))*+").match)
# Of three quotes or more the last three end the text. A run of `$` is looked at once: only where it begins.
_MARK = re.compile(r"'{3,}+|(?<!\$)(\$++)\{")
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]++)\}|([nrt\\'$])|(.))", re.DOTALL)
_CHARACTERS = {"n": "\n", "r": "\r", "t": "\t"}
_LAST_CHARACTER = 0x10FFFF
_HINT = r"Bicep knows \n, \r, \t, \\, \', \$ and \u{…}"


class Strings(Tokens, ABC):
    """Reads the texts that are more than one token."""

    @abstractmethod
    def expression(self, floor: int = 0) -> Node:
        """Read an expression."""

    def string(self) -> Node:
        """Read a text, whatever its form."""
        if self.kind == TEXT:
            node = Literal(self.value[1:-1], self.at)
            self.advance()
            return node
        return self._line() if self.value == "'" else self._block()

    def _line(self) -> Node:
        """Read a text between single quotes."""
        opened, start = self.at, self.end
        parts: list[Node] = []
        sound = True
        while True:
            end = _piece(self.text, start).end()
            piece = self._unescaped(start, end)
            sound &= piece is not None
            if piece:
                parts.append(Literal(piece, start))
            if self.text.startswith("${", end):
                parts.append(self._hole(end + 2, opened))
                start = self.end
            elif self.text.startswith("'", end):
                self.end = end + 1
                self.advance()
                return (
                    _joined(parts, opened)
                    if sound
                    else Opaque("the text has an escape that Bicep does not know", opened)
                )
            else:
                raise self._open_text(opened)

    def _open_text(self, opened: int) -> UnreadableError:
        return UnreadableError("this text is not closed", opened, "a text between single quotes ends in its line")

    def _hole(self, start: int, opened: int) -> Node:
        """Read the expression of a `${…}`; the closing brace is looked at, and its end is where the text goes on."""
        self.end = start
        self.deeper()
        self.advance()
        node = self.expression()
        self.depth -= 1
        if self.kind in (NEWLINE, END):
            raise self._open_text(opened)
        if self.kind != "}":
            raise self.unexpected("the `}` that closes `${`")
        return node

    def _unescaped(self, start: int, end: int) -> str | None:
        """What a piece says; None where an escape says nothing."""
        written = self.text[start:end]
        if "\\" not in written:
            return written
        sound = True

        def character(found: re.Match[str]) -> str:
            nonlocal sound
            code, char, _ = found.groups()
            if char:
                return _CHARACTERS.get(char, char)
            if code and int(code, 16) <= _LAST_CHARACTER:
                return chr(int(code, 16))
            if sound:
                self.fault(f"`{found[0]}` is no escape", start + found.start(), _HINT)
            sound = False
            return ""

        said = _ESCAPE.sub(character, written)
        if not said.isascii():  # two escapes may be the halves of one character
            said = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return said if sound else None

    def _block(self) -> Node:
        """Read a text between triple quotes; the number of `$` before them opens its holes."""
        opened, start = self.at, self.end
        dollars = len(self.value) - 3
        if self.text.startswith("\r", start):
            start += 1
        if self.text.startswith("\n", start):
            start += 1
        parts: list[Node] = []
        seek = start
        while found := _MARK.search(self.text, seek):
            seek = found.end()
            run = found[1]
            if run is None:
                if said := self.text[start : seek - 3]:
                    parts.append(Literal(said, start))
                self.end = seek
                self.advance()
                return _joined(parts, opened)
            if dollars and len(run) >= dollars:
                if said := self.text[start : seek - 1 - dollars]:
                    parts.append(Literal(said, start))
                parts.append(self._hole(seek, opened))
                start = seek = self.end
        raise UnreadableError("this text is not closed", opened, "a text between triple quotes ends with three quotes")


def _joined(parts: list[Node], opened: int) -> Node:
    """The parts as one text: a text of one interpolation is a text, too, so it has an empty part before it."""
    if not parts:
        return Literal("", opened)
    if len(parts) > 1:
        return Template(tuple(parts), opened)
    only = parts[0]
    return Literal(only.value, opened) if type(only) is Literal else Template((Literal("", opened), only), opened)

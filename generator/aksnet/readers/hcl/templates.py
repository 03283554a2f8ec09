"""Templates of HCL: quoted strings, heredocs and bare texts, with interpolations and directives, as nodes.

White space is trimmed token by token, as Terraform does it: every line of a heredoc is a token of its own.
"""

from __future__ import annotations

import re

from aksnet.expressions.tree import MAX_DEPTH, Node
from aksnet.readers.hcl.literals import doubled, unescaped
from aksnet.readers.hcl.pieces import SPACES, Directive, Interpolation, Pieces
from aksnet.readers.hcl.tokens import ACROSS_LINES, Tokens
from aksnet.readers.hcl.trouble import EndlessError, UnreadableError

# `$${` and `%%{` are text, and so is a sign that no brace follows; looked for in this order from the left
_SIGNS = r"\$\$\{|%%\{|[$%](?!\{)"
_OPEN = r"(?P<open>[$%]\{~?)"
_QUOTED = re.compile(rf"""(?P<text>(?:[^"\\$%\r\n]++|\\[^\r\n]|{_SIGNS})++)|{_OPEN}|(?P<close>")""")
_LINES = re.compile(rf"(?P<text>(?:[^$%\n]++|{_SIGNS})++\n?|\n)|{_OPEN}")
# No configuration that somebody wrote has so many.
MAX_VALUES = 200_000
_UNCLOSED_HINT = "close it with a double quote, or write a text of several lines as a heredoc"
_DIRECTIVES = "if, else, endif, for or endfor"


class Templates(Tokens):
    """Tokens, and the templates among them; expressions inside them are for the heir to read."""

    def __init__(self, text: str, start: int, end: int) -> None:
        super().__init__(text, start, end)
        # How tall the tree of the node read last is, and how many values and lines of text were read.
        self.height = 0
        self.values = 0

    def count(self) -> None:
        """Count a value or a line of text: their number is bounded, whatever the text is."""
        self.values += 1
        if self.values > MAX_VALUES:
            raise EndlessError("there are more values in this file than are read: the rest is left out", self.at)

    def expression(self) -> Node:
        """Read an expression, from the token at hand to the first that does not belong to it."""
        raise NotImplementedError

    def quoted(self) -> Node:
        """Read a string in quotes, of which the opening quote is at hand."""
        start, pos = self.at, self.at + 1
        pieces = Pieces()
        while True:
            found = _QUOTED.match(self.text, pos, self.end)
            if found is None:
                raise UnreadableError("a quoted string ends at the end of its line", pos, _UNCLOSED_HINT)
            pos = found.end()
            if found.lastgroup == "close":
                break
            if found.lastgroup == "text":
                pieces.text(unescaped(found[0], found.start()), found.start())
            else:
                pos = self._sequence(pieces, found)
        self.stop = pos
        self.advance()
        return self._built(pieces, start, pos - 1)

    def heredoc(self) -> Node:
        """Read a heredoc, of which the opening line is at hand; the line break behind its end is the next token."""
        start, pos = self.at, self.stop
        opener = self.word.rstrip()
        marker = opener.lstrip("<-")
        pieces = Pieces()
        fresh = True
        while True:
            found = _LINES.match(self.text, pos, self.end)
            self.count()
            if found is None:
                raise self._endless(opener, marker, start)
            pos = found.end()
            if found.lastgroup != "text":
                fresh = False
                pos = self._sequence(pieces, found)
                continue
            line = found[0]
            ended = line.endswith("\n")
            if fresh and ended and line.strip(SPACES) == marker:
                break
            fresh = ended
            pieces.text(doubled(line), found.start())
        self.stop = pos - (2 if line.endswith("\r\n") else 1)
        self.advance()
        if opener.startswith("<<-"):
            pieces.flush()
        return self._built(pieces, start, found.start())

    def _endless(self, opener: str, marker: str, start: int) -> EndlessError:
        message = f"the heredoc {opener} of line {self.text.count(chr(10), 0, start) + 1} is not closed"
        return EndlessError(message, self.end, f"it ends at a line that holds nothing but {marker}")

    def bare(self) -> Node:
        """Read all of the text as a template, as in a string of JSON."""
        start = pos = self.stop
        pieces = Pieces()
        while found := _LINES.match(self.text, pos, self.end):
            pos = found.end()
            if found.lastgroup == "text":
                pieces.text(doubled(found[0]), found.start())
            else:
                pos = self._sequence(pieces, found)
        return self._built(pieces, start, pos)

    def _sequence(self, pieces: Pieces, found: re.Match[str]) -> int:
        """Read an interpolation or a directive; the offset behind it is given back."""
        pieces.trim = False
        if found[0].endswith("~"):
            pieces.trim_last()
        self.stop = found.end()
        former = self.advance_in(ACROSS_LINES)
        if found[0].startswith("$"):
            pieces.items.append(Interpolation(self.expression()))
        else:
            self.height = 0
            pieces.items.append(self._directive(found.start()))
        pieces.height = max(pieces.height, self.height)
        if self.kind not in {"}", "~}"}:
            message = f"a closing brace is missing: {found[0]} is not closed here"
            raise self.unexpected(message, f"{found[0][:2]} that is text is written {found[0][0]}{found[0][:2]}")
        pieces.trim = self.kind == "~}"
        self.match = former
        return self.stop

    def _directive(self, at: int) -> Directive:
        word = self.word
        if self.kind != "name" or word not in {"if", "else", "endif", "for", "endfor"}:
            raise self.unexpected(f"a directive is wanted behind %{{: {_DIRECTIVES}")
        self.advance()
        if word == "if":
            return Directive(word, at, self.expression())
        if word == "for":
            counter, item = self.loop_names()
            return Directive(word, at, self.expression(), item, counter)
        return Directive(word, at)

    def loop_names(self) -> tuple[str | None, str]:
        """Read `item in` or `counter, item in`."""
        counter, item = None, self._loop_name()
        if self.kind == ",":
            self.advance()
            counter, item = item, self._loop_name()
        if self.word != "in" or self.kind != "name":
            raise self.unexpected('"in" is missing here')
        self.advance()
        return counter, item

    def _loop_name(self) -> str:
        word = self.word
        if self.kind != "name" or "." in word:
            raise self.unexpected('a name is wanted behind "for"')
        self.advance()
        return word

    def _built(self, pieces: Pieces, at: int, end: int) -> Node:
        node, self.height = pieces.built(at, end)
        if self.height > MAX_DEPTH:
            raise UnreadableError("this is nested too deeply to be read", at)
        return node

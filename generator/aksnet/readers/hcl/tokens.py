"""The tokens of HCL: one compiled pattern for each way of seeing line breaks, matched on demand.

A line break ends an argument and separates the items of an object; inside round and square brackets and inside `${ }`
it is a space. The parser says which of the two holds before it takes the next token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from aksnet.readers.hcl.trouble import EndlessError, UnreadableError, invalid_character

# Letters, "_" and all beyond ASCII, then digits and "-" too; said by what is left out, as that compiles much faster.
_NAME = r"[^\x00-\x40\x5b-\x5e\x60\x7b-\x7f][^\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]*+"
_TOKEN = rf"""(?:
  (?P<name>{_NAME}(?:\.{_NAME})*+)
| (?P<string>"[^"\\$%\r\n]*+")
| (?P<newline>(?:(?:\#|//)[^\n]*+\n?|\r?\n))
| (?P<number>[0-9](?:\.*+(?:[0-9]|[eE][+-]?[0-9]))*+)
| (?P<heredoc><<-?{_NAME}\r?\n)
| (?P<comment>/\*)
| (?P<operator>\|\||&&|==|!=|<=|>=|=>|\.\.\.|::|~\}}|[-+*/%<>!?:=.,()\[\]{{}}])
| (?P<quote>")
| (?P<bad>.)
)"""
_BLOCK_COMMENT = r"/\*.*?\*/"
_IN_LINES = re.compile(rf"(?>(?:[ \t]++|{_BLOCK_COMMENT})*){_TOKEN}", re.DOTALL | re.VERBOSE)
_ACROSS_LINES = re.compile(
    rf"(?>(?:[ \t\n]++|\r\n|(?:\#|//)[^\n]*+|{_BLOCK_COMMENT})*){_TOKEN}", re.DOTALL | re.VERBOSE
)

Matcher: TypeAlias = Callable[[str, int, int], "re.Match[str] | None"]
IN_LINES: Matcher = _IN_LINES.match
ACROSS_LINES: Matcher = _ACROSS_LINES.match


def composed(text: str) -> str:
    """The text in the normal form in which Terraform holds every text (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_name(word: str) -> bool:
    """Whether the word is a name, or names with dots between them; a pattern takes every character beyond ASCII."""
    if word.isascii():
        return True
    return all(part.replace("-", "_").isidentifier() for part in word.split("."))


class Tokens:
    """A text with one token of it at hand.

    `kind` is the operator itself, or the name of another kind of token, or "end"; `word` its text; `at` and `stop` are
    where it starts and where the next may start. Nothing behind `end` is seen.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.stop = start
        self.at = start
        self.kind = "end"
        self.word = ""
        self.match: Matcher = IN_LINES

    def advance(self) -> None:
        """Take the next token."""
        found = self.match(self.text, self.stop, self.end)
        if found is None:
            self.kind, self.word = "end", ""
            self.at = self.stop = self.end
            return
        kind = found.lastgroup or "bad"
        self.word = word = found[kind]
        self.kind = word if kind == "operator" else kind
        self.at, self.stop = found.span(kind)

    def advance_in(self, match: Matcher) -> Matcher:
        """Take the next token under another view of line breaks; the former one is given back, to be set again."""
        former = self.match
        self.match = match
        self.advance()
        return former

    def unexpected(self, message: str, hint: str | None = None) -> UnreadableError:
        """The error for the token at hand, which says what is wrong with the token itself where something is."""
        if self.kind == "comment":
            return EndlessError("this comment is not closed", self.at, 'a comment that starts with "/*" ends at "*/"')
        if self.kind == "bad":
            return invalid_character(self.text, self.at)
        if self.kind == "name" and not is_name(self.word):
            return self.bad_name()
        return UnreadableError(message, self.at, hint)

    def bad_name(self) -> UnreadableError:
        """The error for a word with a character that no name may have."""
        for offset, char in enumerate(self.word, self.at):
            if not (char in "-." or f"a{char}".isidentifier()):
                return invalid_character(self.text, offset)
        return UnreadableError(f"a name cannot start with {self.word[0]}", self.at)

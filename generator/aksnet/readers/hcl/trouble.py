"""What a text of Terraform cannot be read for, in words: stray characters, conflict markers, unfilled placeholders."""

from __future__ import annotations

import re
import unicodedata

# How far on either side of a fault its line is looked at.
_AROUND = 200
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?:[ \r]|$)")
_PLACEHOLDER = re.compile(r"\{\{[^{}]*+\}\}|\{%[^%]*+%\}|<%[^%]*+%>|__[A-Za-z0-9_]*?[A-Za-z0-9]__(?![A-Za-z0-9_])")
_HINTS = {
    "'": 'a string stands in double quotes: "…"',
    "`": 'a string stands in double quotes, and a text of several lines in a heredoc: "<<EOT"',
    ";": "arguments stand each on a line of its own",
    "&": 'the logical and is "&&"',
    "|": 'the logical or is "||"',
    "\\": "between ${ and } quotes are written without a backslash",
    "$": 'an interpolation stands inside a string: "${…}"',
    "@": "a value that a pipeline is to fill in must be filled in first",
}


class UnreadableError(Exception):
    """A place from which a text cannot be read on as it was begun."""

    def __init__(self, message: str, at: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint


class EndlessError(UnreadableError):
    """Something without an end, which takes in all the rest of the text."""


def invalid_character(text: str, at: int) -> UnreadableError:
    """The error for a character that may stand in strings and comments only, or nowhere."""
    char = text[at]
    if char in "“”„‟«»‘’‚":
        message = f"a curly quote ({_code(char)}) stands here, where a straight one is wanted"
        return UnreadableError(message, at, _HINTS["'"])
    if char == "'":
        return UnreadableError("a single quote stands here, where a double one is wanted", at, _HINTS["'"])
    if char == "\N{REPLACEMENT CHARACTER}":
        return UnreadableError("this is not text in UTF-8", at, "save the file in UTF-8")
    category = unicodedata.category(char)
    if category in {"Zs", "Zl", "Zp", "Cf"}:
        name = unicodedata.name(char, "invisible character").lower()
        message = f"a {name} ({_code(char)}) stands here, where a plain space is wanted"
        return UnreadableError(message, at, "replace it with a space: it often comes with text copied from a web page")
    if category[0] == "C":
        return UnreadableError(f"a control character ({_code(char)}) stands here", at)
    return UnreadableError(f"{char} cannot stand here", at, _HINTS.get(char))


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def foreign(text: str, at: int) -> UnreadableError | None:
    """The error for what is no Terraform at all on the line of a fault: left by a merge, or for another program."""
    start = max(text.rfind("\n", max(0, at - _AROUND), at) + 1, at - _AROUND)
    stop = text.find("\n", at, at + _AROUND)
    line = text[start : stop if stop >= 0 else at + _AROUND]
    if _CONFLICT.match(line):
        return UnreadableError(
            "a merge conflict marker stands here", start, "resolve the conflict and remove its markers"
        )
    for found in _PLACEHOLDER.finditer(line):
        if start + found.start() <= at <= start + found.end():
            message = f"{found[0]} stands here, a placeholder of a template engine that was not filled in"
            return UnreadableError(message, start + found.start(), "render the template first, and read what it makes")
    return None

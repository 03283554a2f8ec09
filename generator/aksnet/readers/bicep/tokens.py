"""The tokens of a Bicep text, read one at a time, and the faults that are found on the way.

Newlines are tokens. Comments are not, and neither are the lines that switch the compiler's warnings off and on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, cast

from aksnet.expressions.source import Fault, Source
from aksnet.expressions.tree import MAX_DEPTH

# How many faults of one file are told; what follows the last of them is not read.
MAX_FAULTS = 20
# How much text is looked through for the end of what cannot be read.
_REACH = 20_000

NAME: Final = "name"
TEXT: Final = "text"
INT: Final = "int"
QUOTE: Final = "quote"
NEWLINE: Final = "newline"
END: Final = "end"
BAD: Final = "bad"
COMMENT: Final = "comment"
# In the order of the groups of the pattern; operators and brackets are a kind each, named as they are written.
_KINDS = ("", NAME, "", NEWLINE, TEXT, INT, QUOTE, COMMENT, END, BAD)
_OPERATOR, _COMMENT, _BAD = 2, 7, 9

TOO_DEEP = "this is nested too deep to be read"

_COMMENTS = r"//[^\r\n]*|/\*(?s:.*?)\*/"
_PRAGMA = r"\#(?:disable-next-line|disable-diagnostics|restore-diagnostics)\b[^\r\n]*"
BLANK = rf"[ \t\r\n]*+(?:(?:{_COMMENTS}|{_PRAGMA})[ \t\r\n]*+)*+"
_token = cast(
    "Callable[[str, int], re.Match[str]]",
    re.compile(
        rf"""[ \t]*+(?:
          ([A-Za-z_][A-Za-z0-9_]*+)
        | (\.\.\.|\?\?|::|=>|=[=~]|![=~]|[<>]=|&&|\|\||/(?![/*])|[{{}}()\[\]:,.@=?+\-*%!<>|^])
        | ((?://[^\r\n]*+)?[\r\n]{BLANK})
        | ('(?!'')[^'\\$\r\n]*+')
        | ([0-9]++)
        | (\$*+'''|')
        | ({_COMMENTS})
        | (\Z)
        | ((?s:.))
        )""",
        re.VERBOSE,
    ).match,
)
_blank = cast("Callable[[str, int], re.Match[str]]", re.compile(BLANK).match)
# What a value that cannot be read is made of: the end of the line behind it, or a bracket around it, ends it.
_skipped = re.compile(
    r"[^'(){}\[\],\r\n/]++|'''(?s:.*?)'''|'(?:[^'\\\r\n]|\\[^\r\n])*+'?+|//[^\r\n]*|/\*(?s:.*?)\*/|(?s:.)"
).match
_newline = re.compile(r"[\r\n]").search
_PLACEHOLDER = re.compile(
    r"\$?\{\{[^{}\r\n]{0,200}\}\}|\{%[^{}\r\n]{0,200}%\}|\#\{[^{}\r\n]{1,200}\}\#?|<%[^<>\r\n]{0,200}%>"
    r"|\$\([\w.-]{1,200}\)|<[A-Za-z][\w .-]{0,100}>|%[A-Za-z_]\w{0,100}%"
)
CLOSING = {"(": ")", "[": "]", "{": "}"}
# A declaration at the beginning of a line: no text in brackets looks like one, so a bracket before it is not closed.
# A resource that is declared in another has a type of one segment.
_DECLARATION = (
    r"resource[ \t]+\w+[ \t]+'[^'\r\n]*/|module[ \t]+\w+[ \t]+'|(?:param|output)[ \t]+(?!as\b)\w+[ \t]+[\w'(\[{|=]"
    r"|var[ \t]+\w+[^=\r\n]*=|type[ \t]+\w+[ \t]*=|func[ \t]+\w+[ \t]*\(|targetScope[ \t]*=|metadata[ \t]+\w+[ \t]*="
    r"|import[ \t]+[{*']|using[ \t]+(?:'|none\b)|extends[ \t]+'"
)
_declaration = re.compile(_DECLARATION, re.ASCII).match
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?:[ \t][^\r\n]*)?(?=[\r\n]|\Z)")
_DISPUTED = "it stands between merge conflict markers"
_SPACES = {
    "\u00a0": "a no-break space",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
}
# One run of them is one fault, however long.
_blank_or_odd = cast(
    "Callable[[str, int], re.Match[str]]", re.compile(rf"(?:(?![\r\n])\s|[{''.join(_SPACES)}])*+").match
)
_FOREIGN = {
    '"': ("a double quote stands here", "Bicep puts a text between single quotes"),
    "\u2018": ("a curly quote (U+2018) stands here", "Bicep puts a text between straight single quotes"),
    "\u2019": ("a curly quote (U+2019) stands here", "Bicep puts a text between straight single quotes"),
    "\u201c": ("a curly quote (U+201C) stands here", "Bicep puts a text between straight single quotes"),
    "\u201d": ("a curly quote (U+201D) stands here", "Bicep puts a text between straight single quotes"),
    "`": ("a backtick stands here", "Bicep puts a text between single quotes"),
    ";": ("`;` stands here", "a statement of Bicep ends with its line"),
}


class UnreadableError(Exception):
    """What stands here cannot be read; whoever can delimit it tells the fault and reads on behind it."""

    def __init__(self, message: str, at: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint


class TooManyFaultsError(Exception):
    """MAX_FAULTS are found."""


class Tokens:
    """A text and the token that is being looked at: its kind, what it says, where it begins and ends."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.faults: list[Fault] = []
        # grows with every flaw, told or not
        self.flaws = 0
        self.depth = 0
        self.deepest = 0
        self.kind: str = NEWLINE
        self.value = ""
        self.at = 0
        # where the token before this one ends
        self.last = 0
        self.end = _blank(self.text, 0).end()
        self._resume: int | None = None
        self._disputed = range(0)
        self._odd_space = False

    def advance(self) -> None:
        """Look at the next token."""
        self.last = end = self.end
        text = self.text
        while True:
            found = _token(text, end)
            group = found.lastindex or 0
            value = found[group]
            self.end = end = found.end()
            self.at = end - len(value)
            self.value = value
            if group == _OPERATOR:
                self.kind = value
                return
            if group < _COMMENT:
                self.kind = _KINDS[group]
                return
            if group == _COMMENT:
                continue
            self.kind = _KINDS[group]
            if group != _BAD or not self._passed_over():
                return
            end = self.end

    def _passed_over(self) -> bool:
        """Tell of a character that is no token but does not hide what is meant."""
        char = self.value
        if char == "/":  # both comments and the operator are tried before: this is `/*` without an end
            self.fault("this comment is not closed", self.at)
            self.end = len(self.text)
            return True
        if char not in _SPACES and not char.isspace():
            return False
        self.flaws += 1
        self.end = _blank_or_odd(self.text, self.at).end()
        if not self._odd_space:
            self._odd_space = True
            name = _SPACES.get(char, "a space of another kind")
            hint = "put plain spaces in the place of all of them"
            self.fault(f"{name} (U+{ord(char):04X}) stands here, where only a plain space may", self.at, hint)
        return True

    def newline(self) -> None:
        """Read on in the next line, unless a declaration there shows that the bracket around was never closed."""
        end = self.end
        if self.text[end - 1] in "\r\n" and _declaration(self.text, end):
            self.stop_before(end)
        else:
            self.advance()

    def stop_before(self, offset: int) -> None:
        """Let the text end here for whatever is being read; `resume` goes on with the rest."""
        self._resume = self.at = offset
        self.kind = END
        self.value = ""
        self.end = len(self.text)

    def resume(self) -> bool:
        """Whether text follows the end that was looked at; it is looked at now."""
        if self._resume is None:
            return False
        self.end, self._resume = self._resume, None
        self.advance()
        return True

    def begins_line(self, offset: int) -> bool:
        """Whether the offset is a line's first column."""
        return offset == 0 or self.text[offset - 1] in "\r\n"

    def fault(self, message: str, at: int, hint: str | None = None) -> None:
        """Tell a fault."""
        self.flaws += 1
        self.faults.append(Fault(message, at, hint))
        if len(self.faults) >= MAX_FAULTS:
            raise TooManyFaultsError

    def deeper(self, levels: int = 1) -> None:
        """Count what is nested; the levels are such that Python's own stack is never in want."""
        self.depth += levels
        if self.depth > MAX_DEPTH:
            raise UnreadableError(TOO_DEEP, self.at)

    def expect(self, kind: str, wanted: str) -> str:
        """Read a token of this kind; what it says."""
        if self.kind != kind:
            raise self.unexpected(wanted)
        value = self.value
        self.advance()
        return value

    def unexpected(self, wanted: str) -> UnreadableError:
        """The fault that this token is, where something else is wanted."""
        if placeholder := _PLACEHOLDER.match(self.text, self.at):
            hint = "it is no Bicep before that tool has filled it in"
            return UnreadableError(f"`{placeholder[0]}` is a placeholder of another tool", self.at, hint)
        if self.kind in (NEWLINE, END):
            return UnreadableError(f"{wanted} is missing here", self.at)
        if self.value in _FOREIGN:
            message, hint = _FOREIGN[self.value]
            return UnreadableError(message, self.at, hint)
        return UnreadableError(f"`{self.value[:60]}` stands where {wanted} should", self.at)

    def unclosed(self, bracket: str, opened: int) -> None:
        """Tell that the text ends inside a bracket; of several, only the innermost is told."""
        if not self.faults or self.faults[-1].at != self.at:
            line = self.source.place(opened).line
            self.fault(f"`{CLOSING[bracket]}` is missing: the `{bracket}` of line {line} is not closed", self.at)

    def recover(self, start: int) -> None:
        """Look at what ends the value or item that begins at `start` and could not be read."""
        if self.kind != END:
            self.end = self._end_of(start, self.at)
            self.advance()

    def skip_line(self) -> None:
        """Look at what ends this line, or the brackets that are opened in it."""
        self.recover(self.at)
        if self.kind not in (NEWLINE, END):
            line_end = _newline(self.text, self.at)
            self.end = line_end.start() if line_end else len(self.text)
            self.advance()

    def _end_of(self, start: int, failed: int) -> int:
        """The newline, comma or closing bracket behind it, with brackets inside matched as far as they match."""
        text = self.text
        stack: list[str] = []
        position = start if failed - start < _REACH else failed
        while position < failed + _REACH and (found := _skipped(text, position)):
            char = text[position]
            if char in "([{":
                stack.append(CLOSING[char])
                if len(stack) > MAX_DEPTH:
                    break
            elif char in ")]}" and stack:
                if stack.pop() != char:
                    break
            elif char in ")]},\r\n" and not stack and position >= failed:
                return position
            position = found.end()
        line_end = _newline(text, failed)
        return line_end.start() if line_end else len(text)

    def conflict_marker(self) -> bool:
        """Read a line that is a marker of a merge conflict, and tell it."""
        found = _CONFLICT.match(self.text, self.at) if self.begins_line(self.at) else None
        if not found:
            return False
        if self.at not in self._disputed:
            self.fault("a merge conflict marker stands here", self.at, "resolve the conflict")
            if found[1][0] == "<":
                self._disputed = range(self.at, max(self.text.find("\n>>>>>>>", self.at) + 2, found.end()))
        self.end = found.end()
        self.advance()
        if self.kind == NEWLINE:
            self.advance()
        return True

    def doubt(self, offset: int) -> str | None:
        """Why what begins at this offset cannot be relied on, if so."""
        return _DISPUTED if offset in self._disputed else None

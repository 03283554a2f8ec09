"""Comments as ignores: which rules one names, for which line or file, and why."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from aksnet.comments.comment import Comment
from aksnet.errors import Place
from aksnet.view import Ignore

_SAID = re.compile(r"(?:\#++|//+|/\*+)[ \t]*+aksnet:[ \t]*+(?P<verb>ignore[a-z-]*+)(?P<rest>.*)", re.DOTALL)
_NAMED = re.compile(r"[ \t]*+\[(?P<words>[^]\n]*+)\](?P<reason>.*)", re.DOTALL)
_WORD = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_FILE = "ignore-file"


class _Lines:
    """The lines of a text: where they start, and which of them are nothing but comments."""

    def __init__(self, source: str, text: str, comments: Sequence[Comment]) -> None:
        self._source = source
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._bare: set[int] = set()
        for one in comments:
            if self._alone(text, one):
                self._bare.update(range(self.line(one.at), self.line(one.end) + 1))

    def _alone(self, text: str, comment: Comment) -> bool:
        end = text.find("\n", comment.end)
        before = text[self._starts[self.line(comment.at) - 1] : comment.at]
        return not before.strip() and not text[comment.end : end if end >= 0 else None].strip()

    def line(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return bisect_right(self._starts, offset)

    def place(self, offset: int) -> Place:
        """The place of an offset."""
        line = self.line(offset)
        return Place(self._source, line, offset - self._starts[line - 1] + 1)

    def meant(self, comment: Comment) -> Place:
        """The line that a comment is about: its own, or the next that is no comment where it stands alone."""
        line = self.line(comment.at)
        while line in self._bare:
            line += 1
        return Place(self._source, line)


def ignores_of(source: str, text: str, comments: Sequence[Comment]) -> Iterator[Ignore]:
    """What the comments of a text say to leave out."""
    lines = _Lines(source, text, comments)
    for comment in comments:
        said = _SAID.match(comment.text)
        if said is not None:
            yield from _ignores(comment, said, lines)


def _ignores(comment: Comment, said: re.Match[str], lines: _Lines) -> Iterator[Ignore]:
    """One ignore for each rule that is named; one that says what is wrong where the comment is none of ours."""
    place, verb = lines.place(comment.at), said["verb"]
    named = _NAMED.match(said["rest"])
    fault = _fault(comment, said, named)
    if fault is not None:
        yield Ignore("", "", place, place, fault)
    elif verb in ("ignore", _FILE) and named is not None:
        about = Place(place.source) if verb == _FILE else lines.meant(comment)
        start = comment.at + said.start("rest") + named.start("words")
        for word in _WORD.finditer(named["words"]):
            yield Ignore(word[0], _reason(named["reason"]), lines.place(start + word.start()), about)


def _fault(comment: Comment, said: re.Match[str], named: re.Match[str] | None) -> str | None:
    """What is wrong with how an ignore is written; nothing where a comment only begins like one."""
    verb = said["verb"]
    if verb not in ("ignore", _FILE):
        return f"{verb!r} is neither ignore nor {_FILE}" if said["rest"].lstrip()[:1] in ("[", "=") else None
    if "\n" in comment.text.strip():
        return "this ignore stands in a comment of several lines"
    if named is None:
        return f"this {verb} names no rule in square brackets"
    return None if _WORD.search(named["words"]) else f"the brackets of this {verb} are empty"


def _reason(text: str) -> str:
    """The words behind the brackets; marks alone are no reason."""
    reason = text.strip().removesuffix("*/").strip().lstrip(":-\N{EN DASH}\N{EM DASH} ")
    return reason if any(char.isalnum() for char in reason) else ""

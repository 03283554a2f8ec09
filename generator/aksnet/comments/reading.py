"""Comments as ignores: which rules one names, for which line or file, and why."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from aksnet.comments.comment import Comment
from aksnet.comments.near import near_fault
from aksnet.errors import Place
from aksnet.view import Ignore

_SAID = re.compile(
    r"(?:\#++|//+|/\*+)[ \t]*+aksnet:[ \t]*+(?P<verb>ignore(?:-file)?+)(?![a-z-])(?P<rest>.*)", re.DOTALL
)
_NAMED = re.compile(r"[ \t]*+\[(?P<words>[^]\n]*+)\](?P<reason>.*)", re.DOTALL)
_WORD = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_ID = re.compile(r"akn[0-9]{3}", re.IGNORECASE)
_MORE = re.compile(rf"[ \t]*+\[[ \t]*+{_ID.pattern}", re.IGNORECASE)
_FILE = "ignore-file"


class _Lines:
    """The lines of a text: where they start, and which of them are nothing but comments."""

    def __init__(self, source: str, text: str, comments: Sequence[Comment]) -> None:
        self._source = source
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._bare: set[int] = set()
        for one in comments:
            first, last = self.line(one.at), self.line(one.end)
            if not text[self._starts[first - 1] : one.at].strip():  # its last line may go on with what is none
                end = text.find("\n", one.end)
                alone = not text[one.end : end if end >= 0 else None].strip()
                self._bare.update(range(first, last + alone))

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
        named = _NAMED.match(said["rest"]) if said is not None else None
        fault = _fault(comment, said["verb"], named) if said is not None else near_fault(comment)
        if fault is not None:
            place = lines.place(comment.at)
            yield Ignore("", "", place, place, fault)
        elif said is not None and named is not None:
            yield from _ignores(comment, said, named, lines)


def _ignores(comment: Comment, said: re.Match[str], named: re.Match[str], lines: _Lines) -> Iterator[Ignore]:
    """One ignore for each rule that is named."""
    about = lines.meant(comment)
    if said["verb"] == _FILE:
        about = about._replace(line=None)
    start = comment.at + said.start("rest") + named.start("words")
    for word in _WORD.finditer(named["words"]):
        rule = word[0].upper() if _ID.fullmatch(word[0]) else word[0]
        yield Ignore(rule, _reason(named["reason"]), lines.place(start + word.start()), about)


def _fault(comment: Comment, verb: str, named: re.Match[str] | None) -> str | None:
    """What is wrong with how an ignore is written."""
    if "\n" in comment.text.strip():
        return "this ignore stands in a comment of several lines"
    if named is None:
        return f"this {verb} names no rule in square brackets"
    if _MORE.match(named["reason"]):
        return f"this {verb} has two pairs of brackets: all rules stand in the first, with commas between them"
    if any(re.search(r"[\s;]", word[0]) for word in _WORD.finditer(named["words"])):
        return f"the rules of this {verb} are not separated by commas"
    return None if _WORD.search(named["words"]) else f"the brackets of this {verb} are empty"


def _reason(text: str) -> str:
    """The words behind the brackets; marks alone are no reason."""
    reason = text.strip().removesuffix("*/").strip().lstrip(":-\N{EN DASH}\N{EM DASH} ")
    return reason if any(char.isalnum() for char in reason) else ""

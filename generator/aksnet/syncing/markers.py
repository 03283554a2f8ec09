"""The markers in a file: `# aksnet:begin prod/network-profile sha256=…` and `# aksnet:end`, as comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aksnet.comments.comment import Comment
from aksnet.comments.languages import comments_in
from aksnet.errors import OutputError, Place, Problem

# What is meant as a marker, and may be misspelt.
_NEAR = re.compile(r"(?:#|//|/\*)\s*aksnet:\s*(?:begin|end|start|stop)", re.IGNORECASE)
_MARKER = re.compile(
    r"(?P<mark>#|//)[ \t]*aksnet:"
    r"(?:begin[ \t]+(?P<cluster>[^\s/]+)/(?P<part>[^\s]+)(?:[ \t]+sha256=(?P<sum>[0-9a-f]+))?|(?P<end>end))[ \t]*"
)
_BEGIN_HINT = "a block begins with aksnet:begin CLUSTER/network-profile and ends with aksnet:end, each in its own line"


class Block(NamedTuple):
    """What stands between two markers.

    `checksum` is that of the text that aksnet wrote last, `indent` is that of the first marker, and `newline` is how
    most of its lines end.
    `at` is the offset of the first marker's line, `start` and `end` are those of the lines between.
    """

    cluster: str
    part: str
    checksum: str | None
    mark: str
    indent: str
    newline: str
    at: int
    start: int
    end: int
    place: Place

    @property
    def name(self) -> str:
        """What it is called in its marker."""
        return f"{self.cluster}/{self.part}"


class _Marker(NamedTuple):
    found: re.Match[str]
    at: int
    after: int
    indent: str
    newline: str
    place: Place


def blocks_in(name: str, text: str, suffix: str = "") -> list[Block]:
    """The blocks of a file in their order; raises OutputError where a marker is wrong or has no other one.

    `suffix` is that of its language, where the name may have another.
    """
    if "aksnet:" not in text.lower():
        return []
    problems: list[Problem] = []
    blocks = list(_paired(text, list(_markers(name, text, suffix, problems)), problems))
    seen: dict[str, Place] = {}
    for block in blocks:
        first = seen.setdefault(block.name, block.place)
        if first is not block.place:
            problems.append(Problem(f"the block {block.name} stands twice", block.place, f"the first is at {first}"))
    if problems:
        raise OutputError(*sorted(problems, key=lambda one: (one.place and one.place.line) or 0))
    return blocks


def _paired(text: str, markers: list[_Marker], problems: list[Problem]) -> Iterator[Block]:
    begin: _Marker | None = None
    for marker in markers:
        if marker.found["end"] is None:
            if begin is not None:
                message = f"a block begins in the block {_named(begin)}, which has not ended"
                problems.append(
                    Problem(message, marker.place, f"put aksnet:end before it; that one is at {begin.place}")
                )
                return  # which end is whose cannot be told
            begin = marker
        elif begin is None:
            problems.append(Problem("this marker ends a block that has not begun", marker.place, _BEGIN_HINT))
        else:
            found = begin.found
            yield Block(
                found["cluster"],
                found["part"],
                found["sum"],
                found["mark"],
                begin.indent,
                _newline(text, begin, marker),
                begin.at,
                begin.after,
                marker.at,
                begin.place,
            )
            begin = None
    if begin is not None:
        problems.append(Problem(f"the block {_named(begin)} has no end", begin.place, "put aksnet:end after it"))


def _newline(text: str, begin: _Marker, end: _Marker) -> str:
    """How most lines of a block end, its markers among them; where it is as many of both, as the first one does."""
    windows = 2 * text.count("\r\n", begin.at, end.after) - text.count("\n", begin.at, end.after)
    return begin.newline if windows == 0 else "\r\n" if windows > 0 else "\n"


def _named(marker: _Marker) -> str:
    return f"{marker.found['cluster']}/{marker.found['part']}"


def _markers(name: str, text: str, suffix: str, problems: list[Problem]) -> Iterator[_Marker]:
    line, counted = 1, 0
    for comment in comments_in(name + suffix, text):
        if _NEAR.match(comment.text) is None:
            continue
        line, counted = line + text.count("\n", counted, comment.at), comment.at
        marker = _marker(comment, name, line, text)
        if isinstance(marker, Problem):
            problems.append(marker)
        else:
            yield marker


def _marker(comment: Comment, name: str, line: int, text: str) -> _Marker | Problem:
    start = text.rfind("\n", 0, comment.at) + 1
    place = Place(name, line, comment.at - start + 1)
    found = _MARKER.fullmatch(comment.text.removesuffix("\r"))
    if found is None:
        return Problem("this is no marker that aksnet knows", place, _BEGIN_HINT)
    indent = text[start : comment.at]
    if indent.strip():
        return Problem("a marker stands in a line of its own, and here is something before it", place, _BEGIN_HINT)
    after = text.find("\n", comment.at)
    after = len(text) if after < 0 else after + 1
    newline = "\r\n" if text.endswith("\r\n", 0, after) else "\n"
    return _Marker(found, start, after, indent, newline, place)

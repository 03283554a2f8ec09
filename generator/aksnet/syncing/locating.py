"""Where the network profile of a resource stands in its file: whole lines, which markers can stand around."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from aksnet.comments.comment import Comment
from aksnet.comments.languages import comments_in
from aksnet.errors import Place
from aksnet.expressions.source import Source
from aksnet.syncing.in_bicep import bicep_part
from aksnet.syncing.in_terraform import terraform_part
from aksnet.syncing.markers import Block
from aksnet.syncing.written import Part, refused

_BEHIND = re.compile(r"[ \t]*,?[ \t]*(?P<comment>(?:#|//|/\*)[^\n]*)?\r?(?:\n|\Z)")


class Located(NamedTuple):
    """The lines of a network profile as a block without markers, and the comments that stand in them."""

    block: Block
    comments: tuple[Place, ...]


def located(source: Source, declared: Place, cluster: str, part: str) -> Located:
    """The network profile of the resource that is declared at a place.

    Raises OutputError where it is not written there in lines of its own.
    """
    bicep = source.name.lower().endswith(".bicep")
    found = (bicep_part if bicep else terraform_part)(source, declared)
    start = source.text.rfind("\n", 0, found.at) + 1
    end = _end_of_lines(source, found, start)
    newline = "\r\n" if source.text[:end].endswith("\r\n") else "\n"
    place = source.place(found.at)
    indent = source.text[start : found.at]
    mark = "//" if bicep else "#"
    block = Block(cluster, part, None, mark, indent, newline, start, start, end, place)
    return Located(block, tuple(source.place(one.at) for one in _between(source, start, end)))


def _end_of_lines(source: Source, found: Part, start: int) -> int:
    """The offset behind the last line."""
    if source.text[start : found.at].strip():
        raise refused("the network profile does not begin in a line of its own", source.place(found.at))
    end = _BEHIND.match(source.text, found.end)
    if end is None:
        raise refused("something stands behind the network profile in its last line", source.place(found.end))
    return end.end()


def _between(source: Source, start: int, end: int) -> Iterable[Comment]:
    return (one for one in comments_in(source.name, source.text) if start <= one.at < end)

"""Where a file can be read on after a fault: the next line that looks like an item of the body that is being read."""

from __future__ import annotations

import re
from typing import NamedTuple

from aksnet.readers.hcl.syntax import Attribute, Block

_NAME = r"[A-Za-z_][A-Za-z0-9_-]*+"
_RESUME = re.compile(
    rf"""^([ \t]*+)(?:(\}}) | {_NAME}[ \t]*+ (?: =(?![=>]) | (?:"[^"\n]*+"[ \t]*+|{_NAME}[ \t]*+)*+ \{{ ))""",
    re.MULTILINE | re.VERBOSE,
)
# Labels of the blocks that stand nowhere but in a file itself.
OUTERMOST = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "module": 1,
    "variable": 1,
    "output": 1,
    "provider": 1,
    "locals": 0,
    "terraform": 0,
}
_ANYWHERE = 1 << 30


class Trouble(NamedTuple):
    """Where an item cannot be read: its start, the fault, and the items before it in its body."""

    start: int
    at: int
    attributes: dict[str, Attribute]
    blocks: list[Block]


class Resumption(NamedTuple):
    """The offset at which reading goes on, and whether that is still in the body with the fault."""

    at: int
    inside: bool


def resumption(text: str, end: int, trouble: Trouble, opened: int | None) -> Resumption:
    """Find where to read on; `opened` is where the block with the fault starts, None in the file's own body."""
    indent = _own_indent(text, trouble)
    outer = -1 if opened is None else min(_indent(text, opened), indent - 1)
    first = _line_start(text, trouble.start)
    faulty = max(_line_start(text, trouble.at), first)
    # what the item opened and did not close has its own closing brace in a line of the item's indentation
    closing = _is_open(text, trouble.start, _next_line(text, faulty, end))
    begin = faulty if faulty > first else _next_line(text, faulty, end)
    for found in _RESUME.finditer(text, begin, end):
        width = len(found[1])
        if width > indent or (found[2] and opened is None and not closing):
            continue
        if found[2] and closing and width == indent:
            return Resumption(_next_line(text, found.start(), end), inside=True)
        return Resumption(found.start(), inside=bool(found[2]) or width > outer)
    return Resumption(end, inside=True)


def _own_indent(text: str, trouble: Trouble) -> int:
    """How far the items of a body are indented: as its first, or as the faulty one if that starts like an item."""
    before = [attribute.at for attribute in list(trouble.attributes.values())[:1]]
    before += [block.at for block in trouble.blocks[:1]]
    if before:
        return _indent(text, min(before))
    start = trouble.start
    return _indent(text, start) if text[start : start + 1].isidentifier() else _ANYWHERE


def _is_open(text: str, start: int, stop: int) -> bool:
    opened = sum(text.count(char, start, stop) for char in "{[(")
    return opened > sum(text.count(char, start, stop) for char in "}])")


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _next_line(text: str, at: int, end: int) -> int:
    found = text.find("\n", at, end)
    return found + 1 if found >= 0 else end


def _indent(text: str, at: int) -> int:
    start = _line_start(text, at)
    return len(text[start:at]) - len(text[start:at].lstrip(" \t"))


def starts_outermost(text: str, at: int, name: str, labels: int) -> bool:
    """Whether a header in the first column is one of a block that cannot stand in another."""
    return OUTERMOST.get(name) == labels and (at == 0 or text[at - 1] == "\n")

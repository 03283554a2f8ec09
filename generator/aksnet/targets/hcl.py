"""HCL: literals, and the layout that `terraform fmt` leaves alone."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import category

from aksnet.literals import hcl_escaped, hcl_text
from aksnet.targets.printing import Code, laid_out

_JOINING = (
    ("\u0e33", "\u0e33"),
    ("\u0eb3", "\u0eb3"),
    ("\u1100", "\u11ff"),
    ("\ua960", "\ua97f"),
    ("\ud7b0", "\ud7ff"),
    ("\U0001f1e6", "\U0001f1ff"),
    ("\U0001f3fb", "\U0001f3ff"),
)
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NOT_CODE = re.compile(r'"(?:[^"\\]|\\.)*"|(?:#|//).*')
_CELL = re.compile(r"( *)((?:\"(?:[^\"\\]|\\.)*\"|[\w-]+)) *= (.*)")


def _key(key: str) -> str:
    """A map's key: bare where it can be, and with escapes for what the formatter does not count as a column."""
    if _IDENTIFIER.fullmatch(key) and key != "for":
        return key
    return "".join(hcl_escaped(char) if _joins(char) else char for char in hcl_text(key))


def _joins(char: str) -> bool:
    """Whether the character may be part of the one before it: marks, Thai and Lao AM, jamo, flags, skin tones."""
    if category(char) in ("Mn", "Mc", "Me"):
        return True
    return any(first <= char <= last for first, last in _JOINING)


def encode(value: Any) -> Code:
    """The literal of a value: text, numbers, booleans, lists and maps; anything else is a TypeError."""
    match value:
        case Code():
            return value
        case bool():
            return Code("true" if value else "false")
        case int():
            return Code(value)
        case str():
            return Code(hcl_text(value))
        case list() | tuple():
            if any(isinstance(item, dict) for item in value):
                return Code("[\n" + "".join(f"{encode(item)},\n" for item in value) + "]")
            return Code("[" + ", ".join(encode(item) for item in value) + "]")
        case dict():
            rows = "".join(f"{_key(key)} = {encode(item)}\n" for key, item in value.items())
            return Code(f"{{\n{rows}}}" if rows else "{}")
    raise TypeError(f"{value!r} has no literal in HCL")


def _brackets(code: str) -> int:
    return sum(code.count(mark) for mark in "{[(") - sum(code.count(mark) for mark in "}])")


def _indented(lines: list[str]) -> list[str]:
    """The lines as `terraform fmt` indents them: one step for a line, however many brackets it opens."""
    opened: list[int] = []
    found = []
    for line in lines:
        net = _brackets(_NOT_CODE.sub("", line))
        left = -net
        while left > 0 and opened:
            closed = min(left, opened[-1])
            opened[-1] -= closed
            left -= closed
            if not opened[-1]:
                opened.pop()
        found.append("  " * len(opened) + line.strip() if line else "")
        if net > 0:
            opened.append(net)
    return found


def layout(text: str) -> str:
    """The text as `terraform fmt` writes it: indent by brackets, `=` aligned in each run of one-line arguments."""
    lines = _indented(laid_out(text, _NOT_CODE))
    run: list[int] = []
    for index, line in enumerate([*lines, ""]):
        cell = _CELL.fullmatch(line)
        if cell is not None and _brackets(_NOT_CODE.sub("", cell[3])) == 0:
            run.append(index)
            continue
        _align(lines, run)
        run = []
        if cell is not None:
            lines[index] = f"{cell[1]}{cell[2]} = {cell[3]}"
    return "\n".join(lines) + "\n"


def _align(lines: list[str], run: list[int]) -> None:
    cells = {index: _CELL.fullmatch(lines[index]) for index in run}
    width = max((len(cell[2]) for cell in cells.values() if cell), default=0)
    for index, cell in cells.items():
        if cell is not None:
            lines[index] = f"{cell[1]}{cell[2].ljust(width)} = {cell[3]}"

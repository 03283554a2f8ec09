"""Placeholders: values that `aksnet import` could not tell, for somebody to fill in before the spec is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from aksnet.errors import Place, Problem
from aksnet.spec.nodes import Key, Node
from aksnet.view import Json

_PLACEHOLDER = re.compile(r"<fill in [\w.-]+>", re.ASCII)
_OTHER = re.compile(r"[^\w.-]+", re.ASCII)
_SHOWN = 3


def placeholder(name: str) -> str:
    """The text that stands for a value; what is no letter, digit, `_`, `.` or `-` in the name becomes `_`."""
    return f"<fill in {_OTHER.sub('_', name)}>"


def name_in(text: str) -> str:
    """The name in the text that stands for a value."""
    return text.removeprefix("<fill in ").removesuffix(">")


def is_placeholder(value: Json | tuple[object, ...]) -> bool:
    """Whether a value of a spec is to be filled in."""
    return isinstance(value, str) and _PLACEHOLDER.fullmatch(value) is not None


def placeholders_in(node: Node, path: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], Node]]:
    """The values below a node that are to be filled in, with their paths; a key that is one stands for itself."""
    if isinstance(node.data, str):
        if node.data[:1] == "<" and is_placeholder(node.data):
            yield path, node
    else:
        for key, item in node.items.items():
            if str(key)[:1] == "<" and is_placeholder(key):
                yield (*path, key), Node(object, item.place, key)
            yield from placeholders_in(item, (*path, key))


def faults_of(found: Iterable[tuple[tuple[Key, ...], Node]]) -> list[Problem]:
    """One problem for each placeholder, where it stands first, whatever else it stands for."""
    places: dict[str, list[tuple[tuple[Key, ...], Place]]] = {}
    for path, node in found:
        places.setdefault(str(node.data), []).append((path, node.place))
    return [_fault(text, at) for text, at in places.items()]


def _fault(text: str, at: Sequence[tuple[tuple[Key, ...], Place]]) -> Problem:
    (path, place), *others = at
    more = ", ".join(f"{one.line}" for _, one in others[:_SHOWN] if one.line)
    also = f", also in line {more}{' …' if len(others) > _SHOWN else ''}" if more else ""
    message = f"{'.'.join(map(str, path))}: {text} is not filled in yet{also}"
    return Problem(message, place, "write the value here; the remark above it says what it is")

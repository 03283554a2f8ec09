"""A part of a resource as it is written: where it begins and ends, found with the readers' own parsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from aksnet.errors import OutputError, Place, Problem
from aksnet.expressions.source import Fault, Source
from aksnet.expressions.tree import Item, Literal, Node, Object

PROFILE = "networkProfile"
MODULE = "markers stand in its own resource; what the module is given is written with emit: inputs"
BY_HAND = "put both markers where it belongs, as aksnet sync says them; then it writes what goes between them"


class Part(NamedTuple):
    """A part: the offset at which it begins, and the one behind it."""

    at: int
    end: int


def refused(message: str, place: Place, hint: str = "write it on lines of its own first") -> OutputError:
    """The error for what markers cannot be put around."""
    return OutputError(Problem(message, place, hint))


def refuse_faults(source: Source, faults: tuple[Fault, ...]) -> None:
    """Raise OutputError for a file that cannot be read as a whole."""
    if faults:
        raise OutputError(*(Problem(one.message, source.place(one.at), one.hint) for one in faults))


def end_of(source: Source, at: int, closed: Callable[[str], bool]) -> int:
    """Where what begins at an offset ends: behind the first closing brace that leaves nothing open."""
    end = source.text.find("}", at) + 1
    while end and not closed(source.text[at:end]):
        end = source.text.find("}", end) + 1
    return end or len(source.text)


def member(value: Node, *path: str) -> Item | None:
    """The member of an object at a path, where all on the way is written as an object; the case does not matter."""
    for step in path[:-1]:
        found = _item(value, step)
        if found is None:
            return None
        value = found.value
    return _item(value, path[-1])


def _item(value: Node, name: str) -> Item | None:
    return next((one for one in _items(value) if str(one[0]).lower() == name.lower()), (None, None))[1]


def _items(value: Node) -> Iterator[tuple[object, Item]]:
    for item in value.items if isinstance(value, Object) else ():
        if isinstance(item, Item) and isinstance(item.key, Literal):
            yield item.key.value, item


def profile_of(item: Item | None, source: Source, declared: Place, closed: Callable[[str], bool]) -> Part:
    """The property with its object; raises OutputError where no object is written there."""
    if item is None:
        raise refused(f"no {PROFILE} is written in this resource", declared, BY_HAND)
    if not isinstance(item.value, Object):
        raise refused(f"{PROFILE} is no object that is written here", source.place(item.at), BY_HAND)
    return Part(item.at, end_of(source, item.value.at, closed))

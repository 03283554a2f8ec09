"""What a resource says about itself, name by name: only that is safe to edit, as nothing else in a project reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.expressions.tree import Call, Item, Literal, Node, Object, Spread

# Functions that give each object on as it is; all others may lay another one over it.
_KEEPING = frozenset({"any", "coalesce", "concat", "flatten", "jsonencode", "map", "tolist", "toset", "try"})


class Member(NamedTuple):
    """A name with a value as it stands in a resource; `around` are all names there in lower case, its own among them.

    `at` is the offset of the name, or of its quote.
    """

    name: str
    value: Node
    at: int
    around: frozenset[str]


def members_in(value: object) -> Iterator[Member]:
    """Those of every object in a value, however deep it is in lists and loops; none of what is joined with another."""
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, Call) and one.name not in _KEEPING:
            continue
        if isinstance(one, Object):
            yield from members_of(one)
            pending.extend(item.value for item in one.items if isinstance(item, Item))
        elif isinstance(one, Spread):
            pending.append(one.value)
        elif isinstance(one, tuple):  # a node, or the nodes in it
            pending.extend(one)


def members_of(one: Object) -> Iterator[Member]:
    """Those of the object itself; none where a name is computed, which may be any, or another object is joined in."""
    items = [item for item in one.items if isinstance(item, Item)]
    named = [(str(item.key.value), item) for item in items if isinstance(item.key, Literal)]
    if len(named) == len(one.items):
        around = frozenset(name.lower() for name, _ in named)
        for name, item in named:
            yield Member(name, item.value, item.at, around)

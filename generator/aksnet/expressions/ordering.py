"""Evaluating declarations in the order in which they need each other, so that no chain of them is too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args

from aksnet.expressions.tree import Node, Spread
from aksnet.expressions.values import Lazy, RefusedError, UndeterminedError

_NODES = get_args(Node)
# A chain of so many values can be evaluated one inside the other.
FEW = 40


def parts(node: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The records and tuples in a record or tuple, with what is spread in place of the spread."""
    found = [part.value if isinstance(part, Spread) else part for part in node]
    return [part for part in found if isinstance(part, tuple)]


def walk(node: Node) -> Iterator[Node]:
    """Each node of a tree, in no particular order."""
    stack: list[Any] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, _NODES):
            yield current
        stack += parts(current)


def force_in_order(values: Mapping[str, Lazy], needs: Callable[[str], Iterable[str]]) -> None:
    """Evaluate each value after those that it needs; what needs itself is left to tell so when it is asked for.

    Few values make no long chain, and wait until they are asked for.
    """
    if len(values) <= FEW:
        return
    done: set[str] = set()
    for first in values:
        stack = [(first, False)]
        while stack:
            name, ready = stack.pop()
            if ready:
                _force(values[name])
            elif name not in done:
                done.add(name)
                stack.append((name, True))
                stack += [(other, False) for other in needs(name) if other in values and other not in done]


def _force(value: Lazy) -> None:
    try:
        value.force()
    except (RefusedError, UndeterminedError, RecursionError):
        return  # it is told where it is asked for

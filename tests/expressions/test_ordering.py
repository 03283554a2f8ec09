"""Values are evaluated in the order in which they need each other, however long the chain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aksnet.expressions.ordering import FEW, force_in_order, walk
from aksnet.expressions.tree import Array, Call, Item, Lambda, Literal, Loop, Name, Object, Spread
from aksnet.expressions.values import Lazy, UndeterminedError, Val


def test_a_walk_meets_every_node() -> None:
    tree = Object(
        (
            Item(Literal("k", 1), Call("f", (Name("a", 2), Lambda(("x",), Name("x", 3), 4)), 5, Name("t", 6)), 7),
            Spread(Loop(Name("l", 8), "i", None, Array((Spread(Name("s", 9), 10), Literal(1, 11)), 12), 13), 14),
        ),
        0,
    )
    names = sorted(node.name for node in walk(tree) if isinstance(node, Name))
    assert names == ["a", "l", "s", "t", "x"]
    assert sum(isinstance(node, Literal) for node in walk(tree)) == 2


def chain(length: int, order: list[int]) -> tuple[dict[str, Lazy], Callable[[str], list[str]]]:
    """Values that each need the one before, and the order in which they came to be evaluated."""
    values: dict[str, Lazy] = {}

    def make(number: int) -> Callable[[], Val]:
        def value() -> Val:
            found = values[str(number - 1)].force() if number else Val("x")
            order.append(number)
            return found

        return value

    values |= {str(number): Lazy(make(number)) for number in reversed(range(length))}
    return values, lambda name: [str(int(name) - 1)]


def test_a_chain_that_is_too_long_to_be_evaluated_at_once_is_evaluated_from_its_end() -> None:
    order: list[int] = []
    values, needs = chain(20_000, order)
    force_in_order(values, needs)
    assert order == list(range(20_000))


def test_few_values_wait_until_they_are_asked_for() -> None:
    order: list[int] = []
    values, needs = chain(FEW, order)
    force_in_order(values, needs)
    assert order == []


def test_what_needs_itself_is_told_where_it_is_asked_for() -> None:
    values: dict[str, Lazy] = {}

    def ask() -> Val:
        return values["0"].force()

    values |= {str(number): Lazy(ask) for number in range(FEW + 1)}
    force_in_order(values, lambda _: ["0"])
    with pytest.raises(UndeterminedError, match="depends on itself"):
        values["0"].force()

"""The functions that take a lambda."""

from __future__ import annotations

from functools import cmp_to_key

from aksnet.expressions.arm_functions.arguments import array, closure, known, members, opened, text
from aksnet.expressions.arm_functions.comparing import Comparison, fold
from aksnet.expressions.arm_functions.comparisons import truth
from aksnet.expressions.arm_functions.objects import in_order
from aksnet.expressions.functions import Table
from aksnet.expressions.values import (
    Closure,
    OpenObject,
    UndeterminedError,
    Val,
    plain,
    unknown,
)

TABLE = Table()
# How many items and members reduce() makes on its way, all steps together.
MAX_REDUCED = 1_000_000


def _called(function: Closure, *values: Val) -> Val:
    try:
        return function.call(*values)
    except UndeterminedError as error:
        return unknown(error.reason)


def _holds(function: Closure, *values: Val) -> bool:
    return truth(plain(known(_called(function, *values))))


def _key(function: Closure, item: Val) -> str:
    return text(plain(known(_called(function, item))), open_too=True)


@TABLE.shaped("map")
def map_items(value: Val, function: Val) -> Val:
    """What the lambda makes of each item, and of its number."""
    call = closure(function)
    return Val([_called(call, item, Val(number)) for number, item in enumerate(array(value))])


@TABLE.shaped("filter")
def filter_items(value: Val, function: Val) -> Val:
    """The items that the lambda says true of."""
    call = closure(function)
    return Val([item for number, item in enumerate(array(value)) if _holds(call, item, Val(number))])


@TABLE.shaped("reduce")
def reduce_items(value: Val, start: Val, function: Val) -> Val:
    """What the lambda makes of the items, one after the other."""
    call = closure(function)
    size = 0
    for number, item in enumerate(array(value)):
        start = _called(call, start, item, Val(number))
        size += len(start.data) if isinstance(start.data, list | dict) else 0
        if size > MAX_REDUCED:
            raise UndeterminedError(f"it makes more than {MAX_REDUCED:,} items on its way")
    return start


@TABLE.shaped("sort")
def sort_items(value: Val, function: Val) -> Val:
    """The items by the order that the lambda gives: whether one stands before the other."""
    call = closure(function)
    comparison = Comparison()

    def compare(one: Val, other: Val) -> int:
        before, behind = _holds(call, one, other), _holds(call, other, one)
        if before != behind:
            return -1 if before else 1
        if comparison.alike(one, other):
            return 0
        raise UndeterminedError("two items have the same place in the order")

    return Val(sorted(array(value), key=cmp_to_key(compare)))


@TABLE.shaped("mapvalues")
def map_values(value: Val, function: Val) -> Val:
    """The object with what the lambda makes of each value."""
    call, found = closure(function), members(value)
    made = {key: _placed(_called(call, member), member) for key, member in found.items()}
    return Val(opened(made, found.reason) if isinstance(found, OpenObject) else made)


@TABLE.shaped("toobject")
def to_object(value: Val, key: Val, function: Val | None = None) -> Val:
    """The items of an array, or what a lambda makes of them, by keys that a lambda gives."""
    by, call = closure(key), closure(function) if function is not None else None
    made: dict[str, Val] = {}
    for item in array(value):
        made[_key(by, item)] = _placed(item if call is None else _called(call, item), item)
    if len({fold(name) for name in made}) != len(array(value)):
        raise UndeterminedError("two items have the same key")
    return Val(made)


@TABLE.shaped("groupby")
def group_by(value: Val, key: Val, function: Val | None = None) -> Val:
    """The items of an array, or what a lambda makes of them, in arrays by keys that a lambda gives."""
    by, call = closure(key), closure(function) if function is not None else None
    groups: dict[str, list[Val]] = {}
    for item in array(value):
        groups.setdefault(_key(by, item), []).append(_placed(item if call is None else _called(call, item), item))
    return Val({name: Val(groups[name]) for name in in_order(list(groups))})


def _placed(value: Val, item: Val) -> Val:
    """The value with the place of the item that it was made of, where it has none of its own."""
    return value if value.at is not None else value._replace(at=item.at)

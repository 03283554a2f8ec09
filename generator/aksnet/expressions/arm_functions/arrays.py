"""Arrays: making, flattening and picking them, and their unions and intersections."""

from __future__ import annotations

from aksnet.expressions.arm_functions.arguments import array, known, number_of
from aksnet.expressions.arm_functions.comparing import Comparison, identity
from aksnet.expressions.functions import Table
from aksnet.expressions.values import MAX_ITEMS, NULL, RefusedError, UndeterminedError, Val

TABLE = Table()
# How many pairs of items that are not known as a whole are compared.
MAX_PAIRS = 10_000


@TABLE.lenient("createarray")
def create_array(*items: Val) -> Val:
    """An array of the values."""
    return Val(list(items))


@TABLE.shaped("array")
def to_array(value: Val) -> Val:
    """The array, or an array of the one value."""
    if value.data is None:
        raise UndeterminedError("it makes an array of null")
    return value if isinstance(value.data, list) else Val([value])


@TABLE.shaped("flatten")
def flatten(value: Val) -> Val:
    """The items of the arrays of an array."""
    inner = [array(known(item)) for item in array(value)]
    if sum(map(len, inner)) > MAX_ITEMS:
        raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")
    return Val([item for items in inner for item in items])


@TABLE.shaped("distinct")
def distinct(value: Val) -> Val:
    """The items, each once."""
    return Val(once(array(value)))


def once(items: list[Val]) -> list[Val]:
    """The items, each once, where the first of its likes stands."""
    kept: list[Val] = []
    vague: list[int] = []
    seen: dict[str, str] = {}
    for item in items:
        key = identity(item)
        if key is None:
            vague.append(len(kept))
        elif seen.setdefault(key.lower(), key) != key:
            raise UndeterminedError("two of its items differ only in their case")
        elif len(seen) + len(vague) == len(kept):
            continue  # its like has been seen
        kept.append(item)
    _surely_differ(kept, vague)
    return kept


def _surely_differ(items: list[Val], vague: list[int]) -> None:
    if len(vague) * len(items) > MAX_PAIRS:
        raise UndeterminedError("whether two of its items are the same cannot be told")
    comparison = Comparison()
    for number in vague:
        others = (other for at, other in enumerate(items) if at != number)
        if any(comparison.alike(items[number], other) is not False for other in others):
            raise UndeterminedError("whether two of its items are the same cannot be told")


def common(arrays: list[list[Val]]) -> list[Val]:
    """The items of the first array that stand in each other one, each once."""
    if not all(arrays):
        return []
    keys = [[_certain(item) for item in items] for items in arrays]
    folded = [{key.lower(): key for key in found} for found in keys[1:]]
    kept: dict[str, Val] = {}
    for key, item in zip(keys[0], arrays[0], strict=True):
        found = [rows.get(key.lower()) for rows in folded]
        if all(other == key for other in found):
            kept.setdefault(key, item)
        elif all(found):
            raise UndeterminedError("two of its items differ only in their case")
    return list(kept.values())


def _certain(item: Val) -> str:
    key = identity(item)
    if key is None:
        raise UndeterminedError("which items are the same cannot be told")
    return key


@TABLE.shaped("indexfromend")
def index_from_end(value: Val, number: Val) -> Val:
    """The item of a number counted from the end, the last being 1."""
    found = _from_end(value, number)
    if found is None:
        raise RefusedError(f"the array has no item {number_of(number)} from its end")
    return found


@TABLE.shaped("tryindexfromend")
def try_index_from_end(value: Val, number: Val) -> Val:
    """The item of a number counted from the end; null where there is none."""
    if value.data is None:
        return NULL
    return _from_end(value, number) or NULL


def _from_end(value: Val, number: Val) -> Val | None:
    items, at = array(value), number_of(number)
    return items[-at] if 1 <= at <= len(items) else None

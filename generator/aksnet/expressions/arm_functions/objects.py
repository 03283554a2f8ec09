"""Objects: making and merging them, their keys and members."""

from __future__ import annotations

import re
from itertools import pairwise

from aksnet.expressions.arm_functions.arguments import (
    array,
    closed,
    known,
    members,
    opened,
    settled_whole,
    shown,
    text,
    whole_number,
)
from aksnet.expressions.arm_functions.arrays import common, once
from aksnet.expressions.arm_functions.comparing import Comparison, find_key, fold
from aksnet.expressions.functions import Table
from aksnet.expressions.tree import MAX_DEPTH
from aksnet.expressions.values import (
    MAX_ITEMS,
    NULL,
    OpenObject,
    RefusedError,
    UndeterminedError,
    Val,
    plain,
    reason_of,
    unknown,
)

TABLE = Table()

# How many members one union looks at.
MAX_MERGED = 500_000

# Characters that every way of sorting puts in the same order.
_SAME_ORDER = re.compile("[0-9A-Za-z]")


@TABLE.lenient("createobject")
def create_object(*pairs: Val) -> Val:
    """An object of keys and values in turn."""
    if len(pairs) % 2:
        raise RefusedError("createObject is given a key without a value")
    made: dict[str, Val] = {}
    folded: set[str] = set()
    reason: str | None = None
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        if not key.known:
            reason = reason_of(key)
            continue
        name = text(plain(key), open_too=True)
        if fold(name) in folded:
            raise UndeterminedError(f"two of its keys are {name}")
        folded.add(fold(name))
        made[name] = value
    return Val(made if reason is None else opened(made, reason))


@TABLE.shaped("union")
def union(head: Val, second: Val, *rest: Val) -> Val:
    """All items of arrays, each once; or all members of objects, of which the later ones win and are merged."""
    values = (head, second, *rest)
    if all(isinstance(value.data, list) for value in values):
        items = [item for value in values for item in array(value)]
        if len(items) > MAX_ITEMS:
            raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")
        return Val(once(items))
    merging = _Merging()
    made = members(head)
    for value in values[1:]:
        made = merging.merged(made, members(value), 0)
    return Val(made)


class _Merging:
    """Merges objects as long as its steps last."""

    def __init__(self) -> None:
        self._steps = MAX_MERGED

    def merged(self, old: dict[str, Val], new: dict[str, Val], depth: int) -> dict[str, Val]:
        """An object with the members of both: the new ones win unless they are null, objects are merged."""
        self._steps -= len(old) + len(new)
        if self._steps < 0 or depth > MAX_DEPTH:
            raise UndeterminedError(f"it merges more than {MAX_MERGED:,} members, or deeper than {MAX_DEPTH}")
        names = _names(old)
        made = _kept(old, new)
        hidden = unknown(old.reason) if isinstance(old, OpenObject) else None
        for key, value in new.items():
            name = names.setdefault(fold(key), key)
            existing = made.get(name, hidden)
            made[name] = value if existing is None else self._either(existing, settled_whole(value), depth)
        return _as_open(made, old, new)

    def _either(self, existing: Val, value: Val, depth: int) -> Val:
        existing = settled_whole(existing)
        if value.data is None:
            return existing
        if not isinstance(value.data, dict):
            return value
        if isinstance(existing.data, dict):
            return value._replace(data=self.merged(existing.data, value.data, depth + 1))
        return value if existing.known else unknown(reason_of(existing))._replace(at=value.at)


def _names(found: dict[str, Val]) -> dict[str, str]:
    names = {fold(key): key for key in found}
    if len(names) != len(found):
        raise UndeterminedError("two of its keys differ only in their case")
    return names


def _kept(old: dict[str, Val], new: dict[str, Val]) -> dict[str, Val]:
    """The old members; each may be overwritten by one of those that the new object may have."""
    if not isinstance(new, OpenObject):
        return dict(old)
    written = _names(new)
    return {
        key: value if fold(key) in written else unknown(new.reason)._replace(at=value.at) for key, value in old.items()
    }


def _as_open(made: dict[str, Val], *sources: dict[str, Val]) -> dict[str, Val]:
    for source in sources:
        if isinstance(source, OpenObject):
            return opened(made, source.reason)
    return made


@TABLE.shaped("shallowmerge")
def shallow_merge(value: Val) -> Val:
    """The members of all objects of an array, of which the later ones win."""
    made: dict[str, Val] = {}
    names: dict[str, str] = {}
    written: dict[str, int] = {}
    hiding: tuple[int, str] | None = None
    for number, entry in enumerate(settled_whole(entry) for entry in array(value)):
        found = members(entry) if entry.known else opened({}, reason_of(entry))
        if isinstance(found, OpenObject):
            hiding = (number, found.reason)
        for key, member in found.items():
            name = names.setdefault(fold(key), key)
            made[name], written[name] = member, number
    return Val(made if hiding is None else _hidden(made, written, *hiding))


def _hidden(made: dict[str, Val], written: dict[str, int], since: int, reason: str) -> OpenObject:
    """The members, of which an entry that may have others may have overwritten those written before it."""
    result = {
        name: unknown(reason)._replace(at=member.at) if written[name] < since else member
        for name, member in made.items()
    }
    return opened(result, reason)


@TABLE.shaped("intersection")
def intersection(head: Val, second: Val, *rest: Val) -> Val:
    """The items that all arrays have, or the members that all objects have with the same value."""
    values = (head, second, *rest)
    if all(isinstance(value.data, list) for value in values):
        return Val(common([array(value) for value in values]))
    objects = [closed(value) for value in values]
    comparison = Comparison()
    names = [_names(found) for found in objects]
    made: dict[str, Val] = {}
    for key, value in objects[0].items():
        others = [
            found[named[fold(key)]] for found, named in zip(objects[1:], names[1:], strict=True) if fold(key) in named
        ]
        if len(others) == len(objects) - 1 and _all_alike(comparison, value, others):
            made[key] = value
    return Val(made)


def _all_alike(comparison: Comparison, value: Val, others: list[Val]) -> bool:
    found = [comparison.alike(value, other) for other in others]
    nested = any(isinstance(one.data, dict) or one.data is None for one in (value, *others))
    if False in found and not nested:
        return False
    if None in found or (nested and False in found):
        raise UndeterminedError("which members are the same cannot be told")
    return True


def in_order(keys: list[str]) -> list[str]:
    """Keys as items() sorts them; raises UndeterminedError where that depends on the letters' culture."""
    ordered = sorted(keys, key=lambda key: key.upper())
    for one, other in pairwise(ordered):
        left, right = one.upper(), other.upper()
        at = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
        if left == right or (at is not None and not all(_SAME_ORDER.match(key[at]) for key in (left, right))):
            raise UndeterminedError(f"which of the keys {one} and {other} comes first depends on the service")
    return ordered


@TABLE.shaped("items")
def items(value: Val) -> Val:
    """The members of an object by their keys' order, as objects with `key` and `value`."""
    found = closed(value)
    return Val(
        [
            Val({"key": Val(key, at=found[key].at), "value": found[key]}, at=found[key].at)
            for key in in_order(list(found))
        ]
    )


@TABLE.shaped("objectkeys")
def object_keys(value: Val) -> Val:
    """The keys of an object, where they stand in the order in which they are sorted."""
    found = closed(value)
    ordered = in_order(list(found))
    if ordered != list(found):
        raise UndeterminedError("in which order the service gives the keys is not known")
    return Val([Val(key, at=found[key].at) for key in ordered])


@TABLE.shaped("tryget")
def try_get(value: Val, head: Val, *rest: Val) -> Val:
    """A member or item; null where there is none. Further keys go on from there."""
    if value.data is None:
        return NULL
    found = _member(value, head)
    if found is None:
        return NULL
    for key in rest:
        found = _member(known(found), key)
        if found is None:
            raise UndeterminedError(f"there is no {shown(plain(key))} here")
    return found


def _member(value: Val, key: Val) -> Val | None:
    data, name = value.data, plain(key)
    if isinstance(data, dict):
        found = find_key(data, text(name))
        if found is None and isinstance(data, OpenObject):
            raise UndeterminedError(data.reason)
        return None if found is None else data[found]
    if isinstance(data, list) and not isinstance(name, str):
        number = whole_number(name)
        return data[number] if 0 <= number < len(data) else None
    raise UndeterminedError(f"it takes {shown(name)} of a value that is no object")

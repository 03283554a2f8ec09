"""Terraform's functions of lists: what they hold, and lists made of lists."""

from __future__ import annotations

from decimal import Context, Decimal

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.comparing import equal, exact_key
from aksnet.expressions.terraform_functions.conversions import (
    as_list,
    as_texts,
    common_type,
    composed,
    convert,
    given,
    number,
    number_of,
    small,
    text,
)
from aksnet.expressions.terraform_functions.segments import clusters
from aksnet.expressions.terraform_functions.types import BOOL, STRING, Constraint, ListOf, list_of, type_key, type_of
from aksnet.expressions.terraform_functions.unifying import unify_types
from aksnet.expressions.tree import MAX_DEPTH
from aksnet.expressions.values import (
    MAX_ITEMS,
    MAX_TEXT,
    OpenObject,
    RefusedError,
    SetOf,
    UndeterminedError,
    Val,
    decided_by,
    plain,
    reason_of,
    whole,
    wrap,
)
from aksnet.view import Json

SEQUENCES = Table()
# What `range` makes at most.
MAX_RANGE = 1024
# Terraform's numbers have 512 bits.
_EXACT = Context(prec=150)


def members_of(value: Val) -> list[Val]:
    """The items of a list, tuple or set."""
    data = given(value).data
    if not isinstance(data, list):
        raise RefusedError("a list is required")
    return data


def indexed(value: Val) -> list[Val]:
    """The items of a list or tuple: a set has no order."""
    items = members_of(value)
    if isinstance(items, SetOf):
        raise RefusedError("a set has no order: a list or tuple is required")
    return items


def like(items: list[Val], model: list[Val]) -> list[Val]:
    """Items as a list or a tuple, whichever the other is; of a set a list is made."""
    if isinstance(model, ListOf):
        return list_of(items, model.of)
    return list_of(items) if isinstance(model, SetOf) else items


def texts(items: list[str], *arguments: Val) -> Val:
    """Strings that a function makes of its arguments, as a list."""
    origin, via = decided_by(arguments)
    return Val(list_of([Val(item, origin, None, via) for item in items], STRING))


def counted(items: list[Val]) -> list[Val]:
    """The items of a list, or of a set of which is certain how many there are."""
    if isinstance(items, SetOf) and len(items) > 1:
        for item in items:
            if not item.known:
                raise UndeterminedError(reason_of(item))
    return items


@SEQUENCES.shaped("length")
def _length(value: Val) -> Val:
    data = given(value).data
    if isinstance(data, str):
        return Val(len(clusters(data)))
    if isinstance(data, OpenObject):
        raise UndeterminedError(data.reason)
    if isinstance(data, dict):
        return Val(len(data))
    if not isinstance(data, list):
        raise RefusedError("only a string, a list, a set, a map or an object has a length")
    return Val(len(counted(data)))


@SEQUENCES.shaped("element")
def _element(value: Val, index: Val) -> Val:
    items, place = indexed(value), small(plain(index))
    if not items:
        raise RefusedError("an empty list has no element")
    if place < 0 and not isinstance(items, ListOf):
        raise UndeterminedError("an index below 0 is taken of a tuple by some versions of Terraform only")
    return items[place % len(items)]


@SEQUENCES.shaped("slice")
def _slice(value: Val, start: Val, end: Val) -> Val:
    items, first, last = indexed(value), small(plain(start)), small(plain(end))
    if not 0 <= first <= last <= len(items):
        raise RefusedError(f"there is no slice from {first} to {last} in a list of {len(items)} elements")
    return value._replace(data=like(items[first:last], items))


@SEQUENCES.shaped("reverse")
def _reverse(value: Val) -> Val:
    items = counted(members_of(value))
    return value._replace(data=like(items[::-1], items))


@SEQUENCES.shaped("concat")
def _concat(first: Val, *others: Val) -> Val:
    values = [first, *others]
    lists = [indexed(value) for value in values]
    of = (
        unify_types([type_of(value).element for value in values])
        if all(isinstance(one, ListOf) for one in lists)
        else None
    )
    if of is None:
        return Val([item for items in lists for item in items])
    made = [item for value in values for item in as_list(value, of)]
    return Val(list_of(made, of if of.kind != "any" else None))


@SEQUENCES.shaped("flatten")
def _flatten(value: Val) -> Val:
    found: list[Val] = []
    _flattened(members_of(value), found, 0)
    return value._replace(data=found)


def _flattened(items: list[Val], found: list[Val], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise UndeterminedError(f"this is nested deeper than {MAX_DEPTH} levels")
    for item in counted(items):
        inner = whole(item)
        if not inner.known:
            raise UndeterminedError(reason_of(inner))
        if isinstance(inner.data, list):
            _flattened(inner.data, found, depth + 1)
        else:
            found.append(item)
        if len(found) > MAX_ITEMS:
            raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")


@SEQUENCES.shaped("chunklist")
def _chunklist(value: Val, size: Val) -> Val:
    items, count = as_list(value), small(plain(size))
    if count < 0:
        raise RefusedError("the size of a chunk is not negative")
    starts = range(0, len(items), count or max(len(items), 1))
    of = Constraint("list", items.of) if items.of else None
    return Val(list_of([Val(list_of(items[at : at + (count or len(items))], items.of)) for at in starts], of))


@SEQUENCES.shaped("distinct")
def _distinct(value: Val) -> Val:
    items = as_list(value)
    once: dict[str, Val] = {}
    for item in items:
        once.setdefault(exact_key(plain(item)), item)
    return value._replace(data=list_of(once.values(), items.of))


@SEQUENCES.shaped("compact")
def _compact(value: Val) -> Val:
    items = as_list(value, STRING)
    return value._replace(data=list_of([item for item in items if plain(item) not in {None, ""}], STRING))


@SEQUENCES.shaped("sort")
def _sort(value: Val) -> Val:
    items = as_list(value, STRING)
    keys = [text(plain(item)) for item in items]
    order = sorted(range(len(items)), key=keys.__getitem__)
    return value._replace(data=list_of([items[at] for at in order], STRING))


@SEQUENCES.shaped("contains")
def _contains(value: Val, searched: Val) -> Val:
    items, found = members_of(value), given(searched)
    reason: str | None = None
    for item in items:
        try:
            if equal(item, found):
                return Val(True)
        except UndeterminedError as error:
            reason = error.reason
    if reason is not None:
        raise UndeterminedError(reason)
    return Val(False)


@SEQUENCES.shaped("index")
def _index(value: Val, searched: Val) -> Val:
    items, found = indexed(value), given(searched)
    for place, item in enumerate(items):
        if equal(item, found):
            return Val(place)
    raise RefusedError("the list has no such element")


@SEQUENCES.shaped("one")
def _one(value: Val) -> Val:
    items = counted(members_of(value))
    if len(items) > 1:
        raise RefusedError("the list has more than one element")
    return items[0] if items else Val(None)


@SEQUENCES.lenient("coalesce")
def _coalesce(*values: Val) -> Val:
    if not values:
        raise RefusedError("coalesce takes one argument or more")
    wanted = _common(values)
    for value in values:
        if not value.known:
            raise UndeterminedError(reason_of(value))
        if value.data is not None and value.data != "":
            return convert(value, wanted)
    raise RefusedError("all arguments are null or empty")


def _common(values: tuple[Val, ...]) -> Constraint:
    """The type of several values; beside a null whose type is not known each may keep its own."""
    own = {type_key(type_of(value)) for value in values if value.known and value.data is not None}
    if len(own) > 1 and any(value.data is None for value in values):
        found = unify_types([type_of(value) for value in values])
        if found is None or found.kind == "any":
            raise UndeterminedError("whether null is of the same type cannot be told")
    return common_type(values)


@SEQUENCES.lenient("coalescelist")
def _coalescelist(*values: Val) -> Val:
    for value in values:
        if value.known and value.data is not None:
            indexed(value)
    for value in values:
        if not value.known:
            raise UndeterminedError(reason_of(value))
        if value.data:
            return value
    raise RefusedError("all arguments are null or empty")


@SEQUENCES.shaped("alltrue")
def _alltrue(value: Val) -> Val:
    for item in as_list(value, BOOL):
        if not item.known:
            raise UndeterminedError(reason_of(item))
        if not item.data:
            return Val(False)
    return Val(True)


@SEQUENCES.shaped("anytrue")
def _anytrue(value: Val) -> Val:
    items = as_list(value, BOOL)
    if any(item.data is True for item in items):
        return Val(True)
    for item in items:
        if not item.known:
            raise UndeterminedError(reason_of(item))
    return Val(False)


def _binary(data: Json) -> Decimal:
    """A number, where adding it up makes no error: Terraform's numbers are binary."""
    made = number(data)
    exact = Decimal(repr(made))
    if exact != Decimal(made) or abs(exact.adjusted()) > 100:
        raise UndeterminedError("adding up this number is not exact")
    return exact


@SEQUENCES.shaped("sum")
def _sum(value: Val) -> Val:
    items = counted(members_of(value))
    if not items:
        raise RefusedError("there is no sum of an empty list")
    total = Decimal(0)
    for item in items:
        total = _EXACT.add(total, _binary(plain(item)))
    return Val(number_of(str(total)))


@SEQUENCES.shaped("range")
def _range(first: Val, second: Val | None = None, third: Val | None = None) -> Val:
    bounds = [_binary(plain(one)) for one in (first, second, third) if one is not None]
    start, end = (Decimal(0), bounds[0]) if len(bounds) == 1 else bounds[:2]
    step = bounds[2] if len(bounds) == 3 else Decimal(-1 if end < start else 1)
    if end < start if step >= 0 else end > start:
        raise RefusedError("the step does not lead from start to end")
    found: list[Val] = []
    while start < end if step >= 0 else start > end:
        if len(found) >= MAX_RANGE:
            raise RefusedError(f"this range has more than {MAX_RANGE} numbers")
        found.append(Val(number_of(str(start))))
        start = _EXACT.add(start, step)
    origin, via = decided_by(one for one in (first, second, third) if one is not None)
    return Val(list_of([one._replace(origin=origin, via=via) for one in found], Constraint("number")))


@SEQUENCES.shaped("matchkeys")
def _matchkeys(values: Val, keys: Val, searched: Val) -> Val:
    items, names, wanted = as_list(values), as_list(keys), as_list(searched)
    of = unify_types([type_of(Val(names)).element, type_of(Val(wanted)).element])
    if of is None:
        raise RefusedError("the keys and the values searched for are of different types")
    if len(items) != len(names):
        raise RefusedError("there are not as many keys as values")
    kept = {exact_key(plain(convert(item, of))) for item in wanted}
    made = [item for item, name in zip(items, names, strict=True) if exact_key(plain(convert(name, of))) in kept]
    return values._replace(data=list_of(made, items.of))


@SEQUENCES.shaped("join")
def _join(separator: Val, first: Val, *others: Val) -> Val:
    between = text(plain(separator))
    found = [item for value in (first, *others) for item in as_texts(value)]
    if None in found:
        raise RefusedError("null cannot be joined")
    parts = [item for item in found if item is not None]
    return wrap(joined(between, parts))


def joined(between: str, parts: list[str]) -> str:
    """Texts joined, unless that is too long."""
    if sum(map(len, parts)) + len(between) * len(parts) > MAX_TEXT * 2:
        raise UndeterminedError("it is a text that is too long")
    return composed(between.join(parts))

"""Terraform's functions of sets."""

from __future__ import annotations

from itertools import product
from math import prod

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.comparing import as_set, exact_key
from aksnet.expressions.terraform_functions.conversions import convert, given, unify
from aksnet.expressions.terraform_functions.sequences import counted, members_of
from aksnet.expressions.terraform_functions.types import ANY, Constraint, TypedSet, list_of, type_of
from aksnet.expressions.terraform_functions.unifying import unify_types
from aksnet.expressions.values import MAX_ITEMS, RefusedError, SetOf, UndeterminedError, Val, plain

SETS = Table()


@SETS.shaped("setproduct")
def _setproduct(first: Val, second: Val, *others: Val) -> Val:
    lists = [counted(members_of(value)) for value in (first, second, *others)]
    if prod(map(len, lists)) * len(lists) > MAX_ITEMS:
        raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")
    ordered = not any(isinstance(one, SetOf) for one in lists)
    found = [Val(list(items)) for items in product(*map(unify, lists))]
    return Val(list_of(found) if ordered else as_set(found, None))


def _alike(values: tuple[Val, ...]) -> list[list[Val]]:
    """The elements of sets, of one type."""
    sets = [convert(given(value), Constraint("set", ANY)) for value in values]
    types = [type_of(one).element for one in sets if one.data]
    of = unify_types(types)
    if of is None:
        raise RefusedError("the sets have elements of types that cannot be made one")
    return [members_of(convert(one, Constraint("set", of))) for one in sets]


def _of(lists: list[list[Val]]) -> Constraint | None:
    return next((one.of for one in lists if isinstance(one, TypedSet) and one and one.of is not None), None)


@SETS.shaped("setunion")
def _setunion(first: Val, *others: Val) -> Val:
    lists = _alike((first, *others))
    return Val(as_set([item for items in lists for item in items], _of(lists)))


@SETS.shaped("setintersection")
def _setintersection(first: Val, *others: Val) -> Val:
    lists = _alike((first, *others))
    shared = [_keyed(items) for items in lists]
    return Val(as_set([item for key, item in shared[0].items() if all(key in one for one in shared)], _of(lists)))


@SETS.shaped("setsubtract")
def _setsubtract(first: Val, second: Val) -> Val:
    lists = _alike((first, second))
    kept, removed = map(_keyed, lists)
    return Val(as_set([item for key, item in kept.items() if key not in removed], _of(lists)))


def _keyed(items: list[Val]) -> dict[str, Val]:
    return {exact_key(plain(item)): item for item in items}

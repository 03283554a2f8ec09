"""Terraform's conversions between types, and `tostring`, `tolist` and the other functions that ask for one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from aksnet.expressions.terraform_functions.comparing import as_set
from aksnet.expressions.terraform_functions.types import (
    ANY,
    STRING,
    Constraint,
    ListOf,
    MapOf,
    TypedSet,
    concrete,
    list_of,
    map_of,
    type_key,
    type_of,
)
from aksnet.expressions.terraform_functions.unifying import convertible, unify_types
from aksnet.expressions.tree import MAX_DEPTH, Node
from aksnet.expressions.values import (
    NULL,
    Handle,
    OpenObject,
    RefusedError,
    SetOf,
    UndeterminedError,
    Val,
    plain,
    unknown,
    whole,
)
from aksnet.view import Json

Default: TypeAlias = Callable[[Node], Val]

# A float of Python is exact for so many digits; Terraform computes with about 150.
EXACT_DIGITS = 15
MAX_DIGITS = 150
_NUMBER = re.compile(r"[+-]?(?=[0-9]|\.[0-9])[0-9]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")


def text_of(data: Json) -> str:
    """A primitive as Terraform writes it in a text; raises RefusedError for null and for what has members."""
    if isinstance(data, str):
        return data
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int | float):
        return number_text(data)
    raise RefusedError("null is no text" if data is None else "a list or an object is no text")


def number_text(number: int | float) -> str:
    """A number as Terraform writes it; raises UndeterminedError where only its 512 bits tell."""
    if isinstance(number, int):
        if number.bit_length() > 500:
            raise UndeterminedError("this number is too long to be told exactly")
        return str(number)
    digits = Decimal(repr(number))
    if not digits.is_finite():
        raise UndeterminedError("this number is infinite")
    digits = digits.normalize()
    if len(digits.as_tuple().digits) > EXACT_DIGITS:
        raise UndeterminedError("this number is not exact: Terraform computes with more digits")
    return f"{digits:f}" if digits else "0"


def number_of(text: str) -> int | float:
    """The number that a text says, as Terraform reads it."""
    if len(text) > 4 * MAX_DIGITS or not _NUMBER.fullmatch(text):
        if len(text) <= 4 * MAX_DIGITS and not re.search(r"[0-9][pP]|[iI]nf|_", text):
            raise RefusedError(f"{text!r} is no number")
        raise UndeterminedError(f"{text[:40]!r} may be a number that aksnet does not read")
    exact = Decimal(text)
    if abs(exact.adjusted()) > MAX_DIGITS or len(exact.as_tuple().digits) > MAX_DIGITS:
        raise UndeterminedError(f"{text[:40]!r} is too long to be told exactly")
    if not exact and text[0] == "-":
        raise UndeterminedError("aksnet has no negative zero")
    if exact == exact.to_integral_value():
        return int(exact)
    if len(exact.normalize().as_tuple().digits) > EXACT_DIGITS:
        raise UndeterminedError(f"{text[:40]!r} has more digits than aksnet computes with")
    return float(exact)


def whole_if_integral(number: int | float) -> int | float:
    """A number without a fraction as an integer."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def composed(text: str) -> str:
    """A text as Terraform keeps it: composed characters (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


# conversion of values


def _no_default(node: Node) -> Val:
    raise UndeterminedError("a default cannot be told here")


def convert(value: Val, constraint: Constraint, default: Default = _no_default) -> Val:
    """A value as a type asks for it; raises RefusedError where Terraform refuses it.

    Members that are unknown stay, as do places and origins. `default` evaluates the default of an optional member.
    """
    return _convert(value, constraint, default, 0)


def unify(values: Sequence[Val]) -> list[Val]:
    """Values made one type, as the arms of a conditional are; raises RefusedError where there is none.

    Where one is unknown its type cannot be told: the others become what they have in common. Nulls stay.
    """
    wanted = common_type(values)
    return [convert(value, wanted) for value in values]


def alike(chosen: Val, *others: Val) -> Val:
    """One value as the type of it and others: Terraform does not convert the arm that is not chosen."""
    return convert(chosen, common_type([chosen, *others]))


def common_type(values: Sequence[Val]) -> Constraint:
    """The type that `unify` gives values; raises RefusedError where there is none."""
    wanted = unify_types([type_of(value) for value in values if value.data is not None])
    if wanted is None:
        raise RefusedError("these values are of types that cannot be made one")
    return wanted


def _convert(value: Val, wanted: Constraint, default: Default, depth: int) -> Val:
    if depth > MAX_DEPTH:
        raise UndeterminedError(f"this is nested deeper than {MAX_DEPTH} levels")
    if wanted.kind in {"any", "unknown"} or value.data is None or not value.known:
        return value
    value = whole(value)
    if not value.known:
        return value
    if wanted.primitive:
        return value._replace(data=_primitive(value, wanted.kind))
    if wanted.kind == "object":
        return value._replace(data=_object(value, wanted, default, depth))
    if wanted.kind == "map":
        return value._replace(data=_map(value, wanted, default, depth))
    items = _items(value, wanted)
    if wanted.kind == "tuple":
        return value._replace(data=_tuple(items, value, wanted, default, depth))
    made, of = _elements(items, value, wanted, default, depth)
    return value._replace(data=as_set(made, of) if wanted.kind == "set" else list_of(made, of))


def _member(value: Val, wanted: Constraint, default: Default, depth: int) -> Val:
    """A member converted: one that cannot be told does not make its neighbours unknown."""
    try:
        return _convert(value, wanted, default, depth + 1)
    except UndeterminedError as error:
        return unknown(error.reason)._replace(at=value.at)


def _primitive(value: Val, kind: str) -> str | int | float | bool:
    data = value.data
    if isinstance(data, list | dict):
        raise RefusedError(f"a {kind} is required")
    if not isinstance(data, str | int | float | bool):
        raise UndeterminedError("it is no plain data")
    if kind == "string":
        return text_of(data)
    if kind == "number" and isinstance(data, str):
        return number_of(data)
    if kind == "number" and isinstance(data, int | float) and not isinstance(data, bool):
        return data
    if kind == "bool" and isinstance(data, bool):
        return data
    if kind == "bool" and data in ("true", "1", "false", "0") and isinstance(data, str):
        return data in {"true", "1"}
    raise RefusedError(f"a {kind} is required")


def _items(value: Val, wanted: Constraint) -> list[Val]:
    data = value.data
    if not isinstance(data, list):
        if isinstance(data, dict) or not isinstance(data, Handle):
            raise RefusedError(f"a {wanted.kind} is required")
        raise UndeterminedError("it is no plain data")
    if wanted.kind == "tuple" and isinstance(data, ListOf | SetOf):
        raise RefusedError("a tuple is required")
    if isinstance(data, SetOf) and wanted.kind == "list" and not all(item.known for item in data):
        raise UndeterminedError("the order of a set is told only where all of it is known")
    return data


def _elements(
    items: list[Val], value: Val, wanted: Constraint, default: Default, depth: int
) -> tuple[list[Val], Constraint | None]:
    of = _said(value)
    if of is not None and not convertible(of, wanted.element):
        raise RefusedError(f"a {wanted.kind} of {wanted.element.kind} is required")
    if wanted.element.kind == "any":
        return _common(items, of)
    made = [_member(item, wanted.element, default, depth) for item in items]
    if concrete(wanted.element):
        return made, _without_optional(wanted.element)
    if wanted.kind == "set" or wanted.element.kind == "tuple":
        _of_one_type(made)
    return _common(made, None)


def _of_one_type(items: list[Val]) -> None:
    """Terraform makes elements one type in some of its conversions only."""
    if len({type_key(type_of(item)) for item in items if item.known}) > 1:
        raise UndeterminedError("whether the elements are of one type cannot be told")


def _common(items: list[Val], of: Constraint | None) -> tuple[list[Val], Constraint | None]:
    """The elements of a list, set or map as one type, and which."""
    if of is not None:
        return items, of
    types = [type_of(item) for item in items]
    wanted = unify_types(types)
    if wanted is None:
        raise RefusedError("the elements are of types that cannot be made one")
    if wanted.kind == "any" and any(one.kind not in {"any", "unknown"} for one in types):
        raise UndeterminedError("whether null is of the same type cannot be told")
    made = [_member(item, wanted, _no_default, 0) for item in items]
    if not concrete(wanted):
        _of_one_type(made)
    return made, wanted if concrete(wanted) and all(one.kind != "unknown" for one in types) else None


def _said(value: Val) -> Constraint | None:
    data = value.data
    return data.of if isinstance(data, ListOf | MapOf | TypedSet) else None


def _tuple(items: list[Val], value: Val, wanted: Constraint, default: Default, depth: int) -> list[Val]:
    if len(items) != len(wanted.items):
        raise RefusedError(f"a tuple of {len(wanted.items)} elements is required")
    return [_member(item, one, default, depth) for item, one in zip(items, wanted.items, strict=True)]


def _map(value: Val, wanted: Constraint, default: Default, depth: int) -> dict[str, Val]:
    data = value.data
    if not isinstance(data, dict):
        raise RefusedError("a map is required")
    names = list(data)
    made, of = _elements(list(data.values()), value, wanted, default, depth)
    members = dict(zip(names, made, strict=True))
    if isinstance(data, OpenObject):
        opened = OpenObject(members)
        opened.reason, opened.sign = data.reason, data.sign
        return opened
    return map_of(members, of)


def _object(value: Val, wanted: Constraint, default: Default, depth: int) -> dict[str, Val]:
    data = value.data
    if not isinstance(data, dict):
        raise RefusedError("an object is required")
    members: dict[str, Val] = {}
    for name, member in wanted.members.items():
        given = data.get(name)
        if given is None and isinstance(data, OpenObject):
            members[name] = unknown(data.reason)
            continue
        if given is None and name not in wanted.optional:
            raise RefusedError(f"the attribute {name!r} is required")
        node = wanted.optional.get(name)
        if node is not None and (given is None or given.data is None):
            given = default(node)
        members[name] = NULL if given is None else _member(given, member, default, depth)
    return members


def _without_optional(constraint: Constraint) -> Constraint:
    return constraint._replace(
        of=None if constraint.of is None else _without_optional(constraint.of),
        members={name: _without_optional(member) for name, member in constraint.members.items()},
        optional={},
        items=tuple(map(_without_optional, constraint.items)),
    )


# arguments of functions


def given(value: Val) -> Val:
    """An argument that must not be null."""
    if value.data is None:
        raise RefusedError("the argument must not be null")
    return value


def as_list(value: Val, of: Constraint = ANY) -> ListOf:
    """An argument that is asked for as a list."""
    data = convert(given(value), Constraint("list", of)).data
    if not isinstance(data, ListOf):
        raise UndeterminedError("it is no plain data")
    return data


def as_texts(value: Val) -> list[str | None]:
    """An argument that is asked for as a list of strings, known as a whole; null stays."""
    return [None if item is None else text_of(item) for item in map(plain, as_list(value, STRING))]


def text(data: Json) -> str:
    """An argument that is asked for as a string."""
    if data is None:
        raise RefusedError("the argument must not be null")
    return text_of(data)


def number(data: Json) -> int | float:
    """An argument that is asked for as a number."""
    if data is None:
        raise RefusedError("the argument must not be null")
    if isinstance(data, str):
        return number_of(data)
    if isinstance(data, bool | list | dict):
        raise RefusedError("a number is required")
    return data


def integer(data: Json) -> int:
    """An argument that is asked for as a whole number."""
    made = whole_if_integral(number(data))
    if not isinstance(made, int):
        raise RefusedError("a whole number is required")
    return made


def small(data: Json) -> int:
    """An argument that is asked for as a whole number of 64 bits."""
    made = integer(data)
    if not -(2**63) <= made < 2**63:
        raise RefusedError("this number is too large")
    return made

"""Terraform's functions of maps and objects."""

from __future__ import annotations

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import as_list, convert, given, text
from aksnet.expressions.terraform_functions.sequences import counted, indexed
from aksnet.expressions.terraform_functions.types import (
    STRING,
    Constraint,
    ListOf,
    MapOf,
    list_of,
    map_of,
    type_key,
    type_of,
)
from aksnet.expressions.values import (
    OpenObject,
    RefusedError,
    UndeterminedError,
    Val,
    plain,
    reason_of,
    unknown,
)

MAPPINGS = Table()
_LISTS = Constraint("list", STRING)


def _members(value: Val) -> dict[str, Val]:
    data = given(value).data
    if not isinstance(data, dict):
        raise RefusedError("a map or an object is required")
    return data


def _closed(value: Val) -> dict[str, Val]:
    members = _members(value)
    if isinstance(members, OpenObject):
        raise UndeterminedError(members.reason)
    return members


@MAPPINGS.shaped("keys")
def _keys(value: Val) -> Val:
    members = _closed(value)
    names = [Val(name, value.origin, None, value.via) for name in sorted(members)]
    return value._replace(data=list_of(names, STRING) if isinstance(members, MapOf) else names)


@MAPPINGS.shaped("values")
def _values(value: Val) -> Val:
    members = _closed(value)
    items = [members[name] for name in sorted(members)]
    return value._replace(data=list_of(items, members.of) if isinstance(members, MapOf) else items)


@MAPPINGS.lenient("lookup")
def _lookup(value: Val, key: Val, default: Val | None = None) -> Val:
    for one in (value, key):
        if not one.known:
            raise UndeterminedError(reason_of(one))
    members, name = _members(value), text(plain(key))
    if isinstance(members, MapOf) and default is not None:
        default = convert(default, type_of(value).element)
    found = members.get(name)
    if found is not None:
        return found
    if isinstance(members, OpenObject):
        raise UndeterminedError(members.reason)
    if default is None:
        raise RefusedError(f"there is no {name!r} in it, and lookup has no default")
    return default


@MAPPINGS.lenient("merge")
def _merge(*values: Val) -> Val:
    made: dict[str, Val] = {}
    reason: str | None = None
    for value in values:
        if value.known and value.data is None:
            continue
        hidden = _hidden(value)
        if hidden is not None:
            # what stands here may be overwritten by a member that is not known
            made = {name: unknown(hidden)._replace(at=member.at) for name, member in made.items()}
            reason = hidden
        if value.known:
            made.update(_members(value))
    if reason is not None:
        opened = OpenObject(made)
        opened.reason = reason
        return Val(opened)
    return Val(_as_map(values, made))


def _hidden(value: Val) -> str | None:
    """Why a value may have members that are not known."""
    if not value.known:
        return reason_of(value)
    return value.data.reason if isinstance(value.data, OpenObject) else None


def _as_map(values: tuple[Val, ...], made: dict[str, Val]) -> dict[str, Val]:
    """What was merged as a map, where all were maps of one type, else as an object."""
    if not values or not all(isinstance(value.data, MapOf) for value in values):
        return made
    types = [type_of(value) for value in values]
    if any(type_key(one) != type_key(types[0]) for one in types):
        return made
    first = values[0].data
    return map_of(made, first.of if isinstance(first, MapOf) else None)


@MAPPINGS.shaped("zipmap")
def _zipmap(keys: Val, values: Val) -> Val:
    names, items = [plain(name) for name in as_list(keys, STRING)], indexed(values)
    if len(names) != len(items):
        raise RefusedError(f"there are {len(names)} keys and {len(items)} values")
    made = dict(zip(map(text, names), items, strict=True))
    return Val(map_of(made, items.of) if isinstance(items, ListOf) else made)


@MAPPINGS.shaped("transpose")
def _transpose(value: Val) -> Val:
    data = convert(given(value), Constraint("map", _LISTS)).data
    if isinstance(data, OpenObject) or not isinstance(data, dict):
        raise UndeterminedError("it may have further members")
    found: dict[str, list[Val]] = {}
    for name in sorted(data):
        inner = plain(data[name])
        if not isinstance(inner, list) or None in inner:
            raise RefusedError("null cannot be transposed")
        for item in inner:
            found.setdefault(text(item), []).append(Val(name))
    return Val(map_of({name: Val(list_of(counted(items), STRING)) for name, items in found.items()}, _LISTS))

"""Types of Terraform: what a `type =` argument says, and of which type a value is.

A tuple is a plain list and an object a plain dict; a list, a map and a set are values of the classes here and of
`SetOf`. Terraform tells them apart: in `==`, `concat`, `lookup` and the arms of a conditional.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from aksnet.expressions import tree
from aksnet.expressions.tree import MAX_DEPTH, Node
from aksnet.expressions.values import OpenObject, RefusedError, SetOf, UndeterminedError, Val

TypeKey: TypeAlias = tuple[object, ...]
# What is called so in a `type =` argument; `unknown` is the type of what is not known.
PRIMITIVES = frozenset({"string", "number", "bool"})
COLLECTIONS = frozenset({"list", "set", "map"})


class Constraint(NamedTuple):
    """A type constraint.

    `kind` is any, string, number, bool, list, set, map, object, tuple, or unknown (the type of an unknown value); `of`
    is the type of the elements of a list, set or map. `optional` names the optional members of an object, with
    their defaults.
    """

    kind: str
    of: Constraint | None = None
    members: Mapping[str, Constraint] = {}
    optional: Mapping[str, Node | None] = {}
    items: tuple[Constraint, ...] = ()

    @property
    def element(self) -> Constraint:
        """The type of the elements."""
        return self.of or ANY

    @property
    def primitive(self) -> bool:
        """Whether it is a string, a number or a truth value."""
        return self.kind in PRIMITIVES


ANY = Constraint("any")
UNKNOWN = Constraint("unknown")
STRING = Constraint("string")
NUMBER = Constraint("number")
BOOL = Constraint("bool")


class ListOf(list["Val"]):
    """A list of Terraform: its elements are of one type, which `of` is where it was said."""

    of: Constraint | None = None


class MapOf(dict[str, "Val"]):
    """A map of Terraform: its elements are of one type, which `of` is where it was said."""

    of: Constraint | None = None


class TypedSet(SetOf):
    """A set whose elements are of the type `of`, where it was said."""

    of: Constraint | None = None


def list_of(items: Iterable[Val], of: Constraint | None = None) -> ListOf:
    """A list of elements of one type."""
    made = ListOf(items)
    made.of = of
    return made


def map_of(members: Mapping[str, Val], of: Constraint | None = None) -> MapOf:
    """A map of elements of one type."""
    made = MapOf(members)
    made.of = of
    return made


# a `type =` argument


def constraint_of(node: Node) -> Constraint:
    """The type that an expression says; raises RefusedError where it says none."""
    return _constraint(node, 0)


def _constraint(node: Node, depth: int) -> Constraint:
    if depth > MAX_DEPTH:
        raise UndeterminedError(f"this type is nested deeper than {MAX_DEPTH} levels")
    if isinstance(node, tree.Template) and len(node.parts) == 1:
        node = node.parts[0]
    if isinstance(node, tree.Literal) and isinstance(node.value, str):
        return _named(node.value, {"string", "list", "map"} if depth == 0 else set())
    if isinstance(node, tree.Name):
        return _named(node.name, {*PRIMITIVES, "any", *({"list", "map"} if depth == 0 else ())})
    if isinstance(node, tree.Call) and node.target is None:
        return _called(node, depth)
    if isinstance(node, tree.Opaque):
        raise UndeterminedError(node.reason)
    raise RefusedError("this is no type")


def _named(name: str, names: set[str]) -> Constraint:
    """The type of a name; `list` and `map` alone, and names in quotes, are of the time before Terraform 0.12."""
    if name not in names:
        raise RefusedError(f"there is no type {name!r} here")
    return Constraint(name, ANY if name in COLLECTIONS else None)


def _called(node: tree.Call, depth: int) -> Constraint:
    if len(node.arguments) != 1 or node.expand:
        raise RefusedError(f"the type {node.name} takes one argument")
    argument = node.arguments[0]
    if node.name in COLLECTIONS:
        return Constraint(node.name, _constraint(argument, depth + 1))
    if node.name == "tuple" and isinstance(argument, tree.Array):
        return Constraint("tuple", items=tuple(_item(item, depth + 1) for item in argument.items))
    if node.name == "object" and isinstance(argument, tree.Object):
        return _object(argument, depth + 1)
    raise RefusedError(f"there is no type {node.name!r} like this")


def _item(item: Node | tree.Spread, depth: int) -> Constraint:
    if isinstance(item, tree.Spread):
        raise RefusedError("this is no type")
    return _constraint(item, depth)


def _object(node: tree.Object, depth: int) -> Constraint:
    members: dict[str, Constraint] = {}
    optional: dict[str, Node | None] = {}
    for item in node.items:
        if isinstance(item, tree.Spread):
            raise RefusedError("this is no type")
        name = _member_name(item.key)
        value = item.value
        if isinstance(value, tree.Call) and value.name == "optional" and value.target is None:
            value, optional[name] = _optional(value)
        if name in members:
            raise RefusedError(f"the object type has two members {name!r}")
        members[name] = _constraint(value, depth)
    return Constraint("object", members=members, optional=optional)


def _member_name(key: Node) -> str:
    if isinstance(key, tree.Name):
        return key.name
    if isinstance(key, tree.Literal) and isinstance(key.value, str):
        return key.value
    raise RefusedError("the members of an object type are written as names")


def _optional(call: tree.Call) -> tuple[Node, Node | None]:
    match call.arguments:
        case (of,):
            return of, None
        case (of, default):
            return of, default
    raise RefusedError("optional() takes a type and a default")


# the type of a value


def type_of(value: Val) -> Constraint:
    """The type of a value: `any` for null, `unknown` for what is not known."""
    return _type(value, 0)


def _type(value: Val, depth: int) -> Constraint:
    if depth > MAX_DEPTH:
        raise UndeterminedError(f"this is nested deeper than {MAX_DEPTH} levels")
    data = value.data
    if data is None:
        return ANY
    if isinstance(data, bool):
        return BOOL
    if isinstance(data, int | float):
        return NUMBER
    if isinstance(data, str):
        return STRING
    if isinstance(data, list):
        return _type_of_list(data, depth + 1)
    if isinstance(data, OpenObject) or not isinstance(data, dict):
        return UNKNOWN
    if isinstance(data, MapOf):
        return Constraint("map", data.of or _common(data.values(), depth + 1))
    return Constraint("object", members={key: _type(item, depth + 1) for key, item in data.items()})


def _type_of_list(data: list[Val], depth: int) -> Constraint:
    if isinstance(data, ListOf):
        return Constraint("list", data.of or _common(data, depth))
    if isinstance(data, SetOf):
        return Constraint("set", (data.of if isinstance(data, TypedSet) else None) or _common(data, depth))
    return Constraint("tuple", items=tuple(_type(item, depth) for item in data))


def _common(values: Iterable[Val], depth: int) -> Constraint:
    """The type of elements that are of one type: that of the first that says it."""
    for value in values:
        found = _type(value, depth)
        if found.kind not in {"any", "unknown"}:
            return found
    return ANY


def type_key(constraint: Constraint) -> TypeKey:
    """What two types have in common when they are the same."""
    return (
        constraint.kind,
        type_key(constraint.of) if constraint.of is not None else None,
        tuple(sorted((name, type_key(member)) for name, member in constraint.members.items())),
        tuple(map(type_key, constraint.items)),
    )


def concrete(constraint: Constraint) -> bool:
    """Whether a constraint says all of a type, down to the last element."""
    if constraint.kind in {"any", "unknown"}:
        return False
    if constraint.kind in COLLECTIONS:
        return concrete(constraint.element)
    return all(map(concrete, constraint.members.values())) and all(map(concrete, constraint.items))

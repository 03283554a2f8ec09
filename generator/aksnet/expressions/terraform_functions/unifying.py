"""Which type Terraform makes of several, as `tolist`, `concat` and the arms of a conditional do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aksnet.expressions.terraform_functions.types import (
    ANY,
    UNKNOWN,
    Constraint,
    TypeKey,
    type_key,
)
from aksnet.expressions.values import UndeterminedError

# Types that differ are compared each with each.
MAX_TYPES = 32


def unify_types(types: Sequence[Constraint]) -> Constraint | None:
    """The one type; None where there is none, `any` where each keeps its own, `unknown` where it cannot be told."""
    distinct: dict[TypeKey, Constraint] = {}
    for one in types:
        distinct.setdefault(type_key(one), one)
    known = [one for one in distinct.values() if one.kind != "unknown"]
    if not known:
        return UNKNOWN if types else ANY
    if len(known) == 1:
        return known[0]
    if len(known) > MAX_TYPES:
        raise UndeterminedError(f"it mixes more than {MAX_TYPES} types")
    kinds = {one.kind for one in known}
    found = _alike(known, kinds)
    if found is not None:
        return found(known)
    if {"object", "tuple"} <= kinds:
        return None
    return _prefer(known)


def _alike(types: list[Constraint], kinds: set[str]) -> Callable[[list[Constraint]], Constraint | None] | None:
    """How types of one structure become one; None where they are of several."""
    structural = kinds - {"any"}
    if len(structural) == 1:
        kind = next(iter(structural))
        if kind in {"list", "set", "map", "object", "tuple"}:
            if "any" in kinds:
                return lambda _: ANY
            return {"object": _objects, "tuple": _tuples}.get(kind, _collections)
    if structural == {"map", "object"} and (made := _flattened(types, "object", "map")) is not None:
        return lambda _: made
    if structural == {"list", "tuple"} and (made := _flattened(types, "tuple", "list")) is not None:
        return lambda _: made
    return None


def _collections(types: list[Constraint]) -> Constraint | None:
    of = unify_types([one.element for one in types])
    return None if of is None else Constraint(types[0].kind, of)


def _objects(types: list[Constraint]) -> Constraint | None:
    names = types[0].members.keys()
    if any(one.members.keys() != names for one in types):
        return _as_collection(types, "map")
    members: dict[str, Constraint] = {}
    for name in names:
        made = unify_types([one.members[name] for one in types])
        if made is None:
            return None
        members[name] = made
    return Constraint("object", members=members)


def _tuples(types: list[Constraint]) -> Constraint | None:
    if any(len(one.items) != len(types[0].items) for one in types):
        return _as_collection(types, "list")
    items: list[Constraint] = []
    for across in zip(*(one.items for one in types), strict=True):
        made = unify_types(across)
        if made is None:
            return None
        items.append(made)
    return Constraint("tuple", items=tuple(items))


def _as_collection(types: list[Constraint], kind: str) -> Constraint | None:
    """Objects as a map, or tuples as a list."""
    parts = [part for one in types for part in (*one.members.values(), *one.items)]
    of = unify_types(parts) if parts else None
    return None if of is None else Constraint(kind, of)


def _flattened(types: list[Constraint], structure: str, kind: str) -> Constraint | None:
    """Maps and objects as a map, or lists and tuples as a list."""
    made = _as_collection([one for one in types if one.kind == structure], kind)
    if made is None:
        return None
    whole = unify_types([made, *(one for one in types if one.kind != structure)])
    return whole if whole is not None and whole.kind == kind else None


def _prefer(types: list[Constraint]) -> Constraint | None:
    """The most general of the types that all others can be converted to."""
    for wanted in _by_generality(types):
        if all(one is wanted or convertible(one, wanted) for one in types):
            return wanted
    return None


def _by_generality(types: list[Constraint]) -> list[Constraint]:
    above = [[j for j, other in enumerate(types) if _compare(other, one) < 0] for one in types]
    waiting = [len(found) for found in above]
    queue = [i for i, count in enumerate(waiting) if count == 0]
    for i in queue:
        for j, found in enumerate(above):
            if i in found:
                waiting[j] -= 1
                if waiting[j] == 0:
                    queue.append(j)
    return [types[i] for i in queue]


def _compare(one: Constraint, other: Constraint) -> int:
    """Below 0 where the first is more general."""
    if "any" in {one.kind, other.kind}:
        return (one.kind == "any") - (other.kind == "any")
    if one.primitive and other.primitive:
        return (other.kind == "string") - (one.kind == "string")
    if one.kind == other.kind:
        return _compare_inside(one, other)
    if (one.kind, other.kind) in _MORE_GENERAL:
        return -1
    return 1 if (other.kind, one.kind) in _MORE_GENERAL else 0


_MORE_GENERAL = frozenset({("list", "set"), ("tuple", "set"), ("list", "tuple"), ("map", "object")})


def _compare_inside(one: Constraint, other: Constraint) -> int:
    if one.kind in {"list", "set", "map"}:
        return _compare(one.element, other.element)
    if len(one.items) != len(other.items) or one.members.keys() != other.members.keys():
        return 0
    pairs = [
        *zip(one.items, other.items, strict=True),
        *((one.members[key], other.members[key]) for key in one.members),
    ]
    found = {_compare(*pair) for pair in pairs}
    if {-1, 1} <= found:
        return 0
    return -1 if -1 in found else 1 if 1 in found else 0


def convertible(one: Constraint, wanted: Constraint) -> bool:
    """Whether Terraform has a conversion from one type to another; a value may still not fit."""
    if "any" in {one.kind, wanted.kind} or "unknown" in {one.kind, wanted.kind}:
        return True
    if one.primitive and wanted.primitive:
        return one.kind == wanted.kind or "string" in {one.kind, wanted.kind}
    if wanted.kind in {"list", "set"}:
        return _elements_convertible(one, wanted, {"list", "set", "tuple"})
    if wanted.kind == "map":
        return _elements_convertible(one, wanted, {"map", "object"})
    if wanted.kind == "tuple" and one.kind == "tuple":
        return len(one.items) == len(wanted.items) and all(map(convertible, one.items, wanted.items))
    if wanted.kind == "object":
        return _members_convertible(one, wanted)
    return False


def _elements_convertible(one: Constraint, wanted: Constraint, kinds: set[str]) -> bool:
    if one.kind not in kinds:
        return False
    if one.kind in {"list", "set", "map"}:
        return convertible(one.element, wanted.element)
    parts = (*one.members.values(), *one.items)
    if wanted.element.kind == "any" and parts:
        made = unify_types(parts)
        return made is not None and (one.kind == "object" or made.kind != "any" or all(p.kind == "any" for p in parts))
    return all(convertible(part, wanted.element) for part in parts)


def _members_convertible(one: Constraint, wanted: Constraint) -> bool:
    if one.kind == "map":
        needed = (member for name, member in wanted.members.items() if name not in wanted.optional)
        return all(convertible(one.element, member) for member in needed)
    if one.kind != "object":
        return False
    return all(
        convertible(one.members[name], member) if name in one.members else name in wanted.optional
        for name, member in wanted.members.items()
    )

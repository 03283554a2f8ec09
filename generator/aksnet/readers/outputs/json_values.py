"""Members of a JSON tree, and the values they hold, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aksnet.expressions.source import At, Source
from aksnet.expressions.tree import Array, Item, Literal, Node, Object, Spread
from aksnet.expressions.values import OpenObject, Val
from aksnet.view import Unknown

# Why a text does not say what the value is; None where it does.
Untold = Callable[[str], str | None]


def members(node: Node | Spread | None) -> dict[str, Item]:
    """The members of an object by their keys; none of what is no object."""
    if not isinstance(node, Object):
        return {}
    return {
        str(item.key.value): item for item in node.items if isinstance(item, Item) and isinstance(item.key, Literal)
    }


def member(node: Node | Spread | None, *path: str) -> Node | None:
    """What stands under keys, one within the other."""
    for key in path:
        node = _under(node, key)
    return None if isinstance(node, Spread) else node


def _under(node: Node | Spread | None, key: str) -> Node | None:
    for item in node.items if isinstance(node, Object) else ():
        if isinstance(item, Item) and isinstance(item.key, Literal) and item.key.value == key:
            return item.value
    return None


def elements(node: Node | Spread | None) -> tuple[Node | Spread, ...]:
    """The items of an array; none of what is no array."""
    return node.items if isinstance(node, Array) else ()


def text_of(node: Node | Spread | None) -> str | None:
    """The text that a node is; None where it is none, or is empty."""
    return node.value or None if isinstance(node, Literal) and isinstance(node.value, str) else None


def is_null(node: Node | Spread | None) -> bool:
    """Whether a node is null, or there is none."""
    return node is None or (isinstance(node, Literal) and node.value is None)


def everything_told(_text: str) -> None:
    """Every text is what it says."""


def value_of(node: Node | Spread, source: Source, at: int, untold: Untold = everything_told) -> Val:
    """The value of a node; null members are left out, and an object whose keys do not tell its members stays open."""
    place = At(source, at)
    if isinstance(node, Literal):
        reason = untold(node.value) if isinstance(node.value, str) else None
        return Val(node.value if reason is None else Unknown(reason), at=place)
    if isinstance(node, Array):
        return Val([value_of(item, source, item.at, untold) for item in node.items], at=place)
    if isinstance(node, Object):
        return Val(object_of(members(node), source, untold), at=place)
    return Val(Unknown("it cannot be read"), at=place)


def object_of(items: Mapping[str, Item], source: Source, untold: Untold = everything_told) -> dict[str, Val]:
    """The members that are not null; the object is open where one of the keys is an expression."""
    data: dict[str, Val] = {}
    reason = None
    for key, item in items.items():
        key_reason = untold(key)
        reason = reason or key_reason
        if key_reason is None and not is_null(item.value):
            data[key] = value_of(item.value, source, item.at, untold)
    return data if reason is None else opened(data, reason)


def opened(data: dict[str, Val], reason: str) -> OpenObject:
    """The object with the reason why it may have further members."""
    result = OpenObject(data)
    result.reason = reason
    return result

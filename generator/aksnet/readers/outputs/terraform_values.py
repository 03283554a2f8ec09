"""Attributes in Terraform's JSON, with what it says of them beside: known only after apply, or sensitive."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from aksnet.expressions.signs import digest
from aksnet.expressions.source import At, Source
from aksnet.expressions.tree import Array, Item, Literal, Node, Object, Spread
from aksnet.expressions.values import Ref, Val
from aksnet.readers.outputs.json_values import is_null, members
from aksnet.readers.template.names import shape
from aksnet.view import Later, Unknown

# What the provider fills in; and what is written, and takes an attribute of another resource.
LATER = Unknown("known only once it is deployed")
WAITING = Unknown(Later(LATER.reason))
SENSITIVE = Unknown("terraform marks it as sensitive")

# An object of more arguments is not looked through for what they refer to: it may be that of many instances.
_MAX_ARGUMENTS = 200

# What an attribute is known to refer to, by its name and the expression that it is written as.
Resolve = Callable[[str, Node | None], Ref | None]


class Marks(NamedTuple):
    """What stands beside a value, in trees of its shape with true where it holds; `written` is its expression."""

    later: Node | None = None
    sensitive: Node | None = None
    written: Node | None = None


class Values:
    """Reads attributes of one resource."""

    def __init__(self, source: Source, resolve: Resolve) -> None:
        self._source = source
        self._resolve = resolve

    def value(self, key: str, node: Node, at: int, marks: Marks) -> Val:
        """The value of an attribute, a block or an item of a list; `key` is the attribute's name."""
        place = At(self._source, at)
        if _on_whole(marks.sensitive, node):
            return Val(SENSITIVE._replace(sign=digest(shape(node))), at=place)
        if _on_whole(marks.later, node):
            unknown = LATER if marks.written is None else WAITING
            return Val(self._resolve(key, marks.written) or unknown, at=place)
        if isinstance(node, Object):
            return Val(self.attributes(node, marks), at=place)
        if isinstance(node, Array):
            return Val(self._items(key, node, marks), at=place)
        return Val(node.value if isinstance(node, Literal) else Unknown("it cannot be read"), at=place)

    def attributes(self, node: Node | None, marks: Marks) -> dict[str, Val]:
        """The attributes that are not null, and those that are there only among what is known later."""
        items, later = members(node), members(marks.later)
        sensitive = _beneath(marks.sensitive)
        written = _arguments(marks.written) if later else {}
        absent = {key: item._replace(value=Literal(None, item.at)) for key, item in later.items() if key not in items}
        data: dict[str, Val] = {}
        for key, item in (items | absent).items():
            below = Marks(later[key].value if key in later else None, sensitive.get(key), written.get(key))
            if not is_null(item.value) or _anywhere(below.later) or (key in items and _is_true(below.sensitive)):
                data[key] = self.value(key, item.value, item.at, below)
        return data

    def _items(self, key: str, node: Array, marks: Marks) -> list[Val]:
        later, sensitive = _beneath(marks.later), _beneath(marks.sensitive)
        written = _only(marks.written) if len(node.items) == 1 else None
        return [
            self.value(key, item, item.at, Marks(later.get(str(number)), sensitive.get(str(number)), written))
            for number, item in enumerate(node.items)
            if not isinstance(item, Spread)
        ]


def sensitive_paths(node: Node | None) -> Node:
    """The marks that a raw state has as a list of paths, as a tree."""
    tree: dict[str, object] = {}
    for path in node.items if isinstance(node, Array) else ():
        level = tree
        steps = _steps(path)
        for step in steps[:-1]:
            below = level.setdefault(step, {})
            if not isinstance(below, dict):  # all of it is marked already
                break
            level = below
        else:
            if steps:
                level[steps[-1]] = True
    return _marks(tree)


def _steps(path: Node | Spread) -> list[str]:
    """The names and numbers of a path, up to what is neither: from there on all is marked."""
    steps = []
    for step in path.items if isinstance(path, Array) else ():
        value = members(step)["value"].value if "value" in members(step) else None
        if isinstance(value, Object):  # an index has its type beside it
            value = members(value)["value"].value if "value" in members(value) else None
        if not isinstance(value, Literal) or not isinstance(value.value, str | int):
            break
        steps.append(str(value.value))
    return steps


def _marks(tree: object) -> Node:
    if not isinstance(tree, dict):
        return Literal(True, 0)
    return Object(tuple(Item(Literal(key, 0), _marks(below), 0) for key, below in tree.items()), 0)


def _beneath(node: Node | None) -> dict[str, Node]:
    """What stands under the names of an object, or the numbers of an array."""
    if isinstance(node, Array):
        return {str(number): item for number, item in enumerate(node.items) if not isinstance(item, Spread)}
    return {key: item.value for key, item in members(node).items()}


def _arguments(node: Node | None) -> dict[str, Node]:
    """The expressions of a block or a resource."""
    return _beneath(node) if isinstance(node, Object) and len(node.items) <= _MAX_ARGUMENTS else {}


def _only(node: Node | None) -> Node | None:
    """The expressions of a block that occurs once."""
    if not isinstance(node, Array):
        return node
    first = node.items[0] if len(node.items) == 1 else None
    return None if isinstance(first, Spread) else first


def _on_whole(mark: Node | None, node: Node) -> bool:
    """Whether a mark is on all of a value, or is of another shape, so that it cannot be told on what of it."""
    return _is_true(mark) or (not _fits(mark, node) and _anywhere(mark))


def _fits(mark: Node | None, node: Node) -> bool:
    if isinstance(node, Object):
        return isinstance(mark, Object)
    return isinstance(node, Array) and _beneath(mark).keys() <= {str(number) for number in range(len(node.items))}


def _is_true(node: Node | None) -> bool:
    return isinstance(node, Literal) and node.value is True


def _anywhere(node: Node | None) -> bool:
    return _is_true(node) or any(map(_anywhere, _beneath(node).values()))

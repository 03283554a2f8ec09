"""A spec's raw data as a tree in which every value knows where it stands."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from aksnet.errors import Place, Problem, SpecError

Scalar: TypeAlias = str | int | float | bool | None
Key: TypeAlias = str | int

MAX_VALUES = 500_000
MAX_DEPTH = 32


class Node(NamedTuple):
    """One value: a mapping, a list (with indices as keys) or a scalar; `keys` has the places of the keys."""

    kind: type  # dict, tuple, or object for a scalar
    place: Place
    data: Scalar = None
    items: "Mapping[Key, Node]" = MappingProxyType({})
    keys: Mapping[Key, Place] = MappingProxyType({})
    size: int = 1

    @property
    def is_null(self) -> bool:
        """Whether nothing stands there."""
        return self.kind is object and self.data is None

    def plain(self) -> object:
        """The value without places: dicts, tuples and scalars."""
        if self.kind is dict:
            return {key: item.plain() for key, item in self.items.items()}
        if self.kind is tuple:
            return tuple(item.plain() for item in self.items.values())
        return self.data

    def at(self, path: tuple[Key, ...]) -> "Node | None":
        """The node at a path, or None where there is none."""
        node: Node | None = self
        for key in path:
            node = node.items.get(key) if node is not None else None
        return node

    def where(self, path: tuple[Key, ...]) -> Place:
        """The place of the value at `path`, or of the nearest one above it."""
        node = self
        for key in path:
            if key not in node.items:
                break
            node = node.items[key]
        return node.place


def placed(node: Node, place: Place) -> Node:
    """The node with everything in it at one place."""
    items = {key: placed(item, place) for key, item in node.items.items()}
    return Node(node.kind, place, node.data, items, dict.fromkeys(node.keys, place), node.size)


def scalar(data: Scalar, place: Place) -> Node:
    """A scalar node; text that UTF-8 cannot carry is an error."""
    if isinstance(data, str):
        refuse_surrogates(data, place)
    return Node(object, place, data)


def refuse_surrogates(text: str, place: Place) -> None:
    """Raise SpecError for text that UTF-8 cannot carry: such bytes come from a shell or from JSON escapes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        problem = Problem("the text has bytes that are no UTF-8, or half of a surrogate pair", place)
        raise SpecError(problem) from None


def mapping(place: Place, entries: Iterator[tuple[str, Place, Node]]) -> Node:
    """A mapping node; a key that stands twice is an error at its second place."""
    items: dict[Key, Node] = {}
    keys: dict[Key, Place] = {}
    size = 1
    for key, key_place, node in entries:
        refuse_surrogates(key, key_place)
        if key in items:
            raise SpecError(Problem(f"the key {key!r} stands twice", key_place, f"the first one is at {keys[key]}"))
        items[key], keys[key] = node, key_place
        size += node.size
    return Node(dict, place, None, items, keys, bounded(size, place))


def sequence(place: Place, nodes: list[Node]) -> Node:
    """A list node."""
    size = 1 + sum(node.size for node in nodes)
    return Node(
        tuple,
        place,
        None,
        dict(enumerate(nodes)),
        {i: n.place for i, n in enumerate(nodes)},
        bounded(size, place),
    )


def bounded(size: int, place: Place) -> int:
    """The number of values, where it is not too large."""
    if size > MAX_VALUES:
        raise SpecError(
            Problem(
                f"the spec unfolds into more than {MAX_VALUES:,} values",
                place,
                "use fewer aliases, or split the fleet into several specs",
            )
        )
    return size


def valued(value: str | tuple[str, ...], place: Place) -> Node:
    """A text, or a list of texts, as a node."""
    return scalar(value, place) if isinstance(value, str) else sequence(place, [scalar(one, place) for one in value])


class Merging(NamedTuple):
    """How a mapping or a list is merged, where that is not as any other.

    `either` has keys that take the place of others; `below` says it of values by their keys, `items` of all others. A
    list with `items` is known by the names of its items: each is merged with that of the same name, or stands behind.
    """

    either: Mapping[Key, tuple[Key, ...]] = MappingProxyType({})
    below: "Mapping[Key, Merging]" = MappingProxyType({})
    items: "Merging | None" = None


_PLAIN = Merging()


def merge(base: Node, over: Node, how: Merging = _PLAIN) -> Node:
    """`over` laid on `base`: mappings are merged key by key, everything else is replaced, but for what `how` says."""
    if base.kind is over.kind is tuple and how.items is not None:
        return _merged_items(base, over, how.items)
    if base.kind is not dict or over.kind is not dict:
        return over
    items, keys = dict(base.items), {**base.keys, **over.keys}
    for key, node in over.items.items():
        for other in () if node.is_null else how.either.get(key, ()):
            if other in items and other not in over.items:
                del items[other], keys[other]
        below = how.below.get(key) or how.items or _PLAIN
        items[key] = merge(items[key], node, below) if key in items else node
    return Node(dict, over.place, None, items, keys, base.size + over.size)


def _merged_items(base: Node, over: Node, how: Merging) -> Node:
    nodes = list(base.items.values())
    at: dict[Scalar, int] = {name: index for index, one in enumerate(nodes) if (name := _name(one)) is not None}
    for node in over.items.values():
        index = at.pop(_name(node), None)  # one that stands twice is for the models to refuse
        if index is None:
            nodes.append(node)
        else:
            nodes[index] = merge(nodes[index], node, how)
    return sequence(over.place, nodes)


def _name(node: Node) -> Scalar:
    name = node.items.get("name")
    return name.data if name is not None else None


def without(node: Node, path: tuple[Key, ...]) -> Node:
    """A copy of `node` without what is at `path`, where there is something."""
    if node.at(path) is None:
        return node
    key, *rest = path
    items, keys = dict(node.items), dict(node.keys)
    if rest:
        items[key] = without(items[key], tuple(rest))
    else:
        del items[key], keys[key]
    return Node(node.kind, node.place, None, items, keys, node.size)


def assign(node: Node, path: tuple[Key, ...], value: Node) -> Node:
    """A copy of `node` with `value` at `path`; mappings on the way are made, list items must be there."""
    if not path:
        return value
    key, *rest = path
    if node.kind is tuple:
        key = index_of(node, key, value.place)
    elif node.kind is object and node.data is None:
        node = Node(dict, value.place)
    elif node.kind is object:
        raise SpecError(
            Problem(f"{node.data!r} stands where a mapping is due", node.place, f"{value.place} is below it")
        )
    below = node.items.get(key, Node(dict, value.place))
    items = {**node.items, key: assign(below, tuple(rest), value)}
    return Node(node.kind, node.place, None, items, {**node.keys, key: value.place}, node.size + value.size)


def index_of(node: Node, key: Key, place: Place) -> int:
    """The index of a list item that is named by its number or by its `name`."""
    for index, item in node.items.items():
        name = item.items.get("name")
        if str(index) == str(key) or (name is not None and name.data == key):
            return int(index)
    names = [str(item.items["name"].data) for item in node.items.values() if "name" in item.items]
    there = ", ".join(names) or f"{len(node.items)} items, counted from 0"
    raise SpecError(Problem(f"the list has no item {key!r}", place, f"there is: {there}"))

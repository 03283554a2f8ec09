"""Blocks of a file in JSON, where an object stands for a block: the same blocks as HCL has them.

https://developer.hashicorp.com/terraform/language/syntax/json: where a block may stand, a member `dynamic` has one
object for each type of block, with `for_each`, `content` and perhaps `iterator`.
"""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Array, Item, Literal, Node, Object
from aksnet.expressions.values import Val
from aksnet.readers.hcl.json_form import listed
from aksnet.readers.hcl.syntax import Attribute, Block, Body

_COMMENT = "//"


def generated_blocks(attribute: Attribute, source: Source) -> tuple[Block, ...]:
    """The blocks that an argument stands for; none where it generates nothing, and is read as the value it is."""
    if not source.name.endswith(".json"):
        return ()
    if attribute.name == "dynamic":
        return tuple(_dynamic_blocks(attribute.value))
    if not _generates(attribute.value):
        return ()
    bodies = [one for one in listed(attribute.value) if isinstance(one, Object)]
    return tuple(Block(attribute.name, (), _body(one), attribute.at) for one in bodies)


def blocks_in_json(value: Val) -> list[Val] | None:
    """The blocks that an object stands for, or a list of them; none where the value is no such thing."""
    if value.at is None or not value.at.source.name.endswith(".json"):
        return None
    items = value.data if isinstance(value.data, list) else [value]
    return items if items and all(isinstance(item.data, dict) for item in items) else None


def _generates(node: Node) -> bool:
    """Whether `dynamic` stands in these blocks, or in blocks of theirs."""
    if isinstance(node, Array):
        return any(_generates(one) for one in listed(node))
    return isinstance(node, Object) and any(
        (name == "dynamic" and _is_dynamic(item.value)) or _generates(item.value) for name, item in _members(node)
    )


def _is_dynamic(node: Node) -> bool:
    """Whether these are blocks, and not a tag or a label that is called dynamic."""
    bodies = [body for one in listed(node) for _, item in _members(one) for body in listed(item.value)]
    return bool(bodies) and all("for_each" in dict(_members(body)) for body in bodies)


def _dynamic_blocks(node: Node) -> Iterator[Block]:
    for group in listed(node):
        for name, item in _members(group):
            for one in listed(item.value):
                if isinstance(one, Object):
                    inside = _body(one)
                    content = inside.attributes.pop("content", None)
                    bodies = [] if content is None else [_body(body) for body in listed(content.value)]
                    blocks = tuple(Block("content", (), body, item.at) for body in bodies)
                    yield Block("dynamic", (name,), Body(inside.attributes, blocks), item.at)


def _body(node: Node) -> Body:
    return Body({name: Attribute(name, item.value, item.at) for name, item in _members(node)}, ())


def _members(node: Node) -> Iterator[tuple[str, Item]]:
    if isinstance(node, Object):
        for item in node.items:
            if isinstance(item, Item) and isinstance(item.key, Literal) and item.key.value != _COMMENT:
                yield str(item.key.value), item

"""Blocks of a file in JSON, where an object stands for a block: the same blocks as HCL has them.

https://developer.hashicorp.com/terraform/language/syntax/json: a block is an object, or each of a list of objects;
beside them a member `dynamic` has one object for each type of block, with `for_each`, `content` and perhaps `iterator`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksnet.expressions.tree import Item, Literal, Node, Object, Opaque
from aksnet.readers.hcl.json_form import listed
from aksnet.readers.hcl.syntax import Attribute, Block, Body
from aksnet.readers.terraform.argument_types import LEFT, MAPS, RESOURCES

# Of resources whose schema is not known here, the blocks that are blocks in each of them.
_ALWAYS = frozenset({"lifecycle", "dynamic", "timeouts"})
_AZAPI = _ALWAYS | {"identity"}
_COMMENT = "//"
_IsBlock = Callable[[str], bool]


def as_in_hcl(block: Block) -> Block:
    """A resource with its blocks as blocks; where only its schema could tell, an object stays an argument."""
    is_block = _blocks_of(block.labels[0])
    attributes: dict[str, Attribute] = {}
    blocks: list[Block] = []
    for one in block.body.attributes.values():
        _take(one, is_block, attributes, blocks)
    return block._replace(body=Body(attributes, tuple(blocks)))


def _blocks_of(kind: str) -> _IsBlock:
    if kind in RESOURCES:
        return lambda name: name not in MAPS and name not in LEFT
    return (_AZAPI if kind.startswith("azapi_") else _ALWAYS).__contains__


def _take(one: Attribute, is_block: _IsBlock, attributes: dict[str, Attribute], blocks: list[Block]) -> None:
    objects = _objects(one.value) if is_block(one.name) else []
    if one.name == _COMMENT:
        return
    if not objects:
        twice = one.name in attributes
        attributes[one.name] = one._replace(value=Opaque(f"{one.name} is set twice", one.at)) if twice else one
    elif one.name == "dynamic":
        blocks.extend(block for node in objects for block in _generated(node, is_block))
    else:
        blocks.extend(Block(one.name, (), _body(node, is_block), one.at) for node in objects)


def _objects(node: Node) -> list[Object]:
    """The objects that stand for blocks; none where anything else is among them."""
    nodes = [one for one in listed(node) if not (isinstance(one, Literal) and one.value is None)]
    objects = [one for one in nodes if isinstance(one, Object)]
    return objects if len(objects) == len(nodes) else []


def _body(node: Node, is_block: _IsBlock) -> Body:
    attributes: dict[str, Attribute] = {}
    blocks: list[Block] = []
    for one in _members(node):
        _take(one, is_block, attributes, blocks)
    return Body(attributes, tuple(blocks))


def _generated(node: Object, is_block: _IsBlock) -> Iterator[Block]:
    for kind in _members(node):
        for one in _objects(kind.value):
            members = {member.name: member for member in _members(one)}
            content = members.pop("content", None)
            bodies = [] if content is None else [_body(body, is_block) for body in _objects(content.value)]
            blocks = tuple(Block("content", (), body, kind.at) for body in bodies)
            yield Block("dynamic", (kind.name,), Body(members, blocks), kind.at)


def _members(node: Node) -> Iterator[Attribute]:
    if isinstance(node, Object):
        for item in node.items:
            if isinstance(item, Item) and isinstance(item.key, Literal):
                yield Attribute(str(item.key.value), item.value, item.at)

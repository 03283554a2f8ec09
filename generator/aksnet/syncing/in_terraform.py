"""The network profile in a resource of Terraform: a block of azurerm, or a property in the body of azapi."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.errors import Place
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Call, Object
from aksnet.readers.hcl.parsing import parse, parse_expression
from aksnet.readers.hcl.syntax import Block, Body
from aksnet.syncing.written import BY_HAND, MODULE, PROFILE, Part, end_of, member, profile_of, refuse_faults, refused

# The block of azurerm.
BLOCK = "network_profile"
_NOT_CONSTANT = "what it makes is not constant: write the block out first"


def terraform_part(source: Source, declared: Place) -> Part:
    """The network profile of the resource that is declared at a place; raises OutputError where there is none."""
    file = parse(source)
    refuse_faults(source, file.faults)
    resource = next((one for one in file.body.blocks if source.place(one.at)[1:] == declared[1:]), None)
    if resource is None or resource.type != "resource":
        raise refused("a module makes this cluster", declared, MODULE)
    if resource.labels[0].startswith("azapi_"):
        return _in_body(resource, source, declared)
    return _block_of(resource, source, declared)


def _in_body(resource: Block, source: Source, declared: Place) -> Part:
    body = resource.body.attributes.get("body")
    value = body.value if body is not None else None
    if isinstance(value, Call) and value.name == "jsonencode" and len(value.arguments) == 1:
        value = value.arguments[0]
    item = member(value, "properties", PROFILE) if value is not None else None
    return profile_of(item, source, declared, _is_object)


def _is_object(text: str) -> bool:
    return isinstance(parse_expression(Source("", text), 0, len(text)), Object)


def _block_of(resource: Block, source: Source, declared: Place) -> Part:
    for block in _dynamic(resource.body):
        raise refused(f'dynamic "{block.labels[0]}" makes blocks', source.place(block.at), _NOT_CONSTANT)
    blocks = [one for one in resource.body.blocks if one.type == BLOCK]
    if len(blocks) != 1:
        raise refused(f"this resource has {len(blocks) or 'no'} {BLOCK}", declared, BY_HAND)
    return Part(blocks[0].at, end_of(source, blocks[0].at, _is_block))


def _is_block(text: str) -> bool:
    file = parse(Source("", text))
    return not file.faults and len(file.body.blocks) == 1


def _dynamic(body: Body, *, inside: bool = False) -> Iterator[Block]:
    """The dynamic blocks that make a network profile, or something in it."""
    for block in body.blocks:
        if block.type == "dynamic" and (inside or block.labels == (BLOCK,)):
            yield block
        if inside or block.type == BLOCK:
            yield from _dynamic(block.body, inside=True)

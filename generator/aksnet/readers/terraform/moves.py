"""What a configuration says of addresses that its resources had before: `moved` blocks, and `removed` ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.expressions import tree
from aksnet.readers.hcl.syntax import Block
from aksnet.readers.terraform.bodies import traversal

# What stands where an address is none that can be read.
_NONE = "?"


def moves_of(blocks: Sequence[Block], prefix: str) -> Iterator[tuple[str, str]]:
    """From where to where, in the words of the root module; `prefix` is that of the module that says it."""
    for block in blocks:
        old, new = (_address(block, name) for name in ("from", "to"))
        if block.type == "moved" and old is not None and new is not None:
            yield f"{prefix}{old}", f"{prefix}{new}"


def forgotten_of(blocks: Sequence[Block], prefix: str) -> Iterator[str]:
    """What is taken out of the state, and not destroyed: https://developer.hashicorp.com/terraform/language/block/removed"""
    for block in blocks:
        old = _address(block, "from")
        if block.type == "removed" and old is not None and not _destroys(block):
            yield f"{prefix}{old}"


def _address(block: Block, name: str) -> str | None:
    said = block.body.attributes.get(name)
    text = traversal(said.value) if said is not None else _NONE
    return None if _NONE in text else text


def _destroys(block: Block) -> bool:
    """Terraform does unless told not to; what cannot be read counts as told nothing."""
    inside = (one.body.attributes.get("destroy") for one in block.body.blocks if one.type == "lifecycle")
    said = next((one for one in inside if one is not None), None)
    return said is None or not isinstance(said.value, tree.Literal) or said.value.value not in (False, "false")

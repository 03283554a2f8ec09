"""What a text of Terraform consists of: attributes and blocks, with the offset at which each stands."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.expressions.source import Fault
from aksnet.expressions.tree import Node


class Attribute(NamedTuple):
    """`name = value`; `at` is the offset of the name (in JSON of its opening quote)."""

    name: str
    value: Node
    at: int


class Block(NamedTuple):
    """A block with its labels, and whether a fault stands somewhere in it.

    `at` is the offset of the type (in JSON of the opening quote of the innermost label's key).
    """

    type: str
    labels: tuple[str, ...]
    body: Body
    at: int
    faulty: bool = False


class Body(NamedTuple):
    """What stands between two braces, or in a whole file; of an attribute written twice, the first."""

    attributes: dict[str, Attribute]
    blocks: tuple[Block, ...]


class File(NamedTuple):
    """A file as far as it can be read, and its faults in the order of their offsets."""

    body: Body
    faults: tuple[Fault, ...]

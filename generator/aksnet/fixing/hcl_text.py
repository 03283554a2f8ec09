"""Terraform's own syntax: what resources say in it, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.expressions.source import Source
from aksnet.fixing.members import Member, members_in
from aksnet.fixing.writing import Language
from aksnet.readers.hcl.parsing import parse
from aksnet.readers.hcl.syntax import Block, Body
from aksnet.targets.hcl import encode


def members(source: Source) -> list[Member]:
    """Those of all resources; none of a file that cannot be read as a whole."""
    file = parse(source)
    if file.faults:
        return []
    return [one for block in file.body.blocks if block.type == "resource" for one in _in_body(block.body)]


def _in_body(body: Body) -> Iterator[Member]:
    around = frozenset(name.lower() for name in (*body.attributes, *map(_name, body.blocks)))
    for attribute in body.attributes.values():
        yield Member(attribute.name, attribute.value, attribute.at, around)
        yield from members_in(attribute.value)
    for block in body.blocks:
        yield from _in_body(block.body)


def _name(block: Block) -> str:
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


HCL = Language(
    members,
    encode,
    literal=re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    sign=re.compile(r"(?P<gap>[ \t]*)(?P<sign>[=:][ \t]*)"),
    behind=re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?:(?:#|//)[^\n]*?|/\*(?:(?!\*/)[^\n])*\*/[ \t]*)?(?=\r?\n|\Z)"),
    aligned=True,
)

"""Bicep: what resources say in it, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.expressions.source import Source
from aksnet.fixing.members import Member, members_in
from aksnet.fixing.writing import Language
from aksnet.readers.bicep.statements import parse
from aksnet.readers.bicep.syntax import ResourceDecl
from aksnet.targets.bicep_text import string


def members(source: Source) -> list[Member]:
    """Those of all resources; none of a file that cannot be read as a whole."""
    file = parse(source)
    if file.faults:
        return []
    return [one for item in file.statements if isinstance(item, ResourceDecl) for one in _in_resource(item)]


def _in_resource(resource: ResourceDecl) -> Iterator[Member]:
    yield from members_in(resource.body)
    for child in resource.children:
        yield from _in_resource(child)


BICEP = Language(
    members,
    string,
    literal=re.compile(r"(?!''')'(?:[^'\\\n]|\\.)*'"),
    sign=re.compile(r"(?P<gap>[ \t]*)(?P<sign>:[ \t]*)"),
    behind=re.compile(r"[ \t]*(?P<comma>)(?://[^\n]*?|/\*(?:(?!\*/)[^\n])*\*/[ \t]*)?(?=\r?\n|\Z)"),
)

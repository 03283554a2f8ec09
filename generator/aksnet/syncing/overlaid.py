"""What keeps a network profile of Terraform from its cluster: override files, and changes that are ignored."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Place, Problem
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Array, Get, Index, Node, Spread
from aksnet.readers.files import Files
from aksnet.readers.hcl.syntax import Attribute
from aksnet.readers.terraform.bodies import traversal
from aksnet.readers.terraform.module import Declaration, module_of
from aksnet.readers.walking import repository_of
from aksnet.syncing.in_terraform import BLOCK

_NUMBER = re.compile(r"\[\d+\]|\.\d+(?=\.|$)")
_KEY = re.compile(r'\["([^"]*)"\]')
_ALL = ("all", "*")


class Ignored(NamedTuple):
    """An entry of `ignore_changes`: as it is written, and as a path without numbers, in small letters."""

    text: str
    path: str
    place: Place

    @property
    def words(self) -> str:
        """What is ignored, for a message."""
        return "all changes" if self.path in _ALL else f"changes of {self.text}"

    def touches(self, path: str) -> bool:
        """Whether it is about what stands at a path, about something in it, or about what is around it."""
        one, other = f"{self.path}.", f"{path.lower()}."
        return self.path in _ALL or one.startswith(other) or other.startswith(one)


def resources_of(path: Path, data: bytes) -> Mapping[str, Declaration]:
    """The resources in the folder of a file that holds `data`, with what override files lay over them."""
    here = Path(os.path.abspath(path))  # noqa: PTH100  # a link is read where it stands
    return module_of(here.parent, Files(repository_of(here), {here: data})).of("resource")


def overriding(resource: Declaration, path: Path) -> Iterator[Problem]:
    """What override files say in the place of the network profile that stands in a file."""
    body = resource.attributes.get("body")
    said = [(one.at, source) for one, source in resource.blocks if BLOCK in (one.type, *one.labels)]
    for at, source in [*said, *([(body[0].at, body[1])] if body is not None else [])]:
        if os.path.realpath(source.name) != os.path.realpath(path):
            message = f"this override takes the place of the network profile in {path}"
            hint = "move what it says into that file first, or what the spec says never reaches the cluster"
            yield Problem(message, source.place(at), hint)


def ignored_in(resource: Declaration) -> list[Ignored]:
    """The changes that Terraform is told to ignore: an override has `lifecycle` argument by argument."""
    own = [(one, resource.source) for one in resource.block.body.blocks]
    found = [
        (one.body.attributes["ignore_changes"], source)
        for one, source in [*own, *resource.blocks]
        if one.type == "lifecycle" and "ignore_changes" in one.body.attributes
    ]
    return list(_entries(*found[-1])) if found else []


def _entries(said: Attribute, source: Source) -> Iterator[Ignored]:
    nodes = said.value.items if isinstance(said.value, Array) else (said.value,)
    for one in (node for node in nodes if not isinstance(node, Spread)):
        text = traversal(one)
        yield Ignored(text, _KEY.sub(r".\1", _NUMBER.sub("", text)).lower(), source.place(_start(one)))


def _start(node: Node) -> int:
    """Where a reference begins: each step of one stands at its dot or bracket."""
    while isinstance(node, (Get, Index)):
        node = node.target
    return node.at

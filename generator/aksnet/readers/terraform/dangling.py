"""References of a whole configuration to what it does not declare, resources and data among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Get, Name
from aksnet.readers.hcl.parsing import parse
from aksnet.readers.terraform.checking import references
from aksnet.readers.terraform.module import Module

# What else stands before a dot may be of a provider that is not known here, or the iterator of a dynamic block.
_TYPES = ("azurerm_", "azapi_")


class Dangling(NamedTuple):
    """A reference to what is not there: its address, and the file and the offset where it stands first."""

    address: str
    file: str
    at: int


def dangling(texts: Iterable[tuple[str, str]]) -> list[Dangling]:
    """What files of one module, each with its name, refer to and do not declare; all of them can be read."""
    module = Module(Path())
    for name, text in texts:
        source = Source(name, text)
        module.add(parse(source), source)
    found: dict[str, Dangling] = {}
    for node, source in references(module):
        for address, at in _lacking(node, module):
            found.setdefault(address, Dangling(address, source.name, at))
    return list(found.values())


def _lacking(node: Get, module: Module) -> Iterator[tuple[str, int]]:
    """The address that a reference names, with its place, where nothing has it."""
    kinds = {"var": module.of("variable"), "local": module.locals, "module": module.of("module")}
    match node:
        case Get(target=Name(name=kind, at=at), name=name) if kind in kinds and name not in kinds[kind]:
            yield f"{kind}.{name}", at
        case Get(target=Name(name=kind, at=at), name=name) if kind.startswith(_TYPES):
            if f"{kind}.{name}" not in module.of("resource"):
                yield f"{kind}.{name}", at
        case Get(target=Get(target=Name(name="data", at=at), name=kind), name=name):
            if f"{kind}.{name}" not in module.of("data"):
                yield f"data.{kind}.{name}", at

"""Types of Bicep by their text, and what a file reads of a discriminated union, which the compiler does not check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from aksnet.expressions.tree import Binary, Conditional, Get, Literal, Name, Spread
from aksnet.readers.bicep.syntax import File, Output, Param, ResourceDecl, Var

_TYPE = re.compile(r"((?:^@.*\n)+)^type (\w+) =(?: (\w.*)|((?:\n  \| \w+)+)| \{\n((?:(?:  .*)?\n)+)\})$", re.M)
_FIELD = re.compile(r"((?:^  @.*\n)+)^  (\w+): (.*(?:\n    \| .*)*)$", re.M)
_NUMBERS = re.compile(r"@(minValue|maxValue|minLength|maxLength)\((\d+)\)")


class Field(NamedTuple):
    """One property of an object type: its type without `?`, and its bounds by the names of the decorators."""

    type: str
    required: bool
    bounds: dict[str, int]

    @property
    def words(self) -> list[str]:
        """The texts that it takes, where it only takes some."""
        return re.findall(r"'([^']*)'", self.type)


class Types(NamedTuple):
    """The types of a file: objects by name, unions as the names of their members, and the decorators of each."""

    objects: dict[str, dict[str, Field]]
    unions: dict[str, list[str]]
    decorators: dict[str, list[str]]

    def members(self, union: str, tag: str) -> dict[str, dict[str, Field]]:
        """The members of a union by their tags."""
        named = [self.objects[one] for one in self.unions[union]]
        return {fields[tag].words[0]: fields for fields in named}


def types_of(text: str) -> Types:
    """The types that a file declares."""
    found = Types({}, {}, {})
    for decorators, name, line, lines, body in _TYPE.findall(text):
        found.decorators[name] = decorators.splitlines()
        if body:
            found.objects[name] = {key: _field(type_, above) for above, key, type_ in _FIELD.findall(body)}
            assert len(found.objects[name]) == len(re.findall(r"^  \w+: ", body, re.M)), (
                f"{name} has more than was read"
            )
        else:
            found.unions[name] = re.findall(r"\w+", line or lines)
    assert len(found.decorators) == len(re.findall("^type ", text, re.M)), "there are more types than were read"
    return found


def _field(text: str, decorators: str) -> Field:
    assert "@description('" in decorators, text
    bounds = {name: int(number) for name, number in _NUMBERS.findall(decorators)}
    return Field(text.removesuffix("?"), not text.endswith("?"), bounds)


class Read(NamedTuple):
    """A property that is read of a union (and one of it, and so on), and the tags that the value may have there."""

    path: tuple[str, ...]
    tags: frozenset[str]


def reads(file: File, union: str, tag: str, tags: frozenset[str]) -> set[Read]:
    """What resources and outputs read of the parameter `union`; a variable counts where it is used.

    A comparison with what is no tag is found as well: it is silently false.
    """
    return _Walk(file, union, tag).all(tags)


class _Walk:
    """Through expressions, with the tags that the value may have there."""

    def __init__(self, file: File, union: str, tag: str) -> None:
        self.vars = {one.name: one.value for one in file.statements if isinstance(one, Var)}
        self.roots = [one for one in file.statements if isinstance(one, ResourceDecl | Output | Param)]
        self.union, self.tag = union, tag
        self.known: frozenset[str] = frozenset()
        self.found: set[Read] = set()
        self.seen: set[tuple[str, frozenset[str]]] = set()

    def all(self, tags: frozenset[str]) -> set[Read]:
        self.known = tags
        for root in self.roots:
            self.node(root, tags)
        return self.found

    def node(self, node: Any, tags: frozenset[str]) -> None:
        path = self.path(node)
        if not tags:
            return
        if path is not None:
            self.found.add(Read(path, tags))
        elif isinstance(node, Conditional):
            word = self.asked(node.condition)
            if word is not None and word not in self.known:
                self.found.add(Read((f"{self.tag} == {word}",), tags))
            self.node(node.condition, tags)
            self.node(node.yes, tags if word is None else tags & {word})
            self.node(node.no, tags if word is None else tags - {word})
        elif isinstance(node, Name):
            if node.name in self.vars and (node.name, tags) not in self.seen:
                self.seen.add((node.name, tags))
                self.node(self.vars[node.name], tags)
        else:
            for child in _children(node):
                self.node(child, tags)

    def path(self, node: Any) -> tuple[str, ...] | None:
        """The properties in `union.a.b`; None for anything else."""
        names: list[str] = []
        while isinstance(node, Get):
            names.append(node.name)
            node = node.target
        return tuple(reversed(names)) if names and isinstance(node, Name) and node.name == self.union else None

    def asked(self, node: Any) -> str | None:
        """The tag that a condition asks for."""
        if not isinstance(node, Binary) or node.operator != "==" or self.path(node.left) != (self.tag,):
            return None
        return str(node.right.value) if isinstance(node.right, Literal) else None


def _children(node: Any) -> Iterator[Any]:
    """The nodes right below one, which are tuples but for spreads."""
    parts = (node.value,) if isinstance(node, Spread) else node if isinstance(node, tuple) else ()
    return (part for part in parts if isinstance(part, tuple | Spread))

"""The statements of a Bicep file, as they are written.

`at` is an offset in characters: of the keyword, or of the name where a record has no keyword.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from aksnet.expressions.source import Fault
from aksnet.expressions.tree import Node


class Decorator(NamedTuple):
    """`@name(arguments)`; the `sys.` before a name is left out, and `at` is where the `@` stands."""

    name: str
    arguments: tuple[Node, ...]
    at: int


class TypeText(NamedTuple):
    """A type as written; `nullable` says that it ends in `?`."""

    text: str
    at: int
    nullable: bool


class Import(NamedTuple):
    """`import {a, b as c} from 'x.bicep'` or `import * as ns from 'x.bicep'`.

    The names are pairs: as exported, as called here.
    """

    names: tuple[tuple[str, str], ...]
    wildcard: str | None
    path: Node
    at: int


class Param(NamedTuple):
    """`param name type = default`."""

    name: str
    type: TypeText
    default: Node | None
    decorators: tuple[Decorator, ...]
    at: int


class Var(NamedTuple):
    """`var name = value`."""

    name: str
    value: Node
    decorators: tuple[Decorator, ...]
    at: int


class Func(NamedTuple):
    """`func name(a string) string => body`."""

    name: str
    parameters: tuple[str, ...]
    body: Node
    decorators: tuple[Decorator, ...]
    at: int


class TypeDecl(NamedTuple):
    """`type name = …`."""

    name: str
    type: TypeText
    decorators: tuple[Decorator, ...]
    at: int


class Output(NamedTuple):
    """`output name type = value`."""

    name: str
    value: Node
    at: int


class ResourceDecl(NamedTuple):
    """`resource symbol 'type' existing = if (condition) {…}`.

    The body is an Object of the properties alone, a Loop whose value is such an Object, or Opaque; `children` are the
    resources that are declared in it. The condition of a loop stands in the Loop. `faulty` says that something in it
    could not be read: what was read stands, but there may be more.
    """

    symbol: str
    type: Node
    existing: bool
    body: Node
    condition: Node | None
    children: tuple[ResourceDecl, ...]
    decorators: tuple[Decorator, ...]
    at: int
    faulty: bool = False


class ModuleDecl(NamedTuple):
    """`module symbol 'path' = if (condition) {…}`, with a body as that of a ResourceDecl."""

    symbol: str
    path: Node
    body: Node
    condition: Node | None
    decorators: tuple[Decorator, ...]
    at: int
    faulty: bool = False


class Using(NamedTuple):
    """`using 'main.bicep'`, or `using none`, which has no path."""

    path: Node | None
    at: int


class Extends(NamedTuple):
    """`extends 'base.bicepparam'`."""

    path: Node
    at: int


class Assign(NamedTuple):
    """`param name = value` of a `.bicepparam` file."""

    name: str
    value: Node
    at: int


Statement: TypeAlias = (
    Import | Param | Var | Func | TypeDecl | Output | ResourceDecl | ModuleDecl | Using | Extends | Assign
)


class File(NamedTuple):
    """What a file says, in the order written, and what is wrong with it."""

    target_scope: Node | None
    statements: tuple[Statement, ...]
    faults: tuple[Fault, ...]

"""The expression tree that Terraform, Bicep and ARM are read into.

`at` is an offset in characters: of an operator's left end, of a name, of an opening bracket or quote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

# How deep expressions and blocks may be nested; a reader tells what is nested deeper, and reads on behind it.
MAX_DEPTH = 120
# The name by which the `each` of a Splat speaks of the item.
ITEM = "*"


class Literal(NamedTuple):
    """A text, number, truth value or null."""

    value: str | int | float | bool | None
    at: int


class Template(NamedTuple):
    """A text with expressions in it: the parts are joined as texts. A Template of one part is that part's value."""

    parts: tuple[Node, ...]
    at: int


class Item(NamedTuple):
    """One member of an object; `at` is where its key stands."""

    key: Node
    value: Node
    at: int


# no tuple: with one more in the recursion of Node, mypy takes minutes for every module that narrows a Node
@dataclass(frozen=True, slots=True)
class Spread:
    """`...value` in an object or array of Bicep."""

    value: Node
    at: int


class Object(NamedTuple):
    """An object constructor, in the order written."""

    items: tuple[Item | Spread, ...]
    at: int


class Array(NamedTuple):
    """A list or tuple constructor."""

    items: tuple[Node | Spread, ...]
    at: int


class Name(NamedTuple):
    """A name that a scope gives a meaning."""

    name: str
    at: int


class Get(NamedTuple):
    """`target.name`; `safe` is Bicep's `.?name`."""

    target: Node
    name: str
    at: int
    safe: bool = False


class Index(NamedTuple):
    """`target[key]`; `safe` is Bicep's `[?key]`, `from_end` its `[^key]`."""

    target: Node
    key: Node
    at: int
    safe: bool = False
    from_end: bool = False


class Splat(NamedTuple):
    """`target[*].a[0]` and `target.*.a`: `each` is what is taken of each item, which it calls Name(ITEM)."""

    target: Node
    each: Node
    at: int


class Call(NamedTuple):
    """A call of a function.

    `name` is as written, with its namespace ("provider::azurerm::parse_resource_id", "az.resourceId"). `target` is what
    a method is called on (Bicep's `vnet.listKeys()`, `ns.f()` of an import). `expand` is Terraform's `f(list...)`.
    """

    name: str
    arguments: tuple[Node, ...]
    at: int
    target: Node | None = None
    expand: bool = False


class Conditional(NamedTuple):
    """`condition ? yes : no`."""

    condition: Node
    yes: Node
    no: Node
    at: int


class Unary(NamedTuple):
    """`-x`, `!x`; and Bicep's `x!`, written "x!" here, which says that x is not null."""

    operator: str
    operand: Node
    at: int


class Binary(NamedTuple):
    """Two operands; operators are spelled as the language spells them ("??", "=~", "&&")."""

    operator: str
    left: Node
    right: Node
    at: int


class Loop(NamedTuple):
    """A `for` expression. With `key` it makes an object, else a list; `grouped` is Terraform's `...` behind the value.

    `counter` names the key or number of the item: the first of two names in Terraform, the second in Bicep.
    """

    source: Node
    item: str
    counter: str | None
    value: Node
    at: int
    key: Node | None = None
    condition: Node | None = None
    grouped: bool = False


class Lambda(NamedTuple):
    """`(a, b) => body` of Bicep and ARM."""

    parameters: tuple[str, ...]
    body: Node
    at: int


class Opaque(NamedTuple):
    """Text that stands where a value stands and cannot be read as one, and why."""

    reason: str
    at: int


Node: TypeAlias = (
    Literal
    | Template
    | Object
    | Array
    | Name
    | Get
    | Index
    | Splat
    | Call
    | Conditional
    | Unary
    | Binary
    | Loop
    | Lambda
    | Opaque
)

"""The expressions in the texts of an ARM template, as the expression tree.

A text is an expression where it begins with `[` and ends with `]`; `[[` at its beginning stands for a plain bracket.
The parts of an expression all stand at the text's own offset.
"""

from __future__ import annotations

import re

from aksnet.expressions.tree import (
    MAX_DEPTH,
    Array,
    Call,
    Get,
    Index,
    Item,
    Literal,
    Name,
    Node,
    Object,
    Opaque,
    Spread,
)

# How many characters of an expression Azure accepts (learn.microsoft.com, "Syntax and expressions in ARM templates").
MAX_LENGTH = 24_576
# How much of an expression is repeated in a reason.
_MAX_QUOTED = 40

_TOKEN = re.compile(
    r"""\s*+(?:
      '([^']*+(?:''[^']*+)*+)'                # 1: a text
    | ([^\W\d][\w$]*+|\$[\w$]*+)              # 2: a name
    | ([+-]?[0-9]{1,19})(?![\w$])             # 3: an integer
    | ([][().,])                              # 4
    | (\S)                                    # 5: what begins none of these
    )""",
    re.VERBOSE,
)
_TEXT, _NAME, _INTEGER, _MARK, _OTHER = range(1, 6)


def parse(text: str, at: int) -> Node:
    """The value that a text of a template stands for."""
    if not (text.startswith("[") and text.endswith("]")):
        return Literal(text, at)
    if text.startswith("[["):
        return Literal(text[1:], at)
    if len(text) > MAX_LENGTH:
        return Opaque(f"an expression of more than {MAX_LENGTH:,} characters, which Azure does not accept", at)
    try:
        return _Reader(text[1:-1], at).whole()
    except _UnreadableError as unreadable:
        return Opaque(f"an expression that cannot be read: {unreadable}", at)


def templated(node: Node) -> Node:
    """A tree of JSON with every text of it, keys too, turned into what it stands for."""
    if isinstance(node, Literal):
        text = node.value
        return parse(text, node.at) if isinstance(text, str) and text.startswith("[") else node
    if isinstance(node, Array):
        return Array(tuple([_element(one) for one in node.items]), node.at)
    if isinstance(node, Object):
        return Object(tuple([_member(one) for one in node.items]), node.at)
    return node


def _element(one: Node | Spread) -> Node | Spread:
    if isinstance(one, Spread):
        return one
    return templated(one)


def _member(one: Item | Spread) -> Item | Spread:
    if isinstance(one, Spread):
        return one
    return Item(templated(one.key), templated(one.value), one.at)


class _UnreadableError(Exception):
    """Why a text in brackets is no expression."""


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str, at: int) -> None:
        self._at = at
        self._tokens = [(kind := found.lastindex or _OTHER, found[kind]) for found in _TOKEN.finditer(text)]
        self._next = 0
        # how deep the tree is that was read last: a chain of properties makes a deep tree without any brackets
        self._height = 0

    def whole(self) -> Node:
        node = self._value(1)
        if self._next < len(self._tokens):
            raise self._unexpected("its end is missing")
        return node

    def _value(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _UnreadableError(f"it is nested more than {MAX_DEPTH} deep")
        self._height = 1
        kind, text = self._take({_TEXT, _INTEGER, _NAME}, "a value is missing")
        if kind == _TEXT:
            return Literal(text.replace("''", "'"), self._at)
        if kind == _INTEGER:
            return Literal(int(text), self._at)
        return self._accesses(self._call(text, depth), depth)

    def _call(self, name: str, depth: int) -> Node:
        """A call, of a function of the template's own where a namespace stands before it."""
        target = None
        if self._skip("."):
            target = Name(name, self._at)
            name = self._name()
        if not self._skip("("):
            raise self._unexpected("an opening parenthesis is missing")
        return Call(name, self._arguments(depth), self._at, target)

    def _arguments(self, depth: int) -> tuple[Node, ...]:
        if self._skip(")"):
            return ()
        arguments = [self._value(depth + 1)]
        height = self._height
        while self._skip(","):
            arguments.append(self._value(depth + 1))
            height = max(height, self._height)
        self._grow(height)
        self._expect(")", "a comma or a closing parenthesis is missing")
        return tuple(arguments)

    def _accesses(self, node: Node, depth: int) -> Node:
        """The properties and items that are taken of a call's value."""
        while True:
            if self._skip("."):
                node = Get(node, self._name(), self._at)
                self._grow(self._height)
            elif self._skip("["):
                height = self._height
                node = Index(node, self._value(depth + 1), self._at)
                self._grow(max(height, self._height))
                self._expect("]", "a closing bracket is missing")
            else:
                return node

    def _grow(self, height: int) -> None:
        """One more level stands on what is so high."""
        self._height = height + 1
        if self._height > MAX_DEPTH:
            raise _UnreadableError(f"it is nested more than {MAX_DEPTH} deep")

    def _name(self) -> str:
        return self._take({_NAME}, "a name is missing")[1]

    def _take(self, kinds: set[int], missing: str) -> tuple[int, str]:
        """The next token, which must be one of some kinds."""
        if self._next == len(self._tokens) or self._tokens[self._next][0] not in kinds:
            raise self._unexpected(missing)
        self._next += 1
        return self._tokens[self._next - 1]

    def _skip(self, mark: str) -> bool:
        found = self._next < len(self._tokens) and self._tokens[self._next] == (_MARK, mark)
        self._next += found
        return found

    def _expect(self, mark: str, missing: str) -> None:
        if not self._skip(mark):
            raise self._unexpected(missing)

    def _unexpected(self, missing: str) -> _UnreadableError:
        if self._next == len(self._tokens):
            return _UnreadableError(f"{missing} at the end")
        text = self._tokens[self._next][1]
        return _UnreadableError("a text is not closed" if text == "'" else f"{missing} before {text[:_MAX_QUOTED]!r}")

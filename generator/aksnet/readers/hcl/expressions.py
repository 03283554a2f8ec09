"""Expressions of HCL: operators by precedence, references, calls, constructors and loops, as nodes."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.expressions.tree import (
    ITEM,
    Binary,
    Call,
    Conditional,
    Get,
    Index,
    Literal,
    Name,
    Node,
    Splat,
    Unary,
)
from aksnet.readers.hcl.constructors import Constructors
from aksnet.readers.hcl.literals import number
from aksnet.readers.hcl.tokens import ACROSS_LINES, composed, is_name
from aksnet.readers.hcl.trouble import UnreadableError

_PRECEDENCE = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(("==", "!="), 3),
    **dict.fromkeys(("<", "<=", ">", ">="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "/", "%"), 6),
}
_KEYWORDS = {"true": True, "false": False, "null": None}


class _Pending(NamedTuple):
    """An operator with what stands left of it, while it is not known what the right operand is part of."""

    precedence: int
    operator: str
    at: int
    left: Node
    height: int


class Expressions(Constructors):
    """Reads the expression that starts at the token at hand."""

    def expression(self) -> Node:
        self.deepen()
        node = self._operand()
        if self.kind in _PRECEDENCE:
            node = self._operators(node)
        if self.kind == "?":
            node = self._conditional(node)
        self.depth -= 1
        return node

    def _conditional(self, condition: Node) -> Node:
        at, height = self.at, self.height
        self.advance()
        yes = self.expression()
        height = max(height, self.height)
        if self.kind != ":":
            raise self.unexpected('":" and what holds otherwise is missing here')
        self.advance()
        no = self.expression()
        self.grow(max(height, self.height) + 1, at)
        return Conditional(condition, yes, no, at)

    def _operators(self, node: Node) -> Node:
        """Read what follows the first operand; operators of one precedence group to the left."""
        pending: list[_Pending] = []
        while precedence := _PRECEDENCE.get(self.kind):
            node = self._reduced(pending, node, precedence)
            pending.append(_Pending(precedence, self.kind, self.at, node, self.height))
            self.advance()
            node = self._operand()
        return self._reduced(pending, node, 0)

    def _reduced(self, pending: list[_Pending], right: Node, precedence: int) -> Node:
        while pending and pending[-1].precedence >= precedence:
            operation = pending.pop()
            self.grow(max(operation.height, self.height) + 1, operation.at)
            right = Binary(operation.operator, operation.left, right, operation.at)
        return right

    def _operand(self) -> Node:
        kind, at = self.kind, self.at
        self.height = 1
        node: Node
        if kind == "name":
            node = self._named()
        elif kind == "string":
            node = Literal(composed(self.word[1:-1]), at)
            self.advance()
        elif kind == "number":
            node = number(self.word, at)
            self.advance()
        else:
            node = self._bracketed(kind, at)
        return self._steps(node) if self.kind in {".", "["} else node

    def _bracketed(self, kind: str, at: int) -> Node:
        match kind:
            case "quote":
                return self.quoted()
            case "heredoc":
                return self.heredoc()
            case "[":
                return self.array(at)
            case "{":
                return self.object_(at)
            case "(":
                former = self.advance_in(ACROSS_LINES)
                node = self.expression()
                self.close(")", former, at)
                return node
            case "-" | "!":
                return self._unary(kind, at)
        raise self.unexpected("a value is missing here")

    def _unary(self, kind: str, at: int) -> Node:
        self.advance()
        self.deepen()
        operand = self._operand()
        self.depth -= 1
        self.grow(self.height + 1, at)
        return Unary(kind, operand, at)

    def _named(self) -> Node:
        word, at = self.word, self.at
        if not is_name(word):
            raise self.bad_name()
        self.advance()
        if self.kind in {"(", "::"} and "." not in word:
            return self._call(word, at)
        return self.reference(word, at)

    def reference(self, word: str, at: int) -> Node:
        """The node of a name, or of names with dots between them."""
        first, dot, rest = word.partition(".")
        root = Literal(_KEYWORDS[first], at) if first in _KEYWORDS else Name(first, at)
        return self._members(root, rest, at + len(first) + 1) if dot else root

    def _members(self, node: Node, names: str, at: int) -> Node:
        for name in names.split("."):
            node = Get(node, name, at)
            at += len(name) + 1
            self.grow(self.height + 1, at)
        return node

    def _call(self, name: str, at: int) -> Node:
        while self.kind == "::":
            self.advance()
            if self.kind != "name" or "." in self.word:
                raise self.unexpected('the name of a function is wanted behind "::"')
            name = f"{name}::{self.word}"
            self.advance()
        if self.kind != "(":
            raise self.unexpected('"(" is missing behind the name of a function')
        opened = self.at
        former = self.advance_in(ACROSS_LINES)
        arguments: list[Node] = []
        expand, height = False, 0
        while self.kind != ")":
            arguments.append(self.expression())
            height = max(height, self.height)
            if self.kind == "...":
                expand = True
                self.advance()
                break
            if self.kind == ",":
                self.advance()
            elif self.kind != ")":
                raise self.unclosed(")", opened, "a comma or a closing bracket is missing here")
        self.close(")", former, opened)
        self.grow(height + 1, at)
        return Call(name, tuple(arguments), at, expand=expand)

    def _steps(self, node: Node) -> Node:
        """Read what is taken of a value: members, indexes and splats."""
        while True:
            at = self.at
            if self.kind == ".":
                self.advance()
                node = self._splat(node, at) if self.kind == "*" else self._member(node)
            elif self.kind == "[":
                node = self._index(node, at)
            else:
                return node
            self.grow(self.height + 1, at)

    def _member(self, node: Node) -> Node:
        word, at = self.word, self.at
        if self.kind == "name" and is_name(word):
            self.advance()
            return self._members(node, word, at)
        if self.kind == "number":
            if not word.isdigit() or len(word) > 9:
                raise UnreadableError(f".{word[:20]} is no index", at, "an index stands in square brackets")
            self.advance()
            return Index(node, Literal(int(word), at), at)
        raise self.unexpected("a name is wanted behind the dot")

    def _splat(self, target: Node, at: int) -> Node:
        """`.*` takes members of each item only; an index in square brackets behind it is one into the result."""
        height = self.height
        self.advance()
        each: Node = Name(ITEM, at)
        self.height = 1
        while self.kind == ".":
            self.advance()
            each = self._member(each)
        self.height = max(height, self.height)
        return Splat(target, each, at)

    def _index(self, target: Node, at: int) -> Node:
        height = self.height
        before = self.stop
        self.advance()
        if self.kind == "*":
            return self._full_splat(target, at)
        self.stop = before
        former = self.advance_in(ACROSS_LINES)
        key = self.expression()
        self.close("]", former, at)
        self.height = max(height, self.height)
        return Index(target, key, at)

    def _full_splat(self, target: Node, at: int) -> Node:
        """`[*]` takes of each item all that follows."""
        height = self.height
        self.advance()
        if self.kind != "]":
            raise self.unexpected('"]" is missing behind the star')
        self.advance()
        self.deepen()
        self.height = 1
        each = self._steps(Name(ITEM, at))
        self.depth -= 1
        self.height = max(height, self.height)
        return Splat(target, each, at)

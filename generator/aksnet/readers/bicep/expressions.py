"""Expressions of Bicep, read by operator precedence into the tree that all languages share."""

from __future__ import annotations

from typing import cast

from aksnet.expressions.tree import (
    MAX_DEPTH,
    Binary,
    Call,
    Conditional,
    Get,
    Index,
    Lambda,
    Literal,
    Name,
    Node,
    Unary,
)
from aksnet.readers.bicep.brackets import LEADING, Brackets
from aksnet.readers.bicep.tokens import END, INT, NAME, NEWLINE, QUOTE, TEXT, TOO_DEEP, UnreadableError

_PRECEDENCE = {
    "??": 1,
    "||": 2,
    "&&": 3,
    "==": 4, "!=": 4, "=~": 4, "!~": 4,
    "<": 5, "<=": 5, ">": 5, ">=": 5,
    "+": 6, "-": 6,
    "*": 7, "/": 7, "%": 7,
}  # fmt: skip
_UNARY = ("!", "-")
_POSTFIX = frozenset((".", "[", "!", "::"))
_WORDS = {"true": True, "false": False, "null": None}
# The functions of these two are those of the language itself.
_NAMESPACES = ("sys", "az")
_LARGEST = 1 << 63
_DIGITS = 400


class Expressions(Brackets):
    """Reads expressions."""

    def expression(self, floor: int = 0) -> Node:
        """Read an expression of operators that bind closer than `floor`; a ternary, too, where that is 0."""
        depth = self.depth = self.depth + 1
        if depth > MAX_DEPTH:
            raise UnreadableError(TOO_DEEP, self.at)
        outer, self.deepest = self.deepest, depth
        node = self._unary() if self.kind in _UNARY else self._primary()
        while self.kind in _POSTFIX:
            self._one_deeper()
            node = self._step(node)
        while (strength := _PRECEDENCE.get(self.kind, 0)) > floor:
            operator, at = self.kind, self.at
            self._one_deeper()
            self.advance()
            if self.kind == NEWLINE:
                self._operand_below(operator)
            node = Binary(operator, node, self.expression(strength), at)
        if not floor and (self.kind in ("?", NEWLINE)):
            node = self._ternary(node)
        if outer > self.deepest:  # noqa: PLR1730
            self.deepest = outer
        self.depth = depth - 1
        return node

    def _one_deeper(self) -> None:
        """What is read of this expression becomes an operand: `a.b.c` and `1 + 2 + 3` nest to the left."""
        self.deepest += 1
        if self.deepest > MAX_DEPTH:
            raise UnreadableError(TOO_DEEP, self.at)

    def _operand_below(self, operator: str) -> None:
        """Where a line ends behind an operator: tell it, and go on to the next line."""
        at = self.at
        self.newline()
        if self.kind == END:
            raise UnreadableError("a value is missing here", at)
        self.fault(f"the line ends behind `{operator}`", at, "the operand must stand in the same line")

    def _next_line_has(self, char: str) -> bool:
        """Whether the next line begins with this character, which goes on with this line."""
        return self.kind == NEWLINE and self.text.startswith(char, self.end)

    def _ternary(self, condition: Node) -> Node:
        if self._next_line_has("?") and not self.text.startswith("??", self.end):
            self.advance()
        if self.kind != "?":
            return condition
        at = self.at
        self._one_deeper()
        self.advance()
        if self.kind == NEWLINE:
            self._operand_below("?")
        yes = self.expression()
        if self._next_line_has(":") and not self.text.startswith("::", self.end):
            self.advance()
        self.expect(":", "the `:` of `? :`")
        if self.kind == NEWLINE:
            self._operand_below(":")
        return Conditional(condition, yes, self.expression(), at)

    def _unary(self) -> Node:
        operator, at = self.kind, self.at
        self.deeper()
        self._one_deeper()
        self.advance()
        node = self._primary()
        while self.kind in _POSTFIX:
            self._one_deeper()
            node = self._step(node)
        self.depth -= 1
        return Unary(operator, node, at)

    def _primary(self) -> Node:
        kind, at = self.kind, self.at
        if kind == NAME:
            return self._named(self.value, at)
        if kind in (TEXT, QUOTE):
            return self.string()
        if kind == INT:
            return self._integer()
        if kind == "{" and not self.text.startswith("{", self.end):
            return self.object_node()
        if kind == "[":
            return self.list_node()
        if kind == "(":
            return self._parenthesis()
        raise self.unexpected("a value")

    def _integer(self) -> Node:
        digits, at = self.value, self.at
        if len(digits) > _DIGITS or int(digits) > _LARGEST:
            raise UnreadableError("this number has more than 64 bits", at)
        self.advance()
        return Literal(int(digits), at)

    def _named(self, name: str, at: int) -> Node:
        self.advance()
        if name in _WORDS:
            return Literal(_WORDS[name], at)
        if self.kind == "(":
            return Call(name, self.arguments(), at)
        if self.kind == "=>":
            return self._lambda((name,), at)
        return Name(name, at)

    def _lambda(self, parameters: tuple[str, ...], at: int) -> Node:
        self.advance()
        if self.kind == NEWLINE:
            self.newline()
        return Lambda(parameters, self.expression(), at)

    def _parenthesis(self) -> Node:
        """Read `(value)`, or the parameters of a lambda and the lambda."""
        opened = self.at
        nodes = self.arguments()
        if self.kind == "=>":
            if not all(type(node) is Name for node in nodes):
                raise UnreadableError("a lambda takes names in its parentheses", opened)
            return self._lambda(tuple(cast(Name, node).name for node in nodes), opened)
        if len(nodes) != 1:
            raise UnreadableError("parentheses hold one value", opened)
        return nodes[0]

    def arguments(self) -> tuple[Node, ...]:
        """Read values in parentheses: commas between them, newlines anywhere beside them."""
        self.advance()
        nodes: list[Node] = []
        if self.kind == NEWLINE:
            self.newline()
        while self.kind != ")":
            nodes.append(self.expression())
            if self.kind == NEWLINE:
                self.newline()
                if self.kind in LEADING:
                    raise self.leading(self.kind, self.at)
            if self.kind == ")":
                break
            self.expect(",", "`,` or `)`")
            if self.kind == NEWLINE:
                self.newline()
            if self.kind == ")":
                raise UnreadableError("a comma stands before `)`", self.last - 1, "the last argument has no comma")
        self.advance()
        return tuple(nodes)

    def _step(self, target: Node) -> Node:
        """Read one `.name`, `.name()`, `[key]`, `::name` or `!` behind a value."""
        kind, at = self.kind, self.at
        self.advance()
        if kind == "!":
            return Unary("x!", target, at)
        if kind == "[":
            return self._index(target, at)
        safe = kind == "." and self.kind == "?"
        if safe:
            self.advance()
        at = self.at
        name = self.expect(NAME, "the name of a property")
        if self.kind != "(" or kind == "::":
            return Get(target, name, at, safe)
        if safe:
            raise UnreadableError("`.?` does not go with a function", at)
        own = type(target) is Name and target.name in _NAMESPACES
        return Call(name, self.arguments(), at, None if own else target)

    def _index(self, target: Node, at: int) -> Node:
        safe = self.kind == "?"
        if safe:
            self.advance()
        from_end = self.kind == "^"
        if from_end:
            self.advance()
        key = self.expression()
        self.expect("]", "`]`")
        return Index(target, key, at, safe, from_end)

"""Types of Bicep: where they end, and whether they take null."""

from __future__ import annotations

from aksnet.expressions.tree import Node
from aksnet.readers.bicep.expressions import Expressions
from aksnet.readers.bicep.syntax import Decorator, TypeText
from aksnet.readers.bicep.tokens import END, INT, NAME, NEWLINE, QUOTE, TEXT


class Types(Expressions):
    """Reads types and decorators."""

    def type_text(self) -> TypeText:
        """Read a type."""
        if self.kind == NEWLINE and self.text.startswith("|", self.end):
            self.advance()
        start = self.at
        nullable = self._type()
        return TypeText(self.text[start : self.last], start, nullable)

    def _type(self) -> bool:
        """Read a type, maybe a union; whether it takes null."""
        self.deeper()
        self._bar()
        nullable = self._union_member()
        while self._bar():
            nullable |= self._union_member()
        self.depth -= 1
        return nullable

    def _bar(self) -> bool:
        """Read the `|` before a member of a union, in this line or the next."""
        if self.kind == NEWLINE and self.text.startswith("|", self.end):
            self.advance()
        if self.kind != "|":
            return False
        self.advance()
        return True

    def _union_member(self) -> bool:
        if self.kind in ("-", "!"):
            self.advance()
        nullable = self._primary_type()
        while self.kind in (".", "["):
            nullable = False
            self._type_step()
        while self.kind in ("?", "!"):
            nullable = self.kind == "?"
            self.advance()
        return nullable

    def _primary_type(self) -> bool:
        if self.kind == NAME:
            return self._named_type()
        if self.kind in (TEXT, QUOTE):
            self.string()
        elif self.kind == INT:
            self.advance()
        elif self.kind == "{":
            self.elements("{", [], self._property_type)
        elif self.kind == "[":
            self.elements("[", [], self._member_type)
        elif self.kind == "(":
            self.advance()
            nullable = self._type()
            self.expect(")", "`)`")
            return nullable
        else:
            raise self.unexpected("a type")
        return False

    def _named_type(self) -> bool:
        name = self.value
        self.advance()
        if self.kind == "<":
            self._type_arguments()
        elif name == "resource" and self.kind in (TEXT, QUOTE):
            self.string()
        return name == "null"

    def _type_arguments(self) -> None:
        self.deeper()
        self.advance()
        self._type_argument()
        while self.kind == ",":
            self.advance()
            self._type_argument()
        self.expect(">", "`>`")
        self.depth -= 1

    def _type_argument(self) -> None:
        if self.kind == NEWLINE:
            self.newline()
        self._type()
        if self.kind == NEWLINE:
            self.newline()

    def _type_step(self) -> None:
        """Read one `.name`, `.*`, `[]`, `[*]` or `[0]` behind a type."""
        if self.kind == ".":
            self.advance()
            if self.kind == "*":
                self.advance()
                return
            self.expect(NAME, "the name of a property")
            if self.kind == "<":
                self._type_arguments()
            return
        self.advance()
        if self.kind == "*":
            self.advance()
        elif self.kind != "]":
            self.expression()
        self.expect("]", "`]`")

    def _property_type(self) -> None:
        self.decorators()
        if self.kind in (TEXT, QUOTE):
            self.string()
        elif self.kind in (NAME, "*"):
            self.advance()
        else:
            raise self.unexpected("the name of a property")
        self.expect(":", "`:`")
        self._type()

    def _member_type(self) -> None:
        self.decorators()
        self._type()

    def decorators(self, inside: bool = True) -> tuple[Decorator, ...]:
        """Read the decorators before a declaration or, in brackets, a property or an item of a type."""
        first = self.at
        found: list[Decorator] = []
        while self.kind == "@":
            found.append(self._decorator())
            if self.kind == NEWLINE:
                self._below(first, inside)
            elif self.kind == NAME:
                hint = "the declaration begins a line of its own"
                self.fault(f"`{self.value}` stands in the line of a decorator", self.at, hint)
            else:
                raise self.unexpected("the end of the line")
        return tuple(found)

    def _below(self, first: int, inside: bool) -> None:
        """Go on to what is decorated: in brackets that are never closed, it is the next declaration of the file."""
        if not inside:
            self.advance()
            return
        self.newline()
        if self.kind == END:
            self.stop_before(first if self.begins_line(first) else self.at)

    def _decorator(self) -> Decorator:
        at = self.at
        self.advance()
        name = self.expect(NAME, "the name of a decorator")
        while self.kind == ".":
            self.advance()
            name = self.expect(NAME, "the name of a decorator")
        arguments: tuple[Node, ...] = ()
        if self.kind == "(":
            arguments = self.arguments()
        return Decorator(name, arguments, at)

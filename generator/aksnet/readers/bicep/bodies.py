"""Resources and modules of Bicep: their bodies, conditions and loops, and the resources that are declared in others."""

from __future__ import annotations

import re

from aksnet.expressions.tree import Node, Opaque
from aksnet.readers.bicep.syntax import Decorator, ModuleDecl, ResourceDecl
from aksnet.readers.bicep.tokens import NAME, NEWLINE, QUOTE, TEXT, UnreadableError
from aksnet.readers.bicep.types import Types

_child = re.compile(r"resource(?:[ \t]|/\*(?s:.*?)\*/)++[A-Za-z_]").match

Decorators = tuple[Decorator, ...]


class Bodies(Types):
    """Reads the declarations of resources and modules, behind their keyword."""

    def name(self) -> str:
        """Read a name."""
        return self.expect(NAME, "a name")

    def path(self) -> Node:
        """Read a type, or the path of a file: a text."""
        if self.kind not in (TEXT, QUOTE):
            raise self.unexpected("a text between single quotes")
        return self.string()

    def assigned(self) -> Node:
        """Read `=` and a value."""
        self.expect("=", "`=`")
        return self.value_node()

    def module(self, decorators: Decorators, at: int) -> ModuleDecl:
        """Read a module."""
        name, path = self.name(), self.path()
        body, condition = self._body(None)
        return ModuleDecl(name, path, body, condition, decorators, at)

    def resource(self, decorators: Decorators, at: int) -> ResourceDecl:
        """Read a resource, and those that are declared in it."""
        name, kind = self.name(), self.path()
        existing = self.kind == NAME and self.value == "existing"
        if existing:
            self.advance()
        children: list[ResourceDecl] = []
        body, condition = self._body(children)
        return ResourceDecl(name, kind, existing, body, condition, tuple(children), decorators, at)

    def _body(self, children: list[ResourceDecl] | None) -> tuple[Node, Node | None]:
        """Read `= {…}`, `= if (…) {…}` or `= [for …: {…}]`; a resource takes the resources in it as children."""

        def whole() -> tuple[Node, Node | None]:
            condition = self._condition()
            if self.kind == NEWLINE:
                self.bracket_below()
            if self.kind != "{":
                raise self.unexpected("`{`")
            return self.object_node(None if children is None else lambda: self._declared(children)), condition

        self.expect("=", "`=`")
        if self.kind == NEWLINE:
            if self.text.startswith("if", self.end):
                self.advance()
            else:
                self.bracket_below()
        start, depth = self.at, self.depth
        try:
            if self.kind == "[":
                return self.loop(whole), None
            return whole()
        except UnreadableError as bad:
            self.depth = depth
            self.fault(bad.message, bad.at, bad.hint)
            self.recover(start)
            return Opaque(bad.message, start), None

    def _condition(self) -> Node | None:
        if self.kind != NAME or self.value != "if":
            return None
        self.advance()
        opened = self.at
        if self.kind != "(":
            raise self.unexpected("`(`")
        nodes = self.arguments()
        if len(nodes) != 1:
            raise UnreadableError("`if` takes one condition in parentheses", opened)
        return nodes[0]

    def _declared(self, children: list[ResourceDecl]) -> bool:
        """Read a resource that is declared in the body of another, if one begins here."""
        if self.kind == "@":
            decorators = self.decorators()
        elif self.kind == NAME and self.value == "resource":
            decorators = ()
        else:
            return False
        if not _child(self.text, self.at):
            if self.kind == "@" or decorators:
                raise self.unexpected("a resource")
            return False
        at, flaws = self.at, self.flaws
        self.deeper(2)
        self.advance()
        resource = self.resource(decorators, at)
        self.depth -= 2
        children.append(resource._replace(faulty=True) if self.flaws > flaws else resource)
        return True

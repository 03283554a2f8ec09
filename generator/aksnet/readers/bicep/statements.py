"""The statements of `.bicep` and `.bicepparam` files, read as far as they can be read."""

from __future__ import annotations

import re
from collections.abc import Callable

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Node, Opaque
from aksnet.readers.bicep.bodies import Bodies, Decorators
from aksnet.readers.bicep.brackets import CONTINUED, LEADING, UNSEPARATED
from aksnet.readers.bicep.syntax import (
    Assign,
    Extends,
    File,
    Func,
    Import,
    ModuleDecl,
    Output,
    Param,
    ResourceDecl,
    Statement,
    TypeDecl,
    Using,
    Var,
)
from aksnet.readers.bicep.tokens import END, MAX_FAULTS, NAME, NEWLINE, QUOTE, TEXT, TooManyFaultsError, UnreadableError

# Where reading goes on behind a statement that cannot be read.
_next_statement = re.compile(
    r"\n(?=@[A-Za-z]|(?:resource|module|param|var|output|type|func|metadata|assert|test)[ \t]+[A-Za-z_]"
    r"|(?:targetScope|import|extension|provider|using|extends)\b)"
).search
_CLOSERS = frozenset(")]}")

Reader = Callable[[Decorators, int], Statement | None]


class _Statements(Bodies):
    """Reads statements; what a file may hold depends on its kind."""

    def __init__(self, source: Source, parameters: bool) -> None:
        super().__init__(source)
        self.statements: list[Statement] = []
        self.target_scope: Node | None = None
        shared: dict[str, Reader] = {
            "import": self._import,
            "extension": self._skipped_extension,
            "provider": self._skipped_extension,
            "var": self._var,
            "type": self._type_declaration,
            "func": self._func,
        }
        own: dict[str, Reader] = {
            "targetScope": self._target_scope,
            "metadata": self._skipped_value,
            "assert": self._skipped_value,
            "test": self._skipped_test,
            "param": self._param,
            "output": self._output,
            "resource": self.resource,
            "module": self.module,
        }
        other: dict[str, Reader] = {
            "using": self._using,
            "extends": self._extends,
            "param": self._assign,
            "extensionConfig": self._skipped_extension,
        }
        self._readers = shared | (other if parameters else own)

    def read(self) -> None:
        """Read the whole text."""
        self.advance()
        while self.kind != END or self.resume():
            if self.kind == NEWLINE:
                self.advance()
            elif not self.conflict_marker():
                self._statement()

    def _statement(self) -> None:
        start, flaws = self.at, self.flaws
        self.depth = self.deepest = 0
        try:
            statement = self._declaration()
        except UnreadableError as bad:
            self.fault(bad.message, bad.at, bad.hint)
            self._resync()
            return
        if statement is None:
            self._end_of_line()
            return
        if isinstance(statement, ResourceDecl | ModuleDecl) and self.flaws > flaws:
            statement = statement._replace(faulty=True)
        if reason := self.doubt(start):
            statement = _doubted(statement, reason)
        self.statements.append(statement)
        if not self._end_of_line():
            self.statements[-1] = _doubted(statement, UNSEPARATED)

    def _declaration(self) -> Statement | None:
        decorators = self.decorators(inside=False)
        at = self.at
        reader = self._readers.get(self.value) if self.kind == NAME else None
        if reader:
            self.advance()
            return reader(decorators, at)
        self._doubt_previous()
        if self.kind in LEADING and self.statements:
            raise self.leading(self.kind, self.at)
        raise self.unexpected("a declaration")

    def _doubt_previous(self) -> None:
        """What goes on in this line, or closes a bracket that is not open, belongs to the statement before."""
        if not self.statements:
            return
        last = self.statements[-1]
        if self.kind in _CLOSERS and isinstance(last, ResourceDecl | ModuleDecl):
            self.statements[-1] = last._replace(faulty=True)
        elif self.kind in LEADING or self.kind in _CLOSERS:
            self.statements[-1] = _doubted(last, CONTINUED)

    def _end_of_line(self) -> bool:
        """Whether the statement ends with its line."""
        if self.kind in (NEWLINE, END):
            return True
        bad = self.unexpected("the end of the line")
        sound = self.value == ";"
        self.skip_line()
        self.fault(bad.message, bad.at, bad.hint)
        return sound

    def _resync(self) -> None:
        if self.kind == END:
            return
        found = _next_statement(self.text, self.at)
        self.end = found.start() if found else len(self.text)
        self.advance()

    def _target_scope(self, decorators: Decorators, at: int) -> None:
        self.target_scope = self.assigned()

    def _skipped_value(self, decorators: Decorators, at: int) -> None:
        self.name()
        self.assigned()

    def _skipped_test(self, decorators: Decorators, at: int) -> None:
        self.name()
        self.path()
        self.assigned()

    def _skipped_extension(self, decorators: Decorators, at: int) -> None:
        if self.kind == NAME:
            self.advance()
        else:
            self.path()
        if self.kind == NAME and self.value == "with":
            self.advance()
            self.value_node()
        if self.kind == NAME and self.value == "as":
            self.advance()
            self.name()

    def _import(self, decorators: Decorators, at: int) -> Import | None:
        names: list[tuple[str, str]] = []
        wildcard: str | None = None
        if self.kind in (TEXT, QUOTE):  # how extensions were imported once
            self._skipped_extension(decorators, at)
            return None
        if self.kind == "*":
            self.advance()
            self.keyword("as")
            wildcard = self.name()
        elif self.kind == "{":
            self.elements("{", names, lambda: names.append(self._imported()))
        else:
            raise self.unexpected("`{` or `*`")
        self.keyword("from")
        return Import(tuple(names), wildcard, self.path(), at)

    def _imported(self) -> tuple[str, str]:
        exported = self.value[1:-1] if self.kind == TEXT else self.value
        if self.kind not in (TEXT, NAME):
            raise self.unexpected("a name")
        self.advance()
        if self.kind == NAME and self.value == "as":
            self.advance()
            return exported, self.name()
        return exported, exported

    def _param(self, decorators: Decorators, at: int) -> Param:
        name = self.name()
        kind = self.type_text()
        default = self.assigned() if self.kind == "=" else None
        return Param(name, kind, default, decorators, at)

    def _assign(self, decorators: Decorators, at: int) -> Assign:
        return Assign(self.name(), self.assigned(), at)

    def _var(self, decorators: Decorators, at: int) -> Var:
        name = self.name()
        if self.kind != "=":
            self.type_text()
        return Var(name, self.assigned(), decorators, at)

    def _type_declaration(self, decorators: Decorators, at: int) -> TypeDecl:
        name = self.name()
        self.expect("=", "`=`")
        return TypeDecl(name, self.type_text(), decorators, at)

    def _func(self, decorators: Decorators, at: int) -> Func:
        name = self.name()
        parameters: list[str] = []
        self.expect("(", "`(`")
        while True:
            if self.kind == NEWLINE:
                self.newline()
            if self.kind == ")":
                break
            parameters.append(self.name())
            self.type_text()
            if self.kind == NEWLINE:
                self.newline()
            if self.kind != ")":
                self.expect(",", "`,` or `)`")
        self.advance()
        self.type_text()
        self.expect("=>", "`=>`")
        if self.kind == NEWLINE:
            self.newline()
        return Func(name, tuple(parameters), self.value_node(), decorators, at)

    def _output(self, decorators: Decorators, at: int) -> Output:
        name = self.name()
        self.type_text()
        return Output(name, self.assigned(), at)

    def _using(self, decorators: Decorators, at: int) -> Using:
        path = None
        if self.kind == NAME and self.value == "none":
            self.advance()
        else:
            path = self.path()
        if self.kind == NAME and self.value == "with":
            self.advance()
            self.value_node()
        return Using(path, at)

    def _extends(self, decorators: Decorators, at: int) -> Extends:
        return Extends(self.path(), at)


def _doubted(statement: Statement, reason: str) -> Statement:
    """The statement without what cannot be relied on."""
    opaque = Opaque(reason, statement.at)
    match statement:
        case ResourceDecl() | ModuleDecl():
            return statement._replace(body=opaque, faulty=True)
        case Param():
            return statement._replace(default=opaque)
        case Var() | Output() | Assign():
            return statement._replace(value=opaque)
        case Func():
            return statement._replace(body=opaque)
    return statement


def parse(source: Source, parameters: bool = False) -> File:
    """Read a Bicep file, or with `parameters` a `.bicepparam` file; its text has no byte order mark."""
    reader = _Statements(source, parameters)
    try:
        reader.read()
    except TooManyFaultsError:
        last = reader.faults[-1]
        reader.faults[-1] = last._replace(hint=f"these are {MAX_FAULTS} faults: what follows is not read")
    faults = tuple(sorted(reader.faults, key=lambda fault: fault.at))
    return File(reader.target_scope, tuple(reader.statements), faults)

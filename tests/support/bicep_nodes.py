"""What the Bicep reader makes of a text, in one line, so that a test can say what it expects."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from aksnet.expressions.source import Source
from aksnet.expressions.tree import (
    Array,
    Binary,
    Call,
    Conditional,
    Get,
    Index,
    Item,
    Lambda,
    Literal,
    Loop,
    Name,
    Object,
    Opaque,
    Spread,
    Template,
    Unary,
)
from aksnet.readers.bicep.statements import parse
from aksnet.readers.bicep.syntax import (
    Assign,
    Decorator,
    Extends,
    File,
    Func,
    Import,
    ModuleDecl,
    Output,
    Param,
    ResourceDecl,
    TypeDecl,
    Using,
    Var,
)


def shown(record: object) -> str:
    """A node or statement as text: every operator in its own brackets, `<?>` for what could not be read."""
    return _FORMS[type(record)](record)


def _all(records: tuple[object, ...]) -> str:
    return ", ".join(map(shown, records))


def _loop(loop: Loop) -> str:
    names = f"{loop.item}, {loop.counter}" if loop.counter else loop.item
    condition = f" if {shown(loop.condition)}" if loop.condition else ""
    return f"for({names} in {shown(loop.source)}{condition}: {shown(loop.value)})"


def _call(call: Call) -> str:
    target = f"{shown(call.target)}." if call.target else ""
    return f"{target}{call.name}({_all(call.arguments)})"


def _index(index: Index) -> str:
    return f"{shown(index.target)}[{'?' * index.safe}{'^' * index.from_end}{shown(index.key)}]"


def _unary(unary: Unary) -> str:
    return f"({shown(unary.operand)}!)" if unary.operator == "x!" else f"({unary.operator}{shown(unary.operand)})"


def _decorated(statement: Any) -> str:
    return "".join(f"{shown(one)} " for one in statement.decorators)


def _conditional(statement: ResourceDecl | ModuleDecl) -> str:
    condition = f" if {shown(statement.condition)}" if statement.condition else ""
    return f"{condition} {shown(statement.body)}{'!' * statement.faulty}"


def _resource(resource: ResourceDecl) -> str:
    existing = " existing" * resource.existing
    children = "".join(f" [{shown(child)}]" for child in resource.children)
    head = f"{_decorated(resource)}resource {resource.symbol} {shown(resource.type)}{existing}"
    return f"{head}{_conditional(resource)}{children}"


def _param(param: Param) -> str:
    default = f" = {shown(param.default)}" if param.default else ""
    nullable = " (nullable)" * param.type.nullable
    return f"{_decorated(param)}param {param.name} <{param.type.text}>{nullable}{default}"


def _import(one: Import) -> str:
    names = ", ".join(f"{name}->{here}" for name, here in one.names)
    return f"import {one.wildcard or '{' + names + '}'} {shown(one.path)}"


_FORMS: dict[type, Callable[[Any], str]] = {
    Literal: lambda n: json.dumps(n.value, ensure_ascii=False),
    Template: lambda n: f"t({_all(n.parts)})",
    Item: lambda n: f"{shown(n.key)}: {shown(n.value)}",
    Spread: lambda n: f"...{shown(n.value)}",
    Object: lambda n: f"{{{_all(n.items)}}}",
    Array: lambda n: f"[{_all(n.items)}]",
    Name: lambda n: n.name,
    Get: lambda n: f"{shown(n.target)}{'.?' if n.safe else '.'}{n.name}",
    Index: _index,
    Call: _call,
    Conditional: lambda n: f"({shown(n.condition)} ? {shown(n.yes)} : {shown(n.no)})",
    Unary: _unary,
    Binary: lambda n: f"({shown(n.left)} {n.operator} {shown(n.right)})",
    Loop: _loop,
    Lambda: lambda n: f"(({', '.join(n.parameters)}) => {shown(n.body)})",
    Opaque: lambda n: "<?>",
    Decorator: lambda n: f"@{n.name}({_all(n.arguments)})",
    Import: _import,
    Param: _param,
    Var: lambda n: f"{_decorated(n)}var {n.name} = {shown(n.value)}",
    Func: lambda n: f"{_decorated(n)}func {n.name}({', '.join(n.parameters)}) => {shown(n.body)}",
    TypeDecl: lambda n: f"{_decorated(n)}type {n.name} <{n.type.text}>",
    Output: lambda n: f"output {n.name} = {shown(n.value)}",
    ResourceDecl: _resource,
    ModuleDecl: lambda n: f"{_decorated(n)}module {n.symbol} {shown(n.path)}{_conditional(n)}",
    Using: lambda n: f"using {shown(n.path) if n.path else 'none'}",
    Extends: lambda n: f"extends {shown(n.path)}",
    Assign: lambda n: f"{n.name} = {shown(n.value)}",
}


def read(text: str, parameters: bool = False) -> File:
    """The text as a file."""
    return parse(Source("main.bicep", text), parameters)


def statements_of(text: str, parameters: bool = False) -> list[str]:
    """The statements of a file as text."""
    return [shown(statement) for statement in read(text, parameters).statements]


def faults_of(text: str, parameters: bool = False) -> list[str]:
    """The faults of a file as `line:column message`."""
    source = Source("main.bicep", text)
    places = [(source.place(fault.at), fault.message) for fault in parse(source, parameters).faults]
    return [f"{place.line}:{place.column} {message}" for place, message in places]


def value_of(text: str) -> str:
    """What the text reads as behind `var x = `; there may be no fault."""
    assert faults_of(f"var x = {text}\n") == []
    (statement,) = statements_of(f"var x = {text}\n")
    return statement.removeprefix("var x = ")

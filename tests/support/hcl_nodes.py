"""Expression trees in one line of text, so that a test can say what it expects of a reader."""

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
    Literal,
    Loop,
    Name,
    Node,
    Object,
    Opaque,
    Splat,
    Template,
    Unary,
)
from aksnet.readers.hcl.parsing import parse


def shown(node: object) -> str:
    """The node as text; templates as `t(part, part)`, everything with its own brackets."""
    for kind, form in _FORMS.items():
        if isinstance(node, kind):
            return form(node)
    raise AssertionError(node)


def _all(nodes: tuple[Node, ...]) -> str:
    return ", ".join(map(shown, nodes))


def _loop(loop: Loop) -> str:
    names = f"{loop.counter}, {loop.item}" if loop.counter else loop.item
    key = f"{shown(loop.key)} => " if loop.key else ""
    condition = f" if {shown(loop.condition)}" if loop.condition else ""
    grouped = "..." if loop.grouped else ""
    return f"for({names} in {shown(loop.source)}: {key}{shown(loop.value)}{grouped}{condition})"


_FORMS: dict[type, Callable[[Any], str]] = {
    Literal: lambda n: json.dumps(n.value, ensure_ascii=False),
    Template: lambda n: f"t({_all(n.parts)})",
    Name: lambda n: n.name,
    Get: lambda n: f"{shown(n.target)}.{n.name}",
    Index: lambda n: f"{shown(n.target)}[{shown(n.key)}]",
    Splat: lambda n: f"{shown(n.target)}<{shown(n.each)}>",
    Call: lambda n: f"{n.name}({_all(n.arguments)}{'...' if n.expand else ''})",
    Conditional: lambda n: f"({shown(n.condition)} ? {shown(n.yes)} : {shown(n.no)})",
    Unary: lambda n: f"({n.operator}{shown(n.operand)})",
    Binary: lambda n: f"({shown(n.left)} {n.operator} {shown(n.right)})",
    Array: lambda n: f"[{_all(n.items)}]",
    Object: lambda n: "{" + ", ".join(f"{shown(one.key)}: {shown(one.value)}" for one in n.items) + "}",
    Loop: _loop,
    Opaque: lambda n: f"<{n.reason}>",
}


def value_of(text: str) -> Node:
    """What the text reads as behind `a = `; there may be no fault."""
    file = parse(Source("a.tf", f"a = {text}\n"))
    assert not file.faults, file.faults
    return file.body.attributes["a"].value


def faults_of(text: str) -> list[str]:
    """The faults of a file as `line:column message`."""
    source = Source("a.tf", text)
    places = [(source.place(fault.at), fault.message) for fault in parse(source).faults]
    return [f"{place.line}:{place.column} {message}" for place, message in places]

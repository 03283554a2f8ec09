"""What the compiler refuses although it can be read: unknown names, defaults that cannot be, null that is spread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from aksnet.expressions import tree
from aksnet.expressions.ordering import parts, walk
from aksnet.expressions.source import Fault
from aksnet.expressions.tree import Literal, Node
from aksnet.readers.bicep import syntax
from aksnet.readers.bicep.syntax import File

# Names that every file knows; `this` and the names of extensions come with features that are switched on.
_NAMESPACES = frozenset({"az", "sys", "this", "base"})
_EXTENSION = re.compile(r"^[ \t]*(?:extension|provider)\b", re.MULTILINE)
_SIMPLE = {"int": int, "bool": bool, "string": str}


class Checked(NamedTuple):
    """Faults, and the places of the declarations that they are in."""

    faults: tuple[Fault, ...]
    wrong: frozenset[int]


NOTHING = Checked((), frozenset())


def check(file: File, text: str) -> Checked:
    """What is wrong with a file that was read as a whole; of one that was not, which values are not to be trusted."""
    if file.faults:
        return Checked((), frozenset(_broken(file)))
    found: list[tuple[int, Fault]] = []
    known = None if _EXTENSION.search(text) else _declared(file) | _NAMESPACES
    variables = {one.name for one in file.statements if isinstance(one, syntax.Var)}
    for statement in file.statements:
        if isinstance(statement, syntax.Param):
            found += [(statement.at, fault) for fault in _default(statement, variables)]
        elif isinstance(statement, syntax.ResourceDecl | syntax.ModuleDecl):
            found += [(statement.at, fault) for fault in _spreads(statement)]
        if known is not None:
            found += [(-1, fault) for fault in _unknown_names(statement, known)]
    return Checked(tuple(fault for _, fault in sorted(found, key=_place)), frozenset(at for at, _ in found if at >= 0))


def _broken(file: File) -> Iterator[int]:
    """The places of the values that a fault stands in or behind: they may go on where they could not be read."""
    starts = sorted(one.at for one in file.statements)
    values = {
        one.at for one in file.statements if isinstance(one, syntax.Param | syntax.Var | syntax.Func | syntax.Output)
    }
    for fault in file.faults:
        before = bisect_right(starts, fault.at) - 1
        if before >= 0 and starts[before] in values:
            yield starts[before]


def _place(pair: tuple[int, Fault]) -> int:
    return pair[1].at


def _declared(file: File) -> frozenset[str]:
    names: set[str] = set()
    for statement in file.statements:
        if isinstance(statement, syntax.Import):
            names |= {local for _, local in statement.names} | {statement.wildcard or ""}
        elif isinstance(statement, syntax.ResourceDecl | syntax.ModuleDecl):
            names.add(statement.symbol)
        elif isinstance(statement, syntax.Param | syntax.Var | syntax.Func | syntax.TypeDecl | syntax.Output):
            names.add(statement.name)
    return frozenset(names)


def _default(param: syntax.Param, variables: set[str]) -> Iterator[Fault]:
    """A default of another type, or one that is made of what is no parameter."""
    kind = _SIMPLE.get(param.type.text.strip())
    default = param.default
    if default is None:
        return
    literal = isinstance(default, Literal) and type(default.value) is not kind
    if kind is not None and (literal or isinstance(default, tree.Object | tree.Array)):
        yield Fault(f"the default of {param.name} is no {param.type.text.strip()}", default.at)
    for node, bound in _names(default, frozenset()):
        if node.name in variables and node.name not in bound:
            yield Fault(f"the default of {param.name} uses {node.name}, which is no parameter", node.at)


def _spreads(statement: syntax.ResourceDecl | syntax.ModuleDecl) -> Iterator[Fault]:
    """`...(c ? {…} : null)`: null cannot be spread."""
    for node in walk(statement.body):
        for item in node.items if isinstance(node, tree.Object | tree.Array) else ():
            if isinstance(item, tree.Spread) and any(map(_is_null, _arms(item.value))):
                yield Fault("null is spread here", item.at, "spread {} or [] instead")


def _arms(node: Node) -> tuple[Node, ...]:
    return (*_arms(node.yes), *_arms(node.no)) if isinstance(node, tree.Conditional) else (node,)


def _is_null(node: Node) -> bool:
    return isinstance(node, Literal) and node.value is None


def _unknown_names(statement: syntax.Statement, known: frozenset[str]) -> Iterator[Fault]:
    for root, bound in _expressions(statement, frozenset()):
        for node, inner in _names(root, bound):
            if node.name not in known and node.name not in inner:
                yield Fault(f"nothing here is called {node.name}", node.at)


def _expressions(statement: syntax.Statement, bound: frozenset[str]) -> Iterator[tuple[Node, frozenset[str]]]:
    """The expressions of a statement, with the names that it binds itself."""
    if isinstance(statement, syntax.ResourceDecl | syntax.ModuleDecl):
        children = statement.children if isinstance(statement, syntax.ResourceDecl) else ()
        # the names of nested resources are known in the resource around them, and those of a loop in the nested ones
        inner = bound | {child.symbol for child in children}
        loop = statement.body if isinstance(statement.body, tree.Loop) else None
        yield statement.body, inner
        if statement.condition is not None:
            yield statement.condition, inner
        names = frozenset() if loop is None else frozenset({loop.item, loop.counter or ""})
        for child in children:
            yield from _expressions(child, inner | names)
    elif isinstance(statement, syntax.Func):
        yield statement.body, bound | frozenset(statement.parameters)
    elif isinstance(statement, syntax.Var | syntax.Output):
        yield statement.value, bound
    elif isinstance(statement, syntax.Param) and statement.default is not None:
        yield statement.default, bound


def _names(root: Node, bound: frozenset[str]) -> Iterator[tuple[tree.Name, frozenset[str]]]:
    """The names in an expression, each with those that loops and lambdas around it bind."""
    stack: list[tuple[tuple[object, ...], frozenset[str]]] = [(root, bound)]
    while stack:
        node, names = stack.pop()
        if isinstance(node, tree.Name):
            yield node, names
            continue
        if isinstance(node, tree.Loop):
            stack.append((node.source, names))
            names = names | {node.item, node.counter or ""}
            stack += [(one, names) for one in (node.value, node.condition, node.key) if one is not None]
            continue
        if isinstance(node, tree.Lambda):
            stack.append((node.body, names | frozenset(node.parameters)))
            continue
        stack += [(part, names) for part in parts(node)]

"""The resource declarations of a Bicep file: each as the resources that it makes, loops and conditions resolved."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.expressions import tree
from aksnet.expressions.arm import ArmEvaluator
from aksnet.expressions.tree import Literal, Node
from aksnet.expressions.values import (
    Handle,
    RefusedError,
    Scope,
    UndeterminedError,
    Val,
    reason_of,
    unknown,
    whole,
)
from aksnet.readers.bicep.syntax import ModuleDecl, ResourceDecl
from aksnet.readers.template.declared import Collection, Declared, Head
from aksnet.readers.template.deployment import Deployment
from aksnet.readers.template.names import names_of

# How many steps of evaluation one item of a loop stands for.
_ROW_STEPS = 10
# What says how a resource is deployed, and is evaluated by itself.
_APART = {"parent", "scope", "dependson"}


class Row(NamedTuple):
    """One of the things that a declaration makes; `exists` says why it cannot be told whether it is there."""

    number: int | None
    body: Node
    scope: Scope
    present: bool
    exists: str | None


def rows_of(
    evaluator: ArmEvaluator, decl: ResourceDecl | ModuleDecl, scope: Scope, around: Row | None = None
) -> list[Row] | str:
    """What a declaration makes, in order; the reason where the loop cannot be told."""
    present, exists = (True, None) if around is None else (around.present, around.exists)
    if not isinstance(decl.body, tree.Loop):
        row = Row(None, decl.body, scope, present, exists)
        return [_under(evaluator, decl.condition, row)]
    loop = decl.body
    source = evaluator.told(loop.source, scope)
    try:
        source = whole(source)
        if not source.known:
            return reason_of(source)
        names = list(evaluator.rows(loop, source))
    except UndeterminedError as error:
        return error.reason
    except RefusedError as error:
        return error.message
    evaluator.steps += len(names) * _ROW_STEPS
    rows = [
        Row(number, loop.value, Scope(scope.source, row, scope), present, exists) for number, row in enumerate(names)
    ]
    return [_under(evaluator, loop.condition, row) for row in rows]


def unknown_row(decl: ResourceDecl | ModuleDecl, scope: Scope, reason: str) -> Row:
    """What stands for all that a loop makes that cannot be told."""
    if not isinstance(decl.body, tree.Loop):
        return Row(None, decl.body, scope, True, reason)
    names = {name: unknown(reason) for name in (decl.body.item, decl.body.counter) if name is not None}
    return Row(None, decl.body.value, Scope(scope.source, names, scope), True, reason)


def _under(evaluator: ArmEvaluator, condition: Node | None, row: Row) -> Row:
    if condition is None:
        return row
    value = evaluator.told(condition, row.scope)
    if not value.known:
        return row._replace(exists=row.exists or reason_of(value))
    if not isinstance(value.data, bool):
        return row._replace(exists=row.exists or "the condition is neither true nor false")
    return row if value.data else row._replace(present=False)


def item_of(body: Node, name: str) -> Node | None:
    """The value that a body gives a property."""
    for item in body.items if isinstance(body, tree.Object) else ():
        if isinstance(item, tree.Item) and isinstance(item.key, Literal) and item.key.value == name:
            return item.value
    return None


def scope_id(value: Val) -> Val:
    """The id of what a `scope:` names."""
    data = value.data
    if isinstance(data, Declared):
        return data.id()
    if isinstance(data, dict):
        found = data.get("id")
        return unknown("its scope cannot be told") if found is None else found
    return unknown(reason_of(value) if not value.known else "its scope cannot be told")


class Maker:
    """Makes the resources of one instance of a file."""

    def __init__(
        self, evaluator: ArmEvaluator, deployment: Deployment, prefix: str, exists: str | None, language: str
    ) -> None:
        self._evaluator = evaluator
        self._deployment = deployment
        self._prefix = prefix
        self._exists = exists
        self._language = language
        self.made: list[Declared] = []

    def make(
        self, decl: ResourceDecl, scope: Scope, around: tuple[Declared, Row] | None = None, *, told: bool
    ) -> Handle:
        """What a declaration makes; what is there, and `told`, is noted in `made`."""
        rows = rows_of(self._evaluator, decl, scope, around[1] if around is not None else None)
        if isinstance(rows, str):
            self._one(decl, unknown_row(decl, scope, rows), around, told=told)
            return Collection(None, rows)
        made = [self._one(decl, row, around, told=told) for row in rows]
        return made[0] if not isinstance(decl.body, tree.Loop) else Collection(made, "")

    def _one(self, decl: ResourceDecl, row: Row, around: tuple[Declared, Row] | None, *, told: bool) -> Declared:
        symbol = decl.symbol if around is None else f"{around[0].head.address}::{decl.symbol}"
        address = (self._prefix if around is None else "") + symbol
        if row.number is not None:
            address += f"[{row.number}]"
        parent = around[0] if around is not None else self._parent(row)
        kind, version = _type(decl, around[0] if around is not None else None)
        told = told and not decl.faulty
        head = Head(
            type=kind,
            api_version=version,
            address=address,
            place=row.scope.source.place(decl.at),
            language=self._language,
            existing=decl.existing or not told,
            exists=row.exists or self._exists,
        )
        inner = _Inner(row.scope)
        made = Declared(
            head,
            lambda: self._names(row, inner, kind, parent),
            lambda: self._evaluator.told(_without_apart(row.body), inner.scope),
            lambda: self._base(row, inner),
            parent if isinstance(parent, Declared) else None,
        )
        if row.present and told:
            self.made.append(made)
        if decl.children and row.number is None:
            children = {
                child.symbol: Val(self.make(child, inner.scope, (made, row), told=told)) for child in decl.children
            }
            inner.scope = Scope(row.scope.source, children, row.scope)
            made.children = children
        return made

    def _parent(self, row: Row) -> Declared | str | None:
        """The resource that `parent:` names; the reason where it cannot be told."""
        node = item_of(row.body, "parent")
        if node is None:
            return None
        value = self._evaluator.told(node, row.scope)
        return value.data if isinstance(value.data, Declared) else reason_of(value)

    def _names(self, row: Row, inner: _Inner, kind: str, parent: Declared | str | None) -> list[Val]:
        node = item_of(row.body, "name")
        if node is None:
            return [unknown("its name is not written")]
        if parent is None:
            return names_of(self._evaluator, node, inner.scope, max(1, kind.count("/")))
        own = self._evaluator.told(node, inner.scope)
        return [unknown(parent), own] if isinstance(parent, str) else [own]

    def _base(self, row: Row, inner: _Inner) -> Val:
        node = item_of(row.body, "scope")
        if node is None:
            return Val(self._deployment.base)
        return scope_id(self._evaluator.told(node, inner.scope))


class _Inner:
    """The names that a resource's body sees: those of the resources nested in it are put in when they are made."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope


def _type(decl: ResourceDecl, parent: Declared | None) -> tuple[str, str | None]:
    """The full type and the API version."""
    written = decl.type.value if isinstance(decl.type, Literal) else ""
    kind, _, version = str(written).partition("@")
    if parent is None:
        return kind, version or None
    return f"{parent.head.type}/{kind}", version or parent.head.api_version


def _without_apart(body: Node) -> Node:
    if not isinstance(body, tree.Object):
        return body
    return tree.Object(tuple(item for item in body.items if not _is_apart(item)), body.at)


def _is_apart(item: tree.Item | tree.Spread) -> bool:
    return (
        isinstance(item, tree.Item)
        and isinstance(item.key, Literal)
        and isinstance(item.key.value, str)
        and item.key.value.lower() in _APART
    )

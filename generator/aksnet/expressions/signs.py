"""The sign of an expression: a digest of what is written there and of all that it refers to in the same configuration.

Two values that cannot be told are the same only where they have the same sign: a name that another value stands behind
gives another sign, and one that is called otherwise and says the same does not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeAlias

from aksnet.expressions import tree
from aksnet.expressions.tree import Node, Spread
from aksnet.expressions.values import (
    Closure,
    Handle,
    OpenObject,
    Ref,
    RefusedError,
    Scope,
    UndeterminedError,
    Val,
)
from aksnet.view import Unknown

Evaluate: TypeAlias = Callable[[Node, Scope], Val]
# Calls that name a value, in templates.
_NAMING = ("parameters", "variables")
# More than this of a value is not put into a sign: it is told by its expression.
_MAX_PARTS = 10_000


def digest(*parts: object) -> str:
    """One sign of several parts: plain data, and tuples of it."""
    return hashlib.sha256(repr(parts).encode(errors="backslashreplace")).hexdigest()[:32]


def sign_of(evaluate: Evaluate, node: Node, scope: Scope) -> str | None:
    """The sign of an expression; None where it is nested too deep."""
    try:
        return digest(_Writer(evaluate, scope).part(node))
    except RecursionError:
        return None


def sign_of_value(value: Val) -> str | None:
    """The sign of a value; None where something in it cannot be told and has no sign."""
    found = _of_value(value, [0])
    return None if found is None else digest(found)


def _of_value(value: Val, count: list[int]) -> object | None:
    data = value.data
    count[0] += 1
    if isinstance(data, Unknown):
        return ("unknown", data.sign) if data.sign is not None else None
    if isinstance(data, Ref):
        return ("ref", data.text)
    if isinstance(data, OpenObject):
        return ("open", data.sign) if data.sign is not None else None
    if isinstance(data, Handle | Closure) or count[0] > _MAX_PARTS:
        return None
    if isinstance(data, list):
        items = [_of_value(item, count) for item in data]
        return None if None in items else ("list", *items)
    if isinstance(data, dict):
        members = [(key, _of_value(item, count)) for key, item in data.items()]
        return None if any(item is None for _, item in members) else ("object", *sorted(members, key=str))
    return (type(data).__name__, data)


class _Writer:
    """Writes an expression as nested tuples without places, with what its names stand for."""

    def __init__(self, evaluate: Evaluate, scope: Scope) -> None:
        self._evaluate, self._scope = evaluate, scope

    def part(self, part: object) -> object:
        """A node, or a part of one."""
        if isinstance(part, Spread):
            return ("...", self.part(part.value))
        if not isinstance(part, tuple):
            return (type(part).__name__, part)
        fields = getattr(part, "_fields", None)
        if fields is None:
            return tuple(map(self.part, part))
        if isinstance(part, tree.Name | tree.Get | tree.Index) or _names(part):
            return self._reference(part) or self._written(part)  # type: ignore[arg-type]
        return self._written(part)

    def _written(self, node: tuple[object, ...]) -> object:
        fields = getattr(node, "_fields", ())
        parts = [self.part(one) for name, one in zip(fields, node, strict=True) if name != "at"]
        return (type(node).__name__, *parts)

    def _reference(self, node: Node) -> object | None:
        """What a reference stands for; None where only the reference itself can be told."""
        found = _of_value(self._evaluate(node, self._scope), [0])
        if found is not None:
            return found
        behind = self._behind(node)
        return None if behind is None else ("behind", behind)

    def _behind(self, node: Node) -> str | None:
        """The sign of what stands behind a name."""
        if isinstance(node, tree.Name):
            return self._scope.sign(node.name)
        name = node.name if isinstance(node, tree.Get) else None
        target = self._evaluate(node.target, self._scope).data if isinstance(node, tree.Get) else None
        try:
            return target.sign(name) if isinstance(target, Handle) and name is not None else None
        except (RefusedError, UndeterminedError):
            return None


def _names(part: tuple[object, ...]) -> bool:
    return isinstance(part, tree.Call) and part.name.lower() in _NAMING and part.target is None

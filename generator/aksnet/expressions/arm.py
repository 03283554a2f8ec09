"""Evaluating expressions of Bicep and of ARM templates: what both languages mean by operators, access and calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, TypeAlias

from aksnet.expressions import tree
from aksnet.expressions.arm_functions import FUNCTIONS
from aksnet.expressions.arm_functions.comparing import find_key, text_of
from aksnet.expressions.evaluator import Evaluator
from aksnet.expressions.functions import Function
from aksnet.expressions.source import At, Source
from aksnet.expressions.tree import Node
from aksnet.expressions.values import (
    NULL,
    Closure,
    Handle,
    OpenObject,
    RefusedError,
    Scope,
    SomeText,
    UndeterminedError,
    Val,
    decided_by,
    plain,
    reason_of,
    unknown,
    whole,
)
from aksnet.view import Json

# How deep functions that a file declares may call each other.
MAX_CALLS = 20

# How many items or characters of an argument count as one more step of evaluation.
PARTS_PER_STEP = 20

Access: TypeAlias = tree.Get | tree.Index

_OPERATORS = {
    "==": "equals",
    "<": "less",
    "<=": "lessorequals",
    ">": "greater",
    ">=": "greaterorequals",
    "&&": "and",
    "||": "or",
    "??": "coalesce",
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "%": "mod",
}
_NEGATED = {"!=": "==", "!~": "=~"}
# Functions that ask the service, beside those whose name begins with `list`.
_RUNTIME = {
    "externalinput",
    "getsecret",
    "pickzones",
    "providers",
    "reference",
    "tologicalzone",
    "tologicalzones",
    "tophysicalzone",
    "tophysicalzones",
}


class Quoted(Source):
    """A text of aksnet's own that is evaluated: what it passes on stands where it was written before."""

    __slots__ = ()


def function_key(name: str) -> str:
    """The name under which a scope holds a function: functions and values do not hide each other."""
    return f"{name}()"


class Namespace(Handle):
    """Names and functions behind a name of their own: `import * as shared`, the functions of a template."""

    def __init__(self, title: str, scope: Scope) -> None:
        self._title = title
        self._scope = scope

    def get(self, name: str) -> Val:
        found = self._scope.find(name)
        if found is None:
            raise RefusedError(f"{self._title} has no {name.removesuffix('()')}")
        return found


class ArmEvaluator(Evaluator):
    """Evaluates Bicep; where the service would refuse an expression, that expression alone is unknown."""

    functions: ClassVar[Mapping[str, Function]] = FUNCTIONS

    def __init__(self) -> None:
        super().__init__()
        self._calls = 0

    def evaluate(self, node: Node, scope: Scope) -> Val:
        try:
            return super().evaluate(node, scope)
        except RefusedError as error:
            return unknown(error.message)

    # what the languages decide

    def text(self, data: Json) -> str:
        return text_of(data)

    def key(self, data: Json) -> str:
        if isinstance(data, str):
            return data
        raise RefusedError("the key of an object is no text")

    def call(self, name: str) -> Function | None:
        folded = name.lower()
        found = self.functions.get(folded)
        if found is None and (folded in _RUNTIME or folded.startswith("list")):
            raise UndeterminedError(f"{name}() is known only once it is deployed")
        return found

    def pairs(self, value: Val, *, indexed: bool) -> Iterator[tuple[Val, Val]]:
        if not isinstance(value.data, list):
            raise RefusedError("a loop goes over an array")
        for number, item in enumerate(value.data):
            yield Val(number), item

    def operate(self, operator: str, left: Node, right: Node, scope: Scope) -> Val:
        if operator in _NEGATED:
            return self._opposite(self.operate(_NEGATED[operator], left, right, scope))
        values = [self.evaluate(left, scope), self.evaluate(right, scope)]
        if operator == "==" and {type(value.data) for value in values} == {SomeText, type(None)}:
            return Val(False)
        if operator == "=~":
            return self._named("equals", [self._named("tolower", [value]) for value in values])
        return self._named(_OPERATORS[operator], values)

    def _opposite(self, value: Val) -> Val:
        return self._named("not", [value]) if value.known else value

    def _named(self, name: str, values: list[Val]) -> Val:
        return self.apply(self.functions[name], values)

    def negate(self, operator: str, value: Val) -> Val:
        if operator == "!":
            return self._named("not", [value])
        return self._named("sub", [Val(0), value]) if operator == "-" else value

    # access

    def _get(self, node: tree.Get, scope: Scope) -> Val:
        return self._accessed(node, scope)

    def _index(self, node: tree.Index, scope: Scope) -> Val:
        return self._accessed(node, scope)

    def _accessed(self, node: Access, scope: Scope) -> Val:
        """A chain of accesses; what `.?` and `[?]` do not find ends the whole chain with null."""
        chain: list[Access] = []
        target: Node = node
        while isinstance(target, tree.Get | tree.Index):
            chain.append(target)
            target = target.target
        value = self.evaluate(target, scope)
        for access in reversed(chain):
            found = self._step(value, access, scope)
            if found is None:
                return NULL
            value = found
        return value

    def _step(self, value: Val, access: Access, scope: Scope) -> Val | None:
        """One access; None where a safe one finds nothing."""
        key = Val(access.name) if isinstance(access, tree.Get) else self.evaluate(access.key, scope)
        if not key.known:
            raise UndeterminedError(reason_of(key))
        if isinstance(value.data, Handle):
            return value.data.index(self._index_key(key))
        if not value.known:
            raise UndeterminedError(reason_of(value))
        from_end = isinstance(access, tree.Index) and access.from_end
        found = self._found(value, self._index_key(key), from_end=from_end)
        if found is None and not access.safe:
            raise RefusedError(f"it has no item or member {key.data!r}")
        return found

    def _found(self, value: Val, key: str | int, *, from_end: bool) -> Val | None:
        data = value.data
        if data is None:
            return None
        if isinstance(data, dict) and isinstance(key, str):
            name = find_key(data, key)
            if name is None and isinstance(data, OpenObject):
                raise UndeterminedError(data.reason)
            return None if name is None else data[name]
        if isinstance(data, list) and isinstance(key, int):
            number = len(data) - key if from_end else key
            return data[number] if 0 <= number < len(data) else None
        raise RefusedError(f"{key!r} is taken of what has no such thing")

    # calls

    def key_of(self, name: str) -> str:
        """The key of a function in a scope of names."""
        return function_key(name)

    def _call(self, node: tree.Call, scope: Scope) -> Val:
        if node.target is None:
            own = scope.find(self.key_of(node.name))
            if own is not None:
                return self.of_scope(own, node, scope)
        return super()._call(node, scope)

    def of_scope(self, function: Val, node: tree.Call, scope: Scope) -> Val:
        """A call of a function that the file declares, or that knows where it stands."""
        if not isinstance(function.data, Closure):
            raise UndeterminedError(reason_of(function))
        arguments = self.arguments(node, scope)
        if self._calls >= MAX_CALLS:
            raise UndeterminedError(f"functions call each other more than {MAX_CALLS} deep")
        self._calls += 1
        try:
            result = function.data.call(*arguments)
        finally:
            self._calls -= 1
        origin, via = decided_by((result, *arguments))
        return result._replace(origin=origin, via=via, at=None)

    def apply(self, function: Function, arguments: list[Val]) -> Val:
        for value in arguments:
            if isinstance(value.data, list | dict | str):
                self.steps += len(value.data) // PARTS_PER_STEP
        return super().apply(function, arguments)

    def method(self, node: tree.Call, scope: Scope) -> Val:
        if node.target is not None:
            target = self.evaluate(node.target, scope).data
            if isinstance(target, Namespace):
                return self.of_scope(target.get(function_key(node.name)), node, scope)
        return super().method(node, scope)

    # objects

    def _object(self, node: tree.Object, scope: Scope) -> Val:
        members: dict[str, Val] = {}
        opened: str | None = None
        for item in node.items:
            if isinstance(item, tree.Spread):
                opened = self._spread(item, scope, members) or opened
            else:
                opened = self.member_of(item, scope, members) or opened
        if opened is None:
            return Val(members)
        result = OpenObject(members)
        result.reason = opened
        return Val(result)

    def member_of(self, item: tree.Item, scope: Scope, members: dict[str, Val]) -> str | None:
        """Put a member of an object; the reason where its key cannot be told."""
        key, value = self.evaluate(item.key, scope), self.evaluate(item.value, scope)
        value = self.signed(value, item.value, scope)
        try:
            name = self.key(plain(key))
        except UndeterminedError as error:
            return error.reason
        members[name] = value if self._is_passed_on(value, scope) else value._replace(at=At(scope.source, item.at))
        return None

    def _is_passed_on(self, value: Val, scope: Scope) -> bool:
        return isinstance(scope.source, Quoted) and value.at is not None


def as_text(value: Val) -> str:
    """A text; raises UndeterminedError where it is unknown."""
    data = plain(whole(value))
    if not isinstance(data, str):
        raise RefusedError("this is no text")
    return data

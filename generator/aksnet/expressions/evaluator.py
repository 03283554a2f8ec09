"""Folding an expression tree over the values known; each language says what its operators and functions mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, TypeAlias

from aksnet.expressions import tree
from aksnet.expressions.functions import Function
from aksnet.expressions.signs import digest, sign_of, sign_of_value
from aksnet.expressions.source import At
from aksnet.expressions.tree import Node
from aksnet.expressions.values import (
    MAX_ITEMS,
    MAX_PARTS,
    MAX_TEXT,
    Closure,
    Handle,
    OpenObject,
    RefusedError,
    Scope,
    UndeterminedError,
    Unordered,
    Val,
    decided_by,
    plain,
    reason_of,
    same,
    unknown,
    whole,
    wrap,
)
from aksnet.view import Json, Origin, Unknown

# How many steps one expression of a configuration may take, all of them together, and each one at the least.
MAX_STEPS, MAX_STEPS_IN_ALL, LEAST_STEPS = 200_000, 1_000_000, 1_000

Form: TypeAlias = Callable[["Evaluator", tree.Call, Scope], Val]


class Evaluator:
    """Evaluates expressions of one language; it answers unknown, with the reason, rather than a wrong value."""

    functions: ClassVar[Mapping[str, Function]] = {}
    # calls whose arguments are not evaluated beforehand
    forms: ClassVar[Mapping[str, Form]] = {}

    def __init__(self) -> None:
        self.steps = 0
        self._limit = MAX_STEPS
        self._telling = False
        self._weights: dict[int, tuple[int, object]] = {}
        self._visitors: dict[type, Callable[[Any, Scope], Val]] = {
            tree.Literal: lambda node, scope: Val(node.value),
            tree.Template: self._template,
            tree.Object: self._object,
            tree.Array: self._array,
            tree.Name: self._name,
            tree.Get: self._get,
            tree.Index: self._index,
            tree.Splat: self._splat,
            tree.Call: self._call,
            tree.Conditional: self._conditional,
            tree.Unary: self._unary,
            tree.Binary: self._binary,
            tree.Loop: self._loop,
            tree.Lambda: self._lambda,
            tree.Opaque: lambda node, scope: unknown(node.reason),
        }

    def evaluate(self, node: Node, scope: Scope) -> Val:
        """The value of an expression; raises RefusedError where the language refuses it."""
        self.steps += 1
        if self.steps > self._limit:
            return unknown("this takes too many steps to evaluate")
        try:
            value = self._visitors[type(node)](node, scope)
            if isinstance(value.data, list | dict) and self._weight(value.data) > MAX_PARTS:
                raise UndeterminedError(f"it has more than {MAX_PARTS:,} parts")
            return value
        except UndeterminedError as error:
            return unknown(error.reason)

    def _weight(self, data: list[Val] | dict[str, Val]) -> int:
        """How many parts a value has when it is written out: one that names others often is small until then."""
        found = self._weights.get(id(data))
        if found is not None:
            return found[0]
        weight = 1
        for item in data.values() if isinstance(data, dict) else data:
            weight += self._weight(item.data) if isinstance(item.data, list | dict) else 1
        self._weights[id(data)] = weight, data  # kept, so that no other value gets its id
        return weight

    @contextmanager
    def on_its_own(self) -> Iterator[None]:
        """Count the steps of an expression for itself, so that one that takes too many leaves some to others."""
        outermost, self._telling = not self._telling, True
        if outermost:
            self._limit = self.steps + max(LEAST_STEPS, min(MAX_STEPS, MAX_STEPS_IN_ALL - self.steps))
        try:
            yield
        finally:
            self._telling = not outermost

    def told(self, node: Node, scope: Scope) -> Val:
        """The value of an expression, unknown where the language refuses it; what is unknown has its sign."""
        return self.signed(self._told(node, scope), node, scope)

    def signed(self, value: Val, node: Node, scope: Scope) -> Val:
        """The value; where it is unknown, with the sign of its expression."""
        data = value.data
        if isinstance(data, OpenObject) and data.sign is None:
            data.sign = self.sign(node, scope)
        if not isinstance(data, Unknown) or data.sign is not None:
            return value
        return value._replace(data=data._replace(sign=self.sign(node, scope)))

    def sign(self, node: Node, scope: Scope) -> str | None:
        """The sign of an expression: what is written there, and what it refers to."""
        return sign_of(self._told, node, scope)

    def _told(self, node: Node, scope: Scope) -> Val:
        try:
            with self.on_its_own():
                return self.evaluate(node, scope)
        except RefusedError as error:
            return unknown(error.message)
        except RecursionError:
            return unknown("this is nested too deep to evaluate")

    # what each language decides

    def text(self, data: Json) -> str:
        """Plain data as part of a text."""
        raise NotImplementedError

    def key(self, data: Json) -> str:
        """Plain data as the key of an object."""
        return self.text(data)

    def named(self, node: tree.Name, scope: Scope) -> Val:
        """A name that no scope knows."""
        raise RefusedError(f"nothing here is called {node.name}")

    def member(self, target: Val, name: str, *, safe: bool) -> Val:
        """A member of an object; `target` is known and no handle."""
        raise NotImplementedError

    def item(self, target: Val, key: Val, node: tree.Index) -> Val:
        """An item of a list or an object; both are known, `target` is no handle."""
        raise NotImplementedError

    def condition(self, data: Json) -> bool:
        """Plain data as a condition."""
        if isinstance(data, bool):
            return data
        raise RefusedError("the condition is neither true nor false")

    def choose(self, chosen: Val, other: Callable[[], Val]) -> Val:
        """The arm of a conditional that was chosen, as the language makes it the type of both."""
        return chosen

    def operate(self, operator: str, left: Node, right: Node, scope: Scope) -> Val:
        """A binary operation."""
        raise NotImplementedError

    def negate(self, operator: str, value: Val) -> Val:
        """A unary operation; the value is known."""
        raise NotImplementedError

    def pairs(self, value: Val, *, indexed: bool) -> Iterator[tuple[Val, Val]]:
        """What a loop goes over, each item behind its key or number; the value is known and no handle."""
        raise NotImplementedError

    def call(self, name: str) -> Function | None:
        """The function of a name."""
        return self.functions.get(name)

    def form(self, name: str) -> Form | None:
        """The form of a name."""
        return self.forms.get(name)

    def method(self, node: tree.Call, scope: Scope) -> Val:
        """A call on a target."""
        raise UndeterminedError(f"{node.name}() is known only once it is deployed")

    # the nodes

    def _template(self, node: tree.Template, scope: Scope) -> Val:
        values = [self.evaluate(part, scope) for part in node.parts]
        if len(values) == 1:
            return values[0]
        parts: list[str] = []
        size = 0
        for value in values:
            parts.append(self.text(plain(value)))
            size += len(parts[-1])
            if size > MAX_TEXT:
                raise UndeterminedError(f"it is a text of more than {MAX_TEXT:,} characters")
        return Val("".join(parts), *_decided(values))

    def _object(self, node: tree.Object, scope: Scope) -> Val:
        members: dict[str, Val] = {}
        opened: str | None = None
        for item in node.items:
            if isinstance(item, tree.Spread):
                opened = self._spread(item, scope, members) or opened
                continue
            key = self.evaluate(item.key, scope)
            value = self.signed(self.evaluate(item.value, scope), item.value, scope)
            try:
                name = self.key(plain(key))
            except UndeterminedError as error:
                opened = error.reason
                continue
            members[name] = value._replace(at=At(scope.source, item.at))
        return Val(members if opened is None else _open(members, opened))

    def _spread(self, item: tree.Spread, scope: Scope, members: dict[str, Val]) -> str | None:
        """Put the members of what is spread; the reason where they cannot be told."""
        value = whole(self.evaluate(item.value, scope))
        if isinstance(value.data, dict):
            members.update(value.data)
            return value.data.reason if isinstance(value.data, OpenObject) else None
        if value.known:
            raise RefusedError("only an object can be spread into an object")
        # each may have been overwritten
        members.update({key: _overlaid(old, value)._replace(at=old.at) for key, old in members.items()})
        return reason_of(value)

    def _array(self, node: tree.Array, scope: Scope) -> Val:
        items: list[Val] = []
        for item in node.items:
            if isinstance(item, tree.Spread):
                value = whole(self.evaluate(item.value, scope))
                if not value.known:
                    raise UndeterminedError(reason_of(value))
                if not isinstance(value.data, list):
                    raise RefusedError("only an array can be spread into an array")
                items += value.data
                continue
            value = self.signed(self.evaluate(item, scope), item, scope)
            items.append(value if value.at is not None else value._replace(at=At(scope.source, item.at)))
        return Val(items)

    def _name(self, node: tree.Name, scope: Scope) -> Val:
        value = scope.find(node.name)
        return self.named(node, scope) if value is None else value

    def _get(self, node: tree.Get, scope: Scope) -> Val:
        target = self.evaluate(node.target, scope)
        if isinstance(target.data, Handle):
            return target.data.get(node.name)
        if not target.known:
            return unknown(reason_of(target))
        return self.member(target, node.name, safe=node.safe)

    def _index(self, node: tree.Index, scope: Scope) -> Val:
        target, key = self.evaluate(node.target, scope), self.evaluate(node.key, scope)
        if not key.known:
            return unknown(reason_of(key))
        if isinstance(target.data, Handle):
            return target.data.index(self._index_key(key))
        if not target.known:
            return unknown(reason_of(target))
        return self.item(target, key, node)

    def _index_key(self, key: Val) -> str | int:
        data = key.data
        if isinstance(data, str | int) and not isinstance(data, bool):
            return data
        raise RefusedError("this is neither a name nor a number to choose an item by")

    def _splat(self, node: tree.Splat, scope: Scope) -> Val:
        target = self.evaluate(node.target, scope)
        if isinstance(target.data, Handle):
            target = target.data.spread()
        if not target.known:
            return unknown(reason_of(target))
        items = target.data if isinstance(target.data, list) else [] if target.data is None else [target]
        return Val([self.evaluate(node.each, Scope(scope.source, {tree.ITEM: item}, scope)) for item in items])

    def _call(self, node: tree.Call, scope: Scope) -> Val:
        if node.target is not None:
            return self.method(node, scope)
        form = self.form(node.name)
        if form is not None:
            return form(self, node, scope)
        function = self.call(node.name)
        if function is None:
            raise UndeterminedError(f"aksnet does not evaluate the function {node.name}")
        arguments = self.arguments(node, scope)
        if not function.takes(len(arguments)):
            raise RefusedError(f"{node.name} does not take {len(arguments)} arguments")
        return self.apply(function, arguments)

    def arguments(self, node: tree.Call, scope: Scope) -> list[Val]:
        """The arguments of a call, evaluated."""
        values = [self.evaluate(argument, scope) for argument in node.arguments]
        if not node.expand:
            return values
        last = whole(values.pop())
        if not last.known:
            raise UndeterminedError(reason_of(last))
        if not isinstance(last.data, list):
            raise RefusedError(f"the last argument of {node.name} is no list")
        return values + last.data

    def apply(self, function: Function, arguments: list[Val]) -> Val:
        """What a function makes of its arguments."""
        if function.plain:
            origin, via = decided_by(arguments)
            result = wrap(function.call(*map(plain, arguments)), Val(None, origin, None, via))
        else:
            values = [whole(value) for value in arguments]
            if not function.lenient:
                for value in values:
                    if not value.known:
                        raise UndeterminedError(reason_of(value))
            result = function.call(*values)
            if result.origin is Origin.GIVEN:
                origin, via = decided_by(arguments)
                result = result._replace(origin=origin, via=via)
        data = result.data
        if isinstance(data, str) and len(data) > MAX_TEXT:
            raise UndeterminedError(f"it is a text of more than {MAX_TEXT:,} characters")
        if isinstance(data, list | dict) and len(data) > MAX_ITEMS:
            raise UndeterminedError(f"it has {len(data):,} items, and aksnet expands {MAX_ITEMS:,}")
        return result._replace(at=None)

    def _conditional(self, node: tree.Conditional, scope: Scope) -> Val:
        condition = self.evaluate(node.condition, scope)
        if not condition.known:
            return self._either(condition, node, scope)
        yes, no = (node.yes, node.no) if self.condition(plain(condition)) else (node.no, node.yes)
        chosen = self.choose(self.evaluate(yes, scope), lambda: self._told(no, scope))
        origin, via = decided_by((chosen, condition))
        return chosen._replace(origin=origin, via=via)

    def _either(self, condition: Val, node: tree.Conditional, scope: Scope) -> Val:
        """The value that both arms have; it is unknown where they differ."""
        arms = [self._told(arm, scope) for arm in (node.yes, node.no)]
        try:
            data = [plain(arm) for arm in arms]
        except UndeterminedError:
            return unknown(reason_of(condition))
        return arms[0] if same(*data) else unknown(reason_of(condition))

    def _unary(self, node: tree.Unary, scope: Scope) -> Val:
        value = self.evaluate(node.operand, scope)
        if not value.known and node.operator != "x!":
            return unknown(reason_of(value))
        result = self.negate(node.operator, value)
        return result._replace(origin=value.origin, via=value.via)

    def _binary(self, node: tree.Binary, scope: Scope) -> Val:
        return self.operate(node.operator, node.left, node.right, scope)

    def _loop(self, node: tree.Loop, scope: Scope) -> Val:
        found = self.evaluate(node.source, scope)
        unordered = found.data if isinstance(found.data, Unordered) and node.counter is None else None
        source = whole(found) if unordered is None else found._replace(data=unordered.items)
        if not source.known:
            return unknown(reason_of(source))
        rows = [Scope(scope.source, names, scope) for names in self.rows(node, source)]
        if node.condition is not None:
            rows = [row for row in rows if self._kept(node.condition, row)]
        if unordered is not None and len(rows) > 1 and (node.key is None or node.grouped):
            return unknown(unordered.reason)
        if node.key is None:
            return Val([self._placed(node.value, row) for row in rows], *_decided([source]))
        return self._members(node, node.key, rows)

    def rows(self, node: tree.Loop, source: Val) -> Iterator[dict[str, Val]]:
        """The names that a loop gives, once for each item; `source` is known and no handle."""
        if isinstance(source.data, OpenObject):
            raise UndeterminedError(source.data.reason)
        if isinstance(source.data, list | dict) and len(source.data) > MAX_ITEMS:
            raise UndeterminedError(f"it has {len(source.data):,} items, and aksnet expands {MAX_ITEMS:,}")
        for key, value in self.pairs(source, indexed=node.counter is not None):
            row = {node.item: value}
            if node.counter is not None:
                row[node.counter] = key
            yield row

    def _kept(self, condition: Node, row: Scope) -> bool:
        return self.condition(plain(self.evaluate(condition, row)))

    def _placed(self, node: Node, row: Scope) -> Val:
        value = self.signed(self.evaluate(node, row), node, row)
        return value if value.at is not None else value._replace(at=At(row.source, node.at))

    def _members(self, node: tree.Loop, by: Node, rows: list[Scope]) -> Val:
        groups: dict[str, list[Val]] = {}
        for row in rows:
            groups.setdefault(self.key(plain(self.evaluate(by, row))), []).append(self._placed(node.value, row))
        if node.grouped:
            return Val({key: Val(group) for key, group in groups.items()})
        twice = next((key for key, group in groups.items() if len(group) > 1), None)
        if twice is not None:
            raise RefusedError(f"two items of the loop have the key {twice!r}")
        return Val({key: group[0] for key, group in groups.items()})

    def _lambda(self, node: tree.Lambda, scope: Scope) -> Val:
        def call(*values: Val) -> Val:
            inner = Scope(scope.source, dict(zip(node.parameters, values, strict=False)), scope)
            return self.signed(self.evaluate(node.body, inner), node.body, inner)

        return Val(Closure(call))


def _decided(values: list[Val]) -> tuple[Origin, None, str | None]:
    origin, via = decided_by(values)
    return origin, None, via


def _overlaid(old: Val, over: Val) -> Val:
    """A value that may have been overwritten by one that cannot be told."""
    signs = [sign_of_value(old), sign_of_value(over)]
    return Val(Unknown(reason_of(over), sign=None if None in signs else digest(signs)))


def _open(members: dict[str, Val], reason: str) -> OpenObject:
    opened = OpenObject(members)
    opened.reason = reason
    return opened

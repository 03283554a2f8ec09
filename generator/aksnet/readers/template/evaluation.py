"""Evaluating the expressions of ARM templates: parameters, variables, loops by copy, lambdas, their own functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from aksnet.expressions import tree
from aksnet.expressions.arm import ArmEvaluator, as_text, function_key
from aksnet.expressions.evaluator import Evaluator, Form
from aksnet.expressions.source import At
from aksnet.expressions.tree import Literal, Node
from aksnet.expressions.values import (
    MAX_ITEMS,
    Closure,
    RefusedError,
    Scope,
    UndeterminedError,
    Val,
    plain,
    reason_of,
    unknown,
)


def parameter_key(name: str) -> str:
    """The name under which a scope holds a parameter."""
    return f"parameters {name.lower()}"


def variable_key(name: str) -> str:
    """The name under which a scope holds a variable."""
    return f"variables {name.lower()}"


def counter_key(name: str = "") -> str:
    """The name under which a scope holds the number of a loop's item."""
    return f"copyIndex {name.lower()}"


def member(node: Node | None, name: str) -> tree.Item | None:
    """A member of a JSON object, whose case does not matter."""
    for item in node.items if isinstance(node, tree.Object) else ():
        if (
            isinstance(item, tree.Item)
            and isinstance(item.key, Literal)
            and str(item.key.value).lower() == name.lower()
        ):
            return item
    return None


def entries(node: Node | None) -> list[tuple[str, tree.Item]]:
    """The members of a JSON object with their names; none where it is no object."""
    items = node.items if isinstance(node, tree.Object) else ()
    return [
        (str(item.key.value), item) for item in items if isinstance(item, tree.Item) and isinstance(item.key, Literal)
    ]


def objects(node: Node | None) -> list[tree.Object]:
    """The objects of a JSON array; none where it is no array."""
    return [item for item in node.items if isinstance(item, tree.Object)] if isinstance(node, tree.Array) else []


def value_of(node: Node | None, name: str) -> Node | None:
    """The value of a member of a JSON object."""
    item = member(node, name)
    return None if item is None else item.value


def text_of(node: Node | None, name: str) -> str | None:
    """The text of a member of a JSON object."""
    found = value_of(node, name)
    return found.value if isinstance(found, Literal) and isinstance(found.value, str) else None


class _Copy(NamedTuple):
    """A loop that makes the property `name`."""

    name: str
    times: Node
    input: Node
    at: int


class TemplateEvaluator(ArmEvaluator):
    """Evaluates the expressions of templates; the names of functions are taken in any case."""

    def key_of(self, name: str) -> str:
        return function_key(name.lower())

    def form(self, name: str) -> Form | None:
        found = _FORMS.get(name.lower())
        return None if found is None else partial(_formed, found)

    def method(self, node: tree.Call, scope: Scope) -> Val:
        """A function of the template's own, behind its namespace."""
        namespace = node.target.name if isinstance(node.target, tree.Name) else ""
        found = scope.find(self.key_of(f"{namespace}.{node.name}"))
        if found is None:
            raise RefusedError(f"there is no function {namespace}.{node.name}")
        return self.of_scope(found, node, scope)

    def condition_of(self, node: tree.Call, scope: Scope) -> Val:
        """`if(condition, yes, no)`."""
        if len(node.arguments) != 3:
            raise RefusedError(f"if does not take {len(node.arguments)} arguments")
        return self._conditional(tree.Conditional(*node.arguments, node.at), scope)

    def _object(self, node: tree.Object, scope: Scope) -> Val:
        loops = _copies(node)
        if loops is None:
            return super()._object(node, scope)
        rest = super()._object(tree.Object(tuple(one for one in node.items if not _is_copy(one)), node.at), scope)
        if isinstance(rest.data, dict):
            for loop in loops:
                rest.data[loop.name] = self.looped(loop.name, loop.times, loop.input, scope)._replace(
                    at=At(scope.source, loop.at)
                )
        return rest

    def looped(self, name: str, count: Node, body: Node, scope: Scope) -> Val:
        """What a loop makes of its items."""
        try:
            numbers = self.numbers(count, scope)
        except UndeterminedError as error:
            return unknown(error.reason)
        except RefusedError as error:
            return unknown(error.message)
        rows = [Scope(scope.source, {counter_key(name): Val(number)}, scope) for number in numbers]
        return Val([self._placed(body, row) for row in rows])

    def numbers(self, count: Node, scope: Scope) -> range:
        """The numbers of a loop's items."""
        value = self.evaluate(count, scope)
        if not value.known:
            raise UndeterminedError(reason_of(value))
        if isinstance(value.data, bool) or not isinstance(value.data, int) or value.data < 0:
            raise RefusedError("the count of a loop is no number")
        if value.data > MAX_ITEMS:
            raise UndeterminedError(f"it has {value.data:,} items, and aksnet expands {MAX_ITEMS:,}")
        return range(value.data)


def _is_copy(item: tree.Item | tree.Spread) -> bool:
    return isinstance(item, tree.Item) and isinstance(item.key, Literal) and item.key.value == "copy"


def _copies(node: tree.Object) -> list[_Copy] | None:
    """The loops of an object; None where it has none."""
    found = next((item for item in node.items if _is_copy(item)), None)
    if not isinstance(found, tree.Item) or not isinstance(found.value, tree.Array) or not found.value.items:
        return None
    loops = [_copy(one) for one in found.value.items if not isinstance(one, tree.Spread)]
    known = [one for one in loops if one is not None]
    return known if len(known) == len(loops) else None


def _copy(node: Node) -> _Copy | None:
    name, count, body = (member(node, key) for key in ("name", "count", "input"))
    if name is None or count is None or body is None:
        return None
    if not isinstance(name.value, Literal) or not isinstance(name.value.value, str):
        return None
    return _Copy(name.value.value, count.value, body.value, name.at)


# the forms


def _formed(
    form: Callable[[TemplateEvaluator, tree.Call, Scope], Val], evaluator: Evaluator, node: tree.Call, scope: Scope
) -> Val:
    if not isinstance(evaluator, TemplateEvaluator):
        raise TypeError("this form is one of templates")
    return form(evaluator, node, scope)


def _named(evaluator: TemplateEvaluator, node: tree.Call, scope: Scope) -> str:
    if len(node.arguments) != 1:
        raise RefusedError(f"{node.name} does not take {len(node.arguments)} arguments")
    return as_text(evaluator.evaluate(node.arguments[0], scope))


def _found(scope: Scope, key: str, title: str) -> Val:
    found = scope.find(key)
    if found is None:
        raise RefusedError(f"there is no {title}")
    return found


def _parameters(evaluator: TemplateEvaluator, node: tree.Call, scope: Scope) -> Val:
    name = _named(evaluator, node, scope)
    return _found(scope, parameter_key(name), f"parameter {name}")


def _variables(evaluator: TemplateEvaluator, node: tree.Call, scope: Scope) -> Val:
    name = _named(evaluator, node, scope)
    return _found(scope, variable_key(name), f"variable {name}")


def _copy_index(evaluator: TemplateEvaluator, node: tree.Call, scope: Scope) -> Val:
    """`copyIndex([name], [offset])`."""
    name, offset = "", 0
    for argument in node.arguments:
        data = plain(evaluator.evaluate(argument, scope))
        if isinstance(data, str):
            name = data
        elif isinstance(data, int):
            offset = data
    found = _found(scope, counter_key(name), f"loop {name}".rstrip())
    number = plain(found)
    return found._replace(data=number + offset) if isinstance(number, int) else found


def _lambda(evaluator: TemplateEvaluator, node: tree.Call, scope: Scope) -> Val:
    *parameters, body = node.arguments or (Literal(None, node.at),)
    names = [f"lambda {one.value}" for one in parameters if isinstance(one, Literal)]

    def call(*values: Val) -> Val:
        inner = Scope(scope.source, dict(zip(names, values, strict=False)), scope)
        return evaluator.signed(evaluator.evaluate(body, inner), body, inner)

    return Val(Closure(call))


def _lambda_variables(evaluator: TemplateEvaluator, node: tree.Call, scope: Scope) -> Val:
    name = _named(evaluator, node, scope)
    return _found(scope, f"lambda {name}", f"lambda variable {name}")


_FORMS: Mapping[str, Callable[[TemplateEvaluator, tree.Call, Scope], Val]] = {
    "parameters": _parameters,
    "variables": _variables,
    "copyindex": _copy_index,
    "lambda": _lambda,
    "lambdavariables": _lambda_variables,
    "if": TemplateEvaluator.condition_of,
}

"""Expressions of Terraform: what its operators, names and conversions mean."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import ClassVar

from aksnet.expressions import tree
from aksnet.expressions.evaluator import Evaluator, Form
from aksnet.expressions.functions import Function
from aksnet.expressions.terraform_functions import FUNCTIONS
from aksnet.expressions.terraform_functions.comparing import equal
from aksnet.expressions.terraform_functions.conversions import alike, number, text_of, whole_if_integral
from aksnet.expressions.tree import Node
from aksnet.expressions.values import (
    OpenObject,
    Ref,
    RefusedError,
    Scope,
    SetOf,
    UndeterminedError,
    Val,
    decided_by,
    plain,
    reason_of,
    unknown,
    whole,
)
from aksnet.view import Json


def _try(evaluator: Evaluator, node: tree.Call, scope: Scope) -> Val:
    """The first of the arguments that Terraform does not refuse."""
    for argument in node.arguments:
        try:
            value = evaluator.evaluate(argument, scope)
        except RefusedError:
            continue
        _whole(value)
        return value
    raise RefusedError("no argument of try() can be evaluated")


def _can(evaluator: Evaluator, node: tree.Call, scope: Scope) -> Val:
    """Whether Terraform does not refuse the argument."""
    if len(node.arguments) != 1:
        raise RefusedError("can takes one argument")
    try:
        _whole(evaluator.evaluate(node.arguments[0], scope))
    except RefusedError:
        return Val(False)
    return Val(True)


def _whole(value: Val) -> None:
    """Refuse to say anything of a value that cannot be told; Terraform waits for all of it."""
    if not value.known and not isinstance(value.data, Ref):
        raise UndeterminedError(reason_of(value))


FORMS: dict[str, Form] = {"try": _try, "can": _can}


class TerraformEvaluator(Evaluator):
    """Evaluates expressions as Terraform 1.11 does."""

    functions = FUNCTIONS
    forms: ClassVar[dict[str, Form]] = FORMS

    def text(self, data: Json) -> str:
        """A primitive in a text."""
        return text_of(data)

    def call(self, name: str) -> Function | None:
        """The function of a name; `core::` names Terraform's own."""
        return self.functions.get(name.removeprefix("core::"))

    def member(self, target: Val, name: str, *, safe: bool) -> Val:
        """An attribute of an object, or an element of a map."""
        data = target.data
        if isinstance(data, dict):
            found: Val | None = data.get(name)
            if found is not None:
                return found
            if isinstance(data, OpenObject):
                raise UndeterminedError(data.reason)
            raise RefusedError(f"this object has no attribute {name!r}")
        if data is None:
            raise RefusedError(f"this is null, which has no attribute {name!r}")
        raise RefusedError(f"this has no attribute {name!r}")

    def item(self, target: Val, key: Val, node: tree.Index) -> Val:
        """An element of a list, tuple, map or object."""
        data, by = target.data, plain(key)
        if isinstance(data, SetOf):
            raise RefusedError("a set has no index: its elements have no order")
        if isinstance(data, list):
            at = number(by)
            if not isinstance(at, int) or not 0 <= at < len(data):
                raise RefusedError(f"there is no element {by}: the list has {len(data)}")
            element: Val = data[at]
            return element
        if isinstance(data, dict):
            return self.member(target, text_of(by), safe=False)
        raise RefusedError("this is null, which has no elements" if data is None else "this has no elements")

    def choose(self, chosen: Val, other: Callable[[], Val]) -> Val:
        """The arm that was chosen, as the type that both have in common."""
        against = other()
        if not against.known or not chosen.known:
            return chosen
        return alike(whole(chosen), whole(against)) if chosen.data is not None else chosen

    def condition(self, data: Json) -> bool:
        """A truth value, or a text that says one."""
        if data in ("true", "false"):
            return data == "true"
        return super().condition(data)

    def pairs(self, value: Val, *, indexed: bool) -> Iterator[tuple[Val, Val]]:
        """Elements with their numbers or keys; objects and maps in the order of their keys, a set's are their own."""
        data = value.data
        if isinstance(data, SetOf):
            for item in data:
                if len(data) > 1:
                    plain(item)  # what is unknown may be equal to another
                yield item, item
        elif isinstance(data, list):
            for at, item in enumerate(data):
                yield Val(at), item
        elif isinstance(data, dict):
            for key in sorted(data):
                yield Val(key), data[key]
        else:
            raise RefusedError("a loop goes over a list, a set, a map or an object")

    def negate(self, operator: str, value: Val) -> Val:
        """`!` and `-`."""
        data = plain(value)
        if operator == "!":
            return Val(not self.condition(data))
        return Val(-number(data))

    def operate(self, operator: str, left: Node, right: Node, scope: Scope) -> Val:
        """A binary operation."""
        one = self.evaluate(left, scope)
        if operator in ("&&", "||"):
            return self._logical(operator, one, right, scope)
        other = self.evaluate(right, scope)
        if operator in ("==", "!="):
            result: bool | int | float = _equal(one, other) == (operator == "==")
        else:
            for value in (one, other):
                if not value.known:
                    return unknown(reason_of(value))
            result = _arithmetic(operator, number(plain(one)), number(plain(other)))
        origin, via = decided_by((one, other))
        return Val(result, origin, None, via)

    def _logical(self, operator: str, one: Val, right: Node, scope: Scope) -> Val:
        ends = operator == "||"
        if one.known and self.condition(plain(one)) is ends:
            return Val(ends, one.origin, None, one.via)
        other = self.evaluate(right, scope)
        for value in (one, other):
            if not value.known:
                return unknown(reason_of(value))
        origin, via = decided_by((one, other))
        return Val(self.condition(plain(other)), origin, None, via)


def _equal(one: Val, other: Val) -> bool:
    """Whether two values are equal; what has members, and an id that a deployment gives, is never null."""
    for value, against in ((one, other), (other, one)):
        given = value.known or (isinstance(value.data, Ref) and value.data.text.endswith(".id"))
        if against.data is None and given:
            return value.data is None
    return equal(whole(one), whole(other))


def _arithmetic(operator: str, one: int | float, other: int | float) -> bool | int | float:
    match operator:
        case "<":
            return one < other
        case "<=":
            return one <= other
        case ">":
            return one > other
        case ">=":
            return one >= other
        case _:
            return _computed(operator, one, other)


def _computed(operator: str, one: int | float, other: int | float) -> int | float:
    if operator in ("/", "%") and other == 0:
        raise RefusedError("this divides by zero")
    match operator:
        case "+":
            result = one + other
        case "-":
            result = one - other
        case "*":
            result = one * other
        case "/":
            result = _quotient(one, other)
        case _:
            result = math.fmod(one, other)
    if isinstance(result, float) and not math.isfinite(result):
        raise UndeterminedError("this number is too large")
    return whole_if_integral(result)


def _quotient(one: int | float, other: int | float) -> int | float:
    if isinstance(one, int) and isinstance(other, int) and one % other == 0:
        return one // other
    try:
        return one / other
    except OverflowError:
        raise UndeterminedError("this number is too large") from None

"""The parts of a template that give names a meaning: its parameters, variables, functions and outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.expressions import tree
from aksnet.expressions.arm import function_key
from aksnet.expressions.ordering import force_in_order, walk
from aksnet.expressions.signs import sign_of_value
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal, Node
from aksnet.expressions.values import Closure, Lazy, RefusedError, Scope, Val, unknown
from aksnet.readers.template.deployment import Deployment, Outward
from aksnet.readers.template.evaluation import (
    TemplateEvaluator,
    entries,
    objects,
    parameter_key,
    text_of,
    value_of,
    variable_key,
)
from aksnet.readers.template.expression import templated
from aksnet.readers.template.given import Given, Wanted
from aksnet.view import Origin


class Shared:
    """What the templates of one configuration share."""

    def __init__(self, evaluator: TemplateEvaluator) -> None:
        self.evaluator = evaluator
        self.outward = Outward()
        self.instances = 0
        self.problems: dict[Problem, None] = {}
        self.notes: dict[Problem, None] = {}


class Setting(NamedTuple):
    """Where a template stands: its scope of deployment, and the deployments around it."""

    deployment: Deployment = Deployment()
    prefix: str = ""
    title: str = ""
    level: int = 0
    exists: str | None = None


class Sections:
    """The parts of a template that give names a meaning: parameters, variables and functions."""

    def __init__(self, shared: Shared, source: Source, root: Node, given: Given, setting: Setting) -> None:
        self.shared = shared
        self.source = source
        self.root = root
        self.given = given
        self.setting = setting
        self._scope: Scope | None = None

    @property
    def evaluator(self) -> TemplateEvaluator:
        """What evaluates the expressions."""
        return self.shared.evaluator

    @property
    def scope(self) -> Scope:
        """What the names of the template mean."""
        if self._scope is None:
            outer = self.outer()
            # what is evaluated as part of another template sees the names of that one alone
            values = {key: Lazy(make, self._signer(key)) for key, make in self._values()} if outer is None else {}
            self._scope = Scope(self.source, {**self.functions(), **values}, outer)
            force_in_order(values, self._needs)
        return self._scope

    def _signer(self, key: str) -> Callable[[], str | None]:
        """What tells the sign of a value: of what a parameter is given, else of what is written."""

        def sign() -> str | None:
            kind, _, name = key.partition(" ")
            given = self.given.find(name) if kind == "parameters" else None
            if given is not None:
                return sign_of_value(given)
            node = self._written.get(key)
            return None if node is None else self.evaluator.sign(templated(node), self.scope)

        return sign

    def outer(self) -> Scope | None:
        """The names that a template sees which is evaluated as part of another."""
        return None

    def teller(self, node: Node) -> Callable[[], Val]:
        """What evaluates a part of the template."""
        return lambda: self.evaluator.told(templated(node), self.scope)

    def _section(self, name: str) -> list[tuple[str, tree.Item]]:
        return entries(value_of(self.root, name))

    def _values(self) -> Iterator[tuple[str, Callable[[], Val]]]:
        for name, item in self._section("parameters"):
            yield parameter_key(name), self._parameter(name, item.value)
        for name, item in self._section("variables"):
            if name != "copy":
                yield variable_key(name), self.teller(item.value)
        for loop in objects(value_of(value_of(self.root, "variables"), "copy")):
            called = text_of(loop, "name") or ""
            yield variable_key(called), self._looped(loop, called)

    def _parameter(self, name: str, node: Node) -> Callable[[], Val]:
        default = value_of(node, "defaultValue")
        wanted = Wanted(
            name=name,
            default=None if default is None else self.teller(default),
            nullable=self._is_nullable(node),
            kind=(text_of(node, "type") or "").lower(),
            secure=(text_of(node, "type") or "").lower() in ("securestring", "secureobject"),
            origin=Origin.DEFAULT,
            via=f"param {name}{self.setting.title}",
        )
        return lambda: wanted.value(self.given)

    def _is_nullable(self, node: Node) -> bool:
        found = value_of(node, "nullable")
        if isinstance(found, Literal):
            return found.value is True
        reference = text_of(node, "$ref") or ""
        name = reference.removeprefix("#/definitions/")
        if name == reference:
            return False
        found = value_of(value_of(value_of(self.root, "definitions"), name), "nullable")
        return isinstance(found, Literal) and found.value is True

    def _looped(self, loop: Node | None, name: str) -> Callable[[], Val]:
        """What evaluates `{count, input}`."""
        count, body = value_of(loop, "count"), value_of(loop, "input")
        if count is None or body is None:
            return lambda: unknown("the loop has no count or no input")
        return lambda: self.evaluator.looped(name, templated(count), templated(body), self.scope)

    @cached_property
    def _written(self) -> dict[str, Node]:
        found = {
            parameter_key(name): value_of(item.value, "defaultValue") for name, item in self._section("parameters")
        }
        found |= {variable_key(name): item.value for name, item in self._section("variables")}
        return {key: node for key, node in found.items() if node is not None}

    def _needs(self, key: str) -> Iterable[str]:
        node = self._written.get(key)
        if node is None:
            return []
        calls = [one for one in walk(templated(node)) if isinstance(one, tree.Call) and len(one.arguments) == 1]
        names = [(one.name.lower(), one.arguments[0]) for one in calls]
        return [f"{name} {str(argument.value).lower()}" for name, argument in names if isinstance(argument, Literal)]

    # functions

    def functions(self) -> dict[str, Val | Lazy]:
        """The functions that the template declares, or that know where it stands."""
        found: dict[str, Val | Lazy] = dict(self.setting.deployment.functions())
        for group in objects(value_of(self.root, "functions")):
            for name, item in entries(value_of(group, "members")):
                key = f"{text_of(group, 'namespace') or ''}.{name}".lower()
                found[function_key(key)] = Val(Closure(self._function(item.value)))
        return found

    def _function(self, node: Node) -> Callable[..., Val]:
        names = [text_of(one, "name") or "" for one in objects(value_of(node, "parameters"))]
        body = value_of(value_of(node, "output"), "value")
        made = templated(body) if body is not None else Literal(None, node.at)

        def call(*values: Val) -> Val:
            if len(values) != len(names):
                raise RefusedError(f"a function of the template does not take {len(values)} arguments")
            # a function sees its own parameters alone
            hidden = {parameter_key(name): unknown("a function sees its own parameters only") for name in self._hidden}
            given = {parameter_key(name): value for name, value in zip(names, values, strict=True)}
            return self.evaluator.evaluate(made, Scope(self.source, {**hidden, **given}, self.scope))

        return call

    @cached_property
    def _hidden(self) -> list[str]:
        return [name for name, _ in self._section("parameters")]

    # outputs

    @cached_property
    def outputs(self) -> dict[str, Lazy]:
        """The outputs by name."""
        return {name: Lazy(self._output(item.value)) for name, item in self._section("outputs")}

    def _output(self, node: Node) -> Callable[[], Val]:
        loop, value = value_of(node, "copy"), value_of(node, "value")
        if loop is not None:
            return self._looped(loop, "")
        return self.teller(value) if value is not None else lambda: unknown("the output has no value")

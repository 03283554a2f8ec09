"""Deployments inside of a template: what expressions read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Protocol

from aksnet.expressions.values import Handle, Lazy, OpenObject, RefusedError, UndeterminedError, Val, unknown
from aksnet.readers.resources import Resource
from aksnet.readers.template.declared import Declared


class Unit(Protocol):
    """A template with values for its parameters."""

    @property
    def outputs(self) -> Mapping[str, Lazy]:
        """The outputs by name."""

    def resources(self) -> Iterator[Resource]:
        """The resources that it makes."""


class Nested(Declared):
    """A deployment inside of a template: its outputs are those of the template in it."""

    # makes the template when something is asked of it: its parameters may come from its neighbours
    make: Callable[[], Unit | None] | None = None

    @cached_property
    def inner(self) -> Unit | None:
        """The template in it; None where that is not read."""
        return None if self.make is None else self.make()

    def get(self, name: str) -> Val:
        if name.lower() == "properties":
            return Val(_Properties(self))
        return super().get(name)


class _Properties(Handle):
    """The properties of a deployment."""

    def __init__(self, nested: Nested) -> None:
        self._nested = nested

    def get(self, name: str) -> Val:
        inner = self._nested.inner
        if name.lower() != "outputs" or inner is None:
            raise UndeterminedError(f"{self._nested.head.address}.{name} is known only once it is deployed")
        return Val(_Outputs(inner.outputs))


class _Outputs(Handle):
    """The outputs of a deployment: an object with a value for each."""

    def __init__(self, outputs: Mapping[str, Lazy]) -> None:
        self._outputs = {name.lower(): value for name, value in outputs.items()}

    def get(self, name: str) -> Val:
        found = self._outputs.get(name.lower())
        if found is None:
            raise RefusedError(f"the deployment has no output {name}")
        return Val({"value": found.force()})


def evaluated_again(resource: Resource) -> Resource:
    """A resource in a deployment: the template around it has evaluated its texts, and it evaluates what is left."""
    return resource._replace(name=_left_open(resource.name), body=_left_open(resource.body))


def _left_open(value: Val) -> Val:
    data = value.data
    if isinstance(data, str) and data.startswith("[") and data.endswith("]"):
        return unknown("an expression that only the deployment in the template evaluates")._replace(at=value.at)
    if isinstance(data, list):
        return value._replace(data=[_left_open(item) for item in data])
    if isinstance(data, dict) and not isinstance(data, OpenObject):
        return value._replace(data={key: _left_open(item) for key, item in data.items()})
    return value

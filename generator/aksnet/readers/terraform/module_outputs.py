"""`module.x` in expressions: the outputs of the instances of a module that is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from aksnet.expressions.signs import digest
from aksnet.expressions.values import Handle, RefusedError, UndeterminedError, Val, unknown
from aksnet.readers.hcl.syntax import Block
from aksnet.readers.resources import Resource
from aksnet.readers.terraform.instances import Instances
from aksnet.readers.terraform.scopes import as_key


class Called(Protocol):
    """One instance of a module."""

    def output(self, name: str) -> Val:
        """An output."""

    def sign(self, name: str) -> str | None:
        """The sign of an output."""

    def outputs(self) -> Iterable[str]:
        """The names of the outputs."""

    def moves(self) -> Iterable[tuple[str, Sequence[Block]]]:
        """What it says of addresses."""

    def resources(self) -> Iterable[Resource]:
        """What is read of it."""


class Call(NamedTuple):
    """A call of a local module: its instances, each with the module as it is called."""

    instances: Instances
    modules: Mapping[str | int | None, Called]


class ModuleSet(Handle):
    """`module.x`: the outputs of a module that is called, by instance; `written` is the sign of the call."""

    def __init__(self, name: str, call: Call | None, written: Callable[[], str]) -> None:
        self._name = name
        self._call = call
        self._written = written

    def sign(self, name: str) -> str | None:
        """The sign of an output: of a module that is not here, that of all that it is given."""
        if self._call is None or self._call.instances.unknown:
            return digest(self._name, name, self._written())
        return self._call.modules[None].sign(name) if self._call.instances.by is None else None

    def get(self, name: str) -> Val:
        """An output of the one instance."""
        if self._call is None:
            return unknown(f"module.{self._name} is not here: its outputs are not known")
        if self._call.instances.by is None:
            return self._call.modules[None].output(name)
        if self._call.instances.unknown:
            raise UndeterminedError(self._call.instances.unknown)
        if self._call.instances.by == "for_each":
            return self.index(name)
        raise RefusedError(f"module.{self._name} has count: choose an instance")

    def index(self, key: str | int) -> Val:
        """An instance."""
        if self._call is None or self._call.instances.unknown:
            raise UndeterminedError(f"the instances of module.{self._name} are not known")
        found = self._call.modules.get(as_key(key, self._call.instances))
        if found is None:
            raise RefusedError(f"module.{self._name} has no instance {key!r}")
        return Val(Outputs(found))

    def spread(self) -> Val:
        """The instances of a count, or the one thing."""
        one = self._call is not None and self._call.instances.by is None
        return Val([Val(self)]) if one else self.whole()

    def whole(self) -> Val:
        """The instances as a list or an object; the one instance as its outputs."""
        if self._call is None or self._call.instances.unknown:
            raise UndeterminedError(f"the instances of module.{self._name} are not known")
        made = {key: Val(Outputs(module)) for key, module in self._call.modules.items()}
        if self._call.instances.by is None:
            return Outputs(self._call.modules[None]).whole()
        if self._call.instances.by == "count":
            return Val(list(made.values()))
        return Val({str(key): value for key, value in made.items()})


class Outputs(Handle):
    """The outputs of one instance of a module."""

    def __init__(self, module: Called) -> None:
        self._module = module

    def get(self, name: str) -> Val:
        """An output."""
        return self._module.output(name)

    def sign(self, name: str) -> str | None:
        """The sign of an output."""
        return self._module.sign(name)

    def whole(self) -> Val:
        """All outputs."""
        return Val({name: self._module.output(name) for name in self._module.outputs()})

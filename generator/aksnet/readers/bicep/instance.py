"""A Bicep file with values for its parameters: what its names mean, the resources and outputs that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, TypeVar

from aksnet.expressions import tree
from aksnet.expressions.arm import Namespace, function_key
from aksnet.expressions.ordering import force_in_order, walk
from aksnet.expressions.signs import sign_of_value
from aksnet.expressions.tree import Node
from aksnet.expressions.values import Closure, Lazy, RefusedError, Scope, Val, unknown
from aksnet.readers.bicep import syntax
from aksnet.readers.bicep.declarations import Maker
from aksnet.readers.bicep.sources import Parsed, Sources, local_path
from aksnet.readers.template.deployment import Deployment
from aksnet.readers.template.given import Given, Wanted
from aksnet.view import Origin

LANGUAGE = "bicep"
_S = TypeVar("_S", bound=syntax.Statement)


class Setting(NamedTuple):
    """Where an instance stands: its scope of deployment, and the modules around it.

    `title` is " of module x" in a module, `exists` says why it cannot be told whether it is deployed, `own` names the
    module of a registry whose own values these are.
    """

    deployment: Deployment = Deployment()
    prefix: str = ""
    title: str = ""
    around: tuple[str, ...] = ()
    exists: str | None = None
    own: str | None = None


class Instance:
    """One file with values for its parameters; nothing is evaluated before it is asked for."""

    def __init__(self, sources: Sources, parsed: Parsed, given: Given, setting: Setting) -> None:
        self.sources = sources
        self.parsed = parsed
        self.setting = setting
        self.given = given
        self.maker = Maker(sources.evaluator, setting.deployment, setting.prefix, setting.exists, LANGUAGE)
        self._scope: Scope | None = None

    def statements(self, kind: type[_S]) -> list[_S]:
        """The statements of a kind, in order."""
        return [one for one in self.parsed.file.statements if isinstance(one, kind)]

    @property
    def scope(self) -> Scope:
        """What the names of the file mean."""
        if self._scope is None:
            values = {name: Lazy(make, self._signer(name)) for name, make in self.values()}
            # known before anything is evaluated, which looks names up in it
            self._scope = Scope(self.parsed.source, {**self.functions(), **self.handles(), **values})
            force_in_order(values, self._needs)
        return self._scope

    def handles(self) -> dict[str, Lazy]:
        """The resources by their symbols."""
        return {decl.symbol: self._handle(decl) for decl in self.statements(syntax.ResourceDecl)}

    def _handle(self, decl: syntax.ResourceDecl) -> Lazy:
        told = decl.at not in self.parsed.wrong
        return Lazy(lambda: Val(self.maker.make(decl, self.scope, told=told)))

    # functions

    def functions(self) -> dict[str, Val | Lazy]:
        """The functions that the file declares, imports or has because of where it stands."""
        found: dict[str, Val | Lazy] = {
            **self.setting.deployment.functions(),
            **self.sources.loader.functions(self.parsed.path.parent),
        }
        for func in self.statements(syntax.Func):
            broken = unknown(f"the function {func.name} cannot be read as a whole")
            wrong = func.at in self.parsed.wrong
            found[function_key(func.name)] = broken if wrong else Val(Closure(self._function(func)))
        for imported in self.statements(syntax.Import):
            found |= self._imported(imported)
        return found

    def _function(self, func: syntax.Func) -> Callable[..., Val]:
        def call(*values: Val) -> Val:
            if len(values) != len(func.parameters):
                raise RefusedError(f"{func.name} does not take {len(values)} arguments")
            names = dict(zip(func.parameters, values, strict=True))
            return self.sources.evaluator.evaluate(func.body, Scope(self.parsed.source, names, self.scope))

        return call

    def _imported(self, imported: syntax.Import) -> dict[str, Val | Lazy]:
        """What an import gives names to; of a file that is not read they are unknown."""
        library = self._library(imported.path)
        names: dict[str, Val | Lazy] = {}
        if imported.wildcard is not None:
            names[imported.wildcard] = _NOT_READ if library is None else Lazy(library.namespace)
        for exported, local in imported.names:
            if library is None:
                names |= {local: _NOT_READ, function_key(local): _NOT_READ}
            else:
                names |= {
                    local: Lazy(library.exporter(exported)),
                    function_key(local): Lazy(library.exporter(function_key(exported))),
                }
        return names

    def _library(self, path: Node) -> Instance | None:
        if local_path(self.parsed.path.parent, path, ".bicep") is None:
            return None
        parsed = self.sources.referred(self.parsed.path.parent, path, self.parsed.source)
        if parsed is None:
            return None
        found = self.sources.libraries.get(parsed.path)
        if found is None:
            found = Instance(self.sources, parsed, Given(), Setting(self.setting.deployment))
            self.sources.libraries[parsed.path] = found
        return found

    def namespace(self) -> Val:
        """All that the file exports."""
        return Val(Namespace(f"the file {self.parsed.source.name}", self.scope))

    def exporter(self, name: str) -> Callable[[], Val]:
        """What evaluates one thing that the file exports."""

        def export() -> Val:
            found = self.scope.find(name)
            if found is None:
                raise RefusedError(f"{self.parsed.source.name} exports no {name}")
            return found

        return export

    # values

    def values(self) -> Iterator[tuple[str, Callable[[], Val]]]:
        """What evaluates each parameter and variable."""
        for param in self.statements(syntax.Param):
            yield param.name, self._param(param)
        for var in self.statements(syntax.Var):
            yield var.name, self._value(var)

    def _value(self, statement: syntax.Var | syntax.Output) -> Callable[[], Val]:
        if statement.at in self.parsed.wrong:
            return lambda: unknown(f"{statement.name} cannot be read as a whole")
        return self.teller(statement.value)

    def teller(self, node: Node) -> Callable[[], Val]:
        """What evaluates an expression of the file."""
        return lambda: self.sources.evaluator.told(node, self.scope)

    def _param(self, param: syntax.Param) -> Callable[[], Val]:
        if param.at in self.parsed.wrong:
            wrong = unknown(f"the parameter {param.name} is wrong")
            return lambda: self.given.find(param.name) or wrong
        wanted = Wanted(
            name=param.name,
            default=None if param.default is None else self.teller(param.default),
            nullable=self._is_nullable(param.type),
            kind=param.type.text.strip().removesuffix("?").lower(),
            secure=any(decorator.name == "secure" for decorator in param.decorators),
            origin=Origin.DEFAULT if self.setting.own is None else Origin.MODULE,
            via=self.setting.own or f"param {param.name}{self.setting.title}",
        )
        return lambda: wanted.value(self.given)

    def _signer(self, name: str) -> Callable[[], str | None]:
        """What tells the sign of a value: of what a parameter is given, else of what is written."""

        def sign() -> str | None:
            given = self.given.find(name)
            if given is not None and name not in self._own:
                return sign_of_value(given)
            node = self.written.get(name)
            return None if node is None else self.sources.evaluator.sign(node, self.scope)

        return sign

    @cached_property
    def _own(self) -> set[str]:
        return {var.name for var in self.statements(syntax.Var)}

    def _is_nullable(self, written: syntax.TypeText) -> bool:
        return written.nullable or written.text.strip() in self._nullable_types

    @cached_property
    def _nullable_types(self) -> set[str]:
        return {one.name for one in self.statements(syntax.TypeDecl) if one.type.nullable}

    @cached_property
    def written(self) -> dict[str, Node]:
        """The expressions of parameters and variables, by name."""
        found = {var.name: var.value for var in self.statements(syntax.Var)}
        return found | {one.name: one.default for one in self.statements(syntax.Param) if one.default is not None}

    def _needs(self, name: str) -> Iterable[str]:
        node = self.written.get(name)
        return [one.name for one in walk(node) if isinstance(one, tree.Name)] if node is not None else []

    # outputs

    @cached_property
    def outputs(self) -> dict[str, Lazy]:
        """The outputs by name."""
        return {one.name: Lazy(self._value(one)) for one in self.statements(syntax.Output)}


_NOT_READ = unknown("the file that it is imported from is not read")

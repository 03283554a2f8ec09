"""The modules that a Bicep file calls: what expressions read of them, and what is deployed through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.expressions import tree
from aksnet.expressions.source import At
from aksnet.expressions.tree import Literal
from aksnet.expressions.values import Handle, Lazy, RefusedError, UndeterminedError, Val, unknown
from aksnet.readers.bicep import known_modules, syntax
from aksnet.readers.bicep.declarations import Row, item_of, rows_of, scope_id, unknown_row
from aksnet.readers.bicep.instance import Instance, Setting
from aksnet.readers.bicep.sources import MAX_INSTANCES, MAX_LEVELS, Parsed, Sources, is_remote, local_path
from aksnet.readers.elsewhere import note_of
from aksnet.readers.resources import Resource
from aksnet.readers.template import sections
from aksnet.readers.template.declared import Collection
from aksnet.readers.template.deployment import Deployment
from aksnet.readers.template.given import Given, arguments
from aksnet.readers.template.instance import Template
from aksnet.readers.template.nested import Unit
from aksnet.view import Origin


class Outputs(Handle):
    """The outputs of a module."""

    def __init__(self, outputs: Mapping[str, Lazy]) -> None:
        self._outputs = outputs

    def get(self, name: str) -> Val:
        found = self._outputs.get(name)
        if found is None:
            raise RefusedError(f"the module has no output {name}")
        return found.force()

    def whole(self) -> Val:
        return Val({name: value.force() for name, value in self._outputs.items()})


class Module(Handle):
    """One module, which is read when something is asked of it."""

    def __init__(self, symbol: str, name: Callable[[], Val], make: Callable[[], Unit | str]) -> None:
        self._symbol = symbol
        self._name = Lazy(name)
        self._make = make
        self._made: Unit | str | None = None

    @property
    def unit(self) -> Unit | str:
        """What is behind it; the reason where that is not read."""
        if self._made is None:
            self._made = f"the module {self._symbol} needs itself"
            self._made = self._make()
        return self._made

    def get(self, name: str) -> Val:
        if name == "name":
            return self._name.force()
        if name != "outputs":
            return unknown(f"{self._symbol}.{name} is known only once it is deployed")
        unit = self.unit
        if isinstance(unit, str):
            raise UndeterminedError(unit)
        return Val(Outputs(unit.outputs))


class _Call(NamedTuple):
    """A call of a module that is known without its file."""

    known: known_modules.Known
    symbol: str
    decl: syntax.ModuleDecl
    row: Row


class Composite(Instance):
    """An instance with the modules that it calls."""

    def __init__(self, sources: Sources, parsed: Parsed, given: Given, setting: Setting) -> None:
        super().__init__(sources, parsed, given, setting)
        self._modules: list[Module] = []
        self._calls: list[_Call] = []

    def handles(self) -> dict[str, Lazy]:
        modules = {decl.symbol: self._module(decl) for decl in self.statements(syntax.ModuleDecl)}
        return {**super().handles(), **modules}

    def resources(self) -> Iterator[Resource]:
        """The resources that it makes, those of its modules too."""
        scope = self.scope
        for symbol in (one.symbol for one in self.statements(syntax.ResourceDecl) + self.statements(syntax.ModuleDecl)):
            self.sources.evaluator.told(tree.Name(symbol, 0), scope)
        for made in sorted(self.maker.made, key=lambda one: one.head.place[1:]):
            resource = made.resource(self.sources.outward)
            if resource is not None:
                yield resource
        for module in self._modules:
            if not isinstance(module.unit, str):
                yield from module.unit.resources()
        for call in self._calls:
            yield from self._sent(call)

    # modules

    def _module(self, decl: syntax.ModuleDecl) -> Lazy:
        return Lazy(lambda: Val(self._modules_of(decl)))

    def _modules_of(self, decl: syntax.ModuleDecl) -> Handle:
        rows = rows_of(self.sources.evaluator, decl, self.scope)
        if isinstance(rows, str):
            self._one(decl, unknown_row(decl, self.scope, rows))
            return Collection(None, rows)
        made = [self._one(decl, row) for row in rows]
        return Collection(made, "") if isinstance(decl.body, tree.Loop) else made[0]

    def _one(self, decl: syntax.ModuleDecl, row: Row) -> Module:
        symbol = decl.symbol if row.number is None else f"{decl.symbol}[{row.number}]"
        module = Module(symbol, lambda: self._name(row), lambda: self._unit(decl, row, symbol))
        if row.present and not decl.faulty:
            self._modules.append(module)
            if (known := known_modules.find(decl.path)) is not None:
                self._calls.append(_Call(known, symbol, decl, row))
            elif isinstance(decl.path, Literal) and is_remote(str(decl.path.value)):
                place = self.parsed.source.place(decl.at)
                note = note_of(f"the module {symbol}", str(decl.path.value), place)
                self.sources.templates.notes.update({} if note is None else {note: None})
        return module

    def _name(self, row: Row) -> Val:
        node = item_of(row.body, "name")
        return unknown("its name is not written") if node is None else self.sources.evaluator.told(node, row.scope)

    def _unit(self, decl: syntax.ModuleDecl, row: Row, symbol: str) -> Unit | str:
        if not row.present:
            return f"the module {symbol} is not deployed"
        if decl.faulty:
            return f"the module {symbol} cannot be read"
        if isinstance(decl.path, Literal) and is_remote(str(decl.path.value)):
            return f"an output of {decl.path.value}, which is not in this repository"
        if local_path(self.parsed.path.parent, decl.path, ".json") is not None:
            return self._template(decl, row, symbol)
        parsed = self.sources.referred(self.parsed.path.parent, decl.path, self.parsed.source)
        if parsed is None:
            return f"the file of the module {symbol} cannot be read"
        refused = self._refused(parsed.source.name)
        if refused is not None:
            self.sources.tell(Problem(refused, self.parsed.source.place(decl.path.at)))
            return refused
        self.sources.instances += 1
        return Composite(self.sources, parsed, self._arguments(row, symbol), self._setting(row, symbol))

    def _template(self, decl: syntax.ModuleDecl, row: Row, symbol: str) -> Unit | str:
        """A module that is an ARM template."""
        found = self.sources.template(self.parsed.path.parent, decl.path, self.parsed.source)
        if found is None:
            return f"the file of the module {symbol} cannot be read"
        own = self._setting(row, symbol)
        setting = sections.Setting(own.deployment, own.prefix, own.title, len(own.around), own.exists)
        source, root = found
        return Template(self.sources.templates, source, root, self._arguments(row, symbol), setting)

    def _refused(self, name: str) -> str | None:
        """Why a module is not followed."""
        if name in (*self.setting.around, self.parsed.source.name):
            return "this module calls itself"
        if len(self.setting.around) >= MAX_LEVELS:
            return f"modules stand in each other more than {MAX_LEVELS} deep"
        if self.sources.instances >= MAX_INSTANCES:
            return f"there are more than {MAX_INSTANCES} modules"
        return None

    def _arguments(self, row: Row, symbol: str) -> Given:
        node = item_of(row.body, "params")
        if node is None:
            return Given()
        return arguments(self.sources.evaluator.told(node, row.scope), Origin.MODULE, f" of module {symbol}")

    def _setting(self, row: Row, symbol: str) -> Setting:
        return Setting(
            deployment=self._deployment(row),
            prefix=f"{self.setting.prefix}{symbol}.",
            title=f" of module {symbol}",
            around=(*self.setting.around, self.parsed.source.name),
            exists=row.exists or self.setting.exists,
        )

    def _deployment(self, row: Row) -> Deployment:
        node = item_of(row.body, "scope")
        if node is None:
            return self.setting.deployment
        return self.setting.deployment.of(scope_id(self.sources.evaluator.told(node, row.scope)))

    def _sent(self, call: _Call) -> Iterator[Resource]:
        """What a module of a registry is known to send."""
        setting = self._setting(call.row, call.symbol)._replace(own=call.known.via)
        params = self._arguments(call.row, call.symbol)
        given = call.known.given(params)
        at = At(self.parsed.source, call.decl.at)
        for resource in Composite(self.sources, call.known.parsed, given, setting).resources():
            yield known_modules.sent(resource, call.known, params, setting.prefix.removesuffix("."), at)

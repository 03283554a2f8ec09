"""A Terraform root module with the local modules it calls: its AKS and network resources."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import NamedTuple, Protocol

from aksnet.errors import Place, Problem
from aksnet.expressions import tree
from aksnet.expressions.signs import digest
from aksnet.expressions.source import At, Source
from aksnet.expressions.values import Lazy, RefusedError, Scope, UndeterminedError, Val, unknown
from aksnet.readers.elsewhere import absent, note_of
from aksnet.readers.files import Files
from aksnet.readers.hcl.syntax import Attribute, Block
from aksnet.readers.resources import Reading, Resource
from aksnet.readers.terraform import azapi, azurerm, known_modules
from aksnet.readers.terraform.argument_types import RESOURCES
from aksnet.readers.terraform.bodies import untyped_of
from aksnet.readers.terraform.instances import Instance, Instances, instances_of, untold
from aksnet.readers.terraform.known_modules.signing import signed
from aksnet.readers.terraform.module import Declaration, Module, says
from aksnet.readers.terraform.module_outputs import Call, ModuleSet
from aksnet.readers.terraform.moves import forgotten_of, moves_of
from aksnet.readers.terraform.running import Run
from aksnet.readers.terraform.scopes import (
    DataTypes,
    Members,
    ModuleScope,
    Path,
    ResourceInstance,
    ResourceSet,
    TerraformNames,
    locals_of,
)
from aksnet.readers.terraform.variables import Variables, inputs_of
from aksnet.view import Origin, Provider

LANGUAGE = "terraform"
_CLUSTERS = ("azurerm_kubernetes_cluster", "azurerm_kubernetes_automatic_cluster")
# How deep modules may call each other, and how many instances of modules are read.
MAX_MODULE_DEPTH, MAX_MODULES = 20, 500
# Arguments of a module call that are none of the module's.
_CALL = frozenset({"source", "version", "count", "for_each", "providers", "depends_on"})
# What of a call makes no other outputs that a cluster is made of.
_SILENT = frozenset({"version", "providers", "depends_on", "tags"})


class Read(NamedTuple):
    """What is read of a root module."""

    reading: Reading
    called: frozenset[FilePath]


def read(folder: FilePath, files: Files, var_files: Sequence[FilePath], modules: dict[FilePath, Module]) -> Read:
    """The resources of the root module in a folder; `modules` has those that were read before."""
    run = Run(folder, files, modules)
    module = run.module(folder)
    given = inputs_of(folder, var_files, files, run.evaluator)
    run.problems += given.problems
    root = _Module(run, module, "", given.values, Origin.VARIABLE, 0, None, given.unreadable)
    resources = tuple(root.resources())
    label = Files.shown(folder)
    reading = Reading(label, resources, run.told(), tuple(dict.fromkeys(run.notes)))
    said = list(root.moves())
    moves = tuple(move for prefix, blocks in said for move in moves_of(blocks, prefix))
    forgotten = tuple(gone for prefix, blocks in said for gone in forgotten_of(blocks, prefix))
    reading = reading._replace(moves=moves, forgotten=forgotten, elsewhere=tuple(run.elsewhere))
    return Read(reading, frozenset(run.used) - {folder})


class _Module:
    """One instance of a module: its declarations with the values that it was called with."""

    def __init__(
        self,
        run: Run,
        module: Module,
        prefix: str,
        given: Mapping[str, Val | Lazy],
        origin: Origin,
        depth: int,
        exists: str | None,
        unreadable: str | None = None,
        callers: frozenset[FilePath] = frozenset(),
        around: Mapping[str, Val] = MappingProxyType({}),
    ) -> None:
        # what of the count or the for_each of the calls around it cannot be told
        self.around = around
        self.callers = callers | {module.folder}
        self._busy: set[str] = set()
        self.run = run
        self.module = module
        self.prefix = prefix
        self.depth = depth
        self.exists = exists
        evaluator = run.evaluator
        here = os.path.relpath(module.folder, run.root).replace(os.sep, "/")
        source = module.files[0] if module.files else Source(Files.shown(module.folder), "")
        self._sets: dict[str, ResourceSet] = {}
        self._calls: dict[str, Call | None] = {}
        self._call_signs: dict[str, str] = {}
        broken = bool(module.problems) or module.lacking
        declared = module.of("variable")
        variables = Variables(declared, given, origin, evaluator, run.problems, unreadable, broken=broken)
        calls = {name: Lazy(self._output_of(name)) for name in module.of("module")}
        names: dict[str, Val | Lazy] = {
            "var": Val(variables),
            "local": Val(locals_of(module.locals, evaluator, lambda: self.scope, broken=broken)),
            "module": Val(Members("module", calls, broken=broken)),
            "data": Val(DataTypes(self._data, broken=broken)),
            "path": Val(Path(here)),
            "terraform": Val(TerraformNames()),
        }
        types = frozenset(name.split(".")[0] for name in module.of("resource"))
        self.scope: Scope = ModuleScope(source, names, types, self._resource, broken=broken)

    # what expressions ask for

    def _resource(self, name: str) -> Val | None:
        return self._set("resource", name, "")

    def _data(self, name: str) -> Val | None:
        return self._set("data", name, "data.")

    def _set(self, kind: str, name: str, before: str) -> Val | None:
        declaration = self.module.of(kind).get(name)
        return None if declaration is None else Val(self._made_set(declaration, name, before))

    def _made_set(self, declaration: Declaration, name: str, before: str = "") -> ResourceSet:
        key = before + name
        if key not in self._sets:
            instances = self._instances_once(key, declaration)
            address = f"{self.prefix}{key}"
            typed = self.run.types.typed if name.split(".", maxsplit=1)[0] in RESOURCES else untyped_of(name)

            def make(instance: Instance) -> ResourceInstance:
                scope = Scope(declaration.source, instance.names, self.scope)
                full = address + instance.suffix
                return ResourceInstance(full, declaration, scope, self.run.evaluator, typed, read=bool(before))

            self._sets[key] = ResourceSet(address, instances, make)
        return self._sets[key]

    def _instances_once(self, key: str, declaration: Declaration) -> Instances:
        """The instances of a block; what needs itself to tell them cannot be told."""
        if key in self._busy:
            raise UndeterminedError(f"{key} depends on itself")
        self._busy.add(key)
        try:
            found = instances_of(declaration, self.scope, self.run.evaluator)
            self.run.problems += [found.problem] if found.problem is not None else []
            return found
        finally:
            self._busy.discard(key)

    def output(self, name: str) -> Val:
        """An output of this module."""
        declaration = self.module.of("output").get(name)
        if declaration is None:
            raise RefusedError(f"the module has no output {name!r}")
        value = declaration.attributes.get("value")
        if value is None:
            return unknown("the output has no value")
        if says(declaration, "sensitive", True):
            return unknown(f"the output {name} is sensitive, and is not shown")
        return self.run.evaluator.evaluate(value[0].value, Scope(value[1], {}, self.scope))

    def sign(self, name: str) -> str | None:
        """The sign of an output."""
        declaration = self.module.of("output").get(name)
        value = declaration.attributes.get("value") if declaration is not None else None
        return None if value is None else self.run.evaluator.sign(value[0].value, Scope(value[1], {}, self.scope))

    def outputs(self) -> Iterable[str]:
        """The names of the outputs of this module."""
        return self.module.of("output")

    def _output_of(self, name: str) -> Callable[[], Val]:
        return lambda: Val(ModuleSet(name, self._called(name), lambda: self._sign_of_call(name)))

    def _sign_of_call(self, name: str) -> str:
        """The sign of what a module is given that is not here."""
        found = self._call_signs.get(name)
        if found is None:
            self._call_signs[name] = name  # what needs itself
            given = self.module.of("module")[name].attributes
            found = digest([(key, self._sign(one)) for key, one in sorted(given.items()) if key not in _SILENT])
            self._call_signs[name] = found
        return found

    def _sign(self, argument: tuple[Attribute, Source]) -> str | None:
        return self.run.evaluator.sign(argument[0].value, Scope(argument[1], {}, self.scope))

    # modules that are called

    def _called(self, name: str) -> Call | None:
        """The instances of a local module; None where it is none, or cannot be read."""
        if name not in self._calls:
            declaration = self.module.of("module")[name]
            folder = self._folder(declaration)
            self._calls[name] = None if folder is None else self._instances(name, declaration, folder)
        return self._calls[name]

    def _folder(self, declaration: Declaration) -> FilePath | None:
        """The folder of a module with a local source."""
        said = declaration.attributes.get("source")
        if said is None:
            return None
        attribute, source = said
        place = source.place(attribute.at)
        if not isinstance(attribute.value, tree.Literal) or not isinstance(attribute.value.value, str):
            self._fault("the source of a module is a text without expressions", place)
            return None
        text = attribute.value.value
        if not text.startswith(("./", "../")):
            return None
        folder = FilePath(os.path.normpath(self.module.folder / text))
        wrong = self._wrong_with(folder, text)
        if wrong is not None:
            self._fault(wrong, place)
            return None
        return folder

    def _wrong_with(self, folder: FilePath, text: str) -> str | None:
        if not self.run.files.inside(folder):
            return f"the module {text} is outside of {self.run.files.shown_root}, and is not read"
        if not folder.is_dir():
            return f"there is no folder {text}"
        if folder in self.callers:
            return f"the module {text} calls itself, or what it calls does"
        if self.depth >= MAX_MODULE_DEPTH:
            return f"modules call each other more than {MAX_MODULE_DEPTH} deep"
        return None

    def _fault(self, message: str, place: Place) -> None:
        self.run.problems.append(Problem(message, place))

    def _instances(self, name: str, declaration: Declaration, folder: FilePath) -> Call | None:
        module = self.run.module(folder)
        instances = self._instances_once(f"module.{name}", declaration)
        items = (untold(instances),) if instances.unknown else instances.items
        made: dict[str | int | None, _Module] = {}
        for instance in items:
            self.run.count += 1
            if self.run.count > MAX_MODULES:
                place = declaration.source.place(declaration.block.at)
                self._fault(f"more than {MAX_MODULES} instances of modules: the rest is not read", place)
                return None
            scope = Scope(declaration.source, instance.names, self.scope)
            given = {key: self._argument(one, scope) for key, one in declaration.attributes.items() if key not in _CALL}
            prefix = f"{self.prefix}module.{name}{instance.suffix}."
            exists = self.exists or instances.unknown
            around = {**self.around, **instances.told}
            level = self.depth + 1
            made[instance.key] = _Module(
                self.run, module, prefix, given, Origin.MODULE, level, exists, callers=self.callers, around=around
            )
        return Call(instances, made)

    def _argument(self, argument: tuple[Attribute, Source], scope: Scope) -> Lazy:
        attribute, source = argument
        inner = Scope(source, {}, scope)

        def make() -> Val:
            return self.run.evaluator.told(attribute.value, inner)._replace(at=At(source, attribute.at))

        return Lazy(make, lambda: self.run.evaluator.sign(attribute.value, inner))

    # what is read

    def moves(self) -> Iterator[tuple[str, Sequence[Block]]]:
        """What this module, and each instance of those that it calls, says of addresses, with its own before them."""
        yield self.prefix, self.module.moves
        for name, declaration in self.module.of("module").items():
            call = self._called(name) if not declaration.block.faulty else None
            for module in call.modules.values() if call is not None else ():
                yield from module.moves()

    def resources(self) -> Iterator[Resource]:
        """The resources of this module, then of those that it calls."""
        for name, declaration in self.module.of("resource").items():
            if not declaration.block.faulty:
                yield from self._instances_of(name, declaration)
        for name, declaration in self.module.of("module").items():
            if declaration.block.faulty:
                continue
            call = self._called(name)
            if call is not None:
                for module in call.modules.values():
                    yield from module.resources()
            else:
                yield from self._known_module(name, declaration)

    def _instances_of(self, name: str, declaration: Declaration) -> Iterator[Resource]:
        kind = name.split(".", maxsplit=1)[0]
        translate = _translation(kind)
        if translate is None:
            return
        made = self._made_set(declaration, name)
        instances = made.instances
        written = declaration.attributes.get("type")
        place = declaration.source.place(declaration.block.at)
        if not instances.items and not instances.unknown and kind in _CLUSTERS:
            message = f"{self.prefix}{name} is not there: its {instances.by} comes to nothing with the values here"
            self.run.notes.append(Problem(message, place))
        for instance in (untold(instances),) if instances.unknown else instances.items:
            one = made.instance(instance)
            resource = translate(
                kind,
                azapi.with_type(one.body, written[0].value) if written is not None else one.body,
                address=one.address,
                place=place,
                language=LANGUAGE,
                provider=self._provider(kind),
                exists=instances.unknown or self.exists,
            )
            if resource is not None:
                more = {**self.around, **instances.told}
                yield resource._replace(written={**resource.written, **more}) if more else resource

    def _provider(self, kind: str) -> Provider:
        return self.run.providers["azapi" if kind.startswith("azapi_") else "azurerm"]

    def _note_absent(self, address: str, named: str, place: Place) -> None:
        note = note_of(address, named, place)
        self.run.notes += [note] if note is not None else []
        self.run.elsewhere.append((address, absent(address, named, place)))

    def _known_module(self, name: str, declaration: Declaration) -> Iterator[Resource]:
        source = declaration.attributes.get("source")
        if source is None or not isinstance(source[0].value, tree.Literal):
            return
        named = str(source[0].value.value)
        known = known_modules.of(named)
        if known is None:
            if not named.startswith(("./", "../")):
                self._note_absent(f"{self.prefix}module.{name}", named, declaration.source.place(declaration.block.at))
            return
        instances = instances_of(declaration, self.scope, self.run.evaluator)
        for instance in (untold(instances),) if instances.unknown else instances.items:
            scope = Scope(declaration.source, instance.names, self.scope)
            inputs = {key: self._argument(one, scope).force() for key, one in declaration.attributes.items()}
            place = declaration.source.place(declaration.block.at)
            address = f"{self.prefix}module.{name}{instance.suffix}"
            exists = instances.unknown or self.exists
            sign = self._sign_of_call(name)
            yield from (signed(one, sign) for one in known(inputs, address, place, self.run.providers, exists))


class _Translation(Protocol):
    """What makes a resource of a provider's."""

    def __call__(
        self,
        resource_type: str,
        body: Val,
        *,
        address: str,
        place: Place,
        language: str,
        provider: Provider | None,
        exists: str | None = None,
    ) -> Resource | None: ...


def _translation(kind: str) -> _Translation | None:
    if kind.startswith("azapi_"):
        return azapi.translate
    return azurerm.translate if kind in azurerm.TYPES else None

"""Parameters files of Bicep: what they assign, what they extend, and the template that they use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from aksnet.errors import Problem
from aksnet.expressions import tree
from aksnet.expressions.arm import function_key
from aksnet.expressions.tree import Node
from aksnet.expressions.values import Closure, Lazy, SomeText, Val
from aksnet.readers.bicep import syntax
from aksnet.readers.bicep.instance import Instance, Setting
from aksnet.readers.bicep.program import evaluated
from aksnet.readers.bicep.sources import MAX_LEVELS, Parsed, Sources, local_path
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.resources import Reading
from aksnet.readers.template import program as template
from aksnet.readers.template.given import Given, stamped
from aksnet.view import Origin

# Types of parameters that are not optional whatever else a file says.
_REQUIRED_TYPES = {"string", "int", "bool", "object", "array", "string[]", "int[]", "bool[]", "object[]"}


class Assignments(Instance):
    """A parameters file; it is no template, but its names are those of one."""

    def __init__(self, sources: Sources, parsed: Parsed, around: tuple[str, ...] = ()) -> None:
        super().__init__(sources, parsed, Given(), Setting(around=around))

    @cached_property
    def extended(self) -> Assignments | None:
        """The file that this one extends."""
        extends = next(iter(self.statements(syntax.Extends)), None)
        if extends is None:
            return None
        around = (*self.setting.around, self.parsed.source.name)
        found = self.sources.referred(self.parsed.path.parent, extends.path, self.parsed.source)
        if found is None or found.source.name in around or len(around) > MAX_LEVELS:
            if found is not None:
                message = "this parameters file extends itself, or what it extends does"
                self.sources.tell(Problem(message, self.parsed.source.place(extends.at)))
            self.complete = False
            return None
        return Assignments(self.sources, found, around)

    # whether all that is assigned is known
    complete = True

    def values(self) -> Iterator[tuple[str, Callable[[], Val]]]:
        for assign in self.statements(syntax.Assign):
            yield assign.name, self.teller(assign.value)
        for var in self.statements(syntax.Var):
            yield var.name, self.teller(var.value)

    @cached_property
    def written(self) -> dict[str, Node]:
        found = {assign.name: assign.value for assign in self.statements(syntax.Assign)}
        return found | {var.name: var.value for var in self.statements(syntax.Var)}

    def functions(self) -> dict[str, Val | Lazy]:
        found = super().functions()
        found[function_key("readEnvironmentVariable")] = Val(Closure(_environment))
        return found

    def handles(self) -> dict[str, Lazy]:
        if self.extended is None:
            return {}
        return {"base": Lazy(lambda: Val(self.extended.assigned() if self.extended is not None else {}))}

    def assigned(self) -> dict[str, Val]:
        """What is assigned, by name; the nearer file wins."""
        found = dict(self.extended.assigned()) if self.extended is not None else {}
        for assign in self.statements(syntax.Assign):
            value = self.sources.evaluator.told(tree.Name(assign.name, assign.at), self.scope)
            found[assign.name] = stamped(value, Origin.VARIABLE, f"param {assign.name}")
        return found


def _environment(*values: Val) -> Val:
    name = values[0].data if values else ""
    # without a value the compiler refuses it (BCP427)
    return Val(
        SomeText(f"the environment variable {name if isinstance(name, str) else ''} is known only where it is set")
    )


def used_by(path: Path, files: Files) -> Path | None:
    """The local template that a parameters file uses."""
    try:
        parsed = Sources(files).parsed(path)
    except UnreadableError:
        return None
    using = _using(parsed)
    return None if using is None else local_path(path.parent, using.path)


def _using(parsed: Parsed) -> syntax.Using | None:
    return next((one for one in parsed.file.statements if isinstance(one, syntax.Using)), None)


def read_parameters(path: Path, files: Files) -> Reading:
    """What the template declares that a parameters file uses, with the values that it assigns."""
    sources = Sources(files)
    try:
        parsed = sources.parsed(path)
    except UnreadableError as error:
        return Reading(files.shown(path), (), (error.problem,))
    using = _using(parsed)
    if using is not None and local_path(path.parent, using.path, ".json") is not None:
        return _of_template(sources, parsed, using)
    if using is None or local_path(path.parent, using.path, ".bicep") is None:
        if using is not None and local_path(path.parent, using.path) is not None:
            message = "a parameters file uses a template: a file whose name ends in .bicep or .json"
            sources.tell(Problem(message, parsed.source.place(using.at)))
        return Reading(files.shown(path), (), tuple(sources.problems))
    main = sources.referred(path.parent, using.path, parsed.source)
    if main is None:
        return Reading(files.shown(path), (), tuple(sources.problems))
    file = Assignments(sources, parsed)
    assigned = file.assigned()
    if file.complete:
        _compare(sources, parsed, using, main, assigned)
    label = f"{main.source.name} with {parsed.source.name}"
    return evaluated(sources, main, Given({name.lower(): value for name, value in assigned.items()}), label)


def _of_template(sources: Sources, parsed: Parsed, using: syntax.Using) -> Reading:
    """What an ARM template declares that a parameters file uses."""
    found = sources.template(parsed.path.parent, using.path, parsed.source)
    if found is None:
        return Reading(parsed.source.name, (), tuple(sources.problems))
    source, root = found
    label = f"{source.name} with {parsed.source.name}"
    reading = template.read(root, source, Assignments(sources, parsed).assigned(), label)
    return reading._replace(unread=(*sources.problems, *reading.unread))


def _compare(sources: Sources, parsed: Parsed, using: syntax.Using, main: Parsed, assigned: dict[str, Val]) -> None:
    """Tell what is assigned without being a parameter, and the other way round."""
    if main.file.faults or parsed.file.faults:
        return
    params = {one.name: one for one in main.file.statements if isinstance(one, syntax.Param)}
    for param in params.values():
        required = param.default is None and not param.type.nullable and param.type.text.strip() in _REQUIRED_TYPES
        if required and param.name not in assigned and using.path is not None:
            message = f"the parameter {param.name} of {main.source.name} is given no value"
            sources.tell(Problem(message, parsed.source.place(using.path.at)))
    for assign in (one for one in parsed.file.statements if isinstance(one, syntax.Assign)):
        if assign.name not in params:
            message = f"{main.source.name} has no parameter {assign.name}"
            sources.tell(Problem(message, parsed.source.place(assign.at)))

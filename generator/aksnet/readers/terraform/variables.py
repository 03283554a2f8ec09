"""Input variables: what each is given by files and callers, else its default, as its type asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.expressions import tree
from aksnet.expressions.signs import sign_of_value
from aksnet.expressions.source import At, Source
from aksnet.expressions.terraform import TerraformEvaluator
from aksnet.expressions.terraform_functions.conversions import convert
from aksnet.expressions.terraform_functions.types import Constraint, constraint_of
from aksnet.expressions.tree import Node
from aksnet.expressions.values import (
    Handle,
    Lazy,
    RefusedError,
    Scope,
    UndeterminedError,
    Val,
    unknown,
)
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.hcl.json_form import parse_json
from aksnet.readers.hcl.parsing import parse, parse_expression
from aksnet.readers.terraform.module import Declaration, says, told
from aksnet.view import Origin


class Inputs(NamedTuple):
    """The values of a root module's variables that files give, and what is wrong with those files.

    `unreadable` names a file that may give any of them another one.
    """

    values: Mapping[str, Val]
    problems: tuple[Problem, ...] = ()
    unreadable: str | None = None


def inputs_of(folder: Path, var_files: Sequence[Path], files: Files, evaluator: TerraformEvaluator) -> Inputs:
    """terraform.tfvars, *.auto.tfvars in the order of their names, then the files that were named; the last one wins.

    Source: https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
    """
    names = files.names(folder)
    own = [name for name in ("terraform.tfvars", "terraform.tfvars.json") if name in names]
    auto = [name for name in names if name.endswith((".auto.tfvars", ".auto.tfvars.json"))]
    values: dict[str, Val] = {}
    problems: list[Problem] = []
    unreadable: str | None = None
    for path in [*(folder / name for name in own + auto), *var_files]:
        try:
            source = files.source(path)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        told_here = _read(source, values, evaluator)
        if told_here:
            unreadable, values = source.name, {}
        problems += told_here
    return Inputs(values, tuple(problems), unreadable)


def _read(source: Source, values: dict[str, Val], evaluator: TerraformEvaluator) -> list[Problem]:
    file = parse_json(source) if source.name.endswith(".json") else parse(source)
    problems = list(told(file, source))
    scope = Scope(source, {})
    for attribute in file.body.attributes.values():
        value = evaluator.told(attribute.value, scope)
        values[attribute.name] = value._replace(at=At(source, attribute.at))
    for block in file.body.blocks:
        message = f"a block stands here ({block.type}), where only values of variables may"
        problems.append(Problem(message, source.place(block.at), "write name = value"))
    return problems


def marked(value: Val, origin: Origin, via: str) -> Val:
    """The value and its members with who decided them, where nobody is named yet."""
    if value.origin is not Origin.GIVEN:
        return value
    data = value.data
    if isinstance(data, list):
        changed = type(data)(marked(item, origin, via) for item in data)
        _keep(data, changed)
        return value._replace(data=changed, origin=origin, via=via)
    if isinstance(data, dict):
        members = type(data)({key: marked(item, origin, via) for key, item in data.items()})
        _keep(data, members)
        return value._replace(data=members, origin=origin, via=via)
    return value._replace(origin=origin, via=via)


def _keep(old: object, new: object) -> None:
    """What lists, maps and open objects know beside their members."""
    for name, data in getattr(old, "__dict__", {}).items():
        setattr(new, name, data)


def constant(node: Node) -> bool:
    """Whether an expression has neither names nor calls, as Terraform asks of a default."""
    if isinstance(node, tree.Object):
        items = (item for item in node.items if isinstance(item, tree.Item))
        return all(constant(item.key) and constant(item.value) for item in items)
    if isinstance(node, tree.Array):
        return all(constant(item) for item in node.items if not isinstance(item, tree.Spread))
    if isinstance(node, tree.Template):
        return all(map(constant, node.parts))
    if isinstance(node, tree.Unary):
        return constant(node.operand)
    return not isinstance(node, tree.Name | tree.Call)


class Variables(Handle):
    """`var`: each variable by its name."""

    def __init__(
        self,
        declarations: Mapping[str, Declaration],
        given: Mapping[str, Val | Lazy],
        origin: Origin,
        evaluator: TerraformEvaluator,
        problems: list[Problem],
        unreadable: str | None = None,
        *,
        broken: bool = False,
    ) -> None:
        self._declarations = declarations
        self._broken = broken
        self._unreadable = unreadable
        self._given = given
        self._origin = origin
        self._evaluator = evaluator
        self._problems = problems
        self._made = {name: Lazy(lambda name=name: self._value(name)) for name in declarations}  # type: ignore[misc]

    def get(self, name: str) -> Val:
        """The value of a variable."""
        if name not in self._made:
            if self._broken:
                raise UndeterminedError(f"variable {name!r} may stand in what cannot be read")
            raise RefusedError(f"there is no variable {name!r}")
        return self._made[name].force()

    def _value(self, name: str) -> Val:
        declaration = self._declarations[name]
        kind = self._type(declaration)
        via = f"var.{name}"
        if says(declaration, "sensitive", True):
            return unknown(f"{via} is sensitive, and is not shown")
        given = self._given.get(name)
        if given is not None:
            value = given.force() if isinstance(given, Lazy) else given
            if value.data is not None or not says(declaration, "nullable", False):
                return marked(self._typed(value, kind, name), self._origin, via)
        if self._unreadable is not None:
            return unknown(f"{via} may be given by {self._unreadable}, which cannot be read")
        default = declaration.attributes.get("default")
        if default is None:
            return unknown(f"{via} has no value")
        attribute, source = default
        if not constant(attribute.value):
            return unknown(f"the default of {via} is no constant value")
        value = self._evaluator.told(attribute.value, Scope(source, {}))
        return marked(self._typed(value, kind, name, default=True), Origin.DEFAULT, via)

    def sign(self, name: str) -> str | None:
        """The sign of what a variable is given, or of its default."""
        given = self._given.get(name)
        if given is not None:
            return given.sign() if isinstance(given, Lazy) else sign_of_value(given)
        declaration = self._declarations.get(name)
        default = declaration.attributes.get("default") if declaration is not None else None
        return None if default is None else self._evaluator.sign(default[0].value, Scope(default[1], {}))

    def _type(self, declaration: Declaration) -> Constraint | None:
        said = declaration.attributes.get("type")
        if said is None:
            return None
        node = said[0].value
        if isinstance(node, tree.Literal) and isinstance(node.value, str):  # as JSON writes types
            node = parse_expression(Source("", node.value), 0, len(node.value))
        try:
            return constraint_of(node)
        except (RefusedError, UndeterminedError):
            return None

    def _typed(self, value: Val, kind: Constraint | None, name: str, *, default: bool = False) -> Val:
        if kind is None or not value.known:
            return value
        try:
            return convert(value, kind, self._default)._replace(at=value.at)
        except RefusedError as error:
            if value.at is not None and self._origin is Origin.VARIABLE:
                message = f"this is no value for the variable {name}: {error.message}"
                self._problems.append(Problem(message, value.at.place, "its type stands in the variable block"))
            what = "the default of var.{} is of another type" if default else "var.{} is given a value of another type"
            return unknown(f"{what.format(name)}: {error.message}")

    def _default(self, node: Node) -> Val:
        """The default of an optional member, which is an expression without names."""
        source = next(iter(self._declarations.values())).source
        return self._evaluator.told(node, Scope(source, {}))

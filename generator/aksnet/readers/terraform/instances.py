"""What `count` and `for_each` make of a block: its instances, or why they cannot be told."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.expressions.signs import digest
from aksnet.expressions.source import At
from aksnet.expressions.terraform import TerraformEvaluator
from aksnet.expressions.terraform_functions.conversions import small
from aksnet.expressions.values import (
    RefusedError,
    Scope,
    SetOf,
    UndeterminedError,
    Val,
    plain,
    reason_of,
    whole,
)
from aksnet.readers.hcl.syntax import Attribute
from aksnet.readers.terraform.module import Declaration
from aksnet.view import Unknown

# How many instances of one block are made.
MAX_INSTANCES = 1_000


class Instance(NamedTuple):
    """One instance: its key as Terraform prints it (`[0]`, `["a"]`, nothing), and the names it sees."""

    key: str | int | None
    names: dict[str, Val]

    @property
    def suffix(self) -> str:
        """The key in brackets."""
        if self.key is None:
            return ""
        return f"[{self.key}]" if isinstance(self.key, int) else f'["{_escaped(self.key)}"]'


class Instances(NamedTuple):
    """The instances of a block; `unknown` says why they cannot be told, `by` is count, for_each or nothing.

    `problem` is what Terraform refuses, `at` and `sign` where they cannot be told are those of the expression.
    """

    by: str | None
    items: tuple[Instance, ...]
    unknown: str | None = None
    problem: Problem | None = None
    at: At | None = None
    sign: str | None = None

    @property
    def told(self) -> dict[str, Val]:
        """What of `count` or `for_each` cannot be told, by its name."""
        return (
            {} if self.unknown is None else {self.by or "count": Val(Unknown(self.unknown, sign=self.sign), at=self.at)}
        )


def _escaped(key: str) -> str:
    """A text in quotes as Terraform prints it in an address."""
    for char, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("${", "$${")):
        key = key.replace(char, escape)
    return key


def instances_of(declaration: Declaration, scope: Scope, evaluator: TerraformEvaluator) -> Instances:
    """The instances of a resource or a module call."""
    both = [name for name in ("count", "for_each") if name in declaration.attributes]
    if not both:
        return Instances(None, (Instance(None, {}),))
    by = both[0]
    if len(both) > 1:
        message = "count and for_each stand together"
        second, source = declaration.attributes[both[1]]
        return Instances(by, (), message, Problem(message, source.place(second.at), "keep one of the two"))
    attribute, source = declaration.attributes[by]
    inner = Scope(source, {}, scope)
    found = _told(by, attribute, inner, evaluator)
    if found.unknown is None:
        return found
    return found._replace(at=At(source, attribute.at), sign=evaluator.sign(attribute.value, inner))


def _told(by: str, attribute: Attribute, scope: Scope, evaluator: TerraformEvaluator) -> Instances:
    try:
        with evaluator.on_its_own():
            value = whole(evaluator.evaluate(attribute.value, scope))
        if not value.known:
            raise UndeterminedError(f"{by}: {reason_of(value)}")
    except (RefusedError, UndeterminedError) as error:
        return Instances(by, (), str(error))
    try:
        return Instances(by, _counted(value) if by == "count" else _each(value))
    except UndeterminedError as error:
        return Instances(by, (), error.reason)
    except RefusedError as error:
        return Instances(by, (), error.message, Problem(error.message, scope.source.place(attribute.at)))


def untold(instances: Instances) -> Instance:
    """The one instance that stands for those that cannot be told."""
    why = instances.unknown or "it cannot be told"
    name, keys = ("count", ("index",)) if instances.by == "count" else ("each", ("key", "value"))
    signs = {key: digest(key, instances.sign) if instances.sign is not None else None for key in keys}
    return Instance(None, {name: Val({key: Val(Unknown(why, sign=sign)) for key, sign in signs.items()})})


def _counted(value: Val) -> tuple[Instance, ...]:
    number = small(plain(value))
    if number < 0:
        raise RefusedError("count is negative")
    if number > MAX_INSTANCES:
        raise UndeterminedError(f"count is {number:,}: aksnet expands {MAX_INSTANCES:,}")
    return tuple(Instance(at, {"count": Val({"index": Val(at)})}) for at in range(number))


def _each(value: Val) -> tuple[Instance, ...]:
    data = value.data
    if isinstance(data, SetOf):
        rows = [(_text(plain(item)), item) for item in data]
    elif isinstance(data, dict):
        if isinstance(getattr(data, "reason", None), str):
            raise UndeterminedError(f"for_each: {getattr(data, 'reason', '')}")
        rows = [(key, data[key]) for key in sorted(data)]
    else:
        raise RefusedError("for_each takes a map, or a set of strings")
    if len(rows) > MAX_INSTANCES:
        raise UndeterminedError(f"for_each has {len(rows):,} elements: aksnet expands {MAX_INSTANCES:,}")
    return tuple(Instance(key, {"each": Val({"key": Val(key), "value": item})}) for key, item in rows)


def _text(data: object) -> str:
    if isinstance(data, str):
        return data
    raise RefusedError("for_each takes a set of strings")

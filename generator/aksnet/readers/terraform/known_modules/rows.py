"""Which input of a module goes where, from which version on: rows, and the values that they tell of a call."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from aksnet.expressions.terraform_functions.conversions import convert
from aksnet.expressions.terraform_functions.types import STRING, Constraint
from aksnet.expressions.values import (
    NULL,
    Handle,
    OpenObject,
    RefusedError,
    UndeterminedError,
    Val,
    reason_of,
    unknown,
    wrap,
)
from aksnet.facts.azurerm import ALWAYS, NEVER, Version
from aksnet.view import Json, Origin

TEXTS, TEXT_SET = Constraint("list", STRING), Constraint("set", STRING)
# Values by the dotted paths of what they are given to.
Telling: TypeAlias = dict[str, Val]
UNDECIDED = "the module decides it, and its version is not known"


class Row(NamedTuple):
    """An input, or a member of one ("vnet_subnet.id"), and the dotted path that it is given to.

    It holds from `since` on and before `until`. `type` is None for what is left as it is. `default` is what the module
    has where the call says nothing; with `filled` also where it says null.
    """

    name: str
    path: str
    type: Constraint | None = STRING
    since: Version = ALWAYS
    until: Version = NEVER
    default: Json = None
    filled: bool = False

    @property
    def input(self) -> str:
        """The name of the input."""
        return self.name.partition(".")[0]

    def holds(self, version: Version) -> bool:
        """Whether a version has it."""
        return self.since <= version < self.until

    def told(self, inputs: Mapping[str, Val]) -> tuple[str, Val]:
        """What it says, and of what: where an object around the value is unknown, all that comes of that object is."""
        value, missing = _reached(inputs, self.name.split("."))
        if value is None or (value.data is None and self.filled):
            filled = NULL if self.default is None else wrap(self.default, Val(None, Origin.MODULE, via=self.name))
            return self.path, filled if value is None else filled._replace(at=value.at)
        if missing:
            return _around(self.path, self.name.split(".")[:-missing]), value
        return self.path, typed(value, self.type, self.name)


# Rows with the paths and the values that they are good for in one call.
Said: TypeAlias = tuple[tuple[Row, str, Val], ...]


def _reached(members: Mapping[str, Val], names: Sequence[str]) -> tuple[Val | None, int]:
    """The value of a member of a member; and how many names are left where one of them is unknown."""
    found: Val | None = members.get(names[0])
    for number, name in enumerate(names[1:], 1):
        if found is None or found.data is None:
            return None, 0
        if not found.known:
            return unknown(reason_of(found))._replace(at=found.at, origin=found.origin), len(names) - number
        if not isinstance(found.data, dict | Handle):
            wrong = unknown(f"{'.'.join(names[:number])} is no object")
            return wrong._replace(at=found.at), len(names) - number
        found = member(found, name)
    return found, 0


def member(value: Val, name: str) -> Val | None:
    """A member of an object, or of a resource that stands for one; None where it has none."""
    data = value.data
    try:
        if isinstance(data, Handle):
            return data.get(name)._replace(at=value.at)
    except RefusedError as error:
        return unknown(error.message)._replace(at=value.at)
    except UndeterminedError as error:
        return unknown(error.reason)._replace(at=value.at)
    if not isinstance(data, dict):
        return None if value.known else unknown(reason_of(value))._replace(at=value.at)
    if name not in data and isinstance(data, OpenObject):
        return unknown(data.reason)._replace(at=value.at)
    found = data.get(name)
    return found if found is None or found.at is not None else found._replace(at=value.at)


def _around(path: str, container: Sequence[str]) -> str:
    """The part of a path that is made of an object: what is called like it; else the path."""
    parts = path.split(".")
    called = container[-1].replace("_", "")
    for number, part in enumerate(parts, 1):
        if part.replace("_", "").lower() == called:
            return ".".join(parts[:number])
    return path


def typed(value: Val, kind: Constraint | None, name: str) -> Val:
    """A value as the module's variable takes it; unknown where Terraform refuses it."""
    if not value.known or value.data is None or kind is None:
        return value
    try:
        return convert(value, kind)._replace(at=value.at)
    except RefusedError as error:
        return unknown(f"{name} cannot be this: {error.message}")._replace(at=value.at)
    except UndeterminedError as error:
        return unknown(error.reason)._replace(at=value.at)


def value_of(inputs: Mapping[str, Val], name: str, kind: Constraint = STRING, default: Json = None) -> Val:
    """One input, or member of one, as a value; `default` also stands for null."""
    return Row(name, name, kind, default=default, filled=True).told(inputs)[1]


def said(rows: Sequence[Row], inputs: Mapping[str, Val]) -> Said:
    """What the rows say of a call, each by the path that it is given to, whatever the version is."""
    return tuple((row, *row.told(inputs)) for row in rows if row.default is not None or row.input in inputs)


def told(saying: Said, version: Version) -> Telling:
    """What they tell in one version; of several for one path the first that says something."""
    found: Telling = {}
    for row, path, value in saying:
        if value.data is not None and row.since <= version < row.until:
            found.setdefault(path, value)
    return found


def agreed(versions: Sequence[Version], tell: Callable[[Version], Telling]) -> Telling:
    """What all the versions tell alike."""
    tellings = [tell(version) for version in versions]
    if len(tellings) == 1:
        return tellings[0]
    paths = dict.fromkeys(path for telling in tellings for path in telling)
    return {path: _agreed([telling.get(path) for telling in tellings]) for path in paths}


def marks_of(*rows: Row) -> tuple[Version, ...]:
    """The versions with which something in the rows changes."""
    return tuple(sorted({mark for row in rows for mark in (row.since, row.until)} - {ALWAYS, NEVER}))


def differing(versions: Sequence[Version], marks: Sequence[Version]) -> list[Version]:
    """One version of those between each two marks, with which something changes."""
    ordered = sorted(marks)
    return list({bisect_right(ordered, version): version for version in versions}.values())


def _agreed(values: Sequence[Val | None]) -> Val:
    first = next(value for value in values if value is not None)
    if all(value is not None and _same(value, first) for value in values):
        return first
    return unknown(UNDECIDED)._replace(at=first.at)


def _same(one: Val, other: Val) -> bool:
    return type(one.data) is type(other.data) and one.data == other.data


def nested(telling: Telling) -> dict[str, Val]:
    """Dotted paths as a tree; below a value that is no object nothing is told."""
    tree: dict[str, Val] = {}
    for path in sorted(telling, key=lambda one: one.count(".")):
        _put(tree, path, telling[path])
    return tree


def _put(tree: dict[str, Val], path: str, value: Val) -> None:
    *parents, leaf = path.split(".")
    for parent in parents:
        node = tree.setdefault(parent, Val({}, at=value.at)).data
        if not isinstance(node, dict):
            return
        tree = node
    tree.setdefault(leaf, value)


class Keyed(NamedTuple):
    """The members of an input that is a map; `reason` says why there may be others."""

    items: Mapping[str, Val]
    reason: str | None = None


def keyed(inputs: Mapping[str, Val], name: str) -> Keyed:
    """The members of an input that is a map of objects."""
    value = inputs.get(name, NULL)
    if value.data is None:
        return Keyed({})
    if isinstance(value.data, dict):
        return Keyed(value.data, value.data.reason if isinstance(value.data, OpenObject) else None)
    return Keyed({}, f"{name} is no map" if value.known else reason_of(value))

"""Values that parameters are given: by a parameters file, by whoever calls a module, or by their defaults."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from aksnet.expressions.values import MAX_ITEMS, OpenObject, Val, reason_of, unknown
from aksnet.view import Origin

# https://learn.microsoft.com/azure/developer/azure-developer-cli/manage-environment-variables
_PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?:=[^}]*)?\}")


class Given(NamedTuple):
    """Values by the names of the parameters in small letters; `rest` says why there may be others."""

    values: Mapping[str, Val] = MappingProxyType({})
    rest: str | None = None

    def find(self, name: str) -> Val | None:
        """What a parameter is given; None where it is given nothing."""
        found = self.values.get(name.lower())
        return unknown(self.rest) if found is None and self.rest is not None else found


class Wanted(NamedTuple):
    """What a template says of a parameter; the default is evaluated where it is needed."""

    name: str
    default: Callable[[], Val] | None
    nullable: bool
    secure: bool
    # the declared type, where it is one of the plain ones; in small letters
    kind: str
    # of the default
    origin: Origin
    via: str

    def value(self, given: Given) -> Val:
        """The value of the parameter."""
        if self.secure:
            return unknown(f"the parameter {self.name} is secure")
        found = given.find(self.name)
        if found is not None and not (found.data is None and self.default is not None):
            return found if self._fits(found) else unknown(f"the parameter {self.name} takes {self.kind}, not this")
        if self.default is not None:
            return stamped(self.default(), self.origin, self.via)
        if self.nullable:
            return Val(None, self.origin, None, self.via)
        return unknown(f"the parameter {self.name} has no value")

    def _fits(self, value: Val) -> bool:
        """Whether a value may be of the declared type; what is not known, null, and other types always may."""
        wanted = _KINDS.get(self.kind)
        if wanted is None or value.data is None or not isinstance(value.data, bool | int | str | list | dict):
            return True
        return isinstance(value.data, wanted) and (wanted is bool or not isinstance(value.data, bool))


_KINDS: Mapping[str, type] = {"bool": bool, "int": int, "string": str, "array": list, "object": dict}


def stamped(value: Val, origin: Origin, via: str) -> Val:
    """The value as decided by another, with its members, as far as they are simply given."""
    return _Stamp(origin, via).value(value)


class _Stamp:
    """Says of values who decided them; what has very many parts keeps some that are simply given."""

    def __init__(self, origin: Origin, via: str) -> None:
        self._origin = origin
        self._via = via
        self._left = MAX_ITEMS

    def value(self, value: Val) -> Val:
        self._left -= 1
        if value.origin is not Origin.GIVEN or self._left < 0:
            return value
        data = value.data
        if isinstance(data, list):
            data = [self.value(item) for item in data]
        elif isinstance(data, dict):
            data = self._members(data)
        return value._replace(data=data, origin=self._origin, via=self._via)

    def _members(self, data: dict[str, Val]) -> dict[str, Val]:
        members = {key: self.value(item) for key, item in data.items()}
        if not isinstance(data, OpenObject):
            return members
        opened = OpenObject(members)
        opened.reason, opened.sign = data.reason, data.sign
        return opened


def arguments(value: Val, origin: Origin, title: str = "") -> Given:
    """What an object of arguments gives."""
    if isinstance(value.data, dict):
        values = {name.lower(): stamped(member, origin, f"param {name}{title}") for name, member in value.data.items()}
        return Given(values, value.data.reason if isinstance(value.data, OpenObject) else None)
    return Given(rest=reason_of(value))


def given_values(members: dict[str, Val], origin: Origin, title: str = "") -> dict[str, Val]:
    """The values of a section of parameters: `{name: {value: …}}`."""
    found: dict[str, Val] = {}
    for name, value in members.items():
        written = value.data.get("value") if isinstance(value.data, dict) else None
        if written is None:
            written = unknown(reason_of(value) if not value.known else f"the parameter {name} is read from elsewhere")
        told = _without_placeholders(written)
        found[name.lower()] = stamped(told, origin, f"param {name}{title}")._replace(at=value.at)
    return found


def _without_placeholders(value: Val) -> Val:
    """The value; what azd puts in place of ${NAME} and ${NAME=default} is not known before it does."""
    data = value.data
    if isinstance(data, str):
        named = _PLACEHOLDER.search(data)
        return value if named is None else unknown(f"azd puts {named[1]} here when it deploys")._replace(at=value.at)
    if isinstance(data, list):
        return value._replace(data=[_without_placeholders(item) for item in data])
    if isinstance(data, dict) and not isinstance(data, OpenObject):
        return value._replace(data={key: _without_placeholders(item) for key, item in data.items()})
    return value

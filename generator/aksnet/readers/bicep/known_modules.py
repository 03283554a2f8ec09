"""The modules of the public registry that make clusters and networks: what they send, told as theirs."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.expressions.arm import Quoted
from aksnet.expressions.signs import digest, sign_of_value
from aksnet.expressions.source import At
from aksnet.expressions.tree import Literal, Node
from aksnet.expressions.values import OpenObject, Ref, Val, reason_of
from aksnet.readers.bicep import statements
from aksnet.readers.bicep.known_texts import TEXTS, UNKNOWN
from aksnet.readers.bicep.sources import Parsed
from aksnet.readers.resources import Resource
from aksnet.readers.template.given import Given
from aksnet.view import Origin, Unknown

_PATH = re.compile(r"(?:br/public:|br:mcr\.microsoft\.com/bicep/)([a-z0-9/-]+):(\d+\.\d+)\.\d+")
# The symbol of the resource that the module is for.
_MAIN = "main"
_REST = "rest"


class Known(NamedTuple):
    """A module that is known: its path as written, and what stands for it."""

    path: str
    parsed: Parsed

    @property
    def via(self) -> str:
        """What its own values come through."""
        return f"module {self.path}"

    def given(self, arguments: Given) -> Given:
        """What it is given, and that it sends more."""
        rest = Unknown(f"{self.path} decides it", sign=_sign(arguments))
        return Given({**arguments.values, _REST: Val(rest)}, arguments.rest)


def _sign(arguments: Given) -> str:
    """The sign of all that it is given: what the module decides depends on nothing else, and on none of the tags."""
    given = [(name, value) for name, value in sorted(arguments.values.items()) if name != "tags"]
    return digest([(name, sign_of_value(value) or reason_of(value)) for name, value in given], arguments.rest)


def find(path: Node) -> Known | None:
    """The known module that a path names."""
    written = path.value if isinstance(path, Literal) and isinstance(path.value, str) else ""
    found = _PATH.fullmatch(written)
    if found is None or found[1] not in TEXTS:
        return None
    return Known(written, _parsed(TEXTS[found[1]].get(found[2], UNKNOWN[found[1]])))


@cache
def _parsed(text: str) -> Parsed:
    source = Quoted("", text)
    return Parsed(Path(), source, statements.parse(source), frozenset())


def sent(resource: Resource, known: Known, arguments: Given, address: str, at: At) -> Resource:
    """A resource that the module makes of its arguments, as one of the module that stands at a place."""
    tell = _Telling(known.via, at)
    parent = resource.parent
    if parent is not None and isinstance(parent.data, Ref):
        parent = parent._replace(data=Ref(f"{address}.id"))
    place: Place = at.place
    return resource._replace(
        address=address if resource.address == f"{address}.{_MAIN}" else resource.address,
        place=place,
        name=tell.value(resource.name),
        body=tell.value(resource.body),
        parent=parent,
        module=known.path,
        given=arguments.values,
    )


class _Telling:
    """Gives the values that the module decides itself its name and place."""

    def __init__(self, via: str, at: At) -> None:
        self._via = via
        self._at = at

    def value(self, value: Val) -> Val:
        data = value.data
        if isinstance(data, list):
            data = [self.value(item) for item in data]
        elif isinstance(data, dict):
            members = {key: self.value(item) for key, item in data.items()}
            data = members
            if isinstance(value.data, OpenObject):
                data = OpenObject(members)
                data.reason, data.sign = value.data.reason, value.data.sign
        at = self._at if value.at is None or isinstance(value.at.source, Quoted) else value.at
        if value.origin is Origin.GIVEN:
            return value._replace(data=data, at=at, origin=Origin.MODULE, via=self._via)
        return value._replace(data=data, at=at)

"""The network profile in a resource of Bicep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.errors import Place
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Loop, Object
from aksnet.readers.bicep.statements import parse
from aksnet.readers.bicep.syntax import ResourceDecl, Statement, Var
from aksnet.syncing.written import MODULE, PROFILE, Part, member, profile_of, refuse_faults, refused


def bicep_part(source: Source, declared: Place) -> Part:
    """The network profile of the resource that is declared at a place; raises OutputError where there is none."""
    file = parse(source)
    refuse_faults(source, file.faults)
    resource = next((one for one in _resources(file.statements) if source.place(one.at)[1:] == declared[1:]), None)
    if resource is None:
        raise refused("a module makes this cluster", declared, MODULE)
    body = resource.body.value if isinstance(resource.body, Loop) else resource.body
    return profile_of(member(body, "properties", PROFILE), source, declared, _is_object)


def _resources(statements: Iterable[Statement]) -> Iterator[ResourceDecl]:
    for one in statements:
        if isinstance(one, ResourceDecl):
            yield one
            yield from _resources(one.children)


def _is_object(text: str) -> bool:
    file = parse(Source("", f"var it = {text}"))
    made = [one.value for one in file.statements if isinstance(one, Var)]
    return not file.faults and len(made) == 1 and isinstance(made[0], Object)

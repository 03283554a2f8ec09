"""83x: properties that the API version in use does not have, that none has, and that only the service writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from aksnet.facts.arm_properties import COMPLETE, OTHERS_OF_POOLS, Property, ends, tables
from aksnet.facts.sources import ARM_REFERENCE, UNKNOWN_FIELDS
from aksnet.findings import Severity
from aksnet.rules.arm_members import NEWER_MODULE, Member, Said, is_newer, members, said_by
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

_COMPLETE = {kind: tuple(one.lower() for one in paths) for kind, paths in COMPLETE.items()}
_OTHERS = frozenset(one.lower() for one in OTHERS_OF_POOLS)
_NEAR = 0.75
_ANSWER = (
    "Azure refuses it from API version 2024-01-01 on, and azapi refuses the plan whatever the version. Older versions"
    " drop it without a word: that is a warning. Bicep only warns (BCP037)."
)


@rule(
    "AKN832",
    "property-not-in-version",
    "choose an API version that has it, or leave it out",
    ARM_REFERENCE,
    UNKNOWN_FIELDS,
    answer=_ANSWER,
    codes=("UnmarshalError",),
)
def property_not_in_version(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The API version has every property that is written.

    Properties come with an API version, often with a preview first, and some go again. What the version in use does
    not have is no part of the request: the cluster is made without it, or not at all.
    """
    for said in said_by(cluster):
        version = said.version
        if version is None:
            continue
        for member in _outermost(one for one in members(said) if one.known and _lacks(version, one.found)):
            words = f"{member.path} is not in {said.version_words}"
            hint = NEWER_MODULE if said.declared.module is not None else _remedy(member.found)
            yield Hit(words, member.place, said.severity, hint)


def _lacks(version: str, found: Property | None) -> bool:
    return found is not None and not found.spans.has(version)


def _outermost(found: Iterable[Member]) -> Iterator[Member]:
    """Those that are in no other of them."""
    told: set[str] = set()
    for one in found:
        path = one.path
        around = (path[:at] for at, mark in enumerate(path) if mark in ".[")
        if path not in told and told.isdisjoint(around):
            told.add(path)
            yield one


def _remedy(found: Property | None) -> str | None:
    """Which API versions have a property."""
    if found is None:
        return None
    spans, last = found.spans, list(ends(found.spans))
    if last:
        return f"leave it out: API version {' and '.join(last)} had it last"
    if spans.stable.first is None:
        return f"only previews have it, from {spans.preview.first}-preview on"
    return f"choose {spans.stable.first} or newer, or a preview from {spans.preview.first}-preview on"


@rule(
    "AKN833",
    "unknown-property",
    "leave it out, or look for the name that is meant",
    ARM_REFERENCE,
    UNKNOWN_FIELDS,
    answer=_ANSWER,
    codes=("UnmarshalError",),
)
def unknown_property(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """What is written in networkProfile and in a pool is a property that some API version has.

    In a template nothing tells a slip of the pen from a property; Bicep warns of it, and builds. Upper and lower case
    do not matter to the service. Of a pool only names that are nearly those of a property are told, and of a cluster's
    other parts none.
    """
    for said in said_by(cluster):
        if is_newer(said):
            continue
        for member in _outermost(one for one in members(said) if one.found is None):
            meant = _meant(said, member)
            if meant is not None or _complete(said.kind, member.inside):
                words = f"{member.path} is no property of any API version"
                hint = f"did you mean {meant}?" if meant is not None else None
                yield Hit(words, member.place, said.severity, hint)


def _complete(kind: str, inside: str) -> bool:
    return any(inside == one or inside.startswith((f"{one}.", f"{one}[")) for one in _COMPLETE[kind])


def _meant(said: Said, member: Member) -> str | None:
    """The property that is nearly called so, in the same place."""
    name = member.path.rpartition(".")[2].lower()
    if not _complete(said.kind, member.inside) and (said.kind != "pool" or member.inside or name in _OTHERS):
        return None
    names = _names_in(said.kind, member.inside)
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1, _NEAR)
    return names[near[0]] if near else None


@cache
def _names_in(kind: str, inside: str) -> Mapping[str, str]:
    """The names of the properties in an object, by their small letters."""
    paths = [one.path for key, one in tables()[kind].items() if key.rpartition(".")[0] == inside]
    names = [path.rpartition(".")[2] for path in paths if not path.endswith(("]", "}"))]
    return {name.lower(): name for name in names}


@rule(
    "AKN837",
    "read-only-property",
    "leave it out: the service writes it",
    ARM_REFERENCE,
    answer="Azure does not take what is written there. Bicep warns (BCP073).",
    severity=Severity.WARNING,
)
def read_only_property(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """What the service alone writes is not written by anybody else.

    Such properties stand in templates that were exported from a cluster. They have no effect, and what they say is
    wrong as soon as the cluster changes.
    """
    for said in said_by(cluster):
        version = said.version or ""
        written = (one for one in members(said) if one.known and one.found is not None)
        for member in _outermost(one for one in written if _read_only(one.found, version)):
            yield Hit(f"{member.path} is read-only", member.place)


def _read_only(found: Property | None, version: str) -> bool:
    return found is not None and found.read_only is not None and found.spans.has(version) and version >= found.read_only


RULES = (property_not_in_version, unknown_property, read_only_property)

"""What a cluster and its pools say in ARM's own words, property by property, with what ARM knows of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts import arm_versions
from aksnet.facts.arm_properties import Property, Table, tables
from aksnet.findings import Severity
from aksnet.view import ClusterView, Declaration, Unknown, Value

# Lists of which the view keeps how many items there are, and not what the items are.
_COUNTED = ("publicips", "publicipprefixes")
# What mends it where a module of a registry chooses the API version.
NEWER_MODULE = "take a version of the module that sends an API version with it, or leave it out"
INLINE = ".agentPoolProfiles["


class Said(NamedTuple):
    """A cluster or a pool that is declared in ARM's words: in Bicep, in a template, or in the body of azapi.

    `kind` is "cluster" or "pool"; `version` the API version, None where it cannot be told or is none that there is.
    """

    kind: str
    declared: Declaration
    version: str | None

    @property
    def place(self) -> Place | None:
        """Where it is declared."""
        return self.declared.place

    @property
    def version_words(self) -> str:
        """Its API version, in words, with the module of a registry that sends it."""
        module = self.declared.module
        return f"API version {self.version}{f', which {named(module)} sends' if module is not None else ''}"

    @property
    def checked(self) -> bool:
        """Whether azapi holds it against the types that it carries, which it does unless it is told not to."""
        asked = self.declared.arguments.get("schema_validation_enabled")
        return self.declared.provider is not None and (asked is None or asked.data is True)

    @property
    def severity(self) -> Severity:
        """How bad it is where its body does not fit its API version: older ones drop what they do not know."""
        strict = self.version is not None and self.version >= arm_versions.STRICT
        return Severity.ERROR if strict or self.checked else Severity.WARNING


class Member(NamedTuple):
    """One property that is written, be it a value, an object or a list.

    `path` is as it is written, `inside` and `found` are what ARM has: the path around it, and the property itself, or
    None where no API version has it.
    """

    path: str
    inside: str
    found: Property | None
    data: object  # of an object that is told part by part, only that it is one
    place: Place | None

    @property
    def known(self) -> bool:
        """Whether its value, or one in it, can be told."""
        return not isinstance(self.data, Unknown)


def named(module: str) -> str:
    """A module of a registry in words, with its version."""
    return f"the module {module.rpartition('/')[2]}"


def said_by(cluster: ClusterView) -> Iterator[Said]:
    """The cluster, its updates and its pools, where they are in ARM's words.

    Of what a module of Bicep's registry makes, only what its call gives is written.
    """
    own = cluster.declared
    parts = [("cluster", one) for one in (own, *(own.updates if own is not None else ()))]
    parts += [("pool", pool.declared) for pool in cluster.pools]
    for kind, declared in parts:
        if declared is not None and _in_words_of_arm(declared):
            version = (declared.api_version or "").lower()
            yield Said(kind, declared, version if version in arm_versions.ALL else None)


def _in_words_of_arm(declared: Declaration) -> bool:
    if declared.api_version is None:
        return False
    return declared.provider is None or (declared.provider.name == "azapi" and declared.module is None)


def with_versions(cluster: ClusterView) -> Iterator[Said]:
    """Those that have an API version of their own, which is written here: a pool in its cluster's body has none."""
    own = (one for one in said_by(cluster) if one.declared.module is None)
    return (one for one in own if INLINE not in one.declared.address)


def is_newer(said: Said) -> bool:
    """Whether its API version is newer than all that aksnet knows."""
    return arm_versions.is_newer((said.declared.api_version or "").lower())


def lacks(cluster: ClusterView, path: str, word: str | None = None) -> bool:
    """Whether the API version that a property of a cluster is written for does not have it, or not this word there.

    Then that is what is wrong, and other rules have nothing to add.
    """
    found = tables()["cluster"].get(path.lower())
    if found is None:
        return False
    spans = found.spans if word is None else found.words.get(word, found.spans)
    writers = (one for one in said_by(cluster) if one.kind == "cluster" and _writes(one, path))
    return any(one.version is not None and not spans.has(one.version) for one in writers)


def _writes(said: Said, path: str) -> bool:
    return any(f"{one}.".lower().startswith(f"{path}.".lower()) for one in said.declared.written)


def members(said: Said) -> Iterator[Member]:
    """All that is written; an object comes before what is in it, and once for each value that is."""
    table = tables()[said.kind]
    for path, value in said.declared.written.items():
        yield from _along(path, value, table)


def _along(path: str, value: Value, table: Table) -> Iterator[Member]:
    parts = path.split(".")
    key = ""
    for number, part in enumerate(parts, start=1):
        last = number == len(parts)
        if f"{key}{{}}" in table and not (last and _at(key, part) in table):
            # the keys of a map are free, and may have dots in them
            inner = _at(f"{key}{{}}", parts[-1])
            told = not last and not isinstance(value.data, Unknown)  # else it may be a key
            if told or inner in table:
                yield Member(path, f"{key}{{}}", table.get(inner), value.data, value.place)
            return
        inside, key = key, _at(key, part)
        data = value.data if last or isinstance(value.data, Unknown) else {}
        yield Member(".".join(parts[:number]), inside, table.get(key), data, value.place)
        if key not in table:
            return
    if parts[-1].lower() not in _COUNTED:
        yield from _within(path, key, value.data, value.place, table)


def _within(path: str, key: str, data: object, place: Place | None, table: Table) -> Iterator[Member]:
    """What is in a list, and in the objects in it."""
    if isinstance(data, list) and f"{key}[]" in table:
        for number, item in enumerate(data):
            yield Member(f"{path}[{number}]", key, table[f"{key}[]"], item, place)
            yield from _within(f"{path}[{number}]", f"{key}[]", item, place, table)
    elif isinstance(data, dict) and f"{key}{{}}" not in table:
        for name, item in data.items():
            inner = _at(key, name)
            yield Member(f"{path}.{name}", key, table.get(inner), item, place)
            if inner in table:
                yield from _within(f"{path}.{name}", inner, item, place, table)


def _at(key: str, name: str) -> str:
    return f"{key}.{name}".lower().lstrip(".")

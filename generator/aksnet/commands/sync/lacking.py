"""What the outputs of a spec lack, or have wrong, for a file that people wrote: told in the words to write there."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from aksnet.commands.sync.declared import Declared, declared_in, read_as
from aksnet.commands.sync.managed import Entry, content_of
from aksnet.configuration import Cluster
from aksnet.errors import Place, Problem, SpecError
from aksnet.facts import arm, azurerm
from aksnet.facts.azurerm import Version
from aksnet.readers.terraform.versions import version_of

_PLAIN = re.compile(r"[\w./-]+", re.ASCII)


def lacking(path: Path, spec: Path, names: Sequence[str]) -> SpecError:
    """The error for a file that no output names, with what to add for each cluster in it."""
    place = Place(str(path))
    every = declared_in(path, read_as(path, content_of(path, place)))
    entries = dict.fromkeys(_entry(path, spec, one, names) for one in every)
    shown = ", ".join(entries) or f"{{path: {_told(path, spec)}}}"
    hint = f"add to its outputs: {shown}" if names else f"add to it: outputs: [{shown}]"
    where = str(spec) if spec.is_file() or (spec.is_dir() and spec != Path()) else "the spec"
    return SpecError(Problem(f"{where} has no output with emit: block and this path", place, hint))


def _entry(path: Path, spec: Path, one: Declared, names: Sequence[str]) -> str:
    """The output for a resource, in the flow style of YAML."""
    said = one.made[0].said
    rows = {"path": _told(path, spec), **_dialect(said, path)}
    if len(names) > 1:
        known = {str(name.data).lower() for name in one.names}
        rows = {"cluster": next((name for name in names if name.lower() in known), "NAME"), **rows}
    return f"{{{', '.join(f'{key}: {value}' for key, value in rows.items())}}}"


def _told(path: Path, spec: Path) -> str:
    folder = spec if spec.is_dir() else spec.parent
    text = os.path.relpath(path.resolve(), folder.resolve()).replace(os.sep, "/")
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _dialect(said: Cluster, path: Path) -> dict[str, str]:
    if path.name.lower().endswith(".bicep"):
        return {"target": "bicep"}
    if said.provider is None or said.provider.name != "azurerm":
        return {"provider": "azapi"}
    major = version_of(said.provider).major
    return {} if said.provider.assumed or major not in azurerm.NEWEST else {"provider_version": str(major)}


def dialect_faults(entry: Entry, declared: Declared) -> Iterator[Problem]:
    """Where the output speaks another language, provider or version than the file."""
    said, dialect = declared.made[0].said, entry.dialect
    provider = said.provider
    wanted = "bicep" if said.language == "bicep" else "terraform"
    if dialect.target != wanted:
        yield Problem(
            f"this writes {dialect.target} into a file of {wanted}",
            entry.asked.place("target"),
            f"say target: {wanted}",
        )
        return
    if provider is not None and dialect.speaks_azurerm != (provider.name == "azurerm"):
        message = f"this writes for {dialect.provider}, and {declared} is of {provider.name}"
        yield Problem(message, entry.asked.place("provider"), f"say provider: {provider.name}")
    elif provider is not None and dialect.speaks_azurerm and not provider.assumed:
        yield from _version_fault(entry, declared)
    elif said.api_version is not None:
        yield from _api_fault(entry, declared)


def _version_fault(entry: Entry, declared: Declared) -> Iterator[Problem]:
    """Where the file's version of azurerm has other words for what is written."""
    provider, ours = declared.made[0].said.provider, entry.dialect.version
    there = version_of(provider) if provider is not None else ours
    if there.major != ours.major or _words(entry, there) != _words(entry, ours):
        message = f"this writes for azurerm {ours}, and {declared} is of azurerm {provider.version if provider else ''}"
        wanted = there.major if there.major != ours.major else there
        known = there.major in azurerm.NEWEST and there >= azurerm.OLDEST
        hint = f"say provider_version: {wanted}" if known else "raise the provider's version in the file first"
        yield Problem(message, entry.asked.place("provider_version"), hint)


def _words(entry: Entry, version: Version) -> list[str | None]:
    values = entry.dialect.values(entry.view).items()
    return [azurerm.spelling(azurerm.CLUSTER, path, value.data, version) for path, value in values]


def _api_fault(entry: Entry, declared: Declared) -> Iterator[Problem]:
    """What the API version of the resource does not have."""
    version = declared.made[0].said.api_version or ""
    for path, value, first, row in entry.dialect.needs(entry.view):
        if path.startswith("networkProfile.") and not arm.has(version, row, value.data):
            message = f"{path} needs API version {first}, and {declared} has {version}"
            yield Problem(message, declared.place, "raise the API version in the file first")

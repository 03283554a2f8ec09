"""Which clusters a file that people write declares, and which of them is the one of a spec."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.sync.managed import Entry
from aksnet.configuration import Cluster, told, without_calls
from aksnet.configuration import Entry as Said
from aksnet.errors import OutputError, Place, Problem
from aksnet.readers.callers import Callers
from aksnet.readers.implied import with_implied
from aksnet.readers.inputs import Request, read_with_texts
from aksnet.readers.views import views_of
from aksnet.readers.walking import repository_of
from aksnet.view import ClusterView, Origin


class Made(NamedTuple):
    """A cluster that was read, as its file says it and as rules see it."""

    said: Cluster
    view: ClusterView


class Declared(NamedTuple):
    """The text of a resource, and all clusters that it stands for: as many as call its module, or as it loops over."""

    place: Place
    made: tuple[Made, ...]

    @property
    def address(self) -> str:
        """What its file calls it, without the modules around."""
        return without_calls(self.made[0].said.address).partition("[")[0]

    @property
    def names(self) -> list[Said]:
        """The names of its clusters, as far as they are known."""
        found = (told(one.said.values, "name") for one in self.made)
        return [one for one in found if one is not None and isinstance(one.data, str)]

    def __str__(self) -> str:
        names = ", ".join(sorted({repr(one.data) for one in self.names}))
        return f"{self.address} in line {self.place.line}" + (f", named {names}" if names else "")


class Reading(NamedTuple):
    """All clusters that were read with a file, and the text of that file."""

    made: tuple[Made, ...]
    text: str


def read_as(path: Path, data: bytes) -> Reading:
    """The clusters around a file, as they are read where `data` stands in it."""
    here, real = Path(os.path.abspath(path)), path.resolve()  # noqa: PTH100  # a link is read where it stands
    inputs = read_with_texts(Request(_asked(here), whole=True, instead={here: data, real: data}))
    made: list[Made] = []
    for configuration in map(with_implied, inputs.configurations):
        if configuration.views is None:
            clusters = [one for one in configuration.clusters if not one.patch]
            made += map(Made, clusters, views_of(configuration))
    texts = (text for name, text in inputs.texts.items() if _is_at(name, real))
    return Reading(tuple(made), next(texts, ""))


def _is_at(name: str, real: Path) -> bool:
    return os.path.realpath(name) == str(real)


def _asked(path: Path) -> list[str]:
    """What is to be read: of Bicep whole folders, as parameters stand in files of their own."""
    if not path.name.lower().endswith(".bicep"):
        return [str(path)]
    tops = Callers(repository_of(path)).tops(path) or [path]
    return [str(one.parent) for one in tops]


def declared_in(path: Path, reading: Reading) -> list[Declared]:
    """The clusters that stand in the file itself, in their order."""
    real = path.resolve()
    found: dict[Place, list[Made]] = {}
    for one in reading.made:
        if _is_at(one.said.place.source, real):
            found.setdefault(one.said.place, []).append(one)
    return [Declared(place, tuple(made)) for place, made in sorted(found.items(), key=lambda pair: pair[0].line or 0)]


def matched(entries: Sequence[Entry], every: Sequence[Declared], path: Path) -> list[tuple[Entry, Declared]]:
    """Each cluster of the spec with its resource; raises OutputError where one has none that is surely its own."""
    pairs = {id(entry): one for entry in entries if (one := _own(entry, every)) is not None}
    left = [one for one in every if one not in pairs.values() and not _has_other_name(one)]
    lonely = [entry for entry in entries if id(entry) not in pairs]
    if len(lonely) == len(left) == 1:
        pairs[id(lonely[0])] = left[0]
        lonely = []
    problems = [_nowhere(entry, every, path) for entry in lonely] or list(_shared(entries, pairs))
    if problems:
        raise OutputError(*problems)
    return [(entry, pairs[id(entry)]) for entry in entries]


def _shared(entries: Sequence[Entry], pairs: Mapping[int, Declared]) -> Iterator[Problem]:
    """Resources that two outputs are for: one text can have the markers of one of them only."""
    first: dict[Place, Entry] = {}
    for entry in entries:
        declared = pairs[id(entry)]
        other = first.setdefault(declared.place, entry)
        if other is not entry:
            message = f"two outputs write {declared}"
            hint = f"write one of them only; the first is at {other.asked.place('path')}"
            yield Problem(message, entry.asked.place("path"), hint)


def _own(entry: Entry, every: Sequence[Declared]) -> Declared | None:
    """The resource that the output names, or that has the cluster's name."""
    output = entry.asked.output
    if "resource" in output.model_fields_set:
        return next((one for one in every if one.address == output.resource), None)
    wanted = entry.view.name.lower()
    named = [one for one in every if any(str(name.data).lower() == wanted for name in one.names)]
    return named[0] if len(named) == 1 else None


def _has_other_name(one: Declared) -> bool:
    """Whether it says in so many words what it is called: a variable may have another value elsewhere."""
    return any(name.origin is Origin.GIVEN for name in one.names)


def _nowhere(entry: Entry, every: Sequence[Declared], path: Path) -> Problem:
    name = entry.view.name
    hint = f"there is: {'; '.join(map(str, every))}" if every else "name the file in which its resource stands"
    if every:
        terraform = entry.asked.output.target == "terraform"
        hint += f". give the cluster its name in the spec{_BY_ADDRESS.format(every[0].address) if terraform else ''}"
    return Problem(f"{path} has no resource that is surely the cluster {name!r} of the spec", Place(str(path)), hint)


_BY_ADDRESS = ", or say in its output which one it is, as in resource: {}"

"""What tells a cluster from another one, whatever it was read from; and which ones are told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aksnet.commands.figures import Difference, differences
from aksnet.configuration import Configuration, Scope
from aksnet.errors import Place, Problem
from aksnet.view import ClusterView

_GROUP = "resource_group_name"
_LIVE = ("az", "bicep-snapshot")


class Facts(NamedTuple):
    """The name, the resource group and the location of a cluster in lower case, as far as they are known."""

    name: str | None
    group: str | None
    location: str | None

    def agree(self, other: Facts) -> bool:
        """Whether nothing that both say differs."""
        return all(None in pair or pair[0] == pair[1] for pair in zip(self, other, strict=True))


class Member(NamedTuple):
    """A cluster of a run, and the configuration that it was read from."""

    configuration: Configuration
    view: ClusterView

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.view.place or Place(self.configuration.label)


def facts_of(view: ClusterView) -> Facts:
    """What a cluster says of itself."""
    location = view.text("location")
    return Facts(
        view.name.lower() if view.named else None,
        _group(view),
        location.replace(" ", "").lower() if location is not None else None,
    )


def _group(view: ClusterView) -> str | None:
    declared = view.declared
    written = declared.written.get(_GROUP) if declared is not None else None
    said = written.data if written is not None and isinstance(written.data, str) else None
    group = view.resource_group or said or (declared.group if declared is not None else None)
    group = group or Scope.of_id(declared.address if declared is not None else "").group
    return group.lower() if group else None


def is_live(configuration: Configuration, view: ClusterView) -> bool:
    """Whether a tool told it, and nobody wrote it."""
    return configuration.made is not None or (view.declared is not None and view.declared.language in _LIVE)


def told_once(members: Sequence[Member]) -> tuple[list[Member], list[Problem]]:
    """The clusters without those that certainly are one of a spec once more; and notes that say so.

    That is what is generated of the spec, or what the spec was imported from. One with other figures is kept.
    """
    specs = _specs(members)
    kept: list[Member] = []
    notes: list[Problem] = []
    for one in members:
        same = next((members[number] for number in _same(one, members, specs)), None)
        differ = next(differences(one.view, same.view), None) if same is not None else None
        if same is None or differ is not None:
            kept.append(one)
        if same is not None:
            notes.append(_note(one, same, differ))
    return kept, notes


def told_by_specs(members: Sequence[Member]) -> dict[int, Member]:
    """The numbers of the clusters of specs that certainly are another one once more, with that one."""
    specs = _specs(members)
    found: dict[int, Member] = {}
    for one in members:
        for number in _same(one, members, specs):
            found.setdefault(number, one)
    return found


def _specs(members: Sequence[Member]) -> dict[str, list[int]]:
    """The numbers of the clusters of specs by their names."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(members):
        if one.view.declared is None:
            found[one.view.name.lower()].append(number)
    return found


def _note(one: Member, same: Member, differ: Difference | None) -> Problem:
    lead = f"this is the cluster {same.view.name!r} of {same.place} once more"
    if differ is None:
        return Problem(f"{lead}, and is counted once", one.place)
    how = f"{differ.what} is {differ.one} here, and {differ.other} there"
    message = f"{lead}, but the two differ, and both are counted: {how}"
    return Problem(message, one.place, "let both say the same, or plan one of them alone")


def _same(one: Member, members: Sequence[Member], specs: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """The clusters of specs that it certainly is: of its name and its resource group, or else beside it."""
    if one.view.declared is None or not specs:
        return
    facts = facts_of(one.view)
    for number in specs.get(facts.name or "", ()):
        spec = members[number]
        other = facts_of(spec.view)
        told = None not in (facts.group, other.group)
        if facts.agree(other) and (told or _folder(one.place) == _folder(spec.place)):
            yield number


def _folder(place: Place) -> str:
    return place.source.rpartition("/")[0]

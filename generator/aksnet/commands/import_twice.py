"""Clusters that were read twice: a plan, a state or an answer of az beside the files that describe the cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aksnet.commands.identity import facts_of, is_live
from aksnet.commands.import_sources import Found
from aksnet.errors import Place, Problem
from aksnet.importing.imported import Imported


class Read(NamedTuple):
    """A cluster that was read, and its spec."""

    found: Found
    imported: Imported

    @property
    def is_live(self) -> bool:
        """Whether a tool told it, and nobody wrote it."""
        return is_live(self.found.configuration, self.found.view)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.found.view.place or Place(self.found.configuration.label)


def each_once(every: Sequence[Read]) -> tuple[list[Read], list[Problem]]:
    """The clusters without those that are another one, read from another thing; and notes that say so."""
    kept: list[Read] = []
    notes: list[Problem] = []
    by_key: dict[object, list[int]] = defaultdict(list)
    for one in every:
        same = _same(one, kept, dict.fromkeys(number for key in _keys(one) for number in by_key[key]))
        if same is None:
            same = len(kept)
            kept.append(one)
        else:
            less, kept[same] = sorted((kept[same], one), key=_rank, reverse=True)
            notes.append(_note(less, kept[same]))
        for key in _keys(one):
            by_key[key].append(same)
    return kept, notes


def _same(one: Read, kept: Sequence[Read], numbers: Iterable[int]) -> int | None:
    """The number of the cluster that it is: by its name, or the only one that it can be."""
    may_be = [number for number in numbers if _are_one(kept[number], one)]
    named = [number for number in may_be if one.found.view.named and kept[number].found.view.named]
    return next(iter(named or may_be), None) if len(named or may_be) == 1 else None


def _rank(one: Read) -> tuple[int, bool]:
    """What is taken of two is what leaves less open; of two that leave as much, what people wrote."""
    return len(one.imported.placeholders), one.is_live


def _note(less: Read, more: Read) -> Problem:
    message = f"this is the cluster {more.found.view.name!r} of {more.place} once more, and is written once"
    return Problem(message, less.place)


def _keys(one: Read) -> Iterator[tuple[str, str]]:
    view = one.found.view
    if view.named:
        yield "name", view.name.lower()
    if view.declared is not None and view.declared.language.startswith("terraform"):
        yield "address", view.declared.address


def _are_one(one: Read, two: Read) -> bool:
    """Whether two that have a name or an address in common are one cluster, of which a tool tells one."""
    if one.found.source == two.found.source or not (one.is_live or two.is_live):
        return False
    return facts_of(one.found.view).agree(facts_of(two.found.view))

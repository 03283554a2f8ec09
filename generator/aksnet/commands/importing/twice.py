"""Clusters that were read twice: a plan, a state or an answer of az beside the files that describe the cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aksnet.commands.identity import facts_of, is_live
from aksnet.commands.importing.disagreeing import disagreements
from aksnet.commands.importing.sources import Found
from aksnet.errors import Place, Problem
from aksnet.importing.imported import Imported
from aksnet.spec.models import Cluster


class Read(NamedTuple):
    """A cluster that was read, and its spec; `unlike` is what another reading of it says otherwise."""

    found: Found
    imported: Imported
    unlike: tuple[Problem, ...] = ()

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
            less, more = sorted((kept[same], one), key=_rank, reverse=True)
            notes.append(_note(less, more))
            kept[same] = _joined(less, more)
        for key in _keys(one):
            by_key[key].append(same)
    return kept, notes


def _same(one: Read, kept: Sequence[Read], numbers: Iterable[int]) -> int | None:
    """The number of the cluster that it is: by its name, or the only one that it can be."""
    may_be = [number for number in numbers if _are_one(kept[number], one)]
    named = [number for number in may_be if one.found.view.named and kept[number].found.view.named]
    return next(iter(named or may_be), None) if len(named or may_be) == 1 else None


def _joined(less: Read, more: Read) -> Read:
    """What is taken of two, with what only the other knows of what is left open, and where they differ."""
    live, files = (more, less) if more.is_live and not less.is_live else (less, more)
    unlike = (*less.unlike, *more.unlike, *disagreements(live.found, files.found, more.found))
    return more._replace(imported=_filled(more.imported, less), unlike=unlike)


def _filled(one: Imported, other: Read) -> Imported:
    """The spec with the location and the resource group that the other reading knows."""
    known = {given: other.imported.spec[given.name] for given in one.given if given.name in other.imported.spec}
    if not known:
        return one
    values = {**one.spec, **{given.name: value for given, value in known.items()}}
    told = {f"whoever deploys gives {given}" for given in known}
    rest = [line for line in one.remarks.get((), "").splitlines() if line not in told]
    remarks = {path: text for path, text in one.remarks.items() if path} | ({(): "\n".join(rest)} if rest else {})
    remarks |= {(given.name,): f"{other.place} says it, and here {given.reason}" for given in known}
    return one._replace(
        spec={key: values[key] for key in sorted(values, key=list(Cluster.model_fields).index)},
        remarks=remarks,
        given=tuple(given for given in one.given if given not in known),
    )


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

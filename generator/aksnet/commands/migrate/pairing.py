"""Which cluster before is which afterwards: by address, else by name, else the only one on each side."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from aksnet.commands.makers import checked, maker_of, note_on
from aksnet.commands.migrate import spec_twins
from aksnet.commands.migrate.hiding import Hiding
from aksnet.commands.migrate.lone_pools import LonePools
from aksnet.commands.migrate.readdressing import Moves, Readdressing, moves_in, notes_on
from aksnet.commands.migrate.sides import Side, Sides
from aksnet.configuration import Planned, Scope
from aksnet.errors import Place, Problem, UsageError
from aksnet.transitions import Pair, in_use
from aksnet.view import ClusterView

_GROUP = "resource_group_name"
# What stands between a template and its parameters in the name of the two.
_WITH = " with "


class Pairs(NamedTuple):
    """The pairs, and what is to be told of how they came about."""

    pairs: tuple[Pair, ...]
    notes: tuple[Problem, ...]


class _One(NamedTuple):
    """A cluster of one side, with what it can be known by.

    The file is told from where its side begins; `label` is what was read, as people know it. A template may move a
    resource as it likes: `by_name` is what is another cluster where it has another name.
    """

    number: int
    view: ClusterView
    file: str
    label: str
    address: str | None
    by_name: bool
    name: str | None
    group: str | None
    location: str | None

    def __str__(self) -> str:
        return self.said(with_group=False)

    def said(self, *, with_group: bool) -> str:
        """Its name and where it is; with the resource group where nothing else tells it from another one."""
        places = [
            self.location,
            f"the resource group {self.group!r}" if with_group and self.group is not None else None,
        ]
        where = " and ".join(place for place in places if place is not None)
        return f"{self.view.name!r} in {where}" if where else f"{self.view.name!r}"


def pairs_of(sides: Sides, provider_version: str | None = None) -> Pairs:
    """The clusters of both sides; raises UsageError where they have none in common, or it cannot be told which."""
    version = checked(provider_version)
    old, new = _clusters(sides.old, sides.new, moves_in(sides.new)), _clusters(sides.new, sides.old)
    planned = dict(entry for one in sides.new.configurations for entry in one.planned)
    left = {address for address, one in planned.items() if one.deposed}
    kept = [one for one in old if one.address not in left]
    matched = _matched(kept, new, together=sides.together)
    _refuse_unclear(kept, new, matched, sides)
    if old and new and not matched and not sides.together:
        _refuse_others(old, new, sides)
    found = _with_lone_pools(list(_views(old, new, matched)), sides)
    addresses = Readdressing(sides)
    pairs = tuple(
        _pair(before, after, planned, version)._replace(
            readdressed=addresses.of(before, after), forgotten=addresses.forgotten(before)
        )
        for before, after in found
    )
    hiding = Hiding(sides)
    hidden = [hiding.of(pair, one.file) for pair, one in zip(pairs, old, strict=False)]
    pairs = (*(pair._replace(hidden=why) for pair, why in zip(pairs, hidden, strict=False)), *pairs[len(old) :])
    names = _names(old, new, matched)
    pairs = (*(one._replace(name=name) for one, name in zip(pairs, names, strict=False)), *pairs[len(names) :])
    if pairs and version is not None and all(pair.maker.provider != "azurerm" for pair in pairs):
        others = ", ".join(dict.fromkeys(pair.maker.provider for pair in pairs))
        message = f"it is azurerm's version that is meant, and what makes these is {others}"
        raise UsageError(Problem(message, Place("--provider-version"), "leave it out"))
    return Pairs(pairs, tuple(_notes(pairs, sides, provider_version)))


def _clusters(side: Side, other: Side, moves: Moves | None = None) -> list[_One]:
    """The clusters of a side, those that are moved with the addresses that they get."""
    found = enumerate(spec_twins.members_of(side, other))
    made = [_one(number, one.view, one.configuration.label, side) for number, one in found]
    if moves is None:
        return made
    return [one._replace(address=moves.of(one.address)) if one.address is not None else one for one in made]


def _one(number: int, view: ClusterView, label: str, side: Side) -> _One:
    declared = view.declared
    address = declared.address if declared is not None else None
    terraform = declared is not None and declared.language.startswith("terraform")
    name = view.name.lower() if view.named else None
    written = declared.written.get(_GROUP) if declared is not None else None
    said = written.data if written is not None and isinstance(written.data, str) else None
    group = view.resource_group or said or Scope.of_id(address or "").group
    called = _called(label, side)
    file = os.path.relpath(called, side.path) if side.path != "-" else "."
    place = view.text("location")
    location = place.replace(" ", "").lower() if place is not None else None
    return _One(number, view, file, called, address, not terraform, name, group.lower() if group else None, location)


def _called(label: str, side: Side) -> str:
    """What was read, as the other side calls it."""
    parts = label.replace(side.suffix, "").split(_WITH)
    return _WITH.join(side.called.get(one, one) for one in parts)


def _differ(one: _One, two: _One) -> bool:
    """Whether two clusters are not the same one: another name and another place; or another group for sure."""
    moved = _both_differ(one.group, two.group)
    if _both_differ(one.name, two.name):
        return moved or _both_differ(one.location, two.location)
    return moved and (one.by_name or one.address != two.address)


def _both_differ(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and one != two


_Views = tuple[ClusterView | None, ClusterView | None]
_Key = Callable[[_One], tuple[str | None, ...]]
# From what says most to what says least; a key with something that is not known is none.
_ADDRESSES: tuple[_Key, ...] = (
    lambda one: (one.file, one.address),
    lambda one: (one.address if not one.by_name or one.name is None else None,),
)
_KEYS: tuple[_Key, ...] = (
    _ADDRESSES[0],
    lambda one: (one.file, one.name),
    _ADDRESSES[1],
    lambda one: (one.name, one.group),
    lambda one: (one.name, one.location),
    lambda one: (one.name,),
)


def _matched(old: Sequence[_One], new: Sequence[_One], *, together: bool) -> dict[int, int]:
    """The numbers of the new ones by those of the old ones; in two sides of one thing an address tells enough."""
    found: dict[int, int] = {}
    for key in _KEYS:
        lefts, rights = (_by_key(some, key, taken) for some, taken in ((old, found.keys()), (new, found.values())))
        for known, (left, *others) in lefts.items():
            right = rights.get(known, [])
            if len(right) == 1 and not others and _same(left, right[0], key, together=together):
                found[left.number] = right[0].number
    if not found and len(old) == len(new) == 1 and not _differ(old[0], new[0]):
        found[old[0].number] = new[0].number
    return found


def _same(left: _One, right: _One, key: _Key, *, together: bool) -> bool:
    """Whether two that have a key in common, and nobody else has, are the same cluster."""
    if key in _ADDRESSES and left.by_name and _both_differ(left.name, right.name):
        return False
    return (together and key in _ADDRESSES) or not _differ(left, right)


def _by_key(some: Sequence[_One], key: _Key, taken: object) -> dict[tuple[str | None, ...], list[_One]]:
    left = set(taken)  # type: ignore[call-overload]
    found: dict[tuple[str | None, ...], list[_One]] = defaultdict(list)
    for one in some:
        if one.number not in left and None not in (known := key(one)):
            found[known].append(one)
    return found


def _refuse_unclear(old: Sequence[_One], new: Sequence[_One], matched: dict[int, int], sides: Sides) -> None:
    """Raise UsageError where a name stands for several clusters, so that nobody knows which of them is meant."""
    names = _by_key(old, _KEYS[-1], matched.keys()), _by_key(new, _KEYS[-1], matched.values())
    for known, some in names[0].items():
        others = names[1].get(known, [])
        if any(not _differ(one, other) for one in some for other in others):
            side, many = (sides.old, some) if len(some) > 1 else (sides.new, others)
            message = f"there are {len(many)} clusters called {many[0].view.name!r}, and nothing tells which is meant"
            hint = "name one file on each side, or write their resource groups"
            raise UsageError(Problem(message, many[1].view.place or Place(side.path), hint))


def _refuse_others(old: Sequence[_One], new: Sequence[_One], sides: Sides) -> None:
    """Raise UsageError for two inputs that have no cluster in common."""
    alike = any((one.name, one.location) == (other.name, other.location) for one in old for other in new)
    left, right = (_said(some, with_group=alike) for some in (old, new))
    message = f"these are different clusters: {left} in {sides.old.path}, and {right} in {sides.new.path}"
    hint = "name the same cluster twice: as it is, and as it is to be"
    if any(one.name is None for one in (*old, *new)):
        message = f"nothing tells which cluster is which: {left} in {sides.old.path}, and {right} in {sides.new.path}"
        hint = "name one cluster on each side, or give the values of their names: --var-file, --parameters"
    raise UsageError(Problem(message, hint=hint))


def _said(some: Sequence[_One], *, with_group: bool) -> str:
    return ", ".join(one.said(with_group=with_group) for one in some[:3]) + (" and others" if some[3:] else "")


def _names(old: Sequence[_One], new: Sequence[_One], matched: dict[int, int]) -> list[str]:
    """What to call each pair of `_views`: where a name and its place stand for several, with what was read."""
    later = {one.number: one for one in new}
    kept = set(matched.values())
    every = [later[matched[one.number]] if one.number in matched else one for one in old]
    every += [one for one in new if one.number not in kept]
    count = Counter((one.view.name, one.view.place) for one in every)
    return [
        f"{one.view.name} in {one.label}" if count[one.view.name, one.view.place] > 1 else one.view.name
        for one in every
    ]


def _views(old: Sequence[_One], new: Sequence[_One], matched: dict[int, int]) -> Iterator[_Views]:
    for one in old:
        yield one.view, new[matched[one.number]].view if one.number in matched else None
    kept = set(matched.values())
    yield from ((None, one.view) for one in new if one.number not in kept)


def _with_lone_pools(found: list[_Views], sides: Sides) -> Iterator[_Views]:
    """The clusters with the pools that only the other side has in them, and pools of which no side has a cluster."""
    left, right = LonePools(sides.old.configurations), LonePools(sides.new.configurations)
    for before, after in found:
        if before is None or after is None:
            yield before, after
        else:
            yield left.given_to(before, after), right.given_to(after, before)
    for address in dict.fromkeys([*left.left, *right.left]):
        some = [one.left.get(address) for one in (left, right)]
        name = next((one.name for one in some if one is not None and one.name != address), address)
        yield _around(*(one._replace(name=name) if one is not None else None for one in some))


def _around(before: ClusterView | None, after: ClusterView | None) -> _Views:
    """A pool of one side only: its cluster, which neither side has, is there before and afterwards."""
    if before is None:
        return (after._replace(pools=()) if after is not None else None), after
    return before, (before._replace(pools=()) if after is None else after)


def _pair(
    before: ClusterView | None, after: ClusterView | None, planned: dict[str, Planned], version: str | None
) -> Pair:
    there = [one for one in (after, before) if one is not None]
    view = next((one for one in there if one.declared is not None or one.pools), there[0])
    addresses = dict.fromkeys(address for one in (before, after) if one is not None for address in _addresses(one))
    words = tuple((one, planned[one]) for one in addresses if one in planned)
    pair = Pair(view.name, before, after, maker_of(view, version, before), words)
    return pair._replace(maker=in_use(pair))


def _addresses(view: ClusterView) -> Iterator[str]:
    for declared in (view.declared, *(pool.declared for pool in view.pools)):
        if declared is not None:
            yield declared.address


def _notes(pairs: Sequence[Pair], sides: Sides, asked: str | None) -> Iterator[Problem]:
    yield from spec_twins.notes_on(sides.old, sides.new, "deleted")
    yield from spec_twins.notes_on(sides.new, sides.old, "made")
    told: set[str] = set()
    for pair in pairs:
        view = pair.after or pair.before
        text = note_on(pair.maker, asked)
        if text is not None and text not in told and view is not None:
            told.add(text)
            yield Problem(text, view.place or Place(sides.new.path))
        for text in notes_on(pair.readdressed):
            yield Problem(text, view.place if view is not None else None)


__all__ = ["Pairs", "maker_of", "pairs_of"]

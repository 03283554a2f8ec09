"""What Terraform's SDK finds between a state and a configuration: which attributes change, and what each of them does.

The mechanics are those of the plugin SDK v2: optional and computed arguments that are left out keep what they were, so
do whole blocks; a default of the schema counts as written; a block that replaces does so when it comes or goes; a value
that is not known yet is a change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from aksnet.facts.azurerm import Version
from aksnet.facts.azurerm_schema import given, is_block
from aksnet.facts.azurerm_words import WORDS
from aksnet.transitions.azurerm.attributes import Attribute, Step, in_place, replaces
from aksnet.transitions.azurerm.comparing import is_filled, is_later, is_nothing, is_planned, reason_of, said, same
from aksnet.transitions.azurerm.sides import AUTOMATIC, CLUSTER, POOL, Side, around
from aksnet.transitions.verdicts import Open, Tool
from aksnet.view import Json, Subnet, Unknown, Value

_NOWHERE, _CHOSEN = Value(None), Value(Unknown("it depends on what Azure chose"))
# Stand for any other value than those that are known: before, and afterwards.
_OTHERS = ("\0", "\1")
# What two sides that were taken for one resource have in common, where one of them is no configuration.
_MATCHED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        CLUSTER: ("name", "location", "resource_group_name", "dns_prefix"),
        AUTOMATIC: ("name", "location", "resource_group_name", "dns_prefix"),
        POOL: ("kubernetes_cluster_id",),
    }
)
# What loses nothing: of what no network is made of it is not told that it may happen.
_HARMLESS = (Tool.NO_OP, Tool.IN_PLACE, Tool.PERMANENT_DIFF)


class Asked(NamedTuple):
    """What else is asked for that decides on a change, and cannot be told."""

    path: str
    value: Value


class Found(NamedTuple):
    """An attribute that changes, or may: `verdicts` are all that may come of it, one where it is certain.

    `waits`: a plan says that it is known later, as it does of all that is left out where the resource is replaced.
    `blamed` is what else decides and cannot be told.
    """

    path: str
    row: Attribute
    step: Step
    old: Value
    new: Value
    verdicts: tuple[Tool, ...]
    waits: bool = False
    blamed: Asked | None = None

    @property
    def verdict(self) -> Tool:
        """What comes of it, where that is certain."""
        return self.verdicts[0]

    @property
    def certain(self) -> bool:
        """Whether it can be told what comes of it."""
        return len(self.verdicts) == 1


class Table(NamedTuple):
    """The rows of a resource that hold for a release, and where its arguments stand in the provider's schema."""

    kind: str
    version: Version
    rows: Mapping[str, Attribute]
    base: str = ""
    cycled: tuple[str, ...] = ()

    def row(self, path: str) -> Attribute:
        """The row of a path; what has none is changed in place, or as the block around it."""
        found = self.rows.get(path)
        if found is None:
            block = next((one for one in self.cycled if path.startswith(f"{one}.")), None)
            found = self.rows[block]._replace(path=path) if block is not None else Attribute(path, ours=False)
        return found


class Differ:
    """Finds what changes between two sides."""

    def __init__(self, table: Table, before: Side, after: Side) -> None:
        self._table, self._before, self._after = table, before, after

    def found(self) -> Iterator[Found]:
        """All that changes, or may, in the order of the configuration; of a block that replaces not what is in it."""
        replaced: set[str] = set()
        for path in dict.fromkeys([*self._after.values, *self._before.values, *sorted(self._before.empty)]):
            if not self._told(path) or not replaced.isdisjoint(around(path)):
                continue
            if is_block(self._table.kind, self._table.base + path):
                blocks = list(self._block(path))
                replaced.update(one.path for one in blocks if one.verdicts[-1] is Tool.REPLACE)
                yield from blocks
            elif given(self._table.kind, self._table.base + path, self._table.version):
                yield from self._leaf(path)

    def _told(self, path: str) -> bool:
        sides = (self._before, self._after)
        ours = path.partition(".")[0] != "default_node_pool"
        return ours and all(one.told is None or path in one.told for one in sides)

    def _kept_around(self, path: str) -> bool:
        """Whether a block around it is left out, and keeps what it was."""
        return any(self._after.number(one) == 0 and self._table.row(one).kept for one in around(path))

    def _number(self, block: str) -> int | None:
        """How often a block was there: one that nobody wrote may be of Azure's making."""
        side = self._before
        made = block not in side.values and block not in side.empty and self._table.row(block).kept
        return None if made and not side.exact else side.number(block)

    def _block(self, path: str) -> Iterator[Found]:
        """A block that comes or goes, where that does more than its arguments do."""
        row = self._table.row(path)
        old, new = self._number(path), self._after.number(path)
        if row.does is in_place or self._kept_around(path) or (new == 0 and row.kept) or old == new == 1:
            return
        if old is None or new is None:
            was, asked = self._values(path)
            if row.ours and row.does is replaces and same(path, was, asked) is not True:
                yield self._undecided(row, old, new)
        elif old != new:
            yield self._found(row, Step(_there(old), _there(new)), *self._values(path))

    def _undecided(self, row: Attribute, old: int | None, new: int | None) -> Found:
        values = self._values(row.path)
        return Found(row.path, row, Step(_there(old or 0), _there(new or 0)), *values, (Tool.NO_OP, Tool.REPLACE))

    def _values(self, path: str) -> tuple[Value, Value]:
        return self._before.values.get(path, _NOWHERE), self._after.values.get(path, _NOWHERE)

    def _leaf(self, path: str) -> Iterator[Found]:
        row = self._table.row(path)
        new = None if self._kept_around(path) else self._asked(row)
        if new is None:
            return
        old = self._was(row)
        equal = same(path, old, new)
        if equal:
            return
        if equal is None and old is not _CHOSEN and self._is_silent(row, old, new):
            return
        if (is_filled(new) or is_later(new)) and old.known:
            yield self._found(row, Step(_plain(old), None, True, self._look), old, new)._replace(waits=is_filled(new))
        elif equal is None:
            yield from self._open(row, old, new)
        else:
            yield self._told_apart(row, old, new)

    def _is_silent(self, row: Attribute, old: Value, new: Value) -> bool:
        """Whether nothing is told of what cannot be: no network is made of it, and nothing is lost by it.

        Of two configurations it is told: what is written in one of them is not written in the other.
        """
        if row.ours or is_filled(new) or is_planned(new):
            return not row.ours and is_filled(new)
        if self._two_texts:
            return False
        matched = () if self._table.base else _MATCHED[self._table.kind]
        if row.path in matched:
            return True
        return all(verdict in _HARMLESS for found in self._open(row, old, new) for verdict in found.verdicts)

    @property
    def _two_texts(self) -> bool:
        """Whether both sides are configurations, and neither what Terraform or Azure printed."""
        return all(not side.exact and side.told is None for side in (self._before, self._after))

    def _told_apart(self, row: Attribute, old: Value, new: Value) -> Found:
        """A change of two known values; what comes of it may depend on something else that cannot be told."""
        step = Step(_plain(old), _plain(new), False, self._look)
        verdicts, blamed = self._outcomes(row, step)
        return Found(row.path, row, step, old, new, _in_order(verdicts), blamed=blamed if len(verdicts) > 1 else None)

    def _outcomes(self, row: Attribute, step: Step) -> tuple[set[Tool], Asked | None]:
        """What may come of a step, if what else it asks for is each of what it may be."""
        asked: dict[str, Value] = {}

        def look(path: str) -> Json:
            value = self._looked(path)
            if not value.known and not is_filled(value) and not is_later(value):
                asked[path] = value
            return _plain(value)

        verdicts = {row.does(step._replace(asked=look))}
        for path, value in asked.items():
            guesses = self._may_be(self._table.row(path), value, _OTHERS[1])
            verdicts = {row.does(step._replace(asked=self._guessing(path, guess))) for guess in guesses}
            return verdicts, Asked(path, value)
        return verdicts, None

    def _guessing(self, path: str, guess: Json) -> Callable[[str], Json]:
        return lambda one: guess if one == path else self._look(one)

    def _asked(self, row: Attribute) -> Value | None:
        """What is asked for; None where nothing is, and what was is kept."""
        value = self._after.values.get(row.path)
        if value is not None and not (row.kept and value.known and is_nothing(value.data) and value.data is not False):
            return value
        if any(self._after.number(one) == 0 for one in around(row.path)):
            return _NOWHERE
        if self._after.is_open(row.path):
            return self._after.hidden(row.path)
        return None if row.kept else Value(row.default)

    def _was(self, row: Attribute) -> Value:
        """What it was."""
        side, value = self._before, self._before.values.get(row.path)
        if value is not None:
            return value
        if row.path in side.empty or any(self._number(one) == 0 for one in around(row.path)):
            return _NOWHERE
        if side.is_open(row.path):
            return side.hidden(row.path)
        if row.default is None and row.kept and not side.exact:
            return _CHOSEN
        return Value(row.default)

    def _look(self, path: str) -> Json:
        """What is asked for at a path, as far as it is known."""
        return _plain(self._looked(path))

    def _looked(self, path: str) -> Value:
        value = self._asked(self._table.row(path))
        return self._was(self._table.row(path)) if value is None else value

    def _found(self, row: Attribute, step: Step, old: Value, new: Value) -> Found:
        return Found(row.path, row, step, old, new, (row.does(step),))

    def _open(self, row: Attribute, old: Value, new: Value) -> Iterator[Found]:
        """A change that cannot be told: what may come of it, if the unknown side is each of what it may be."""
        verdicts = {Tool.NO_OP}
        olds = [_plain(old)] if old.known else self._may_be(row, new, _OTHERS[0])
        news = [_plain(new)] if new.known else self._may_be(row, old, _OTHERS[1])
        for one, two in product(olds, news):
            if one != two:
                verdicts |= self._outcomes(row, Step(one, two, False, self._look))[0]
        if len(verdicts) > 1:
            yield Found(row.path, row, Step(None, None), old, new, _in_order(verdicts))

    def _may_be(self, row: Attribute, other: Value, else_: Json) -> list[Json]:
        words = WORDS.get((self._table.kind, self._table.base + row.path), ())
        if isinstance(row.default, bool) or (other.known and isinstance(other.data, bool)):
            return [True, False]
        some: list[Json] = [word.text for word in words if word.holds(self._table.version)] or [else_]
        return [*some, *([_plain(other)] if other.known else []), *([] if row.kept else [row.default])]


def _in_order(verdicts: set[Tool]) -> tuple[Tool, ...]:
    return tuple(sorted(verdicts, key=list(Tool).index))


def _there(count: int) -> Json:
    return "block" if count else None


def _plain(value: Value) -> Json:
    """The data; of a subnet beside the cluster its name."""
    if isinstance(value.data, Subnet):
        return value.data.name
    return value.data if value.known else None  # type: ignore[return-value]


def opened(found: Found) -> Open:
    """A change that cannot be told, and between what it decides."""
    if found.blamed is not None:
        path, value = found.blamed
        return Open(spelled(path), reason_of(value), tuple(map(str, found.verdicts)), value.place)
    blamed = found.new if not found.new.known else found.old
    why = reason_of(blamed)
    if blamed is found.old and found.new.known:
        why = f"what it is now is not known: {why}; asked for is {said(_plain(found.new)) or 'nothing'}"
    return Open(spelled(found.path), why, tuple(map(str, found.verdicts)), blamed.place)


@cache
def spelled(path: str) -> str:
    """A path as Terraform's plans have it: "network_profile.0.pod_cidr"."""
    return path.replace(".", ".0.")


def holding(rows: Iterable[Attribute], version: Version) -> Mapping[str, Attribute]:
    """The rows that hold for a release, by path."""
    return {row.path: row for row in rows if row.holds(version)}

"""What the view of a fleet's retirements is made from: by date what retires, whom it concerns, and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from aksnet.errors import Place, Problem
from aksnet.facts.retirements import Retirement


class Way(NamedTuple):
    """The way to what comes after: the two verdicts and the titles of the steps, or `hint` where there is no runbook.

    `unreachable` says why there is no way within the cluster. `open` are values that cannot be told and decide.
    """

    azure: str | None = None
    tool: str | None = None
    provider: str | None = None
    version: str | None = None
    steps: tuple[str, ...] = ()
    unreachable: str | None = None
    hint: str | None = None
    open: tuple[str, ...] = ()


class Concerned(NamedTuple):
    """A cluster that has it, or one of its pools; `number` is that of the cluster in the run."""

    number: int
    cluster: str
    pool: str | None
    place: Place | None
    way: Way


class Row(NamedTuple):
    """One thing that retires, and all that have it; `goal` is what `aksnet migrate` takes to tell the way in full."""

    id: str
    retirement: Retirement
    concerned: tuple[Concerned, ...]
    goal: str | None = None

    def days(self, today: date) -> int:
        """The days that are left; less than 0 where it is past."""
        return (self.retirement.day - today).days

    @property
    def clusters(self) -> int:
        """How many clusters have it."""
        return len({one.number for one in self.concerned})

    @property
    def pools(self) -> int:
        """How many pools have it; 0 where it is the cluster that has it."""
        return sum(one.pool is not None for one in self.concerned)

    def ways(self) -> Mapping[Way, Sequence[Concerned]]:
        """Those that have the same way out together, in the order in which they were read."""
        found: dict[Way, list[Concerned]] = {}
        for one in self.concerned:
            found.setdefault(one.way, []).append(one)
        return found


class Undecided(NamedTuple):
    """A value that decides whether something retires and cannot be told: where, and why."""

    number: int
    cluster: str
    pool: str | None
    path: str
    why: str
    place: Place | None


class Calendar(NamedTuple):
    """All that retires of the clusters of a run, the first day first; `within` so many days, where that is asked."""

    today: date
    clusters: int
    rows: tuple[Row, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    within: int | None = None
    unread: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def expired(self) -> Iterator[Row]:
        """What is past its day."""
        return (row for row in self.rows if row.days(self.today) < 0)

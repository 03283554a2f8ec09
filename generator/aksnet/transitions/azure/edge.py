"""One single change that Azure makes in place, with all that is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from aksnet.facts.sources import Source
from aksnet.transitions.azure.states import State
from aksnet.transitions.verdicts import Condition, Effect


class Edge(NamedTuple):
    """One change that is one operation.

    `applies` says whether it can be made in a state, `after` the state it leads to. `conditions` are what no file says,
    or not every file (`conditions.py` judges those). `back` is the edge that undoes it, None where nothing does.
    `disputed` says how documents disagree about it.
    """

    id: str
    title: str
    axis: str
    applies: Callable[[State], bool]
    after: Callable[[State], State]
    conditions: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()
    back: str | None = None
    irreversible: bool = False
    disputed: str | None = None

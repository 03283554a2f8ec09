"""Changes that Azure makes, but not to this cluster: a condition that no operation mends does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.transitions.azure.edges import EDGES, Edge
from aksnet.transitions.azure.judging import ruled_out
from aksnet.transitions.azure.routes import GROUPS, along
from aksnet.transitions.azure.states import State, reaches
from aksnet.transitions.verdicts import Condition
from aksnet.view import ClusterView


class Bar(NamedTuple):
    """A change, and what would have to hold for it; `lasting`: for a new cluster as well."""

    edge: Edge
    condition: Condition
    lasting: bool = False


def bars_of(before: ClusterView, after: ClusterView) -> tuple[Bar, ...]:
    """What stands in the way; what is gone afterwards for certain can go first."""
    checks = ((edge, check) for edge in EDGES for check in ruled_out(edge.conditions, before, after))
    return tuple(Bar(edge, check.condition, check.lasting) for edge, check in checks)


def allowed(start: State, goal: State, bars: Sequence[Bar]) -> tuple[Edge, ...]:
    """The changes that are left, along axes that have to do with what differs: the others lead nowhere nearer."""
    barred = {bar.edge.id for bar in bars}
    groups = [axes for axes in GROUPS if not reaches(along(start, goal, axes), start)(start)]
    axes = {axis for group in groups for axis in group}
    return tuple(edge for edge in EDGES if edge.axis in axes and edge.id not in barred)


def told(bars: Sequence[Bar], way: Sequence[Edge]) -> Iterator[str]:
    """Why a way that others can go is none for this cluster."""
    for bar in bars:
        if bar.edge in way:
            yield f"to {bar.edge.title} takes {bar.condition.text}, which does not hold here"


def never(bars: Sequence[Bar], goal: State) -> tuple[str, ...]:
    """What of the goal itself a new cluster could not have either."""
    found = (bar for bar in bars if bar.lasting and bar.edge.after(goal) == goal)
    return tuple(f"to {bar.edge.title} takes {bar.condition.text}" for bar in found)

"""The shortest way from one state to another over the single changes that Azure makes, and the best of the shortest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from aksnet.transitions.azure.edges import EDGES, Edge
from aksnet.transitions.azure.states import State

# fact ACNS-01: half of it works on Cilium only, so that it is turned on when all else is there
_LAST = ("acns-on",)


class _Cost(NamedTuple):
    """What a way costs: its steps; those made while no engine guards the pods; how early it does what cannot be undone.

    Of ways that cost the same the one is taken whose changes stand first in the list.
    """

    steps: int = 0
    unguarded: int = 0
    haste: int = 0
    order: tuple[int, ...] = ()


def shortest(start: State, reached: Callable[[State], bool], edges: Sequence[Edge] = EDGES) -> tuple[Edge, ...] | None:
    """The fewest of some changes that lead to a state that will do; None where nothing leads there."""
    waiting: list[tuple[_Cost, State]] = [(_Cost(), start)]
    seen: set[State] = set()
    while waiting:
        cost, state = heappop(waiting)
        if state in seen:
            continue
        seen.add(state)
        if reached(state):
            return tuple(edges[index] for index in cost.order)
        for index, edge in enumerate(edges):
            if edge.applies(state):
                heappush(waiting, (_further(cost, index, edge, state, start), edge.after(state)))
    return None


def reachable(start: State, edges: Sequence[Edge] = EDGES) -> tuple[State, ...]:
    """Every state that changes in place lead to, the nearest first; without the start."""
    found: dict[State, None] = {start: None}
    waiting = [start]
    for state in waiting:
        for edge in edges:
            following = edge.after(state) if edge.applies(state) else state
            if following not in found:
                found[following] = None
                waiting.append(following)
    return tuple(found)[1:]


def _further(cost: _Cost, index: int, edge: Edge, state: State, start: State) -> _Cost:
    """The cost of a way with one step more."""
    unguarded = state.policy == "none" and start.policy not in (None, "none")
    return _Cost(
        cost.steps + 1,
        cost.unguarded + unguarded,
        cost.haste + cost.steps * (2 - _rank(edge)),
        (*cost.order, index),
    )


def _rank(edge: Edge) -> int:
    """What can be undone comes first."""
    return 2 if edge.id in _LAST else int(edge.irreversible)

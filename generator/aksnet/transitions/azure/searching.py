"""The shortest way from one state to another over the single changes that Azure makes, and the best of the shortest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from aksnet.transitions.azure.edges import EDGES, Edge
from aksnet.transitions.azure.states import State

# What comes late, beside what cannot be undone: from the removal of an engine on pods are not guarded, azurerm sends a
# policy only while the way out is the load balancer, and half of ACNS works on Cilium only (fact ACNS-01). First of all
# goes the Basic load balancer, which has retired.
_RANKS = {"load-balancer-to-standard": 0, "remove-policy": 1, "acns-on": 2, "outbound-to-load-balancer": 0}


class _Cost(NamedTuple):
    """What a way costs: its steps, and how late it does what can be undone.

    Of ways that cost the same the one is taken whose changes stand first in the list.
    """

    steps: int = 0
    delay: int = 0
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
                heappush(waiting, (_further(cost, index, edge), edge.after(state)))
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


def _further(cost: _Cost, index: int, edge: Edge) -> _Cost:
    """The cost of a way with one step more."""
    rank = _RANKS.get(edge.id, int(edge.irreversible or edge.axis == "outbound"))
    return _Cost(cost.steps + 1, cost.delay + cost.steps * (2 - rank), (*cost.order, index))

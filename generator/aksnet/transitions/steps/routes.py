"""The shortest way from one state to another over the single changes that Azure makes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from aksnet.transitions.azure.edges import EDGES, Edge
from aksnet.transitions.azure.states import State


def shortest(start: State, reached: Callable[[State], bool]) -> tuple[Edge, ...] | None:
    """The fewest changes that lead to a state that will do; None where nothing leads there."""
    came: dict[State, tuple[State, Edge] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        if reached(state):
            return tuple(reversed(list(_back(came, state))))
        for edge in EDGES:
            if edge.applies(state):
                following = edge.after(state)
                if following not in came:
                    came[following] = (state, edge)
                    waiting.append(following)
    return None


def _back(came: dict[State, tuple[State, Edge] | None], state: State) -> Iterator[Edge]:
    step = came[state]
    while step is not None:
        state, edge = step
        yield edge
        step = came[state]

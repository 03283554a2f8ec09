"""The shortest way from one state to another along axes that have to do with each other."""

from __future__ import annotations

from functools import lru_cache

from aksnet.transitions.azure.edges import EDGES, Edge
from aksnet.transitions.azure.searching import shortest
from aksnet.transitions.azure.states import State, reaches

# Axes that wait for each other; each other axis stands by itself.
NETWORK = ("ipam", "plane", "policy", "families", "pod-ranges")
EGRESS = ("outbound", "load-balancer")
GROUPS = (NETWORK, EGRESS, ("acns",), ("api-server",), ("sku",))
_FIELDS = {"pod-ranges": "pod_ranges", "load-balancer": "load_balancer", "api-server": "integrated", "sku": "automatic"}


def field_of(axis: str) -> str:
    """The field of a state that an axis is about."""
    return _FIELDS.get(axis, axis)


def along(start: State, goal: State, axes: tuple[str, ...]) -> State:
    """The start, with the goal's fields of these axes: what a way along them has to reach."""
    return start._replace(**{field_of(axis): getattr(goal, field_of(axis)) for axis in axes})


@lru_cache(maxsize=4096)
def route(
    start: State, goal: State, axes: tuple[str, ...], without: frozenset[str] = frozenset()
) -> tuple[Edge, ...] | None:
    """The fewest changes along some axes that lead to the goal, `without` some by their ids; None where none do."""
    edges = [edge for edge in EDGES if edge.axis in axes and edge.id not in without]
    return shortest(start, reaches(along(start, goal, axes), start), edges)

"""The two ends of a way: where a cluster stands, where it is to go, and what of the two cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.paths import FAMILIES, INTEGRATED, LOAD_BALANCER_SKU, OUTBOUND, PLANE, PLUGIN, POLICY, SKU
from aksnet.transitions.azure.states import ACNS, POD_RANGE, POD_RANGES, State, state_of
from aksnet.view import ClusterView, Origin, Value

# Pools of both kinds may stand beside each other (fact PSS-07): pools change, the cluster does not.
_BY_POOL = frozenset({"pod-subnet", "static-block"})
# Values that nobody writes.
_FILLED = (Origin.IMPLIED, Origin.PROVIDER)
_PATHS = {
    "ipam": PLUGIN,
    "plane": PLANE,
    "policy": POLICY,
    "outbound": OUTBOUND,
    "load_balancer": LOAD_BALANCER_SKU,
    "families": FAMILIES,
    "acns": ACNS,
    "integrated": INTEGRATED,
    "automatic": SKU,
}


class Ends(NamedTuple):
    """The states; what cannot be told of one of them is left out of the way, and `open` says so."""

    start: State
    goal: State
    open: tuple[str, ...]


def ends_of(before: ClusterView, after: ClusterView) -> Ends:
    """Both ends; the goal asks for nothing where it cannot be told what there is, or what is to be."""
    start, goal = state_of(before), state_of(after)
    left = set(_left(after))
    goal = goal._replace(**dict.fromkeys(left))
    untold = {field for field in State._fields if getattr(start, field) is None}
    if {start.ipam, goal.ipam} <= _BY_POOL:
        untold.add("ipam")
    told = {field: path for field, path in _PATHS.items() if field not in left}
    found = tuple(_open(told, start, goal, before, after))
    return Ends(start, goal._replace(**dict.fromkeys(untold)), found)


def _left(after: ClusterView) -> Iterator[str]:
    """What stays as it is since nobody says it; azurerm keeps it, and so does the service."""
    if not any(_says_network(path, value) for path, value in after.values.items()):
        yield from (field for field, path in _PATHS.items() if path.startswith("networkProfile"))
    if after.absent(FAMILIES):
        yield "families"
    if not any(value.origin not in _FILLED for _, value in after.ranges("pod")):
        yield "pod_ranges"


def _says_network(path: str, value: Value) -> bool:
    return (path.startswith("networkProfile") and value.origin not in _FILLED) or not path


def _open(told: dict[str, str], start: State, goal: State, before: ClusterView, after: ClusterView) -> Iterator[str]:
    for field, path in told.items():
        for state, when in ((start, "before"), (goal, "afterwards")):
            if getattr(state, field) is None:
                yield f"{path} cannot be told {when}: no step is planned for it"
    for cluster, when in ((before, "before"), (after, "afterwards")):
        if cluster.unknown(POD_RANGE) or cluster.unknown(POD_RANGES):
            yield f"{POD_RANGE} cannot be told {when}: no step is planned for it"

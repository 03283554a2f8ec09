"""What the service does to get from one known state to another, along axes that have to do with each other."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.paths import POLICY
from aksnet.transitions.azure import telling
from aksnet.transitions.azure.conditions import CILIUM_POLICY, FLOORS
from aksnet.transitions.azure.edges import EDGES, Edge
from aksnet.transitions.azure.impossible import refused
from aksnet.transitions.azure.judging import left, ruled_out
from aksnet.transitions.azure.nowhere import why
from aksnet.transitions.azure.reasons import Views, path_of, reason_of
from aksnet.transitions.azure.routes import along, route
from aksnet.transitions.azure.states import State, reaches
from aksnet.transitions.verdicts import Azure, Condition, OfAzure, Reason, worst_of_azure
from aksnet.view import ClusterView

# Of these each pool has one, and a cluster can have both.
_BLOCKS = frozenset({"pod-subnet", "static-block"})


def outcome(start: State, goal: State, axes: tuple[str, ...], views: Views) -> OfAzure:
    """The verdict along some axes, between two states of which these are known."""
    if reaches(along(start, goal, axes), start)(start):
        return OfAzure(Azure.NO_CHANGE)
    if found := refused(start, goal, axes, views):
        return OfAzure(Azure.REFUSED, tuple(found))
    new_pools = "ipam" in axes and {start.ipam, goal.ipam} == _BLOCKS
    kept = goal._replace(ipam=start.ipam) if new_pools else goal
    way = route(start, kept, axes)
    closed = [edge for edge in (way or ())[:-1] if ruled_out(edge.conditions, *views)]
    if way and closed and not ruled_out(way[-1].conditions, *views):
        way = route(start, kept, axes, _closed(axes, views))
    if way is None:
        return OfAzure(Azure.RECREATE, (*_nowhere(start, kept, axes, views), *telling.of_closed(closed, views)))
    if not way:
        return OfAzure(Azure.NEW_POOL, (telling.of_pools(goal.ipam == "static-block", views),))
    if len(way) == 1 and not new_pools:
        first = telling.of_edge(way[0], views)
    else:
        first = telling.of_steps(way, _differing(start, goal, axes)[0], views, new_pools=new_pools)
    return _made(way, (first, *telling.of_conditions(way, views)), views)


def _closed(axes: tuple[str, ...], views: Views) -> frozenset[str]:
    """The changes that this cluster cannot make, by their ids."""
    return frozenset(edge.id for edge in EDGES if edge.axis in axes and ruled_out(edge.conditions, *views))


def _made(way: tuple[Edge, ...], reasons: tuple[Reason, ...], views: Views) -> OfAzure:
    verdict = worst_of_azure(Azure(one.verdict) for one in reasons)
    conditions = (*left(_conditions(way), views[0]), *_beside(way, views[1]))
    return OfAzure(verdict, reasons, conditions, tuple(dict.fromkeys(one for edge in way for one in edge.effects)))


def _conditions(way: tuple[Edge, ...]) -> list[Condition]:
    """The conditions of all changes, each once; of versions of Kubernetes the newest is enough."""
    every = list(dict.fromkeys(one for edge in way for one in edge.conditions))
    versions = [one for one in every if one in FLOORS]
    newest = max(versions, key=FLOORS.index, default=None)
    return [one for one in every if one not in FLOORS or one == newest]


def _beside(way: tuple[Edge, ...], after: ClusterView) -> Iterator[Condition]:
    """What a configuration has to say so that the service takes its change of the data plane."""
    if any(edge.axis == "plane" for edge in way) and after.absent(POLICY):
        yield CILIUM_POLICY


def _nowhere(start: State, goal: State, axes: tuple[str, ...], views: Views) -> Iterator[Reason]:
    """The axes that cannot be reached by themselves; all that differ where each of them could."""
    differing = _differing(start, goal, axes)
    if "plane" in differing and "policy" in differing:
        differing.remove("policy")  # it comes with the plane
    if "pod-ranges" in differing and {"ipam", "families"} & set(differing):
        differing.remove("pod-ranges")  # and these with the way of giving addresses, or with the families
    for axis in [one for one in differing if _blocked(start, goal, one, axes)] or differing:
        found = why(axis, start, goal)
        yield reason_of(path_of(axis, views), found.text, Azure.RECREATE, views, found.sources, found.facts)


def _blocked(start: State, goal: State, axis: str, axes: tuple[str, ...]) -> bool:
    alone = along(start, goal, ("plane", "policy") if axis == "plane" else (axis,))
    return route(start, alone, axes) is None


def _differing(start: State, goal: State, axes: tuple[str, ...]) -> list[str]:
    return [axis for axis in axes if not reaches(along(start, goal, (axis,)), start)(start)]

"""The verdict where a value that decides cannot be told: that of every guess, or none."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.paths import FAMILIES, MODE, NODES, PLUGIN, PODS, SKU
from aksnet.transitions.azure.guesses import pairs
from aksnet.transitions.azure.outcomes import outcome
from aksnet.transitions.azure.reasons import PATHS, POD_SUBNET, Views
from aksnet.transitions.azure.routes import field_of
from aksnet.transitions.azure.saying import same, says
from aksnet.transitions.azure.states import POD_RANGE, POD_RANGES, State, known_plugin
from aksnet.transitions.azure.summing import where
from aksnet.transitions.verdicts import Azure, OfAzure, Open
from aksnet.view import ClusterView, Unknown

_LEFT_OUT = "it is left out, and the service takes overlay or kubenet by the version of Kubernetes"
_MADE_UP = "it is left out, and the service made the IPv6 range up"
_NO_POOLS = "not all pools are told"


def judged(start: State, goal: State, axes: tuple[str, ...], views: Views) -> OfAzure:
    """The verdict along some axes; where values are unknown, that on which all guesses agree."""
    start, goal = _without_others(*_in_one_network(start, goal))
    fields = tuple(field_of(axis) for axis in axes) + (("own_network",) if "outbound" in axes else ())
    lacking = [field for field in fields if None in (getattr(start, field), getattr(goal, field))]
    if not lacking:
        return outcome(start, goal, axes, views)
    tied = frozenset(field for field in lacking if _tied(field, start, goal, views))
    results: dict[Azure, OfAzure] = {}
    for left, right in pairs(start, goal, fields, tied, views):
        found = outcome(left, right, axes, views)
        results.setdefault(found.verdict, found)
    if len(results) == 1:
        return results.popitem()[1]
    between = tuple(str(verdict) for verdict in Azure if verdict in results)
    return OfAzure(
        Azure.UNDECIDED,
        open=tuple(_open([one for one in lacking if one not in tied] or lacking, (start, goal), between, views)),
    )


def _in_one_network(start: State, goal: State) -> tuple[State, State]:
    """A cluster stays in its VNet; a change of it is another reason."""
    own = start.own_network if start.own_network is not None else goal.own_network
    return start._replace(own_network=own), goal._replace(own_network=own)


def _without_others(start: State, goal: State) -> tuple[State, State]:
    """Only overlay and kubenet take pod addresses out of a range: elsewhere it decides nothing."""
    if start.ipam != goal.ipam or start.ipam in (None, "overlay", "kubenet"):
        return start, goal
    return start._replace(pod_ranges=()), goal._replace(pod_ranges=())


def _tied(field: str, start: State, goal: State, views: Views) -> bool:
    """Whether a field is the same on both sides, whatever it is."""
    if field == "own_network":
        return True
    if getattr(start, field) is not getattr(goal, field):
        return False
    before, after = views
    paths = [path for path in _paths(field) if says(after, path)]
    return all(same(before.told(path), after.told(path)) for path in paths) and (
        field != "ipam" or _same_pools(before, after)
    )


def _same_pools(before: ClusterView, after: ClusterView) -> bool:
    old = {pool.name: pool for pool in before.pools}
    both = [(old[pool.name], pool) for pool in after.pools if pool.name in old]
    paths = ("podSubnetID", "podIPAllocationMode")
    return all(same(one.told(path), other.told(path)) is not False for one, other in both for path in paths)


def _paths(field: str) -> tuple[str, ...]:
    if field == "ipam":
        return (PLUGIN, MODE, SKU)
    if field == "pod_ranges":
        return (POD_RANGE, POD_RANGES)
    return tuple(path for axis, path in PATHS.items() if field_of(axis) == field)


def _open(fields: list[str], states: tuple[State, State], between: tuple[str, ...], views: Views) -> Iterator[Open]:
    """Each value that cannot be told, afterwards or before."""
    for field in fields:
        for state, view in zip(reversed(states), reversed(views), strict=True):
            found = next(_unknown(field, view), None) if getattr(state, field) is None else None
            if found is not None:
                path, why = found
                told = view.told(path)
                yield Open(path, why, between, told.place if told is not None and told.place else view.where(path))
                break


def _unknown(field: str, view: ClusterView) -> Iterator[tuple[str, str]]:
    for path in _paths(field):
        value = view.told(path)
        if value is not None and isinstance(value.data, Unknown):
            yield where(path, view), value.data.reason
    if field == "ipam" and not known_plugin(view):
        yield PLUGIN, f"{view.text(PLUGIN)!r} is no network plugin that aksnet knows"
    if field == "ipam" and view.absent(PLUGIN):
        yield PLUGIN, _LEFT_OUT
    if field == "ipam":
        yield POD_SUBNET, _of_pools(view, PODS)
    if field == "own_network":
        yield f"agentPoolProfiles.{NODES}", _of_pools(view, NODES)
    if field == "pod_ranges" and view.absent(POD_RANGES) and not view.absent(FAMILIES):
        yield POD_RANGES, _MADE_UP


def _of_pools(view: ClusterView, path: str) -> str:
    values = (pool.values.get(path) for pool in view.pools)
    reasons = (value.data.reason for value in values if value is not None and isinstance(value.data, Unknown))
    return next(reasons, _NO_POOLS)

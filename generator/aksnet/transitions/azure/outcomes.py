"""What the service does to get from one known state to another, along axes that have to do with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.facts.sources import Source
from aksnet.facts.support import STATIC_BLOCK
from aksnet.paths import FAMILIES, INTEGRATED, LOAD_BALANCER_SKU, MODE, OUTBOUND, PLANE, PLUGIN, PODS, POLICY, SKU
from aksnet.transitions.azure.conditions import CILIUM_POLICY, FLOORS
from aksnet.transitions.azure.edges import Edge
from aksnet.transitions.azure.impossible import refused
from aksnet.transitions.azure.judging import Check, failing, left
from aksnet.transitions.azure.nowhere import why
from aksnet.transitions.azure.routes import along, route
from aksnet.transitions.azure.saying import words
from aksnet.transitions.azure.states import ACNS, POD_RANGE, POD_RANGES, State, reaches
from aksnet.transitions.verdicts import Azure, Condition, OfAzure, Reason, worst_of_azure
from aksnet.view import ClusterView

Views = tuple[ClusterView, ClusterView]
BLOCKS = frozenset({"pod-subnet", "static-block"})
POD_SUBNET, ALLOCATED = "agentPoolProfiles.podSubnetID", "agentPoolProfiles.podIPAllocationMode"
PATHS = {
    "plane": PLANE,
    "policy": POLICY,
    "families": FAMILIES,
    "outbound": OUTBOUND,
    "load-balancer": LOAD_BALANCER_SKU,
    "acns": ACNS,
    "api-server": INTEGRATED,
    "sku": SKU,
}
_POOL_FACTS = ("PSS-05", "PSS-07", "MIG-10")
_NEW_POOLS = "new pools take their addresses from another pod subnet, and the old pools go"


def outcome(start: State, goal: State, axes: tuple[str, ...], views: Views) -> OfAzure:
    """The verdict along some axes, between two states of which these are known."""
    if reaches(along(start, goal, axes), start)(start):
        return OfAzure(Azure.NO_CHANGE)
    if found := refused(start, goal, axes, views):
        return OfAzure(Azure.REFUSED, tuple(found))
    blocks = "ipam" in axes and {start.ipam, goal.ipam} == BLOCKS
    kept = goal._replace(ipam=start.ipam) if blocks else goal
    way = route(start, kept, axes)
    if way is None:
        return OfAzure(Azure.RECREATE, tuple(_nowhere(start, kept, axes, views)))
    if not way:
        return OfAzure(Azure.NEW_POOL, (_new_pools(goal, views),))
    reasons = [*_of_way(start, goal, axes, way, views, alone=not blocks), *_of_conditions(way, views)]
    verdict = worst_of_azure(Azure(one.verdict) for one in reasons)
    conditions = (*left(_conditions(way), views[0]), *_beside(way, views[1]))
    effects = tuple(dict.fromkeys(one for edge in way for one in edge.effects))
    return OfAzure(verdict, tuple(reasons), conditions, effects)


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


def path_of(axis: str, views: Views) -> str:
    """The property that decides on an axis."""
    before, after = views
    if axis == "pod-ranges":
        return POD_RANGES if POD_RANGES in after.values and POD_RANGE not in after.values else POD_RANGE
    if axis != "ipam":
        return PATHS[axis]
    for path in (PLUGIN, MODE):
        if words(before.values.get(path)) != words(after.values.get(path)) and not after.absent(PLUGIN):
            return path
    with_pods = [any(PODS in pool.values for pool in view.pools) for view in views]
    return ALLOCATED if all(with_pods) else POD_SUBNET


def reason_of(
    path: str, text: str, verdict: Azure, views: Views, sources: tuple[Source, ...], facts: tuple[str, ...]
) -> Reason:
    """A reason with what both sides say at its path."""
    before, after = (_words(view, path) for view in views)
    return Reason(path, text, verdict, before, after, sources, facts, views[1].where(path))


def _words(view: ClusterView, path: str) -> str | None:
    """What stands at a path; of pools all that they say there."""
    inside = path.removeprefix("agentPoolProfiles.")
    if inside == path:
        return words(view.values.get(path))
    said = (words(pool.values.get(inside)) for pool in view.pools)
    return ", ".join(dict.fromkeys(one for one in said if one is not None)) or None


def _of_way(
    start: State, goal: State, axes: tuple[str, ...], way: tuple[Edge, ...], views: Views, *, alone: bool
) -> Iterator[Reason]:
    main = next(axis for axis in axes if _differs(start, goal, axis))
    if len(way) == 1 and alone:
        yield _of_edge(way[0], path_of(way[0].axis, views), views)
        return
    titles = (
        [edge.title for edge in way]
        if alone
        else [*(edge.title for edge in way), "make new pools in another pod subnet"]
    )
    text = f"not in one operation: first {', then '.join(titles)}{_because(way)}"
    sources = tuple(
        dict.fromkeys([*(one for edge in way for one in edge.sources), *(() if alone else (STATIC_BLOCK,))])
    )
    own = () if alone else _POOL_FACTS
    facts = tuple(dict.fromkeys([*_facts(way), *own, *(fact for edge in way for fact in edge.facts)]))
    yield reason_of(path_of(main, views), text, Azure.STEPS, views, sources, facts)


def _of_edge(edge: Edge, path: str, views: Views) -> Reason:
    verdict = Azure.IRREVERSIBLE if edge.irreversible else Azure.IN_PLACE
    way = "in place, and no document has a way back" if edge.irreversible else "in place"
    doubt = f"; documents disagree: {edge.disputed}" if edge.disputed else ""
    return reason_of(path, f"{edge.title}: {way}{doubt}", verdict, views, edge.sources, edge.facts)


def _because(way: tuple[Edge, ...]) -> str:
    """Why one operation will not do, as documents have it."""
    ids, axes = [edge.id for edge in way], [edge.axis for edge in way]
    reasons = []
    if "remove-policy" in ids and "ipam" in axes:
        reasons.append("addresses move only where no policy engine is")
    if {"ipam", "plane"} <= set(axes):
        reasons.append("addresses and data plane do not change together")
    if "remove-policy" in ids and {"install-npm", "install-calico"} & set(ids):
        swap = " (one page has no reimage between the two engines)" if "ipam" not in axes else ""
        reasons.append(f"engines change by way of none{swap}")
    if axes.count("outbound") > 1:
        reasons.append("the table has no change from one to the other, though the page may have commands for it")
    if "load-balancer" in axes:
        reasons.append("other outbound types need the Standard load balancer")
    return f"; {', and '.join(reasons)}" if reasons else ""


def _facts(way: tuple[Edge, ...]) -> Iterator[str]:
    ids, axes = {edge.id for edge in way}, [edge.axis for edge in way]
    if {"ipam", "plane"} <= set(axes):
        yield "MIG-01"
    if "remove-policy" in ids and ids & {"install-npm", "install-calico"}:
        yield from ("POL-10", "DOC-05")
    if axes.count("outbound") > 1:
        yield "DOC-18"


def _new_pools(goal: State, views: Views) -> Reason:
    doubt = "" if goal.ipam == "static-block" else "; documents describe the change to static blocks, none back"
    return reason_of(ALLOCATED, f"{_NEW_POOLS}{doubt}", Azure.NEW_POOL, views, (STATIC_BLOCK,), _POOL_FACTS)


def _nowhere(start: State, goal: State, axes: tuple[str, ...], views: Views) -> Iterator[Reason]:
    """The axes that cannot be reached by themselves; all that differ where each of them could."""
    differing = [axis for axis in axes if _differs(start, goal, axis)]
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


def _differs(start: State, goal: State, axis: str) -> bool:
    return not reaches(along(start, goal, (axis,)), start)(start)


def _of_conditions(way: Iterable[Edge], views: Views) -> Iterator[Reason]:
    """What certainly does not hold before a change; another operation may mend it, and the goal may say so."""
    before, after = views
    for edge in way:
        for check in failing(edge.conditions, before):
            verdict = Azure.STEPS if check.mended or check.holds(after) else Azure.REFUSED
            yield _unmet(edge, check, verdict, views)


def _unmet(edge: Edge, check: Check, verdict: Azure, views: Views) -> Reason:
    first = "bring this about first" if verdict is Azure.STEPS else "this does not hold"
    text = f"{edge.title}: {first}: {check.condition.text}"
    return reason_of(check.path, text, verdict, views, check.condition.sources, check.condition.facts)

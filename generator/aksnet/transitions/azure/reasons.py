"""A reason with what both sides say at its path."""

from __future__ import annotations

from aksnet.facts.sources import Source
from aksnet.paths import FAMILIES, INTEGRATED, LOAD_BALANCER_SKU, MODE, OUTBOUND, PLANE, PLUGIN, PODS, POLICY, SKU
from aksnet.transitions.azure.saying import words
from aksnet.transitions.azure.states import ACNS, POD_RANGE, POD_RANGES
from aksnet.transitions.verdicts import Azure, Reason
from aksnet.view import ClusterView

Views = tuple[ClusterView, ClusterView]
_POOLS = "agentPoolProfiles."
POD_SUBNET, ALLOCATED = f"{_POOLS}podSubnetID", f"{_POOLS}podIPAllocationMode"
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
    """The reason; of pools with all that they say there."""
    before, after = (_words(view, path) for view in views)
    return Reason(path, text, verdict, before, after, sources, facts, views[1].where(path))


def _words(view: ClusterView, path: str) -> str | None:
    inside = path.removeprefix(_POOLS)
    if inside == path:
        return words(view.values.get(path))
    said = (words(pool.values.get(inside)) for pool in view.pools)
    return ", ".join(dict.fromkeys(one for one in said if one is not None)) or None

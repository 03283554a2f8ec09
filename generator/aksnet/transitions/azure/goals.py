"""The state that a configuration leads to from another one: what it leaves out stays, as a PUT leaves it."""

from __future__ import annotations

from aksnet.paths import FAMILIES, INTEGRATED, LOAD_BALANCER_SKU, MODE, OUTBOUND, PLANE, PLUGIN, POLICY, SKU
from aksnet.transitions.azure.impossible import consistent
from aksnet.transitions.azure.saying import says
from aksnet.transitions.azure.states import ACNS, POD_RANGE, POD_RANGES, State, state_of
from aksnet.view import ClusterView

_AZURE = ("overlay", "node-subnet", "pod-subnet", "static-block", None)
# what only its own path tells
_PLAIN = (
    ("outbound", OUTBOUND),
    ("load_balancer", LOAD_BALANCER_SKU),
    ("families", FAMILIES),
    ("integrated", INTEGRATED),
    ("automatic", SKU),
)


def goal_of(start: State, after: ClusterView) -> State:
    """The state afterwards, from the one before."""
    said = state_of(after)
    kept = {field: getattr(start, field) for field, path in _PLAIN if not says(after, path)}
    goal = said._replace(**kept, own_network=_network(start, said, after), acns=_acns(start, said, after))
    goal = goal._replace(ipam=_ipam(start, said, after))
    goal = goal._replace(plane=_plane(start, goal, after))
    goal = goal._replace(policy=_policy(start, goal, after))
    return goal._replace(pod_ranges=_pod_ranges(start, goal, after))


def _ipam(start: State, said: State, after: ClusterView) -> str | None:
    """A plugin without a mode is one of its own; without both, or without pools where these would tell, it stays."""
    if said.automatic or says(after, PLUGIN) or says(after, MODE):
        flat = after.text(PLUGIN) == "azure" and after.absent(MODE) and not after.pools
        return start.ipam if flat and start.ipam in ("node-subnet", "pod-subnet", "static-block") else said.ipam
    return start.ipam


def _plane(start: State, goal: State, after: ClusterView) -> str | None:
    if says(after, PLANE) or goal.ipam not in _AZURE or after.text(POLICY) in ("azure", "calico"):
        return goal.plane
    return start.plane


def _policy(start: State, goal: State, after: ClusterView) -> str | None:
    if not says(after, POLICY):
        return kept_engine(start, goal)
    return "cilium" if (goal.plane, goal.policy) == ("cilium", "none") else goal.policy


def kept_engine(start: State, goal: State) -> str | None:
    """The engine where none is said: it stays, but Cilium comes and goes with its data plane (fact MODE-08)."""
    if (goal.ipam, goal.plane, goal.families) == (start.ipam, start.plane, start.families):
        return start.policy
    if goal.plane == "cilium":
        return "cilium"
    return start.policy if consistent(goal._replace(policy=start.policy)) else "none"


def _network(start: State, said: State, after: ClusterView) -> bool | None:
    stated = any("vnetSubnetID" in pool.values for pool in after.pools)
    return said.own_network if stated else start.own_network


def _acns(start: State, said: State, after: ClusterView) -> bool | None:
    """azurerm turns off what its block no longer says."""
    by_azurerm = after.declared is not None and after.declared.by_azurerm
    return said.acns if says(after, ACNS) or by_azurerm else start.acns


def _pod_ranges(start: State, goal: State, after: ClusterView) -> tuple[str, ...] | None:
    return goal.pod_ranges if says(after, POD_RANGE) or says(after, POD_RANGES) else start.pod_ranges

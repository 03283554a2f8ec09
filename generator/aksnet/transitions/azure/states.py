"""Where a cluster's network stands, in the axes along which Azure changes it one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from aksnet.addresses import Network, inside, network_of
from aksnet.facts.service import POD_CIDR
from aksnet.paths import (
    FAMILIES,
    HOSTED_NODES,
    INTEGRATED,
    LOAD_BALANCER_SKU,
    MODE,
    NAT,
    NODES,
    OUTBOUND,
    PLANE,
    PLUGIN,
    PODS,
    POLICY,
    SKU,
    dual_stack,
    gives_blocks,
    overlaid,
    static_block,
)
from aksnet.transitions.azure.saying import same
from aksnet.view import ClusterView

ACNS = "networkProfile.advancedNetworking.enabled"
POD_RANGE, POD_RANGES = "networkProfile.podCidr", "networkProfile.podCidrs"
# Where pods get their addresses.
IPAM = ("kubenet", "node-subnet", "pod-subnet", "static-block", "overlay", "byo")
_OTHERS = {"kubenet": "kubenet", "none": "byo"}
# What stands after a pod range that has been widened: it is any range around that one.
WIDER = "or wider"
# fact DS-01
IPV4, BOTH_FAMILIES = ("IPv4",), ("IPv4", "IPv6")


class State(NamedTuple):
    """A cluster's network; None where it cannot be told, and for pod ranges that the next step is free to choose.

    `policy` is "none" without an engine. `own_network`: its nodes are in a VNet that AKS did not make. `integrated`:
    the API server is in the VNet. `acns`: Advanced Container Networking Services are on.
    """

    ipam: str | None
    plane: str | None
    policy: str | None
    outbound: str | None
    load_balancer: str | None
    families: tuple[str, ...] | None
    pod_ranges: tuple[str, ...] | None
    own_network: bool | None
    acns: bool | None = False
    integrated: bool | None = False
    automatic: bool | None = False


def state_of(cluster: ClusterView) -> State:
    """The state that a view describes, with what the service takes where nothing is said."""
    return State(
        _ipam(cluster),
        _plane(cluster),
        _policy(cluster),
        _outbound(cluster),
        _lower(_told(cluster, LOAD_BALANCER_SKU, "standard")),
        None if cluster.unknown(FAMILIES) else tuple(cluster.texts(FAMILIES)) or IPV4,
        _pod_ranges(cluster),
        _own_network(cluster),
        _switch(cluster, ACNS),
        _integrated(cluster),
        _automatic(cluster),
    )


def reaches(goal: State, start: State) -> Callable[[State], bool]:
    """Whether a state on the way from `start` will do; what the goal leaves open is anything."""

    def arrived(at: State) -> bool:
        same = all(
            wanted is None or wanted == there
            for field, wanted, there in zip(State._fields, goal, at, strict=True)
            if field != "pod_ranges"
        )
        return same and _ranges_fit(at.pod_ranges, goal.pod_ranges)

    return arrived


def _ranges_fit(there: tuple[str, ...] | None, wanted: tuple[str, ...] | None) -> bool:
    if there is None or wanted is None or same_ranges(there[: len(wanted)], wanted):
        return True  # a list may leave out the second family
    return there[-1:] == (WIDER,) and widened(there[:-1], wanted)


def same_ranges(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two lists say the same ranges, however they are written."""
    return one == other or (WIDER not in one and _networks(one) == _networks(other) is not None)


def widened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the other is one larger IPv4 range around one (fact CIDR-17)."""
    old, new = _networks(one), _networks(other)
    if old is None or new is None or len(old) != 1 or len(new) != 1:
        return False
    return old[0].version == 4 and old != new and inside(old[0], new[0])


def _networks(texts: tuple[str, ...]) -> list[Network] | None:
    try:
        return [network_of(text) for text in texts]
    except ValueError:
        return None


def _told(cluster: ClusterView, path: str, default: str) -> str | None:
    return default if cluster.absent(path) else cluster.text(path)


def _switch(cluster: ClusterView, path: str) -> bool | None:
    return None if cluster.unknown(path) else cluster.known(path) is True


def _lower(text: str | None) -> str | None:
    return text.lower() if text is not None else None


def _automatic(cluster: ClusterView) -> bool | None:
    return None if cluster.unknown(SKU) else cluster.text(SKU) == "Automatic"


def _preset(cluster: ClusterView, path: str, base: str, automatic: str) -> str | None:
    """What stands at a path, or what the service takes: AKS Automatic presets something else (fact AUTO-01)."""
    if not cluster.absent(path):
        return cluster.text(path)
    return None if _automatic(cluster) is None else automatic if _automatic(cluster) else base


def _integrated(cluster: ClusterView) -> bool | None:
    return _automatic(cluster) if cluster.absent(INTEGRATED) else _switch(cluster, INTEGRATED)


def _plane(cluster: ClusterView) -> str | None:
    return _preset(cluster, PLANE, "azure", "cilium")


def _policy(cluster: ClusterView) -> str | None:
    """The engine; on its data plane it is Cilium, whatever is written (fact MODE-07)."""
    plane = _plane(cluster)
    if cluster.absent(POLICY):
        return None if plane is None else "cilium" if plane == "cilium" else "none"
    told = cluster.text(POLICY)
    return "cilium" if told == "none" and plane == "cilium" else told


def _outbound(cluster: ClusterView) -> str | None:
    """The outbound type; StandardV2 has one name, whichever way it is written (facts OUT-10, AUTO-03)."""
    told = _preset(cluster, OUTBOUND, "loadBalancer", "loadBalancer" if _hosted(cluster) else "managedNATGateway")
    second = cluster.text(f"{NAT}sku") == "StandardV2"
    return "managedNATGatewayV2" if told == "managedNATGateway" and second else told


def _hosted(cluster: ClusterView) -> bool:
    """Whether AKS Automatic is in a VNet of one's own."""
    return HOSTED_NODES in cluster.values or any(NODES in pool.values for pool in cluster.pools)


def _pod_ranges(cluster: ClusterView) -> tuple[str, ...] | None:
    """The pod ranges; where none is given, that of the service (facts CIDR-15, CIDR-40)."""
    if cluster.unknown(POD_RANGE) or cluster.unknown(POD_RANGES):
        return None
    told = tuple(text for text, _ in cluster.ranges("pod"))
    if told or not (gives_blocks(cluster) or overlaid(cluster)):
        return told
    return None if dual_stack(cluster) else (POD_CIDR,)


def known_plugin(cluster: ClusterView) -> bool:
    """Whether the network plugin, where one is named, is one that AKS is known to have."""
    return cluster.text(PLUGIN) in (None, "azure", *_OTHERS)


def _ipam(cluster: ClusterView) -> str | None:
    if cluster.unknown(PLUGIN) or cluster.unknown(MODE):
        return None
    plugin, mode = cluster.text(PLUGIN), cluster.text(MODE)
    if plugin in _OTHERS:
        return _OTHERS[plugin]
    if mode is not None or overlaid(cluster):
        return "overlay" if mode in (None, "overlay") else None
    return flat_of(cluster) if plugin == "azure" and not cluster.unknown(SKU) else None


def flat_of(cluster: ClusterView) -> str | None:
    """Where pods get addresses of subnets, as the pools tell it (fact MODE-11)."""
    if not cluster.pools_stated and not cluster.pools:
        return None
    given = [same(None, pool.values.get(PODS)) for pool in cluster.pools]
    if any(pool.unknown(PODS) and PODS not in pool.values for pool in cluster.pools) or None in given:
        return None
    if all(given):
        return "node-subnet"
    blocks = static_block(cluster)
    return None if blocks is None else "static-block" if blocks else "pod-subnet"


def _own_network(cluster: ClusterView) -> bool | None:
    placed = [value for pool in cluster.pools if (value := pool.values.get(NODES)) is not None]
    if HOSTED_NODES in cluster.values or any(same(None, value) is False for value in placed):
        return True
    return False if cluster.pools_stated and not any(pool.unknown(NODES) for pool in cluster.pools) else None

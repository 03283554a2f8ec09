"""Where a cluster's network stands, in the axes along which Azure changes it one at a time."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.paths import FAMILIES, LOAD_BALANCER_SKU, MODE, OUTBOUND, PLANE, PLUGIN, engine_of, static_block
from aksnet.view import ClusterView, Unknown

# Where pods get their addresses.
IPAM = ("kubenet", "node-subnet", "pod-subnet", "static-block", "overlay", "byo")


class State(NamedTuple):
    """A cluster's network; None where it cannot be told.

    `policy` is "none" without an engine. `own_network`: its nodes are in a VNet that AKS did not make.
    """

    ipam: str | None
    plane: str | None
    policy: str | None
    outbound: str | None
    load_balancer: str | None
    families: tuple[str, ...] | None
    pod_ranges: tuple[str, ...] | None
    own_network: bool | None


def state_of(cluster: ClusterView) -> State:
    """The state that a view describes, with what the service takes where nothing is said."""
    return State(
        _ipam(cluster),
        _told(cluster, PLANE, "azure"),
        engine_of(cluster),
        _told(cluster, OUTBOUND, "loadBalancer"),
        _lower(_told(cluster, LOAD_BALANCER_SKU, "standard")),
        None if cluster.unknown(FAMILIES) else tuple(cluster.texts(FAMILIES)) or ("IPv4",),
        None
        if cluster.unknown("networkProfile.podCidr") or cluster.unknown("networkProfile.podCidrs")
        else tuple(text for text, _ in cluster.ranges("pod")),
        _own_network(cluster),
    )


def _told(cluster: ClusterView, path: str, default: str) -> str | None:
    return default if cluster.absent(path) else cluster.text(path)


def _lower(text: str | None) -> str | None:
    return text.lower() if text is not None else None


def _ipam(cluster: ClusterView) -> str | None:
    if cluster.unknown(PLUGIN) or cluster.unknown(MODE):
        return None
    plugin, mode = cluster.text(PLUGIN), cluster.text(MODE)
    if plugin == "kubenet":
        return "kubenet"
    if plugin == "none":
        return "byo"
    if plugin == "azure" and mode == "overlay":
        return "overlay"
    if plugin != "azure" or mode is not None:
        return None
    return _flat(cluster)


def _flat(cluster: ClusterView) -> str | None:
    if not cluster.pools_stated and not cluster.pools:
        return None
    if any(pool.unknown("podSubnetID") and "podSubnetID" not in pool.values for pool in cluster.pools):
        return None
    if not any("podSubnetID" in pool.values for pool in cluster.pools):
        return "node-subnet"
    blocks = static_block(cluster)
    return None if blocks is None else "static-block" if blocks else "pod-subnet"


def _own_network(cluster: ClusterView) -> bool | None:
    placed = [pool.values.get("vnetSubnetID") for pool in cluster.pools]
    if any(value is not None and not isinstance(value.data, Unknown) for value in placed):
        return True
    return False if cluster.pools_stated and not any(pool.unknown("vnetSubnetID") for pool in cluster.pools) else None

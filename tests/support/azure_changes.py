"""Clusters in ARM's terms in few words, and what the service does between two of them."""

from __future__ import annotations

from typing import Any

from aksnet.transitions.azure.service import of_cluster, of_pool
from aksnet.transitions.verdicts import OfAzure
from aksnet.view import ClusterView, Json, PoolView, Reference, Unknown, Value

SUBNET = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/"
Data = Json | Reference | Unknown

MODES: dict[str, dict[str, Any]] = {
    "kubenet": {"networkPlugin": "kubenet"},
    "overlay": {"networkPlugin": "azure", "networkPluginMode": "overlay"},
    "node subnet": {"networkPlugin": "azure"},
    "pod subnet": {"networkPlugin": "azure", "podSubnetID": f"{SUBNET}pods"},
    "static block": {
        "networkPlugin": "azure",
        "podSubnetID": f"{SUBNET}pods",
        "podIPAllocationMode": "StaticBlock",
    },
    "byo": {"networkPlugin": "none"},
    "nobody's plugin": {},
}
ENGINES: dict[str, dict[str, Any]] = {
    "Cilium": {"networkDataplane": "cilium", "networkPolicy": "cilium"},
    "Calico": {"networkPolicy": "calico"},
    "NPM": {"networkPolicy": "azure"},
    "policy none": {"networkPolicy": "none"},
}
_OUTSIDE = (
    "apiServerAccessProfile",
    "bootstrapProfile",
    "dnsPrefix",
    "httpProxyConfig",
    "identity",
    "kubernetesVersion",
    "location",
    "nodeProvisioningProfile",
    "nodeResourceGroup",
    "sku",
    "tags",
)
_OF_POOLS = ("podSubnetID", "podIPAllocationMode", "vnetSubnetID", "osType", "osSKU", "count", "type")


def cluster(words: str = "overlay", /, **more: Data) -> ClusterView:
    """A cluster by the words of its mode and engine ("kubenet, Calico"), with properties of its network profile.

    Dots are double underscores ("identity__type"); properties of pools go to its one pool.
    """
    profile: dict[str, Data] = {}
    for word in filter(None, words.split(", ")):
        profile |= MODES[word] if word in MODES else ENGINES[word]
    profile |= more
    pool: dict[str, Data] = {"name": "system", "mode": "System", "vmSize": "Standard_D4s_v5"}
    pool |= {key: profile.pop(key) for key in _OF_POOLS if key in profile}
    values = {_path(key): Value(data) for key, data in profile.items()}
    return ClusterView("prod", values, (pool_of(pool),))


def _path(key: str) -> str:
    path = key.replace("__", ".")
    return path if path.partition(".")[0] in _OUTSIDE else f"networkProfile.{path}"


def pool_of(values: dict[str, Data]) -> PoolView:
    """A pool with these values."""
    return PoolView({path: Value(data) for path, data in values.items()})


def change(before: ClusterView, after: ClusterView) -> OfAzure:
    """What the service does with a change of a cluster."""
    return of_cluster(before, after)


def pool_change(before: dict[str, Data], after: dict[str, Data], words: str = "overlay") -> OfAzure:
    """What the service does with a change of a pool of a cluster."""
    view = cluster(words)
    named = {"name": "user"}
    return of_pool(pool_of({**named, **before}), pool_of({**named, **after}), view, view)

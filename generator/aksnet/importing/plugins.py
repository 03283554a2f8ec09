"""Which CNI mode a cluster is in, as far as it can be told; never a guess."""

from __future__ import annotations

import re
from typing import NamedTuple

from aksnet.paths import ALLOCATION, DYNAMIC, MODE, PLANE, PLUGIN, PODS, SKU, STATIC_BLOCK
from aksnet.view import ClusterView, Unknown, Value

# A value that has to be given, after its name an id of a subnet and no switch: then it is given, and is not null.
_ASKED = re.compile(
    r"(?:there is no |the )?(?:var\.|variable '|parameter |environment variable )(?P<name>[\w-]+)(?P<rest>.*)"
)
_SWITCHES = frozenset({"use", "enable", "enabled", "is", "has", "create", "deploy", "with", "assign"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TELL = "az aks show tells it, under networkProfile"


class Chosen(NamedTuple):
    """The mode in the words of a spec; `allocation` where all pools have one and it is said."""

    plugin: str
    ipam: str | None = None
    allocation: str | None = None


class Untold(NamedTuple):
    """Why the mode is not told, with the property that decides it; of one that AKS does not have, what was read."""

    arm: str
    value: Value


def chosen(cluster: ClusterView) -> Chosen | Untold:
    """The mode of a cluster: facts MODE-01 to MODE-16."""
    for path in (SKU, PLUGIN, MODE, PLANE):
        told = cluster.told(path)
        if told is not None and isinstance(told.data, Unknown):
            own = told if path in cluster.values else told._replace(data=told.data._replace(sign=None))
            return Untold(path, own)
    if cluster.absent(PLUGIN):
        if cluster.text(SKU) == "Automatic":  # fact AUTO-01
            return Chosen("cilium", "overlay")
        # fact MODE-16: overlay from Kubernetes 1.30 on, kubenet before, and of an older cluster what it was made with
        text = f"nobody says it, and what the service takes depends on the version that made the cluster: {_TELL}"
        return Untold(PLUGIN, Value(Unknown(text, sign="unsaid plugin"), place=cluster.place))
    return _of_plugin(cluster, cluster.values[PLUGIN])


def _of_plugin(cluster: ClusterView, value: Value) -> Chosen | Untold:
    mode = cluster.values.get(MODE)
    if mode is not None and mode.data != "overlay":
        return _wrong(MODE, mode)
    match value.data:
        case "kubenet" if mode is None and cluster.text(PLANE) != "cilium":
            return Chosen("kubenet")
        case "none" if mode is None and cluster.text(PLANE) != "cilium":
            return Chosen("byo")
        case "azure" if cluster.text(PLANE) in (None, "azure", "cilium"):
            return _of_azure(cluster)
        case "azure":
            return _wrong(PLANE, cluster.values[PLANE])
    return _wrong(PLUGIN, value, mode or (cluster.values.get(PLANE) if value.data in ("kubenet", "none") else None))


def _wrong(path: str, value: Value, beside: Value | None = None) -> Untold:
    also = f" with {beside.data}" if beside is not None else ""
    reason = f"{path.rpartition('.')[2]} {value.data}{also} is no mode that AKS has"
    return Untold(path, value._replace(data=Unknown(reason, sign="no mode")))


def _of_azure(cluster: ClusterView) -> Chosen | Untold:
    cilium = cluster.text(PLANE) == "cilium"
    if cluster.text(MODE) == "overlay":
        return Chosen("cilium", "overlay") if cilium else Chosen("overlay")
    if cluster.absent(PLANE) and cluster.text(SKU) == "Automatic":  # fact AUTO-01
        return Chosen("cilium", "overlay")
    ipam = _flat(cluster)
    if isinstance(ipam, Untold):
        return ipam
    allocation = _allocation(cluster) if ipam == "pod-subnet" else None
    return Chosen("cilium", ipam, allocation) if cilium else Chosen(ipam, None, allocation)


def _flat(cluster: ClusterView) -> str | Untold:
    """Whether pods have subnets of their own: one pool that certainly has one is enough (fact MODE-11)."""
    unsure = cluster.told("agentPoolProfiles")
    given = [value for pool in cluster.pools if (value := pool.told(PODS)) is not None]
    if any(not isinstance(one.data, Unknown) or one.data.later or _is_given(one.data.reason) for one in given):
        return "pod-subnet"
    unsure = given[0] if given else unsure
    return Untold(PODS, unsure) if unsure is not None else "node-subnet"


def _is_given(reason: str) -> bool:
    """Whether a value that cannot be told is certainly there: it is asked for, or an attribute of what is elsewhere."""
    if reason.startswith("nothing here is called "):
        return True
    found = _ASKED.match(reason)
    words = {one.lower() for one in _WORD.findall(found["name"])} if found is not None else set()
    asked = (found is not None and found["rest"] == " has no value") or reason.startswith("there is no ")
    told = asked or reason.startswith("the environment variable ")
    return told and "subnet" in words and not words & _SWITCHES


def _allocation(cluster: ClusterView) -> str | None:
    """What all pools say of it."""
    said = {pool.text(ALLOCATION) for pool in cluster.pools}
    return ALLOCATIONS.get(said.pop() or "") if len(said) == 1 else None


ALLOCATIONS = {DYNAMIC: "dynamic", STATIC_BLOCK: "static-block"}

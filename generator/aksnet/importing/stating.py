"""What a spec states though nobody said it: it is right where the service takes the same, and told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import service
from aksnet.importing.draft import Draft, Spot, shown
from aksnet.importing.imported import UNSAID, WOULD_CHANGE
from aksnet.importing.meanings import default_of, folded
from aksnet.paths import INTEGRATED, MODE, PLANE, PLUGIN, SKU
from aksnet.view import ClusterView, PoolView, Value

_WINDOWS = "windowsProfile"
# What is the service's own default, or is told in another way: the DNS prefix follows from the name.
_PREFIX = "dnsPrefix"
_OF_CLUSTER = (_PREFIX, "tags")
# azurerm's word for fqdnSubdomain.
PRIVATE_PREFIX = "dns_prefix_private_cluster"
# What an Automatic cluster comes with: fact AUTO-01.
_OF_AUTOMATIC = (PLUGIN, MODE, PLANE, INTEGRATED, "hostedSystemProfile.enabled", "sku.tier", "networkProfile.")
_OF_POOL = ("name", "osType", "upgradeSettings.maxSurge", "enableAutoScaling", "count")
_MAX_PODS = "maxPods"


def stated(draft: Draft, pool: int | None, spec: ClusterView) -> Iterator[tuple[Spot, Value | None, str]]:
    """What the spec's view has of the cluster, or of a pool, and the cluster leaves to the service."""
    ours, theirs = draft.holder(pool), spec if pool is None else spec.pools[pool]
    if pool is None:
        yield from _prefix(draft, theirs)
    for path, value in theirs.values.items():
        if (pool, path) in draft.kept or not ours.absent(path) or _is_right(draft, pool, path, spec):
            continue
        if folded(value.data) != folded(default_of(path, theirs)):
            why = f"{UNSAID}, and aksnet states {shown(value)}"
            yield (pool, _WINDOWS if path.startswith(_WINDOWS) else path), None, why


def _prefix(draft: Draft, spec: ClusterView | PoolView) -> Iterator[tuple[Spot, Value | None, str]]:
    """The DNS prefix that a spec always has, where the cluster has a name in a private zone of its own instead."""
    declared = draft.view.declared
    value = declared.written.get(PRIVATE_PREFIX) if declared is not None and declared.by_azurerm else None
    arm = PRIVATE_PREFIX if value is not None else "fqdnSubdomain"
    value = value or draft.view.values.get(arm)
    if value is not None and draft.view.absent(_PREFIX):
        why = f"a spec has no key for it, and states the DNS prefix {spec.text(_PREFIX)}, which makes another cluster"
        yield (None, arm), value, f"{WOULD_CHANGE}: {why}"


def _is_right(draft: Draft, pool: int | None, path: str, spec: ClusterView) -> bool:
    if pool is None:
        automatic = draft.view.text(SKU) == "Automatic" and path.startswith(_OF_AUTOMATIC)
        windows = path.startswith(_WINDOWS) and any(one.startswith(_WINDOWS) for one in draft.view.values)
        return automatic or windows or path in _OF_CLUSTER or draft.mode_is_open
    if path == _MAX_PODS and draft.mode_is_open:
        return True
    return path in _OF_POOL or (path == _MAX_PODS and _takes(spec, pool) == spec.pools[pool].known(path))


def _takes(spec: ClusterView, pool: int) -> int | None:
    """How many pods the service takes on a node: facts section 2.3; documents disagree on pod subnets (DOC-02)."""
    if spec.text(MODE) == "overlay":
        return service.MAX_PODS["overlay"]
    plugin = spec.text(PLUGIN)
    flat = plugin == "azure" and spec.pools[pool].absent("podSubnetID")
    return service.MAX_PODS["node-subnet"] if flat else service.MAX_PODS["kubenet"] if plugin == "kubenet" else None

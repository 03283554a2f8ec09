"""What a change around a cluster asks of it: a VNet that grows, and upgrades of the largest clusters."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import Source, aks
from aksnet.transitions.azure.judging import VERSION
from aksnet.transitions.azure.reasons import Views, reason_of
from aksnet.transitions.azure.summing import told
from aksnet.transitions.azurerm.sides import ignored, is_ignored
from aksnet.transitions.verdicts import Azure, Condition, OfAzure, Reason
from aksnet.view import ClusterView

_SUBNETS, _UPGRADE = aks("node-pool-unique-subnet"), aks("upgrade-aks-cluster")
_LARGE = aks("best-practices-performance-scale-large")
# What the documentation rules out, and the service let through until that was mended.
_VERSIONS = aks("supported-kubernetes-versions")
_DOWNGRADE = Source("https://github.com/Azure/AKS/issues/3831", "2026-11-30")
# What lifecycle.ignore_changes calls the version, of azurerm and of azapi: a version that is ignored is never sent.
_IGNORED = ("kubernetes_version", f"body.properties.{VERSION}")
_SPACE = "virtualNetworks.addressSpace"
# fact SURGE-05
_BLOCKED = 5000
AFTER_GROWTH = Condition(
    "an empty az aks update after the VNet has grown, before pools use the new range",
    (_SUBNETS,),
    ("SUB-24",),
    'az aks update --resource-group "$RESOURCE_GROUP" --name "$CLUSTER"',
)
FEWER_NODES = Condition(
    "fewer than 3,000 nodes during the upgrade: with 5,000 it is blocked",
    (_LARGE,),
    ("SURGE-05",),
    "kubectl get nodes --no-headers | wc -l",
)


def of_surroundings(views: Views) -> Iterator[OfAzure]:
    """What each change around the cluster does."""
    yield from _upgraded(views)
    yield from _grown(views)


def _upgraded(views: Views) -> Iterator[OfAzure]:
    """A newer Kubernetes; an older patch tells that one side is not as new as the cluster."""
    old, new = (view.text(VERSION) for view in views)
    if old is None or new is None:
        return
    if _numbers(new)[:2] < _numbers(old)[:2] and not any(is_ignored(name, ignored(views[1])) for name in _IGNORED):
        text = "a cluster never goes back to an older version of Kubernetes"
        yield told(reason_of(VERSION, text, Azure.REFUSED, views, (_VERSIONS, _DOWNGRADE), ()))
    elif _numbers(new) > _numbers(old):
        text = "Kubernetes is upgraded in place"
        conditions = (FEWER_NODES,) if _nodes(views[0]) >= _BLOCKED else ()
        yield told(reason_of(VERSION, text, Azure.IN_PLACE, views, (_UPGRADE,), ()))._replace(conditions=conditions)


def _numbers(version: str) -> list[int]:
    return [int(part) if part.isdigit() else 0 for part in version.split(".")]


def _nodes(cluster: ClusterView) -> int:
    counts = (pool.known("maxCount") or pool.known("count") for pool in cluster.pools)
    return sum(count for count in counts if isinstance(count, int))


def _grown(views: Views) -> Iterator[OfAzure]:
    before, after = (view.vnet for view in views)
    if before is None or after is None or before.name != after.name:
        return
    old, new = ([one.text for one in vnet.address_space] for vnet in (before, after))
    if old and set(new) > set(old):
        text = "the VNet gets another range, which pools can use after an empty az aks update"
        path = "virtualNetworks.addressSpace"
        reason = Reason(
            path, text, Azure.IN_PLACE, ", ".join(old), ", ".join(new), (_SUBNETS,), ("SUB-24",), after.place
        )
        yield told(reason)._replace(conditions=(AFTER_GROWTH,))

"""What a change around a cluster asks of it: a VNet that grows, and upgrades of the largest clusters."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import aks
from aksnet.transitions.azure.judging import VERSION
from aksnet.transitions.azure.reasons import Views, reason_of
from aksnet.transitions.azure.summing import told
from aksnet.transitions.verdicts import Azure, Condition, OfAzure, Reason
from aksnet.view import ClusterView

_SUBNETS, _UPGRADE = aks("node-pool-unique-subnet"), aks("upgrade-aks-cluster")
_LARGE = aks("best-practices-performance-scale-large")
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
    """A newer Kubernetes; an older one tells that one side is not as new as the cluster."""
    old, new = (view.text(VERSION) for view in views)
    if old is not None and new is not None and _numbers(new) > _numbers(old):
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

"""What the service does with a change of a cluster, and of a pool."""

from __future__ import annotations

from aksnet.transitions.verdicts import Azure, OfAzure
from aksnet.view import ClusterView, PoolView


def of_cluster(before: ClusterView, after: ClusterView) -> OfAzure:
    """What Azure does to get from one to the other, pools aside."""
    return OfAzure(Azure.NO_CHANGE)


def of_pool(before: PoolView, after: PoolView, cluster: ClusterView) -> OfAzure:
    """What Azure does with a pool that is there before and after; `cluster` is the one afterwards."""
    return OfAzure(Azure.NO_CHANGE)

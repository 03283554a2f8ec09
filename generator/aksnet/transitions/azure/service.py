"""What the service does with a change of a cluster, and of a pool."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aksnet.paths import NODES
from aksnet.transitions.azure import unjudged
from aksnet.transitions.azure.goals import goal_of
from aksnet.transitions.azure.impossible import doubted, refused_as_written, unsaid
from aksnet.transitions.azure.pools import TYPE, of_pool
from aksnet.transitions.azure.properties import JUDGED, of_properties
from aksnet.transitions.azure.proxies import PROXY, of_proxy
from aksnet.transitions.azure.routes import GROUPS
from aksnet.transitions.azure.services import of_services
from aksnet.transitions.azure.states import state_of
from aksnet.transitions.azure.summing import joined, told
from aksnet.transitions.azure.surroundings import of_surroundings
from aksnet.transitions.azure.undecided import judged
from aksnet.transitions.verdicts import Azure, OfAzure, Reason
from aksnet.view import ClusterView

# What all pools of a cluster share: where one of them cannot change it, the cluster cannot.
_OF_CLUSTERS = (TYPE, NODES)


def of_cluster(before: ClusterView, after: ClusterView, faults: Sequence[Reason] = ()) -> OfAzure:
    """What Azure does to get from one to the other, pools aside; `faults` are what rules find wrong with the other."""
    views = (before, after)
    start = state_of(before)
    goal = goal_of(start, after)
    written = refused_as_written(start, goal, views)
    found = [OfAzure(Azure.REFUSED, tuple(written))] if written else []
    found += [*doubted(goal, views), *(judged(start, goal, axes, views) for axes in GROUPS)]
    found += [*of_properties(start, goal, views), *of_services(views), *of_surroundings(views)]
    found += [*of_proxy(views), *unjudged.of_cluster(before, after, (*JUDGED, PROXY))]
    return joined([*found, *map(told, unsaid(faults, (reason for one in found for reason in one.reasons)))])


def with_pools(cluster: OfAzure, pools: Iterable[OfAzure]) -> OfAzure:
    """The cluster's verdict, where one of its pools asks for another cluster that itself does not."""
    said = {fact for one in cluster.reasons if one.verdict is Azure.RECREATE for fact in one.facts}
    every = (reason for pool in pools for reason in pool.reasons if reason.verdict is Azure.RECREATE)
    asked = [one for one in every if one.path in _OF_CLUSTERS and said.isdisjoint(one.facts)]
    return joined([cluster, *(told(one._replace(path=f"agentPoolProfiles.{one.path}")) for one in asked)])


__all__ = ["of_cluster", "of_pool", "with_pools"]

"""What the service does with a change of a cluster, and of a pool."""

from __future__ import annotations

from collections.abc import Sequence

from aksnet.transitions.azure import unjudged
from aksnet.transitions.azure.goals import goal_of
from aksnet.transitions.azure.impossible import doubted, refused_as_written, unsaid
from aksnet.transitions.azure.pools import of_pool
from aksnet.transitions.azure.properties import JUDGED, of_properties
from aksnet.transitions.azure.routes import GROUPS
from aksnet.transitions.azure.services import of_services
from aksnet.transitions.azure.states import state_of
from aksnet.transitions.azure.summing import joined, told
from aksnet.transitions.azure.surroundings import of_surroundings
from aksnet.transitions.azure.undecided import judged
from aksnet.transitions.verdicts import Azure, OfAzure, Reason
from aksnet.view import ClusterView


def of_cluster(before: ClusterView, after: ClusterView, faults: Sequence[Reason] = ()) -> OfAzure:
    """What Azure does to get from one to the other, pools aside; `faults` are what rules find wrong with the other."""
    views = (before, after)
    start = state_of(before)
    goal = goal_of(start, after)
    written = refused_as_written(start, goal, views)
    found = [OfAzure(Azure.REFUSED, tuple(written))] if written else []
    found += [*doubted(goal, views), *(judged(start, goal, axes, views) for axes in GROUPS)]
    found += [*of_properties(start, goal, views), *of_services(views), *of_surroundings(views)]
    found += unjudged.of_cluster(before, after, JUDGED)
    return joined([*found, *map(told, unsaid(faults, (reason for one in found for reason in one.reasons)))])


__all__ = ["of_cluster", "of_pool"]

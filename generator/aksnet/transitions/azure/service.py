"""What the service does with a change of a cluster, and of a pool."""

from __future__ import annotations

from collections.abc import Iterable

from aksnet.transitions.azure.goals import goal_of
from aksnet.transitions.azure.impossible import refused_as_written
from aksnet.transitions.azure.pools import of_pool
from aksnet.transitions.azure.properties import of_properties
from aksnet.transitions.azure.routes import GROUPS
from aksnet.transitions.azure.services import of_services
from aksnet.transitions.azure.states import state_of
from aksnet.transitions.azure.undecided import judged
from aksnet.transitions.verdicts import Azure, OfAzure, worst_of_azure
from aksnet.view import ClusterView

# What comes to an end with the cluster needs no conditions and has no effects of its own.
_OVER = frozenset({Azure.RECREATE, Azure.REFUSED})


def of_cluster(before: ClusterView, after: ClusterView) -> OfAzure:
    """What Azure does to get from one to the other, pools aside."""
    views = (before, after)
    start = state_of(before)
    goal = goal_of(start, after)
    written = refused_as_written(start, goal, views)
    found = [OfAzure(Azure.REFUSED, tuple(written))] if written else []
    found += [judged(start, goal, axes, views) for axes in GROUPS]
    return joined([*found, *of_properties(start, goal, views), *of_services(views)])


def joined(found: Iterable[OfAzure]) -> OfAzure:
    """All that is told, as one: the worst verdict, and the reasons for it first."""
    parts = [one for one in found if one.verdict is not Azure.NO_CHANGE]
    verdict = worst_of_azure(one.verdict for one in parts)
    order = list(Azure)
    reasons = sorted(
        (reason for one in parts for reason in one.reasons), key=lambda one: -order.index(Azure(one.verdict))
    )
    kept = [] if verdict in _OVER else parts
    return OfAzure(
        verdict,
        tuple(dict.fromkeys(reasons)),
        tuple(dict.fromkeys(condition for one in kept for condition in one.conditions)),
        tuple(dict.fromkeys(effect for one in kept for effect in one.effects)),
        tuple(dict.fromkeys(open_value for one in parts for open_value in one.open)),
    )


__all__ = ["joined", "of_cluster", "of_pool"]

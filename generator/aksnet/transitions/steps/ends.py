"""The two ends of a way: where a cluster stands, and where it is to go as far as both can be told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from aksnet.transitions.azure.goals import goal_of
from aksnet.transitions.azure.impossible import refused, refused_as_written
from aksnet.transitions.azure.routes import GROUPS
from aksnet.transitions.azure.states import State, state_of
from aksnet.transitions.verdicts import Reason
from aksnet.view import ClusterView

# Pools of both kinds may stand beside each other (fact PSS-07): pools change, the cluster does not.
_BY_POOL = frozenset({"pod-subnet", "static-block"})
_AXES = tuple(axis for group in GROUPS for axis in group)


class Ends(NamedTuple):
    """The states before and after. Of the goal nothing is asked that cannot be told; `wrong` says what of it Azure
    never has, whatever the way."""

    start: State
    goal: State
    wrong: tuple[str, ...] = ()


def ends_of(before: ClusterView, after: ClusterView) -> Ends:
    """Both ends of the way from one cluster to the other."""
    start = state_of(before)
    goal = goal_of(start, after)
    reasons = [*refused_as_written(start, goal, (before, after)), *refused(start, goal, _AXES, (before, after))]
    if start.own_network is None:
        start = start._replace(own_network=goal.own_network)
    untold = {field for field in State._fields if getattr(start, field) is None}
    if {start.ipam, goal.ipam} <= _BY_POOL:
        untold.add("ipam")
    return Ends(start, goal._replace(**dict.fromkeys(untold)), _texts(reasons))


def _texts(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason.text for reason in reasons))

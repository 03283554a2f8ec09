"""The two ends of a way: where a cluster stands, and where it is to go as far as both can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aksnet.transitions.azure.goals import goal_of
from aksnet.transitions.azure.impossible import refused, refused_as_written, unsaid
from aksnet.transitions.azure.routes import GROUPS
from aksnet.transitions.azure.states import State, state_of
from aksnet.transitions.verdicts import Azure, Reason
from aksnet.view import ClusterView

# Pools of both kinds may stand beside each other (fact PSS-07): pools change, the cluster does not.
_BY_POOL = frozenset({"pod-subnet", "static-block"})
_AXES = tuple(axis for group in GROUPS for axis in group)


class Ends(NamedTuple):
    """The states before and after. Of the goal nothing is asked that cannot be told; the `whole` one has all of it.

    `wrong` says what of it Azure never has, whatever the way; `faulty`: some of that no state tells, so that another
    state may be as wrong.
    """

    start: State
    goal: State
    whole: State
    wrong: tuple[str, ...] = ()
    faulty: bool = False


def ends_of(before: ClusterView, after: ClusterView, faults: Sequence[Reason] = ()) -> Ends:
    """Both ends of the way from one cluster to the other; `faults` are what rules find wrong with the other."""
    start = state_of(before)
    goal = goal_of(start, after)
    reasons = [*refused_as_written(start, goal, (before, after)), *refused(start, goal, _AXES, (before, after))]
    found = [one for one in unsaid(faults, reasons) if one.verdict is Azure.REFUSED]
    if start.own_network is None:
        start = start._replace(own_network=goal.own_network)
    untold = {field for field in State._fields if getattr(start, field) is None}
    if {start.ipam, goal.ipam} <= _BY_POOL:
        untold.add("ipam")
    return Ends(start, goal._replace(**dict.fromkeys(untold)), goal, _texts([*reasons, *found]), bool(found))


def _texts(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason.text for reason in reasons))

"""The ordered steps to a goal: the shortest way over the single changes that Azure makes, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.transitions.azure import searching
from aksnet.transitions.azure.edges import Edge
from aksnet.transitions.azure.states import State, reaches
from aksnet.transitions.changes import Change, Runbook, Step
from aksnet.transitions.steps import saying
from aksnet.transitions.steps.barred import Bar, allowed, bars_of, never, told
from aksnet.transitions.steps.building import step_of
from aksnet.transitions.steps.cutover import cutover_steps
from aksnet.transitions.steps.ends import Ends, ends_of
from aksnet.transitions.steps.floors import told_once
from aksnet.transitions.steps.leg import Leg
from aksnet.transitions.steps.pools import newer_windows, pool_steps
from aksnet.transitions.steps.remaining import never_changed, remaining_steps
from aksnet.transitions.steps.settings import brought_about, first_steps, steps_after, steps_before
from aksnet.transitions.steps.upgrades import kubernetes_steps, old_windows
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView

_NEVER = (Azure.RECREATE, Azure.REFUSED)


def runbook_of(change: Change) -> Runbook:
    """The steps from before to after."""
    before, after = change.pair.before, change.pair.after
    if before is None or after is None:
        return Runbook()
    ends, bars = ends_of(before, after, change.pair.faults), bars_of(before, after)
    found = _runbook(change, before, after, ends, bars)
    return found._replace(steps=tuple(told_once(found.steps)), open=tuple(_open(change)))


def _open(change: Change) -> Iterator[str]:
    for one in change.azure.open:
        yield f"{one.path} cannot be told, so that no step is planned for it: {one.why}"


def _runbook(change: Change, before: ClusterView, after: ClusterView, ends: Ends, bars: Sequence[Bar]) -> Runbook:
    edges = allowed(ends.start, ends.goal, bars)
    way = None if ends.wrong else searching.shortest(ends.start, reaches(ends.goal, ends.start), edges)
    if way is None and change.azure.verdict not in _NEVER:
        return Runbook()  # what is not known of it may be what opens a way
    if way is None:
        nearest = () if ends.faulty else saying.nearest(ends.start, ends.goal, edges)
        if ends.wrong:
            return Runbook(unreachable=f"Azure has no such cluster: {'; '.join(ends.wrong)}", nearest=nearest)
        if lasting := never(bars, ends.whole):
            return Runbook(unreachable=f"Azure makes no such cluster: {'; '.join(lasting)}", nearest=nearest)
        return Runbook(cutover_steps(before, after, ends.whole, change.pair.maker), _why(ends, bars), nearest)
    fixed = never_changed(change)
    if fixed is not None:
        return Runbook(cutover_steps(before, after, ends.whole, change.pair.maker), fixed)
    early = _early(change, way, before, after)
    steps = tuple(
        _behind(change, [*early, *_legs(change, before, after, way, ends), *_late(change, way, before, after)])
    )
    return Runbook((*steps, *remaining_steps(change, steps)))


def _early(change: Change, way: Sequence[Edge], before: ClusterView, after: ClusterView) -> Iterator[Step]:
    """What has to be newer first: Windows, then Kubernetes, whose newer versions have no old Windows."""
    yield from newer_windows(change, before, old_windows(change, way, before, after))
    yield from kubernetes_steps(change, way, before, after)


def _late(change: Change, way: Sequence[Edge], before: ClusterView, after: ClusterView) -> Iterator[Step]:
    yield from pool_steps(change, before, old_windows(change, way, before, after))


def _behind(change: Change, steps: Sequence[Step]) -> Iterator[Step]:
    """The steps, the first of them behind what rules say has to be brought about before."""
    asked = (one for one in change.pair.faults if one.verdict is Azure.STEPS and one.wants is None)
    faults = [one for one in asked if not brought_about(one)]
    lacking = [f"not so now: {one.text}" for one in faults]
    for number, step in enumerate(steps):
        yield step if number else step._replace(preconditions=(*lacking, *step.preconditions))


def _why(ends: Ends, bars: Sequence[Bar]) -> str:
    """Why there is no way: for no cluster, or not for this one."""
    edges = allowed(ends.start, ends.goal, ())
    way = searching.shortest(ends.start, reaches(ends.goal, ends.start), edges)
    if way is None:
        return saying.unreachable(ends.start, ends.goal, edges)
    return f"{'; '.join(told(bars, way))}: make it hold, or build a new cluster"


def _legs(change: Change, before: ClusterView, after: ClusterView, way: Sequence[Edge], ends: Ends) -> Iterator[Step]:
    state: State = ends.start
    for edge in way:
        following = edge.after(state)
        leg = Leg(edge, state, following, before, after, change.pair.maker)
        yield from first_steps(leg, change.pair.faults) if state is ends.start else ()
        yield from steps_before(leg)
        yield step_of(leg)
        yield from steps_after(leg)
        state = following

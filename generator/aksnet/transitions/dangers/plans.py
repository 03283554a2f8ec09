"""AKN919: what Terraform's own plan says it does, and where aksnet expects something else."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.errors import Place
from aksnet.findings import Severity
from aksnet.transitions.changes import Change, Danger, Planned
from aksnet.transitions.planned import contradicts
from aksnet.transitions.verdicts import OfTool, Tool

RULE = "AKN919"
_HINT = "report it, with the release of the provider: the plan is what Terraform does"


def dangers(change: Change) -> Iterator[Danger]:
    """What a plan says of the cluster, of its pools, and of what goes with them."""
    known = {address: (tool, place) for address, tool, place in _resources(change)}
    for address, planned in change.pair.planned:
        tool, place = known.get(address, (None, None))
        yield from _planned(address, planned, tool, place)


def _resources(change: Change) -> Iterator[tuple[str, OfTool, Place | None]]:
    """Every resource of its own by its address, with what is expected of it."""
    view = change.pair.after or change.pair.before
    if view is not None and view.declared is not None:
        yield view.declared.address, change.tool, view.place
    for pool in change.pools:
        one = pool.after or pool.before
        if one is not None and one.declared is not None:
            yield one.declared.address, pool.tool, one.place


def _planned(address: str, planned: Planned, tool: OfTool | None, place: Place | None) -> Iterator[Danger]:
    expected = tool.verdict if tool is not None else None
    if "delete" in planned.actions:
        yield from _destroyed(address, planned, expected, place)
    elif expected is not None and contradicts(planned, expected):
        actions = ", ".join(planned.actions)
        message = f"Terraform's plan says {actions} of {address}, and aksnet expects {expected}: the plan is right"
        yield Danger(RULE, message, place, Severity.INFO, _HINT)


def _destroyed(address: str, planned: Planned, expected: Tool | None, place: Place | None) -> Iterator[Danger]:
    """A replacement, or a removal that AKN918 does not tell."""
    does, meant = ("replaces", Tool.REPLACE) if "create" in planned.actions else ("deletes", Tool.DELETE)
    if expected is meant is Tool.DELETE:
        return
    why = f", for {', '.join(planned.replaced_by)}" if planned.replaced_by else ""
    other = expected not in (None, meant)
    also = f"; aksnet expects {expected} of this release, and the plan is right" if other else ""
    yield Danger(RULE, f"Terraform's plan {does} {address}{why}{also}", place)

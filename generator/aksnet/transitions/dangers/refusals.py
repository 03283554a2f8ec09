"""AKN910: a plan that shows a change in place, and Azure refuses it when it is applied."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.half_migrations import is_move
from aksnet.transitions.dangers.sides import IN_STEPS, Sides, pools_of
from aksnet.transitions.verdicts import Azure, OfAzure, Reason, Tool

RULE = "AKN910"
_SENT = Version(4, 66)
_PLANNED = (Tool.IN_PLACE, Tool.ROTATE, Tool.PERMANENT_DIFF)
_HINTS: dict[Azure, str] = {
    Azure.STEPS: IN_STEPS,
    Azure.NEW_POOL: "make a new pool with what you want, and move the workloads to it",
    Azure.RECREATE: "make a new cluster beside this one, and move the workloads to it",
    Azure.REFUSED: "do not apply it: take what Azure refuses out of the configuration",
}


def dangers(sides: Sides) -> Iterator[Danger]:
    """What the cluster's plan hides, and that of its pools."""
    if not sides.by_azurerm:
        return
    if sides.change.tool.verdict in _PLANNED and not _stays_behind(sides):
        yield from _hidden(sides.change.azure, sides, "")
    for pool, _, after in pools_of(sides.change):
        # azurerm makes a new pool of a rotation, so that nothing is refused
        if pool.tool.verdict is Tool.IN_PLACE:
            yield from _hidden(pool.azure, sides, f" of the pool {after.name!r}")


def _stays_behind(sides: Sides) -> bool:
    """Whether the mode is not sent at all: then Azure has nothing to refuse, which AKN902 tells."""
    return is_move(sides) and sides.among(lambda one: one >= _SENT) is None


def _hidden(azure: OfAzure, sides: Sides, whose: str) -> Iterator[Danger]:
    hint = _HINTS.get(azure.verdict)
    if hint is None:
        return
    for reason in azure.reasons:
        if reason.verdict is azure.verdict:
            message = f"{_said(reason)}{whose}: the plan shows it in place, and Azure refuses it: {reason.text}"
            yield Danger(RULE, message, reason.place or sides.after.place, hint=hint)


def _said(reason: Reason) -> str:
    if reason.before == reason.after:
        return " ".join(filter(None, (reason.path, reason.after)))
    return f"{reason.path} {reason.before or 'none'} -> {reason.after or 'none'}"

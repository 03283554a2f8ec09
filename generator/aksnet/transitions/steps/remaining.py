"""What is no change of the graph: settings that Azure changes in place, and those that it never changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.paths import PRIVATE
from aksnet.transitions.changes import Change, Step
from aksnet.transitions.steps.shell import of_cluster
from aksnet.transitions.verdicts import Azure, Reason

_ID = "settings"
_APPLY = "apply the whole text; the plan must change only what is named here, and replace nothing"
_DEPLOY = "deploy the whole text"


def never_changed(change: Change) -> str | None:
    """Why it takes a new cluster although the way of the network is free; None where it does not."""
    if change.azure.verdict is not Azure.RECREATE:
        return None
    fixed = [_said(reason) for reason in change.azure.reasons if reason.verdict is Azure.RECREATE]
    return f"Azure never changes {', nor '.join(dict.fromkeys(fixed))}: it takes a new cluster" if fixed else None


def _said(reason: Reason) -> str:
    return f"{reason.path} from {reason.before or 'nothing'} to {reason.after or 'nothing'}"


def remaining_steps(change: Change, steps: Sequence[Step]) -> Iterator[Step]:
    """The settings that are left when the steps are done; one apply does them, and nothing needs to be said alone."""
    left = tuple(_left(change, steps))
    if not steps or not left or change.pair.before is None:
        return
    terraform = change.pair.maker.provider in ("azurerm", "azapi", "avm")
    language = "terraform" if terraform else change.pair.maker.provider
    yield Step(
        _ID,
        f"change what is left in place: {', '.join(dict.fromkeys(reason.path for reason in left))}",
        ("all steps before are done",),
        changes=((language, _APPLY if terraform else _DEPLOY),),
        verify=(f"az aks show {of_cluster(change.pair.before)} --query networkProfile",),
        back="apply the text as it was" if terraform else "deploy the text as it was",
        sources=tuple(dict.fromkeys(source.url for reason in left for source in reason.sources)),
    )


def _left(change: Change, steps: Sequence[Step]) -> Iterator[Reason]:
    """Reasons for what no step has done; what a step asks for before it has been done by then."""
    covered = " ".join(text for step in steps for text in (*dict(step.changes).values(), *step.verify))
    early = {one.path for one in change.azure.reasons if one.verdict is Azure.STEPS and one.path != PRIVATE}
    for one in change.azure.reasons:
        late = one.verdict is Azure.IN_PLACE or (one.verdict is Azure.STEPS and one.path == PRIVATE)
        if late and one.path not in covered and one.path not in early:
            yield one

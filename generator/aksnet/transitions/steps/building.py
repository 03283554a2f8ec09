"""One step of a runbook: the text of a change with commands, checks, what it does, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.transitions.changes import Step
from aksnet.transitions.steps import routes
from aksnet.transitions.steps.leg import Leg, Text
from aksnet.transitions.steps.shell import show, update
from aksnet.transitions.steps.texts import TEXTS
from aksnet.transitions.steps.writing import changes_of, warning
from aksnet.transitions.verdicts import Condition

_TERRAFORM = ("azurerm", "azapi")
_PLAN = "terraform plan  # no changes"
_NODES = "kubectl get nodes  # all Ready"


def step_of(leg: Leg) -> Step:
    """The step of one change."""
    text = TEXTS[leg.edge.id](leg)
    return Step(
        leg.edge.id,
        leg.edge.title,
        tuple(_preconditions(leg, text)),
        (*text.first, update(leg.before, *text.flags)),
        tuple(changes_of(leg, text)),
        tuple(effect.text for effect in leg.edge.effects),
        tuple(_verify(leg, text)),
        _back(leg),
        tuple(dict.fromkeys(source.url for source in (*leg.edge.sources, *text.sources))),
    )


def _preconditions(leg: Leg, text: Text) -> Iterator[str]:
    if leg.edge.disputed is not None:
        yield f"{leg.edge.disputed}: try it on a cluster that nobody needs"
    yield from map(_checked, leg.edge.conditions)
    yield from text.notes
    danger = warning(leg)
    if danger is not None:
        yield danger
    if text.cli is not None:
        yield f"azure-cli {text.cli} or newer: az version"


def _checked(condition: Condition) -> str:
    return condition.text if condition.check is None else f"{condition.text}: {condition.check}"


def _verify(leg: Leg, text: Text) -> Iterator[str]:
    yield show(leg.before, "provisioningState", "Succeeded")
    for look in text.looks:
        yield show(leg.before, look.query, look.prints)
    yield _NODES
    yield from text.then
    if leg.maker.provider in _TERRAFORM:
        yield _PLAN


def _back(leg: Leg) -> str | None:
    """The commands that lead back, None where no change does."""
    way = routes.shortest(leg.end, lambda state: state == leg.start)
    if way is None:
        return None
    state, commands = leg.end, []
    for edge in way:
        following = edge.after(state)
        back = Leg(edge, state, following, leg.after, leg.before, leg.maker)
        commands.append(update(leg.before, *TEXTS[edge.id](back).flags))
        state = following
    return " && ".join(commands)

"""One step of a runbook: the text of a change with commands, checks, what it does, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import AZURERM_RELEASES, Source
from aksnet.transitions.azure import searching
from aksnet.transitions.azure.edges import EDGES
from aksnet.transitions.azure.effects import ENGINE_GONE, REIMAGED
from aksnet.transitions.azure.judging import Check, failing, left
from aksnet.transitions.changes import Step
from aksnet.transitions.steps.floors import floor
from aksnet.transitions.steps.leg import Leg, Text
from aksnet.transitions.steps.settings import mended
from aksnet.transitions.steps.shell import PLAN, TERRAFORM, named, show, update
from aksnet.transitions.steps.texts import TEXTS
from aksnet.transitions.steps.writing import changes_of, warning

_TRIED = "it went well on a cluster to spare: there is no way back"
# The reimaging takes surge nodes, and waits for whatever holds pods back: facts SURGE-01, and
# https://github.com/Azure/azure-container-networking/pull/4417
_ROOM = (
    "quota and addresses for surge nodes, and disruption budgets that let pods go: "
    "kubectl get poddisruptionbudgets --all-namespaces"
)
_NODES = "kubectl get nodes  # all Ready"


def step_of(leg: Leg) -> Step:
    """The step of one change."""
    text = TEXTS[leg.edge.id](leg)
    return Step(
        leg.edge.id,
        text.title or leg.edge.title,
        tuple(_preconditions(leg, text)),
        (*text.first, update(leg.before, *text.flags), *text.last),
        tuple(changes_of(leg, text)),
        tuple(_effects(leg)),
        tuple(_verify(leg, text)),
        _back(leg),
        tuple(dict.fromkeys(source.url for source in _sources(leg, text))),
    )


def _sources(leg: Leg, text: Text) -> tuple[Source, ...]:
    own = (AZURERM_RELEASES,) if leg.maker.provider == "azurerm" else ()
    return (*leg.edge.sources, *text.sources, *own)


def _preconditions(leg: Leg, text: Text) -> Iterator[str]:
    """The checklist: what is not known to hold, and what certainly does not hold now first."""
    for check in failing(leg.edge.conditions, leg.before):
        if check.condition not in (*text.meets, *mended(leg)):
            yield _missing(leg, check)
    if leg.edge.irreversible and leg.edge.disputed is None:
        yield _TRIED
    subnet = "API server subnet" if leg.edge.id == "api-server-integration" else "node subnet"
    for one in left(leg.edge.conditions, leg.before):
        if one not in text.meets:
            yield one.text if one.check is None else f"{one.text}: {named(one.check, leg.before, subnet)}"
    yield from text.notes
    if REIMAGED in leg.edge.effects:
        yield _ROOM
    danger = warning(leg, text)
    if danger is not None:
        yield danger
    if text.cli is not None:
        yield floor(text.cli)


def _missing(leg: Leg, check: Check) -> str:
    """A line on what certainly is not so."""
    words = check.condition.text
    if check.holds(leg.after):
        return f"not so now; the new text has it ({check.path}): apply that alone first: {words}"
    return f"not so now: {words}"


def _effects(leg: Leg) -> Iterator[str]:
    for effect in leg.edge.effects:
        if effect is not ENGINE_GONE or leg.start.policy != "none":
            yield effect.text


def _verify(leg: Leg, text: Text) -> Iterator[str]:
    yield show(leg.before, "provisioningState", "Succeeded")
    for look in text.looks:
        yield show(leg.before, look.query, look.prints)
    yield _NODES
    yield from text.then
    if leg.maker.provider in TERRAFORM:
        yield PLAN


def _back(leg: Leg) -> str | None:
    """How to go back, None where no change leads there."""
    along = [edge for edge in EDGES if edge.axis == leg.edge.axis]
    way = searching.shortest(leg.end, lambda state: state == leg.start, along)
    if not way:
        return None
    if len(way) > 1:
        titles = ", then ".join(edge.title for edge in way)
        return f"in {len(way)} steps: {titles}; aksnet migrate tells them with both sides exchanged"
    back = Leg(way[0], leg.end, leg.start, leg.after, leg.before, leg.maker)
    text = TEXTS[way[0].id](back)
    return " && ".join([*text.first, update(leg.before, *text.flags), *text.last])

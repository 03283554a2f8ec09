"""AKN902: a move to overlay that azurerm plans and does not send, from 3.72 to 4.65."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.findings import Severity
from aksnet.paths import MODE
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import IN_STEPS, Sides, moved

RULE = "AKN902"
_SINCE, _UNTIL = Version(3, 72), Version(4, 66)
_EDGE = "node-subnet-to-overlay"
_FLAT = ("node-subnet", "pod-subnet", "static-block")


def dangers(sides: Sides) -> Iterator[Danger]:
    """The mode that stays behind, and what changes without it."""
    releases = sides.sent_by(_SINCE, _UNTIL) if is_move(sides) else None
    if releases is None:
        return
    beside = [text for text, differs in _beside(sides) if differs]
    fate = (
        f"it sends {', '.join(beside)} alone" if beside else "the apply changes nothing, and the next plan has it again"
    )
    message = f"network_plugin_mode none -> overlay: {releases} plans it in place and does not send it: {fate}"
    severity = Severity.ERROR if beside else Severity.WARNING
    yield Danger(RULE, message, sides.after.where(MODE), severity, _hint(sides))


def is_move(sides: Sides) -> bool:
    """Whether a flat cluster is to become an overlay."""
    return sides.old.ipam in _FLAT and sides.new.ipam == "overlay"


def _beside(sides: Sides) -> Iterator[tuple[str, bool]]:
    old, new = sides.old, sides.new
    for name, one, other in (
        ("network_data_plane", old.plane, new.plane),
        ("network_policy", old.policy, new.policy),
        ("outbound_type", old.outbound, new.outbound),
    ):
        told = one is not None and other not in (None, "none" if name == "network_policy" else None)
        yield moved(name, one, other), told and one != other


def _hint(sides: Sides) -> str:
    """One command where it is one step: else what has to come first does, as the steps have it."""
    if [step.edge for step in sides.change.runbook.steps] != [_EDGE]:
        return f"use azurerm 4.66.0 or newer and {IN_STEPS}"
    ranges = sides.new.pod_ranges or ()
    given = ("--pod-cidr", ranges[0]) if ranges else ()
    return f"use azurerm 4.66.0 or newer, or move first with {sides.az('--network-plugin-mode', 'overlay', *given)}"

"""AKN905: a network policy that azurerm does not send, because the cluster has no load balancer profile."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.findings import Severity
from aksnet.paths import POLICY
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides, moved, plain
from aksnet.transitions.verdicts import Tool

RULE = "AKN905"
# Before 3.75 every change of a policy replaces.
_SINCE = Version(3, 75)
_ENGINES = ("azure", "calico", "cilium")
_PATH = "network_profile.network_policy"


def dangers(sides: Sides) -> Iterator[Danger]:
    """A policy that stays what it was."""
    old, new = sides.old.policy, sides.new.policy
    why = _unbalanced(sides)
    if old in (None, new) or new not in _ENGINES or sides.after.absent(POLICY) or why is None:
        return
    releases = sides.sent_by(_SINCE)
    if releases is None:
        return
    refused = (sides.old.plane, sides.new.plane) == ("azure", "cilium") and old != "none"
    fate = f"the policy stays {old}, and the next plan has the change again"
    if refused:
        fate = f"the request has the data plane cilium and the policy {old}, which Azure refuses"
    message = f"{moved('network_policy', old, new)}: {why}, and {releases} does not send the policy then: {fate}"
    severity = Severity.ERROR if refused else Severity.WARNING
    yield Danger(RULE, message, sides.after.where(POLICY), severity, _hint(sides))


def _unbalanced(sides: Sides) -> str | None:
    """Why the cluster has no load balancer profile; None where it has one, or it cannot be told."""
    outbound, sku = sides.old.outbound, sides.old.load_balancer
    if outbound not in (None, "loadBalancer"):
        return f"a cluster with outbound_type {outbound} has no load balancer profile"
    stays = (one for one in sides.change.tool.reasons if plain(one.path) == _PATH)
    if any(one.verdict is Tool.PERMANENT_DIFF for one in stays):
        return f"the cluster has no load balancer profile{' (load_balancer_sku basic)' if sku == 'basic' else ''}"
    return None


def _hint(sides: Sides) -> str:
    plane = ("--network-dataplane", "cilium") if sides.new.policy == "cilium" else ()
    command = sides.az(*plane, "--network-policy", sides.new.policy or "none")
    return f"{command}; the next plan reads it back, and shows no change"

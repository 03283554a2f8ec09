"""AKN905: a network policy that azurerm does not send, because the cluster has no load balancer profile."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.findings import Severity
from aksnet.paths import POLICY
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides, moved

RULE = "AKN905"
# Before 3.75 every change of a policy replaces.
_SINCE = Version(3, 75)
_ENGINES = ("azure", "calico", "cilium")


def dangers(sides: Sides) -> Iterator[Danger]:
    """A policy that stays what it was."""
    old, new, outbound = sides.old.policy, sides.new.policy, sides.old.outbound
    if old in (None, new) or new not in _ENGINES or sides.after.absent(POLICY) or outbound in (None, "loadBalancer"):
        return
    releases = sides.sent_by(_SINCE)
    if releases is None:
        return
    refused = (sides.old.plane, sides.new.plane) == ("azure", "cilium") and old != "none"
    fate = f"the policy stays {old}, and the next plan has the change again"
    if refused:
        fate = f"the request has the data plane cilium and the policy {old}, which Azure refuses"
    message = (
        f"{moved('network_policy', old, new)}: a cluster with outbound_type {outbound} has no load balancer profile,"
        f" and {releases} does not send the policy then: {fate}"
    )
    severity = Severity.ERROR if refused else Severity.WARNING
    yield Danger(RULE, message, sides.after.where(POLICY), severity, _hint(sides))


def _hint(sides: Sides) -> str:
    plane = ("--network-dataplane", "cilium") if sides.new.policy == "cilium" else ()
    command = sides.az(*plane, "--network-policy", sides.new.policy or "none")
    return f"{command}; the next plan reads it back, and shows no change"

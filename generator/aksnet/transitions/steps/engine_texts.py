"""What is said of network policy engines that come and go."""

from __future__ import annotations

from collections.abc import Callable

from aksnet.facts.sources import Source
from aksnet.paths import POLICY
from aksnet.transitions.steps.leg import Attribute, Leg, Look, Text

# https://github.com/Azure/azure-cli/pull/29420: `none` for az aks update
_NONE = Source("https://github.com/Azure/azure-cli/pull/29420", "2026-11-30")


def install(engine: str) -> Callable[[Leg], Text]:
    """The text of an engine that is installed."""

    def text(leg: Leg) -> Text:
        return Text(
            (f"--network-policy {engine}",),
            (Attribute(POLICY, "none", engine),),
            (Look(POLICY, engine),),
            then=("kubectl get networkpolicies --all-namespaces  # these apply from now on",),
        )

    return text


def remove(leg: Leg) -> Text:
    """Until another engine is there, nothing guards the pods; the objects stay and say nothing."""
    return Text(
        ("--network-policy none",),
        (Attribute(POLICY, leg.start.policy, "none"),),
        (Look(POLICY, "none"),),
        notes=("keep what the engine enforces: kubectl get networkpolicies --all-namespaces --output yaml",),
        sources=(_NONE,),
    )

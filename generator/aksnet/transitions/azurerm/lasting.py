"""Changes that azurerm plans in place and does not make: they fail, or are there again in every later plan.

Source: azurerm executed against a stand-in for ARM on 2026-11-23 (facts of azurerm, sections 2.2 and 3.4; its releases,
sections 1 and 3).
"""

from __future__ import annotations

from typing import NamedTuple

from aksnet.facts.azurerm import Version
from aksnet.facts.sources import AZURERM_RELEASES, CLUSTER_CODE, Source
from aksnet.transitions.azurerm.cluster_rows import BALANCER, MODE_IN_PLACE, MODE_SENT, PROFILE
from aksnet.transitions.azurerm.differ import Found
from aksnet.transitions.azurerm.sides import Side
from aksnet.transitions.verdicts import Tool

_V4 = Version(4)
# When azurerm began to leave the load balancer's profile out of what it sends with another outbound type.
PROFILE_LEFT_AWAY = Version(3, 103)


def _issue(number: int) -> Source:
    return Source(f"https://github.com/hashicorp/terraform-provider-azurerm/issues/{number}", "2026-11-23")


class Fate(NamedTuple):
    """What becomes of a change that is not made, and why."""

    text: str
    source: Source
    verdict: Tool = Tool.PERMANENT_DIFF


def of_cluster(found: Found, before: Side, after: Side, version: Version) -> Fate | None:
    """Why a change of a cluster in place is not made, or is there again in the next plan."""
    if found.verdict is not Tool.IN_PLACE:
        return None
    name = found.path.removeprefix(f"{PROFILE}.")
    if name == "network_plugin_mode":
        return _mode(found, version)
    if name in ("pod_cidr", "pod_cidrs") and after.data(f"{PROFILE}.network_plugin") == "none":
        return Fate("Azure does not give it back with network_plugin none, so that every plan has it", _issue(30985))
    if name == "network_policy" and before.number(BALANCER) == 0:
        text = "azurerm sends it only where the cluster has a load_balancer_profile, and this one has none"
        return Fate(text, CLUSTER_CODE)
    if name == "outbound_type" and version < PROFILE_LEFT_AWAY and found.step.new == "userDefinedRouting":
        text = f"azurerm {version} sends the load_balancer_profile beside it, and Azure refuses the two together"
        return Fate(text, _issue(25021), Tool.ERROR_AT_APPLY) if before.number(BALANCER) == 1 else None
    return None


def _mode(found: Found, version: Version) -> Fate | None:
    if found.step.new == "Overlay" and version < _V4:
        return Fate('Azure gives it back as "overlay", so that every plan has it', AZURERM_RELEASES)
    if MODE_IN_PLACE <= version < MODE_SENT:
        text = f"azurerm {version} plans it in place and never sends it: it is sent from {MODE_SENT} on"
        return Fate(text, AZURERM_RELEASES)
    return None


def of_pool(found: Found) -> Fate | None:
    """Why a rotation of a node pool is there again in the next plan."""
    if found.path == "vnet_subnet_id" and found.verdict is Tool.ROTATE and not found.step.new and not found.step.later:
        text = "azurerm moves the nodes, keeps the subnet that they are in, and has the change in every later plan"
        return Fate(text, _issue(8297))
    return None

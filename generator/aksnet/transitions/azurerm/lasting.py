"""Changes that azurerm plans in place and does not make, or that are there again in every later plan.

Source: azurerm executed against a stand-in for ARM on 2026-11-23 (facts of azurerm, sections 2.2 and 3.4; its releases,
sections 1 and 3).
"""

from __future__ import annotations

from aksnet.facts.azurerm import Version
from aksnet.facts.sources import Source
from aksnet.transitions.azurerm.cluster_rows import BALANCER, MODE_IN_PLACE, MODE_SENT, PROFILE
from aksnet.transitions.azurerm.differ import Found
from aksnet.transitions.azurerm.sides import Side
from aksnet.transitions.verdicts import Tool

_V4 = Version(4)


def _issue(number: int) -> Source:
    return Source(f"https://github.com/hashicorp/terraform-provider-azurerm/issues/{number}", "2026-11-23")


BYO, INHERITED = _issue(30985), _issue(8297)


def of_cluster(found: Found, before: Side, after: Side, version: Version) -> str | None:
    """Why a change of a cluster in place is there again in the next plan."""
    if found.verdict is not Tool.IN_PLACE:
        return None
    name = found.path.removeprefix(f"{PROFILE}.")
    if name == "network_plugin_mode":
        return _mode(found, version)
    if name in ("pod_cidr", "pod_cidrs") and after.data(f"{PROFILE}.network_plugin") == "none":
        return "Azure does not give it back with network_plugin none, so that every plan has it as a change"
    if name == "network_policy" and before.number(BALANCER) == 0:
        return "azurerm sends it only where the cluster has a load_balancer_profile, and this one has none"
    return None


def _mode(found: Found, version: Version) -> str | None:
    if found.step.new == "Overlay" and version < _V4:
        return 'Azure gives it back as "overlay", so that every plan has it as a change'
    if MODE_IN_PLACE <= version < MODE_SENT:
        return f"azurerm {version} plans it in place and never sends it: it is sent from {MODE_SENT} on"
    return None


def of_pool(found: Found) -> str | None:
    """Why a rotation of a node pool is there again in the next plan."""
    if found.path == "vnet_subnet_id" and found.verdict is Tool.ROTATE and not found.step.new and not found.step.later:
        return "azurerm moves the nodes, keeps the subnet that they are in, and has the change in every later plan"
    return None

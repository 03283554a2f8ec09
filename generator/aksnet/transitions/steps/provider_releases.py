"""From which release on azurerm makes a single change in place, and what the releases before it do instead.

Source: 37 releases executed on 2026-11-23 (azurerm-versions, section 1; azurerm-facts, sections 3.4 and 4). From 3.72
to 4.65 overlay is planned in place and never sent: that is no way, and so none of these rows begins there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from aksnet.facts.azurerm import Version
from aksnet.transitions.azure.states import same_ranges
from aksnet.transitions.steps.leg import Leg

_REPLACES = "replaces the cluster"
_BACK = "changes it back"


class Row(NamedTuple):
    """`first` is the release that does it, None where none does; `instead` is what the others do, and `stale` what an
    apply of the old text does once the change is made with az."""

    first: Version | None
    instead: str = _REPLACES
    stale: str = _REPLACES


_OVERLAY = Version(4, 66)
_OUTBOUND = Row(Version(3, 103), "replaces the cluster, or sends what Azure refuses", _BACK)
_NO_VALUE = Row(None, "does not know the value", _BACK)
_INSTALLS = Version(3, 108)
_INSTALL = Row(_INSTALLS, stale="leaves the engine where it is")
ROWS: Mapping[str, Row] = MappingProxyType(
    {
        "kubenet-to-overlay": Row(_OVERLAY),
        "node-subnet-to-overlay": Row(
            _OVERLAY, "replaces the cluster where pod_cidr is written, and never sends the mode where it is not"
        ),
        "plane-to-cilium": Row(Version(4, 58)),
        "install-npm": _INSTALL,
        "install-calico": _INSTALL,
        "remove-policy": Row(
            None,
            'refuses "none", and keeps a policy that is left out',
            "installs the engine again",
        ),
        "load-balancer-to-standard": Row(None),
        "outbound-to-load-balancer": _OUTBOUND,
        "outbound-to-managed-nat-gateway": _OUTBOUND,
        "outbound-to-managed-nat-gateway-v2": _NO_VALUE,
        "outbound-to-user-assigned-nat-gateway": _OUTBOUND,
        "outbound-to-user-defined-routing": _OUTBOUND,
        "outbound-to-none": Row(Version(4, 44), "does not know the value", _BACK),
        "outbound-to-block": _NO_VALUE,
        "widen-pod-range": Row(None),
        "to-dual-stack": Row(None),
        "acns-on": Row(Version(4, 45), "has no argument for it", "turns it off"),
        "acns-off": Row(Version(4, 45), "has no argument for it", "turns it on"),
        "api-server-integration": Row(Version(4, 46), "has no argument for it", "leaves it, or replaces the cluster"),
        "automatic-to-base": Row(None, "has another resource for AKS Automatic", "still expects AKS Automatic"),
    }
)
_NOT_SENT = "sends a policy only for a cluster whose way out is the load balancer"
_POLICY = ("plane-to-cilium", "install-npm", "install-calico")


def row_of(leg: Leg) -> Row:
    """The row of a change, for this cluster."""
    row = ROWS[leg.edge.id]
    if leg.edge.id in _POLICY and leg.start.outbound != "loadBalancer":
        return row._replace(first=None, instead=_NOT_SENT)
    if leg.edge.id == "kubenet-to-overlay" and _another_range(leg):
        return row._replace(first=None, instead="replaces the cluster where the pod range becomes another")
    if leg.edge.id == "plane-to-cilium" and leg.start.policy == "calico":
        return row._replace(first=Version(4, 59))
    if leg.edge.id == "remove-policy" and any(release < _INSTALLS for release in leg.maker.releases):
        return row._replace(stale=_REPLACES)
    if leg.edge.axis == "acns" and leg.start.plane != "cilium":
        return row._replace(first=Version(4, 67), instead="has it for Cilium only")
    return row


def _another_range(leg: Leg) -> bool:
    """Whether the move takes another pod range with it."""
    before, after = ([text for text, _ in one.ranges("pod")] for one in (leg.before, leg.after))
    return bool(before and after) and not same_ranges(tuple(before), tuple(after))

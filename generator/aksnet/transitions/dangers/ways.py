"""The way round a replacement, for each attribute that azurerm replaces for and Azure changes in place.

Sources: sections 5 to 7 of Microsoft's pages as facts/sources.py names them (update-azure-cni,
azure-cni-overlay-pod-expand, use-network-policies, egress-outboundtype, upgrade-basic-load-balancer-on-aks), and the
releases of azurerm as they were executed on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from aksnet.facts.azurerm import Version
from aksnet.paths import FAMILIES, LOAD_BALANCER, LOAD_BALANCER_SKU, NAT, OUTBOUND, PLANE, PLUGIN, POLICY
from aksnet.transitions.azure.outbound import changes
from aksnet.transitions.azure.states import BOTH_FAMILIES, IPV4, POD_RANGE, same_ranges, widened
from aksnet.transitions.dangers.sides import Sides
from aksnet.transitions.verdicts import Azure

# The first release that sends the mode to a cluster that is there.
_SENT = Version(4, 66)
_PROFILE = "network_profile"
_NOT_NOTHING = (Azure.RECREATE, Azure.REFUSED, Azure.UNDECIDED)
# What of the network the service is asked about, in its words and in azurerm's.
_JUDGED = ("networkProfile.", "apiServerAccessProfile.")
_OF_NETWORK = (f"{_PROFILE}.", "api_server_access_profile.")
_ENGINES = ("azure", "calico")
_FLAT = ("kubenet", "node-subnet")
_READ_BACK = "then write it in the configuration: the next plan reads it back, and shows no change"
_UNTIL = "until then keep {} in lifecycle.ignore_changes"


class Way(NamedTuple):
    """What Azure does, in words that follow its name, at which ARM path, and the way to it."""

    does: str
    path: str
    hint: str


def way_for(sides: Sides, path: str) -> Way | None:
    """The way round a replacement for an attribute of azurerm; None where Azure does not make that change either."""
    find = _WAYS.get(path)
    way = find(sides) if find is not None else None
    return _nothing(sides, path) if way is None and path.startswith(_OF_NETWORK) else way


def _nothing(sides: Sides, path: str) -> Way | None:
    """What means the same to Azure, or it fills in by itself."""
    azure = sides.change.azure
    if azure.verdict in _NOT_NOTHING or any(one.path.startswith(_JUDGED) for one in azure.reasons):
        return None
    name = path.replace(".", "[0].")
    return Way("has nothing to change", _PROFILE, f"leave it as it was, or put {name} into lifecycle.ignore_changes")


def _pod_range(sides: Sides) -> Way | None:
    old, new = sides.old.pod_ranges, sides.new.pod_ranges
    if _to_overlay(sides):
        return _overlay(sides)
    if _to_both(sides):
        return _dual(sides)
    if sides.old.ipam == sides.new.ipam == "byo":
        hint = "add lifecycle { ignore_changes = [network_profile[0].pod_cidr] } to the cluster"
        return Way("does not give back the pod range of a CNI of your own", POD_RANGE, hint)
    if sides.old.ipam != "overlay" or old is None or new is None or not widened(old, new):
        return None
    name = "pod_cidrs" if sides.after.absent(POD_RANGE) else "pod_cidr"
    hint = f"{sides.az('--pod-cidr', new[0])}, {_READ_BACK}; {_UNTIL.format(f'network_profile[0].{name}')}"
    return Way(f"widens the pod range {old[0]} to {new[0]} in place", POD_RANGE, hint)


def _to_overlay(sides: Sides) -> bool:
    return sides.old.ipam in _FLAT and sides.new.ipam == "overlay"


def _overlay(sides: Sides) -> Way:
    """Kubenet and node subnets: one way round for plugin, mode and pod range."""
    ranges = sides.new.pod_ranges or ()
    given = ("--pod-cidr", ranges[0]) if ranges else ()
    engine = sides.old.policy in _ENGINES
    before = " after its policy engine is removed" if engine else ""
    first = f"{sides.az('--network-policy', 'none')}, then " if engine else ""
    command = sides.az("--network-plugin", "azure", "--network-plugin-mode", "overlay", *given)
    hint = _by(sides, first + command, _SENT)
    if sides.old.ipam == "kubenet" and _ranges_differ(sides):
        hint += "; with the pod range of kubenet azurerm 4.66.0 and newer make it in place"
    return Way(f"moves from {sides.old.ipam} to overlay in place{before}", PLUGIN, hint)


def _ranges_differ(sides: Sides) -> bool:
    old, new = sides.old.pod_ranges, sides.new.pod_ranges
    return old is not None and new is not None and not same_ranges(old, new)


def _by(sides: Sides, command: str, release: Version) -> str:
    """A command, or the release of azurerm that makes the change in place, where an older one is in use."""
    older = sides.among(lambda one: one < release) is not None
    also = f"; or use azurerm {release} or newer, which makes it in place" if older else ""
    return f"{command}, {_READ_BACK}{also}"


def _plugin(sides: Sides) -> Way | None:
    return _overlay(sides) if _to_overlay(sides) else None


def _plane(sides: Sides) -> Way | None:
    if (sides.old.plane, sides.new.plane) != ("azure", "cilium") or sides.old.ipam == "kubenet":
        return None
    release = Version(4, 59) if sides.old.policy == "calico" else Version(4, 58)
    command = sides.az("--network-dataplane", "cilium", "--network-policy", "cilium")
    return Way("changes the data plane to Cilium in place", PLANE, _by(sides, command, release))


def _policy(sides: Sides) -> Way | None:
    old, new = sides.old.policy, sides.new.policy
    if new == "cilium":
        return _plane(sides)
    if old == "none" and new in _ENGINES:
        hint = _by(sides, sides.az("--network-policy", new), Version(3, 108))
        return Way(f"installs the engine {new} in place", POLICY, hint)
    if old in _ENGINES and new in _ENGINES and old != new:
        first, second = (sides.az("--network-policy", one) for one in ("none", new))
        hint = f"{first}, then {second}, {_READ_BACK}; {_UNTIL.format('network_profile[0].network_policy')}"
        return Way(f"changes the engine {old} to {new} by way of none, in two updates", POLICY, hint)
    return None


def _to_both(sides: Sides) -> bool:
    return (sides.old.families, sides.new.families) == (IPV4, BOTH_FAMILIES) and sides.old.ipam == "overlay"


def _dual(sides: Sides) -> Way | None:
    """The Azure CLI has a flag for it, and pages of Microsoft's that say how to do it there are none."""
    if not _to_both(sides):
        return None
    command = sides.az("--ip-families", "ipv4,ipv6", "--load-balancer-managed-outbound-ipv6-count", "1")
    hint = (
        f"documents disagree whether it is supported: try {command} on a cluster that nobody needs; then write"
        f" ip_versions, pod_cidrs and service_cidrs as Azure has them; {_UNTIL.format('network_profile')}"
    )
    return Way("adds IPv6 in place by what users and the Azure CLI say", FAMILIES, hint)


def _outbound(sides: Sides) -> Way | None:
    if sides.new.outbound is None or not _legal(sides):
        return None
    hint = _by(sides, sides.az("--outbound-type", sides.new.outbound), Version(3, 103))
    return Way(f"changes the outbound type to {sides.new.outbound} in place", OUTBOUND, hint)


def _legal(sides: Sides) -> bool:
    return sides.new.outbound is not None and changes(sides.old, sides.new.outbound)


def _block(name: str, path: str) -> Callable[[Sides], Way | None]:
    """A profile's block that comes with its outbound type: where the type is there before, so is the block."""

    def find(sides: Sides) -> Way | None:
        if not _legal(sides):
            return None
        hint = f"change outbound_type first and leave {name} out, apply, and write the block in a change of its own"
        return Way(f"changes the outbound type to {sides.new.outbound} in place", path, hint)

    return find


def _sku(sides: Sides) -> Way | None:
    if (sides.old.load_balancer, sides.new.load_balancer) != ("basic", "standard"):
        return None
    command = sides.az("--load-balancer-sku", "standard")
    hint = f"{command}, {_READ_BACK}; {_UNTIL.format('network_profile[0].load_balancer_sku')}"
    return Way("moves from the Basic to the Standard load balancer in place", LOAD_BALANCER_SKU, hint)


_WAYS: dict[str, Callable[[Sides], Way | None]] = {
    f"{_PROFILE}.pod_cidr": _pod_range,
    f"{_PROFILE}.pod_cidrs": _pod_range,
    f"{_PROFILE}.network_plugin": _plugin,
    f"{_PROFILE}.network_plugin_mode": _plugin,
    f"{_PROFILE}.network_data_plane": _plane,
    f"{_PROFILE}.ebpf_data_plane": _plane,
    f"{_PROFILE}.network_policy": _policy,
    f"{_PROFILE}.ip_versions": _dual,
    f"{_PROFILE}.service_cidr": _dual,
    f"{_PROFILE}.service_cidrs": _dual,
    f"{_PROFILE}.outbound_type": _outbound,
    f"{_PROFILE}.nat_gateway_profile": _block("nat_gateway_profile", NAT.rstrip(".")),
    f"{_PROFILE}.load_balancer_profile": _block("load_balancer_profile", LOAD_BALANCER.rstrip(".")),
    f"{_PROFILE}.load_balancer_sku": _sku,
}

"""Network profiles of azurerm that change into each other, and the dangers of such a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from aksnet.transitions.changes import Danger
from changing import SUBNETS, judged, written

KUBENET = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}
FLAT = {"network_plugin": "azure"}
OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay", "pod_cidr": "10.244.0.0/16"}
# the range is left to what is there
MODE = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
NPM, CALICO = {"network_policy": "azure"}, {"network_policy": "calico"}
CILIUM = {"network_data_plane": "cilium", "network_policy": "cilium"}
UDR, NAT = {"outbound_type": "userDefinedRouting"}, {"outbound_type": "managedNATGateway"}
BASIC, STANDARD = {"load_balancer_sku": "basic"}, {"load_balancer_sku": "standard"}
BALANCER = {"load_balancer_profile": {"managed_outbound_ip_count": 2}}
GATEWAY = {"nat_gateway_profile": {"managed_outbound_ip_count": 2}}
DUAL = {
    "ip_versions": ["IPv4", "IPv6"],
    "pod_cidrs": ["10.244.0.0/16", "fd12:3456:789a::/64"],
    "service_cidrs": ["10.0.0.0/16", "fd12:3456:789a:1::/108"],
}
WIDER, OTHER = ({"pod_cidr": text} for text in ("10.240.0.0/12", "10.32.0.0/16"))


class Case(NamedTuple):
    """A change of network profiles, the release that makes it, and whether the nodes are in a VNet of one's own."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    version: str = "4.81.0"
    own: bool = False


def dangers(case: Case) -> tuple[Danger, ...]:
    pool = {"vnet_subnet_id": f"{SUBNETS}nodes"} if case.own else None
    texts = (written(one, case.version, pool=pool) for one in (case.before, case.after))
    return judged(*texts, case.version).dangers

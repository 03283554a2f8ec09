"""What azurerm does with profiles of the way out: it fills in the rest of a block, and permits more than others."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.rules.azurerm import is_configuration, version_by, written
from aksnet.rules.azurerm_replaces import kept_profile
from aksnet.rules.base import Hit
from aksnet.view import ClusterView

_BALANCER = "network_profile.load_balancer_profile"


def bare_profile(cluster: ClusterView, kind: str | None) -> Iterator[Hit]:
    """A load_balancer_profile without an outbound setting beside user-defined routing: azurerm fills some in."""
    value = written(cluster, _BALANCER) if version_by(cluster) is not None and is_configuration(cluster) else None
    if kind == "userDefinedRouting" and value is not None and value.known and value.data:
        message = f"load_balancer_profile is set, but the outbound type is {kind}"
        yield Hit(message, value.place, hint=kept_profile(cluster, kind))


def nat_is_kept(cluster: ClusterView, kind: str | None) -> bool:
    """Whether azurerm permits a nat_gateway_profile: its page and its code name both types of NAT gateways."""
    return version_by(cluster) is not None and kind == "userAssignedNATGateway"

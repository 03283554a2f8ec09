"""What a view says of itself, and what it leaves to what is there: only the first can be a change."""

from __future__ import annotations

from aksnet.transitions.placing import same_subnet
from aksnet.view import ClusterView, Json, Origin, Parameter, PoolView, Subnet, Unknown, Value

# What aksnet would write where a spec says nothing; everything else that a spec implies is the mode itself.
_MODE = ("networkProfile.networkPlugin", "networkProfile.networkPluginMode", "networkProfile.networkDataplane")
_POLICY = "networkProfile.networkPolicy"


# What azurerm computes where nobody writes it: a plan that replaces a cluster knows none of it. Source: its code at
# v4.81.0 (https://github.com/hashicorp/terraform-provider-azurerm), read 2026-11-30.
_COMPUTED = (
    "networkProfile.networkMode",
    _POLICY,
    "networkProfile.dnsServiceIP",
    "networkProfile.podCidr",
    "networkProfile.serviceCidr",
    "networkProfile.ipFamilies",
    "networkProfile.loadBalancerProfile.",
    "networkProfile.natGatewayProfile.",
    "nodeResourceGroup",
    "apiServerAccessProfile.privateDNSZone",
    "maxPods",
    "count",
    "osSKU",
    "orchestratorVersion",
)
_ARM = ("arm", "bicep", "bicep-snapshot")
_LATER = Unknown("known only once it is deployed")
# What the service chooses when the cluster is made, and keeps where a later text leaves it out.
_CHOSEN_ONCE = tuple(f"networkProfile.{name}" for name in ("podCidr", "serviceCidr", "dnsServiceIP"))


def says(view: ClusterView | PoolView, path: str) -> bool:
    """Whether something is said at a path, be it known or not; a default that aksnet writes is not said."""
    if view.absent(path) or computed(view, path):
        return False
    value = view.values.get(path)
    if value is not None and value.origin is Origin.IMPLIED and path.startswith(_CHOSEN_ONCE):
        return False
    return value is None or value.origin is not Origin.DEFAULT or path in _MODE or path == _POLICY


def computed(view: ClusterView | PoolView, path: str) -> bool:
    """Whether a plan leaves it to the provider, and with it to the service; what somebody writes is none of that."""
    planned = view.declared is not None and view.declared.language == "terraform-plan"
    value = view.values.get(path)
    data = value.data if value is not None else None
    is_later = isinstance(data, Unknown) and data == _LATER and not data.later
    return planned and f"{path}.".startswith(_COMPUTED) and is_later


def same(one: Value | None, other: Value | None) -> bool | None:
    """Whether two values are the same; None where it cannot be told."""
    if one is None or other is None:
        return _absent(one if other is None else other)
    left, right = one.data, other.data
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return True if isinstance(left, Unknown) and left.same(right) else None
    if isinstance(left, Parameter) or isinstance(right, Parameter):
        return True if left == right else None
    if isinstance(left, Subnet) and isinstance(right, Subnet):
        return same_subnet(left, right)
    if isinstance(left, Subnet) or isinstance(right, Subnet):
        return same_subnet(left, right) is True
    return _plain(left) == _plain(right)


def _absent(value: Value | None) -> bool | None:
    """Whether nothing stands there either; what cannot be told may be null, unless it is still to be made."""
    if value is None:
        return True
    return None if isinstance(value.data, Unknown) and not value.data.later else False


def _plain(data: Json | Subnet) -> object:
    """Data in small letters, as Azure compares ids and words."""
    if isinstance(data, str):
        return data.lower()
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return data


def words(value: Value | None) -> str | None:
    """A value as people write it; None where nothing stands there."""
    if value is None:
        return None
    data = value.data
    if isinstance(data, Unknown):
        return "unknown"
    if isinstance(data, Subnet | Parameter):
        return data.name
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, list):
        return ", ".join(map(str, data))
    return str(data)


def in_arms_words(view: ClusterView | PoolView) -> bool:
    """Whether a text says it that is sent as it stands."""
    declared = view.declared
    by_azapi = declared is not None and declared.provider is not None and declared.provider.name == "azapi"
    return declared is not None and declared.module is None and (by_azapi or declared.language in _ARM)

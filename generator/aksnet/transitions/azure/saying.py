"""What a view says of itself, and what it leaves to what is there: only the first can be a change."""

from __future__ import annotations

from aksnet.view import ClusterView, Json, Origin, Parameter, PoolView, Subnet, Unknown, Value

# What aksnet would write where a spec says nothing; everything else that a spec implies is the mode itself.
_MODE = ("networkProfile.networkPlugin", "networkProfile.networkPluginMode", "networkProfile.networkDataplane")
_POLICY = "networkProfile.networkPolicy"


def says(view: ClusterView | PoolView, path: str) -> bool:
    """Whether something is said at a path, be it known or not; a default that aksnet writes is not said."""
    if view.absent(path):
        return False
    value = view.values.get(path)
    return value is None or value.origin is not Origin.DEFAULT or path in _MODE or path == _POLICY


def same(one: Value | None, other: Value | None) -> bool | None:
    """Whether two values are the same; None where it cannot be told."""
    if one is None or other is None:
        return one is other
    left, right = one.data, other.data
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return True if left == right else None
    if isinstance(left, Parameter) or isinstance(right, Parameter):
        return True if left == right else None
    return _plain(left) == _plain(right)


def _plain(data: Json | Subnet) -> Json:
    """Data in small letters, as Azure compares ids and words; a subnet by its name, with an id or without."""
    if isinstance(data, Subnet):
        return data.name.lower()
    if isinstance(data, str):
        return data.rpartition("/subnets/")[2].lower() if "/subnets/" in data else data.lower()
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

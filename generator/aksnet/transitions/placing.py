"""Which subnet is meant: by its name, and by the network that it is in, where both sides tell that."""

from __future__ import annotations

import re

from aksnet.paths import NODES, PODS
from aksnet.view import ClusterView, Json, PoolView, Subnet

_ID = re.compile(r"/virtualnetworks/([^/]+)/subnets/([^/]+)\Z", re.IGNORECASE)


def placed(cluster: ClusterView) -> ClusterView:
    """The cluster with its network beside the subnets that are declared there."""
    network = cluster.vnet.name if cluster.vnet is not None else None
    if network is None:
        return cluster
    return cluster._replace(pools=tuple(_placed(pool, network) for pool in cluster.pools))


def _placed(pool: PoolView, network: str) -> PoolView:
    values = dict(pool.values)
    for path in (NODES, PODS):
        value = values.get(path)
        if value is not None and isinstance(value.data, Subnet):
            values[path] = value._replace(data=value.data._replace(network=network))
    return pool._replace(values=values)


def same_subnet(one: Json | Subnet, other: Json | Subnet) -> bool | None:
    """Whether two are one subnet, a reference or an id each; None where one is no subnet, or the names are unknown."""
    if isinstance(one, Subnet) and isinstance(other, Subnet) and _renamed(one, other):
        return None
    left, right = _parts(one), _parts(other)
    if left is None or right is None:
        return None
    networks = (left[0], right[0])
    return left[1] == right[1] and (None in networks or networks[0] == networks[1])


def _renamed(one: Subnet, other: Subnet) -> bool:
    """Whether both names are unknown, and made in two ways."""
    return None not in (one.sign, other.sign) and one.sign != other.sign and one.name == other.name


def _parts(data: Json | Subnet) -> tuple[str | None, str] | None:
    """The names of a network and of a subnet in it."""
    if isinstance(data, Subnet):
        return (data.network.lower() if data.network is not None else None), data.name.lower()
    found = _ID.search(data) if isinstance(data, str) else None
    return (found[1].lower(), found[2].lower()) if found is not None else None


__all__ = ["placed", "same_subnet"]

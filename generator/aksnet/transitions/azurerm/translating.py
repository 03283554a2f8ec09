"""What ARM, Bicep, az or a spec says of a cluster or a pool, in azurerm's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from aksnet.facts import azurerm
from aksnet.facts.azurerm import Argument, Obstacle, Version
from aksnet.transitions.azurerm import automatic
from aksnet.transitions.azurerm.sides import AUTOMATIC, CLUSTER, Side, around
from aksnet.transitions.unsaid import unsaid
from aksnet.view import ClusterView, Json, PoolView, Value

# What is read and never written by aksnet.
_MORE = (
    Argument("location", "location"),
    Argument("networkProfile.loadBalancerSku", "network_profile.load_balancer_sku"),
    Argument("networkProfile.networkMode", "network_profile.network_mode"),
    Argument("apiServerAccessProfile.subnetId", "api_server_access_profile.subnet_id"),
    Argument("apiServerAccessProfile.authorizedIPRanges", "api_server_access_profile.authorized_ip_ranges"),
    Argument("apiServerAccessProfile.privateDNSZone", "private_dns_zone_id"),
    Argument("servicePrincipalProfile.clientId", "service_principal.client_id"),
)
_POOL_MORE = (
    Argument("nodePublicIPPrefixID", "node_public_ip_prefix_id"),
    Argument("enableNodePublicIP", "enable_node_public_ip", until=Version(4)),
    Argument("enableNodePublicIP", "node_public_ip_enabled", since=Version(4)),
    Argument("scaleSetPriority", "priority"),
)
CLUSTER_ROWS, POOL_ROWS = (*azurerm.CLUSTER, *_MORE), (*azurerm.POOL, *_POOL_MORE)
# An argument that says it by being left out says this; where azurerm has no word for it.
_IDS = ("outbound_ip_prefix_ids", "outbound_ip_address_ids")
_ACNS = ("networkProfile.advancedNetworking.enabled", "network_profile.advanced_networking")


def side_of(view: ClusterView | PoolView, version: Version, kind: str = CLUSTER) -> Side:
    """The arguments that a release has for what is said; `kind` is the type of the resource of a cluster."""
    rows = _rows(view, kind)
    values = dict(_arguments(view, rows, version))
    if view.known(_ACNS[0]) is False:
        values = {path: value for path, value in values.items() if not path.startswith(_ACNS[1])}
    blocks = {block: Value([]) for path in values for block in around(path)}
    return Side({**blocks, **values}, told=_told(rows, version) - _unsaid(view, rows, version))


def _rows(view: ClusterView | PoolView, kind: str) -> tuple[Argument, ...]:
    """The arguments that are looked at; of an Automatic cluster what is left out is what it was made with."""
    if isinstance(view, PoolView):
        return POOL_ROWS
    return tuple(row for row in automatic.ROWS if row.path in view.values) if kind == AUTOMATIC else CLUSTER_ROWS


def _told(rows: tuple[Argument, ...], version: Version) -> frozenset[str]:
    """All paths of which something is said, by being left out as well."""
    names = _names(rows, version)
    return frozenset([*names, *(block for name in names for block in around(name))])


def _unsaid(view: ClusterView | PoolView, rows: tuple[Argument, ...], version: Version) -> frozenset[str]:
    """What a spec leaves open: it is something, and nobody said what."""
    paths = unsaid(view)
    names = _names([row for row in rows if row.path in paths], version)
    return frozenset([*names, *(block for name in names for block in around(name))])


def _names(rows: Iterable[Argument], version: Version) -> list[str]:
    return [row.name for row in rows if row.name is not None and row.since <= version < row.until]


def _arguments(
    view: ClusterView | PoolView, rows: tuple[Argument, ...], version: Version
) -> Iterator[tuple[str, Value]]:
    if isinstance(view, ClusterView):
        yield "name", Value(view.name, place=view.place)
    for path, value in view.values.items():
        name = azurerm.spelling(rows, path, _hashable(value.data), version)
        counted = name == "node_count" and view.known("enableAutoScaling") is True  # the autoscaler's, not written
        if name is not None and not counted:
            yield name, value._replace(data=_ids(value.data)) if name.endswith(_IDS) else value


def _hashable(data: object) -> object:
    return str(data) if isinstance(data, list | dict) else data


def _ids(data: object) -> Json:
    items = data if isinstance(data, list) else []
    return [one["id"] if isinstance(one, dict) and "id" in one else one for one in items]


def obstacles(view: ClusterView | PoolView, version: Version) -> Iterator[tuple[str, Value, Obstacle]]:
    """What is said and a release has no words for."""
    rows = azurerm.CLUSTER if isinstance(view, ClusterView) else azurerm.POOL
    said: Mapping[str, Value] = view.values
    for path in dict.fromkeys(row.path for row in rows):
        value = said.get(path)
        if value is None or not value.known or value.implied:
            continue
        found = azurerm.obstacle(rows, path, value.data, version)
        if found is not None:
            yield path, value, found

"""What Terraform's state has of a cluster beside what is written: what AKS fills in and tells, as azurerm reads it.

It fills in where a cluster is known from its configuration or from ARM; a state has it all. Source: facts CIDR-15,
CIDR-29, POD-01 and MODE-08; what azurerm makes of the answer: flattenKubernetesClusterNetworkProfile in
kubernetes_cluster_resource.go of v3.117.1 and v5.2.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksnet.facts import service
from aksnet.facts.azurerm import Version
from aksnet.transitions.azurerm.cluster_rows import BALANCER, GATEWAY, PROFILE, RENAMED
from aksnet.transitions.azurerm.sides import CLUSTER, Side
from aksnet.view import Json, Origin, Unknown, Value

_V4 = Version(4)
_POD, _PODS, _SERVICE, _SERVICES, _DNS, _FAMILIES = (
    f"{PROFILE}.{name}"
    for name in ("pod_cidr", "pod_cidrs", "service_cidr", "service_cidrs", "dns_service_ip", "ip_versions")
)
_PLUGIN, _MODE, _PLANE, _EBPF, _POLICY, _OUTBOUND, _SKU = (
    f"{PROFILE}.{name}"
    for name in (
        "network_plugin",
        "network_plugin_mode",
        "network_data_plane",
        "ebpf_data_plane",
        "network_policy",
        "outbound_type",
        "load_balancer_sku",
    )
)
_UNKNOWN = Unknown("it depends on what Azure chose")
_RANGED = ("kubenet", "overlay")


def made(side: Side, kind: str) -> tuple[Side, ...]:
    """The side with each network that AKS may have made of a cluster where none is written (MODE-16)."""
    if side.exact or side.number(PROFILE) != 0 or kind != CLUSTER:
        return (side,)
    kubenet = {PROFILE: _implied([]), _PLUGIN: _implied("kubenet")}
    overlay = {PROFILE: _implied([]), _PLUGIN: _implied("azure"), _MODE: _implied("overlay")}
    return tuple(side.with_values(one) for one in (kubenet, overlay))


def answered(side: Side, version: Version) -> Side:
    """A cluster's side with what AKS answers."""
    if side.exact:
        return side._replace(values=_spelled(side, version))
    filled = dict(side.values)
    mode = side.data(_MODE)
    if isinstance(mode, str):  # Azure gives it back in small letters, whatever was sent
        filled[_MODE] = filled[_MODE]._replace(data=mode.lower())
    more = {path: value for path, value in _answers(side) if path not in filled and not side.is_open(path)}
    filled |= more
    if side.data(_PLUGIN) == "none":  # AKS does not give it back: issue 30985 of the provider
        filled = {path: value for path, value in filled.items() if path not in (_POD, _PODS)}
    side = side._replace(values=filled, empty=side.empty | _empty(side, filled))
    return side._replace(values=_spelled(side, version))


def _empty(side: Side, filled: Mapping[str, Value]) -> frozenset[str]:
    """What AKS answers that there is none of."""
    every = (_POD, _PODS, BALANCER, GATEWAY)
    return frozenset(path for path in every if path not in filled and not side.is_open(path))


def _answers(side: Side) -> Iterator[tuple[str, Value]]:
    yield from _ranges(side, _POD, _PODS, _pod_range(side))
    yield from _ranges(side, _SERVICE, _SERVICES, service.SERVICE_CIDR)
    services_written = _SERVICE in side.values or _SERVICES in side.values
    yield _DNS, Value(_UNKNOWN) if services_written else _implied("10.0.0.10")
    yield _FAMILIES, _implied(["IPv4"])
    if side.data(_PLANE) == "cilium" or side.data(_EBPF) == "cilium":
        yield _POLICY, _implied("cilium")
    elif _PLANE not in side.values:
        yield _PLANE, _implied("azure")
    if _engineless(side):
        yield _POLICY, _implied("")
    yield from _outbound(side)
    if side.number("node_provisioning_profile") == 0:  # every cluster has it, said or not
        yield "node_provisioning_profile", _implied([])
        yield "node_provisioning_profile.mode", _implied("Manual")
        yield "node_provisioning_profile.default_node_pools", _implied("Auto")
    if side.data("private_cluster_enabled") is True:
        yield "private_dns_zone_id", _implied("System")


def _engineless(side: Side) -> bool:
    """Whether it runs no engine of policies where none is said: only Cilium comes by itself."""
    planes = [side.values[path] for path in (_PLANE, _EBPF) if path in side.values]
    return all(one.known and one.data != "cilium" for one in planes)


def _ranges(side: Side, one: str, several: str, default: Json | Unknown) -> Iterator[tuple[str, Value]]:
    """A range and the list of all, of which one tells the other."""
    first, all_ = side.values.get(one), side.values.get(several)
    if first is None and all_ is None:
        if default is not None:
            yield one, Value(default, Origin.IMPLIED)
            yield several, Value(default if isinstance(default, Unknown) else [default], Origin.IMPLIED)
    elif all_ is None and first is not None:
        yield several, first._replace(data=[first.data] if first.known else first.data)  # type: ignore[list-item]
    elif first is None and all_ is not None:
        items = all_.data if isinstance(all_.data, list) else []
        yield one, all_._replace(data=items[0] if items else all_.data)


def _pod_range(side: Side) -> Json | Unknown:
    plugin, mode = side.values.get(_PLUGIN), side.values.get(_MODE)
    if any(value is not None and not value.known for value in (plugin, mode)):
        return _UNKNOWN
    words = {str(value.data).lower() for value in (plugin, mode) if value is not None}
    return service.POD_CIDR if not words.isdisjoint(_RANGED) else None


def _outbound(side: Side) -> Iterator[tuple[str, Value]]:
    """The block of the outbound type in use: the service makes it, and fills it in."""
    kind = side.values.get(_OUTBOUND, Value("loadBalancer"))
    if not kind.known:
        yield BALANCER, Value(_UNKNOWN)
        yield GATEWAY, Value(_UNKNOWN)
        return
    if kind.data == "loadBalancer" and side.data(_SKU) != "basic":
        yield BALANCER, _implied([])
        ids = any(f"{BALANCER}.{name}" in side.values for name in ("outbound_ip_prefix_ids", "outbound_ip_address_ids"))
        yield f"{BALANCER}.managed_outbound_ip_count", _implied(0 if ids else 1)
        yield f"{BALANCER}.managed_outbound_ipv6_count", Value(_UNKNOWN if _dual(side) else 0, Origin.IMPLIED)
    elif kind.data == "managedNATGateway":
        yield GATEWAY, _implied([])
        yield f"{GATEWAY}.managed_outbound_ip_count", _implied(1)


def _dual(side: Side) -> bool:
    families = side.data(_FAMILIES)
    return isinstance(families, list) and len(families) > 1


def _implied(data: Json) -> Value:
    return Value(data, Origin.IMPLIED)


def _spelled(side: Side, version: Version) -> Mapping[str, Value]:
    """The data plane under the names that a release reads it back: one, the other, or both."""
    values = dict(side.values)
    plane, older = values.get(_PLANE), values.get(_EBPF)
    if plane is None and older is not None and older.data == "cilium":
        values[_PLANE] = older
    if version < _V4 and older is None and plane is not None and plane.data == "cilium":
        values[_EBPF] = plane
    if version < RENAMED:
        values.pop(_PLANE, None)
    return values


def pool_answered(side: Side, cluster: Side | None) -> Side:
    """A pool's side with what AKS answers: how many pods a node takes depends on the cluster's mode."""
    if side.exact:
        return side
    most = _max_pods(side, cluster)
    return side.with_values({"os_sku": _implied("Ubuntu"), "max_pods": Value(_UNKNOWN if most is None else most)})


def _max_pods(side: Side, cluster: Side | None) -> int | None:
    """Facts section 2.3; None where it cannot be told, and for pod subnets: documents disagree (DOC-02)."""
    if cluster is None or "pod_subnet_id" in side.values:
        return None
    plugin, mode = cluster.data(_PLUGIN), cluster.values.get(_MODE)
    if plugin == "kubenet":
        return service.MAX_PODS["kubenet"]
    if plugin != "azure" or (mode is not None and not mode.known):
        return None
    return service.MAX_PODS["node-subnet" if mode is None else "overlay"]

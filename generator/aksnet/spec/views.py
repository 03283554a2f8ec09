"""From a cluster's model to its view: the same intent in ARM's terms, with the defaults that aksnet states."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.errors import Place
from aksnet.facts import service
from aksnet.spec.feature_views import feature_delegations, feature_values, pool_feature_values, subnet_value
from aksnet.spec.models import Cluster, Pool, Vnet
from aksnet.spec.nodes import Key, Node
from aksnet.view import (
    ClusterView,
    Ignore,
    Json,
    Origin,
    Parameter,
    PoolView,
    Range,
    Reference,
    Subnet,
    SubnetView,
    Value,
    VnetView,
)

# Outbound types that only work with subnets of one's own: fact OUT-02.
_NEED_SUBNET = ("userDefinedRouting", "userAssignedNATGateway")
_ALLOCATION = {"dynamic": "DynamicIndividual", "static-block": "StaticBlock"}
DEFAULT_VM_SIZE = "Standard_D4s_v5"
DEFAULT_COUNT = 3
GATEWAY_COUNT = 2  # fact SEG-02: as many as the default prefix, a /31, has addresses


class _Places:
    """Looks up where the value at a path of the spec stands; nothing is known of a cluster made in Python."""

    def __init__(self, node: Node | None) -> None:
        self.node = node

    def __call__(self, *path: Key) -> Place | None:
        return self.node.where(path) if self.node is not None else None

    def key(self, *path: Key) -> Place | None:
        """Where the last key of the path stands, and not what is under it."""
        above = self.node.at(path[:-1]) if self.node is not None else None
        return above.keys.get(path[-1]) if above is not None else None


def view_of(cluster: Cluster, node: Node | None = None) -> ClusterView:
    """The view of one cluster; `node` is what it was loaded from, for the places."""
    places = _Places(node)
    return ClusterView(
        name=cluster.name,
        values=dict(_values(cluster, places)),
        pools=tuple(_pools(cluster, places)),
        pools_stated=bool(cluster.pools) or _needs_subnet(cluster),
        vnet=_vnet(cluster.vnet, dict(feature_delegations(cluster)), places) if cluster.vnet is not None else None,
        resource_group=cluster.resource_group,
        next_hop=getattr(cluster.outbound, "next_hop_ip_address", None),
        ignores=tuple(Ignore(word, reason, places.key("ignore", word)) for word, reason in cluster.ignore.items()),
        place=places(),
    )


def _values(cluster: Cluster, places: _Places) -> Iterator[tuple[str, Value]]:
    yield from _cluster_values(cluster, places)
    for setting in cluster.network.settings():
        origin = Origin.DEFAULT if setting.default else Origin.GIVEN
        place = places("network", *(setting.field or "plugin").split("."))
        yield f"networkProfile.{setting.path}", Value(setting.data, origin, place)
    yield from _outbound_values(cluster, places)
    yield from feature_values(cluster, places)
    if any(pool.os == "Windows" for pool in cluster.pools):  # fact MODE-15: at creation or never
        yield "windowsProfile.adminUsername", Value(Parameter("windows_admin_username"), Origin.DEFAULT)
        yield "windowsProfile.adminPassword", Value(Parameter("windows_admin_password"), Origin.DEFAULT)
    if cluster.hosted_system is not None:
        hosted = cluster.hosted_system
        for path, name in (
            ("hostedSystemProfile.nodeSubnetID", hosted.node_subnet),
            ("hostedSystemProfile.systemNodeSubnetID", hosted.system_node_subnet),
            ("apiServerAccessProfile.subnetId", hosted.api_server_subnet),
        ):
            yield path, Value(Subnet(name), place=places("hosted_system"))
        yield "apiServerAccessProfile.enableVnetIntegration", Value(True, Origin.DEFAULT)


def _cluster_values(cluster: Cluster, places: _Places) -> Iterator[tuple[str, Value]]:
    if cluster.location is not None:
        yield "location", Value(cluster.location, place=places("location"))
    if cluster.tags:
        yield "tags", Value(dict(cluster.tags), place=places("tags"))
    automatic = cluster.sku == "automatic"
    # fact AUTO-01: Automatic comes with the Standard tier
    tier = cluster.tier or ("Standard" if automatic else None)
    if automatic or tier:
        origin = Origin.GIVEN if "sku" in cluster.model_fields_set else Origin.DEFAULT
        yield "sku.name", Value("Automatic" if automatic else "Base", origin, places("sku"))
    if tier:
        yield "sku.tier", Value(tier, place=places("tier"))
    if cluster.kubernetes_version is not None:
        yield "kubernetesVersion", Value(cluster.kubernetes_version, place=places("kubernetes_version"))
    given = cluster.dns_prefix is not None
    prefix = cluster.dns_prefix or cluster.name.replace("_", "-")[:54].strip("-")
    yield "dnsPrefix", Value(prefix, Origin.GIVEN if given else Origin.DEFAULT, places("dns_prefix"))
    if automatic:
        yield "hostedSystemProfile.enabled", Value(True, Origin.DEFAULT, places("sku"))


def _outbound_values(cluster: Cluster, places: _Places) -> Iterator[tuple[str, Value]]:
    place = places("outbound", "type")
    if cluster.outbound is None:
        if cluster.sku == "automatic":  # fact AUTO-03
            kind = "managedNATGateway" if cluster.hosted_system is None else "loadBalancer"
            yield "networkProfile.outboundType", Value(kind, Origin.DEFAULT, place)
        return
    yield "networkProfile.outboundType", Value(cluster.outbound.type, place=place)
    for setting in cluster.outbound.settings():
        field = setting.field or "type"
        yield f"networkProfile.{setting.path}", Value(setting.data, place=places("outbound", field))
    if cluster.outbound.type == "none":  # facts TF-04, ISO-01: images from a cache, a private API server
        # what the spec says of them comes after this, and stands
        yield "bootstrapProfile.artifactSource", Value("Cache", Origin.DEFAULT, place)
        yield "apiServerAccessProfile.enablePrivateCluster", Value(True, Origin.DEFAULT, place)


def _needs_subnet(cluster: Cluster) -> bool:
    return cluster.network.address_management == "pod-subnet" or (
        cluster.outbound is not None and cluster.outbound.type in _NEED_SUBNET and cluster.sku != "automatic"
    )


def _pools(cluster: Cluster, places: _Places) -> Iterator[PoolView]:
    pools = cluster.pools
    if not pools and cluster.sku != "automatic":
        pools = (Pool(name="system"),)
    first_subnet = next((pool.subnet for pool in pools if pool.subnet), None)
    pools = tuple(_with_pod_subnet(cluster, pool, pools) for pool in pools)
    has_system = any(pool.mode == "System" for pool in pools)
    for index, pool in enumerate(pools):
        base: tuple[Key, ...] = ("pools", index) if cluster.pools else ("network", "plugin")
        implied = "User" if has_system or index or cluster.sku == "automatic" else "System"
        values = dict(_pool_values(cluster, pool, pool.mode or implied, first_subnet, places, base))
        yield PoolView(values, places(*base))


def _with_pod_subnet(cluster: Cluster, pool: Pool, pools: tuple[Pool, ...]) -> Pool:
    """The pool; one that leaves its pod subnet out shares that of the first pool with the same allocation."""
    if pool.pod_subnet is not None or cluster.network.address_management != "pod-subnet":
        return pool
    shared = (one.pod_subnet for one in pools if one.pod_subnet and one.allocation == pool.allocation)
    return pool.model_copy(update={"pod_subnet": next(shared, None)})


def _pool_values(
    cluster: Cluster, pool: Pool, mode: str, first_subnet: str | None, places: _Places, base: tuple[Key, ...]
) -> Iterator[tuple[str, Value]]:
    def value(data: Json | Reference, field: str) -> Value:
        given = field in pool.model_fields_set and getattr(pool, field) is not None
        return Value(data, Origin.GIVEN if given else Origin.DEFAULT, places(*base, field))

    yield "name", value(pool.name, "name")
    yield "mode", value(mode, "mode")
    yield "vmSize", value(pool.vm_size or DEFAULT_VM_SIZE, "vm_size")
    yield "osType", value(pool.os, "os")
    if pool.os_sku is not None:
        yield "osSKU", value(pool.os_sku, "os_sku")
    if pool.max is not None:
        # the service asks for a count even then, and wants it between the two: https://github.com/Azure/AKS/issues/1627
        yield "count", value(pool.min, "count")
        yield "enableAutoScaling", value(True, "max")
        yield "minCount", value(pool.min, "min")
        yield "maxCount", value(pool.max, "max")
    else:
        default = GATEWAY_COUNT if mode == "Gateway" else DEFAULT_COUNT
        yield "count", value(default if pool.count is None else pool.count, "count")
    if pool.zones is not None:
        yield "availabilityZones", value(list(pool.zones), "zones")
    max_pods = pool.max_pods if pool.max_pods is not None else _default_max_pods(cluster, pool)
    if max_pods is not None:
        yield "maxPods", value(max_pods, "max_pods")
    subnet = pool.subnet or first_subnet
    if subnet is not None:
        yield "vnetSubnetID", value(subnet_value(subnet), "subnet")
    elif _needs_subnet(cluster):
        yield "vnetSubnetID", value(Parameter("node_subnet_id"), "subnet")
    yield from _pod_subnet_values(cluster, pool, places, base)
    if pool.max_unavailable is None:
        yield "upgradeSettings.maxSurge", value(pool.max_surge or service.MAX_SURGE, "max_surge")
    else:  # the service takes one or the other: https://github.com/Azure/AKS/issues/4277
        yield "upgradeSettings.maxSurge", Value("0", place=places(*base, "max_unavailable"))
        yield "upgradeSettings.maxUnavailable", value(pool.max_unavailable, "max_unavailable")
    yield from pool_feature_values(pool, lambda field: places(*base, field))


def _default_max_pods(cluster: Cluster, pool: Pool) -> int | None:
    """What the service would take, stated (fact POD-05); on Windows no more than Microsoft recommends."""
    default = service.MAX_PODS.get(cluster.network.address_management)
    return min(default, service.MAX_PODS_WINDOWS) if default is not None and pool.os == "Windows" else default


def _pod_subnet_values(
    cluster: Cluster, pool: Pool, places: _Places, base: tuple[Key, ...]
) -> Iterator[tuple[str, Value]]:
    ours: str | None = getattr(cluster.network, "allocation", None)
    allocation = pool.allocation or ours
    place = places(*base, "pod_subnet")
    if pool.pod_subnet is not None:
        yield "podSubnetID", Value(subnet_value(pool.pod_subnet), place=place)
    elif cluster.network.address_management == "pod-subnet":
        # fact PSS-06: a pod subnet has one allocation mode, so each mode asks for a subnet of its own
        mixed = pool.allocation is not None and pool.allocation != (ours or "dynamic")
        prefix = f"{pool.allocation}_".replace("-", "_") if mixed else ""
        yield "podSubnetID", Value(Parameter(f"{prefix}pod_subnet_id"), Origin.DEFAULT, place)
    given = pool.allocation is not None or (ours is not None and "allocation" in cluster.network.model_fields_set)
    if allocation is not None and (given or allocation != "dynamic"):
        where = places(*base, "allocation") if pool.allocation else places("network", "allocation")
        yield "podIPAllocationMode", Value(_ALLOCATION[allocation], place=where)


def _vnet(vnet: Vnet, delegations: dict[str, str], places: _Places) -> VnetView:
    def ranges(key: str) -> tuple[Range, ...]:
        return tuple(Range(text, places("vnet", key, i)) for i, text in enumerate(getattr(vnet, key)))

    subnets = {}
    for name, subnet in vnet.subnets.items():
        at: tuple[Key, ...] = ("vnet", "subnets", name)
        where = [places(*at, "prefix")] if subnet.prefix else [places(*at, "prefixes", i) for i in range(9)]
        subnets[name] = SubnetView(
            name,
            tuple(Range(text, place) for text, place in zip(subnet.ranges, where, strict=False)),
            subnet.delegation or delegations.get(name),
            subnet.nat_gateway,
            subnet.route_table,
            subnet.service_endpoints,
            places(*at),
            subnet.other,
        )
    space, peers, on_premises = (ranges(key) for key in ("address_space", "peers", "on_premises"))
    return VnetView(vnet.name, space, subnets, peers, on_premises, places("vnet"))

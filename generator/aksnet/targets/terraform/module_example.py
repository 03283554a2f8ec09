"""The values of one cluster for the variables of the Terraform module, as `example.tfvars.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aksnet.paths import DYNAMIC, IDENTITY, NODES, OUTBOUND, PLANE, PODS, STATIC_BLOCK
from aksnet.spec.ids import SUBNETS, id_pattern
from aksnet.targets.surroundings import surroundings, tags_of
from aksnet.targets.terraform.module_checks import OPTIONAL
from aksnet.view import ClusterView, Origin, Parameter, PoolView, Subnet, Value

_NOBODY = "00000000-0000-0000-0000-000000000000"
_NETWORK = {
    "pod_cidr": "podCidr",
    "pod_cidrs": "podCidrs",
    "service_cidr": "serviceCidr",
    "service_cidrs": "serviceCidrs",
    "dns_service_ip": "dnsServiceIP",
    "ip_families": "ipFamilies",
    "network_policy": "networkPolicy",
}
_ACNS = {
    "observability": "observability.enabled",
    "security": "security.enabled",
    "advanced_network_policies": "security.advancedNetworkPolicies",
    "transit_encryption": "security.transitEncryption.type",
    "acceleration": "performance.accelerationMode",
}
_OUTBOUND = {
    "managed_outbound_ip_count": ("managedOutboundIPs.count", "managedOutboundIPProfile.count"),
    "managed_outbound_ipv6_count": ("managedOutboundIPs.countIPv6", "managedOutboundIPProfile.countIPv6"),
    "outbound_ips": ("outboundIPs.publicIPs",),
    "outbound_ip_prefixes": ("outboundIPPrefixes.publicIPPrefixes",),
    "allocated_outbound_ports": ("allocatedOutboundPorts",),
    "idle_timeout_in_minutes": ("idleTimeoutInMinutes",),
    "backend_pool_type": ("backendPoolType",),
    "sku": ("sku",),
}
_POOL = {
    "name": "name",
    "mode": "mode",
    "os": "osType",
    "os_sku": "osSKU",
    "vm_size": "vmSize",
    "count": "count",
    "min": "minCount",
    "max": "maxCount",
    "max_pods": "maxPods",
    "max_surge": "upgradeSettings.maxSurge",
    "max_unavailable": "upgradeSettings.maxUnavailable",
    "zones": "availabilityZones",
}
_ALLOCATIONS = {DYNAMIC: "dynamic", STATIC_BLOCK: "static-block"}


def example(cluster: ClusterView) -> str:
    """The file's text; what is not there yet, or not in this configuration, has ids of a subscription of nobody.

    Whoever deploys is asked for the administrator of Windows nodes: a name that nobody gave would be taken as it is.
    """
    return json.dumps(values(cluster), indent=2) + "\n"


def values(cluster: ClusterView) -> dict[str, Any]:
    """The values by variable: what the spec gives, and nothing of what the module takes by itself."""
    return _filled(
        {
            "name": cluster.name,
            "location": cluster.text("location"),
            "resource_group_name": cluster.resource_group,
            "dns_prefix": _given(cluster.values.get("dnsPrefix")),
            "kubernetes_version": cluster.text("kubernetesVersion"),
            "tier": cluster.text("sku.tier"),
            "tags": tags_of(cluster),
            "identity_ids": _identity(cluster),
            "api_server": _filled(
                {"enable_private_cluster": _given(cluster.values.get("apiServerAccessProfile.enablePrivateCluster"))}
            ),
            "artifact_source": _given(cluster.values.get("bootstrapProfile.artifactSource")),
            "network": _network(cluster),
            "outbound": _outbound(cluster),
            "pools": [_pool(cluster, pool) for pool in cluster.pools] if cluster.pools_stated else [],
            "vnet": _vnet(cluster),
            "ignore": {one.rule: one.reason for one in cluster.ignores if one.rule in OPTIONAL},
        }
    )


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: data for key, data in row.items() if data is not None and data not in ({}, [])}


def _given(value: Value | None) -> Any:
    return value.data if value is not None and value.known and value.origin is Origin.GIVEN else None


def _identity(cluster: ClusterView) -> list[str]:
    """An identity where a whole configuration of the cluster makes one: it has rights before the cluster is there."""
    asked = cluster.text(IDENTITY)
    if asked == "SystemAssigned" or not (surroundings(cluster).owns_identity or asked == "UserAssigned"):
        return []
    return [_id(cluster, "Microsoft.ManagedIdentity/userAssignedIdentities", f"{cluster.name}-id")]


def _id(cluster: ClusterView, kind: str, *names: str) -> str:
    provider, *types = kind.split("/")
    tail = "".join(f"/{one}/{name}" for one, name in zip(types, names, strict=True))
    return f"/subscriptions/{_NOBODY}/resourceGroups/{cluster.resource_group or 'network'}/providers/{provider}{tail}"


def _network(cluster: ClusterView) -> dict[str, Any]:
    profile = {key: _given(cluster.values.get(f"networkProfile.{path}")) for key, path in _NETWORK.items()}
    services = "networkProfile.advancedNetworking"
    acns = {key: _given(cluster.values.get(f"{services}.{path}")) for key, path in _ACNS.items()}
    mode = {"plugin": _plugin(cluster), **_filled(profile)}
    if mode["plugin"] == "cilium":
        mode["ipam"] = _addresses(cluster)
    return {**mode, **({"acns": _filled(acns)} if f"{services}.enabled" in cluster.values else {})}


def _plugin(cluster: ClusterView) -> str:
    plugin = cluster.text("networkProfile.networkPlugin")
    if plugin != "azure":
        return "byo" if plugin == "none" else "kubenet"
    return "cilium" if cluster.text(PLANE) == "cilium" else _addresses(cluster)


def _addresses(cluster: ClusterView) -> str:
    if cluster.text("networkProfile.networkPluginMode") == "overlay":
        return "overlay"
    return "pod-subnet" if any(PODS in pool.values for pool in cluster.pools) else "node-subnet"


def _outbound(cluster: ClusterView) -> dict[str, Any]:
    profiles = ("loadBalancerProfile", "natGatewayProfile")
    found: dict[str, Any] = {"type": cluster.text(OUTBOUND)}
    for key, tails in _OUTBOUND.items():
        data = (
            _given(cluster.values.get(f"networkProfile.{profile}.{tail}")) for profile in profiles for tail in tails
        )
        found[key] = _plain(next((one for one in data if one is not None), None))
    return _filled(found)


def _plain(data: Any) -> Any:
    """Ids stand in objects with a load balancer."""
    return [one["id"] if isinstance(one, dict) else one for one in data] if isinstance(data, list) else data


def _pool(cluster: ClusterView, pool: PoolView) -> dict[str, Any]:
    found = {key: _given(pool.values.get(path)) for key, path in _POOL.items()}
    if "maxCount" in pool.values:
        found["count"] = None
    allocation = _given(pool.values.get("podIPAllocationMode"))
    ids = {key: _subnet(cluster, pool.values.get(path)) for key, path in (("subnet", NODES), ("pod_subnet", PODS))}
    return _filled({**found, **ids, "allocation": _ALLOCATIONS.get(allocation)})


def _subnet(cluster: ClusterView, value: Value | None) -> str | None:
    """The subnet's id: as the spec has it, else one where a whole configuration would make the subnet."""
    match value.data if value is not None else None:
        case Subnet(name):
            return f"{_vnet_id(cluster)}/subnets/{name}"
        case Parameter(name):
            return f"{_vnet_id(cluster)}/subnets/{name.removesuffix('_id')}"
        case str() as text:
            return text
    return None


def _vnet_id(cluster: ClusterView) -> str:
    """The VNet of the subnets that have ids already, as all have to be in one; else one of a subscription of nobody."""
    values = (pool.values.get(path) for pool in cluster.pools for path in (NODES, PODS))
    ids = (value.data for value in values if value is not None and isinstance(value.data, str))
    name = (cluster.vnet.name if cluster.vnet is not None else None) or f"{cluster.name}-vnet"
    made = _id(cluster, "Microsoft.Network/virtualNetworks", name)
    return next((one.partition("/subnets/")[0] for one in ids if id_pattern(SUBNETS).fullmatch(one)), made)


def _vnet(cluster: ClusterView) -> dict[str, Any] | None:
    vnet = cluster.vnet
    if vnet is None:
        return None
    return {
        "address_space": [one.text for one in vnet.address_space],
        "subnets": {name: {"prefixes": [one.text for one in subnet.prefixes]} for name, subnet in vnet.subnets.items()},
        "peers": [one.text for one in vnet.peers],
        "on_premises": [one.text for one in vnet.on_premises],
    }

"""The parameters of the Bicep module for one cluster: what its spec says, in the words of the module's types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aksnet.paths import ALLOCATION, MODE, NODES, PLANE, PLUGIN, PODS, STATIC_BLOCK
from aksnet.targets import bicep_text
from aksnet.targets.naming import unique
from aksnet.targets.printing import Code
from aksnet.targets.properties import Resolve, resolved
from aksnet.targets.surroundings import subnets_in_use, surroundings, tags_of
from aksnet.view import ClusterView, Origin, Parameter, PoolView, Subnet, Value

_ACNS = "networkProfile.advancedNetworking"
_LB = "networkProfile.loadBalancerProfile"
_NAT = "networkProfile.natGatewayProfile"
# Where ARM has what the types of the module have.
_NETWORK = {
    "networkProfile.ipFamilies": "ipFamilies",
    "networkProfile.podCidr": "podCidr",
    "networkProfile.podCidrs": "podCidrs",
    "networkProfile.networkPolicy": "networkPolicy",
    "networkProfile.serviceCidr": "serviceCidr",
    "networkProfile.serviceCidrs": "serviceCidrs",
    "networkProfile.dnsServiceIP": "dnsServiceIp",
}
_ACNS_FIELDS = {
    f"{_ACNS}.observability.enabled": "observability",
    f"{_ACNS}.security.enabled": "security",
    f"{_ACNS}.security.advancedNetworkPolicies": "advancedNetworkPolicies",
    f"{_ACNS}.security.transitEncryption.type": "transitEncryption",
    f"{_ACNS}.performance.accelerationMode": "acceleration",
}
_OUTBOUND = {
    "networkProfile.outboundType": "type",
    f"{_NAT}.sku": "sku",
    f"{_LB}.managedOutboundIPs.count": "managedOutboundIpCount",
    f"{_LB}.managedOutboundIPs.countIPv6": "managedOutboundIpv6Count",
    f"{_NAT}.managedOutboundIPProfile.count": "managedOutboundIpCount",
    f"{_NAT}.managedOutboundIPProfile.countIPv6": "managedOutboundIpv6Count",
    f"{_LB}.outboundIPPrefixes.publicIPPrefixes": "outboundIpPrefixes",
    f"{_NAT}.outboundIPPrefixes.publicIPPrefixes": "outboundIpPrefixes",
    f"{_LB}.outboundIPs.publicIPs": "outboundIps",
    f"{_NAT}.outboundIPs.publicIPs": "outboundIps",
    f"{_LB}.allocatedOutboundPorts": "allocatedOutboundPorts",
    f"{_LB}.idleTimeoutInMinutes": "idleTimeoutInMinutes",
    f"{_NAT}.idleTimeoutInMinutes": "idleTimeoutInMinutes",
    f"{_LB}.backendPoolType": "backendPoolType",
}
_API_SERVER = {
    "apiServerAccessProfile.enablePrivateCluster": "enablePrivateCluster",
    "apiServerAccessProfile.enableVnetIntegration": "enableVnetIntegration",
    "apiServerAccessProfile.subnetId": "subnetId",
}
_POOL = {
    "name": "name",
    "mode": "mode",
    "osType": "os",
    "osSKU": "osSku",
    "vmSize": "vmSize",
    "count": "count",
    "minCount": "min",
    "maxCount": "max",
    "maxPods": "maxPods",
    "upgradeSettings.maxSurge": "maxSurge",
    "upgradeSettings.maxUnavailable": "maxUnavailable",
    "availabilityZones": "zones",
    NODES: "subnetId",
    PODS: "podSubnetId",
}
# What a pool of a spec takes from the first one; the module knows no such order.
_SHARED = (NODES, PODS)


def parameters(cluster: ClusterView) -> dict[str, Any]:
    """The value of each parameter that the cluster says something of."""
    resolve = environment(cluster)
    network = _network(cluster, resolve)
    said = {
        "name": cluster.name,
        "location": cluster.text("location"),
        "tags": tags_of(cluster),
        "dnsPrefix": _dns_prefix(cluster),
        "kubernetesVersion": cluster.text("kubernetesVersion"),
        "tier": cluster.text("sku.tier"),
        "identityId": _asked("IDENTITY_ID") if surroundings(cluster).owns_identity else None,
        "network": network,
        "outbound": dict(_fields(cluster.values, _OUTBOUND, resolve)),
        "pools": [_pool(pool, resolve, "allocation" in network) for pool in cluster.pools],
        "apiServer": dict(_fields(cluster.values, _API_SERVER, resolve)),
        **dict(_fields(cluster.values, {"bootstrapProfile.artifactSource": "artifactSource"}, resolve)),
        **dict(_windows(cluster, resolve)),
    }
    return {name: value for name, value in said.items() if value not in (None, {}, [])}


def environment(cluster: ClusterView) -> Resolve:
    """A function from a reference to the environment variable that is asked for it, of which no two are the same."""
    values = [*cluster.values.values(), *(value for pool in cluster.pools for value in pool.values.values())]
    taken = [value.data.name for value in values if isinstance(value.data, Parameter)]
    subnets = [subnet.name for subnet in subnets_in_use(cluster)]
    names = unique((f"{name}_subnet_id" for name in subnets), taken=[*taken, "identity_id"])
    variables = dict(zip(subnets, names, strict=True))

    def resolve(reference: Subnet | Parameter) -> Code:
        return _asked((variables[reference.name] if isinstance(reference, Subnet) else reference.name).upper())

    return resolve


def _asked(variable: str) -> Code:
    return Code(f"readEnvironmentVariable({bicep_text.string(variable)})")


def _dns_prefix(cluster: ClusterView) -> str | None:
    prefix = cluster.text("dnsPrefix")
    return None if prefix == cluster.name else prefix


def _fields(
    values: Mapping[str, Value], rows: Mapping[str, str], resolve: Resolve, also: tuple[str, ...] = ()
) -> Iterator[tuple[str, Any]]:
    """What is given of the rows, in their order; what is in `also` counts where it is not given as well."""
    for path, field in rows.items():
        value = values.get(path)
        if value is not None and (value.origin is Origin.GIVEN or path in also):
            yield field, _plain(resolved(value, resolve))


def _plain(data: Any) -> Any:
    """Ids as the module takes them: texts, and no objects around them."""
    return [one["id"] if isinstance(one, dict) else one for one in data] if isinstance(data, list) else data


def _network(cluster: ClusterView, resolve: Resolve) -> dict[str, Any]:
    plugin, ipam = _mode(cluster)
    allocations = {pool.text(ALLOCATION) for pool in cluster.pools}
    said: dict[str, Any] = {"plugin": plugin}
    if plugin == "cilium" and ipam != "overlay":
        said["ipam"] = ipam
    if ipam == "pod-subnet" and len(allocations) == 1 and None not in allocations:
        said["allocation"] = _allocation(allocations.pop())
    said |= dict(_fields(cluster.values, _NETWORK, resolve))
    if f"{_ACNS}.enabled" in cluster.values:
        said["acns"] = dict(_fields(cluster.values, _ACNS_FIELDS, resolve))
    return said


def _mode(cluster: ClusterView) -> tuple[str, str]:
    """The tag of the network's type, and where pods get their addresses."""
    plugin = {"none": "byo", "kubenet": "kubenet"}.get(str(cluster.text(PLUGIN)))
    if plugin is not None:
        return plugin, plugin
    flat = "pod-subnet" if any(PODS in pool.values for pool in cluster.pools) else "node-subnet"
    ipam = cluster.text(MODE) or flat
    return ("cilium" if cluster.text(PLANE) == "cilium" else ipam), ipam


def _allocation(word: str | None) -> str:
    return "static-block" if word == STATIC_BLOCK else "dynamic"


def _pool(pool: PoolView, resolve: Resolve, allocated: bool) -> dict[str, Any]:
    """One pool; `allocated`: the network says the allocation of all."""
    said = dict(_fields(pool.values, _POOL, resolve, _SHARED))
    if "min" in said:
        said.pop("count", None)
    if "maxUnavailable" in said:
        said.pop("maxSurge", None)
    if said.get("os") == "Linux":
        said.pop("os")
    if ALLOCATION in pool.values and not allocated:
        said["allocation"] = _allocation(pool.text(ALLOCATION))
    return said


def _windows(cluster: ClusterView, resolve: Resolve) -> Iterator[tuple[str, Any]]:
    for path, name in (
        ("windowsProfile.adminUsername", "windowsAdminUsername"),
        ("windowsProfile.adminPassword", "windowsAdminPassword"),
    ):
        if path in cluster.values:
            yield name, resolved(cluster.values[path], resolve)

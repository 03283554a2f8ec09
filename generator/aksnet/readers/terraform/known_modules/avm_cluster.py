"""The module Azure/avm-res-containerservice-managedcluster/azurerm: what its releases make of their inputs.

Up to 0.3 it makes azurerm's resources (avm_cluster_azurerm), from 0.4 to 0.8 ARM's own by azapi. Source:
variables.tf, locals.*.tf, main.*.tf and modules/agentpool at the tags of
https://github.com/Azure/terraform-azurerm-avm-res-containerservice-managedcluster, read on 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from aksnet.expressions.terraform_functions.types import BOOL, NUMBER
from aksnet.expressions.values import NULL, UndeterminedError, Val, reason_of, unknown
from aksnet.facts.azurerm import Version
from aksnet.readers.resources import Kind, Resource
from aksnet.readers.terraform.known_modules import avm_cluster_azurerm
from aksnet.readers.terraform.known_modules.calls import Call
from aksnet.readers.terraform.known_modules.pools import renamed
from aksnet.readers.terraform.known_modules.releases import possible, releases
from aksnet.readers.terraform.known_modules.rows import (
    TEXTS,
    UNDECIDED,
    Row,
    Said,
    Telling,
    agreed,
    differing,
    keyed,
    marks_of,
    nested,
    said,
    told,
    value_of,
)
from aksnet.view import Origin

_RELEASES = releases(
    "0.1.0 0.1.1 0.1.2 0.1.3 0.1.4 0.1.5 0.1.6 0.1.7 0.1.8 0.1.9 0.2.0 0.2.1 0.2.2 0.2.3 0.2.4 0.2.5 0.2.6 0.2.7 0.2.8 "
    "0.2.9 0.3.0 0.3.1 0.3.2 0.3.3 0.4.0 0.4.1 0.4.2 0.4.3 0.5.0 0.5.1 0.5.2 0.5.3 0.5.4 0.5.5 0.5.6 0.5.7 0.6.0 0.6.1 "
    "0.6.2 0.6.3 0.6.4 0.6.5 0.6.6 0.6.7 0.7.0 0.7.1 0.7.2 0.7.3 0.8.0 0.8.1"
)
_V4, _V5, _V5_2, _V6, _V6_1, _V6_2, _V7, _V7_1 = (
    Version(0, 4), Version(0, 5), Version(0, 5, 2), Version(0, 6), Version(0, 6, 1), Version(0, 6, 2), Version(0, 7),
    Version(0, 7, 1),
)  # fmt: skip
_NET, _LB, _NAT = "networkProfile", "networkProfile.loadBalancerProfile", "networkProfile.natGatewayProfile"
_NET_IN, _LB_IN = "network_profile", "network_profile.load_balancer_profile"
_ACNS, _ACNS_IN = f"{_NET}.advancedNetworking", f"{_NET_IN}.advanced_networking"
_API, _API_IN = "apiServerAccessProfile", "api_server_access_profile"
_CLUSTER = (
    Row("name", "name"),
    Row("location", "location"),
    Row("kubernetes_version", "kubernetesVersion"),
    Row("fqdn_subdomain", "fqdnSubdomain", since=_V4),
    Row("node_resource_group", "nodeResourceGroup", since=_V4),
    Row("sku.name", "sku.name", since=_V4),
    Row("sku.tier", "sku.tier", since=_V4),
    Row(f"{_API_IN}.authorized_ip_ranges", f"{_API}.authorizedIPRanges", TEXTS, _V4),
    Row(f"{_API_IN}.enable_private_cluster", f"{_API}.enablePrivateCluster", BOOL, _V4),
    Row(f"{_API_IN}.enable_private_cluster_public_fqdn", f"{_API}.enablePrivateClusterPublicFQDN", BOOL, _V4),
    Row(f"{_API_IN}.enable_vnet_integration", f"{_API}.enableVnetIntegration", BOOL, _V4),
    Row(f"{_API_IN}.private_dns_zone", f"{_API}.privateDNSZone", since=_V4),
    Row(f"{_API_IN}.subnet_id", f"{_API}.subnetId", since=_V4),
    Row("bootstrap_profile.artifact_source", "bootstrapProfile.artifactSource", since=_V4),
    Row("bootstrap_profile.container_registry_id", "bootstrapProfile.containerRegistryId", since=_V4),
    Row("hosted_system_profile.enabled", "hostedSystemProfile.enabled", BOOL, _V6_2),
    Row("hosted_system_profile.node_subnet_id", "hostedSystemProfile.nodeSubnetID", since=_V6_2),
    Row("hosted_system_profile.system_node_subnet_id", "hostedSystemProfile.systemNodeSubnetID", since=_V6_2),
    Row("node_provisioning_profile.mode", "nodeProvisioningProfile.mode", since=_V4),
    Row("service_mesh_profile.mode", "serviceMeshProfile.mode", since=_V4),
    Row(f"{_NET_IN}.network_plugin", f"{_NET}.networkPlugin"),
    Row(f"{_NET_IN}.network_plugin_mode", f"{_NET}.networkPluginMode"),
    Row(f"{_NET_IN}.network_dataplane", f"{_NET}.networkDataplane"),
    Row(f"{_NET_IN}.network_policy", f"{_NET}.networkPolicy"),
    Row(f"{_NET_IN}.network_mode", f"{_NET}.networkMode"),
    Row(f"{_NET_IN}.ip_families", f"{_NET}.ipFamilies", TEXTS),
    Row(f"{_NET_IN}.pod_cidr", f"{_NET}.podCidr"),
    Row(f"{_NET_IN}.pod_cidrs", f"{_NET}.podCidrs", TEXTS),
    Row(f"{_NET_IN}.service_cidr", f"{_NET}.serviceCidr"),
    Row(f"{_NET_IN}.service_cidrs", f"{_NET}.serviceCidrs", TEXTS),
    Row(f"{_NET_IN}.dns_service_ip", f"{_NET}.dnsServiceIP"),
    Row(f"{_NET_IN}.outbound_type", f"{_NET}.outboundType"),
    Row(f"{_NET_IN}.load_balancer_sku", f"{_NET}.loadBalancerSku"),
    Row(f"{_LB_IN}.allocated_outbound_ports", f"{_LB}.allocatedOutboundPorts", NUMBER),
    Row(f"{_LB_IN}.backend_pool_type", f"{_LB}.backendPoolType"),
    Row(f"{_LB_IN}.idle_timeout_in_minutes", f"{_LB}.idleTimeoutInMinutes", NUMBER),
    Row(f"{_LB_IN}.managed_outbound_ips.count", f"{_LB}.managedOutboundIPs.count", NUMBER),
    Row(f"{_LB_IN}.managed_outbound_ips.count_i_pv6", f"{_LB}.managedOutboundIPs.countIPv6", NUMBER),
    Row(f"{_LB_IN}.outbound_ips.public_ips", f"{_LB}.outboundIPs.publicIPs", None),
    Row(f"{_LB_IN}.outbound_ip_prefixes.public_ip_prefixes", f"{_LB}.outboundIPPrefixes.publicIPPrefixes", None),
    Row(f"{_NET_IN}.nat_gateway_profile.idle_timeout_in_minutes", f"{_NAT}.idleTimeoutInMinutes", NUMBER),
    Row(
        f"{_NET_IN}.nat_gateway_profile.managed_outbound_ip_profile.count",
        f"{_NAT}.managedOutboundIPProfile.count",
        NUMBER,
    ),
    Row(f"{_ACNS_IN}.enabled", f"{_ACNS}.enabled", BOOL),
    Row(f"{_ACNS_IN}.observability.enabled", f"{_ACNS}.observability.enabled", BOOL),
    Row(f"{_ACNS_IN}.security.enabled", f"{_ACNS}.security.enabled", BOOL),
    Row(f"{_ACNS_IN}.security.advanced_network_policies", f"{_ACNS}.security.advancedNetworkPolicies"),
    Row(f"{_NET_IN}.static_egress_gateway_profile.enabled", f"{_NET}.staticEgressGatewayProfile.enabled", BOOL),
    Row("kube_proxy_config.enabled", f"{_NET}.kubeProxyConfig.enabled", BOOL, _V7),
    Row("kube_proxy_config.mode", f"{_NET}.kubeProxyConfig.mode", since=_V7),
)
_POOL = (
    Row("availability_zones", "availabilityZones", TEXTS),
    Row("enable_auto_scaling", "enableAutoScaling", BOOL),
    Row("enable_node_public_ip", "enableNodePublicIP", BOOL),
    Row("gateway_profile.public_ip_prefix_size", "gatewayProfile.publicIPPrefixSize", NUMBER),
    Row("local_dns_profile.mode", "localDNSProfile.mode"),
    Row("max_count", "maxCount", NUMBER),
    Row("max_pods", "maxPods", NUMBER),
    Row("min_count", "minCount", NUMBER),
    Row("node_public_ip_prefix_id", "nodePublicIPPrefixID"),
    Row("node_taints", "nodeTaints", TEXTS),
    Row("orchestrator_version", "orchestratorVersion"),
    Row("os_sku", "osSKU"),
    Row("pod_ip_allocation_mode", "podIPAllocationMode"),
    Row("pod_subnet_id", "podSubnetID"),
    Row("scale_set_priority", "scaleSetPriority"),
    Row("type", "type"),
    Row("upgrade_settings.max_surge", "upgradeSettings.maxSurge"),
    Row("upgrade_settings.max_unavailable", "upgradeSettings.maxUnavailable"),
    Row("vm_size", "vmSize"),
    Row("vnet_subnet_id", "vnetSubnetID"),
    Row("windows_profile.disable_outbound_nat", "windowsProfile.disableOutboundNat", BOOL),
)
_DEFAULT_POOL = (
    Row("name", "name", default="systempool", filled=True),
    Row("count_of", "count", NUMBER, default=3, filled=True),
    *_POOL,
)
_FURTHER_POOL = (
    Row("name", "name"),
    Row("count_of", "count", NUMBER),
    Row("mode", "mode"),
    Row("os_type", "osType"),
    *_POOL,
)
_DECIDING = tuple(
    Row(name, "", since=_V4)
    for name in ("parent_id", "default_agent_pool", "agent_pools", "create_agentpools_before_destroy")
)
_INPUTS = (*_CLUSTER, Row("dns_prefix", ""), *_DECIDING, *avm_cluster_azurerm.INPUTS)
_MARKS = (*marks_of(*_CLUSTER), _V5, _V5_2, _V6_1, _V7_1)
# What is left of a cluster of the sku Automatic, from when on.
_AUTOMATIC = dict.fromkeys(
    ("name", "location", "sku", "agentPoolProfiles", _API, "kubernetesVersion", _NET, "nodeResourceGroup"), _V4
) | {"serviceMeshProfile": _V4, "nodeProvisioningProfile": _V6_1, "hostedSystemProfile": _V6_2}
_AUTOMATIC_NET = {
    "dnsServiceIP": _V4,
    "outboundType": _V4,
    "serviceCidr": _V4,
    "podCidr": _V7_1,
    "kubeProxyConfig": _V7,
}


def read(call: Call) -> Iterator[Resource]:
    """The cluster and the pools of a call."""
    try:
        versions = possible(_RELEASES, call.constraint, call.inputs, _INPUTS)
    except UndeterminedError as error:
        yield call.untold(Kind.CLUSTER, error.reason)
        return
    if versions[-1] < _V4:
        yield from avm_cluster_azurerm.read(call, versions)
    elif versions[0] < _V4:
        yield call.untold(Kind.CLUSTER, UNDECIDED)
    else:
        yield _cluster(call, versions)
        yield from _pools(call, versions)


def _cluster(call: Call, versions: Sequence[Version]) -> Resource:
    telling = agreed(differing(versions, _MARKS), partial(_told, said(_CLUSTER, call.inputs), call.inputs))
    telling["agentPoolProfiles"] = Val([_default_pool(call.inputs)])
    return call.arm(Kind.CLUSTER, telling)._replace(api_version=_api_version(call.inputs, versions))


def _api_version(inputs: Mapping[str, Val], versions: Sequence[Version]) -> str | None:
    """The version of ARM's API, where it is the same in all."""
    proxy = inputs.get("kube_proxy_config", NULL)
    if proxy.data is not None:
        return "2026-03-02-preview" if proxy.known else None
    found = {"2026-03-01" if version >= _V6 else "2025-10-01" for version in versions}
    return found.pop() if len(found) == 1 else None


def _told(saying: Said, inputs: Mapping[str, Val], version: Version) -> Telling:
    telling = told(saying, version)
    if version < _V5_2 or "fqdnSubdomain" not in telling:
        telling |= _dns_prefix(inputs, version)
    sku = value_of(inputs, "sku.name")
    if not sku.known:
        return {path: _perhaps(path, value, sku) for path, value in telling.items()}
    if sku.data != "Automatic":
        return telling
    return _automatic(telling, inputs.get("network_profile", NULL), version)


def _dns_prefix(inputs: Mapping[str, Val], version: Version) -> Telling:
    given = value_of(inputs, "dns_prefix")
    if given.data not in (None, ""):
        return {"dnsPrefix": given}
    return {} if version < _V5 else {"dnsPrefix": unknown("the module makes a random one")}


def _perhaps(path: str, value: Val, sku: Val) -> Val:
    """A value of which it is not known whether the sku lets the module send it."""
    if path in ("name", "location") or path.startswith("sku"):
        return value
    return unknown(f"it depends on the sku: {reason_of(sku)}")._replace(at=value.at)


def _automatic(telling: Telling, given: Val, version: Version) -> Telling:
    """What the module leaves of a cluster of the sku Automatic; with a load balancer it sends no network profile."""
    kept = {path: value for path, value in telling.items() if _keeps(path, version)}
    outbound = telling.get(_NET, telling.get(f"{_NET}.outboundType", NULL))
    networks = {path for path in kept if path.partition(".")[0] == _NET}
    if given.data is None or outbound.data == "loadBalancer":
        return {path: value for path, value in kept.items() if path not in networks}
    if outbound.known:
        return kept
    hidden = unknown(f"it depends on the outbound type: {reason_of(outbound)}")
    return kept | {path: hidden._replace(at=kept[path].at) for path in networks}


def _keeps(path: str, version: Version) -> bool:
    first, _, rest = path.partition(".")
    if first not in _AUTOMATIC or version < _AUTOMATIC[first]:
        return False
    second = rest.partition(".")[0]
    return first != _NET or not second or (second in _AUTOMATIC_NET and version >= _AUTOMATIC_NET[second])


def _default_pool(inputs: Mapping[str, Val]) -> Val:
    given = inputs.get("default_agent_pool", Val({}))
    if given.data is not None and not isinstance(given.data, dict):
        return unknown(reason_of(given) if not given.known else "default_agent_pool is no object")._replace(at=given.at)
    members = given.data or {}
    telling = _pool(_DEFAULT_POOL, members)
    telling |= {"mode": Val("System", Origin.MODULE), "osType": Val("Linux", Origin.MODULE)}
    return Val(nested(telling), at=given.at)


def _pool(rows: Sequence[Row], members: Mapping[str, Val]) -> Telling:
    telling = _counted(told(said(rows, members), _V4))
    settings = members.get("upgrade_settings", NULL)
    if isinstance(settings.data, dict):
        none = Val("0", Origin.MODULE, via="upgrade_settings.max_unavailable")
        telling.setdefault("upgradeSettings.maxUnavailable", none)
    return telling


def _counted(telling: Telling) -> Telling:
    """The pool without its number of nodes where it has both bounds."""
    low, high = telling.get("minCount"), telling.get("maxCount")
    if low is None or high is None or "count" not in telling:
        return telling
    if low.known and high.known:
        return {path: value for path, value in telling.items() if path != "count"}
    reason = reason_of(high if low.known else low)
    return telling | {"count": unknown(f"it depends on the bounds: {reason}")._replace(at=telling["count"].at)}


def _pools(call: Call, versions: Sequence[Version]) -> Iterator[Resource]:
    pools = keyed(call.inputs, "agent_pools")
    suffixed = value_of(call.inputs, "create_agentpools_before_destroy", BOOL, default=False)
    found = {"2026-01-02-preview" if version >= _V6 else "2025-10-01" for version in versions}
    api_version = found.pop() if len(found) == 1 else None
    for key, pool in pools.items.items():
        address = call.named("agent_pools", key)
        if isinstance(pool.data, dict):
            telling = renamed(_pool(_FURTHER_POOL, pool.data), suffixed)
            made = call.arm(Kind.POOL, telling, address, pool, call.parent)
        else:
            reason = reason_of(pool) if not pool.known else "the pool is no object"
            made = call.made(Kind.POOL, address, unknown(reason), unknown(reason), call.parent)
        yield made._replace(api_version=api_version)
    if pools.reason is not None:
        yield call.further(Kind.POOL, "agent_pools", pools.reason)

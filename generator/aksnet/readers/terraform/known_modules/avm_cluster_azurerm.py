"""The releases 0.1 to 0.3 of the module Azure/avm-res-containerservice-managedcluster/azurerm, by azurerm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from aksnet.expressions.terraform_functions.types import BOOL, NUMBER
from aksnet.expressions.values import NULL, Val, reason_of, unknown, wrap
from aksnet.facts.azurerm import Version
from aksnet.readers.resources import Kind, Resource
from aksnet.readers.terraform.known_modules.calls import Call
from aksnet.readers.terraform.known_modules.pools import renamed
from aksnet.readers.terraform.known_modules.rows import (
    TEXTS,
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

_V2, _V3_2, _V4 = Version(0, 2), Version(0, 3, 2), Version(0, 4)
_NET, _API = "network_profile", "api_server_access_profile"
_LB, _NAT = f"{_NET}.load_balancer_profile", f"{_NET}.nat_gateway_profile"
# What the module has for the whole of network_profile where a call says nothing.
_NETWORK = {"network_plugin": "azure", "network_policy": "azure", "network_plugin_mode": "overlay"}
_CLUSTER = (
    Row("location", "location", until=_V4),
    Row("kubernetes_version", "kubernetes_version", until=_V4),
    Row("sku_tier", "sku_tier", until=_V4, default="Standard"),
    Row("dns_prefix", "dns_prefix", since=_V2, until=_V4),
    Row("node_resource_group_name", "node_resource_group", until=_V4),
    Row("private_cluster_enabled", "private_cluster_enabled", BOOL, until=_V4, default=False, filled=True),
    Row("service_mesh_profile.mode", "service_mesh_profile.mode", until=_V4),
    Row(f"{_API}.authorized_ip_ranges", f"{_API}.authorized_ip_ranges", TEXTS, Version(0, 1, 4), _V4),
    Row(f"{_API}.subnet_id", f"{_API}.subnet_id", since=_V3_2, until=_V4),
    Row(
        f"{_API}.virtual_network_integration_enabled",
        f"{_API}.virtual_network_integration_enabled",
        BOOL,
        _V3_2,
        _V4,
    ),
    *(
        Row(f"{_NET}.{name}", f"{_NET}.{name}", until=_V4)
        for name in (
            "network_plugin", "network_plugin_mode", "network_data_plane", "network_policy", "pod_cidr",
            "service_cidr", "dns_service_ip", "load_balancer_sku",
        )
    ),
    Row(f"{_NET}.outbound_type", f"{_NET}.outbound_type", until=_V4, default="loadBalancer", filled=True),
    *(
        Row(path, path, TEXTS, until=_V4)
        for path in (
            f"{_NET}.pod_cidrs", f"{_NET}.service_cidrs", f"{_NET}.ip_versions",
            f"{_LB}.outbound_ip_address_ids", f"{_LB}.outbound_ip_prefix_ids",
        )
    ),
    *(
        Row(f"{_LB}.{name}", f"{_LB}.{name}", NUMBER, until=_V4)
        for name in (
            "managed_outbound_ip_count", "managed_outbound_ipv6_count", "outbound_ports_allocated",
            "idle_timeout_in_minutes",
        )
    ),
    *(
        Row(f"{_NAT}.{name}", f"{_NAT}.{name}", NUMBER, until=_V4)
        for name in ("managed_outbound_ip_count", "idle_timeout_in_minutes")
    ),
)  # fmt: skip
_POOL = (
    Row("name", "name"),
    Row("vm_size", "vm_size"),
    Row("os_sku", "os_sku"),
    Row("auto_scaling_enabled", "auto_scaling_enabled", BOOL, default=False, filled=True),
    Row("node_count", "node_count", NUMBER),
    Row("min_count", "min_count", NUMBER),
    Row("max_count", "max_count", NUMBER),
    Row("max_pods", "max_pods", NUMBER),
    Row("zones", "zones", TEXTS),
    Row("orchestrator_version", "orchestrator_version"),
    Row("node_public_ip_enabled", "node_public_ip_enabled", BOOL),
    Row("node_public_ip_prefix_id", "node_public_ip_prefix_id"),
    Row("upgrade_settings.max_surge", "upgrade_settings.max_surge"),
    Row("vnet_subnet_id", "vnet_subnet_id"),
    Row("pod_subnet_id", "pod_subnet_id"),
)
_DEFAULT_POOL = (
    *_POOL,
    Row("type", "type", default="VirtualMachineScaleSets", filled=True),
    Row("temporary_name_for_rotation", "temporary_name_for_rotation"),
)
_FURTHER_POOL = (
    *_POOL,
    Row("mode", "mode"),
    Row("os_type", "os_type"),
    Row("node_taints", "node_taints", TEXTS),
    Row("priority", "priority"),
    Row("windows_profile.outbound_nat_enabled", "windows_profile.outbound_nat_enabled", BOOL),
)
_DECIDING = tuple(
    Row(name, "", until=_V4)
    for name in (
        "resource_group_name", "default_node_pool", "node_pools", "create_nodepools_before_destroy", "cluster_suffix",
        "api_server_access_profile",
    )
)  # fmt: skip
INPUTS = (*_CLUSTER, *_DECIDING)
_MARKS = marks_of(*_CLUSTER)


def read(call: Call, versions: Sequence[Version]) -> Iterator[Resource]:
    """The cluster and the pools of a call of one of these releases."""
    inputs = {"network_profile": wrap(dict(_NETWORK), Val(None, Origin.MODULE)), **call.inputs}
    cluster = agreed(differing(versions, _MARKS), partial(_cluster, said(_CLUSTER, inputs), _name(inputs)))
    cluster["default_node_pool"] = _default_pool(inputs)
    yield from call.azurerm("azurerm_kubernetes_cluster", cluster)
    yield from _pools(call)


def _cluster(saying: Said, name: Val, version: Version) -> Telling:
    telling = told(saying, version)
    telling["name"] = name
    if version < _V2:
        telling["dns_prefix"] = unknown("the module decides it, as the cluster is private or not")
    return telling


def _name(inputs: Mapping[str, Val]) -> Val:
    name, suffix = value_of(inputs, "name"), value_of(inputs, "cluster_suffix", default="")
    if suffix.data == "" or not name.known:
        return name
    if not isinstance(suffix.data, str):
        return unknown(reason_of(suffix))._replace(at=name.at)
    return name._replace(data=f"{name.data}{suffix.data}")


def _default_pool(inputs: Mapping[str, Val]) -> Val:
    given = inputs.get("default_node_pool", NULL)
    if not isinstance(given.data, dict):
        return unknown(reason_of(given) if not given.known else "default_node_pool is no object")._replace(at=given.at)
    return Val(nested(told(said(_DEFAULT_POOL, given.data), Version(0, 3))), at=given.at)


def _pools(call: Call) -> Iterator[Resource]:
    pools = keyed(call.inputs, "node_pools")
    suffixed = value_of(call.inputs, "create_nodepools_before_destroy", BOOL, default=False)
    for key, pool in pools.items.items():
        address = call.named("node_pools", key)
        if isinstance(pool.data, dict):
            telling = renamed(told(said(_FURTHER_POOL, pool.data), Version(0, 3)), suffixed)
            telling["kubernetes_cluster_id"] = call.parent
            yield from call.azurerm("azurerm_kubernetes_cluster_node_pool", telling, address, pool)
        else:
            reason = reason_of(pool) if not pool.known else "the pool is no object"
            yield call.made(Kind.POOL, address, unknown(reason), unknown(reason), call.parent)
    if pools.reason is not None:
        yield call.further(Kind.POOL, "node_pools", pools.reason)

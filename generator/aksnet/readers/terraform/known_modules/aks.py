"""The module Azure/aks/azurerm: what its releases from 4.9 to 11.5 make of their inputs.

Source: variables.tf, main.tf, locals.tf and extra_node_pool.tf at the tags of
https://github.com/Azure/terraform-azurerm-aks, read on 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from aksnet.expressions.signs import sign_of_value
from aksnet.expressions.terraform_functions.types import BOOL, NUMBER
from aksnet.expressions.values import UndeterminedError, Val, reason_of, unknown
from aksnet.facts.azurerm import Version
from aksnet.readers.resources import Kind, Resource
from aksnet.readers.terraform.known_modules.calls import Call
from aksnet.readers.terraform.known_modules.pools import renamed, with_count
from aksnet.readers.terraform.known_modules.releases import possible, releases
from aksnet.readers.terraform.known_modules.rows import (
    TEXT_SET,
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
from aksnet.view import Unknown

_RELEASES = releases(
    "4.9.0 4.10.0 4.11.0 4.12.0 4.13.0 4.14.0 4.15.0 4.16.0 5.0.0 6.0.0 6.1.0 6.2.0 6.3.0 "
    "6.4.0 6.5.0 6.6.0 6.7.0 6.7.1 6.8.0 7.0.0 7.1.0 7.2.0 7.3.0 7.3.1 7.3.2 7.4.0 7.5.0 8.0.0 9.0.0 9.1.0 9.2.0 9.3.0 "
    "9.4.0 9.4.1 10.0.0 10.0.1 10.0.2 10.1.0 10.1.1 10.2.0 11.0.0 11.1.0 11.2.0 11.3.0 11.4.0 11.5.0"
)
_V5, _V7, _V8, _V9, _V10, _V11 = (Version(major) for major in (5, 7, 8, 9, 10, 11))
_V4_11, _V4_12, _V6_3, _V6_8, _V7_1, _V7_2, _V11_5 = (
    Version(4, 11), Version(4, 12), Version(6, 3), Version(6, 8), Version(7, 1), Version(7, 2), Version(11, 5),
)  # fmt: skip
_NET, _LB, _NAT = "network_profile", "network_profile.load_balancer_profile", "network_profile.nat_gateway_profile"
_CLUSTER = (
    Row("location", "location", since=_V5),
    Row("kubernetes_version", "kubernetes_version"),
    Row("sku_tier", "sku_tier", default="Free"),
    Row("prefix", "dns_prefix"),
    Row("node_resource_group", "node_resource_group", since=Version(4, 15)),
    # 10.0.0 alone does not have it, and makes what its default is
    Row("private_cluster_enabled", "private_cluster_enabled", BOOL, default=False),
    Row("private_cluster_public_fqdn_enabled", "private_cluster_public_fqdn_enabled", BOOL, _V5, default=False),
    Row("private_dns_zone_id", "private_dns_zone_id", since=_V5),
    Row("identity_type", "identity.type", since=_V4_12, default="SystemAssigned"),
    Row("api_server_authorized_ip_ranges", "api_server_access_profile.authorized_ip_ranges", TEXT_SET, _V5),
    Row("api_server_subnet_id", "api_server_access_profile.subnet_id", since=_V7_1, until=_V10),
    Row("service_mesh_profile.mode", "service_mesh_profile.mode", since=Version(7, 5)),
    Row("node_provisioning_profile.mode", "node_provisioning_profile.mode", since=Version(11, 4)),
    Row("bootstrap_profile.artifact_source", "bootstrap_profile.artifact_source", since=_V11_5),
    Row("bootstrap_profile.container_registry_id", "bootstrap_profile.container_registry_id", since=_V11_5),
    Row("network_plugin", f"{_NET}.network_plugin", until=_V5, default="kubenet"),
    Row("network_plugin", f"{_NET}.network_plugin", since=_V5, default="kubenet", filled=True),
    Row("network_plugin_mode", f"{_NET}.network_plugin_mode", since=_V7_1),
    Row("network_policy", f"{_NET}.network_policy"),
    Row("network_mode", f"{_NET}.network_mode", since=_V10, until=_V11),
    Row("ebpf_data_plane", f"{_NET}.ebpf_data_plane", since=_V7_2, until=_V11),
    Row("network_data_plane", f"{_NET}.network_data_plane", since=_V10, until=_V11),
    Row("ebpf_data_plane", f"{_NET}.network_data_plane", since=_V11),
    Row("network_ip_versions", f"{_NET}.ip_versions", TEXTS, _V10, _V11),
    Row("network_ip_versions", f"{_NET}.ip_versions", TEXTS, _V11_5),
    Row("net_profile_pod_cidr", f"{_NET}.pod_cidr"),
    # where they are left out, 11.5 makes them of net_profile_pod_cidr, which is told by itself
    Row("net_profile_pod_cidrs", f"{_NET}.pod_cidrs", TEXTS, _V10, _V11),
    Row("net_profile_pod_cidrs", f"{_NET}.pod_cidrs", TEXTS, _V11_5),
    Row("net_profile_service_cidr", f"{_NET}.service_cidr"),
    Row("net_profile_service_cidrs", f"{_NET}.service_cidrs", TEXTS, _V10, _V11),
    Row("net_profile_service_cidrs", f"{_NET}.service_cidrs", TEXTS, _V11_5),
    Row("net_profile_dns_service_ip", f"{_NET}.dns_service_ip"),
    Row("net_profile_docker_bridge_cidr", f"{_NET}.docker_bridge_cidr", until=_V7),
    Row("net_profile_outbound_type", f"{_NET}.outbound_type", default="loadBalancer"),
    Row("load_balancer_sku", f"{_NET}.load_balancer_sku", since=_V6_3, default="standard"),
    Row("nat_gateway_profile.idle_timeout_in_minutes", f"{_NAT}.idle_timeout_in_minutes", NUMBER, _V10),
    Row("nat_gateway_profile.managed_outbound_ip_count", f"{_NAT}.managed_outbound_ip_count", NUMBER, _V10),
    Row(
        "network_profile_advanced_networking.observability_enabled",
        f"{_NET}.advanced_networking.observability_enabled",
        BOOL,
        _V11_5,
    ),
    Row(
        "network_profile_advanced_networking.security_enabled",
        f"{_NET}.advanced_networking.security_enabled",
        BOOL,
        _V11_5,
    ),
)
# In the block that is there where load_balancer_profile_enabled says so.
_BALANCER = tuple(
    Row(f"load_balancer_profile_{name}", f"{_LB}.{name}", kind, _V6_3, default=default)
    for name, kind, default in (
        ("idle_timeout_in_minutes", NUMBER, 30),
        ("managed_outbound_ip_count", NUMBER, None),
        ("managed_outbound_ipv6_count", NUMBER, None),
        ("outbound_ip_address_ids", TEXT_SET, None),
        ("outbound_ip_prefix_ids", TEXT_SET, None),
        ("outbound_ports_allocated", NUMBER, 0),
    )
)
_DEFAULT_POOL = (
    Row("agents_pool_name", "name", until=_V5, default="nodepool"),
    Row("agents_pool_name", "name", since=_V5, default="nodepool", filled=True),
    Row("agents_size", "vm_size", default="Standard_D2s_v3"),
    Row("agents_type", "type", default="VirtualMachineScaleSets"),
    Row("agents_max_pods", "max_pods", NUMBER),
    Row("agents_availability_zones", "zones", TEXTS),
    Row("agents_count", "node_count", NUMBER, default=2),
    Row("agents_min_count", "min_count", NUMBER),
    Row("agents_max_count", "max_count", NUMBER),
    Row("enable_auto_scaling", "auto_scaling_enabled", BOOL, until=_V11, default=False),
    Row("auto_scaling_enabled", "auto_scaling_enabled", BOOL, _V11, default=False),
    Row("enable_node_public_ip", "node_public_ip_enabled", BOOL, until=_V11, default=False),
    Row("node_public_ip_enabled", "node_public_ip_enabled", BOOL, _V11, default=False),
    Row("os_sku", "os_sku", since=_V6_8),
    Row("orchestrator_version", "orchestrator_version"),
    Row("agents_pool_max_surge", "upgrade_settings.max_surge", since=_V7_2, until=_V9),
    Row("agents_pool_max_surge", "upgrade_settings.max_surge", since=_V9, default="10%"),
    Row("temporary_name_for_rotation", "temporary_name_for_rotation", since=_V6_8),
    Row("vnet_subnet_id", "vnet_subnet_id", until=_V10),
    Row("vnet_subnet.id", "vnet_subnet_id", since=_V10),
    Row("pod_subnet_id", "pod_subnet_id", since=_V6_3, until=_V10),
    Row("pod_subnet.id", "pod_subnet_id", since=_V10),
)
# Members of an item of node_pools.
_POOL = (
    Row("name", "name"),
    Row("mode", "mode", default="User", filled=True),
    Row("os_type", "os_type", default="Linux", filled=True),
    Row("os_sku", "os_sku"),
    Row("vm_size", "vm_size"),
    Row("node_count", "node_count", NUMBER),
    Row("min_count", "min_count", NUMBER),
    Row("max_count", "max_count", NUMBER),
    Row("max_pods", "max_pods", NUMBER),
    Row("zones", "zones", TEXT_SET),
    Row("node_taints", "node_taints", TEXTS),
    Row("orchestrator_version", "orchestrator_version"),
    Row("priority", "priority", default="Regular", filled=True),
    Row("enable_auto_scaling", "auto_scaling_enabled", BOOL, until=_V11),
    Row("auto_scaling_enabled", "auto_scaling_enabled", BOOL, _V11),
    Row("enable_node_public_ip", "node_public_ip_enabled", BOOL, until=_V11),
    Row("node_public_ip_enabled", "node_public_ip_enabled", BOOL, _V11),
    Row("node_public_ip_prefix_id", "node_public_ip_prefix_id"),
    Row("upgrade_settings.max_surge", "upgrade_settings.max_surge"),
    Row("upgrade_settings.max_unavailable", "upgrade_settings.max_unavailable", since=_V11_5),
    Row("windows_profile.outbound_nat_enabled", "windows_profile.outbound_nat_enabled", BOOL),
    Row("vnet_subnet_id", "vnet_subnet_id", until=_V10),
    Row("vnet_subnet.id", "vnet_subnet_id", since=_V10),
    Row("pod_subnet_id", "pod_subnet_id", until=_V10),
    Row("pod_subnet.id", "pod_subnet_id", since=_V10),
)
# Inputs that decide about others.
_DECIDING = (
    Row("cluster_name", "", since=_V4_11),
    Row("cluster_name_random_suffix", "", since=_V8),
    Row("api_server_vnet_integration_enabled", "", since=_V11_5),
    Row("api_server_subnet_id", "", since=_V11_5),
    Row("load_balancer_profile_enabled", "", since=_V6_3),
    Row("node_pools", "", since=_V6_8),
)
_INPUTS = (*_CLUSTER, *_BALANCER, *_DEFAULT_POOL, *_DECIDING)
_MARKS, _POOL_MARKS = marks_of(*_INPUTS), (_V7, _V8, *marks_of(*_POOL))
# The folder v4 of releases 10 is for azurerm 4: its network_profile is that of releases 11, and leaves these out.
_LEFT_OUT = frozenset({"network_mode", "network_data_plane", "network_ip_versions", "nat_gateway_profile"}) | {
    "net_profile_pod_cidrs",
    "net_profile_service_cidrs",
    "ebpf_data_plane",
}
_CLUSTER_V4 = (
    *(row for row in _CLUSTER if row.input not in _LEFT_OUT),
    Row("ebpf_data_plane", f"{_NET}.network_data_plane"),
)


def read(call: Call) -> Iterator[Resource]:
    """The cluster and the pools of a call."""
    yield from _read(call, _CLUSTER, _RELEASES)


def read_v4(call: Call) -> Iterator[Resource]:
    """The same of the module's folder for azurerm 4."""
    yield from _read(call, _CLUSTER_V4, [version for version in _RELEASES if _V10 <= version < _V11])


def _read(call: Call, rows: Sequence[Row], known: Sequence[Version]) -> Iterator[Resource]:
    try:
        versions = possible(known, call.constraint, call.inputs, _INPUTS)
    except UndeterminedError as error:
        yield call.untold(Kind.CLUSTER, error.reason)
        return
    some, balancer = differing(versions, _MARKS), said(_BALANCER, call.inputs)
    cluster = agreed(some, partial(_cluster, said(rows, call.inputs), balancer, call.inputs))
    pool = agreed(some, partial(_default_pool, said(_DEFAULT_POOL, call.inputs)))
    cluster["default_node_pool"] = Val(nested(pool))
    yield from call.azurerm("azurerm_kubernetes_cluster", cluster)
    yield from _pools(call, versions)


def _cluster(saying: Said, balancer: Said, inputs: Mapping[str, Val], version: Version) -> Telling:
    telling = told(saying, version)
    telling["name"] = _name(inputs, version)
    if version < _V10 and "location" not in telling:
        telling["location"] = unknown("it is that of the resource group")
    if "client_id" in inputs:
        telling["identity.type"] = unknown("it depends on the service principal")
    if version >= _V6_3:
        telling |= _balancer(balancer, inputs, version)
    if version >= _V11_5:
        telling |= _api_server(inputs)
    return telling


def _name(inputs: Mapping[str, Val], version: Version) -> Val:
    """The cluster's name: what is given, else the prefix with "-aks" behind it."""
    given, prefix = value_of(inputs, "cluster_name"), value_of(inputs, "prefix", default="")
    suffix = value_of(inputs, "cluster_name_random_suffix", BOOL, default=False)
    stated_null = "prefix" in inputs and inputs["prefix"].data is None
    if suffix.data is not False:
        random = Unknown("the module puts random characters behind it", sign=sign_of_value(prefix))
        return Val(random, at=given.at or prefix.at)
    if not given.known or not prefix.known or stated_null or given.data == "":
        reason = "it depends on the prefix and the name together" if stated_null or given.data == "" else ""
        return unknown(reason or reason_of(prefix if given.known else given))._replace(at=given.at or prefix.at)
    if given.data is not None:
        return given
    made = f"{prefix.data}-aks"
    return prefix._replace(data=made if version < _V7_1 else made.strip("-"))


def _balancer(saying: Said, inputs: Mapping[str, Val], version: Version) -> Telling:
    """The load balancer's profile, where it is enabled and the load balancer is of the sku "standard"."""
    enabled = value_of(inputs, "load_balancer_profile_enabled", BOOL, default=False)
    sku = inputs.get("load_balancer_sku", Val("standard"))
    if enabled.data is False or (sku.known and sku.data != "standard"):
        return {}
    if not enabled.known or not sku.known:
        cause = enabled if not enabled.known else sku
        return {_LB: unknown(reason_of(cause))._replace(at=cause.at)}
    return told(saying, version)


def _api_server(inputs: Mapping[str, Val]) -> Telling:
    """The API server's subnet, from 11.5 on: without integration and without ranges the module drops it."""
    enabled = value_of(inputs, "api_server_vnet_integration_enabled", BOOL, default=False)
    ranges, subnet = value_of(inputs, "api_server_authorized_ip_ranges", TEXT_SET), inputs.get("api_server_subnet_id")
    path = "api_server_access_profile"
    if enabled.data is False and ranges.data is None:
        return {}
    telling = {f"{path}.virtual_network_integration_enabled": enabled}
    if subnet is not None and subnet.data is not None:
        certain = enabled.data is True or (enabled.known and ranges.known)
        subnet = subnet if certain else unknown("it is not known whether the module hands it on")._replace(at=subnet.at)
        telling[f"{path}.subnet_id"] = subnet
    return telling


def _default_pool(saying: Said, version: Version) -> Telling:
    telling = told(saying, version)
    return with_count(telling, telling.get("auto_scaling_enabled"), "node_count", ("min_count", "max_count"))


def _pools(call: Call, versions: Sequence[Version]) -> Iterator[Resource]:
    pools, some = keyed(call.inputs, "node_pools"), differing(versions, _POOL_MARKS)
    for key, pool in pools.items.items():
        address = call.named("node_pools", key)
        if not isinstance(pool.data, dict):
            reason = reason_of(pool) if not pool.known else "the pool is no object"
            made = call.made(Kind.POOL, address, unknown(reason), unknown(reason), call.parent)
            yield made
            continue
        suffixed = value_of(pool.data, "create_before_destroy", BOOL, default=True)
        telling = agreed(some, partial(_pool, said(_POOL, pool.data), suffixed))
        telling["kubernetes_cluster_id"] = call.parent
        yield from call.azurerm("azurerm_kubernetes_cluster_node_pool", telling, address, pool)
    if pools.reason is not None:
        yield call.further(Kind.POOL, "node_pools", pools.reason)


def _pool(saying: Said, suffixed: Val, version: Version) -> Telling:
    return renamed(told(saying, version), suffixed if version >= _V8 else Val(version >= _V7))

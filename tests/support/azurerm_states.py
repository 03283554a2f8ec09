"""What Terraform's state has of the clusters of azurerm_clusters.py: as AKS would have answered, zeros and all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from aksnet.facts.azurerm import Version
from aksnet.facts.azurerm_schema import exists
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import orphans_of, views_of
from aksnet.transitions.azurerm.sides import CLUSTER, POOL
from aksnet.view import ClusterView, PoolView

SUBNET = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/"
BALANCER = {
    "backend_pool_type": "NodeIPConfiguration",
    "effective_outbound_ips": ["/subscriptions/x/y"],
    "idle_timeout_in_minutes": 30,
    "managed_outbound_ip_count": 1,
    "managed_outbound_ipv6_count": 0,
    "outbound_ip_address_ids": [],
    "outbound_ip_prefix_ids": [],
    "outbound_ports_allocated": 0,
}
_PROFILE = {
    "network_plugin": "azure",
    "network_plugin_mode": "",
    "network_policy": "",
    "network_data_plane": "azure",
    "network_mode": "",
    "pod_cidr": "",
    "pod_cidrs": [],
    "service_cidr": "10.0.0.0/16",
    "dns_service_ip": "10.0.0.10",
    "ip_versions": ["IPv4"],
    "load_balancer_sku": "standard",
    "outbound_type": "loadBalancer",
    "load_balancer_profile": [],
    "nat_gateway_profile": [],
    "advanced_networking": [],
    "ebpf_data_plane": "",
}
KUBENET = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}
_POOL = {
    "vm_size": "Standard_D4s_v5",
    "node_count": 3,
    "max_pods": 30,
    "os_sku": "Ubuntu",
    "os_disk_size_gb": 128,
    "os_disk_type": "Managed",
    "kubelet_disk_type": "OS",
    "scale_down_mode": "Delete",
    "ultra_ssd_enabled": False,
    "fips_enabled": False,
    "vnet_subnet_id": "",
    "pod_subnet_id": "",
    "zones": None,
    "upgrade_settings": [],
    "orchestrator_version": "1.34.1",
    "kubelet_config": [],
    "linux_os_config": [],
    "auto_scaling_enabled": False,
    "node_public_ip_enabled": False,
    "host_encryption_enabled": False,
}
_RENAMED = {
    "auto_scaling_enabled": "enable_auto_scaling",
    "node_public_ip_enabled": "enable_node_public_ip",
    "host_encryption_enabled": "enable_host_encryption",
}


def named(pool: Mapping[str, Any], version: Version) -> dict[str, Any]:
    """The arguments of a pool by the names of a release."""
    return {_RENAMED.get(name, name) if version.major < 4 else name: one for name, one in pool.items()}


def profile_of(said: Mapping[str, Any] | None, version: Version) -> dict[str, Any]:
    """What a state has of a network profile that was written so."""
    made = {**_PROFILE, **(KUBENET if said is None else said)}
    made["pod_cidrs"] = made["pod_cidrs"] or ([made["pod_cidr"]] if made["pod_cidr"] else [])
    made["pod_cidr"] = made["pod_cidr"] or (made["pod_cidrs"] or [""])[0]
    made.setdefault("service_cidrs", [made["service_cidr"]])
    if made["ebpf_data_plane"] == "cilium":
        made["network_data_plane"] = "cilium"
    elif made["network_data_plane"] == "cilium":
        made["ebpf_data_plane"] = "cilium"
    made = {name: [one] if isinstance(one, Mapping) else one for name, one in made.items()}
    return {name: one for name, one in made.items() if exists(CLUSTER, f"network_profile.{name}", version)}


def state(
    version: Version,
    network: Mapping[str, Any] | None,
    pool: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
    live: Mapping[str, Any] | None = None,
) -> str:
    """A state of a cluster; `live` is laid over it by paths as Terraform has them."""
    values: dict[str, Any] = {
        "name": "prod",
        "location": "westeurope",
        "resource_group_name": "rg-prod",
        "dns_prefix": "prod",
        "identity": [{"type": "SystemAssigned", "principal_id": "p", "identity_ids": None}],
        "default_node_pool": [_pool(version, "system", pool, CLUSTER, "default_node_pool.")],
        "network_profile": [profile_of(network, version)],
        "sku_tier": "Free",
        "private_cluster_enabled": False,
        "role_based_access_control_enabled": True,
        "run_command_enabled": True,
        "oidc_issuer_enabled": version.major > 4,
        "node_resource_group": "MC_rg-prod_prod_westeurope",
        "node_os_upgrade_channel": "NodeImage",
        "node_provisioning_profile": [{"mode": "Manual", "default_node_pools": "Auto"}],
        "api_server_access_profile": [],
        "bootstrap_profile": [],
        **{name: [one] if isinstance(one, Mapping) else one for name, one in (more or {}).items()},
    }
    values = {name: one for name, one in values.items() if exists(CLUSTER, name, version)}
    for path, one in (live or {}).items():
        _lay(values, path, one)
    return _shown("azurerm_kubernetes_cluster", "aks", values)


def _pool(version: Version, name: str, pool: Mapping[str, Any] | None, kind: str, base: str) -> dict[str, Any]:
    temporary = {} if kind == POOL else {"temporary_name_for_rotation": "systemtmp"}
    made = named({"name": name, **_POOL, **temporary, **(pool or {})}, version)
    made = {
        key: [one] if isinstance(one, Mapping) and key != "node_public_ip_tags" else one for key, one in made.items()
    }
    return {key: one for key, one in made.items() if exists(kind, base + key, version)}


def pool_state(version: Version, pool: Mapping[str, Any], live: Mapping[str, Any] | None = None) -> str:
    """A state of a further pool, without its cluster."""
    beside = {"mode": "User", "os_type": "Linux", "priority": "Regular", "spot_max_price": -1, "node_count": 1}
    values = _pool(version, "user", {**beside, **pool}, POOL, "")
    values["kubernetes_cluster_id"] = (
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/prod"
    )
    for path, one in (live or {}).items():
        _lay(values, path, one)
    return _shown("azurerm_kubernetes_cluster_node_pool", "user", values)


def _lay(values: dict[str, Any], path: str, one: Any) -> None:
    *parents, leaf = path.replace(".0.", ".").split(".")
    for parent in parents:
        values = values[parent][0]
    if leaf in values or leaf in ("upgrade_settings", "network_data_plane"):
        values[leaf] = one


def _shown(kind: str, name: str, values: Mapping[str, Any]) -> str:
    resource = {"address": f"{kind}.{name}", "mode": "managed", "type": kind, "name": name, "values": values}
    resource["provider_name"] = "registry.terraform.io/hashicorp/azurerm"
    return json.dumps({"format_version": "1.0", "values": {"root_module": {"resources": [resource]}}})


@lru_cache(maxsize=4096)
def view(text: str, name: str = "main.tf") -> ClusterView:
    """The only cluster of a text; of a pool alone a cluster of which nothing is known."""
    return next(_views(text, name))


def _views(text: str, name: str) -> Iterator[ClusterView]:
    (configuration,) = read(Request(["-"], name, text.encode))
    yield from views_of(configuration)
    yield from orphans_of(configuration)


def before(text: str) -> ClusterView:
    """The only cluster of a state."""
    return view(text, "state.json")


def pool_of(cluster: ClusterView, name: str) -> PoolView:
    """A pool by its name."""
    return next(pool for pool in cluster.pools if pool.name == name)

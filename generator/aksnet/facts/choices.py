"""The words a user may choose from, as a plain table: help and completion must not load the models."""

from __future__ import annotations

# plugin, and the aliases under which people know it
PLUGINS: dict[str, tuple[str, ...]] = {
    "overlay": (),
    "cilium": (),
    "pod-subnet": ("dynamic",),
    "node-subnet": ("azure", "traditional"),
    "byo": ("none",),
    "kubenet": (),
}
ALIASES = {alias: plugin for plugin, aliases in PLUGINS.items() for alias in aliases}

IPAM = ("overlay", "pod-subnet", "node-subnet")
ALLOCATIONS = ("dynamic", "static-block")
POLICIES = ("none", "azure", "calico", "cilium")
OUTBOUND_TYPES = (
    "loadBalancer",
    "userDefinedRouting",
    "managedNATGateway",
    "userAssignedNATGateway",
    "none",
)
TARGETS = ("terraform", "bicep", "arm", "az")
EMITS = ("block", "cluster")
PROVIDERS = ("azurerm", "azapi")
REPORTS = ("text", "json", "sarif", "github", "azure", "junit")
SEVERITIES = ("error", "warning", "info")

# Words of other tools, and what says the same in a spec.
ELSEWHERE = {
    "network_plugin": "plugin says it: overlay, cilium, pod-subnet, node-subnet, byo or kubenet",
    "network_plugin_mode": "plugin: overlay says it",
    "network_dataplane": "plugin: cilium says it",
    "network_data_plane": "plugin: cilium says it",
    "ebpf_data_plane": "plugin: cilium says it",
    "network_mode": "it is for clusters of old: leave it out",
    # fact MODE-12: the API dropped it, and ignored it before
    "docker_bridge_cidr": "the API dropped it in 2023-04-01: leave it out",
    "outbound_type": "write outbound: {type: …} beside network:",
    "ip_versions": "the key is ip_families",
    "vnet_subnet_id": "the key is subnet: a name out of vnet.subnets, or an ARM id",
    "pod_subnet_id": "the key is pod_subnet: a name out of vnet.subnets, or an ARM id",
    "pod_ip_allocation_mode": "the key is allocation: dynamic or static-block",
    "node_count": "the key is count",
}

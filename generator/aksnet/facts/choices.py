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

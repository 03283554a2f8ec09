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
LOAD_BALANCER_SKUS = ("basic", "standard")
TARGETS = ("terraform", "bicep", "arm", "az")
EMITS = ("block", "cluster", "module", "inputs")
# Which of them only these targets have.
MODULE_TARGETS = ("terraform", "bicep")
PROVIDERS = ("azurerm", "azapi")
REPORTS = ("text", "json", "sarif", "github", "azure", "junit")
SHOWS = ("text", "json")
SCHEMAS = ("spec", "policy")
PLANS = ("text", "json", "csv", "markdown", "svg", "html")
# Which of them have no room for formulas.
BARE_PLANS = ("csv", "svg")
TABLES = ("text", "json", "markdown")
MIGRATIONS = (*REPORTS, "markdown")
# What a change does, at Azure and with a tool: a test holds them equal to the verdicts.
VERDICTS = (
    "no-change",
    "no-op",
    "create",
    "in-place",
    "in-place-irreversible",
    "steps",
    "rotate",
    "permanent-diff",
    "new-pool",
    "undecided",
    "error-at-validate",
    "error-at-plan",
    "error-at-apply",
    "replace",
    "recreate",
    "refused",
    "delete",
)
# Of the view of what retires: its formats, and what of it may fail.
CALENDARS = ("text", "json", "markdown", "csv")
RETIRING = ("expired", "retiring")
# Findings that are errors: what a plan does not show.
FAILING = ("replace", "recreate", "refused", "delete", "danger")
# What fails a run: verdicts, such findings, or nothing at all.
GATES = (*VERDICTS, "danger", "none")
SEVERITIES = ("error", "warning", "info")

# The ways to set a cluster's network up that a recommendation weighs, in the order in which Microsoft recommends them:
# facts section 8, CIL-01, NSN-02, BYO-05, KUB-01.
WAYS = (
    "cilium",
    "overlay",
    "cilium-pod-subnet",
    "pod-subnet",
    "cilium-static-block",
    "pod-subnet-static-block",
    "cilium-node-subnet",
    "node-subnet",
    "byo",
    "kubenet",
)
# What a cluster may need of its network, beside numbers.
NEEDS = (
    "windows",
    "direct-pod-access",
    "network-policy",
    "fqdn-policy",
    "l7-policy",
    "encryption",
    "dual-stack",
    "virtual-nodes",
    "node-provisioning",
    "isolated",
    "static-egress-gateway",
    "private-link-service",
    "gateway-for-containers",
    "cross-cluster",
    "managed-vnet",
    "own-cni",
)

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

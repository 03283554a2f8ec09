"""The properties that many rules ask for, by their ARM paths, and what they say together."""

from __future__ import annotations

from aksnet.view import ClusterView, PoolView

PLUGIN, MODE, PLANE, POLICY, FAMILIES, OUTBOUND = (
    f"networkProfile.{key}"
    for key in ("networkPlugin", "networkPluginMode", "networkDataplane", "networkPolicy", "ipFamilies", "outboundType")
)
LOAD_BALANCER, NAT = "networkProfile.loadBalancerProfile.", "networkProfile.natGatewayProfile."
LOAD_BALANCER_SKU = "networkProfile.loadBalancerSku"
SKU, IDENTITY = "sku.name", "identity.type"
API_SERVER_SUBNET, INTEGRATED, PRIVATE, AUTHORIZED = (
    f"apiServerAccessProfile.{key}"
    for key in ("subnetId", "enableVnetIntegration", "enablePrivateCluster", "authorizedIPRanges")
)
HOSTED_NODES, HOSTED_SYSTEM = (f"hostedSystemProfile.{key}" for key in ("nodeSubnetID", "systemNodeSubnetID"))
EGRESS_GATEWAY = "networkProfile.staticEgressGatewayProfile.enabled"
MESH = "serviceMeshProfile.mode"
# of a pool
NODES, PODS, ALLOCATION = "vnetSubnetID", "podSubnetID", "podIPAllocationMode"
DYNAMIC, STATIC_BLOCK = "DynamicIndividual", "StaticBlock"

NOT_SUPPORTED = "Not supported: the documents rule it out, and name no error."


def dual_stack(cluster: ClusterView) -> bool:
    """Whether the cluster has IPv6 beside IPv4, or alone."""
    return "IPv6" in cluster.texts(FAMILIES)


def group_of(cluster: ClusterView) -> str | None:
    """The resource group that it is in, where that is said."""
    declared = cluster.declared
    return cluster.resource_group or (declared.group if declared is not None else None)


def flat(cluster: ClusterView) -> bool:
    """Whether pods get addresses of subnets, and the cluster has no pod CIDR."""
    return cluster.text(PLUGIN) == "azure" and cluster.absent(MODE)


def static_block(cluster: ClusterView) -> bool | None:
    """Whether all pools take static blocks; None where it cannot be told."""
    if not cluster.pools or any(pool.unknown(ALLOCATION) for pool in cluster.pools):
        return None
    return all(pool.text(ALLOCATION) == STATIC_BLOCK for pool in cluster.pools)


def overlaid(cluster: ClusterView) -> bool:
    """Whether pods get addresses of an overlay, as AKS Automatic presets it (fact AUTO-01)."""
    preset = cluster.text(SKU) == "Automatic" and cluster.absent(MODE) and cluster.text(PLUGIN) in (None, "azure")
    return cluster.text(MODE) == "overlay" or (preset and not cluster.unknown(PLUGIN))


def engine_of(cluster: ClusterView) -> str | None:
    """The network policy engine, with what the service takes where none is given; None where it cannot be told."""
    if not cluster.absent(POLICY):
        return cluster.text(POLICY)
    if cluster.unknown(PLANE) or cluster.unknown(SKU):
        return None
    # facts MODE-08, AUTO-01
    return "cilium" if cluster.text(PLANE) == "cilium" or cluster.text(SKU) == "Automatic" else "none"


def allocation_of(pool: PoolView) -> str | None:
    """How the pool's pods get addresses of their subnet; None where it cannot be told."""
    # the service's default: managedClusters.json of Azure/azure-rest-api-specs, stable/2026-06-01
    return DYNAMIC if pool.absent(ALLOCATION) else pool.text(ALLOCATION)


def is_windows(pool: PoolView) -> bool:
    """Whether the pool's nodes run Windows."""
    return pool.text("osType") == "Windows"


def gives_blocks(cluster: ClusterView) -> bool:
    """Whether nodes certainly take blocks of the pod CIDR: without a plugin it is overlay or kubenet."""
    return cluster.text(MODE) == "overlay" or cluster.text(PLUGIN) == "kubenet" or cluster.absent(PLUGIN)


def service_judges(cluster: ClusterView) -> bool:
    """Whether the service is the first to judge it: no az or azurerm looks at it before."""
    return cluster.declared is not None and not cluster.declared.by_azurerm


def base_sku(cluster: ClusterView) -> bool:
    """Whether the cluster is certainly not AKS Automatic, which presets its network."""
    return cluster.absent(SKU) or cluster.text(SKU) == "Base"

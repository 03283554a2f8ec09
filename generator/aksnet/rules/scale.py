"""34x: how large a cluster and its pools may be."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import scale
from aksnet.facts.sources import aks
from aksnet.findings import Severity
from aksnet.paths import NOT_SUPPORTED, PLUGIN, POLICY, base_sku
from aksnet.planning.counting import COUNT, Counted, most_nodes, most_of_all, size_path, surge_nodes, whole
from aksnet.rules.acns import POLICIES, SERVICES
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.pool_limits import MAX_PODS
from aksnet.view import ClusterView, PoolView

TIER = "sku.tier"
LARGE = aks("best-practices-performance-scale-large")
QUOTAS = aks("quotas-skus-regions")
DEFAULT = " (some by default)"


def said(nodes: Counted) -> str:
    """A number of nodes in words."""
    return f"{nodes.number} {'node' if nodes.number == 1 else 'nodes'}{DEFAULT if nodes.default else ''}"


def _together(nodes: Counted) -> str:
    return f"the pools have {said(nodes)} together"


def _nodes(cluster: ClusterView, bound: int) -> Counted | None:
    """The nodes of all pools together, where they are known and more than `bound`."""
    nodes = most_of_all(cluster) if cluster.pools_stated else None
    return nodes if nodes is not None and nodes.number > bound else None


@rule(
    "AKN340",
    "nodes-per-cluster",
    "choose tier Standard",
    aks("free-standard-pricing-tiers"),
    aks("core-aks-concepts"),
    QUOTAS,
    answer="Not supported: the documents set the limits, and name no error. More than 10 nodes in the Free tier work,"
    " against the recommendation.",
    facts=("SCALE-01",),
)
def nodes_per_cluster(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster has 5,000 nodes at the most, and 1,000 in the Free tier, which is meant for 10.

    Counted are the most nodes that the autoscaler makes. The Free tier is what a cluster gets that names none; AKS
    Automatic has the Standard tier. Microsoft recommends the Free tier for no more than 10 nodes: beyond that this is
    for your information.
    """
    nodes, tier = _nodes(cluster, scale.RECOMMENDED_FREE_NODES), _free(cluster)
    if nodes is None:
        return
    words = _together(nodes)
    if nodes.number > scale.MAX_NODES:
        hint = "spread them over several clusters, or let the pools grow less"
        yield Hit(f"{words}: a cluster has {scale.MAX_NODES} at the most", _largest(cluster).where(COUNT), hint=hint)
    elif tier is not None and nodes.number > scale.MAX_FREE_NODES:
        yield Hit(f"{words}: the tier {tier} takes {scale.MAX_FREE_NODES} at the most", cluster.where(TIER))
    elif tier is not None:
        message = f"{words}: the tier {tier} is recommended for {scale.RECOMMENDED_FREE_NODES} at the most"
        yield Hit(message, cluster.where(TIER), Severity.INFO)


def _free(cluster: ClusterView) -> str | None:
    """The tier in words, where it is certainly the Free one."""
    if not base_sku(cluster):
        return None
    tier = "Free (the default)" if cluster.absent(TIER) else cluster.text(TIER) or ""
    return tier if tier.lower().startswith("free") else None


def _largest(cluster: ClusterView) -> PoolView:
    return max(cluster.pools, key=lambda pool: most_nodes(pool) or 0)


@rule(
    "AKN341",
    "kubenet-nodes",
    "choose overlay, or let the pools grow less",
    aks("configure-kubenet"),
    answer="AKS checks the number when the cluster is made and when it is upgraded, and refuses more.",
    facts=("KUB-02",),
)
def kubenet_nodes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A kubenet cluster has 400 nodes at the most.

    Each node has a route in the subnet's route table, and a route table takes no more than 400 of them. Overlay has no
    such limit. Counted are the most nodes that the autoscaler makes.
    """
    nodes = _nodes(cluster, scale.MAX_KUBENET_NODES) if cluster.text(PLUGIN) == "kubenet" else None
    if nodes is not None:
        message = f"{_together(nodes)} beside networkPlugin kubenet, which takes {scale.MAX_KUBENET_NODES} at the most"
        yield Hit(message, cluster.where(PLUGIN))


@rule(
    "AKN342",
    "pool-limits",
    "spread the nodes over more pools, but no more than 100",
    LARGE,
    QUOTAS,
    aks("upgrade-aks-node-pools-rolling"),
    answer="Azure makes no larger scale set, and does not upgrade a pool that would outgrow it. For the number of pools"
    " the documents set the limit, and name no error.",
    facts=("IP-20",),
)
def pools_per_cluster(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster has 100 pools at the most, and a pool 1,000 nodes, those of an upgrade among them.

    A pool is a scale set, and that is the most that one has. That the nodes of an upgrade do not fit beside the most
    nodes of the pool is a warning, for it depends on the nodes there are at that time. Pools of the type
    VirtualMachines are no scale sets, and left alone.
    """
    if len(cluster.pools) > scale.MAX_POOLS:
        message = f"the cluster has {len(cluster.pools)} pools: {scale.MAX_POOLS} are the most"
        hint = "put the nodes into fewer pools, or into several clusters"
        yield Hit(message, cluster.pools[scale.MAX_POOLS].where("name"), hint=hint)
    for pool in cluster.pools:
        if pool.absent("type") or pool.text("type") == "VirtualMachineScaleSets":
            yield from _too_large(pool)


def _too_large(pool: PoolView) -> Iterator[Hit]:
    nodes, surge = most_nodes(pool), surge_nodes(pool)
    if nodes is None or nodes + (surge or 0) <= scale.MAX_POOL_NODES:
        return
    words, place = f"the pool {pool.name!r} has {nodes} nodes", pool.where(size_path(pool) or COUNT)
    if nodes > scale.MAX_POOL_NODES:
        yield Hit(f"{words}: a pool has {scale.MAX_POOL_NODES} at the most", place)
    else:
        message = f"{words} and {surge} more in an upgrade: a pool has {scale.MAX_POOL_NODES} at the most"
        hint = "let the pool grow less, or give it a smaller maxSurge"
        yield Hit(message, place, Severity.WARNING, hint)


@rule(
    "AKN343",
    "npm-nodes",
    "choose cilium on Linux, calico where there are Windows pools, or let the pools grow less",
    aks("use-network-policies"),
    answer=NOT_SUPPORTED,
    facts=("POL-03",),
)
def npm_nodes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Azure Network Policy Manager is supported for 250 nodes at the most.

    The documents give the limit for Linux; Cilium and Calico have none like it. The other limit, 20,000 pods, cannot be
    told from a configuration. Counted are the most nodes that the autoscaler makes.
    """
    nodes = _nodes(cluster, scale.MAX_NPM_NODES) if cluster.text(POLICY) == "azure" else None
    if nodes is not None:
        message = f"{_together(nodes)} beside networkPolicy azure, which takes {scale.MAX_NPM_NODES} at the most"
        yield Hit(message, cluster.where(POLICY))


@rule(
    "AKN344",
    "l7-nodes",
    "choose advanced policies FQDN, or keep the cluster below one of the two numbers",
    aks("container-network-security-l7-policy-concepts"),
    answer="Not supported if the pods come: the documents rule it out, and name no error.",
    facts=("ACNS-07",),
    severity=Severity.WARNING,
)
def l7_nodes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """L7 policies are supported up to 1,000 nodes or 40,000 pods, whichever is more.

    How many pods there will be is not in a configuration. The rule speaks where both the nodes and the pods that they
    are allowed are more, each at their most; fewer pods may run, so it is a warning.
    """
    asked = cluster.text(POLICIES) == "L7" and cluster.known(f"{SERVICES}.enabled") is True
    nodes, pods = _nodes(cluster, scale.L7_NODES), _most_pods(cluster)
    if asked and nodes is not None and pods is not None and pods > scale.L7_PODS:
        words = f"the pools have {said(nodes)} and room for {pods} pods"
        message = (
            f"{words}: advancedNetworkPolicies L7 takes {scale.L7_NODES} nodes or {scale.L7_PODS} pods at the most"
        )
        yield Hit(message, cluster.where(POLICIES))


def _most_pods(cluster: ClusterView) -> int | None:
    """The pods that all nodes are allowed together; None where it cannot be told."""
    total = 0
    for pool in cluster.pools:
        nodes, pods = most_nodes(pool), pool.known(MAX_PODS)
        if nodes is None or not whole(pods):
            return None
        total += nodes * pods
    return total


RULES = (nodes_per_cluster, kubenet_nodes, pools_per_cluster, npm_nodes, l7_nodes)

"""33x: network-isolated clusters."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import ARM_REFERENCE, AZURERM_CLUSTER, aks
from aksnet.paths import AUTHORIZED, INTEGRATED, OUTBOUND, PLUGIN, PRIVATE, base_sku
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView

ISOLATED = aks("concepts-network-isolated")
SOURCE = "bootstrapProfile.artifactSource"
PUBLIC, PUBLIC_PREFIX = "enableNodePublicIP", "nodePublicIPPrefixID"


@rule(
    "AKN338",
    "isolated-cluster",
    "choose another outbound type, or make the cluster a network-isolated one",
    ISOLATED,
    aks("egress-outboundtype"),
    AZURERM_CLUSTER,
    answer="Not supported: the documents have these outbound types for network-isolated clusters alone, and azurerm"
    " refuses none without the cache.",
    facts=("ISO-01", "KUB-04", "TF-04"),
)
def isolated_cluster(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The outbound types none and block are for network-isolated clusters, and make demands on the rest.

    Without a way out the nodes cannot pull their images from Microsoft's registry: they take them from a registry with
    a private link (artifact source Cache), and the default is Direct. Nor can they reach a public API server: the
    cluster is private, or its API server is in the VNet. Kubenet is not supported.
    """
    kind = cluster.text(OUTBOUND)
    if kind not in ("none", "block"):
        return
    source = "Direct (the default)" if cluster.absent(SOURCE) else cluster.text(SOURCE)
    if source not in (None, "Cache"):
        hint = "set the artifact source Cache"
        message = f"artifactSource {source} stands beside outboundType {kind}"
        yield Hit(message, cluster.where(SOURCE, OUTBOUND), hint=hint)
    if _public(cluster):
        hint = "enable the private cluster, or VNet integration"
        message = f"neither a private cluster nor VNet integration is asked for beside outboundType {kind}"
        yield Hit(message, cluster.where(PRIVATE, INTEGRATED, OUTBOUND), hint=hint)
    if cluster.text(PLUGIN) == "kubenet":
        hint = "choose overlay, or another outbound type"
        yield Hit(f"networkPlugin kubenet stands beside outboundType {kind}", cluster.where(PLUGIN), hint=hint)


def _public(cluster: ClusterView) -> bool:
    """Whether the API server is certainly outside the VNet; that of an Automatic cluster is inside: fact AUTO-01."""
    return base_sku(cluster) and all(
        cluster.absent(path) or cluster.known(path) is False for path in (PRIVATE, INTEGRATED)
    )


@rule(
    "AKN339",
    "node-public-ip",
    "leave the node's public IP out",
    ISOLATED,
    ARM_REFERENCE,
    answer="With authorized IP ranges it is not supported: the API's own text rules it out, and names no error. With"
    " the outbound type none the nodes reach the internet all the same.",
    facts=("OUT-17",),
)
def node_public_ip(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Public IPs of nodes lead past the outbound type none, and do not go with authorized IP ranges.

    The outbound type none means that AKS makes no way out; a node with a public IP of its own has one, and the cluster
    is not isolated. The API server's authorized IP ranges are not compatible with clusters of such nodes.
    """
    reasons = (
        (cluster.text(OUTBOUND) == "none", "outboundType none"),
        (bool(cluster.texts(AUTHORIZED)), "authorizedIPRanges of the API server"),
    )
    beside = [words for holds, words in reasons if holds]
    for pool in cluster.pools if beside else ():
        path = _public_address(pool)
        for words in beside if path is not None else ():
            yield Hit(f"the pool {pool.name!r} has {path} beside {words}", pool.where(path or "name"))


def _public_address(pool: PoolView) -> str | None:
    """Where the pool asks for public addresses of its nodes; a prefix counts unless they are switched off."""
    if pool.known(PUBLIC) is True:
        return PUBLIC
    return PUBLIC_PREFIX if pool.text(PUBLIC_PREFIX) and pool.absent(PUBLIC) else None


RULES = (isolated_cluster, node_public_ip)

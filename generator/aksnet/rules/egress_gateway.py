"""33x: the static egress gateway and its pools."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.errors import Place
from aksnet.facts import features
from aksnet.facts.sources import ARM_REFERENCE, aks
from aksnet.findings import Severity
from aksnet.paths import EGRESS_GATEWAY, FAMILIES, PODS, is_windows
from aksnet.planning.counting import AUTOSCALES, COUNT, whole
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView

STATIC = aks("configure-static-egress-gateway")
ISTIO = "serviceMeshProfile.istio.components.egressGateways"
SIZE = "gatewayProfile.publicIPPrefixSize"


def _is_gateway(pool: PoolView) -> bool:
    return pool.text("mode") == "Gateway"


@rule(
    "AKN332",
    "egress-gateway-cluster",
    "leave the egress gateway out, or choose IPv4 alone and another mode than pod-subnet",
    STATIC,
    aks("istio-deploy-egress"),
    answer="Not supported: the documents rule it out, and name no error.",
    facts=("SEG-01", "SEG-03", "PS-01", "DS-06"),
)
def egress_gateway_cluster(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The static egress gateway is for IPv4 clusters that take no pod addresses from pod subnets.

    It is not supported in dual-stack clusters, nor with pod subnets. The egress gateway of the Istio add-on builds on
    it, and so is not supported with pod subnets either. Wherever it works, network policies do not hold for what goes
    out through it.
    """
    asked, place = _asked(cluster)
    pool = next((one for one in cluster.pools if PODS in one.values and not one.unknown(PODS)), None)
    if asked is not None and "IPv6" in cluster.texts(FAMILIES):
        yield Hit(f"{asked} is asked for with IPv6", place, hint="leave it out, or choose IPv4 alone")
    hint = "leave it out, or choose overlay or node-subnet"
    if asked is not None and pool is not None:
        yield Hit(f"{asked} is asked for, but the pool {pool.name!r} has a pod subnet", place, hint=hint)
    if pool is not None and _istio(cluster):
        message = f"an egress gateway of Istio is asked for, but the pool {pool.name!r} has a pod subnet"
        yield Hit(message, cluster.where(ISTIO), hint=hint)


def _asked(cluster: ClusterView) -> tuple[str | None, Place | None]:
    """What asks for the static egress gateway: the cluster's own switch, or else a pool for it."""
    if cluster.known(EGRESS_GATEWAY) is True:
        return "the static egress gateway", cluster.where(EGRESS_GATEWAY)
    pool = next((pool for pool in cluster.pools if _is_gateway(pool)), None)
    return (f"the gateway pool {pool.name!r}", pool.where("mode")) if pool is not None else (None, None)


def _istio(cluster: ClusterView) -> bool:
    gateways = cluster.known(ISTIO) if cluster.text("serviceMeshProfile.mode") == "Istio" else None
    found = gateways if isinstance(gateways, list) else []
    return any(isinstance(one, dict) and one.get("enabled") is True for one in found)


@rule(
    "AKN333",
    "gateway-pool",
    "make it a Linux pool without the autoscaler, with no more nodes than its prefix has addresses",
    STATIC,
    ARM_REFERENCE,
    answer="Not supported: the documents and the API's own text rule it out, and name no error.",
    facts=("SEG-01", "SEG-02"),
)
def gateway_pool(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A gateway pool is Linux, does not scale by itself, and has a public address for each of its nodes.

    The prefix of its public addresses is /28 to /31, and /31 where nothing is said: 2 addresses, so 2 nodes at the
    most. Cluster autoscaler and Windows are not supported. Other pools must not have such a prefix.
    """
    for pool in cluster.pools:
        if _is_gateway(pool):
            yield from _wrong_kind(pool)
            yield from _wrong_size(pool)
        elif SIZE in pool.values and not pool.unknown(SIZE) and not pool.unknown("mode"):
            mode = f"of the mode {pool.text('mode')}{_default(pool, 'mode')}" if pool.text("mode") else "without a mode"
            message = f"the pool {pool.name!r} has publicIPPrefixSize {pool.known(SIZE)}, but is {mode}"
            yield Hit(message, pool.where(SIZE), hint="leave the prefix out, or make the mode Gateway")


def _wrong_kind(pool: PoolView) -> Iterator[Hit]:
    if is_windows(pool):
        yield Hit(f"the gateway pool {pool.name!r} is Windows", pool.where("osType"), hint="make it Linux")
    if pool.known(AUTOSCALES) is True:
        message = f"the gateway pool {pool.name!r} has the autoscaler"
        yield Hit(message, pool.where(AUTOSCALES), hint="give it a count in place of min and max")


def _wrong_size(pool: PoolView) -> Iterator[Hit]:
    default = pool.absent(SIZE)
    size = features.GATEWAY_PREFIX if default else pool.known(SIZE)
    if not whole(size):
        return
    if not features.MIN_GATEWAY_PREFIX <= size <= features.MAX_GATEWAY_PREFIX:
        hint = f"choose {features.MIN_GATEWAY_PREFIX} to {features.MAX_GATEWAY_PREFIX}"
        yield Hit(f"the gateway pool {pool.name!r} has publicIPPrefixSize {size}", pool.where(SIZE), hint=hint)
        return
    count, addresses = _count(pool), 2 ** (32 - size)
    if count is not None and count > addresses:
        nodes = f"{count} nodes{_default(pool, COUNT)}"
        words = f"the public prefix /{size}{' (the default)' if default else ''} has {addresses} addresses"
        larger = ", or a larger prefix" if size > features.MIN_GATEWAY_PREFIX else ""
        hint = f"give it {addresses} nodes at the most{larger}"
        yield Hit(f"the gateway pool {pool.name!r} has {nodes}, but {words}", pool.where(COUNT), hint=hint)


def _count(pool: PoolView) -> int | None:
    """The nodes of a pool that does not scale by itself."""
    data = pool.known(COUNT)
    return data if whole(data) and pool.known(AUTOSCALES) is not True else None


def _default(pool: PoolView, path: str) -> str:
    return " (the default)" if pool.values[path].implied else ""


@rule(
    "AKN334",
    "gateway-pool-nodes",
    f"give it {features.MIN_GATEWAY_NODES} nodes or more, as far as its prefix has addresses",
    STATIC,
    answer="Azure takes it; when the one node is upgraded or fails, what goes out through it is cut off.",
    facts=("SEG-03",),
    severity=Severity.WARNING,
)
def gateway_pool_nodes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A gateway pool has two nodes or more, so that the way out is there while one of them is not.

    Everything that is to leave with the fixed addresses goes through these nodes, and the documents ask for two at
    least for high availability.
    """
    for pool in cluster.pools:
        count = _count(pool) if _is_gateway(pool) else None
        if count is not None and 0 <= count < features.MIN_GATEWAY_NODES:
            nodes = "1 node" if count else "no node"
            yield Hit(f"the gateway pool {pool.name!r} has {nodes}", pool.where(COUNT))


RULES = (egress_gateway_cluster, gateway_pool, gateway_pool_nodes)

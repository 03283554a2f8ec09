"""What a plan cannot count, and what it takes for granted: said beside the figures, each with its fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.facts import scale, service
from aksnet.paths import POLICY, SKU, overlaid
from aksnet.planning.balance import Balance, RangeKind, Share
from aksnet.planning.counting import most_nodes, surge_nodes, whole
from aksnet.planning.implied import is_implied
from aksnet.planning.occupants import occupants
from aksnet.planning.snat import outbound_type, snat_of
from aksnet.view import ClusterView, PoolView


class Note(NamedTuple):
    """A sentence, and the ids of the facts that it rests on."""

    text: str
    facts: tuple[str, ...]


_SURGE = Note("where no max_surge is stated, 10 % of the pool, at least one node: documents disagree", ("SURGE-02",))
_UNAVAILABLE = Note("a pool with max_unavailable is upgraded without more nodes", ("SURGE-04",))
_PROVISIONED = Note("nodes of node auto-provisioning are not counted: the pools do not say how many", ("NAP-01",))
_AUTOMATIC = Note("nodes that AKS Automatic makes are not counted: the spec does not say how many", ("AUTO-01",))
_NO_POOLS = Note("the spec has no pools: counted is one system pool of 3 nodes", ())
_SYSTEM_PODS = Note("system pods count among the pods; released addresses return slowly", ("IP-14", "IP-15"))
_DYNAMIC = Note("dynamic allocation ends at about 64,000 pods, a /16: static block goes further", ("IP-17",))
_EDGES = Note("the first and the last block of a subnet are left out: Azure's own addresses are in them", ("IP-13",))
_NPM_PODS = Note("Azure Network Policy Manager is supported for 20,000 pods at the most", ("POL-03",))
_UPGRADES = Note("at 5,000 nodes upgrades are blocked: the cluster has to be below 3,000 for them", ("SURGE-05",))
_ELSEWHERE = Note("ranges of VNets that are there already are not in the spec: hold what is chosen against them", ())
_EMPTY = Note("a pool has no nodes at the most, and takes nothing", ())
_MAX_PODS = Note("a pool has a max_pods outside of 10 to 250, which Azure refuses", ("POD-01",))
_DEFAULT_PODS = Note(
    "where maxPods is left out, the default is counted: "
    f"{service.MAX_PODS['node-subnet']} on the node subnet, {service.MAX_PODS['overlay']} with overlay, "
    f"{service.MAX_PODS['kubenet']} with kubenet",
    ("POD-05",),
)
_MANY_PODS = Note("documents set the most pods of a cluster with overlay at 200,000 or at 250,000", ("DOC-03",))
_FIREWALL = Note("behind Azure Firewall, plan with 20 frontend addresses or more in production", ("OUT-14",))
_ONE_ADDRESS = Note("large clusters need two addresses or more on a managed NAT gateway", ("OUT-18",))


def notes_of(cluster: ClusterView, own: Sequence[Balance], pods: int | None) -> Iterator[Note]:
    """What a reader of the cluster's plan has to know beside the figures."""
    shares = [share for balance in own for share in balance.shares if share.cluster == cluster.name]
    subnets = [one for one in own if one.kind is RangeKind.POD_SUBNET]
    for holds, note in (
        (any(share.surge_default and share.surge != "0" for share in shares), _SURGE),
        (any("upgradeSettings.maxUnavailable" in pool.values for pool in cluster.pools), _UNAVAILABLE),
        (cluster.text("nodeProvisioningProfile.mode") == "Auto", _PROVISIONED),
        (not cluster.pools_stated and bool(cluster.pools), _NO_POOLS),
        (cluster.text(SKU) == "Automatic", _AUTOMATIC),
        (bool(subnets), _SYSTEM_PODS),
        (any((one.room or 0) > scale.MAX_CONFIGURED for one in subnets if not one.blocks), _DYNAMIC),
        (any(one.blocks for one in subnets), _EDGES),
        (outbound_type(cluster) == "userDefinedRouting", _FIREWALL),
        (_large_with_one_address(cluster, shares), _ONE_ADDRESS),
        (cluster.text(POLICY) == "azure" and (pods or 0) > scale.MAX_NPM_PODS, _NPM_PODS),
        (_upgraded(cluster) >= scale.MAX_NODES, _UPGRADES),
        (any(one.arm is not None for one in occupants(cluster)), _ELSEWHERE),
        (any(most_nodes(pool) == 0 for pool in cluster.pools), _EMPTY),
        (any(_outside(pool) for pool in cluster.pools), _MAX_PODS),
        (any(map(is_implied, cluster.pools)), _DEFAULT_PODS),
        (overlaid(cluster) and (pods or 0) > scale.MAX_OVERLAY_PODS, _MANY_PODS),
    ):
        if holds:
            yield note


def _large_with_one_address(cluster: ClusterView, shares: Sequence[Share]) -> bool:
    """Documents do not say where a large cluster begins: here it is where the Free tier ends."""
    if outbound_type(cluster) != "managedNATGateway":
        return False
    snat = snat_of(cluster, 0)
    nodes = sum({share.pool: share.nodes for share in shares}.values())
    one = snat is not None and snat.addresses is not None and snat.addresses.number == 1
    return one and nodes > scale.MAX_FREE_NODES


def _upgraded(cluster: ClusterView) -> int:
    """The nodes of all pools at the most, and those of an upgrade, as far as they are known."""
    return sum((most_nodes(pool) or 0) + (surge_nodes(pool) or 0) for pool in cluster.pools)


def _outside(pool: PoolView) -> bool:
    data = pool.known("maxPods")
    return whole(data) and not service.MIN_MAX_PODS <= data <= service.MAX_MAX_PODS

"""Every range of a run with what is in it: subnets, whoever shares them, and each cluster's pod and service ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from aksnet.addresses import Network, network_of
from aksnet.errors import Place
from aksnet.facts import scale, service
from aksnet.facts.features import AGC_PREFIX
from aksnet.paths import HOSTED_NODES, NODES, SKU, STATIC_BLOCK, allocation_of
from aksnet.planning.balance import NOTHING_TOLD, Balance, Other, RangeKind, Share
from aksnet.planning.counting import SURGE, most_nodes, now_nodes, surge_text
from aksnet.planning.formulas import (
    Take,
    pods_of,
    take_of_node_subnet,
    take_of_pod_cidr,
    take_of_pod_subnet,
)
from aksnet.planning.networks import Networks, SubnetKey, VnetKey
from aksnet.planning.occupants import Kind, Occupant, occupants
from aksnet.view import ClusterView, PoolView, SubnetView

NOTHING: Mapping[str, int] = MappingProxyType({})
_API_SERVER = Other("an API server", scale.API_SERVER_ADDRESSES, ("API-01",))
_GATEWAY = Other("Application Gateway for Containers", 2 ** (32 - AGC_PREFIX) - scale.RESERVED, ("ING-01",))
_SERVICES = Other("kubernetes and DNS", 2, ("CIDR-28", "CIDR-29"))
_UNTOLD = {
    Kind.HOSTED: "how many nodes AKS Automatic makes is not in the spec",
    Kind.VIRTUAL_NODES: "how many pods run on virtual nodes is not in the spec",
}


def ranges_of(
    clusters: Sequence[ClusterView], networks: Networks | None = None, running: Mapping[str, int] = NOTHING
) -> tuple[Balance, ...]:
    """The balance of every range, in the order of the clusters; what several of them share stands once.

    `networks` are those of the clusters, where they are already known. `running` has the pods that a node of a pool is
    going to run, by the pool's name, by "cluster/pool", or under "" for all pools.
    """
    stock = _Stock(networks or Networks(clusters), running)
    for number, cluster in enumerate(clusters):
        stock.add_cluster(number, cluster)
    return tuple(stock.balances())


class _Draft:
    """A range while clusters add to it."""

    def __init__(self, kind: RangeKind, name: str, ranges: Iterable[tuple[str, Place | None]]) -> None:
        self.kind, self.name = kind, name
        self.clusters: dict[str, None] = {}
        self.shares: list[Share] = []
        self.others: list[Other] = []
        self.unknown: str | None = None
        self.implied = False
        self.blocks: list[bool] = []
        self.vnet: VnetKey | None = None
        found = list(ranges)
        self.texts = tuple(text for text, _ in found)
        self.place = next((place for _, place in found), None)

    def balance(self) -> Balance:
        if self.kind is RangeKind.SUBNET and not self.others:
            self.unknown = self.unknown or NOTHING_TOLD
        networks = tuple(one for one in map(_network, self.texts) if one is not None and one.version == 4)
        if self.texts and not networks:
            self.unknown = "it has no IPv4 range, and IPv4 is what is counted"
        return Balance(
            self.kind,
            self.name,
            tuple(self.clusters),
            self.texts,
            networks,
            tuple(self.shares),
            tuple(self.others),
            self.unknown,
            self.implied,
            bool(self.blocks) and all(self.blocks) and not self.others,
            self.vnet,
            self.place,
        )


def _network(text: str) -> Network | None:
    try:
        return network_of(text)
    except ValueError:
        return None


class _Stock:
    """The ranges found so far, by subnet."""

    def __init__(self, networks: Networks, running: Mapping[str, int]) -> None:
        self._networks, self._running = networks, running
        self._subnets: dict[SubnetKey, _Draft] = {}
        self._order: list[_Draft] = []

    def balances(self) -> Iterable[Balance]:
        return (draft.balance() for draft in self._order)

    def add_cluster(self, number: int, cluster: ClusterView) -> None:
        """The subnets of the cluster's VNet, those it uses elsewhere, and its own ranges."""
        shared = self._networks.of(number)
        if shared is not None and shared.clusters[0] == number:
            for subnet in shared.subnets.values():
                self._list(self._networks.subnet_key(number, subnet.name), subnet, shared.key)
        for one in occupants(cluster):
            key = self._networks.key_of(number, one)
            if key is not None:
                self._occupy(self._draft(key, one), cluster, one)
        for pool in cluster.pools:
            if NODES not in pool.values and _managed(cluster):
                self._share(self._managed_subnet(number), cluster, pool, take_of_node_subnet(cluster, pool))
        self._own(cluster)

    def _list(self, key: SubnetKey, subnet: SubnetView, vnet: VnetKey) -> None:
        draft = self._put(key, _Draft(RangeKind.SUBNET, subnet.name, subnet.prefixes))
        draft.vnet = vnet
        draft.place = draft.place or subnet.place
        if subnet.other:
            draft.others.append(Other("others", subnet.other, ("IP-18",)))

    def _put(self, key: SubnetKey, draft: _Draft) -> _Draft:
        if key not in self._subnets:
            self._subnets[key] = draft
            self._order.append(draft)
        return self._subnets[key]

    def _draft(self, key: SubnetKey, one: Occupant) -> _Draft:
        """The draft of the subnet that something is in; one that the spec does not list has no range."""
        name = key[-1] if key[0] == "parameter" else one.name.strip("'")
        return self._put(key, _Draft(RangeKind.SUBNET, name, ()))

    def _managed_subnet(self, number: int) -> _Draft:
        draft = _Draft(RangeKind.SUBNET, "AKS's own subnet", [(service.MANAGED_NODE_SUBNET, None)])
        draft.implied = True
        return self._put(("managed", str(number)), draft)

    def _occupy(self, draft: _Draft, cluster: ClusterView, one: Occupant) -> None:
        if one.kind is Kind.NODES and one.pool is not None:
            self._share(draft, cluster, one.pool, take_of_node_subnet(cluster, one.pool))
        elif one.kind is Kind.PODS and one.pool is not None:
            if draft.kind is RangeKind.SUBNET:
                draft.kind = RangeKind.POD_SUBNET
            draft.blocks.append(allocation_of(one.pool) == STATIC_BLOCK)
            running = self._running_on(cluster, one.pool)
            self._add(draft, cluster, one.pool, take_of_pod_subnet(one.pool, running))
        else:
            draft.clusters[cluster.name] = None
            draft.unknown = draft.unknown or _UNTOLD.get(one.kind)
            draft.others += [_API_SERVER] if one.kind is Kind.API_SERVER else []
            draft.others += [_GATEWAY] if one.kind is Kind.GATEWAY else []

    def _running_on(self, cluster: ClusterView, pool: PoolView) -> int | None:
        names = (f"{cluster.name}/{pool.name}", pool.name, "")
        return next((self._running[name] for name in names if name in self._running), None)

    def _share(self, draft: _Draft, cluster: ClusterView, pool: PoolView, take: Take | None) -> None:
        draft.kind = RangeKind.NODE_SUBNET
        draft.blocks.append(False)
        self._add(draft, cluster, pool, take)

    def _add(self, draft: _Draft, cluster: ClusterView, pool: PoolView, take: Take | None) -> None:
        share = share_of(cluster, pool, take)
        draft.clusters[cluster.name] = None
        if share is None:
            draft.unknown = draft.unknown or f"how much the pool {pool.name!r} takes cannot be told"
        else:
            draft.shares.append(share)

    def _own(self, cluster: ClusterView) -> None:
        """The cluster's pod and service ranges; a pool takes the same part of a pod range as every other."""
        for kind, key, take in (
            (RangeKind.POD_CIDR, "pod", take_of_pod_cidr),
            (RangeKind.SERVICE_CIDR, "service", lambda _: None),
        ):
            self._own_range(cluster, kind, key, take)

    def _own_range(
        self, cluster: ClusterView, kind: RangeKind, key: str, take: Callable[[ClusterView], Take | None]
    ) -> None:
        values = list(cluster.ranges(key))
        each = take(cluster)
        if not values and each is None:
            return
        draft = _Draft(kind, f"{kind}", [(text, value.place) for text, value in values])
        draft.implied = bool(values) and values[0][1].implied
        draft.clusters[cluster.name] = None
        self._order.append(draft)
        if kind is RangeKind.SERVICE_CIDR:
            draft.others.append(_SERVICES)
        elif each is None:
            draft.unknown = "what nodes take of it is your CNI's affair"
        elif cluster.text(SKU) == "Automatic":
            draft.unknown = _UNTOLD[Kind.HOSTED]
        else:
            for pool in cluster.pools:
                self._add(draft, cluster, pool, each)


def _managed(cluster: ClusterView) -> bool:
    """Whether AKS makes the network: no pool names a subnet, and it is no AKS Automatic with subnets of its own."""
    own = any(NODES in pool.values for pool in cluster.pools) or not cluster.absent(HOSTED_NODES)
    return not own and cluster.text(SKU) != "Automatic"


def share_of(cluster: ClusterView, pool: PoolView, take: Take | None) -> Share | None:
    """What a pool has in a range of which a node takes so much; None where something cannot be told."""
    now, nodes, surge = now_nodes(pool), most_nodes(pool), surge_text(pool)
    if take is None or now is None or nodes is None or surge is None:
        return None
    stated = pool.values.get(SURGE)
    default = stated is None or stated.implied
    return Share(cluster.name, pool.name, min(now, nodes), nodes, surge, default, pods_of(pool), take)

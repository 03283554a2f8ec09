"""The address plan of a run: every range with its verdict, and for each cluster what binds it first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from aksnet.paths import flat
from aksnet.planning.balance import Balance, Share, Verdict
from aksnet.planning.ceilings import Ceiling, ceilings_of
from aksnet.planning.counting import most_of_all, now_nodes, surge_of, surge_of_all
from aksnet.planning.demand import NOTHING, ranges_of
from aksnet.planning.networks import Networks
from aksnet.planning.notes import Note, notes_of
from aksnet.planning.snat import Snat, snat_of
from aksnet.planning.waste import Waste, waste_in
from aksnet.view import ClusterView

# How much of a range may be taken before it is tight, in percent.
TIGHT = 80


class Binding(NamedTuple):
    """What bounds a cluster first: a range or a ceiling, and how many nodes it carries.

    `factor` is how many times what is needed there is room for, `among` what is counted with the pools' own nodes.
    """

    words: str
    nodes: int
    factor: Fraction
    among: str


class Growth(NamedTuple):
    """How large a pool can get while the others stay as they are, and what stops it."""

    cluster: str
    pool: str
    nodes: int
    stopped_by: str


class ClusterPlan(NamedTuple):
    """One cluster: its nodes now, at the most and of an upgrade, the pods they are allowed, and what bounds it."""

    name: str
    mode: str
    now: int | None
    nodes: int | None
    surge: int | None
    surge_default: bool
    pods: int | None
    ranges: tuple[int, ...]
    ceilings: tuple[Ceiling, ...]
    binding: Binding | None
    growth: tuple[Growth, ...]
    snat: Snat | None
    waste: tuple[Waste, ...]
    notes: tuple[Note, ...]


class VnetPlan(NamedTuple):
    """One VNet: its clusters, its ranges, its subnets by their place among the plan's ranges, and the addresses in use.

    Fact IP-16: `limited` says whether the limit on addresses in use holds: not where pods have static blocks.
    """

    name: str
    clusters: tuple[str, ...]
    space: tuple[str, ...]
    subnets: tuple[int, ...]
    configured: int
    limited: bool


class Plan(NamedTuple):
    """The plan of a run. `ranges` are all there are; clusters and VNets name theirs by their place in it."""

    ranges: tuple[Balance, ...]
    clusters: tuple[ClusterPlan, ...]
    vnets: tuple[VnetPlan, ...]
    tight: int = TIGHT

    def verdict(self, balance: Balance) -> Verdict:
        """The verdict on a range."""
        return balance.verdict(self.tight)

    @property
    def fits(self) -> bool:
        """Whether nothing is too small, and no ceiling is passed."""
        ranges = all(self.verdict(one) is not Verdict.DOES_NOT_FIT for one in self.ranges)
        return ranges and all(ceiling.holds for one in self.clusters for ceiling in one.ceilings)


def plan_of(clusters: Sequence[ClusterView], tight: int = TIGHT, running: Mapping[str, int] = NOTHING) -> Plan:
    """The plan of the clusters of a run; `running` as in `ranges_of`."""
    networks = Networks(clusters)
    ranges = ranges_of(clusters, networks, running)
    used: dict[str, list[int]] = {}
    for index, balance in enumerate(ranges):
        for name in balance.clusters:
            used.setdefault(name, []).append(index)
    plans = tuple(_cluster(cluster, ranges, tuple(used.get(cluster.name, ()))) for cluster in clusters)
    return Plan(ranges, plans, tuple(_vnets(networks, ranges, clusters)), tight)


def _cluster(cluster: ClusterView, ranges: Sequence[Balance], used: tuple[int, ...]) -> ClusterPlan:
    own = [ranges[index] for index in used]
    nodes, surge = (most_of_all(cluster), surge_of_all(cluster)) if cluster.pools else (None, None)
    upgraded = nodes.number + surge.number if nodes is not None and surge is not None else None
    snat = snat_of(cluster, upgraded)
    most = nodes.number if nodes is not None else None
    ceilings = tuple(ceilings_of(cluster, most, surge.number if surge is not None else None, snat))
    pods = _pods(own, cluster.name)
    counted = [now_nodes(pool) for pool in cluster.pools]
    return ClusterPlan(
        name=cluster.name,
        mode=mode_of(cluster),
        now=sum(one or 0 for one in counted) if counted and None not in counted else None,
        nodes=most,
        surge=surge.number if surge is not None else None,
        surge_default=surge is not None and surge.default,
        pods=pods,
        ranges=used,
        ceilings=ceilings,
        binding=min(_bindings(own, ceilings), key=lambda one: one.factor, default=None),
        growth=tuple(_growth(own, ceilings, cluster.name)),
        snat=snat,
        waste=tuple(one for balance in own for one in waste_in(balance) if one.cluster == cluster.name),
        notes=tuple(notes_of(cluster, own, pods)),
    )


def mode_of(cluster: ClusterView) -> str:
    """The mode in a few words, as people call it."""
    plugin, pods = cluster.text("networkProfile.networkPlugin"), any("podSubnetID" in p.values for p in cluster.pools)
    if plugin in (None, "azure") and not flat(cluster):
        mode = "overlay"
    elif plugin == "azure":
        mode = "pod subnet" if pods else "node subnet"
    else:
        mode = "bring your own CNI" if plugin == "none" else str(plugin)
    return f"{mode}, Cilium" if cluster.text("networkProfile.networkDataplane") == "cilium" else mode


def _pods(own: Sequence[Balance], name: str) -> int | None:
    """The pods that all nodes at the most are allowed; each pool is counted in the first range it has a share in."""
    pools: dict[str, Share] = {}
    for balance in own:
        for share in balance.shares:
            if share.cluster == name:
                pools.setdefault(share.pool, share)
    if not pools or not all(share.pods for share in pools.values()):
        return None
    return sum(share.nodes * (share.pods or 0) for share in pools.values())


def label(balance: Balance) -> str:
    """A range in words, with its addresses."""
    quoted = f"{balance.kind} {balance.name!r}" if balance.subnet and not balance.implied else balance.name
    return " ".join([quoted, *balance.texts])


def _bindings(own: Sequence[Balance], ceilings: Sequence[Ceiling]) -> Iterator[Binding]:
    for balance in own:
        holds = balance.holds
        if holds is not None and balance.nodes and balance.unknown is None:
            among = " and of other clusters" if len(balance.clusters) > 1 else ""
            yield Binding(label(balance), holds, Fraction(holds, balance.nodes), f"those of an upgrade{among}")
    for ceiling in ceilings:
        if ceiling.has:
            among = "those of an upgrade" if ceiling.upgraded else ""
            yield Binding(ceiling.words, ceiling.most, Fraction(ceiling.most, ceiling.has), among)


def _growth(own: Sequence[Balance], ceilings: Sequence[Ceiling], cluster: str) -> Iterator[Growth]:
    """Every pool as large as it can get: the least of what its ranges and the ceilings allow."""
    pools = dict.fromkeys(share.pool for balance in own for share in balance.shares if share.cluster == cluster)
    for pool in pools:
        found = [
            (_largest(balance, share), label(balance))
            for balance in own
            for share in balance.shares
            if (share.cluster, share.pool) == (cluster, pool) and balance.room is not None
        ]
        share = next(s for balance in own for s in balance.shares if (s.cluster, s.pool) == (cluster, pool))
        found += [(_below(one, share), one.words) for one in ceilings if one.pool in (pool, None)]
        nodes, words = min(found, key=lambda one: one[0])
        yield Growth(cluster, pool, nodes, words)


def _below(ceiling: Ceiling, share: Share) -> int:
    """The nodes that a pool can have below a ceiling, beside what else counts there."""
    if ceiling.upgraded:
        return _with_surge(max(ceiling.most - ceiling.has + share.upgraded, 0), share.surge)
    return max(ceiling.most - ceiling.has + share.nodes, 0)


def _largest(balance: Balance, share: Share) -> int:
    """The nodes that a pool can have in a range, beside those of its upgrade and all else that is there."""
    free = (balance.room or 0) - balance.upgrade + share.upgraded * share.take.full
    return _with_surge(max(free, 0) // share.take.full, share.surge)


def _with_surge(upgraded: int, surge: str) -> int:
    """The most nodes that are no more than `upgraded` together with those that an upgrade adds to them."""
    low, high = 0, upgraded
    while low < high:
        middle = (low + high + 1) // 2
        if middle + surge_of(middle, surge) <= upgraded:
            low = middle
        else:
            high = middle - 1
    return low


def _vnets(networks: Networks, ranges: Sequence[Balance], clusters: Sequence[ClusterView]) -> Iterator[VnetPlan]:
    for shared in networks.vnets.values():
        name = shared.view.name or clusters[shared.clusters[0]].name
        inside = tuple(index for index, one in enumerate(ranges) if one.vnet == shared.key)
        configured = sum(ranges[index].upgrade for index in inside)
        limited = not any(ranges[index].blocks for index in inside)
        space = tuple(one.text for one in shared.view.address_space)
        names = tuple(clusters[number].name for number in shared.clusters)
        yield VnetPlan(name, names, space, inside, configured, limited)

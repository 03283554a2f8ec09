"""The address plan of a run: every range with its verdict, and for each cluster what binds it first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.paths import flat
from aksnet.planning.balance import Balance, Share, Verdict
from aksnet.planning.ceilings import Ceiling, ceilings_of
from aksnet.planning.counting import most_of_all, now_nodes, surge_of_all
from aksnet.planning.demand import NOTHING, ranges_of
from aksnet.planning.limits import Binding, Growth, bindings_of, growth_of
from aksnet.planning.networks import Networks
from aksnet.planning.notes import Note, notes_of
from aksnet.planning.snat import Snat, snat_of
from aksnet.planning.waste import Waste, waste_in
from aksnet.view import ClusterView

# How much of a range may be taken before it is tight, in percent.
TIGHT = 80


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
    """The plan of a run. `ranges` are all there are; clusters and VNets name theirs by their place in it.

    `unread` is what of the inputs could not be read, and so is not counted.
    """

    ranges: tuple[Balance, ...]
    clusters: tuple[ClusterPlan, ...]
    vnets: tuple[VnetPlan, ...]
    tight: int = TIGHT
    unread: tuple[Problem, ...] = ()

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
        binding=min(bindings_of(own, ceilings), key=lambda one: one.factor, default=None),
        growth=tuple(growth_of(own, ceilings, cluster.name)),
        snat=snat,
        waste=tuple(one for balance in own for one in waste_in(balance) if one.cluster == cluster.name),
        notes=tuple(notes_of(cluster, own, pods)),
    )


def mode_of(cluster: ClusterView) -> str:
    """The mode in a few words, as people call it."""
    if cluster.unknown("networkProfile.networkPlugin") or cluster.unknown("networkProfile.networkPluginMode"):
        return "mode unknown"
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


def _vnets(networks: Networks, ranges: Sequence[Balance], clusters: Sequence[ClusterView]) -> Iterator[VnetPlan]:
    for shared in networks.vnets.values():
        name = shared.view.name or clusters[shared.clusters[0]].name
        inside = tuple(index for index, one in enumerate(ranges) if one.vnet == shared.key)
        configured = sum(ranges[index].upgrade for index in inside)
        limited = not any(ranges[index].blocks for index in inside)
        space = tuple(one.text for one in shared.view.address_space)
        names = tuple(clusters[number].name for number in shared.clusters)
        yield VnetPlan(name, names, space, inside, configured, limited)

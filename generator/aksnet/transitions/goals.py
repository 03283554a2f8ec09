"""From a cluster as it is to what it is to become: the same cluster, with what a mode changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts.azurerm import CLUSTER, POOL, Version, obstacle
from aksnet.facts.sources import aks
from aksnet.paths import (
    ALLOCATION,
    LOAD_BALANCER,
    LOAD_BALANCER_SKU,
    MODE,
    NAT,
    OUTBOUND,
    PLANE,
    PLUGIN,
    PODS,
    POLICY,
    SKU,
    STATIC_BLOCK,
    allocation_of,
)
from aksnet.transitions.azure.outbound import CLOSED
from aksnet.transitions.azure.states import state_of
from aksnet.transitions.rewriting import Changes, with_changes, with_pools
from aksnet.transitions.verdicts import Azure, Reason
from aksnet.view import ClusterView, Json, PoolView, Value

# What stands for a pod subnet that nobody named; only a new cluster, or new pools, could have it.
POD_SUBNET = (
    "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Network/virtualNetworks/<vnet>"
    "/subnets/<pods>"
)
SOURCE = "bootstrapProfile.artifactSource"
POD_CIDR, POD_CIDRS = "networkProfile.podCidr", "networkProfile.podCidrs"
_AUTOMATIC, _PRESET = aks("intro-aks-automatic"), ("overlay", "cilium")
_RANGED = ("overlay", "kubenet", "byo")
_FLAT = ("pod-subnet", "static-block")
# facts POL-01, POL-16 and section 5.1: engines that AKS installs beside a mode, by where pods get addresses
_ENGINES = {"kubenet": ("none", "calico"), "byo": ("none",)}
_ANY = ("none", "calico", "azure")
_NAMES = {"azure": "Azure NPM", "calico": "Calico", "cilium": "Cilium"}


class Goal(NamedTuple):
    """What a cluster is to have; None stays as it is.

    `ipam` is a word of `states.IPAM`. `pod_cidr` and `pod_subnet` are for what the mode gives pods addresses of. `flag`
    is the option that says where to.
    """

    ipam: str | None = None
    plane: str | None = None
    policy: str | None = None
    outbound: str | None = None
    load_balancer: str | None = None
    pod_cidr: tuple[str, ...] = ()
    pod_subnet: str | None = None
    flag: str = "--to"


WAYS = {
    "cilium": Goal("overlay", "cilium"),
    "overlay": Goal("overlay", "azure"),
    "cilium-pod-subnet": Goal("pod-subnet", "cilium"),
    "pod-subnet": Goal("pod-subnet", "azure"),
    "cilium-static-block": Goal("static-block", "cilium"),
    "pod-subnet-static-block": Goal("static-block", "azure"),
    "cilium-node-subnet": Goal("node-subnet", "cilium"),
    "node-subnet": Goal("node-subnet", "azure"),
    "byo": Goal("byo"),
    "kubenet": Goal("kubenet"),
}


class Aimed(NamedTuple):
    """The cluster as it is to be, what there is to know of it, and whether it still needs a pod range.

    `faults` say why Azure has no such cluster.
    """

    cluster: ClusterView
    notes: tuple[str, ...] = ()
    needs_range: bool = False
    faults: tuple[Reason, ...] = ()


def aim(cluster: ClusterView, goal: Goal, version: Version) -> Aimed:
    """The cluster with what the goal changes; `version` is the release of azurerm that is to read it."""
    target = _Target(cluster, goal)
    changes = dict(target.changes())
    pools = {pool.name: dict(target.pool_changes(pool)) for pool in cluster.pools}
    made = with_pools(with_changes(cluster, changes, version), pools, version)
    unsaid = _unsaid(cluster, changes, pools, version)
    return Aimed(made, (*target.notes, *unsaid), target.needs_range, tuple(target.faults()))


class _Target:
    """What one cluster has to change for a goal, and what is told of it."""

    def __init__(self, cluster: ClusterView, goal: Goal) -> None:
        self._cluster, self._goal = cluster, goal
        self.notes: list[str] = []
        now = state_of(cluster)
        self._before, self._plane_before, self._engine_before = now.ipam, now.plane, now.policy
        self._sku_before, self._outbound_before = now.load_balancer, now.outbound
        self._ipam = goal.ipam if goal.ipam is not None else self._before
        self._moves = self._ipam != self._before
        self.needs_range = False
        self._automatic = now.automatic is True

    def faults(self) -> Iterator[Reason]:
        """Why Azure has no such cluster, which the cluster itself cannot tell: AKS Automatic presets its mode."""
        if self._automatic and self._goal.ipam is not None and (self._goal.ipam, self._goal.plane) != _PRESET:
            text = "AKS Automatic has overlay with Cilium, and nothing else; other modes take the SKU Base"
            place = Place(self._goal.flag)
            yield Reason(SKU, text, Azure.REFUSED, "Automatic", "Automatic", (_AUTOMATIC,), ("AUTO-01",), place)

    def changes(self) -> Iterator[tuple[str, Value | None]]:
        """The cluster's own properties."""
        if self._moves:
            yield from self._plugin()
        yield from self._plane()
        yield from self._engine()
        yield from self._pod_ranges()
        yield from self._outbound()
        sku = self._goal.load_balancer
        if sku is not None and sku != self._sku_before:
            yield LOAD_BALANCER_SKU, Value(sku, place=Place("--load-balancer-sku"))

    def pool_changes(self, pool: PoolView) -> Iterator[tuple[str, Value | None]]:
        """The properties of a pool: where its pods get addresses."""
        if not self._moves:
            return
        if self._ipam not in _FLAT:
            yield from ((path, None) for path in (PODS, ALLOCATION) if path in pool.values)
            return
        blocks = self._ipam == "static-block"
        if PODS in pool.values and (allocation_of(pool) == STATIC_BLOCK) is blocks:
            return
        # fact PSS-06: a subnet has one allocation
        yield PODS, Value(self._goal.pod_subnet or POD_SUBNET, place=Place("--pod-subnet"))
        if blocks or ALLOCATION in pool.values:
            yield ALLOCATION, self._given(STATIC_BLOCK) if blocks else None

    def _plugin(self) -> Iterator[tuple[str, Value | None]]:
        plugin = {"byo": "none", "kubenet": "kubenet"}.get(str(self._ipam), "azure")
        mode = "overlay" if self._ipam == "overlay" else None
        if self._cluster.text(PLUGIN) != plugin:
            yield PLUGIN, self._given(plugin)
        if self._cluster.text(MODE) != mode or self._cluster.unknown(MODE):
            yield MODE, self._given(mode) if mode is not None else None
        if self._ipam in _FLAT and self._goal.pod_subnet is None:
            self.notes.append("the subnet of its pods is not named: --pod-subnet takes an id")

    def _plane(self) -> Iterator[tuple[str, Value | None]]:
        plane, now = self._goal.plane, self._plane_before
        if self._moves and self._ipam in ("byo", "kubenet") and now == "cilium":
            yield PLANE, None
        elif plane is not None and plane != now:
            yield PLANE, self._given(plane)

    def _engine(self) -> Iterator[tuple[str, Value | None]]:
        now = self._engine_before
        wanted = self._engine_wanted(now)
        if wanted is None or wanted == now:
            return
        self.notes += _gone(now, wanted, self._goal, self._ipam) if now not in (None, "none") else ()
        flag = "--network-policy" if self._goal.policy is not None else self._goal.flag
        yield POLICY, Value(wanted, place=Place(flag))

    def _engine_wanted(self, now: str | None) -> str | None:
        """The engine of the goal; None where that of now stays."""
        if self._goal.policy is not None or self._goal.plane == "cilium":
            return self._goal.policy or "cilium"
        keeps = _ENGINES.get(str(self._ipam), _ANY)
        changes = self._moves or self._goal.plane is not None
        return "none" if changes and now is not None and now not in keeps else None

    def _pod_ranges(self) -> Iterator[tuple[str, Value | None]]:
        given = self._goal.pod_cidr
        if given:
            if tuple(text for text, _ in self._cluster.ranges("pod")) != given:
                yield from pod_ranges(given, "--pod-cidr").items()
        elif self._moves and self._ipam not in _RANGED:
            yield from ((path, None) for path in (POD_CIDR, POD_CIDRS) if not self._cluster.absent(path))
        elif self._moves and self._before not in _RANGED:
            self.needs_range = all(self._cluster.absent(path) for path in (POD_CIDR, POD_CIDRS))

    def _outbound(self) -> Iterator[tuple[str, Value | None]]:
        """Facts OUT-03, ISO-01: the settings of a load balancer or a NAT gateway go with it, and a cache comes."""
        wanted = self._goal.outbound
        if wanted in (None, self._outbound_before):
            return
        place = Place("--outbound-type")
        yield OUTBOUND, Value(wanted, place=place)
        if wanted in CLOSED and self._cluster.text(SOURCE) != "Cache":
            yield SOURCE, Value("Cache", place=place)
        for kind, prefix in (("loadBalancer", LOAD_BALANCER), ("managedNATGateway", NAT)):
            path = prefix.rstrip(".")
            if kind != wanted and _says(self._cluster, path):
                yield path, None

    def _given(self, data: Json) -> Value:
        return Value(data, place=Place(self._goal.flag))


def pod_ranges(texts: tuple[str, ...], flag: str) -> dict[str, Value | None]:
    """Pod ranges in the one property that says them; the other goes."""
    place = Place(flag)
    if len(texts) > 1:
        return {POD_CIDR: None, POD_CIDRS: Value(list(texts), place=place)}
    return {POD_CIDR: Value(texts[0], place=place), POD_CIDRS: None}


def _says(cluster: ClusterView, path: str) -> bool:
    """Whether something stands at a path, or in the object that it is."""
    return any(one == path or one.startswith(f"{path}.") for one in cluster.values)


def _gone(engine: str, wanted: str, goal: Goal, ipam: str | None) -> Iterator[str]:
    """Why an engine does not stay; nothing where another one is the goal itself."""
    name = _NAMES.get(engine, engine)
    if wanted == "cilium":
        yield f"{name} goes: with the Cilium data plane Cilium is the only policy engine (fact MODE-07)"
    elif engine == "cilium":
        yield "the policies of Cilium go with its data plane (fact MODE-06)"
    elif goal.policy is None and ipam == "kubenet":
        yield f"{name} goes: with kubenet there is Calico or no engine (fact POL-01)"
    elif goal.policy is None:
        yield f"{name} goes: beside a CNI of your own AKS installs no policy engine (fact POL-16)"


def _unsaid(
    cluster: ClusterView, changes: Changes, pools: dict[str, dict[str, Value | None]], version: Version
) -> Iterator[str]:
    """What of the goal the release of azurerm has no words for."""
    if cluster.declared is None or not cluster.declared.by_azurerm:
        return
    for rows, some in ((CLUSTER, changes), *((POOL, one) for one in pools.values())):
        for path, value in some.items():
            known = value is not None and any(row.path == path for row in rows)
            wrong = obstacle(rows, path, value.data, version) if known and value is not None else None
            if wrong is not None and value is not None:
                yield f"azurerm {version} {wrong.reason}: {path} {value.data}"

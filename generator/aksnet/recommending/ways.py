"""The ways to set up a cluster's network that `aksnet gen` can say, and a cluster for given needs in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from aksnet.facts import scale, service
from aksnet.facts.bounds import MIN_POOL_PODS
from aksnet.facts.choices import WAYS
from aksnet.recommending.needs import Needs


class Way(NamedTuple):
    """One way: the mode's own fields in a spec, where pods get addresses, and on which data plane."""

    id: str
    words: str
    network: dict[str, str]
    ipam: str
    cilium: bool = False
    blocks: bool = False

    @property
    def flat(self) -> bool:
        """Whether pods have addresses of the VNet."""
        return self.ipam in ("pod-subnet", "node-subnet")

    @property
    def order(self) -> int:
        """Its place in what Microsoft recommends."""
        return WAYS.index(self.id)


_CILIUM = {"plugin": "cilium"}
_BLOCKS = {"allocation": "static-block"}
BY_ID = {
    way.id: way
    for way in (
        Way("cilium", "Azure CNI Powered by Cilium on overlay", _CILIUM, "overlay", cilium=True),
        Way("overlay", "Azure CNI Overlay", {"plugin": "overlay"}, "overlay"),
        Way(
            "cilium-pod-subnet",
            "Azure CNI Powered by Cilium with pod subnets",
            {**_CILIUM, "ipam": "pod-subnet"},
            "pod-subnet",
            cilium=True,
        ),
        Way("pod-subnet", "Azure CNI with pod subnets", {"plugin": "pod-subnet"}, "pod-subnet"),
        Way(
            "cilium-static-block",
            "Azure CNI Powered by Cilium with static blocks of pod subnets",
            {**_CILIUM, "ipam": "pod-subnet", **_BLOCKS},
            "pod-subnet",
            cilium=True,
            blocks=True,
        ),
        Way(
            "pod-subnet-static-block",
            "Azure CNI with static blocks of pod subnets",
            {"plugin": "pod-subnet", **_BLOCKS},
            "pod-subnet",
            blocks=True,
        ),
        Way(
            "cilium-node-subnet",
            "Azure CNI Powered by Cilium on the node subnet",
            {**_CILIUM, "ipam": "node-subnet"},
            "node-subnet",
            cilium=True,
        ),
        Way("node-subnet", "Azure CNI on the node subnet", {"plugin": "node-subnet"}, "node-subnet"),
        Way("byo", "a CNI plugin of your own", {"plugin": "byo"}, "byo"),
        Way("kubenet", "kubenet", {"plugin": "kubenet"}, "kubenet"),
    )
}

# What nodes a recommendation counts where neither nodes nor pods are stated: those of a spec without a count.
DEFAULT_NODES = 3
# fact MODE-15: the Linux system pool beside Windows pools
SYSTEM_NODES = 3
# fact IP-20: the largest pool that can be upgraded, with the surge of service.MAX_SURGE
LARGEST_POOL = scale.MAX_POOL_NODES * 100 // (100 + int(service.MAX_SURGE.rstrip("%")))


class Sizes(NamedTuple):
    """The nodes at the most, the pods that each is allowed, and those that it runs where that is known."""

    nodes: int
    max_pods: int
    running: int | None


def sizes_of(needs: Needs, way: Way) -> Sizes:
    """The numbers of a cluster in one way; what is not stated is derived from what is."""
    nodes = needs.nodes
    if nodes is None:
        allowed = needs.max_pods or _default(needs, way)
        wanted = -(-needs.pods // allowed) if needs.pods is not None else 0
        nodes = min(max(wanted, DEFAULT_NODES), scale.MAX_NODES)
    running = -(-needs.pods // nodes) if needs.pods is not None else None
    return Sizes(nodes, needs.max_pods or _allowed(needs, way, running), running)


def _default(needs: Needs, way: Way) -> int:
    """The mode's own number; of a CNI of your own there is none, and the most is taken."""
    default = service.MAX_PODS.get(way.ipam, service.MAX_MAX_PODS)
    return min(default, service.MAX_PODS_WINDOWS) if "windows" in needs.wants else default


def _allowed(needs: Needs, way: Way, running: int | None) -> int:
    """The pods that a node is allowed: in flat modes, where each costs an address, no more than it has to run."""
    default = _default(needs, way)
    if running is None:
        return default
    if needs.nodes is None or not way.flat:
        return max(default, running)
    least = max(MIN_POOL_PODS, running)
    # fact IP-12: with static blocks 16 times a number less one leaves nothing unused
    return min(-(-(least + 1) // scale.BLOCK) * scale.BLOCK - 1, service.MAX_MAX_PODS) if way.blocks else least


def spec_of(needs: Needs, way: Way, sizes: Sizes) -> dict[str, Any]:
    """The cluster as a spec, without its ranges."""
    spec: dict[str, Any] = {"network": dict(_network(needs, way)), "pools": list(_pools(needs, sizes))}
    if sizes.nodes > scale.RECOMMENDED_FREE_NODES:
        spec["tier"] = "Standard"
    if "isolated" in needs.wants:
        spec["outbound"] = {"type": "none"}
    if "node-provisioning" in needs.wants:
        spec["node_provisioning_mode"] = "Auto"
    if "static-egress-gateway" in needs.wants:
        spec["addons"] = {"static_egress_gateway": True}
    return spec


def _network(needs: Needs, way: Way) -> Iterator[tuple[str, Any]]:
    yield from way.network.items()
    engine = engine_of(needs, way)
    if engine is not None and not way.cilium:
        yield "network_policy", engine
    if "dual-stack" in needs.wants:
        yield "ip_families", ["IPv4", "IPv6"]
    acns = dict(_acns(needs)) if way.cilium else {}
    if acns:
        yield "acns", acns


def engine_of(needs: Needs, way: Way) -> str | None:
    """The policy engine: Cilium, else Calico, which node auto-provisioning rejects (fact POL-14); None without one."""
    if way.cilium:
        return "cilium"
    if "network-policy" not in needs.wants or way.ipam == "byo":
        return None
    return "azure" if "node-provisioning" in needs.wants and way.ipam != "kubenet" else "calico"


def _acns(needs: Needs) -> Iterator[tuple[str, Any]]:
    """The settings of Advanced Container Networking Services that the needs ask for; it is on where there are some."""
    if "l7-policy" in needs.wants:  # L7 includes FQDN: facts section 1.1
        yield "advanced_network_policies", "L7"
    elif "fqdn-policy" in needs.wants:
        yield "advanced_network_policies", "FQDN"
    if "encryption" in needs.wants:
        yield "transit_encryption", "WireGuard"
    if "cross-cluster" in needs.wants:
        yield "observability", True


def _pools(needs: Needs, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """A system pool, and as many further pools as the nodes do not fit into it; Windows has pools of its own."""
    windows = "windows" in needs.wants
    counts = [min(SYSTEM_NODES, sizes.nodes - 1)] if windows else []
    counts += _spread(sizes.nodes - sum(counts))
    for number, count in enumerate(counts):
        own = {"name": f"{'win' if windows else 'user'}{number}", **({"os": "Windows"} if windows else {})}
        first = {"name": "system", "mode": "System"}
        yield {**(own if number else first), "count": count, "max_pods": sizes.max_pods}


def _spread(nodes: int) -> list[int]:
    """The nodes in as few pools as will do, all of nearly the same size."""
    pools = -(-nodes // LARGEST_POOL)
    return [nodes // pools + (number < nodes % pools) for number in range(pools)]


def too_few_pods(pools: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The first pool without room for 30 pods: fact POD-02."""
    return next((pool for pool in pools if pool["count"] * pool["max_pods"] < MIN_POOL_PODS), None)

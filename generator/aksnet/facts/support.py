"""What works with which CNI mode, and what does not: facts section 1.2b, and each mode in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from aksnet.facts import retirements, scale
from aksnet.facts.sources import AKS_DOCS_READ, RELEASES, Source, aks

FLEET = Source("https://learn.microsoft.com/azure/kubernetes-fleet/concepts-cross-cluster-networking", AKS_DOCS_READ)
OVERVIEW = aks("concepts-network-cni-overview")
OVERLAY = aks("concepts-network-azure-cni-overlay")
CILIUM = aks("azure-cni-powered-by-cilium")
POD_SUBNET = aks("concepts-network-azure-cni-pod-subnet")
STATIC_BLOCK = aks("configure-azure-cni-static-block-allocation")
LEGACY = aks("concepts-network-legacy-cni")
BYO = aks("use-byo-cni")
KUBENET = aks("configure-kubenet")
POLICIES = aks("use-network-policies")
LARGE = aks("best-practices-performance-scale-large")
PLAN_PODS = aks("plan-pod-networking")

# Where pods get their addresses: what features depend on.
IPAM = ("overlay", "pod-subnet", "node-subnet", "kubenet", "byo")


class Status(StrEnum):
    """Whether something works: documented, ruled out, documented both ways, or in no document."""

    YES = "yes"
    NO = "no"
    DISPUTED = "documents disagree"
    UNSTATED = "not stated"


class Cell(NamedTuple):
    """Whether a feature works with one mode, and under which condition.

    `sources` and `facts` are what it rests on, where that is not what the whole row rests on.
    """

    status: Status
    note: str = ""
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()


# fact CIL-01: the addresses that pods of the Cilium data plane may have
CILIUM_IPAM = ("overlay", "pod-subnet", "node-subnet")


class Support(NamedTuple):
    """One feature, by where pods get their addresses.

    `cilium` is what holds on the Cilium data plane, and `blocks` with static blocks, where that is something else.
    """

    id: str
    words: str
    cells: Mapping[str, Cell]
    sources: tuple[Source, ...]
    facts: tuple[str, ...]
    cilium: Mapping[str, Cell] = MappingProxyType({})
    blocks: Cell | None = None

    def of(self, ipam: str, *, cilium: bool = False, blocks: bool = False) -> Cell:
        """Whether it works with one way of giving addresses, on a data plane."""
        if cilium and ipam in self.cilium:
            return self.cilium[ipam]
        return self.blocks if blocks and self.blocks is not None else self.cells[ipam]

    @property
    def own(self) -> tuple[Cell, ...]:
        """All its cells."""
        return (*self.cells.values(), *self.cilium.values(), *((self.blocks,) if self.blocks is not None else ()))

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """The pages of the row and of its cells, each once."""
        return tuple(dict.fromkeys([*self.sources, *(one for cell in self.own for one in cell.sources)]))

    @property
    def all_facts(self) -> tuple[str, ...]:
        """The ids of the facts of the row and of its cells, each once."""
        return tuple(dict.fromkeys([*self.facts, *(one for cell in self.own for one in cell.facts)]))

    def sources_of(self, cell: Cell) -> tuple[Source, ...]:
        """The pages that one of its cells rests on."""
        return cell.sources or self.sources

    def facts_of(self, cell: Cell) -> tuple[str, ...]:
        """The facts that one of its cells rests on."""
        return cell.facts if cell.sources or cell.facts else self.facts

    def of_plugin(self, plugin: str) -> Cell:
        """Whether it works with a plugin; of Cilium, with which addresses it does."""
        if plugin != "cilium":
            return self.cells[plugin]
        own = {ipam: self.of(ipam, cilium=True) for ipam in CILIUM_IPAM}
        best = next(status for status in Status if any(cell.status is status for cell in own.values()))
        return Cell(best, "; ".join([*_together(own, best), *self._of_blocks(own, best)]))

    def _of_blocks(self, own: Mapping[str, Cell], best: Status) -> list[str]:
        """What documents say of static blocks, where that is neither what they say of the rest nor a plain no."""
        if self.blocks is None or self.blocks.status in (best, Status.NO, own["pod-subnet"].status):
            return []
        return [f"static blocks of pod-subnet: {self.blocks.status}"]


def _together(own: Mapping[str, Cell], status: Status) -> list[str]:
    """With which addresses it is so, under which conditions, and of which others something else is documented."""
    same = {ipam: cell.note for ipam, cell in own.items() if cell.status is status}
    parts = [f"with ipam {' or '.join(same)}"] if len(same) < len(own) else []
    if len(set(same.values())) == 1:
        parts += {note for note in same.values() if note}
    else:
        parts += [f"{ipam}: {note}" for ipam, note in same.items() if note]
    return parts + [f"{ipam}: {own[ipam].status}" for ipam in own if own[ipam].status not in (status, Status.NO)]


_YES, _NO, _UNSTATED = Cell(Status.YES), Cell(Status.NO), Cell(Status.UNSTATED)


def _yes(note: str = "", *sources: Source, facts: tuple[str, ...] = ()) -> Cell:
    return Cell(Status.YES, note, sources, facts)


def _no(note: str = "", *sources: Source, facts: tuple[str, ...] = ()) -> Cell:
    return Cell(Status.NO, note, sources, facts)


def _unstated(note: str = "", *sources: Source, facts: tuple[str, ...] = ()) -> Cell:
    return Cell(Status.UNSTATED, note, sources, facts)


def _disputed(note: str, *sources: Source, facts: tuple[str, ...] = ()) -> Cell:
    return Cell(Status.DISPUTED, note, sources, facts)


WINDOWS = aks("windows-vs-linux-containers")
VIRTUAL_NODES = aks("virtual-nodes")
STATIC_EGRESS = aks("configure-static-egress-gateway")
LOAD_BALANCER = aks("load-balancer-standard")
NODE_PROVISIONING = aks("node-auto-provisioning-networking")
DUAL_STACK = aks("configure-dual-stack")
ISOLATED = aks("concepts-network-isolated")
CONTAINER_NETWORKING = Source(
    "https://learn.microsoft.com/azure/application-gateway/for-containers/container-networking", AKS_DOCS_READ
)

_NPM = _yes(f"Linux; retires {retirements.NPM_LINUX}")
_UNLIMITED = _yes("no document limits it")
_REACHED = _yes("", OVERVIEW, OVERLAY, facts=("DEC-01", "DEC-04"))
_AZURE_CNI = _yes("", OVERVIEW, WINDOWS, facts=("MODE-14", "DEC-04"))
_LEGACY_SETS = _no(f"legacy, retired on {retirements.AVAILABILITY_SETS}")


def _cells(overlay: Cell, pod_subnet: Cell, node_subnet: Cell, kubenet: Cell, byo: Cell) -> dict[str, Cell]:
    return dict(zip(IPAM, (overlay, pod_subnet, node_subnet, kubenet, byo), strict=True))


FEATURES = (
    Support(
        "direct-pod-access",
        "connections to pods from VMs, peered VNets and on premises",
        _cells(
            _no("pods start connections, nobody else does", OVERVIEW, OVERLAY, facts=("OVL-02", "DEC-04")),
            _REACHED,
            _REACHED,
            _no("pods start connections, nobody else does", OVERVIEW, facts=("DEC-04",)),
            _unstated("your CNI decides", BYO),
        ),
        (OVERVIEW,),
        ("DEC-04",),
    ),
    Support(
        "existing-vnet",
        "a VNet that is there already",
        _cells(
            _YES,
            _YES,
            _YES,
            _yes("with routes of your own", OVERVIEW, KUBENET, facts=("DEC-04", "KUB-06")),
            _yes("", BYO),
        ),
        (OVERVIEW,),
        ("DEC-04",),
    ),
    Support(
        "shared-node-subnet",
        "one node subnet for several clusters",
        _cells(
            _YES, _YES, _YES, _no("one cluster for each subnet and route table", KUBENET, facts=("KUB-05",)), _UNSTATED
        ),
        (OVERVIEW,),
        ("SUB-08",),
    ),
    Support(
        "windows",
        "Windows pools",
        _cells(
            _yes("", OVERLAY, OVERVIEW, facts=("OVL-08", "DEC-04")),
            _AZURE_CNI,
            _AZURE_CNI,
            _no("", KUBENET, WINDOWS, facts=("KUB-04", "MODE-14")),
            _no("", WINDOWS, facts=("BYO-06", "MODE-14")),
        ),
        (WINDOWS, OVERVIEW),
        ("MODE-14",),
        cilium=dict.fromkeys(CILIUM_IPAM, _no("Linux only", CILIUM, facts=("CIL-02", "MODE-14"))),
    ),
    Support(
        "cilium",
        "the Cilium data plane of AKS",
        _cells(
            _YES,
            _YES,
            _YES,
            _no("", aks("update-azure-cni"), CILIUM, facts=("KUB-04", "MODE-05")),
            _no("bring your own", CILIUM, facts=("MODE-05",)),
        ),
        (CILIUM, OVERVIEW),
        ("CIL-01",),
    ),
    Support(
        "npm",
        "Azure Network Policy Manager",
        _cells(_NPM, _NPM, _NPM, _no("", KUBENET, facts=("POL-01",)), _no("", POLICIES, facts=("POL-16",))),
        (POLICIES,),
        ("POL-04", "POL-05"),
        cilium=dict.fromkeys(CILIUM_IPAM, _no("Cilium is the engine", CILIUM, facts=("MODE-07",))),
    ),
    Support(
        "calico",
        "Calico",
        _cells(_YES, _YES, _YES, _YES, _no("install it yourself", POLICIES, facts=("POL-16",))),
        (POLICIES,),
        ("POL-15",),
        cilium=dict.fromkeys(CILIUM_IPAM, _no("Cilium is the engine", CILIUM, facts=("MODE-07",))),
    ),
    Support(
        "ingress-application-gateway",
        "Application Gateway Ingress Controller",
        _cells(_yes("", OVERVIEW, RELEASES, facts=("OVL-09", "DEC-04")), _YES, _YES, _YES, _UNSTATED),
        (OVERVIEW,),
        ("DEC-04",),
    ),
    Support(
        "gateway-for-containers",
        "Application Gateway for Containers",
        _cells(
            _yes("its subnet is exactly a /24", OVERVIEW, CONTAINER_NETWORKING, facts=("ING-01", "OVL-09")),
            _YES,
            _YES,
            _no("", OVERVIEW, KUBENET, facts=("ING-01", "KUB-04")),
            _UNSTATED,
        ),
        (OVERVIEW,),
        ("DEC-04",),
    ),
    Support(
        "virtual-nodes",
        "virtual nodes",
        _cells(
            _no("", OVERLAY, facts=("OVL-07",)),
            _yes("Linux"),
            _yes("Linux"),
            _no("", KUBENET, VIRTUAL_NODES, facts=("KUB-04", "VN-01")),
            _UNSTATED,
        ),
        (VIRTUAL_NODES,),
        ("VN-01",),
        cilium=dict.fromkeys(
            CILIUM_IPAM,
            _no(
                "not with network policies, and Cilium is an engine of them",
                VIRTUAL_NODES,
                CILIUM,
                facts=("VN-01", "MODE-07"),
            ),
        ),
    ),
    Support(
        "static-egress-gateway",
        "the static egress gateway",
        _cells(
            _yes("IPv4 only"),
            _no("", STATIC_EGRESS, aks("istio-deploy-egress"), facts=("PS-01", "SEG-01")),
            _yes("IPv4 only"),
            _UNSTATED,
            _UNSTATED,
        ),
        (STATIC_EGRESS,),
        ("SEG-01",),
    ),
    Support(
        "private-link-service",
        "Private Link Service on a Service of type LoadBalancer",
        _cells(
            _yes("not with backend pools of the type NodeIP"),
            _yes("dynamic only", STATIC_BLOCK, LOAD_BALANCER, facts=("PSS-08", "PLS-01")),
            _YES,
            _UNSTATED,
            _UNSTATED,
        ),
        (LOAD_BALANCER,),
        ("PLS-01",),
        blocks=_no("", STATIC_BLOCK, facts=("PSS-08",)),
    ),
    Support(
        "node-provisioning",
        "node auto-provisioning",
        _cells(
            _YES,
            _disputed(
                "its pages say no, a release note of 2025-01-30 says yes",
                NODE_PROVISIONING,
                RELEASES,
                facts=("NAP-02", "DOC-08"),
            ),
            _YES,
            _no("", NODE_PROVISIONING, facts=("NAP-02", "KUB-04")),
            _yes("without support for the CNI", NODE_PROVISIONING, BYO, facts=("NAP-01", "BYO-09")),
        ),
        (NODE_PROVISIONING,),
        ("NAP-01",),
    ),
    Support(
        "dual-stack",
        "dual-stack, IPv4 and IPv6",
        _cells(
            _YES,
            _no("of static block documents disagree"),
            _NO,
            _no("withdrawn", DUAL_STACK, RELEASES, facts=("KUB-09", "DS-03")),
            _unstated("", DUAL_STACK),
        ),
        (DUAL_STACK,),
        ("DS-03",),
        blocks=_disputed(
            "its page demands overlay, a release note of 2026-06-19 knows static block",
            DUAL_STACK,
            RELEASES,
            facts=("DS-03", "DOC-09", "MODE-04"),
        ),
    ),
    Support(
        "isolated",
        "network-isolated clusters",
        _cells(_YES, _YES, _YES, _no("", ISOLATED, facts=("ISO-01", "KUB-04")), _UNSTATED),
        (ISOLATED,),
        ("ISO-01",),
    ),
    Support(
        "cross-cluster",
        "a network of pods across the clusters of a fleet (preview)",
        _cells(_NO, _no("only with Cilium"), _no("only with Cilium"), _NO, _NO),
        (FLEET,),
        ("ACNS-12",),
        cilium=dict.fromkeys(("pod-subnet", "node-subnet"), _yes("with Advanced Container Networking Services")),
    ),
    Support(
        "pod-cidr-growth",
        "a pod CIDR that grows in place",
        _cells(
            _yes("Linux and IPv4; announced as a preview, and its page does not say so"),
            _no("add pools with new pod subnets", STATIC_BLOCK, facts=("SUB-06", "CIDR-18")),
            _no("add pools in new subnets", aks("node-pool-unique-subnet"), facts=("IP-19", "CIDR-18")),
            _no("", KUBENET, facts=("KUB-08",)),
            _yes("from API version 2026-01-01 on", RELEASES, facts=("BYO-03",)),
        ),
        (aks("azure-cni-overlay-pod-expand"), RELEASES),
        ("CIDR-17", "DOC-10"),
    ),
    Support(
        "availability-sets",
        f"availability sets, which retired on {retirements.AVAILABILITY_SETS}",
        _cells(_no("", OVERLAY, facts=("OVL-04",)), _UNSTATED, _LEGACY_SETS, _LEGACY_SETS, _UNSTATED),
        (OVERLAY, aks("availability-sets-on-aks")),
        ("OVL-04",),
    ),
    Support(
        "dcsv2",
        "virtual machines of the DCsv2 series",
        _cells(_no("DCasv5 and DCadsv5 instead"), _UNLIMITED, _UNLIMITED, _UNLIMITED, _UNSTATED),
        (OVERLAY,),
        ("OVL-05",),
    ),
)


class Described(NamedTuple):
    """One mode in a few words: what it is, where addresses come from, how far it goes, and who stands behind it."""

    what: str
    addresses: str
    scale: str
    systems: str
    policies: str
    support: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...]
    retires: date | None = None


_SUPPORTED = "supported by Microsoft"
_ENGINES = f"none, Calico, or Azure Network Policy Manager (retires {retirements.NPM_LINUX})"
_NODES = f"{scale.MAX_NODES:,} nodes"

# By plugin, in the order of `choices.PLUGINS`.
DESCRIBED = {
    "overlay": Described(
        "Azure CNI Overlay: a private network of pods over the VNet, without tunnels and routes",
        "nodes: the VNet; pods: a /24 for each node out of a private pod CIDR outside the VNet",
        f"{_NODES}; {scale.MAX_OVERLAY_PODS:,} or {scale.LARGEST_OVERLAY_PODS:,} pods (documents disagree)",
        "Linux, Windows",
        _ENGINES,
        _SUPPORTED,
        (OVERLAY, LARGE, PLAN_PODS),
        ("OVL-01", "OVL-02", "OVL-03", "DOC-03", "SCALE-01"),
    ),
    "cilium": Described(
        "Azure CNI Powered by Cilium: the eBPF data plane; what Microsoft recommends, best on overlay",
        "with ipam overlay, pod-subnet or node-subnet: as those modes",
        f"as its ipam; L7 policies up to {scale.L7_NODES:,} nodes or {scale.L7_PODS:,} pods, whichever is more",
        "Linux",
        "Cilium; FQDN and L7 policies and encryption with Advanced Container Networking Services",
        _SUPPORTED,
        (CILIUM, aks("advanced-container-networking-services-overview")),
        ("CIL-01", "CIL-02", "CIL-06", "MODE-07", "ACNS-01", "ACNS-07"),
    ),
    "pod-subnet": Described(
        "Azure CNI with a subnet for pods: a flat network in which everybody reaches pods",
        "nodes: the VNet; pods: another subnet, in batches of 16 (dynamic) or as blocks of 16 for each node (static)",
        f"{_NODES}; dynamic: {scale.RECOMMENDED_DYNAMIC_PODS:,} pods recommended, {scale.MAX_CONFIGURED:,} addresses;"
        " static block: about 1,000,000 pods",
        "Linux, Windows",
        _ENGINES,
        _SUPPORTED,
        (POD_SUBNET, STATIC_BLOCK, LARGE),
        ("PSD-01", "PSS-03", "PSS-04", "IP-17", "SUB-02"),
    ),
    "node-subnet": Described(
        "Azure CNI on the nodes' own subnet: flat, and the only flat mode in a VNet that AKS makes; legacy",
        "nodes and pods: one subnet, of which each node takes max_pods addresses in advance",
        f"{_NODES}; {scale.MAX_CONFIGURED:,} addresses in use in a VNet",
        "Linux, Windows",
        _ENGINES,
        f"{_SUPPORTED}, who calls it legacy",
        (LEGACY, OVERVIEW),
        ("NSN-01", "NSN-02", "IP-16"),
    ),
    "byo": Described(
        "no CNI plugin: nodes are not ready before you install one",
        "nodes: the VNet; pods: as your CNI gives them, out of a pod CIDR that the control plane has to know",
        f"{_NODES}; for pods your CNI decides",
        "Linux",
        "none of AKS: your CNI brings one",
        "Microsoft gives no support for the CNI",
        (BYO,),
        ("BYO-01", "BYO-04", "BYO-05", "BYO-06", "POL-16"),
    ),
    "kubenet": Described(
        "kubenet: routes in a route table lead to the pods of each node",
        "nodes: the VNet; pods: a /24 for each node out of a private pod CIDR",
        f"{scale.MAX_KUBENET_NODES} nodes",
        "Linux",
        "none, or Calico",
        _SUPPORTED,
        (KUBENET,),
        ("KUB-01", "KUB-02", "KUB-03", "KUB-04"),
        retirements.KUBENET,
    ),
}

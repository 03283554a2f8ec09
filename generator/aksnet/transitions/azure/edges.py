"""The single changes that Azure makes in place, as Microsoft documents them: the graph that runbooks walk."""

from __future__ import annotations

from aksnet.facts.sources import RELEASES, Source, aks
from aksnet.transitions.azure.edge import Edge
from aksnet.transitions.azure.outbound import OUTBOUND_EDGES
from aksnet.transitions.azure.states import BOTH_FAMILIES, IPV4, WIDER, State

UPDATE = aks("update-azure-cni")
POLICIES = aks("use-network-policies")
EXPAND = aks("azure-cni-overlay-pod-expand")
BASIC = aks("upgrade-basic-load-balancer-on-aks")
DISRUPTION = aks("node-disruption-policy")
ACNS = aks("advanced-container-networking-services-overview")
INTEGRATION = aks("api-server-vnet-integration")
AUTOMATIC = aks("automatic/aks-automatic-sku-migration")
# facts CIL-01, MIG-01: the ways of giving addresses whose data plane changes; static block is not among them
_PLANES = ("overlay", "node-subnet", "pod-subnet")
# section 5.1: the ways of giving addresses that an engine works with
_AZURE = ("overlay", "node-subnet", "pod-subnet", "static-block")
_ENGINES = ("azure", "calico")


def _to_overlay(at: State, ipam: str) -> bool:
    """Fact MIG-03: an engine goes first; Cilium is none that could go, and moves with its cluster."""
    return at.ipam == ipam and (at.policy == "none" or (at.plane, at.policy) == ("cilium", "cilium"))


def _installs(at: State, *ipam: str) -> bool:
    return (at.plane, at.policy, at.families) == ("azure", "none", IPV4) and at.ipam in ipam


def _overlay(edge_id: str, ipam: str, words: str, sources: tuple[Source, ...], facts: tuple[str, ...]) -> Edge:
    return Edge(
        edge_id,
        f"move from {words} to overlay",
        "ipam",
        lambda at: _to_overlay(at, ipam),
        lambda at: at._replace(ipam="overlay", pod_ranges=None),
        sources=sources,
        facts=facts,
        irreversible=True,
    )


def _install(edge_id: str, engine: str, words: str, *ipam: str) -> Edge:
    return Edge(
        edge_id,
        f"install {words}",
        "policy",
        lambda at: _installs(at, *ipam),
        lambda at: at._replace(policy=engine),
        sources=(POLICIES, RELEASES),
        facts=("POL-09",),
        back="remove-policy",
    )


EDGES: tuple[Edge, ...] = (
    _overlay("kubenet-to-overlay", "kubenet", "kubenet", (UPDATE, RELEASES), ("MIG-02", "MIG-03", "MIG-04")),
    _overlay("node-subnet-to-overlay", "node-subnet", "node subnets", (UPDATE, RELEASES), ("MIG-02", "MIG-03")),
    Edge(
        "plane-to-cilium",
        "change the data plane to Cilium",
        "plane",
        lambda at: at.plane == "azure" and at.ipam in _PLANES,
        lambda at: at._replace(plane="cilium", policy="cilium"),
        sources=(UPDATE,),
        facts=("MODE-07", "NAP-05", "CIL-02"),
        irreversible=True,
    ),
    _install("install-npm", "azure", "Azure Network Policy Manager", *_AZURE),
    _install("install-calico", "calico", "Calico", *_AZURE, "kubenet"),
    Edge(
        "remove-policy",
        "remove the network policy engine",
        "policy",
        lambda at: at.policy in _ENGINES,
        lambda at: at._replace(policy="none"),
        sources=(POLICIES,),
        facts=("POL-09",),
    ),
    Edge(
        "load-balancer-to-standard",
        "move from the Basic to the Standard load balancer",
        "load-balancer",
        lambda at: at.load_balancer == "basic",
        lambda at: at._replace(load_balancer="standard"),
        sources=(BASIC,),
        facts=("OUT-19",),
        irreversible=True,
    ),
    *OUTBOUND_EDGES,
    Edge(
        "widen-pod-range",
        "widen the pod range",
        "pod-ranges",
        lambda at: (
            (at.ipam, at.families) == ("overlay", IPV4) and at.pod_ranges is not None and len(at.pod_ranges) == 1
        ),
        lambda at: at._replace(pod_ranges=(*(at.pod_ranges or ()), WIDER)),
        sources=(EXPAND,),
        facts=("CIDR-17",),
        irreversible=True,
    ),
    Edge(
        "to-dual-stack",
        "add IPv6",
        "families",
        lambda at: (at.ipam, at.families) == ("overlay", IPV4) and at.policy not in _ENGINES,
        lambda at: at._replace(families=BOTH_FAMILIES, pod_ranges=None),
        sources=(DISRUPTION,),
        facts=("DS-03", "DS-04"),
        irreversible=True,
        disputed="one page has the change among what reimages nodes, and no page says how it is made",
    ),
    Edge(
        "acns-on",
        "turn Advanced Container Networking Services on",
        "acns",
        lambda at: at.acns is False,
        lambda at: at._replace(acns=True),
        sources=(ACNS,),
        facts=("ACNS-01",),
        back="acns-off",
    ),
    Edge(
        "acns-off",
        "turn Advanced Container Networking Services off",
        "acns",
        lambda at: at.acns is True,
        lambda at: at._replace(acns=False),
        sources=(ACNS,),
        back="acns-on",
    ),
    Edge(
        "api-server-integration",
        "put the API server into the VNet",
        "api-server",
        lambda at: at.integrated is False,
        lambda at: at._replace(integrated=True),
        sources=(INTEGRATION,),
        facts=("API-01", "API-02"),
        irreversible=True,
    ),
    Edge(
        "automatic-to-base",
        "change the SKU from Automatic to Base",
        "sku",
        lambda at: at.automatic is True,
        lambda at: at._replace(automatic=False),
        sources=(AUTOMATIC,),
        facts=("AUTO-02",),
        irreversible=True,
    ),
)
BY_ID = {edge.id: edge for edge in EDGES}

__all__ = ["BY_ID", "EDGES", "Edge"]

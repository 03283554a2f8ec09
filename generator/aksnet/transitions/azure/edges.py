"""The single changes that Azure makes in place, as Microsoft documents them: the graph that runbooks walk."""

from __future__ import annotations

from aksnet.facts.sources import RELEASES, aks
from aksnet.transitions.azure import conditions as when
from aksnet.transitions.azure import effects
from aksnet.transitions.azure.edge import Edge
from aksnet.transitions.azure.outbound import OUTBOUND_EDGES
from aksnet.transitions.azure.states import BOTH_FAMILIES, IPV4, WIDER, State
from aksnet.transitions.verdicts import Condition, Effect

UPDATE = aks("update-azure-cni")
POLICIES = aks("use-network-policies")
EXPAND = aks("azure-cni-overlay-pod-expand")
BASIC = aks("upgrade-basic-load-balancer-on-aks")
DISRUPTION, DUAL_STACK = aks("node-disruption-policy"), aks("configure-dual-stack")
ACNS = aks("advanced-container-networking-services-overview")
INTEGRATION = aks("api-server-vnet-integration")
AUTOMATIC = aks("automatic/aks-automatic-sku-migration")
# facts CIL-01, MIG-01: the ways of giving addresses whose data plane changes; static block is not among them
_PLANES = ("overlay", "node-subnet", "pod-subnet")
# section 5.1: the ways of giving addresses that an engine works with
_AZURE = ("overlay", "node-subnet", "pod-subnet", "static-block")
_ENGINES = ("azure", "calico")
_REIMAGED = (effects.REIMAGED, effects.HELD_BACK)


def _to_overlay(at: State, ipam: str) -> bool:
    """Fact MIG-03: an engine goes first; Cilium is none that could go, and moves with its cluster."""
    return at.ipam == ipam and (at.policy == "none" or (at.plane, at.policy) == ("cilium", "cilium"))


def _installs(at: State, *ipam: str) -> bool:
    return (at.plane, at.policy, at.families) == ("azure", "none", IPV4) and at.ipam in ipam


def _overlay(
    edge_id: str, ipam: str, words: str, conditions: tuple[Condition, ...], special: Effect, facts: tuple[str, ...]
) -> Edge:
    return Edge(
        edge_id,
        f"move from {words} to overlay",
        "ipam",
        lambda at: _to_overlay(at, ipam),
        lambda at: at._replace(ipam="overlay", pod_ranges=None),
        (when.FOR_OVERLAY, when.NO_SETS, *conditions),
        (*_REIMAGED, special),
        (UPDATE, RELEASES),
        ("MIG-02", *facts),
        irreversible=True,
    )


def _install(edge_id: str, engine: str, words: str, conditions: tuple[Condition, ...], *ipam: str) -> Edge:
    return Edge(
        edge_id,
        f"install {words}",
        "policy",
        lambda at: _installs(at, *ipam),
        lambda at: at._replace(policy=engine),
        (when.FOR_POLICIES, *conditions),
        _REIMAGED,
        (POLICIES, RELEASES),
        ("POL-09",),
        back="remove-policy",
    )


EDGES: tuple[Edge, ...] = (
    _overlay(
        "kubenet-to-overlay",
        "kubenet",
        "kubenet",
        (when.USER_ASSIGNED, when.KEPT_RANGE),
        effects.ROUTES_GONE,
        ("MIG-03", "MIG-04", "MIG-09"),
    ),
    _overlay(
        "node-subnet-to-overlay",
        "node-subnet",
        "node subnets",
        (when.NO_MASQUERADE, when.WINDOWS_BUILD, when.GATEWAY_SUBNET, when.FREE_RANGE),
        effects.UNREACHABLE,
        ("MIG-03", "MIG-05", "MIG-06", "MIG-08"),
    ),
    Edge(
        "plane-to-cilium",
        "change the data plane to Cilium",
        "plane",
        lambda at: at.plane == "azure" and at.ipam in _PLANES,
        lambda at: at._replace(plane="cilium", policy="cilium"),
        (when.LINUX_ONLY, when.NOT_PROVISIONED, when.CLI_PLANE),
        (*_REIMAGED, effects.ENGINE_GONE, effects.LATE_POLICIES, effects.DIFFERENT_POLICIES),
        (UPDATE,),
        ("MODE-07", "NAP-05", "CIL-02", "MIG-07"),
        irreversible=True,
    ),
    _install("install-npm", "azure", "Azure Network Policy Manager", (when.NPM_ON_LINUX, when.NPM_SIZE), *_AZURE),
    _install("install-calico", "calico", "Calico", (when.NO_CALICO_WITH,), *_AZURE, "kubenet"),
    Edge(
        "remove-policy",
        "remove the network policy engine",
        "policy",
        lambda at: at.policy in _ENGINES,
        lambda at: at._replace(policy="none"),
        (when.FOR_POLICIES,),
        (*_REIMAGED, effects.NO_POLICIES),
        (POLICIES, RELEASES),
        ("POL-09",),
    ),
    Edge(
        "load-balancer-to-standard",
        "move from the Basic to the Standard load balancer",
        "load-balancer",
        lambda at: at.load_balancer == "basic",
        lambda at: at._replace(load_balancer="standard"),
        (when.FOR_STANDARD, when.CLI_BASIC, when.NO_WEBHOOKS),
        (effects.DOWNTIME,),
        (BASIC,),
        ("OUT-19",),
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
        (when.LINUX_WIDENED, when.FREE_WIDER_RANGE),
        (),
        (EXPAND,),
        ("CIDR-17",),
        irreversible=True,
    ),
    Edge(
        "to-dual-stack",
        "add IPv6",
        "families",
        lambda at: (at.ipam, at.families) == ("overlay", IPV4) and at.policy not in _ENGINES,
        lambda at: at._replace(families=BOTH_FAMILIES, pod_ranges=None),
        (when.TRIED, when.DUAL_SUBNETS, when.IPV4_PROVISIONED),
        _REIMAGED,
        (DISRUPTION, DUAL_STACK),
        ("DS-03", "DS-04", "DS-08"),
        irreversible=True,
        disputed="one page has the change among what reimages nodes, and no page says how it is made",
    ),
    Edge(
        "acns-on",
        "turn Advanced Container Networking Services on",
        "acns",
        lambda at: at.acns is False,
        lambda at: at._replace(acns=True),
        effects=(effects.PAID,),
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
        (when.API_SUBNET, when.API_REGION),
        (effects.RESTARTED, effects.API_ADDRESS),
        (INTEGRATION,),
        ("API-01", "API-02"),
        irreversible=True,
    ),
    Edge(
        "automatic-to-base",
        "change the SKU from Automatic to Base",
        "sku",
        lambda at: at.automatic is True,
        lambda at: at._replace(automatic=False),
        (when.SYSTEM_POOL,),
        (),
        (AUTOMATIC,),
        ("AUTO-02",),
        irreversible=True,
    ),
)
BY_ID = {edge.id: edge for edge in EDGES}

__all__ = ["BY_ID", "EDGES", "Edge"]

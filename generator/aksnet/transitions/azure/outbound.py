"""The changes from one outbound type to another: the tables of egress-outboundtype, for both kinds of network."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from aksnet.facts.sources import RELEASES, Source, aks
from aksnet.transitions.azure import conditions as when
from aksnet.transitions.azure import effects
from aksnet.transitions.azure.edge import Edge
from aksnet.transitions.azure.states import State
from aksnet.transitions.verdicts import Condition

PAGE = aks("egress-outboundtype")
# A cluster without a way out.
CLOSED = frozenset({"none", "block"})
# What leads to a type in a network that AKS made; the page has no way from managedNATGatewayV2, a release note of
# 2026-05-29 has those to block and none.
MANAGED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "loadBalancer": CLOSED,
        "managedNATGateway": CLOSED | {"loadBalancer"},
        "managedNATGatewayV2": CLOSED | {"loadBalancer", "managedNATGateway"},
        "none": frozenset({"loadBalancer", "managedNATGateway", "managedNATGatewayV2", "block"}),
        "block": frozenset({"loadBalancer", "managedNATGateway", "managedNATGatewayV2", "none"}),
    }
)
# In a network of one's own these convert freely among themselves.
OWN = frozenset({"loadBalancer", "userAssignedNATGateway", "userDefinedRouting", "none"})
# Fact OUT-10: what only previews call so is a SKU from API version 2026-06-01 on.
_CALLED = {"managedNATGatewayV2": "managedNATGateway with the SKU StandardV2"}
_IDS = {
    "loadBalancer": "outbound-to-load-balancer",
    "managedNATGateway": "outbound-to-managed-nat-gateway",
    "managedNATGatewayV2": "outbound-to-managed-nat-gateway-v2",
    "userAssignedNATGateway": "outbound-to-user-assigned-nat-gateway",
    "userDefinedRouting": "outbound-to-user-defined-routing",
    "none": "outbound-to-none",
    "block": "outbound-to-block",
}
_CONDITIONS: Mapping[str, tuple[Condition, ...]] = MappingProxyType(
    {
        "managedNATGateway": (when.SECOND_FOR_BOTH,),
        "managedNATGatewayV2": (when.SECOND_NAT,),
        "userAssignedNATGateway": (when.GATEWAY_ATTACHED, when.SECOND_ATTACHED),
        "userDefinedRouting": (when.ROUTED,),
        "none": (when.FOR_ISOLATED, when.CACHED, when.PRIVATE_API, when.LINUX_ISOLATED),
        "block": (when.FOR_ISOLATED, when.CACHED, when.PRIVATE_API, when.LINUX_ISOLATED, when.BLOCK_PREVIEW),
    }
)


def called(kind: str) -> str:
    """An outbound type in the words of the newest API version."""
    return _CALLED.get(kind, kind)


def changes(at: State, to: str) -> bool:
    """Whether the service changes from the state's outbound type to another (facts OUT-01, OUT-02, KUB-04, AUTO-03)."""
    if to in CLOSED and (at.ipam == "kubenet" or at.automatic is True):
        return False
    if at.outbound is None or at.outbound == to or at.load_balancer != "standard":
        return False
    managed = at.own_network is not True and at.outbound in MANAGED.get(to, ())
    own = at.own_network is not False and {at.outbound, to} <= OWN
    return managed or own


def _edge(to: str) -> Edge:
    sources: tuple[Source, ...] = (PAGE, RELEASES) if to in CLOSED else (PAGE,)
    return Edge(
        _IDS[to],
        f"change the outbound type to {called(to)}",
        "outbound",
        lambda at: changes(at, to),
        lambda at: at._replace(outbound=to),
        (when.NEVER_PROVISIONED, *_CONDITIONS.get(to, ())),
        (effects.CONNECTIONS, effects.EGRESS_ADDRESS, effects.NEXT_IMAGE),
        sources,
        ("OUT-01", "OUT-11", "OUT-13"),
    )


OUTBOUND_EDGES = tuple(_edge(to) for to in _IDS)

"""AKN909: changes of which Microsoft's pages say different things."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksnet.facts.sources import Source, aks
from aksnet.paths import FAMILIES, OUTBOUND, PLANE, PLUGIN, PODS, POLICY
from aksnet.transitions.azure.goals import goal_of
from aksnet.transitions.azure.judging import PROVISIONING
from aksnet.transitions.azure.saying import same
from aksnet.transitions.azure.states import BOTH_FAMILIES, IPV4, State
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides
from aksnet.transitions.verdicts import Azure, Tool

RULE = "AKN909"
_POLICIES = aks("use-network-policies")
_NETWORKING = aks("node-auto-provisioning-networking")
_PROVISIONED = (
    "nodeProvisioningProfile.mode Auto beside pod subnets: node-auto-provisioning-networking says that this is not"
    " supported, and the release note of 2025-01-30 takes every network but Calico and kubenet"
)
_ENGINES = {"azure", "calico"}
# What is not made at all, or makes another cluster, needs no documents.
_NOT_AT_AZURE = (Azure.NO_CHANGE,)
_NOT_DONE = (Tool.NO_OP, Tool.REPLACE, Tool.ERROR_AT_VALIDATE)


def dangers(sides: Sides) -> Iterator[Danger]:
    """Every dispute that the change is about."""
    if sides.change.azure.verdict in _NOT_AT_AZURE or sides.change.tool.verdict in _NOT_DONE:
        return
    new = goal_of(sides.old, sides.after)  # what is left out stays
    for holds, path, source, message in _DISPUTES:
        if holds(sides.old, new):
            yield Danger(RULE, message, sides.after.where(path), source=source)
    if _provisions(sides):
        yield Danger(RULE, _PROVISIONED, sides.after.where(PROVISIONING), source=_NETWORKING)


def _provisions(sides: Sides) -> bool:
    """Whether node auto-provisioning comes beside pod subnets (fact DOC-08)."""
    before, after = sides.before, sides.after
    comes = after.text(PROVISIONING) == "Auto" and not before.unknown(PROVISIONING)
    beside = any(same(None, pool.values.get(PODS)) is False for pool in after.pools)
    return comes and before.text(PROVISIONING) != "Auto" and beside


def _dual(old: State, new: State) -> bool:
    return (old.families, new.families) == (IPV4, BOTH_FAMILIES)


def _engines(old: State, new: State) -> bool:
    return {old.policy, new.policy} == _ENGINES


def _calico(old: State, new: State) -> bool:
    return (old.ipam, old.policy, new.ipam) == ("kubenet", "calico", "overlay")


def _plane(old: State, new: State) -> bool:
    return (old.plane, new.plane) == ("cilium", "azure")


def _gateway(old: State, new: State) -> bool:
    return old.outbound == "managedNATGateway" and new.outbound in ("loadBalancer", "userDefinedRouting")


_DISPUTES: tuple[tuple[Callable[[State, State], bool], str, Source, str], ...] = (
    (
        _dual,
        FAMILIES,
        aks("node-disruption-policy"),
        "ipFamilies IPv4 -> IPv4, IPv6: node-disruption-policy has it among what reimages nodes, and no page says how"
        " it is made",
    ),
    (
        _engines,
        POLICY,
        _POLICIES,
        "networkPolicy between azure and calico: use-network-policies goes by way of none and reimages twice,"
        " node-disruption-policy says that nothing is reimaged between the two",
    ),
    (
        _calico,
        PLUGIN,
        _POLICIES,
        "kubenet with calico -> overlay: a release note of 2023-11-28 blocks it, and use-network-policies describes it",
    ),
    (
        _plane,
        PLANE,
        aks("update-azure-cni"),
        "networkDataplane cilium -> azure: node-disruption-policy has it among what reimages nodes, update-azure-cni"
        " has no such change",
    ),
    (
        _gateway,
        OUTBOUND,
        aks("egress-outboundtype"),
        "outboundType from managedNATGateway: the table of egress-outboundtype has no such change, and the same page"
        " has a section on how to make it",
    ),
)

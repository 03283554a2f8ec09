"""Goals that are no state which Azure has: whatever the way, the service refuses them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from aksnet.facts.sources import Source, aks
from aksnet.paths import MODE, OUTBOUND, PLANE, PLUGIN, PODS, POLICY, is_windows
from aksnet.transitions.azure.outbound import CLOSED, OWN
from aksnet.transitions.azure.saying import same, words
from aksnet.transitions.azure.states import BOTH_FAMILIES, State
from aksnet.transitions.azure.summing import opened
from aksnet.transitions.verdicts import Azure, OfAzure, Reason
from aksnet.view import ClusterView

_CILIUM, _OVERLAY, _POLICIES = aks("azure-cni-powered-by-cilium"), aks("azure-cni-overlay"), aks("use-network-policies")
_EGRESS, _NAT, _KUBENET = aks("egress-outboundtype"), aks("nat-gateway"), aks("configure-kubenet")
_ISOLATED, _AUTOMATIC = aks("concepts-network-isolated"), aks("intro-aks-automatic")
_WINDOWS = aks("windows-vs-linux-containers")
_AZURE, _ENGINES = ("overlay", "node-subnet", "pod-subnet", "static-block"), ("azure", "calico")

_SET = "AvailabilitySet"


class Rule(NamedTuple):
    """What no state has: the path to blame, whether it is so, in words, and what says so."""

    axis: str
    path: str
    holds: Callable[[State], bool]
    text: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...]


_RULES = (
    Rule(
        "plane",
        PLANE,
        lambda at: at.plane == "cilium" and at.ipam is not None and at.ipam not in _AZURE,
        "the data plane cilium needs networkPlugin azure",
        (_CILIUM,),
        ("MODE-05",),
    ),
    Rule(
        "policy",
        POLICY,
        lambda at: at.policy == "cilium" and at.plane == "azure",
        "the policy cilium needs the data plane cilium (NetworkPolicyCiliumRequiresCiliumDataplane)",
        (_CILIUM,),
        ("MODE-06",),
    ),
    Rule(
        "policy",
        POLICY,
        lambda at: at.plane == "cilium" and at.policy not in (None, "cilium"),
        "the data plane cilium has no other engine than cilium (CiliumDataplaneRequiresNetworkPolicyCilium)",
        (_CILIUM,),
        ("MODE-07",),
    ),
    Rule(
        "policy",
        POLICY,
        lambda at: at.policy == "azure" and at.ipam == "kubenet",
        "kubenet has no Azure Network Policy Manager",
        (_KUBENET,),
        ("POL-01",),
    ),
    Rule(
        "policy",
        POLICY,
        lambda at: at.policy in _ENGINES and at.ipam == "byo",
        "a CNI plugin of your own brings its own engine",
        (_POLICIES,),
        ("POL-16",),
    ),
    Rule(
        "policy",
        POLICY,
        lambda at: at.policy in _ENGINES and at.families == BOTH_FAMILIES,
        "of the engines only cilium takes IPv6",
        (_OVERLAY,),
        ("POL-02", "DS-04"),
    ),
    Rule(
        "outbound",
        OUTBOUND,
        lambda at: at.own_network is False and at.outbound in ("userDefinedRouting", "userAssignedNATGateway"),
        "it needs node subnets of your own, and this cluster is in a VNet that AKS made",
        (_EGRESS, _NAT),
        ("OUT-02",),
    ),
    Rule(
        "outbound",
        OUTBOUND,
        lambda at: at.own_network is True and at.outbound is not None and at.outbound not in OWN,
        "it is for VNets that AKS makes, and this cluster is in one of your own",
        (_EGRESS, _NAT),
        ("OUT-02",),
    ),
    Rule(
        "outbound",
        OUTBOUND,
        lambda at: at.ipam == "kubenet" and at.outbound in CLOSED,
        "a network-isolated cluster is none of kubenet",
        (_KUBENET, _ISOLATED),
        ("KUB-04", "ISO-01"),
    ),
    Rule(
        "outbound",
        OUTBOUND,
        lambda at: at.automatic is True and at.outbound in CLOSED,
        "AKS Automatic has no such way out",
        (_AUTOMATIC,),
        ("AUTO-03",),
    ),
    Rule(
        "outbound",
        OUTBOUND,
        lambda at: at.load_balancer == "basic" and at.outbound not in (None, "loadBalancer"),
        "it needs the Standard load balancer",
        (_EGRESS,),
        ("OUT-01",),
    ),
)


def consistent(at: State) -> bool:
    """Whether Azure has such a state, as far as it is known."""
    return not any(rule.holds(at) for rule in _RULES)


def refused(start: State, goal: State, axes: tuple[str, ...], views: tuple[ClusterView, ClusterView]) -> list[Reason]:
    """Why the goal is none, along some axes; what holds before already is no reason."""
    before, after = views
    found = (rule for rule in _RULES if rule.axis in axes and rule.holds(goal) and not rule.holds(start))
    return [
        Reason(
            rule.path,
            rule.text,
            Azure.REFUSED,
            words(before.values.get(rule.path)),
            words(after.values.get(rule.path)),
            rule.sources,
            rule.facts,
            after.where(rule.path),
        )
        for rule in found
    ]


def refused_as_written(start: State, goal: State, views: tuple[ClusterView, ClusterView]) -> list[Reason]:
    """Why what is written says no state at all; what was written before already is no reason."""
    before, after = views
    had = {reason.text for reason in _written(start, before, before)}
    return [reason for reason in _written(goal, after, before) if reason.text not in had]


def unsaid(faults: Sequence[Reason], told: Iterable[Reason]) -> Iterator[Reason]:
    """What rules find wrong, and is not said already: of the same property, or by the same facts."""
    refused = [reason for reason in told if reason.verdict is Azure.REFUSED]
    paths, facts = ({one.path for one in refused}, {fact for one in refused for fact in one.facts})
    return (fault for fault in faults if fault.path not in paths and facts.isdisjoint(fault.facts))


def doubted(goal: State, views: tuple[ClusterView, ClusterView]) -> Iterator[OfAzure]:
    """Pod subnets that may be none: overlay has no others; what cannot be told before either is no change."""
    before, after = views
    had = [pool.values.get(PODS) for pool in before.pools]
    for pool in after.pools if goal.ipam == "overlay" else ():
        value = pool.values.get(PODS)
        if value is not None and same(None, value) is None and not any(same(value, one) for one in had):
            found = opened(PODS, (pool,), Azure.NO_CHANGE, Azure.REFUSED).open
            path = f"agentPoolProfiles.{PODS}"
            yield OfAzure(Azure.UNDECIDED, open=tuple(one._replace(path=path) for one in found))


def _written(goal: State, view: ClusterView, before: ClusterView) -> Iterator[Reason]:
    def reason(path: str, text: str, sources: tuple[Source, ...], *facts: str) -> Reason:
        old, new = words(before.values.get(path)), words(view.values.get(path))
        return Reason(path, text, Azure.REFUSED, old, new, sources, facts, view.where(path))

    if view.text(MODE) == "overlay" and view.text(PLUGIN) in ("kubenet", "none"):
        code = "UnsupportedNetworkPluginModeWithNetworkPlugin"
        text = f"overlay needs networkPlugin azure, not {view.text(PLUGIN)} ({code})"
        yield reason(MODE, text, (_OVERLAY,), "MODE-01")
    sets = {pool.name for pool in before.pools if pool.text("type") == _SET}  # these can be mended before
    for pool in view.pools:
        if goal.ipam == "overlay" and same(None, pool.values.get(PODS)) is False:
            text = f"overlay has no pod subnets, and the pool {pool.name} has one"
            yield reason(f"agentPoolProfiles.{PODS}", text, (_OVERLAY,), "MODE-11")
        if goal.ipam == "overlay" and pool.text("type") == _SET and pool.name not in sets:
            text = f"overlay has no availability sets, and the pool {pool.name} is to be one"
            yield reason("agentPoolProfiles.type", text, (_OVERLAY,), "OVL-04")
        if is_windows(pool) and (goal.plane == "cilium" or goal.ipam in ("kubenet", "byo")):
            what = "the data plane cilium" if goal.plane == "cilium" else goal.ipam
            text = f"{what} is for Linux alone, and the pool {pool.name} runs Windows"
            yield reason("agentPoolProfiles.osType", text, (_WINDOWS, _CILIUM), "MODE-14", "CIL-02")

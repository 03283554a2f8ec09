"""Why no change leads to a goal, in words: what documents say of each axis."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.facts.sources import Source, aks
from aksnet.transitions.azure.states import IPV4, State

_UPDATE, _DISRUPTION, _KUBENET = aks("update-azure-cni"), aks("node-disruption-policy"), aks("configure-kubenet")
_EXPAND, _FROM_NPM = aks("azure-cni-overlay-pod-expand"), aks("migrate-from-npm-to-cilium-network-policy")
_WORDS = {
    "kubenet": "kubenet",
    "node-subnet": "node subnets",
    "pod-subnet": "pod subnets",
    "static-block": "static blocks of pod subnets",
    "overlay": "overlay",
    "byo": "a CNI plugin of your own",
}


class Why(NamedTuple):
    """What documents say, where, and under which facts."""

    text: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...] = ()


def why(axis: str, start: State, goal: State) -> Why:
    """Why the goal's place on an axis is out of reach."""
    return {
        "ipam": _ipam,
        "plane": _plane,
        "policy": _policy,
        "families": _families,
        "pod-ranges": _pod_ranges,
        "outbound": _outbound,
        "load-balancer": _load_balancer,
        "api-server": _api_server,
        "sku": _sku,
    }[axis](start, goal)


def _ipam(start: State, goal: State) -> Why:
    if goal.ipam == "kubenet":
        return Why("nothing changes to kubenet, which retires", (_KUBENET,), ("KUB-01",))
    if "byo" in (start.ipam, goal.ipam):
        return Why("no document has a change from or to a CNI plugin of your own", (_UPDATE, _FROM_NPM))
    old = _WORDS[start.ipam or ""]
    if goal.ipam == "overlay":
        return Why(f"no change leads from {old} to overlay", (_UPDATE,), ("MIG-02",))
    if start.ipam == "overlay":
        return Why(
            f"no change leads away from overlay, to {_WORDS[goal.ipam or '']} or elsewhere", (_UPDATE,), ("MIG-02",)
        )
    text = f"no document has a change from {old} to {_WORDS[goal.ipam or '']}: the only goal is overlay"
    return Why(text, (_UPDATE,), ("MIG-02",))


def _plane(start: State, goal: State) -> Why:
    if start.plane == "cilium":
        text = "no document says how to leave Cilium; one has the change among what reimages nodes: do not count on it"
        return Why(text, (_UPDATE, _DISRUPTION))
    if start.ipam == "static-block":
        return Why("the change to Cilium is documented for other addresses, not for static blocks", (_UPDATE,))
    return Why(
        f"Cilium has to wait for overlay, which {_WORDS[start.ipam or '']} cannot reach", (_UPDATE,), ("MODE-05",)
    )


def _policy(start: State, goal: State) -> Why:
    text = f"no change leads from the engine {start.policy} to {goal.policy}"
    return Why(text, (aks("use-network-policies"),), ("POL-10",))


def _families(start: State, goal: State) -> Why:
    if start.families == IPV4:
        return Why("IPv6 is documented for overlay alone", (aks("configure-dual-stack"),), ("DS-03",))
    return Why("no document has a way back from IPv6", (aks("configure-dual-stack"),), ("DS-01",))


def _pod_ranges(start: State, goal: State) -> Why:
    if start.ipam == "kubenet":
        return Why("kubenet keeps the pod range that it was made with", (_KUBENET,), ("KUB-08",))
    text = "a pod range can only grow, as one IPv4 range around the old one; it never shrinks, moves or gets a second"
    return Why(text, (_EXPAND,), ("CIDR-17",))


def _outbound(start: State, goal: State) -> Why:
    text = f"no change leads from the outbound type {start.outbound} to {goal.outbound} here"
    return Why(text, (aks("egress-outboundtype"),), ("OUT-11",))


def _load_balancer(start: State, goal: State) -> Why:
    sources = (aks("load-balancer-standard"), aks("upgrade-basic-load-balancer-on-aks"))
    return Why("only Basic changes to Standard, and Basic has retired", sources, ("OUT-19",))


def _api_server(start: State, goal: State) -> Why:
    text = "the API server stays in the VNet: the integration cannot be turned off"
    return Why(text, (aks("api-server-vnet-integration"),), ("API-01",))


def _sku(start: State, goal: State) -> Why:
    text = "no change leads from Base to Automatic"
    return Why(text, (aks("automatic/aks-automatic-sku-migration"),), ("AUTO-02",))

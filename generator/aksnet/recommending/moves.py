"""How an existing cluster gets from one way of networking to another: in place, or only as a new cluster."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from aksnet.facts.sources import RELEASES, Source, aks
from aksnet.facts.support import STATIC_BLOCK
from aksnet.recommending.ways import Way

UPDATE = aks("update-azure-cni")
KUBENET_RETIRES = aks("configure-kubenet")


class Path(StrEnum):
    """What a change takes."""

    STAYS = "stays as it is"
    IN_PLACE = "in place"
    IN_STEPS = "in place, in two steps"
    NEW_POOLS = "with new pools"
    NEW_CLUSTER = "needs a new cluster"


class Move(NamedTuple):
    """One change: what it takes, in words, and what it rests on."""

    path: Path
    text: str
    sources: tuple[Source, ...] = (UPDATE,)
    facts: tuple[str, ...] = ()

    @property
    def same_cluster(self) -> bool:
        """Whether the cluster stays."""
        return self.path is not Path.NEW_CLUSTER


_REIMAGED = "all pools are reimaged at once"
_TO_OVERLAY = "Kubernetes 1.27 or newer, no policy engine, and there is no way back"
_PLANE = "Linux only; another policy engine goes, node auto-provisioning is off meanwhile"


def move(now: Way, then: Way) -> Move:
    """What facts section 6 says of the change from one way to another."""
    if now.id == then.id:
        return Move(Path.STAYS, "the cluster is set up like this already", ())
    if now.ipam == then.ipam and now.blocks == then.blocks:
        return _of_plane(now, then)
    if now.ipam == then.ipam == "pod-subnet":
        return _of_blocks(now, then)
    if then.ipam == "overlay" and now.ipam in ("kubenet", "node-subnet"):
        return _to_overlay(now, then)
    return _new_cluster(now, then)


def _of_plane(now: Way, then: Way) -> Move:
    """The other data plane, with the same addresses."""
    if now.cilium:
        text = "documents have no procedure that leads away from Cilium, so that it is not to be counted on"
        return Move(Path.NEW_CLUSTER, text)
    if now.blocks:
        text = "changes to Cilium are documented for other ways of giving addresses, not for static blocks"
        return Move(Path.NEW_CLUSTER, text)
    facts = ("MODE-07", "NAP-05", "MIG-07")
    return Move(Path.IN_PLACE, f"the data plane changes in place: {_PLANE}; {_REIMAGED}", facts=facts)


def _of_blocks(now: Way, then: Way) -> Move:
    """Single addresses or blocks of a pod subnet, with another data plane or not."""
    pools = "new pools in another pod subnet, and the old pools go"
    facts = ("PSS-05", "PSS-07", "MIG-10")
    if now.cilium == then.cilium:
        return Move(Path.NEW_POOLS, pools, (STATIC_BLOCK,), facts)
    plane = _of_plane(now, then)
    if not plane.same_cluster:
        return plane
    text = f"first the data plane changes in place ({_PLANE}), then {pools}"
    return Move(Path.IN_STEPS, text, (UPDATE, STATIC_BLOCK), ("MIG-01", *facts))


def _to_overlay(now: Way, then: Way) -> Move:
    """The one target that addresses can move to."""
    identity = ", a user-assigned identity" if now.ipam == "kubenet" else ", a pod CIDR that meets nothing"
    conditions = f"{_TO_OVERLAY}{identity}; {_REIMAGED}"
    facts = ("MIG-02", "MIG-03", "MIG-08")
    if now.cilium and not then.cilium:
        return _of_plane(now, then)
    if now.cilium == then.cilium:
        sources = (UPDATE, RELEASES) if now.cilium else (UPDATE,)
        return Move(Path.IN_PLACE, f"addresses move to overlay in place: {conditions}", sources, facts)
    text = f"first addresses move to overlay in place ({conditions}), then the data plane changes ({_PLANE})"
    return Move(Path.IN_STEPS, text, facts=("MIG-01", *facts))


def _new_cluster(now: Way, then: Way) -> Move:
    if then.ipam == "kubenet":
        return Move(Path.NEW_CLUSTER, "nothing changes to kubenet, which retires", (KUBENET_RETIRES,), ("KUB-01",))
    if "byo" in (now.ipam, then.ipam):
        text = "no document describes a change from or to a CNI plugin of your own"
        return Move(Path.NEW_CLUSTER, text, facts=("MIG-02",))
    only = "the only addresses that a cluster can change to are those of overlay"
    if then.ipam == "overlay":
        only = "from pod subnets there is no change to overlay"
    return Move(Path.NEW_CLUSTER, only, facts=("MIG-02",))

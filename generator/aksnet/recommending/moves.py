"""How an existing cluster gets from one way of networking to another: in place, or only as a new cluster."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from aksnet.facts.sources import RELEASES, Source, aks
from aksnet.facts.support import STATIC_BLOCK
from aksnet.recommending.reasons import Reason, Weight
from aksnet.recommending.ways import Way

UPDATE = aks("update-azure-cni")
KUBENET_RETIRES = aks("configure-kubenet")
POOLS = aks("create-node-pools")
FROM_NPM = aks("migrate-from-npm-to-cilium-network-policy")
DISRUPTION = aks("node-disruption-policy")


class Path(StrEnum):
    """What a change takes."""

    STAYS = "stays as it is"
    IN_PLACE = "in place"
    IN_STEPS = "in place, in two steps"
    NEW_POOLS = "with new pools"
    NEW_CLUSTER = "needs a new cluster"


class Move(NamedTuple):
    """One change: what it takes, in words, and what it rests on; `doubt` says why it may not be possible."""

    path: Path
    text: str
    sources: tuple[Source, ...] = (UPDATE,)
    facts: tuple[str, ...] = ()
    doubt: str | None = None

    @property
    def same_cluster(self) -> bool:
        """Whether the cluster stays."""
        return self.path is not Path.NEW_CLUSTER

    @property
    def new_pools(self) -> bool:
        """Whether pods get to new pools, and the old pools go."""
        return self.path is Path.NEW_POOLS or (self.path is Path.IN_STEPS and "PSS-05" in self.facts)


_REIMAGED = "all pools are reimaged at once"
_PLANE = (
    "azure-cli 2.52 or newer, Linux nodes only, Calico or Azure Network Policy Manager goes,"
    " and node auto-provisioning is off meanwhile"
)
_PLANE_FACTS = ("MODE-07", "NAP-05", "MIG-07", "CIL-02")
_NO_WAY_BACK = "there is no way back"


def move(now: Way, then: Way, *, windows: bool = False) -> Move:
    """What facts section 6 says of the change from one way to another; `windows` says that Windows pools are asked for.

    Fact MODE-15: a cluster that was made without a profile for Windows never gets them.
    """
    found = _move(now, then, windows=windows)
    if not windows or not found.same_cluster:
        return found
    text = f"{found.text}; Windows pools only if the cluster was made with a windowsProfile"
    sources = (*found.sources, POOLS, aks("windows-vs-linux-containers"))
    return found._replace(text=text, sources=sources, facts=(*found.facts, "MODE-15"))


def _move(now: Way, then: Way, *, windows: bool) -> Move:
    if now.id == then.id:
        return Move(Path.STAYS, "the cluster is set up like this already", ())
    if now.ipam == then.ipam and now.blocks == then.blocks:
        return _of_plane(now)
    if now.ipam == then.ipam == "pod-subnet":
        return _of_blocks(now, then)
    if then.ipam == "overlay" and now.ipam in ("kubenet", "node-subnet"):
        return _to_overlay(now, then, windows=windows)
    return _new_cluster(now, then)


def _of_plane(now: Way) -> Move:
    """The other data plane, with the same addresses."""
    if now.cilium:
        text = "documents have no procedure that leads away from Cilium, so that it is not to be counted on"
        return Move(Path.NEW_CLUSTER, text, (UPDATE, DISRUPTION))
    if now.blocks:
        text = "changes to Cilium are documented for other ways of giving addresses, not for static blocks"
        return Move(Path.NEW_CLUSTER, text)
    return Move(Path.IN_PLACE, f"the data plane changes in place: {_PLANE}; {_REIMAGED}", facts=_PLANE_FACTS)


def _of_blocks(now: Way, then: Way) -> Move:
    """Single addresses or blocks of a pod subnet, with another data plane or not."""
    pools = "new pools in another pod subnet, and the old pools go"
    if now.cilium != then.cilium and (now.cilium or now.blocks):
        return _of_plane(now)
    if now.blocks:
        doubt = "documents describe the change to static blocks, and none back from them"
        return Move(Path.NEW_POOLS, pools, (POOLS,), ("MIG-10",), doubt)
    facts = ("PSS-05", "PSS-07", "MIG-10")
    if now.cilium == then.cilium:
        return Move(Path.NEW_POOLS, pools, (STATIC_BLOCK, POOLS), facts)
    text = f"first the data plane changes in place ({_PLANE}; {_REIMAGED}), then {pools}"
    return Move(Path.IN_STEPS, text, (UPDATE, STATIC_BLOCK, POOLS), ("MIG-01", *_PLANE_FACTS, *facts))


def _to_overlay(now: Way, then: Way, *, windows: bool) -> Move:
    """The one target that addresses can move to."""
    if now.cilium and not then.cilium:
        return _of_plane(now)
    conditions = "; ".join([*_conditions(now, windows=windows), _REIMAGED, _NO_WAY_BACK])
    facts = ("MIG-02", "MIG-08", *_condition_facts(now))
    sources = (UPDATE, RELEASES)
    if now.cilium == then.cilium:
        return Move(Path.IN_PLACE, f"addresses move to overlay in place: {conditions}", sources, facts)
    text = f"first addresses move to overlay in place ({conditions}), then the data plane changes in place ({_PLANE})"
    return Move(Path.IN_STEPS, text, sources, ("MIG-01", *facts, *_PLANE_FACTS))


def _conditions(now: Way, *, windows: bool) -> Iterator[str]:
    """What has to hold before addresses move; Cilium has no engine to be uninstalled, and moves by itself."""
    if now.cilium:
        yield "nothing else in the same operation"
    else:
        yield "Kubernetes 1.27 or newer"
        yield "no policy engine"
    if now.ipam == "kubenet":
        yield "a user-assigned identity, and a route table that is detached"
        yield "the pod CIDR stays, or --pod-cidr replaces it"
        return
    yield "a pod CIDR that meets nothing, with --pod-cidr"
    yield "no azure-ip-masq-agent-config of your own"
    if windows:
        yield "Windows nodes of build 20348.1668 or newer, and none with Docker"


def _condition_facts(now: Way) -> tuple[str, ...]:
    if now.ipam == "kubenet":
        return ("MIG-03", "MIG-04", "MIG-09")
    return ("MIG-05", "MIG-06", *(("MIG-01",) if now.cilium else ("MIG-03",)))


def _new_cluster(now: Way, then: Way) -> Move:
    if then.ipam == "kubenet":
        return Move(Path.NEW_CLUSTER, "nothing changes to kubenet, which retires", (KUBENET_RETIRES,), ("KUB-01",))
    if "byo" in (now.ipam, then.ipam):
        text = "no document describes a change from or to a CNI plugin of your own"
        return Move(Path.NEW_CLUSTER, text, (UPDATE, FROM_NPM))
    if then.ipam == "overlay":
        return Move(Path.NEW_CLUSTER, "from pod subnets there is no change to overlay")
    text = "the only addresses that a cluster can change to are those of overlay"
    return Move(Path.NEW_CLUSTER, text, facts=("MIG-02",))


def doubts_of(choice: Move, *, dual_stack: bool) -> Iterator[Reason]:
    """What is in doubt about a change that keeps the cluster."""
    flags = frozenset({"--existing"})
    if choice.doubt is not None:
        yield Reason(Weight.DOUBT, choice.doubt, (STATIC_BLOCK, UPDATE), (), flags)
    if dual_stack and choice.same_cluster:
        text = (
            "if the cluster has IPv4 alone: documents have its change to dual-stack among what reimages nodes, and no"
            " procedure, so that it is not to be counted on before you have tried it"
        )
        yield Reason(Weight.DOUBT, text, (DISRUPTION,), (), flags | {"--dual-stack"})

"""The ways to set up a cluster's network that `aksnet gen` can say."""

from __future__ import annotations

from typing import NamedTuple

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


def engine_of(needs: Needs, way: Way) -> str | None:
    """The policy engine: Cilium, else Calico, which node auto-provisioning rejects (fact POL-14); None without one."""
    if way.cilium:
        return "cilium"
    if "network-policy" not in needs.wants or way.ipam == "byo":
        return None
    return "azure" if "node-provisioning" in needs.wants and way.ipam != "kubenet" else "calico"

"""What speaks for and against each way of networking, whatever is needed: facts section 8."""

from __future__ import annotations

from aksnet.facts import retirements, scale
from aksnet.facts.sources import Source
from aksnet.facts.support import (
    BYO,
    CILIUM,
    KUBENET,
    LARGE,
    LEGACY,
    OVERLAY,
    OVERVIEW,
    PLAN_PODS,
    POD_SUBNET,
    STATIC_BLOCK,
)
from aksnet.recommending.reasons import Weight

_SCALE = (
    f"pods take no addresses of the VNet: up to {scale.MAX_NODES:,} nodes, and {scale.MAX_OVERLAY_PODS:,} or"
    f" {scale.LARGEST_OVERLAY_PODS:,} pods (documents disagree)"
)
_SCALE_SOURCES = (OVERVIEW, OVERLAY, LARGE, PLAN_PODS)
_FLAT = "pods have addresses of the VNet, and everybody there reaches them"
_EACH = "every pod costs an address of the VNet"
_BESIDE = "Microsoft recommends Cilium where all nodes are Linux"
_BESIDE_SOURCES = (OVERVIEW, PLAN_PODS, CILIUM)
_BLOCKS = f"flat at a very large scale, up to about {scale.MAX_STATIC_PODS:,} pods"
_CLOSED = (Weight.AGAINST, "nobody outside can open a connection to a pod", (OVERLAY,), ("OVL-02",))
STANDING: dict[str, tuple[tuple[Weight, str, tuple[Source, ...], tuple[str, ...]], ...]] = {
    "cilium": (
        (
            Weight.FOR,
            f"what Microsoft recommends for nearly everything; {_SCALE}",
            (*_SCALE_SOURCES, CILIUM),
            ("DEC-01", "CIL-01", "OVL-01", "SCALE-01", "DOC-03"),
        ),
        _CLOSED,
    ),
    "overlay": (
        (Weight.FOR, _SCALE, _SCALE_SOURCES, ("DEC-01", "OVL-01", "SCALE-01", "DOC-03")),
        (Weight.AGAINST, _BESIDE, _BESIDE_SOURCES, ("CIL-01", "CIL-02")),
        _CLOSED,
    ),
    "cilium-pod-subnet": (
        (Weight.FOR, f"{_FLAT}: the flat mode that Microsoft recommends", (OVERVIEW, OVERLAY), ("DEC-04", "NSN-02")),
        (Weight.AGAINST, _EACH, (OVERLAY,), ("DEC-01",)),
    ),
    "pod-subnet": (
        (Weight.FOR, f"{_FLAT}: the flat mode that Microsoft recommends", (OVERVIEW, OVERLAY), ("DEC-04", "NSN-02")),
        (Weight.AGAINST, f"{_EACH}; {_BESIDE}", (OVERLAY, *_BESIDE_SOURCES), ("DEC-01", "CIL-01", "CIL-02")),
    ),
    "cilium-static-block": (
        (Weight.FOR, _BLOCKS, (PLAN_PODS, STATIC_BLOCK), ("IP-17",)),
        (Weight.AGAINST, "a node holds blocks for all pods that it is allowed", (POD_SUBNET,), ("PSS-03",)),
    ),
    "pod-subnet-static-block": (
        (Weight.FOR, _BLOCKS, (PLAN_PODS, STATIC_BLOCK), ("IP-17",)),
        (
            Weight.AGAINST,
            f"a node holds blocks for all pods that it is allowed; {_BESIDE}",
            (POD_SUBNET, *_BESIDE_SOURCES),
            ("PSS-03", "CIL-01", "CIL-02"),
        ),
    ),
    "cilium-node-subnet": (
        (
            Weight.AGAINST,
            "Microsoft calls the node subnet legacy, and each node takes addresses for all pods that it is allowed",
            (OVERVIEW, LEGACY),
            ("NSN-01", "NSN-02"),
        ),
    ),
    "node-subnet": (
        (
            Weight.AGAINST,
            "Microsoft calls it legacy, and each node takes addresses for all pods that it is allowed",
            (OVERVIEW, LEGACY),
            ("NSN-01", "NSN-02"),
        ),
    ),
    "byo": (
        (Weight.AGAINST, "Microsoft gives no support for a CNI of your own", (BYO,), ("BYO-05",)),
        (Weight.AGAINST, "nodes are not ready before you have installed it", (BYO,), ("BYO-04",)),
    ),
    "kubenet": (
        (
            Weight.AGAINST,
            f"support ends on {retirements.KUBENET}, and new clusters should not have it",
            (KUBENET,),
            ("KUB-01",),
        ),
    ),
}

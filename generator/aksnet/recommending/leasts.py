"""The addresses without which a cluster cannot be: those of its nodes, and of one more of each pool in an upgrade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.facts import scale
from aksnet.facts.features import AGC_PREFIX
from aksnet.planning.formulas import blocks
from aksnet.recommending.needs import Needs
from aksnet.recommending.sizes import Sizes, counts_of
from aksnet.recommending.ways import Way

# The ranges of a cluster, by the names that its subnets get.
NODES, PODS, POD_CIDR, GATEWAY, VIRTUAL = "nodes", "pods", "pod CIDR", "gateway", "virtual"


class Least(NamedTuple):
    """What one range has to have: addresses, the formula with its numbers filled in, and the facts of it."""

    name: str
    addresses: int
    words: str
    facts: tuple[str, ...]

    @property
    def subnet(self) -> bool:
        """Whether it is a subnet of the VNet."""
        return self.name != POD_CIDR


def leasts_of(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Least]:
    """The least of every range; fact IP-06: a plan has one node more than there are, and pools surge by themselves.

    Nobody can tell how many addresses of a pod CIDR a CNI of one's own takes.
    """
    counts = counts_of(needs, sizes.nodes)
    upgraded = sizes.nodes + len(counts)
    yield _of_nodes(way, sizes, upgraded)
    if way.ipam == "pod-subnet":
        yield _of_blocks(sizes, upgraded) if way.blocks else _of_batches(needs, sizes, len(counts))
    elif way.ipam in ("overlay", "kubenet"):
        facts = ("KUB-03" if way.ipam == "kubenet" else "OVL-03", "IP-06")
        yield Least(POD_CIDR, upgraded * scale.NODE_BLOCK, f"{upgraded:,} × {scale.NODE_BLOCK}", facts)
    if "gateway-for-containers" in needs.wants and way.ipam == "overlay":
        yield Least(GATEWAY, 2 ** (32 - AGC_PREFIX), "exactly a /24", ("ING-01",))
    if "virtual-nodes" in needs.wants and way.flat:
        yield Least(VIRTUAL, 2 ** (32 - scale.MAX_SUBNET_PREFIX), "the smallest subnet", ("VN-01", "SUB-12"))


def _of_nodes(way: Way, sizes: Sizes, upgraded: int) -> Least:
    pods = sizes.max_pods if way.ipam == "node-subnet" else None
    each, words = (1, "1") if pods is None else (1 + pods, f"(1 + {pods})")
    facts = ("IP-03",) if pods is None else ("IP-01", "NSN-01")
    formula = f"{upgraded:,} × {words} + {scale.RESERVED} reserved"
    return Least(NODES, upgraded * each + scale.RESERVED, formula, ("IP-04", "IP-06", *facts))


def _of_batches(needs: Needs, sizes: Sizes, pools: int) -> Least:
    """Whole batches for the nodes and all pods, without the addresses that nodes ask for to have some free: PSD-01."""
    batches = max(sizes.nodes, -(-(needs.pods or 0) // scale.BATCH))
    words = f"{batches:,} × {scale.BATCH} + {pools:,} × {scale.BATCH} in an upgrade + {scale.RESERVED} reserved"
    return Least(PODS, (batches + pools) * scale.BATCH + scale.RESERVED, words, ("IP-04", "IP-06", "PSD-01"))


def _of_blocks(sizes: Sizes, upgraded: int) -> Least:
    """No document says that the blocks at the edges of a subnet are lost: fact IP-13."""
    words = f"{upgraded:,} × 16 × ⌈({sizes.max_pods} + 1) / 16⌉"
    return Least(PODS, upgraded * blocks(sizes.max_pods), words, ("IP-06", "PSS-03", "IP-11"))

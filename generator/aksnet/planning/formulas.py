"""How many addresses one node takes of each range, in every mode: the formulas of facts section 2."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.facts import scale
from aksnet.paths import DYNAMIC, MODE, PLUGIN, PODS, STATIC_BLOCK, allocation_of, flat, gives_blocks
from aksnet.planning.counting import whole
from aksnet.view import ClusterView, PoolView

MAX_PODS = "maxPods"


class Take(NamedTuple):
    """What one node takes of a range: `least` addresses when it is made, `full` ones with all its pods.

    Of these `own` is the node's own address. `words` is the formula with its numbers filled in, `facts` are the ids of
    what it rests on.
    """

    least: int
    full: int
    own: int
    words: str
    facts: tuple[str, ...]


def pods_of(pool: PoolView) -> int | None:
    """The pods that a node of the pool is allowed; None where it cannot be told."""
    data = pool.known(MAX_PODS)
    return data if whole(data) and data > 0 else None


def take_of_node_subnet(cluster: ClusterView, pool: PoolView) -> Take | None:
    """What a node takes of its node subnet: one address, on the node subnet mode one for each of its pods, too."""
    if not (cluster.absent(PLUGIN) or cluster.text(PLUGIN)) or cluster.unknown(MODE) or pool.unknown(PODS):
        return None
    if not flat(cluster) or PODS in pool.values:
        return Take(1, 1, 1, "1", ("BYO-07",) if cluster.text(PLUGIN) == "none" else ("IP-03",))
    pods = pods_of(pool)
    return None if pods is None else Take(1 + pods, 1 + pods, 1, f"(1 + {pods})", ("IP-01", "NSN-01"))


def take_of_pod_cidr(cluster: ClusterView) -> Take | None:
    """What a node takes of the pod CIDR: a /24, however many pods it is allowed; None where the CNI decides."""
    block = scale.NODE_BLOCK
    facts = ("KUB-03" if cluster.text(PLUGIN) == "kubenet" else "OVL-03", "IP-10")
    return Take(block, block, 0, str(block), facts) if gives_blocks(cluster) else None


def take_of_pod_subnet(pool: PoolView, running: int | None = None) -> Take | None:
    """What a node takes of its pod subnet: batches of 16 as it runs more pods, or whole blocks for all of them.

    `running` are the pods that it is going to run, where that is known to be fewer than it is allowed.
    """
    allocation, pods = allocation_of(pool), pods_of(pool)
    if allocation == DYNAMIC:
        return _take_of_batches(pods if running is None else min(running, pods or running), running is not None)
    if allocation != STATIC_BLOCK or pods is None:
        return None
    return Take(blocks(pods), blocks(pods), 0, f"16 × ⌈({pods} + 1) / 16⌉", ("PSS-03", "IP-11"))


def _take_of_batches(pods: int | None, certain: bool) -> Take:
    """A node is made with one batch; how many it comes to hold depends on the pods it runs."""
    if pods is None:
        return Take(scale.BATCH, scale.BATCH, 0, "16", ("PSD-01",))
    full = batches(pods)
    return Take(full if certain else scale.BATCH, full, 0, f"16 × ⌈({pods} + 8) / 16⌉", ("PSD-01",))


def batches(pods: int) -> int:
    """The addresses of the batches that a node holds for so many pods: it asks for more when fewer than 8 are free."""
    return scale.BATCH * -(-(pods + scale.SPARE) // scale.BATCH)


def blocks(pods: int) -> int:
    """The addresses of the blocks that a node holds for so many pods, and one address more."""
    return scale.BLOCK * -(-(pods + 1) // scale.BLOCK)

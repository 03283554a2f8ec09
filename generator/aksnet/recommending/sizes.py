"""How many nodes and pods are counted: what is stated, and for what is not a number that fits, if there is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.facts import scale, service
from aksnet.facts.bounds import MIN_POOL_PODS
from aksnet.recommending.needs import Needs
from aksnet.recommending.ways import Way

# What nodes a recommendation counts where neither nodes nor pods are stated: those of a spec without a count.
DEFAULT_NODES = 3
# fact MODE-15: the Linux system pool beside Windows pools
SYSTEM_NODES = 3
# fact IP-20: the largest pool that can be upgraded, with the surge of service.MAX_SURGE
LARGEST_POOL = scale.MAX_POOL_NODES * 100 // (100 + int(service.MAX_SURGE.rstrip("%")))


class Sizes(NamedTuple):
    """The nodes at the most, the pods that each is allowed, and those that it runs where that is known."""

    nodes: int
    max_pods: int
    running: int | None

    def __str__(self) -> str:
        return f"max_pods {self.max_pods} on {self.nodes:,} node{'s' if self.nodes > 1 else ''}"


def sizes_of(needs: Needs, way: Way) -> Sizes:
    """The numbers of a cluster in one way; what is not stated is the mode's default, or derived from what is."""
    if needs.nodes is not None:
        return _sized(needs, needs.nodes, _allowed(needs, way))
    each = needs.max_pods or _default(needs, way)
    nodes = min(nodes_for(needs, each, DEFAULT_NODES), scale.MAX_NODES)
    running = _running(needs, nodes)
    return _sized(needs, nodes, needs.max_pods or max(each, _in_blocks(way, running or 0)))


def other_sizes(needs: Needs, way: Way) -> Iterator[Sizes]:
    """What else may be counted where something is not stated, what is nearest to the defaults first."""
    floors = range(DEFAULT_NODES, 0, -1) if needs.nodes is None else (needs.nodes,)
    for floor in floors:
        for each in _numbers(needs, way):
            nodes = needs.nodes or nodes_for(needs, each, floor)
            enough = needs.pods is None or nodes * each >= needs.pods
            if nodes <= scale.MAX_NODES and enough and not _short(needs, nodes, each):
                yield _sized(needs, nodes, each)


def _sized(needs: Needs, nodes: int, max_pods: int) -> Sizes:
    return Sizes(nodes, max_pods, _running(needs, nodes))


def _running(needs: Needs, nodes: int) -> int | None:
    return -(-needs.pods // nodes) if needs.pods is not None else None


def nodes_for(needs: Needs, each: int, floor: int) -> int:
    """The fewest nodes from `floor` on that take the pods, in pools with room for 30 pods: fact POD-02."""
    wanted = -(-needs.pods // each) if needs.pods is not None else 0
    nodes = max(wanted, floor, 2 if "windows" in needs.wants else 1)
    while _short(needs, nodes, each):
        nodes += 1
    return nodes


def _short(needs: Needs, nodes: int, each: int) -> bool:
    """Whether a pool has no room for 30 pods."""
    return min(counts_of(needs, nodes)) * each < MIN_POOL_PODS


def _numbers(needs: Needs, way: Way) -> Iterator[int]:
    """The pods that a node may be allowed: fewer than the default, or, where the pods decide on the nodes, more."""
    default = _allowed(needs, way) if needs.nodes is not None else _default(needs, way)
    if needs.max_pods is not None:
        yield needs.max_pods
        return
    step = scale.BLOCK if way.blocks else 1
    fewer = range(default, service.MIN_MAX_PODS - 1, -step)
    if needs.nodes is None and needs.pods is not None:
        yield from range(default, service.MAX_MAX_PODS + 1, step)
    yield from fewer


def _default(needs: Needs, way: Way) -> int:
    """The mode's own number; of a CNI of your own there is none, and the most is taken.

    With static blocks it is 16 times a number less one, which leaves nothing unused (fact IP-12).
    """
    default = service.MAX_PODS.get(way.ipam, service.MAX_MAX_PODS)
    if "windows" not in needs.wants:
        return _in_blocks(way, default)
    most = min(default, service.MAX_PODS_WINDOWS)
    return most // scale.BLOCK * scale.BLOCK - 1 if way.blocks else most


def _allowed(needs: Needs, way: Way) -> int:
    """The pods that each of the nodes that are stated is allowed.

    In flat modes, where each pod costs an address, these are no more than it has to run.
    """
    default, running = needs.max_pods or _default(needs, way), _running(needs, needs.nodes or 1)
    if needs.max_pods is not None or running is None:
        return default
    return _in_blocks(way, max(MIN_POOL_PODS, running)) if way.flat else max(default, running)


def _in_blocks(way: Way, pods: int) -> int:
    """So many pods; with static blocks as many as whole blocks hold, less one, and no more than a node takes."""
    if not way.blocks:
        return pods
    return min(-(-(pods + 1) // scale.BLOCK) * scale.BLOCK - 1, service.MAX_MAX_PODS)


def counts_of(needs: Needs, nodes: int) -> list[int]:
    """The nodes of each pool: a system pool, and as many further ones as the nodes do not fit into it.

    Windows has pools of its own.
    """
    system = [min(SYSTEM_NODES, nodes - 1)] if "windows" in needs.wants else []
    return system + _spread(nodes - sum(system))


def _spread(nodes: int) -> list[int]:
    """The nodes in as few pools as will do, all of nearly the same size."""
    pools = -(-nodes // LARGEST_POOL)
    return [nodes // pools + (number < nodes % pools) for number in range(pools)]


def too_few_pods(needs: Needs) -> tuple[str, int] | None:
    """The first pool without room for 30 pods, and its nodes, where the numbers are stated: fact POD-02."""
    if needs.nodes is None or needs.max_pods is None:
        return None
    counts = enumerate(counts_of(needs, needs.nodes))
    return next(((pool_name(needs, at), count) for at, count in counts if count * needs.max_pods < MIN_POOL_PODS), None)


def pool_name(needs: Needs, number: int) -> str:
    """The name of a pool; facts MODE-15: that of a Windows pool has 6 characters at the most."""
    if number == 0:
        return "system"
    return f"{'win' if 'windows' in needs.wants else 'user'}{number}"

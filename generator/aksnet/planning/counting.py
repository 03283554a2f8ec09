"""How many nodes a pool has now and at the most, and how many more while it is upgraded."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeGuard

from aksnet.facts import service
from aksnet.view import ClusterView, PoolView

AUTOSCALES, COUNT, MAX_COUNT = "enableAutoScaling", "count", "maxCount"
SURGE = "upgradeSettings.maxSurge"


class Counted(NamedTuple):
    """A number, and whether some of it is a default that nobody wrote."""

    number: int
    default: bool = False

    def __str__(self) -> str:
        return f"{self.number}{' (some by default)' if self.default else ''}"


def whole(data: object) -> TypeGuard[int]:
    """Whether something is a whole number: to Python, true is one too."""
    return isinstance(data, int) and not isinstance(data, bool)


def size_path(pool: PoolView) -> str | None:
    """Where the largest size of the pool stands: the autoscaler's maximum, or its count; None where it may be both."""
    scales = pool.values.get(AUTOSCALES)
    if scales is not None and not isinstance(scales.data, bool):
        return None
    return MAX_COUNT if scales is not None and scales.data else COUNT


def most_nodes(pool: PoolView) -> int | None:
    """The nodes of the pool, with the autoscaler the most it makes; None where that cannot be told."""
    path = size_path(pool)
    data = pool.known(path) if path is not None else None
    return data if whole(data) and data >= 0 else None


def now_nodes(pool: PoolView) -> int | None:
    """The nodes that the pool is made with, with the autoscaler the fewest it leaves; None where it cannot be told."""
    data = pool.known(COUNT)
    return data if whole(data) and data >= 0 else most_nodes(pool)


def surge_nodes(pool: PoolView) -> int | None:
    """The nodes that an upgrade adds, all at once, to the largest size of the pool; None where it cannot be told."""
    nodes, surge = most_nodes(pool), surge_text(pool)
    return None if nodes is None or surge is None else surge_of(nodes, surge)


def surge_text(pool: PoolView) -> str | None:
    """The pool's surge as ARM has it, a number of nodes or a percentage; None where it cannot be told."""
    data = pool.known(SURGE) if SURGE in pool.values else service.MAX_SURGE
    text = str(data) if whole(data) or isinstance(data, str) else ""
    return text if re.fullmatch("[0-9]{1,9}%?", text, re.ASCII) and not pool.unknown("upgradeSettings") else None


def surge_of(nodes: int, surge: str) -> int:
    """The nodes that an upgrade adds to so many: facts SURGE-01 and SURGE-02.

    A percentage is rounded up to whole nodes. No more are added than there are nodes to be upgraded.
    """
    number = int(surge.rstrip("%"))
    return min(nodes, -(-nodes * number // 100) if surge.endswith("%") else number)


def most_of_all(cluster: ClusterView) -> Counted | None:
    """The nodes of all pools together; None where it cannot be told of one of them."""
    return _together(cluster, most_nodes, size_path)


def surge_of_all(cluster: ClusterView) -> Counted | None:
    """The nodes that upgrades of all pools add together; None where it cannot be told of one of them."""
    return _together(cluster, surge_nodes, lambda pool: SURGE)


def _together(
    cluster: ClusterView, count: Callable[[PoolView], int | None], path_of: Callable[[PoolView], str | None]
) -> Counted | None:
    numbers = [number for pool in cluster.pools if (number := count(pool)) is not None]
    if len(numbers) < len(cluster.pools):
        return None
    values = [pool.values.get(path_of(pool) or "") for pool in cluster.pools]
    return Counted(sum(numbers), any(value is None or value.implied for value in values))

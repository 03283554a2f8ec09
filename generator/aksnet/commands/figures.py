"""Where two readings of one cluster say different things of what an address plan counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.paths import NODES, PODS
from aksnet.planning.counting import COUNT, most_nodes, surge_text
from aksnet.planning.formulas import pods_of
from aksnet.planning.implied import with_implied_pods
from aksnet.view import ClusterView, PoolView

_NETWORK = "networkProfile."


class Difference(NamedTuple):
    """What differs, as it is in the one and in the other."""

    what: str
    one: str
    other: str


def differences(one: ClusterView, other: ClusterView) -> Iterator[Difference]:
    """What both say and say differently; what cannot be told of one of them is no difference."""
    one, other = with_implied_pods((one, other))
    for kind in ("pod", "service"):
        yield from _unequal(
            f"the {kind} CIDR", *(_joined(text for text, _ in view.ranges(kind)) for view in (one, other))
        )
    for path in (path for path in one.values if path.startswith(_NETWORK) and "Cidr" not in path):
        yield from _unequal(path, *(_text(view.known(path)) for view in (one, other)))
    yield from _of_pools(one, other)


def _of_pools(one: ClusterView, other: ClusterView) -> Iterator[Difference]:
    """What differs of the pools: by name where all names are known."""
    names = [{pool.text("name"): pool for pool in view.pools} for view in (one, other)]
    if not all(names) or any(None in some for some in names):
        return
    yield from _unequal("the list of pools", *(_joined(sorted(map(str, some))) for some in names))
    for name in (name for name in names[0] if name in names[1]):
        yield from _of_pool(one, names[0][name], other, names[1][name])


def _of_pool(one: ClusterView, left: PoolView, other: ClusterView, right: PoolView) -> Iterator[Difference]:
    told = f"of the pool {left.name!r}"
    for what, count in (("the largest size", most_nodes), ("maxPods", pods_of)):
        yield from _unequal(f"{what} {told}", *(_text(count(pool)) for pool in (left, right)))
    yield from _unequal(f"count {told}", *(_text(pool.known(COUNT)) for pool in (left, right)))
    yield from _unequal(f"maxSurge {told}", surge_text(left), surge_text(right))
    for what, path in (("the subnet", NODES), ("the pod subnet", PODS)):
        yield from _unequal(f"{what} {told}", _subnet(one, left, path), _subnet(other, right, path))


def _subnet(cluster: ClusterView, pool: PoolView, path: str) -> str | None:
    subnet = cluster.subnet_of(pool, path)
    return _joined(one.text for one in subnet.prefixes) if subnet is not None else None


def _unequal(what: str, one: str | None, other: str | None) -> Iterator[Difference]:
    if one and other and one.lower() != other.lower():
        yield Difference(what, one, other)


def _text(data: object) -> str | None:
    return str(data) if isinstance(data, str | int) else None


def _joined(texts: Iterator[str] | list[str]) -> str:
    return ", ".join(texts)

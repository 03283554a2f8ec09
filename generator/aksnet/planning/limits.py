"""What binds a cluster first, and how far each of its pools can grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from aksnet.planning.balance import Balance, Share
from aksnet.planning.ceilings import Ceiling
from aksnet.planning.counting import surge_of


class Binding(NamedTuple):
    """What bounds a cluster first: a range or a ceiling, and how many nodes it carries.

    `factor` is how many times what is needed there is room for, `among` what is counted with the pools' own nodes.
    """

    words: str
    nodes: int
    factor: Fraction
    among: str


class Growth(NamedTuple):
    """How large a pool can get while the others stay as they are, and what stops it."""

    cluster: str
    pool: str
    nodes: int
    stopped_by: str


def bindings_of(own: Sequence[Balance], ceilings: Sequence[Ceiling]) -> Iterator[Binding]:
    for balance in own:
        holds = balance.holds
        if holds is not None and balance.nodes and balance.unknown is None:
            among = " and of other clusters" if len(balance.clusters) > 1 else ""
            yield Binding(balance.label, holds, Fraction(holds, balance.nodes), f"those of an upgrade{among}")
    for ceiling in ceilings:
        if ceiling.has:
            among = "those of an upgrade" if ceiling.upgraded else ""
            yield Binding(ceiling.words, ceiling.most, Fraction(ceiling.most, ceiling.has), among)


def growth_of(own: Sequence[Balance], ceilings: Sequence[Ceiling], cluster: str) -> Iterator[Growth]:
    """Every pool as large as it can get: the least of what its ranges and the ceilings allow."""
    shares: dict[str, list[tuple[Balance, Share]]] = defaultdict(list)
    for balance in own:
        for share in balance.shares:
            if share.cluster == cluster:
                shares[share.pool].append((balance, share))
    bounds: dict[str | None, list[Ceiling]] = defaultdict(list)
    for one in ceilings:
        bounds[one.pool].append(one)
    for pool, found in shares.items():
        stops = [(_largest(balance, share), balance.label) for balance, share in found if balance.room is not None]
        stops += [(_below(one, found[0][1]), one.words) for one in (*bounds[None], *bounds[pool])]
        yield Growth(cluster, pool, *min(stops, key=lambda one: one[0]))


def _below(ceiling: Ceiling, share: Share) -> int:
    """The nodes that a pool can have below a ceiling, beside what else counts there."""
    if ceiling.upgraded:
        return _with_surge(max(ceiling.most - ceiling.has + share.upgraded, 0), share.surge)
    return max(ceiling.most - ceiling.has + share.nodes, 0)


def _largest(balance: Balance, share: Share) -> int:
    """The nodes that a pool can have in a range, beside those of its upgrade and all else that is there."""
    free = (balance.room or 0) - balance.upgrade + share.upgraded * share.take.full
    return _with_surge(max(free, 0) // share.take.full, share.surge)


def _with_surge(upgraded: int, surge: str) -> int:
    """The most nodes that are no more than `upgraded` together with those that an upgrade adds to them."""
    low, high = 0, upgraded
    while low < high:
        middle = (low + high + 1) // 2
        if middle + surge_of(middle, surge) <= upgraded:
            low = middle
        else:
            high = middle - 1
    return low

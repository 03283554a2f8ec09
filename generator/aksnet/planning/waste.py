"""Addresses that nodes hold and no pod can have, and the numbers of pods nearby that waste least."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.facts import scale, service
from aksnet.planning.balance import Balance, RangeKind, Share
from aksnet.planning.formulas import batches, blocks


class Waste(NamedTuple):
    """What the nodes of a pool hold of a range without use: on each node, and on all at the most.

    `better` are the numbers of pods below and above that waste least; none where no other number is better.
    """

    cluster: str
    pool: str
    range: str
    pods: int
    each: int
    nodes: int
    words: str
    better: tuple[int, ...]
    facts: tuple[str, ...]

    @property
    def total(self) -> int:
        """The unused addresses of all nodes at the most."""
        return self.each * self.nodes


def waste_in(balance: Balance) -> list[Waste]:
    """What the pools of a range waste of it."""
    found = (_of(balance, share) for share in balance.shares)
    return [one for one in found if one is not None and one.each > 0]


def _of(balance: Balance, share: Share) -> Waste | None:
    pods = share.pods
    if pods is None or share.take.full == share.take.own:
        return None
    if balance.kind is RangeKind.POD_CIDR:
        words = f"{scale.NODE_BLOCK} - {pods}"
        better = (service.MAX_MAX_PODS,) if pods < service.MAX_MAX_PODS else ()
        return _waste(balance, share, pods, scale.NODE_BLOCK - pods, words, better, ("OVL-03", "IP-10"))
    if balance.kind is not RangeKind.POD_SUBNET:
        return None
    if balance.blocks:
        each, words = blocks(pods) - pods - 1, f"{blocks(pods)} - ({pods} + 1)"
        return _waste(balance, share, pods, each, words, nearest(pods, 1), ("PSS-03", "IP-11", "IP-12"))
    if share.take.least == share.take.full:
        return None  # what nodes run is stated, and max_pods does not decide what they take
    each, words = batches(pods) - pods, f"{batches(pods)} - {pods}"
    return _waste(balance, share, pods, each, words, nearest(pods, scale.SPARE), ("PSD-01",))


def _waste(
    balance: Balance, share: Share, pods: int, each: int, words: str, better: tuple[int, ...], facts: tuple[str, ...]
) -> Waste:
    return Waste(share.cluster, share.pool, balance.name, pods, each, share.nodes, words, better, facts)


def nearest(pods: int, beside: int) -> tuple[int, ...]:
    """The numbers of pods below and above that fill whole blocks of 16 with `beside` more: 31 and 47 for 40 and 1.

    None where the number fills them itself.
    """
    block = scale.BLOCK
    below = (pods + beside) // block * block - beside
    if below == pods:
        return ()
    return tuple(one for one in (below, below + block) if service.MIN_MAX_PODS <= one <= service.MAX_MAX_PODS)

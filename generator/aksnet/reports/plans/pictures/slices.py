"""What a range is made of, for pictures: its addresses by role, now, at the most and in an upgrade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from aksnet.planning.balance import Balance, Share


class Role(StrEnum):
    """What addresses are for, in the order in which they are drawn; `over` are those that are missing."""

    RESERVED = "reserved"
    OTHER = "other"
    NODES = "nodes"
    PODS = "pods"
    SURGE = "surge"
    FREE = "free"
    OVER = "over"


class Moment(StrEnum):
    """When a range is looked at."""

    NOW = "now"
    MOST = "most"
    UPGRADE = "upgrade"


class Slice(NamedTuple):
    """So many addresses of a range with one role, and whose they are in a word or two."""

    role: Role
    words: str
    addresses: int


def slices_of(balance: Balance, moment: Moment = Moment.UPGRADE) -> list[Slice]:
    """The slices of a range that have addresses; what is left is free, what is missing is over."""
    taken = [one for one in _taken(balance, moment) if one.addresses > 0]
    if balance.size is None:
        return taken
    left = balance.size - sum(one.addresses for one in taken)
    if left >= 0:
        return [*taken, Slice(Role.FREE, "free", left)] if left else taken
    return [*_cut(taken, balance.size), Slice(Role.OVER, "missing", -left)]


def by_role(slices: Iterable[Slice]) -> list[Slice]:
    """Slices with one for each role."""
    found: dict[Role, int] = {}
    for one in slices:
        found[one.role] = found.get(one.role, 0) + one.addresses
    return [Slice(role, str(role), addresses) for role, addresses in found.items()]


def _taken(balance: Balance, moment: Moment) -> Iterator[Slice]:
    yield Slice(Role.RESERVED, "reserved by Azure", balance.reserved)
    for other in balance.others:
        yield Slice(Role.OTHER, other.words, other.addresses)
    counted = [(share, _named(balance, share), _nodes(share, moment)) for share in balance.shares]
    for share, name, nodes in counted:
        yield Slice(Role.NODES, f"nodes {name}", nodes * share.take.own)
    for share, name, nodes in counted:
        yield Slice(Role.PODS, f"pods {name}", nodes * (share.take.full - share.take.own))
    if moment is Moment.UPGRADE:
        for share, name, _ in counted:
            yield Slice(Role.SURGE, f"surge {name}", share.added * share.take.full)


def _named(balance: Balance, share: Share) -> str:
    """A pool, with its cluster where several share the range."""
    return f"{share.cluster}/{share.pool}" if len(balance.clusters) > 1 else share.pool


def _nodes(share: Share, moment: Moment) -> int:
    return share.now if moment is Moment.NOW else share.nodes


def _cut(taken: list[Slice], size: int) -> list[Slice]:
    """The slices as far as there is room for them."""
    cut: list[Slice] = []
    for one in taken:
        fitting = min(one.addresses, size)
        size -= fitting
        if fitting:
            cut.append(one._replace(addresses=fitting))
    return cut

"""How large a new range has to be: the smallest that holds what is in it, with room to grow."""

from __future__ import annotations

from aksnet.facts.features import AGC_PREFIX
from aksnet.facts.ranges import NAMED_SUBNETS
from aksnet.planning.balance import Balance, prefix_for

# Addresses of a service CIDR that no Service of yours gets: the first and the last, and those of kubernetes and DNS.
NO_SERVICES = 4


def prefix_with_room(balance: Balance, tight: int) -> int | None:
    """The longest IPv4 prefix with which a range fits and is not tight; None where no range is large enough.

    What has no nodes and pods does not grow: such a subnet is as large as it has to be.
    """
    if balance.subnet and balance.name in NAMED_SUBNETS:
        return NAMED_SUBNETS[balance.name]
    if any("ING-01" in one.facts for one in balance.others) and not balance.shares:
        return AGC_PREFIX
    if not balance.shares:
        return balance.prefix_needed
    return prefix_for(with_room(balance.upgrade, tight) + balance.reserved, subnet=balance.subnet)


def with_room(addresses: int, tight: int) -> int:
    """So many addresses that `addresses` are no more than `tight` percent of them."""
    return -(-addresses * 100 // tight)


def services_prefix(services: int) -> int:
    """The longest IPv4 prefix with an address for each Service."""
    return 32 - (services + NO_SERVICES - 1).bit_length()


def room_of(balance: Balance, prefix: int) -> int:
    """The nodes that a range with this prefix would hold, those of an upgrade among them."""
    free = 2 ** (32 - prefix) - balance.reserved - balance.other
    taken = sum(one.upgraded * one.take.full for one in balance.shares)
    return max(free, 0) * balance.nodes // taken if taken else 0

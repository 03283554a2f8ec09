"""How large a new range has to be: the smallest that holds what is in it, with room to grow."""

from __future__ import annotations

from aksnet.facts import scale
from aksnet.facts.features import AGC_PREFIX
from aksnet.facts.ranges import DYNAMIC_PREFIX, NAMED_SUBNETS, STATIC_BLOCK_PREFIX
from aksnet.planning.balance import Balance, RangeKind, prefix_for

# Addresses of a service CIDR that no Service of yours gets: the first and the last, and those of kubernetes and DNS.
NO_SERVICES = 4
SMALLEST_SERVICES = 28


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
    addresses = with_room(balance.upgrade, tight) + balance.reserved
    if balance.kind is RangeKind.POD_CIDR:
        addresses = max(addresses, scale.NODE_BLOCK)  # fact IP-09: nothing smaller holds a node
    prefix = prefix_for(addresses, subnet=balance.subnet)
    if balance.blocks:
        return _of_blocks(balance, prefix)
    return _of_batches(balance, prefix) if balance.kind is RangeKind.POD_SUBNET else prefix


def _of_batches(balance: Balance, prefix: int | None) -> int | None:
    """Fact IP-17: no pod subnet of dynamic allocation should be larger than a /16, where one holds all."""
    return prefix if balance.needed > 2 ** (32 - DYNAMIC_PREFIX) else max(prefix or 0, DYNAMIC_PREFIX)


def _of_blocks(balance: Balance, prefix: int | None) -> int | None:
    """Fact PSS-04: no pod subnet is larger than a /12; one that holds all, but leaves no room to grow, will do."""
    if balance.needed > 2 ** (32 - STATIC_BLOCK_PREFIX):
        return None
    return max(prefix or 0, STATIC_BLOCK_PREFIX)


def with_room(addresses: int, tight: int) -> int:
    """So many addresses that `addresses` are no more than `tight` percent of them."""
    return -(-addresses * 100 // tight)


def services_prefix(services: int) -> int:
    """The longest IPv4 prefix with an address for each Service, and with a tenth one for DNS (fact CIDR-29)."""
    return min(32 - (services + NO_SERVICES - 1).bit_length(), SMALLEST_SERVICES)


def room_of(balance: Balance, prefix: int) -> int:
    """The nodes that a range with this prefix would hold, those of an upgrade among them."""
    free = 2 ** (32 - prefix) - balance.reserved - balance.other
    taken = sum(one.upgraded * one.take.full for one in balance.shares)
    return max(free, 0) * balance.nodes // taken if taken else 0

"""Pure arithmetic on IP addresses and ranges; nothing here knows of Azure or of models."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_interface,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@lru_cache(maxsize=4096)
def network_of(text: str) -> Network:
    """The network of a range such as "10.0.0.0/16"; host bits are dropped (see `has_host_bits`).

    Raises ValueError with the reason when `text` is no range in CIDR notation.
    """
    if "/" not in text:
        raise ValueError("has no prefix length")
    if "%" in text:
        raise ValueError("has a zone index, which only means something on one host")
    length = text.rpartition("/")[2]
    if not re.fullmatch("0|[1-9][0-9]{0,8}", length):
        raise ValueError(f"has the prefix length {length!r}, which is no plain number")
    try:
        return ip_interface(text).network
    except ValueError:
        raise ValueError(_reason(text)) from None


def _reason(text: str) -> str:
    """What is wrong with a range, in the fewest words: `ip_interface` only says that it is wrong."""
    address, _, length = text.rpartition("/")
    parser = IPv6Address if ":" in address else IPv4Address
    try:
        parser(address)
    except ValueError as error:
        return f"has no valid address: {error}"
    return f"has the prefix length {length}, more than {128 if parser is IPv6Address else 32}"


@lru_cache(maxsize=4096)
def has_host_bits(text: str) -> bool:
    """Whether the address of the range is not its first one: true for "10.0.0.5/16"."""
    return ip_interface(text).ip != network_of(text).network_address


@lru_cache(maxsize=4096)
def address_of(text: str) -> Address:
    """The address that `text` spells; raises ValueError with the reason when it spells none."""
    if "%" in text:
        raise ValueError("has a zone index, which only means something on one host")
    return ip_address(text)


def overlap(one: Network, other: Network) -> bool:
    """Whether two ranges share an address; ranges of different versions never do."""
    return one.version == other.version and one.overlaps(other)


def inside(inner: Network, outer: Network) -> bool:
    """Whether `inner` lies wholly in `outer`."""
    return inner.version == outer.version and inner.subnet_of(outer)  # type: ignore[arg-type]


def span(network: Network) -> tuple[int, int, int]:
    """The range as numbers: its IP version, its first address and its last."""
    first = int(network.network_address)
    return network.version, first, first + network.num_addresses - 1


def nested(networks: Sequence[Network]) -> Mapping[int, int]:
    """For each range that lies in an earlier or larger one, by its number, the smallest that it lies in.

    One walk from the lowest address finds all that overlap: two ranges are apart, or one lies in the other.
    """
    spans = [span(one) for one in networks]
    around: list[int] = []  # the ranges that the walk is in, the largest first
    larger: dict[int, int] = {}
    for number in sorted(range(len(networks)), key=lambda at: (*spans[at][:2], -spans[at][2])):
        version, first, _ = spans[number]
        while around and spans[around[-1]][::2] < (version, first):
            around.pop()
        if around:
            larger[number] = around[-1]
        if not around or spans[around[-1]] != spans[number]:
            around.append(number)
    return dict(sorted(larger.items()))


def nth_address(network: Network, n: int) -> Address | None:
    """The address `n` after the first of the range, or None where the range ends before it."""
    return network[n] if n < network.num_addresses else None


def usable_last(network: Network) -> Address:
    """The last address of the range: broadcast in IPv4, plainly the last in IPv6."""
    return network.broadcast_address

"""Parts of a map that are drawn once more, larger: where subnets are too small for their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from ipaddress import IPv4Network

from aksnet.reports.plans.pictures.address_map import Block, blocks_in, readable
from aksnet.reports.plans.pictures.layout import Box, place
from aksnet.reports.plans.pictures.sections import Entry

# How many bits longer the prefix of a part is, at least, and how many parts there are, at the most.
_CLOSER = 4
_MOST = 6


def details_of(around: IPv4Network, entries: Sequence[Entry], box: Box) -> list[IPv4Network]:
    """The parts of a map that are worth a map of their own, from the lowest on."""
    parts: dict[int, list[IPv4Network]] = defaultdict(list)
    for one in unreadable(around, entries, box):
        length = min(around.prefixlen + _CLOSER, one.network.prefixlen)
        parts[int(one.network.network_address) >> (32 - length)].append(one.network)
    most = sorted(parts.values(), key=lambda one: (-len(one), one[0]))[:_MOST]
    return sorted(common(one) for one in most)


def unreadable(around: IPv4Network, entries: Sequence[Entry], box: Box) -> list[Block]:
    """The subnets that are too small for their number on a map."""
    return [one for one in blocks_in(around, entries) if not readable(one.entry, place(around, one.network, box))]


def common(networks: Sequence[IPv4Network]) -> IPv4Network:
    """The smallest block around some; around one alone the sixteenfold, so that its surroundings are seen."""
    first, last = min(int(one[0]) for one in networks), max(int(one[-1]) for one in networks)
    length = 32 - (first ^ last).bit_length()
    if len(networks) == 1:
        length = max(length - _CLOSER, 0)
    return IPv4Network((first >> (32 - length) << (32 - length), length)) if length else IPv4Network("0.0.0.0/0")

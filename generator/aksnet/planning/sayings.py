"""What a cluster says of a VNet and of its subnets that must be the same in all clusters that list it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.addresses import Network
from aksnet.planning.occupants import networks_of
from aksnet.view import Range, SubnetView, VnetView


class Saying(NamedTuple):
    """One thing that is said: what it is, its texts as they are written, and what is equal where it is the same."""

    what: str
    texts: tuple[str, ...]
    meaning: frozenset[Network] | str


def of_vnet(vnet: VnetView) -> Iterator[Saying]:
    """What is said of a VNet as a whole; what is left out is not said."""
    yield from _ranges("address space", vnet.address_space)


def of_subnet(subnet: SubnetView) -> Iterator[Saying]:
    """What is said of a subnet; what is left out is not said."""
    yield from _ranges("range", subnet.prefixes)
    for what, text in (
        ("delegation", subnet.delegation),
        ("route table", subnet.route_table),
        ("NAT gateway", subnet.nat_gateway),
    ):
        if text is not None:
            yield Saying(what, (text,), text.lower())


def _ranges(what: str, ranges: Sequence[Range]) -> Iterator[Saying]:
    networks = frozenset(network for _, network in networks_of(ranges))
    if networks:
        yield Saying(what, tuple(one.text for one in ranges), networks)

"""The ranges that a cluster has and meets, each with the words that a message uses for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.addresses import Network, network_of
from aksnet.errors import Place
from aksnet.view import ClusterView, Range


class Named(NamedTuple):
    """A range with the words that a message uses for it."""

    words: str
    text: str
    network: Network
    place: Place | None


def named(words: str, text: str, place: Place | None) -> Iterator[Named]:
    """The range, where the text is one: a view of foreign input may hold anything."""
    try:
        yield Named(words, text, network_of(text), place)
    except ValueError:
        return


def own_ranges(cluster: ClusterView, kind: str) -> Iterator[Named]:
    """The cluster's "pod" or "service" ranges; of a default the words say so."""
    for text, value in cluster.ranges(kind):
        default = " (the default)" if value.implied else ""
        yield from named(f"the {kind} CIDR {text}{default}", text, value.place)


def listed(words: str, ranges: tuple[Range, ...]) -> Iterator[Named]:
    """Ranges under one name."""
    for item in ranges:
        yield from named(f"{words} {item.text}", item.text, item.place)


def subnets(cluster: ClusterView) -> Iterator[Named]:
    """The ranges of every subnet of the VNet."""
    for name, subnet in cluster.vnet.subnets.items() if cluster.vnet else ():
        yield from listed(f"the subnet {name!r}", subnet.prefixes)


def vnet_space(cluster: ClusterView) -> Iterator[Named]:
    """The ranges of the VNet."""
    if cluster.vnet is not None:
        yield from listed("the VNet's address space", cluster.vnet.address_space)


def connected(cluster: ClusterView) -> Iterator[Named]:
    """The ranges of the networks that the VNet can reach."""
    if cluster.vnet is not None:
        yield from listed("the peered VNet", cluster.vnet.peers)
        yield from listed("the on-premises network", cluster.vnet.on_premises)

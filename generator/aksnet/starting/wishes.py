"""What a first spec is made from: a way of networking, sizes, ranges, and where the text goes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from aksnet.addresses import Network
from aksnet.recommending.needs import Needs
from aksnet.recommending.ways import BY_ID, Way
from aksnet.spec.flags import Flags

NAME, LOCATION, NODES = "aks", "westeurope", 10


class Wishes(NamedTuple):
    """What is wanted: how pods get addresses, numbers and ranges (`needs`), and what flags lay over the spec.

    `connected` are the ranges of networks that the VNet is connected to; `targets` are what is generated, each with
    its folder.
    """

    way: Way
    needs: Needs
    connected: tuple[Network, ...] = ()
    targets: Mapping[str, str] = MappingProxyType({})
    flags: Flags = Flags()


def way_of(network: Mapping[str, object], default: Way) -> Way:
    """The way that the `network:` of a spec says, as far as it says one."""
    said = (network.get("plugin"), network.get("ipam", "overlay"), network.get("allocation", "dynamic"))
    ways = ((one, one.network) for one in BY_ID.values())
    found = (
        one
        for one, own in ways
        if (own["plugin"], own.get("ipam", "overlay"), own.get("allocation", "dynamic")) == said
    )
    return next(found, default)

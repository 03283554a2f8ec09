"""Which networks of a configuration are peered with each other, as far as it says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from aksnet.configuration import Attribute, Network, Part, Partly, Scope
from aksnet.readers.subnets import text_of


def peered(networks: Sequence[Network]) -> Mapping[int, tuple[int, ...]]:
    """The numbers of the networks that each is peered with; a peering holds for both, whoever declares it."""
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for one, other in _pairs(networks):
        found[one][other] = found[other][one] = None
    return {number: tuple(others) for number, others in found.items()}


def _pairs(networks: Sequence[Network]) -> Iterator[tuple[int, int]]:
    for number, network in enumerate(networks):
        for peering in network.peerings:
            other = remote_of(peering, networks)
            if other is not None and other != number:
                yield number, other


def remote_of(peering: Part, networks: Sequence[Network]) -> int | None:
    """The number of the network that a peering leads to; None where it is not here, or may not be there."""
    remote = peering.values.get("remoteVirtualNetwork.id")
    return _found(remote.data, networks) if remote is not None and peering.exists is None else None


def _found(data: Partly, networks: Sequence[Network]) -> int | None:
    """The network that a reference or an id speaks of; None where it is not here, or may be one of several."""
    if isinstance(data, Attribute):
        address = data.text.rpartition(".")[0]
        named = [number for number, one in enumerate(networks) if one.address == address]
    else:
        named = list(_named(data, networks)) if isinstance(data, str) else []
    return named[0] if len(named) == 1 else None


def _named(text: str, networks: Sequence[Network]) -> Iterator[int]:
    parts = text.rstrip("/").split("/")
    if len(parts) < 2 or parts[-2].lower() != "virtualnetworks":
        return
    scope = Scope.of_id(text)
    for number, one in enumerate(networks):
        if text_of(one.values.get("name")).lower() == parts[-1].lower() and scope.may_hold(one.scope, one.language):
            yield number

"""Where the subnets of one cluster go in the space that is free for them, and its own ranges beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aksnet.addresses import Network, network_of
from aksnet.facts import ranges as known
from aksnet.facts import service
from aksnet.planning.blocks import Space


def placed(space: Sequence[Network], prefixes: dict[str, int]) -> dict[str, Network] | None:
    """A block of the space for each subnet, the largest first; None where they do not all fit.

    A subnet lies in one range: ranges that are neighbours may be ranges of two VNets.
    """
    free = [Space([one]) for one in sorted(space, key=lambda one: (-one.prefixlen, one))]
    found: dict[str, Network] = {}
    for name, prefix in sorted(prefixes.items(), key=lambda item: item[1]):
        best = _best(free, prefix)
        if best is None:
            return None
        found[name] = best
    return {name: found[name] for name in prefixes}


def _best(free: Iterable[Space], prefix: int) -> Network | None:
    for one in free:
        best = one.best(prefix)
        if best is not None:
            one.take(best)
            return best
    return None


def service_range(space: Sequence[Network]) -> Network:
    """The service CIDR: the default, unless the VNet is in it."""
    default = network_of(service.SERVICE_CIDR)
    free = _beside(known.SERVICE_POOLS, space)
    return next((best for prefix in (default.prefixlen, 20, 24) if (best := _best(free, prefix))), default)


def pod_range(space: Sequence[Network], prefix: int, *, shared: bool) -> Network | None:
    """A pod CIDR of this size that meets none of these ranges; None where there is none.

    It is no smaller than the default. Fact CIDR-05: 100.64.0.0/10 is for overlay only.
    """
    pools = [text for text in known.POD_POOLS if shared or text != known.SHARED]
    return _best(_beside(pools, space), min(prefix, network_of(service.POD_CIDR).prefixlen))


def _beside(pools: Iterable[str], space: Sequence[Network]) -> list[Space]:
    free = [Space([network_of(text)]) for text in pools]
    for one in free:
        for taken in (*space, *map(network_of, known.RESERVED)):
            one.take(taken)
    return free


def ipv6_ranges(subnets: int) -> list[Network]:
    """A unique local range for a VNet, and one in it for each subnet."""
    pool = Space([network_of(known.IPV6_POOL)])
    vnet = pool.best(known.IPV6_VNET)
    free = Space([vnet] if vnet is not None else [])
    found = [vnet, *(_best([free], known.IPV6_SUBNET) for _ in range(subnets))]
    return [one for one in found if one is not None]

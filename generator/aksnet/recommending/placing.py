"""Where the subnets of one cluster go in the space that is free for them, and its own ranges beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from aksnet.addresses import Network, network_of
from aksnet.facts import ranges as known
from aksnet.facts import service
from aksnet.planning.blocks import Space
from aksnet.planning.sizes import SMALLEST_SERVICES

# The prefixes of a service CIDR, the first that is left: the default's, and smaller ones.
_SERVICES = (network_of(service.SERVICE_CIDR).prefixlen, 20, 24, SMALLEST_SERVICES)


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


@lru_cache(maxsize=1024)
def own_ranges(
    taken: tuple[Network, ...], pods: tuple[int, ...], *, shared: bool
) -> tuple[Network | None, Network | None]:
    """The service CIDR and the pod CIDR beside what is taken, each None where there is none.

    `pods` are the prefixes that will do for the pod CIDR, the best first; of each both ranges have to be there.
    """
    for prefix in pods:
        for services in service_ranges(taken):
            found = pod_range([*taken, services], prefix, shared=shared)
            if found is not None:
                return services, found
    return next(service_ranges(taken), None), None


def service_ranges(space: Sequence[Network]) -> Iterator[Network]:
    """What may be the service CIDR, the largest first: the default, unless the VNet is in it."""
    for prefix in _SERVICES:
        best = _best(_beside(known.SERVICE_POOLS, space), prefix)
        if best is not None:
            yield best


def pod_range(space: Sequence[Network], prefix: int, *, shared: bool) -> Network | None:
    """A pod CIDR of this size that meets none of these ranges; None where there is none.

    It is as large as the default where there is room. Fact CIDR-05: 100.64.0.0/10 is for overlay only.
    """
    pools = [text for text in known.POD_POOLS if shared or text != known.SHARED]
    sizes = dict.fromkeys((min(prefix, network_of(service.POD_CIDR).prefixlen), prefix))
    return next((best for size in sizes if (best := _best(_beside(pools, space), size))), None)


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

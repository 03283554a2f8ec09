"""A first spec before it has addresses: the mode, the pools, the VNet's neighbours, and what is generated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aksnet.addresses import Network, inside
from aksnet.facts import service
from aksnet.recommending.sizes import SYSTEM_NODES, sizes_of
from aksnet.recommending.specs import spec_of
from aksnet.starting.wishes import LOCATION, NAME, Wishes

# An example of a size for a system pool, with 4 vCPUs and 16 GiB: use-system-pools asks for 4 vCPUs or more
# https://learn.microsoft.com/azure/aks/use-system-pools
VM_SIZE = "Standard_D4s_v5"


def bare(wishes: Wishes) -> dict[str, Any]:
    """The spec as far as no address has to be found for it."""
    made = spec_of(wishes.needs, wishes.way, sizes_of(wishes.needs, wishes.way))
    pools = [_pool(one) for one in made.pop("pools")]
    spec = {"name": NAME, "location": LOCATION, **made, "pools": pools}
    vnet = dict(_vnet(wishes.needs.space, wishes.connected))
    return {**spec, "vnet": vnet} if vnet else spec


def _pool(pool: Mapping[str, Any]) -> dict[str, Any]:
    """A pool of a recommendation, whose nodes are those at the most, with an autoscaler that gets there."""
    count, max_pods = pool["count"], pool["max_pods"]
    least = min(SYSTEM_NODES if pool.get("mode") == "System" else 1, count)
    size = {"count": count} if least == count else {"min": least, "max": count}
    kind = {key: data for key, data in pool.items() if key not in ("count", "max_pods")}
    return {**kind, "vm_size": VM_SIZE, **size, "max_pods": max_pods, "max_surge": service.MAX_SURGE}


def _vnet(space: Sequence[Network], connected: Sequence[Network]) -> Iterator[tuple[str, list[str]]]:
    """The VNet's own ranges, and those around: a range that the VNet lies in is that of a network on premises.

    Of ranges that lie in each other the outer one is kept clear of.
    """
    around = surrounding(space, connected)
    others = [one for one in dict.fromkeys(connected) if one not in around]
    beside = [one for one in others if not any(inside(one, other) for other in others if other != one)]
    for key, ranges in (("address_space", space), ("peers", beside), ("on_premises", around)):
        if ranges:
            yield key, [str(one) for one in ranges]


def surrounding(space: Sequence[Network], connected: Sequence[Network]) -> list[Network]:
    """The connected networks that a VNet would be a part of."""
    return [one for one in connected if any(inside(own, one) and own != one for own in space)]


def outputs_of(targets: Mapping[str, str], *, azapi: bool) -> list[dict[str, str]]:
    """What `aksnet sync` writes: a whole configuration into a folder for each target, Terraform's with azapi or not."""
    return [
        {
            "target": target,
            "emit": "cluster",
            **({"provider": "azapi"} if azapi and target == "terraform" else {}),
            "path": path,
        }
        for target, path in targets.items()
    ]

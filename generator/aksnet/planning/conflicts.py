"""Clusters of one run that say different things of one VNet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.errors import Problem, SpecError
from aksnet.planning.networks import Networks, SharedVnet
from aksnet.view import ClusterView, VnetView

HINT = "say the same in both clusters, or give one of the VNets another name or resource group"


def refuse_conflicts(clusters: Sequence[ClusterView]) -> None:
    """Raise SpecError where clusters give one VNet, or one of its subnets, different ranges."""
    networks = Networks(clusters)
    problems = [one for shared in networks.vnets.values() for one in _conflicts(clusters, shared)]
    if problems:
        raise SpecError(*problems)


def _conflicts(clusters: Sequence[ClusterView], shared: SharedVnet) -> Iterator[Problem]:
    first = clusters[shared.clusters[0]].name
    space = {one.text for one in shared.view.address_space}
    for number in shared.clusters[1:]:
        vnet = clusters[number].vnet
        if vnet is None:
            continue
        ranges = {one.text for one in vnet.address_space}
        if ranges and ranges != space:
            message = f"the VNet {vnet.name!r} has another address_space here than in the cluster {first!r}"
            yield Problem(message, vnet.place, HINT)
        yield from _of_subnets(vnet, shared)


def _of_subnets(vnet: VnetView, shared: SharedVnet) -> Iterator[Problem]:
    for subnet in vnet.subnets.values():
        other = shared.subnets[subnet.name.lower()]
        ours, theirs = ({one.text for one in found.prefixes} for found in (subnet, other))
        if ours and ours != theirs:
            message = f"the subnet {subnet.name!r} of the VNet {vnet.name!r} has another range in another cluster"
            yield Problem(message, subnet.place, HINT)

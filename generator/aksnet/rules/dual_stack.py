"""2xx: clusters with IPv4 and IPv6."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import aks
from aksnet.findings import Severity
from aksnet.paths import OUTBOUND, dual_stack
from aksnet.planning.occupants import Kind, by_subnet, networks_of
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Range, SubnetView

PAGE = aks("configure-dual-stack")


def _node_subnets(cluster: ClusterView) -> Iterator[SubnetView]:
    """The subnets of the cluster's own VNet that nodes are in, each once."""
    for held in by_subnet(cluster).values():
        subnet = held[0].subnet_in(cluster)
        if subnet is not None and any(one.kind in (Kind.NODES, Kind.HOSTED) for one in held):
            yield subnet


def _has_ipv6(ranges: tuple[Range, ...]) -> bool:
    return any(network.version == 6 for _, network in networks_of(ranges))


@rule(
    "AKN218",
    "dual-stack-subnet",
    "add an IPv6 range to it: any /64 to the subnet, out of one that the VNet has, such as a /48",
    PAGE,
    answer="Not supported: the documents demand a VNet and a subnet with both families, and name no error.",
    facts=("DS-08",),
)
def dual_stack_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With dual-stack the nodes' subnet and its VNet have IPv4 and IPv6 ranges too.

    Every node gets an address of either family from its subnet. AKS makes both in a network of its own; in yours it
    finds what you gave it. Of subnets that are there already nothing is known here.
    """
    subnets = list(_node_subnets(cluster)) if dual_stack(cluster) else []
    if subnets and cluster.vnet is not None and not _has_ipv6(cluster.vnet.address_space):
        yield Hit("dual-stack is asked for in a VNet without an IPv6 range", cluster.vnet.place)
    for subnet in subnets:
        if not _has_ipv6(subnet.prefixes):
            message = f"dual-stack is asked for in the subnet {subnet.name!r}, which has no IPv6 range"
            yield Hit(message, subnet.place)


@rule(
    "AKN219",
    "dual-stack-default-route",
    "give the subnet a route_table of its own with a route for ::/0 too, where IPv6 has to leave the network",
    PAGE,
    answer="The cluster is made, with a warning. IPv6 traffic has no way to your appliance, and may not reach the"
    " internet.",
    facts=("DS-11",),
    severity=Severity.WARNING,
)
def dual_stack_default_route(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With userDefinedRouting and dual-stack a route table needs a default route for IPv6, or IPv6 stays inside.

    The route table that aksnet makes for a subnet has the default route of IPv4 only: 0.0.0.0/0 to the next hop. The
    documents leave it to you whether IPv6 has to reach the internet. What a route table has that is there already is
    not known here.
    """
    if not dual_stack(cluster) or cluster.text(OUTBOUND) != "userDefinedRouting":
        return
    for subnet in _node_subnets(cluster):
        if subnet.route_table is None:
            message = f"the route table that is made for the subnet {subnet.name!r} has no default route for IPv6"
            yield Hit(message, subnet.place)


RULES = (dual_stack_subnet, dual_stack_default_route)

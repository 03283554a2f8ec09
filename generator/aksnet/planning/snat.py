"""How many connections can leave a cluster: the ports of its load balancer or NAT gateway, and the nodes they carry."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.facts import bounds
from aksnet.paths import LOAD_BALANCER, NAT, OUTBOUND, SKU
from aksnet.planning.counting import Counted, whole
from aksnet.view import ClusterView

PORTS = f"{LOAD_BALANCER}allocatedOutboundPorts"
MANAGED_COUNT = f"{LOAD_BALANCER}managedOutboundIPs.count"
OWN_ADDRESSES, OWN_PREFIXES = f"{LOAD_BALANCER}outboundIPs.publicIPs", f"{LOAD_BALANCER}outboundIPPrefixes"
NAT_COUNT = f"{NAT}managedOutboundIPProfile.count"
_GATEWAYS = ("managedNATGateway", "managedNATGatewayV2", "userAssignedNATGateway")


# no fact has the ports that nodes get by default: the page does (see facts.bounds)
_DEFAULT_PORTS = ("load-balancer-outbound-connections",)


class Snat(NamedTuple):
    """The way out of a cluster.

    `addresses` are its public ones, `ports` those that each node has in an upgrade at the most, `ceiling` the nodes
    that the addresses carry, those of an upgrade among them; None where that is not known, or there is no such bound.
    `words` is the formula with its numbers filled in.
    """

    outbound: str
    addresses: Counted | None
    ports: int | None
    ceiling: int | None
    words: str
    facts: tuple[str, ...]


def snat_of(cluster: ClusterView, nodes: int | None) -> Snat | None:
    """The way out for so many nodes; None where the cluster has none of its own, or it cannot be told."""
    outbound = outbound_type(cluster)
    if outbound == "loadBalancer":
        return _balancer(cluster, nodes)
    return _gateway(cluster, outbound, nodes) if outbound in _GATEWAYS else None


def outbound_type(cluster: ClusterView) -> str | None:
    """The outbound type, or what the service takes for it; None where that cannot be told."""
    told = not any(cluster.unknown(path) for path in ("networkProfile", OUTBOUND, "sku", SKU))
    default = "loadBalancer" if told and cluster.text(SKU) != "Automatic" else None
    return cluster.text(OUTBOUND) or default


def balancer_addresses(cluster: ClusterView) -> Counted | None:
    """The load balancer's IPv4 addresses; None where they are prefixes, or cannot be told."""
    settings = [path for path in cluster.values if path.startswith(LOAD_BALANCER)]
    if any(path.startswith(OWN_PREFIXES) or cluster.unknown(path) for path in settings):
        return None
    own = cluster.known(OWN_ADDRESSES)
    if isinstance(own, list) and own:
        return Counted(len(own))
    return _managed(cluster, MANAGED_COUNT)


def _managed(cluster: ClusterView, path: str) -> Counted | None:
    """A number of managed addresses, of which there is one where none is given."""
    if cluster.absent(path):
        return Counted(1, default=True)
    count = cluster.known(path)
    return Counted(count) if whole(count) and count > 0 else None


def _balancer(cluster: ClusterView, nodes: int | None) -> Snat:
    """Ports are given to each node beforehand: a fixed number, or one that depends on how many nodes there are."""
    addresses, ports = balancer_addresses(cluster), cluster.known(PORTS)
    if addresses is None:
        return Snat("loadBalancer", None, None, None, "how many addresses there are is not known", ("OUT-06",))
    each = bounds.PORTS_PER_ADDRESS
    if whole(ports) and ports > 0:
        ceiling = each * addresses.number // ports
        words = f"{addresses.number} × {each} / {ports} = {ceiling} nodes"
        return Snat("loadBalancer", addresses, ports, ceiling, words, ("OUT-05", "OUT-06"))
    if nodes is None or (not cluster.absent(PORTS) and ports != 0):
        return Snat("loadBalancer", addresses, None, None, "how many ports a node has is not known", ("OUT-06",))
    least = next((ports for most, ports in bounds.DEFAULT_PORTS if nodes <= most), None)
    if least is None:
        words = (
            f"the service's own table ends at {bounds.DEFAULT_PORTS[-1][0]:,} nodes: give each node a number of ports"
        )
        return Snat("loadBalancer", addresses, None, None, words, _DEFAULT_PORTS)
    shared = min(least * addresses.number, bounds.MAX_DEFAULT_PORTS)
    words = f"min({least} × {addresses.number}, {bounds.MAX_DEFAULT_PORTS}) = {shared} ports for each of {nodes} nodes"
    return Snat("loadBalancer", addresses, shared, None, words, _DEFAULT_PORTS)


def _gateway(cluster: ClusterView, outbound: str, nodes: int | None) -> Snat:
    """A NAT gateway gives ports to whoever needs one: how many nodes it carries depends on what each of them needs."""
    each, needed = bounds.PORTS_PER_NAT_ADDRESS, bounds.MAX_DEFAULT_PORTS
    addresses = _gateway_addresses(cluster, outbound)
    if addresses is None or nodes is None:
        words = f"{each} / {needed} = {each // needed} nodes with {needed} ports each, for each of its addresses"
        return Snat(outbound, addresses, None, None, words, ("OUT-07", *_DEFAULT_PORTS))
    ceiling = addresses.number * each // needed
    shared = addresses.number * each // max(nodes, 1)
    words = f"{addresses.number} × {each} / {needed} = {ceiling} nodes with {needed} ports each"
    return Snat(outbound, addresses, shared, ceiling, words, ("OUT-07", *_DEFAULT_PORTS))


def _gateway_addresses(cluster: ClusterView, outbound: str) -> Counted | None:
    if outbound == "userAssignedNATGateway":
        return None
    for path in (f"{NAT}outboundIPs.publicIPs", f"{NAT}outboundIPPrefixes.publicIPPrefixes"):
        own = cluster.known(path)
        if path in cluster.values:
            return Counted(len(own)) if isinstance(own, list) and path.endswith("publicIPs") else None
    return _managed(cluster, NAT_COUNT)

"""How a cluster's traffic leaves it: one typed model for each stable outbound type."""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import Field

from aksnet.modes.base import Filled, Ipv4Address, Model, Setting
from aksnet.spec.ids import PublicIpId, PublicIpPrefixId

_LB = "loadBalancerProfile"
_NAT = "natGatewayProfile"


def _given(outbound: Model, *rows: tuple[str, str]) -> Iterator[Setting]:
    for path, field in rows:
        data = getattr(outbound, field)
        if data is not None:
            yield Setting(path, list(data) if isinstance(data, tuple) else data, field)


class LoadBalancer(Model):
    """A standard load balancer with outbound rules: facts OUT-03 to OUT-05.

    Source: https://learn.microsoft.com/azure/aks/configure-load-balancer-standard. Counts of addresses; ports for
    each node; minutes.
    """

    type: Literal["loadBalancer"]
    managed_outbound_ip_count: Annotated[int, Field(ge=1, le=100)] | None = None
    managed_outbound_ipv6_count: Annotated[int, Field(ge=0, le=100)] | None = None
    outbound_ip_prefixes: Filled[PublicIpPrefixId] | None = None
    outbound_ips: Filled[PublicIpId] | None = None
    allocated_outbound_ports: Annotated[int, Field(ge=0, le=64000, multiple_of=8)] | None = None
    idle_timeout_in_minutes: Annotated[int, Field(ge=4, le=120)] | None = None
    backend_pool_type: Literal["NodeIPConfiguration", "NodeIP"] | None = None

    def settings(self) -> Iterator[Setting]:
        """The load balancer profile; ids stand in objects."""
        for setting in _given(
            self,
            (f"{_LB}.managedOutboundIPs.count", "managed_outbound_ip_count"),
            (f"{_LB}.managedOutboundIPs.countIPv6", "managed_outbound_ipv6_count"),
            (f"{_LB}.outboundIPPrefixes.publicIPPrefixes", "outbound_ip_prefixes"),
            (f"{_LB}.outboundIPs.publicIPs", "outbound_ips"),
            (f"{_LB}.allocatedOutboundPorts", "allocated_outbound_ports"),
            (f"{_LB}.idleTimeoutInMinutes", "idle_timeout_in_minutes"),
            (f"{_LB}.backendPoolType", "backend_pool_type"),
        ):
            ids = setting.data
            yield setting._replace(data=[{"id": one} for one in ids]) if isinstance(ids, list) else setting


class ManagedNatGateway(Model):
    """A NAT gateway that AKS makes: facts OUT-07, OUT-09, OUT-10; not with subnets of your own.

    Source: https://learn.microsoft.com/azure/aks/nat-gateway. Counts of addresses; minutes.
    """

    type: Literal["managedNATGateway"]
    sku: Literal["Standard", "StandardV2"] | None = None
    managed_outbound_ip_count: Annotated[int, Field(ge=1, le=16)] | None = None
    managed_outbound_ipv6_count: Annotated[int, Field(ge=1, le=16)] | None = None
    outbound_ip_prefixes: Filled[PublicIpPrefixId] | None = None
    outbound_ips: Filled[PublicIpId] | None = None
    idle_timeout_in_minutes: Annotated[int, Field(ge=4, le=120)] | None = None

    def settings(self) -> Iterator[Setting]:
        """The NAT gateway profile; ids stand as plain texts, unlike the load balancer's."""
        return _given(
            self,
            (f"{_NAT}.sku", "sku"),
            (f"{_NAT}.managedOutboundIPProfile.count", "managed_outbound_ip_count"),
            (f"{_NAT}.managedOutboundIPProfile.countIPv6", "managed_outbound_ipv6_count"),
            (f"{_NAT}.outboundIPPrefixes.publicIPPrefixes", "outbound_ip_prefixes"),
            (f"{_NAT}.outboundIPs.publicIPs", "outbound_ips"),
            (f"{_NAT}.idleTimeoutInMinutes", "idle_timeout_in_minutes"),
        )


class UserDefinedRouting(Model):
    """A route table on your subnets leads to an appliance: fact SUB-20.

    Source: https://learn.microsoft.com/azure/aks/egress-udr. `next_hop_ip_address` is the appliance's private IPv4
    address, for the default route of the route table that aksnet renders.
    """

    type: Literal["userDefinedRouting"]
    next_hop_ip_address: Ipv4Address | None = None

    def settings(self) -> Iterator[Setting]:
        """Nothing: the route table is the subnets' affair."""
        return iter(())


class UserAssignedNatGateway(Model):
    """A NAT gateway that is already on your subnets.

    Source: https://learn.microsoft.com/azure/aks/nat-gateway
    """

    type: Literal["userAssignedNATGateway"]

    def settings(self) -> Iterator[Setting]:
        """Nothing: the NAT gateway is the subnets' affair."""
        return iter(())


class NoOutbound(Model):
    """No way out: a network-isolated cluster, which takes its images from a cache (facts ISO-01, TF-04).

    Source: https://learn.microsoft.com/azure/aks/concepts-network-isolated
    """

    type: Literal["none"]

    def settings(self) -> Iterator[Setting]:
        """Nothing in the network profile."""
        return iter(())


Outbound = Annotated[
    LoadBalancer | ManagedNatGateway | UserDefinedRouting | UserAssignedNatGateway | NoOutbound,
    Field(discriminator="type"),
]
OUTBOUND_TYPES: dict[str, type[Model]] = {
    get_args(one.model_fields["type"].annotation)[0]: one for one in get_args(get_args(Outbound)[0])
}

"""What the fields of outbound types mean.

Facts: OUT-02, OUT-05 to OUT-09, ISO-01.
"""

from aksnet.facts import bounds
from aksnet.schema.texts.text import Text

_PREFIX = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-network/providers/Microsoft.Network"

OUTBOUND = {
    "Outbound": Text("How traffic leaves the cluster.", title="Outbound"),
    "OutboundPart": Text(
        "What of outbound stands here, where another file, or defaults, say the type.",
        title="Outbound without its type",
    ),
    "LoadBalancer": Text("A standard load balancer with outbound rules.", title="loadBalancer"),
    "ManagedNatGateway": Text("A NAT gateway that AKS makes; not with subnets of your own.", title="managedNATGateway"),
    "UserAssignedNatGateway": Text("A NAT gateway that is on your subnets already.", title="userAssignedNATGateway"),
    "UserDefinedRouting": Text(
        "A route table on your subnets leads to a firewall or another appliance.", title="userDefinedRouting"
    ),
    "NoOutbound": Text("No way out: a network-isolated cluster, which takes images from a cache.", title="none"),
    "Outbound.type": Text("The outbound type; which other fields there are depends on it."),
    "Outbound.managed_outbound_ip_count": Text("How many public IPv4 addresses AKS makes for it."),
    "Outbound.managed_outbound_ipv6_count": Text("How many public IPv6 addresses AKS makes for it."),
    "Outbound.outbound_ip_prefixes": Text(
        "Public IP prefixes of your own, by their ARM ids.", ([f"{_PREFIX}/publicIPPrefixes/egress"],)
    ),
    "Outbound.outbound_ips": Text(
        "Public IP addresses of your own, by their ARM ids.", ([f"{_PREFIX}/publicIPAddresses/egress-1"],)
    ),
    "Outbound.idle_timeout_in_minutes": Text("Minutes after which a connection without traffic is dropped."),
    "LoadBalancer.allocated_outbound_ports": Text(
        f"Outbound ports for each node, in multiples of 8; an outbound address has {bounds.PORTS_PER_ADDRESS:,} for "
        "all nodes. 0 or left out: as many as the number of nodes allows."
    ),
    "LoadBalancer.backend_pool_type": Text(
        "How nodes are in the backend pool.",
        words={
            "NodeIPConfiguration": "by their network interfaces",
            "NodeIP": "by their addresses",
        },
    ),
    "ManagedNatGateway.sku": Text(
        "The SKU of the NAT gateway.",
        words={
            "Standard": "not across zones",
            "StandardV2": "across zones, and what IPv6 needs; it takes public addresses of the SKU StandardV2",
        },
    ),
    "UserDefinedRouting.next_hop_ip_address": Text(
        "The appliance's private IPv4 address, for the default route of the route table that aksnet writes.",
        ("10.0.0.4",),
    ),
}

"""What the fields of the virtual network and its subnets mean.

Facts: IP-04, SUB-10, AUTO-04.
"""

from aksnet.facts import scale
from aksnet.schema.texts.text import Text

_NETWORK = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-network/providers/Microsoft.Network"

VNETS = {
    "Vnet": Text("The virtual network, and the ranges of the networks that it is connected to.", title="VNet"),
    "Vnet.name": Text(
        "The VNet's name: 1 to 80 letters, digits, - _ and ., with a letter or digit first. Left out: made of the "
        "cluster's name.",
        ("vnet-prod",),
    ),
    "Vnet.address_space": Text(
        "The VNet's address ranges in CIDR notation. Left out only for aksnet plan --allocate, which finds them.",
        (["10.240.0.0/16"],),
    ),
    "Vnet.subnets": Text(
        "The subnets by name, which pools and features refer to.", ({"nodes": {"prefix": "10.240.0.0/22"}},)
    ),
    "Vnet.peers": Text(
        "The address ranges of peered VNets: nothing of the cluster may overlap them.", (["10.10.0.0/16"],)
    ),
    "Vnet.on_premises": Text(
        "The address ranges on premises that reach the VNet: nothing of the cluster may overlap them.",
        (["192.168.0.0/16"],),
    ),
    "Subnet": Text("One subnet of the VNet.", title="Subnet"),
    "Subnet.prefix": Text(
        f"The subnet's address range in CIDR notation, of which Azure keeps {scale.RESERVED} addresses. Left out, with "
        "prefixes, only for aksnet plan --allocate, which finds one.",
        ("10.240.0.0/22",),
    ),
    "Subnet.prefixes": Text(
        "The subnet's address ranges, in place of prefix: one for each IP family.",
        (["10.240.0.0/22", "fd12:3456:0:1::/64"],),
    ),
    "Subnet.delegation": Text(
        "The service that the subnet is delegated to. Pod subnets and subnets of features get theirs from aksnet.",
        ("Microsoft.Web/serverFarms",),
    ),
    "Subnet.nat_gateway": Text(
        "The ARM id of a NAT gateway that is there already.", (f"{_NETWORK}/natGateways/egress",)
    ),
    "Subnet.route_table": Text(
        "The ARM id of a route table that is there already.", (f"{_NETWORK}/routeTables/spoke",)
    ),
    "Subnet.service_endpoints": Text(
        "Services that are reached from the subnet through Azure's own network.", (["Microsoft.Storage"],)
    ),
    "Subnet.other": Text(
        "How many addresses other things in the subnet take: frontends of load balancers, private endpoints, gateways."
    ),
    "HostedSystem": Text("The subnets of an Automatic cluster, by their names in vnet.subnets.", title="Hosted system"),
    "HostedSystem.node_subnet": Text("The subnet of your own nodes.", ("nodes",)),
    "HostedSystem.system_node_subnet": Text("The subnet of the system nodes that Azure runs.", ("system",)),
    "HostedSystem.api_server_subnet": Text("The subnet of the API server.", ("api-server",)),
}

"""What of a VNet and of what is around it a spec says, what is listed because it cannot say it, and what is no difference."""

from __future__ import annotations

import pytest

from aksnet.importing.imported import Imported
from importing import import_of

VNET = """
resource "azurerm_virtual_network" "v" {
  name                = "vnet"
  resource_group_name = "rg"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16"]
  VNET
}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.1.0.0/24"]
  SUBNET
}
"""
CLUSTER = """
resource "azurerm_kubernetes_cluster" "a" {
  name                = "a"
  location            = "West Europe"
  resource_group_name = "rg"
  dns_prefix          = "a"
  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    node_count     = 3
    vnet_subnet_id = azurerm_subnet.nodes.id
  }
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    outbound_type       = "OUTBOUND"
  }
}
variable "x" {}
"""
TABLE = """
resource "azurerm_route_table" "rt" {
  name                = "a-rt"
  resource_group_name = "rg"
  location            = "westeurope"
  ROUTES
}
resource "azurerm_subnet_route_table_association" "n" {
  subnet_id      = azurerm_subnet.nodes.id
  route_table_id = azurerm_route_table.rt.id
}
"""
DEFAULT = """route {
    name                   = "default"
    address_prefix         = "0.0.0.0/0"
    next_hop_type          = "VirtualAppliance"
    next_hop_in_ip_address = HOP
  }
"""
HOP = DEFAULT.replace("HOP", '"10.9.0.4"')
ON_PREMISES = """route {
    name           = "onprem"
    address_prefix = "192.168.0.0/16"
    next_hop_type  = "VirtualNetworkGateway"
  }
"""
ROUTE = """
resource "azurerm_route" "r" {
  name                   = "default"
  resource_group_name    = "rg"
  route_table_name       = azurerm_route_table.rt.name
  address_prefix         = "0.0.0.0/0"
  next_hop_type          = "VirtualAppliance"
  next_hop_in_ip_address = "10.9.0.5"
}
"""
GATEWAY = """
resource "azurerm_nat_gateway" "ng" {
  name                = "a-nat"
  resource_group_name = "rg"
  location            = "westeurope"
  MORE
}
resource "azurerm_subnet_nat_gateway_association" "n" {
  subnet_id      = azurerm_subnet.nodes.id
  nat_gateway_id = azurerm_nat_gateway.ng.id
}
"""
ROUTED, GATED = "userDefinedRouting", "userAssignedNATGateway"


def made(vnet: str = "", subnet: str = "", beside: str = "", outbound: str = "loadBalancer") -> Imported:
    network = VNET.replace("VNET", vnet).replace("SUBNET", subnet)
    return import_of(network + CLUSTER.replace("OUTBOUND", outbound) + beside)


def listed(one: Imported) -> list[tuple[str, str]]:
    return [(left.arm, left.value) for left in one.left]


def table(routes: str) -> str:
    return TABLE.replace("ROUTES", routes)


@pytest.mark.parametrize(
    ("one", "lines"),
    [
        pytest.param(made(), [], id="a VNet where the cluster is, in another spelling of the region"),
        pytest.param(
            made('dns_servers = ["10.9.0.4"]\ntags = { a = "b" }'),
            [("virtualNetworks[vnet]", "dns_servers, tags")],
            id="the DNS servers and the tags of a VNet",
        ),
        pytest.param(
            made("dns_servers = var.x"),
            [("virtualNetworks[vnet]", "dns_servers")],
            id="DNS servers that cannot be told",
        ),
        pytest.param(made("dns_servers = []\nflow_timeout_in_minutes = null"), [], id="what says nothing"),
        pytest.param(
            made(subnet='default_outbound_access_enabled = false\nprivate_endpoint_network_policies = "Enabled"'),
            [("subnets[nodes]", "default_outbound_access_enabled, private_endpoint_network_policies")],
            id="what a subnet says otherwise than the service",
        ),
        pytest.param(made(subnet="default_outbound_access_enabled = true"), [], id="what the service does anyway"),
        pytest.param(
            made(
                beside='resource "azurerm_subnet_network_security_group_association" "n" {\n'
                'subnet_id = azurerm_subnet.nodes.id\nnetwork_security_group_id = "/n"\n}'
            ),
            [("subnets[nodes]", "networkSecurityGroup")],
            id="a network security group",
        ),
        pytest.param(made(beside=table(HOP), outbound=ROUTED), [], id="a route table as aksnet makes it"),
        pytest.param(
            made(
                beside=table(HOP + ON_PREMISES).replace('"rg"', '"rg-net"'),
                outbound=ROUTED,
            ),
            [("routeTables[a-rt]", "resource group rg-net, route onprem")],
            id="another route, in another resource group",
        ),
        pytest.param(
            made(beside=GATEWAY.replace("MORE", ""), outbound=GATED), [], id="a NAT gateway as aksnet makes it"
        ),
        pytest.param(
            made(beside=GATEWAY.replace("MORE", 'idle_timeout_in_minutes = 77\nzones = ["2"]'), outbound=GATED),
            [("natGateways[a-nat]", "idle_timeout_in_minutes, zones")],
            id="the zones and the timeout of a NAT gateway",
        ),
    ],
)
def test_what_a_spec_cannot_say_is_listed(one: Imported, lines: list[tuple[str, str]]) -> None:
    assert listed(one) == lines


@pytest.mark.parametrize(
    ("beside", "hop"),
    [
        pytest.param(table(HOP), "10.9.0.4", id="the appliance that all traffic goes to"),
        pytest.param(table("") + ROUTE, "10.9.0.5", id="in a route that stands on its own"),
        pytest.param(table(ON_PREMISES), None, id="no route for all traffic"),
        pytest.param(table(DEFAULT.replace("HOP", "var.x")), None, id="one that cannot be told"),
        pytest.param(table(HOP).replace("VirtualAppliance", "Internet"), None, id="another way out"),
    ],
)
def test_the_spec_says_where_traffic_goes(beside: str, hop: str | None) -> None:
    one = made(beside=beside, outbound=ROUTED)
    assert one.spec["outbound"] == {"type": ROUTED, **({"next_hop_ip_address": hop} if hop is not None else {})}


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        pytest.param("data.azurerm_route_table.x.id", 'data "azurerm_route_table" "x" {}', id="that is looked up"),
        pytest.param("var.x", "", id="that cannot be told"),
    ],
)
def test_a_route_table_that_stands_elsewhere_is_to_be_filled_in(text: str, beside: str) -> None:
    tied = table("").partition('resource "azurerm_subnet_route')[2].replace("azurerm_route_table.rt.id", text)
    one = made(beside=f'resource "azurerm_subnet_route{tied}{beside}', outbound=ROUTED)
    assert [opened.path for opened in one.placeholders] == [("vnet", "subnets", "nodes", "route_table")]


def test_an_appliance_that_cannot_be_told_is_left_to_whoever_deploys() -> None:
    one = made(beside=table(DEFAULT.replace("HOP", "var.x")), outbound=ROUTED)
    assert [(given.name, given.reason) for given in one.given] == [("next_hop_ip_address", "var.x has no value")]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param('"rg"', '"rg-net"', "resource group rg-net", id="another resource group"),
        pytest.param('"westeurope"', '"northeurope"', "location northeurope", id="another region"),
        pytest.param(
            '"rg"', "var.x", "resource group that cannot be told (var.x has no value)", id="a group that cannot be told"
        ),
    ],
)
def test_a_vnet_elsewhere_is_listed(old: str, new: str, line: str) -> None:
    network = VNET.replace("VNET", "").replace("SUBNET", "").replace(old, new)
    one = import_of(network + CLUSTER.replace("OUTBOUND", "loadBalancer"))
    assert listed(one) == [("virtualNetworks[vnet]", line)]


def test_a_vnet_in_the_same_group_that_nobody_knows_is_no_difference() -> None:
    text = (VNET + CLUSTER).replace("VNET", "").replace("SUBNET", "").replace("OUTBOUND", "loadBalancer")
    one = import_of(text.replace('"rg"', "var.x").replace('"westeurope"', "var.x").replace('"West Europe"', "var.x"))
    assert listed(one) == []
    assert [given.name for given in one.given] == ["location", "resource_group"]


BICEP = """
resource v 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    dhcpOptions: { dnsServers: ['10.9.0.4'] }
    subnets: [
      {
        name: 'nodes'
        properties: { addressPrefix: '10.1.0.0/24', networkSecurityGroup: { id: '/n' }, routeTable: { id: rt.id } }
      }
    ]
  }
}
resource rt 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'a-rt'
  location: 'westeurope'
  properties: { routes: [ { name: 'all', properties: {
    addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.9.0.4' } } ] }
}
resource aks 'Microsoft.ContainerService/managedClusters@2026-03-01' = {
  name: 'a'
  location: 'westeurope'
  properties: {
    agentPoolProfiles: [
      { name: 'sys', mode: 'System', count: 3, vmSize: 'Standard_D4s_v5', vnetSubnetID: v.properties.subnets[0].id }
    ]
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'userDefinedRouting' }
  }
}
"""


def test_a_template_says_the_same() -> None:
    one = import_of(BICEP, "main.bicep")
    assert one.spec["outbound"] == {"type": ROUTED, "next_hop_ip_address": "10.9.0.4"}
    assert listed(one)[:2] == [("virtualNetworks[vnet]", "dhcpOptions"), ("subnets[nodes]", "networkSecurityGroup")]
    assert not [arm for arm, _ in listed(one) if arm.startswith("routeTables")]


def test_a_second_delegation_is_listed() -> None:
    blocks = "".join(
        f'delegation {{\nname = "{name}"\nservice_delegation {{ name = "{service}" }}\n}}\n'
        for name, service in (("a", "Microsoft.Web/serverFarms"), ("b", "Microsoft.Sql/managedInstances"))
    )
    assert listed(made(subnet=blocks)) == [("subnets[nodes].delegations", "Microsoft.Sql/managedInstances")]


def test_a_peering_whose_ranges_are_nowhere_is_listed_beside_one_that_is_known() -> None:
    hub = VNET[: VNET.index('resource "azurerm_subnet"')].replace('"v"', '"hub"').replace("10.1.", "10.200.")
    hub = hub.replace("VNET", "").replace('"vnet"', '"hub"')
    peering = 'resource "azurerm_virtual_network_peering" "%s" {\nname = "%s"\nresource_group_name = "rg"\nvirtual_network_name = azurerm_virtual_network.v.name\nremote_virtual_network_id = %s\n}\n'  # fmt: skip
    other = '"/subscriptions/0/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/other"'
    one = made(beside=hub + peering % ("h", "h", "azurerm_virtual_network.hub.id") + peering % ("x", "x", other))
    assert one.spec["vnet"]["peers"] == ["10.200.0.0/16"]  # type: ignore[index,call-overload]
    assert listed(one) == [("virtualNetworkPeerings", "azurerm_virtual_network_peering.x")]


@pytest.mark.parametrize(
    ("text", "name", "arm"),
    [
        pytest.param(
            BICEP.replace("2026-03-01' = {", "2026-03-01' = if (make) {") + "param make bool\n",
            "main.bicep",
            "condition",
            id="a cluster under a condition",
        ),
        pytest.param(
            (VNET.replace("VNET", "") + CLUSTER).replace("SUBNET", "").replace('name                = "a"', 'count = var.x\nname = "a"'),
            "main.tf",
            "count",
            id="a cluster with a count",
        ),
        pytest.param(
            (VNET.replace("VNET", "") + CLUSTER).replace("SUBNET", "")
            + 'resource "azurerm_subnet" "more" {\ncount = var.x\nname = "more"\nvirtual_network_name = azurerm_virtual_network.v.name\naddress_prefixes = ["10.1.1.0/24"]\n}',
            "main.tf",
            "subnets[more]",
            id="a subnet with a count",
        ),
    ],
)  # fmt: skip
def test_what_may_not_be_there_is_listed_once(text: str, name: str, arm: str) -> None:
    one = import_of(text.replace("OUTBOUND", "loadBalancer"), name)
    assert [left.arm for left in one.left].count(arm) == 1

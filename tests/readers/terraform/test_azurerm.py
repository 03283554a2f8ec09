"""azurerm's and azapi's resources in ARM's shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from aksnet.configuration import Attribute, Cluster, Configuration, Part
from aksnet.readers.assembling import configuration_of
from aksnet.readers.files import Files
from aksnet.readers.terraform.roots import read_roots
from aksnet.readers.views import views_of
from aksnet.view import Origin, Unknown

CLUSTER = (
    'resource "azurerm_kubernetes_cluster" "a" {\n  name = "a"\n  default_node_pool {\n    name = "p"\n%s\n  }\n%s\n}\n'
)
VERSION = 'terraform {\n  required_providers {\n    azurerm = "%s"\n  }\n}\n'


def _read(folder: Path, text: str) -> Configuration:
    (folder / "main.tf").write_text(text, encoding="utf-8")
    (root,) = read_roots([folder], Files(folder))
    assert root.reading.unread == ()
    return configuration_of(root.reading)


def _cluster(folder: Path, outside: str = "", inside: str = "", version: str = "5.2.0") -> Cluster:
    (cluster,) = _read(folder, VERSION % version + CLUSTER % (inside, outside)).clusters
    return cluster


def _plain(part: Cluster | Part) -> dict[str, object]:
    """What is written, without what the provider and the service fill in."""
    return {path: entry.data for path, entry in part.values.items() if entry.origin is Origin.GIVEN and path != "name"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param('sku_tier = "Standard"', {"sku.tier": "Standard"}, id="the tier"),
        pytest.param("private_cluster_enabled = true", {"apiServerAccessProfile.enablePrivateCluster": True}, id="a private cluster"),
        pytest.param('api_server_access_profile {\n    authorized_ip_ranges = ["1.2.3.4/32"]\n  }', {"apiServerAccessProfile.authorizedIPRanges": ["1.2.3.4/32"]}, id="who may call the API server"),
        pytest.param('network_profile {\n    network_plugin = "azure"\n    advanced_networking {\n      security_enabled = true\n    }\n  }', {"networkProfile.networkPlugin": "azure", "networkProfile.advancedNetworking.enabled": True, "networkProfile.advancedNetworking.security.enabled": True}, id="ACNS is on where its block stands"),
        pytest.param('network_profile {\n    network_plugin = ""\n    pod_cidr = null\n  }', {}, id="null and an empty text say nothing"),
        pytest.param('aci_connector_linux {\n    subnet_name = "aci"\n  }', {"addonProfiles.aciConnectorLinux.enabled": True, "addonProfiles.aciConnectorLinux.config.SubnetName": "aci"}, id="virtual nodes"),
        pytest.param('service_mesh_profile {\n    mode = "Istio"\n    revisions = []\n  }', {"serviceMeshProfile.mode": "Istio"}, id="the service mesh"),
        pytest.param('identity {\n    type = "SystemAssigned"\n  }', {"identity.type": "SystemAssigned"}, id="the identity"),
        pytest.param('tags = { team = "a" }', {"tags": {"team": "a"}}, id="tags are a value, and no block"),
        pytest.param('network_profile {\n    network_plugin = "none"\n    ip_versions = ["IPv4", "IPv6"]\n  }', {"networkProfile.networkPlugin": "none", "networkProfile.ipFamilies": ["IPv4", "IPv6"]}, id="dual-stack"),
    ],
)  # fmt: skip
def test_arguments_stand_under_arm_s_names(tmp_path: Path, text: str, values: dict[str, object]) -> None:
    assert _plain(_cluster(tmp_path, text)) == values


@pytest.mark.parametrize(
    ("version", "text", "pool"),
    [
        pytest.param("5.2.0", "auto_scaling_enabled = true", {"enableAutoScaling": True}, id="azurerm 5"),
        pytest.param("3.117.1", "enable_auto_scaling = true", {"enableAutoScaling": True}, id="azurerm 3"),
        pytest.param("5.2.0", 'upgrade_settings {\n      max_surge = "10%"\n    }', {"upgradeSettings.maxSurge": "10%"}, id="a nested block"),
        pytest.param("5.2.0", 'node_labels = { a = "b" }', {"nodeLabels": {"a": "b"}}, id="labels are a value, and no block"),
        pytest.param("2.99.0", 'availability_zones = ["1", 2]', {"availabilityZones": ["1", "2"]}, id="zones as azurerm 2 calls them"),
        pytest.param("5.2.0", 'zones = ["1", "2"]', {"availabilityZones": ["1", "2"]}, id="zones as they are called since 3.0"),
        pytest.param("5.2.0", 'node_count = "3"', {"count": 3}, id="a number in quotes is a number"),
        pytest.param("5.2.0", "max_pods = azurerm_x.y.z", {"maxPods": Unknown("no resource azurerm_x.y is declared here")}, id="a reference to nothing"),
    ],
)  # fmt: skip
def test_arguments_of_the_inline_pool(tmp_path: Path, version: str, text: str, pool: dict[str, object]) -> None:
    cluster = _cluster(tmp_path, inside=text, version=version)
    (made,) = cluster.pools
    assert made.address == "azurerm_kubernetes_cluster.a.default_node_pool"
    got = _plain(made)
    if isinstance(next(iter(pool.values())), Unknown):
        assert isinstance(got["maxPods"], Unknown)
    else:
        assert got == pool


def test_the_provider_s_own_arguments_stand_beside_the_properties(tmp_path: Path) -> None:
    lifecycle = "lifecycle {\n    ignore_changes = [network_profile[0].pod_cidr, tags]\n  }"
    cluster = _cluster(tmp_path, lifecycle, 'temporary_name_for_rotation = "tmp"')
    assert {path: entry.data for path, entry in cluster.arguments.items()} == {
        "lifecycle.ignore_changes": ["network_profile[0].pod_cidr", "tags"]
    }
    assert {path: entry.data for path, entry in cluster.pools[0].arguments.items()} == {
        "temporary_name_for_rotation": "tmp"
    }


@pytest.mark.parametrize(
    ("version", "filled"),
    [
        pytest.param("5.2.0", {"outboundType": "loadBalancer", "loadBalancerSku": "standard", "networkDataplane": "azure"}, id="from 4.0 on the data plane has a default"),
        pytest.param("3.117.1", {"outboundType": "loadBalancer", "loadBalancerSku": "standard"}, id="before, it has none"),
    ],
)  # fmt: skip
def test_what_the_provider_fills_in_is_marked(tmp_path: Path, version: str, filled: dict[str, str]) -> None:
    cluster = _cluster(tmp_path, 'network_profile {\n    network_plugin = "azure"\n  }', version=version)
    told = {
        path.rpartition(".")[2]: entry.data for path, entry in cluster.values.items() if entry.origin is Origin.PROVIDER
    }
    assert told == filled


@pytest.mark.parametrize("count", [0, 2])
def test_a_block_that_stands_several_times_is_unknown_and_one_that_does_not_stand_says_nothing(
    tmp_path: Path, count: int
) -> None:
    cluster = _cluster(tmp_path, 'network_profile {\n    network_plugin = "azure"\n  }\n' * count)
    profile = [entry.data for path, entry in cluster.values.items() if path == "networkProfile"]
    assert profile == ([Unknown("there are 2 blocks network_profile")] if count else [])


NETWORK = """\
resource "azurerm_virtual_network" "v" {
  name          = "v"
  address_space = ["10.0.0.0/16"]
  subnet {
    name             = "inline"
    address_prefixes = ["10.0.0.0/24"]
  }
}

resource "azurerm_subnet" "s" {
  name                 = "s"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.0.1.0/24"]
  delegation {
    name = "aks"
    service_delegation {
      name = "Microsoft.ContainerService/managedClusters"
    }
  }
}

resource "azurerm_subnet" "elsewhere" {
  name                 = "e"
  virtual_network_name = "hub"
  address_prefixes     = ["10.1.1.0/24"]
}

resource "azurerm_virtual_network_peering" "p" {
  name                      = "p"
  virtual_network_name      = azurerm_virtual_network.v.name
  remote_virtual_network_id = data.azurerm_virtual_network.hub.id
}

data "azurerm_virtual_network" "hub" {
  name = "hub"
}

resource "azurerm_subnet_nat_gateway_association" "n" {
  subnet_id      = azurerm_subnet.s.id
  nat_gateway_id = azurerm_nat_gateway.n.id
}

resource "azurerm_nat_gateway" "n" {
  name = "n"
}
"""


def test_subnets_and_peerings_stand_under_their_network_and_others_at_the_top(tmp_path: Path) -> None:
    configuration = _read(tmp_path, NETWORK)
    (network,) = configuration.networks
    assert [one.address for one in network.subnets] == ["azurerm_virtual_network.v.subnets[0]", "azurerm_subnet.s"]
    inline, declared = network.subnets
    assert inline.values["addressPrefixes"].data == ["10.0.0.0/24"]
    assert declared.values["delegations"].data == ["Microsoft.ContainerService/managedClusters"]
    assert declared.values["natGateway.id"].data == Attribute("azurerm_nat_gateway.n.id")
    assert [one.address for one in network.peerings] == ["azurerm_virtual_network_peering.p"]
    assert [one.address for one in configuration.subnets] == ["azurerm_subnet.elsewhere"]
    assert configuration.subnets[0].parent is not None
    assert configuration.subnets[0].parent.data == "hub"


INLINE = """\
resource "azurerm_virtual_network" "v" {
  name          = "v"
  address_space = ["10.0.0.0/16"]
  subnet {
    name             = "nodes"
    address_prefixes = ["10.0.0.0/24"]
  }
%s}

resource "azurerm_kubernetes_cluster" "c" {
  name = "c"
  default_node_pool {
    name           = "system"
    vnet_subnet_id = %s
  }
}
"""
_SECOND = '  subnet {\n    name             = "pods"\n    address_prefixes = ["10.0.1.0/24"]\n  }\n'
_V = "azurerm_virtual_network.v.subnet"


@pytest.mark.parametrize(
    ("reference", "second", "subnet"),
    [
        pytest.param(f"tolist({_V})[0].id", "", "nodes", id="the only one of the set"),
        pytest.param(f"{_V}.*.id[0]", "", "nodes", id="the only one of a splat"),
        pytest.param(f'one([for s in {_V} : s.id if s.name == "pods"])', _SECOND, "pods", id="one of two by its name"),
        pytest.param(f"{{for s in {_V} : s.name => s.id}}.nodes", _SECOND, "nodes", id="one of a map by names"),
        pytest.param(f"tolist({_V})[0].id", _SECOND, None, id="the first of two, which is not known"),
        pytest.param(f"{_V}[0].id", "", None, id="an index, which a set does not have"),
    ],
)
def test_a_pool_is_in_a_subnet_of_the_networks_own_blocks(
    reference: str, second: str, subnet: str | None, tmp_path: Path
) -> None:
    (cluster,) = views_of(_read(tmp_path, INLINE % (second, reference)))
    found = cluster.subnet_of(cluster.pools[0])
    assert (found.name if found is not None else None) == subnet


AZAPI = """\
resource "azapi_resource" "a" {
  type     = "Microsoft.ContainerService/managedClusters@2025-10-01"
  name     = "a"
  location = "westeurope"
  body     = %s
}
"""


@pytest.mark.parametrize(
    ("body", "values"),
    [
        pytest.param('{ properties = { networkProfile = { networkPlugin = "azure" } } }', {"location": "westeurope", "networkProfile.networkPlugin": "azure"}, id="an object"),
        pytest.param('jsonencode({ properties = { networkProfile = { networkPlugin = "azure" } } })', {"location": "westeurope", "networkProfile.networkPlugin": "azure"}, id="JSON text"),
        pytest.param('{ properties = { networkprofile = { NetworkPlugin = "Azure" } } }', {"location": "westeurope", "networkProfile.networkPlugin": "Azure"}, id="ARM does not care for the case of names"),
        pytest.param('"{"', {"*": Unknown("the body is no JSON")}, id="text that is no JSON"),
        pytest.param("var.x", {"*": Unknown("var.x has no value")}, id="a body that cannot be told"),
        pytest.param("null", {"*": Unknown("the body is no object")}, id="a body that is null"),
    ],
)  # fmt: skip
def test_the_body_of_azapi_is_arm_s_already(tmp_path: Path, body: str, values: dict[str, object]) -> None:
    (cluster,) = _read(tmp_path, AZAPI % body + 'variable "x" {}\n').clusters
    assert _plain(cluster) == values
    assert cluster.api_version == "2025-10-01"


def test_an_update_of_a_cluster_here_stands_beside_its_values_and_one_of_another_alone(tmp_path: Path) -> None:
    update = 'resource "azapi_update_resource" "%s" {\n  type = "Microsoft.ContainerService/managedClusters@2025-10-01"\n  resource_id = %s\n  body = { properties = { networkProfile = { networkPlugin = "none" } } }\n}\n'
    text = (
        CLUSTER % ("", 'network_profile {\n    network_plugin = "azure"\n  }')
        + update % ("here", "azurerm_kubernetes_cluster.a.id")
        + update % ("there", '"/subscriptions/s/x/other"')
    )
    here, there = _read(tmp_path, text).clusters
    assert here.values["networkProfile.networkPlugin"].data == "azure"
    assert [one.values["networkProfile.networkPlugin"].data for one in here.updates] == ["none"]
    assert (there.address, there.patch) == ("azapi_update_resource.there", True)


def test_a_whole_resource_in_place_of_an_argument_is_unknown(tmp_path: Path) -> None:
    text = CLUSTER % ("    max_pods = azurerm_virtual_network.v", "") + 'resource "azurerm_virtual_network" "v" {}\n'
    (cluster,) = _read(tmp_path, text).clusters
    assert isinstance(cluster.pools[0].values["maxPods"].data, Unknown)

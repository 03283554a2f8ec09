"""One cluster, written by hand in every language that is read: it is the same cluster in all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aksnet.facts import azurerm
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.view import ClusterView, Origin, Subnet, Unknown

BASE = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/rg/providers"
CLUSTER_ID = f"{BASE}/Microsoft.ContainerService/managedClusters/shop"
NETWORK_ID = f"{BASE}/Microsoft.Network/virtualNetworks/vnet"
SUBNET_ID = f"{NETWORK_ID}/subnets/nodes"

AZURERM = """\
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "5.2.0" }
  }
}
resource "azurerm_virtual_network" "v" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = [cidrsubnet("10.0.0.0/16", 8, 1)]
}
resource "azurerm_kubernetes_cluster" "shop" {
  name     = "shop"
  location = "westeurope"
  default_node_pool {
    name           = "system"
    node_count     = 3
    max_pods       = 110
    vnet_subnet_id = azurerm_subnet.nodes.id
  }
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "cilium"
    network_policy      = "cilium"
    pod_cidr            = "10.244.0.0/16"
    outbound_type       = "loadBalancer"
    load_balancer_profile {
      managed_outbound_ip_count = 2
    }
  }
}
resource "azurerm_kubernetes_cluster_node_pool" "user" {
  kubernetes_cluster_id = azurerm_kubernetes_cluster.shop.id
  name                  = "user"
  node_count            = 2
  vnet_subnet_id        = azurerm_subnet.nodes.id
}
"""
AZURERM_JSON = json.dumps(
    {
        "resource": {
            "azurerm_virtual_network": {"v": {"name": "vnet", "address_space": ["10.0.0.0/16"]}},
            "azurerm_subnet": {"nodes": {"name": "nodes", "virtual_network_name": "${azurerm_virtual_network.v.name}", "address_prefixes": ["10.0.1.0/24"]}},
            "azurerm_kubernetes_cluster": {"shop": {"name": "shop", "location": "westeurope", "default_node_pool": {"name": "system", "node_count": "3", "max_pods": 110, "vnet_subnet_id": "${azurerm_subnet.nodes.id}"}, "network_profile": [{"network_plugin": "azure", "network_plugin_mode": "overlay", "network_data_plane": "cilium", "network_policy": "cilium", "pod_cidr": "10.244.0.0/16", "outbound_type": "loadBalancer", "load_balancer_profile": {"managed_outbound_ip_count": 2}}]}},
            "azurerm_kubernetes_cluster_node_pool": {"user": {"kubernetes_cluster_id": "${azurerm_kubernetes_cluster.shop.id}", "name": "user", "node_count": 2, "vnet_subnet_id": "${azurerm_subnet.nodes.id}"}},
        }
    },
    indent=2,
)  # fmt: skip
PROFILE = {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "cilium", "networkPolicy": "cilium", "podCidr": "10.244.0.0/16", "outboundType": "loadBalancer", "loadBalancerProfile": {"managedOutboundIPs": {"count": 2}}}  # fmt: skip
AZAPI = f"""\
resource "azapi_resource" "vnet" {{
  type = "Microsoft.Network/virtualNetworks@2024-05-01"
  name = "vnet"
  body = {{
    properties = {{
      addressSpace = {{ addressPrefixes = ["10.0.0.0/16"] }}
      subnets      = [{{ name = "nodes", properties = {{ addressPrefix = "10.0.1.0/24" }} }}]
    }}
  }}
}}
resource "azapi_resource" "shop" {{
  type     = "Microsoft.ContainerService/managedClusters@2025-10-01"
  name     = "shop"
  location = "westeurope"
  body = jsonencode({{
    properties = {{
      networkProfile    = jsondecode({json.dumps(json.dumps(PROFILE))})
      agentPoolProfiles = [{{ name = "system", count = 3, maxPods = 110, vnetSubnetID = "{SUBNET_ID}" }}]
    }}
  }})
}}
resource "azapi_resource" "user" {{
  type      = "Microsoft.ContainerService/managedClusters/agentPools@2025-10-01"
  parent_id = azapi_resource.shop.id
  name      = "user"
  body      = {{ properties = {{ count = 2, vnetSubnetID = "{SUBNET_ID}" }} }}
}}
"""
BICEP = """\
param plugin string = 'azure'
param mode string
var ranges = { pods: '10.244.0.0/16', nodes: cidrSubnet('10.0.0.0/16', 24, 1) }

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'nodes', properties: { addressPrefix: ranges.nodes } }]
  }
}

resource shop 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    networkProfile: {
      networkPlugin: plugin
      networkPluginMode: mode
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
      podCidr: ranges.pods
      outboundType: 'loadBalancer'
      loadBalancerProfile: { managedOutboundIPs: { count: 1 + 1 } }
    }
    agentPoolProfiles: [{ name: 'system', count: 3, maxPods: 110, vnetSubnetID: vnet.properties.subnets[0].id }]
  }

  resource user 'agentPools' = {
    name: 'user'
    properties: { count: 2, vnetSubnetID: resourceId('Microsoft.Network/virtualNetworks/subnets', vnet.name, 'nodes') }
  }
}
"""
BICEPPARAM = "using 'main.bicep'\nparam mode = 'overlay'\n"
VNET_ARM = {"type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "vnet", "properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}, "subnets": [{"name": "nodes", "properties": {"addressPrefix": "10.0.1.0/24"}}]}}  # fmt: skip
ARM = json.dumps(
    {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"mode": {"type": "string"}},
        "variables": {"subnet": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'nodes')]"},
        "resources": [
            VNET_ARM,
            {
                "type": "Microsoft.ContainerService/managedClusters",
                "apiVersion": "2025-10-01",
                "name": "shop",
                "location": "westeurope",
                "properties": {
                    "networkProfile": {**PROFILE, "networkPluginMode": "[parameters('mode')]"},
                    "agentPoolProfiles": [{"name": "system", "count": 3, "maxPods": 110, "vnetSubnetID": "[variables('subnet')]"}],
                },
            },
            {"type": "Microsoft.ContainerService/managedClusters/agentPools", "apiVersion": "2025-10-01", "name": "[concat('shop', '/user')]", "properties": {"count": 2, "vnetSubnetID": "[variables('subnet')]"}},
        ],
    },
    indent=2,
)  # fmt: skip
ARM_PARAMETERS = json.dumps({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {"mode": {"value": "overlay"}}})  # fmt: skip
_LB = [{"managed_outbound_ip_count": 2, "idle_timeout_in_minutes": None, "outbound_ip_address_ids": None}]
_VALUES = {
    "azurerm_virtual_network.v": {"name": "vnet", "address_space": ["10.0.0.0/16"], "subnet": []},
    "azurerm_subnet.nodes": {"name": "nodes", "virtual_network_name": "vnet", "address_prefixes": ["10.0.1.0/24"], "delegation": []},
    "azurerm_kubernetes_cluster.shop": {"name": "shop", "location": "westeurope", "default_node_pool": [{"name": "system", "node_count": 3, "max_pods": 110, "upgrade_settings": []}], "network_profile": [{"network_plugin": "azure", "network_plugin_mode": "overlay", "network_data_plane": "cilium", "network_policy": "cilium", "pod_cidr": "10.244.0.0/16", "outbound_type": "loadBalancer", "load_balancer_profile": _LB}]},
    "azurerm_kubernetes_cluster_node_pool.user": {"name": "user", "node_count": 2},
}  # fmt: skip
_EXPRESSIONS = {
    "azurerm_kubernetes_cluster.shop": {"default_node_pool": [{"vnet_subnet_id": {"references": ["azurerm_subnet.nodes.id", "azurerm_subnet.nodes"]}}]},
    "azurerm_kubernetes_cluster_node_pool.user": {"kubernetes_cluster_id": {"references": ["azurerm_kubernetes_cluster.shop.id", "azurerm_kubernetes_cluster.shop"]}, "vnet_subnet_id": {"references": ["azurerm_subnet.nodes.id", "azurerm_subnet.nodes"]}},
}  # fmt: skip
_LATER = {
    "azurerm_kubernetes_cluster.shop": {"id": True, "default_node_pool": [{"vnet_subnet_id": True}]},
    "azurerm_kubernetes_cluster_node_pool.user": {"id": True, "kubernetes_cluster_id": True, "vnet_subnet_id": True},
}


def _resource(address: str, values: dict[str, object]) -> dict[str, object]:
    kind, name = address.split(".")
    return {"address": address, "mode": "managed", "type": kind, "name": name, "provider_name": "registry.terraform.io/hashicorp/azurerm", "values": values}  # fmt: skip


def _plan() -> str:
    """A plan: what refers to other resources is known only later."""
    made = [_resource(address, values) for address, values in _VALUES.items()]
    changes = [{**_resource(address, {}), "change": {"actions": ["create"], "after": values, "after_unknown": _LATER.get(address, {"id": True}), "after_sensitive": {}}} for address, values in _VALUES.items()]  # fmt: skip
    configured = [{"address": address, "mode": "managed", "type": address.split(".")[0], "name": address.split(".")[1], "expressions": _EXPRESSIONS.get(address, {})} for address in _VALUES]  # fmt: skip
    return json.dumps({"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {"resources": made}}, "resource_changes": changes, "configuration": {"root_module": {"resources": configured}}})  # fmt: skip


def _state() -> str:
    """A state: all is known."""
    values = json.loads(json.dumps(_VALUES))
    values["azurerm_kubernetes_cluster.shop"] |= {"id": CLUSTER_ID}
    values["azurerm_kubernetes_cluster.shop"]["default_node_pool"][0]["vnet_subnet_id"] = SUBNET_ID
    values["azurerm_kubernetes_cluster_node_pool.user"] |= {
        "kubernetes_cluster_id": CLUSTER_ID,
        "vnet_subnet_id": SUBNET_ID,
    }
    made = [_resource(address, one) for address, one in values.items()]
    return json.dumps(
        {"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {"resources": made}}}
    )


SNAPSHOT = json.dumps(
    {
        "predictedResources": [
            {**VNET_ARM, "id": NETWORK_ID},
            {"id": CLUSTER_ID, "type": "Microsoft.ContainerService/managedClusters", "name": "shop", "apiVersion": "2025-10-01", "location": "westeurope", "properties": {"networkProfile": PROFILE, "agentPoolProfiles": [{"name": "system", "count": 3, "maxPods": 110, "vnetSubnetID": SUBNET_ID, "podSubnetID": None}]}},
            {"id": f"{CLUSTER_ID}/agentPools/user", "type": "Microsoft.ContainerService/managedClusters/agentPools", "name": "shop/user", "apiVersion": "2025-10-01", "properties": {"count": 2, "vnetSubnetID": SUBNET_ID}},
        ],
        "diagnostics": [],
    }
)  # fmt: skip
AZ = json.dumps(
    [
        {"id": CLUSTER_ID, "name": "shop", "type": "Microsoft.ContainerService/ManagedClusters", "location": "westeurope", "resourceGroup": "rg", "networkProfile": {**PROFILE, "podCidrs": None}, "agentPoolProfiles": [{"name": "system", "count": 3, "maxPods": 110, "vnetSubnetId": SUBNET_ID}, {"name": "user", "count": 2, "vnetSubnetId": SUBNET_ID}]},
        {"id": NETWORK_ID, "name": "vnet", "type": "Microsoft.Network/virtualNetworks", "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}, "subnets": [{"id": SUBNET_ID, "name": "nodes", "addressPrefix": "10.0.1.0/24"}]},
    ]
)  # fmt: skip
SPEC = """\
name: shop
location: westeurope
network: {plugin: cilium, pod_cidr: 10.244.0.0/16}
outbound: {type: loadBalancer, managed_outbound_ip_count: 2}
vnet: {name: vnet, address_space: [10.0.0.0/16], subnets: {nodes: {prefix: 10.0.1.0/24}}}
pools:
  - {name: system, count: 3, max_pods: 110, subnet: nodes}
  - {name: user, count: 2, subnet: nodes}
"""
LANGUAGES = {
    "azurerm": {"main.tf": AZURERM},
    "azurerm in JSON": {"main.tf.json": AZURERM_JSON},
    "OpenTofu": {"main.tofu": AZURERM},
    "azapi": {"main.tf": AZAPI},
    "Bicep with a parameters file": {"main.bicep": BICEP, "main.bicepparam": BICEPPARAM},
    "Bicep with parameters in JSON": {"main.bicep": BICEP, "main.parameters.json": ARM_PARAMETERS},
    "an ARM template": {"azuredeploy.json": ARM, "azuredeploy.parameters.json": ARM_PARAMETERS},
    "a plan": {"plan.json": _plan()},
    "a state": {"state.json": _state()},
    "a snapshot": {"main.snapshot.json": SNAPSHOT},
    "answers of az": {"az.json": AZ},
    "a spec": {"aksnet.yaml": SPEC},
}
WANTED = {
    "networkProfile.networkPlugin": "azure",
    "networkProfile.networkPluginMode": "overlay",
    "networkProfile.networkDataplane": "cilium",
    "networkProfile.networkPolicy": "cilium",
    "networkProfile.podCidr": "10.244.0.0/16",
    "networkProfile.outboundType": "loadBalancer",
    "networkProfile.loadBalancerProfile.managedOutboundIPs.count": 2,
}


def _view(folder: Path, files: dict[str, str], write: Callable[[Path, str], None]) -> ClusterView:
    for name, text in files.items():
        write(folder / name, text)
    configurations = read(Request([str(folder)]))
    assert [problem for one in configurations for problem in one.unread] == []
    (view,) = [view for one in configurations for view in views_of(one)]
    return view


def _plain(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _windows(path: Path, text: str) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())


@pytest.mark.parametrize(
    "write", [pytest.param(_plain, id="plain"), pytest.param(_windows, id="with a mark and line ends of Windows")]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cluster_is_the_same_in_every_language(
    tmp_path: Path, language: str, write: Callable[[Path, str], None]
) -> None:
    view = _view(tmp_path, LANGUAGES[language], write)
    assert (view.name, view.text("location")) == ("shop", "westeurope")
    profile = {
        path: value.data for path, value in view.values.items() if path in WANTED and value.origin is not Origin.IMPLIED
    }
    assert profile == WANTED
    assert not any(isinstance(value.data, Unknown) for value in view.values.values())
    assert [(pool.name, pool.known("count"), pool.values["vnetSubnetID"].data) for pool in view.pools] == [
        ("system", 3, Subnet("nodes")),
        ("user", 2, Subnet("nodes")),
    ]
    assert view.pools[0].known("maxPods") == 110
    assert view.vnet is not None
    assert (view.vnet.name, [one.text for one in view.vnet.address_space]) == ("vnet", ["10.0.0.0/16"])
    assert [one.text for one in view.vnet.subnets["nodes"].prefixes] == ["10.0.1.0/24"]


def test_all_of_the_cases_here_are_of_a_version_whose_behaviour_is_known() -> None:
    assert azurerm.NEWEST[5] == azurerm.Version(5, 2)


PIECES = ["{", "}", "[", "]", "(", ")", '"', "'", "${", "%{", "null", "true", "=", ":", ",", "\n", "\\", "...", "for x in y : x", "resource", "\u00a0", "0", "//", "/*", "[parameters('", "@{", "<<E\n"]  # fmt: skip
NAMES = sorted(name for name in LANGUAGES if name != "OpenTofu")


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_of_a_text_breaks_a_reader(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever is cut out of a file or put into it, it is read or told, and what is still there is assembled."""
    files = dict(LANGUAGES[data.draw(st.sampled_from(NAMES))])
    name = data.draw(st.sampled_from(sorted(files)))
    text = files[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        piece = data.draw(st.sampled_from(["", *PIECES]))
        text = text[:start] + piece + text[start + data.draw(st.integers(0, 12)) :]
    folder = tmp_path_factory.mktemp("mutated")
    for one, content in {**files, name: text}.items():
        _plain(folder / one, content)
    for configuration in read(Request([str(folder)])):
        assert all(problem.message for problem in configuration.unread)
        assert views_of(configuration) is not None

"""`aksnet.mode_of` says the word that `to` of `aksnet.migrate` takes."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

import aksnet
from aksnet import AzureVerdict, ToolVerdict
from aksnet.facts.choices import WAYS
from places import SPECS
from rendering import TODAY


@pytest.mark.parametrize("mode", [one for one in WAYS if one != "pod-subnet-static-block"])
def test_the_mode_of_a_cluster_is_where_it_is_already(mode: str) -> None:
    clusters = aksnet.load(SPECS[mode])
    assert {aksnet.mode_of(cluster) for cluster in clusters} == {mode}
    for change in aksnet.migrate(clusters, to=mode, today=TODAY).changes:
        assert (change.azure_verdict, change.tool_verdict) == (AzureVerdict.NO_CHANGE, ToolVerdict.NO_OP)


def test_static_blocks_are_those_of_all_pools() -> None:
    spec = yaml.safe_load(SPECS["pod-subnet-static-block"].read_text(encoding="utf-8"))
    (mixed,), (one, _) = aksnet.load(spec), spec["pools"]
    assert aksnet.mode_of(mixed) == "pod-subnet"
    clusters = aksnet.load({**spec, "pools": [one]})
    assert aksnet.mode_of(clusters[0]) == "pod-subnet-static-block"
    (change,) = aksnet.migrate(clusters, to="pod-subnet-static-block", today=TODAY).changes
    assert change.azure_verdict is AzureVerdict.NO_CHANGE


CLUSTER = """\
variable "unknown" {}
resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg"
  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }
  network_profile {
    NETWORK
  }
}
"""


@pytest.mark.parametrize(
    ("network", "mode"),
    [
        pytest.param('network_plugin = "azure"', "node-subnet", id="the node subnet where nothing else is said"),
        pytest.param('network_plugin = "azure"\n    network_data_plane = "cilium"', "cilium-node-subnet", id="Cilium on the node subnet"),
        pytest.param("network_plugin = var.unknown", None, id="a plugin that cannot be told"),
        pytest.param('network_plugin = "azure"\n    network_plugin_mode = var.unknown', None, id="a plugin mode that cannot be told"),
        pytest.param('network_plugin = "azure"\n    network_plugin_mode = "overlay"\n    network_data_plane = var.unknown', None, id="a data plane that cannot be told"),
        pytest.param('network_plugin = "kubenet"\n    network_data_plane = var.unknown', "kubenet", id="kubenet has one data plane"),
    ],
)  # fmt: skip
def test_what_decides_the_mode(network: str, mode: str | None) -> None:
    (cluster,) = aksnet.loads(CLUSTER.replace("NETWORK", network), "main.tf")
    assert aksnet.mode_of(cluster) == mode


def test_automatic_is_cilium_on_overlay() -> None:
    (cluster,) = aksnet.load({"name": "prod", "sku": "automatic", "network": {"plugin": "cilium"}})
    assert aksnet.mode_of(cluster) == "cilium"


@pytest.mark.parametrize(
    ("value", "what"),
    [
        pytest.param(aksnet.load({"name": "a", "network": {"plugin": "overlay"}}), "a Clusters", id="all clusters"),
        pytest.param(None, "None", id="nothing"),
        pytest.param("prod", "a str", id="a name"),
    ],
)
def test_another_type_is_a_type_error(value: Any, what: str) -> None:
    message = f"aksnet.mode_of takes one cluster of aksnet.load, and this is {what}"
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        aksnet.mode_of(value)

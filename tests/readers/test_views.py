"""From a configuration to views: what an update lays over a cluster, and what a module of a registry is given."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.readers.inputs import Request, read_with_texts
from aksnet.readers.views import views_of
from aksnet.view import ClusterView, Unknown, Value

CLUSTER = """
variable "v" {}
resource "azurerm_kubernetes_cluster" "this" {
  name = "c"
  network_profile {
    network_plugin = "azure"
    outbound_type  = "loadBalancer"
  }
}
resource "azapi_update_resource" "more" {
  type        = "Microsoft.ContainerService/managedClusters@2025-10-01"
  resource_id = azurerm_kubernetes_cluster.this.id
  body        = BODY
}
"""


def only(name: str, text: str) -> ClusterView:
    """The one cluster that a text declares."""
    (made,) = read_with_texts(Request(["-"], name, text.encode)).configurations
    (view,) = views_of(made)
    return view


@pytest.mark.parametrize(
    ("body", "plugin", "outbound"),
    [
        pytest.param('{ properties = { networkProfile = { outboundType = "none" } } }', "azure", "none", id="a value"),
        pytest.param("{ properties = { networkProfile = { outboundType = var.v } } }", "azure", "?", id="a value that is not known"),
        pytest.param("{ properties = { networkProfile = var.v } }", "?", "?", id="an object that is not known"),
        pytest.param("{ properties = var.v }", "?", "?", id="all of it"),
        pytest.param("{ properties = { apiServerAccessProfile = var.v } }", "azure", "loadBalancer", id="another object"),
    ],
)  # fmt: skip
def test_what_an_update_may_change_cannot_be_told(body: str, plugin: str, outbound: str) -> None:
    view = only("main.tf", CLUSTER.replace("BODY", body))
    assert view.name == "c"
    for path, expected in (("networkProfile.networkPlugin", plugin), ("networkProfile.outboundType", outbound)):
        assert ("?" if view.unknown(path) else view.text(path)) == expected
        assert view.text(path) == (None if expected == "?" else expected)


def test_a_module_of_a_registry_is_given_what_the_call_says() -> None:
    params = "name: 'c', networkPlugin: 'azure', podCidr: x, networkPolicy: null, primaryAgentPoolProfiles: []"
    text = f"param x string\nmodule aks 'br/public:avm/res/container-service/managed-cluster:0.14.0' = {{\n  params: {{ {params} }}\n}}\n"  # fmt: skip
    declared = only("main.bicep", text).declared
    assert declared is not None
    assert {name: value.data for name, value in declared.given.items()} == {
        "name": "c",
        "networkplugin": "azure",
        "podcidr": Unknown("the parameter x has no value"),
    }
    assert {value.place and value.place.line for value in declared.given.values()} == {3}


NESTED: dict[str, Any] = {"": Value(Unknown("more")), "a": Value(Unknown("more in a")), "a.b": Value("x"), "c.d": Value("y")}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "unknown", "absent"),
    [
        pytest.param("a.b", False, False, id="what is known in an object that may have more"),
        pytest.param("a.z", True, False, id="what may be in it"),
        pytest.param("c.d", False, False, id="what is known in a cluster that may have more"),
        pytest.param("z", True, False, id="what may be in the cluster"),
    ],
)
def test_known_values_of_what_may_have_more_are_known(path: str, unknown: bool, absent: bool) -> None:
    view = ClusterView("c", NESTED)
    assert (view.unknown(path), view.absent(path)) == (unknown, absent)

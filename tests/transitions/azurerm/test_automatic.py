"""A spec of an Automatic cluster beside the resource that azurerm has for it, which says nothing of the network."""

from __future__ import annotations

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.verdicts import Tool
from aksnet.view import ClusterView
from azurerm_states import view

V = Version(5, 2)
TEXT = """resource "azurerm_kubernetes_automatic_cluster" "aks" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg"
  identity {
    type = "SystemAssigned"
  }
}
"""
SPEC = "name: prod\nlocation: westeurope\nsku: automatic\nnetwork: {plugin: cilium}\n"


def spec(more: str = "", of: str = SPEC) -> ClusterView:
    return view(of + more, "aksnet.yaml")


@pytest.mark.parametrize(
    ("asked", "verdict", "paths"),
    [
        pytest.param(spec(), Tool.NO_OP, [], id="what AKS Automatic is by itself"),
        pytest.param(spec("tier: Standard\n"), Tool.NO_OP, [], id="its own tier, written out"),
        pytest.param(spec("outbound: {type: managedNATGateway}\n"), Tool.NO_OP, [], id="its own way out, written out"),
        pytest.param(spec("identity: SystemAssigned\n"), Tool.NO_OP, [], id="the identity that it has"),
        pytest.param(spec("identity: UserAssigned\n"), Tool.REPLACE, ["identity.0.type"], id="another identity"),
        pytest.param(spec("tier: Premium\n"), Tool.ERROR_AT_VALIDATE, ["sku.tier"], id="a tier that the resource has no argument for"),
        pytest.param(spec('kubernetes_version: "1.33"\n'), Tool.ERROR_AT_VALIDATE, ["kubernetesVersion"], id="a version of Kubernetes"),
        pytest.param(spec(of=SPEC.replace("cilium}", "cilium, pod_cidr: 10.9.0.0/16}")), Tool.ERROR_AT_VALIDATE, ["networkProfile.podCidr"], id="another pod range"),
        pytest.param(spec(of=SPEC.replace("cilium}", "cilium, pod_cidr: 10.244.0.0/16, dns_service_ip: 10.0.0.10}")), Tool.NO_OP, [], id="the pod range and the address for DNS that the service takes"),
    ],
)  # fmt: skip
def test_a_spec_asks_azurerm_for_what_is_no_preset(asked: ClusterView, verdict: Tool, paths: list[str]) -> None:
    told = azurerm.of_cluster(view(TEXT), asked, V)
    assert (told.verdict, [one.path for one in told.reasons]) == (verdict, paths)


def test_without_such_a_resource_a_spec_of_automatic_has_no_argument() -> None:
    told = azurerm.of_cluster(spec(), spec(), V)
    assert (told.verdict, told.reasons[0].path) == (Tool.ERROR_AT_VALIDATE, "sku.name")

"""Messages about azurerm's resources have azurerm's names; all others have ARM's."""

from __future__ import annotations

import pytest

from aksnet.rules.wording import in_words_of
from aksnet.view import Declaration, Provider

AZURERM = Declaration("terraform", "azurerm_kubernetes_cluster.this", provider=Provider("azurerm", "4.81.0"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("networkDataplane cilium", "network_data_plane cilium", id="a property"),
        pytest.param("loadBalancerProfile.managedOutboundIPs.count is set", "load_balancer_profile.managed_outbound_ip_count is set", id="a path"),
        pytest.param("the outbound type is userDefinedRouting", "the outbound type is userDefinedRouting", id="a value"),
        pytest.param("choose loadBalancer or managedNATGateway", "choose loadBalancer or managedNATGateway", id="values that are like properties"),
        pytest.param("the pool 'maxPodsUser' has no vnetSubnetID", "the pool 'maxPodsUser' has no vnet_subnet_id", id="a name with a property in it"),
    ],
)  # fmt: skip
def test_azurerm_has_names_of_its_own(text: str, said: str) -> None:
    assert in_words_of(text, AZURERM) == said


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param(None, id="a spec"),
        pytest.param(Declaration("bicep", "aks"), id="Bicep"),
        pytest.param(AZURERM._replace(provider=Provider("azapi", "2.12.0")), id="azapi"),
        pytest.param(AZURERM._replace(module="azure/aks/azurerm"), id="a module, whose inputs are called otherwise"),
    ],
)
def test_all_others_have_arm_s(declared: Declaration | None) -> None:
    assert in_words_of("networkDataplane cilium", declared) == "networkDataplane cilium"

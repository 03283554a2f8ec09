"""Messages about azurerm's resources have azurerm's names, all other files have ARM's, and a spec has its own."""

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


@pytest.mark.parametrize(
    ("text", "of_arm", "of_azurerm"),
    [
        pytest.param("leave dns_service_ip out", "leave dnsServiceIP out", "leave dns_service_ip out", id="a key of a spec"),
        pytest.param("for example pod_cidr 10.0.0.0/8", "for example podCidr 10.0.0.0/8", "for example pod_cidr 10.0.0.0/8", id="a key with a value"),
        pytest.param("add ip_families: [IPv4, IPv6]", "add ipFamilies: [IPv4, IPv6]", "add ip_versions: [IPv4, IPv6]", id="a key that has three names"),
        pytest.param("the pool 'max_pods' has max_pods 5", "the pool 'max_pods' has maxPods 5", "the pool 'max_pods' has max_pods 5", id="a pool that is named like a key"),
        pytest.param("choose an os_sku, or a max_surge", "choose an osSKU, or a maxSurge", "choose an os_sku, or a max_surge", id="keys of pools"),
        pytest.param("give it a route_table of its own", "give it a route table of its own", "give it a route table of its own", id="what is a resource in files"),
        pytest.param("add it to vnet.address_space", "add it to the address space of the VNet", "add it to the address space of the VNet", id="a path in a spec"),
        pytest.param("set it (kube_proxy_mode in a spec) again", "set it again", "set it again", id="what is only for a spec"),
        pytest.param("network_profile.pod_cidr stays", "network_profile.pod_cidr stays", "network_profile.pod_cidr stays", id="a path of azurerm"),
    ],
)  # fmt: skip
def test_keys_of_a_spec_are_those_of_the_file(text: str, of_arm: str, of_azurerm: str) -> None:
    azapi = AZURERM._replace(provider=Provider("azapi", "2.12.0"))
    assert [in_words_of(text, one) for one in (None, Declaration("bicep", "aks"), azapi)] == [text, of_arm, of_arm]
    assert in_words_of(text, AZURERM) == of_azurerm


def test_parameters_of_a_module_of_terraform_keep_their_names() -> None:
    module = AZURERM._replace(module="azure/aks/azurerm")
    assert in_words_of("leave pod_cidr (x_y in a spec) out", module) == "leave pod_cidr out"

"""Arguments that azurerm asks for: what is told where they are not there, and where nothing is."""

from __future__ import annotations

import pytest

from aksnet.findings import Severity
from terraform_clusters import REST, SIZE, cluster, found, with_pool

IDENTITY = 'identity {\n    type = "SystemAssigned"\n  }'
PRINCIPAL = 'service_principal {\n    client_id = "a"\n    client_secret = "b"\n  }'
PREFIX = 'dns_prefix = "prod"'
VARIABLE = 'variable "x" {\n  type    = string\n  default = null\n}\nvariable "y" {}\n'
NAP = "node_provisioning_profile {\n    %s\n  }"
DYNAMIC = 'dynamic "%s" {\n    for_each = %s\n    content {\n      mode = "Manual"\n    }\n  }'
POOL_SIZE = 'vm_size = "Standard_D4s_v5"'


def without(text: str, part: str) -> str:
    assert part in text
    return text.replace(part, "")


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        pytest.param(cluster("~> 5.0"), "the cluster has no node_provisioning_profile, which azurerm ~> 5.0 asks for", 'add node_provisioning_profile { mode = "Manual" }', id="node provisioning in azurerm 5"),
        pytest.param(without(cluster("~> 4.0"), 'network_plugin = "azure"'), "network_profile has no network_plugin, which azurerm ~> 4.0 asks for", 'add network_plugin = "azure"', id="the plugin"),
        pytest.param(without(cluster(None), 'network_plugin = "azure"'), "network_profile has no network_plugin", 'add network_plugin = "azure"', id="the plugin, where nothing says the version"),
        pytest.param(without(cluster("~> 3.0"), SIZE), "default_node_pool has no vm_size, which azurerm ~> 3.0 asks for", "add vm_size, or allow azurerm 4.32.0", id="the size of the cluster's own pool in azurerm 3"),
        pytest.param(without(cluster("= 4.31.0"), SIZE), "default_node_pool has no vm_size", "add vm_size, or allow azurerm 4.32.0", id="the size just before it could be left out"),
        pytest.param(with_pool("~> 3.0"), "the node pool has no vm_size", "add vm_size, or allow", id="the size of a pool of its own"),
        pytest.param(without(with_pool("~> 4.0"), "kubernetes_cluster_id = azurerm_kubernetes_cluster.this.id"), "the node pool has no kubernetes_cluster_id", "add kubernetes_cluster_id", id="the cluster of a pool"),
        pytest.param(without(cluster("~> 4.0"), 'location            = "westeurope"'), "the cluster has no location", "add location", id="the location"),
        pytest.param(without(cluster("~> 4.0"), f'default_node_pool {{\n    name       = "system"\n    node_count = 3\n    {SIZE}\n    \n  }}'), "the cluster has no default_node_pool", "add default_node_pool", id="the cluster's own pool"),
        pytest.param(without(cluster("~> 4.0"), 'name       = "system"'), "default_node_pool has no name", "add name", id="the name of the cluster's own pool"),
        pytest.param(cluster("~> 4.0", pool="upgrade_settings {\n    }"), "upgrade_settings has no max_surge", "add max_surge", id="an argument of a block of the pool"),
        pytest.param(with_pool("4.40.0", SIZE, "upgrade_settings {\n  }"), "upgrade_settings has no max_surge", "add max_surge", id="the surge of a pool of its own, before max_unavailable came"),
        pytest.param(cluster("~> 4.0", rest='service_mesh_profile {\n    mode = "Istio"\n  }'), "service_mesh_profile has no revisions", "add revisions", id="what came with azurerm 4"),
        pytest.param(cluster("~> 4.0", common=IDENTITY), "the cluster has neither dns_prefix nor dns_prefix_private_cluster", "add dns_prefix or", id="the DNS prefix"),
        pytest.param(cluster("~> 4.0", common=PREFIX), "the cluster has neither identity nor service_principal", "add identity or", id="the identity"),
        pytest.param(cluster("~> 4.0", rest='dns_prefix_private_cluster = "x"'), "dns_prefix and dns_prefix_private_cluster exclude each other", "keep one of them", id="two DNS prefixes"),
        pytest.param(cluster("~> 4.0", rest=PRINCIPAL), "identity and service_principal exclude each other", "keep one of them", id="two identities"),
        pytest.param(cluster("~> 4.60", "advanced_networking {\n    }"), "network_profile.advanced_networking has neither observability_enabled nor security_enabled", "add observability_enabled or security_enabled", id="a block that says nothing"),
        pytest.param(cluster("~> 5.0", rest=NAP % ""), "node_provisioning_profile has neither mode nor default_node_pools", "add mode or default_node_pools", id="node provisioning without a mode"),
        pytest.param(cluster("~> 4.0", pool='node_public_ip_prefix_id = "/subscriptions/x"'), "node_public_ip_prefix_id stands without node_public_ip_enabled", "add node_public_ip_enabled = true, or", id="a prefix without its flag"),
        pytest.param(with_pool("~> 3.0", SIZE, 'node_public_ip_prefix_id = "/subscriptions/x"'), "node_public_ip_prefix_id stands without enable_node_public_ip", "add enable_node_public_ip = true, or", id="a prefix without its flag in azurerm 3"),
        pytest.param(cluster("~> 5.0", rest=DYNAMIC % ("node_provisioning_profile", "[]")).replace("node_provisioning_profile", "http_proxy_config"), "the cluster has no node_provisioning_profile", "add node_provisioning_profile", id="beside a dynamic block of another name"),
    ],
)  # fmt: skip
def test_argument_is_missing(text: str, words: str, hint: str) -> None:
    (finding,) = found("AKN804", text)
    assert words in finding.message
    assert finding.hint.startswith(hint)
    assert finding.severity is Severity.ERROR
    assert finding.place is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(cluster("~> 4.0"), id="all that azurerm 4 asks for"),
        pytest.param(cluster("~> 5.0", rest=NAP % 'mode = "Manual"'), id="all that azurerm 5 asks for"),
        pytest.param(with_pool("4.53.0", SIZE, 'upgrade_settings {\n    max_unavailable = "1"\n  }'), id="no surge of a pool of its own beside max_unavailable"),
        pytest.param(cluster(">= 4.0"), id="node provisioning, where azurerm 4 may be in use"),
        pytest.param(cluster(None), id="node provisioning, where nothing says the version"),
        pytest.param(cluster("5.9.0"), id="node provisioning in a release that is not known"),
        pytest.param(without(cluster("~> 4.0"), SIZE), id="no size where a release may be in use that does without"),
        pytest.param(without(with_pool("= 4.32.0", ""), POOL_SIZE), id="no size in a release that does without"),
        pytest.param(cluster("~> 5.0", rest=DYNAMIC % ("node_provisioning_profile", "var.y")) + VARIABLE, id="a dynamic block that may be there"),
        pytest.param(cluster("~> 5.0", rest=DYNAMIC % ("node_provisioning_profile", "var.x == null ? [] : [1]")) + VARIABLE, id="a dynamic block that is not there by default"),
        pytest.param(cluster("~> 4.0", common=f"{IDENTITY}\n  dns_prefix = var.x") + VARIABLE, id="an argument that is null by default"),
        pytest.param(cluster("~> 4.0", rest="dns_prefix_private_cluster = null"), id="one of two that is null"),
        pytest.param(cluster("~> 4.0", rest="dns_prefix_private_cluster = var.y") + VARIABLE, id="one of two that is not known"),
        pytest.param(cluster("~> 4.0", rest=DYNAMIC % ("service_principal", "var.y")) + VARIABLE, id="one of two blocks that may be there"),
        pytest.param(without(cluster("~> 4.0"), 'network_profile {\n    network_plugin = "azure"\n    \n  }'), id="no network profile"),
        pytest.param(without(cluster("~> 4.0"), "default_node_pool {").replace("}\n  network_profile", "network_profile").replace('name       = "system"\n    node_count = 3', DYNAMIC % ("default_node_pool", "var.y")) + VARIABLE, id="a pool in a dynamic block"),
        pytest.param(cluster("~> 4.0").replace("default_node_pool {", "default_node_pol {"), id="a block that is misspelt, of which AKN801 tells"),
        pytest.param(cluster(None).replace("default_node_pool {", "agent_pool_profile {"), id="the pools of azurerm 1"),
        pytest.param(cluster("~> 4.0", pool='node_public_ip_prefix_id = "/subscriptions/x"\n    node_public_ip_enabled = false'), id="a prefix beside its flag, whatever that says"),
        pytest.param(cluster("~> 4.0", pool="node_public_ip_prefix_id = null"), id="a prefix that is null"),
        pytest.param(cluster("~> 4.0", pool="node_public_ip_prefix_id = var.y") + VARIABLE, id="a prefix that may be null"),
        pytest.param(cluster(None, pool='node_public_ip_prefix_id = "/subscriptions/x"'), id="a prefix without its flag, where azurerm 2 may be in use"),
        pytest.param(cluster("~> 2.0", common=""), id="anything in azurerm 2"),
    ],
)  # fmt: skip
def test_argument_is_there_or_may_be(text: str) -> None:
    assert found("AKN804", text) == ()


JSON = """{
  "terraform": {"required_providers": {"azurerm": {"source": "hashicorp/azurerm", "version": "~> 4.0"}}},
  "resource": {"azurerm_kubernetes_cluster": {"this": {
    "name": "prod",
    "location": "westeurope",
    "resource_group_name": "rg",
    "dns_prefix": "prod",
    "identity": {"type": "SystemAssigned"},
    "default_node_pool": {"name": "system"},
    "network_profile": {%s}
  }}}
}
"""


def test_configuration_in_json() -> None:
    assert found("AKN804", JSON % '"network_plugin": "azure"', "main.tf.json") == ()
    (finding,) = found("AKN804", JSON % '"pod_cidr": "10.244.0.0/16"', "main.tf.json")
    assert finding.message == "network_profile has no network_plugin, which azurerm ~> 4.0 asks for"
    assert finding.place is not None
    assert finding.place.line == 10


def test_the_rest_of_a_cluster_is_what_the_tests_think() -> None:
    assert REST.split() == f"{PREFIX}\n{IDENTITY}".split()

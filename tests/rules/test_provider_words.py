"""Words and numbers that azurerm does not take: what is told of them, and where nothing is."""

from __future__ import annotations

import pytest

from aksnet.findings import Respell, Severity
from terraform_clusters import cluster, found, with_pool

BALANCER = "load_balancer_profile {\n      %s\n    }"


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        pytest.param(cluster("~> 4.0").replace('"azure"', '"Azure"'), "Azure", "azure", id="the plugin"),
        pytest.param(cluster("~> 3.0", 'load_balancer_sku = "Standard"'), "Standard", "standard", id="the load balancer's SKU"),
        pytest.param(cluster("5.2.0", 'outbound_type = "userdefinedrouting"'), "userdefinedrouting", "userDefinedRouting", id="the outbound type"),
        pytest.param(cluster("~> 4.0", 'network_plugin_mode = "Overlay"'), "Overlay", "overlay", id="the mode, in a release that does not take it"),
        pytest.param(cluster("~> 4.0", 'ip_versions = ["ipv4"]'), "ipv4", "IPv4", id="a word in a list"),
        pytest.param(cluster(None, 'network_policy = "Calico"'), "Calico", "calico", id="the policy, where nothing says the version"),
        pytest.param(cluster("~> 4.0", pool='os_sku = "ubuntu"'), "ubuntu", "Ubuntu", id="a word of the cluster's own pool"),
        pytest.param(with_pool("~> 4.0", 'mode = "user"'), "user", "User", id="a word of a pool of its own"),
        pytest.param(cluster("~> 4.0", 'network_policy = local.policy') + 'locals {\n  policy = "Azure"\n}\n', "Azure", "azure", id="a word that stands elsewhere"),
    ],
)  # fmt: skip
def test_word_has_another_case(text: str, old: str, new: str) -> None:
    (finding,) = found("AKN802", text)
    assert f" is {old}, which azurerm" in finding.message
    assert finding.message.endswith(f"knows as {new}")
    assert (finding.severity, finding.hint) == (Severity.ERROR, f"write {new}")
    assert isinstance(finding.fix, Respell)
    assert finding.fix == Respell(finding.fix.place, old, new)
    assert finding.fix.place == finding.place


MODE = 'network_plugin_mode = "%s"'
ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("version", "severity", "end", "hint", "fixed"),
    [
        pytest.param("3.61.0", ERROR, "each plan replaces the cluster", "allow azurerm 3.62.0 or newer only, and write overlay", False, id="in 3.61, which has no other word"),
        pytest.param("~> 3.71.0", ERROR, "each plan replaces the cluster", "write overlay", True, id="up to 3.71"),
        pytest.param("3.72.0", WARNING, "each plan shows a change", "write overlay", True, id="from 3.72 on"),
        pytest.param(">= 3.62, < 4.0", WARNING, "each plan shows a change", "write overlay", True, id="in some that replace it and some that do not"),
        pytest.param(">= 3.100", WARNING, "each plan shows a change", "write overlay", True, id="in azurerm 3 and later"),
    ],
)  # fmt: skip
def test_overlay_with_a_capital_is_never_at_rest(version: str, severity: Severity, end: str, hint: str, fixed: bool) -> None:  # fmt: skip
    (finding,) = found("AKN802", cluster(version, MODE % "Overlay"))
    assert (finding.severity, finding.hint) == (severity, hint)
    assert finding.message.endswith(f"reads back as overlay: {end}")
    assert isinstance(finding.fix, Respell) is fixed


@pytest.mark.parametrize(
    ("version", "hint", "fixed"),
    [
        pytest.param(
            "~> 3.60.0",
            "write Overlay, or allow azurerm 3.62.0 or newer",
            True,
            id="the last release that has Overlay alone",
        ),
        pytest.param(
            "3.61.0", "allow azurerm 3.62.0 or newer", False, id="a release that replaces the cluster for Overlay"
        ),
    ],
)
def test_overlay_in_small_letters_came_later(version: str, hint: str, fixed: bool) -> None:
    (finding,) = found("AKN802", cluster(version, MODE % "overlay"))
    assert (finding.severity, finding.hint) == (ERROR, hint)
    assert finding.message.endswith("knows as Overlay")
    assert isinstance(finding.fix, Respell) is fixed


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        pytest.param(cluster("~> 4.0", 'network_policy = "none"'), "network_policy is none, which azurerm ~> 4.0 does not know", "leave network_policy out", id="the policy none"),
        pytest.param(cluster(None, 'network_policy = "none"'), "which azurerm from 3 to 5.2.0 does not know", "leave network_policy out", id="the policy none, where nothing says the version"),
        pytest.param(cluster("~> 4.0", 'network_policy = ""'), "network_policy is an empty text", "leave network_policy out, or write null", id="an empty policy"),
        pytest.param(cluster("~> 3.0", 'network_plugin_mode = ""'), "network_plugin_mode is an empty text", "leave network_plugin_mode out", id="an empty mode"),
        pytest.param(cluster("~> 4.0").replace('"azure"', '"azur"'), "network_plugin is azur", "did you mean azure?", id="a misspelt plugin"),
        pytest.param(cluster(">= 4.0").replace('"azure"', '"azur"'), "network_plugin is azur", "did you mean azure?", id="a misspelt plugin where newer releases may be in use"),
        pytest.param(cluster("~> 4.0").replace('"azure"', '"flannel"'), "network_plugin is flannel", "choose azure, kubenet or none", id="a plugin that there is not"),
        pytest.param(cluster("= 4.43.0", 'outbound_type = "none"'), "azurerm 4.43.0 does not know", "allow azurerm 4.44.0 or newer, or choose loadBalancer,", id="an outbound type that came later"),
        pytest.param(cluster("~> 3.50.0", 'network_policy = "cilium"'), "network_policy is cilium", "allow azurerm 3.75.0 or newer, or choose azure or calico", id="a policy that came later"),
        pytest.param(cluster("~> 4.0", 'outbound_type = "managedNATGatewayV2"'), "outbound_type is managedNATGatewayV2", "write managedNATGateway;", id="a word of preview APIs"),
        pytest.param(cluster("~> 4.0", 'outbound_type = "block"'), "outbound_type is block", "azapi can say it", id="a word of the service's"),
        pytest.param(cluster("~> 4.60.0", pool='os_sku = "Ubuntu2404"'), "os_sku is Ubuntu2404", "allow azurerm 4.67.0 or newer", id="an os_sku that came later"),
        pytest.param(cluster("~> 4.0", pool='os_sku = "CBLMariner"'), "os_sku is CBLMariner", "write AzureLinux", id="an os_sku that went"),
        pytest.param(cluster("~> 4.0", pool='type = "AvailabilitySet"'), "type is AvailabilitySet", "write VirtualMachineScaleSets: that replaces the cluster", id="a type of pools that went"),
        pytest.param(with_pool("~> 4.0", 'mode = "Gateway"'), "mode is Gateway", "azapi can say it", id="a mode of pools that only the service has"),
        pytest.param(cluster("~> 4.0", 'ip_versions = ["IPv4", "IPv5"]'), "ip_versions is IPv5", "choose IPv4 or IPv6", id="a word in a list"),
        pytest.param(cluster("~> 4.0", BALANCER % 'backend_pool_type = "Node"'), "backend_pool_type is Node", "did you mean NodeIP?", id="a word in a block in a block"),
    ],
)  # fmt: skip
def test_word_is_unknown(text: str, words: str, hint: str) -> None:
    (finding,) = found("AKN803", text)
    assert words in finding.message
    assert finding.hint.startswith(hint)
    assert finding.severity is Severity.ERROR
    assert found("AKN802", text) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(cluster("~> 4.0", 'network_plugin_mode = "overlay"\n    network_policy = null'), id="words as they are, and null"),
        pytest.param(cluster("~> 3.60.0", 'network_plugin_mode = "Overlay"'), id="the mode as releases before 3.61 call it"),
        pytest.param(cluster("~> 3.0", 'network_plugin_mode = "Overlay"'), id="the old mode where an old release may be in use"),
        pytest.param(cluster(None, 'network_plugin_mode = "Overlay"'), id="the old mode where nothing says the version"),
        pytest.param(cluster("~> 3.0", 'network_plugin_mode = "overlay"'), id="the new mode where a new release may be in use"),
        pytest.param(cluster("3.62.0", 'network_plugin_mode = "overlay"'), id="the mode when it came"),
        pytest.param(cluster("4.81.0", pool='upgrade_settings {\n      max_surge = "10%"\n      undrainable_node_behavior = "cordon"\n    }'), id="what is done with nodes that cannot be drained, in any case"),
        pytest.param(with_pool("5.2.0", 'upgrade_settings {\n    max_surge = "10%"\n    undrainable_node_behavior = "schedule"\n  }'), id="the same of a pool of its own"),
        pytest.param(cluster("~> 4.0", "network_policy = var.policy") + 'variable "policy" {}\n', id="a word that is not known"),
        pytest.param(cluster("~> 4.0", pool='os_sku = ""'), id="an empty text of which nothing is known"),
        pytest.param(cluster("~> 4.0", 'outbound_type = "none"'), id="a word that the newest release allowed has"),
        pytest.param(cluster("~> 3.0", pool='os_sku = "Mariner"'), id="a word that went later"),
        pytest.param(cluster(">= 3.0", pool='type = "AvailabilitySet"'), id="a word that only the oldest release allowed has"),
        pytest.param(cluster(">= 4.0", pool='os_sku = "Ubuntu2604"'), id="a word that newer releases may have"),
        pytest.param(cluster(">= 4.0").replace('"azure"', '"flannel"'), id="a word near nothing where newer releases may be in use"),
        pytest.param(cluster("5.9.0", 'network_policy = "none"'), id="a word of the service's in a release that is not known"),
        pytest.param(cluster("~> 2.0", 'load_balancer_sku = "Standard"\n    network_policy = "none"'), id="anything in azurerm 2"),
        pytest.param(cluster(None, 'load_balancer_sku = "Standard"'), id="a case that azurerm 2 takes, where nothing says the version"),
        pytest.param(cluster("~> 3.0", BALANCER % 'backend_pool_type = "x"'), id="a word of an argument that is not there, of which AKN801 tells"),
    ],
)  # fmt: skip
def test_word_is_known_or_may_be(text: str) -> None:
    assert found("AKN802", text) == ()
    assert found("AKN803", text) == ()


@pytest.mark.parametrize(
    ("line", "words", "hint"),
    [
        pytest.param("idle_timeout_in_minutes = 101", "idle_timeout_in_minutes is 101, and azurerm ~> 4.0 takes 4 to 100", "choose 4 to 100", id="the first that is too many"),
        pytest.param("idle_timeout_in_minutes = 120", "idle_timeout_in_minutes is 120", "choose 4 to 100", id="the last that the service takes"),
        pytest.param("managed_outbound_ipv6_count = 0", "managed_outbound_ipv6_count is 0, and azurerm ~> 4.0 takes 1 to 100", "choose 1 to 100, or leave it out", id="no IPv6 address"),
    ],
)  # fmt: skip
def test_number_is_out_of_the_providers_bounds(line: str, words: str, hint: str) -> None:
    (finding,) = found("AKN805", cluster("~> 4.0", BALANCER % line))
    assert words in finding.message
    assert (finding.hint, finding.severity) == (hint, Severity.ERROR)
    assert finding.place is not None


def test_idle_flows_are_bounded_from_the_release_on_that_bounds_them() -> None:
    (finding,) = found("AKN805", cluster("3.97.0", BALANCER % "idle_timeout_in_minutes = 120"))
    assert finding.message == "idle_timeout_in_minutes is 120, and azurerm 3.97.0 takes 4 to 100"


@pytest.mark.parametrize(
    ("version", "line"),
    [
        pytest.param("~> 4.0", "idle_timeout_in_minutes = 100", id="the most"),
        pytest.param("~> 4.0", "idle_timeout_in_minutes = 121", id="more than the service takes, of which AKN324 tells"),
        pytest.param("~> 4.0", "idle_timeout_in_minutes = 3", id="less than the service takes, of which AKN324 tells"),
        pytest.param("~> 4.0", "managed_outbound_ipv6_count = 1", id="the least IPv6 addresses"),
        pytest.param("~> 4.0", "idle_timeout_in_minutes = var.x", id="a number that is not known"),
        pytest.param("~> 2.99", "idle_timeout_in_minutes = 120", id="azurerm 2, which takes it"),
        pytest.param("3.96.0", "idle_timeout_in_minutes = 120", id="the last release that takes as much as the service"),
        pytest.param("~> 3.0", "idle_timeout_in_minutes = 120", id="a release may be in use that takes it"),
        pytest.param(None, "idle_timeout_in_minutes = 120", id="nothing says the version"),
        pytest.param("5.9.0", "idle_timeout_in_minutes = 120", id="a release that is not known"),
    ],
)  # fmt: skip
def test_number_is_in_the_providers_bounds(version: str | None, line: str) -> None:
    assert found("AKN805", cluster(version, BALANCER % line) + 'variable "x" {}\n') == ()

"""Clusters of azurerm as Terraform, made for one fault at a time, and what a rule finds in them."""

from __future__ import annotations

from aksnet.commands.check import run
from aksnet.findings import Finding, Severity
from aksnet.readers.inputs import Request
from aksnet.rules import RULES
from checked import findings_in
from rendering import TODAY

_PROVIDER = (
    'terraform {\n  required_providers {\n    azurerm = { source = "hashicorp/azurerm", version = "%s" }\n  }\n}\n'
)
_CLUSTER = """resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  %s
  default_node_pool {
    name       = "system"
    node_count = 3
    %s
  }
  network_profile {
    network_plugin = "azure"
    %s
  }
}
"""
_POOL = """resource "azurerm_kubernetes_cluster_node_pool" "user" {
  name                  = "user"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.this.id
  %s
}
"""
# What all clusters need, and may be the fault of one.
REST = 'dns_prefix = "prod"\n  identity {\n    type = "SystemAssigned"\n  }'
SIZE = 'vm_size = "Standard_D4s_v5"'


def cluster(version: str | None, network: str = "", pool: str = "", rest: str = "", common: str = REST) -> str:
    """A cluster, with lines in its network profile, its own pool, and at its top."""
    stated = _PROVIDER % version if version is not None else ""
    return stated + _CLUSTER % (f"{common}\n  {rest}", f"{SIZE}\n    {pool}" if pool != "-" else "", network)


def with_pool(version: str | None, *lines: str) -> str:
    """A cluster with a pool of its own declaration, which has these lines."""
    return cluster(version) + _POOL % "\n  ".join(lines)


def found(rule: str, text: str, name: str = "main.tf") -> tuple[Finding, ...]:
    """What the rule finds in a file."""
    findings = tuple(findings_in(name, text, rule))
    assert all(finding.rule == rule for finding in findings), findings
    return findings


def refused(text: str) -> bool:
    """Whether any of the rules on what azurerm takes is broken in a file by an error, that is no replacement."""
    rules = [one for one in RULES if "AKN801" <= one.id <= "AKN805"]
    report = run(Request(["-"], "main.tf", text.encode), TODAY, None, rules)
    assert not report.failures, report.failures
    assert not report.problems, report.problems
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    return any("each plan replaces the cluster" not in finding.message for finding in errors)

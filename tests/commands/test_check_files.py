"""`aksnet check` on files that were not made by aksnet: what it finds where, and above all what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

VERSION = (
    'terraform {\n  required_providers {\n    azurerm = { source = "hashicorp/azurerm", version = "4.81.0" }\n  }\n}\n'
)
POOL = '  default_node_pool {\n    name                        = "system"\n    vm_size                     = "Standard_D4s_v5"\n    node_count                  = 3\n    temporary_name_for_rotation = "rotation"\n%s  }\n'
CLUSTER = 'resource "azurerm_kubernetes_cluster" "this" {\n  name                = "prod"\n  location            = "westeurope"\n  resource_group_name = "rg"\n  dns_prefix          = "prod"\n  identity {\n    type = "SystemAssigned"\n  }\n%s}\n'
PROFILE = '  network_profile {\n    network_plugin = "azure"\n%s  }\n'
OVERLAY = '    network_plugin_mode = "overlay"\n'
SUBNET = 'resource "azurerm_subnet" "nodes" {\n  name                 = "nodes"\n  resource_group_name  = "rg"\n  virtual_network_name = %s\n  address_prefixes     = %s\n}\n'
VNET = 'resource "azurerm_virtual_network" "this" {\n  name                = "net"\n  location            = "westeurope"\n  resource_group_name = "rg"\n  address_space       = %s\n}\n'
IN_SUBNET = "    vnet_subnet_id = azurerm_subnet.nodes.id\n"
THIS_VNET = "azurerm_virtual_network.this.name"


def terraform(profile: str = OVERLAY, pool: str = "", rest: str = "") -> str:
    """A cluster of azurerm 4.81."""
    return VERSION + CLUSTER % (POOL % pool + PROFILE % profile) + rest


def found(aksnet: Any, files: dict[str, str], *words: str) -> list[tuple[str, str, int, str]]:
    """What is found in files: severity, id, line and message."""
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    document = json.loads(aksnet("check", ".", "--format", "json", "--today", "2026-11-30", *words).out)
    return [(one["severity"], one["id"], one["line"], one["message"]) for one in document["findings"]]


LEFT_ALONE: list[Any] = [
    pytest.param(terraform(), id="an overlay cluster"),
    pytest.param(terraform(OVERLAY + '    network_data_plane = "cilium"\n    network_policy = "cilium"\n'), id="Cilium on overlay"),
    pytest.param(terraform('    network_data_plane = "cilium"\n    network_policy = "cilium"\n'), id="Cilium on the node subnet"),
    pytest.param(terraform(OVERLAY, IN_SUBNET, SUBNET % (THIS_VNET, '["10.1.0.0/24"]') + VNET % "var.space" + 'variable "space" {}\n'), id="a subnet in a VNet whose ranges are not known"),
    pytest.param(terraform(OVERLAY, IN_SUBNET, SUBNET % (THIS_VNET, '["10.9.0.0/24"]') + VNET % '["10.1.0.0/16", var.more]' + 'variable "more" {}\n'), id="a subnet in a VNet of which one range is not known"),
    pytest.param(terraform(OVERLAY, IN_SUBNET, SUBNET % ('"elsewhere"', '["10.1.0.0/24"]')), id="a subnet of a VNet that is declared elsewhere"),
    pytest.param(terraform(OVERLAY, IN_SUBNET, SUBNET % (THIS_VNET, "var.prefixes") + VNET % '["10.1.0.0/16"]' + 'variable "prefixes" {}\n'), id="a subnet whose range is not known"),
    pytest.param(terraform("    network_plugin_mode = var.mode\n    pod_cidr = \"10.244.0.0/16\"\n", rest='variable "mode" {}\n'), id="a pod CIDR beside a mode that is not known"),
    pytest.param(terraform(OVERLAY + '    dynamic "load_balancer_profile" {\n      for_each = var.own\n      content {\n        outbound_ip_address_ids = load_balancer_profile.value\n      }\n    }\n    outbound_type = var.type\n', rest='variable "own" {}\nvariable "type" {}\n'), id="a dynamic block"),
    pytest.param(terraform(OVERLAY, IN_SUBNET, SUBNET % (THIS_VNET, '["10.1.0.0/24"]') + VNET % '["10.1.0.0/16"]' + 'resource "azurerm_route" "r" {\n  name = "r"\n  resource_group_name = "rg"\n  route_table_name = "t"\n  address_prefix = "10.0.0.0/16"\n  next_hop_type = "VirtualAppliance"\n  next_hop_in_ip_address = "10.1.0.4"\n}\n'), id="a route over the service CIDR"),
    pytest.param(terraform(OVERLAY, IN_SUBNET, SUBNET % (THIS_VNET, '["10.1.0.0/24"]') + VNET % '["10.1.0.0/16"]' + 'resource "azurerm_virtual_network" "hub" {\n  name = "hub"\n  resource_group_name = "rg"\n  location = "westeurope"\n  address_space = ["10.244.0.0/16"]\n  subnet {\n    name = "a"\n    address_prefixes = ["10.244.1.0/24"]\n  }\n}\n'), id="another VNet that nothing joins to the cluster's"),
    pytest.param(terraform(OVERLAY, IN_SUBNET, SUBNET % (THIS_VNET, '["10.1.0.0/24"]') + VNET % '["10.1.0.0/16"]' + 'resource "azurerm_virtual_network" "hub" {\n  count = var.hub ? 1 : 0\n  name = "hub"\n  address_space = ["10.0.0.0/16"]\n}\nvariable "hub" {}\nresource "azurerm_virtual_network_peering" "p" {\n  count = var.hub ? 1 : 0\n  name = "p"\n  virtual_network_name = azurerm_virtual_network.this.name\n  remote_virtual_network_id = azurerm_virtual_network.hub[0].id\n}\n'), id="a peering that may not be there"),
    pytest.param(VERSION + 'resource "azurerm_kubernetes_cluster_node_pool" "user" {\n  name = "user"\n  kubernetes_cluster_id = var.cluster\n  vm_size = "Standard_D4s_v5"\n  node_count = 3\n  vnet_subnet_id = var.subnet\n  max_pods = 110\n  temporary_name_for_rotation = "usertmp"\n}\nvariable "cluster" {}\nvariable "subnet" {}\n', id="a pool whose cluster is declared elsewhere"),
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_valid_terraform_is_left_alone(aksnet: Any, text: str) -> None:
    assert [one for one in found(aksnet, {"main.tf": text}) if one[0] != "info"] == []


HUB = 'resource "azurerm_virtual_network" "hub" {\n  name = "hub"\n  resource_group_name = "rg"\n  location = "westeurope"\n  address_space = %s\n  subnet {\n    name = "a"\n    address_prefixes = ["10.0.1.0/24"]\n  }\n}\n'
PEERING = 'resource "azurerm_virtual_network_peering" "p" {\n  name = "p"\n  resource_group_name = "rg"\n  virtual_network_name = azurerm_virtual_network.%s.name\n  remote_virtual_network_id = azurerm_virtual_network.%s.id\n}\n'
PEERED = terraform(OVERLAY, IN_SUBNET, SUBNET % (THIS_VNET, '["10.1.0.0/24"]') + VNET % '["10.1.0.0/16"]')
FOUND: list[Any] = [
    pytest.param(PEERED + HUB % '["10.0.0.0/16"]' + PEERING % ("this", "hub"), [("error", "AKN106", 42)], id="the service CIDR in a peered VNet, which is not said to be the cluster's own"),
    pytest.param(PEERED + HUB % '["10.0.0.0/16"]' + PEERING % ("hub", "this"), [("error", "AKN106", 42)], id="a peering that the other side declares"),
    pytest.param(terraform(OVERLAY + '    pod_cidr = "10.0.0.0/15"\n'), [("error", "AKN102", 23)], id="a pod CIDR over the service CIDR"),
    pytest.param(terraform(OVERLAY, IN_SUBNET, SUBNET % (THIS_VNET, '["10.9.0.0/24"]') + VNET % '["10.1.0.0/16"]'), [("error", "AKN108", 30)], id="a subnet outside its VNet"),
    pytest.param(VERSION + 'resource "azurerm_kubernetes_cluster_node_pool" "user" {\n  name = "user"\n  kubernetes_cluster_id = var.cluster\n  vm_size = "Standard_D4s_v5"\n  node_count = 3\n  vnet_subnet_id = var.subnet\n  max_pods = 5\n}\nvariable "cluster" {}\nvariable "subnet" {}\n', [("error", "AKN301", 12)], id="a pool whose cluster is declared elsewhere"),
    pytest.param(terraform(OVERLAY) + 'resource "azurerm_subnet" "x" {\n  name = "x\n}\n', [("error", "AKN603", 26)], id="a text without its end"),
    pytest.param(terraform(OVERLAY, "    max_pods = 5\n") + 'resource "azurerm_subnet" "x" {\n  name = "x\n}\n', [("error", "AKN301", 19), ("error", "AKN603", 27)], id="what stands in the rest of such a file"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_is_wrong_in_terraform_is_found_in_its_line(aksnet: Any, text: str, expected: list[Any]) -> None:
    assert [one[:3] for one in found(aksnet, {"main.tf": text}) if one[0] != "info"] == expected


def test_a_value_that_came_through_a_variable_says_so(aksnet: Any) -> None:
    text = terraform(OVERLAY + "    pod_cidr = var.pods\n", rest='variable "pods" {\n  default = "10.0.0.0/15"\n}\n')
    Path("main.tf").write_text(text, encoding="utf-8")
    (finding,) = json.loads(aksnet("check", ".", "--select", "AKN102", "--format", "json").out)["findings"]
    assert finding["via"] == "default of var.pods"
    assert "overlaps the service CIDR 10.0.0.0/16 (the default) (default of var.pods)\n" in aksnet("check", ".").out


def test_messages_about_terraform_have_its_names(aksnet: Any) -> None:
    text = terraform(OVERLAY + '    network_data_plane = "cilium"\n')
    done = found(aksnet, {"main.tf": text}, "--select", "AKN221")
    assert [one[3] for one in done] == ["network_data_plane cilium stands without network_policy cilium"]


def test_a_broken_file_fails_and_an_empty_folder_does_not(aksnet: Any) -> None:
    assert aksnet("check", ".").code == 0
    Path("main.tf").write_text("resource {", encoding="utf-8")
    assert aksnet("check", "main.tf").code == 1


def test_the_summary_says_what_was_read(aksnet: Any) -> None:
    Path("main.tf").write_text(
        terraform("    network_plugin_mode = var.mode\n", rest='variable "mode" {}\n'), encoding="utf-8"
    )
    Path("other.tf").write_text("locals {", encoding="utf-8")
    done = aksnet("check", ".")
    assert "(1 cluster in 2 files; 1 value not known: rules on them are silent; 1 file not read as a whole)" in done.out
    summary = json.loads(aksnet("check", ".", "--format", "json").out)["summary"]
    assert (summary["files"], summary["clusters"], summary["unknown"], summary["unread"]) == (2, 1, 1, 1)
    assert summary["known"] > 10


def test_standard_input_stands_for_a_file(aksnet: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text(terraform(OVERLAY + '    pod_cidr = "10.0.0.0/15"\n'), encoding="utf-8")
    with text.open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        done = aksnet("check", "-", "--stdin-filename", "main.tf")
    assert "main.tf:23:5: error AKN102" in done.out


def test_a_broken_spec_of_a_folder_is_told_where_its_name_says_what_it_is(aksnet: Any) -> None:
    for name in ("aksnet.yaml", "other.yaml"):
        Path(name).write_text("network: {plugin: flannel}\n", encoding="utf-8")
    done = aksnet("check", ".")
    assert done.code == 2
    assert "aksnet.yaml:1:19: error: network.plugin: 'flannel' is no" in done.err
    assert "other.yaml" not in done.err


def test_what_a_module_decides_is_not_said_to_be_given(aksnet: Any) -> None:
    module = "br/public:avm/res/container-service/managed-cluster:0.9.0"
    Path("main.bicep").write_text(f"module aks '{module}' = {{\n  params: {{ name: 'x' }}\n}}\n", encoding="utf-8")
    document = json.loads(aksnet("check", ".", "--format", "json", "--today", "2026-11-30").out)
    assert ("AKN831", None) in [(one["id"], one["via"]) for one in document["findings"]]

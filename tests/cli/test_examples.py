"""Every example in help works, in a directory that has what it names."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from aksnet.cli.catalogue import COMMANDS
from aksnet.cli.examples import EXAMPLES
from calling import Call

CLUSTER = """\
name: prod
location: westeurope
resource_group: rg
network: {plugin: overlay, pod_cidr: 10.64.0.0/14, service_cidr: 172.16.0.0/16}
vnet:
  address_space: [10.0.0.0/16]
  subnets: {nodes: {prefix: 10.0.0.0/22}}
pools: [{name: system, mode: System, vm_size: Standard_D4s_v5, count: 3, subnet: nodes}]
"""
OLD = "name: prod\nnetwork: {plugin: kubenet, pod_cidr: 10.64.0.0/14, service_cidr: 172.16.0.0/16}\npools: [{name: system, mode: System, count: 3}]\n"
TERRAFORM = """\
resource "azurerm_kubernetes_cluster" "a" {
  name                = "a"
  location            = "westeurope"
  resource_group_name = "rg"
  dns_prefix          = "a"
  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }
  identity {
    type = "SystemAssigned"
  }
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = "10.64.0.0/14"
  }
}
"""
FILES = {
    "aksnet.yaml": f"{CLUSTER}outputs: [{{path: network.tf}}]\n",
    "fleet.yaml": "clusters:\n  prod: {network: {plugin: overlay}}\n  test: {network: {plugin: cilium}}\n",
    "old.yaml": OLD,
    "new.yaml": OLD.replace("kubenet", "overlay"),
    "open.yaml": CLUSTER.replace(", pod_cidr: 10.64.0.0/14, service_cidr: 172.16.0.0/16", "").replace("{prefix: 10.0.0.0/22}", "{}").replace("  address_space: [10.0.0.0/16]\n", ""),
    "infra/main.tf": TERRAFORM,
    "network.tf": "# aksnet:begin prod/network-profile\n# aksnet:end\n",
    "plan.json": json.dumps({"format_version": "1.2", "terraform_version": "1.14.0", "planned_values": {}, "resource_changes": [], "configuration": {}}),
}  # fmt: skip
# What goes on: an example may tell that something differs, as it is there to do.
CODES = {"aksnet sync --check": 1, "aksnet sync --diff": 1}
ROWS = [(name, one) for name, some in EXAMPLES.items() for one in some]


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("name", "example"), ROWS, ids=[one.call for _, one in ROWS])
def test_example_works(name: str, example: object, prepared: Path, aksnet: Call) -> None:
    call = str(getattr(example, "call"))  # noqa: B009
    words = shlex.split(call.removeprefix('eval "$(').removesuffix(')"').partition(" | ")[0].partition(" > ")[0])
    more = ["--today", "2026-11-24"] if name in ("gen", "check", "migrate") else []
    if name in ("init", "import"):  # they make the spec, and nobody is there to answer
        (prepared / "aksnet.yaml").unlink()
        more = ["--yes"] if call == "aksnet init" else []
    done = aksnet(*words[1:], *more)
    assert done.code == CODES.get(call, 0), done.err
    assert "error" not in done.err


def test_every_command_has_examples() -> None:
    assert set(EXAMPLES) == set(COMMANDS)

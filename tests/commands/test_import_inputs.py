"""`aksnet import` of what has no cluster, or is no input at all: one clear word, with what was read."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from calling import Call
from terraform_outputs import change, cluster, plan

NETWORK = """resource "azurerm_virtual_network" "this" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}
"""
POOL = """resource "azurerm_kubernetes_cluster_node_pool" "user" {
  name                  = "user"
  kubernetes_cluster_id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/a"
}
"""
MODULE = """module "aks" {
  source = "git::https://example.com/aks.git"
}
"""
BICEP_MODULE = """module aks 'br/public:avm/ptn/azd/aks:0.2.0' = {
  name: 'aks'
  params: {
    name: 'aks'
  }
}
"""
CLUSTER = """resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"

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
    pod_cidr            = "10.244.0.0/16"
    service_cidr        = "10.0.0.0/16"
    dns_service_ip      = "10.0.0.10"
  }
}
"""
SPEC = "name: prod\nnetwork: {plugin: overlay, pod_cidr: 10.244.0.0/16}\n"
THIS = "azurerm_kubernetes_cluster.this"
ASK = "az aks show -o json | aksnet import -"
NAME = f"name what has the cluster, as aksnet show prints it, or ask Azure: {ASK}"


def write(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "words", "error"),
    [
        pytest.param(
            {},
            [],
            f"error: there is nothing to import\n  hint: name files or folders: aksnet import ., or {ASK}\n",
            id="nothing is named",
        ),
        pytest.param(
            {},
            ["."],
            f"error: there is no cluster in .: no file in it has anything of AKS\n  hint: {NAME}\n",
            id="an empty folder",
        ),
        pytest.param({}, ["a.tf"], "a.tf: error: there is no such file or folder\n", id="a file that is not there"),
        pytest.param(
            {"main.tf": NETWORK},
            ["main.tf"],
            f"error: there is no cluster in main.tf: all that was found is 1 network\n  hint: {NAME}\n",
            id="a network",
        ),
        pytest.param(
            {"a/main.tf": NETWORK, "b/main.tf": NETWORK},
            ["a", "b"],
            f"error: there is no cluster in a, b: all that was found is 2 networks\n  hint: {NAME}\n",
            id="networks",
        ),
        pytest.param(
            {"main.tf": NETWORK + POOL},
            ["."],
            "error: there is no cluster in .: all that was found is 1 network, 1 pool of a cluster that is declared "
            f"elsewhere\n  hint: name the file or folder that has the cluster, or ask Azure: {ASK}\n",
            id="a pool of a cluster that is declared elsewhere",
        ),
        pytest.param(
            {"main.tf": MODULE},
            ["main.tf"],
            "main.tf:1:1: note: module.aks (git::https://example.com/aks.git) is not in this repository: what it "
            "declares is not known\n"
            "error: there is no cluster in main.tf: all that was found is 1 module that is not here\n  hint: what such a module "
            "makes stands in a plan: terraform show -json tfplan > plan.json, then aksnet import plan.json\n",
            id="a module that is not here",
        ),
        pytest.param(
            {"infra/main.bicep": BICEP_MODULE},
            ["infra/main.bicep"],
            "infra/main.bicep:1:1: note: the module aks (br/public:avm/ptn/azd/aks:0.2.0) is not in this repository: what "
            "it declares is not known\n"
            "error: there is no cluster in infra/main.bicep: what was read is infra/main.bicep\n"
            f"  hint: {NAME}\n",
            id="a module of Bicep that is not here",
        ),
        pytest.param(
            {"README.md": "# a title\n"},
            ["README.md"],
            "README.md: error: neither its name nor how it begins says what this is\n"
            "  hint: give it on standard input with a name: - --stdin-filename main.tf\n"
            "error: there is no cluster in what could be read of README.md\n",
            id="a file of words",
        ),
        pytest.param(
            {"plan.json": json.dumps(plan(change(THIS, cluster(), None)))},
            ["plan.json"],
            f"error: there is no cluster in plan.json afterwards: this plan destroys {THIS}\n"
            "  hint: import the state: terraform show -json > state.json, aksnet import state.json\n",
            id="a plan that destroys it",
        ),
        pytest.param(
            {"aksnet.yaml": SPEC},
            ["aksnet.yaml"],
            "aksnet.yaml: error: this is a spec already, and stays as it is: aksnet import is for what no spec describes "
            "yet\n  hint: aksnet check judges it, and aksnet gen writes Terraform, Bicep, ARM or az from it\n",
            id="a spec",
        ),
        pytest.param(
            {"main.tf": CLUSTER.rstrip().removesuffix("}")},
            ["."],
            'main.tf:1:1: error: this block is not closed\n  hint: a "}" is missing\n'
            "main.tf:1:1: error: the cluster azurerm_kubernetes_cluster.this begins here, and could not be read as a whole\n"
            "  hint: mend the file, then import it once more\n"
            "error: there is no cluster in what could be read of .\n",
            id="half a file",
        ),
        pytest.param(
            {"a.json": '{"a": 1}'},
            ["a.json"],
            "a.json: error: this is nothing that aksnet knows\n  hint: aksnet reads Terraform, Bicep, ARM templates, "
            "terraform show -json, bicep snapshot and az aks show\n"
            "error: there is no cluster in what could be read of a.json\n",
            id="another document",
        ),
        pytest.param(
            {"main.tf": CLUSTER},
            ["main.tf", "--stdin-filename", "a.tf"],
            "--stdin-filename: error: standard input is not among the paths\n  hint: add -\n",
            id="a name for standard input that is not read",
        ),
        pytest.param(
            {"main.tf": CLUSTER},
            ["main.tf", "--parameters", "a.json"],
            "--parameters: error: there is no template to give these values to\n  hint: leave it out\n",
            id="values that are for nothing",
        ),
        pytest.param(
            {"main.tf": CLUSTER},
            ["main.tf", "-o", "spec.json"],
            "spec.json: error: a spec is imported as YAML\n"
            "  hint: comments say where values come from, and YAML has them: name it aksnet.yaml\n",
            id="an output in JSON",
        ),
        pytest.param(
            {"main.tf": CLUSTER},
            ["main.tf", "-o", " "],
            "--output: error: the output has no name\n  hint: is a variable not set?\n",
            id="an output without a name",
        ),
        pytest.param(
            {"main.tf": CLUSTER, "infra/a.tf": ""},
            ["main.tf", "-o", "infra"],
            "infra: error: this is a directory\n  hint: name the file in it: infra/aksnet.yaml\n",
            id="an output that is a directory",
        ),
    ],
)
def test_what_cannot_be_imported_is_said(aksnet: Call, files: dict[str, str], words: list[str], error: str) -> None:
    write(files)
    done = aksnet("import", *words)
    assert (done.code, done.out, done.err) == (2, "", error)


@pytest.mark.parametrize("text", ["garbage", "- 1\n- 2\n"])
def test_a_text_that_is_nothing_is_no_spec(aksnet: Call, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    done = aksnet("import", "-")
    assert (done.code, done.out, done.err) == (
        2,
        "",
        "<stdin>: error: neither its name nor how it begins says what this is\n  hint: say it with --stdin-filename main.tf\n"
        "error: there is no cluster in what could be read of standard input\n",
    )


def test_an_empty_input_is_not_told_how_a_spec_begins(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    done = aksnet("import", "-")
    hint = f"name files or folders: aksnet import ., or {ASK}"
    assert (done.code, done.out, done.err) == (2, "", f"error: standard input is empty\n  hint: {hint}\n")


def test_a_schema_and_a_spec_that_is_not_filled_in_are_no_part_of_it(aksnet: Call) -> None:
    write({"main.tf": CLUSTER})
    assert aksnet("import", ".", "-o", "aksnet.yaml").code == 0
    text = Path("aksnet.yaml").read_text(encoding="utf-8")
    write({"aksnet.yaml": text.replace("10.244.0.0/16", "<fill in pod_cidr>")})
    done = aksnet("import", ".")
    assert done.code == 0
    assert done.err.splitlines() == [
        "aksnet.yaml: note: this is a spec already, and stays as it is: aksnet import is for what no spec describes yet",
        "imported prod from main.tf; verified: it means the same",
    ]


def test_a_binary_plan_is_to_be_shown_as_json(aksnet: Call) -> None:
    Path("tfplan").write_bytes(b"PK\x03\x04\x14\x00\x00\x00")
    done = aksnet("import", "tfplan")
    assert (done.code, done.out) == (2, "")
    assert "terraform show -json" in done.err

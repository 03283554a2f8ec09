"""`aksnet show` as a person calls it: what it prints, what it says of bad input, and its exit codes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from calling import Call
from places import ROOT

SCHEMA = json.loads((ROOT / "docs" / "show.schema.json").read_text(encoding="utf-8"))
AKS = """\
variable "plugin" {
  default = "azure"
}

resource "azurerm_kubernetes_cluster" "this" {
  name       = "shop"
  dns_prefix = "shop"
  location   = "westeurope"

  default_node_pool {
    name           = "system"
    node_count     = 3
    vnet_subnet_id = azurerm_subnet.nodes.id
    max_pods       = var.max_pods
  }

  network_profile {
    network_plugin      = var.plugin
    network_plugin_mode = "overlay"
  }
}

resource "azurerm_virtual_network" "this" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  virtual_network_name = azurerm_virtual_network.this.name
  address_prefixes     = ["10.0.0.0/24"]
}

variable "max_pods" {
  type = number
}
"""
TEXT = """\
cluster azurerm_kubernetes_cluster.this (infra/aks.tf:5:1)
  provider azurerm: no version stated, the newest is assumed
  name                              shop        infra/aks.tf:6
  dnsPrefix                         shop        infra/aks.tf:7
  location                          westeurope  infra/aks.tf:8
  networkProfile.networkPlugin      azure       infra/aks.tf:18  default of var.plugin
  networkProfile.networkPluginMode  overlay     infra/aks.tf:19
  pool azurerm_kubernetes_cluster.this.default_node_pool (infra/aks.tf:10:3)
    name          system                             infra/aks.tf:11
    count         3                                  infra/aks.tf:12
    vnetSubnetID  azurerm_subnet.nodes.id            infra/aks.tf:13
    maxPods       unknown: var.max_pods has no value  infra/aks.tf:14

virtual network azurerm_virtual_network.this (infra/aks.tf:23:1)
  name                          vnet         infra/aks.tf:24
  addressSpace.addressPrefixes  10.0.0.0/16  infra/aks.tf:25
  subnet azurerm_subnet.nodes (infra/aks.tf:28:1)
    name             nodes        infra/aks.tf:29
    addressPrefixes  10.0.0.0/24  infra/aks.tf:31
"""


def _write(**files: str) -> None:
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_DOT_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _put(files: dict[str, str]) -> None:
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


INFRA = {"infra/aks.tf": AKS}


def _json(call: Call, *words: str, code: int = 0) -> dict[str, Any]:
    done = call("show", *words, "--format", "json")
    assert done.code == code, done.err
    made: dict[str, Any] = json.loads(done.out)
    jsonschema.validate(made, SCHEMA)
    return made


def test_a_table_says_each_value_and_where_it_comes_from(aksnet: Call) -> None:
    _put(INFRA)
    done = aksnet("show", "infra")
    shown = [line.split() for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert shown == [line.split() for line in TEXT.splitlines()]


def test_one_file_is_read_with_the_other_files_of_its_folder(aksnet: Call) -> None:
    """As pre-commit hands over what has changed."""
    _put({**INFRA, "infra/terraform.tfvars": "max_pods = 50\n"})
    assert aksnet("show", "infra/aks.tf").out == aksnet("show", "infra").out
    pool = _json(aksnet, "infra/aks.tf")["clusters"][0]["pools"][0]
    assert pool["maxPods"] == {
        "value": 50,
        "origin": "variable",
        "via": "var.max_pods",
        "file": "infra/aks.tf",
        "line": 14,
        "column": 5,
    }


def test_as_json_every_value_has_its_origin_and_place(aksnet: Call) -> None:
    _put(INFRA)
    made = _json(aksnet, "infra")
    (cluster,) = made["clusters"]
    assert (cluster["address"], cluster["file"], cluster["line"]) == (
        "azurerm_kubernetes_cluster.this",
        "infra/aks.tf",
        5,
    )
    assert cluster["provider"] == {"name": "azurerm", "version": None, "assumed": True}
    assert cluster["networkProfile"]["networkPlugin"] == {
        "value": "azure",
        "origin": "default",
        "via": "var.plugin",
        "file": "infra/aks.tf",
        "line": 18,
        "column": 5,
    }
    (pool,) = cluster["pools"]
    assert pool["vnetSubnetID"]["ref"] == "azurerm_subnet.nodes.id"
    assert pool["maxPods"]["unknown"] == "var.max_pods has no value"
    (network,) = made["virtualNetworks"]
    assert [one["address"] for one in network["subnets"]] == ["azurerm_subnet.nodes"]


def test_resolved_adds_what_provider_and_service_fill_in_and_marks_it(aksnet: Call) -> None:
    _put(INFRA)
    profile = _json(aksnet, "infra", "--resolved")["clusters"][0]["networkProfile"]
    assert profile["outboundType"] == {"value": "loadBalancer", "origin": "provider"}
    assert profile["podCidr"] == {"value": "10.244.0.0/16", "origin": "implied"}
    assert "outboundType" not in _json(aksnet, "infra")["clusters"][0]["networkProfile"]


def test_a_folder_that_another_calls_is_shown_once_through_its_caller(aksnet: Call) -> None:
    module = 'variable "cidr" {}\n' + AKS.replace('network_plugin_mode = "overlay"', "pod_cidr = var.cidr")
    _put(
        {
            "main.tf": 'module "aks" {\n  source = "./modules/aks"\n  cidr   = "10.1.0.0/16"\n}\n',
            "modules/aks/main.tf": module,
        }
    )
    (cluster,) = _json(aksnet, ".")["clusters"]
    assert cluster["address"] == "module.aks.azurerm_kubernetes_cluster.this"
    assert cluster["networkProfile"]["podCidr"]["origin"] == "module"


def test_named_files_of_values_come_last(aksnet: Call) -> None:
    _put({**INFRA, "infra/terraform.tfvars": "max_pods = 50\n", "env/prod.tfvars": "max_pods = 70\n"})
    pool = _json(aksnet, "infra", "--var-file", "env/prod.tfvars")["clusters"][0]["pools"][0]
    assert pool["maxPods"]["value"] == 70


def _standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_stands_for_the_file_that_an_editor_has_open(
    aksnet: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put({**INFRA, "infra/terraform.tfvars": "max_pods = 50\n"})
    _standard_input(monkeypatch, AKS.replace('"overlay"', "null").encode())
    (cluster,) = _json(aksnet, "-", "--stdin-filename", "infra/aks.tf")["clusters"]
    assert "networkPluginMode" not in cluster["networkProfile"]
    assert cluster["pools"][0]["maxPods"]["value"] == 50


def test_standard_input_without_a_name_is_known_by_what_is_in_it(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {
        "id": "/subscriptions/s/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/shop",
        "name": "shop",
        "type": "Microsoft.ContainerService/ManagedClusters",
        "networkProfile": {"networkPlugin": "azure"},
        "agentPoolProfiles": [{"name": "system", "vnetSubnetId": None, "maxPods": 110}],
    }
    _standard_input(monkeypatch, json.dumps(answer).encode())
    (cluster,) = _json(aksnet, "-")["clusters"]
    assert (cluster["language"], cluster["name"]["value"]) == ("az", "shop")
    _standard_input(monkeypatch, b"name: shop\nnetwork: {plugin: overlay}\n")
    assert _json(aksnet, "-")["clusters"][0]["language"] == "aksnet"


BROKEN = AKS.replace('network_plugin_mode = "overlay"', 'network_plugin_mode = "overlay').replace("this", "broken")


def test_a_file_that_cannot_be_read_is_told_and_does_not_hide_the_others(aksnet: Call) -> None:
    _put({"a.tf": BROKEN, "b.tf": AKS.replace("this", "whole").replace('variable "plugin"', 'variable "other"')})
    made = _json(aksnet, ".", code=1)
    assert [one["address"] for one in made["clusters"]] == ["azurerm_kubernetes_cluster.whole"]
    assert next((one["file"], one["line"]) for one in made["unread"]) == ("a.tf", 19)
    done = aksnet("show", ".")
    assert done.code == 1
    assert done.err.startswith("a.tf:19:")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param((), "error: there is nothing to show", id="nothing"),
        pytest.param(("nowhere",), "nowhere: error: there is no such file or folder", id="a path that does not exist"),
        pytest.param((".", "--stdin-filename", "a.tf"), "--stdin-filename: error: standard input is not among the paths", id="a name for standard input that is not read"),
        pytest.param(("infra", "--var-file", "none.tfvars"), "none.tfvars: error: there is no such file", id="a file of values that does not exist"),
        pytest.param(("spec.yaml", "--var-file", "spec.yaml"), "--var-file: error: there is no Terraform to give these values to", id="values for a spec"),
        pytest.param(("infra", "--format", "yaml"), "--format: error: 'yaml' is none of text, json", id="a format that is none"),
        pytest.param(("main.parameters.json",), "main.parameters.json: error: these are parameters, and not the template they are for", id="parameters alone"),
        pytest.param(("spec.yaml", "--parameters", "spec.yaml"), "error:", id="parameters that are none"),
    ],
)  # fmt: skip
def test_a_call_that_makes_no_sense_is_refused(aksnet: Call, words: tuple[str, ...], message: str) -> None:
    _put(
        {
            **INFRA,
            "spec.yaml": "name: a\nnetwork: {plugin: overlay}\n",
            "main.parameters.json": '{"parameters": {"a": {"value": 1}}, "contentVersion": "1.0.0.0", "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"}',
        }
    )
    done = aksnet("show", *words)
    if "parameters that are none" not in words and words != ("spec.yaml", "--parameters", "spec.yaml"):
        assert (done.code, done.out) == (2, "")
        assert message in done.err


def test_a_folder_without_clusters_says_so(aksnet: Call) -> None:
    _put({"main.tf": 'resource "azurerm_resource_group" "rg" {\n  name = "rg"\n}\n'})
    done = aksnet("show", ".")
    assert (done.code, done.out, done.err) == (0, "", "no clusters and no networks found\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("<<<<<<< HEAD\n" + AKS + ">>>>>>> theirs\n", "a.tf:1:", id="conflict markers"),
        pytest.param(AKS.replace('  name       = "shop"', '\u00a0 name = "shop"'), "a.tf:6:1", id="a no-break space"),
        pytest.param(AKS.replace('"westeurope"', '"westeurope"\n  location = "northeurope"'), "a.tf:9:3", id="an argument twice"),
        pytest.param(AKS.replace('default = "azure"\n', 'default = "azure" type = string\n'), "a.tf:2:", id="two arguments in one line"),
        pytest.param(AKS.replace('{\n  default = "azure"\n}', '{ default = "azure", type = string }'), "a.tf:1:", id="a block in one line with two arguments"),
        pytest.param(AKS.replace('"shop"\n', "{{ name }}\n", 1), "a.tf:6:", id="a placeholder of a template engine"),
        pytest.param(AKS.replace('"overlay"\n', '"overlay\n'), "a.tf:19:", id="a text that does not end"),
        pytest.param(AKS[:-2], "a.tf:", id="a block that does not end"),
    ],
)  # fmt: skip
def test_bad_text_is_told_with_its_place(aksnet: Call, text: str, place: str) -> None:
    _put({"a.tf": text})
    done = aksnet("show", "a.tf")
    assert done.code == 1
    assert done.err.splitlines()[0].startswith(place)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(lambda text: text.replace('"shop"', "<<-EOT\n    shop\n  EOT", 1).replace("\n  EOT\n", "\n  EOT\n"), id="a heredoc"),
        pytest.param(lambda text: text + "".join(f"# {line}\n" for line in text.splitlines()), id="the same again in comments"),
    ],
)  # fmt: skip
def test_unusual_text_is_read_like_any_other(aksnet: Call, change: Any) -> None:
    _put({"a.tf": AKS})
    plain = _json(aksnet, "a.tf")["clusters"][0]["networkProfile"]
    Path("a.tf").write_bytes(change(AKS).encode())
    changed = _json(aksnet, "a.tf")["clusters"][0]["networkProfile"]
    assert {key: value["value"] for key, value in changed.items()} == {
        key: value["value"] for key, value in plain.items()
    }


def test_a_file_of_comments_has_no_clusters(aksnet: Call) -> None:
    _put({"a.tf": "".join(f"# {line}\n" for line in AKS.splitlines())})
    assert aksnet("show", "a.tf").err == "no clusters and no networks found\n"


def test_a_binary_file_with_the_name_of_a_configuration_is_told(aksnet: Call) -> None:
    Path("a.tf").write_bytes(b"\x7fELF\0azurerm_kubernetes_cluster\0")
    done = aksnet("show", "a.tf")
    assert (done.code, done.err) == (1, "a.tf: error: this is a binary file\n")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        pytest.param("sum([for x in range(1000) : sum([for y in range(1000) : sum([for z in range(1000) : z])])])", "steps to evaluate", id="loops in loops"),
        pytest.param("length(flatten([for x in range(1000) : [for y in range(1000) : y]]))", "more than 100,000 parts", id="a list of a million"),
        pytest.param("range(1000000)[5]", "more than 1024 numbers", id="a range that Terraform refuses too"),
        pytest.param("local.a", "it depends on itself", id="a value that needs itself"),
    ],
)  # fmt: skip
def test_what_would_take_forever_ends_at_a_limit_and_says_so(aksnet: Call, value: str, reason: str) -> None:
    _put({"a.tf": AKS.replace("= 3\n", f"= {value}\n") + "locals {\n  a = local.b\n  b = local.a\n}\n"})
    count = _json(aksnet, "a.tf")["clusters"][0]["pools"][0]["count"]
    assert reason in count["unknown"]


def test_a_module_that_calls_itself_is_told(aksnet: Call) -> None:
    _put({"a.tf": AKS + 'module "me" {\n  source = "./."\n}\n'})
    done = aksnet("show", "a.tf")
    assert done.code == 1
    assert "a.tf:38:3: error: the module ./. calls itself, or what it calls does" in done.err


def test_a_plan_takes_what_show_takes(aksnet: Call) -> None:
    _put({**INFRA, "infra/terraform.tfvars": "max_pods = 50\n"})
    done = aksnet("plan", "infra")
    assert (done.code, done.err) == (0, "")
    assert "node subnet nodes 10.0.0.0/24" in done.out
    done = aksnet("plan", "infra", "--allocate")
    assert (done.code, done.out) == (2, "")
    assert "--allocate: error: this only means something for one spec" in done.err


def test_clusters_of_one_name_in_several_folders_are_planned_apart(aksnet: Call) -> None:
    _put({"dev/aks.tf": AKS, "prod/aks.tf": AKS.replace("/24", "/25")})
    done = aksnet("plan", "dev", "prod", "--format", "json")
    assert done.code == 0, done.err
    assert [one["name"] for one in json.loads(done.out)["clusters"]] == ["shop (dev)", "shop (prod)"]


SMALL = (
    AKS.replace("this", "a")
    .replace("/24", "/28")
    .replace("max_pods       = var.max_pods", "max_pods       = 30")
    .replace('network_plugin_mode = "overlay"', "")
    .replace('"azure"', '"azure"')
)
MODULE = 'variable "name" {}\n' + AKS.replace("max_pods       = var.max_pods", "max_pods       = 30").replace(
    'name       = "shop"', "name       = var.name"
)


@pytest.mark.parametrize(
    ("files", "printed", "told", "code"),
    [
        pytest.param({"a.tf": SMALL.replace("azurerm_virtual_network.a.name", "var.net") + 'variable "net" {}\n'}, "node subnet nodes 10.0.0.0/28", "", 1, id="a subnet of a network that cannot be told is counted"),
        pytest.param({"a.tf": SMALL.replace("azurerm_subnet.nodes.id", "var.subnet") + 'variable "subnet" {}\n'}, "node subnet 'var.subnet has no value' has no range here", "", 0, id="a subnet that cannot be told is said to be needed"),
        pytest.param({"a.tf": SMALL.replace("/28", "/22") + 'resource "azurerm_kubernetes_cluster_node_pool" "p" {\n  kubernetes_cluster_id = var.id\n  name = "p"\n}\nvariable "id" {}\n'}, "node subnet nodes 10.0.0.0/22", "a.tf:37:1: note: the pool azurerm_kubernetes_cluster_node_pool.p is not counted", 0, id="a pool of a cluster that cannot be told is not counted, which is told"),
        pytest.param({"a.tf": 'module "one" {\n  source = "./m"\n  name = "one"\n}\nmodule "two" {\n  source = "./m"\n  name = "two"\n}\n', "m/a.tf": MODULE}, "one               node subnet nodes 10.0.0.0/24", "", 0, id="networks of one name are two"),
        pytest.param({"a.tf": SMALL.replace("/28", "/22").replace('network_plugin      = var.plugin', "network_plugin      = var.unknown") + 'variable "unknown" {}\n'}, "(mode unknown)", "", 0, id="a mode that cannot be told"),
        pytest.param({"a.tf": AKS.replace("var.max_pods", "30").replace('network_plugin_mode = "overlay"', 'network_plugin_mode = "overlay"\n    pod_cidr = "10.244.0.0/16"\n    pod_cidrs = ["10.244.0.0/16"]')}, "pod CIDR 10.244.0.0/16   ", "", 0, id="a range that is written twice is one"),
    ],
)  # fmt: skip
def test_a_plan_says_what_it_cannot_count(
    aksnet: Call, files: dict[str, str], printed: str, told: str, code: int
) -> None:
    _put(files)
    done = aksnet("plan", ".")
    assert " ".join(printed.split()) in " ".join(done.out.split())
    assert told in done.err
    assert done.code == code

"""A text that stands for several clusters or pools: `--fix` changes it where all of them have the finding, or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from calling import Call

QUIET = ("--ignore", "AKN8")
HEAD = """resource "azapi_resource" "b" {{
  for_each  = {each}
  type      = "Microsoft.ContainerService/managedClusters@2025-10-01"
  name      = {name}
  parent_id = "/subscriptions/x/resourceGroups/${{each.key}}"
  location  = "westeurope"
  body = {{
    properties = {{
      networkProfile = {profile}
      agentPoolProfiles = [{{ name = "s", count = 3, vmSize = "Standard_D4s_v5", mode = "System" }}]
    }}
  }}
}}
"""
OVERLAY = 'networkPlugin     = "azure"\n        networkPluginMode = "overlay"\n        networkDataplane  = "cilium"\n'
MERGED = f"merge(each.value, {{\n        {OVERLAY}      }})"
PLUGIN = "{\n        " + OVERLAY.replace('"azure"', "each.value") + "      }"
PLUGINS = '{ a = "azure", b = "none" }'
CHOSEN = f'each.key == "a" ? {{\n        {OVERLAY}      }} : {{ networkPlugin = "none" }}'
EACH = '{ a = { networkPolicy = "calico" }, b = {} }'
POOL = """resource c 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'c'
  location: 'westeurope'
  properties: {
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay' }
    agentPoolProfiles: [for one in ['a', 'b']: {
      name: one
      count: 3
      vmSize: 'Standard_D4s_v5'
      mode: 'system'
    }]
  }
}
"""


def _terraform(profile: str, name: str = "each.key", each: str = EACH) -> str:
    return HEAD.format(profile=profile, name=name, each=each)


def _written(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        pytest.param("main.tf", _terraform(MERGED), "AKN221", id="one of two clusters has it in what is joined"),
        pytest.param("main.tf", _terraform(PLUGIN, each=PLUGINS), "AKN221", id="the other cluster has another value beside it"),
        pytest.param("main.tf", _terraform(PLUGIN, '"same"', PLUGINS), "AKN221", id="the other cluster has another value beside it, and the same name"),
        pytest.param("main.tf", _terraform(MERGED, each="{ b = {} }"), "AKN221", id="what is joined may have more for the next cluster"),
        pytest.param("main.bicep", POOL.replace("mode: 'system'", "mode: 'System'").replace("    networkProfile: {", "    networkProfile: {\n      ...extra\n     ").replace("'overlay' }", "'overlay'\n      networkDataplane: 'cilium'\n    }") + "var extra = { podCidr: '10.244.0.0/16' }\n", "AKN221", id="another object is joined into it"),
    ],
)  # fmt: skip
def test_what_would_change_another_cluster_is_left(aksnet: Call, name: str, text: str, rule: str) -> None:
    path = _written(name, text)
    done = aksnet("check", *QUIET, ".", "--select", rule, "--fix")
    assert (done.err, rule in done.out) == ("nothing to fix\n", True)
    assert "fixable" not in done.out
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "text", "rule", "more", "count"),
    [
        pytest.param("main.tf", _terraform(f"{{\n        {OVERLAY}      }}"), "AKN221", '        networkPolicy     = "cilium"\n', 1, id="two clusters out of one text"),
        pytest.param("main.tf", _terraform(CHOSEN), "AKN221", '        networkPolicy     = "cilium"\n', 1, id="the other cluster takes the other way"),
        pytest.param("main.bicep", POOL, "AKN834", "mode: 'System'", 1, id="two pools out of one text"),
    ],
)  # fmt: skip
def test_what_all_have_is_fixed(aksnet: Call, name: str, text: str, rule: str, more: str, count: int) -> None:
    path = _written(name, text)
    assert more not in text
    done = aksnet("check", ".", "--select", rule, "--fix")
    assert done.out.startswith("nothing found")
    assert path.read_text(encoding="utf-8").count(more) == count


EBPF = """resource "azurerm_kubernetes_cluster" "a" {
  name = var.name
  network_profile {
    network_plugin  = "azure"
    ebpf_data_plane = "cilium"
  }
}
variable "name" {}
"""


def _versions(version: str) -> str:
    return f'terraform {{\n  required_providers {{\n    azurerm = {{\n      source  = "hashicorp/azurerm"\n      version = "{version}"\n    }}\n  }}\n}}\n'  # fmt: skip


@pytest.mark.parametrize(("other", "left"), [("3.100.0", True), ("4.2.0", False)])
@pytest.mark.parametrize("linked", [False, True], ids=["called by two", "linked into two folders"])
def test_a_name_of_a_later_provider_is_written_where_all_have_it(
    aksnet: Call, other: str, left: bool, linked: bool
) -> None:
    path = _written("aks/main.tf", EBPF)
    for folder, version in (("new", "4.1.0"), ("other", other)):
        call = "" if linked else 'module "aks" {\n  source = "../aks"\n  name   = "x"\n}\n'
        _written(f"{folder}/versions.tf", _versions(version) + call)
        if linked:
            Path(folder, "main.tf").symlink_to("../aks/main.tf")
    done = aksnet("check", "new", "other", "--select", "AKN801", "--fix")
    assert ("ebpf_data_plane" in path.read_text(encoding="utf-8")) is left
    assert ("AKN801" in done.out) is left

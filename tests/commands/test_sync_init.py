"""`aksnet sync --init`: markers around what people wrote, only where what aksnet writes there means the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from calling import Call, Done

SPEC = """name: prod
network: {{plugin: overlay, pod_cidr: 10.244.0.0/16{network}}}
outputs: [{{path: {path}{output}}}]
"""
TERRAFORM = """terraform {{
  required_providers {{
    azurerm = {{ source = "hashicorp/azurerm", version = "~> {version}" }}
  }}
}}

resource "azurerm_kubernetes_cluster" "this" {{
  name                = {name}
  location            = "westeurope"
  resource_group_name = "rg"
  dns_prefix          = "prod"

  network_profile {{
{profile}
  }}

  default_node_pool {{
    name    = "system" # stays
    vm_size = "Standard_D4s_v5"
  }}
}}
"""
NEXT = "\n"
OVERLAY = '    network_plugin = "azure"\n    network_plugin_mode = "overlay"'
BYO = '    network_plugin = "none"\n    pod_cidr       = "10.244.0.0/16"'
AZAPI = """resource "azapi_resource" "aks" {{
  type      = "Microsoft.ContainerService/managedClusters@2025-10-01"
  name      = "prod"
  parent_id = "/subscriptions/x/resourceGroups/y"
  body = {around}{{
    properties = {{
      dnsPrefix = "prod"
      "networkProfile" : {{
        networkPlugin     = "azure"
        networkPluginMode = "overlay"
        podCidr           = cidrsubnet("10.244.0.0/14", 2, 0)
      }},
      agentPoolProfiles = []
    }}
  }}{end}
}}
"""
BICEP = """param pods string{default}
var profile = {{ plugin: 'azure' }}

resource aks 'Microsoft.ContainerService/managedClusters@{version}' = {{
  name: 'prod'
  location: 'westeurope'
  properties: {{
    dnsPrefix: 'prod'
    networkProfile: {{
      networkPlugin: profile.plugin
      networkPluginMode: toLower('OVERLAY')
      podCidr: pods
    }}
    agentPoolProfiles: []
  }}
}}
"""


def _tf(version: str = "5.0", profile: str = OVERLAY, name: str = '"prod"') -> str:
    return TERRAFORM.format(version=version, profile=profile, name=name)


def _ignoring(changes: str, profile: str = OVERLAY) -> str:
    entry = f"  lifecycle {{\n    ignore_changes = {changes}\n  }}\n  default_node"
    return _tf(profile=profile).replace("  default_node", entry)


def _bicep(default: str = " = '10.244.0.0/16'", version: str = "2025-01-01") -> str:
    return BICEP.format(default=default, version=version)


def _spec(path: str = "main.tf", output: str = "", network: str = "") -> str:
    return SPEC.format(path=path, output=output, network=network)


def _write(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def _run(aksnet: Call, files: Mapping[str, str], name: str = "main.tf", *words: str) -> Done:
    _write(files)
    return aksnet("sync", "aksnet.yaml", "--init", name, "--today", "2026-11-30", *words)


EQUAL: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "azurerm 5 gets its block back": ("main.tf", _tf(), _spec(), {}),
    "azurerm 4 takes the data plane from its schema": (
        "main.tf",
        _tf("4.20"),
        _spec(output=", provider_version: 4"),
        {},
    ),
    "azurerm 3 has no data plane to write": ("main.tf", _tf("3.100"), _spec(output=", provider_version: 3"), {}),
    "azurerm 3 before it had a data plane of that name": (
        "main.tf",
        _tf("3.90.0", f'{OVERLAY}\n    ebpf_data_plane = "cilium"\n    network_policy = "cilium"'),
        _spec(output=", provider_version: 3.90.0").replace("overlay", "cilium"),
        {},
    ),
    "azurerm 3 never sends a docker bridge": (
        "main.tf",
        _tf("3.100", f'{OVERLAY}\n    docker_bridge_cidr = "172.17.0.1/16"'),
        _spec(output=", provider_version: 3"),
        {},
    ),
    "what the schema has by default may be stated in the file": (
        "main.tf",
        _tf(profile=f'{OVERLAY}\n    load_balancer_sku = "standard"\n    outbound_type = "loadBalancer"'),
        _spec(),
        {},
    ),
    "no policy and none are one thing": ("main.tf", _tf(), _spec(network=", network_policy: none"), {}),
    "a list of one range is that range": (
        "main.tf",
        _tf(profile=f'{OVERLAY}\n    pod_cidrs = ["10.244.0.0/16"]'),
        _spec(),
        {},
    ),
    "a range that a variable's file gives": (
        "main.tf",
        _tf(profile=f"{OVERLAY}\n    pod_cidr = var.pods") + 'variable "pods" {}\n',
        _spec(),
        {"terraform.tfvars": 'pods = "10.244.0.0/16"\n'},
    ),
    "a range that a nested function makes": (
        "main.tf",
        _tf(profile=f'{OVERLAY}\n    pod_cidr = format("%s/%d", cidrhost("10.244.0.0/16", 0), max(8, 16))'),
        _spec(),
        {},
    ),
    "a brace in a text does not end the block": (
        "main.tf",
        _tf(profile=f'{OVERLAY}\n    pod_cidr = replace("}}10.244.0.0/16", "}}", "")'),
        _spec(),
        {},
    ),
    "a module gets its values where it is called": (
        "modules/aks/main.tf",
        _tf(profile=f"{OVERLAY}\n    pod_cidr = var.pods", name="var.name")
        + 'variable "pods" {}\nvariable "name" {}\n',
        _spec("modules/aks/main.tf"),
        {"main.tf": 'module "aks" {\n  source = "./modules/aks"\n  name = "prod"\n  pods = "10.244.0.0/16"\n}\n'},
    ),
    "a name through a variable, which is the only cluster": (
        "main.tf",
        _tf(name="var.name") + 'variable "name" { default = "test" }\n',
        _spec(),
        {},
    ),
    "a name that is not known, of the only cluster": (
        "main.tf",
        _tf(name="var.name") + 'variable "name" {}\n',
        _spec(),
        {},
    ),
    "another name, which the output leads to": (
        "main.tf",
        _tf(name='"aks-prod-weu"'),
        _spec(output=", resource: azurerm_kubernetes_cluster.this"),
        {},
    ),
    "azapi with a body": ("main.tf", AZAPI.format(around="", end=""), _spec(output=", provider: azapi"), {}),
    "azapi with a body in JSON": (
        "main.tf",
        AZAPI.format(around="jsonencode(", end=")"),
        _spec(output=", provider: azapi"),
        {},
    ),
    "Bicep with a default": ("main.bicep", _bicep(), _spec("main.bicep", ", target: bicep"), {}),
    "Bicep with its parameters beside it": (
        "main.bicep",
        _bicep(""),
        _spec("main.bicep", ", target: bicep"),
        {"main.bicepparam": "using 'main.bicep'\nparam pods = '10.244.0.0/16'\n"},
    ),
    "Bicep as a module, with the parameters of what calls it": (
        "modules/aks.bicep",
        _bicep(""),
        _spec("modules/aks.bicep", ", target: bicep"),
        {
            "main.bicep": "param p string\nmodule m 'modules/aks.bicep' = {\n  name: 'm'\n  params: { pods: p }\n}\n",
            "main.bicepparam": "using 'main.bicep'\nparam p = '10.244.0.0/16'\n",
        },
    ),
}


@pytest.mark.parametrize(("name", "text", "spec", "more"), EQUAL.values(), ids=EQUAL)
def test_the_same_gets_markers_and_sync_has_nothing_left_to_do(
    aksnet: Call, name: str, text: str, spec: str, more: dict[str, str]
) -> None:
    done = _run(aksnet, {"aksnet.yaml": spec, name: text, **more}, name)
    assert done.code == 0, done.err
    assert "put markers around the network profile of prod" in done.err
    after = Path(name).read_text(encoding="utf-8")
    before, begin, inside = after.partition("aksnet:begin prod/network-profile sha256=")
    assert begin
    lead = before[: before.rindex("\n") + 1]
    _, _, tail = inside.partition("aksnet:end\n")
    assert text.startswith(lead), "what stands before keeps its bytes"
    assert text.endswith(tail), "what stands behind keeps its bytes"
    assert tail
    assert aksnet("sync", "aksnet.yaml", "--check").code == 0


UNEQUAL: dict[str, tuple[str, str, str, str]] = {
    "another range": (
        "main.tf",
        _tf(profile=f'{OVERLAY}\n    pod_cidr = "10.100.0.0/16"'),
        _spec(),
        "main.tf:16:5: error: pod_cidr is '10.100.0.0/16', and '10.244.0.0/16' in the spec (aksnet.yaml:2:38)",
    ),
    "another range where nobody said one": (
        "main.tf",
        _tf(),
        _spec(network=", service_cidr: 172.16.0.0/16, dns_service_ip: 172.16.0.10"),
        "service_cidr is left out here, which means '10.0.0.0/16', and '172.16.0.0/16' in the spec",
    ),
    "a plugin that is none": (
        "main.tf",
        _tf(profile='    network_plugin = "kubenet"'),
        _spec(),
        "network_plugin is 'kubenet', and 'azure' in the spec",
    ),
    "a setting that the spec does not have": (
        "main.tf",
        _tf(profile=f"{OVERLAY}\n    load_balancer_profile {{\n      managed_outbound_ip_count = 2\n    }}"),
        _spec(),
        "main.tf:17:7: error: load_balancer_profile.managed_outbound_ip_count is 2, and the spec does not say it",
    ),
    "a setting that aksnet does not read": (
        "main.tf",
        _tf(profile=f'{OVERLAY}\n    outbound_ip_address_ids = ["x"]'),
        _spec(),
        "main.tf:16:5: error: outbound_ip_address_ids is 'x', and the spec does not say it",
    ),
    "a variable without a value": (
        "main.tf",
        _tf(profile=f"{OVERLAY}\n    pod_cidr = var.pods") + 'variable "pods" {}\n',
        _spec(),
        "pod_cidr cannot be told, and would become '10.244.0.0/16'",
    ),
    "an attribute of something else": (
        "main.tf",
        _tf(profile=f"{OVERLAY}\n    pod_cidr = azurerm_thing.x.range"),
        _spec(),
        "pod_cidr cannot be told",
    ),
    "a parameter without a value": (
        "main.bicep",
        _bicep(""),
        _spec("main.bicep", ", target: bicep"),
        "podCidr cannot be told",
    ),
    "a property that the spec does not have": (
        "main.bicep",
        _bicep().replace("podCidr: pods", "podCidr: pods\n      networkMode: 'bridge'"),
        _spec("main.bicep", ", target: bicep"),
        "networkMode is 'bridge', and the spec does not say it",
    ),
}
REFUSED: dict[str, tuple[str, str, str, str]] = {
    "comments that would be lost": (
        "main.tf",
        _tf(profile=f"{OVERLAY.replace(NEXT, f' # what{NEXT}')} # why"),
        _spec(),
        "main.tf:14:30: error: the comments in lines 14, 15 would be lost",
    ),
    "a dynamic block around it": (
        "main.tf",
        _tf().replace("network_profile {", 'dynamic "network_profile" {\n    for_each = [1]\n    content {}'),
        _spec(),
        'main.tf:13:3: error: dynamic "network_profile" makes blocks',
    ),
    "a dynamic block in it": (
        "main.tf",
        _tf(
            profile=f'{OVERLAY}\n    dynamic "load_balancer_profile" {{\n      for_each = []\n      content {{}}\n    }}'
        ),
        _spec(),
        'dynamic "load_balancer_profile" makes blocks',
    ),
    "a dynamic block deep in it": (
        "main.tf",
        _tf(
            profile=f'{OVERLAY}\n    load_balancer_profile {{\n      dynamic "x" {{\n'
            "        for_each = []\n        content {}\n      }\n    }"
        ),
        _spec(),
        'main.tf:17:7: error: dynamic "x" makes blocks',
    ),
    "two outputs for one file": (
        "main.tf",
        _tf(),
        _spec().replace("main.tf}", "main.tf}, {path: ./main.tf, cluster: prod}"),
        "two outputs write azurerm_kubernetes_cluster.this in line 7, named 'prod'",
    ),
    "no block at all": (
        "main.tf",
        _tf().replace("network_profile {", "other {"),
        _spec(),
        "this resource has no network",
    ),
    "a block whose changes are ignored": (
        "main.tf",
        _ignoring("[network_profile]"),
        _spec(),
        "main.tf:19:23: error: changes of network_profile are ignored here\n  hint: take it out of ignore_changes",
    ),
    "a resource all of whose changes are ignored": (
        "main.tf",
        _ignoring("all"),
        _spec(),
        "main.tf:19:22: error: all changes are ignored here",
    ),
    "an argument whose changes are ignored": (
        "main.tf",
        _ignoring("[tags, network_profile[0].pod_cidr]"),
        _spec(),
        "main.tf:19:29: error: changes of network_profile[0].pod_cidr are ignored here",
    ),
    "an argument that was left out until now, and is ignored": (
        "main.tf",
        _ignoring("[network_profile.0.dns_service_ip]"),
        _spec(),
        "changes of network_profile[0].dns_service_ip are ignored here",
    ),
    "all of the block, with a CNI of one's own": (
        "main.tf",
        _ignoring("[network_profile]", BYO),
        _spec().replace("overlay", "byo"),
        "changes of network_profile are ignored here",
    ),
    "another argument, with a CNI of one's own": (
        "main.tf",
        _ignoring("[network_profile[0].service_cidr]", BYO),
        _spec().replace("overlay", "byo"),
        "changes of network_profile[0].service_cidr are ignored here",
    ),
    "a part of the body of azapi whose changes are ignored": (
        "main.tf",
        AZAPI.format(
            around="", end="\n  lifecycle {\n    ignore_changes = [body.properties.networkProfile.podCidr]\n  }"
        ),
        _spec(output=", provider: azapi"),
        "changes of body.properties.networkProfile.podCidr are ignored here",
    ),
    "markers that are there": (
        "main.tf",
        _tf(profile=OVERLAY).replace(
            "  network_profile {",
            "  # aksnet:begin prod/network-profile\n  network_profile {\n  }\n  # aksnet:end\n  x {",
        ),
        _spec(),
        "main.tf:13:3: error: the block prod/network-profile is there already",
    ),
    "a file that cannot be read as a whole": ("main.tf", _tf() + "resource {\n", _spec(), "main.tf:23:"),
    "a block that shares its line": (
        "main.tf",
        _tf().replace("  network_profile {", "  /* x */ network_profile {"),
        _spec(),
        "does not begin in a line of its own",
    ),
    "a version that the output does not write": (
        "main.tf",
        _tf("4.20"),
        _spec(),
        "this writes for azurerm 5.2.0, and azurerm_kubernetes_cluster.this in line 7, named 'prod' is of azurerm ~> 4.20",
    ),
    "a version with another word for it": (
        "main.tf",
        _tf("3.90.0", f'{OVERLAY}\n    ebpf_data_plane = "cilium"\n    network_policy = "cilium"'),
        _spec(output=", provider_version: 3").replace("overlay", "cilium"),
        "hint: say provider_version: 3.90.",
    ),
    "a version that aksnet does not know": (
        "main.tf",
        _tf("2.90"),
        _spec(),
        "hint: raise the provider's version in the",
    ),
    "a provider that the output does not write": (
        "main.tf",
        AZAPI.format(around="", end=""),
        _spec(),
        "this writes for azurerm, and azapi_resource.aks in line 1, named 'prod' is of azapi",
    ),
    "an API version without the property": (
        "main.bicep",
        _bicep(version="2022-01-01"),
        _spec("main.bicep", ", target: bicep"),
        "networkProfile.networkPluginMode needs API version 2023-02-01",
    ),
    "an object that a function makes": (
        "main.bicep",
        _bicep().replace("networkProfile: {", "networkProfile: union({}, {").replace("pods\n    }", "pods\n    })"),
        _spec("main.bicep", ", target: bicep"),
        "networkProfile is no object that is written here",
    ),
    "a module of the registry": (
        "main.tf",
        'module "aks" {\n  source = "Azure/aks/azurerm"\n  version = "9.4.1"\n  cluster_name = "prod"\n}\n',
        _spec(output=", provider_version: 4"),
        "main.tf:1:1: error: a module makes this cluster",
    ),
    "no cluster": ("main.tf", "locals {}\n", _spec(), "hint: name the file in which its resource stands"),
    "a cluster of another name": (
        "main.tf",
        _tf(name='"test"'),
        _spec(),
        "there is: azurerm_kubernetes_cluster.this in line 7, named 'test'",
    ),
}


@pytest.mark.parametrize(
    ("name", "text", "spec", "message"), [*UNEQUAL.values(), *REFUSED.values()], ids=[*UNEQUAL, *REFUSED]
)
def test_all_else_is_told_and_left_alone(aksnet: Call, name: str, text: str, spec: str, message: str) -> None:
    done = _run(aksnet, {"aksnet.yaml": spec, name: text}, name)
    assert done.code == 1, done.err
    assert message in done.err
    assert Path(name).read_text(encoding="utf-8") == text


def test_comments_are_given_up_with_force(aksnet: Call) -> None:
    done = _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": _tf(profile=f"{OVERLAY} # why")}, "main.tf", "--force")
    assert done.code == 0, done.err
    after = Path("main.tf").read_text(encoding="utf-8")
    assert "# why" not in after
    assert "# stays" in after


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
@pytest.mark.parametrize(
    ("text", "output"),
    [
        (_tf(profile=OVERLAY.replace("plugin =", "plugin      =")), ""),
        (AZAPI.format(around="", end=""), ", provider: azapi"),
    ],
    ids=["a block of azurerm", "a property of azapi"],
)
def test_what_terraform_fmt_leaves_alone_stays_so(aksnet: Call, text: str, output: str) -> None:
    fmt = ("terraform", "fmt", "-check", "main.tf")
    _write({"aksnet.yaml": _spec(output=output), "main.tf": text})
    assert subprocess.run(fmt, check=False).returncode == 0
    assert aksnet("sync", "--init", "main.tf").code == 0
    assert subprocess.run(fmt, check=False).returncode == 0


def test_force_does_not_make_unequal_things_equal(aksnet: Call) -> None:
    text = _tf(profile='    network_plugin = "kubenet" # why')
    assert _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": text}, "main.tf", "--force").code == 1
    assert Path("main.tf").read_text(encoding="utf-8") == text


def test_diff_shows_the_markers_and_writes_nothing(aksnet: Call) -> None:
    done = _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": _tf()}, "main.tf", "--diff")
    assert done.code == 1
    assert "+  # aksnet:begin prod/network-profile sha256=" in done.out
    assert "+  # aksnet:end" in done.out
    assert Path("main.tf").read_text(encoding="utf-8") == _tf()


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a byte order mark", "with a byte order mark"])
def test_windows_line_ends_stay(aksnet: Call, mark: str) -> None:
    text = mark + _tf().replace("\n", "\r\n")
    assert _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": text}).code == 0
    after = Path("main.tf").read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    assert after.startswith(mark.encode() + b"terraform {\r\n")
    assert aksnet("sync", "--check").code == 0


TWO = """clusters:
  - {name: blue, network: {plugin: overlay, pod_cidr: 10.244.0.0/16}}
  - {name: green, network: {plugin: overlay, pod_cidr: 10.245.0.0/16}}
outputs: [{path: main.tf}]
"""
GREEN = f'{OVERLAY}\n    pod_cidr = "10.245.0.0/16"'


def _two(first: str, second: str) -> str:
    blue, green = _tf(name=first).replace('"this"', '"blue"'), _tf(profile=GREEN, name=second)
    return blue + green[green.index("resource") :].replace('"this"', '"green"')


def test_two_clusters_of_one_file_each_get_their_own(aksnet: Call) -> None:
    done = _run(aksnet, {"aksnet.yaml": TWO, "main.tf": _two('"blue"', '"green"')})
    assert done.code == 0, done.err
    after = Path("main.tf").read_text(encoding="utf-8")
    assert after.index("begin blue/") < after.index('"10.244') < after.index("begin green/") < after.index('"10.245')
    assert aksnet("sync", "--check").code == 0


def test_the_second_cluster_comes_later_and_is_the_only_one_left(aksnet: Call) -> None:
    text = _two("var.x", "var.y") + 'variable "x" {}\nvariable "y" {}\n'
    block = "  # aksnet:begin blue/network-profile\n  # aksnet:end"
    marked = text.replace(f"  network_profile {{\n{OVERLAY}\n  }}", block, 1)
    done = _run(aksnet, {"aksnet.yaml": TWO, "main.tf": marked})
    assert done.code == 0, done.err
    assert "of green (azurerm_kubernetes_cluster.green)" in done.err


def test_clusters_without_known_names_are_all_named_with_their_lines(aksnet: Call) -> None:
    text = _two("var.x", "var.y") + 'variable "x" {}\nvariable "y" {}\n'
    done = _run(aksnet, {"aksnet.yaml": TWO, "main.tf": text})
    assert done.code == 1
    assert "azurerm_kubernetes_cluster.blue in line 7; azurerm_kubernetes_cluster.green in line 23" in done.err


def test_a_module_that_two_call_with_other_ranges_is_not_the_same(aksnet: Call) -> None:
    module = _tf(profile=f"{OVERLAY}\n    pod_cidr = var.pods") + 'variable "pods" {}\n'
    calls = "".join(
        f'module "{name}" {{\n  source = "./aks"\n  pods = "{pods}"\n}}\n'
        for name, pods in (("a", "10.244.0.0/16"), ("b", "10.245.0.0/16"))
    )
    done = _run(aksnet, {"aksnet.yaml": _spec("aks/main.tf"), "aks/main.tf": module, "main.tf": calls}, "aks/main.tf")
    assert done.code == 1
    assert "pod_cidr is '10.245.0.0/16', and '10.244.0.0/16' in the spec" in done.err


OVERRIDING: dict[str, tuple[str, str, str]] = {
    "another block": (
        "infra/override.tf",
        'network_profile {\n    network_plugin = "kubenet"\n    pod_cidr = "10.9.0.0/16"\n  }',
        "infra/override.tf:2:3: error: this override takes the place of the network profile in infra/aks.tf",
    ),
    "the same block": (
        "infra/aks_override.tf",
        f"network_profile {{\n{OVERLAY}\n  }}",
        "infra/aks_override.tf:2:3: error: this override takes the place of the network profile in infra/aks.tf\n"
        "  hint: move what it says into that file first, or what the spec says never reaches the cluster",
    ),
    "no block at all": (
        "infra/override.tf",
        'dynamic "network_profile" {\n    for_each = []\n    content {}\n  }',
        "infra/override.tf:2:3: error: this override takes the place of the network profile",
    ),
    "changes that are ignored": (
        "infra/override.tf",
        "lifecycle {\n    ignore_changes = [network_profile[0].pod_cidr]\n  }",
        "infra/override.tf:3:23: error: changes of network_profile[0].pod_cidr are ignored here",
    ),
}


@pytest.mark.parametrize(("name", "said", "message"), OVERRIDING.values(), ids=OVERRIDING)
def test_what_an_override_file_keeps_from_the_cluster_is_refused(
    aksnet: Call, name: str, said: str, message: str
) -> None:
    over = f'resource "azurerm_kubernetes_cluster" "this" {{\n  {said}\n}}\n'
    files = {"aksnet.yaml": _spec("infra/aks.tf"), "infra/aks.tf": _tf(), name: over}
    done = _run(aksnet, files, "infra/aks.tf")
    assert done.code == 1
    assert message in done.err
    assert Path("infra/aks.tf").read_text(encoding="utf-8") == _tf()


def test_an_override_file_of_something_else_is_in_nobodys_way(aksnet: Call) -> None:
    over = 'resource "azurerm_kubernetes_cluster" "this" {\n  sku_tier = "Standard"\n}\n'
    assert _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": _tf(), "override.tf": over}).code == 0
    assert aksnet("sync", "--check").code == 0


IGNORED: dict[str, tuple[str, str, str]] = {
    "the range with a CNI of one's own, which azurerm needs": (
        _ignoring("[network_profile[0].pod_cidr]", BYO),
        _spec().replace("overlay", "byo"),
        "main.tf:13:3: note: changes of network_profile[0].pod_cidr are ignored, as azurerm needs it with",
    ),
    "what the spec does not say": (
        _ignoring("[network_profile[0].nat_gateway_profile]"),
        _spec(),
        "note: changes of network_profile[0].nat_gateway_profile are ignored: what the spec says of it one day would",
    ),
}


@pytest.mark.parametrize(("text", "spec", "note"), IGNORED.values(), ids=IGNORED)
def test_what_may_be_ignored_is_told(aksnet: Call, text: str, spec: str, note: str) -> None:
    done = _run(aksnet, {"aksnet.yaml": spec, "main.tf": text})
    assert done.code == 0, done.err
    assert note in done.err
    assert aksnet("sync", "--check").code == 0


def test_nothing_is_told_of_other_changes_that_are_ignored(aksnet: Call) -> None:
    done = _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": _ignoring("[tags, default_node_pool[0].node_count]")})
    assert done.code == 0, done.err
    assert "ignored" not in done.err


def test_a_link_with_another_name_does_not_get_another_language_in(aksnet: Call) -> None:
    Path("aks.txt").symlink_to("main.bicep")
    done = _run(aksnet, {"aksnet.yaml": _spec("aks.txt"), "main.bicep": _bicep()}, "main.bicep")
    assert done.code == 1
    assert "this writes terraform into a file of bicep\n  hint: say target: bicep" in done.err
    assert Path("main.bicep").read_text(encoding="utf-8") == _bicep()


NOTES: dict[str, tuple[str, str]] = {
    "what was left to the service": (OVERLAY, "stated now: pod_cidr '10.244.0.0/16', service_cidr '10.0.0.0/16'"),
    "what could replace the cluster": (OVERLAY, "azurerm would replace it: look at terraform plan"),
    "what a variable gave": (f"{OVERLAY}\n    pod_cidr = var.pods", "pod_cidr '10.244.0.0/16' (default of var.pods)"),
    "what is left out": (f'{OVERLAY}\n    load_balancer_sku = "standard"', "left out now, which means the same: load_"),
}


@pytest.mark.parametrize(("profile", "message"), NOTES.values(), ids=NOTES)
def test_what_means_the_same_is_told_where_it_is_written_otherwise(aksnet: Call, profile: str, message: str) -> None:
    text = _tf(profile=profile) + 'variable "pods" { default = "10.244.0.0/16" }\n'
    assert message in _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": text}).err


def test_nothing_is_told_of_what_the_file_said_already(aksnet: Call) -> None:
    every = (
        f'{OVERLAY}\n    pod_cidr = "10.244.0.0/16"\n    service_cidr = "10.0.0.0/16"\n    dns_service_ip = "10.0.0.10"'
    )
    assert "note:" not in _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": _tf(profile=every)}).err


LACKING: dict[str, tuple[str, str, str, str]] = {
    "azurerm 4": ("infra/aks.tf", _tf("4.20"), "{path: other.tf}", "{path: infra/aks.tf, provider_version: 4}"),
    "azapi": ("aks.tf", AZAPI.format(around="", end=""), "{path: other.tf}", "{path: aks.tf, provider: azapi}"),
    "Bicep": ("aks.bicep", _bicep(), "{path: other.tf}", "{path: aks.bicep, target: bicep}"),
    "whole files": ("aks.tf", _tf(), "{path: own, emit: cluster}", "{path: aks.tf, provider_version: 5}"),
    "a name with code in it": (
        'a"#{x}: b.tf',
        _tf(),
        "{path: other.tf}",
        '{path: "a\\"#{x}: b.tf", provider_version: 5}',
    ),
}


@pytest.mark.parametrize(("name", "text", "output", "entry"), LACKING.values(), ids=LACKING)
def test_an_output_that_lacks_is_told_as_it_is_to_be_written(
    aksnet: Call, name: str, text: str, output: str, entry: str
) -> None:
    spec = SPEC.format(path="PATH", output="", network="").replace("{path: PATH}", output)
    done = _run(aksnet, {"aksnet.yaml": spec, name: text}, name)
    assert done.code == 2
    assert f"hint: add to its outputs: {entry}" in done.err
    _write({"aksnet.yaml": spec.replace(f"[{output}]", f"[{entry}]")})
    assert aksnet("sync", "--init", name).code == 0


def test_a_spec_without_outputs_is_told_what_to_add(aksnet: Call) -> None:
    done = _run(aksnet, {"aksnet.yaml": "network: {plugin: overlay}\nname: prod\n", "main.tf": _tf()})
    assert done.code == 2
    assert "add to it: outputs: [{path: main.tf, provider_version: 5}]" in done.err


WORDS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "check": ("main.tf", ("--check",), "--check and --init do not go together"),
    "a shard": ("main.tf", ("--shard", "1/2"), "--shard and --init do not go together"),
    "a format": ("main.tf", ("--format", "json"), "this is the format of --check"),
    "Terraform in JSON": ("main.tf.json", (), "main.tf.json has no place for markers"),
    "no file": ("none.tf", (), "there is no such file"),
    "a folder": (".git/x.tf", (), "this is no file"),
}


@pytest.mark.parametrize(("name", "words", "message"), WORDS.values(), ids=WORDS)
def test_what_does_not_go_together_is_told(aksnet: Call, name: str, words: tuple[str, ...], message: str) -> None:
    Path(".git", "x.tf").mkdir()
    done = _run(aksnet, {"aksnet.yaml": _spec(), "main.tf": _tf(), "main.tf.json": "{}"}, name, *words)
    assert done.code == 2
    assert message in done.err


def test_a_file_outside_of_the_tree_is_refused_but_with_follow(
    aksnet: Call, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "main.tf"
    outside.write_text(_tf(), encoding="utf-8")
    _write({"aksnet.yaml": _spec()})
    Path("main.tf").symlink_to(outside)
    done = aksnet("sync", "--init", "main.tf")
    assert done.code == 1
    assert "leads out of" in done.err
    assert aksnet("sync", "--init", "main.tf", "--follow").code == 0
    assert Path("main.tf").is_symlink()


def test_a_link_is_read_with_the_values_of_its_own_folder(aksnet: Call) -> None:
    shared = _tf(profile=f"{OVERLAY}\n    pod_cidr = var.pods") + 'variable "pods" {}\n'
    values = {f"{name}/terraform.tfvars": f'pods = "10.{net}.0.0/16"' for name, net in (("prod", 244), ("test", 245))}
    _write({"aksnet.yaml": _spec("prod/main.tf"), "shared/main.tf": shared, **values})
    Path("prod/main.tf").symlink_to(Path("..", "shared", "main.tf"))
    done = aksnet("sync", "--init", "prod/main.tf")
    assert done.code == 0, done.err
    assert "prod/main.tf:13:3: put markers" in done.err
    assert "aksnet:begin" in Path("shared/main.tf").read_text(encoding="utf-8")


def test_a_read_only_file_is_not_written(aksnet: Call) -> None:
    _write({"aksnet.yaml": _spec(), "main.tf": _tf()})
    Path("main.tf").chmod(0o444)
    done = aksnet("sync", "--init", "main.tf")
    assert done.code == 1
    assert "this file is read-only" in done.err


def test_what_rules_find_wrong_with_the_spec_comes_first(aksnet: Call) -> None:
    spec = _spec(network=", service_cidr: 10.244.0.0/16, dns_service_ip: 10.244.0.10")
    done = _run(aksnet, {"aksnet.yaml": spec, "main.tf": _tf()})
    assert done.code == 1
    assert "error: nothing was written" in done.err
    assert Path("main.tf").read_text(encoding="utf-8") == _tf()


def test_the_file_is_found_from_another_directory(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    _write({"infra/aksnet.yaml": _spec("aks.tf"), "infra/aks.tf": _tf(), "other/x": ""})
    monkeypatch.chdir("other")
    done = aksnet("sync", os.path.join("..", "infra", "aksnet.yaml"), "--init", "../infra/aks.tf")  # noqa: PTH118
    assert done.code == 0, done.err

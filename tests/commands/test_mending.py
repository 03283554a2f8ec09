"""`aksnet check --fix` and `--diff` as a person calls them: what is written, what is printed where, and exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aksnet.commands import check as check_module
from aksnet.commands import reporting
from aksnet.errors import OutputError, Problem
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.view import ClusterView
from calling import Call
from places import ROOT
from sarif_shape import SHAPE

# The clusters here are no whole ones: what azurerm asks for beside is not what these tests are about.
QUIET = ("--ignore", "AKN8")
TF = """resource "azurerm_kubernetes_cluster" "a" {
  name                = "a"
  location            = "westeurope"
  resource_group_name = "rg"
  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_data_plane  = "cilium" # eBPF
    pod_cidr            = "10.244.0.0/16"
  }
}
"""
LINE = '    network_data_plane  = "cilium" # eBPF\n'
TF_FIXED = TF.replace(LINE, f'{LINE}    network_policy      = "cilium"\n')
AZAPI = """resource "azapi_resource" "b" {
  type      = "Microsoft.ContainerService/managedClusters@2025-10-01"
  name      = "b"
  parent_id = "/subscriptions/x/resourceGroups/y"
  location  = "westeurope"
  body = {
    properties = {
      networkProfile = {
        networkPlugin     = "azure"
        networkPluginMode = "overlay"
        networkDataplane  = "cilium"
      }
      agentPoolProfiles = [{ name = "s", count = 3, vmSize = "Standard_D4s_v5", mode = "System" }]
    }
  }
}
"""
TF_JSON = """{"resource": {"azurerm_kubernetes_cluster": {"a": {
  "name": "a",
  "default_node_pool": [{"name": "s", "vm_size": "Standard_D4s_v5", "node_count": 3}],
  "network_profile": {
    "network_plugin": "azure",
    "network_plugin_mode": "overlay",
    "network_data_plane": "cilium"
  }
}}}}
"""
BICEP = """resource c 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'c'
  location: 'westeurope'
  properties: {
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
    }
    agentPoolProfiles: [{ name: 's', count: 3, vmSize: 'Standard_D4s_v5', mode: 'System' }]
  }
}
"""
ARM = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [{
    "type": "Microsoft.ContainerService/managedClusters",
    "apiVersion": "2025-10-01",
    "name": "d",
    "properties": {
      "networkProfile": {
        "networkPlugin": "azure",
        "networkDataplane": "cilium",
        "networkPluginMode": "overlay"
      },
      "agentPoolProfiles": [{"name": "s", "count": 3, "vmSize": "Standard_D4s_v5", "mode": "System"}]
    }
  }]
}
"""
OLD_EBPF = TF.replace("network_data_plane ", "ebpf_data_plane    ")
REQUIRED = 'terraform {{\n  required_providers {{\n    azurerm = {{\n      source  = "hashicorp/azurerm"\n      version = "{}"\n    }}\n  }}\n}}\n'  # fmt: skip
FILES = {
    "main.tf": (TF, LINE, '    network_policy      = "cilium"\n'),
    "azapi.tf": (AZAPI, '        networkDataplane  = "cilium"\n', '        networkPolicy     = "cilium"\n'),
    "a.tf.json": (TF_JSON, '    "network_data_plane": "cilium"', ',\n    "network_policy": "cilium"'),
    "main.bicep": (BICEP, "      networkDataplane: 'cilium'\n", "      networkPolicy: 'cilium'\n"),
    "a.json": (ARM, '        "networkDataplane": "cilium",\n', '        "networkPolicy": "cilium",\n'),
    "old.tf": (REQUIRED.format("3.100.0") + OLD_EBPF, LINE.replace("network_data_plane ", "ebpf_data_plane    "), '    network_policy      = "cilium"\n'),
}  # fmt: skip
ONLY = ("--select", "AKN221")
POLICY = "networkProfile.networkPolicy"


def _write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def _view(name: str) -> ClusterView:
    (view,) = [view for one in read(Request([name], whole=True)) for view in views_of(one)]
    return view


def _said(view: ClusterView) -> dict[str, Any]:
    pools = {f"pool.{path}": value.data for pool in view.pools for path, value in pool.values.items()}
    return {path: value.data for path, value in view.values.items()} | pools


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["", "Windows line ends"])
def test_the_policy_is_written_beside_the_data_plane(aksnet: Call, name: str, ends: str) -> None:
    text, line, more = (part.replace("\n", ends) for part in FILES[name])
    path = _write(name, text)
    before = _view(name)
    done = aksnet("check", *QUIET, name, *ONLY, "--fix")
    assert (done.code, done.err) == (0, "fixed 1 finding in 1 file\n")
    assert done.out == "nothing found (1 cluster in 1 file)\n"
    assert path.read_bytes().decode() == text.replace(line, line + more)
    after = _view(name)
    assert _said(after) == {**_said(before), POLICY: "cilium"}
    assert after.name == before.name
    done = aksnet("check", *QUIET, name, *ONLY, "--fix")
    assert (done.code, done.err) == (0, "nothing to fix\n")
    assert path.read_bytes().decode() == text.replace(line, line + more)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("main.tf", TF.replace('"cilium" #', "var.plane #") + 'variable "plane" {\n  default = "cilium"\n}\n', id="a data plane that is a variable"),
        pytest.param("main.tf", REQUIRED.format("3.70.0") + OLD_EBPF, id="a version of azurerm that does not know the policy"),
        pytest.param("main.tf", REQUIRED.format(">= 3.60") + OLD_EBPF, id="a constraint that allows such a version"),
        pytest.param("main.tf", 'module "aks" {\n  source  = "Azure/aks/azurerm"\n  version = "9.0.0"\n  prefix  = "p"\n  resource_group_name = "x"\n  network_plugin      = "azure"\n  network_plugin_mode = "overlay"\n  ebpf_data_plane     = "cilium"\n}\n', id="a module of the registry"),
        pytest.param("main.tf", TF.replace("    pod_cidr ", "    network_policy = null\n    pod_cidr "), id="a policy that is null"),
        pytest.param("cluster.json", json.dumps({"id": "/subscriptions/x/resourceGroups/y/providers/Microsoft.ContainerService/managedClusters/e", "name": "e", "type": "Microsoft.ContainerService/ManagedClusters", "networkProfile": {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "cilium"}}, indent=2), id="an answer of az"),
    ],
)  # fmt: skip
def test_what_needs_a_person_is_left_and_reported(aksnet: Call, name: str, text: str) -> None:
    path = _write(name, text)
    done = aksnet("check", *QUIET, name, *ONLY, "--fix", "--fail-on", "info")
    assert (done.code, done.err) == (1, "nothing to fix\n")
    assert "info AKN221 cilium-policy-left-out: " in done.out
    assert path.read_text(encoding="utf-8") == text


def test_what_a_policy_excludes_is_not_fixed_where_it_is_called(aksnet: Call) -> None:
    Path("mod").mkdir()
    path = _write("mod/main.tf", TF)
    _write("main.tf", 'module "a" {\n  source = "./mod"\n}\n')
    _write(".aksnet.yaml", "exclude: [mod/]\n")
    done = aksnet("check", *QUIET, ".", *ONLY, "--fix")
    assert (done.code, done.err, path.read_text(encoding="utf-8")) == (0, "nothing to fix\n", TF)


def test_a_report_marks_what_can_be_fixed(aksnet: Call) -> None:
    _write("main.tf", TF)
    out = aksnet("check", *QUIET, ".", *ONLY).out
    assert "main.tf:13:5: info AKN221 cilium-policy-left-out [*]: network_data_plane cilium" in out
    assert out.endswith("1 info (1 cluster in 1 file)\n[*] 1 fixable with --fix\n")
    assert aksnet("check", *QUIET, ".", "--ignore", "AKN221").out == "nothing found (1 cluster in 1 file)\n"


EDIT = {"startLine": 13, "startColumn": 42, "endLine": 13, "endColumn": 42}


def test_json_has_the_edits(aksnet: Call) -> None:
    _write("main.tf", TF)
    document = json.loads(aksnet("check", *QUIET, ".", "--format", "json").out)
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(document)
    (found,) = document["findings"]
    assert found["fix"] == [{"file": "main.tf", **EDIT, "text": '\n    network_policy      = "cilium"'}]


def test_json_says_where_there_is_no_fix(aksnet: Call) -> None:
    _write("c.yaml", "network: {plugin: overlay, pod_cidr: 10.0.0.0/12}\n")
    assert [one["fix"] for one in json.loads(aksnet("check", *QUIET, ".", "--format", "json").out)["findings"]] == [
        None
    ]


def test_json_has_the_edits_of_a_text_that_an_editor_sends(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with _write("elsewhere.txt", TF).open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        out = aksnet("check", *QUIET, "-", "--stdin-filename", "main.tf", "--format", "json").out
    assert json.loads(out)["findings"][0]["fix"][0]["file"] == "main.tf"


def test_sarif_has_the_edits(aksnet: Call) -> None:
    _write("main.tf", TF)
    document = json.loads(aksnet("check", *QUIET, ".", "--format", "sarif").out)
    Draft7Validator(SHAPE).validate(document)
    (result,) = document["runs"][0]["results"]
    (fix,) = result["fixes"]
    assert fix["description"]["text"] == "add network_policy cilium"
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "main.tf", "uriBaseId": "%SRCROOT%"}
    assert change["replacements"] == [
        {"deletedRegion": EDIT, "insertedContent": {"text": '\n    network_policy      = "cilium"'}}
    ]


DIFF = """--- main.tf
+++ main.tf
@@ -11,6 +11,7 @@
     network_plugin      = "azure"
     network_plugin_mode = "overlay"
     network_data_plane  = "cilium" # eBPF
+    network_policy      = "cilium"
     pod_cidr            = "10.244.0.0/16"
   }
 }
"""


def test_a_diff_shows_what_would_be_fixed_and_writes_nothing(aksnet: Call) -> None:
    path = _write("main.tf", TF)
    done = aksnet("check", *QUIET, ".", "--diff")
    assert (done.code, done.out, done.err) == (1, DIFF, "would fix 1 finding in 1 file\n")
    assert path.read_text(encoding="utf-8") == TF


def test_a_diff_of_what_is_fixed_is_empty(aksnet: Call) -> None:
    _write("main.tf", TF_FIXED)
    assert aksnet("check", *QUIET, ".", "--diff") == (0, "", "nothing to fix\n")


def test_a_diff_does_not_hide_what_fails_and_cannot_be_fixed(aksnet: Call) -> None:
    _write("main.tf", TF_FIXED.replace("10.244.0.0/16", "10.0.0.0/12"))
    done = aksnet("check", *QUIET, ".", "--diff")
    assert (done.code, done.out) == (1, "")
    assert "main.tf:15:5: error AKN102 pod-service-overlap: " in done.err
    assert aksnet("check", *QUIET, ".", "--diff", "--ignore", "AKN102").code == 0


def test_a_diff_says_which_spec_does_not_load(aksnet: Call) -> None:
    _write("main.tf", TF)
    _write("aksnet.yaml", "network: {plugin: overley}\n")
    done = aksnet("check", *QUIET, "main.tf", "aksnet.yaml", "--diff")
    assert (done.code, done.out) == (2, DIFF)
    assert "aksnet.yaml:1:19: error: " in done.err


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not on PATH")
@pytest.mark.parametrize("change", [str, lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("# eBPF", "# \u2028\x0b").rstrip("\n")], ids=["as it is", "Windows line ends", "odd line ends, and none at last"])  # fmt: skip
@pytest.mark.parametrize("name", ["main.tf", "a folder/of b.tf"])
def test_a_diff_is_a_patch_that_does_what_fix_does(aksnet: Call, change: Callable[[str], str], name: str) -> None:
    path = _write(name, change(TF))
    patch = aksnet("check", *QUIET, ".", "--diff").out.encode()
    subprocess.run(["patch", "-p0", "--binary", "-s"], input=patch, check=True)
    patched = path.read_bytes()
    path.write_bytes(change(TF).encode())
    aksnet("check", *QUIET, ".", "--fix")
    assert path.read_bytes() == patched != change(TF).encode()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["main.tf", "--fix", "--diff"], "--diff: error: --fix and --diff do not go together", id="both"),
        pytest.param(["-", "--fix"], "--fix: error: standard input is no file that could be fixed\n  hint: name the file", id="fixing standard input"),
        pytest.param(["main.tf", "-", "--diff"], "--diff: error: standard input is no file", id="a diff of standard input"),
        pytest.param(["main.tf", "pipe", "--fix"], "--fix: error: pipe is no file that could be fixed", id="fixing a pipe"),
        pytest.param(["/dev/null", "--diff"], "--diff: error: /dev/null is no file that could be fixed", id="a diff of a device"),
        pytest.param(["main.tf", "--diff", "--format", "json"], "--format: error: a diff is no report, and has no format json", id="a diff as JSON"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_error_and_writes_nothing(aksnet: Call, words: list[str], message: str) -> None:
    path = _write("main.tf", TF)
    os.mkfifo("pipe")
    done = aksnet("check", *QUIET, *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert path.read_text(encoding="utf-8") == TF


def test_only_what_is_selected_is_fixed(aksnet: Call) -> None:
    path = _write("main.tf", TF)
    aksnet("check", *QUIET, ".", "--fix", "--ignore", "AKN221")
    aksnet("check", *QUIET, ".", "--fix", "--select", "AKN1")
    assert path.read_text(encoding="utf-8") == TF


def test_a_fix_reports_what_is_left_and_its_exit_code(aksnet: Call) -> None:
    path = _write("main.tf", TF.replace("10.244.0.0/16", "10.0.0.0/12"))
    done = aksnet("check", *QUIET, ".", "--fix")
    assert (done.code, done.err) == (1, "fixed 1 finding in 1 file\n")
    assert "main.tf:15:5: error AKN102" in done.out  # a line below where it was
    assert "AKN221" not in done.out
    assert 'network_policy      = "cilium"' in path.read_text(encoding="utf-8")


def test_a_module_that_two_call_is_fixed_once_and_counted_as_the_report_does(aksnet: Call) -> None:
    path = _write("aks/main.tf", TF.replace('"a"\n', "var.name\n") + 'variable "name" {}\n')
    calls = 'module "x" {\n  source = "./aks"\n  name   = "x"\n}\n'
    _write("main.tf", calls + calls.replace('"x"', '"y"'))
    fixable = aksnet("check", *QUIET, "main.tf", *ONLY).out.partition("[*] ")[2].partition(" fixable")[0]
    done = aksnet("check", *QUIET, "main.tf", *ONLY, "--fix")
    assert (done.code, done.err) == (0, f"fixed {fixable} finding in 1 file\n")
    assert path.read_text(encoding="utf-8").count("network_policy") == 1


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_the_encoding_of_a_file_is_kept(aksnet: Call, mark: str) -> None:
    path = Path("main.tf")
    path.write_bytes(TF.encode(mark))
    assert aksnet("check", *QUIET, ".", *ONLY, "--fix").code == 0
    assert path.read_bytes() == TF_FIXED.encode(mark)


def test_links_and_permissions_of_a_file_are_kept(aksnet: Call) -> None:
    path = _write("real/main.tf", TF)
    path.chmod(0o640)
    Path("link").mkdir()
    Path("link/main.tf").symlink_to("../real/main.tf")
    assert aksnet("check", *QUIET, "link", "real", *ONLY, "--fix").code == 0
    assert Path("link/main.tf").is_symlink()
    assert path.read_text(encoding="utf-8") == TF_FIXED
    assert path.stat().st_mode & 0o777 == 0o640
    assert {one.name for one in path.parent.iterdir()} == {"main.tf"}


def test_a_read_only_file_is_left_and_others_are_fixed(aksnet: Call) -> None:
    locked, other = _write("a/main.tf", TF), _write("b/main.tf", TF)
    locked.chmod(0o444)
    done = aksnet("check", *QUIET, ".", *ONLY, "--fix")
    assert done.code == 1
    assert "fixed 1 finding in 1 file\na/main.tf: error: this file is read-only, and is not fixed\n" in done.err
    assert "a/main.tf:13:5: info AKN221 cilium-policy-left-out: " in done.out
    assert "fixable" not in done.out
    assert (locked.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")) == (TF, TF_FIXED)


def test_of_a_read_only_file_it_is_not_said_that_nothing_could_be_fixed(aksnet: Call) -> None:
    _write("main.tf", TF).chmod(0o444)
    done = aksnet("check", *QUIET, ".", *ONLY, "--fix")
    assert done.err.startswith("main.tf: error: this file is read-only, and is not fixed\n")
    assert "fix" not in done.out


def test_what_is_fixed_is_told_though_nobody_reads_the_report(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: str) -> None:
        raise OutputError(Problem("standard output cannot be written: Broken pipe"))

    path = _write("main.tf", TF)
    monkeypatch.setattr(reporting, "emit", closed)
    done = aksnet("check", *QUIET, ".", *ONLY, "--fix")
    assert (done.code, path.read_text(encoding="utf-8")) == (1, TF_FIXED)
    assert done.err.startswith("fixed 1 finding in 1 file\n")


@pytest.mark.parametrize(
    "meanwhile",
    [
        pytest.param(lambda path: path.write_text("# mine\n", encoding="utf-8"), id="somebody wrote it"),
        pytest.param(lambda path: path.write_bytes(b"\xff\0"), id="it is no text any more"),
        pytest.param(lambda path: path.unlink(), id="it is gone"),
    ],
)
def test_a_file_that_changed_since_it_was_read_is_left(
    aksnet: Call, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Path], object]
) -> None:
    path, run = _write("main.tf", TF), check_module.run
    left: list[bytes | None] = []

    def changing(*arguments: Any) -> Any:
        report = run(*arguments)
        meanwhile(path)
        left.append(path.read_bytes() if path.exists() else None)
        return report

    monkeypatch.setattr(check_module, "run", changing)
    done = aksnet("check", *QUIET, ".", *ONLY, "--fix")
    assert done.code == 1
    assert "main.tf: error: this file changed since it was read, and is not fixed\n  hint: run it once more" in done.err
    assert [path.read_bytes() if path.exists() else None] == left

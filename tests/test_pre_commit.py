"""The hooks as pre-commit itself runs them; their entries run this interpreter's aksnet, so nothing is installed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from aksnet.schema.spec_schema import schema_text
from places import ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {one["id"]: one for one in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
# An `aksnet` that writes down each of its starts before it does what it is asked for.
SHIM = f'#!/bin/sh\necho "$@" >> "$STARTS"\nexec "{sys.executable}" -m aksnet "$@"\n'
CLUSTER = """\
resource "azurerm_kubernetes_cluster" "{name}" {{
  name                = "{name}"
  location            = "westeurope"
  resource_group_name = "rg"
  dns_prefix          = "{name}"

  default_node_pool {{
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }}

  identity {{
    type = "SystemAssigned"
  }}

  network_profile {{
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = "{pods}"
    service_cidr        = "10.0.0.0/16"
    dns_service_ip      = "10.0.0.10"
  }}
}}
"""
GOOD = CLUSTER.format(name="good", pods="10.244.0.0/16")
BAD = CLUSTER.format(name="bad", pods="10.0.0.0/12")
MODULE = """\
param subnetId string = ''
param podCidr string
resource aks 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'aks'
  properties: {
    agentPoolProfiles: [{ name: 'system', mode: 'System', count: 3, vnetSubnetID: empty(subnetId) ? null : subnetId }]
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', podCidr: podCidr, outboundType: 'userDefinedRouting' }
  }
}
"""
CALLER = """\
param subnetId string
module aks 'modules/aks.bicep' = {
  name: 'aks'
  params: { subnetId: subnetId, podCidr: '10.244.0.0/16' }
}
"""


class Repository:
    """A repository of git whose commits pre-commit checks."""

    def __init__(self, path: Path) -> None:
        self.path = path / "repository"
        self.starts = path / "starts"
        programs = path / "programs"
        programs.mkdir()
        self.path.mkdir()
        self.starts.touch()
        self.program = programs / "aksnet"
        self.program.write_text(SHIM, encoding="utf-8")
        self.program.chmod(0o755)
        self._environment = _without_git(os.environ) | {
            "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "generator"), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "STARTS": str(self.starts),
            "PRE_COMMIT_HOME": str(path / "home"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        self.run("git", "init", "-q")
        self.configure("aksnet-check")
        self.run(sys.executable, "-m", "pre_commit", "install")

    def configure(self, hook: str, *words: str) -> None:
        """Choose the hook that runs, with arguments of its own."""
        self.write({".pre-commit-config.yaml": _config(hook, words)})

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, and stage them."""
        for name, text in files.items():
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            (self.path / name).write_text(text, encoding="utf-8")
        self.run("git", "add", "--all")

    def commit(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Commit what is staged, if pre-commit lets it through."""
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        return self.run("git", *who, "commit", "-q", "-m", "a change", *words, check=False)

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a program in the repository; what it prints comes in one text, as people see it."""
        return subprocess.run(
            words,
            cwd=self.path,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=check,
        )

    def checked(self) -> list[list[str]]:
        """The files of each start of the program."""
        return [sorted(line.split()[1:]) for line in self.starts.read_text(encoding="utf-8").splitlines()]


def _without_git(environment: Mapping[str, str]) -> dict[str, str]:
    """Where the tests run in a hook themselves, git has told its repository in the environment."""
    return {name: value for name, value in environment.items() if not name.startswith("GIT_")}


def _config(hook: str, words: tuple[str, ...]) -> str:
    """A configuration with a hook of ours, as it stands but for where its program comes from."""
    mine = {**HOOKS[hook], "language": "system", "args": list(words)}
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": [mine]}]})


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_pre_commit_accepts_the_manifest(repository: Repository) -> None:
    repository.run(sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST))


def test_a_bad_file_is_not_committed(repository: Repository) -> None:
    repository.write({"main.tf": BAD})
    done = repository.commit()
    assert done.returncode == 1
    assert "main.tf:20:5: error AKN102 pod-service-overlap" in done.stdout
    assert repository.run("git", "rev-parse", "--verify", "HEAD", check=False).returncode != 0


def test_good_files_are_committed_after_one_run_for_all(repository: Repository) -> None:
    repository.write(
        {
            "main.tf": GOOD,
            "prod/main.tf": GOOD,
            "prod/terraform.tfvars": "",
            "main.bicep": CALLER,
            "modules/aks.bicep": MODULE,
            "aksnet.yaml": "network: {plugin: overlay}\n",
            "notes.md": "",
        }
    )
    done = repository.commit()
    assert done.returncode == 0, done.stdout
    files = ["aksnet.yaml", "main.bicep", "main.tf", "modules/aks.bicep", "prod/main.tf", "prod/terraform.tfvars"]
    assert repository.checked() == [files]


def test_what_has_one_right_form_is_mended_and_can_be_committed_then(repository: Repository) -> None:
    repository.configure("aksnet-fix")
    plane = '    network_plugin_mode = "overlay"\n'
    repository.write({"main.tf": GOOD.replace(plane, plane + '    network_data_plane  = "cilium"\n')})
    done = repository.commit()
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    repository.write({})
    assert repository.commit().returncode == 0
    assert 'network_policy      = "cilium"' in repository.run("git", "show", "HEAD:main.tf").stdout


@pytest.mark.parametrize(
    ("there", "changed"),
    [
        pytest.param({}, {"envs/prod.auto.tfvars": 'pods = "10.0.0.0/8"\n'}, id="values without Terraform beside them"),
        pytest.param({"main.bicep": CALLER}, {"modules/aks.bicep": MODULE}, id="a module whose caller does not change"),
        pytest.param({}, {"modules/aks.bicep": MODULE.replace(" = ''", "")}, id="a template that nothing calls"),
        pytest.param({}, {"aksnet.schema.json": schema_text()}, id="a schema for editors alone"),
        pytest.param({}, {"aksnet.yaml": "network: {plugin: overlay}\n", "aksnet.schema.json": schema_text()}, id="a schema beside its spec"),
        pytest.param({"main.tf": BAD}, {"prod/main.tf": GOOD}, id="a folder beside one that is bad and does not change"),
    ],
)  # fmt: skip
def test_a_good_change_goes_through(repository: Repository, there: dict[str, str], changed: dict[str, str]) -> None:
    repository.write(there)
    repository.commit("--no-verify")
    repository.write(changed)
    done = repository.commit()
    assert done.returncode == 0, done.stdout
    assert repository.checked() == [sorted(changed)]


def test_a_module_is_checked_with_what_its_caller_gives(repository: Repository) -> None:
    repository.write({"main.bicep": CALLER.replace("10.244.0.0/16", "10.0.0.0/12")})
    repository.commit("--no-verify")
    repository.write({"modules/aks.bicep": MODULE})
    assert "error AKN102" in repository.commit().stdout


SPEC = "name: aks\nnetwork: {plugin: overlay, pod_cidr: 10.64.0.0/16}\noutputs: [{path: out, emit: module}, {path: main.tf}]\n"
MARKED = "# aksnet:begin aks/network-profile\n# aksnet:end\n"


@pytest.fixture
def synced(repository: Repository) -> Repository:
    """A repository with the hook that syncs, in which a spec and its outputs agree."""
    repository.write({"aksnet.yaml": SPEC, "main.tf": MARKED, "notes.md": ""})
    repository.run("aksnet", "sync")
    repository.starts.write_text("", encoding="utf-8")
    repository.configure("aksnet-sync")
    repository.commit("--no-verify")
    return repository


@pytest.mark.parametrize("change", [{"notes.md": "x"}, {"any.thing": ""}], ids=str)
def test_sync_runs_once_and_without_files_whatever_changes(change: dict[str, str], synced: Repository) -> None:
    synced.write(change)
    done = synced.commit()
    assert done.returncode == 0, done.stdout
    assert synced.checked() == [["--exit-non-zero-on-change"]]


def test_sync_makes_anew_what_is_deleted_and_fails_the_commit(synced: Repository) -> None:
    synced.run("git", "rm", "-q", "out/main.tf")
    assert synced.commit().returncode == 1
    assert (synced.path / "out/main.tf").exists()


def test_what_sync_writes_fails_the_commit_and_can_be_committed_then(synced: Repository) -> None:
    synced.write({"aksnet.yaml": SPEC.replace("10.64", "10.65")})
    done = synced.commit()
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    synced.write({})
    assert synced.commit().returncode == 0
    assert "10.65.0.0/16" in synced.run("git", "show", "HEAD:main.tf").stdout


def test_sync_leaves_what_was_edited_by_hand_and_fails_the_commit(synced: Repository) -> None:
    edited = (synced.path / "main.tf").read_text(encoding="utf-8").replace("10.64", "10.99")
    synced.write({"main.tf": edited})
    done = synced.commit()
    assert done.returncode == 1
    assert "the block aks/network-profile has text that aksnet did not write" in done.stdout
    assert (synced.path / "main.tf").read_text(encoding="utf-8") == edited


def test_sync_that_checks_fails_the_commit_and_writes_nothing(synced: Repository) -> None:
    synced.configure("aksnet-sync", "--check")
    synced.write({"aksnet.yaml": SPEC.replace("10.64", "10.65")})
    done = synced.commit()
    assert done.returncode == 1
    assert "AKN611" in done.stdout
    assert "files were modified" not in done.stdout
    assert "10.64.0.0/16" in (synced.path / "main.tf").read_text(encoding="utf-8")


@pytest.mark.parametrize("hook", [hook for hook, one in HOOKS.items() if "files" in one])
@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("main.tf", True),
        ("main.tofu", True),
        ("a/main.tf.json", True),
        ("main.tofu.json", True),
        ("main.bicep", True),
        ("prod.bicepparam", True),
        ("terraform.tfvars", True),
        ("a/terraform.tfvars.json", True),
        ("prod.auto.tfvars", True),
        ("prod.auto.tfvars.json", True),
        ("aksnet.yaml", True),
        ("a/aksnet-prod.yml", True),
        ("aksnet.toml", True),
        ("aksnet.json", True),
        ("prod.aksnet.yaml", True),
        ("prod.tfvars", False),  # Terraform takes it only where it is named
        (".aksnet.yaml", False),  # a policy
        ("a/.aksnet.yaml", False),
        ("main.tftest.hcl", False),
        (".terraform.lock.hcl", False),
        ("main.json", False),
        ("values.yaml", False),
        ("a/.terraform/modules/aks/main.tf", False),
        (".github/workflows/aksnet.yml", False),
    ],
)
def test_hooks_take_files_by_their_names(hook: str, name: str, taken: bool) -> None:
    files, exclude = HOOKS[hook]["files"], HOOKS[hook]["exclude"]
    assert (re.search(files, name) is not None and re.search(exclude, name) is None) is taken


def _named(page: str) -> set[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n# \.pre-commit-config\.yaml\n(.*?)^```$", text, re.S | re.M)
    (repo,) = yaml.safe_load(example)["repos"]
    return {one["id"] for one in repo["hooks"]}


def test_pages_name_hooks_that_there_are() -> None:
    assert _named("docs/pipelines.md") == HOOKS.keys()

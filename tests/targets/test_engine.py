"""The real Bicep compiler over every whole golden file: no diagnostic, nothing to format, the same cluster as ARM.

Run where `bicep` is on PATH; `.github/workflows/ci.yml` installs it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from aksnet.dialects import Dialect
from arm_evaluation import GROUP, LOCATION, SUBSCRIPTION, evaluate
from places import SAMPLES, SPECS
from rendering import dialect, generate

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(shutil.which("bicep") is None, reason="bicep is not on PATH"),
]

GOLDEN = sorted(path.parent for path in SAMPLES.rglob("main.bicep"))
# Off by default, and on here; the three that cannot always be met stay off: use-recent-api-versions moves with the
# calendar, use-recent-module-versions asks a registry, use-resource-id-functions flags ids of existing resources.
OFF_BY_DEFAULT = (
    "explicit-values-for-loc-params",
    "no-hardcoded-location",
    "no-hardcoded-outputs",
    "no-loc-expr-outside-params",
    "no-module-name",
    "use-description-outputs",
    "use-description-params",
    "use-description-type-properties",
    "use-description-types",
    "use-description-vars",
    "use-user-defined-types",
    "what-if-short-circuiting",
)


_SUBNETS = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/v/subnets"
# What the environment gives where a sample leaves something open.
OPEN = {
    "NODE_SUBNET_ID": f"{_SUBNETS}/nodes",
    "POD_SUBNET_ID": f"{_SUBNETS}/pods",
    "WINDOWS_ADMIN_USERNAME": "aks",
    "WINDOWS_ADMIN_PASSWORD": "not a password, 14 characters",
    "NEXT_HOP_IP_ADDRESS": "10.0.0.4",
}


def _copy(directory: Path, to: Path) -> Path:
    """The golden directory with every rule of the linter that can always be met."""
    copy = to / "golden"
    shutil.copytree(directory, copy)
    _with_rules(copy)
    return copy


def _bicep(*arguments: str, cwd: Path, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bicep", *arguments],
        cwd=cwd,
        env={**os.environ, **OPEN, **given},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def _with_rules(folder: Path) -> None:
    """Every rule of the linter that can always be met, for the files of a folder."""
    rules = {rule: {"level": "warning"} for rule in OFF_BY_DEFAULT}
    config = {"analyzers": {"core": {"enabled": True, "rules": rules}}}
    (folder / "bicepconfig.json").write_text(json.dumps(config), encoding="utf-8")


def _name(path: Path) -> str:
    return str(path.relative_to(SAMPLES))


@pytest.mark.parametrize("directory", GOLDEN, ids=_name)
def test_compiler_and_linter_have_nothing_to_say(directory: Path, tmp_path: Path) -> None:
    copy = _copy(directory, tmp_path)
    for file in sorted(copy.glob("*.bicep")):
        built = _bicep("build", "--stdout", file.name, cwd=copy)
        assert (built.returncode, built.stderr) == (0, "")
        linted = _bicep("lint", file.name, "--diagnostics-format", "sarif", cwd=copy)
        assert [result["message"] for run in json.loads(linted.stdout)["runs"] for result in run["results"]] == []


@pytest.mark.parametrize("directory", GOLDEN, ids=_name)
def test_formatter_leaves_the_files_alone(directory: Path) -> None:
    for file in sorted(directory.glob("*.bicep*")):
        assert _bicep("format", "--stdout", file.name, cwd=directory).stdout == file.read_bytes().decode()


@pytest.mark.parametrize("directory", GOLDEN, ids=_name)
def test_snapshot_is_what_the_arm_template_says(directory: Path, tmp_path: Path) -> None:
    copy = _copy(directory, tmp_path)
    where = ("--subscription-id", SUBSCRIPTION, "--resource-group", GROUP, "--location", LOCATION)
    done = _bicep("snapshot", "main.bicepparam", *where, cwd=copy)
    assert done.returncode == 0, done.stderr
    snapshot = json.loads((copy / "main.snapshot.json").read_text(encoding="utf-8"))
    at = directory.relative_to(directory.parent) if directory.name == "bicep" else Path("bicep", directory.name)
    base = directory.parent if directory.name == "bicep" else directory.parent.parent
    template = json.loads((base / "arm" / Path(*at.parts[1:]) / "azuredeploy.json").read_text(encoding="utf-8"))
    given = {name: OPEN[_upper(name)] for name, one in template["parameters"].items() if "defaultValue" not in one}
    assert _comparable(snapshot["predictedResources"]) == _comparable(evaluate(template, given))


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("block.bicep.txt")), ids=_name)
def test_fragment_compiles_in_a_stub_of_its_resource(path: Path, tmp_path: Path) -> None:
    fragment = path.read_text(encoding="utf-8")
    children = sorted(set(re.findall(r"vnet::(\w+)", fragment)))
    parameters = sorted(set(re.findall(r": (\w+SubnetId)$", fragment, re.M)))
    version = "2026-08-01" if "StandardV2" in fragment else "2026-02-01"
    stub = [*(f"param {name} string" for name in parameters)]
    if children:
        inner = "".join(f"\n  resource {name} 'subnets' existing = {{\n    name: '{name}'\n  }}" for name in children)
        stub.append(
            f"resource vnet 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {{\n  name: 'v'{inner}\n}}"
        )
    resource = f"resource cluster 'Microsoft.ContainerService/managedClusters@{version}'"
    stub.append(f"{resource} = {{\nname: 'c'\nlocation: 'westeurope'\nproperties: {{\n{fragment}}}\n}}\n")
    (tmp_path / "stub.bicep").write_text("\n".join(stub), encoding="utf-8")
    built = _bicep("build", "--stdout", "stub.bicep", cwd=tmp_path)
    assert (built.returncode, built.stderr) == (0, "")


# The module, at the versions between which its text differs, and for each sample that it can say.
MODULES = {
    "the version that aksnet chooses": dialect("bicep", "module"),
    "the oldest version": dialect("bicep", "module", api_version="2025-10-01"),
    "a preview": dialect("bicep", "module", preview=True),
}
CLUSTERS = "Microsoft.ContainerService/managedClusters"
MODULE_SAMPLES = sorted(
    sample for sample in SPECS if not sample.startswith("real/") and sample not in ("automatic", "fleet")
)


def _module(sample: str, asked: Dialect, folder: Path) -> dict[str, str]:
    """The files of a module, in a folder, and what the environment has to give."""
    files = generate(SPECS[sample], asked).files
    for file in files:
        (folder / file.path).write_text(file.marked(), encoding="utf-8")
    _with_rules(folder)
    names = re.findall(r"readEnvironmentVariable\('(\w+)'\)", files[-1].text)
    return {name: f"{_SUBNETS}/{name.lower()}" for name in names if name not in OPEN}


@pytest.mark.parametrize("asked", MODULES.values(), ids=MODULES.keys())
def test_module_has_nothing_to_be_said_of(asked: Dialect, tmp_path: Path) -> None:
    given = _module("cilium", asked, tmp_path)
    for file in ("main.bicep", "cni.types.bicep", "example.bicepparam"):
        build = "build-params" if file.endswith("param") else "build"
        built = _bicep(build, "--stdout", file, cwd=tmp_path, **given)
        assert (built.returncode, built.stderr) == (0, "")
        formatted = _bicep("format", "--stdout", file, cwd=tmp_path).stdout
        assert formatted == (tmp_path / file).read_bytes().decode()
    for file in ("main.bicep", "cni.types.bicep"):
        linted = _bicep("lint", file, "--diagnostics-format", "sarif", cwd=tmp_path)
        assert [result["message"] for run in json.loads(linted.stdout)["runs"] for result in run["results"]] == []


@pytest.mark.parametrize("sample", MODULE_SAMPLES)
def test_snapshot_of_a_module_is_what_the_arm_template_says(sample: str, tmp_path: Path) -> None:
    given = _module(sample, MODULES["the version that aksnet chooses"], tmp_path)
    where = ("--subscription-id", SUBSCRIPTION, "--resource-group", GROUP, "--location", LOCATION)
    done = _bicep("snapshot", "example.bicepparam", *where, cwd=tmp_path, **given)
    assert done.returncode == 0, done.stderr
    snapshot = json.loads((tmp_path / "example.snapshot.json").read_text(encoding="utf-8"))
    template = json.loads((SAMPLES / sample / "arm" / "azuredeploy.json").read_text(encoding="utf-8"))
    open_ = {name: OPEN[_upper(name)] for name, one in template["parameters"].items() if "defaultValue" not in one}
    assert _network_of(snapshot["predictedResources"]) == _network_of(evaluate(template, open_))


def _network_of(resources: list[dict[str, Any]]) -> tuple[Any, dict[str, Any]]:
    """The network profile, and the pools by name; their subnets are ids of the environment in one of the two."""
    (cluster,) = [one for one in resources if one["type"] == CLUSTERS]
    further = [one for one in resources if one["type"] == f"{CLUSTERS}/agentPools"]
    pools = {one["name"]: one for one in cluster["properties"]["agentPoolProfiles"]}
    pools |= {name: {**one["properties"], "name": name} for one in further for name in [one["name"].rpartition("/")[2]]}
    subnets = ("vnetSubnetID", "podSubnetID")
    named = {name: {key: key in subnets or value for key, value in pool.items()} for name, pool in pools.items()}
    return cluster["properties"]["networkProfile"], named


def _upper(name: str) -> str:
    return "".join(f"_{char}" if char.isupper() else char.upper() for char in name)


def _comparable(resources: list[dict[str, Any]]) -> dict[str, Any]:
    """The resources by type and name, but role assignments, whose names are hashes, and what only Azure knows."""
    return {
        f"{one['type']} {one['name']}".lower(): {
            key: one[key] for key in ("apiVersion", "location", "tags", "sku", "properties") if key in one
        }
        for one in resources
        if one["type"].lower().startswith(("microsoft.containerservice/", "microsoft.network/"))
        and not one["type"].lower().endswith("/subnets")
    }

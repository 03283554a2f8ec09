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

from arm_evaluation import GROUP, LOCATION, SUBSCRIPTION, evaluate
from places import SAMPLES

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
    rules = {rule: {"level": "warning"} for rule in OFF_BY_DEFAULT}
    config = {"analyzers": {"core": {"enabled": True, "rules": rules}}}
    (copy / "bicepconfig.json").write_text(json.dumps(config), encoding="utf-8")
    return copy


def _bicep(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bicep", *arguments],
        cwd=cwd,
        env={**os.environ, **OPEN},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


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

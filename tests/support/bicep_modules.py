"""The Bicep module with the parameters of a cluster: its files, and what it means once it is read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aksnet.configuration import Configuration
from aksnet.facts import arm
from aksnet.readers.gathering import Request
from aksnet.readers.inputs import read
from aksnet.readers.views import views_of
from aksnet.targets import render
from aksnet.targets.bicep.example import environment
from aksnet.view import ClusterView, Origin, Parameter, PoolView, Subnet, Unknown, Value
from bicep_reading import read as text_of
from rendering import dialect, view

OVERLAY = {"network": {"plugin": "overlay"}}
IDS = "/subscriptions/0/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/v/subnets"


def module(version: str | None = None, **cluster: Any) -> dict[str, str]:
    """The texts of the module by the names of its files."""
    preview = version is not None and version.endswith("preview")
    asked = dialect("bicep", "module", api_version=None if version == "preview" else version, preview=preview)
    return {file.path: file.text for file in render(view(**(cluster or OVERLAY)), asked)}


# A module and a whole configuration differ in these, each for a reason.
DIFFERENT = {
    "sku.name",  # the key of a resource cannot be left out by a condition, so it is stated
    "tags",  # and so are tags
    "windowsProfile.adminPassword",  # a secure parameter, of which nobody is told
}
WINDOWS = {"WINDOWS_ADMIN_USERNAME": "aks", "WINDOWS_ADMIN_PASSWORD": "not a password, 14 characters"}


def _given(variable: str) -> str:
    return WINDOWS.get(variable, f"{IDS}/{variable.lower()}")


def in_environment(text: str) -> str:
    """Parameters whose environment variables have values."""
    return re.sub(r"readEnvironmentVariable\('(\w+)'\)", lambda found: f"'{_given(found[1])}'", text)


def read_back(files: Mapping[str, str], folder: Path) -> ClusterView:
    """The view of the module with its parameters."""
    for name, text in files.items():
        (folder / name).write_bytes(in_environment(text).encode())
    return read_folder(folder)


def read_folder(folder: Path) -> ClusterView:
    """The view of the one cluster in a folder, of which everything could be read."""
    (found,) = [cluster for one in configurations_in(folder) for cluster in views_of(one)]
    return found


def configurations_in(folder: Path) -> list[Configuration]:
    """What was read of a folder, all of it."""
    configurations = read(Request([str(folder)]))
    assert [problem.message for one in configurations for problem in one.unread] == []
    return configurations


def _said(cluster: ClusterView, values: Mapping[str, Value], rows: Mapping[str, Any]) -> dict[str, Any]:
    resolve = environment(cluster)

    def data(value: Any) -> Any:
        if isinstance(value, Subnet | Parameter):
            return text_of(re.sub(r".*\('(\w+)'\)", lambda found: f"'{_given(found[1])}'", resolve(value)))
        if isinstance(value, list):  # readers give ids of both profiles alike
            return [one["id"] if isinstance(one, dict) else one for one in value]
        return value

    written = {path: value for path, value in values.items() if value.origin is not Origin.IMPLIED}
    told = {path: data(written[path].data) for path in rows if path in written and path not in DIFFERENT}
    if isinstance(told.get("location"), Unknown):  # that of the resource group, as in every configuration
        del told["location"]
    return told


def meaning(cluster: ClusterView) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What targets write of a cluster and its pools."""
    return _said(cluster, cluster.values, {**arm.CLUSTER, "location": 0, "sku.tier": 0}), [
        _of(cluster, one) for one in cluster.pools
    ]


def _of(cluster: ClusterView, pool: PoolView) -> dict[str, Any]:
    return _said(cluster, pool.values, arm.POOL)

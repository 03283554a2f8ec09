"""A small fleet with outputs of every kind, for tests of `aksnet sync`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from calling import Done

SPEC = """clusters:
  blue: {network: {plugin: overlay, pod_cidr: 10.64.0.0/16}, location: westeurope, vnet: {address_space: [10.1.0.0/16], subnets: {nodes: {prefix: 10.1.0.0/22}}}, pools: [{name: system, mode: System, vm_size: Standard_D4s_v5, count: 3, subnet: nodes}]}
  green: {network: {plugin: cilium, pod_cidr: 10.65.0.0/16}, location: westeurope, vnet: {address_space: [10.2.0.0/16], subnets: {nodes: {prefix: 10.2.0.0/22}}}, pools: [{name: system, mode: System, vm_size: Standard_D4s_v5, count: 3, subnet: nodes}]}
outputs:
- {path: '{cluster}.tf'}
- {path: main.bicep, target: bicep}
- {path: 'own/{cluster}', emit: cluster}
"""
TF = """# by hand
resource "azurerm_kubernetes_cluster" "this" {
  name = "%s"
  # aksnet:begin %s/network-profile
  # aksnet:end
  sku_tier = "Standard" # stays
}
"""
BICEP = """resource blue 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'blue'
  properties: {
    // aksnet:begin blue/network-profile
    // aksnet:end
  }
}
resource green 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'green'
  properties: {
    // aksnet:begin green/network-profile
    // aksnet:end
  }
}
"""
OWNED = ("main.tf", "outputs.tf", "variables.tf", "versions.tf")


def tree(folder: Path = Path()) -> dict[str, bytes]:
    """All files below a folder but those of git."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def start(folder: Path = Path()) -> None:
    """The spec, and the files that people wrote."""
    (folder / "aksnet.yaml").write_text(SPEC, encoding="utf-8")
    for name in ("blue", "green"):
        (folder / f"{name}.tf").write_text(TF % (name, name), encoding="utf-8")
    (folder / "main.bicep").write_text(BICEP, encoding="utf-8")


def edit(name: str, before: str, after: str) -> None:
    """Edit a file by hand."""
    text = Path(name).read_bytes().decode()
    assert before in text
    Path(name).write_bytes(text.replace(before, after).encode())


def unharmed(call: Callable[[], Done], code: int = 1) -> str:
    """What a call says that leaves every file as it is."""
    before = tree()
    done = call()
    assert done.code == code, done.err
    assert tree() == before
    return done.err

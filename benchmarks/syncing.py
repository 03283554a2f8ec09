"""How fast `aksnet sync` is: `python benchmarks/syncing.py [NUMBER…]`, with aksnet installed.

Fleets of so many clusters (10, 100, 1,000 and 10,000), each with a block in a file of Terraform and one in a file of
Bicep: all written, checked, and written where one cluster has changed; the spec as one file, and as a folder with one
file for each cluster. Whole runs with the start of the interpreter, and their memory; Windows does not tell it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from speed import ENVIRONMENT

NUMBERS = (10, 100, 1_000, 10_000)
# What a check of 1,000 clusters may take, in seconds, and one of 10,000, in megabytes.
SECONDS, MEGABYTES = 3, 300
CLUSTER = """\
network: {{plugin: {plugin}, pod_cidr: 100.{net}.0.0/16, service_cidr: 172.16.0.0/16}}
location: westeurope
resource_group: rg-{number}
tier: Standard
vnet:
  address_space: [10.{net}.0.0/16]
  subnets:
    nodes: {{prefix: 10.{net}.0.0/22}}
pools:
- {{name: system, mode: System, vm_size: Standard_D4s_v5, count: 3, subnet: nodes}}
- {{name: user, mode: User, vm_size: Standard_D4s_v5, min: 1, max: 20, subnet: nodes}}
"""
OUTPUTS = """\
outputs:
- {path: '%stf/{cluster}.tf', provider_version: 4}
- {path: '%sbicep/{cluster}.bicep', target: bicep}
"""
TERRAFORM = """\
resource "azurerm_kubernetes_cluster" "this" {{
  name = "c{0}"
  # aksnet:begin c{0}/network-profile
  # aksnet:end
}}
"""
BICEP = """\
resource aks 'Microsoft.ContainerService/managedClusters@2025-10-01' = {{
  name: 'c{0}'
  properties: {{
    // aksnet:begin c{0}/network-profile
    // aksnet:end
  }}
}}
"""


def _cluster(number: int) -> str:
    return CLUSTER.format(plugin=("overlay", "cilium")[number % 2], net=64 + number % 60, number=number)


def _in_one_file(folder: Path, count: int) -> Path:
    """A spec with all clusters; the spec is also the file that a change is made in."""
    clusters = (
        f"  c{number}:\n    {_cluster(number).rstrip().replace(chr(10), chr(10) + ' ' * 4)}\n"
        for number in range(count)
    )
    spec = folder / "aksnet.yaml"
    spec.write_text("clusters:\n" + "".join(clusters) + OUTPUTS % ("", ""), encoding="utf-8")
    return spec


def _in_a_folder(folder: Path, count: int) -> Path:
    """A folder with a spec for each cluster."""
    specs = folder / "specs"
    specs.mkdir()
    for number in range(count):
        text = f"name: c{number}\n{_cluster(number)}{OUTPUTS % ('../', '../')}"
        (specs / f"c{number}.yaml").write_text(text, encoding="utf-8")
    return specs


def _files(folder: Path, count: int) -> None:
    """The files that people write."""
    for name, text in (("tf", TERRAFORM), ("bicep", BICEP)):
        (folder / name).mkdir()
        for number in range(count):
            (folder / name / f"c{number}.{name}").write_text(text.format(number), encoding="utf-8")


def _change(spec: Path) -> None:
    """Give the first cluster another range."""
    path = spec / "c0.yaml" if spec.is_dir() else spec
    path.write_text(path.read_text(encoding="utf-8").replace("100.64.0.0", "100.63.0.0", 1), encoding="utf-8")


def measured(words: list[str], folder: Path) -> tuple[float, float | None, str]:
    """How many seconds a command takes, how many megabytes, and the last line that it prints."""
    start = time.perf_counter()
    with subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as run:
        lines = (run.stdout.read() if run.stdout is not None else b"").decode().splitlines()
        memory = None
        if sys.platform != "win32":
            _, status, usage = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
            memory = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    if run.returncode:
        sys.exit(f"{' '.join(words)}: exit code {run.returncode}\n" + "\n".join(lines[-20:]))
    return time.perf_counter() - start, memory, lines[-1] if lines else ""


def rows(aksnet: str, count: int, *, one_file: bool) -> Iterator[str]:
    """What is done with a fleet, and how long it takes."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        (folder / ".git").mkdir()
        spec = (_in_one_file if one_file else _in_a_folder)(folder, count)
        _files(folder, count)
        sync = [aksnet, "sync", spec.name]
        for what, words in (("all written", sync), ("--check", [*sync, "--check"]), ("one changed", sync)):
            if what == "one changed":
                _change(spec)
            seconds, memory, said = measured(words, folder)
            told = f"{memory:6.0f} MB" if memory is not None else ""
            where = "in one file" if one_file else "in a folder"
            yield f"{count:>6,} {where}  {what:<11} {seconds:7.2f} s {told}  {said}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER")
    aksnet = shutil.which("aksnet")
    if aksnet is None:
        sys.exit("aksnet is not on PATH: install it first, and activate its environment")
    print(f"--check of 1,000 at most {SECONDS} s, of 10,000 at most {MEGABYTES} MB")
    for count in parser.parse_args().numbers or NUMBERS:
        for one_file in (True, False):
            for row in rows(aksnet, count, one_file=one_file):
                print(row, flush=True)


if __name__ == "__main__":
    main()

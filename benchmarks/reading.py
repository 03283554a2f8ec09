"""How fast aksnet reads: `python benchmarks/reading.py [BICEP]`, with aksnet installed.

Whole runs of `aksnet show` with the start of the interpreter, the median of five. BICEP is a large Bicep file to be
timed too, such as main.bicep of the module avm/res/container-service/managed-cluster.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
# Installed programs are compiled once; where the environment forbids that, every start would compile them anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
VARIABLE = 'variable "location" {}\n\n'
OTHER = """\
resource "azurerm_storage_account" "s{0}" {{
  name                = "st{0}"
  resource_group_name = azurerm_resource_group.rg.name
  location            = var.location
  tags = {{
    environment = "staging"
    owner       = "team-{0}"
  }}
  network_rules {{
    default_action = "Deny"
    ip_rules       = ["100.0.0.1", "10.{1}.0.0/16"]
  }}
}}

"""
CLUSTER = """\
resource "azurerm_kubernetes_cluster" "c{0}" {{
  name                = "c{0}"
  location            = "westeurope"
  resource_group_name = "rg"
  dns_prefix          = "c{0}"
  identity {{
    type = "SystemAssigned"
  }}
  default_node_pool {{
    name       = "system"
    node_count = 3
  }}
  network_profile {{
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = cidrsubnet("10.0.0.0/8", 8, {0})
  }}
}}

"""
# What ten million characters of garbage are made of; the first line makes sure that the file is looked at.
GARBAGE = ("{", "[", '"', '"${', "a=[", "a {\n", "a = <<EOT\n", "/*", "a = {\n b=1\n")


def large(lines: int) -> str:
    """A file of so many lines, with three clusters in it."""
    blocks = [VARIABLE]
    count = VARIABLE.count("\n")
    while count < lines:
        number = len(blocks)
        block = CLUSTER.format(number) if number in (300, 700, 1100) else OTHER.format(number, number % 250)
        blocks.append(block)
        count += block.count("\n")
    return "".join(blocks)


def timed(name: str, path: Path, bound: float) -> None:
    """Print how long it takes to show a path."""
    aksnet = shutil.which("aksnet")
    if aksnet is None:
        sys.exit("aksnet is not on PATH: install it first, and activate its environment")
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        words = [aksnet, "show", str(path), "--format", "json"]
        subprocess.run(words, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        times.append(time.perf_counter() - start)
    print(f"{name}: {statistics.median(times):.2f} s (at most {bound})")


def main() -> None:
    """Run everything."""
    random.seed(1)
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        one = folder / "large" / "main.tf"
        one.parent.mkdir()
        one.write_text(large(20_000), encoding="utf-8")
        timed("a file of 20,000 lines with three clusters", one, 0.3)
        noise = "".join(random.choices([chr(code) for code in range(32, 127)] + ["\n"], k=10_000_000))  # noqa: S311
        for unit, text in [
            ("random characters", noise),
            *((repr(unit), unit * (10_000_000 // len(unit))) for unit in GARBAGE),
        ]:
            path = folder / "garbage.tf"
            path.write_text(f"# azurerm_kubernetes_cluster\n{text}", encoding="utf-8")
            timed(f"10 MB of {unit}", path, 2)
            path.unlink()
        tree = folder / "tree"
        for number in range(500):
            below = tree / f"m{number // 20}" / f"d{number}"
            below.mkdir(parents=True)
            for file in range(10):
                call = f'module "x" {{\n  source = "../d{number + 1}"\n}}\n'
                (below / f"f{file}.tf").write_text(OTHER.format(file, file) * 3 + call, encoding="utf-8")
        timed("a tree of 5,000 files without clusters", tree, 2)
    for name in sys.argv[1:]:
        timed(f"{name} ({Path(name).stat().st_size / 1000:.0f} kB)", Path(name), 0.2)


if __name__ == "__main__":
    main()

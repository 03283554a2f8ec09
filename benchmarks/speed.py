"""How fast aksnet is, as ratios from paired runs: `python benchmarks/speed.py`, with aksnet installed.

A ratio says more than seconds: both sides of a pair run right after each other on the same machine.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

PAIRS = 41
ONE_MODEL = """
import typer, pydantic, jinja2
class Cluster(pydantic.BaseModel):
    name: str
    pods: int = 110
"""


SPEC_MODEL = ONE_MODEL.replace("jinja2", "yaml")
SPEC = """
name: prod
location: westeurope
network: {plugin: overlay, pod_cidr: 10.244.0.0/16}
outbound: {type: loadBalancer}
vnet:
  address_space: [10.240.0.0/16]
  subnets:
    nodes: {prefix: 10.240.0.0/22}
pools:
  - {name: system, mode: System, vm_size: Standard_D4s_v5, count: 3, subnet: nodes}
"""


# Installed programs are compiled once; where the environment forbids that, every start would compile them anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _seconds(command: Sequence[str], **more: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT | more)
    return time.perf_counter() - start


def paired(name: str, ours: Sequence[str], theirs: Sequence[str], bound: float) -> None:
    """Print the median ratio of pairs, after one run of each that warms the caches."""
    _seconds(ours), _seconds(theirs)
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(PAIRS)]
    ratios = sorted(one / other for one, other in pairs)
    middle = statistics.median(ratios)
    ours_ms, theirs_ms = (1000 * statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"{name}: {middle:.2f} times (half of the pairs between {ratios[PAIRS // 4]:.2f} and"
        f" {ratios[3 * PAIRS // 4]:.2f}; {ours_ms:.0f} ms against {theirs_ms:.0f} ms; at most {bound})"
    )


def completed(aksnet: str, *words: str) -> None:
    """Print how long a shell waits for words to complete, the median of some."""
    times = sorted(1000 * _seconds([aksnet, *words], _AKSNET_COMPLETE="zsh") for _ in range(PAIRS))
    line = " ".join(words)
    print(f"completion of {line!r}: {statistics.median(times):.0f} ms (the slowest {times[-1]:.0f}; at most 150)")


def many(count: int = 10_000) -> None:
    """Print how many clusters one process renders in a second, and how its memory grows."""
    from aksnet.commands.gen import generate
    from aksnet.dialects import Dialect
    from aksnet.spec.models import Cluster

    def render(index: int) -> None:
        network = {"plugin": "overlay", "pod_cidr": f"10.{index % 200}.0.0/17", "service_cidr": "172.16.0.0/16"}
        cluster = Cluster.model_validate({"name": f"c{index}", "network": network})
        generate(cluster, [Dialect()], date(2026, 11, 24))

    for index in range(500):
        render(index)
    gc.collect()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    for index in range(count):
        render(index)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{count:,} clusters in one process: {count / seconds:,.0f} a second (at least 1,000); memory"
        f" {before / 1024:.1f} MiB after 500 of them, {after / 1024:.1f} MiB at the end"
    )


def _fleet(clusters: int, subnets: int) -> str:
    """A fleet in YAML."""
    lines = ["clusters:"]
    for number in range(clusters):
        net = f"10.{number % 250}"
        lines += [
            f"  c{number}:",
            "    network: {plugin: cilium, pod_cidr: 100.64.0.0/12, service_cidr: 172.16.0.0/16}",
            f"    vnet:\n      address_space: [{net}.0.0/16]\n      subnets:",
            *(f"        s{index}: {{prefix: {net}.{index}.0/24}}" for index in range(subnets)),
            "    pools:",
            "      - {name: system, mode: System, vm_size: Standard_D4s_v5, count: 3, subnet: s0}",
        ]
    return "\n".join(lines) + "\n"


def _hostile(subnets: int, pools: int) -> str:
    """A cluster with more subnets and pools than Azure has, in JSON; two of the subnets overlap."""
    named = {
        f"s{index}": {"prefix": f"10.{index // 4096}.{index // 16 % 256}.{index % 16 * 16}/28"}
        for index in range(subnets)
    }
    named["twice"] = {"prefix": "10.0.0.0/29"}
    vnet = {"address_space": ["10.0.0.0/8"], "subnets": named}
    nodes = [{"name": f"p{index}", "mode": "System", "count": 1, "subnet": f"s{index}"} for index in range(pools)]
    network = {"plugin": "overlay", "pod_cidr": "172.16.0.0/14", "service_cidr": "172.20.0.0/16"}
    return json.dumps({"network": network, "vnet": vnet, "pools": nodes})


def _open_fleet(clusters: int) -> str:
    """A fleet that leaves all its addresses open."""
    lines = ["clusters:"]
    for number in range(clusters):
        lines += [
            f"  c{number}:",
            "    network: {plugin: overlay}",
            "    vnet: {subnets: {nodes: , endpoints: {other: 10}}}",
            "    pools: [{name: a, mode: System, count: 3, subnet: nodes}, {name: b, min: 1, max: 8, subnet: nodes}]",
        ]
    return "\n".join(lines) + "\n"


def _dense(subnets: int) -> str:
    """A cluster whose VNet has many subnets, each with a pool."""
    named = "".join(f"    s{index}: {{prefix: 10.{index // 256}.{index % 256}.0/24}}\n" for index in range(subnets))
    pools = "".join(f"  - {{name: p{index}, count: {1 + index % 99}, subnet: s{index}}}\n" for index in range(subnets))
    network = "network: {plugin: overlay, pod_cidr: 172.16.0.0/13, service_cidr: 192.168.0.0/16}\n"
    return f"{network}vnet:\n  address_space: [10.0.0.0/14]\n  subnets:\n{named}pools:\n{pools}"


def timed(name: str, words: list[str], bound: float) -> int:
    """Print how long a command takes, in seconds, the median of three; return how many bytes it printed."""
    times, printed = [], 0
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(words, check=False, stdout=subprocess.PIPE, env=ENVIRONMENT)
        times.append(time.perf_counter() - start)
        printed = len(done.stdout)
    print(f"{name}: {statistics.median(times):.1f} s (at most {bound:.0f})")
    return printed


def main() -> None:
    """Run everything."""
    aksnet = shutil.which("aksnet")
    if aksnet is None:
        sys.exit("aksnet is not on PATH: install it first, and activate its environment")
    python = sys.executable
    paired("aksnet gen --plugin overlay", [aksnet, "gen", "--plugin", "overlay"], [python, "-c", ONE_MODEL], 1.35)
    paired("aksnet --version", [aksnet, "--version"], [python, "-c", "import typer"], 1.2)
    paired("aksnet --help", [aksnet, "--help"], [python, "-c", "import typer"], 1.3)
    paired("aksnet gen --help", [aksnet, "gen", "--help"], [python, "-c", "import typer"], 1.3)
    completed(aksnet, "gen", "--plugin", "o")
    completed(aksnet, "check", "--select", "AKN1")
    many()
    with tempfile.TemporaryDirectory() as directory:
        texts = {
            "cluster.yaml": SPEC,
            "fleet.yaml": _fleet(1000, 20),
            "hostile.json": _hostile(100_000, 10_000),
            "open.yaml": _open_fleet(1000),
            "dense.yaml": _dense(500),
            "named.yaml": _fleet(290, 5),
        }
        for file, text in texts.items():
            Path(directory, file).write_text(text, encoding="utf-8")
        spec, fleet, hostile, opened, dense, named = (str(Path(directory, file)) for file in texts)
        paired("aksnet check of one spec in YAML", [aksnet, "check", spec], [python, "-c", SPEC_MODEL], 1.4)
        completed(aksnet, "gen", named, "--cluster", "c1")
        timed("aksnet check of 1,000 clusters with 20 subnets each", [aksnet, "check", fleet], 5)
        timed("aksnet check of a cluster with 100,000 subnets and 10,000 pools", [aksnet, "check", hostile], 30)
        allocate = [aksnet, "plan", opened, "--allocate", "--supernet", "10.0.0.0/9"]
        timed("aksnet plan --allocate of 1,000 clusters", allocate, 5)
        picture = timed("the picture of 500 subnets", [aksnet, "plan", dense, "--format", "svg"], 5)
        print(f"the picture of 500 subnets: {picture / 1e6:.2f} MB (at most 1)")


if __name__ == "__main__":
    main()

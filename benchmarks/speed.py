"""How fast aksnet is, as ratios from paired runs: `python benchmarks/speed.py`, with aksnet installed.

A ratio says more than seconds: both sides of a pair run right after each other on the same machine.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date

PAIRS = 41
ONE_MODEL = """
import typer, pydantic, jinja2
class Cluster(pydantic.BaseModel):
    name: str
    pods: int = 110
"""


# Installed programs are compiled once; where the environment forbids that, every start would compile them anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
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


def main() -> None:
    """Run everything."""
    aksnet = shutil.which("aksnet")
    if aksnet is None:
        sys.exit("aksnet is not on PATH: install it first, and activate its environment")
    python = sys.executable
    paired("aksnet gen --plugin overlay", [aksnet, "gen", "--plugin", "overlay"], [python, "-c", ONE_MODEL], 1.35)
    paired("aksnet --version", [aksnet, "--version"], [python, "-c", "import typer"], 1.2)
    many()


if __name__ == "__main__":
    main()

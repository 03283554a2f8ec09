"""How fast `aksnet check` is: `python benchmarks/checking.py [FOLDER…] [--checkov PROGRAM]`, with aksnet installed.

One small file, against an interpreter that loads typer, pydantic and python-hcl2 and parses one block. With FOLDERs of
real configurations also a repository of 350 of their files, and three files of it as git hooks name them; and checkov
on the same files, where PROGRAM is one (`pip install checkov` into an environment of its own).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from reading import CLUSTER
from speed import ENVIRONMENT, ONE_MODEL, paired

FILES, CHANGED, RUNS = 350, 3, 3
BOUND, FACTOR = 1.4, 10
SUFFIXES = (".tf", ".bicep")
BLOCK = f"{ONE_MODEL.replace('jinja2', 'hcl2')}\nhcl2.loads({CLUSTER.format(1)!r})\n"


def seconds(words: Sequence[str], folder: Path, runs: int = RUNS) -> float:
    """How long a command takes that may find something, the median of some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(words, check=False, cwd=folder, env=ENVIRONMENT, capture_output=True)
        times.append(time.perf_counter() - start)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(words)}: exit code {done.returncode}\n{done.stderr.decode()}")
    return statistics.median(times)


def real_files(folders: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """The files of the folders, each with its place below the folder that they have in common."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES and path.is_file() and ".terraform" not in path.parts:
                yield path, Path(folder.name, path.relative_to(folder))


def repository(folders: Sequence[Path], target: Path) -> list[str]:
    """Copy real files into a repository; the names of those that have clusters."""
    (target / ".git").mkdir(parents=True)
    clusters = []
    for path, place in islice(real_files(folders), FILES):
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / place)
        text = path.read_text(encoding="utf-8", errors="replace")
        if "azurerm_kubernetes_cluster" in text or "Microsoft.ContainerService/managedClusters@" in text:
            clusters.append(os.fspath(place))
    return clusters


def compared(name: str, ours: Sequence[str], theirs: Sequence[str] | None, folder: Path) -> None:
    """Print how long we take, and how much longer checkov takes."""
    one = seconds(ours, folder)
    told = f"{name}: {one:.2f} s"
    if theirs is not None:
        other = seconds(theirs, folder, 1)  # it takes minutes
        told += f"; checkov {other:.2f} s, {other / one:.0f} times as long"
    print(told)


def real(aksnet: str, checkov: str | None, folders: Sequence[Path]) -> None:
    """The repository of real files as a whole, and some of its files as git hooks name them."""
    with tempfile.TemporaryDirectory() as directory:
        target = Path(directory, "repository")
        clusters = repository(folders, target)
        count = sum(path.is_file() for path in target.rglob("*"))
        quiet = [checkov, "--skip-download", "--quiet", "--compact"] if checkov is not None else None
        whole = [*quiet, "-d", "."] if quiet is not None else None
        compared(
            f"aksnet check of {count} real files (at least {FACTOR} times as fast)",
            [aksnet, "check", "."],
            whole,
            target,
        )
        changed = clusters[:: max(1, len(clusters) // CHANGED)][:CHANGED]
        named = [*quiet, *(word for one in changed for word in ("-f", one))] if quiet is not None else None
        compared(f"aksnet check of {len(changed)} of them by name", [aksnet, "check", *changed], named, target)


def main() -> None:
    """Run everything that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--checkov", metavar="PROGRAM")
    asked = parser.parse_args()
    aksnet = shutil.which("aksnet")
    if aksnet is None:
        sys.exit("aksnet is not on PATH: install it first, and activate its environment")
    with tempfile.TemporaryDirectory() as directory:
        small = Path(directory, "main.tf")
        small.write_text(CLUSTER.format(1), encoding="utf-8")
        ours = [aksnet, "check", os.fspath(small)]
        paired("aksnet check of one small file", ours, [sys.executable, "-c", BLOCK], BOUND)
    if asked.folders:
        real(aksnet, asked.checkov, asked.folders)


if __name__ == "__main__":
    main()

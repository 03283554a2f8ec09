"""What all calls have in common: they print nothing, change nothing around them, and run beside each other."""

from __future__ import annotations

import gc
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import aksnet
from places import ROOT, SPECS
from rendering import TODAY

SAMPLES = [
    *list(SPECS.values())[:12],
    ROOT / "samples" / "overlay" / "terraform",
    ROOT / "samples" / "overlay" / "bicep",
]
SAMPLES = [path for path in SAMPLES if path.parent.name != "open-subnets"]


def _everything(path: Path) -> list[object]:
    """All that there is to know of a sample, in every way that a program may ask."""
    clusters = aksnet.load(path)
    report = aksnet.check(clusters, today=TODAY)
    told: list[object] = [report, aksnet.plan(clusters), aksnet.to_text(report, "sarif")]
    told.append(aksnet.migrate(clusters, clusters, today=TODAY))
    for target in ("terraform", "bicep") if clusters[0].declared is None else ():
        try:
            told.append(dict(aksnet.render(clusters, target=target, emit="cluster", today=TODAY)))
        except aksnet.RefusedError as error:
            told.append(error.findings)
    return told


def test_eight_threads_find_what_one_finds() -> None:
    alone = [_everything(path) for path in SAMPLES]
    start = threading.Barrier(8)

    def work(_: int) -> list[list[object]]:
        start.wait()
        return [_everything(path) for path in SAMPLES]

    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(work, range(8)):
            assert found == alone
    assert gc.isenabled()


def test_the_same_call_has_the_same_result() -> None:
    assert _everything(SPECS["fleet"]) == _everything(SPECS["fleet"])


def test_calls_leave_everything_as_it_is(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)  # whoever reads it, fails
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    around = (
        Path.cwd(),
        dict(os.environ),
        set(Path.cwd().iterdir()),
        sys.getrecursionlimit(),
        threading.active_count(),
    )
    for path in SAMPLES:
        _everything(path)
    with pytest.raises(aksnet.SpecError):
        aksnet.load({"network": {"plugin": "x"}})
    assert around == (
        Path.cwd(), dict(os.environ), set(Path.cwd().iterdir()), sys.getrecursionlimit(), threading.active_count()
    )  # fmt: skip
    assert capfd.readouterr() == ("", "")

"""Where things are: the checkout, its samples, and the reference data that stands beside it on some machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "generator" / "aksnet"
SAMPLES = ROOT / "samples"
GOLDEN = ROOT / "tests" / "golden"
REFERENCE = (ROOT.parent / "shared" / "reference").resolve()

SPECS = {
    str(path.parent.relative_to(SAMPLES)).replace("\\", "/"): path for path in sorted(SAMPLES.rglob("aksnet.yaml"))
}


def reference(name: str) -> Any:
    """A JSON file of the reference data; the test is skipped where it is not there."""
    path = REFERENCE / name
    if not path.exists():
        pytest.skip(f"the reference data {name} is not on this machine")
    return json.loads(path.read_text(encoding="utf-8"))

"""What the page about targets says by hand is what is written."""

from __future__ import annotations

import re

import pytest

from aksnet.documenting.targets import targets_page
from aksnet.facts.choices import TARGETS
from places import SAMPLES


@pytest.mark.parametrize("target", TARGETS)
def test_the_files_of_a_target_are_those_of_the_sample(target: str) -> None:
    (row,) = (line for line in targets_page().splitlines() if line.startswith(f"| `{target}` | `block`"))
    said = set(re.findall(r"`([\w.]+\.\w+)`", row))
    there = {path.name for path in (SAMPLES / "overlay" / target).iterdir() if not path.name.startswith("block.")}
    assert there <= said
    assert said - there <= {"subnet_role.bicep"}

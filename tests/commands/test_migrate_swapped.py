"""Signs that old and new were named the wrong way round are told; and what is in order is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aksnet.commands.migrate.order import notes_on
from aksnet.commands.migrate.pairing import pairs_of
from aksnet.commands.migrate.sides import sides_of
from aksnet.readers.inputs import Request
from migrating import BICEP, SPEC, TERRAFORM, THIS, files, write
from terraform_outputs import change, cluster, plan, shown, stored

NOW, THEN = "2026-11-30T09:56:44Z", "2026-11-29T10:00:00Z"
STEADY = change(THIS, cluster(), cluster())
LATER, EARLIER = stored((THIS, cluster()), serial=8), stored((THIS, cluster()), serial=7)


def notes(old: Any, new: Any, folder: Path) -> list[str]:
    """What is noted of two documents, or of texts of one language."""
    (folder / ".git").mkdir()
    paths = []
    for side, (name, content) in (("old", old), ("new", new)):
        text = content if isinstance(content, str) else json.dumps(content)
        write(folder, {f"{side}/{name}": text})
        paths.append(f"{side}/{name}")
    sides = sides_of(paths, Request([]))
    return [note.message for note in notes_on(sides, pairs_of(sides).pairs)]


def older(text: str, version: str = "1.32") -> str:
    return text.replace("1.33", version)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(("a.tfstate", LATER), ("b.tfstate", EARLIER), "old/a.tfstate is serial 8 of the state, new/b.tfstate serial 7", id="serials of one state"),
        pytest.param(("a.json", plan(STEADY)), ("b.json", plan(STEADY, timestamp=THEN)), f"old/a.json was planned at {NOW}, new/b.json at {THEN}", id="times of plans"),
        pytest.param(("a.json", plan(STEADY)), ("b.json", plan(STEADY, terraform_version="1.9.0")), "old/a.json is of Terraform 1.11.4, new/b.json of 1.9.0", id="versions of Terraform"),
        pytest.param(("main.tf", TERRAFORM), ("b.json", shown(STEADY)), "b.json tells how prod is, and the other how it is to be", id="a state behind a configuration"),
        pytest.param(("aksnet.yaml", SPEC), ("az.json", files()["az.json"]), "az.json tells how prod is", id="an answer of az behind a spec"),
        pytest.param(("main.tf", TERRAFORM), ("main.tf", older(TERRAFORM)), "the Kubernetes version of prod goes from 1.33 down to 1.32", id="Kubernetes goes down"),
        pytest.param(("main.tf", older(TERRAFORM, "1.10")), ("main.tf", older(TERRAFORM, "1.9")), "from 1.10 down to 1.9", id="numbers are no texts"),
        pytest.param(("main.tf", TERRAFORM), ("main.tf", TERRAFORM.replace("4.81.0", "3.117.1")), "the version of azurerm goes from 4.81.0 down to 3.117.1", id="the provider goes down"),
        pytest.param(("main.tf", TERRAFORM), ("main.tf", TERRAFORM.replace("4.81.0", "~> 3.70")), "from 4.81.0 down to ~> 3.70", id="the provider goes down by a constraint"),
        pytest.param(("main.bicep", BICEP), ("main.bicep", BICEP.replace("2025-10-01", "2024-05-01")), "the API version goes from 2025-10-01 down to 2024-05-01", id="the API version goes down"),
    ],
)  # fmt: skip
def test_what_looks_swapped_is_told(
    old: Any, new: Any, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (note,) = notes(old, new, tmp_path)
    assert note.startswith("old and new look swapped: ")
    assert said in note


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(("a.tfstate", EARLIER), ("b.tfstate", LATER), id="serials of one state"),
        pytest.param(("a.tfstate", LATER), ("b.tfstate", {**EARLIER, "lineage": "other"}), id="serials of two states"),
        pytest.param(("a.json", plan(STEADY, timestamp=THEN)), ("b.json", plan(STEADY)), id="times of plans"),
        pytest.param(("a.json", plan(STEADY, timestamp=THEN)), ("b.json", {**plan(STEADY), "timestamp": None}), id="a plan without a time"),
        pytest.param(("a.json", shown(STEADY)), ("main.tf", TERRAFORM), id="a configuration behind a state"),
        pytest.param(("a.json", shown(STEADY)), ("az.json", files()["az.json"]), id="two that tell how it is"),
        pytest.param(("main.tf", older(TERRAFORM)), ("main.tf", TERRAFORM), id="Kubernetes goes up"),
        pytest.param(("main.tf", older(TERRAFORM, "1.33.2")), ("main.tf", TERRAFORM), id="a patch that is left out"),
        pytest.param(("main.tf", TERRAFORM.replace("4.81.0", "3.117.1")), ("main.tf", TERRAFORM), id="the provider goes up"),
        pytest.param(("main.tf", TERRAFORM), ("main.tf", TERRAFORM.replace("4.81.0", "~> 4.81")), id="a constraint of the same"),
        pytest.param(("main.tf", TERRAFORM), ("main.tf", TERRAFORM.replace("4.81.0", "~> 4.0")), id="a constraint that allows it"),
        pytest.param(("main.bicep", BICEP.replace("2025-10-01", "2024-05-01")), ("main.bicep", BICEP), id="the API version goes up"),
        pytest.param(("main.bicep", BICEP), ("main.tf", TERRAFORM), id="two languages"),
    ],
)  # fmt: skip
def test_what_is_in_order_is_not_told(old: Any, new: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert notes(old, new, tmp_path) == []

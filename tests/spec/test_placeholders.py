"""What is to be filled in is told before anything else is done with a spec."""

from __future__ import annotations

from pathlib import Path

import pytest

from aksnet.errors import SpecError
from aksnet.spec.flags import NONE, Flags, Override
from aksnet.spec.layers import Layers, cluster_views, load
from aksnet.spec.placeholders import is_placeholder, placeholder

SPEC = """\
network: {plugin: overlay, pod_cidr: <fill in var.pods>}
pools:
  - {name: a, mode: System, vm_size: <fill in size>, count: <fill in var.count>}
  - {name: b, vm_size: <fill in size>}
"""


def _said(text: str, tmp_path: Path, flags: Flags = NONE) -> list[str]:
    path = tmp_path / "aksnet.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        cluster_views(load(Layers((str(path),), flags)))
    except SpecError as error:
        return [f"{one.place.line if one.place else None} {one.message}" for one in error.problems]
    return []


def test_each_placeholder_is_told_once_where_it_stands_first(tmp_path: Path) -> None:
    assert _said(SPEC, tmp_path) == [
        "1 network.pod_cidr: <fill in var.pods> is not filled in yet",
        "3 pools.0.vm_size: <fill in size> is not filled in yet, also in line 4",
        "3 pools.0.count: <fill in var.count> is not filled in yet",
    ]


def test_what_else_is_wrong_is_told_beside_it(tmp_path: Path) -> None:
    assert _said("name: <fill in name>\nnetwork: {plugin: overlay}\ntier: Gold\n", tmp_path) == [
        "1 name: <fill in name> is not filled in yet",
        "3 tier: 'Gold' is none of Free, Standard, Premium",
    ]


def test_what_is_laid_over_it_fills_it_in(tmp_path: Path) -> None:
    flags = Flags((), (Override(("network", "pod_cidr"), "10.1.0.0/16", "--pod-cidr"),), ())
    text = "network: {plugin: overlay, pod_cidr: <fill in var.pods>}\n"
    assert _said(text, tmp_path)
    assert _said(text, tmp_path, flags) == []


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("<fill in a>", True),
        (placeholder("var.x"), True),
        (placeholder('a"b <c>\n'), True),
        ("<none>", False),
        ("fill in a", False),
        ("<fill in a> b", False),
        (3, False),
        (None, False),
    ],
)
def test_only_its_own_spelling_is_a_placeholder(value: object, is_one: bool) -> None:
    assert is_placeholder(value) is is_one  # type: ignore[arg-type]

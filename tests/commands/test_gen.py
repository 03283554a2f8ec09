"""`aksnet gen --cluster`: some clusters of a fleet, by their names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calling import Call, Done

FLEET = """\
clusters:
  blue: {network: {plugin: overlay, pod_cidr: 10.64.0.0/14}}
  green: {network: {plugin: cilium, pod_cidr: 10.68.0.0/14}}
  red: {network: {plugin: byo}}
"""


@pytest.fixture
def gen(aksnet: Call, tmp_path: Path) -> Call:
    (tmp_path / "fleet.yaml").write_text(FLEET, encoding="utf-8")

    def call(*words: str) -> Done:
        return aksnet("gen", "fleet.yaml", *words, "--today", "2026-11-24")

    return call


def _files(done: Done) -> list[str]:
    return [file["path"] for file in json.loads(done.out)["files"]]


def test_one_cluster_comes_out_as_one_text(gen: Call) -> None:
    done = gen("--cluster", "blue")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("network_profile {") == 1
    assert "10.64.0.0/14" in done.out


def test_some_clusters_stand_in_their_directories(gen: Call) -> None:
    """As they do in a run for all of them, so that nothing moves; in the order of the spec."""
    done = gen("--cluster", "green", "--cluster", "blue", "--format", "json")
    assert _files(done) == ["blue/block.tf.txt", "green/block.tf.txt"]


def test_what_is_wrong_with_others_is_not_about_them(gen: Call) -> None:
    assert gen("--format", "json").code == 1
    assert gen("--cluster", "blue", "--format", "json").code == 0
    assert "AKN206" in gen("--cluster", "red").err


def test_a_shard_and_names_are_both_held(gen: Call) -> None:
    assert _files(gen("--cluster", "blue", "--cluster", "green", "--shard", "1/3", "--format", "json")) == [
        "blue/block.tf.txt"
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("gren", "did you mean green?"), ("prod", "it has blue, green, red"), ("", "it has blue, green, red")],
)
def test_a_name_that_there_is_none_of_is_told(name: str, hint: str, gen: Call) -> None:
    done = gen("--cluster", name)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"--cluster: error: the spec has no cluster {name!r}\n  hint: {hint}\n"


def test_of_many_clusters_some_are_told(gen: Call, tmp_path: Path) -> None:
    many = "".join(f"  c{number}: {{network: {{plugin: overlay}}}}\n" for number in range(30))
    (tmp_path / "fleet.yaml").write_text(f"clusters:\n{many}", encoding="utf-8")
    assert gen("--cluster", "x").err.endswith("hint: it has c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, …\n")

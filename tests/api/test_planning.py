"""`aksnet.plan` counts what the command counts."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

import aksnet
from aksnet import RangeVerdict, UsageError
from aksnet.commands.plan import Growing
from aksnet.commands.plan import plan as plan_of
from aksnet.commands.plan_inputs import given
from aksnet.readers.inputs import Request
from aksnet.spec.flags import NONE
from places import ROOT, SPECS

SMALL = {
    "name": "prod",
    "network": {"plugin": "node-subnet"},
    "vnet": {"address_space": ["10.0.0.0/16"], "subnets": {"nodes": {"prefix": "10.0.0.0/24"}}},
    "pools": [{"name": "system", "mode": "System", "vm_size": "Standard_D4s_v5", "count": 5, "subnet": "nodes"}],
}
DYNAMIC = {
    **SMALL,
    "network": {"plugin": "pod-subnet"},
    "vnet": {
        "address_space": ["10.0.0.0/16"],
        "subnets": {"nodes": {"prefix": "10.0.0.0/24"}, "pods": {"prefix": "10.0.4.0/22"}},
    },
    "pools": [{**SMALL["pools"][0], "pod_subnet": "pods"}],  # type: ignore[dict-item]
}
GROWN: dict[str, tuple[dict[str, Any], Growing]] = {
    "as it is": ({}, Growing()),
    "three times": ({"grow": 3}, Growing("3")),
    "half as much again": ({"grow": 1.5}, Growing("1.5")),
    "a pool of a size": ({"nodes": {"system": 40}}, Growing(nodes=["system=40"])),
}


def _of_command(path: Path, growing: Growing) -> aksnet.Plan:
    return plan_of(given(Request([str(path)]), None, ()), NONE, growing, None, 80).plan


@pytest.mark.parametrize("sample", [one for one in SPECS if one != "open-subnets"])
def test_it_counts_what_the_command_counts(sample: str) -> None:
    assert aksnet.plan(aksnet.load(SPECS[sample])) == _of_command(SPECS[sample], Growing())


@pytest.mark.parametrize("what", GROWN)
def test_it_grows_as_the_command_does(what: str) -> None:
    asked, growing = GROWN[what]
    assert aksnet.plan(aksnet.load(SPECS["overlay"]), **asked) == _of_command(SPECS["overlay"], growing)


@pytest.mark.parametrize("folder", ["terraform", "bicep", "arm"])
def test_it_counts_configurations(folder: str) -> None:
    path = ROOT / "samples" / "overlay" / folder
    assert aksnet.plan(aksnet.load(path)) == _of_command(path, Growing())


def test_ranges_are_data() -> None:
    plan = aksnet.plan(aksnet.load(SMALL))
    nodes = next(one for one in plan.ranges if one.subnet)
    assert (nodes.name, nodes.size, nodes.room, plan.verdict(nodes)) == ("nodes", 256, 251, RangeVerdict.FITS)
    assert plan.fits
    assert not aksnet.plan(aksnet.load(SMALL), grow=3).fits


def test_pods_that_nodes_run_are_of_all_pools_or_of_one() -> None:
    clusters = aksnet.load(DYNAMIC)
    of_all, of_one, of_none = (
        aksnet.plan(clusters, pods_per_node=number)
        for number in (20, {"system": 20}, None)  # type: ignore[arg-type]
    )
    assert of_all == of_one
    assert of_all != of_none


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        pytest.param({"grow": 0}, "grow: error: 0 is no factor\n  hint: for example 3, or 1.5", id="no factor"),
        pytest.param({"grow": -1}, "grow: error: -1 is no factor", id="less than nothing"),
        pytest.param({"grow": float("inf")}, "grow: error: inf is no factor", id="an endless factor"),
        pytest.param({"nodes": {"user": 5}}, "nodes: error: there is no pool 'user'", id="a pool that there is none of"),
        pytest.param({"nodes": {"system": -5}}, "nodes: error: -5 is no number from 0 to 1,000,000\n  hint: for example {\"user\": 200}", id="a size below nothing"),
        pytest.param({"pods_per_node": -5}, "pods_per_node: error: -5 is no number from 0 to 1,000,000\n  hint: for example 30", id="pods below nothing"),
        pytest.param({"pods_per_node": 30}, "pods_per_node: error: it only means something for pod subnets", id="pods where they do not count"),
        pytest.param({"tight": 0}, "tight: error: '0' is no percentage from 1 to 100", id="no percentage"),
    ],
)  # fmt: skip
def test_a_number_that_means_nothing_is_a_usage_error(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        aksnet.plan(aksnet.load(SMALL), **asked)
    assert "--" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        pytest.param({"grow": "3x"}, "grow takes a number, and this is a str", id="a factor as a text"),
        pytest.param({"grow": True}, "grow takes a number, and this is a bool", id="a factor that is a boolean"),
        pytest.param({"nodes": ["system=5"]}, "nodes takes a mapping of pools to numbers, and this is a list", id="sizes as texts"),
        pytest.param({"nodes": {"system": "5"}}, "nodes takes a whole number, and this is a str", id="a size as a text"),
        pytest.param({"nodes": {5: 5}}, "nodes takes a text, and this is an int", id="a pool as a number"),
        pytest.param({"pods_per_node": 1.5}, "pods_per_node takes a whole number, and this is a float", id="half a pod"),
        pytest.param({"tight": "80"}, "tight takes a whole number, and this is a str", id="a percentage as a text"),
    ],
)  # fmt: skip
def test_another_type_is_a_type_error(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        aksnet.plan(aksnet.load(SMALL), **asked)


def test_no_cluster_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is nothing to plan: no cluster was read"):
        aksnet.plan(aksnet.load(tmp_path))
    with pytest.raises(TypeError, match=r"aksnet\.plan takes the clusters of aksnet\.load, and this is a list"):
        aksnet.plan([aksnet.load(SMALL)[0]])  # type: ignore[arg-type]


def test_what_a_policy_excludes_is_why_there_is_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aksnet.yaml").write_text("network: {plugin: overlay}\n", encoding="utf-8")
    Path(".aksnet.yaml").write_text("exclude: [aksnet.yaml]\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"aksnet\.yaml: error: this is not looked at: \.aksnet\.yaml excludes it"):
        aksnet.plan(aksnet.load("aksnet.yaml"))


_HALF: dict[str, object] = {"clusters": [{"name": "a", "network": {"plugin": "overlay"}}, {"name": "b"}]}


def test_a_plan_says_what_could_not_be_read() -> None:
    clusters = aksnet.load(_HALF, partial=True)
    plan = aksnet.plan(clusters)
    assert [one.name for one in plan.clusters] == ["a"]
    assert plan.unread == clusters.unread
    (problem,) = plan.unread
    assert problem.message == "cluster 'b': network: is missing"


@pytest.mark.parametrize("output_format", ["text", "markdown", "html", "svg", "json"])
def test_a_plan_of_a_part_says_so_in_every_format_that_has_words(output_format: str) -> None:
    of_all = aksnet.load({"clusters": _HALF["clusters"][:1]})  # type: ignore[index]
    part, whole = (
        re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", aksnet.to_text(aksnet.plan(one), output_format))))
        for one in (aksnet.load(_HALF, partial=True), of_all)
    )
    assert "is missing" in part
    assert "is missing" not in whole

"""Addresses of Terraform that differ between two sides: what is another resource, and what only moved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aksnet.commands.migrate.pairing import Pairs, pairs_of
from aksnet.commands.migrate.readdressing import Moves
from aksnet.commands.migrate.sides import sides_of
from aksnet.readers.inputs import Request
from aksnet.transitions import judge
from aksnet.transitions.verdicts import Azure, Tool
from azurerm_clusters import cluster, node_pool
from migrating import write
from terraform_outputs import POOL, change, shown
from terraform_outputs import cluster as cluster_values

KIND = "azurerm_kubernetes_cluster"
A, B = f"{KIND}.aks", f"{KIND}.b"
TEXT = cluster({"network_plugin": "azure", "network_plugin_mode": "overlay"})
STATE = json.dumps(shown(change(A, cluster_values(), None)))
CALL = 'module "m" {\n  source = "./m"\n}\n'


def _moved(old: str, new: str) -> str:
    return f"moved {{\n  from = {old}\n  to   = {new}\n}}\n"


def _as(new: str, text: str = TEXT) -> str:
    return text.replace('"azurerm_kubernetes_cluster" "aks"', f'"azurerm_kubernetes_cluster" "{new}"')


def _keyed(what: str, text: str = TEXT) -> str:
    return text.replace('"aks" {\n', f'"aks" {{\n  {what}\n', 1)


def _pairs(folder: Path, old: dict[str, str], new: dict[str, str]) -> Pairs:
    (folder / ".git").mkdir()
    write(folder, {f"old/{name}": text for name, text in old.items()})
    write(folder, {f"new/{name}": text for name, text in new.items()})
    return pairs_of(sides_of([f"{folder}/old", f"{folder}/new"], Request([])), "4.81.0")


CASES: list[Any] = [
    pytest.param({"main.tf": TEXT}, False, id="the same address"),
    pytest.param({"main.tf": _as("b")}, True, id="another label"),
    pytest.param({"main.tf": _as("b") + _moved(A, B)}, False, id="another label that is told of"),
    pytest.param({"main.tf": _as("b") + _moved(A, f"{KIND}.x") + _moved(f"{KIND}.x", B)}, False, id="a chain of moves"),
    pytest.param({"main.tf": _as("b") + _moved(f"{KIND}.x", B)}, True, id="a move of something else"),
    pytest.param({"main.tf": _keyed('for_each = toset(["x"])')}, True, id="a key of for_each"),
    pytest.param({"main.tf": _keyed('for_each = toset(["x"])') + _moved(A, f'{A}["x"]')}, False, id="a key that is told of"),
    pytest.param({"main.tf": _keyed("count = 1")}, False, id="the first one of count, which Terraform moves itself"),
    pytest.param({"main.tf": _keyed("for_each = var.x") + '\nvariable "x" {}\n'}, False, id="keys that cannot be told"),
    pytest.param({"main.tf": CALL, "m/main.tf": TEXT}, True, id="a module around it"),
    pytest.param({"main.tf": CALL + _moved(A, f"module.m.{A}"), "m/main.tf": TEXT}, False, id="a module that is told of"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "other"), CASES)
def test_against_its_state_another_address_is_another_cluster(new: Any, other: bool, tmp_path: Path) -> None:
    (pair,) = _pairs(tmp_path, {"state.json": STATE}, new).pairs
    told = judge(pair).tool
    assert (told.verdict is Tool.REPLACE, "address" in told.replaced_by) == (other, other)
    if other:
        assert told.reasons[0].text.startswith(f"{A} becomes ")
        assert "write moved { from = " in told.reasons[0].text


@pytest.mark.parametrize(("new", "other"), CASES)
def test_between_two_folders_nobody_knows_whether_they_have_one_state(new: Any, other: bool, tmp_path: Path) -> None:
    found = _pairs(tmp_path, {"main.tf": TEXT}, new)
    told = judge(found.pairs[0]).tool
    opened = [(one.path, one.between) for one in told.open if one.path == "address"]
    assert opened == ([("address", ("no-op", "replace"))] if other else [])
    assert any("two addresses" in note.message for note in found.notes) is other
    assert told.replaced_by == ()


def test_a_folder_that_may_be_a_module_of_the_state_decides_nothing(tmp_path: Path) -> None:
    state = json.dumps(shown(change(f"module.aks.{A}", cluster_values(), None)))
    (pair,) = _pairs(tmp_path, {"state.json": state}, {"main.tf": TEXT}).pairs
    assert [one.certain for one in pair.readdressed] == [False]


@pytest.mark.parametrize(
    ("beside", "verdict"),
    [
        pytest.param("", Tool.REPLACE, id="another label"),
        pytest.param(_moved(f"{POOL}.old", f"{POOL}.user"), Tool.NO_OP, id="another label that is told of"),
    ],
)
def test_a_pool_has_an_address_of_its_own(beside: str, verdict: Tool, tmp_path: Path) -> None:
    old = {"main.tf": TEXT + node_pool("old").replace('"old"\n', '"user"\n')}
    new = {"main.tf": TEXT + node_pool("user") + beside}
    pairs = _pairs(tmp_path, old, new).pairs
    certain = pairs[0]._replace(readdressed=tuple(one._replace(certain=True) for one in pairs[0].readdressed))
    told = judge(certain)
    assert told.tool.replaced_by == ()
    assert {one.name: one.tool.verdict for one in told.pools}["user"] is verdict


def test_a_cluster_that_leaves_the_state_stays(tmp_path: Path) -> None:
    gone = f"removed {{\n  from = {A}\n  lifecycle {{\n    destroy = false\n  }}\n}}\n"
    two = _as("b").replace('"prod"', '"other"').replace('"rg-prod"', '"rg-other"')
    pairs = _pairs(
        tmp_path,
        {"main.tf": TEXT + two.partition("resource")[1] + two.partition("resource")[2]},
        {"main.tf": two + gone},
    ).pairs
    told = {one.name: judge(one) for one in pairs}
    assert (told["prod"].azure.verdict, told["prod"].tool.verdict) == (Azure.NO_CHANGE, Tool.NO_OP)
    assert [one.rule for one in told["prod"].dangers] == []


@pytest.mark.parametrize(
    ("moves", "old", "new"),
    [
        pytest.param([("r.a", "r.b")], 'r.a["x"]', 'r.b["x"]', id="all instances go along"),
        pytest.param([("r.a", 'r.a["x"]')], 'r.a["y"]', 'r.a["y"]', id="one that has a key is not meant without one"),
        pytest.param([("module.a", "module.b")], "module.a.r.x[0]", "module.b.r.x[0]", id="all in a module go along"),
        pytest.param([("module.a", "module.b[0]")], "module.a.r.x", "module.b[0].r.x", id="a module gets a key"),
        pytest.param([("r.a", "r.b")], "r.ab", "r.ab", id="a longer label"),
        pytest.param([("r.a", "r.b"), ("r.b", "r.a")], "r.a", "r.a", id="a circle ends"),
    ],
)
def test_where_a_resource_is_moved_to(moves: list[tuple[str, str]], old: str, new: str) -> None:
    assert Moves(tuple(moves), ()).of(old) == new

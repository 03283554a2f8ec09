"""`moved` and `removed` blocks: from where to where, in the words of the root module."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aksnet.readers.inputs import Request, read

KIND = "azurerm_kubernetes_cluster"
CLUSTER = f'resource "{KIND}" "b" {{\n  name = "prod"\n}}\n'


def _moved(old: str, new: str) -> str:
    return f"moved {{\n  from = {old}\n  to   = {new}\n}}\n"


def _removed(old: str, destroy: str) -> str:
    return f"removed {{\n  from = {old}\n{destroy}}}\n"


def _of(folder: Path, files: dict[str, str]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    (folder / ".git").mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (found,) = (one for one in read(Request([str(folder)])) if one.clusters)
    return found.moves, found.forgotten


@pytest.mark.parametrize(
    ("old", "new", "moves"),
    [
        pytest.param(f"{KIND}.a", f"{KIND}.b", ((f"{KIND}.a", f"{KIND}.b"),), id="another label"),
        pytest.param(f"{KIND}.a", f'{KIND}.b["x"]', ((f"{KIND}.a", f'{KIND}.b["x"]'),), id="a key"),
        pytest.param(f"{KIND}.a[0]", f"module.m.{KIND}.b", ((f"{KIND}.a[0]", f"module.m.{KIND}.b"),), id="a module"),
        pytest.param(f"{KIND}.a[var.x]", f"{KIND}.b", (), id="no address"),
    ],
)
def test_a_move_is_read(old: str, new: str, moves: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    assert _of(tmp_path, {"main.tf": CLUSTER + _moved(old, new)}) == (moves, ())


def test_a_move_is_read_from_json(tmp_path: Path) -> None:
    block = {"moved": [{"from": f"{KIND}.a", "to": f"{KIND}.b"}]}
    found = _of(tmp_path, {"main.tf": CLUSTER, "moves.tf.json": json.dumps(block)})
    assert found == (((f"{KIND}.a", f"{KIND}.b"),), ())


def test_a_move_in_a_module_is_one_of_each_instance(tmp_path: Path) -> None:
    call = 'module "m" {\n  source   = "./m"\n  for_each = toset(["x", "y"])\n}\n'
    moves, _ = _of(tmp_path, {"main.tf": call, "m/main.tf": CLUSTER + _moved(f"{KIND}.a", f"{KIND}.b")})
    assert moves == tuple((f'module.m["{key}"].{KIND}.a', f'module.m["{key}"].{KIND}.b') for key in "xy")


@pytest.mark.parametrize(
    ("destroy", "forgotten"),
    [
        pytest.param("  lifecycle {\n    destroy = false\n  }\n", (f"{KIND}.a",), id="told not to destroy"),
        pytest.param("  lifecycle {\n    destroy = true\n  }\n", (), id="told to destroy"),
        pytest.param("", (), id="told nothing"),
    ],
)
def test_what_leaves_the_state_is_not_destroyed_where_it_says_so(
    destroy: str, forgotten: tuple[str, ...], tmp_path: Path
) -> None:
    assert _of(tmp_path, {"main.tf": CLUSTER + _removed(f"{KIND}.a", destroy)}) == ((), forgotten)

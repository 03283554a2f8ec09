"""The tables of `docs/explanation/two-axes.md` are what the modes give; `--update-golden` writes those of all ways anew."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from aksnet.commands.gen import generate
from aksnet.dialects import Dialect
from aksnet.facts.choices import WAYS
from aksnet.recommending.ways import BY_ID, Way
from aksnet.spec.models import Cluster
from places import ROOT

PAGE = ROOT / "docs" / "explanation" / "two-axes.md"
IPAM = {
    "overlay": "a range outside the VNet",
    "pod-subnet": "a pod subnet, dynamic",
    "blocks": "a pod subnet, static block",
    "node-subnet": "the node subnet",
    "kubenet": "a range outside the VNet, by routes (kubenet)",
    "byo": "as your own CNI does",
}
PROFILE = ("networkPlugin", "networkPluginMode", "networkDataplane", "networkPolicy")
POOL = ("podSubnetID", "podIPAllocationMode")
LANGUAGES = {
    "ARM, Bicep, azapi": (Dialect(target="arm"), Dialect(target="bicep"), Dialect(provider="azapi")),
    "azurerm": (Dialect(),),
    "az": (Dialect(target="az"),),
}


@cache
def _rendered(name: str, dialect: Dialect) -> str:
    """What a way is in a language, with an engine where that is a choice; nothing, where it is refused."""
    way = BY_ID[name]
    network = {**way.network} | ({"pod_cidr": "10.244.0.0/16"} if way.ipam == "byo" else {})
    if not way.cilium and way.ipam != "byo":
        network["network_policy"] = "calico"
    generated = generate(Cluster.model_validate({"network": network}), [dialect], date(2026, 11, 30))
    return "" if generated.refused else generated.files[0].text


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _words(way: Way) -> str:
    return ", ".join(f"`{key}: {word}`" for key, word in way.network.items())


def _grid() -> str:
    rows = {ipam: ["does not exist", "does not exist"] for ipam in IPAM}
    for way in BY_ID.values():
        rows["blocks" if way.blocks else way.ipam][way.cilium] = _words(way)
    rows["byo"] = [f"{rows['byo'][0]}, and no data plane of AKS", "another one: Cilium as your own CNI"]
    head = _row("pods get addresses of", "data plane `azure`", "data plane `cilium`") + _row(*["---"] * 3)
    return head + "".join(_row(IPAM[ipam], *cells) for ipam, cells in rows.items())


def _ways() -> str:
    head = _row("`network`", *(f"`{name}`" for name in PROFILE), "each pool") + _row(*["---"] * 6)
    return head + "".join(_of_way(BY_ID[way]) for way in WAYS)


def _of_way(way: Way) -> str:
    said: Any = json.loads(_rendered(way.id, Dialect(target="arm")))
    profile = said["networkProfile"]
    cells = [f"`{profile[name]}`" if name in profile else "" for name in PROFILE[:3]]
    engine = "`cilium`" if way.cilium else "" if way.ipam == "byo" else "yours to choose"
    pool = [
        f"`{name}`" + (f": `{one[name]}`" if name == POOL[1] else "")
        for one in said.get("agentPoolProfiles", [])
        for name in POOL
        if name in one
    ]
    return _row(_words(way), *cells, engine, ", ".join(pool))


@pytest.mark.parametrize(
    ("name", "table"), [pytest.param("grid", _grid, id="what exists"), pytest.param("ways", _ways, id="in ARM's words")]
)
def test_the_table_is_what_the_modes_give(name: str, table: Any, update_golden: bool) -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"(<!-- {name}: [^>]* -->\n\n)(.*?)(\n<!-- end -->)", text, re.S)
    assert found is not None
    if update_golden:
        PAGE.write_text(text.replace(found[0], found[1] + table() + found[3]), encoding="utf-8")
    assert found[2] == table() or update_golden


def _names() -> list[Any]:
    """The names of each language in the page's last table."""
    _, _, text = PAGE.read_text(encoding="utf-8").partition("<!-- names")
    head, _, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in re.findall(r"^\|.*$", text, re.M)]
    return [
        pytest.param(language, row[head.index(language)].strip("`"), id=f"{language}: {row[head.index(language)]}")
        for row in rows
        for language in LANGUAGES
        if row[head.index(language)].startswith("`")
    ]


@pytest.mark.parametrize(("language", "name"), _names())
def test_a_language_has_the_name(language: str, name: str) -> None:
    for dialect in LANGUAGES[language]:
        texts = [_rendered(way, dialect) for way in BY_ID]
        assert any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for text in texts), dialect


def test_what_azurerm_is_said_to_lack_it_does_lack() -> None:
    blocks = [way.id for way in BY_ID.values() if way.blocks]
    assert [_rendered(way, Dialect()) for way in blocks] == ["", ""]

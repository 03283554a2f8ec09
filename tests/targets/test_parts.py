"""Parts between markers: in a file around them they mean what the whole file of the cluster means, and are laid out."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.rules import Context, check
from aksnet.spec.layers import Layers, cluster_views, load
from aksnet.syncing.blocks import filled, rewritten
from aksnet.syncing.markers import blocks_in
from aksnet.targets import render
from aksnet.targets.bicep_text import layout
from aksnet.targets.parts import names_of, part
from aksnet.view import ClusterView
from hostile import HOSTILE
from places import SPECS
from rendering import FRAGMENT, TODAY, WHOLE, view

LANGUAGES = ("terraform", "azurerm-4", "azurerm-3", "azapi", "bicep")
ADDRESS = "azurerm_kubernetes_cluster.this"
# How each part begins in the file of a whole cluster.
_STARTS = {
    "azurerm": {
        "network-profile": r"  network_profile \{",
        "default-node-pool": r"  default_node_pool \{",
        "node-pools": r'resource "azurerm_kubernetes_cluster_node_pool" "\w+" \{',
    },
    "azapi": {"network-profile": r" *networkProfile = \{", "node-pools": r" *agentPoolProfiles = \["},
    "bicep": {"network-profile": r" *networkProfile: \{", "node-pools": r" *agentPoolProfiles: \["},
}


class Case(NamedTuple):
    """A cluster of a sample in a language."""

    cluster: ClusterView
    language: str

    @property
    def texts(self) -> dict[str, str]:
        """The files of the whole cluster."""
        return {file.path: file.text for file in render(self.cluster, WHOLE[self.language])}

    @property
    def mark(self) -> str:
        """How a comment begins."""
        return "//" if self.language == "bicep" else "#"

    def part(self, name: str) -> str:
        """The text of a part."""
        made = part(self.cluster, FRAGMENT[self.language], name, ADDRESS)
        assert made is not None
        return made


@cache
def _clusters(path: Path) -> list[ClusterView]:
    return cluster_views(load(Layers((str(path),))))


def _is_refused(cluster: ClusterView, language: str) -> bool:
    judged = check([cluster], Context(TODAY, (WHOLE[language], FRAGMENT[language])))
    return any(one.severity.value == "error" for one in judged.findings)


CASES = [
    pytest.param(Case(cluster, language), id=f"{sample} {cluster.name} as {language}")
    for sample, path in SPECS.items()
    for cluster in _clusters(path)
    for language in LANGUAGES
    if not _is_refused(cluster, language)
]


def _marked(case: Case, text: str) -> str:
    """The text with empty blocks in the places of the parts that it has."""
    kind = case.language if case.language in _STARTS else "azurerm"
    for name, start in _STARTS[kind].items():
        block = f"{case.mark} aksnet:begin {case.cluster.name}/{name}\n{case.mark} aksnet:end\n"
        found = list(re.finditer(rf"^(?={start}$)( *)(?:.*\n)+?\1[}}\]].*\n", text, re.M))
        for one in reversed(found):
            indented = "".join(f"{one[1]}{line}\n" for line in block.splitlines()) if one is found[0] else ""
            text = text[: one.start()] + indented + text[one.end() :]
    return text


def _synced(case: Case, name: str, text: str) -> str:
    every = [filled(text, block, case.part(block.part)) for block in blocks_in(name, text)]
    return rewritten(text, every)


def _files(case: Case) -> dict[str, str]:
    """The files of the cluster, in which the parts are written between markers."""
    return {name: _synced(case, name, _marked(case, text)) for name, text in case.texts.items()}


def _read(folder: Path, texts: dict[str, str]) -> Any:
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    configurations = read(Request([str(folder)]))
    assert [problem for one in configurations for problem in one.unread] == []
    (seen,) = (view for one in configurations for view in views_of(one))
    return seen


def _has_more_pools(case: Case) -> bool:
    """Whether the pools stand in two places: one in the cluster of azurerm, the others beside it."""
    return len(case.cluster.pools) > 1 and case.language not in ("azapi", "bicep")


def _values(values: Any) -> dict[str, tuple[str, object]]:
    return {path: (re.sub(r":\d+:\d+", "", repr(one.data)), one.origin) for path, one in values.items()}


@pytest.mark.parametrize("case", CASES)
def test_a_file_with_parts_means_what_the_whole_file_means(case: Case, tmp_path: Path) -> None:
    texts = _files(case)
    assert "".join(texts.values()).count("aksnet:begin") == 1 + bool(case.cluster.pools) * (1 + _has_more_pools(case))
    seen, whole = _read(tmp_path / "x", texts), _read(tmp_path / "y" / "x", case.texts)
    assert _values(seen.values) == _values(whole.values)
    assert {pool.name: _values(pool.values) for pool in seen.pools} == {
        pool.name: _values(pool.values) for pool in whole.pools
    }


@pytest.mark.parametrize("case", CASES)
def test_the_part_of_one_pool_says_of_it_what_the_whole_file_says(case: Case) -> None:
    whole = {re.sub(r" +", " ", line).strip() for text in case.texts.values() for line in text.splitlines()}
    for pool in case.cluster.pools:
        lines = [re.sub(r" +", " ", line).strip() for line in case.part(f"node-pools/{pool.name}").splitlines()]
        assert lines
        assert [line for line in lines if line not in whole] == []
        assert not any(re.match(r"(name|mode)\b", line) for line in lines)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "bicep"])
@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_terraform_finds_nothing_to_format(language: str, tmp_path: Path) -> None:
    for number, one in enumerate(CASES):
        case: Case = one.values[0]  # type: ignore[assignment]
        if case.language == language:
            folder = tmp_path / str(number)
            folder.mkdir()
            for name, text in _files(case).items():
                (folder / name).write_text(text, encoding="utf-8")
            pools = [_among_neighbours(case, pool.name) for pool in case.cluster.pools]
            (folder / "pools.tf").write_text("\n".join(pools), encoding="utf-8")
    done = subprocess.run(
        ["terraform", "fmt", "-check", "-diff", "-recursive", str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def _among_neighbours(case: Case, pool: str) -> str:
    """The part of one pool between arguments of other lengths, three blocks deep."""
    text = f"""a "b" "{pool}" {{
  c {{
    d = {{
      x       = 1
      neigbou = 2
      # aksnet:begin {case.cluster.name}/node-pools/{pool}
      # aksnet:end
      y                           = 3
      a_name_that_is_rather_longe = 4
    }}
  }}
}}
"""
    if case.language != "azapi":
        text = text.replace("d = {", "d {")
    return _synced(case, "pools.tf", text)


@pytest.mark.parametrize("case", [one for one in CASES if one.values[0].language == "bicep"])  # type: ignore[union-attr]
def test_bicep_has_nothing_to_format(case: Case) -> None:
    for text in _files(case).values():
        assert layout("\n".join(line.strip() for line in text.split("\n"))) == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", [one for one in HOSTILE.values() if one], ids=[name for name, one in HOSTILE.items() if one]
)
def test_hostile_values_stay_values(text: str, language: str) -> None:
    cluster = view(
        name="prod",
        network={"plugin": "overlay"},
        vnet={"address_space": ["10.0.0.0/8"], "subnets": {"nodes": {"prefix": "10.240.0.0/16"}}},
        tags={"t": text},
        pools=[{"name": "system", "subnet": "nodes"}, {"name": "user", "subnet": "nodes"}],
    )
    case = Case(cluster, language)
    for name in names_of(cluster, FRAGMENT[language]):
        made = case.part(name)
        host = f"a {{\n  {case.mark} aksnet:begin prod/{name}\n  {case.mark} aksnet:end\n}}\n"
        file = "main.bicep" if language == "bicep" else "main.tf"
        after = _synced(case, file, host)
        (block,) = blocks_in(file, after)
        assert after[block.end :] == f"  {case.mark} aksnet:end\n}}\n"
        inner = after[block.start : block.end].splitlines(keepends=True)
        assert "".join(line.removeprefix("  ") for line in inner) == made


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param("network", "terraform", id="an unknown part"),
        pytest.param("node-pools/gpu", "terraform", id="an unknown pool"),
        pytest.param("node-pools/", "bicep", id="a pool without a name"),
        pytest.param("network-profile/x", "terraform", id="a part of a part"),
        pytest.param("default-node-pool", "bicep", id="the pool in the cluster in Bicep"),
        pytest.param("default-node-pool", "azapi", id="the pool in the cluster of azapi"),
        pytest.param("", "azapi", id="nothing"),
    ],
)
def test_there_is_no_such_part(name: str, language: str) -> None:
    cluster = view(network={"plugin": "overlay"}, pools=[{"name": "system"}])
    assert part(cluster, FRAGMENT[language], name, ADDRESS) is None
    assert name not in names_of(cluster, FRAGMENT[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_that_is_named_is_there(language: str) -> None:
    cluster = view(network={"plugin": "overlay"}, pools=[{"name": "system"}, {"name": "user"}])
    for name in names_of(cluster, FRAGMENT[language]):
        assert part(cluster, FRAGMENT[language], name, ADDRESS) is not None, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_are_no_pools_nothing_is_written(language: str) -> None:
    cluster = view(sku="automatic", network={"plugin": "cilium"})
    assert part(cluster, FRAGMENT[language], "node-pools", ADDRESS) == ""
    assert "node-pools/" not in "".join(names_of(cluster, FRAGMENT[language]))


def test_pools_refer_to_the_resource_that_the_spec_names() -> None:
    cluster = view(network={"plugin": "overlay"}, pools=[{"name": "system"}, {"name": "user"}])
    made = part(cluster, FRAGMENT["terraform"], "node-pools", "module.x.azurerm_kubernetes_cluster.prod")
    assert made is not None
    assert "kubernetes_cluster_id = module.x.azurerm_kubernetes_cluster.prod.id" in re.sub(r" +", " ", made)

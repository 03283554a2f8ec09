"""The words that a shell completes are those that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from aksnet.cli import naming
from aksnet.cli.naming import clusters
from aksnet.cli.offering import Point
from aksnet.cli.vocabulary import paths, releases
from aksnet.rules import RULES
from aksnet.spec.models import Cluster
from aksnet.spec.shared import SUFFIXES
from places import PACKAGE, SAMPLES

CLI = PACKAGE / "cli"


def _rules() -> str:
    return "".join(f"{one.id}\t{one.slug}\t{' '.join(one.codes)}\t{one.summary}\n" for one in RULES)


def _fields() -> str:
    rows: dict[str, list[str]] = {}
    for path, words in _of_model(Cluster, ""):
        rows[path] = list(dict.fromkeys([*rows.get(path, []), *words]))
    return "".join(f"{path}\t{'|'.join(words)}\n" for path, words in rows.items())


def _of_model(model: type[BaseModel], before: str) -> Iterator[tuple[str, list[str]]]:
    for name, field in model.model_fields.items():
        yield from _of_type(field.annotation, before + name, name)


def _of_type(kind: Any, path: str, name: str) -> Iterator[tuple[str, list[str]]]:
    """The fields below a type; those of maps whose keys people choose are left out."""
    parts = list(_parts(kind))
    models = [one for one in parts if isinstance(one, type) and issubclass(one, BaseModel)]
    for model in models:
        yield from _of_model(model, f"{path}.*." if name == "pools" else f"{path}.")
    if not models and not any(get_origin(one) is dict for one in parts):
        yield path, _words(parts)


def _parts(kind: Any) -> Iterator[Any]:
    origin = get_origin(kind)
    if origin in (Union, UnionType) or (origin is tuple and kind is not tuple):
        for one in get_args(kind):
            yield from _parts(one)
    elif hasattr(kind, "__metadata__"):
        yield from _parts(kind.__origin__)
    elif kind is not NoneType and kind is not Ellipsis:
        yield kind


def _words(parts: list[Any]) -> list[str]:
    words = [str(word) for one in parts if get_origin(one) is Literal for word in get_args(one)]
    return words if words else ["true", "false"] if bool in parts else []


@pytest.mark.parametrize(("name", "made"), [("rules.tsv", _rules), ("fields.tsv", _fields)])
def test_table_is_what_it_is_made_of(name: str, made: Any, update_golden: bool) -> None:
    text = made()
    if update_golden:
        (CLI / name).write_text(text, encoding="utf-8")
    assert (CLI / name).read_text(encoding="utf-8") == text, "run this test with --update-golden"


def test_no_row_would_come_apart() -> None:
    assert {line.count("\t") for line in _rules().splitlines()} == {3}
    assert {line.count("\t") for line in _fields().splitlines()} == {1}


def _names(directory: Path, text: str, file: str = "spec.yaml") -> list[str]:
    (directory / file).write_text(text, encoding="utf-8")
    return [name for name, _ in clusters(Point("gen", [], "", (str(directory / file),)))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("clusters:\n  a:\n    name: x\n    network: {plugin: overlay}\n  b-1: {network: {}}\nvnet: {}\n", ["a", "b-1"], id="a map by name"),
        pytest.param("defaults:\n  tags: {clusters: y}\nclusters: # ours\n\n  # the first\n  a: &x\n    pools: []\n  'b': *x\n", ["a", "b"], id="comments, anchors and quotes"),
        pytest.param("clusters:\n  - name: a\n    pools:\n      - name: system\n  - {name: b, pools: []}\n  - network: {}\n    name: c\n", ["a", "b", "c"], id="a list"),
        pytest.param("clusters:\n- name: a\n- name: b\noutputs:\n- path: x\n", ["a", "b"], id="a list that is not indented"),
        pytest.param("network: {plugin: overlay}\nname: a\n", [], id="a single cluster has nothing to choose"),
        pytest.param("clusters: [{name: z1, network: {plugin: overlay}}]\n", ["z1"], id="a list in one line"),
        pytest.param("{clusters: {a: {}, b: {name: x}}}\n", ["a", "b"], id="a map in one line"),
        pytest.param("x: &x {name: y}\nclusters:\n  - &a {name: a, pools: [{name: p, subnet: [[[q]]]}]}\n  - {name: b, vnet: *x}\n", ["a", "b"], id="anchors in a list"),
        pytest.param("clusters:\n  a: |\n    b: {}\n  c: {}\n", ["a", "c"], id="a text that looks like a key"),
        pytest.param("clusters: {a: {}}\n---\nclusters: {b: {}}\n", [], id="a second document"),
        pytest.param("- clusters\n", [], id="no mapping"),
        pytest.param("", [], id="nothing"),
        pytest.param("clusters:\n", [], id="no clusters yet"),
        pytest.param("clusters: [\n", [], id="a broken list"),
    ],
)  # fmt: skip
def test_clusters_are_read_without_the_models(text: str, names: list[str], tmp_path: Path) -> None:
    assert _names(tmp_path, text) == names


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("x.json", '{"clusters": {"a": {}, "b": {}}}'),
        ("x.json", '{"clusters": [{"name": "a"}, {"name": "b"}]}'),
        (
            "x.toml",
            '[[clusters]]\nname = "a"\n[clusters.network]\nplugin = "overlay"\n[[clusters]]\nname = "b"\n[clusters.tags]\nname = "c"\n',
        ),
        ("x.toml", '[clusters.a.network]\nplugin = "overlay"\n[clusters."b".network]\nplugin = "byo"\n'),
        ("x.TOML", "[clusters.a]\n[clusters.a.network]\nplugin = 'byo'\n[clusters.\"b\"]\n"),
    ],
)
def test_clusters_of_other_languages(file: str, text: str, tmp_path: Path) -> None:
    assert _names(tmp_path, text, file) == ["a", "b"]


def test_clusters_of_the_sample() -> None:
    spec = SAMPLES / "fleet" / "aksnet.yaml"
    from aksnet.commands.asking import flags, layers
    from aksnet.spec.layers import cluster_views, load

    loaded = [view.name for view in cluster_views(load(layers([str(spec)], flags([]))))]
    assert [name for name, _ in clusters(Point("gen", [], "", (str(spec),)))] == loaded


def test_clusters_of_a_folder_are_those_of_all_its_specs(tmp_path: Path) -> None:
    """A single cluster is one of many there; what is hidden is none."""
    (tmp_path / "sub").mkdir()
    files = {
        "b.yaml": "name: blue\n",
        "g.toml": 'name = "green"\n',
        "sub/f.json": '{"clusters": {"red": {}}}',
        ".x.yaml": "name: x\n",
    }
    for name, text in {
        **files,
        "defaults.yaml": "defaults: {sku: base}\n",
        "main.tf": "name: y\n",
        "bad.yaml": "name: [\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(clusters(Point("gen", [], "", (str(tmp_path),))))
    assert found == [
        ("blue", str(tmp_path / "b.yaml")),
        ("green", str(tmp_path / "g.toml")),
        ("red", str(tmp_path / "sub" / "f.json")),
    ]


def test_nothing_is_offered_of_what_takes_too_long(tmp_path: Path) -> None:
    """A part of the names would look like all of them."""
    assert _names(tmp_path, "clusters:\n" + "".join(f"  c{n}: {{}}\n" for n in range(100))) == [
        f"c{n}" for n in range(100)
    ]
    assert _names(tmp_path, "clusters: {a: {}}\n" + "#" * naming.MOST_BYTES) == []
    for number in range(naming.MOST_ENTRIES):
        (tmp_path / str(number)).touch()
    assert list(clusters(Point("gen", [], "", (str(tmp_path),)))) == []


def test_specs_of_folders_are_known_by_the_same_suffixes() -> None:
    assert naming._SUFFIXES == SUFFIXES


def test_paths_name_the_pool_that_is_typed_and_the_words_of_a_field() -> None:
    assert ("pools.user.count=", "") in list(paths(Point("gen", [], "pools.user.")))
    assert ("pools.system.count=", "") in list(paths(Point("gen", [], "")))
    words = [word for word, _ in paths(Point("gen", [], "network.network_policy="))]
    assert set(words) == {f"network.network_policy={one}" for one in ("none", "azure", "calico", "cilium")}


def test_releases_are_majors_until_a_minor_is_asked_for() -> None:
    assert [word for word, _ in releases(Point("gen", [], ""))] == ["3", "4", "5", "3.117.1", "4.81.0", "5.2.0"]
    assert "4.16.0" in [word for word, _ in releases(Point("gen", [], "4.1"))]
    assert [word for word, _ in releases(Point("gen", ["--provider", "azapi"], ""))] == ["2", "2.12.0"]


def test_every_field_is_one_that_a_spec_takes() -> None:
    assert re.search("^network.pod_cidr\t", (CLI / "fields.tsv").read_text(encoding="utf-8"), re.M)
    assert "pools.*.max_pods\t" in (CLI / "fields.tsv").read_text(encoding="utf-8")

"""Layers of a spec: files and folders over each other, the environment over them, and flags over all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aksnet.errors import AksnetError
from aksnet.readers.inputs import Request, read_with_texts
from aksnet.readers.views import views_of
from aksnet.spec.flags import NONE, Flags, Override, assignments, of_environment
from aksnet.spec.layers import Layers, load
from calling import Call

HEAD = "network: {plugin: overlay}\n"


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _clusters(*names: str, flags: Flags = NONE) -> Any:
    return [node.plain() for node in load(Layers(names, flags)).clusters]


# --- precedence

_LAYERS = {
    "a default of the file": "defaults: {location: one}\nclusters: {prod: {network: {plugin: overlay}}}\n",
    "the file": "clusters: {prod: {location: two}}\n",
    "a file for every cluster": "location: three\n",
    "a later file": "clusters: {prod: {location: four}}\n",
}


@pytest.mark.parametrize("count", range(1, 8))
def test_each_layer_wins_over_all_before_it(count: int, here: Path) -> None:
    _write(here, {f"{number}.yaml": text for number, text in enumerate(_LAYERS.values())})
    flags = (
        of_environment({"AKSNET_LOCATION": "five"}) if count > 4 else (),
        (Override(("location",), "six", "--location"),) if count > 5 else (),
        assignments(["location=seven"]) if count > 6 else (),
    )
    (cluster,) = _clusters(*(f"{number}.yaml" for number in range(min(count, 4))), flags=Flags(*flags))
    assert cluster["location"] == ["one", "two", "three", "four", "five", "six", "seven"][count - 1]


def test_of_two_values_of_set_the_later_one_wins(here: Path) -> None:
    _write(here, {"a.yaml": HEAD})
    (cluster,) = _clusters("a.yaml", flags=Flags(sets=assignments(["location=a", "location=b"])))
    assert cluster["location"] == "b"


def _two_pools(*pools: str) -> str:
    return f"{HEAD}pools: [{', '.join(f'{{{one}}}' for one in pools)}]\n"


@pytest.mark.parametrize(
    ("earlier", "later", "path", "expected"),
    [
        pytest.param("tags: {a: x, b: y}", "tags: {b: z}", ("tags",), {"a": "x", "b": "z"}, id="a mapping is merged key by key"),
        pytest.param("tags: {a: x}", "tags: {a: null}", ("tags",), {"a": None}, id="nothing takes a value away"),
        pytest.param("tags: {a: x}", "location: x", ("tags",), {"a": "x"}, id="what is not said stays"),
        pytest.param("tags: {count: 1, prefix: p}", "tags: {min: 2, prefixes: q}", ("tags",), {"count": 1, "prefix": "p", "min": 2, "prefixes": "q"}, id="the keys of tags are their own"),
        pytest.param("pools: [{name: a, count: 1}, {name: b, count: 2}]", "pools: [{name: b, count: 3}]", ("pools",), ({"name": "a", "count": 1}, {"name": "b", "count": 3}), id="a pool is known by its name"),
        pytest.param("pools: [{name: a, zones: [1, 2]}]", "pools: [{name: a, zones: [3]}]", ("pools",), ({"name": "a", "zones": (3,)},), id="a list in a pool is replaced"),
        pytest.param("pools: [{name: a}]", "pools: [{name: b}]", ("pools",), ({"name": "a"}, {"name": "b"}), id="a pool of another name stands behind the others"),
        pytest.param("pools: [{name: a}]", "pools: null", ("pools",), None, id="nothing takes all pools away"),
        pytest.param("pools: [{name: a, count: 1}]", "pools: [{name: a, min: 1, max: 2}]", ("pools",), ({"name": "a", "min": 1, "max": 2},), id="limits of a pool take the place of its number"),
        pytest.param("pools: [{name: a, min: 1, max: 2}]", "pools: [{name: a, count: 1}]", ("pools",), ({"name": "a", "count": 1},), id="the number of a pool takes the place of its limits"),
        pytest.param("pools: [{name: a, min: 1, max: 2}]", "pools: [{name: a, max: 9}]", ("pools",), ({"name": "a", "min": 1, "max": 9},), id="one limit of two"),
        pytest.param("network: {pod_cidr: a}", "network: {pod_cidrs: [b, c]}", ("network",), {"plugin": "overlay", "pod_cidrs": ("b", "c")}, id="several ranges take the place of one"),
        pytest.param("network: {pod_cidrs: [b, c]}", "network: {pod_cidr: a}", ("network",), {"plugin": "overlay", "pod_cidr": "a"}, id="one range takes the place of several"),
        pytest.param("network: {service_cidrs: [b, c]}", "network: {service_cidr: a}", ("network",), {"plugin": "overlay", "service_cidr": "a"}, id="the range of services too"),
        pytest.param("network: {pod_cidr: a}", "network: {pod_cidrs: null}", ("network",), {"plugin": "overlay", "pod_cidr": "a", "pod_cidrs": None}, id="nothing takes no place"),
        pytest.param("vnet: {subnets: {n: {prefix: a}}}", "vnet: {subnets: {n: {prefixes: [b]}}}", ("vnet", "subnets"), {"n": {"prefixes": ("b",)}}, id="the ranges of a subnet too"),
        pytest.param("vnet: {address_space: [a]}", "vnet: {address_space: [b]}", ("vnet", "address_space"), ("b",), id="other lists are replaced"),
        pytest.param("tags: {a: x}", "tags: text", ("tags",), "text", id="a mapping gives way to a text"),
    ],
)  # fmt: skip
def test_a_later_file_is_merged(earlier: str, later: str, path: tuple[str, ...], expected: object, here: Path) -> None:
    _write(here, {"a.yaml": f"network: {{plugin: overlay}}\n{earlier}\n", "b.yaml": later})
    if earlier.startswith("network:"):
        _write(here, {"a.yaml": earlier.replace("{", "{plugin: overlay, ", 1)})
    (node,) = load(Layers(("a.yaml", "b.yaml"))).clusters
    found = node.at(path)
    assert found is not None
    assert found.plain() == expected


def test_both_spellings_in_one_file_stay_a_fault(aksnet: Call) -> None:
    Path("a.yaml").write_text(HEAD, encoding="utf-8")
    Path("b.yaml").write_text("network: {pod_cidr: 10.0.0.0/16, pod_cidrs: [10.0.0.0/16]}\n", encoding="utf-8")
    done = aksnet("show", "-f", "a.yaml", "-f", "b.yaml")
    assert done.code == 1
    assert (
        done.err
        == "b.yaml:1:45: error: network.pod_cidrs: pod_cidr and pod_cidrs are both given\n  hint: keep one of them\n"
    )


# --- fleets

_FLEET = "clusters:\n- {name: a, network: {plugin: overlay}, location: x}\n- {name: b, network: {plugin: overlay}, location: y}\n"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([_FLEET, "clusters: [{name: b, location: z}]"], {"a": "x", "b": "z"}, id="a cluster is known by its name"),
        pytest.param([_FLEET, "clusters: {b: {location: z}}"], {"a": "x", "b": "z"}, id="whether clusters are a list or a map"),
        pytest.param([_FLEET, "clusters: [{name: c, location: z}]"], {"a": "x", "b": "y", "c": "z"}, id="another cluster stands behind"),
        pytest.param([_FLEET, "location: z"], {"a": "z", "b": "z"}, id="a later file without clusters is about every one"),
        pytest.param(["location: z", _FLEET], {"a": "x", "b": "y"}, id="an earlier file without clusters is under every one"),
        pytest.param(["location: z", "clusters: {a: {}, b: {location: y}}"], {"a": "z", "b": "y"}, id="and stands where a cluster says nothing"),
        pytest.param([_FLEET, "location: z", "clusters: {b: {location: y}, c: {}}"], {"a": "z", "b": "y", "c": "z"}, id="it is under what comes later"),
        pytest.param(["clusters: {a: {}}", "defaults: {location: z}"], {"a": "z"}, id="a file of nothing but defaults"),
        pytest.param([_FLEET, "defaults: {location: z}"], {"a": "x", "b": "y"}, id="later defaults stay under the clusters"),
        pytest.param(["defaults: {location: w}\nclusters: {a: {}}", "defaults: {location: z}"], {"a": "z"}, id="later defaults lie over earlier ones"),
        pytest.param(["defaults:\nclusters: {a: {location: z}}"], {"a": "z"}, id="empty defaults"),
        pytest.param(["defaults: {network: {pod_cidr: x}}\nclusters: {a: {location: z, network: {pod_cidrs: [y]}}}"], {"a": "z"}, id="defaults with the other spelling"),
    ],
)  # fmt: skip
def test_files_with_clusters(texts: list[str], expected: dict[str, str], here: Path) -> None:
    names = [f"{number}.yaml" for number in range(len(texts))]
    _write(here, dict(zip(names, texts, strict=True)))
    assert {one["name"]: one["location"] for one in _clusters(*names)} == expected


def test_pools_of_defaults_are_replaced_by_those_of_a_cluster(here: Path) -> None:
    _write(here, {"a.yaml": "defaults: {pools: [{name: a}]}\nclusters: {x: {pools: [{name: b}]}, y: {}}"})
    assert [one["pools"] for one in _clusters("a.yaml")] == [({"name": "b"},), ({"name": "a"},)]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        pytest.param([_FLEET, "name: c"], "1.yaml:1:1: error: this name would be that of every cluster\n  hint: leave the name out", id="a name for all clusters"),
        pytest.param(["name: c", _FLEET], "0.yaml:1:1: error: this name would be that of every cluster", id="a name for all clusters in front"),
        pytest.param([_FLEET, "clusters: [{name: b}, {name: b}]"], "1.yaml:1:30: error: two clusters have the name 'b'\n  hint: the first is at 1.yaml:1:19", id="a name that stands twice in a file"),
        pytest.param([_FLEET, "clusters: [{location: z}]"], "1.yaml:1:12: error: a cluster of a fleet has no name", id="a cluster without a name"),
        pytest.param([_FLEET, "clusters: []"], "1.yaml:1:11: error: clusters: has no cluster", id="no clusters"),
        pytest.param([_FLEET, "clusters: null"], "1.yaml:1:11: error: clusters: has no cluster", id="nothing as clusters"),
        pytest.param([_FLEET, "clusters: {b: 1}"], "1.yaml:1:15: error: a cluster is no mapping", id="a number as a cluster"),
        pytest.param([_FLEET, "clusters: {b: {name: c}}"], "1.yaml:1:16: error: a cluster under its name has a second name", id="two names"),
        pytest.param([_FLEET, "clusters: {b: {}}\nlocation: z"], "1.yaml:2:1: error: 'location' stands beside clusters:\n  hint: put it into a cluster, or under defaults:", id="a value beside clusters"),
        pytest.param([_FLEET, "defaults: text"], "1.yaml:1:11: error: defaults is no mapping", id="defaults that are none"),
        pytest.param([f"{HEAD}defaults: {{location: x}}"], "0.yaml:2:1: error: defaults is only for clusters:\n  hint: defaults of a folder stand alone in a file defaults.yaml", id="defaults beside a cluster"),
        pytest.param([HEAD, "- x"], "1.yaml:1:1: error: the spec is no mapping", id="a list in a later file"),
        pytest.param([HEAD, ""], "1.yaml: error: the spec is empty", id="an empty later file"),
        pytest.param([HEAD, "a: {"], "1.yaml:1:5: error: this is no valid YAML", id="a later file that cannot be read"),
    ],
)  # fmt: skip
def test_faults_are_told_in_the_right_file(texts: list[str], message: str, here: Path) -> None:
    names = [f"{number}.yaml" for number in range(len(texts))]
    _write(here, dict(zip(names, texts, strict=True)))
    with pytest.raises(AksnetError) as caught:
        load(Layers(tuple(names)))
    assert str(caught.value).startswith(message)


def test_a_fault_of_a_value_is_told_in_the_file_that_says_it(aksnet: Call) -> None:
    _write(Path(), {"a.yaml": f"{HEAD}pools: [{{name: a, count: x}}]\n", "b.yaml": "tags: {a: b}\nlocation: [x]\n"})
    done = aksnet("check", "-f", "a.yaml", "-f", "b.yaml")
    assert done.code == 2
    assert [line.split(": error")[0] for line in done.err.splitlines() if "error" in line] == [
        "b.yaml:2:11",
        "a.yaml:2:26",
    ]


# --- folders

_A, _B = f"name: a\n{HEAD}", f"name: b\n{HEAD}"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"b.yaml": _A, "a.yml": _B}, ["b", "a"], id="in the order of the names of files"),
        pytest.param({"a.yaml": _A, "s/t/b.yaml": _B}, ["a", "b"], id="folders in it"),
        pytest.param({"a.json": '{"name": "a"}', "b.toml": 'name = "b"'}, ["a", "b"], id="JSON and TOML"),
        pytest.param({"a.yaml": _A, ".b.yaml": "{", ".git/b.yaml": "{"}, ["a"], id="hidden files and folders are not read"),
        pytest.param({"a.yaml": _A, "README.md": "{", "main.tf": "{", "b.yaml.bak": "{"}, ["a"], id="other files are not read"),
        pytest.param({"a.yaml": "clusters: {a: {}, c: {}}", "b.yaml": _B}, ["a", "c", "b"], id="a file may have several clusters"),
    ],
)  # fmt: skip
def test_a_folder_is_a_fleet(files: dict[str, str], expected: list[str], here: Path) -> None:
    _write(here / "fleet", files)
    loaded = load(Layers(("fleet",)))
    assert [one.plain()["name"] for one in loaded.clusters] == expected  # type: ignore[index]
    assert loaded.several


def test_a_file_of_nothing_but_defaults_is_about_all_of_its_folder(here: Path) -> None:
    files = {"a.yaml": f"{_A}location: y\n", "sub/b.yaml": _B, "defaults.yaml": "defaults: {location: x}\n"}
    _write(here / "fleet", {**files, "c.yaml": "defaults: {location: z}\nclusters: {c: {}}\n"})
    assert {one["name"]: one["location"] for one in _clusters("fleet")} == {"a": "y", "b": "x", "c": "z"}


FOLDER = {
    "fleet/defaults.yaml": "defaults: {location: x, network: {plugin: overlay}}\n",
    "fleet/a.yaml": "name: a\nnetwork: {pod_cidr: 10.0.0.0/16}\n",
    "fleet/sub/b.yaml": "name: b\n",
    "other/c.yaml": f"{HEAD}name: c\n",
}


@pytest.mark.parametrize("name", ["fleet/a.yaml", "./fleet/a.yaml", "fleet/sub/b.yaml", "other/c.yaml"])
def test_a_member_of_a_folder_has_its_defaults_when_it_is_named_alone(name: str, here: Path) -> None:
    _write(here, FOLDER)
    (cluster,) = _clusters(name)
    assert cluster.get("location") == (None if "other" in name else "x")
    assert load(Layers((name,))).files == [name]


def test_a_folder_in_a_folder_has_the_defaults_above_it(here: Path) -> None:
    _write(here, FOLDER)
    assert _clusters("fleet/sub") == [{"name": "b", "location": "x", "network": {"plugin": "overlay"}}]


def test_defaults_of_other_tools_and_above_the_repository_are_none(here: Path) -> None:
    _write(here, {"defaults.yaml": "defaults: {location: x}\n", "repo/.git/HEAD": "", "repo/a.yaml": _A})
    _write(here, {"tool/defaults.yaml": "defaults: {x: y}\nsettings: {}\n", "tool/.git/HEAD": "", "tool/a.yaml": _A})
    _write(here, {"bad/defaults.yaml": "defaults: {\n", "bad/.git/HEAD": "", "bad/a.yaml": _A})
    assert [_clusters(f"{one}/a.yaml")[0].get("location") for one in ("repo", "tool", "bad")] == [None] * 3


@pytest.mark.parametrize(
    "paths", [["."], ["fleet"], ["fleet/a.yaml", "fleet/sub/b.yaml"], ["fleet/defaults.yaml", "fleet/a.yaml"]], ids=str
)
def test_what_is_read_of_paths_has_the_defaults_of_its_folder(paths: list[str], here: Path) -> None:
    _write(
        here,
        {
            **FOLDER,
            "fleet/defaults.yaml": "defaults: {location: x, network: {plugin: overlay, service_cidr: 10.0.0.0/8}}\n",
        },
    )
    inputs = read_with_texts(Request(paths, whole=True))
    assert [problem for one in inputs.configurations for problem in one.unread] == []
    views = [view for one in inputs.configurations for view in views_of(one)]
    of_fleet = [view for view in views if view.name != "c"]
    assert {view.text("networkProfile.serviceCidr") for view in of_fleet} == {"10.0.0.0/8"}
    assert {view.name for view in of_fleet} <= {"a", "b"}


def test_files_lie_over_a_folder_and_under_it(here: Path) -> None:
    _write(here, {"fleet/a.yaml": f"{_A}tags: {{x: folder}}\n", "base.yaml": "tags: {x: base, y: base}\n"})
    assert _clusters("base.yaml", "fleet")[0]["tags"] == {"x": "folder", "y": "base"}
    assert _clusters("fleet", "base.yaml")[0]["tags"] == {"x": "base", "y": "base"}


def test_a_cluster_belongs_to_its_own_file(here: Path) -> None:
    _write(here / "fleet", {"a.yaml": _A, "sub/b.yaml": _B})
    assert load(Layers(("fleet",))).files == [str(Path("fleet/a.yaml")), str(Path("fleet/sub/b.yaml"))]


@pytest.mark.parametrize(
    "findings",
    [
        pytest.param("[]", id="a baseline with nothing in it"),
        pytest.param('[{"rule": "AKN401", "file": "a.yaml", "cluster": "a", "message": "x", "count": 1}]', id="a baseline"),
    ],
)  # fmt: skip
def test_what_check_wrote_beside_the_specs_is_none_of_them(findings: str, here: Path) -> None:
    _write(here / "fleet", {"a.yaml": _A, "known.json": f'{{"version": 1, "findings": {findings}}}'})
    found = load(Layers(("fleet",)))
    assert len(found.clusters) == 1
    assert [Path(one).name for one in found.texts] == ["a.yaml"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"README.md": ""}, "fleet: error: there is no spec of a cluster in this folder\n  hint: a spec is a file ending in .yaml", id="no spec"),
        pytest.param({"defaults.yaml": "defaults: {location: x}"}, "fleet: error: there is no spec of a cluster in this folder", id="nothing but defaults"),
        pytest.param({"a.yaml": _A, "b.yaml": _A}, "fleet/b.yaml:1:7: error: two clusters have the name 'a'\n  hint: the first is at fleet/a.yaml:1:7", id="a name that stands twice"),
        pytest.param({"a.yaml": _A, "b.yaml": HEAD}, "fleet/b.yaml:1:1: error: this is a cluster without a name, and a folder is a fleet\n  hint: add name: to it", id="a cluster without a name"),
        pytest.param({"a.yaml": _A, "b.yaml": "services: {}"}, "fleet/b.yaml:1:1: error: this is a cluster without a name, and a folder is a fleet\n  hint: add name: to it; a file that is no spec", id="the file of another tool"),
        pytest.param({"a.yaml": _A, "defaults.yaml": "defaults: {}\nlocation: x"}, "fleet/defaults.yaml:2:1: error: 'location' stands beside defaults:", id="a value beside defaults"),
        pytest.param({"a.yaml": _A, "b.yaml": "defaults: {}"}, "fleet/b.yaml:1:1: error: defaults is only for clusters:\n  hint: defaults of a folder stand alone in a file defaults.yaml", id="defaults in a file of another name"),
        pytest.param({"a.yaml": _A, "b.json": '{"version": 1}'}, "fleet/b.json:1:1: error: this is a cluster without a name", id="a file that is no list of findings"),
        pytest.param({"a.yaml": f"{_A}outputs: foo\n"}, "fleet/a.yaml:3:10: error: outputs is no list", id="a word as outputs"),
        pytest.param({"a.yaml": _A, "defaults.yaml": "defaults: {}\noutputs: foo\n"}, "fleet/defaults.yaml:2:10: error: outputs is no list", id="a word as outputs for all"),
        pytest.param({"a.yaml": f"$schema: 5\n{_A}"}, "fleet/a.yaml:1:10: error: $schema: 5 stands where text is due\n  hint: it names", id="a number as its schema"),
        pytest.param({"a.yaml": _A, "b.yaml": "{"}, "fleet/b.yaml:1:2: error: this is no valid YAML", id="a file that cannot be read"),
    ],
)  # fmt: skip
def test_faults_of_folders(files: dict[str, str], message: str, here: Path) -> None:
    _write(here / "fleet", files)
    with pytest.raises(AksnetError) as caught:
        load(Layers(("fleet",)))
    assert str(caught.value).replace("\\", "/").startswith(message)


# --- the environment

_SPEC = {
    "network": {"plugin": "overlay", "pod_cidr": "10.244.0.0/16"},
    "pools": [{"name": "system", "count": 3}, {"name": "user", "count": 2}],
}


@pytest.mark.parametrize(
    ("name", "text", "path", "expected"),
    [
        pytest.param("AKSNET_LOCATION", "westeurope", ("location",), "westeurope", id="a field"),
        pytest.param("AKSNET_NETWORK__PLUGIN", "azure", ("network", "plugin"), "node-subnet", id="an alias of a mode"),
        pytest.param("AKSNET_NETWORK__POD_CIDR", "10.0.0.0/16", ("network", "pod_cidr"), "10.0.0.0/16", id="a field in a field"),
        pytest.param("AKSNET_NETWORK__POD_CIDRS", "[10.0.0.0/16]", ("network", "pod_cidrs"), ("10.0.0.0/16",), id="several ranges"),
        pytest.param("AKSNET_NETWORK__POD_CIDR", "", ("network", "pod_cidr"), None, id="an empty one takes the value away"),
        pytest.param("AKSNET_POOLS__USER__COUNT", "7", ("pools", 1, "count"), 7, id="a pool by its name"),
        pytest.param("AKSNET_POOLS__1__COUNT", "7", ("pools", 1, "count"), 7, id="a pool by its number"),
        pytest.param("AKSNET_KUBERNETES_VERSION", "1.30", ("kubernetes_version",), "1.30", id="a version stays as it is"),
        pytest.param("AKSNET_TAGS", '{a: "b: c"}', ("tags",), {"a": "b: c"}, id="YAML"),
    ],
)  # fmt: skip
def test_a_variable_is_a_field(name: str, text: str, path: tuple[str | int, ...], expected: object, here: Path) -> None:
    _write(here, {"a.json": json.dumps(_SPEC)})
    (node,) = load(Layers(("a.json",), Flags(of_environment({name: text, "OTHER": "x", "aksnet_x": "x"})))).clusters
    found = node.at(path)
    assert found is not None
    assert found.plain() == expected
    assert found.place.source == name


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("AKSNET_", "x", "AKSNET_: error: this variable names no field of a spec\n  hint: for example AKSNET_NETWORK__POD_CIDR=", id="no field"),
        pytest.param("AKSNET_NETWORK__", "x", "AKSNET_NETWORK__: error: this variable names no field of a spec", id="half a field"),
        pytest.param("AKSNET_POOLS__GPU__COUNT", "1", "AKSNET_POOLS__GPU__COUNT: error: the list has no item 'gpu'\n  hint: there is: system, user", id="a pool that is not there"),
        pytest.param("AKSNET_TAGS", "{a", "AKSNET_TAGS: error: this is no valid YAML", id="no YAML"),
        pytest.param("AKSNET_NETWORK__PLUGIN__X", "1", "a.json:1:24: error: 'overlay' stands where a mapping is due\n  hint: AKSNET_NETWORK__PLUGIN__X is below it", id="a field of a text"),
        pytest.param("AKSNET_LOCATION", "\udcff", "AKSNET_LOCATION: error: the text has bytes that are no UTF-8", id="bytes that are no text"),
    ],
)  # fmt: skip
def test_wrong_variables_are_told(name: str, text: str, message: str, here: Path) -> None:
    _write(here, {"a.json": json.dumps(_SPEC)})
    with pytest.raises(AksnetError) as caught:
        load(Layers(("a.json",), Flags(of_environment({name: text}))))
    assert str(caught.value).startswith(message)


def test_an_unknown_field_of_a_variable_is_told_with_its_name(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.yaml").write_text(HEAD, encoding="utf-8")
    monkeypatch.setenv("AKSNET_LOCATON", "x")
    done = aksnet("show", "-f", "a.yaml")
    assert done.code == 1
    assert done.err.startswith("AKSNET_LOCATON: error: locaton: unknown key\n  hint: did you mean location?")


@pytest.mark.parametrize("said", ["pod_cidr", "pod_cidrs"])
def test_what_is_laid_over_all_takes_the_place_of_the_other_spelling(said: str, here: Path) -> None:
    other = {"pod_cidr": "pod_cidrs", "pod_cidrs": "pod_cidr"}[said]
    _write(here, {"a.json": json.dumps({"network": {"plugin": "overlay", other: "x"}})})
    expected = {"plugin": "overlay", said: ("y",)}
    flags = (
        Flags(of_environment({f"AKSNET_NETWORK__{said.upper()}": "[y]"})),
        Flags(sets=assignments([f"network.{said}=[y]"])),
    )
    assert [_clusters("a.json", flags=one)[0]["network"] for one in flags] == [expected] * 2


@pytest.mark.parametrize(
    ("pool", "sets", "expected"),
    [
        pytest.param("count: 3", ["system.min=1", "system.max=5"], {"min": 1, "max": 5}, id="limits take the place of the number"),
        pytest.param("min: 1, max: 5", ["system.count=3"], {"count": 3}, id="the number takes the place of limits"),
        pytest.param("min: 1, max: 5", ["0.max=9"], {"min": 1, "max": 9}, id="one limit of two"),
        pytest.param("count: 3", ["system.min="], {"count": 3, "min": None}, id="nothing takes no place"),
        pytest.param("count: 3", ["system.max_pods=50"], {"count": 3, "max_pods": 50}, id="other fields"),
    ],
)  # fmt: skip
def test_the_size_of_a_pool_in_the_other_way(
    pool: str, sets: list[str], expected: dict[str, object], here: Path
) -> None:
    _write(here, {"a.yaml": f"{HEAD}pools: [{{name: system, {pool}}}]\n"})
    (cluster,) = _clusters("a.yaml", flags=Flags(sets=assignments([f"pools.{one}" for one in sets])))
    assert cluster["pools"] == ({"name": "system", **expected},)


# --- the commands

BASE = "network: {plugin: overlay, pod_cidr: 10.244.0.0/16}\nlocation: westeurope\ntags: {team: a}\npools: [{name: system, mode: System, vm_size: Standard_D4s_v5, count: 3}]\n"
PROD = "name: prod\nnetwork: {pod_cidr: 10.64.0.0/16}\npools: [{name: system, count: 5}]\n"


@pytest.fixture
def layered(aksnet: Call) -> Call:
    """Calls of the program beside two layers of a spec."""
    _write(Path(), {"base.yaml": BASE, "prod.yaml": PROD})
    return aksnet


def test_show_tells_of_each_value_the_layer_it_came_from(layered: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKSNET_TIER", "Standard")
    done = layered("show", "-f", "base.yaml", "-f", "prod.yaml", "--set", "network.service_cidr=172.16.0.0/16")
    assert done.code == 0, done.err
    rows = [line.split() for line in done.out.splitlines()]
    said = {row[0]: row[2:] for row in rows if len(row) > 2}
    assert said["location"] == ["base.yaml:2"]
    assert said["networkProfile.podCidr"] == ["prod.yaml:2"]
    assert said["networkProfile.serviceCidr"] == ["--set", "network.service_cidr"]
    assert said["sku.tier"] == ["AKSNET_TIER"]
    assert said["count"] == ["prod.yaml:3"]
    assert said["vmSize"] == ["base.yaml:4"]
    assert "None" not in done.out


def test_show_as_json_has_the_layers_too(layered: Call) -> None:
    done = layered("show", "-f", "base.yaml", "-f", "prod.yaml", "--set", "location=x", "--format", "json")
    (cluster,) = json.loads(done.out)["clusters"]
    assert cluster["networkProfile"]["podCidr"]["file"] == "prod.yaml"
    assert cluster["properties"]["location"]["file"] == "--set location"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("gen",), id="gen"),
        pytest.param(("gen", "--emit", "cluster", "--target", "bicep"), id="gen of a whole file"),
        pytest.param(("show",), id="show"),
        pytest.param(("plan",), id="plan"),
    ],
)
def test_commands_take_layers(words: tuple[str, ...], layered: Call) -> None:
    done = layered(*words, "-f", "base.yaml", "-f", "prod.yaml")
    assert done.code == 0, done.err
    assert "10.64.0.0/16" in done.out
    assert "10.244.0.0/16" not in done.out


def test_check_takes_layers(layered: Call) -> None:
    done = layered("check", "-f", "base.yaml", "-f", "prod.yaml", "--set", "network.pod_cidr=10.0.0.0/16")
    assert done.code == 1
    assert "AKN104" in done.out + done.err or "overlap" in done.out


def test_gen_lays_a_file_over_the_spec_that_is_named(layered: Call) -> None:
    assert "10.64.0.0/16" in layered("gen", "base.yaml", "-f", "prod.yaml").out


def test_sync_takes_layers(layered: Call) -> None:
    Path("out.yaml").write_text("outputs: [{path: out, emit: cluster}]\n", encoding="utf-8")
    done = layered("sync", "-f", "base.yaml", "-f", "prod.yaml", "-f", "out.yaml", "--set", "tags.team=b")
    assert done.code == 0, done.err
    assert '"10.64.0.0/16"' in Path("out/main.tf").read_text(encoding="utf-8")
    assert 'team = "b"' in Path("out/variables.tf").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["gen", "show", "check", "plan", "sync"])
def test_a_format_where_a_file_is_due_is_told(command: str, aksnet: Call) -> None:
    done = aksnet(command, "-f", "json")
    assert done.code == 2
    assert done.err == "json: error: there is no such spec\n  hint: for a format write --format json\n"


@pytest.mark.parametrize("command", ["gen", "show", "check", "plan", "sync"])
def test_a_file_that_is_not_there_is_told(command: str, aksnet: Call) -> None:
    done = aksnet(command, "-f", "no.yaml")
    assert done.code in (1, 2)
    assert done.err.startswith("no.yaml: error: the spec cannot be read: No such file or directory")
    assert "Traceback" not in done.err


@pytest.mark.parametrize("output", ["emit: cluster, target: arm", "emit: inputs", "emit: module"])
def test_what_is_written_into_a_folder_of_specs_is_no_spec(output: str, here: Path, aksnet: Call) -> None:
    _write(here, {"fleet/blue.yaml": f"name: blue\nlocation: westeurope\n{HEAD}outputs: [{{path: out, {output}}}]\n"})
    assert aksnet("sync", "fleet").code == 0
    assert list((here / "fleet/out").glob("*.json"))
    assert aksnet("sync", "fleet", "--check").code == 0

"""What can be loaded: paths, texts and plain data, and what is said of what cannot."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from enum import Enum, StrEnum
from ipaddress import ip_network
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aksnet
from aksnet import ClusterView, Place, Problem, ReadError, SpecError, UsageError
from hostile import HOSTILE
from places import SPECS

OVERLAY = {"name": "prod", "network": {"plugin": "overlay", "pod_cidr": "10.64.0.0/16"}}
TEXT = "name: prod\nnetwork: {plugin: overlay, pod_cidr: 10.64.0.0/16}\n"
TERRAFORM = """\
variable "range" {}
resource "azurerm_kubernetes_cluster" "a" {
  name = "prod"
  network_profile {
    network_plugin = "azure"
    network_plugin_mode = "overlay"
    pod_cidr = var.range
  }
}
"""


class _Plugin(StrEnum):
    OVERLAY = "overlay"


class _Word(str, Enum):  # noqa: UP042  # they are many
    OVERLAY = "overlay"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def _written(text: str, name: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


LOADED: list[tuple[str, Callable[[], aksnet.Clusters]]] = [
    ("a path as a text", lambda: aksnet.load(_written(TEXT, "a.yaml"))),
    ("a path", lambda: aksnet.load(Path(_written(TEXT, "a.yaml")))),
    ("a folder", lambda: aksnet.load(Path(_written(TEXT, "infra/aksnet.yaml")).parent)),
    ("several paths", lambda: aksnet.load([_written(TEXT, "a.yaml")])),
    ("paths that are found one by one", lambda: aksnet.load(Path(_written(TEXT, "a/a.yaml")).parent.glob("*.yaml"))),
    ("a file called like standard input", lambda: aksnet.load(_written(TEXT, "-"))),
    ("plain data", lambda: aksnet.load(OVERLAY)),
    ("plain data with members of enumerations", lambda: aksnet.load({**OVERLAY, "network": {"plugin": _Plugin.OVERLAY, "pod_cidr": "10.64.0.0/16"}})),
    ("plain data with members of older enumerations", lambda: aksnet.load({**OVERLAY, "network": {"plugin": _Word.OVERLAY, "pod_cidr": "10.64.0.0/16"}})),
    ("a fleet as plain data", lambda: aksnet.load({"defaults": {"network": OVERLAY["network"]}, "clusters": {"prod": {}}})),
    ("a text without a name", lambda: aksnet.loads(TEXT)),
    ("a text with a name", lambda: aksnet.loads(TEXT, "clusters/a.yaml")),
    ("Terraform with values", lambda: aksnet.load(_written(TERRAFORM, "main.tf"), var_files=[_written('range = "10.64.0.0/16"', "a.tfvars")])),
    ("a text of Terraform with values", lambda: aksnet.loads(TERRAFORM, Path("main.tf"), var_files=_written('range = "10.64.0.0/16"', "a.tfvars"))),
]  # fmt: skip


@pytest.mark.parametrize("load", [pytest.param(load, id=what) for what, load in LOADED])
def test_it_gives_the_same_cluster_whatever_it_comes_from(load: Callable[[], aksnet.Clusters]) -> None:
    clusters = load()
    assert clusters.names == ("prod",)
    assert clusters["prod"] is clusters[0] is clusters[-1]
    assert clusters[0].text("networkProfile.podCidr") == "10.64.0.0/16"
    assert aksnet.mode_of(clusters[0]) == "overlay"
    assert (clusters.unread, clusters.notes) == ((), ())


@pytest.mark.parametrize("sample", SPECS)
def test_plain_data_is_the_same_spec_as_a_file(sample: str) -> None:
    path = SPECS[sample]
    from_file, from_data = aksnet.load(path), aksnet.load(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert [_plain(one) for one in from_file] == [_plain(one) for one in from_data]


def _plain(view: ClusterView) -> object:
    pools = [{path: value.data for path, value in pool.values.items()} for pool in view.pools]
    return view.name, {path: value.data for path, value in view.values.items()}, pools


def test_clusters_are_a_sequence_that_cannot_be_changed() -> None:
    clusters = aksnet.load({"defaults": {"network": OVERLAY["network"]}, "clusters": [{"name": "a"}, {"name": "b"}]})
    assert (len(clusters), list(clusters), clusters[:1]) == (2, [clusters["a"], clusters["b"]], (clusters["a"],))
    assert "a" in clusters
    assert clusters[0] in clusters
    assert "c" not in clusters
    assert repr(clusters) == "<Clusters: a, b>"
    with pytest.raises(AttributeError):
        clusters.notes = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        clusters.more = ()  # type: ignore[attr-defined]
    with pytest.raises(KeyError, match="there is no cluster 'c'; there is: a, b"):
        clusters["c"]
    with pytest.raises(IndexError):
        clusters[2]


def test_a_name_that_two_clusters_have_tells_none_of_them() -> None:
    clusters = aksnet.load([_written(TEXT, "a.yaml"), _written(TEXT, "b.yaml")])
    with pytest.raises(KeyError, match="2 clusters are called 'prod'"):
        clusters["prod"]


def test_values_say_where_they_stand_and_why_they_are_unknown() -> None:
    (cluster,) = aksnet.loads(TERRAFORM, "main.tf")
    value = cluster.values["networkProfile.podCidr"]
    assert (value.known, value.place) == (False, Place("main.tf", 7, 5))
    assert isinstance(value.data, aksnet.Unknown)
    assert "range" in value.data.reason
    assert cluster.known("networkProfile.podCidr") is None


def test_nothing_to_read_is_no_error_of_what_is_read() -> None:
    clusters = aksnet.load(Path(_written("a = 1\n", "infra/x.tfvars")).parent)
    assert len(clusters) == 0
    assert repr(clusters) == "<Clusters: none>"


def test_a_pool_alone_is_told() -> None:
    text = 'resource "azurerm_kubernetes_cluster_node_pool" "user" {\n  kubernetes_cluster_id = var.id\n}\nvariable "id" {}\n'
    clusters = aksnet.loads(text, "main.tf")
    (note,) = clusters.notes
    assert note.message == (
        "the pool azurerm_kubernetes_cluster_node_pool.user stands alone: its cluster cannot be told"
    )


def test_what_a_policy_excludes_is_not_looked_at_and_told() -> None:
    _written("exclude: [old/]\n", ".aksnet.yaml")
    _written("network: {plugin: none of ours}\n", "old/aksnet.yaml")
    clusters = aksnet.load(["old", _written(TEXT, "a.yaml")])
    assert clusters.names == ("prod",)
    assert [note.message for note in clusters.notes] == ["this is not looked at: .aksnet.yaml excludes it"]


def test_what_a_policy_excludes_in_a_folder_is_left_out() -> None:
    _written("exclude: [old/]\n", ".aksnet.yaml")
    _written(TEXT.replace("prod", "gone"), "old/aksnet.yaml")
    _written(TEXT, "new/aksnet.yaml")
    clusters = aksnet.load(".")
    assert (clusters.names, clusters.notes) == (("prod",), ())


def test_a_policy_is_read_anew_at_every_call() -> None:
    _written("allowed_modes: [overlay]\n", ".aksnet.yaml")
    assert aksnet.check(aksnet.load(_written(TEXT, "a.yaml"))).findings == ()
    _written("allowed_modes: [cilium]\n", ".aksnet.yaml")
    assert [one.rule for one in aksnet.check(aksnet.load("a.yaml")).findings] == ["AKN701"]


def test_shared_defaults_are_read_anew_at_every_call() -> None:
    path = _written("name: prod\n", "specs/a.yaml")
    for range_ in ("10.64.0.0/16", "10.65.0.0/16"):
        _written(f"defaults: {{network: {{plugin: overlay, pod_cidr: {range_}}}}}\n", "specs/defaults.yaml")
        assert aksnet.load(path)[0].text("networkProfile.podCidr") == range_


def test_the_environment_says_nothing_of_a_spec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKSNET_NETWORK__POD_CIDR", "10.99.0.0/16")
    assert aksnet.load(OVERLAY)[0].text("networkProfile.podCidr") == "10.64.0.0/16"


def test_what_is_open_can_be_loaded_for_a_plan_only() -> None:
    spec = {**OVERLAY, "vnet": {"address_space": ["10.0.0.0/16"], "subnets": {"nodes": {}}}}
    with pytest.raises(SpecError, match="prefix"):
        aksnet.load(spec)
    clusters = aksnet.load(spec, open_addresses=True)
    assert aksnet.plan(clusters).ranges[0].label == "subnet 'nodes'"
    for call in (aksnet.check, aksnet.render):
        with pytest.raises(
            UsageError, match=f"these were loaded with open_addresses, and aksnet.{call.__name__} takes"
        ):
            call(clusters)


BROKEN = 'resource "azurerm_kubernetes_cluster" "a" {\n  name = "prod"\n'


def test_what_is_read_in_part_is_an_error_or_told() -> None:
    with pytest.raises(ReadError) as caught:
        aksnet.loads(BROKEN, "main.tf")
    assert not isinstance(caught.value, SpecError)
    clusters = aksnet.loads(BROKEN, "main.tf", partial=True)
    assert clusters.unread == caught.value.problems
    assert all(isinstance(one, Problem) for one in clusters.unread)


def test_a_spec_with_faults_is_an_error_or_told() -> None:
    spec = {"network": {"plugin": "overlay", "pod_cider": "10.64.0.0/16"}}
    with pytest.raises(SpecError) as caught:
        aksnet.load(spec)
    (problem,) = caught.value.problems
    assert (problem.message, problem.place) == ("network.pod_cider: unknown key", Place("<spec>"))
    clusters = aksnet.load(spec, partial=True)
    assert (len(clusters), clusters.unread) == (0, (problem,))


def _nested(depth: int) -> object:
    return {"a": _nested(depth - 1)} if depth else 1


_CYCLE: dict[str, object] = {}
_CYCLE["tags"] = _CYCLE


@pytest.mark.parametrize(
    ("spec", "message", "hint"),
    [
        pytest.param({}, "network: is missing", "say plugin overlay, or write network: {plugin: overlay}", id="nothing"),
        pytest.param({"network": {"plugin": "--to"}}, "network.plugin: '--to' is none that aksnet knows", None, id="what looks like an option"),
        pytest.param({"network": {"plugin": "overlay", "pod_cidr": ip_network("10.0.0.0/16")}}, "network.pod_cidr: this is an IPv4Network", "str(…) makes a text", id="an address that is no text"),
        pytest.param({"network": {"plugin": "overlay"}, "kubernetes_version": 1.3}, "kubernetes_version: this is 1.3, and no field of a spec is a fraction", "write it as a text, such as '1.30'", id="a version that is a number"),
        pytest.param({"network": {"plugin": "overlay"}, "pools": [{"zones": {1, 2}}]}, "pools.0.zones: this is a set", "lists", id="a set"),
        pytest.param({"network": {"plugin": b"overlay"}}, "network.plugin: this is a bytes", "texts", id="bytes"),
        pytest.param({"network": {1: "overlay"}}, "network: this has a key that is an int", "the keys of a spec are texts", id="a key that is no text"),
        pytest.param({"tags": {"n": 10**5000}}, "tags.n: this is a number that no field of a spec takes", "smaller", id="a number of thousands of digits"),
        pytest.param({"tags": {"n": float("nan")}}, "tags.n: this is nan, and no field", "text", id="no number at all"),
        pytest.param({"tags": _nested(40)}, "the spec is nested more than 32 levels deep", None, id="a deep nest"),
        pytest.param(_CYCLE, "the spec is nested more than 32 levels deep", None, id="data that has itself in it"),
        pytest.param({"tags": {"n": "\ud800"}}, "the text has bytes that are no UTF-8, or half of a surrogate pair", None, id="half of a surrogate pair"),
        pytest.param({"clusters": []}, "clusters: has no cluster", "list them", id="a fleet of none"),
        pytest.param({"name": "<fill in NAME>", "network": {"plugin": "overlay"}}, "fill in NAME", None, id="a placeholder"),
    ],
)  # fmt: skip
def test_data_that_is_no_spec_is_told_with_its_path(spec: dict[str, object], message: str, hint: str | None) -> None:
    with pytest.raises(SpecError) as caught:
        aksnet.load(spec)
    problem = caught.value.problems[0]
    assert message in problem.message
    assert problem.place == Place("<spec>")
    assert hint is None or hint in str(problem.hint)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(lambda: aksnet.load(5), "aksnet.load takes a path, and this is an int", id="a number"),
        pytest.param(lambda: aksnet.load(None), "aksnet.load takes a path, and this is None", id="nothing"),
        pytest.param(lambda: aksnet.load(b"a.yaml"), "aksnet.load takes a path, and this is a bytes", id="bytes"),
        pytest.param(lambda: aksnet.load(["a.yaml", 5]), "aksnet.load takes a path, and this is an int", id="a number among paths"),
        pytest.param(lambda: aksnet.load([OVERLAY]), "aksnet.load takes a path, and this is a dict", id="a list of specs"),
        pytest.param(lambda: aksnet.load(OVERLAY, policy=5), "policy takes a path, and this is an int", id="a policy that is a number"),
        pytest.param(lambda: aksnet.load(".", var_files=5), "var_files takes a path, and this is an int", id="values that are a number"),
        pytest.param(lambda: aksnet.load(".", parameters=[]), "parameters takes a path, and this is a list", id="parameters that are a list"),
        pytest.param(lambda: aksnet.loads(b"a"), "aksnet.loads takes a text, and this is a bytes: read it, or decode it", id="bytes as a text"),
        pytest.param(lambda: aksnet.loads(Path("a.yaml")), "aksnet.loads takes a text, and this is a PosixPath: read it, or decode it", id="a path as a text"),
        pytest.param(lambda: aksnet.loads("a", filename=5), "filename takes a path, and this is an int", id="a name that is a number"),
    ],
)  # fmt: skip
def test_another_type_is_a_type_error(call: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(lambda: aksnet.load([]), "there is nothing to read", id="no paths"),
        pytest.param(lambda: aksnet.load(""), "(an empty name): error: there is no such file or folder", id="an empty path"),
        pytest.param(lambda: aksnet.load("nope.tf"), "nope.tf: error: there is no such file or folder", id="a path that is not there"),
        pytest.param(lambda: aksnet.load("a\0b"), "there is no such file or folder", id="a path that there cannot be"),
        pytest.param(lambda: aksnet.load(os.devnull), f"{os.devnull}: error: this is no file and no folder\n  hint: read it, and give its text to aksnet.loads", id="a device"),
        pytest.param(lambda: aksnet.migrate(os.devnull), f"{os.devnull}: error: this is no file and no folder", id="a device as a plan"),
        pytest.param(lambda: aksnet.load("-"), "there is no such file or folder", id="standard input"),
        pytest.param(lambda: aksnet.loads(TEXT, "a.yaml", var_files="x.tfvars"), "var_files: error: there is no Terraform to give these values to", id="values that nothing takes"),
        pytest.param(lambda: aksnet.load(OVERLAY, parameters="x.json"), "parameters: error: a spec takes no values of variables", id="parameters of plain data"),
        pytest.param(lambda: aksnet.load(OVERLAY, var_files=["x.tfvars"]), "var_files: error: a spec takes no values of variables", id="values of plain data"),
        pytest.param(lambda: aksnet.load(OVERLAY, policy="nope"), "policy: error: 'nope' is not there, or has no policy", id="a policy that is not there"),
        pytest.param(lambda: aksnet.loads("x", " "), "filename: error: this is no name of a file", id="a name that is none"),
    ],
)  # fmt: skip
def test_a_word_that_means_nothing_is_a_usage_error(call: Callable[[], object], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        call()
    assert "--" not in str(caught.value)


_KEYS = st.sampled_from(
    [
        "name",
        "network",
        "plugin",
        "pod_cidr",
        "clusters",
        "defaults",
        "pools",
        "vnet",
        "subnets",
        "count",
        "outputs",
        "x",
    ]
)
_LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(max_size=2), st.dates(),
    st.sampled_from(["overlay", "10.0.0.0/16", "<fill in NAME>"]), st.sets(st.integers(), max_size=2),
)  # fmt: skip
_DATA = st.recursive(_LEAVES, lambda below: st.lists(below, max_size=3) | st.dictionaries(_KEYS, below, max_size=4))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # which is the working directory
@given(st.dictionaries(_KEYS, _DATA, max_size=5))
def test_any_data_is_a_spec_or_refused_in_words(data: dict[str, object]) -> None:
    clusters = aksnet.load(data, partial=True)
    assert len(clusters) or clusters.unread
    assert all(problem.message and problem.place is not None for problem in clusters.unread)


@pytest.mark.parametrize("text", [pytest.param(text, id=what) for what, text in HOSTILE.items()])
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    problems = [*aksnet.loads(text, partial=True).unread]
    problems += aksnet.load({"name": text, "network": {"plugin": text}}, partial=True).unread
    assert problems
    assert all(char.isprintable() or char == "\n" for char in str(SpecError(*problems)))

"""`aksnet.render` writes what `aksnet gen` writes, and nothing that Azure would refuse."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest

import aksnet
from aksnet import RefusedError, Severity, SpecError, UsageError
from hostile import HOSTILE
from places import ROOT, SPECS
from rendering import TODAY, generate
from rendering import dialect as dialect_of

GOOD = {"name": "prod", "network": {"plugin": "overlay", "pod_cidr": "10.64.0.0/16"}}
FLEET = {"defaults": {"network": {"plugin": "overlay"}}, "clusters": [{"name": "a"}, {"name": "b"}]}
OVERLAP = {"plugin": "overlay", "pod_cidr": "10.0.0.0/16", "service_cidr": "10.0.0.0/16"}
KUBENET = {"network": {"plugin": "kubenet"}}
STATIC = {"name": "prod", "network": {"plugin": "pod-subnet", "allocation": "static-block"}}
DIALECTS: dict[str, dict[str, Any]] = {
    "a fragment for Terraform": {},
    "a cluster for azurerm 4": {"emit": "cluster", "provider_version": "4"},
    "a cluster for azapi": {"emit": "cluster", "provider": "azapi"},
    "a cluster for Bicep": {"target": "bicep", "emit": "cluster"},
    "ARM": {"target": "arm", "emit": "cluster"},
    "commands of az": {"target": "az", "emit": "cluster"},
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words", DIALECTS)
@pytest.mark.parametrize("sample", ["overlay", "cilium-pod-subnet", "fleet", "kubenet", "pod-subnet-static-block"])
def test_it_writes_what_the_command_writes(sample: str, words: str) -> None:
    asked = DIALECTS[words]
    version = asked.get("provider_version")
    own = {name: word for name, word in asked.items() if name != "provider_version"}
    expected = generate(SPECS[sample], dialect_of(**own, version=version))
    clusters = aksnet.load(SPECS[sample])
    if expected.refused:
        with pytest.raises(RefusedError) as caught:
            aksnet.render(clusters, **asked, today=TODAY)
        assert caught.value.findings == expected.findings
        return
    files = aksnet.render(clusters, **asked, today=TODAY)
    assert dict(files) == {one.path: one.text if one.fragment else one.marked() for one in expected.files}
    assert files.findings == expected.findings


def test_files_are_a_mapping_that_cannot_be_changed() -> None:
    files = aksnet.render(aksnet.load(GOOD), target="bicep", emit="cluster", today=TODAY)
    assert (list(files), len(files), "main.bicep" in files) == (["main.bicep", "main.bicepparam"], 2, True)
    assert repr(files) == "<Files: main.bicep, main.bicepparam>"
    with pytest.raises(TypeError):
        files["main.bicep"] = ""  # type: ignore[index]
    with pytest.raises(AttributeError):
        files.findings = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("specs", "paths"),
    [
        pytest.param([GOOD], ["block.tf.txt"], id="one cluster"),
        pytest.param([{"clusters": [GOOD]}], ["prod/block.tf.txt"], id="a fleet of one"),
        pytest.param([FLEET], ["a/block.tf.txt", "b/block.tf.txt"], id="a fleet of two"),
        pytest.param([GOOD, {**GOOD, "name": "dev"}], ["prod/block.tf.txt", "dev/block.tf.txt"], id="two specs"),
    ],
)
def test_clusters_that_are_several_or_listed_have_folders(
    specs: list[dict[str, Any]], paths: list[str], tmp_path: Path
) -> None:
    for number, spec in enumerate(specs):
        (tmp_path / f"{number}.json").write_text(json.dumps(spec), encoding="utf-8")
    assert list(aksnet.render(aksnet.load(sorted(tmp_path.glob("*.json"))), today=TODAY)) == paths


def test_one_of_several_clusters_is_written_as_it_is_among_them() -> None:
    clusters = aksnet.load(FLEET)
    every, one = (aksnet.render(clusters, cluster=name, today=TODAY) for name in (None, "b"))
    assert dict(one) == {"b/block.tf.txt": every["b/block.tf.txt"]}


def test_an_error_of_one_cluster_does_not_keep_another_from_being_written() -> None:
    clusters = aksnet.load({"clusters": [{"name": "a", "network": OVERLAP}, {"name": "b", **KUBENET}]})
    assert aksnet.render(clusters, cluster="b", today=TODAY)
    with pytest.raises(RefusedError):
        aksnet.render(clusters, today=TODAY)


@pytest.mark.parametrize(
    ("spec", "asked", "rule"),
    [
        pytest.param({"network": OVERLAP}, {}, "AKN102", id="what Azure refuses"),
        pytest.param(STATIC, {"emit": "block"}, "AKN5", id="what the provider cannot say"),
    ],
)  # fmt: skip
def test_errors_refuse_and_say_why(spec: dict[str, object], asked: dict[str, Any], rule: str) -> None:
    with pytest.raises(RefusedError, match=rule) as caught:
        aksnet.render(aksnet.load(spec), **asked, today=TODAY)
    assert caught.value.problems[0].message.startswith(rule)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # as processes hand it on
    assert (again.problems, again.findings) == (caught.value.problems, caught.value.findings)
    assert Severity.ERROR in {one.severity for one in caught.value.findings}


def test_warnings_are_told_with_the_files() -> None:
    files = aksnet.render(aksnet.load(KUBENET), today=TODAY)
    assert Severity.WARNING in {one.severity for one in files.findings}


def test_a_policy_refuses_as_it_does_for_the_command(tmp_path: Path) -> None:
    (tmp_path / ".aksnet.yaml").write_text("allowed_modes: [cilium]\nseverities: {AKN701: error}\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="AKN701"):
        aksnet.render(aksnet.load(GOOD), today=TODAY)


def test_what_was_read_from_a_configuration_is_not_written() -> None:
    clusters = aksnet.load(ROOT / "samples" / "overlay" / "terraform")
    with pytest.raises(UsageError, match="was read from a configuration, and text is written of specs"):
        aksnet.render(clusters, target="bicep")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        pytest.param({"target": "terafrom"}, "target: error: 'terafrom' is none of terraform, bicep, arm, az\n  hint: did you mean terraform?", id="a target that is none"),
        pytest.param({"emit": "x"}, "emit: error: 'x' is none of block", id="an emit that is none"),
        pytest.param({"provider": "aws"}, "provider: error: 'aws' is none of azurerm, azapi", id="a provider that is none"),
        pytest.param({"provider_version": "9"}, "provider_version: error: '9' is no provider version that aksnet knows", id="a version that is none"),
        pytest.param({"api_version": "2020-01-01", "target": "bicep"}, "api_version: error: '2020-01-01' is no API version", id="an API version that is none"),
        pytest.param({"api_version": "2026-08-01"}, "api_version: error: this only means something for the target bicep, arm, or terraform with provider azapi", id="an API version for azurerm"),
        pytest.param({"target": "bicep", "provider_version": "5"}, "provider_version: error: this only means something for the target terraform", id="a provider version for Bicep"),
        pytest.param({"target": "arm", "emit": "module"}, "emit: error: the target arm has no modules", id="a module for ARM"),
        pytest.param({"cluster": "dev"}, "there is no cluster 'dev'\n  hint: there is: prod", id="a cluster that there is none of"),
    ],
)  # fmt: skip
def test_a_word_that_means_nothing_is_a_usage_error(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        aksnet.render(aksnet.load(GOOD), **asked)
    assert "--" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        pytest.param({"target": 5}, "target takes a text, and this is an int", id="a target"),
        pytest.param({"target": ["bicep"]}, "target takes a text, and this is a list", id="several targets"),
        pytest.param({"emit": None}, "emit takes a text, and this is None", id="no emit"),
        pytest.param({"provider_version": 5}, "provider_version takes a text, and this is an int", id="a version"),
        pytest.param({"cluster": 0}, "cluster takes a text, and this is an int", id="a cluster's number"),
        pytest.param({"today": "x"}, "today takes a datetime.date, and this is a str", id="a day"),
    ],
)  # fmt: skip
def test_another_type_is_a_type_error(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        aksnet.render(aksnet.load(GOOD), **asked)
    with pytest.raises(TypeError, match=r"aksnet\.render takes the clusters of aksnet\.load, and this is a dict"):
        aksnet.render(GOOD)  # type: ignore[arg-type]


def test_clusters_whose_files_would_have_one_path_are_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("name: prod\nnetwork: {plugin: overlay}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="2 clusters are called 'prod', and their files have the same paths"):
        aksnet.render(aksnet.load(["a.yaml", "b.yaml"]))
    (tmp_path / "infra").mkdir()
    with pytest.raises(UsageError, match="there is nothing to write"):
        aksnet.render(aksnet.load("infra"))


@pytest.mark.parametrize("target", ["terraform", "bicep", "arm", "az"])
@pytest.mark.parametrize("text", [pytest.param(text, id=what) for what, text in HOSTILE.items()])
def test_values_of_plain_data_never_become_code(text: str, target: str, tmp_path: Path) -> None:
    """The same bytes as of a spec in a file, which other tests hold against the languages; or words in refusal."""
    spec = {**GOOD, "location": "westeurope", "tags": {"a": text}}
    (tmp_path / "spec.json").write_text(json.dumps(spec), encoding="utf-8")
    made: list[object] = []
    for source in (spec, "spec.json"):
        try:
            made.append(dict(aksnet.render(aksnet.load(source), target=target, emit="cluster", today=TODAY)))
        except aksnet.AksnetError as error:
            made.append([one.message for one in error.problems])
    assert made[0] == made[1]


def test_what_was_loaded_in_part_is_not_written() -> None:
    clusters = aksnet.load({"clusters": [{"name": "a", "network": GOOD["network"]}, {"name": "b"}]}, partial=True)
    for asked in ({}, {"cluster": "a"}):
        with pytest.raises(SpecError) as caught:
            aksnet.render(clusters, **asked)
        assert caught.value.problems == clusters.unread


def test_a_refusal_names_arguments_and_not_options() -> None:
    with pytest.raises(RefusedError) as caught:
        aksnet.render(aksnet.load(STATIC), emit="cluster")
    hints = [one.hint for one in caught.value.problems if "AKN501" in one.message]
    assert hints
    assert all(hint is not None and "provider azapi" in hint and "--" not in hint for hint in hints)

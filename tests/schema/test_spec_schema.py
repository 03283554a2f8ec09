"""The schema of specs: up to date in `docs`, a schema by its own rules, and at one with every sample and bad spec."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aksnet.rules import RULES
from aksnet.rules.sampling import sample_of
from aksnet.schema.spec_schema import schema_text, spec_schema
from editors import as_editor
from places import ROOT, SPECS
from schema_specs import VALIDATOR, problems_of_text

FILE = ROOT / "docs" / "spec.v1.schema.json"
REAL = sorted(ROOT.glob("samples/real/*/*.yaml"))


def test_file_is_up_to_date(update_golden: bool) -> None:
    if update_golden:
        FILE.write_text(schema_text(), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema_of_draft_7() -> None:
    jsonschema.Draft7Validator.check_schema(spec_schema())


def test_check_jsonschema_takes_it_and_every_sample() -> None:
    program = [sys.executable, "-m", "check_jsonschema"]
    for words in (["--check-metaschema", str(FILE)], ["--schemafile", str(FILE), *map(str, SPECS.values())]):
        done = subprocess.run([*program, *words], capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_check_jsonschema_refuses_a_wrong_spec(tmp_path: Path) -> None:
    wrong = tmp_path / "aksnet.yaml"
    wrong.write_text("network: {plugin: overley}\n", encoding="utf-8")
    words = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(FILE), str(wrong)]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1


def _errors(text: str) -> list[str]:
    return [one.message for one in VALIDATOR.iter_errors(as_editor(text))]


@pytest.mark.parametrize("name", SPECS)
def test_samples_are_right(name: str) -> None:
    assert not _errors(SPECS[name].read_text(encoding="utf-8"))


def _parts() -> dict[str, str]:
    samples = {rule.id: sample_of(rule.id) for rule in RULES if not rule.of_changes}
    parts = {f"{id_} {kind}": getattr(one, kind) for id_, one in samples.items() for kind in ("good", "bad")}
    return {name: one.text for name, one in parts.items() if one.is_spec and not one.text.startswith("{\n")}


PARTS = _parts()


@pytest.mark.parametrize("name", PARTS)
def test_samples_of_rules_are_right_where_they_load(name: str) -> None:
    if not problems_of_text("aksnet.yaml", PARTS[name]):
        assert not _errors(PARTS[name])


def test_most_samples_of_rules_load() -> None:
    assert sum(not problems_of_text("aksnet.yaml", text) for text in PARTS.values()) > 150


def _table(file: str, function: str) -> dict[str, str]:
    """The texts of a table of tests, by their ids."""
    spec: Any = importlib.util.spec_from_file_location(file, ROOT / "tests" / "spec" / f"{file}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (mark,) = (one for one in getattr(module, function).pytestmark if one.name == "parametrize")
    return {one.id: one.values[0] for one in mark.args[1]}


_CLUSTERS = _table("test_validation", "test_wrong_shape_gets_one_clear_error")
_FLEETS = _table("test_validation", "test_faulty_fleet_gets_one_clear_error")
_OUTPUTS = {
    name: f"network: {{plugin: overlay}}\n{text}"
    for name, text in _table("test_outputs", "test_faults_are_told_at_their_key").items()
}
BAD = {**_CLUSTERS, **_FLEETS, **_OUTPUTS}
# What a schema cannot say, or what another layer of the spec may still put right: nothing else.
_LAYERS = "another layer of the spec, or a flag, may say it"
_VALUES = "a schema does not compare values, nor look names up"
_NUL = "the reader refuses it first, and a pattern against it would make the others hard to read"
_WRITING = "it is no matter of shape: the command that writes tells it"
CLOSED = {
    "no network": _LAYERS,
    "no plugin": _LAYERS,
    "an allocation without a pod subnet": _LAYERS,
    "half of the autoscaler": _LAYERS,
    "no surge": _LAYERS,
    "a subnet that only has a name": _LAYERS,
    "a subnet without a range": _LAYERS,
    "a VNet without a range": _LAYERS,
    "two pools of one name": _VALUES,
    "two clusters of one name": _VALUES,
    "min above max": _VALUES,
    "a subnet that is not there": _VALUES,
    "hosted subnets that are not there": _VALUES,
    "subnets that differ in case only": _VALUES,
    "a next hop that no route table would have": _VALUES,
    "a next hop beside a route table of its own": _VALUES,
    "an unknown cluster": _VALUES,
    "a NUL in a tag": _NUL,
    "a path with a NUL": _NUL,
    "no outputs": _WRITING,
    "nothing as outputs": _WRITING,
    "null as outputs": _WRITING,
    "a version that is not known": _WRITING,
    "no version": _WRITING,
    "a version of a provider for Bicep": _WRITING,
    "an API version for azurerm": _WRITING,
    "an API version that is not known": _WRITING,
    "a preview for azurerm": _WRITING,
    "markers in a script": _WRITING,
    "markers in JSON": _WRITING,
    "a script in a file of Terraform": _WRITING,
    "a module of commands": _WRITING,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_specs_are_refused_but_for_a_closed_list(name: str) -> None:
    assert bool(_errors(BAD[name])) == (name not in CLOSED)


def test_the_closed_list_has_nothing_else() -> None:
    assert not CLOSED.keys() - BAD


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("network: {pod_cidr: 10.64.0.0/14}\npools: [{name: user, max: 200}]", id="a later layer"),
        pytest.param("network: {allocation: dynamic}", id="a field of a mode that another layer says"),
        pytest.param("network: {acns: {security: true}, network_policy: calico}", id="fields of two modes"),
        pytest.param("outbound: {managed_outbound_ip_count: 100}", id="a field of an outbound type"),
        pytest.param("defaults: {network: {plugin: cilium}}\noutputs: [{path: main.tf}]", id="defaults of a folder"),
        pytest.param("defaults:\nclusters: {a: {}}", id="nothing as the defaults"),
        pytest.param("defaults: {name: a}\nclusters: [{network: {plugin: overlay}}]", id="the only name in the defaults"),
        pytest.param("vnet: {address_space: [], subnets: {nodes: }}", id="a VNet for the planner"),
        pytest.param("outputs: [{path: main.tf}]", id="outputs alone"),
        pytest.param("outputs:\nnetwork: {plugin: overlay}", id="outputs that are not written yet"),
        pytest.param("{}", id="nothing yet"),
    ],
)  # fmt: skip
def test_a_file_may_be_a_part_of_a_spec(text: str) -> None:
    assert not _errors(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kubernetes_version: 1.30", id="a version that is a number for editors"),
        pytest.param("kubernetes_version: '1.30'", id="a version in quotes"),
        pytest.param("tags: {cost-center: 4711}", id="a tag that is a whole number"),
        pytest.param("tags: {a: 1.5, b: 1e3, c: 'yes'}", id="tags that look like numbers"),
        pytest.param("pools: [{name: a, zones: [1, '2'], max_surge: 1, enable_node_public_ip: yes}]", id="words of YAML 1.1"),
        pytest.param("addons: {static_egress_gateway: Off, istio: {egress_gateway: TRUE}}", id="switches in capitals"),
        pytest.param("outputs: [{path: main.tf, provider_version: 4.81}]", id="a provider's version that is a number"),
        pytest.param("outputs: [{path: main.tf, provider_version: 5, api_version: 2026-05-01}]", id="a major, and a day"),
        pytest.param("tags: &t {a: b}\nignore: {<<: *t}", id="merge keys"),
        pytest.param("outbound:\nvnet:\nkubernetes_version:", id="keys with nothing behind them"),
        pytest.param("$schema: aksnet.schema.json", id="the name of the schema"),
    ],
)  # fmt: skip
def test_what_editors_read_otherwise_is_right_for_both(text: str) -> None:
    text = f"network: {{plugin: overlay}}\n{text}\n"
    assert not problems_of_text("aksnet.yaml", text)
    assert not _errors(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param("network: {plugin: dynamic, acns: {}}", ["network"], id="an alias has the fields of its mode"),
        pytest.param("clusters: [{network: {plugin: overlay}}]", ["clusters", 0], id="a cluster in a list without a name"),
        pytest.param("sku: automatic\npools: [{name: a, subnet: nodes}]", ["pools", 0, "subnet"], id="a subnet in Automatic"),
        pytest.param("sku: base\nhosted_system: {node_subnet: a}", ["hosted_system"], id="hosted subnets in Base"),
        pytest.param("network: {plugin: azure}\npools: [{name: a, pod_subnet: p}]", ["pools", 0, "pod_subnet"], id="a pod subnet with the node subnet"),
        pytest.param("api_server: {enable_vnet_integration: no, subnet: a}", ["api_server", "subnet"], id="a subnet of an API server outside"),
        pytest.param("$schema: 1", ["$schema"], id="a number for the schema"),
    ],
)  # fmt: skip
def test_faults_are_told_at_their_place(text: str, at: list[Any]) -> None:
    assert at in _places(VALIDATOR.iter_errors(as_editor(text)))


def _places(errors: Iterable[Any]) -> list[list[Any]]:
    """Where errors are, and where they are in each of the alternatives."""
    return [place for one in errors for place in (list(one.absolute_path), *_places(one.context))]


def test_it_is_the_same_each_time() -> None:
    assert json.loads(schema_text()) == spec_schema()
    code = "from aksnet.schema.spec_schema import schema_text; import sys; sys.stdout.write(schema_text())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(ROOT) / "generator")},
    )
    assert done.stdout == schema_text()

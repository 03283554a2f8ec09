"""Values of another type than azurerm's arguments: what is told of them, and what Terraform converts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aksnet.facts.azurerm import NEWEST
from aksnet.readers.terraform.argument_types import ArgumentTypes
from places import REFERENCE
from terraform_clusters import SIZE, cluster, found, with_pool

V = "4.81.0"
X = 'variable "x" {\n  default = "three"\n}\nvariable "y" {}\n'
TF_JSON = json.dumps({"resource": {"azurerm_kubernetes_cluster": {"a": {"name": "a", "default_node_pool": {"name": "p", "node_count": "x"}}}}})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(cluster(V, pool='max_pods = "many"'), "max_pods cannot be this: 'many' is no number", id="a text for a number"),
        pytest.param(cluster(V, pool="max_pods = [30]"), "max_pods cannot be this: a number is required", id="a list for a number"),
        pytest.param(cluster(V, pool='zones = "1"'), "zones cannot be this: a set is required", id="a text for a list"),
        pytest.param(cluster(V, pool='auto_scaling_enabled = "yes"'), "auto_scaling_enabled cannot be this: a bool is required", id="a word for true"),
        pytest.param(cluster(V, 'pod_cidrs = "10.244.0.0/16"'), "pod_cidrs cannot be this: a list is required", id="one range for a list of them"),
        pytest.param(with_pool(V, SIZE, 'node_count = "three"'), "node_count cannot be this: 'three' is no number", id="in a pool of its own"),
        pytest.param(cluster(V, pool="max_pods = var.x") + X, "max_pods cannot be this: 'three' is no number", id="through a variable"),
        pytest.param(cluster(None, pool='max_pods = "many"'), "max_pods cannot be this: 'many' is no number", id="in whatever release"),
    ],
)  # fmt: skip
def test_value_is_of_another_type(text: str, message: str) -> None:
    assert [one.message for one in found("AKN807", text)] == [message]


def test_what_refers_to_such_a_value_is_not_told_as_well() -> None:
    own = "max_pods = azurerm_kubernetes_cluster.this.default_node_pool[0].min_count"
    text = with_pool(V, SIZE, "node_count = 3", own).replace("node_count = 3", 'min_count = "x"', 1)
    assert [one.message for one in found("AKN807", text)] == ["min_count cannot be this: 'x' is no number"]


def test_value_is_of_another_type_in_json() -> None:
    assert [one.message for one in found("AKN807", TF_JSON, "main.tf.json")] == ["node_count cannot be this: 'x' is no number"]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(cluster(V, pool='max_pods = "30"'), id="a number in quotes"),
        pytest.param(cluster(V, pool='auto_scaling_enabled = "true"'), id="true in quotes"),
        pytest.param(cluster(V, pool="zones = [1, 2]"), id="numbers for texts"),
        pytest.param(cluster(V, pool="max_pods = null"), id="null"),
        pytest.param(cluster(V, pool="max_pods = var.y") + X, id="a value that cannot be told"),
        pytest.param(cluster(V, pool="max_pods = azurerm_virtual_network.v.guid"), id="what is known after apply"),
        pytest.param(cluster(V, rest='web_app_routing {\n    dns_zone_ids = ["a"]\n  }'), id="a list of texts"),
        pytest.param(cluster(V, pool='max_podz = ["a"]'), id="no argument, of which another rule tells"),
    ],
)  # fmt: skip
def test_value_is_or_becomes_what_is_asked_for(text: str) -> None:
    assert found("AKN807", text) == ()


def _arguments(block: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each argument of a block, and of those in it, with its type; of a collection the kind."""
    for name, row in block.get("attributes", {}).items():
        yield name, row["type"] if isinstance(row["type"], str) else row["type"][0]
    for inner in block.get("block_types", {}).values():
        yield from _arguments(inner["block"])


@pytest.mark.parametrize("major", NEWEST)
def test_types_are_those_of_the_schema(major: int) -> None:
    path = REFERENCE / f"azurerm-schema-{NEWEST[major]}.json"
    if not path.exists():
        pytest.skip("the reference data is not beside the checkout")
    schemas = json.loads(path.read_text(encoding="utf-8"))["resource_schemas"]
    known = ArgumentTypes(NEWEST[major])
    clusters = {one for kind, row in schemas.items() if "_kubernetes_" in kind for one in _arguments(row["block"])}
    told = {(name, kind) for name, kind in clusters if known.kind(name) is not None}
    assert len(told) > 40
    assert told == {(name, known.kind(name)) for name, _ in told}

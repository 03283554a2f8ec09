"""Instances out of Terraform's JSON go to the translator of their provider."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.expressions.source import Source
from aksnet.expressions.values import Val
from aksnet.readers.outputs import terraform_json
from aksnet.readers.resources import Kind, Resource
from aksnet.readers.template.json_tree import parse
from aksnet.view import Provider


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the translators were asked; azurerm knows clusters only."""
    calls: list[tuple[Any, ...]] = []

    def translator(name: str) -> Any:
        def translate(resource_type: str, body: Val, **more: Any) -> Resource | None:
            calls.append((name, resource_type, more["address"], more["place"][1:], more["language"], more["provider"]))
            if resource_type != "azurerm_kubernetes_cluster":
                return None
            return Resource(Kind.CLUSTER, more["address"], more["place"], more["language"], Val("n"), body)

        return translate

    for name in ("azurerm", "azapi"):
        monkeypatch.setattr(f"aksnet.readers.outputs.terraform_json.{name}.translate", translator(name))
    return calls


def test_each_provider_has_its_translator(asked: list[tuple[Any, ...]]) -> None:
    def resource(kind: str) -> dict[str, Any]:
        return {"address": f"{kind}.a", "mode": "managed", "type": kind, "name": "a", "values": {"name": "n"}}

    kinds = ("azurerm_kubernetes_cluster", "azurerm_subnet", "azapi_resource", "random_id")
    document = {"format_version": "1.0", "values": {"root_module": {"resources": [resource(kind) for kind in kinds]}}}
    source = Source("state.json", json.dumps(document))
    root = parse(source).root
    assert root is not None
    reading = terraform_json.read(root, source)
    assert [call[:3] for call in asked] == [
        ("azurerm", "azurerm_kubernetes_cluster", "azurerm_kubernetes_cluster.a"),
        ("azurerm", "azurerm_subnet", "azurerm_subnet.a"),
        ("azapi", "azapi_resource", "azapi_resource.a"),
    ]
    assert asked[0][3:] == (
        (1, source.text.index('"address"') + 1),
        "terraform-state",
        Provider("azurerm", None, assumed=True),
    )
    assert (reading.label, [found.address for found in reading.resources]) == ("state.json", ["azurerm_kubernetes_cluster.a"])  # fmt: skip
    assert reading.unread == ()


def test_what_a_plan_lacks_is_told() -> None:
    source = Source("plan.json", '{"format_version": "1.2", "planned_values": {}, "errored": true}')
    root = parse(source).root
    assert root is not None
    reading = terraform_json.read(root, source)
    assert [problem.message for problem in reading.unread] == ["this plan ended with an error: it may lack resources"]

"""What `bicep snapshot` predicts, read with places; expressions that are left in it are unknown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.expressions.values import OpenObject, Ref, Val, reason_of
from aksnet.readers.outputs.snapshot import expression_in, read, recognises
from aksnet.readers.resources import Kind, Reading, Resource
from aksnet.readers.template.json_tree import parse

GROUP = "/subscriptions/0000/resourceGroups/rg/providers"
AKS = f"{GROUP}/Microsoft.ContainerService/managedClusters/aks"


def reading(document: Any) -> Reading:
    source = Source("main.snapshot.json", document if isinstance(document, str) else json.dumps(document))
    root = parse(source).root
    assert root is not None
    return read(root, source)


def one(**members: Any) -> Resource:
    (found,) = reading({"predictedResources": [members], "diagnostics": []}).resources
    return found


def shown(value: Val | None) -> Any:
    if value is None:
        return None
    if isinstance(value.data, dict):
        return {key: shown(item) for key, item in value.data.items()}
    if isinstance(value.data, list):
        return [shown(item) for item in value.data]
    assert not isinstance(value.data, Ref)
    return value.data if value.known else {"unknown": reason_of(value)}


TEXT = """{
  "predictedResources": [
    {
      "id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks",
      "type": "Microsoft.ContainerService/managedClusters",
      "name": "aks",
      "apiVersion": "2025-01-01",
      "properties": {
        "networkProfile": {"networkPlugin": "azure", "networkPolicy": null},
        "agentPoolProfiles": [
          {"name": "system",
           "vnetSubnetID": "[reference('x').id]"}]
      }
    }
  ],
  "diagnostics": []
}"""


def test_a_cluster_with_its_places() -> None:
    (found,) = reading(TEXT).resources
    assert found[:4] == (
        Kind.CLUSTER,
        "/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks",
        ("main.snapshot.json", 4, 7),
        "bicep-snapshot",
    )
    assert (found.name.data, found.api_version, found.parent, found.exists) == ("aks", "2025-01-01", None, None)
    body: Any = found.body.data
    assert shown(body["networkProfile"]) == {"networkPlugin": "azure"}
    pool = body["agentPoolProfiles"].data[0]
    assert shown(pool) == {
        "name": "system",
        "vnetSubnetID": {"unknown": "bicep leaves the expression [reference('x').id]"},
    }
    places = [value.at.place[1:] for value in (body["networkProfile"], body["agentPoolProfiles"], pool, pool.data["vnetSubnetID"])]  # fmt: skip
    assert places == [(9, 9), (10, 9), (11, 11), (12, 12)]


@pytest.mark.parametrize(
    ("members", "address", "name", "parent"),
    [
        pytest.param({"type": "Microsoft.ContainerService/managedClusters/agentPools", "id": f"{AKS}/agentPools/p", "name": "aks/p"}, f"{AKS}/agentPools/p", "p", AKS, id="a pool by its id"),
        pytest.param({"type": "microsoft.containerservice/managedclusters/agentpools", "id": f"{AKS}/agentpools/p", "name": "p"}, f"{AKS}/agentpools/p", "p", AKS, id="in any case"),
        pytest.param({"type": "Microsoft.ContainerService/managedClusters/agentPools", "id": "[resourceId('x')]", "name": "aks/p"}, "aks/p", "p", "aks", id="a pool by the segments of its name"),
        pytest.param({"type": "Microsoft.ContainerService/managedClusters/agentPools", "id": "[resourceId('x')]", "name": "p"}, "p", "p", None, id="a pool that does not say where it is"),
        pytest.param({"type": "Microsoft.ContainerService/managedClusters/agentPools", "id": "x/y/z", "name": "p"}, "x/y/z", "p", None, id="an id that is none"),
        pytest.param({"type": "Microsoft.Network/virtualNetworks/subnets", "name": "vnet/nodes"}, "vnet/nodes", "nodes", "vnet", id="a subnet"),
        pytest.param({"type": "Microsoft.Network/virtualNetworks/virtualNetworkPeerings", "name": "vnet/hub"}, "vnet/hub", "hub", "vnet", id="a peering"),
        pytest.param({"type": "Microsoft.Network/virtualNetworks", "id": f"{GROUP}/Microsoft.Network/virtualNetworks/v"}, f"{GROUP}/Microsoft.Network/virtualNetworks/v", "v", None, id="a network whose name is in its id only"),
        pytest.param({"type": "Microsoft.Network/virtualNetworks", "name": "[uniqueString('x')]"}, "?", {"unknown": "bicep leaves the expression [uniqueString('x')]"}, None, id="a name that is an expression"),
        pytest.param({"type": "Microsoft.Network/virtualNetworks"}, "?", {"unknown": "it has no name here"}, None, id="no name at all"),
        pytest.param({"type": "Microsoft.Network/virtualNetworks", "name": 3, "id": []}, "?", {"unknown": "it has no name here"}, None, id="a number for a name"),
    ],
)  # fmt: skip
def test_names_and_parents(members: Any, address: str, name: Any, parent: str | None) -> None:
    found = one(**members)
    assert (found.address, shown(found.name), shown(found.parent)) == (address, name, parent)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param({"location": "w", "properties": {"dnsPrefix": "d"}}, {"location": "w", "dnsPrefix": "d"}, id="properties are moved up"),
        pytest.param({"properties": None}, {}, id="properties that are null"),
        pytest.param({"tags": None, "properties": {"a": None, "b": [None, 1]}}, {"b": [None, 1]}, id="null members are absent"),
        pytest.param({"properties": {"subnets": [{"name": "s", "properties": {"addressPrefix": "x"}}]}}, {"subnets": [{"name": "s", "properties": {"addressPrefix": "x"}}]}, id="properties further down stay where they are"),
        pytest.param({"properties": {"a": "[x", "b": "x]", "c": ""}}, {"a": "[x", "b": "x]", "c": ""}, id="brackets that enclose nothing"),
        pytest.param({"properties": {"a": 1.5, "b": "30", "c": False}}, {"a": 1.5, "b": "30", "c": False}, id="numbers, numbers as texts, truth values"),
    ],
)  # fmt: skip
def test_bodies(members: Any, expected: Any) -> None:
    found = one(type="Microsoft.Network/virtualNetworks", **members)
    assert type(found.body.data) is dict
    assert shown(found.body) == expected


def test_a_pool_keeps_its_own_type() -> None:
    pool = {"type": "VirtualMachineScaleSets", "count": 1}
    found = one(type="Microsoft.ContainerService/managedClusters/agentPools", name="aks/p", properties=pool)
    assert shown(found.body) == {"name": "p", "type": "VirtualMachineScaleSets", "count": 1}


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        pytest.param(
            "[union(x, y)]", "bicep leaves the expression [union(x, y)]", id="an expression for the properties"
        ),
        pytest.param("x", "its properties are no object", id="a text for the properties"),
        pytest.param([], "its properties are no object", id="a list for the properties"),
        pytest.param({"a": 1, "[x()]": 2}, "bicep leaves the expression [x()]", id="an expression for a key"),
    ],
)
def test_bodies_that_may_have_further_members(properties: Any, reason: str) -> None:
    found = one(type="Microsoft.Network/virtualNetworks", name="v", properties=properties)
    assert isinstance(found.body.data, OpenObject)
    assert found.body.data.reason == reason
    assert "[x()]" not in found.body.data


@pytest.mark.parametrize(
    ("condition", "exists"),
    [
        pytest.param({}, None, id="no condition"),
        pytest.param({"condition": True}, None, id="a condition that holds"),
        pytest.param({"condition": "[x()]"}, "bicep leaves the expression [x()]", id="an expression"),
        pytest.param({"condition": 3}, "its condition cannot be told", id="a number"),
    ],
)
def test_conditions(condition: Any, exists: str | None) -> None:
    assert one(type="Microsoft.Network/virtualNetworks", name="v", **condition).exists == exists


def test_a_long_expression_is_shortened() -> None:
    reason = expression_in(f"[{'x' * 100}]")
    assert reason == f"bicep leaves the expression [{'x' * 56}..."


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        pytest.param({"level": "Warning", "code": "NestedDeploymentShortCircuited", "message": "A nested deployment was skipped."}, ["bicep warning NestedDeploymentShortCircuited: A nested deployment was skipped"], id="a module that was not expanded"),
        pytest.param({"level": "Error", "message": "x"}, ["bicep error: x"], id="an error without a code"),
        pytest.param({"message": "x"}, ["bicep warning: x"], id="no level"),
        pytest.param({"level": "Info", "message": "x"}, [], id="an information"),
        pytest.param({"level": "Error"}, [], id="no message"),
        pytest.param("x", [], id="a text"),
    ],
)  # fmt: skip
def test_diagnostics(diagnostic: Any, expected: list[str]) -> None:
    unread = reading({"predictedResources": [], "diagnostics": [diagnostic]}).unread
    assert [problem.message for problem in unread] == expected
    assert [problem.place[1:] for problem in unread if problem.place] == [
        (1, len('{"predictedResources": [], "diagnostics": [') + 1)
    ] * len(expected)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param({"predictedResources": [], "diagnostics": []}, True, id="a snapshot"),
        pytest.param({"predictedResources": {}}, False, id="resources that are no list"),
        pytest.param({"resources": []}, False, id="a template"),
        pytest.param([], False, id="a list"),
    ],
)
def test_which_files_are_recognised(document: Any, expected: bool) -> None:
    root = parse(Source("x.json", json.dumps(document))).root
    assert root is not None
    assert recognises(root) is expected


def test_other_resources_are_passed_over() -> None:
    resources = [{"type": "Microsoft.Storage/storageAccounts", "name": "s"}, {"type": 3}, "x", None, []]
    assert reading({"predictedResources": resources}).resources == ()


KEYS = st.sampled_from(
    ["id", "type", "name", "apiVersion", "properties", "condition", "level", "message", "[x]", "subnets"]
)
SCALARS = (
    st.none() | st.booleans() | st.integers(-1, 3) | st.sampled_from([*Kind, "[x]", "", "a/b", f"{AKS}/agentPools/p"])
)
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=30)  # fmt: skip


@given(TREES, TREES)
@settings(max_examples=200, deadline=None)
def test_any_tree_is_read_without_an_exception(resources: Any, diagnostics: Any) -> None:
    document = {"predictedResources": [resources, *([{"type": kind, "properties": resources} for kind in Kind])], "diagnostics": diagnostics}  # fmt: skip
    assert len(reading(document).resources) >= len(Kind)

"""What `az` prints and ARM answers: clusters, pools, networks and subnets, alone and in lists."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.expressions.values import Val
from aksnet.readers.outputs.az_json import read, recognises
from aksnet.readers.resources import Kind, Reading
from aksnet.readers.template.json_tree import parse

GROUP = "/subscriptions/0000/resourcegroups/rg/providers"
AKS = f"{GROUP}/Microsoft.ContainerService/managedClusters/aks"
VNET = f"{GROUP}/Microsoft.Network/virtualNetworks/vnet"


def reading(document: Any) -> Reading:
    source = Source("aks.json", document if isinstance(document, str) else json.dumps(document))
    root = parse(source).root
    assert root is not None
    assert recognises(root)
    return read(root, source)


def shown(value: Val | None) -> Any:
    if value is None:
        return None
    if isinstance(value.data, dict):
        return {key: shown(item) for key, item in value.data.items()}
    return [shown(item) for item in value.data] if isinstance(value.data, list) else value.data


SHOW = """{
  "agentPoolProfiles": [
    {"maxPods": 30, "name": "system", "vnetSubnetId": null}
  ],
  "id": "/subscriptions/0/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/aks",
  "name": "aks",
  "networkProfile": {"dnsServiceIp": "10.0.0.10"},
  "type": "Microsoft.ContainerService/ManagedClusters"
}"""


def test_az_aks_show_with_its_places() -> None:
    (found,) = reading(SHOW).resources
    assert (found.kind, found.place, found.language) == (Kind.CLUSTER, ("aks.json", 5, 3), "az")
    assert found.address.endswith("/managedClusters/aks")
    body: Any = found.body.data
    assert {key: shown(value) for key, value in body.items() if key != "id"} == {
        "agentPoolProfiles": [{"maxPods": 30, "name": "system"}],
        "name": "aks",
        "networkProfile": {"dnsServiceIp": "10.0.0.10"},
    }
    assert body["networkProfile"].data["dnsServiceIp"].at.place[1:] == (7, 22)
    assert (found.name.data, found.name.at is not None and found.name.at.place[1:]) == ("aks", (6, 3))


CLUSTER = {"id": AKS, "name": "aks", "type": "Microsoft.ContainerService/ManagedClusters"}
POOL = {"id": f"{AKS}/agentPools/p", "name": "p", "type": "Microsoft.ContainerService/managedClusters/agentPools"}
SUBNET = {"id": f"{VNET}/subnets/s", "name": "s", "type": "Microsoft.Network/virtualNetworks/subnets"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param({**CLUSTER, "networkProfile": {"podCidr": "x"}}, [(Kind.CLUSTER, AKS, None)], id="a cluster"),
        pytest.param([CLUSTER, CLUSTER], [(Kind.CLUSTER, AKS, None)] * 2, id="a list of clusters"),
        pytest.param([POOL], [(Kind.POOL, POOL["id"], AKS)], id="pools"),
        pytest.param({"value": [POOL], "nextLink": None}, [(Kind.POOL, POOL["id"], AKS)], id="a page of pools as ARM answers it"),
        pytest.param({"id": VNET, "name": "vnet", "type": "Microsoft.Network/virtualNetworks", "subnets": [SUBNET]}, [(Kind.NETWORK, VNET, None)], id="a network, whose subnets stay in it"),
        pytest.param([SUBNET], [(Kind.SUBNET, SUBNET["id"], VNET)], id="subnets"),
        pytest.param({"id": f"{VNET}/virtualNetworkPeerings/x", "name": "x", "peeringState": "Connected"}, [(Kind.PEERING, f"{VNET}/virtualNetworkPeerings/x", VNET)], id="a kind by the id alone"),
        pytest.param({"agentPoolProfiles": [], "networkProfile": {}, "name": "aks"}, [(Kind.CLUSTER, "aks", None)], id="a cluster without id and type"),
        pytest.param([CLUSTER, {"id": "/x", "type": "Microsoft.Storage/storageAccounts"}, None, "x", 3], [(Kind.CLUSTER, AKS, None)], id="among other things"),
    ],
)  # fmt: skip
def test_what_is_read(document: Any, expected: Any) -> None:
    found = reading(document).resources
    assert [(one.kind, one.address, shown(one.parent)) for one in found] == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param({"typePropertiesType": "VirtualMachineScaleSets", "maxPods": 30}, {"type": "VirtualMachineScaleSets", "maxPods": 30}, id="as az prints them"),
        pytest.param({"properties": {"type": "VirtualMachineScaleSets", "maxPods": 30}}, {"type": "VirtualMachineScaleSets", "maxPods": 30}, id="as ARM answers"),
        pytest.param({"maxPods": None, "properties": None}, {}, id="null is absence"),
    ],
)  # fmt: skip
def test_properties_of_a_pool(members: Any, expected: Any) -> None:
    """The resource's type is not the pool's."""
    (found,) = reading({**POOL, **members}).resources
    assert shown(found.body) == {"id": POOL["id"], "name": "p", **expected}


def test_texts_in_brackets_are_what_they_say() -> None:
    (found,) = reading({**CLUSTER, "tags": {"[a]": "[1]"}}).resources
    body: Any = found.body.data
    assert shown(body["tags"]) == {"[a]": "[1]"}


def test_a_page_that_goes_on_is_told() -> None:
    unread = reading({"value": [POOL], "nextLink": "https://management.azure.com/x"}).unread
    assert [(problem.message, problem.place and problem.place.line) for problem in unread] == [
        ("this list goes on on another page", 1)
    ]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2025-01-01", "id": "/x", "properties": {}}, id="a resource of a template, whose texts may be expressions"),
        pytest.param({"type": "Microsoft.ContainerService/managedClusters", "name": "x", "properties": {}}, id="a resource without an id"),
        pytest.param({"$schema": "x", "resources": [CLUSTER]}, id="a template"),
        pytest.param({"id": f"{AKS}/x/y", "name": "y"}, id="an id of something else"),
        pytest.param({"id": AKS, "type": "Microsoft.ContainerService/managedClusters/accessProfiles"}, id="another type"),
        pytest.param({"id": f"{AKS}/agentPools", "name": "y"}, id="an id without its last name"),
        pytest.param({"name": "left-pad", "type": "module", "id": 3}, id="a package of another world"),
        pytest.param({"value": {"id": AKS}}, id="a page that is no list"),
        pytest.param([], id="an empty list"),
        pytest.param("x", id="a text"),
    ],
)  # fmt: skip
def test_what_is_not_recognised(document: Any) -> None:
    root = parse(Source("x.json", json.dumps(document))).root
    assert root is not None
    assert not recognises(root)
    assert read(root, Source("x.json", json.dumps(document))).resources == ()


KEYS = st.sampled_from(
    [
        "id",
        "type",
        "name",
        "properties",
        "value",
        "nextLink",
        "typePropertiesType",
        "agentPoolProfiles",
        "networkProfile",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers(-1, 3) | st.sampled_from([*Kind, AKS, "", "/", f"{AKS}/agentPools/p"])
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=30)  # fmt: skip


@given(TREES)
@settings(max_examples=200, deadline=None)
def test_any_tree_is_read_without_an_exception(document: Any) -> None:
    source = Source("x.json", json.dumps(document))
    root = parse(source).root
    assert root is not None
    assert bool(read(root, source).resources) == recognises(root)


@pytest.mark.parametrize(
    ("more", "group"),
    [
        pytest.param({"resourceGroup": "rg"}, "rg", id="what az says beside the name"),
        pytest.param({"resourceGroup": None}, None, id="nothing"),
        pytest.param({"resourceGroup": ""}, None, id="an empty text"),
        pytest.param({"resourceGroup": 5}, None, id="a number"),
        pytest.param({}, None, id="a cluster that says none"),
        pytest.param({"id": AKS, "resourceGroup": "other"}, None, id="an id says it already"),
    ],
)
def test_the_resource_group_of_an_answer_whose_id_is_cut_away(more: dict[str, Any], group: str | None) -> None:
    (found,) = reading({"name": "aks", "agentPoolProfiles": [], "networkProfile": {}, **more}).resources
    assert found.scope.group == group

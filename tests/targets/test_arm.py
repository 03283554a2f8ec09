"""ARM: golden templates hang together, and say only what their API version has."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from aksnet.facts import arm
from aksnet.targets import render
from aksnet.targets.arm import encode
from arm_evaluation import evaluate
from arm_types import assert_in_sdk, leaves, models
from places import SPECS, reference
from rendering import FRAGMENT, WHOLE, dialect, files_of, rules_hit, view

CLUSTERS = "Microsoft.ContainerService/managedClusters"


def _templates() -> list[Any]:
    cases = []
    for sample in SPECS:
        for file in files_of(sample, WHOLE["arm"]):
            cases.append(pytest.param(json.loads(file.text), id=f"{sample} {file.path.rpartition('/')[0]}".strip()))
    return cases


def _of_type(template: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [resource for resource in template["resources"] if resource["type"] == kind]


@pytest.mark.parametrize("template", _templates())
def test_template_depends_only_on_what_it_has(template: dict[str, Any]) -> None:
    resources = evaluate(template)
    ids = [resource["id"] for resource in resources]
    assert len(ids) == len(set(ids))
    position = {one: index for index, one in enumerate(ids)}
    for index, resource in enumerate(resources):
        for needed in resource.get("dependsOn", []):
            assert needed in position, f"{resource['id']} waits for {needed}, which is not there"
            assert position[needed] < index, "a resource stands after what it waits for"


@pytest.mark.parametrize("template", _templates())
def test_template_uses_every_parameter_and_declares_it(template: dict[str, Any]) -> None:
    outer = json.dumps({key: value for key, value in template.items() if key != "parameters"})
    # nested templates have parameters of their own
    inner = {name for one in re.findall(r'"parameters": (\{"scopeId".*?\}\})', outer) for name in json.loads(one)}
    used = set(re.findall(r"parameters\('(\w+)'\)", outer))
    assert used - inner == set(template["parameters"])


@pytest.mark.parametrize("template", _templates())
def test_every_subnet_in_use_waits_for_rights_and_has_its_delegation(template: dict[str, Any]) -> None:
    resources = evaluate(template)
    (cluster,) = [one for one in resources if one["type"] == CLUSTERS]
    pools = [one for one in resources if one["type"] == f"{CLUSTERS}/agentPools"]
    profiles = [*cluster["properties"].get("agentPoolProfiles", []), *(pool["properties"] for pool in pools)]
    subnets = {profile[key] for profile in profiles for key in ("vnetSubnetID", "podSubnetID") if key in profile}
    roles = {one["scope"] for one in resources if one["type"].endswith("/roleAssignments")}
    nested = {one["properties"]["parameters"]["scopeId"]["value"] for one in resources if "subscriptionId" in one}
    assert subnets <= roles | nested
    assert cluster["identity"]["type"] == ("UserAssigned" if roles or nested else "SystemAssigned")
    for vnet in (one for one in resources if one["type"].endswith("/virtualNetworks")):
        for subnet in vnet["properties"]["subnets"]:
            subnet_id = f"{vnet['id']}/subnets/{subnet['name']}"
            if any(profile.get("podSubnetID") == subnet_id for profile in profiles):
                (delegation,) = subnet["properties"]["delegations"]
                assert delegation["properties"]["serviceName"] == CLUSTERS


def test_rights_on_a_subnet_that_is_asked_for_are_given_in_its_own_group() -> None:
    (file,) = files_of("open-subnets", WHOLE["arm"])
    at = "/subscriptions/{0}/resourceGroups/{1}/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
    given = {"nodeSubnetId": at.format("sub-n", "group-n"), "podSubnetId": at.format("sub-p", "group-p")}
    nested = [one for one in evaluate(json.loads(file.text), given) if one["type"] == "Microsoft.Resources/deployments"]
    assert [(one["subscriptionId"], one["resourceGroup"]) for one in nested] == [
        ("sub-n", "group-n"),
        ("sub-p", "group-p"),
    ]
    assert [one["properties"]["parameters"]["scopeId"]["value"] for one in nested] == list(given.values())


@pytest.mark.parametrize("template", _templates())
def test_every_property_and_value_exists_in_the_api_version(template: dict[str, Any]) -> None:
    types = reference("arm-network-types.json")
    for resource in _of_type(template, CLUSTERS):
        version = types["versions"][resource["apiVersion"]]
        properties = dict(resource["properties"])
        network, pools = properties.pop("networkProfile"), properties.pop("agentPoolProfiles", [])
        _assert_known(network, version["networkProfile"], types["shapes"], optional=())
        for pool in pools:
            _assert_known(pool, version["agentPoolProfile"], types["shapes"], optional=())
        _assert_known(properties, version["cluster"], types["shapes"], optional=("windowsProfile",))
    for resource in _of_type(template, f"{CLUSTERS}/agentPools"):
        version = types["versions"][resource["apiVersion"]]
        _assert_known(resource["properties"], version["agentPoolProfile"], types["shapes"], optional=())


def _assert_known(body: dict[str, Any], paths: dict[str, int], shapes: list[Any], optional: tuple[str, ...]) -> None:
    for path, value in leaves(body):
        if path.split(".")[0] in optional:
            continue  # the data is about networking
        listed = path in paths or path.endswith("[]")
        assert listed, f"{path} is not in this version"
        shape = shapes[paths[path]] if path in paths else {}
        if "enum" in shape:
            assert value in shape["enum"], f"{path} is {value!r}"
        if shape.get("t") == "integer":
            assert shape.get("min", value) <= value <= shape.get("max", value), f"{path} is {value}"
        if "pattern" in shape and not str(value).startswith("["):
            assert re.fullmatch(shape["pattern"], str(value)), f"{path} is {value!r}"
        assert "readOnly" not in shape.get("flags", []), f"{path} is read-only"


@pytest.mark.parametrize("template", _templates())
def test_every_property_and_value_exists_in_microsofts_python_package(template: dict[str, Any]) -> None:
    for resource in _of_type(template, CLUSTERS):
        assert_in_sdk(resource["properties"], models.ManagedClusterProperties, "cluster")
        assert_in_sdk(resource.get("sku", {}), models.ManagedClusterSKU, "sku")
    for resource in _of_type(template, f"{CLUSTERS}/agentPools"):
        assert_in_sdk(resource["properties"], models.ManagedClusterAgentPoolProfileProperties, "pool")


@pytest.mark.parametrize("sample", SPECS)
def test_fragment_is_what_the_whole_template_says(sample: str) -> None:
    """A fragment set into a stub of its resource says of the network what the whole template says."""
    fragments, wholes = files_of(sample, FRAGMENT["arm"]), files_of(sample, WHOLE["arm"])
    for fragment, whole in zip(fragments, wholes, strict=True):
        body = json.loads(fragment.text)
        (cluster,) = _of_type(json.loads(whole.text), CLUSTERS)
        assert body["networkProfile"] == cluster["properties"]["networkProfile"]
        assert_in_sdk(body, models.ManagedClusterProperties, "fragment")


# --- the table of API versions


def _rows() -> list[Any]:
    sections = (("networkProfile", arm.CLUSTER), ("cluster", arm.CLUSTER), ("agentPoolProfile", arm.POOL))
    return [
        pytest.param(section, row.path.removeprefix("networkProfile."), row, id=row.path)
        for section, table in sections
        for row in table.values()
        if (section == "networkProfile") == row.path.startswith("networkProfile.")
        and not row.path.startswith("windowsProfile")
    ]


@pytest.mark.parametrize(("section", "path", "row"), _rows())
def test_table_has_the_versions_of_the_published_types(section: str, path: str, row: arm.Property) -> None:
    types = reference("arm-network-types.json")
    for version, known in types["versions"].items():
        if version in (*arm.STABLE_VERSIONS, *arm.PREVIEW_VERSIONS):
            there = path in known[section]
            values = types["shapes"][known[section][path]].get("enum", []) if there else []
            assert arm.has(version, row, None) == there, version
            for value in row.values:
                assert arm.has(version, row, value) == (value in values), (version, value)


def test_api_versions_are_those_of_the_published_types() -> None:
    types = reference("arm-network-types.json")
    stable = [version for version in types["allVersions"]["stable"] if version >= "2023-01-01"]
    assert sorted(arm.STABLE_VERSIONS) == list(arm.STABLE_VERSIONS) == sorted(stable)
    assert set(arm.PREVIEW_VERSIONS) <= set(types["allVersions"]["preview"])


@pytest.mark.parametrize(
    ("cluster", "expected"),
    [
        pytest.param({"network": {"plugin": "overlay"}}, "2025-10-01", id="overlay takes the floor"),
        pytest.param({"network": {"plugin": "cilium", "acns": {}}}, "2025-10-01", id="ACNS is older than the floor"),
        pytest.param(
            {"network": {"plugin": "pod-subnet", "allocation": "static-block"}},
            "2025-10-01",
            id="static block is older than the floor",
        ),
        pytest.param(
            {"network": {"plugin": "cilium", "acns": {"transit_encryption": "WireGuard"}}},
            "2026-01-01",
            id="WireGuard came in 2026-01-01",
        ),
        pytest.param(
            {"network": {"plugin": "cilium"}, "sku": "automatic"}, "2026-02-01", id="hosted pools came in 2026-02-01"
        ),
        pytest.param(
            {"network": {"plugin": "overlay"}, "outbound": {"type": "managedNATGateway", "sku": "StandardV2"}},
            "2026-06-01",
            id="the NAT gateway SKU came in 2026-06-01",
        ),
    ],
)
def test_version_is_the_smallest_that_has_everything(cluster: dict[str, Any], expected: str) -> None:
    for language in ("arm", "bicep", "azapi"):
        assert WHOLE[language].api_version_for(view(**cluster)) == expected


MTLS = {"network": {"plugin": "cilium", "acns": {"transit_encryption": "mTLS"}}}


@pytest.mark.parametrize(
    ("cluster", "asked", "expected"),
    [
        pytest.param(MTLS, dialect("bicep"), ["AKN504"], id="a preview value needs --preview"),
        pytest.param(MTLS, dialect("bicep", preview=True), [], id="with --preview it is rendered"),
        pytest.param(
            MTLS,
            dialect("bicep", api_version="2026-08-01", preview=True),
            ["AKN504"],
            id="a stable version does not have a preview value, even with --preview",
        ),
        pytest.param(
            {"network": {"plugin": "cilium", "acns": {"advanced_network_policies": "L7"}}},
            dialect("arm", api_version="2025-07-01"),
            ["AKN503"],
            id="L7 came in 2025-08-01",
        ),
        pytest.param(
            {"network": {"plugin": "cilium", "acns": {"advanced_network_policies": "L7"}}},
            dialect("arm", api_version="2025-08-01"),
            [],
            id="L7 is in 2025-08-01",
        ),
        pytest.param(
            {"network": {"plugin": "overlay", "network_policy": "none"}},
            dialect("arm", api_version="2024-02-01"),
            ["AKN503"],
            id="the policy none came in 2024-05-01",
        ),
        pytest.param(
            {"network": {"plugin": "overlay"}},
            dialect(provider="azapi", api_version="2023-01-01"),
            ["AKN503"],
            id="overlay came in 2023-02-01",
        ),
    ],
)
def test_version_that_lacks_something_is_refused(cluster: dict[str, Any], asked: Any, expected: list[str]) -> None:
    assert rules_hit(view(**cluster), asked) == expected


def test_refusal_names_the_property_and_the_first_version_that_has_it() -> None:
    from aksnet.rules import Context, check
    from rendering import TODAY

    cluster = view(network={"plugin": "cilium", "acns": {"advanced_network_policies": "L7"}})
    (finding,) = check([cluster], Context(TODAY, (dialect("arm", api_version="2025-07-01"),))).findings
    for words in ("advancedNetworkPolicies", "2025-07-01", "2025-08-01"):
        assert words in finding.message


@pytest.mark.parametrize(("version", "known"), [("2026-05-01", True), ("2026-06-01", False), ("2025-10-01", True), ("2026-05-02-preview", True), ("2026-08-02-preview", False)])  # fmt: skip
def test_types_of_azapi_end_where_they_end(version: str, known: bool) -> None:
    assert arm.in_azapi(version) is known


def test_preview_is_the_newest_one() -> None:
    (file,) = render(view(**MTLS), dialect("arm", "cluster", preview=True))
    assert '"apiVersion": "2026-08-02-preview"' in file.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[x]", "[[x]", id="what would read as an expression is escaped"),
        pytest.param("[[x]", "[[[x]", id="what is escaped already is escaped once more"),
        pytest.param("[x", "[x", id="an opening bracket alone is no expression"),
        pytest.param("x]", "x]", id="a closing bracket alone is none either"),
        pytest.param("[a\nb]", "[[a\nb]", id="on two lines it is one"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_texts_never_become_expressions(text: str, expected: str) -> None:
    assert encode(text) == expected
    assert encode({text: [text]}) == {expected: [expected]}

"""From resources to configurations: what belongs where, and what is never told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aksnet.configuration import Attribute, Configuration, Scope, told
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.view import Subnet, Unknown

CLUSTER = (
    "resource %s 'Microsoft.ContainerService/managedClusters@2025-10-01' = {\n  name: %s\n  properties: { %s }\n}\n"
)
NETWORK = "resource %s 'Microsoft.Network/virtualNetworks@2024-05-01' = {\n  name: %s\n  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [%s] }\n}\n"
POOL = "resource %s 'Microsoft.ContainerService/managedClusters/agentPools@2025-10-01' = {\n  %s\n  name: %s\n}\n"


def _read(folder: Path, text: str, **parameters: str) -> Configuration:
    (folder / "main.bicep").write_text(text, encoding="utf-8")
    for name, content in parameters.items():
        (folder / f"{name}.json").write_text(content, encoding="utf-8")
    given = str(folder / "given.json") if parameters else None
    (configuration,) = read(Request([str(folder / "main.bicep")], parameters=given))
    return configuration


@pytest.mark.parametrize(
    ("pool", "under"),
    [
        pytest.param(POOL % ("p", "parent: a", "'p'"), "a", id="by its parent"),
        pytest.param(POOL % ("p", "", "'first/p'"), "a", id="by its name"),
        pytest.param(POOL % ("p", "", "'other/p'"), None, id="of a cluster that is elsewhere"),
        pytest.param(POOL % ("p", "", "'${x}/p'") + "param x string\n", None, id="of a cluster that cannot be told"),
    ],
)
def test_a_pool_stands_under_its_cluster(tmp_path: Path, pool: str, under: str | None) -> None:
    configuration = _read(tmp_path, CLUSTER % ("a", "'first'", "") + CLUSTER % ("b", "'second'", "") + pool)
    assert [cluster.address for cluster in configuration.clusters if cluster.pools] == ([under] if under else [])
    assert len(configuration.pools) == (0 if under else 1)


@pytest.mark.parametrize(
    ("subnet", "prefixes"),
    [
        pytest.param("addressPrefix: '10.0.1.0/24'", ["10.0.1.0/24"], id="one prefix"),
        pytest.param("addressPrefixes: ['10.0.1.0/24', 'fd00::/64']", ["10.0.1.0/24", "fd00::/64"], id="several"),
        pytest.param(
            "addressPrefix: '10.0.1.0/24', addressPrefixes: []", ["10.0.1.0/24"], id="an empty list says nothing"
        ),
        pytest.param("AddressPrefix: '10.0.1.0/24'", ["10.0.1.0/24"], id="in another case"),
    ],
)
def test_prefixes_are_a_list(tmp_path: Path, subnet: str, prefixes: list[str]) -> None:
    configuration = _read(tmp_path, NETWORK % ("v", "'v'", f"{{ name: 's', properties: {{ {subnet} }} }}"))
    (made,) = configuration.networks[0].subnets
    assert made.values["addressPrefixes"].data == prefixes


def test_what_stands_in_place_of_an_object_is_told_for_what_is_in_it(tmp_path: Path) -> None:
    subnet = "{ name: 's', properties: { routeTable: empty(x) ? null : { id: x }, natGateway: n } }"
    configuration = _read(tmp_path, NETWORK % ("v", "'v'", subnet) + "param x string\nparam n object\n")
    (made,) = configuration.networks[0].subnets
    for path in ("routeTable.id", "natGateway.id"):
        entry = told(made.values, path)
        assert entry is not None
        assert isinstance(entry.data, Unknown)
    assert told(made.values, "delegations") is None


def _parameters(**values: str) -> str:
    inside = ", ".join(f'"{name}": {{"value": {value}}}' for name, value in values.items())
    return f'{{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {{{inside}}}}}'


PROFILE = "param x string\nparam on bool\n" + (
    CLUSTER % ("a", "'a'", "networkProfile: { podCidr: x, networkPlugin: x == 'y' ? 'azure' : 'none' }")
).replace("= {", "= if (on) {", 1)


@pytest.mark.parametrize(
    ("given", "pod_cidr", "plugin"),
    [
        pytest.param(_parameters(x='"y"', on="true"), "y", "azure", id="a value"),
        pytest.param(_parameters(x='"${POD_CIDR}"', on="true"), "azd puts POD_CIDR here when it deploys", "azd puts POD_CIDR here when it deploys", id="a placeholder of azd decides nothing"),
        pytest.param(_parameters(x='"${POD_CIDR=y}"', on="true"), "azd puts POD_CIDR here when it deploys", "azd puts POD_CIDR here when it deploys", id="nor does its default"),
        pytest.param(_parameters(x="1", on="true"), "the parameter x takes string, not this", "the parameter x takes string, not this", id="a value of another type"),
    ],
)  # fmt: skip
def test_values_of_a_parameters_file(tmp_path: Path, given: str, pod_cidr: str, plugin: str) -> None:
    values = _read(tmp_path, PROFILE, given=given).clusters[0].values
    told_ = [values[f"networkProfile.{name}"].data for name in ("podCidr", "networkPlugin")]
    assert [data.reason if isinstance(data, Unknown) else data for data in told_] == [pod_cidr, plugin]


@pytest.mark.parametrize(
    ("on", "there", "exists"),
    [
        pytest.param("true", 1, None, id="true"),
        pytest.param("false", 0, None, id="false"),
        pytest.param('"true"', 1, "the parameter on takes bool, not this", id="a text is neither"),
    ],
)
def test_a_condition_that_is_no_truth_value_hides_nothing(
    tmp_path: Path, on: str, there: int, exists: str | None
) -> None:
    clusters = _read(tmp_path, PROFILE, given=_parameters(x='"y"', on=on)).clusters
    assert [cluster.exists for cluster in clusters] == [exists] * there


def test_a_module_that_is_elsewhere_is_noted_where_it_may_matter(tmp_path: Path) -> None:
    modules = "module aks 'br:contoso.azurecr.io/bicep/aks:v1' = {\n  name: 'a'\n}\nmodule other 'br:contoso.azurecr.io/bicep/storage:v1' = {\n  name: 'b'\n}\n"
    notes = _read(tmp_path, modules).notes
    assert [note.message for note in notes] == [
        "the module aks (br:contoso.azurecr.io/bicep/aks:v1) is not in this repository: what it declares is not known"
    ]


def test_an_id_in_another_group_names_no_subnet_that_is_declared_here(tmp_path: Path) -> None:
    base = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
    pools = f"agentPoolProfiles: [{{ name: 'here', vnetSubnetID: v.properties.subnets[0].id }}, {{ name: 'there', vnetSubnetID: '{base % 'rg'}' }}]"
    configuration = _read(
        tmp_path,
        NETWORK % ("v", "'v'", "{ name: 's', properties: { addressPrefix: '10.0.1.0/24' } }")
        + CLUSTER % ("a", "'a'", pools),
    )
    here, there = views_of(configuration)[0].pools
    assert here.values["vnetSubnetID"].data == Subnet("s")
    assert there.values["vnetSubnetID"].data == base % "rg"


def test_an_id_that_a_template_makes_of_a_subnet_declared_here_is_a_reference(tmp_path: Path) -> None:
    subnet = "{ name: 's', properties: { addressPrefix: '10.0.1.0/24' } }"
    ids = [
        "v.properties.subnets[0].id",
        "resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's')",
        "resourceId('Microsoft.Network/virtualNetworks/subnets', 'w', 's')",
    ]
    pools = ", ".join(f"{{ name: 'p{number}', vnetSubnetID: {one} }}" for number, one in enumerate(ids))
    configuration = _read(
        tmp_path, NETWORK % ("v", "'v'", subnet) + CLUSTER % ("a", "'a'", f"agentPoolProfiles: [{pools}]")
    )
    first, second, other = [pool.values["vnetSubnetID"].data for pool in configuration.clusters[0].pools]
    assert first == second == Attribute("v.subnets[0].id")
    assert isinstance(other, str)
    assert other.endswith("/virtualNetworks/w/subnets/s")


@pytest.mark.parametrize(
    ("one", "other", "language", "may"),
    [
        pytest.param("/subscriptions/s/resourceGroups/a/x", "/subscriptions/s/resourceGroups/A/x", "az", True, id="the same group in another case"),
        pytest.param("/subscriptions/s/resourceGroups/a/x", "/subscriptions/s/resourceGroups/b/x", "az", False, id="another group"),
        pytest.param("/subscriptions/s/resourceGroups/a/x", "/subscriptions/t/resourceGroups/a/x", "az", False, id="another subscription"),
        pytest.param("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/x", "symbol", "bicep", True, id="what is left open"),
        pytest.param("/subscriptions/{subscriptionId}/resourceGroups/a/x", "symbol", "bicep", False, id="a template names its own group by leaving it open"),
        pytest.param("/subscriptions/s/resourceGroups/a/x", "address", "terraform", True, id="Terraform does not say where a resource is"),
        pytest.param("name", "address", "bicep", True, id="a name"),
    ],
)  # fmt: skip
def test_which_scope_an_id_speaks_of(one: str, other: str, language: str, may: bool) -> None:
    assert Scope.of_id(one).may_hold(Scope.of_id(other), language) is may


@pytest.mark.parametrize("data", [["a", "b"], {"a": "b"}, "text", 5])
def test_secrets_are_not_told_whatever_they_are(tmp_path: Path, data: Any) -> None:
    written = {"list": "['a', 'b']", "dict": "{ a: 'b' }", "str": "'text'", "int": "5"}[type(data).__name__]
    configuration = _read(
        tmp_path,
        CLUSTER
        % ("a", "'a'", f"windowsProfile: {{ adminPassword: {written} }}, servicePrincipalProfile: {{ secret: 'x' }}"),
    )
    shown = [
        entry.data for path, entry in configuration.clusters[0].values.items() if "assword" in path or "secret" in path
    ]
    assert shown
    assert all(isinstance(one, Unknown) for one in shown) or isinstance(data, dict)


EXISTING = (
    "resource %s 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {\n  parent: v\n  name: 's'\n}\n"
)


def test_what_is_declared_here_is_found_whatever_its_name_and_through_another_symbol(tmp_path: Path) -> None:
    subnet = "{ name: 's', properties: { addressPrefix: '10.0.1.0/24' } }"
    network = NETWORK % ("v", "x", subnet) + EXISTING % "nodes"
    again = "resource same 'Microsoft.ContainerService/managedClusters@2025-10-01' existing = {\n  name: a.name\n}\n"
    clusters = CLUSTER % ("a", "x", "agentPoolProfiles: [{ name: 'p', vnetSubnetID: nodes.id }]") + again
    configuration = _read(tmp_path, network + clusters + POOL % ("q", "parent: same", "'q'") + "param x string\n")
    (cluster,) = configuration.clusters
    assert [pool.address for pool in cluster.pools] == ["a.agentPoolProfiles[0]", "q"]
    assert cluster.pools[0].values["vnetSubnetID"].data == Attribute("v.subnets[0].id")

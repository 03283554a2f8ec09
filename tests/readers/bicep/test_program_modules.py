"""Modules: what they are given, what they give back, and those of the public registry that are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aksnet.readers.bicep import program
from aksnet.readers.bicep.known_texts import TEXTS, UNKNOWN
from aksnet.readers.bicep.sources import MAX_INSTANCES
from aksnet.readers.files import Files
from aksnet.readers.resources import Kind, Reading
from aksnet.view import Origin
from evaluated import of_kind, only, shown, value_at

AKS = """
param name string = 'default'
param podCidr (string | object)?
param plugin string = 'azure'
resource aks 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: name
  properties: { networkProfile: { podCidr: podCidr, networkPlugin: plugin } }
}
output id string = aks.id
output name string = aks.name
output fqdn string = aks.properties.fqdn
"""


def read(main: str, **others: str) -> Reading:
    """A main file, and others by their names with `_` for the dot and `__` for the slash."""
    files = {Path("main.bicep"): main.encode()}
    files |= {Path(name.replace("__", "/").replace("_", ".")): text.encode() for name, text in others.items()}
    return program.read(Path("main.bicep"), Files(Path(), files))


def seen(reading: Reading, path: str) -> Any:
    return shown(value_at(only(reading, Kind.CLUSTER).body, path))


@pytest.mark.parametrize(
    ("module", "path", "expected"),
    [
        pytest.param("params: { podCidr: 'x' }", "podCidr", ("x", Origin.MODULE, "param podCidr of module m"), id="an argument is the caller's"),
        pytest.param("params: { plugin: null }", "networkPlugin", ("azure", Origin.DEFAULT, "param plugin of module m"), id="null takes the default"),
        pytest.param("", "networkPlugin", ("azure", Origin.DEFAULT, "param plugin of module m"), id="no argument takes the default"),
        pytest.param("params: { podCidr: p }", "podCidr", ("q", Origin.DEFAULT, "param p"), id="who decided first decided"),
        pytest.param("params: more", "networkPlugin", ("? the parameter more has no value", Origin.GIVEN, None), id="arguments that are unknown may be any"),
    ],
)  # fmt: skip
def test_arguments_have_their_origin(module: str, path: str, expected: tuple[Any, ...]) -> None:
    reading = read(
        f"param p string = 'q'\nparam more object\nmodule m 'aks.bicep' = {{\n  {module}\n}}\n", aks_bicep=AKS
    )
    value = value_at(only(reading, Kind.CLUSTER).body, f"networkProfile.{path}")
    assert (shown(value), value.origin, value.via) == expected


def test_addresses_name_the_modules_around() -> None:
    outer = "module inner 'aks.bicep' = [for i in [1, 2]: {\n  params: { name: 'c${i}' }\n}]\n"
    reading = read("module outer 'outer.bicep' = {}\n", outer_bicep=outer, aks_bicep=AKS)
    found = [(one.address, shown(one.name), one.place.source, one.place.line) for one in of_kind(reading, Kind.CLUSTER)]
    assert found == [
        ("outer.inner[0].aks", "c1", "aks.bicep", 5),
        ("outer.inner[1].aks", "c2", "aks.bicep", 5),
    ]


@pytest.mark.parametrize(
    ("head", "value", "expected"),
    [
        pytest.param("module m 'aks.bicep' = {\n  params: { name: 'x' }\n}", "m.outputs.name", "x", id="an output is evaluated"),
        pytest.param("module m 'aks.bicep' = {\n  params: { name: 'x' }\n}", "last(split(m.outputs.id, '/'))", "x", id="so is an id that it gives"),
        pytest.param("module m 'aks.bicep' = {}", "m.outputs.fqdn", "? aks.properties is known only once it is deployed".replace("aks.", "m.aks.", 1), id="what the service fills in is open"),
        pytest.param("module m 'aks.bicep' = {}", "m.outputs.none", "? the module has no output none", id="an output that is not there is an error"),
        pytest.param("module m 'aks.bicep' = [for n in ['a', 'b']: {\n  params: { name: n }\n}]", "map(m, one => one.outputs.name)", ["a", "b"], id="modules of a loop are a list"),
        pytest.param("module m 'aks.bicep' = [for n in ['a', 'b']: {\n  params: { name: n }\n}]", "m[1].outputs.name", "b", id="and have numbers"),
        pytest.param("module m 'aks.bicep' = [for n in ['a']: {\n  params: { name: n }\n}]", "m[1].outputs.name", "? the loop makes no 1", id="a number too high is an error"),
        pytest.param("module m 'aks.bicep' = if (false) {}", "m!.outputs.name", "? the module m is not deployed", id="a module that is not deployed has no outputs"),
        pytest.param("module m 'none.bicep' = {}", "m.outputs.name", "? the file of the module m cannot be read", id="nor has one that cannot be read"),
        pytest.param("module m 'br/public:avm/res/network/virtual-network:0.5.2' = {\n  params: { name: 'v', addressPrefixes: ['10.0.0.0/8'] }\n}", "m.outputs.name", "? an output of br/public:avm/res/network/virtual-network:0.5.2, which is not in this repository", id="those of a registry are not known"),
        pytest.param("module m 'template.json' = {\n  params: { p: 'x' }\n}", "m.outputs.o", "x!", id="a template may be a module"),
    ],
)  # fmt: skip
def test_outputs_of_modules(head: str, value: str, expected: Any) -> None:
    template = '{"parameters": {"p": {"type": "string"}}, "resources": [], "outputs": {"o": {"type": "string", "value": "[concat(parameters(\'p\'), \'!\')]"}}}'
    main = f"{head}\nresource own 'Microsoft.ContainerService/managedClusters@2024-09-01' = {{\n  name: 'own'\n  properties: {{ dnsPrefix: {value} }}\n}}\n"
    reading = read(main, aks_bicep=AKS, template_json=template)
    (own,) = [one for one in of_kind(reading, Kind.CLUSTER) if one.address == "own"]
    assert shown(value_at(own.body, "dnsPrefix")) == expected


def test_a_condition_that_is_unknown_is_that_of_all_in_the_module() -> None:
    reading = read("param p bool\nmodule m 'aks.bicep' = if (p) {}\n", aks_bicep=AKS)
    assert only(reading, Kind.CLUSTER).exists == "the parameter p has no value"


def test_a_condition_that_is_false_leaves_the_module_out() -> None:
    assert read("module m 'aks.bicep' = if (1 == 2) {}\n", aks_bicep=AKS).resources == ()


def test_a_module_in_another_group_has_ids_of_that_group() -> None:
    main = "module m 'aks.bicep' = {\n  scope: resourceGroup('other')\n}\noutput o string = m.outputs.id\n"
    inner = (
        AKS
        + "resource p 'Microsoft.ContainerService/managedClusters@2024-09-01' = {\n  name: 'p-${resourceGroup().name}'\n  properties: { dnsPrefix: aks.id }\n}\n"
    )
    found = {one.address: one for one in read(main, aks_bicep=inner).resources}
    assert shown(found["m.p"].name) == "p-other"
    assert "/resourceGroups/other/providers/" in shown(value_at(found["m.p"].body, "dnsPrefix"))


def test_modules_that_call_each_other_are_told_and_not_followed() -> None:
    reading = read(
        "module a 'a.bicep' = {}\n", a_bicep="module b 'b.bicep' = {}\n", b_bicep="module a 'a.bicep' = {}\n"
    )
    assert [one.message for one in reading.unread] == ["this module calls itself"]


def test_the_number_of_modules_is_bounded() -> None:
    reading = read("module m 'aks.bicep' = [for i in range(0, 5000): {}]\n", aks_bicep=AKS)
    assert len(of_kind(reading, Kind.CLUSTER)) == MAX_INSTANCES
    assert [one.message for one in reading.unread] == [f"there are more than {MAX_INSTANCES} modules"]


def test_imports_bring_variables_and_functions() -> None:
    lib = "@export()\nvar base = 'x'\nvar hidden = 'y'\n@export()\nfunc f(a string) string => '${a}${hidden}'\n"
    main = (
        "import { base, f as g } from 'lib.bicep'\nimport * as lib from 'lib.bicep'\n"
        "module m 'aks.bicep' = {\n  params: { podCidr: '${g(base)}${lib.f(lib.base)}' }\n}\n"
    )
    assert seen(read(main, lib_bicep=lib, aks_bicep=AKS), "networkProfile.podCidr") == "xyxy"


def test_imports_in_a_circle_are_no_trouble() -> None:
    one = "import { b } from 'two.bicep'\n@export()\nvar a = 'x'\nvar c = b\n"
    two = "import { a } from 'one.bicep'\n@export()\nvar b = a\n"
    main = "import { b } from 'two.bicep'\nmodule m 'aks.bicep' = {\n  params: { podCidr: b }\n}\n"
    assert seen(read(main, one_bicep=one, two_bicep=two, aks_bicep=AKS), "networkProfile.podCidr") == "x"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("loadJsonContent('d.json').a[1]", "y", id="JSON as a whole"),
        pytest.param("loadJsonContent('d.json', '$.a[0]')", "x", id="JSON by a path"),
        pytest.param("loadJsonContent('d.json', '.b')", "? the loaded file has nothing at this path", id="JSON by a path that leads nowhere"),
        pytest.param("loadJsonContent('d.json', '$..a')", "? aksnet reads plain paths like $.a.b[0] only", id="JSON by a path of another kind"),
        pytest.param("loadYamlContent('d.yaml').a", {"b": 1, "c": "2", "d": True, "e": None}, id="YAML with its types"),
        pytest.param("loadYamlContent('odd.yaml').a", "? versions of YAML differ about yes", id="YAML that versions read differently"),
        pytest.param("loadYamlContent('bad.yaml')", "? the file that it loads is no YAML that aksnet reads", id="YAML that is broken"),
        pytest.param("loadTextContent('t.txt')", "text\n", id="a text"),
        pytest.param("loadTextContent('../none.txt')", "? the file that it loads cannot be read", id="a file outside of the root"),
    ],
)  # fmt: skip
def test_files_are_loaded(value: str, expected: Any) -> None:
    main = f"module m 'aks.bicep' = {{\n  params: {{ podCidr: {value} }}\n}}\n"
    others = {
        "d_json": '{"a": ["x", "y"]}',
        "d_yaml": "a:\n  b: 1\n  c: '2'\n  d: true\n  e: ~\n",
        "odd_yaml": "a: yes\n",
        "bad_yaml": "a: [",
        "t_txt": "text\n",
    }
    assert seen(read(main, aks_bicep=AKS, **others), "networkProfile.podCidr") == expected


# the public registry

PATH = "br/public:avm/res/container-service/managed-cluster"


def known(params: str, version: str = "0.14.0") -> Reading:
    return read(f"module aks '{PATH}:{version}' = {{\n  params: {{\n    name: 'a'\n{params}\n  }}\n}}\n")


POOLS = (
    "    primaryAgentPoolProfiles: [\n      { name: 'sys', vnetSubnetResourceId: 'v', podSubnetResourceId: 'p' }\n    ]"
)


@pytest.mark.parametrize(
    ("params", "path", "expected"),
    [
        pytest.param("    networkDataplane: 'cilium'\n    networkPolicy: 'none'", "networkProfile.networkPolicy", "cilium", id="Cilium forces its policy"),
        pytest.param("    networkDataplane: 'cilium'", "networkProfile.networkPluginMode", "overlay", id="Cilium forces overlay"),
        pytest.param("    networkPlugin: 'none'", "networkProfile.networkPlugin", "none", id="a plugin is sent as given"),
        pytest.param("", "networkProfile.outboundType", "loadBalancer", id="a load balancer is the default"),
        pytest.param("", "networkProfile.ipFamilies", ["IPv4"], id="so is IPv4"),
        pytest.param("    outboundType: 'userDefinedRouting'", "networkProfile.loadBalancerProfile", None, id="routing drops the load balancer's settings"),
        pytest.param("    outboundType: 'none'", "networkProfile.loadBalancerProfile.idleTimeoutInMinutes", 30, id="nothing else does"),
        pytest.param(POOLS, "agentPoolProfiles.0.vnetSubnetID", "v", id="a pool's subnet"),
        pytest.param(POOLS, "agentPoolProfiles.0.podSubnetID", "p", id="a pool's pod subnet"),
        pytest.param(POOLS, "agentPoolProfiles.0.availabilityZones", ["1", "2", "3"], id="a pool's zones"),
        pytest.param("", "agentPoolProfiles", "? the parameter primaryAgentPoolProfiles has no value", id="pools that are not given"),
    ],
)  # fmt: skip
def test_the_cluster_of_the_registry_sends(params: str, path: str, expected: Any) -> None:
    assert seen(known(params), path) == expected


def test_what_the_module_adds_is_told_as_its_own() -> None:
    cluster = only(known("    podCidr: 'x'\n    networkDataplane: 'cilium'"), Kind.CLUSTER)
    assert (cluster.address, cluster.api_version, cluster.place[1:]) == ("aks", "2025-10-01", (1, 1))
    told = {
        name: (value.origin, value.via, value.at and value.at.place[1:])
        for name in ("podCidr", "networkPolicy", "outboundType")
        for value in [value_at(cluster.body, f"networkProfile.{name}")]
    }
    own = (Origin.MODULE, f"module {PATH}:0.14.0", (1, 1))
    assert told["podCidr"] == (Origin.MODULE, "param podCidr of module aks", (4, 5))
    assert told["outboundType"] == own
    assert told["networkPolicy"][2] == (1, 1)


def test_further_pools_of_the_registry_belong_to_the_cluster() -> None:
    reading = known("    agentPools: [for i in [1, 2]: {\n      name: 'p${i}'\n      maxPods: 50\n    }]")
    found = [
        (one.address, shown(one.name), shown(one.parent), shown(value_at(one.body, "maxPods")))
        for one in of_kind(reading, Kind.POOL)
        if one.parent
    ]
    assert found == [("aks.pools[0]", "p1", "-> aks.id", 50), ("aks.pools[1]", "p2", "-> aks.id", 50)]


@pytest.mark.parametrize("version", ["0.1.0", "0.99.0", "7.0.0"])
def test_of_a_version_that_is_not_known_only_the_name_is(version: str) -> None:
    cluster = only(known("    podCidr: 'x'", version), Kind.CLUSTER)
    assert shown(cluster.name) == "a"
    assert shown(cluster.body) == {"*": f"? {PATH}:{version} decides it"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("br/mirror:avm/res/container-service/managed-cluster:0.14.0", id="another registry by an alias"),
        pytest.param("br:example.azurecr.io/bicep/avm/res/container-service/managed-cluster:0.14.0", id="another registry"),
        pytest.param("br/public:avm/res/storage/storage-account:0.14.0", id="another module"),
        pytest.param("ts/team:cluster:1.0", id="a template spec"),
    ],
)  # fmt: skip
def test_other_modules_are_not_taken_for_known_ones(path: str) -> None:
    assert read(f"module aks '{path}' = {{\n  params: {{ name: 'a' }}\n}}\n").resources == ()


def test_the_registry_may_be_named_in_full() -> None:
    path = "br:mcr.microsoft.com/bicep/avm/res/container-service/managed-cluster:0.14.0"
    assert only(read(f"module aks '{path}' = {{\n  params: {{ name: 'a' }}\n}}\n"), Kind.CLUSTER).address == "aks"


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(text, id=f"{module} {version}") for module, rows in TEXTS.items() for version, text in rows.items()),
        *(pytest.param(text, id=f"{module} of another version") for module, text in UNKNOWN.items()),
    ],
)  # fmt: skip
def test_the_texts_of_known_modules_are_right(text: str) -> None:
    assert read(text).unread == ()


def test_the_network_of_the_registry_has_subnets_and_peerings() -> None:
    path = "br/public:avm/res/network/virtual-network:0.7.0"
    params = "name: 'v', addressPrefixes: ['10.0.0.0/8'], subnets: [{ name: 's', addressPrefix: '10.0.0.0/16', delegation: 'A.B/c' }], peerings: [{ remoteVirtualNetworkResourceId: '/x/hub' }]"
    reading = read(f"module net '{path}' = {{\n  params: {{ {params} }}\n}}\n")
    subnet, peering = only(reading, Kind.SUBNET), only(reading, Kind.PEERING)
    assert shown(value_at(only(reading, Kind.NETWORK).body, "addressSpace.addressPrefixes")) == ["10.0.0.0/8"]
    assert shown(value_at(subnet.body, "delegations.0.properties.serviceName")) == "A.B/c"
    assert subnet.parent is not None
    assert (shown(subnet.parent), subnet.address) == ("-> net.id", "net.subnet[0]")
    assert shown(peering.name) == "peer-v-hub"

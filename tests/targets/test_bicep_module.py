"""The Bicep module: its types are the spec's models, it reads of a union only what is there, and means what a spec says.

The compiler says nothing of what is read of a union, so that the tests here do; it is asked for all else in
test_engine.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

from aksnet.errors import AksnetError
from aksnet.facts import arm
from aksnet.modes import MODES
from aksnet.modes.base import Model
from aksnet.modes.cilium import Acns
from aksnet.spec.features import ApiServer
from aksnet.spec.models import Pool
from aksnet.spec.outbound import OUTBOUND_TYPES
from aksnet.targets import Rendered, render
from aksnet.targets.bicep.example import environment
from aksnet.targets.bicep.module import OLDEST
from aksnet.targets.templates import camel
from aksnet.view import ClusterView, Parameter, Subnet, Unknown, Value
from bicep_format import formatted
from bicep_modules import IDS, OVERLAY, configurations_in, meaning, module, read_back, read_folder
from bicep_nodes import faults_of
from bicep_nodes import read as nodes_of
from bicep_unions import Read, Types, reads, types_of
from hostile import HOSTILE
from places import SPECS, reference
from rendering import dialect, generate, rules_hit, view

MODULE = dialect("bicep", "module")
# Every module that there is: one for each API version, and the two that aksnet chooses.
VERSIONS = [
    None,
    "preview",
    *(one for one in (*arm.STABLE_VERSIONS, *arm.PREVIEW_VERSIONS) if one >= OLDEST),
]


def types(version: str | None = None) -> Types:
    """The types of the module."""
    return types_of(module(version)["cni.types.bicep"])


def wrong_reads(main: str, types: Types, union: str, tag: str) -> set[Read]:
    """What a text reads of a union where a member that the value may be of does not have it."""
    members = types.members(f"{union}Type", tag)
    found = reads(nodes_of(main), union, tag, frozenset(members))
    return {one for one in found if any(not _has(types, members[name], one.path) for name in one.tags)}


def _has(types: Types, fields: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    if path[0] not in fields:
        return False
    return len(path) == 1 or _has(types, types.objects[fields[path[0]].type], path[1:])


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("union", "tag"), [("network", "plugin"), ("outbound", "type")])
def test_only_what_a_member_declares_is_read_of_it(union: str, tag: str, version: str | None) -> None:
    assert wrong_reads(module(version)["main.bicep"], types(version), union, tag) == set()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("union", "tag"), [("network", "plugin"), ("outbound", "type")])
def test_all_that_a_member_declares_is_read_of_it(union: str, tag: str, version: str | None) -> None:
    members = types(version).members(f"{union}Type", tag)
    found = reads(nodes_of(module(version)["main.bicep"]), union, tag, frozenset(members))
    for name, fields in members.items():
        assert {one.path[0] for one in found if name in one.tags} == set(fields), name


@pytest.mark.parametrize(
    ("name", "inner", "prefix"),
    [("poolType", "pool", ()), ("apiServerType", "apiServer", ()), ("acnsType", "network", ("acns",))],
)
@pytest.mark.parametrize("version", VERSIONS)
def test_all_of_a_plain_type_is_read_and_nothing_else(
    version: str | None, name: str, inner: str, prefix: tuple[str, ...]
) -> None:
    found = reads(nodes_of(module(version)["main.bicep"]), inner, "plugin", frozenset({*MODES, "pool"}))
    deep = len(prefix)
    read_ = {one.path[deep] for one in found if one.path[:deep] == prefix and len(one.path) > deep}
    assert read_ == set(types(version).objects[name])


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param("network.?podCidr == null", "network.?podCird == null", id="a name that is misspelt"),
        pytest.param("network.plugin == 'cilium'", "network.plugin == 'cillium'", id="a tag that is misspelt"),
        pytest.param("networkPlugin: 'none'", "networkPlugin: network.?networkPolicy", id="a name of another member"),
        pytest.param("network.?acns.?security", "network.?acns.?secure", id="a name in an object of a member"),
        pytest.param("  ...givenPodRanges\n}", "  ...acnsProfile\n}", id="a variable that is another member's"),
    ],
)
def test_a_wrong_read_is_found(right: str, wrong: str) -> None:
    main = module()["main.bicep"]
    assert right in main
    assert wrong_reads(main.replace(right, wrong), types(), "network", "plugin")


# What the module calls otherwise, because it is an ARM id there.
RENAMED = {"subnet": "subnetId", "pod_subnet": "podSubnetId"}
# What is not in the module: what no target writes (rule AKN509), and what belongs to a route table.
NOT_WRITTEN = {
    Pool: {"type", "enable_node_public_ip", "gateway_prefix_size", "local_dns"},
    ApiServer: {"authorized_ip_ranges"},
    OUTBOUND_TYPES["userDefinedRouting"]: {"next_hop_ip_address"},
}
PREVIEW_WORDS = {"transitEncryption": "mTLS"}
# Words that the model has as a pattern.
PATTERNS = {"zones": ["1", "2", "3"]}


def _models() -> list[Any]:
    members = types().members("networkType", "plugin"), types().members("outboundType", "type")
    rows = [
        *((name, MODES[name], members[0][name]) for name in MODES),
        *((name, OUTBOUND_TYPES[name], members[1][name]) for name in OUTBOUND_TYPES),
        *((name, model, types().objects[name]) for name, model in MODELS.items()),
    ]
    return [pytest.param(model, fields, id=name) for name, model, fields in rows]


MODELS: dict[str, type[Model]] = {"poolType": Pool, "acnsType": Acns, "apiServerType": ApiServer}


def test_the_unions_have_a_member_for_each_mode_and_each_outbound_type() -> None:
    assert types().members("networkType", "plugin").keys() == MODES.keys()
    assert types().members("outboundType", "type").keys() == OUTBOUND_TYPES.keys()


@pytest.mark.parametrize(("model", "fields"), _models())
def test_a_type_has_what_the_model_has(model: type[Model], fields: dict[str, Any]) -> None:
    ours = {one: RENAMED.get(one, camel(one)) for one in model.model_fields if one not in NOT_WRITTEN.get(model, set())}
    assert set(ours.values()) == set(fields)
    for name, info in ((name, model.model_fields[one]) for one, name in ours.items()):
        assert fields[name].required == info.is_required(), name
        words = [*fields[name].words, *([PREVIEW_WORDS[name]] if name in PREVIEW_WORDS else [])]
        assert words == (_words(info.annotation) or PATTERNS.get(name, [])), name


@pytest.mark.parametrize(("model", "fields"), _models())
def test_a_type_refuses_nothing_that_the_model_takes(model: type[Model], fields: dict[str, Any]) -> None:
    """And the same numbers that it refuses, which stand in the schema of the model."""
    properties = model.model_json_schema()["properties"]
    for one in model.model_fields:
        name = RENAMED.get(one, camel(one))
        if name in fields:
            (schema,) = [row for row in properties[one].get("anyOf", [properties[one]]) if row.get("type") != "null"]
            told = {ours: schema[theirs] for theirs, ours in BOUNDS.items() if theirs in schema}
            numbers = {key: number for key, number in fields[name].bounds.items() if key in BOUNDS.values()}
            assert numbers == {**told, **MORE.get(name, {})}, name


BOUNDS = {"minimum": "minValue", "maximum": "maxValue"}
# Rule AKN301: fact POD-01.
MORE = {"maxPods": {"minValue": 10, "maxValue": 250}}


def _words(annotation: Any) -> list[str]:
    """The texts of the literals in an annotation."""
    inner = get_args(annotation)
    if not inner:
        return []
    if all(isinstance(one, str) for one in inner):
        return list(inner)
    return [word for one in inner for word in _words(one)]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_type_is_sealed_exported_and_described(version: str | None) -> None:
    found = types(version)
    for name, decorators in found.decorators.items():
        kind = "@discriminator(" if name in found.unions else "@sealed("
        assert [one.partition("(")[0] + "(" for one in decorators] == ["@export(", kind, "@description("], name
    main = module(version)["main.bicep"]
    told = re.findall(r"^@description\('.*'\)\n(?:@.*\n)*((?:param|var|output) \w+)", main, re.M)
    assert told == re.findall(r"^((?:param|var|output) \w+)", main, re.M)
    for name in re.findall(r"^(?:param|var) (\w+)", main, re.M):
        assert len(re.findall(rf"\b{name}\b(?!:)", main)) > 1, f"{name} is not used"


STATEMENT = re.compile(r"^((?:var|param|output|resource) [^\n=]*? = )(.*?)(?=^\n|^@|\Z)", re.M | re.S)
UNION = re.compile(r"\((\n(?: +\| '\w+'\n?)+)\)\?|^type \w+ =((?:\n  \| \w+)+)", re.M)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_formatter_leaves_the_files_alone(version: str | None) -> None:
    files = module(version)
    for head, body in STATEMENT.findall(files["main.bicep"]):
        assert formatted(body, 0, len(head)) == body.rstrip("\n")
    for text in files.values():
        assert faults_of(text, "using" in text) == []
        assert text.endswith("\n")
        assert not re.search(r"\n\n\n|[{\[(]\n\n|\n\n *[}\])]| \n|\n\n\Z", text), (
            "a blank line that the formatter drops"
        )
    for line in files["cni.types.bicep"].splitlines():
        assert len(line) <= 120 or "|" not in line, line
    for found in UNION.finditer(files["cni.types.bicep"]):
        before = files["cni.types.bicep"][: found.start()].rpartition("\n")[2]
        one_line = before + " ".join(found[0].split()).replace("( | ", "(").replace("= | ", "= ")
        assert len(one_line.removesuffix("?")) > 120, "a union that fits on one line"


def test_the_formatter_that_is_asked_is_the_compiler_s() -> None:
    """On each expression whose layout the compiler was asked for, but what is not known to it."""
    tried = 0
    for case in reference("bicep-format-cases.json"):
        statement = re.fullmatch(r"((?:param .*\n)*)(var \w+ = )(.*)", case["formatted"], re.S)
        faulty = {"input_errors", "formatted_errors"} & case.keys()
        if statement is None or re.search(r"^[@\w]", statement[3], re.M) or case["name"].startswith(UNKNOWN) or faulty:
            continue
        written = re.fullmatch(r"(?:param .*\r?\n)*var \w+ = (.*)", case["input"], re.S)
        try:
            expected = statement[3].rstrip("\n")
            assert formatted(expected, 0, len(statement[2])) == expected, case["name"]
            if written is not None and "formatted_again" not in case:
                assert formatted(written[1].strip(), 0, len(statement[2])) == expected, case["name"]
        except ValueError:
            continue
        tried += 1
    assert tried > 50


UNKNOWN = ("Spaces inside an interpolation", "Two blank lines", "An empty array as the last argument")

SUBNET = f"{IDS}/given"
_NETWORK = "/subscriptions/0/resourceGroups/network/providers/Microsoft.Network"
PREFIX, ADDRESS = f"{_NETWORK}/publicIPPrefixes/p", f"{_NETWORK}/publicIPAddresses/a"
MORE_SPECS: list[dict[str, Any]] = [
    *({"network": {"plugin": name}} for name in MODES),
    *({"network": {"plugin": "cilium", "ipam": ipam}} for ipam in ("pod-subnet", "node-subnet")),
    {"network": {"plugin": "pod-subnet", "allocation": "dynamic"}},
    {"network": {"plugin": "kubenet", "ip_families": ["IPv4", "IPv6"]}},
    {"network": {"plugin": "byo", "pod_cidrs": ["10.1.0.0/16", "fd00::/64"], "ip_families": ["IPv4", "IPv6"]}},
    {"network": {"plugin": "overlay", "service_cidr": "10.9.0.0/28"}},
    {"network": {"plugin": "overlay", "service_cidr": "10.9.0.0/29"}},
    {"network": {"plugin": "overlay", "service_cidr": "10.9.0.0/22", "ip_families": ["IPv4", "IPv6"]}},
    {"network": {"plugin": "overlay", "service_cidrs": ["fd00::/120", "10.9.0.0/16"]}},
    {"network": {"plugin": "overlay", "service_cidrs": ["fd00::/125"]}},
    {"network": {"plugin": "overlay", "service_cidr": "10.9.0.0/16", "dns_service_ip": "10.9.3.1"}},
    {"network": {"plugin": "overlay", "pod_cidrs": ["10.1.0.0/16"], "network_policy": "none"}},
    {"network": {"plugin": "cilium", "acns": {"security": False, "advanced_network_policies": "None"}}},
    {"network": {"plugin": "cilium", "acns": {"observability": False, "transit_encryption": "None"}}},
    {"network": {"plugin": "cilium", "network_policy": "cilium", "acns": {"acceleration": "None"}}},
    {**OVERLAY, "outbound": {"type": "loadBalancer"}},
    {**OVERLAY, "outbound": {"type": "loadBalancer", "idle_timeout_in_minutes": 4, "managed_outbound_ipv6_count": 0}},
    {**OVERLAY, "outbound": {"type": "loadBalancer", "managed_outbound_ip_count": 1, "managed_outbound_ipv6_count": 2, "outbound_ip_prefixes": [PREFIX], "outbound_ips": [ADDRESS], "allocated_outbound_ports": 0, "idle_timeout_in_minutes": 4, "backend_pool_type": "NodeIP"}},
    {**OVERLAY, "outbound": {"type": "managedNATGateway"}},
    {**OVERLAY, "outbound": {"type": "managedNATGateway", "sku": "StandardV2", "managed_outbound_ip_count": 1, "managed_outbound_ipv6_count": 2, "outbound_ip_prefixes": [PREFIX], "outbound_ips": [ADDRESS], "idle_timeout_in_minutes": 4}},
    {"network": {"plugin": "cilium", "pod_cidr": "10.1.0.0/16", "acns": {"advanced_network_policies": "L7"}}},
    {**OVERLAY, "outbound": {"type": "userDefinedRouting"}},
    {**OVERLAY, "outbound": {"type": "none"}},
    {**OVERLAY, "outbound": {"type": "none"}, "artifact_source": "Direct", "api_server": {"enable_private_cluster": False}},
    {**OVERLAY, "api_server": {"enable_vnet_integration": True, "subnet": SUBNET}, "tier": "Premium"},
    {**OVERLAY, "name": "my_cluster", "kubernetes_version": "1.34.1", "location": "westeurope"},
    {**OVERLAY, "dns_prefix": "other", "tags": {"a b": "c"}},
    {**OVERLAY, "pools": [{"name": "a"}, {"name": "b", "mode": "System"}, {"name": "c", "mode": "Gateway"}]},
    {**OVERLAY, "pools": [{"name": "a"}, {"name": "b"}, {"name": "w", "os": "Windows", "os_sku": "Windows2022"}]},
    {**OVERLAY, "pools": [{"name": "a", "min": 0, "max": 9, "zones": [1, 3]}, {"name": "b", "max_surge": "33%"}]},
    {**OVERLAY, "pools": [{"name": "a", "max_unavailable": 2}, {"name": "b", "max_pods": 30, "count": 0, "vm_size": "Standard_D2s_v5"}]},
    {
        "network": {"plugin": "pod-subnet"},
        "pools": [{"name": "a", "subnet": SUBNET}, {"name": "b", "allocation": "static-block"}, {"name": "c"}],
    },
    {
        "network": {"plugin": "pod-subnet"},
        "vnet": {"address_space": ["10.0.0.0/8"], "subnets": {"pod": {"prefix": "10.1.0.0/16"}, "Pod-1": {"prefix": "10.2.0.0/16"}}},
        "pools": [{"name": "a", "subnet": "pod"}, {"name": "b", "subnet": "Pod-1", "pod_subnet": "pod"}],
    },
]  # fmt: skip


def test_the_module_of_a_preview_says_what_previews_have(tmp_path: Path) -> None:
    spec = {"network": {"plugin": "cilium", "acns": {"transit_encryption": "mTLS"}}}
    assert meaning(read_back(module("preview", **spec), tmp_path)) == meaning(view(**spec))


def test_examples_say_every_field_that_there_is() -> None:
    """So that no field of a spec stays behind without a test that misses it."""
    said: set[str] = set()
    for spec in MORE_SPECS:
        said |= set(re.findall(r"^ +(\w+): ", module(**spec)["example.bicepparam"], re.M))
    assert {field for fields in types().objects.values() for field in fields} - said == set()


@pytest.mark.parametrize("spec", MORE_SPECS, ids=str)
def test_the_module_with_its_example_means_what_the_spec_says(spec: dict[str, Any], tmp_path: Path) -> None:
    cluster = view(**spec)
    assert meaning(read_back(module(**spec), tmp_path)) == meaning(cluster)


# What the module refuses, with the rule that says why.
REFUSED = {"automatic": "AKN516", "real/automatic-custom-network": "AKN516"}


@pytest.mark.parametrize("sample", SPECS)
def test_the_module_means_what_the_whole_configuration_of_a_sample_does(sample: str, tmp_path: Path) -> None:
    if sample in REFUSED:
        refused = generate(SPECS[sample], MODULE)
        assert {one.rule for one in refused.findings if one.severity == "error"} == {REFUSED[sample]}
        return
    ours = _clusters(generate(SPECS[sample], MODULE).files, tmp_path / "module")
    whole = _clusters(generate(SPECS[sample], dialect("bicep", "cluster")).files, tmp_path / "whole")
    assert ours == whole


def _clusters(files: Sequence[Rendered], folder: Path) -> dict[str, Any]:
    """What each cluster of a sample means, its pools by their names: those of whole configurations stand apart."""
    found: dict[str, Any] = {}
    for base in dict.fromkeys(file.path.rpartition("/")[0] for file in files):
        (folder / base).mkdir(parents=True)
        own = {file.path.rpartition("/")[2]: file.text for file in files if file.path.rpartition("/")[0] == base}
        values, pools = meaning(read_back(own, folder / base))
        found[base] = values, {pool["name"]: pool for pool in pools}
    return found


def _with(example: str, tmp_path: Path) -> ClusterView:
    return read_back({**module(), "example.bicepparam": f"using 'main.bicep'\n\n{example}"}, tmp_path)


NAMED = "param name = 'aks'\n"


@pytest.mark.parametrize(
    ("example", "path", "reason"),
    [
        pytest.param("param network = { plugin: 'byo', podCidr: '10.1.0.0/16', podCidrs: ['10.2.0.0/16'] }", "networkProfile.podCidrs", "podCidr and podCidrs are both given", id="pod ranges in two ways"),
        pytest.param("param network = { plugin: 'byo', serviceCidr: '10.1.0.0/16', serviceCidrs: ['10.2.0.0/16'] }", "networkProfile.serviceCidrs", "serviceCidr and serviceCidrs are both given", id="service ranges in two ways"),
    ],
)  # fmt: skip
def test_what_would_be_dropped_is_refused(example: str, path: str, reason: str, tmp_path: Path) -> None:
    found = _with(f"{NAMED}{example}\n", tmp_path).values[path].data
    assert isinstance(found, Unknown)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("pool", "path", "reason"),
    [
        pytest.param("count: 3, min: 1, max: 3", "count", "p: count is given beside min and max", id="a count for an autoscaler"),
        pytest.param("min: 1", "maxCount", "p: the autoscaler needs both min and max", id="no most for an autoscaler"),
        pytest.param("max: 1", "minCount", "p: the autoscaler needs both min and max", id="no least for an autoscaler"),
        pytest.param("maxSurge: '1', maxUnavailable: '1'", "upgradeSettings.maxSurge", "p: maxSurge is given beside maxUnavailable", id="an upgrade in two ways"),
    ],
)  # fmt: skip
def test_pools_that_contradict_themselves_are_refused(pool: str, path: str, reason: str, tmp_path: Path) -> None:
    example = f"{NAMED}param network = {{ plugin: 'overlay' }}\nparam pools = [{{ name: 'p', {pool} }}]\n"
    (found,) = _with(example, tmp_path).pools
    data = found.values[path].data
    assert isinstance(data, Unknown)
    assert reason in data.reason


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        pytest.param("a_b-c", "a-b-c", id="underscores, which no name in DNS has"),
        pytest.param(f"{'a' * 54}b", "a" * 54, id="a long name"),
        pytest.param(f"{'a' * 53}-bcd", "a" * 53, id="a name that is cut behind a hyphen"),
        pytest.param(f"{'a' * 52}__bcd", "a" * 52, id="a name that is cut behind underscores"),
    ],
)
def test_a_name_gives_the_prefix_that_a_spec_has(name: str, prefix: str, tmp_path: Path) -> None:
    found = _with(f"param name = '{name}'\nparam network = {{ plugin: 'overlay' }}\n", tmp_path)
    assert found.known("dnsPrefix") == prefix == view(**{**OVERLAY, "name": name}).known("dnsPrefix")


@pytest.mark.parametrize("mode", [one for one in MODES if one != "pod-subnet"])
def test_a_network_and_a_name_are_enough(mode: str, tmp_path: Path) -> None:
    """Every default of the module is the one that a spec has."""
    found = _with(f"{NAMED}param network = {{ plugin: '{mode}' }}\n", tmp_path)
    assert meaning(found) == meaning(view(network={"plugin": mode}))


@pytest.mark.parametrize(
    ("outbound", "profile", "expected"),
    [
        ("loadBalancer", "loadBalancerProfile", [{"id": ADDRESS}]),
        ("managedNATGateway", "natGatewayProfile", [ADDRESS]),
    ],
)
def test_ids_of_addresses_stand_as_their_profile_has_them(
    outbound: str, profile: str, expected: Any, tmp_path: Path
) -> None:
    """In objects for a load balancer, as texts for a NAT gateway: readers take both for both."""
    files = module(**OVERLAY, outbound={"type": outbound, "outbound_ips": [ADDRESS]})
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (cluster,) = [cluster for one in configurations_in(tmp_path) for cluster in one.clusters]
    assert cluster.values[f"networkProfile.{profile}.outboundIPs.publicIPs"].data == expected


def test_all_but_the_ids_is_known_where_the_environment_is_not(tmp_path: Path) -> None:
    for file in generate(SPECS["node-subnet"], MODULE).files:
        (tmp_path / file.path).write_text(file.marked(), encoding="utf-8")
    found = read_folder(tmp_path)
    for pool in found.pools:
        assert {path for path in pool.values if pool.unknown(path)} == {"vnetSubnetID"}
    assert {path for path in found.values if found.unknown(path)} == {
        "identity.userAssignedIdentities",
        "windowsProfile.adminUsername",
        "windowsProfile.adminPassword",
    }


# An empty text is no value to the reader.
READ_BACK = {name: text for name, text in HOSTILE.items() if text}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in READ_BACK.items()])
def test_hostile_texts_stay_texts_in_the_example(text: str, tmp_path: Path) -> None:
    cluster = view(**OVERLAY, pools=[{"name": "a", "vm_size": "x"}])
    hostile = Value(text)
    values = {
        **cluster.values,
        **dict.fromkeys(("dnsPrefix", "kubernetesVersion", "location", "networkProfile.podCidr"), hostile),
        "tags": Value({text: text}),
    }
    pool = cluster.pools[0]
    pools = (pool._replace(values={**pool.values, "vmSize": hostile, "vnetSubnetID": hostile}),)
    files = {file.path: file.text for file in render(cluster._replace(name=text, values=values, pools=pools), MODULE)}
    assert {**files, "example.bicepparam": ""} == {**module(), "example.bicepparam": ""}
    assert faults_of(files["example.bicepparam"], True) == []
    found = read_back(files, tmp_path)
    assert found.values["networkProfile.podCidr"].data == text
    assert found.values["tags"].data == {text: text}
    assert found.pools[0].values["vmSize"].data == text
    assert found.pools[0].values["vnetSubnetID"].data == text


@pytest.mark.parametrize("sample", [one for one in SPECS if one not in REFUSED])
def test_types_and_cluster_are_the_same_for_every_spec(sample: str) -> None:
    files = [file for file in generate(SPECS[sample], MODULE).files if not file.path.endswith("example.bicepparam")]
    assert {file.path.rpartition("/")[2]: file.text for file in files} == {
        name: text for name, text in module().items() if name != "example.bicepparam"
    }


@pytest.mark.parametrize(
    ("version", "preview", "expected"),
    [
        pytest.param(None, False, "2026-06-01", id="the first that has all that stable versions have"),
        pytest.param(None, True, "2026-08-02-preview", id="the newest preview, where a preview is asked for"),
        pytest.param("2025-10-01", False, "2025-10-01", id="the one that is asked for"),
    ],
)
def test_the_api_version_has_what_the_module_writes(version: str | None, preview: bool, expected: str) -> None:
    main, *_ = render(view(**OVERLAY), dialect("bicep", "module", api_version=version, preview=preview))
    assert f"managedClusters@{expected}'" in main.text


@pytest.mark.parametrize("version", VERSIONS)
def test_an_api_version_has_every_property_that_its_module_writes(version: str | None) -> None:
    main = module(version)["main.bicep"]
    named = str(re.search(r"managedClusters@(\S+)'", main)[1])  # type: ignore[index]
    written = set(re.findall(r"(\w+): ", main))
    for path, row in (*arm.CLUSTER.items(), *arm.POOL.items()):
        leaf = path.split(".")[-2] if path.endswith((".type", ".sku")) else path.split(".")[-1]
        if not path.startswith("hosted") and leaf not in (
            "natGatewayProfile",
            "countIPv6",
            "publicIPs",
            "publicIPPrefixes",
        ):
            assert (leaf in written) == arm.has(named, row, None), path
    nat = main[main.index("natGatewaySettings") : main.index("outboundSettings")]
    for leaf, word in (
        ("sku:", "sku"),
        ("countIPv6:", "managedOutboundIPProfile.countIPv6"),
        ("publicIPs:", "outboundIPs.publicIPs"),
    ):
        assert (leaf in nat) == arm.has(named, arm.CLUSTER[f"networkProfile.natGatewayProfile.{word}"], None)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_type_has_the_words_that_the_api_version_has(version: str | None) -> None:
    files = module(version)
    named = str(re.search(r"managedClusters@(\S+)'", files["main.bicep"])[1])  # type: ignore[index]
    found = types_of(files["cni.types.bicep"]).objects
    assert found["poolType"]["osSku"].words == [
        word for word in _words(Pool.model_fields["os_sku"].annotation) if arm.has(named, arm.POOL["osSKU"], word)
    ]
    encryption = arm.CLUSTER["networkProfile.advancedNetworking.security.transitEncryption.type"]
    words = found["acnsType"]["transitEncryption"].words if "transitEncryption" in found["acnsType"] else []
    assert words == [
        word for word in _words(Acns.model_fields["transit_encryption"].annotation) if arm.has(named, encryption, word)
    ]


@pytest.mark.parametrize(
    ("spec", "version", "rule"),
    [
        pytest.param({**OVERLAY, "outbound": {"type": "managedNATGateway", "sku": "StandardV2"}}, "2025-10-01", "AKN503", id="a property that the version lacks"),
        pytest.param({"network": {"plugin": "cilium", "acns": {"transit_encryption": "mTLS"}}}, None, "AKN504", id="a word of previews"),
    ],
)  # fmt: skip
def test_what_the_version_lacks_is_refused(spec: dict[str, Any], version: str | None, rule: str) -> None:
    assert rule in rules_hit(view(**spec), dialect("bicep", "module", api_version=version))


def test_a_version_that_lacks_much_of_the_module_is_an_error() -> None:
    before = max(version for version in arm.STABLE_VERSIONS if version < OLDEST)
    with pytest.raises(AksnetError, match=f"{before} is too old for the Bicep module"):
        module(before)


def test_no_two_values_are_asked_of_one_environment_variable() -> None:
    subnets = {"pod": {"prefix": "10.1.0.0/16"}, "Pod-1": {"prefix": "10.2.0.0/16"}}
    cluster = view(
        network={"plugin": "pod-subnet"},
        vnet={"address_space": ["10.0.0.0/8"], "subnets": subnets},
        pools=[{"name": "a", "subnet": "pod"}, {"name": "b", "subnet": "Pod-1"}],
    )
    asked = [environment(cluster)(one) for one in (Subnet("pod"), Subnet("Pod-1"), Parameter("pod_subnet_id"))]
    names = ("POD_SUBNET_ID_2", "POD_1_SUBNET_ID", "POD_SUBNET_ID")
    assert asked == [f"readEnvironmentVariable('{name}')" for name in names]

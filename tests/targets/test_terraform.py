"""Terraform: golden files parse, are formatted, refer to what exists, and only say what the provider's schema has."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from aksnet.facts import azurerm
from aksnet.targets import render
from arm_types import leaves
from hcl_reading import arguments, blocks, inner_blocks, resources
from places import GOLDEN, ROOT, SAMPLES, SPECS, reference
from rendering import FRAGMENT, WHOLE, dialect, files_of, rules_hit, view

SCHEMAS = {"terraform": "5.2.0", "azurerm-4": "4.81.0", "azurerm-3": "3.117.1"}
ALL = ("terraform", "azurerm-4", "azurerm-3", "azapi")
PLUGINS = ("azure", "kubenet", "none")
META_ARGUMENTS = {"depends_on"}
META_BLOCKS = {"lifecycle"}


def _files(languages: tuple[str, ...], emit: dict[str, Any] = WHOLE) -> list[Any]:
    """The text of each sample in each language, joined as on standard output."""
    cases = []
    for sample in SPECS:
        for language in languages:
            by_cluster: dict[str, str] = {}
            for file in files_of(sample, emit[language]):
                cluster = file.path.rpartition("/")[0]
                by_cluster[cluster] = by_cluster.get(cluster, "") + file.text
            cases += [pytest.param(language, text, id=f"{sample} {at} {language}") for at, text in by_cluster.items()]
    return cases


@pytest.mark.parametrize(("language", "text"), _files(ALL))
def test_every_reference_leads_to_something_declared(language: str, text: str) -> None:
    declared = {".".join(labels) for kind, labels, _ in blocks(text) if kind == "resource"}
    variables = {labels[0] for kind, labels, _ in blocks(text) if kind == "variable"}
    code = re.sub(r'"(?:[^"\\]|\\.)*"|#.*', lambda found: " ".join(re.findall(r"\$\{(.*?)\}", found[0])), text)
    used = set(re.findall(r"\b(?:azurerm|azapi)_\w+\.\w+(?=\.|\])", code))
    assert used <= declared, used - declared
    assert set(re.findall(r"\bvar\.(\w+)", code)) == variables, "a variable is missing, or is declared for nothing"


@pytest.mark.parametrize(("language", "text"), _files(tuple(SCHEMAS)))
def test_whole_configurations_say_only_what_the_schema_has_and_all_that_it_requires(language: str, text: str) -> None:
    schema = reference(f"azurerm-schema-{SCHEMAS[language]}.json")
    for kind, name, body in resources(text):
        _assert_body(body, schema["resource_schemas"][kind]["block"], f"{kind}.{name}", whole=True)
    for kind, labels, body in blocks(text):
        if kind == "provider" and labels == ("azurerm",):
            _assert_body(body, schema["provider"]["block"], "provider", whole=True)


@pytest.mark.parametrize(("language", "text"), _files(tuple(SCHEMAS), FRAGMENT))
def test_fragments_fit_into_their_resources(language: str, text: str) -> None:
    schema = reference(f"azurerm-schema-{SCHEMAS[language]}.json")
    for stub in _stubs(text):
        ((kind, name, body),) = resources(stub)
        _assert_body(body, schema["resource_schemas"][kind]["block"], f"{kind}.{name}", whole=False)


@pytest.mark.parametrize(("language", "text"), _files(ALL, FRAGMENT))
def test_fragments_parse_in_their_resources(language: str, text: str) -> None:
    for stub in (
        [f'resource "azapi_resource" "this" {{\nbody = {{\n{text}}}\n}}\n'] if language == "azapi" else _stubs(text)
    ):
        ((_, _, body),) = resources(stub)
        if language == "azapi":
            assert arguments(body)["body"]["properties"]["networkProfile"]["networkPlugin"] in PLUGINS
        elif 'azurerm_kubernetes_cluster"' in stub:
            assert arguments(dict(inner_blocks(body))["network_profile"])["network_plugin"] in PLUGINS
        else:
            assert {"name", "mode", "max_pods"} <= arguments(body).keys()


@pytest.mark.parametrize("sample", SPECS)
def test_azapi_says_what_the_arm_template_says(sample: str) -> None:
    ours, theirs = files_of(sample, WHOLE["azapi"]), files_of(sample, WHOLE["arm"])
    configurations = [file.text for file in ours if file.path.endswith("main.tf")]
    for text, template in zip(configurations, theirs, strict=True):
        bodies = [arguments(body) for kind, _, body in resources(text) if kind == "azapi_resource"]
        meant = [one for one in json.loads(template.text)["resources"] if "ContainerService" in one["type"]]
        assert [one["type"] for one in bodies] == [f"{one['type']}@{one['apiVersion']}" for one in meant]
        for body, resource in zip(bodies, meant, strict=True):
            assert _leaves(body["body"]["properties"]) == _leaves(resource["properties"])
            assert body["body"].get("sku") == resource.get("sku")


def _leaves(tree: dict[str, Any]) -> list[tuple[str, Any]]:
    """Every path with its value; what each language refers to in its own way is an ellipsis."""
    return [
        (path, ... if isinstance(value, str) and value.startswith(("[", "${")) else value)
        for path, value in leaves(tree)
        if not isinstance(value, dict | list)
    ]


def _stubs(fragment: str) -> list[str]:
    """A fragment set into its resources: the part for the cluster, and the parts of further pools."""
    cluster, *pools = re.split(r"^# the network part .*\n", fragment, flags=re.M)
    return [f'resource "azurerm_kubernetes_cluster" "this" {{\n{cluster}}}\n', *pools]


def _assert_body(body: dict[str, Any], schema: dict[str, Any], where: str, *, whole: bool) -> None:
    attributes, block_types = schema.get("attributes", {}), schema.get("block_types", {})
    given = arguments(body)
    for name, value in given.items():
        if name not in META_ARGUMENTS:
            assert name in attributes, f"{where} has no argument {name}"
            settable = attributes[name].get("required") or attributes[name].get("optional")
            assert settable, f"{where}.{name} is read-only"
            _assert_type(value, attributes[name]["type"], f"{where}.{name}")
    counts: dict[str, int] = {}
    for name, inner in inner_blocks(body):
        counts[name] = counts.get(name, 0) + 1
        if name in attributes and attributes[name]["type"][1][0] == "object":
            assert arguments(inner).keys() <= attributes[name]["type"][1][1].keys(), f"{where}.{name}"
        elif name not in META_BLOCKS:
            assert name in block_types, f"{where} has no block {name}"
            # a fragment's blocks are whole but for the pool, which it only says the network of
            inner_whole = whole or name != "default_node_pool"
            _assert_body(inner, block_types[name]["block"], f"{where}.{name}", whole=inner_whole)
    for name, one in block_types.items():
        assert counts.get(name, 0) <= one.get("max_items", 10**6), f"{where} has too many blocks {name}"
        assert not whole or counts.get(name, 0) >= one.get("min_items", 0), f"{where} lacks the block {name}"
    if whole:
        missing = {name for name, one in attributes.items() if one.get("required")} - given.keys()
        assert not missing, f"{where} lacks {missing}"


def _assert_type(value: Any, kind: Any, where: str) -> None:
    if isinstance(value, str) and value.startswith("${"):
        return  # an expression: its type is the provider's affair
    wanted = {"string": str, "bool": bool, "number": int}.get(kind if isinstance(kind, str) else "")
    if wanted is not None:
        assert type(value) is wanted, f"{where} is {value!r}, not a {kind}"
    else:
        assert isinstance(value, dict if kind[0] == "map" else list), f"{where} is {value!r}, not a {kind[0]}"


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_terraform_fmt_leaves_whole_files_alone() -> None:
    for directory in (SAMPLES, GOLDEN):
        assert _fmt("-check", "-diff", "-recursive", str(directory)) == ""


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_terraform_fmt_leaves_fragments_alone(tmp_path: Path) -> None:
    for sample in SPECS:
        for language in ALL:
            folder = tmp_path / sample / language
            folder.mkdir(parents=True)
            for number, file in enumerate(files_of(sample, FRAGMENT[language])):
                (folder / f"{number}.tf").write_text(file.text, encoding="utf-8")
    assert _fmt("-check", "-diff", "-recursive", str(tmp_path)) == ""


def _fmt(*arguments: str) -> str:
    done = subprocess.run(
        ["terraform", "fmt", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={"TF_CLI_CONFIG_FILE": "/dev/null", "PATH": _path()},
        check=False,
        cwd=ROOT,
    )
    return done.stdout + done.stderr


def _path() -> str:
    return str(shutil.which("terraform")).rpartition("/")[0]


OVERLAY = {"network": {"plugin": "overlay"}}
CILIUM = {"network": {"plugin": "cilium"}}


@pytest.mark.parametrize(
    ("cluster", "version", "present", "absent"),
    [
        pytest.param(
            OVERLAY, "5", ['network_data_plane  = "azure"'], ["network_mode"], id="5 states the azure data plane"
        ),
        pytest.param(OVERLAY, "4", ['network_data_plane  = "azure"'], [], id="4 states the azure data plane"),
        pytest.param(
            OVERLAY, "3", [], ["network_data_plane", "ebpf_data_plane"], id="3 leaves the azure data plane out"
        ),
        pytest.param(CILIUM, "3", ['network_data_plane  = "cilium"'], [], id="3 says cilium from 3.108 on"),
        pytest.param(
            CILIUM,
            "3.107.0",
            ['ebpf_data_plane     = "cilium"'],
            ["network_data_plane"],
            id="before 3.108 the argument is ebpf_data_plane",
        ),
        pytest.param(
            CILIUM,
            "3.108.0",
            ['network_data_plane  = "cilium"'],
            ["ebpf_data_plane"],
            id="3.108 itself has the new argument",
        ),
        pytest.param(
            {
                "network": {
                    "plugin": "byo",
                    "ip_families": ["IPv4", "IPv6"],
                    "pod_cidrs": ["10.244.0.0/16", "fd00:1::/64"],
                }
            },
            "5",
            ["ignore_changes = [network_profile[0].pod_cidrs]"],
            [],
            id="bring your own CNI with two ranges",
        ),
        pytest.param(
            {"network": {"plugin": "kubenet"}}, "5", [], ["network_data_plane"], id="kubenet has no data plane"
        ),
        pytest.param(
            {"network": {"plugin": "byo", "pod_cidr": "10.244.0.0/16"}},
            "5",
            ["ignore_changes = [network_profile[0].pod_cidr]", "This belongs into the cluster too"],
            ["network_data_plane"],
            id="bring your own CNI comes with its lifecycle entry",
        ),
        pytest.param(
            {"network": {"plugin": "overlay", "network_policy": "none"}},
            "5",
            [],
            ["network_policy"],
            id="no policy is said by leaving it out",
        ),
        pytest.param(
            {"network": {"plugin": "cilium", "acns": {"advanced_network_policies": "FQDN"}}},
            "5",
            ["advanced_networking {", "security_enabled"],
            ["FQDN"],
            id="FQDN is what security means in azurerm",
        ),
    ],
)
def test_fragment_speaks_the_providers_version(
    cluster: dict[str, Any], version: str, present: list[str], absent: list[str]
) -> None:
    (file,) = render(view(**cluster), dialect(version=version))
    for text in present:
        assert text in file.text
    for text in absent:
        assert text not in file.text


VNET = {"address_space": ["10.240.0.0/16"], "subnets": {"nodes": {"prefix": "10.240.0.0/24"}}}
POOLS = [{"name": "system", "mode": "System", "subnet": "nodes"}, {"name": "user", "subnet": "nodes"}]


@pytest.mark.parametrize(
    ("version", "present", "absent"),
    [
        pytest.param(
            "5",
            ["node_provisioning_profile {", "resource_providers_to_register = [", "service_endpoint {"],
            ["skip_provider_registration", "service_endpoints"],
            id="5",
        ),
        pytest.param(
            "4",
            ["subscription_id", 'service_endpoints    = ["Microsoft.Storage"]', "auto_scaling_enabled"],
            ["node_provisioning_profile", "resource_providers_to_register", "service_endpoint {"],
            id="4",
        ),
        pytest.param(
            "3",
            ["skip_provider_registration = true", "service_endpoints", "enable_auto_scaling"],
            ["subscription_id", "node_provisioning_profile", "auto_scaling_enabled"],
            id="3",
        ),
    ],
)
def test_whole_configuration_has_the_versions_own_names_and_blocks(
    version: str, present: list[str], absent: list[str]
) -> None:
    subnet = {"prefix": "10.240.0.0/24", "service_endpoints": ["Microsoft.Storage"]}
    cluster = view(
        **OVERLAY,
        vnet={**VNET, "subnets": {"nodes": subnet}},
        pools=[{**POOLS[0], "min": 1, "max": 3}, POOLS[1]],
    )
    text = "".join(file.text for file in render(cluster, dialect(emit="cluster", version=version)))
    for words in present:
        assert words in text
    for words in absent:
        assert words not in text


@pytest.mark.parametrize(
    ("version", "count"),
    [
        pytest.param("3", 1, id="3 has it on the default pool only"),
        pytest.param("4.15.0", 1, id="before 4.16 the default pool only"),
        pytest.param("4.16.0", 2, id="from 4.16 on every pool"),
    ],
)
def test_rotation_name_stands_where_the_version_knows_it(version: str, count: int) -> None:
    cluster = view(**OVERLAY, vnet=VNET, pools=POOLS)
    text = "".join(file.text for file in render(cluster, dialect(emit="cluster", version=version)))
    assert text.count("temporary_name_for_rotation") == count


def test_rotation_name_is_never_the_name_of_a_pool() -> None:
    names = ["system", "systemtmp", "systemt00", "abcdefghijkl"]
    pools = [{"name": name, "mode": "System", "subnet": "nodes"} for name in names]
    text = "".join(file.text for file in render(view(**OVERLAY, vnet=VNET, pools=pools), WHOLE["terraform"]))
    temporary = re.findall(r'temporary_name_for_rotation = "(\w+)"', text)
    assert len(temporary) == len(set(temporary)) == len(names)
    assert not set(temporary) & set(names)
    assert all(len(name) <= 12 for name in temporary)


@pytest.mark.parametrize("path", sorted({row.path for row in (*azurerm.CLUSTER, *azurerm.POOL)}))
def test_table_of_arguments_has_one_row_for_each_version(path: str) -> None:
    rows = [row for row in (*azurerm.CLUSTER, *azurerm.POOL) if row.path == path]
    for version in (azurerm.OLDEST, azurerm.Version(3, 117, 1), azurerm.Version(4, 0), *azurerm.NEWEST.values()):
        assert sum(row.since <= version < row.until for row in rows) <= 1
    # the newest release has a row for everything, be it the one that says that there is no argument
    assert sum(row.since <= azurerm.NEWEST[5] < row.until for row in rows) == 1


@pytest.mark.parametrize(
    ("version", "settings", "hits"),
    [
        pytest.param("5", {"max_unavailable": "1"}, [], id="the provider takes one of the two"),
        pytest.param("4.53.0", {"max_unavailable": "1"}, [], id="the first release that has it"),
        pytest.param("4.52.0", None, ["AKN501"], id="the release before"),
        pytest.param("3", None, ["AKN501"], id="azurerm 3"),
    ],
)
def test_nodes_that_may_be_away(version: str, settings: dict[str, str] | None, hits: list[str]) -> None:
    pools = [{"name": "a", "mode": "System"}, {"name": "b", "max_unavailable": 1}]
    cluster = view(network={"plugin": "overlay"}, pools=pools)
    asked = dialect(emit="cluster", version=version)
    assert [hit for hit in rules_hit(cluster, asked) if hit.startswith("AKN5")] == hits
    if settings is not None:
        (pool,) = (body for kind, _, body in resources(_text(cluster, asked)) if kind.endswith("_node_pool"))
        (block,) = (body for name, body in inner_blocks(pool) if name == "upgrade_settings")
        assert arguments(block) == settings


def _text(cluster: Any, asked: Any) -> str:
    return "".join(file.text for file in render(cluster, asked))

"""Calls of the modules of Azure Verified Modules: what is written reads back to the spec, and stands in the right form."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from aksnet.facts import avm_bicep, avm_terraform
from aksnet.readers import specs
from aksnet.readers.bicep.known_texts import TEXTS
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.targets import bicep_text, hcl, render
from aksnet.targets.files import is_ours
from aksnet.view import ClusterView, Origin, PoolView, Subnet, Unknown, Value
from golden import assert_golden
from hcl_reading import blocks
from hostile import HOSTILE
from places import GOLDEN, SPECS
from rendering import dialect, generate, rules_hit, texts, view

INPUTS = {"terraform": dialect(emit="inputs"), "bicep": dialect("bicep", "inputs")}
SHOWN = ("cilium", "existing-subnets", "overlay-dual-stack", "node-subnet")
# What a module cannot say of a sample, or would say otherwise.
REFUSED = {
    ("automatic", "terraform"): ["no pool has the mode System", "podCidr"],
    ("automatic", "bicep"): ["enabled", "nodeSubnetID", "systemNodeSubnetID"],
    ("cilium-advanced", "terraform"): ["transitEncryption", "accelerationMode"],
    ("cilium-advanced", "bicep"): ["transitEncryption", "accelerationMode"],
    ("cilium-dual-stack", "bicep"): ["countIPv6"],
    **{(f"cilium-{way}", "bicep"): ["sends overlay"] for way in ("node-subnet", "pod-subnet", "static-block")},
    ("real/automatic-custom-network", "terraform"): ["no pool has the mode System"],
    ("real/automatic-custom-network", "bicep"): ["enabled", "nodeSubnetID", "systemNodeSubnetID"],
    ("real/quickstart-cilium-pod-subnet", "bicep"): ["sends overlay"],
}
WRITTEN = [
    pytest.param(sample, target, id=f"{sample} for {target}")
    for sample in SPECS
    for target in INPUTS
    if (sample, target) not in REFUSED
]
# What reads back otherwise than the spec has it, with the value there, and why.
LB = "networkProfile.loadBalancerProfile"
BESIDE: dict[tuple[str, str], tuple[Any, str]] = {
    ("bicep", "networkProfile.outboundType"): ("loadBalancer", "what the service takes by itself"),
    ("bicep", "networkProfile.loadBalancerSku"): ("standard", "what the service takes by itself"),
    ("bicep", "networkProfile.ipFamilies"): (["IPv4"], "what the service takes by itself"),
    ("bicep", f"{LB}.allocatedOutboundPorts"): (0, "what the service takes by itself"),
    ("bicep", f"{LB}.idleTimeoutInMinutes"): (30, "what the service takes by itself"),
    ("bicep", f"{LB}.backendPoolType"): ("NodeIPConfiguration", "what the service takes by itself"),
    ("bicep", "enableAutoScaling"): (False, "what the service takes by itself"),
    ("bicep", "scaleDownMode"): ("Delete", "what the service takes by itself"),
    ("bicep", "enableNodePublicIP"): (False, "what the service takes by itself"),
    ("terraform", "count"): (None, "the module sends no number of nodes beside the autoscaler's bounds"),
    ("terraform", "upgradeSettings.maxUnavailable"): ("0", "what the service takes by itself"),
}


@pytest.mark.parametrize(("sample", "target"), REFUSED)
def test_what_the_module_would_lose_is_refused_with_its_place(sample: str, target: str) -> None:
    generated = generate(SPECS[sample], INPUTS[target])
    errors = [finding for finding in generated.findings if finding.severity == "error"]
    assert generated.refused
    assert {finding.rule for finding in errors} == {"AKN520"}
    assert all(finding.place is not None and finding.place.line for finding in errors)
    for words, finding in zip(REFUSED[sample, target], errors, strict=True):
        assert words in finding.message


@pytest.mark.parametrize(("sample", "target"), WRITTEN)
def test_what_is_written_reads_back_to_the_spec(sample: str, target: str, tmp_path: Path) -> None:
    spec = specs.read("aksnet.yaml", SPECS[sample].read_text(encoding="utf-8"))
    seen = _read_back(generate(SPECS[sample], INPUTS[target]).files, tmp_path)
    said = {cluster.name: cluster for cluster in spec.views or ()}
    assert seen.keys() == said.keys() != set()
    for name, cluster in said.items():
        network = {path: value for path, value in cluster.values.items() if path.startswith("networkProfile.")}
        there = {path: value for path, value in seen[name].values.items() if path.startswith("networkProfile.")}
        assert dict(_differences(there, network, target)) == {}
        pools = {pool.name: pool.values for pool in seen[name].pools}
        assert [*pools] == [pool.name for pool in _system_first(cluster)]
        for pool in cluster.pools:
            assert dict(_differences(pools[pool.name], pool.values, target)) == {}
        for path in ("location", "dnsPrefix", "sku.name", "sku.tier", "kubernetesVersion"):
            assert cluster.known(path) in (None, seen[name].known(path))


def _system_first(cluster: ClusterView) -> list[PoolView]:
    first = next(pool for pool in cluster.pools if pool.text("mode") == "System")
    return [first, *(pool for pool in cluster.pools if pool is not first)]


def _read_back(files: Any, folder: Path) -> dict[str, ClusterView]:
    for path, text in texts(files).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    configurations = read(Request([str(folder)]))
    assert [problem for one in configurations for problem in one.unread] == []
    return {cluster.name: cluster for one in configurations for cluster in views_of(one)}


def _differences(
    seen: Mapping[str, Value], said: Mapping[str, Value], target: str
) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Where they differ but for what the table has."""
    for path in sorted({*seen, *said}):
        one, other = seen.get(path), said.get(path)
        if not path or (one is not None and one.origin is Origin.IMPLIED):
            continue  # an empty path says that there is more that the reader cannot tell
        if other is not None and not other.known:
            if one is None or not isinstance(one.data, Unknown):
                yield path, (one, other)
            continue
        pair = one.data if one is not None else None, other.data if other is not None else None
        if pair[0] != pair[1] and not _explained(path, pair, said, target):
            yield path, pair


def _explained(path: str, pair: tuple[Any, Any], said: Mapping[str, Value], target: str) -> bool:
    there = BESIDE.get((target, path))
    if path == "count":
        return there is not None and pair[0] is None and "minCount" in said
    return there is not None and pair == (there[0], None)


@pytest.mark.parametrize(("sample", "target"), WRITTEN)
def test_nothing_is_found_in_what_is_written_that_is_not_found_in_the_spec(
    sample: str, target: str, tmp_path: Path
) -> None:
    spec = specs.read("aksnet.yaml", SPECS[sample].read_text(encoding="utf-8"))
    seen = _read_back(generate(SPECS[sample], INPUTS[target]).files, tmp_path)
    for cluster in spec.views or ():
        assert set(rules_hit(seen[cluster.name])) <= set(rules_hit(cluster))


def test_every_row_of_differences_is_about_some_sample(tmp_path: Path) -> None:
    met = set()
    for number, case in enumerate(WRITTEN):
        sample, target = case.values
        spec = specs.read("aksnet.yaml", SPECS[sample].read_text(encoding="utf-8"))
        seen = _read_back(generate(SPECS[sample], INPUTS[target]).files, tmp_path / str(number))
        for cluster in spec.views or ():
            there = {pool.name: pool.values for pool in seen[cluster.name].pools}
            pairs = [(seen[cluster.name].values, cluster.values)]
            pairs += [(there[pool.name], pool.values) for pool in cluster.pools]
            met |= {(target, path) for one, other in pairs for path in one.keys() ^ other.keys()}
    assert set(BESIDE) <= met


@pytest.mark.parametrize("target", INPUTS)
@pytest.mark.parametrize("sample", SHOWN)
def test_sample_is_written_as_its_golden_files(sample: str, target: str, update_golden: bool) -> None:
    files = generate(SPECS[sample], INPUTS[target]).files
    assert_golden(GOLDEN / "inputs" / target / sample, texts(files), update=update_golden)


@pytest.mark.parametrize(("sample", "target"), WRITTEN)
def test_text_has_the_layout_of_the_formatter(sample: str, target: str) -> None:
    layout = hcl.layout if target == "terraform" else bicep_text.layout
    for file in generate(SPECS[sample], INPUTS[target]).files:
        if file.comment != '"//"':
            assert layout("\n".join(line.strip() for line in file.text.split("\n"))) == file.text


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_terraform_fmt_leaves_the_calls_alone(tmp_path: Path) -> None:
    for number, case in enumerate(case for case in WRITTEN if case.values[1] == "terraform"):
        for path, text in texts(generate(SPECS[str(case.values[0])], INPUTS["terraform"]).files).items():
            (tmp_path / f"{number}{path.replace('/', '-')}").write_text(text, encoding="utf-8")
    assert _terraform(tmp_path, "fmt", "-check", "-diff").stdout == ""


@pytest.mark.parametrize("sample", [case.values[0] for case in WRITTEN if case.values[1] == "terraform"])
def test_every_variable_is_declared_and_used(sample: Any) -> None:
    for file in generate(SPECS[sample], INPUTS["terraform"]).files:
        if file.path.endswith(".tf"):
            declared = [labels[0] for kind, labels, _ in blocks(file.text) if kind == "variable"]
            used = re.findall(r"\bvar\.(\w+)", re.sub(r'"(?:[^"\\]|\\.)*"', "", file.text))
            assert set(declared) == set(used)
            assert len(set(declared)) == len(declared)


SYSTEM = {"name": "system", "mode": "System"}
OWN_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
VNET = {"address_space": ["10.240.0.0/16"], "subnets": {"n": {"prefix": "10.240.0.0/24"}}}


@pytest.mark.parametrize(
    ("cluster", "left_out"),
    [
        pytest.param({"location": "westeurope"}, {"parent_id"}, id="the resource group, which the module asks for"),
        pytest.param({}, {"parent_id", "location"}, id="a region that the spec leaves open"),
        pytest.param({"pools": [{**SYSTEM, "subnet": OWN_ID}]}, {"parent_id", "location", "managed_identities"}, id="the identity, which no file of values can name"),
        pytest.param({"pools": [{**SYSTEM, "subnet": "n"}], "vnet": VNET}, None, id="a pool in a subnet of the spec, without which it would be another pool"),
        pytest.param({"outbound": {"type": "userDefinedRouting"}}, None, id="a subnet that is left open"),
        pytest.param({"pools": [SYSTEM, {"name": "win", "os": "Windows"}]}, None, id="the administrator of Windows"),
    ],
)  # fmt: skip
def test_file_of_values_has_all_arguments_that_are_values_or_is_not_there(
    cluster: dict[str, Any], left_out: set[str] | None
) -> None:
    files = {
        file.path: file
        for file in render(view(name="c", network={"plugin": "overlay"}, **cluster), INPUTS["terraform"])
    }
    assert ("avm.tfvars.json" in files) == (left_out is not None)
    if left_out is not None:
        ((_, _, call),) = (block for block in blocks(files["avm.tf"].text) if block[0] == "module")
        written = set(re.findall(r"^  (\w+) +=", files["avm.tf"].text.partition("module ")[2], re.M)) - {
            "source",
            "version",
        }
        assert call
        assert set(json.loads(files["avm.tfvars.json"].text)) == written - left_out
        assert files["avm.tfvars.json"].shown == "no"


def test_file_of_values_carries_a_mark_that_terraform_skips() -> None:
    (_, file) = render(view(name="c", network={"plugin": "overlay"}), INPUTS["terraform"])
    assert is_ours(file.marked())
    assert not is_ours(file.text)
    assert not is_ours(file.marked().replace("overlay", "overlaid"))
    assert json.loads(file.marked()).pop("//").startswith("generated by aksnet")


def _hostile(text: str) -> ClusterView:
    """A cluster with the text in its values and keys, and as the name of a subnet, which no spec would let through."""
    plain = view(
        name="c",
        location="westeurope",
        network={"plugin": "overlay"},
        tags={"x": "y"},
        vnet={"address_space": ["10.240.0.0/16"], "subnets": {"n": {"prefix": "10.240.0.0/24"}}},
        pools=[{**SYSTEM, "subnet": "n"}],
    )
    assert plain.vnet is not None
    values = {**plain.values, "tags": Value({text: text}), "kubernetesVersion": Value(text)}
    subnets = {text: plain.vnet.subnets["n"]._replace(name=text)}
    pool = plain.pools[0]
    pool = pool._replace(values={**pool.values, "vmSize": Value(text), "vnetSubnetID": Value(Subnet(text))})
    return plain._replace(values=values, pools=(pool,), vnet=plain.vnet._replace(subnets=subnets))


@pytest.mark.parametrize("target", INPUTS)
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_hostile_texts_stay_texts(text: str, target: str, tmp_path: Path) -> None:
    files = render(_hostile(text), INPUTS[target])
    (seen,) = _read_back(files, tmp_path).values()
    kept = (normalize("NFC", text),) if target == "terraform" else (text,)  # Terraform does so with every text
    if not text:
        kept = (None,)  # an empty text says nothing
    assert seen.known("kubernetesVersion") in kept
    assert seen.pools[0].known("vmSize") in kept
    if target == "bicep":  # tags are not among what is read of the other module
        assert seen.known("tags") == {text: text}
    layout = hcl.layout if target == "terraform" else bicep_text.layout
    assert layout("\n".join(line.strip() for line in files[0].text.split("\n"))) == files[0].text


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_terraform_reads_the_values_as_they_are(tmp_path: Path) -> None:
    """Executed: strings of a file of values are no templates, and the mark is no variable."""
    tags = {f"t{number}": text for number, text in enumerate(HOSTILE.values())}
    _, file = render(view(name="c", network={"plugin": "overlay"}, tags=tags), INPUTS["terraform"])
    (tmp_path / file.path).write_text(file.marked(), encoding="utf-8")
    names = [name for name in json.loads(file.text) if name != "//"]
    code = "".join(f'variable "{name}" {{\n}}\noutput "{name}" {{\n  value = var.{name}\n}}\n' for name in names)
    (tmp_path / "main.tf").write_text(code, encoding="utf-8")
    done = _terraform(tmp_path, "apply", "-auto-approve", "-var-file=avm.tfvars.json")
    assert done.returncode == 0, done.stderr
    assert "undeclared" not in done.stdout + done.stderr
    told = json.loads(_terraform(tmp_path, "output", "-json").stdout)
    assert {name: told[name]["value"] for name in names} == json.loads(normalize("NFC", file.text))


def _terraform(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = str(shutil.which("terraform")).rpartition("/")[0]
    return subprocess.run(
        ["terraform", *words],
        capture_output=True,
        encoding="utf-8",
        env={"TF_CLI_CONFIG_FILE": "/dev/null", "PATH": path, "CHECKPOINT_DISABLE": "1"},
        check=False,
        cwd=folder,
    )


def test_both_directions_know_the_same_parameters_of_the_bicep_module() -> None:
    text = TEXTS[avm_bicep.NAME][avm_bicep.RELEASE.rpartition(".")[0]]
    declared = set(re.findall(r"^param (\w+)", text, re.M))
    assert set(avm_bicep.CLUSTER.values()) - declared == {"windowsProfile"}, "what is read of it by nobody"
    assert set(avm_bicep.POOL.values()) - {"name"} <= set(re.findall(r"\bpool\.\??(\w+)", text)) | {"name"}
    for name, default in avm_bicep.DEFAULTS.items():
        written = f"'{default}'" if isinstance(default, str) else default
        assert re.search(rf"^param {name} \w+ = {written}$", text, re.M)
    assert f"Microsoft.ContainerService/managedClusters@{avm_bicep.API_VERSION}'" in text


def test_newest_releases_are_written() -> None:
    assert max(avm_terraform.RELEASES) == avm_terraform.RELEASE
    newest = max(TEXTS[avm_bicep.NAME], key=lambda number: [*map(int, number.split("."))])
    assert avm_bicep.RELEASE.rpartition(".")[0] == newest


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("networkProfile.podCidr", "podCidr"),
        ("networkProfile.natGatewayProfile.managedOutboundIPProfile.count", "natGatewayProfile.managedOutboundIPProfile.count"),
        ("networkProfile.loadBalancerProfile.managedOutboundIPs.count", "managedOutboundIPCount"),
        ("networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6", None),
        ("hostedSystemProfile.enabled", None),
    ],
)  # fmt: skip
def test_parameter_of_a_path(path: str, expected: str | None) -> None:
    assert avm_bicep.parameter(avm_bicep.CLUSTER, path) == expected


@pytest.mark.parametrize(
    ("cluster", "present", "absent"),
    [
        pytest.param({}, ["skuTier: 'Free'", "publicNetworkAccess: 'Enabled'", "disableLocalAccounts: false", "systemAssigned: true"], [], id="what the service takes, and the module would not"),
        pytest.param({"tier": "Premium"}, ["skuName: 'Base'", "skuTier: 'Premium'"], ["Free"], id="a tier"),
        pytest.param({"api_server": {"enable_private_cluster": True}}, ["enablePrivateCluster: true"], ["publicNetworkAccess"], id="a private API server, of which the module may say the rest"),
        pytest.param({"pools": [{**SYSTEM, "zones": [1, 3]}]}, ["[\n          1\n          3\n        ]"], [], id="zones, as numbers"),
        pytest.param({"pools": [SYSTEM]}, ["availabilityZones: []"], [], id="no zones, where the module would take all"),
        pytest.param({"pools": [{**SYSTEM, "subnet": OWN_ID}]}, ["userAssignedResourceIds: [\n        identityId\n      ]"], ["systemAssigned"], id="an identity that has its rights in time"),
        pytest.param({"outbound": {"type": "loadBalancer", "outbound_ips": ["/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/a"]}}, ["outboundPublicIPResourceIds: [\n      '/subscriptions/"], ["id:"], id="addresses by their ids"),
    ],
)  # fmt: skip
def test_bicep_says_what_the_module_would_else_decide(
    cluster: dict[str, Any], present: list[str], absent: list[str]
) -> None:
    (file,) = render(view(name="c", network={"plugin": "overlay"}, **cluster), INPUTS["bicep"])
    assert [words for words in present if words not in file.text] == []
    assert [words for words in absent if words in file.text] == []


@pytest.mark.parametrize(
    ("pools", "beside"),
    [
        pytest.param([{"subnet": "n"}], ["p0"], id="one pool after the cluster"),
        pytest.param(
            [{"subnet": "n"}, {"subnet": "n"}], [], id="two pools of one VNet, which must not be made at once"
        ),
        pytest.param([{}, {}], ["p0", "p1"], id="two pools in the network that AKS makes"),
    ],
)
def test_pools_of_one_vnet_are_never_made_at_once_by_the_bicep_module(
    pools: list[dict[str, Any]], beside: list[str]
) -> None:
    system = {**SYSTEM, **({"subnet": "n"} if pools[0] else {})}
    rows = [system, *({"name": f"p{number}", **pool} for number, pool in enumerate(pools))]
    vnet = {"vnet": VNET} if pools[0] else {}
    (file,) = render(view(name="c", network={"plugin": "overlay"}, pools=rows, **vnet), INPUTS["bicep"])
    first, _, later = file.text.partition("agentPools: [")
    assert re.findall(r"^ {8}name: '(p\d)'", later, re.M) == beside
    assert len(re.findall(r"^ {8}name: '", first, re.M)) == len(rows) - len(beside)


@pytest.mark.parametrize(
    ("sample", "says"),
    [
        ("cilium", ["the subnet nodes, 10.240.0.0/24."]),
        ("kubenet", ["the subnet nodes, 10.240.0.0/24, with the route table that leads out to 10.240.255.4."]),
        ("outbound-nat-gateway", ["with the NAT gateway that leads out."]),
        (
            "pod-subnet",
            ["the subnet pods-user, 10.240.64.0/18, delegated to Microsoft.ContainerService/managedClusters."],
        ),
    ],
)
def test_variable_says_what_the_subnet_must_be_like(sample: str, says: list[str]) -> None:
    for asked in INPUTS.values():
        text = generate(SPECS[sample], asked).files[0].text
        assert [words for words in says if words not in text] == []


def test_variable_says_where_the_route_table_leads() -> None:
    outbound = {"type": "userDefinedRouting", "next_hop_ip_address": "10.240.255.4"}
    cluster = view(
        name="c", network={"plugin": "overlay"}, outbound=outbound, pools=[{**SYSTEM, "subnet": "n"}], vnet=VNET
    )
    for asked in INPUTS.values():
        assert "with the route table that leads out to 10.240.255.4." in render(cluster, asked)[0].text


def test_first_pool_of_an_automatic_cluster_has_only_what_the_module_sends_in_time() -> None:
    pools = [{**SYSTEM, "min": 2, "max": 5}, {"name": "b"}]
    cluster = view(name="c", network={"plugin": "cilium"}, sku="automatic", pools=pools)
    file = next(file for file in render(cluster, INPUTS["terraform"]) if file.path == "avm.tfvars.json")
    arguments = json.loads(file.text)
    assert set(arguments["default_agent_pool"]) == {
        "name",
        "enable_auto_scaling",
        "min_count",
        "max_count",
        "upgrade_settings",
    }
    assert "vm_size" in arguments["agent_pools"]["b"]


def test_names_of_variables_never_clash() -> None:
    vnet = {"address_space": ["10.240.0.0/16"], "subnets": {"node": {"prefix": "10.240.0.0/24"}, "identity": {"prefix": "10.240.1.0/24"}, "pod": {"prefix": "10.240.2.0/24"}}}  # fmt: skip
    pools = [{**SYSTEM, "subnet": "node"}, {"name": "a", "subnet": "identity"}, {"name": "b", "subnet": "pod"}]
    cluster = view(name="c", network={"plugin": "pod-subnet"}, vnet=vnet, pools=pools)
    for target, asked in INPUTS.items():
        (file,) = render(cluster, asked)
        pattern = r'variable "(\w+)"' if target == "terraform" else r"^param (\w+) "
        names = re.findall(pattern, file.text, re.M)
        assert len({name.lower().replace("_", "") for name in names}) == len(names) > 4


def test_silence_about_providers_and_api_versions_that_the_module_chooses() -> None:
    cluster = view(name="c", network={"plugin": "overlay"}, pools=[SYSTEM])
    assert rules_hit(cluster, *INPUTS.values()) == [*rules_hit(cluster), "AKN522"]

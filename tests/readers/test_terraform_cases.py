"""Every case of the reference: what Terraform 1.11.4 makes of a configuration, against what the reader says of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aksnet.configuration import Attribute, Cluster, Configuration, Entry, Part
from aksnet.errors import Place
from aksnet.readers.assembling import configuration_of
from aksnet.readers.files import Files
from aksnet.readers.terraform.roots import read_roots
from aksnet.view import Origin, Unknown
from places import REFERENCE

CASES = REFERENCE / "terraform-cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/expected.json"))
pytestmark = pytest.mark.skipif(not NAMES, reason="the reference cases are not beside this checkout")

_LB, _NAT = "load_balancer_profile", "nat_gateway_profile"
# Written by hand from the provider's documents: which argument is which property of ARM.
PROFILE = {
    "network_plugin": "networkPlugin",
    "network_plugin_mode": "networkPluginMode",
    "network_data_plane": "networkDataplane",
    "ebpf_data_plane": "networkDataplane",
    "network_policy": "networkPolicy",
    "outbound_type": "outboundType",
    "pod_cidr": "podCidr",
    "pod_cidrs": "podCidrs",
    "service_cidr": "serviceCidr",
    "service_cidrs": "serviceCidrs",
    "dns_service_ip": "dnsServiceIP",
    "ip_versions": "ipFamilies",
    "docker_bridge_cidr": "dockerBridgeCidr",
    "load_balancer_sku": "loadBalancerSku",
    _LB: "loadBalancerProfile",
    f"{_LB}.backend_pool_type": "loadBalancerProfile.backendPoolType",
    f"{_LB}.idle_timeout_in_minutes": "loadBalancerProfile.idleTimeoutInMinutes",
    f"{_LB}.managed_outbound_ip_count": "loadBalancerProfile.managedOutboundIPs.count",
    f"{_LB}.managed_outbound_ipv6_count": "loadBalancerProfile.managedOutboundIPs.countIPv6",
    f"{_LB}.outbound_ip_address_ids": "loadBalancerProfile.outboundIPs.publicIPs",
    f"{_LB}.outbound_ports_allocated": "loadBalancerProfile.allocatedOutboundPorts",
    f"{_NAT}.idle_timeout_in_minutes": "natGatewayProfile.idleTimeoutInMinutes",
    f"{_NAT}.managed_outbound_ip_count": "natGatewayProfile.managedOutboundIPProfile.count",
    "advanced_networking.observability_enabled": "advancedNetworking.observability.enabled",
    "advanced_networking.security_enabled": "advancedNetworking.security.enabled",
}
POOL = {
    "name": "name",
    "mode": "mode",
    "max_count": "maxCount",
    "min_count": "minCount",
    "max_pods": "maxPods",
    "node_count": "count",
    "os_sku": "osSKU",
    "pod_subnet_id": "podSubnetID",
    "vnet_subnet_id": "vnetSubnetID",
    "upgrade_settings.max_surge": "upgradeSettings.maxSurge",
}
SETS = {"address_space", "outbound_ip_address_ids"}
ABSENT = Entry(None)


def read_case(name: str) -> tuple[list[Configuration], dict[str, Any]]:
    """The configurations in a case's folder, and what Terraform says of them."""
    folder = CASES / name
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    files = Files(folder)
    var_files = [folder / one for one in expected.get("var_files", [])]
    folders = [
        one for one in (folder, *sorted(folder.rglob("*"))) if any(one.glob("*.tf")) or any(one.glob("*.tf.json"))
    ]
    return [configuration_of(one.reading) for one in read_roots(folders, files, var_files)], expected


class Judgement:
    """What is right, unknown and wrong in one case."""

    def __init__(self) -> None:
        self.known = 0
        self.unknown: list[str] = []
        self.wrong: list[str] = []

    def value(self, at: str, expected: object, seen: Entry, leaf: str) -> None:
        if leaf == "outbound_ip_address_ids" and isinstance(seen.data, list):
            seen = seen._replace(data=[one["id"] if isinstance(one, dict) else one for one in seen.data])
        if isinstance(expected, list) and leaf in SETS and isinstance(seen.data, list):
            expected, seen = sorted(expected, key=str), seen._replace(data=sorted(seen.data, key=str))  # type: ignore[type-var]
        if isinstance(expected, list) and isinstance(seen.data, list) and len(expected) == len(seen.data):
            for number, (one, other) in enumerate(zip(expected, seen.data, strict=True)):
                self.value(f"{at}[{number}]", one, Entry(other), "")
            return
        if isinstance(expected, dict) and "unknown" in expected:
            if not isinstance(seen.data, Unknown):
                self.wrong.append(f"{at}: {seen.data!r} cannot be known: {expected['unknown']}")
            return
        if isinstance(seen.data, Unknown):
            self.unknown.append(f"{at}: {seen.data.reason}")
            return
        wanted = Attribute(expected["ref"]) if isinstance(expected, dict) and "ref" in expected else expected
        if seen.data == wanted and isinstance(seen.data, bool) == isinstance(wanted, bool):
            self.known += 1
        else:
            self.wrong.append(f"{at}: {seen.data!r}, and not {wanted!r}")


def leaves(tree: dict[str, Any], base: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a tree by their dotted paths."""
    for key, value in tree.items():
        if isinstance(value, dict) and not {"unknown", "ref"} & value.keys():
            yield from leaves(value, f"{base}{key}.")
        else:
            yield base + key, value


def given(values: dict[str, Entry], path: str) -> Entry:
    """The value at a path, or what cannot be told in place of an object around it."""
    entry = values.get(path)
    if entry is not None and entry.origin not in (Origin.PROVIDER, Origin.IMPLIED):
        return entry
    while "." in path:
        path = path.rpartition(".")[0]
        around = values.get(path, values.get(f"{path}.*"))
        if around is not None and isinstance(around.data, Unknown):
            return around
    return values.get("*", ABSENT)


def judge_tree(
    judgement: Judgement,
    at: str,
    expected: dict[str, Any],
    values: dict[str, Entry],
    names: dict[str, str],
    base: str = "",
) -> None:
    """Compare all values that have a name in the table; what is there and not expected is wrong."""
    told = dict(leaves(expected))
    for path, value in told.items():
        judgement.value(f"{at} {path}", value, given(values, base + names[path]), path.rpartition(".")[2])
    wanted = {names[path] for path in told}
    hidden = {names[path] for path, value in told.items() if isinstance(value, dict) and "unknown" in value}
    for path in set(names.values()) - wanted:
        entry = given(values, base + path)
        covered = any(path.startswith(f"{one}.") for one in hidden)
        if entry is not ABSENT and not isinstance(entry.data, Unknown) and not covered:
            judgement.wrong.append(f"{at} {path}: {entry.data!r}, and nothing is written")


def judge_place(judgement: Judgement, expected: dict[str, Any], place: Place, case: str) -> None:
    file = Path(place.source).relative_to(CASES / case).as_posix()
    if (file, place.line) != (expected["file"], expected["line"]):
        judgement.wrong.append(
            f"{expected['address']}: at {file}:{place.line}, and not {expected['file']}:{expected['line']}"
        )


def judge_azapi(
    judgement: Judgement, expected: dict[str, Any], values: dict[str, Entry], pools: tuple[Part, ...]
) -> None:
    at, body = expected["address"], expected["body"]
    if "unknown" in body:
        judgement.value(at, body, values.get("*", ABSENT), "")
        return
    for path, value in leaves({key: one for key, one in body.items() if key != "agentPoolProfiles"}):
        judgement.value(f"{at} {path}", value, given(values, path), "")
    for number, pool in enumerate(body.get("agentPoolProfiles", [])):
        for path, value in leaves(pool):
            judgement.value(f"{at} pool {number} {path}", value, given(dict(pools[number].values), path), "")


def judge_exists(judgement: Judgement, expected: dict[str, Any], exists: str | None) -> None:
    if ("instances" in expected) != (exists is not None):
        judgement.wrong.append(f"{expected['address']}: exists {exists!r}, and not {expected.get('instances')!r}")


class Seen:
    """What the reader says of a case, by address."""

    def __init__(self, configurations: list[Configuration]) -> None:
        pools = [
            *(pool for c in configurations for pool in c.pools),
            *(pool for c in configurations for one in c.clusters for pool in one.pools),
        ]
        subnets = [
            *(subnet for c in configurations for subnet in c.subnets),
            *(subnet for c in configurations for one in c.networks for subnet in one.subnets),
        ]
        self.clusters = {(Path(c.label), one.address): one for c in configurations for one in c.clusters}
        self.pools = {one.address: one for one in pools if one.parent is not None}
        self.networks = {one.address: one for c in configurations for one in c.networks}
        self.subnets = {one.address: one for one in subnets if one.parent is not None}


def judge(case: str) -> Judgement:
    """All that is said of a case, against what is expected."""
    configurations, expected = read_case(case)
    judgement, seen = Judgement(), Seen(configurations)
    judge_presence(judgement, expected, seen, case)
    for one in expected.get("clusters", []):
        cluster = seen.clusters.get((CASES / case / one.get("root", "."), one["address"]))
        if cluster is not None:
            judge_place(judgement, one, cluster.place, case)
            judge_exists(judgement, one, cluster.exists)
            judge_cluster(judgement, one, cluster)
    for one in expected.get("node_pools", []):
        if one["address"] in seen.pools:
            judge_pool(judgement, one, seen.pools[one["address"]], case)
    for one in expected.get("virtual_networks", []):
        if one["address"] in seen.networks:
            network = seen.networks[one["address"]]
            judge_place(judgement, one, network.place, case)
            judgement.value(
                one["address"],
                one["address_space"],
                network.values.get("addressSpace.addressPrefixes", ABSENT),
                "address_space",
            )
    for one in expected.get("subnets", []):
        if one["address"] in seen.subnets:
            judge_subnet(judgement, one, seen.subnets[one["address"]], case)
    return judgement


def judge_presence(judgement: Judgement, expected: dict[str, Any], seen: Seen, case: str) -> None:
    """No resource is missed; in a valid case none is invented, beside those of modules of the registry."""
    wanted = {(CASES / case / one.get("root", "."), one["address"]) for one in expected.get("clusters", [])}
    pairs = [("node_pools", seen.pools), ("virtual_networks", seen.networks), ("subnets", seen.subnets)]
    missed = [address for _, address in wanted - seen.clusters.keys()]
    invented = [address for _, address in seen.clusters.keys() - wanted]
    for key, there in pairs:
        addresses = {one["address"] for one in expected.get(key, [])}
        missed += addresses - there.keys()
        invented += there.keys() - addresses
    judgement.wrong += [f"{address}: missed" for address in missed]
    if expected.get("valid", True):
        modules = tuple(one["address"] for one in expected.get("modules", [])) or ("(none)",)
        judgement.wrong += [f"{address}: invented" for address in invented if not address.startswith(modules)]


def judge_cluster(judgement: Judgement, expected: dict[str, Any], cluster: Cluster) -> None:
    at = expected["address"]
    if "body" in expected:
        judge_azapi(judgement, expected, dict(cluster.values), cluster.pools)
        return
    profile = expected.get("network_profile", {})
    if "unknown" in profile:
        judgement.value(at, profile, cluster.values.get("networkProfile", ABSENT), "")
    else:
        judge_tree(judgement, at, profile, dict(cluster.values), PROFILE, "networkProfile.")
    inline = dict(expected.get("default_node_pool", {}))
    rotation = inline.pop("temporary_name_for_rotation", None)
    pool = next((pool for pool in cluster.pools if pool.address.endswith(".default_node_pool")), None)
    if pool is None:
        judgement.wrong.append(f"{at}: no inline pool")
        return
    judge_tree(judgement, f"{at} pool", inline, dict(pool.values), POOL)
    if rotation is not None:
        judgement.value(f"{at} rotation", rotation, pool.arguments.get("temporary_name_for_rotation", ABSENT), "")


def judge_pool(judgement: Judgement, expected: dict[str, Any], pool: Part, case: str) -> None:
    at = expected["address"]
    judge_place(judgement, expected, pool.place, case)
    judge_exists(judgement, expected, pool.exists)
    if "body" in expected:
        for path, value in leaves(expected["body"]):
            judgement.value(f"{at} {path}", value, given(dict(pool.values), path), "")
    else:
        tops = {name.partition(".")[0] for name in POOL}
        judge_tree(
            judgement, at, {key: value for key, value in expected.items() if key in tops}, dict(pool.values), POOL
        )
    judgement.value(
        f"{at} parent", expected.get("kubernetes_cluster_id", expected.get("parent_id")), pool.parent or ABSENT, ""
    )


def judge_subnet(judgement: Judgement, expected: dict[str, Any], subnet: Part, case: str) -> None:
    at = expected["address"]
    judge_place(judgement, expected, subnet.place, case)
    judge_exists(judgement, expected, subnet.exists)
    judgement.value(at, expected["address_prefixes"], subnet.values.get("addressPrefixes", ABSENT), "")
    judgement.value(f"{at} network", expected["virtual_network"], subnet.parent or ABSENT, "")
    if "delegations" in expected:
        judgement.value(f"{at} delegations", expected["delegations"], subnet.values.get("delegations", ABSENT), "")


@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_a_case_is_wrong(name: str) -> None:
    assert judge(name).wrong == []


def test_nearly_all_values_that_can_be_known_are_known() -> None:
    totals: Counter[str] = Counter()
    for name in NAMES:
        judgement = judge(name)
        totals["known"] += judgement.known
        totals["unknown"] += len(judgement.unknown)
    assert totals["known"] / totals.total() >= 0.95


def test_positions_are_those_of_the_arguments_names() -> None:
    wrong = []
    for name in NAMES:
        configurations, expected = read_case(name)
        positions = expected.get("positions", {})
        clusters = [cluster for one in configurations for cluster in one.clusters]
        first = next(
            (one for one in clusters if one.address == (expected.get("clusters") or [{}])[0].get("address")), None
        )
        if first is None:
            continue
        pool = next((pool for pool in first.pools if pool.address.endswith("default_node_pool")), None)
        for path, position in positions.items():
            block, _, leaf = path.partition(".")
            entry = None
            if block == "network_profile" and leaf in PROFILE:
                entry = first.values.get(f"networkProfile.{PROFILE[leaf]}")
            elif block == "default_node_pool" and leaf in POOL and pool is not None:
                entry = pool.values.get(POOL[leaf])
            if entry is None or entry.place is None:
                continue
            if [entry.place.line, entry.place.column] != position:
                wrong.append(f"{name} {path}: {entry.place}, and not {position}")
    assert wrong == []


# Cases whose files do say the version, though they are expected to say none.
_CONSTRAINED = {"097-tf-json": "~> 4.0"}


@pytest.mark.parametrize("name", NAMES)
def test_the_provider_s_version_is_that_of_the_files(name: str) -> None:
    configurations, expected = read_case(name)
    wanted = _CONSTRAINED.get(name, expected["provider"]["azurerm"])
    for cluster in (one for c in configurations if Path(c.label) == CASES / name for one in c.clusters):
        provider = cluster.provider
        assert provider is not None
        if provider.name != "azurerm":
            continue
        said = "assumed" if provider.assumed else provider.version
        assert said == wanted.removeprefix("constraint: ")

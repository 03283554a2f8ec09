"""`aksnet check --shard`: the parts of a fleet that jobs look at, and that nothing is lost between them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aksnet.commands.check import run
from aksnet.findings import Finding
from aksnet.readers.inputs import Request
from aksnet.reports import Report
from aksnet.rules import RULES
from aksnet.spec.shards import Shard
from rendering import TODAY

NET = "/subscriptions/s/resourceGroups/net/providers/Microsoft.Network"
PODS, NODES = (f"{NET}/virtualNetworks/v/subnets/{name}" for name in ("pods", "nodes"))
# What may stand in a cluster of a fleet: faults of its own, faults with others, and ignores of both.
KINDS = {
    "clean": "network: {plugin: overlay}",
    "faulty": "network: {plugin: overlay, pod_cidr: 10.244.0.0/30}",
    "ignored": "network: {plugin: overlay, pod_cidr: 10.244.0.0/30}\n    ignore: {AKN118: small on purpose}",
    "ignored in vain": "network: {plugin: overlay}\n    ignore: {AKN118: small on purpose}",
    "said in a comment": "network: {plugin: kubenet} # aksnet: ignore[AKN401] moves in spring",
    "said in vain": "network: {plugin: overlay} # aksnet: ignore[AKN401] moves in spring",
    "dynamic": f"network: {{plugin: pod-subnet}}\n    pools: [{{name: p, mode: System, subnet: {NODES}, pod_subnet: {PODS}}}]",
    "static": f"network: {{plugin: pod-subnet, allocation: static-block}}\n    pools: [{{name: p, mode: System, subnet: {NODES}, pod_subnet: {PODS}}}]",
    "spoke": "resource_group: g\n    network: {plugin: overlay, service_cidr: 172.16.0.0/16}\n    vnet: {address_space: [10.1.0.0/16], peers: [10.0.0.0/20]}",
    "inner spoke": "network: {plugin: overlay, service_cidr: 172.16.0.0/16, pod_cidr: 10.8.0.0/16}\n    vnet: {address_space: [10.1.4.0/22], peers: [10.0.0.0/20]}",
    "naming": "network: {plugin: overlay, service_cidr: 172.16.0.0/16}\n    vnet: {address_space: [10.8.0.0/16], peers: [10.1.4.0/22]}",
    "listing": "resource_group: net\n    network: {plugin: overlay}\n    vnet: {name: v, address_space: [10.1.0.0/16], subnets: {nodes: {prefix: 10.1.0.0/28}}}\n    pools: [{name: p, mode: System, count: 6, subnet: nodes}]",
    "listing more": "resource_group: net\n    network: {plugin: overlay}\n    vnet: {name: v, address_space: [10.1.0.0/16, 10.2.0.0/16], subnets: {nodes: {prefix: 10.1.0.0/28}}}\n    pools: [{name: p, mode: System, count: 6, subnet: nodes}]",
    "in the subnet": f"network: {{plugin: overlay, service_cidr: 10.1.0.0/24}}\n    pools: [{{name: p, mode: System, count: 7, subnet: {NODES}}}]",
    "kubenet": f"network: {{plugin: kubenet}}\n    pools: [{{name: p, mode: System, subnet: {NODES}}}]",
}
DEFAULTS = ["", "defaults: {ignore: {AKN118: all are small}}\n", "defaults: {ignore: {AKN352: an old fault}}\n"]
FLEETS = st.lists(
    st.tuples(st.sampled_from(DEFAULTS), st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=5)),
    min_size=1,
    max_size=2,
)
ACROSS = {one.id for one in RULES if one.across}


def report(folder: Path, shard: Shard | None = None) -> Report:
    return run(Request((str(folder),)), TODAY, None, RULES, shard)


def write(folder: Path, fleets: list[tuple[str, list[str]]]) -> None:
    for number, (defaults, kinds) in enumerate(fleets):
        rows = "".join(f"  - name: c{at}\n    {KINDS[kind]}\n" for at, kind in enumerate(kinds))
        (folder / f"fleet{number}.yaml").write_text(f"{defaults}clusters:\n{rows}")


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(FLEETS, st.integers(1, 4))
def test_the_shards_of_a_fleet_find_together_what_the_whole_finds(
    tmp_path_factory: pytest.TempPathFactory, fleets: list[tuple[str, list[str]]], total: int
) -> None:
    folder = tmp_path_factory.mktemp("fleet")
    write(folder, fleets)
    whole = report(folder)
    shards = [report(folder, Shard(index, total)) for index in range(1, total + 1)]
    assert sum(one.summary.clusters for one in shards) == whole.summary.clusters
    assert {finding for one in shards for finding in one.findings} == set(whole.findings)
    told = Counter(finding for one in shards for finding in one.findings)
    alone = {finding for finding in told if finding.cluster and finding.rule not in ACROSS}
    assert {told[finding] for finding in alone} <= {1}
    assert {told[finding] for finding in told if not finding.cluster} <= {total}


def _found(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return sorted((one.rule, one.cluster) for one in findings)


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        pytest.param(1, [("AKN352", "c1")], id="the cluster that the finding is held against"),
        pytest.param(2, [("AKN352", "c1")], id="the cluster that has the finding"),
        pytest.param(3, [], id="a cluster that it does not concern"),
    ],
)
def test_a_finding_across_clusters_is_told_where_one_of_them_is(
    tmp_path: Path, index: int, expected: list[tuple[str, str]]
) -> None:
    write(tmp_path, [("", ["dynamic", "static", "clean"])])
    assert _found(report(tmp_path, Shard(index, 3)).findings) == expected


@pytest.mark.parametrize("shard", ["1/2", "2/2"])
def test_a_shard_of_one_cluster_says_whose_a_finding_is(aksnet: Any, tmp_path: Path, shard: str) -> None:
    write(tmp_path, [("", ["dynamic", "static"])])
    done = aksnet("check", str(tmp_path), "--shard", shard, "--today", "2026-11-24")
    assert "AKN352 one-allocation-per-pod-subnet: c1: the pod subnet" in done.out


def test_a_rule_over_one_cluster_does_not_run_over_those_of_other_shards(tmp_path: Path) -> None:
    write(tmp_path, [("", ["clean", "clean", "clean"])])
    asked: list[str] = []
    one = next(rule for rule in RULES if rule.id == "AKN118")
    watched = one._replace(check=lambda cluster, context: asked.append(cluster.name) or iter(()))  # type: ignore[func-returns-value]
    run(Request((str(tmp_path),)), TODAY, None, [watched], Shard(2, 3))
    assert asked == ["c1"]


def test_the_command_line_counts_the_clusters_of_the_shard(aksnet: Any, tmp_path: Path) -> None:
    write(tmp_path, [("", ["clean", "faulty", "clean"])])
    done = aksnet("check", str(tmp_path), "--shard", "1/2", "--format", "json", "--today", "2026-11-24")
    assert (done.code, json.loads(done.out)["summary"]["clusters"]) == (0, 2)
    done = aksnet("check", str(tmp_path), "--shard", "2/2", "--format", "json", "--today", "2026-11-24")
    assert (done.code, json.loads(done.out)["summary"]["clusters"]) == (1, 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["--shard", "5/4"], "--shard: error: there is no shard '5/4'\n  hint: the first is 1/4, the last 4/4\n", id="a shard that there is not"),
        pytest.param(["--shard", ""], "--shard: error: '' is no shard\n", id="a variable that is not set"),
        pytest.param(["--shard", "1/2", "--fix"], "--shard: error: --fix is about all clusters of the files, and --shard about some of them\n", id="fixing a part of a file"),
        pytest.param(["--shard", "1/2", "--write-baseline", "b.json"], "--shard: error: --write-baseline is about all clusters", id="a baseline of a part"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_of_a_shard_is_told(aksnet: Any, tmp_path: Path, words: list[str], expected: str) -> None:
    write(tmp_path, [("", ["clean"])])
    done = aksnet("check", str(tmp_path), *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(expected)

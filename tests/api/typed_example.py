"""A program that the type checker reads: what it is told of the API is what a user's editor knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import assert_type

import aksnet
from aksnet import (
    AksnetError,
    AzureVerdict,
    Balance,
    Change,
    Clusters,
    ClusterView,
    Files,
    Finding,
    Migration,
    Place,
    Plan,
    PoolView,
    Problem,
    RangeVerdict,
    Report,
    Severity,
    SubnetView,
    ToolVerdict,
    Value,
)

SPEC: dict[str, object] = {"name": "prod", "network": {"plugin": "overlay", "pod_cidr": "10.64.0.0/16"}}
DAY = date(2026, 11, 30)


def reading(folder: Path) -> Clusters:
    """Paths, several of them, plain data and texts."""
    assert_type(aksnet.load(folder, var_files=[folder / "a.tfvars"], partial=True), Clusters)
    assert_type(aksnet.load([folder, "b.yaml"], policy=folder / ".aksnet.yaml"), Clusters)
    assert_type(aksnet.loads("network: {plugin: overlay}", "a.yaml"), Clusters)
    return aksnet.load(SPEC)


def looking(clusters: Clusters) -> Iterator[Value]:
    """Clusters by number, by name and one by one; values by the paths of ARM."""
    assert_type(clusters[0], ClusterView)
    assert_type(clusters["prod"], ClusterView)
    assert_type(clusters[:1], tuple[ClusterView, ...])
    assert_type(clusters.unread, tuple[Problem, ...])
    for cluster in clusters:
        assert_type(cluster.name, str)
        assert_type(cluster.place, Place | None)
        assert_type(cluster.text("networkProfile.podCidr"), str | None)
        assert_type(cluster.pools, tuple[PoolView, ...])
        assert_type(aksnet.mode_of(cluster), str | None)
        for subnet in cluster.vnet.subnets.values() if cluster.vnet is not None else ():
            assert_type(subnet, SubnetView)
        yield from cluster.values.values()


def checking(clusters: Clusters) -> list[Finding]:
    """A report, and its findings."""
    report = aksnet.check(clusters, today=DAY, select=["AKN1"], ignore="AKN102")
    assert_type(report, Report)
    assert_type(report.summary.unknown, int)
    return [one for one in report.findings if one.severity is Severity.ERROR]


def writing(clusters: Clusters) -> str:
    """Texts by their paths."""
    files = aksnet.render(clusters, target="bicep", emit="cluster", today=DAY)
    assert_type(files, Files)
    assert_type(files.findings, tuple[Finding, ...])
    return files["main.bicep"]


def planning(clusters: Clusters) -> list[Balance]:
    """Ranges, with their verdicts."""
    plan = aksnet.plan(clusters, grow=1.5, nodes={"system": 20})
    assert_type(plan, Plan)
    return [one for one in plan.ranges if plan.verdict(one) is RangeVerdict.DOES_NOT_FIT]


def comparing(clusters: Clusters) -> list[Change]:
    """Changes, with verdicts."""
    migration = aksnet.migrate(clusters, {**SPEC, "network": {"plugin": "cilium"}}, today=DAY)
    assert_type(migration, Migration)
    assert_type(aksnet.migrate(clusters, to=aksnet.mode_of(clusters[0])), Migration)
    assert_type(aksnet.to_text(migration, "markdown"), str)
    assert_type(migration.failing, tuple[Change, ...])
    return [
        change
        for change in migration.changes
        if change.azure_verdict is AzureVerdict.RECREATE or change.tool_verdict is ToolVerdict.REPLACE
    ]


def mistaken(clusters: Clusters) -> None:
    """What the type checker refuses: mypy tells where one of these is no error any more."""
    aksnet.chek(clusters)  # type: ignore[attr-defined]
    aksnet.migrate(["a", "b"], to="overlay")  # type: ignore[call-overload]
    aksnet.migrate(["a", "b"], "c")  # type: ignore[call-overload]
    aksnet.migrate(clusters, since="HEAD")  # type: ignore[arg-type]
    aksnet.migrate({"name": "a"}, since="HEAD")  # type: ignore[call-overload]
    aksnet.migrate("a", to="overlay", since="HEAD")  # type: ignore[call-overload]
    aksnet.mode_of(clusters)  # type: ignore[arg-type]


def failing() -> tuple[Problem, ...]:
    """Errors have their problems."""
    try:
        aksnet.load({"network": {}})
    except AksnetError as error:
        assert_type(error.problems, tuple[Problem, ...])
        return error.problems
    return ()

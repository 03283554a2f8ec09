"""The output of every sample, read back: the same clusters as the spec it was rendered from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from aksnet.facts.service import AKS_DELEGATION
from aksnet.readers import specs
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.view import ClusterView, Origin, Parameter, PoolView, Unknown, Value, VnetView
from places import ROOT

SAMPLES = ROOT / "samples"
TARGETS = ("terraform", "azapi", "bicep", "arm")
FOLDERS = sorted(path.parent for path in SAMPLES.glob("*/aksnet.yaml"))
CASES = [
    pytest.param(folder, target, id=f"{folder.name} as {target}")
    for folder in FOLDERS
    for target in TARGETS
    if (folder / target).is_dir()
]
# What the rendered text says beside the spec: the identity, and from azurerm 5 on that there is no node provisioning.
BESIDE = ("identity.", "nodeProvisioningProfile.mode", "tags")


def _differences(at: str, seen: Mapping[str, Value], said: Mapping[str, Value], target: str) -> Iterator[str]:
    for path in sorted({*seen, *said}):
        one, other = seen.get(path), said.get(path)
        if path.startswith(BESIDE) or (one is not None and one.origin is Origin.IMPLIED):
            continue
        if other is not None and isinstance(other.data, Parameter):
            if one is None or not isinstance(one.data, Unknown):
                yield f"{at} {path}: {one} is given by whoever deploys"
        elif one is None and other is not None:
            # azurerm says some values by leaving the argument out, and a default count of an autoscaled pool
            if target != "terraform" or other.origin is Origin.GIVEN:
                yield f"{at} {path}: {other.data!r} is missing"
        elif one is not None and (other is None or one.data != other.data):
            yield f"{at} {path}: {one.data!r}, and not {other.data if other else 'nothing'!r}"


def _of_pools(seen: ClusterView, said: ClusterView, target: str) -> Iterator[str]:
    there = {pool.name: pool for pool in seen.pools}
    if [*there] != [pool.name for pool in said.pools]:
        yield f"pools {[*there]}, and not {[pool.name for pool in said.pools]}"
    for pool in said.pools:
        yield from _differences(pool.name, there.get(pool.name, PoolView({})).values, pool.values, target)


def _of_networks(seen: VnetView | None, said: VnetView | None) -> Iterator[str]:
    if seen is None or said is None:
        if seen is not said:
            yield f"the network is {seen}, and not {said}"
        return
    if [one.text for one in seen.address_space] != [one.text for one in said.address_space]:
        yield f"{seen.address_space}, and not {said.address_space}"
    for name in {*seen.subnets, *said.subnets}:
        one, other = seen.subnets.get(name), said.subnets.get(name)
        if one is None or other is None or [r.text for r in one.prefixes] != [r.text for r in other.prefixes]:
            yield f"subnet {name}: {one}, and not {other}"
        elif one.delegation not in (other.delegation, AKS_DELEGATION):  # pod subnets are delegated where they are made
            yield f"subnet {name}: delegated to {one.delegation}, and not {other.delegation}"


@pytest.mark.parametrize(("folder", "target"), CASES)
def test_what_is_rendered_reads_back_to_the_view_it_came_from(folder: Path, target: str) -> None:
    spec = specs.read("aksnet.yaml", (folder / "aksnet.yaml").read_text(encoding="utf-8"))
    configurations = read(Request([str(folder / target)]))
    assert [problem for one in configurations for problem in one.unread] == []
    seen = {view.name.lower(): view for one in configurations for view in views_of(one)}
    said = {view.name.lower(): view for view in spec.views or ()}
    assert seen.keys() == said.keys()
    assert said
    for name, view in said.items():
        wrong = [
            *_differences(name, seen[name].values, view.values, target),
            *_of_pools(seen[name], view, target),
            *_of_networks(seen[name].vnet, view.vnet),
        ]
        assert wrong == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_spec_is_shown_as_the_view_it_is(folder: Path) -> None:
    (configuration,) = read(Request([str(folder / "aksnet.yaml")]))
    views = views_of(configuration)
    assert [cluster.values["name"].data for cluster in configuration.clusters] == [view.name for view in views]
    for cluster, view in zip(configuration.clusters, views, strict=True):
        assert {path for path in cluster.values if path != "name"} == set(view.values)
        assert len(cluster.pools) == len(view.pools)

"""Refactorings that change nothing at Azure, and values that one side leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aksnet.transitions.azure.service import of_cluster, of_pool
from aksnet.transitions.verdicts import Azure, OfAzure
from aksnet.view import ClusterView, Origin, Unknown, Value
from azure_changes import ENGINES, MODES, SUBNET, change, cluster

BOTH = {"ipFamilies": ["IPv4", "IPv6"], "podCidrs": ["10.244.0.0/16", "fd12::/64"]}
FACTS = set(yaml.safe_load((Path(__file__).parents[3] / "docs" / "ledger.yaml").read_text()))
NOTHING = OfAzure(Azure.NO_CHANGE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(cluster(podCidr="10.244.0.0/16"), cluster(podCidrs=["10.244.0.0/16"]), id="a list of one pod range"),
        pytest.param(cluster(serviceCidr="10.1.0.0/16"), cluster(serviceCidrs=["10.1.0.0/16"]), id="a list of one service range"),
        pytest.param(cluster(), cluster(podCidr="10.244.0.0/16"), id="the implied pod range of overlay"),
        pytest.param(cluster("kubenet"), cluster("kubenet", podCidr="10.244.0.0/16"), id="the implied pod range of kubenet"),
        pytest.param(cluster(), cluster(serviceCidr="10.0.0.0/16", dnsServiceIP="10.0.0.10"), id="the implied service range and DNS address"),
        pytest.param(cluster(), cluster("overlay, policy none"), id="no engine, in a word"),
        pytest.param(cluster("overlay, policy none"), cluster(), id="no engine, left out"),
        pytest.param(cluster(), cluster(networkDataplane="azure"), id="the default data plane"),
        pytest.param(cluster(), cluster(outboundType="loadBalancer"), id="the default outbound type"),
        pytest.param(cluster(), cluster(loadBalancerSku="Standard"), id="a word in another case"),
        pytest.param(cluster(), cluster(ipFamilies=["IPv4"]), id="the default family"),
        pytest.param(cluster(), cluster(networkMode="transparent"), id="the default network mode"),
        pytest.param(cluster("overlay, Cilium"), cluster(networkDataplane="cilium"), id="Cilium's engine is its own"),
        pytest.param(cluster("overlay, Cilium"), cluster("overlay, policy none"), id="on Cilium none is Cilium"),
        pytest.param(cluster("overlay, Calico"), cluster(), id="an engine that is left out stays"),
        pytest.param(cluster("overlay, Cilium"), cluster(), id="a data plane that is left out stays"),
        pytest.param(cluster(outboundType="none"), cluster(), id="an outbound type that is left out stays"),
        pytest.param(cluster(loadBalancerSku="basic"), cluster(), id="a load balancer that is left out stays"),
        pytest.param(cluster(podCidr="10.1.0.0/16", serviceCidr="10.2.0.0/16", dnsServiceIP="10.2.0.10"), cluster(), id="ranges that are left out stay"),
        pytest.param(cluster(**BOTH), cluster(), id="families that are left out stay"),
        pytest.param(cluster(**BOTH), cluster(podCidr="10.244.0.0/16"), id="the second family of the pod range, left out"),
        pytest.param(cluster(advancedNetworking__enabled=True), cluster(), id="ACNS that are left out stay"),
        pytest.param(cluster(apiServerAccessProfile__enableVnetIntegration=True), cluster(), id="an API server stays in the VNet"),
        pytest.param(cluster(), cluster("nobody's plugin"), id="a whole profile that is left out"),
        pytest.param(cluster(vnetSubnetID=f"{SUBNET}nodes"), cluster(), id="subnets that are left out stay"),
        pytest.param(cluster(location="West Europe"), cluster(location="westeurope"), id="a region with and without space"),
        pytest.param(cluster(), cluster(apiServerAccessProfile__enablePrivateCluster=False), id="a public cluster, in a word"),
        pytest.param(cluster(), cluster(loadBalancerProfile__backendPoolType="NodeIPConfiguration"), id="the default backend pool type"),
        pytest.param(cluster(), cluster(nodeProvisioningProfile__mode="Manual"), id="node auto-provisioning off, in a word"),
        pytest.param(cluster("kubenet", networkPluginMode="overlay"), cluster("kubenet", networkPluginMode="overlay"), id="what is wrong already is no change"),
        pytest.param(cluster("pod subnet"), cluster("pod subnet", podIPAllocationMode="DynamicIndividual"), id="the default allocation"),
        pytest.param(cluster("byo", podCidr="10.1.0.0/16"), cluster("byo"), id="a range of another CNI that is left out"),
    ],
)  # fmt: skip
def test_nothing_changes(before: ClusterView, after: ClusterView) -> None:
    assert change(before, after) == NOTHING


def test_ranges_that_a_text_leaves_out_stay_what_they_are() -> None:
    """What the service would choose for a new cluster is nothing that the text asks of this one."""
    chosen = {"podCidr": "10.244.0.0/16", "serviceCidr": "10.0.0.0/16", "dnsServiceIP": "10.0.0.10"}
    left_out = {f"networkProfile.{name}": Value(data, Origin.IMPLIED) for name, data in chosen.items()}
    text = cluster()._replace(values={**cluster().values, **left_out})
    running = cluster(podCidr="172.16.0.0/16", serviceCidr="192.168.0.0/16", dnsServiceIP="192.168.0.10")
    assert change(running, text) == NOTHING
    assert change(running, cluster(**chosen)).verdict is Azure.RECREATE


VALUES: dict[str, list[Any]] = {
    "networkPlugin": ["kubenet", "azure", "none"],
    "networkPluginMode": ["overlay"],
    "networkDataplane": ["azure", "cilium"],
    "networkPolicy": ["none", "azure", "calico", "cilium"],
    "outboundType": ["loadBalancer", "managedNATGateway", "userDefinedRouting", "none", "block"],
    "loadBalancerSku": ["basic", "standard"],
    "ipFamilies": [["IPv4"], ["IPv4", "IPv6"]],
    "podCidr": ["10.244.0.0/16", "no range"],
    "serviceCidrs": [["10.0.0.0/16"], ["10.0.0.0/16", "fd00::/108"]],
    "dnsServiceIP": ["10.0.0.10"],
    "advancedNetworking__enabled": [True, False],
    "apiServerAccessProfile__enablePrivateCluster": [True, False],
    "sku__name": ["Base", "Automatic"],
    "podSubnetID": [f"{SUBNET}pods"],
    "vnetSubnetID": [f"{SUBNET}nodes"],
    "podIPAllocationMode": ["StaticBlock", "DynamicIndividual"],
    "location": ["westeurope"],
}
ANYTHING = st.fixed_dictionaries(
    {},
    optional={
        path: st.sampled_from([*values, Unknown("nobody says it", sign="it")]) for path, values in VALUES.items()
    },
)


@given(ANYTHING)
def test_a_cluster_against_itself_never_changes(values: dict[str, Any]) -> None:
    view = cluster("nobody's plugin", **values)
    assert of_cluster(view, view) == NOTHING
    assert of_pool(view.pools[0], view.pools[0], view, view) == NOTHING


@given(ANYTHING, ANYTHING)
def test_every_pair_has_a_verdict_with_reasons_sources_and_facts_that_there_are(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    found = of_cluster(cluster("nobody's plugin", **one), cluster("nobody's plugin", **other))
    assert found.verdict is Azure.NO_CHANGE or found.reasons or found.open
    told = (*found.reasons, *found.conditions, *found.effects)
    assert all(part.sources for part in told)
    assert {fact for part in told for fact in part.facts} <= FACTS


def test_pools_that_only_one_side_names_change_nothing() -> None:
    view = cluster()
    other = view.pools[0]._replace(values={**view.pools[0].values, "name": Value("user")})
    assert change(view, view._replace(pools=(*view.pools, other))) == NOTHING
    assert change(view._replace(pools=(*view.pools, other)), view) == NOTHING


def test_a_fragment_without_pools_leaves_addresses_of_subnets_as_they_are() -> None:
    fragment = cluster("pod subnet")._replace(pools=(), pools_stated=False)
    assert change(cluster("pod subnet"), fragment) == NOTHING


@pytest.mark.parametrize("mode", sorted(set(MODES) - {"nobody's plugin"}))
def test_every_mode_is_told_apart(mode: str) -> None:
    others = set(MODES) - {mode, "nobody's plugin"}
    assert all(change(cluster(mode), cluster(other)).verdict is not Azure.NO_CHANGE for other in others)


def test_every_engine_is_told_apart() -> None:
    for one in ENGINES:
        others = set(ENGINES) - {one, *(["policy none"] if one == "Cilium" else [])}
        said = {"networkDataplane": "azure"} if one == "Cilium" else {}
        assert all(
            change(cluster(f"overlay, {one}"), cluster(f"overlay, {other}", **said)).verdict is not Azure.NO_CHANGE
            for other in others
        )

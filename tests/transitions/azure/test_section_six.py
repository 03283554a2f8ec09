"""Every row of facts section 6, in the project's own words: from, to, the verdict, and what it rests on."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.transitions.verdicts import Azure
from azure_changes import change, cluster

IN_PLACE, ONE_WAY, STEPS, POOLS, GONE = (
    Azure.IN_PLACE,
    Azure.IRREVERSIBLE,
    Azure.STEPS,
    Azure.NEW_POOL,
    Azure.RECREATE,
)
WIDE = "10.240.0.0/12"
BOTH = {"ipFamilies": ["IPv4", "IPv6"], "podCidrs": ["10.244.0.0/16", "fd12:3456:789a::/64"]}
LEAVES = {"networkDataplane": "azure", "networkPolicy": "none"}


@pytest.mark.parametrize(
    ("before", "after", "verdict", "words", "facts"),
    [
        pytest.param("kubenet", "overlay", ONE_WAY, "move from kubenet to overlay", {"MIG-02"}, id="kubenet moves to overlay for good"),
        pytest.param("kubenet, Calico", "overlay", STEPS, "first remove the network policy engine, then move", {"MIG-03", "MIG-04"}, id="Calico goes before kubenet moves, and may come back"),
        pytest.param("kubenet, Calico", "overlay, policy none", STEPS, "first remove the network policy engine, then move from kubenet to overlay; addresses", {"MIG-03", "MIG-04"}, id="Calico goes before kubenet moves"),
        pytest.param("node subnet", "overlay", ONE_WAY, "move from node subnets to overlay", {"MIG-02", "MIG-06", "MIG-08"}, id="node subnet moves to overlay for good"),
        pytest.param("node subnet, NPM", "overlay, policy none", STEPS, "first remove the network policy engine", {"MIG-03"}, id="NPM goes before addresses move"),
        pytest.param("node subnet, Cilium", "overlay, Cilium", ONE_WAY, "move from node subnets to overlay", {"MIG-02"}, id="node subnet on Cilium moves with its data plane"),
        pytest.param("node subnet", "overlay, Cilium", STEPS, "addresses and data plane do not change together", {"MIG-01"}, id="addresses and data plane never in one operation"),
        pytest.param("node subnet", "node subnet, Cilium", ONE_WAY, "change the data plane to Cilium", {"MODE-07"}, id="node subnet changes to Cilium"),
        pytest.param("pod subnet", "pod subnet, Cilium", ONE_WAY, "change the data plane to Cilium", {"MODE-07"}, id="pod subnet changes to Cilium"),
        pytest.param("overlay", "overlay, Cilium", ONE_WAY, "change the data plane to Cilium", {"MODE-07", "NAP-05"}, id="overlay changes to Cilium"),
        pytest.param("static block", "static block, Cilium", GONE, "not for static blocks", set(), id="static blocks do not change to Cilium"),
        pytest.param("kubenet", "overlay, Cilium", STEPS, "first move from kubenet to overlay, then change the data plane", {"MIG-01"}, id="kubenet gets to Cilium by way of overlay"),
        pytest.param("pod subnet", "overlay", GONE, "no change leads from pod subnets to overlay", {"MIG-02"}, id="pod subnet does not move to overlay"),
        pytest.param("static block", "overlay", GONE, "no change leads from static blocks of pod subnets to overlay", {"MIG-02"}, id="static block does not move to overlay"),
        pytest.param("pod subnet", "static block", POOLS, "new pools take their addresses from another pod subnet", {"PSS-05", "MIG-10"}, id="static blocks come with new pools"),
        pytest.param("static block", "pod subnet", POOLS, "none back", {"MIG-10"}, id="and go with new pools, as far as anybody knows"),
        pytest.param("pod subnet", "static block, Cilium", STEPS, "first change the data plane to Cilium, then make new pools", {"PSS-05", "MODE-07"}, id="Cilium first, static blocks then"),
        pytest.param("static block", "pod subnet, Cilium", GONE, "not for static blocks", set(), id="nobody documents the way from blocks to Cilium"),
        pytest.param("node subnet", "pod subnet", GONE, "no document has a change from node subnets to pod subnets", {"MIG-02"}, id="node subnet to pod subnet is in no document"),
        pytest.param("overlay", "node subnet", GONE, "no change leads away from overlay", {"MIG-02"}, id="overlay leads nowhere: node subnet"),
        pytest.param("overlay", "pod subnet", GONE, "no change leads away from overlay", {"MIG-02"}, id="overlay leads nowhere: pod subnet"),
        pytest.param("overlay", "kubenet", GONE, "nothing changes to kubenet", {"KUB-01"}, id="nothing leads to kubenet: overlay"),
        pytest.param("node subnet", "kubenet", GONE, "nothing changes to kubenet", {"KUB-01"}, id="nothing leads to kubenet: node subnet"),
        pytest.param("byo", "overlay", GONE, "CNI plugin of your own", set(), id="a CNI of one's own stays"),
        pytest.param("overlay", "byo", GONE, "CNI plugin of your own", set(), id="none comes later"),
        pytest.param("overlay", "overlay, NPM", IN_PLACE, "install Azure Network Policy Manager", {"POL-09"}, id="an engine comes in place: NPM"),
        pytest.param("kubenet", "kubenet, Calico", IN_PLACE, "install Calico", {"POL-09"}, id="an engine comes in place: Calico"),
        pytest.param("overlay, Calico", "overlay, policy none", IN_PLACE, "remove the network policy engine", {"POL-09"}, id="an engine goes in place"),
        pytest.param("overlay, NPM", "overlay, Calico", STEPS, "by way of none", {"POL-10", "DOC-05"}, id="NPM to Calico by way of none, which documents dispute"),
        pytest.param("overlay, Calico", "overlay, NPM", STEPS, "by way of none", {"POL-10", "DOC-05"}, id="Calico to NPM the same way"),
        pytest.param("overlay, NPM", "overlay, Cilium", ONE_WAY, "change the data plane to Cilium", {"MODE-07"}, id="NPM goes with the data plane"),
        pytest.param("overlay, Calico", "overlay, Cilium", ONE_WAY, "change the data plane to Cilium", {"MODE-07"}, id="Calico goes with the data plane"),
    ],
)  # fmt: skip
def test_of_modes_and_engines(before: str, after: str, verdict: Azure, words: str, facts: set[str]) -> None:
    found = change(cluster(before), cluster(after))
    assert found.verdict is verdict
    assert words in found.reasons[0].text
    assert facts <= set(found.reasons[0].facts)
    assert found.reasons[0].sources


@pytest.mark.parametrize(
    ("before", "after", "verdict", "path", "facts"),
    [
        pytest.param(cluster("overlay, Cilium"), cluster("overlay", **LEAVES), GONE, "networkProfile.networkDataplane", set(), id="nobody leaves Cilium"),
        pytest.param(cluster("node subnet, Cilium"), cluster("overlay", **LEAVES), GONE, "networkProfile.networkDataplane", set(), id="nor on the way to overlay"),
        pytest.param(cluster(), cluster(**BOTH), ONE_WAY, "networkProfile.ipFamilies", {"DS-03"}, id="IPv6 comes, as some documents have it"),
        pytest.param(cluster("node subnet"), cluster("node subnet", ipFamilies=["IPv4", "IPv6"]), GONE, "networkProfile.ipFamilies", {"DS-03"}, id="IPv6 is for overlay"),
        pytest.param(cluster(**BOTH), cluster(ipFamilies=["IPv4"]), GONE, "networkProfile.ipFamilies", {"DS-01"}, id="IPv6 does not go"),
        pytest.param(cluster(podCidr="10.244.0.0/16"), cluster(podCidr=WIDE), ONE_WAY, "networkProfile.podCidr", {"CIDR-17"}, id="a pod range grows"),
        pytest.param(cluster(), cluster(podCidrs=[WIDE]), ONE_WAY, "networkProfile.podCidrs", {"CIDR-17"}, id="the implied pod range grows too"),
        pytest.param(cluster(podCidr=WIDE), cluster(podCidr="10.244.0.0/16"), GONE, "networkProfile.podCidr", {"CIDR-17"}, id="it never shrinks"),
        pytest.param(cluster(podCidr="10.244.0.0/16"), cluster(podCidr="10.100.0.0/12"), GONE, "networkProfile.podCidr", {"CIDR-17"}, id="nor moves"),
        pytest.param(cluster(**BOTH), cluster(ipFamilies=["IPv4", "IPv6"], podCidrs=[WIDE, "fd12:3456:789a::/64"]), GONE, "networkProfile.podCidrs", {"CIDR-17"}, id="nor grows with two families"),
        pytest.param(cluster("kubenet"), cluster("kubenet", podCidr=WIDE), GONE, "networkProfile.podCidr", {"KUB-08"}, id="kubenet keeps its pod range"),
        pytest.param(cluster("kubenet"), cluster("overlay", podCidr="10.100.0.0/16"), ONE_WAY, "networkProfile.networkPlugin", {"MIG-02"}, id="the way from kubenet may replace it"),
        pytest.param(cluster("byo", podCidr=WIDE), cluster("byo", podCidr="10.1.0.0/16"), IN_PLACE, "networkProfile.podCidr", {"BYO-03"}, id="of another CNI it is only noted"),
        pytest.param(cluster(), cluster(serviceCidr="10.1.0.0/16"), GONE, "networkProfile.serviceCidr", {"CIDR-26"}, id="services keep their range"),
        pytest.param(cluster(serviceCidr="10.1.0.0/16", dnsServiceIP="10.1.0.10"), cluster(dnsServiceIP="10.1.0.11"), GONE, "networkProfile.dnsServiceIP", {"CIDR-26"}, id="DNS keeps its address"),
        pytest.param(cluster(loadBalancerSku="basic"), cluster(loadBalancerSku="standard"), ONE_WAY, "networkProfile.loadBalancerSku", {"OUT-19"}, id="Basic becomes Standard for good"),
        pytest.param(cluster(), cluster(loadBalancerSku="basic"), GONE, "networkProfile.loadBalancerSku", {"OUT-19"}, id="Standard never becomes Basic"),
        pytest.param(cluster("nobody's plugin", sku__name="Automatic"), cluster("nobody's plugin", sku__name="Base"), ONE_WAY, "sku.name", {"AUTO-02"}, id="Automatic becomes Base"),
        pytest.param(cluster("overlay, Cilium", sku__name="Base"), cluster("nobody's plugin", sku__name="Automatic"), GONE, "sku.name", {"AUTO-02"}, id="Base never becomes Automatic"),
        pytest.param(cluster(), cluster(apiServerAccessProfile__enableVnetIntegration=True), ONE_WAY, "apiServerAccessProfile.enableVnetIntegration", {"API-01"}, id="the API server goes into the VNet for good"),
        pytest.param(cluster(apiServerAccessProfile__enableVnetIntegration=True), cluster(apiServerAccessProfile__enableVnetIntegration=False), GONE, "apiServerAccessProfile.enableVnetIntegration", {"API-01"}, id="it never comes out again"),
        pytest.param(cluster(), cluster(advancedNetworking__enabled=True), IN_PLACE, "networkProfile.advancedNetworking.enabled", {"ACNS-01"}, id="ACNS come in place"),
    ],
)  # fmt: skip
def test_of_properties(before: Any, after: Any, verdict: Azure, path: str, facts: set[str]) -> None:
    found = change(before, after)
    assert (found.verdict, found.reasons[0].path) == (verdict, path)
    assert facts <= set(found.reasons[0].facts)
    assert all(reason.sources for reason in found.reasons)


def test_what_comes_with_another_change_is_no_reason_of_its_own() -> None:
    """The engine comes with its data plane, and pod ranges with the addresses or the families."""
    found = change(cluster("overlay, Cilium", podCidr="10.1.0.0/16"), cluster("byo", podCidr="10.2.0.0/16"))
    assert [reason.path for reason in found.reasons] == [
        "networkProfile.networkPlugin",
        "networkProfile.networkDataplane",
    ]
    found = change(cluster("overlay, Cilium"), cluster(**LEAVES, **BOTH))
    assert [reason.path for reason in found.reasons] == ["networkProfile.networkDataplane"]


def test_documents_disagree_on_ipv6_and_it_is_said() -> None:
    found = change(cluster(), cluster(**BOTH))
    assert "documents disagree" in found.reasons[0].text
    assert "went well on a cluster that may break" in found.conditions[0].text


def test_a_page_that_lists_the_way_out_of_cilium_is_named() -> None:
    reason = change(cluster("overlay, Cilium"), cluster("overlay", **LEAVES)).reasons[0]
    assert "one has the change among what reimages nodes" in reason.text
    assert any(source.url.endswith("node-disruption-policy") for source in reason.sources)

"""The tables of outbound types of facts section 7, for both kinds of network, and what else rules a change out."""

from __future__ import annotations

import pytest

from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView
from azure_changes import SUBNET, Data, change, cluster

PRIVATE: dict[str, Data] = {"apiServerAccessProfile__enablePrivateCluster": True}
TYPES = {
    "load balancer": "loadBalancer",
    "NAT gateway": "managedNATGateway",
    "second NAT gateway": "managedNATGatewayV2",
    "own NAT gateway": "userAssignedNATGateway",
    "own routes": "userDefinedRouting",
    "none": "none",
    "block": "block",
}
MANAGED = ("load balancer", "NAT gateway", "second NAT gateway", "none", "block")
OWN = ("load balancer", "own NAT gateway", "own routes", "none")
# What the page has as one change in a network that AKS made; the rest of that table is "not supported".
SINGLE = {
    "load balancer": {"NAT gateway", "second NAT gateway", "none", "block"},
    "NAT gateway": {"second NAT gateway", "none", "block"},
    "second NAT gateway": {"none", "block"},
    "none": {"load balancer", "NAT gateway", "second NAT gateway", "block"},
    "block": {"load balancer", "NAT gateway", "second NAT gateway", "none"},
}


@pytest.mark.parametrize(
    ("one", "other"),
    [pytest.param(a, b, id=f"in a VNet of AKS from {a} to {b}") for a in MANAGED for b in MANAGED if a != b],
)
def test_in_a_network_of_aks(one: str, other: str) -> None:
    """What the table refuses still leads there by way of none, where that may be."""
    found = change(*(cluster(outboundType=TYPES[name], **PRIVATE) for name in (one, other)))
    assert found.verdict is (Azure.IN_PLACE if other in SINGLE[one] else Azure.STEPS)
    assert found.reasons[0].path == "networkProfile.outboundType"
    assert "OUT-13" in found.effects[0].facts


@pytest.mark.parametrize(
    ("one", "other"),
    [pytest.param(a, b, id=f"in a VNet of one's own from {a} to {b}") for a in OWN for b in OWN if a != b],
)
def test_in_a_network_of_ones_own(one: str, other: str) -> None:
    nodes = f"{SUBNET}nodes"
    views = (cluster(outboundType=TYPES[name], vnetSubnetID=nodes, **PRIVATE) for name in (one, other))
    assert change(*views).verdict is Azure.IN_PLACE


@pytest.mark.parametrize("other", [one for one in TYPES if one not in MANAGED])
def test_what_needs_subnets_is_refused_without(other: str) -> None:
    found = change(cluster(), cluster(outboundType=TYPES[other]))
    assert (found.verdict, found.reasons[0].facts) == (Azure.REFUSED, ("OUT-02",))


@pytest.mark.parametrize("other", [one for one in TYPES if one not in OWN])
def test_what_aks_makes_is_refused_in_a_network_of_ones_own(other: str) -> None:
    nodes = f"{SUBNET}nodes"
    found = change(cluster(vnetSubnetID=nodes), cluster(outboundType=TYPES[other], vnetSubnetID=nodes))
    assert (found.verdict, found.reasons[0].facts) == (Azure.REFUSED, ("OUT-02",))


def test_what_the_table_has_not_is_disputed_by_the_page_itself() -> None:
    before = cluster(outboundType="managedNATGateway", **PRIVATE)
    reason = change(before, cluster(outboundType="loadBalancer", **PRIVATE)).reasons[0]
    assert "DOC-18" in reason.facts
    assert "first change the outbound type to none, then change the outbound type to loadBalancer" in reason.text


WINDOWS: dict[str, Data] = {"osType": "Windows"}


@pytest.mark.parametrize(
    ("words", "more", "path"),
    [
        pytest.param("overlay", {}, "apiServerAccessProfile.enablePrivateCluster", id="of a public cluster"),
        pytest.param("overlay", {**PRIVATE, **WINDOWS}, "agentPoolProfiles.osType", id="beside Windows"),
        pytest.param("kubenet", PRIVATE, "networkProfile.outboundType", id="of kubenet"),
    ],
)
def test_no_way_leads_through_a_state_that_the_cluster_cannot_have(
    words: str, more: dict[str, Data], path: str
) -> None:
    """None is not for these: without it the table has no way from a NAT gateway to a load balancer."""
    views = [cluster(words, outboundType=one, **more) for one in ("managedNATGateway", "loadBalancer")]
    found = change(*views)
    assert found.verdict is Azure.RECREATE
    assert {"networkProfile.outboundType", path} == {reason.path for reason in found.reasons}


@pytest.mark.parametrize("other", ["none", "block"])
def test_kubenet_has_a_way_out(other: str) -> None:
    found = change(cluster("kubenet", **PRIVATE), cluster("kubenet", outboundType=other, **PRIVATE))
    assert (found.verdict, found.reasons[0].facts) == (Azure.REFUSED, ("KUB-04", "ISO-01"))


def test_a_nat_gateway_for_both_families_is_the_second_one() -> None:
    both: dict[str, Data] = {"ipFamilies": ["IPv4", "IPv6"]}
    found = change(cluster(**both), cluster(outboundType="managedNATGateway", **both))
    assert any("DS-05" in condition.facts for condition in found.conditions)
    single = change(cluster(), cluster(outboundType="managedNATGateway"))
    assert not any("DS-05" in condition.facts for condition in single.conditions)


def test_other_types_wait_for_the_standard_load_balancer() -> None:
    before = cluster(loadBalancerSku="basic")
    found = change(before, cluster(loadBalancerSku="standard", outboundType="managedNATGateway"))
    assert found.verdict is Azure.STEPS
    assert "other outbound types need the Standard load balancer" in found.reasons[0].text


def test_with_the_basic_load_balancer_they_are_refused() -> None:
    found = change(cluster(loadBalancerSku="basic"), cluster(outboundType="managedNATGateway"))
    assert (found.verdict, found.reasons[0].facts) == (Azure.REFUSED, ("OUT-01",))


def test_node_auto_provisioning_rules_a_change_out() -> None:
    before = cluster(nodeProvisioningProfile__mode="Auto")
    found = change(before, cluster(outboundType="managedNATGateway"))
    assert found.verdict is Azure.REFUSED
    assert found.reasons[0].path == "nodeProvisioningProfile.mode"
    assert "OUT-12" in found.reasons[0].facts


def test_it_may_be_turned_off_before() -> None:
    before = cluster(nodeProvisioningProfile__mode="Auto")
    after = cluster(nodeProvisioningProfile__mode="Manual", outboundType="managedNATGateway")
    assert change(before, after).verdict is Azure.STEPS


def test_the_second_nat_gateway_has_two_names() -> None:
    before = cluster(outboundType="managedNATGatewayV2")
    after = cluster(outboundType="managedNATGateway", natGatewayProfile__sku="StandardV2")
    assert change(before, after).verdict is Azure.NO_CHANGE


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(cluster(outboundType="managedNATGateway", natGatewayProfile__sku="StandardV2"), id="of API versions from 2026-06-01 on"),
        pytest.param(cluster(outboundType="managedNATGatewayV2"), id="of the previews"),
    ],
)  # fmt: skip
def test_the_second_nat_gateway_is_told_in_the_words_of_the_newest_api(after: ClusterView) -> None:
    (reason,) = change(cluster(), after).reasons
    assert reason.text == "change the outbound type to managedNATGateway with the SKU StandardV2: in place"


def test_the_sku_of_a_nat_gateway_only_gets_newer() -> None:
    first, second = (
        cluster(outboundType="managedNATGateway", natGatewayProfile__sku=sku, **PRIVATE)
        for sku in ("Standard", "StandardV2")
    )
    assert change(first, second).verdict is Azure.IN_PLACE
    assert change(second, first).verdict is Azure.STEPS


def test_what_stays_of_its_profile_changes_in_place() -> None:
    before = cluster(loadBalancerProfile__allocatedOutboundPorts=1024)
    after = cluster(loadBalancerProfile__allocatedOutboundPorts=2048, loadBalancerProfile__backendPoolType="NodeIP")
    found = change(before, after)
    assert found.verdict is Azure.IN_PLACE
    assert {reason.path.rpartition(".")[2] for reason in found.reasons} == {"allocatedOutboundPorts", "backendPoolType"}

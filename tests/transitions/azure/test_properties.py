"""What a cluster keeps for ever, and what of it changes in place beside its network."""

from __future__ import annotations

import pytest

from aksnet.transitions.azure.effects import EGRESS_ADDRESS
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView, Declaration, Origin, Range, Value, VnetView
from azure_changes import SUBNET, change, cluster

PRIVATE, INTEGRATED = (f"apiServerAccessProfile__{key}" for key in ("enablePrivateCluster", "enableVnetIntegration"))
OWN_ADDRESS = {"loadBalancerProfile__outboundIPs__publicIPs": [{"id": "/a"}]}
AUTOMATIC = cluster(sku__name="Automatic")
IN_VNET = {INTEGRATED: True}


def ignoring(path: str, version: str) -> ClusterView:
    arguments = {"lifecycle.ignore_changes": Value([path])}
    return cluster(kubernetesVersion=version)._replace(declared=Declaration("terraform", "main", arguments=arguments))


def in_group(name: str) -> ClusterView:
    return cluster()._replace(declared=Declaration("terraform", "azurerm_kubernetes_cluster.main", group=name))


@pytest.mark.parametrize(
    ("before", "after", "verdict", "path"),
    [
        pytest.param(cluster(), cluster()._replace(name="other"), Azure.RECREATE, "name", id="its name"),
        pytest.param(cluster()._replace(resource_group="a"), cluster()._replace(resource_group="b"), Azure.RECREATE, "resourceGroup", id="its resource group"),
        pytest.param(cluster(location="westeurope"), cluster(location="northeurope"), Azure.RECREATE, "location", id="its region"),
        pytest.param(cluster(dnsPrefix="a"), cluster(dnsPrefix="b"), Azure.RECREATE, "dnsPrefix", id="its DNS prefix"),
        pytest.param(cluster(nodeResourceGroup="a"), cluster(nodeResourceGroup="b"), Azure.RECREATE, "nodeResourceGroup", id="the resource group of its nodes"),
        pytest.param(cluster(), cluster(networkMode="bridge"), Azure.RECREATE, "networkProfile.networkMode", id="its network mode"),
        pytest.param(cluster(), cluster(vnetSubnetID=f"{SUBNET}nodes"), Azure.RECREATE, "agentPoolProfiles.vnetSubnetID", id="the VNet that AKS made for it"),
        pytest.param(cluster(), cluster(**{PRIVATE: True}), Azure.RECREATE, "apiServerAccessProfile.enablePrivateCluster", id="whether it is private"),
        pytest.param(cluster(**IN_VNET), cluster(**{PRIVATE: True}), Azure.IN_PLACE, "apiServerAccessProfile.enablePrivateCluster", id="but not with its API server in the VNet"),
        pytest.param(cluster(**{PRIVATE: True}, **IN_VNET), cluster(**{PRIVATE: False}), Azure.IN_PLACE, "apiServerAccessProfile.enablePrivateCluster", id="nor the other way round"),
        pytest.param(cluster(apiServerAccessProfile__authorizedIPRanges=["1.2.3.4/32"]), cluster(apiServerAccessProfile__authorizedIPRanges=["1.2.3.5/32"]), Azure.IN_PLACE, "apiServerAccessProfile.authorizedIPRanges", id="authorized ranges change"),
        pytest.param(cluster(identity__type="SystemAssigned"), cluster(identity__type="UserAssigned"), Azure.IN_PLACE, "identity.type", id="an identity changes"),
        pytest.param(cluster(kubernetesVersion="1.33"), cluster(kubernetesVersion="1.34.1"), Azure.IN_PLACE, "kubernetesVersion", id="Kubernetes is upgraded"),
        pytest.param(cluster(kubernetesVersion="1.34"), cluster(kubernetesVersion="1.33.7"), Azure.REFUSED, "kubernetesVersion", id="Kubernetes never goes back"),
        pytest.param(cluster(kubernetesVersion="1.34"), ignoring("tags", "1.33"), Azure.REFUSED, "kubernetesVersion", id="nor where something else is ignored"),
        pytest.param(in_group("a"), in_group("b"), Azure.RECREATE, "resourceGroup", id="the resource group that a file says"),
        pytest.param(cluster(nodeProvisioningProfile__mode="Auto"), cluster(nodeProvisioningProfile__mode="Manual"), Azure.IN_PLACE, "nodeProvisioningProfile.mode", id="node auto-provisioning comes and goes"),
        pytest.param(cluster(advancedNetworking__enabled=True), cluster(advancedNetworking__security__advancedNetworkPolicies="L7"), Azure.IN_PLACE, "networkProfile.advancedNetworking.security.advancedNetworkPolicies", id="what ACNS do changes"),
        pytest.param(cluster(**OWN_ADDRESS), cluster(loadBalancerProfile__managedOutboundIPs__count=1), Azure.IN_PLACE, "networkProfile.loadBalancerProfile.outboundIPs.publicIPs", id="addresses of one's own become those of AKS"),
        pytest.param(cluster(), cluster(**OWN_ADDRESS), Azure.IN_PLACE, "networkProfile.loadBalancerProfile.outboundIPs.publicIPs", id="and those of AKS become one's own"),
        pytest.param(cluster(), cluster(sku__tier="Standard"), Azure.IN_PLACE, "sku.tier", id="the tier Free, which nobody wrote, becomes another"),
        pytest.param(AUTOMATIC, cluster(sku__name="Automatic", sku__tier="Premium"), Azure.IN_PLACE, "sku.tier", id="the tier of AKS Automatic becomes another"),
        pytest.param(cluster(tags={"a": "b"}), cluster(tags={"a": "c"}), Azure.IN_PLACE, "tags", id="tags change"),
    ],
)  # fmt: skip
def test_of_a_property(before: ClusterView, after: ClusterView, verdict: Azure, path: str) -> None:
    found = change(before, after)
    assert (found.verdict, [reason.path for reason in found.reasons]) == (verdict, [path])
    assert found.reasons[0].sources


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"sku__tier": "Standard"}, id="its tier"),
        pytest.param({"nodeProvisioningProfile__mode": "Auto"}, id="node auto-provisioning"),
    ],
)
def test_what_aks_automatic_comes_with_is_no_change_where_it_is_written_out(asked: dict[str, str]) -> None:
    assert change(AUTOMATIC, cluster(sku__name="Automatic", **asked)).verdict is Azure.NO_CHANGE


def test_other_addresses_are_told_to_whoever_knows_the_old_ones() -> None:
    found = change(cluster(**OWN_ADDRESS), cluster(loadBalancerProfile__managedOutboundIPs__count=2))
    assert EGRESS_ADDRESS in found.effects


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(cluster(**OWN_ADDRESS), cluster(), id="addresses of which the later one says nothing"),
        pytest.param(cluster(), cluster(location="westeurope", dnsPrefix="b"), id="what the input before does not say tells of no change"),
        pytest.param(cluster(location="westeurope", dnsPrefix="b"), cluster(), id="nor what the one afterwards leaves out"),
        pytest.param(cluster()._replace(name="PROD"), cluster(), id="nor a name in another case"),
        pytest.param(cluster(identity__type="UserAssigned"), cluster(), id="nor an identity that is left out"),
        pytest.param(cluster(kubernetesVersion="1.34.2"), cluster(kubernetesVersion="1.34.1"), id="nor a patch of Kubernetes that is older than the cluster's"),
        pytest.param(cluster(kubernetesVersion="1.34.2"), cluster(kubernetesVersion="1.34"), id="nor a version without its patch"),
        pytest.param(cluster(kubernetesVersion="1.34"), ignoring("kubernetes_version", "1.33"), id="nor an older Kubernetes that Terraform ignores"),
        pytest.param(cluster(kubernetesVersion="1.34"), ignoring("body.properties.kubernetesVersion", "1.33"), id="nor one that azapi ignores"),
    ],
)  # fmt: skip
def test_no_change(before: ClusterView, after: ClusterView) -> None:
    assert change(before, after).verdict is Azure.NO_CHANGE


def test_a_name_that_cannot_be_told_is_no_other_one() -> None:
    address = "azurerm_kubernetes_cluster.main"
    unnamed = cluster()._replace(name=address, declared=Declaration("terraform", address))
    assert change(cluster(), unnamed).verdict is Azure.NO_CHANGE


def test_what_aksnet_would_write_is_nothing_that_is_said() -> None:
    """A spec without a DNS prefix, pod range or outbound type means those of the cluster."""
    before = cluster(dnsPrefix="old", podCidr="10.1.0.0/16", outboundType="none")
    defaults = {"dnsPrefix": "prod", "networkProfile.podCidr": "10.244.0.0/16"}
    after = cluster()
    filled = {path: Value(data, Origin.DEFAULT) for path, data in defaults.items()}
    assert change(before, after._replace(values={**after.values, **filled})).verdict is Azure.NO_CHANGE


def test_the_worst_reason_comes_first_and_takes_conditions_along() -> None:
    before, after = cluster(location="westeurope"), cluster("overlay, Cilium", location="eastus")
    found = change(before, after)
    assert [reason.verdict for reason in found.reasons] == [Azure.RECREATE, Azure.IRREVERSIBLE]
    assert not found.conditions


def _in(*ranges: str) -> ClusterView:
    return cluster()._replace(vnet=VnetView("v", tuple(map(Range, ranges)), {}))


def test_a_vnet_that_grows_asks_for_an_empty_update() -> None:
    found = change(_in("10.0.0.0/16"), _in("10.0.0.0/16", "10.1.0.0/16"))
    assert (found.verdict, found.reasons[0].facts) == (Azure.IN_PLACE, ("SUB-24",))
    assert "an empty az aks update" in found.conditions[0].text


def test_a_vnet_that_does_not_grow_asks_for_nothing() -> None:
    assert change(_in("10.0.0.0/16", "10.1.0.0/16"), _in("10.0.0.0/16")).verdict is Azure.NO_CHANGE


@pytest.mark.parametrize(
    ("nodes", "asked"),
    [pytest.param(5000, True, id="5,000 nodes are too many"), pytest.param(4999, False, id="4,999 nodes are not")],
)
def test_upgrades_of_the_largest_clusters_are_blocked(nodes: int, asked: bool) -> None:
    before = cluster(kubernetesVersion="1.33", count=nodes)
    assert any("SURGE-05" in one.facts for one in change(before, cluster(kubernetesVersion="1.34")).conditions) is asked

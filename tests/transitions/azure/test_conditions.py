"""The checklist of a change: what no file says stays on it, what a view tells leaves it."""

from __future__ import annotations

import pytest

from aksnet.transitions.verdicts import OfAzure
from aksnet.view import ClusterView
from azure_changes import change, cluster

CILIUM = cluster("overlay, Cilium")


def texts(found: OfAzure) -> str:
    return "\n".join(condition.text for condition in found.conditions)


PRIVATE = cluster(apiServerAccessProfile__enablePrivateCluster=True)


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [
        pytest.param(cluster("kubenet"), cluster(), ["Kubernetes 1.27 or newer", "user-assigned identity", "--pod-cidr replaces it"], id="kubenet to overlay"),
        pytest.param(cluster("node subnet"), cluster(), ["Kubernetes 1.27 or newer", "azure-ip-masq-agent-config", "exactly a /24", "with --pod-cidr"], id="node subnet to overlay"),
        pytest.param(cluster("node subnet", osType="Windows"), cluster(osType="Windows"), ["build 20348.1668"], id="node subnet to overlay with Windows"),
        pytest.param(cluster(), CILIUM, ["node auto-provisioning is off", "azure-cli 2.52"], id="overlay to Cilium"),
        pytest.param(cluster(), cluster("overlay, NPM"), ["Kubernetes 1.30 or newer", "250 nodes and 20,000 pods"], id="NPM"),
        pytest.param(cluster(), cluster("overlay, Calico"), ["Kubernetes 1.30 or newer", "rules out Calico"], id="Calico"),
        pytest.param(cluster(loadBalancerSku="basic"), cluster(loadBalancerSku="standard"), ["Kubernetes 1.27", "azure-cli 2.76", "no admission webhooks"], id="Basic to Standard"),
        pytest.param(PRIVATE, cluster(outboundType="none"), ["artifactSource is Cache", "Kubernetes 1.30"], id="no way out"),
        pytest.param(cluster(), cluster(outboundType="managedNATGatewayV2"), ["ManagedNATGatewayV2Preview"], id="the second NAT gateway"),
        pytest.param(cluster(), cluster(podCidr="10.0.0.0/8"), ["the wider range meets"], id="a wider pod range"),
        pytest.param(cluster(), cluster(apiServerAccessProfile__enableVnetIntegration=True), ["empty subnet of /28", "qatarcentral"], id="the API server in the VNet"),
    ],
)  # fmt: skip
def test_the_checklist(before: ClusterView, after: ClusterView, asked: list[str]) -> None:
    found = texts(change(before, after))
    assert [one for one in asked if one not in found] == []


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        pytest.param(cluster("kubenet", kubernetesVersion="1.33.2"), cluster(), "Kubernetes 1.27", id="a new enough Kubernetes"),
        pytest.param(cluster("kubenet", identity__type="UserAssigned"), cluster(), "user-assigned", id="an identity of one's own"),
        pytest.param(cluster("node subnet"), cluster(), "20348", id="no Windows, no build"),
        pytest.param(cluster(vnetSubnetID="x"), cluster(vnetSubnetID="x", outboundType="userAssignedNATGateway"), "StandardV2", id="no IPv6, no SKU of the NAT gateway"),
        pytest.param(cluster("node subnet", osType="Windows", osSKU="Windows2025"), cluster(), "20348", id="a Windows that is newer than the build"),
        pytest.param(cluster(), CILIUM, "Linux pools only", id="pools that are all known to run Linux"),
        pytest.param(cluster(nodeProvisioningProfile__mode="Manual"), CILIUM, "node auto-provisioning", id="node auto-provisioning that is known to be off"),
        pytest.param(cluster(location="westeurope"), cluster(apiServerAccessProfile__enableVnetIntegration=True), "qatarcentral", id="a region that has it"),
        pytest.param(cluster("nobody's plugin", sku__name="Automatic"), cluster("nobody's plugin", sku__name="Base"), "system pool", id="a system pool of one's own"),
    ],
)  # fmt: skip
def test_what_holds_leaves_the_checklist(before: ClusterView, after: ClusterView, gone: str) -> None:
    assert gone not in texts(change(before, after))


def test_what_no_view_tells_of_pools_stays() -> None:
    fragment = cluster()._replace(pools=(), pools_stated=False)
    assert "Linux pools only" in texts(change(fragment, CILIUM))


@pytest.mark.parametrize(
    ("before", "after", "effects"),
    [
        pytest.param(cluster("kubenet"), cluster(), ["all pools are reimaged at once", "the routes of kubenet go"], id="kubenet to overlay"),
        pytest.param(cluster("node subnet"), cluster(), ["all pools are reimaged at once", "nothing outside the cluster reaches pods"], id="node subnet to overlay"),
        pytest.param(cluster(), CILIUM, ["all pools are reimaged at once", "when the last node has been reimaged", "ipBlock"], id="Cilium"),
        pytest.param(cluster("overlay, NPM"), cluster("overlay, policy none"), ["policies stop applying"], id="no engine"),
        pytest.param(cluster(), cluster(outboundType="managedNATGateway"), ["connections to outside drop", "the address that traffic leaves from changes", "nodes take it with a reimage"], id="another way out"),
        pytest.param(cluster(loadBalancerSku="basic"), cluster(loadBalancerSku="standard"), ["down meanwhile"], id="Basic to Standard"),
        pytest.param(cluster(), cluster(apiServerAccessProfile__enableVnetIntegration=True), ["you restart the cluster by hand", "another address under the same name"], id="the API server in the VNet"),
        pytest.param(cluster(), cluster(advancedNetworking__enabled=True), ["paid for"], id="ACNS"),
        pytest.param(cluster("overlay, Cilium"), cluster("overlay, Cilium", advancedNetworking__enabled=True, advancedNetworking__performance__accelerationMode="BpfVeth"), ["nodes are reimaged"], id="eBPF host routing that comes with ACNS"),
        pytest.param(cluster(advancedNetworking__enabled=True), cluster(advancedNetworking__performance__accelerationMode="BpfVeth"), ["nodes are reimaged"], id="eBPF host routing"),
        pytest.param(cluster(), cluster(httpProxyConfig__httpProxy="http://proxy"), ["nodes are reimaged"], id="a proxy"),
    ],
)  # fmt: skip
def test_what_happens_to_what_runs(before: ClusterView, after: ClusterView, effects: list[str]) -> None:
    found = "\n".join(effect.text for effect in change(before, after).effects)
    assert [one for one in effects if one not in found] == []


def test_kubenet_loses_no_way_to_its_pods() -> None:
    assert not any("reaches pods" in effect.text for effect in change(cluster("kubenet"), cluster()).effects)


def test_what_changes_without_nodes_reimages_none() -> None:
    for after in (
        cluster(outboundType="none"),
        cluster(podCidr="10.0.0.0/8"),
        cluster(advancedNetworking__enabled=True),
    ):
        assert not any("reimaged at once" in effect.text for effect in change(cluster(), after).effects)

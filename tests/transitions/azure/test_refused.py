"""Goals that Azure does not have, and changes of a cluster that certainly fail as it is."""

from __future__ import annotations

import pytest

from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView
from azure_changes import SUBNET, change, cluster

BOTH = {"ipFamilies": ["IPv4", "IPv6"], "podCidrs": ["10.244.0.0/16", "fd12::/64"]}
WINDOWS = {"osType": "Windows"}
SETS = {"type": "AvailabilitySet"}
POD_SUBNET = {"podSubnetID": f"{SUBNET}pods"}


@pytest.mark.parametrize(
    ("before", "after", "path", "fact"),
    [
        pytest.param(cluster("kubenet"), cluster("kubenet", networkPluginMode="overlay"), "networkProfile.networkPluginMode", "MODE-01", id="overlay beside kubenet"),
        pytest.param(cluster(), cluster("byo", networkPluginMode="overlay"), "networkProfile.networkPluginMode", "MODE-01", id="overlay without a plugin"),
        pytest.param(cluster("kubenet"), cluster("kubenet, Cilium"), "networkProfile.networkDataplane", "MODE-05", id="Cilium on kubenet"),
        pytest.param(cluster("overlay, NPM"), cluster(networkPolicy="cilium"), "networkProfile.networkPolicy", "MODE-06", id="the engine Cilium without its data plane"),
        pytest.param(cluster("overlay, Calico"), cluster("overlay, Calico", networkDataplane="cilium"), "networkProfile.networkPolicy", "MODE-07", id="Calico on the data plane Cilium"),
        pytest.param(cluster("overlay, Cilium"), cluster("overlay, NPM", networkDataplane="cilium"), "networkProfile.networkPolicy", "MODE-07", id="NPM for a cluster that has Cilium"),
        pytest.param(cluster("kubenet"), cluster("kubenet, NPM"), "networkProfile.networkPolicy", "POL-01", id="NPM on kubenet"),
        pytest.param(cluster("byo"), cluster("byo, Calico"), "networkProfile.networkPolicy", "POL-16", id="an engine beside another CNI"),
        pytest.param(cluster(**BOTH), cluster("overlay, Calico", **BOTH), "networkProfile.networkPolicy", "POL-02", id="Calico with IPv6"),
        pytest.param(cluster("overlay, NPM"), cluster("overlay, NPM", **BOTH), "networkProfile.networkPolicy", "POL-02", id="IPv6 with NPM"),
        pytest.param(cluster(), cluster(**POD_SUBNET), "agentPoolProfiles.podSubnetID", "MODE-11", id="a pod subnet with overlay"),
        pytest.param(cluster("pod subnet"), cluster(**POD_SUBNET), "agentPoolProfiles.podSubnetID", "MODE-11", id="pod subnets that stay with overlay"),
        pytest.param(cluster(**WINDOWS), cluster("overlay, Cilium", **WINDOWS), "agentPoolProfiles.osType", "MODE-14", id="Cilium with Windows pools"),
        pytest.param(cluster("kubenet"), cluster("overlay", **SETS), "agentPoolProfiles.type", "OVL-04", id="overlay with an availability set that was none"),
        pytest.param(cluster(**WINDOWS), cluster(podCidr="10.0.0.0/8", **WINDOWS), "agentPoolProfiles.osType", "CIDR-17", id="a wider pod range with Windows pools"),
        pytest.param(cluster(**WINDOWS), cluster("overlay, NPM", **WINDOWS), "agentPoolProfiles.osType", "POL-04", id="NPM with Windows pools"),
        pytest.param(cluster(nodeProvisioningProfile__mode="Auto"), cluster("overlay, Calico"), "nodeProvisioningProfile.mode", "POL-14", id="Calico with node auto-provisioning"),
        pytest.param(cluster(nodeProvisioningProfile__mode="Auto"), cluster(**BOTH), "nodeProvisioningProfile.mode", "DS-07", id="IPv6 with node auto-provisioning"),
        pytest.param(cluster(location="Qatar Central"), cluster(apiServerAccessProfile__enableVnetIntegration=True), "location", "API-03", id="an API server in the VNet where the region has none"),
    ],
)  # fmt: skip
def test_it_is_refused(before: ClusterView, after: ClusterView, path: str, fact: str) -> None:
    found = change(before, after)
    assert (found.verdict, found.reasons[0].path) == (Azure.REFUSED, path)
    assert fact in found.reasons[0].facts
    assert not found.conditions
    assert not found.effects


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        pytest.param(cluster("kubenet", kubernetesVersion="1.26.3"), cluster("overlay"), "kubernetesVersion", id="an older Kubernetes is upgraded first"),
        pytest.param(cluster("kubenet", kubernetesVersion="1.26.3"), cluster("overlay", kubernetesVersion="1.31"), "kubernetesVersion", id="and not in the same operation"),
        pytest.param(cluster("kubenet", identity__type="SystemAssigned"), cluster("overlay"), "identity.type", id="an identity of one's own comes first"),
        pytest.param(cluster("kubenet", **SETS), cluster("overlay", **SETS), "agentPoolProfiles.type", id="availability sets become virtual machines first"),
        pytest.param(cluster(nodeProvisioningProfile__mode="Auto"), cluster("overlay, Cilium"), "nodeProvisioningProfile.mode", id="node auto-provisioning is turned off first"),
        pytest.param(cluster(**WINDOWS), cluster("overlay, Cilium"), "agentPoolProfiles.osType", id="Windows pools go first, where the goal has none"),
        pytest.param(cluster(bootstrapProfile__artifactSource="Direct", apiServerAccessProfile__enablePrivateCluster=True), cluster(bootstrapProfile__artifactSource="Cache", outboundType="none"), "bootstrapProfile.artifactSource", id="the cache comes before the way out goes"),
        pytest.param(cluster("overlay, policy none", kubernetesVersion="1.29"), cluster("overlay, Calico"), "kubernetesVersion", id="an engine waits for Kubernetes 1.30"),
        pytest.param(cluster(), cluster(apiServerAccessProfile__enablePrivateCluster=True, apiServerAccessProfile__enableVnetIntegration=True), "apiServerAccessProfile.enablePrivateCluster", id="public access goes when the API server is in the VNet"),
    ],
)  # fmt: skip
def test_something_else_comes_first(before: ClusterView, after: ClusterView, path: str) -> None:
    found = change(before, after)
    assert found.verdict is Azure.STEPS
    assert path in [reason.path for reason in found.reasons if reason.verdict is Azure.STEPS]
    assert path not in [condition.text for condition in found.conditions]


def test_what_was_wrong_before_does_not_stand_in_the_way() -> None:
    before = cluster("kubenet, NPM")
    assert change(before, cluster("kubenet, NPM", outboundType="managedNATGateway")).verdict is Azure.IN_PLACE

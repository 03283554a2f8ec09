"""Reasons by needs: what is excluded, what is in doubt, and that facts and pages carry what is said."""

from __future__ import annotations

import pytest

from aksnet.errors import UsageError
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import recommend
from aksnet.recommending.reasons import Weight
from choosing import fitting, needs, reason, said, way


@pytest.mark.parametrize(
    ("of", "name", "weight", "text"),
    [
        pytest.param(needs("managed-vnet", "virtual-nodes"), "node-subnet", Weight.EXCLUDES, "virtual nodes need a subnet of their own, delegated to them, in a VNet of yours", id="virtual nodes in a VNet of AKS"),
        pytest.param(needs("managed-vnet", "cross-cluster"), "cilium-node-subnet", Weight.DOUBT, "VNets that AKS makes have one and the same range, and such VNets cannot be peered: give it one of yours", id="a network across clusters, in VNets of AKS"),
        pytest.param(needs("l7-policy", nodes=1001), "cilium", Weight.DOUBT, "L7 policies are supported up to 1,000 nodes or 40,000 pods, whichever is more, and how many pods there are is not stated", id="L7 policies on many nodes, and pods not stated"),
        pytest.param(needs("l7-policy", nodes=1500, pods=50_000), "cilium", Weight.DOUBT, "L7 policies are supported up to 1,000 nodes or 40,000 pods, whichever is more", id="L7 policies on many nodes with many pods"),
        pytest.param(needs(existing="byo"), "overlay", Weight.EXCLUDES, "AKS would install a CNI plugin, and you bring one of your own", id="a cluster that has a CNI of one's own"),
        pytest.param(needs(), "cilium", Weight.FOR, "what Microsoft recommends for nearly everything; pods take no addresses of the VNet: up to 5,000 nodes, and 200,000 or 250,000 pods (documents disagree)", id="how far overlay goes"),
        pytest.param(needs(), "pod-subnet-static-block", Weight.FOR, "flat at a very large scale, up to about 1,000,000 pods", id="how far static blocks go"),
    ],
)  # fmt: skip
def test_what_is_said(of: Needs, name: str, weight: Weight, text: str) -> None:
    assert text in said(of, name, weight)


@pytest.mark.parametrize("of", [needs("l7-policy", nodes=1500, pods=40_000), needs("l7-policy", nodes=1000), needs("l7-policy", nodes=900, pods=90_000), needs("l7-policy")], ids=str)  # fmt: skip
def test_l7_policies_within_their_ceiling_are_in_no_doubt(of: Needs) -> None:
    assert not said(of, "cilium", Weight.DOUBT)


def test_a_cni_of_ones_own_that_is_there_stays() -> None:
    assert fitting(needs(existing="byo")) == ["byo"]
    assert reason(needs(existing="byo"), "cilium", "AKS would install").flags == {"--existing"}
    assert reason(needs("own-cni"), "cilium", "AKS would install").flags == {"--own-cni"}


@pytest.mark.parametrize("of", [needs(), needs(pods=1000), needs(nodes=1000)])
def test_nothing_is_said_to_scale_furthest(of: Needs) -> None:
    assert not any("furthest" in one.text for choice in recommend(of) for one in choice.reasons)


@pytest.mark.parametrize(
    ("of", "name", "start", "facts", "page"),
    [
        pytest.param(needs("windows"), "overlay", "goes with Windows", ("OVL-08", "DEC-04"), "concepts-network-azure-cni-overlay", id="Windows on overlay"),
        pytest.param(needs("windows"), "pod-subnet", "goes with Windows", ("MODE-14", "DEC-04"), "concepts-network-cni-overview", id="Windows in flat modes"),
        pytest.param(needs("windows"), "kubenet", "does not go with Windows", ("KUB-04", "MODE-14"), "configure-kubenet", id="Windows with kubenet"),
        pytest.param(needs("windows"), "byo", "does not go with Windows", ("BYO-06", "MODE-14"), "windows-vs-linux-containers", id="Windows with a CNI of one's own"),
        pytest.param(needs("windows"), "cilium", "does not go with Windows", ("CIL-02", "MODE-14"), "azure-cni-powered-by-cilium", id="Windows with Cilium"),
        pytest.param(needs("direct-pod-access"), "pod-subnet", "goes with connections", ("DEC-01", "DEC-04"), "concepts-network-cni-overview", id="connections to pods in flat modes"),
        pytest.param(needs("direct-pod-access"), "overlay", "does not go with connections", ("OVL-02", "DEC-04"), "concepts-network-azure-cni-overlay", id="connections to pods on overlay"),
        pytest.param(needs("direct-pod-access"), "kubenet", "does not go with connections", ("DEC-04",), "concepts-network-cni-overview", id="connections to pods with kubenet"),
        pytest.param(needs("windows", "network-policy"), "overlay", "policies by Calico", ("POL-08", "POL-15"), "windows-best-practices", id="Calico for Windows"),
        pytest.param(needs("network-policy"), "overlay", "policies by Calico", ("POL-07", "POL-15"), "use-network-policies", id="Calico"),
        pytest.param(needs("network-policy"), "cilium", "Cilium is the policy engine", ("MODE-07", "POL-05"), "network-policy-best-practices", id="Cilium as the engine"),
        pytest.param(needs("node-provisioning"), "cilium", "goes with node auto", ("NAP-01",), "node-auto-provisioning-networking", id="NAP on overlay"),
        pytest.param(needs("node-provisioning"), "kubenet", "does not go with node auto", ("NAP-02", "KUB-04"), "node-auto-provisioning-networking", id="NAP with kubenet"),
        pytest.param(needs("own-cni", "node-provisioning"), "byo", "goes with node auto", ("NAP-01", "BYO-09"), "use-byo-cni", id="NAP with a CNI of one's own"),
        pytest.param(needs("dual-stack"), "overlay", "goes with dual-stack", ("DS-03",), "configure-dual-stack", id="dual-stack on overlay"),
        pytest.param(needs("dual-stack"), "kubenet", "does not go with dual-stack", ("KUB-09", "DS-03"), "configure-dual-stack", id="dual-stack with kubenet"),
        pytest.param(needs("dual-stack"), "pod-subnet-static-block", "documents disagree whether it goes with dual-stack", ("DS-03", "DOC-09", "MODE-04"), "CHANGELOG", id="dual-stack with static blocks"),
        pytest.param(needs("virtual-nodes"), "overlay", "does not go with virtual nodes", ("OVL-07",), "concepts-network-azure-cni-overlay", id="virtual nodes on overlay"),
        pytest.param(needs("virtual-nodes"), "node-subnet", "goes with virtual nodes", ("VN-01",), "virtual-nodes", id="virtual nodes in flat modes"),
        pytest.param(needs("virtual-nodes"), "cilium-node-subnet", "does not go with virtual nodes", ("VN-01", "MODE-07"), "azure-cni-powered-by-cilium", id="virtual nodes with Cilium"),
        pytest.param(needs("static-egress-gateway"), "pod-subnet", "does not go with the static", ("PS-01", "SEG-01"), "configure-static-egress-gateway", id="the egress gateway with pod subnets"),
        pytest.param(needs("private-link-service"), "cilium-static-block", "does not go with Private Link", ("PSS-08",), "configure-azure-cni-static-block-allocation", id="Private Link with static blocks"),
        pytest.param(needs("private-link-service"), "overlay", "goes with Private Link", ("PLS-01",), "load-balancer-standard", id="Private Link on overlay"),
        pytest.param(needs("gateway-for-containers"), "overlay", "goes with Application Gateway", ("ING-01", "OVL-09"), "for-containers/container-networking", id="AGC on overlay"),
        pytest.param(needs("gateway-for-containers"), "kubenet", "does not go with Application Gateway", ("ING-01", "KUB-04"), "configure-kubenet", id="AGC with kubenet"),
        pytest.param(needs("isolated"), "kubenet", "does not go with network-isolated", ("ISO-01", "KUB-04"), "concepts-network-isolated", id="isolated with kubenet"),
        pytest.param(needs("managed-vnet", "virtual-nodes"), "node-subnet", "virtual nodes need a subnet", ("CLI-04", "VN-01", "SUB-12"), "cli/azure/aks", id="virtual nodes in a VNet of AKS"),
        pytest.param(needs("managed-vnet", "cross-cluster"), "cilium-node-subnet", "VNets that AKS makes", ("CIDR-43", "ACNS-12"), "virtual-network-manage-peering", id="peering of VNets of AKS"),
        pytest.param(needs("managed-vnet"), "pod-subnet", "a pod subnet is one of yours", ("SUB-02", "NSN-02"), "configure-azure-cni-dynamic-ip-allocation", id="a pod subnet in a VNet of AKS"),
        pytest.param(needs("own-cni"), "overlay", "AKS would install", ("BYO-04",), "use-byo-cni", id="a CNI of one's own"),
        pytest.param(needs("node-provisioning", "network-policy"), "node-subnet", "node auto-provisioning rejects Calico", ("POL-14", "POL-05", "DEC-03"), "plan-pod-networking", id="NPM, which is left"),
        pytest.param(needs(pods=55_000, nodes=1000), "pod-subnet", "55,000 pods: 50,000 are recommended", (), "best-practices-performance-scale-large", id="more pods than are recommended"),
        pytest.param(needs(), "cilium", "what Microsoft recommends", ("DEC-01", "CIL-01", "OVL-01", "SCALE-01", "DOC-03"), "plan-pod-networking", id="how far overlay goes"),
    ],
)  # fmt: skip
def test_facts_and_pages_carry_the_sentence(
    of: Needs, name: str, start: str, facts: tuple[str, ...], page: str
) -> None:
    found = reason(of, name, start)
    assert found.facts == facts
    assert any(page in source.url for source in found.sources), found.sources


@pytest.mark.parametrize(
    ("of", "messages"),
    [
        pytest.param(needs(nodes=5001), "a cluster has 5,000 at the most [SCALE-01]", id="nodes"),
        pytest.param(needs(max_pods=251), "a node takes 10 to 250 [POD-01]", id="pods for each node"),
        pytest.param(needs(pods=1_250_001), "5,000 nodes × 250 pods = 1,250,000 [SCALE-01, POD-01]", id="pods, with nothing stated"),
        pytest.param(needs(pods=5000, nodes=2), "2 nodes × 250 pods = 500 [POD-01]", id="pods, with the nodes stated"),
        pytest.param(needs(pods=200_000, max_pods=30), "5,000 nodes × 30 pods = 150,000 [SCALE-01]", id="pods, with those of a node stated"),
        pytest.param(needs(nodes=2, max_pods=10), "has no room for 30, which every pool has [POD-02]", id="pods of a pool"),
        pytest.param(needs("windows", nodes=1), "which is Linux [MODE-15]", id="one node of Windows"),
        pytest.param(needs(space="10.0.0.0/7"), "the largest VNet is a /8, 16,777,216 addresses [IP-16]", id="a VNet"),
        pytest.param(needs(addresses=2**24 + 1), "16,777,217 addresses are more than a VNet has\n  hint: the largest VNet is a /8", id="addresses"),
    ],
)  # fmt: skip
def test_a_ceiling_is_named_with_its_fact(of: Needs, messages: str) -> None:
    with pytest.raises(UsageError) as caught:
        recommend(of)
    assert messages in str(caught.value)


def test_what_is_the_largest_vnet_is_not_too_large() -> None:
    assert way(needs(addresses=2**24), "cilium").fits

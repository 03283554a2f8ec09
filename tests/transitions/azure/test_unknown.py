"""Values that cannot be told: what decides is named with the verdicts between which it decides, never one of them."""

from __future__ import annotations

import pytest

from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView, Declaration, Later, Unknown
from azure_changes import SUBNET, change, cluster

LOST = Unknown("var.x has no value", sign="x")
OTHER = Unknown("var.y has no value", sign="y")


@pytest.mark.parametrize(
    ("before", "after", "path", "between"),
    [
        pytest.param(cluster("kubenet", networkPolicy=LOST), cluster("overlay", networkPolicy="none"), "networkProfile.networkPolicy", ("in-place-irreversible", "steps"), id="an engine that may have to go before"),
        pytest.param(cluster("kubenet", networkPolicy=LOST), cluster("overlay", networkPolicy=LOST), "networkProfile.networkPolicy", ("in-place-irreversible", "steps"), id="the same engine on both sides, whichever it is"),
        pytest.param(cluster("node subnet"), cluster("node subnet", networkPluginMode=LOST), "networkProfile.networkPluginMode", ("no-change", "in-place-irreversible"), id="a mode that may move addresses"),
        pytest.param(cluster(), cluster(networkPluginMode=LOST), "networkProfile.networkPluginMode", ("no-change", "recreate"), id="a mode that may be none any more"),
        pytest.param(cluster(), cluster(networkDataplane=LOST), "networkProfile.networkDataplane", ("no-change", "in-place-irreversible"), id="a data plane that may be Cilium"),
        pytest.param(cluster("overlay, Cilium"), cluster(networkDataplane=LOST), "networkProfile.networkDataplane", ("no-change", "recreate"), id="a data plane that may leave Cilium"),
        pytest.param(cluster(), cluster(podCidr=LOST), "networkProfile.podCidr", ("no-change", "in-place-irreversible", "recreate"), id="a pod range that may be wider, or another one"),
        pytest.param(cluster(podCidr=LOST), cluster(podCidr="10.0.0.0/12"), "networkProfile.podCidr", ("no-change", "in-place-irreversible", "recreate"), id="a pod range that was nobody knows what"),
        pytest.param(cluster(ipFamilies=["IPv4", "IPv6"]), cluster(podCidrs=["10.244.0.0/16", "fd00::/64"]), "networkProfile.podCidrs", ("no-change", "recreate"), id="an IPv6 range that the service made up"),
        pytest.param(cluster(), cluster(serviceCidr=LOST), "networkProfile.serviceCidr", ("no-change", "recreate"), id="a service range"),
        pytest.param(cluster(), cluster(dnsServiceIP=LOST), "networkProfile.dnsServiceIP", ("no-change", "recreate"), id="an address of DNS"),
        pytest.param(cluster(), cluster(outboundType=LOST), "networkProfile.outboundType", ("no-change", "in-place"), id="an outbound type"),
        pytest.param(cluster(loadBalancerSku=LOST), cluster(loadBalancerSku="standard"), "networkProfile.loadBalancerSku", ("no-change", "in-place-irreversible"), id="a load balancer that may be Basic"),
        pytest.param(cluster(vnetSubnetID=LOST), cluster(vnetSubnetID=LOST, outboundType="userDefinedRouting"), "agentPoolProfiles.vnetSubnetID", ("in-place", "refused"), id="a subnet that may be none"),
        pytest.param(cluster("node subnet"), cluster("node subnet", podSubnetID=LOST), "agentPoolProfiles.podSubnetID", ("no-change", "recreate"), id="a pod subnet that may be none"),
        pytest.param(cluster("nobody's plugin", networkPlugin="flannel"), cluster("overlay"), "networkProfile.networkPlugin", ("no-change", "in-place-irreversible", "recreate"), id="a plugin that nobody knows"),
        pytest.param(cluster("nobody's plugin"), cluster("overlay"), "networkProfile.networkPlugin", ("no-change", "in-place-irreversible"), id="a plugin that nobody names"),
        pytest.param(cluster("nobody's plugin"), cluster("overlay", podCidr="10.244.0.0/16"), "networkProfile.networkPlugin", ("no-change", "in-place-irreversible"), id="a plugin that nobody names, whose pod range is the same"),
        pytest.param(cluster(location="westeurope"), cluster(location=LOST), "location", ("no-change", "recreate"), id="a region"),
        pytest.param(cluster(), cluster(apiServerAccessProfile__enablePrivateCluster=LOST), "apiServerAccessProfile.enablePrivateCluster", ("no-change", "in-place", "recreate"), id="a cluster that may be private"),
        pytest.param(cluster("kubenet, NPM", podCidr=LOST), cluster("kubenet, NPM", podCidr="10.0.0.0/12"), "networkProfile.podCidr", ("no-change", "recreate"), id="a pod range of a cluster that Azure does not have"),
        pytest.param(cluster(), cluster(sku__name=LOST), "sku.name", ("no-change", "recreate"), id="a SKU that may be Automatic"),
        pytest.param(cluster(), cluster(apiServerAccessProfile__enableVnetIntegration=LOST), "apiServerAccessProfile.enableVnetIntegration", ("no-change", "in-place-irreversible"), id="an API server that may go into the VNet"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_decides(
    before: ClusterView, after: ClusterView, path: str, between: tuple[str, ...]
) -> None:
    found = change(before, after)
    assert found.verdict is Azure.UNDECIDED
    assert path in [one.path for one in found.open]
    assert next(one.between for one in found.open if one.path == path) == between


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param(cluster(networkPolicy=LOST), cluster(networkPolicy=LOST), Azure.NO_CHANGE, id="the same value on both sides, whatever it is"),
        pytest.param(cluster("pod subnet", networkPolicy=LOST), cluster("overlay", networkPolicy=OTHER), Azure.RECREATE, id="no engine makes a way from pod subnets"),
        pytest.param(cluster(podCidr=LOST), cluster("overlay, Cilium", podCidr=LOST), Azure.IRREVERSIBLE, id="the data plane does not ask for the pod range"),
        pytest.param(cluster("kubenet, Calico", podCidr=LOST), cluster("overlay, policy none", podCidr=OTHER), Azure.STEPS, id="the way from kubenet takes any pod range"),
        pytest.param(cluster(networkPolicy=LOST), cluster(networkPolicy=LOST, outboundType="managedNATGateway"), Azure.IN_PLACE, id="the way out does not ask for the engine"),
        pytest.param(cluster(outboundType=LOST), cluster(outboundType=LOST, podCidr="10.0.0.0/8"), Azure.IRREVERSIBLE, id="the pod range does not ask for the way out"),
        pytest.param(cluster(vnetSubnetID=Unknown(Later("later"))), cluster(vnetSubnetID=f"{SUBNET}nodes", outboundType="userDefinedRouting"), Azure.IN_PLACE, id="a subnet that is still to be made is one"),
        pytest.param(cluster("overlay, NPM"), cluster(networkPolicy="cilium", networkDataplane="cilium", serviceCidr=LOST), Azure.UNDECIDED, id="what is open does not hide behind what is in place"),
        pytest.param(cluster("kubenet, Calico"), cluster("overlay, policy none", outboundType=LOST), Azure.STEPS, id="steps stay steps where something may change in place beside"),
        pytest.param(cluster(location="westeurope"), cluster(location="eastus", networkPolicy=LOST), Azure.RECREATE, id="what is certain stands before what is open"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_and_does_not_decide(before: ClusterView, after: ClusterView, verdict: Azure) -> None:
    assert change(before, after).verdict is verdict


def test_the_reason_why_it_cannot_be_told_is_passed_on() -> None:
    found = change(cluster(), cluster(networkDataplane=LOST))
    assert [one.why for one in found.open] == ["var.x has no value"]


def test_of_pools_the_reason_is_passed_on_too() -> None:
    found = change(cluster("node subnet"), cluster("node subnet", podSubnetID=LOST))
    assert [(one.path, one.why) for one in found.open] == [("agentPoolProfiles.podSubnetID", "var.x has no value")]


def test_overlay_is_refused_only_where_a_pod_subnet_is_one() -> None:
    found = change(cluster(), cluster(podSubnetID=LOST))
    assert (found.verdict, found.open[0].between) == (Azure.UNDECIDED, ("no-change", "refused"))
    assert change(cluster(podSubnetID=LOST), cluster(podSubnetID=LOST)).verdict is Azure.NO_CHANGE
    assert change(cluster(), cluster(podSubnetID=Unknown(Later("later")))).verdict is Azure.REFUSED


def test_what_a_replacing_plan_leaves_to_the_provider_is_nothing_that_is_said() -> None:
    """Terraform knows nothing of a cluster that it makes anew; the service is asked what the configuration says."""
    later = Unknown("known only once it is deployed")
    computed = {"networkPolicy": later, "dnsServiceIP": later, "serviceCidrs": later, "ipFamilies": later}
    after = cluster(podCidr="10.240.0.0/12", loadBalancerProfile__idleTimeoutInMinutes=later, **computed)
    before = cluster("overlay, Calico", podCidr="10.244.0.0/16", serviceCidr="10.1.0.0/16")
    planned = after._replace(declared=Declaration("terraform-plan", "azurerm_kubernetes_cluster.main"))
    assert change(before, planned).verdict is Azure.IRREVERSIBLE
    assert change(before, after).verdict is Azure.UNDECIDED


def test_what_a_plan_has_from_another_resource_is_said() -> None:
    after = cluster(networkPolicy=Unknown(Later("random_pet.x is known only once it is deployed")))
    planned = after._replace(declared=Declaration("terraform-plan", "azurerm_kubernetes_cluster.main"))
    assert change(cluster("overlay, Calico"), planned).verdict is Azure.UNDECIDED

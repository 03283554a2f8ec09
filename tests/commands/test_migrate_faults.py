"""Where a change leads to what Azure does not have: the rules of check say so, and no runbook leads there."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from aksnet.commands.migrate.faults import EXCEPTED, JUDGING, with_faults
from aksnet.facts.versions import Version
from aksnet.findings import Severity
from aksnet.rules import RULES
from aksnet.transitions import Change, Maker, Pair, judge
from aksnet.transitions.goals import POD_SUBNET
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView, Ignore, Subnet, SubnetView, Unknown, Value, VnetView
from changing import SUBNETS, read_cluster, written
from network_changes import BALANCER
from network_changes import FLAT as FLAT_TF
from runbooks import CILIUM, FLAT, KUBENET, NODES, OVERLAY, cluster

DAY = date(2026, 11, 30)
BICEP = Maker("bicep")
AUTO = {"nodeProvisioningProfile": {"mode": "Auto"}}
SYSTEM = {"name": "system", "mode": "System"}
WINDOWS = {"name": "win", "mode": "User", "osType": "Windows", "osSKU": "Windows2022"}
ISOLATED = {**OVERLAY, "outboundType": "none"}
CACHED = {"bootstrapProfile": {"artifactSource": "Cache"}}
DUAL = {"ipFamilies": ["IPv4", "IPv6"], "podCidrs": ["10.244.0.0/16", "fd12:3456:789a::/64"]}


def made(network: dict[str, Any], *pools: dict[str, Any], **properties: Any) -> ClusterView:
    return cluster(network, pools or (SYSTEM,), **properties)


def judged(before: ClusterView, after: ClusterView) -> Change:
    (pair,) = with_faults([Pair("prod", before, after, BICEP)], DAY)
    return judge(pair)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        pytest.param(made(KUBENET), made(KUBENET, **AUTO), "AKN230", id="node auto-provisioning over kubenet"),
        pytest.param(made({**OVERLAY, "networkPolicy": "calico"}), made({**OVERLAY, "networkPolicy": "calico"}, **AUTO), "AKN230", id="node auto-provisioning beside Calico"),
        pytest.param(made(OVERLAY, SYSTEM, WINDOWS), made(OVERLAY, SYSTEM, WINDOWS, **AUTO), "AKN211", id="node auto-provisioning beside Windows"),
        pytest.param(made(OVERLAY), made(ISOLATED, **CACHED), "AKN338", id="no way out of a public cluster"),
        pytest.param(made(OVERLAY), made({**OVERLAY, "podCidr": "10.0.0.0/8"}), "AKN102", id="pods in the range of services"),
        pytest.param(made(OVERLAY), made({**OVERLAY, "advancedNetworking": {"enabled": True, "security": {"enabled": True}}}), "AKN235", id="ACNS security without Cilium"),
        pytest.param(made(FLAT, {**SYSTEM, "vmSize": "Standard_DC4s_v2"}), made(OVERLAY, {**SYSTEM, "vmSize": "Standard_DC4s_v2"}), "AKN310", id="overlay on sizes that it does not work with"),
        pytest.param(made(FLAT, {**SYSTEM, "count": 5}), made({**OVERLAY, "podCidr": "192.168.0.0/24"}, {**SYSTEM, "count": 5}), "AKN345", id="a pod range without room for the nodes"),
        pytest.param(made(KUBENET, {**SYSTEM, "vnetSubnetID": NODES}, identity={"type": "UserAssigned"}), made({**KUBENET, "outboundType": "userDefinedRouting"}, {**SYSTEM, "vnetSubnetID": NODES}, identity={"type": "SystemAssigned"}), "AKN328", id="kubenet and routes of one's own, whose identity of one's own goes"),
    ],
)  # fmt: skip
def test_a_goal_that_azure_does_not_have_is_refused(before: ClusterView, after: ClusterView, rule: str) -> None:
    change = judged(before, after)
    assert change.azure.verdict is Azure.REFUSED
    assert all(reason.sources for reason in change.azure.reasons)
    assert change.runbook.unreachable is not None
    assert change.runbook.unreachable.startswith("Azure has no such cluster: ")
    assert rule in change.runbook.unreachable
    assert (change.runbook.steps, change.runbook.nearest) == ((), ())


def with_value(view: ClusterView, path: str, value: Value) -> ClusterView:
    return view._replace(values={**view.values, path: value})


IN_SUBNET = {"vnet_subnet_id": f"{SUBNETS}nodes"}
CALICO = {**OVERLAY, "networkPolicy": "calico"}
POD_CIDR = "networkProfile.podCidr"
UNTOLD = Value(Unknown("the variable range has no value"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(made(CALICO, **AUTO), made(CALICO, **AUTO, tags={"a": "b"}), id="what the cluster runs with already"),
        pytest.param(made(OVERLAY), with_value(made({**OVERLAY, "podCidr": "10.0.0.0/8"}), POD_CIDR, UNTOLD), id="a value that cannot be told afterwards"),
        pytest.param(with_value(made(OVERLAY), POD_CIDR, UNTOLD), made({**OVERLAY, "podCidr": "10.0.0.0/8"}), id="a value that could not be told before"),
        pytest.param(made({**OVERLAY, "serviceCidr": "192.168.0.0/16"}), made({**OVERLAY, "podCidr": "10.0.0.0/12"}), id="a range that stands before alone and is kept"),
        pytest.param(made(OVERLAY), made({**OVERLAY, "podCidr": "10.0.0.0/8"})._replace(ignores=(Ignore("AKN102", "seen"), Ignore("AKN103", "seen"))), id="what somebody says to ignore"),
        pytest.param(made(KUBENET), made(KUBENET, tags={"a": "b"}), id="what retires"),
        pytest.param(read_cluster(written({**FLAT_TF, **BALANCER})), read_cluster(written({**FLAT_TF, **BALANCER, "outbound_type": "userDefinedRouting"}, pool=IN_SUBNET)), id="settings that azurerm does not send"),
    ],
)  # fmt: skip
def test_nothing_is_wrong_with_a_goal(before: ClusterView, after: ClusterView) -> None:
    (pair,) = with_faults([Pair("prod", before, after, BICEP)], DAY)
    assert pair.faults == ()


def in_own_subnet(**network: Any) -> ClusterView:
    """A dual-stack cluster in a subnet of the same text, which has no NAT gateway yet."""
    view = made({**OVERLAY, **DUAL, **network})
    vnet = VnetView("net", (), {"nodes": SubnetView("nodes", ())})
    pools = tuple(one._replace(values={**one.values, "vnetSubnetID": Value(Subnet("nodes"))}) for one in view.pools)
    return view._replace(vnet=vnet, pools=pools)


def test_a_nat_gateway_that_comes_to_the_subnet_before_the_change_is_a_line_of_the_checklist() -> None:
    change = judged(in_own_subnet(), in_own_subnet(outboundType="userAssignedNATGateway"))
    assert change.azure.verdict is Azure.IN_PLACE
    (step,) = change.runbook.steps
    assert any(line.startswith("a NAT gateway on every node subnet before the change") for line in step.preconditions)
    assert any(line.startswith("those NAT gateways have the SKU StandardV2") for line in step.preconditions)


BOUNDS = {"auto_scaling_enabled": True, "min_count": 3, "max_count": 200}
RANGED = {"network_plugin": "azure", "network_plugin_mode": "overlay", "pod_cidr": "10.244.0.0/16"}


def test_the_bounds_of_an_autoscaler_that_goes_do_not_stay() -> None:
    before, after = (read_cluster(written(RANGED, pool=pool)) for pool in (BOUNDS, {"node_count": 300}))
    (pair,) = with_faults([Pair("prod", before, after, BICEP)], DAY)
    assert ["300 nodes" in reason.text and "AKN345" in reason.text for reason in pair.faults] == [True]


def shown(pool: dict[str, Any]) -> str:
    """What `az aks show` prints."""
    kind = "Microsoft.ContainerService/ManagedClusters"
    name = f"/subscriptions/s/resourcegroups/g/providers/{kind}/prod"
    return json.dumps(
        {
            "id": name,
            "name": "prod",
            "type": kind,
            "location": "westeurope",
            "agentPoolProfiles": [pool],
            "networkProfile": OVERLAY,
        }
    )


def test_nor_do_those_that_az_does_not_show_any_more() -> None:
    bounds = {"enableAutoScaling": True, "minCount": 3, "maxCount": 200}
    before, after = (read_cluster(shown({**SYSTEM, **pool}), "prod.json") for pool in (bounds, {"count": 300}))
    (pair,) = with_faults([Pair("prod", before, after, Maker("az"))], DAY)
    assert ["300 nodes" in reason.text for reason in pair.faults] == [True]


def test_the_bounds_of_an_autoscaler_that_a_template_leaves_out_stay() -> None:
    bounds = {"enableAutoScaling": True, "minCount": 3, "maxCount": 200}
    before, after = (made(OVERLAY, {**SYSTEM, **pool}) for pool in (bounds, {"count": 300}))
    (pair,) = with_faults([Pair("prod", before, after, BICEP)], DAY)
    assert pair.faults == ()


def test_another_pool_with_the_same_fault_is_a_new_one() -> None:
    more = {**WINDOWS, "name": "win2"}
    change = judged(made(KUBENET, SYSTEM, WINDOWS), made(KUBENET, SYSTEM, WINDOWS, more))
    assert [reason.text for reason in change.pair.faults if "'win'" in reason.text] == []
    assert any("'win2'" in reason.text for reason in change.pair.faults)


def test_a_kubernetes_that_is_too_old_is_upgraded_first() -> None:
    old = {"kubernetesVersion": "1.28"}
    change = judged(made({**OVERLAY, **DUAL}, **old), made({**CILIUM, **DUAL}, **old))
    assert change.azure.verdict is Azure.STEPS
    assert [reason.path for reason in change.azure.reasons if "AKN410" in reason.text] == ["kubernetesVersion"]
    assert change.runbook.unreachable is None
    assert [step.title for step in change.runbook.steps] == [
        "upgrade Kubernetes to 1.29 or newer",
        "change the data plane to Cilium",
    ]


def test_of_several_versions_that_are_asked_for_the_newest_is_upgraded_to() -> None:
    old, acns = {"kubernetesVersion": "1.28"}, {"enabled": True, "performance": {"accelerationMode": "BpfVeth"}}
    change = judged(made(CILIUM, **old), made({**CILIUM, "advancedNetworking": acns}, **old))
    assert [one.wants for one in change.pair.faults] == [Version(29), Version(33)]
    assert change.runbook.steps[0].title == "upgrade Kubernetes to 1.33 or newer"


def test_kubenet_gets_an_identity_of_ones_own_before_routes_of_ones_own() -> None:
    pool, identity = {**SYSTEM, "vnetSubnetID": NODES}, {"type": "SystemAssigned"}
    change = judged(
        made(KUBENET, pool, identity=identity),
        made({**KUBENET, "outboundType": "userDefinedRouting"}, pool, identity=identity),
    )
    assert change.azure.verdict is Azure.STEPS
    assert [step.title for step in change.runbook.steps] == [
        "give the cluster a user-assigned identity",
        "change the outbound type to userDefinedRouting",
    ]
    assert not any("AKN328" in line for step in change.runbook.steps for line in step.preconditions)


def test_an_upgrade_in_the_same_text_is_no_fault() -> None:
    before = made({**OVERLAY, **DUAL}, kubernetesVersion="1.30")
    (pair,) = with_faults([Pair("prod", before, made({**CILIUM, **DUAL}, kubernetesVersion="1.28"), BICEP)], DAY)
    assert pair.faults == ()


def test_the_exceptions_are_rules_of_azure_that_may_be_errors() -> None:
    known = {rule.id: rule for rule in RULES}
    assert EXCEPTED.keys() <= known.keys()
    assert not {rule.id for rule in JUDGING} & EXCEPTED.keys()
    assert all(rule.id[3] in "1234" and not rule.across for rule in JUDGING)
    assert sum(rule.severity is Severity.ERROR for rule in JUDGING) > 80


def test_a_new_cluster_has_no_faults_of_what_is_around_the_old_one() -> None:
    """It gets subnets of its own: the first step of the cut-over asks for them."""
    change = judged(made(KUBENET, {**SYSTEM, "vnetSubnetID": None}), made(FLAT, {**SYSTEM, "podSubnetID": NODES}))
    assert change.pair.surrounding != ()
    assert change.azure.verdict is Azure.RECREATE
    assert {step.edge for step in change.runbook.steps} == {"new-cluster"}


def test_what_is_around_it_counts_where_the_cluster_stays() -> None:
    change = judged(made(OVERLAY), made({**OVERLAY, "podCidr": "10.0.0.0/8"}))
    assert set(change.pair.surrounding) == set(change.pair.faults)
    assert change.azure.verdict is Azure.REFUSED


def test_a_pod_subnet_that_nobody_named_is_in_no_other_network() -> None:
    placed = {**SYSTEM, "vnetSubnetID": NODES}
    change = judged(made(FLAT, placed), made(FLAT, {**placed, "podSubnetID": POD_SUBNET}))
    assert change.pair.faults == ()
    assert change.azure.verdict is Azure.RECREATE

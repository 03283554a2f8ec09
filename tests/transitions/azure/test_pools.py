"""Pools that are there before and after: what they keep, what changes in place, and what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.transitions.azure.service import of_pool
from aksnet.transitions.changes import Maker
from aksnet.transitions.verdicts import Azure
from aksnet.view import Later, Origin, Subnet, Unknown, Value
from azure_changes import SUBNET, cluster, pool_change, pool_of
from changing import judged

NEW, IN_PLACE, SAME = Azure.NEW_POOL, Azure.IN_PLACE, Azure.NO_CHANGE
NODES, PODS = f"{SUBNET}nodes", f"{SUBNET}pods"


@pytest.mark.parametrize(
    ("before", "after", "verdict", "facts"),
    [
        pytest.param({"maxPods": 30}, {"maxPods": 60}, NEW, {"MIG-10", "POD-03"}, id="maxPods"),
        pytest.param({"vnetSubnetID": NODES}, {"vnetSubnetID": f"{SUBNET}other"}, NEW, {"MIG-10"}, id="node subnet"),
        pytest.param({"podSubnetID": PODS}, {"podSubnetID": f"{SUBNET}other"}, NEW, {"MIG-10"}, id="pod subnet"),
        pytest.param({"podSubnetID": PODS}, {"podSubnetID": PODS, "podIPAllocationMode": "StaticBlock"}, NEW, {"MIG-10", "PSS-05"}, id="static blocks"),
        pytest.param({"nodePublicIPPrefixID": "/a"}, {"nodePublicIPPrefixID": "/b"}, NEW, {"MIG-10"}, id="prefix of public addresses"),
        pytest.param({}, {"nodePublicIPPrefixID": "/b"}, NEW, {"MIG-10"}, id="a prefix of public addresses that was none"),
        pytest.param({"vmSize": "Standard_D2s_v5"}, {"vmSize": "Standard_D4s_v5"}, NEW, set(), id="VM size"),
        pytest.param({}, {"osType": "Windows"}, NEW, set(), id="operating system"),
        pytest.param({"osSKU": "Windows2022", "osType": "Windows"}, {"osSKU": "Windows2025"}, NEW, set(), id="another Windows"),
        pytest.param({}, {"osSKU": "AzureLinux"}, IN_PLACE, set(), id="Ubuntu to Azure Linux"),
        pytest.param({"enableFIPS": False}, {"enableFIPS": True}, IN_PLACE, set(), id="FIPS of Linux"),
        pytest.param({"osType": "Windows"}, {"enableFIPS": True}, NEW, set(), id="FIPS of Windows"),
        pytest.param({}, {"localDNSProfile.mode": "Required"}, IN_PLACE, set(), id="LocalDNS"),
        pytest.param({"osSKU": "AzureLinux3"}, {"osSKU": "Ubuntu2404"}, IN_PLACE, set(), id="and back"),
        pytest.param({"availabilityZones": ["1"]}, {"availabilityZones": ["1", "2"]}, NEW, set(), id="zones"),
        pytest.param({}, {"scaleSetPriority": "Spot"}, NEW, set(), id="priority"),
        pytest.param({}, {"windowsProfile.disableOutboundNat": True}, NEW, {"OUT-16"}, id="OutboundNAT of Windows"),
        pytest.param({"count": 3}, {"count": 5}, IN_PLACE, set(), id="count"),
        pytest.param({}, {"enableAutoScaling": True, "minCount": 1, "maxCount": 9}, IN_PLACE, set(), id="autoscaler"),
        pytest.param({"upgradeSettings.maxSurge": "1"}, {"upgradeSettings.maxSurge": "33%"}, IN_PLACE, set(), id="surge"),
        pytest.param({}, {"nodeLabels": {"a": "b"}}, IN_PLACE, set(), id="labels"),
        pytest.param({"nodeTaints": ["a=b:NoSchedule"]}, {"nodeTaints": ["c=d:NoSchedule"]}, IN_PLACE, set(), id="taints"),
        pytest.param({"mode": "User"}, {"mode": "System"}, IN_PLACE, set(), id="mode"),
        pytest.param({"type": "AvailabilitySet"}, {"type": "VirtualMachineScaleSets"}, Azure.RECREATE, {"RET-01"}, id="scale sets of an availability set"),
        pytest.param({"type": "AvailabilitySet"}, {"type": "VirtualMachines"}, Azure.IRREVERSIBLE, {"RET-01"}, id="virtual machines of an availability set"),
        pytest.param({}, {"type": "VirtualMachines"}, NEW, {"VMP-01"}, id="virtual machines of scale sets"),
        pytest.param({}, {"podSubnetID": PODS}, Azure.RECREATE, {"MIG-02"}, id="a pod subnet where there was none"),
        pytest.param({"podSubnetID": PODS}, {}, Azure.RECREATE, {"MIG-02"}, id="none where there was a pod subnet"),
        pytest.param({"vnetSubnetID": NODES}, {"vnetSubnetID": NODES.replace("/v/", "/w/")}, Azure.RECREATE, {"SUB-01"}, id="a subnet of another VNet"),
        pytest.param({}, {"vnetSubnetID": NODES}, Azure.RECREATE, {"SUB-03"}, id="a subnet of one's own in a VNet that AKS made"),
    ],
)  # fmt: skip
def test_a_change(before: dict[str, Any], after: dict[str, Any], verdict: Azure, facts: set[str]) -> None:
    found = pool_change(before, after)
    assert found.verdict is verdict
    assert facts <= set(found.reasons[0].facts)
    assert all(reason.sources for reason in found.reasons)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        pytest.param({}, {"maxPods": 250}, "overlay", id="the default maxPods of overlay"),
        pytest.param({}, {"maxPods": 30}, "node subnet", id="the default maxPods of node subnets"),
        pytest.param({}, {"maxPods": 110}, "kubenet", id="the default maxPods of kubenet"),
        pytest.param({"maxPods": 50}, {}, "overlay", id="maxPods that is left out"),
        pytest.param({}, {"osType": "Linux", "osSKU": "Ubuntu", "scaleSetPriority": "Regular"}, "overlay", id="defaults in words"),
        pytest.param({"podSubnetID": PODS}, {"podSubnetID": PODS, "podIPAllocationMode": "DynamicIndividual"}, "pod subnet", id="the default allocation"),
        pytest.param({"availabilityZones": ["1", "2"]}, {"availabilityZones": ["2", "1"]}, "overlay", id="zones in another order"),
        pytest.param({"vnetSubnetID": NODES}, {"vnetSubnetID": NODES.upper()}, "overlay", id="an id in another case"),
        pytest.param({"vnetSubnetID": NODES}, {"vnetSubnetID": Subnet("nodes")}, "overlay", id="an id, and the subnet that is declared beside"),
        pytest.param({"vnetSubnetID": NODES}, {}, "overlay", id="a subnet that is left out"),
        pytest.param({"vmSize": "Standard_D2s_v5", "count": 3}, {}, "overlay", id="what is left out stays"),
        pytest.param({}, {"vmSize": "Standard_D2s_v5"}, "overlay", id="a VM size that the input before does not say"),
        pytest.param({"maxPods": Unknown("lost", sign="x")}, {"maxPods": Unknown("lost", sign="x")}, "overlay", id="the same unknown value"),
    ],
)  # fmt: skip
def test_no_change(before: dict[str, Any], after: dict[str, Any], words: str) -> None:
    assert pool_change(before, after, words).verdict is SAME


@pytest.mark.parametrize(
    ("before", "after", "words", "path", "between"),
    [
        pytest.param({"maxPods": 30}, {"maxPods": Unknown("var.pods has no value")}, "overlay", "maxPods", ("no-change", "new-pool"), id="maxPods"),
        pytest.param({"vnetSubnetID": NODES}, {"vnetSubnetID": Unknown(Later("later"))}, "overlay", "vnetSubnetID", ("no-change", "new-pool"), id="a subnet that is still to be made"),
        pytest.param({}, {"maxPods": 250}, "pod subnet", "maxPods", ("no-change", "new-pool"), id="the default of pod subnets, which documents dispute"),
        pytest.param({}, {"vnetSubnetID": Unknown("var.subnet has no value")}, "overlay", "vnetSubnetID", ("no-change", "recreate"), id="a subnet that may be none"),
        pytest.param({}, {"podSubnetID": Unknown("var.subnet has no value")}, "node subnet", "podSubnetID", ("no-change", "recreate"), id="a pod subnet that may be none"),
        pytest.param({"count": 3}, {"count": Unknown("lost")}, "overlay", "count", ("no-change", "in-place"), id="a count"),
        pytest.param({}, {"type": Unknown("lost")}, "overlay", "type", ("no-change", "recreate"), id="a type"),
        pytest.param({"osSKU": "Ubuntu"}, {"osSKU": Unknown("lost")}, "overlay", "osSKU", ("no-change", "in-place"), id="an OS SKU"),
    ],
)  # fmt: skip
def test_what_cannot_be_told(
    before: dict[str, Any], after: dict[str, Any], words: str, path: str, between: tuple[str, ...]
) -> None:
    found = pool_change(before, after, words)
    assert found.verdict is Azure.UNDECIDED
    assert [(one.path, one.between) for one in found.open] == [(path, between)]


def test_a_pool_that_a_module_decides_is_the_same_one() -> None:
    whole = {"": Unknown("the module decides it", sign="module.aks"), "name": "system"}
    assert pool_change(whole, {**whole}).verdict is SAME
    other = pool_change(whole, {**whole, "": Unknown("another module decides it")})
    assert other.verdict is Azure.UNDECIDED
    assert {one.why for one in other.open} == {"another module decides it"}


def test_a_subnet_that_is_still_to_be_made_is_one() -> None:
    assert pool_change({}, {"vnetSubnetID": Unknown(Later("later"))}).verdict is Azure.RECREATE


def test_a_new_pool_stands_before_what_is_open() -> None:
    """A pool that is replaced anyway is no less replaced for what cannot be told of it."""
    found = pool_change({"maxPods": 30, "count": 3}, {"maxPods": 60, "count": Unknown("lost")})
    assert (found.verdict, len(found.open)) == (NEW, 1)


def test_pools_keep_their_max_pods_when_addresses_move() -> None:
    """What is left out before is what the mode before gave the pool."""
    before, after = pool_of({"name": "user"}), pool_of({"name": "user", "maxPods": 250})
    assert of_pool(before, after, cluster(), cluster("kubenet")).verdict is NEW


def test_a_default_of_a_spec_is_nothing_that_is_said() -> None:
    after = pool_of({"name": "user"})
    filled = after._replace(values={**after.values, "maxPods": Value(250, Origin.DEFAULT)})
    assert of_pool(pool_of({"name": "user", "maxPods": 30}), filled, cluster(), cluster()).verdict is SAME


@pytest.mark.parametrize(
    ("after", "reimaged"),
    [
        pytest.param({"osSKU": "AzureLinux"}, True, id="another image reimages"),
        pytest.param({"enableFIPS": True}, True, id="FIPS reimages"),
        pytest.param({"localDNSProfile.mode": "Required"}, True, id="LocalDNS reimages"),
        pytest.param({"count": 9}, False, id="a count reimages nothing"),
    ],
)
def test_what_happens_to_nodes(after: dict[str, Any], reimaged: bool) -> None:
    assert bool(pool_change({"count": 3}, after).effects) is reimaged


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param({"type": "AvailabilitySet"}, {"type": "VirtualMachineScaleSets"}, Azure.RECREATE, id="scale sets of an availability set"),
        pytest.param({"vnetSubnetID": NODES}, {"vnetSubnetID": NODES.replace("/virtualNetworks/", "/virtualNetworks/other")}, Azure.RECREATE, id="a subnet in another VNet"),
        pytest.param({"type": "AvailabilitySet"}, {"type": "VirtualMachines"}, Azure.NO_CHANGE, id="virtual machines of an availability set"),
        pytest.param({"maxPods": 30}, {"maxPods": 60}, Azure.NO_CHANGE, id="a pool that is made anew"),
    ],
)  # fmt: skip
def test_a_pool_that_takes_another_cluster_says_so_of_the_cluster(
    before: dict[str, Any], after: dict[str, Any], verdict: Azure
) -> None:
    change = judged(cluster("kubenet", **before), cluster("kubenet", **after), Maker("az"))
    assert change.azure.verdict is verdict
    assert (change.runbook.unreachable is not None) is (verdict is Azure.RECREATE)

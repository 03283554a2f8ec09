"""What a single pool may be: inputs that each rule is about, and their neighbours that it must not be about."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import RULES, Context, check
from arm_clusters import cluster_from_arm
from rendering import TODAY, view

UNKNOWN = "[parameters('x')]"
VNET = {"vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"n": {"prefix": "10.240.0.0/24"}, "p": {"prefix": "10.240.64.0/18"}}}}  # fmt: skip
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets"
NODES, PODS = {"vnetSubnetID": f"{ID}/n"}, {"podSubnetID": f"{ID}/p"}
WINDOWS, VMS = {"osType": "Windows"}, {"type": "VirtualMachines"}
OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay"}
SYSTEM_IDENTITY, USER_IDENTITY = {"type": "SystemAssigned"}, {"type": "UserAssigned"}


def spec(*pools: dict[str, Any], plugin: str = "overlay", **rest: Any) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    return {"network": {"plugin": plugin}, "pools": named, **rest}


def arm(*pools: dict[str, Any], network: Any = OVERLAY, identity: Any = None, **properties: Any) -> dict[str, Any]:
    named = [{"name": f"p{index}", **pool} for index, pool in enumerate(pools)]
    resource = {"properties": {"networkProfile": network, "agentPoolProfiles": named, **properties}}
    return {**resource, "identity": identity} if identity else resource


def found(rule: str, cluster: dict[str, Any]) -> tuple[Finding, ...]:
    seen = cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)
    judged = check([seen], Context(TODAY), [one for one in RULES if one.id == rule])
    assert not judged.failures, judged.failures
    return judged.findings


BAD: list[Any] = [
    pytest.param("AKN309", arm({}, WINDOWS), id="a Windows pool without a profile"),
    pytest.param("AKN309", arm({}, {"osType": "windows"}), id="Windows in lower case, as the documents write it"),
    pytest.param("AKN309", arm({}, WINDOWS, windowsProfile={}), id="an empty profile"),
    pytest.param("AKN309", arm({}, {**WINDOWS, "windowsProfile": {"disableOutboundNat": True}}), id="the pool's own profile is not the cluster's"),
    pytest.param("AKN310", spec({"vm_size": "Standard_DC1s_v2"}), id="DC1s_v2"),
    pytest.param("AKN310", spec({"vm_size": "Standard_DC2s_v2"}), id="DC2s_v2"),
    pytest.param("AKN310", spec({}, {"vm_size": "Standard_DC4s_v2"}), id="DC4s_v2 in a second pool"),
    pytest.param("AKN310", spec({"vm_size": "standard_dc8_V2"}, plugin="cilium"), id="DC8_v2 in another case, with Cilium on overlay"),
    pytest.param("AKN319", spec({}, {"os": "Windows", "max_pods": 111}), id="111 pods on Windows"),
    pytest.param("AKN319", spec({}, {"os": "Windows", "max_pods": 250}), id="250 pods on Windows"),
    pytest.param("AKN319", spec({}, {"os": "Windows", "max_pods": 111}, plugin="node-subnet"), id="111 pods on Windows on the node subnet"),
    pytest.param("AKN320", spec({"count": 2, "max_pods": 14}), id="28 pods on two nodes"),
    pytest.param("AKN320", spec({"count": 1, "max_pods": 29}), id="29 pods on one node"),
    pytest.param("AKN320", spec({}, {"min": 1, "max": 2, "max_pods": 10}), id="20 pods at the autoscaler's most"),
    pytest.param("AKN320", arm({"count": 2, "maxPods": 10}), id="20 pods in ARM"),
    pytest.param("AKN321", spec({"type": "VirtualMachines", "subnet": "n"}, **VNET, identity="SystemAssigned"), id="a system-assigned identity and a subnet of the VNet"),
    pytest.param("AKN321", spec({"type": "VirtualMachines", "subnet": f"{ID}/n"}, identity="SystemAssigned"), id="a system-assigned identity and a subnet that is there"),
    pytest.param("AKN321", arm({**VMS, **NODES}, identity=SYSTEM_IDENTITY), id="a system-assigned identity in ARM"),
    pytest.param("AKN321", spec({"type": "VirtualMachines", "zones": ["1"]}), id="zones without a subnet"),
    pytest.param("AKN321", arm({**VMS, **NODES, "availabilityZones": [1, 2]}, identity=USER_IDENTITY), id="zones as numbers, and a user-assigned identity"),
    pytest.param("AKN322", arm({**NODES, **PODS}, network={"networkPlugin": "azure"}), id="a pod subnet without maxPods"),
    pytest.param("AKN322", arm({**NODES, **PODS, "podIPAllocationMode": "StaticBlock"}, network={"networkPlugin": "azure"}), id="static block without maxPods"),
    pytest.param("AKN323", spec({}, {"os": "Windows", "os_sku": "Windows2019"}, plugin="pod-subnet"), id="Windows 2019 on a pod subnet that whoever deploys names"),
    pytest.param("AKN323", arm({**WINDOWS, **PODS, "osSKU": "windows2019"}), id="Windows 2019 in lower case"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN309", spec({}, {"os": "Windows"}), id="a spec gets the profile by itself"),
    pytest.param("AKN309", arm({}, WINDOWS, windowsProfile={"adminUsername": "azureuser"}), id="a profile"),
    pytest.param("AKN309", arm({}, WINDOWS, windowsProfile=UNKNOWN), id="a profile that is not known"),
    pytest.param("AKN309", arm({}, {"osType": "Linux"}), id="Linux pools only"),
    pytest.param("AKN309", arm({"osType": UNKNOWN}), id="an operating system that is not known"),
    pytest.param("AKN310", spec({"vm_size": "Standard_DC4as_v5"}), id="the series that Microsoft points to"),
    pytest.param("AKN310", spec({"vm_size": "Standard_DC4s_v3"}), id="DCsv3 is another series"),
    pytest.param("AKN310", spec({"vm_size": "Standard_DC16s_v2"}), id="a size that the series does not have"),
    pytest.param("AKN310", spec({"vm_size": "Standard_DC4s_v2"}, plugin="node-subnet"), id="DCsv2 on the node subnet"),
    pytest.param("AKN310", arm({"vmSize": UNKNOWN}), id="a size that is not known"),
    pytest.param("AKN310", arm({"vmSize": "Standard_DC4s_v2"}, network={"networkPlugin": "azure", "networkPluginMode": UNKNOWN}), id="a mode that is not known"),
    pytest.param("AKN310", arm({"vmSize": 4}), id="a size that is a number"),
    pytest.param("AKN319", spec({}, {"os": "Windows", "max_pods": 110}), id="110 pods on Windows"),
    pytest.param("AKN319", spec({}, {"os": "Windows"}), id="what aksnet states for Windows"),
    pytest.param("AKN319", spec({"max_pods": 250}), id="250 pods on Linux"),
    pytest.param("AKN319", spec({}, {"os": "Windows", "max_pods": 251}), id="251 pods are another rule's"),
    pytest.param("AKN319", arm({**WINDOWS, "maxPods": UNKNOWN}), id="maxPods that is not known"),
    pytest.param("AKN319", arm({**WINDOWS, "maxPods": "250"}), id="maxPods that is a text"),
    pytest.param("AKN319", arm({**WINDOWS}), id="no maxPods on Windows"),
    pytest.param("AKN320", spec({"count": 3, "max_pods": 10}), id="10 pods on three nodes"),
    pytest.param("AKN320", spec({"count": 2, "max_pods": 15}), id="15 pods on two nodes"),
    pytest.param("AKN320", spec({"count": 1, "max_pods": 30}), id="30 pods on one node"),
    pytest.param("AKN320", spec({"count": 1, "max_pods": 9}), id="9 pods are another rule's"),
    pytest.param("AKN320", spec({}, {"count": 0, "max_pods": 10}), id="a pool of no nodes"),
    pytest.param("AKN320", spec({}, {"min": 1, "max": 3, "max_pods": 10}), id="30 pods at the autoscaler's most"),
    pytest.param("AKN320", arm({"count": UNKNOWN, "maxPods": 10}), id="a count that is not known"),
    pytest.param("AKN320", arm({"count": 1, "maxPods": UNKNOWN}), id="maxPods that is not known, on one node"),
    pytest.param("AKN320", arm({"count": 1, "maxPods": True}), id="maxPods that is true"),
    pytest.param("AKN320", arm({"maxPods": 10}), id="no count"),
    pytest.param("AKN321", spec({"type": "VirtualMachines", "subnet": "n"}, **VNET, identity="UserAssigned"), id="a user-assigned identity"),
    pytest.param("AKN321", spec({"type": "VirtualMachines", "subnet": "n"}, **VNET), id="no identity is stated"),
    pytest.param("AKN321", spec({"type": "VirtualMachines"}, identity="SystemAssigned"), id="the network that AKS makes"),
    pytest.param("AKN321", spec({"type": "VirtualMachineScaleSets", "subnet": "n", "zones": ["1"]}, **VNET, identity="SystemAssigned"), id="a scale set"),
    pytest.param("AKN321", arm({**VMS, "vnetSubnetID": UNKNOWN}, identity=SYSTEM_IDENTITY), id="a subnet that is not known, for it may be none"),
    pytest.param("AKN321", arm({**VMS, **NODES}, identity={"type": UNKNOWN}), id="an identity that is not known"),
    pytest.param("AKN321", arm({"type": UNKNOWN, **NODES, "availabilityZones": ["1"]}, identity=SYSTEM_IDENTITY), id="a type that is not known"),
    pytest.param("AKN321", arm({**VMS, "availabilityZones": []}), id="no zones"),
    pytest.param("AKN321", arm({**VMS, "availabilityZones": [UNKNOWN]}), id="zones that are not known"),
    pytest.param("AKN322", arm({**NODES, **PODS, "maxPods": 110}), id="maxPods beside a pod subnet"),
    pytest.param("AKN322", arm({**NODES, **PODS, "maxPods": UNKNOWN}), id="maxPods that is not known beside a pod subnet"),
    pytest.param("AKN322", arm({**NODES, "podSubnetID": UNKNOWN}), id="a pod subnet that is not known, for it may be none"),
    pytest.param("AKN322", arm(NODES), id="no pod subnet"),
    pytest.param("AKN322", spec({}, plugin="pod-subnet"), id="a spec states maxPods by itself"),
    pytest.param("AKN323", spec({}, {"os": "Windows", "os_sku": "Windows2022"}, plugin="pod-subnet"), id="Windows 2022 on a pod subnet"),
    pytest.param("AKN323", spec({}, {"os": "Windows", "os_sku": "Windows2019"}), id="Windows 2019 on overlay"),
    pytest.param("AKN323", arm({**WINDOWS, **PODS, "osSKU": UNKNOWN}), id="an OS SKU that is not known"),
    pytest.param("AKN323", arm({**WINDOWS, "podSubnetID": UNKNOWN, "osSKU": "Windows2019"}), id="Windows 2019 and a pod subnet that is not known"),
    pytest.param("AKN323", arm({**WINDOWS, **PODS, "osSKU": 2019}), id="an OS SKU that is a number"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster"), BAD)
def test_rule_fires_once(rule: str, cluster: dict[str, Any]) -> None:
    expected = Severity.WARNING if rule in ("AKN309", "AKN319", "AKN322") else Severity.ERROR
    assert [finding.severity for finding in found(rule, cluster)] == [expected]


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_rule_is_silent(rule: str, cluster: dict[str, Any]) -> None:
    assert found(rule, cluster) == ()


def test_every_pool_is_told_of() -> None:
    pools = [{"count": 1, "max_pods": 10}, {"count": 3, "max_pods": 10}, {"count": 2, "max_pods": 10}]
    messages = [finding.message for finding in found("AKN320", spec(*pools))]
    assert messages == [
        "the pool 'p0' has room for 10 pods: maxPods 10 on 1 node",
        "the pool 'p2' has room for 20 pods: maxPods 10 on 2 nodes",
    ]


def test_identity_and_zones_of_one_pool_are_two_findings() -> None:
    pool = {**VMS, **NODES, "availabilityZones": ["1", "2"]}
    messages = [finding.message for finding in found("AKN321", arm(pool, identity=SYSTEM_IDENTITY))]
    assert messages == [
        "the pool 'p0' has type VirtualMachines in a subnet of its own, but the cluster's identity is SystemAssigned",
        "the pool 'p0' has type VirtualMachines and zones [1, 2]",
    ]


@pytest.mark.parametrize(
    ("pods", "unused"),
    [pytest.param(31, 0, id="two blocks"), pytest.param(32, 15, id="one pod too many"), pytest.param(110, 1, id="the default"), pytest.param(250, 5, id="the most"), pytest.param(39, 8, id="half a block"), pytest.param(38, 9, id="more than half a block")],
)  # fmt: skip
def test_blocks_that_are_half_empty_are_a_warning(pods: int, unused: int) -> None:
    cluster = view(network={"plugin": "pod-subnet", "allocation": "static-block"}, pools=({"name": "system", "mode": "System", "count": 3, "max_pods": pods},))  # fmt: skip
    findings = [finding for finding in check([cluster], Context(TODAY)).findings if finding.rule == "AKN348"]
    assert [finding.message.split(": ")[1] for finding in findings] == ([f"{unused} addresses of each node are of no use"] if unused > 8 else [])  # fmt: skip


def test_hint_names_the_rights_on_the_subnet() -> None:
    (finding,) = found("AKN321", arm({**VMS, **NODES}, identity=SYSTEM_IDENTITY))
    assert finding.hint == "give the cluster a user-assigned identity with Network Contributor on the subnet"

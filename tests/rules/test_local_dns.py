"""LocalDNS: the pools it runs on, and its overrides."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from arm_clusters import cluster_from_arm
from rendering import TODAY, view


def found(rule: str, cluster: dict[str, Any]) -> list[Finding]:
    """What one rule finds in a spec's keys, or in an ARM resource: that is what has `properties`."""
    views = [cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)]
    judged = check(views, Context(TODAY))
    assert judged.failures == ()
    return [finding for finding in judged.findings if finding.rule == rule]


def pool(mode: str = "Required", **pool: Any) -> dict[str, Any]:
    """A spec whose second pool has LocalDNS."""
    system = {"name": "system", "mode": "System"}
    return {"network": {"plugin": "overlay"}, "pools": [system, {"name": "p", "local_dns": mode, **pool}]}


def arm(dns: Any, **pool: Any) -> dict[str, Any]:
    return {"name": "c", "properties": {"agentPoolProfiles": [{"name": "p", "localDNSProfile": dns, **pool}]}}


WINDOWS = {"os": "Windows", "max_pods": 110}
ERROR, WARNING = Severity.ERROR, Severity.WARNING

SYSTEMS: list[Any] = [
    pytest.param(pool(), [], id="Linux"),
    pytest.param(pool(**WINDOWS), [(ERROR, "Windows")], id="Windows"),
    pytest.param(pool(**WINDOWS, os_sku="Windows2022"), [(ERROR, "Windows")], id="a Windows SKU, said once"),
    pytest.param(pool("Preferred", **WINDOWS), [(WARNING, "Windows")], id="Windows, where it is only preferred"),
    pytest.param(pool("Disabled", **WINDOWS), [], id="Windows, where it is off"),
    *(pytest.param(pool(os_sku=sku), [], id=sku) for sku in ("Ubuntu", "Ubuntu2204", "Ubuntu2404", "AzureLinux", "AzureLinux3")),
    *(pytest.param(arm({"mode": "Required"}, osSKU=sku), [(ERROR, sku)], id=f"ARM: {sku}") for sku in ("Ubuntu2004", "Flatcar", "Windows2022")),
    pytest.param(arm({"mode": "Preferred"}, osSKU="Ubuntu2004"), [(WARNING, "Ubuntu2004")], id="ARM: Ubuntu 20.04, where it is only preferred"),
    pytest.param(arm({"mode": "Required"}, osSKU="AzureLinuxOSGuard"), [], id="ARM: a SKU with Azure Linux in its name"),
    pytest.param(arm({"mode": "Required"}, osSKU="Plan9"), [], id="ARM: a SKU that nobody knows"),
    pytest.param(arm({"mode": "Required"}, osSKU="[parameters('sku')]", osType="[parameters('os')]"), [], id="ARM: an operating system that cannot be told"),
    pytest.param(arm({"mode": "[parameters('mode')]"}, osType="Windows"), [], id="ARM: a mode that cannot be told"),
    pytest.param(arm("[parameters('dns')]", osType="Windows"), [], id="ARM: a profile that cannot be told"),
    pytest.param(arm(None, osType="Windows"), [], id="ARM: no profile"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "expected"), SYSTEMS)
def test_operating_systems(cluster: dict[str, Any], expected: list[Any]) -> None:
    starts = [(finding.severity, finding.message.rpartition(" on ")[2]) for finding in found("AKN336", cluster)]
    assert starts == expected


FEW = [
    ("Standard_D2s_v5", 2),
    ("Standard_D2_v3", 2),
    ("Standard_DC1s_v3", 1),
    ("standard_d2ads_V6", 2),
    ("Standard_E4-2ds_v5", 2),
    ("Standard_E8-2s_v4", 2),
]
ENOUGH = ("Standard_D4s_v5", "Standard_E8-4ds_v5", "Standard_D16_v3", "Standard_HB120-16rs_v3", "Standard_M416ms_v3")
UNTOLD = (
    "Standard_B2ms",
    "Standard_B2s_v2",
    "Standard_DS2_v2",
    "Standard_D3_v2",
    "Standard_A2_v2",
    "Standard_NV2ads_A10_v5",
    "Standard_D2s",
    "D2s_v5",
    "Standard_D2s_v10",
    "Standard_D\u0662s_v5",
    f"Standard_D{'2' * 5000}s_v5",
    "",
)


@pytest.mark.parametrize(("size", "vcpus"), FEW)
@pytest.mark.parametrize("mode", ["Required", "Preferred"])
def test_sizes_with_few_vcpus_are_a_warning(size: str, vcpus: int, mode: str) -> None:
    (finding,) = found("AKN336", arm({"mode": mode}, vmSize=size))
    assert finding.message == f"the pool 'p' has LocalDNS {mode} on {size} (vCPUs: {vcpus})"
    assert finding.severity is WARNING


@pytest.mark.parametrize("size", [*ENOUGH, *UNTOLD, 7, None, "[parameters('size')]"])
def test_sizes_with_enough_vcpus_or_with_another_naming_are_left_alone(size: object) -> None:
    assert found("AKN336", arm({"mode": "Required"}, vmSize=size)) == []


def test_a_small_size_is_left_alone_where_it_is_off() -> None:
    assert found("AKN336", pool("Disabled", vm_size="Standard_D2s_v5")) == []


VNET, KUBE = "vnetDNSOverrides", "kubeDNSOverrides"


def overrides(name: str, zone: str, mode: str = "Required", **settings: Any) -> dict[str, Any]:
    return arm({"mode": mode, name: {zone: settings}})


def message(name: str, zone: str, what: str) -> list[str]:
    return [f"the pool 'p' has in {name} for the zone '{zone}' {what}"]


CORE, VNET_DNS = {"forwardDestination": "ClusterCoreDNS"}, {"forwardDestination": "VnetDNS"}
STALE = {"protocol": "ForceTCP", "serveStale": "Verify"}

ZONES: list[Any] = [
    pytest.param(overrides(VNET, ".", **CORE), message(VNET, ".", "the forwardDestination ClusterCoreDNS"), id="the VNet's root zone to CoreDNS"),
    pytest.param(overrides(VNET, ".", **VNET_DNS), [], id="the VNet's root zone to the VNet"),
    pytest.param(overrides(KUBE, ".", **CORE), [], id="the cluster's root zone to CoreDNS"),
    pytest.param(overrides(KUBE, ".", **VNET_DNS), [], id="the cluster's root zone to the VNet"),
    pytest.param(overrides(VNET, "cluster.local", **VNET_DNS), message(VNET, "cluster.local", "the forwardDestination VnetDNS"), id="cluster.local to the VNet"),
    pytest.param(overrides(KUBE, "cluster.local", **VNET_DNS), message(KUBE, "cluster.local", "the forwardDestination VnetDNS"), id="cluster.local to the VNet, for pods of the cluster's DNS"),
    pytest.param(overrides(KUBE, "Cluster.Local", **VNET_DNS), message(KUBE, "Cluster.Local", "the forwardDestination VnetDNS"), id="cluster.local in other letters"),
    pytest.param(overrides(KUBE, "cluster.local", **CORE), [], id="cluster.local to CoreDNS"),
    pytest.param(overrides(VNET, "contoso.com", **CORE), [], id="another zone to CoreDNS"),
    pytest.param(overrides(KUBE, "contoso.com", **VNET_DNS), [], id="another zone to the VNet"),
    pytest.param(overrides(KUBE, "my.cluster.local", **VNET_DNS), [], id="a zone below cluster.local, of which nothing is stated"),
    pytest.param(overrides(VNET, ".", mode="Disabled", **CORE), message(VNET, ".", "the forwardDestination ClusterCoreDNS"), id="the overrides are checked where it is off"),
    pytest.param(overrides(VNET, "contoso.com", **STALE), message(VNET, "contoso.com", "serveStale Verify beside ForceTCP"), id="stale answers beside TCP"),
    pytest.param(overrides(KUBE, ".", **STALE), message(KUBE, ".", "serveStale Verify beside ForceTCP"), id="stale answers beside TCP, for pods of the cluster's DNS"),
    pytest.param(overrides(VNET, ".", protocol="ForceTCP", serveStale="Immediate"), [], id="stale answers at once beside TCP"),
    pytest.param(overrides(VNET, ".", protocol="PreferUDP", serveStale="Verify"), [], id="stale answers beside UDP"),
    pytest.param(overrides(VNET, ".", serveStale="Verify"), [], id="stale answers beside a protocol that is not said"),
    pytest.param(arm({"mode": "Required", VNET: {".": {"protocol": "ForceTCP"}, "contoso.com": {"serveStale": "Verify"}}}), [], id="stale answers and TCP in two zones"),
    pytest.param(arm({"mode": "Required", VNET: {".": {"protocol": "ForceTCP"}}, KUBE: {".": {"serveStale": "Verify"}}}), [], id="stale answers and TCP in two maps"),
    pytest.param(overrides(VNET, ".", forwardDestination="[parameters('to')]", protocol="[parameters('p')]", serveStale="Verify"), [], id="settings that cannot be told"),
    pytest.param(arm({"mode": "Required", VNET: "[parameters('zones')]", KUBE: {"cluster.local": "[parameters('zone')]"}}), [], id="maps that cannot be told"),
    pytest.param(overrides(VNET, ".", forwardDestination=7, protocol=["ForceTCP"], serveStale=True), [], id="settings of odd types"),
    pytest.param(pool(), [], id="a spec, which has no overrides"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), ZONES)
def test_overrides(cluster: dict[str, Any], messages: list[str]) -> None:
    assert [finding.message for finding in found("AKN337", cluster)] == messages


def test_hint_says_what_to_do_about_stale_answers() -> None:
    zone = {"protocol": "ForceTCP", "serveStale": "Verify"}
    (finding,) = found("AKN337", arm({"mode": "Required", "vnetDNSOverrides": {"example.com": zone}}))
    assert finding.hint == "set serveStale Immediate"


def test_hint_says_where_a_zone_is_forwarded_to() -> None:
    (finding,) = found("AKN337", overrides(VNET, ".", **CORE))
    assert finding.hint == "forward it to VnetDNS"

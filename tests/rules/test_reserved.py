"""Ranges that are set aside: what reaches into them by an address is found, what stands beside them is not."""

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


def pods(cidr: str, plugin: str = "overlay") -> dict[str, Any]:
    return {"network": {"plugin": plugin, "pod_cidr": cidr}}


def services(cidr: str) -> dict[str, Any]:
    return {"network": {"plugin": "overlay", "service_cidr": cidr}}


def dual(
    pod: str = "fd12:3456:789a::/64", service: str = "fd12:3456:789a:1::/108", pod4: str = "10.244.0.0/16"
) -> dict[str, Any]:
    return {
        "network": {
            "plugin": "overlay",
            "ip_families": ["IPv4", "IPv6"],
            "pod_cidrs": [pod4, pod],
            "service_cidrs": ["10.0.0.0/16", service],
        }
    }


def vnet(*space: str, **subnets: str) -> dict[str, Any]:
    named = {name: {"prefix": prefix} for name, prefix in subnets.items()}
    return {"network": {"plugin": "overlay"}, "vnet": {"address_space": list(space), "subnets": named}}


def arm(**profile: Any) -> dict[str, Any]:
    return {"name": "c", "properties": {"networkProfile": profile}}


UNKNOWN = "[parameters('x')]"
SMALL = "10.244.0.0/25"

BAD: list[Any] = [
    pytest.param("AKN118", pods("10.244.0.0/25"), id="overlay with half a block"),
    pytest.param("AKN118", pods("10.244.0.0/25", "kubenet"), id="kubenet with half a block"),
    pytest.param("AKN118", pods("10.244.0.1/32"), id="overlay with one address"),
    pytest.param("AKN118", dual(pod4="10.244.0.0/26"), id="the IPv4 range of dual-stack is too small"),
    pytest.param("AKN118", arm(podCidr=SMALL), id="no plugin: overlay or kubenet, and both take blocks"),
    pytest.param("AKN118", arm(networkPlugin=UNKNOWN, networkPluginMode="overlay", podCidr=SMALL), id="overlay with a plugin that cannot be told"),
    *(pytest.param("AKN119", pods(cidr), id=f"pods in {cidr}") for cidr in ("169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24")),
    pytest.param("AKN119", pods("172.16.0.0/12"), id="pods around two reserved ranges"),
    pytest.param("AKN119", pods("172.31.255.0/24"), id="pods in the last part of a reserved range"),
    pytest.param("AKN119", pods("192.0.2.128/25"), id="pods in half of a reserved range"),
    pytest.param("AKN119", pods("172.30.0.0/16", "byo"), id="pods of a CNI of one's own"),
    pytest.param("AKN119", pods("172.30.0.0/16", "kubenet"), id="pods with kubenet"),
    pytest.param("AKN119", services("172.30.0.0/16"), id="Services in a reserved range"),
    pytest.param("AKN119", services("169.254.10.0/24"), id="Services on the addresses of LocalDNS"),
    pytest.param("AKN119", vnet("172.16.0.0/12", nodes="172.16.0.0/22"), id="a VNet around reserved ranges"),
    pytest.param("AKN119", vnet("10.240.0.0/16", nodes="172.31.0.0/22"), id="a subnet in a reserved range, outside the VNet"),
    pytest.param("AKN119", arm(networkPlugin="azure", serviceCidr="192.0.2.0/25"), id="Services of a flat cluster in ARM JSON"),
    *(pytest.param("AKN120", services(cidr), id=f"Services in {cidr}") for cidr in ("20.0.0.0/16", "224.1.0.0/16", "239.0.0.0/24", "127.0.0.0/16", "168.63.129.0/24", "172.32.0.0/16", "172.15.0.0/16", "192.169.0.0/16", "100.128.0.0/16", "11.0.0.0/16", "255.255.255.0/24")),
    pytest.param("AKN120", services("192.168.0.0/15"), id="Services half in private space"),
    pytest.param("AKN120", dual(service="ff00::/108"), id="Services in IPv6's multicast space"),
    pytest.param("AKN120", dual(service="fe80::/108"), id="Services on IPv6's link-local addresses"),
    pytest.param("AKN120", dual(service="::/108"), id="Services around IPv6's loopback"),
    pytest.param("AKN120", arm(serviceCidr="20.0.0.0/16"), id="public Services in ARM JSON"),
    *(pytest.param("AKN121", pods(cidr), id=f"pods in {cidr}") for cidr in ("20.0.0.0/16", "172.32.0.0/16", "100.128.0.0/16", "192.168.0.0/15", "224.0.0.0/16")),
    pytest.param("AKN121", pods("20.0.0.0/16", "kubenet"), id="public pods with kubenet"),
    pytest.param("AKN122", vnet("10.0.0.0/8"), id="a VNet that is 10.0.0.0/8"),
    pytest.param("AKN122", vnet("8.0.0.0/6"), id="a VNet that is larger still"),
    pytest.param("AKN122", vnet("192.168.0.0/16", "10.0.0.0/8"), id="10.0.0.0/8 as the second range"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN118", pods("10.244.0.0/24"), id="a pod CIDR of one block"),
    pytest.param("AKN118", pods("10.244.0.0/16", "kubenet"), id="kubenet with 256 blocks"),
    pytest.param("AKN118", pods("10.244.0.0/25", "byo"), id="a CNI of one's own takes what it likes"),
    pytest.param("AKN118", arm(networkPlugin="azure", podCidr=SMALL), id="a flat mode gives no blocks"),
    pytest.param("AKN118", arm(networkPlugin="azure", networkPluginMode=UNKNOWN, podCidr=SMALL), id="a mode that cannot be told"),
    pytest.param("AKN118", arm(networkPlugin=UNKNOWN, podCidr=SMALL), id="a plugin that cannot be told"),
    pytest.param("AKN118", arm(networkPlugin="azure", networkPluginMode="overlay", podCidr=UNKNOWN), id="a pod CIDR that cannot be told"),
    pytest.param("AKN118", arm(networkPlugin="azure", networkPluginMode="overlay"), id="the default of pods"),
    pytest.param("AKN118", dual(), id="the IPv6 range has other blocks"),
    *(pytest.param("AKN119", pods(cidr), id=f"pods in {cidr}") for cidr in ("172.16.0.0/13", "172.29.0.0/16", "172.28.0.0/15", "192.0.3.0/24", "192.0.0.0/23", "169.253.0.0/16", "169.255.0.0/16", "172.32.0.0/16", "10.0.0.0/8", "100.64.0.0/10")),
    pytest.param("AKN119", services("172.16.0.0/16"), id="Services beside the reserved ranges"),
    pytest.param("AKN119", vnet("172.16.0.0/16", nodes="172.16.0.0/22"), id="a VNet beside the reserved ranges"),
    pytest.param("AKN119", {"network": {"plugin": "overlay"}, "vnet": {"address_space": ["10.240.0.0/16"], "peers": ["172.30.0.0/16"], "on_premises": ["172.31.0.0/16"]}}, id="networks that are only connected"),
    pytest.param("AKN119", arm(serviceCidr=UNKNOWN), id="Services that cannot be told"),
    pytest.param("AKN119", arm(serviceCidr=7, podCidr=[7, "172.30.0.0"]), id="something that is no range"),
    *(pytest.param("AKN120", services(cidr), id=f"Services in {cidr}") for cidr in ("10.0.0.0/16", "172.16.0.0/16", "172.31.0.0/16", "192.168.255.0/24", "100.64.0.0/13", "100.127.0.0/16", "192.0.2.0/24", "169.254.0.0/16", "198.18.0.0/16", "240.0.0.0/16")),
    pytest.param("AKN120", dual(), id="unique local IPv6 Services"),
    pytest.param("AKN120", dual(service="2001:db8::/108"), id="nothing is documented of global IPv6 Services"),
    pytest.param("AKN120", arm(serviceCidr=UNKNOWN), id="Services that cannot be told, in AKN120"),
    pytest.param("AKN120", pods("20.0.0.0/16"), id="public pods are no Services"),
    *(pytest.param("AKN121", pods(cidr), id=f"pods in {cidr}, in AKN121") for cidr in ("10.0.0.0/8", "100.64.0.0/10", "192.168.0.0/16", "172.16.0.0/12", "169.254.0.0/16")),
    pytest.param("AKN121", dual(pod="2001:db8::/64"), id="nothing is documented of global IPv6 pods"),
    pytest.param("AKN121", services("20.0.0.0/16"), id="public Services are no pods"),
    pytest.param("AKN121", arm(networkPlugin="kubenet", podCidr=UNKNOWN), id="pods that cannot be told"),
    *(pytest.param("AKN122", vnet(cidr), id=f"a VNet of {cidr}") for cidr in ("10.0.0.0/9", "10.128.0.0/9", "10.240.0.0/16", "172.16.0.0/16", "11.0.0.0/8")),
    pytest.param("AKN122", {"network": {"plugin": "overlay"}, "vnet": {"address_space": ["172.16.0.0/16"], "on_premises": ["10.0.0.0/8"]}}, id="10.0.0.0/8 on premises"),
    pytest.param("AKN122", pods("10.0.0.0/8"), id="10.0.0.0/8 for pods"),
]  # fmt: skip

SEVERITIES = {"AKN118": Severity.ERROR, "AKN119": Severity.ERROR, "AKN120": Severity.ERROR, "AKN121": Severity.WARNING, "AKN122": Severity.WARNING}  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster"), BAD)
def test_range_is_found(rule: str, cluster: dict[str, Any]) -> None:
    (finding,) = found(rule, cluster)
    assert finding.severity is SEVERITIES[rule]


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_range_is_left_alone(rule: str, cluster: dict[str, Any]) -> None:
    assert found(rule, cluster) == []


def test_every_reserved_range_is_named() -> None:
    (finding,) = found("AKN119", pods("172.16.0.0/12"))
    assert finding.message == "the pod CIDR 172.16.0.0/12 overlaps 172.30.0.0/16 and 172.31.0.0/16, which AKS reserves"


def test_subnet_is_not_named_beside_its_vnet() -> None:
    findings = found(
        "AKN119", vnet("172.16.0.0/12", "10.1.0.0/16", a="172.30.1.0/24", b="172.31.1.0/24", c="10.1.0.0/24")
    )
    assert [finding.message for finding in findings] == [
        "the VNet's address space 172.16.0.0/12 overlaps 172.30.0.0/16 and 172.31.0.0/16, which AKS reserves"
    ]


def test_range_in_reserved_and_public_space_is_found_by_both_rules() -> None:
    cluster = services("169.254.0.0/15")
    assert [len(found(rule, cluster)) for rule in ("AKN119", "AKN120")] == [1, 1]


@pytest.mark.parametrize(
    ("cidr", "words"),
    [
        ("20.0.0.0/16", "public address space"),
        ("224.1.0.0/16", "multicast address space (224.0.0.0/4)"),
        ("127.0.0.0/16", "loopback address space (127.0.0.0/8)"),
    ],
)
def test_message_names_the_space(cidr: str, words: str) -> None:
    (finding,) = found("AKN120", services(cidr))
    assert finding.message == f"the service CIDR {cidr} reaches into {words}"

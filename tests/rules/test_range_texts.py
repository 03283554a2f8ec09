"""Texts that are no ranges, and ranges that contradict each other, as files have them: specs refuse them themselves."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.rules import Context, check
from aksnet.rules.sampling import Part
from arm_clusters import cluster_from_arm
from azurerm_clusters import NETWORK, cluster
from judging import findings_of
from rendering import TODAY

OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
ARM = {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "azure"}
NODES = {"vnet_subnet_id": "=azurerm_subnet.nodes.id"}


def of_arm(**network: Any) -> list[str]:
    judged = check([cluster_from_arm({"name": "c", "properties": {"networkProfile": {**ARM, **network}}})], Context(TODAY))  # fmt: skip
    assert judged.failures == ()
    return [f"{one.rule} {one.message}" for one in judged.findings if one.rule in ("AKN124", "AKN125", "AKN208")]


FOUND: list[Any] = [
    pytest.param({"podCidr": "999.1.1.1/8"}, ["AKN124 the pod CIDR '999.1.1.1/8' is no range: it has no valid address: Octet 999 (> 255) not permitted in '999.1.1.1'"], id="an address that is none"),
    pytest.param({"podCidr": "10.244.0.0"}, ["AKN124 the pod CIDR '10.244.0.0' is no range: it has no prefix length"], id="no prefix length"),
    pytest.param({"podCidr": "10.244.0.0/33"}, ["AKN124 the pod CIDR '10.244.0.0/33' is no range: it has the prefix length 33, more than 32"], id="a prefix length that is none"),
    pytest.param({"podCidrs": ["10.244.0.0/16", "foo"]}, ["AKN124 the pod CIDR 'foo' is no range: it has no prefix length"], id="a word in a list"),
    pytest.param({"serviceCidr": "10.0.0.0/a"}, ["AKN124 the service CIDR '10.0.0.0/a' is no range: it has the prefix length 'a', which is no plain number"], id="letters for a prefix length"),
    pytest.param({"podCidr": "10.244.0.0/16", "podCidrs": ["10.244.0.0/16"]}, [], id="the same range twice"),
    pytest.param({"podCidr": "10.244.0.0/16", "podCidrs": ["10.244.0.0/16", "fd00::/64"], "ipFamilies": ["IPv4", "IPv6"]}, [], id="the first of two"),
    pytest.param({"podCidr": "FD00:0::/64", "podCidrs": ["10.244.0.0/16", "fd00::/64"], "ipFamilies": ["IPv4", "IPv6"]}, [], id="two spellings of one range"),
    pytest.param({"serviceCidr": "10.0.0.0/16", "serviceCidrs": ["10.1.0.0/16"]}, ["AKN125 the service CIDR 10.0.0.0/16 is not among the service CIDRs 10.1.0.0/16 beside it"], id="two service ranges"),
    pytest.param({"serviceCidrs": ["10.1.0.0/16"]}, [], id="a list beside a range that nobody wrote"),
    pytest.param({"podCidr": "fd00::/64"}, ["AKN208 pod range fd00::/64 beside IP families IPv4"], id="IPv6 where IPv4 is meant, of which another rule tells"),
    pytest.param({"podCidr": "[parameters('x')]", "podCidrs": ["10.244.0.0/16"]}, [], id="a range that cannot be told"),
]  # fmt: skip


@pytest.mark.parametrize(("network", "messages"), FOUND)
def test_text_that_is_no_range_is_told_once(network: dict[str, Any], messages: list[str]) -> None:
    assert of_arm(**network) == messages


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("10.240.0.0/22", "10.240.0.0", "the range of the subnet 'nodes' '10.240.0.0' is no range: it has no prefix length", id="a subnet"),
        pytest.param("10.240.0.0/16", "10.240.0.0/x", "the VNet's address space '10.240.0.0/x' is no range: it has the prefix length 'x', which is no plain number", id="a VNet"),
    ],
)  # fmt: skip
def test_text_in_a_network_that_is_no_range_is_told(old: str, new: str, message: str) -> None:
    found = findings_of(Part(cluster(OVERLAY, NODES, None, NETWORK.replace(f'["{old}"]', f'["{new}"]')), (), ".tf"))
    assert [one.message for one in found if one.rule == "AKN124"] == [message]


TEXTS = ("999.1.1.1/8", "10.0.0.0", "10.0.0.5/16", "foo", "fd00::/64", "10.0.0.0/33", "10.0.0.0/-1", "/", "0.0.0.0/0", "::/0", "fe80::1%eth0/64", "10.0.0.0/16 ", "٠.0.0.0/8")  # fmt: skip
ARGUMENTS: list[Any] = [
    pytest.param({"pod_cidr": "{}", "service_cidr": "{}", "dns_service_ip": "{}"}, id="single ranges"),
    pytest.param({"pod_cidrs": ["{}", "{}"], "service_cidrs": ["{}", "10.0.0.0/16"], "dns_service_ip": "10.0.0.10"}, id="lists"),
    pytest.param({"pod_cidr": "{}", "pod_cidrs": ["10.244.0.0/16"], "ip_versions": ["IPv4", "IPv4"]}, id="one against the other"),
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("arguments", ARGUMENTS)
@pytest.mark.parametrize("plugin", ["azure", "kubenet", "none"])
def test_no_rule_breaks_on_a_text_for_a_range(text: str, arguments: dict[str, Any], plugin: str) -> None:
    """`findings_of` holds that no rule broke; and something is found in each."""
    given = {key: [one.format(text) for one in value] if isinstance(value, list) else value.format(text) for key, value in arguments.items()}  # fmt: skip
    network = NETWORK.replace("10.240.64.0/18", text)
    pool = {**NODES, "pod_subnet_id": "=azurerm_subnet.pods.id", "max_pods": -1, "node_count": -1}
    network_profile = {"network_plugin": plugin, "network_plugin_mode": "overlay", **given}
    assert findings_of(Part(cluster(network_profile, pool, None, network), (), ".tf"))

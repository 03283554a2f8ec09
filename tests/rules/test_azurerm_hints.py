"""What general rules say of azurerm's clusters: in the names of the release in use, and what that release can say."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules.sampling import Part
from azurerm_clusters import NETWORK, cluster, node_pool
from judging import findings_of

OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
FLAT = {"network_plugin": "azure"}
NODES = {"vnet_subnet_id": "=azurerm_subnet.nodes.id"}
EBPF, UDR = {**OVERLAY, "ebpf_data_plane": "cilium"}, {**OVERLAY, "outbound_type": "userDefinedRouting"}
BRIDGE = {
    **OVERLAY,
    "service_cidr": "10.0.0.0/16",
    "dns_service_ip": "10.0.0.10",
    "docker_bridge_cidr": "172.17.0.1/16",
}
OLD_WINDOWS = node_pool("win", os_type="Windows", os_sku="Windows2019")
WINDOWS = node_pool("win", os_type="Windows", os_sku="Windows2022")
ROUTING = {"web_app_routing": {"dns_zone_ids": []}}


def small(prefix: str) -> str:
    return NETWORK.replace("10.240.0.0/22", f"10.240.0.0/{prefix}")


def _of(rule: str, text: str) -> list[Finding]:
    return [one for one in findings_of(Part(text, (), ".tf")) if one.rule == rule]


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        pytest.param("AKN221", cluster(EBPF, version="3.74.0"), "ebpf_data_plane cilium stands", id="the old name of the data plane"),
        pytest.param("AKN221", cluster(EBPF, version="3.74.0"), "allow azurerm 3.75.0 or newer only", id="a policy that is newer than the release"),
        pytest.param("AKN223", cluster(BRIDGE, version="3.40.0"), "older releases want it beside", id="a bridge that the release asks for"),
        pytest.param("AKN405", cluster(OVERLAY, None, None, WINDOWS), "Windows2025, which azapi can say", id="an OS SKU that no release has"),
        pytest.param("AKN405", cluster(OVERLAY, None, None, OLD_WINDOWS), "choose Windows2022", id="the one of two that azurerm has"),
        pytest.param("AKN406", cluster(OVERLAY, None, ROUTING, version="4.10.0"), "which azurerm has from 4.36.0 on", id="NGINX before it could be switched off"),
        pytest.param("AKN354", cluster(FLAT, {"pod_subnet_id": "=azurerm_subnet.pods.id", "max_pods": 110}, None, NETWORK), "give it a vnet_subnet_id too", id="a pod subnet alone"),
        pytest.param("AKN312", cluster({**UDR, "load_balancer_profile": {}}, NODES, None, NETWORK), "load_balancer_profile is set", id="an empty block beside routes"),
        pytest.param("AKN312", cluster({**UDR, "load_balancer_profile": {"backend_pool_type": "NodeIP"}}, NODES, None, NETWORK), "load_balancer_profile is set", id="a block whose settings are filled in"),
    ],
)  # fmt: skip
def test_says_what_the_release_can_say(rule: str, text: str, said: str) -> None:
    (found,) = _of(rule, text)
    assert said in f"{found.message}\n{found.hint}"


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        pytest.param("AKN221", cluster(EBPF, version="3.100.0"), "allow azurerm", id="a release that has the policy"),
        pytest.param("AKN223", cluster(BRIDGE, version="3.49.0"), "older releases", id="a release that does not ask for the bridge"),
        pytest.param("AKN405", cluster(OVERLAY, None, None, OLD_WINDOWS), "Windows2025", id="an OS SKU that azurerm has not"),
        pytest.param("AKN406", cluster(OVERLAY, None, ROUTING), "which azurerm has from", id="a release that can switch NGINX off"),
    ],
)  # fmt: skip
def test_says_no_more_than_is_needed(rule: str, text: str, said: str) -> None:
    (found,) = _of(rule, text)
    assert said not in found.hint


@pytest.mark.parametrize(
    ("rule", "text", "severities"),
    [
        pytest.param("AKN346", cluster(FLAT, NODES, None, small("27")), [Severity.ERROR], id="too small for the fewest pods"),
        pytest.param("AKN346", cluster(FLAT, NODES, None, small("26")), [Severity.WARNING], id="too small for the default number of pods"),
        pytest.param("AKN346", cluster(FLAT, NODES, None, small("24")), [], id="large enough for the default"),
        pytest.param("AKN346", cluster(OVERLAY, NODES, None, small("27")), [], id="overlay, whose pods take nothing of it"),
        pytest.param("AKN312", cluster({**OVERLAY, "outbound_type": "userAssignedNATGateway", "nat_gateway_profile": {"idle_timeout_in_minutes": 10}}, NODES, None, NETWORK), [Severity.WARNING], id="NAT settings that azurerm permits"),
        pytest.param("AKN312", cluster({**OVERLAY, "load_balancer_profile": {}}), [], id="an empty block with the load balancer"),
    ],
)  # fmt: skip
def test_severity(rule: str, text: str, severities: list[Any]) -> None:
    assert [one.severity for one in _of(rule, text)] == severities

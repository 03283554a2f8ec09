"""What a provider or the service itself fills in is nobody's mistake."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from checked import azapi, bicep, findings_in

ID = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c"  # fmt: skip
ADDRESS = {"id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/m/providers/Microsoft.Network/publicIPAddresses/a"}  # fmt: skip
# as a published state has it
KEPT = {"backend_pool_type": "NodeIPConfiguration", "effective_outbound_ips": [ADDRESS["id"]], "idle_timeout_in_minutes": 0, "managed_outbound_ip_count": 1, "managed_outbound_ipv6_count": 0, "outbound_ip_address_ids": [], "outbound_ip_prefix_ids": [], "outbound_ports_allocated": 0}  # fmt: skip
BALANCER = {"network_plugin": "azure", "network_plugin_mode": "overlay", "outbound_type": "loadBalancer"}
ROUTED = {**BALANCER, "outbound_type": "userDefinedRouting"}
DEFAULTS = "loadBalancerProfile: { allocatedOutboundPorts: 0, idleTimeoutInMinutes: 30 }\n outboundType: '%s'"
OTHER = "loadBalancerProfile: { allocatedOutboundPorts: 8 }\n outboundType: '%s'"


def state(profile: dict[str, Any]) -> str:
    pool = {"name": "system", "node_count": 3, "vm_size": "Standard_D4s_v5", "vnet_subnet_id": f"{ADDRESS['id']}/n"}
    attributes = {"name": "c", "network_profile": [profile], "default_node_pool": [pool]}
    resource = {
        "mode": "managed",
        "type": "azurerm_kubernetes_cluster",
        "name": "this",
        "provider": 'provider["registry.terraform.io/hashicorp/azurerm"]',
        "instances": [{"schema_version": 2, "attributes": attributes}],
    }
    return json.dumps({"version": 4, "serial": 1, "lineage": "l", "outputs": {}, "resources": [resource]})


def answer(profile: dict[str, Any]) -> str:
    pools = [{"name": "system", "mode": "System", "osType": "Linux", "count": 3, "maxPods": 250}]
    return json.dumps({"id": ID, "name": "c", "agentPoolProfiles": pools, "networkProfile": profile})


def of(rules: tuple[str, ...], name: str, text: str) -> list[Finding]:
    return [one for one in findings_in(name, text) if one.rule in rules]


SETTINGS = ("AKN312", "AKN313", "AKN324")


@pytest.mark.parametrize(
    "profile",
    [
        pytest.param({**BALANCER, "load_balancer_profile": [KEPT]}, id="a load balancer with a managed address"),
        pytest.param({**BALANCER, "load_balancer_profile": [{**KEPT, "managed_outbound_ip_count": 0, "outbound_ip_address_ids": [ADDRESS["id"]]}]}, id="addresses of one's own"),
        pytest.param({**ROUTED, "load_balancer_profile": [{**KEPT, "managed_outbound_ip_count": 0}]}, id="routes of one's own"),
        pytest.param({**BALANCER, "outbound_type": "managedNATGateway", "nat_gateway_profile": [{"idle_timeout_in_minutes": 0, "managed_outbound_ip_count": 1}]}, id="a NAT gateway"),
    ],
)  # fmt: skip
def test_zeros_that_a_state_keeps_for_what_is_not_set(profile: dict[str, Any]) -> None:
    assert of(SETTINGS, "terraform.tfstate", state(profile)) == []


def test_settings_that_a_state_has_are_judged() -> None:
    profile = {**ROUTED, "load_balancer_profile": [{**KEPT, "managed_outbound_ip_count": 2}]}
    assert [one.rule for one in of(SETTINGS, "terraform.tfstate", state(profile))] == ["AKN312"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("terraform.tfstate", state({"network_plugin": "none"}), 0, id="a state of azurerm"),
        pytest.param("c.json", answer({"networkPlugin": "none"}), 0, id="an answer of the service"),
        pytest.param(
            "c.bicep",
            bicep("2025-10-01").replace("'azure'\n      networkPluginMode: 'overlay'", "'none'"),
            1,
            id="a template",
        ),
    ],
)
def test_a_pod_cidr_that_the_service_does_not_give_back(name: str, text: str, expected: int) -> None:
    assert len(of(("AKN206",), name, text)) == expected


@pytest.mark.parametrize("kind", ["loadBalancer", "userDefinedRouting", "managedNATGateway", "none"])
def test_addresses_that_the_service_tells(kind: str) -> None:
    profile = {
        "networkPlugin": "azure",
        "outboundType": kind,
        "loadBalancerProfile": {"effectiveOutboundIPs": [ADDRESS]},
    }
    assert of(("AKN312",), "c.json", answer(profile)) == []


@pytest.mark.parametrize(
    ("network", "severities"),
    [
        pytest.param(DEFAULTS % "none", [], id="the defaults in an isolated cluster"),
        pytest.param(DEFAULTS % "userAssignedNATGateway", [], id="the defaults beside a NAT gateway of one's own"),
        pytest.param(DEFAULTS % "userDefinedRouting", [Severity.ERROR], id="the defaults beside routes"),
        pytest.param(OTHER % "none", [Severity.WARNING], id="something else, of which only the service judges"),
        pytest.param(OTHER % "userDefinedRouting", [Severity.ERROR], id="something else beside routes"),
    ],
)
def test_load_balancer_settings_in_a_template(network: str, severities: list[Severity]) -> None:
    found = findings_in("c.bicep", bicep("2025-10-01", network), "AKN312")
    assert [one.severity for one in found] == severities


SECRET = "sensitive_body = { properties = { %s } }"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param("", 1, id="no profile"),
        pytest.param(SECRET % 'windowsProfile = { adminUsername = "a" }', 0, id="a profile among what is sensitive"),
        pytest.param('sensitive_body = var.secret\n}\nvariable "secret" {', 0, id="a sensitive body that is not known"),
        pytest.param(SECRET % 'servicePrincipalProfile = { secret = "a" }', 1, id="something else that is sensitive"),
        pytest.param(SECRET % 'networkProfile = { podCidr = "a" }', 1, id="a member of an object that the body has"),
    ],
)
def test_windows_profiles_of_azapi(more: str, expected: int) -> None:
    text = azapi("2025-10-01", more=more).replace('count = 3 }', 'count = 3 }, { name = "win", mode = "User", osType = "Windows", count = 1 }')  # fmt: skip
    assert len(findings_in("main.tf", text, "AKN309")) == expected


POOL = "resource p 'Microsoft.ContainerService/managedClusters/agentPools@2025-10-01' = {\n parent: aks\n name: 'win'\n properties: { mode: 'User', osType: 'Windows' }\n}\n"  # fmt: skip


def test_a_windows_pool_of_a_cluster_that_is_elsewhere() -> None:
    there = "resource aks 'Microsoft.ContainerService/managedClusters@2025-10-01' existing = { name: 'aks' }\n"
    assert findings_in("c.bicep", there + POOL, "AKN309") == []


def test_a_finding_about_what_nobody_wrote_stands_at_its_cluster() -> None:
    text = bicep("2025-10-01").replace("count: 3", "count: 300")
    assert [one.place.line if one.place else None for one in findings_in("c.bicep", text, "AKN345")] == [2]

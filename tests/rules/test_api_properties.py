"""Properties that an API version does not have, that none has, and that only the service writes."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Severity
from checked import azapi, bicep, findings_in

STRICT, LENIENT = "2025-10-01", "2023-11-01"
ARM = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [{"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-10-01", "name": "c", "properties": {"networkProfile": %s}}]}'  # fmt: skip
ZONES = "localDNSProfile: { mode: 'Required', vnetDNSOverrides: { '.': { protocol: 'PreferUDP' }, 'cluster.local': { protocol: 'ForceTCP' } } }"  # fmt: skip
POOLS = """
resource pool 'Microsoft.ContainerService/managedClusters/agentPools@2025-03-01' = {
  parent: aks
  name: 'user'
  properties: { podIPAllocationMode: 'StaticBlock' }
}
"""
AVM = "module aks 'br/public:avm/res/container-service/managed-cluster:0.14.0' = {\n  params: { name: 'c', primaryAgentPoolProfiles: [{ name: 'a', podIPAllocationMode: 'StaticBlock' }], podCidr: '10.244.0.0/16' }\n}\n"  # fmt: skip

SNAPSHOT = '{"predictedResources": [{"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c", "type": "Microsoft.ContainerService/managedClusters", "name": "c", "apiVersion": "2024-10-01", "properties": {"networkProfile": {"networkPolicy": null, "podLinkLocalAccess": "IMDS"}}}], "diagnostics": []}'  # fmt: skip
COPIED = '{"copy": [{"name": "podCidrs", "count": 1, "input": "10.244.0.0/16"}]}'

MISSING: list[Any] = [
    pytest.param("c.json", SNAPSHOT, ["networkProfile.podLinkLocalAccess is not in API version 2024-10-01"], id="what Bicep sends"),
    pytest.param("c.bicep", bicep("2025-03-01", pool="podIPAllocationMode: 'StaticBlock'"), ["podIPAllocationMode is not in API version 2025-03-01"], id="a pool's property that came later"),
    pytest.param("c.bicep", bicep("2025-04-01", pool="podIPAllocationMode: 'StaticBlock'"), [], id="in the version that it came with"),
    pytest.param("c.bicep", bicep("2024-01-02-preview", pool="podIPAllocationMode: 'StaticBlock'"), [], id="in the preview that it came with"),
    pytest.param("c.bicep", bicep(STRICT) + POOLS, ["podIPAllocationMode is not in API version 2025-03-01"], id="in the version of a pool of its own"),
    pytest.param("c.bicep", bicep(STRICT, "dockerBridgeCidr: '172.17.0.1/16'"), ["networkProfile.dockerBridgeCidr is not in API version 2025-10-01"], id="a property that went"),
    pytest.param("c.bicep", bicep(STRICT, "podLinkLocalAccess: 'IMDS'"), ["networkProfile.podLinkLocalAccess is not in API version 2025-10-01"], id="one that only previews have"),
    pytest.param("c.bicep", bicep("2024-07-01", "advancedNetworking: { enabled: true, observability: { enabled: true } }"), ["networkProfile.advancedNetworking is not in API version 2024-07-01"], id="an object, told once and not for what is in it"),
    pytest.param("c.bicep", bicep(STRICT, "advancedNetworking: { enabled: true, performance: { accelerationMode: 'BpfVeth' } }"), ["networkProfile.advancedNetworking.performance is not in API version 2025-10-01"], id="an object in one that is there"),
    pytest.param("c.bicep", bicep("2024-10-01", more="bootstrapProfile: { artifactSource: 'Cache' }"), ["bootstrapProfile is not in API version 2024-10-01"], id="a property of the cluster"),
    pytest.param("c.bicep", bicep("2025-04-01", pool=ZONES), ["localDNSProfile is not in API version 2025-04-01"], id="LocalDNS before it came"),
    pytest.param("c.bicep", bicep("2025-09-01", pool=ZONES), [], id="zones of LocalDNS, whose names have dots"),
    pytest.param("c.bicep", bicep(STRICT, "networkPolicy: null\n podLinkLocalAccess: null"), [], id="null, which says nothing"),
    pytest.param("c.bicep", bicep(STRICT, "podLinkLocalAccess: x", head="param x string?"), [], id="a value that may be null"),
    pytest.param("c.bicep", bicep("2026-09-01", "podLinkLocalAccess: 'IMDS'"), [], id="a version that aksnet does not know"),
    pytest.param("c.bicep", bicep("2025-11-01", "podLinkLocalAccess: 'IMDS'"), [], id="a version that there is not"),
    pytest.param("c.json", ARM % '{"PODLINKLOCALACCESS": "IMDS"}', ["networkProfile.PODLINKLOCALACCESS is not in API version 2024-10-01"], id="a template, in any case"),
    pytest.param("c.tf", azapi(STRICT, 'podLinkLocalAccess = "IMDS"'), ["networkProfile.podLinkLocalAccess is not in API version 2025-10-01"], id="azapi"),
    pytest.param("c.bicep", AVM, [], id="what a module has that sends the version that it came with"),
    pytest.param("c.bicep", AVM.replace("podCidr:", "advancedNetworking: { security: { transitEncryption: { type: 'WireGuard' } } }, podCidr:"), ["networkProfile.advancedNetworking.security.transitEncryption is not in API version 2025-10-01, which the module managed-cluster:0.14.0 sends"], id="what is given to a module that sends an older version"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), MISSING)
def test_versions_have_the_properties(name: str, text: str, expected: list[str]) -> None:
    found = findings_in(name, text, "AKN832")
    assert len(found) == len(expected)
    assert all(one.message.startswith(start) for one, start in zip(found, expected, strict=True)), found


HINTS: list[Any] = [
    pytest.param("podLinkLocalAccess: 'IMDS'", "only previews have it, from 2024-04-02-preview on", id="only previews"),
    pytest.param("dockerBridgeCidr: 'x'", "leave it out: API version 2023-03-01 and 2023-03-02-preview had it last", id="gone"),
    pytest.param("ebpfDataplane: 'cilium'", "leave it out: API version 2023-01-02-preview had it last", id="a preview's that is gone"),
    pytest.param("natGatewayProfile: { sku: 'StandardV2' }", "choose 2026-06-01 or newer, or a preview from 2026-06-02-preview on", id="to come"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "hint"), HINTS)
def test_hint_says_which_versions_have_it(line: str, hint: str) -> None:
    (found,) = findings_in("c.bicep", bicep(STRICT, line), "AKN832")
    assert found.hint == hint


UNKNOWN: list[Any] = [
    pytest.param("c.bicep", bicep("2025-10-01", pool="localDNSProfile: { vnetDNSOverrides: { 'contoso.com': { forwardDestinaton: 'VnetDNS' } } }"), "localDNSProfile.vnetDNSOverrides.contoso.com.forwardDestinaton", "did you mean forwardDestination?", id="in a zone, whose name has dots"),
    pytest.param("c.bicep", bicep("2025-10-01", pool="localDNSProfile: { kubeDNSOverrides: { '.': { bogus: 1 } } }"), "localDNSProfile.kubeDNSOverrides...bogus", "leave it out, or look for the name that is meant", id="in the zone of all the rest"),
    pytest.param("c.bicep", AVM.replace("podCidr:", "advancedNetworking: { enabld: true }, podCidr:"), "networkProfile.advancedNetworking.enabld", "did you mean enabled?", id="what is given to a module"),
    pytest.param("c.bicep", bicep(STRICT, "networkPluginMod: 'overlay'"), "networkProfile.networkPluginMod", "did you mean networkPluginMode?", id="nearly a name"),
    pytest.param("c.bicep", bicep(STRICT, "vnetSubnetId: 'x'"), "networkProfile.vnetSubnetId", "leave it out, or look for the name that is meant", id="the name of something else"),
    pytest.param("c.bicep", bicep(STRICT, "loadBalancerProfile: { managedOutboundIPs: { cont: 1 } }"), "networkProfile.loadBalancerProfile.managedOutboundIPs.cont", "did you mean count?", id="deep inside"),
    pytest.param("c.bicep", bicep(STRICT, "lodBalancerProfile: { managedOutboundIPs: { count: 1 } }"), "networkProfile.lodBalancerProfile", "did you mean loadBalancerProfile?", id="an object, told once"),
    pytest.param("c.bicep", bicep(STRICT, pool="podSubnetIDs: 'x'"), "podSubnetIDs", "did you mean podSubnetID?", id="nearly a pool's name"),
    pytest.param("c.bicep", bicep(STRICT, pool="networkProfile: { allowedHostPorts: [{ portStrat: 1 }] }"), "networkProfile.allowedHostPorts[0].portStrat", "did you mean portStart?", id="in a list"),
    pytest.param("c.bicep", bicep(STRICT, "networkPluginMod: x", head="param x string"), "networkProfile.networkPluginMod", "did you mean networkPluginMode?", id="with a value that is not known"),
    pytest.param("c.json", ARM % '{"outboundTyp": "none"}', "networkProfile.outboundTyp", "did you mean outboundType?", id="a template"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "path", "hint"), UNKNOWN)
def test_property_that_no_version_has(name: str, text: str, path: str, hint: str) -> None:
    (found,) = findings_in(name, text, "AKN833")
    assert (found.message, found.hint) == (f"{path} is no property of any API version", hint)


KNOWN: list[Any] = [
    pytest.param(ARM % COPIED, id="a list that a template copies"),
    pytest.param(bicep(STRICT, "podCIDR: '10.244.0.0/16'", "vnetSubnetId: 'x'"), id="names in another case"),
    pytest.param(bicep(STRICT, pool="nodeLabels: { vnetSubnet: 'x' }\n tags: { podSubnet: 'y' }\n osDiskSizeGB: 128\n enableFIPS: true"), id="labels, tags and what has nothing to do with networks"),
    pytest.param(bicep(STRICT, pool="kubeletConfig: { podSubnetIDs: 1 }"), id="what is in an object that is not listed"),
    pytest.param(bicep(STRICT, more="networkProfiles: { a: 1 }\n azureMonitorProfile: { metrics: { enable: true } }"), id="other parts of a cluster, which are not listed as a whole"),
    pytest.param(bicep(STRICT, "natGatewayProfile: { outboundIPs: { publicIPs: ['x'] } }"), id="addresses of a NAT gateway, which are texts"),
    pytest.param(bicep(STRICT, "loadBalancerProfile: { outboundIPs: { publicIPs: [{ id: 'x' }] } }"), id="addresses of a load balancer, which are objects"),
    pytest.param(bicep("2026-09-01", "brandNew: 1"), id="a version that aksnet does not know"),
    pytest.param(bicep(STRICT, "...x", head="param x object"), id="a spread that is not known"),
    pytest.param(bicep("2025-09-01", pool="localDNSProfile: { vnetDNSOverrides: { 'example.com': { ...x } } }", head="param x object"), id="a zone with a spread that is not known"),
    pytest.param(bicep("2025-09-01", pool="localDNSProfile: { vnetDNSOverrides: { 'example.com': x } }", head="param x object"), id="a zone that is not known"),
]  # fmt: skip


@pytest.mark.parametrize("text", KNOWN)
def test_property_that_may_be_one_is_left_alone(text: str) -> None:
    assert findings_in("c.json" if text.startswith("{") else "c.bicep", text, "AKN833") == []


@pytest.mark.parametrize(
    ("version", "line", "rule", "severity"),
    [
        pytest.param(STRICT, "podLinkLocalAccess: 'IMDS'", "AKN832", Severity.ERROR, id="a later property, refused"),
        pytest.param(LENIENT, "podLinkLocalAccess: 'IMDS'", "AKN832", Severity.WARNING, id="a later property, dropped"),
        pytest.param("2024-01-01", "podLinkLocal: 'IMDS'", "AKN833", Severity.ERROR, id="no property, refused"),
        pytest.param(LENIENT, "podLinkLocal: 'IMDS'", "AKN833", Severity.WARNING, id="no property, dropped"),
        pytest.param("2024-01-02-preview", "podLinkLocal: 'IMDS'", "AKN833", Severity.ERROR, id="no property, refused by a preview"),
        pytest.param("2023-11-02-preview", "podLinkLocal: 'IMDS'", "AKN833", Severity.WARNING, id="no property, dropped by a preview"),
    ],
)  # fmt: skip
def test_severity_is_what_the_version_does(version: str, line: str, rule: str, severity: Severity) -> None:
    (found,) = findings_in("c.bicep", bicep(version, line), rule)
    assert found.severity is severity


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        pytest.param("", Severity.ERROR, id="azapi refuses it"),
        pytest.param("schema_validation_enabled = false", Severity.WARNING, id="azapi that does not check it"),
    ],
)
def test_azapi_refuses_what_old_versions_drop(more: str, severity: Severity) -> None:
    (found,) = findings_in("c.tf", azapi(LENIENT, 'podLinkLocalAccess = "IMDS"', more), "AKN832")
    assert found.severity is severity


READ_ONLY = "loadBalancerProfile: { effectiveOutboundIPs: [{ id: 'x' }] }"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(bicep(STRICT, READ_ONLY), ["networkProfile.loadBalancerProfile.effectiveOutboundIPs is read-only"], id="addresses in use"),
        pytest.param(bicep(STRICT, READ_ONLY.replace("{ id: 'x' }", "")), [], id="an empty list"),
        pytest.param(bicep("2024-10-01", READ_ONLY), [], id="a version whose types do not say so"),
        pytest.param(bicep(STRICT, pool="localDNSProfile: { mode: 'Preferred', state: 'Enabled' }"), ["localDNSProfile.state is read-only"], id="a state"),
        pytest.param(bicep(STRICT, pool="localDNSProfile: { state: x }", head="param x string"), [], id="a value that is not known"),
    ],
)  # fmt: skip
def test_what_the_service_writes(text: str, expected: list[str]) -> None:
    assert [one.message for one in findings_in("c.bicep", text, "AKN837")] == expected


BESIDE_AN_UPDATE = """
resource "azurerm_kubernetes_cluster" "this" {
  name = "c"
  network_profile {
    network_plugin     = "azure"
    docker_bridge_cidr = "172.17.0.1/16"
  }
}
resource "azapi_update_resource" "more" {
  type        = "Microsoft.ContainerService/managedClusters@2025-10-01"
  resource_id = azurerm_kubernetes_cluster.this.id
  body        = { properties = { networkProfile = { outboundType = "loadBalancer" } } }
}
"""


def test_what_another_resource_writes_is_no_affair_of_the_version_of_an_update() -> None:
    assert [one.rule for one in findings_in("c.tf", BESIDE_AN_UPDATE) if one.rule in ("AKN223", "AKN832")] == ["AKN223"]

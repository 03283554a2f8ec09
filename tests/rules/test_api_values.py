"""Numbers out of the ranges of ARM's types, and values of other types."""

from __future__ import annotations

import pytest

from aksnet.findings import Severity
from checked import azapi, bicep, findings_in

STRICT = "2025-10-01"
ARM = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "parameters": {"n": {"type": "int"}}, "resources": [{"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-10-01", "name": "c", "properties": {"agentPoolProfiles": [{"name": "p", "count": %s}]}}]}'  # fmt: skip
PORTS = "networkProfile: { allowedHostPorts: [{ portStart: %s, portEnd: %s, protocol: 'TCP' }] }"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(bicep(STRICT, pool=PORTS % (0, 80)), ["networkProfile.allowedHostPorts[0].portStart is 0"], id="a port below the first"),
        pytest.param(bicep(STRICT, pool=PORTS % (1, 65536)), ["networkProfile.allowedHostPorts[0].portEnd is 65536"], id="a port above the last"),
        pytest.param(bicep(STRICT, pool=PORTS % (1, 65535)), [], id="the first and the last"),
        pytest.param(bicep(STRICT, pool=PORTS % ("x", 80), head="param x int"), [], id="a port that is not known"),
        pytest.param(bicep(STRICT, pool=PORTS % ("'0'", "true")), [], id="no numbers"),
        pytest.param(bicep(STRICT, "loadBalancerProfile: { managedOutboundIPs: { count: 0 } }"), [], id="a count, which AKN324 tells"),
        pytest.param(bicep(STRICT, pool="gatewayProfile: { publicIPPrefixSize: 3 }"), [], id="a prefix, which AKN333 tells"),
    ],
)  # fmt: skip
def test_numbers_lie_in_their_bounds(text: str, expected: list[str]) -> None:
    assert [one.message for one in findings_in("c.bicep", text, "AKN839")] == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("c.bicep", bicep(STRICT, "podCidrs: '10.244.0.0/16'"), ["networkProfile.podCidrs is '10.244.0.0/16', and no array"], id="a text for a list"),
        pytest.param("c.bicep", bicep(STRICT, "podCidr: ['10.244.0.0/16']"), ["networkProfile.podCidr is a list, and no string"], id="a list for a text"),
        pytest.param("c.bicep", bicep(STRICT, pool="maxPods: '30'"), ["maxPods is '30', and no integer"], id="a number in quotes"),
        pytest.param("c.bicep", bicep(STRICT, pool="enableAutoScaling: 'true'"), ["enableAutoScaling is 'true', and no boolean"], id="true in quotes"),
        pytest.param("c.bicep", bicep(STRICT, "loadBalancerProfile: 'standard'"), ["networkProfile.loadBalancerProfile is 'standard', and no object"], id="a text for an object"),
        pytest.param("c.bicep", bicep(STRICT, "ipFamilies: [4]"), ["networkProfile.ipFamilies[0] is 4, and no string"], id="a number in a list of texts"),
        pytest.param("c.json", ARM % '"3"', ["count is '3', and no integer"], id="a template"),
        pytest.param("c.json", ARM % "true", ["count is true, and no integer"], id="true, which is no number"),
        pytest.param("c.tf", azapi(STRICT, 'podCidrs = "10.244.0.0/16"'), ["networkProfile.podCidrs is '10.244.0.0/16', and no array"], id="azapi"),
        pytest.param("c.bicep", bicep("2026-06-01", "advancedNetworking: { security: { transitEncryption: 'WireGuard' } }"), [], id="a word for an object, of which AKN836 tells"),
        pytest.param("c.bicep", bicep(STRICT, "podCidrs: ['10.244.0.0/16']", "maxPods: 30, enableAutoScaling: true"), [], id="values of the types"),
        pytest.param("c.bicep", bicep(STRICT, pool="maxPods: null"), [], id="null"),
        pytest.param("c.bicep", bicep(STRICT, pool="maxPods: x", head="param x int"), [], id="a parameter without a value"),
        pytest.param("c.bicep", bicep(STRICT, pool="nodeLabels: { a: '1' }, tags: { b: 'c' }"), [], id="maps with free keys"),
        pytest.param("c.json", ARM % '"[parameters(\'n\')]"', [], id="an expression whose value is not known"),
        pytest.param("c.json", ARM % "3", [], id="a number"),
    ],
)  # fmt: skip
def test_values_are_of_the_type_of_their_property(name: str, text: str, expected: list[str]) -> None:
    assert [one.message for one in findings_in(name, text, "AKN841")] == expected


@pytest.mark.parametrize(
    ("name", "text", "severity"),
    [
        pytest.param("c.bicep", bicep(STRICT, pool="maxPods: '30'"), Severity.WARNING, id="Bicep only warns, and of the service nothing is documented"),
        pytest.param("c.tf", azapi(STRICT, 'podCidrs = "10.244.0.0/16"'), Severity.ERROR, id="azapi refuses it"),
    ],
)  # fmt: skip
def test_severity_is_that_of_who_refuses_it(name: str, text: str, severity: Severity) -> None:
    assert [one.severity for one in findings_in(name, text, "AKN841")] == [severity]

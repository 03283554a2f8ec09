"""What modules of a registry make of what they are given."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Severity
from checked import bicep, findings_in

CILIUM = "networkPlugin: 'azure'\n networkDataplane: 'cilium'\n "
PODS = "[{ name: 'a', maxPods: 110, vnetSubnetResourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n', podSubnetResourceId: POD }]"  # fmt: skip
POD = "'/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/p'"
ROUTED = "outboundType: 'userDefinedRouting'\n "


def avm(params: str, version: str = "0.14.0", pools: str = "[{ name: 'a' }]") -> str:
    return f"""param x string
module aks 'br/public:avm/res/container-service/managed-cluster:{version}' = {{
  params: {{
    name: 'c'
    primaryAgentPoolProfiles: {pools}
    {params}
  }}
}}
"""


OVERWRITTEN: list[Any] = [
    pytest.param(avm(CILIUM + "networkPolicy: 'none'"), ["networkPolicy none is given, and the module managed-cluster:0.14.0 sends cilium"], id="no policy beside Cilium"),
    pytest.param(avm(CILIUM + "networkPolicy: 'calico'", "0.8.0"), ["networkPolicy calico is given, and the module managed-cluster:0.8.0 sends cilium"], id="another policy, in the first version that is known"),
    pytest.param(avm(CILIUM + "networkPluginMode: 'none'"), ["networkPluginMode none is given, and the module managed-cluster:0.14.0 sends overlay"], id="another mode beside Cilium"),
    pytest.param(avm(ROUTED + "managedOutboundIPCount: 2"), ["managedOutboundIPCount 2 is given, and the module managed-cluster:0.14.0 does not send it"], id="addresses beside routes of one's own"),
    pytest.param(avm("podCidrs: ['10.244.0.0/16']", "0.11.0"), ["podCidrs is given, and the module managed-cluster:0.11.0 does not send it"], id="a parameter of later versions"),
    pytest.param(avm(CILIUM, pools=PODS.replace("POD }", f"{POD} }}")), ["the pool 'a' has a pod subnet, and the module managed-cluster:0.14.0 sends overlay with Cilium"], id="Cilium on a pod subnet"),
    pytest.param(avm(ROUTED, "0.10.0"), ["the module managed-cluster:0.10.0 sends loadBalancerProfile beside userDefinedRouting"], id="routes of one's own with the release that does not allow for them"),
    pytest.param(avm(ROUTED, "0.10.1"), [], id="the release after it"),
    pytest.param(avm(ROUTED, "0.9.0"), [], id="the release before it"),
    pytest.param(avm(ROUTED + "allocatedOutboundPorts: 0\n idleTimeoutInMinutes: 30"), [], id="the module's own defaults, which nobody misses"),
    pytest.param(avm(CILIUM + "networkPolicy: 'cilium'\n networkPluginMode: 'Overlay'"), [], id="what it sends, in any case"),
    pytest.param(avm(CILIUM), [], id="Cilium and nothing else"),
    pytest.param(avm(CILIUM + "networkPolicy: x\n networkPluginMode: x"), [], id="values that are not known"),
    pytest.param(avm("networkDataplane: x\n networkPolicy: 'none'"), [], id="a data plane that is not known"),
    pytest.param(avm(CILIUM + "networkPolicy: null"), [], id="null, which gives nothing"),
    pytest.param(avm("networkPlugin: 'azure'\n networkPolicy: 'none'"), [], id="no policy without Cilium"),
    pytest.param(avm("networkPlugin: 'azure'", pools=PODS.replace("POD }", f"{POD} }}")), [], id="a pod subnet without Cilium"),
    pytest.param(avm(CILIUM + "networkPolicy: 'none'", "0.99.0"), [], id="a version that is not known"),
    pytest.param(avm("aadProfile: { managed: true }\n lock: { kind: 'CanNotDelete' }"), [], id="parameters that have nothing to do with networks"),
    pytest.param(bicep("2025-10-01", "networkPolicy: 'none'"), [], id="a resource and no module"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "messages"), OVERWRITTEN)
def test_what_is_given_is_sent(text: str, messages: list[str]) -> None:
    assert [one.message for one in findings_in("c.bicep", text, "AKN840")] == messages


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        pytest.param(avm(CILIUM + "networkPolicy: 'none'"), Severity.WARNING, id="something else is sent"),
        pytest.param(avm(CILIUM, pools=PODS.replace("POD }", f"{POD} }}")), Severity.ERROR, id="overlay with a pod subnet is refused"),
        pytest.param(avm(ROUTED, "0.10.0"), Severity.ERROR, id="a load balancer with routes is refused"),
    ],
)  # fmt: skip
def test_severity(text: str, severity: Severity) -> None:
    assert [one.severity for one in findings_in("c.bicep", text, "AKN840")] == [severity]


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        pytest.param(avm(CILIUM, pools=PODS.replace("POD }", f"{POD} }}")), "AKN212", 0, id="a pod subnet beside overlay that the module chose"),
        pytest.param(avm(CILIUM + "networkPluginMode: 'overlay'", pools=PODS.replace("POD }", f"{POD} }}")), "AKN212", 1, id="a pod subnet beside overlay that is asked for"),
        pytest.param(avm("outboundType: 'none'"), "AKN312", 0, id="settings that the module sends"),
        pytest.param(avm("outboundType: 'none'\n managedOutboundIPCount: 2"), "AKN312", 1, id="settings that are given"),
        pytest.param(avm(ROUTED, "0.10.0"), "AKN312", 0, id="settings that the module sends, and AKN840 tells"),
    ],
)  # fmt: skip
def test_one_fault_is_told_once(text: str, rule: str, expected: int) -> None:
    assert len(findings_in("c.bicep", text, rule)) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(avm(""), [2], id="no plugin is given, so none is sent"),
        pytest.param(avm("podCidr: '10.244.0.0/16'", "0.8.0"), [2], id="only a range is given, to the first version that is known"),
        pytest.param(avm("networkPlugin: 'azure'"), [], id="a plugin is given"),
        pytest.param(avm("networkPlugin: x"), [], id="a plugin that is not known is given"),
        pytest.param(avm("skuName: 'Automatic'"), [], id="Automatic, which presets the plugin"),
        pytest.param(avm("", "0.99.0"), [], id="a version that is not known"),
        pytest.param(avm("").replace("params: {", "params: {\n    ...json(x)"), [], id="more is given that is not known"),
    ],
)  # fmt: skip
def test_plugin_that_a_module_sends_none_of(text: str, lines: list[int]) -> None:
    assert [one.place.line for one in findings_in("c.bicep", text, "AKN220") if one.place] == lines

"""Words that ARM spells otherwise, that it does not have, and that the API version in use does not have."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Respell
from checked import azapi, bicep, findings_in

V = "2025-10-01"
AVM = "module aks 'br/public:avm/res/container-service/managed-cluster:0.14.0' = {\n  params: { name: 'c', primaryAgentPoolProfiles: [{ name: 'a', mode: 'system' }], outboundType: 'loadbalancer' }\n}\n"  # fmt: skip

ENCRYPTION = "advancedNetworking: { enabled: true, security: { enabled: true, transitEncryption: { type: '%s' } } }"

CASES: list[Any] = [
    pytest.param(bicep(V, "outboundType: 'LoadBalancer'"), [("LoadBalancer", "loadBalancer")], id="a word of the network"),
    pytest.param(bicep(V, "outboundType: 'loadBalancer'"), [], id="as ARM spells it"),
    pytest.param(bicep(V, pool="osType: 'linux'"), [("linux", "Linux")], id="a word of a pool"),
    pytest.param(bicep(V, "ipFamilies: ['ipv4', 'IPv6']"), [("ipv4", "IPv4")], id="a word in a list"),
    pytest.param(bicep(V, "outboundType: x", head="param x string = 'LOADBALANCER'"), [("LOADBALANCER", "loadBalancer")], id="the default of a parameter"),
    pytest.param(bicep(V, "outboundType: x", head="param x string"), [], id="a parameter that is not known"),
    pytest.param(bicep(V).replace("'overlay'", "'Overlay'"), [("Overlay", "overlay")], id="the old spelling"),
    pytest.param(bicep("2023-02-02-preview").replace("'overlay'", "'Overlay'"), [], id="the old spelling in an old preview"),
    pytest.param(bicep("2023-02-02-preview"), [("overlay", "Overlay")], id="the new spelling in an old preview"),
    pytest.param(bicep(V).replace("'azure'", "'Azure'"), [], id="the plugin, which Azure takes in any case"),
    pytest.param(bicep(V, "loadBalancerSku: 'Standard'"), [], id="another such word"),
    pytest.param(bicep(V, "loadBalancerProfile: { backendPoolType: 'nodeIPConfiguration' }"), [], id="the word that the service answers in two ways"),
    pytest.param(bicep(V, "loadBalancerProfile: { clusterServiceLoadBalancerHealthProbeMode: 'shared' }"), [], id="a property that the version does not have, which is told instead"),
    pytest.param(bicep("2026-09-01", "outboundType: 'LoadBalancer'"), [("LoadBalancer", "loadBalancer")], id="a version that aksnet does not know"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_case_of_words(text: str, expected: list[tuple[str, str]]) -> None:
    found = findings_in("c.bicep", text, "AKN834")
    fixes = [one.fix for one in found if isinstance(one.fix, Respell)]
    assert [(fix.old, fix.new) for fix in fixes] == expected
    assert [one.place for one in found] == [fix.place for fix in fixes]


def test_words_that_a_call_of_a_module_gives_are_judged_and_not_mended() -> None:
    found = findings_in("c.bicep", AVM, "AKN834")
    assert [(one.hint, one.place and one.place.line, one.fix) for one in found] == [
        ("write System", 2, None),
        ("write loadBalancer", 2, None),
    ]


def test_what_a_module_decides_itself_is_its_own_affair() -> None:
    text = AVM.replace("mode: 'system'", "mode: 'System'").replace(
        "outboundType: 'loadbalancer'", "networkDataplane: 'cilium'"
    )
    assert findings_in("c.bicep", text, "AKN83") == []


WORDS: list[Any] = [
    pytest.param("c.bicep", AVM.replace("loadbalancer", "firewall").replace("'system'", "'System'"), "networkProfile.outboundType takes no 'firewall'", "it takes loadBalancer, userDefinedRouting, managedNATGateway, userAssignedNATGateway or none", id="a word that a call of a module gives"),
    pytest.param("c.bicep", bicep("2026-06-01").replace("'overlay'", "'none'"), "networkProfile.networkPluginMode takes no 'none'", "leave it out: that is how there is no mode", id="no mode"),
    pytest.param("c.bicep", bicep("2026-06-01").replace("'overlay'", "'dynamic'"), "networkProfile.networkPluginMode takes no 'dynamic'", "it takes overlay", id="a word that had another case once"),
    pytest.param("c.bicep", bicep("2026-06-01", pool="type: 'VMSS'"), "type takes no 'VMSS'", "it takes VirtualMachineScaleSets, AvailabilitySet or VirtualMachines", id="words that only previews have"),
    pytest.param("c.bicep", bicep(V, "networkPolicy: 'calicoo'"), "networkProfile.networkPolicy takes no 'calicoo'", "did you mean calico?", id="nearly a word"),
    pytest.param("c.bicep", bicep(V, "outboundType: 'firewall'"), "networkProfile.outboundType takes no 'firewall'", "it takes loadBalancer, userDefinedRouting, managedNATGateway, userAssignedNATGateway or none", id="no word"),
    pytest.param("c.bicep", bicep(V, pool="scaleSetPriority: 'Sport'"), "scaleSetPriority takes no 'Sport'", "did you mean Spot?", id="a word of a pool"),
    pytest.param("c.bicep", bicep("2025-11-01", "networkPolicy: 'x'"), "networkProfile.networkPolicy takes no 'x'", "it takes calico, azure, cilium or none", id="whatever the version"),
    pytest.param("c.tf", azapi(V, 'networkPolicy = "calicoo"'), "networkProfile.networkPolicy takes no 'calicoo'", "did you mean calico?", id="azapi"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "message", "hint"), WORDS)
def test_word_that_no_version_has(name: str, text: str, message: str, hint: str) -> None:
    (found,) = findings_in(name, text, "AKN835")
    assert (found.message, found.hint) == (message, hint)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(bicep(V, "outboundType: 'LOADBALANCER'"), id="a word in another case"),
        pytest.param(bicep(V, "outboundType: 'block'"), id="a word that only documents have"),
        pytest.param(bicep("2026-09-01", "outboundType: 'future'"), id="a version that aksnet does not know"),
        pytest.param(bicep(V, "outboundType: 7"), id="no text"),
        pytest.param(bicep(V, "ipFamilies: ['IPv5']"), id="a family that there is not, which AKN207 tells"),
        pytest.param(bicep(V, pool="localDNSProfile: { state: 'x' }"), id="what only the service writes, which AKN837 tells"),
        pytest.param(bicep("2026-08-02-preview", ENCRYPTION % "mTLS"), id="a word of a property in an object that was a word once"),
        pytest.param(bicep(V, "outboundType: 'managedNATGatewayV2'"), id="a word of previews, which AKN836 tells"),
        pytest.param(bicep(V, "podLinkLocalAccess: 'x'"), id="a property that the version does not have, which is told instead"),
        pytest.param(bicep(V, "outboundType: toLower(x)", head="param x string"), id="a value that is not known"),
    ],
)  # fmt: skip
def test_word_that_may_be_one_is_left_alone(text: str) -> None:
    assert findings_in("c.bicep", text, "AKN835") == []


VERSIONS: list[Any] = [
    pytest.param(bicep("2024-10-01", "outboundType: 'none'"), ("none", "networkProfile.outboundType"), "choose 2025-01-01 or newer, or a preview from 2024-04-02-preview on", id="a word to come"),
    pytest.param(bicep("2025-01-01", "outboundType: 'none'"), None, "", id="in the version that it came with"),
    pytest.param(bicep("2024-04-02-preview", "outboundType: 'none'"), None, "", id="in the preview that it came with"),
    pytest.param(bicep(V, "outboundType: 'managedNATGatewayV2'"), ("managedNATGatewayV2", "networkProfile.outboundType"), "choose another word: API version 2026-05-02-preview had it last", id="a word of previews that is gone"),
    pytest.param(bicep("2026-05-02-preview", "outboundType: 'managedNATGatewayV2'"), None, "", id="in the last preview that has it"),
    pytest.param(bicep(V, pool="osSKU: 'Flatcar'"), ("Flatcar", "osSKU"), "only previews have it, from 2025-08-02-preview on", id="a word that only previews have"),
    pytest.param(bicep("2025-08-01", pool="osSKU: 'ubuntu2404'"), ("ubuntu2404", "osSKU"), "choose 2025-10-01 or newer, or a preview from 2025-03-02-preview on", id="a word to come, in another case"),
    pytest.param(bicep("2020-04-01", pool="scaleSetPriority: 'Low'"), ("Low", "scaleSetPriority"), "choose another word: API version 2020-03-01 had it last", id="a word that is gone"),
    pytest.param(bicep("2026-01-01", ENCRYPTION % "WireGuard"), None, "", id="a word of a property in an object that was a word once"),
    pytest.param(bicep("2026-01-01", ENCRYPTION % "mTLS"), ("mTLS", "networkProfile.advancedNetworking.security.transitEncryption.type"), "only previews have it, from 2026-01-02-preview on", id="a word of previews there"),
    pytest.param(bicep("2026-09-01", "outboundType: 'managedNATGatewayV2'"), None, "", id="a version that aksnet does not know"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "hint"), VERSIONS)
def test_word_that_the_version_does_not_have(text: str, said: tuple[str, str] | None, hint: str) -> None:
    found = findings_in("c.bicep", text, "AKN836")
    assert [one.hint for one in found] == ([hint] if said else [])
    assert said is None or found[0].message.startswith(f"{said[1]} {said[0]} is not in API version ")
    assert said is None or findings_in("c.bicep", text, "AKN834") == []


@pytest.mark.parametrize("version", ["2026-06-01", "2025-03-02-preview"])
def test_word_where_there_is_an_object_by_now(version: str) -> None:
    text = bicep(version, "advancedNetworking: { security: { transitEncryption: 'WireGuard' } }")
    (found,) = findings_in("c.bicep", text, "AKN836")
    path = "networkProfile.advancedNetworking.security.transitEncryption"
    assert found.message == f"{path} is the text 'WireGuard', and API version {version} has an object there"
    assert found.hint == "give it type WireGuard"


def test_text_in_the_version_that_had_one() -> None:
    text = bicep("2025-02-02-preview", "advancedNetworking: { security: { transitEncryption: 'WireGuard' } }")
    assert findings_in("c.bicep", text, "AKN836") == []


def test_word_that_a_module_sends_no_version_for() -> None:
    text = AVM.replace("'system'", "'System', osSKU: 'Flatcar'")
    (found,) = findings_in("c.bicep", text, "AKN836")
    assert (
        found.message == "osSKU Flatcar is not in API version 2025-10-01, which the module managed-cluster:0.14.0 sends"
    )
    assert found.hint == "take a version of the module that sends an API version with it, or leave it out"

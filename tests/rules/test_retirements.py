"""What retires, with the days on which a warning becomes an error."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from judging import views_of
from rendering import TODAY

OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay"}


def spec(**cluster: Any) -> str:
    return json.dumps({"network": {"plugin": "overlay"}, **cluster})


def pool(**values: Any) -> str:
    """A spec with one pool."""
    return spec(pools=[{"name": "system", "mode": "System"}, {"name": "one", "mode": "User", **values}])


def arm(*pools: dict[str, Any], sku: str = "Base", profile: dict[str, Any] | None = None, **properties: Any) -> str:
    rows = [{"name": "system", "mode": "System"}, *({"name": "one", "mode": "User", **row} for row in pools)]
    return json.dumps(
        {
            "name": "prod",
            "sku": {"name": sku},
            "properties": {"networkProfile": {**OVERLAY, **(profile or {})}, "agentPoolProfiles": rows, **properties},
            "identity": {"type": "SystemAssigned"},
        }
    )


def routing(sku: str = "Base", **settings: Any) -> str:
    """A cluster with application routing."""
    return arm(sku=sku, ingressProfile={"webAppRouting": {"enabled": True, **settings}})


def hits(rule: str, cluster: str, today: date = TODAY) -> list[Finding]:
    judged = check(views_of(cluster), Context(today))
    assert not judged.failures
    return [finding for finding in judged.findings if finding.rule == rule]


BAD: list[Any] = [
    pytest.param("AKN401", json.dumps({"network": {"plugin": "kubenet"}}), id="kubenet"),
    pytest.param("AKN401", arm(profile={"networkPlugin": "Kubenet", "networkPluginMode": None}), id="kubenet with a capital, which the service takes"),
    pytest.param("AKN402", json.dumps({"network": {"plugin": "overlay", "network_policy": "azure"}}), id="Network Policy Manager"),
    pytest.param("AKN403", arm(profile={"loadBalancerSku": "basic"}), id="a basic load balancer"),
    pytest.param("AKN403", arm(profile={"loadBalancerSku": "Basic"}), id="a basic load balancer with a capital"),
    pytest.param("AKN404", arm({"type": "AvailabilitySet"}), id="an availability set"),
    pytest.param("AKN405", arm({"osType": "Windows", "osSKU": "WindowsAnnual"}), id="Windows Annual Channel"),
    pytest.param("AKN405", pool(os="Windows", os_sku="Windows2019"), id="Windows Server 2019"),
    pytest.param("AKN405", pool(os="Windows", os_sku="Windows2022"), id="Windows Server 2022"),
    pytest.param("AKN405", pool(os_sku="Ubuntu2204"), id="Ubuntu 22.04"),
    pytest.param("AKN406", spec(addons={"open_service_mesh": True}), id="Open Service Mesh"),
    pytest.param("AKN406", arm(addonProfiles={"openServiceMesh": {"enabled": True}}), id="Open Service Mesh in ARM"),
    pytest.param("AKN406", spec(addons={"web_app_routing": True}), id="application routing as it comes"),
    pytest.param("AKN406", routing(nginx={"defaultIngressControllerType": "Internal"}), id="application routing with an internal NGINX"),
    pytest.param("AKN406", routing(gatewayAPIImplementations={"appRoutingIstio": {"mode": "Disabled"}}), id="application routing with the Gateway API off"),
    pytest.param("AKN406", routing("Automatic", nginx={"defaultIngressControllerType": "External"}), id="Automatic that asks for NGINX"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param("AKN401", spec(), id="overlay"),
    pytest.param("AKN401", arm(profile={"networkPlugin": "[parameters('plugin')]"}), id="a plugin that is not known"),
    pytest.param("AKN402", json.dumps({"network": {"plugin": "cilium"}}), id="Cilium"),
    pytest.param("AKN402", arm(profile={"networkPolicy": "[parameters('policy')]"}), id="a policy engine that is not known"),
    pytest.param("AKN403", arm(profile={"loadBalancerSku": "standard"}), id="a standard load balancer"),
    pytest.param("AKN403", arm(profile={"loadBalancerSku": "Standard"}), id="a standard load balancer with a capital"),
    pytest.param("AKN403", arm(), id="a load balancer that is left out"),
    pytest.param("AKN403", arm(profile={"loadBalancerSku": "[parameters('sku')]"}), id="a load balancer that is not known"),
    pytest.param("AKN403", arm(profile={"loadBalancerSku": 1}), id="a load balancer that is a number"),
    pytest.param("AKN404", arm({"type": "VirtualMachineScaleSets"}, {"name": "two", "type": "VirtualMachines"}), id="scale sets and virtual machines"),
    pytest.param("AKN404", arm({"type": "[parameters('type')]"}), id="a type that is not known"),
    pytest.param("AKN404", arm({"type": ["AvailabilitySet"]}), id="a type that is a list"),
    pytest.param("AKN405", pool(os_sku="Ubuntu"), id="Ubuntu, whose version follows Kubernetes"),
    pytest.param("AKN405", pool(os_sku="AzureLinux"), id="Azure Linux, whose version follows Kubernetes"),
    pytest.param("AKN405", pool(os_sku="Ubuntu2404"), id="Ubuntu 24.04"),
    pytest.param("AKN405", pool(os_sku="AzureLinux3"), id="Azure Linux 3"),
    pytest.param("AKN405", pool(os="Windows", os_sku="Windows2025"), id="Windows Server 2025"),
    pytest.param("AKN405", arm({"osSKU": "[parameters('sku')]"}), id="an OS SKU that is not known"),
    pytest.param("AKN405", arm({"osSKU": ["Windows2019"]}), id="an OS SKU that is a list"),
    pytest.param("AKN406", spec(addons={"istio": {}}), id="Istio"),
    pytest.param("AKN406", arm(addonProfiles={"openServiceMesh": {"enabled": False}}), id="Open Service Mesh that is off"),
    pytest.param("AKN406", arm(addonProfiles={"openServiceMesh": {"enabled": "[parameters('osm')]"}}), id="Open Service Mesh that is not known"),
    pytest.param("AKN406", arm(ingressProfile={"webAppRouting": {"enabled": False}}), id="application routing that is off"),
    pytest.param("AKN406", arm(ingressProfile={"webAppRouting": {"enabled": "[parameters('on')]"}}), id="application routing that is not known"),
    pytest.param("AKN406", routing(nginx={"defaultIngressControllerType": "None"}), id="application routing without NGINX"),
    pytest.param("AKN406", routing(nginx={"defaultIngressControllerType": "[parameters('kind')]"}), id="an NGINX that is not known"),
    pytest.param("AKN406", routing(gatewayAPIImplementations={"appRoutingIstio": {"mode": "Enabled"}}), id="application routing with the Gateway API"),
    pytest.param("AKN406", routing(gatewayAPIImplementations={"appRoutingIstio": {"mode": "[parameters('mode')]"}}), id="a Gateway API that is not known"),
    pytest.param("AKN406", routing(gatewayAPIImplementations="[parameters('gateway')]"), id="implementations of the Gateway API that are not known"),
    pytest.param("AKN406", routing("Automatic"), id="Automatic, which chooses by the Kubernetes version"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cluster"), BAD)
def test_rule_finds_what_retires(rule: str, cluster: str) -> None:
    assert len(hits(rule, cluster)) == 1


@pytest.mark.parametrize(("rule", "cluster"), GOOD)
def test_rule_is_silent_about_what_stays_or_is_not_known(rule: str, cluster: str) -> None:
    assert hits(rule, cluster) == []


BASIC = arm(profile={"loadBalancerSku": "basic"})
SET = arm({"type": "AvailabilitySet"})
OSM = spec(addons={"open_service_mesh": True})
NGINX = spec(addons={"web_app_routing": True})
WINDOWS_NPM = json.dumps(
    {
        "network": {"plugin": "overlay", "network_policy": "azure"},
        "pools": [{"name": "a", "mode": "System"}, {"name": "b", "os": "Windows"}],
    }
)


@pytest.mark.parametrize(
    ("rule", "cluster", "last", "words"),
    [
        pytest.param("AKN401", json.dumps({"network": {"plugin": "kubenet"}}), date(2028, 3, 31), "kubenet", id="kubenet"),
        pytest.param("AKN402", json.dumps({"network": {"plugin": "overlay", "network_policy": "azure"}}), date(2028, 9, 30), "Azure Network Policy Manager", id="Network Policy Manager on Linux"),
        pytest.param("AKN402", WINDOWS_NPM, date(2026, 9, 30), "Azure Network Policy Manager on Windows", id="Network Policy Manager on Windows"),
        pytest.param("AKN403", BASIC, date(2025, 9, 30), "loadBalancerSku basic", id="a basic load balancer"),
        pytest.param("AKN404", SET, date(2025, 9, 30), "the type AvailabilitySet of the pool 'one'", id="an availability set"),
        pytest.param("AKN406", OSM, date(2027, 9, 30), "the Open Service Mesh add-on", id="Open Service Mesh"),
    ],
)  # fmt: skip
def test_it_is_a_warning_up_to_the_day_and_an_error_after(rule: str, cluster: str, last: date, words: str) -> None:
    (before,) = hits(rule, cluster, last)
    (after,) = hits(rule, cluster, date.fromordinal(last.toordinal() + 1))
    assert (before.severity, before.message) == (Severity.WARNING, f"{words} retires on {last}")
    assert (after.severity, after.message) == (Severity.ERROR, f"{words} retired on {last}")


@pytest.mark.parametrize(
    ("sku", "system", "ends", "removed"),
    [
        ("Ubuntu2204", "Ubuntu 22.04", date(2027, 6, 30), date(2028, 4, 30)),
        ("Windows2019", "Windows Server 2019", date(2026, 3, 1), date(2027, 4, 1)),
        ("Windows2022", "Windows Server 2022", date(2028, 6, 30), date(2029, 6, 30)),
        ("WindowsAnnual", "Windows Annual Channel", date(2026, 5, 15), date(2027, 5, 15)),
    ],
)
def test_an_os_sku_is_an_error_once_its_images_are_removed(sku: str, system: str, ends: date, removed: date) -> None:
    cluster = arm({"osSKU": sku, "osType": "Windows" if sku.startswith("Windows") else "Linux"})
    days = [(day, date.fromordinal(day.toordinal() + 1)) for day in (ends, removed)]
    found = [hits("AKN405", cluster, day)[0] for pair in days for day in pair]
    head = f"the pool 'one' has the OS SKU {sku}: support of {system}"
    assert [finding.message for finding in found] == [
        f"{head} ends on {ends}, its images are removed on {removed}",
        f"{head} ended on {ends}, its images are removed on {removed}",
        f"{head} ended on {ends}, its images are removed on {removed}",
        f"{head} ended on {ends}, its images were removed on {removed}",
    ]
    assert [finding.severity for finding in found] == [*[Severity.WARNING] * 3, Severity.ERROR]


@pytest.mark.parametrize(("today", "word"), [(date(2026, 11, 30), "ends"), (date(2026, 12, 1), "ended")])
def test_nginx_is_a_warning_for_good_because_the_add_on_stays(today: date, word: str) -> None:
    (finding,) = hits("AKN406", NGINX, today)
    assert finding.severity is Severity.WARNING
    assert finding.message == (f"Microsoft's support of NGINX in the application routing add-on {word} on 2026-11-30")


def test_every_pool_and_every_add_on_is_told() -> None:
    cluster = arm({"osSKU": "Windows2019"}, {"name": "two", "osSKU": "Ubuntu2204"})
    assert [finding.message.split("'")[1] for finding in hits("AKN405", cluster)] == ["one", "two"]
    both = spec(addons={"open_service_mesh": True, "web_app_routing": True})
    assert len(hits("AKN406", both)) == 2


@pytest.mark.parametrize(
    ("sku", "hint"),
    [
        ("Ubuntu2204", "choose Ubuntu2404"),
        ("Windows2019", "choose Windows2022 or Windows2025"),
        ("Windows2022", "choose Windows2025"),
    ],
)
def test_hint_names_the_successor(sku: str, hint: str) -> None:
    (finding,) = hits("AKN405", arm({"osSKU": sku}))
    assert finding.hint == hint


def test_hint_for_nginx_is_the_gateway_api() -> None:
    (finding,) = hits("AKN406", NGINX)
    assert finding.hint == "move to its Gateway API implementation, then set nginx.defaultIngressControllerType None"

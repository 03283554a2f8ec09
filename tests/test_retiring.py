"""What of a cluster retires, and what of it cannot be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aksnet.facts.retirements import OS_SKUS, RETIREMENTS
from aksnet.retiring import retiring, untold
from aksnet.view import ClusterView, Declaration, PoolView, Unknown, Value

UNKNOWN = Unknown("var.x has no value")


def azure(pools: tuple[dict[str, Any], ...] = ({},), **values: Any) -> ClusterView:
    """A cluster with Azure CNI."""
    return cluster(pools, networkProfile__networkPlugin="azure", **values)


def cluster(pools: tuple[dict[str, Any], ...] = ({},), **values: Any) -> ClusterView:
    """A cluster by ARM's paths, with two underscores for a dot."""
    return ClusterView(
        "prod",
        {path.replace("__", "."): Value(data) for path, data in values.items()},
        tuple(PoolView({path: Value(data) for path, data in pool.items()}) for pool in pools),
    )


def written(language: str) -> ClusterView:
    """A cluster with a docker bridge CIDR, declared in a language."""
    return cluster(networkProfile__dockerBridgeCidr="172.17.0.1/16")._replace(declared=Declaration(language, "aks"))


NGINX = {"ingressProfile__webAppRouting__enabled": True}
KIND = "ingressProfile__webAppRouting__nginx__defaultIngressControllerType"
NPM = {"networkProfile__networkPolicy": "azure"}


@pytest.mark.parametrize(
    ("view", "ids"),
    [
        pytest.param(cluster(networkProfile__networkPlugin="kubenet"), ["kubenet"], id="kubenet"),
        pytest.param(cluster(networkProfile__networkPlugin="azure"), [], id="Azure CNI"),
        pytest.param(cluster(networkProfile__networkPlugin=UNKNOWN), [], id="a plugin that cannot be told"),
        pytest.param(cluster(**NPM), ["npm"], id="NPM on Linux"),
        pytest.param(cluster(({"osType": "Linux"}, {"osType": "Windows"}), **NPM), ["npm-windows"], id="NPM beside Windows pools"),
        pytest.param(cluster(networkProfile__networkPolicy="calico"), [], id="Calico"),
        pytest.param(cluster(networkProfile__loadBalancerSku="Basic"), ["basic-load-balancer"], id="a load balancer in capitals"),
        pytest.param(cluster(networkProfile__loadBalancerSku="standard"), [], id="a load balancer that stays"),
        pytest.param(cluster(({"type": "AvailabilitySet"}, {"type": "VirtualMachineScaleSets"})), ["availability-set"], id="one pool in an availability set"),
        pytest.param(cluster(tuple({"osSKU": sku} for sku in OS_SKUS)), [*OS_SKUS], id="every OS SKU that has a day"),
        pytest.param(cluster(({"osSKU": "Ubuntu"}, {"osSKU": "AzureLinux"}, {"osSKU": "Ubuntu2404"})), [], id="OS SKUs without a day"),
        pytest.param(cluster(({"nodeImageVersion": "AKSUbuntu-2004gen2containerd-202501.01.0"},)), ["ubuntu-2004"], id="an image of Ubuntu 20.04"),
        pytest.param(cluster(({"osSKU": "AzureLinux", "nodeImageVersion": "AKSAzureLinux-V2gen2-202501.01.0"}, {"osSKU": "Mariner", "nodeImageVersion": "AKSCBLMariner-V2gen2-202301.01.0"})), ["azure-linux-2"] * 2, id="images of Azure Linux 2.0, under both names"),
        pytest.param(cluster(({"nodeImageVersion": "AKSAzureLinux-V3gen2-202601.01.0"}, {"nodeImageVersion": "AKSUbuntu-2404gen2containerd-202601.01.0"})), [], id="images of newer systems"),
        pytest.param(written("bicep"), ["docker-bridge"], id="a docker bridge that somebody writes"),
        pytest.param(written("az"), [], id="a docker bridge that the service gives back"),
        pytest.param(cluster(addonProfiles__openServiceMesh__enabled=True), ["open-service-mesh"], id="Open Service Mesh"),
        pytest.param(cluster(addonProfiles__openServiceMesh__enabled=False), [], id="Open Service Mesh that is off"),
        pytest.param(cluster(**NGINX), ["app-routing-nginx"], id="application routing"),
        pytest.param(cluster(**NGINX, **{KIND: "None"}), [], id="application routing without NGINX"),
        pytest.param(cluster(**NGINX, **{KIND: UNKNOWN}), [], id="application routing with what cannot be told"),
        pytest.param(cluster(**NGINX, ingressProfile__webAppRouting__gatewayAPIImplementations__x="Enabled"), [], id="the Gateway API beside NGINX"),
        pytest.param(cluster(**NGINX, sku__name="Automatic"), [], id="AKS Automatic, which chooses"),
    ],
)  # fmt: skip
def test_what_retires(view: ClusterView, ids: list[str]) -> None:
    assert [one.id for one in retiring(view)] == ids


@pytest.mark.parametrize(
    ("view", "paths"),
    [
        pytest.param(cluster(networkProfile__networkPlugin=UNKNOWN), ["networkProfile.networkPlugin"], id="a value"),
        pytest.param(cluster(), ["networkProfile.networkPlugin"], id="a plugin that is left out"),
        pytest.param(cluster(sku__name="Automatic"), [], id="AKS Automatic, which has overlay"),
        pytest.param(cluster(networkProfile__networkPluginMode="overlay"), [], id="overlay without a plugin"),
        pytest.param(cluster(networkProfile=UNKNOWN), ["networkProfile"], id="a block around three values once"),
        pytest.param(azure(({"osSKU": UNKNOWN},)), ["osSKU"], id="a value of a pool"),
        pytest.param(azure(({"": UNKNOWN},)), [""], id="a pool of which nothing can be told"),
        pytest.param(
            azure(({"osSKU": "CBLMariner"}, {"osSKU": "Mariner"})),
            ["osSKU"] * 2,
            id="the old names of Azure Linux without an image",
        ),
        pytest.param(
            azure(({"osSKU": "Mariner", "nodeImageVersion": "AKSAzureLinux-V3gen2-1"},)),
            [],
            id="an old name with its image",
        ),
        pytest.param(azure(({"osSKU": "AzureLinux"},)), [], id="Azure Linux in a file, which has no image"),
        pytest.param(azure(kubernetesVersion=UNKNOWN), [], id="a value that decides nothing here"),
        pytest.param(cluster(networkProfile__networkPlugin="azure"), [], id="a value that is known"),
    ],
)
def test_what_cannot_be_told(view: ClusterView, paths: list[str]) -> None:
    found = list(untold(view))
    assert [one.path for one in found] == paths
    assert all(
        one.why == "var.x has no value" or one.why.startswith(("it is left out", "it is Azure Linux")) for one in found
    )


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("docker-bridge", date(2023, 4, 1)),
        ("azure-linux-2", date(2025, 11, 30)),
        ("ubuntu-2004", date(2027, 3, 17)),
        ("basic-load-balancer", date(2025, 9, 30)),
        ("availability-set", date(2025, 9, 30)),
        ("Windows2019", date(2026, 3, 1)),
        ("WindowsAnnual", date(2026, 5, 15)),
        ("npm-windows", date(2026, 9, 30)),
        ("app-routing-nginx", date(2026, 11, 30)),
        ("Ubuntu2204", date(2027, 6, 30)),
        ("open-service-mesh", date(2027, 9, 30)),
        ("kubenet", date(2028, 3, 31)),
        ("Windows2022", date(2028, 6, 30)),
        ("npm", date(2028, 9, 30)),
    ],
)
def test_the_days_are_those_of_the_calendar(word: str, day: date) -> None:
    assert RETIREMENTS[word].day == day


def test_every_retirement_has_its_page() -> None:
    assert all(one.source.url.startswith("https://learn.microsoft.com/") for one in RETIREMENTS.values())
    assert len(RETIREMENTS) == 14

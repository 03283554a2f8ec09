"""What is checked against and not written is told, once, and what is written is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.dialects import Dialect
from aksnet.findings import Severity
from aksnet.rules import Context, check
from aksnet.rules.not_written import not_written
from aksnet.targets.surroundings import surroundings
from judging import views_of
from places import SPECS
from rendering import FRAGMENT, TODAY, WHOLE, dialect

BICEP = dialect("bicep", "cluster")
BLOCK = dialect("bicep")
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
VNET = {"vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"n": {"prefix": "10.240.0.0/24"}}}}


def spec(plugin: str = "cilium", **cluster: Any) -> str:
    return json.dumps({"network": {"plugin": plugin}, **cluster})


def pools(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"pools": [{"name": "system", "mode": "System"}, *({"name": f"p{i}", **row} for i, row in enumerate(rows))]}


def messages(cluster: str, *dialects: Dialect) -> list[str]:
    judged = check(views_of(cluster), Context(TODAY, dialects), [not_written])
    assert not judged.failures
    assert {finding.severity for finding in judged.findings} <= {Severity.WARNING}
    return [finding.message.removesuffix(": checked against, and not written") for finding in judged.findings]


BAD: list[Any] = [
    pytest.param(spec(addons={"open_service_mesh": True}), BICEP, ["addonProfiles.openServiceMesh.enabled"], id="an add-on"),
    pytest.param(spec(addons={"istio": {}}), dialect(emit="inputs"), ["serviceMeshProfile.mode Istio"], id="Istio, beside the arguments of a module"),
    pytest.param(spec(addons={"istio": {}}), BICEP, ["serviceMeshProfile.mode Istio"], id="Istio"),
    pytest.param(spec(addons={"application_gateway_for_containers": {}}), BICEP, ["ingressProfile.applicationLoadBalancer.enabled"], id="Application Gateway for Containers"),
    pytest.param(spec(support_plan="AKSLongTermSupport", tier="Premium"), BICEP, ["supportPlan AKSLongTermSupport"], id="a support plan"),
    pytest.param(spec(node_provisioning_mode="Auto"), dialect(emit="cluster"), ["nodeProvisioningProfile.mode Auto"], id="node auto-provisioning, where azurerm writes Manual"),
    pytest.param(spec(sku="automatic", node_provisioning_mode="Manual"), BICEP, ["nodeProvisioningProfile.mode Manual"], id="no node auto-provisioning on Automatic, which is not its default"),
    pytest.param(spec("overlay", kube_proxy_mode="IPVS"), BICEP, ["networkProfile.kubeProxyConfig.mode IPVS"], id="how kube-proxy works"),
    pytest.param(spec("overlay", kube_proxy_mode="NFTABLES"), BLOCK, ["networkProfile.kubeProxyConfig.mode NFTABLES"], id="how kube-proxy works, which a fragment is about"),
    pytest.param(spec(addons={"static_egress_gateway": True}), BLOCK, ["networkProfile.staticEgressGatewayProfile.enabled"], id="the static egress gateway, which a fragment is about"),
    pytest.param(spec(api_server={"authorized_ip_ranges": ["203.0.113.0/24"]}), BLOCK, ["apiServerAccessProfile.authorizedIPRanges"], id="authorized ranges, which a fragment is about"),
    pytest.param(spec(identity="ServicePrincipal"), BICEP, ["servicePrincipalProfile.clientId"], id="a service principal"),
    pytest.param(spec(**pools({"local_dns": "Required"})), BICEP, ["localDNSProfile.mode Required of the pool 'p0'"], id="LocalDNS of a pool"),
    pytest.param(spec(**pools({"type": "VirtualMachines"})), BICEP, ["type VirtualMachines of the pool 'p0'"], id="the type of a pool"),
    pytest.param(spec(**pools({"enable_node_public_ip": True})), BICEP, ["enableNodePublicIP of the pool 'p0'"], id="public addresses of nodes"),
    pytest.param(spec(**pools({"mode": "Gateway", "gateway_prefix_size": 30})), BICEP, ["gatewayProfile.publicIPPrefixSize 30 of the pool 'p0'"], id="the addresses of a gateway pool"),
    pytest.param(spec(**pools(*[{"local_dns": "Required"}] * 3)), BICEP, ["localDNSProfile.mode Required of the pool 'p0' and 2 more"], id="a setting of three pools, told once"),
    pytest.param(spec(**pools({"local_dns": "Required"}, {"local_dns": "Disabled"})), BICEP, ["localDNSProfile.mode Required of the pool 'p0'", "localDNSProfile.mode Disabled of the pool 'p1'"], id="two values of one setting"),
    pytest.param(spec(identity="UserAssigned"), BICEP, ["identity.type UserAssigned: checked against; what is written has the identity SystemAssigned, which its rights ask for"], id="a user-assigned identity that nothing calls for"),
    pytest.param(spec(identity="SystemAssigned", **VNET, pools=[{"name": "a", "mode": "System", "subnet": "n"}]), BICEP, ["identity.type SystemAssigned: checked against; what is written has the identity UserAssigned, which its rights ask for"], id="a system-assigned identity that has no rights in time"),
]  # fmt: skip

GOOD: list[Any] = [
    pytest.param(spec(location="westeurope", tags={"a": "b"}, tier="Standard", kubernetes_version="1.34", dns_prefix="p"), BICEP, id="what stands beside the properties"),
    pytest.param(spec(sku="automatic"), BICEP, id="Automatic"),
    pytest.param(spec(outbound={"type": "none"}), BICEP, id="what aksnet adds of its own accord"),
    pytest.param(spec(api_server={"enable_private_cluster": True}, artifact_source="Cache"), BICEP, id="a private API server, which is written"),
    pytest.param(spec(support_plan="KubernetesOfficial", node_provisioning_mode="Manual"), BICEP, id="defaults of the service"),
    pytest.param(spec("overlay", kube_proxy_mode="IPTABLES"), BICEP, id="how kube-proxy works by default"),
    pytest.param(spec(**pools({"type": "VirtualMachineScaleSets", "enable_node_public_ip": False})), BICEP, id="defaults of a pool"),
    pytest.param(spec(**pools({"mode": "Gateway", "gateway_prefix_size": 31})), BICEP, id="the default of a gateway pool"),
    pytest.param(spec("overlay", **pools({"os": "Windows", "os_sku": "Windows2025", "max_surge": 2, "zones": [1], "min": 1, "max": 2})), BICEP, id="all that is written of a pool"),
    pytest.param(spec(addons={"open_service_mesh": True}, node_provisioning_mode="Auto"), BLOCK, id="what a fragment is not about"),
    pytest.param(spec(**pools({"local_dns": "Required"})), BLOCK, id="a pool's feature, of which a fragment has nothing"),
    pytest.param(spec(identity="SystemAssigned"), BICEP, id="the identity that is written"),
    pytest.param(spec(identity="UserAssigned", **VNET, pools=[{"name": "a", "mode": "System", "subnet": "n"}]), BICEP, id="the identity that is written for a VNet"),
    pytest.param(spec(identity="UserAssigned", outbound={"type": "loadBalancer", "outbound_ips": [f"{ID}/publicIPAddresses/a"]}), BICEP, id="the identity that is written for addresses"),
    pytest.param(spec(identity="UserAssigned"), BLOCK, id="an identity, which a fragment is not about"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "asked", "expected"), BAD)
def test_what_is_not_written_is_told(cluster: str, asked: Dialect, expected: list[str]) -> None:
    assert messages(cluster, asked) == expected


@pytest.mark.parametrize(("cluster", "asked"), GOOD)
def test_what_is_written_or_goes_without_saying_is_not_told(cluster: str, asked: Dialect) -> None:
    assert messages(cluster, asked) == []


def test_each_setting_is_told_once_for_all_targets_together() -> None:
    cluster = spec("overlay", kube_proxy_mode="IPVS", **pools({"local_dns": "Required"}))
    assert len(messages(cluster, *WHOLE.values())) == 2
    assert len(messages(cluster, *FRAGMENT.values())) == 1


def test_where_nothing_is_written_nothing_is_missed() -> None:
    assert messages(spec(addons={"open_service_mesh": True})) == []


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        pytest.param(dialect(emit="cluster"), "mode Gateway: azurerm 5.2.0 does not know this value", id="azurerm"),
        pytest.param(dialect("bicep", "cluster", api_version="2025-03-01"), "mode Gateway: API version 2025-03-01 does not have it, 2025-04-01 is the first", id="an API version before gateway pools"),
        pytest.param(dialect("bicep", "cluster", api_version="2025-04-01"), None, id="the first API version with gateway pools"),
    ],
)  # fmt: skip
def test_a_gateway_pool_is_refused_where_it_cannot_be_said(asked: Dialect, refusal: str | None) -> None:
    findings = check(views_of(spec(**pools({"mode": "Gateway"}))), Context(TODAY, (asked,))).findings
    refused = [finding.message for finding in findings if finding.rule in ("AKN501", "AKN503")]
    assert refused == ([refusal] if refusal else [])


@pytest.mark.parametrize("name", SPECS)
def test_identity_is_the_one_that_targets_write(name: str) -> None:
    for view in views_of(SPECS[name].read_text(encoding="utf-8")):
        written = "UserAssigned" if surroundings(view).owns_identity else "SystemAssigned"
        other = "SystemAssigned" if written == "UserAssigned" else "UserAssigned"
        for kind, count in ((written, 0), (other, 1)):
            value = views_of(spec(identity=kind))[0].values["identity.type"]
            changed = view._replace(values={**view.values, "identity.type": value})
            told = [hit for hit in not_written.check(changed, Context(TODAY, (BICEP,))) if "identity" in hit.message]
            assert len(told) == count

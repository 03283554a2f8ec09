"""Modules make no VNet, and none of what leads out of it: both are told, with what the spec says of it."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.dialects import Dialect
from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from aksnet.rules.modules_beside import RULES
from rendering import TODAY, dialect, view

MODULE, BICEP, TERRAFORM = dialect("bicep", "module"), dialect("bicep", "inputs"), dialect(emit="inputs")
NAMES = {
    MODULE: "the Bicep module",
    dialect(emit="module"): "the Terraform module",
    BICEP: "the module managed-cluster:0.14.0",
    TERRAFORM: "the module avm-res-containerservice-managedcluster 0.8.1",
}
ASKED = [pytest.param(one, id=name) for one, name in NAMES.items()]
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
HOP = {"type": "userDefinedRouting", "next_hop_ip_address": "10.240.255.4"}
ROUTED, TRANSLATED = {"type": "userDefinedRouting"}, {"type": "userAssignedNATGateway"}


def spec(outbound: dict[str, Any] | None = None, *, other: bool = False, **subnet: Any) -> dict[str, Any]:
    """A cluster with a pool in the subnet n of its VNet, or one in n and one in m."""
    subnets = {"n": {"prefix": "10.240.0.0/22", **subnet}, "m": {"prefix": "10.240.4.0/22"}}
    pools = [{"name": "system", "mode": "System", "subnet": "n"}, {"name": "b", "subnet": "m"}]
    return {
        "network": {"plugin": "overlay"},
        "vnet": {"address_space": ["10.240.0.0/16"], "subnets": subnets},
        "pools": pools if other else pools[:1],
        **({"outbound": outbound} if outbound else {}),
    }


def found(cluster: dict[str, Any], asked: Dialect, severity: Severity) -> list[Finding]:
    judged = check([view(**cluster)], Context(TODAY, (asked,)), RULES)
    assert not judged.failures
    return [finding for finding in judged.findings if finding.severity is severity]


@pytest.mark.parametrize("asked", ASKED)
def test_a_vnet_that_is_not_made_is_told(asked: Dialect) -> None:
    (finding,) = found(spec(), asked, Severity.INFO)
    assert finding.message == f"{NAMES[asked]} makes no VNet: its parameters take the ids of subnets"
    assert found(spec(), asked, Severity.WARNING) == []


WAYS: list[Any] = [
    pytest.param(spec(HOP), "next_hop_ip_address 10.240.255.4: {} makes no route table", "a route table that leads out on the subnet n first", id="a route table to an address"),
    pytest.param(spec(ROUTED), "outboundType userDefinedRouting: {} makes no route table", "a route table that leads out on the subnet n first", id="a route table to an address that is not known"),
    pytest.param(spec(TRANSLATED), "outboundType userAssignedNATGateway: {} makes no NAT gateway", "a NAT gateway that leads out on the subnet n first", id="a NAT gateway"),
    pytest.param(spec(HOP, other=True, route_table=f"{ID}/routeTables/t"), "next_hop_ip_address 10.240.255.4: {} makes no route table", "on the subnet m first", id="a subnet with a route table and one without"),
    pytest.param(spec(TRANSLATED, other=True), "outboundType userAssignedNATGateway: {} makes no NAT gateway", "on the subnet n and m first", id="two subnets"),
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("cluster", "message", "hint"), WAYS)
def test_a_way_out_that_is_not_made_is_a_warning(
    cluster: dict[str, Any], message: str, hint: str, asked: Dialect
) -> None:
    (finding,) = found(cluster, asked, Severity.WARNING)
    assert finding.message == message.format(NAMES[asked])
    assert hint in finding.hint
    assert str(finding.url).endswith("egress-outboundtype")


QUIET: list[Any] = [
    pytest.param(spec(ROUTED, route_table=f"{ID}/routeTables/t"), id="a route table that is there"),
    pytest.param(spec(TRANSLATED, nat_gateway=f"{ID}/natGateways/g"), id="a NAT gateway that is there"),
    pytest.param(spec({"type": "loadBalancer"}), id="a load balancer, which AKS makes"),
    pytest.param({"network": {"plugin": "overlay"}, "outbound": ROUTED}, id="a subnet that is left open"),
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("cluster", QUIET)
def test_silence_where_the_way_out_is_there(cluster: dict[str, Any], asked: Dialect) -> None:
    assert found(cluster, asked, Severity.WARNING) == []


@pytest.mark.parametrize(
    "asked", [dialect("bicep", "cluster"), dialect(emit="cluster"), dialect("bicep"), dialect()], ids=str
)
def test_silence_where_no_module_is_asked_for(asked: Dialect) -> None:
    assert check([view(**spec(HOP))], Context(TODAY, (asked,)), RULES).findings == ()

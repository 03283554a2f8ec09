"""What `terraform plan` says of a change of a cluster or a pool, in azurerm 3.117.1 and from 4.81 on: facts, section 4."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.verdicts import Tool
from azurerm_clusters import FIVE, cluster, node_pool
from azurerm_states import BALANCER, SUBNET, before, named, pool_of, pool_state, state, view

THREE, FOUR, FIVE_TWO = Version(3, 117, 1), Version(4, 81), Version(5, 2)
PLACE, REPLACE, NO_OP, ROTATE, STAYS = Tool.IN_PLACE, Tool.REPLACE, Tool.NO_OP, Tool.ROTATE, Tool.PERMANENT_DIFF
INVALID, NO_PLAN, NO_APPLY = Tool.ERROR_AT_VALIDATE, Tool.ERROR_AT_PLAN, Tool.ERROR_AT_APPLY

FLAT = {"network_plugin": "azure"}
KUBENET = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}
OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay", "pod_cidr": "10.244.0.0/16"}
BARE = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
CILIUM = {"network_data_plane": "cilium", "network_policy": "cilium"}
ON_CILIUM = {"network_data_plane": "cilium"}
LB = {"load_balancer_profile": {"managed_outbound_ip_count": 1}}
WITH_LB = {"load_balancer_profile": BALANCER}
NAT = {"outbound_type": "managedNATGateway"}
UDR = {"outbound_type": "userDefinedRouting"}
DUAL = {
    "pod_cidrs": ["10.244.0.0/16", "fd12:3456::/64"],
    "service_cidrs": ["10.0.0.0/16", "fd00:abcd::/108"],
    "ip_versions": ["IPv4", "IPv6"],
    "dns_service_ip": "10.0.0.10",
}
SERVICE = {"service_cidr": "10.0.0.0/16", "dns_service_ip": "10.0.0.10"}
NODES, PODS, OTHER = f"{SUBNET}nodes", f"{SUBNET}pods", f"{SUBNET}other"


class Row(NamedTuple):
    """A change, and what azurerm 3.117.1 says of it, and what 4.81 and 5.2; None where it cannot be written."""

    words: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    three: Tool | None
    later: Tool | None


CLUSTERS = (
    Row("kubenet to node subnet", KUBENET, FLAT, REPLACE, REPLACE),
    Row("kubenet to overlay with the same range", KUBENET, OVERLAY, REPLACE, PLACE),
    Row("kubenet to overlay without the range", KUBENET, BARE, REPLACE, PLACE),
    Row("kubenet to overlay with another range", KUBENET, BARE | {"pod_cidr": "10.250.0.0/16"}, REPLACE, REPLACE),
    Row("kubenet to overlay with Cilium in one step", KUBENET | WITH_LB, OVERLAY | CILIUM, REPLACE, PLACE),
    Row(
        "kubenet with Calico to overlay with Cilium",
        KUBENET | WITH_LB | {"network_policy": "calico"},
        OVERLAY | CILIUM,
        REPLACE,
        PLACE,
    ),
    Row(
        "kubenet with Calico to overlay with Calico",
        KUBENET | {"network_policy": "calico"},
        OVERLAY | {"network_policy": "calico"},
        REPLACE,
        PLACE,
    ),
    Row("kubenet to no plugin", KUBENET, {"network_plugin": "none"}, REPLACE, REPLACE),
    Row("azure to kubenet", FLAT, {"network_plugin": "kubenet"}, REPLACE, REPLACE),
    Row("azure to no plugin", FLAT, {"network_plugin": "none"}, REPLACE, REPLACE),
    Row("no plugin to overlay", {"network_plugin": "none"}, BARE, REPLACE, REPLACE),
    Row("node subnet to overlay without the range", FLAT, BARE, STAYS, PLACE),
    Row("node subnet to overlay with the range", FLAT, OVERLAY, REPLACE, PLACE),
    Row("node subnet to overlay with a list of ranges", FLAT, BARE | {"pod_cidrs": ["10.244.0.0/16"]}, REPLACE, PLACE),
    Row("node subnet to overlay with Cilium", FLAT | WITH_LB, OVERLAY | CILIUM, REPLACE, PLACE),
    Row("overlay to node subnet", OVERLAY, FLAT, REPLACE, REPLACE),
    Row("overlay to node subnet that keeps the range", OVERLAY, FLAT | {"pod_cidr": "10.244.0.0/16"}, REPLACE, REPLACE),
    Row("overlay in another case", OVERLAY, OVERLAY | {"network_plugin_mode": "Overlay"}, STAYS, INVALID),
    Row("the data plane azure to cilium", OVERLAY, OVERLAY | ON_CILIUM, REPLACE, PLACE),
    Row("the data plane azure to cilium on a node subnet", FLAT, FLAT | ON_CILIUM, REPLACE, PLACE),
    Row(
        "the data plane cilium to azure",
        OVERLAY | ON_CILIUM,
        OVERLAY | {"network_data_plane": "azure"},
        REPLACE,
        REPLACE,
    ),
    Row("the data plane cilium left out", OVERLAY | ON_CILIUM, OVERLAY, NO_OP, REPLACE),
    Row("the data plane azure written out", OVERLAY, OVERLAY | {"network_data_plane": "azure"}, NO_OP, NO_OP),
    Row("ebpf_data_plane added", OVERLAY, OVERLAY | {"ebpf_data_plane": "cilium"}, PLACE, INVALID),
    Row("ebpf_data_plane removed", OVERLAY | {"ebpf_data_plane": "cilium"}, OVERLAY, NO_OP, None),
    Row("ebpf_data_plane by its new name", OVERLAY | {"ebpf_data_plane": "cilium"}, OVERLAY | ON_CILIUM, NO_OP, None),
    Row(
        "a policy azure added, with a load balancer profile",
        OVERLAY | WITH_LB,
        OVERLAY | {"network_policy": "azure"},
        PLACE,
        PLACE,
    ),
    Row(
        "a policy Calico added, with a load balancer profile",
        OVERLAY | WITH_LB,
        OVERLAY | {"network_policy": "calico"},
        PLACE,
        PLACE,
    ),
    Row(
        "a policy added without a load balancer profile",
        OVERLAY | UDR,
        OVERLAY | UDR | {"network_policy": "azure"},
        STAYS,
        STAYS,
    ),
    Row("the policy cilium added on Cilium", OVERLAY | ON_CILIUM | WITH_LB, OVERLAY | CILIUM, PLACE, PLACE),
    Row("policy and data plane cilium added", OVERLAY | WITH_LB, OVERLAY | CILIUM, REPLACE, PLACE),
    Row(
        "the policy azure to calico",
        FLAT | {"network_policy": "azure"},
        FLAT | {"network_policy": "calico"},
        REPLACE,
        REPLACE,
    ),
    Row(
        "the policy calico to azure",
        FLAT | {"network_policy": "calico"},
        FLAT | {"network_policy": "azure"},
        REPLACE,
        REPLACE,
    ),
    Row(
        "the policy azure to cilium with the data plane",
        FLAT | WITH_LB | {"network_policy": "azure"},
        FLAT | CILIUM,
        REPLACE,
        PLACE,
    ),
    Row(
        "the policy calico to cilium with the data plane",
        FLAT | WITH_LB | {"network_policy": "calico"},
        FLAT | CILIUM,
        REPLACE,
        PLACE,
    ),
    Row(
        "the policy azure to cilium without the data plane",
        FLAT | WITH_LB | {"network_policy": "azure"},
        FLAT | {"network_policy": "cilium"},
        REPLACE,
        PLACE,
    ),
    Row("the policy cilium to azure", FLAT | CILIUM, FLAT | ON_CILIUM | {"network_policy": "azure"}, REPLACE, REPLACE),
    Row("the policy left out", FLAT | {"network_policy": "azure"}, FLAT, NO_OP, NO_OP),
    Row(
        "the policy as an empty text",
        FLAT | {"network_policy": "azure"},
        FLAT | {"network_policy": ""},
        INVALID,
        INVALID,
    ),
    Row("the policy none", FLAT | {"network_policy": "azure"}, FLAT | {"network_policy": "none"}, INVALID, INVALID),
    Row("another pod range", OVERLAY, BARE | {"pod_cidr": "10.250.0.0/16"}, REPLACE, REPLACE),
    Row("the pod range left out", OVERLAY, BARE, NO_OP, NO_OP),
    Row("a pod range on a node subnet", FLAT, FLAT | {"pod_cidr": "10.244.0.0/16"}, REPLACE, NO_APPLY),
    Row(
        "a pod range without a plugin",
        {"network_plugin": "none"},
        {"network_plugin": "none", "pod_cidr": "10.244.0.0/16"},
        REPLACE,
        STAYS,
    ),
    Row("pod_cidr to pod_cidrs of one", OVERLAY, BARE | {"pod_cidrs": ["10.244.0.0/16"]}, NO_OP, NO_OP),
    Row(
        "another list of pod ranges",
        BARE | {"pod_cidrs": ["10.244.0.0/16"]},
        BARE | {"pod_cidrs": ["10.250.0.0/16"]},
        REPLACE,
        REPLACE,
    ),
    Row(
        "another service range",
        OVERLAY | SERVICE,
        OVERLAY | SERVICE | {"service_cidr": "10.1.0.0/16"},
        REPLACE,
        REPLACE,
    ),
    Row(
        "another address of the DNS",
        OVERLAY | SERVICE,
        OVERLAY | SERVICE | {"dns_service_ip": "10.0.0.11"},
        REPLACE,
        REPLACE,
    ),
    Row("service range and DNS left out", OVERLAY | SERVICE, OVERLAY, NO_OP, NO_OP),
    Row("the DNS left out", OVERLAY | SERVICE, OVERLAY | {"service_cidr": "10.0.0.0/16"}, NO_OP, NO_OP),
    Row("service_cidr to service_cidrs of one", OVERLAY, OVERLAY | {"service_cidrs": ["10.0.0.0/16"]}, NO_OP, NO_OP),
    Row("single stack to dual stack", OVERLAY, BARE | DUAL, REPLACE, REPLACE),
    Row(
        "the families in another order", BARE | DUAL, BARE | DUAL | {"ip_versions": ["IPv6", "IPv4"]}, REPLACE, REPLACE
    ),
    Row("IPv4 written out", OVERLAY, OVERLAY | {"ip_versions": ["IPv4"]}, NO_OP, NO_OP),
    Row("load balancer to user-defined routing", OVERLAY | WITH_LB, OVERLAY | UDR, PLACE, PLACE),
    Row("user-defined routing to load balancer", OVERLAY | UDR, OVERLAY, PLACE, PLACE),
    Row(
        "load balancer to NAT gateway with its block",
        OVERLAY | WITH_LB,
        OVERLAY | NAT | {"nat_gateway_profile": {"managed_outbound_ip_count": 2}},
        REPLACE,
        REPLACE,
    ),
    Row("user-defined routing to load balancer with its block", OVERLAY | UDR, OVERLAY | LB, REPLACE, REPLACE),
    Row(
        "load balancer to user-defined routing with its block kept", OVERLAY | WITH_LB, OVERLAY | UDR | LB, PLACE, PLACE
    ),
    Row("user-defined routing with the block that was kept", OVERLAY | UDR, OVERLAY | UDR | LB, REPLACE, REPLACE),
    Row(
        "another number of addresses",
        OVERLAY | WITH_LB,
        OVERLAY | {"load_balancer_profile": {"managed_outbound_ip_count": 2}},
        PLACE,
        PLACE,
    ),
    Row("the load balancer block left out", OVERLAY | WITH_LB, OVERLAY, NO_OP, NO_OP),
    Row(
        "the NAT gateway block left out",
        OVERLAY | NAT | {"nat_gateway_profile": {"managed_outbound_ip_count": 2, "idle_timeout_in_minutes": 4}},
        OVERLAY | NAT,
        NO_OP,
        NO_OP,
    ),
    Row("load_balancer_sku basic to standard", KUBENET | {"load_balancer_sku": "basic"}, KUBENET, REPLACE, REPLACE),
    Row("load_balancer_sku standard to basic", KUBENET, KUBENET | {"load_balancer_sku": "basic"}, REPLACE, REPLACE),
    Row("network_mode added", FLAT, FLAT | {"network_mode": "transparent"}, REPLACE, REPLACE),
    Row("no network_profile to node subnet", None, FLAT, REPLACE, REPLACE),
    Row("no network_profile to overlay", None, BARE, REPLACE, PLACE),
    Row("the network_profile left out", OVERLAY, None, NO_OP, NO_OP),
    Row("docker_bridge_cidr added", FLAT, FLAT | {"docker_bridge_cidr": "172.17.0.1/16"}, REPLACE, INVALID),
    Row("docker_bridge_cidr removed", FLAT | {"docker_bridge_cidr": "172.17.0.1/16"}, FLAT, NO_OP, None),
    Row(
        "ACNS added",
        OVERLAY | CILIUM,
        OVERLAY | CILIUM | {"advanced_networking": {"observability_enabled": True}},
        INVALID,
        PLACE,
    ),
    Row(
        "ACNS removed",
        OVERLAY | CILIUM | {"advanced_networking": {"observability_enabled": True, "security_enabled": False}},
        OVERLAY | CILIUM,
        None,
        PLACE,
    ),
    Row(
        "security of ACNS on the data plane azure",
        OVERLAY,
        OVERLAY | {"advanced_networking": {"security_enabled": True}},
        INVALID,
        NO_PLAN,
    ),
    Row("outbound none without the cache", OVERLAY, OVERLAY | {"outbound_type": "none"}, INVALID, NO_PLAN),
)


def _both(rows: tuple[Row, ...]) -> list[Any]:
    return [
        pytest.param(row, version, verdict, id=f"{row.words} in {version}: {verdict}")
        for row in rows
        for version, verdict in ((THREE, row.three), (FOUR, row.later), (FIVE_TWO, row.later))
        if verdict is not None
    ]


@pytest.mark.parametrize(("row", "version", "verdict"), _both(CLUSTERS))
def test_a_change_of_a_cluster_is_planned_so(row: Row, version: Version, verdict: Tool) -> None:
    more = FIVE if version.major > 4 else {}
    asked = view(cluster(row.new, None, more, version=str(version)))
    assert azurerm.of_cluster(before(state(version, row.old)), asked, version).verdict is verdict


AROUND = (
    Row("an API server subnet added", {}, {"api_server_access_profile": {"subnet_id": NODES}}, PLACE, PLACE),
    Row(
        "the API server subnet removed",
        {"api_server_access_profile": {"subnet_id": NODES, "authorized_ip_ranges": ["1.2.3.4/32"]}},
        {"api_server_access_profile": {"authorized_ip_ranges": ["1.2.3.4/32"]}},
        REPLACE,
        REPLACE,
    ),
    Row("a private cluster", {}, {"private_cluster_enabled": True}, REPLACE, REPLACE),
    Row("OIDC turned off", {"oidc_issuer_enabled": True}, {"oidc_issuer_enabled": False}, PLACE, REPLACE),
    Row("a tag", {}, {"tags": '={ a = "b" }'}, PLACE, PLACE),
    Row("another location", {}, {"location": "northeurope"}, REPLACE, REPLACE),
    Row("another DNS prefix", {}, {"dns_prefix": "other"}, REPLACE, REPLACE),
    Row("defaults written out", {}, {"sku_tier": "Free", "run_command_enabled": True}, NO_OP, NO_OP),
)


@pytest.mark.parametrize(("row", "version", "verdict"), _both(AROUND))
def test_what_is_around_the_network_is_planned_so(row: Row, version: Version, verdict: Tool) -> None:
    five = FIVE if version.major > 4 else {}
    asked = view(cluster(OVERLAY, None, {**five, **(row.new or {})}, version=str(version)))
    assert azurerm.of_cluster(before(state(version, OVERLAY, None, row.old)), asked, version).verdict is verdict


DRAIN = {"upgrade_settings": {"max_surge": "10%", "drain_timeout_in_minutes": 30}}
DEFAULT_POOLS = (
    Row("another subnet", {"vnet_subnet_id": NODES}, {"vnet_subnet_id": OTHER}, ROTATE, ROTATE),
    Row("a subnet added", {}, {"vnet_subnet_id": NODES}, ROTATE, ROTATE),
    Row("the subnet removed", {"vnet_subnet_id": NODES}, {}, ROTATE, ROTATE),
    Row(
        "the subnet known later",
        {"vnet_subnet_id": NODES},
        {"vnet_subnet_id": "=terraform_data.u.output"},
        ROTATE,
        ROTATE,
    ),
    Row("a pod subnet added", {}, {"pod_subnet_id": PODS}, ROTATE, ROTATE),
    Row("another pod subnet", {"pod_subnet_id": PODS}, {"pod_subnet_id": OTHER}, ROTATE, ROTATE),
    Row("the pod subnet removed", {"pod_subnet_id": PODS}, {}, ROTATE, ROTATE),
    Row("more pods", {"max_pods": 30}, {"max_pods": 60}, ROTATE, ROTATE),
    Row("max_pods left out", {"max_pods": 60}, {}, NO_OP, NO_OP),
    Row("public addresses", {}, {"node_public_ip_enabled": True}, ROTATE, ROTATE),
    Row(
        "a prefix of public addresses",
        {"node_public_ip_enabled": True},
        {"node_public_ip_enabled": True, "node_public_ip_prefix_id": "/x"},
        REPLACE,
        REPLACE,
    ),
    Row(
        "tags of public addresses",
        {},
        {"node_network_profile": {"node_public_ip_tags": '={ RoutingPreference = "Internet" }'}},
        REPLACE,
        REPLACE,
    ),
    Row("another name", {}, {"name": "other"}, REPLACE, REPLACE),
    Row("FIPS", {}, {"fips_enabled": True}, REPLACE, ROTATE),
    Row("drain_timeout_in_minutes removed with its block", DRAIN, {}, REPLACE, REPLACE),
    Row("drain_timeout_in_minutes removed", DRAIN, {"upgrade_settings": {"max_surge": "10%"}}, REPLACE, REPLACE),
    Row(
        "another surge",
        {"upgrade_settings": {"max_surge": "10%"}},
        {"upgrade_settings": {"max_surge": "33%"}},
        PLACE,
        PLACE,
    ),
    Row("Ubuntu to AzureLinux", {"os_sku": "Ubuntu"}, {"os_sku": "AzureLinux"}, PLACE, PLACE),
    Row("a size of machines", {}, {"vm_size": "Standard_D8s_v5"}, ROTATE, ROTATE),
    Row(
        "no name for the temporary pool",
        {},
        {"vm_size": "Standard_D8s_v5", "temporary_name_for_rotation": None},
        NO_APPLY,
        NO_APPLY,
    ),
    Row("a name for the temporary pool", {}, {"temporary_name_for_rotation": "tmp"}, PLACE, PLACE),
)


@pytest.mark.parametrize(("row", "version", "verdict"), _both(DEFAULT_POOLS))
def test_a_change_of_the_default_pool_is_planned_so(row: Row, version: Version, verdict: Tool) -> None:
    more = FIVE if version.major > 4 else {}
    asked = view(
        cluster(
            OVERLAY, named(row.new or {}, version), more, '\nresource "terraform_data" "u" {\n}\n', version=str(version)
        )
    )
    was = before(state(version, OVERLAY, row.old))
    assert azurerm.of_cluster(was, asked, version).verdict is verdict
    assert azurerm.of_pool(was.pools[0], asked.pools[0], version).verdict is verdict


TMP = {"temporary_name_for_rotation": "tmp"}
POOLS = (
    Row("another subnet", {"vnet_subnet_id": NODES}, {"vnet_subnet_id": OTHER}, REPLACE, ROTATE),
    Row("the subnet removed", {"vnet_subnet_id": NODES}, {}, REPLACE, STAYS),
    Row("a pod subnet added", {}, {"pod_subnet_id": PODS}, REPLACE, ROTATE),
    Row("the pod subnet removed", {"pod_subnet_id": PODS}, {}, REPLACE, ROTATE),
    Row("more pods", {"max_pods": 30}, {"max_pods": 60}, REPLACE, ROTATE),
    Row("max_pods left out", {"max_pods": 60}, {}, NO_OP, NO_OP),
    Row("public addresses", {}, {"node_public_ip_enabled": True}, REPLACE, ROTATE),
    Row(
        "a prefix of public addresses",
        {"node_public_ip_enabled": True},
        {"node_public_ip_enabled": True, "node_public_ip_prefix_id": "/x"},
        REPLACE,
        REPLACE,
    ),
    Row("Ubuntu to AzureLinux", {"os_sku": "Ubuntu"}, {"os_sku": "AzureLinux"}, PLACE, PLACE),
    Row("Ubuntu to Windows", {"os_sku": "Ubuntu"}, {"os_sku": "Windows2022"}, REPLACE, REPLACE),
    Row("the drain timeout removed", DRAIN, {}, REPLACE, REPLACE),
    Row(
        "the OutboundNAT of Windows",
        {"windows_profile": {"outbound_nat_enabled": True}},
        {"windows_profile": {"outbound_nat_enabled": False}},
        REPLACE,
        REPLACE,
    ),
    Row("another priority", {}, {"priority": "Spot"}, REPLACE, REPLACE),
    Row("more nodes", {"node_count": 1}, {"node_count": 5}, PLACE, PLACE),
    Row("a surge beside Spot", {}, {"priority": "Spot", "upgrade_settings": {"max_surge": "10%"}}, REPLACE, NO_PLAN),
)


@pytest.mark.parametrize(("row", "version", "verdict"), _both(POOLS))
def test_a_change_of_a_node_pool_is_planned_so(row: Row, version: Version, verdict: Tool) -> None:
    temporary = TMP if version.major > 3 else {}
    text = cluster(
        OVERLAY, None, None, node_pool(**named({**temporary, **(row.new or {})}, version)), version=str(version)
    )
    was = before(pool_state(version, {**temporary, **(row.old or {})}))
    assert azurerm.of_pool(was.pools[0], pool_of(view(text), "user"), version).verdict is verdict

"""Every danger of a change: what it is about, what it is not, and the releases in which it begins and ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from aksnet.findings import Severity
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers import dangers_of
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Reason, Tool
from azurerm_clusters import cluster, node_pool
from changing import IN_PLACE, PLANNED, changed, read_cluster, replaced

KUBENET = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}
FLAT = {"network_plugin": "azure"}
OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay", "pod_cidr": "10.244.0.0/16"}
OVERLAY_KEPT = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
NPM, CALICO = {"network_policy": "azure"}, {"network_policy": "calico"}
CILIUM = {"network_data_plane": "cilium", "network_policy": "cilium"}
UDR = {"outbound_type": "userDefinedRouting"}
NAT = {"outbound_type": "managedNATGateway"}
BALANCER = {"load_balancer_profile": {"managed_outbound_ip_count": 2}}
GATEWAY = {"nat_gateway_profile": {"managed_outbound_ip_count": 2}}
DUAL = {
    "ip_versions": ["IPv4", "IPv6"],
    "pod_cidrs": ["10.244.0.0/16", "fd12:3456:789a::/64"],
    "service_cidrs": ["10.0.0.0/16", "fd12:3456:789a:1::/108"],
}
N = "network_profile.0."


class Case(NamedTuple):
    """A change: network profiles, the release, and what azurerm and Azure are said to do."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    version: str = "4.81.0"
    tool: OfTool = PLANNED
    azure: OfAzure = IN_PLACE


def found(case: Case) -> list[Danger]:
    before = read_cluster(cluster(case.before, version=case.version))
    after = read_cluster(cluster(case.after, version=case.version))
    return list(dangers_of(changed(before, after, case.version, case.tool, case.azure)))


def refused(verdict: Azure, *reasons: Reason) -> OfAzure:
    return OfAzure(verdict, reasons)


TOLD: list[Any] = [
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, "pod_cidr": "10.240.0.0/12"}, tool=replaced(f"{N}pod_cidr")), id="a pod range that is widened"),
    pytest.param("AKN901", Case(KUBENET, {**OVERLAY, "pod_cidr": "10.32.0.0/16"}, tool=replaced(f"{N}pod_cidr")), id="kubenet to overlay with another pod range"),
    pytest.param("AKN901", Case(KUBENET, OVERLAY, "4.65.0", replaced(f"{N}network_plugin")), id="kubenet to overlay before 4.66"),
    pytest.param("AKN901", Case(FLAT, OVERLAY, "4.65.0", replaced(f"{N}pod_cidr")), id="a node subnet to overlay with its pod range, before 4.66"),
    pytest.param("AKN901", Case(FLAT, {**FLAT, **CILIUM}, "4.57.0", replaced(f"{N}network_data_plane")), id="the data plane before 4.58"),
    pytest.param("AKN901", Case({**FLAT, **CALICO}, {**FLAT, **CILIUM}, "4.58.0", replaced(f"{N}network_policy")), id="Calico to Cilium before 4.59"),
    pytest.param("AKN901", Case({**FLAT, **NPM}, {**FLAT, **CALICO}, tool=replaced(f"{N}network_policy")), id="from one engine to another"),
    pytest.param("AKN901", Case(FLAT, {**FLAT, **CALICO}, "3.107.0", replaced(f"{N}network_policy")), id="an engine that is installed, before 3.108"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY_KEPT, **DUAL}, tool=replaced(f"{N}ip_versions", f"{N}pod_cidrs", f"{N}service_cidrs")), id="IPv6 beside IPv4"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, **NAT, **GATEWAY}, tool=replaced(f"{N}nat_gateway_profile")), id="a NAT gateway with its block"),
    pytest.param("AKN901", Case({**OVERLAY, "outbound_type": "none"}, {**OVERLAY, **BALANCER}, tool=replaced(f"{N}load_balancer_profile")), id="a load balancer with its block"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, **NAT}, "3.93.0", replaced(f"{N}outbound_type")), id="the outbound type before 3.94"),
    pytest.param("AKN901", Case({**FLAT, "load_balancer_sku": "basic"}, {**FLAT, "load_balancer_sku": "standard"}, tool=replaced(f"{N}load_balancer_sku")), id="Basic to Standard"),
    pytest.param("AKN901", Case({**FLAT, **CALICO}, FLAT, tool=OfTool("azurerm", None, Tool.NO_OP)), id="an engine that is left out"),
    pytest.param("AKN902", Case(FLAT, OVERLAY_KEPT, "3.72.0"), id="the mode alone in 3.72"),
    pytest.param("AKN902", Case({**FLAT, **NPM}, {**OVERLAY_KEPT, **CILIUM}, "4.58.0"), id="the mode with Cilium in 4.58"),
    pytest.param("AKN902", Case({**FLAT, **NPM}, {**OVERLAY_KEPT, **CILIUM}, "4.65.0"), id="the mode with Cilium in 4.65"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR, **BALANCER}), id="a profile that is kept with routes of one's own"),
    pytest.param("AKN903", Case(OVERLAY, {**OVERLAY, **NAT, **BALANCER}, "3.103.0"), id="a profile that is kept with a NAT gateway in 3.103"),
    pytest.param("AKN905", Case({**OVERLAY, **UDR}, {**OVERLAY, **UDR, **CALICO}), id="an engine with routes of one's own"),
    pytest.param("AKN905", Case({**FLAT, **NAT, **NPM}, {**FLAT, **NAT, **CILIUM}), id="an engine with a NAT gateway, and the data plane"),
    pytest.param("AKN909", Case({**OVERLAY, **NAT}, OVERLAY), id="from a managed NAT gateway to a load balancer"),
    pytest.param("AKN909", Case({**KUBENET, **CALICO}, {**OVERLAY, **CALICO}, azure=OfAzure(Azure.STEPS)), id="kubenet with Calico to overlay"),
    pytest.param("AKN910", Case({**FLAT, **NPM}, {**OVERLAY, **NPM}, azure=refused(Azure.STEPS, Reason("networkProfile.networkPluginMode", "the engine goes first", Azure.STEPS, None, "overlay"))), id="overlay with an engine"),
    pytest.param("AKN911", Case(OVERLAY, {**OVERLAY, **UDR}), id="from a load balancer to routes of one's own"),
    pytest.param("AKN911", Case({**OVERLAY, **UDR}, OVERLAY), id="back to the load balancer that is left out"),
    pytest.param("AKN912", Case({**OVERLAY, **BALANCER}, OVERLAY, tool=OfTool("azurerm", None, Tool.NO_OP)), id="a profile that is left out"),
    pytest.param("AKN912", Case({**OVERLAY, **NAT, **GATEWAY}, {**OVERLAY, **NAT}, tool=OfTool("azurerm", None, Tool.NO_OP)), id="the profile of a NAT gateway that is left out"),
    pytest.param("AKN916", Case({**OVERLAY, **CILIUM}, OVERLAY, tool=replaced(f"{N}network_data_plane")), id="a data plane that is left out in 4"),
    pytest.param("AKN917", Case(OVERLAY, {**OVERLAY, **UDR}, "3.94.0"), id="routes of one's own in 3.94"),
    pytest.param("AKN917", Case(OVERLAY, {**OVERLAY, **UDR}, "3.102.0"), id="routes of one's own in 3.102"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "case"), TOLD)
def test_danger_is_told_once(rule: str, case: Case) -> None:
    assert [danger.rule for danger in found(case)].count(rule) == 1


SILENT: list[Any] = [
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, "pod_cidr": "10.32.0.0/16"}, tool=replaced(f"{N}pod_cidr"), azure=OfAzure(Azure.RECREATE)), id="another pod range, which Azure does not make either"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, "pod_cidr": "10.244.0.0/17"}, tool=replaced(f"{N}pod_cidr")), id="a smaller pod range"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, "service_cidr": "10.1.0.0/16"}, tool=replaced(f"{N}service_cidr")), id="another service range"),
    pytest.param("AKN901", Case(KUBENET, OVERLAY, "4.66.0"), id="kubenet to overlay in 4.66"),
    pytest.param("AKN901", Case(FLAT, {**FLAT, **CILIUM}, "4.58.0"), id="the data plane in 4.58"),
    pytest.param("AKN901", Case({**OVERLAY, **CILIUM}, {**OVERLAY, "network_data_plane": "cilium"}), id="the policy of Cilium that is left out"),
    pytest.param("AKN901", Case({**FLAT, **NPM}, {**FLAT, "network_data_plane": "cilium"}), id="an engine that is left out beside Cilium"),
    pytest.param("AKN902", Case(FLAT, OVERLAY_KEPT, "3.71.0", replaced(f"{N}network_plugin_mode")), id="the mode in 3.71, which replaces"),
    pytest.param("AKN902", Case(FLAT, OVERLAY_KEPT, "4.66.0"), id="the mode in 4.66, which is sent"),
    pytest.param("AKN902", Case(FLAT, OVERLAY, "4.65.0", replaced(f"{N}pod_cidr")), id="the mode with a pod range in 4.65, which replaces"),
    pytest.param("AKN902", Case(KUBENET, OVERLAY, "4.65.0", replaced(f"{N}network_plugin")), id="kubenet in 4.65, which replaces"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR}), id="a profile that goes with the load balancer"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **BALANCER}), id="a profile of a load balancer that stays"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR, **BALANCER}, "3.93.0", replaced(f"{N}outbound_type")), id="a profile that is kept in 3.93, which replaces"),
    pytest.param("AKN903", Case({**OVERLAY, **UDR}, {**OVERLAY, **BALANCER}), id="a profile that comes with the load balancer"),
    pytest.param("AKN905", Case(OVERLAY, {**OVERLAY, **CALICO}), id="an engine with a load balancer"),
    pytest.param("AKN905", Case({**OVERLAY, **UDR, **CALICO}, {**OVERLAY, **UDR}), id="an engine that is left out with routes of one's own"),
    pytest.param("AKN905", Case({**OVERLAY, **UDR, **NPM}, {**OVERLAY, **UDR, **CALICO}, tool=replaced(f"{N}network_policy")), id="an engine that replaces"),
    pytest.param("AKN909", Case({**OVERLAY, **NAT}, {**OVERLAY, **NAT}), id="a managed NAT gateway that stays"),
    pytest.param("AKN910", Case(FLAT, OVERLAY), id="what Azure makes in place"),
    pytest.param("AKN910", Case({**FLAT, **NPM}, {**OVERLAY_KEPT, **CILIUM}, "4.65.0", azure=refused(Azure.STEPS, Reason("networkProfile.networkPluginMode", "one at a time", Azure.STEPS))), id="a mode that is not sent"),
    pytest.param("AKN910", Case(OVERLAY, FLAT, tool=replaced(f"{N}network_plugin_mode"), azure=refused(Azure.RECREATE, Reason("networkProfile.networkPluginMode", "never", Azure.RECREATE))), id="what the plan replaces, too"),
    pytest.param("AKN911", Case(OVERLAY, {**OVERLAY, **UDR}, "3.93.0", replaced(f"{N}outbound_type")), id="an outbound type that replaces"),
    pytest.param("AKN911", Case({**OVERLAY, **UDR}, {**OVERLAY, **UDR}), id="an outbound type that stays"),
    pytest.param("AKN911", Case(OVERLAY, {**OVERLAY, "outbound_type": "=var.way_out"}), id="an outbound type that cannot be told"),
    pytest.param("AKN912", Case({**OVERLAY, **BALANCER}, {**OVERLAY, "load_balancer_profile": {}}), id="a profile that stays without settings"),
    pytest.param("AKN916", Case({**OVERLAY, **CILIUM}, OVERLAY, "3.117.1"), id="a data plane that is left out in 3"),
    pytest.param("AKN916", Case({**OVERLAY, **CILIUM}, {**OVERLAY, "network_data_plane": "=var.plane"}), id="a data plane that cannot be told"),
    pytest.param("AKN917", Case(OVERLAY, {**OVERLAY, **UDR}, "3.103.0"), id="routes of one's own in 3.103"),
    pytest.param("AKN917", Case(OVERLAY, {**OVERLAY, **UDR}, "3.93.0", replaced(f"{N}outbound_type")), id="routes of one's own in 3.93, which replaces"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "case"), SILENT)
def test_danger_is_not_told(rule: str, case: Case) -> None:
    assert rule not in [danger.rule for danger in found(case)]


SAME: list[Any] = [
    pytest.param(OVERLAY, id="overlay"),
    pytest.param({**FLAT, **NPM}, id="an engine on the node subnet"),
    pytest.param({**KUBENET, **CALICO}, id="kubenet with Calico"),
    pytest.param({**OVERLAY, **UDR, **CILIUM}, id="Cilium with routes of one's own"),
    pytest.param({**OVERLAY, **BALANCER}, id="a load balancer with its block"),
    pytest.param({**OVERLAY, **NAT, **GATEWAY}, id="a NAT gateway with its block"),
    pytest.param({**OVERLAY_KEPT, **DUAL}, id="dual-stack"),
    pytest.param({**OVERLAY, "outbound_type": "=var.way_out"}, id="a value that cannot be told"),
    pytest.param({**FLAT, "load_balancer_sku": "basic"}, id="the Basic load balancer"),
    pytest.param(None, id="no profile at all"),
]


@pytest.mark.parametrize("version", ["3.70.0", "3.99.0", "3.117.1", "4.0.1", "4.60.0", "4.81.0", "5.2.0"])
@pytest.mark.parametrize("network", SAME)
def test_cluster_against_itself_has_no_dangers(network: Any, version: str) -> None:
    nothing = OfTool("azurerm", version, Tool.NO_OP)
    assert found(Case(network, network, version, nothing, OfAzure(Azure.NO_CHANGE))) == []


REFACTORED: list[Any] = [
    pytest.param(OVERLAY, OVERLAY_KEPT, id="a pod range that is left out"),
    pytest.param(OVERLAY, {**OVERLAY_KEPT, "pod_cidrs": ["10.244.0.0/16"]}, id="pod_cidr as pod_cidrs of one"),
    pytest.param({**OVERLAY, "service_cidr": "10.0.0.0/16", "dns_service_ip": "10.0.0.10"}, OVERLAY, id="a service range that is left out"),
    pytest.param(OVERLAY, {**OVERLAY, "outbound_type": "loadBalancer"}, id="the default outbound type, written"),
    pytest.param(OVERLAY, {**OVERLAY, "network_data_plane": "azure"}, id="the default data plane, written"),
    pytest.param({**OVERLAY, "ip_versions": ["IPv4"]}, OVERLAY, id="a family that is left out"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REFACTORED)
def test_refactoring_has_no_dangers(before: Any, after: Any) -> None:
    nothing = OfTool("azurerm", "4.81.0", Tool.NO_OP)
    assert found(Case(before, after, tool=nothing, azure=OfAzure(Azure.NO_CHANGE))) == []


def one(rule: str, case: Case) -> Danger:
    (danger,) = (danger for danger in found(case) if danger.rule == rule)
    return danger


def test_half_migration_beside_another_change_is_an_error() -> None:
    danger = one("AKN902", Case({**FLAT, **NPM}, {**OVERLAY_KEPT, **CILIUM}, "4.60.0"))
    assert danger.message == (
        "network_plugin_mode none -> overlay: azurerm 4.60.0 plans it in place and does not send it: it sends"
        " network_data_plane azure -> cilium, network_policy azure -> cilium alone"
    )
    assert danger.severity is Severity.ERROR
    alone = one("AKN902", Case(FLAT, OVERLAY_KEPT, "4.60.0"))
    assert alone.severity is Severity.WARNING
    assert alone.message.endswith("the apply changes nothing, and the next plan has it again")


def test_policy_beside_the_data_plane_is_an_error() -> None:
    plane = one("AKN905", Case({**FLAT, **UDR, **NPM}, {**FLAT, **UDR, **CILIUM}))
    assert plane.severity is Severity.ERROR
    assert plane.message.endswith("the request has the data plane cilium and the policy azure, which Azure refuses")
    alone = one("AKN905", Case({**FLAT, **UDR}, {**FLAT, **UDR, **CALICO}))
    assert alone.severity is Severity.WARNING


def test_way_round_says_the_command_and_what_comes_after() -> None:
    widened = Case(OVERLAY, {**OVERLAY, "pod_cidr": "10.240.0.0/12"}, tool=replaced(f"{N}pod_cidr"))
    danger = one("AKN901", widened)
    assert danger.message == (
        "pod_cidr: Azure widens the pod range 10.244.0.0/16 to 10.240.0.0/12 in place, azurerm 4.81.0 replaces the cluster"
    )
    assert danger.hint == (
        'az aks update --resource-group "$RESOURCE_GROUP" --name prod --pod-cidr 10.240.0.0/12, then write it in the'
        " configuration: the next plan reads it back, and shows no change; until then keep network_profile[0].pod_cidr in"
        " lifecycle.ignore_changes"
    )
    assert danger.place is not None
    assert (danger.place.source, danger.place.line) == ("main.tf", 23)


def test_several_attributes_of_one_way_are_told_together() -> None:
    paths = (f"{N}network_plugin", f"{N}network_plugin_mode", f"{N}pod_cidr")
    danger = one("AKN901", Case(KUBENET, OVERLAY, "3.71.0", replaced(*paths, version="3.71.0")))
    assert danger.message.startswith(
        "network_plugin, network_plugin_mode, pod_cidr: Azure moves from kubenet to overlay"
    )


def test_documents_that_disagree_are_told_of_dual_stack() -> None:
    danger = one("AKN901", Case(OVERLAY, {**OVERLAY_KEPT, **DUAL}, tool=replaced(f"{N}ip_versions")))
    assert "documents disagree" in (danger.hint or "")


def test_profile_that_is_kept_says_that_the_next_plan_replaces() -> None:
    danger = one("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR, **BALANCER}))
    assert danger.message == (
        "load_balancer_profile stays: azurerm 4.81.0 sends none with outbound_type userDefinedRouting, and the next plan"
        " replaces the cluster"
    )


def test_name_that_tries_to_be_code_is_one_word_of_the_shell() -> None:
    name = "a'; rm -rf / #\n$(id)"
    before, after = (read_cluster(cluster(one, more={"name": name})) for one in ({**FLAT, **CALICO}, FLAT))
    (danger,) = dangers_of(changed(before, after, tool=OfTool("azurerm", None, Tool.NO_OP)))
    assert "--name 'a'\"'\"'; rm -rf / #\n$(id)' --network-policy none" in (danger.hint or "")


POOL = {"vnet_subnet_id": "/subscriptions/s/x"}
ROTATES = OfTool("azurerm", "4.81.0", Tool.ROTATE, reasons=(Reason("vnet_subnet_id", "", Tool.ROTATE),))


def pools(before: Any, after: Any, version: str = "4.81.0", tool: OfTool = ROTATES) -> list[str]:
    one, two = (read_cluster(cluster(FLAT, None, None, node_pool(**pool), version=version)) for pool in (before, after))
    return [danger.rule for danger in dangers_of(changed(one, two, version, pools={"user": tool}))]


NOTHING = OfTool("azurerm", None, Tool.NO_OP)
POOLS: list[Any] = [
    pytest.param(["AKN908"], {"max_pods": 30}, {"max_pods": 50}, ROTATES, id="a rotation without a name"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 50, "temporary_name_for_rotation": "tmp"}, ROTATES, id="a rotation with a name"),
    pytest.param(["AKN904"], {"max_pods": 30}, {"max_pods": 50, "temporary_name_for_rotation": "user"}, ROTATES, id="a rotation with the pool's own name"),
    pytest.param(["AKN904"], {"max_pods": 30}, {"max_pods": 50, "temporary_name_for_rotation": "system"}, ROTATES, id="a rotation with another pool's name"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 30, "temporary_name_for_rotation": "user"}, NOTHING, id="a wrong name and no rotation"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 30}, NOTHING, id="no name and no rotation"),
    pytest.param(["AKN906"], POOL, {"temporary_name_for_rotation": "tmp"}, NOTHING, id="a subnet that is left out"),
    pytest.param([], POOL, {**POOL, "temporary_name_for_rotation": "tmp"}, NOTHING, id="a subnet that stays"),
    pytest.param([], {}, {"temporary_name_for_rotation": "tmp"}, NOTHING, id="no subnet before and none afterwards"),
    pytest.param([], POOL, {"lifecycle": {"ignore_changes": "=[vnet_subnet_id]"}}, NOTHING, id="a subnet that is ignored"),
    pytest.param([], POOL, {"vnet_subnet_id": "=var.subnet"}, NOTHING, id="a subnet that cannot be told"),
    pytest.param(["AKN913"], {}, {}, replaced("upgrade_settings.0.drain_timeout_in_minutes"), id="a drain timeout that is taken away"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "before", "after", "tool"), POOLS)
def test_dangers_of_a_pool(rules: list[str], before: Any, after: Any, tool: OfTool) -> None:
    assert pools(before, after, tool=tool) == rules


def test_loop_is_a_replacement_before_pools_rotated() -> None:
    before, after = (read_cluster(cluster(FLAT, None, None, node_pool(**one), version="4.15.0")) for one in (POOL, {}))
    (danger,) = dangers_of(changed(before, after, "4.15.0"))
    assert (
        danger.message
        == "the pool 'user' has a subnet and no vnet_subnet_id: azurerm 4.15.0 replaces the pool at every plan"
    )


DEFAULT: list[Any] = [
    pytest.param("AKN914", "default_node_pool.0.name", id="the default pool's name"),
    pytest.param("AKN914", "default_node_pool.0.node_public_ip_prefix_id", id="the prefix of its public addresses"),
    pytest.param("AKN914", "default_node_pool.0.node_network_profile.0.node_public_ip_tags", id="the tags of its public addresses"),
    pytest.param("AKN914", "default_node_pool.0.fips_enabled", id="FIPS"),
    pytest.param("AKN913", "default_node_pool.0.upgrade_settings.0.drain_timeout_in_minutes", id="its drain timeout"),
    pytest.param("AKN913", "default_node_pool.0.upgrade_settings.0.undrainable_node_behavior", id="what it does with nodes that do not drain"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "path"), DEFAULT)
def test_default_pool_replaces_the_cluster(rule: str, path: str) -> None:
    assert [danger.rule for danger in found(Case(OVERLAY, OVERLAY, tool=replaced(path)))] == [rule]


ISSUER: list[Any] = [
    pytest.param(True, None, "3.117.1", "turns the issuer off", id="left out in 3"),
    pytest.param(True, None, "4.67.0", "turns the issuer off", id="left out in 4.67"),
    pytest.param(True, None, "4.68.0", None, id="left out in 4.68, which keeps it"),
    pytest.param(True, None, "5.2.0", None, id="left out in 5, which has it on"),
    pytest.param(False, None, "4.81.0", None, id="off and left out in 4.81"),
    pytest.param(False, None, "5.0.0", "turns the issuer on", id="off and left out in 5"),
    pytest.param(True, False, "4.67.0", None, id="turned off in 4.67"),
    pytest.param(True, False, "4.68.0", "replaces the cluster", id="turned off in 4.68"),
    pytest.param(False, True, "4.68.0", None, id="turned on"),
    pytest.param(None, None, "5.2.0", None, id="nothing said on either side"),
]


@pytest.mark.parametrize(("before", "after", "version", "fate"), ISSUER)
def test_issuer_of_tokens(before: Any, after: Any, version: str, fate: str | None) -> None:
    name = "oidc_issuer_enabled"
    old, new = (read_cluster(cluster(OVERLAY, more={name: one}, version=version)) for one in (before, after))
    told = [danger.message for danger in dangers_of(changed(old, new, version)) if danger.rule == "AKN915"]
    assert len(told) == (fate is not None)
    assert fate is None or told[0].endswith(fate)


def test_what_waits_for_another_resource_counts_as_a_change() -> None:
    name = f"{N}network_plugin"
    waiting = cluster(
        {"network_plugin": "=terraform_data.plugin.output"}, None, None, 'resource "terraform_data" "plugin" {}\n'
    )
    tool = replaced(name)._replace(reasons=(Reason(name, "", Tool.REPLACE),))
    (danger,) = dangers_of(changed(read_cluster(cluster(FLAT)), read_cluster(waiting), tool=tool))
    assert danger.rule == "AKN907"
    assert danger.message.startswith("network_plugin: terraform_data.plugin.output is known only once it is deployed")
    assert danger.message.endswith("where that is made anew, the plan replaces the cluster")


def test_dangers_among_several_releases_name_those_that_have_them() -> None:
    before, after = (read_cluster(cluster(one, version="~> 4.0")) for one in (FLAT, OVERLAY_KEPT))
    (danger,) = (one for one in dangers_of(changed(before, after, "~> 4.0")) if one.rule == "AKN902")
    assert "azurerm 4.0.0 to 4.65.0 plans it in place" in danger.message

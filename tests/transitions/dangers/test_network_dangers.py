"""The dangers of a network that changes: what each is about, what it is not, and the releases where it begins and ends."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from azurerm_states import state
from changing import SUBNETS, judged, read_cluster, written
from network_changes import (
    BALANCER,
    BASIC,
    CALICO,
    CILIUM,
    DUAL,
    FLAT,
    GATEWAY,
    KUBENET,
    MODE,
    NAT,
    NPM,
    OTHER,
    OVERLAY,
    STANDARD,
    UDR,
    WIDER,
    Case,
    dangers,
)

TOLD: list[Any] = [
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, **WIDER}), id="a pod range that is widened"),
    pytest.param("AKN901", Case(KUBENET, {**OVERLAY, **OTHER}), id="kubenet to overlay with another pod range"),
    pytest.param("AKN901", Case(KUBENET, OVERLAY, "4.65.0"), id="kubenet to overlay in 4.65"),
    pytest.param("AKN901", Case(KUBENET, OVERLAY, ">= 3.70, < 5"), id="kubenet to overlay, which releases replace for different attributes"),
    pytest.param("AKN901", Case(FLAT, MODE, "3.71.0"), id="a node subnet to overlay in 3.71"),
    pytest.param("AKN901", Case(FLAT, OVERLAY, "4.65.0"), id="a node subnet to overlay with its pod range in 4.65"),
    pytest.param("AKN901", Case(FLAT, {**FLAT, **CILIUM}, "4.57.0"), id="the data plane in 4.57"),
    pytest.param("AKN901", Case({**FLAT, **CALICO}, {**FLAT, **CILIUM}, "4.58.0"), id="Calico to Cilium in 4.58"),
    pytest.param("AKN901", Case({**FLAT, **NPM}, {**FLAT, **CALICO}, "5.2.0"), id="from one engine to another"),
    pytest.param("AKN901", Case(OVERLAY, {**MODE, **DUAL}, "5.2.0"), id="IPv6 beside IPv4"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, **NAT, **GATEWAY}, "5.2.0"), id="a NAT gateway with its block"),
    pytest.param("AKN901", Case({**OVERLAY, **UDR}, {**OVERLAY, **BALANCER}, own=True), id="a load balancer with its block"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, **NAT}, "3.93.0"), id="the outbound type in 3.93"),
    pytest.param("AKN901", Case({**FLAT, **BASIC}, {**FLAT, **STANDARD}, "5.2.0"), id="Basic to Standard"),
    pytest.param("AKN901", Case({**FLAT, **CALICO}, FLAT, "5.2.0"), id="an engine that is left out"),
    pytest.param("AKN901", Case({**FLAT, **NPM}, FLAT, "3.70.0"), id="an engine that is left out in 3.70"),
    pytest.param("AKN901", Case({"network_plugin": "none"}, {"network_plugin": "none", **OTHER}, "4.65.0"), id="the pod range of a CNI of one's own in 4.65"),
    pytest.param("AKN902", Case(FLAT, MODE, "3.72.0"), id="the mode alone in 3.72"),
    pytest.param("AKN902", Case(FLAT, MODE, "4.65.0"), id="the mode alone in 4.65"),
    pytest.param("AKN902", Case({**FLAT, **NPM}, {**MODE, **CILIUM}, "4.58.0"), id="the mode with Cilium in 4.58"),
    pytest.param("AKN902", Case({**FLAT, **NPM}, {**MODE, **CILIUM}, "4.65.0"), id="the mode with Cilium in 4.65"),
    pytest.param("AKN902", Case(FLAT, {**MODE, **CALICO}, "3.108.0"), id="the mode with an engine in 3.108"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR, **BALANCER}, "5.2.0", True), id="a profile that is kept with routes of one's own"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **NAT, **BALANCER}, "3.103.0"), id="a profile that is kept with a NAT gateway in 3.103"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **NAT, "load_balancer_profile": {}}), id="a profile that is kept and says nothing"),
    pytest.param("AKN905", Case({**OVERLAY, **UDR}, {**OVERLAY, **UDR, **CALICO}, own=True), id="an engine with routes of one's own"),
    pytest.param("AKN905", Case({**FLAT, **NAT}, {**FLAT, **NAT, **NPM}, "3.108.0"), id="an engine with a NAT gateway in 3.108"),
    pytest.param("AKN905", Case({**FLAT, **NAT, **NPM}, {**FLAT, **NAT, **CILIUM}, "4.58.0"), id="an engine with a NAT gateway, and the data plane"),
    pytest.param("AKN909", Case({**OVERLAY, **NAT}, OVERLAY), id="from a managed NAT gateway to a load balancer"),
    pytest.param("AKN909", Case({**KUBENET, **CALICO}, {**OVERLAY, **CALICO}), id="kubenet with Calico to overlay"),
    pytest.param("AKN910", Case({**FLAT, **NPM}, {**OVERLAY, **NPM}), id="overlay with an engine"),
    pytest.param("AKN910", Case(FLAT, {**OVERLAY, **CILIUM}, "4.66.0"), id="overlay and Cilium in one step"),
    pytest.param("AKN910", Case(OVERLAY, {**OVERLAY, **UDR}), id="routes of one's own in a VNet that AKS made"),
    pytest.param("AKN910", Case({**FLAT, **NPM}, {**FLAT, "network_policy": "cilium"}), id="the policy cilium without its data plane"),
    pytest.param("AKN911", Case(OVERLAY, {**OVERLAY, **UDR}, own=True), id="from a load balancer to routes of one's own"),
    pytest.param("AKN911", Case({**OVERLAY, **UDR}, OVERLAY, own=True), id="back to the load balancer that is left out"),
    pytest.param("AKN912", Case({**OVERLAY, **BALANCER}, OVERLAY), id="a profile that is left out"),
    pytest.param("AKN912", Case({**OVERLAY, **NAT, **GATEWAY}, {**OVERLAY, **NAT}), id="the profile of a NAT gateway that is left out"),
    pytest.param("AKN916", Case({**OVERLAY, **CILIUM}, OVERLAY, "4.0.1"), id="a data plane that is left out in 4"),
    pytest.param("AKN916", Case({**OVERLAY, **CILIUM}, OVERLAY, "5.2.0"), id="a data plane that is left out in 5"),
    pytest.param("AKN917", Case(OVERLAY, {**OVERLAY, **UDR}, "3.94.0", True), id="routes of one's own in 3.94"),
    pytest.param("AKN917", Case(OVERLAY, {**OVERLAY, **UDR}, "3.102.0", True), id="routes of one's own in 3.102"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "case"), TOLD)
def test_danger_is_told_once(rule: str, case: Case) -> None:
    assert [danger.rule for danger in dangers(case)].count(rule) == 1


SILENT: list[Any] = [
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, **OTHER}), id="another pod range, which Azure does not make either"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, "pod_cidr": "10.244.0.0/17"}), id="a smaller pod range"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, "service_cidr": "10.1.0.0/16", "dns_service_ip": "10.1.0.10"}), id="another service range"),
    pytest.param("AKN901", Case(KUBENET, OVERLAY, "4.66.0"), id="kubenet to overlay in 4.66"),
    pytest.param("AKN901", Case(FLAT, MODE, "4.66.0"), id="a node subnet to overlay in 4.66"),
    pytest.param("AKN901", Case(FLAT, OVERLAY, "4.66.0"), id="a node subnet to overlay with its pod range in 4.66"),
    pytest.param("AKN901", Case(FLAT, {**FLAT, **CILIUM}, "4.58.0"), id="the data plane in 4.58"),
    pytest.param("AKN901", Case({**FLAT, **CALICO}, {**FLAT, **CILIUM}, "4.59.0"), id="Calico to Cilium in 4.59"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, **NAT}, "3.94.0"), id="the outbound type in 3.94"),
    pytest.param("AKN901", Case(OVERLAY, {**OVERLAY, **NAT}, "5.2.0"), id="a NAT gateway without its block"),
    pytest.param("AKN901", Case({**FLAT, **STANDARD}, {**FLAT, **BASIC}), id="Standard to Basic"),
    pytest.param("AKN901", Case({**OVERLAY, **CILIUM}, {**OVERLAY, "network_data_plane": "cilium"}), id="the policy of Cilium that is left out"),
    pytest.param("AKN901", Case({**FLAT, **NPM}, {**FLAT, "network_policy": "=var.engine"}), id="an engine that cannot be told"),
    pytest.param("AKN902", Case(FLAT, MODE, "3.71.0"), id="the mode in 3.71, which replaces"),
    pytest.param("AKN902", Case(FLAT, MODE, "4.66.0"), id="the mode in 4.66, which is sent"),
    pytest.param("AKN902", Case({**FLAT, **NPM}, {**MODE, **CILIUM}, "4.57.0"), id="the mode with Cilium in 4.57, which replaces"),
    pytest.param("AKN902", Case(FLAT, OVERLAY, "4.65.0"), id="the mode with a pod range in 4.65, which replaces"),
    pytest.param("AKN902", Case(KUBENET, OVERLAY, "4.65.0"), id="kubenet in 4.65, which replaces"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR}, own=True), id="a profile that goes with the load balancer"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, "load_balancer_profile": {}}), id="a profile of a load balancer that stays"),
    pytest.param("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR, **BALANCER}, "3.93.0", True), id="a profile that is kept in 3.93, which replaces"),
    pytest.param("AKN903", Case({**OVERLAY, **UDR}, {**OVERLAY, **BALANCER}, own=True), id="a profile that comes with the load balancer"),
    pytest.param("AKN905", Case(OVERLAY, {**OVERLAY, **CALICO}), id="an engine with a load balancer"),
    pytest.param("AKN905", Case({**OVERLAY, **UDR, **CALICO}, {**OVERLAY, **UDR}, own=True), id="an engine that is left out with routes of one's own"),
    pytest.param("AKN905", Case({**OVERLAY, **UDR, **NPM}, {**OVERLAY, **UDR, **CALICO}, own=True), id="an engine that replaces"),
    pytest.param("AKN909", Case({**OVERLAY, **NAT}, {**OVERLAY, **NAT}), id="a managed NAT gateway that stays"),
    pytest.param("AKN909", Case(OVERLAY, {**MODE, **DUAL}), id="IPv6 that azurerm replaces for, which says so already"),
    pytest.param("AKN910", Case(FLAT, OVERLAY), id="what Azure makes in place"),
    pytest.param("AKN910", Case({**FLAT, **NPM}, {**MODE, **CILIUM}, "4.65.0"), id="a mode that is not sent"),
    pytest.param("AKN910", Case(OVERLAY, FLAT), id="what the plan replaces, too"),
    pytest.param("AKN911", Case(OVERLAY, {**OVERLAY, **UDR}, "3.93.0", True), id="an outbound type that replaces"),
    pytest.param("AKN911", Case(OVERLAY, {**OVERLAY, **UDR}), id="an outbound type that Azure refuses"),
    pytest.param("AKN911", Case(OVERLAY, {**OVERLAY, "outbound_type": "=var.way_out"}), id="an outbound type that cannot be told"),
    pytest.param("AKN912", Case({**OVERLAY, **BALANCER}, {**OVERLAY, "load_balancer_profile": {}}), id="a profile that stays without settings"),
    pytest.param("AKN912", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR}, own=True), id="a profile that goes with the load balancer of before"),
    pytest.param("AKN916", Case({**OVERLAY, **CILIUM}, OVERLAY, "3.117.1"), id="a data plane that is left out in 3"),
    pytest.param("AKN916", Case({**OVERLAY, **CILIUM}, {**OVERLAY, "network_data_plane": "=var.plane"}), id="a data plane that cannot be told"),
    pytest.param("AKN916", Case({**OVERLAY, **CILIUM}, {**OVERLAY, **CILIUM}), id="a data plane that stays"),
    pytest.param("AKN917", Case(OVERLAY, {**OVERLAY, **UDR}, "3.103.0", True), id="routes of one's own in 3.103"),
    pytest.param("AKN917", Case(OVERLAY, {**OVERLAY, **UDR}, "3.93.0", True), id="routes of one's own in 3.93, which replaces"),
    pytest.param("AKN917", Case({**OVERLAY, **UDR}, OVERLAY, "3.94.0", True), id="back to the load balancer in 3.94"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "case"), SILENT)
def test_danger_is_not_told(rule: str, case: Case) -> None:
    assert rule not in [danger.rule for danger in dangers(case)]


SAME: list[Any] = [
    pytest.param(OVERLAY, id="overlay"),
    pytest.param({**FLAT, **NPM}, id="an engine on the node subnet"),
    pytest.param({**KUBENET, **CALICO}, id="kubenet with Calico"),
    pytest.param({**OVERLAY, **UDR, **CALICO}, id="Calico with routes of one's own"),
    pytest.param({**OVERLAY, **BALANCER}, id="a load balancer with its block"),
    pytest.param({**OVERLAY, **NAT, **GATEWAY}, id="a NAT gateway with its block"),
    pytest.param({**MODE, **DUAL}, id="dual-stack"),
    pytest.param({**OVERLAY, "outbound_type": "=var.way_out"}, id="a value that cannot be told"),
    pytest.param({**FLAT, **BASIC}, id="the Basic load balancer"),
    pytest.param(None, id="no profile at all"),
]


@pytest.mark.parametrize("own", [False, True], ids=["in AKS's network", "in a network of one's own"])
@pytest.mark.parametrize("version", ["3.70.0", "3.99.0", "3.117.1", "4.0.1", "4.60.0", "4.81.0", "5.2.0", "~> 4.0"])
@pytest.mark.parametrize("network", SAME)
def test_cluster_against_itself_has_no_dangers(network: Any, version: str, own: bool) -> None:
    assert dangers(Case(network, network, version, own)) == ()


REFACTORED: list[Any] = [
    pytest.param(OVERLAY, MODE, id="a pod range that is left out"),
    pytest.param(OVERLAY, {**MODE, "pod_cidrs": ["10.244.0.0/16"]}, id="pod_cidr as pod_cidrs of one"),
    pytest.param({**OVERLAY, "service_cidr": "10.0.0.0/16", "dns_service_ip": "10.0.0.10"}, OVERLAY, id="a service range that is left out"),
    pytest.param(OVERLAY, {**OVERLAY, "outbound_type": "loadBalancer"}, id="the default outbound type, written"),
    pytest.param({**OVERLAY, "outbound_type": "loadBalancer"}, OVERLAY, id="the default outbound type, left out"),
    pytest.param(OVERLAY, {**OVERLAY, "network_data_plane": "azure"}, id="the default data plane, written"),
    pytest.param({**OVERLAY, "ip_versions": ["IPv4"]}, OVERLAY, id="a family that is left out"),
    pytest.param(KUBENET, None, id="kubenet that is left out"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REFACTORED)
def test_refactoring_has_no_dangers(before: Any, after: Any) -> None:
    assert dangers(Case(before, after)) == ()


def test_older_data_plane_is_left_out_on_the_way_to_azurerm_4() -> None:
    before = written({**OVERLAY, "ebpf_data_plane": "cilium"}, "3.117.1")
    told = judged(before, written(OVERLAY, "4.81.0")).dangers
    assert [danger.rule for danger in told] == ["AKN916"]
    assert judged(before, written({**OVERLAY, "network_data_plane": "cilium"}, "4.81.0")).dangers == ()


def test_pod_subnet_that_goes_with_overlay_in_one_apply_is_refused() -> None:
    nodes = {"vnet_subnet_id": f"{SUBNETS}nodes"}
    before = written(FLAT, pool={**nodes, "pod_subnet_id": f"{SUBNETS}pods"})
    told = judged(before, written(OVERLAY, pool=nodes)).dangers
    assert {danger.rule for danger in told} == {"AKN910"}


# A state says that there is no engine, which a configuration does not.
INSTALLED: list[Any] = [
    pytest.param({**FLAT, **BALANCER}, "3.107.0", ["AKN901"], id="in 3.107, which replaces"),
    pytest.param({**FLAT, **BALANCER}, "3.108.0", [], id="in 3.108"),
    pytest.param({**FLAT, **BASIC}, "3.108.0", ["AKN905"], id="with the Basic load balancer, which has no profile"),
    pytest.param({**FLAT, **NAT}, "3.107.0", ["AKN901"], id="with a NAT gateway in 3.107, which replaces"),
    pytest.param({**FLAT, **NAT}, "3.108.0", ["AKN905"], id="with a NAT gateway in 3.108"),
]


@pytest.mark.parametrize(("network", "version", "rules"), INSTALLED)
def test_engine_that_is_installed(network: Any, version: str, rules: list[str]) -> None:
    before = read_cluster(state(Version(*map(int, version.split("."))), network), "state.json")
    told = judged(before, written({**network, **NPM}, version), version).dangers
    assert [danger.rule for danger in told] == rules


def test_what_azure_need_not_change_replaces_all_the_same() -> None:
    before = read_cluster(state(Version(4, 81), FLAT), "state.json")
    (danger,) = judged(before, written({**FLAT, "network_mode": "transparent"})).dangers
    assert danger.message == "network_mode: Azure has nothing to change, azurerm 4.81.0 replaces the cluster"
    assert danger.hint == "leave it as it was, or put network_profile[0].network_mode into lifecycle.ignore_changes"


@pytest.mark.parametrize("version", ["3.99.0", "4.60.0", "4.81.0", "5.2.0"])
@pytest.mark.parametrize("network", [OVERLAY, {**FLAT, **NPM}, KUBENET, {**MODE, **CILIUM, **NAT}], ids=["overlay", "an engine", "kubenet", "Cilium with a NAT gateway"])  # fmt: skip
def test_state_against_its_configuration_has_no_dangers(network: Any, version: str) -> None:
    before = read_cluster(state(Version(*map(int, version.split("."))), network), "state.json")
    assert judged(before, written(network, version), version).dangers == ()

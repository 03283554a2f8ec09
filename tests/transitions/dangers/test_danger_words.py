"""What dangers say: what is wrong with its values, the way round, how bad it is, and where it stands."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.transitions.changes import Danger, Maker
from changing import judged, read_cluster, written
from hostile import HOSTILE
from network_changes import (
    BALANCER,
    CALICO,
    CILIUM,
    DUAL,
    FLAT,
    KUBENET,
    MODE,
    NAT,
    NPM,
    OTHER,
    OVERLAY,
    UDR,
    WIDER,
    Case,
    dangers,
)
from runbooks import cluster

AZ = "az aks update --resource-group rg-prod --name prod"
READ_BACK = "then write it in the configuration: the next plan reads it back, and shows no change"


def one(rule: str, case: Case) -> Danger:
    (danger,) = (danger for danger in dangers(case) if danger.rule == rule)
    return danger


@pytest.mark.parametrize(
    ("before", "after", "hint"),
    [
        pytest.param({}, {}, f"or move first with {AZ} --network-plugin-mode overlay --pod-cidr 10.244.0.0/16", id="the mode alone"),
        pytest.param(NPM, CILIUM, "and make it in the steps of the runbook, each of them planned and applied alone", id="Cilium, and an engine before it"),
        pytest.param({}, CILIUM, "and make it in the steps of the runbook, each of them planned and applied alone", id="Cilium"),
        pytest.param(NPM, NPM, "and make it in the steps of the runbook, each of them planned and applied alone", id="an engine that has to go first"),
    ],
)  # fmt: skip
def test_half_migration_sends_to_the_runbook_what_takes_several_steps(
    before: dict[str, Any], after: dict[str, Any], hint: str
) -> None:
    danger = one("AKN902", Case({**FLAT, **before}, {**MODE, **after}, "4.60.0"))
    assert danger.hint == f"use azurerm 4.66.0 or newer{', ' if hint[0] == 'o' else ' '}{hint}"


def test_half_migration_beside_another_change_is_an_error() -> None:
    danger = one("AKN902", Case({**FLAT, **NPM}, {**MODE, **CILIUM}, "4.60.0"))
    assert danger.message == (
        "network_plugin_mode none -> overlay: azurerm 4.60.0 plans it in place and does not send it: it sends"
        " network_data_plane azure -> cilium, network_policy azure -> cilium alone"
    )
    assert danger.severity is Severity.ERROR


def test_half_migration_alone_is_a_warning() -> None:
    danger = one("AKN902", Case(FLAT, MODE, "4.60.0"))
    assert danger.severity is Severity.WARNING
    assert danger.message.endswith("the apply changes nothing, and the next plan has it again")


def test_policy_beside_the_data_plane_is_an_error() -> None:
    danger = one("AKN905", Case({**FLAT, **UDR, **NPM}, {**FLAT, **UDR, **CILIUM}, own=True))
    assert danger.severity is Severity.ERROR
    assert danger.message.endswith("the request has the data plane cilium and the policy azure, which Azure refuses")
    assert danger.hint == (
        f"{AZ} --network-dataplane cilium --network-policy cilium; the next plan reads it back, and shows no change"
    )


def test_policy_alone_is_a_warning() -> None:
    danger = one("AKN905", Case({**FLAT, **UDR}, {**FLAT, **UDR, **CALICO}, own=True))
    assert danger.severity is Severity.WARNING
    assert danger.message == (
        "network_policy none -> calico: a cluster with outbound_type userDefinedRouting has no load balancer profile,"
        " and azurerm 4.81.0 does not send the policy then: the policy stays none, and the next plan has the change again"
    )


def test_way_round_says_the_command_and_what_comes_after() -> None:
    danger = one("AKN901", Case(OVERLAY, {**OVERLAY, **WIDER}))
    assert danger.message == (
        "pod_cidr: Azure widens the pod range 10.244.0.0/16 to 10.240.0.0/12 in place, azurerm 4.81.0 replaces the cluster"
    )
    assert danger.hint == (
        f"{AZ} --pod-cidr 10.240.0.0/12, {READ_BACK}; until then keep network_profile[0].pod_cidr in"
        " lifecycle.ignore_changes"
    )
    assert danger.place is not None
    assert danger.place.source == "main.tf"


def test_way_round_names_the_release_where_an_older_one_is_in_use() -> None:
    old = one("AKN901", Case(FLAT, {**FLAT, **CILIUM}, "4.57.0"))
    assert old.hint is not None
    assert old.hint.endswith("; or use azurerm 4.58.0 or newer, which makes it in place")


def test_way_round_names_no_release_where_none_helps() -> None:
    danger = one("AKN901", Case(KUBENET, {**OVERLAY, **OTHER}, "4.81.0"))
    assert danger.hint == (
        f"{AZ} --network-plugin azure --network-plugin-mode overlay --pod-cidr 10.32.0.0/16, {READ_BACK}; with the pod"
        " range of kubenet azurerm 4.66.0 and newer make it in place"
    )


def test_engines_change_in_two_commands() -> None:
    danger = one("AKN901", Case({**FLAT, **NPM}, {**FLAT, **CALICO}))
    assert (danger.hint or "").startswith(f"{AZ} --network-policy none, then {AZ} --network-policy calico, {READ_BACK}")


def test_several_attributes_of_one_way_are_told_together() -> None:
    danger = one("AKN901", Case(KUBENET, {**OVERLAY, **OTHER}, "3.71.0"))
    assert danger.message.startswith(
        "network_plugin, network_plugin_mode, pod_cidr: Azure moves from kubenet to overlay in place"
    )


def test_documents_that_disagree_are_told_of_dual_stack() -> None:
    danger = one("AKN901", Case(OVERLAY, {**MODE, **DUAL}))
    assert "documents disagree" in (danger.hint or "")


def test_profile_that_is_kept_says_that_the_next_plan_replaces() -> None:
    danger = one("AKN903", Case({**OVERLAY, **BALANCER}, {**OVERLAY, **UDR, **BALANCER}, own=True))
    assert danger.message == (
        "load_balancer_profile stays: azurerm 4.81.0 sends none with outbound_type userDefinedRouting, and the next plan"
        " replaces the cluster"
    )


def test_outbound_type_says_what_becomes_of_the_address() -> None:
    moves = one("AKN911", Case(OVERLAY, {**OVERLAY, **NAT}))
    assert moves.message == (
        "outboundType loadBalancer -> managedNATGateway: open connections of the cluster drop, and it leaves with another"
        " address"
    )


@pytest.mark.parametrize(
    ("network", "words"),
    [
        pytest.param({"outboundType": "managedNATGateway", "natGatewayProfile": {"sku": "StandardV2"}}, "managedNATGateway with the SKU StandardV2", id="as the newest API version has it"),
        pytest.param({"outboundType": "managedNATGatewayV2"}, "managedNATGatewayV2", id="as the previews had it"),
    ],
)  # fmt: skip
def test_the_second_nat_gateway_is_called_what_the_text_calls_it(network: dict[str, Any], words: str) -> None:
    overlay, pools = {"networkPlugin": "azure", "networkPluginMode": "overlay"}, ({"name": "system", "mode": "System"},)
    sides = (cluster({**overlay, **one}, pools) for one in ({}, network))
    (moves,) = (danger for danger in judged(*sides, Maker("bicep")).dangers if danger.rule == "AKN911")
    assert moves.message.startswith(f"outboundType loadBalancer -> {words}: open connections")


def test_refusal_says_what_azure_says() -> None:
    danger = one("AKN910", Case(FLAT, {**OVERLAY, **CILIUM}, "4.66.0"))
    assert danger.message.startswith(
        "networkProfile.networkPluginMode none -> overlay: the plan shows it in place, and Azure refuses it: not in one"
    )
    assert danger.hint == "make it in the steps of the runbook, each of them planned and applied alone"


def test_engine_that_is_left_out_says_that_nothing_is_planned() -> None:
    danger = one("AKN901", Case({**FLAT, **CALICO}, FLAT))
    assert danger.severity is Severity.WARNING
    assert danger.message == (
        "network_policy calico -> none: Azure removes the engine in place, azurerm has no way to say so in any release:"
        " left out it stays calico, and the plan shows nothing"
    )


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_name_that_tries_to_be_code_is_one_word_of_the_shell(name: str) -> None:
    before, after = (read_cluster(written(network)) for network in ({**FLAT, **CALICO}, FLAT))
    (danger,) = judged(before._replace(name=name), after._replace(name=name)).dangers
    command = (danger.hint or "").partition("; all nodes")[0]
    words = ["az", "aks", "update", "--resource-group", "rg-prod", "--name", name, "--network-policy", "none"]
    assert shlex.split(command) == words


def test_dangers_among_several_releases_name_those_that_have_them() -> None:
    change = judged(written(FLAT, "~> 4.0"), written(MODE, "~> 4.0"), "~> 4.0")
    (danger,) = (one for one in change.dangers if one.rule == "AKN902")
    assert "azurerm 4.0.0 to 4.65.0 plans it in place" in danger.message


def test_replacements_among_several_releases_name_those_that_replace() -> None:
    change = judged(written(FLAT, "~> 4.0"), written({**FLAT, **CILIUM}, "~> 4.0"), "~> 4.0")
    (danger,) = (one for one in change.dangers if one.rule == "AKN901")
    assert danger.message == (
        "network_data_plane: Azure changes the data plane to Cilium in place, azurerm 4.0.0 to 4.57.0 replaces the cluster"
    )


@pytest.mark.parametrize(
    ("before", "after", "page"),
    [
        pytest.param({**OVERLAY, **NAT}, OVERLAY, "egress-outboundtype", id="of outbound types"),
        pytest.param({**KUBENET, **CALICO}, {**OVERLAY, **CALICO}, "use-network-policies", id="of kubenet with Calico"),
    ],
)
def test_pages_that_disagree_are_those_of_the_change(before: Any, after: Any, page: str) -> None:
    danger = one("AKN909", Case(before, after))
    assert danger.source is not None
    assert danger.source.url.endswith(f"/{page}")

"""The policy of an organisation: what it forbids beyond Azure, and what it makes of severities."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.rules import Context, check
from aksnet.spec.policy import Policy
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from rendering import TODAY, view

OVERLAY = {"network": {"plugin": "overlay"}}
IN_VNET = {
    **OVERLAY,
    "vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"n": {"prefix": "10.240.0.0/26"}, "p": {"prefix": "10.240.8.0/22"}}},
    "pools": [{"name": "system", "mode": "System", "count": 3, "subnet": "n"}],
}  # fmt: skip
WITH_PODS = {**IN_VNET, "network": {"plugin": "pod-subnet"}, "pools": [{"name": "system", "mode": "System", "count": 3, "max_pods": 30, "subnet": "n", "pod_subnet": "p"}]}  # fmt: skip

HOSTED = {
    "network": {"plugin": "cilium"}, "sku": "automatic",
    "vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"a": {"prefix": "10.240.0.0/28"}, "b": {"prefix": "10.240.1.0/28"}, "c": {"prefix": "10.240.2.0/28"}}},
    "hosted_system": {"node_subnet": "a", "system_node_subnet": "b", "api_server_subnet": "c"},
}  # fmt: skip


def _ids(cluster: ClusterView, policy: dict[str, Any]) -> list[str]:
    judged = check([cluster], Context(TODAY, policy=Policy.model_validate(policy)))
    return [finding.rule for finding in judged.findings if finding.rule.startswith("AKN7")]


@pytest.mark.parametrize(
    ("cluster", "policy", "expected"),
    [
        pytest.param(OVERLAY, {"allowed_modes": ("cilium",)}, ["AKN701"], id="a mode that is not allowed"),
        pytest.param(OVERLAY, {"allowed_modes": ("overlay",)}, [], id="a mode that is allowed"),
        pytest.param({"network": {"plugin": "byo", "pod_cidr": "10.9.0.0/16"}}, {"allowed_modes": ("none",)}, [], id="an alias means its mode"),
        pytest.param({"network": {"plugin": "cilium", "ipam": "node-subnet"}}, {"allowed_modes": ("node-subnet",)}, ["AKN701"], id="Cilium is a mode of its own wherever pods get addresses"),
        pytest.param(WITH_PODS, {"allowed_modes": ("pod-subnet",)}, [], id="pod subnets by their pools"),
        pytest.param({"network": {"plugin": "node-subnet"}}, {"allowed_modes": ("pod-subnet",)}, ["AKN701"], id="the node subnet is no pod subnet"),
        pytest.param(OVERLAY, {"network_policy": ("calico", "cilium")}, ["AKN702"], id="no engine where one is asked for"),
        pytest.param(OVERLAY, {"network_policy": ("none",)}, [], id="no engine where none is allowed"),
        pytest.param({"network": {"plugin": "cilium"}}, {"network_policy": ("cilium",)}, [], id="Cilium is its own engine"),
        pytest.param({"network": {"plugin": "overlay", "network_policy": "azure"}}, {"network_policy": ("calico",)}, ["AKN702"], id="another engine than the one asked for"),
        pytest.param(OVERLAY, {"minimum_prefixes": {"pod_cidr": 15}}, ["AKN703"], id="a pod range smaller than allowed, by default"),
        pytest.param(OVERLAY, {"minimum_prefixes": {"pod_cidr": 16, "service_cidr": 16}}, [], id="ranges just large enough"),
        pytest.param(IN_VNET, {"minimum_prefixes": {"node_subnet": 25}}, ["AKN703"], id="a node subnet smaller than allowed"),
        pytest.param(IN_VNET, {"minimum_prefixes": {"pod_subnet": 8}}, [], id="a subnet that holds no pods is no pod subnet"),
        pytest.param(WITH_PODS, {"minimum_prefixes": {"pod_subnet": 21, "node_subnet": 26}}, ["AKN703"], id="a pod subnet smaller than allowed"),
        pytest.param(OVERLAY, {"forbidden_ranges": ("10.244.128.0/17",)}, ["AKN704"], id="the default of pods in a forbidden range"),
        pytest.param(IN_VNET, {"forbidden_ranges": ("10.240.0.0/12",)}, ["AKN704"] * 4, id="each range in a forbidden one"),
        pytest.param(OVERLAY, {"forbidden_ranges": ("192.168.0.0/16", "fd00::/8")}, [], id="ranges elsewhere"),
        pytest.param({**OVERLAY, "pools": [{"name": "system", "mode": "System", "count": 3}]}, {"forbidden_ranges": ("10.224.0.0/24",)}, ["AKN704"] * 2, id="the network that AKS makes in a forbidden range"),
        pytest.param(OVERLAY, {"forbidden_ranges": ("10.224.0.0/24",)}, [], id="without pools it is not certain that AKS makes it"),
        pytest.param(HOSTED, {"minimum_prefixes": {"node_subnet": 26}}, ["AKN703"] * 2, id="the subnets of hosted nodes, smaller than allowed"),
    ],
)  # fmt: skip
def test_policy(cluster: dict[str, Any], policy: dict[str, Any], expected: list[str]) -> None:
    assert _ids(view(**cluster), policy) == expected


@pytest.mark.parametrize(
    "profile",
    [
        pytest.param({}, id="a plugin left to the service"),
        pytest.param({"networkPlugin": "[parameters('plugin')]"}, id="a plugin that is not known"),
        pytest.param({"networkPlugin": "azure", "networkPluginMode": "[parameters('mode')]"}, id="a mode that is not known"),
        pytest.param({"networkPlugin": "azure", "networkDataplane": "[parameters('plane')]"}, id="a data plane that is not known"),
    ],
)  # fmt: skip
def test_policy_is_silent_about_what_is_not_known(profile: dict[str, Any]) -> None:
    cluster = cluster_from_arm({"name": "c", "properties": {"networkProfile": profile}})
    assert "AKN701" not in _ids(cluster, {"allowed_modes": ("kubenet",)})


@pytest.mark.parametrize(
    ("override", "today", "expected"),
    [
        pytest.param("error", TODAY, Severity.ERROR, id="stricter without a reason"),
        pytest.param("warning", TODAY, Severity.WARNING, id="as it is"),
        pytest.param("warning", date(2029, 1, 1), Severity.ERROR, id="without a reason what is retired stays an error"),
        pytest.param({"severity": "warning", "reason": "moves in spring"}, date(2029, 1, 1), Severity.WARNING, id="looser with a reason, after the day"),
        pytest.param({"severity": "info", "reason": "moves in spring"}, TODAY, Severity.INFO, id="looser with a reason"),
        pytest.param({"severity": "off", "reason": "moves in spring"}, TODAY, None, id="off with a reason"),
        pytest.param({"severity": False, "reason": "moves in spring"}, TODAY, None, id="off as YAML reads it"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("word", ["AKN401", "kubenet-retires"])
def test_severities(word: str, override: Any, today: date, expected: Severity | None) -> None:
    policy = Policy.model_validate({"severities": {word: override}})
    findings = check([view(network={"plugin": "kubenet"})], Context(today, policy=policy)).findings
    assert [finding.severity for finding in findings] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("profile", "sku"),
    [
        pytest.param({"networkPlugin": "azure", "networkDataplane": "[parameters('plane')]"}, "Base", id="a data plane that is not known"),
        pytest.param({"networkPlugin": "azure"}, "[parameters('sku')]", id="a SKU that is not known"),
        pytest.param({"networkPlugin": "azure", "networkPolicy": "[parameters('policy')]"}, "Base", id="an engine that is not known"),
    ],
)  # fmt: skip
def test_engine_is_not_asked_for_where_it_may_be_there(profile: dict[str, Any], sku: str) -> None:
    cluster = cluster_from_arm({"name": "c", "sku": {"name": sku}, "properties": {"networkProfile": profile}})
    assert _ids(cluster, {"network_policy": ("cilium",)}) == []


def test_mode_is_not_told_where_one_of_two_pod_subnets_is_not_known() -> None:
    pools = [{"name": "a"}, {"name": "b", "podSubnetID": "[parameters('subnet')]"}]
    properties = {"networkProfile": {"networkPlugin": "azure"}, "agentPoolProfiles": pools}
    assert _ids(cluster_from_arm({"name": "c", "properties": properties}), {"allowed_modes": ("kubenet",)}) == []

"""Dangers where a tool puts a whole resource, and the rules that dangers have."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from aksnet.rules.changes import RULES
from aksnet.transitions.changes import Maker
from arm_clusters import cluster_from_arm
from changing import judged
from places import PACKAGE

BICEP = Maker("bicep", words="2025-10-01")
FLAT, CILIUM = {"networkPlugin": "azure"}, {"networkDataplane": "cilium", "networkPolicy": "cilium"}
NAT, CALICO = {"outboundType": "managedNATGateway"}, {"networkPolicy": "calico"}


def rules(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    one, two = (cluster_from_arm({"name": "prod", "properties": {"networkProfile": net}}) for net in (before, after))
    return [danger.rule for danger in judged(one, two, BICEP).dangers]


def test_what_aks_automatic_presets_is_no_change_of_the_way_out_to_the_sku_base() -> None:
    network = {"networkProfile": FLAT}
    sides = [
        cluster_from_arm({"name": "prod", "sku": {"name": sku}, "properties": network}) for sku in ("Automatic", "Base")
    ]
    assert "AKN909" not in [danger.rule for danger in judged(*sides, BICEP).dangers]


@pytest.mark.parametrize(
    ("before", "after", "pod_subnet", "told"),
    [
        pytest.param("Manual", "Auto", True, ["AKN909"], id="beside pod subnets"),
        pytest.param(None, "Auto", True, ["AKN909"], id="where nothing was said before"),
        pytest.param("Manual", "Auto", False, [], id="on node subnets"),
        pytest.param("Auto", "Auto", True, [], id="that is there already"),
        pytest.param("Auto", "Manual", True, [], id="that goes"),
    ],
)
def test_documents_disagree_about_node_auto_provisioning(
    before: str | None, after: str, pod_subnet: bool, told: list[str]
) -> None:
    subnet = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/net/subnets/pods"
    pool = {"name": "system", "mode": "System"} | ({"podSubnetID": subnet} if pod_subnet else {})
    network = {"networkProfile": FLAT, "agentPoolProfiles": [pool]}
    modes = [{"nodeProvisioningProfile": {"mode": mode}} if mode is not None else {} for mode in (before, after)]
    sides = [cluster_from_arm({"name": "prod", "properties": {**network, **mode}}) for mode in modes]
    assert [danger.rule for danger in judged(*sides, BICEP).dangers] == told


CASES: list[Any] = [
    pytest.param(["AKN912"], {**FLAT, **CALICO}, FLAT, id="an engine that is left out"),
    pytest.param([], {**FLAT, **CALICO}, {**FLAT, "networkPolicy": "none"}, id="an engine that is removed"),
    pytest.param([], {**FLAT, **CALICO}, {**FLAT, **CILIUM}, id="an engine that Cilium replaces"),
    pytest.param([], {**FLAT, **CILIUM}, {**FLAT, "networkDataplane": "cilium"}, id="the engine of Cilium that is left out"),
    pytest.param([], FLAT, FLAT, id="no engine"),
    pytest.param(["AKN911"], FLAT, {**FLAT, **NAT}, id="another outbound type"),
    pytest.param([], {**FLAT, **NAT}, FLAT, id="an outbound type that is left out, which the service keeps"),
    pytest.param(["AKN909"], {**FLAT, "networkPolicy": "azure"}, {**FLAT, **CALICO}, id="from one engine to another"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "before", "after"), CASES)
def test_dangers_of_a_template(told: list[str], before: Any, after: Any) -> None:
    assert rules(before, after) == told


TRIGGERS: list[Any] = [
    pytest.param("properties.networkProfile.outboundType", NAT, ["AKN901"], id="the way out"),
    pytest.param("properties.networkProfile", NAT, ["AKN901"], id="the profile around it"),
    pytest.param("properties.networkProfile.podCidr", NAT, ["AKN911"], id="something else"),
    pytest.param("properties.networkProfile.networkPlugin", {"networkPlugin": "kubenet"}, [], id="what Azure does not change either"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "after", "told"), TRIGGERS)
def test_azapi_that_is_told_to_replace_disagrees_with_azure(path: str, after: Any, told: list[str]) -> None:
    def azapi(network: dict[str, Any]) -> str:
        body = json.dumps({"properties": {"networkProfile": network, "agentPoolProfiles": [{"name": "system"}]}})
        kind = "Microsoft.ContainerService/managedClusters@2025-10-01"
        more = f'  replace_triggers_refs = ["{path}"]\n'
        return f'resource "azapi_resource" "aks" {{\n  type = "{kind}"\n  name = "prod"\n{more}  body = {body}\n}}\n'

    dangers = judged(azapi(FLAT), azapi({**FLAT, **after}), Maker("azapi", words="2025-10-01")).dangers
    assert [danger.rule for danger in dangers] == told


def test_every_rule_about_changes_has_a_danger_and_every_danger_a_rule() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (PACKAGE / "transitions" / "dangers").glob("*.py")]
    told = {rule for text in texts for rule in re.findall(r'"(AKN\d+)"', text)}
    # AKN900 is what reports tell of a verdict
    assert told == {rule.id for rule in RULES} - {"AKN900"}


def test_nobody_ignores_what_a_change_does() -> None:
    assert not any(rule.ignorable for rule in RULES)

"""Blocks that files in JSON generate with `dynamic`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aksnet.configuration import Cluster
from aksnet.readers.assembling import configuration_of
from aksnet.readers.files import Files
from aksnet.readers.terraform.roots import read_roots
from aksnet.view import Origin, Unknown

POOL = {"name": "p"}
LB = "networkProfile.loadBalancerProfile."


def dynamic(kind: str, each: Any, content: Any, **more: Any) -> dict[str, Any]:
    return {"dynamic": {kind: {"for_each": each, "content": content, **more}}}


def _cluster(folder: Path, body: dict[str, Any]) -> Cluster:
    file = {
        "resource": {"azurerm_kubernetes_cluster": {"a": {"name": "a", "default_node_pool": POOL, **body}}},
        "variable": {"x": {}},
    }
    (folder / "main.tf.json").write_text(json.dumps(file), encoding="utf-8")
    (root,) = read_roots([folder], Files(folder))
    assert root.reading.unread == ()
    (cluster,) = configuration_of(root.reading).clusters
    return cluster


def _values(cluster: Cluster) -> dict[str, object]:
    """What is written, and of the first pool what is not its name."""
    parts = (("", cluster.values), ("pool.", cluster.pools[0].values))
    found = {
        before + path: one.data
        for before, values in parts
        for path, one in values.items()
        if one.origin is Origin.GIVEN
    }
    return {path: data for path, data in found.items() if not path.endswith("name")}


@pytest.mark.parametrize(
    ("body", "values"),
    [
        pytest.param(dynamic("network_profile", ["overlay"], {"network_plugin_mode": "${network_profile.value}"}), {"networkProfile.networkPluginMode": "overlay"}, id="a block for each value"),
        pytest.param(dynamic("network_profile", {"azure": 1}, {"network_plugin": "${np.key}"}, iterator="np"), {"networkProfile.networkPlugin": "azure"}, id="under a name of its own"),
        pytest.param(dynamic("network_profile", [], {"network_plugin": "azure"}), {}, id="no block for no value"),
        pytest.param({"dynamic": {"network_profile": [{"for_each": [1], "content": {"//": "a remark", "network_plugin": "azure"}}]}}, {"networkProfile.networkPlugin": "azure"}, id="as a list, with a remark"),
        pytest.param({"dynamic": [dynamic("network_profile", [1], {"network_plugin": "azure"})["dynamic"]]}, {"networkProfile.networkPlugin": "azure"}, id="as a list of all"),
        pytest.param({"network_profile": {"network_plugin": "azure", **dynamic("load_balancer_profile", [3], {"managed_outbound_ip_count": "${load_balancer_profile.value}"})}}, {"networkProfile.networkPlugin": "azure", LB + "managedOutboundIPs.count": 3}, id="within a block that is written"),
        pytest.param({"network_profile": [{"network_plugin": "azure", **dynamic("load_balancer_profile", [3], {"idle_timeout_in_minutes": "30"})}]}, {"networkProfile.networkPlugin": "azure", LB + "idleTimeoutInMinutes": 30}, id="within a list of one block"),
        pytest.param(dynamic("network_profile", ["azure"], {"network_plugin": "${network_profile.value}", **dynamic("load_balancer_profile", [4], {"idle_timeout_in_minutes": "${load_balancer_profile.value}"})}), {"networkProfile.networkPlugin": "azure", LB + "idleTimeoutInMinutes": 4}, id="within one that is generated"),
        pytest.param({"default_node_pool": {**POOL, **dynamic("upgrade_settings", ["10%"], {"max_surge": "${upgrade_settings.value}"})}}, {"pool.upgradeSettings.maxSurge": "10%"}, id="within the pool"),
    ],
)  # fmt: skip
def test_generated_blocks_are_blocks(tmp_path: Path, body: dict[str, Any], values: dict[str, object]) -> None:
    assert _values(_cluster(tmp_path, body)) == values


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(dynamic("network_profile", "${var.x}", {}), "var.x has no value", id="values that are not known"),
        pytest.param({"dynamic": {"network_profile": {"content": {}}}}, "this dynamic block has no for_each, or no content", id="nothing to repeat it for"),
        pytest.param({"dynamic": {"network_profile": {"for_each": [1]}}}, "this dynamic block has no for_each, or no content", id="nothing to repeat"),
        pytest.param(dynamic("network_profile", "${1 / 0}", {}), "this divides by zero", id="what Terraform refuses"),
    ],
)  # fmt: skip
def test_what_is_not_generated_for_sure_is_unknown(tmp_path: Path, body: dict[str, Any], reason: str) -> None:
    (value,) = [one for path, one in _cluster(tmp_path, body).values.items() if path.startswith("networkProfile")]
    assert value.data == Unknown(reason)


def test_a_tag_that_is_called_dynamic_is_a_tag(tmp_path: Path) -> None:
    network = {"azurerm_virtual_network": {"v": {"name": "v", "tags": {"dynamic": "10.0.0.0/8"}}}}
    (tmp_path / "network.tf.json").write_text(json.dumps({"resource": network}), encoding="utf-8")
    cluster = _cluster(tmp_path, {"network_profile": {"pod_cidr": "${azurerm_virtual_network.v.tags.dynamic}"}})
    assert _values(cluster) == {"networkProfile.podCidr": "10.0.0.0/8"}

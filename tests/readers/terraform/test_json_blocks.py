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
    clusters = configuration_of(root.reading).clusters
    return next(one for one in clusters if one.address == "azurerm_kubernetes_cluster.a")


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
        pytest.param({"network_profile": None, **dynamic("network_profile", [1], {"network_plugin": "azure"})}, {"networkProfile.networkPlugin": "azure"}, id="beside null, which is no block"),
        pytest.param({"network_profile": {"network_plugin": "azure", "dynamic": {"nat_gateway_profile": None, **dynamic("load_balancer_profile", [1], {"idle_timeout_in_minutes": 7})["dynamic"]}}}, {"networkProfile.networkPlugin": "azure", LB + "idleTimeoutInMinutes": 7}, id="beside a type of blocks that is null"),
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


def test_generated_blocks_may_stand_under_a_key_twice(tmp_path: Path) -> None:
    text = '"dynamic": {"%s": {"for_each": %s, "content": {"idle_timeout_in_minutes": 7}}}'
    both = text % ("load_balancer_profile", "[1]") + ", " + text % ("nat_gateway_profile", "[]")
    cluster = '{"name": "a", "default_node_pool": {"name": "p"}, "network_profile": {' + both + "}}"
    body = '{"resource": {"azurerm_kubernetes_cluster": {"a": ' + cluster + "}}}"
    (tmp_path / "main.tf.json").write_text(body, encoding="utf-8")
    (root,) = read_roots([tmp_path], Files(tmp_path))
    (found,) = configuration_of(root.reading).clusters
    assert _values(found) == {LB + "idleTimeoutInMinutes": 7}


def test_an_argument_that_is_set_twice_in_a_block_is_unknown(tmp_path: Path) -> None:
    profile = '"network_profile": {"pod_cidr": "10.0.0.0/16", "pod_cidr": "10.1.0.0/16"}'
    body = '{"resource": {"azurerm_kubernetes_cluster": {"a": {"name": "a", ' + profile + "}}}}"
    (tmp_path / "main.tf.json").write_text(body, encoding="utf-8")
    (root,) = read_roots([tmp_path], Files(tmp_path))
    (found,) = configuration_of(root.reading).clusters
    assert found.values["networkProfile.podCidr"].data == Unknown("pod_cidr is set twice")


def test_instances_are_those_of_the_object_that_for_each_has(tmp_path: Path) -> None:
    network = {
        "for_each": {"k": "10.1.0.0/16"},
        "name": "${each.key}",
        **dynamic("subnet", ["${each.value}"], {"name": "${subnet.value}"}),
    }
    (tmp_path / "main.tf.json").write_text(_in_json(network), encoding="utf-8")
    (root,) = read_roots([tmp_path], Files(tmp_path))
    (found,) = configuration_of(root.reading).networks
    assert found.address == 'azurerm_virtual_network.v["k"]'
    assert [one.values["name"].data for one in found.subnets] == ["10.1.0.0/16"]


def test_what_changes_are_ignored_is_told(tmp_path: Path) -> None:
    cluster = _cluster(tmp_path, {"lifecycle": {"ignore_changes": ["network_profile[0].pod_cidr"]}})
    assert cluster.arguments["lifecycle.ignore_changes"].data == ["network_profile[0].pod_cidr"]


def test_the_identity_of_azapi_is_told(tmp_path: Path) -> None:
    cluster = {
        "type": "Microsoft.ContainerService/managedClusters@2024-09-01",
        "name": "z",
        "identity": {"type": "SystemAssigned"},
        "body": {"properties": {}},
    }
    (tmp_path / "main.tf.json").write_text(
        json.dumps({"resource": {"azapi_resource": {"z": cluster}}}), encoding="utf-8"
    )
    (root,) = read_roots([tmp_path], Files(tmp_path))
    (found,) = configuration_of(root.reading).clusters
    assert found.values["identity.type"].data == "SystemAssigned"


SUBNET = 'resource "azurerm_virtual_network" "v" {\n%s}\n'
IN_HCL = 'subnet {\n  name = "%s"\n}\n'
GENERATED_IN_HCL = 'dynamic "subnet" {\n  for_each = ["%s"]\n  content {\n    name = subnet.value\n  }\n}\n'


def _in_json(body: dict[str, Any]) -> str:
    return json.dumps({"resource": {"azurerm_virtual_network": {"v": body}}})


@pytest.mark.parametrize(
    ("base", "over"),
    [
        pytest.param(("main.tf", SUBNET % (IN_HCL % "a")), ("x_override.tf.json", _in_json({"subnet": {"name": "c"}})), id="HCL by JSON"),
        pytest.param(("main.tf.json", _in_json({"subnet": {"name": "a"}})), ("x_override.tf", SUBNET % (IN_HCL % "c")), id="JSON by HCL"),
        pytest.param(("main.tf.json", _in_json({"subnet": {"name": "a"}})), ("x_override.tf.json", _in_json(dynamic("subnet", ["c"], {"name": "c"}))), id="written by generated"),
        pytest.param(("main.tf.json", _in_json(dynamic("subnet", ["a"], {"name": "a"}))), ("x_override.tf.json", _in_json({"subnet": {"name": "c"}})), id="generated by written"),
        pytest.param(("main.tf", SUBNET % (GENERATED_IN_HCL % "a")), ("x_override.tf.json", _in_json({"subnet": {"name": "c"}})), id="generated in HCL by written in JSON"),
        pytest.param(("main.tf.json", _in_json({**dynamic("subnet", ["c"], {"name": "c"})})), ("x_override.tf.json", _in_json(dynamic("ddos_protection_plan", [], {}))), id="another type of blocks is left as it is"),
    ],
)  # fmt: skip
def test_override_files_replace_blocks_by_type(tmp_path: Path, base: tuple[str, str], over: tuple[str, str]) -> None:
    for name, text in (base, over):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (root,) = read_roots([tmp_path], Files(tmp_path))
    (network,) = configuration_of(root.reading).networks
    assert [one.values["name"].data for one in network.subnets] == ["c"]


BESIDE = {
    "azurerm_kubernetes_cluster": {
        "b": {"name": "b", "default_node_pool": POOL, "network_profile": {"pod_cidr": "10.1.0.0/16"}},
        "c": {"name": "c", "default_node_pool": POOL, "network_profile": {"pod_cidr": "10.2.0.0/16", **dynamic("load_balancer_profile", [7], {"idle_timeout_in_minutes": "${load_balancer_profile.value}"})}},
    },
    "azurerm_virtual_network": {
        "one": {"name": "one", "subnet": {"name": "s"}, "tags": {"dynamic": "x"}},
        "three": {"name": "three", "subnet": {"name": "a"}, **dynamic("subnet", ["c"], {"name": "c"})},
        "two": {"name": "two", "subnet": [{"name": "z"}, {"name": "a"}]},
    },
    "google_container_cluster": {"w": {"ip": {"c": "k"}}},
    "azapi_resource": {"z": {"type": "A.B/c@2024-01-01", "identity": {"type": "SystemAssigned"}}},
    "azurerm_linux_web_app": {"w": {"name": "w", "site_config": {"x": "y"}, "listed": [{"x": "y"}], "tags": {"x": "y"}}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        pytest.param("azurerm_kubernetes_cluster.b.network_profile[0].pod_cidr", "10.1.0.0/16", id="of a block that is written"),
        pytest.param('try(azurerm_kubernetes_cluster.b.network_profile[0].service_cidr, "none")', Unknown("azurerm_kubernetes_cluster.b.network_profile[0].service_cidr is known only once it is deployed"), id="what the provider computes"),
        pytest.param("azurerm_kubernetes_cluster.c.network_profile[0].pod_cidr", "10.2.0.0/16", id="of a block with generated ones in it"),
        pytest.param('"${azurerm_kubernetes_cluster.c.network_profile[0].load_balancer_profile[0].idle_timeout_in_minutes}"', "7", id="of a generated block"),
        pytest.param('try(azurerm_virtual_network.one.subnet[0].name, "none")', "none", id="subnets of a network are a set"),
        pytest.param("azurerm_virtual_network.two.subnet[*].name[0]", Unknown("which of the blocks subnet is the first is not known here"), id="nobody knows which comes first"),
        pytest.param('join(",", sort(azurerm_virtual_network.three.subnet[*].name))', Unknown("which of the blocks subnet is the first is not known here"), id="of blocks that are written and generated"),
        pytest.param('try(google_container_cluster.w.ip[0].c, "none")', Unknown("whether ip is a block or a map is not known here"), id="of another provider"),
        pytest.param('try(azurerm_linux_web_app.w.listed[0].x, "none")', Unknown("whether listed is a block or a map is not known here"), id="in a list of one"),
        pytest.param('azapi_resource.z.identity[0].type', "SystemAssigned", id="the identity of azapi is a block"),
        pytest.param("azurerm_virtual_network.one.tags.dynamic", "x", id="a tag that is called dynamic is a tag"),
        pytest.param("azurerm_linux_web_app.w.tags.x", "y", id="a tag of another resource"),
        pytest.param('try(azurerm_linux_web_app.w.site_config.x, "none")', Unknown("whether site_config is a block or a map is not known here"), id="what may be a block or a map"),
    ],
)  # fmt: skip
def test_references_to_blocks_give_what_terraform_gives(tmp_path: Path, expression: str, value: object) -> None:
    (tmp_path / "beside.tf.json").write_text(json.dumps({"resource": BESIDE}), encoding="utf-8")
    file = {"locals": {"found": f"${{{expression}}}"}}
    (tmp_path / "found.tf.json").write_text(json.dumps(file), encoding="utf-8")
    cluster = _cluster(tmp_path, {"network_profile": {"pod_cidr": "${local.found}"}})
    assert _values(cluster) == {"networkProfile.podCidr": value}

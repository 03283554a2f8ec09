"""Values that cannot be told, in clusters that are read: each is open, with the verdicts between which it decides."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import Change, Maker, Pair, judge
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import ClusterView
from azurerm_clusters import NETWORK, cluster, node_pool
from azurerm_states import before, state, view

V = Version(4, 81)
MAKER = Maker("azurerm", (V,), "4.81.0")
OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay", "pod_cidr": "10.244.0.0/16"}
SETTINGS = {"max_surge": "10%", "drain_timeout_in_minutes": 30}
KUBENET = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}
UNSAID = "".join(f'\nvariable "{name}" {{\n}}\n' for name in ("x", "y", "base", "on", "pools"))
BLOCK = (
    '  dynamic "network_profile" {\n    for_each = var.x\n    content {\n      network_plugin = "azure"\n    }\n  }\n'
)


def _change(old: ClusterView, new: ClusterView) -> Change:
    return judge(Pair("prod", old, new, MAKER))


def _text(network: Any = OVERLAY, pool: Any = None, more: Any = None, *beside: str) -> ClusterView:
    return view(cluster(network, pool, more, UNSAID, *beside))


def _state(network: Any = OVERLAY, pool: Any = None, more: Any = None) -> ClusterView:
    return before(state(V, network, pool, more))


def _dynamic() -> ClusterView:
    return view(cluster(None).rpartition("}")[0] + BLOCK + "}\n" + UNSAID)


def _with(**network: Any) -> dict[str, Any]:
    return {**OVERLAY, **network}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(_with(pod_cidr="=var.x"), _with(pod_cidr="=var.x"), id="the same variable"),
        pytest.param(_with(pod_cidr='="${var.base}.0.0/16"'), _with(pod_cidr='="${ var.base }.0.0/16"'), id="the same text around it"),
        pytest.param(None, None, id="no network at all"),
    ],
)  # fmt: skip
def test_the_same_unknown_value_is_no_change(old: Any, new: Any) -> None:
    found = _change(_text(old), _text(new))
    assert (found.azure.verdict, found.tool.verdict) == (Azure.NO_CHANGE, Tool.NO_OP)
    assert (found.azure.open, found.tool.open) == ((), ())


HERE = ("no-op", "in-place")


@pytest.mark.parametrize(
    ("old", "new", "between"),
    [
        pytest.param({"local_account_disabled": "=var.x"}, {"local_account_disabled": True}, HERE, id="an argument that may have been another one"),
        pytest.param({"azure_policy_enabled": False}, {"azure_policy_enabled": "=var.x"}, HERE, id="one that may become another one"),
        pytest.param({"sku_tier": "=var.x"}, {"sku_tier": "Premium"}, HERE, id="a word that may have been another one"),
        pytest.param({}, {"azure_policy_enabled": "=var.x"}, HERE, id="an argument that comes"),
        pytest.param({"azure_policy_enabled": "=var.x"}, {"azure_policy_enabled": "=var.y"}, HERE, id="another variable"),
        pytest.param({"azure_policy_enabled": "=var.x"}, {"azure_policy_enabled": "=var.x"}, None, id="the same variable, which changes nothing"),
    ],
)  # fmt: skip
def test_what_is_changed_in_place_is_open_between_two_texts(old: Any, new: Any, between: Any) -> None:
    found = _change(_text(OVERLAY, None, old), _text(OVERLAY, None, new))
    assert found.tool.verdict is (Tool.UNDECIDED if between else Tool.NO_OP)
    assert [one.between for one in found.tool.open] == ([between] if between else [])


def test_how_many_nodes_there_are_is_open_for_the_pool_and_for_its_cluster() -> None:
    found = _change(_text(OVERLAY, {"node_count": "=var.x"}), _text(OVERLAY, {"node_count": 17}))
    verdicts = [found.tool.verdict, *(pool.tool.verdict for pool in found.pools)]
    assert verdicts == [Tool.UNDECIDED, Tool.UNDECIDED]
    assert [one.path for one in found.tool.open] == ["default_node_pool.0.node_count"]


def test_a_dynamic_block_against_itself_is_no_change() -> None:
    one, other = (_dynamic() for _ in range(2))
    found = _change(one, other)
    assert (found.azure.verdict, found.tool.verdict) == (Azure.NO_CHANGE, Tool.NO_OP)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("=var.x", "=var.y", id="another variable"),
        pytest.param("=var.x.a", "=var.x.b", id="another member"),
        pytest.param('="${var.base}.0.0/16"', '="${var.base}.64.0/18"', id="another text around a variable"),
        pytest.param("=cidrsubnet(var.base, 8, 1)", "=cidrsubnet(var.base, 8, 2)", id="another subnet of a range"),
        pytest.param('=var.on ? "10.0.0.0/16" : "10.1.0.0/16"', '=var.on ? "10.2.0.0/16" : "10.3.0.0/16"', id="both arms of a conditional"),
    ],
)  # fmt: skip
def test_another_unknown_value_decides_between_nothing_and_a_new_cluster(old: str, new: str) -> None:
    found = _change(_text(_with(pod_cidr=old)), _text(_with(pod_cidr=new)))
    assert (found.azure.verdict, found.tool.verdict) == (Azure.UNDECIDED, Tool.UNDECIDED)
    assert [(one.path, one.between) for one in found.tool.open] == [
        ("network_profile.0.pod_cidr", ("no-op", "replace"))
    ]
    assert "networkProfile.podCidr" in [one.path for one in found.azure.open]


@pytest.mark.parametrize(
    ("pool", "more", "path", "worst"),
    [
        pytest.param({"upgrade_settings": {**SETTINGS, "drain_timeout_in_minutes": "=var.x"}}, {}, "default_node_pool.0.upgrade_settings.0.drain_timeout_in_minutes", "replace", id="a drain timeout that may be none"),
        pytest.param({}, {"oidc_issuer_enabled": "=var.x"}, "oidc_issuer_enabled", "replace", id="an OIDC issuer that may be turned off"),
        pytest.param({}, {"disk_encryption_set_id": "=var.x"}, "disk_encryption_set_id", "replace", id="a set of keys for disks"),
        pytest.param({"name": "=var.x"}, {}, "default_node_pool.0.name", "replace", id="the name of the default pool"),
        pytest.param({"vm_size": "=var.x"}, {}, "default_node_pool.0.vm_size", "rotate", id="a size of machines"),
    ],
)  # fmt: skip
def test_what_may_destroy_is_open_where_no_network_is_made_of_it(pool: Any, more: Any, path: str, worst: str) -> None:
    old = _state(OVERLAY, {"upgrade_settings": SETTINGS}, {"oidc_issuer_enabled": True})
    kept = {"upgrade_settings": SETTINGS, **pool}
    found = _change(old, _text(OVERLAY, kept, {"oidc_issuer_enabled": True, **more}))
    between = next(one.between for one in found.tool.open if one.path == path)
    assert (found.tool.verdict, between[0], between[-1]) == (Tool.UNDECIDED, "no-op", worst)
    assert [one.name for one in found.pools] == ["system"]


@pytest.mark.parametrize("name", ["name", "location", "resource_group_name", "dns_prefix"])
def test_what_a_state_is_known_by_is_silent(name: str) -> None:
    found = _change(_state(), _text(OVERLAY, None, {name: "=var.x"}))
    assert name not in [one.path for one in found.tool.open]


@pytest.mark.parametrize("name", ["location", "resource_group_name", "dns_prefix"])
def test_what_two_configurations_are_known_by_is_open_where_it_is_written_otherwise(name: str) -> None:
    old, new = (_text(OVERLAY, None, {name: f"=var.{one}"}) for one in "xy")
    assert [one.path for one in _change(old, new).tool.open] == [name]
    assert _change(old, old).tool.open == ()


def test_tags_that_cannot_be_told_lose_nothing() -> None:
    assert _change(_state(), _text(OVERLAY, None, {"sku_tier": "=var.x"})).tool.open == ()


def test_a_mode_without_a_value_decides_on_the_plugin() -> None:
    found = _change(_text(KUBENET), _text({**KUBENET, "network_plugin": "azure", "network_plugin_mode": "=var.x"}))
    assert found.tool.verdict is Tool.UNDECIDED
    assert ("network_profile.0.network_plugin_mode", ("in-place", "replace")) in [
        (one.path, one.between) for one in found.tool.open
    ]


def test_a_mode_that_waits_for_another_resource_replaces() -> None:
    asked = {**KUBENET, "network_plugin": "azure", "network_plugin_mode": "=terraform_data.x.output"}
    found = _change(_text(KUBENET), _text(asked, None, None, '\nresource "terraform_data" "x" {\n}\n'))
    assert found.tool.verdict is Tool.REPLACE


def test_a_block_that_cannot_be_told_makes_no_new_cluster() -> None:
    found = _change(_text(), _dynamic())
    assert found.azure.verdict is Azure.UNDECIDED
    assert {one.path for one in found.azure.open} == {"networkProfile"}
    assert [one.path for one in found.tool.open if one.path.startswith("network")] == ["network_profile"]


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        pytest.param(KUBENET, Tool.UNDECIDED, id="to kubenet"),
        pytest.param(
            {"network_plugin": "azure"}, Tool.REPLACE, id="to a node subnet, which is a new cluster from both"
        ),
        pytest.param(None, Tool.NO_OP, id="to no network either"),
    ],
)
def test_a_cluster_without_a_network_may_be_kubenet_or_overlay(new: Any, verdict: Tool) -> None:
    assert _change(_text(None), _text(new)).tool.verdict is verdict


@pytest.mark.parametrize(
    ("old", "new", "between"),
    [
        pytest.param({}, {"count": "=var.on ? 1 : 0"}, ("no-op", "delete"), id="a count that may be none"),
        pytest.param(
            {"count": "=var.on ? 1 : 0"}, {"count": "=var.x ? 1 : 0"}, ("no-op", "delete"), id="another count"
        ),
        pytest.param({"count": "=var.on ? 1 : 0"}, {}, ("no-op", "create"), id="a count that may have been none"),
        pytest.param({"count": "=var.on ? 1 : 0"}, {"count": "=var.on ? 1 : 0"}, None, id="the same count"),
    ],
)
def test_a_cluster_may_not_be_there(old: Any, new: Any, between: tuple[str, str] | None) -> None:
    found = _change(_text(OVERLAY, None, old), _text(OVERLAY, None, new))
    assert [one.between for one in found.tool.open] == ([] if between is None else [between])
    assert found.tool.verdict is (Tool.NO_OP if between is None else Tool.UNDECIDED)
    assert found.azure.verdict is (Azure.NO_CHANGE if between is None else Azure.UNDECIDED)
    assert all(one.place for one in found.tool.open)


def _pools(each: str) -> ClusterView:
    return _text(OVERLAY, None, None, NETWORK, node_pool(for_each=each, name="=each.key"))


def test_a_pool_of_an_unknown_for_each_is_not_deleted() -> None:
    found = {pool.name: pool for pool in _change(_pools('={ user = "x" }'), _pools("=var.pools")).pools}
    assert (found["user"].azure.verdict, found["user"].tool.verdict) == (Azure.UNDECIDED, Tool.UNDECIDED)
    assert [(one.path, one.between) for one in found["user"].tool.open] == [("for_each", ("no-op", "delete"))]


def test_a_pool_that_no_unknown_for_each_makes_is_deleted() -> None:
    old = _text(OVERLAY, None, None, NETWORK, node_pool("other"))
    found = {pool.name: pool.tool.verdict for pool in _change(old, _pools("=var.pools")).pools}
    assert found["other"] is Tool.DELETE


def test_pools_of_the_same_unknown_for_each_are_no_change() -> None:
    found = _change(_pools("=var.pools"), _pools("=var.pools"))
    assert {pool.tool.verdict for pool in found.pools} == {Tool.NO_OP}


def test_a_pool_whose_name_cannot_be_told_is_that_of_its_address() -> None:
    old = _text(OVERLAY, None, None, NETWORK, node_pool())
    new = _text(OVERLAY, None, None, NETWORK, node_pool(name="user").replace('"user"\n', "var.x\n"))
    found = {pool.name: pool.tool for pool in _change(old, new).pools}
    assert found["user"].verdict is Tool.UNDECIDED
    assert [(one.path, one.between) for one in found["user"].open] == [("name", ("no-op", "replace"))]

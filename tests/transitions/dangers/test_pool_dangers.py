"""The dangers of pools: rotations and their names, loops, what replaces a pool or the cluster, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers import dangers_of
from aksnet.transitions.verdicts import OfTool, Reason, Tool
from azurerm_clusters import NETWORK, node_pool
from changing import SUBNETS, given, judged, read_cluster, written

FLAT = {"network_plugin": "azure"}
NAME = "temporary_name_for_rotation"
SUBNET = {"vnet_subnet_id": f"{SUBNETS}nodes"}
DRAINS = {"upgrade_settings": {"max_surge": "10%", "drain_timeout_in_minutes": 30}}
HOLDS = {"upgrade_settings": {"max_surge": "10%", "undrainable_node_behavior": "Cordon"}}
SURGES = {"upgrade_settings": {"max_surge": "10%"}}


def of_pool(before: dict[str, Any], after: dict[str, Any], version: str) -> tuple[Danger, ...]:
    default = SUBNET if "vnet_subnet_id" in before else None
    texts = (written(FLAT, version, node_pool(**one), pool=default) for one in (before, after))
    return judged(*texts, version).dangers


POOLS: list[Any] = [
    pytest.param(["AKN908"], {"max_pods": 30}, {"max_pods": 50}, "4.16.0", id="a rotation without a name"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 50}, "4.15.0", id="a change that replaces the pool in 4.15"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 50, "node_public_ip_enabled": True, "node_public_ip_prefix_id": SUBNETS}, "4.81.0", id="a pool that is replaced anyway"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 50, NAME: "tmp"}, "4.81.0", id="a rotation with a name"),
    pytest.param(["AKN904"], {"max_pods": 30}, {"max_pods": 50, NAME: "user"}, "4.81.0", id="a rotation with the pool's own name"),
    pytest.param(["AKN904"], {"max_pods": 30}, {"max_pods": 50, NAME: "system"}, "4.16.0", id="a rotation with another pool's name"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 30, NAME: "user"}, "4.81.0", id="a wrong name and no rotation"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 30}, "4.81.0", id="no name and no rotation"),
    pytest.param(["AKN906"], SUBNET, {NAME: "tmp"}, "4.81.0", id="a subnet that is left out"),
    pytest.param(["AKN906"], SUBNET, {}, "4.81.0", id="a subnet that is left out, without a name"),
    pytest.param(["AKN906"], SUBNET, {}, "4.15.0", id="a subnet that is left out in 4.15"),
    pytest.param(["AKN904", "AKN906"], SUBNET, {NAME: "user"}, "4.81.0", id="a subnet that is left out, with the pool's own name"),
    pytest.param([], SUBNET, {**SUBNET, NAME: "tmp"}, "4.81.0", id="a subnet that stays"),
    pytest.param([], {}, {NAME: "tmp"}, "4.81.0", id="no subnet before and none afterwards"),
    pytest.param([], SUBNET, {"lifecycle": {"ignore_changes": "=[vnet_subnet_id]"}}, "4.81.0", id="a subnet that is ignored"),
    pytest.param([], SUBNET, {"vnet_subnet_id": "=var.subnet", NAME: "tmp"}, "4.81.0", id="a subnet that cannot be told"),
    pytest.param(["AKN913"], DRAINS, SURGES, "3.106.0", id="a drain timeout that is taken away"),
    pytest.param(["AKN913"], DRAINS, SURGES, "5.2.0", id="a drain timeout that is taken away in 5"),
    pytest.param(["AKN913"], HOLDS, SURGES, "4.56.0", id="nodes that do not drain, and nothing about them"),
    pytest.param([], DRAINS, DRAINS, "5.2.0", id="a drain timeout that stays"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "before", "after", "version"), POOLS)
def test_dangers_of_a_pool(rules: list[str], before: Any, after: Any, version: str) -> None:
    assert [danger.rule for danger in of_pool(before, after, version)] == rules


FATES: list[Any] = [
    pytest.param({NAME: "tmp"}, "4.16.0", "azurerm 4.16.0 moves its nodes at every apply, to the same subnet", id="with a name"),
    pytest.param({}, "4.16.0", "azurerm 4.16.0 plans a change and refuses to apply it", id="without a name"),
    pytest.param({}, "4.15.0", "azurerm 4.15.0 replaces the pool at every plan", id="before pools rotated"),
]  # fmt: skip


@pytest.mark.parametrize(("after", "version", "fate"), FATES)
def test_loop_says_what_becomes_of_the_pool(after: Any, version: str, fate: str) -> None:
    (danger,) = of_pool(SUBNET, after, version)
    assert danger.message == f"the pool 'user' has a subnet and no vnet_subnet_id: {fate}"


def test_plan_that_takes_a_subnet_away_is_a_loop() -> None:
    texts = (written(FLAT, "4.81.0", node_pool(**one), pool=SUBNET) for one in (SUBNET, {NAME: "tmp"}))
    before, after = map(read_cluster, texts)
    pools = [
        one._replace(declared=one.declared._replace(language="terraform-plan")) for one in after.pools if one.declared
    ]
    dangers = judged(before, after._replace(pools=tuple(pools))).dangers
    assert [danger.rule for danger in dangers] == ["AKN906"]


DEFAULT: list[Any] = [
    pytest.param(["AKN914"], {"name": "one"}, {"name": "two"}, "5.2.0", id="its name"),
    pytest.param(["AKN914"], {}, {"node_public_ip_enabled": True, "node_public_ip_prefix_id": SUBNETS}, "4.81.0", id="the prefix of its public addresses"),
    pytest.param(["AKN914"], {}, {"node_network_profile": {"node_public_ip_tags": "={ RoutingPreference = \"Internet\" }"}}, "4.81.0", id="the tags of its public addresses"),
    pytest.param(["AKN914"], {"fips_enabled": False}, {"fips_enabled": True}, "4.23.0", id="FIPS in 4.23"),
    pytest.param([], {"fips_enabled": False}, {"fips_enabled": True}, "4.24.0", id="FIPS in 4.24"),
    pytest.param(["AKN913"], DRAINS, SURGES, "4.81.0", id="its drain timeout"),
    pytest.param(["AKN913"], DRAINS, {}, "3.117.1", id="the block with its drain timeout"),
    pytest.param(["AKN908"], {"max_pods": 30}, {"max_pods": 50, NAME: None}, "4.81.0", id="a rotation without a name"),
    pytest.param(["AKN904"], {"max_pods": 30}, {"max_pods": 50, NAME: "system"}, "4.81.0", id="a rotation with its own name"),
    pytest.param([], {"max_pods": 30}, {"max_pods": 50}, "4.81.0", id="a rotation with a name"),
    pytest.param([], {"node_count": 3}, {"node_count": 5}, "4.81.0", id="more nodes"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "before", "after", "version"), DEFAULT)
def test_dangers_of_the_default_pool(rules: list[str], before: Any, after: Any, version: str) -> None:
    texts = (written(FLAT, version, pool=one) for one in (before, after))
    assert [danger.rule for danger in judged(*texts, version).dangers] == rules


def test_default_pool_says_that_the_whole_cluster_is_replaced() -> None:
    (danger,) = judged(*(written(FLAT, pool={"name": name}) for name in ("one", "two"))).dangers
    assert danger.message == "name of the default pool changes: azurerm 4.81.0 replaces the whole cluster"


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
    pytest.param(True, "=var.issuer", "4.67.0", None, id="a value that cannot be told"),
]


@pytest.mark.parametrize(("before", "after", "version", "fate"), ISSUER)
def test_issuer_of_tokens(before: Any, after: Any, version: str, fate: str | None) -> None:
    texts = (written(FLAT, version, more={"oidc_issuer_enabled": one}) for one in (before, after))
    told = [danger.message for danger in judged(*texts, version).dangers if danger.rule == "AKN915"]
    assert len(told) == (fate is not None)
    assert fate is None or told[0].endswith(fate)


LATER = 'resource "terraform_data" "x" {}\n'
WAITS = "=terraform_data.x.output"


def test_what_waits_for_another_resource_counts_as_a_change() -> None:
    dangers = judged(written(FLAT), written({"network_plugin": WAITS}, "4.81.0", LATER)).dangers
    (danger,) = (one for one in dangers if one.rule == "AKN907")
    assert danger.message == (
        "network_plugin: terraform_data.x.output is known only once it is deployed: where that is made anew, the plan"
        " replaces the cluster"
    )


def test_what_waits_in_a_pool_moves_its_nodes() -> None:
    before, after = (written(FLAT, "4.81.0", LATER, pool={"max_pods": one}) for one in (30, WAITS))
    (danger,) = judged(before, after).dangers
    assert danger.rule == "AKN907"
    assert danger.message.endswith("where that is made anew, the plan moves the nodes of the pool 'system'")


def test_what_waits_in_a_plan_is_certain() -> None:
    view = read_cluster(written({"network_plugin": WAITS}, "4.81.0", LATER))
    assert view.declared is not None
    planned = view._replace(declared=view.declared._replace(language="terraform-plan"))
    path = "network_profile.0.network_plugin"
    tool = OfTool("azurerm", "4.81.0", Tool.REPLACE, (path,), (Reason(path, "", Tool.REPLACE),))
    (danger,) = dangers_of(given(read_cluster(written(FLAT)), planned, tool))
    assert danger.message.endswith("deployed: the plan replaces the cluster")


def test_subnet_that_is_declared_beside_the_cluster_is_no_danger() -> None:
    text = written(FLAT, "4.81.0", NETWORK, pool={"vnet_subnet_id": "=azurerm_subnet.nodes.id"})
    assert judged(text, text).dangers == ()

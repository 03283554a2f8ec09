"""What is not there afterwards, and what Terraform's own plan says: AKN918 and AKN919."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.transitions import judge
from aksnet.transitions.changes import Danger, Maker, Pair, Planned
from aksnet.transitions.dangers import dangers_of
from aksnet.transitions.verdicts import Azure, OfTool, Tool
from arm_clusters import cluster_from_arm
from azurerm_clusters import cluster, node_pool
from changing import given, maker, read_cluster
from rendering import view

OVERLAY = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
ALONE = read_cluster(cluster(OVERLAY))
WITH_POOL = read_cluster(cluster(OVERLAY, None, None, node_pool()))
AZURERM = maker("4.81.0")
BICEP = Maker("bicep", words="2025-10-01")
POOLS: list[dict[str, Any]] = [{"name": "system", "mode": "System"}, {"name": "user", "mode": "User"}]
TEMPLATE = cluster_from_arm({"name": "prod", "properties": {"agentPoolProfiles": POOLS}})
SHOWN = read_cluster(json.dumps({"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/prod", "name": "prod", "type": "Microsoft.ContainerService/ManagedClusters", "agentPoolProfiles": POOLS, "networkProfile": {"networkPlugin": "azure"}}), "show.json")  # fmt: skip


def test_cluster_that_terraform_no_longer_has_is_deleted() -> None:
    change = judge(Pair("prod", ALONE, None, AZURERM))
    assert (change.azure.verdict, change.tool.verdict) == (Azure.DELETE, Tool.DELETE)
    assert [danger.rule for danger in change.dangers] == ["AKN918"]


def test_cluster_that_comes_has_no_dangers() -> None:
    change = judge(Pair("prod", None, ALONE, AZURERM))
    assert (change.azure.verdict, change.tool.verdict, change.dangers) == (Azure.CREATE, Tool.CREATE, ())


def test_pool_that_terraform_no_longer_has_is_deleted() -> None:
    change = judge(Pair("prod", WITH_POOL, ALONE, AZURERM))
    told = {pool.name: (pool.azure.verdict, pool.tool.verdict) for pool in change.pools}
    assert told["user"] == (Azure.DELETE, Tool.DELETE)
    (danger,) = (one for one in change.dangers if one.rule == "AKN918")
    assert danger.message == "the pool 'user' is not there afterwards: it is deleted with its nodes"
    assert danger.place is not None


def test_pool_that_a_template_no_longer_has_stays() -> None:
    after = cluster_from_arm({"name": "prod", "properties": {"agentPoolProfiles": POOLS[:1]}})
    change = judge(Pair("prod", TEMPLATE, after, BICEP))
    (pool,) = (one for one in change.pools if one.name == "user")
    assert (pool.azure.verdict, pool.tool.verdict) == (Azure.NO_CHANGE, Tool.NO_OP)
    assert "a deployment leaves what its template does not have" in pool.tool.reasons[0].text
    assert "AKN918" not in [danger.rule for danger in change.dangers]


def test_pool_that_the_body_of_azapi_no_longer_has_stays() -> None:
    def azapi(pools: list[dict[str, Any]]) -> str:
        body = json.dumps({"properties": {"agentPoolProfiles": pools}})
        kind = "Microsoft.ContainerService/managedClusters@2025-10-01"
        return f'resource "azapi_resource" "aks" {{\n  type = "{kind}"\n  name = "prod"\n  body = {body}\n}}\n'

    before, after = (read_cluster(azapi(pools)) for pools in (POOLS, POOLS[:1]))
    change = judge(Pair("prod", before, after, Maker("azapi", words="2025-10-01")))
    (pool,) = (one for one in change.pools if one.name == "user")
    assert (pool.azure.verdict, pool.tool.verdict) == (Azure.NO_CHANGE, Tool.NO_OP)
    assert change.dangers == ()


def test_pool_that_azure_has_and_terraform_does_not_say_is_left_open() -> None:
    change = judge(Pair("prod", SHOWN, ALONE, AZURERM))
    (pool,) = (one for one in change.pools if one.name == "user")
    assert (pool.azure.verdict, pool.tool.verdict) == (Azure.UNDECIDED, Tool.UNDECIDED)
    assert pool.tool.open[0].between == ("no-op", "delete")
    assert "AKN918" not in [danger.rule for danger in change.dangers]


def test_pool_that_a_spec_no_longer_has_is_deleted() -> None:
    two = view(network={"plugin": "overlay"}, pools=[{"name": "system"}, {"name": "user", "mode": "User"}])
    one = view(network={"plugin": "overlay"}, pools=[{"name": "system"}])
    change = judge(Pair("prod", two, one, AZURERM))
    assert "AKN918" in [danger.rule for danger in change.dangers]


CLUSTER, POOL = "azurerm_kubernetes_cluster.aks", "azurerm_kubernetes_cluster_node_pool.user"
IN_PLACE, REPLACE = OfTool("azurerm", None, Tool.IN_PLACE), OfTool("azurerm", None, Tool.REPLACE)


def planned(address: str, planned: Planned, tool: OfTool) -> list[Danger]:
    change = given(WITH_POOL, WITH_POOL, tool)
    change = change._replace(pair=change.pair._replace(planned=((address, planned),)))
    return [danger for danger in dangers_of(change) if danger.rule == "AKN919"]


PLANS: list[Any] = [
    pytest.param(
        CLUSTER, Planned(("delete", "create"), ("network_profile[0].pod_cidr",)), REPLACE,
        f"Terraform's plan replaces {CLUSTER}, for network_profile[0].pod_cidr", None,
        id="a replacement that aksnet expects",
    ),
    pytest.param(
        CLUSTER, Planned(("create", "delete")), IN_PLACE,
        f"Terraform's plan replaces {CLUSTER}; aksnet expects in-place of this release, and the plan is right", None,
        id="a replacement that aksnet does not expect",
    ),
    pytest.param(POOL, Planned(("delete", "create"), ("zones",)), REPLACE, f"Terraform's plan replaces {POOL}, for zones", None, id="a pool's replacement"),
    pytest.param("azurerm_kubernetes_cluster.other", Planned(("delete",)), IN_PLACE, "Terraform's plan deletes azurerm_kubernetes_cluster.other", None, id="what is deleted"),
    pytest.param(
        CLUSTER, Planned(("update",)), REPLACE,
        f"Terraform's plan says update of {CLUSTER}, and aksnet expects replace: the plan is right", Severity.INFO,
        id="an update where aksnet expects a replacement",
    ),
    pytest.param(
        CLUSTER, Planned(("no-op",)), IN_PLACE,
        f"Terraform's plan says no-op of {CLUSTER}, and aksnet expects in-place: the plan is right", Severity.INFO,
        id="nothing where aksnet expects a change",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("address", "said", "tool", "message", "severity"), PLANS)
def test_plan_is_told(address: str, said: Planned, tool: OfTool, message: str, severity: Severity | None) -> None:
    (danger,) = planned(address, said, tool)
    assert (danger.message, danger.severity) == (message, severity)


AGREED: list[Any] = [
    pytest.param(Planned(("update",)), IN_PLACE, id="an update"),
    pytest.param(Planned(("update",)), OfTool("azurerm", None, Tool.ROTATE), id="a rotation, which a plan calls an update"),
    pytest.param(Planned(("update",)), OfTool("azurerm", None, Tool.UNDECIDED), id="an update where aksnet cannot tell"),
    pytest.param(Planned(("no-op",)), OfTool("azurerm", None, Tool.NO_OP), id="nothing"),
    pytest.param(Planned(("create",)), OfTool("azurerm", None, Tool.CREATE), id="a creation"),
    pytest.param(Planned(("delete",)), OfTool("azurerm", None, Tool.DELETE), id="a removal, which is told already"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "tool"), AGREED)
def test_plan_that_agrees_is_not_told(said: Planned, tool: OfTool) -> None:
    assert planned(CLUSTER, said, tool) == []

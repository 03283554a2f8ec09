"""What azapi, the AVM module, and deployments of Bicep and ARM do with a change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from aksnet.transitions.changes import Maker
from aksnet.transitions.tools import of_cluster, of_pool
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Open, Reason, Tool
from aksnet.view import ClusterView, Value
from arm_clusters import cluster_from_arm
from changing import read_cluster, written

AZAPI, BICEP, ARM = Maker("azapi", words="2025-10-01"), Maker("bicep"), Maker("arm")
OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay"}
SUBNET = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/"


def azapi(
    network: Mapping[str, Any] = OVERLAY, *, version: str = "2025-10-01", more: str = "", **given: str
) -> ClusterView:
    arguments = {"name": "prod", "location": "westeurope", "parent_id": "/subscriptions/s/resourceGroups/g", **given}
    lines = "\n".join(f"  {name} = {json.dumps(value)}" for name, value in arguments.items())
    return read_cluster(
        f'resource "azapi_resource" "aks" {{\n  type = "Microsoft.ContainerService/managedClusters@{version}"\n{lines}\n'
        f"  body = {{ properties = {{ networkProfile = {json.dumps(network)} }} }}\n{more}}}\n"
    )


def avm(pool: Mapping[str, str] | None = None, more: str = "", **given: str) -> ClusterView:
    arguments = {"name": "prod", "location": "westeurope", "parent_id": "/subscriptions/s/resourceGroups/g", **given}
    lines = "\n".join(f"  {name} = {json.dumps(value)}" for name, value in arguments.items())
    return read_cluster(
        'module "aks" {\n  source = "Azure/avm-res-containerservice-managedcluster/azurerm"\n  version = "0.8.1"\n'
        f"{lines}\n  default_agent_pool = {json.dumps(pool or {})}\n{more}}}\n"
    )


def azure(verdict: Azure, *reasons: Reason) -> OfAzure:
    return OfAzure(verdict, reasons)


SAME: list[Any] = [
    pytest.param(Azure.NO_CHANGE, Tool.NO_OP, id="nothing"),
    pytest.param(Azure.IN_PLACE, Tool.IN_PLACE, id="what the service takes"),
    pytest.param(Azure.IRREVERSIBLE, Tool.IN_PLACE, id="what the service takes for good"),
    pytest.param(Azure.STEPS, Tool.ERROR_AT_APPLY, id="what takes several operations"),
    pytest.param(Azure.NEW_POOL, Tool.ERROR_AT_APPLY, id="what needs a new pool"),
    pytest.param(Azure.RECREATE, Tool.ERROR_AT_APPLY, id="what needs a new cluster"),
    pytest.param(Azure.REFUSED, Tool.ERROR_AT_APPLY, id="what the service refuses"),
    pytest.param(Azure.UNDECIDED, Tool.UNDECIDED, id="what cannot be told"),
]


@pytest.mark.parametrize("made", [AZAPI, BICEP, ARM, Maker("az")], ids=lambda one: one.provider)
@pytest.mark.parametrize(("said", "expected"), SAME)
def test_put_does_what_the_service_does(said: Azure, expected: Tool, made: Maker) -> None:
    one = azapi() if made is AZAPI else cluster_from_arm({"name": "prod", "properties": {"networkProfile": OVERLAY}})
    told = of_cluster(one, one, azure(said), made)
    assert (told.provider, told.verdict, told.replaced_by) == (made.provider, expected, ())


def test_every_verdict_of_the_service_has_one_of_a_tool() -> None:
    one = azapi()
    assert all(of_cluster(one, one, azure(said), ARM).verdict in Tool for said in Azure)


def test_an_error_that_every_value_leads_to_is_certain() -> None:
    """What is open at Azure between steps and a new cluster fails all the same when it is put."""
    undecided = OfAzure(Azure.UNDECIDED, open=(Open("networkProfile.networkPlugin", "lost", ("steps", "recreate")),))
    found = of_cluster(cluster_from_arm({"name": "a"}), cluster_from_arm({"name": "a"}), undecided, BICEP)
    assert (found.verdict, found.open) == (Tool.ERROR_AT_APPLY, ())
    assert [reason.path for reason in found.reasons] == ["networkProfile.networkPlugin"]


def test_reasons_and_what_is_open_come_from_the_service() -> None:
    one = azapi()
    reason = Reason("networkProfile.networkPolicy", "the engine goes first", Azure.STEPS, "calico", None)
    left = Open("networkProfile.podCidr", "var.x has no value", ("no-change", "in-place-irreversible", "recreate"))
    told = of_cluster(one, one, OfAzure(Azure.STEPS, (reason,), open=(left,)), AZAPI)
    assert told.reasons == (reason._replace(verdict=Tool.ERROR_AT_APPLY),)
    assert told.open[0].between == ("no-op", "in-place", "error-at-apply")


REPLACES: list[Any] = [
    pytest.param(azapi(), azapi(name="other"), ("name",), id="another name"),
    pytest.param(azapi(), azapi(location="northeurope"), ("location",), id="another region"),
    pytest.param(azapi(), azapi(parent_id="/subscriptions/s/resourceGroups/other"), ("parent_id",), id="another resource group"),
    pytest.param(azapi(), azapi(parent_id="/subscriptions/s/resourceGroups/G"), (), id="the same resource group in capitals"),
    pytest.param(azapi(), azapi(location="West Europe"), (), id="the same region with a space"),
    pytest.param(azapi(), azapi({"networkPlugin": "kubenet"}), (), id="another body"),
    pytest.param(azapi(), azapi(version="2026-01-01"), (), id="another API version"),
    pytest.param(avm(node_resource_group="a"), avm(node_resource_group="b"), ("nodeResourceGroup",), id="the module, and another node resource group"),
    pytest.param(avm({"vnet_subnet_id": f"{SUBNET}a"}), avm({"vnet_subnet_id": f"{SUBNET}b"}), ("agentPoolProfiles[0].vnetSubnetID",), id="the module, and another subnet of its first pool"),
    pytest.param(avm({"vnet_subnet_id": f"{SUBNET}a"}), avm({"vnet_subnet_id": f"{SUBNET}A"}), (), id="the module, and the same subnet in capitals"),
    pytest.param(avm({"vm_size": "a"}), avm({"vm_size": "b"}), (), id="the module, and another size of its first pool"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "paths"), REPLACES)
def test_cluster_is_replaced_for_what_says_which_it_is(
    before: ClusterView, after: ClusterView, paths: tuple[str, ...]
) -> None:
    told = of_cluster(before, after, azure(Azure.NO_CHANGE), AZAPI)
    assert told.replaced_by == paths
    assert (told.verdict is Tool.REPLACE) == bool(paths)


def test_replacement_says_both_values_and_where() -> None:
    (reason,) = of_cluster(azapi(), azapi(location="northeurope"), azure(Azure.REFUSED), AZAPI).reasons
    assert (reason.before, reason.after, reason.verdict) == ("westeurope", "northeurope", Tool.REPLACE)
    assert reason.place is not None
    assert reason.sources


def test_other_api_version_is_a_change_in_place() -> None:
    told = of_cluster(azapi(), azapi(version="2026-01-01"), azure(Azure.NO_CHANGE), AZAPI)
    (reason,) = told.reasons
    assert (told.verdict, reason.path, reason.before, reason.after) == (
        Tool.IN_PLACE,
        "type",
        "2025-10-01",
        "2026-01-01",
    )
    state = cluster_from_arm({"name": "prod", "location": "westeurope", "properties": {"networkProfile": OVERLAY}})
    assert of_cluster(state, azapi(), azure(Azure.NO_CHANGE), AZAPI).verdict is Tool.NO_OP


def test_module_is_named_by_itself() -> None:
    assert of_cluster(avm(), avm(), azure(Azure.NO_CHANGE), AZAPI) == OfTool("avm", "2025-10-01", Tool.NO_OP)


def test_modules_first_pool_is_updated_and_others_are_replaced_for_their_size() -> None:
    def pools(size: str) -> ClusterView:
        more = f'  agent_pools = {{ user = {{ name = "user", vm_size = "{size}" }} }}\n'
        return avm({"vm_size": size}, more)

    before, after = pools("a"), pools("b")
    told = [of_pool(one, two, azure(Azure.NEW_POOL), AZAPI) for one, two in zip(before.pools, after.pools, strict=True)]
    assert [(one.verdict, one.replaced_by) for one in told] == [(Tool.ERROR_AT_APPLY, ()), (Tool.REPLACE, ("vmSize",))]


def test_bicep_module_refuses_cilium_with_a_pod_subnet() -> None:
    pool = {"name": "system", "mode": "System", "podSubnetID": f"{SUBNET}pods"}
    network = {**OVERLAY, "networkDataplane": "cilium", "networkPolicy": "cilium"}
    after = cluster_from_arm({"name": "prod", "properties": {"networkProfile": network, "agentPoolProfiles": [pool]}})
    assert after.declared is not None
    path = "br/public:avm/res/container-service/managed-cluster:0.14.0"
    module = after._replace(declared=after.declared._replace(module=path))
    told = of_cluster(after, module, azure(Azure.NO_CHANGE), BICEP)
    assert told.verdict is Tool.ERROR_AT_APPLY
    assert "makes networkPluginMode overlay of Cilium" in told.reasons[0].text
    assert of_cluster(after, after, azure(Azure.NO_CHANGE), BICEP).verdict is Tool.NO_OP
    flat = module._replace(values={**module.values, "networkProfile.networkDataplane": Value("azure")})
    assert of_cluster(after, flat, azure(Azure.NO_CHANGE), BICEP).verdict is Tool.NO_OP


NAT = {**OVERLAY, "outboundType": "managedNATGateway"}
REFS = '  replace_triggers_refs = ["properties.networkProfile.outboundType"]\n'
AROUND = '  replace_triggers_refs = ["properties.networkProfile"]\n'
TRIGGERS: list[Any] = [
    pytest.param(REFS, OVERLAY, NAT, ("properties.networkProfile.outboundType",), id="a path whose value appears"),
    pytest.param(REFS, NAT, NAT, (), id="a path whose value stays"),
    pytest.param(REFS, OVERLAY, {**OVERLAY, "podCidr": "10.32.0.0/16"}, (), id="another path"),
    pytest.param(AROUND, OVERLAY, NAT, ("properties.networkProfile",), id="an object around it"),
    pytest.param("", OVERLAY, NAT, (), id="no triggers"),
]


@pytest.mark.parametrize(("more", "old", "new", "paths"), TRIGGERS)
def test_azapi_replaces_for_what_it_is_told(more: str, old: Any, new: Any, paths: tuple[str, ...]) -> None:
    told = of_cluster(azapi(old, more=more), azapi(new, more=more), azure(Azure.IN_PLACE), AZAPI)
    assert told.replaced_by == paths
    assert told.verdict is (Tool.REPLACE if paths else Tool.IN_PLACE)


@pytest.mark.parametrize(("old", "new", "expected"), [("a", "b", Tool.REPLACE), ("a", "a", Tool.NO_OP)])
def test_azapi_replaces_for_values_from_elsewhere(old: str, new: str, expected: Tool) -> None:
    before, after = (azapi(more=f'  replace_triggers_external_values = ["{one}"]\n') for one in (old, new))
    assert of_cluster(before, after, azure(Azure.NO_CHANGE), AZAPI).verdict is expected


IGNORED: list[Any] = [
    pytest.param("[body]", Tool.NO_OP, id="the whole body"),
    pytest.param("all", Tool.NO_OP, id="all"),
    pytest.param("[body.properties.networkProfile]", Tool.NO_OP, id="the profile"),
    pytest.param("[body.properties.networkProfile.podCidr]", Tool.ERROR_AT_APPLY, id="one of its members"),
    pytest.param("[tags]", Tool.ERROR_AT_APPLY, id="something else"),
]


@pytest.mark.parametrize(("ignored", "expected"), IGNORED)
def test_azapi_does_not_send_what_is_ignored(ignored: str, expected: Tool) -> None:
    reason = Reason("networkProfile.networkPolicy", "the engine goes first", Azure.STEPS, "calico", None)
    after = azapi(more=f"  lifecycle {{\n    ignore_changes = {ignored}\n  }}\n")
    assert of_cluster(azapi(), after, azure(Azure.STEPS, reason), AZAPI).verdict is expected


def test_what_is_ignored_decides_nothing() -> None:
    left = Open("networkProfile.podCidr", "var.x has no value", ("no-change", "recreate"))
    after = azapi(more="  lifecycle {\n    ignore_changes = [body.properties.networkProfile.podCidr]\n  }\n")
    told = of_cluster(azapi(), after, OfAzure(Azure.UNDECIDED, open=(left,)), AZAPI)
    assert (told.verdict, told.open) == (Tool.NO_OP, ())


def test_cluster_of_azurerm_is_taken_over_only_by_a_moved_block() -> None:
    before = read_cluster(written({"network_plugin": "azure"}))
    told = of_cluster(before, azapi(parent_id="/subscriptions/s/resourceGroups/rg-prod"), azure(Azure.NO_CHANGE), AZAPI)
    assert told.verdict is Tool.UNDECIDED
    assert told.open[0].between == ("no-op", "replace")
    assert of_cluster(before, avm(), azure(Azure.NO_CHANGE), AZAPI).verdict is Tool.NO_OP

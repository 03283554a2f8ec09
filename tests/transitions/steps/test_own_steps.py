"""Settings that a change asks for are steps of their own, written in every language; and what is left is told."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from aksnet.facts import avm_bicep
from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.changes import Maker, Runbook, Step
from aksnet.transitions.steps import runbook_of
from aksnet.transitions.verdicts import Tool
from aksnet.view import ClusterView, Declaration, PoolView, Value
from changing import read_cluster
from hostile import HOSTILE
from runbooks import CILIUM, FLAT, KUBENET, NEWEST, OVERLAY, change, cluster, runbook

AUTO, MANUAL = {"nodeProvisioningProfile": {"mode": "Auto"}}, {"nodeProvisioningProfile": {"mode": "Manual"}}
NO_EXIT = {"outboundType": "none"}
PRIVATE = {"apiServerAccessProfile": {"enablePrivateCluster": True}}
POOLS = ({"name": "system", "mode": "System", "vmSize": "Standard_D4s_v5"},)
CACHED = {"bootstrapProfile": {"artifactSource": "Cache"}}


def _old(*release: int) -> Maker:
    return Maker("azurerm", (Version(*release),), str(Version(*release)))


def _titles(found: Runbook) -> list[str]:
    return [step.title for step in found.steps]


def _text(step: Step) -> str:
    ((_, text),) = step.changes
    return text


def _of_avm(network: dict[str, Any], **more: Any) -> ClusterView:
    made = cluster(network, **more)
    return made._replace(declared=Declaration("bicep", "aks", module=f"br/public:{avm_bicep.NAME}:0.14.0"))


def test_node_auto_provisioning_goes_off_before_cilium_and_on_again_after_it() -> None:
    found = runbook(FLAT, {**FLAT, "networkDataplane": "cilium", "networkPolicy": "cilium"}, **AUTO)
    assert _titles(found) == [
        "turn node auto-provisioning off",
        "change the data plane to Cilium",
        "turn node auto-provisioning on again",
    ]
    assert not any("auto-provisioning" in line for line in found.steps[1].preconditions)
    assert found.steps[0].commands[0].endswith("--node-provisioning-mode Manual")
    assert found.steps[2].commands[0].endswith("--node-provisioning-mode Auto")


def test_where_the_goal_has_it_off_it_stays_off() -> None:
    found = runbook_of(change(cluster(OVERLAY, **AUTO), cluster(CILIUM, **MANUAL)))
    assert _titles(found)[0] == "change the data plane to Cilium"
    assert not any("on again" in title for title in _titles(found))


@pytest.mark.parametrize(
    ("maker", "line"),
    [
        pytest.param(NEWEST, 'node_provisioning_profile.mode: "Auto" -> "Manual"', id="azurerm"),
        pytest.param(Maker("azapi"), 'body.properties.nodeProvisioningProfile.mode: "Auto" -> "Manual"', id="azapi"),
        pytest.param(Maker("avm"), 'node_provisioning_profile.mode: "Auto" -> "Manual"', id="the module of Terraform"),
        pytest.param(Maker("bicep"), "properties.nodeProvisioningProfile.mode: 'Auto' -> 'Manual'", id="Bicep"),
        pytest.param(Maker("arm"), 'properties.nodeProvisioningProfile.mode: "Auto" -> "Manual"', id="ARM"),
    ],
)
def test_the_setting_is_written_so_that_the_next_apply_does_not_undo_it(maker: Maker, line: str) -> None:
    step = runbook(OVERLAY, CILIUM, maker, **AUTO).steps[0]
    text = _text(step)
    assert f"  {line}" in text.splitlines()
    assert text.startswith("instead of az aks update write this")


def test_a_release_without_the_argument_leaves_its_text_alone() -> None:
    old, new = (runbook(OVERLAY, CILIUM, _old(4, minor), **AUTO).steps[0] for minor in (56, 57))
    assert _text(old).startswith("with az alone: azurerm 4.56.0 has no argument for it, which came with 4.57.0")
    assert "node_provisioning_profile.mode" in _text(new)


@pytest.mark.parametrize(
    ("maker", "lines"),
    [
        pytest.param(NEWEST, ('identity.type: "SystemAssigned" -> "UserAssigned"', "identity.identity_ids: not set -> <id of the identity>"), id="azurerm"),
        pytest.param(Maker("bicep"), ("identity.type: 'SystemAssigned' -> 'UserAssigned'", "identity.userAssignedIdentities: not set -> <id of the identity>"), id="Bicep"),
        pytest.param(Maker("avm"), ("managed_identities.system_assigned: true -> false", "managed_identities.user_assigned_resource_ids: not set -> <id of the identity>"), id="the module of Terraform"),
    ],
)  # fmt: skip
def test_a_user_assigned_identity_is_written_before_the_move_from_kubenet(maker: Maker, lines: tuple[str, ...]) -> None:
    before, after = (cluster(one)._replace() for one in (KUBENET, OVERLAY))
    before, after = (
        one._replace(values={**one.values, "identity.type": Value("SystemAssigned")}) for one in (before, after)
    )
    found = runbook_of(change(before, after, maker))
    assert _titles(found) == ["give the cluster a user-assigned identity", "move from kubenet to overlay"]
    assert all(f"  {line}" in _text(found.steps[0]).splitlines() for line in lines)  # fmt: skip


def test_azurerm_gives_another_identity_in_place() -> None:
    text = (
        'resource "azurerm_kubernetes_cluster" "this" {{\n  name = "prod"\n  location = "westeurope"\n'
        '  resource_group_name = "rg"\n  dns_prefix = "prod"\n  default_node_pool {{\n    name = "system"\n    vm_size = "x"\n  }}\n'
        "  identity {{\n    {}\n  }}\n}}\n"
    )
    sides = [
        read_cluster(text.format(one))
        for one in ('type = "SystemAssigned"', 'type = "UserAssigned"\n    identity_ids = ["i"]')
    ]
    for release in (Version(3, 70), Version(4, 81)):
        assert azurerm.of_cluster(sides[0], sides[1], release).verdict is Tool.IN_PLACE  # fmt: skip


@pytest.mark.parametrize(
    ("maker", "line"),
    [
        pytest.param(NEWEST, 'bootstrap_profile.artifact_source: not set -> "Cache"', id="azurerm"),
        pytest.param(Maker("azapi"), 'body.properties.bootstrapProfile.artifactSource: not set -> "Cache"', id="azapi"),
        pytest.param(Maker("avm"), 'bootstrap_profile.artifact_source: not set -> "Cache"', id="the module of Terraform"),
        pytest.param(Maker("bicep"), "properties.bootstrapProfile.artifactSource: not set -> 'Cache'", id="Bicep"),
        pytest.param(Maker("arm"), 'properties.bootstrapProfile.artifactSource: not set -> "Cache"', id="ARM"),
    ],
)  # fmt: skip
def test_the_cache_is_written_and_nodes_reimaged_before_the_way_out_goes(maker: Maker, line: str) -> None:
    found = runbook(OVERLAY, {**OVERLAY, **NO_EXIT}, maker, **PRIVATE)
    cache, closed = found.steps
    assert cache.title == "let nodes take their images from a cache"
    assert f"  {line}" in _text(cache).splitlines()
    assert _text(cache).endswith("then reimage the nodes as above")
    assert cache.commands[1].endswith("--node-image-only")
    assert "artifactSource" not in _text(closed)
    assert any("bootstrapProfile.artifactSource" in line and "prints Cache" in line for line in closed.verify)


def test_the_module_of_bicep_has_the_cache_as_well() -> None:
    found = runbook_of(change(cluster(OVERLAY, **PRIVATE), _of_avm({**OVERLAY, **NO_EXIT}, **PRIVATE), Maker("bicep")))
    assert "  bootstrapProfile.artifactSource: not set -> 'Cache'" in _text(found.steps[0]).splitlines()


def test_a_cluster_that_has_the_cache_is_asked_whether_nodes_were_reimaged() -> None:
    (step,) = runbook(OVERLAY, {**OVERLAY, **NO_EXIT}, **CACHED, **PRIVATE).steps
    assert any(line.startswith("bootstrapProfile.artifactSource is Cache, and nodes") for line in step.preconditions)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        pytest.param({}, True, id="nodes load from Microsoft again where nobody wants the cache"),
        pytest.param(CACHED, False, id="the cache stays where somebody wants it"),
    ],
)
def test_on_the_way_back_the_text_is_told_what_becomes_of_the_cache(after: dict[str, Any], told: bool) -> None:
    before = cluster({**OVERLAY, **NO_EXIT}, **CACHED)
    found = runbook_of(change(before, cluster({**OVERLAY, "outboundType": "loadBalancer"}, **after)))
    assert [title for title in _titles(found) if "images" in title] == (
        ["let nodes take their images from the registry of Microsoft again"] if told else []
    )
    if told:
        assert '  bootstrap_profile.artifact_source: "Cache" -> "Direct"' in _text(found.steps[-1]).splitlines()
    assert not any("artifact-source" in command for command in found.steps[0].commands)


def _from_gateway(maker: Maker) -> Runbook:
    kinds = ("managedNATGateway", "loadBalancer")
    before, after = (cluster({**OVERLAY, "outboundType": kind}, POOLS, **PRIVATE) for kind in kinds)
    return runbook_of(change(before, after, maker))


def test_a_way_out_that_a_release_does_not_know_is_never_to_be_written() -> None:
    cache, closed, opened, _ = _from_gateway(_old(4, 40)).steps
    assert _text(cache).startswith("with az alone: ")
    assert _text(closed).startswith("with az alone: azurerm 4.40.0 does not know the value")
    assert "then write this" not in _text(closed)
    assert "or use azurerm 4.44.0 or newer first" in _text(closed)
    kept = [line for line in closed.preconditions if "ignore_changes" in line]
    assert len(kept) == 1
    assert "stays for as long as the cluster has that way out" in kept[0]
    assert _text(opened).startswith("with az first: azurerm 4.40.0 does not know the way out that the cluster has")
    assert '  network_profile.outbound_type = "loadBalancer"' in _text(opened).splitlines()


def test_a_release_that_knows_it_makes_each_step() -> None:
    assert all(_text(step).startswith("instead of az aks update write") for step in _from_gateway(_old(4, 44)).steps)


_SECOND = {"outboundType": "managedNATGateway", "natGatewayProfile": {"sku": "StandardV2", "managedOutboundIPProfile": {"count": 2}}}  # fmt: skip


def test_standard_v2_is_written_as_the_goal_writes_it() -> None:
    (step,) = runbook_of(change(cluster(OVERLAY, POOLS), cluster({**OVERLAY, **_SECOND}, POOLS), Maker("bicep"))).steps
    assert step.title == "change the outbound type to managedNATGateway with the SKU StandardV2"
    assert "--outbound-type managedNATGateway --outbound-type-sku StandardV2 --nat-gateway-managed" in step.commands[0]
    assert "  properties.networkProfile.outboundType: 'loadBalancer' -> 'managedNATGateway'" in _text(step)
    assert "  properties.networkProfile.natGatewayProfile.sku: not set -> 'StandardV2'" in _text(step)
    assert "azure-cli 2.91.0 or newer: az version" in step.preconditions
    assert not any("aks-preview" in line for line in step.preconditions)
    assert not any("managedNATGatewayV2" in line for line in step.verify)


DUAL = {**OVERLAY, "ipFamilies": ["IPv4", "IPv6"], "podCidrs": ["10.244.0.0/16", "fd12:3456:789a::/64"]}


def test_a_managed_nat_gateway_gets_the_sku_that_lets_ipv6_out() -> None:
    after = cluster({**DUAL, "outboundType": "managedNATGateway"}, POOLS)
    (step,) = runbook_of(change(cluster(DUAL, POOLS), after, Maker("bicep"))).steps
    assert "--outbound-type managedNATGateway --outbound-type-sku StandardV2" in step.commands[0]
    assert "  properties.networkProfile.natGatewayProfile.sku: not set -> 'StandardV2'" in _text(step)
    assert "azure-cli 2.91.0 or newer: az version" in step.preconditions
    assert not any("StandardV2" in line for line in step.preconditions)
    assert any("natGatewayProfile.sku" in line and line.endswith("# prints StandardV2") for line in step.verify)


def test_a_managed_nat_gateway_for_ipv4_keeps_the_sku_that_the_service_chooses() -> None:
    after = cluster({**OVERLAY, "outboundType": "managedNATGateway"}, POOLS)
    (step,) = runbook_of(change(cluster(OVERLAY, POOLS), after, Maker("bicep"))).steps
    assert not any("sku" in line for line in (*step.commands, _text(step), *step.verify))


def test_azurerm_says_no_sku_so_that_az_makes_the_gateway_for_ipv6() -> None:
    after = cluster({**DUAL, "outboundType": "managedNATGateway"}, POOLS)
    (step,) = runbook_of(change(cluster(DUAL, POOLS), after)).steps
    assert _text(step).startswith("with az first: azurerm 5.2.0 cannot say all of it")


def test_what_the_command_of_a_step_sets_is_not_left() -> None:
    sides = (cluster(OVERLAY, POOLS), cluster({**OVERLAY, **_SECOND}, POOLS))
    assert [step.edge for step in runbook_of(change(*sides, Maker("az"))).steps] == [
        "outbound-to-managed-nat-gateway-v2"
    ]


def test_the_spelling_of_the_previews_stays_where_it_is_asked_for() -> None:
    after = cluster({**OVERLAY, "outboundType": "managedNATGatewayV2"}, POOLS)
    (step,) = runbook_of(change(cluster(OVERLAY, POOLS), after, Maker("bicep"))).steps
    assert step.title == "change the outbound type to managedNATGatewayV2"
    assert "--outbound-type managedNATGatewayV2" in step.commands[0]
    assert any("aks-preview" in line for line in step.preconditions)


def test_what_leaves_standard_v2_says_what_the_text_has() -> None:
    found = runbook_of(
        change(*(cluster({**OVERLAY, **one}, POOLS, **PRIVATE) for one in (_SECOND, NO_EXIT)), Maker("bicep"))
    )
    assert "outboundType: 'managedNATGateway' -> 'none'" in _text(found.steps[-1])
    assert "and networkProfile.natGatewayProfile is taken out" in _text(found.steps[-1])  # fmt: skip


@pytest.mark.parametrize("provider", ["bicep", "arm", "azapi", "avm"])
def test_settings_of_the_load_balancer_leave_with_it(provider: str) -> None:
    settings = {"loadBalancerProfile": {"managedOutboundIPs": {"count": 2}}}
    for said, told in ((settings, True), ({}, False)):
        before = cluster({**OVERLAY, **said}, POOLS)
        after = cluster({**OVERLAY, "outboundType": "managedNATGateway"}, POOLS)
        (step,) = runbook_of(change(before, after, Maker(provider))).steps
        assert ("networkProfile.loadBalancerProfile is taken out" in _text(step)) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"managedoutboundipcount": Value(2)}, True, id="an input that is called otherwise"),
        pytest.param({"loadbalanceridletimeoutinminutes": Value(9)}, True, id="an input of the module of Bicep"),
        pytest.param(
            {"network_profile": Value({"load_balancer_profile": {}})}, True, id="a member of one of Terraform"
        ),
        pytest.param({"outboundtype": Value("x")}, False, id="an input of something else"),
        pytest.param({}, False, id="what the module fills in itself"),
    ],
)
def test_of_a_module_only_what_its_caller_gives_is_taken_out(given: dict[str, Value], told: bool) -> None:
    module = Declaration("bicep", "aks", module=f"br/public:{avm_bicep.NAME}:0.14.0", given=given)
    settings = {"loadBalancerProfile": {"managedOutboundIPs": {"count": 1}}}
    sides = (cluster({**OVERLAY, **settings}, POOLS), cluster({**OVERLAY, "outboundType": "managedNATGateway"}, POOLS))
    (step,) = runbook_of(change(*(one._replace(declared=module) for one in sides), Maker("bicep"))).steps
    assert ("networkProfile.loadBalancerProfile is taken out" in _text(step)) == told


def test_az_is_given_no_flag_for_the_ranges_of_both_families() -> None:
    ranges = {"podCidrs": ["10.244.0.0/16", "fd12::/64"], "serviceCidrs": ["10.0.0.0/16", "fd13::/108"]}
    (step,) = runbook(OVERLAY, {**OVERLAY, "ipFamilies": ["IPv4", "IPv6"], **ranges}).steps
    assert step.commands[0].endswith("--ip-families ipv4,ipv6")
    assert sum("takes no" in line for line in step.preconditions) == 2


def _left(before: dict[str, Any], after: dict[str, Any], maker: Maker = NEWEST) -> Step:
    sides = (cluster(one, apiServerAccessProfile=api) for one, api in ((FLAT, before), (OVERLAY, after)))
    return runbook_of(change(*sides, maker)).steps[-1]


@pytest.mark.parametrize(
    ("before", "after", "command", "look"),
    [
        pytest.param({}, {"authorizedIPRanges": ["1.2.3.4/32", "5.6.7.8/32"]}, "--api-server-authorized-ip-ranges 1.2.3.4/32,5.6.7.8/32", "--query apiServerAccessProfile.authorizedIPRanges", id="ranges that may reach the API server"),
        pytest.param({"authorizedIPRanges": ["1.2.3.4/32", "5.6.7.8/32"]}, {"authorizedIPRanges": ["1.2.3.4/32"]}, "--api-server-authorized-ip-ranges 1.2.3.4/32", "--query apiServerAccessProfile.authorizedIPRanges", id="fewer of them"),
    ],
)  # fmt: skip
def test_what_is_left_has_its_command_and_is_looked_at(
    before: dict[str, Any], after: dict[str, Any], command: str, look: str
) -> None:
    for maker in (NEWEST, Maker("bicep"), Maker("az")):
        step = _left(before, after, maker)
        assert step.title.startswith("change what is left in place: apiServerAccessProfile.authorizedIPRanges")
        assert step.commands[0].endswith(command)
        assert step.verify[0].endswith(look)
        assert bool(step.changes) == (maker.provider != "az")


def _sku(name: str, *pools: dict[str, Any]) -> ClusterView:
    made = cluster(CILIUM, pools)
    return made._replace(values={**made.values, "sku.name": Value(name)})


def test_a_system_pool_that_is_there_is_not_made_again() -> None:
    (step,) = runbook_of(change(*(_sku(name, *POOLS) for name in ("Automatic", "Base")))).steps
    assert [command.split()[2] for command in step.commands] == ["update"]


def test_the_system_pool_of_a_cluster_that_leaves_automatic_is_that_of_the_goal() -> None:
    goal = {"name": "sys", "mode": "System", "vmSize": "Standard_D8s_v5", "count": 5}
    user = {"name": "apps", "mode": "User"}
    (step, *_) = runbook_of(change(_sku("Automatic", user), _sku("Base", goal, user), Maker("bicep"))).steps
    assert "--name sys --mode System --node-vm-size Standard_D8s_v5 --node-count 5" in step.commands[0]
    assert "and the pool 'sys' in one before it" in _text(step)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items() if text])
def test_the_name_of_that_pool_is_a_word_whatever_is_in_it(text: str) -> None:
    goal = _sku("Base", *POOLS)
    named = goal._replace(pools=(PoolView({"name": Value(text), "mode": Value("System")}),))
    before = _sku("Automatic", {"name": "apps", "mode": "User"})
    step = runbook_of(change(before, named, Maker("bicep"))).steps[0]
    words = [word.removeprefix("--name=") for word in shlex.split(step.commands[0])]
    assert text in words
    assert len(_text(step).split("\n")) == 4


@pytest.mark.parametrize(
    ("before", "after", "floor"),
    [
        pytest.param(KUBENET, CILIUM, "2.52.0", id="the data plane asks for more than overlay"),
        pytest.param(FLAT, CILIUM, "2.52.0", id="so it does from node subnets, where overlay comes first"),
        pytest.param(FLAT, {**FLAT, "networkDataplane": "cilium", "networkPolicy": "cilium"}, "2.69.0", id="Cilium on node subnets has its own"),
        pytest.param(OVERLAY, {**OVERLAY, **NO_EXIT}, "2.71.0", id="a cluster without a way out"),
        pytest.param(CILIUM, {**CILIUM, "advancedNetworking": {"enabled": True, "security": {"enabled": True, "transitEncryption": {"type": "WireGuard"}}}}, "2.86.0", id="WireGuard asks for more than ACNS"),
    ],
)  # fmt: skip
def test_azure_cli_is_asked_for_once_as_the_newest_that_a_step_needs(
    before: dict[str, Any], after: dict[str, Any], floor: str
) -> None:
    asked = [
        line for step in runbook(before, after, **PRIVATE).steps for line in step.preconditions if "azure-cli" in line
    ]
    assert asked == [f"azure-cli {floor} or newer: az version"]


SETS = ({"name": "system", "mode": "System", "type": "AvailabilitySet"},)


@pytest.mark.parametrize(
    ("maker", "words"),
    [
        pytest.param(_old(3, 117), "ignore_changes = [default_node_pool[0].type]", id="azurerm has no word for them"),
        pytest.param(Maker("bicep"), "then write the type VirtualMachines", id="a template has"),
    ],
)
def test_availability_sets_become_virtual_machines_before_overlay(maker: Maker, words: str) -> None:
    user = {"identity": {"type": "UserAssigned"}}
    first, second = runbook_of(change(cluster(KUBENET, SETS, **user), cluster(OVERLAY, SETS, **user), maker)).steps
    assert (first.title, second.edge) == ("make virtual machines of the availability sets", "kubenet-to-overlay")
    assert first.commands == ("az aks update --resource-group rg --name prod --migrate-vmas-to-vms",)
    assert words in _text(first)
    assert first.back is None
    assert not any("availability sets" in line for line in second.preconditions)

"""What decides beside the table: what is left out, known later or not at all, ignored, protected, or filled in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.verdicts import OfTool, Tool
from azurerm_clusters import FIVE, NETWORK, cluster, node_pool
from azurerm_states import BALANCER, SUBNET, before, pool_state, state, view
from hostile import HOSTILE

V = Version(4, 81)
LB = {"load_balancer_profile": BALANCER}
FLAT: dict[str, Any] = {"network_plugin": "azure"}
BARE: dict[str, Any] = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
OVERLAY: dict[str, Any] = {**BARE, "pod_cidr": "10.244.0.0/16"}
BYO = {"network_plugin": "none", "pod_cidr": "10.244.0.0/16"}
UNSAID = '\nvariable "x" {\n}\n'


# What azurerm 3 takes by itself, written out for the releases that take something else.
AS_BEFORE = {"image_cleaner_interval_hours": 48, "oidc_issuer_enabled": False}


def _ignoring(*what: str) -> dict[str, Any]:
    return {"lifecycle": {"ignore_changes": f"=[{', '.join(what)}]"}}


def _from_state(
    old: dict[str, Any] | None,
    new: dict[str, Any] | None,
    more: dict[str, Any] | None = None,
    pool: dict[str, Any] | None = None,
    version: Version = V,
) -> OfTool:
    asked = view(cluster(new, pool, more, UNSAID, version=str(version)))
    return azurerm.of_cluster(before(state(version, old)), asked, version)


def _from_text(
    old: dict[str, Any] | None, new: dict[str, Any] | None, *, pools: tuple[Any, Any] = ({}, {}), version: Version = V
) -> OfTool:
    more = FIVE if version.major > 4 else {}
    was, asked = (
        view(cluster(one, pool, more, NETWORK, version=str(version)))
        for one, pool in zip((old, new), pools, strict=True)
    )
    return azurerm.of_cluster(was, asked, version)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        pytest.param(OVERLAY, BARE, Tool.NO_OP, id="a range that is left out"),
        pytest.param(BARE, OVERLAY, Tool.NO_OP, id="Azure's own pod range written out"),
        pytest.param(BARE, BARE | {"pod_cidr": "10.250.0.0/16"}, Tool.REPLACE, id="another range than Azure's own"),
        pytest.param(
            BARE,
            BARE | {"service_cidr": "10.0.0.0/16", "dns_service_ip": "10.0.0.10"},
            Tool.NO_OP,
            id="Azure's own service range written out",
        ),
        pytest.param(
            BARE,
            BARE | {"service_cidr": "10.1.0.0/16", "dns_service_ip": "10.1.0.10"},
            Tool.REPLACE,
            id="another service range",
        ),
        pytest.param(
            BARE,
            BARE | {"load_balancer_profile": {"managed_outbound_ip_count": 1}},
            Tool.NO_OP,
            id="Azure's own load balancer written out",
        ),
        pytest.param(
            BARE, BARE | {"load_balancer_profile": {"managed_outbound_ip_count": 2}}, Tool.IN_PLACE, id="more addresses"
        ),
        pytest.param(
            BARE | {"outbound_type": "userDefinedRouting"},
            BARE | {"load_balancer_profile": {"managed_outbound_ip_count": 1}},
            Tool.REPLACE,
            id="a load balancer's block that is new",
        ),
        pytest.param(
            BARE | {"outbound_type": "managedNATGateway"},
            BARE | {"outbound_type": "managedNATGateway", "nat_gateway_profile": {"managed_outbound_ip_count": 2}},
            Tool.IN_PLACE,
            id="more addresses of a NAT gateway",
        ),
        pytest.param(OVERLAY, BARE | {"pod_cidrs": ["10.244.0.0/16"]}, Tool.NO_OP, id="a list of the one range"),
        pytest.param(FLAT, OVERLAY, Tool.IN_PLACE, id="a node subnet to overlay"),
        pytest.param(None, OVERLAY, Tool.UNDECIDED, id="no profile, which is kubenet or overlay, to overlay"),
        pytest.param(None, None, Tool.NO_OP, id="no profile at all"),
        pytest.param(OVERLAY, None, Tool.NO_OP, id="the whole profile left out"),
        pytest.param(BYO, BYO, Tool.PERMANENT_DIFF, id="a pod range that Azure does not give back"),
        pytest.param(
            FLAT | {"network_data_plane": "cilium"},
            FLAT | {"network_data_plane": "cilium", "network_policy": "cilium"},
            Tool.NO_OP,
            id="the policy that comes with Cilium",
        ),
        pytest.param(FLAT, FLAT | {"network_policy": "calico"}, Tool.IN_PLACE, id="an engine where there was none"),
        pytest.param(BARE | {"network_plugin_mode": "Overlay"}, BARE, Tool.NO_OP, id="overlay in small letters"),
        pytest.param(BARE, BARE | {"advanced_networking": {}}, Tool.ERROR_AT_VALIDATE, id="services without any"),
        pytest.param(BARE, BARE | {"network_plugin": None}, Tool.ERROR_AT_VALIDATE, id="a profile without a plugin"),
        pytest.param(
            BARE,
            BARE | {"advanced_networking": {"observability_enabled": False}},
            Tool.IN_PLACE,
            id="services, and none of them",
        ),
    ],
)
def test_what_azure_fills_in_is_what_the_state_has(old: Any, new: Any, verdict: Tool) -> None:
    assert _from_text(old, new).verdict is verdict


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        pytest.param({}, {"max_pods": 250}, Tool.NO_OP, id="as many pods as overlay has by default"),
        pytest.param({}, {"max_pods": 110}, Tool.ROTATE, id="another number of pods"),
        pytest.param(
            {"vnet_subnet_id": "=azurerm_subnet.nodes.id"},
            {"vnet_subnet_id": "=azurerm_subnet.nodes.id"},
            Tool.NO_OP,
            id="the same subnet by reference",
        ),
        pytest.param(
            {"vnet_subnet_id": "=azurerm_subnet.nodes.id"},
            {"vnet_subnet_id": "=azurerm_subnet.pods.id"},
            Tool.ROTATE,
            id="another subnet by reference",
        ),
        pytest.param({"vnet_subnet_id": "=azurerm_subnet.nodes.id"}, {}, Tool.ROTATE, id="a subnet that is left out"),
        pytest.param({"pod_subnet_id": "=azurerm_subnet.pods.id"}, {}, Tool.ROTATE, id="a pod subnet that is left out"),
        pytest.param(
            {"kubelet_config": {"allowed_unsafe_sysctls": ["a", "b"]}},
            {"kubelet_config": {"allowed_unsafe_sysctls": ["b", "a"]}},
            Tool.NO_OP,
            id="a set in another order",
        ),
        pytest.param(
            {"kubelet_config": {"allowed_unsafe_sysctls": ["a"]}},
            {"kubelet_config": {"allowed_unsafe_sysctls": ["b"]}},
            Tool.ROTATE,
            id="a set with another member",
        ),
        pytest.param(
            {"node_network_profile": {"application_security_group_ids": ["/a"]}},
            {"node_network_profile": {"application_security_group_ids": ["/b"]}},
            Tool.IN_PLACE,
            id="a list with another member",
        ),
        pytest.param({"zones": ["1", "2"]}, {"zones": ["2", "1"]}, Tool.NO_OP, id="zones in another order"),
    ],
)
def test_a_default_pool_is_compared_with_what_azure_made_of_it(old: Any, new: Any, verdict: Tool) -> None:
    assert _from_text(OVERLAY, OVERLAY, pools=(old, new)).verdict is verdict


@pytest.mark.parametrize(
    ("new", "between"),
    [
        pytest.param(BARE | {"pod_cidr": "=var.x"}, ("no-op", "replace"), id="a pod range"),
        pytest.param(
            {"network_plugin": "=var.x", "network_plugin_mode": "overlay"}, ("no-op", "replace"), id="a plugin"
        ),
        pytest.param({"network_plugin": "azure", "network_plugin_mode": "=var.x"}, ("no-op", "replace"), id="a mode"),
        pytest.param(BARE | {"network_data_plane": "=var.x"}, ("no-op", "in-place"), id="a data plane"),
        pytest.param(BARE | {"network_policy": "=var.x"}, ("no-op", "in-place"), id="a policy"),
        pytest.param(BARE | {"outbound_type": "=var.x"}, ("no-op", "in-place"), id="an outbound type"),
    ],
)
def test_a_value_that_cannot_be_read_decides_nothing(new: Any, between: tuple[str, ...]) -> None:
    told = _from_state(OVERLAY | LB, new)
    assert (told.verdict, told.reasons, told.replaced_by) == (Tool.UNDECIDED, (), ())
    assert [(one.between, one.why) for one in told.open] == [(between, "var.x has no value")]
    assert all(one.place for one in told.open)


def test_what_is_worse_already_waits_for_no_value() -> None:
    told = _from_state(OVERLAY | LB, BARE | {"pod_cidr": "10.250.0.0/16", "network_policy": "=var.x"})
    assert (told.verdict, told.open) == (Tool.REPLACE, ())


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        pytest.param("terraform_data.x.output", Tool.REPLACE, id="what is surely left to the deployment"),
        pytest.param("azurerm_public_ip.x.ip_address", Tool.UNDECIDED, id="what may be there already"),
    ],
)
def test_an_attribute_of_another_resource_is_a_change_where_it_is_surely_not_known(address: str, verdict: Tool) -> None:
    kind = address.partition(".")[0]
    asked = view(cluster(OVERLAY | {"dns_service_ip": f"={address}"}, None, None, f'\nresource "{kind}" "x" {{\n}}\n'))
    assert azurerm.of_cluster(before(state(V, OVERLAY)), asked, V).verdict is verdict


def test_the_id_of_a_subnet_that_may_be_there_decides_nothing() -> None:
    asked = view(cluster(OVERLAY, {"vnet_subnet_id": "=module.network.subnet_id"}, None))
    told = azurerm.of_cluster(before(state(V, OVERLAY, {"vnet_subnet_id": f"{SUBNET}nodes"})), asked, V)
    assert (told.verdict, [one.between for one in told.open]) == (Tool.UNDECIDED, [("no-op", "rotate")])


def test_a_subnet_is_the_same_by_its_id_and_by_its_declaration() -> None:
    asked = view(cluster(OVERLAY, {"vnet_subnet_id": "=azurerm_subnet.nodes.id"}, None, NETWORK))
    was = {"vnet_subnet_id": f"{SUBNET}nodes".replace("/v/", "/net/")}
    assert azurerm.of_cluster(before(state(V, OVERLAY, was)), asked, V).verdict is Tool.NO_OP


@pytest.mark.parametrize(
    ("paths", "verdict"),
    [
        pytest.param(("network_profile[0].pod_cidr",), Tool.NO_OP, id="the attribute"),
        pytest.param(("network_profile",), Tool.NO_OP, id="the block around it"),
        pytest.param(("network_profile[0].pod_cidrs",), Tool.REPLACE, id="another attribute"),
        pytest.param(("tags",), Tool.REPLACE, id="another argument"),
    ],
)
def test_what_lifecycle_ignores_is_no_change(paths: tuple[str, ...], verdict: Tool) -> None:
    assert _from_state(OVERLAY, BARE | {"pod_cidr": "10.250.0.0/16"}, _ignoring(*paths)).verdict is verdict


@pytest.mark.parametrize(
    ("paths", "verdict"),
    [
        pytest.param(("default_node_pool[0].vm_size",), Tool.NO_OP, id="the attribute"),
        pytest.param(("default_node_pool[0]",), Tool.NO_OP, id="the block around it by its number"),
        pytest.param(("default_node_pool",), Tool.NO_OP, id="the block around it"),
        pytest.param(("all",), Tool.NO_OP, id="everything"),
        pytest.param(("default_node_pool[0].node_count",), Tool.ROTATE, id="another attribute"),
    ],
)
def test_what_a_cluster_ignores_of_its_default_pool_is_no_change_of_the_pool(
    paths: tuple[str, ...], verdict: Tool
) -> None:
    one, two = (view(cluster(OVERLAY, {"vm_size": size}, _ignoring(*paths))) for size in ("small", "large"))
    assert azurerm.of_pool(one.pools[0], two.pools[0], V, (one, two)).verdict is verdict


def test_lifecycle_may_ignore_all() -> None:
    assert _from_state(OVERLAY, FLAT, {"lifecycle": {"ignore_changes": "=all"}}).verdict is Tool.NO_OP


def test_lifecycle_of_a_cluster_is_that_of_its_default_pool() -> None:
    told = _from_state(OVERLAY, OVERLAY, _ignoring("default_node_pool[0].vm_size"), {"vm_size": "Standard_D8s_v5"})
    assert told.verdict is Tool.NO_OP


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        pytest.param(FLAT, Tool.ERROR_AT_PLAN, id="a replacement is refused"),
        pytest.param(OVERLAY | {"network_data_plane": "cilium"}, Tool.IN_PLACE, id="a change in place is not"),
    ],
)
def test_a_protected_cluster_is_not_replaced(new: Any, verdict: Tool) -> None:
    told = _from_state(OVERLAY | LB, new, {"lifecycle": {"prevent_destroy": True}})
    assert (told.verdict, told.replaced_by) == (verdict, ())


def test_a_change_of_nothing_has_no_apply_that_fails() -> None:
    flawed = FLAT | {"pod_cidr": "10.244.0.0/16"}
    assert _from_text(flawed, flawed).verdict is Tool.NO_OP


def test_a_cluster_that_is_replaced_is_told_that_it_is_not_made_anew() -> None:
    told = _from_state({"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}, FLAT | {"pod_cidr": "10.244.0.0/16"})
    assert told.verdict is Tool.REPLACE
    assert [one.verdict for one in told.reasons] == [Tool.REPLACE, Tool.ERROR_AT_APPLY]


def test_a_recovering_rotation_does_not_replace() -> None:
    asked = view(cluster(OVERLAY, {"name": "system", "temporary_name_for_rotation": "systemtmp"}))
    told = azurerm.of_cluster(before(state(V, OVERLAY, {"name": "systemtmp"})), asked, V)
    assert told.verdict is Tool.ROTATE


def test_a_reason_says_what_becomes_of_what_and_when_it_would_not() -> None:
    told = _from_state({"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}, OVERLAY, version=Version(4, 65))
    assert (
        told.reasons[0].text
        == "network_plugin kubenet becomes azure: the cluster is replaced; from azurerm 4.66.0 on this alone does not replace it"
    )
    assert (told.reasons[0].before, told.reasons[0].after) == ("kubenet", "azure")
    assert told.reasons[0].place is not None
    assert all(one.sources for one in told.reasons)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items() if text])
def test_a_hostile_value_is_only_a_value(text: str) -> None:
    told = _from_state(BARE | {"pod_cidr": text}, OVERLAY)
    assert (told.verdict, told.reasons[0].before) == (Tool.REPLACE, text)


@pytest.mark.parametrize(
    ("version", "new", "verdict"),
    [
        pytest.param(V, OVERLAY, Tool.REPLACE, id="dropped, so that it is the default azure"),
        pytest.param(V, OVERLAY | {"network_data_plane": "cilium"}, Tool.NO_OP, id="renamed"),
        pytest.param(Version(5, 2), OVERLAY, Tool.REPLACE, id="dropped on the way to 5"),
        pytest.param(
            Version(5, 2), OVERLAY | {"network_data_plane": "cilium"}, Tool.NO_OP, id="renamed on the way to 5"
        ),
    ],
)
def test_ebpf_data_plane_of_azurerm_3_is_the_data_plane_cilium_of_4(version: Version, new: Any, verdict: Tool) -> None:
    was = view(cluster(OVERLAY | {"ebpf_data_plane": "cilium"}, None, FIVE, version="3.107.0"))
    asked = view(cluster(new, None, AS_BEFORE | (FIVE if version.major > 4 else {}), version=str(version)))
    assert azurerm.of_cluster(was, asked, version).verdict is (
        verdict if version.major < 5 or verdict is Tool.REPLACE else Tool.NO_OP
    )


def test_an_upgrade_to_5_turns_oidc_on_in_place() -> None:
    asked = view(cluster(OVERLAY, None, FIVE, version="5.2.0"))
    told = azurerm.of_cluster(before(state(V, OVERLAY)), asked, Version(5, 2))
    assert (told.verdict, [one.path for one in told.reasons]) == (Tool.IN_PLACE, ["oidc_issuer_enabled"])


def test_a_cluster_of_another_type_is_another_cluster() -> None:
    text = 'resource "azurerm_kubernetes_automatic_cluster" "aks" {\n  name = "prod"\n}\n'
    told = azurerm.of_cluster(view(cluster(OVERLAY)), view(text), Version(5, 2))
    assert (told.verdict, told.replaced_by) == (Tool.REPLACE, ("type",))


def test_a_node_pool_that_becomes_the_default_one_is_another_pool() -> None:
    asked = view(cluster(OVERLAY))
    assert azurerm.of_pool(before(pool_state(V, {})).pools[0], asked.pools[0], V).verdict is Tool.REPLACE


def test_a_pool_of_another_cluster_is_another_pool() -> None:
    was, asked = (view(node_pool(kubernetes_cluster_id=f"/{one}")).pools[0] for one in "ab")
    assert azurerm.of_pool(was, asked, V).replaced_by == ("kubernetes_cluster_id",)


def _plan(values: dict[str, Any], later: dict[str, Any]) -> str:
    kind = "azurerm_kubernetes_cluster"
    resource = {"address": f"{kind}.aks", "mode": "managed", "type": kind, "name": "aks", "values": values}
    resource["provider_name"] = "registry.terraform.io/hashicorp/azurerm"
    change = {"address": f"{kind}.aks", "change": {"after_unknown": later}}
    return json.dumps(
        {
            "format_version": "1.2",
            "planned_values": {"root_module": {"resources": [resource]}},
            "resource_changes": [change],
        }
    )


def _planned(old: dict[str, Any], network: dict[str, Any], later: dict[str, Any]) -> OfTool:
    values = json.loads(state(V, old))["values"]["root_module"]["resources"][0]["values"]
    values["network_profile"][0].update(network)
    for name in later:
        values["network_profile"][0].pop(name)
    was = before(state(V, old))
    return azurerm.of_cluster(was, view(_plan(values, {"network_profile": [later]}), "plan.json"), V)


def test_a_plan_says_what_replaces_and_not_what_only_follows() -> None:
    told = _planned(
        OVERLAY, {"network_plugin": "kubenet"}, {"pod_cidr": True, "service_cidr": True, "dns_service_ip": True}
    )
    assert told.replaced_by == ("network_profile.0.network_plugin",)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        pytest.param("service_cidr", Tool.REPLACE, id="a service range"),
        pytest.param("pod_cidr", Tool.IN_PLACE, id="a pod range"),
    ],
)
def test_what_a_plan_knows_later_is_a_change(name: str, verdict: Tool) -> None:
    assert _planned(OVERLAY, {}, {name: True}).verdict is verdict


def test_a_plan_of_nothing_is_no_change() -> None:
    assert _planned(OVERLAY | LB, {}, {}).verdict is Tool.NO_OP


@pytest.mark.parametrize(
    ("version", "new", "pool", "path", "text"),
    [
        pytest.param(
            V,
            OVERLAY,
            {"enable_auto_scaling": True},
            "default_node_pool.0.enable_auto_scaling",
            "enable_auto_scaling: azurerm 4.81.0 has no such argument: there it is called auto_scaling_enabled",
            id="an argument by its old name",
        ),
        pytest.param(
            Version(3, 107),
            OVERLAY | {"network_data_plane": "cilium"},
            {},
            "network_profile.0.network_data_plane",
            "network_profile.network_data_plane: azurerm 3.107.0 has no such argument: there it is called ebpf_data_plane",
            id="an argument by its new name",
        ),
        pytest.param(
            V,
            OVERLAY | {"docker_bridge_cidr": "172.17.0.1/16"},
            {},
            "network_profile.0.docker_bridge_cidr",
            "network_profile.docker_bridge_cidr: azurerm 4.81.0 has no such argument, which is gone since 4.0.0",
            id="an argument that is gone",
        ),
        pytest.param(
            Version(4, 44),
            OVERLAY | {"advanced_networking": {"observability_enabled": True}},
            {},
            "network_profile.0.advanced_networking",
            "network_profile.advanced_networking: azurerm 4.44.0 has no such argument, which came with 4.45.0",
            id="a block that is not there yet",
        ),
        pytest.param(
            V,
            OVERLAY | {"outbound_type": "block"},
            {},
            "network_profile.0.outbound_type",
            'outbound_type "block": azurerm 4.81.0 takes loadBalancer, managedNATGateway, none, userAssignedNATGateway, userDefinedRouting',
            id="a word that it does not take",
        ),
        pytest.param(
            V,
            OVERLAY | {"load_balancer_profile": {"idle_timeout_in_minutes": 120}},
            {},
            "network_profile.0.load_balancer_profile.0.idle_timeout_in_minutes",
            "idle_timeout_in_minutes 120: azurerm takes 4 to 100",
            id="a number beyond its bounds",
        ),
    ],
)
def test_what_is_not_valid_says_what_would_be(version: Version, new: Any, pool: Any, path: str, text: str) -> None:
    told = _from_state(OVERLAY, new, None, pool, version)
    assert told.verdict is Tool.ERROR_AT_VALIDATE
    assert [(one.path, one.text) for one in told.reasons if one.verdict is Tool.ERROR_AT_VALIDATE] == [(path, text)]


def test_a_cluster_that_is_replaced_has_no_rotation_that_fails() -> None:
    unnamed = {"vm_size": "Standard_D8s_v5", "temporary_name_for_rotation": None}
    rotated, replaced = (_from_state(OVERLAY, new, None, unnamed) for new in (OVERLAY, FLAT))
    assert rotated.reasons[0].verdict is Tool.ERROR_AT_APPLY
    assert Tool.ERROR_AT_APPLY not in [one.verdict for one in replaced.reasons]


WINDOWS = {"admin_username": "u", "admin_password": "Pa55w.rd-Pa55w.rd"}
GMSA = {"windows_profile": {**WINDOWS, "gmsa": {"dns_server": "", "root_domain": ""}}}


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        pytest.param(GMSA, {"windows_profile": WINDOWS}, Tool.REPLACE, id="it is removed"),
        pytest.param({"windows_profile": WINDOWS}, GMSA, Tool.IN_PLACE, id="it is added"),
        pytest.param(GMSA, {}, Tool.NO_OP, id="the profile around it is left out, and kept"),
        pytest.param(GMSA, GMSA, Tool.NO_OP, id="it stays"),
    ],
)
@pytest.mark.parametrize("version", [Version(3, 117, 1), V], ids=str)
def test_the_block_gmsa_is_not_removed_in_place(old: Any, new: Any, verdict: Tool, version: Version) -> None:
    was, asked = (view(cluster(BARE, None, more, version=str(version))) for more in (old, new))
    told = azurerm.of_cluster(was, asked, version)
    block = tuple(path for path in told.replaced_by if path == "windows_profile.0.gmsa")
    assert (told.verdict, bool(block)) == (verdict, verdict is Tool.REPLACE)


RANGES = ["1.2.3.0/24"]


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        pytest.param({"authorized_ip_ranges": RANGES}, Tool.NO_OP, id="the same ones"),
        pytest.param({"authorized_ip_ranges": ["1.2.4.0/24"]}, Tool.IN_PLACE, id="others"),
    ],
)
@pytest.mark.parametrize("version", [Version(3, 117, 1), V], ids=str)
def test_ranges_for_the_api_server_move_into_their_block(new: Any, verdict: Tool, version: Version) -> None:
    was = view(cluster(BARE, None, {"api_server_authorized_ip_ranges": RANGES}, version="3.117.1"))
    asked = view(cluster(BARE, None, AS_BEFORE | {"api_server_access_profile": new}, version=str(version)))
    assert azurerm.of_cluster(was, asked, version).verdict is verdict


def test_how_many_pods_a_node_has_depends_on_its_cluster() -> None:
    was, asked = (view(cluster(BARE, pool)) for pool in ({}, {"max_pods": 250}))
    told = [azurerm.of_pool(was.pools[0], asked.pools[0], V, around).verdict for around in ((was, asked), None)]
    assert told == [Tool.NO_OP, Tool.UNDECIDED]


def test_what_a_release_has_no_words_for_is_not_told_as_taken_away() -> None:
    asked = view(cluster(BARE, {"enable_auto_scaling": True, "min_count": 1, "max_count": 3, "node_count": None}))
    told = azurerm.of_cluster(asked, asked, V)
    assert {one.verdict for one in told.reasons} == {Tool.ERROR_AT_VALIDATE}
    assert [one.path for one in told.reasons] == ["default_node_pool.0.enable_auto_scaling"]


def test_an_empty_list_that_has_to_be_given_is_given() -> None:
    asked = view(cluster(BARE, None, {"web_app_routing": {"dns_zone_ids": []}}))
    assert azurerm.of_cluster(asked, asked, V).verdict is Tool.NO_OP

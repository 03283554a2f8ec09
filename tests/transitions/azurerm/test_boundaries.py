"""In which release a behaviour of azurerm begins: the last release before it, and the first that has it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.verdicts import OfTool, Tool
from azurerm_clusters import FIVE, cluster, node_pool
from azurerm_states import BALANCER, SUBNET, before, named, pool_of, pool_state, state, view

PLACE, REPLACE, NO_OP, ROTATE, STAYS = Tool.IN_PLACE, Tool.REPLACE, Tool.NO_OP, Tool.ROTATE, Tool.PERMANENT_DIFF
INVALID, NO_PLAN, NO_APPLY = Tool.ERROR_AT_VALIDATE, Tool.ERROR_AT_PLAN, Tool.ERROR_AT_APPLY
LB = {"load_balancer_profile": BALANCER}
FLAT: dict[str, Any] = {"network_plugin": "azure", **LB}
BARE: dict[str, Any] = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
OVERLAY: dict[str, Any] = {**BARE, "pod_cidr": "10.244.0.0/16"}
KUBENET: dict[str, Any] = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16", **LB}
CILIUM = {"network_data_plane": "cilium", "network_policy": "cilium"}


def _plain(profile: dict[str, Any] | None) -> dict[str, Any] | None:
    """What is written of a profile: the block that Azure makes is not."""
    return {name: one for name, one in profile.items() if one is not BALANCER} if profile is not None else None


class Turn(NamedTuple):
    """A change, the last release before a turn with its verdict, and the first after it with the new one."""

    words: str
    last: tuple[Version, Tool]
    first: tuple[Version, Tool]
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    pool: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    more: tuple[dict[str, Any], dict[str, Any]] = ({}, {})


V = Version
TURNS = (
    Turn(
        "ebpf_data_plane is added in place",
        (V(3, 70), REPLACE),
        (V(3, 71), PLACE),
        OVERLAY,
        OVERLAY | {"ebpf_data_plane": "cilium"},
    ),
    Turn(
        "ebpf_data_plane is kept where it is removed",
        (V(3, 107), REPLACE),
        (V(3, 108), NO_OP),
        OVERLAY | {"ebpf_data_plane": "cilium"},
        OVERLAY,
    ),
    Turn("overlay is planned in place, and never sent", (V(3, 71), REPLACE), (V(3, 72), STAYS), FLAT, BARE),
    Turn("overlay is sent", (V(4, 65), STAYS), (V(4, 66), PLACE), FLAT, BARE),
    Turn(
        "Overlay is planned in place",
        (V(3, 71), REPLACE),
        (V(3, 72), STAYS),
        OVERLAY,
        OVERLAY | {"network_plugin_mode": "Overlay"},
    ),
    Turn(
        "Overlay is refused",
        (V(3, 117, 1), STAYS),
        (V(4), INVALID),
        OVERLAY,
        OVERLAY | {"network_plugin_mode": "Overlay"},
    ),
    Turn(
        "the policy cilium is taken",
        (V(3, 74), INVALID),
        (V(3, 75), PLACE),
        OVERLAY | LB | {"ebpf_data_plane": "cilium"},
        OVERLAY | {"ebpf_data_plane": "cilium", "network_policy": "cilium"},
    ),
    Turn(
        "a policy that is known later is planned in place",
        (V(3, 74), REPLACE),
        (V(3, 75), PLACE),
        FLAT,
        FLAT | {"network_policy": "=terraform_data.u.output"},
    ),
    Turn(
        "outbound_type is planned in place, with a request that Azure refuses",
        (V(3, 93), REPLACE),
        (V(3, 94), NO_APPLY),
        OVERLAY | LB,
        OVERLAY | {"outbound_type": "userDefinedRouting"},
    ),
    Turn(
        "outbound_type changes in place",
        (V(3, 102), NO_APPLY),
        (V(3, 103), PLACE),
        OVERLAY | LB,
        OVERLAY | {"outbound_type": "userDefinedRouting"},
    ),
    Turn(
        "ids of addresses are no longer kept",
        (V(3, 101), NO_OP),
        (V(3, 102), PLACE),
        OVERLAY
        | {"load_balancer_profile": BALANCER | {"managed_outbound_ip_count": 0, "outbound_ip_address_ids": ["/x"]}},
        OVERLAY | {"load_balancer_profile": {"idle_timeout_in_minutes": 30}},
    ),
    Turn(
        "a policy is added in place",
        (V(3, 107), REPLACE),
        (V(3, 108), PLACE),
        FLAT,
        FLAT | {"network_policy": "calico"},
    ),
    Turn(
        "network_data_plane exists",
        (V(3, 107), INVALID),
        (V(3, 108), REPLACE),
        OVERLAY,
        OVERLAY | {"network_data_plane": "cilium"},
    ),
    Turn(
        "the data plane azure is the default",
        (V(3, 117, 1), NO_OP),
        (V(4), REPLACE),
        OVERLAY | {"network_data_plane": "cilium"},
        OVERLAY,
    ),
    Turn(
        "a data plane that is known later replaces",
        (V(3, 117, 1), PLACE),
        (V(4), REPLACE),
        OVERLAY,
        OVERLAY | {"network_data_plane": "=terraform_data.u.output"},
    ),
    Turn(
        "ebpf_data_plane is gone",
        (V(3, 117, 1), PLACE),
        (V(4), INVALID),
        OVERLAY,
        OVERLAY | {"ebpf_data_plane": "cilium"},
    ),
    Turn(
        "backend_pool_type exists",
        (V(4, 7), INVALID),
        (V(4, 8), PLACE),
        OVERLAY | LB,
        OVERLAY | {"load_balancer_profile": {"managed_outbound_ip_count": 1, "backend_pool_type": "NodeIP"}},
    ),
    Turn(
        "FIPS of the default pool rotates",
        (V(4, 23), REPLACE),
        (V(4, 24), ROTATE),
        FLAT,
        FLAT,
        ({}, {"fips_enabled": True}),
    ),
    Turn("vm_size may be left out", (V(4, 31), INVALID), (V(4, 32), NO_OP), FLAT, FLAT, ({}, {"vm_size": None})),
    Turn(
        "outbound none exists", (V(4, 43), INVALID), (V(4, 44), NO_PLAN), OVERLAY, OVERLAY | {"outbound_type": "none"}
    ),
    Turn(
        "bootstrap_profile exists",
        (V(4, 43), INVALID),
        (V(4, 44), PLACE),
        OVERLAY,
        OVERLAY | {"outbound_type": "none"},
        ({}, {}),
        ({}, {"bootstrap_profile": {"artifact_source": "Cache"}}),
    ),
    Turn(
        "advanced_networking exists, for Cilium",
        (V(4, 44), INVALID),
        (V(4, 45), NO_PLAN),
        OVERLAY,
        OVERLAY | {"advanced_networking": {"observability_enabled": True}},
    ),
    Turn(
        "advanced_networking observes every data plane",
        (V(4, 66), NO_PLAN),
        (V(4, 67), PLACE),
        KUBENET,
        KUBENET | {"advanced_networking": {"observability_enabled": True}},
    ),
    Turn(
        "API server VNet integration is back",
        (V(4, 45), INVALID),
        (V(4, 46), PLACE),
        OVERLAY,
        OVERLAY,
        ({}, {}),
        ({}, {"api_server_access_profile": {"virtual_network_integration_enabled": True, "subnet_id": f"{SUBNET}api"}}),
    ),
    Turn(
        "AzureLinux3 is taken",
        (V(4, 47), INVALID),
        (V(4, 48), PLACE),
        FLAT,
        FLAT,
        ({"os_sku": "Ubuntu"}, {"os_sku": "AzureLinux3"}),
    ),
    Turn(
        "undrainable_node_behavior exists",
        (V(4, 52), INVALID),
        (V(4, 53), PLACE),
        FLAT,
        FLAT,
        (
            {"upgrade_settings": {"max_surge": "10%"}},
            {"upgrade_settings": {"max_surge": "10%", "undrainable_node_behavior": "Cordon"}},
        ),
    ),
    Turn("node_provisioning_profile exists", (V(4, 56), INVALID), (V(4, 57), NO_OP), FLAT, FLAT, ({}, {}), ({}, FIVE)),
    Turn(
        "the data plane becomes cilium in place",
        (V(4, 57), REPLACE),
        (V(4, 58), PLACE),
        FLAT,
        FLAT | {"network_data_plane": "cilium"},
    ),
    Turn(
        "the policy azure becomes cilium in place",
        (V(4, 57), REPLACE),
        (V(4, 58), PLACE),
        FLAT | {"network_policy": "azure"},
        FLAT | CILIUM,
    ),
    Turn(
        "the policy calico becomes cilium in place",
        (V(4, 58), REPLACE),
        (V(4, 59), PLACE),
        FLAT | {"network_policy": "calico"},
        FLAT | CILIUM,
    ),
    Turn("kubenet becomes overlay in place", (V(4, 65), REPLACE), (V(4, 66), PLACE), KUBENET, OVERLAY),
    Turn(
        "a node subnet becomes overlay with its range in place", (V(4, 65), REPLACE), (V(4, 66), PLACE), FLAT, OVERLAY
    ),
    Turn(
        "a pod range that is known later is planned in place",
        (V(4, 65), REPLACE),
        (V(4, 66), PLACE),
        OVERLAY,
        BARE | {"pod_cidr": "=terraform_data.u.output"},
    ),
    Turn(
        "a pod range on a node subnet is refused at apply",
        (V(4, 65), REPLACE),
        (V(4, 66), NO_APPLY),
        FLAT,
        FLAT | {"pod_cidr": "10.244.0.0/16"},
    ),
    Turn(
        "Ubuntu2404 is taken",
        (V(4, 66), INVALID),
        (V(4, 67), PLACE),
        FLAT,
        FLAT,
        ({"os_sku": "Ubuntu"}, {"os_sku": "Ubuntu2404"}),
    ),
    Turn(
        "OIDC is not turned off any more",
        (V(4, 67), PLACE),
        (V(4, 68), REPLACE),
        FLAT,
        FLAT,
        ({}, {}),
        ({"oidc_issuer_enabled": True}, {"oidc_issuer_enabled": False}),
    ),
    Turn(
        "OIDC that is left out is kept",
        (V(4, 67), PLACE),
        (V(4, 68), NO_OP),
        FLAT,
        FLAT,
        ({}, {}),
        ({"oidc_issuer_enabled": True}, {}),
    ),
    Turn(
        "OIDC is on by default",
        (V(4, 81), NO_OP),
        (V(5), PLACE),
        FLAT,
        FLAT,
        ({}, {}),
        ({"oidc_issuer_enabled": False}, FIVE),
    ),
    Turn("node_provisioning_profile is asked for", (V(4, 81), NO_OP), (V(5), INVALID), FLAT, FLAT),
)
DATA = '\nresource "terraform_data" "u" {\n}\n'


def _ends(turns: Any) -> list[Any]:
    return [
        pytest.param(turn, version, verdict, id=f"{turn.words}: {verdict} in {version}")
        for turn in turns
        for version, verdict in (turn.last, turn.first)
    ]


def _judged(turn: Turn, version: Version) -> OfTool:
    asked = cluster(_plain(turn.new), named(turn.pool[1], version), turn.more[1], DATA, version=str(version))
    return azurerm.of_cluster(before(state(version, turn.old, turn.pool[0], turn.more[0])), view(asked), version)


@pytest.mark.parametrize(("turn", "version", "verdict"), _ends(TURNS))
def test_a_behaviour_begins_with_a_release(turn: Turn, version: Version, verdict: Tool) -> None:
    assert _judged(turn, version).verdict is verdict


POOLS = (
    Turn(
        "the system of a node pool changes in place",
        (V(3, 110), REPLACE),
        (V(3, 111), PLACE),
        None,
        None,
        ({"os_sku": "Ubuntu"}, {"os_sku": "AzureLinux"}),
    ),
    Turn("a node pool rotates", (V(4, 15), REPLACE), (V(4, 16), NO_APPLY), None, None, ({}, {"max_pods": 60})),
    Turn(
        "a node pool has a name for its rotation",
        (V(4, 15), INVALID),
        (V(4, 16), ROTATE),
        None,
        None,
        ({}, {"max_pods": 60, "temporary_name_for_rotation": "tmp"}),
    ),
    Turn(
        "a drain timeout exists",
        (V(3, 105), INVALID),
        (V(3, 106), PLACE),
        None,
        None,
        (
            {"upgrade_settings": {"max_surge": "10%"}},
            {"upgrade_settings": {"max_surge": "10%", "drain_timeout_in_minutes": 30}},
        ),
    ),
    Turn(
        "max_unavailable exists",
        (V(4, 52), INVALID),
        (V(4, 53), PLACE),
        None,
        None,
        ({"upgrade_settings": {"max_surge": "10%"}}, {"upgrade_settings": {"max_unavailable": "1"}}),
    ),
    Turn(
        "Spot without a surge is looked at in the plan",
        (V(4, 64), REPLACE),
        (V(4, 65), NO_PLAN),
        None,
        None,
        ({}, {"priority": "Spot", "upgrade_settings": {"max_surge": "10%"}}),
    ),
    Turn(
        "upgrade_settings with neither number is looked at in the plan",
        (V(4, 64), INVALID),
        (V(4, 65), NO_PLAN),
        None,
        None,
        ({}, {"upgrade_settings": {"drain_timeout_in_minutes": 30}}),
    ),
    Turn(
        "taints of a node pool change in place",
        (V(3, 89), REPLACE),
        (V(3, 90), PLACE),
        None,
        None,
        ({}, {"node_taints": ["a=b:NoSchedule"]}),
    ),
)


@pytest.mark.parametrize(("turn", "version", "verdict"), _ends(POOLS))
def test_a_behaviour_of_pools_begins_with_a_release(turn: Turn, version: Version, verdict: Tool) -> None:
    text = cluster(OVERLAY, None, None, node_pool(**named(turn.pool[1], version)), version=str(version))
    was = before(pool_state(version, turn.pool[0])).pools[0]
    assert azurerm.of_pool(was, pool_of(view(text), "user"), version).verdict is verdict


@pytest.mark.parametrize("turn", [*TURNS, *POOLS], ids=lambda turn: turn.words)
def test_a_turn_is_among_the_boundaries(turn: Turn) -> None:
    first, boundaries = turn.first[0], azurerm.boundaries()
    assert any(turn.last[0] < one <= first for one in boundaries)

"""The graph of single changes: its names, and that each of them is what the verdict says of it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aksnet.transitions.azure.edges import BY_ID, EDGES, Edge
from aksnet.transitions.azure.impossible import consistent
from aksnet.transitions.azure.outcomes import outcome
from aksnet.transitions.azure.routes import GROUPS, route
from aksnet.transitions.azure.states import BOTH_FAMILIES, IPAM, IPV4, WIDER, State, reaches
from aksnet.transitions.verdicts import Azure
from azure_changes import cluster

IDS = {
    "kubenet-to-overlay",
    "node-subnet-to-overlay",
    "plane-to-cilium",
    "install-npm",
    "install-calico",
    "remove-policy",
    "load-balancer-to-standard",
    "outbound-to-load-balancer",
    "outbound-to-managed-nat-gateway",
    "outbound-to-managed-nat-gateway-v2",
    "outbound-to-user-assigned-nat-gateway",
    "outbound-to-user-defined-routing",
    "outbound-to-none",
    "outbound-to-block",
    "widen-pod-range",
    "to-dual-stack",
    "acns-on",
    "acns-off",
    "api-server-integration",
    "automatic-to-base",
}
LEDGER = Path(__file__).parents[3] / "docs" / "ledger.yaml"
OUTBOUND = ("loadBalancer", "managedNATGatewayV2", "managedNATGateway", "userAssignedNATGateway", "userDefinedRouting")
_EVERY = product(
    IPAM,
    ("azure", "cilium"),
    ("none", "azure", "calico", "cilium"),
    (*OUTBOUND, "none", "block"),
    ("standard", "basic"),
    (IPV4, BOTH_FAMILIES),
    [("10.244.0.0/16",)],
    (False, True),
)
SWITCHES = [(False, False, False), (True, False, False), (False, True, False), (False, False, True)]
STATES = [State(*one, *switches) for one in _EVERY for switches in SWITCHES if consistent(State(*one, *switches))]  # type: ignore[arg-type]
CHANGES = [(state, edge) for state in STATES for edge in EDGES if edge.applies(state)]
PRIVATE = cluster(apiServerAccessProfile__enablePrivateCluster=True)
VIEWS = (PRIVATE, PRIVATE)


def test_every_change_has_the_name_that_runbooks_use() -> None:
    assert set(BY_ID) == IDS
    assert len(EDGES) == len(IDS)


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge.id} has sources and facts that there are")
def test_what_a_change_rests_on(edge: Edge) -> None:
    known = yaml.safe_load(LEDGER.read_text())
    told = [edge.facts, *(one.facts for one in (*edge.conditions, *edge.effects))]
    assert edge.sources
    assert all(one.sources for one in (*edge.conditions, *edge.effects))
    assert {fact for facts in told for fact in facts} <= set(known)


@given(st.sampled_from(CHANGES))
def test_a_single_change_is_made_in_place(one: tuple[State, Edge]) -> None:
    start, edge = one
    goal = edge.after(start)
    if goal.pod_ranges is not None and goal.pod_ranges[-1] == WIDER:
        goal = goal._replace(pod_ranges=("10.240.0.0/12",))
    axes = next(group for group in GROUPS if edge.axis in group)
    verdict = outcome(start, goal, axes, VIEWS).verdict
    assert verdict is (Azure.IRREVERSIBLE if edge.irreversible else Azure.IN_PLACE)


def test_a_single_change_leads_to_a_state_that_azure_has() -> None:
    assert [(state, edge.id) for state, edge in CHANGES if not consistent(edge.after(state))] == []


@given(st.sampled_from(STATES), st.sampled_from(STATES), st.sampled_from(GROUPS))
def test_a_way_is_made_of_changes_that_apply_and_gets_there(start: State, goal: State, axes: tuple[str, ...]) -> None:
    way = route(start, goal, axes) or ()
    at = start
    for edge in way:
        assert edge.applies(at)
        at = edge.after(at)
    same = {field: getattr(goal, field) for field in _fields(axes)}
    assert not way or reaches(start._replace(**same), start)(at)


def _fields(axes: tuple[str, ...]) -> set[str]:
    others = {
        "pod-ranges": "pod_ranges",
        "load-balancer": "load_balancer",
        "api-server": "integrated",
        "sku": "automatic",
    }
    return {others.get(axis, axis) for axis in axes}


def test_what_undoes_a_change_does() -> None:
    undone = [(state, edge, BY_ID[edge.back]) for state, edge in CHANGES if edge.back is not None]
    assert undone
    assert all(back.applies(edge.after(state)) for state, edge, back in undone)
    assert all(back.after(edge.after(state)) == state for state, edge, back in undone)


def test_every_change_can_be_made_somewhere() -> None:
    assert {edge.id for _, edge in CHANGES} == IDS


def test_only_widening_leaves_a_range_open_to_be_wider() -> None:
    start = State("overlay", "azure", "none", "loadBalancer", "standard", IPV4, ("10.244.0.0/16",), False)
    wide = start._replace(pod_ranges=("10.240.0.0/12",))
    assert [edge.id for edge in route(start, wide, ("pod-ranges",)) or ()] == ["widen-pod-range"]
    assert route(wide, start, ("pod-ranges",)) is None
    assert route(start, start._replace(pod_ranges=("10.1.0.0/16",)), ("pod-ranges",)) is None
    assert route(start, start._replace(pod_ranges=("no range",)), ("pod-ranges",)) is None

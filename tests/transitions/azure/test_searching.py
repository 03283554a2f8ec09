"""The way over the graph: it reaches its goal by changes that are allowed, is the shortest, and leaves pods guarded."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.transitions.azure.edges import EDGES
from aksnet.transitions.azure.searching import reachable, shortest
from aksnet.transitions.azure.states import BOTH_FAMILIES, IPAM, IPV4, State, reaches

RANGE, WIDE = ("10.244.0.0/16",), ("10.240.0.0/12",)
OUTBOUND = ("loadBalancer", "managedNATGateway", "userAssignedNATGateway", "userDefinedRouting", "none", "block")
STATES = st.builds(
    State,
    st.sampled_from(IPAM),
    st.sampled_from(["azure", "cilium"]),
    st.sampled_from(["none", "azure", "calico", "cilium"]),
    st.sampled_from(OUTBOUND),
    st.sampled_from(["basic", "standard"]),
    st.sampled_from([IPV4, BOTH_FAMILIES]),
    st.sampled_from([RANGE, WIDE]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
START = State("node-subnet", "azure", "none", "loadBalancer", "standard", IPV4, RANGE, True)


def _count(start: State, reached: Callable[[State], bool]) -> int | None:
    """How many changes a plain search takes."""
    waiting, seen = deque([(start, 0)]), {start}
    while waiting:
        state, steps = waiting.popleft()
        if reached(state):
            return steps
        for edge in EDGES:
            following = edge.after(state) if edge.applies(state) else state
            if following not in seen:
                seen.add(following)
                waiting.append((following, steps + 1))
    return None


@given(STATES, STATES)
def test_a_way_is_allowed_step_by_step_reaches_the_goal_and_is_the_shortest(start: State, goal: State) -> None:
    goal = goal._replace(own_network=start.own_network)
    reached = reaches(goal, start)
    way = shortest(start, reached)
    assert (None if way is None else len(way)) == _count(start, reached)
    state = start
    for edge in way or ():
        assert edge.applies(state), f"{edge.id} is not allowed in {state}"
        state = edge.after(state)
    assert way is None or reached(state)


@given(STATES, STATES)
def test_no_step_of_a_way_is_made_twice(start: State, goal: State) -> None:
    way = shortest(start, reaches(goal, start)) or ()
    assert len({edge.id for edge in way}) == len(way)


@given(STATES)
def test_a_cluster_that_is_there_takes_no_step(state: State) -> None:
    assert shortest(state, reaches(state, state)) == ()


@given(STATES, STATES)
def test_what_can_be_reached_is_what_a_way_leads_to(start: State, goal: State) -> None:
    there = any(reaches(goal, start)(state) for state in (start, *reachable(start)))
    assert there == (shortest(start, reaches(goal, start)) is not None)


@pytest.mark.parametrize(
    ("start", "goal", "way"),
    [
        pytest.param(START, {"ipam": "overlay"}, ["node-subnet-to-overlay"], id="node subnets go to overlay at once"),
        pytest.param(START, {"ipam": "overlay", "plane": "cilium", "policy": "cilium"}, ["node-subnet-to-overlay", "plane-to-cilium"], id="overlay comes before Cilium where both orders will do"),
        pytest.param(START._replace(policy="calico"), {"ipam": "overlay", "plane": "cilium", "policy": "cilium"}, ["plane-to-cilium", "node-subnet-to-overlay"], id="Cilium comes first where an engine would have to go before overlay"),
        pytest.param(START._replace(ipam="kubenet", policy="calico"), {"ipam": "overlay", "plane": "cilium", "policy": "cilium"}, ["remove-policy", "kubenet-to-overlay", "plane-to-cilium"], id="kubenet leaves its engine, then goes to overlay, then to Cilium"),
        pytest.param(START._replace(policy="calico"), {"ipam": "overlay", "policy": "calico"}, ["remove-policy", "node-subnet-to-overlay", "install-calico"], id="an engine that is to stay goes before the move and comes back after it"),
        pytest.param(START._replace(policy="azure"), {"ipam": "overlay", "policy": "none", "outbound": "userDefinedRouting"}, ["remove-policy", "node-subnet-to-overlay", "outbound-to-user-defined-routing"], id="the engine goes right before the move, and the load balancer after it"),
        pytest.param(START._replace(policy="azure", outbound="userDefinedRouting"), {"plane": "cilium", "policy": "cilium", "outbound": "loadBalancer"}, ["outbound-to-load-balancer", "plane-to-cilium"], id="the load balancer comes before a policy, which azurerm then sends"),
        pytest.param(START._replace(ipam="overlay", policy="azure"), {"policy": "none", "pod_ranges": WIDE, "integrated": True}, ["remove-policy", "widen-pod-range", "api-server-integration"], id="what can be undone comes first"),
        pytest.param(START._replace(policy="azure"), {"policy": "calico"}, ["remove-policy", "install-calico"], id="one engine gives way to another by way of none"),
        pytest.param(START, {"ipam": "overlay", "plane": "cilium", "policy": "cilium", "acns": True}, ["node-subnet-to-overlay", "plane-to-cilium", "acns-on"], id="ACNS is turned on when Cilium is there"),
        pytest.param(START._replace(load_balancer="basic"), {"load_balancer": "standard", "outbound": "userAssignedNATGateway"}, ["load-balancer-to-standard", "outbound-to-user-assigned-nat-gateway"], id="another way out takes the Standard load balancer first"),
        pytest.param(START._replace(load_balancer="basic"), {"ipam": "overlay", "load_balancer": "standard"}, ["load-balancer-to-standard", "node-subnet-to-overlay"], id="the Basic load balancer goes first of all"),
        pytest.param(START._replace(own_network=False, outbound="managedNATGateway"), {"outbound": "loadBalancer"}, ["outbound-to-none", "outbound-to-load-balancer"], id="a managed NAT gateway gives way to the load balancer by way of none"),
        pytest.param(START._replace(ipam="overlay"), {"pod_ranges": WIDE}, ["widen-pod-range"], id="a pod range is widened"),
        pytest.param(START._replace(ipam="overlay", pod_ranges=WIDE), {"pod_ranges": RANGE}, None, id="a pod range is never made smaller"),
        pytest.param(START._replace(ipam="pod-subnet"), {"ipam": "overlay"}, None, id="pod subnets do not go to overlay"),
        pytest.param(START._replace(ipam="overlay"), {"ipam": "kubenet"}, None, id="nothing goes to kubenet"),
        pytest.param(START._replace(own_network=False), {"own_network": True}, None, id="nodes stay in the network that AKS made"),
    ],
)  # fmt: skip
def test_the_way(start: State, goal: dict[str, object], way: list[str] | None) -> None:
    wanted = start._replace(**goal)  # type: ignore[arg-type]
    found = shortest(start, reaches(wanted if "pod_ranges" in goal else wanted._replace(pod_ranges=None), start))
    assert (None if found is None else [edge.id for edge in found]) == way

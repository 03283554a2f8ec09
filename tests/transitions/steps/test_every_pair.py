"""Every pair of networks: the steps applied one after the other reach the goal, or it is said that nothing does."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import pytest

from aksnet.transitions.azure.edges import BY_ID
from aksnet.transitions.azure.goals import goal_of
from aksnet.transitions.azure.states import reaches, state_of
from aksnet.transitions.steps import runbook_of
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView
from runbooks import NODES, PODS, change, cluster

_MODES: dict[str, dict[str, Any]] = {
    "kubenet": {"networkPlugin": "kubenet", "podCidr": "10.244.0.0/16"},
    "node-subnet": {"networkPlugin": "azure", "networkDataplane": "azure"},
    "node-subnet-cilium": {"networkPlugin": "azure", "networkDataplane": "cilium"},
    "pod-subnet": {"networkPlugin": "azure", "networkDataplane": "azure"},
    "static-block": {"networkPlugin": "azure", "networkDataplane": "azure"},
    "overlay": {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "azure", "podCidr": "10.244.0.0/16"},
    "cilium": {"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "cilium", "podCidr": "10.240.0.0/12"},
    "byo": {"networkPlugin": "none", "podCidr": "10.244.0.0/16"},
}  # fmt: skip
_OUTBOUND = ("loadBalancer", "userDefinedRouting")


@cache
def _networks() -> dict[str, ClusterView]:
    made = {}
    for mode, policy, outbound in product(_MODES, ("none", "azure", "calico"), _OUTBOUND):
        engine = "cilium" if _MODES[mode].get("networkDataplane") == "cilium" else policy
        if (mode, policy) in (("kubenet", "azure"), ("byo", "azure"), ("byo", "calico")) or (
            engine == "cilium" and policy != "none"
        ):
            continue
        pool: dict[str, Any] = {"name": "system", "mode": "System", "vnetSubnetID": NODES}
        if mode in ("pod-subnet", "static-block"):
            pool["podSubnetID"] = PODS if mode == "pod-subnet" else f"{PODS}2"
            pool["podIPAllocationMode"] = "DynamicIndividual" if mode == "pod-subnet" else "StaticBlock"
        network = {**_MODES[mode], "networkPolicy": engine, "outboundType": outbound}
        made[f"{mode}, {engine}, {outbound}"] = cluster(network, (pool,))
    return made  # fmt: skip


@pytest.mark.parametrize("name", _networks())
def test_steps_reach_the_goal_and_each_is_allowed_by_itself(name: str) -> None:
    before = _networks()[name]
    for goal, after in _networks().items():
        told = change(before, after)
        found = runbook_of(told)
        edges = [step.edge for step in found.steps]
        if found.unreachable is not None:
            assert told.azure.verdict in (Azure.RECREATE, Azure.REFUSED), goal
            assert edges in ([], ["new-cluster"] * 4)
            continue
        assert told.azure.verdict not in (Azure.RECREATE, Azure.REFUSED), goal
        state = start = state_of(before)
        for edge in (BY_ID[step] for step in edges if step in BY_ID):
            assert edge.applies(state), f"{edge.id} on the way to {goal}"
            state = edge.after(state)
        wanted = goal_of(start, after)
        pools = {start.ipam, wanted.ipam} == {"pod-subnet", "static-block"}
        assert reaches(wanted._replace(ipam=start.ipam) if pools else wanted, start)(state), goal
        assert ("new-pools" in edges) == pools

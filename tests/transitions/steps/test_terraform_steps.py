"""Every step that a runbook leaves to Terraform is one that the release itself makes without replacing anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.azure import searching
from aksnet.transitions.azure.judging import CACHE
from aksnet.transitions.azure.states import reaches
from aksnet.transitions.changes import Maker
from aksnet.transitions.rewriting import with_changes
from aksnet.transitions.steps.ends import ends_of
from aksnet.transitions.steps.leg import Attribute, Leg
from aksnet.transitions.steps.settings import caches
from aksnet.transitions.steps.texts import TEXTS
from aksnet.transitions.steps.writing import by_provider
from aksnet.transitions.verdicts import Tool
from aksnet.view import ClusterView, Value
from changing import read_cluster

_NETWORKS: dict[str, dict[str, Any]] = {
    "kubenet": {"network_plugin": "kubenet"},
    "kubenet, Calico": {"network_plugin": "kubenet", "network_policy": "calico"},
    "node subnet": {"network_plugin": "azure"},
    "node subnet, NPM": {"network_plugin": "azure", "network_policy": "azure"},
    "node subnet, Cilium": {"network_plugin": "azure", "network_data_plane": "cilium", "network_policy": "cilium"},
    "overlay": {"network_plugin": "azure", "network_plugin_mode": "overlay"},
    "overlay, NPM": {"network_plugin": "azure", "network_plugin_mode": "overlay", "network_policy": "azure"},
    "overlay, Calico": {"network_plugin": "azure", "network_plugin_mode": "overlay", "network_policy": "calico"},
    "overlay, Cilium": {"network_plugin": "azure", "network_plugin_mode": "overlay", "network_data_plane": "cilium", "network_policy": "cilium"},
    "overlay, load balancer": {"network_plugin": "azure", "network_plugin_mode": "overlay", "outbound_type": "loadBalancer"},
    "overlay, NAT gateway": {"network_plugin": "azure", "network_plugin_mode": "overlay", "outbound_type": "managedNATGateway"},
    "overlay, Cilium, routes": {"network_plugin": "azure", "network_plugin_mode": "overlay", "network_data_plane": "cilium", "network_policy": "cilium", "outbound_type": "userDefinedRouting"},
}  # fmt: skip
_STARTS = {name: one for name, one in _NETWORKS.items() if "Cilium" not in name or name.startswith("node subnet")}
_DONE = (Tool.IN_PLACE, Tool.ROTATE)
# A text says nothing of an engine that is not there; what is read back of it is nothing, and is set in place.
_POLICY = "network_profile.0.network_policy"


@cache
def _read(name: str) -> ClusterView:
    network = _NETWORKS[name]
    words = "".join(f"    {name} = {json.dumps(value)}\n" for name, value in network.items())
    return read_cluster(
        'resource "azurerm_kubernetes_cluster" "this" {\n  name = "prod"\n  resource_group_name = "rg"\n'
        '  location = "westeurope"\n  dns_prefix = "prod"\n'
        '  default_node_pool {\n    name = "system"\n    vm_size = "Standard_D4s_v5"\n  }\n'
        '  identity {\n    type = "UserAssigned"\n    identity_ids = ["i"]\n  }\n'
        f"  network_profile {{\n{words}  }}\n}}\n"
    )


def _releases() -> list[Version]:
    """The releases between which something changes, from the first of which the words are known."""
    ends = [one for one in azurerm.boundaries() if Version(3, 50) <= one < Version(5)]
    return [*ends, Version(4, 81)]


def _legs(before: ClusterView, after: ClusterView) -> Iterator[Leg]:
    ends = ends_of(before, after)
    way = searching.shortest(ends.start, reaches(ends.goal, ends.start))
    state = ends.start
    for edge in way or ():
        yield Leg(edge, state, edge.after(state), before, after, Maker("azurerm"))
        state = edge.after(state)


def _written(view: ClusterView, attributes: tuple[Attribute, ...], release: Version) -> ClusterView:
    """The text with a step in it, as the step asks for it."""
    said = {
        one.path: None if one.after in (None, "none") and "Policy" in one.path else Value(one.after)
        for one in attributes
    }
    return with_changes(view, said, release)  # fmt: skip


@pytest.mark.parametrize("start", _STARTS)
def test_what_is_left_to_terraform_is_made_in_place_by_that_release(start: str) -> None:
    before, seen = _read(start), 0
    ways = [(goal, tuple(_legs(before, _read(goal)))) for goal in _NETWORKS if goal != start]
    for (goal, way), release in product(ways, _releases()):
        text = before
        for leg in (one._replace(maker=Maker("azurerm", (release,), str(release))) for one in way):
            said = TEXTS[leg.edge.id](leg)
            if caches(leg):  # a step of its own before it
                text = with_changes(text, {CACHE: Value("Cache")}, release)
            after = _written(text, said.attributes, release)
            if by_provider(leg, said):
                judged = azurerm.of_cluster(text, after, release)
                untold = {one.path for one in judged.open} == {_POLICY} and not judged.replaced_by
                assert judged.verdict in _DONE or untold, f"{leg.edge.id} to {goal} with {release}: {judged}"
                seen += 1
            text = after
    assert seen > 0

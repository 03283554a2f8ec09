"""A VNet and subnets for clusters that have pools and say nothing of subnets, so that a plan can place them."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.planning.allocation import AllocationError
from aksnet.spec.nodes import Key, Node, assign, mapping, valued

_NODES, _PODS = "nodes", "pods"


class Made(NamedTuple):
    """What was added to a spec: the path, the value, and what it is in words."""

    path: tuple[Key, ...]
    value: str
    words: str


def with_network(node: Node, *, supernet: bool) -> tuple[Node, list[Made]]:
    """The cluster with a subnet for its nodes, and one for its pods where they have addresses of subnets of their own.

    Only where no pool names a subnet, and there is a VNet without any, or a supernet to make one of. Raises
    AllocationError where there are no pools to make subnets for.
    """
    vnet = node.at(("vnet",))
    if not _asks(node, vnet, supernet=supernet):
        return node, []
    pools = node.at(("pools",))
    if pools is None or not pools.items:
        hint = "list them with their counts: pools: [{name: system, mode: System, count: 3}]"
        whose = f"cluster {_data(node, 'name')!r}: " if _data(node, "name") is not None else ""
        raise AllocationError(Problem(f"{whose}there are no pools to make subnets for", node.place, hint))
    made = [one for index in pools.items for one in _of_pool(node, index)]
    for name in dict.fromkeys(one.value for one in made):
        node = assign(node, ("vnet", "subnets", name), mapping(node.place, iter(())))
    for one in made:
        node = assign(node, one.path, valued(one.value, node.place))
    return node, made


def _asks(node: Node, vnet: Node | None, *, supernet: bool) -> bool:
    """Whether subnets are to be made: AKS Automatic has subnets of another kind, which its spec names."""
    pools, sku = node.at(("pools",)), node.at(("sku",))
    named = pools is not None and any(
        "subnet" in pool.items or "pod_subnet" in pool.items for pool in pools.items.values()
    )
    listed = vnet is not None and "subnets" in vnet.items and bool(vnet.items["subnets"].items)
    automatic = sku is not None and sku.data == "automatic"
    return not named and not listed and not automatic and (vnet is not None or supernet)


def _of_pool(node: Node, index: Key) -> list[Made]:
    made = [Made(("pools", index, "subnet"), _NODES, "subnet of nodes")]
    if _data(node, "network", "plugin") == "pod-subnet" or _data(node, "network", "ipam") == "pod-subnet":
        usual = _data(node, "network", "allocation") or "dynamic"
        own = _data(node, "pools", index, "allocation") or usual
        name = _PODS if own == usual else f"{own}-{_PODS}"
        made.append(Made(("pools", index, "pod_subnet"), name, "subnet of pods"))
    return made


def _data(node: Node, *path: Key) -> object:
    found = node.at(path)
    return found.data if found is not None else None

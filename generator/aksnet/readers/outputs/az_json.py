"""Clusters, pools, networks and subnets as `az` prints them, or as ARM answers a GET."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.configuration import Scope
from aksnet.errors import Problem
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Array, Node, Object, Spread
from aksnet.readers.outputs.arm_resources import kind_of_id, resource_of
from aksnet.readers.outputs.json_values import elements, member, members, text_of
from aksnet.readers.resources import Kind, Reading, kind_of

LANGUAGE = "az"
# What a flattened cluster has even where its id and type are cut away.
_CLUSTER_KEYS = frozenset(("agentPoolProfiles", "networkProfile"))
# What a resource of a template has, whose texts may be expressions, and no answer of the service.
_TEMPLATE_KEYS = frozenset(("apiVersion", "dependsOn", "$schema"))


def recognises(root: Node) -> bool:
    """Whether a JSON file holds one or more resources that are read."""
    return any(_kind(node) is not None for node in _answers(root))


def read(root: Node, source: Source) -> Reading:
    """The resources of an answer or of a list of answers."""
    resources = []
    for node in _answers(root):
        kind = _kind(node)
        if kind is not None and isinstance(node, Object):
            resources.append(resource_of(node, kind, source, LANGUAGE)._replace(scope=Scope(group=_group(node))))
    return Reading(source.name, tuple(resources), tuple(_rest(root, source)))


def _group(node: Object) -> str | None:
    """The resource group that az tells beside the id, which names it as well where it is not cut away."""
    return text_of(member(node, "resourceGroup")) or None if text_of(member(node, "id")) is None else None


def _answers(root: Node) -> tuple[Node | Spread, ...]:
    """The answers of a list, of ARM's page of a list, or the one that the root is."""
    if isinstance(root, Array):
        return root.items
    page = member(root, "value")
    return elements(page) if isinstance(page, Array) else (root,)


def _rest(root: Node, source: Source) -> Iterator[Problem]:
    item = members(root).get("nextLink")
    if item is not None and text_of(item.value) is not None:
        hint = "join the pages, or use `az`, which asks for all of them"
        yield Problem("this list goes on on another page", source.place(item.at), hint)


def _kind(node: Node | Spread) -> Kind | None:
    """The kind by the type, by the id, or by what only a cluster has; None where it is not read."""
    keys = members(node).keys()
    if keys & _TEMPLATE_KEYS:
        return None
    resource_type = text_of(member(node, "type"))
    resource_id = text_of(member(node, "id"))
    if resource_type is not None:
        return kind_of(resource_type) if resource_id is not None and resource_id.startswith("/") else None
    return kind_of_id(resource_id) or (Kind.CLUSTER if keys >= _CLUSTER_KEYS else None)

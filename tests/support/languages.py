"""One cluster in every language that aksnet reads: what the targets write, and the shapes of what tools print of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from aksnet.targets import render
from aksnet.view import ClusterView, Parameter, Subnet, Unknown, Value, nest
from hcl_reading import Block, blocks, inner_blocks, is_block
from rendering import WHOLE, texts

Files = Mapping[str, str]
_GROUP = "/subscriptions/0/resourceGroups/given/providers"
_AZURERM = "registry.terraform.io/hashicorp/azurerm"
# What of a resource in ARM stands beside its properties.
_BESIDE = ("name", "location", "tags", "sku", "identity", "kind")


def _target(name: str) -> Callable[[ClusterView], Files]:
    return lambda view: texts(render(view, WHOLE[name]))


# Terraform, in the other shapes that the newest azurerm's configuration has


# python-hcl2 is slow, and many clusters have the same files.
_blocks = cache(blocks)


def _parsed(view: ClusterView) -> list[Block]:
    return [block for text in _target("terraform")(view).values() for block in _blocks(text)]


def _terraform_json(view: ClusterView) -> Files:
    document: dict[str, Any] = {}
    for kind, labels, body in _parsed(view):
        inner = document.setdefault(kind, {} if labels else _syntax(body))
        for label in labels:
            inner = inner.setdefault(label, _syntax(body) if label == labels[-1] else {})
    return {"main.tf.json": json.dumps(document)}


def _syntax(value: Any) -> Any:
    """A value of python-hcl2 in Terraform's JSON syntax, where texts are templates."""
    if isinstance(value, dict):
        return {key: _bare(one) if key == "depends_on" else _syntax(one) for key, one in value.items() if key[0] != "_"}
    if isinstance(value, list):
        return [_syntax(one) for one in value]
    return json.loads(value) if isinstance(value, str) and value.startswith('"') else value


def _bare(references: list[str]) -> list[str]:
    return [one.removeprefix("${").removesuffix("}") for one in references]


def _given(name: str) -> str:
    """What whoever deploys gives for a variable or parameter."""
    return f"{_GROUP}/Microsoft.Network/virtualNetworks/other/subnets/{name}" if "subnet" in name else "given"


class _Resource(NamedTuple):
    type: str
    name: str
    body: dict[str, Any]

    @property
    def address(self) -> str:
        return f"{self.type}.{self.name}"


class _Module:
    """A root module whose variables have their defaults."""

    def __init__(self, view: ClusterView) -> None:
        parsed = _parsed(view)
        self.variables = {
            labels[0]: _syntax(body["default"])
            for kind, labels, body in parsed
            if kind == "variable" and "default" in body
        }
        self.resources = [_Resource(*labels, body) for kind, labels, body in parsed if kind == "resource"]

    def text(self, template: str) -> str | None:
        """A template with its variables filled in; None where it refers to anything else."""
        filled = re.sub(r"\$\{var\.(\w+)\}", lambda found: str(self.variables.get(found[1], found[0])), template)
        return None if "${" in filled else filled

    def values(self, body: Any, reference: Callable[[str], Any]) -> Any:
        """A body as it is planned; what is no literal is what `reference` makes of it."""
        if isinstance(body, dict):
            return {
                key: self.values(one, reference) for key, one in body.items() if key[0] != "_" and key != "depends_on"
            }
        if isinstance(body, list):
            return [self.values(one, reference) for one in body]
        if not isinstance(body, str):
            return body
        text = json.loads(body) if body.startswith('"') else body
        filled = self.text(text)
        return reference(text) if filled is None else filled

    def attribute(self, template: str) -> Any:
        """What an expression has come to once everything is made."""
        if template.startswith("${var."):
            return _given(template[6:-1])
        found = re.fullmatch(r"\$\{(\w+)\.(\w+)\.(\w+)\}", template)
        if found is None:
            return None
        one = next((one for one in self.resources if (one.type, one.name) == (found[1], found[2])), None)
        if one is None:
            return None
        return self.id(one) if found[3] == "id" else self.values(one.body.get(found[3]), self.attribute)

    def id(self, one: _Resource) -> str:
        """The id of a resource that is made already."""
        name = self.values(one.body.get("name", '"x"'), self.attribute)
        if one.type == "azurerm_subnet":
            network = self.values(one.body["virtual_network_name"], self.attribute)
            return f"{_GROUP}/Microsoft.Network/virtualNetworks/{network}/subnets/{name}"
        kinds = {
            "azurerm_virtual_network": "Microsoft.Network/virtualNetworks",
            "azurerm_kubernetes_cluster": "Microsoft.ContainerService/managedClusters",
        }
        return f"{_GROUP}/{kinds.get(one.type, f'Microsoft.Other/{one.type}')}/{name}"


def _printed(one: _Resource, values: Any) -> dict[str, Any]:
    known = {"address": one.address, "mode": "managed", "type": one.type, "name": one.name}
    return {**known, "provider_name": _AZURERM, "values": values, "sensitive_values": {}}


def _plan(view: ClusterView) -> Files:
    module = _Module(view)
    document = {
        "format_version": "1.2",
        "planned_values": {
            "root_module": {
                "resources": [_printed(one, module.values(one.body, lambda _: None)) for one in module.resources]
            }
        },
        "resource_changes": [
            {"address": one.address, "change": {"actions": ["create"], "after_unknown": _later(module, one.body)}}
            for one in module.resources
        ],
        "configuration": {
            "provider_config": {"azurerm": {"name": "azurerm", "full_name": _AZURERM, "version_constraint": "5.2.0"}},
            "root_module": {
                "resources": [
                    {"address": one.address, "provider_config_key": "azurerm", "expressions": _expressions(one.body)}
                    for one in module.resources
                ]
            },
        },
    }
    return {"plan.json": json.dumps(document)}


def _later(module: _Module, body: Any) -> Any:
    """What of a body is known once it is made."""
    if isinstance(body, dict):
        marks = {key: _later(module, one) for key, one in body.items() if key[0] != "_" and key != "depends_on"}
        return {key: mark for key, mark in marks.items() if mark}
    if isinstance(body, list):
        return [_later(module, one) for one in body]
    return isinstance(body, str) and module.values(body, lambda _: None) is None


def _expressions(body: dict[str, Any]) -> dict[str, Any]:
    found = {
        key: {"references": list(_references(one))} for key, one in body.items() if key[0] != "_" and not is_block(one)
    }
    for key, block in inner_blocks(body):
        found.setdefault(key, []).append(_expressions(block))  # type: ignore[attr-defined]
    return found


def _references(value: Any) -> Iterator[str]:
    for expression in re.findall(r"\$\{([\w.]+)\}", json.dumps(value)):
        yield from (expression, expression.rpartition(".")[0])


def _state(view: ClusterView) -> Files:
    module = _Module(view)
    resources = [
        _printed(one, {**module.values(one.body, module.attribute), "id": module.id(one)}) for one in module.resources
    ]
    document = {
        "format_version": "1.0",
        "terraform_version": "1.9.0",
        "values": {"root_module": {"resources": resources}},
    }
    return {"state.json": json.dumps(document)}


# ARM's own shapes, where all is resolved


def _network(view: ClusterView) -> str:
    return f"{_GROUP}/Microsoft.Network/virtualNetworks/{view.name}-vnet"


def _members(view: ClusterView, values: Mapping[str, Value]) -> dict[str, Any]:
    """The values as ARM nests them."""
    return nest({path: _resolved(view, value.data) for path, value in values.items()})


def _resolved(view: ClusterView, data: Any) -> Any:
    """Plain data; for what whoever deploys will give, something that may be given."""
    if isinstance(data, Subnet):
        return f"{_network(view)}/subnets/{data.name}"
    if isinstance(data, Parameter):
        return _given(data.name)
    return "given" if isinstance(data, Unknown) else data


def _cluster(view: ClusterView) -> dict[str, Any]:
    pools = [_members(view, pool.values) for pool in view.pools]
    return {**_members(view, view.values), "name": view.name, "agentPoolProfiles": pools}


def _answer(view: ClusterView) -> Files:
    cluster_id = f"{_GROUP}/Microsoft.ContainerService/managedClusters/{view.name}"
    document = {**_cluster(view), "id": cluster_id, "type": "Microsoft.ContainerService/ManagedClusters"}
    return {"aks.json": json.dumps(document)}


def _snapshot(view: ClusterView) -> Files:
    members = _cluster(view)
    beside = {key: value for key, value in members.items() if key in _BESIDE}
    properties = {key: value for key, value in members.items() if key not in _BESIDE}
    cluster = {
        "id": f"{_GROUP}/Microsoft.ContainerService/managedClusters/{view.name}",
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2026-08-02-preview",
        **beside,
        "properties": properties,
    }
    document = {"predictedResources": [cluster, *_networks(view)], "diagnostics": []}
    return {"main.snapshot.json": json.dumps(document)}


def _networks(view: ClusterView) -> Iterator[dict[str, Any]]:
    if view.vnet is None:
        return
    subnets = [
        {
            "name": subnet.name,
            "properties": {
                "addressPrefixes": [one.text for one in subnet.prefixes],
                "delegations": [{"name": "d", "properties": {"serviceName": subnet.delegation}}]
                if subnet.delegation
                else [],
                **({"natGateway": {"id": subnet.nat_gateway}} if subnet.nat_gateway else {}),
                **({"routeTable": {"id": subnet.route_table}} if subnet.route_table else {}),
                "serviceEndpoints": [{"service": one} for one in subnet.service_endpoints],
            },
        }
        for subnet in view.vnet.subnets.values()
    ]
    space = {"addressPrefixes": [one.text for one in view.vnet.address_space]}
    yield {
        "id": _network(view),
        "type": "Microsoft.Network/virtualNetworks",
        "apiVersion": "2024-07-01",
        "name": _network(view).rpartition("/")[2],
        "properties": {"addressSpace": space, "subnets": subnets},
    }


# Each a way from a view to files. The scripts of az are not read.
LANGUAGES: Mapping[str, Callable[[ClusterView], Files]] = {
    **{name: _target(name) for name in WHOLE if name != "az"},
    "tf.json": _terraform_json,
    "plan": _plan,
    "state": _state,
    "snapshot": _snapshot,
    "az aks show": _answer,
}

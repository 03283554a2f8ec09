"""Modules of a Terraform plan or state, and what an attribute that is known only after apply refers to.

A plan lists what an expression refers to, not the expression. An attribute is taken for the one reference that it has
where it would not make sense otherwise: the id of a subnet, where the id of a subnet is asked for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from aksnet.expressions.tree import Node, Object
from aksnet.expressions.values import Ref
from aksnet.readers.outputs.json_values import elements, member, members, text_of

# How many variables and outputs are followed from an attribute to a resource.
MAX_STEPS = 20
# A reference comes with what it is part of: "a.b[0].id", "a.b[0]", "a.b".
_MAX_PARTS = 6
_CALL = re.compile(r"module\.([^.\[]+)(?:\[.*\])?", re.DOTALL)
_CLUSTER_ID = frozenset(("azurerm_kubernetes_cluster.id",))
_NETWORK_ID = frozenset(("azurerm_virtual_network.id",))
_SUBNET_ID = frozenset(("azurerm_subnet.id",))
_REFERENCES = {
    "kubernetes_cluster_id": _CLUSTER_ID,
    "pod_subnet_id": _SUBNET_ID,
    "remote_virtual_network_id": _NETWORK_ID,
    "subnet_id": _SUBNET_ID,
    "virtual_network_id": _NETWORK_ID,
    "virtual_network_name": frozenset(("azurerm_virtual_network.name",)),
    "vnet_subnet_id": _SUBNET_ID,
}


# What is the one thing that an argument or an output refers to, by its name.
References = dict[str, str | None]


class Call(NamedTuple):
    """A call of a module: its arguments, and what it calls."""

    arguments: References
    module: Written


class Written(NamedTuple):
    """A module as it is written: the expressions of its resources by "type.name", its outputs and its calls."""

    resources: dict[str, Node]
    outputs: References
    calls: dict[str, Call]


NOTHING_WRITTEN = Written({}, {}, {})


def written(node: Node | None) -> Written:
    """A module of a plan's `configuration`."""
    resources = {}
    for resource in elements(member(node, "resources")):
        address, expressions = text_of(member(resource, "address")), member(resource, "expressions")
        if address is not None and expressions is not None:
            resources[address] = expressions
    calls = {
        name: Call(_references(member(item.value, "expressions")), written(member(item.value, "module")))
        for name, item in members(member(node, "module_calls")).items()
    }
    outputs = {
        name: _reference(member(item.value, "expression")) for name, item in members(member(node, "outputs")).items()
    }
    return Written(resources, outputs, calls)


class Module(NamedTuple):
    """One instance of a module with the resources in it; `prefix` is its address and a dot, empty for the root."""

    prefix: str
    resources: tuple[Object, ...]
    text: Written
    arguments: References
    caller: Module | None = None

    def expressions(self, resource: Object) -> Node | None:
        """The expressions of a resource."""
        kind, name = text_of(member(resource, "type")), text_of(member(resource, "name"))
        return self.text.resources.get(f"{kind}.{name}")


class Modules:
    """All instances of modules."""

    def __init__(self, root: Node | None, text: Written) -> None:
        self._by_address: dict[str, Module] = {}
        self.instances: list[Module] = []
        self._add(root, Module("", _resources(root), text, {}))
        addresses = (member(resource, "address") for module in self.instances for resource in module.resources)
        self._addresses = {address for address in map(text_of, addresses) if address is not None}

    def _add(self, node: Node | None, module: Module) -> None:
        self.instances.append(module)
        for child in elements(member(node, "child_modules")):
            if not isinstance(child, Object):
                continue
            address = text_of(member(child, "address")) or f"{module.prefix}module"
            called = _CALL.fullmatch(address.removeprefix(module.prefix))
            call = module.text.calls.get(called[1]) if called is not None else None
            text, arguments = (NOTHING_WRITTEN, {}) if call is None else (call.module, call.arguments)
            instance = Module(f"{address}.", _resources(child), text, arguments, module)
            self._by_address[address] = instance
            self._add(child, instance)

    def resolve(self, module: Module, key: str, expression: Node | None) -> Ref | None:
        """The attribute of a resource that an attribute refers to, through variables and outputs of modules."""
        wanted = _REFERENCES.get(key)
        if wanted is None:
            return None
        reference = _reference(expression)
        for _ in range(MAX_STEPS):
            behind = None if reference is None else self._behind(module, reference)
            if behind is None:
                break
            module, reference = behind
        return None if reference is None else self._attribute(module, reference, wanted)

    def _behind(self, module: Module, reference: str) -> tuple[Module, str | None] | None:
        """What a variable or an output refers to in turn, and the module that it is written in."""
        holder, _, name = reference.rpartition(".")
        if holder == "var" and module.caller is not None and name in module.arguments:
            return module.caller, module.arguments[name]
        child = self._by_address.get(module.prefix + holder)
        if child is not None and name in child.text.outputs:
            return child, child.text.outputs[name]
        return None

    def _attribute(self, module: Module, reference: str, wanted: frozenset[str]) -> Ref | None:
        address, _, attribute = reference.rpartition(".")
        known = module.prefix + address in self._addresses
        return (
            Ref(module.prefix + reference) if known and f"{address.partition('.')[0]}.{attribute}" in wanted else None
        )


def _resources(node: Node | None) -> tuple[Object, ...]:
    return tuple(item for item in elements(member(node, "resources")) if isinstance(item, Object))


def _references(node: Node | None) -> References:
    return {name: _reference(item.value) for name, item in members(node).items()}


def _reference(expression: Node | None) -> str | None:
    """The one thing that an expression refers to; what is larger than that is not looked through."""
    if not isinstance(expression, Object) or len(expression.items) > _MAX_PARTS:
        return None
    found = elements(member(expression, "references"))
    if not 0 < len(found) <= _MAX_PARTS:
        return None
    texts = [text_of(node) or "" for node in found]
    whole = max(texts, key=len)
    return whole if all(whole == text or whole.startswith((f"{text}.", f"{text}[")) for text in texts) else None

"""Resource instances in what Terraform prints: a plan or a state as JSON, or the state file itself."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.expressions.source import At, Source
from aksnet.expressions.tree import Array, Item, Literal, Node, Object, Spread
from aksnet.expressions.values import Ref, Val
from aksnet.readers.outputs.json_values import elements, is_null, member, members, opened, text_of
from aksnet.readers.outputs.terraform_modules import NOTHING_WRITTEN, Module, Modules, written
from aksnet.readers.outputs.terraform_values import Marks, Values, sensitive_paths
from aksnet.view import Provider

PLAN = "terraform-plan"
STATE = "terraform-state"
# The types of resources that are read begin so.
_PREFIXES = ("azurerm_", "azapi_")
_CLUSTERS = ("azurerm_kubernetes_cluster", "azurerm_kubernetes_automatic_cluster")
_ARM_CLUSTER = "microsoft.containerservice/managedclusters@"  # in small letters
_EXACT = re.compile(r"=?\s*v?([0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?)")


class Instance(NamedTuple):
    """One instance of a resource, with the attributes and blocks by the provider's names."""

    type: str
    address: str
    place: Place
    language: str
    provider: Provider
    body: Val


def recognises(root: Node) -> bool:
    """Whether a JSON file is a plan, a state as `terraform show -json` prints it, or a state file."""
    keys = members(root).keys()
    empty = keys <= {"format_version", "terraform_version"}
    shown = "format_version" in keys and (is_plan(root) or "values" in keys or empty)
    return shown or keys >= {"serial", "lineage", "resources"}


def is_plan(root: Node) -> bool:
    """Whether it is a plan, of which somebody may have kept the changes alone."""
    return not members(root).keys().isdisjoint(("planned_values", "resource_changes"))


def instances(root: Node, source: Source) -> Iterator[Instance]:
    """The instances of managed resources of the providers that are read."""
    if is_plan(root):
        return _shown_before(root, source) if only_refreshes(root) else _planned(root, source)
    if "values" in members(root):
        return _shown(root, source, {})
    return _stored(root, source)


def earlier(root: Node, source: Source) -> Iterator[Instance]:
    """The instances that are there before a plan, under the addresses that they have in it.

    A cluster that an earlier replacement left behind is there, too, under an address of its own.
    """
    changes = changes_of(root)
    if not changes:
        yield from _shown_before(root, source)
    versions, values = _versions(root), Values(source, _nothing_later)
    for change in changes:
        inner = member(change, "change")
        if inner is not None and not is_null(member(inner, "before")):
            marks = Marks(sensitive=member(inner, "before_sensitive"))
            made = _instance(change, source, STATE, versions, _body(inner, "before", values, marks, source))
            yield made._replace(address=address_of(change) or made.address)


def changes_of(root: Node) -> list[Object]:
    """The changes of a plan to managed resources of the providers that are read, and to deposed clusters.

    Other deposed objects are parts of what is there as well, which would be told twice.
    """
    found = elements(member(root, "resource_changes"))
    read = [one for one in found if isinstance(one, Object) and is_read(one)]
    return [one for one in read if is_null(member(one, "deposed")) or is_cluster(one)]


def is_cluster(change: Object) -> bool:
    """Whether a change is about a cluster that is there."""
    said = text_of(member(change, "change", "before", "type")) or ""
    return text_of(member(change, "type")) in _CLUSTERS or said.lower().startswith(_ARM_CLUSTER)


def address_of(change: Node | Spread) -> str | None:
    """The address of what a change is about, in Terraform's words."""
    address, deposed = text_of(member(change, "address")), text_of(member(change, "deposed"))
    return address if deposed is None or address is None else f"{address} (deposed object {deposed})"


def blocks_of(root: Node) -> dict[str, frozenset[str]]:
    """The blocks that the configuration of each resource has in a plan, by its address; dynamic ones are not told."""
    text = written(member(root, "configuration", "root_module"))
    modules = Modules(member(root, "planned_values", "root_module"), text)
    found = ((text_of(member(one, "address")), module.expressions(one)) for module, one in _managed(modules))
    return {
        address: frozenset(_blocks(node, "")) for address, node in found if address is not None and node is not None
    }


def _blocks(node: Node | Spread, prefix: str) -> Iterator[str]:
    """The paths of blocks, which stand in lists; the expression of an argument is an object."""
    for name, item in members(node).items():
        if isinstance(item.value, Array):
            yield f"{prefix}{name}"
            for one in elements(item.value):
                yield from _blocks(one, f"{prefix}{name}.")


def only_refreshes(root: Node) -> bool:
    """Whether a plan changes nothing and only takes into the state what is there (`-refresh-only`)."""
    planned = members(member(root, "planned_values", "root_module"))
    there = members(member(root, "prior_state", "values", "root_module"))
    stripped = "planned_values" not in members(root)
    return bool(there) and not stripped and not planned and not elements(member(root, "resource_changes"))


def _planned(root: Node, source: Source) -> Iterator[Instance]:
    modules = Modules(
        member(root, "planned_values", "root_module"), written(member(root, "configuration", "root_module"))
    )
    changes = _changes(root)
    versions = _versions(root)
    told: set[str | None] = set()
    for module, resource in _managed(modules):
        address = text_of(member(resource, "address"))
        told.add(address)
        later = changes.get(address) if address is not None else None
        marks = Marks(later, member(resource, "sensitive_values"), module.expressions(resource))
        values = Values(source, partial(modules.resolve, module))
        reason = None if later is not None else "the plan does not tell what of it is known later"
        yield _instance(resource, source, PLAN, versions, _body(resource, "values", values, marks, source, reason))
    yield from _only_changed(root, source, versions, told)


def _only_changed(
    root: Node, source: Source, versions: Mapping[str, str], told: Container[str | None]
) -> Iterator[Instance]:
    """What a plan makes or keeps by its changes, and its planned values do not have, which somebody took out."""
    values = Values(source, _nothing_later)
    for change in changes_of(root):
        inner = member(change, "change")
        if inner is not None and isinstance(member(inner, "after"), Object) and address_of(change) not in told:
            marks = Marks(member(inner, "after_unknown"), member(inner, "after_sensitive"))
            yield _instance(change, source, PLAN, versions, _body(inner, "after", values, marks, source))


def _shown_before(root: Node, source: Source) -> Iterator[Instance]:
    prior = member(root, "prior_state")
    return iter(()) if prior is None else _shown(prior, source, _versions(root))


def _shown(root: Node, source: Source, versions: Mapping[str, str]) -> Iterator[Instance]:
    modules = Modules(member(root, "values", "root_module"), NOTHING_WRITTEN)
    values = Values(source, _nothing_later)
    for _, resource in _managed(modules):
        marks = Marks(sensitive=member(resource, "sensitive_values"))
        yield _instance(resource, source, STATE, versions, _body(resource, "values", values, marks, source))


def _managed(modules: Modules) -> Iterator[tuple[Module, Object]]:
    for module in modules.instances:
        for resource in module.resources:
            if is_read(resource) and is_null(member(resource, "deposed_key")):
                yield module, resource


def is_read(resource: Node | Spread) -> bool:
    """Whether a resource is a managed one of the providers that are read."""
    kind = text_of(member(resource, "type"))
    return text_of(member(resource, "mode")) == "managed" and kind is not None and kind.startswith(_PREFIXES)


def _nothing_later(_key: str, _expression: Node | None) -> Ref | None:
    return None


def _changes(root: Node) -> dict[str, Node]:
    """What is known later of each resource, by its address."""
    later = {}
    for change in elements(member(root, "resource_changes")):
        address, node = text_of(member(change, "address")), member(change, "change", "after_unknown")
        if address is not None and node is not None and is_null(member(change, "deposed")):
            later[address] = node
    return later


def _versions(root: Node) -> dict[str, str]:
    """The exact version that a plan's configuration asks for, else its constraint, by the provider's name."""
    said: dict[str, list[str]] = {}
    for item in members(member(root, "configuration", "provider_config")).values():
        constraint = text_of(member(item.value, "version_constraint")) or ""
        name = text_of(member(item.value, "full_name")) or text_of(member(item.value, "name")) or ""
        said.setdefault(_provider_name(name), []).extend(part.strip() for part in constraint.split(",") if part.strip())
    return {name: version for name, parts in said.items() if (version := _version(parts)) is not None}


def _version(parts: list[str]) -> str | None:
    """What parts of constraints say together; None where they ask for several exact versions, or for nothing."""
    exact = {found[1] for part in parts if (found := _EXACT.fullmatch(part)) is not None}
    if exact:
        return exact.pop() if len(exact) == 1 else None
    return ", ".join(dict.fromkeys(parts)) or None


def _provider(text: str | None, kind: str, versions: Mapping[str, str]) -> Provider:
    name = _provider_name(text) if text is not None else kind.partition("_")[0]
    version = versions.get(name)
    return Provider(name, version, assumed=version is None)


def _provider_name(text: str) -> str:
    """The last part of "registry.terraform.io/hashicorp/azurerm", which a state file puts in 'provider["..."]'."""
    quoted = text.split('"')
    return quoted[1].rpartition("/")[2] if len(quoted) > 1 else re.split(r"[./]", text)[-1]


def _instance(resource: Object, source: Source, language: str, versions: Mapping[str, str], body: Val) -> Instance:
    items = members(resource)
    kind = text_of(member(resource, "type")) or ""
    address = text_of(member(resource, "address"))
    at = items["address"].at if address is not None else resource.at
    provider = _provider(text_of(member(resource, "provider_name")), kind, versions)
    return Instance(kind, address or f"{kind}.?", source.place(at), language, provider, body)


def _body(
    resource: Node | Spread, key: str, values: Values, marks: Marks, source: Source, reason: str | None = None
) -> Val:
    """The attributes under a key; further ones may be there where they cannot be told."""
    node = member(resource, key)
    if not isinstance(node, Object):
        reason = "its attributes are not in this file"
    elif marks.later is not None and not isinstance(marks.later, Object):
        reason = "what of it is known later cannot be read"
    data = values.attributes(node, marks)
    at = resource.at if node is None else members(resource)[key].at
    return Val(data if reason is None else opened(data, reason), at=At(source, at))


def _stored(root: Node, source: Source) -> Iterator[Instance]:
    values = Values(source, _nothing_later)
    for resource in filter(is_read, elements(member(root, "resources"))):
        items = members(resource)
        kind, name, module, provider = (_text(items, key) for key in ("type", "name", "module", "provider"))
        address = f"{kind}.{name or '?'}" if module is None else f"{module}.{kind}.{name or '?'}"
        place = source.place(items["name"].at if name is not None else resource.at)
        model = Instance(kind or "", address, place, STATE, _provider(provider, kind or "", {}), Val(None))
        for instance in elements(member(resource, "instances")):
            if is_null(member(instance, "deposed")):
                yield _stored_instance(model, instance, values, source)


def _text(items: Mapping[str, Item], key: str) -> str | None:
    return text_of(items[key].value) if key in items else None


def _stored_instance(model: Instance, node: Node | Spread, values: Values, source: Source) -> Instance:
    """An instance of a resource, which stands at its key if there are many."""
    key = members(node).get("index_key")
    marks = Marks(sensitive=sensitive_paths(member(node, "sensitive_attributes")))
    body = _body(_untyped(node), "attributes", values, marks, source)
    if key is None or not isinstance(key.value, Literal) or key.value.value is None:
        return model._replace(body=body)
    address = f"{model.address}[{_index(key.value.value)}]"
    return model._replace(address=address, place=source.place(key.at), body=body)


def _index(key: str | float) -> str:
    """A key of an instance as Terraform prints it."""
    return json.dumps(key, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")


def _untyped(instance: Node | Spread) -> Node | Spread:
    """The instance with azapi's `body` as the data itself: a state file keeps its type beside it."""
    attributes = member(instance, "attributes")
    body = members(member(attributes, "body"))
    if body.keys() != {"type", "value"} or not isinstance(attributes, Object) or not isinstance(instance, Object):
        return instance
    return _with(instance, "attributes", _with(attributes, "body", body["value"].value))


def _with(node: Object, key: str, value: Node) -> Object:
    """The object with another value under a key."""
    items = (
        Item(item.key, value, item.at) if isinstance(item, Item) and _names(item, key) else item for item in node.items
    )
    return Object(tuple(items), node.at)


def _names(item: Item, key: str) -> bool:
    return isinstance(item.key, Literal) and item.key.value == key

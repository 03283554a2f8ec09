"""A managed cluster in ARM JSON as a view: literal values known, template expressions unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aksnet.addresses import network_of, nth_address
from aksnet.facts import arm, service
from aksnet.facts.arm import Words
from aksnet.view import ClusterView, Origin, PoolView, Unknown, Value


def cluster_from_arm(resource: Mapping[str, Any]) -> ClusterView:
    """The view of a `Microsoft.ContainerService/managedClusters` resource, with what the service fills in."""
    properties = resource.get("properties")
    rest = dict(properties) if isinstance(properties, dict) else {}
    stated = rest.pop("agentPoolProfiles", None)
    items = stated if isinstance(stated, list) else []
    pools = [pool for pool in items if isinstance(pool, dict)]
    values = dict(_flat(rest, "", arm.CLUSTER_WORDS))
    if isinstance(properties, str):
        values[""] = _value(properties, ())
    whole = len(pools) == len(items) and not isinstance(stated, str)
    if not whole:  # an expression may be any number of pools
        values["agentPoolProfiles"] = Value(Unknown("an expression of the template"))
    for key in ("location", "tags", "sku", "identity"):
        data = resource.get(key)
        if data is not None:
            plain = key in ("location", "tags")
            values.update([(key, _value(data, ()))] if plain else _flat({key: data}, "", arm.CLUSTER_WORDS))
    return ClusterView(
        name=str(resource.get("name", "?")),
        values={**values, **dict(_implied(values))},
        pools=tuple(PoolView(dict(_flat(pool, "", arm.POOL_WORDS))) for pool in pools),
        pools_stated=bool(pools) and whole,
    )


def _flat(tree: Mapping[str, Any], base: str, words: Mapping[str, Words]) -> Iterator[tuple[str, Value]]:
    """The values by their dotted paths; null, an empty text and an empty list say nothing."""
    for key, data in tree.items():
        path = f"{base}{key}"
        if isinstance(data, dict):
            yield from _flat(data, f"{path}.", words)
        elif data is not None and data not in ("", []):
            yield path, _value(data, words.get(path, ()))


def _value(data: Any, words: Words) -> Value:
    items = data if isinstance(data, list) else [data]
    if any(isinstance(item, str) and item.startswith("[") and not item.startswith("[[") for item in items):
        return Value(Unknown("an expression of the template"))
    folded = [_folded(item, words) for item in items]
    return Value(folded if isinstance(data, list) else folded[0])


def _folded(data: Any, words: Words) -> Any:
    """The word as ARM spells it: the service does not care for case (fact MODE-13), and documents vary."""
    same = (word for word in words if isinstance(data, str) and word.lower() == data.lower())
    return next(same, data)


def _implied(values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """The ranges that the service takes where none are written: facts CIDR-15, CIDR-29."""
    if "" in values or "networkProfile" in values:  # an expression stands for the whole
        return
    base = "networkProfile."
    plugin, mode = (values.get(base + key) for key in ("networkPlugin", "networkPluginMode"))
    has_pods = f"{base}podCidr" in values or f"{base}podCidrs" in values
    overlaid = (mode is not None and mode.data == "overlay") or (plugin is not None and plugin.data == "kubenet")
    if overlaid and not has_pods:
        yield f"{base}podCidr", Value(service.POD_CIDR, Origin.IMPLIED)
    if not {f"{base}serviceCidr", f"{base}serviceCidrs"} & values.keys():
        yield f"{base}serviceCidr", Value(service.SERVICE_CIDR, Origin.IMPLIED)
    if f"{base}dnsServiceIP" not in values:  # fact CIDR-30: it does not follow a service range of one's own
        tenth = nth_address(network_of(service.SERVICE_CIDR), service.DNS_ADDRESS)
        yield f"{base}dnsServiceIP", Value(str(tenth), Origin.IMPLIED)

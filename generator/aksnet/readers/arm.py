"""A managed cluster in ARM JSON as a view: literal values known, template expressions unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aksnet.addresses import network_of, nth_address
from aksnet.facts import service
from aksnet.view import ClusterView, Origin, PoolView, Unknown, Value


def cluster_from_arm(resource: Mapping[str, Any]) -> ClusterView:
    """The view of a `Microsoft.ContainerService/managedClusters` resource, with what the service fills in."""
    properties = resource.get("properties")
    properties = dict(properties) if isinstance(properties, dict) else {}
    pools = properties.pop("agentPoolProfiles", None)
    pools = [pool for pool in pools if isinstance(pool, dict)] if isinstance(pools, list) else []
    values = dict(_flat(properties, ""))
    for key in ("location", "tags", "sku", "identity"):
        data = resource.get(key)
        if data is not None:
            values.update([(key, _value(data))] if key in ("location", "tags") else _flat({key: data}, ""))
    _fold_plugin(values)
    return ClusterView(
        name=str(resource.get("name", "?")),
        values={**values, **dict(_implied(values))},
        pools=tuple(PoolView(dict(_flat(pool, ""))) for pool in pools),
    )


def _fold_plugin(values: dict[str, Value]) -> None:
    """The service takes the plugin in any case: fact MODE-13."""
    path = "networkProfile.networkPlugin"
    value = values.get(path)
    if value is not None and isinstance(value.data, str):
        values[path] = value._replace(data=value.data.lower())


def _flat(tree: Mapping[str, Any], base: str) -> Iterator[tuple[str, Value]]:
    for key, data in tree.items():
        if isinstance(data, dict):
            yield from _flat(data, f"{base}{key}.")
        elif data is not None:
            yield f"{base}{key}", _value(data)


def _value(data: Any) -> Value:
    items = data if isinstance(data, list) else [data]
    if any(isinstance(item, str) and item.startswith("[") and not item.startswith("[[") for item in items):
        return Value(Unknown("an expression of the template"))
    return Value(data)


def _implied(values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """The ranges that the service takes where none are written: facts CIDR-15, CIDR-29."""
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

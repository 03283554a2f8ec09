"""What was read, as JSON: docs/show.schema.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aksnet.configuration import Attribute, Cluster, Configuration, Entries, Entry, Network, Part, Partly, told
from aksnet.errors import Place, Problem, printable
from aksnet.reports.json_text import json_text
from aksnet.view import Unknown

_PROFILE = "networkProfile"
_Json = dict[str, Any]
_PEERING = {"name": "name", "remoteVirtualNetwork": "remoteVirtualNetwork.id"}
# What of a network and its subnets is told, by the name it has here.
_NETWORK = {"name": "name", "addressPrefixes": "addressSpace.addressPrefixes"}
_SUBNET = {
    "name": "name",
    "addressPrefixes": "addressPrefixes",
    "delegations": "delegations",
    "serviceEndpoints": "serviceEndpoints",
    "natGateway": "natGateway.id",
    "routeTable": "routeTable.id",
    "*": "*",
}


def render(configurations: Sequence[Configuration]) -> str:
    """The configurations as one document."""
    document = {
        "version": 1,
        "clusters": [_cluster(one, all_.label) for all_ in configurations for one in all_.clusters],
        "virtualNetworks": [_network(one, all_.label) for all_ in configurations for one in all_.networks],
        "pools": [_alone(_pool(one), one, all_.label) for all_ in configurations for one in all_.pools],
        "subnets": [_alone(_subnet(one), one, all_.label) for all_ in configurations for one in all_.subnets],
        "peerings": [_alone(_peering(one), one, all_.label) for all_ in configurations for one in all_.peerings],
        "unread": [_unread(one) for all_ in configurations for one in all_.unread],
        "notes": [_unread(one) for all_ in configurations for one in all_.notes],
    }
    return json_text(document)


def _where(place: Place | None) -> _Json:
    if place is None:
        return {}
    found = {"file": place.source, "line": place.line, "column": place.column}
    return {key: value for key, value in found.items() if value is not None}


def _value(entry: Entry) -> _Json:
    via = {"via": entry.via} if entry.via is not None else {}
    return {**_data(entry.data), "origin": entry.origin.value, **via, **_where(entry.place)}


def _data(data: Partly) -> _Json:
    if isinstance(data, Attribute):
        return {"ref": data.text}
    if isinstance(data, Unknown):
        return {"unknown": data.reason}
    return {"value": _members(data)}


def _members(data: Partly) -> Any:
    """Plain data; of what is no plain data inside of it, the same objects that stand for it elsewhere."""
    if isinstance(data, list):
        return [_members(item) for item in data]
    if isinstance(data, dict):
        return {key: _members(item) for key, item in data.items()}
    return _data(data) if isinstance(data, Attribute | Unknown) else data


def _values(entries: Entries) -> _Json:
    return {path: _value(entry) for path, entry in entries.items()}


def _cluster(cluster: Cluster, label: str) -> _Json:
    profile, properties = _split(cluster.values)
    name = properties.pop("name", {"unknown": "it is not written"})
    provider = cluster.provider
    found = {
        "name": name,
        "address": cluster.address,
        "configuration": label,
        "language": cluster.language,
        **_where(cluster.place),
        "apiVersion": cluster.api_version,
        "provider": None if provider is None else dict(provider._asdict()),
        "exists": _exists(cluster.exists),
        "update": True if cluster.patch else None,
    }
    return {key: value for key, value in found.items() if value is not None} | {
        _PROFILE: profile,
        "properties": properties,
        "arguments": _values(cluster.arguments),
        "pools": [_pool(one) for one in cluster.pools],
        **({"updates": [_update(one) for one in cluster.updates]} if cluster.updates else {}),
    }


def _split(values: Mapping[str, Entry]) -> tuple[_Json, _Json]:
    """The network profile, and all other properties."""
    profile: _Json = {}
    properties: _Json = {}
    for path, entry in values.items():
        if path == _PROFILE:
            profile["*"] = _value(entry)
        elif path.startswith(f"{_PROFILE}."):
            profile[path.removeprefix(f"{_PROFILE}.")] = _value(entry)
        else:
            properties[path] = _value(entry)
    return profile, properties


def _exists(reason: str | None) -> _Json | None:
    return None if reason is None else {"unknown": reason}


def _placed(part: Part | Network) -> _Json:
    exists = _exists(part.exists)
    return {"address": part.address, **_where(part.place), **({"exists": exists} if exists is not None else {})}


def _update(part: Part) -> _Json:
    profile, properties = _split(part.values)
    return {**_placed(part), _PROFILE: profile, "properties": properties}


def _pool(pool: Part) -> _Json:
    return {**_placed(pool), **_values(pool.values), "arguments": _values(pool.arguments)}


def _subnet(subnet: Part) -> _Json:
    return {**_placed(subnet), **_told(subnet.values, _SUBNET)}


def _told(values: Entries, names: Mapping[str, str]) -> _Json:
    """The values at some paths, by the names that they have here."""
    found = {name: told(values, path) for name, path in names.items()}
    return {name: _value(entry) for name, entry in found.items() if entry is not None}


def _peering(peering: Part) -> _Json:
    return {
        **_placed(peering),
        **_told(peering.values, {"name": "name", "remoteVirtualNetwork": "remoteVirtualNetwork.id"}),
    }


def _alone(made: _Json, part: Part, label: str) -> _Json:
    """A part whose parent is not known, with what it says of it."""
    parent = {"parent": _value(part.parent)} if part.parent is not None else {}
    return {**made, "configuration": label, **parent}


def _network(network: Network, label: str) -> _Json:
    further = {path: _value(network.values[path]) for path in ("*", "subnets", "peerings") if path in network.values}
    remotes = [one.values.get("remoteVirtualNetwork.id") for one in network.peerings]
    return {
        **_placed(network),
        "configuration": label,
        **_told(network.values, _NETWORK),
        **({"further": further} if further else {}),
        "subnets": [_subnet(one) for one in network.subnets],
        "peerings": [_value(one) for one in remotes if one is not None],
    }


def _unread(problem: Problem) -> _Json:
    hint = {"hint": printable(problem.hint)} if problem.hint else {}
    return {**_where(problem.place), "why": printable(problem.message), **hint}

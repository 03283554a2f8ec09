"""The modules Azure/network/azurerm, Azure/vnet/azurerm and Azure/subnets/azurerm.

Source: variables.tf, main.tf and locals.tf at the tags of https://github.com/Azure/terraform-azurerm-network,
https://github.com/Azure/terraform-azurerm-vnet and https://github.com/Azure/terraform-azurerm-subnets, read on
2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from aksnet.expressions.values import NULL, UndeterminedError, Val, reason_of, unknown
from aksnet.facts.azurerm import Version
from aksnet.readers.resources import Kind, Resource
from aksnet.readers.terraform.known_modules.calls import Call
from aksnet.readers.terraform.known_modules.releases import possible, releases
from aksnet.readers.terraform.known_modules.rows import (
    TEXTS,
    Row,
    Said,
    Telling,
    agreed,
    differing,
    keyed,
    marks_of,
    member,
    said,
    told,
)
from aksnet.readers.terraform.known_modules.subnets import delegated, services

_ADDRESSES = "addressSpace.addressPrefixes"
_NETWORK_RELEASES = releases("3.2.1 3.3.0 3.4.0 3.5.0 4.0.0 4.0.1 4.1.0 4.2.0 5.0.0 5.1.0 5.2.0 5.3.0")
_NETWORK = (
    Row("vnet_name", "name", default="acctvnet"),
    Row("resource_group_location", "location", since=Version(4, 1)),
    Row("address_spaces", _ADDRESSES, TEXTS, Version(3, 4)),
    Row("address_space", "address_space", default="10.0.0.0/16"),
    Row("subnet_names", "subnet_names", TEXTS, default=["subnet1"]),
    Row("subnet_prefixes", "subnet_prefixes", TEXTS, default=["10.0.1.0/24"]),
    Row("subnet_service_endpoints", "", None, Version(3, 5)),
    Row("subnet_delegation", "", None, Version(4, 1)),
    Row("use_for_each", "", None, Version(4, 2)),
)
_VNET_RELEASES = releases("2.2.0 2.3.0 2.4.0 2.5.0 2.6.0 2.7.0 3.0.0 3.1.0 3.2.0 4.0.0 4.1.0 5.0.0 5.0.1")
_VNET = (
    Row("vnet_name", "name", default="acctvnet"),
    Row("vnet_location", "location", since=Version(2, 5)),
    Row("address_space", _ADDRESSES, TEXTS, default=["10.0.0.0/16"]),
    Row("subnet_names", "subnet_names", TEXTS, default=["subnet1", "subnet2", "subnet3"]),
    Row("subnet_prefixes", "subnet_prefixes", TEXTS, until=Version(3), default=["10.0.1.0/24"]),
    Row(
        "subnet_prefixes",
        "subnet_prefixes",
        TEXTS,
        since=Version(3),
        default=["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
    ),
    Row("subnet_service_endpoints", ""),
    Row("route_tables_ids", ""),
    Row("subnet_delegation", "", since=Version(2, 6)),
    Row("use_for_each", "", since=Version(3, 2)),
)
_SUBNETS_RELEASES = releases("1.0.0 1.1.0")
_SUBNETS = (
    Row("virtual_network_name", "name"),
    Row("virtual_network_location", "location"),
    Row("virtual_network_address_space", _ADDRESSES, TEXTS),
    Row("subnets", ""),
)
_SUBNET = (
    Row("address_prefixes", "addressPrefixes", TEXTS),
    Row("nat_gateway.id", "natGateway.id"),
    Row("route_table.id", "routeTable.id"),
    Row("service_endpoints", "serviceEndpoints", TEXTS),
    Row("delegations", "delegations", None),
)


class _Listed(NamedTuple):
    """The subnets of a module that takes their names and their prefixes as two lists."""

    pairs: tuple[tuple[Val, Val], ...]
    reason: str | None = None


def read_network(call: Call) -> Iterator[Resource]:
    """The network and the subnets of a call of Azure/network/azurerm."""
    yield from _read(call, _NETWORK, _NETWORK_RELEASES)


def read_vnet(call: Call) -> Iterator[Resource]:
    """The network and the subnets of a call of Azure/vnet/azurerm."""
    yield from _read(call, _VNET, _VNET_RELEASES)


def read_subnets(call: Call) -> Iterator[Resource]:
    """The network and the subnets of a call of Azure/subnets/azurerm."""
    try:
        versions = possible(_SUBNETS_RELEASES, call.constraint, call.inputs, _SUBNETS)
    except UndeterminedError as error:
        yield call.untold(Kind.NETWORK, error.reason)
        return
    yield _azurerm(call.arm(Kind.NETWORK, told(said(_written(_SUBNETS), call.inputs), versions[-1])), call)
    subnets = keyed(call.inputs, "subnets")
    for key, value in subnets.items.items():
        telling = {"name": Val(key, at=value.at)}
        if isinstance(value.data, dict):
            telling |= told(said(_SUBNET, value.data), versions[-1])
            if "delegations" in telling:
                telling["delegations"] = delegated(telling["delegations"])
        else:
            reason = reason_of(value) if not value.known else "the subnet is no object"
            telling["addressPrefixes"] = unknown(reason)._replace(at=value.at)
        yield _azurerm(call.arm(Kind.SUBNET, telling, call.named("subnets", key), value, call.parent), call)
    if subnets.reason is not None:
        yield call.further(Kind.SUBNET, "subnets", subnets.reason)


def _azurerm(resource: Resource, call: Call) -> Resource:
    return resource._replace(provider=call.providers.get("azurerm"))


def _written(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.path]


def _read(call: Call, rows: Sequence[Row], known: Sequence[Version]) -> Iterator[Resource]:
    try:
        versions = possible(known, call.constraint, call.inputs, rows)
    except UndeterminedError as error:
        yield call.untold(Kind.NETWORK, error.reason)
        return
    telling = agreed(differing(versions, marks_of(*rows)), partial(_told, said(_written(rows), call.inputs)))
    names, prefixes = telling.pop("subnet_names", NULL), telling.pop("subnet_prefixes", NULL)
    yield _azurerm(call.arm(Kind.NETWORK, telling), call)
    listed = _paired(names, prefixes)
    for name, prefix in listed.pairs:
        yield _subnet(call, name, prefix)
    if listed.reason is not None:
        yield call.further(Kind.SUBNET, "subnet_names", listed.reason)


def _told(saying: Said, version: Version) -> Telling:
    telling = told(saying, version)
    telling.setdefault("location", unknown("it is that of the resource group"))
    one = telling.pop("address_space", None)
    several = telling.get(_ADDRESSES)
    if one is not None and (several is None or several.data == []):
        telling[_ADDRESSES] = one._replace(data=[one]) if one.known else one
    return telling


def _paired(names: Val, prefixes: Val) -> _Listed:
    """Names with their prefixes; where both lists are known and fit each other, all releases pair them alike."""
    if not isinstance(names.data, list) or not isinstance(prefixes.data, list):
        hidden = next((value for value in (names, prefixes) if not value.known), None)
        return _Listed((), "the names or the prefixes of the subnets are null" if hidden is None else reason_of(hidden))
    if any(not isinstance(name.data, str) for name in names.data):
        return _Listed((), "not all names of the subnets are known")
    if len(prefixes.data) != len(names.data) or len({name.data for name in names.data}) != len(names.data):
        return _Listed((), "the names and the prefixes of the subnets do not fit each other")
    return _Listed(tuple(zip(names.data, prefixes.data, strict=True)))


def _subnet(call: Call, name: Val, prefix: Val) -> Resource:
    key = str(name.data)
    telling: Telling = {"name": name, "addressPrefixes": prefix._replace(data=[prefix])}
    for path, value in (
        ("delegations", _delegations(_looked_up(call.inputs, "subnet_delegation", key))),
        ("serviceEndpoints", _looked_up(call.inputs, "subnet_service_endpoints", key)),
        ("routeTable.id", _looked_up(call.inputs, "route_tables_ids", key)),
    ):
        if value is not None and value.data is not None:
            telling[path] = services(value) if path == "serviceEndpoints" else value
    return _azurerm(call.arm(Kind.SUBNET, telling, call.named("subnets", key), name, call.parent), call)


def _looked_up(inputs: Mapping[str, Val], name: str, key: str) -> Val | None:
    value = inputs.get(name)
    return None if value is None or value.data is None else member(value, key)


def _delegations(value: Val | None) -> Val | None:
    """Of a list of delegations, or of a map by their names with a `service_name` each."""
    if value is None or not isinstance(value.data, dict):
        return None if value is None else delegated(value)
    named = [member(item, "service_name") for item in value.data.values()]
    missing = unknown("the delegation names no service")
    return value._replace(data=[missing if one is None else one for one in named])

"""The module Azure/avm-res-network-virtualnetwork/azurerm and its submodule for subnets, releases 0.2 to 0.22.

Source: variables.tf, main*.tf and modules/subnet at the tags of
https://github.com/Azure/terraform-azurerm-avm-res-network-virtualnetwork, read on 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from aksnet.expressions.values import UndeterminedError, Val, reason_of, unknown
from aksnet.facts.azurerm import Version
from aksnet.readers.resources import Kind, Resource
from aksnet.readers.terraform.known_modules.calls import Call
from aksnet.readers.terraform.known_modules.releases import possible, releases
from aksnet.readers.terraform.known_modules.rows import (
    TEXT_SET,
    TEXTS,
    Row,
    Said,
    Telling,
    agreed,
    differing,
    keyed,
    marks_of,
    said,
    told,
)
from aksnet.readers.terraform.known_modules.subnets import delegated, services

_RELEASES = releases(
    "0.2.0 0.2.1 0.2.2 0.2.3 0.2.4 0.3.0 0.4.0 0.4.1 0.4.2 0.5.0 0.6.0 0.7.0 0.7.1 0.7.2 0.8.0 0.8.1 0.9.0 0.9.1 0.9.2 "
    "0.9.3 0.10.0 0.11.0 0.12.0 0.13.0 0.14.0 0.14.1 0.15.0 0.16.0 0.17.0 0.17.1 0.18.0 0.18.1 0.18.2 0.19.0 0.20.0 "
    "0.21.0 0.22.0 0.22.1"
)
_V3, _V9_3, _V10, _V11, _V14, _V15, _V20 = (
    Version(0, 3), Version(0, 9, 3), Version(0, 10), Version(0, 11), Version(0, 14), Version(0, 15), Version(0, 20),
)  # fmt: skip
_NETWORK = (
    Row("name", "name"),
    Row("location", "location"),
    Row("address_space", "addressSpace.addressPrefixes", TEXT_SET),
)
_NETWORK_DECIDING = (
    Row("subnets", ""),
    Row("ipam_pools", "", since=_V14),
    Row("resource_group_name", "", until=_V11),
    Row("parent_id", "", since=_V11),
)
_SUBNET = (
    Row("name", "name"),
    Row("address_prefix", "addressPrefix", since=_V3),
    Row("address_prefixes", "addressPrefixes", TEXTS),
    Row("nat_gateway.id", "natGateway.id"),
    Row("route_table.id", "routeTable.id"),
    Row("delegations", "delegations", None, _V9_3),
    # where both are here, the one with locations wins
    Row("service_endpoints_with_location", "serviceEndpoints", None, _V10, _V20),
    Row("service_endpoints", "serviceEndpoints", TEXTS, until=_V15),
    Row("service_endpoints", "serviceEndpoints", TEXTS, _V20),
)
_INNER_SUBNET = (*_SUBNET, Row("delegation", "delegations", None, until=_V11))
_ALONE = (*_SUBNET, Row("delegation", "delegations", None))
_ALONE_DECIDING = (
    Row("ipam_pools", "", since=_V14),
    Row("virtual_network", "", until=_V11),
    Row("parent_id", "", since=_V11),
    # after 0.20 it is there, and does nothing
    Row("service_endpoints_with_location", "", since=_V20),
)
_NETWORK_INPUTS, _ALONE_INPUTS = (*_NETWORK, *_NETWORK_DECIDING), (*_ALONE, *_ALONE_DECIDING)
_MARKS = marks_of(*_NETWORK_INPUTS, *_ALONE_INPUTS, *_INNER_SUBNET)


def read(call: Call) -> Iterator[Resource]:
    """The network and the subnets of a call."""
    try:
        versions = possible(_RELEASES, call.constraint, call.inputs, _NETWORK_INPUTS)
    except UndeterminedError as error:
        yield call.untold(Kind.NETWORK, error.reason)
        return
    telling = agreed(differing(versions, _MARKS), partial(told, said(_NETWORK, call.inputs)))
    yield call.arm(Kind.NETWORK, _allocated(telling, call.inputs, "addressSpace.addressPrefixes"))
    subnets = keyed(call.inputs, "subnets")
    some = differing(versions, _MARKS)
    for key, value in subnets.items.items():
        yield _subnet(call, some, key, value)
    if subnets.reason is not None:
        yield call.further(Kind.SUBNET, "subnets", subnets.reason)


def read_subnet(call: Call) -> Iterator[Resource]:
    """The one subnet of a call of the submodule."""
    try:
        versions = possible(_RELEASES, call.constraint, call.inputs, _ALONE_INPUTS)
    except UndeterminedError as error:
        yield call.untold(Kind.SUBNET, error.reason)
        return
    telling = agreed(differing(versions, _MARKS), partial(_told, said(_ALONE, call.inputs), call.inputs))
    _, network = Row("virtual_network.resource_id", "").told(call.inputs)
    parent = call.inputs.get("parent_id", network)
    yield call.arm(Kind.SUBNET, telling, parent=parent)


def _subnet(call: Call, versions: Sequence[Version], key: str, value: Val) -> Resource:
    address = call.named("subnets", key)
    if not isinstance(value.data, dict):
        reason = reason_of(value) if not value.known else "the subnet is no object"
        return call.made(Kind.SUBNET, address, unknown(reason), unknown(reason), call.parent)
    telling = agreed(versions, partial(_told, said(_INNER_SUBNET, value.data), value.data))
    return call.arm(Kind.SUBNET, telling, address, value, call.parent)


def _told(saying: Said, members: Mapping[str, Val], version: Version) -> Telling:
    telling = told(saying, version)
    for path, read_list in (("delegations", delegated), ("serviceEndpoints", services)):
        if path in telling:
            telling[path] = read_list(telling[path])
    return _allocated(telling, members, "addressPrefixes") if version >= _V14 else telling


def _allocated(telling: Telling, members: Mapping[str, Val], path: str) -> Telling:
    """Addresses that a pool of Azure Virtual Network Manager gives are not known before."""
    pools = members.get("ipam_pools")
    if pools is None or pools.data is None:
        return telling
    kept = {one: value for one, value in telling.items() if one not in ("addressPrefix", path)}
    return kept | {path: unknown("an IPAM pool allocates it")._replace(at=pools.at)}

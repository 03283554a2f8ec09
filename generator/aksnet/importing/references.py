"""Subnets that a cluster refers to: names out of the VNet that the spec has, ARM ids, or what is to be filled in."""

from __future__ import annotations

import re

from aksnet.importing.draft import Draft, Spot
from aksnet.importing.imported import Path
from aksnet.importing.rows import Row
from aksnet.spec.ids import SUBNETS, id_pattern
from aksnet.view import Json, Parameter, Subnet, Unknown, Value

# The parts of an id that azurerm takes in one spelling only.
_FIXED = {
    one.lower(): one
    for one in (
        *("subscriptions", "resourceGroups", "providers", "Microsoft.Network", "virtualNetworks", "subnets"),
        *("routeTables", "natGateways", "publicIPAddresses", "publicIPPrefixes"),
    )
}

# Where the provider's name stands, beside the words at every second place.
_PROVIDER = 6


def take_reference(draft: Draft, row: Row, pool: int | None = None, base: Path = ()) -> None:
    """Say the subnet of a row, where somebody did."""
    value = draft.holder(pool).values.get(row.arm)
    if value is None or value.implied or isinstance(value.data, Parameter):
        return
    path, spot = (*base, *row.path), (pool, row.arm)
    if isinstance(value.data, Subnet):
        _take_name(draft, path, spot, value, value.data)
    elif isinstance(value.data, str) and is_id(value.data, SUBNETS):
        draft.put(path, spelled(value.data))
    else:
        draft.open(path, spot, _untold(value), _last(value) or ".".join(map(str, row.path)))


def _last(value: Value) -> str:
    """The last part of an id, which is what it is called."""
    return re.sub(r"\W+", "_", value.data.rpartition("/")[2]) if isinstance(value.data, str) else ""


def _take_name(draft: Draft, path: Path, spot: Spot, value: Value, subnet: Subnet) -> None:
    if has_vnet(draft):
        draft.put(path, draft.subnets.get(subnet.name, subnet.name))
        if subnet.name in draft.subnets:
            draft.kept.add(spot)
        return
    reason = f"the subnet {subnet.name} is here without its VNet, so that its ARM id is due"
    told = value._replace(data=Unknown(reason, sign=f"subnet {subnet.name}"))
    draft.open(path, spot, told, re.sub(r"\W+", "_", subnet.name))


def _untold(value: Value) -> Value:
    """What is no id, or one that only a deployment completes."""
    if not isinstance(value.data, str):
        return value
    reason = f"{value.data} is no whole ARM id of a subnet"
    return value._replace(data=Unknown(reason, sign=value.data.lower()))


def has_vnet(draft: Draft) -> bool:
    """Whether the spec says the VNet: one of which only subnets are declared is somebody else's."""
    vnet = draft.view.vnet
    return vnet is not None and (bool(vnet.address_space) or draft.network is not None)


def is_id(text: str, kind: str) -> bool:
    """Whether a text is an ARM id that is whole, in any case of its letters."""
    return "{" not in text and id_pattern(kind).fullmatch(spelled(text)) is not None


def spelled(text: str) -> str:
    """An id in the spelling that azurerm asks for."""
    return "/".join(
        _FIXED.get(part.lower(), part) if at % 2 or at == 6 else part for at, part in enumerate(text.split("/"))
    )


def ids_of(data: Json) -> list[Json] | None:
    """The ids in a list of them or of objects with them; None where one cannot be told."""
    items = data if isinstance(data, list) else []
    ids = [one.get("id") if isinstance(one, dict) else one for one in items]
    whole = all(isinstance(one, str) and one.startswith("/") and "{" not in one for one in ids)
    return [spelled(str(one)) for one in ids] if whole else None

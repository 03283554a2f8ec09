"""The key `vnet` of a spec: the VNet that a configuration declares, with its subnets and what it is peered with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aksnet.configuration import Attribute, Configuration, Entry, Network, Part
from aksnet.facts import service
from aksnet.importing.beside import NAT_GATEWAYS, ROUTE_TABLES, is_replaced
from aksnet.importing.draft import Draft
from aksnet.importing.imported import Path
from aksnet.importing.references import has_vnet, is_id, spelled
from aksnet.paths import API_SERVER_SUBNET, PODS
from aksnet.readers.peers import remote_of
from aksnet.readers.subnets import key_of
from aksnet.view import Json, Range, Subnet, SubnetView, Unknown, Value, VnetView

_BESIDE = (("nat_gateway", NAT_GATEWAYS, "natGateway.id"), ("route_table", ROUTE_TABLES, "routeTable.id"))
_SPACE = "addressSpace.addressPrefixes"
_UNSAID = "nobody says it"


def take_vnet(draft: Draft, configuration: Configuration) -> None:
    """Say the VNet, where it is declared; what is to be filled in says why."""
    vnet = draft.view.vnet
    if vnet is None:
        return
    if not has_vnet(draft):
        for subnet in vnet.subnets.values():
            value = Value(", ".join(one.text for one in subnet.prefixes), place=subnet.place)
            why = "the subnet is declared here, and its VNet is not, so that the spec cannot make it"
            draft.leave((None, f"subnets[{subnet.name}]"), value, why)
        return
    _take_name(draft, vnet)
    _take_ranges(draft, ("vnet", "address_space"), vnet.address_space, _SPACE)
    parts = {key_of(part): part for part in draft.network.subnets} if draft.network is not None else {}
    for subnet in vnet.subnets.values():
        _take_subnet(draft, subnet, parts.get(subnet.name), configuration)
    for field in ("peers", "on_premises"):
        ranges = getattr(vnet, field)
        if ranges:
            draft.put(("vnet", field), [one.text for one in ranges])
    _tell_peerings(draft, configuration.networks)


def _tell_peerings(draft: Draft, networks: Sequence[Network]) -> None:
    """What it is peered with, where the ranges of that are nowhere."""
    every = draft.network.peerings if draft.network is not None else ()
    numbers = {one.address: remote_of(one, networks) for one in every}
    peerings = [one for one in every if not _has_ranges(networks, numbers[one.address])]
    if peerings:
        value = Value(", ".join(one.address for one in peerings), place=peerings[0].place)
        draft.leave(
            (None, "virtualNetworkPeerings"), value, "the ranges behind them are not here: list them under peers"
        )


def _has_ranges(networks: Sequence[Network], number: int | None) -> bool:
    """Whether a network is certainly there, with ranges that are known."""
    network = networks[number] if number is not None else None
    said = network.values.get(_SPACE) if network is not None and network.exists is None else None
    return said is not None and isinstance(said.data, list) and all(isinstance(one, str) for one in said.data)


def _take_name(draft: Draft, vnet: VnetView) -> None:
    """Its name, where it is not the one that aksnet gives it."""
    entry = draft.network.values.get("name") if draft.network is not None else None
    if vnet.name is not None:
        if vnet.name != f"{draft.view.name}-vnet":
            draft.put(("vnet", "name"), vnet.name)
    elif entry is not None:
        draft.open(("vnet", "name"), (None, "virtualNetworks.name"), _value(entry), "vnet_name")


def _value(entry: Entry) -> Value:
    data = entry.data
    if isinstance(data, Attribute):
        data = Unknown(f"{data.text} is known only once it is deployed", sign=data.text)
    return Value(data, place=entry.place)  # type: ignore[arg-type]


def _take_ranges(draft: Draft, path: Path, ranges: tuple[Range, ...], arm: str) -> None:
    if ranges:
        draft.put(path, [one.text for one in ranges])
        return
    entry = draft.network.values.get(arm) if draft.network is not None else None
    _open_ranges(draft, path, entry, "vnet_address_space", f"virtualNetworks.{arm}")


def _open_ranges(draft: Draft, path: Path, entry: Entry | None, name: str, arm: str) -> None:
    """Ranges that cannot be told, or of which one cannot."""
    value = _value(entry) if entry is not None else Value(Unknown(_UNSAID), place=draft.view.place)
    if isinstance(value.data, list):
        lost = next((one for one in value.data if not isinstance(one, str)), None)
        value = value._replace(data=lost if isinstance(lost, Unknown) else _value(Entry(lost)).data)  # type: ignore[arg-type]
    if not isinstance(value.data, Unknown):
        value = value._replace(data=Unknown(_UNSAID))
    draft.open(path, (None, arm), value, name)


def _take_subnet(draft: Draft, subnet: SubnetView, part: Part | None, configuration: Configuration) -> None:
    base: Path = ("vnet", "subnets", _key(draft, subnet, part))
    draft.put(base, {})
    texts: list[Json] = [one.text for one in subnet.prefixes]
    if len(texts) == 1:
        draft.put((*base, "prefix"), texts[0])
    elif texts:
        draft.put((*base, "prefixes"), texts)
    else:
        entry = part.values.get("addressPrefixes") if part is not None else None
        name = f"{re.sub(r'[^A-Za-z0-9]+', '_', subnet.name)}_prefix"
        _open_ranges(draft, (*base, "prefix"), entry, name, f"subnets[{subnet.name}].addressPrefixes")
    if subnet.delegation is not None and not _is_stated(draft, subnet):
        draft.put((*base, "delegation"), subnet.delegation)
    for field, kind, arm in _BESIDE:
        entry = part.values.get(arm) if part is not None else None
        if not is_replaced(draft, configuration, subnet.name, kind, entry):
            _take_beside(draft, (*base, field), subnet, f"Microsoft.Network/{kind}", entry)
    _take_rest(draft, base, subnet, part)


def _take_rest(draft: Draft, base: Path, subnet: SubnetView, part: Part | None) -> None:
    if subnet.service_endpoints:
        draft.put((*base, "service_endpoints"), list(subnet.service_endpoints))
    if subnet.other:
        draft.put((*base, "other"), subnet.other)
    for path in ("delegations", "serviceEndpoints"):
        entry = part.values.get(path) if part is not None else None
        if entry is not None and isinstance(entry.data, Unknown):
            draft.leave((None, f"subnets[{subnet.name}].{path}"), _value(entry), entry.data.reason)
    if part is not None and part.exists is not None:
        draft.remark(base, f"it may not be there: {part.exists}")


def _key(draft: Draft, subnet: SubnetView, part: Part | None) -> str:
    """Its name; what is to be filled in where that cannot be told."""
    entry = part.values.get("name") if part is not None else None
    if part is None or (entry is not None and isinstance(entry.data, str)):
        return subnet.name
    value = _value(entry) if entry is not None else Value(Unknown(_UNSAID), place=subnet.place)
    return draft.open_subnet(subnet.name, value)


def _is_stated(draft: Draft, subnet: SubnetView) -> bool:
    """Whether aksnet delegates it so without a word: where pods or the API server live."""
    return subnet.delegation == service.AKS_DELEGATION and subnet.name in _used(draft, PODS, API_SERVER_SUBNET)


def _take_beside(draft: Draft, path: Path, subnet: SubnetView, kind: str, entry: Entry | None) -> None:
    """A NAT gateway or a route table that aksnet does not make: an id, or what is to be filled in."""
    text: str | None = getattr(subnet, str(path[-1]))
    if text is None:
        return
    if is_id(text, kind):
        draft.put(path, spelled(text))
    else:
        untold = entry.data.reason if entry is not None and isinstance(entry.data, Unknown) else "it cannot be told"
        reason = f"{text} is made beside it, and its ARM id is due" if text != "?" else untold
        name = f"{re.sub(r'[^A-Za-z0-9]+', '_', subnet.name)}_{path[-1]}"
        told = Value(Unknown(reason, sign=text if text != "?" else None), place=subnet.place)
        draft.open(path, (None, f"subnets[{subnet.name}].{path[-1]}"), told, name)


def _used(draft: Draft, *arms: str) -> set[str]:
    """The subnets of the VNet that pools and the cluster refer to at some properties."""
    return {value.data.name for value in _values(draft, arms) if isinstance(value.data, Subnet)}


def _values(draft: Draft, arms: tuple[str, ...]) -> Iterator[Value]:
    for holder in (draft.view.values, *(pool.values for pool in draft.view.pools)):
        yield from (holder[arm] for arm in arms if arm in holder)

"""The route tables and NAT gateways of a cluster's subnets for which aksnet makes one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from aksnet.configuration import Attribute, Beside, Configuration, Entry, Partly
from aksnet.importing.draft import Draft
from aksnet.importing.references import is_id
from aksnet.paths import HOSTED_NODES, HOSTED_SYSTEM, NODES, OUTBOUND, PODS
from aksnet.readers.subnets import key_of, text_of
from aksnet.view import Subnet, Unknown

ROUTE_TABLES, NAT_GATEWAYS = "routeTables", "natGateways"
_DOTTED = re.compile(r"[0-9]+(\.[0-9]+){3}", re.ASCII)
_REFERENCES = {
    "userDefinedRouting": (ROUTE_TABLES, "routeTable.id"),
    "userAssignedNATGateway": (NAT_GATEWAYS, "natGateway.id"),
}


def made_beside(draft: Draft, configuration: Configuration) -> list[Beside]:
    """Those that are declared here."""
    kind, path = _REFERENCES.get(draft.view.text(OUTBOUND) or "", ("", ""))
    subnets = draft.network.subnets if draft.network is not None else ()
    used = set(_used(draft))
    entries = (part.values.get(path) for part in subnets if key_of(part) in used)
    found = (declared(configuration, kind, entry.data) for entry in entries if entry is not None)
    return list({one.part.address: one for one in found if one is not None}.values())


def is_replaced(draft: Draft, configuration: Configuration, subnet: str, kind: str, entry: Entry | None) -> bool:
    """Whether aksnet makes one of its own for a subnet: of what stands elsewhere the id is due."""
    asked, _ = _REFERENCES.get(draft.view.text(OUTBOUND) or "", ("", ""))
    known = entry is not None and declared(configuration, kind, entry.data) is not None
    return known and kind == asked and subnet in set(_used(draft))


def _used(draft: Draft) -> Iterator[str]:
    """The names of the subnets that nodes and pods are in."""
    for values in (draft.view.values, *(pool.values for pool in draft.view.pools)):
        for arm in (NODES, PODS, HOSTED_NODES, HOSTED_SYSTEM):
            value = values.get(arm)
            if value is not None and isinstance(value.data, Subnet):
                yield value.data.name


def declared(configuration: Configuration, kind: str, data: Partly) -> Beside | None:
    """What a reference or an id speaks of; one that cannot be told is the only one that there is."""
    every = [one for one in configuration.beside if one.kind == kind]
    if isinstance(data, Attribute):
        return next((one for one in every if one.part.address == data.text.rpartition(".")[0]), None)
    if isinstance(data, Unknown):
        return every[0] if len(every) == 1 and data.later else None
    if not isinstance(data, str) or is_id(data, f"Microsoft.Network/{kind}"):
        return None
    name = data.rpartition("/")[2].lower()
    named = [one for one in every if text_of(one.part.values.get("name")).lower() == name]
    return named[0] if len(named) == 1 else None


def routes_of(table: Beside) -> list[Mapping[str, Partly]]:
    """The routes of a table, each with its properties; one of which nothing can be told has none."""
    inline = table.part.values.get("routes")
    items = inline.data if inline is not None and isinstance(inline.data, list) else []
    if inline is not None and not isinstance(inline.data, list):
        items = [inline.data]
    own = [{path: entry.data for path, entry in one.values.items()} for one in table.routes]
    return [*map(_whole, items), *own]


def _whole(item: Partly) -> Mapping[str, Partly]:
    members = item if isinstance(item, dict) else {}
    inner = members.get("properties")
    return {**members, **inner} if isinstance(inner, dict) else members


def is_way_out(route: Mapping[str, Partly]) -> bool:
    """Whether it is the one route that aksnet writes: all traffic to an appliance, by its IPv4 address."""
    hop = route.get("nextHopIpAddress")
    appliance = route.get("addressPrefix") == "0.0.0.0/0" and route.get("nextHopType") == "VirtualAppliance"
    return appliance and (not isinstance(hop, str) or _DOTTED.fullmatch(hop) is not None)

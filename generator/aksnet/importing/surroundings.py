"""What a spec cannot say of the VNet, its subnets, their route table and NAT gateway: all of it is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.configuration import Attribute, Beside, Configuration, Entries, Entry, Network, Part, Partly
from aksnet.errors import Place
from aksnet.importing.beside import NAT_GATEWAYS, ROUTE_TABLES, is_way_out, made_beside, routes_of
from aksnet.importing.draft import Draft
from aksnet.importing.imported import Left
from aksnet.importing.unsaid import words_of
from aksnet.paths import group_of
from aksnet.readers.subnets import key_of, text_of
from aksnet.view import Unknown, Value

_GROUP, _LOCATION = "resource_group_name", "location"
_HOP = ("outbound", "next_hop_ip_address")
# How aksnet calls what it makes, after the cluster's name.
_CALLED = {ROUTE_TABLES: "rt", NAT_GATEWAYS: "nat"}
_SECURITY_GROUP = "networkSecurityGroup"


def take_surroundings(draft: Draft, configuration: Configuration) -> None:
    """Say where traffic goes, and tell what of the VNet and of what is around it the spec cannot say."""
    network = draft.network
    if network is None:
        return
    words = [*_elsewhere(draft, network.values, network.written, network.scope.group), *_words(draft, network.written)]
    _tell(draft, "virtualNetworks", network, words)
    if network.exists is not None:
        why = f"it may not be there, and the VNet of a spec always is: {network.exists}"
        _leave(draft, f"virtualNetworks[{_name(network)}]", "", why, network.place)
    for subnet in network.subnets:
        _tell_subnet(draft, subnet)
    made = made_beside(draft, configuration)
    _take_next_hop(draft, made)
    for one in made:
        _tell(draft, one.kind, one.part, _of_beside(draft, one))


def _take_next_hop(draft: Draft, made: list[Beside]) -> None:
    """Say the appliance that all traffic goes to, where one is known; an unknown one whoever deploys gives."""
    ways = [(one, route) for one in made for route in routes_of(one) if is_way_out(route)]
    if len(ways) != 1:
        return
    table, route = ways[0]
    hop = route.get("nextHopIpAddress")
    value = _value(Entry(hop, place=table.part.place))
    if isinstance(hop, str):
        draft.put(_HOP, hop)
    elif isinstance(value.data, Unknown):
        draft.give(_HOP[-1], value)


def _tell_subnet(draft: Draft, subnet: Part) -> None:
    words = list(_words(draft, subnet.written))
    if any(path.startswith(f"{_SECURITY_GROUP}.") for path in subnet.values):
        words.append(_SECURITY_GROUP)
    _tell(draft, "subnets", subnet, words)
    name = key_of(subnet)
    delegations = subnet.values.get("delegations")
    items = delegations.data if delegations is not None and isinstance(delegations.data, list) else []
    services = [one for one in items if isinstance(one, str)]
    if services[1:]:
        further = ", ".join(services[1:])
        _leave(draft, f"subnets[{name}].delegations", further, "a spec has one delegation for a subnet", subnet.place)
    if subnet.exists is not None:
        why = f"it may not be there, and a subnet of a spec always is: {subnet.exists}"
        _leave(draft, f"subnets[{name}]", "", why, subnet.place)


def _of_beside(draft: Draft, one: Beside) -> Iterator[str]:
    """What is said of a route table or a NAT gateway that the one which aksnet makes does not have."""
    part = one.part
    name = text_of(part.values.get("name"))
    if draft.view.named and name not in ("", f"{draft.view.name}-{_CALLED[one.kind]}"):
        yield f"name {name}"
    yield from _elsewhere(draft, part.values, part.written, one.scope.group)
    yield from _words(draft, part.written)
    for route in routes_of(one):
        if not is_way_out(route):
            called = route.get("name")
            yield f"route {called}" if isinstance(called, str) else "routes that cannot be told"


def _elsewhere(draft: Draft, values: Entries, written: Entries, group: str | None) -> Iterator[str]:
    """The resource group and the region, where they are not those of the cluster."""
    declared = draft.view.declared
    ours = declared.written.get(_GROUP) if declared is not None else None
    ours = ours or Value(group_of(draft.view))
    theirs = _value(written[_GROUP]) if _GROUP in written else Value(group)
    by_azapi = declared is not None and declared.provider is not None and declared.provider.name == "azapi"
    if not (ours.data is None and by_azapi) and _differ(ours, theirs):  # azapi's id of a group is often one to be made
        yield f"resource group {_shown(theirs)}"
    region = values.get(_LOCATION)
    if region is not None and _differ(draft.view.told(_LOCATION) or Value(None), _value(region)):
        yield f"location {_shown(_value(region))}"


def _differ(ours: Value, theirs: Value) -> bool:
    """Whether two are not certainly the same; nothing is as good as what whoever deploys gives both."""
    one, two = ours.data, theirs.data
    if isinstance(one, Unknown) and isinstance(two, Unknown):
        return one.sign is not None and two.sign is not None and one.sign != two.sign
    if isinstance(one, str) and isinstance(two, str):
        return one.replace(" ", "").lower() != two.replace(" ", "").lower()
    return isinstance(two, str) or (isinstance(two, Unknown) and one is not None)


def _shown(value: Value) -> str:
    return f"that cannot be told ({value.data.reason})" if isinstance(value.data, Unknown) else str(value.data)


def _words(draft: Draft, written: Entries) -> Iterator[str]:
    yield from words_of(written, draft.answered)
    tags = written.get("tags")
    if tags is not None and tags.data not in (None, {}, []) and not _has_tags(draft, tags):
        yield "tags"


def _has_tags(draft: Draft, tags: Entry) -> bool:
    """Whether they are those of the cluster, which aksnet gives to all that it makes."""
    declared = draft.view.declared
    ours = draft.view.values.get("tags", declared.written.get("tags") if declared is not None else None)
    if ours is not None and isinstance(ours.data, Unknown) and isinstance(tags.data, Unknown):
        return ours.data.sign == tags.data.sign
    return ours is not None and ours.data == tags.data


def _value(entry: Entry) -> Value:
    data: Partly = entry.data
    if isinstance(data, Attribute):
        data = Unknown(f"{data.text} is known only once it is deployed", sign=data.text)
    return Value(data, place=entry.place)  # type: ignore[arg-type]


def _tell(draft: Draft, kind: str, one: Network | Part, words: Iterable[str]) -> None:
    said = ", ".join(dict.fromkeys(words))
    if said:
        _leave(draft, f"{kind}[{_name(one)}]", said, "a spec has no keys for these", one.place)


def _name(one: Network | Part) -> str:
    return text_of(one.values.get("name")) or one.address


def _leave(draft: Draft, arm: str, value: str, why: str, place: Place) -> None:
    draft.left.append(Left(arm, value, why, place))

"""From resources to a configuration: values by ARM's paths, pools and subnets where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aksnet.addresses import network_of, nth_address
from aksnet.configuration import Attribute, Beside, Cluster, Configuration, Entries, Entry, Network, Part, Partly, Scope
from aksnet.expressions.signs import digest
from aksnet.expressions.values import Handle, OpenObject, Ref, Val, unknown
from aksnet.facts import service
from aksnet.readers.naming import AS_WRITTEN, CLUSTER_NAMES, NETWORK_NAMES, POOL_NAMES, SUBNET_NAMES, Names
from aksnet.readers.resources import ARGUMENTS_HERE, FURTHER, WRITTEN_HERE, Kind, Reading, Resource
from aksnet.readers.subnets import with_references
from aksnet.view import Origin, Unknown

# Members of a network and a cluster that are things of their own.
_POOLS, _SUBNETS, _PEERINGS = "agentPoolProfiles", "subnets", "virtualNetworkPeerings"
_BESIDE = (Kind.ROUTE_TABLE, Kind.NAT_GATEWAY)
_SECRETS = re.compile(
    r"(password|secret|token|credential|connectionstring|"
    r"(shared|account|workspace|private|access|api|primary|secondary|storage|client|admin)key)s?$",
    re.IGNORECASE,
)
_CREDENTIALS = re.compile(r"://[^/@\s]*:[^/@\s]+@")


def configuration_of(reading: Reading) -> Configuration:
    """The configuration that the resources of a reading make."""
    made = _configuration(reading)._replace(made=reading.made, planned=reading.planned)
    made = made._replace(moves=reading.moves, forgotten=reading.forgotten, elsewhere=reading.elsewhere)
    if reading.before is None:
        return made
    return made._replace(before=_configuration(Reading(reading.label, reading.before))._replace(made=reading.made))


def _configuration(reading: Reading) -> Configuration:
    found = _Found(reading.resources)
    clusters = tuple(found.cluster(one) for one in found.of(Kind.CLUSTER))
    networks = tuple(found.network(one) for one in found.of(Kind.NETWORK))
    pools = tuple(_pool(one) for one in found.of(Kind.POOL) if found.parent(one) is None)
    subnets = tuple(found.subnet(one) for one in found.of(Kind.SUBNET) if found.parent(one) is None)
    peerings = tuple(found.peering(one) for one in found.of(Kind.PEERING) if found.parent(one) is None)
    made = Configuration(reading.label, clusters, networks, pools, subnets, reading.unread)
    beside = tuple(found.beside(one) for kind in _BESIDE for one in found.of(kind))
    made = made._replace(peerings=peerings, notes=reading.notes, beside=beside)
    return with_references(made, dict(found.other_names(networks)))


class _Found:
    """The resources of a reading, and which belongs to which."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._resources = [one for one in resources if not one.patch]
        self._patches = [one for one in resources if one.patch]
        self._parents = {Kind.POOL: _Index(self._all(Kind.CLUSTER)), Kind.SUBNET: _Index(self._all(Kind.NETWORK))}
        self._parents[Kind.PEERING] = self._parents[Kind.SUBNET]
        self._parents[Kind.ROUTE] = _Index(self._all(Kind.ROUTE_TABLE))
        self._children: dict[tuple[str, Kind], list[Resource]] = {}
        for one in self._resources:
            parent = self.parent(one)
            if parent is not None:
                self._children.setdefault((parent, one.kind), []).append(one)
        kinds = (Kind.CLUSTER, Kind.SUBNET, Kind.NETWORK, Kind.POOL, *_BESIDE)
        targets = {kind: _Index(self._all(kind)) for kind in kinds}
        self._laid: dict[str, list[Resource]] = {}
        self._alone: list[Resource] = []
        for patch in self._patches:
            target = targets[patch.kind].find(patch) if patch.kind in targets else None
            if target is not None:
                self._laid.setdefault(target, []).append(patch)
            else:
                self._alone.append(patch)

    def _all(self, kind: Kind) -> list[Resource]:
        return [one for one in self._resources if one.kind is kind]

    def of(self, kind: Kind) -> list[Resource]:
        """The resources of a kind; those that only change one that is declared elsewhere come last."""
        return self._all(kind) + [one for one in self._alone if one.kind is kind is Kind.CLUSTER]

    def parent(self, resource: Resource) -> str | None:
        """The address of the cluster or network that a resource belongs to, where it is one of this configuration."""
        index = self._parents.get(resource.kind)
        return index.find(resource) if index is not None else None

    def _body(self, resource: Resource) -> Mapping[str, Val]:
        """The body, with what other resources lay over it."""
        body = _object(resource.body)
        for patch in self._laid.get(resource.address, ()):
            body = _merged(body, _object(patch.body))
        return body

    def cluster(self, resource: Resource) -> Cluster:
        """A cluster with its pools."""
        body = _object(resource.body)
        values = dict(_named(resource.name))
        values.update(_flat(_without(body, _POOLS), "", CLUSTER_NAMES))
        values.update(_implied(values))
        inline = _member(body, _POOLS)
        pools = [*_inline_pools(resource, inline, values)]
        pools += [_pool(one) for one in self._children.get((resource.address, Kind.POOL), ())]
        return Cluster(
            resource.address,
            resource.place,
            resource.language,
            values,
            _entries(resource.arguments),
            tuple(pools),
            resource.api_version,
            resource.provider,
            resource.exists,
            resource.patch,
            tuple(_update(one) for one in self._laid.get(resource.address, ())),
            _written(resource, _without(body, _POOLS)),
            resource.module,
            _entries(resource.given),
            _scope(resource).group,
        )

    def network(self, resource: Resource) -> Network:
        """A network with its subnets and peerings."""
        body = self._body(resource)
        values = dict(_named(resource.name))
        values.update(_flat(_without(_without(body, _SUBNETS), _PEERINGS), "", NETWORK_NAMES))
        inline = _inline(resource, _member(body, _SUBNETS), "subnets", values, SUBNET_NAMES)
        subnets = [_with_prefixes(one) for one in inline]
        subnets += [self.subnet(one) for one in self._children.get((resource.address, Kind.SUBNET), ())]
        peerings = [*_inline(resource, _member(body, _PEERINGS), "peerings", values, NETWORK_NAMES)]
        peerings += [self.peering(one) for one in self._children.get((resource.address, Kind.PEERING), ())]
        made = Network(resource.address, resource.place, values, tuple(subnets), tuple(peerings), resource.exists)
        written = _written(resource, _without(_without(body, _SUBNETS), _PEERINGS))
        return made._replace(scope=_scope(resource), language=resource.language, written=written)

    def beside(self, resource: Resource) -> Beside:
        """A route table with its routes, or a NAT gateway."""
        part = _part(resource, self._body(resource), NETWORK_NAMES)
        own = self._children.get((resource.address, Kind.ROUTE), ())
        routes = tuple(_part(one, _object(one.body), NETWORK_NAMES) for one in own)
        return Beside(resource.kind.rpartition("/")[2], part, routes, _scope(resource))

    def other_names(self, networks: Sequence[Network]) -> Iterator[tuple[str, str]]:
        """Subnets that have another address where they are spoken of: that one, and the one they are declared by.

        Terraform counts the blocks of a network by their own name; and what is declared here may be spoken of as
        something that is there already.
        """
        inline = re.compile(r"\.subnets(\[[0-9]+\])$")
        for part in (part for one in networks for part in one.subnets):
            spoken = inline.sub(r".subnet\1", part.address)
            if spoken != part.address:
                yield spoken, part.address
        subnets = {(one.address, _name(part)): part.address for one in networks for part in one.subnets}
        for patch in self._patches:
            parent = self.parent(patch) if patch.kind is Kind.SUBNET and isinstance(patch.name.data, str) else None
            address = subnets.get((parent or "", str(patch.name.data).lower()))
            if address is not None:
                yield patch.address, address

    def peering(self, resource: Resource) -> Part:
        """A peering declared on its own."""
        return _part(resource, self._body(resource), NETWORK_NAMES)

    def subnet(self, resource: Resource) -> Part:
        """A subnet declared on its own."""
        return _with_prefixes(_part(resource, self._body(resource), SUBNET_NAMES))


def _whole(body: Val) -> Val:
    return body if not body.known else unknown("it is no object")


def _name(part: Part) -> str:
    entry = part.values.get("name")
    return str(entry.data).lower() if entry is not None and isinstance(entry.data, str) else ""


def _object(body: Val) -> Mapping[str, Val]:
    return body.data if isinstance(body.data, dict) else {FURTHER: _whole(body)}


class _Index:
    """Finds a resource by a reference to it, its id or its name."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._addresses = {one.address for one in resources}
        self._names: dict[str, list[Resource]] = {}
        for one in resources:
            if isinstance(one.name.data, str):
                self._names.setdefault(_last(one.name.data), []).append(one)

    def find(self, child: Resource) -> str | None:
        """The address of what a resource says it belongs to; None where it is not here, or may be one of several."""
        said = child.parent
        if said is None:
            return None
        if said.of in self._addresses:
            return said.of
        address = said.data.text.rpartition(".")[0] if isinstance(said.data, Ref) else None
        elsewhere = said.of is not None and said.of.startswith("data.")
        if address is not None or elsewhere or not isinstance(said.data, str):
            return address if address in self._addresses else None
        scope = Scope.of_id(said.data)
        scope = scope._replace(group=scope.group or child.scope.group)
        named = [one for one in self._names.get(_last(said.data), []) if scope.may_hold(_scope(one), one.language)]
        if len(named) > 1:  # of the same module, if there is one
            module = child.address.rpartition("azurerm_")[0]
            named = [one for one in named if one.address.rpartition("azurerm_")[0] == module] or named
        return named[0].address if len(named) == 1 else None


def _scope(resource: Resource) -> Scope:
    own, said = Scope.of_id(resource.address), resource.scope
    return Scope(said.subscription or own.subscription, said.group or own.group)


def _last(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2].lower()


def _merged(body: Mapping[str, Val], over: Mapping[str, Val]) -> dict[str, Val]:
    """A body with another laid over it, member by member."""
    made = dict(body)
    for key, value in over.items():
        there = _member(made, key)
        name = next((one for one in made if one.lower() == key.lower()), key)
        if there is not None and isinstance(there.data, dict) and isinstance(value.data, dict):
            made[name] = there._replace(data=_merged(there.data, value.data))
        else:
            made[name] = value
    return made


def _member(body: Mapping[str, Val], name: str) -> Val | None:
    return next((value for key, value in body.items() if key.lower() == name.lower()), None)


def _without(body: Mapping[str, Val], name: str) -> Mapping[str, Val]:
    kept = {key: value for key, value in body.items() if key.lower() != name.lower()}
    if isinstance(body, OpenObject):
        opened = OpenObject(kept)
        opened.reason, opened.sign = body.reason, body.sign
        return opened
    return kept


# values


def _named(name: Val) -> Iterator[tuple[str, Entry]]:
    if name.data is not None:
        yield "name", _entry(name)


def _entries(values: Mapping[str, Val]) -> Entries:
    return {path: _without_secrets(path, _entry(value)) for path, value in values.items()}


def _written(resource: Resource, body: Mapping[str, Val]) -> Entries:
    """What is written in the language's own words: ARM's, unless a provider has others.

    What a module of Bicep's registry decides itself, and so stands where its call does, nobody here wrote.
    """
    if resource.provider is None:
        entries = dict(_flat(body, "", AS_WRITTEN))
        theirs = resource.place if resource.module is not None else None
        return {path: entry for path, entry in entries.items() if theirs is None or entry.place != theirs}
    of_azapi = resource.provider.name == "azapi" and resource.module is None
    return dict(_flat(body, "", AS_WRITTEN)) if of_azapi else _entries(resource.written)


def _flat(body: Mapping[str, Val], base: str, names: Names) -> Iterator[tuple[str, Entry]]:
    """The values by their dotted paths, spelled as ARM spells them; null says nothing."""
    for key, value in body.items():
        path = names.spelled(base + key) if key != FURTHER else base + key
        data = value.data.whole().data if isinstance(value.data, Handle) else value.data
        if isinstance(data, dict) and path not in names.whole:
            yield from _flat(data, f"{path}.", names)
        elif data is not None:
            yield path, _without_secrets(path, names.shaped(path, _entry(value)))
    if isinstance(body, OpenObject):
        yield f"{base}{FURTHER}", Entry(body.further)


def _without_secrets(path: str, entry: Entry) -> Entry:
    """The entry; what is a secret by its name, or an address with a password in it, is not told."""
    return entry._replace(data=_hidden(path, entry.data))


def _hidden(name: str, data: Partly) -> Partly:
    if isinstance(data, bool | Unknown | Attribute) or data is None:
        return data
    if _SECRETS.search(name) or (isinstance(data, str) and _CREDENTIALS.search(data)):
        return Unknown("it is a secret, and is not shown", sign=digest(data))
    if isinstance(data, list):
        return [_hidden("", item) for item in data]
    return {key: _hidden(key, item) for key, item in data.items()} if isinstance(data, dict) else data


def _entry(value: Val) -> Entry:
    place = value.at.place if value.at is not None else None
    return Entry(_data(value), value.origin, place, value.via)


def _data(value: Val) -> Partly:
    data = value.data
    if isinstance(data, list):
        return [_data(item) for item in data]
    if isinstance(data, dict):
        return {key: _data(item) for key, item in data.items() if item.data is not None}
    if isinstance(data, Ref):
        return Attribute(data.text)
    if isinstance(data, Unknown | str | int | float) or data is None:
        return data
    return Unknown("a whole resource stands here")


# parts


class _Inline(NamedTuple):
    """One item of a list of pools or subnets."""

    number: int
    value: Val


def _items(inline: Val | None) -> Iterator[_Inline]:
    if inline is not None and isinstance(inline.data, list):
        for number, item in enumerate(inline.data):
            yield _Inline(number, item)


def _inline_pools(resource: Resource, inline: Val | None, values: dict[str, Entry]) -> Iterator[Part]:
    """The pools in the cluster's own block."""
    _tell_unknown(inline, _POOLS, values)
    for number, item in _items(inline):
        own = _object(item)
        arguments, told = (_object(own.get(name, Val({}))) for name in (ARGUMENTS_HERE, WRITTEN_HERE))
        body = _unwrapped(_without(_without(own, ARGUMENTS_HERE), WRITTEN_HERE))
        place = item.at.place if item.at is not None else resource.place
        address = f"{resource.address}.{_inline_name(resource, number)}"
        made = Part(address, place, dict(_flat(body, "", POOL_NAMES)), _entries(arguments))
        written = _written(resource._replace(written=told), body)
        yield made._replace(written=written, module=resource.module)


def _inline_name(resource: Resource, number: int) -> str:
    terraform = resource.provider is not None and resource.provider.name == "azurerm"
    return "default_node_pool" if terraform and number == 0 else f"{_POOLS}[{number}]"


def _inline(
    resource: Resource, inline: Val | None, what: str, values: dict[str, Entry], names: Names
) -> Iterator[Part]:
    _tell_unknown(inline, what, values)
    for number, item in _items(inline):
        own = _object(item)
        told = _object(own.get(WRITTEN_HERE, Val({})))
        body = _unwrapped(_without(own, WRITTEN_HERE))
        place = item.at.place if item.at is not None else resource.place
        address = f"{resource.address}.{what}[{number}]"
        made = Part(address, place, dict(_flat(body, "", names)))
        yield made._replace(written=_written(resource._replace(written=told), body))


def _tell_unknown(inline: Val | None, path: str, values: dict[str, Entry]) -> None:
    """A list that cannot be told stands among the values."""
    if inline is not None and not isinstance(inline.data, list) and inline.data is not None:
        values[path] = _entry(inline if not inline.known else unknown("it is no list")._replace(at=inline.at))


def _unwrapped(body: Mapping[str, Val]) -> Mapping[str, Val]:
    """A body with what stands under `properties` moved up to the rest."""
    inner = _member(body, "properties")
    if inner is None:
        return body
    rest = _without(body, "properties")
    if isinstance(inner.data, OpenObject):
        opened = OpenObject({**rest, **inner.data})
        opened.reason, opened.sign = inner.data.reason, inner.data.sign
        return opened
    if isinstance(inner.data, dict):
        return {**rest, **inner.data}
    return rest if inner.data is None else {**rest, FURTHER: _whole(inner)}


def _with_prefixes(subnet: Part) -> Part:
    """A subnet's one prefix as a list of one: ARM takes either."""
    values = dict(subnet.values)
    one = values.pop("addressPrefix", None)
    if one is not None:
        data: Partly = one.data if isinstance(one.data, Unknown) else [one.data]
        if "addressPrefixes" not in values or values["addressPrefixes"].data == []:
            values["addressPrefixes"] = one._replace(data=data)
    return subnet._replace(values=values)


def _update(resource: Resource) -> Part:
    """What changes a cluster; it has no name of its own."""
    part = _part(resource, _object(resource.body), CLUSTER_NAMES)
    return part._replace(values={path: entry for path, entry in part.values.items() if path != "name"}, parent=None)


def _pool(resource: Resource) -> Part:
    return _part(resource, _object(resource.body), POOL_NAMES)


def _part(resource: Resource, body: Mapping[str, Val], names: Names) -> Part:
    entries = dict(_named(resource.name))
    entries.update(_flat(_unwrapped(body), "", names))
    parent = _entry(resource.parent) if resource.parent is not None else None
    made = Part(resource.address, resource.place, entries, _entries(resource.arguments), resource.exists, parent)
    return made._replace(
        written=_written(resource, _unwrapped(body)),
        provider=resource.provider,
        api_version=resource.api_version,
        module=resource.module,
        language=resource.language,
    )


def _implied(values: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """The ranges that the service takes where none are written: facts CIDR-15, CIDR-29, CIDR-30."""
    base = "networkProfile."
    if any(path in values for path in (FURTHER, "networkProfile", f"{base}{FURTHER}")):
        return
    plugin, mode = (values.get(base + key) for key in ("networkPlugin", "networkPluginMode"))
    overlaid = (mode is not None and _is(mode, "overlay")) or (plugin is not None and _is(plugin, "kubenet"))
    if overlaid and not {f"{base}podCidr", f"{base}podCidrs"} & values.keys():
        yield f"{base}podCidr", Entry(service.POD_CIDR, Origin.IMPLIED)
    if not {f"{base}serviceCidr", f"{base}serviceCidrs"} & values.keys():
        yield f"{base}serviceCidr", Entry(service.SERVICE_CIDR, Origin.IMPLIED)
    if f"{base}dnsServiceIP" not in values:
        tenth = nth_address(network_of(service.SERVICE_CIDR), service.DNS_ADDRESS)
        yield f"{base}dnsServiceIP", Entry(str(tenth), Origin.IMPLIED)


def _is(entry: Entry, word: str) -> bool:
    """Whether a value is a word: the service does not care for its case (fact MODE-13)."""
    return isinstance(entry.data, str) and entry.data.lower() == word

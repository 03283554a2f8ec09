"""aksnet's own spec as a configuration: the same clusters that `gen` renders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksnet.configuration import Attribute, Cluster, Configuration, Entry, Network, Part, Partly
from aksnet.errors import Place, Problem, SpecError
from aksnet.readers import spec_signs, spec_texts
from aksnet.readers.spec_texts import LANGUAGE
from aksnet.spec.flags import with_flags
from aksnet.spec.fleets import OUTPUTS, Fleet, fleet_of
from aksnet.spec.layers import Layers, Loaded, load, taken
from aksnet.spec.loading import STDIN, parse, source_of
from aksnet.spec.nodes import Node
from aksnet.spec.output_entries import faults_of_outputs
from aksnet.spec.plain import SOURCE, spec_of
from aksnet.spec.shared import has_only_defaults, is_in_fleet, is_named_for_it, shared_by
from aksnet.spec.validation import made_of
from aksnet.spec.views import view_of
from aksnet.view import ClusterView, Parameter, Range, Subnet, SubnetView, Unknown, Value, VnetView


def read(name: str, text: str, *, planned: bool = True) -> Configuration:
    """The clusters of a spec; what is wrong with it is told as unread. `planned` where ranges may be left open.

    Where they may not, the spec is to be judged, and has no more than its views: a fleet fills much memory.
    """
    try:
        node = parse(STDIN if name == source_of(STDIN) else name, text)
        if is_named_for_it(name) and has_only_defaults(node):
            return Configuration(name, unread=tuple(_wrong_outputs(node)), views=())
        shared = shared_by(name)
        fleet = fleet_of(node) if shared is None else fleet_of(shared.node, node)
    except SpecError as error:
        return Configuration(name, unread=error.problems, views=())
    return _configuration(name, fleet, _wrong_outputs(node), planned=planned)


def described(data: Mapping[str, object], *, planned: bool) -> Configuration:
    """The clusters of a spec that a program has as plain data; what is wrong with it is told as unread."""
    try:
        node = spec_of(data)
        fleet = fleet_of(node)
    except SpecError as error:
        return Configuration(SOURCE, unread=error.problems, views=())
    return _configuration(SOURCE, fleet, _wrong_outputs(node), planned=planned)


def read_layers(layers: Layers, *, planned: bool) -> tuple[Configuration, Mapping[str, str]]:
    """The clusters of a spec in layers, with the texts of its files; what is wrong with it is told as unread."""
    label = " + ".join(map(source_of, layers.files))
    try:
        loaded = load(layers)
    except SpecError as error:
        return Configuration(label, unread=error.problems, views=()), {}
    return _configuration(label, loaded, faults_of_outputs(loaded.outputs), planned=planned), loaded.texts


def _wrong_outputs(document: Node) -> list[Problem]:
    return faults_of_outputs(document.items.get(OUTPUTS))


def _configuration(name: str, spec: Fleet | Loaded, wrong: list[Problem], *, planned: bool) -> Configuration:
    """The clusters of a spec; `wrong` is what is the matter with its outputs."""
    nodes = map(with_flags, taken(spec.clusters))
    views, problems = made_of(nodes, view_of, fleet=spec.several, planned=planned)
    read = Configuration(name, unread=(*problems, *wrong), views=tuple(views), fleet=spec.several)
    if not planned:
        return read
    networks = [network for view in views for network in _network(view, name)]
    return read._replace(clusters=tuple(_cluster(view, name) for view in views), networks=tuple(networks))


def is_member(name: str) -> bool:
    """Whether a file is a spec because of the folder that it is in."""
    return is_in_fleet(name)


def is_mapping(name: str, text: str) -> bool:
    """Whether a text is YAML or TOML with keys, whatever they are, or is empty."""
    try:
        parse(STDIN if name == source_of(STDIN) else name, text)
    except SpecError:
        return not text.strip()
    return True


def is_spec(name: str, text: str) -> bool:
    """Whether a text that speaks of networks is a spec: it says so by its schema, its name, or its plugin.

    Where none of its clusters loads, its keys have to be those of a spec, and some of them such as only clusters of
    Azure have, or else it may be the settings of another tool; a file that is called after aksnet has but to have more
    keys of a spec than others.
    """
    if spec_texts.has_schema(text) or spec_texts.says_keys(name, text) or is_in_fleet(name):
        return True
    named = spec_texts.is_named(name)
    try:
        document = parse(name, text)
    except SpecError:
        return spec_signs.is_text_meant(name, text) or (named and spec_signs.is_text_named_right(name, text))
    if spec_signs.is_meant(document) or (named and spec_signs.is_named_right(document)):
        return True
    return spec_signs.has_known_plugin(document) and _loads(read(name, text))


def _loads(made: Configuration) -> bool:
    """Whether some cluster could be made, whatever is the matter with others."""
    return bool(made.views) or not made.unread


def _cluster(view: ClusterView, source: str) -> Cluster:
    place = view.place or Place(source, 1, 1)
    name = view.values.get("name") or Value(view.name, place=view.place)
    values = {"name": _entry(name, view), **_entries(view.values, view)}
    pools = tuple(
        Part(f"{view.name}.pools[{number}]", pool.place or place, _entries(pool.values, view))
        for number, pool in enumerate(view.pools)
    )
    return Cluster(view.name, place, LANGUAGE, values, pools=pools)


def _entries(values: Mapping[str, Value], view: ClusterView) -> dict[str, Entry]:
    return {path: _entry(value, view) for path, value in values.items()}


def _entry(value: Value, view: ClusterView) -> Entry:
    return Entry(_data(value, view), value.origin, value.place)


def _data(value: Value, view: ClusterView) -> Partly:
    data = value.data
    if isinstance(data, Subnet):
        return Attribute(f"{view.name}.vnet.subnets.{data.name}")
    if isinstance(data, Parameter):
        return Unknown(f"whoever deploys gives it: {data.name}", sign=data.name)
    return data  # type: ignore[return-value]


def _network(view: ClusterView, source: str) -> Iterator[Network]:
    vnet = view.vnet
    if vnet is None:
        return
    place = vnet.place or view.place or Place(source, 1, 1)
    values = {"addressSpace.addressPrefixes": _ranges(vnet.address_space)}
    if vnet.name is not None:
        values["name"] = Entry(vnet.name)
    subnets = tuple(_subnet(one, vnet, view, place) for one in vnet.subnets.values())
    yield Network(f"{view.name}.vnet", place, values, subnets)


def _subnet(subnet: SubnetView, vnet: VnetView, view: ClusterView, around: Place) -> Part:
    values = {"name": Entry(subnet.name), "addressPrefixes": _ranges(subnet.prefixes)}
    if subnet.delegation is not None:
        values["delegations"] = Entry([subnet.delegation])
    if subnet.nat_gateway is not None:
        values["natGateway.id"] = Entry(subnet.nat_gateway)
    if subnet.route_table is not None:
        values["routeTable.id"] = Entry(subnet.route_table)
    if subnet.service_endpoints:
        values["serviceEndpoints"] = Entry(list(subnet.service_endpoints))
    return Part(f"{view.name}.vnet.subnets.{subnet.name}", subnet.place or around, values)


def _ranges(ranges: tuple[Range, ...]) -> Entry:
    place = ranges[0].place if ranges else None
    return Entry([one.text for one in ranges], place=place)

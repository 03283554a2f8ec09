"""From a configuration to the views of its clusters, which rules judge and plans count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aksnet.configuration import Attribute, Cluster, Configuration, Entries, Entry, Network, Part, Partly, Scope
from aksnet.facts import arm
from aksnet.facts.arm import Words
from aksnet.paths import API_SERVER_SUBNET, HOSTED_NODES, HOSTED_SYSTEM, NODES, PODS
from aksnet.view import ClusterView, Json, Origin, PoolView, Range, Subnet, SubnetView, Unknown, Value, VnetView

_FURTHER = "*"
_POOL_SUBNETS = (NODES, PODS)
_CLUSTER_SUBNETS = (API_SERVER_SUBNET, HOSTED_NODES, HOSTED_SYSTEM)
# What a value is to a rule: whoever wrote it, it is written; and what nobody wrote is implied.
_ORIGINS = {Origin.PROVIDER: Origin.IMPLIED, Origin.IMPLIED: Origin.IMPLIED}


def views_of(configuration: Configuration) -> list[ClusterView]:
    """The views of the clusters that are declared, not of changes to others."""
    if configuration.views is not None:
        return list(configuration.views)
    places = _Subnets(configuration)
    return [_view(one, places) for one in configuration.clusters if not one.patch]


class _Home(NamedTuple):
    """Where a subnet is: its network, by number, and its name there."""

    network: int
    name: str


class _Subnets:
    """Finds subnets of a configuration by references and ids."""

    def __init__(self, configuration: Configuration) -> None:
        orphans = _by_parent(configuration.subnets)
        self._networks = [*configuration.networks, *orphans]
        self._homes: dict[str, _Home] = {}
        self._names: dict[tuple[str, str], list[_Home]] = {}
        for number, network in enumerate(self._networks):
            for subnet in network.subnets:
                home = _Home(number, _key(subnet))
                self._homes[subnet.address] = home
                named = (_text(network.values.get("name")).lower(), _text(subnet.values.get("name")).lower())
                self._names.setdefault(named, []).append(home)

    def home(self, data: Partly) -> _Home | None:
        """Where the subnet is that a value speaks of; None where it is not here, or may be one of several."""
        if isinstance(data, Attribute):
            return self._homes.get(data.text.rpartition(".")[0])
        parts = data.lower().split("/") if isinstance(data, str) else []
        if len(parts) < 4 or parts[-2] != "subnets" or parts[-4] != "virtualnetworks":
            return None
        scope = Scope.of_id(str(data))
        named = self._names.get((parts[-3], parts[-1]), [])
        found = [one for one in named if self._may_be_in(scope, self._networks[one.network])]
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _may_be_in(scope: Scope, network: Network) -> bool:
        return scope.may_hold(network.scope, network.language)

    def view(self, number: int) -> VnetView:
        """A network as clusters see it."""
        network = self._networks[number]
        return VnetView(
            _text(network.values.get("name")) or None,
            _ranges(network.values.get("addressSpace.addressPrefixes")),
            {_key(subnet): _subnet(subnet) for subnet in network.subnets},
            place=network.place,
        )


def _by_parent(subnets: Sequence[Part]) -> Iterator[Network]:
    """Subnets of networks that are declared elsewhere, together where they name the same one."""
    groups: dict[str, list[Part]] = {}
    for subnet in subnets:
        name = _text(subnet.parent).rstrip("/").rpartition("/")[2]
        if name:
            groups.setdefault(name, []).append(subnet)
    for name, group in groups.items():
        said = Scope.of_id(_text(group[0].parent))
        yield Network(name, group[0].place, {"name": Entry(name)}, tuple(group), scope=said, language="terraform")


def _key(subnet: Part) -> str:
    return _text(subnet.values.get("name")) or subnet.address


def _text(entry: Entry | None) -> str:
    return entry.data if entry is not None and isinstance(entry.data, str) else ""


def _ranges(entry: Entry | None) -> tuple[Range, ...]:
    data = entry.data if entry is not None else None
    items = data if isinstance(data, list) else []
    return tuple(Range(one, entry.place) for one in items if isinstance(one, str) and entry is not None)


def _subnet(subnet: Part) -> SubnetView:
    delegations, endpoints = (subnet.values.get(path) for path in ("delegations", "serviceEndpoints"))
    services = delegations.data if delegations is not None and isinstance(delegations.data, list) else []
    points = endpoints.data if endpoints is not None and isinstance(endpoints.data, list) else []
    return SubnetView(
        _key(subnet),
        _ranges(subnet.values.get("addressPrefixes")),
        next((one for one in services if isinstance(one, str)), None),
        _id(subnet.values.get("natGateway.id")),
        _id(subnet.values.get("routeTable.id")),
        tuple(one for one in points if isinstance(one, str)),
        subnet.place,
    )


def _id(entry: Entry | None) -> str | None:
    if entry is None:
        return None
    return entry.data.text if isinstance(entry.data, Attribute) else _text(entry) or "?"


def _view(cluster: Cluster, subnets: _Subnets) -> ClusterView:
    given: dict[str, Entry] = dict(cluster.values)
    for update in cluster.updates:
        given.update({path: entry for path, entry in update.values.items() if path != "name"})
    name = given.pop("name", None)
    homes = [
        *(
            subnets.home(pool.values[path].data)
            for pool in cluster.pools
            for path in _POOL_SUBNETS
            if path in pool.values
        ),
        *(subnets.home(given[path].data) for path in _CLUSTER_SUBNETS if path in given),
    ]
    network = next((home.network for home in homes if home is not None), None)
    values = _joined(given, arm.CLUSTER_WORDS, _CLUSTER_SUBNETS, subnets, network)
    pools = tuple(
        PoolView(_joined(one.values, arm.POOL_WORDS, _POOL_SUBNETS, subnets, network), one.place)
        for one in cluster.pools
    )
    return ClusterView(
        _text(name) or cluster.address,
        values,
        pools,
        subnets.view(network) if network is not None else None,
        pools_stated=bool(pools) and "agentPoolProfiles" not in values,
        place=cluster.place,
    )


def _joined(
    entries: Entries, words: Mapping[str, Words], paths: Sequence[str], subnets: _Subnets, network: int | None
) -> dict[str, Value]:
    """The values, with subnets of the cluster's network by their names at these paths."""
    values = dict(_values(entries, words))
    for path in paths:
        home = subnets.home(entries[path].data) if path in entries else None
        if home is not None and home.network == network:
            values[path] = values[path]._replace(data=Subnet(home.name))
    return values


def _values(entries: Entries, words: Mapping[str, Words]) -> Iterator[tuple[str, Value]]:
    """The values by path; null, an empty text and an empty list say nothing."""
    for path, entry in entries.items():
        data = _plain(entry.data, words.get(path, ()))
        where = path.removesuffix(_FURTHER).removesuffix(".") if path.endswith(_FURTHER) else path
        if data not in (None, "", []):
            yield where, Value(data, _ORIGINS.get(entry.origin, Origin.GIVEN), entry.place)


def _plain(data: Partly, words: Words) -> Json | Unknown:
    """Plain data, with words as ARM spells them; unknown as a whole where any of it is."""
    if isinstance(data, Attribute):
        return Unknown(f"{data.text} is known only once it is deployed")
    if isinstance(data, Unknown):
        return data
    if isinstance(data, str):
        return next((word for word in words if word.lower() == data.lower()), data)
    items = data if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else []
    made = [_plain(item, words) for item in items]
    lost = next((item for item in made if isinstance(item, Unknown)), None)
    if lost is not None:
        return lost
    if isinstance(data, dict):
        return dict(zip(data, made, strict=True))  # type: ignore[arg-type]
    return made if isinstance(data, list) else data  # type: ignore[return-value]

"""From a configuration to the views of its clusters, which rules judge and plans count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aksnet.configuration import Attribute, Cluster, Configuration, Entries, Entry, Network, Part, Partly
from aksnet.expressions.signs import digest
from aksnet.facts import arm
from aksnet.facts.arm import Words
from aksnet.readers.peers import peered
from aksnet.readers.subnets import CLUSTER_SUBNETS, POOL_SUBNETS, Subnets, key_of, text_of
from aksnet.view import (
    ClusterView,
    Declaration,
    Json,
    Later,
    Origin,
    PoolView,
    Range,
    Subnet,
    SubnetView,
    Unknown,
    Value,
    VnetView,
)

_FURTHER = "*"
_COUNTED = ("publicIPs", "publicIPPrefixes")
# What a value is to a rule: whoever wrote it, it is written; and what nobody wrote is implied.
_ORIGINS = {Origin.PROVIDER: Origin.IMPLIED, Origin.IMPLIED: Origin.IMPLIED}


def views_of(configuration: Configuration) -> list[ClusterView]:
    """The views of the clusters that are declared, not of changes to others."""
    if configuration.views is not None:
        return list(configuration.views)
    around = _Networks(configuration)
    return [_view(one, around) for one in configuration.clusters if not one.patch]


# Of one cluster, which neither of two sides has, nothing changes.
_ELSEWHERE = Unknown("its cluster is declared elsewhere", sign="elsewhere")


def orphans_of(configuration: Configuration) -> list[ClusterView]:
    """Pools of clusters that cannot be told, each as the only pool of a cluster of which nothing is known."""
    if configuration.views is not None:
        return []
    around = _Networks(configuration)
    nothing = {"": Value(_ELSEWHERE)}
    return [_alone(pool, around, nothing) for pool in configuration.pools]


class _Networks:
    """The networks of a configuration, as its clusters see them."""

    def __init__(self, configuration: Configuration) -> None:
        self.subnets = Subnets(configuration)
        self._peered = peered(self.subnets.networks)

    def vnet(self, number: int | None) -> VnetView | None:
        """The network with a number, and the ranges of those that it is peered with."""
        if number is None:
            return None
        others = (self.subnets.networks[other] for other in self._peered.get(number, ()))
        peers = [_space(other) for other in others if other.exists is None]
        return _vnet(self.subnets.networks[number])._replace(peers=tuple(one for space in peers for one in space))


def _alone(pool: Part, around: _Networks, nothing: Mapping[str, Value]) -> ClusterView:
    homes = (around.subnets.home(pool.values[path].data) for path in POOL_SUBNETS if path in pool.values)
    network = next((home.network for home in homes if home is not None), None)
    cluster = Cluster(pool.address, pool.place, pool.language, {}, provider=pool.provider)
    values = _joined(pool.values, arm.POOL_WORDS, POOL_SUBNETS, around.subnets, network)
    return ClusterView(
        pool.address,
        nothing,
        (_pool(pool, cluster, values),),
        around.vnet(network),
        pools_stated=False,
        place=pool.place,
        named=False,
    )


def _vnet(network: Network) -> VnetView:
    """A network as clusters see it."""
    return VnetView(
        text_of(network.values.get("name")) or None,
        _space(network),
        {key_of(subnet): _subnet(subnet) for subnet in network.subnets},
        place=network.place,
        address=network.address,
    )


def _space(network: Network) -> tuple[Range, ...]:
    return _ranges(network.values.get("addressSpace.addressPrefixes"))


def _ranges(entry: Entry | None) -> tuple[Range, ...]:
    """The ranges in a list; none where one of them cannot be told."""
    data = entry.data if entry is not None else None
    items = data if isinstance(data, list) else []
    texts = [one for one in items if isinstance(one, str)]
    return tuple(Range(one, entry.place) for one in texts) if entry is not None and len(texts) == len(items) else ()


def _subnet(subnet: Part) -> SubnetView:
    delegations, endpoints = (subnet.values.get(path) for path in ("delegations", "serviceEndpoints"))
    services = delegations.data if delegations is not None and isinstance(delegations.data, list) else []
    points = endpoints.data if endpoints is not None and isinstance(endpoints.data, list) else []
    return SubnetView(
        key_of(subnet),
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
    return entry.data.text if isinstance(entry.data, Attribute) else text_of(entry) or "?"


def _view(cluster: Cluster, around: _Networks) -> ClusterView:
    subnets = around.subnets
    given: dict[str, Entry] = dict(cluster.values)
    for update in cluster.updates:
        given = _laid_over(given, update)
    name = given.pop("name", None)
    homes = [
        *(
            subnets.home(pool.values[path].data)
            for pool in cluster.pools
            for path in POOL_SUBNETS
            if path in pool.values
        ),
        *(subnets.home(given[path].data) for path in CLUSTER_SUBNETS if path in given),
    ]
    network = next((home.network for home in homes if home is not None), None)
    values = _joined(given, arm.CLUSTER_WORDS, CLUSTER_SUBNETS, subnets, network)
    pools = tuple(
        _pool(one, cluster, _joined(one.values, arm.POOL_WORDS, POOL_SUBNETS, subnets, network))
        for one in cluster.pools
    )
    return ClusterView(
        text_of(name) or cluster.address,
        values,
        pools,
        around.vnet(network),
        pools_stated=bool(pools) and "agentPoolProfiles" not in values,
        place=cluster.place,
        declared=_declaration(cluster, cluster),
        named=bool(text_of(name)),
    )


def _laid_over(given: Mapping[str, Entry], update: Part) -> dict[str, Entry]:
    """The values with an update laid over them; what is in an object that it may change cannot be told any more."""
    changes = {path: entry for path, entry in update.values.items() if path != "name"}
    unknown = (path for path, entry in changes.items() if isinstance(entry.data, Unknown))
    lost = [path.removesuffix(_FURTHER).removesuffix(".") for path in unknown]
    kept = {path: entry for path, entry in given.items() if not any(_inside(path, outer) for outer in lost)}
    return {**kept, **changes}


def _inside(path: str, outer: str) -> bool:
    return path != "name" and (not outer or path.startswith(f"{outer}."))


def _pool(pool: Part, cluster: Cluster, values: dict[str, Value]) -> PoolView:
    return PoolView(values, pool.place, _declaration(pool, cluster))


def _declaration(one: Cluster | Part, cluster: Cluster) -> Declaration:
    """How it is declared; what is not declared on its own has its cluster's provider and version."""
    return Declaration(
        cluster.language,
        one.address,
        dict(_values(one.written, {})),
        dict(_values(one.arguments, {})),
        one.provider if one.provider is not None else cluster.provider,
        one.api_version if one.api_version is not None else cluster.api_version,
        one.module,
        {path: Value(entry.data, place=entry.place) for path, entry in one.written.items() if _blank(entry)},  # type: ignore[arg-type]
        dict(_values(one.given, {})) if isinstance(one, Cluster) else {},
        tuple(_declaration(update, cluster) for update in one.updates) if isinstance(one, Cluster) else (),
        one.place,
        one.group if isinstance(one, Cluster) else None,
    )


def _blank(entry: Entry) -> bool:
    return entry.data in (None, "", [])


def _joined(
    entries: Entries, words: Mapping[str, Words], paths: Sequence[str], subnets: Subnets, network: int | None
) -> dict[str, Value]:
    """The values, with subnets of the cluster's network by their names at these paths."""
    values = dict(_values(entries, words))
    for path in paths:
        home = subnets.home(entries[path].data) if path in entries else None
        data = values[path].data if home is not None else None
        if home is not None and home.network == network:
            values[path] = values[path]._replace(data=Subnet(home.name, sign=home.sign))
        elif home is not None and isinstance(data, Unknown):
            values[path] = values[path]._replace(data=data._replace(network=subnets.declared(home)))
    return values


def _values(entries: Entries, words: Mapping[str, Words]) -> Iterator[tuple[str, Value]]:
    """The values by path; null, an empty text and an empty list say nothing."""
    for path, entry in entries.items():
        counted = _counted(entry.data) if path.rpartition(".")[2] in _COUNTED else None
        data = counted if counted is not None else _plain(entry.data, words.get(path, ()))
        where = path.removesuffix(_FURTHER).removesuffix(".") if path.endswith(_FURTHER) else path
        if data not in (None, "", []):
            yield where, Value(data, _ORIGINS.get(entry.origin, Origin.GIVEN), entry.place, entry.through)


def _counted(data: Partly) -> Json:
    """Ids of addresses, of which rules ask how many there are: one that cannot be told counts as well."""
    if not isinstance(data, list):
        return None
    ids = [item.get("id") if isinstance(item, dict) else item for item in data]
    return [{"id": one if isinstance(one, str) else "?"} for one in ids]


def _sign(names: Sequence[str], items: Sequence[Json | Unknown]) -> str | None:
    """The sign of a list or an object with something in it that cannot be told."""
    signs = [item.sign if isinstance(item, Unknown) else digest(item) for item in items]
    return None if None in signs else digest(names, signs)


def _plain(data: Partly, words: Words) -> Json | Unknown:
    """Plain data, with words as ARM spells them; unknown as a whole where any of it is."""
    if isinstance(data, Attribute):
        return Unknown(Later(f"{data.text} is known only once it is deployed"), sign=data.text)
    if isinstance(data, Unknown):
        return data
    if isinstance(data, str):
        return next((word for word in words if word.lower() == data.lower()), data)
    items = data if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else []
    made = [_plain(item, words) for item in items]
    lost = next((item for item in made if isinstance(item, Unknown)), None)
    if lost is not None:
        return lost._replace(sign=_sign(list(data) if isinstance(data, dict) else [], made))
    if isinstance(data, dict):
        return dict(zip(data, made, strict=True))  # type: ignore[arg-type]
    return made if isinstance(data, list) else data  # type: ignore[return-value]

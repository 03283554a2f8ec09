"""From a configuration to the views of its clusters, which rules judge and plans count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aksnet.configuration import Attribute, Cluster, Configuration, Entries, Entry, Network, Part, Partly
from aksnet.facts import arm
from aksnet.facts.arm import Words
from aksnet.readers.subnets import CLUSTER_SUBNETS, POOL_SUBNETS, Subnets, key_of, text_of
from aksnet.view import (
    ClusterView,
    Declaration,
    Json,
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
    places = Subnets(configuration)
    return [_view(one, places) for one in configuration.clusters if not one.patch]


def orphans_of(configuration: Configuration) -> list[ClusterView]:
    """Pools of clusters that cannot be told, each as the only pool of a cluster of which nothing is known."""
    if configuration.views is not None:
        return []
    places = Subnets(configuration)
    nothing = {"": Value(Unknown("its cluster is declared elsewhere"))}
    return [_alone(pool, places, nothing) for pool in configuration.pools]


def _alone(pool: Part, subnets: Subnets, nothing: Mapping[str, Value]) -> ClusterView:
    homes = (subnets.home(pool.values[path].data) for path in POOL_SUBNETS if path in pool.values)
    network = next((home.network for home in homes if home is not None), None)
    cluster = Cluster(pool.address, pool.place, pool.language, {}, provider=pool.provider)
    values = _joined(pool.values, arm.POOL_WORDS, POOL_SUBNETS, subnets, network)
    return ClusterView(
        pool.address,
        nothing,
        (_pool(pool, cluster, values),),
        _vnet(subnets.networks[network]) if network is not None else None,
        pools_stated=False,
        place=pool.place,
    )


def _vnet(network: Network) -> VnetView:
    """A network as clusters see it."""
    return VnetView(
        text_of(network.values.get("name")) or None,
        _ranges(network.values.get("addressSpace.addressPrefixes")),
        {key_of(subnet): _subnet(subnet) for subnet in network.subnets},
        place=network.place,
        address=network.address,
    )


def _ranges(entry: Entry | None) -> tuple[Range, ...]:
    data = entry.data if entry is not None else None
    items = data if isinstance(data, list) else []
    return tuple(Range(one, entry.place) for one in items if isinstance(one, str) and entry is not None)


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


def _view(cluster: Cluster, subnets: Subnets) -> ClusterView:
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
        _vnet(subnets.networks[network]) if network is not None else None,
        pools_stated=bool(pools) and "agentPoolProfiles" not in values,
        place=cluster.place,
        declared=_declaration(cluster, cluster),
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
        dict(_values(one.given, {})) if isinstance(one, Cluster) else {},
        tuple(_declaration(update, cluster) for update in one.updates) if isinstance(one, Cluster) else (),
        one.place,
    )


def _joined(
    entries: Entries, words: Mapping[str, Words], paths: Sequence[str], subnets: Subnets, network: int | None
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
        counted = _counted(entry.data) if path.rpartition(".")[2] in _COUNTED else None
        data = counted if counted is not None else _plain(entry.data, words.get(path, ()))
        where = path.removesuffix(_FURTHER).removesuffix(".") if path.endswith(_FURTHER) else path
        if data not in (None, "", []):
            yield where, Value(data, _ORIGINS.get(entry.origin, Origin.GIVEN), entry.place)


def _counted(data: Partly) -> Json:
    """Ids of addresses, of which rules ask how many there are: one that cannot be told counts as well."""
    if not isinstance(data, list):
        return None
    ids = [item.get("id") if isinstance(item, dict) else item for item in data]
    return [{"id": one if isinstance(one, str) else "?"} for one in ids]


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

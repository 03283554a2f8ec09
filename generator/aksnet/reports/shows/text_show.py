"""What was read, as tables for people: each value with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from aksnet.configuration import Attribute, Cluster, Configuration, Entries, Entry, Network, Part, Partly, told
from aksnet.errors import Place, printable
from aksnet.view import Origin, Unknown

# Columns are as wide as what is in them, but no wider.
_MOST = 64
_SUBNET = ("name", "addressPrefixes", "delegations", "serviceEndpoints", "natGateway.id", "routeTable.id", "*")
_NETWORK = ("name", "addressSpace.addressPrefixes", "subnets", "peerings", "*")
_PEERING = ("name", "remoteVirtualNetwork.id")
_Row = tuple[str, str, str]


def render(configurations: Sequence[Configuration]) -> str:
    """Each configuration under its label where there are several."""
    blocks: list[str] = []
    shown = [one for one in configurations if _things(one)]
    for configuration in shown:
        if len(shown) > 1:
            blocks.append(f"# {printable(configuration.label)}\n")
        blocks += ["".join(f"{line}\n" for line in thing) for thing in _things(configuration)]
    return "\n".join(blocks)


def _things(configuration: Configuration) -> list[list[str]]:
    """The lines of each cluster, network and part that stands alone."""
    return [
        *(list(_cluster(one)) for one in configuration.clusters),
        *(list(_network(one)) for one in configuration.networks),
        *(list(_part("pool", one, tuple(one.values))) for one in configuration.pools),
        *(list(_part("subnet", one, _SUBNET)) for one in configuration.subnets),
        *(list(_part("peering", one, _PEERING)) for one in configuration.peerings),
    ]


def _heading(what: str, address: str, place: Place, exists: str | None) -> Iterator[str]:
    yield printable(f"{what} {address} ({place})")
    if exists is not None:
        yield printable(f"  whether it is there cannot be told: {exists}")


def _cluster(cluster: Cluster) -> Iterator[str]:
    what = "changes to a cluster:" if cluster.patch else "cluster"
    yield from _heading(what, cluster.address, cluster.place, cluster.exists)
    said = _with(cluster)
    if said:
        yield f"  {said}"
    yield from _lines([*_rows(cluster.values), *_rows(cluster.arguments)], "  ")
    for pool in cluster.pools:
        yield from (f"  {line}" for line in _part("pool", pool, tuple(pool.values)))
    for update in cluster.updates:
        yield from (f"  {line}" for line in _part("changed by", update, tuple(update.values)))


def _with(cluster: Cluster) -> str:
    """What makes the cluster: the provider with its version, the API version."""
    said = []
    if cluster.provider is not None:
        version = "no version stated, the newest is assumed" if cluster.provider.assumed else cluster.provider.version
        said.append(f"provider {cluster.provider.name}: {version}")
    if cluster.api_version is not None:
        said.append(f"API version {cluster.api_version}")
    return printable(" · ".join(said))


def _network(network: Network) -> Iterator[str]:
    yield from _heading("virtual network", network.address, network.place, network.exists)
    yield from _lines(_rows(_at(network.values, _NETWORK)), "  ")
    for subnet in network.subnets:
        yield from (f"  {line}" for line in _part("subnet", subnet, _SUBNET))
    for peering in network.peerings:
        yield from (f"  {line}" for line in _part("peering", peering, _PEERING))


def _part(what: str, part: Part, paths: Sequence[str]) -> Iterator[str]:
    yield from _heading(what, part.address, part.place, part.exists)
    yield from _lines([*_rows(_at(part.values, paths)), *_rows(part.arguments)], "  ")


def _at(values: Entries, paths: Sequence[str]) -> dict[str, Entry]:
    """What is said at some paths."""
    found = {path: told(values, path) for path in paths}
    return {path: entry for path, entry in found.items() if entry is not None}


def _rows(entries: Entries) -> list[_Row]:
    return [(path if path != "*" else "all else", _text(entry.data), _from(entry)) for path, entry in entries.items()]


def _lines(rows: Sequence[_Row], indent: str) -> Iterator[str]:
    wide = [min(max((len(row[at]) for row in rows), default=0), _MOST) for at in (0, 1)]
    for path, value, origin in rows:
        yield printable(f"{indent}{path:<{wide[0]}}  {value:<{wide[1]}}  {origin}".rstrip())


def _text(data: Partly) -> str:
    if isinstance(data, Unknown):
        return f"unknown: {data.reason}"
    if isinstance(data, Attribute):
        return data.text
    if isinstance(data, list):
        return ", ".join(map(_text, data)) or "(none)"
    if isinstance(data, str):
        return data or '""'
    if isinstance(data, dict):
        return ", ".join(f"{key}={_text(item)}" for key, item in data.items()) or "{}"
    return json.dumps(data)


_DECIDED = {
    Origin.GIVEN: "",
    Origin.DEFAULT: "default",
    Origin.VARIABLE: "variable",
    Origin.MODULE: "the module fills it in",
    Origin.PROVIDER: "the provider fills it in",
    Origin.IMPLIED: "the service fills it in",
}


def _from(entry: Entry) -> str:
    """Where a value comes from, in a few words."""
    place = str(entry.place._replace(column=None)) if entry.place is not None else ""
    words = entry.through or _DECIDED[entry.origin]
    return "  ".join(part for part in (place, words) if part)

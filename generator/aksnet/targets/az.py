"""The Azure CLI: the networking flags of a fragment, or a script with every command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import az
from aksnet.targets.az_beside import identity, network
from aksnet.targets.az_text import GROUP, Shell, command, line, resolver, tags, word
from aksnet.targets.files import Rendered
from aksnet.targets.properties import Resolve, cluster_values, resolved, split_pools
from aksnet.targets.surroundings import DESCRIPTIONS, Surroundings, surroundings
from aksnet.view import ClusterView, Origin, PoolView, Values


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The one file of a cluster."""
    if dialect.emit == "block":
        return (Rendered("block.sh.txt", "az", _fragment(cluster, dialect), "#", fragment=True),)
    return (Rendered("aks.sh", "az", _script(cluster, dialect), "#"),)


def _flags(rows: dict[str, az.Flag], values: Values, resolve: Resolve, *, added: bool = False) -> Iterator[str]:
    """The flags of the values, in the order of the values."""
    for path, value in values.items():
        row = rows[path]
        flag = row.added if added else row.flag
        if flag is None:
            continue
        data = resolved(value, resolve)
        if row.when is not None:
            if data is row.when:
                yield flag
        elif row.words:
            yield line(Shell(flag), *data)
        elif row.joined:
            yield f"{flag}={word(data)}"
        else:
            yield line(Shell(flag), _joined(data, row))


def _joined(data: Any, row: az.Flag) -> Any:
    """A value as one word: lists with commas, objects by their id."""
    if isinstance(data, list):
        return ",".join(one["id"] if isinstance(one, dict) else one for one in data)
    return data.lower() if row.lower else data


def _cluster_values(cluster: ClusterView, dialect: Dialect) -> Values:
    values = dict(cluster_values(cluster, dialect))
    if dialect.emit == "cluster" or cluster.text("sku.name") == "Automatic":
        head = {path: cluster.values[path] for path in ("sku.name", "sku.tier") if path in cluster.values}
        return {**head, **values}
    return values


def _release(cluster: ClusterView, dialect: Dialect) -> str:
    """The first release of azure-cli that has every flag in use."""
    flags = [az.CLUSTER[path] for path in _cluster_values(cluster, dialect)]
    flags += [az.POOL[path] for pool in cluster.pools for path in _pool_values(pool, dialect)]
    return max((flag.since for flag in flags), key=lambda text: [int(part) for part in text.split(".")])


def _split_pools(cluster: ClusterView) -> tuple[PoolView | None, tuple[PoolView, ...]]:
    """As in the other languages, but that `az aks create` drops the flags of a pool where system pools are hosted."""
    return (None, cluster.pools) if cluster.known("hostedSystemProfile.enabled") else split_pools(cluster)


def _pool_values(pool: PoolView, dialect: Dialect) -> Values:
    """The pool's values; the service's own surge stays unsaid."""
    return {
        path: value
        for path, value in dialect.pool_values(pool).items()
        if path != "upgradeSettings.maxSurge" or value.origin is Origin.GIVEN
    }


def _fragment(cluster: ClusterView, dialect: Dialect) -> str:
    resolve = resolver(cluster)
    inline, further = _split_pools(cluster) if dialect.pools(cluster) else (None, ())
    flags = [*_flags(az.CLUSTER, _cluster_values(cluster, dialect), resolve)]
    if inline is not None:
        flags += _flags(az.POOL, _pool_values(inline, dialect), resolve)
    parts = [f"# az aks create (azure-cli {_release(cluster, dialect)} or newer)\n" + " \\\n".join(flags)]
    for pool in further:
        flags = list(_flags(az.POOL, _pool_values(pool, dialect), resolve, added=True))
        parts.append("# az aks nodepool add\n" + " \\\n".join(flags))
    return "\n\n".join(parts) + "\n"


def _script(cluster: ClusterView, dialect: Dialect) -> str:
    around = surroundings(cluster)
    parts = [
        f"#!/bin/sh\n# needs azure-cli {_release(cluster, dialect)} or newer\nset -eu",
        "\n".join(_variables(cluster, around)),
        command("az group create", '--name "$RESOURCE_GROUP"', '--location "$LOCATION"', *tags(cluster)),
        *network(cluster, around),
        *identity(cluster, around),
        *_cluster_commands(cluster, dialect, around),
    ]
    return "\n\n".join(parts) + "\n"


def _variables(cluster: ClusterView, around: Surroundings) -> Iterator[str]:
    """What the script is about; what the spec leaves open must be in the environment."""
    yield f"NAME={word(cluster.name)}"
    location, group = cluster.text("location"), cluster.resource_group
    yield f"LOCATION={word(location)}" if location else _needed("location", "region, for example westeurope")
    yield (f"RESOURCE_GROUP={word(group)}" if group else _needed("resource_group", "name of the resource group"))
    for name in around.parameters:
        yield _needed(name, DESCRIPTIONS[name].rstrip("."))
    if around.vnet is not None:
        yield f"VNET={word(around.vnet.name)}" if around.vnet.name else 'VNET="$NAME-vnet"'


def _needed(name: str, what: str) -> str:
    return f': "${{{name.upper()}:?{what}}}"'


def _cluster_commands(cluster: ClusterView, dialect: Dialect, around: Surroundings) -> Iterator[str]:
    resolve = resolver(cluster)
    inline, further = _split_pools(cluster)
    acts_as = '--assign-identity "$IDENTITY_ID"' if around.owns_identity else "--enable-managed-identity"
    flags = [
        GROUP,
        '--name "$NAME"',
        '--location "$LOCATION"',
        acts_as,
        *_flags(az.CLUSTER, _cluster_values(cluster, dialect), resolve),
        *(_flags(az.POOL, _pool_values(inline, dialect), resolve) if inline else ()),
        *tags(cluster),
        "--no-ssh-key",
        "--yes",
    ]
    yield command("az aks create", *flags)
    in_cluster = (GROUP, '--cluster-name "$NAME"')
    if inline is not None and inline.values["upgradeSettings.maxSurge"].origin is Origin.GIVEN:
        flags = [
            line(Shell(az.POOL[path].added or ""), inline.known(path))
            for path in ("upgradeSettings.maxSurge", "upgradeSettings.maxUnavailable")
            if path in inline.values
        ]
        yield command("az aks nodepool update", *in_cluster, line(Shell("--name"), inline.name), *flags)
    for pool in further:
        flags = list(_flags(az.POOL, _pool_values(pool, dialect), resolve, added=True))
        yield command("az aks nodepool add", *in_cluster, *flags)

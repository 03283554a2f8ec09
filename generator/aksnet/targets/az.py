"""The Azure CLI: the networking flags of a fragment, or a script with every command."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import az
from aksnet.targets.files import Rendered
from aksnet.targets.naming import subnet_labels
from aksnet.targets.properties import Resolve, cluster_values, resolved, split_pools
from aksnet.targets.surroundings import (
    DESCRIPTIONS,
    Own,
    Scope,
    Surroundings,
    delegation,
    subnets_in_use,
    surroundings,
    tags_of,
)
from aksnet.view import ClusterView, Origin, Parameter, PoolView, Subnet, Values, VnetView


class Shell(str):
    """Text that already is of the shell: a variable in double quotes."""

    __slots__ = ()


def _word(value: Any) -> str:
    return value if isinstance(value, Shell) else shlex.quote(str(value))


def _line(*words: Any) -> str:
    return " ".join(_word(word) for word in words)


def _command(name: str, *flags: str) -> str:
    """A command with one flag on each line."""
    return " \\\n  ".join([name, *flags])


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The one file of a cluster."""
    if dialect.emit == "block":
        return (Rendered("block.sh.txt", "az", _fragment(cluster, dialect), "#", fragment=True),)
    return (Rendered("aks.sh", "az", _script(cluster, dialect), "#"),)


def _variable(name: str) -> Shell:
    return Shell(f'"${name.upper()}"')


def _resolver(cluster: ClusterView) -> Resolve:
    names = dict(_subnet_variables(cluster))

    def resolve(reference: Subnet | Parameter) -> Shell:
        return _variable(reference.name if isinstance(reference, Parameter) else names[reference.name])

    return resolve


def _subnet_variables(cluster: ClusterView) -> Iterator[tuple[str, str]]:
    """The shell variable that holds the id of each subnet; apart from those that stand for parameters."""
    for name, label in (subnet_labels(cluster.vnet) if cluster.vnet else {}).items():
        yield name, f"subnet_{label}_id"


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
            yield _line(Shell(flag), *data)
        elif row.joined:
            yield f"{flag}={_word(data)}"
        else:
            yield _line(Shell(flag), _joined(data, row))


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
    resolve = _resolver(cluster)
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
        _command("az group create", '--name "$RESOURCE_GROUP"', '--location "$LOCATION"', *_tags(cluster)),
        *_network(cluster, around),
        *_identity(cluster, around),
        *_cluster_commands(cluster, dialect, around),
    ]
    return "\n\n".join(parts) + "\n"


def _variables(cluster: ClusterView, around: Surroundings) -> Iterator[str]:
    """What the script is about; what the spec leaves open must be in the environment."""
    yield f"NAME={_word(cluster.name)}"
    location, group = cluster.text("location"), cluster.resource_group
    yield f"LOCATION={_word(location)}" if location else _needed("location", "region, for example westeurope")
    yield (f"RESOURCE_GROUP={_word(group)}" if group else _needed("resource_group", "name of the resource group"))
    for name in around.parameters:
        yield _needed(name, DESCRIPTIONS[name].rstrip("."))
    if around.vnet is not None:
        yield f"VNET={_word(around.vnet.name)}" if around.vnet.name else 'VNET="$NAME-vnet"'


def _needed(name: str, what: str) -> str:
    return f': "${{{name.upper()}:?{what}}}"'


def _tags(cluster: ClusterView) -> list[str]:
    """Tags for `az group`, `az aks` and `az network public-ip`, which take key=value as it stands."""
    tags = tags_of(cluster)
    return [_line(Shell("--tags"), *(f"{key}={value}" for key, value in tags.items()))] if tags else []


def _json_tags(cluster: ClusterView) -> list[str]:
    """Tags for newer commands, which have a syntax of their own in key=value but take JSON as it stands."""
    tags = tags_of(cluster)
    return [_line(Shell("--tags"), json.dumps(tags, ensure_ascii=False))] if tags else []


_GROUP = '--resource-group "$RESOURCE_GROUP"'


def _network(cluster: ClusterView, around: Surroundings) -> Iterator[str]:
    if around.vnet is None:
        return
    space = _line(Shell("--address-prefixes"), *(one.text for one in around.vnet.address_space))
    yield _command(
        "az network vnet create", _GROUP, '--name "$VNET"', '--location "$LOCATION"', space, *_json_tags(cluster)
    )
    if around.routed:
        yield from _route_table(cluster)
    if around.translated:
        yield from _nat_gateway(cluster)
    yield from _subnets(cluster, around, around.vnet)


def _route_table(cluster: ClusterView) -> Iterator[str]:
    table = '"$NAME-rt"'
    hop = _word(cluster.next_hop) if cluster.next_hop else '"$NEXT_HOP_IP_ADDRESS"'
    yield _command(
        "az network route-table create", _GROUP, f"--name {table}", '--location "$LOCATION"', *_json_tags(cluster)
    )
    yield _command(
        "az network route-table route create",
        _GROUP,
        f"--route-table-name {table}",
        "--name default",
        "--address-prefix 0.0.0.0/0",
        "--next-hop-type VirtualAppliance",
        f"--next-hop-ip-address {hop}",
    )


def _nat_gateway(cluster: ClusterView) -> Iterator[str]:
    yield _command(
        "az network public-ip create",
        _GROUP,
        '--name "$NAME-nat-ip"',
        '--location "$LOCATION"',
        "--sku Standard",
        "--allocation-method Static",
        *_tags(cluster),
    )
    yield _command(
        "az network nat gateway create",
        _GROUP,
        '--name "$NAME-nat"',
        '--location "$LOCATION"',
        '--public-ip-addresses "$NAME-nat-ip"',
        *_json_tags(cluster),
    )


def _subnets(cluster: ClusterView, around: Surroundings, vnet: VnetView) -> Iterator[str]:
    used = {one.name for one in subnets_in_use(cluster)}
    variables = dict(_subnet_variables(cluster))
    for name, subnet in vnet.subnets.items():
        table = _word(subnet.route_table) if subnet.route_table else '"$NAME-rt"' if name in around.routed else None
        gateway = (
            _word(subnet.nat_gateway) if subnet.nat_gateway else '"$NAME-nat"' if name in around.translated else None
        )
        delegated = delegation(subnet, around)
        flags = [
            _GROUP,
            '--vnet-name "$VNET"',
            _line(Shell("--name"), name),
            _line(Shell("--address-prefixes"), *(one.text for one in subnet.prefixes)),
            *([_line(Shell("--delegations"), delegated)] if delegated else []),
            *([_line(Shell("--service-endpoints"), *subnet.service_endpoints)] if subnet.service_endpoints else []),
            *([f"--route-table {table}"] if table else []),
            *([f"--nat-gateway {gateway}"] if gateway else []),
            *(["--default-outbound-access false"] if name in around.isolated else []),
        ]
        yield _command("az network vnet subnet create", *flags)
        if name in used:
            show = _command("az network vnet subnet show", *flags[:3], "--query id", "--output tsv")
            yield f"{variables[name].upper()}=$({show})"


def _identity(cluster: ClusterView, around: Surroundings) -> Iterator[str]:
    if not around.owns_identity:
        return
    yield _command("az identity create", _GROUP, '--name "$NAME-id"', '--location "$LOCATION"', *_json_tags(cluster))
    for variable, query in (("IDENTITY_ID", "id"), ("PRINCIPAL_ID", "principalId")):
        show = _command("az identity show", _GROUP, '--name "$NAME-id"', f"--query {query}", "--output tsv")
        yield f"{variable}=$({show})"
    resolve = _resolver(cluster)
    scopes = [_scope(grant.scope, resolve) for grant in around.grants]
    for scope in scopes:
        yield _command(
            "az role assignment create",
            '--assignee-object-id "$PRINCIPAL_ID"',
            "--assignee-principal-type ServicePrincipal",
            _line(Shell("--role"), "Network Contributor"),
            _line(Shell("--scope"), scope),
        )


def _scope(scope: Scope, resolve: Resolve) -> Any:
    match scope:
        case Own(name):
            kind, own = ("vnet", '"$VNET"') if name == "vnet" else ("route-table", '"$NAME-rt"')
            return Shell(f'"$(az network {kind} show {_GROUP} --name {own} --query id --output tsv)"')
        case Subnet() | Parameter():
            return resolve(scope)
    return scope


def _cluster_commands(cluster: ClusterView, dialect: Dialect, around: Surroundings) -> Iterator[str]:
    resolve = _resolver(cluster)
    inline, further = _split_pools(cluster)
    identity = '--assign-identity "$IDENTITY_ID"' if around.owns_identity else "--enable-managed-identity"
    flags = [
        _GROUP,
        '--name "$NAME"',
        '--location "$LOCATION"',
        identity,
        *_flags(az.CLUSTER, _cluster_values(cluster, dialect), resolve),
        *(_flags(az.POOL, _pool_values(inline, dialect), resolve) if inline else ()),
        *_tags(cluster),
        "--no-ssh-key",
        "--yes",
    ]
    yield _command("az aks create", *flags)
    in_cluster = (_GROUP, '--cluster-name "$NAME"')
    if inline is not None and inline.values["upgradeSettings.maxSurge"].origin is Origin.GIVEN:
        surge = _line(Shell("--max-surge"), inline.known("upgradeSettings.maxSurge"))
        yield _command("az aks nodepool update", *in_cluster, _line(Shell("--name"), inline.name), surge)
    for pool in further:
        flags = list(_flags(az.POOL, _pool_values(pool, dialect), resolve, added=True))
        yield _command("az aks nodepool add", *in_cluster, *flags)

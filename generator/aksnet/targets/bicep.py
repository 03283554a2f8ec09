"""Bicep: a fragment to paste, or main.bicep with its parameters file (and a module for rights elsewhere)."""

from __future__ import annotations

from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import service
from aksnet.targets import bicep_text
from aksnet.targets.files import Rendered
from aksnet.targets.printing import Code, print_template
from aksnet.targets.properties import Resolve, pool_properties, sku, split_pools, with_pools
from aksnet.targets.surroundings import Grant, Surroundings, subnet_labels, surroundings, tags_of
from aksnet.targets.templates import (
    IDENTITY_API,
    NETWORK_API,
    ROLE_API,
    TemplateParameter,
    camel,
    id_parts,
    required_parameters,
    subnet_properties,
    tags_parameter,
)
from aksnet.view import ClusterView, Parameter, Subnet

# A parameters file adds nothing on standard output; a module that main.bicep calls would be missed there.
_SHOWN = {"main.bicep": "yes", "main.bicepparam": "no", "role.bicep": "never"}


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The files of one cluster."""
    if dialect.emit == "block":
        return (_fragment(cluster, dialect),)
    names = _names(cluster, dialect)
    paths = ["main.bicep", "main.bicepparam", *(["role.bicep"] if names["distant_grants"] else [])]
    files = []
    for path in paths:
        text = print_template("bicep", f"{path}.j2", bicep_text.encode, names)
        files.append(Rendered(path, "bicep", bicep_text.layout(text), "//", shown=_SHOWN[path]))
    return tuple(files)


def _resolver(cluster: ClusterView) -> Resolve:
    labels = subnet_labels(cluster.vnet) if cluster.vnet is not None else {}

    def resolve(reference: Subnet | Parameter) -> Code:
        if isinstance(reference, Parameter):
            return Code(camel(reference.name))
        return Code(f"vnet::{camel(labels[reference.name])}Subnet.id")

    return resolve


def _fragment(cluster: ClusterView, dialect: Dialect) -> Rendered:
    resolve = _resolver(cluster)
    names = {"properties": bicep_text.members(with_pools(cluster, dialect, resolve, dialect.pools(cluster)))}
    text = print_template("bicep", "fragment.bicep.j2", bicep_text.encode, names)
    return Rendered("block.bicep.txt", "bicep", bicep_text.layout(text), "//", fragment=True)


def _names(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    around = surroundings(cluster)
    resolve = _resolver(cluster)
    near = [grant for grant in around.grants if isinstance(grant.subnet, Subnet)]
    distant = [grant for grant in around.grants if not isinstance(grant.subnet, Subnet)]
    return {
        "api_version": Code(dialect.api_version_for(cluster)),
        "network_api": Code(NETWORK_API),
        "identity_api": Code(IDENTITY_API),
        "role_api": Code(ROLE_API),
        "network_contributor": service.NETWORK_CONTRIBUTOR,
        "parameters": _parameters(cluster, around),
        "tagged": bool(tags_of(cluster)),
        "around": around,
        "vnet": _vnet(cluster, around),
        "next_hop": cluster.next_hop or Code("nextHopIpAddress"),
        "near_grants": _near_grants(around, near, resolve),
        "distant_grants": [_distant(grant) for grant in distant],
        "waits_for": _waits_for(around, near, distant),
        **_cluster(cluster, dialect, resolve),
    }


def _near_grants(around: Surroundings, near: list[Grant], resolve: Resolve) -> list[tuple[Code, Code]]:
    """The name and the scope of each role assignment in this file."""
    if around.grants_whole_vnet:
        return [(Code("vnet"), Code("vnet"))]
    table = [(Code("routeTable"), Code("routeTable"))] if around.shares_route_table else []
    return [*((Code(camel(one.name)), _symbol(one, resolve)) for one in near), *table]


def _symbol(grant: Grant, resolve: Resolve) -> Code:
    assert isinstance(grant.subnet, Subnet)  # noqa: S101 - chosen by the caller
    return Code(str(resolve(grant.subnet)).removesuffix(".id"))


def _distant(grant: Grant) -> dict[str, Any]:
    """The module call for a subnet that is elsewhere: the parts of its id are known, or are taken from a parameter."""
    symbol = Code(f"{camel(grant.name)}Role")
    if isinstance(grant.subnet, str):
        return {"symbol": symbol, **id_parts(grant.subnet)}
    assert isinstance(grant.subnet, Parameter)  # noqa: S101 - chosen by the caller
    parameter = camel(grant.subnet.name)
    positions = {"subscription": 2, "group": 4, "vnet": 8, "subnet": 10}
    parts = {name: Code(f"split({parameter}, '/')[{index}]") for name, index in positions.items()}
    return {"symbol": symbol, **parts}


def _waits_for(around: Surroundings, near: list[Grant], distant: list[Grant]) -> list[Code]:
    if around.grants_whole_vnet:
        return [Code("vnetRole")]
    table = [Code("routeTableRole")] if around.shares_route_table else []
    return [*(Code(f"{camel(grant.name)}Role") for grant in (*near, *distant)), *table]


def _cluster(cluster: ClusterView, dialect: Dialect, resolve: Resolve) -> dict[str, Any]:
    inline, further = split_pools(cluster)
    properties = with_pools(cluster, dialect, resolve, [inline] if inline else [])
    pools = []
    for pool in further:
        own = pool_properties(pool, dialect, resolve)
        name = own.pop("name")
        pools.append((Code(f"{name}Pool"), name, own))
    return {"sku": sku(cluster), "properties": properties, "pools": pools}


def _parameters(cluster: ClusterView, around: Surroundings) -> list[dict[str, Any]]:
    location = cluster.text("location")
    rows = [
        TemplateParameter("name", "Name of the cluster, and the start of the names beside it.", cluster.name),
        TemplateParameter("location", "Region of every resource.", location or Code("resourceGroup().location")),
        *required_parameters(around),
        *tags_parameter(cluster),
    ]
    return [
        {
            "name": Code(row.name),
            "type": Code("{ *: string }" if row.name == "tags" else "string"),
            "description": row.description,
            "secret": row.secret,
            "default": row.default,
            # what has no value yet is asked of the environment when the parameters file is built
            "value": _parameter_value(row),
        }
        for row in rows
    ]


def _parameter_value(row: TemplateParameter) -> Any:
    if row.default is None:
        variable = "".join(f"_{char}" if char.isupper() else char.upper() for char in row.name)
        return Code(f"readEnvironmentVariable({bicep_text.string(variable)})")
    return None if isinstance(row.default, Code) else row.default


def _vnet(cluster: ClusterView, around: Surroundings) -> dict[str, Any] | None:
    if around.vnet is None:
        return None
    labels = subnet_labels(around.vnet)
    table, gateway = Code("routeTable.id"), Code("natGateway.id")
    subnets = [
        {"name": name, "properties": subnet_properties(subnet, around, table, gateway)}
        for name, subnet in around.vnet.subnets.items()
    ]
    used = {grant.subnet.name for grant in around.grants if isinstance(grant.subnet, Subnet)}
    return {
        "name": around.vnet.name or Code("'${name}-vnet'"),
        "properties": {
            "addressSpace": {"addressPrefixes": [one.text for one in around.vnet.address_space]},
            "subnets": subnets,
        },
        "children": [(Code(f"{camel(labels[name])}Subnet"), name) for name in around.vnet.subnets if name in used],
    }

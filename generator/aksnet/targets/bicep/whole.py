"""A whole Bicep configuration: main.bicep with its parameters file, and a module for rights elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import service
from aksnet.targets import bicep_text
from aksnet.targets.bicep.names import resolver
from aksnet.targets.files import Rendered
from aksnet.targets.naming import subnet_labels
from aksnet.targets.printing import Code, print_template
from aksnet.targets.properties import Resolve, one_by_one, pool_properties, sku, split_pools, with_pools
from aksnet.targets.surroundings import Grant, Own, Surroundings, subnets_in_use, surroundings, tags_of
from aksnet.targets.templates import (
    CHILD,
    GROUP,
    IDENTITY_API,
    NAME,
    NETWORK_API,
    ROLE_API,
    SUBSCRIPTION,
    TYPE,
    TemplateParameter,
    camel,
    id_part,
    required_parameters,
    subnet_properties,
    tags_parameter,
)
from aksnet.view import ClusterView, Parameter, Subnet

# The module that gives rights on something that is there already, by its type, and its parameters but the identity.
_MODULES = {
    "virtualNetworks": "subnet_role.bicep",
    "publicIPAddresses": "public_ip_role.bicep",
    "publicIPPrefixes": "public_ip_prefix_role.bicep",
    "routeTables": "route_table_role.bicep",
}


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The files of one cluster."""
    names = _names(cluster, dialect)
    main = print_template("bicep", "main.bicep.j2", bicep_text.encode, names, own=dialect.own)
    parameters = print_template("bicep", "main.bicepparam.j2", bicep_text.encode, names, own=dialect.own)
    return (
        Rendered("main.bicep", "bicep", bicep_text.layout(main), "//"),
        # it adds nothing on standard output; a module that main.bicep calls would be missed there
        Rendered("main.bicepparam", "bicep", bicep_text.layout(parameters), "//", shown="no"),
        *_modules(names, dialect),
    )


def _modules(names: dict[str, Any], dialect: Dialect) -> Iterator[Rendered]:
    """The modules that are called, each once."""
    kinds = dict.fromkeys(grant["kind"] for grant in names["distant_grants"])
    for kind in kinds:
        template = "subnet_role.bicep.j2" if kind == "virtualNetworks" else "resource_role.bicep.j2"
        with_kind = {**names, "kind": Code(kind)}
        text = print_template("bicep", template, bicep_text.encode, with_kind, own=dialect.own)
        yield Rendered(_MODULES[kind], "bicep", bicep_text.layout(text), "//", shown="never")


def _names(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    around = surroundings(cluster)
    resolve = resolver(cluster)
    return {
        "name": cluster.name,
        "api_version": Code(dialect.api_version_for(cluster)),
        "network_api": Code(NETWORK_API),
        "identity_api": Code(IDENTITY_API),
        "role_api": Code(ROLE_API),
        "network_contributor": service.NETWORK_CONTRIBUTOR,
        "parameters": _parameters(cluster, around),
        "tags": tags_of(cluster),
        "vnet": _vnet(cluster, around),
        "route_table": bool(around.routed),
        "nat_gateway": bool(around.translated),
        "next_hop": cluster.next_hop or Code("nextHopIpAddress"),
        "identity": around.owns_identity,
        "near_grants": [
            {"symbol": Code(f"{camel(grant.name)}Role"), "scope": _symbol(grant, resolve)}
            for grant in around.grants
            if grant.near
        ],
        "distant_grants": [_distant(grant) for grant in around.grants if not grant.near],
        "waits_for": [Code(f"{camel(grant.name)}Role") for grant in around.grants],
        **_cluster(cluster, dialect, resolve),
    }


def _symbol(grant: Grant, resolve: Resolve) -> Code:
    match grant.scope:
        case Subnet():
            return Code(str(resolve(grant.scope)).removesuffix(".id"))
        case Own(name):
            return Code(camel(name))
    raise TypeError(f"{grant.scope!r} is not in this file")


def _distant(grant: Grant) -> dict[str, Any]:
    """The module call for what is elsewhere: the parts of its id are known, or are taken from a parameter."""

    def part(position: int) -> Any:
        if isinstance(grant.scope, Parameter):
            return Code(f"split({camel(grant.scope.name)}, '/')[{position}]")
        return id_part(str(grant.scope), position)

    kind = "virtualNetworks" if isinstance(grant.scope, Parameter) else part(TYPE)
    names = {"name": part(NAME)}
    if kind == "virtualNetworks":
        names = {"virtualNetworkName": part(NAME), "subnetName": part(CHILD)}
    return {
        "symbol": Code(f"{camel(grant.name)}Role"),
        "kind": kind,
        "module": _MODULES[kind],
        "subscription": part(SUBSCRIPTION),
        "group": part(GROUP),
        "params": {**names, "principalId": Code("identity.properties.principalId")},
    }


def _cluster(cluster: ClusterView, dialect: Dialect, resolve: Resolve) -> dict[str, Any]:
    inline, further = split_pools(cluster)
    properties = with_pools(cluster, dialect, resolve, [inline] if inline else [])
    pools = []
    for pool, before in one_by_one(further):
        own = pool_properties(pool, dialect, resolve)
        name = own.pop("name")
        after = [Code(f"{before.name}Pool")] if before is not None else []
        pools.append({"symbol": Code(f"{name}Pool"), "name": name, "properties": own, "waits_for": after})
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
    used = {one.name for one in subnets_in_use(cluster)}
    return {
        "name": around.vnet.name or Code("'${name}-vnet'"),
        "properties": {
            "addressSpace": {"addressPrefixes": [one.text for one in around.vnet.address_space]},
            "subnets": subnets,
        },
        "children": [
            {"symbol": Code(f"{camel(labels[name])}Subnet"), "name": name}
            for name in around.vnet.subnets
            if name in used
        ],
    }

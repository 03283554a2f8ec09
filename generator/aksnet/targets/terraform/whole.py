"""A whole Terraform configuration: providers, variables, network, identity, cluster, pools, outputs."""

from __future__ import annotations

from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import arm, service
from aksnet.targets import hcl
from aksnet.targets.files import Rendered
from aksnet.targets.naming import subnet_labels
from aksnet.targets.printing import Code, print_together
from aksnet.targets.properties import Resolve, autoscaled, one_by_one, pool_properties, sku, split_pools, with_pools
from aksnet.targets.surroundings import (
    DESCRIPTIONS,
    SECRETS,
    Own,
    Scope,
    Surroundings,
    delegation,
    surroundings,
    tags_of,
)
from aksnet.targets.terraform.azurerm import Body, azurerm_parts
from aksnet.targets.terraform.names import resolver
from aksnet.view import ClusterView, Parameter, Subnet, SubnetView

FILES = ("versions.tf", "variables.tf", "main.tf", "outputs.tf")


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The four files; joined they are one configuration as well."""
    names = _names(cluster, dialect)
    major = str(dialect.version.major)
    texts = print_together("terraform", [f"{path}.j2" for path in FILES], hcl.encode, names, major, dialect.own)
    return tuple(Rendered(path, "terraform", hcl.layout(text), "#") for path, text in zip(FILES, texts, strict=True))


def _names(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    """What every template is given, in plain data: `contract.py` says of each name what it is."""
    around = surroundings(cluster)
    labels = subnet_labels(around.vnet) if around.vnet is not None else {}
    grants = _grants(around, resolver(cluster))
    return {
        "name": cluster.name,
        "azapi": not dialect.speaks_azurerm,
        "azurerm_version": dialect.pinned,
        "azapi_version": dialect.azapi_pinned,
        "cluster_address": Code(f"{'azurerm_kubernetes_cluster' if dialect.speaks_azurerm else 'azapi_resource'}.this"),
        "variables": _variables(cluster, dialect, around),
        "tags": tags_of(cluster),
        "vnet": _vnet(around, cluster),
        "subnets": _subnets(around, labels, dialect),
        "route_table": bool(around.routed),
        "kubenet_routes": around.shares_route_table,
        "nat_gateway": bool(around.translated),
        "next_hop": cluster.next_hop or Code("var.next_hop_ip_address"),
        "identity": around.owns_identity,
        "grants": grants,
        "waits_for": _waits_for(around, labels, [grant["label"] for grant in grants]),
        **(_azurerm(cluster, dialect) if dialect.speaks_azurerm else _azapi(cluster, dialect)),
    }


def _grants(around: Surroundings, resolve: Resolve) -> list[dict[str, Any]]:
    return [{"label": Code(grant.name), "scope": _scope(grant.scope, resolve)} for grant in around.grants]


_OWN = {
    "vnet": Code("azurerm_virtual_network.this.id"),
    "route_table": Code("azurerm_route_table.this.id"),
    "nat_gateway": Code("azurerm_nat_gateway.this.id"),
}


def _scope(scope: Scope, resolve: Resolve) -> Any:
    match scope:
        case Own(name):
            return _OWN[name]
        case Subnet() | Parameter():
            return resolve(scope)
    return scope


def _azurerm(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    parts = azurerm_parts(cluster, dialect)
    body, default_pool = parts["body"], parts["default_pool"]
    return {
        "arguments": [{"name": name, "value": value} for name, value in body.arguments],
        "blocks": [{"name": name, "text": inner.text()} for name, inner in body.blocks],
        "default_pool": default_pool.text() if default_pool is not None else None,
        "pools": [
            {"label": label, "text": pool.text(), "waits_for": waits_for} for label, pool, waits_for in parts["pools"]
        ],
        "ignored_pod_range": parts["ignored_pod_range"],
    }


def _azapi(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    resolve = resolver(cluster)
    inline, further = split_pools(cluster)
    properties = with_pools(cluster, dialect, resolve, [inline] if inline else [])
    body: dict[str, Any] = {"sku": sku(cluster)} if sku(cluster) else {}
    version = dialect.api_version_for(cluster)
    pools = []
    for pool, before in one_by_one(further):
        own = pool_properties(pool, dialect, resolve)
        name = own.pop("name")
        after = [Code(f"azapi_resource.pool_{before.name}")] if before is not None else []
        ignored = [Code("body.properties.count")] if autoscaled(pool) else []
        pools.append(
            {
                "label": Code(name),
                "name": name,
                "body": {"properties": own},
                "ignored": ignored,
                "waits_for": after,
            }
        )
    return {
        "api_version": Code(version),
        "schema_known": arm.in_azapi(version),
        # the autoscaler changes the count that azapi would set back
        "ignored": [Code("body.properties.agentPoolProfiles[0].count")] if inline and autoscaled(inline) else [],
        "body": {**body, "properties": properties},
        "pools": pools,
    }


def _variables(cluster: ClusterView, dialect: Dialect, around: Surroundings) -> list[dict[str, Any]]:
    """The variables, each with its name, type, description and, where the spec has a value, its default."""

    def variable(name: str, description: str, default: Any = None, kind: str = "string") -> dict[str, Any]:
        secret = name in SECRETS
        return {
            "name": name,
            "type": Code(kind),
            "description": description,
            "default": default,
            "secret": secret,
        }

    rows = [
        variable("name", "Name of the cluster, and the start of the names beside it.", cluster.name),
        variable("location", "Region of every resource.", cluster.text("location")),
        variable("resource_group_name", "Name of the resource group, which is made.", cluster.resource_group),
        *(variable(name, DESCRIPTIONS[name]) for name in around.parameters),
    ]
    if dialect.version.major > 3 or not dialect.speaks_azurerm:
        rows.append(variable("subscription_id", "Subscription that everything is made in."))
    if tags_of(cluster):
        rows.append(variable("tags", "Tags of every resource.", tags_of(cluster), "map(string)"))
    return rows


def _vnet(around: Surroundings, cluster: ClusterView) -> dict[str, Any] | None:
    if around.vnet is None:
        return None
    name = around.vnet.name or Code('"${var.name}-vnet"')
    return {"name": name, "address_space": [one.text for one in around.vnet.address_space]}


def _subnets(around: Surroundings, labels: dict[str, str], dialect: Dialect) -> list[dict[str, Any]]:
    """The subnets, each with the ids of the route table and the NAT gateway that it is joined with."""
    return [
        {
            "label": Code(labels[name]),
            "name": name,
            "text": _subnet_body(subnet, around, dialect).text(),
            "route_table": subnet.route_table or (_OWN["route_table"] if name in around.routed else None),
            "nat_gateway": subnet.nat_gateway or (_OWN["nat_gateway"] if name in around.translated else None),
            "own_nat_gateway": name in around.translated,
        }
        for name, subnet in (around.vnet.subnets.items() if around.vnet else ())
    ]


def _subnet_body(subnet: SubnetView, around: Surroundings, dialect: Dialect) -> Body:
    body = Body()
    body.put("address_prefixes", [one.text for one in subnet.prefixes])
    if subnet.name in around.isolated:
        body.put("default_outbound_access_enabled", False)
    if dialect.version.major >= 5:
        for endpoint in subnet.service_endpoints:
            body.add("service_endpoint", Body((Code("service"), endpoint)))
    elif subnet.service_endpoints:
        body.put("service_endpoints", list(subnet.service_endpoints))
    delegated = delegation(subnet, around)
    if delegated is not None:
        block = body.block("delegation")
        block.put("name", "aks" if delegated == service.AKS_DELEGATION else "delegation")
        block.put("service_delegation.name", delegated)
        if delegated == service.AKS_DELEGATION:
            block.put("service_delegation.actions", [service.JOIN_ACTION])
    return body


def _waits_for(around: Surroundings, labels: dict[str, str], grants: list[Code]) -> list[Code]:
    """What must be there before the cluster without the cluster referring to it."""
    given = around.vnet.subnets if around.vnet else {}
    routed = [name for name in given if name in around.routed or given[name].route_table]
    translated = [name for name in given if name in around.translated or given[name].nat_gateway]
    return [
        *(Code(f"azurerm_role_assignment.{name}") for name in grants),
        *(Code(f"azurerm_subnet_route_table_association.{labels[name]}") for name in routed),
        *(Code(f"azurerm_subnet_nat_gateway_association.{labels[name]}") for name in translated),
    ]

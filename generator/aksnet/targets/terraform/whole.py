"""A whole Terraform configuration: providers, variables, network, identity, cluster, pools, outputs."""

from __future__ import annotations

from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import arm, service
from aksnet.targets import hcl
from aksnet.targets.files import Rendered
from aksnet.targets.naming import subnet_labels
from aksnet.targets.printing import Code, print_template
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
from aksnet.view import ClusterView, Parameter, Subnet

FILES = ("versions.tf", "variables.tf", "main.tf", "outputs.tf")


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The four files; joined they are one configuration as well."""
    names = _names(cluster, dialect)
    files = []
    for path in FILES:
        text = print_template("terraform", f"{path}.j2", hcl.encode, names, str(dialect.version.major))
        files.append(Rendered(path, "terraform", hcl.layout(text), "#"))
    return tuple(files)


def _names(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    around = surroundings(cluster)
    resolve = resolver(cluster)
    labels = subnet_labels(around.vnet) if around.vnet is not None else {}
    grants = [(Code(grant.name), _scope(grant.scope, resolve)) for grant in around.grants]
    names = {
        "dialect": dialect,
        "azapi": not dialect.speaks_azurerm,
        "cluster_address": Code(f"{'azurerm_kubernetes_cluster' if dialect.speaks_azurerm else 'azapi_resource'}.this"),
        "variables": _variables(cluster, dialect, around),
        "tags": bool(tags_of(cluster)),
        "around": around,
        "vnet": _vnet(around, cluster),
        "subnets": _subnets(around, labels, dialect),
        "labels": {name: Code(label) for name, label in labels.items()},
        "grants": grants,
        "next_hop": cluster.next_hop or Code("var.next_hop_ip_address"),
        "waits_for": _waits_for(around, labels, [name for name, _ in grants]),
    }
    return {**names, **(_azapi(cluster, dialect) if names["azapi"] else azurerm_parts(cluster, dialect))}


_OWN = {"vnet": Code("azurerm_virtual_network.this.id"), "route_table": Code("azurerm_route_table.this.id")}


def _scope(scope: Scope, resolve: Resolve) -> Any:
    match scope:
        case Own(name):
            return _OWN[name]
        case Subnet() | Parameter():
            return resolve(scope)
    return scope


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
        pools.append((Code(name), name, {"properties": own}, ignored, after))
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


def _subnets(around: Surroundings, labels: dict[str, str], dialect: Dialect) -> list[tuple[Code, str, Body]]:
    bodies = []
    for name, subnet in around.vnet.subnets.items() if around.vnet else ():
        body = Body()
        body.put("address_prefixes", [one.text for one in subnet.prefixes])
        if name in around.isolated:
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
        bodies.append((Code(labels[name]), name, body))
    return bodies


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

"""ARM templates: what stands beside the cluster: network, identity and rights."""

from __future__ import annotations

from typing import Any

from aksnet.facts import service
from aksnet.targets.arm_text import Expression, beside, call, parameter, quoted
from aksnet.targets.properties import Resolve
from aksnet.targets.surroundings import Grant, Own, Surroundings
from aksnet.targets.templates import (
    GROUP,
    IDENTITY_API,
    NETWORK_API,
    ROLE_API,
    SUBSCRIPTION,
    camel,
    id_part,
    subnet_properties,
)
from aksnet.view import ClusterView, Parameter, Subnet

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
_SUBNET = "Microsoft.Network/virtualNetworks/subnets"
_DEPLOYMENT = "Microsoft.Resources/deployments"


def _vnet_name(cluster: ClusterView) -> str:
    return (cluster.vnet.name if cluster.vnet else None) or beside("vnet")


def resolver(cluster: ClusterView) -> Resolve:
    """A function from a reference to its expression."""

    def resolve(reference: Subnet | Parameter) -> Expression:
        if isinstance(reference, Parameter):
            return parameter(camel(reference.name))
        return call("resourceId", _SUBNET, _vnet_name(cluster), reference.name)

    return resolve


def resource(kind: str, api: str, name: str, **rest: Any) -> dict[str, Any]:
    """A resource in the region of the deployment."""
    return {"type": kind, "apiVersion": api, "name": name, "location": parameter("location"), **rest}


def network(cluster: ClusterView, around: Surroundings) -> list[dict[str, Any]]:
    """The VNet with its subnets, and the route table or NAT gateway that they get."""
    if around.vnet is None:
        return []
    table = call("resourceId", "Microsoft.Network/routeTables", beside("rt"))
    gateway = call("resourceId", "Microsoft.Network/natGateways", beside("nat"))
    depends = [*([table] if around.routed else []), *([gateway] if around.translated else [])]
    properties = {
        "addressSpace": {"addressPrefixes": [one.text for one in around.vnet.address_space]},
        "subnets": [
            {"name": name, "properties": subnet_properties(subnet, around, table, gateway)}
            for name, subnet in around.vnet.subnets.items()
        ],
    }
    vnet = resource("Microsoft.Network/virtualNetworks", NETWORK_API, _vnet_name(cluster), properties=properties)
    if depends:
        vnet["dependsOn"] = depends
    return [*_route_table(cluster, around), *_nat_gateway(around), vnet]


def _route_table(cluster: ClusterView, around: Surroundings) -> list[dict[str, Any]]:
    if not around.routed:
        return []
    hop = cluster.next_hop or parameter("nextHopIpAddress")
    route = {"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": hop}
    properties = {"routes": [{"name": "default", "properties": route}]}
    return [resource("Microsoft.Network/routeTables", NETWORK_API, beside("rt"), properties=properties)]


def _nat_gateway(around: Surroundings) -> list[dict[str, Any]]:
    if not around.translated:
        return []
    kind, standard = "Microsoft.Network/publicIPAddresses", {"name": "Standard"}
    address = call("resourceId", kind, beside("nat-ip"))
    return [
        resource(
            kind,
            NETWORK_API,
            beside("nat-ip"),
            sku=standard,
            properties={"publicIPAllocationMethod": "Static"},
        ),
        resource(
            "Microsoft.Network/natGateways",
            NETWORK_API,
            beside("nat"),
            sku=standard,
            properties={"publicIpAddresses": [{"id": address}]},
            dependsOn=[address],
        ),
    ]


def identity_id() -> Expression:
    """The id of the cluster's own identity."""
    return call("resourceId", "Microsoft.ManagedIdentity/userAssignedIdentities", beside("id"))


def identity(cluster: ClusterView, around: Surroundings) -> list[dict[str, Any]]:
    """The cluster's own identity with its rights, where it needs any."""
    if not around.owns_identity:
        return []
    made = resource("Microsoft.ManagedIdentity/userAssignedIdentities", IDENTITY_API, beside("id"))
    return [made, *(one for one, _ in roles(cluster, around))]


def principal() -> Expression:
    """Who the identity is, for role assignments."""
    return Expression(f"reference({identity_id()}, {quoted(IDENTITY_API)}).principalId")


def _role(scope: str, who: Expression, seed: Expression | str, depends: list[str]) -> dict[str, Any]:
    contributor = service.NETWORK_CONTRIBUTOR
    role = {
        "type": "Microsoft.Authorization/roleAssignments",
        "apiVersion": ROLE_API,
        "name": call("guid", scope, seed, contributor),
        "scope": scope,
        "properties": {
            "roleDefinitionId": call("subscriptionResourceId", "Microsoft.Authorization/roleDefinitions", contributor),
            "principalId": who,
            "principalType": "ServicePrincipal",
        },
    }
    return {**role, "dependsOn": depends} if depends else role


def roles(cluster: ClusterView, around: Surroundings) -> list[tuple[dict[str, Any], Expression]]:
    """Each role assignment, or the nested deployment of one that is elsewhere, with its id for `dependsOn`."""
    return [_near_role(cluster, grant) if grant.near else _distant_role(grant) for grant in around.grants]


def _near_role(cluster: ClusterView, grant: Grant) -> tuple[dict[str, Any], Expression]:
    vnet = call("resourceId", "Microsoft.Network/virtualNetworks", _vnet_name(cluster))
    table = call("resourceId", "Microsoft.Network/routeTables", beside("rt"))
    owner = table if grant.scope == Own("route_table") else vnet
    scope = resolver(cluster)(grant.scope) if isinstance(grant.scope, Subnet) else owner
    role = _role(scope, principal(), identity_id(), [owner, identity_id()])
    return role, call("extensionResourceId", scope, "Microsoft.Authorization/roleAssignments", role["name"])


def _distant_role(grant: Grant) -> tuple[dict[str, Any], Expression]:
    """A deployment into the group of what is there already; its name is the cluster's and the grant's."""
    if isinstance(grant.scope, Parameter):
        scope: str = parameter(camel(grant.scope.name))
        where: list[str] = [Expression(f"split({scope}, '/')[{position}]") for position in (SUBSCRIPTION, GROUP)]
    else:
        scope = str(grant.scope)
        where = [id_part(scope, position) for position in (SUBSCRIPTION, GROUP)]
    subscription, group = where
    name = call("format", f"{camel(grant.name)[:40]}Role-{{0}}", call("uniqueString", parameter("name"), grant.name))
    inner = _role(parameter("scopeId"), parameter("principalId"), parameter("principalId"), [])
    template = {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {"scopeId": {"type": "string"}, "principalId": {"type": "string"}},
        "resources": [inner],
    }
    deployment = {
        "type": _DEPLOYMENT,
        "apiVersion": "2025-04-01",
        "name": name,
        "subscriptionId": subscription,
        "resourceGroup": group,
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "parameters": {"scopeId": {"value": scope}, "principalId": {"value": principal()}},
            "template": template,
        },
        "dependsOn": [identity_id()],
    }
    return deployment, call("resourceId", subscription, group, _DEPLOYMENT, name)

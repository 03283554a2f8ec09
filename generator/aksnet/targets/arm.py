"""ARM JSON: a fragment to paste, or azuredeploy.json; strings that look like expressions are escaped."""

from __future__ import annotations

import json
import re
from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import service
from aksnet.targets.files import Rendered
from aksnet.targets.properties import Resolve, pool_properties, sku, split_pools, with_pools
from aksnet.targets.surroundings import Grant, Surroundings, surroundings, tags_of
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

_CLUSTER = "Microsoft.ContainerService/managedClusters"
_SUBNET = "Microsoft.Network/virtualNetworks/subnets"
_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


class Expression(str):
    """A template expression without its brackets; every other string is a literal."""

    __slots__ = ()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _call(function: str, *arguments: str) -> Expression:
    """A call; expressions stay, other arguments become literals."""
    shown = (one if isinstance(one, Expression) else _quoted(one) for one in arguments)
    return Expression(f"{function}({', '.join(shown)})")


def _parameter(name: str) -> Expression:
    return _call("parameters", name)


def _beside(suffix: str) -> Expression:
    return _call("format", f"{{0}}-{suffix}", _parameter("name"))


def encode(value: Any) -> Any:
    """The value as JSON data, expressions in brackets, texts that would read as expressions escaped."""
    match value:
        case Expression():
            return f"[{value}]"
        case str():
            return f"[{value}" if re.fullmatch(r"\[.*\]", value, re.S) else value
        case dict():
            return {encode(key): encode(item) for key, item in value.items()}
        case list() | tuple():
            return [encode(item) for item in value]
    return value


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The one file of a cluster."""
    if dialect.emit == "block":
        return (_fragment(cluster, dialect),)
    text = json.dumps(encode(_template(cluster, dialect)), indent=2, ensure_ascii=False) + "\n"
    return (Rendered("azuredeploy.json", "arm", text, None),)


def _fragment(cluster: ClusterView, dialect: Dialect) -> Rendered:
    resolve = _resolver(cluster)
    tree = with_pools(cluster, dialect, resolve, dialect.pools(cluster))
    text = json.dumps(encode(tree), indent=2, ensure_ascii=False) + "\n"
    return Rendered("block.json.txt", "arm", text, "//", fragment=True)


def _vnet_name(cluster: ClusterView) -> str:
    return (cluster.vnet.name if cluster.vnet else None) or _beside("vnet")


def _resolver(cluster: ClusterView) -> Resolve:
    def resolve(reference: Subnet | Parameter) -> Expression:
        if isinstance(reference, Parameter):
            return _parameter(camel(reference.name))
        return _call("resourceId", _SUBNET, _vnet_name(cluster), reference.name)

    return resolve


def _template(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    around = surroundings(cluster)
    resources = [*_network(cluster, around), *_identity(cluster, around), *_cluster(cluster, dialect, around)]
    if tags_of(cluster):
        resources = [_tagged(resource) for resource in resources]
    return {
        "$schema": _SCHEMA,
        "contentVersion": "1.0.0.0",
        "metadata": {"_generator": {"name": "aksnet", "templateHash": ""}},
        "parameters": dict(_parameters(cluster, around)),
        "resources": resources,
        "outputs": _outputs(around),
    }


def _tagged(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource with the tags after its location; what has no location has no tags."""
    rows = [
        [(key, value)] + ([("tags", _parameter("tags"))] if key == "location" else [])
        for key, value in resource.items()
    ]
    return dict(row for pair in rows for row in pair)


def _outputs(around: Surroundings) -> dict[str, Any]:
    rows = {"id": _call("resourceId", _CLUSTER, _parameter("name")), "name": _parameter("name")}
    if around.owns_identity:
        rows["identityPrincipalId"] = _principal()
    return {name: {"type": "string", "value": value} for name, value in rows.items()}


def _parameters(cluster: ClusterView, around: Surroundings) -> list[tuple[str, Any]]:
    location = cluster.text("location") or Expression("resourceGroup().location")
    rows = [
        TemplateParameter("name", "Name of the cluster, and the start of the names beside it.", cluster.name),
        TemplateParameter("location", "Region of every resource.", location),
        *required_parameters(around),
        *tags_parameter(cluster),
    ]
    parameters = []
    for row in rows:
        kind = "object" if row.name == "tags" else "securestring" if row.secret else "string"
        body: dict[str, Any] = {"type": kind}
        if row.default is not None:
            body["defaultValue"] = row.default
        parameters.append((row.name, {**body, "metadata": {"description": row.description}}))
    return parameters


def _resource(kind: str, api: str, name: str, **rest: Any) -> dict[str, Any]:
    return {"type": kind, "apiVersion": api, "name": name, "location": _parameter("location"), **rest}


def _network(cluster: ClusterView, around: Surroundings) -> list[dict[str, Any]]:
    if around.vnet is None:
        return []
    table = _call("resourceId", "Microsoft.Network/routeTables", _beside("rt"))
    gateway = _call("resourceId", "Microsoft.Network/natGateways", _beside("nat"))
    depends = [*([table] if around.routed else []), *([gateway] if around.translated else [])]
    properties = {
        "addressSpace": {"addressPrefixes": [one.text for one in around.vnet.address_space]},
        "subnets": [
            {"name": name, "properties": subnet_properties(subnet, around, table, gateway)}
            for name, subnet in around.vnet.subnets.items()
        ],
    }
    vnet = _resource("Microsoft.Network/virtualNetworks", NETWORK_API, _vnet_name(cluster), properties=properties)
    if depends:
        vnet["dependsOn"] = depends
    return [*_route_table(cluster, around), *_nat_gateway(around), vnet]


def _route_table(cluster: ClusterView, around: Surroundings) -> list[dict[str, Any]]:
    if not around.routed:
        return []
    hop = cluster.next_hop or _parameter("nextHopIpAddress")
    route = {"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": hop}
    properties = {"routes": [{"name": "default", "properties": route}]}
    return [_resource("Microsoft.Network/routeTables", NETWORK_API, _beside("rt"), properties=properties)]


def _nat_gateway(around: Surroundings) -> list[dict[str, Any]]:
    if not around.translated:
        return []
    kind, standard = "Microsoft.Network/publicIPAddresses", {"name": "Standard"}
    address = _call("resourceId", kind, _beside("nat-ip"))
    return [
        _resource(
            kind,
            NETWORK_API,
            _beside("nat-ip"),
            sku=standard,
            properties={"publicIPAllocationMethod": "Static"},
        ),
        _resource(
            "Microsoft.Network/natGateways",
            NETWORK_API,
            _beside("nat"),
            sku=standard,
            properties={"publicIpAddresses": [{"id": address}]},
            dependsOn=[address],
        ),
    ]


def _identity_id() -> Expression:
    return _call("resourceId", "Microsoft.ManagedIdentity/userAssignedIdentities", _beside("id"))


def _identity(cluster: ClusterView, around: Surroundings) -> list[dict[str, Any]]:
    if not around.owns_identity:
        return []
    identity = _resource("Microsoft.ManagedIdentity/userAssignedIdentities", IDENTITY_API, _beside("id"))
    return [identity, *(resource for resource, _ in _roles(cluster, around))]


def _principal() -> Expression:
    return Expression(f"reference({_identity_id()}, {_quoted(IDENTITY_API)}).principalId")


def _role(scope: str, principal: Expression, seed: Expression | str, depends: list[str]) -> dict[str, Any]:
    contributor = service.NETWORK_CONTRIBUTOR
    role = {
        "type": "Microsoft.Authorization/roleAssignments",
        "apiVersion": ROLE_API,
        "name": _call("guid", scope, seed, contributor),
        "scope": scope,
        "properties": {
            "roleDefinitionId": _call("subscriptionResourceId", "Microsoft.Authorization/roleDefinitions", contributor),
            "principalId": principal,
            "principalType": "ServicePrincipal",
        },
    }
    return {**role, "dependsOn": depends} if depends else role


def _roles(cluster: ClusterView, around: Surroundings) -> list[tuple[dict[str, Any], Expression]]:
    """Each role assignment, or the nested deployment of one that is elsewhere, with its id for `dependsOn`."""
    resolve = _resolver(cluster)
    vnet = _call("resourceId", "Microsoft.Network/virtualNetworks", _vnet_name(cluster))
    scopes = [resolve(grant.subnet) for grant in around.grants if isinstance(grant.subnet, Subnet)]
    if around.grants_whole_vnet:
        scopes = [vnet]
    roles = []
    for scope in scopes:
        role = _role(scope, _principal(), _identity_id(), [vnet, _identity_id()])
        roles.append((role, _role_id(scope, role["name"])))
    if around.shares_route_table:
        table = _call("resourceId", "Microsoft.Network/routeTables", _beside("rt"))
        role = _role(table, _principal(), _identity_id(), [table, _identity_id()])
        roles.append((role, _role_id(table, role["name"])))
    distant = [grant for grant in around.grants if not isinstance(grant.subnet, Subnet)]
    return [*roles, *(_distant_role(grant) for grant in distant)]


def _role_id(scope: Expression, name: Expression) -> Expression:
    return _call("extensionResourceId", scope, "Microsoft.Authorization/roleAssignments", name)


def _distant_role(grant: Grant) -> tuple[dict[str, Any], Expression]:
    if isinstance(grant.subnet, Parameter):
        subnet: str = _parameter(camel(grant.subnet.name))
        parts: dict[str, str] = {
            name: Expression(f"split({subnet}, '/')[{index}]")
            for name, index in {"subscription": 2, "group": 4}.items()
        }
    else:
        subnet = str(grant.subnet)
        parts = {name: part for name, part in id_parts(subnet).items() if name in ("subscription", "group")}
    name = f"{camel(grant.name)}Role"
    inner = _role(_parameter("subnetId"), _parameter("principalId"), _parameter("principalId"), [])
    template = {
        "$schema": _SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {"subnetId": {"type": "string"}, "principalId": {"type": "string"}},
        "resources": [inner],
    }
    deployment = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2025-04-01",
        "name": name,
        "subscriptionId": parts["subscription"],
        "resourceGroup": parts["group"],
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "parameters": {"subnetId": {"value": subnet}, "principalId": {"value": _principal()}},
            "template": template,
        },
        "dependsOn": [_identity_id()],
    }
    found = _call("resourceId", parts["subscription"], parts["group"], "Microsoft.Resources/deployments", name)
    return deployment, found


def _cluster(cluster: ClusterView, dialect: Dialect, around: Surroundings) -> list[dict[str, Any]]:
    resolve = _resolver(cluster)
    version = dialect.api_version_for(cluster)
    inline, further = split_pools(cluster)
    properties = with_pools(cluster, dialect, resolve, [inline] if inline else [])
    identity: dict[str, Any] = {"type": "SystemAssigned"}
    if around.owns_identity:
        key = Expression(f"format('{{0}}', {_identity_id()})")
        identity = {"type": "UserAssigned", "userAssignedIdentities": {key: {}}}
    rest = {"sku": sku(cluster)} if sku(cluster) else {}
    whole = _resource(_CLUSTER, version, _parameter("name"), **rest, identity=identity, properties=properties)
    depends = [depend for _, depend in _roles(cluster, around)]
    if around.owns_identity:
        whole["dependsOn"] = [_identity_id(), *depends]
    pools = []
    for pool in further:
        own = pool_properties(pool, dialect, resolve)
        name = _call("format", "{0}/{1}", _parameter("name"), own.pop("name"))
        pools.append(
            {
                "type": f"{_CLUSTER}/agentPools",
                "apiVersion": version,
                "name": name,
                "properties": own,
                "dependsOn": [_call("resourceId", _CLUSTER, _parameter("name"))],
            }
        )
    return [whole, *pools]

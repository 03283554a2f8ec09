"""ARM JSON: a fragment to paste, or azuredeploy.json; strings that look like expressions are escaped."""

from __future__ import annotations

import json
from typing import Any

from aksnet.dialects import Dialect
from aksnet.targets.arm_beside import SCHEMA, identity, identity_id, network, principal, resolver, resource, roles
from aksnet.targets.arm_text import Expression, call, encode, parameter
from aksnet.targets.files import Rendered
from aksnet.targets.properties import one_by_one, pool_properties, sku, split_pools, with_pools
from aksnet.targets.surroundings import Surroundings, surroundings, tags_of
from aksnet.targets.templates import TemplateParameter, required_parameters, tags_parameter
from aksnet.view import ClusterView, PoolView

_CLUSTER = "Microsoft.ContainerService/managedClusters"


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The one file of a cluster."""
    if dialect.emit == "block":
        return (_fragment(cluster, dialect),)
    text = json.dumps(encode(_template(cluster, dialect)), indent=2, ensure_ascii=False) + "\n"
    return (Rendered("azuredeploy.json", "arm", text, None),)


def _fragment(cluster: ClusterView, dialect: Dialect) -> Rendered:
    resolve = resolver(cluster)
    tree = with_pools(cluster, dialect, resolve, dialect.pools(cluster))
    text = json.dumps(encode(tree), indent=2, ensure_ascii=False) + "\n"
    return Rendered("block.json.txt", "arm", text, "//", fragment=True)


def _template(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    around = surroundings(cluster)
    resources = [*network(cluster, around), *identity(cluster, around), *_cluster(cluster, dialect, around)]
    if tags_of(cluster):
        resources = [_tagged(resource) for resource in resources]
    return {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "metadata": {"_generator": {"name": "aksnet", "templateHash": ""}},
        "parameters": dict(_parameters(cluster, around)),
        "resources": resources,
        "outputs": _outputs(around),
    }


def _tagged(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource with the tags after its location; what has no location has no tags."""
    rows = [
        [(key, value)] + ([("tags", parameter("tags"))] if key == "location" else []) for key, value in resource.items()
    ]
    return dict(row for pair in rows for row in pair)


def _outputs(around: Surroundings) -> dict[str, Any]:
    rows = {"id": call("resourceId", _CLUSTER, parameter("name")), "name": parameter("name")}
    if around.owns_identity:
        rows["identityPrincipalId"] = principal()
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


def _cluster(cluster: ClusterView, dialect: Dialect, around: Surroundings) -> list[dict[str, Any]]:
    resolve = resolver(cluster)
    version = dialect.api_version_for(cluster)
    inline, further = split_pools(cluster)
    properties = with_pools(cluster, dialect, resolve, [inline] if inline else [])
    identity: dict[str, Any] = {"type": "SystemAssigned"}
    if around.owns_identity:
        key = Expression(f"format('{{0}}', {identity_id()})")
        identity = {"type": "UserAssigned", "userAssignedIdentities": {key: {}}}
    rest = {"sku": sku(cluster)} if sku(cluster) else {}
    whole = resource(_CLUSTER, version, parameter("name"), **rest, identity=identity, properties=properties)
    depends = [depend for _, depend in roles(cluster, around)]
    if around.owns_identity:
        whole["dependsOn"] = [identity_id(), *depends]
    pools = []
    for pool, before in one_by_one(further):
        own = pool_properties(pool, dialect, resolve)
        name = call("format", "{0}/{1}", parameter("name"), own.pop("name"))
        pools.append(
            {
                "type": f"{_CLUSTER}/agentPools",
                "apiVersion": version,
                "name": name,
                "properties": own,
                "dependsOn": [_pool_id(before) if before else call("resourceId", _CLUSTER, parameter("name"))],
            }
        )
    return [whole, *pools]


def _pool_id(pool: PoolView) -> Expression:
    return call("resourceId", f"{_CLUSTER}/agentPools", parameter("name"), pool.name)

"""What Bicep and ARM templates have in common: their parameters, API versions and the shapes beside the cluster."""

from __future__ import annotations

from typing import Any, NamedTuple

from aksnet.facts import service
from aksnet.targets.surroundings import DESCRIPTIONS, SECRETS, Surroundings, delegation, tags_of
from aksnet.view import ClusterView, SubnetView

# Known to both compilers that were executed, and recent enough for use-recent-api-versions (2026-11-23).
NETWORK_API = "2025-05-01"
IDENTITY_API = "2024-11-30"
ROLE_API = "2022-04-01"


class TemplateParameter(NamedTuple):
    """One parameter of a template; without a `default` whoever deploys has to give it."""

    name: str
    description: str
    default: Any = None
    secret: bool = False


def camel(name: str) -> str:
    """An identifier in camelCase out of one in snake_case."""
    head, *rest = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


def required_parameters(around: Surroundings) -> list[TemplateParameter]:
    """The parameters that stand for what the spec leaves open."""
    return [TemplateParameter(camel(name), DESCRIPTIONS[name], secret=name in SECRETS) for name in around.parameters]


def tags_parameter(cluster: ClusterView) -> list[TemplateParameter]:
    """The parameter for tags, where there are any."""
    tags = tags_of(cluster)
    return [TemplateParameter("tags", "Tags of every resource.", tags)] if tags else []


def subnet_properties(subnet: SubnetView, around: Surroundings, route_table: Any, nat_gateway: Any) -> dict[str, Any]:
    """A subnet's properties; `route_table` and `nat_gateway` are the ids of the rendered ones in the language."""
    ranges = [one.text for one in subnet.prefixes]
    properties: dict[str, Any] = {"addressPrefix": ranges[0]} if len(ranges) == 1 else {"addressPrefixes": ranges}
    if subnet.name in around.isolated:
        properties["defaultOutboundAccess"] = False
    delegated = delegation(subnet, around)
    if delegated is not None:
        name = "aks" if delegated == service.AKS_DELEGATION else "delegation"
        properties["delegations"] = [{"name": name, "properties": {"serviceName": delegated}}]
    table = subnet.route_table or (route_table if subnet.name in around.routed else None)
    if table is not None:
        properties["routeTable"] = {"id": table}
    gateway = subnet.nat_gateway or (nat_gateway if subnet.name in around.translated else None)
    if gateway is not None:
        properties["natGateway"] = {"id": gateway}
    if subnet.service_endpoints:
        properties["serviceEndpoints"] = [{"service": one} for one in subnet.service_endpoints]
    return properties


# Where the parts of an ARM id stand, split at its slashes.
SUBSCRIPTION, GROUP, TYPE, NAME, CHILD = 2, 4, 7, 8, 10


def id_part(arm_id: str, position: int) -> str:
    """One part of an ARM id."""
    return arm_id.split("/")[position]

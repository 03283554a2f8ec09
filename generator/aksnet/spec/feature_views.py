"""The features of a cluster in ARM's terms, for its view."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksnet.errors import Place
from aksnet.facts import service
from aksnet.spec.models import Cluster, Pool
from aksnet.view import UNNAMED, Json, Subnet, Value

_API = "apiServerAccessProfile"
_ADDONS = "addonProfiles"
_MESH = "serviceMeshProfile"
Places = Callable[..., Place | None]


def subnet_value(text: str) -> str | Subnet:
    """A subnet as the spec names it: an ARM id, or a reference to one of the VNet's."""
    return text if text.startswith("/") else Subnet(text)


def feature_values(cluster: Cluster, places: Places) -> Iterator[tuple[str, Value]]:
    """Identity, API server, node provisioning, kube-proxy and add-ons, as far as the spec has them."""
    for path, field in (
        ("supportPlan", "support_plan"),
        ("nodeProvisioningProfile.mode", "node_provisioning_mode"),
        ("networkProfile.kubeProxyConfig.mode", "kube_proxy_mode"),
        ("bootstrapProfile.artifactSource", "artifact_source"),
    ):
        data = getattr(cluster, field)
        if data is not None:
            yield path, Value(data, place=places(field))
    yield from _identity(cluster, places)
    yield from _api_server(cluster, places)
    yield from _addons(cluster, places)


def _identity(cluster: Cluster, places: Places) -> Iterator[tuple[str, Value]]:
    if cluster.identity == "ServicePrincipal":
        yield "servicePrincipalProfile.clientId", Value(UNNAMED, place=places("identity"))
    elif cluster.identity is not None:
        yield "identity.type", Value(cluster.identity, place=places("identity"))


def _api_server(cluster: Cluster, places: Places) -> Iterator[tuple[str, Value]]:
    server = cluster.api_server
    if server is None:
        return
    for path, field in (
        ("enablePrivateCluster", "enable_private_cluster"),
        ("enableVnetIntegration", "enable_vnet_integration"),
    ):
        data = getattr(server, field)
        if data is not None:
            yield f"{_API}.{path}", Value(data, place=places("api_server", field))
    if server.subnet is not None:
        yield f"{_API}.subnetId", Value(subnet_value(server.subnet), place=places("api_server", "subnet"))
    if server.authorized_ip_ranges is not None:
        ranges: list[Json] = list(server.authorized_ip_ranges)
        yield f"{_API}.authorizedIPRanges", Value(ranges, place=places("api_server", "authorized_ip_ranges"))


def _addons(cluster: Cluster, places: Places) -> Iterator[tuple[str, Value]]:
    addons = cluster.addons
    if addons is None:
        return
    for path, field in (
        (f"{_ADDONS}.ingressApplicationGateway.enabled", "ingress_application_gateway"),
        (f"{_ADDONS}.openServiceMesh.enabled", "open_service_mesh"),
        ("ingressProfile.webAppRouting.enabled", "web_app_routing"),
        ("networkProfile.staticEgressGatewayProfile.enabled", "static_egress_gateway"),
    ):
        if getattr(addons, field):
            yield path, Value(True, place=places("addons", field))
    gateway, nodes, mesh = addons.application_gateway_for_containers, addons.virtual_node, addons.istio
    if gateway is not None:
        at = places("addons", "application_gateway_for_containers")
        yield "ingressProfile.applicationLoadBalancer.enabled", Value(True, place=at)
        if gateway.subnet is not None:
            yield service.AGC_SUBNET, Value(subnet_value(gateway.subnet), place=at)
    if nodes is not None:
        at = places("addons", "virtual_node")
        yield f"{_ADDONS}.aciConnectorLinux.enabled", Value(True, place=at)
        if nodes.subnet is not None:
            yield service.VIRTUAL_NODE_SUBNET, Value(subnet_value(nodes.subnet), place=at)
    if mesh is not None:
        at = places("addons", "istio")
        yield f"{_MESH}.mode", Value("Istio", place=at)
        if mesh.egress_gateway:
            yield f"{_MESH}.istio.components.egressGateways", Value([{"enabled": True}], place=at)


def feature_delegations(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """The subnets of the VNet that a feature lives in, each with the service that it has to be delegated to."""
    addons = cluster.addons
    for feature, service_name in (
        (addons.application_gateway_for_containers if addons else None, service.AGC_DELEGATION),
        (addons.virtual_node if addons else None, service.VIRTUAL_NODE_DELEGATION),
    ):
        if feature is not None and feature.subnet is not None:
            yield feature.subnet, service_name


def pool_feature_values(pool: Pool, places: Callable[[str], Place | None]) -> Iterator[tuple[str, Value]]:
    """What the rules on networks ask of one pool."""
    for path, field in (
        ("type", "type"),
        ("enableNodePublicIP", "enable_node_public_ip"),
        ("gatewayProfile.publicIPPrefixSize", "gateway_prefix_size"),
        ("localDNSProfile.mode", "local_dns"),
    ):
        data = getattr(pool, field)
        if data is not None:
            yield path, Value(data, place=places(field))

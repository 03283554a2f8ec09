"""35x: what a subnet is delegated to, and what may share one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.facts import ranges as facts
from aksnet.facts import service
from aksnet.facts.sources import RELEASES, aks, aks_error
from aksnet.findings import Severity
from aksnet.paths import NOT_SUPPORTED
from aksnet.planning.occupants import DEDICATED, Kind, Occupant, alone, by_subnet, networks_of
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, SubnetView

AUTOMATIC = "automatic/quick-automatic-custom-network"
INTEGRATION = aks("api-server-vnet-integration")
FEATURES = {
    Kind.VIRTUAL_NODES: service.VIRTUAL_NODE_DELEGATION,
    Kind.GATEWAY: service.AGC_DELEGATION,
}


def _is(delegation: str, service_name: str) -> bool:
    """Whether both are one service: ARM's names of services do not care for case."""
    return delegation.lower() == service_name.lower()


def _delegated(one: Occupant, subnet: SubnetView) -> str:
    return f"the subnet {subnet.name!r} for {one.words} is delegated to {subnet.delegation}"


@rule(
    "AKN355",
    "node-subnet-delegated",
    "leave the delegation out, or give the nodes another subnet",
    aks("concepts-network-cni-overview"),
    aks_error("subnetisdelegated-error"),
    RELEASES,
    answer="Azure refuses the cluster.",
    codes=("SubnetIsDelegated",),
    facts=("SUB-09", "SUB-11"),
    since="2020-03-30",
)
def node_subnet_delegated(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The nodes' subnet is delegated to nothing.

    A delegated subnet is for the service that it is delegated to, and AKS has refused such node subnets since 2020. Of
    a delegation to Microsoft.ContainerService/managedClusters documents disagree: the prerequisites allow none at
    all, and an issue says that this one is refused too; a page on the error says that it may be there. That is a
    warning.
    """
    for one, subnet in alone(cluster, Kind.NODES, Kind.HOSTED):
        if subnet.delegation is None:
            continue
        if _is(subnet.delegation, service.AKS_DELEGATION):
            message = f"{_delegated(one, subnet)}, on which documents disagree"
            yield Hit(message, subnet.place, Severity.WARNING)
        else:
            yield Hit(_delegated(one, subnet), subnet.place)


@rule(
    "AKN356",
    "pod-subnet-delegation",
    f"delegate it to {service.AKS_DELEGATION}, or leave the delegation out",
    aks("plan-pod-networking"),
    aks("configure-azure-cni-dynamic-ip-allocation"),
    answer="AKS cannot delegate the subnet to itself. The documents name no error.",
    facts=("SUB-10",),
)
def pod_subnet_delegation(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pod subnet is delegated to AKS, and so to no other service.

    AKS adds the delegation to Microsoft.ContainerService/managedClusters by itself where it is missing, and aksnet
    writes it. A subnet is delegated to one service.
    """
    for one, subnet in alone(cluster, Kind.PODS):
        if subnet.delegation is not None and not _is(subnet.delegation, service.AKS_DELEGATION):
            yield Hit(_delegated(one, subnet), subnet.place)


@rule(
    "AKN357",
    "api-server-subnet",
    f"give the API server a subnet of its own of /{facts.API_SERVER_PREFIX} or larger, delegated to"
    f" {service.AKS_DELEGATION}",
    INTEGRATION,
    aks(AUTOMATIC),
    answer=NOT_SUPPORTED,
    facts=("API-01", "AUTO-04", "SUB-28"),
)
def api_server_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The API server's subnet is at least a /28, and delegated to AKS; with AKS Automatic it is one of three.

    AKS puts the API server and its internal load balancer into the subnet; each cluster takes at least 9 addresses of
    it. An AKS Automatic cluster in a VNet of yours has one subnet for the API server, one for its nodes and one for
    the system nodes. aksnet writes the delegation where it is missing.
    """
    for one, subnet in alone(cluster, Kind.API_SERVER):
        if subnet.delegation is not None and not _is(subnet.delegation, service.AKS_DELEGATION):
            yield Hit(_delegated(one, subnet), subnet.place)
    for held in by_subnet(cluster).values():
        yield from _too_small(cluster, held)
        yield from _hosted_together(held)


def _too_small(cluster: ClusterView, held: Sequence[Occupant]) -> Iterator[Hit]:
    subnet = held[0].subnet_in(cluster)
    server = next((one for one in held if one.kind is Kind.API_SERVER), None)
    if subnet is None or server is None:
        return
    sizes = [network.prefixlen for _, network in networks_of(subnet.prefixes) if network.version == 4]
    if sizes and min(sizes) > facts.API_SERVER_PREFIX:
        message = f"the subnet {subnet.name!r} for {server.words} is a /{min(sizes)}"
        yield Hit(f"{message}, smaller than /{facts.API_SERVER_PREFIX}", subnet.place)


def _hosted_together(held: Sequence[Occupant]) -> Iterator[Hit]:
    """The subnets of AKS Automatic that are one."""
    three = [one for one in held if one.kind in (Kind.HOSTED, Kind.API_SERVER)]
    if any(one.kind is Kind.HOSTED for one in three):
        for one in three[1:]:
            yield Hit(f"the subnet {one.name} is for {three[0].words} and for {one.words}", one.value.place)


@rule(
    "AKN358",
    "dedicated-subnet",
    "give it a subnet of its own",
    INTEGRATION,
    aks("virtual-nodes"),
    answer=NOT_SUPPORTED,
    facts=("SUB-12", "API-01", "VN-01"),
)
def dedicated_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The subnets of the API server, of virtual nodes and of Application Gateway for Containers hold nothing else.

    Each of them is delegated to a service of its own, and nodes are in no delegated subnet. Clusters of one VNet may
    share the subnet of their API servers.
    """
    for held in by_subnet(cluster).values():
        features = [one for one in held if one.kind in DEDICATED]
        for one in features:
            others = [other for other in held if _shares(other, one)] or features
            if others[0] is not one:
                yield Hit(f"the subnet {one.name} is for {one.words} and for {others[0].words}", one.value.place)


def _shares(other: Occupant, feature: Occupant) -> bool:
    """Whether nodes or pods are where a feature is; of AKS Automatic's API server and nodes another rule speaks."""
    hosted = other.kind is Kind.HOSTED and feature.kind in FEATURES
    return hosted or other.kind in (Kind.NODES, Kind.PODS)


@rule(
    "AKN359",
    "feature-delegation",
    "leave the delegation out, so that aksnet writes the right one",
    aks("virtual-nodes-cli"),
    aks("concepts-network-cni-overview"),
    answer="The feature cannot put anything into the subnet. The documents name the delegation, and no error.",
    facts=("VN-01", "SUB-12"),
)
def feature_delegation(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The subnets of virtual nodes and of Application Gateway for Containers are delegated to the right service.

    Virtual nodes are container groups of Azure Container Instances, so that their subnet is delegated to
    Microsoft.ContainerInstance/containerGroups. That of Application Gateway for Containers is delegated to
    Microsoft.ServiceNetworking/trafficControllers.
    """
    for one, subnet in alone(cluster, *FEATURES):
        wanted = FEATURES[one.kind]
        if subnet.delegation is not None and not _is(subnet.delegation, wanted):
            yield Hit(f"{_delegated(one, subnet)}, not to {wanted}", subnet.place, hint=f"delegate it to {wanted}")


RULES = (node_subnet_delegated, pod_subnet_delegation, api_server_subnet, dedicated_subnet, feature_delegation)

"""33x: add-ons that live beside the pods' network."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import network_of
from aksnet.facts import features, service
from aksnet.facts.sources import AZURE_CLI, RELEASES, Source, aks
from aksnet.findings import Severity
from aksnet.paths import AUTHORIZED, MODE, NODES, PLUGIN, dual_stack, engine_of, overlaid
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView, Range, Subnet

VIRTUAL_NODE = "addonProfiles.aciConnectorLinux.enabled"
VIRTUAL_NODE_CONFIG = "addonProfiles.aciConnectorLinux.config"
GATEWAY = "ingressProfile.applicationLoadBalancer.enabled"
CONTAINER_NETWORKING = Source(
    "https://learn.microsoft.com/azure/application-gateway/for-containers/container-networking", "2026-08-21"
)


@rule(
    "AKN331",
    "virtual-node",
    "leave the virtual nodes out, or what they do not go with",
    aks("virtual-nodes"),
    aks("concepts-network-azure-cni-overlay"),
    AZURE_CLI,
    answer="Not supported: the documents rule it out, and name no error. az refuses the add-on without a subnet for"
    " itself and, when it makes a cluster, without one for the nodes.",
    facts=("OVL-07", "VN-01", "VN-02", "KUB-04", "DS-06", "CLI-04"),
)
def virtual_node(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Virtual nodes need Azure CNI with pod addresses of the VNet, and a subnet of their own.

    Their pods run in Azure Container Instances, in a subnet that is delegated to it, and meet those on the nodes in the
    VNet. With overlay and kubenet pods have no addresses there. IPv6, network policies and authorized IP ranges of the
    API server are not supported either.

    One page says that the subnet cannot be in the cluster's VNet, and its own example puts it there: here it may be.
    az makes no cluster with virtual nodes without a node subnet, but its code to add them later knows of clusters in
    the network that AKS makes: a missing node subnet is a warning.
    """
    if cluster.known(VIRTUAL_NODE) is not True:
        return
    place = cluster.where(VIRTUAL_NODE)
    for words, hint in _beside_virtual_nodes(cluster):
        yield Hit(f"virtual nodes are asked for with {words}", place, hint=hint)
    if not _has_subnet(cluster):
        hint = f"give them a subnet that is delegated to {service.VIRTUAL_NODE_DELEGATION}"
        yield Hit("virtual nodes are asked for without a subnet of their own", place, hint=hint)
    pools = cluster.pools if cluster.pools_stated else ()
    if pools and all(pool.absent(NODES) for pool in pools):
        message = f"virtual nodes are asked for, but the pool {pools[0].name!r} has no subnet"
        yield Hit(message, pools[0].where("name"), Severity.WARNING, "give the pools a subnet of a VNet of your own")


def _beside_virtual_nodes(cluster: ClusterView) -> Iterator[tuple[str, str]]:
    """What virtual nodes are not supported with, as far as the cluster has it, each with what to do."""
    policy = engine_of(cluster)
    plain = "networkPlugin azure without networkPluginMode (pod-subnet or node-subnet in a spec)"
    flat = f"choose {plain}, or leave the virtual nodes out"
    for holds, words, hint in (
        (overlaid(cluster), "networkPluginMode overlay", flat),
        (cluster.text(PLUGIN) == "kubenet", "networkPlugin kubenet", flat),
        (dual_stack(cluster), "IPv6", "leave IPv6 out, or the virtual nodes"),
        (bool(cluster.texts(AUTHORIZED)), "authorizedIPRanges of the API server", "leave one of the two out"),
        (policy in ("azure", "calico", "cilium"), f"networkPolicy {policy}", "choose no policy engine"),
    ):
        if holds:
            yield words, hint


def _has_subnet(cluster: ClusterView) -> bool:
    """Whether the add-on is given a subnet, by its id in a spec and by its bare name in ARM, or may be."""
    name = f"{VIRTUAL_NODE_CONFIG}.subnetname"
    stated = any(path.lower() == name.lower() for path in cluster.values)
    return stated or not cluster.absent(VIRTUAL_NODE_CONFIG) or service.VIRTUAL_NODE_SUBNET in cluster.values


@rule(
    "AKN335",
    "application-gateway-for-containers",
    "choose another plugin, or leave Application Gateway for Containers out",
    CONTAINER_NETWORKING,
    aks("concepts-network-cni-overview"),
    RELEASES,
    answer="Not supported with kubenet. AKS refuses to create or upgrade a cluster whose add-on subnet breaks a rule"
    " (release note of 2026-01-04).",
    facts=("ING-01", "ING-02", "ING-03", "KUB-04"),
    since="2026-01-04",
)
def application_gateway_for_containers(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Application Gateway for Containers does not go with kubenet, and with overlay it needs a /24 of the nodes' VNet.

    With overlay the documents ask for a subnet of exactly /24, in the same VNet as the nodes: peering will not do. A
    cluster that comes from node subnet to overlay with a larger one has an outage. In the other modes the subnet may
    be of another size, and the older Application Gateway Ingress Controller goes with every mode.
    """
    if cluster.known(GATEWAY) is not True:
        return
    place = cluster.where(GATEWAY)
    if cluster.text(PLUGIN) == "kubenet":
        yield Hit("Application Gateway for Containers is asked for with networkPlugin kubenet", place)
    elif cluster.text(MODE) == "overlay":
        yield from _wrong_sizes(cluster)
        yield from _elsewhere(cluster)


def _wrong_sizes(cluster: ClusterView) -> Iterator[Hit]:
    value = cluster.values.get(service.AGC_SUBNET)
    name = value.data.name if value is not None and isinstance(value.data, Subnet) else None
    subnet = cluster.vnet.subnets.get(name) if cluster.vnet is not None and name is not None else None
    for one in subnet.prefixes if subnet is not None else ():
        if _is_of_wrong_size(one):
            message = f"the subnet {name!r} of Application Gateway for Containers is {one.text}"
            hint = f"with overlay make it exactly /{features.AGC_PREFIX}"
            yield Hit(message, one.place, hint=hint)


def _is_of_wrong_size(one: Range) -> bool:
    try:
        network = network_of(one.text)
    except ValueError:
        return False
    return network.version == 4 and network.prefixlen != features.AGC_PREFIX


def _elsewhere(cluster: ClusterView) -> Iterator[Hit]:
    """Where both subnets are there already: the gateway's in another VNet than the nodes'."""
    subnet = cluster.text(service.AGC_SUBNET)
    for pool in cluster.pools if subnet is not None else ():
        nodes = _node_subnet(pool)
        if nodes is not None and _vnet_of(nodes) != _vnet_of(subnet or ""):
            message = f"Application Gateway for Containers is in another VNet than the nodes of pool {pool.name!r}"
            hint = "give it a subnet of the nodes' VNet"
            yield Hit(message, cluster.where(service.AGC_SUBNET), hint=hint)
            return


def _node_subnet(pool: PoolView) -> str | None:
    text = pool.text(NODES)
    return text if text is not None and "/subnets/" in text.lower() else None


def _vnet_of(subnet: str) -> str:
    return subnet.lower().rpartition("/subnets/")[0]


RULES = (virtual_node, application_gateway_for_containers)

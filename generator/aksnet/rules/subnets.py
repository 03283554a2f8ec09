"""35x: which subnets may be used together, and how large they and how long their names may be."""

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts import ranges as facts
from aksnet.facts.sources import RELEASES, Source, aks
from aksnet.findings import Severity
from aksnet.paths import (
    DYNAMIC,
    HOSTED_NODES,
    MODE,
    NODES,
    NOT_SUPPORTED,
    PODS,
    SKU,
    STATIC_BLOCK,
    allocation_of,
    base_sku,
    flat,
)
from aksnet.planning.occupants import Kind, Occupant, networks_of, occupants
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Parameter, PoolView, Subnet, SubnetView, Unknown

DYNAMIC_PAGE = aks("configure-azure-cni-dynamic-ip-allocation")
STATIC_PAGE = aks("configure-azure-cni-static-block-allocation")


@rule(
    "AKN350",
    "name-too-long-for-label",
    f"choose a name of at most {facts.MAX_LABEL} characters",
    aks("concepts-network-azure-cni-overlay"),
    RELEASES,
    answer="Azure refuses the cluster since November 2023: the nodes could not be given these names as labels.",
    facts=("OVL-06", "SUB-13"),
    since="2023-11-28",
)
def name_too_long_for_label(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With overlay or a dynamic pod subnet, names of subnet, VNet and resource group have at most 63 characters.

    They become labels of the nodes, and Kubernetes allows no longer ones. Azure by itself allows 80 characters for a
    subnet, 64 for a VNet and 90 for a resource group.
    """
    overlay = cluster.text(MODE) == "overlay" or cluster.text(SKU) == "Automatic"
    seen: set[tuple[str, str]] = set()
    for one in occupants(cluster):
        if not (_is_labelled(one) if not overlay else one.kind in (Kind.NODES, Kind.HOSTED)):
            continue
        for what, name, place in _names(one, cluster):
            if len(name) > facts.MAX_LABEL and (what, name.lower()) not in seen:
                seen.add((what, name.lower()))
                yield Hit(f"the name of the {what} {name!r} has {len(name)} characters", place)


def _is_labelled(one: Occupant) -> bool:
    return one.pool is not None and PODS in one.pool.values and allocation_of(one.pool) == DYNAMIC


def _names(one: Occupant, cluster: ClusterView) -> Iterator[tuple[str, str, Place | None]]:
    """The names of the subnet, its VNet and the VNet's resource group, as far as they are known."""
    arm, own, vnet = one.arm, one.subnet_in(cluster), cluster.vnet
    if arm is not None:
        for what, name in (("subnet", arm.subnet), ("VNet", arm.vnet), ("resource group", arm.group)):
            yield what, name, one.value.place
    elif own is not None and vnet is not None:
        yield "subnet", own.name, own.place
        if vnet.name is not None:
            yield "VNet", vnet.name, vnet.place
        if cluster.resource_group is not None:
            yield "resource group", cluster.resource_group, cluster.place


@rule(
    "AKN351",
    "pod-subnet-too-large",
    f"choose a /{facts.STATIC_BLOCK_PREFIX} or smaller with static block, a /{facts.DYNAMIC_PREFIX} or smaller with"
    " dynamic allocation",
    aks("concepts-network-azure-cni-pod-subnet"),
    STATIC_PAGE,
    answer="Not supported with static block: the documents give the limit, and name no error. With dynamic allocation"
    " the addresses beyond about 65,000 are of no use.",
    facts=("PSS-04", "IP-17"),
)
def pod_subnet_too_large(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pod subnet is at most a /12 with static block; with dynamic allocation more than a /16 is of no use.

    With dynamic allocation Azure maps every pod address by itself, and does so for about 65,000 in a VNet. Static
    block maps blocks of 16, and reaches about a million.
    """
    seen: set[tuple[str, str | None]] = set()
    for one in occupants(cluster):
        subnet = one.subnet_in(cluster) if one.kind is Kind.PODS else None
        mode = allocation_of(one.pool) if one.pool is not None else None
        if subnet is not None and (subnet.name, mode) not in seen:
            seen.add((subnet.name, mode))
            yield from _too_large(subnet, mode)


def _too_large(subnet: SubnetView, mode: str | None) -> Iterator[Hit]:
    limits = {
        STATIC_BLOCK: (facts.STATIC_BLOCK_PREFIX, Severity.ERROR, "static block"),
        DYNAMIC: (facts.DYNAMIC_PREFIX, Severity.WARNING, "dynamic allocation"),
    }
    if mode not in limits:
        return
    least, severity, words = limits[mode]
    for one, network in networks_of(subnet.prefixes):
        if network.version == 4 and network.prefixlen < least:
            message = f"the pod subnet {subnet.name!r} {one.text} is larger than a /{least}, the most for {words}"
            yield Hit(message, one.place or subnet.place, severity)


@rule(
    "AKN353",
    "one-vnet",
    "choose subnets of one VNet",
    aks("create-node-pools"),
    aks("node-pool-unique-subnet"),
    DYNAMIC_PAGE,
    answer=NOT_SUPPORTED,
    facts=("SUB-01", "SUB-02", "SUB-16", "AUTO-04", "SUB-28"),
)
def one_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """All subnets of a cluster's nodes and pods are in one VNet.

    A peered VNet will not do, nor one of another region or subscription. The three subnets of an AKS Automatic cluster
    are in one VNet too. A name out of the spec's VNet beside the ARM id of a subnet is a fault where the VNets' names
    differ; where the spec's VNet has no name it may be the same one.
    """
    yield from _in_another(cluster)
    existing, own = _vnets(cluster)
    if not existing:
        return
    first, *others = existing.values()
    for one in others:
        yield Hit(f"{one.words}, and {first.words}", one.place)
    name = cluster.vnet.name if cluster.vnet is not None else None
    if own is None or name is None or name.lower() in {vnet for _, _, vnet in existing}:
        return
    yield Hit(f"{first.words}, and for {own.words} in the spec's own VNet {name!r}", first.place)


def _in_another(cluster: ClusterView) -> Iterator[Hit]:
    """Subnets of a declared VNet that is not the one of the cluster's first subnet."""
    name = cluster.vnet.name if cluster.vnet is not None else None
    for one in _in_one_vnet(cluster):
        other = one.value.data.network if isinstance(one.value.data, Unknown) else None
        if other is not None and name is not None and other.lower() != name.lower():
            message = f"the subnet for {one.words} is in the VNet {other!r}, and others are in {name!r}"
            yield Hit(message, one.value.place)


class _Placed(NamedTuple):
    words: str
    place: Place | None


def _in_one_vnet(cluster: ClusterView) -> Iterator[Occupant]:
    """What has to be in one VNet; of the API server's subnet only AKS Automatic says so."""
    kinds = {Kind.NODES, Kind.PODS, Kind.HOSTED}
    kinds |= {Kind.API_SERVER} if HOSTED_NODES in cluster.values else set()
    return (one for one in occupants(cluster) if one.kind in kinds)


def _vnets(cluster: ClusterView) -> tuple[dict[tuple[str, str, str], _Placed], Occupant | None]:
    """The existing VNets that nodes and pods are in, each with what is there first, and the first in the spec's own."""
    existing: dict[tuple[str, str, str], _Placed] = {}
    own = None
    for one in _in_one_vnet(cluster):
        arm = one.arm
        if arm is not None and arm.whole_vnet not in existing:
            vnet = f"{arm.subscription}/{arm.group}/{arm.vnet}"
            existing[arm.whole_vnet] = _Placed(f"the subnet for {one.words} is in the VNet {vnet}", one.value.place)
        elif arm is None and own is None and one.subnet_in(cluster) is not None:
            own = one
    return existing, own


@rule(
    "AKN354",
    "managed-and-own-subnets",
    "leave the subnet out of all pools, or make a new cluster with one for its first pool",
    Source("https://github.com/MicrosoftDocs/azure-docs/issues/122052", "2026-11-24"),
    Source("https://github.com/hashicorp/terraform-provider-azurerm/issues/8297", "2026-11-24"),
    aks("node-pool-unique-subnet"),
    answer="Azure refuses the pool that differs from the first one.",
    codes=("InvalidParameter",),
    facts=("SUB-03",),
)
def managed_and_own_subnets(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """All pools of a cluster are in subnets of your own, or all in the subnet that AKS makes.

    The subnet that AKS makes is in a VNet of its own, and all nodes and pods of a cluster are in one VNet. The first
    pool decides: a later one with a subnet of yours is refused where the first has none. A later one without a subnet
    takes that of the first, in a spec and at the service.
    """
    first = cluster.pools[0] if cluster.pools and cluster.pools_stated and base_sku(cluster) else None
    if first is None or not first.absent(NODES):
        return
    for pool in cluster.pools[1:]:
        if _has_own(pool):
            message = f"the pool {pool.name!r} has a vnetSubnetID, but the first pool {first.name!r} has none"
            yield Hit(message, pool.where(NODES))
    for pool in cluster.pools if flat(cluster) else ():  # else AKN212 tells of the pod subnet
        if pool.absent(NODES) and _has_own(pool, PODS):
            message = f"the pool {pool.name!r} has a podSubnetID and no vnetSubnetID"
            yield Hit(message, pool.where(PODS), hint="give it a vnetSubnetID too, of the same VNet")


def _has_own(pool: PoolView, path: str = NODES) -> bool:
    value = pool.values.get(path)
    return value is not None and bool(value.data) and isinstance(value.data, str | Subnet | Parameter)


RULES = (name_too_long_for_label, pod_subnet_too_large, one_vnet, managed_and_own_subnets)

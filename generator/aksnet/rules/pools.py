"""30x: agent pools and the subnets they are in."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import service
from aksnet.facts.sources import ARM_REFERENCE, aks
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Subnet, Unknown


@rule(
    "AKN301",
    "max-pods-range",
    f"choose {service.MIN_MAX_PODS} to {service.MAX_MAX_PODS}",
    aks("concepts-network-ip-address-planning"),
    facts=("POD-01",),
)
def max_pods_range(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A node takes 10 to 250 pods; neither Bicep nor azurerm checks the bounds."""
    for pool in cluster.pools:
        data = pool.known("maxPods")
        if isinstance(data, int) and not service.MIN_MAX_PODS <= data <= service.MAX_MAX_PODS:
            yield Hit(f"the pool {pool.name!r} has max_pods {data}", pool.where("maxPods"))


@rule(
    "AKN302",
    "pod-subnet-is-node-subnet",
    "give pods a subnet of their own",
    aks("concepts-network-azure-cni-pod-subnet"),
    facts=("SUB-04",),
)
def pod_subnet_is_node_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pod subnet and node subnet are different subnets: the one is delegated to AKS, the other must not be."""
    pods = {_folded(pool.values["podSubnetID"].data): pool for pool in cluster.pools if "podSubnetID" in pool.values}
    for node_pool in cluster.pools:
        value = node_pool.values.get("vnetSubnetID")
        pool = pods.get(_folded(value.data)) if value and not isinstance(value.data, Unknown) else None
        if pool is not None:
            yield Hit(
                f"the pod subnet of pool {pool.name!r} is the node subnet of pool {node_pool.name!r}",
                pool.where("podSubnetID"),
            )


def _folded(data: object) -> object:
    """ARM ids do not care for case."""
    return data.lower() if isinstance(data, str) else data


@rule(
    "AKN303",
    "pod-subnet-on-every-pool",
    "give every pool a pod subnet, or none",
    aks("configure-azure-cni-dynamic-ip-allocation"),
    facts=("SUB-05",),
)
def pod_subnet_on_every_pool(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster takes all pod addresses from pod subnets, or none: the two styles do not mix."""
    have = [pool for pool in cluster.pools if "podSubnetID" in pool.values]
    for pool in cluster.pools if have else ():
        if "podSubnetID" not in pool.values:
            yield Hit(
                f"the pool {pool.name!r} has no pod subnet, but the pool {have[0].name!r} has one",
                pool.where("name"),
            )


@rule(
    "AKN304",
    "linux-system-pool",
    "give one Linux pool mode: System",
    aks("use-system-pools"),
    ARM_REFERENCE,
    facts=("MODE-15",),
)
def linux_system_pool(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Every cluster has a system pool, and system pools are Linux; Automatic clusters have theirs hosted."""
    automatic = cluster.text("sku.name") == "Automatic"
    if automatic or not cluster.pools or any(pool.unknown("mode") for pool in cluster.pools):
        return
    system = [pool for pool in cluster.pools if pool.text("mode") == "System"]
    for pool in system:
        if pool.text("osType") == "Windows":
            yield Hit(f"the system pool {pool.name!r} is Windows", pool.where("osType"))
    if not system:
        yield Hit("no pool has the mode System", cluster.pools[0].where("mode"))


@rule(
    "AKN305",
    "windows-pool-name",
    "shorten the name to 6 characters",
    aks("create-node-pools"),
    facts=("MODE-15",),
)
def windows_pool_name(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Names of Windows nodes are short, and the pool's name is part of them."""
    for pool in cluster.pools:
        if pool.text("osType") == "Windows" and len(pool.name) > service.MAX_WINDOWS_POOL_NAME:
            yield Hit(f"the Windows pool {pool.name!r} has a name of {len(pool.name)} characters", pool.where("name"))


@rule(
    "AKN306",
    "os-sku-of-other-os",
    "choose an os_sku of the pool's os, or leave it out",
    ARM_REFERENCE,
    facts=(),
)
def os_sku_of_other_os(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """An OS SKU is a distribution of one operating system."""
    for pool in cluster.pools:
        system, sku = pool.text("osType") or "Linux", pool.text("osSKU")
        if sku is not None and not pool.unknown("osType") and sku.startswith("Windows") != (system == "Windows"):
            yield Hit(f"the pool {pool.name!r} is {system}, with the OS SKU {sku}", pool.where("osSKU"))


@rule(
    "AKN307",
    "system-pool-without-nodes",
    "give it one node or more",
    aks("use-system-pools"),
    ARM_REFERENCE,
    facts=(),
)
def system_pool_without_nodes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A system pool carries the cluster's own pods and cannot be scaled to nothing; user pools can."""
    for pool in cluster.pools if cluster.text("sku.name") != "Automatic" else ():
        for path in ("count", "minCount"):
            if pool.text("mode") == "System" and pool.known(path) == 0 and not pool.values[path].implied:
                yield Hit(f"the system pool {pool.name!r} has the {path} 0", pool.where(path))


@rule(
    "AKN308",
    "vnet-not-used",
    "name one of its subnets in a pool; where the subnets are there already, give the pools their ARM ids",
    aks("configure-azure-cni"),
    facts=(),
    severity=Severity.WARNING,
)
def vnet_not_used(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A VNet is made where a pool is in one of its subnets. Where none is, its ranges are checked against all the
    same, but a whole configuration does not have it."""
    whole = any(dialect.emit == "cluster" for dialect in context.dialects)
    values = [*cluster.values.values(), *(value for pool in cluster.pools for value in pool.values.values())]
    if whole and cluster.vnet is not None and not any(isinstance(value.data, Subnet) for value in values):
        yield Hit("vnet is given, but no pool is in one of its subnets: it is not made", cluster.vnet.place)


RULES = (
    max_pods_range,
    pod_subnet_is_node_subnet,
    pod_subnet_on_every_pool,
    linux_system_pool,
    windows_pool_name,
    os_sku_of_other_os,
    system_pool_without_nodes,
    vnet_not_used,
)

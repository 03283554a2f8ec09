"""30x: agent pools and the subnets they are in."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import service
from aksnet.facts.sources import ARM_REFERENCE, aks
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Unknown


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


RULES = (max_pods_range, pod_subnet_is_node_subnet, pod_subnet_on_every_pool, linux_system_pool)

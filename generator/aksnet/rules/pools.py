"""30x: agent pools and the subnets they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.facts import service
from aksnet.facts.sources import ARM_REFERENCE, aks
from aksnet.findings import Severity
from aksnet.paths import NODES, PODS, base_sku, is_windows
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Parameter, PoolView, Subnet

# fact MODE-15; the API's own pattern says so too
MAX_NAME = 12
# the second is of a preview API
SYSTEM = ("System", "ManagedSystem")
UNAVAILABLE = "upgradeSettings.maxUnavailable"


@rule(
    "AKN301",
    "max-pods-range",
    f"choose {service.MIN_MAX_PODS} to {service.MAX_MAX_PODS}",
    aks("concepts-network-ip-address-planning"),
    answer="The documents give the bounds and name no error. Neither Bicep nor azurerm checks them, so that the fault"
    " shows at the deployment.",
    facts=("POD-01",),
)
def max_pods_range(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A node takes 10 to 250 pods.

    The bounds are the same in every mode. The number cannot be changed on a pool that exists: one that came out too
    small costs a new pool.
    """
    for pool in cluster.pools:
        data = pool.known("maxPods")
        if isinstance(data, int) and not service.MIN_MAX_PODS <= data <= service.MAX_MAX_PODS:
            yield Hit(f"the pool {pool.name!r} has max_pods {data}", pool.where("maxPods"))


@rule(
    "AKN302",
    "pod-subnet-is-node-subnet",
    "give pods a subnet of their own",
    aks("concepts-network-azure-cni-pod-subnet"),
    answer="Not supported: the documents take two subnets for granted, and name no error.",
    facts=("SUB-04",),
)
def pod_subnet_is_node_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pod subnet and node subnet are different subnets.

    AKS delegates a pod subnet to itself, and a subnet that nodes are in must not be delegated: one subnet cannot be
    both, be it for one pool or for two.
    """
    pods = {_subnet(pool, PODS): pool for pool in cluster.pools}
    for node_pool in cluster.pools:
        subnet = _subnet(node_pool, NODES)
        if subnet is not None and subnet in pods:
            pool = pods[subnet]
            yield Hit(
                f"the pod subnet of pool {pool.name!r} is the node subnet of pool {node_pool.name!r}",
                pool.where(PODS),
            )


def _subnet(pool: PoolView, path: str) -> str | Subnet | Parameter | None:
    """The subnet at a path, where it can be told; ARM ids do not care for case."""
    value = pool.values.get(path)
    data = value.data if value is not None else None
    if isinstance(data, str):
        return data.lower()
    return data if isinstance(data, Subnet | Parameter) else None


@rule(
    "AKN303",
    "pod-subnet-on-every-pool",
    "give every pool a pod subnet, or none",
    aks("configure-azure-cni-dynamic-ip-allocation"),
    answer="Not supported: the documents rule it out, and name no error.",
    facts=("SUB-05",),
)
def pod_subnet_on_every_pool(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster takes all pod addresses from pod subnets, or none: the two styles do not mix.

    Whether pods get addresses of the node subnet or of a subnet of their own is said pool by pool, and still is one
    decision for the cluster. Each pool may well have a pod subnet of its own.
    """
    first = next((pool for pool in cluster.pools if PODS in pool.values and not pool.unknown(PODS)), None)
    if first is None:
        return
    for pool in cluster.pools:
        if pool.absent(PODS):
            yield Hit(
                f"the pool {pool.name!r} has no pod subnet, but the pool {first.name!r} has one",
                pool.where("name"),
            )


@rule(
    "AKN304",
    "linux-system-pool",
    "give one Linux pool mode: System",
    aks("use-system-pools"),
    ARM_REFERENCE,
    answer="Not supported: the documents demand a system pool with Linux, and name no error.",
    facts=("MODE-15",),
)
def linux_system_pool(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Every cluster has a system pool, and system pools are Linux.

    The cluster's own pods run there, among them CoreDNS, and they are Linux containers. Automatic clusters have their
    system pools hosted by AKS, and need none.
    """
    certain = base_sku(cluster) and not any(pool.unknown("mode") for pool in cluster.pools)
    if not certain or not cluster.pools or not cluster.pools_stated:
        return
    system = [pool for pool in cluster.pools if pool.text("mode") in SYSTEM]
    for pool in system:
        if is_windows(pool):
            yield Hit(f"the system pool {pool.name!r} is Windows", pool.where("osType"))
    if not system and not _without_modes(cluster):
        severity = None if any("mode" in pool.values for pool in cluster.pools) else Severity.WARNING
        yield Hit("no pool has the mode System", cluster.pools[0].where("mode"), severity)


def _without_modes(cluster: ClusterView) -> bool:
    """Whether the API version is one that has no modes: `agentPoolProfiles[].mode` came with 2020-03-01."""
    version = cluster.declared.api_version if cluster.declared is not None else None
    return version is not None and version < "2020-03-01"


@rule(
    "AKN305",
    "pool-name",
    f"choose lower-case letters and digits, a letter first: {service.MAX_WINDOWS_POOL_NAME} at most with Windows,"
    f" {MAX_NAME} with Linux",
    aks("create-node-pools"),
    aks("windows-vs-linux-containers"),
    answer="Azure refuses a name that is not of this shape: the pattern and the length of 12 stand in the API itself."
    " The 6 characters of Windows are documented, and neither Bicep nor azurerm checks them.",
    facts=("MODE-15",),
)
def pool_name(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pool's name is short, has lower-case letters and digits, and begins with a letter.

    It becomes a part of the names of the nodes. Computer names in Windows are short, so that 6 characters are left
    for a Windows pool; a Linux pool has 12.
    """
    for pool in cluster.pools:
        name = pool.text("name")
        limit = _longest(pool)
        if name is not None and len(name) > limit:
            kind = "Windows pool" if limit == service.MAX_WINDOWS_POOL_NAME else "pool"
            yield Hit(f"the {kind} {name!r} has a name of {len(name)} characters", pool.where("name"))
        if name is not None and not re.fullmatch("[a-z][a-z0-9]*", name):
            yield Hit(f"the pool {name!r} has a name of other characters than are allowed", pool.where("name"))


def _longest(pool: PoolView) -> int:
    return service.MAX_WINDOWS_POOL_NAME if is_windows(pool) else MAX_NAME


@rule(
    "AKN306",
    "os-sku-of-other-os",
    "choose an os_sku of the pool's os, or leave it out",
    ARM_REFERENCE,
    answer="Not supported: the API's reference lists the SKUs of either system, and names no error.",
)
def os_sku_of_other_os(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """An OS SKU is a distribution of one operating system.

    Where a pool's system is left out it is Linux: a pool with an OS SKU of Windows has to say that it is Windows.
    """
    for pool in cluster.pools:
        system, sku = pool.text("osType") or "Linux", pool.text("osSKU")
        if sku is not None and not pool.unknown("osType") and sku.startswith("Windows") != (system == "Windows"):
            default = "" if "osType" in pool.values else " (the default)"
            yield Hit(f"the pool {pool.name!r} is {system}{default}, with the OS SKU {sku}", pool.where("osSKU"))


@rule(
    "AKN307",
    "system-pool-without-nodes",
    "give it one node or more",
    aks("use-system-pools"),
    ARM_REFERENCE,
    answer="The API takes 1 to 1000 nodes for a system pool, and 0 for user pools only.",
)
def system_pool_without_nodes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A system pool cannot be scaled to nothing; user pools can.

    It carries the cluster's own pods. For production Microsoft asks for two nodes or more, and recommends three.
    """
    for pool in cluster.pools if base_sku(cluster) else ():
        path = "minCount" if pool.known("enableAutoScaling") is True else "count"
        certain = not pool.unknown("enableAutoScaling") and pool.text("mode") == "System"
        if certain and _zero(pool.known(path)) and not pool.values[path].implied:
            yield Hit(f"the system pool {pool.name!r} has the {path} 0", pool.where(path))


def _zero(data: object) -> bool:
    return isinstance(data, int) and not isinstance(data, bool) and data == 0


@rule(
    "AKN308",
    "vnet-not-used",
    "name one of its subnets in a pool; where the subnets are there already, give the pools their ARM ids",
    aks("configure-azure-cni"),
    answer="The VNet is not among the files, and the cluster gets a network that AKS makes.",
    severity=Severity.WARNING,
)
def vnet_not_used(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A VNet is made only where a pool is in one of its subnets.

    Where none is, its ranges are checked against all the same, but a whole configuration does not have it. Whoever
    wrote it down for the sake of the check can ignore this.
    """
    whole = any(dialect.whole for dialect in context.dialects)
    values = [*cluster.values.values(), *(value for pool in cluster.pools for value in pool.values.values())]
    if whole and cluster.vnet is not None and not any(isinstance(value.data, Subnet) for value in values):
        yield Hit("vnet is given, but no pool is in one of its subnets: it is not made", cluster.vnet.place)


@rule(
    "AKN365",
    "max-unavailable-system",
    "give the system pool a max_surge instead",
    aks("upgrade-aks-node-pools-rolling"),
    answer="Not supported: the documents rule it out, and name no error.",
    facts=("SURGE-04",),
)
def max_unavailable_system(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """System pools are upgraded with more nodes, not with fewer.

    With maxUnavailable an upgrade takes nodes away instead of adding some, which needs no addresses. What runs in the
    system pool keeps the cluster working, so its nodes are replaced before they go.
    """
    for pool in cluster.pools:
        asked = pool.values.get(UNAVAILABLE)
        if pool.text("mode") in SYSTEM and asked is not None and asked.known and str(asked.data) not in ("0", "0%"):
            message = f"the system pool {pool.name!r} has maxUnavailable {asked.data}"
            yield Hit(message, pool.where(UNAVAILABLE))


RULES = (
    max_pods_range,
    pod_subnet_is_node_subnet,
    pod_subnet_on_every_pool,
    linux_system_pool,
    pool_name,
    os_sku_of_other_os,
    system_pool_without_nodes,
    vnet_not_used,
    max_unavailable_system,
)

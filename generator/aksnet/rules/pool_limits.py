"""30x: what a single pool may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.facts import bounds, service
from aksnet.facts.sources import Source, aks
from aksnet.findings import Severity
from aksnet.paths import ALLOCATION, IDENTITY, NODES, PODS, STATIC_BLOCK, is_windows, overlaid
from aksnet.planning.counting import most_nodes, whole
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

DCSV2 = "Standard_DC(1s|2s|4s|8)_v2"
ZONES, MAX_PODS = "availabilityZones", "maxPods"
IP_PLANNING = aks("concepts-network-ip-address-planning")
# what AKS's own people say of the profile that nobody gave
DEFAULT_PROFILE = Source("https://github.com/Azure/AKS/issues/1545", "2026-11-24")


@rule(
    "AKN309",
    "windows-profile-missing",
    "add a windowsProfile with adminUsername and adminPassword to the cluster",
    aks("create-node-pools"),
    DEFAULT_PROFILE,
    answer="Where the service makes no profile of its own it answers that the Windows profile definition is missing for"
    " the cluster, and the cluster has to be made anew.",
    facts=("MODE-15",),
    severity=Severity.WARNING,
)
def windows_profile_missing(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Windows pools need the cluster's windowsProfile, which is given when the cluster is made.

    The documents say that Windows pools cannot be added to a cluster that was made without a profile. The people who
    make AKS have said that the service makes one by itself on Azure CNI with scale sets and a Standard load balancer:
    then nobody knows its password. The two disagree, so this is a warning.
    """
    if not cluster.absent("windowsProfile") or any(path.startswith("windowsProfile.") for path in cluster.values):
        return
    for pool in filter(is_windows, cluster.pools):
        yield Hit(f"the pool {pool.name!r} is Windows, but the cluster has no windowsProfile", pool.where("osType"))


@rule(
    "AKN310",
    "dcsv2-with-overlay",
    "choose a size of the DCasv5 or DCadsv5 series",
    aks("concepts-network-azure-cni-overlay"),
    answer="Not supported: the documents rule it out, and name no error.",
    facts=("OVL-05",),
)
def dcsv2_with_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Overlay does not work on virtual machines of the DCsv2 series.

    Microsoft points those who need confidential computing to the DCasv5 and DCadsv5 series.
    """
    for pool in cluster.pools if overlaid(cluster) else ():
        size = pool.text("vmSize")
        if size is not None and re.fullmatch(DCSV2, size, re.IGNORECASE):
            yield Hit(f"the pool {pool.name!r} has the VM size {size} beside overlay", pool.where("vmSize"))


@rule(
    "AKN319",
    "windows-max-pods",
    f"choose {service.MAX_PODS_WINDOWS} or less",
    aks("concepts-network-azure-cni-overlay"),
    answer="Azure takes it: the nodes are allowed more pods than Microsoft recommends for Windows Server containers.",
    facts=("OVL-08", "POD-04"),
    severity=Severity.WARNING,
)
def windows_max_pods(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Microsoft recommends no more than 110 pods on a Windows node.

    The service takes up to 250 as on Linux, but recommends 110 as the most that a Windows node should run.
    """
    for pool in filter(is_windows, cluster.pools):
        data = pool.known(MAX_PODS)
        if whole(data) and service.MAX_PODS_WINDOWS < data <= service.MAX_MAX_PODS:
            yield Hit(f"the Windows pool {pool.name!r} has maxPods {data}", pool.where(MAX_PODS))


@rule(
    "AKN320",
    "thirty-pods",
    f"raise maxPods or the number of nodes until the two make {bounds.MIN_POOL_PODS}",
    IP_PLANNING,
    answer="Azure does not take a maxPods that leaves a pool with room for less than 30 pods.",
    facts=("POD-02",),
)
def thirty_pods(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Every pool has room for 30 pods: with fewer than 30 on a node it takes more nodes.

    The system's own pods need the room. A node may take as few as 10 pods if and only if each pool of the cluster,
    later ones too, has space for 30: with 10 on a node that is three nodes.
    """
    for pool in cluster.pools:
        nodes, data = most_nodes(pool), pool.known(MAX_PODS)
        if not nodes or not whole(data) or data < service.MIN_MAX_PODS:
            continue  # a pool of no nodes has none to fill, and AKN301 tells of what no node takes
        if nodes * data < bounds.MIN_POOL_PODS:
            room = f"maxPods {data} on {nodes} {'node' if nodes == 1 else 'nodes'}"
            yield Hit(f"the pool {pool.name!r} has room for {nodes * data} pods: {room}", pool.where(MAX_PODS))


@rule(
    "AKN321",
    "virtual-machines-pool",
    "give the cluster a user-assigned identity and the pool no zones, or choose type VirtualMachineScaleSets",
    aks("virtual-machines-node-pools"),
    answer="Not supported: the documents demand a user-assigned identity and rule zones out, and name no error.",
    facts=("VMP-01",),
)
def virtual_machines_pool(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """VirtualMachines pools have no zones, and in a subnet of yours they need a user-assigned identity.

    Such a pool joins its subnet with the rights of the cluster's identity and nothing else, so the identity must be
    there, with its rights, before the cluster. For zones Microsoft points to scale sets.
    """
    identity = (cluster.text(IDENTITY) or "").lower()
    for pool in cluster.pools:
        if pool.text("type") != "VirtualMachines":
            continue
        words = f"the pool {pool.name!r} has type VirtualMachines"
        if identity == "systemassigned" and NODES in pool.values and not pool.unknown(NODES):
            hint = "give the cluster a user-assigned identity with Network Contributor on the subnet"
            message = f"{words} in a subnet of its own, but the cluster's identity is SystemAssigned"
            yield Hit(message, cluster.where(IDENTITY), hint=hint)
        zones = pool.known(ZONES)
        if isinstance(zones, list) and zones:
            yield Hit(f"{words} and zones [{', '.join(map(str, zones))}]", pool.where(ZONES))


@rule(
    "AKN322",
    "max-pods-left-out",
    "write maxPods, for example 110",
    IP_PLANNING,
    aks("configure-azure-cni-dynamic-ip-allocation"),
    answer="The service takes a default of its own, 110 or 250, and what the pod subnet has to hold depends on it.",
    facts=("DOC-02", "POD-05"),
    severity=Severity.WARNING,
)
def max_pods_left_out(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With a pod subnet the documents disagree about the default of maxPods.

    The page on IP planning says 110, the page on dynamic allocation 250. The value cannot be changed later, and the
    size of the pod subnet follows from it.
    """
    for pool in cluster.pools:
        if PODS in pool.values and not pool.unknown(PODS) and pool.absent(MAX_PODS):
            yield Hit(f"the pool {pool.name!r} has a pod subnet and no maxPods", pool.where(PODS))


@rule(
    "AKN323",
    "windows-2019-pod-subnet",
    "choose Windows2025",
    aks("concepts-network-azure-cni-pod-subnet"),
    answer="Not supported: the documents rule it out, and name no error.",
    facts=("PS-04",),
)
def windows_2019_pod_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Windows Server 2019 does not work with pod subnets.

    The page says so in its list for static block, and words it for pod subnets as a whole.
    """
    for pool in cluster.pools:
        sku = pool.text("osSKU") or ""
        if sku.lower() == "windows2019" and PODS in pool.values and not pool.unknown(PODS):
            yield Hit(f"the pool {pool.name!r} has the OS SKU {sku} and a pod subnet", pool.where("osSKU"))


@rule(
    "AKN348",
    "static-block-waste",
    "choose 16 times a number, less one",
    aks("configure-azure-cni-static-block-allocation"),
    answer="Azure takes it, and each node keeps addresses that no pod can have.",
    facts=("IP-12",),
    severity=Severity.WARNING,
)
def static_block_waste(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With static blocks maxPods is best 16 times a number, less one.

    A node takes whole blocks of 16 addresses, for its pods and one more: 31 pods fill two blocks, and 32 take three.
    Half a block and less is let pass.
    """
    for pool in cluster.pools:
        pods = pool.known(MAX_PODS)
        if pool.text(ALLOCATION) == STATIC_BLOCK and whole(pods) and pods > 0:
            unused = -(pods + 1) % bounds.BLOCK
            if unused > bounds.BLOCK // 2:
                fewer = pods + unused - bounds.BLOCK
                hint = f"choose {pods + unused}, or {fewer}" if fewer >= 10 else f"choose {pods + unused}"
                message = f"the pool {pool.name!r} has maxPods {pods}: {unused} addresses of each node are of no use"
                yield Hit(message, pool.where(MAX_PODS), hint=hint)


RULES = (
    windows_profile_missing,
    dcsv2_with_overlay,
    windows_max_pods,
    thirty_pods,
    virtual_machines_pool,
    max_pods_left_out,
    windows_2019_pod_subnet,
    static_block_waste,
)

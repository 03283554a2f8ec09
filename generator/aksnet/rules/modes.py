"""2xx: plugin, mode, data plane and policy."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import ARM_REFERENCE, AZURE_CLI, AZURERM_CLUSTER, aks
from aksnet.findings import Severity
from aksnet.paths import (
    ALLOCATION,
    FAMILIES,
    MODE,
    NOT_SUPPORTED,
    OUTBOUND,
    PLANE,
    PLUGIN,
    PODS,
    POLICY,
    SKU,
    base_sku,
    dual_stack,
    flat,
    is_windows,
    service_judges,
    static_block,
)
from aksnet.rules.azurerm import version_by
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.registry_modules import forces_overlay
from aksnet.view import ClusterView

OVERLAY = aks("azure-cni-overlay")
CILIUM = aks("azure-cni-powered-by-cilium")
DUAL_STACK = aks("configure-dual-stack")


@rule(
    "AKN201",
    "overlay-needs-azure",
    "set networkPlugin azure, or leave networkPluginMode out",
    OVERLAY,
    answer="Azure refuses the request.",
    codes=("UnsupportedNetworkPluginModeWithNetworkPlugin",),
    facts=("MODE-01",),
)
def overlay_needs_azure(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Overlay is a mode of the azure plugin.

    Kubenet has a private pod range by itself, and without a plugin of AKS's there is nothing that could have a mode.
    Nothing stops the pair before the deployment: azurerm validates and plans it.
    """
    plugin = cluster.text(PLUGIN)
    if cluster.text(MODE) == "overlay" and plugin in ("kubenet", "none"):
        yield Hit(f"networkPluginMode overlay stands beside networkPlugin {plugin}", cluster.where(MODE))


@rule(
    "AKN202",
    "pod-cidr-without-overlay",
    "leave the pod CIDR out, or choose overlay",
    OVERLAY,
    AZURE_CLI,
    AZURERM_CLUSTER,
    answer="Both az and azurerm refuse it before they send anything. Of the service itself no error is documented.",
    facts=("MODE-02", "MODE-03", "MODE-04", "CIDR-18", "CLI-01"),
)
def pod_cidr_without_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With the azure plugin only overlay has a pod CIDR.

    The plugin azure without a mode takes pod addresses from subnets, and not from a range. Whoever gives a range mostly
    wants overlay, and would get a flat network that uses up the subnet.

    Static block is an exception: with dual-stack the service once asked for the IPv6 range here, and works it out of
    the pod subnet since the release of 2026-06-19. There this is a warning. So it is in templates and with azapi, where
    nothing but the service itself looks at it: what it does with the range is not documented.
    """
    if not flat(cluster):
        return
    excused = static_block(cluster) is not False and (dual_stack(cluster) or cluster.unknown(FAMILIES))
    for text, value in cluster.ranges("pod"):
        message = f"the pod CIDR {text} is given, but pods get addresses of a subnet in this mode"
        yield Hit(message, value.place, Severity.WARNING if excused or service_judges(cluster) else None)


@rule(
    "AKN203",
    "cilium-needs-azure",
    "set networkPlugin azure",
    CILIUM,
    AZURERM_CLUSTER,
    answer=NOT_SUPPORTED,
    facts=("MODE-05", "KUB-04"),
)
def cilium_needs_azure(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Cilium data plane is part of Azure CNI.

    It works on every kind of Azure CNI: overlay, pod subnet and node subnet. Kubenet clusters move to overlay first.
    With the plugin none you may install a Cilium of your own, and that is no data plane of AKS's.
    """
    plugin = cluster.text(PLUGIN)
    if cluster.text(PLANE) == "cilium" and plugin in ("kubenet", "none"):
        yield Hit(f"networkDataplane cilium stands beside networkPlugin {plugin}", cluster.where(PLANE))


@rule(
    "AKN204",
    "cilium-policy-needs-cilium",
    "set networkDataplane cilium too, or choose another policy",
    ARM_REFERENCE,
    answer="Azure refuses the request.",
    codes=("NetworkPolicyCiliumRequiresCiliumDataplane", "NetworkPolicyNotSupported"),
    facts=("MODE-06", "MODE-08"),
)
def cilium_policy_needs_cilium(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Cilium policy engine only works on the Cilium data plane.

    The engine is a part of that data plane, and not a thing of its own. The data plane's default is azure, so that the
    policy alone is not enough: write both. AKS Automatic has both preset.
    """
    plane, plugin = cluster.text(PLANE), cluster.text(PLUGIN)
    if cluster.text(POLICY) != "cilium" or plane == "cilium" or cluster.unknown(PLANE):
        return
    if plugin in ("kubenet", "none"):
        hint = "choose networkPlugin azure with networkDataplane cilium, or another policy"
        yield Hit(f"networkPolicy cilium stands beside networkPlugin {plugin}", cluster.where(POLICY), hint=hint)
    elif plane is not None or base_sku(cluster):
        words = plane or "azure (the default)"
        yield Hit(f"networkPolicy cilium stands beside networkDataplane {words}", cluster.where(POLICY))


@rule(
    "AKN205",
    "cilium-excludes-engines",
    "set networkPolicy cilium",
    CILIUM,
    aks("update-azure-cni"),
    answer="Azure refuses the request.",
    codes=("CiliumDataplaneRequiresNetworkPolicyCilium",),
    facts=("MODE-07", "MODE-08"),
)
def cilium_excludes_engines(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """On the Cilium data plane Cilium is the policy engine, and no other one can be chosen.

    Network Policy Manager and Calico write rules for iptables, which do not see the traffic of an eBPF data plane. A
    change of the data plane removes them. Where the policy is left out, the service takes cilium when the cluster is
    made. The policy none is a warning: the name of the error asks for cilium, but nobody tells of none being refused.
    azurerm does not know the word none, of which AKN803 tells.
    """
    policy = cluster.text(POLICY)
    unknown = policy == "none" and version_by(cluster) is not None
    if cluster.text(PLANE) == "cilium" and policy in ("azure", "calico", "none") and not unknown:
        severity = Severity.WARNING if policy == "none" else None
        yield Hit(f"networkPolicy {policy} stands beside networkDataplane cilium", cluster.where(POLICY), severity)


@rule(
    "AKN206",
    "byo-needs-pod-cidr",
    "give the range that your CNI plugin will use, for example pod_cidr 192.168.0.0/16",
    aks("use-byo-cni"),
    answer="The documents demand it and name no error. They warn that without it the control plane may not reach pods,"
    " or may send their traffic elsewhere.",
    facts=("BYO-01", "BYO-02"),
)
def byo_needs_pod_cidr(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Bring your own CNI needs a pod CIDR all the same.

    AKS allocates no pod addresses here, but its control plane has to reach pods and must know their range: it is the
    one that your CNI plugin will use. The documentation of azurerm says that the range is for kubenet and overlay only;
    the provider and the service take it all the same.
    """
    paths = ("networkProfile.podCidr", "networkProfile.podCidrs")
    if cluster.text(PLUGIN) == "none" and all(map(cluster.absent, paths)) and not _answered(cluster):
        yield Hit("bring your own CNI comes without a pod CIDR", cluster.where(PLUGIN))


def _answered(cluster: ClusterView) -> bool:
    """Whether it is what the service answered: before API 2026-01-01 it does not give the range back (fact BYO-03)."""
    declared = cluster.declared
    if declared is None or declared.language == "az":
        return declared is not None
    return declared.by_azurerm and declared.language in ("terraform-plan", "terraform-state")


@rule(
    "AKN211",
    "windows-needs-azure-cni",
    "make the pool Linux, or give up what excludes Windows",
    aks("windows-vs-linux-containers"),
    aks("node-auto-provisioning"),
    aks("virtual-machines-node-pools"),
    answer=NOT_SUPPORTED,
    facts=("MODE-14", "CIL-02", "BYO-06", "KUB-04", "AUTO-02", "NAP-03", "ISO-01", "VMP-01"),
)
def windows_needs_azure_cni(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Windows pools are scale sets with Azure CNI on the azure data plane.

    Kubenet, the Cilium data plane and bring your own CNI have no Windows side. AKS Automatic, node auto-provisioning,
    network-isolated clusters and pools of the type VirtualMachines are for Linux only as well.
    """
    reason = next((words for path, data, words in _NO_WINDOWS if cluster.text(path) == data), None)
    for pool in cluster.pools:
        words = reason or ("the type VirtualMachines" if pool.text("type") == "VirtualMachines" else None)
        if words and is_windows(pool):
            yield Hit(f"the pool {pool.name!r} is Windows, which {words} does not support", pool.where("osType"))


_NO_WINDOWS = (
    (PLUGIN, "kubenet", "kubenet"),
    (PLUGIN, "none", "bring your own CNI"),
    (PLANE, "cilium", "the Cilium data plane"),
    (SKU, "Automatic", "AKS Automatic"),
    ("nodeProvisioningProfile.mode", "Auto", "node auto-provisioning"),
    (OUTBOUND, "none", "a network-isolated cluster"),
    (OUTBOUND, "block", "a network-isolated cluster"),
)


@rule(
    "AKN212",
    "pod-subnet-not-in-this-mode",
    "leave the pod subnet out, or choose networkPlugin azure without networkPluginMode (pod-subnet in a spec)",
    aks("concepts-network-azure-cni-pod-subnet"),
    answer="With overlay Azure refuses the request before it deploys anything (BadRequest: overlay cannot be used with"
    " PodSubnetID). With kubenet and bring your own CNI it is not supported, and no error is documented.",
    facts=("OVL-01", "MODE-11"),
)
def pod_subnet_not_in_this_mode(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With overlay, kubenet and bring your own CNI pods get no addresses of the VNet.

    In overlay and kubenet pod addresses come out of the pod CIDR, with a CNI of your own from wherever that takes them.
    A pod subnet is for the plugin azure without a mode.
    """
    plugin = cluster.text(PLUGIN)
    words = "overlay" if cluster.text(MODE) == "overlay" else plugin
    for pool in cluster.pools if not forces_overlay(cluster) else ():
        if words in ("overlay", "kubenet", "none") and PODS in pool.values and not pool.unknown(PODS):
            yield Hit(f"the pool {pool.name!r} has a pod subnet beside {words}", pool.where(PODS))


@rule(
    "AKN213",
    "allocation-needs-pod-subnet",
    "give the pool a pod subnet, or leave the allocation out",
    ARM_REFERENCE,
    answer="Not supported: the API's description demands a pod subnet beside it, and names no error.",
    facts=("MODE-10", "MODE-11"),
)
def allocation_needs_pod_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """How pod addresses are allocated is only a question where there is a pod subnet.

    Dynamic allocation and static blocks are two ways to hand out the addresses of a pod subnet, and it is a setting of
    each pool. The first is what the service takes when nothing is said.
    """
    for pool in cluster.pools:
        if ALLOCATION in pool.values and not pool.unknown(ALLOCATION) and pool.absent(PODS):
            yield Hit(f"the pool {pool.name!r} has an allocation mode, but no pod subnet", pool.where(ALLOCATION))


RULES = (
    overlay_needs_azure,
    pod_cidr_without_overlay,
    cilium_needs_azure,
    cilium_policy_needs_cilium,
    cilium_excludes_engines,
    byo_needs_pod_cidr,
    windows_needs_azure_cni,
    pod_subnet_not_in_this_mode,
    allocation_needs_pod_subnet,
)

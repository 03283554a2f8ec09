"""2xx: plugin, mode, data plane, policy and IP families."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import network_of
from aksnet.facts.sources import ARM_REFERENCE, AZURE_CLI, AZURERM_CLUSTER, RELEASES, aks
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView

OVERLAY = aks("azure-cni-overlay")
CILIUM = aks("azure-cni-powered-by-cilium")
DUAL_STACK = aks("configure-dual-stack")
PLUGIN, MODE, PLANE, POLICY, FAMILIES = (
    f"networkProfile.{key}"
    for key in ("networkPlugin", "networkPluginMode", "networkDataplane", "networkPolicy", "ipFamilies")
)
PODS, ALLOCATION = "podSubnetID", "podIPAllocationMode"
NOT_SUPPORTED = "Not supported: the documents rule it out, and name no error."


def _families(cluster: ClusterView) -> list[str]:
    """The IP families as far as they are written; az and the documents spell them in lower case, too."""
    return [text[:2].upper() + text[2:] for text in cluster.texts(FAMILIES)]


def _dual_stack(cluster: ClusterView) -> bool:
    return "IPv6" in _families(cluster)


def _flat(cluster: ClusterView) -> bool:
    """Whether pods get addresses of subnets, and the cluster has no pod CIDR."""
    return cluster.text(PLUGIN) == "azure" and MODE not in cluster.values


def _static_block(cluster: ClusterView) -> bool | None:
    """Whether all pools take static blocks; None where it cannot be told."""
    if not cluster.pools or any(pool.unknown(ALLOCATION) for pool in cluster.pools):
        return None
    return all(pool.text(ALLOCATION) == "StaticBlock" for pool in cluster.pools)


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
    the pod subnet since the release of 2026-06-19. There this is a warning.
    """
    if not _flat(cluster):
        return
    excused = _static_block(cluster) is not False and (_dual_stack(cluster) or cluster.unknown(FAMILIES))
    for text, value in cluster.ranges("pod"):
        message = f"the pod CIDR {text} is given, but pods get addresses of a subnet in this mode"
        yield Hit(message, value.place, Severity.WARNING if excused else None)


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
    plane = cluster.text(PLANE)
    preset = cluster.unknown("sku.name") or cluster.text("sku.name") == "Automatic"
    if cluster.text(POLICY) != "cilium" or plane == "cilium" or cluster.unknown(PLANE):
        return
    if plane is not None or not preset:
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
    made.
    """
    policy = cluster.text(POLICY)
    if cluster.text(PLANE) == "cilium" and policy in ("azure", "calico", "none"):
        yield Hit(f"networkPolicy {policy} stands beside networkDataplane cilium", cluster.where(POLICY))


@rule(
    "AKN206",
    "byo-needs-pod-cidr",
    "give the range that your CNI plugin will use, for example --pod-cidr 192.168.0.0/16",
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
    if cluster.text(PLUGIN) == "none" and not any(path in cluster.values for path in paths):
        yield Hit("bring your own CNI comes without a pod CIDR", cluster.where(PLUGIN))


@rule(
    "AKN207",
    "ip-families-order",
    "write [IPv4], or [IPv4, IPv6]",
    DUAL_STACK,
    OVERLAY,
    answer="Not supported: the documents know these two lists only, and name no error.",
    facts=("DS-01",),
)
def ip_families_order(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster has IPv4, or IPv4 and IPv6 in this order.

    IPv6 alone is supported neither for nodes nor for pods. The order is that of every list of two ranges, for pods and
    for Services.
    """
    data = cluster.known(FAMILIES)
    if isinstance(data, list) and _families(cluster) not in (["IPv4"], ["IPv4", "IPv6"]):
        yield Hit(f"the IP families are [{', '.join(map(str, data))}]", cluster.where(FAMILIES))


@rule(
    "AKN208",
    "ranges-per-family",
    "give one range for each IP family, in the families' order",
    OVERLAY,
    DUAL_STACK,
    answer="Not supported: the documents demand the number and the order, and name no error.",
    facts=("DS-02", "CIDR-40"),
)
def ranges_per_family(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """There is one pod range and one service range for each IP family.

    The families are [IPv4] by default, so that a second range alone does not make a cluster dual-stack. Ranges that are
    left out altogether fit in any case: then the service chooses them.
    """
    if cluster.unknown(FAMILIES):
        return
    families = _families(cluster) or ["IPv4"]
    for kind in ("service",) if _flat(cluster) else ("pod", "service"):
        texts = _written(cluster, kind)
        versions = _versions(texts)
        if texts and sorted(versions) != sorted(families):
            message = f"{kind} {'range' if len(texts) == 1 else 'ranges'} {', '.join(texts)} beside IP families"
            both = families == ["IPv4"] and versions == ["IPv4", "IPv6"]
            hint = "add ip_families: [IPv4, IPv6], or keep the IPv4 range alone" if both else None
            place = cluster.where(f"networkProfile.{kind}Cidrs", f"networkProfile.{kind}Cidr")
            yield Hit(f"{message} {', '.join(families)}", place, hint=hint)


def _written(cluster: ClusterView, kind: str) -> list[str]:
    """The ranges that somebody wrote; the service's own answers say the first of several a second time."""
    if cluster.unknown(f"networkProfile.{kind}Cidrs"):
        return []
    ranges = list(cluster.ranges(kind))
    return [text for text, value in ranges if value is ranges[0][1] and not value.implied]


def _versions(texts: list[str]) -> list[str]:
    versions = []
    for text in texts:
        try:
            versions.append(f"IPv{network_of(text).version}")
        except ValueError:
            versions.append("?")
    return versions


@rule(
    "AKN209",
    "dual-stack-needs-overlay",
    "choose overlay (or cilium on overlay), or leave IPv6 out",
    DUAL_STACK,
    RELEASES,
    answer="Not supported: the documents demand overlay, and name no error. With static block the service has it, and"
    " no page describes it.",
    facts=("DS-03", "DOC-09", "KUB-09"),
)
def dual_stack_needs_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The documents know dual-stack only with overlay.

    Of pods that get addresses of a subnet, only those with an overlay have IPv6 in the documents. A release note of
    2026-06-19 shows that it exists with static block too, and kubenet once had it, on a page that is gone: there the
    documents disagree, and this is a warning.
    """
    kubenet = cluster.text(PLUGIN) == "kubenet" and MODE not in cluster.values
    if not _dual_stack(cluster) or not (kubenet or _flat(cluster)):
        return
    static = _static_block(cluster)
    if kubenet:
        hint = "kubenet dual-stack was released in 2023, but its page is gone: choose overlay"
        yield Hit("dual-stack is asked for with kubenet", cluster.where(FAMILIES), Severity.WARNING, hint)
    elif static:
        hint = "a release note names it, the dual-stack page demands overlay: try it before you rely on it"
        yield Hit("dual-stack is asked for with static block", cluster.where(FAMILIES), Severity.WARNING, hint)
    elif static is not None:
        yield Hit("dual-stack is asked for without overlay", cluster.where(FAMILIES))


@rule(
    "AKN210",
    "dual-stack-policy",
    "choose cilium, or no policy engine",
    OVERLAY,
    aks("use-network-policies"),
    answer=NOT_SUPPORTED,
    facts=("DS-04", "POL-02"),
)
def dual_stack_policy(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Azure Network Policy Manager and Calico do not work with dual-stack.

    Only Cilium enforces policies for IPv6. With another engine half of the traffic would not be under the policies that
    it seems to be under.
    """
    policy = cluster.text(POLICY)
    if _dual_stack(cluster) and policy in ("azure", "calico"):
        yield Hit(f"networkPolicy {policy} is asked for with dual-stack", cluster.where(POLICY))


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
        if words and _windows(pool):
            yield Hit(f"the pool {pool.name!r} is Windows, which {words} does not support", pool.where("osType"))


_NO_WINDOWS = (
    (PLUGIN, "kubenet", "kubenet"),
    (PLUGIN, "none", "bring your own CNI"),
    (PLANE, "cilium", "the Cilium data plane"),
    ("sku.name", "Automatic", "AKS Automatic"),
    ("nodeProvisioningProfile.mode", "Auto", "node auto-provisioning"),
    ("networkProfile.outboundType", "none", "a network-isolated cluster"),
    ("networkProfile.outboundType", "block", "a network-isolated cluster"),
)


def _windows(pool: PoolView) -> bool:
    """Whether the pool is Windows; the documents' own samples write it in lower case, too."""
    return (pool.text("osType") or "").lower() == "windows"


@rule(
    "AKN212",
    "pod-subnet-not-in-this-mode",
    "leave the pod subnet out, or choose pod-subnet",
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
    for pool in cluster.pools:
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
        if ALLOCATION in pool.values and not pool.unknown(ALLOCATION) and PODS not in pool.values:
            yield Hit(f"the pool {pool.name!r} has an allocation mode, but no pod subnet", pool.where(ALLOCATION))


RULES = (
    overlay_needs_azure,
    pod_cidr_without_overlay,
    cilium_needs_azure,
    cilium_policy_needs_cilium,
    cilium_excludes_engines,
    byo_needs_pod_cidr,
    ip_families_order,
    ranges_per_family,
    dual_stack_needs_overlay,
    dual_stack_policy,
    windows_needs_azure_cni,
    pod_subnet_not_in_this_mode,
    allocation_needs_pod_subnet,
)

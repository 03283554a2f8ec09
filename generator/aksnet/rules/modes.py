"""2xx: plugin, mode, data plane, policy and IP families."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import network_of
from aksnet.facts.sources import ARM_REFERENCE, RELEASES, aks
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

OVERLAY = aks("azure-cni-overlay")
CILIUM = aks("azure-cni-powered-by-cilium")
PLUGIN, MODE, PLANE, POLICY, FAMILIES = (
    f"networkProfile.{key}"
    for key in ("networkPlugin", "networkPluginMode", "networkDataplane", "networkPolicy", "ipFamilies")
)


@rule(
    "AKN201",
    "overlay-needs-azure",
    "set networkPlugin azure, or leave networkPluginMode out",
    OVERLAY,
    facts=("MODE-01",),
)
def overlay_needs_azure(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Overlay is a mode of the azure plugin: with kubenet or none the service refuses it."""
    plugin = cluster.text(PLUGIN)
    if cluster.text(MODE) == "overlay" and plugin in ("kubenet", "none"):
        yield Hit(f"networkPluginMode overlay stands beside networkPlugin {plugin}", cluster.where(MODE))


@rule(
    "AKN202",
    "pod-cidr-without-overlay",
    "leave the pod CIDR out, or choose overlay",
    OVERLAY,
    facts=("MODE-03",),
)
def pod_cidr_without_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With the azure plugin only overlay has a pod CIDR: elsewhere pods get addresses of subnets."""
    if cluster.text(PLUGIN) != "azure" or MODE in cluster.values:
        return
    for text, value in cluster.ranges("pod"):
        yield Hit(f"the pod CIDR {text} is given, but pods get addresses of a subnet in this mode", value.place)


@rule("AKN203", "cilium-needs-azure", "set networkPlugin azure", CILIUM, facts=("MODE-05",))
def cilium_needs_azure(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Cilium data plane is part of Azure CNI; with plugin none you install Cilium yourself."""
    plugin = cluster.text(PLUGIN)
    if cluster.text(PLANE) == "cilium" and plugin in ("kubenet", "none"):
        yield Hit(f"networkDataplane cilium stands beside networkPlugin {plugin}", cluster.where(PLANE))


@rule(
    "AKN204",
    "cilium-policy-needs-cilium",
    "set networkDataplane cilium too, or choose another policy",
    ARM_REFERENCE,
    facts=("MODE-06",),
)
def cilium_policy_needs_cilium(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Cilium policy engine only works on the Cilium data plane, and the data plane's default is azure."""
    if cluster.text(POLICY) == "cilium" and not cluster.unknown(PLANE) and cluster.text(PLANE) != "cilium":
        plane = cluster.text(PLANE) or "azure (the default)"
        yield Hit(f"networkPolicy cilium stands beside networkDataplane {plane}", cluster.where(POLICY))


@rule("AKN205", "cilium-excludes-engines", "set networkPolicy cilium", CILIUM, facts=("MODE-07",))
def cilium_excludes_engines(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """On the Cilium data plane Cilium is the policy engine; no other one can be chosen."""
    policy = cluster.text(POLICY)
    if cluster.text(PLANE) == "cilium" and policy in ("azure", "calico", "none"):
        yield Hit(f"networkPolicy {policy} stands beside networkDataplane cilium", cluster.where(POLICY))


@rule(
    "AKN206",
    "byo-needs-pod-cidr",
    "give the range that your CNI plugin will use, for example --pod-cidr 192.168.0.0/16",
    aks("use-byo-cni"),
    facts=("BYO-01",),
)
def byo_needs_pod_cidr(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS allocates no pod addresses here, but its control plane has to reach pods and must know their range."""
    paths = ("networkProfile.podCidr", "networkProfile.podCidrs")
    if cluster.text(PLUGIN) == "none" and not any(path in cluster.values for path in paths):
        yield Hit("bring your own CNI comes without a pod CIDR", cluster.where(PLUGIN))


@rule(
    "AKN207",
    "ip-families-order",
    "write [IPv4], or [IPv4, IPv6]",
    aks("configure-dual-stack"),
    facts=("DS-01",),
)
def ip_families_order(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster has IPv4, or IPv4 and IPv6 in this order; IPv6 alone is not supported."""
    families = cluster.texts(FAMILIES)
    stated = FAMILIES in cluster.values and not cluster.unknown(FAMILIES)
    if stated and families not in (["IPv4"], ["IPv4", "IPv6"]):
        yield Hit(f"the IP families are [{', '.join(families)}]", cluster.where(FAMILIES))


@rule(
    "AKN208",
    "ranges-per-family",
    "give one range for each IP family, in the families' order",
    OVERLAY,
    facts=("DS-02",),
)
def ranges_per_family(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pod and service ranges have the same number and order as the IP families, which are [IPv4] by default."""
    if cluster.unknown(FAMILIES):
        return
    families = cluster.texts(FAMILIES) or ["IPv4"]
    for kind in ("pod", "service"):
        ranges = list(cluster.ranges(kind))
        if ranges and _families([text for text, _ in ranges]) != families:
            texts = ", ".join(text for text, _ in ranges)
            message = f"{kind} {'range' if len(ranges) == 1 else 'ranges'} {texts} beside IP families"
            both = families == ["IPv4"] and _families([text for text, _ in ranges]) == ["IPv4", "IPv6"]
            hint = "add ip_families: [IPv4, IPv6], or keep the IPv4 range alone" if both else None
            yield Hit(f"{message} {', '.join(families)}", ranges[0][1].place, hint=hint)


def _families(texts: list[str]) -> list[str]:
    versions = []
    for text in texts:
        try:
            versions.append(f"IPv{network_of(text).version}")
        except ValueError:
            versions.append("?")
    return versions


def _dual_stack(cluster: ClusterView) -> bool:
    return "IPv6" in cluster.texts(FAMILIES)


@rule(
    "AKN209",
    "dual-stack-needs-overlay",
    "choose overlay (or cilium on overlay), or leave IPv6 out",
    aks("configure-dual-stack"),
    RELEASES,
    facts=("DS-03", "DOC-09", "KUB-09"),
)
def dual_stack_needs_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The documents know dual-stack only with overlay. A release note of 2026-06-19 shows that it exists with static
    block too, and kubenet once had it: there the documents disagree, and this is a warning."""
    plugin = cluster.text(PLUGIN)
    if not _dual_stack(cluster) or plugin not in ("azure", "kubenet") or MODE in cluster.values:
        return
    allocations = {pool.text("podIPAllocationMode") for pool in cluster.pools}
    if plugin == "kubenet":
        hint = "kubenet dual-stack was released in 2023, but its page is gone: choose overlay"
        yield Hit("dual-stack is asked for with kubenet", cluster.where(FAMILIES), Severity.WARNING, hint)
    elif allocations == {"StaticBlock"}:
        hint = "a release note names it, the dual-stack page demands overlay: try it before you rely on it"
        yield Hit("dual-stack is asked for with static block", cluster.where(FAMILIES), Severity.WARNING, hint)
    else:
        yield Hit("dual-stack is asked for without overlay", cluster.where(FAMILIES))


@rule(
    "AKN210",
    "dual-stack-policy",
    "choose cilium, or no policy engine",
    OVERLAY,
    aks("use-network-policies"),
    facts=("DS-04", "POL-02"),
)
def dual_stack_policy(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Azure Network Policy Manager and Calico do not work with dual-stack; only Cilium enforces IPv6 policies."""
    policy = cluster.text(POLICY)
    if _dual_stack(cluster) and policy in ("azure", "calico"):
        yield Hit(f"networkPolicy {policy} is asked for with dual-stack", cluster.where(POLICY))


@rule(
    "AKN211",
    "windows-needs-azure-cni",
    "make the pool Linux, or choose overlay, node-subnet or pod-subnet",
    aks("windows-vs-linux-containers"),
    facts=("MODE-14", "CIL-02", "BYO-06", "KUB-04"),
)
def windows_needs_azure_cni(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Windows pools need Azure CNI on the azure data plane, on a cluster that is neither Automatic nor isolated."""
    reasons = (
        (cluster.text(PLUGIN) == "kubenet", "kubenet"),
        (cluster.text(PLUGIN) == "none", "bring your own CNI"),
        (cluster.text(PLANE) == "cilium", "the Cilium data plane"),
        (cluster.text("sku.name") == "Automatic", "AKS Automatic"),
        (cluster.text("networkProfile.outboundType") == "none", "a network-isolated cluster"),
    )
    reason = next((words for holds, words in reasons if holds), None)
    for pool in cluster.pools:
        if reason and pool.text("osType") == "Windows":
            yield Hit(f"the pool {pool.name!r} is Windows, which {reason} does not support", pool.where("osType"))


@rule(
    "AKN212",
    "pod-subnet-not-in-this-mode",
    "leave the pod subnet out, or choose pod-subnet",
    aks("concepts-network-azure-cni-pod-subnet"),
    facts=(),
)
def pod_subnet_not_in_this_mode(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With overlay, kubenet and bring your own CNI pods get no addresses of the VNet: the service answers that
    overlay cannot be used with PodSubnetID."""
    plugin = cluster.text(PLUGIN)
    words = "overlay" if cluster.text(MODE) == "overlay" else plugin
    for pool in cluster.pools:
        if words in ("overlay", "kubenet", "none") and "podSubnetID" in pool.values:
            yield Hit(f"the pool {pool.name!r} has a pod subnet beside {words}", pool.where("podSubnetID"))


@rule(
    "AKN213",
    "allocation-needs-pod-subnet",
    "give the pool a pod subnet, or leave the allocation out",
    ARM_REFERENCE,
    facts=("MODE-10",),
)
def allocation_needs_pod_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """How pod addresses are allocated is only a question where there is a pod subnet to allocate from."""
    path = "podIPAllocationMode"
    for pool in cluster.pools:
        if path in pool.values and "podSubnetID" not in pool.values:
            yield Hit(f"the pool {pool.name!r} has an allocation mode, but no pod subnet", pool.where(path))


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

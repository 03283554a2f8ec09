"""2xx: network policy engines and kube-proxy."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import CLUSTER, Version, obstacle
from aksnet.facts.imds import NEED_IMDS
from aksnet.facts.sources import ARM_REFERENCE, RELEASES, aks
from aksnet.findings import Severity
from aksnet.paths import MODE, NOT_SUPPORTED, PLANE, PLUGIN, POLICY, base_sku, is_windows
from aksnet.rules.arm_members import lacks
from aksnet.rules.azurerm import certainly_from, version_by, written
from aksnet.rules.azurerm_hints import oldest_release
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.fixes import beside
from aksnet.rules.modes import CILIUM, OVERLAY
from aksnet.rules.registry_modules import leaves_out
from aksnet.view import ClusterView

NETWORK_MODE = "networkProfile.networkMode"
DOCKER_BRIDGE = "networkProfile.dockerBridgeCidr"
KUBE_PROXY = "networkProfile.kubeProxyConfig."
LINK_LOCAL = "networkProfile.podLinkLocalAccess"
# The first release of azurerm that does not ask for all three or none of them: kubernetes_cluster_validate.go.
_NO_BRIDGE = Version(3, 49)
_WITH_BRIDGE = {"network_profile.service_cidr", "network_profile.service_cidrs", "network_profile.dns_service_ip"}
PROXY_PAGE = aks("configure-kube-proxy")


@rule(
    "AKN220",
    "implicit-plugin",
    "write networkPlugin, networkPluginMode and networkDataplane, for example azure, overlay and cilium",
    OVERLAY,
    aks("intro-aks-automatic"),
    answer="The service chooses, and what it chose cannot be read from the configuration. It is Azure CNI Overlay from"
    " Kubernetes 1.30 on and was kubenet before, which retires.",
    facts=("MODE-16", "MODE-02", "DOC-01", "DOC-16"),
    severity=Severity.WARNING,
)
def implicit_plugin(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster states its network plugin, because documents disagree on what the service takes without one.

    The page on overlay says that a cluster without networkPlugin gets Azure CNI Overlay; the introduction to AKS
    Automatic and other pages still call kubenet the default. What holds depends on the Kubernetes version. And the two
    defaults differ: networkPlugin azure without networkPluginMode never gives overlay, but the node subnet. Of azurerm,
    which takes no network_profile without it, AKN804 tells.
    """
    partial = not cluster.pools and not any(
        path.startswith("networkProfile.") for path in cluster.values if not cluster.values[path].implied
    )
    refused = version_by(cluster) is not None and written(cluster, "network_profile") is not None
    left_out = cluster.absent(PLUGIN) or leaves_out(cluster, PLUGIN)
    if left_out and base_sku(cluster) and not partial and not refused:
        message = "networkPlugin is left out, and documents disagree on what the service takes: overlay or kubenet"
        yield Hit(message, cluster.where(MODE, PLANE, POLICY))


@rule(
    "AKN221",
    "cilium-policy-left-out",
    "add networkPolicy cilium",
    CILIUM,
    aks("use-node-auto-provisioning"),
    answer="A new cluster gets Cilium as its engine all the same. An update of a cluster without the line may be"
    " refused.",
    codes=("CiliumDataplaneRequiresNetworkPolicyCilium",),
    facts=("MODE-08",),
    severity=Severity.INFO,
)
def cilium_policy_left_out(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster on the Cilium data plane says networkPolicy cilium too.

    The service fills it in when the cluster is made, and Microsoft's own templates write both lines. On updates Azure
    was seen to ask for the policy that a configuration left out.
    """
    ours = cluster.text(PLUGIN) not in ("kubenet", "none") and base_sku(cluster)
    if ours and cluster.text(PLANE) == "cilium" and cluster.absent(POLICY):
        message = "networkDataplane cilium stands without networkPolicy cilium"
        fix = beside(cluster, PLANE, POLICY, "cilium")
        yield Hit(message, cluster.where(PLANE), hint=_with_policy(cluster), fix=fix)


def _with_policy(cluster: ClusterView) -> str | None:
    """What to do first where azurerm may be too old to say it."""
    oldest = oldest_release(cluster)
    too_old = oldest is not None and obstacle(CLUSTER, POLICY, "cilium", oldest)
    return f"allow azurerm {too_old.since} or newer only, and add networkPolicy cilium" if too_old else None


@rule(
    "AKN222",
    "network-mode",
    "leave networkMode out",
    ARM_REFERENCE,
    RELEASES,
    answer="Not supported: the API's text rules it out beside another plugin, and bridge for new clusters.",
    facts=("MODE-09",),
)
def network_mode(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The network mode is a setting of the azure plugin, and bridge is a mode of the past.

    The API's text says that networkMode cannot be specified beside another plugin than azure. Its value bridge is there
    for clusters of old: with one of those it has to stay, which is why it is only a warning.
    """
    mode, plugin = cluster.text(NETWORK_MODE), cluster.text(PLUGIN)
    if mode is not None and plugin in ("kubenet", "none"):
        yield Hit(f"networkMode {mode} stands beside networkPlugin {plugin}", cluster.where(NETWORK_MODE))
    elif mode == "bridge" and plugin == "azure":
        message = "networkMode bridge is given, which new clusters cannot have"
        yield Hit(message, cluster.where(NETWORK_MODE), Severity.WARNING)


@rule(
    "AKN223",
    "docker-bridge-cidr",
    "leave dockerBridgeCidr out",
    RELEASES,
    answer="Nothing: the service ignored the range. API versions since 2023-04-01 do not have the property, and where"
    " one of these is written AKN832 tells.",
    facts=("MODE-12",),
    severity=Severity.WARNING,
)
def docker_bridge_cidr(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """There is no Docker bridge any more to give a range to.

    Nodes have run containerd for years. The property left the API with version 2023-04-01 and was ignored before;
    some pages still name it, and a range that is kept free for it is wasted. Of azurerm 4 and 5, which do not have it,
    AKN801 tells.
    """
    data = cluster.known(DOCKER_BRIDGE)
    told = lacks(cluster, DOCKER_BRIDGE) or certainly_from(cluster, Version(4))
    if data is not None and not told:
        hint = _without_bridge(cluster)
        yield Hit(f"dockerBridgeCidr {data} is given, which does nothing", cluster.where(DOCKER_BRIDGE), hint=hint)


def _without_bridge(cluster: ClusterView) -> str | None:
    """What to do first where azurerm may be so old that it asks for the range beside those of Services."""
    oldest, declared = oldest_release(cluster), cluster.declared
    if oldest is None or oldest >= _NO_BRIDGE or declared is None or not _WITH_BRIDGE & declared.written.keys():
        return None
    return (
        f"allow azurerm {_NO_BRIDGE} or newer only, and leave dockerBridgeCidr out: older releases want it beside"
        " serviceCidr and dnsServiceIP"
    )


def _proxy_setting(cluster: ClusterView) -> str | None:
    """The first setting of kube-proxy whose value can be told."""
    return next((path for path, value in cluster.values.items() if path.startswith(KUBE_PROXY) and value.known), None)


def _pointless_proxy(cluster: ClusterView) -> str | None:
    """A setting of kube-proxy on the Cilium data plane; that there shall be none is what there is."""
    off = cluster.known(f"{KUBE_PROXY}enabled") is False or cluster.unknown(f"{KUBE_PROXY}enabled")
    return _proxy_setting(cluster) if cluster.text(PLANE) == "cilium" and not off else None


def _said(cluster: ClusterView, path: str) -> str:
    """A setting as a message names it, with its value."""
    data = cluster.known(path)
    return f"{path.removeprefix('networkProfile.')} {str(data).lower() if isinstance(data, bool) else data}"


@rule(
    "AKN224",
    "kube-proxy-with-cilium",
    "leave kubeProxyConfig (kube_proxy_mode in a spec) out, or choose the azure data plane",
    CILIUM,
    PROXY_PAGE,
    answer="The setting has no effect, and asks for a preview feature all the same.",
    facts=("CIL-03", "KPX-01"),
    severity=Severity.WARNING,
)
def kube_proxy_with_cilium(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """There is no kube-proxy on the Cilium data plane, so there is nothing to configure.

    Cilium routes the traffic of Services itself, with eBPF programs in place of the rules that kube-proxy writes.
    """
    path = _pointless_proxy(cluster)
    if path is not None:
        yield Hit(f"{_said(cluster, path)} stands beside networkDataplane cilium", cluster.where(path))


@rule(
    "AKN225",
    "npm-on-kubenet",
    "choose networkPolicy calico, or Azure CNI with Cilium",
    aks("configure-kubenet"),
    aks("use-network-policies"),
    answer="Azure refuses the request.",
    facts=("POL-01", "KUB-04"),
)
def npm_on_kubenet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Azure Network Policy Manager works with Azure CNI only, and not with kubenet.

    Kubenet knows Calico as its one engine. Both kubenet and Network Policy Manager retire in 2028.
    """
    if cluster.text(PLUGIN) == "kubenet" and cluster.text(POLICY) == "azure":
        yield Hit("networkPolicy azure stands beside networkPlugin kubenet", cluster.where(POLICY))


@rule(
    "AKN226",
    "byo-policy",
    "leave networkPolicy out, and use the engine of your own CNI",
    aks("use-network-policies"),
    aks("use-byo-cni"),
    answer=NOT_SUPPORTED,
    facts=("POL-16",),
)
def byo_policy(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS installs no policy engine where you bring your own CNI.

    Its engines are listed for Azure CNI and for kubenet only: with networkPlugin none the engine comes with the CNI
    that you install.
    """
    policy = cluster.text(POLICY)
    if cluster.text(PLUGIN) == "none" and policy not in (None, "none"):
        yield Hit(f"networkPolicy {policy} stands beside networkPlugin none", cluster.where(POLICY))


@rule(
    "AKN227",
    "kube-proxy-preview",
    "leave kubeProxyConfig (kube_proxy_mode in a spec) out, or deploy it with a preview version of the API",
    PROXY_PAGE,
    ARM_REFERENCE,
    answer="A stable version of the API does not know the property. A preview one takes it where the feature"
    " KubeProxyConfigurationPreview is registered, and Microsoft gives no warranty for it.",
    facts=("KPX-01", "BYO-08"),
    severity=Severity.WARNING,
)
def kube_proxy_preview(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The configuration of kube-proxy is a preview feature.

    No stable version of the API has it. Previews are not meant for production. To switch kube-proxy off for a CNI of
    your own needs no registration any more, but a preview version of the API all the same.
    """
    path = _proxy_setting(cluster)
    if path is not None and _pointless_proxy(cluster) is None and not lacks(cluster, KUBE_PROXY.rstrip(".")):
        yield Hit(f"{_said(cluster, path)} is given, which only preview versions of the API have", cluster.where(path))


@rule(
    "AKN228",
    "kube-proxy-ipvs",
    "choose mode NFTABLES, which needs Kubernetes 1.33, in place of IPVS, or another engine",
    PROXY_PAGE,
    answer="Not supported: the documents keep ipvsConfig for the mode IPVS, and that mode from Azure Network Policy"
    " Manager; they name no error.",
    facts=("KPX-02", "POL-11"),
)
def kube_proxy_ipvs(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Settings of IPVS need the mode IPVS, and that mode does not go with Azure Network Policy Manager.

    The page says that ipvsConfig belongs to the mode IPVS, and that IPVS does not support Azure's network policies. It
    recommends nftables as the successor of IPVS; the mode is IPTABLES where none is given.
    """
    mode, settings = cluster.text(f"{KUBE_PROXY}mode"), f"{KUBE_PROXY}ipvsConfig."
    found = (path for path, value in cluster.values.items() if path.startswith(settings) and value.known)
    path = next(found, None)
    if path is not None and mode != "IPVS" and not cluster.unknown(f"{KUBE_PROXY}mode"):
        words = mode or "IPTABLES (the default)"
        hint = "set mode IPVS, or leave ipvsConfig out"
        yield Hit(f"{_said(cluster, path)} stands beside kubeProxyConfig.mode {words}", cluster.where(path), hint=hint)
    if mode == "IPVS" and cluster.text(POLICY) == "azure":
        message = "kubeProxyConfig.mode IPVS stands beside networkPolicy azure"
        yield Hit(message, cluster.where(f"{KUBE_PROXY}mode"), Severity.WARNING)


@rule(
    "AKN229",
    "imds-restriction",
    "leave podLinkLocalAccess out, or do without what needs the endpoint",
    aks("imds-restriction"),
    answer="The page says that to restrict the endpoint beside such an add-on results in an error; where it is there"
    " all the same, its pods get no tokens and break.",
    facts=("IMDS-01",),
    severity=Severity.WARNING,
)
def imds_restriction(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pods that must not reach the instance metadata service exclude add-ons that need it.

    Several add-ons get their tokens there, the Application Gateway ingress controller among them. Windows pools do not
    support the restriction either, and it is a preview feature.
    """
    if cluster.text(LINK_LOCAL) != "None":
        return
    for path, value in cluster.values.items():
        words = NEED_IMDS.get(path.lower()) if value.data is True else None
        if words is not None:
            yield Hit(f"podLinkLocalAccess None stands beside {words}", cluster.where(LINK_LOCAL, path))
    for pool in cluster.pools:
        if is_windows(pool):
            yield Hit(f"podLinkLocalAccess None stands beside the Windows pool {pool.name!r}", pool.where("osType"))


RULES = (
    implicit_plugin,
    cilium_policy_left_out,
    network_mode,
    docker_bridge_cidr,
    kube_proxy_with_cilium,
    npm_on_kubenet,
    byo_policy,
    kube_proxy_preview,
    kube_proxy_ipvs,
    imds_restriction,
)

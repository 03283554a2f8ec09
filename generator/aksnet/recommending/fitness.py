"""What speaks for and against each way of networking, by what a cluster needs: facts sections 1.2b, 2.4 and 8."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import retirements, scale, service
from aksnet.facts import support as known
from aksnet.facts.sources import AZURE_CLI, RELEASES, VNET_PEERING, Source, aks
from aksnet.facts.support import FEATURES, Status, Support
from aksnet.recommending.limits import IP_PLANNING, nodes_flags
from aksnet.recommending.needs import Needs, flag_of
from aksnet.recommending.reasons import Reason, Weight
from aksnet.recommending.sizes import Sizes
from aksnet.recommending.standing import STANDING
from aksnet.recommending.ways import Way, engine_of

ACNS = aks("advanced-container-networking-services-overview")
L7 = aks("container-network-security-l7-policy-concepts")
WIREGUARD = aks("container-network-security-wireguard-encryption-concepts")
FQDN = aks("container-network-security-fqdn-filtering-concepts")
POLICY_PRACTICES = aks("network-policy-best-practices")
NODE_PROVISIONING = aks("node-auto-provisioning-networking")


def reasons_of(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Reason]:
    """All reasons but those that addresses and an existing cluster give."""
    yield from (Reason(*row) for row in STANDING[way.id])
    yield from _own_cni(needs, way)
    for feature in FEATURES:
        if feature.id in needs.wants:
            yield _of_feature(feature, way)
    yield from _of_pairs(needs, way)
    yield from _of_policies(needs, way)
    yield from _of_services(needs, way)
    yield from _managed(needs, way)
    yield from _of_scale(needs, way, sizes)


def _own_cni(needs: Needs, way: Way) -> Iterator[Reason]:
    flags = needs.own_cni
    if flags and way.ipam != "byo":
        text = "AKS would install a CNI plugin, and you bring one of your own"
        yield Reason(Weight.EXCLUDES, text, (known.BYO,), ("BYO-04",), flags)
    elif flags:
        text = "AKS installs no CNI plugin, so that you can bring yours"
        yield Reason(Weight.FOR, text, (known.BYO,), ("BYO-04",), flags)
    elif way.ipam == "byo":
        text = "it is only for those who bring a CNI plugin of their own, which --own-cni says"
        yield Reason(Weight.EXCLUDES, text, (known.BYO,), ("BYO-04", "BYO-05"))


def _of_feature(feature: Support, way: Way) -> Reason:
    """What the matrix says of one feature that is asked for."""
    cell = feature.of(way.ipam, cilium=way.cilium, blocks=way.blocks)
    note = f" ({cell.note})" if cell.note else ""
    weight, text = {
        Status.YES: (Weight.FOR, f"goes with {feature.words}{note}"),
        Status.NO: (Weight.EXCLUDES, f"does not go with {feature.words}{note}"),
        Status.DISPUTED: (Weight.DISPUTE, f"documents disagree whether it goes with {feature.words}{note}"),
        Status.UNSTATED: (Weight.DOUBT, f"no document says whether it goes with {feature.words}{note}"),
    }[cell.status]
    return Reason(weight, text, feature.sources_of(cell), feature.facts_of(cell), frozenset({flag_of(feature.id)}))


# What does not go together, whatever the network: two needs, the reason, its sources and facts.
_PAIRS: tuple[tuple[str, str, str, tuple[Source, ...], tuple[str, ...]], ...] = (
    (
        "virtual-nodes",
        "dual-stack",
        "virtual nodes are not supported with IPv6",
        (aks("virtual-nodes"), aks("azure-cni-overlay")),
        ("VN-01", "DS-06"),
    ),
    (
        "virtual-nodes",
        "network-policy",
        "virtual nodes are not supported with network policies",
        (aks("virtual-nodes"),),
        ("VN-01",),
    ),
    (
        "virtual-nodes",
        "managed-vnet",
        "virtual nodes need a subnet of their own, delegated to them, in a VNet of yours",
        (aks("virtual-nodes-cli"), AZURE_CLI),
        ("CLI-04", "VN-01", "SUB-12"),
    ),
    (
        "static-egress-gateway",
        "dual-stack",
        "the static egress gateway is for IPv4 clusters",
        (aks("configure-static-egress-gateway"), aks("azure-cni-overlay")),
        ("SEG-01", "DS-06"),
    ),
    (
        "node-provisioning",
        "dual-stack",
        "node auto-provisioning does not support IPv6 clusters",
        (aks("node-auto-provisioning"),),
        ("NAP-03", "DS-07"),
    ),
    (
        "node-provisioning",
        "windows",
        "node auto-provisioning does not support Windows pools",
        (aks("node-auto-provisioning"),),
        ("NAP-03", "MODE-14"),
    ),
    (
        "isolated",
        "windows",
        "network-isolated clusters have no Windows pools",
        (aks("concepts-network-isolated"),),
        ("ISO-01", "MODE-14"),
    ),
)


def _of_pairs(needs: Needs, way: Way) -> Iterator[Reason]:
    for one, other, text, sources, facts in _PAIRS:
        if {one, other} <= needs.wants:
            flags = frozenset({flag_of(one), flag_of(other)})
            yield Reason(Weight.EXCLUDES, text, sources, facts, flags)


_OF_CILIUM = (known.POLICIES, POLICY_PRACTICES, known.CILIUM)


def _of_policies(needs: Needs, way: Way) -> Iterator[Reason]:
    """Network policies: the engine, and what it does not go with."""
    if "network-policy" not in needs.wants:
        return
    flags, engine = frozenset({"--network-policy"}), engine_of(needs, way)
    if engine is None:
        yield Reason(Weight.FOR, "policies are your CNI's affair", (known.POLICIES,), ("POL-16",), flags)
    elif engine == "cilium":
        text = "Cilium is the policy engine that Microsoft recommends on Linux"
        yield Reason(Weight.FOR, text, _OF_CILIUM, ("MODE-07", "POL-05"), flags)
    elif "dual-stack" in needs.wants:
        text = "with dual-stack only Cilium has policies for IPv6"
        both = flags | {"--dual-stack"}
        yield Reason(Weight.EXCLUDES, text, (aks("azure-cni-overlay"), *_OF_CILIUM), ("DS-04", "POL-02"), both)
    elif engine == "azure":
        yield from _npm(flags | {"--node-provisioning"})
    else:
        yield _calico(needs, flags)


def _calico(needs: Needs, flags: frozenset[str]) -> Reason:
    if "windows" in needs.wants:
        sources = (known.POLICIES, POLICY_PRACTICES, aks("windows-best-practices"))
        text = "policies by Calico, the engine that Microsoft recommends for Windows"
        return Reason(Weight.FOR, text, sources, ("POL-08", "POL-15"), flags)
    return Reason(Weight.FOR, "policies by Calico", (known.POLICIES,), ("POL-07", "POL-15"), flags)


def _npm(flags: frozenset[str]) -> Iterator[Reason]:
    sources = (known.POLICIES, NODE_PROVISIONING, known.PLAN_PODS)
    text = (
        "node auto-provisioning rejects Calico, and Azure Network Policy Manager, which is left,"
        f" retires on {retirements.NPM_LINUX}"
    )
    yield Reason(Weight.AGAINST, text, sources, ("POL-14", "POL-05", "DEC-03"), flags)


def _of_services(needs: Needs, way: Way) -> Iterator[Reason]:
    """What Advanced Container Networking Services have, and only on the Cilium data plane of AKS."""
    for word, words, sources, facts in (
        ("fqdn-policy", "FQDN policies", (ACNS, known.CILIUM, FQDN), ("CIL-06", "ACNS-01")),
        ("l7-policy", "L7 policies", (ACNS, known.CILIUM, L7), ("CIL-06", "ACNS-01")),
        ("encryption", "encryption between nodes (WireGuard)", (ACNS, WIREGUARD), ("ACNS-01", "ACNS-04", "ACNS-11")),
    ):
        if word not in needs.wants:
            continue
        flags = frozenset({flag_of(word)})
        services = "Advanced Container Networking Services"
        if way.cilium:
            text = f"has {words}, with {services}, which cost extra"
            yield Reason(Weight.FOR, text, sources, facts, flags)
        else:
            yours = "; what your CNI has is for you to know: leave the flag out" if way.ipam == "byo" else ""
            text = f"only the Cilium data plane of AKS has {words}, with {services}{yours}"
            yield Reason(Weight.EXCLUDES, text, sources, facts, flags)


def _managed(needs: Needs, way: Way) -> Iterator[Reason]:
    if "managed-vnet" not in needs.wants:
        return
    flags = frozenset({"--managed-vnet"})
    if way.ipam == "pod-subnet":
        text = "a pod subnet is one of yours: AKS makes none"
        sources = (aks("configure-azure-cni-dynamic-ip-allocation"), known.OVERVIEW)
        yield Reason(Weight.EXCLUDES, text, sources, ("SUB-02", "NSN-02"), flags)
    elif way.ipam == "node-subnet":
        text = "the flat network that AKS makes a VNet for"
        yield Reason(Weight.FOR, text, (known.OVERVIEW,), ("NSN-02",), flags)
    if "cross-cluster" in needs.wants:
        text = "VNets that AKS makes have one and the same range, and such VNets cannot be peered: give it one of yours"
        pages = (RELEASES, VNET_PEERING, known.FLEET)
        yield Reason(Weight.DOUBT, text, pages, ("CIDR-43", "ACNS-12"), flags | {"--cross-cluster"})


def _of_scale(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Reason]:
    """Ceilings on pods, and what is not recommended; those of nodes and addresses exclude by themselves."""
    pods, of_pods = needs.pods or 0, frozenset({"--pods"})
    if way.ipam == "overlay" and pods > scale.MAX_OVERLAY_PODS:
        yield _many_overlay_pods(pods, of_pods)
    if way.ipam == "pod-subnet" and not way.blocks and pods > scale.RECOMMENDED_DYNAMIC_PODS:
        yield _many_dynamic_pods(pods, of_pods)
    if engine_of(needs, way) == "azure" and pods > scale.MAX_NPM_PODS:
        text = f"{pods:,} pods: Azure Network Policy Manager takes {scale.MAX_NPM_PODS:,} at the most"
        both = of_pods | {"--network-policy", "--node-provisioning"}
        yield Reason(Weight.EXCLUDES, text, (known.POLICIES,), ("POL-03",), both)
    yield from _l7_at_scale(needs, way, sizes)
    if "windows" in needs.wants and sizes.max_pods > service.MAX_PODS_WINDOWS:
        text = (
            f"{sizes.max_pods} pods for each node: {service.MAX_PODS_WINDOWS} are recommended for Windows at the most"
        )
        yield Reason(Weight.AGAINST, text, (known.OVERLAY,), ("OVL-08", "POD-04"), frozenset({"--windows"}))


def _l7_at_scale(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Reason]:
    """Supported up to the greater of two numbers: more nodes are in doubt where pods are more, too, or nobody said."""
    pods = needs.pods
    many = sizes.nodes > scale.L7_NODES and (pods is None or pods > scale.L7_PODS)
    if way.cilium and "l7-policy" in needs.wants and many:
        most = f"{scale.L7_NODES:,} nodes or {scale.L7_PODS:,} pods, whichever is more"
        untold = "" if pods is not None else ", and how many pods there are is not stated"
        flags = frozenset({"--l7-policy"}) | nodes_flags(needs)
        yield Reason(Weight.DOUBT, f"L7 policies are supported up to {most}{untold}", (L7,), ("ACNS-07",), flags)


def _many_overlay_pods(pods: int, flags: frozenset[str]) -> Reason:
    sources = (known.LARGE, known.PLAN_PODS)
    both = f"{scale.MAX_OVERLAY_PODS:,} or {scale.LARGEST_OVERLAY_PODS:,}"
    if pods > scale.LARGEST_OVERLAY_PODS:
        text = f"{pods:,} pods: overlay takes {both} at the most, by whichever document"
        return Reason(Weight.EXCLUDES, text, sources, ("DOC-03",), flags)
    text = f"{pods:,} pods: documents set the most of overlay at {both}"
    return Reason(Weight.DOUBT, text, sources, ("DOC-03",), flags)


def _many_dynamic_pods(pods: int, flags: frozenset[str]) -> Reason:
    if pods > scale.MAX_CONFIGURED:
        text = f"{pods:,} pods: dynamic allocation ends at about {scale.MAX_CONFIGURED:,} addresses in a VNet"
        return Reason(Weight.EXCLUDES, text, (known.STATIC_BLOCK, IP_PLANNING), ("IP-16", "IP-17"), flags)
    text = f"{pods:,} pods: {scale.RECOMMENDED_DYNAMIC_PODS:,} are recommended with dynamic allocation at the most"
    return Reason(Weight.DOUBT, text, (known.LARGE,), (), flags)
